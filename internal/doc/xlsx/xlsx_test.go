package xlsx_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/doc"
	"github.com/moteur-film/moteur/internal/doc/doctest"
	"github.com/moteur-film/moteur/internal/doc/xlsx"
	"github.com/moteur-film/moteur/internal/testkit"
)

func write(t testing.TB, d doc.Document) []byte {
	t.Helper()
	var b bytes.Buffer
	require.NoError(t, xlsx.Write(&b, d))
	return b.Bytes()
}

func read(t testing.TB, content []byte) xlsx.Workbook {
	t.Helper()
	wb, err := xlsx.Read(bytes.NewReader(content), xlsx.Limits{})
	require.NoError(t, err)
	return wb
}

func TestSameBytes(t *testing.T) {
	one := write(t, doctest.Sample())
	testkit.Save(t, "sample.xlsx", one)
	for range 8 {
		require.True(t, bytes.Equal(one, write(t, doctest.Sample())), "two runs differ")
	}
}

// wrong is a workbook whose cached value is not what its formula computes: the proof must see it.
func wrong() doc.Document {
	return doc.Document{Title: "Témoin", Blocks: []doc.Block{doc.Table{Columns: []doc.Column{{Key: "a", Title: "A"}}, Rows: []doc.Row{
		{Cells: []doc.Cell{doc.Num(decimal.RequireFromString("7.25"), 2).With("1+1")}},
	}}}}
}

func TestLiveInLibreOffice(t *testing.T) {
	files := map[string][]byte{"sample.xlsx": write(t, doctest.Sample()), "wrong.xlsx": write(t, wrong())}
	require.NotZero(t, testkit.Formulas(t, files["sample.xlsx"]))
	again := testkit.Recalculate(t, files)
	assert.Empty(t, testkit.Differences(t, files["sample.xlsx"], again["sample.xlsx"]))
	assert.NotEmpty(t, testkit.Differences(t, files["wrong.xlsx"], again["wrong.xlsx"]), "the proof does not see a wrong value")
}

func TestReadBack(t *testing.T) {
	wb := read(t, write(t, doctest.Sample()))
	s, ok := wb.Sheet("DEVIS")
	require.True(t, ok)
	h, ok := s.Find("montant (€)", "LIBELLE", "Clé")
	require.True(t, ok)
	require.False(t, h.Has("Visa"), "a column for paper only is in the workbook")
	row := h.Row + 2
	assert.Equal(t, "Scénario", h.Text(row, "Libellé"))
	assert.Equal(t, "id-a11", h.Text(row, "Clé"))
	d, given, err := h.Decimal(row+1, "Prix unitaire")
	require.NoError(t, err)
	require.True(t, given)
	assert.True(t, decimal.RequireFromString("12500.55").Equal(d), "got %s", d)
	n, _, err := h.Int(row+1, "Quantité")
	require.NoError(t, err)
	assert.Equal(t, 2, n)
	_, _, err = h.Decimal(row, "Libellé")
	var cell *xlsx.CellError
	require.ErrorAs(t, err, &cell)
	assert.Equal(t, h.Ref(row, "Libellé"), cell.Ref)
	assert.True(t, strings.HasPrefix(cell.Ref, "Devis!B"), cell.Ref)
	c, ok := s.FindFrom(h.End(), "Depuis", "Taux")
	require.True(t, ok)
	date, err := c.Date(c.Row+1, "Depuis")
	require.NoError(t, err)
	assert.Equal(t, moteur.NewDate(2026, 1, 1), date)
}
