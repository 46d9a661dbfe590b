package testkit

import (
	"archive/zip"
	"bytes"
	"io"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur/internal/doc/xlsx"
)

// hardRecalculation tells LibreOffice to compute every formula on load: without it, it keeps the values of the file and a
// comparison proves nothing.
const hardRecalculation = `<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema"
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>`

// Recalculate opens workbooks in LibreOffice, computes every formula anew, and returns the files it writes, by the same
// names. All files go through one run of the program. It skips the test when the program is absent (see Tool).
func Recalculate(t testing.TB, files map[string][]byte) map[string][]byte {
	t.Helper()
	soffice := Tool(t, "soffice")
	dir := t.TempDir()
	profile := filepath.Join(dir, "profile")
	require.NoError(t, os.MkdirAll(filepath.Join(profile, "user"), 0o755))
	require.NoError(t, os.WriteFile(filepath.Join(profile, "user", "registrymodifications.xcu"), []byte(hardRecalculation), 0o644))
	in, out := filepath.Join(dir, "in"), filepath.Join(dir, "out")
	require.NoError(t, os.Mkdir(in, 0o755))
	args := []string{"--headless", "-env:UserInstallation=file://" + profile, "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir",
		out}
	names := make([]string, 0, len(files))
	for name := range files {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		path := filepath.Join(in, filepath.Base(name))
		require.NoError(t, os.WriteFile(path, files[name], 0o644))
		args = append(args, path)
	}
	msg, err := exec.Command(soffice, args...).CombinedOutput()
	require.NoError(t, err, "%s", msg)
	result := map[string][]byte{}
	for _, name := range names {
		b, err := os.ReadFile(filepath.Join(out, filepath.Base(name)))
		require.NoError(t, err, "LibreOffice wrote no %s: %s", name, msg)
		result[name] = b
	}
	return result
}

// Live proves that the formulas of workbooks compute the values written beside them: it recalculates the workbooks and
// compares every cell, to 1e-6. Each workbook must hold at least one formula. Names end in ".xlsx".
func Live(t testing.TB, files map[string][]byte) {
	t.Helper()
	for name, content := range files {
		require.NotZero(t, Formulas(t, content), "%s holds no formula", name)
	}
	for name, again := range Recalculate(t, files) {
		require.Empty(t, Differences(t, files[name], again), "%s: recalculated values differ", name)
	}
}

// Formulas counts the formulas of a workbook.
func Formulas(t testing.TB, content []byte) int {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
	require.NoError(t, err)
	n := 0
	for _, f := range z.File {
		if strings.HasPrefix(f.Name, "xl/worksheets/") {
			r, err := f.Open()
			require.NoError(t, err)
			part, err := io.ReadAll(r)
			require.NoError(t, err)
			n += bytes.Count(part, []byte("<f>")) + bytes.Count(part, []byte("<f "))
		}
	}
	return n
}

// Differences lists the cells of two workbooks that differ: numbers by more than 1e-6, texts by anything.
func Differences(t testing.TB, a, b []byte) []string {
	t.Helper()
	one, err := xlsx.Read(bytes.NewReader(a), xlsx.Limits{Rows: 1 << 20})
	require.NoError(t, err)
	two, err := xlsx.Read(bytes.NewReader(b), xlsx.Limits{Rows: 1 << 20})
	require.NoError(t, err)
	var out []string
	if len(one.Sheets) != len(two.Sheets) {
		return []string{"number of sheets"}
	}
	for i, s := range one.Sheets {
		for r := range max(len(s.Rows), len(two.Sheets[i].Rows)) {
			cols := 0
			for _, rows := range [][][]string{s.Rows, two.Sheets[i].Rows} {
				if r < len(rows) {
					cols = max(cols, len(rows[r]))
				}
			}
			for c := range cols {
				if x, y := s.Cell(r, c), two.Sheets[i].Cell(r, c); !sameValue(x, y) {
					out = append(out, s.Ref(r, c)+": "+x+" | "+y)
				}
			}
		}
	}
	return out
}

func sameValue(x, y string) bool {
	if x == y {
		return true
	}
	a, err1 := strconv.ParseFloat(x, 64)
	b, err2 := strconv.ParseFloat(y, 64)
	return err1 == nil && err2 == nil && math.Abs(a-b) <= 1e-6
}
