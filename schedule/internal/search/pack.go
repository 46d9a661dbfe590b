package search

import "slices"

// packer proves the least number of days that hold a set of scenes, by counting under the capacity of a day: nothing in it comes from a
// search.
type packer struct {
	m    *Model
	room int // the most minutes of scenes and moves a day may hold; 0 means no limit
	move int // the fewest minutes a further location of a day takes
	// cluster gives by base its cluster; two bases of different clusters never share a day.
	cluster  []int
	clusters int
	// separate and moves are what the shape of a day asks of the lights and of the locations of one day; nothing when some days are told,
	// for the past may have broken it.
	separate bool
	moves    int
	told     bool
	byChild  map[int][]int // the scenes of each child whose work is limited
}

// newPacker reads the capacity of the days of a model.
func newPacker(m *Model) *packer {
	p := &packer{m: m, room: m.Minutes, move: m.MoveMinutes}
	for _, row := range m.Way {
		for _, y := range row {
			p.move = min(p.move, y.Minutes)
		}
	}
	if m.Clocked && len(m.Slots) > 0 {
		law := 0
		for i := range m.Slots {
			if m.Slots[i].Fixed {
				continue
			}
			l := &m.Slots[i].Law
			around := l.Session + m.Prep + m.WrapUp + min(0, l.TurnBy)
			law = max(law, least(l.Work-around, l.Span-l.Break-around, l.Work, l.Span))
			if !l.Always { // a day short enough has no break
				law = max(law, min(least(l.Work-around, l.Span-around, l.Work, l.Span), l.breakAfter()-around))
			}
		}
		if law > 0 && (p.room == 0 || law < p.room) {
			p.room = law
		}
	}
	// A frozen day may hold more than the shape of a day allows: the capacity is that of the fullest.
	fixed := map[int]int{}
	for i := range m.Scenes {
		if f := m.Scenes[i].Fixed; f >= 0 {
			fixed[f] += m.Scenes[i].Minutes + p.move
		}
	}
	for _, n := range fixed {
		if p.room > 0 {
			p.room = max(p.room, n)
		}
	}
	if p.told = len(fixed) > 0; !p.told {
		p.separate, p.moves = m.Separate, m.MaxMoves
	}
	p.group()
	p.byChild = map[int][]int{}
	for i := range m.Scenes {
		for _, r := range m.Scenes[i].Roles {
			if c := m.Roles[r].Child; c != nil && c.Work > 0 && len(fixed) == 0 && len(m.Scenes[i].Short) == 0 {
				p.byChild[r] = append(p.byChild[r], i)
			}
		}
	}
	return p
}

// group puts two bases in one cluster when a day can hold the way between them and the shortest scene of each, and so do those that bases
// of both join.
func (p *packer) group() {
	m := p.m
	p.clusters = 1
	bases := 0
	for _, l := range m.Locs {
		bases = max(bases, l.Base+1)
	}
	p.cluster = make([]int, bases)
	for i := range m.Scenes {
		if m.Scenes[i].Fixed >= 0 {
			return
		}
	}
	if m.Way == nil || p.room == 0 {
		return
	}
	small := make([]int, bases)
	for i := range m.Scenes {
		b := m.Locs[m.Scenes[i].Loc].Base
		if n := max(1, m.Scenes[i].Minutes); small[b] == 0 || n < small[b] {
			small[b] = n
		}
	}
	for i := range p.cluster {
		p.cluster[i] = i
	}
	on := m.baseSlots(bases)
	for a := range bases {
		for b := range a {
			if min(m.Way[a][b].Minutes, m.Way[b][a].Minutes)+small[a]+small[b] <= p.room && meets(on[a], on[b]) {
				from, to := p.cluster[a], p.cluster[b]
				for i, c := range p.cluster {
					if c == from {
						p.cluster[i] = to
					}
				}
			}
		}
	}
	names := map[int]int{}
	for i, c := range p.cluster {
		if _, ok := names[c]; !ok {
			names[c] = len(names)
		}
		p.cluster[i] = names[c]
	}
	p.clusters = len(names)
}

