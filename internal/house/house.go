// Package house says which folders of a checkout are the house's own, for the programs and tests that walk it. A checkout also holds
// what others put there: the film of somebody who tries the programs, a first program of theirs, a copy of a room.
package house

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"slices"
	"strings"
)

// Folders are the top folders of the house, beside the files of the root package. internal/deps holds them to its floors.
var Folders = []string{"budget", "callsheet", "cnc", "distribution", "examples", "film", "financing", "internal", "schedule"}

// Programs are the folders of the house's own programs, which nothing imports.
var Programs = []string{
	"examples/breakdown", "examples/budget", "examples/callsheet", "examples/cnc", "examples/devis", "examples/distribution",
	"examples/film", "examples/financing", "examples/payroll", "examples/schedule", "examples/talent", "internal/law/page/write",
}

// Walk visits the files of the house in order of their names, as paths from the root of a checkout: those of the root and of
// Folders, without hidden folders and testdata. A program in a folder that Programs does not list is its author's own: the folder
// is passed over, and all below it.
func Walk(root fs.FS, visit func(file string) error) error {
	return fs.WalkDir(root, ".", func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case name == ".":
			return nil
		case !d.IsDir():
			return visit(name)
		case !strings.Contains(name, "/") && !slices.Contains(Folders, name), strings.HasPrefix(d.Name(), "."), d.Name() == "testdata":
			return fs.SkipDir
		}
		foreign, err := program(root, name)
		if err == nil && foreign && !slices.Contains(Programs, name) {
			return fs.SkipDir
		}
		return err
	})
}

// program tells whether the Go files of a folder are all of a package main, or unreadable; a folder without Go files is no program.
func program(root fs.FS, folder string) (bool, error) {
	entries, err := fs.ReadDir(root, folder)
	if err != nil {
		return false, err
	}
	found := false
	for _, e := range entries {
		if path.Ext(e.Name()) != ".go" || e.IsDir() {
			continue
		}
		text, err := fs.ReadFile(root, path.Join(folder, e.Name()))
		if err != nil {
			return false, err
		}
		if f := clause(text); f != nil && f.Name.Name != "main" {
			return false, nil
		}
		found = true
	}
	return found, nil
}

// clause reads the package clause of a Go file, nil when it has none.
func clause(text []byte) *ast.File {
	f, err := parser.ParseFile(token.NewFileSet(), "", text, parser.PackageClauseOnly)
	if err != nil {
		return nil
	}
	return f
}
