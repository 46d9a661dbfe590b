package search

import "slices"

// words is the number of 64-bit words of a mask of dates, one bit each.
func (m *Model) words() int { return (len(m.Dates) + 63) / 64 }

// state is a plan with its cost and violation. A move of the search is a call of begin, any number of calls of place, a call of flush,
// which brings the cost up to date, and then a call of commit, which keeps the move, or of rollback, which takes it back.
type state struct {
	m     *Model
	w     scratch
	at    []int   // slot of each scene, -1 when it is out of the plan
	slots [][]int // scenes of each slot, in rising order

	day      []dayEval // by slot: what its day costs
	usedN    []int     // by date: how many of its slots hold scenes
	usedMask []uint64  // the dates that hold scenes, one bit each

	roleN    []uint16  // by role, then date: the scenes of the role on the date
	roleMask []uint64  // by role: the dates it works, one bit each, words() words a role
	role     []settled // by role: what it costs

	equipN    []uint16 // as roleN, by piece of equipment
	equipMask []uint64 // as roleMask
	equipPay  []rent   // by piece of equipment: what it costs

	totals
	sequential bool     // some term hangs on the order of the days
	part       []strand // the terms that hang on the order of the days, in parts: see sequence.go
	kids       []int    // the roles with hours of their own
	far        bool     // some ways are journeys
	pick       []int    // by slot: the hours chosen among those of its day
	run        run
	order      [][]int // by slot: the order told, nil for the one the search uses
	precOf     [][]int // by scene: its raccords
	memo       *memo   // nil when days are always priced anew
	fast       bool    // moves may be priced without being made: see try.go
	plain      bool    // see Model.plain
	trial      trial
	tally      []tally // by slot
	placeN     []int16 // by slot, then location: the scenes of the location in the slot

	// The open move: what it placed, what flush has to price anew, and what was there before.
	moved      []placed
	dirtySlot  []int
	dirtyRole  []int
	dirtyEquip []int
	isDirtyS   []bool // by slot: it is in dirtySlot
	isDirtyR   []bool
	isDirtyE   []bool
	flips      []int // dates that began or ceased to hold scenes
	oldDay     []savedDay
	oldRole    []savedRole
	oldEquip   []savedPay
	oldPart    []savedPart
	oldPick    []savedPick
	saved      totals
}

// settled is what a role costs, in cents, its violation, and the first and last date it works, -1 when it works on none.
type settled struct {
	pay, viol   int64
	first, last int
}

// placed is a scene moved from one slot to another, -1 for none.
type placed struct{ scene, from, to int }

// savedDay is what a slot cost before the open move.
type savedDay struct {
	slot int
	day  dayEval
}

// savedPick is the hours chosen for a slot before the open move.
type savedPick struct{ slot, pick int }

// savedRole is what a role cost before the open move.
type savedRole struct {
	i   int
	old settled
}

// rent is what a piece of equipment costs, in cents, and its violation.
type rent struct{ pay, viol int64 }

// savedPay is what a piece of equipment cost before the open move.
type savedPay struct {
	i   int
	old rent
}

// totals are the sums of a plan: costs in cents, violations, and dates.
type totals struct {
	dayCost, dayViol     int64 // of the days by themselves
	roleCost, roleBroken int64
	equipCost            int64
	equipBroken          int64
	seqCost, seqViol     int64 // of the order of the days
	precViol             int64 // of the raccords
	dates                int   // how many dates hold scenes
}

// newState is the empty plan of a model.
func newState(m *Model) *state {
	s := &state{m: m, far: m.far()}
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
		s.role[r] = s.rolePrice(r)
		s.roleCost += s.role[r].pay
	}
	s.equipN = make([]uint16, len(m.Equip)*d)
	s.equipMask = make([]uint64, len(m.Equip)*w)
	s.equipPay = make([]rent, len(m.Equip))
	s.pick, s.run.done = make([]int, sl), make([]int32, sl)
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

// cost is the price of the plan at the last flush, in cents.
func (s *state) cost() int64 {
	return s.dayCost + s.roleCost + s.equipCost + s.seqCost
}

// viol is the violation of the plan at the last flush, 0 when it is lawful.
func (s *state) viol() int64 {
	return s.dayViol + s.roleBroken + s.equipBroken + s.seqViol + s.precViol + s.tooMany(s.dates)
}

