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
	if kind := b.Problem.toldType(d.scenes); kind != dayUnit {
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

// form names the form of a day and the sessions it begins with; "" for the ordinary one.
func (b *printer) form(d Day) string {
	var parts []string
	f, ok := b.Problem.FormOf(d)
	switch {
	case ok && (f.Kind == SplitDay || f.Kind == ContinuousDay) && b.Problem.PauseOf(d) > 0:
		parts = append(parts, f.Kind.Label()+", pause de "+hm(b.Problem.PauseOf(d)))
	case ok:
		parts = append(parts, f.Kind.Label())
	case b.Problem.Shape.Continuous:
		parts = append(parts, ContinuousDay.Label())
	}
	for _, t := range b.Problem.TrainingsOn(d) {
		parts = append(parts, t.Line())
	}
	return strings.Join(parts, " – ")
}

// suns tells the places of a day and the sun there: once for places that see the same one within three minutes.
func (b *printer) suns(d printed) string {
	type seen struct {
		sun    string
		times  sun.Times
		places []string
	}
	var skies []seen
next:
	for _, id := range d.places() {
		var here seen
		if b.sky.known && !d.Date.IsZero() {
			here.times = b.sky.at(id, d.Date)
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
	if local := b.Problem.ClockLabel(d.Day); local != "" {
		out = append(out, local)
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

// weekText is a number of scenes in words: "séq. 1, 2, 5 (1/2)".
func weekText(d printed) string {
	return "séq." + fr.NBSP + strings.Join(d.labels(), ", ")
}

// beside lists what is done on dates beside the shooting: journeys, "préparation : Le port".
func (b *printer) beside() map[int][]string {
	out := map[int][]string{}
	for _, j := range b.journeys {
		pos := j.Date.Sub(b.Problem.Calendar.First)
		out[pos] = append(out[pos], j.Title()+" "+b.route(j))
	}
	note := func(pos int, what string, l *Location) {
		out[pos] = append(out[pos], fmt.Sprintf("%s : %s", what, l.label()))
	}
	for i := range b.Problem.Locations {
		l := &b.Problem.Locations[i]
		before := -1 << 30 // the last day of the stay before
		for _, v := range visitsOf(b.ranked, l.ID) {
			first, last := v.span(b.ranked)
			for k := 1; k <= l.RigDays; k++ {
				note(first-k, "prélight", l)
			}
			from := first - l.RigDays - l.PrepDays
			for _, w := range l.Windows {
				open := w.From.Sub(b.Problem.Calendar.First)
				if !w.From.IsZero() && w.Contains(b.Problem.Calendar.First.AddDays(first)) && before < open {
					from = open
				}
			}
			for k := range l.PrepDays {
				note(from+k, "préparation", l)
			}
			for k := 1; k <= l.StrikeDays; k++ {
				note(last+k, "remise en état", l)
			}
			before = last
		}
	}
	return out
}

// journeysOf are the journeys on the date of a day of the plan: those of its morning and before it since the last day, or those of its
// evening.
func (b *printer) journeysOf(d Day, evening bool) []Journey {
	var out []Journey
	for _, j := range b.journeys {
		day := b.ranked[j.until]
		if evening {
			day = b.ranked[j.after]
		}
		if j.evening == evening && day.Unit == d.Unit && day.Date == d.Date {
			out = append(out, j)
		}
	}
	return out
}

// voyage tells a journey: "Voyage mardi 18 mai 2027, le soir : Strasbourg → Ostende, 6 h 30, 620 km".
func (b *printer) voyage(j Journey) string {
	when := ""
	switch {
	case j.evening && j.Date != b.ranked[j.after].Date:
		when = ", la nuit"
	case j.evening:
		when = ", le soir"
	case j.morning:
		when = ", le matin"
	}
	return fr.Capital(j.Title()) + " " + fr.LongDate(j.Date) + when + " : " + b.route(j)
}

// route is the way of a journey.
func (b *printer) route(j Journey) string {
	text := fmt.Sprintf("%s → %s, %s", fr.Capital(placeName(b.x, j.From)), fr.Capital(placeName(b.x, j.To)), hm(j.Minutes))
	if j.Km > 0 {
		text += fmt.Sprintf(", %s%skm", fr.Int(j.Km), fr.NBSP)
	}
	if hours := j.Hours(); hours != "" {
		text += ", " + hours
	}
	return text
}
