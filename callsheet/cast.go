package callsheet

import (
	"cmp"
	"slices"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/schedule"
	"github.com/moteur-film/moteur/schedule/labour"
)

// cast calls the performers of a day, in the order of their numbers; those kept at disposal come last, without hours.
func (m *maker) cast(day int, s Sheet) []CastCall {
	out := m.calls(day, s.Scenes)
	for i := range out {
		m.engage(&out[i], s.Date)
		m.before(&out[i], day)
	}
	for _, r := range m.in.Problem.Roles {
		known := slices.ContainsFunc(out, func(c CastCall) bool { return m.plays(c, []string{r.ID}) })
		if st := m.status(r.ID, day); st == HoldsCall && !known {
			c := CastCall{Role: r.ID, Number: r.Number, Character: r.Name, Person: r.Performer, Performer: m.person(r.Performer),
				Status: st}
			m.engage(&c, s.Date)
			out = append(out, c)
		}
	}
	slices.SortStableFunc(out, func(a, b CastCall) int {
		return cmp.Or(cmp.Compare(rank(a), rank(b)), cmp.Compare(order(a.Number), order(b.Number)))
	})
	return out
}

func rank(c CastCall) int {
	if c.Status == HoldsCall {
		return 1
	}
	return 0
}

// order puts roles without a number after the others.
func order(n int) int {
	if n == 0 {
		return 1 << 30
	}
	return n
}

// calls counts back the hours of every performer of a list of scenes: PAT is the start of the first scene, HMC ends a little
// earlier, the car leaves so as to arrive when HMC starts. A performer of several roles has one call, from the first of them to the
// last.
func (m *maker) calls(day int, scenes []Scene) []CastCall {
	var out []CastCall
	seen := map[string]bool{}
	for n, first := range scenes {
		for _, id := range first.Roles {
			if seen[id] {
				continue
			}
			seen[id] = true
			c := m.call(id, day, first)
			for _, row := range scenes[n:] {
				if slices.Contains(row.Roles, id) {
					c.Out = latest(c.Out, m.out(day, m.role[id], row))
					if c.Child != nil && row.From.Known() {
						take := labour.Take{Scene: row.Name(), From: row.From, To: m.needed(day, m.role[id], row)}
						c.Child.Takes = append(c.Child.Takes, take)
					}
				}
			}
			i := slices.IndexFunc(out, func(x CastCall) bool { return c.Person != "" && x.Person == c.Person })
			if i < 0 {
				out = append(out, c)
				continue
			}
			out[i] = together(out[i], c)
		}
	}
	return out
}

// together is the one call of a performer for two roles: from the earlier of both to the later.
func together(a, b CastCall) CastCall {
	also := append(slices.Clone(a.Also), AlsoRole{Role: b.Role, Number: b.Number, Character: b.Character})
	one := a
	if b.Prep.Before(a.Prep) {
		one = b
		one.Role, one.Number, one.Character, one.Status = a.Role, a.Number, a.Character, a.Status
	}
	if one.Child == nil {
		one.Child = cmp.Or(a.Child, b.Child)
	}
	if a.Child != nil && b.Child != nil {
		one.Child.Takes = slices.Concat(a.Child.Takes, b.Child.Takes)
	}
	one.Also, one.Out = also, latest(a.Out, b.Out)
	one.Note = join(" ; ", a.Note, b.Note)
	return one
}

// latest is the later of two hours that may be unknown.
func latest(a, b labour.Clock) labour.Clock {
	if !a.Known() || b.After(a) {
		return b
	}
	return a
}

// earliest is the earlier of two hours that are known.
func earliest(a, b labour.Clock) labour.Clock {
	if b.Before(a) {
		return b
	}
	return a
}

// presence is what the plan counts of a performer around the takes of a day: minutes before the first one and after the last one. Both are
// zero for an adult who has none of her or his own, unless two units need the same person that day: the hours of the crew are then theirs.
func (m *maker) presence(id string, day int) (before, after int, own bool) {
	who := CastCall{Role: id, Person: m.role[id].Performer}
	first := true
	for _, r := range m.in.Problem.Roles {
		if !m.plays(who, []string{r.ID}) {
			continue
		}
		if r.Child != nil {
			return r.Child.Before, r.Child.After, true
		}
		if first { // the engagement of a performer is that of the first of the roles
			before, after, first = r.Before, r.After, false
		}
	}
	if before+after > 0 {
		return before, after, true
	}
	today := m.in.Plan.Days[day]
	for i, d := range m.in.Plan.Days {
		if i != day && d.Date == today.Date && !d.Date.IsZero() &&
			slices.ContainsFunc(d.Scenes, func(x string) bool { return m.plays(who, m.scene[x].Roles) }) {
			return 0, 0, true
		}
	}
	return 0, 0, false
}

