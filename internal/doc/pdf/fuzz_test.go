package pdf_test

import (
	"bytes"
	"testing"
	"unicode"

	"github.com/go-pdf/fpdf"
	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-fonts/liberation/liberationsansbold"
	"github.com/go-fonts/liberation/liberationsansregular"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/doc"
	"github.com/moteur-film/moteur/internal/doc/pdf"
)

// everywhere puts a text and numbers in every place of a document that holds some.
func everywhere(s string, n int, f float64) doc.Document {
	v := decimal.New(int64(f*100), int32(n%40))
	day := moteur.NewDate(2026, 1, 1).AddDays(n % 5000)
	series := []doc.Series{{Name: s, Colour: doc.Colour(s), Values: []decimal.Decimal{v, v.Neg(), decimal.Zero}}, {Name: s, Values: []decimal.Decimal{v}}}
	d := doc.Document{Title: s, Subtitle: s, Film: s, Company: s, Version: s, Footer: s, Page: doc.Page(uint(n) % 4), Date: day}
	d.Blocks = []doc.Block{
		doc.Heading{Level: n, Text: s}, doc.Para{Text: s, Style: doc.Style(uint(n) % 9)}, doc.Bullets{Items: []string{s, ""}},
		doc.Fields{Columns: n, Items: []doc.Field{{Label: s, Value: s}, {}}}, doc.Figures{Items: []doc.Figure{{Label: s, Value: s, Note: s}}},
		doc.Table{Title: s, Columns: []doc.Column{{Title: s, Width: f}, {Kind: doc.Amount}, {Title: s, SheetOnly: n%2 == 0}}, Rows: []doc.Row{
			{Indent: n, Cells: []doc.Cell{doc.S(s).Over(n), doc.Eur(v), doc.S(s), doc.S(s)}}, {Style: doc.Section, Cells: []doc.Cell{doc.C(s).On(doc.Colour(s))}}, {Style: doc.Total},
		}},
		doc.Board{Columns: []doc.Column{{Title: s}, {Width: f}}, Strips: []doc.Strip{{Banner: s, Ink: doc.Colour(s)}, {Fill: doc.Colour(s), Cells: []string{s, s, s}}}},
		doc.Grid{Corner: s, Heads: []string{s, "a"}, TailHeads: []string{s}, Rows: []doc.GridRow{{Label: s, Cells: []doc.GridCell{{Text: s, Fill: doc.Colour(s)}}, Tail: []string{s, s}}}},
		doc.Gantt{Title: s, Rows: []doc.GanttRow{{Label: s, Bars: []doc.GanttBar{{Span: moteur.Span{From: day, To: day.AddDays(n)}, Label: s}, {Span: moteur.Span{From: day}, Label: s, Milestone: true}}}}},
		doc.Side{Weights: []float64{f, 1}, Columns: [][]doc.Block{{doc.Para{Text: s}}, {doc.Fields{Items: []doc.Field{{Label: s, Value: s}}}}, {doc.Table{Columns: []doc.Column{{Title: s}}}}}},
		doc.Signatures{Place: s, Names: []string{s, s, s, s}}, doc.PageBreak{}, doc.PageBreak{},
	}
	for _, k := range []doc.ChartKind{doc.Curve, doc.Bars, doc.HBars, doc.Stacked} {
		d.Blocks = append(d.Blocks, doc.Chart{Kind: k, Title: s, Unit: s, Labels: []string{s, "b", ""}, Series: series, Height: f, Marks: []doc.Mark{{Index: n, Text: s}, {Text: s}}})
	}
	return d
}

var fuzzSeeds = []string{"", "é", "🎬🎥", "a\u0301\u0323\u0323", "\ue1e2\ue3e4", "{nb}", "مرحبا", "\xff\xfe", "\u200f\u2028\u0000\t\r\n", "Đặng\u202fThị", "#12ZZ99", "#1F3F5B", "﷽"}

