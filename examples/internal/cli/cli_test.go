package cli_test

import (
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur/examples/internal/cli"
)

func TestMainExitCodes(t *testing.T) {
	for name, c := range map[string]struct {
		args []string
		fail error
		code int
		said string
	}{
		"fine":       {nil, nil, 0, ""},
		"help":       {[]string{"-h"}, nil, 0, "usage"},
		"wrong flag": {[]string{"-nope"}, nil, 2, "nope"},
		"failure":    {nil, errors.New("film.json illisible"), 2, "erreur : film.json illisible"},
	} {
		var out, errs bytes.Buffer
		code := cli.Main(c.args, &out, &errs, func(args []string, stdout, stderr io.Writer) error {
			f := cli.Flags("essai", "[-x]", stderr)
			f.Bool("x", false, "")
			if err := f.Parse(args); err != nil {
				return err
			}
			return c.fail
		})
		assert.Equal(t, c.code, code, name)
		assert.Contains(t, errs.String(), c.said, name)
	}
}

func TestWriteLeavesNothingHalfWritten(t *testing.T) {
	dir := t.TempDir()
	name := filepath.Join(dir, "a.pdf")
	err := cli.Write(name, func(w io.Writer) error {
		_, _ = io.WriteString(w, "début")
		return errors.New("panne")
	})
	require.Error(t, err)
	entries, err := os.ReadDir(dir)
	require.NoError(t, err)
	assert.Empty(t, entries)
	require.NoError(t, cli.Write(name, func(w io.Writer) error { _, err := io.WriteString(w, "tout"); return err }))
	b, err := os.ReadFile(name)
	require.NoError(t, err)
	assert.Equal(t, "tout", string(b))
	assert.NoError(t, cli.Write("", nil))
}
