package search

import (
	"context"
	"math/rand/v2"
	"os"
	"slices"
	"strconv"
	"testing"

	"github.com/stretchr/testify/require"
)

// randomModel is the model of a random problem.
func randomModel(r *rand.Rand, scenes, dates int) *Model { return New(randomProblem(r, scenes, dates)) }

// randomProblem draws a problem with each feature on or off.
func randomProblem(r *rand.Rand, scenes, dates int) Problem {
	chance := func(percent int) bool { return r.IntN(100) < percent }
	m := Problem{Units: 1 + r.IntN(2), Minutes: 480, MoveMinutes: 30, Separate: chance(30), NoDayAfterNight: chance(30),
		LightOrder: chance(60), Clocked: chance(60),
		Call: [4]int{480, 1080, 780, 300}, Prep: 60, Meal: 60, WrapUp: 30, MaxDates: r.IntN(2) * (dates / 2), Oversize: chance(50),
		MaxMoves: r.IntN(3),
		PerDiem:  700, HourRate: int64(r.IntN(2)) * 61234, LocDay: 300, RoleDay: 20, Move: 50, StoryOrder: 7, Idle: 900, NightRun: 11,
		LightSwitch: 13, LateExt: 17, ChildBy: 19, SixDays: true}
	for u := range m.Units {
		m.UnitDay = append(m.UnitDay, int64(10000+1000*u))
	}
	m.Step, m.Carry, m.LateStart = 30, 420, int64(r.IntN(2))*800
	law := Law{Span: 780, Work: 720, Rest: 660, CastSpan: 720, CastRest: 720, WeekWork: 3600, WeekDays: 6, Weeks6: 1, CastWeeks6: 1,
		Room: 480, Break: 60,
		WeekRest: 2100 * r.IntN(2), Sunday: 2880 * r.IntN(2), LateRest: 600, LateAt: 1440,
		Apart: 600 * r.IntN(2)}
	if chance(50) {
		law.Bands = [4]Band{{2100, 2500}, {2580, 5000}, {2880, 7500}}
		law.Meals = [2][2]int{{690, 870}, {1110, 1290}}
		law.Lunch, law.MealLeast = law.Meals[0], 60
	}
	roads := chance(30)
	if chance(50) && m.Clocked {
		m.Light = append(m.Light, nil)
	}
	whole := chance(30) // the days off are worked too
	if whole {
		m.Shift = r.IntN(7)
	}
	for d := range dates {
		at := Date{Pos: d + d/5*2, Week: d / 5, Works: d%7 > 0}
		if whole {
			at = Date{Pos: d, Week: (d + m.Shift) / 7, Works: d%7 > 0}
		}
		m.Dates = append(m.Dates, at)
		law.Tariff = someTariff(d%5 == 4, d%5 == 3)
		if m.Light != nil {
			var sky [][5]Sky
			for range 4 {
				rise, set := 420-d, 1080+2*d
				sky = append(sky, [5]Sky{Dawn: {From: rise - 30, To: rise + 45}, Day: {From: rise, To: set}, Any: {To: Endless},
					Dusk: {From: set - 45, To: set + 30}, Night: {From: set + 30, To: 1440 + rise - 30, Early: rise - 30}})
			}
			m.Light = append(m.Light, sky)
			law.Sky = len(m.Light) - 1
		}
		law.Room = 480 - 240*(d%7/6)
		for u := range m.Units {
			m.Slots = append(m.Slots, Slot{Date: d, Unit: u, Law: law})
		}
	}
	for i := range 4 {
		m.Locs = append(m.Locs, Loc{Day: int64(100 * i), Return: int64(r.IntN(2) * 150), Base: i % 3, Away: i == 3, NoReturn: chance(15),
			Closes: 1500 * (i % 2)})
	}
	if chance(40) {
		home := Way{Minutes: 30}
		a, b, c := Way{Minutes: 60, Km: 10, Cost: 100}, Way{Minutes: 90, Km: 20, Cost: 200}, Way{Minutes: 45, Km: 5, Cost: 50}
		if roads {
			a.Road, b.Road, b.Rest = 60, 90, 60
		}
		m.Way = [][]Way{{home, a, b}, {a, home, c}, {b, c, home}}
		m.Km = 3
	}
	for i := range 6 {
		o := Role{Rate: int64(100 * (i + 1)), Hold: int64(50 * (i + 1)), Travel: int64(20 * i), HoldPaid: i%2 == 0, Drop: i % 3 * 2,
			MinDays: i % 4, MaxDays: i % 2 * 4}
		if i == 1 {
			o.Week, o.MinDays, o.Floor = 700, 0, int64(r.IntN(4)*500)
			for range m.Dates {
				o.Apart = append(o.Apart, chance(20))
			}
		}
		o.Due, o.Once = o.Rate+30, int64(i*7)
		if i == 2 && chance(50) {
			o.Child = &Child{Adult: true, Limits: Limits{Earliest: 600, Latest: 1260, Rest: 900}, Before: 60, After: 15,
				Most: 500 * r.IntN(2)}
		}
		if i == 3 && chance(50) {
			for range m.Dates {
				o.Dear = append(o.Dear, int64(r.IntN(2))*70)
			}
		}
		if i >= 4 {
			o.Child = &Child{Limits: Limits{Work: 240, Latest: 1200, Earliest: 360, Rest: 840, WeekWork: 900 * (i - 4), WeekFree: 2}}
		}
		m.Roles = append(m.Roles, o)
	}
	m.Equip = []Equip{{Rate: 90, MinDays: 2, Copies: 1 + r.IntN(2)}, {Rate: 70, BySpan: true, Copies: 1, Once: 33},
		{Rate: 50, Block: 1 + r.IntN(3), Stay: 40, NoReturn: chance(50), Tight: chance(50)}}
	m.KeepCover = chance(20)
	m.Kinds = 2
	for i := range scenes {
		s := Scene{Minutes: 30 * (1 + r.IntN(6)), Eighths: 1 + r.IntN(9), Loc: r.IntN(4), Phase: Phase(r.IntN(5)),
			Side: []Phase{Day, Any, Night}[r.IntN(3)], Story: r.IntN(4),
			Outside: chance(50), Fixed: -1, Allowed: make([]bool, len(m.Slots))}
		for k := range s.Allowed {
			s.Allowed[k] = chance(85)
		}
		s.Allowed[r.IntN(len(s.Allowed))] = true
		for k := range m.Roles {
			if chance(30) {
				s.Roles = append(s.Roles, k)
				c := m.Roles[k].Child
				s.Child, s.Watched = s.Child || c != nil && !c.Adult, s.Watched || c != nil && c.Adult
				if chance(20) {
					s.Short = append(s.Short, Stay{k, s.Minutes / 2})
				}
			}
		}
		s.Sun, s.Effet = m.Light != nil && chance(60), s.Phase
		if chance(30) {
			s.Covers = make([]bool, len(m.Slots))
			for d := range s.Covers {
				s.Covers[d] = chance(80)
			}
		}
		if chance(20) {
			s.Equip = []int{r.IntN(3)}
		}
		if chance(20) {
			s.Extras = []Extra{{Kind: r.IntN(2), Count: 1 + r.IntN(9), Rate: 11}}
		}
		m.Scenes = append(m.Scenes, s)
		if i > 0 && chance(15) {
			p := Prec{Before: r.IntN(i), After: i, Gap: r.IntN(3), SameDay: chance(50)}
			if chance(25) {
				p = Prec{Before: p.Before, After: i, Next: true}
			}
			m.Prec = append(m.Prec, p)
		}
	}
	if m.Equip[2].NoReturn && chance(60) { // the third is a place
		m.Equip[2].Place, m.Equip[2].Copies, m.Locs[1].NoReturn = 2, 1<<20, true
		for i := range m.Scenes {
			if m.Scenes[i].Equip = slices.DeleteFunc(m.Scenes[i].Equip, func(e int) bool { return e == 2 }); m.Scenes[i].Loc == 1 {
				m.Scenes[i].Equip = append(m.Scenes[i].Equip, 2)
			}
		}
	}
	if chance(25) {
		freeze(r, &m)
	}
	if m.Clocked && chance(40) {
		abroad(r, &m)
	}
	for _, p := range m.Prec {
		m.SameDay = m.SameDay || p.SameDay && p.Gap == 0
	}
	return m
}

