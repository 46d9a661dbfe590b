package schedule

import (
	"slices"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/schedule/internal/search"
)

// piece is what the search lays: a scene, or a part of one.
type piece struct {
	scene int  // its rank in Problem.Scenes
	part  Part // Of is 0 for a scene shot whole
	slot  int  // of the frozen day that shot it, -1 for one still to shoot
	// minutes and eighths are those of the strip.
	minutes, eighths int
}

// slotOf is the slot of a day of a plan, -1 when the search has none.
func (c *compiled) slotOf(d Day) int {
	pos := d.at(c.p.Calendar)
	unit := max(slices.IndexFunc(c.p.Units, func(u Unit) bool { return u.ID == d.Unit }), 0)
	return slices.IndexFunc(c.in.Slots, func(s search.Slot) bool { return c.in.Dates[s.Date].Pos == pos && s.Unit == unit })
}

// told makes strips of what the frozen days shot.
func (c *compiled) told() {
	c.strips = c.stripsOf(c.p.Frozen)
}

// stripsOf are the strips that some days shoot, each in its slot; a retake is one more.
func (c *compiled) stripsOf(days []Day) []piece {
	var out []piece
	rank := map[string]int{}
	for i, s := range c.p.Scenes {
		rank[s.ID] = i
	}
	for _, d := range days {
		slot := c.slotOf(d)
		if slot < 0 {
			continue
		}
		for _, id := range d.Scenes {
			i, known := rank[id]
			if !known {
				continue
			}
			part, cut := d.part(id)
			s := piece{scene: i, part: part, slot: slot, minutes: part.Minutes, eighths: part.Eighths}
			if !cut {
				s.minutes, s.eighths = c.p.shootMinutes(c.p.Scenes[i]), c.p.Scenes[i].Eighths
			}
			out = append(out, s)
		}
	}
	return out
}

// owed makes strips of what is still to shoot: whole scenes, the parts asked for, and the rest of the scenes a frozen day left
// unfinished.
func (c *compiled) owed() {
	for i := range c.p.Scenes {
		s := &c.p.Scenes[i]
		minutes, eighths, parts, whole := c.p.shootMinutes(*s), s.Eighths, 0, false
		for _, done := range c.strips {
			if done.scene != i {
				continue
			}
			whole = whole || done.part.Of == 0
			minutes, eighths, parts = minutes-done.minutes, eighths-done.eighths, parts+1
		}
		if whole || minutes <= 0 {
			continue
		}
		if own := s.shares(parts, minutes); own != nil {
			c.strips = append(c.strips, c.divide(i, own, max(eighths, 0), parts)...)
			continue
		}
		c.strips = append(c.strips, c.split(i, minutes, max(eighths, 0), parts, max(1, s.Parts-parts))...)
	}
}

// shares are the lengths asked for the parts of a scene after the first ones, nil when none are or when they do not make what is left.
func (s *Scene) shares(after, minutes int) []int {
	if len(s.Shares) <= after {
		return nil
	}
	left := s.Shares[after:]
	if sum(left) != minutes {
		return nil
	}
	return left
}

// divide cuts what is left of a scene into parts of given minutes; the eighths follow them.
func (c *compiled) divide(scene int, shares []int, eighths, before int) []piece {
	var out []piece
	all, at := sum(shares), 0
	for k, n := range shares {
		s := piece{scene: scene, slot: -1, minutes: n, eighths: eighths*(at+n)/all - eighths*at/all}
		s.part = Part{Scene: c.p.Scenes[scene].ID, Number: before + k + 1, Of: len(shares) + before, Minutes: s.minutes, Eighths: s.eighths}
		out, at = append(out, s), at+n
	}
	return out
}

