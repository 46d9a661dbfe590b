package schedule

import (
	"fmt"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/schedule/internal/search"
	"github.com/moteur-film/moteur/schedule/labour"
	"github.com/moteur-film/moteur/schedule/script"
)

// compiled is a problem turned into whole numbers, with the way back.
type compiled struct {
	p       Problem
	x       index
	book    rulebook
	sky     sky
	artists []artist
	in      search.Problem // p in whole numbers
	m       *search.Model  // built from in
	strips  []piece        // by scene of the search
	dates   []moteur.Date  // by date index; unset in dateless problems
	locs    []string
	zones   []labour.TimeZone // by clock of the search, the film's first
	// stuck names the strips no slot may hold.
	stuck []int
	// doubts are the notices of the unverified values of law.
	doubts moteur.Report
	// open tells that the calendar has no end: later dates exist beyond those compiled.
	open bool
	// far is the least number of dates of an open calendar.
	far int
	// short tells that the calendar has dates the search does not look at.
	short bool
	// nights tells of each scene of the problem, by Law.Next, whether it must be over by the end of the night.
	nights [][]bool
}

// aYear is the working dates of a year.
const aYear = 260

// maxSlots bounds the days a search looks at.
const maxSlots = 600

func cents(d decimal.Decimal) int64 { return d.Shift(2).Round(0).IntPart() }

// compile turns a checked problem into whole numbers, its calls on a step in minutes, 0 for that of the search. Locked days of the start
// plan count as frozen.
func compile(p Problem, locked []Day, step int) (*compiled, error) {
	p.Frozen = append(slices.Clone(p.Frozen), locked...)
	c, err := lay(p, step, 0)
	if err != nil {
		return nil, err
	}
	if c.open && !p.Calendar.Dateless && len(c.stuck) > 0 {
		// The sun, an age or a school term may open a later date to what has none.
		if c, err = lay(p, step, aYear); err != nil {
			return nil, err
		}
	}
	c.m = search.New(c.in)
	return c, nil
}

// farther is an open problem over the dates of a year, false when they are looked at already or the calendar has an end: the sun, an age
// or a school term may open a later date to what the first ones leave no plan.
func (c *compiled) farther() (*compiled, bool) {
	if !c.seasonal() || c.far >= aYear {
		return nil, false
	}
	far, err := lay(c.p, c.in.Step, aYear)
	if err != nil {
		return nil, false
	}
	far.m = search.New(far.in)
	return far, true
}

// seasonal tells that the calendar has no end and that what may be shot changes along the year: a light, a child.
func (c *compiled) seasonal() bool {
	return c.open && !c.p.Calendar.Dateless &&
		(len(c.in.Light) > 1 || slices.ContainsFunc(c.artists, func(a artist) bool { return a.child() != nil }))
}

// lay compiles a problem over its dates, so many at least when its calendar is open.
func lay(p Problem, step, dates int) (*compiled, error) {
	c, err := prepare(p, step, dates)
	if err != nil {
		return nil, err
	}
	c.told()
	c.owed()
	c.build()
	c.cut()
	return c, nil
}

// prepare compiles all of a problem but its scenes, over so many dates at least when its calendar is open.
func prepare(p Problem, step, dates int) (*compiled, error) {
	c := &compiled{p: p, far: dates, x: p.index(), sky: p.sky(), artists: p.artists()}
	var err error
	if c.book, err = newRulebook(p); err != nil {
		return nil, err
	}
	c.in.Clocked = p.hoursMatter(c.x, c.sky, c.book)
	c.in.Step = step
	c.shape()
	c.in.Units = max(len(p.Units), 1)
	c.layDates()
	c.places()
	if err := c.slots(); err != nil {
		return nil, err
	}
	c.skies()
	if err := c.cast(); err != nil {
		return nil, err
	}
	c.material()
	c.mornings()
	return c, nil
}

