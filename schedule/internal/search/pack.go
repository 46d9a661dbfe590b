package search

import "slices"

// The least number of days that hold a set of scenes, by counting arguments alone: nothing here depends on a search.

// packer counts days under the capacity of a model.
type packer struct {
	m    *Model
	room int // minutes of shooting and moves a day may hold at most; 0 means no limit
	move int // the least minutes a further location of a day takes
	// cluster groups the bases one day may visit together; bases of two clusters never share a day.
	cluster  []int
	clusters int
	byChild  map[int][]int // scenes of each child with a limit
}

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
			law = max(law, least(l.Work-m.Prep-m.WrapUp, l.Span-m.Prep-m.Meal-m.WrapUp, l.Work, l.Span))
		}
		if law > 0 && (p.room == 0 || law < p.room) {
			p.room = law
		}
	}
	// Frozen days may hold more than the shape allows: count the fullest of them.
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
	p.group()
	p.byChild = map[int][]int{}
	for i := range m.Scenes {
		for _, r := range m.Scenes[i].Roles {
			if c := m.Roles[r].Child; c != nil && c.Work > 0 && len(fixed) == 0 {
				p.byChild[r] = append(p.byChild[r], i)
			}
		}
	}
	return p
}

// group joins the bases near enough for one day.
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
	for a := range bases {
		for b := range a {
			if min(m.Way[a][b].Minutes, m.Way[b][a].Minutes)+small[a]+small[b] <= p.room {
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

// travel is the least the company pays to join all bases: a spanning tree of the ways.
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
					if v := y.Cost + int64(y.Km)*m.Km; best < 0 || v < best {
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

// least is the smaller of two allowances whose limits exist; 0 when neither does.
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

// eighths is the capacity in eighths, 0 when it does not bound.
func (p *packer) eighths() int {
	for i := range p.m.Scenes {
		if p.m.Scenes[i].Fixed >= 0 {
			return 0
		}
	}
	return p.m.Eighths
}

// oneLocation is the least number of location-days of scenes that share a location.
func (p *packer) oneLocation(scenes []int) int {
	if len(scenes) == 0 {
		return 0
	}
	n := p.items(scenes)
	if p.m.Separate {
		day, night := p.sides(scenes)
		n = max(n, p.items(day)+p.items(night))
	}
	return max(n, 1)
}

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

// items packs scenes by their own minutes and eighths, without moves.
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

func (p *packer) sizes(scenes []int, size func(*Scene) int, limit int) []int {
	out := make([]int, len(scenes))
	for i, s := range scenes {
		out[i] = min(size(&p.m.Scenes[s]), limit)
	}
	return out
}

// pack is a lower bound on the number of bins of a capacity (Martello and Toth's L2).
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

// lower is the index of the first size ≥ v, upper that of the first size > v.
func lower(sizes []int, v int) int { i, _ := slices.BinarySearch(sizes, v); return i }
func upper(sizes []int, v int) int { i, _ := slices.BinarySearch(sizes, v+1); return i }

// days is the least number of days that hold scenes of several locations, moves included.
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

// daysNear packs scenes that may share days.
func (p *packer) daysNear(scenes []int) int {
	n := p.daysOf(scenes)
	if p.m.Separate {
		day, night := p.sides(scenes)
		n = max(n, p.daysOf(day)+p.daysOf(night))
	}
	return n
}

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
	if k := p.m.MaxMoves; k > 0 {
		n = max(n, (locDays+k)/(k+1))
	}
	if p.room > 0 && p.move > 0 {
		total := 0
		for _, s := range scenes {
			total += min(p.m.Scenes[s].Minutes, p.room)
		}
		room := p.room + p.move
		n = max(n, (total+p.move*locDays+room-1)/room)
		// Each scene also carries its share of the move its location costs a day it is visited: scaled by a common factor,
		// the shares of what one day may hold of a location never pass one move.
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
