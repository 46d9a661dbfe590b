package hiring

import (
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/budget/payroll"
	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/internal/law"
	"github.com/moteur-film/moteur/schedule/labour"
)

// present tells, for each mention of the dated list, whether the engagement carries it.
func (e Engagement) present(id string) bool {
	c, p := e.Employer.Company, e.Employee
	body := func(b Body) bool { return b.Name != "" && b.Address.City != "" }
	switch id {
	case "motive":
		return strings.TrimSpace(e.Motive) != ""
	case "nature", "agreement":
		return e.agreement() == payroll.Cinema || e.agreement() == payroll.Audiovisual
	case "employer":
		return c.Name != "" && c.Address.Street != "" && c.Address.City != "" && c.Legal != ""
	case "employee":
		return p.Person.FirstName != "" && p.Person.LastName != "" && p.Address.Street != "" && p.Address.City != ""
	case "film":
		return e.Film.Title != ""
	case "job":
		_, err := e.JobOf()
		return err == nil
	case "start":
		return !e.Span.From.IsZero()
	case "term":
		return !e.Span.To.IsZero() || (e.MinimumDays > 0 && e.Object != "")
	case "trial":
		return e.Trial != ""
	case "pay":
		return e.Rate.IsPositive() && e.Basis != ""
	case "pay_rhythm":
		return e.Rhythm != ""
	case "hours":
		return e.Hours.IsPositive()
	case "retirement":
		return body(e.Employer.Retirement)
	case "welfare":
		return body(e.Employer.Welfare)
	case "paid_leave":
		return body(e.Employer.PaidLeave)
	case "urssaf":
		return c.URSSAF != ""
	case "modes": // written by the split of the base pay
		return e.Rate.IsPositive()
	}
	if t := e.Performer; t != nil {
		switch id {
		case "role":
			return t.Role != ""
		case "dates":
			return len(t.Dates) > 0
		case "credit":
			return t.Credit != ""
		case "rehearsal":
			return t.Rehearsals >= 0 && t.PostSync >= 0
		case "travel":
			return t.Travel != ""
		}
	}
	if id == "dates" { // of an extra: a day alone says itself
		return e.Span.Days() == 1
	}
	if a := e.Rights; a != nil {
		switch id {
		case "work":
			return a.Work != "" && a.Contribution != ""
		case "rights":
			return a.Rights != ""
		case "author_pay":
			return len(a.Modes) > 0 && a.Guarantee.Amount.IsPositive()
		}
	}
	return false
}

// Mention is a mandatory mention of a contract.
type Mention struct {
	ID      string        `json:"id"`
	Label   string        `json:"label"`
	Present bool          `json:"present"`
	Source  moteur.Source `json:"source"`
}

// Mentions lists the mandatory mentions of the engagement's contract on its date, and whether each is there.
func (e Engagement) Mentions() ([]Mention, error) { return e.mentions(nil) }

// mentions says the doubts on the list in the report.
func (e Engagement) mentions(report *moteur.Report) ([]Mention, error) {
	t, err := mentionsTable()
	if err != nil {
		return nil, err
	}
	b := law.Open(e.date(), report, t).At("mentions")
	var out []Mention
	for _, entry := range t.Entries {
		if !slices.Contains(strings.Fields(entry.Kind), e.form()) {
			continue
		}
		if !b.Has(entry.ID) {
			continue // not yet required on that date
		}
		out = append(out, Mention{ID: entry.ID, Label: entry.Label, Present: e.present(entry.ID), Source: b.CitedText(entry.ID).Source})
	}
	return out, nil
}

// date is the date whose law the contract follows: its first day, else its signature.
func (e Engagement) date() moteur.Date {
	if !e.Span.From.IsZero() {
		return e.Span.From
	}
	return e.Signed
}

