package breakdown_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur/internal/strict"
	"github.com/moteur-film/moteur/internal/testkit"
	"github.com/moteur-film/moteur/schedule/breakdown"
	"github.com/moteur-film/moteur/schedule/script"
	"github.com/moteur-film/moteur/schedule/uss"
)

func open(t testing.TB, path string) *os.File {
	t.Helper()
	f, err := os.Open(path)
	require.NoError(t, err)
	t.Cleanup(func() { f.Close() })
	return f
}

func readCase(t testing.TB, path string) string {
	t.Helper()
	b, err := os.ReadFile(path)
	require.NoError(t, err)
	return string(b)
}

func french(text string) script.Script {
	return script.ParseText(text, script.Settings{French: true})
}

const fdxSample = `<?xml version="1.0" encoding="UTF-8"?>
<FinalDraft DocumentType="Script" Template="No" Version="6">
  <Content>
    <Paragraph Number="12 BIS" Type="Scene Heading" id="x"><SceneProperties Length="1 3/8" Page="4" Title="" Color="#FFFFA5A50000">
      <Summary><Paragraph><Text>Le départ</Text></Paragraph></Summary>
      <SceneArcBeats><CharacterArcBeat Name="PAUL"/></SceneArcBeats></SceneProperties><Text>INT. CAFÉ - JOUR</Text></Paragraph>
    <Paragraph Type="Action"><ScriptNote ID="1"><Paragraph><Text>à vérifier</Text></Paragraph></ScriptNote>
      <Text>Elle prend un cou</Text><Text RevisionID="2">teau </Text><Text Style="Bold+Italic">très</Text><Text> long 2*3*4.</Text></Paragraph>
    <Paragraph><DualDialogue>
      <Paragraph Type="Character"><Text>MARIE (O.S.)</Text></Paragraph><Paragraph Type="Dialogue"><Text>Oui.</Text></Paragraph>
      <Paragraph Type="Character"><Text>JEAN</Text></Paragraph><Paragraph Type="Parenthetical"><Text>(bas)</Text></Paragraph><Paragraph Type="Dialogue"><Text>Non.</Text></Paragraph>
    </DualDialogue></Paragraph>
    <Paragraph Type="Storyboard"><Text>Inconnu</Text></Paragraph>
    <Paragraph Type="Shot" StartsNewPage="Yes"><Text>GROS PLAN</Text></Paragraph>
  </Content>
  <ElementSettings Type="Scene Heading"><Paragraph Type="Scene Heading"><Text>NOT SCRIPT</Text></Paragraph></ElementSettings>
  <TagData><TagCategories><TagCategory Id="05c556eb-6bc1-4a3a-b09f-f8b5ba1b6afa" Name="Anything" Number="99"/></TagCategories><TagDefinitions><X a="1"/></TagDefinitions></TagData>
</FinalDraft>`

// What Final Draft measured and tagged reaches the scene.
func TestFromFDX(t *testing.T) {
	s, err := script.ParseFDX(strings.NewReader(fdxSample), script.Settings{Name: "a.fdx", French: true})
	require.NoError(t, err)
	assert.Equal(t, breakdown.Props, breakdown.CategoryOf(s.TagCategories[0]), "by identifier, not by name")
	assert.Equal(t, breakdown.VFX, breakdown.CategoryOf(script.TagCategory{ID: "other", Name: "Effets visuels"}))
	b := breakdown.New(s, breakdown.Settings{})
	require.Len(t, b.Scenes, 1)
	sc := b.Scenes[0]
	assert.Equal(t, 11, sc.Eighths)
	assert.Equal(t, breakdown.Written, sc.EighthsFrom)
	assert.Equal(t, []string{"PAUL", "MARIE", "JEAN"}, sc.Roles)
	assert.Equal(t, "couteau", sc.Elements[0].Name)
	assert.Equal(t, "Le départ", sc.Summary)
}

