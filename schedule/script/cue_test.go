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
