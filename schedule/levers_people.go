package schedule

import (
	"fmt"
	"slices"
	"strings"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/schedule/labour"
)

// easeStep is the step of the ways that loosen hours, minutes.
const easeStep = 30

// roleLevers are the constraints of one role: its dates, its numbers of days, its hours, a child's limits.
func roleLevers(p Problem, i int) []lever {
	o := p.Roles[i]
	out := roleDates(o, i)
	if o.MaxDays > 0 {
		text := fmt.Sprintf("%s tourne au plus %s.", o.label(), fr.Plural(o.MaxDays, "jour", "jours"))
		out = append(out, free("role-max-days/"+o.ID, text, func(q *Problem) { q.Roles[i].MaxDays = 0 },
			graded("role-max-days/"+o.ID, func(q *Problem, n int) string {
				q.Roles[i].MaxDays += n
				return fmt.Sprintf("Engager %s pour %d jours.", o.label(), q.Roles[i].MaxDays)
			})))
	}
	if o.RestAfter > 0 {
		text := fmt.Sprintf("%s tourne au plus %s de suite.", o.label(), fr.Plural(o.RestAfter, "jour", "jours"))
		out = append(out, free("role-rest/"+o.ID, text, func(q *Problem) { q.Roles[i].RestAfter = 0 },
			graded("role-rest/"+o.ID, func(q *Problem, n int) string {
				q.Roles[i].RestAfter += n
				return fmt.Sprintf("Faire tourner %s %d jours de suite.", o.label(), q.Roles[i].RestAfter)
			})))
	}
	out = append(out, roleHours(o, i)...)
	if o.Child != nil && !slices.ContainsFunc(p.Roles[:i], o.sameChild) {
		text := fmt.Sprintf("%s (%d ans) ne tourne qu'aux heures et aux dates permises à un enfant.", o.label(), p.ageOf(o))
		out = append(out, bound("child/"+o.ID, text, func(q *Problem) { q.setChild(i, nil) }, p.authorisations(i)...))
	}
	return out
}

// sameChild tells whether two roles are played by one child.
func (o Role) sameChild(r Role) bool {
	return o.Performer != "" && o.Performer == r.Performer && r.Child != nil
}

// setChild changes the limits of the child of a role, in all the roles that the child plays; nil makes an adult of the child.
func (p *Problem) setChild(i int, c *labour.Child) {
	o := p.Roles[i]
	for k := range p.Roles {
		if k == i || o.sameChild(p.Roles[k]) {
			p.Roles[k].Child = c
		}
	}
}

// ageOf is the age of a child on the first day.
func (p Problem) ageOf(o Role) int { return o.Child.AgeOn(p.Calendar.First) }

// roleDates are the dates of a performer.
func roleDates(o Role, i int) []lever {
	if len(o.Free) == 0 && len(o.Busy) == 0 {
		return nil
	}
	return []lever{free("role-free/"+o.ID, freeText(o), func(q *Problem) { q.Roles[i].Free, q.Roles[i].Busy = nil, nil },
		graded("role-free/"+o.ID, func(q *Problem, n int) string {
			q.Roles[i].Free = widen(o.Free, n)
			q.Roles[i].Busy = slices.DeleteFunc(widen(o.Busy, -n), func(s moteur.Span) bool {
				return !s.From.IsZero() && !s.To.IsZero() && s.To.Before(s.From)
			})
			return fmt.Sprintf("Obtenir %s %s de plus autour de ses dates.", o.label(), fr.Plural(n, "jour", "jours"))
		}))}
}

// freeText says in French when a performer is free.
func freeText(o Role) string {
	dates := slices.Clone(o.Free)
	if len(dates) > 0 {
		for _, op := range o.Options {
			dates = append(dates, op.Span)
		}
	}
	switch {
	case len(dates) == 0:
		return o.label() + " n'est pas libre " + spans(o.Busy) + "."
	case len(o.Busy) == 0:
		return o.label() + " n'est libre que " + spans(dates) + "."
	}
	return o.label() + " n'est libre que " + spans(dates) + ", sauf " + spans(o.Busy) + "."
}

