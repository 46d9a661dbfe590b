package search

// The hours of the days of a unit hang together by the rests between them: a night leaves no early call to the next day. Days whose
// links may break are one run, and the hours of a run are chosen together.

// run is the work space of the choice of hours.
type run struct {
	slots []int
	joint []joint
	best  [][]reach
	stamp int32
	done  []int32 // by slot: the stamp of the choice that settled it
	again []int   // the slots whose hours changed
}

// reach is the best way to lay the hours of a run up to a day in one of its ways.
type reach struct {
	viol, cost int64
	dev, from  int
}

// less tells whether a way is better than another.
func (r reach) less(o reach) bool {
	if r.viol != o.viol {
		return r.viol < o.viol
	}
	if r.cost != o.cost {
		return r.cost < o.cost
	}
	return r.dev < o.dev
}

// joint is what two days of a unit in a row ask of each other, in minutes.
type joint struct {
	a, b   int // slots
	gap    int // between their midnights
	rest   int // of the crew, and of the performers who play on both
	week   int // of the civil week, when it ends between them after a Sunday worked
	sunday int // of the civil week, around the Sunday between them
	way    Way // between them
	apart  int // the rest after the way when no hours of the two days have room for it, and it has a day of its own
	span   int // the longest span of a day with the way
	kids   bool
	told   bool // both are frozen
}

// jointOf is what two slots in a row ask of each other.
func (s *state) jointOf(a, b int) joint {
	m := s.m
	da, db := m.Slots[a].Date, m.Slots[b].Date
	law := &m.Slots[b].Law
	j := joint{a: a, b: b, gap: (m.Dates[db].Pos - m.Dates[da].Pos) * 1440, rest: law.Rest, told: m.Slots[a].Fixed && m.Slots[b].Fixed}
	if m.Dates[da].Week != m.Dates[db].Week {
		if m.weekDay(da) < 6 {
			j.sunday = max(law.WeekRest, law.Sunday)
		} else {
			j.week = law.WeekRest
		}
	}
	if j.way = s.journey(a, b); j.way.Road > 0 {
		if j.span = law.Span; j.gap > 1440 {
			j.apart = max(j.way.Rest, law.Apart)
		}
	}
	if j.gap != 1440 && j.way.Road == 0 {
		return j
	}
	w := m.words()
	if m.Units == 1 && law.CastRest-m.WrapUp > j.rest {
		for r := range m.Roles {
			if m.adult(r) && s.works(r, da, w) && s.works(r, db, w) {
				j.rest = law.CastRest - m.WrapUp
				break
			}
		}
	}
	for _, r := range s.kids {
		j.kids = j.kids || j.gap == 1440 && s.works(r, da, w) && s.works(r, db, w)
	}
	return j
}

// journey is the way of a unit between two slots in a row.
func (s *state) journey(a, b int) Way {
	return s.m.journey(s.m.Locs[s.day[a].last].Base, s.m.Locs[s.day[b].first].Base)
}

// over is by how many minutes a way and the rest after it pass the longest span of a day, in the hours of the day before as in those of
// the day after, whose spans are given; 0 for no limit.
func (y Way) over(before, after, span int) int {
	if y.Road == 0 || span == 0 {
		return 0
	}
	return max(0, min(before+y.Road, after+y.taken())-span)
}

// taken is what the way between two used slots in a row takes from the rest between them, in minutes: the road and the rest after it; a
// daily rest after it when it has a day of its own, because no hours of the two days have room for it.
func (s *state) taken(a, b int) int {
	m, law := s.m, s.day[b].law
	way := s.journey(a, b)
	n := way.taken()
	if n == 0 || m.Dates[m.Slots[b].Date].Pos-m.Dates[m.Slots[a].Date].Pos <= 1 {
		return n
	}
	x, y := s.hours(a).hours, s.hours(b).hours
	if way.over(s.day[a].law.passed(x.Call, x.Wrap), law.passed(y.Call, y.Wrap), law.Span) > 0 {
		n = way.Road + max(way.Rest, law.Apart)
	}
	return n
}

// weekDay is the day of the civil week of a date, 0 on a Monday.
func (m *Model) weekDay(date int) int { return mod7(m.Dates[date].Pos + m.Shift) }

// mod7 is the remainder of a division by 7, from 0 to 6.
func mod7(n int) int { return (n%7 + 7) % 7 }

// late is what a last day of the week that ends at an hour adds to the rest of the week.
func (l *Law) late(wrap int) int {
	if l.LateAt > 0 && wrap > l.LateAt {
		return l.LateRest
	}
	return 0
}