// baseSlots tells by base on which slots something may be shot there.
func (m *Model) baseSlots(bases int) [][]bool {
	on := make([][]bool, bases)
	for b := range on {
		on[b] = make([]bool, len(m.Slots))
	}
	for i := range m.Scenes {
		b := m.Locs[m.Scenes[i].Loc].Base
		for k, ok := range m.Scenes[i].Allowed {
			on[b][k] = on[b][k] || ok
		}
	}
	return on
}

// meets tells whether two sets of slots share one.
func meets(a, b []bool) bool {
	for k, ok := range a {
		if ok && b[k] {
			return true
		}
	}
	return false
}

// travel is the least the company pays to visit all bases, in cents: a minimum spanning tree of the ways (Prim 1957).
func (p *packer) travel() int64 {
	m := p.m
	if m.Way == nil {
		return 0
	}
	in, used := make([]bool, len(m.Way)), make([]bool, len(m.Way))
	bases := 0
	for i := range m.Scenes {
		if b := m.Locs[m.Scenes[i].Loc].Base; !used[b] {
			used[b] = true
			bases++
		}
	}
	var total int64
	for n := range bases {
		best, at := int64(-1), -1
		for b := range in {
			if in[b] || !used[b] {
				continue
			}
			if n == 0 {
				at, best = b, 0
				break
			}
			for a := range in {
				if in[a] {
					y := m.Way[a][b]
					v := y.Cost + int64(y.Km)*m.Km
					if p.cluster[a] != p.cluster[b] { // no day holds both: it lies between two days
						v = m.between(a, b)
					}
					if best < 0 || v < best {
						best, at = v, b
					}
				}
			}
		}
		in[at] = true
		total += best
	}
	return total
}

// least is the smaller of two allowances, of those whose limit exists; 0 when no limit does.
func least(a, b, limitA, limitB int) int {
	switch {
	case limitA > 0 && limitB > 0:
		return max(1, min(a, b))
	case limitA > 0:
		return max(1, a)
	case limitB > 0:
		return max(1, b)
	}
	return 0
}

// eighths is the capacity of a day in eighths of a page, 0 when there is none or when a frozen day may pass it.
func (p *packer) eighths() int {
	for i := range p.m.Scenes {
		if p.m.Scenes[i].Fixed >= 0 {
			return 0
		}
	}
	return p.m.Eighths
}

// oneLocation is the least number of days spent at a location by its scenes.
func (p *packer) oneLocation(scenes []int) int {
	if len(scenes) == 0 {
		return 0
	}
	n := p.items(scenes)
	if p.separate {
		day, night := p.sides(scenes)
		n = max(n, p.items(day)+p.items(night))
	}
	return max(n, 1)
}

// sides lists the scenes of the day and those of the night.
func (p *packer) sides(scenes []int) (day, night []int) {
	for _, s := range scenes {
		switch p.m.Scenes[s].Side {
		case Day:
			day = append(day, s)
		case Night:
			night = append(night, s)
		}
	}
	return day, night
}

// items is the least number of days of scenes by their own minutes and eighths, moves not counted.
func (p *packer) items(scenes []int) int {
	if len(scenes) == 0 {
		return 0
	}
	n := 1
	if p.room > 0 {
		n = max(n, pack(p.sizes(scenes, func(s *Scene) int { return s.Minutes }, p.room), p.room))
	}
	if e := p.eighths(); e > 0 {
		n = max(n, pack(p.sizes(scenes, func(s *Scene) int { return s.Eighths }, e), e))
	}
	return n
}

// sizes lists the sizes of scenes, each at most limit.
func (p *packer) sizes(scenes []int, size func(*Scene) int, limit int) []int {
	out := make([]int, len(scenes))
	for i, s := range scenes {
		out[i] = min(size(&p.m.Scenes[s]), limit)
	}
	return out
}

