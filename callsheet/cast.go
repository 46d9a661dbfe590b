package callsheet

import (
	"cmp"
	"slices"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/schedule/labour"
)

// cast calls the performers of a day, in the order of their numbers; those kept at disposal come last, without hours.
func (m *maker) cast(day int, s Sheet) []CastCall {
	out := m.calls(day, s.Scenes, s.Ready)
	for i := range out {
		m.engage(&out[i], s.Date)
		m.before(&out[i], day)
	}
	for _, r := range m.in.Problem.Roles {
		if st := m.status(r.ID, day); st == HoldsCall {
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

// calls counts back the hours of every role of a list of scenes: PAT is the start of the first scene, HMC ends a little
// earlier, the car leaves so as to arrive when HMC starts.
func (m *maker) calls(day int, scenes []Scene, ready labour.Clock) []CastCall {
	var out []CastCall
	at := map[string]int{}
	for n, row := range scenes {
		for _, id := range row.Roles {
			i, ok := at[id]
			if !ok {
				i = len(out)
				at[id] = i
				out = append(out, m.call(id, day, row, n == 0, ready))
			}
			if row.To.Known() {
				out[i].Out = row.To.Add(m.usual.Release)
			}
		}
	}
	return out
}

func (m *maker) call(id string, day int, first Scene, opens bool, ready labour.Clock) CastCall {
	r := m.role[id]
	u := m.in.Cast[id]
	c := CastCall{Role: id, Number: r.Number, Character: m.roleName(id), Person: r.Performer, Performer: m.person(r.Performer),
		Status: m.status(id, day), First: first.ID, Ready: first.From, Note: u.Note}
	if opens && ready.Known() {
		c.Ready = ready
	}
	if c.Performer == "" {
		c.Performer = "à confirmer"
	}
	if c.Ready.Known() {
		prep := u.Prep
		if prep <= 0 {
			prep = m.usual.Prep
		}
		c.Dressed = c.Ready.Add(-m.usual.DressedEarly)
		c.Prep = c.Dressed.Add(-prep)
		if u.Drive > 0 {
			c.Pickup, c.From, c.Driver, c.Drive = c.Prep.Add(-u.Drive), u.From, u.Driver, u.Drive
		}
	}
	if r.Child != nil {
		c.Child = &Minor{Child: *r.Child, Guardian: u.Guardian, School: u.School}
		c.Child.Authorised = slices.Clone(r.Child.Authorised)
	}
	return c
}

// status is the place of a day in the role's days, over all units; "" when the role has nothing to do with it.
func (m *maker) status(id string, day int) Status {
	first, last, today := -1, -1, -1
	works := false
	for pos, i := range m.order {
		if i == day {
			today = pos
		}
		for _, sc := range m.in.Plan.Days[i].Scenes {
			if slices.Contains(m.scene[sc].Roles, id) {
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

// engage says whether the performer may work that day, and when the DPAE was sent.
func (m *maker) engage(c *CastCall, d moteur.Date) {
	r := m.role[c.Role]
	in := func(spans []moteur.Span) bool {
		return slices.ContainsFunc(spans, func(s moteur.Span) bool { return s.Contains(d) })
	}
	if !d.IsZero() {
		switch {
		case in(r.Busy):
			c.Unavailable = "indisponible le " + fr.ShortDate(d)
		case len(r.Free) > 0 && !in(r.Free):
			c.Unavailable = "hors de ses dates d'engagement"
		}
	}
	if m.in.Declared != nil {
		c.HasDPAE, c.Declared = true, m.in.Declared[c.Person]
	}
}

// before finds when the performer left on the last day worked, real or planned, in any unit.
func (m *maker) before(c *CastCall, day int) {
	today := m.in.Plan.Days[day].Date
	for k := len(m.order) - 1; k >= 0; k-- {
		i := m.order[k]
		d := m.in.Plan.Days[i]
		if d.Date.IsZero() || !d.Date.Before(today) || !c.Previous.IsZero() && d.Date != c.Previous.Date {
			continue
		}
		if !slices.ContainsFunc(d.Scenes, func(id string) bool { return m.plays(*c, m.scene[id].Roles) }) {
			continue
		}
		scenes, err := m.scenes(d)
		if err != nil {
			continue
		}
		for _, p := range m.calls(i, scenes, d.Ready) {
			if !m.plays(*c, []string{p.Role}) {
				continue
			}
			out := p.Out
			if real := m.ends[endKey(d.Date, d.Unit)].Out[p.Role]; real.Known() {
				out = real
			}
			if out.Known() && (c.Previous.IsZero() || out.After(c.Previous.At)) {
				c.Previous = labour.Moment{Date: d.Date, At: out}
				c.PreviousSpan, _ = m.in.Zone.Elapsed(labour.Moment{Date: d.Date, At: p.Prep}, c.Previous) // 0 when unknown
			}
		}
	}
}

// plays tells whether one of the roles is the performer's: a performer may have two.
func (m *maker) plays(c CastCall, roles []string) bool {
	return slices.ContainsFunc(roles, func(id string) bool {
		return id == c.Role || c.Person != "" && m.role[id].Performer == c.Person
	})
}
