package breakdown_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/schedule/breakdown"
	"github.com/moteur-film/moteur/schedule/script"
)

func readEdited(t *testing.T, b breakdown.Breakdown, change func(set func(sheet, title string, row int, v any))) (breakdown.Breakdown, moteur.Report) {
	t.Helper()
	back, rep, err := breakdown.ReadXLSX(bytes.NewReader(edited(t, b, change)))
	require.NoError(t, err)
	return back, rep
}

func TestWorkbookLengths(t *testing.T) {
	for _, c := range []struct {
		typed any
		want  int
	}{{"1 2/8", 10}, {"1\u00a02/8", 10}, {"2/8", 2}, {"12/8", 12}, {"½", 4}, {"1.25", 10}, {"1,5", 12}, {9, 9}, {"9", 9}, {46236, 2}, {46089, 3}} {
		b, rep := readEdited(t, sampleBreakdown(t), func(set func(string, string, int, any)) { set("Séquences", "Huitièmes", 1, c.typed) })
		assert.Empty(t, rep.Issues, c.typed)
		assert.Equal(t, c.want, b.Scenes[0].Eighths, c.typed)
		assert.Equal(t, c.want != 2, b.Scenes[0].EighthsFrom == breakdown.ByHand, "it was 2")
	}
}

// A cell that cannot be read keeps what it held, and is named.
func TestWorkbookKeepsOldValues(t *testing.T) {
	before := sampleBreakdown(t)
	before.Scenes[0].StoryDay, before.Scenes[0].Minutes = 4, 45
	for _, c := range []struct {
		sheet, title string
		typed        any
	}{
		{"Séquences", "Huitièmes", "-1/8"}, {"Séquences", "Huitièmes", -3}, {"Séquences", "Huitièmes", "beaucoup"}, {"Séquences", "Huitièmes", "1/3"}, {"Séquences", "Huitièmes", 99999},
		{"Séquences", "Secondes", "1'30"}, {"Séquences", "I/E", "dehors"}, {"Séquences", "Effet", "gris"}, {"Séquences", "Jour récit", "J4"}, {"Séquences", "Minutes de tournage", "-2"},
		{"Éléments", "État", "peut-être"}, {"Éléments", "Fois", "x"}, {"Figuration", "Nombre", "dix"}, {"Signaux", "Signal", "tout"}, {"Présences", "Présence", "assis"}, {"Rôles", "Âge", "vieux"}, {"Rôles", "Âge", 151},
		{"Séquences", "Nature", "clip"}, {"Séquences", "Secondes", 36001},
	} {
		b, rep := readEdited(t, before, func(set func(string, string, int, any)) { set(c.sheet, c.title, 1, c.typed) })
		require.Len(t, rep.Issues, 1, "%s %v", c.title, c.typed)
		assert.Equal(t, moteur.Warning, rep.Issues[0].Severity)
		assert.True(t, strings.HasPrefix(rep.Issues[0].Path, c.sheet+"!"), rep.Issues[0].Path)
		assert.Contains(t, rep.Issues[0].Message, "gardée")
		want := before
		want.Issues = []moteur.Issue{}
		assert.Equal(t, want, b, "%s %v", c.title, c.typed)
	}
}

// The columns that people do not see hold words of closed lists: another one is named, and left out.
func TestWorkbookHiddenWords(t *testing.T) {
	for title, typed := range map[string]string{"Origine huitièmes": "1 28", "Origine effet": "hier", "Autres effets": "night x"} {
		b, rep := readEdited(t, sampleBreakdown(t), func(set func(string, string, int, any)) { set("Séquences", title, 1, typed) })
		require.Len(t, rep.Issues, 1, title)
		assert.ErrorContains(t, rep.Err(), "Attendu")
		j, err := json.Marshal(b)
		require.NoError(t, err)
		_, err = breakdown.ReadJSON(bytes.NewReader(j), "")
		assert.NoError(t, err, title)
	}
}

func TestWorkbookNewScene(t *testing.T) {
	before := sampleBreakdown(t)
	n := len(before.Scenes) + 1 // the total stands there: the row after it
	b, rep := readEdited(t, before, func(set func(string, string, int, any)) {
		set("Séquences", "Intitulé", n+1, "EXT. PLAGE - DUNE - CRÉPUSCULE")
		set("Séquences", "Intitulé", n+2, "12 INT. GARE - NUIT")
		set("Séquences", "Huitièmes", n+2, "1 2/8")
		set("Séquences", "Rôles", n+2, "PAUL, MARC")
	})
	assert.Empty(t, rep.Issues)
	require.Len(t, b.Scenes, len(before.Scenes)+2)
	s := b.Scenes[len(before.Scenes)]
	assert.Equal(t, script.Exterior, s.Place)
	assert.Equal(t, "PLAGE - DUNE", s.Set)
	assert.Equal(t, "PLAGE", s.Location)
	assert.Equal(t, script.Dusk, s.Light)
	assert.Equal(t, "3A", s.Number)
	assert.True(t, s.Invented)
	s = b.Scenes[len(before.Scenes)+1]
	assert.Equal(t, "12", s.Number)
	assert.Equal(t, 10, s.Eighths)
	assert.Equal(t, []string{"PAUL", "MARC"}, s.Roles)
	assert.Equal(t, breakdown.ByHand, s.EighthsFrom)
}

