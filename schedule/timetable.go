package schedule

import "github.com/moteur-film/moteur/schedule/labour"

// Slot is the time a day gives to a scene, in hours of the day's date.
type Slot struct {
	Scene string       `json:"scene"`
	From  labour.Clock `json:"from"`
	To    labour.Clock `json:"to"`
	// Move is the way from the location before, minutes; it ends before From. 0 when the scene is shot where the last one was.
	Move int `json:"move,omitempty"`
}

// Timetable tells when each scene of a day is shot, as the plan counts it: in order from Ready on, with the ways between
// locations and the break at Meal. Scenes the problem does not know are left out.
func (p Problem) Timetable(d Day) []Slot {
	x := p.index()
	var scenes []*Scene
	for _, id := range d.Scenes {
		if s := x.scene[id]; s != nil {
			scenes = append(scenes, s)
		}
	}
	ready, meal := d.Ready.Minutes(), d.Meal.Minutes()
	if meal+p.Shape.Meal <= ready { // eaten before the first take: it stops nothing
		meal = 1 << 30
	}
	begin, end := p.clock(x, ready, meal, scenes)
	slots := make([]Slot, len(scenes))
	for i, s := range scenes {
		slots[i] = Slot{Scene: s.ID, From: labour.ClockOf(begin[i]), To: labour.ClockOf(end[i])}
		if i > 0 && s.place() != scenes[i-1].place() {
			slots[i].Move = p.way(x, scenes[i-1].place(), s.place()).Minutes
		}
	}
	return slots
}