func headings(s script.Script) int {
	n := 0
	for _, e := range s.Elements {
		if e.Kind == script.Heading {
			n++
		}
	}
	return n
}

// The lengths that Final Draft measured are close to our estimates: an eighth at most.
func TestEstimatedEighthsCases(t *testing.T) {
	dir := testkit.Cases(t, "scripts/fdx")
	checked := 0
	for _, path := range testkit.Glob(t, dir, "*.fdx") {
		s, err := script.ParseFDX(open(t, path), script.Settings{})
		require.NoError(t, err)
		measured := breakdown.New(s, breakdown.Settings{}).Scenes
		assert.Len(t, measured, headings(s))
		for i := range s.Elements {
			s.Elements[i].Scene = nil
		}
		for i, sc := range breakdown.New(s, breakdown.Settings{}).Scenes {
			assert.Equal(t, breakdown.Estimated, sc.EighthsFrom)
			if measured[i].EighthsFrom == breakdown.Written {
				checked++
				assert.InDelta(t, measured[i].Eighths, sc.Eighths, 1, "%s scene %d", filepath.Base(path), i+1)
			}
		}
	}
	require.NotZero(t, checked)
}

func TestUSSCases(t *testing.T) {
	dir := testkit.Cases(t, "scripts/schedule")
	for _, path := range testkit.Glob(t, dir, "*.uss") {
		t.Run(filepath.Base(path), func(t *testing.T) {
			u, rep, err := uss.Read(open(t, path), filepath.Base(path))
			require.NoError(t, err)
			assert.Empty(t, rep.Of(1))
			b := breakdown.FromUSS(u)
			require.NotEmpty(t, b.Scenes)
			for _, sc := range b.Scenes {
				assert.NotEmpty(t, sc.Set)
				assert.NotEmpty(t, sc.Place)
				assert.NotEmpty(t, sc.Light)
			}
			// Through our breakdown, its JSON, and back: nothing named by the standard is lost.
			j, err := json.Marshal(b)
			require.NoError(t, err)
			var again breakdown.Breakdown
			require.NoError(t, json.Unmarshal(j, &again))
			var out bytes.Buffer
			require.NoError(t, uss.Write(&out, breakdown.ToUSS(again, breakdown.USSHead{})))
			back, rep, err := uss.Read(bytes.NewReader(out.Bytes()), "back.uss")
			require.NoError(t, err)
			assert.Empty(t, rep.Issues, "what we write is to the letter")
			assert.Equal(t, withoutEventIDs(u), withoutEventIDs(back))
			var twice bytes.Buffer
			require.NoError(t, uss.Write(&twice, back))
			assert.Equal(t, out.String(), twice.String())
		})
	}
}

// withoutEventIDs takes off the identifiers of events: published files use one twice, which we do not write.
func withoutEventIDs(u uss.File) uss.File {
	blank := func(events []uss.Event) []uss.Event {
		events = slices.Clone(events)
		for k := range events {
			events[k].ID = ""
		}
		return events
	}
	u.Elements, u.Calendars = slices.Clone(u.Elements), slices.Clone(u.Calendars)
	for i := range u.Elements {
		u.Elements[i].Events = blank(u.Elements[i].Events)
	}
	for i := range u.Calendars {
		u.Calendars[i].Events = blank(u.Calendars[i].Events)
	}
	return u
}

