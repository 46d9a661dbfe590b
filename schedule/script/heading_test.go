package script_test

import (
	"bytes"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/internal/testkit"
	"github.com/moteur-film/moteur/schedule/script"
)

// rows reads a table of cases: one map a row, by the names of the first line. A name that is not known fails.
func rows(t *testing.T, path string, known ...string) []map[string]string {
	t.Helper()
	lines := strings.Split(strings.TrimRight(readCase(t, path), "\n"), "\n")
	names := strings.Split(strings.TrimRight(lines[0], "\r"), "\t")
	assert.ElementsMatch(t, known, names, path)
	var out []map[string]string
	for n, l := range lines[1:] {
		cells := strings.Split(strings.TrimRight(l, "\r"), "\t")
		require.Len(t, cells, len(names), "%s:%d", path, n+2)
		row := map[string]string{}
		for i, name := range names {
			row[name] = cells[i]
		}
		out = append(out, row)
	}
	require.NotEmpty(t, out, path)
	return out
}

// lightWords are the lights of the tables: a plan knows four.
var lightWords = map[script.Light]string{script.Day: "DAY", script.Morning: "DAY", script.Night: "NIGHT", script.Evening: "NIGHT",
	script.Dawn: "DAWN", script.Dusk: "DUSK"}

func TestHeadings(t *testing.T) {
	headings(t, filepath.Join("testdata", "headings.tsv"))
}

func TestHeadingsCases(t *testing.T) {
	headings(t, filepath.Join(testkit.Cases(t, "found"), "headings.tsv"))
}

// headings reads each line of a table between blank lines, in a French screenplay.
func headings(t *testing.T, path string) {
	for _, c := range rows(t, path, "line", "scene", "place", "set", "light", "number", "note") {
		t.Run(c["line"], func(t *testing.T) {
			s := french("INT. RUE - JOUR\n\nIl entre.\n\n" + c["line"] + "\n\nElle sort.\n")
			require.Len(t, s.Elements, 4)
			e := s.Elements[2]
			if c["scene"] == "no" {
				assert.Equal(t, script.Action, e.Kind)
				assert.Empty(t, s.Issues)
				return
			}
			if e.Kind != script.Heading {
				require.Equal(t, "warn", c["scene"], e.Kind)
				require.NotEmpty(t, s.Issues)
				assert.Equal(t, "script/almost-heading", s.Issues[0].Rule)
				assert.Contains(t, s.Issues[0].Message, c["line"])
				return
			}
			if c["scene"] == "warn" {
				return // read rightly: the scene counts as a warning would
			}
			require.Equal(t, "yes", c["scene"])
			h := e.Slugline()
			assert.Equal(t, c["place"], string(h.Place))
			assert.Equal(t, fr.Fold(c["set"]), fr.Fold(h.Set))
			assert.Equal(t, c["light"], lightWords[h.Light])
			assert.Equal(t, c["number"], h.Number)
			note(t, c["note"], h)
			// The same line, read by another format: ReadHeading and the element say the same.
			alone, sure := script.ReadHeading(strings.TrimPrefix(c["line"], "."))
			assert.Equal(t, script.SureHeading, sure)
			h.Text, h.Number = "", ""
			again := alone.Slugline()
			again.Text, again.Number = "", ""
			assert.Equal(t, h, again)
		})
	}
}

// note checks what the last column of a table asks for.
func note(t *testing.T, note string, h script.Slugline) {
	t.Helper()
	switch {
	case strings.Contains(note, "omitted"):
		assert.True(t, h.Omitted)
	case strings.Contains(note, "day for night"), strings.Contains(note, "day_for_night"):
		assert.True(t, h.DayForNight)
	case strings.HasPrefix(note, "story time "):
		assert.Equal(t, strings.TrimPrefix(note, "story time "), h.Story)
		assert.NotContains(t, h.LightText, h.Story)
	case strings.HasPrefix(note, "kind "):
		assert.Equal(t, strings.TrimPrefix(note, "kind "), string(h.Kind))
	default:
		assert.False(t, h.Omitted || h.DayForNight || h.Kind != "" || h.Story != "", "%+v", h)
	}
}

// The numbers of several scenes taken out stand in front and in both margins: the words left are those that say so.
func TestOmittedSpans(t *testing.T) {
	for line, want := range map[string]string{
		"10-12 OMITTED 10-12": "10-12 OMITTED", "7 à 9 OMIS": "7-9 OMIS", "13,14 SUPPRIMÉES": "13-14 SUPPRIMÉES", "15A-15C OMISES 15A-15C": "15A-15C OMISES",
		"3 à 5 OMIS 3 à 5": "3-5 OMIS", "10-12 OMITTED": "10-12 OMITTED", "12 OMIS": "12 OMIS",
	} {
		s, err := script.Parse(strings.NewReader("INT. A - JOUR\n\nIl entre.\n\n"+line+"\n\nINT. B - JOUR\n\nIl sort.\n"), script.Settings{French: true})
		require.NoError(t, err)
		i := slices.IndexFunc(s.Elements, func(e script.Element) bool { return e.Kind == script.Heading && e.Slugline().Omitted })
		require.Positive(t, i, line)
		h := s.Elements[i].Slugline()
		assert.Equal(t, want, h.Number+" "+h.Text, line)
		var out bytes.Buffer
		_, err = script.WriteFountain(&out, s)
		require.NoError(t, err)
		again, err := script.Parse(&out, script.Settings{French: true})
		require.NoError(t, err)
		assert.Equal(t, want, again.Elements[i].Slugline().Number+" "+again.Elements[i].Slugline().Text, line)
		assert.True(t, again.Elements[i].Slugline().Omitted, line)
	}
}

// A day of the story beside a light is no second light; two days or two lights are.
func TestDaysBesideLights(t *testing.T) {
	for line, want := range map[string][]script.Light{
		"INT. BAR - AUBE - J3": {script.Dawn}, "INT. BAR - J3 - AUBE": {script.Dawn}, "INT. BAR - JOUR 3 - NUIT": {script.Night},
		"INT. BAR - JOUR 3": {script.Day}, "INT. BAR - JOUR - NUIT": {script.Day, script.Night},
	} {
		h := script.ParseHeading(line)
		assert.Equal(t, want, append([]script.Light{h.Light}, h.More...), line)
	}
}

// SUITE says that the scene before goes on: it hides no light and is no part of the décor, unless it is a room of a hotel.
func TestScenesThatGoOn(t *testing.T) {
	for _, tail := range []string{"JOUR - SUITE", "(JOUR) (SUITE)", "JOUR (SUITE)", "JOUR SUITE", "JOUR-SUITE", "- JOUR (SUITE)", "- JOUR - SUITE",
		"- (JOUR) - (SUITE)", "(SUITE) - JOUR", ". JOUR. SUITE.", "- JOUR, suite"} {
		h := script.ParseHeading("INT. SALON " + tail)
		assert.Equal(t, script.Day, h.Light, tail)
		assert.Equal(t, "SALON", h.Set, tail)
	}
	h := script.ParseHeading("INT. SALON (SUITE)")
	assert.Equal(t, "SALON", h.Set)
	assert.True(t, h.Relative)
	for line, set := range map[string]string{"INT. HÔTEL - SUITE": "HÔTEL - SUITE", "INT. HÔTEL SUITE JOUR": "HÔTEL SUITE", "INT. SUITE - JOUR": "SUITE",
		"INT. BELLE DE JOUR - SUITE": "BELLE DE JOUR - SUITE"} {
		assert.Equal(t, set, script.ParseHeading(line).Set, line)
	}
}