func (c *compiled) shape() {
	m, s, p := &c.in, c.p.Shape, c.p
	m.Minutes, m.Eighths, m.Oversize = s.Minutes, s.Eighths, s.Oversize
	m.MoveMinutes, m.MaxMoves = s.MoveMinutes, s.MaxMoves
	m.Separate, m.NoDayAfterNight = s.Separate, s.NoDayAfterNight
	m.LightOrder = !p.Calendar.Dateless && !s.Separate && !c.sky.known
	m.Call = [4]int{p.callOf(dayUnit), p.callOf(nightUnit), p.callOf(mixedUnit), p.callOf(dawnUnit)}
	m.Prep, m.Meal, m.WrapUp, m.MealAfter = s.Prep, s.Meal, s.WrapUp, s.mealAfter()
	m.Morning = p.morning()
	m.MaxDates, m.KeepCover = p.Calendar.MaxDays, s.KeepCover
	m.PerDiem, m.HourRate = cents(p.Crew.PerDiem), cents(p.Crew.HourRate)
	if !p.Calendar.Dateless {
		m.Idle, m.LateStart = cents(p.Crew.idle()), cents(p.lateRate())
	}
	m.Wait = cents(p.waitRate())
	if c.book.off {
		m.HourRate = 0
	}
	w := p.Wishes
	m.LocDay, m.RoleDay, m.Move, m.Km = cents(w.LocationDayCost), cents(w.RoleDayCost), cents(w.MoveCost), cents(w.Kilometre)
	m.StoryOrder, m.NightRun, m.LightSwitch = cents(w.StoryOrder), cents(w.NightRun), cents(w.LightSwitch)
	m.LateExt, m.ChildBy, m.CoverLess = cents(w.EarlyExterior), cents(w.ChildBusyDay), cents(w.CoverLess)
	for _, id := range p.unitIDs() {
		m.UnitDay = append(m.UnitDay, cents(p.unitRate(c.x, id))+cents(w.DayCost))
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

// span is the most days the scenes may take: one each, more for those that may be cut.
func (c *compiled) span() int {
	const shortest = 150 // minutes of a part that any day may hold
	n := 0
	for _, s := range c.p.Scenes {
		n += min(maxParts, max(1, s.asked(), (c.p.shootMinutes(s)+shortest-1)/shortest))
	}
	return n
}

// layDates lists the dates the search may use.
func (c *compiled) layDates() {
	// Some rules leave dates empty between two days.
	gappy := c.p.Shape.NoDayAfterNight || len(c.p.Precedences) > 0 ||
		slices.ContainsFunc(c.p.Roles, func(o Role) bool { return o.RestAfter > 0 })
	n := min(c.span(), 2*c.need()+12)
	if c.few() {
		n = c.reach(gappy)
	}
	n = max(n, c.far)
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
		c.in.Dates = append(c.in.Dates, search.Date{Pos: pos, Week: weekOf(c.p.Calendar, pos), Works: d.IsZero() || c.p.Calendar.idles(d)})
		c.dates = append(c.dates, d)
	}
}

// datelessPositions lists the first n days of a calendar without dates, and those of the frozen days. More days when a raccord
// asks for them, fewer when the shoot may not last so long.
func (c *compiled) datelessPositions(n int, gappy bool) []int {
	p := c.p
	if p.Calendar.MaxDays > 0 && !gappy && !c.few() {
		n = min(n, p.Calendar.MaxDays)
	}
	for _, q := range p.Precedences {
		n = max(n, q.GapDays+c.span())
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
		pos := f.Date.Sub(p.Calendar.First)
		for at = append(at, pos); pos < 0; pos++ { // the working days since then stand idle
			if p.Calendar.idles(p.Calendar.First.AddDays(pos)) {
				at = append(at, pos)
			}
		}
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
		for _, s := range o.Options {
			look(s.Span.From.AddDays(o.TravelDays))
		}
		for _, b := range o.Busy {
			look(b.To.AddDays(o.TravelDays))
		}
		if o.Child != nil {
			begins(o.Child.Authorised)
		}
	}
	for _, l := range p.Locations {
		for _, s := range l.Windows {
			look(s.From.AddDays(l.PrepDays + l.RigDays))
		}
	}
	for _, e := range p.Equipment {
		begins(e.Windows)
	}
	for _, pin := range p.Pins {
		look(pin.Span.From)
	}
	return from
}

// small tells whether every plan of the problem is looked at: its scenes are few, and so are the strips they are cut into.
func (c *compiled) small() bool { return len(c.strips) <= search.ExactScenes }

// few tells that the problem may prove small, before its scenes are cut.
func (c *compiled) few() bool {
	n := 0
	for i := range c.p.Scenes {
		n += max(1, c.p.Scenes[i].asked())
	}
	return n <= search.ExactScenes
}

// reach is the number of dates, once everything may be shot, beyond which a small problem has nothing to gain: its days,
// the empty ones some rules leave between them, and the weeks that limits and prices by the week may spread them over.
func (c *compiled) reach(gappy bool) int {
	p := c.p
	n := c.span()
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

// slots gives each date and unit its law.
func (c *compiled) slots() error {
	m := &c.in
	perWeek := map[int]int{}
	units := c.p.unitIDs()
	for i, d := range c.dates {
		l := &legal{}
		if !d.IsZero() {
			var err error
			if l, err = c.book.on(d, &c.doubts); err != nil {
				return fmt.Errorf("jour du %s : %w", d, err)
			}
			m.Carry = max(m.Carry, l.rates.TravelMax)
			c.roads(l)
		}
		var local search.Clocks
		if !d.IsZero() {
			var err error
			if local, err = c.localOn(d, l); err != nil {
				return fmt.Errorf("jour du %s : %w", d, err)
			}
		}
		row, film := c.row(local)
		if perWeek[m.Dates[i].Week]++; perWeek[m.Dates[i].Week] >= 6 {
			m.SixDays = true
		}
		for u := range m.Units {
			law := c.law(l, Day{Date: d, Unit: units[u]})
			law.Tariff, law.TurnAt, law.TurnBy, law.UTC, law.Row = film.Tariff, film.TurnAt, film.TurnBy, film.UTC, row
			m.Slots = append(m.Slots, search.Slot{Date: i, Unit: u, Law: law})
		}
	}
	return nil
}

// law are the limits of a day of a unit that the search keeps.
func (c *compiled) law(l *legal, d Day) search.Law {
	s := c.p.Shape
	law := search.Law{Room: s.Minutes, Pages: s.Eighths, Break: c.p.breakOf(d), Session: c.p.sessions(d),
		Span: l.crew.Span.Value, Work: l.crew.DayMax.Value, CastWork: l.cast.DayMax.Value,
		CastWeek: l.cast.WeekRest.Value,
		Rest:     l.crew.Rest.Value, CastSpan: l.cast.Span.Value,
		CastRest: l.cast.Rest.Value, WeekWork: l.crew.Week.Value, WeekDays: l.crew.WeekDays.Value, Weeks6: l.crew.SixDayWeeks.Value,
		CastWeeks6: l.cast.SixDayWeeks.Value, Meals: l.meals(), Lunch: l.meals()[0], MealLeast: l.cast.Meal.Value,
		PauseAfter: l.crew.PauseAfter, PauseBy: l.crew.PauseAfter, Pause: l.crew.Pause.Value,
		WeekRest: l.crew.WeekRest.Value, LateRest: l.crew.LateLastDay.Value, LateAt: 24 * 60}
	if c.p.Rules.ParisRegion {
		law.Sunday = l.crew.WeekRestParis.Value
	}
	for i, b := range l.rates.Week[:min(len(l.rates.Week), len(law.Bands))] {
		law.Bands[i] = search.Band{After: b.After, Rate: b.Premium.Rate}
	}
	law.TravelRest = l.crew.TravelRest.Value
	law.Apart = max(law.Rest, law.TravelRest)
	if law.Rest > 0 {
		law.Rest += c.p.earliest() + s.Late
	}
	for _, m := range c.p.Crew.Members {
		if n := m.MaxMinutes - m.Before; m.MaxMinutes > 0 && (law.Most == 0 || n < law.Most) {
			law.Most = max(n, 1)
		}
	}
	c.formed(&law, l, d)
	return law
}

// formed gives the law of a day what its form asks for.
func (c *compiled) formed(law *search.Law, l *legal, d Day) {
	f, _ := c.p.FormOf(d)
	most := func(n int) {
		if law.Work == 0 || n < law.Work {
			law.Work = n
		}
	}
	switch f.Kind {
	case HalfDay:
		law.Room, law.Pages = law.Room/2, law.Pages/2
		most(halfWork)
	case TenHourDay:
		most(tenHours)
	case SplitDay:
		law.Always = true
		// The meal of the artists is an hour of the long break.
		for i := range law.Meals {
			if extra := law.Break - law.MealLeast; law.Meals[i][1] > 0 && extra > 0 {
				law.Meals[i] = [2]int{law.Meals[i][0] - extra, law.Meals[i][1] + extra}
			}
		}
	}
	if c.p.continuousOn(d) {
		law.MealLeast, law.Always = 0, true
		law.ContFrom, law.ContTo = l.crew.Continuous.From.Minutes(), l.crew.Continuous.To.Minutes()
		if n := l.cast.ContinuousWork.Value; n > 0 && (law.CastWork == 0 || n < law.CastWork) {
			law.CastWork = n
		}
		if n := l.crew.ContinuousBreak.Value; n > 0 {
			law.PauseAfter, law.PauseBy, law.Pause = 1, l.crew.ContinuousAfter, max(n, law.Pause)
		}
	}
}

// places lists the locations of the scenes, and the ways between their bases.
func (c *compiled) places() {
	m := &c.in
	bases := map[string]int{}
	base := func(id string) int {
		b := baseOf(c.x, id)
		if _, ok := bases[b]; !ok {
			bases[b] = len(bases)
		}
		return bases[b]
	}
	for _, s := range c.p.Scenes {
		id := s.place()
		if slices.Contains(c.locs, id) {
			continue
		}
		c.locs = append(c.locs, id)
		l := search.Loc{Base: base(id), Clock: c.zone(id)}
		if d := c.x.location[id]; d != nil {
			l.Day, l.Away = cents(d.DayRate), d.Away
			if d.let() {
				l.Day = 0 // its days are counted with its stays
			}
			l.Return, l.NoReturn = d.stay(), d.NoReturn
			if m.Clocked {
				l.Opens, l.Closes = d.Opens.Minutes(), d.Closing().Minutes()
			}
		}
		m.Locs = append(m.Locs, l)
	}
	if len(c.p.Shape.Moves) == 0 && (!m.Clocked || c.p.Shape.MoveMinutes <= c.p.Shape.journeyOver()) {
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
			w := c.p.wayOf(a, b)
			m.Way[i][j] = search.Way{Minutes: w.Minutes, Km: w.Km, Cost: cents(w.Cost)}
			if m.Clocked {
				m.Way[i][j].Road = c.p.road(w)
			}
		}
	}
}

// roads gives the ways between two bases the rest due after them under a law.
func (c *compiled) roads(l *legal) {
	for i := range c.in.Way {
		for j := range c.in.Way[i] {
			w := &c.in.Way[i][j]
			if w.Road == 0 {
				continue
			}
			rest := 0
			if w.Road > c.p.Shape.journeyOver() {
				rest = l.crew.TravelRest.Value
			}
			if l.crew.Rest.Value == 0 { // those there before the call and after the wrap are on the way all the same
				rest += c.p.earliest() + c.p.Shape.Late
			}
			w.Rest = max(w.Rest, rest)
		}
	}
}

// let tells whether the price of a location is more than so much a day, or its days hang together.
func (l *Location) let() bool {
	return l.MinDays > 0 || l.Block > 1 || l.NoReturn || l.Contiguous || l.PrepRate.IsPositive() && l.PrepDays+l.RigDays+l.StrikeDays > 0
}

// stay is what each stay in a location costs beside its days, cents.
func (l *Location) stay() int64 { return cents(l.PrepRate) * int64(l.PrepDays+l.RigDays+l.StrikeDays) }

// skies gives each date its sun, where some scene keeps to it.
func (c *compiled) skies() {
	m := &c.in
	asked := map[string]map[script.Light]bool{} // by location: the lights its scenes wait for
	for i := range c.p.Scenes {
		s := &c.p.Scenes[i]
		if effet := c.sky.effet(c.x, s); effet != "" {
			if asked[s.place()] == nil {
				asked[s.place()] = map[script.Light]bool{}
			}
			asked[s.place()][effet] = true
		}
	}
	if len(asked) == 0 || c.p.Calendar.Dateless {
		return
	}
	m.Light = make([][][5]search.Sky, 1, len(c.dates)+1)
	for i, d := range c.dates {
		row := make([][5]search.Sky, len(c.locs))
		for k, id := range c.locs {
			for effet := range asked[id] {
				open, _ := c.sky.hours(effet, id, d)
				row[k][effets[effet]] = skyOf(open)
			}
		}
		m.Light = append(m.Light, row)
		for u := range m.Units {
			m.Slots[i*m.Units+u].Law.Sky = i + 1
		}
	}
}

// effets are the phases of the lights that have hours.
var effets = map[script.Light]search.Phase{script.Dawn: search.Dawn, script.Day: search.Day, script.Dusk: search.Dusk,
	script.Night: search.Night}

// onTheFive is what hours are counted by, in minutes: nobody calls a take at 22:08.
const onTheFive = 5

// skyOf reads the hours of a light: those of the day or the evening, which begin on five minutes, and those before the morning.
func skyOf(open []stretch) search.Sky {
	var out search.Sky
	for _, w := range open {
		switch {
		case w.to < 0 || w.to < w.from:
		case w.from < 0 && len(open) > 1:
			out.Early = w.to
		default:
			out.From = (max(w.from, 0) + onTheFive - 1) / onTheFive * onTheFive
			out.To = min(w.to, search.Endless)
		}
	}
	return out
}

// cast compiles the performers.
func (c *compiled) cast() error {
	for _, a := range c.artists {
		o := a.role
		rate := cents(o.dayStep(c.p.Calendar).Value)
		hold := cents(o.HoldRate)
		if o.HoldRate.IsZero() {
			hold = rate
		}
		r := search.Role{Rate: rate, Hold: hold, Due: rate, Week: cents(o.WeekRate), Travel: cents(o.Stay()), HoldPaid: o.HoldPaid,
			Drop: o.DropAfter, MaxDays: o.MaxDays, RestAfter: o.RestAfter}
		if o.WeekRate.IsZero() {
			r.MinDays = o.guaranteed(c.p.Calendar)
		} else {
			r.Floor = cents(o.guarantee(c.p.Calendar).Value)
		}
		for _, d := range o.Paid {
			each := rate
			if !d.DayRate.IsZero() {
				each = cents(d.DayRate)
			}
			r.Once += int64(d.Days) * each
		}
		c.options(o, &r)
		r.Child = c.own(a)
		c.in.Roles = append(c.in.Roles, r)
	}
	return c.minors()
}

// options gives a role what its days worked in an option cost beside the others.
func (c *compiled) options(o *Role, r *search.Role) {
	if len(o.Options) == 0 || c.p.Calendar.Dateless {
		return
	}
	pay, usual, apart := make([]int64, len(c.dates)), r.Rate, make([]bool, len(c.dates))
	for d := range c.dates {
		pay[d] = usual
		if rate, option := o.optionOn(c.p.Calendar, c.in.Dates[d].Pos); option {
			pay[d], apart[d] = cents(rate), !o.WeekRate.IsZero()
		}
		r.Rate = min(r.Rate, pay[d])
	}
	for d := range pay {
		pay[d] -= r.Rate
	}
	r.Dear, r.Apart = pay, apart
}

// own are the hours of a performer who does not share those of the others; nil for one who does.
func (c *compiled) own(a artist) *search.Child {
	o, child := a.role, a.child()
	before, after := a.around()
	k := &search.Child{Adult: child == nil, Before: before, After: after, Most: o.MaxMinutes}
	k.Rest, k.Earliest, k.Latest = o.Turnaround, o.From.Minutes(), o.Until.Minutes()
	if child == nil && o.Turnaround+o.MaxMinutes+before+after == 0 && !o.From.Known() && !o.Until.Known() {
		return nil
	}
	k.ByShot = child != nil && c.book.off
	return k
}

// minors gives the children their limits: those of each date, and the loosest of all.
func (c *compiled) minors() error {
	m := &c.in
	if !slices.ContainsFunc(c.artists, func(a artist) bool { return a.child() != nil }) {
		return nil
	}
	same := map[string]int{}
	days := c.dates
	if len(days) == 0 {
		days = []moteur.Date{{}}
	}
	for i, d := range days {
		row := make([]search.Limits, len(c.artists))
		for r, a := range c.artists {
			if m.Roles[r].Child == nil {
				continue
			}
			var err error
			if row[r], err = c.minorOn(a, d, m.Roles[r].Child.Limits); err != nil {
				return fmt.Errorf("rôle %s : %w", a.role.ID, err)
			}
		}
		key := fmt.Sprint(row)
		if _, ok := same[key]; !ok {
			same[key] = len(m.Kids)
			m.Kids = append(m.Kids, row)
		}
		for u := range m.Units {
			if len(m.Slots) > 0 {
				m.Slots[i*m.Units+u].Law.Kids = same[key]
			}
		}
	}
	for r := range m.Roles {
		if k := m.Roles[r].Child; k != nil {
			k.Limits = loosest(m.Kids, r)
		}
	}
	return nil
}

// minorOn are the limits of a performer with hours of their own on a date: the law of children and the performer's own hours.
func (c *compiled) minorOn(a artist, d moteur.Date, own search.Limits) (search.Limits, error) {
	child := a.child()
	if child == nil || !d.IsZero() && child.AgeOn(d) >= 18 {
		return own, nil
	}
	l, err := c.book.child(*child, d, &c.doubts)
	if err != nil {
		return own, err
	}
	out := search.Limits{Work: l.Presence.Value, Latest: l.Late.Value, Earliest: max(l.Early.Value, own.Earliest),
		Rest: max(l.Rest.Value, own.Rest), WeekWork: l.Week.Value, WeekFree: l.FreeDays.Value, Breaks: !l.MealsCount}
	if own.Latest > 0 && (out.Latest == 0 || own.Latest < out.Latest) {
		out.Latest = own.Latest
	}
	return out, nil
}

// loosest are the limits that hold on every date.
func loosest(rows [][]search.Limits, r int) search.Limits {
	out := rows[0][r]
	wider := func(a, b int) int {
		if a == 0 || b == 0 {
			return 0
		}
		return max(a, b)
	}
	for _, row := range rows[1:] {
		l := row[r]
		out.Work, out.Latest, out.WeekWork = wider(out.Work, l.Work), wider(out.Latest, l.Latest), wider(out.WeekWork, l.WeekWork)
		out.Earliest, out.Rest, out.WeekFree = min(out.Earliest, l.Earliest), min(out.Rest, l.Rest), min(out.WeekFree, l.WeekFree)
		out.Breaks = out.Breaks || l.Breaks
	}
	return out
}

// manyCopies is a number of copies that no number of units passes.
const manyCopies = 1 << 20

// material compiles what is hired by the day: the equipment, then the locations that are let for more than a day at a time.
func (c *compiled) material() {
	for _, e := range c.p.Equipment {
		c.in.Equip = append(c.in.Equip, search.Equip{Rate: cents(e.DayRate), MinDays: e.MinDays, BySpan: e.BySpan,
			Copies: max(e.Copies, 1), Once: cents(e.DayRate) * int64(e.PrepDays+e.TravelDays)})
	}
	for i, id := range c.locs {
		l := c.x.location[id]
		if l == nil || !l.let() {
			continue
		}
		c.in.Equip = append(c.in.Equip, search.Equip{Rate: cents(l.DayRate), MinDays: l.MinDays, Block: l.Block, Copies: manyCopies,
			Place: i + 1, Stay: l.stay(), NoReturn: l.NoReturn, Tight: l.Contiguous})
	}
}
