package labour_test

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/schedule/labour"
)

// The pauses of a child stand between its takes, in order, and no stretch from its arrival on is longer than that of its age (an hour and a
// half from 6 to 11); where its takes leave no half hour, the stretch is told with its scenes.
func TestPlacePauses(t *testing.T) {
	take := func(scene string, from, to labour.Clock) labour.Take {
		return labour.Take{Scene: scene, From: from, To: to}
	}
	at := labour.At
	for _, c := range []struct {
		name         string
		from, to     labour.Clock
		meal         []labour.Break
		takes        []labour.Take
		pauses, told string
	}{
		{"a short day", at(10, 0), at(11, 30), nil, []labour.Take{take("1", at(10, 45), at(11, 15))}, "", ""},
		{"between two takes", at(10, 0), at(13, 0), nil, []labour.Take{take("1", at(10, 45), at(11, 0)), take("2", at(12, 0), at(12, 45))}, "11:30-12:00", ""},
		{"never in a take", at(10, 0), at(14, 0), nil, []labour.Take{take("1", at(10, 45), at(11, 20)), take("2", at(12, 0), at(13, 45))}, "11:30-12:00", "12:00-14:00 2"},
		{"never before the work", at(10, 0), at(13, 0), nil, []labour.Take{take("1", at(11, 30), at(12, 45))}, "", "10:00-13:00 1"},
		{"the meal is a pause", at(10, 0), at(13, 45), []labour.Break{{From: at(11, 30), To: at(12, 30), Meal: true}},
			[]labour.Take{take("1", at(10, 45), at(13, 30))}, "", ""},
		{"the first gap after a long take", at(10, 0), at(14, 0), nil, []labour.Take{take("1", at(10, 30), at(12, 10)), take("2", at(12, 50), at(13, 45))},
			"12:10-12:40", "10:00-12:10 1"},
	} {
		d := labour.Day{Date: moteur.NewDate(2026, 6, 2), RDV: c.from, Back: c.to, Breaks: c.meal}
		pauses, told, err := labour.PlacePauses(minorOf(labour.Child{Age: 8}), d, c.takes)
		require.NoError(t, err, c.name)
		var got, lacks []string
		for _, p := range pauses {
			got = append(got, p.From.String()+"-"+p.To.String())
		}
		for _, u := range told {
			text := u.From.String() + "-" + u.To.String()
			for _, x := range u.Takes {
				text += " " + x.Scene
			}
			lacks = append(lacks, text)
			assert.Contains(t, labour.UnbrokenText(told), "séquence", c.name)
		}
		assert.Equal(t, c.pauses, strings.Join(got, " "), c.name)
		assert.Equal(t, c.told, strings.Join(lacks, "|"), c.name)
	}
}

// Whatever the takes, pauses follow each other, cross no take and stand after the first one begins; with nothing told, the day breaks no
// rule of pauses.
func TestPausesOfAnyDay(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 13))
	free := 0
	for range 3000 {
		as := minorOf(labour.Child{Age: 1 + r.IntN(17)})
		at := 7*60 + r.IntN(5*60)
		d := labour.Day{Date: moteur.NewDate(2026, 6, 2), RDV: labour.ClockOf(at)}
		at += r.IntN(70)
		var takes []labour.Take
		for range 1 + r.IntN(5) {
			from := at + r.IntN(70)
			at = from + 10 + r.IntN(100)
			takes = append(takes, labour.Take{Scene: "1", From: labour.ClockOf(from), To: labour.ClockOf(at)})
		}
		d.Back = labour.ClockOf(at + r.IntN(30))
		if meal := 11*60 + r.IntN(180); r.IntN(2) == 0 && meal > d.RDV.Minutes() && meal+60 < d.Back.Minutes() {
			d.Breaks = []labour.Break{{From: labour.ClockOf(meal), To: labour.ClockOf(meal + 60), Meal: true}}
		}
		pauses, told, err := labour.PlacePauses(as, d, takes)
		require.NoError(t, err)
		last := takes[0].From
		for _, p := range pauses {
			require.False(t, p.From.Before(last), "%v %v", pauses, takes)
			require.False(t, p.To.After(d.Back))
			last = p.To
			for _, x := range takes {
				require.False(t, p.From.Before(x.To) && x.From.Before(p.To), "%v %v", p, takes)
			}
			for _, b := range d.Breaks {
				require.False(t, p.From.Before(b.To) && b.From.Before(p.To), "%v %v", p, b)
			}
		}
		if len(told) > 0 {
			continue
		}
		free++
		d.Breaks = append(d.Breaks, pauses...)
		slices.SortFunc(d.Breaks, func(a, b labour.Break) int { return a.From.Compare(b.From) })
		found, err := labour.Check(as, labour.Before{}, []labour.Day{d})
		require.NoError(t, err)
		for _, f := range found {
			require.NotEqual(t, labour.AboutPause, f.About, "%v %v", d, f)
		}
	}
	assert.Greater(t, free, 500)
}
