package schedule

import (
	"fmt"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/schedule/labour"
)

// setHours gives a journey, or a leg of one, its hours: after the wrap of an evening, before the rest and the call of a morning, and on a
// day of its own from the wished call of a day on, once the last people to leave have had their rest. Days without hours leave them unset.
func (j *Journey) setHours(p Problem, prev, next checkedDay) {
	if !prev.timed() || !next.timed() {
		return
	}
	late := prev.Wrap + p.Shape.Late
	from, on := late, prev.Date
	switch {
	case j.morning:
		on, from = next.Date, next.Call-p.earliest()-j.Minutes
		if next.law != nil {
			from -= j.RestAfter(next.law.crew)
		}
	case !j.evening && j.Date != prev.Date:
		on, from = j.Date, p.Shape.callOf(dayUnit)
		if prev.law != nil {
			crew := prev.law.crew
			rest := crew.Rest.Value
			if crew.Span.Value > 0 && labourSpan(prev) > crew.Span.Value {
				rest = crew.RestLong.Value
			}
			from = max(from, late+rest-on.Sub(prev.Date)*24*60)
		}
	}
	j.Leaves, j.Arrives = momentOf(on, from), momentOf(on, from+j.Minutes)
	if next.law != nil {
		if most := next.law.crew.TravelPaid.Value; most > 0 && j.Minutes > most {
			j.Over = most
		}
	}
}

// momentOf is a minute counted from the midnight that begins a date, on its own date.
func momentOf(on moteur.Date, minute int) labour.Moment {
	const day = 24 * 60
	days := minute / day
	if minute < days*day {
		days--
	}
	return labour.Moment{Date: on.AddDays(days), At: labour.ClockOf(minute - days*day)}
}

// Hours tells when a journey leaves and arrives, and what is to be known of it: "départ 13:45, arrivée le sam. 12/06 à 00:45, finit après
// minuit, plus de 7 h : à répartir sur deux jours". "" without hours.
func (j Journey) Hours() string {
	if j.Leaves.IsZero() || j.Arrives.IsZero() {
		return ""
	}
	when := func(m labour.Moment) string {
		if m.Date == j.Date {
			return m.At.String()
		}
		return "le " + fr.DayMonth(m.Date) + " à " + m.At.String()
	}
	text := fmt.Sprintf("départ %s, arrivée %s", when(j.Leaves), when(j.Arrives))
	if j.Arrives.Date.After(j.Leaves.Date) {
		text += ", finit après minuit"
	}
	if j.Over > 0 {
		text += fmt.Sprintf(", plus de %s : à répartir sur deux jours", hm(j.Over))
	}
	return text
}
