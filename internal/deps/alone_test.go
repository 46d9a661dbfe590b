package deps_test

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/doc"
	"go/format"
	"go/parser"
	"go/token"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur/internal/testkit"
)

// Every Example of a package page compiles when it is copied alone, as a program, into a fresh module that requires this one.
func TestExamplesCompileAlone(t *testing.T) {
	dir := t.TempDir()
	files := map[string][]*ast.File{}
	set := token.NewFileSet()
	walk(t, func(pkg, file string) {
		if !strings.HasSuffix(file, "_test.go") || strings.Contains(pkg, "internal/") {
			return
		}
		f, err := parser.ParseFile(set, file, nil, parser.ParseComments)
		require.NoError(t, err)
		if strings.HasSuffix(f.Name.Name, "_test") {
			files[pkg] = append(files[pkg], f)
			return
		}
		for _, e := range doc.Examples(f) {
			t.Errorf("%s: Example%s stands inside the package: a reader cannot copy it", pkg, e.Name)
		}
	})
	programs := 0
	for pkg, list := range files {
		for _, e := range doc.Examples(list...) {
			if !assert.NotNil(t, e.Play, "%s: Example%s leans on other declarations of its file", pkg, e.Name) {
				continue
			}
			var b bytes.Buffer
			require.NoError(t, format.Node(&b, set, e.Play))
			folder := filepath.Join(dir, strings.ReplaceAll(pkg, "/", "_")+"_example_"+e.Name)
			require.NoError(t, os.MkdirAll(folder, 0o755))
			require.NoError(t, os.WriteFile(filepath.Join(folder, "main.go"), b.Bytes(), 0o644))
			programs++
		}
	}
	require.Greater(t, programs, 20)
	fresh(t, dir)
	out, err := goTool(dir, "vet", "./...")
	require.NoError(t, err, "%s", out)
}

// The programs of README compile when they are copied into a fresh module that requires this one.
func TestReadmeProgramsCompile(t *testing.T) {
	readme, err := os.ReadFile(filepath.Join(testkit.Root(), "README.md"))
	require.NoError(t, err)
	dir := t.TempDir()
	blocks := strings.Split(string(readme), "```go\n")[1:]
	require.NotEmpty(t, blocks)
	for i, block := range blocks {
		text, _, ok := strings.Cut(block, "```")
		require.True(t, ok)
		folder := filepath.Join(dir, fmt.Sprintf("program%d", i))
		require.NoError(t, os.MkdirAll(folder, 0o755))
		require.NoError(t, os.WriteFile(filepath.Join(folder, "main.go"), []byte(text), 0o644))
	}
	fresh(t, dir)
	out, err := goTool(dir, "vet", "./...")
	require.NoError(t, err, "%s", out)
}

// fresh makes a module that requires this one, at the versions of this one.
func fresh(t *testing.T, dir string) {
	t.Helper()
	root := testkit.Root()
	mod, err := os.ReadFile(filepath.Join(root, "go.mod"))
	require.NoError(t, err)
	text := strings.Replace(string(mod), "module "+module, "module example.org/fresh", 1) +
		fmt.Sprintf("\nrequire %s v0.0.0\nreplace %s => %s\n", module, module, root)
	require.NoError(t, os.WriteFile(filepath.Join(dir, "go.mod"), []byte(text), 0o644))
	sum, err := os.ReadFile(filepath.Join(root, "go.sum"))
	require.NoError(t, err)
	require.NoError(t, os.WriteFile(filepath.Join(dir, "go.sum"), sum, 0o644))
}

func goTool(dir string, args ...string) ([]byte, error) {
	cmd := exec.Command("go", args...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GOFLAGS=-mod=mod", "GOWORK=off")
	return cmd.CombinedOutput()
}
