package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur/internal/testkit"
)

// The README shows this very program.
func TestREADME(t *testing.T) {
	code, err := os.ReadFile("main.go")
	require.NoError(t, err)
	readme, err := os.ReadFile(filepath.Join(testkit.Root(), "README.md"))
	require.NoError(t, err)
	_, body, _ := strings.Cut(string(code), "package main\n")
	assert.Contains(t, string(readme), body)
}

func TestRun(t *testing.T) {
	r, w, err := os.Pipe()
	require.NoError(t, err)
	args := os.Args
	os.Args = args[:1]
	defer func() { os.Args = args }()
	stdout := os.Stdout
	os.Stdout = w
	go func() {
		main()
		w.Close()
	}()
	var b bytes.Buffer
	_, err = b.ReadFrom(r)
	os.Stdout = stdout
	require.NoError(t, err)
	assert.True(t, bytes.HasPrefix(b.Bytes(), []byte("%PDF-")))
}
