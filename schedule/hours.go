package schedule

import (
	"slices"

	"github.com/moteur-film/moteur/schedule/internal/search"
	"github.com/moteur-film/moteur/schedule/labour"
)

// Timed returns the plan with the hours of each day set anew from its scenes and its order: of the lawful calls the cheapest, and of
// those the nearest to the wish of its kind of day, each scene in its light and in the hours of its place, the break at the change of
// scene that loses least time, the time to get ready and to wrap up. Locked days keep theirs. The plan given is not modified.
func (plan Plan) Timed(p Problem) Plan { return plan.timed(p, 0) }

// timed sets the hours anew, the calls on a step in minutes, 0 for that of the search.
func (plan Plan) timed(p Problem, step int) Plan {
	out := Plan{Title: plan.Title, Days: slices.Clone(plan.Days)}
	x := p.index()
	for i := range out.Days {
		var scenes []*Scene
		for _, id := range out.Days[i].Scenes {
			if s := x.scene[id]; s != nil {
				scenes = append(scenes, s)
			}
		}
		out.Days[i].Night = p.typeOf(scenes) == nightUnit
	}
	// The hours are laid as the search lays them; a problem that cannot be compiled is for Check to tell.
	var told []Day
	for _, d := range plan.Days {
		d.Scenes = slices.Clone(d.Scenes)
		told = append(told, d)
	}
	p.Frozen = told
	c, err := prepare(p, step, 0)
	if err != nil {
		return out
	}
	c.strips = c.stripsOf(told)
	if len(c.strips) == 0 {
		return out
	}
	c.p.Frozen = slices.DeleteFunc(slices.Clone(told), func(d Day) bool { return !d.Locked || !d.Wrap.Known() })
	c.build()
	laid := search.Laid{Plan: make(search.Plan, len(c.strips)), Order: make([][]int, len(c.in.Slots))}
	for i, s := range c.strips {
		laid.Plan[i] = s.slot
		laid.Order[s.slot] = append(laid.Order[s.slot], i)
	}
	c.m = search.New(c.in)
	if !slices.ContainsFunc(told, func(d Day) bool { return !d.Wrap.Known() }) { // the hours it has are one way to lay them
		laid.Hours = make([]search.Hours, len(c.in.Slots))
		for _, d := range told {
			if k := c.slotOf(d); k >= 0 {
				laid.Hours[k].Call = d.Call.Minutes()
			}
		}
	}
	days := c.m.Lay(c.m.Settle(laid))
	for i := range out.Days {
		d := &out.Days[i]
		if k := c.slotOf(*d); k >= 0 && len(days[k].Order) > 0 && !(d.Locked && d.Wrap.Known()) {
			d.setHours(days[k].Hours)
			if d.Starts = nil; c.in.Clocked && len(days[k].Starts) == len(d.Scenes) {
				d.setStarts(days[k].Starts)
			}
		}
	}
	return out
}

// setHours sets the hours of a day from minutes after midnight.
func (d *Day) setHours(h search.Hours) {
	d.Call, d.Ready = labour.ClockOf(h.Call), labour.ClockOf(h.Ready)
	d.Meal, d.Wrap = labour.Clock{}, labour.ClockOf(h.Wrap)
	if h.Break > 0 {
		d.Meal = labour.ClockOf(h.Meal)
	}
}

// setStarts sets when the scenes of a day begin, from minutes after midnight.
func (d *Day) setStarts(minutes []int) {
	d.Starts = nil
	for _, at := range minutes {
		d.Starts = append(d.Starts, labour.ClockOf(at))
	}
}

// callOf is the wish for the crew call of a kind of day; a continuous day begins at noon unless the shape says otherwise.
func (p Problem) callOf(t dayType) int {
	if p.Shape.Continuous && t == dayUnit && !p.Shape.DayCall.Known() {
		return 12 * 60
	}
	return p.Shape.callOf(t)
}
