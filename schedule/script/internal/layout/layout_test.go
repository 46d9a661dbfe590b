package layout_test

import (
	"fmt"
	"regexp"
	"strings"
	"testing"
	"unicode"

	"github.com/stretchr/testify/assert"

	"github.com/moteur-film/moteur/schedule/script"
	"github.com/moteur-film/moteur/schedule/script/internal/layout"
)

// typed reads a page typed on a machine: ten letters an inch, a piece ends at three spaces. "\f" starts a page.
func typed(text string) []layout.Line {
	var out []layout.Line
	for p, page := range strings.Split(text, "\f") {
		blank := true
		for n, l := range strings.Split(strings.Trim(page, "\n"), "\n") {
			if strings.TrimSpace(l) == "" {
				blank = true
				continue
			}
			line := layout.Line{At: script.PageLine(p+1, n+1), Page: p + 1, Y: 72 + 12*float64(n), Blank: blank}
			at := 0
			for _, piece := range strings.Split(l, "   ") {
				lead := len(piece) - len(strings.TrimLeft(piece, " "))
				if t := strings.TrimSpace(piece); t != "" {
					x := layout.Width * float64(at+lead)
					line.Pieces = append(line.Pieces, layout.Piece{X: x, Right: x + layout.Width*float64(len([]rune(t))), Text: t})
				}
				at += len([]rune(piece)) + 3
			}
			out = append(out, line)
			blank = false
		}
	}
	return out
}

// shown prints the elements, one a line.
func shown(es []script.Element) string {
	var b strings.Builder
	for _, e := range es {
		fmt.Fprintf(&b, "%d %s", e.Line, e.Kind)
		if e.Number != "" {
			fmt.Fprintf(&b, " #%s#", e.Number)
		}
		if e.Dual != "" {
			fmt.Fprintf(&b, " %s", e.Dual)
		}
		if e.Scene != nil {
			fmt.Fprintf(&b, " %d/8", e.Scene.Eighths)
		}
		fmt.Fprintf(&b, ": %s\n", strings.ReplaceAll(e.Text, "\n", "⏎"))
	}
	return b.String()
}

const first = `
          INT. CUISINE - JOUR

          Marie entre et pose son sac sur la table de la cuisine où
          Paul attend.

                              MARIE
                         (bas)
                    Tu savais.

          AU FOND DU COULOIR

          Une porte bat.
`

func TestRead(t *testing.T) {
	got := layout.Read(typed(first), layout.Settings{French: true})
	assert.Equal(t, `1001 heading 2/8: INT. CUISINE - JOUR
1003 action: Marie entre et pose son sac sur la table de la cuisine où Paul attend.
1006 cue: MARIE
1007 parenthetical: (bas)
1008 dialogue: Tu savais.
1010 action: AU FOND DU COULOIR
1012 action: Une porte bat.
`, shown(got.Elements))
}

// kept sees that every word of the lines is in an element, in the title page, or quoted in the report.
func kept(t *testing.T, lines []layout.Line, got layout.Result) {
	t.Helper()
	var b strings.Builder
	for _, e := range got.TitlePage {
		b.WriteString(e.Value + " ")
	}
	for _, e := range got.Elements {
		b.WriteString(e.Number + " " + e.Text + " " + e.After + " ")
	}
	for _, i := range got.Issues {
		b.WriteString(i.Message + " ")
	}
	have := squeezed(b.String())
	for _, l := range lines {
		for _, p := range l.Pieces {
			for w := range strings.FieldsFuncSeq(p.Text, func(r rune) bool { return r == '#' || unicode.IsSpace(r) }) { // #12#INT.
				if w = squeezed(w); !strings.Contains(have, w) && !series(got, w) && !strings.Contains(have, numberOf(w)) {
					t.Fatalf("%q of line %d is neither read nor named", w, l.At)
				}
			}
		}
	}
}

// announcing is the word in front of a number, that the number is read without: S12, SÉQ. 12.
var announcing = regexp.MustCompile(`(?i)^(?:s|sc|sq|s[eé]qu?s?|s[eé]quences?|sc[eè]nes?)(\d+[a-z]{0,2})?$`)

// numberOf is the number behind the word that announces it; other words as they are.
func numberOf(w string) string {
	if m := announcing.FindStringSubmatch(w); m != nil {
		return m[1]
	}
	return w
}

// squeezed takes off what joins and numbers may take off: spaces, hyphens, the signs around a scene number, the marks between a number and
// its heading.
func squeezed(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, s)
}

// series tells whether a number stands in a series of the report: « 2. » à « 118. ».
func series(got layout.Result, w string) bool {
	for _, i := range got.Issues {
		if strings.Contains(i.Message, "\u00a0» à «") && strings.TrimLeft(w, "0123456789") != w {
			return true
		}
	}
	return false
}