const ussSample = `{"universalScheduleStandard": {"id":"s","name":"Plan","created":"2026-01-01T00:00:00.000+0000","source":"x","ussVersion":"1.0.0","_mine":{"a":1},
"breakdowns":[{"id":"b1","type":"strip","scene":12,"pages":1.375,"duration":5400000,"elements":["e1","e2","e3","e4","e5","nowhere"],"_x":[1,2]},
 {"id":"b2","type":"banner","bannerText":"Jour 1","elements":[]}],
"categories":[{"id":"c0","name":"Décors","ucid":0},{"id":"c1","name":"whatever","ucid":1},{"id":"c2","name":"T","ucid":"2"},{"id":"c3","name":"Cast","ucid":100},{"id":"c4","name":"Cascades","ucid":102}],
"elements":[{"id":"e1","category":"c0","name":"CAFÉ - SALLE"},{"id":"e2","category":"c1","name":"INT/EXT"},{"id":"e3","category":"c2","name":"Nuit"},
 {"id":"e4","category":"c3","name":"MARIE","elementId":3,"doodDayCount":10,"events":[{"id":"v","type":"event","name":"doodTravel","date":"2026-01-02T00:00:00.000Z"},{"id":"v","type":"event","name":"fitting","date":"2026-01-03T00:00:00.000Z"}]},
 {"id":"e5","category":"c4","name":"Chute"}],
"stripboards":[{"id":"sb","name":"A","calendar":"k","boards":[{"id":"bd","name":"stripboard","breakdownArrays":[["b2","b1"],[]]}]}],
"calendars":[{"id":"k","name":"C","daysOff":[0,6],"events":[{"id":"w","type":"start","name":null,"date":"2026-02-01T00:00:00.000+0000"}]}]}}`

func TestUSSForgives(t *testing.T) {
	u, rep, err := uss.Read(strings.NewReader(ussSample), "p.uss")
	require.NoError(t, err)
	for _, rule := range []string{"uss/type", "uss/key", "uss/unknown-reference", "uss/id-twice"} {
		assert.True(t, rep.Has(rule), rule)
	}
	b := breakdown.FromUSS(u)
	require.Len(t, b.Scenes, 1)
	sc := b.Scenes[0]
	assert.Equal(t, "12", sc.Number)
	assert.Equal(t, "INT./EXT. CAFÉ - SALLE - Nuit", sc.Heading)
	assert.Equal(t, script.Both, sc.Place)
	assert.Equal(t, script.Night, sc.Light)
	assert.Equal(t, 11, sc.Eighths)
	assert.Equal(t, 90, sc.Minutes)
	assert.Equal(t, []string{"MARIE"}, sc.Roles)
	assert.Equal(t, 3, b.Roles[0].Number)
	assert.Equal(t, []breakdown.Need{{Category: breakdown.Stunts, Name: "Chute", State: breakdown.Kept}}, sc.Elements)
	assert.Equal(t, "travel", *u.Elements[3].Events[0].Name)

	// A scene changed by hand is written anew; the rest, foreign keys included, is kept.
	b.Scenes[0].Eighths = 2
	b.Scenes[0].Elements = append(b.Scenes[0].Elements, breakdown.Need{Category: breakdown.Weapons, Name: "Pistolet", State: breakdown.Kept}, breakdown.Need{Category: breakdown.Props, Name: "Non", State: breakdown.Rejected})
	b.Scenes = append(b.Scenes, breakdown.Scene{Number: "13", Set: "RUE", Place: script.Exterior, Light: script.Day, Eighths: 4, Roles: []string{"MARIE"}})
	var out bytes.Buffer
	require.NoError(t, uss.Write(&out, breakdown.ToUSS(b, breakdown.USSHead{})))
	back, rep, err := uss.Read(bytes.NewReader(out.Bytes()), "")
	require.NoError(t, err)
	assert.Empty(t, rep.Of(1))
	assert.JSONEq(t, `{"a":1}`, string(back.Foreign["_mine"]))
	assert.JSONEq(t, `[1,2]`, string(back.Breakdowns[0].Foreign["_x"]))
	assert.Equal(t, "0.25", back.Breakdowns[0].Pages.String())
	assert.NotContains(t, out.String(), "doodDayCount")
	again := breakdown.FromUSS(back)
	require.Len(t, again.Scenes, 2)
	assert.Equal(t, breakdown.Need{Category: "Armes", Name: "Pistolet", State: breakdown.Kept}.Name, again.Scenes[0].Elements[1].Name)
	assert.Equal(t, breakdown.Weapons, again.Scenes[0].Elements[1].Category)
	assert.Len(t, again.Scenes[0].Elements, 2)
	assert.Equal(t, "RUE", again.Scenes[1].Set)
	total := 0
	for _, board := range back.Stripboards[0].Boards {
		for _, day := range board.Days {
			total += len(day)
		}
	}
	assert.Equal(t, len(back.Breakdowns), total, "every strip stands on a board")
}

