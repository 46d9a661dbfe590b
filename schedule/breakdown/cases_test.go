package breakdown_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur/internal/testkit"
	"github.com/moteur-film/moteur/schedule/breakdown"
)

// The scene counts are those of the notes beside the files (the table of LICENSES.md: file, …, scenes).
func TestSceneCountsCases(t *testing.T) {
	dir := testkit.Cases(t, "scripts")
	row := regexp.MustCompile("^\\| `(full/[^`]+)` \\|.*\\| (\\d+) \\|[^|]*\\|$")
	checked := 0
	for _, l := range strings.Split(readCase(t, filepath.Join(dir, "LICENSES.md")), "\n") {
		m := row.FindStringSubmatch(l)
		if m == nil {
			continue
		}
		want, err := strconv.Atoi(m[2])
		require.NoError(t, err)
		path := filepath.Join(dir, m[1])
		if _, err := os.Stat(path); err != nil {
			continue
		}
		checked++
		b, err := breakdown.Load(open(t, path), breakdown.LoadSettings{Name: filepath.Base(path)})
		require.NoError(t, err)
		assert.Len(t, b.Scenes, want, m[1])
		for _, sc := range b.Scenes {
			assert.NotEmpty(t, sc.Set, "%s: %s", m[1], sc.Heading)
			assert.Positive(t, sc.Eighths)
		}
	}
	require.NotZero(t, checked)
}
