package main

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur/budget/follow"
	"github.com/moteur-film/moteur/cnc/closing"
	"github.com/moteur-film/moteur/examples/internal/cli"
	"github.com/moteur-film/moteur/internal/testkit"
)

func invoke(out, errs *bytes.Buffer, args ...string) int {
	return cli.Run(context.Background(), program(), append([]string{"-moves", "2000"}, args...), out, errs)
}

func file(t *testing.T, name, content string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	require.NoError(t, os.WriteFile(path, []byte(content), 0o600))
	return path
}

// The invented accounts of the sample film: every paper, on paper and as a workbook.
func TestRun(t *testing.T) {
	var out, log bytes.Buffer
	dir := filepath.Join(t.TempDir(), "suivi")
	require.Zero(t, invoke(&out, &log, "-out", dir), log.String())
	for _, want := range []string{"Suivi budgétaire", "Mesures possibles", "Coût de la veille", "Trésorerie à venir", "Coût définitif", "TVA réglée", "aucune ligne du devis ne l'attend"} {
		assert.Contains(t, out.String(), want)
	}
	for _, name := range []string{"suivi-budgetaire", "cout-de-la-veille-j01", "tresorerie-a-venir", "cout-definitif"} {
		for _, ending := range []string{".pdf", ".xlsx"} {
			info, err := os.Stat(filepath.Join(dir, name+ending))
			require.NoError(t, err)
			assert.Greater(t, info.Size(), int64(1000), name)
		}
	}
}

// The accounts of a year: what the report counts is what the file holds.
func TestFiftyThousandRows(t *testing.T) {
	a := testkit.FEC(50_000, 2)
	var out, log bytes.Buffer
	mapping := `{"movements": [], "mapping": {"rules": [{"account": "641", "line": "L045"}, {"account": "6", "line": "L165"}]}}`
	require.Zero(t, invoke(&out, &log, "-json", "-fec", file(t, "fec.txt", a.Text), "-tracking", file(t, "suivi.json", mapping)), log.String())
	var got struct {
		Report follow.CostReport `json:"report"`
	}
	require.NoError(t, json.Unmarshal(out.Bytes(), &got))
	want, actual := decimal.Zero, decimal.Zero
	for account, sum := range a.Costs {
		if !strings.HasPrefix(account, "645") { // charges are computed anew
			want = want.Add(sum)
		}
	}
	for _, r := range got.Report.Rows {
		if r.Kind != follow.RowCharges {
			actual = actual.Add(r.Actual)
		}
	}
	assert.True(t, want.Equal(actual), "file %s, report %s", want, actual)
}

// A file that cannot be read is told with its name and line, and nothing is made.
func TestWrongFiles(t *testing.T) {
	head, _, _ := strings.Cut(testkit.FEC(1, 1).Text, "\n")
	for name, c := range map[string]struct {
		args []string
		said string
	}{
		"no file":      {[]string{"-fec", "absent.txt"}, "absent.txt"},
		"no FEC":       {[]string{"-fec", file(t, "fec.txt", "a;b\n")}, "fec.txt"},
		"cut line":     {[]string{"-fec", file(t, "fec.txt", head+"\nAC|Achats|1|20270102|6135\n")}, "fec.txt:2"},
		"orders":       {[]string{"-orders", file(t, "commandes.csv", "date;montant\nhier;1\n")}, "commandes.csv:2"},
		"invoices":     {[]string{"-invoices", file(t, "factures.csv", "date;montant\n2027-01-02;1.234\n")}, "factures.csv:2"},
		"tracking":     {[]string{"-tracking", file(t, "suivi.json", `{"closd": ["L001"]}`)}, "closd"},
		"other film":   {[]string{"-film", t.TempDir()}, "-film"},
		"other day":    {[]string{"-reports", file(t, "r.json", `[{"film": "x", "day": 1, "days": 2, "date": "2031-01-01", "scenes": []}]`)}, "2031-01-01"},
		"unknown flag": {[]string{"-fecc", "x"}, "-fec"},
	} {
		var out, errs bytes.Buffer
		assert.Equal(t, 2, invoke(&out, &errs, c.args...), name)
		assert.Contains(t, errs.String(), c.said, name)
		assert.Empty(t, out.String(), name)
	}
	var out, errs bytes.Buffer
	assert.Equal(t, 1, invoke(&out, &errs, "-tracking", file(t, "suivi.json", `{"movements": [], "closed": ["L1000"]}`)))
	assert.Contains(t, errs.String(), "L1000")
}

// The closing counts what the definitive cost counts, and the archive holds each paper of the following with its hash.
func TestClose(t *testing.T) {
	var out, log bytes.Buffer
	dir := filepath.Join(t.TempDir(), "cloture")
	require.Zero(t, invoke(&out, &log, "-close", "-json", "-out", dir), log.String())
	var got struct {
		Final   follow.FinalCost `json:"final"`
		Closing closing.Closing  `json:"closing"`
	}
	require.NoError(t, json.Unmarshal(out.Bytes(), &got))
	assert.Equal(t, got.Final.Final.String(), got.Closing.Total.Final.String())
	assert.NotEmpty(t, got.Closing.Returns)
	ics, err := os.ReadFile(filepath.Join(dir, "redditions.ics"))
	require.NoError(t, err)
	assert.Equal(t, len(got.Closing.Returns), bytes.Count(ics, []byte("BEGIN:VEVENT")))
	z, err := zip.OpenReader(filepath.Join(dir, "archive.zip"))
	require.NoError(t, err)
	defer z.Close()
	names := ""
	for _, f := range z.File {
		names += f.Name + "\n"
	}
	for _, want := range []string{"/accounts/cout-definitif.pdf", "/aid/03-devis.xlsx", "/credit/05-credit-d-impot.pdf", "/banking/06-tresorerie.xlsx", "/SHA256SUMS"} {
		assert.Contains(t, names, want)
	}
	for _, name := range []string{"cloture.pdf", "cloture.xlsx", "cout-certifie.pdf", "commissaire-aux-comptes.zip", "archive-index.pdf"} {
		assert.FileExists(t, filepath.Join(dir, name))
	}
}