// roleHours are the hours of a performer's own: the window of a day and the rest between two presences. The longest presence may be
// what the person needs: it is named, and never lifted.
func roleHours(o Role, i int) []lever {
	var out []lever
	if o.From.Known() || o.Until.Known() {
		text := fmt.Sprintf("%s n'est là %s.", o.label(), onlyHours(o.From, o.Until))
		out = append(out, free("role-hours/"+o.ID, text, func(q *Problem) {
			q.Roles[i].From, q.Roles[i].Until = labour.Clock{},
				labour.Clock{}
		},
			windowWays("role-hours/"+o.ID, o.From, o.Until, func(q *Problem, from, until labour.Clock) string {
				q.Roles[i].From, q.Roles[i].Until = from, until
				return fmt.Sprintf("Obtenir %s %s.", o.label(), hoursOf(from, until))
			})...))
	}
	if o.Turnaround > 0 {
		text := fmt.Sprintf("%s a %s entre deux présences.", o.label(), hm(o.Turnaround))
		out = append(out, free("role-turnaround/"+o.ID, text, func(q *Problem) { q.Roles[i].Turnaround = 0 },
			way{id: "role-turnaround/" + o.ID, steps: max((o.Turnaround-1)/easeStep, 0), do: func(q *Problem, n int) string {
				q.Roles[i].Turnaround -= n * easeStep
				return fmt.Sprintf("Ramener à %s le repos de %s entre deux présences.", hm(q.Roles[i].Turnaround), o.label())
			}}))
	}
	if o.MaxMinutes > 0 {
		out = append(out, bound("role-presence/"+o.ID, fmt.Sprintf("%s est là %s au plus par jour.", o.label(), hm(o.MaxMinutes)),
			func(q *Problem) { q.Roles[i].MaxMinutes = 0 }))
	}
	return out
}

// onlyHours says that there are no other hours than those of a daily window: "que de 09:00 à 18:00", "qu'à partir de 09:00".
func onlyHours(from, until labour.Clock) string {
	if said := hoursOf(from, until); !strings.HasPrefix(said, "à") {
		return "que " + said
	}
	return "qu'" + hoursOf(from, until)
}

// hoursOf says a daily window in French; an end that is not known is left out.
func hoursOf(from, until labour.Clock) string {
	switch {
	case !from.Known():
		return "jusqu'à " + until.Label(moteur.Date{})
	case !until.Known():
		return "à partir de " + from.Label(moteur.Date{})
	}
	return "de " + from.Label(moteur.Date{}) + " à " + until.Label(moteur.Date{})
}

// windowWays open a daily window by half hours: its end, its beginning, or both when neither suffices.
func windowWays(id string, from, until labour.Clock, set func(q *Problem, from, until labour.Clock) string) []way {
	const steps = 24
	earlier := func(n int) labour.Clock { return labour.ClockOf(max(from.Minutes()-n*easeStep, 0)) }
	later := func(n int) labour.Clock { return labour.ClockOf(min(until.Minutes()+n*easeStep, lastClock)) }
	var out []way
	if until.Known() {
		out = append(out, way{id: id + "/until", steps: steps, do: func(q *Problem, n int) string { return set(q, from, later(n)) }})
	}
	if from.Known() {
		out = append(out, way{id: id + "/from", steps: steps, do: func(q *Problem, n int) string { return set(q, earlier(n), until) }})
	}
	if len(out) == 2 {
		out = append(out, way{id: id, steps: steps, last: true, do: func(q *Problem, n int) string { return set(q, earlier(n), later(n)) }})
	}
	return out
}

// authorisations are the ways a child's limits leave: an individual authorisation to ask for, of more dates, of a longer presence, of
// other hours. What no authorisation lifts stays, as the room of working time reads it.
func (p Problem) authorisations(i int) []way {
	o := p.Roles[i]
	var out []way
	ask := func(id string, steps int, last bool, change func(c *labour.Child, n int) string) {
		if steps == 0 { // no authorisation changes it
			return
		}
		out = append(out, way{id: id + "/" + o.ID, steps: steps, last: last, do: func(q *Problem, n int) string {
			c := *o.Child
			what := change(&c, n)
			q.setChild(i, &c)
			return fmt.Sprintf("Demander pour %s (%d ans) une autorisation individuelle qui permette %s.", o.label(), p.ageOf(o), what)
		}})
	}
	if len(o.Child.Authorised) > 0 {
		ask("authorisation-dates", 14, false, func(c *labour.Child, n int) string {
			c.Authorised = widen(o.Child.Authorised, n)
			return "le tournage " + spans(c.Authorised)
		})
	}
	book, err := newRulebook(p)
	if err != nil {
		return out
	}
	day := p.coveredDay(*o.Child)
	l, err := book.child(*o.Child, day, nil)
	if err != nil || l.Presence.Value == 0 {
		return out
	}
	longer := func(c *labour.Child, n int) string {
		c.MaxMinutes = l.Presence.Value + n*easeStep
		return hm(c.MaxMinutes) + " de présence par jour"
	}
	ask("authorisation-presence", 12, false, longer)
	mornings, morning := childHours(book, *o.Child, l, day, easeStep, 0)
	evenings, evening := childHours(book, *o.Child, l, day, 0, easeStep)
	ask("authorisation-evening", evenings, false, evening)
	ask("authorisation-morning", mornings, false, morning)
	all, both := childHours(book, *o.Child, l, day, easeStep, easeStep)
	ask("authorisation", all, true, func(c *labour.Child, n int) string { return longer(c, n) + ", " + both(c, n) })
	return out
}

