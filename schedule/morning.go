package schedule

import (
	"fmt"
	"slices"
	"time"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/schedule/internal/search"
	"github.com/moteur-film/moteur/schedule/labour"
	"github.com/moteur-film/moteur/schedule/script"
)

// nightEnds is when the night of a date ends, minutes after its midnight: what is shot until then is of that date, with its places, its
// performers and its equipment; what goes on after it is of the next one too.
const nightEnds = search.NightEnds

// closedOn says in French why nobody shoots on from six o'clock of a date that follows a night; "" when one may. The Saturday of a week of
// five days is no such reason.
func (c Calendar) closedOn(d moteur.Date) string {
	if !c.Last.IsZero() && d.After(c.Last) {
		return "c'est après le dernier jour de tournage"
	}
	k := c.kindOf(d)
	if k.ok || d.Weekday() != time.Sunday && k.holiday == "" && !slices.Contains(c.Off, d) {
		return ""
	}
	return "c'est un " + k.why
}

// shutOn tells whether a location may not be had on a date: its periods, its Sundays, the holidays of its region.
func (p Problem) shutOn(x index, l *Location, d moteur.Date) bool {
	return !d.IsZero() && (!l.openOn(d) || p.localHoliday(x, l, d) != "" ||
		!l.SundaysOK && d.Weekday() == time.Sunday && p.Calendar.Zone != labour.NoHolidays)
}

// lacks tells whether a piece of equipment cannot be had on a date.
func (e *Equipment) lacks(d moteur.Date) bool {
	return len(e.Windows) > 0 && !d.IsZero() && !inSpans(e.Windows, d)
}

// staysOn tells whether a performer who works through the night may go on working on the date that follows.
func (a artist) staysOn(d moteur.Date) bool {
	return !slices.ContainsFunc(a.roles, func(o *Role) bool { return !o.offers(d) })
}

// morning checks that what is shot after six o'clock of the morning that follows a day may be: the night is of the day before, the
// morning of its own date.
func (c *checker) morning(i int) {
	d := c.days[i]
	if !d.timed() || c.p.Calendar.Dateless {
		return
	}
	next := d.Date.AddDays(1)
	for k, s := range d.scenes {
		if d.end[k] <= nightEnds {
			continue
		}
		var why []string
		if closed := c.p.Calendar.closedOn(next); closed != "" {
			why = append(why, closed)
		}
		if l := c.x.location[s.place()]; l != nil && c.p.shutOn(c.x, l, next) {
			why = append(why, l.label()+" n'est plus disponible")
		}
		for _, a := range c.artists {
			if a.in(s) && !a.staysOn(next) {
				why = append(why, a.who()+" n'est plus libre")
			}
		}
		for _, id := range s.Needs {
			if e := c.x.equipment[id]; e != nil && e.lacks(next) {
				why = append(why, e.label()+" n'est plus disponible")
			}
		}
		if len(why) > 0 {
			c.wrong(i, "schedule/next-morning", ".scenes", "séquence %s jusqu'à %s : la nuit appartient à la veille jusqu'à %s, le %s est "+
				"un autre jour et %s", d.scene(k), written(d.end[k]), written(nightEnds), fr.LongDate(next), fr.List(why))
		}
	}
	c.afterMidnight(i)
}

// lateOpening is the hour from which a place that opens, or a performer who is free, asks for a night, minutes after midnight.
const lateOpening = 18 * 60

