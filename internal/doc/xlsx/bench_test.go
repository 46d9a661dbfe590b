package xlsx_test

import (
	"bytes"
	"fmt"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"

	"github.com/moteur-film/moteur/internal/doc"
	"github.com/moteur-film/moteur/internal/doc/xlsx"
)

// lines is a devis of n lines: number, label, quantity, price, and a live product.
func lines(n int) doc.Document {
	t := doc.Table{Key: "devis", Columns: []doc.Column{
		{Key: "no", Title: "N°", Kind: doc.Int}, {Key: "label", Title: "Libellé"}, {Key: "qty", Title: "Quantité", Kind: doc.Number},
		{Key: "rate", Title: "Prix", Kind: doc.Amount}, {Key: "amount", Title: "Montant", Kind: doc.Amount},
	}}
	for i := range n {
		q, r := decimal.New(int64(i%90+5), -1), decimal.New(int64(i*37+999), -2)
		t.Rows = append(t.Rows, doc.Row{Key: fmt.Sprint(i), Cells: []doc.Cell{
			doc.N(i), doc.S("Location de matériel, lot"), doc.Num(q, 1), doc.Eur(r), doc.Eur(q.Mul(r).Round(2)).With("ROUND({@.qty}*{@.rate},2)"),
		}})
	}
	return doc.Document{Title: "Devis", Blocks: []doc.Block{t}}
}

// rival writes the same cells, values, formulas and formats with the stream of excelize alone.
func rival(b *bytes.Buffer, d doc.Document) error {
	f := excelize.NewFile()
	defer f.Close()
	euro, whole, one := `[$-40C]#,##0.00\ "€"`, `[$-40C]#,##0`, `[$-40C]#,##0.0`
	var ids [3]int
	for i, format := range []*string{&whole, &one, &euro} {
		id, err := f.NewStyle(&excelize.Style{CustomNumFmt: format, Border: []excelize.Border{{Type: "bottom", Style: 1, Color: "D5D9DD"}}})
		if err != nil {
			return err
		}
		ids[i] = id
	}
	sw, err := f.NewStreamWriter("Sheet1")
	if err != nil {
		return err
	}
	t := d.Blocks[0].(doc.Table)
	for i, r := range t.Rows {
		v := func(k int) float64 { return r.Cells[k].Number.InexactFloat64() }
		row := i + 5
		if err := sw.SetRow(fmt.Sprintf("A%d", row), []any{
			excelize.Cell{StyleID: ids[0], Value: v(0)}, excelize.Cell{Value: r.Cells[1].Text}, excelize.Cell{StyleID: ids[1], Value: v(2)},
			excelize.Cell{StyleID: ids[2], Value: v(3)}, excelize.Cell{StyleID: ids[2], Value: v(4), Formula: fmt.Sprintf("ROUND(C%d*D%d,2)", row, row)},
		}); err != nil {
			return err
		}
	}
	if err := sw.Flush(); err != nil {
		return err
	}
	return f.Write(b)
}

func BenchmarkWrite10000(b *testing.B) {
	d := lines(10_000)
	b.Run("moteur", func(b *testing.B) {
		for b.Loop() {
			require.NoError(b, xlsx.Write(&bytes.Buffer{}, d))
		}
	})
	b.Run("excelize", func(b *testing.B) {
		for b.Loop() {
			require.NoError(b, rival(&bytes.Buffer{}, d))
		}
	})
}