// split cuts what is left of a scene into parts of equal length, to the minute and the eighth; before are the parts already shot.
func (c *compiled) split(scene, minutes, eighths, before, n int) []piece {
	n = max(1, min(n, maxParts, minutes))
	var out []piece
	for k := range n {
		share := func(all int) int { return all*(k+1)/n - all*k/n }
		s := piece{scene: scene, slot: -1, minutes: share(minutes), eighths: share(eighths)}
		if n+before > 1 {
			s.part = Part{Scene: c.p.Scenes[scene].ID, Number: before + k + 1, Of: n + before, Minutes: s.minutes, Eighths: s.eighths}
		}
		out = append(out, s)
	}
	return out
}

// build compiles the strips: the scenes of the search, the slots each may stand on, and the raccords between them.
func (c *compiled) build() {
	m := &c.in
	m.Scenes, m.Prec, c.stuck = nil, nil, nil
	for i := range m.Slots {
		sl := &m.Slots[i]
		sl.Fixed, sl.Order, sl.HasHours, sl.Begin, sl.End, sl.Kept = false, nil, false, nil, nil, nil
	}
	kinds := map[string]int{}
	may := c.newAllowance()
	for _, s := range c.strips {
		m.Scenes = append(m.Scenes, c.scene(s, kinds, may))
	}
	m.Kinds = len(kinds)
	c.raccords()
	c.freeze()
	m.From = len(c.dates)
	for d := range c.dates {
		if !c.dates[d].IsZero() && !c.dates[d].Before(c.p.Calendar.First) && c.p.shootable(c.x, c.artists, c.dates[d]) {
			m.From = d
			break
		}
	}
}

// scene compiles a strip.
func (c *compiled) scene(strip piece, kinds map[string]int, may allowance) search.Scene {
	s := &c.p.Scenes[strip.scene]
	out := search.Scene{Minutes: strip.minutes, Eighths: strip.eighths, Loc: slices.Index(c.locs, s.place()),
		Phase: search.Phase(phaseOf(*s)), Side: search.Phase(side(*s)), Story: s.StoryDay, Outside: s.outside(), Cover: s.cover(c.x),
		Fixed: -1, Sun: c.sky.binds(c.x, s)}
	if out.Sun {
		out.Effet = effets[c.sky.effet(c.x, s)]
	}
	c.people(s, &out)
	for _, id := range s.Needs {
		if e := slices.IndexFunc(c.p.Equipment, func(e Equipment) bool { return e.ID == id }); !slices.Contains(out.Equip, e) {
			out.Equip = append(out.Equip, e)
		}
	}
	let := len(c.p.Equipment)
	for _, id := range c.locs {
		if l := c.x.location[id]; l != nil && l.let() {
			if id == s.place() {
				out.Equip = append(out.Equip, let)
			}
			let++
		}
	}
	for _, e := range s.Extras {
		key := e.Kind + "\x00" + e.DayRate.String()
		if _, ok := kinds[key]; !ok {
			kinds[key] = len(kinds)
		}
		out.Extras = append(out.Extras, search.Extra{Kind: kinds[key], Count: e.Count, Rate: cents(e.DayRate)})
	}
	out.Allowed, out.Nights = may.slots(s), c.nights[strip.scene]
	out.ByNight = c.book.off || c.p.asksNight(c.x, c.artists, s)
	if c.in.KeepCover && out.Cover {
		out.Covers = may.covers(s)
	}
	return out
}

// people are the performers of a scene; those whose roles are all needed for less than the scene stay for the longest of them.
func (c *compiled) people(s *Scene, out *search.Scene) {
	for r, a := range c.artists {
		if !a.in(s) {
			continue
		}
		out.Roles = append(out.Roles, r)
		if k := c.in.Roles[r].Child; k != nil {
			out.Child, out.Watched = out.Child || !k.Adult, out.Watched || k.Adult
		}
		stays := 0
		for _, o := range a.roles {
			if !slices.Contains(s.Roles, o.ID) {
				continue
			}
			n, short := s.Present[o.ID]
			if !short {
				n = out.Minutes
			}
			stays = max(stays, n)
		}
		if stays < out.Minutes {
			out.Short = append(out.Short, search.Stay{Role: r, Minutes: stays})
		}
	}
}

