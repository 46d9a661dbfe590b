package breakdown_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/moteur-film/moteur/schedule/breakdown"
	"github.com/moteur-film/moteur/schedule/script"
)

// The lengths of the scenes add up to the pages their lines fill; none is under an eighth, and none loses a whole one to the short ones
// beside it: where the two cannot hold together, the sum is more, and told.
func TestEighthsAddUp(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var text strings.Builder
		for _, n := range rapid.SliceOfN(rapid.IntRange(1, 150), 1, 40).Draw(t, "lines") {
			text.WriteString("INT. RUE - JOUR\n\n")
			for range n {
				text.WriteString("Il entre.\n")
			}
			text.WriteString("\n")
		}
		b := breakdown.New(french(text.String()), breakdown.Settings{})
		lines, least := 0, 0
		for _, sc := range b.Scenes {
			lines += sc.Lines
			require.Positive(t, sc.Eighths)
			share := float64(sc.Lines) * 8 / script.PageLines
			assert.InDelta(t, max(share, 1), sc.Eighths, 0.999, "no scene pays for the others: %d lines", sc.Lines)
			least += max(8*sc.Lines/script.PageLines, 1)
		}
		want := (2*8*lines + script.PageLines) / (2 * script.PageLines)
		assert.Equal(t, max(want, least), b.Eighths())
		assert.Equal(t, least > want, b.Report().Has("breakdown/short-scenes"))
	})
}

// Two scenes of 43 lines keep their 6 eighths beside forty that last a line.
func TestShortScenesTakeNothing(t *testing.T) {
	for _, n := range []int{0, 20, 40, 90} {
		text := strings.Repeat("INT. RUE - JOUR\n\nIl passe.\n\n", n)
		for range 2 {
			text += "INT. PORT - JOUR\n\n" + strings.Repeat("Il entre.\n\n", 20)
		}
		b := breakdown.New(french(text), breakdown.Settings{})
		for _, sc := range b.Scenes[n:] {
			assert.Equal(t, sc.Lines*8/script.PageLines, sc.Eighths, "%d short scenes", n)
		}
		for _, i := range b.Report().Issues {
			if i.Rule == "breakdown/short-scenes" {
				assert.Contains(t, i.Message, fmt.Sprintf("%d\u00a0séquences de moins de 1/8", n))
			}
		}
	}
}

// A length written in a schedule gives the minutage too.
func TestScheduleLengthGivesMinutage(t *testing.T) {
	before := breakdown.New(french("INT. RUE - JOUR\n\nIl entre.\n"), breakdown.Settings{})
	before.Scenes[0].Eighths = 10
	b := breakdown.FromUSS(breakdown.ToUSS(before, breakdown.USSHead{}))
	assert.Equal(t, 10, b.Scenes[0].Eighths)
	assert.Equal(t, 75, b.Scenes[0].Seconds)
	assert.Equal(t, "longueur écrite, 1 page = 60 s", b.Scenes[0].SecondsRule)
}

// A written length gives the minutage; a length by hand or measured is left alone by the others.
func TestWrittenLength(t *testing.T) {
	s := french("INT. RUE - JOUR\n\nIl entre.\n\nEXT. PORT - JOUR\n\nIl sort.\n")
	s.Elements[0].Scene = &script.Properties{Eighths: 12}
	b := breakdown.New(s, breakdown.Settings{})
	assert.Equal(t, 12, b.Scenes[0].Eighths)
	assert.Equal(t, 90, b.Scenes[0].Seconds)
	assert.Equal(t, "longueur écrite, 1 page = 60 s", b.Scenes[0].SecondsRule)
	assert.Equal(t, 1, b.Scenes[1].Eighths)
}

