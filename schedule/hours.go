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
		l, _ := book.on(d.Date, nil) // no law before the first date: Check tells it
		d.Call = p.callOn(x, *d, scenes, kind, l)
		d.Ready = d.Call + p.Shape.Prep
		d.Meal = p.mealAt(x, *d, scenes, l)
		_, end := p.clock(x, *d, scenes)
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

// callOn is the crew call of a day: that of its kind, or the one that brings its first scene at dawn, at dusk or by night to its
// light.
func (p Problem) callOn(x index, d Day, scenes []*Scene, kind dayType, l legal) int {
	zone, err := p.Calendar.clock()
	if !p.sunny(kind) || err != nil {
		return p.callOf(kind)
	}
	before, at := p.Shape.Prep, 0 // minutes from the call to the scene, and the hour of its light
	for i, s := range scenes {
		if i > 0 && s.place() != scenes[i-1].place() {
			before += p.way(x, scenes[i-1].place(), s.place()).Minutes
		}
		if ph := phaseOf(*s); ph == atDawn && kind == dawnUnit || (ph == atDusk || ph == byNight) && kind != dawnUnit {
			at = x.location[s.place()].lightAt(d.Date, ph, zone)
			break
		}
		before += p.shootMinutes(*s)
	}
	switch {
	case at == 0:
		return p.callOf(kind)
	case kind == dawnUnit:
		return max(roundUp(at-before), l.meals[0][0]-mealLatest, 0)
	}
	d.Call = roundUp(at - before - p.Shape.Meal)
	d.Ready = d.Call + p.Shape.Prep
	if p.mealAt(x, d, scenes, l) > d.Call+before { // the break comes after the scene: it delays nothing
		d.Call = roundUp(at - before)
	}
	if lunch, dinner := l.meals[0], l.meals[1]; dinner[1] > 0 {
		if d.Call > lunch[1]-p.Shape.Meal-p.Shape.Prep { // too late for lunch: not too early for dinner
			d.Call = max(d.Call, dinner[0]-mealLatest)
		}
		d.Call = min(d.Call, dinner[1]-p.Shape.Meal-p.Shape.Prep)
	}
	return max(d.Call, p.callOf(dayUnit))
}

// roundUp is the next multiple of five minutes: nobody is called at 11:22.
func roundUp(t int) int { return (t + 4) / 5 * 5 }

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
