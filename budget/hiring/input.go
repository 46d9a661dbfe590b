package hiring

import (
	"fmt"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/budget/payroll"
	"github.com/moteur-film/moteur/schedule/labour"
)

// Input is what a production office knows besides the film and its devis, as the file hiring.json holds it: the employer's
// bodies, the people's identities, the terms that contracts share.
type Input struct {
	About     string       `json:"_about,omitempty"`
	Employer  Employer     `json:"employer"` // its company is the film's
	Signed    moteur.Date  `json:"signed"`
	SignedAt  string       `json:"signed_at"`
	StartTime labour.Clock `json:"start_time"` // hour of hire of the first day
	Place     string       `json:"place"`
	Sending   moteur.Date  `json:"sending"` // day the DPAE is meant to be sent
	Staff     int          `json:"staff"`
	Terms     CommonTerms  `json:"terms"`
	// Paid are the days wages are paid.
	Paid []moteur.Date `json:"paid,omitempty"`
	// Commission is the day the commission des enfants du spectacle sits.
	Commission moteur.Date `json:"commission,omitzero"`
	People     []Identity  `json:"people"`
	Roles      []Role      `json:"roles"`
	Extras     []ExtraRow  `json:"extras"`
	// Proofs names the proofs of the employer's duties on file, by duty id: "duerp", "cchsct"…
	Proofs map[string]string `json:"proofs,omitempty"`
	Author *AuthorContract   `json:"author,omitempty"`
}

// CommonTerms are the terms that all technicians of the film share.
type CommonTerms struct {
	Zone labour.Zone `json:"zone"`
	// Clock is the time zone of the hours: Europe/Paris when empty.
	Clock  labour.TimeZone `json:"clock,omitempty"`
	Basis  payroll.Basis   `json:"basis"`  // of the rates whose line tells none
	Hours  decimal.Decimal `json:"hours"`  // of reference, a week
	Rhythm string          `json:"rhythm"` // when wages are paid
	Trial  string          `json:"trial"`
}

// AuthorContract is the contract of one author.
type AuthorContract struct {
	Person string `json:"person"`
	AuthorTerms
}

// Identity completes a person of the film with what hiring needs.
type Identity struct {
	Person          string         `json:"person"`
	Sex             Sex            `json:"sex"`
	BirthPlace      string         `json:"birth_place"`
	BirthDepartment string         `json:"birth_department"`
	BirthCountry    string         `json:"birth_country"`
	NIR             NIR            `json:"nir,omitzero"`
	IBAN            IBAN           `json:"iban,omitzero"`
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
	// Held names the papers of the child's file already gathered: "civil_status", "consent", "script", "conditions", "medical".
	Held map[string]string `json:"held,omitempty"`
	// Prep is the HMC inside a day, minutes. Hours are the performer's own hours, the same each day; unset takes the crew's.
	Prep  int         `json:"prep"`
	Hours *labour.Day `json:"hours,omitempty"`
}

// Offer is a line of the devis that pays a person on the film.
type Offer struct {
	Line    string
	Person  string
	Job     string // of the agreement; performers have none
	Profile payroll.Profile
	Role    string
	Span    moteur.Span
	Rate    decimal.Decimal // gross, for the basis; a day for performers
	Basis   payroll.Basis   // empty takes that of the terms
}

// performerJob is the emploi of performers in contracts and declarations.
const performerJob = "artiste-interprète"

