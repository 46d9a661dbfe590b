package budget

import (
	"errors"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/budget/payroll"
	"github.com/moteur-film/moteur/internal/law"
	"github.com/moteur-film/moteur/internal/money"
)

// biller computes legal charges through payroll, each date's rates resolved once and equal pays charged once.
type biller struct {
	b     *Budget
	t     *tree
	rates map[moteur.Date]*payroll.Rates
	known map[payKey]bill
	said  map[string]bool
	jobs  map[string]payroll.Profile

	doubts moteur.Report // on the usual days and hours of a unit
}

type payKey struct {
	profile payroll.Profile
	gross   string
	hours   string
	days    int
	span    moteur.Span
	on      moteur.Date
}

type bill struct {
	total  decimal.Decimal
	report moteur.Report
	err    error
}

func newBiller(b *Budget, t *tree) *biller {
	return &biller{b: b, t: t, rates: map[moteur.Date]*payroll.Rates{}, known: map[payKey]bill{}, said: map[string]bool{},
		jobs: map[string]payroll.Profile{}}
}

// options gathers what charges depend on besides the pay.
func (b *Budget) options() payroll.Settings {
	o := b.Payroll
	if b.Territory != "" {
		o.Territory = b.Territory
	}
	if b.Staff != 0 {
		o.Staff = b.Staff
	}
	if b.AccidentRate != nil {
		o.AccidentRate = b.AccidentRate
	}
	return o
}

// charged tells whether a line bears legal charges.
func (l *Line) charged() bool {
	return len(l.Charges) == 0 && (l.Status == Salaried || l.Status == Author)
}

// profileOf is the charges profile of a line: its own, else that of its job of the agreement, else its account's, else
// that of the account's category.
func (bl *biller) profileOf(l *Line, a *Account) payroll.Profile {
	switch {
	case l.Profile != "":
		return l.Profile
	case l.Status == Author:
		return payroll.Author
	case l.Job != "":
		p, known := bl.jobs[l.Job]
		if !known {
			if j, err := payroll.FindJob(l.Job); err == nil {
				p = j.Profile()
			}
			bl.jobs[l.Job] = p
		}
		if p != "" {
			return p
		}
	}
	if a.Profile != "" {
		return a.Profile
	}
	switch a.Category {
	case "auteur":
		return payroll.Author
	case "technicien", "ouvrier":
		return payroll.Technician
	case "artiste":
		return payroll.Performer
	case "musicien":
		return payroll.Musician
	case "complement":
		return payroll.Extra
	case "permanent":
		return payroll.Permanent
	}
	return ""
}

// category is the social category whose charges account receives the charges of a line.
func category(p payroll.Profile, a *Account) string {
	switch p {
	case payroll.Author:
		return "auteur"
	case payroll.Performer:
		return "artiste"
	case payroll.Musician:
		return "musicien"
	case payroll.Extra:
		return "complement"
	case payroll.Permanent:
		return "permanent"
	case payroll.Technician, payroll.Cadre, payroll.Director:
		if a.Category == "ouvrier" {
			return "ouvrier"
		}
		return "technicien"
	}
	return ""
}

// chargesNode is the account that receives the charges of a category; without any, charges stay on the line's account.
func (t *tree) chargesNode(category string, own int) int {
	if i, ok := t.charges[category]; ok {
		return i
	}
	if i, ok := t.charges[""]; ok {
		return i
	}
	if i, ok := t.byCode[t.grid.Parts[PartCharges]]; ok {
		return i
	}
	return own
}

// pays describes the engagements of a line: one person's pay, how many persons have it, and (when the amount does not
// divide to the cent) how many have a cent more.
func (bl *biller) pays(l *Line, a *LineAmount, profile payroll.Profile) (p payroll.Pay, people, more int64) {
	people = 1
	if l.Number.IsInteger() && l.Number.IsPositive() && l.Number.LessThan(decimal.NewFromInt(1_000_000)) {
		people = l.Number.IntPart()
	}
	n := decimal.NewFromInt(people)
	gross, rest := money.Cents(a.Amount).QuoRem(n, 2)
	more = rest.Shift(2).IntPart()
	p = payroll.Pay{Profile: profile, Gross: gross, Span: l.Span, Date: l.Span.To}
	if p.Date.IsZero() {
		p.Date = bl.b.Date
	}
	if profile == payroll.Author {
		p.Span = moteur.Span{}
		return p, people, more
	}
	bl.time(&p, l.Unit, a.Quantity)
	bl.equivalence(&p, l, a.Quantity)
	return p, people, more
}

