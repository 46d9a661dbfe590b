package main

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/budget"
	"github.com/moteur-film/moteur/budget/hiring"
	"github.com/moteur-film/moteur/budget/payroll"
	"github.com/moteur-film/moteur/film"
	"github.com/moteur-film/moteur/internal/doc/pdf"
	"github.com/moteur-film/moteur/schedule/labour"
)

// Hiring is what hiring.json says: the employer's bodies, the identities, the terms.
type Hiring struct {
	About     string          `json:"_about"`
	Employer  hiring.Employer `json:"employer"` // its company is the film's
	Signed    moteur.Date     `json:"signed"`
	SignedAt  string          `json:"signed_at"`
	StartTime labour.Clock    `json:"start_time"`
	Place     string          `json:"place"`
	Sending   moteur.Date     `json:"sending"` // day the DPAE is meant to be sent
	Staff     int             `json:"staff"`
	// Commission is the day the commission des enfants du spectacle sits.
	Commission moteur.Date       `json:"commission,omitzero"`
	People     []Identity        `json:"people"`
	Roles      []Role            `json:"roles"`
	Extras     []hiring.ExtraRow `json:"extras"`
	Author     *struct {
		Person string `json:"person"`
		hiring.AuthorTerms
	} `json:"author,omitempty"`
}

// Identity completes a person of the film with what hiring needs.
type Identity struct {
	Person          string         `json:"person"`
	Sex             hiring.Sex     `json:"sex"`
	BirthPlace      string         `json:"birth_place"`
	BirthDepartment string         `json:"birth_department"`
	BirthCountry    string         `json:"birth_country"`
	NIR             hiring.NIR     `json:"nir,omitzero"`
	IBAN            hiring.IBAN    `json:"iban,omitzero"`
	Address         moteur.Address `json:"address"`
}

// Role completes a performer's line of the devis.
type Role struct {
	Person     string         `json:"person"`
	Days       []moteur.Date  `json:"days"`
	Rehearsals int            `json:"rehearsals"`
	PostSync   int            `json:"post_sync"`
	Credit     string         `json:"credit"`
	Travel     string         `json:"travel"`
	Child      *payroll.Minor `json:"child,omitempty"`
}

// Office is what the production office holds in the end.
type Office struct {
	Film      moteur.Film
	Time      []hiring.PersonTime
	Contracts []hiring.Contract // of the same people, then authors
	Costs     payroll.ChargeSheet
	Register  hiring.Register
	Extras    hiring.ExtrasSheet
	DPAE      hiring.DPAE
	Window    moteur.Span
	Deadlines []hiring.Deadline
	Duties    []hiring.Duty
	Minors    moteur.Report
	Children  []hiring.ChildFile
	Form      payroll.HoursForm // the crew's hours, to correct and read again with -days
	// Unverified counts the legal values to confirm.
	Unverified int
}