// What each construct of a page becomes.
func TestConstructs(t *testing.T) {
	const opening = "          INT. CUISINE - JOUR\n\n          Marie entre dans la cuisine où Paul l'attend depuis bien longtemps.\n\n" +
		"                              MARIE\n                    Tu savais.\n\n"
	const head = `1001 heading: INT. CUISINE - JOUR
1003 action: Marie entre dans la cuisine où Paul l'attend depuis bien longtemps.
1005 cue: MARIE
1006 dialogue: Tu savais.
`
	for name, c := range map[string]struct{ text, want, report string }{
		"dual": {opening + "                    PAUL                       MARIE\n               Non.                    Si. Tu le\n" +
			"                                       savais.\n",
			head + "1008 cue left: PAUL\n1009 dialogue: Non.\n1008 cue right: MARIE\n1009 dialogue: Si. Tu le savais.\n", ""},
		"French order": {opening + "          CHAMBRE - INT. NUIT\n\n          Personne.\n",
			head + "1008 heading: CHAMBRE - INT. NUIT\n1010 action: Personne.\n",
			"information ligne 1001 : Séquences de moins de 1/8 de page, comptées 1/8 chacune : la somme des longueurs dépasse de 1/8 les pages " +
				"comptées, sans rien prendre aux autres. [script/short-scenes]\n"},
		"numbers": {opening + "    12A   INT. CHAMBRE - NUIT                                        12A\n\n          Personne.\n\n" +
			"    13    OMIS                                                       13\n",
			head + "1008 heading #12A#: INT. CHAMBRE - NUIT\n1010 action: Personne.\n1012 heading #13#: OMIS\n", ""},
		"wrapped heading": {opening + "          INT. CHAMBRE DES PARENTS DE MARIE AU DEUXIÈME ÉTAGE CÔTÉ COUR -\n          NUIT\n\n          Personne.\n",
			head + "1008 heading: INT. CHAMBRE DES PARENTS DE MARIE AU DEUXIÈME ÉTAGE CÔTÉ COUR - NUIT\n1011 action: Personne.\n", ""},
		"hyphens": {opening + "          Elle marche dans la rue, longtemps, sans se retourner, peut-\n          être, et vite dans la pluie froide qui tombe, longue-\n" +
			"          ment. Longuement.\n",
			head + "1008 action: Elle marche dans la rue, longtemps, sans se retourner, peut-être, et vite dans la pluie froide qui tombe, longuement. Longuement.\n", ""},
		"possible": {opening + "          DEVANT LA PORTE\n\n          Rien.\n\n          CUISINE - JOUR\n\n          Rien.\n",
			head + "1008 action: DEVANT LA PORTE\n1010 action: Rien.\n1012 action: CUISINE - JOUR\n1014 action: Rien.\n",
			"information ligne 1008 : Intitulé possible : «\u00a0DEVANT LA PORTE\u00a0», lu comme action. [script/possible-heading]\n" +
				"avertissement ligne 1012 : Intitulé possible : «\u00a0CUISINE - JOUR\u00a0», lu comme action. [script/almost-heading]\n"},
		"revised": {opening + "          Elle sort.                                                                      *\n", head + "1008 action: Elle sort.\n",
			"information ligne 1008 : Marques de révision mises de côté en marge : «\u00a0*\u00a0», sur 1 page(s) : comparer avec la version " +
				"précédente. [script/revision-marks]\n"},
		"over a page": {opening + "                              PAUL\n                    Je savais tout depuis le\n                            (SUITE)\n\f" +
			"                                                                      2.\n\n                              PAUL (SUITE)\n" +
			"                    début.\n\n          Elle sort.\n",
			head + "1008 cue: PAUL\n1009 dialogue: Je savais tout depuis le début.\n2006 action: Elle sort.\n",
			"information ligne 2001 : Numéros de page, mis de côté : «\u00a02.\u00a0». [script/page-number]\n" +
				"information ligne 1010 : Mentions de suite en haut ou en bas de page, mis de côté : «\u00a0(SUITE)\u00a0». [script/continued]\n" +
				"information ligne 2003 : Noms répétés au milieu d'une réplique, en haut de page, mis de côté : «\u00a0PAUL (SUITE)\u00a0». [script/continued]\n"},
		"end": {opening + "                                                             CUT TO:\n\n                                          FIN\n",
			head + "1008 transition: CUT TO:\n1010 centred: FIN\n", ""},
	} {
		t.Run(name, func(t *testing.T) {
			lines := typed(c.text)
			got := layout.Read(lines, layout.Settings{French: true})
			for i := range got.Elements {
				got.Elements[i].Scene = nil
			}
			assert.Equal(t, c.want, shown(got.Elements))
			var report strings.Builder
			for _, i := range got.Issues {
				report.WriteString(i.String() + "\n")
			}
			assert.Equal(t, c.report, report.String())
			kept(t, lines, got)
		})
	}
}

// The lengths of the scenes add up to the pages, an omitted scene has none; thousands of scenes take no more time each than ten.
func TestLengths(t *testing.T) {
	word := func(n int) string { return string([]rune{'A' + rune(n/676%26), 'A' + rune(n/26%26), 'A' + rune(n%26)}) }
	film := func(pages, scenes, lines int, foot string) string {
		var b strings.Builder
		for p := range pages {
			for k := range scenes {
				name := word(p*scenes + k)
				b.WriteString("          INT. CUISINE " + name + " - JOUR\n\n          Marie entre et voit " + name + " qui attend.\n" +
					strings.Repeat("          Elle attend "+name+" encore un peu.\n", lines) + "\n")
			}
			b.WriteString(foot + "\f")
		}
		return b.String()
	}
	total := func(text string) (sum, scenes int) {
		for _, e := range layout.Read(typed(text), layout.Settings{French: true}).Elements {
			switch {
			case e.Kind == script.Heading && e.Slugline().Omitted:
				assert.Zero(t, e.Scene.Eighths)
			case e.Kind == script.Heading:
				assert.Positive(t, e.Scene.Eighths)
				sum += e.Scene.Eighths
				scenes++
			}
		}
		return sum, scenes
	}
	sum, scenes := total(film(760, 13, 0, "    5     OMIS\n"))
	assert.Equal(t, 13*760, scenes)
	assert.Equal(t, 13*760, sum, "less than an eighth each: one each")
	sum, scenes = total(film(9, 3, 14, ""))
	assert.Equal(t, 27, scenes)
	assert.InDelta(t, 9*8, sum, 1)
}