// Check checks an engagement whole: the employer, the person, the mandatory mentions, the minimum pay, the age,
// the work permit, the signature. A missing mention is an error, a warning where the list itself is unverified.
func (e Engagement) Check() (moteur.Report, error) {
	var rep moteur.Report
	employer, employee := e.Employer.Check(), e.Employee.Check(e.date())
	if e.form() == "author" { // no hiring: only what names the parties
		employer, employee = keep(employer, "employer/name", "employer/siret", "employer/address"), keep(employee, "employee/name",
			"employee/address")
	}
	rep.Merge("employer", employer)
	rep.Merge("employee", employee)
	mentions, err := e.mentions(&rep)
	if err != nil {
		return rep, err
	}
	for _, m := range mentions {
		if m.Present {
			continue
		}
		sev := moteur.Error
		if !m.Source.Verified {
			sev = moteur.Warning
		}
		rep.Add(moteur.Issue{Path: m.ID, Severity: sev, Rule: "mention/" + m.ID, Source: m.Source,
			Message: "Mention obligatoire manquante : " + m.Label + "."})
	}
	e.checkDates(&rep)
	if !e.StartTime.Known() && e.form() != "author" {
		rep.Warnf("start_time", "engagement/start-time", "Heure d'embauche non donnée : la DPAE la demande.")
	}
	if e.date().IsZero() {
		return rep, nil
	}
	if err := e.checkPay(&rep); err != nil {
		return rep, err
	}
	if err := e.checkPerson(&rep); err != nil {
		return rep, err
	}
	if !e.Signed.IsZero() && !e.Span.From.IsZero() && e.Signed.After(e.Span.From) {
		rep.Errorf("signed", "contract.deadline",
			"Contrat daté du %s, après le premier jour (%s) : la convention le veut remis ce jour-là au plus tard.", fr.Date(e.Signed),
			fr.Date(e.Span.From))
	}
	if n := e.Employer.Company.Staff; n == 0 {
		rep.Notef("employer.company.staff", "employer/staff",
			"Effectif de l'employeur non indiqué : obligations liées aux seuils à vérifier.")
	}
	return rep, nil
}

// keep leaves of a report the issues of some rules.
func keep(r moteur.Report, rules ...string) moteur.Report {
	var out moteur.Report
	for _, i := range r.Issues {
		if slices.Contains(rules, i.Rule) {
			out.Add(i)
		}
	}
	return out
}

func (e Engagement) checkPay(rep *moteur.Report) error {
	if e.form() == "author" || e.form() == "permanent" {
		return nil
	}
	if e.agreement() != payroll.Cinema {
		rep.Warnf("rate", "payroll/minimum-unknown",
			"Salaire non comparé à un minimum : la grille de cette convention (%s) n'est pas dans les tables.",
			e.agreement().Label())
		return nil
	}
	if _, err := e.JobOf(); err != nil {
		return nil // said by the mention
	}
	basis := e.Basis
	if e.LowBudget && (basis == payroll.Week39 || basis == payroll.Shoot5 || basis == payroll.Shoot6) {
		basis += "_low"
	}
	pay, err := payroll.CheckMinimum(e.Job, e.date(), basis, e.Rate, e.bound())
	if err != nil {
		rep.Errorf("rate", "payroll/minimum-unknown", "Minimum non vérifiable : %s.", err)
		return nil
	}
	rep.Merge("", pay)
	return nil
}

// bound is what binds the employer to the minima.
func (e Engagement) bound() payroll.Bound {
	return payroll.Bound{Kind: e.Film.Kind, Signatory: e.Employer.Company.SignatoryUnion}
}

// isChild tells whether the person is under the age that asks for the préfet's authorisation on the date of the engagement.
func (e Engagement) isChild() bool {
	below := dutiesOn(e.date(), nil).Int("minor.authorisation.below")
	return !e.Employee.Person.Birth.IsZero() && ageIn(e.Employee.Person.Birth, e.date()) < below
}

