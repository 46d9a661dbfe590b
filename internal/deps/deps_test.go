// Package deps keeps the floors of the house: what each package may import. The table is policy; it is not relaxed to make
// a build pass. When the house wants another shape, this table and the picture in README.md change together.
package deps_test

import (
	"go/parser"
	"go/token"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur/internal/house"
	"github.com/moteur-film/moteur/internal/testkit"
)

const module = "github.com/moteur-film/moteur"

// floors lists the packages of each floor, in the order they were written. A package imports lower floors and, on its own
// floor, those written before it. The pattern "internal/..." stands for the other packages of a folder: they do not import
// one another, unless beside says so.
var floors = [][]string{
	{""},
	{"internal/money", "internal/fr", "internal/doc", "internal/..."},
	{"schedule/labour", "schedule/script", "schedule/script/internal/...", "schedule/script/pdf", "schedule/script/office", "schedule/uss"},
	{"schedule/breakdown", "schedule/breakdown/papers", "schedule/breakdown/reading", "schedule/talent", "schedule/internal/...", "schedule", "schedule/replan", "schedule/postprod"},
	{"budget/payroll", "budget/hiring", "budget", "budget/follow"},
	{"callsheet", "callsheet/logistics", "callsheet/report"},
	{"financing/credit", "financing/support", "financing", "financing/treasury"},
	{
		"distribution/waterfall", "distribution", "distribution/festival", "distribution/rights", "distribution/contract",
		"distribution/promotion",
	},
	{"cnc/points", "cnc", "cnc/closing"},
	{"film"},
	{"examples/internal/...", "examples/..."},
}

// beside lists the allowed imports between packages of one pattern.
var beside = map[string][]string{
	// only tests import testkit: it reads the tables of law, prints documents and compares workbooks with the reader of the house
	"internal/testkit": {"internal/law", "internal/doc/text", "internal/doc/xlsx"},
	// a text of another program that is not JSON is refused in the words of the strict reader
	"internal/decode": {"internal/strict"},
	// the page of all legal values is made of the tables of the house
	"internal/law/page":       {"internal/law", "internal/house"},
	"internal/law/page/write": {"internal/law/page"},
}

// libraries may be imported by one package only, with the packages below them.
var libraries = map[string]string{
	"github.com/go-pdf/fpdf":          "internal/doc/pdf",
	"github.com/xuri/excelize/v2":     "internal/doc/xlsx",
	"github.com/arran4/golang-ical":   "internal/ics",
	"github.com/rickar/cal/v2":        "schedule/labour",
	"github.com/klippa-app/go-pdfium": "internal/pdftext",
	"github.com/tetratelabs/wazero":   "internal/pdftext",
	"golang.org/x/net/html":           "schedule/script/office",
	// a test compares internal/lp with it
	"gonum.org/v1/gonum/optimize/convex/lp": "no package",
}

func TestFloors(t *testing.T) {
	packages := map[string]bool{}
	walk(t, func(pkg, file string) {
		f, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.ImportsOnly)
		require.NoError(t, err)
		packages[pkg] = true
		for _, imp := range f.Imports {
			name, err := strconv.Unquote(imp.Path.Value)
			require.NoError(t, err)
			check(t, pkg, name, strings.HasSuffix(file, "_test.go"))
		}
	})
	for pkg := range packages {
		floor, _ := place(pkg)
		assert.GreaterOrEqual(t, floor, 0, "%q is on no floor", pkg)
	}
	require.Greater(t, len(packages), 20, "the walk saw the house")
}

// The floors name the top folders of the house, and no other.
func TestFolders(t *testing.T) {
	top := map[string]bool{}
	for _, floor := range floors {
		for _, pattern := range floor {
			if first, _, _ := strings.Cut(pattern, "/"); first != "" {
				top[first] = true
			}
		}
	}
	assert.ElementsMatch(t, house.Folders, slices.Collect(maps.Keys(top)))
}

// walk visits the Go files of the house.
func walk(t *testing.T, visit func(pkg, file string)) {
	t.Helper()
	require.NoError(t, house.Walk(os.DirFS(testkit.Root()), func(name string) error {
		if path.Ext(name) == ".go" {
			visit(strings.TrimPrefix(path.Dir(name), "."), filepath.Join(testkit.Root(), filepath.FromSlash(name)))
		}
		return nil
	}))
}

func check(t *testing.T, pkg, imported string, test bool) {
	for library, owner := range libraries {
		if (imported == library || strings.HasPrefix(imported, library+"/")) && pkg != owner && !test {
			t.Errorf("%s imports %s: only %s may", pkg, imported, owner)
		}
	}
	if imported != module && !strings.HasPrefix(imported, module+"/") {
		return
	}
	lower := strings.TrimPrefix(strings.TrimPrefix(imported, module), "/")
	if lower == pkg || test && strings.HasPrefix(lower, "internal/") {
		return
	}
	from, fromPlace := place(pkg)
	to, toPlace := place(lower)
	assert.GreaterOrEqual(t, to, 0, "%s imports %q, which is on no floor", pkg, lower)
	ok := to < from || to == from && (toPlace < fromPlace || slices.Contains(beside[pkg], lower))
	assert.True(t, ok, "%s (floor %d) imports %s (floor %d)", pkg, from, lower, to)
}

// place returns the floor of a package and its place on it; the longest pattern wins, and -1 is a package of no floor.
func place(pkg string) (floor, order int) {
	floor, longest := -1, -1
	for i, patterns := range floors {
		for k, pattern := range patterns {
			if length := len(strings.TrimSuffix(pattern, "...")); match(pattern, pkg) && length > longest {
				floor, order, longest = i, k, length
			}
		}
	}
	return floor, order
}

func match(pattern, pkg string) bool {
	if p, ok := strings.CutSuffix(pattern, "/..."); ok {
		return strings.HasPrefix(pkg, p+"/")
	}
	return pattern == pkg
}
