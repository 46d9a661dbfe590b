package deps_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// edge lists the packages that the programs and the helpers of tests alone import: files by name, other programs, the network.
var edge = []string{"os", "os/exec", "os/signal", "os/user", "io/ioutil", "path/filepath", "net", "net/http", "syscall"}

// clocks are the functions of time that read the clock.
var clocks = map[string]bool{"Now": true, "Since": true, "Until": true, "After": true, "AfterFunc": true, "Tick": true,
	"NewTicker": true, "NewTimer": true, "Sleep": true}

// Only the programs, and what helps the tests, read a clock, open a file by its name or reach for another program or the network:
// the same input gives the same output everywhere else.
func TestOnlyProgramsTouchTheWorld(t *testing.T) {
	walk(t, func(pkg, file string) {
		if strings.HasSuffix(file, "_test.go") || pkg == "internal/testkit" {
			return
		}
		set := token.NewFileSet()
		f, err := parser.ParseFile(set, file, nil, 0)
		require.NoError(t, err)
		if f.Name.Name == "main" || strings.HasPrefix(pkg, "examples/") {
			return
		}
		for _, name := range outside(f) {
			t.Errorf("%s uses %s: only a program may", file, name)
		}
	})
}

// outside lists the packages of the edge that a file imports and the clocks it reads.
func outside(f *ast.File) []string {
	var out []string
	clock := ""
	for _, imp := range f.Imports {
		name, _ := strconv.Unquote(imp.Path.Value)
		for _, e := range edge {
			if name == e {
				out = append(out, name)
			}
		}
		if name == "time" {
			clock = "time"
			if imp.Name != nil {
				clock = imp.Name.Name
			}
		}
	}
	ast.Inspect(f, func(n ast.Node) bool {
		if s, ok := n.(*ast.SelectorExpr); ok {
			if x, ok := s.X.(*ast.Ident); ok && x.Name == clock && clocks[s.Sel.Name] {
				out = append(out, "time."+s.Sel.Name)
			}
		}
		return true
	})
	return out
}

func TestWhatIsOutside(t *testing.T) {
	f, err := parser.ParseFile(token.NewFileSet(), "x.go", `package x
import ("os"; clock "time"; "io/fs")
var now = clock.Now
var day = clock.Hour
`, 0)
	require.NoError(t, err)
	require.Equal(t, []string{"os", "time.Now"}, outside(f))
}