// NewOffice computes everything: one engagement for each line of the devis that pays a known person during the shoot.
func NewOffice(f film.Folder, h Hiring, days []payroll.Workday) (Office, error) {
	if len(days) == 0 {
		return Office{}, errors.New("aucun jour à compter")
	}
	o := Office{Film: f.Film, Form: payroll.HoursForm{Who: "Équipe technique", Film: f.Film.Title, Date: days[len(days)-1].Date,
		Days: days}}
	employer := h.Employer
	employer.Company = f.Film.Company
	if h.Staff > 0 {
		employer.Company.Staff = h.Staff
	}
	engagements, err := engage(f, h, employer)
	if err != nil {
		return o, err
	}
	var unsure moteur.Report
	o.Costs = payroll.ChargeSheet{Film: f.Film, Date: days[len(days)-1].Date}
	var hires []hiring.Hire
	for _, e := range engagements {
		sheet, err := count(e, h, days)
		if err != nil {
			return o, fmt.Errorf("%s : %w", e.Employee.Person.ID, err)
		}
		unsure.Merge("", moteur.Report{Issues: sheet.Report.Doubts()})
		charged, err := payroll.Charges(payroll.Pay{Profile: e.ProfileOf(), Gross: sheet.Gross, Date: o.Costs.Date, Days: worked(sheet),
			Isolated: e.Performer != nil,
			Span:     moteur.Span{From: sheet.Days[0].Date, To: sheet.Days[len(sheet.Days)-1].Date}},
			payroll.Options{Staff: employer.Company.Staff})
		if err != nil {
			return o, fmt.Errorf("%s : %w", e.Employee.Person.ID, err)
		}
		unsure.Merge("", moteur.Report{Issues: charged.Report.Doubts()})
		contract, err := hiring.NewContract(e)
		if err != nil {
			return o, fmt.Errorf("%s : %w", e.Employee.Person.ID, err)
		}
		o.Time = append(o.Time, hiring.PersonTime{Engagement: e, Sheet: sheet})
		o.Costs.Rows = append(o.Costs.Rows, payroll.ChargeRow{Name: e.Employee.CivilName(), Job: e.Job, Profile: e.ProfileOf(),
			Charged: charged})
		o.Contracts = append(o.Contracts, contract)
		hires = append(hires, e.Hire())
	}
	if err := o.author(f, h, employer); err != nil {
		return o, err
	}
	o.Register = hiring.NewRegister(f.Film, engagements, h.Signed)
	o.Extras = hiring.ExtrasSheet{Film: f.Film, Date: days[0].Date, Place: h.Place, Rows: h.Extras}
	o.DPAE = hiring.NewDPAE(employer, hires, true, h.Sending)
	if o.Window, err = hiring.DPAEWindow(engagements[0].Span.From); err != nil {
		return o, err
	}
	o.Unverified = len(unsure.Issues)
	return o, o.duties(f, h, days, engagements)
}

func worked(s payroll.TimeSheet) int {
	n := 0
	for _, d := range s.Days {
		if d.Kind != payroll.HolidayOff {
			n++
		}
	}
	return n
}

// engage makes the engagements of the shoot from the devis' lines.
func engage(f film.Folder, h Hiring, employer hiring.Employer) ([]hiring.Engagement, error) {
	var out []hiring.Engagement
	for _, l := range f.Budget.Lines {
		i := slices.IndexFunc(h.People, func(p Identity) bool { return p.Person == l.Person })
		technician := strings.HasSuffix(l.Label, "tournage") && l.Job != ""
		role := slices.IndexFunc(h.Roles, func(r Role) bool { return r.Person == l.Person })
		if i < 0 || l.Status != budget.Salaried || (!technician && role < 0) || l.Profile == payroll.Director {
			continue
		}
		person, err := employee(f, h.People[i])
		if err != nil {
			return nil, err
		}
		e := hiring.Engagement{ID: l.ID, Film: f.Film, Employer: employer, Employee: person, Job: l.Job, Profile: l.Profile, Span: l.Span,
			StartTime: h.StartTime, Place: h.Place,
			Basis: payroll.Week39, Rate: l.Rate, Rhythm: "chaque mois, à terme échu", Hours: decimal.NewFromInt(39), Trial: "aucune",
			Signed: h.Signed, SignedAt: h.SignedAt}
		if role >= 0 {
			r := h.Roles[role]
			e.Job, e.Basis, e.Hours, e.Employee.Minor = "artiste-interprète", payroll.DayBasis, decimal.Zero, r.Child
			e.Span = moteur.Span{From: r.Days[0], To: r.Days[len(r.Days)-1]}
			e.Performer = &hiring.PerformerTerms{Role: l.Role, Dates: r.Days, Rehearsals: r.Rehearsals, PostSync: r.PostSync,
				Credit: r.Credit, Travel: r.Travel}
		}
		e.Motive = hiring.UsageMotive(strings.TrimSuffix(strings.ToLower(e.Job), " cinéma"), f.Film.Title)
		out = append(out, e)
	}
	if len(out) == 0 {
		return nil, fmt.Errorf("aucune ligne du devis ne paie une personne de hiring.json pendant le tournage")
	}
	return out, nil
}

func employee(f film.Folder, id Identity) (hiring.Employee, error) {
	i := slices.IndexFunc(f.People, func(p moteur.Person) bool { return p.ID == id.Person })
	if i < 0 {
		return hiring.Employee{}, fmt.Errorf("hiring.json : personne %q absente de film.json", id.Person)
	}
	return hiring.Employee{Person: f.People[i], Sex: id.Sex, BirthPlace: id.BirthPlace, BirthDepartment: id.BirthDepartment,
		BirthCountry: id.BirthCountry, NIR: id.NIR, IBAN: id.IBAN, Address: id.Address}, nil
}

