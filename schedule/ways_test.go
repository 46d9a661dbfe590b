package schedule_test

import (
	"context"
	"encoding/json"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/schedule"
	"github.com/moteur-film/moteur/schedule/labour"
)

// refused solves a problem that has no plan.
func refused(t *testing.T, p schedule.Problem) *schedule.Conflict {
	t.Helper()
	res, err := schedule.Solve(context.Background(), p, schedule.Settings{Moves: 1000})
	require.NoError(t, err)
	require.Equal(t, schedule.Infeasible, res.Status)
	require.NotNil(t, res.Conflict)
	return res.Conflict
}

// constraints are the IDs of the constraints of a conflict.
func constraints(c *schedule.Conflict) []string {
	var out []string
	for _, k := range c.Constraints {
		out = append(out, k.ID)
	}
	return out
}

// texts are what a conflict proposes, by ID.
func texts(c *schedule.Conflict) map[string]string {
	out := map[string]string{}
	for _, r := range c.Relaxations {
		out[r.ID] = r.Text
	}
	return out
}

var (
	monday   = moteur.NewDate(2027, 6, 7)
	thursday = monday.AddDays(3)
	sunday   = monday.AddDays(6)
	easter   = moteur.NewDate(2027, 3, 29) // Easter Monday
)

func on(days ...moteur.Date) moteur.Span { return moteur.Span{From: days[0], To: days[len(days)-1]} }

