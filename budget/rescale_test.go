package budget_test

import (
	"bytes"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/budget"
	"github.com/moteur-film/moteur/internal/doc"
)

// cameraSplit is a devis of one line split by amounts, on an account of its own.
func cameraSplit() budget.Budget {
	return budget.Budget{Title: "Essai", Date: sample().Date, Lines: []budget.Line{{ID: "camera", Account: "7111", Label: "Caméra", Quantity: d("2"), Rate: d("150"), Unit: "week",
		Status: budget.Invoice, Split: map[string]map[string]decimal.Decimal{budget.TerritoryAxis: {"FR": d("100"), "BE": d("200")}}}}}
}

// A rate changed in the workbook takes the split by amounts along, named by its cell; one that still adds up is left alone.
func TestChangedRateRescalesTheSplit(t *testing.T) {
	content := workbook(t, cameraSplit())
	r, err := budget.ReadWorkbook(bytes.NewReader(content))
	require.NoError(t, err)
	assert.Empty(t, r.Report.Issues)
	same(t, cameraSplit(), r.Budget)
	content = edit(t, content, "xl/worksheets/sheet3.xml", cellOf(t, content, "Caméra", "Tarif"), "><v>50.01</v>")
	r, err = budget.ReadWorkbook(bytes.NewReader(content))
	require.NoError(t, err)
	require.Len(t, r.Report.Issues, 1)
	assert.Contains(t, r.Report.Issues[0].Path, "Répartitions!")
	e, err := budget.Compute(r.Budget)
	require.NoError(t, err)
	equal(t, d("33.34"), e.LineShares(0)[budget.TerritoryAxis]["FR"])
	equal(t, d("66.68"), e.LineShares(0)[budget.TerritoryAxis]["BE"])
}

// What the library finds of a workbook is named by sheet and cell.
func TestFindingsOfAWorkbookAreNamedByCell(t *testing.T) {
	content := workbook(t, sample())
	inline := func(s string) string { return ` t="inlineStr"><is><t>` + s + `</t></is>` }
	var want []string
	for _, c := range []struct{ label, title, value string }{
		{"Électriciens", "Compte", inline("2699X")}, {"Fixeur à Genève", "Devise", inline("XYZ")}, {"Cantine", "Formule de quantité", inline("shoot_dayz * 2")},
		{"Caméra", "Taux de charges", inline("inconnu")},
	} {
		ref := cellOf(t, content, c.label, c.title)
		content = edit(t, content, "xl/worksheets/sheet3.xml", ref, c.value)
		if c.title != "Taux de charges" { // looked at once the rest computes
			want = append(want, "Lignes!"+ref)
		}
	}
	r, err := budget.ReadWorkbook(bytes.NewReader(content))
	require.NoError(t, err)
	require.NoError(t, r.Report.Err())
	e, err := budget.Compute(r.Budget)
	require.Error(t, err)
	var got []string
	for _, i := range r.Named(e.Report).Issues {
		if i.Severity == moteur.Error {
			got = append(got, i.Path)
		}
	}
	assert.Subset(t, got, want)
	for _, path := range got {
		assert.Contains(t, path, "!", "a cell")
	}
}

// Nobody is nobody: a zero typed for the number counts nothing, as in the workbook, and is told.
func TestZeroPersonsInAWorkbook(t *testing.T) {
	content := workbook(t, sample())
	ref := cellOf(t, content, "Figurants", "Nb")
	r, err := budget.ReadWorkbook(bytes.NewReader(edit(t, content, "xl/worksheets/sheet3.xml", ref, "><v>0</v>")))
	require.NoError(t, err)
	require.Len(t, r.Report.Issues, 1)
	assert.Equal(t, "Lignes!"+ref, r.Report.Issues[0].Path)
	e, err := budget.Compute(r.Budget)
	require.NoError(t, err)
	for i, l := range e.Budget.Lines {
		if l.Label == "Figurants" {
			equal(t, d("0"), e.Lines[i].Amount)
			equal(t, d("0"), e.Lines[i].Charges)
		}
	}
}

// A line moved to another account says it: what one account loses, the other gains, beside what else the line changes.
func TestMovedLineHasItsCause(t *testing.T) {
	before, err := budget.Compute(cameraSplit())
	require.NoError(t, err)
	b := cameraSplit()
	b.Lines[0].Account, b.Lines[0].Rate, b.Lines[0].Split = "7211", d("200"), nil
	after, err := budget.Compute(b)
	require.NoError(t, err)
	c := budget.Compare(before, after)
	by := map[string]decimal.Decimal{}
	moved := 0
	for _, x := range c.Differences {
		by[x.Account] = by[x.Account].Add(x.Amount)
		if x.Cause == budget.CauseMoved {
			moved++
		}
	}
	assert.Equal(t, 2, moved)
	for _, a := range c.Accounts {
		if a.Code == "7111" || a.Code == "7211" {
			equal(t, a.Change, by[a.Code], a.Code)
		}
	}
	equal(t, d("0"), c.ByCause()[budget.CauseMoved])
	equal(t, d("100"), c.ByCause()[budget.CauseRate])
}

// The paper names the company and is signed; the copy that is sent has no remarks.
func TestThePaperIsSigned(t *testing.T) {
	b := sample()
	b.Company = "Les Films du Goulet"
	e, err := budget.Compute(b)
	require.NoError(t, err)
	for _, paper := range []doc.Document{e.Document(), e.Sent().Document()} {
		assert.Equal(t, b.Company, paper.Company)
		assert.Equal(t, b.Version, paper.Version)
		signed := false
		for _, block := range paper.Blocks {
			if s, ok := block.(doc.Signatures); ok {
				signed = true
				assert.Contains(t, s.Names[0], b.Company)
			}
		}
		assert.True(t, signed)
	}
}
