package schedule

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/doc"
	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/schedule/labour"
)

// Margin is a rule that a plan keeps with little to spare: a near-miss. A late take, a lost day or one scene more would break
// it.
type Margin struct {
	Where string `json:"where"` // the day, the week or the person
	Text  string `json:"text"`  // one French sentence: the rule, and what is left
	Rule  string `json:"rule"`
	// Left is what remains before the rule breaks, in minutes or in days.
	Left int  `json:"left"`
	Days bool `json:"days,omitempty"` // Left counts days
}

// tightMinutes is how little a margin of time is when Margins tells it.
const tightMinutes = 30

// Margins lists the rules of a plan kept with half an hour or less to spare, and the dates used to the last day, the tightest
// first. A plan that breaks rules is for Check: what is broken is not listed here.
func Margins(p Problem, plan Plan) []Margin {
	r := p.Check()
	if r.Err() != nil {
		return nil
	}
	c, err := newChecker(p, plan, &r)
	if err != nil {
		return nil
	}
	if c.read(); r.Err() != nil {
		return nil
	}
	m := margins{c: c}
	for i := range c.days {
		m.day(i)
		m.light(i)
	}
	m.rests()
	m.weeks()
	m.dates()
	slices.SortStableFunc(m.out, func(a, b Margin) int {
		if a.Days != b.Days {
			return map[bool]int{true: -1, false: 1}[a.Days]
		}
		return cmp.Compare(a.Left, b.Left)
	})
	return m.out
}

type margins struct {
	c   *checker
	out []Margin
}

// time tells a margin of minutes when it is small and not negative.
func (m *margins) time(where string, limit labour.Limit, what string, used int) {
	if left := limit.Value - used; limit.Value > 0 && left >= 0 && left <= tightMinutes {
		m.out = append(m.out, Margin{Where: fr.Capital(where), Rule: limit.Rule, Left: left,
			Text: fmt.Sprintf("%s : %s sur %s, il reste %s.", what, hm(used), hm(limit.Value), fr.Plural(left, "minute", "minutes"))})
	}
}

// day measures the hours and the contents of a day.
func (m *margins) day(i int) {
	c, d, s := m.c, m.c.days[i], m.c.p.Shape
	if len(d.scenes) == 0 || !d.timed() || !c.clocked {
		return
	}
	for k, sc := range d.scenes {
		if l := c.x.location[sc.place()]; l != nil && l.Closes.Known() {
			if left := l.Closing().Minutes() - d.end[k]; left >= 0 && left <= tightMinutes {
				m.out = append(m.out, Margin{Where: fr.Capital(d.name()), Rule: "schedule/location-hours", Left: left,
					Text: fmt.Sprintf("%s ferme à %s, la séquence %s y finit à %s : il reste %s.",
						l.label(), l.Closing().Label(moteur.Date{}), d.scene(k), written(d.end[k]), fr.Plural(left, "minute", "minutes"))})
			}
		}
	}
	if c.book.off {
		return
	}
	span, work := d.Wrap-d.Call, d.Wrap-d.Call
	if d.breakInside(d.Call, d.Wrap) {
		work -= d.pause
	}
	m.time(d.name(), d.law.crew.Span, "Amplitude de l'équipe", span)
	m.time(d.name(), d.law.crew.DayMax, "Durée du travail", work)
	m.time(d.name(), d.law.cast.Span, "Amplitude des artistes", span-s.WrapUp)
	for _, a := range c.artists {
		if stay, works := c.stayIn(a, i); works && a.child() != nil {
			m.child(a, stay)
		}
	}
}

// child measures the presence of a child in a day.
func (m *margins) child(a artist, stay stay) {
	d, child := m.c.days[stay.day], a.child()
	lim, err := m.c.book.child(*child, d.Date, nil)
	if err != nil {
		return
	}
	present := stay.to - stay.from
	if !lim.MealsCount && d.breakInside(stay.from, stay.to) {
		present -= d.pause
	}
	m.time(d.name(), lim.Presence, fmt.Sprintf("Présence de %s (%d ans)", a.label(), child.AgeOn(d.Date)), present)
	if left := lim.Late.Value - stay.to; lim.Late.Value > 0 && left >= 0 && left <= tightMinutes {
		m.out = append(m.out, Margin{Where: fr.Capital(d.name()), Rule: lim.Late.Rule, Left: left,
			Text: fmt.Sprintf("%s (%d ans) part à %s, %s au plus tard : il reste %s.", a.label(), child.AgeOn(d.Date), written(stay.to),
				written(lim.Late.Value), fr.Plural(left, "minute", "minutes"))})
	}
}

