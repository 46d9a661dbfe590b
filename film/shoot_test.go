package film_test

import (
	"context"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/callsheet"
	"github.com/moteur-film/moteur/film"
	"github.com/moteur-film/moteur/internal/doc/text"
	"github.com/moteur-film/moteur/schedule"
	"github.com/moteur-film/moteur/schedule/breakdown"
	"github.com/moteur-film/moteur/schedule/labour"
	"github.com/moteur-film/moteur/schedule/script"
)

// written is the sample film with texts of film.json and of the screenplay replaced, each once.
func written(t *testing.T, json, script []string) film.Folder {
	t.Helper()
	swap := func(text string, pairs []string) string {
		for i := 0; i < len(pairs); i += 2 {
			require.Contains(t, text, pairs[i])
			text = strings.Replace(text, pairs[i], pairs[i+1], 1)
		}
		return text
	}
	dir := fstest.MapFS{}
	for name, file := range folder(t, swap(sampleText(t), json)).(fstest.MapFS) {
		dir[name] = file
	}
	dir["le-dernier-bac.fountain"] = &fstest.MapFile{Data: []byte(swap(string(dir["le-dernier-bac.fountain"].Data), script))}
	f, err := film.Open(dir)
	require.NoError(t, err)
	return f
}

// What a folder says of light, forms of days, parts and people reaches the plan.
func TestShootReachesTheProblem(t *testing.T) {
	f := written(t, []string{
		`"light": {"dawn_after": 60, "dusk_before": 60}`, `"light": {"day": 15, "night": 10, "dusk_before": 30},
			"forms": [{"kind": "half", "span": {"from": "2027-05-14", "to": "2027-05-14"}}]`,
		`"4": {"seconds": 60,`, `"4": {"seconds": 60, "minutes": 100, "day_for_night": true, "parts": 2, "present": {"NORA": 40},`,
		`"id": "YANN",`, `"id": "YANN", "from": "10:00", "until": "19:00", "turnaround": 720, "weeks": 1, "access": true,`,
	}, []string{"EXT. MAISON DE NORA - JARDIN - NUIT #8#", "EXT. MAISON DE NORA - JARDIN - NUIT AMÉRICAINE #8#"})
	p, err := f.Problem()
	require.NoError(t, err)
	assert.Equal(t, schedule.Position{LatMilli: 48093, LonMilli: -4325}, p.Home)
	assert.Equal(t, schedule.LightMargins{Day: 15, Night: 10, DuskBefore: 30}, p.Light)
	day := moteur.NewDate(2027, 5, 14)
	assert.Equal(t, []schedule.DayForm{{Kind: schedule.HalfDay, Span: moteur.Span{From: day, To: day}}}, p.Forms)
	require.Len(t, p.Trainings, 1)
	assert.Equal(t, 150, p.Trainings[0].Minutes)
	assert.True(t, p.Scenes[3].DayForNight)
	assert.Equal(t, 2, p.Scenes[3].Parts)
	assert.Equal(t, 100, p.Scenes[3].Minutes)
	assert.Equal(t, 240, p.Scenes[4].Minutes, "two minutes by second on screen")
	assert.Equal(t, map[string]int{"NORA": 40}, p.Scenes[3].Present)
	assert.True(t, p.Scenes[7].DayForNight, "told by the heading")
	assert.False(t, p.Scenes[6].DayForNight)
	yann := p.Roles[2]
	assert.Equal(t, labour.At(10, 0), yann.From)
	assert.Equal(t, 720, yann.Turnaround)
	assert.Equal(t, 1, yann.Weeks)
	assert.True(t, yann.Access)
}

