package script_test

import (
	"bytes"
	"encoding/xml"
	"io"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur/schedule/script"
)

// strange is a document with something that this package does not know at each level: the attributes are the names of Greek letters.
const strange = `<FinalDraft DocumentType="Script" Version="5" Alpha="a1"><Content Beta="b1">
<Paragraph Number="1" Type="Scene Heading" Gamma="c1"><SceneProperties Length="1/8" Delta="d1"><SceneArcBeats Epsilon="e1"><CharacterArcBeat Name="ZOE" Zeta="z1"/></SceneArcBeats>
<Summary Eta="h1"><Paragraph Theta="t1"><Text Iota="i1">résumé</Text> hors texte</Paragraph></Summary></SceneProperties><Text Kappa="k1">INT. BAR - JOUR</Text></Paragraph>
<Paragraph Type="Action"><Text TagNumber="2">La fiole</Text><Text> brille.</Text><ScriptNote Lambda="l1"><Paragraph Mu="m1"><Text Nu="n1">rappel</Text></Paragraph><Odd>perdu</Odd></ScriptNote></Paragraph>
<Paragraph Xi="x1"><DualDialogue Omicron="o1"><Paragraph Type="Character"><Text>ZOÉ</Text></Paragraph><Paragraph Type="Dialogue"><Text>Oui.</Text></Paragraph><Paragraph Type="Character"><Text>PAUL</Text></Paragraph><Paragraph Type="Dialogue"><Text>Non.</Text></Paragraph></DualDialogue></Paragraph>
</Content><TagData Pi="p1"><TagCategories Rho="r1"><TagCategory Sigma="s1" Id="k1" Name="Props" Number="cinq"><Sub Tau="u1">dessous</Sub></TagCategory><Other Upsilon="y1"/></TagCategories>
<TagDefinitions Phi="f1"><TagDefinition CatId="k1" Id="e2" Label="Fiole" Number="2" Chi="ch1"><Note>au fond</Note></TagDefinition></TagDefinitions>
<Tags Psi="ps1"><Tag Number="2" Omega="w1"><DefId>e2</DefId><More>encore</More></Tag></Tags><Loose/>seul</TagData></FinalDraft>`

// What this package does not know of a Final Draft file is written back where it stood, or named; nothing goes in silence, and a second
// writing changes nothing.
func TestNothingOfFDXGoesInSilence(t *testing.T) {
	s, err := script.ParseFDX(strings.NewReader(strange), script.Settings{Name: "film.fdx"})
	require.NoError(t, err)
	var out bytes.Buffer
	_, err = script.WriteFDX(&out, s)
	require.NoError(t, err)
	said := ""
	for _, i := range s.Issues {
		said += i.Message + "\n"
	}
	written := bag(t, out.String())
	for word, element := range bag(t, strange) {
		if written[word] == element {
			continue
		}
		name, value, _ := strings.Cut(word, "=")
		assert.True(t, strings.Contains(said, name+" (") || value == "" && strings.Contains(out.String()+said, word) ||
			value != "" && strings.Contains(said, value), "%s of %s is neither written nor named", word, element)
	}
	for _, kept := range []string{"Alpha=a1", "Gamma=c1", "Delta=d1", "Epsilon=e1", "Zeta=z1", "Kappa=k1", "Lambda=l1", "Pi=p1", "Rho=r1", "Sigma=s1",
		"Tau=u1", "Upsilon=y1", "Phi=f1", "Chi=ch1", "Psi=ps1", "Omega=w1", "dessous", "au fond", "encore"} {
		assert.NotEmpty(t, written[kept], kept)
	}
	assert.Contains(t, said, "seul")
	assert.Contains(t, said, "cinq")
	again, err := script.ParseFDX(&out, script.Settings{Name: "film.fdx"})
	require.NoError(t, err)
	assert.Equal(t, s.TagCategories[0].Rest, again.TagCategories[0].Rest)
	var twice, thrice bytes.Buffer
	_, err = script.WriteFDX(&twice, again)
	require.NoError(t, err)
	third, err := script.ParseFDX(bytes.NewReader(twice.Bytes()), script.Settings{Name: "film.fdx"})
	require.NoError(t, err)
	_, err = script.WriteFDX(&thrice, third)
	require.NoError(t, err)
	assert.Equal(t, twice.String(), thrice.String())
}

// Words that the file strikes out are read, told, and written back struck out.
func TestStruckFDX(t *testing.T) {
	s, err := script.ParseFDX(strings.NewReader(`<FinalDraft><Content><Paragraph Type="Action"><Text>Elle </Text><Text Style="Bold+Strikeout">crie</Text>`+
		`<Text Style="Strikeout"> </Text><Text>.</Text></Paragraph></Content></FinalDraft>`), script.Settings{Name: "film.fdx"})
	require.NoError(t, err)
	require.Len(t, s.Issues, 1)
	assert.Contains(t, s.Issues[0].Message, "Texte barré, lu comme le reste : «\u00a0crie\u00a0»")
	var out bytes.Buffer
	_, err = script.WriteFDX(&out, s)
	require.NoError(t, err)
	assert.Contains(t, out.String(), `Strikeout">crie</Text>`)
}

// bag lists the attributes ("Name=value") and the words of a document, each with its element.
func bag(t *testing.T, text string) map[string]string {
	t.Helper()
	out := map[string]string{}
	d := xml.NewDecoder(strings.NewReader(text))
	var open []string
	for {
		token, err := d.Token()
		if err == io.EOF {
			return out
		}
		require.NoError(t, err)
		switch e := token.(type) {
		case xml.StartElement:
			open = append(open, e.Name.Local)
			for _, a := range e.Attr {
				out[a.Name.Local+"="+a.Value] = e.Name.Local
			}
		case xml.EndElement:
			open = open[:len(open)-1]
		case xml.CharData:
			if words := strings.TrimSpace(string(e)); words != "" {
				out[words] = open[len(open)-1]
			}
		}
	}
}
