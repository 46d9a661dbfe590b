package schedule

import (
	"fmt"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/schedule/internal/search"
	"github.com/moteur-film/moteur/schedule/labour"
)

// compiled is a problem turned into whole numbers, with the way back.
type compiled struct {
	p     Problem
	in    search.Problem // p in whole numbers
	m     *search.Model  // built from in
	dates []moteur.Date  // by date index; unset in dateless problems
	locs  []string
	// stuck names the scenes no slot may hold.
	stuck []int
	// doubts are the notices of the unverified values of law.
	doubts moteur.Report
	// open tells that the calendar has no end: later dates exist beyond those compiled.
	open bool
	// short tells that the calendar has dates the search does not look at.
	short bool
}

// maxSlots bounds the days a search looks at.
const maxSlots = 600

func cents(d decimal.Decimal) int64 { return d.Shift(2).Round(0).IntPart() }

// compile turns a checked problem into whole numbers. Locked days of the start plan count as frozen.
func compile(p Problem, locked []Day) (*compiled, error) {
	p.Frozen = append(slices.Clone(p.Frozen), locked...)
	c := &compiled{p: p}
	book, err := newRulebook(p)
	if err != nil {
		return nil, err
	}
	c.shape(book)
	x := p.index()
	units := len(p.Units)
	if units == 0 {
		units = 1
	}
	c.in.Units = units
	c.layDates()
	if err := c.slots(book); err != nil {
		return nil, err
	}
	c.places(x)
	c.skies(x)
	if err := c.cast(book); err != nil {
		return nil, err
	}
	c.material()
	c.scenes(x)
	c.freeze()
	c.m = search.New(c.in)
	return c, nil
}

func (c *compiled) shape(book rulebook) {
	m, s, p := &c.in, c.p.Shape, c.p
	m.Minutes, m.Eighths, m.Oversize = s.Minutes, s.Eighths, s.Oversize
	m.MoveMinutes, m.MaxMoves = s.MoveMinutes, s.MaxMoves
	m.Separate, m.NoDayAfterNight = s.Separate, s.NoDayAfterNight
	m.LightOrder = !p.Calendar.Dateless && !s.Separate
	m.Clocked = !book.off
	m.Call = [4]int{p.callOf(dayUnit), p.callOf(nightUnit), p.callOf(mixedUnit), p.callOf(dawnUnit)}
	m.Prep, m.Meal, m.WrapUp = s.Prep, s.Meal, s.WrapUp
	m.MaxDates = p.Calendar.MaxDays
	m.PerDiem, m.HourRate = cents(p.Crew.PerDiem), cents(p.Crew.HourRate)
	if !p.Calendar.Dateless {
		m.Idle = cents(p.Crew.IdleRate)
	}
	if book.off {
		m.HourRate = 0
	}
	w := p.Wishes
	m.LocDay, m.RoleDay, m.Move, m.Km = cents(w.LocationDayCost), cents(w.RoleDayCost), cents(w.MoveCost), cents(w.Kilometre)
	m.StoryOrder, m.NightRun, m.LightSwitch = cents(w.StoryOrder), cents(w.NightRun), cents(w.LightSwitch)
	m.LateExt, m.ChildBy, m.CoverLess = cents(w.EarlyExterior), cents(w.ChildBusyDay), cents(w.CoverLess)
	x := p.index()
	ids := []string{""}
	if len(p.Units) > 0 {
		ids = nil
		for _, u := range p.Units {
			ids = append(ids, u.ID)
		}
	}
	for _, id := range ids {
		m.UnitDay = append(m.UnitDay, cents(p.unitRate(x, id))+cents(w.DayCost))
	}
	for _, q := range p.Precedences {
		m.SameDay = m.SameDay || q.SameDay && q.GapDays == 0
	}
}

// need estimates the shooting days the scenes fill, generously.
func (c *compiled) need() int {
	minutes, eighths := 0, 0
	for _, s := range c.p.Scenes {
		minutes += c.p.shootMinutes(s)
		eighths += s.Eighths
	}
	n := 0
	if c.p.Shape.Minutes > 0 {
		n = minutes/c.p.Shape.Minutes + 1
	}
	if c.p.Shape.Eighths > 0 {
		n = max(n, eighths/c.p.Shape.Eighths+1)
	}
	return n
}