// Four spellings of a place are one place; near ones are proposed, and merged only on request.
func TestPlacesAreFolded(t *testing.T) {
	text := ""
	for _, set := range []string{"MAISON D'ANNA - CUISINE", "MAISON D’ANNA - SALON", "Maison d'Anna — Cuisine", "MAISON D´ANNA – CUISINE", "CAFÉ", "CAFE",
		"MAISON ANNA - CUISINE", "CHAMBRE 1", "CHAMBRE 2"} {
		text += "INT. " + set + " - JOUR\n\nRien.\n\n"
	}
	s := french(text)
	b := breakdown.New(s, breakdown.Settings{})
	locations, sets := map[string]bool{}, map[string]bool{}
	for _, sc := range b.Scenes {
		locations[sc.Location], sets[sc.Set] = true, true
	}
	assert.Equal(t, map[string]bool{"MAISON D'ANNA": true, "CAFÉ": true, "MAISON ANNA": true, "CHAMBRE 1": true, "CHAMBRE 2": true}, locations)
	assert.Len(t, sets, 6)
	assert.Equal(t, 5, b.Facts().Locations)
	require.Len(t, b.PlaceAliases, 1)
	assert.Equal(t, breakdown.Alias{Role: "MAISON D'ANNA", Other: "MAISON ANNA", Reason: "mêmes mots, à l'ordre et aux articles près",
		State: breakdown.Proposed}, b.PlaceAliases[0])

	// Kept, it is merged in the breakdown and in the next draft.
	b.PlaceAliases[0].State = breakdown.Kept
	merged := b.MergePlaces(b.PlaceMerges())
	assert.Equal(t, "MAISON D'ANNA", merged.Scenes[6].Location)
	assert.Equal(t, "MAISON D'ANNA - CUISINE", merged.Scenes[6].Set)
	next, _ := breakdown.Update(merged, breakdown.New(s, breakdown.Settings{}))
	assert.Equal(t, "MAISON D'ANNA", next.Scenes[6].Location)
	again, _ := breakdown.Update(next, breakdown.New(s, breakdown.Settings{}))
	assert.Equal(t, "MAISON D'ANNA", again.Scenes[6].Location)
	asked := breakdown.New(s, breakdown.Settings{Places: b.PlaceMerges()})
	assert.Equal(t, "MAISON D'ANNA - CUISINE", asked.Scenes[6].Set)
	// A whole set merges alone.
	one := b.MergePlaces(map[string]string{"CHAMBRE 2": "CHAMBRE 1"})
	assert.Equal(t, "CHAMBRE 1", one.Scenes[8].Set)
}

// An omitted scene keeps its number, has no length, is not planned, and counts nowhere.
func TestOmittedScenes(t *testing.T) {
	text := "INT. RUE - JOUR #1#\n\nMarie entre.\n\n%s\n\nEXT. PORT - NUIT #3#\n\nMARIE\nBonjour.\n"
	for _, heading := range []string{"OMIS #2#", "2 OMIS 2", ".SÉQUENCE 2 SUPPRIMÉE #2#", "SÉQ. 2 - ANNULÉE", "2 OMITTED", "INT. CAVE - JOUR - SUPPRIMÉE #2#"} {
		b := breakdown.New(french(fmt.Sprintf(text, heading)), breakdown.Settings{})
		require.Len(t, b.Scenes, 3, heading)
		sc := b.Scenes[1]
		assert.Equal(t, "2", sc.Number, heading)
		assert.True(t, sc.Omitted, heading)
		assert.Zero(t, sc.Eighths, heading)
		assert.Zero(t, sc.Seconds, heading)
		for _, i := range b.Issues {
			assert.NotContains(t, i.Message, "Séquence 2 ", heading)
		}
		assert.Equal(t, 2, b.Facts().Scenes)
		assert.Len(t, breakdown.ToUSS(b, breakdown.USSHead{}).Breakdowns, 2)
	}
	// A workbook keeps it so, and a table reads it from its heading.
	b := breakdown.New(french(fmt.Sprintf(text, "2 OMIS")), breakdown.Settings{})
	var book, table bytes.Buffer
	require.NoError(t, b.WriteXLSX(&book))
	back, _, err := breakdown.ReadXLSX(&book)
	require.NoError(t, err)
	assert.True(t, back.Scenes[1].Omitted)
	assert.Zero(t, back.Scenes[1].Eighths)
	require.NoError(t, b.WriteCSV(&table, breakdown.CSVSettings{French: true}))
	back, err = breakdown.Load(&table, breakdown.LoadSettings{Name: "film.csv"})
	require.NoError(t, err)
	assert.True(t, back.Scenes[1].Omitted)
	left := breakdown.New(french(fmt.Sprintf(text, "2 OMIS\n\nMarie attend.")), breakdown.Settings{})
	assert.True(t, left.Report().Has("breakdown/text-in-omitted-scene"))
}

// A night shot by day is no night exterior.
func TestDayForNightIsNoNightExterior(t *testing.T) {
	b := breakdown.New(french("EXT. FORÊT - NUIT AMÉRICAINE\n\nRien.\n\nEXT. PORT - NUIT\n\nRien.\n"), breakdown.Settings{})
	assert.Empty(t, b.Scenes[0].Flags)
	assert.NotEmpty(t, b.Scenes[1].Flags)
}

