package callsheet

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/schedule/labour"
)

// regime is the regime of working time of a scope on the sheet's day.
func (c *checker) regime(scope labour.Scope) labour.Regime {
	r := labour.Regime{Agreement: c.s.Agreement, Scope: scope, Zone: labour.Region, Clock: c.s.Zone, LegalWeek: c.o.LegalWeek}
	if c.s.ParisRegion {
		r.Zone = labour.ParisRegion
	}
	if c.s.Holiday != "" {
		r.Holidays = append(r.Holidays, c.s.Date)
	}
	if c.s.HolidayNext != "" {
		r.Holidays = append(r.Holidays, c.s.Date.AddDays(1))
	}
	return r
}

// working asks the room of working time what a day breaks, and its week, after the days that went before; a day without a call says
// nothing.
func (c *checker) working(r labour.Regime, before labour.Before, d labour.Day, found func(labour.Finding), week ...labour.Day) {
	if !d.RDV.Known() {
		return
	}
	as := c.regime(r.Scope)
	as.Child = r.Child
	list, err := labour.Check(as, before, append(slices.Clone(week), d))
	if err != nil {
		c.add(moteur.Error, "date", "callsheet/order", "%s.", fr.Capital(err.Error()))
		return
	}
	for _, f := range list {
		if f.Date == d.Date || f.Week && f.Date == d.Date.Monday() {
			found(f)
		}
	}
}

// history is what went before the day of a performer: the days of the week before and of this one, or the last of them alone.
func (c *checker) history(k CastCall) (labour.Before, []labour.Day) {
	if len(k.Week) == 0 {
		return labour.Before{Last: k.Previous, Clock: k.PreviousZone, Span: k.PreviousSpan}, nil
	}
	return labour.Before{}, k.Week
}

// find notes a finding at a place of the sheet.
func (c *checker) find(path, who string, f labour.Finding) { c.note(f.Issue(path, who)) }

// crew checks the hours of the technicians: the span, the work and the rest of each department, the pauses and the week of the whole
// crew.
func (c *checker) crew() {
	calls := c.s.Crew
	if len(calls) == 0 {
		calls = []CrewCall{{Department: "toute l'équipe", Call: c.s.Call}}
	}
	var early []string
	for i, k := range calls {
		wrap := k.Wrap
		if !wrap.Known() {
			wrap = c.s.Wrap
		}
		before := labour.Before{Last: c.s.PreviousWrap, Clock: c.s.PreviousZone}
		c.working(labour.Regime{}, before, c.s.after(c.s.Travelled, k.Call, wrap, nil), func(f labour.Finding) {
			switch f.About {
			case labour.AboutSpan, labour.AboutWork, labour.AboutRest:
				c.find(fmt.Sprintf("crew[%d]", i), fr.Capital(k.Department), f)
			}
		})
		if k.Call.Known() && k.Call.Minutes() < c.crewOf.Snack.Value {
			early = append(early, fmt.Sprintf("%s (%s)", k.Department, k.Call.Label(c.s.Date)))
		}
	}
	if snack := c.crewOf.Snack; len(early) > 0 {
		c.note(moteur.Issue{Path: "crew", Severity: snack.Severity, Rule: snack.Rule, Source: snack.Source,
			Message: fmt.Sprintf("%s : convocation avant %s, casse-croûte dû.", fr.Capital(fr.List(early)), labour.ClockOf(snack.Value))})
	}
	c.working(labour.Regime{}, c.past(), c.s.after(c.s.Travelled, c.s.Call, c.s.Wrap, nil), func(f labour.Finding) {
		switch f.About {
		case labour.AboutPause:
			c.find("meal", "", f)
		case labour.AboutHours:
			c.find("call", "", f)
		case labour.AboutWeek:
			c.find("week_minutes", "Équipe", f)
		case labour.AboutWeekDays, labour.AboutWeekRest:
			c.find("date", "Équipe", f)
		}
	})
	c.meals()
}