// abroad gives some locations a clock and holidays of their own, long ways between the bases, and the performers a rest of the week.
func abroad(r *rand.Rand, m *Problem) {
	if m.Way != nil && r.IntN(2) == 0 {
		for _, n := range [][3]int{{0, 1, 150 + r.IntN(500)}, {1, 2, 150 + r.IntN(1500)}} {
			y := m.Way[n[0]][n[1]]
			y.Minutes, y.Road, y.Rest = n[2], n[2], 60
			m.Way[n[0]][n[1]], m.Way[n[1]][n[0]] = y, y
		}
	}
	weeks := r.IntN(2) * 2100
	clocks := 1 + r.IntN(2)
	for i := range m.Locs {
		m.Locs[i].Clock = i % clocks
	}
	m.Clocks = append(m.Clocks, Clocks{})
	for d := range m.Dates {
		law := &m.Slots[d*m.Units].Law
		var at Clocks
		for z := range clocks {
			for bits := range 4 {
				t := Local{UTC: 120 * z, Tariff: someTariff(d%5 == 4 || bits&1 > 0, d%5 == 3 || bits&2 > 0)}
				if z > 0 && d == 1 { // there the clocks go forward in the second night
					t.TurnAt, t.TurnBy = 1560, -60
				}
				if z > 0 && d > 1 {
					t.UTC += 60
				}
				at.Local = append(at.Local, t)
			}
		}
		if r.IntN(3) == 0 {
			at.Feasts = []uint8{0, 1, 2, 3}
		}
		m.Clocks = append(m.Clocks, at)
		law.Row = len(m.Clocks) - 1
		for u := range m.Units {
			m.Slots[d*m.Units+u].Law.Row, m.Slots[d*m.Units+u].Law.CastWeek = law.Row, weeks
		}
	}
}

