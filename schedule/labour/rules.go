package labour

import (
	"embed"
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/law"
)

//go:embed rules/working_time.json
var ruleFiles embed.FS

// workingTime is the table of rules, read once; it is never modified.
var workingTime = sync.OnceValues(func() (law.Table, error) { return law.Load(ruleFiles, "rules/working_time.json") })

// severities gives the severity of each kind of rule: what the law forbids is refused, what it allows by exception or in
// principle is warned of, what it prices is told. Papers and acts are required, due, or documented.
var severities = map[string]moteur.Severity{"hard": moteur.Error, "soft": moteur.Warning, "required": moteur.Error,
	"duty": moteur.Warning}

// SeverityOf is the one severity of a rule: "t2.rest.daily", "t3.meal". It is a notice for a rule that prices or documents, and for
// an id that the table does not hold.
func SeverityOf(rule string) moteur.Severity {
	t, err := workingTime()
	if err != nil {
		return moteur.Notice
	}
	e, ok := t.Entry(rule)
	if !ok {
		i := slices.IndexFunc(t.Entries, func(e law.Entry) bool { return strings.HasPrefix(e.ID, rule+".") })
		if i < 0 {
			return moteur.Notice
		}
		e = t.Entries[i]
	}
	if s, ok := severities[e.Kind]; ok {
		return s
	}
	return moteur.Notice
}

// Duties opens the values of the table that bound no hours, on a date: papers to give, delays, definitions, pay of reference
// ("t2.delegates.election_within_first_days", "minor.file.script", "dpae.window.earliest_days_before"). The rules of hours, rests and
// premiums are not in this book: LimitsOn, Check and PremiumsOn alone answer for them. Doubts are said in the report, nowhere when it
// is nil.
func Duties(on moteur.Date, report *moteur.Report) (law.Book, error) {
	t, err := duties()
	return law.Open(on, report, t), err
}

// duties is the part of the table that Duties opens.
var duties = sync.OnceValues(func() (law.Table, error) {
	t, err := workingTime()
	kinds := []string{"doc", "def", "pay", "duty", "required"}
	return t.Only(func(e law.Entry) bool { return slices.Contains(kinds, e.Kind) }), err
})

// Limit is a bound of working time: minutes, or days and weeks for the rules that count them. A zero Value means that the texts give
// none.
type Limit struct {
	Rule     string          `json:"rule,omitempty"`
	Value    int             `json:"value"`
	Severity moteur.Severity `json:"severity,omitempty"`
	Source   moteur.Source   `json:"source,omitzero"`
}

// Say notes at a place of a report that a limit is unverified, when it is: for what leans on it and breaks nothing.
func (l Limit) Say(r *moteur.Report, path string) {
	if l.Value > 0 && !l.Source.Verified {
		moteur.Cited[string]{ID: "working_time/" + l.Rule, Value: long(l.Value), FromUnknown: true, Source: l.Source}.Use(r, path)
	}
}

// book reads the table on one date.
type book struct{ law.Book }

// open opens the table on a date; doubts are said in the report, nowhere when it is nil.
func open(on moteur.Date, report *moteur.Report) (book, error) {
	t, err := workingTime()
	return book{law.Open(on, report, t)}, err
}

// Hours is a number of hours, in minutes. It is read as the table writes it, so that its doubts are said in hours.
func (b book) Hours(id string) int {
	return int(b.Number(id).Mul(decimal.NewFromInt(60)).Round(0).IntPart())
}

// limit makes the limit of a rule from its value, read just before.
func (b book) limit(rule string, value int) Limit {
	return Limit{Rule: rule, Value: value, Severity: SeverityOf(rule), Source: b.Source(rule)}
}

func (b book) hourLimit(id string) Limit { v := b.Hours(id); return b.limit(id, v) }

func (b book) countLimit(id string) Limit { v := b.Int(id); return b.limit(id, v) }

// Window is a stretch of the day; after midnight To passes 24:00.
type Window struct {
	From Clock `json:"from"`
	To   Clock `json:"to"`
}

// holds tells whether a break stands inside the window.
func (w Window) holds(b Break) bool { return !b.From.Before(w.From) && !b.To.After(w.To) }

func (b book) mealWindow(id string) Window {
	from, to := b.Window(id)
	return Window{ClockOf(from), ClockOf(to)}
}

// nights are the night hours of an agreement: those of a part of the year, and those of the rest.
type nights struct {
	season    law.Period
	in, out   Window
	studioOut Window // in a studio, out of the season, by agreement
}

func (b book) nightWindow(id string) Window {
	from, to := b.Clock(id+".from"), b.Clock(id+".to")
	return Window{ClockOf(from), ClockOf(to + 24*60)}
}

// on is the window that opens on the evening of a date and closes on the next morning.
func (n nights) on(d moteur.Date, studio bool) Window {
	switch {
	case n.season.Contains(d):
		return n.in
	case studio:
		return n.studioOut
	}
	return n.out
}

// ruleset is the table resolved for one agreement on one date.
type ruleset struct {
	limits  map[Scope]*Limits
	minors  [2]minorRules // under 16, and 16 or 17
	nights  nights
	studio  Limit
	sunday  Limit // a Sunday worked in Île-de-France
	premium map[premiumKey]*Premiums
	doubts  sync.Map // of minors, by what they lean on
	usual   int      // days of work of a week in Île-de-France
	way     int      // minutes of way to the set paid apart, a day; -1 where the texts give none
}

// rulesetKey names a resolved ruleset: agreement and date.
type rulesetKey struct {
	agreement Agreement
	on        moteur.Date
}

// resolved keeps the rulesets built so far, by agreement and date asked: the same value whoever builds it first.
var resolved sync.Map

// rulesOn resolves the rules of an agreement on a date. The error wraps ErrAgreement, or law.ErrBefore before the first day of a rule.
func rulesOn(a Agreement, on moteur.Date) (*ruleset, error) {
	a, err := a.known()
	if err != nil {
		return nil, err
	}
	key := rulesetKey{a, on}
	if rs, ok := resolved.Load(key); ok {
		return rs.(*ruleset), nil
	}
	b, err := open(on, nil)
	if err != nil {
		return nil, err
	}
	rs, err := b.ruleset(a)
	if err != nil {
		return nil, fmt.Errorf("temps de travail : %w", err)
	}
	resolved.Store(key, rs)
	return rs, nil
}
