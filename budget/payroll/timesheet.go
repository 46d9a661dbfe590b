package payroll

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/schedule/labour"
)

// TimeSheet is a relevé d'heures turned into pay: the result of CountTime.
type TimeSheet struct {
	// Who, Film, Company and Date head the printed sheet; CountTime leaves them empty.
	Who     string      `json:"who,omitempty"`
	Film    string      `json:"film,omitempty"`
	Company string      `json:"company,omitempty"`
	Date    moteur.Date `json:"date,omitzero"`

	Terms Terms       `json:"terms"`
	Days  []DayHours  `json:"days"`
	Weeks []WeekHours `json:"weeks"`
	Lines []PayLine   `json:"lines"`
	// Gross is the sum of the pay lines, Allowances of the allowances (meals, snacks, per diems), euros.
	Gross      decimal.Decimal `json:"gross"`
	Allowances decimal.Decimal `json:"allowances"`
	// Findings are what the three windows (day, week, twelve weeks) and the rules of the day say, with their price.
	Findings []Finding `json:"findings"`
	// Report holds the findings as issues, and the unverified values the pay leans on.
	Report moteur.Report `json:"report"`
}

// DayHours is a day counted; durations are minutes.
type DayHours struct {
	Date      moteur.Date  `json:"date"`
	Kind      labour.Kind  `json:"kind"`
	Zone      labour.Zone  `json:"zone,omitempty"`
	RDV       labour.Clock `json:"rdv"`
	Back      labour.Clock `json:"back"`
	Span      int          `json:"span"`      // from rendez-vous to return
	Effective int          `json:"effective"` // work, breaks left out
	Transport int          `json:"transport"` // rendez-vous to set and back
	Travel    int          `json:"travel"`
	Night     int          `json:"night"`
	Sunday    int          `json:"sunday"`
	Holiday   int          `json:"holiday"`
	Over10    int          `json:"over_10"`
	// MissingRest is what the rest since the last day lacks.
	MissingRest int  `json:"missing_rest"`
	SixthDay    bool `json:"sixth_day,omitempty"`
}

// WeekHours is a civil week counted; durations are minutes.
type WeekHours struct {
	Monday    moteur.Date `json:"monday"`
	Days      int         `json:"days"`
	Shooting  int         `json:"shooting"`  // shooting days
	Effective int         `json:"effective"` // real work
	// Paid is the number of hours paid at base, equivalence and guarantee included, premiums left out.
	Paid decimal.Decimal `json:"paid"`
	// Weighted is the number of base hours that pay and premiums come to.
	Weighted decimal.Decimal `json:"weighted"`
	Gross    decimal.Decimal `json:"gross"`
}

// PayLine is a ligne de paie: hours of one kind in one week, or an allowance.
type PayLine struct {
	Rule  string      `json:"rule"` // id of the rule that makes it due
	Label string      `json:"label"`
	Week  moteur.Date `json:"week"` // its Monday; for a performer's engagement, its first day
	// Hours is the number of hours concerned (or of units, for allowances and cachets).
	Hours decimal.Decimal `json:"hours"`
	// Rate is the fraction of the base hour paid for each: 1 for base pay, 0.25 for a premium. Under the cap the line pays less
	// than Hours × Rate.
	Rate decimal.Decimal `json:"rate"`
	// Hourly is the base hour, or the unit price.
	Hourly    decimal.Decimal `json:"hourly"`
	Amount    decimal.Decimal `json:"amount"`
	Allowance bool            `json:"allowance,omitempty"` // not wages
	Source    moteur.Source   `json:"source,omitzero"`
}

// Finding is a constat on working time, with what it costs: a rule of labour that the hours break, or a duty.
type Finding struct {
	labour.Finding
	// Price is what the finding costs in gross euros; zero when it has no price.
	Price decimal.Decimal `json:"price"`
}

// CountTime turns a person's days, planned or real, into hours by kind, premiums, pay lines and findings. Days are in
// order, one a date. The agreement and the job choose the engine: technicians, performers and extras of IDCC 3097, or
// IDCC 2642. Lines are rounded to the cent each; the gross is their sum.
func CountTime(t Terms, days []labour.Day, o WorkSettings) (TimeSheet, error) {
	if err := t.check(); err != nil {
		return TimeSheet{}, err
	}
	holidays, err := labour.NewCalendar(o.Place)
	if err != nil {
		return TimeSheet{}, fmt.Errorf("payroll : %w", err)
	}
	c := &counter{terms: t, opts: o, cal: holidays, out: TimeSheet{Terms: t}}
	if t.Agreement != 0 && t.Agreement != Cinema && t.Agreement != Audiovisual {
		return TimeSheet{}, fmt.Errorf("payroll : aucune règle de temps de travail tenue pour %s", t.Agreement.Label())
	}
	if t.Agreement != Audiovisual {
		if c.job, err = FindJob(t.Job); err != nil {
			return TimeSheet{}, err
		}
	}
	if err := c.count(days); err != nil {
		return TimeSheet{}, fmt.Errorf("payroll : %w", err)
	}
	if t.Agreement == Audiovisual {
		err = c.audiovisual(days)
	} else {
		switch c.job.Category {
		case PerformerCategory:
			err = c.performer(days)
		case ExtraCategory:
			err = c.extra(days)
		default:
			err = c.technician(days)
		}
	}
	if err != nil {
		return TimeSheet{}, err
	}
	return c.finish(), nil
}

