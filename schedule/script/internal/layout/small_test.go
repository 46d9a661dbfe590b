package layout_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/moteur-film/moteur/schedule/script/internal/layout"
)

const small = `
          Int. cuisine - matin

          Anna épluche des pommes.

                              Anna
                    Tu as pris mes feutres.

                              Léo (off)
                         (bas)
                    C'est papa.

                              Anna
                    Il est là ?

          On frappe. Une lettre, au sol.

                    Anna, je pars demain.
                    Ne m'attends pas.
`

// Names of who speaks typed in small letters are told by their column, and said to be.
func TestSmallNames(t *testing.T) {
	got := layout.Read(typed(small), layout.Settings{French: true})
	assert.Equal(t, `1001 heading 3/8: Int. cuisine - matin
1003 action: Anna épluche des pommes.
1005 cue: Anna
1006 dialogue: Tu as pris mes feutres.
1008 cue: Léo (off)
1009 parenthetical: (bas)
1010 dialogue: C'est papa.
1012 cue: Anna
1013 dialogue: Il est là ?
1015 action: On frappe. Une lettre, au sol.
1017 action: Anna, je pars demain. Ne m'attends pas.
`, shown(got.Elements))
	assert.Contains(t, got.Issues[0].Message, "3\u00a0noms de qui parle lus en petites lettres")
}

// Among names in capitals, the same name in small letters is one; what else stands there is not.
func TestSmallAmongCapitals(t *testing.T) {
	text := strings.Replace(strings.Replace(small, "  Anna\n", "  ANNA\n", 1), "  Léo (off)\n", "  Plus loin\n", 1)
	got := shown(layout.Read(typed(text), layout.Settings{French: true}).Elements)
	assert.Contains(t, got, "1012 cue: Anna\n")
	assert.NotContains(t, got, "cue: Plus loin")
}

// Without blanks on one margin, a number and words that only a heading has open a scene.
func TestNumberedHeadingsWithoutBlanks(t *testing.T) {
	got := layout.Read(typed(`
          1. INT. CUISINE - JOUR
          Anna dort.
          ANNA
          Viens.
          2. OMIS
          3. CHAMBRE D'ANNA - NUIT
          ANNA
          Non.
          4. EXT. PLAGE - AUBE
          ANNA
          (bas)
          Oui.
`), layout.Settings{French: true})
	for _, want := range []string{"heading #2#", "heading #3#", "heading #4#"} {
		assert.Contains(t, shown(got.Elements), want)
	}
}
