package script_test

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/moteur-film/moteur/schedule/script"
)

func fdx(t testing.TB, text string) script.Script {
	t.Helper()
	s, err := script.ParseFDX(strings.NewReader(text), script.Settings{Name: "a.fdx", French: true})
	require.NoError(t, err)
	return s
}

// film puts paragraphs in a document, and the rest after its content.
func film(content string, rest ...string) string {
	return "<FinalDraft DocumentType=\"Script\" Version=\"5\"><Content>\n" + content + "\n</Content>" + strings.Join(rest, "\n") + "</FinalDraft>"
}

const heading = `<Paragraph Type="Scene Heading"><Text>INT. CAFÉ - JOUR</Text></Paragraph>`

func TestFDXStretches(t *testing.T) {
	s := fdx(t, film(heading+`<Paragraph Type="Action"><Text> Elle prend un </Text><Text TagNumber="3" RevisionID="0">cou</Text>`+
		`<Text TagNumber="3" Style="Bold">teau</Text><Text RevisionID="2" Font="Courier" Style="AllCaps"> noir.</Text></Paragraph>`,
		`<TagData><Tags><Tag Number="3"/></Tags></TagData>`))
	e := s.Elements[1]
	assert.Equal(t, " Elle prend un cou**teau** noir.", e.Text)
	assert.Equal(t, []script.Stretch{{From: 15, To: 22, Text: "couteau", Tag: "3"},
		{From: 22, To: 28, Text: " noir.", Revision: "2", Attributes: map[string]string{"Font": "Courier", "Style": "AllCaps"}}}, e.Stretches)
	roundFDX(t, s)
}

// A tag stays on its words when the text around them changes, and in its element when they are gone.
func TestFDXTagsFollowTheirWords(t *testing.T) {
	s := fdx(t, film(`<Paragraph Type="Scene Heading"><Text TagNumber="1">INT.</Text><Text> </Text><Text TagNumber="2">CAFÉ</Text>`+
		`<Text> - </Text><Text TagNumber="4">JOUR</Text></Paragraph>`))
	for _, c := range []struct{ text, want string }{
		{"EXT. LE CAFÉ - JOUR", "EXT.=1 CAFÉ=2 JOUR=4"}, {"DANS LA RUE", "DANS=1 LA=2 RUE=4"}, {"INT. CAFÉ - JOUR - RÊVE", "INT.=1 CAFÉ=2 JOUR=4"},
	} {
		s.Elements[0].Text = c.text
		var b bytes.Buffer
		rep, err := script.WriteFDX(&b, s)
		require.NoError(t, err)
		assert.Empty(t, rep.Issues)
		back := fdx(t, b.String())
		assert.Equal(t, c.text, back.Elements[0].Text)
		var got []string
		for _, s := range back.Elements[0].Stretches {
			got = append(got, s.Text+"="+s.Tag)
		}
		assert.Equal(t, c.want, strings.Join(got, " "))
	}
	s.Elements[0].Text = "RUE"
	rep, err := script.WriteFDX(&bytes.Buffer{}, s)
	require.NoError(t, err)
	assert.Len(t, rep.Issues, 2, "two tags found no word: told")
}

func TestFDXTypesOfTheProduction(t *testing.T) {
	settings := `<ElementSettings Type="Titre séquence"><Behavior PaginateAs="Scene Heading"/></ElementSettings>` +
		`<ElementSettings Type="Qui"><Behavior PaginateAs="Character"/></ElementSettings>` +
		`<ElementSettings Type="Shot"><Behavior PaginateAs="Scene Heading"/></ElementSettings>`
	s := fdx(t, film(`<Paragraph Type="Titre séquence" Number="7"><Text>INT. CAFÉ - JOUR</Text></Paragraph>
		<Paragraph Type="Qui"><Text>MARIE (off)</Text></Paragraph><Paragraph Type="Réplique"><Text>Oui.</Text></Paragraph>
		<Paragraph Type="Shot"><Text>GROS PLAN</Text></Paragraph><Paragraph Type="Story"><Text>Autre</Text></Paragraph>`, settings))
	assert.Equal(t, []string{"heading:INT. CAFÉ - JOUR", "cue:MARIE (off)", "dialogue:Oui.", "shot:GROS PLAN", "action:Autre"}, plainLines(s))
	assert.Equal(t, "7", s.Elements[0].Number)
	assert.Equal(t, "Titre séquence", s.Elements[0].Type)
	assert.Equal(t, "MARIE", s.Elements[1].Name)
	assert.Len(t, s.Issues, 4, "each type is told once")
	roundFDX(t, s)
}