// tooMany is the violation of a number of shooting dates over the most allowed.
func (s *state) tooMany(dates int) int64 {
	if most := max(s.m.MaxDates, s.m.hold.dates); s.m.MaxDates > 0 && dates > most {
		return int64(dates-most) * brokenRule
	}
	return 0
}

// place moves a scene to a slot, or out of the plan with -1. The cost is out of date until flush.
func (s *state) place(scene, slot int) {
	from := s.at[scene]
	if from == slot {
		return
	}
	s.moved = append(s.moved, placed{scene, from, slot})
	s.shift(scene, from, slot)
}

// shift takes a scene from one slot to another, -1 for none, and keeps the counts of both and the raccords of the scene.
func (s *state) shift(scene, from, to int) {
	for _, p := range s.precOf[scene] {
		s.precViol -= s.precedence(p)
	}
	if from >= 0 {
		s.leave(scene, from)
	}
	s.at[scene] = to
	if to >= 0 {
		s.join(scene, to)
	}
	for _, p := range s.precOf[scene] {
		s.precViol += s.precedence(p)
	}
}

// leave takes a scene out of its slot, and notes the date, the roles and the equipment that no longer work then.
func (s *state) leave(scene, slot int) {
	m := s.m
	sc, date := &m.Scenes[scene], m.Slots[slot].Date
	list := s.slots[slot]
	i := slices.Index(list, scene)
	copy(list[i:], list[i+1:])
	s.slots[slot] = list[:len(list)-1]
	if len(list) == 1 {
		if s.usedN[date]--; s.usedN[date] == 0 {
			s.usedMask[date>>6] &^= 1 << (date & 63)
			s.dates--
			s.flips = append(s.flips, date)
		}
	}
	d, w := len(m.Dates), m.words()
	for _, r := range sc.Roles {
		if k := r*d + date; s.roleN[k] == 1 {
			s.roleN[k] = 0
			s.roleMask[r*w+date>>6] &^= 1 << (date & 63)
			s.touchRole(r)
		} else {
			s.roleN[k]--
		}
		if m.Roles[r].Child != nil || m.personal(r) {
			s.touchRole(r)
		}
	}
	for _, e := range sc.Equip {
		if k := e*d + date; s.equipN[k] == 1 {
			s.equipN[k] = 0
			s.equipMask[e*w+date>>6] &^= 1 << (date & 63)
			s.touchEquip(e)
			s.touchTethered(e)
		} else {
			s.equipN[k]--
			if m.Equip[e].Copies > 1 {
				s.touchEquip(e)
			}
		}
	}
	s.touchSlot(slot)
	if s.fast {
		one := [1]int{scene}
		s.sum(&s.tally[slot], slot, one[:], -1)
	}
}

// join puts a scene into a slot, at its place in the rising order, and notes the date, the roles and the equipment that begin to
// work then.
func (s *state) join(scene, slot int) {
	m := s.m
	sc, date := &m.Scenes[scene], m.Slots[slot].Date
	list := append(s.slots[slot], scene)
	for i := len(list) - 1; i > 0 && list[i-1] > scene; i-- {
		list[i], list[i-1] = list[i-1], scene
	}
	s.slots[slot] = list
	if len(list) == 1 {
		if s.usedN[date]++; s.usedN[date] == 1 {
			s.usedMask[date>>6] |= 1 << (date & 63)
			s.dates++
			s.flips = append(s.flips, date)
		}
	}
	d, w := len(m.Dates), m.words()
	for _, r := range sc.Roles {
		k := r*d + date
		if s.roleN[k]++; s.roleN[k] == 1 {
			s.roleMask[r*w+date>>6] |= 1 << (date & 63)
			s.touchRole(r)
		}
		if m.Roles[r].Child != nil || m.personal(r) {
			s.touchRole(r)
		}
	}
	for _, e := range sc.Equip {
		k := e*d + date
		if s.equipN[k]++; s.equipN[k] == 1 {
			s.equipMask[e*w+date>>6] |= 1 << (date & 63)
			s.touchEquip(e)
			s.touchTethered(e)
		} else if m.Equip[e].Copies > 1 {
			s.touchEquip(e)
		}
	}
	s.touchSlot(slot)
	if s.fast {
		one := [1]int{scene}
		s.sum(&s.tally[slot], slot, one[:], 1)
	}
}

