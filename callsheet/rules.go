package callsheet

import (
	"fmt"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/budget/payroll"
	"github.com/moteur-film/moteur/schedule/labour"
)

// rules reads the dated rules of working time, which the payroll room keeps, on one date. It notes the sources it used and
// every value that remains to be confirmed.
type rules struct {
	on      moteur.Date
	report  moteur.Report
	sources map[string]moteur.Source
	err     error // the first failure
}

func newRules(on moteur.Date) *rules {
	return &rules{on: on, sources: map[string]moteur.Source{}}
}

func (r *rules) text(id string) (string, error) {
	c, err := payroll.Rule(id, r.on)
	if err != nil {
		err = fmt.Errorf("callsheet : %w", err)
		if r.err == nil {
			r.err = err
		}
		return "", err
	}
	r.sources[id] = c.Source
	return c.Use(&r.report, "rules"), nil
}

// holds tells whether a rule is in force, without failing when it is not yet.
func (r *rules) holds(id string) bool {
	c, err := payroll.Rule(id, r.on)
	if err != nil {
		return false
	}
	r.sources[id] = c.Source
	return true
}

// hours reads a number of hours, into minutes.
func (r *rules) hours(id string) int {
	c, err := payroll.RuleNumber(id, r.on)
	if err != nil {
		if r.err == nil {
			r.err = fmt.Errorf("callsheet : %w", err)
		}
		return 0
	}
	r.sources[id] = c.Source
	return int(c.Use(&r.report, "rules").Mul(decimal.NewFromInt(60)).Round(0).IntPart())
}

// number reads a whole number: minutes, days.
func (r *rules) number(id string) int { return r.hours(id) / 60 }

func (r *rules) clock(id string) (labour.Clock, error) {
	s, err := r.text(id)
	if err != nil {
		return labour.Clock{}, err
	}
	c, err := labour.ParseClock(s)
	if err != nil && r.err == nil {
		r.err = fmt.Errorf("callsheet : règle %s : %w", id, err)
	}
	return c, err
}

// window reads "11:00-14:30".
func (r *rules) window(id string) (from, to labour.Clock) {
	s, err := r.text(id)
	if err != nil {
		return from, to
	}
	a, b, _ := strings.Cut(s, "-")
	from, err1 := labour.ParseClock(a)
	to, err2 := labour.ParseClock(b)
	if (err1 != nil || err2 != nil) && r.err == nil {
		r.err = fmt.Errorf("callsheet : règle %s : plage %q illisible", id, s)
	}
	return from, to
}

// source is the text of a rule, or of the first entry whose id starts with it.
func (r *rules) source(id string) moteur.Source {
	if s, ok := r.sources[id]; ok {
		return s
	}
	best := ""
	for k := range r.sources {
		if strings.HasPrefix(k, id+".") && (best == "" || k < best) {
			best = k
		}
	}
	return r.sources[best]
}

// night is the window of night hours that starts on the evening of the date; to is on the next morning.
func (r *rules) night() (from, to labour.Clock) {
	id := "t2.night.window.winter"
	if period, err := r.text("t2.night.window.summer.period"); err == nil {
		a, b, _ := strings.Cut(period, "/")
		if day := r.on.String(); len(day) == 10 && day[5:] >= a && day[5:] <= b {
			id = "t2.night.window.summer"
		}
	}
	from, _ = r.clock(id + ".from")
	to, _ = r.clock(id + ".to")
	return from, to.Add(24 * 60)
}
