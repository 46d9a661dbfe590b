package search

// tally holds the sums that the price of a day of a loose model is made of.
type tally struct {
	n, minutes, eighths int    // its scenes, their minutes, their eighths
	places              int    // its locations
	rent                int64  // what they cost, in cents
	lights              [3]int // scenes of the dawn, the day, the night
	sides               [2]int // minutes by day, by night
}

// sum adds scenes to the tally of a slot, or takes them off when sign is -1, and keeps the number of scenes of each location in
// s.placeN.
func (s *state) sum(t *tally, slot int, scenes []int, sign int) {
	m := s.m
	row := s.placeN[slot*len(m.Locs) : (slot+1)*len(m.Locs)]
	for _, o := range scenes {
		sc := &m.Scenes[o]
		t.n += sign
		t.minutes += sign * sc.Minutes
		t.eighths += sign * sc.Eighths
		before := row[sc.Loc] > 0
		row[sc.Loc] += int16(sign)
		if now := row[sc.Loc] > 0; now != before {
			t.places += sign
			t.rent += int64(sign) * (m.Locs[sc.Loc].Day + m.LocDay)
		}
		light := sc.Phase
		if m.Separate {
			light = sc.Side
			switch sc.Side {
			case Day:
				t.sides[0] += sign * sc.Minutes
			case Night:
				t.sides[1] += sign * sc.Minutes
			}
		}
		switch light {
		case Dawn:
			t.lights[0] += sign
		case Day:
			t.lights[1] += sign
		case Dusk, Night:
			t.lights[2] += sign
		}
	}
}

// price is the evaluation of the day of a tally: that of evalDay.
func (t *tally) price(m *Model) (e dayEval) {
	if t.n == 0 {
		return e
	}
	e.used = true
	switch day := t.lights[0]+t.lights[1] > 0; {
	case day && t.lights[2] > 0:
		e.kind = mixedUnit
	case t.lights[0] > 0:
		e.kind = dawnUnit
	case t.lights[2] > 0:
		e.kind = nightUnit
	}
	moves := t.places - 1
	e.cost = m.UnitDay[0] + t.rent + int64(moves)*m.Move
	if !m.Oversize || t.n > 1 {
		if over := t.minutes + moves*m.MoveMinutes - m.Minutes; m.Minutes > 0 && over > 0 {
			e.viol += int64(over)
		}
		if over := t.eighths - m.Eighths; m.Eighths > 0 && over > 0 {
			e.viol += int64(over) * 15
		}
	}
	if over := moves - m.MaxMoves; m.MaxMoves > 0 && over > 0 {
		e.viol += int64(over) * brokenRule
	}
	if e.kind == mixedUnit && m.Separate {
		e.viol += brokenRule + int64(min(t.sides[0], t.sides[1]))
	}
	return e
}