// layDates lists the dates the search may use.
func (c *compiled) layDates() {
	// Some rules leave dates empty between two days.
	gappy := c.p.Shape.NoDayAfterNight || len(c.p.Precedences) > 0 ||
		slices.ContainsFunc(c.p.Roles, func(o Role) bool { return o.RestAfter > 0 })
	n := min(len(c.p.Scenes), 2*c.need()+12)
	if c.small() {
		n = c.reach(gappy)
	}
	var at []int
	if c.p.Calendar.Dateless {
		at = c.datelessPositions(n, gappy)
	} else {
		at = c.datedPositions(n)
	}
	slices.Sort(at)
	for _, pos := range slices.Compact(at) {
		d := moteur.Date{}
		if !c.p.Calendar.Dateless {
			d = c.p.Calendar.First.AddDays(pos)
		}
		c.in.Dates = append(c.in.Dates, search.Date{Pos: pos, Week: weekOf(c.p.Calendar, pos), Works: !d.IsZero() && c.p.Calendar.idles(d)})
		c.dates = append(c.dates, d)
	}
}

// datelessPositions lists the first n days of a calendar without dates, and those of the frozen days. More days when a raccord
// asks for them, fewer when the shoot may not last so long.
func (c *compiled) datelessPositions(n int, gappy bool) []int {
	p := c.p
	if p.Calendar.MaxDays > 0 && !gappy && !c.small() {
		n = min(n, p.Calendar.MaxDays)
	}
	for _, q := range p.Precedences {
		n = max(n, q.GapDays+len(p.Scenes))
	}
	c.open = true
	var at []int
	for i := range min(n, maxSlots) {
		at = append(at, i)
	}
	for _, f := range p.Frozen {
		at = append(at, f.Number-1)
	}
	return at
}

// datedPositions lists, in days from the first one, the shooting dates of the calendar and those of the frozen days. A calendar
// without an end stops n dates, and the days of the raccords, after the last date on which something becomes possible.
func (c *compiled) datedPositions(n int) []int {
	p := c.p
	c.open = p.Calendar.Last.IsZero()
	for _, q := range p.Precedences {
		n += q.GapDays
	}
	from := p.allPossible()
	after := 0
	var at []int
	for _, d := range p.Calendar.dates(maxSlots) {
		if d.After(from) {
			if after++; c.open && after > n {
				break
			}
		}
		if len(at) >= maxSlots/c.in.Units {
			c.short = !c.open
			break
		}
		at = append(at, d.Sub(p.Calendar.First))
	}
	for _, f := range p.Frozen {
		at = append(at, f.Date.Sub(p.Calendar.First))
	}
	c.in.Shift = (int(p.Calendar.First.Weekday()) + 6) % 7
	return at
}

// allPossible is the latest date on which a role, a place, a piece of equipment or a pinned scene begins to be available, or the
// calendar departs from its week: the horizon of a search is counted from it.
func (p Problem) allPossible() moteur.Date {
	from := p.Calendar.First
	look := func(d moteur.Date) {
		if !d.IsZero() && d.After(from) {
			from = d
		}
	}
	begins := func(spans []moteur.Span) {
		for _, s := range spans {
			look(s.From)
		}
	}
	for _, d := range slices.Concat(p.Calendar.On, p.Calendar.Off) {
		look(d)
	}
	for _, o := range p.Roles {
		for _, s := range o.Free {
			look(s.From.AddDays(o.TravelDays))
		}
		for _, b := range o.Busy {
			look(b.To.AddDays(o.TravelDays))
		}
		if o.Child != nil {
			begins(o.Child.Authorised)
		}
	}
	for _, l := range p.Locations {
		begins(l.Windows)
	}
	for _, e := range p.Equipment {
		begins(e.Windows)
	}
	for _, pin := range p.Pins {
		look(pin.Span.From)
	}
	return from
}

