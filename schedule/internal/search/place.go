package search

// Clocks are the clocks and the holidays of the places on a date: the law of a day hangs on where it is shot.
type Clocks struct {
	Local  []Local // by clock, 0 that of the film, then by the holidays of places: 4 a clock, the sum of bits of Feasts
	Feasts []uint8 // by location: 1 when the date is a holiday of its own, 2 when the next one is; nil for none
}

// Local is what the law of a date is on a clock and with the holidays of a place.
type Local struct {
	TurnAt, TurnBy, UTC int // as in Law
	Tariff              Tariff
}

// readClocks gives the slots whose places have clocks or holidays of their own the law of each.
func (m *Model) readClocks() {
	m.laws = make([][]Law, len(m.Slots))
	for i := range m.Slots {
		law := m.Slots[i].Law
		if law.Row == 0 {
			continue
		}
		for _, at := range m.Clocks[law.Row].Local {
			law.TurnAt, law.TurnBy, law.UTC, law.Tariff = at.TurnAt, at.TurnBy, at.UTC, at.Tariff
			m.laws[i] = append(m.laws[i], law)
		}
	}
}

// lawAt is the law of a slot with scenes in an order: the clock of its day is that of the first one, and the holidays are those of all
// its places.
func (m *Model) lawAt(slot int, order []int) *Law {
	if m.laws[slot] == nil || len(order) == 0 {
		return &m.Slots[slot].Law
	}
	feasts, own := m.Clocks[m.Slots[slot].Law.Row].Feasts, uint8(0)
	if feasts != nil {
		for _, s := range order {
			own |= feasts[m.Scenes[s].Loc]
		}
	}
	return &m.laws[slot][m.Locs[m.Scenes[order[0]].Loc].Clock*4+int(own)]
}

// clocks counts the scenes of a day whose place does not have the hour of the first one.
func (m *Model) clocks(slot int, order []int) int {
	if m.laws[slot] == nil {
		return 0
	}
	n, first := 0, &m.laws[slot][m.Locs[m.Scenes[order[0]].Loc].Clock*4]
	for _, s := range order[1:] {
		l := &m.laws[slot][m.Locs[m.Scenes[s].Loc].Clock*4]
		n += b2i(!l.sameClock(first))
	}
	return n
}

// sameClock tells whether two laws of a date have the same hour.
func (l *Law) sameClock(o *Law) bool {
	return l.UTC == o.UTC && l.TurnAt == o.TurnAt && l.TurnBy == o.TurnBy
}

// latestClock is how far the clock that is most ahead of UTC is ahead of it, minutes.
func (m *Model) latestClock() int {
	most := 0
	for i := range m.Slots {
		most = max(most, m.Slots[i].Law.UTC, m.Slots[i].Law.UTC+m.Slots[i].Law.TurnBy)
		for k := range m.laws[i] {
			most = max(most, m.laws[i][k].UTC, m.laws[i][k].UTC+m.laws[i][k].TurnBy)
		}
	}
	return most
}