// pack is the lower bound L2 of Martello and Toth (1990) of the number of bins of a capacity that hold items of given sizes, which it
// sorts. For each threshold k it counts a bin for each item over half a bin, and as many as the items from k to half a bin take
// beyond the room that the large ones of at most room-k leave.
func pack(sizes []int, room int) int {
	slices.Sort(sizes)
	best := 0
	n := len(sizes)
	sum := make([]int, n+1)
	for i, v := range sizes {
		sum[i+1] = sum[i] + v
	}
	half := upper(sizes, room/2) // first item larger than half
	for k := 0; k <= room/2; {
		from := lower(sizes, k)
		big := upper(sizes, room-k) // first item larger than room-k
		n1, n2 := n-big, big-half
		s2, s3 := sum[big]-sum[half], sum[half]-sum[min(from, half)]
		need := s3 - (n2*room - s2)
		b := n1 + n2
		if need > 0 {
			b += (need + room - 1) / room
		}
		best = max(best, b)
		// The next threshold that changes anything is the next size.
		if from >= half {
			break
		}
		k = sizes[from] + 1
	}
	return best
}

// lower is the index of the first size of at least v.
func lower(sizes []int, v int) int { i, _ := slices.BinarySearch(sizes, v); return i }

// upper is the index of the first size over v.
func upper(sizes []int, v int) int { i, _ := slices.BinarySearch(sizes, v+1); return i }

// days is the least number of days that hold scenes of any locations, moves included: the sum over the clusters, and no less than the
// days of each child.
func (p *packer) days(scenes []int) int {
	if len(scenes) == 0 {
		return 0
	}
	n := 0
	if p.clusters == 1 {
		n = p.daysNear(scenes)
	} else {
		near := make([][]int, p.clusters)
		for _, s := range scenes {
			k := p.cluster[p.m.Locs[p.m.Scenes[s].Loc].Base]
			near[k] = append(near[k], s)
		}
		for _, list := range near {
			n += p.daysNear(list)
		}
	}
	for r, list := range p.byChild {
		limit := p.m.Roles[r].Child.shot(p.m.Clocked)
		var sizes []int
		for _, s := range list {
			if slices.Contains(scenes, s) {
				sizes = append(sizes, min(p.m.Scenes[s].Minutes, limit))
			}
		}
		if len(sizes) > 0 {
			n = max(n, pack(sizes, limit))
		}
	}
	return n
}

// daysNear is the least number of days of scenes of one cluster.
func (p *packer) daysNear(scenes []int) int {
	n := p.daysOf(scenes)
	if p.separate {
		day, night := p.sides(scenes)
		n = max(n, p.daysOf(day)+p.daysOf(night))
	}
	return n
}

// daysOf is the least number of days of scenes of one cluster that may all share days: by their own sizes, by the moves a day may hold, and
// by their sizes with the moves between their locations.
func (p *packer) daysOf(scenes []int) int {
	if len(scenes) == 0 {
		return 0
	}
	n := p.items(scenes)
	byLoc := map[int][]int{}
	var locs []int
	for _, s := range scenes {
		l := p.m.Scenes[s].Loc
		if byLoc[l] == nil {
			locs = append(locs, l)
		}
		byLoc[l] = append(byLoc[l], s)
	}
	slices.Sort(locs)
	locDays := 0
	for _, l := range locs {
		locDays += p.oneLocation(byLoc[l])
	}
	if k := p.moves; k > 0 {
		n = max(n, (locDays+k)/(k+1))
	}
	if p.room > 0 && p.move > 0 {
		total := 0
		for _, s := range scenes {
			total += min(p.m.Scenes[s].Minutes, p.room)
		}
		room := p.room + p.move
		n = max(n, (total+p.move*locDays+room-1)/room)
		// Each scene also carries a share of the move that a visit of its location takes: the shares of the scenes of a location that
		// one day can hold add up to one move at most. Sizes are in thousandths of a minute.
		const scale = 1000
		sizes := make([]int, 0, len(scenes))
		for _, l := range locs {
			all := 0
			for _, s := range byLoc[l] {
				all += min(p.m.Scenes[s].Minutes, p.room)
			}
			most := min(all, p.room)
			for _, s := range byLoc[l] {
				v := min(p.m.Scenes[s].Minutes, p.room)
				sizes = append(sizes, min(v*scale+v*p.move*scale/max(most, 1), room*scale))
			}
		}
		n = max(n, pack(sizes, room*scale))
	}
	return n
}
