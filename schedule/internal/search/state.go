package search

import "slices"

// words is the number of 64-bit words that hold one bit a date.
func (m *Model) words() int { return (len(m.Dates) + 63) / 64 }

// state is a plan with its cost, kept up to date by place and settled by flush. A move is a series of place calls, a flush,
// then commit or rollback.
type state struct {
	m     *Model
	w     scratch
	at    []int   // slot of each scene, -1 when it is out of the plan
	slots [][]int // scenes of each slot, in rising order

	day      []dayEval
	usedN    []int // used slots of each date
	usedMask []uint64
	dates    int // used dates

	roleN    []uint16 // scenes of a role on a date: role × dates
	roleMask []uint64
	role     []settled

	equipN    []uint16
	equipMask []uint64
	equipPay  []int64

	dayCost, dayViol     int64
	roleCost, roleBroken int64
	equipCost            int64
	seqCost, seqViol     int64
	precViol             int64
	sequential           bool     // seq terms exist
	part                 []strand // see sequence.go
	kids                 []int
	precOf               [][]int
	memo                 *memo // nil when days are always priced anew
	fast                 bool  // moves may be tried: see try.go
	plain                bool  // see Model.plain
	trial                trial
	tally                []tally // by slot
	placeN               []int16 // scenes of a place in a slot: slot × place

	// The open move.
	moved      []placed
	dirtySlot  []int
	dirtyRole  []int
	dirtyEquip []int
	isDirtyS   []bool
	isDirtyR   []bool
	isDirtyE   []bool
	flips      []int // dates that began or ceased to be used
	oldDay     []savedDay
	oldRole    []savedRole
	oldEquip   []savedPay
	oldPart    []savedPart
	saved      totals
}

// settled is what a role costs, how far it breaks the rules, and its first and last day worked, -1 when it has none.
type settled struct {
	pay, viol   int64
	first, last int
}

type placed struct{ scene, from, to int }

type savedDay struct {
	slot int
	day  dayEval
}

type savedRole struct {
	i   int
	old settled
}

type savedPay struct {
	i   int
	pay int64
}

type totals struct {
	dayCost, dayViol, roleCost, roleBroken, equipCost, seqCost, seqViol, precViol int64
}

func newState(m *Model) *state {
	s := &state{m: m}
	for r := range m.Roles {
		if m.Roles[r].Child != nil {
			s.kids = append(s.kids, r)
		}
	}
	n, sl, d, w := len(m.Scenes), len(m.Slots), len(m.Dates), m.words()
	s.at = make([]int, n)
	for i := range s.at {
		s.at[i] = -1
	}
	s.slots = make([][]int, sl)
	s.day = make([]dayEval, sl)
	s.usedN = make([]int, d)
	s.usedMask = make([]uint64, w)
	s.roleN = make([]uint16, len(m.Roles)*d)
	s.roleMask = make([]uint64, len(m.Roles)*w)
	s.role = make([]settled, len(m.Roles))
	for r := range s.role {
		s.role[r].first, s.role[r].last = -1, -1
	}
	s.equipN = make([]uint16, len(m.Equip)*d)
	s.equipMask = make([]uint64, len(m.Equip)*w)
	s.equipPay = make([]int64, len(m.Equip))
	s.isDirtyS = make([]bool, sl)
	s.isDirtyR = make([]bool, len(m.Roles))
	s.isDirtyE = make([]bool, len(m.Equip))
	s.w.mark = make([]int32, len(m.Locs))
	if s.fast = m.loose(); s.fast {
		s.plain = m.plain()
		s.trial = trial{role: make([]int32, len(m.Roles)), more: make([]int, len(m.Roles))}
		s.tally, s.placeN = make([]tally, sl), make([]int16, sl*len(m.Locs))
	}
	if s.sequential = m.sequential(); s.sequential {
		s.part = make([]strand, m.parts())
	}
	s.precOf = make([][]int, n)
	for i, p := range m.Prec {
		s.precOf[p.Before] = append(s.precOf[p.Before], i)
		if p.After != p.Before {
			s.precOf[p.After] = append(s.precOf[p.After], i)
		}
	}
	return s
}

// cost and viol are the settled totals.
func (s *state) cost() int64 {
	return s.dayCost + s.roleCost + s.equipCost + s.seqCost
}

func (s *state) viol() int64 {
	return s.dayViol + s.roleBroken + s.seqViol + s.precViol + s.tooMany(s.dates)
}

