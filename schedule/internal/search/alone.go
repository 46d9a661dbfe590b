package search

// begins are the first and the last minute at which a scene may begin under a law, for the sake of those of its performers who have hours
// of their own.
func (p *Problem) begins(l *Law, sc *Scene) (first, last int) {
	last = Endless
	for _, r := range sc.Roles {
		c := p.Roles[r].Child
		if c == nil || !p.Clocked {
			continue
		}
		k := p.kidOn(l, r)
		first = max(first, k.Earliest+c.Before)
		if k.Latest > 0 {
			last = min(last, k.Latest-c.After-sc.stays(r))
		}
	}
	return first, last
}

// Holds tells whether the light and the place of a scene, and the hours of its performers, leave it hours long enough on a slot.
func (p *Problem) Holds(scene, slot int) bool {
	sc, l := &p.Scenes[scene], &p.Slots[slot].Law
	sky := p.hoursOf(l, sc)
	first, last := p.begins(l, sc)
	if early := max(first, sky.open); early <= last && early+sc.Minutes <= sky.Early {
		return true
	}
	from := max(first, sky.From)
	return sky.To > 0 && from <= last && from+sc.Minutes <= sky.To
}

// tooLong tells that the day of a scene alone is longer than the law allows, at whatever call.
func (m *Model) tooLong(l *Law, sc *Scene) bool {
	const turn = 60 // the minutes that a change of the clocks may add to a night
	least := sc.Minutes + m.Prep + m.WrapUp + l.Session - turn
	return l.Span > 0 && least > l.Span || l.Work > 0 && least > l.Work
}

// Fits tells whether so many slots that allow a scene can hold it alone, at some call on the step of the model, and break no rule.
func (m *Model) Fits(sc Scene, slots int) bool {
	alone := *m
	alone.Scenes, alone.Prec, alone.SameDay = []Scene{sc}, nil, false
	w := scratch{mark: make([]int32, len(m.Locs)), grid: m.Step, any: true}
	tried := map[Law]bool{} // whether a law holds it
	for k, ok := range sc.Allowed {
		sl := m.Slots[k]
		if !ok || sl.Fixed || m.Clocked && (alone.tooLong(&sl.Law, &sc) || !alone.Holds(0, k)) {
			continue
		}
		law := sl.Law
		if law.Tariff = (Tariff{}); !sc.Sun { // neither the prices nor the sun of the date matter
			law.Sky = 0
		}
		holds, known := tried[law]
		if !known {
			e := alone.evalDay(k, []int{0}, &w)
			viol, _ := e.worth()
			holds = viol == 0
			tried[law] = holds
		}
		if holds {
			if slots--; slots <= 0 {
				return true
			}
		}
	}
	return false
}