// Each kind of way out: a problem that it frees, with its words.
func TestWaysOut(t *testing.T) {
	short := func(days int) schedule.Problem { // one scene a day, so many days of calendar
		p := oneADay(2)
		p.Calendar.Last = monday.AddDays(days - 1)
		return p
	}
	for _, c := range []struct {
		name  string
		p     func() schedule.Problem
		named string // a constraint of the conflict
		id    string
		text  string
	}{
		{"a day more", func() schedule.Problem { return short(1) }, "last-day", "last-day", "Finir le 8 juin 2027."},
		{"a later end and start", func() schedule.Problem {
			p := short(4)
			p.Roles[0].Free = []moteur.Span{on(monday.AddDays(7), monday.AddDays(11))}
			return p
		}, "last-day", "shift", "Décaler le tournage d"},
		{"an earlier start", func() schedule.Problem {
			p := short(1)
			p.Roles[0].Free = []moteur.Span{on(monday.AddDays(-3), monday)}
			return p
		}, "last-day", "start", "Commencer le tournage le vendredi 4 juin 2027."},
		{"more days", func() schedule.Problem {
			p := oneADay(2)
			p.Calendar.MaxDays = 1
			return p
		}, "max-days", "max-days", "Tourner 1 jour de plus (2)."},
		{"free dates", func() schedule.Problem {
			p := oneADay(2)
			p.Roles[0].Free = []moteur.Span{on(thursday)}
			return p
		}, "role-free/NORA", "role-free/NORA", "Obtenir Nora 1 jour de plus autour de ses dates."},
		{"a Sunday with its premium", func() schedule.Problem {
			p := oneADay(1)
			p.Roles[0].Free = []moteur.Span{on(sunday)}
			p.Locations[0].SundaysOK = false
			return p
		}, "sundays", "on/2027-06-13", "Tourner le dimanche 13 juin 2027 (dimanche : heures majorées de 100 %)."},
		{"the Saturday of a five-day week", func() schedule.Problem {
			p := oneADay(1)
			p.Roles[0].Free = []moteur.Span{on(sunday.AddDays(-1))}
			return p
		}, "week", "on/2027-06-12", "Tourner le samedi 12 juin 2027 (sixième jour : heures majorées de 100 %)."},
		{"a public holiday by its name", func() schedule.Problem {
			p := oneADay(1)
			p.Calendar.First = easter
			p.Pins = []schedule.Pin{{Scene: "1", Span: on(easter)}}
			return p
		}, "holiday/2027-03-29", "on/2027-03-29", "Tourner le lundi 29 mars 2027 (jour férié, Lundi de Pâques : "},
		{"a day off worked", func() schedule.Problem {
			p := oneADay(1)
			p.Calendar.Last, p.Calendar.Off = monday.AddDays(1), []moteur.Date{monday, monday.AddDays(1)}
			return p
		}, "days-off", "off/2027-06-07", "Travailler le lundi 7 juin 2027, jour chômé du calendrier."},
		{"a place for more days", func() schedule.Problem {
			p := oneADay(2)
			p.Locations[0].Windows = []moteur.Span{on(thursday)}
			return p
		}, "location-window/port", "location-window/port", "Obtenir Le port 1 jour de plus."},
		{"a place for more hours", func() schedule.Problem {
			p := short(1)
			p.Scenes = p.Scenes[:1]
			p.Scenes[0].Minutes = 300
			p.Locations[0].Opens, p.Locations[0].Closes = labour.At(9, 0), labour.At(13, 0)
			return p
		}, "location-hours/port", "location-hours/port/until", "Obtenir Le port de 09:00 à 1"},
		{"a longer rental", func() schedule.Problem {
			p := oneADay(2)
			p.Equipment = []schedule.Equipment{{ID: "grue", Name: "Grue", Windows: []moteur.Span{on(thursday)}}}
			p.Scenes[0].Needs, p.Scenes[1].Needs = []string{"grue"}, []string{"grue"}
			return p
		}, "equipment-window/grue", "equipment-window/grue", "Louer Grue 1 jour de plus."},
		{"more dates of a child's authorisation", func() schedule.Problem {
			p := oneADay(2)
			p.Scenes[0].Minutes, p.Scenes[1].Minutes = 200, 200
			p.Shape.Minutes = 240
			p.Roles[0].Child = &labour.Child{Age: 15, MaxMinutes: 400, Authorised: []moteur.Span{on(thursday)}}
			return p
		}, "child/NORA", "authorisation-dates/NORA", "Demander pour Nora (15 ans) une autorisation individuelle qui permette le tournage "},
		{"a longer presence of a child", func() schedule.Problem {
			p := short(1)
			p.Scenes = p.Scenes[:1]
			p.Scenes[0].Minutes = 240
			p.Roles[0].Child = &labour.Child{Age: 9, MaxMinutes: 180}
			return p
		}, "child/NORA", "authorisation-presence/NORA", "Demander pour Nora (9 ans) une autorisation individuelle qui permette "},
		{"a shorter scene", func() schedule.Problem {
			p := oneADay(1)
			p.Scenes[0].Minutes, p.Scenes[0].Eighths = 7200, 480
			return p
		}, "scene-long/1", "shorten/1", "Ramener la séquence 1 à "},
		{"a raccord of fewer days", func() schedule.Problem {
			p := short(4)
			p.Precedences = []schedule.Precedence{{Before: "1", After: "2", GapDays: 5, Reason: "barbe"}}
			return p
		}, "precedence/1/2", "precedence/1/2", "Ramener à 3 jours l'écart entre les séquences 1 et 2."},
		{"a second unit", func() schedule.Problem {
			p := short(1)
			p.Scenes[1].Roles = nil
			return p
		}, "last-day", "second-unit", "Ajouter une équipe, comptée au tarif de la première."},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := c.p()
			require.NoError(t, p.Check().Err())
			got := refused(t, p)
			assert.Contains(t, constraints(got), c.named)
			said, ok := texts(got)[c.id]
			require.True(t, ok, "%s is not among %v, conflict %s", c.id, texts(got), got)
			assert.Contains(t, strings.ReplaceAll(said, "\u00a0", " "), c.text)
			for _, r := range got.Relaxations {
				assert.False(t, r.Cost.IsZero(), "%s says its price", r.Text)
			}
		})
	}
}

// A scene that no number of parts brings into a day is named with its pages and its minutes.
func TestSceneTooLong(t *testing.T) {
	p := oneADay(1)
	p.Scenes[0].Minutes, p.Scenes[0].Eighths = 7200, 66
	got := refused(t, p)
	assert.Equal(t, []string{"1"}, got.Scenes)
	assert.Contains(t, got.String(), "La séquence 1 compte 8 2/8 pages et 7200 minutes de tournage, au moins 600 par jour si elle est coupée en 12 parties")
}

