package deps_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// structure is what the source says of a type: the types its fields name, as "package.Name", and whether it has a LogValue.
type structure struct {
	exported, hidden []string // by the visibility of the field
	logs             bool
}

// Every exported type of the module that holds a NIR or an account has a LogValue of its own, since a JSON handler of slog writes a
// structure whole, and holds it in exported fields, the only ones whose methods fmt calls.
func TestHoldersOfSecretsAreMasked(t *testing.T) {
	types := map[string]*structure{}
	at := func(name string) *structure {
		if types[name] == nil {
			types[name] = &structure{}
		}
		return types[name]
	}
	walk(t, func(pkg, file string) {
		if strings.HasSuffix(file, "_test.go") {
			return
		}
		f, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
		require.NoError(t, err)
		imports := map[string]string{}
		for _, i := range f.Imports {
			p, err := strconv.Unquote(i.Path.Value)
			require.NoError(t, err)
			imports[path.Base(p)] = strings.TrimPrefix(strings.TrimPrefix(p, module), "/")
			if i.Name != nil {
				imports[i.Name.Name] = imports[path.Base(p)]
			}
		}
		for _, d := range f.Decls {
			switch d := d.(type) {
			case *ast.FuncDecl:
				if d.Recv != nil && d.Name.Name == "LogValue" {
					for _, n := range named(d.Recv.List[0].Type, pkg, imports) {
						at(n).logs = true
					}
				}
			case *ast.GenDecl:
				for _, spec := range d.Specs {
					if s, ok := spec.(*ast.TypeSpec); ok {
						at(pkg+"."+s.Name.Name).fields(s.Type, pkg, imports)
					}
				}
			}
		}
	})
	require.NotNil(t, types["budget/hiring.NIR"])
	holds := map[string]bool{"budget/hiring.NIR": true, "budget/hiring.IBAN": true}
	for grown := true; grown; {
		grown = false
		for name, s := range types {
			for _, field := range append(s.exported, s.hidden...) {
				if holds[field] && !holds[name] {
					holds[name], grown = true, true
				}
			}
		}
	}
	assert.Greater(t, len(holds), 10)
	for name := range holds {
		s := types[name]
		_, short, _ := strings.Cut(path.Base(name), ".")
		assert.True(t, s.logs || !ast.IsExported(short), "%s holds a NIR or an account and has no LogValue", name)
		for _, field := range s.hidden {
			assert.False(t, holds[field] && ast.IsExported(short), "%s hides a %s: fmt would print it whole", name, field)
		}
	}
}

// fields notes the types that a type names: those of the fields of a structure, or its own.
func (s *structure) fields(x ast.Expr, pkg string, imports map[string]string) {
	t, ok := x.(*ast.StructType)
	if !ok {
		s.exported = append(s.exported, named(x, pkg, imports)...)
		return
	}
	for _, f := range t.Fields.List {
		if len(f.Names) == 0 || ast.IsExported(f.Names[0].Name) {
			s.exported = append(s.exported, named(f.Type, pkg, imports)...)
		} else {
			s.hidden = append(s.hidden, named(f.Type, pkg, imports)...)
		}
	}
}

// named lists the types that an expression names; a function or an interface holds nothing.
func named(x ast.Expr, pkg string, imports map[string]string) []string {
	var out []string
	ast.Inspect(x, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncType, *ast.InterfaceType:
			return false
		case *ast.SelectorExpr:
			if p, ok := n.X.(*ast.Ident); ok {
				out = append(out, imports[p.Name]+"."+n.Sel.Name)
			}
			return false
		case *ast.Ident:
			out = append(out, pkg+"."+n.Name)
		}
		return true
	})
	return out
}
