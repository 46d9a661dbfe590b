package schedule

import (
	"slices"
	"time"

	"github.com/moteur-film/moteur/internal/sun"
	"github.com/moteur-film/moteur/schedule/labour"
	"github.com/moteur-film/moteur/schedule/script"
)

// phase is the part of a shooting day a scene asks for. Interiors are free of the natural light: their windows are
// covered or lit.
type phase uint8

const (
	atDawn phase = iota
	byDay
	anyTime
	atDusk
	byNight
)

func phaseOf(s Scene) phase {
	switch {
	case s.Place == script.Interior:
		return anyTime
	case s.DayForNight:
		return byDay
	}
	switch s.Light {
	case script.Dawn:
		return atDawn
	case script.Day, script.Morning:
		return byDay
	case script.Dusk:
		return atDusk
	case script.Night, script.Evening:
		return byNight
	}
	return anyTime
}

// LightHours are the hours that give the scenes of a day their light, by scene: in order, a window of the whole day for a scene that no
// sun binds, one without hours for a light that does not come. Interiors are left out, but those of places that see the daylight.
func (p Problem) LightHours(d Day) map[string][]labour.Window {
	x, sky := p.index(), p.sky()
	out := map[string][]labour.Window{}
	for _, id := range d.Scenes {
		s := x.scene[id]
		if s == nil || !x.exposed(s) {
			continue
		}
		open := always
		if effet := sky.effet(x, s); effet != "" && !d.Date.IsZero() {
			open, _ = sky.hours(effet, s.place(), d.Date)
		}
		out[id] = windowsOf(open)
	}
	return out
}

// Under are the hours of a light under a sun whose hours are told, as LightHours gives them. Without its twilight, the night is that of
// the sun, and a scene at dawn or at dusk has three quarters of an hour on the dark side of it.
func (m LightMargins) Under(l script.Light, dawn, rise, set, dusk labour.Clock) []labour.Window {
	const twilight = 45
	effet := effetOf(l)
	if effet == "" {
		return windowsOf(always)
	}
	t := sun.Times{Dawn: rise.Minutes(), Rise: rise.Minutes(), Set: set.Minutes(), Dusk: set.Minutes()}
	if effet != script.Night {
		t.Dawn, t.Dusk = t.Dawn-twilight, t.Dusk+twilight
	}
	if dawn.Known() {
		t.Dawn = dawn.Minutes()
	}
	if dusk.Known() {
		t.Dusk = dusk.Minutes()
	}
	open, _ := m.open(effet, t, t)
	return windowsOf(open)
}

// always is the stretch of a scene that no sun binds.
var always = []stretch{{-lastMinute, lastMinute}}

// windowsOf writes stretches as hours of a working day, in order.
func windowsOf(open []stretch) []labour.Window {
	var out []labour.Window
	for _, w := range open {
		if from, to := max(w.from, 0), min(w.to, lastClock); from <= to {
			out = append(out, labour.Window{From: labour.ClockOf(from), To: labour.ClockOf(to)})
		}
	}
	if len(out) == 0 {
		return []labour.Window{{}}
	}
	slices.SortFunc(out, func(a, b labour.Window) int { return a.From.Compare(b.From) })
	return out
}

// outside tells whether a scene is shot at least in part outdoors.
func (s Scene) outside() bool { return s.Place == script.Exterior || s.Place == script.Both }

// cover tells whether a scene may be shot in bad weather in place of an exterior: it says so, or is an interior of a cover set.
func (s Scene) cover(x index) bool {
	l := x.location[s.place()]
	return s.Cover || l != nil && l.CoverSet && !s.outside()
}

// side is the kind of unit a scene asks for when day and night are kept apart: the light of the story decides, interiors
// too.
func side(s Scene) phase {
	if s.DayForNight {
		return byDay
	}
	switch s.Light {
	case script.Day, script.Morning:
		return byDay
	case script.Night, script.Evening:
		return byNight
	}
	return anyTime
}

// dayType is the kind of a shooting day; it decides the crew call.
type dayType uint8

const (
	dayUnit dayType = iota
	nightUnit
	mixedUnit
	dawnUnit // a day unit called early enough for the dawn
	duskUnit // on papers: a night unit whose last light is the dusk
)

// label names the kind of a day.
func (t dayType) label() string {
	switch t {
	case nightUnit:
		return "nuit"
	case mixedUnit:
		return "mixte"
	case dawnUnit:
		return "aube"
	case duskUnit:
		return "crépuscule"
	}
	return "jour"
}

// light is the kind of a day as its light goes: a dawn unit is a day unit.
func (t dayType) light() dayType {
	if t == dawnUnit {
		return dayUnit
	}
	return t
}

// typeOf tells the kind of a day from its scenes.
func (p Problem) typeOf(scenes []*Scene) dayType {
	dawn, day, night := false, false, false
	for _, s := range scenes {
		if p.Shape.Separate {
			day = day || side(*s) == byDay
			night = night || side(*s) == byNight
			continue
		}
		switch phaseOf(*s) {
		case atDawn:
			dawn = true
		case byDay:
			day = true
		case atDusk, byNight:
			night = true
		}
	}
	switch {
	case night && (day || dawn):
		return mixedUnit
	case dawn:
		return dawnUnit
	case night:
		return nightUnit
	}
	return dayUnit
}

// toldType is the kind of a day on the papers: a day that ends at dusk is no night.
func (p Problem) toldType(scenes []*Scene) dayType {
	kind := p.typeOf(scenes)
	lit := func(ph phase) bool {
		return slices.ContainsFunc(scenes, func(s *Scene) bool { return phaseOf(*s) == ph })
	}
	if kind == nightUnit && lit(atDusk) && !lit(byNight) {
		return duskUnit
	}
	return kind
}

// callOf is the crew call of a kind of day, minutes after midnight.
func (s DayShape) callOf(t dayType) int {
	pick := func(v labour.Clock, other int) int {
		if v.Known() {
			return v.Minutes()
		}
		return other
	}
	switch {
	case t == nightUnit:
		return pick(s.NightCall, 18*60)
	case t == mixedUnit:
		return pick(s.MixedCall, 13*60)
	case t == dawnUnit:
		return pick(s.DawnCall, 5*60)
	}
	return pick(s.DayCall, 8*60)
}

// clock is the zone of the legal time.
func (c Calendar) clock() (*time.Location, error) { return labour.TimeZone(c.Clock).Location() }