// Scenes without a number between locked ones take a number between them; renumbering is asked for.
func TestNumbersBetween(t *testing.T) {
	for _, c := range []struct{ written, want string }{
		{"_ _ _", "1 2 3"},
		{"1 _ 2", "1 1A 2"},
		{"_ 1 2", "A1 1 2"},
		{"_ _ 1 2", "A1 B1 1 2"},
		{"_ _ 2_BIS 3", "1 A2_BIS 2_BIS 3"},
		{"_ 5", "1 5"},
		{"12 _ _ 13", "12 12A 12B 13"},
		{"12 12A _ 13", "12 12A 12B 13"},
		{"12 _ 12A 13", "12 A12A 12A 13"},
		{"12 12_BIS _ 13", "12 12_BIS 12_TER 13"},
		{"1 2 _", "1 2 2A"},
		{"12Z _ 13", "12Z 12AA 13"},
	} {
		text := ""
		for _, n := range strings.Fields(c.written) {
			text += "INT. RUE - JOUR"
			if n != "_" {
				text += " #" + strings.ReplaceAll(n, "_", " ") + "#"
			}
			text += "\n\nRien.\n\n"
		}
		b := breakdown.New(french(text), breakdown.Settings{})
		var got []string
		for _, sc := range b.Scenes {
			got = append(got, strings.ReplaceAll(sc.Number, " ", "_"))
		}
		assert.Equal(t, c.want, strings.Join(got, " "), c.written)
		again, was := b.Renumber()
		for i, sc := range again.Scenes {
			assert.Equal(t, fmt.Sprint(i+1), sc.Number)
			assert.Equal(t, b.Scenes[i].Number, was[sc.Number])
		}
	}
}

// Two drafts compare by number and by text: what is omitted, what took another number, what did not change though its length moved.
func TestCompareByNumberAndText(t *testing.T) {
	scene := func(number, text string) string { return "INT. RUE - JOUR #" + number + "#\n\n" + text + "\n\n" }
	old := breakdown.New(french(scene("1", "Marie entre.")+scene("2", "Paul sort.")+scene("3", "Il pleut.")), breakdown.Settings{})
	fresh := breakdown.New(french(scene("1", "Marie entre.")+"OMIS #2#\n\n"+scene("3A", "Il pleut.")), breakdown.Settings{})
	c := breakdown.Compare(old, fresh)
	require.Len(t, c.Omitted, 1)
	assert.Equal(t, "2", c.Omitted[0].Number)
	require.Len(t, c.Renumbered, 1)
	assert.Equal(t, "3A", c.Renumbered[0].New.Number)
	assert.Empty(t, c.Added)
	assert.Empty(t, c.Dropped)
	assert.Empty(t, c.Changed)
	assert.Contains(t, c.String(), "1\u00a0omise")
	require.NoError(t, c.WritePDF(&strings.Builder{}))
}

// The age written beside a cue reaches the role, and the duties of a child follow in every scene.
func TestAgeOfACue(t *testing.T) {
	b := breakdown.New(french("INT. RUE - JOUR\n\nLUCIE\nOui.\n\nINT. CAVE - JOUR\n\nLUCIE (8 ans)\nNon.\n"), breakdown.Settings{})
	require.Len(t, b.Roles, 1)
	assert.Equal(t, 8, b.Roles[0].Age)
	for _, sc := range b.Scenes {
		require.Len(t, sc.Flags, 1)
		assert.Equal(t, breakdown.FlagChildren, sc.Flags[0].Kind)
	}
}

// (off) under the name is said of the voice; a direction that names a telephone is not.
func TestVoiceUnderTheCue(t *testing.T) {
	for under, want := range map[string]breakdown.Mode{"(off)": breakdown.Off, "(voix off)": breakdown.Off, "(hors champ)": breakdown.Off, "(bas)": breakdown.Speaking,
		"(il raccroche le téléphone)": breakdown.Speaking, "(off the record)": breakdown.Speaking} {
		b := breakdown.New(french("INT. RUE - JOUR\n\nLUCIE\n"+under+"\nOui.\n"), breakdown.Settings{})
		require.Len(t, b.Scenes[0].Presences, 1, under)
		assert.Equal(t, want, b.Scenes[0].Presences[0].Mode, under)
	}
}

