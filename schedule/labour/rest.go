package labour

import "github.com/moteur-film/moteur"

// Gap is what stands between two days worked of a person, for RestDue.
type Gap struct {
	// Span is the length of the first day, from rendez-vous to return, minutes.
	Span int
	// Late tells that the first day ended after 24:00 of its date.
	Late bool
	// NewWeek tells that a civil week ends between the two days, Sunday that the whole of its Sunday lies between them: the first day is
	// a Saturday at the latest.
	NewWeek bool
	Sunday  bool
	// Paris tells that both days are worked in Île-de-France.
	Paris bool
	// Rested tells that the week of the first day had its rest in a row already: WeekRest between two of its days, with LateLastDay more
	// when the one before ended after 24:00. It matters after a Sunday worked alone.
	Rested bool
	// Recovered tells that the first day is an exceptional sixth day, recovered on the Monday or the Friday of the next week.
	Recovered bool
}

// NewGap tells what the dates and the clock say of the gap between a day that ended at a moment and a day worked on a later date:
// Late, NewWeek and Sunday.
func NewGap(last Moment, next moteur.Date) Gap {
	sunday := last.Date.Monday().AddDays(6)
	return Gap{Late: last.At.After(At(24, 0)), NewWeek: next.After(sunday), Sunday: last.Date.Before(sunday) && next.After(sunday)}
}

// RestDue is the repos due between two days worked, minutes from the return of the first one to the rendez-vous of the next one: the
// daily rest, and when the civil week ends between them, its weekly rest. What an exception leaves for performers and television
// (RestLeast) and the days off in a row of minors (FreeDays) are not in it.
func (l *Limits) RestDue(g Gap) int {
	due := l.dueAfter(g.Span)
	if n := l.weekDue(g); n > 0 {
		due = max(due, n+l.lateDue(g))
	}
	return due
}

// weekDue is the weekly rest due in a gap, minutes, before what a late last day adds; 0 when none is.
func (l *Limits) weekDue(g Gap) int {
	return max(l.lawDue(g), l.parisDue(g))
}

// lawDue is the rest in a row that the civil week which ends in the gap still lacks, minutes. It is given on the Sunday (Code du travail,
// L3132-3): another rest of the week stands for it only when the Sunday is worked.
func (l *Limits) lawDue(g Gap) int {
	if !g.NewWeek || g.Rested && !g.Sunday {
		return 0
	}
	return l.WeekRest.Value
}

// parisDue is the rest around the Sunday in Île-de-France, minutes, unless the last day is a sixth one that is recovered.
func (l *Limits) parisDue(g Gap) int {
	if !g.Sunday || !g.Paris || g.Recovered {
		return 0
	}
	return l.WeekRestParis.Value
}

// lateDue is what a last day that ended after midnight adds to the weekly rest, minutes.
func (l *Limits) lateDue(g Gap) int {
	if !g.Late {
		return 0
	}
	return l.LateLastDay.Value
}

// aDay is the length of a day, minutes.
const aDay = 24 * 60

// leaving is what a walk keeps of the last day worked and of its civil week.
type leaving struct {
	span     int
	zone     Zone
	known    bool // the day is one of the walk
	sixth    bool
	recovery Recovery
	// recovered is what is known of a sixth day before the walk; rested tells that the week had its rest.
	recovered bool
	rested    bool
}

// to is the gap between the last day worked and a day, the first of those ahead; it then keeps for the week of that day whether the
// rest between them is its own.
func (l *leaving) to(d *workDay, ahead []Day) Gap {
	g := NewGap(d.last, d.Date)
	g.Span, g.Paris, g.Rested = l.span, l.zone == ParisRegion && d.zone == ParisRegion, l.rested
	full := d.limits.WeekRest.Value + d.limits.lateDue(g)
	if !g.NewWeek {
		l.rested = l.rested || d.rest >= full
		return g
	}
	g.Recovered = l.isRecovered(d.Date, ahead)
	if !g.Rested || g.Sunday {
		full += aDay // the rest is that of the week before: it holds one more day for the week of d
	}
	l.rested = d.inside() >= aDay && d.rest >= full
	return g
}

// inside is the time from the beginning of the civil week of a day to its rendez-vous, minutes.
func (d *workDay) inside() int { return d.Date.Sub(d.Date.Monday())*aDay + d.RDV.Minutes() }

// isRecovered tells whether the last day was an exceptional sixth day whose recovery is given: said so, or the Monday or the Friday of
// the week that follows is not worked.
func (l *leaving) isRecovered(next moteur.Date, ahead []Day) bool {
	switch {
	case !l.known:
		return l.recovered
	case !l.sixth || l.recovery != ToGive:
		return l.sixth && l.recovery == Given
	}
	busy := 0
	for _, d := range ahead {
		if n := d.Date.Sub(next.Monday()); d.counts() && (n == 0 || n == 4) {
			busy++
		}
	}
	return busy < 2
}

// Past tells what the days of a person leave to a date: the last of those before it, and the minutes and days worked in its civil week.
// The days from that date on tell whether a sixth day is recovered. Errors are those of Count.
func Past(r Regime, days []Day, next moteur.Date) (Before, error) {
	n := 0
	for n < len(days) && days[n].Date.Before(next) {
		n++
	}
	w, err := newWalk(r, Before{}, days[:n])
	if err != nil {
		return Before{}, err
	}
	b := Before{Last: w.last, Clock: w.at, Span: w.left.span, Rested: w.left.rested, Recovered: w.left.isRecovered(next, days[n:])}
	for i := range w.days {
		if d := &w.days[i]; d.counts() && d.Date.Monday() == next.Monday() {
			b.WeekMinutes += d.effective()
			b.WeekDays++
		}
	}
	return b, nil
}