// small tells whether every plan of the problem is looked at.
func (c *compiled) small() bool { return len(c.p.Scenes) <= search.ExactScenes }

// reach is the number of dates, once everything may be shot, beyond which a small problem has nothing to gain: its days,
// the empty ones some rules leave between them, and the weeks that limits and prices by the week may spread them over.
func (c *compiled) reach(gappy bool) int {
	p := c.p
	n := len(p.Scenes)
	if p.Calendar.MaxDays > 0 {
		n = min(n, p.Calendar.MaxDays)
	}
	dates, child, weekly := n, false, false
	if gappy {
		dates += n
	}
	for _, o := range p.Roles {
		child, weekly = child || o.Child != nil, weekly || !o.WeekRate.IsZero()
		if o.HoldPaid {
			dates += o.DropAfter
		}
	}
	if p.Calendar.Dateless {
		for _, q := range p.Precedences {
			dates += q.GapDays
		}
		if weekly {
			dates += 7 * (n/4 + 1)
		}
		return dates
	}
	weeks := dates/3 + 2 // three days a week are lawful whatever their hours; one week to begin on a Monday, one for holidays
	if child {
		weeks = max(weeks, n+1)
	}
	return weeks * max(p.Calendar.WorkDays, 5)
}

func (c *compiled) slots(book rulebook) error {
	m := &c.in
	perWeek := map[int]int{}
	for i, d := range c.dates {
		l := &legal{}
		if !d.IsZero() {
			var err error
			if l, err = book.on(d, &c.doubts); err != nil {
				return fmt.Errorf("jour du %s : %w", d, err)
			}
		}
		law := c.law(l)
		if !d.IsZero() && !book.off {
			law.TurnAt, law.TurnBy = book.turn(d)
			if !c.p.Crew.HourRate.IsZero() {
				var err error
				if law.Tariff, err = book.tariff(c.p, d, l); err != nil {
					return fmt.Errorf("jour du %s : %w", d, err)
				}
			}
		}
		if perWeek[m.Dates[i].Week]++; perWeek[m.Dates[i].Week] >= 6 {
			m.SixDays = true
		}
		for u := range m.Units {
			m.Slots = append(m.Slots, search.Slot{Date: i, Unit: u, Law: law})
		}
	}
	return nil
}

// law are the limits of a date that the search keeps.
func (c *compiled) law(l *legal) search.Law {
	law := search.Law{Span: l.crew.Span.Value, Work: l.crew.DayMax.Value, Rest: l.crew.Rest.Value, CastSpan: l.cast.Span.Value,
		CastRest: l.cast.Rest.Value, WeekWork: l.crew.Week.Value, WeekDays: l.crew.WeekDays.Value, Weeks6: l.crew.SixDayWeeks.Value,
		CastWeeks6: l.cast.SixDayWeeks.Value, Meals: l.meals(), MealLeast: l.cast.Meal.Value,
		PauseAfter: l.crew.PauseAfter, Pause: l.crew.Pause.Value}
	if law.Rest > 0 {
		law.Rest += c.p.Shape.Early + c.p.Shape.Late
	}
	if c.p.Shape.Continuous {
		law.MealLeast = 0
		law.ContFrom, law.ContTo = l.crew.Continuous.From.Minutes(), l.crew.Continuous.To.Minutes()
		if n := l.crew.ContinuousBreak.Value; n > 0 {
			law.PauseAfter, law.Pause = 1, max(n, law.Pause)
		}
	}
	return law
}

// turn is when the clocks change on a date or in the night that follows, minutes after its midnight, and the minutes the night gains.
func (b rulebook) turn(d moteur.Date) (at, by int) {
	midnight := labour.Moment{Date: d, At: labour.At(0, 0)}
	passed := func(at int) int {
		n, err := b.regime.Clock.Elapsed(midnight, labour.Moment{Date: d, At: labour.ClockOf(at)})
		if err != nil {
			return at
		}
		return n
	}
	if by = passed(lastClock) - lastClock; by == 0 {
		return 0, 0
	}
	for at < lastClock && passed(at) == at {
		at += 30
	}
	return at, by
}