// engagements makes an engagement of each offer that pays, on one of the days, a technician or a performer whom the input
// knows. The director, whose pay has no hours, has none.
func (in Input) engagements(film moteur.Film, people []moteur.Person, offers []Offer, days moteur.Span) ([]Engagement, error) {
	var out []Engagement
	for _, l := range offers {
		role := slices.IndexFunc(in.Roles, func(r Role) bool { return r.Person == l.Person })
		known := slices.ContainsFunc(in.People, func(p Identity) bool { return p.Person == l.Person })
		if !known || !l.Span.Overlaps(days) || l.Job == "" && role < 0 || l.Profile == payroll.Director {
			continue
		}
		person, err := in.employee(people, l.Person)
		if err != nil {
			return nil, err
		}
		t := in.Terms
		e := Engagement{ID: l.Line, Film: film, Employer: in.employer(film), Employee: person, Job: l.Job, Profile: l.Profile, Span: l.Span,
			StartTime: in.StartTime, Place: in.Place, Basis: t.Basis, Rate: l.Rate, Rhythm: t.Rhythm, Hours: t.Hours, Trial: t.Trial,
			Signed: in.Signed, SignedAt: in.SignedAt}
		if l.Basis != "" {
			e.Basis = l.Basis
			if paid, _, err := payroll.PaidHours(l.Job, e.date(), l.Basis); err == nil {
				e.Hours = paid.Value // of the equivalence; another basis keeps the hours of the terms
			}
		}
		if role >= 0 {
			r := in.Roles[role]
			if len(r.Days) == 0 {
				return nil, fmt.Errorf("hiring : rôle de %q sans jour de travail", l.Person)
			}
			e.Job, e.Basis, e.Hours, e.Employee.Minor = performerJob, payroll.DayBasis, decimal.Zero, r.Child
			e.Span = moteur.Span{From: r.Days[0], To: r.Days[len(r.Days)-1]}
			e.Performer = &PerformerTerms{Role: l.Role, Dates: r.Days, Rehearsals: r.Rehearsals, PostSync: r.PostSync, Credit: r.Credit,
				Travel: r.Travel}
		}
		e.Motive = e.UsageMotive()
		out = append(out, e)
	}
	if len(out) == 0 {
		return nil, fmt.Errorf("hiring : aucune ligne du devis ne paie ces jours-là une personne dont l'identité est donnée")
	}
	return out, nil
}

func (in Input) employer(film moteur.Film) Employer {
	e := in.Employer
	e.Company = film.Company
	if in.Staff > 0 {
		e.Company.Staff = in.Staff
	}
	return e
}

// employee joins a person of the film and their identity.
func (in Input) employee(people []moteur.Person, id string) (Employee, error) {
	i := slices.IndexFunc(people, func(p moteur.Person) bool { return p.ID == id })
	k := slices.IndexFunc(in.People, func(p Identity) bool { return p.Person == id })
	switch {
	case i < 0:
		return Employee{}, fmt.Errorf("hiring : personne %q absente du film", id)
	case k < 0:
		return Employee{}, fmt.Errorf("hiring : personne %q sans identité", id)
	}
	x := in.People[k]
	return Employee{Person: people[i], Sex: x.Sex, BirthPlace: x.BirthPlace, BirthDepartment: x.BirthDepartment,
		BirthCountry: x.BirthCountry, NIR: x.NIR, IBAN: x.IBAN, Address: x.Address}, nil
}

// role is the role of a person, zero without one.
func (in Input) role(person string) Role {
	if i := slices.IndexFunc(in.Roles, func(r Role) bool { return r.Person == person }); i >= 0 {
		return in.Roles[i]
	}
	return Role{}
}

// workdays are the days of the crew as a person of the engagement works them: a performer those of their dates alone, at
// their own hours.
func (in Input) workdays(e Engagement, crew []labour.Day) []labour.Day {
	if e.Performer == nil {
		return crew
	}
	r := in.role(e.Employee.Person.ID)
	var out []labour.Day
	for _, d := range crew {
		if !slices.Contains(e.Performer.Dates, d.Date) {
			continue
		}
		d.Prep = r.Prep
		if h := r.Hours; h != nil {
			d.RDV, d.Start, d.End, d.Back, d.Breaks, d.Continuous = h.RDV, h.Start, h.End, h.Back, h.Breaks, h.Continuous
		}
		out = append(out, d)
	}
	return out
}