// light measures what is left before the light of a scene goes.
func (m *margins) light(i int) {
	c, d := m.c, m.c.days[i]
	if !c.sky.known || !d.timed() {
		return
	}
	for k, s := range d.scenes {
		effet := c.sky.effet(c.x, s)
		if effet == "" {
			continue
		}
		open, words := c.sky.hours(effet, s.place(), d.Date)
		for _, w := range open {
			if left := w.to - d.end[k]; w.from <= d.begin[k] && left >= 0 && left <= tightMinutes {
				m.out = append(m.out, Margin{Where: fr.Capital(d.name()), Rule: "schedule/light", Left: left,
					Text: fmt.Sprintf("La séquence %s (%s) finit à %s, %s : il reste %s.", d.scene(k), s.Light.Label(), written(d.end[k]),
						words, fr.Plural(left, "minute", "minutes"))})
			}
		}
	}
}

// rests measures the rest of the crew between two dates in a row.
func (m *margins) rests() {
	c := m.c
	if c.book.off {
		return
	}
	for j, d := range c.days {
		for _, prev := range c.days[:j] {
			if prev.Unit != d.Unit || d.pos-prev.pos != 1 {
				continue
			}
			rest := d.Call + 24*60 - prev.Wrap - c.p.earliest() - c.p.Shape.Late
			if left := rest - d.law.crew.Rest.Value; left >= 0 && left <= tightMinutes {
				m.out = append(m.out, Margin{Where: fr.Capital(d.name()), Rule: d.law.crew.Rest.Rule, Left: left,
					Text: fmt.Sprintf("Repos depuis la veille : %s, %s au moins ; il reste %s.", hm(rest), hm(d.law.crew.Rest.Value),
						fr.Plural(left, "minute", "minutes"))})
			}
		}
	}
}

// weeks measures the hours of the crew's civil weeks.
func (m *margins) weeks() {
	c := m.c
	if c.book.off {
		return
	}
	units := map[string]bool{}
	for _, d := range c.days {
		if units[d.Unit] {
			continue
		}
		units[d.Unit] = true
		for _, w := range c.byWeek(func(o checkedDay) bool { return o.Unit == d.Unit },
			func(o checkedDay) int {
				if o.breakInside(o.Call, o.Wrap) {
					return o.Wrap - o.Call - o.pause
				}
				return o.Wrap - o.Call
			}) {
			if l, err := c.book.on(w.dates[0], nil); err == nil {
				m.time("semaine du "+fr.Date(w.monday), l.crew.Week, "Travail de la semaine", w.minutes)
			}
		}
	}
}

// dates tells what is used to its last day: the shoot, a performer's days, the windows of people and places.
func (m *margins) dates() {
	c := m.c
	days := func(where, rule, format string, args ...any) {
		m.out = append(m.out, Margin{Where: where, Rule: rule, Days: true, Text: fmt.Sprintf(format, args...)})
	}
	shot := map[int]bool{}
	for _, d := range c.days {
		shot[d.pos] = true
	}
	if n := c.p.Calendar.MaxDays; n > 0 && len(shot) == n {
		days("Tournage", "schedule/max-days", "Les %d jours permis sont tous pris.", n)
	}
	if n := len(c.days); n > 0 && !c.p.Calendar.Last.IsZero() && c.days[n-1].Date == c.p.Calendar.Last {
		days("Tournage", "schedule/after-last", "Le dernier jour permis, le %s, est pris.", fr.Date(c.p.Calendar.Last))
	}
	for _, a := range c.artists {
		worked := map[int]bool{}
		for _, d := range c.days {
			if !a.works(d) {
				continue
			}
			worked[d.pos] = true
			if w := a.freeOn(d.Date.AddDays(1)); !d.Date.IsZero() && !w && a.freeOn(d.Date) {
				days(a.label(), "schedule/role-unavailable", "Tourne le %s, dernier jour avant une indisponibilité.", fr.LongDate(d.Date))
			}
		}
		if n := a.role.MaxDays; n > 0 && len(worked) == n {
			days(a.label(), "schedule/role-max-days", "Les %d jours du contrat sont tous pris.", n)
		}
	}
	for i := range c.p.Locations {
		l := &c.p.Locations[i]
		for _, d := range c.days {
			if !d.Date.IsZero() && slices.Contains(d.places(), l.ID) && l.openOn(d.Date) && !l.openOn(d.Date.AddDays(1)) {
				days(l.label(), "schedule/location-window", "Tourné le %s, dernier jour de la période.", fr.LongDate(d.Date))
			}
		}
	}
}

// marginTable prints the near-misses of a plan, the tightest first.
func marginTable(list []Margin) doc.Table {
	t := doc.Table{Sheet: "Marges", Title: "Au plus juste", Compact: true,
		Columns: []doc.Column{{Title: "Où", Width: 3}, {Title: "Ce qui tient sans marge", Width: 7}, {Title: "Règle", Width: 2.5}}}
	for _, m := range list {
		t.Rows = append(t.Rows, doc.Row{Cells: []doc.Cell{doc.S(m.Where), doc.S(m.Text), doc.S(m.Rule).As(doc.Muted)}})
	}
	return t
}