// afterMidnight checks that a day which nothing asks to be shot by night begins after the night of its date, and has the larger part of its
// takes before midnight: it would be a day of the next date that bears the date before. Where an interior by night is all that asks, it
// warns. It tells the holiday that the
// hours after midnight are paid as.
func (c *checker) afterMidnight(i int) {
	d := c.days[i]
	before, after, asked, needed := 0, 0, false, false
	for k, s := range d.scenes {
		late, all := max(0, d.end[k]-max(d.begin[k], 24*60)), d.end[k]-d.begin[k]
		if d.breakIn(k) {
			late, all = late-max(0, d.Meal+d.pause-max(d.Meal, 24*60)), all-d.pause
		}
		before, after = before+all-late, after+late
		asked, needed = asked || c.p.asksNight(c.x, c.artists, s), needed || c.p.needsNight(c.x, c.artists, s)
	}
	if next := d.Date.AddDays(1); after > before && !needed {
		say := fmt.Sprintf("%s de prises sur %s sont après minuit, le %s, et aucune séquence n'a besoin de la nuit : avancer la "+
			"convocation, ou dater la journée du %s", hm(after), hm(before+after), fr.LongDate(next), fr.Date(next))
		if asked || c.book.off {
			c.r.Warnf(d.path+".call", "schedule/after-midnight", "%s : %s.", fr.Capital(d.name()), say)
		} else {
			c.wrong(i, "schedule/after-midnight", ".call", "%s", say)
		}
	}
	if first := d.begin[0]; first < c.p.morning() && !needed {
		say := fmt.Sprintf("première prise à %s, avant %s, et aucune séquence n'a besoin de la nuit : retarder la convocation",
			written(first), written(c.p.morning()))
		if asked || c.book.off {
			c.r.Warnf(d.path+".call", "schedule/before-morning", "%s : %s.", fr.Capital(d.name()), say)
		} else {
			c.wrong(i, "schedule/before-morning", ".call", "%s", say)
		}
	}
	if next := d.Date.AddDays(1); d.Wrap > 24*60 && !c.book.off && !slices.Contains(c.p.Calendar.On, next) {
		k := c.p.Calendar.kindOf(next)
		for _, s := range d.scenes {
			if k.holiday == "" {
				k.holiday = c.x.holidayAt(s.place(), next)
			}
		}
		if k.holiday != "" {
			c.r.Notef(d.path+".wrap", "schedule/holiday-hours", "%s : les heures de minuit à %s sont celles d'un jour férié (%s), payées "+
				"comme telles.", fr.Capital(d.name()), hour(d.Wrap).Label(d.Date), k.holiday)
		}
	}
}

// morning is the hour before which a day that nothing asks to be shot by night has no take, minutes after midnight: the end of the night,
// or the hour that the wish for the call of a day leads to when it is sooner.
func (p Problem) morning() int { return min(nightEnds-24*60, p.callOf(dayUnit)+p.Shape.Prep) }

// needsNight tells whether a scene can be shot by night alone: its light, a place that opens in the evening or closes in the morning, a
// performer who comes or leaves then.
func (p Problem) needsNight(x index, artists []artist, s *Scene) bool {
	nightly := func(from, until labour.Clock) bool {
		return from.Known() && from.Minutes() >= lateOpening || until.Known() && until.Minutes()-s.Minutes < p.morning()
	}
	if l := x.location[s.place()]; l != nil && nightly(l.Opens, l.Closing()) {
		return true
	}
	for _, a := range artists {
		if a.in(s) && nightly(a.role.From, a.role.Until) {
			return true
		}
	}
	ph := phaseOf(*s)
	if x.exposed(s) && !s.outside() {
		ph = side(*s)
	}
	return ph == byNight || ph == atDusk || ph == atDawn
}

// asksNight tells whether a scene may be shot by night for a reason of its own: it needs it, or it is a night of the story.
func (p Problem) asksNight(x index, artists []artist, s *Scene) bool {
	switch s.Light {
	case script.Night, script.Evening, script.Dusk, script.Dawn:
		return !s.DayForNight || p.needsNight(x, artists, s)
	}
	return p.needsNight(x, artists, s)
}

// mornings gives each scene of the problem the dates after whose night it must be over by six o'clock: Law.Next tells the night of a slot.
func (c *compiled) mornings() {
	m := &c.in
	c.nights = make([][]bool, len(c.p.Scenes))
	if !m.Clocked || c.p.Calendar.Dateless {
		return
	}
	cast := make([][]artist, len(c.p.Scenes))
	for i := range c.p.Scenes {
		for _, a := range c.artists {
			if a.in(&c.p.Scenes[i]) {
				cast[i] = append(cast[i], a)
			}
		}
		c.nights[i] = []bool{false}
	}
	rows := map[string]int{string(make([]byte, len(c.p.Scenes))): 0}
	for d, date := range c.dates {
		next := date.AddDays(1)
		closed := c.p.Calendar.closedOn(next) != ""
		column := make([]byte, len(c.p.Scenes))
		for i := range c.p.Scenes {
			if closed || c.gone(&c.p.Scenes[i], cast[i], next) {
				column[i] = 1
			}
		}
		row, known := rows[string(column)]
		if !known {
			row = len(rows)
			rows[string(column)] = row
			for i := range column {
				c.nights[i] = append(c.nights[i], column[i] == 1)
			}
		}
		for u := range m.Units {
			m.Slots[d*m.Units+u].Law.Next = row
		}
	}
}

// gone tells whether the place, a performer or a piece of equipment of a scene cannot be had on the date after a night.
func (c *compiled) gone(s *Scene, cast []artist, next moteur.Date) bool {
	if l := c.x.location[s.place()]; l != nil && c.p.shutOn(c.x, l, next) {
		return true
	}
	return slices.ContainsFunc(cast, func(a artist) bool { return !a.staysOn(next) }) ||
		slices.ContainsFunc(s.Needs, func(id string) bool { e := c.x.equipment[id]; return e != nil && e.lacks(next) })
}