// lacks is by how many minutes the hours of two days break their joint; all counts the rest of a week whose Sunday is worked and the
// rests of children, which other parts of the plan count.
func (s *state) lacks(j *joint, x, y *option, all bool) int64 {
	if j.told {
		return 0
	}
	m := s.m
	la, lb := s.day[j.a].law, s.day[j.b].law
	elapsed := lb.instant(y.hours.Call) + j.gap - la.instant(x.hours.Wrap) - j.way.taken()
	var sum int64
	over := j.way.over(la.passed(x.hours.Call, x.hours.Wrap), lb.passed(y.hours.Call, y.hours.Wrap), j.span)
	switch {
	case over > 0 && j.gap > 1440:
		elapsed -= j.apart - j.way.Rest
	case over > 0:
		sum += int64(over)
	}
	due := j.rest
	if j.sunday > 0 {
		due = max(due, j.sunday+lb.late(x.hours.Wrap))
	}
	if all && j.week > 0 {
		due = max(due, j.week+lb.late(x.hours.Wrap))
	}
	if elapsed < due {
		sum += int64(due - elapsed)
	}
	if all && j.kids {
		for _, r := range s.kids {
			k := m.kid[r]
			if k >= maxKids || x.kids[k][1] == 0 || y.kids[k][1] == 0 {
				continue
			}
			if m.Roles[r].Child.Adult {
				call, wrap := min(y.hours.Call, int(y.kids[k][0])), max(x.hours.Wrap-m.WrapUp, int(x.kids[k][1]))
				sum += int64(max(0, lb.CastRest-(lb.instant(call)+j.gap-la.instant(wrap)-j.way.taken())))
			}
			if rest := lb.instant(int(y.kids[k][0])) + j.gap - la.instant(int(x.kids[k][1])) - j.way.taken(); rest < m.kidOn(lb, r).Rest {
				sum += int64(m.kidOn(lb, r).Rest - rest)
			}
		}
	}
	return sum
}

// tight tells whether some hours of two days break their joint.
func (s *state) tight(j *joint) bool {
	if j.told {
		return false
	}
	m := s.m
	a, b := &s.day[j.a], &s.day[j.b]
	law := &m.Slots[j.b].Law
	due := max(j.rest, j.week, j.sunday)
	if j.week+j.sunday > 0 {
		due += law.late(a.latest)
	}
	return j.kids || j.span > 0 && j.gap == 1440 ||
		b.law.instant(b.opts[0].hours.Call)+j.gap-a.law.instant(a.latest)-max(j.way.taken(), j.way.Road+j.apart) < due
}

// before and after are the used slots of the unit next to a slot, -1 when there is none.
func (s *state) before(i int) int {
	for k := i - s.m.Units; k >= 0; k -= s.m.Units {
		if s.day[k].used {
			return k
		}
	}
	return -1
}

func (s *state) after(i int) int {
	for k := i + s.m.Units; k < len(s.m.Slots); k += s.m.Units {
		if s.day[k].used {
			return k
		}
	}
	return -1
}

// choose chooses anew the hours of the runs that hold a slot priced anew, or stand next to one.
func (s *state) choose() {
	r := &s.run
	r.stamp++
	r.again = r.again[:0]
	for _, i := range s.dirtySlot {
		for _, k := range [3]int{s.before(i), i, s.after(i)} {
			if k >= 0 && s.day[k].used && r.done[k] != r.stamp {
				s.chooseRun(k)
			}
		}
	}
}

// chooseRun chooses the hours of the run of a slot: those each day takes by itself when they break no joint, else the best together.
func (s *state) chooseRun(k int) {
	r := &s.run
	first := k
	for p := s.before(first); p >= 0; p = s.before(first) {
		if j := s.jointOf(p, first); !s.tight(&j) {
			break
		}
		first = p
	}
	r.slots, r.joint = append(r.slots[:0], first), r.joint[:0]
	good := true
	for at := first; ; {
		n := s.after(at)
		if n < 0 {
			break
		}
		j := s.jointOf(at, n)
		if !s.tight(&j) {
			break
		}
		a, b := &s.day[at], &s.day[n]
		good = good && s.lacks(&j, &a.opts[a.pref], &b.opts[b.pref], true) == 0
		r.slots, r.joint = append(r.slots, n), append(r.joint, j)
		at = n
	}
	for _, i := range r.slots {
		r.done[i] = r.stamp
		if good {
			s.setPick(i, s.day[i].pref)
		}
	}
	if !good {
		s.chain()
	}
}

// chain chooses the best hours of the days of a run together, by dynamic programming over its days.
func (s *state) chain() {
	r := &s.run
	for len(r.best) < len(r.slots) {
		r.best = append(r.best, nil)
	}
	for n, i := range r.slots {
		opts := s.day[i].opts
		row := r.best[n][:0]
		for y := range opts {
			o := &opts[y]
			at := reach{o.viol, o.cost, o.dev, -1}
			if n > 0 {
				before := s.day[r.slots[n-1]].opts
				var least reach
				for x := range before {
					p := r.best[n-1][x]
					p.viol += s.lacks(&r.joint[n-1], &before[x], o, true)
					if p.from = x; x == 0 || p.less(least) {
						least = p
					}
				}
				at = reach{least.viol + o.viol, least.cost + o.cost, least.dev + o.dev, least.from}
			}
			row = append(row, at)
		}
		r.best[n] = row
	}
	last := len(r.slots) - 1
	y := 0
	for x := range r.best[last] {
		if r.best[last][x].less(r.best[last][y]) {
			y = x
		}
	}
	for n := last; n >= 0; n-- {
		s.setPick(r.slots[n], y)
		y = r.best[n][y].from
	}
}

// setPick gives a slot its hours.
func (s *state) setPick(i, pick int) {
	if s.pick[i] != pick {
		s.run.again = append(s.run.again, i)
		s.oldPick = append(s.oldPick, savedPick{i, s.pick[i]})
		s.pick[i] = pick
	}
}

// hours are the hours chosen for a used slot.
func (s *state) hours(i int) *option { return &s.day[i].opts[s.pick[i]] }
