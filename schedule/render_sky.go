package schedule

import (
	"fmt"
	"strings"

	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/internal/sun"
	"github.com/moteur-film/moteur/schedule/labour"
)

// longName names a day with its kind when it is not a plain day: "jour 5, jeudi 20 mai 2027 – mixte".
func (b *printer) longName(d printed) string {
	text := checkedDay{Day: d.Day}.name()
	if kind := b.Problem.typeOf(d.scenes); kind != dayUnit {
		text += " – " + kind.label()
	}
	return text
}

// setting is where a day stands: its places, the sun there, its form.
func (b *printer) setting(d printed) string {
	if len(d.scenes) == 0 {
		return ""
	}
	parts := []string{b.suns(d)}
	if text := b.form(d.Day); text != "" {
		parts = append(parts, text)
	}
	return strings.Join(parts, " – ")
}

// form names the form of a day; "" for the ordinary one.
func (b *printer) form(d Day) string {
	f, ok := b.Problem.formOf(d)
	switch {
	case ok && f.Kind == HalfDay:
		return "demi-journée"
	case ok && f.Kind == TenHourDay:
		return "journée de dix heures"
	case ok && f.Kind == SplitDay:
		return "journée coupée, pause de " + hm(b.Problem.pauseOf(d))
	case ok && f.Kind == ContinuousDay, b.Problem.Shape.Continuous:
		return "journée continue"
	}
	return ""
}

// suns tells the places of a day and the sun there: once for places that see the same one within three minutes.
func (b *printer) suns(d printed) string {
	type sky struct {
		sun    string
		times  sun.Times
		places []string
	}
	var skies []sky
next:
	for _, id := range d.places() {
		var here sky
		if at := b.seenFrom(id); b.zone != nil && !d.Date.IsZero() && at != (Position{}) {
			here.times = sun.On(d.Date, at.LatMilli, at.LonMilli, b.zone)
			here.sun = sunText(here.times)
		}
		for i := range skies {
			if (skies[i].sun == "") == (here.sun == "") && alike(skies[i].times, here.times) {
				skies[i].places = append(skies[i].places, placeName(b.x, id))
				continue next
			}
		}
		here.places = []string{placeName(b.x, id)}
		skies = append(skies, here)
	}
	var out []string
	for _, s := range skies {
		text := strings.Join(s.places, ", ")
		if s.sun != "" {
			text += " – " + s.sun
		}
		out = append(out, text)
	}
	return strings.Join(out, " ; ")
}

// alike tells whether two skies differ by three minutes at most.
func alike(a, b sun.Times) bool {
	near := func(x, y int) bool { return max(x-y, y-x) <= 3 }
	return a.Day == b.Day && a.Twilight == b.Twilight && near(a.Rise, b.Rise) && near(a.Set, b.Set) && near(a.Dawn, b.Dawn) &&
		near(a.Dusk, b.Dusk)
}

// sunText tells the hours of the sun: "soleil 06:33 – 21:56, aube dès 05:57, nuit dès 22:32".
func sunText(t sun.Times) string {
	var text string
	switch t.Day {
	case sun.Always:
		return "soleil sans coucher"
	case sun.Never:
		text = "soleil sans lever"
	default:
		text = "soleil " + skyHour(t.Rise) + " – " + skyHour(t.Set)
	}
	switch t.Twilight {
	case sun.Always:
		return text + ", pas de nuit"
	case sun.Never:
		return text + ", nuit tout le jour"
	}
	return text + ", aube dès " + skyHour(t.Dawn) + ", nuit dès " + skyHour(t.Dusk)
}

// skyHour writes an hour of the sun, which may stand on the day before or after.
func skyHour(minutes int) string {
	if minutes < 0 {
		return labour.ClockOf(minutes+24*60).String() + " (−1)"
	}
	return written(minutes)
}

// seenFrom is the position whose sun a location sees: its own, else that of another location of its base, else that of the film's
// home, else that of the first location that has one.
func (b *printer) seenFrom(id string) Position {
	here := func(l *Location) Position { return Position{l.LatMilli, l.LonMilli} }
	if l := b.x.location[id]; l != nil && here(l) != (Position{}) {
		return here(l)
	}
	first, base := b.Problem.Home, Position{}
	for i := range b.Problem.Locations {
		l := &b.Problem.Locations[i]
		at := here(l)
		if at == (Position{}) {
			continue
		}
		if first == (Position{}) {
			first = at
		}
		if base == (Position{}) && baseOf(b.x, l.ID) == baseOf(b.x, id) {
			base = at
		}
	}
	if base != (Position{}) {
		return base
	}
	return first
}

// weekText is a number of scenes in words: "séq. 1, 2, 5 (1/2)".
func weekText(d printed) string {
	return "séq." + fr.NBSP + strings.Join(d.labels(), ", ")
}

// prepared lists what is done in places on dates without shooting there: "préparation : Le port".
func (b *printer) prepared() map[int][]string {
	out := map[int][]string{}
	note := func(pos int, what string, l *Location) {
		out[pos] = append(out[pos], fmt.Sprintf("%s : %s", what, l.label()))
	}
	for i := range b.Problem.Locations {
		l := &b.Problem.Locations[i]
		for _, stay := range b.stays(l.ID) {
			first, last := stay[0], stay[1]
			for k := 1; k <= l.RigDays; k++ {
				note(first-k, "installation", l)
			}
			from := first - l.RigDays - l.PrepDays
			for _, w := range l.Windows {
				if !w.From.IsZero() && w.Contains(b.Problem.Calendar.First.AddDays(first)) {
					from = w.From.Sub(b.Problem.Calendar.First)
				}
			}
			for k := range l.PrepDays {
				note(from+k, "préparation", l)
			}
			for k := 1; k <= l.StrikeDays; k++ {
				note(last+k, "démontage", l)
			}
		}
	}
	return out
}

// stays lists the first and the last day of each stay of the shoot in a place: days there without a shooting day elsewhere between.
func (b *printer) stays(place string) [][2]int {
	var out [][2]int
	in := map[string]bool{} // by unit: the last day was there
	at := map[string]int{}
	for _, d := range b.days {
		here := false
		for _, id := range d.places() {
			here = here || id == place
		}
		switch {
		case here && in[d.Unit]:
			out[at[d.Unit]][1] = d.pos
		case here:
			at[d.Unit] = len(out)
			out = append(out, [2]int{d.pos, d.pos})
		}
		in[d.Unit] = here
	}
	return out
}
