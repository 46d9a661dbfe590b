package credit

import (
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/budget"
	"github.com/moteur-film/moteur/budget/payroll"
	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/internal/money"
)

// MinimumPay is how the minimum of a performer's line was counted from the salaires minima of the agreement.
type MinimumPay struct {
	// Step gives the minimum in euros to the cent, for the whole Amount of the line.
	Step moteur.Step `json:"step"`
	// Report names the values of the minimum that are not verified.
	Report moteur.Report `json:"report,omitzero"`
}

// source is the text that imposes the cap with those of the minimum that won, verified only when every value compared is.
func (m *MinimumPay) source(src moteur.Source) moteur.Source {
	if m == nil {
		return src
	}
	texts := []string{src.Text}
	var read func(s moteur.Step, won bool)
	read = func(s moteur.Step, won bool) {
		if s.Source.Text != "" {
			src.Verified = src.Verified && s.Source.Verified
			if won && !slices.Contains(texts, s.Source.Text) {
				texts = append(texts, s.Source.Text)
			}
		}
		for _, p := range s.Parts {
			read(p, won && (s.Op != moteur.OpMost || money.Sane(p.Value).Equal(money.Sane(s.Value))))
		}
	}
	read(m.Step, true)
	src.Text = strings.Join(texts, " ; ")
	return src
}

// minima counts the minimum of the performers' lines of a devis.
type minima struct {
	est    *budget.Estimate
	report *moteur.Report
	jobs   map[string]string // account prefix → job of titre III, read at first use
}

// of counts the minimum of line i, of which kept euros are put forward, charges included; nil when the agreement has none
// for the line.
func (m *minima) of(i int, a budget.LineAmount, kept decimal.Decimal) *MinimumPay {
	l := &m.est.Budget.Lines[i]
	number := l.Number
	if number.IsZero() {
		number = decimal.NewFromInt(1)
	}
	for _, v := range []decimal.Decimal{number, a.Quantity, a.Amount, kept} {
		if money.Guard(v) != nil || !v.IsPositive() {
			return nil
		}
	}
	on := l.Span.From
	if on.IsZero() {
		on = m.est.Budget.Date
	}
	if l.Status != budget.Salaried || on.IsZero() || !m.cinema() {
		return nil
	}
	job, ok := m.job(i)
	if !ok {
		return nil
	}
	basis := m.basis(l, job)
	if basis == "" {
		return nil
	}
	unit, rep, err := payroll.Minimum(job.ID, on, basis)
	if err != nil {
		return nil
	}
	for _, issue := range rep.Issues {
		issue.Path = "lines." + a.Line
		if !slices.ContainsFunc(m.report.Issues, func(have moteur.Issue) bool {
			return have.Rule == issue.Rule &&
				have.Message == issue.Message
		}) {
			m.report.Add(issue)
		}
	}
	count, what := fr.Plain(a.Quantity), basis.Label()
	if !number.Equal(decimal.NewFromInt(1)) {
		count = fr.Plain(number) + " × " + count
	}
	gross := moteur.Times("salaire brut au minimum", moteur.Given("nombre", number), moteur.Given("quantité", a.Quantity), unit)
	step := moteur.Ratio(count+" × "+fr.Euros(unit.Value)+" ("+strings.ToLower(job.Name)+", "+what+")",
		moteur.TimesExact("dépense × salaire au minimum", moteur.Given("dépense, charges comprises", kept), gross),
		moteur.Given("salaire brut de la ligne", a.Amount), 2)
	return &MinimumPay{Step: step, Report: moteur.Report{Issues: rep.Doubts()}}
}

// cinema tells whether the devis is under the agreement whose minima are held; a devis of no kind is a film's.
func (m *minima) cinema() bool {
	if m.est.Budget.Kind == "" {
		return true
	}
	agreement, err := payroll.AgreementOf(m.est.Budget.Kind)
	return err == nil && agreement == payroll.Cinema
}

// job is the performer's or extra's job of a line: its own, else the usual one of its account when it goes with the profile.
func (m *minima) job(i int) (payroll.Job, bool) {
	l := &m.est.Budget.Lines[i]
	profile := m.est.ProfileOf(i)
	if profile != payroll.Performer && profile != payroll.Extra {
		return payroll.Job{}, false
	}
	text := l.Job
	if text == "" {
		if m.jobs == nil {
			m.jobs = prefixes(m.report, "credit/spend.jobs")
		}
		text = longest(m.jobs, l.Account)
	}
	if text == "" {
		return payroll.Job{}, false
	}
	j, err := payroll.FindJob(text)
	return j, err == nil && j.Title == 3 && j.Profile() == profile
}

// basis is the base of the minimum that a unit of the line counts, empty when none does.
func (m *minima) basis(l *budget.Line, job payroll.Job) payroll.Basis {
	bases := map[string][]payroll.Basis{
		"day":  {payroll.DayBasis, payroll.ShortDay},
		"week": {payroll.Week5, payroll.Week6, payroll.ShortWeek5, payroll.ShortWeek6},
	}[l.Unit]
	switch {
	case len(bases) == 0:
		return ""
	case l.Basis != "":
		if !slices.Contains(bases, l.Basis) {
			return ""
		}
		return l.Basis
	case m.est.Budget.Kind == moteur.Short && job.Profile() == payroll.Performer && l.Unit == "day":
		return payroll.ShortDay
	case m.est.Budget.Kind == moteur.Short && job.Profile() == payroll.Performer:
		return payroll.ShortWeek5
	}
	return bases[0]
}

// prefixes reads a table of account prefixes written "3:b;39:;5:d1".
func prefixes(r *moteur.Report, id string) map[string]string {
	b := openRules(moteur.NewDate(2000, 1, 1), nil, r)
	out := map[string]string{}
	for part := range strings.SplitSeq(b.At("accounts").Text(id), ";") {
		code, v, _ := strings.Cut(part, ":")
		out[code] = v
	}
	return out
}

// longest gives the value of the longest prefix of an account.
func longest(m map[string]string, account string) string {
	for n := len(account); n > 0; n-- {
		if v, ok := m[account[:n]]; ok {
			return v
		}
	}
	return ""
}
