package main

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const folders = "../../film/testdata"

// The folder that the broken ones are made from has no error.
func TestGoodFolder(t *testing.T) {
	out, messages, code := invoke("-film", filepath.Join(folders, "good"), "-out", filepath.Join(t.TempDir(), "dossier"), "-moves", "20000")
	require.Zero(t, code, messages)
	assert.Contains(t, out, "Erreurs : 0")
	assert.NotContains(t, out, "film.json :", "no finding on the file as a whole")
}

// Each broken folder holds the good film with one fault. Its want.txt says the exit code, then the words that the program must say: the
// file and line, the key, the value, a near value where a list is closed. A fault that leaves the exit code at 0 is said too.
func TestBrokenFolders(t *testing.T) {
	entries, err := os.ReadDir(filepath.Join(folders, "broken"))
	require.NoError(t, err)
	require.GreaterOrEqual(t, len(entries), 40)
	for _, e := range entries {
		t.Run(e.Name(), func(t *testing.T) {
			t.Parallel()
			dir := filepath.Join(folders, "broken", e.Name())
			want, err := os.ReadFile(filepath.Join(dir, "want.txt"))
			require.NoError(t, err)
			lines := strings.Split(strings.TrimSpace(string(want)), "\n")
			code, err := strconv.Atoi(strings.TrimPrefix(lines[0], "code "))
			require.NoError(t, err)
			require.Greater(t, len(lines), 1, "want.txt says nothing")
			to := filepath.Join(t.TempDir(), "dossier")
			out, messages, got := invoke("-film", dir, "-out", to, "-moves", "2000")
			assert.Equal(t, code, got, messages)
			for _, words := range lines[1:] {
				assert.Contains(t, out+messages, words)
			}
			if code != 0 {
				assert.NoDirExists(t, to)
			}
		})
	}
}