// past is what the sheet knows of the crew's days before.
func (c *checker) past() labour.Before {
	return labour.Before{Last: c.s.PreviousWrap, Clock: c.s.PreviousZone, WeekMinutes: c.s.WeekMinutes, WeekDays: c.s.DaysThisWeek,
		Rested: c.s.WeekRested, Recovered: c.s.SixthRecovered}
}

// meals checks the meal of the artists, that of the sheet: eaten after the last take, it is nobody's break.
func (c *checker) meals() {
	artists := slices.ContainsFunc(c.s.Cast, func(k CastCall) bool { return k.Status != HoldsCall })
	if len(c.s.Scenes) > 0 && !artists || !c.s.Wrap.After(c.s.Call) {
		return
	}
	var out labour.Clock // the last artist to leave
	for _, k := range c.s.Cast {
		out = latest(out, k.Out)
	}
	if !out.After(c.s.Call) {
		out = c.s.Wrap
	}
	d := c.s.workday(c.s.Call, out, nil)
	if last := lastTake(c.s); c.s.Meal.Known() && last.Known() && !c.s.Meal.Before(last) {
		d.Breaks, d.End = nil, earliest(last, d.Back)
	}
	c.working(labour.Regime{Scope: labour.Performer}, labour.Before{}, d, func(f labour.Finding) {
		if f.About == labour.AboutMeal {
			c.find("meal", "Artistes", f)
		}
	})
}

// lastTake is the planned end of the last scene, unknown when no scene has its times.
func lastTake(s Sheet) labour.Clock {
	var last labour.Clock
	for _, sc := range s.Scenes {
		if sc.To.Known() && (!last.Known() || sc.To.After(last)) {
			last = sc.To
		}
	}
	return last
}

// performer checks the hours of an adult: span, work, pause, rests, days of the week. A span beyond the usual one is told with its
// reason once it has one.
func (c *checker) performer(path, who string, k CastCall) {
	d := c.s.after(k.Travelled, k.Prep, k.Out, k.Pauses)
	d.Prep = k.Ready.Sub(k.Prep)
	rest := d
	if c.o.RestFromPickup && k.Pickup.Known() {
		rest.RDV = k.Pickup
	}
	before, week := c.history(k)
	reason := ""
	for _, id := range append([]string{k.Role}, k.others()...) {
		reason = cmp.Or(reason, c.s.Written.SpanReason[id])
	}
	c.working(labour.Regime{Scope: labour.Performer}, labour.Before{}, d, func(f labour.Finding) {
		switch {
		case f.About == labour.AboutSpan && f.Exceptional && reason != "":
			f.Severity = moteur.Notice
			f.Message += " : " + reason
			c.find(path, who, f)
		case f.About == labour.AboutSpan, f.About == labour.AboutWork, f.About == labour.AboutPause:
			c.find(path, who, f)
		}
	})
	c.working(labour.Regime{Scope: labour.Performer}, before, rest, func(f labour.Finding) {
		switch f.About {
		case labour.AboutRest, labour.AboutWeekRest, labour.AboutWeekDays:
			c.find(path, who, f)
		}
	}, week...)
}

