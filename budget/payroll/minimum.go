package payroll

import (
	"errors"
	"fmt"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/internal/law"
	"github.com/moteur-film/moteur/internal/money"
	"github.com/moteur-film/moteur/schedule/labour"
)

// Basis is the base de rémunération a minimum is asked on.
type Basis string

// The bases. Those of titre II: hour, day (short engagement), week of 39 h (annexe I), shooting weeks with equivalence
// (annexe II), their guaranteed part under annexe III. Those of the director: month, feasibility. Titre III has day and
// weeks of 5 and 6 days.
const (
	Hour            Basis = "hour"
	DayBasis        Basis = "day"
	Week39          Basis = "week39"
	Shoot5          Basis = "shoot5"
	Shoot6          Basis = "shoot6"
	Week39Low       Basis = "week39_low" // annexe III, guaranteed part
	Shoot5Low       Basis = "shoot5_low"
	Shoot6Low       Basis = "shoot6_low"
	Month           Basis = "month"            // director engaged 5 months and more
	FeasibilityWeek Basis = "feasibility_week" // director
	FeasibilityDay  Basis = "feasibility_day"
	Week5           Basis = "week5" // titre III
	Week6           Basis = "week6"
	ShortDay        Basis = "short_day" // performer in a short film
	ShortWeek5      Basis = "short_week5"
	ShortWeek6      Basis = "short_week6"
)

var basisLabels = map[Basis]string{
	Hour: "heure", DayBasis: "journée", Week39: "semaine de 39 heures", Shoot5: "semaine de tournage de 5 jours",
	Shoot6:    "semaine de tournage de 6 jours",
	Week39Low: "semaine de 39 heures, annexe III", Shoot5Low: "semaine de tournage de 5 jours, annexe III",
	Shoot6Low: "semaine de tournage de 6 jours, annexe III",
	Month:     "mois", FeasibilityWeek: "semaine d'étude de faisabilité", FeasibilityDay: "jour d'étude de faisabilité",
	Week5: "semaine de 5 jours", Week6: "semaine de 6 jours",
	ShortDay: "journée, court métrage", ShortWeek5: "semaine de 5 jours, court métrage", ShortWeek6: "semaine de 6 jours, court métrage",
}

// Label returns the French words.
func (b Basis) Label() string {
	if l, ok := basisLabels[b]; ok {
		return l
	}
	return string(b)
}

// Accepted lists the codes of the bases.
func (Basis) Accepted() []string {
	return moteur.Codes(Hour, DayBasis, Week39, Shoot5, Shoot6, Week39Low, Shoot5Low, Shoot6Low, Month, FeasibilityWeek, FeasibilityDay,
		Week5, Week6, ShortDay, ShortWeek5, ShortWeek6)
}

// ErrBasis is the error of a basis that the job does not know.
var ErrBasis = errors.New("base de rémunération sans objet pour cette fonction")

// Bound is what decides whether a minimum binds an employer: the kind of the film, and whether the employer is a member of a union
// that signed the agreement. The zero value is an employer who is not, on a work of any kind.
type Bound struct {
	Kind      moteur.Kind
	Signatory bool
}

// Minimum is the salaire minimum of a job on a date of work and a basis, in euros gross to the cent, with its
// derivation, for an employer outside the signatory unions; the report names the unverified values it leans on, and says of extras
// whom their minima bind. Errors wrap ErrJob, ErrBasis or law.ErrBefore.
func Minimum(job string, on moteur.Date, b Basis) (moteur.Step, moteur.Report, error) {
	return Bound{}.Minimum(job, on, b)
}

// Minimum is that of the function, for this employer: an agreement binds the members of its unions before its extension.
func (e Bound) Minimum(job string, on moteur.Date, b Basis) (moteur.Step, moteur.Report, error) {
	var rep moteur.Report
	j, err := FindJob(job)
	if err != nil {
		return moteur.Step{}, rep, err
	}
	m := minimum{job: j, on: on, rep: &rep, signatory: e.Signatory}
	s, err := m.step(b)
	if err != nil {
		return moteur.Step{}, rep, fmt.Errorf("payroll : minimum %s, %s : %w", j.Name, b.Label(), err)
	}
	return s, rep, nil
}