// checkChild asks for a child the authorisation over the whole engagement, the legal representatives, and what goes to the Caisse des
// dépôts.
func (e Engagement) checkChild(rep *moteur.Report) error {
	r := dutiesOn(e.date(), nil)
	r.Int("minor.authorisation.below")
	if err := failed(r); err != nil || !e.isChild() {
		return err
	}
	p := e.Employee
	lacks := func(path, rule, format string, args ...any) {
		rep.Errorf("employee.minor"+path, rule, "%s (%d ans) : "+format,
			append([]any{p.CivilName(), ageIn(p.Person.Birth, e.date())}, args...)...)
	}
	m := p.Minor
	if m == nil {
		m = &payroll.Minor{}
	}
	if len(m.Representatives) == 0 {
		lacks(".representatives", "minor.representatives", "représentants légaux non nommés.")
	}
	a := m.Authorisation
	if a == nil {
		lacks("", "minor.authorisation", "autorisation individuelle du préfet requise avant tout engagement.")
		return nil
	}
	if !a.Span.Contains(e.Span.From) || (!e.Span.To.IsZero() && !a.Span.Contains(e.Span.To)) {
		lacks("", "minor.authorisation", "l'autorisation (%s) ne couvre pas l'engagement.", a.Span)
	}
	switch s := a.ParentsShare; {
	case s == nil:
		lacks(".authorisation.parents_share", "minor.nest_egg",
			"part de la rémunération laissée aux parents non donnée ; le reste va à la Caisse des dépôts (L7124-9).")
	case s.IsNegative() || s.GreaterThan(decimal.NewFromInt(1)):
		lacks(".authorisation.parents_share", "minor.nest_egg", "la part laissée aux parents est une fraction de 0 à 1 (0,1 pour 10 %%).")
	}
	return nil
}

// checkDates refuses an end before the start, days of work outside the engagement, and a permit that ends before it.
func (e Engagement) checkDates(rep *moteur.Report) {
	from, to := e.Span.From, e.Span.To
	if !from.IsZero() && !to.IsZero() && to.Before(from) {
		rep.Errorf("span", "engagement/span", "La fin de l'engagement (%s) précède son début (%s).", fr.Date(to), fr.Date(from))
		return
	}
	if t := e.Performer; t != nil {
		for i, d := range append(slices.Clone(t.Dates), t.Options...) {
			if d.Before(from) || !to.IsZero() && d.After(to) {
				rep.Errorf(fmt.Sprintf("performer.dates[%d]", i), "engagement/dates", "Le %s est hors de l'engagement (%s).", fr.Date(d),
					e.Span)
			}
		}
	}
	if until := e.Employee.PermitUntil; !until.IsZero() && !to.IsZero() && until.Before(to) && !until.Before(e.date()) {
		rep.Errorf("employee.permit_until", "employee/permit-expired",
			"%s : le titre de travail expire le %s, avant la fin de l'engagement (%s).",
			e.Employee.CivilName(), fr.Date(until), fr.Date(to))
	}
}

func (e Engagement) checkPerson(rep *moteur.Report) error {
	p := e.Employee
	if err := e.checkChild(rep); err != nil {
		return err
	}
	if p.Person.Nationality == "" || e.Span.Days() == 0 || e.form() == "author" {
		return nil
	}
	france, err := labour.NewCalendar(labour.Place{})
	if err != nil {
		return fmt.Errorf("hiring : %w", err)
	}
	permit, err := WorkPermit(p.Person.Nationality, e.Span, e.form() != "permanent", france)
	if err != nil {
		return fmt.Errorf("hiring : %w", err)
	}
	if permit.Needed && p.PermitNumber == "" {
		rep.Add(moteur.Issue{Path: "employee.permit_number", Severity: moteur.Error, Rule: permit.Rule, Source: permit.Source,
			Message: p.CivilName() + " : " + permit.Message})
	} else if permit.Needed {
		rep.Add(moteur.Issue{Path: "employee.permit_number", Severity: moteur.Notice, Rule: permit.Rule, Source: permit.Source,
			Message: fmt.Sprintf("%s : titre à faire vérifier par le préfet au plus tard le %s.", p.CivilName(), fr.Date(permit.CheckBy))})
	}
	return nil
}
