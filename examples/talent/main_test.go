package main

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur/examples/internal/cli"
)

const short = `{"name":"short film",
 "scenes":[{"id":"1","duration":1},{"id":"2","duration":2},{"id":"3","duration":1}],
 "actors":[{"id":"Ana","cost":300},{"id":"Bob","cost":200}],
 "in":[[1,0,1],[0,1,1]]}`

func TestRun(t *testing.T) {
	dir := t.TempDir()
	good := filepath.Join(dir, "good.json")
	bad := filepath.Join(dir, "bad.json")
	require.NoError(t, os.WriteFile(good, []byte(short), 0o600))
	require.NoError(t, os.WriteFile(bad, []byte(`{"scenes":`), 0o600))
	tests := []struct {
		name  string
		args  []string
		code  int
		lines int
		says  string
	}{
		{"one file", []string{good}, 0, 1, ""},
		{"two files, every flag", []string{"-time", "5s", "-workers", "1", "-seed", "7", good, good}, 0, 2, ""},
		{"no file", nil, 2, 0, "usage"},
		{"unknown flag", []string{"-fast", good}, 2, 0, "-fast"},
		{"bad time", []string{"-time", "-1s", good}, 2, 0, "usage"},
		{"missing file", []string{good, filepath.Join(dir, "none.json")}, 2, 0, "none.json"},
		{"broken file", []string{bad}, 2, 0, "ligne 1"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var stdout, stderr bytes.Buffer
			assert.Equal(t, test.code, cli.Run(context.Background(), program(), test.args, &stdout, &stderr))
			assert.Equal(t, test.lines, bytes.Count(stdout.Bytes(), []byte("\n")))
			assert.Contains(t, stderr.String(), test.says)
			if test.lines == 0 {
				return
			}
			var got map[string]any
			require.NoError(t, json.NewDecoder(&stdout).Decode(&got))
			assert.Equal(t, "short film", got["name"])
			assert.EqualValues(t, 1200, got["cost"])
			assert.EqualValues(t, 0, got["wait"])
			assert.EqualValues(t, 1200, got["bound"])
			assert.Equal(t, "optimal", got["status"])
			assert.Contains(t, got, "seconds")
			assert.Len(t, got, 6)
		})
	}
}
