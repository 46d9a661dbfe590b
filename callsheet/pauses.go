package callsheet

import (
	"cmp"
	"slices"

	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/schedule"
	"github.com/moteur-film/moteur/schedule/labour"
)

// after is the working day of someone whose rest before it lacks a journey and the rest due after that, minutes.
func (s Sheet) after(journey int, from, to labour.Clock, pauses []labour.Break) labour.Day {
	d := s.workday(from, to, pauses)
	d.Journey = journey
	return d
}

// workday is the working day of someone called from an hour to another, with pauses of one's own; the meal of the sheet is theirs
// when it falls in it.
func (s Sheet) workday(from, to labour.Clock, pauses []labour.Break) labour.Day {
	d := labour.Day{Date: s.Date, RDV: from, Back: to, Continuous: s.Continuous}
	if !to.Known() {
		d.Back = from // the rest before the call is known all the same
		return d
	}
	if a, b := s.Meal, s.MealEnd; b.After(a) && !a.Before(d.RDV) && !b.After(d.Back) {
		d.Breaks = s.meal()
	}
	d.Breaks = append(d.Breaks, pauses...)
	slices.SortStableFunc(d.Breaks, func(a, b labour.Break) int { return cmp.Compare(a.From.Minutes(), b.From.Minutes()) })
	return d
}

// meal is the break of the sheet. The pause of a split day is longer than a meal: the meal is an hour of it inside the hours of lunch or
// dinner, when they cross.
func (s Sheet) meal() []labour.Break {
	whole := labour.Break{From: s.Meal, To: s.MealEnd, Meal: true}
	if s.Form != schedule.SplitDay {
		return []labour.Break{whole}
	}
	c := checker{s: s}
	limits, err := labour.LimitsOn(c.regime(labour.Performer), s.Date, false)
	if err != nil {
		return []labour.Break{whole}
	}
	for _, w := range []labour.Window{limits.Lunch, limits.Dinner} {
		at := latest(s.Meal, w.From)
		end := at.Add(limits.Meal.Value)
		if !w.From.Known() || end.After(s.MealEnd) || end.After(w.To) {
			continue
		}
		out := []labour.Break{{From: s.Meal, To: at}, {From: at, To: end, Meal: true}, {From: end, To: s.MealEnd}}
		return slices.DeleteFunc(out, func(b labour.Break) bool { return b.From == b.To })
	}
	return []labour.Break{whole}
}

// mostPauses bounds the pauses that a sheet places in one day.
const mostPauses = 12

// ownPauses places the pauses that the meal of the sheet leaves due to a person called from an hour to another: those of an adult cut
// the work before the meal, those of a child each stretch that is too long. Nothing is placed where an hour is unknown, where no law is
// held, or in a day too long, which pauses would hide: the check of the sheet tells it.
func (s Sheet) ownPauses(as labour.Regime, from, to labour.Clock) []labour.Break {
	if !from.Known() || !to.After(from) {
		return nil
	}
	limits, err := labour.LimitsOn(as, s.Date, false)
	if err != nil {
		return nil
	}
	most, length := limits.PauseAfter, limits.Pause.Value
	if n := limits.Stretch.Value; n > 0 {
		most = min(most, n)
	}
	var out []labour.Break
	for len(out) < mostPauses && most > 0 {
		d := s.workday(from, to, out)
		found, err := labour.Check(as, labour.Before{}, []labour.Day{d})
		about := func(s labour.Subject) bool {
			return slices.ContainsFunc(found, func(f labour.Finding) bool { return f.About == s })
		}
		if err != nil || !about(labour.AboutPause) || len(out) == 0 && about(labour.AboutWork) {
			break
		}
		at, n := cut(d, as.Child != nil)
		parts := 2
		for (n-(parts-1)*length)/parts > most {
			parts++
		}
		step := (n - (parts-1)*length) / parts / 5 * 5
		if step <= 0 {
			break
		}
		out = append(out, labour.Break{From: at.Add(step), To: at.Add(step + length)})
	}
	return out
}

// cut is the run of work that a pause must cut, its beginning and its length in minutes: the longest of a child's day, the first of an
// adult's.
func cut(d labour.Day, longest bool) (labour.Clock, int) {
	at, from, n := d.RDV, d.RDV, 0
	for i := 0; i <= len(d.Breaks); i++ {
		end := d.Back
		if i < len(d.Breaks) {
			end = d.Breaks[i].From
		}
		if k := end.Sub(at); k > n {
			from, n = at, k
		}
		if !longest {
			break
		}
		if i < len(d.Breaks) {
			at = d.Breaks[i].To
		}
	}
	return from, n
}

// childPauses places the pauses of a child between its takes, and tells the stretches that leave no room for one.
func (c *checker) childPauses(k CastCall) ([]labour.Break, []labour.Unbroken) {
	as := c.regime(labour.Performer)
	as.Child = &k.Child.Child
	pauses, told, err := labour.PlacePauses(as, c.s.workday(k.Prep, k.Out, nil), k.Child.Takes)
	if err != nil {
		return nil, nil // told by the check of the sheet
	}
	return pauses, told
}

// pauses places the pauses of the performers and of the figuration.
func (s *Sheet) pauses() {
	c := checker{s: *s}
	for i := range s.Cast {
		k := &s.Cast[i]
		as := c.regime(labour.Performer)
		if k.Child != nil {
			if k.Child.Continuous == 0 {
				k.Pauses, _ = c.childPauses(*k)
			}
			continue
		}
		k.Pauses = s.ownPauses(as, k.Prep, k.Out)
	}
	for i := range s.Extras {
		e := &s.Extras[i]
		e.Pauses = s.ownPauses(c.regime(labour.Extra), e.Call, e.Out)
	}
}

// pausesText writes pauses in French: "pause 10:20 (20 min)".
func (s Sheet) pausesText(pauses []labour.Break) string {
	var out []string
	for _, p := range pauses {
		out = append(out, p.From.Label(s.Date))
	}
	if len(out) == 0 {
		return ""
	}
	word := "pause"
	if len(out) > 1 {
		word = "pauses"
	}
	return word + " " + fr.List(out) + " (" + fr.Int(pauses[0].To.Sub(pauses[0].From)) + " min)"
}
