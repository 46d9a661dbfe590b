package script_test

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur/internal/testkit"
	"github.com/moteur-film/moteur/schedule/script"
)

func open(t testing.TB, path string) *os.File {
	t.Helper()
	f, err := os.Open(path)
	require.NoError(t, err)
	t.Cleanup(func() { f.Close() })
	return f
}

// plainLines lists kind and text without emphasis, line numbers aside, to compare a screenplay written in two formats.
func plainLines(s script.Script) []string {
	var out []string
	for _, e := range s.Elements {
		text := script.Plain(e.Text)
		if e.Kind == script.Transition {
			text = strings.TrimRight(text, ".")
		}
		out = append(out, e.Kind.String()+":"+text)
	}
	return out
}

// Every FDX of the folder reads without error, and says what its Fountain twin says.
func TestFDXCases(t *testing.T) {
	dir := testkit.Cases(t, "scripts/fdx")
	for _, path := range testkit.Glob(t, dir, "*.fdx") {
		t.Run(filepath.Base(path), func(t *testing.T) {
			s, err := script.ParseFDX(open(t, path), script.Options{Name: filepath.Base(path)})
			require.NoError(t, err)
			require.NotEmpty(t, s.Elements)
			scenes := 0
			for _, e := range s.Elements {
				if e.Kind == script.Heading {
					scenes++
				}
			}
			assert.Len(t, script.BreakDown(s, script.Settings{}).Scenes, scenes)
			twin := strings.TrimSuffix(path, ".fdx") + ".fountain"
			if _, err := os.Stat(twin); err == nil {
				f, err := script.Parse(open(t, twin), script.Options{})
				require.NoError(t, err)
				n := 0
				for _, e := range f.Elements {
					if e.Kind == script.Heading {
						n++
					}
				}
				assert.Equal(t, n, scenes)
			}
			roundFDX(t, s)
		})
	}
}

// The lengths that Final Draft measured are close to our estimates: an eighth at most.
func TestEstimatedEighthsCases(t *testing.T) {
	dir := testkit.Cases(t, "scripts/fdx")
	checked := 0
	for _, path := range testkit.Glob(t, dir, "*.fdx") {
		s, err := script.ParseFDX(open(t, path), script.Options{})
		require.NoError(t, err)
		measured := script.BreakDown(s, script.Settings{}).Scenes
		for i := range s.Elements {
			s.Elements[i].Scene = nil
		}
		for i, sc := range script.BreakDown(s, script.Settings{}).Scenes {
			assert.Equal(t, script.Estimated, sc.EighthsFrom)
			if measured[i].EighthsFrom == script.Written {
				checked++
				assert.InDelta(t, measured[i].Eighths, sc.Eighths, 1, "%s scene %d", filepath.Base(path), i+1)
			}
		}
	}
	require.NotZero(t, checked)
}

func roundFDX(t *testing.T, s script.Script) {
	t.Helper()
	var b bytes.Buffer
	_, err := script.WriteFDX(&b, s)
	require.NoError(t, err)
	back, err := script.ParseFDX(bytes.NewReader(b.Bytes()), script.Options{})
	require.NoError(t, err, b.String())
	assert.Equal(t, bare(s).Elements, bare(back).Elements)
	assert.Equal(t, s.TagCategories, back.TagCategories)
	assert.ElementsMatch(t, s.Raw, back.Raw)
	for i, e := range s.TitlePage {
		assert.Equal(t, e.Value, back.TitlePage[i].Value)
	}
}

