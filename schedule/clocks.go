package schedule

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/schedule/labour"
)

// Each place has its own legal time and its own public holidays: the hours of a day are those of the place where it begins.

// ClockOf is the fuseau horaire of the hours of a day: that of the place of its first scene; that of the film when it has none.
func (p Problem) ClockOf(d Day) labour.TimeZone { return p.looked(p.index(), d).clock }

// legalTimes are the time zones of the locations, those of the film left out: that a location names, that of its region or country, that
// of another location of its base.
func (p Problem) legalTimes() map[string]labour.TimeZone {
	out, bases := map[string]labour.TimeZone{}, map[string]labour.TimeZone{}
	film := labour.TimeZone(p.Calendar.Clock)
	for _, l := range p.Locations {
		z, known := labour.TimeZone(l.Clock), l.Clock != ""
		if !known {
			z, known = labour.TimeZoneOf(l.Region, l.Country, film)
		}
		if !known {
			continue
		}
		out[l.ID] = z
		if _, ok := bases[l.Base]; !ok && l.Base != "" {
			bases[l.Base] = z
		}
	}
	for _, l := range p.Locations {
		if z, ok := bases[l.Base]; ok && out[l.ID] == "" {
			out[l.ID] = z
		}
	}
	for id, z := range out {
		if z == cmp.Or(film, "Europe/Paris") {
			delete(out, id)
		}
	}
	return out
}

// feasts are the calendars of the holidays of the locations that have some, known and not those of none.
func (p Problem) feasts() map[string]labour.Calendar {
	out := map[string]labour.Calendar{}
	if p.Calendar.Zone == labour.NoHolidays || p.Calendar.Dateless {
		return out
	}
	for _, l := range p.Locations {
		if l.Region == "" && l.Country == "" {
			continue
		}
		if own, known := labour.CalendarOf(l.Region, l.Country, p.Calendar.NoGoodFriday); known {
			out[l.ID] = own
		}
	}
	return out
}

// holidayAt is the public holiday of a location on a date, "" when there is none.
func (x index) holidayAt(location string, d moteur.Date) string {
	own, ok := x.feasts[location]
	if !ok || d.IsZero() {
		return ""
	}
	return own.Holiday(d)
}

// HolidayOf is the jour férié that a date is for a shooting day, that of the film or of one of its places; "" when it is none.
func (p Problem) HolidayOf(d Day, on moteur.Date) string {
	if film, err := p.Calendar.Holidays(); err == nil && film.Holiday(on) != "" {
		return film.Holiday(on)
	}
	x := p.index()
	for _, id := range d.Scenes {
		if s := x.scene[id]; s != nil && x.holidayAt(s.place(), on) != "" {
			return x.holidayAt(s.place(), on)
		}
	}
	return ""
}

// clockAt is the time zone of a location.
func (p Problem) clockAt(x index, location string) labour.TimeZone {
	return cmp.Or(x.clocks[location], labour.TimeZone(p.Calendar.Clock))
}

// settle gives a day the clock and the holidays of its places.
func (d *checkedDay) settle(p Problem, x index) {
	d.clock = labour.TimeZone(p.Calendar.Clock)
	for k, s := range d.scenes {
		if k == 0 {
			d.clock = p.clockAt(x, s.place())
		}
		for _, on := range []moteur.Date{d.Date, d.Date.AddDays(1)} {
			if x.holidayAt(s.place(), on) != "" && !slices.Contains(d.feasts, on) {
				d.feasts = append(d.feasts, on)
			}
		}
	}
}

// sameHours tells whether two time zones have the same hour on a date and in the night that follows.
func sameHours(a, b labour.TimeZone, d moteur.Date) bool {
	for _, at := range []int{0, lastClock} {
		m := labour.Moment{Date: d, At: labour.ClockOf(at)}
		if n, err := labour.Elapsed(a, m, b, m); err != nil || n != 0 {
			return false
		}
	}
	return true
}

// oneClock checks that all the places of a day have the same hour.
func (c *checker) oneClock(i int) {
	d := c.days[i]
	if !c.clocked || len(c.x.clocks) == 0 {
		return
	}
	for k, s := range d.scenes {
		if z := c.p.clockAt(c.x, s.place()); z != d.clock && !sameHours(z, d.clock, d.Date) {
			c.wrong(i, "schedule/two-clocks", ".scenes", "séquence %s à l'heure de %s, la journée est à celle de %s : une journée se "+
				"tient sur une seule horloge", d.scene(k), zoneName(z), zoneName(d.clock))
			return
		}
	}
}

// zoneName is a time zone as a paper names it: "Indian/Reunion".
func zoneName(z labour.TimeZone) string { return string(cmp.Or(z, "Europe/Paris")) }

// ClockLabel tells the time zone of a day whose hours are not those of the film, with what they are ahead of it: "heures locales,
// Indian/Reunion (+2 h sur l'heure du film)"; "" for another day.
func (p Problem) ClockLabel(d Day) string {
	film, own := labour.TimeZone(p.Calendar.Clock), p.ClockOf(d)
	noon := labour.Moment{Date: d.Date, At: labour.At(12, 0)}
	n, err := labour.Elapsed(own, noon, film, noon)
	if err != nil || n == 0 {
		return ""
	}
	sign := "+"
	if n < 0 {
		sign, n = "−", -n
	}
	return fmt.Sprintf("heures locales, %s (%s%s sur l'heure du film)", zoneName(own), sign, hm(n))
}
