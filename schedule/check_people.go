package schedule

import (
	"fmt"
	"slices"
	"strings"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/schedule/labour"
)

// artist is a performer: the roles of one person, and the engagement, that of the first of them.
type artist struct {
	role  *Role
	roles []*Role
}

// artists are the performers of a problem, in the order of their first roles. Roles without a performer are people of their own.
func (p *Problem) artists() []artist {
	var out []artist
	at := map[string]int{}
	for i := range p.Roles {
		o := &p.Roles[i]
		if k, ok := at[o.Performer]; ok && o.Performer != "" {
			out[k].roles = append(out[k].roles, o)
			out[k].strictest(o)
			continue
		}
		at[o.Performer] = len(out)
		out = append(out, artist{o, []*Role{o}})
	}
	return out
}

// strictest gives a performer the own hours of one more role: the narrowest of all.
func (a *artist) strictest(o *Role) {
	r := *a.role
	least := func(x, y int) int {
		if x == 0 || y > 0 && y < x {
			return y
		}
		return x
	}
	if o.From.Known() && (!r.From.Known() || o.From.After(r.From)) {
		r.From = o.From
	}
	if o.Until.Known() && (!r.Until.Known() || o.Until.Before(r.Until)) {
		r.Until = o.Until
	}
	r.Before, r.After, r.Turnaround = max(r.Before, o.Before), max(r.After, o.After), max(r.Turnaround, o.Turnaround)
	r.MaxMinutes = least(r.MaxMinutes, o.MaxMinutes)
	a.role = &r
}

// artistOf is the performer of a role.
func (c *checker) artistOf(role string) artist {
	for _, a := range c.artists {
		if slices.ContainsFunc(a.roles, func(o *Role) bool { return o.ID == role }) {
			return a
		}
	}
	return artist{}
}

// label names a performer by the roles.
func (a artist) label() string {
	var names []string
	for _, o := range a.roles {
		names = append(names, o.label())
	}
	return strings.Join(names, " et ")
}

// who names a performer in a sentence: one person, whatever the number of roles.
func (a artist) who() string {
	if len(a.roles) > 1 {
		return "l'interprète de " + a.label()
	}
	return a.label()
}

// child is the child the performer is, nil for an adult.
func (a artist) child() *labour.Child {
	for _, o := range a.roles {
		if o.Child != nil {
			return o.Child
		}
	}
	return nil
}

// in tells whether the performer plays in a scene.
func (a artist) in(s *Scene) bool {
	return slices.ContainsFunc(a.roles, func(o *Role) bool { return slices.Contains(s.Roles, o.ID) })
}

// works tells whether the performer has a scene in a day.
func (a artist) works(d checkedDay) bool { return slices.ContainsFunc(d.scenes, a.in) }

// engagedOn tells whether the performer is free on a date for all the roles, and on the days it takes to come and to leave.
func (a artist) engagedOn(d moteur.Date) bool {
	if d.IsZero() {
		return true
	}
	for k := -a.role.TravelDays; k <= a.role.TravelDays; k++ { // a stay may begin or end on any date worked
		if slices.ContainsFunc(a.roles, func(o *Role) bool { return !o.offers(d.AddDays(k)) }) {
			return false
		}
	}
	return true
}

// freeOn tells whether the performer may work on a date: engaged then, and a child authorised.
func (a artist) freeOn(d moteur.Date) bool {
	child := a.child()
	if d.IsZero() || child == nil {
		return a.engagedOn(d)
	}
	return a.engagedOn(d) && !d.Before(child.Issued) && (len(child.Authorised) == 0 || inSpans(child.Authorised, d))
}

// around are the minutes of presence before the first take and after the last one.
func (a artist) around() (before, after int) {
	if child := a.child(); child != nil {
		return child.Before, child.After
	}
	return a.role.Before, a.role.After
}

// stay is the presence of a performer in a day of a unit.
type stay struct {
	day         int // in the plan
	from, to    int // minutes after midnight, preparation and release included
	shot        int // minutes of shooting of the scenes played
	first, last *Scene
}