// The screenplay proposes a dog and a state of the hull that the folder says nothing of; what the folder says is told no more.
func TestProposalsAreTold(t *testing.T) {
	say := func(f film.Folder, rule string) string {
		c, _ := film.Run(t.Context(), f, film.Settings{Moves: 1}) // what the screenplay proposes is told before the plan is laid
		out := ""
		for _, i := range c.Report.Issues {
			if i.Rule == rule {
				assert.Equal(t, moteur.Notice, i.Severity)
				out += plain(i.Message) + "\n"
			}
		}
		return out
	}
	script := []string{"Le *Marie-Jeanne*, repeint en rouge,", "Le *Marie-Jeanne*, repeint en rouge, suivi d'un drone,"}
	f := written(t, nil, script)
	f.Shoot.Precedences = nil
	assert.Contains(t, say(f, "film/special"), "« drone » (séquence 62)")
	assert.Contains(t, say(f, "film/continuity"), "décor BAC - PONT : « repeint » dans le texte")
	f = written(t, []string{`"needs": ["grue", "vfx"],`, `"needs": ["grue", "vfx", "drone"],`}, script)
	assert.NotContains(t, say(f, "film/special"), "drone")
	assert.NotContains(t, say(f, "film/continuity"), "repeint", "the precedences of the folder order it")
}

// What a person kept in the breakdown is planned, with the equipment of the folder when it has it.
func TestKeptElementsAreNeeds(t *testing.T) {
	f, err := film.Open(film.Sample())
	require.NoError(t, err)
	kept := func(c breakdown.Category, name string) []breakdown.Need {
		return []breakdown.Need{{Category: c, Name: name, State: breakdown.Kept}}
	}
	p, rep := f.Shoot.Problem("x", breakdown.Breakdown{Scenes: []breakdown.Scene{
		{Number: "4", Location: "BAC", Elements: kept(breakdown.Equipment, "grue")},
		{Number: "1", Location: "BAC", Elements: kept(breakdown.Animals, "chien")},
		{Number: "5", Location: "BAC", Elements: kept(breakdown.Weapons, "fusil")},
	}})
	assert.Equal(t, []string{"grue"}, p.Scenes[0].Needs)
	assert.Equal(t, []string{"chien"}, p.Scenes[1].Needs, "not twice")
	assert.Equal(t, []string{"armes"}, p.Scenes[2].Needs)
	assert.Len(t, p.Equipment, len(f.Shoot.Equipment)+1)
	require.NotEmpty(t, rep.Of(moteur.Warning))
	assert.Contains(t, rep.Of(moteur.Warning)[0].Message, "Armurier")
}

// The sample film is lawful: no error in its plan and call sheets, its painted hull and its storm in their order, its child home in time.
func TestSamplePlanIsLawful(t *testing.T) {
	f, err := film.Open(film.Sample())
	require.NoError(t, err)
	c, err := film.Run(t.Context(), f, film.Settings{Moves: 20_000})
	require.NoError(t, err)
	require.NoError(t, schedule.Check(c.Problem, c.Result.Plan).Err())
	for _, i := range c.Report.Of(moteur.Error) {
		assert.NotContains(t, i.Path, "feuille de service", i.Message)
	}
	last, first := map[string]moteur.Date{}, map[string]moteur.Date{}
	for _, d := range c.Result.Plan.Days {
		for _, s := range d.Scenes {
			if _, seen := first[s]; !seen {
				first[s] = d.Date
			}
			last[s] = d.Date
		}
	}
	require.NotEmpty(t, c.Problem.Precedences)
	for _, p := range c.Problem.Precedences {
		assert.GreaterOrEqual(t, first[p.After].Sub(last[p.Before]), max(p.GapDays, 1), "%s, %s", p.Before, p.After)
	}
	pages := 0
	for _, s := range c.Problem.Scenes {
		pages += s.Eighths
	}
	// The pages are those that the printed lines fill; the film is five minutes longer than a page a minute gives.
	assert.InDelta(t, f.Film.Minutes, pages/8, 6, "about a page a minute")
	assert.InDelta(t, f.Film.Minutes, c.Breakdown.Seconds()/60, 3, "the minutage of the scripte")
}

