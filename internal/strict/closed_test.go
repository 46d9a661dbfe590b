package strict_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur/internal/house"
	"github.com/moteur-film/moteur/internal/testkit"
)

// A closed list holds every constant of its type: a constant added later and forgotten in Accepted would be refused in files.
func TestListsAreWhole(t *testing.T) {
	rooms := map[string][]string{}
	require.NoError(t, house.Walk(os.DirFS(testkit.Root()), func(name string) error {
		if strings.HasSuffix(name, ".go") && !strings.HasSuffix(name, "_test.go") {
			rooms[path.Dir(name)] = append(rooms[path.Dir(name)], filepath.Join(testkit.Root(), filepath.FromSlash(name)))
		}
		return nil
	}))
	lists := 0
	for room, files := range rooms {
		p := declarations(t, files)
		for name, body := range p.accepted {
			lists++
			used := map[string]bool{}
			p.names(body, used, 3)
			for _, c := range p.constants[name] {
				assert.True(t, used[c], "%s: Accepted of %s leaves out %s", room, name, c)
			}
		}
	}
	assert.Greater(t, lists, 5, "the walk saw the house")
}

// source is what the test reads in a package: bodies of Accepted by type, constants by type, declarations by name.
type source struct {
	accepted  map[string]ast.Node
	constants map[string][]string
	declared  map[string]ast.Node
}

func declarations(t *testing.T, files []string) source {
	p := source{map[string]ast.Node{}, map[string][]string{}, map[string]ast.Node{}}
	for _, file := range files {
		f, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
		require.NoError(t, err)
		for _, decl := range f.Decls {
			switch d := decl.(type) {
			case *ast.FuncDecl:
				if d.Recv == nil {
					p.declared[d.Name.Name] = d.Body
				} else if id, ok := d.Recv.List[0].Type.(*ast.Ident); ok && d.Name.Name == "Accepted" {
					p.accepted[id.Name] = d.Body
				}
			case *ast.GenDecl:
				p.values(d)
			}
		}
	}
	return p
}

// values reads constants and variables; a constant without type or value has those of the one above (iota).
func (p source) values(d *ast.GenDecl) {
	typ := ""
	for _, spec := range d.Specs {
		v, ok := spec.(*ast.ValueSpec)
		if !ok {
			continue
		}
		for _, n := range v.Names {
			p.declared[n.Name] = v
		}
		if d.Tok != token.CONST {
			continue
		}
		if id, ok := v.Type.(*ast.Ident); ok {
			typ = id.Name
		} else if len(v.Values) > 0 {
			typ = ""
		}
		if len(v.Values) > 0 {
			if lit, ok := v.Values[0].(*ast.BasicLit); ok && lit.Value == `""` {
				continue // the unset value
			}
		}
		for _, n := range v.Names {
			if typ != "" && n.IsExported() {
				p.constants[typ] = append(p.constants[typ], n.Name)
			}
		}
	}
}

// names gathers the identifiers of a body and of the package's declarations it names.
func (p source) names(body ast.Node, used map[string]bool, depth int) {
	ast.Inspect(body, func(n ast.Node) bool {
		id, ok := n.(*ast.Ident)
		if !ok || used[id.Name] {
			return true
		}
		used[id.Name] = true
		if next := p.declared[id.Name]; next != nil && depth > 0 {
			p.names(next, used, depth-1)
		}
		return true
	})
}