// The breakdown of the peer project, laid out as a table: 112 scenes, 797 eighths.
func TestPeerBreakdownCases(t *testing.T) {
	dir := testkit.Cases(t, "scripts/schedule")
	for _, path := range testkit.Glob(t, dir, "*.breakdown.json") {
		var peer struct {
			Source string `json:"source"`
			Scenes []struct {
				Number   int      `json:"number"`
				Location string   `json:"location"`
				SetName  *string  `json:"set_name"`
				IntExt   string   `json:"int_ext"`
				DayNight string   `json:"day_night"`
				Eighths  int      `json:"eighths"`
				Synopsis string   `json:"synopsis"`
				Cast     []string `json:"cast"`
				Elements []string `json:"elements"`
			} `json:"scenes"`
		}
		require.NoError(t, strict.Decode(path, []byte(readCase(t, path)), &peer).Err())
		var table bytes.Buffer
		w := csv.NewWriter(&table)
		require.NoError(t, w.Write([]string{"Number", "Int/Ext", "Set", "Day/Night", "Pages", "Cast", "Synopsis"}))
		for _, s := range peer.Scenes {
			set := s.Location
			if s.SetName != nil {
				set += " - " + *s.SetName
			}
			require.NoError(t, w.Write([]string{strconv.Itoa(s.Number), s.IntExt, set, s.DayNight, strconv.Itoa(s.Eighths) + "/8",
				strings.Join(s.Cast, ";"), s.Synopsis}))
		}
		w.Flush()
		b, err := breakdown.Load(&table, breakdown.LoadSettings{Name: "peer.csv"})
		require.NoError(t, err)
		assert.Empty(t, b.Issues)
		require.Len(t, b.Scenes, len(peer.Scenes))
		total := 0
		for i, s := range peer.Scenes {
			total += s.Eighths
			assert.Equal(t, s.Eighths, b.Scenes[i].Eighths)
			assert.Equal(t, s.Cast, b.Scenes[i].Roles)
			assert.Equal(t, s.IntExt == "INT", b.Scenes[i].Place == script.Interior)
			assert.Equal(t, s.DayNight == "NIGHT", b.Scenes[i].Light == script.Night)
			assert.Contains(t, b.Scenes[i].Set, s.Location)
			assert.Equal(t, s.Synopsis, b.Scenes[i].Summary)
		}
		assert.Equal(t, total, b.Eighths())
		j, err := json.Marshal(b)
		require.NoError(t, err)
		again, err := breakdown.ReadJSON(bytes.NewReader(j), "")
		require.NoError(t, err)
		assert.Equal(t, b, again)
	}
}

// A breakdown in JSON with the keys of another program is refused key by key, with the line.
func TestJSONOfAnotherProgram(t *testing.T) {
	_, err := breakdown.Load(strings.NewReader("{\"scenes\": [\n{\"number\": 1, \"int_ext\": \"INT\",\n\"cast\": [\"A\"]}]}"),
		breakdown.LoadSettings{Name: "film.json"})
	require.ErrorIs(t, err, script.ErrFormat)
	for _, want := range []string{"film.json:2 scenes[0].number", "int_ext", "film.json:3 scenes[0].cast"} {
		assert.ErrorContains(t, err, want)
	}
	_, err = breakdown.ReadJSON(strings.NewReader(`{"title": "A"}`), "film.json")
	require.ErrorContains(t, err, "film.json : la clé scenes manque")
	_, err = breakdown.ReadJSON(strings.NewReader("{\"title\":\n\"A\"} {"), "film.json")
	require.ErrorContains(t, err, "film.json:2 : le fichier contient autre chose")
	_, err = breakdown.ReadJSON(strings.NewReader(`{"scenes": [{"number": "1", "eighths": -3}]}`), "film.json")
	require.ErrorContains(t, err, "film.json : scenes[0].eighths : -3 est négatif")
}

