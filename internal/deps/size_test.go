package deps_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// The limits of a room. They are policy: a room that outgrows them is two rooms, a function that outgrows them is two functions.
const (
	maxNames    = 60  // exported types, functions and variables of a room; methods and the constants of closed lists are not counted
	maxFunction = 70  // lines of a function
	maxColumns  = 140 // columns of a line, a tab being four
	tab         = 4
)

// TestSizes holds the number of names of a room, the length of a function and the width of a line. The root package and
// internal/... hold the words all rooms share: their names are not counted.
func TestSizes(t *testing.T) {
	names := map[string][]string{}
	walk(t, func(pkg, file string) {
		if strings.HasSuffix(file, "_test.go") {
			return
		}
		text, err := os.ReadFile(file)
		require.NoError(t, err)
		for i, line := range strings.Split(string(text), "\n") {
			if n := columns(line); n > maxColumns {
				t.Errorf("%s:%d has %d columns, at most %d", file, i+1, n, maxColumns)
			}
		}
		set := token.NewFileSet()
		f, err := parser.ParseFile(set, file, text, 0)
		require.NoError(t, err)
		for _, decl := range f.Decls {
			names[pkg] = append(names[pkg], exported(decl)...)
			for _, fn := range functions(decl) {
				lines := set.Position(fn.End()).Line - set.Position(fn.Pos()).Line + 1
				assert.LessOrEqual(t, lines, maxFunction, "%s: a function has %d lines", set.Position(fn.Pos()), lines)
			}
		}
	})
	for pkg, list := range names {
		if pkg == "" || strings.HasPrefix(pkg, "internal/") || strings.Contains(pkg, "/internal/") {
			continue
		}
		assert.LessOrEqual(t, len(list), maxNames, "%s exports %d names: %s", pkg, len(list), strings.Join(list, " "))
	}
}

// functions lists the functions of a declaration, those written as values included.
func functions(decl ast.Decl) []ast.Node {
	var out []ast.Node
	ast.Inspect(decl, func(n ast.Node) bool {
		switch n.(type) {
		case *ast.FuncDecl, *ast.FuncLit:
			out = append(out, n)
		}
		return true
	})
	return out
}

func columns(line string) int {
	n := 0
	for _, r := range line {
		if r == '\t' {
			n += tab - 1
		}
		n++
	}
	return n
}

// exported lists the exported types, functions and variables of a declaration.
func exported(decl ast.Decl) []string {
	var out []string
	add := func(ids ...*ast.Ident) {
		for _, id := range ids {
			if id.IsExported() {
				out = append(out, id.Name)
			}
		}
	}
	switch d := decl.(type) {
	case *ast.FuncDecl:
		if d.Recv == nil {
			add(d.Name)
		}
	case *ast.GenDecl:
		for _, spec := range d.Specs {
			switch s := spec.(type) {
			case *ast.TypeSpec:
				add(s.Name)
			case *ast.ValueSpec:
				if d.Tok == token.VAR {
					add(s.Names...)
				}
			}
		}
	}
	return out
}

// The limits themselves: what is counted, and what is not.
func TestWhatIsCounted(t *testing.T) {
	f, err := parser.ParseFile(token.NewFileSet(), "x.go", `package x
type T struct{}
type t struct{}
func (T) M() {}
func F() {}
func f() {}
var V, v = 1, 2
const C = 1
var G = func() { func() {}() }
`, 0)
	require.NoError(t, err)
	var got []string
	found := 0
	for _, decl := range f.Decls {
		got = append(got, exported(decl)...)
		found += len(functions(decl))
	}
	assert.Equal(t, "[T F V G]", fmt.Sprint(got))
	assert.Equal(t, 5, found)
	assert.Equal(t, 6, columns("\tné"))
}