// call counts back the hours of a role from its first scene. The preparation is that of the plan (Role.Before, or Child.Before), else the
// usual one inside the hours that the plan counts, from the general call on; what Input.Cast asks for comes before both.
func (m *maker) call(id string, day int, first Scene) CastCall {
	r := m.role[id]
	u := m.in.Cast[id]
	c := CastCall{Role: id, Number: r.Number, Character: m.roleName(id), Person: r.Performer, Performer: m.person(r.Performer),
		Status: m.status(id, day), First: first.ID, Ready: first.From, Note: u.Note}
	if c.Performer == "" {
		c.Performer = "à confirmer"
	}
	if c.Ready.Known() {
		m.prepare(&c, day, u)
	}
	if r.Child != nil {
		c.Child = &Minor{Child: *r.Child, Guardian: u.Guardian, School: u.School, FirstDay: m.firstDay(c)}
		c.Child.Authorised = slices.Clone(r.Child.Authorised)
	}
	return c
}

// firstDay is the first date of the plan on which the performer of a call works.
func (m *maker) firstDay(who CastCall) moteur.Date {
	for _, i := range m.order {
		d := m.in.Plan.Days[i]
		if slices.ContainsFunc(d.Scenes, func(id string) bool { return m.plays(who, m.scene[id].Roles) }) {
			return d.Date
		}
	}
	return moteur.Date{}
}

// prepare sets the hours before the first take.
func (m *maker) prepare(c *CastCall, day int, u CastUsual) {
	before, _, own := m.presence(c.Role, day)
	call := m.in.Plan.Days[day].Call
	c.Dressed = c.Ready.Add(-m.usual.DressedEarly)
	switch {
	case u.Prep > 0:
		c.Prep = c.Dressed.Add(-u.Prep)
	case own:
		c.Prep = c.Ready.Add(-before)
		if m.role[c.Role].Child != nil && before == 0 {
			c.Note = join(" ; ", c.Note, "HMC à fixer")
		}
		if u.Drive > 0 && u.Drive < before { // the ride is part of the presence
			c.Prep = c.Prep.Add(u.Drive)
		}
	default:
		c.Prep = c.Dressed.Add(-m.usual.Prep)
		if c.Prep.Before(call) && !call.After(c.Ready) {
			c.Prep = call
		}
	}
	c.Dressed = latest(c.Dressed, c.Prep)
	if u.Drive > 0 {
		c.Pickup, c.From, c.Driver, c.Drive = c.Prep.Add(-u.Drive), u.From, u.Driver, u.Drive
	}
}

// needed is when a role is no more needed in a scene: at its end, or after its minutes of presence in it.
func (m *maker) needed(day int, r schedule.Role, row Scene) labour.Clock {
	if n := m.scene[row.ID].Present[r.ID]; n > 0 && row.From.Known() && row.Part == "" {
		return earliest(row.To, row.From.Add(n+m.breakIn(day, row, n)))
	}
	return row.To
}

// out is when a role leaves after a scene: its minutes of presence in it, then the release, inside the hours that the plan counts.
func (m *maker) out(day int, r schedule.Role, row Scene) labour.Clock {
	end := m.needed(day, r, row)
	if !end.Known() {
		return end
	}
	if _, after, own := m.presence(r.ID, day); own {
		return end.Add(after)
	}
	d := m.in.Plan.Days[day]
	last := end.Add(m.usual.Release)
	if closes := d.Wrap.Add(-m.in.Problem.Shape.WrapUp); d.Wrap.Known() && last.After(closes) {
		return latest(end, closes)
	}
	return last
}

// breakIn is the length of the break of a day that falls inside so many minutes of a scene.
func (m *maker) breakIn(day int, row Scene, minutes int) int {
	d := m.in.Plan.Days[day]
	if d.Meal.After(row.From) && d.Meal.Before(row.From.Add(minutes)) {
		return m.in.Problem.PauseOf(d)
	}
	return 0
}

// status is the place of a day in the days of the role's performer, over all units; "" when the role has nothing to do with it.
func (m *maker) status(id string, day int) Status {
	first, last, today := -1, -1, -1
	works, who := false, CastCall{Role: id, Person: m.role[id].Performer}
	for pos, i := range m.order {
		if i == day {
			today = pos
		}
		for _, sc := range m.in.Plan.Days[i].Scenes {
			if m.plays(who, m.scene[sc].Roles) {
				if first < 0 {
					first = pos
				}
				last = pos
				works = works || i == day
				break
			}
		}
	}
	switch {
	case works && first == last:
		return OnlyDay
	case works && today == first:
		return Starts
	case works && today == last:
		return Finishes
	case works:
		return Works
	case slices.Contains(m.paid[id].Holds, m.in.Plan.Days[day].Date):
		return HoldsCall
	}
	return ""
}

