package callsheet_test

import (
	"context"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/callsheet"
	"github.com/moteur-film/moteur/internal/testkit"
	"github.com/moteur-film/moteur/schedule"
	"github.com/moteur-film/moteur/schedule/breakdown"
)

// dossier plans a screenplay as it comes, in March from Paris, and makes its sheets: nothing may be refused.
func dossier(t *testing.T, name, text string) (schedule.Problem, schedule.Result) {
	b, err := breakdown.Load(strings.NewReader(text), breakdown.LoadSettings{Name: name})
	require.NoError(t, err)
	p := schedule.FromBreakdown(b, schedule.Defaults{First: moteur.NewDate(2027, 3, 1)})
	if len(p.Scenes) == 0 {
		return p, schedule.Result{}
	}
	p.Home = schedule.Position{LatMilli: 48_857, LonMilli: 2_352}
	began := time.Now()
	res, err := schedule.Solve(context.Background(), p, schedule.Settings{Moves: 400, Seed: 1})
	require.NoError(t, err)
	t.Logf("%d scenes: %s, %d days, in %s", len(p.Scenes), res.Status, len(res.Plan.Days), time.Since(began).Round(time.Millisecond))
	if !assert.Contains(t, []schedule.Status{schedule.Optimal, schedule.Feasible}, res.Status, "%v", res.Conflict) {
		return p, res
	}
	require.NoError(t, schedule.Check(p, res.Plan).Err())
	for _, wrong := range refusals(t, callsheet.Input{Film: moteur.Film{Title: name}, Problem: p, Plan: res.Plan}) {
		t.Error(wrong)
	}
	return p, res
}

// Every screenplay of the shared cases gives a plan whose sheets have no error.
func TestScreenplaysGiveSheets(t *testing.T) {
	dir := testkit.Cases(t, "scripts")
	done := 0
	require.NoError(t, filepath.WalkDir(dir, func(path string, _ fs.DirEntry, err error) error {
		if err != nil || !slices.Contains([]string{".fountain", ".fdx", ".md"}, filepath.Ext(path)) {
			return err
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		t.Run(filepath.Base(path), func(t *testing.T) {
			if p, _ := dossier(t, filepath.Base(path), string(text)); len(p.Scenes) > 0 {
				done++
			}
		})
		return nil
	}))
	assert.Greater(t, done, 10)
}

// screenplay writes a feature of so many scenes: by day and by night, at dawn and dusk, indoors and outdoors, with children who play in
// some of them, and one scene longer than a day.
func screenplay(r *rand.Rand, scenes int) string {
	var b strings.Builder
	b.WriteString("Title: Les Marées\n\n")
	people := []string{"ANNA", "BRUNO", "CÉCILE", "DENIS", "LÉA (8 ans)", "TOM (11 ans)", "MIA (15 ans)"}
	lights := []string{"JOUR", "JOUR", "JOUR", "NUIT", "NUIT", "SOIR", "AUBE", "CRÉPUSCULE"}
	for i := range scenes {
		inside := r.IntN(100) < 60
		place, light := "EXT.", lights[r.IntN(len(lights))]
		if inside {
			place = "INT."
		}
		fmt.Fprintf(&b, "%s LIEU %d - %s\n\n", place, r.IntN(20), light)
		first, second := people[r.IntN(4)], people[r.IntN(4)]
		if r.IntN(100) < 20 && (inside || light == "JOUR") { // a child cannot wait for the night of an exterior
			second = people[4+r.IntN(3)]
		}
		fmt.Fprintf(&b, "%s entre. %s lève les yeux et se tait.\n\n", first, second)
		exchanges := 1 + r.IntN(6)
		if i == scenes/2 {
			exchanges = 120
		}
		for k := range exchanges {
			name, _, _ := strings.Cut([]string{first, second}[k%2], " (")
			fmt.Fprintf(&b, "%s\nTu n'as rien dit de tout le repas, et maintenant tu voudrais que je réponde.\n\n", name)
		}
	}
	return b.String()
}

// A screenplay alone, whatever it holds, gives sheets without an error; children whose papers nobody knows have them to get, by name.
func TestGeneratedScreenplaysGiveSheets(t *testing.T) {
	asked := 0
	for i, scenes := range []int{20, 115, 173}[:setting(t, "MOTEUR_CALLSHEET_SCREENPLAYS", 2)] {
		p, res := dossier(t, fmt.Sprintf("%d.fountain", scenes), screenplay(rand.New(rand.NewPCG(uint64(i), 3)), scenes))
		for _, issue := range schedule.Check(p, res.Plan).Of(moteur.Warning) {
			if issue.Rule == "minor.authorisation" {
				asked++
				assert.Contains(t, issue.Message, "autorisation individuelle du préfet à obtenir avant le ")
			}
		}
	}
	assert.Positive(t, asked)
}

// A scene longer than a day is shot in parts: one of a hundred and twenty exchanges among nineteen short ones.
func TestLongSceneOfAScreenplay(t *testing.T) {
	var b strings.Builder
	b.WriteString("Title: Le Long Repas\n\n")
	for i := 1; i <= 20; i++ {
		fmt.Fprintf(&b, "%s CUISINE %d - JOUR\n\nAnna entre. Bruno lève les yeux.\n\n", []string{"INT.", "EXT."}[i%2], i%4)
		exchanges := 4
		if i == 7 {
			exchanges = 120
		}
		for k := range exchanges {
			fmt.Fprintf(&b, "%s\nTu n'as rien dit de tout le repas, et maintenant tu voudrais que je réponde à ta place.\n\n", []string{"ANNA", "BRUNO"}[k%2])
		}
	}
	p, res := dossier(t, "long.fountain", b.String())
	long := slices.MaxFunc(p.Scenes, func(a, b schedule.Scene) int { return a.Eighths - b.Eighths })
	assert.Greater(t, long.Eighths, 60)
	parts := 0
	for _, d := range res.Plan.Days {
		for _, part := range d.Parts {
			if part.Scene == long.ID {
				parts++
			}
		}
	}
	assert.Greater(t, parts, 1, "in parts")
}