// freeze makes a slot or two frozen days with a scene or two each.
func freeze(r *rand.Rand, m *Problem) {
	for n := range min(2, len(m.Scenes)-1) {
		k := r.IntN(len(m.Slots))
		sl := &m.Slots[k]
		if sl.Fixed {
			continue
		}
		sl.Fixed, sl.Order = true, []int{n}
		m.Scenes[n].Fixed = k
		if r.IntN(2) == 0 {
			sl.HasHours, sl.Hours = true, Hours{Call: 420, Ready: 480, Meal: 720, Wrap: 1200 + r.IntN(600)}
		}
		for i := range m.Scenes {
			for j := range m.Slots {
				switch {
				case m.Scenes[i].Fixed >= 0:
					m.Scenes[i].Allowed[j] = j == m.Scenes[i].Fixed
				case j == k:
					m.Scenes[i].Allowed[j] = false
				}
			}
			if !slices.Contains(m.Scenes[i].Allowed, true) {
				m.Scenes[i].Allowed[(k+1)%len(m.Slots)] = !m.Slots[(k+1)%len(m.Slots)].Fixed
			}
		}
	}
}

// thaw makes the frozen days of a problem days like others.
func thaw(m *Problem) {
	for i := range m.Slots {
		m.Slots[i].Fixed, m.Slots[i].HasHours, m.Slots[i].Order = false, false, nil
	}
	for i := range m.Scenes {
		m.Scenes[i].Fixed = -1
	}
}

// someTariff is that of a date whose own hours, or those after its midnight, are at the price of a Sunday.
func someTariff(sunday, eve bool) Tariff {
	t := Tariff{Len: 6, Over10After: 600, NightFirst: 480,
		Runs: [maxRuns]Run{{360, true, false}, {1320, false, false}, {1440, true, false}, {1800, true, true}, {2760, false, true},
			{2880, true, true}}}
	for date, dear := range []bool{sunday, eve} {
		for stage, night := range []int{0, 5000, 10000} {
			for over, late := range []int{0, 10000} {
				rate := night + late
				if dear {
					rate += 10000
				}
				t.Rates[date][stage][over] = min(rate, 10000)
			}
		}
	}
	return t
}

// dress adds cover sets and days of rest to a problem.
func dress(r *rand.Rand, m *Problem) {
	m.CoverLess = int64(r.IntN(2)) * 23
	for i := range m.Scenes {
		m.Scenes[i].Cover = r.IntN(5) == 0
	}
	for i := range m.Roles {
		m.Roles[i].RestAfter = i % 3 * 2
	}
}