// touchSlot asks flush to price a slot anew.
func (s *state) touchSlot(i int) {
	if !s.isDirtyS[i] {
		s.isDirtyS[i] = true
		s.dirtySlot = append(s.dirtySlot, i)
	}
}

// touchRole asks flush to price a role anew.
func (s *state) touchRole(i int) {
	if !s.isDirtyR[i] {
		s.isDirtyR[i] = true
		s.dirtyRole = append(s.dirtyRole, i)
	}
}

// touchEquip asks flush to price a piece of equipment anew.
func (s *state) touchEquip(i int) {
	if !s.isDirtyE[i] {
		s.isDirtyE[i] = true
		s.dirtyEquip = append(s.dirtyEquip, i)
	}
}

// precedence is the violation of one raccord: the dates that lack between its scenes, and brokenRule.
func (s *state) precedence(i int) int64 {
	p := s.m.Prec[i]
	a, b := s.at[p.Before], s.at[p.After]
	if a < 0 || b < 0 {
		return 0
	}
	if p.Next || s.m.Scenes[p.Before].Fixed >= 0 && s.m.Scenes[p.After].Fixed >= 0 {
		return 0 // the first are counted with the whole plan, the past is told
	}
	if a == b && p.SameDay && p.Gap == 0 {
		return 0 // the order inside the day is checked with the day
	}
	need := max(p.Gap, 1)
	gap := s.m.Dates[s.m.Slots[b].Date].Pos - s.m.Dates[s.m.Slots[a].Date].Pos
	if gap >= need {
		return 0
	}
	return brokenRule + int64(need-gap)
}

// flush brings the cost and the violation up to date after calls of place.
func (s *state) flush() {
	m := s.m
	for _, i := range s.dirtySlot {
		old := s.day[i]
		s.oldDay = append(s.oldDay, savedDay{i, old})
		e := s.price(i, s.slots[i])
		s.dayCost += e.cost - old.cost
		s.dayViol += e.viol - old.viol
		s.day[i] = e
		if m.leaves && (e.first != old.first || e.last != old.last) {
			s.touchPlaces()
		}
	}
	if m.Clocked {
		s.choose()
		s.touchPeople(s.run.again)
		s.touchPeople(s.dirtySlot)
	}
	for _, r := range s.dirtyRole {
		s.settleRole(r)
	}
	if len(s.flips) > 0 {
		// A shooting date more or less between the first and the last date a role works is a day held more or less.
		for r := range s.role {
			if s.heldOtherwise(r) {
				s.settleRole(r)
			}
		}
		s.touchSpans()
	}
	for _, e := range s.dirtyEquip {
		s.settleEquip(e)
	}
	if s.sequential {
		s.resequence()
	}
	s.clean()
}

// heldOtherwise tells whether a role that no scene moved for is held on more dates or fewer, because dates began or ceased to hold scenes.
func (s *state) heldOtherwise(r int) bool {
	o := &s.role[r]
	return s.m.Roles[r].HoldPaid && !s.isDirtyR[r] && o.first >= 0 &&
		slices.ContainsFunc(s.flips, func(d int) bool { return o.first < d && d < o.last })
}

// touchSpans asks flush to price anew the equipment and the places whose price hangs on the dates of others.
func (s *state) touchSpans() {
	for e := range s.m.Equip {
		if q := &s.m.Equip[e]; q.BySpan || q.Stay > 0 || q.NoReturn {
			s.touchEquip(e)
		}
	}
}

// touchTethered asks flush to price anew the slots in a place that is left for good, whose dates are no longer the same: those that begin
// or end its stay may be laid otherwise.
func (s *state) touchTethered(e int) {
	m := s.m
	if !m.Equip[e].leaves() {
		return
	}
	for i := range m.Slots {
		if slices.ContainsFunc(s.slots[i], func(sc int) bool { return m.Scenes[sc].Loc == m.Equip[e].Place-1 }) {
			s.touchSlot(i)
		}
	}
}

// touchPlaces asks flush to price anew the places that are left for good.
func (s *state) touchPlaces() {
	for e := range s.m.Equip {
		if s.m.Equip[e].leaves() {
			s.touchEquip(e)
		}
	}
}

