package schedule_test

import (
	"bytes"
	"context"
	"encoding/json"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/doc/text"
	"github.com/moteur-film/moteur/internal/testkit"
	"github.com/moteur-film/moteur/schedule"
	"github.com/moteur-film/moteur/schedule/labour"
	"github.com/moteur-film/moteur/schedule/script"
)

// film is a small problem with something of everything.
func film() schedule.Problem {
	p := small(moteur.NewDate(2027, 5, 3))
	p.Title = "Le Bac"
	p.Locations = append(p.Locations, schedule.Location{ID: "bar", Name: "Bar de l'Escale", DayRate: euros(800)})
	p.Roles[0].Number, p.Roles[0].HoldPaid, p.Roles[0].Lead = 1, true, true
	p.Roles = append(p.Roles, schedule.Role{ID: "LOU", Number: 2, Name: "Lou", DayRate: euros(430), Child: &labour.Child{Age: 11, MaxMinutes: 240}})
	p.Equipment = []schedule.Equipment{{ID: "grue", Name: "Grue", DayRate: euros(2900)}}
	p.Scenes = []schedule.Scene{
		{ID: "1", Set: "QUAI", Location: "port", Place: script.Exterior, Light: script.Day, Eighths: 12, Minutes: 300, Seconds: 95, Summary: "Le bac accoste.", Roles: []string{"NORA"}, Needs: []string{"grue"}},
		{ID: "2", Set: "QUAI", Location: "port", Place: script.Exterior, Light: script.Night, Eighths: 6, Minutes: 150, Seconds: 50, Summary: "Nora attend.", Roles: []string{"NORA"}},
		{ID: "3 BIS", Set: "SALLE", Location: "bar", Place: script.Interior, Light: script.Night, Eighths: 9, Minutes: 180, Seconds: 80, Summary: "Repas.", Roles: []string{"NORA", "LOU"},
			Extras: []schedule.Extras{{Kind: "clients", Count: 10, DayRate: euros(112)}}},
		{ID: "4", Set: "SALLE", Location: "bar", Place: script.Interior, Light: script.Day, Eighths: 5, Minutes: 120, Seconds: 40, Roles: []string{"LOU"}},
		{ID: "5", Set: "QUAI", Location: "port", Place: script.Exterior, Light: script.Dawn, Eighths: 3, Minutes: 90, Seconds: 30, Roles: []string{"NORA"}},
	}
	return p
}

func solved(t testing.TB, p schedule.Problem) schedule.Result {
	t.Helper()
	res, err := schedule.Solve(context.Background(), p, schedule.Settings{Moves: 5000, Seed: 1})
	require.NoError(t, err)
	require.NoError(t, res.Report.Err())
	require.NotEmpty(t, res.Plan.Days)
	return res
}

func TestPaper(t *testing.T) {
	p := film()
	res := solved(t, p)
	b := schedule.Paper{Problem: p, Plan: res.Plan, Costed: true, Result: res, Date: moteur.NewDate(2027, 4, 1), Version: "v1"}
	testkit.Golden(t, "plan.txt", text.String(b.Document()))
	b.Costed = false
	testkit.Golden(t, "sent.txt", text.String(b.Document()))
	testkit.Golden(t, "weeks.txt", text.String(b.Weeks()))
	for name, write := range map[string]func(*bytes.Buffer) error{
		"pdf": func(w *bytes.Buffer) error { return b.WritePDF(w) }, "xlsx": func(w *bytes.Buffer) error { return b.WriteXLSX(w) },
		"ics": func(w *bytes.Buffer) error { return b.WriteICS(w) },
	} {
		var one, two bytes.Buffer
		require.NoError(t, write(&one), name)
		require.NoError(t, write(&two), name)
		assert.Equal(t, one.Bytes(), two.Bytes(), "%s: same input, same bytes", name)
	}
}

// A workbook reads back as the plan it came from; a strip moved is checked.
func TestEditedWorkbook(t *testing.T) {
	p := film()
	res := solved(t, p)
	var w bytes.Buffer
	require.NoError(t, schedule.Paper{Problem: p, Plan: res.Plan}.WriteXLSX(&w))
	_, back, report, err := schedule.ReadPlan(bytes.NewReader(w.Bytes()), p, res.Plan)
	require.NoError(t, err)
	require.NoError(t, report.Err())
	assert.Equal(t, res.Plan.Days, back.Days)

	// All on the first day.
	moved := schedule.Plan{Days: []schedule.Day{res.Plan.Days[0]}}
	moved.Days[0].Scenes = nil
	for _, s := range p.Scenes {
		moved.Days[0].Scenes = append(moved.Days[0].Scenes, s.ID)
	}
	w.Reset()
	require.NoError(t, schedule.Paper{Problem: p, Plan: moved}.WriteXLSX(&w))
	_, _, report, err = schedule.ReadPlan(bytes.NewReader(w.Bytes()), p, res.Plan)
	require.NoError(t, err)
	assert.True(t, report.Has("schedule/capacity-minutes"))

	_, _, _, err = schedule.ReadPlan(bytes.NewReader([]byte("pas un classeur")), p, res.Plan)
	assert.Error(t, err)
}

func TestCompare(t *testing.T) {
	p := film()
	a := solved(t, p).Plan
	b := schedule.Plan{Title: "un jour par séquence"}
	for i, s := range p.Scenes {
		b.Days = append(b.Days, schedule.Day{Number: i + 1, Date: p.Calendar.First.AddDays(i), Scenes: []string{s.ID}})
	}
	b = b.Timed(p)
	c, err := schedule.Compare(p, a, b)
	require.NoError(t, err)
	assert.True(t, c.Total.Cost[1].GreaterThan(c.Total.Cost[0]))
	assert.NotEmpty(t, c.Moved)
	var w bytes.Buffer
	require.NoError(t, c.WritePDF(&w))
	require.NoError(t, c.WriteXLSX(&w))
	assert.Contains(t, text.String(c.Document()), "Jours de tournage")
}

// Six hundred scenes still print.
func TestPaperOfManyScenes(t *testing.T) {
	p := bigProblem(600)
	var plan schedule.Plan
	for i, s := range p.Scenes {
		if i%8 == 0 {
			plan.Days = append(plan.Days, schedule.Day{Number: len(plan.Days) + 1})
		}
		d := &plan.Days[len(plan.Days)-1]
		d.Scenes = append(d.Scenes, s.ID)
	}
	var w bytes.Buffer
	require.NoError(t, schedule.Paper{Problem: p, Plan: plan.Timed(p)}.WritePDF(&w))
	assert.Less(t, w.Len(), 4<<20)
}

func TestProblemsKeepInJSON(t *testing.T) {
	for seed := range uint64(50) {
		p := randomProblem(rand.New(rand.NewPCG(seed, 8)), 10)
		one, err := json.Marshal(p)
		require.NoError(t, err)
		var q schedule.Problem
		require.NoError(t, json.Unmarshal(one, &q))
		two, err := json.Marshal(q)
		require.NoError(t, err)
		require.JSONEq(t, string(one), string(two))
	}
}
