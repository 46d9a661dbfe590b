package hiring

import (
	"errors"
	"fmt"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/budget/payroll"
	"github.com/moteur-film/moteur/schedule/labour"
)

// Office is the bureau de production: all that it holds of the people of a shoot, computed from one Input.
type Office struct {
	Film      moteur.Film         `json:"film"`
	Time      []PersonTime        `json:"time"`
	Contracts []Contract          `json:"contracts"` // of the same people, then the author
	Costs     payroll.ChargeSheet `json:"costs"`
	Register  Register            `json:"register"`
	Extras    ExtrasSheet         `json:"extras"`
	DPAE      DPAE                `json:"dpae"`
	Window    moteur.Span         `json:"window"` // in which the DPAE may be sent
	Deadlines []moteur.Deadline   `json:"deadlines"`
	Duties    []Duty              `json:"duties"`
	Children  []ChildFile         `json:"children"`
	Form      payroll.HoursForm   `json:"form"` // the crew's hours, to correct and read again
	// Checks holds what the crew, the children and their files lack or break, and the proofs of duties that are missing.
	Checks moteur.Report `json:"checks"`
	// Doubts holds the legal values to confirm behind the pay and the charges.
	Doubts moteur.Report `json:"doubts"`
}

// NewOffice computes the papers of a shoot: one engagement for each offer of the devis that pays, on the days of the crew, a
// person of the input. Days are in order. An offer of an unknown person, a role without days, hours that cannot be
// counted and charges that cannot be computed are errors.
func NewOffice(film moteur.Film, people []moteur.Person, offers []Offer, in Input, days []labour.Day) (Office, error) {
	if len(days) == 0 {
		return Office{}, errors.New("hiring : aucun jour à compter")
	}
	first, last := days[0].Date, days[len(days)-1].Date
	o := Office{Film: film, Costs: payroll.ChargeSheet{Film: film, Date: last},
		Form: payroll.HoursForm{Who: "Équipe technique", Film: film.Title, Date: last, Days: days}}
	engagements, err := in.engagements(film, people, offers, moteur.Span{From: first, To: last})
	if err != nil {
		return o, err
	}
	var hires []Hire
	for _, e := range engagements {
		if err := o.person(e, in, days); err != nil {
			return o, fmt.Errorf("%s : %w", e.Employee.Person.ID, err)
		}
		hires = append(hires, e.Hire())
	}
	if err := o.author(people, in); err != nil {
		return o, err
	}
	o.Register = NewRegister(film, engagements, in.Signed)
	o.Extras = ExtrasSheet{Film: film, Date: first, Place: in.Place, Rows: in.Extras}
	o.DPAE = NewDPAE(in.employer(film), hires, true, in.Sending)
	if o.Window, err = hires[0].Window(); err != nil {
		return o, err
	}
	if err := o.check(engagements, in, days); err != nil {
		return o, err
	}
	return o, o.duties(in, days)
}

// person counts the time of an engagement, its charges, and prepares its contract.
func (o *Office) person(e Engagement, in Input, crew []labour.Day) error {
	sheet, err := in.count(e, crew)
	if err != nil {
		return err
	}
	o.Doubts.Merge("", moteur.Report{Issues: sheet.Report.Doubts()})
	worked, paid := 0, decimal.Zero
	for _, w := range sheet.Weeks {
		paid = paid.Add(w.Paid)
	}
	for _, d := range sheet.Days {
		if d.Kind != labour.HolidayOff {
			worked++
		}
	}
	charged, err := payroll.Charges(payroll.Pay{Profile: e.ProfileOf(), Gross: sheet.Gross, Date: o.Costs.Date, Days: worked,
		Hours: paid, Isolated: e.Performer != nil, Span: moteur.Span{From: sheet.Days[0].Date, To: sheet.Days[len(sheet.Days)-1].Date}},
		payroll.Settings{Staff: e.Employer.Company.Staff})
	if err != nil {
		return err
	}
	o.Doubts.Merge("", moteur.Report{Issues: charged.Report.Doubts()})
	contract, err := NewContract(e)
	if err != nil {
		return err
	}
	o.Time = append(o.Time, PersonTime{Engagement: e, Sheet: sheet})
	o.Costs.Rows = append(o.Costs.Rows, payroll.ChargeRow{Name: e.Employee.CivilName(), Job: e.Job, Profile: e.ProfileOf(),
		Charged: charged})
	o.Contracts = append(o.Contracts, contract)
	return nil
}

