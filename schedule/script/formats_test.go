package script_test

import (
	"bytes"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
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
			s, err := script.ParseFDX(open(t, path), script.Settings{Name: filepath.Base(path)})
			require.NoError(t, err)
			require.NotEmpty(t, s.Elements)
			scenes := 0
			for _, e := range s.Elements {
				if e.Kind == script.Heading {
					scenes++
				}
			}
			twin := strings.TrimSuffix(path, ".fdx") + ".fountain"
			if _, err := os.Stat(twin); err == nil {
				f, err := script.Parse(open(t, twin), script.Settings{})
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

func roundFDX(t *testing.T, s script.Script) {
	t.Helper()
	var b bytes.Buffer
	_, err := script.WriteFDX(&b, s)
	require.NoError(t, err)
	back, err := script.ParseFDX(bytes.NewReader(b.Bytes()), script.Settings{})
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
	s, err := script.ParseFDX(strings.NewReader(fdxSample), script.Settings{Name: "a.fdx", French: true})
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
	assert.Equal(t, []script.TagCategory{{ID: "05c556eb-6bc1-4a3a-b09f-f8b5ba1b6afa", Name: "Anything", Number: 99}}, s.TagCategories)
	assert.Equal(t, "TagData/TagDefinitions", s.Raw[1].Name)
	assert.Equal(t, `<TagDefinitions><X a="1"/></TagDefinitions>`, s.Raw[1].XML)
	require.Len(t, s.Issues, 1)
	assert.Equal(t, "script/fdx-unknown-type", s.Issues[0].Rule)
	assert.Equal(t, "a.fdx:13", s.Issues[0].Path)
	roundFDX(t, s)
}

func TestFDXRefuses(t *testing.T) {
	for name, text := range map[string]string{
		"cut short": fdxSample[:600], "mismatched": "<FinalDraft><Content></FinalDraft>", "not xml": "hello", "another root": "<html></html>", "no content": "<FinalDraft></FinalDraft>",
		"deep": "<FinalDraft><Content>" + strings.Repeat("<a>", 500) + strings.Repeat("</a>", 500) + "</Content></FinalDraft>", "empty": "",
		"entity": `<!DOCTYPE a [<!ENTITY e "x">]><FinalDraft><Content><Paragraph Type="Action"><Text>&e;</Text></Paragraph></Content></FinalDraft>`,
		"tail":   "<FinalDraft><Content></Content></FinalDraft><oops",
	} {
		t.Run(name, func(t *testing.T) {
			_, err := script.ParseFDX(strings.NewReader(text), script.Settings{Name: "a.fdx"})
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
			opt := script.Settings{French: french}
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
	back, err := script.ParseFDX(bytes.NewReader(b.Bytes()), script.Settings{})
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

func TestParseEighths(t *testing.T) {
	for s, want := range map[string]int{"3/8": 3, "1 3/8": 11, "12/8": 12, "1": 8, "0.25": 2, "1,375": 11, "1/2": 4, "2 1/4": 18, "0": 0, "3": 24, "1.5": 12, "1 ⅜": 11, "1+3/8": 11, ".125": 1} {
		got, ok := script.ParseEighths(s)
		assert.True(t, ok, s)
		assert.Equal(t, want, got, s)
	}
	for _, s := range []string{"", "x", "1/3", "0.3", "-1", "1/0", "99999999", "1e9", "3/8/2", "1 2 3", "-1/8", "- 1/8", "−1/8"} {
		_, ok := script.ParseEighths(s)
		assert.False(t, ok, s)
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

// A script put together by hand, with holes, is written without a panic.
func TestWritersTakeAnything(t *testing.T) {
	s := byHand()
	for _, french := range []bool{false, true} {
		s.French = french
		_, err := script.WriteFountain(&bytes.Buffer{}, s)
		require.NoError(t, err)
		_, err = script.WriteFDX(&bytes.Buffer{}, s)
		require.NoError(t, err)
	}
}

// The JSON of a script reads back the same.
func TestScriptJSON(t *testing.T) {
	s, err := script.ParseFDX(strings.NewReader(fdxSample), script.Settings{})
	require.NoError(t, err)
	j, err := json.Marshal(s)
	require.NoError(t, err)
	var back script.Script
	require.NoError(t, json.Unmarshal(j, &back))
	assert.Equal(t, s, back)
}

// What a writer cannot keep is named by the place of its format: for a PDF, a page and a line.
func TestWritersNamePages(t *testing.T) {
	s := script.New("pdf", script.Settings{Name: "film.pdf"})
	s.Elements = []script.Element{{Kind: script.Heading, Text: "INT. RUE - JOUR", Line: script.PageLine(12, 5), Scene: &script.Properties{Title: "La rue"}}}
	rep, err := script.WriteFountain(io.Discard, s)
	require.NoError(t, err)
	require.NotEmpty(t, rep.Issues)
	assert.Equal(t, "film.pdf, page 12, ligne 5", rep.Issues[0].Path)
}