// stayIn is the presence of a performer in a day: from the first beginning to the last end, with what goes before and after. A role may
// be needed for less than its scene, from its beginning; what a frozen day does not tell lasts until its wrap.
func (c *checker) stayIn(a artist, i int) (stay, bool) {
	d, out := c.days[i], stay{day: i}
	var kept []int
	if d.frozen {
		kept = d.kept(c.p.Shape)
	}
	held := 0
	for k, s := range d.scenes {
		if !a.in(s) {
			continue
		}
		needed, end := a.needed(d, k)
		if out.first == nil || d.begin[k] < out.from {
			out.first, out.from = s, d.begin[k]
		}
		if out.last == nil || end > out.to {
			out.last, out.to = s, end
		}
		out.shot += needed
		if kept != nil {
			held = max(held, kept[k])
		}
	}
	before, after := a.around()
	out.from, out.to = out.from-before, max(out.to+after, held)
	return out, out.first != nil
}

// needed is how long a performer is needed in a scene of a day, minutes of shooting, and when that ends: from its beginning, with the break
// that falls in it.
func (a artist) needed(d checkedDay, k int) (minutes, end int) {
	s := d.scenes[k]
	for _, o := range a.roles {
		if n, less := s.Present[o.ID]; slices.Contains(s.Roles, o.ID) {
			if !less {
				n = d.length[k]
			}
			minutes = max(minutes, min(n, d.length[k]))
		}
	}
	end = d.begin[k] + minutes
	if d.pause > 0 && d.Day.Meal.Known() && d.begin[k] < d.Meal && d.Meal < end {
		end += d.pause
	}
	return minutes, end
}

// takes are the scenes that a performer plays on a date, with their hours.
func (c *checker) takes(a artist, p presence) []labour.Take {
	var out []labour.Take
	for _, i := range p.days {
		d := c.days[i]
		for k, s := range d.scenes {
			if a.in(s) {
				_, end := a.needed(d, k)
				out = append(out, labour.Take{Scene: d.scene(k), From: hour(d.begin[k]), To: hour(end)})
			}
		}
	}
	return out
}

// people checks that everyone of a day is free and in one place at a time, and the shooting time of a child where there is no law.
func (c *checker) people(i int) {
	d := c.days[i]
	for _, a := range c.artists {
		own, works := c.stayIn(a, i)
		if !works {
			continue
		}
		if !a.engagedOn(d.Date) || c.book.off && !a.freeOn(d.Date) {
			k := slices.IndexFunc(d.scenes, a.in)
			c.wrong(i, "schedule/role-unavailable", "", "%s n'est pas libre (séquence %s)", a.who(), d.scene(k))
		}
		for j := i - 1; j >= 0 && c.days[j].pos == d.pos; j-- {
			if other, also := c.stayIn(a, j); also {
				c.apart(a, other, own)
			}
		}
		if child := a.child(); child != nil && c.book.off && child.MaxMinutes > 0 && own.shot > child.MaxMinutes {
			c.wrong(i, "schedule/child", "", "%s (%d ans) travaille %d minutes, %d au plus", a.who(), child.AgeOn(d.Date), own.shot,
				child.MaxMinutes)
		}
	}
}

// apart checks that a performer asked for by two units on one date can go from one to the other.
func (c *checker) apart(a artist, s, t stay) {
	if s.from > t.from {
		s, t = t, s
	}
	x, y := c.days[s.day], c.days[t.day]
	if x.clock != y.clock && c.clocked && !sameHours(x.clock, y.clock, x.Date) {
		c.fault([]int{t.day, s.day}, "schedule/two-clocks", "", "%s : %s est demandé à l'heure de %s et à celle de %s, une journée se "+
			"tient sur une seule horloge.", fr.Capital(y.name()), a.who(), zoneName(x.clock), zoneName(y.clock))
		return
	}
	way, rest := 0, 0
	if s.last.place() != t.first.place() {
		way, rest = c.p.way(c.x, s.last.place(), t.first.place()).Minutes, c.p.restOnWay(c.x, y.Day, s.last, t.first)
	}
	if !c.clocked || !x.timed() || !y.timed() {
		c.fault([]int{t.day, s.day}, "schedule/role-twice", "", "%s : %s est aussi demandé par l'équipe %s.", fr.Capital(y.name()),
			a.who(), x.Unit)
		return
	}
	if t.from < s.to+way+rest {
		due := ""
		if rest > 0 {
			due = fmt.Sprintf(", et %s de repos après le voyage", hm(rest))
		}
		c.fault([]int{t.day, s.day}, "schedule/role-twice", "",
			"%s : %s est demandé par l'équipe %s de %s à %s et par l'équipe %s de %s à %s, à %d minutes de route%s.", fr.Capital(y.name()),
			a.who(), x.Unit, written(s.from), written(s.to), y.Unit, written(t.from), written(t.to), way, due)
	}
}