// raccords compiles the precedences, and keeps the parts of a scene in a row.
func (c *compiled) raccords() {
	m := &c.in
	first, last := map[string]int{}, map[string]int{}
	for i, s := range c.strips {
		id := c.p.Scenes[s.scene].ID
		if k, ok := last[id]; ok {
			m.Prec = append(m.Prec, search.Prec{Before: k, After: i, Next: s.slot < 0 && c.strips[k].slot < 0})
		} else {
			first[id] = i
		}
		last[id] = i
	}
	for _, q := range c.p.Precedences {
		a, okA := last[q.Before]
		b, okB := first[q.After]
		// What the past shot too early is told.
		if okA && okB && (c.strips[b].slot < 0 || c.strips[a].slot >= 0) {
			m.Prec = append(m.Prec, search.Prec{Before: a, After: b, Gap: q.GapDays, SameDay: q.SameDay})
		}
	}
}

// allowance tells where a scene may stand.
type allowance struct {
	c        *compiled
	rank     map[string]int // of each unit
	reserved []bool         // by unit: it shoots only what names it
	free     [][]bool       // by performer and date
	worked   []bool         // by date: the calendar lets it be worked
	pins     map[string][]moteur.Span
}

func (c *compiled) newAllowance() allowance {
	a := allowance{c: c, rank: map[string]int{}, pins: map[string][]moteur.Span{}}
	a.reserved, a.free = make([]bool, c.in.Units), make([][]bool, len(c.artists))
	for i, u := range c.p.Units {
		a.rank[u.ID], a.reserved[i] = i, u.Reserved
	}
	for i, who := range c.artists {
		a.free[i] = make([]bool, len(c.dates))
		for d := range c.dates {
			a.free[i][d] = who.freeOn(c.dates[d])
		}
	}
	for _, d := range c.dates {
		a.worked = append(a.worked, d.IsZero() || !d.Before(c.p.Calendar.First) && c.p.Calendar.kindOf(d).ok)
	}
	for _, pin := range c.p.Pins {
		a.pins[pin.Scene] = append(a.pins[pin.Scene], pin.Span)
	}
	return a
}

// unit tells whether a unit may shoot a scene.
func (a allowance) unit(s *Scene, unit int) bool {
	if s.Unit == "" {
		return !a.reserved[unit]
	}
	return a.rank[s.Unit] == unit
}

// dates tells on which dates the place, the people and the equipment of a scene can be had.
func (a allowance) dates(s *Scene) []bool {
	out := make([]bool, len(a.c.dates))
	for d, on := range a.c.dates {
		out[d] = a.c.p.couldBeShot(a.c.x, nil, s, on)
		for r, who := range a.c.artists {
			out[d] = out[d] && (a.free[r][d] || !who.in(s))
		}
	}
	return out
}

// slots tells on which slots a scene may stand.
func (a allowance) slots(s *Scene) []bool {
	out := make([]bool, len(a.c.in.Slots))
	if !a.c.p.reachable(a.c.x, a.c.artists, s) {
		return out
	}
	dates := a.dates(s)
	for k, sl := range a.c.in.Slots {
		d := a.c.dates[sl.Date]
		pinned := slices.ContainsFunc(a.pins[s.ID], func(span moteur.Span) bool { return !d.IsZero() && !span.Contains(d) })
		out[k] = dates[sl.Date] && !pinned && a.unit(s, sl.Unit) && a.worked[sl.Date]
	}
	return out
}

// covers tells on which slots a scene may serve in bad weather.
func (a allowance) covers(s *Scene) []bool {
	out := make([]bool, len(a.c.in.Slots))
	dates := a.dates(s)
	for k, sl := range a.c.in.Slots {
		out[k] = dates[sl.Date] && a.unit(s, sl.Unit)
	}
	return out
}

