package schedule

import (
	"fmt"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/schedule/labour"
)

// The agreements a plan may follow (IDCC numbers), and the value that switches labour law off.
const (
	Cinema     = int(labour.Cinema)     // production cinématographique, the default
	Television = int(labour.Television) // production audiovisuelle
	NoLaw      = -1                     // benchmark problems
)

// rulebook asks the room of working time what binds the people of one problem.
type rulebook struct {
	regime labour.Regime
	off    bool
}

func newRulebook(p Problem) (rulebook, error) {
	b := rulebook{regime: labour.Regime{Agreement: labour.Agreement(p.Rules.Agreement), Zone: labour.Region,
		Clock: labour.TimeZone(p.Calendar.Clock)}}
	if p.Rules.ParisRegion {
		b.regime.Zone = labour.ParisRegion
	}
	if _, err := p.Calendar.Holidays(); err != nil {
		return b, err
	}
	if p.Rules.Agreement == NoLaw || p.Calendar.Dateless {
		b.off = true
		return b, nil
	}
	switch p.Rules.Agreement {
	case 0, Cinema, Television:
		return b, nil
	}
	return b, fmt.Errorf("convention collective inconnue : %d", p.Rules.Agreement)
}

// legal are the limits and the premiums in force on one day; all are zero where there is no law.
type legal struct {
	crew, cast labour.Limits
	rates      labour.Premiums
}

// as is the regime of a scope.
func (b rulebook) as(scope labour.Scope) labour.Regime {
	r := b.regime
	r.Scope = scope
	return r
}

// on returns the rules in force on a date, and adds what is unverified among them to the report. Errors wrap law.ErrBefore for dates
// earlier than the agreement.
func (b rulebook) on(d moteur.Date, report *moteur.Report) (*legal, error) {
	l := &legal{}
	if b.off {
		return l, nil
	}
	var err error
	if l.crew, err = labour.LimitsOn(b.as(labour.Technician), d, false); err != nil {
		return l, err
	}
	if l.cast, err = labour.LimitsOn(b.as(labour.Performer), d, false); err != nil {
		return l, err
	}
	if l.rates, err = labour.PremiumsOn(b.as(labour.Technician), d); err != nil {
		return l, err
	}
	if report != nil {
		report.Merge("rules", l.crew.Doubts)
		report.Merge("rules", l.cast.Doubts)
	}
	return l, nil
}

// meals are the hours of the artists' lunch and dinner, minutes after midnight: the whole break stands inside one.
func (l *legal) meals() [2][2]int {
	return [2][2]int{{l.cast.Lunch.From.Minutes(), l.cast.Lunch.To.Minutes()}, {l.cast.Dinner.From.Minutes(), l.cast.Dinner.To.Minutes()}}
}

// limits are those of a child on a date: its own authorisation first, then the tables.
func (b rulebook) child(c labour.Child, d moteur.Date, report *moteur.Report) (labour.Limits, error) {
	if b.off {
		return labour.Limits{Presence: labour.Limit{Rule: "schedule/child", Value: c.MaxMinutes}}, nil
	}
	l, err := labour.LimitsOn(b.minor(c), d, false)
	if err == nil && report != nil {
		report.Merge("rules", l.Doubts)
	}
	return l, err
}

// minor is the regime of a child.
func (b rulebook) minor(c labour.Child) labour.Regime {
	r := b.as(labour.Performer)
	r.Child = &c
	return r
}
