package script_test

import (
	"bytes"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur/schedule/script"
)

func typed(typ, text string) string {
	return `<Paragraph Type="` + typ + `"><Text>` + text + "</Text></Paragraph>\n"
}

// rules lists the rules of the issues of a script, each with its line.
func rules(s script.Script) []string {
	out := []string{}
	for _, i := range s.Issues {
		out = append(out, i.Path+" "+i.Rule)
	}
	return out
}

// A heading or a name typed as description is told, as it is in a text without kinds.
func TestDoubtsOfActions(t *testing.T) {
	s := fdx(t, film(heading+"\n"+typed("Character", "ANNA")+typed("Dialogue", "Oui.")+typed("Action", "PAUL")+typed("Action", "Bonjour.")+
		typed("Action", "INT. CAVE - NUIT")+typed("Action", "Il entre.")+typed("Action", "ANNA")+typed("General", "BOUM !")+typed("Action", "Fin.")))
	assert.Equal(t, []string{"a.fdx:5 script/almost-cue", "a.fdx:7 script/almost-heading", "a.fdx:9 script/almost-cue"}, rules(s))
}

// What stands as a name and names nobody is no role.
func TestDoubtsOfCues(t *testing.T) {
	for text, want := range map[string]script.Kind{
		"(SUITE)": script.Parenthetical, "15H30": script.Action, "TITRE : « LE MUR »": script.Action, "FIN": script.Action, "PAUL": script.Cue,
		"(PAUL)": script.Cue, "PAUL (SUITE)": script.Cue,
	} {
		s := fdx(t, film(heading+typed("Character", "ANNA")+typed("Dialogue", "Oui.")+typed("Character", text)+typed("Dialogue", "Non.")))
		require.Len(t, s.Elements, 5, text)
		assert.Equal(t, want, s.Elements[3].Kind, text)
		assert.Equal(t, want != script.Cue, len(s.Issues) == 1, "%s: %v", text, s.Issues)
		assert.Equal(t, text, s.Elements[3].Printed())
		roundFDX(t, s)
	}
	s := fdx(t, film(heading+typed("Character", "ANNA")+typed("Dialogue", "Oui.")+"\n"+typed("Character", " ")+typed("Dialogue", "Non.")))
	assert.Equal(t, []string{"a.fdx:5 script/almost-cue"}, rules(s))
}

// A scene that the file marks as omitted keeps its number and what was in it, whether the heading keeps its words or not.
func TestFDXOmittedHeadings(t *testing.T) {
	omitted := `<OmittedScene><Paragraph Type="Scene Heading"><Text>INT. CAVE - NUIT</Text></Paragraph></OmittedScene>`
	for text, want := range map[string]string{"": "OMIS", "OMITTED": "OMITTED", "INT. CAVE - NUIT": "INT. CAVE - NUIT"} {
		s := fdx(t, film(heading+typed("Character", "ANNA")+typed("Dialogue", "Oui.")+`<Paragraph Type="Scene Heading" Number="2">`+omitted+
			"<Text>"+text+"</Text></Paragraph>"))
		require.Len(t, s.Elements, 4, text)
		e := s.Elements[3]
		assert.Equal(t, want, e.Text)
		h := e.Slugline()
		assert.True(t, h.Omitted, text)
		assert.Equal(t, "2", h.Number)
		require.NotEmpty(t, s.Raw)
		assert.Equal(t, 3, s.Raw[0].Element)
		roundFDX(t, s)
		back, _ := fountainOf(t, s)
		last := back.Elements[len(back.Elements)-1].Slugline()
		assert.True(t, last.Omitted, text)
		assert.Equal(t, "2", last.Number)
	}
}

// fountainOf writes a script as Fountain and reads it again.
func fountainOf(t *testing.T, s script.Script) (script.Script, []string) {
	t.Helper()
	var b bytes.Buffer
	rep, err := script.WriteFountain(&b, s)
	require.NoError(t, err)
	var told []string
	for _, i := range rep.Issues {
		told = append(told, i.Message)
	}
	return script.ParseText(b.String(), script.Settings{French: s.French}), told
}

// The number of a set is not that of the scene.
func TestFDXNumberOfTheSet(t *testing.T) {
	for _, c := range []struct{ number, text, wantNumber, wantSet string }{
		{"12", "INT. HÔTEL - CHAMBRE 12", "12", "HÔTEL - CHAMBRE 12"}, {"747", "INT. BOEING 747", "747", "BOEING 747"},
		{"12", "INT. CUISINE - JOUR 12", "12", "CUISINE"}, {"", "15. INT. HÔTEL - CHAMBRE 15 - NUIT 15.", "15", "HÔTEL - CHAMBRE 15"},
		{"", "17 – INT. BAR – JOUR – 17", "17", "BAR"}, {"18", "18 INT. BAR - JOUR 18", "18", "BAR"},
	} {
		number := ""
		if c.number != "" {
			number = ` Number="` + c.number + `"`
		}
		s := fdx(t, film(`<Paragraph Type="Scene Heading"`+number+"><Text>"+c.text+"</Text></Paragraph>"))
		h := s.Elements[0].Slugline()
		assert.Equal(t, c.wantNumber, h.Number, c.text)
		assert.Equal(t, c.wantSet, h.Set, c.text)
	}
}