// One name is one role however it is joined, in the cue as in the description.
func TestInvisibleCharactersMakeNoRole(t *testing.T) {
	text := "INT. RUE - JOUR\n\nL\u00adOU entre.\n\n"
	for _, name := range []string{"LOU", "L\u200bOU", "L\u00adOU", "LOU\u200e", "\u2066LOU\u2069", "LO\u2060U"} {
		text += name + "\nOui.\n\n"
	}
	b := breakdown.New(french(text), breakdown.Settings{})
	require.Len(t, b.Roles, 1)
	// An element put together by another format says the same.
	s := script.Script{French: true, Elements: []script.Element{{Kind: script.Heading, Text: "INT. RUE - JOUR"}, {Kind: script.Action, Text: "L\u00adOU entre."}}}
	for _, name := range []string{"LOU", "L\u200bOU", "L\u00adOU", "LOU\u200e"} {
		s.Elements = append(s.Elements, script.Element{Kind: script.Cue, Text: name, Name: name}, script.Element{Kind: script.Dialogue, Text: "Oui."})
	}
	b = breakdown.New(s, breakdown.Settings{})
	require.Len(t, b.Roles, 1)
	assert.Equal(t, "LOU", b.Roles[0].ID)
	assert.Equal(t, 4, b.Roles[0].Cues)
}

// What no scene measures is refused by its place.
func TestJSONMeasures(t *testing.T) {
	for fault, text := range map[string]string{
		"scenes[0].eighths : -1 est négatif":                              `{"scenes": [{"number": "1", "eighths": -1}]}`,
		"scenes[0].eighths : 100000 est trop grand (au plus 8000)":        `{"scenes": [{"number": "1", "eighths": 100000}]}`,
		"scenes[0].seconds : 40000 est trop grand":                        `{"scenes": [{"number": "1", "seconds": 40000}]}`,
		"scenes[1].number : le numéro 12 bis est déjà celui de scenes[0]": `{"scenes": [{"number": "12 BIS"}, {"number": "12 bis"}]}`,
		"scenes[0].extras[0].count : -2 est négatif":                      `{"scenes": [{"number": "1", "extras": [{"kind": "a", "count": -2}]}]}`,
		"roles[0].age : 900 est trop grand (au plus 150)":                 `{"scenes": [], "roles": [{"id": "A", "name": "A", "age": 900}]}`,
	} {
		_, err := breakdown.ReadJSON(strings.NewReader(text), "film.json")
		require.ErrorIs(t, err, script.ErrFormat, fault)
		assert.ErrorContains(t, err, fault)
	}
	b, err := json.Marshal(breakdown.New(french("INT. RUE - JOUR #1#\n\nRien.\n\nOMIS #2#\n\n3 ARCHIVES - PARIS\n\nRien.\n"), breakdown.Settings{}))
	require.NoError(t, err)
	back, err := breakdown.ReadJSON(strings.NewReader(string(b)), "film.json")
	require.NoError(t, err)
	assert.True(t, back.Scenes[1].Omitted)
	assert.Equal(t, script.Archive, back.Scenes[2].Kind)
}

// A location and its part are told from one another whatever sign stands between: other signs than a dash are proposed, dashes are one.
func TestPlacesWithOtherSigns(t *testing.T) {
	text := ""
	for _, set := range []string{"CHÂTEAU - CAVE", "CHÂTEAU (CAVE)", "CHÂTEAU : CAVE", "CHÂTEAU ― CAVE", "HÔTEL, HALL", "HÔTEL - HALL", "HÔTEL-DIEU",
		"HÔTEL–DIEU", "CAFÉ D'ANNA", "CAFÉ D‛ANNA", "CAFÉ DʹANNA"} {
		text += "INT. " + set + " - JOUR\n\nRien.\n\n"
	}
	b := breakdown.New(french(text), breakdown.Settings{})
	var got []string
	for _, a := range b.PlaceAliases {
		got = append(got, a.Role+" = "+a.Other)
	}
	assert.Subset(t, got, []string{"CHÂTEAU - CAVE = CHÂTEAU (CAVE)", "CHÂTEAU - CAVE = CHÂTEAU : CAVE", "HÔTEL - HALL = HÔTEL, HALL"})
	assert.Equal(t, "CHÂTEAU", b.Scenes[3].Location)
	assert.Equal(t, "CHÂTEAU - CAVE", b.Scenes[3].Set)
	assert.Equal(t, "HÔTEL-DIEU", b.Scenes[7].Set)
	assert.Equal(t, b.Scenes[8].Set, b.Scenes[9].Set)
	assert.Equal(t, b.Scenes[8].Set, b.Scenes[10].Set)
	merged := b.MergePlaces(map[string]string{"CHÂTEAU (CAVE)": "CHÂTEAU - CAVE"})
	assert.Equal(t, "CHÂTEAU - CAVE", merged.Scenes[1].Set)
	assert.Equal(t, "CHÂTEAU", merged.Scenes[1].Location)
}