// tooMany measures the shooting dates over the most allowed.
func (s *state) tooMany(dates int) int64 {
	if m := s.m.MaxDates; m > 0 && dates > m {
		return int64(dates-m) * broken
	}
	return 0
}

// place moves a scene to a slot, or out of the plan with -1.
func (s *state) place(scene, slot int) {
	from := s.at[scene]
	if from == slot {
		return
	}
	s.moved = append(s.moved, placed{scene, from, slot})
	s.shift(scene, from, slot)
}

func (s *state) shift(scene, from, slot int) {
	m := s.m
	sc := &m.Scenes[scene]
	d := len(m.Dates)
	w := m.words()
	one := [1]int{scene}
	for _, p := range s.precOf[scene] {
		s.precViol -= s.precedence(p)
	}
	if from >= 0 {
		list := s.slots[from]
		i := slices.Index(list, scene)
		copy(list[i:], list[i+1:])
		s.slots[from] = list[:len(list)-1]
		date := m.Slots[from].Date
		if len(list) == 1 {
			if s.usedN[date]--; s.usedN[date] == 0 {
				s.usedMask[date>>6] &^= 1 << (date & 63)
				s.dates--
				s.flips = append(s.flips, date)
			}
		}
		for _, r := range sc.Roles {
			if k := r*d + date; s.roleN[k] == 1 {
				s.roleN[k] = 0
				s.roleMask[r*w+date>>6] &^= 1 << (date & 63)
				s.touchRole(r)
			} else {
				s.roleN[k]--
			}
			if m.Roles[r].Child != nil {
				s.touchRole(r)
			}
		}
		for _, e := range sc.Equip {
			if k := e*d + date; s.equipN[k] == 1 {
				s.equipN[k] = 0
				s.equipMask[e*w+date>>6] &^= 1 << (date & 63)
				s.touchEquip(e)
			} else {
				s.equipN[k]--
			}
		}
		s.touchSlot(from)
		if s.fast {
			s.sum(&s.tally[from], from, one[:], -1)
		}
	}
	s.at[scene] = slot
	if slot >= 0 {
		list := append(s.slots[slot], scene)
		for i := len(list) - 1; i > 0 && list[i-1] > scene; i-- {
			list[i], list[i-1] = list[i-1], scene
		}
		s.slots[slot] = list
		date := m.Slots[slot].Date
		if len(s.slots[slot]) == 1 {
			if s.usedN[date]++; s.usedN[date] == 1 {
				s.usedMask[date>>6] |= 1 << (date & 63)
				s.dates++
				s.flips = append(s.flips, date)
			}
		}
		for _, r := range sc.Roles {
			k := r*d + date
			if s.roleN[k]++; s.roleN[k] == 1 {
				s.roleMask[r*w+date>>6] |= 1 << (date & 63)
				s.touchRole(r)
			}
			if m.Roles[r].Child != nil {
				s.touchRole(r)
			}
		}
		for _, e := range sc.Equip {
			k := e*d + date
			if s.equipN[k]++; s.equipN[k] == 1 {
				s.equipMask[e*w+date>>6] |= 1 << (date & 63)
				s.touchEquip(e)
			}
		}
		s.touchSlot(slot)
		if s.fast {
			s.sum(&s.tally[slot], slot, one[:], 1)
		}
	}
	for _, p := range s.precOf[scene] {
		s.precViol += s.precedence(p)
	}
}

func (s *state) touchSlot(i int) {
	if !s.isDirtyS[i] {
		s.isDirtyS[i] = true
		s.dirtySlot = append(s.dirtySlot, i)
	}
}

func (s *state) touchRole(i int) {
	if !s.isDirtyR[i] {
		s.isDirtyR[i] = true
		s.dirtyRole = append(s.dirtyRole, i)
	}
}

func (s *state) touchEquip(i int) {
	if !s.isDirtyE[i] {
		s.isDirtyE[i] = true
		s.dirtyEquip = append(s.dirtyEquip, i)
	}
}

// precedence is the violation of one raccord.
func (s *state) precedence(i int) int64 {
	p := s.m.Prec[i]
	a, b := s.at[p.Before], s.at[p.After]
	if a < 0 || b < 0 {
		return 0
	}
	if a == b && p.SameDay && p.Gap == 0 {
		return 0 // the order inside the day is checked with the day
	}
	need := max(p.Gap, 1)
	gap := s.m.Dates[s.m.Slots[b].Date].Pos - s.m.Dates[s.m.Slots[a].Date].Pos
	if gap >= need {
		return 0
	}
	return broken + int64(need-gap)
}