// equivalence gives a pay by shooting weeks the hours that its job is paid, in place of those of an ordinary week.
func (bl *biller) equivalence(p *payroll.Pay, l *Line, weeks decimal.Decimal) {
	if l.Unit != "week" || l.Job == "" {
		return
	}
	hours, rep, err := payroll.PaidHours(l.Job, p.Date, l.RateBasis())
	if err != nil { // no shooting week, or a job without equivalence
		return
	}
	bl.doubts.Merge("", rep)
	if v := hours.Value.Mul(weeks); v.IsPositive() {
		p.Hours = v
	}
}

// crewWeeks is the figure of the plan that counts shooting weeks: five or six days of shooting are one.
const crewWeeks = "plan:crew_weeks"

// RateBasis is the base de rémunération of the rate of a line: its own, else that of its unit and its job. A week that counts shooting
// days is one of tournage where the job has heures d'équivalence. Empty when no job or no unit of time tells one.
func (l *Line) RateBasis() payroll.Basis {
	j, err := payroll.FindJob(l.Job)
	if err != nil { // Check names it
		return l.Basis
	}
	return l.basis(j)
}

// basis is RateBasis for a line whose job is j.
func (l *Line) basis(j payroll.Job) payroll.Basis {
	switch {
	case l.Basis != "":
		return l.Basis
	case l.Unit == "hour":
		return payroll.Hour
	case l.Unit == "day", l.Unit == "night":
		return payroll.DayBasis
	case l.Unit == "month":
		return payroll.Month
	case l.Unit == "week" && j.Title == 3:
		return payroll.Week5
	case l.Unit == "week" && l.From == crewWeeks && j.Class != "":
		return payroll.Shoot5
	case l.Unit == "week":
		return payroll.Week39
	}
	return ""
}

// time gives a pay the days and hours of its line, by the usual equivalences of the units; their doubts are kept for the devis.
func (bl *biller) time(p *payroll.Pay, unit string, quantity decimal.Decimal) {
	t, err := unitsTable()
	if err != nil || unit == "" {
		return
	}
	b := law.Open(p.Date, &bl.doubts, t).At("units")
	if id := unit + ".days"; b.Has(id) {
		if v := b.Number(id).Mul(quantity).Ceil(); v.IsPositive() && v.LessThan(decimal.NewFromInt(36600)) {
			p.Days = int(v.IntPart())
		}
	}
	if id := unit + ".hours"; b.Has(id) {
		if v := b.Number(id).Mul(quantity); v.IsPositive() {
			p.Hours = v
		}
	}
}

// charge computes the charges of one pay.
func (bl *biller) charge(p payroll.Pay) bill {
	key := payKey{profile: p.Profile, gross: p.Gross.String(), hours: p.Hours.String(), days: p.Days, span: p.Span, on: p.Date}
	if known, ok := bl.known[key]; ok {
		return known
	}
	c, err := bl.detail(p)
	out := bill{total: c.Total, report: c.Report, err: err}
	bl.known[key] = out
	return out
}

// ratesError is the error of rates that cannot be read: of the settings of the pay, unless the law has none on that date.
type ratesError struct{ error }

// Unwrap returns the error itself.
func (e ratesError) Unwrap() error { return e.error }

// ratesOn resolves the rates of a date once.
func (bl *biller) ratesOn(on moteur.Date) (*payroll.Rates, error) {
	r, ok := bl.rates[on]
	if !ok {
		var err error
		if r, err = payroll.RatesOn(on, bl.b.options()); err != nil {
			return nil, ratesError{err}
		}
		bl.rates[on] = r
	}
	return r, nil
}

func (bl *biller) detail(p payroll.Pay) (payroll.Charged, error) {
	r, err := bl.ratesOn(p.Date)
	if err != nil {
		return payroll.Charged{}, err
	}
	return r.Charge(p)
}

