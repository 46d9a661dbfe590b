package schedule

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/internal/sun"
	"github.com/moteur-film/moteur/schedule/script"
)

// lights checks the kind of a day, what followed a night and, where no sun is known, that the lights come in the order of the day.
func (c *checker) lights(i int) {
	d := c.days[i]
	kind := c.p.typeOf(d.scenes)
	if c.p.Shape.Separate && kind == mixedUnit {
		c.wrong(i, "schedule/light-mix", "", "séquences de jour et de nuit ensemble")
	}
	if d.Night != (kind == nightUnit) {
		c.wrong(i, "schedule/night", ".night", "annoncé comme %s, ses séquences disent le contraire",
			map[bool]string{true: "nuit", false: "jour"}[d.Night])
	}
	if !c.p.Calendar.Dateless && !c.p.Shape.Separate && !c.sky.known {
		c.lightOrder(i, kind)
	}
	if c.p.Shape.NoDayAfterNight && kind != nightUnit {
		for j, o := range c.days {
			if o.pos == d.pos-1 && o.Unit == d.Unit && c.p.typeOf(o.scenes) == nightUnit {
				c.fault([]int{i, j}, "schedule/day-after-night", "", "%s : journée le lendemain d'une nuit.", fr.Capital(d.name()))
			}
		}
	}
}

// lightOrder checks that dawn, day, dusk and night come in that order.
func (c *checker) lightOrder(i int, kind dayType) {
	d := c.days[i]
	latest := atDawn
	for k, s := range d.scenes {
		ph := phaseOf(*s)
		if ph == anyTime {
			continue
		}
		if ph < latest {
			c.wrong(i, "schedule/light-order", "", "séquence %s (%s) après une séquence de lumière plus tardive", d.scene(k),
				s.Light.Label())
		}
		latest = max(latest, ph)
	}
	if kind == mixedUnit && slices.ContainsFunc(d.scenes, func(s *Scene) bool { return phaseOf(*s) == atDawn }) {
		c.wrong(i, "schedule/light-order", "", "l'aube et la nuit (ou le crépuscule) le même jour")
	}
}

// sky is the sun of the places of a problem; known tells that one place at least has one, and that scenes keep to their light.
type sky struct {
	known   bool
	places  map[string]Position // by location
	other   Position            // of the locations that have none of their own nor of their base
	zone    func(place string) *time.Location
	margins LightMargins
}

// sky finds the sun of each place: its own, else that of another place of its base, else that of the film's base, else that of the
// first place that has one.
func (p Problem) sky() sky {
	s := sky{places: map[string]Position{}, margins: p.Light, other: p.Home}
	bases := map[string]Position{}
	for _, l := range p.Locations {
		at := Position{l.LatMilli, l.LonMilli}
		if at == (Position{}) {
			continue
		}
		s.places[l.ID] = at
		if _, ok := bases[l.Base]; !ok && l.Base != "" {
			bases[l.Base] = at
		}
		if s.other == (Position{}) {
			s.other = at
		}
	}
	for _, l := range p.Locations {
		if at, ok := bases[l.Base]; ok && s.places[l.ID] == (Position{}) {
			s.places[l.ID] = at
		}
	}
	own, zones := p.legalTimes(), map[string]*time.Location{}
	film, err := p.Calendar.clock()
	for id, z := range own {
		if l, err := z.Location(); err == nil { // the check of the problem refuses the others
			zones[id] = l
		}
	}
	s.zone = func(place string) *time.Location { return cmp.Or(zones[place], film) }
	s.known = err == nil && !p.Light.Off && !p.Calendar.Dateless && s.other != (Position{})
	return s
}

// of is where the sun of a place is looked up.
func (s sky) of(place string) Position {
	if at, ok := s.places[place]; ok {
		return at
	}
	return s.other
}

// SunOf is where the sun of a location is looked up: its own coordinates, else those of another location of its base, else the home
// of the film, else those of the first location that has some. It is zero when nobody knows.
func (p Problem) SunOf(location string) Position { return p.sky().of(location) }

// SunUnknown are the scenes of a day, by ID, whose hours are to be fixed: they wait for a light, and neither a place of the problem nor its
// home has coordinates. None in a problem without dates, whose days have no hours.
func (p Problem) SunUnknown(d Day) []string {
	p.Light.Off = false // what the plan does not hold is unknown all the same
	if d.Date.IsZero() || p.Calendar.Dateless || p.sky().known {
		return nil
	}
	var out []string
	x := p.index()
	for _, id := range d.Scenes {
		if s := x.scene[id]; s != nil && p.waitsForLight(x, *s) {
			out = append(out, id)
		}
	}
	return out
}

// exposed tells whether a scene is shot under the sky, or in a place that sees the daylight.
func (x index) exposed(s *Scene) bool {
	l := x.location[s.place()]
	return s.outside() || s.Place == script.Interior && l != nil && l.Daylight
}

// effet is the light a scene must be shot in; "" when it is free of the sun: interiors, but those of a place that sees the daylight, and
// scenes without a light. The nuit américaine is shot by day.
func (s sky) effet(x index, scene *Scene) script.Light {
	switch {
	case !s.known || !x.exposed(scene):
		return ""
	case scene.DayForNight:
		return script.Day
	}
	return effetOf(scene.Light)
}