// agree walks at random and compares the cost kept move by move with that of the plan loaded afresh, after every move kept
// and every move taken back.
func agree(t *testing.T, seed uint64, moves int) (tried int) {
	r := rand.New(rand.NewPCG(seed, 1))
	p := randomProblem(r, 4+r.IntN(20), 4+r.IntN(80))
	dress(r, &p)
	if seed%3 == 0 {
		loosen(&p)
	}
	m := New(p)
	b := &board{opt: &Settings{}, stop: func() {}}
	c := chain{m: m, s: newState(m), r: r, ctx: context.Background(), board: b, budget: 1}
	c.run(nil, 0)
	for n := range moves {
		before, viol := c.s.cost(), c.s.viol()
		c.s.begin()
		if n%9 == 0 {
			c.ruin()
		} else if p, ok := c.propose(); ok && p.tried {
			c.make(p)
			c.s.flush()
			require.Equal(t, before+p.cost, c.s.cost(), "seed %d, move %d: cost tried", seed, n)
			require.Equal(t, viol+p.viol, c.s.viol(), "seed %d, move %d: violation tried", seed, n)
			tried++
		}
		c.s.flush()
		fresh, broken := m.Value(Laid{Plan: c.s.plan()})
		require.Equal(t, fresh, c.s.cost(), "seed %d, move %d: cost", seed, n)
		require.Equal(t, broken, c.s.viol(), "seed %d, move %d: violation", seed, n)
		if r.IntN(2) == 0 {
			c.s.commit()
			continue
		}
		c.s.rollback()
		require.Equal(t, before, c.s.cost(), "seed %d, move %d: cost after rollback", seed, n)
		require.Equal(t, viol, c.s.viol(), "seed %d, move %d: violation after rollback", seed, n)
		fresh, broken = m.Value(Laid{Plan: c.s.plan()})
		require.Equal(t, fresh, c.s.cost(), "seed %d, move %d: fresh after rollback", seed, n)
		require.Equal(t, broken, c.s.viol(), "seed %d, move %d: fresh violation after rollback", seed, n)
	}
	return tried
}

// loosen frees a problem of what keeps its days from standing anywhere.
func loosen(m *Problem) {
	m.LightOrder, m.Clocked, m.SameDay, m.Way, m.Prec, m.Equip = false, false, false, nil, nil, nil
	m.Light, m.LateStart, m.KeepCover = nil, 0, false
	m.Idle, m.StoryOrder, m.NightRun, m.LightSwitch, m.LateExt, m.CoverLess = 0, 0, 0, 0, 0, 0
	if m.Units > 1 {
		m.Slots = slices.DeleteFunc(m.Slots, func(s Slot) bool { return s.Unit > 0 })
		m.Units, m.UnitDay = 1, m.UnitDay[:1]
	}
	for i := range m.Slots {
		m.Slots[i].Law = Law{Room: 480} // without hours there is no premium
		m.Slots[i].Fixed, m.Slots[i].HasHours, m.Slots[i].Order = false, false, nil
	}
	for i := range m.Scenes {
		m.Scenes[i].Allowed, m.Scenes[i].Equip, m.Scenes[i].Extras, m.Scenes[i].Child = m.Scenes[i].Allowed[:len(m.Slots)], nil, nil, false
		m.Scenes[i].Fixed, m.Scenes[i].Sun, m.Scenes[i].Watched = -1, false, false
		for k := range m.Slots {
			m.Scenes[i].Allowed[k] = true
		}
	}
	for i := range m.Roles {
		m.Roles[i].Child = nil
	}
	for i := range m.Locs {
		m.Locs[i].Return, m.Locs[i].NoReturn = 0, false
	}
	m.PerDiem, m.Kinds = 0, 0
}