func TestCSV(t *testing.T) {
	const table = "Séq. ;Intérieur/Extérieur;DÉCOR;Effet;Pages;Minutage;Rôles;Accessoires;Machin\n" +
		"1;INT;Café;Jour;1,375;1'30;MARIE, JEAN;couteau | verre;x\n" +
		"2 BIS;EXT;Plage;Nuit;2/8;0'20;MARIE;;\n;;;;;;;;\n3;???;Rue;Matin;abc;;;;\n"
	m := breakdown.Mapping{Number: "seq.", Place: "INTERIEUR/EXTERIEUR", Set: "decor", Light: "effet", Eighths: "pages", Seconds: "minutage", Roles: "roles",
		Elements: map[string]breakdown.Category{"accessoires": breakdown.Props}}
	windows := make([]byte, 0, len(table))
	for _, r := range table {
		windows = append(windows, byte(r))
	}
	for name, text := range map[string]string{"utf-8": table, "bom": "\uFEFF" + table, "windows-1252": string(windows), "crlf": strings.ReplaceAll(table, "\n", "\r\n")} {
		t.Run(name, func(t *testing.T) {
			b, err := breakdown.ReadCSV(strings.NewReader(text), "p.csv", m)
			require.NoError(t, err)
			require.Len(t, b.Scenes, 3)
			assert.Equal(t, 11, b.Scenes[0].Eighths)
			assert.Equal(t, 90, b.Scenes[0].Seconds)
			assert.Equal(t, []string{"MARIE", "JEAN"}, b.Scenes[0].Roles)
			assert.Len(t, b.Scenes[0].Elements, 2)
			assert.Equal(t, "2 BIS", b.Scenes[1].Number)
			assert.Equal(t, script.Night, b.Scenes[1].Light)
			var paths []string
			for _, i := range b.Issues {
				if i.Severity < 3 {
					paths = append(paths, i.Rule+" "+i.Path)
				}
			}
			assert.Equal(t, []string{"breakdown/csv-unmapped-column p.csv:1", "breakdown/csv-cell p.csv:5", "breakdown/csv-cell p.csv:5"}, paths)
		})
	}
	_, err := breakdown.ReadCSV(strings.NewReader("a,b\n1,2\n"), "p.csv", breakdown.Mapping{})
	require.ErrorIs(t, err, script.ErrFormat)
	b, err := breakdown.ReadCSV(strings.NewReader("Scene,Set\n1,A\n"), "", breakdown.Mapping{Number: "scene", Set: "SET", Light: "Effet"})
	require.NoError(t, err)
	assert.Equal(t, "breakdown/csv-missing-column", b.Issues[0].Rule)
}

// What a set cell says of the story between brackets is of the story, as in a heading; another bracket is of the set.
func TestCSVStory(t *testing.T) {
	b, err := breakdown.ReadCSV(strings.NewReader("Séq.;Décor;Lieu;Effet\n1;CHÂTEAU (CAUCHEMAR);CHÂTEAU (CAUCHEMAR);NUIT\n2;CHÂTEAU;;JOUR\n"+
		"3;CHÂTEAU (AILE NORD);;JOUR\n4;CHÂTEAU (1812);;JOUR\n"), "p.csv", breakdown.Mapping{Number: "séq.", Set: "décor", Location: "lieu", Light: "effet"})
	require.NoError(t, err)
	var got []string
	for _, s := range b.Scenes {
		got = append(got, s.Set+"|"+s.Location+"|"+s.Story)
	}
	assert.Equal(t, []string{"CHÂTEAU|CHÂTEAU|CAUCHEMAR", "CHÂTEAU|CHÂTEAU|", "CHÂTEAU (AILE NORD)|CHÂTEAU (AILE NORD)|", "CHÂTEAU|CHÂTEAU|1812"}, got)
}

