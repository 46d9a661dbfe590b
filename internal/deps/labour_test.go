package deps_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur/internal/house"
	"github.com/moteur-film/moteur/internal/testkit"
)

// The law of working time has one table, that of schedule/labour, and is asked there alone: no other table holds one of its rules,
// and no other package embeds it.
func TestOneLawOfWorkingTime(t *testing.T) {
	const home = "schedule/labour/rules/working_time.json"
	root := testkit.Root()
	ids := func(file string) []string {
		b, err := os.ReadFile(filepath.Join(root, file))
		require.NoError(t, err)
		var table struct {
			Entries []struct{ ID string }
		}
		if json.Unmarshal(b, &table) != nil {
			return nil
		}
		var out []string
		for _, e := range table.Entries {
			out = append(out, e.ID)
		}
		return out
	}
	rules := map[string]bool{}
	for _, id := range ids(home) {
		rules[id] = true
	}
	require.Greater(t, len(rules), 200)
	prefix := regexp.MustCompile(`^(t2|t3|t3x|minor|law)\.`)
	television := map[string]bool{} // "av.night": the table of the tax credit has an av. of its own
	for id := range rules {
		if parts := strings.Split(id, "."); parts[0] == "av" {
			television[parts[1]] = true
		}
	}
	ofTelevision := func(id string) bool {
		parts := strings.Split(id, ".")
		return len(parts) > 1 && parts[0] == "av" && television[parts[1]]
	}
	tables := 0
	err := house.Walk(os.DirFS(root), func(rel string) error {
		switch {
		case strings.Contains(rel, "/rules/") && strings.HasSuffix(rel, ".json") && rel != home:
			tables++
			for _, id := range ids(rel) {
				assert.False(t, rules[id] || prefix.MatchString(id) || ofTelevision(id), "%s holds %s, a rule of working time", rel, id)
			}
		case strings.HasSuffix(rel, ".go") && !strings.HasSuffix(rel, "_test.go") && !strings.HasPrefix(rel, "schedule/labour/"):
			b, err := os.ReadFile(filepath.Join(root, rel))
			if err != nil {
				return err
			}
			assert.NotContains(t, string(b), "working_time.json", rel)
		}
		return nil
	})
	require.NoError(t, err)
	require.Greater(t, tables, 10, "the walk saw the tables")
}
