package treasury_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io/fs"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/budget"
	"github.com/moteur-film/moteur/financing/treasury"
	"github.com/moteur-film/moteur/internal/doc/xlsx"
	"github.com/moteur-film/moteur/internal/fr"
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
	return typedIn(t, content, "Calcul du crédit", term, 1, value)
}

// typedIn types a value in a column of the first row of a sheet that begins with a label.
func typedIn(t testing.TB, content []byte, sheet, label string, column int, value string) []byte {
	t.Helper()
	wb, err := xlsx.Read(bytes.NewReader(content), xlsx.Limits{})
	require.NoError(t, err)
	for n, s := range wb.Sheets {
		if s.Name != sheet {
			continue
		}
		for r, cells := range s.Rows {
			if len(cells) <= column || cells[0] != label {
				continue
			}
			_, ref, _ := strings.Cut(s.Ref(r, column), "!")
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
	t.Fatalf("no term %q", label)
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

// The VAT of a month follows the amounts of the lines, and its settlement follows it: a payment doubled in the workbook doubles the VAT in it.
func TestVATIsLive(t *testing.T) {
	c := lent(t, func(*treasury.Facility) {})
	files := map[string][]byte{"usual.xlsx": book(t, c)}
	testkit.Live(t, files)
	const month = 1 // any with a payment whose VAT is deducted
	at := -1
	for k, l := range c.Payments {
		if l.VAT[month].IsPositive() {
			at = k
			break
		}
	}
	require.GreaterOrEqual(t, at, 0)
	l := c.Payments[at]
	edited := typedIn(t, files["usual.xlsx"], "Paiements", l.Label, 1+month, l.Amounts[month].Mul(decimal.NewFromInt(2)).String())
	again := testkit.Recalculate(t, map[string][]byte{"edited.xlsx": edited})["edited.xlsx"]
	column := func(content []byte, title string) (out []decimal.Decimal) {
		wb, err := xlsx.Read(bytes.NewReader(content), xlsx.Limits{})
		require.NoError(t, err)
		s, _ := wb.Sheet("Trésorerie")
		h, ok := s.Find("Période", title)
		require.True(t, ok)
		for r := h.Row + 1; r <= h.Row+len(c.Rows); r++ {
			v, _, err := h.Decimal(r, title)
			require.NoError(t, err)
			out = append(out, v)
		}
		return out
	}
	net := column(again, "TVA du mois")
	for i, r := range c.Rows {
		want := r.VATNet
		if i == month {
			want = want.Sub(l.VAT[month])
		}
		assert.Equal(t, want.StringFixed(2), net[i].StringFixed(2), r.Label)
	}
	assert.NotEqual(t, column(files["usual.xlsx"], "TVA réglée"), column(again, "TVA réglée"))
}

// The memo of interest on negative months is live too: a rate, no bank credit.
func TestMemoOfInterestIsLive(t *testing.T) {
	in := cashInput()
	in.Settings.AnnualRate = eur("0.0637")
	c, err := treasury.Cash(in)
	require.NoError(t, err)
	require.True(t, c.MemoInterest.IsPositive())
	content := book(t, c)
	assert.Contains(t, formulasOf(t, content), "*0.0637/12,2)")
	testkit.Live(t, map[string][]byte{"memo.xlsx": content})
}

// formulasOf are all the formulas of a workbook.
func formulasOf(t testing.TB, content []byte) string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
	require.NoError(t, err)
	all := ""
	for _, f := range z.File {
		if part, err := fs.ReadFile(z, f.Name); err == nil && strings.Contains(f.Name, "worksheets/") {
			all += strings.Join(regexp.MustCompile(`<f>[^<]*</f>`).FindAllString(string(part), -1), "\n")
		}
	}
	return all
}

// Of a credit dearer than the frais financiers of the devis, the treasury says by how much; of one that they cover, nothing.
func TestFinanceCostsOfTheDevis(t *testing.T) {
	said := func(counted string) string {
		in := cashInput()
		in.Credit = claims()
		in.Settings.Facility = &treasury.Facility{Bank: "Banque", Reference: eur("0.025"), Margin: ptr(eur("0.02")),
			Assigned: []treasury.Assignment{{Resource: "canal"}, {Resource: "region"}, {Resource: "credit"}}}
		e := *in.Estimate
		e.Budget.Lines = append(slices.Clone(e.Budget.Lines), budget.Line{ID: "interets", Account: "9411", Label: "Intérêts", Status: budget.Invoice})
		e.Lines = append(slices.Clone(e.Lines), budget.LineAmount{Line: "interets", Account: "9411", Amount: eur(counted), Active: true})
		in.Estimate = &e
		c, err := treasury.Cash(in)
		require.NoError(t, err)
		for _, i := range c.Report.Of(moteur.Warning) {
			if i.Rule == "financing/finance-costs-short" {
				assert.Contains(t, i.Message, fr.Euros(c.Interest.Add(c.Fees).Sub(eur(counted))))
				return i.Message
			}
		}
		return ""
	}
	assert.NotEmpty(t, said("1"))
	assert.Empty(t, said("900000"))
}