// reachable tells whether all those who need an accessible place have one for a scene.
func (p Problem) reachable(x index, artists []artist, s *Scene) bool {
	if l := x.location[s.place()]; l != nil && l.Accessible {
		return true
	}
	return !slices.ContainsFunc(p.Crew.Members, func(m Member) bool { return m.Access }) &&
		!slices.ContainsFunc(artists, func(a artist) bool {
			return a.in(s) && slices.ContainsFunc(a.roles, func(o *Role) bool {
				return (o.Access || a.role.Access) && slices.Contains(s.Roles, o.ID)
			})
		})
}

// freeze closes the slots of frozen days and fixes their strips there.
func (c *compiled) freeze() {
	m := &c.in
	for _, f := range c.p.Frozen {
		k := c.slotOf(f)
		if k < 0 || m.Slots[k].Fixed {
			continue
		}
		sl := &m.Slots[k]
		sl.Fixed = true
		for i, s := range c.strips {
			if s.slot == k {
				sl.Order = append(sl.Order, i)
				m.Scenes[i].Fixed = k
			}
		}
		if f.timed() {
			sl.HasHours = true
			sl.Hours = search.Hours{Call: f.Call.Minutes(), Ready: f.Ready.Minutes(), Meal: f.Meal.Minutes(), Break: c.p.PauseOf(f),
				Wrap: f.Wrap.Minutes()}
			if d := c.p.looked(c.x, f); len(d.begin) == len(sl.Order) {
				sl.Begin, sl.End, sl.Kept = d.begin, d.end, d.kept(c.p.Shape)
			}
		}
	}
	for i := range m.Scenes {
		sc := &m.Scenes[i]
		any := false
		for k := range sc.Allowed {
			switch {
			case sc.Fixed >= 0:
				sc.Allowed[k] = k == sc.Fixed
			case m.Slots[k].Fixed:
				sc.Allowed[k] = false
			}
			any = any || sc.Allowed[k]
		}
		if !any {
			c.stuck = append(c.stuck, i)
		}
	}
}

// cut cuts the scenes that no slot can hold alone, each into the fewest parts that some slot holds, and leaves to each strip the slots
// whose light, place and performers leave it hours long enough.
func (c *compiled) cut() {
	if c.in.Clocked || c.in.Minutes > 0 || c.in.Eighths > 0 {
		m := search.New(c.in)
		var out []piece
		some := false
		for i := 0; i < len(c.strips); {
			n := 1
			for i+n < len(c.strips) && c.strips[i+n].scene == c.strips[i].scene && c.strips[i].slot < 0 && c.strips[i+n].slot < 0 {
				n++
			}
			parts := c.fitted(m, i, n)
			some = some || len(parts) != n
			out = append(out, parts...)
			i += n
		}
		if some {
			c.strips = out
			c.build()
		}
	}
	for i := range c.in.Scenes {
		sc := &c.in.Scenes[i]
		if sc.Fixed >= 0 || !sc.Sun && !c.in.Clocked {
			continue
		}
		any := false
		for k := range sc.Allowed {
			sc.Allowed[k] = sc.Allowed[k] && c.in.Holds(i, k)
			any = any || sc.Allowed[k]
		}
		if !any && !slices.Contains(c.stuck, i) {
			c.stuck = append(c.stuck, i)
		}
	}
}