func TestFDXOmittedScene(t *testing.T) {
	s := fdx(t, film(`<Paragraph Number="21" Type="Scene Heading"><Text>OMIS</Text><OmittedScene><Paragraph Type="Scene Heading">`+
		`<Text>EXT. COUR - NUIT</Text></Paragraph><Paragraph Type="Action"><Text>Elle attend.</Text></Paragraph></OmittedScene></Paragraph>`+heading))
	assert.Equal(t, []string{"heading:OMIS", "heading:INT. CAFÉ - JOUR"}, plainLines(s))
	assert.Equal(t, "21", s.Elements[0].Number)
	require.Len(t, s.Issues, 1)
	assert.Contains(t, s.Issues[0].Message, "EXT. COUR - NUIT Elle attend.")
	assert.Equal(t, "OmittedScene", s.Raw[0].Name)
	assert.Zero(t, s.Raw[0].Element)
	roundFDX(t, s)
}

func TestFDXRepairs(t *testing.T) {
	for _, c := range []struct{ name, text, want, said string }{
		{"control character", "Elle\x08 boit.", "Elle boit.", "U+0008"},
		{"vertical tab", "Elle\vboit.", "Elle\nboit.", "U+000B"},
		{"reference to a control character", "Elle&#x1F; boit.", "Elle boit.", "U+001F"},
		{"bare ampersand", "Paul & Marie & fils;", "Paul & Marie & fils;", "«\u00a0&\u00a0»"},
		{"entity of HTML", "Oui&nbsp;!", "Oui\u00a0!", "&nbsp;"},
		{"unknown entity", "R&foo; D", "R&foo; D", "&foo;"},
		{"less than", "5 < 6 <3", "5 < 6 <3", "«\u00a0<\u00a0»"},
		{"less than a letter", "le <bac> et a<b", "le <bac> et a<b", "«\u00a0<\u00a0»"},
		{"end of CDATA", "a ]]> b", "a ]]> b", "]]>"},
		{"invalid byte", "Été là \xff.", "Été là \uFFFD.", "illisibles"},
		{"no character", "a\uFFFEb", "ab", "U+FFFE"},
		{"cdata", "<![CDATA[a & b < c]]> & d", "a & b < c & d", "&"},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := fdx(t, film("\n\n"+heading+"\n<Paragraph Type=\"Action\"><Text>"+c.text+"</Text></Paragraph>"))
			assert.Equal(t, c.want, script.Plain(s.Elements[1].Text))
			require.NotEmpty(t, s.Issues)
			assert.Equal(t, "a.fdx:5", s.Issues[0].Path)
			assert.Contains(t, s.Issues[0].Message, c.said)
			assert.Equal(t, 5, s.Elements[1].Line)
			roundFDX(t, s)
		})
	}
}

func TestFDXMarginNumbers(t *testing.T) {
	for _, c := range []struct{ attribute, text, number, want string }{
		{"", "12 INT. CUISINE - JOUR 12", "12", "INT. CUISINE - JOUR"}, {"", "12A EXT. STREET - NIGHT 12A", "12A", "EXT. STREET - NIGHT"},
		{"12", "12 INT. CUISINE - JOUR 12", "12", "INT. CUISINE - JOUR"}, {"12", "INT. CUISINE 12", "12", "INT. CUISINE 12"},
		{"3", "3 INT. CUISINE", "3", "INT. CUISINE"}, {"4", "3 INT. CUISINE", "4", "3 INT. CUISINE"}, {"", "3 RUE - NUIT 3", "3", "RUE - NUIT"},
		{"", "INT. CUISINE - JOUR", "", "INT. CUISINE - JOUR"}, {"", "12 12", "", "12 12"},
	} {
		attribute := ""
		if c.attribute != "" {
			attribute = ` Number="` + c.attribute + `"`
		}
		s := fdx(t, film(`<Paragraph Type="Scene Heading"`+attribute+`><Text>`+c.text+`</Text></Paragraph>`))
		assert.Equal(t, c.want, s.Elements[0].Text, c.text)
		assert.Equal(t, c.number, s.Elements[0].Number, c.text)
		roundFDX(t, s)
	}
}