// touchPeople asks flush to price anew those whose week or rests hang on the hours of some slots: who works on their dates and, where
// there are journeys, who works before and after them.
func (s *state) touchPeople(slots []int) {
	m := s.m
	for r := range m.Roles {
		if !m.personal(r) || s.isDirtyR[r] {
			continue
		}
		o := &s.role[r]
		for _, i := range slots {
			d := m.Slots[i].Date
			if s.works(r, d, m.words()) || s.far && o.first < d && d < o.last {
				s.touchRole(r)
				break
			}
		}
	}
}

// clean forgets what was to be priced anew.
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

// overfill is by how many minutes the scenes of a slot pass the room of its day once some have come and others left; the ways between their
// locations are left out.
func (s *state) overfill(slot int, come, leave []int) int64 {
	room, n, minutes := s.m.Slots[slot].Law.Room, len(come), 0
	if room == 0 {
		return 0
	}
	for _, o := range s.slots[slot] {
		if !slices.Contains(leave, o) {
			minutes += s.m.Scenes[o].Minutes
			n++
		}
	}
	for _, o := range come {
		minutes += s.m.Scenes[o].Minutes
	}
	if s.m.Oversize && n == 1 {
		return 0
	}
	return int64(max(0, minutes-room))
}

// price is what a slot costs with scenes, given in rising order.
func (s *state) price(slot int, scenes []int) dayEval {
	if s.memo != nil && !s.tethered(slot, scenes) {
		return s.memo.price(s.m, slot, scenes, &s.w)
	}
	return s.evalTethered(slot, scenes)
}

// evalTethered is evalDay of a slot that had better begin and end where tether says.
func (s *state) evalTethered(slot int, scenes []int) dayEval {
	s.w.from, s.w.upto = s.tether(slot, scenes)
	e := s.m.evalDay(slot, scenes, &s.w)
	s.w.from, s.w.upto = 0, 0
	return e
}

// tethered tells whether it says anything.
func (s *state) tethered(slot int, scenes []int) bool {
	from, upto := s.tether(slot, scenes)
	return from+upto > 0
}

// settleRole prices a role anew, and remembers what it cost.
func (s *state) settleRole(r int) {
	old := s.role[r]
	now := s.rolePrice(r)
	now.viol += s.restsOf(r)
	if now != old {
		s.oldRole = append(s.oldRole, savedRole{r, old})
		s.roleCost += now.pay - old.pay
		s.roleBroken += now.viol - old.viol
		s.role[r] = now
	}
}

// settleEquip prices a piece of equipment or a place anew, and remembers what it cost.
func (s *state) settleEquip(e int) {
	now, old := s.equipPrice(e, true), s.equipPay[e]
	if now != old {
		s.oldEquip = append(s.oldEquip, savedPay{e, old})
		s.equipCost += now.pay - old.pay
		s.equipBroken += now.viol - old.viol
		s.equipPay[e] = now
	}
}

// begin opens a move.
func (s *state) begin() {
	s.saved = s.totals
	s.commit()
}

// commit keeps the open move: rollback can no longer take it back.
func (s *state) commit() {
	s.moved, s.oldDay, s.oldRole, s.oldEquip, s.oldPart = s.moved[:0], s.oldDay[:0], s.oldRole[:0], s.oldEquip[:0], s.oldPart[:0]
	s.oldPick = s.oldPick[:0]
}

// rollback takes the open move back, last step first.
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
		s.equipPay[s.oldEquip[i].i] = s.oldEquip[i].old
	}
	for i := len(s.oldPick) - 1; i >= 0; i-- {
		s.pick[s.oldPick[i].slot] = s.oldPick[i].pick
	}
	for i := len(s.oldPart) - 1; i >= 0; i-- {
		s.part[s.oldPart[i].i] = s.oldPart[i].old
	}
	s.clean()
	s.totals = s.saved
	s.commit()
}

// load places a whole plan.
func (s *state) load(p Plan) {
	for i, slot := range p {
		s.place(i, slot)
	}
	s.flush()
	s.commit()
}

// plan is a copy of the plan.
func (s *state) plan() Plan { return slices.Clone(s.at) }