func (c *compiled) places(x index) {
	m := &c.in
	seen := map[string]int{}
	bases := map[string]int{}
	base := func(id string) int {
		b := baseOf(x, id)
		if _, ok := bases[b]; !ok {
			bases[b] = len(bases)
		}
		return bases[b]
	}
	for _, s := range c.p.Scenes {
		id := s.place()
		if _, ok := seen[id]; ok {
			continue
		}
		seen[id] = len(c.locs)
		c.locs = append(c.locs, id)
		l := search.Loc{Base: base(id)}
		if d := x.location[id]; d != nil {
			l.Day, l.Away = cents(d.DayRate), d.Away
			if m.Clocked {
				l.Opens, l.Closes = d.Opens.Minutes(), d.Closes.Minutes()
			}
		}
		m.Locs = append(m.Locs, l)
	}
	if len(c.p.Shape.Moves) == 0 {
		return
	}
	names := make([]string, len(bases))
	for b, i := range bases {
		names[i] = b
	}
	m.Way = make([][]search.Way, len(names))
	for i, a := range names {
		m.Way[i] = make([]search.Way, len(names))
		for j, b := range names {
			m.Way[i][j] = search.Way{Minutes: c.p.Shape.MoveMinutes}
			if i == j {
				continue
			}
			for _, w := range c.p.Shape.Moves {
				if w.From == a && w.To == b || w.From == b && w.To == a {
					m.Way[i][j] = search.Way{Minutes: w.Minutes, Km: w.Km, Cost: cents(w.Cost)}
					break
				}
			}
		}
	}
}

// skies gives each date its sun, where the call of some kind of day follows it.
func (c *compiled) skies(x index) {
	m := &c.in
	zone, err := c.p.Calendar.clock()
	if !m.Clocked || err != nil {
		return
	}
	for _, t := range []dayType{nightUnit, mixedUnit, dawnUnit} {
		m.Sunny[t] = c.p.sunny(t)
	}
	asked := map[string]bool{} // locations where a scene waits for a light
	for _, s := range c.p.Scenes {
		l := x.location[s.place()]
		if ph := phaseOf(s); l != nil && (l.LatMilli != 0 || l.LonMilli != 0) && ph != byDay && ph != anyTime {
			asked[s.place()] = true
		}
	}
	if len(asked) == 0 || m.Sunny == [4]bool{} {
		m.Sunny = [4]bool{}
		return
	}
	m.Light = make([][][5]int, 1, len(c.dates)+1)
	for i, d := range c.dates {
		sky := make([][5]int, len(c.locs))
		for k, id := range c.locs {
			for _, ph := range []phase{atDawn, atDusk, byNight} {
				if asked[id] {
					sky[k][ph] = x.location[id].lightAt(d, ph, zone)
				}
			}
		}
		m.Light = append(m.Light, sky)
		for u := range m.Units {
			m.Slots[i*m.Units+u].Law.Sky = i + 1
		}
	}
}

func (c *compiled) cast(book rulebook) error {
	for i := range c.p.Roles {
		o := &c.p.Roles[i]
		r := search.Role{Rate: cents(o.DayRate), Hold: cents(o.holdRate()), Week: cents(o.WeekRate), Travel: cents(o.Stay()),
			HoldPaid: o.HoldPaid, Drop: o.DropAfter, MinDays: o.MinDays, MaxDays: o.MaxDays, RestAfter: o.RestAfter}
		if o.Child != nil {
			// The limits are those of the first date: the tables do not change inside a shoot unless the law does.
			first := moteur.Date{}
			if len(c.dates) > 0 {
				first = c.dates[0]
			}
			l, err := book.child(*o.Child, first, &c.doubts)
			if err != nil {
				return fmt.Errorf("rôle %s : %w", o.ID, err)
			}
			r.Child = &search.Child{Work: l.Presence.Value, Latest: l.Late.Value, Earliest: l.Early.Value, Rest: l.Rest.Value,
				WeekWork: l.Week.Value, WeekFree: l.FreeDays.Value, Before: o.Child.Before, After: o.Child.After, Breaks: !l.MealsCount}
		}
		c.in.Roles = append(c.in.Roles, r)
	}
	return nil
}