func TestTitleAboveTheCredit(t *testing.T) {
	page := func(lines ...string) string {
		var b strings.Builder
		for _, l := range lines {
			b.WriteString("<Paragraph><Text>" + l + "</Text></Paragraph>")
		}
		return "<TitlePage><Content>" + b.String() + "</Content></TitlePage>"
	}
	for _, c := range []struct {
		name          string
		lines         []string
		title, author string
	}{
		{"company above", []string{"Films du Phare présente", "", "LE PHARE", "", "Écrit par", "Jeanne Dupont", "", "Version 3"}, "LE PHARE", "Jeanne Dupont"},
		{"title first", []string{"LE PHARE", "Un scénario de", "Jeanne Dupont"}, "LE PHARE", "Jeanne Dupont"},
		{"on one line", []string{"Épisode 2", "LE PHARE", "Écrit et réalisé par Jeanne Dupont"}, "LE PHARE", "Jeanne Dupont"},
		{"English", []string{"A Film", "THE LIGHTHOUSE", "Written by:", "Jane Doe"}, "THE LIGHTHOUSE", "Jane Doe"},
		{"no credit", []string{"LE PHARE", "12 mars"}, "LE PHARE", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := fdx(t, film(heading, page(c.lines...)))
			assert.Equal(t, c.title, s.Title())
			assert.Equal(t, c.author, s.TitleValue("author"))
			all := ""
			for _, e := range s.TitlePage {
				all += e.Value + "\n"
			}
			for _, l := range c.lines {
				for _, w := range strings.Fields(l) {
					assert.Contains(t, all, w)
				}
			}
			roundFDX(t, s)
			if c.author == "" {
				return
			}
			f := script.ParseText("\n"+strings.Join(c.lines, "\n")+"\n\nINT. CAFÉ - JOUR\n\nRien.\n", script.Settings{French: true})
			assert.Equal(t, c.title, f.Title())
			assert.Equal(t, c.author, f.TitleValue("author"))
			assert.Contains(t, kinds(f), "heading:INT. CAFÉ - JOUR")
		})
	}
}

func TestTitlePageWithBlankLines(t *testing.T) {
	for _, text := range []string{
		"\n\nTitre: Le Phare\n\nAuteur: Jeanne\n\n\nContact:\n    Rue du Port\n\nINT. CAFÉ - JOUR\n\nRien.\n",
		"Titre: Le Phare\nAuteur: Jeanne\nContact:\n    Rue du Port\n\nINT. CAFÉ - JOUR\n\nRien.\n",
	} {
		s := script.ParseText(text, script.Settings{French: true})
		assert.Equal(t, "Le Phare", s.Title())
		assert.Equal(t, "Jeanne", s.TitleValue("auteur"))
		assert.Equal(t, "Rue du Port", s.TitleValue("contact"))
		assert.Equal(t, []string{"heading:INT. CAFÉ - JOUR", "action:Rien."}, kinds(s))
	}
	s := script.ParseText("Titre: Le Phare\n\nFADE IN:\n\nNote: elle part.\n", script.Settings{})
	assert.Equal(t, []string{"action:FADE IN:", "action:Note: elle part."}, kinds(s)[:2])
}