// coveredDay is the first day of the calendar that the authorisation of a child covers: its limits are those of that day.
func (p Problem) coveredDay(c labour.Child) moteur.Date {
	var from moteur.Date
	for _, s := range c.Authorised {
		if from.IsZero() || s.From.Before(from) {
			from = s.From
		}
	}
	for _, d := range []moteur.Date{p.Calendar.First, c.Issued} {
		if d.After(from) {
			from = d
		}
	}
	return from
}

// childMorning is the hour before which no authorisation is proposed for a child: the end of the night of the young, minutes after midnight
// (Code du travail, L3163-1 and L3163-2).
const childMorning = 6 * 60

// childHours are the hours an authorisation may open around those of a child, by steps of so many minutes earlier and later, as far as
// the room of working time follows; 0 steps where it does not.
func childHours(book rulebook, c labour.Child, l labour.Limits, day moteur.Date, before, after int) (steps int,
	open func(c *labour.Child, n int) string) {
	early, late := l.Early.Value, l.Late.Value
	if book.off || late == 0 {
		return 0, nil
	}
	held := func(n int) (from, to int) { // what the law leaves of the hours asked for
		from, to = max(early-n*before, min(early, childMorning)), late+n*after
		asked := c
		asked.Earliest, asked.Latest = labour.ClockOf(max(from, 0)), labour.ClockOf(to)
		got, err := book.child(asked, day, nil)
		if err != nil {
			return early, late
		}
		return max(from, got.Early.Value), min(to, got.Late.Value)
	}
	from, to := held(0)
	for ; steps < 12; steps++ {
		a, b := held(steps + 1)
		if a == from && b == to {
			break
		}
		from, to = a, b
	}
	return steps, func(c *labour.Child, n int) string {
		from, to := held(n)
		c.Earliest, c.Latest = labour.ClockOf(from), labour.ClockOf(to)
		return "la présence " + hoursOf(c.Earliest, c.Latest)
	}
}

// needLevers are what people of the cast and the crew need: accessible places, shorter days, a longer preparation. A place can be made
// accessible; the rest is named, and never lifted.
func needLevers(p Problem) []lever {
	var out []lever
	for i, m := range p.Crew.Members {
		if m.MaxMinutes > 0 {
			out = append(out, bound("member-presence/"+m.Name, fmt.Sprintf("%s est là %s au plus par jour.", m.Name, hm(m.MaxMinutes)),
				func(q *Problem) { q.Crew.Members[i].MaxMinutes = 0 }))
		}
	}
	for i, l := range p.Locations {
		who := p.needAccess(l.ID)
		if l.Accessible || len(who) == 0 {
			continue
		}
		open := func(q *Problem) { q.Locations[i].Accessible = true }
		out = append(out, bound("access/"+l.ID, fmt.Sprintf("Un lieu accessible est demandé (%s), et %s ne l'est pas.", fr.List(who),
			l.label()),
			open, once("access/"+l.ID, func(q *Problem) string {
				open(q)
				return fmt.Sprintf("Rendre accessible ce lieu : %s.", l.label())
			})))
	}
	return out
}

// needAccess names who needs a place to be accessible: the people of the crew, and the roles that have a scene there.
func (p Problem) needAccess(place string) []string {
	var who []string
	here := map[string]bool{}
	used := false
	for _, s := range p.Scenes {
		if s.place() != place {
			continue
		}
		used = true
		for _, id := range s.Roles {
			here[id] = true
		}
	}
	for _, o := range p.Roles {
		if o.Access && here[o.ID] {
			who = append(who, o.label())
		}
	}
	for _, m := range p.Crew.Members {
		if m.Access && used {
			who = append(who, m.Name)
		}
	}
	return who
}
