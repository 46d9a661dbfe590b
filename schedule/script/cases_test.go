package script_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur/internal/testkit"
	"github.com/moteur-film/moteur/schedule/script"
)

// The scene counts are those of the notes beside the files.
func TestSceneCountsCases(t *testing.T) {
	dir := testkit.Cases(t, "scripts/full")
	for name, want := range map[string]int{
		"gasadadava-second-draft.fountain": 166, "the-tide-turns.fountain": 112, "eva-scenario-fr.derived.fountain": 36,
	} {
		f, err := os.Open(filepath.Join(dir, name))
		if os.IsNotExist(err) {
			continue
		}
		require.NoError(t, err)
		defer f.Close()
		s, err := script.Parse(f, script.Options{Name: name, French: name[0] == 'e'})
		require.NoError(t, err)
		b := script.BreakDown(s, script.Settings{})
		assert.Len(t, b.Scenes, want, name)
	}
}
