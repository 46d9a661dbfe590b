package doc_test

import (
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/doc"
)

func TestColours(t *testing.T) {
	r, g, b, ok := doc.Colour("#1F3F5B").RGB()
	assert.Equal(t, []any{uint8(0x1f), uint8(0x3f), uint8(0x5b), true}, []any{r, g, b, ok})
	for _, bad := range []doc.Colour{"", "#FFF", "1F3F5B0", "#GGGGGG", "#+1+1+1"} {
		_, _, _, ok := bad.RGB()
		assert.False(t, ok, "%q", bad)
	}
	assert.InDelta(t, 21, doc.Contrast("#000000", "#FFFFFF"), 0.01)
	assert.InDelta(t, 1, doc.Contrast("#123456", "#123456"), 0.01)
}

func TestReadable(t *testing.T) {
	for _, tc := range []struct{ fill, wish, want doc.Colour }{
		{"#FFFFFF", "", "#000000"}, {"#2B2F36", "", "#FFFFFF"}, {"#FFF3A6", "#B3261E", "#B3261E"}, {"#B3261E", "#B3261E", "#FFFFFF"}, {"", "", "#000000"},
	} {
		assert.Equal(t, tc.want, doc.Readable(tc.fill, tc.wish), "%+v", tc)
	}
	for fill := range 4096 { // every colour of twelve bits takes a readable ink
		c := doc.Colour([]byte{'#', hex(fill >> 8), hex(fill >> 8), hex(fill >> 4 & 15), hex(fill >> 4 & 15), hex(fill & 15), hex(fill & 15)})
		assert.GreaterOrEqual(t, doc.Contrast(c, doc.Readable(c, "")), 4.5, c)
	}
}

func hex(n int) byte { return "0123456789ABCDEF"[n] }

func TestLabels(t *testing.T) {
	d := decimal.RequireFromString("1234.5")
	for want, c := range map[string]doc.Cell{
		"1\u202f234,50": doc.Eur(d), "45,0\u00a0%": doc.Pct(decimal.RequireFromString("0.45"), 1), "1\u202f234,5": doc.Num(d, -1), "1\u202f235": doc.Num(d, 0),
		"12": doc.N(12), "03/03/2026": doc.D(moteur.NewDate(2026, 3, 3)), "": doc.D(moteur.Date{}), "x": doc.C("x"),
	} {
		assert.Equal(t, want, c.Label())
	}
}

func TestGanttExtent(t *testing.T) {
	day := func(n int) moteur.Date { return moteur.NewDate(2026, 1, 1).AddDays(n) }
	g := doc.Gantt{Rows: []doc.GanttRow{{Bars: []doc.GanttBar{{Span: moteur.Span{From: day(5), To: day(9)}}, {Span: moteur.Span{From: day(2)}}}}}}
	assert.Equal(t, moteur.Span{From: day(2), To: day(9)}, g.Extent())
	g.Span = moteur.Span{From: day(0)}
	assert.Equal(t, moteur.Span{From: day(0), To: day(9)}, g.Extent())
}

func TestFindingsAndDerivation(t *testing.T) {
	var r moteur.Report
	assert.Len(t, doc.Findings("", r).Rows, 1, "nothing found is said")
	r.Notef("a", "x/1", "note")
	r.Errorf("b", "x/2", "erreur")
	rows := doc.Findings("", r).Rows
	assert.Equal(t, "Erreur", rows[0].Cells[0].Text, "errors come first")
	s := moteur.Sum("total", moteur.Given("a", decimal.NewFromInt(1)), moteur.Given("b", decimal.NewFromInt(2)))
	rows = doc.Derivation("", s).Rows
	assert.Len(t, rows, 3)
	assert.Equal(t, doc.Total, rows[0].Style)
	assert.Equal(t, 1, rows[1].Indent)
}
