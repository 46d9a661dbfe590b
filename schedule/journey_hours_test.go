package schedule_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur/internal/doc/text"
	"github.com/moteur-film/moteur/schedule"
)

// A journey has its hours on the papers: from the wrap in the evening, before the hour of rest and the call in the morning, and on a day of
// its own once the last to leave at the wrap have had their eleven hours of rest. One that ends after midnight, or is longer than the seven
// hours that are paid, says so.
func TestHoursOfJourneys(t *testing.T) {
	long := func(minutes int, first, second schedule.Day) *board {
		b := right()
		b.p.Shape.Moves[0] = schedule.Move{From: "Paris", To: "Brest", Minutes: minutes}
		b.p.Shape.Early, b.p.Shape.Late = 30, 15
		b.p.Scenes = []schedule.Scene{*b.scene("5"), *b.scene("6")}
		b.p.Scenes[0].Roles, b.p.Scenes[1].Roles = nil, nil
		b.plan = numbered(first, second)
		return b
	}
	short := shoots(march(1), "09:00 10:00 12:00 14:00", "5 10:00")
	full := shoots(march(1), "07:00 08:00 12:00 18:30", "5 10:00")
	night := shoots(march(1), "17:00 18:00 22:00 26:30", "5 19:30")
	for _, c := range []struct {
		name        string
		minutes     int
		first, next schedule.Day
		hours       string
	}{
		{"the evening", 300, short, shoots(march(2), "09:00 10:00 13:00 14:30", "6 10:00"), "départ 14:15, arrivée 19:15"},
		{"the morning", 300, full, shoots(march(2), "11:00 12:00 15:00 16:30", "6 12:00"), "départ 04:30, arrivée 09:30"},
		{"a day of its own", 300, full, shoots(march(3), "07:00 08:00 12:00 18:30", "6 10:00"), "départ 08:00, arrivée 13:00"},
		{"longer than seven hours", 660, full, shoots(march(3), "07:00 08:00 12:00 18:30", "6 10:00"),
			"départ 08:00, arrivée 19:00, plus de 7 h : à répartir sur deux jours"},
		{"the day on which a night ends", 660, night, shoots(march(3), "17:00 18:00 21:00 29:00", "6 18:00"),
			"départ 13:45, arrivée le mer. 03/03 à 00:45, finit après minuit, plus de 7 h : à répartir sur deux jours"},
	} {
		b := long(c.minutes, c.first, c.next)
		list := b.plan.Journeys(b.p)
		require.Len(t, list, 1, c.name)
		assert.Equal(t, c.hours, strings.ReplaceAll(list[0].Hours(), "\u00a0", " "), c.name)
		paper := schedule.Paper{Problem: b.p, Plan: b.plan}
		for where, out := range map[string]string{"plan": text.String(paper.Document()), "weeks": text.String(paper.Weeks())} {
			assert.Contains(t, strings.ReplaceAll(out, "\u00a0", " "), c.hours, "%s, %s", c.name, where)
		}
	}
	b := long(660, night, shoots(march(8), "09:00 10:00 13:00 14:30", "6 10:00"))
	legs := b.plan.Journeys(b.p)
	require.Len(t, legs, 2, "laid over two working days")
	for _, leg := range legs {
		assert.Equal(t, "départ 08:00, arrivée 13:30", leg.Hours())
	}
	b.plan.Days[0].Wrap = at("")
	for _, j := range b.plan.Journeys(b.p) {
		assert.Empty(t, j.Hours(), "a day without hours")
	}
}