// What a move adds is never less than its floor where no term hangs on hours, on the order of the days or on that of the scenes, and is mostly its
// floor.
func TestFloorHolds(t *testing.T) {
	const price = 1000
	above, equal := 0, 0
	for seed := range seeds(t, 200) {
		r := rand.New(rand.NewPCG(seed, 77))
		p := randomProblem(r, 4+r.IntN(12), 4+r.IntN(20))
		dress(r, &p)
		if seed%2 == 0 {
			loosen(&p)
		}
		p.NoDayAfterNight, p.Clocked, p.Way, p.KeepCover, p.LateStart = false, false, nil, false, 0
		p.Idle, p.StoryOrder, p.NightRun, p.LightSwitch, p.LateExt, p.CoverLess = 0, 0, 0, 0, 0, 0
		p.Prec = slices.DeleteFunc(p.Prec, func(p Prec) bool { return p.Next })
		for i := range p.Locs {
			p.Locs[i].Clock = 0
		}
		m := New(p)
		if m.sequential() {
			continue
		}
		s := newState(m)
		for range 60 {
			was := s.cost() + price*s.viol()
			s.begin()
			for range 1 + r.IntN(3) {
				s.place(r.IntN(len(m.Scenes)), r.IntN(len(m.Slots)))
			}
			least := s.floor(price, s.saved)
			s.flush()
			added := s.cost() + price*s.viol() - was
			require.LessOrEqual(t, least, added, "seed %d", seed)
			if least < added {
				above++
			} else {
				equal++
			}
			if r.IntN(2) == 0 {
				s.rollback()
			}
		}
	}
	require.Positive(t, above)
	require.Greater(t, equal, 2*above)
}

func TestIncrementalAgreesWithFull(t *testing.T) {
	tried := 0
	for seed := range uint64(60) {
		tried += agree(t, seed, 120)
	}
	require.Greater(t, tried, 500)
}

func FuzzIncremental(f *testing.F) {
	f.Add(uint64(1))
	f.Fuzz(func(t *testing.T, seed uint64) { agree(t, seed, 200) })
}

// seeds is the number of random models of a property: n, or MOTEUR_SCHEDULE_ROUNDS.
func seeds(t *testing.T, n uint64) uint64 {
	if s := os.Getenv("MOTEUR_SCHEDULE_ROUNDS"); s != "" {
		v, err := strconv.ParseUint(s, 10, 32)
		require.NoError(t, err)
		return v
	}
	return n
}

// The bound never passes the cost of the best plan an enumeration finds.
func TestBoundsHold(t *testing.T) {
	tight := 0
	for seed := range seeds(t, 80) {
		r := rand.New(rand.NewPCG(seed, 2))
		p := randomProblem(r, 2+r.IntN(5), 5)
		if p.Units > 1 {
			thaw(&p)
		}
		p.Units, p.UnitDay = 1, p.UnitDay[:1]
		p.Slots = slices.DeleteFunc(p.Slots, func(s Slot) bool { return s.Unit > 0 })
		for i := range p.Scenes {
			p.Scenes[i].Allowed = p.Scenes[i].Allowed[:len(p.Slots)]
			if p.Scenes[i].Fixed < 0 {
				p.Scenes[i].Allowed[i%len(p.Slots)] = !p.Slots[i%len(p.Slots)].Fixed
			}
		}
		p.Step = 60
		m := New(p)
		best := Exact(context.Background(), m, NoPlan, 30_000_000)
		require.True(t, best.Complete, "seed %d", seed)
		if best.Plan == nil {
			continue
		}
		cost, viol := m.Value(Laid{best.Plan, best.Order, best.Hours})
		require.Equal(t, best.Cost, cost, "seed %d", seed)
		require.Zero(t, viol, "seed %d", seed)
		count := Bound(m).Total()
		require.LessOrEqual(t, count, cost, "seed %d: counting", seed)
		strong := count
		Strengthen(context.Background(), m, nil, 40, func(v int64) { strong = max(strong, v) })
		require.LessOrEqual(t, strong, cost, "seed %d: covering", seed)
		require.False(t, Impossible(m, false), "seed %d", seed)
		if strong > count {
			tight++
		}
	}
	require.Positive(t, tight, "the strong bound never beats counting")
}