// others are the IDs of the further roles of a call.
func (c CastCall) others() []string {
	var out []string
	for _, a := range c.Also {
		out = append(out, a.Role)
	}
	return out
}

// engage says whether the performer may work that day, and when the DPAE was sent. The dates of a performer of several roles are those
// free for each of them.
func (m *maker) engage(c *CastCall, d moteur.Date) {
	for _, r := range m.in.Problem.Roles {
		if d.IsZero() || !m.plays(*c, []string{r.ID}) {
			continue
		}
		in := func(spans []moteur.Span) bool {
			return slices.ContainsFunc(spans, func(s moteur.Span) bool { return s.Contains(d) })
		}
		option := slices.ContainsFunc(r.Options, func(o schedule.RoleOption) bool { return o.Span.Contains(d) })
		switch {
		case in(r.Busy):
			c.Unavailable = "indisponible le " + fr.ShortDate(d)
		case len(r.Free) > 0 && !in(r.Free) && !option:
			c.Unavailable = "hors de ses dates d'engagement"
		}
	}
	if m.in.Declared != nil {
		c.HasDPAE, c.Declared = true, m.in.Declared[c.Person]
	}
}

// before finds when the performer left on the last day worked, real or planned, in any unit, and the days worked since the Monday of
// the week before.
func (m *maker) before(c *CastCall, day int) {
	today := m.in.Plan.Days[day].Date
	c.Travelled = m.travelled(m.in.Plan.Days[day], m.trips[c.Role])
	since := today.Monday().AddDays(-7)
	for k := len(m.order) - 1; k >= 0; k-- {
		i := m.order[k]
		d := m.in.Plan.Days[i]
		if d.Date.IsZero() || !d.Date.Before(today) {
			continue
		}
		if d.Date.Before(since) && !c.Previous.IsZero() && d.Date != c.Previous.Date {
			break
		}
		if !slices.ContainsFunc(d.Scenes, func(id string) bool { return m.plays(*c, m.scene[id].Roles) }) {
			continue
		}
		for _, p := range m.calledOn(i) {
			if !m.plays(*c, []string{p.Role}) {
				continue
			}
			out, real := p.Out, m.ends[endKey(d.Date, d.Unit)].Out
			for _, id := range append([]string{p.Role}, p.others()...) {
				if real[id].Known() {
					out = real[id]
					break
				}
			}
			if !out.Known() {
				continue
			}
			if c.Previous.IsZero() || c.Previous.Date == d.Date && out.After(c.Previous.At) {
				c.Previous, c.PreviousZone = labour.Moment{Date: d.Date, At: out}, m.clock(d)
				c.PreviousSpan, _ = c.PreviousZone.Elapsed(labour.Moment{Date: d.Date, At: p.Prep}, c.Previous) // 0 when unknown
			}
			if !d.Date.Before(since) {
				w := m.workedOn(d, p.Prep, out)
				w.Journey = m.travelled(d, m.trips[c.Role])
				c.keep(w)
			}
		}
	}
	slices.Reverse(c.Week)
}

// calledOn are the calls of a day of the plan, none when its scenes are not found.
func (m *maker) calledOn(i int) []CastCall {
	calls, ok := m.called[i]
	if !ok {
		d := m.in.Plan.Days[i]
		if scenes, err := m.scenes(d); err == nil {
			calls = m.calls(i, scenes)
		}
		m.called[i] = calls
	}
	return calls
}

// workedOn is the day of a performer from the HMC to the release, the meal of the plan inside.
func (m *maker) workedOn(d schedule.Day, from, to labour.Clock) labour.Day {
	w := labour.Day{Date: d.Date, RDV: from, Back: to, Clock: m.clock(d)}
	if end := d.Meal.Add(m.in.Problem.PauseOf(d)); end.After(d.Meal) && !d.Meal.Before(from) && !end.After(to) {
		w.Breaks = []labour.Break{{From: d.Meal, To: end, Meal: true}}
	}
	return w
}

// keep adds a day to those worked before, the latest first: the days of two roles or two units on one date are one, from the first
// call to the last release.
func (c *CastCall) keep(d labour.Day) {
	if n := len(c.Week) - 1; n >= 0 && c.Week[n].Date == d.Date {
		w := &c.Week[n]
		if d.RDV.Before(w.RDV) {
			w.RDV = d.RDV
		}
		if d.Back.After(w.Back) {
			w.Back = d.Back
		}
		w.Journey = max(w.Journey, d.Journey)
		return
	}
	if d.Check() == nil {
		c.Week = append(c.Week, d)
	}
}

// plays tells whether one of the roles is the performer's: a performer may have two.
func (m *maker) plays(c CastCall, roles []string) bool {
	return slices.ContainsFunc(roles, func(id string) bool {
		return id == c.Role || c.Person != "" && m.role[id].Performer == c.Person
	})
}
