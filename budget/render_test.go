package budget_test

import (
	"bytes"
	"io"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur/budget"
	"github.com/moteur-film/moteur/internal/doc/text"
	"github.com/moteur-film/moteur/internal/testkit"
)

func TestDocuments(t *testing.T) {
	e := frozen(t)
	cheaper := sample()
	cheaper.Version, cheaper.Lines[4].Rate, cheaper.GroupsOff = "v2", d("950"), nil
	other, err := budget.Compute(cheaper)
	require.NoError(t, err)
	testkit.Golden(t, "devis.txt", text.String(e.Document()))
	testkit.Golden(t, "postes.txt", text.String(e.DocumentAt(budget.Posts)))
	testkit.Golden(t, "sous-postes.txt", text.String(e.DocumentAt(budget.SubPosts)))
	testkit.Golden(t, "comparaison.txt", text.String(budget.Compare(e, other).Document()))
}

// Same input, same bytes.
func TestSameBytes(t *testing.T) {
	var pdf, book [3]bytes.Buffer
	for i := range pdf {
		e := frozen(t)
		require.NoError(t, e.WritePDF(&pdf[i]))
		require.NoError(t, e.WriteXLSX(&book[i]))
	}
	require.Equal(t, pdf[0].Bytes(), pdf[1].Bytes())
	require.Equal(t, pdf[0].Bytes(), pdf[2].Bytes())
	require.Equal(t, book[0].Bytes(), book[1].Bytes())
	require.Equal(t, book[0].Bytes(), book[2].Bytes())
}

// Every printable result prints on paper and as a workbook.
func TestWriters(t *testing.T) {
	e := frozen(t)
	grid, err := budget.LoadGrid("broadcaster")
	require.NoError(t, err)
	table, err := budget.LoadGridMap("", "broadcaster")
	require.NoError(t, err)
	view, err := budget.Regroup(e, table, grid)
	require.NoError(t, err)
	for _, write := range []func(io.Writer) error{e.WritePDF, e.WriteXLSX, view.WritePDF, view.WriteXLSX, budget.Compare(e, e).WritePDF, budget.Compare(e, e).WriteXLSX} {
		var out bytes.Buffer
		require.NoError(t, write(&out))
		require.NotZero(t, out.Len())
	}
}