// minimum derives the minima of one job on one date.
type minimum struct {
	job       Job
	on        moteur.Date
	rep       *moteur.Report
	signatory bool // the employer is a member of a union that signed
}

func (m minimum) quote(table func() (law.Table, error), id, label string) (moteur.Step, error) {
	t, err := table()
	if err != nil {
		return moteur.Step{}, err
	}
	b := law.Open(m.on, m.rep, t).At("minimum")
	if label == "" {
		label = b.Label(id)
	}
	return b.Quote(label, id), b.Err()
}

// duty quotes an hour of reference that the room of working time keeps.
func (m minimum) duty(id, label string) (moteur.Step, error) {
	b, err := labour.Duties(m.on, m.rep)
	if err != nil {
		return moteur.Step{}, err
	}
	c := b.At("minimum").Cited(id)
	return moteur.Quote(label, c), b.Err()
}

func (m minimum) step(b Basis) (moteur.Step, error) {
	if m.job.Title == 3 {
		return m.title3(b)
	}
	director := m.job.ID == "realisateur"
	switch b {
	case Week39:
		return m.base39()
	case Hour:
		h, err := m.hourly()
		return moteur.Round("salaire horaire de base", h, 4), err
	case DayBasis:
		return m.day()
	case Shoot5:
		return m.equivalence("week5")
	case Shoot6:
		return m.equivalence("week6")
	case Week39Low, Shoot5Low, Shoot6Low:
		ref, err := m.step(Basis(strings.TrimSuffix(string(b), "_low")))
		if err != nil {
			return ref, err
		}
		guaranteed, _, err := m.low(ref)
		return guaranteed, err
	case Month:
		if !director {
			return moteur.Step{}, ErrBasis
		}
		week, err := m.base39()
		if err != nil {
			return week, err
		}
		f, err := m.quote(minimaTable, "director.month_factor", "")
		if err != nil {
			return f, err
		}
		return moteur.Times("salaire mensuel du réalisateur", week, f), nil
	case FeasibilityWeek, FeasibilityDay:
		if !director {
			return moteur.Step{}, ErrBasis
		}
		return m.quote(minimaTable, "director."+string(b), "")
	}
	return moteur.Step{}, ErrBasis
}

func (m minimum) base39() (moteur.Step, error) {
	return m.quote(base39Table, m.job.ID, m.job.Name+", base 39 heures")
}

// hourly is the base hour: the week of 39 h divided by 40 (35 h and 4 h at + 25 %), exact.
func (m minimum) hourly() (moteur.Step, error) {
	week, err := m.base39()
	if err != nil {
		return week, err
	}
	forty, err := m.quote(minimaTable, "hourly_divisor", "heures payées de la semaine de 39 heures")
	if err != nil {
		return forty, err
	}
	if !forty.Value.IsPositive() {
		return forty, fmt.Errorf("payroll : %w : heures payées de la semaine", money.ErrZero)
	}
	return moteur.Ratio("salaire horaire de base", week, forty, 8), nil
}