// legalCharges computes the charges of a salaried or author line and puts them on the charges account of its category.
func (c *computer) legalCharges(i int, bl *biller) {
	l, a := &c.b.Lines[i], &c.e.Lines[i]
	if a.Amount.IsZero() {
		return
	}
	account := &c.t.nodes[c.nodeOf[i]].Account
	profile := bl.profileOf(l, account)
	switch {
	case profile == "":
		c.e.Report.Errorf(linePath(i)+".profile", "budget/profile",
			"La ligne %s est salariée sans profil social, et le compte %s n'en donne pas.", l.Name(), account.Code)
		return
	case a.Amount.IsNegative():
		c.e.Report.Warnf(linePath(i), "budget/negative-pay", "La ligne %s est un salaire négatif : aucune charge n'est calculée.", l.Name())
		return
	}
	p, people, more := bl.pays(l, a, profile)
	if p.Date.IsZero() {
		c.e.Report.Errorf(linePath(i)+".span", "budget/no-date",
			"La ligne %s est salariée, sans date pour ses charges : datez le devis ou la ligne.", l.Name())
		return
	}
	first := bl.charge(p)
	total := first.total.Mul(decimal.NewFromInt(people - more))
	err := first.err
	if more > 0 && err == nil {
		p.Gross = p.Gross.Add(cent)
		second := bl.charge(p)
		total, err = total.Add(second.total.Mul(decimal.NewFromInt(more))), second.err
	}
	if wrong := (ratesError{}); errors.As(err, &wrong) && !errors.Is(err, law.ErrBefore) {
		if !bl.said[wrong.Error()] {
			bl.said[wrong.Error()] = true
			path := "payroll"
			if strings.Contains(wrong.Error(), strconv.Quote(c.b.Territory)) {
				path = "territory"
			}
			c.e.Report.Errorf(path, "budget/payroll", "Réglages de la paie : %s.", strings.TrimPrefix(wrong.Error(), "payroll : "))
		}
		return
	}
	if err != nil {
		c.e.Report.Errorf(linePath(i), "budget/charges", "Charges de la ligne %s : %s.", l.Name(),
			strings.TrimPrefix(err.Error(), "payroll : "))
		return
	}
	for _, issue := range first.report.Issues {
		if key := issue.Rule + "\x00" + issue.Message; !bl.said[key] {
			bl.said[key] = true
			issue.Path = strings.TrimSuffix(linePath(i)+"."+issue.Path, ".")
			c.e.Report.Add(issue)
		}
	}
	c.e.Report.Add(bl.doubts.Issues...)
	node := c.t.chargesNode(category(profile, account), c.nodeOf[i])
	c.charge(i, node, "", a.Amount, c.round.line(total))
}

var cent = decimal.New(1, -2)

// ChargesOf details the legal charges of line i of a computed devis, for one person of the line: base, rate and amount of
// each contribution. It returns how many persons the line counts. A line that bears no legal charges gives a zero result.
func (e Estimate) ChargesOf(i int) (charged payroll.Charged, people int, err error) {
	if e.Report.Err() != nil || i < 0 || i >= len(e.Lines) || i >= len(e.Budget.Lines) || !e.Budget.Lines[i].charged() ||
		!e.Lines[i].Amount.IsPositive() {
		return payroll.Charged{}, 0, nil
	}
	t, err := gridTree(e.Budget.Grid)
	if err != nil {
		return payroll.Charged{}, 0, err
	}
	t, _ = t.with(e.Budget.Accounts)
	node, ok := t.byCode[e.Budget.Lines[i].Account]
	if !ok {
		return payroll.Charged{}, 0, nil
	}
	bl := newBiller(&e.Budget, t)
	p, n, _ := bl.pays(&e.Budget.Lines[i], &e.Lines[i], bl.profileOf(&e.Budget.Lines[i], &t.nodes[node].Account))
	charged, err = bl.detail(p)
	return charged, int(n), err
}

// ProfileOf is the profil social that line i of the devis is charged with: its own, else that of its job, else its account's;
// empty when none says it or there is no such line.
func (e Estimate) ProfileOf(i int) payroll.Profile {
	if i < 0 || i >= len(e.Budget.Lines) {
		return ""
	}
	l := &e.Budget.Lines[i]
	if l.Profile != "" {
		return l.Profile
	}
	t, err := gridTree(e.Budget.Grid)
	if err != nil {
		return ""
	}
	t, _ = t.with(e.Budget.Accounts)
	account := &Account{}
	if node, ok := t.byCode[l.Account]; ok {
		account = &t.nodes[node].Account
	}
	return newBiller(&e.Budget, t).profileOf(l, account)
}