// flush settles the cost after place calls.
func (s *state) flush() {
	m := s.m
	for _, i := range s.dirtySlot {
		old := s.day[i]
		s.oldDay = append(s.oldDay, savedDay{i, old})
		e := s.price(i, s.slots[i])
		s.dayCost += e.cost - old.cost
		s.dayViol += e.viol - old.viol
		s.day[i] = e
	}
	for _, r := range s.dirtyRole {
		s.settleRole(r)
	}
	if len(s.flips) > 0 {
		// A date more or less between the first and the last day worked is a hold more or less.
		for r := range s.role {
			if o := &s.role[r]; m.Roles[r].HoldPaid && !s.isDirtyR[r] && o.first >= 0 {
				for _, d := range s.flips {
					if o.first < d && d < o.last {
						s.settleRole(r)
						break
					}
				}
			}
		}
		for e := range m.Equip {
			if m.Equip[e].BySpan {
				s.touchEquip(e)
			}
		}
	}
	for _, e := range s.dirtyEquip {
		pay := s.equipPrice(e)
		if pay != s.equipPay[e] {
			s.oldEquip = append(s.oldEquip, savedPay{e, s.equipPay[e]})
			s.equipCost += pay - s.equipPay[e]
			s.equipPay[e] = pay
		}
	}
	if s.sequential {
		s.resequence()
	}
	s.clean()
}

// clean forgets what was to be settled.
func (s *state) clean() {
	for _, i := range s.dirtySlot {
		s.isDirtyS[i] = false
	}
	for _, i := range s.dirtyRole {
		s.isDirtyR[i] = false
	}
	for _, i := range s.dirtyEquip {
		s.isDirtyE[i] = false
	}
	s.dirtySlot, s.dirtyRole, s.dirtyEquip, s.flips = s.dirtySlot[:0], s.dirtyRole[:0], s.dirtyEquip[:0], s.flips[:0]
}

// price prices a slot with its scenes, given in rising order.
func (s *state) price(slot int, scenes []int) dayEval {
	if s.memo != nil {
		return s.memo.price(s.m, slot, scenes, &s.w)
	}
	return s.m.evalDay(slot, scenes, &s.w)
}

func (s *state) settleRole(r int) {
	old := s.role[r]
	now := s.rolePrice(r)
	if now != old {
		s.oldRole = append(s.oldRole, savedRole{r, old})
		s.roleCost += now.pay - old.pay
		s.roleBroken += now.viol - old.viol
		s.role[r] = now
	}
}

// begin opens a move; commit keeps it; rollback takes it back.
func (s *state) begin() {
	s.saved = totals{s.dayCost, s.dayViol, s.roleCost, s.roleBroken, s.equipCost, s.seqCost, s.seqViol, s.precViol}
	s.commit()
}

func (s *state) commit() {
	s.moved, s.oldDay, s.oldRole, s.oldEquip, s.oldPart = s.moved[:0], s.oldDay[:0], s.oldRole[:0], s.oldEquip[:0], s.oldPart[:0]
}

func (s *state) rollback() {
	for i := len(s.moved) - 1; i >= 0; i-- {
		p := s.moved[i]
		s.shift(p.scene, p.to, p.from)
	}
	for i := len(s.oldDay) - 1; i >= 0; i-- {
		s.day[s.oldDay[i].slot] = s.oldDay[i].day
	}
	for i := len(s.oldRole) - 1; i >= 0; i-- {
		s.role[s.oldRole[i].i] = s.oldRole[i].old
	}
	for i := len(s.oldEquip) - 1; i >= 0; i-- {
		s.equipPay[s.oldEquip[i].i] = s.oldEquip[i].pay
	}
	for i := len(s.oldPart) - 1; i >= 0; i-- {
		s.part[s.oldPart[i].i] = s.oldPart[i].old
	}
	s.clean()
	t := s.saved
	s.dayCost, s.dayViol, s.roleCost, s.roleBroken, s.equipCost, s.seqCost, s.seqViol, s.precViol = t.dayCost, t.dayViol, t.roleCost, t.roleBroken, t.equipCost, t.seqCost, t.seqViol, t.precViol
	s.commit()
}

// load sets the whole plan.
func (s *state) load(p Plan) {
	for i, slot := range p {
		s.place(i, slot)
	}
	s.flush()
	s.commit()
}

func (s *state) plan() Plan { return slices.Clone(s.at) }
