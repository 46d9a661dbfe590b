package script_test

import (
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur/internal/testkit"
	"github.com/moteur-film/moteur/schedule/script"
)

func TestCues(t *testing.T) {
	cues(t, filepath.Join("testdata", "cues.tsv"))
}

func TestCuesCases(t *testing.T) {
	cues(t, filepath.Join(testkit.Cases(t, "found"), "cues.tsv"))
}

// cues reads each line of a table above a line of dialogue, in a French screenplay.
func cues(t *testing.T, path string) {
	for _, c := range rows(t, path, "line", "role", "note") {
		t.Run(c["line"], func(t *testing.T) {
			s := french("INT. RUE - JOUR\n\nIl entre.\n\n" + c["line"] + "\nBonjour.\n\nElle sort.\n")
			e := s.Elements[2]
			ok := script.KindOf(c["line"], true) == script.Cue
			if c["role"] == "" {
				assert.NotEqual(t, script.Cue, e.Kind)
				assert.False(t, ok)
				assert.Contains(t, e.Text, "Bonjour.", "nothing is lost")
				return
			}
			require.Equal(t, script.Cue, e.Kind)
			assert.Equal(t, c["role"], e.Name)
			assert.Equal(t, c["line"], e.Text, "the line is kept as written")
			if age, said := strings.CutPrefix(c["note"], "age "); said {
				want, err := strconv.Atoi(age[:strings.IndexFunc(age+" ", func(r rune) bool { return r < '0' || r > '9' })])
				require.NoError(t, err)
				assert.Equal(t, want, script.AgeOf(e.Extension))
			}
			require.True(t, ok)
			assert.Equal(t, e, script.CueOf(c["line"], e.Line), "another format reads the same")
		})
	}
}

// What was meant to name who speaks and is read as description is told, with its line.
func TestLostCues(t *testing.T) {
	for name, c := range map[string]struct{ text, want string }{
		"no blank line before":  {"Il entre.\nMARIE\nBonjour.\n", "«\u00a0MARIE\u00a0» ressemble au nom de qui parle mais n'a pas de ligne vide avant"},
		"a blank line after":    {"MARIE\nOui.\n\nElle sort.\n\nMARIE\n\nBonjour.\n", "est suivi d'une ligne vide"},
		"small letters":         {"MARIE\nOui.\n\nElle sort.\n\nMarie\nBonjour.\n", "n'est pas en capitales"},
		"a title card":          {"Elle sort.\n\nPLUS TARD\nIl pleut.\n", "«\u00a0PLUS TARD\u00a0» est lu comme un carton"},
		"a shout in the middle": {"Il crie.\nAU SECOURS !\nIl court.\n", ""},
		"a name that acts":      {"MARIE\nOui.\n\nMarie sort.\nMarie revient.\n", ""},
	} {
		t.Run(name, func(t *testing.T) {
			s := french("INT. RUE - JOUR\n\n" + c.text)
			if c.want == "" {
				assert.Empty(t, s.Issues)
				return
			}
			require.Len(t, s.Issues, 1)
			assert.Equal(t, "script/almost-cue", s.Issues[0].Rule)
			assert.Contains(t, s.Issues[0].Message, c.want)
		})
	}
}