// presence is all a performer does on one date.
type presence struct {
	days     []int // of the plan: one for each unit
	stays    []stay
	from, to int
}

// presences are the dates of a performer, in order.
func (c *checker) presences(a artist) []presence {
	var out []presence
	for i, d := range c.days {
		s, works := c.stayIn(a, i)
		if !works {
			continue
		}
		if n := len(out); n == 0 || c.days[out[n-1].days[0]].pos != d.pos {
			out = append(out, presence{from: s.from, to: s.to})
		}
		p := &out[len(out)-1]
		p.days, p.stays = append(p.days, i), append(p.stays, s)
		p.from, p.to = min(p.from, s.from), max(p.to, s.to)
	}
	return out
}

// roles checks what a performer may do over days: days of the contract, days in a row, own hours, and working time.
func (c *checker) roles() {
	for _, a := range c.artists {
		dates := c.presences(a)
		o := a.role
		var all []int
		for _, p := range dates {
			all = append(all, p.days...)
		}
		if o.MaxDays > 0 && len(dates) > o.MaxDays {
			i, planned := c.culprit(all)
			say := c.r.Warnf
			if planned {
				say = c.r.Errorf
			}
			say("", "schedule/role-max-days", "%s : %d jours de tournage, %d au plus, dont le %s.", fr.Capital(a.who()), len(dates),
				o.MaxDays, c.days[i].name())
		}
		if len(dates) == 0 && o.engaged() {
			c.r.Warnf("", "schedule/paid-unseen", "%s ne tourne aucune séquence du plan : ce qui lui est garanti reste dû.",
				fr.Capital(a.who()))
		}
		if o.RestAfter > 0 {
			c.runs(a, dates)
		}
		if c.clocked {
			c.ownHours(a, dates)
			c.restsOf(a, dates)
		}
		switch {
		case c.book.off:
		case a.child() != nil:
			c.child(a, dates)
		default:
			c.performer(a, dates)
		}
	}
}

// runs checks that a performer rests after so many dates worked in a row.
func (c *checker) runs(a artist, dates []presence) {
	run := []int{}
	for k, p := range dates {
		d := c.days[p.days[0]]
		if k > 0 && c.days[dates[k-1].days[0]].pos != d.pos-1 {
			run = nil
		}
		run = append(run, p.days[0])
		if len(run) == a.role.RestAfter+1 {
			days := slices.Clone(run)
			slices.Reverse(days)
			c.fault(days, "schedule/role-rest", "", "%s : %s travaille %d jours de suite, %d au plus.", fr.Capital(d.name()), a.who(),
				len(run), a.role.RestAfter)
		}
	}
}

// ownHours checks the hours a performer may be there, the longest presence and the rest between two of them.
func (c *checker) ownHours(a artist, dates []presence) {
	o := a.role
	for k, p := range dates {
		d := c.days[p.days[0]]
		if !d.timed() {
			continue
		}
		there := fmt.Sprintf("%s : %s est là de %s à %s", fr.Capital(d.name()), a.who(), written(p.from), written(p.to))
		if o.From.Known() && p.from < o.From.Minutes() || o.Until.Known() && p.to > o.Until.Minutes() {
			c.fault(p.days, "schedule/role-hours", "", "%s, et n'est libre %s (séquences %s à %s).", there,
				onlyHours(o.From, o.Until), p.stays[0].first.ID, p.stays[len(p.stays)-1].last.ID)
		}
		if n := c.passed(d, p.from, p.to); o.MaxMinutes > 0 && n > o.MaxMinutes {
			c.fault(p.days, "schedule/role-presence", "", "%s, soit %s, %s au plus.", there, hm(n), hm(o.MaxMinutes))
		}
		if k == 0 || o.Turnaround == 0 {
			continue
		}
		prev := dates[k-1]
		if e := c.days[prev.days[0]]; e.timed() {
			if n := c.between(e, prev.to, d, p.from); n < o.Turnaround {
				c.fault(append(slices.Clone(p.days), prev.days...), "schedule/role-turnaround", "",
					"%s, %s de repos depuis %s le %s, %s au moins.", there, hm(n), written(prev.to), e.name(), hm(o.Turnaround))
			}
		}
	}
}
