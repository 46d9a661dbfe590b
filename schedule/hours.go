package schedule

import (
	"slices"

	"github.com/moteur-film/moteur/schedule/internal/search"
)

// Timed returns the plan with the hours of each day set anew from its scenes and its order: the call of its kind, the time to
// get ready, the break at the last change of scene that keeps the law's pause, the time to wrap up. Locked days keep theirs.
// The plan given is not modified.
func (plan Plan) Timed(p Problem) Plan {
	out := Plan{Title: plan.Title, Days: slices.Clone(plan.Days)}
	x := p.index()
	book, err := newRulebook(p)
	if err != nil {
		book.off = true // an unknown agreement: Check tells it
	}
	for i := range out.Days {
		d := &out.Days[i]
		var scenes []*Scene
		for _, id := range d.Scenes {
			if s := x.scene[id]; s != nil {
				scenes = append(scenes, s)
			}
		}
		kind := p.typeOf(scenes)
		d.Night = kind == nightUnit
		if d.Locked && d.Wrap > 0 {
			continue
		}
		d.Call = p.callOf(kind)
		d.Ready = d.Call + p.Shape.Prep
		l, _ := book.on(d.Date, nil) // no law before the first date: Check tells it
		d.Meal = p.mealAt(x, *d, scenes, l)
		_, end := p.clock(*d, scenes)
		last := d.Ready
		if len(end) > 0 {
			last = end[len(end)-1]
		}
		if d.Meal >= last {
			last += p.Shape.Meal
		}
		d.Wrap = last + p.Shape.WrapUp
	}
	return out
}

// callOf is the crew call of a kind of day; a continuous day begins at noon unless the shape says otherwise.
func (p Problem) callOf(t dayType) int {
	if p.Shape.Continuous && t == dayUnit && p.Shape.DayCall == 0 {
		return 12 * 60
	}
	return p.Shape.callOf(t)
}

// mealLatest is the longest time from the call to the break when no rule says less.
const mealLatest = 6 * 60

// mealAt is the start of the break of a day: inside the hours of a meal when the law gives some.
func (p Problem) mealAt(x index, d Day, scenes []*Scene, l legal) int {
	t := d.Ready
	var starts []int
	for i, s := range scenes {
		if i > 0 && s.place() != scenes[i-1].place() {
			t += p.way(x, scenes[i-1].place(), s.place()).Minutes
		}
		starts = append(starts, t)
		t += p.shootMinutes(*s)
	}
	return search.Break{Call: d.Call, Ready: d.Ready, Length: p.Shape.Meal, After: mealLatest, Meals: l.meals}.At(starts, t)
}
