package schedule

import (
	"cmp"
	"fmt"

	"github.com/moteur-film/moteur/schedule/labour"
)

// Slot is the time a day gives to a scene, in hours of the day's date.
type Slot struct {
	Scene string       `json:"scene"`
	From  labour.Clock `json:"from"`
	To    labour.Clock `json:"to"`
	// Move is the way from the location before, minutes; it ends before From. 0 when the scene is shot where the last one was.
	Move int `json:"move,omitempty"`
	// Part is the part of the scene that the day shoots; zero for a scene shot whole.
	Part Part `json:"part,omitzero"`
}

// Timetable tells when each scene of a day is shot: at the day's Starts when it has one for each scene, else in order from Ready on,
// with the ways between locations and the break at Meal. A scene in parts has there the minutes of its part; the break lengthens the
// scene it falls in. Scenes the problem does not know are left out.
func (p Problem) Timetable(d Day) []Slot {
	x := p.index()
	pause, meal := p.PauseOf(d), d.Meal.Minutes()
	if !d.Meal.Known() || meal+pause <= d.Ready.Minutes() { // eaten before the first take: it stops nothing
		pause = 0
	}
	told := len(d.Starts) == len(d.Scenes)
	var slots []Slot
	var last *Scene
	t, ready := d.Ready.Minutes(), 0
	for i, id := range d.Scenes {
		s := x.scene[id]
		if s == nil {
			continue
		}
		part, _ := d.part(id)
		slot := Slot{Scene: id, Part: part}
		if last != nil && last.place() != s.place() {
			slot.Move = p.way(x, last.place(), s.place()).Minutes
			ready = t + slot.Move + p.restOnWay(x, d, last, s)
		}
		last = s
		if t += slot.Move; pause > 0 && max(t, ready) >= meal && !told {
			t, pause = max(t, meal)+pause, 0
		}
		t = max(t, ready)
		if told && d.Starts[i].Known() {
			t = d.Starts[i].Minutes()
		}
		begin := t
		if t += p.minutesIn(d, s); pause > 0 && begin < meal && t > meal {
			t, pause = t+pause, 0
		}
		slot.From, slot.To = labour.ClockOf(begin), labour.ClockOf(t)
		slots = append(slots, slot)
	}
	return slots
}

// part is the part of a scene that a day shoots; false for a scene shot whole.
func (d Day) part(scene string) (Part, bool) {
	for _, p := range d.Parts {
		if p.Scene == scene {
			return p, true
		}
	}
	return Part{}, false
}

// minutesIn is the shooting time of a scene, or of its part, in a day.
func (p Problem) minutesIn(d Day, s *Scene) int {
	if part, ok := d.part(s.ID); ok {
		return part.Minutes
	}
	return p.shootMinutes(*s)
}

// label names a scene as people do: "12", or "12 (1/3)" for a part of it.
func (q Part) label(scene string) string {
	if q.Of == 0 {
		return scene
	}
	return fmt.Sprintf("%s (%d/%d)", scene, q.Number, q.Of)
}

// FormOf is the form of a day, of Forms; false for a day of the shape of the problem.
func (p Problem) FormOf(d Day) (DayForm, bool) {
	for _, f := range p.Forms {
		if !d.Date.IsZero() && f.Span.Contains(d.Date) && (f.Unit == "" || f.Unit == d.Unit) {
			return f, true
		}
	}
	return DayForm{}, false
}

// TrainingsOn are the sessions that a day begins with.
func (p Problem) TrainingsOn(d Day) []Training {
	var out []Training
	for _, t := range p.Trainings {
		if !d.Date.IsZero() && t.Date == d.Date && (t.Unit == "" || t.Unit == d.Unit) {
			out = append(out, t)
		}
	}
	return out
}

// sessions are the minutes of the sessions of a day.
func (p Problem) sessions(d Day) int {
	n := 0
	for _, t := range p.TrainingsOn(d) {
		n += t.Minutes
	}
	return n
}

// Title names a session: its label, the formation VHSS without one.
func (t Training) Title() string { return cmp.Or(t.Label, "formation VHSS") }

// Line tells a session and who follows it: "formation VHSS, 2 h 30, toute l'équipe".
func (t Training) Line() string {
	return fmt.Sprintf("%s, %s, %s", t.Title(), hm(t.Minutes), cmp.Or(t.Who, "toute l'équipe"))
}

// mealAfter is how long after its call a day has its break at the soonest, minutes.
func (s DayShape) mealAfter() int {
	if s.MealAfter > 0 {
		return s.MealAfter
	}
	return 90
}

// The breaks of the forms of days that do not say their own, minutes: that of a split day, and that of a continuous day, which IDCC 3097
// (titre II, art. 28) sets at 30 minutes at least.
const (
	splitPause      = 180
	continuousPause = 30
)

// PauseOf is the length of the break of a day, minutes: the meal, or the pause of a split or of a continuous day; 0 for a day that has
// none, its Meal unset.
func (p Problem) PauseOf(d Day) int {
	if !d.Meal.Known() {
		return 0
	}
	return p.breakOf(d)
}

// breakOf is how long the break of a day lasts if it has one, minutes.
func (p Problem) breakOf(d Day) int {
	f, _ := p.FormOf(d)
	switch f.Kind {
	case SplitDay:
		return cmp.Or(f.Pause, splitPause)
	case ContinuousDay:
		return cmp.Or(f.Pause, continuousPause)
	}
	return p.Shape.Meal
}