// The value of the holiday under the agreement of television is not known: it is said.
func TestHolidayOfTelevision(t *testing.T) {
	p := oneADay(1)
	p.Rules.Agreement = schedule.Television
	p.Calendar.First = easter
	p.Pins = []schedule.Pin{{Scene: "1", Span: on(easter)}}
	got := refused(t, p)
	assert.Contains(t, got.String(), "Le 29 mars 2027 est férié (Lundi de Pâques)")
	assert.Contains(t, texts(got)["on/2027-03-29"], "majoration à confirmer")
}

// No way out touches the law, the light or the past, and of a child only what an authorisation asks for. The problem given is not
// modified.
func TestWaysOutAreLawful(t *testing.T) {
	seen := map[string]int{}
	for seed := range uint64(rounds(t, 60)) {
		r := rand.New(rand.NewPCG(seed, 13))
		p := fuller(r, randomProblem(r, 8))
		before := asJSON(t, p)
		for _, w := range schedule.WaysOut(p, p.Scenes[:min(len(p.Scenes), 3)]) {
			kind, _, _ := strings.Cut(w.ID, "/")
			seen[kind]++
			require.NotEmpty(t, w.Text)
			q := w.Problem
			require.Equal(t, p.Rules, q.Rules, w.Text)
			require.Equal(t, p.Light, q.Light, w.Text)
			require.Equal(t, p.Frozen, q.Frozen, w.Text)
			for i, o := range p.Roles {
				if o.Child == nil {
					require.Nil(t, q.Roles[i].Child)
					continue
				}
				require.NotNil(t, q.Roles[i].Child, w.Text)
				if !reflect.DeepEqual(o.Child, q.Roles[i].Child) {
					require.True(t, strings.HasPrefix(w.Text, "Demander pour "), w.Text)
				}
			}
			for _, word := range []string{"convention", "permises à un enfant", "à la lumière de", "figée"} {
				require.NotContains(t, w.Text, word)
			}
		}
		require.Equal(t, before, asJSON(t, p), "seed %d", seed)
	}
	t.Log(seen)
	if rounds(t, 60) < 60 {
		return // few problems draw few kinds
	}
	for _, kind := range []string{"on", "cut", "start", "second-unit", "day-for-night", "cover-windows", "by-day", "authorisation-dates",
		"authorisation-presence", "authorisation-evening", "authorisation-morning", "authorisation", "access", "role-hours", "role-turnaround", "equipment-copies", "lift", "shorten"} {
		assert.Positive(t, seen[kind], kind)
	}
}

func asJSON(t *testing.T, v any) string {
	t.Helper()
	b, err := json.Marshal(v)
	require.NoError(t, err)
	return string(b)
}

// fuller gives a random problem a little of everything that ways out loosen.
func fuller(r *rand.Rand, p schedule.Problem) schedule.Problem {
	chance := func(percent int) bool { return r.IntN(100) < percent }
	p.Scenes[0].Minutes = 60 * (1 + r.IntN(20))
	if chance(50) {
		p.Locations[0].Daylight, p.Roles[0].Access = true, true
	}
	if chance(50) {
		p.Roles[0].From, p.Roles[0].Until, p.Roles[0].Turnaround = labour.At(9, 0), labour.At(18, 0), 660
	}
	if o := &p.Roles[len(p.Roles)-1]; chance(50) && !p.Calendar.Dateless {
		o.Child = &labour.Child{Age: 1 + r.IntN(17), Authorised: []moteur.Span{on(p.Calendar.First, p.Calendar.First.AddDays(9))}}
	}
	if len(p.Equipment) > 0 && chance(50) {
		p.Units = []schedule.Unit{{ID: "A"}, {ID: "B"}}
		p.Scenes[0].Needs = []string{p.Equipment[0].ID}
	}
	if s := p.Scenes[0]; chance(30) {
		day := p.Calendar.First
		p.Frozen = []schedule.Day{{Number: 1, Date: day, Scenes: []string{s.ID}}}
		if len(p.Units) > 0 {
			p.Frozen[0].Unit = p.Units[0].ID
		}
	}
	return p
}