// fitted are the n strips of one scene from strip i on, cut finer when they must be. A scene no number of parts makes lawful stays as it
// is, and the search refuses it.
func (c *compiled) fitted(m *search.Model, i, n int) []piece {
	own := c.strips[i : i+n]
	if own[0].slot >= 0 || len(c.p.Scenes[own[0].scene].Shares) > 0 || !slices.Contains(m.Scenes[i].Allowed, true) {
		return own
	}
	minutes, eighths := 0, 0
	for _, s := range own {
		minutes, eighths = minutes+s.minutes, eighths+s.eighths
	}
	before := max(own[0].part.Number-1, 0)
	for parts := n; parts <= maxParts; parts++ {
		try := own
		if parts > n {
			try = c.split(own[0].scene, minutes, eighths, before, parts)
		}
		sc := m.Scenes[i]
		sc.Minutes, sc.Eighths = try[0].minutes, try[0].eighths
		for _, s := range try {
			sc.Minutes, sc.Eighths = max(sc.Minutes, s.minutes), max(sc.Eighths, s.eighths)
		}
		sc.Short = slices.DeleteFunc(slices.Clone(sc.Short), func(s search.Stay) bool { return s.Minutes >= sc.Minutes })
		if m.Fits(sc, parts) {
			return try
		}
	}
	return own
}

// plan turns a search plan into a plan de travail, with its hours.
func (c *compiled) plan(laid search.Laid) Plan {
	out := Plan{Title: c.p.Title}
	numbers := map[int]int{}
	for k, d := range c.m.Lay(laid) {
		if len(d.Order) == 0 {
			continue
		}
		sl := c.in.Slots[k]
		day := Day{Date: c.dates[sl.Date], Night: d.Kind == int(nightUnit)}
		if len(c.p.Units) > 0 {
			day.Unit = c.p.Units[sl.Unit].ID
		}
		if c.p.Calendar.Dateless {
			day.Number = c.in.Dates[sl.Date].Pos + 1
		} else {
			numbers[sl.Unit]++
			day.Number = numbers[sl.Unit]
		}
		c.fill(&day, d)
		if day.Locked = sl.Fixed; day.Locked {
			c.keep(&day)
		}
		out.Days = append(out.Days, day)
	}
	return out
}

// fill gives a day its scenes, their parts and its hours.
func (c *compiled) fill(day *Day, d search.LaidDay) {
	for _, i := range d.Order {
		s := c.strips[i]
		day.Scenes = append(day.Scenes, c.p.Scenes[s.scene].ID)
		if s.part.Of > 0 {
			day.Parts = append(day.Parts, s.part)
		}
	}
	day.setHours(d.Hours)
	if c.in.Clocked {
		day.setStarts(d.Starts)
	}
}

// keep gives a frozen day what it told of itself.
func (c *compiled) keep(day *Day) {
	for _, f := range c.p.Frozen {
		if f.at(c.p.Calendar) != day.at(c.p.Calendar) || f.Unit != day.Unit {
			continue
		}
		day.Scenes, day.Parts = slices.Clone(f.Scenes), slices.Clone(f.Parts)
		if f.timed() {
			day.Call, day.Ready, day.Meal, day.Wrap = f.Call, f.Ready, f.Meal, f.Wrap
			day.Starts = slices.Clone(f.Starts)
		}
		return
	}
}

// position turns a plan into a search plan; strips it does not place, or places where they may not stand, are -1.
func (c *compiled) position(plan Plan) search.Plan {
	at := make(search.Plan, len(c.strips))
	for i := range at {
		at[i] = c.in.Scenes[i].Fixed
	}
	for _, d := range plan.Days {
		k := c.slotOf(d)
		if k < 0 {
			continue
		}
		for _, id := range d.Scenes {
			if i := c.stripOf(d, id); i >= 0 && c.in.Scenes[i].Allowed[k] {
				at[i] = k
			}
		}
	}
	return at
}

// stripOf is the strip of a scene on a day of a plan, -1 when the search has none like it.
func (c *compiled) stripOf(d Day, scene string) int {
	part, _ := d.part(scene)
	return slices.IndexFunc(c.strips, func(s piece) bool {
		return c.p.Scenes[s.scene].ID == scene && s.part.Number == part.Number && s.part.Of == part.Of
	})
}