// child checks what the law and the individual authorisation ask for a child.
func (c *checker) child(path, who string, k CastCall) {
	ch := k.Child.Child
	ch.CheckHours(&c.r, path+".child", who)
	papers := ch.Papers(k.Child.Guardian != "")
	papers.First = k.Child.FirstDay
	lacks, err := papers.Check(ch, c.s.Date)
	if err != nil {
		c.add(moteur.Error, "date", "law/before", "%s.", fr.Capital(err.Error()))
		return
	}
	as := labour.Regime{Scope: labour.Performer, Child: &ch}
	limits, err := labour.LimitsOn(as, c.s.Date, false)
	if err != nil {
		c.add(moteur.Error, "date", "law/before", "%s.", fr.Capital(err.Error()))
		return
	}
	c.r.Merge("rules", limits.Doubts)
	if k.Prep.Known() {
		d := c.s.after(k.Travelled, k.Prep, k.Out, k.Pauses)
		n := k.Child.Continuous // the longest stretch planned answers for the pauses, else the meal of the sheet does
		before, week := c.history(k)
		_, told := c.childPauses(k)
		if len(told) > 0 {
			c.add(moteur.Warning, path, "callsheet/child-pause", "%s (%d ans) : %s : %s.", who, ch.AgeOn(c.s.Date),
				labour.UnbrokenText(told), labour.UnbrokenRemedy(told))
		}
		c.working(as, before, d, func(f labour.Finding) {
			if f.About != labour.AboutPause || n == 0 && len(told) == 0 {
				c.find(path, who, f)
			}
		}, week...)
		if n > 0 {
			limits.Stretch.Say(&c.r, "rules")
			c.working(as, labour.Before{}, labour.Day{Date: c.s.Date, RDV: k.Prep, Back: k.Prep.Add(n)}, func(f labour.Finding) {
				if f.About == labour.AboutPause {
					c.find(path, who, f)
				}
			})
		}
	}
	for _, f := range lacks {
		c.find(path, who, f)
	}
}

// unpriced says which premiums are due to performers or extras whose rate no text read gives.
func (c *checker) unpriced(scope labour.Scope, d labour.Day, found func(labour.Finding)) {
	hours, err := labour.Count(c.regime(scope), labour.Before{}, []labour.Day{d})
	if err != nil || !d.RDV.Known() {
		return // told by working
	}
	for _, f := range hours[0].Doubts {
		found(f)
	}
}

// premiums says what the hours of the day cost: hours beyond ten, night, Sunday, holiday, sixth day.
func (c *checker) premiums() {
	s := c.s
	if !s.Call.Known() || !s.Wrap.Known() {
		return
	}
	as := c.regime(labour.Technician)
	rates, err := labour.PremiumsOn(as, s.Date)
	hours, err2 := labour.Count(as, c.past(), []labour.Day{s.workday(s.Call, s.Wrap, nil)})
	if err != nil || err2 != nil {
		return // told by crew
	}
	h := hours[0]
	tell := func(path string, minutes int, p labour.Premium, format string, args ...any) {
		if minutes > 0 && p.Rate > 0 {
			c.note(moteur.Issue{Path: path, Severity: labour.SeverityOf(p.Rule), Rule: p.Rule, Source: p.Source,
				Message: fmt.Sprintf(format, args...) + fmt.Sprintf(" : majoration de %s.", fr.Percent(p.Ratio(), 0))})
		}
	}
	tell("wrap", h.Over10, rates.Over10, "%s au-delà de %s", long(h.Over10), long(rates.Over10After))
	night := fmt.Sprintf("de nuit (%s – %s)", c.crewOf.Night.From.Label(s.Date), c.crewOf.Night.To.Label(s.Date))
	tell("wrap", h.Night, rates.Night, "%s %s", long(h.Night), night)
	tell("wrap", h.Beyond, rates.NightBeyond, "%s %s, au-delà de %s", long(h.Beyond), night, long(rates.NightFirst))
	tell("date", h.Sunday, rates.Sunday, "Dimanche travaillé (%s), jour de récupération dû", long(h.Sunday))
	names := []string{s.Holiday, s.HolidayNext}
	holiday := fr.List(slices.DeleteFunc(names, func(name string) bool { return name == "" }))
	tell("date", h.Holiday, rates.Holiday, "Jour férié (%s) travaillé (%s)", holiday, long(h.Holiday))
	for _, f := range h.Doubts {
		c.find("date", "Équipe", f)
	}
	if h.SixthDay {
		tell("date", h.Effective, rates.SixthDay, "Sixième jour de la semaine en Île-de-France, récupération due")
	}
}