// A table we write is read by the mapping we guess.
func TestCSVRoundTrip(t *testing.T) {
	b := breakdown.New(french("INT. CAFÉ - JOUR\n\nUne dizaine de clients. Un couteau.\n\nMARIE\nBonjour.\n\nEXT. PLAGE - NUIT\n\n-Non.\n"), breakdown.Settings{})
	b.Scenes[1].Summary = "=1+1"
	for _, set := range []breakdown.CSVSettings{{}, {French: true}, {French: true, Windows1252: true}} {
		var out bytes.Buffer
		require.NoError(t, b.WriteCSV(&out, set))
		assert.Contains(t, out.String(), "'=1+1", "a text that looks like a formula is neutralised")
		back, err := breakdown.Load(bytes.NewReader(out.Bytes()), breakdown.LoadSettings{Name: "x.csv"})
		require.NoError(t, err)
		require.Len(t, back.Scenes, 2)
		for i, sc := range back.Scenes {
			w := b.Scenes[i]
			assert.Equal(t, []any{w.Number, w.Place, w.Set, w.Light, w.Eighths, w.Seconds, w.Roles, w.Summary}, []any{sc.Number, sc.Place, sc.Set, sc.Light, sc.Eighths, sc.Seconds, sc.Roles, sc.Summary})
		}
		assert.Equal(t, 10, back.Scenes[0].Extras[0].Count)
		assert.Equal(t, "couteau", back.Scenes[0].Elements[0].Name)
		for _, i := range back.Issues {
			assert.NotEqual(t, "breakdown/csv-unmapped-column", i.Rule, i.Message)
		}
	}
}

// byHand is a script put together by hand, with holes.
func byHand() script.Script {
	s := script.Script{TitlePage: []script.TitleEntry{{}}}
	for k := script.Kind(0); k < 20; k++ {
		for _, text := range []string{"", "\n", " ", "(", "[[", "é*_"} {
			s.Elements = append(s.Elements, script.Element{Kind: k, Text: text, Dual: script.Left, Level: -1, Marks: []script.Mark{{At: 99}, {At: -1, Kind: script.Boneyard}}},
				script.Element{Kind: k, Dual: script.Right, Line: -5, Scene: &script.Properties{Arc: []string{""}, Eighths: -3}})
		}
	}
	return s
}

// A script put together by hand, with holes, is broken down without a panic.
func TestNewTakesAnything(t *testing.T) {
	s := byHand()
	for _, french := range []bool{false, true} {
		s.French = french
		b := breakdown.New(s, breakdown.Settings{LinesPerPage: -1, Aliases: map[string]string{"": "", "A": "B", "B": "A"}})
		require.NoError(t, b.WritePDF(&bytes.Buffer{}))
		require.NoError(t, b.WriteXLSX(&bytes.Buffer{}))
		b.Merge(map[string]string{"A": "B", "B": "A"})
		breakdown.Update(b, breakdown.Breakdown{})
		breakdown.Update(breakdown.Breakdown{}, b)
	}
}

// A schedule has no strip for an omitted scene: which are left out is told.
func TestOutsideUSS(t *testing.T) {
	b := breakdown.New(french("1 INT. CAVE - NUIT\n\nIl dort.\n\n2 OMIS\n\n3 INT. CAVE - JOUR\n\nIl sort.\n"), breakdown.Settings{})
	assert.Len(t, breakdown.ToUSS(b, breakdown.USSHead{}).Breakdowns, 2)
	rep := b.OutsideUSS()
	require.Len(t, rep.Issues, 1)
	assert.Contains(t, rep.Issues[0].Message, "2")
	b.Scenes[1].Omitted = false
	assert.Empty(t, b.OutsideUSS().Issues)
}
