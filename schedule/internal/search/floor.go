package search

// floor is what the scenes placed since the last flush add to the value of the plan at least, or nearly, at a price of a unit of violation:
// roles, equipment and raccords, which hang on no hours, and the crews, places and minutes of the days they leave and join. What those
// days broke, and what their hours and their neighbours cost, is taken to vanish. was are the totals at that flush.
func (s *state) floor(price int64, was totals) int64 {
	sum := price * (s.precViol - was.precViol + s.tooMany(s.dates) - s.tooMany(was.dates))
	for _, i := range s.dirtySlot {
		sum -= s.day[i].cost + price*s.day[i].viol
		if s.sequential {
			sum -= s.part[i].cost + price*s.part[i].viol
			if n := s.after(i); n >= 0 {
				sum -= s.part[n].cost + price*s.part[n].viol
			}
		}
		if len(s.slots[i]) > 0 {
			sum += s.dayFloor(i, price)
		}
	}
	for _, r := range s.dirtyRole {
		sum += s.roleFloor(r, price)
	}
	if len(s.flips) > 0 {
		for r := range s.role {
			if s.heldOtherwise(r) {
				sum += s.roleFloor(r, price)
			}
		}
		s.touchSpans()
	}
	s.touchPlaces()
	for _, e := range s.dirtyEquip {
		now, old := s.equipPrice(e, false), s.equipPay[e]
		sum += now.pay - old.pay + price*(now.viol-old.viol)
	}
	return sum
}

// dayFloor is what the day of a slot that holds scenes adds to the value at least.
func (s *state) dayFloor(i int, price int64) int64 {
	var e dayEval
	minutes, eighths, moves, _ := s.m.contents(i, s.slots[i], &s.w, &e)
	s.m.fill(&e, i, s.slots[i], minutes, eighths, moves)
	return e.cost + int64(moves)*s.m.Move + price*e.viol
}

// roleFloor is what a role adds to the value at least since the last flush: the rests between its days are taken to be kept.
func (s *state) roleFloor(r int, price int64) int64 {
	now, old := s.roleSettled(r, false), &s.role[r]
	return now.pay - old.pay + price*(now.viol-old.viol)
}