// A comma parts two roles, but not the name of one that holds a comma.
func TestWorkbookRoleNames(t *testing.T) {
	before := breakdown.New(french("INT. A - JOUR\n\nPAUL, LE VIEUX\nOui.\n\nMARC\nNon.\n"), breakdown.Settings{})
	require.Equal(t, []string{"PAUL, LE VIEUX", "MARC"}, before.Scenes[0].Roles)
	for typed, want := range map[string][]string{
		"PAUL, LE VIEUX": {"PAUL, LE VIEUX"}, "PAUL, LE VIEUX, MARC": {"PAUL, LE VIEUX", "MARC"}, "PAUL, MARC": {"PAUL", "MARC"}, "MARC,PAUL, LE VIEUX ; LÉA": {"MARC", "PAUL, LE VIEUX", "LÉA"},
	} {
		before.Scenes[0].Presences = nil
		b, _ := readEdited(t, before, func(set func(string, string, int, any)) { set("Séquences", "Rôles", 1, typed) })
		assert.Equal(t, want, b.Scenes[0].Roles, typed)
	}
}

func TestNumberTwice(t *testing.T) {
	_, rep := readEdited(t, sampleBreakdown(t), func(set func(string, string, int, any)) { set("Séquences", "N°", 2, "1") })
	require.True(t, rep.Has("breakdown/number-twice"))
	for _, i := range rep.Issues {
		if i.Rule == "breakdown/number-twice" {
			assert.Regexp(t, `^Séquences!A\d+$`, i.Path)
		}
	}
	b, err := breakdown.ReadCSV(strings.NewReader("N°;Intitulé\n1;INT. A - JOUR\n1;INT. B - JOUR\n"), "a.csv", breakdown.GuessMapping([]string{"N°", "Intitulé"}))
	require.NoError(t, err)
	require.True(t, b.Report().Has("breakdown/number-twice"))
	assert.Equal(t, "a.csv:3", b.Issues[0].Path)
}

// Whatever the texts, what is written as a table is read back: no cell is a formula, none is harmed.
func TestCSVCellsComeBack(t *testing.T) {
	text := rapid.StringMatching(`[=+\-@'"a ,;é(|]{0,6}[a-zé)]`)
	rapid.Check(t, func(t *rapid.T) {
		name := func() string {
			return strings.TrimSpace(strings.Join(strings.Fields(strings.ReplaceAll(text.Draw(t, "name"), "|", "")), " "))
		}
		sc := breakdown.Scene{Number: "1", Heading: "INT. A - JOUR", Summary: strings.TrimSpace(text.Draw(t, "summary")), Comments: strings.TrimSpace(text.Draw(t, "comments")),
			Roles: []string{name()}, Elements: []breakdown.Need{{Category: breakdown.Props, Name: name(), State: breakdown.Kept}}}
		b := breakdown.Breakdown{Scenes: []breakdown.Scene{sc}, Roles: []breakdown.Role{{ID: sc.Roles[0]}}}
		for _, french := range []bool{true, false} {
			var out bytes.Buffer
			require.NoError(t, b.WriteCSV(&out, breakdown.CSVSettings{French: french}))
			h, err := breakdown.TableHeaders(bytes.NewReader(out.Bytes()))
			require.NoError(t, err)
			back, err := breakdown.ReadCSV(bytes.NewReader(out.Bytes()), "", breakdown.GuessMapping(h))
			require.NoError(t, err)
			require.Len(t, back.Scenes, 1)
			got := back.Scenes[0]
			assert.Equal(t, sc.Summary, got.Summary)
			assert.Equal(t, sc.Comments, got.Comments)
			assert.Equal(t, sc.Roles, got.Roles, out.String())
			require.Len(t, got.Elements, 1, out.String())
			assert.Equal(t, sc.Elements[0].Name, got.Elements[0].Name)
			cells := csv.NewReader(strings.NewReader(strings.TrimPrefix(out.String(), "\uFEFF")))
			if french {
				cells.Comma = ';'
			}
			rows, err := cells.ReadAll()
			require.NoError(t, err)
			for _, cell := range slices.Concat(rows...) {
				assert.NotRegexp(t, `^[=+\-@]`, cell)
			}
		}
	})
}