// counter is one run of CountTime.
type counter struct {
	terms  Terms
	opts   WorkSettings
	cal    labour.Calendar
	job    Job
	as     labour.Regime
	worked map[moteur.Date]labour.Counted
	broken []labour.Finding
	rates  labour.Premiums // of the week counted
	limits labour.Limits
	out    TimeSheet

	hourly, modest decimal.Decimal // base hour; base hour that caps paid transport
	pricedOn       moteur.Date     // the date the hours were priced for
}

// count counts the hours of the days and what they break.
func (c *counter) count(days []labour.Day) error {
	c.as, c.worked = c.regime(days), map[moteur.Date]labour.Counted{}
	hours, err := labour.Count(c.as, labour.Before{}, days)
	if err != nil {
		return err
	}
	for _, h := range hours {
		c.worked[h.Date] = h
		for _, f := range h.Doubts {
			c.find(Finding{Finding: f})
		}
	}
	c.broken, err = labour.Check(c.as, labour.Before{}, days)
	return err
}

func (c *counter) hours(on moteur.Date) labour.Counted { return c.worked[on] }

// rules reads the premiums and the limits of the week that begins on a date.
func (c *counter) rules(on moteur.Date) (err error) {
	if c.rates, err = labour.PremiumsOn(c.as, on); err != nil {
		return fmt.Errorf("payroll : %w", err)
	}
	if c.limits, err = labour.LimitsOn(c.as, on, false); err != nil {
		return fmt.Errorf("payroll : %w", err)
	}
	c.out.Report.Merge("rules", c.limits.Doubts)
	return nil
}

// find adds a finding whose message is made a sentence.
func (c *counter) find(f Finding) {
	f.Message = f.Sentence("")
	c.out.Findings = append(c.out.Findings, f)
}

// priced is a finding with its price: excess × base hour × premium.
func (c *counter) priced(f labour.Finding, p labour.Premium) Finding {
	return Finding{Finding: f, Price: c.hourly.Mul(p.Ratio()).Mul(decimal.NewFromInt(int64(f.Excess))).DivRound(decimal.NewFromInt(60), 2)}
}

func (c *counter) line(l PayLine) {
	if l.Amount.IsZero() {
		return
	}
	c.out.Lines = append(c.out.Lines, l)
	if l.Allowance {
		c.out.Allowances = c.out.Allowances.Add(l.Amount)
	} else {
		c.out.Gross = c.out.Gross.Add(l.Amount)
	}
}

// finish puts what the hours break among the findings: those of the days by date, then those of the weeks.
func (c *counter) finish() TimeSheet {
	for _, f := range c.broken {
		one := Finding{Finding: f}
		if f.About == labour.AboutRest || c.pricedWeek(f) {
			one = c.priced(f, c.rates.ShortRest)
		}
		c.find(one)
	}
	ofWeek := func(f Finding) int {
		if f.Week {
			return 1
		}
		return 0
	}
	slices.SortStableFunc(c.out.Findings, func(a, b Finding) int {
		return cmp.Or(cmp.Compare(ofWeek(a), ofWeek(b)), a.Date.Compare(b.Date))
	})
	for _, f := range c.out.Findings {
		c.out.Report.Add(moteur.Issue{Path: f.Date.String(), Severity: f.Severity, Rule: f.Rule, Message: f.Message, Source: f.Source})
	}
	return c.out
}

// pricedWeek tells that the hours a weekly rest lacks have a price, that of technicians (titre II art. 35), told once: with the 48 hours
// of Île-de-France when they are due, else with the 35 of the law.
func (c *counter) pricedWeek(f labour.Finding) bool {
	paris := c.limits.WeekRestParis.Rule
	if paris == "" || f.Rule != c.limits.WeekRest.Rule {
		return f.Rule == paris && paris != ""
	}
	return !slices.ContainsFunc(c.broken, func(o labour.Finding) bool { return o.Rule == paris && o.Date == f.Date })
}

// minutes writes a duration in French.
func minutes(n int) string { return fr.Hours(time.Duration(n) * time.Minute) }

// eachWeek cuts the days into civil weeks.
func eachWeek(days []labour.Day, visit func(monday moteur.Date, week []labour.Day) error) error {
	for len(days) > 0 {
		monday := days[0].Date.Monday()
		n := 1
		for n < len(days) && days[n].Date.Sub(monday) < 7 {
			n++
		}
		if err := visit(monday, days[:n]); err != nil {
			return err
		}
		days = days[n:]
	}
	return nil
}
