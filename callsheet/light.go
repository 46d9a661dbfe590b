package callsheet

import (
	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/sun"
	"github.com/moteur-film/moteur/schedule"
	"github.com/moteur-film/moteur/schedule/labour"
	"github.com/moteur-film/moteur/schedule/script"
)

// wholeDay is a window that holds every hour: the scene is free of the light.
var wholeDay = []labour.Window{{From: labour.ClockOf(0), To: labour.ClockOf(lastMinute)}}

// lastMinute is 47:59, the last minute of a working day.
const lastMinute = 48*60 - 1

// position finds the place whose sun a location has: itself, else another of its base, else the home of the film, else the first
// place of the problem that has coordinates. It is zero when nobody knows.
func position(p schedule.Problem, id string) schedule.Position {
	known := func(l schedule.Location) bool { return l.LatMilli != 0 || l.LonMilli != 0 }
	base := ""
	for _, l := range p.Locations {
		if l.ID == id {
			if known(l) {
				return schedule.Position{LatMilli: l.LatMilli, LonMilli: l.LonMilli}
			}
			base = l.Base
		}
	}
	first := p.Home
	for _, l := range p.Locations {
		at := schedule.Position{LatMilli: l.LatMilli, LonMilli: l.LonMilli}
		if known(l) && base != "" && l.Base == base {
			return at
		}
		if known(l) && first == (schedule.Position{}) {
			first = at
		}
	}
	return first
}

// lit are the hours that give a scene its light on a date, as the plan holds them.
func lit(p schedule.Problem, s schedule.Scene, d moteur.Date) []labour.Window {
	at := position(p, placeID(s))
	zone, err := labour.TimeZone(p.Calendar.Clock).Location()
	if p.Light.Off || p.Calendar.Dateless || d.IsZero() || err != nil || at == (schedule.Position{}) {
		return wholeDay
	}
	t, next := sun.On(d, at.LatMilli, at.LonMilli, zone), sun.On(d.AddDays(1), at.LatMilli, at.LonMilli, zone)
	light := s.Light
	if s.DayForNight {
		light = script.Day
	}
	return windows(light, t, next.Dawn+24*60, p.Light)
}

// windows are the hours of a light on a day of that sun, whose next dawn is given in minutes after its midnight; a light that does not
// come is a window without hours.
func windows(l script.Light, t sun.Times, next int, m schedule.LightMargins) []labour.Window {
	between := func(from, to int) []labour.Window {
		from, to = max(from, 0), min(to, lastMinute)
		if from > to {
			return []labour.Window{{}}
		}
		return []labour.Window{{From: labour.ClockOf(from), To: labour.ClockOf(to)}}
	}
	margin := func(given, usual int) int {
		if given == 0 {
			return usual
		}
		return given
	}
	never, both := []labour.Window{{}}, t.Day == sun.Crosses && t.Twilight == sun.Crosses
	switch l {
	case script.Day, script.Morning:
		switch t.Day {
		case sun.Always:
			return wholeDay
		case sun.Never:
			return never
		}
		return between(t.Rise+m.Day, t.Set-m.Day)
	case script.Night, script.Evening:
		switch t.Twilight {
		case sun.Always:
			return never
		case sun.Never:
			return wholeDay
		}
		night := between(t.Dusk+m.Night, next-m.Night)
		if t.Dawn-m.Night > 0 {
			night = append(between(0, t.Dawn-m.Night), night...)
		}
		return night
	case script.Dawn:
		if both {
			return between(t.Dawn, t.Rise+margin(m.DawnAfter, 45))
		}
		return never
	case script.Dusk:
		if both {
			return between(t.Set-margin(m.DuskBefore, 45), t.Dusk)
		}
		return never
	}
	return wholeDay
}

// lit are the hours of a light under the sun of a sheet, for scenes that no plan has placed. Without its twilight, the night is that of
// the sun, and a scene at dawn or at dusk has three quarters of an hour on the dark side of it.
func (s Sun) lit(l script.Light) []labour.Window {
	const twilight = 45
	t := sun.Times{Dawn: s.Rise.Minutes(), Rise: s.Rise.Minutes(), Set: s.Set.Minutes(), Dusk: s.Set.Minutes()}
	if l == script.Dawn || l == script.Dusk {
		t.Dawn, t.Dusk = t.Dawn-twilight, t.Dusk+twilight
	}
	if s.Dawn.Known() {
		t.Dawn = s.Dawn.Minutes()
	}
	if s.Dusk.Known() {
		t.Dusk = s.Dusk.Minutes()
	}
	return windows(l, t, t.Dawn+24*60, schedule.LightMargins{})
}
