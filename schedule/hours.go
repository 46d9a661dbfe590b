package schedule

import (
	"slices"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/schedule/internal/search"
	"github.com/moteur-film/moteur/schedule/labour"
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
		if d.Locked && d.Wrap.Known() {
			continue
		}
		l, _ := book.on(d.Date, nil) // no law before the first date: Check tells it
		h := search.Hours{Call: p.callOn(x, d.Date, scenes, kind, l)}
		h.Ready = h.Call + p.Shape.Prep
		h.Meal = p.mealAt(x, h, scenes, l)
		_, end := p.clock(x, h.Ready, h.Meal, scenes)
		last := h.Ready
		if len(end) > 0 {
			last = end[len(end)-1]
		}
		if h.Meal >= last {
			last += p.Shape.Meal
		}
		h.Wrap = last + p.Shape.WrapUp
		d.setHours(h)
	}
	return out
}

// setHours sets the hours of a day from minutes after midnight; 0 leaves an hour unset.
func (d *Day) setHours(h search.Hours) {
	set := func(minutes int) labour.Clock {
		if minutes == 0 {
			return labour.Clock{}
		}
		return labour.ClockOf(minutes)
	}
	d.Call, d.Ready, d.Meal, d.Wrap = set(h.Call), set(h.Ready), set(h.Meal), set(h.Wrap)
}

// callOf is the crew call of a kind of day; a continuous day begins at noon unless the shape says otherwise.
func (p Problem) callOf(t dayType) int {
	if p.Shape.Continuous && t == dayUnit && !p.Shape.DayCall.Known() {
		return 12 * 60
	}
	return p.Shape.callOf(t)
}

// callOn is the crew call of a day: that of its kind, or the one that brings its first scene at dawn, at dusk or by night to its
// light.
func (p Problem) callOn(x index, on moteur.Date, scenes []*Scene, kind dayType, l *legal) int {
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
			at = x.location[s.place()].lightAt(on, ph, zone)
			break
		}
		before += p.shootMinutes(*s)
	}
	switch {
	case at == 0:
		return p.callOf(kind)
	case kind == dawnUnit:
		return max(roundUp(at-before), l.meals()[0][0]-mealLatest, 0)
	}
	call := roundUp(at - before - p.Shape.Meal)
	if p.mealAt(x, search.Hours{Call: call, Ready: call + p.Shape.Prep}, scenes, l) > call+before { // the break comes after the scene
		call = roundUp(at - before)
	}
	if lunch, dinner := l.meals()[0], l.meals()[1]; dinner[1] > 0 {
		if call > lunch[1]-p.Shape.Meal-p.Shape.Prep { // too late for lunch: not too early for dinner
			call = max(call, dinner[0]-mealLatest)
		}
		call = min(call, dinner[1]-p.Shape.Meal-p.Shape.Prep)
	}
	return max(call, p.callOf(dayUnit))
}

// roundUp is the next multiple of five minutes: nobody is called at 11:22.
func roundUp(t int) int { return (t + 4) / 5 * 5 }

// mealLatest is the longest time from the call to the break when no rule says less.
const mealLatest = 6 * 60

// mealAt is the start of the break of a day: inside the hours of a meal when the law gives some.
func (p Problem) mealAt(x index, h search.Hours, scenes []*Scene, l *legal) int {
	t := h.Ready
	var starts []int
	for i, s := range scenes {
		if i > 0 && s.place() != scenes[i-1].place() {
			t += p.way(x, scenes[i-1].place(), s.place()).Minutes
		}
		starts = append(starts, t)
		t += p.shootMinutes(*s)
	}
	return search.Break{Call: h.Call, Ready: h.Ready, Length: p.Shape.Meal, After: mealLatest, Meals: l.meals()}.At(starts, t)
}
