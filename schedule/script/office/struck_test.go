package office_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

// What a writer crossed out is kept as a boneyard and told, with the words that are crossed out.
func TestStruckText(t *testing.T) {
	parts := map[string]string{"styles": wordStyles}
	for name, c := range map[string]struct{ body, want, said string }{
		"a word": {p(st(2), r("", "Elle "), r("<w:strike/>", "crie"), r("", ".")), "action: Elle . [5 boneyard: crie]\n", "«\u00a0crie\u00a0»"},
		"runs of one passage": {p(st(2), r("", "Elle sort."), r("<w:strike/>", " Il "), r(`<w:strike/><w:b/>`, "rit "), r("<w:dstrike/>", "fort.")),
			"action: Elle sort. [10 boneyard: Il rit fort.]\n", "«\u00a0Il rit fort.\u00a0»"},
		"a heading":            {p(st(1), r("<w:strike/>", "ext. mer - jour")), "boneyard: ext. mer - jour\n", "«\u00a0ext. mer - jour\u00a0»"},
		"not struck after all": {p(st(2), r(`<w:strike w:val="0"/>`, "Elle sort.")), "action: Elle sort.\n", ""},
	} {
		t.Run(name, func(t *testing.T) {
			s := parse(t, word(t, scene+c.body, parts))
			assert.Equal(t, sceneRead+c.want, listing(s))
			if c.said == "" {
				assert.NotContains(t, said(s), "barré")
				return
			}
			assert.Contains(t, said(s), "Texte barré mis de côté, non dépouillé : "+c.said)
		})
	}
	struck := `<style:style style:name="T1" style:family="text"><style:text-properties style:text-line-through-style="solid"/></style:style>` +
		`<style:style style:name="P9" style:family="paragraph" style:parent-style-name="A"><style:text-properties style:text-line-through-type="double"/></style:style>`
	s := parse(t, flat(struck, openScene+`<text:p text:style-name="A">Elle <text:span text:style-name="T1">crie</text:span>.</text:p><text:p text:style-name="P9">Il part.</text:p>`))
	assert.Equal(t, sceneRead+"action: Elle . [5 boneyard: crie]\nboneyard: Il part.\n", listing(s))
	assert.Contains(t, said(s), "«\u00a0Il part.\u00a0»")
	s = parse(t, []byte(`<html><body><p class="sceneheading">Int. café - jour</p><p class="action">Elle <del>crie</del> et <span style="text-decoration: line-through">rit</span> sort.</p>`+
		`<p class="character">Marie</p><p class="dialog">Bonjour.</p></body></html>`))
	assert.Contains(t, listing(s), "[5 boneyard: crie] [9 boneyard: rit]")
	s = parse(t, []byte(`<document type="Open Screenplay Format document" version="12"><paragraphs><para><style basestyle="Scene Heading"/><text>INT. CAFÉ - JOUR</text></para>`+
		`<para><style basestyle="Character"/><text>MARIE</text></para><para><style basestyle="Dialogue"/><text>Oui &lt;s&gt;et non&lt;/s&gt; non.</text></para></paragraphs></document>`))
	assert.Contains(t, listing(s), "dialogue: Oui  non. [4 boneyard: et non]")
}

// The text of a box is read after its paragraph, and told.
func TestTextBox(t *testing.T) {
	box := `<w:r><w:drawing><wps:txbx><w:txbxContent>` + p(st(1), r("", "ext. mer - jour")) + p(st(2), r("", "Une barque.")) + `</w:txbxContent></wps:txbx></w:drawing></w:r>`
	s := parse(t, word(t, scene+p(st(2), r("", "Une affiche."), box), map[string]string{"styles": wordStyles}))
	assert.Equal(t, sceneRead+"action: Une affiche.\nheading: EXT. MER - JOUR\naction: Une barque.\n", listing(s))
	assert.Contains(t, said(s), "Zone de texte lue à la suite de son paragraphe : «\u00a0ext. mer - jour Une barque.\u00a0»")
	for _, frame := range []string{`<draw:frame><draw:text-box><text:p text:style-name="A">À LOUER</text:p></draw:text-box></draw:frame>`,
		`<draw:custom-shape><text:p text:style-name="A">À LOUER</text:p></draw:custom-shape>`} {
		s = parse(t, flat("", openScene+`<text:p text:style-name="A">Une affiche.`+frame+`</text:p>`))
		assert.Contains(t, said(s), "Zone de texte lue à la suite de son paragraphe : «\u00a0À LOUER\u00a0»")
	}
}

// The parts of a story in the style of the headings are no scenes.
func TestPartsAmongHeadings(t *testing.T) {
	heading := func(text string) string { return p(`<w:pStyle w:val="h1"/>`, r("", text)) }
	parts := map[string]string{"styles": strings.Replace(wordStyles, "</w:styles>",
		`<w:style w:type="paragraph" w:styleId="h1"><w:name w:val="heading 1"/></w:style></w:styles>`, 1)}
	for text, section := range map[string]bool{
		"ACTE I": true, "Acte 2 : le retour": true, "DEUXIÈME PARTIE": true, "3e ACTE": true, "FIN DE L'ACTE I": true, "PROLOGUE": true,
		"END OF ACT ONE": true, "CHAPITRE IV – LE BAC": true, "ÉPISODE 2": true,
		"LE TABLEAU": false, "LA CUISINE": false, "INT. ACTE I - JOUR": false, "PARTIE DE CARTES": false, "12 LIVRES": false, "LA CHAMBRE 2": false,
	} {
		t.Run(text, func(t *testing.T) {
			body := heading("INT. CAFÉ - JOUR") + p(st(3), r("", "Marie")) + p(st(4), r("", "Bonjour.")) + heading(text) +
				heading("EXT. RUE - NUIT") + heading("INT. BAR - JOUR")
			s := parse(t, word(t, body, parts))
			kind := "heading: "
			if section {
				kind = "section: "
			}
			assert.Contains(t, listing(s), "\n"+kind)
			assert.Equal(t, section, strings.Contains(listing(s), "section: "+text+"\n"), listing(s))
			named := parse(t, word(t, scene+p(st(1), r("", text)), map[string]string{"styles": wordStyles})) // in a style of its own
			assert.Equal(t, section, strings.Contains(listing(named), "section: "), listing(named))
		})
	}
}

// The names of a page of HTML are shown in capitals, but for those written with capitals and small letters.
func TestNamesOfPages(t *testing.T) {
	for name, want := range map[string]string{"Marie": "MARIE", "Mme LEROUX": "Mme LEROUX", "McALLISTER": "McALLISTER", "le 2e homme (V.O.)": "LE 2E HOMME",
		"LE 2e HOMME": "LE 2e HOMME"} {
		s := parse(t, []byte(`<html><body><p class="sceneheading">Int. café - jour</p><p class="character">`+name+`</p><p class="dialog">Bonjour.</p></body></html>`))
		assert.Equal(t, want, s.Elements[1].Name)
	}
}