// FuzzWrite looks for a panic, an error, or a document that differs from one run to the next.
func FuzzWrite(f *testing.F) {
	for i, s := range fuzzSeeds {
		f.Add(s, i*7-3, float64(i)*3.7)
	}
	f.Fuzz(func(t *testing.T, s string, n int, x float64) {
		if len(s) > 4000 {
			s = s[:4000]
		}
		var a, b bytes.Buffer
		require.NoError(t, pdf.Write(&a, everywhere(s, n, x)))
		require.NoError(t, pdf.Write(&b, everywhere(s, n, x)))
		require.True(t, bytes.Equal(a.Bytes(), b.Bytes()))
		require.False(t, bytes.Contains(a.Bytes(), []byte("NaN")))
	})
}

func TestOddTextIsValid(t *testing.T) {
	for i, s := range fuzzSeeds {
		assert.Contains(t, run(t, "qpdf", "--check", saved(t, write(t, everywhere(s, i, 12)))), "No syntax or stream encoding errors", "%q", s)
	}
	got := plain(words(t, write(t, doc.Document{Title: "Alias", Blocks: []doc.Block{doc.Para{Text: "avant \ue1e2\ue3e4 {nb} 🎬 après"}}})))
	assert.Contains(t, got, "avant □□ {nb} □ après")
}

// TestNothingDisappears prints every letter and sign of the scripts that names and documents use, and reads them back.
func TestNothingDisappears(t *testing.T) {
	var s []rune
	add := func(from, to rune) {
		for r := from; r <= to; r++ {
			if unicode.IsLetter(r) || unicode.IsPunct(r) || unicode.IsSymbol(r) {
				s = append(s, r)
			}
		}
	}
	add(0x21, 0x17f)    // Latin
	add(0x386, 0x3ce)   // Greek
	add(0x400, 0x45f)   // Cyrillic
	add(0x1ea0, 0x1ef9) // Vietnamese
	s = append(s, []rune("–—‘’“”„†‡•…‰‹›€™−≤≥≠≈→←↑↓■□▪►◄◊°×÷¼½¾")...)
	var text []rune
	for i, r := range s {
		text = append(text, 'x', r, 'x')
		if i%12 == 11 {
			text = append(text, ' ')
		}
	}
	got := plain(words(t, write(t, doc.Document{Title: "Lettres", Blocks: []doc.Block{doc.Para{Text: string(text)}}})))
	for _, r := range s {
		if r == 0x37e || r == 0x387 || r == 0x17f {
			continue // composed forms of other signs
		}
		assert.Contains(t, got, "x"+string(r)+"x", "%U", r)
	}
}

// rival prints the same table with fpdf alone: same cells, same rules, heads on each page, no wrapping and no measuring but
// the alignment.
func rival(b *bytes.Buffer, t doc.Table) error {
	p := fpdf.New("P", "mm", "A4", "")
	p.AddUTF8FontFromBytes("l", "", liberationsansregular.TTF)
	p.AddUTF8FontFromBytes("l", "B", liberationsansbold.TTF)
	p.SetAutoPageBreak(false, 0)
	w := []float64{15, 105, 22, 34}
	head := func() {
		p.AddPage()
		p.SetFont("l", "B", 7.4)
		for i, c := range t.Columns {
			p.CellFormat(w[i], 5, c.Title, "B", 0, "L", false, 0, "")
		}
		p.Ln(5)
		p.SetFont("l", "", 8)
	}
	head()
	for _, r := range t.Rows {
		if p.GetY() > 275 {
			head()
		}
		for i, c := range r.Cells {
			p.CellFormat(w[i], 5, c.Label(), "B", 0, []string{"R", "L", "L", "R"}[i], false, 0, "")
		}
		p.Ln(5)
	}
	return p.Output(b)
}

func BenchmarkTable10000(b *testing.B) {
	t := rows(10_000)
	b.Run("moteur", func(b *testing.B) {
		for b.Loop() {
			require.NoError(b, pdf.Write(&bytes.Buffer{}, doc.Document{Title: "T", Blocks: []doc.Block{t}}))
		}
	})
	b.Run("fpdf", func(b *testing.B) {
		for b.Loop() {
			require.NoError(b, rival(&bytes.Buffer{}, t))
		}
	})
}