// A first lawful plan of the sample film comes from every seed, on other dates too.
func TestAFirstPlanFromEverySeed(t *testing.T) {
	f, err := film.Open(film.Sample())
	require.NoError(t, err)
	p, err := f.Problem()
	require.NoError(t, err)
	p.Calendar.First, p.Calendar.Last = moteur.NewDate(2027, 5, 17), moteur.NewDate(2027, 7, 23)
	for seed := range uint64(4) {
		ctx, enough := context.WithTimeout(t.Context(), time.Minute)
		res, err := schedule.Solve(ctx, p, schedule.Settings{Seed: seed, Progress: func(schedule.Progress) { enough() }})
		enough()
		require.NoError(t, err)
		require.Equal(t, schedule.Feasible, res.Status, "seed %d", seed)
		require.NoError(t, schedule.Check(p, res.Plan).Err(), "seed %d", seed)
	}
}

// Without the authorisation of its child, the sample film is refused at once: a scene is named, with its length and what to change.
func TestTheSampleWithoutItsAuthorisation(t *testing.T) {
	f, err := film.Open(film.Sample())
	require.NoError(t, err)
	p, err := f.Problem()
	require.NoError(t, err)
	for i := range p.Roles {
		if p.Roles[i].ID == "LOU" {
			p.Roles[i].Child = &labour.Child{Age: 11, Before: 50, After: 15, SchoolZone: "B"}
		}
	}
	over, cancel := context.WithCancel(t.Context())
	cancel()
	res, err := schedule.Solve(over, p, schedule.Settings{})
	require.NoError(t, err)
	require.Equal(t, schedule.Infeasible, res.Status, "whatever the time")
	assert.Len(t, res.Conflict.Scenes, 1)
	assert.Contains(t, append(res.Conflict.Others, res.Conflict.Scenes...), "64")
	assert.Contains(t, res.Conflict.String(), "minutes de tournage")
	res, err = schedule.Solve(t.Context(), p, schedule.Settings{})
	require.NoError(t, err)
	assert.Contains(t, strings.Join(res.Conflict.Ways(), "\n"), "Demander pour Lou")
}

// A scene shot otherwise than its heading says is told as it is shot, with what it shows and the note of the direction team, on the plan and
// on the sheet: the storm on the deck, rebuilt in a dark hall, is an interior by night, and no exterior of the replis.
func TestASceneIsToldAsItIsShot(t *testing.T) {
	p, err := written(t, []string{`"14": {`, `"14": {"light": "night", `}, nil).Problem()
	require.NoError(t, err)
	scene := func(id string) schedule.Scene {
		return p.Scenes[slices.IndexFunc(p.Scenes, func(s schedule.Scene) bool { return s.ID == id })]
	}
	storm := scene("46")
	assert.Equal(t, script.Interior, storm.Place)
	assert.Equal(t, script.Night, storm.Light)
	assert.Contains(t, storm.Note, "à l'image, EXT NUIT ; pont du bac reconstitué dans la halle de la criée, noir fait")
	assert.Contains(t, scene("14").Note, "à l'image, ")
	assert.Equal(t, "lanterne, soleil reconstitué", scene("55").Note, "as its heading says")

	p.Scenes, p.Precedences = []schedule.Scene{storm}, nil
	date := moteur.NewDate(2027, 5, 4)
	plan := schedule.Plan{Days: []schedule.Day{{Number: 1, Date: date, Scenes: []string{"46"}, Call: labour.At(8, 0), Ready: labour.At(9, 0),
		Wrap: labour.At(14, 0)}}}
	sheet, err := callsheet.Make(callsheet.Input{Problem: p, Plan: plan}, 0)
	require.NoError(t, err)
	paper := schedule.Paper{Problem: p, Plan: plan}
	for effect, out := range map[string]string{"INT/NUIT": text.String(paper.Document()), "INT NUIT": text.String(sheet.Document())} {
		assert.Contains(t, out, effect)
		assert.Contains(t, out, "noir fait")
	}
	for _, s := range paper.Board().Strips {
		assert.NotContains(t, s.Cells, "EXT/NUIT")
	}
}
