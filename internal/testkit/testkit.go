// Package testkit helps the tests of every room: the folder of shared cases, golden texts, outside programs.
package testkit

import (
	"archive/zip"
	"bytes"
	"flag"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
)

var update = flag.Bool("update", false, "rewrite golden files in testdata")

// Root returns the folder of the module: the first one with a go.mod at or above the working folder, which is that of the package tested.
func Root() string {
	here, err := os.Getwd()
	if err != nil {
		return "."
	}
	for dir := here; ; dir = filepath.Dir(dir) {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir
		}
		if dir == filepath.Dir(dir) {
			return here
		}
	}
}

// Cases returns the folder of a kind of shared cases ("labour", "talent"): MOTEUR_CASES, or ../shared/data beside the
// checkout. It skips the test with a message when the folder is absent.
func Cases(t testing.TB, kind string) string {
	t.Helper()
	base := os.Getenv("MOTEUR_CASES")
	if base == "" {
		base = filepath.Join(Root(), "..", "shared", "data")
	}
	dir := filepath.Join(base, filepath.FromSlash(kind))
	if _, err := os.Stat(dir); err != nil {
		t.Skipf("no shared cases: folder %s absent (set MOTEUR_CASES)", dir)
	}
	return dir
}

// Glob lists the case files of a folder that match a pattern ("*.json"); it fails the test when none does.
func Glob(t testing.TB, dir, pattern string) []string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(dir, pattern))
	require.NoError(t, err)
	require.NotEmpty(t, files, "no %s in %s", pattern, dir)
	return files
}

// Golden compares got with testdata/<name>; with -update it rewrites that file, which a human then reads.
func Golden(t testing.TB, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", filepath.FromSlash(name))
	if *update {
		require.NoError(t, os.MkdirAll(filepath.Dir(path), 0o755))
		require.NoError(t, os.WriteFile(path, []byte(got), 0o644))
		return
	}
	want, err := os.ReadFile(path)
	require.NoError(t, err, "golden file absent: run the test with -update and read it")
	require.Equal(t, string(want), got, "golden %s differs: run with -update and read the change", path)
}

// Tool returns the path of an outside program (soffice, qpdf, pdftotext). It skips the test when the program is absent,
// unless MOTEUR_TOOLS is set, as in CI: then the absence is a failure.
func Tool(t testing.TB, name string) string {
	t.Helper()
	path, err := exec.LookPath(name)
	if err == nil {
		return path
	}
	if os.Getenv("MOTEUR_TOOLS") != "" {
		t.Fatalf("program %s is required (MOTEUR_TOOLS is set) and absent", name)
	}
	t.Skipf("program %s absent: install it to run this test", name)
	return ""
}

// Save writes a document under the folder named by MOTEUR_OUT, for a human to look at; without it, it does nothing.
func Save(t testing.TB, name string, content []byte) {
	t.Helper()
	dir := os.Getenv("MOTEUR_OUT")
	if dir == "" {
		return
	}
	require.NoError(t, os.MkdirAll(dir, 0o755))
	require.NoError(t, os.WriteFile(filepath.Join(dir, name), content, 0o644))
}

// Zip makes an archive of parts given as name, content, name, content…
func Zip(t testing.TB, parts ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := 0; i < len(parts); i += 2 {
		w, err := z.Create(parts[i])
		require.NoError(t, err)
		_, err = io.WriteString(w, parts[i+1])
		require.NoError(t, err)
	}
	require.NoError(t, z.Close())
	return b.Bytes()
}