// count turns the days of an engagement into a time sheet: a technician is paid by the hour of the week, a performer by the day.
func (in Input) count(e Engagement, crew []labour.Day) (payroll.TimeSheet, error) {
	terms := payroll.Terms{Job: e.Job, Span: e.Span, Zone: in.Terms.Zone, Clock: in.Terms.Clock}
	if e.Performer != nil {
		terms.DayPay = e.Rate
	} else {
		hourly, err := payroll.HourlyOf(e.Rate, e.Job, e.Basis, e.date())
		if err != nil {
			return payroll.TimeSheet{}, err
		}
		terms.Hourly = hourly.Value
	}
	own := in.workdays(e, crew)
	if len(own) == 0 {
		return payroll.TimeSheet{}, errors.New("hiring : aucun de ses jours n'est un jour de l'équipe")
	}
	s, err := payroll.CountTime(terms, own, payroll.WorkSettings{})
	if err != nil {
		return s, err
	}
	s.Who, s.Film, s.Company, s.Date = e.Employee.CivilName(), e.Film.Title, e.Employer.Company.Name, own[len(own)-1].Date
	return s, nil
}

// author adds the contract of the author.
func (o *Office) author(people []moteur.Person, in Input) error {
	if in.Author == nil {
		return nil
	}
	person, err := in.employee(people, in.Author.Person)
	if err != nil {
		return err
	}
	terms := in.Author.AuthorTerms
	c, err := NewContract(Engagement{ID: "auteur-" + in.Author.Person, Film: o.Film, Employer: in.employer(o.Film), Employee: person,
		Profile: payroll.Author, Rights: &terms, Signed: in.Signed})
	if err != nil {
		return err
	}
	o.Contracts = append(o.Contracts, c)
	return nil
}

// check holds the crew to the jobs that suppose others, and the children to their hours and their files.
func (o *Office) check(engagements []Engagement, in Input, days []labour.Day) error {
	var jobs []string
	for _, e := range engagements {
		jobs = append(jobs, e.Job)
	}
	crew, err := CheckCrew(jobs, o.Film.Kind, days[0].Date)
	if err != nil {
		return err
	}
	o.Checks.Merge("crew", crew)
	for _, e := range engagements {
		if e.Employee.Minor == nil {
			continue
		}
		id := e.Employee.Person.ID
		file := ChildFile{Film: o.Film, Child: e.Employee, FirstDay: e.Span.From, Commission: in.Commission,
			Held: in.role(id).Held}
		o.Children = append(o.Children, file)
		minor := *e.Employee.Minor
		if minor.Clock == "" {
			minor.Clock = in.Terms.Clock
		}
		hours, err := payroll.CheckMinor(minor, in.workdays(e, days))
		if err != nil {
			return err
		}
		o.Checks.Merge(id, hours)
		papers, err := file.Check(in.Signed)
		if err != nil {
			return err
		}
		o.Checks.Merge("enfants."+id, papers)
	}
	return nil
}

// duties gathers the deadlines and the employer's duties.
func (o *Office) duties(in Input, days []labour.Day) error {
	var shoot []moteur.Date
	for _, d := range days {
		if d.Kind != labour.HolidayOff {
			shoot = append(shoot, d.Date)
		}
	}
	var err error
	if o.Deadlines, err = Deadlines(HireFacts{ShootDays: shoot, Kind: o.Film.Kind, Paid: in.Paid}); err != nil {
		return err
	}
	var doubts moteur.Report
	o.Duties, doubts, err = Duties(DutyFacts{Staff: in.Staff, Minors: len(o.Children) > 0, Proofs: in.Proofs}, days[0].Date)
	o.Checks.Merge("obligations", CheckDuties(o.Duties))
	o.Checks.Merge("obligations", doubts)
	return err
}

// Totals are the gross pay, the employer charges and the cost of all people, in euros.
func (o Office) Totals() (gross, charges, cost decimal.Decimal) {
	for _, r := range o.Costs.Rows {
		gross, charges, cost = gross.Add(r.Charged.Gross), charges.Add(r.Charged.Total), cost.Add(r.Charged.Cost)
	}
	return gross, charges, cost
}
