package office_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/moteur-film/moteur/schedule/script"
)

// listing prints the elements of a screenplay, one a line.
func listing(s script.Script) string {
	var b strings.Builder
	for _, e := range s.Elements {
		b.WriteString(e.Kind.String())
		if e.Number != "" {
			fmt.Fprintf(&b, " #%s#", e.Number)
		}
		if e.Dual != "" {
			fmt.Fprintf(&b, " %s", e.Dual)
		}
		b.WriteString(": " + strings.ReplaceAll(e.Text, "\n", "⏎"))
		for _, m := range e.Marks {
			fmt.Fprintf(&b, " [%d %s: %s]", m.At, m.Kind, m.Text)
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// said joins the messages of a reading.
func said(s script.Script) string {
	var out []string
	for _, i := range s.Issues {
		out = append(out, i.Message)
	}
	return strings.Join(out, "\n")
}

// p writes a paragraph of Word: its properties, then its runs.
func p(properties string, runs ...string) string {
	return "<w:p><w:pPr>" + properties + "</w:pPr>" + strings.Join(runs, "") + "</w:p>"
}

// r writes a run of Word.
func r(properties, text string) string {
	return "<w:r><w:rPr>" + properties + "</w:rPr><w:t xml:space=\"preserve\">" + text + "</w:t></w:r>"
}

func st(n int) string { return fmt.Sprintf(`<w:pStyle w:val="s%d"/>`, n) }

// scene is a heading and a cue, so that styles decide.
var scene = p(st(1), r("", "int. café - jour")) + p(st(3), r("", "Marie")) + p(st(4), r("", "Bonjour."))

const sceneRead = "heading: INT. CAFÉ - JOUR\ncue: MARIE\ndialogue: Bonjour.\n"

// What Word does between the letters.
func TestWordHabits(t *testing.T) {
	parts := map[string]string{"styles": wordStyles,
		"comments":  `<w:comments` + wordNS + `><w:comment w:id="3" w:author="Paul"><w:p><w:r><w:t>Trop long ?</w:t></w:r></w:p></w:comment></w:comments>`,
		"footnotes": `<w:footnotes` + wordNS + `><w:footnote w:id="2"><w:p><w:r><w:t>D'après Hugo.</w:t></w:r></w:p></w:footnote></w:footnotes>`,
		"header1":   `<w:hdr` + wordNS + `><w:p><w:r><w:t>LE BAC - version 3</w:t></w:r></w:p></w:hdr>`,
		"footer1":   `<w:ftr` + wordNS + `><w:p><w:r><w:t>page </w:t></w:r><w:r><w:instrText>PAGE</w:instrText></w:r></w:p></w:ftr>`,
	}
	parts["numbering"] = `<w:numbering` + wordNS + `><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="11"/><w:numFmt w:val="decimal"/>` +
		`<w:lvlText w:val="Séq. %1."/></w:lvl></w:abstractNum><w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/>` +
		`<w:lvlText w:val="-"/></w:lvl></w:abstractNum><w:num w:numId="5"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="6"><w:abstractNumId w:val="1"/></w:num></w:numbering>`
	num := func(id int) string {
		return fmt.Sprintf(`<w:numPr><w:ilvl w:val="0"/><w:numId w:val="%d"/></w:numPr>`, id)
	}
	for name, c := range map[string]struct{ body, want, said string }{
		"capitals by style and by run": {scene + p(st(2), r("<w:smallCaps/>", "une "), r("<w:caps w:val=\"0\"/>", "table")),
			sceneRead + "action: UNE table\n", ""},
		"automatic numbers": {p(st(1)+num(5), r("", "int. café - jour")) + p(st(1)+num(5), r("", "ext. rue - nuit")) + p(st(3), r("", "Marie")) +
			p(st(4), r("", "Bonjour.")) + p(st(2)+num(6), r("", "Une liste")),
			"heading #11#: INT. CAFÉ - JOUR\nheading #12#: EXT. RUE - NUIT\ncue: MARIE\ndialogue: Bonjour.\naction: • Une liste\n", ""},
		"numbers in both margins": {scene + p(st(1), r("", "12A"), "<w:r><w:tab/></w:r>", r("", "ext. rue - nuit"), "<w:r><w:tab/></w:r>", r("", "12A")),
			sceneRead + "heading #12A#: EXT. RUE - NUIT\n", ""},
		"a word in many runs": {scene + p(st(2), r("", "Il pa"), r("<w:lang w:val=\"fr-FR\"/>", "rle."), r("<w:b/>", " For"), r("<w:b/>", "t.")),
			sceneRead + "action: Il parle. **Fort.**\n", ""},
		"line breaks, soft hyphens, special hyphens": {scene + p(st(4), r("", "(bas)"), "<w:r><w:br/></w:r>", r("", "Au re\u00advoir,"),
			"<w:r><w:softHyphen/><w:br/></w:r>", r("", "grand"), "<w:r><w:noBreakHyphen/></w:r>", r("", "père.")),
			sceneRead + "parenthetical: (bas)\ndialogue: Au revoir,⏎grand-père.\n", ""},
		"tracked changes": {scene + p(st(2), r("", "Elle "), `<w:del><w:r><w:delText>crie</w:delText></w:r></w:del>`, `<w:ins>`+r("", "parle")+`</w:ins>`, r("", ".")),
			sceneRead + "action: Elle parle. [5 boneyard: crie]\n", "1\u00a0suppression"},
		"a paragraph deleted": {scene + p(st(2)+"<w:rPr><w:del/></w:rPr>", `<w:del><w:r><w:delText>Rien.</w:delText></w:r></w:del>`) + p(st(2), r("", "Tout.")),
			sceneRead + "boneyard: Rien.\naction: Tout.\n", "1\u00a0suppression"},
		"the end of a paragraph deleted": {scene + p(st(2)+"<w:rPr><w:del/></w:rPr>", r("", "Elle sort ")) + p(st(2), r("", "du café.")),
			sceneRead + "action: Elle sort du café.\n", ""},
		"a move": {scene + p(st(2), `<w:moveFrom><w:r><w:t>Ici.</w:t></w:r></w:moveFrom>`, r("", "Là.")) + p(st(2), `<w:moveTo>`+r("", "Ici.")+`</w:moveTo>`),
			sceneRead + "action: Là. [0 boneyard: Ici.]\naction: Ici.\n", "1\u00a0suppression"},
		"comments and footnotes": {scene + p(st(2), r("", "Elle lit"), `<w:r><w:commentReference w:id="3"/></w:r>`, r("", " un vers"), `<w:r><w:footnoteReference w:id="2"/></w:r>`),
			sceneRead + "action: Elle lit un vers [8 note: Paul\u00a0: Trop long ?] [16 note: D'après Hugo.]\n", "gardés comme notes"},
		"a text box, written twice": {scene + p(st(2), r("", "Une affiche."), `<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx><w:txbxContent>`+
			p(st(2), r("", "À LOUER"))+`</w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>`+
			p(st(2), r("", "À LOUER"))+`</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>`),
			sceneRead + "action: Une affiche.\naction: À LOUER\n", ""},
		"controls and fields": {`<w:sdt><w:sdtPr/><w:sdtContent>` + scene + `</w:sdtContent></w:sdt>` + p(st(2), `<w:r><w:fldChar w:fldCharType="begin"/></w:r>`,
			`<w:r><w:instrText>DATE</w:instrText></w:r>`, `<w:r><w:fldChar w:fldCharType="separate"/></w:r>`, r("", "2 mars"), `<w:hyperlink>`+r("", " à midi")+`</w:hyperlink>`),
			sceneRead + "action: 2 mars à midi\n", ""},
		"a table of contents": {`<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr><w:sdtContent>` +
			p("", r("", "1. Café")) + `</w:sdtContent></w:sdt>` + scene, sceneRead, "Table des matières mis de côté : «\u00a01. Café\u00a0»"},
		"pages": {scene + p("", "<w:r><w:br w:type=\"page\"/></w:r>") + p(st(2), r("", "Elle sort.")) + p(st(2)+"<w:pageBreakBefore/>", r("", "Fin.")),
			sceneRead + "page_break: \naction: Elle sort.\npage_break: \naction: Fin.\n", ""},
		"hidden text": {scene + p(st(2), r("", "Elle sort."), r("<w:vanish/>", " À revoir.")), sceneRead + "action: Elle sort.\n", "Texte masqué mis de côté : «\u00a0À revoir.\u00a0»"},
		"two voices side by side": {scene + `<w:tbl><w:tr><w:tc>` + p(st(3), r("", "Paul")) + p(st(4), r("", "Non !")) + `</w:tc><w:tc>` +
			p(st(3), r("", "Anna")) + p(st(4), r("", "Si !")) + `</w:tc></w:tr></w:tbl>`,
			sceneRead + "cue left: PAUL\ndialogue: Non !\ncue right: ANNA\ndialogue: Si !\n", "dialogue double"},
		"a table of image and sound": {scene + `<w:tbl><w:tr><w:tc>` + p("", r("", "IMAGE")) + `</w:tc><w:tc>` + p("", r("", "SON")) + `</w:tc></w:tr><w:tr><w:tc>` +
			p("", r("", "Un train passe.")) + `</w:tc><w:tc>` + p("", r("", "Un cri.")) + `</w:tc></w:tr></w:tbl>`,
			sceneRead + "action: IMAGE\naction: SON\naction: Un train passe.\naction: Un cri.\n", "Tableau de 2\u00a0rangées et 2\u00a0colonnes"},
		"parts of the story, didascalies": {p(st(7), r("", "ACTE I")) + scene + p(st(5), r("", "souriant")) + p(st(4), r("", "Entre.")) + p(st(2), r("", "Elle entre.")) +
			p(st(5), r("", "Un silence.")),
			"section: ACTE I\n" + sceneRead + "parenthetical: (souriant)\ndialogue: Entre.\naction: Elle entre.\naction: Un silence.\n", ""},
		"an arrow of Wingdings, an image": {scene + p(st(2), r("", "Là "), `<w:r><w:sym w:font="Wingdings" w:char="F0E0"/></w:r>`, `<w:r><w:drawing><pic/></w:drawing></w:r>`),
			sceneRead + "action: Là →\n", "1\u00a0image"},
	} {
		t.Run(name, func(t *testing.T) {
			s := parse(t, word(t, c.body, parts))
			assert.Equal(t, c.want, listing(s))
			assert.Contains(t, said(s), c.said)
			assert.Contains(t, said(s), "En-tête de page mis de côté : «\u00a0LE BAC - version 3\u00a0»")
			assert.Contains(t, said(s), "Pied de page mis de côté : «\u00a0page\u00a0»")
		})
	}
}

const unstyledRead = `heading #1#: INT. CUISINE - JOUR
action: Marie épluche des pommes. La pluie bat les vitres et le chien gratte à la porte.
cue: MARIE
parenthetical: (bas)
dialogue: Tu es en retard, encore une fois.
cue: PAUL
dialogue: Le train.
action: Il pose son sac.
heading #2#: EXT. JARDIN - NUIT
action: Le chien dort.
cue: PAUL
dialogue: Viens.
`

// Documents without styles: every paragraph is "Normal", what it is shows by where it stands.
func TestWordWithoutStyles(t *testing.T) {
	type line struct{ kind, text string }
	lines := []line{{"h", "1. INT. CUISINE - JOUR"}, {"a", "Marie épluche des pommes. La pluie bat les vitres et le chien gratte à la porte."}, {"c", "MARIE"},
		{"p", "(bas)"}, {"d", "Tu es en retard, encore une fois."}, {"c", "PAUL"}, {"d", "Le train."}, {"a", "Il pose son sac."}, {"h", "2. EXT. JARDIN - NUIT"},
		{"a", "Le chien dort."}, {"c", "PAUL"}, {"d", "Viens."}}
	blank := p("")
	under := func(kind string) bool { return kind == "p" || kind == "d" }
	for name, write := range map[string]func(kind, text string) string{
		"indents": func(k, text string) string {
			left := map[string]int{"c": 3600, "p": 2880, "d": 1800}[k]
			return p(fmt.Sprintf(`<w:ind w:left="%d"/>`, left), r("", text))
		},
		"tabs": func(k, text string) string {
			return p("", "<w:r>"+strings.Repeat("<w:tab/>", map[string]int{"c": 5, "p": 4, "d": 3}[k])+"</w:r>", r("", text))
		},
		"a tab stop": func(k, text string) string {
			tab := map[string]string{"c": "3000", "p": "2500", "d": "1700"}[k]
			if tab == "" {
				return p("", r("", text))
			}
			return p(`<w:tabs><w:tab w:val="left" w:pos="`+tab+`"/></w:tabs>`, "<w:r><w:tab/></w:r>", r("", text))
		},
		"spaces": func(k, text string) string {
			return p("", r("", strings.Repeat(" ", map[string]int{"c": 30, "p": 22, "d": 15}[k])+text))
		},
		"centred names, indented speech": func(k, text string) string {
			switch k {
			case "c":
				return p(`<w:jc w:val="center"/>`, r("", text))
			case "p", "d":
				return p(`<w:ind w:left="1440" w:right="1440"/>`, r("", text))
			}
			return p("", r("", text))
		},
		"all centred": func(k, text string) string {
			if k == "a" || k == "h" {
				return p("", r("", text))
			}
			return p(`<w:jc w:val="center"/>`, r("", text))
		},
		"bold headings, no indent": func(k, text string) string {
			if k == "h" {
				return p("", r("<w:b/>", text))
			}
			return p("", r("", text))
		},
	} {
		for way, join := range map[string]func(before, kind, text string) string{
			"blank paragraphs": func(_, kind, text string) string {
				if under(kind) {
					return text
				}
				return blank + text
			},
			"space above": func(_, kind, text string) string {
				if !under(kind) {
					text = strings.Replace(text, "<w:pPr>", `<w:pPr><w:spacing w:before="240"/>`, 1)
				}
				return text
			},
			"the same space everywhere": func(_, _, text string) string {
				return strings.Replace(text, "<w:pPr>", `<w:pPr><w:spacing w:after="160"/>`, 1)
			},
		} {
			t.Run(name+", "+way, func(t *testing.T) {
				body, before := "", ""
				for _, l := range lines {
					body += join(before, l.kind, write(l.kind, l.text))
					before = l.kind
				}
				s := parse(t, word(t, body, nil))
				assert.Equal(t, unstyledRead, listing(s))
				assert.Contains(t, said(s), "Aucun style")
			})
		}
	}
}