// effetOf is the light of the sun that a light of the story is shot in.
func effetOf(l script.Light) script.Light {
	switch l {
	case script.Morning:
		return script.Day
	case script.Evening:
		return script.Night
	}
	return l
}

// binds tells whether a scene keeps to the hours of a light.
func (s sky) binds(x index, scene *Scene) bool { return s.effet(x, scene) != "" }

// at is the sun of a place on a date.
func (s sky) at(place string, d moteur.Date) sun.Times {
	pos := s.of(place)
	return sun.On(d, pos.LatMilli, pos.LonMilli, s.zone(place))
}

// lastMinute is later than any hour of a day.
const lastMinute = 1 << 20

// stretch is a run of minutes, both ends included.
type stretch struct{ from, to int }

// hours are the stretches of a date in which an effet may be shot at a place, minutes after midnight, and the words that say so.
func (s sky) hours(effet script.Light, place string, d moteur.Date) (open []stretch, words string) {
	t := s.at(place, d)
	next := t
	if effet == script.Night {
		next = s.at(place, d.AddDays(1))
	}
	return s.margins.open(effet, t, next)
}

// open are the stretches of a day in which an effet may be shot under its sun and that of the next day, and the words that say so.
func (m LightMargins) open(effet script.Light, t, next sun.Times) (open []stretch, words string) {
	set := func(n, unset int) int {
		if n == 0 {
			return unset
		}
		return n
	}
	switch effet {
	case script.Day:
		switch t.Day {
		case sun.Always:
			return always, "le soleil ne se couche pas"
		case sun.Never:
			return nil, "le soleil ne se lève pas"
		}
		return []stretch{{t.Rise + m.Day, t.Set - m.Day}},
			fmt.Sprintf("le soleil se lève à %s et se couche à %s", written(t.Rise), written(t.Set))
	case script.Night:
		return m.night(t, next)
	}
	if t.Day != sun.Crosses {
		return nil, "le soleil ne se lève ni ne se couche"
	}
	first, last := t.Dawn, t.Dusk
	if t.Twilight != sun.Crosses { // no dark hour: the twilight lasts the whole night
		first, last = -lastMinute, lastMinute
	}
	if effet == script.Dawn {
		return []stretch{{first, t.Rise + set(m.DawnAfter, 45)}},
			fmt.Sprintf("l'aube vient à %s et le soleil se lève à %s", written(t.Dawn), written(t.Rise))
	}
	return []stretch{{t.Set - set(m.DuskBefore, 45), last}},
		fmt.Sprintf("le soleil se couche à %s et la nuit vient à %s", written(t.Set), written(t.Dusk))
}

// night are the dark hours of a date: those of its evening, until the next dawn, and those of its own morning.
func (m LightMargins) night(t, next sun.Times) (open []stretch, words string) {
	switch t.Twilight {
	case sun.Always:
		return nil, "il ne fait pas nuit"
	case sun.Never:
		return always, "il fait nuit tout le jour"
	}
	dawn, until := lastMinute, "sans fin"
	switch next.Twilight {
	case sun.Crosses:
		dawn = next.Dawn + 1440
		until = "jusqu'à " + written(dawn)
	case sun.Always:
		dawn, until = t.Dusk, "sans durée"
	}
	return []stretch{{t.Dusk + m.Night, dawn - m.Night}, {-lastMinute, t.Dawn - m.Night}},
		fmt.Sprintf("il fait nuit à partir de %s, %s, et avant %s le matin", written(t.Dusk), until, written(t.Dawn))
}

// sunlight checks that each scene of a day that needs a light is shot in its hours.
func (c *checker) sunlight(i int) {
	d := c.days[i]
	if !c.sky.known || !d.timed() {
		return
	}
	for k, s := range d.scenes {
		effet := c.sky.effet(c.x, s)
		if effet == "" {
			continue
		}
		open, words := c.sky.hours(effet, s.place(), d.Date)
		if slices.ContainsFunc(open, func(w stretch) bool { return w.from <= d.begin[k] && d.end[k] <= w.to }) {
			continue
		}
		what := map[script.Place]string{script.Interior: "INT", script.Exterior: "EXT", script.Both: "INT-EXT"}[s.Place] + "/" +
			s.Light.Label()
		if s.DayForNight {
			what += " (nuit américaine)"
		}
		c.wrong(i, "schedule/light", ".scenes", "séquence %s (%s) de %s à %s, hors de sa lumière : %s", d.scene(k), what,
			written(d.begin[k]), written(d.end[k]), words+c.margin(effet))
	}
}

// margin says the time kept from the sun, if any.
func (c *checker) margin(effet script.Light) string {
	n := map[script.Light]int{script.Day: c.p.Light.Day, script.Night: c.p.Light.Night}[effet]
	if n == 0 {
		return ""
	}
	return fmt.Sprintf(", marge de %s", fr.Plural(n, "minute", "minutes"))
}
