package layout_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur/schedule/script/internal/layout"
)

const opening = `
          INT. FORGE - JOUR

          Le soufflet ronfle et la pluie tombe sur le toit.

                              RENÉ
                    Tiens-la.
`

// The title page is read wherever its lines stand: in the middle, at either margin, near the middle, with a company above.
func TestTitlePages(t *testing.T) {
	for name, c := range map[string]struct{ page, want string }{
		"at the left": {"\n\n          LE GUÉ\n\n          Écrit par\n\n          Nora Blin\n\n\n\n          Films du Gué                    Version 2\n          3 rue X, 75019 Paris\n",
			"Title=LE GUÉ;Credit=Écrit par;Author=Nora Blin;Draft date=Version 2;Contact=Films du Gué/3 rue X, 75019 Paris;"},
		"at the right": {"\n\n                                                 LE GUÉ\n\n                                             Écrit par\n\n                                              Nora Blin\n",
			"Title=LE GUÉ;Credit=Écrit par;Author=Nora Blin;"},
		"near the middle": {"\n\n                         Le Gué\n\n                       un scénario de Nora Blin\n\n                    et Paul Roux\n\n\n     Troisième version dialoguée\n",
			"Title=Le Gué;Credit=un scénario de;Author=Nora Blin et Paul Roux;Draft date=Troisième version dialoguée;"},
		"a company above": {"     FILMS DU GUÉ\n\n\n\n                            LE GUÉ\n\n                              Écrit par :\n                       Nora Blin\n\n     nora@gue.fr\n     4 mai 2026\n",
			"Title=LE GUÉ;Credit=Écrit par :;Author=Nora Blin;Draft date=4 mai 2026;Contact=FILMS DU GUÉ/nora@gue.fr;"},
		"a title like a heading": {"\n\n          EXTÉRIEUR NUIT\n\n          un film de\n\n          Nora Blin\n",
			"Title=EXTÉRIEUR NUIT;Credit=un film de;Author=Nora Blin;"},
		"no credit": {"\n\n               LE GUÉ\n\n             Nora Blin\n", "Title=LE GUÉ;Contact=Nora Blin;"},
	} {
		t.Run(name, func(t *testing.T) {
			lines := typed(c.page + "\f" + opening)
			got := layout.Read(lines, layout.Settings{French: true})
			said := ""
			for _, e := range got.TitlePage {
				said += e.Key + "=" + strings.ReplaceAll(e.Value, "\n", "/") + ";"
			}
			assert.Equal(t, c.want, said)
			require.NotEmpty(t, got.Elements)
			assert.Equal(t, "INT. FORGE - JOUR", got.Elements[0].Text)
			kept(t, lines, got)
		})
	}
}

// A title on the page of the first scene leaves the description under it to the screenplay; a first page of description is no title.
func TestTitleAboveTheText(t *testing.T) {
	const noir = "          Noir. On entend la mer, très loin.\n\n"
	for _, page := range []string{"          LE GUÉ\n          Écrit par\n          Nora Blin\n          V3 du 4 mai 2026\n\n\n",
		"                              LE GUÉ\n\n                       Un film de Nora Blin\n\n"} {
		got := layout.Read(typed(page+noir+opening), layout.Settings{French: true})
		require.Len(t, got.Elements, 5)
		assert.Equal(t, "Noir. On entend la mer, très loin.", got.Elements[0].Text)
		assert.Equal(t, "LE GUÉ", got.TitlePage[0].Value)
	}
	got := layout.Read(typed(noir+"          Il dort de tout son long dans le foin.\n\f"+opening), layout.Settings{French: true})
	assert.Empty(t, got.TitlePage)
	assert.Len(t, got.Elements, 6)
}

// Heads and feet that touch the text of a short screenplay are put aside; headings and names at the same place of two pages are not.
func TestFurnitureOfShortTexts(t *testing.T) {
	page := func(head, body string) string { return head + "\n" + strings.TrimLeft(body, "\n") }
	other := strings.NewReplacer("FORGE", "COUR", "Le soufflet ronfle", "Un chien dort", "Tiens-la", "Lâche-la").Replace(opening)
	third := strings.NewReplacer("FORGE", "CAVE", "Le soufflet ronfle", "Une lampe brûle", "Tiens-la", "Viens").Replace(opening)
	for name, c := range map[string]struct {
		text string
		head string
		kept bool
	}{
		"two pages": {page("          LE GUÉ - version 3                    1.", opening) + "\f" + page("          LE GUÉ - version 3                    2.", other), "GUÉ", false},
		"three pages, a foot": {strings.Join([]string{opening + "          © Nora Blin 2026", other + "          © Nora Blin 2026",
			third + "          © Nora Blin 2026"}, "\f"), "Nora", false},
		"a head of two lines": {strings.Join([]string{page("          LE GUÉ / V3\n          12/05/2026", opening), page("          LE GUÉ / V3\n          12/05/2026", other)}, "\f"), "2026", false},
		"a title in capitals": {strings.Join([]string{page("          LE GUÉ", opening), page("          LE GUÉ", other), page("          LE GUÉ", third)}, "\f"), "GUÉ", false},
		"a name on two pages": {opening + "\f                              RENÉ\n                    Oui, oui.\n" + other + "\f                              RENÉ\n                    Non, non.\n", "RENÉ", true},
		"a heading again":     {"          1. INT. FORGE - JOUR\n\n          Le soufflet ronfle.\n\f          2. INT. FORGE - JOUR\n\n          Un chien dort.\n", "FORGE", true},
	} {
		t.Run(name, func(t *testing.T) {
			lines := typed(c.text)
			got := layout.Read(lines, layout.Settings{French: true})
			assert.Equal(t, c.kept, strings.Contains(shown(got.Elements), c.head), shown(got.Elements))
			assert.NotContains(t, shown(got.Elements), " 2.\n")
			kept(t, lines, got)
			if name == "a name on two pages" {
				assert.Equal(t, 4, strings.Count(shown(got.Elements), "cue: RENÉ"))
			}
		})
	}
}

// A sentence broken early by the writer's program is one line; short lines that the writer ended stay.
func TestSpeechRunsOn(t *testing.T) {
	lines := typed(opening + "\n                              RENÉ\n                    Je te dis que j'ai entendu un enfant\n                    crier, et que ce n'était\n" +
		"                    pas le vent.\n\n                              RENÉ\n                    un pas\n                    deux pas\n                    Trois.\n")
	text := shown(layout.Read(lines, layout.Settings{French: true}).Elements)
	assert.Contains(t, text, "dialogue: Je te dis que j'ai entendu un enfant crier, et que ce n'était pas le vent.\n")
	assert.Contains(t, text, "dialogue: un pas⏎deux pas⏎Trois.\n")
}

// The name of a role alone on its line is told as a name, other capitals as a possible heading.
func TestNamesAlone(t *testing.T) {
	got := layout.Read(typed(strings.Repeat(opening, 6)+"\n          LE FEU\n\n          Il brûle.\n\n          RENÉ\n"), layout.Settings{French: true})
	said := ""
	for _, i := range got.Issues {
		said += i.Rule + " " + i.Message + "\n"
	}
	assert.Contains(t, said, "script/almost-cue «\u00a0RENÉ\u00a0» est le nom d'un rôle")
	assert.Contains(t, said, "script/possible-heading Intitulé possible : «\u00a0LE FEU\u00a0»")
}
