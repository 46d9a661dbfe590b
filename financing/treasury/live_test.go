package treasury_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io/fs"
	"regexp"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur/financing/treasury"
	"github.com/moteur-film/moteur/internal/doc/xlsx"
	"github.com/moteur-film/moteur/internal/testkit"
)

// lent is the treasury with a bank credit on three contracts.
func lent(t testing.TB, edit func(*treasury.Facility)) treasury.CashFlow {
	t.Helper()
	in := cashInput()
	in.Credit = claims()
	f := treasury.Facility{Bank: "Banque du cinéma", Reference: eur("0.025"), Margin: ptr(eur("0.02")), IFCIC: true, Keep: eur("15000"),
		Assigned: []treasury.Assignment{{Resource: "canal"}, {Resource: "region"}, {Resource: "credit"}}}
	edit(&f)
	in.Settings.Facility = &f
	c, err := treasury.Cash(in)
	require.NoError(t, err)
	require.True(t, c.Interest.IsPositive())
	return c
}

func book(t testing.TB, c treasury.CashFlow) []byte {
	t.Helper()
	var out bytes.Buffer
	require.NoError(t, c.WriteXLSX(&out))
	return out.Bytes()
}

// The bank credit of the workbook runs in formulas: recalculated elsewhere it gives the library's cents, with a cap, a reserve, a fee, a
// dearer rate; so a term that is changed there gives what the library computes for it.
func TestCreditIsLive(t *testing.T) {
	files := map[string][]byte{}
	for name, edit := range map[string]func(*treasury.Facility){
		"usual.xlsx":  func(*treasury.Facility) {},
		"capped.xlsx": func(f *treasury.Facility) { f.Commitment = eur("40000") },
		"dearer.xlsx": func(f *treasury.Facility) { f.Reference = eur("0.0437") },
		"bare.xlsx":   func(f *treasury.Facility) { f.IFCIC, f.Keep = false, decimal.Zero },
	} {
		files[name] = book(t, lent(t, edit))
	}
	testkit.Live(t, files)
	edited := typed(t, files["usual.xlsx"], "Taux de référence annuel (fraction)", "0.0437")
	edited = typed(t, edited, "Réserve gardée", "0")
	again := testkit.Recalculate(t, map[string][]byte{"edited.xlsx": edited})["edited.xlsx"]
	want := lent(t, func(f *treasury.Facility) { f.Reference, f.Keep = eur("0.0437"), decimal.Zero })
	assert.Equal(t, closings(t, book(t, want)), closings(t, again))
	assert.NotEqual(t, closings(t, files["usual.xlsx"]), closings(t, again))
}

// typed is a workbook with another number beside a term of the credit.
func typed(t testing.TB, content []byte, term, value string) []byte {
	t.Helper()
	wb, err := xlsx.Read(bytes.NewReader(content), xlsx.Limits{})
	require.NoError(t, err)
	for n, s := range wb.Sheets {
		if s.Name != "Calcul du crédit" {
			continue
		}
		for r, cells := range s.Rows {
			if len(cells) < 2 || cells[0] != term {
				continue
			}
			_, ref, _ := strings.Cut(s.Ref(r, 1), "!")
			z, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
			require.NoError(t, err)
			var out bytes.Buffer
			w := zip.NewWriter(&out)
			for _, f := range z.File {
				part, err := fs.ReadFile(z, f.Name)
				require.NoError(t, err)
				if f.Name == fmt.Sprintf("xl/worksheets/sheet%d.xml", n+1) {
					cell := regexp.MustCompile(`(<c r="` + ref + `"[^>]*>)<v>[^<]*</v>`)
					require.True(t, cell.Match(part), ref)
					part = cell.ReplaceAll(part, []byte("${1}<v>"+value+"</v>"))
				}
				p, err := w.Create(f.Name)
				require.NoError(t, err)
				_, err = p.Write(part)
				require.NoError(t, err)
			}
			require.NoError(t, w.Close())
			return out.Bytes()
		}
	}
	t.Fatalf("no term %q", term)
	return nil
}

// closings are the balances of the periods of a workbook, to the cent.
func closings(t testing.TB, content []byte) (out []string) {
	t.Helper()
	wb, err := xlsx.Read(bytes.NewReader(content), xlsx.Limits{})
	require.NoError(t, err)
	s, ok := wb.Sheet("Trésorerie")
	require.True(t, ok)
	h, ok := s.Find("Période", "Clôture")
	require.True(t, ok)
	for r := h.Row + 1; r < len(s.Rows); r++ {
		if v, ok, err := h.Decimal(r, "Clôture"); err == nil && ok {
			out = append(out, v.StringFixed(2))
		}
	}
	require.NotEmpty(t, out)
	return out
}

// The zero file for the bank prints.
func TestZeroBankFilePrints(t *testing.T) {
	var pdf, sheets bytes.Buffer
	require.NoError(t, treasury.BankFile{}.WritePDF(&pdf))
	require.NoError(t, treasury.BankFile{}.WriteXLSX(&sheets))
	assert.NotZero(t, pdf.Len())
	assert.NotZero(t, sheets.Len())
	require.NoError(t, treasury.CashFlow{}.WriteXLSX(&sheets))
}