// count turns the days of the crew, or a performer's own, into a time sheet.
func count(e hiring.Engagement, h Hiring, days []payroll.Workday) (payroll.TimeSheet, error) {
	terms := payroll.Terms{Job: e.Job, Span: e.Span, Zone: payroll.Region, Hourly: e.Rate.DivRound(decimal.NewFromInt(40), 8)}
	own := days
	if e.Performer != nil {
		terms.Hourly, terms.DayPay = decimal.Zero, e.Rate
		own = nil
		for _, d := range days {
			if slices.Contains(e.Performer.Dates, d.Date) {
				own = append(own, ofPerformer(d, e.Employee.Minor != nil))
			}
		}
	}
	s, err := payroll.CountTime(terms, own, payroll.WorkOptions{})
	if err != nil {
		return s, err
	}
	s.Who, s.Film, s.Company, s.Date = e.Employee.CivilName(), e.Film.Title, e.Employer.Company.Name, own[len(own)-1].Date
	return s, nil
}

// ofPerformer fits a crew day to a performer: an hour of HMC inside the day, and for a child an afternoon of three and a
// half hours.
func ofPerformer(d payroll.Workday, child bool) payroll.Workday {
	d.Prep = 60
	if child {
		d.Prep, d.Breaks, d.Continuous = 30, []payroll.Break{{From: labour.At(15, 15), To: labour.At(15, 45)}}, false
		d.RDV, d.Start, d.End, d.Back = labour.At(13, 30), labour.At(14, 0), labour.At(17, 30), labour.At(18, 0)
	}
	return d
}

func (o *Office) author(f film.Folder, h Hiring, employer hiring.Employer) error {
	if h.Author == nil {
		return nil
	}
	i := slices.IndexFunc(h.People, func(p Identity) bool { return p.Person == h.Author.Person })
	if i < 0 {
		return fmt.Errorf("hiring.json : auteur %q sans identité", h.Author.Person)
	}
	person, err := employee(f, h.People[i])
	if err != nil {
		return err
	}
	terms := h.Author.AuthorTerms
	c, err := hiring.NewContract(hiring.Engagement{ID: "auteur-" + h.Author.Person, Film: f.Film, Employer: employer, Employee: person,
		Profile: payroll.Author, Rights: &terms, Signed: h.Signed})
	if err != nil {
		return err
	}
	o.Contracts = append(o.Contracts, c)
	return nil
}

// duties gathers deadlines, the checklist and the check of the children's days.
func (o *Office) duties(f film.Folder, h Hiring, days []payroll.Workday, engagements []hiring.Engagement) error {
	var shoot []moteur.Date
	for _, d := range days {
		if d.Kind != payroll.HolidayOff {
			shoot = append(shoot, d.Date)
		}
	}
	var err error
	if o.Deadlines, err = hiring.Deadlines(hiring.HireFacts{ShootDays: shoot, Kind: f.Film.Kind,
		Paid: []moteur.Date{moteur.NewDate(2027, 5, 31)}}); err != nil {
		return err
	}
	minors := false
	for _, e := range engagements {
		if e.Employee.Minor == nil {
			continue
		}
		minors = true
		o.Children = append(o.Children, hiring.ChildFile{Film: f.Film, Child: e.Employee, FirstDay: e.Span.From, Commission: h.Commission})
		var own []payroll.Workday
		for _, d := range days {
			if slices.Contains(e.Performer.Dates, d.Date) {
				own = append(own, ofPerformer(d, true))
			}
		}
		rep, err := payroll.CheckMinor(*e.Employee.Minor, own)
		if err != nil {
			return err
		}
		o.Minors.Merge(e.Employee.Person.ID, rep)
	}
	o.Duties, err = hiring.Duties(hiring.DutyFacts{Staff: h.Staff, Minors: minors}, days[0].Date)
	return err
}

func (o Office) dutiesPDF(w io.Writer) error {
	return pdf.Write(w, hiring.DutiesDocument(o.Film, o.Duties, o.Costs.Date))
}