// bare takes line numbers off.
func bare(s script.Script) script.Script {
	es := append([]script.Element(nil), s.Elements...)
	for i := range es {
		es[i].Line = 0
		ms := append([]script.Mark(nil), es[i].Marks...)
		for k := range ms {
			ms[k].Line = 0
		}
		es[i].Marks = ms
		if len(ms) == 0 {
			es[i].Marks = nil
		}
		es[i].Forced = false // the mark is an accident of the format
	}
	s.Elements = es
	return s
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

func TestFDX(t *testing.T) {
	s, err := script.ParseFDX(strings.NewReader(fdxSample), script.Options{Name: "a.fdx", French: true})
	require.NoError(t, err)
	assert.Equal(t, []string{
		"heading:INT. CAFÉ - JOUR", "action:Elle prend un couteau très long 2*3*4.", "note:à vérifier", "cue:MARIE (O.S.)", "dialogue:Oui.", "cue:JEAN",
		"parenthetical:(bas)", "dialogue:Non.", "action:Inconnu", "page_break:", "shot:GROS PLAN",
	}, plainLines(s))
	assert.Equal(t, "12 BIS", s.Elements[0].Number)
	assert.Equal(t, &script.Properties{Eighths: 11, Page: "4", Colour: "#FFFFA5A50000", Summary: "Le départ", Arc: []string{"PAUL"}}, s.Elements[0].Scene)
	assert.Equal(t, `Elle prend un couteau ***très*** long 2\*3\*4.`, s.Elements[1].Text)
	assert.Equal(t, script.Left, s.Elements[3].Dual)
	assert.Equal(t, script.Right, s.Elements[5].Dual)
	assert.Equal(t, script.Props, s.TagCategories[0].Category, "by identifier, not by name")
	assert.Equal(t, "TagData/TagDefinitions", s.Raw[1].Name)
	assert.Equal(t, `<TagDefinitions><X a="1"/></TagDefinitions>`, s.Raw[1].XML)
	require.Len(t, s.Issues, 1)
	assert.Equal(t, "script/fdx-unknown-type", s.Issues[0].Rule)
	assert.Equal(t, "a.fdx:13", s.Issues[0].Path)
	roundFDX(t, s)

	b := script.BreakDown(s, script.Settings{})
	require.Len(t, b.Scenes, 1)
	sc := b.Scenes[0]
	assert.Equal(t, 11, sc.Eighths)
	assert.Equal(t, script.Written, sc.EighthsFrom)
	assert.Equal(t, []string{"PAUL", "MARIE", "JEAN"}, sc.Roles)
	assert.Equal(t, "couteau", sc.Elements[0].Name)
	assert.Equal(t, "Le départ", sc.Summary)
}

func TestFDXRefuses(t *testing.T) {
	for name, text := range map[string]string{
		"cut short": fdxSample[:600], "mismatched": "<FinalDraft><Content></FinalDraft>", "not xml": "hello", "another root": "<html></html>", "no content": "<FinalDraft></FinalDraft>",
		"deep": "<FinalDraft><Content>" + strings.Repeat("<a>", 500) + strings.Repeat("</a>", 500) + "</Content></FinalDraft>", "empty": "",
		"entity": `<!DOCTYPE a [<!ENTITY e "x">]><FinalDraft><Content><Paragraph Type="Action"><Text>&e;</Text></Paragraph></Content></FinalDraft>`,
		"tail":   "<FinalDraft><Content></Content></FinalDraft><oops",
	} {
		t.Run(name, func(t *testing.T) {
			_, err := script.ParseFDX(strings.NewReader(text), script.Options{Name: "a.fdx"})
			require.ErrorIs(t, err, script.ErrFormat)
			var fe *script.FormatError
			require.ErrorAs(t, err, &fe)
			assert.Contains(t, fe.Place, "a.fdx:")
		})
	}
}

// What Fountain can hold comes back the same, whatever was read.
func TestFountainRoundTripCases(t *testing.T) {
	dir := testkit.Cases(t, "scripts")
	var files []string
	for _, g := range []string{"full/*.fountain", "fountain-suite/*/*.fountain", "fdx/*.fountain"} {
		m, err := filepath.Glob(filepath.Join(dir, g))
		require.NoError(t, err)
		files = append(files, m...)
	}
	require.NotEmpty(t, files)
	for _, path := range files {
		for _, french := range []bool{false, true} {
			opt := script.Options{French: french}
			s := script.ParseText(readCase(t, path), opt)
			var b bytes.Buffer
			_, err := script.WriteFountain(&b, s)
			require.NoError(t, err)
			back := script.ParseText(b.String(), opt)
			require.Equal(t, bare(s).Elements, bare(back).Elements, path)
			require.Len(t, back.TitlePage, len(s.TitlePage))
			for i := range s.TitlePage {
				require.Equal(t, s.TitlePage[i].Value, back.TitlePage[i].Value, path)
			}
			roundFDXText(t, s)
		}
	}
}

// roundFDXText checks that FDX holds the text of a screenplay read from Fountain, boneyards and the place of notes aside.
func roundFDXText(t *testing.T, s script.Script) {
	t.Helper()
	var b bytes.Buffer
	_, err := script.WriteFDX(&b, s)
	require.NoError(t, err)
	back, err := script.ParseFDX(bytes.NewReader(b.Bytes()), script.Options{})
	require.NoError(t, err)
	spoken := func(s script.Script) []string {
		var out []string
		for _, e := range s.Elements {
			switch e.Kind {
			case script.Heading:
				out = append(out, e.Number+":"+e.Text)
			case script.Action, script.Cue, script.Dialogue, script.Parenthetical, script.Transition, script.Centred:
				out = append(out, e.Kind.String()+":"+strings.TrimSpace(script.Plain(e.Text)))
			}
		}
		return out
	}
	require.Equal(t, spoken(s), spoken(back))
}

func TestWriteFountainForces(t *testing.T) {
	s := script.Script{Elements: []script.Element{
		{Kind: script.Action, Text: "INT. NOT A HEADING"}, {Kind: script.Heading, Text: "Dans la tête de Paul", Number: "3"}, {Kind: script.Cue, Name: "McCoy", Extension: "off"},
		{Kind: script.Dialogue, Text: "Oui.\n\nNon."}, {Kind: script.Action, Text: "BOB\nentre"}, {Kind: script.Transition, Text: "Plus tard"}, {Kind: script.Action, Text: "#5 perd"},
		{Kind: script.Shot, Text: "GROS PLAN"},
	}}
	var b bytes.Buffer
	rep, err := script.WriteFountain(&b, s)
	require.NoError(t, err)
	assert.Equal(t, "!INT. NOT A HEADING\n\n.Dans la tête de Paul #3#\n\n@McCoy (off)\nOui.\n  \nNon.\n\n!BOB\nentre\n\n> Plus tard\n\n!#5 perd\n\n!GROS PLAN\n", b.String())
	require.Len(t, rep.Issues, 1, "the shot is told")
}

func TestUSSCases(t *testing.T) {
	dir := testkit.Cases(t, "scripts/schedule")
	for _, path := range testkit.Glob(t, dir, "*.uss") {
		t.Run(filepath.Base(path), func(t *testing.T) {
			u, rep, err := script.ReadUSS(open(t, path), filepath.Base(path))
			require.NoError(t, err)
			assert.Empty(t, rep.Of(1))
			b := u.Breakdown()
			require.NotEmpty(t, b.Scenes)
			for _, sc := range b.Scenes {
				assert.NotEmpty(t, sc.Set)
				assert.NotEmpty(t, sc.Place)
				assert.NotEmpty(t, sc.Light)
			}
			// Through our breakdown, its JSON, and back: nothing named by the standard is lost.
			j, err := json.Marshal(b)
			require.NoError(t, err)
			var again script.Breakdown
			require.NoError(t, json.Unmarshal(j, &again))
			var out bytes.Buffer
			require.NoError(t, script.WriteUSS(&out, script.NewUSS(again, script.USSHead{})))
			back, rep, err := script.ReadUSS(bytes.NewReader(out.Bytes()), "back.uss")
			require.NoError(t, err)
			assert.Empty(t, rep.Issues, "what we write is to the letter")
			assert.Equal(t, withoutEventIDs(u), withoutEventIDs(back))
			var twice bytes.Buffer
			require.NoError(t, script.WriteUSS(&twice, back))
			assert.Equal(t, out.String(), twice.String())
		})
	}
}

// withoutEventIDs takes off the identifiers of events: published files use one twice, which we do not write.
func withoutEventIDs(u script.USS) script.USS {
	blank := func(events []script.USSEvent) []script.USSEvent {
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
	u, rep, err := script.ReadUSS(strings.NewReader(ussSample), "p.uss")
	require.NoError(t, err)
	for _, rule := range []string{"script/uss-type", "script/uss-key", "script/uss-unknown-reference", "script/uss-id-twice"} {
		assert.True(t, rep.Has(rule), rule)
	}
	b := u.Breakdown()
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
	assert.Equal(t, []script.Need{{Category: script.Stunts, Name: "Chute", State: script.Kept}}, sc.Elements)
	assert.Equal(t, "travel", *u.Elements[3].Events[0].Name)

	// A scene changed by hand is written anew; the rest, foreign keys included, is kept.
	b.Scenes[0].Eighths = 2
	b.Scenes[0].Elements = append(b.Scenes[0].Elements, script.Need{Category: script.Weapons, Name: "Pistolet", State: script.Kept}, script.Need{Category: script.Props, Name: "Non", State: script.Rejected})
	b.Scenes = append(b.Scenes, script.Scene{Number: "13", Set: "RUE", Place: script.Exterior, Light: script.Day, Eighths: 4, Roles: []string{"MARIE"}})
	var out bytes.Buffer
	require.NoError(t, script.WriteUSS(&out, script.NewUSS(b, script.USSHead{})))
	back, rep, err := script.ReadUSS(bytes.NewReader(out.Bytes()), "")
	require.NoError(t, err)
	assert.Empty(t, rep.Of(1))
	assert.JSONEq(t, `{"a":1}`, string(back.Foreign["_mine"]))
	assert.JSONEq(t, `[1,2]`, string(back.Breakdowns[0].Foreign["_x"]))
	assert.Equal(t, "0.25", back.Breakdowns[0].Pages.String())
	assert.NotContains(t, out.String(), "doodDayCount")
	again := back.Breakdown()
	require.Len(t, again.Scenes, 2)
	assert.Equal(t, script.Need{Category: "Armes", Name: "Pistolet", State: script.Kept}.Name, again.Scenes[0].Elements[1].Name)
	assert.Equal(t, script.Weapons, again.Scenes[0].Elements[1].Category)
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

func TestUSSRefuses(t *testing.T) {
	for name, text := range map[string]string{"not json": "{", "other": `{"a":1}`, "list": `{"universalScheduleStandard":[]}`, "deep": strings.Repeat("[", 5000)} {
		_, _, err := script.ReadUSS(strings.NewReader(text), "p.uss")
		require.ErrorIs(t, err, script.ErrFormat, name)
	}
}

// The breakdown of the peer project: 112 scenes, 797 eighths.
func TestPeerBreakdownCases(t *testing.T) {
	dir := testkit.Cases(t, "scripts/schedule")
	for _, path := range testkit.Glob(t, dir, "*.breakdown.json") {
		var want struct {
			Scenes []struct {
				Eighths int
				Cast    []string
			}
		}
		require.NoError(t, json.Unmarshal([]byte(readCase(t, path)), &want))
		b, err := script.Load(open(t, path), script.LoadSettings{Name: path})
		require.NoError(t, err)
		require.Len(t, b.Scenes, len(want.Scenes))
		total := 0
		for i, w := range want.Scenes {
			total += w.Eighths
			assert.Equal(t, w.Cast, b.Scenes[i].Roles)
			assert.NotEmpty(t, b.Scenes[i].Place)
			assert.NotEmpty(t, b.Scenes[i].Light)
			assert.NotEmpty(t, b.Scenes[i].Set)
		}
		assert.Equal(t, total, b.Eighths())
		j, err := json.Marshal(b)
		require.NoError(t, err)
		again, err := script.ReadJSON(bytes.NewReader(j), "")
		require.NoError(t, err)
		assert.Equal(t, b, again)
	}
}

func TestCSV(t *testing.T) {
	const table = "Séq. ;Intérieur/Extérieur;DÉCOR;Effet;Pages;Minutage;Rôles;Accessoires;Machin\n" +
		"1;INT;Café;Jour;1,375;1'30;MARIE, JEAN;couteau | verre;x\n" +
		"2 BIS;EXT;Plage;Nuit;2/8;0'20;MARIE;;\n;;;;;;;;\n3;???;Rue;Matin;abc;;;;\n"
	m := script.Mapping{Number: "seq.", Place: "INTERIEUR/EXTERIEUR", Set: "decor", Light: "effet", Eighths: "pages", Seconds: "minutage", Roles: "roles",
		Elements: map[string]script.Category{"accessoires": script.Props}}
	windows := make([]byte, 0, len(table))
	for _, r := range table {
		windows = append(windows, byte(r))
	}
	for name, text := range map[string]string{"utf-8": table, "bom": "\uFEFF" + table, "windows-1252": string(windows), "crlf": strings.ReplaceAll(table, "\n", "\r\n")} {
		t.Run(name, func(t *testing.T) {
			b, err := script.ReadCSV(strings.NewReader(text), "p.csv", m)
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
			assert.Equal(t, []string{"script/csv-unmapped-column p.csv:1", "script/csv-cell p.csv:5", "script/csv-cell p.csv:5"}, paths)
		})
	}
	_, err := script.ReadCSV(strings.NewReader("a,b\n1,2\n"), "p.csv", script.Mapping{})
	require.ErrorIs(t, err, script.ErrFormat)
	b, err := script.ReadCSV(strings.NewReader("Scene,Set\n1,A\n"), "", script.Mapping{Number: "scene", Set: "SET", Light: "Effet"})
	require.NoError(t, err)
	assert.Equal(t, "script/csv-missing-column", b.Issues[0].Rule)
}

// A table we write is read by the mapping we guess.
func TestCSVRoundTrip(t *testing.T) {
	b := script.BreakDown(french("INT. CAFÉ - JOUR\n\nUne dizaine de clients. Un couteau.\n\nMARIE\nBonjour.\n\nEXT. PLAGE - NUIT\n\n-Non.\n"), script.Settings{})
	b.Scenes[1].Summary = "=1+1"
	for _, set := range []script.CSVSettings{{}, {French: true}, {French: true, Windows1252: true}} {
		var out bytes.Buffer
		require.NoError(t, script.WriteCSV(&out, b, set))
		assert.Contains(t, out.String(), "'=1+1", "a text that looks like a formula is neutralised")
		back, err := script.Load(bytes.NewReader(out.Bytes()), script.LoadSettings{Name: "x.csv"})
		require.NoError(t, err)
		require.Len(t, back.Scenes, 2)
		for i, sc := range back.Scenes {
			w := b.Scenes[i]
			assert.Equal(t, []any{w.Number, w.Place, w.Set, w.Light, w.Eighths, w.Seconds, w.Roles, w.Summary}, []any{sc.Number, sc.Place, sc.Set, sc.Light, sc.Eighths, sc.Seconds, sc.Roles, sc.Summary})
		}
		assert.Equal(t, 10, back.Scenes[0].Extras[0].Count)
		assert.Equal(t, "couteau", back.Scenes[0].Elements[0].Name)
		for _, i := range back.Issues {
			assert.NotEqual(t, "script/csv-unmapped-column", i.Rule, i.Message)
		}
	}
}

func TestParseEighths(t *testing.T) {
	for s, want := range map[string]int{"3/8": 3, "1 3/8": 11, "12/8": 12, "1": 8, "0.25": 2, "1,375": 11, "1/2": 4, "2 1/4": 18, "0": 0, "3": 24, "1.5": 12, "1 ⅜": 11, "1+3/8": 11, ".125": 1} {
		got, ok := script.ParseEighths(s)
		assert.True(t, ok, s)
		assert.Equal(t, want, got, s)
	}
	for _, s := range []string{"", "x", "1/3", "0.3", "-1", "1/0", "99999999", "1e9", "3/8/2", "1 2 3"} {
		_, ok := script.ParseEighths(s)
		assert.False(t, ok, s)
	}
}

// A script put together by hand, with holes, is written and broken down without a panic.
func TestWritersTakeAnything(t *testing.T) {
	s := script.Script{TitlePage: []script.TitleEntry{{}}}
	for k := script.Kind(0); k < 20; k++ {
		for _, text := range []string{"", "\n", " ", "(", "[[", "é*_"} {
			s.Elements = append(s.Elements, script.Element{Kind: k, Text: text, Dual: script.Left, Level: -1, Marks: []script.Mark{{At: 99}, {At: -1, Kind: script.Boneyard}}},
				script.Element{Kind: k, Dual: script.Right, Line: -5, Scene: &script.Properties{Arc: []string{""}, Eighths: -3}})
		}
	}
	for _, french := range []bool{false, true} {
		s.French = french
		_, err := script.WriteFountain(&bytes.Buffer{}, s)
		require.NoError(t, err)
		_, err = script.WriteFDX(&bytes.Buffer{}, s)
		require.NoError(t, err)
		b := script.BreakDown(s, script.Settings{LinesPerPage: -1, Aliases: map[string]string{"": "", "A": "B", "B": "A"}})
		require.NoError(t, b.WritePDF(&bytes.Buffer{}))
		require.NoError(t, b.WriteXLSX(&bytes.Buffer{}))
		require.NoError(t, script.NewReading(b, nil).WritePDF(&bytes.Buffer{}))
		script.MergeRoles(b, map[string]string{"A": "B", "B": "A"})
		script.Update(b, script.Breakdown{})
		script.Update(script.Breakdown{}, b)
	}
}

// The JSON of a script reads back the same.
func TestScriptJSON(t *testing.T) {
	s, err := script.ParseFDX(strings.NewReader(fdxSample), script.Options{})
	require.NoError(t, err)
	j, err := json.Marshal(s)
	require.NoError(t, err)
	var back script.Script
	require.NoError(t, json.Unmarshal(j, &back))
	assert.Equal(t, s, back)
}