// HourlyOf is the salaire horaire de base of a person of a job paid so much, in euros, on a basis by the hour or the week, to 8 decimals:
// a week pays 35 hours and the others at their premiums, those of 39 or those of the equivalence of a shooting week. Errors wrap ErrPay,
// ErrJob, ErrBasis or law.ErrBefore.
func HourlyOf(rate decimal.Decimal, job string, b Basis, on moteur.Date) (moteur.Step, error) {
	if err := money.Guard(rate); err != nil {
		return moteur.Step{}, fmt.Errorf("payroll : %w : salaire de base", ErrPay)
	}
	var rep moteur.Report
	pay := moteur.Given(b.Label(), rate)
	m := minimum{on: on, rep: &rep}
	switch b {
	case Hour:
		return moteur.Round("salaire horaire de base", pay, 8), nil
	case Week39:
		hours, err := m.quote(minimaTable, "hourly_divisor", "heures payées de la semaine de 39 heures")
		if err != nil {
			return hours, err
		}
		return moteur.Ratio("salaire horaire de base", pay, hours, 8), nil
	}
	var err error
	if m.job, err = FindJob(job); err != nil {
		return moteur.Step{}, err
	}
	hours, err := m.paidOn(b)
	if err != nil {
		return hours, err
	}
	weighted, err := m.weighted(hours)
	if err != nil {
		return weighted, err
	}
	return moteur.Ratio("salaire horaire de base", pay, weighted, 8), nil
}

// day is the minimum of an engagement by the day: the hours guaranteed at the uplifted base.
func (m minimum) day() (moteur.Step, error) {
	if m.job.ID == "realisateur-de-films-publicitaires" {
		return m.quote(minimaTable, "director.ads_day", "")
	}
	if m.job.ID == "realisateur" {
		return moteur.Step{}, ErrBasis
	}
	h, err := m.hourly()
	if err != nil {
		return h, err
	}
	hours, err := m.duty("t2.day_engagement.min_paid_h", "heures payées au moins")
	if err != nil {
		return hours, err
	}
	up, err := m.duty("t2.day_engagement.base_premium", "majoration de la base")
	if err != nil {
		return up, err
	}
	return moteur.Times("journée d'engagement de moins de cinq jours", h, hours,
		moteur.Sum("base majorée", moteur.Given("base", one), up)), nil
}

// PaidHours are the heures payées of a shooting week (Shoot5, Shoot6 and their parts of annexe III) for a job that has a class of
// equivalence, title II art. 30, on a date of work: 43 of a week of five days in class 43/46. Errors wrap ErrJob, ErrBasis or
// law.ErrBefore.
func PaidHours(job string, on moteur.Date, b Basis) (moteur.Step, moteur.Report, error) {
	var rep moteur.Report
	j, err := FindJob(job)
	if err != nil {
		return moteur.Step{}, rep, err
	}
	hours, err := minimum{job: j, on: on, rep: &rep}.paidOn(b)
	return hours, rep, err
}

// paidOn are the hours paid of a shooting week of the job's class, told by its basis.
func (m minimum) paidOn(b Basis) (moteur.Step, error) {
	switch b {
	case Shoot5, Shoot5Low:
		return m.paid("week5")
	case Shoot6, Shoot6Low:
		return m.paid("week6")
	}
	return moteur.Step{}, fmt.Errorf("payroll : heures payées, %s : %w", b.Label(), ErrBasis)
}

// paid are the hours paid of a shooting week of the job's class.
func (m minimum) paid(week string) (moteur.Step, error) {
	if m.job.Class == "" {
		return moteur.Step{}, fmt.Errorf("%w : %s n'a pas d'heures d'équivalence", ErrBasis, m.job.Name)
	}
	return m.quote(minimaTable, "class."+m.job.Class+"."+week+".effective", "")
}

// equivalence is a shooting week of annexe II: the base hour times the weighted hours of the job's class.
func (m minimum) equivalence(week string) (moteur.Step, error) {
	hours, err := m.paid(week)
	if err != nil {
		return hours, err
	}
	h, err := m.hourly()
	if err != nil {
		return h, err
	}
	weighted, err := m.weighted(hours)
	if err != nil {
		return weighted, err
	}
	return moteur.Times("semaine de tournage, classe "+m.job.Class, h, weighted), nil
}