// Every printed word of a file is in an element, in the title page, in a part kept, or in an issue; and what was read, written and read
// again is the same.
func TestFDXLosesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := 0
		word := func() string { n++; return fmt.Sprintf("mot%dx", n) }
		run := func() string {
			return `<Text` + rapid.SampledFrom([]string{"", ` Style="Bold"`, ` Style="Bold+Underline"`, ` TagNumber="1"`, ` RevisionID="3"`, ` Style="Italic" TagNumber="2" Font="X"`}).
				Draw(t, "style") + `>` + rapid.SampledFrom([]string{"", " ", "*", "_", "(", "\\"}).Draw(t, "lead") + word() +
				rapid.SampledFrom([]string{"", " ", "*", "_", ")", "\n"}).Draw(t, "tail") + `</Text>`
		}
		para := func() string {
			p := `<Paragraph` + rapid.SampledFrom([]string{"", ` Alignment="Center"`, ` StartsNewPage="Yes"`, ` id="u"`, ` Number="4A"`, ` StartsNewPage="No" Leading="1"`}).Draw(t, "attr")
			if typ := rapid.SampledFrom([]string{"", "Scene Heading", "Action", "General", "Character", "Parenthetical", "Dialogue", "Transition", "Shot", "Cast List", "Lyrics",
				"Singing", "New Act", "End of Act", "Outline Body", "Outline 2", "Maison", "Intitulé"}).Draw(t, "type"); typ != "" {
				p += ` Type="` + typ + `"`
			}
			p += ">"
			for range rapid.IntRange(0, 3).Draw(t, "runs") {
				p += run()
			}
			return p + rapid.SampledFrom([]string{"", "", "", "<ScriptNote ID=\"1\"><Paragraph><Text>" + word() + "</Text></Paragraph></ScriptNote>", "<X a='1'>" + word() + "</X>", word(),
				"<SceneProperties Page=\"2\" Z=\"" + word() + "\"><Summary><Paragraph><Text>" + word() + "</Text></Paragraph></Summary><SceneArcBeats><CharacterArcBeat Name=\"" + word() + "\"><Paragraph><Text>" +
					word() + "</Text></Paragraph></CharacterArcBeat></SceneArcBeats><Y>" + word() + "</Y></SceneProperties>",
				"<OmittedScene><Paragraph><Text>" + word() + "</Text></Paragraph></OmittedScene>"}).Draw(t, "inside") + "</Paragraph>"
		}
		content := ""
		for range rapid.IntRange(1, 8).Draw(t, "paragraphs") {
			content += rapid.Custom(func(t *rapid.T) string {
				switch rapid.IntRange(0, 9).Draw(t, "kind") {
				case 0:
					return "<Paragraph><DualDialogue>" + `<Paragraph Type="Character"><Text>A` + word() + `</Text></Paragraph>` + para() +
						`<Paragraph Type="Character"><Text>B` + word() + `</Text></Paragraph>` + `</DualDialogue></Paragraph>`
				case 1:
					return "<Z>" + word() + "</Z>"
				case 2:
					return word()
				}
				return para()
			}).Draw(t, "paragraph")
		}
		text := film(content, "<TitlePage><Content>"+para()+para()+"</Content></TitlePage><Lists><L>"+word()+"</L></Lists>")
		s, err := script.ParseFDX(strings.NewReader(text), script.Settings{})
		require.NoError(t, err)
		said := fmt.Sprintf("%+v", s)
		for _, e := range s.Elements {
			if e.Scene != nil {
				said += fmt.Sprintf("%+v", *e.Scene)
			}
		}
		for _, w := range regexp.MustCompile(`mot\d+x`).FindAllString(text, -1) {
			assert.Contains(t, said, w)
		}
		var b bytes.Buffer
		_, err = script.WriteFDX(&b, s)
		require.NoError(t, err)
		back, err := script.ParseFDX(bytes.NewReader(b.Bytes()), script.Settings{})
		require.NoError(t, err, b.String())
		assert.Equal(t, bare(s).Elements, bare(back).Elements, "%s\n\n%s", text, b.String())
	})
}

// Attributes of a category of the tagger that nothing reads come back, and none is made up.
func TestTagCategoryAttributes(t *testing.T) {
	const text = `<FinalDraft><Content><Paragraph Type="Scene Heading"><Text>INT. CAFÉ - JOUR</Text></Paragraph></Content><TagData><TagCategories>` +
		`<TagCategory ColorName="Rouge" Custom="Yes" Id="k1" Name="Props" Number="1"/></TagCategories></TagData></FinalDraft>`
	s, err := script.ParseFDX(strings.NewReader(text), script.Settings{French: true})
	require.NoError(t, err)
	var out bytes.Buffer
	_, err = script.WriteFDX(&out, s)
	require.NoError(t, err)
	assert.Contains(t, out.String(), `<TagCategory ColorName="Rouge" Custom="Yes" Id="k1" Name="Props" Number="1"/>`)
}

// The speech below a character without a name is told to stay with who spoke before, or to be nobody's.
func TestEmptyCharacter(t *testing.T) {
	const paul = `<Paragraph Type="Character"><Text>PAUL</Text></Paragraph><Paragraph Type="Dialogue"><Text>Oui.</Text></Paragraph>`
	const none = `<Paragraph Type="Character"><Text></Text></Paragraph><Paragraph Type="Dialogue"><Text>Non.</Text></Paragraph>`
	for before, want := range map[string]string{paul: "reste à PAUL", "": "n'est à personne"} {
		text := `<FinalDraft><Content><Paragraph Type="Scene Heading"><Text>INT. CAFÉ - JOUR</Text></Paragraph>` + before + none + `</Content></FinalDraft>`
		s, err := script.ParseFDX(strings.NewReader(text), script.Settings{French: true})
		require.NoError(t, err)
		require.NotEmpty(t, s.Issues)
		assert.Contains(t, s.Issues[0].Message, want)
	}
}

// A broken file says what to do, in French.
func TestBrokenFDX(t *testing.T) {
	for name, text := range map[string]string{
		"empty": "", "another format": "<html/>", "an entity": "<!DOCTYPE l [<!ENTITY c \"x\">]><FinalDraft><Content>&c;</Content></FinalDraft>",
	} {
		_, err := script.ParseFDX(strings.NewReader(text), script.Settings{Name: "film.fdx"})
		require.Error(t, err, name)
		assert.Contains(t, err.Error(), "exporter de nouveau le scénario", name)
		assert.NotContains(t, err.Error(), "syntax", name)
	}
}
