package house_test

import (
	"errors"
	"os"
	"path"
	"path/filepath"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur/internal/house"
	"github.com/moteur-film/moteur/internal/testkit"
)

// What is not of the house is passed over: folders beside it, hidden ones, test data, programs that are not listed.
func TestWalk(t *testing.T) {
	file := func(text string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(text)} }
	root := fstest.MapFS{
		"film.go":                       file("package moteur"),
		"budget/budget.go":              file("package budget"),
		"budget/rules/x.json":           file("{}"),
		"budget/testdata/x.go":          file("package x"),
		"budget/.hidden/x.go":           file("package x"),
		"budget copy/budget.go":         file("package budget"),
		"mine/main.go":                  file("package main"),
		"mine/rules/x.json":             file("{"),
		"film/mine/main.go":             file("package main"),
		"film/mine/rules/x.json":        file("{"),
		"film/mine/deep/library.go":     file("package deep"),
		"film/sample/film.json":         file("{}"),
		"examples/try/main.go":          file("pakage"),
		"examples/film/main.go":         file("package main"),
		"examples/film/main_test.go":    file("package main"),
		"examples/internal/cli/cli.go":  file("package cli"),
		"examples/internal/cli/tool.go": file("no clause"),
	}
	var got []string
	require.NoError(t, house.Walk(root, func(file string) error {
		got = append(got, file)
		return nil
	}))
	assert.Equal(t, []string{
		"budget/budget.go", "budget/rules/x.json", "examples/film/main.go", "examples/film/main_test.go", "examples/internal/cli/cli.go",
		"examples/internal/cli/tool.go", "film/sample/film.json", "film.go",
	}, got)
	stop := errors.New("stop")
	assert.ErrorIs(t, house.Walk(root, func(string) error { return stop }), stop)
}

// Every folder and program that the lists name is there.
func TestListed(t *testing.T) {
	for _, f := range append(house.Folders, house.Programs...) {
		assert.DirExists(t, filepath.Join(testkit.Root(), f))
	}
	seen := map[string]bool{}
	require.NoError(t, house.Walk(os.DirFS(testkit.Root()), func(file string) error {
		seen[path.Dir(file)] = true
		return nil
	}))
	for _, f := range house.Programs {
		assert.True(t, seen[f], f)
	}
	assert.Greater(t, len(seen), 40, "the walk saw the house")
}