func (c *compiled) material() {
	for _, e := range c.p.Equipment {
		c.in.Equip = append(c.in.Equip, search.Equip{Rate: cents(e.DayRate), MinDays: e.MinDays, BySpan: e.BySpan})
	}
}

// scenes compiles the scenes, with the slots each may stand on, and the raccords between them.
func (c *compiled) scenes(x index) {
	m, p := &c.in, c.p
	role, equip, number := map[string]int{}, map[string]int{}, map[string]int{}
	for i, o := range p.Roles {
		role[o.ID] = i
	}
	for i, e := range p.Equipment {
		equip[e.ID] = i
	}
	kinds := map[string]int{}
	may := c.newAllowance(x)
	for i, s := range p.Scenes {
		number[s.ID] = i
		sc := search.Scene{Minutes: p.shootMinutes(s), Eighths: s.Eighths, Loc: slices.Index(c.locs, s.place()),
			Phase: search.Phase(phaseOf(s)), Side: search.Phase(side(s)), Story: s.StoryDay, Outside: s.outside(),
			Cover: s.cover(x), Fixed: -1}
		for _, id := range s.Roles {
			r := role[id]
			sc.Roles = append(sc.Roles, r)
			sc.Child = sc.Child || p.Roles[r].Child != nil
		}
		for _, id := range s.Needs {
			if e := equip[id]; !slices.Contains(sc.Equip, e) {
				sc.Equip = append(sc.Equip, e)
			}
		}
		for _, e := range s.Extras {
			key := e.Kind + "\x00" + e.DayRate.String()
			if _, ok := kinds[key]; !ok {
				kinds[key] = len(kinds)
			}
			sc.Extras = append(sc.Extras, search.Extra{Kind: kinds[key], Count: e.Count, Rate: cents(e.DayRate)})
		}
		sc.Allowed = make([]bool, len(m.Slots))
		for k, sl := range m.Slots {
			sc.Allowed[k] = may.unit(s, sl.Unit) && may.roles(sc.Roles, sl.Date) && may.date(s, c.dates[sl.Date])
		}
		m.Scenes = append(m.Scenes, sc)
	}
	m.Kinds = len(kinds)
	for _, q := range p.Precedences {
		m.Prec = append(m.Prec, search.Prec{Before: number[q.Before], After: number[q.After], Gap: q.GapDays, SameDay: q.SameDay})
	}
}

// allowance tells where a scene may stand.
type allowance struct {
	p        Problem
	x        index
	rank     map[string]int // of each unit
	reserved []bool         // by unit: it shoots only what names it
	free     [][]bool       // by role and date
}

func (c *compiled) newAllowance(x index) allowance {
	a := allowance{p: c.p, x: x, rank: map[string]int{}}
	a.reserved, a.free = make([]bool, c.in.Units), make([][]bool, len(c.p.Roles))
	for i, u := range c.p.Units {
		a.rank[u.ID], a.reserved[i] = i, u.Reserved
	}
	for i := range c.p.Roles {
		a.free[i] = make([]bool, len(c.dates))
		for d := range c.dates {
			a.free[i][d] = c.p.Roles[i].freeOn(c.dates[d])
		}
	}
	return a
}

// unit tells whether a unit may shoot a scene.
func (a allowance) unit(s Scene, unit int) bool {
	if s.Unit == "" {
		return !a.reserved[unit]
	}
	return a.rank[s.Unit] == unit
}

// roles tells whether roles are free on a date, given by its index.
func (a allowance) roles(roles []int, date int) bool {
	for _, r := range roles {
		if !a.free[r][date] {
			return false
		}
	}
	return true
}

