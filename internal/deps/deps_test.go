// Package deps keeps the floors of the house: what each package may import. The table is policy; it is not relaxed to make
// a build pass. When the house wants another shape, this table and the picture in README.md change together.
package deps_test

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur/internal/testkit"
)

const module = "github.com/moteur-film/moteur"

// floors gives the floor of each package, longest prefix first found wins. A package imports lower floors only, and on
// its own floor only the packages named in beside.
var floors = []struct {
	prefix string
	floor  int
}{
	{"examples", 7},
	{"cnc", 6},
	{"distribution", 5},
	{"callsheet", 4}, {"financing", 4},
	{"budget", 3},
	{"schedule", 2},
	{"internal", 1},
	{"", 0},
}

// beside lists the allowed imports inside a floor.
var beside = map[string][]string{
	"internal/...": {"internal/money", "internal/fr", "internal/doc"},
	// only tests import testkit: it compares workbooks with the reader of the house
	"internal/testkit": {"internal/doc/xlsx"},
	"schedule":         {"schedule/script", "schedule/talent", "schedule/internal/..."},
	"budget":           {"budget/payroll"},
	"distribution":     {"distribution/rights"},
	"examples/...":     {"examples/internal/..."},
}

// libraries may be imported by one package only.
var libraries = map[string]string{
	"github.com/go-pdf/fpdf":        "internal/doc/pdf",
	"github.com/xuri/excelize/v2":   "internal/doc/xlsx",
	"github.com/arran4/golang-ical": "internal/ics",
}

func TestFloors(t *testing.T) {
	root := testkit.Root()
	packages := 0
	err := filepath.WalkDir(root, func(file string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && (strings.HasPrefix(d.Name(), ".") && file != root || d.Name() == "testdata") {
			return filepath.SkipDir
		}
		if d.IsDir() || !strings.HasSuffix(file, ".go") {
			return nil
		}
		rel, err := filepath.Rel(root, filepath.Dir(file))
		if err != nil {
			return err
		}
		pkg := strings.TrimPrefix(filepath.ToSlash(rel), ".")
		f, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		packages++
		for _, imp := range f.Imports {
			name, err := strconv.Unquote(imp.Path.Value)
			if err != nil {
				return err
			}
			check(t, pkg, name, strings.HasSuffix(file, "_test.go"))
		}
		return nil
	})
	require.NoError(t, err)
	require.Greater(t, packages, 20, "the walk saw the house")
}

func check(t *testing.T, pkg, imported string, test bool) {
	if owner, ok := libraries[imported]; ok && pkg != owner && !test {
		t.Errorf("%s imports %s: only %s may", pkg, imported, owner)
	}
	if imported != module && !strings.HasPrefix(imported, module+"/") {
		return
	}
	lower := strings.TrimPrefix(strings.TrimPrefix(imported, module), "/")
	if lower == pkg || test && (strings.HasPrefix(lower, "internal/") || strings.HasPrefix(lower, "examples/internal")) {
		return
	}
	from, to := floor(pkg), floor(lower)
	if to < from {
		return
	}
	assert.True(t, to == from && allowed(pkg, lower), "%s (floor %d) imports %s (floor %d)", pkg, from, lower, to)
}

func floor(pkg string) int {
	for _, f := range floors {
		if f.prefix == "" || pkg == f.prefix || strings.HasPrefix(pkg, f.prefix+"/") {
			if f.prefix == "" && pkg != "" {
				return -1 // not in the house
			}
			return f.floor
		}
	}
	return -1
}

func allowed(pkg, lower string) bool {
	for from, list := range beside {
		if !match(from, pkg) {
			continue
		}
		for _, to := range list {
			if match(to, lower) {
				return true
			}
		}
	}
	// a package may import its own internal packages and those below its own folder
	return strings.HasPrefix(lower, path.Join(pkg, "internal")+"/")
}

func match(pattern, pkg string) bool {
	if p, ok := strings.CutSuffix(pattern, "/..."); ok {
		return pkg == p || strings.HasPrefix(pkg, p+"/")
	}
	return pattern == pkg
}

// Every package of the house stands on a floor.
func TestEveryPackageHasAFloor(t *testing.T) {
	root := testkit.Root()
	entries, err := os.ReadDir(root)
	require.NoError(t, err)
	for _, e := range entries {
		if e.IsDir() && !strings.HasPrefix(e.Name(), ".") && e.Name() != "dossier" {
			assert.GreaterOrEqual(t, floor(e.Name()), 1, "folder %s is not in the table of floors", e.Name())
		}
	}
}