// A summary of FDX is a synopsis of Fountain; what else the properties say is told.
func TestFountainKeepsSummaries(t *testing.T) {
	s := fdx(t, film(`<Paragraph Type="Scene Heading" Number="1"><SceneProperties Title="Arrivée"><Summary><Paragraph><Text>Anna découvre le corps.</Text></Paragraph>`+
		`</Summary><SceneArcBeats><CharacterArcBeat Name="ANNA"/></SceneArcBeats></SceneProperties><Text>INT. CAFÉ - JOUR</Text></Paragraph>`+typed("Action", "Elle crie.")))
	back, told := fountainOf(t, s)
	require.Len(t, back.Elements, 3)
	assert.Equal(t, script.Synopsis, back.Elements[1].Kind)
	assert.Equal(t, "Anna découvre le corps.", back.Elements[1].Text)
	require.Len(t, told, 2)
	assert.Contains(t, told[0], "Arrivée")
	assert.Contains(t, told[1], "ANNA")
}

// The first words of the screenplay are not taken by the title page, nor a mark of the text by the format.
func TestFountainForcesFirstWords(t *testing.T) {
	title := `<TitlePage><Content><Paragraph><Text>LE PONT</Text></Paragraph><Paragraph><Text>Écrit par</Text></Paragraph><Paragraph><Text>Anne Test</Text></Paragraph></Content></TitlePage>`
	for _, text := range []string{"TITRE : « LE MUR »", "Title: Y", "!Panneau : STOP", "! Panneau", "!!Panneau", "Contact : moi"} {
		for _, s := range []script.Script{fdx(t, film(typed("Action", text)+heading, title)), fdx(t, film(typed("Action", text)+heading)), fdx(t, film(heading+typed("Action", text)))} {
			back, _ := fountainOf(t, s)
			require.Len(t, back.Elements, len(s.Elements), text)
			for i := range s.Elements {
				assert.Equal(t, s.Elements[i].Text, back.Elements[i].Text)
				assert.Equal(t, s.Elements[i].Kind, back.Elements[i].Kind)
			}
			assert.Equal(t, len(s.TitlePage), len(back.TitlePage))
		}
	}
	s := script.ParseText("LE PONT\nÉcrit par : Moi\n\nTitle: Y\n\nINT. A - JOUR\n\nb\n", script.Settings{French: true})
	back, _ := fountainOf(t, s)
	assert.Equal(t, len(s.Elements), len(back.Elements))
}

// The look of a heading comes back, lines are lines, and what FDX cannot hold is told.
func TestFDXLooksAndLines(t *testing.T) {
	s := fdx(t, film(`<Paragraph Type="Scene Heading"><Text Style="AllCaps+Bold">Int. café - jour</Text></Paragraph>`+typed("Action", "Un&#x2028;deux")))
	require.Len(t, s.Elements[0].Stretches, 1)
	assert.Equal(t, "Bold+AllCaps", s.Elements[0].Stretches[0].Attributes["Style"])
	assert.Equal(t, "Un\ndeux", s.Elements[1].Text)
	roundFDX(t, s)
	s = script.ParseText("##### Cinq\n\nINT. A - JOUR #1# (suite)\n\nb\n", script.Settings{French: true})
	rep, err := script.WriteFDX(&bytes.Buffer{}, s)
	require.NoError(t, err)
	assert.Len(t, rep.Issues, 2)
}

// A block that nothing knows stays where it stood, and bare words of the content are read once.
func TestFDXBlocksKeepTheirPlace(t *testing.T) {
	const block = "<NouveauBloc><Paragraph Type=\"Action\"><Text>Caché.</Text></Paragraph></NouveauBloc>"
	dual := "<Paragraph><DualDialogue>" + typed("Character", "PAUL") + typed("Dialogue", "A.") + typed("Character", "LÉA") + typed("Dialogue", "B.") + "</DualDialogue></Paragraph>"
	for _, text := range []string{heading + dual + block, heading + strings.Replace(dual, "</Paragraph>\n", "</Paragraph>"+block, 1), block + heading, heading + block + typed("Action", "b"), heading + typed("Action", "b") + "<Text>Texte nu</Text>" + typed("Action", "c")} {
		s := fdx(t, film(text))
		roundFDX(t, s)
		var b bytes.Buffer
		_, err := script.WriteFDX(&b, s)
		require.NoError(t, err)
		bare := regexp.MustCompile(`>\s+<`).ReplaceAllString(b.String(), "><")
		assert.Equal(t, strings.Contains(text, heading+block), strings.Contains(bare, "</Paragraph>"+block+"<Paragraph Type=\"Action\">"))
		assert.Equal(t, strings.HasPrefix(text, block), strings.Contains(bare, "<Content>"+block))
		assert.Equal(t, strings.Contains(text, dual+block), strings.Contains(bare, "</DualDialogue></Paragraph>"+block))
		assert.Equal(t, strings.Contains(text, "NouveauBloc"), strings.Contains(bare, block))
	}
	s := fdx(t, film(heading+"<Text>Texte nu</Text>"+typed("Action", "c")))
	require.Len(t, s.Elements, 3)
	assert.Equal(t, "Texte nu", s.Elements[1].Text)
}
