package schedule

import (
	"slices"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/schedule/internal/search"
	"github.com/moteur-film/moteur/schedule/labour"
)

// zone is the rank of the clock of a location; the film's is 0.
func (c *compiled) zone(location string) int {
	if len(c.zones) == 0 {
		c.zones = []labour.TimeZone{labour.TimeZone(c.p.Calendar.Clock)}
	}
	z, own := c.x.clocks[location]
	if !own || !c.in.Clocked {
		return 0
	}
	if !slices.Contains(c.zones, z) {
		c.zones = append(c.zones, z)
	}
	return slices.Index(c.zones, z)
}

// localOn are the clocks and the holidays of the places on a date: those of the film alone when no place has others.
func (c *compiled) localOn(d moteur.Date, l *legal) (search.Clocks, error) {
	out := search.Clocks{Feasts: make([]uint8, len(c.locs))}
	film, err := c.p.Calendar.Holidays()
	if err != nil {
		return out, err
	}
	own := []uint8{0}
	for k, id := range c.locs {
		for bit, on := range []moteur.Date{d, d.AddDays(1)} {
			if c.x.holidayAt(id, on) != "" && film.Holiday(on) == "" {
				out.Feasts[k] |= 1 << bit
				own = []uint8{0, 1, 2, 3}
			}
		}
	}
	if len(own) == 1 || c.book.off {
		out.Feasts, own = nil, []uint8{0}
	}
	for _, z := range c.zones {
		at := search.Local{}
		at.TurnAt, at.TurnBy, at.UTC = turn(z, d)
		local := [4]search.Local{at, at, at, at}
		for _, bits := range own {
			day := labour.Day{Date: d, Clock: z}
			for bit, on := range []moteur.Date{d, d.AddDays(1)} {
				if bits>>bit&1 == 1 {
					day.Holidays = append(day.Holidays, on)
				}
			}
			if c.book.off || c.p.Crew.HourRate.IsZero() {
				continue
			}
			if local[bits].Tariff, err = c.book.tariff(c.p, day, l); err != nil {
				return out, err
			}
		}
		out.Local = append(out.Local, local[:]...)
	}
	return out, nil
}

// row keeps the clocks and the holidays of a date for the search, once each: the row, 0 when the film's hold everywhere, and the film's.
func (c *compiled) row(at search.Clocks) (row int, film search.Local) {
	if len(at.Local) == 0 {
		return 0, film
	}
	if len(c.zones) == 1 && at.Feasts == nil {
		return 0, at.Local[0]
	}
	m := &c.in
	if len(m.Clocks) == 0 {
		m.Clocks = append(m.Clocks, search.Clocks{})
	}
	row = slices.IndexFunc(m.Clocks, func(o search.Clocks) bool {
		return slices.Equal(o.Local, at.Local) && slices.Equal(o.Feasts, at.Feasts)
	})
	if row < 0 {
		row, m.Clocks = len(m.Clocks), append(m.Clocks, at)
	}
	return row, at.Local[0]
}

// turn is when the clocks of a zone change on a date or in the night that follows, minutes after its midnight, the minutes the night
// gains, and how far they are ahead of UTC in the end.
func turn(z labour.TimeZone, d moteur.Date) (at, by, utc int) {
	midnight := labour.Moment{Date: d, At: labour.At(0, 0)}
	passed := func(at int) int {
		n, err := z.Elapsed(midnight, labour.Moment{Date: d, At: labour.ClockOf(at)})
		if err != nil {
			return at
		}
		return n
	}
	end := labour.Moment{Date: d, At: labour.ClockOf(lastClock)}
	utc, err := labour.Elapsed(z, end, "UTC", end)
	if err != nil {
		utc = 0
	}
	if by = passed(lastClock) - lastClock; by == 0 {
		return 0, 0, utc
	}
	for at < lastClock && passed(at) == at {
		at += 30
	}
	return at, by, utc
}