// date tells whether the place, the equipment and the pins of a scene allow a date; a day of a dateless calendar is always allowed.
func (a allowance) date(s Scene, d moteur.Date) bool {
	if d.IsZero() {
		return true
	}
	if l := a.x.location[s.place()]; l != nil && (!l.openOn(d) || !l.SundaysOK && d.Weekday() == 0 && a.p.Calendar.Zone != "none") {
		return false
	}
	for _, id := range s.Needs {
		if e := a.x.equipment[id]; len(e.Windows) > 0 && !inSpans(e.Windows, d) {
			return false
		}
	}
	for _, pin := range a.p.Pins {
		if pin.Scene == s.ID && !pin.Span.Contains(d) {
			return false
		}
	}
	return true
}

// freeze closes the slots of frozen days and fixes their scenes there.
func (c *compiled) freeze() {
	m := &c.in
	number := map[string]int{}
	for i, s := range c.p.Scenes {
		number[s.ID] = i
	}
	for _, f := range c.p.Frozen {
		pos := f.at(c.p.Calendar)
		unit := max(slices.IndexFunc(c.p.Units, func(u Unit) bool { return u.ID == f.Unit }), 0)
		k := slices.IndexFunc(m.Slots, func(s search.Slot) bool { return m.Dates[s.Date].Pos == pos && s.Unit == unit })
		if k < 0 {
			continue
		}
		sl := &m.Slots[k]
		sl.Fixed = true
		sl.Order = nil
		for _, id := range f.Scenes {
			i := number[id]
			if m.Scenes[i].Fixed < 0 {
				sl.Order = append(sl.Order, i)
				m.Scenes[i].Fixed = k
			}
		}
		if f.Wrap.Known() {
			sl.HasHours = true
			sl.Hours = search.Hours{Call: f.Call.Minutes(), Ready: f.Ready.Minutes(), Meal: f.Meal.Minutes(), Wrap: f.Wrap.Minutes()}
		}
	}
	for i := range m.Scenes {
		sc := &m.Scenes[i]
		any := false
		for k := range sc.Allowed {
			if sc.Fixed >= 0 {
				sc.Allowed[k] = k == sc.Fixed
			} else if m.Slots[k].Fixed {
				sc.Allowed[k] = false
			}
			any = any || sc.Allowed[k]
		}
		if !any {
			c.stuck = append(c.stuck, i)
		}
	}
}

// plan turns a search plan into a plan de travail, with its hours; order is that of search.Lay.
func (c *compiled) plan(at search.Plan, order [][]int) Plan {
	out := Plan{Title: c.p.Title}
	numbers := map[int]int{}
	for k, d := range c.m.Lay(at, order) {
		if len(d.Order) == 0 {
			continue
		}
		sl := c.in.Slots[k]
		day := Day{Date: c.dates[sl.Date], Night: d.Kind == int(nightUnit)}
		if c.p.Calendar.Dateless {
			day.Number = c.in.Dates[sl.Date].Pos + 1
		} else {
			numbers[sl.Unit]++
			day.Number = numbers[sl.Unit]
		}
		if len(c.p.Units) > 0 {
			day.Unit = c.p.Units[sl.Unit].ID
		}
		for _, i := range d.Order {
			day.Scenes = append(day.Scenes, c.p.Scenes[i].ID)
		}
		day.setHours(d.Hours)
		day.Locked = sl.Fixed
		out.Days = append(out.Days, day)
	}
	return out
}

// position turns a plan into a search plan; scenes it does not place, or places where they may not stand, are -1.
func (c *compiled) position(plan Plan) search.Plan {
	m := &c.in
	at := make(search.Plan, len(c.p.Scenes))
	number := map[string]int{}
	for i, s := range c.p.Scenes {
		number[s.ID] = i
		at[i] = m.Scenes[i].Fixed
	}
	for _, d := range plan.Days {
		pos := d.at(c.p.Calendar)
		unit := max(slices.IndexFunc(c.p.Units, func(u Unit) bool { return u.ID == d.Unit }), 0)
		k := slices.IndexFunc(m.Slots, func(s search.Slot) bool { return m.Dates[s.Date].Pos == pos && s.Unit == unit })
		if k < 0 {
			continue
		}
		for _, id := range d.Scenes {
			if i, ok := number[id]; ok && m.Scenes[i].Allowed[k] {
				at[i] = k
			}
		}
	}
	return at
}