// everything prices every plan of a tiny model, each day in every order, and returns the least cost of a lawful one.
func everything(m *Model) (int64, bool) {
	best, found := int64(NoPlan), false
	at := make(Plan, len(m.Scenes))
	order := make([][]int, len(m.Slots))
	hours := make([]Hours, len(m.Slots))
	var calls func(k int)
	calls = func(k int) {
		switch {
		case k == len(hours):
			if cost, viol := m.Value(Laid{at, order, hours}); viol == 0 && cost < best {
				best, found = cost, true
			}
		case len(order[k]) == 0 || !m.Clocked || m.Slots[k].Fixed && m.Slots[k].HasHours:
			calls(k + 1)
		default:
			for hours[k].Call = 0; hours[k].Call <= lastCall; hours[k].Call += m.Step {
				calls(k + 1)
			}
		}
	}
	var orders func(k int)
	orders = func(k int) {
		if k == len(order) {
			calls(0)
			return
		}
		day := order[k]
		var permute func(i int)
		permute = func(i int) {
			if i >= len(day) {
				if !m.lightsOut(day) {
					orders(k + 1)
				}
				return
			}
			for j := i; j < len(day); j++ {
				day[i], day[j] = day[j], day[i]
				permute(i + 1)
				day[i], day[j] = day[j], day[i]
			}
		}
		permute(0)
	}
	var lay func(i int)
	lay = func(i int) {
		if i == len(at) {
			orders(0)
			return
		}
		for k, ok := range m.Scenes[i].Allowed {
			if ok {
				at[i] = k
				order[k] = append(order[k], i)
				lay(i + 1)
				order[k] = slices.DeleteFunc(order[k], func(s int) bool { return s == i })
			}
			if len(order[k]) == 0 {
				order[k] = nil
			}
		}
	}
	lay(0)
	return best, found
}

// The search date by date finds what trying everything finds, whatever the model.
func TestExactAgrees(t *testing.T) {
	found, open := 0, uint64(0)
	for seed := range seeds(t, 150) {
		r := rand.New(rand.NewPCG(seed, 8))
		p := randomProblem(r, 1+r.IntN(3), 3+r.IntN(3))
		p.Step = 240
		if p.Units > 1 && len(p.Scenes) > 2 {
			p.Scenes, p.Prec = p.Scenes[:2], nil
		}
		dress(r, &p)
		for i := range p.Roles {
			p.Roles[i].RestAfter /= 2 // so few days that two in a row are a run
		}
		m := New(p)
		want, ok := everything(m)
		got := Exact(context.Background(), m, NoPlan, 1_000_000)
		if !got.Complete { // performers of two units: ideal days promise more than any laying gives
			require.Greater(t, m.Units, 1, "seed %d", seed)
			require.LessOrEqual(t, got.Bound, want, "seed %d", seed)
			open++
			continue
		}
		some, all, _ := Feasible(context.Background(), m, 1_000_000)
		require.True(t, all, "seed %d", seed)
		require.Equal(t, got.Plan != nil, some, "seed %d", seed)
		require.LessOrEqual(t, b2i(ok), b2i(some), "seed %d", seed)
		if !some {
			continue
		}
		cost, viol := m.Value(Laid{got.Plan, got.Order, got.Hours})
		require.Equal(t, got.Cost, cost, "seed %d", seed)
		require.Zero(t, viol, "seed %d", seed)
		found++
		if m.Units == 1 {
			require.True(t, ok, "seed %d", seed)
			require.Equal(t, want, got.Cost, "seed %d: %d scenes, %d dates", seed, len(m.Scenes), len(m.Dates))
		} else if ok { // everything lets each unit choose its hours of a call alone
			require.LessOrEqual(t, got.Cost, want, "seed %d: %d scenes, %d dates", seed, len(m.Scenes), len(m.Dates))
		}
	}
	require.Greater(t, found, 75)
	require.LessOrEqual(t, open, seeds(t, 150)/50, "proofs left open")
}

// pack never says more than the best packing of a few items.
func TestPackIsABound(t *testing.T) {
	for seed := range uint64(400) {
		r := rand.New(rand.NewPCG(seed, 3))
		room := 10 + r.IntN(30)
		sizes := make([]int, 1+r.IntN(8))
		for i := range sizes {
			sizes[i] = 1 + r.IntN(room)
		}
		best := len(sizes)
		bins := []int{}
		var place func(i int)
		place = func(i int) {
			if len(bins) >= best {
				return
			}
			if i == len(sizes) {
				best = len(bins)
				return
			}
			for b := range bins {
				if bins[b]+sizes[i] <= room {
					bins[b] += sizes[i]
					place(i + 1)
					bins[b] -= sizes[i]
				}
			}
			bins = append(bins, sizes[i])
			place(i + 1)
			bins = bins[:len(bins)-1]
		}
		place(0)
		require.LessOrEqual(t, pack(append([]int{}, sizes...), room), best, "seed %d: %v in %d", seed, sizes, room)
	}
}