// weighted turns hours of a week into hours at base: 35, then the premiums of the bands of the job's titre.
func (m minimum) weighted(hours moteur.Step) (moteur.Step, error) {
	regime := labour.Regime{Scope: labour.Technician}
	if m.job.Title == 3 {
		regime.Scope = labour.Extra
	}
	rates, err := labour.PremiumsOn(regime, m.on)
	if err != nil {
		return moteur.Step{}, fmt.Errorf("payroll : %w", err)
	}
	bands := rates.Week
	parts := []moteur.Step{}
	left := hours.Value
	first := decimal.NewFromInt(int64(bands[0].After / 60)) // 35
	take := decimal.Min(left, first)
	parts = append(parts, moteur.Given(fr.Plain(take)+" heures normales", take))
	left = left.Sub(take)
	for i, b := range bands {
		if !left.IsPositive() {
			break
		}
		take := left
		if i+1 < len(bands) {
			take = decimal.Min(left, decimal.NewFromInt(int64((bands[i+1].After-b.After)/60)))
		}
		coef := moteur.Given("1 + majoration", one.Add(b.Premium.Ratio())).Because(b.Premium.Source)
		parts = append(parts, moteur.TimesExact(b.Premium.Label, moteur.Given("heures", take), coef))
		left = left.Sub(take)
	}
	return moteur.Sum("heures pondérées", parts...), nil
}

func (m minimum) title3(b Basis) (moteur.Step, error) {
	if m.job.Category == PerformerCategory {
		switch b {
		case DayBasis, Week5, Week6, Hour:
			return m.quote(minimaTable, "performer."+string(b), "")
		case ShortDay, ShortWeek5, ShortWeek6:
			return m.quote(minimaTable, "performer."+strings.Replace(string(b), "_", ".", 1), "")
		}
		return moteur.Step{}, ErrBasis
	}
	switch b {
	case Hour, DayBasis, Week5, Week6:
	default:
		return moteur.Step{}, ErrBasis
	}
	grid, err := m.quote(minimaTable, m.job.grid+"."+string(b), m.job.Name+", grille")
	if err != nil {
		return grid, err
	}
	m.sayWhomBinds()
	smic, err := m.quote(chargesTable, "SMIC_hour", "SMIC horaire")
	if errors.Is(err, law.ErrBefore) {
		m.rep.Notef("minimum", "payroll/smic-unknown", "SMIC du %s non relevé : le plancher du SMIC n'est pas comparé.", m.on)
		return grid, nil
	}
	if err != nil {
		return smic, err
	}
	floor, err := m.smicFloor(smic, b)
	if err != nil {
		return floor, err
	}
	return moteur.Most("plus élevé de la grille et du SMIC", grid, floor), nil
}

// sayWhomBinds says that the grid of extras does not bind an employer outside the signatory unions.
func (m minimum) sayWhomBinds() {
	t, err := minimaTable()
	if err != nil || m.signatory {
		return
	}
	if c, err := t.Text("extra.binds", m.on); err == nil {
		m.rep.Add(moteur.Issue{Path: "minimum", Severity: moteur.Notice, Rule: "payroll/signatories", Source: c.Source,
			Message: fmt.Sprintf("Les minima des acteurs de complément obligent %s ; le SMIC oblige tous les employeurs. À confirmer : %s.",
				c.Value, c.Source.Note)})
	}
}

// smicFloor is the SMIC of the hours a grid amount pays.
func (m minimum) smicFloor(smic moteur.Step, b Basis) (moteur.Step, error) {
	switch b {
	case Hour:
		return smic, nil
	case DayBasis:
		hours, err := m.duty("t3x.day", "heures de la journée")
		if err != nil {
			return hours, err
		}
		up, err := m.quote(minimaTable, "extra.day_factor", "")
		if err != nil {
			return up, err
		}
		return moteur.Times("SMIC de la journée", smic, hours, up), nil
	}
	id := "t3.week5"
	if b == Week6 {
		id = "t3.week6"
	}
	hours, err := m.duty(id, "heures de la semaine")
	if err != nil {
		return hours, err
	}
	w, err := m.weighted(hours)
	if err != nil {
		return w, err
	}
	return moteur.Times("SMIC de la semaine", smic, w), nil
}
