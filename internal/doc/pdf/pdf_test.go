package pdf_test

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/doc"
	"github.com/moteur-film/moteur/internal/doc/doctest"
	"github.com/moteur-film/moteur/internal/doc/pdf"
	"github.com/moteur-film/moteur/internal/testkit"
)

var papers = map[string]doc.Page{"portrait": doc.Portrait, "landscape": doc.Landscape, "a3": doc.A3, "slide": doc.Slide}

func write(t testing.TB, d doc.Document) []byte {
	t.Helper()
	var b bytes.Buffer
	require.NoError(t, pdf.Write(&b, d))
	return b.Bytes()
}

func saved(t testing.TB, content []byte) string { return testkit.TempFile(t, "d.pdf", content) }

func run(t testing.TB, name string, args ...string) string { return testkit.Run(t, name, args...) }

func words(t testing.TB, content []byte) []testkit.Word { return testkit.Words(t, content) }

func plain(ws []testkit.Word) string { return testkit.Text(ws) }

func TestSameBytes(t *testing.T) {
	for name, page := range papers {
		d := doctest.Sample()
		d.Page = page
		one := write(t, d)
		testkit.Save(t, "sample-"+name+".pdf", one)
		require.True(t, bytes.Equal(one, write(t, d)), "two runs differ")
	}
}

func TestSamplePages(t *testing.T) {
	for name, page := range papers {
		t.Run(name, func(t *testing.T) {
			d := doctest.Sample()
			d.Page = page
			got := testkit.Paper(t, write(t, d))
			for _, want := range []string{
				"Łukasz", "Żółkiewski", "Đặng", "Thị", "Ελένη", "Παπαδοπούλου", "Кирилл", "Соколов", "≥", "−3,", "→", "[x]",
				"2 871 450", "92 384,14", "FIN", "point", "bas", "TOTAL", "Sous-total", "Étalonnage", "Cancale",
			} {
				assert.Contains(t, got, want)
			}
			n, err := pdf.Pages(d)
			require.NoError(t, err)
			assert.Contains(t, got, fmt.Sprintf("page %d / %d", n, n))
		})
	}
}

// rows is a table of n lines with amounts of all lengths and an unbreakable word here and there.
func rows(n int) doc.Table {
	t := doc.Table{Title: "Longue table", Columns: []doc.Column{
		{Title: "N°", Kind: doc.Int}, {Title: "Libellé", Width: 6}, {Title: "Jour", Kind: doc.Date}, {Title: "Montant hors taxes", Kind: doc.Amount},
	}}
	for i := range n {
		t.Rows = append(t.Rows, doc.Row{Cells: []doc.Cell{
			doc.N(i + 1), doc.S(fmt.Sprintf("Ligne %d, location d'un projecteur et de ses accessoires", i+1)),
			doc.D(moteur.NewDate(2026, 1, 1).AddDays(i % 300)), doc.Eur(decimal.New(int64(i)*int64(i)*137+7, -2)),
		}})
	}
	return t
}

func TestLongTable(t *testing.T) {
	const n = 10_000
	content := write(t, doc.Document{Title: "Longue table", Blocks: []doc.Block{rows(n)}})
	out := run(t, "pdftotext", "-layout", saved(t, content), "-")
	pages := strings.Count(out, "\f")
	require.Greater(t, pages, 100)
	assert.Equal(t, pages, strings.Count(out, "Libellé"), "the heads are printed once a page")
	for i := 1; i <= n; i += 97 {
		assert.Contains(t, out, fmt.Sprintf("Ligne %d,", i))
	}
	assert.Contains(t, out, fmt.Sprintf("page %d / %d", pages, pages))
}

func TestTallRow(t *testing.T) {
	var long []string
	for i := range 900 {
		long = append(long, fmt.Sprintf("mot%d", i))
	}
	d := doc.Document{Title: "Ligne haute", Blocks: []doc.Block{doc.Table{
		Columns: []doc.Column{{Title: "Étroite"}, {Title: "Large", Width: 1}, {Title: "Autre", Width: 2}},
		Rows: []doc.Row{
			{Cells: []doc.Cell{doc.S("avant"), doc.S("x"), doc.S("y")}},
			{Cells: []doc.Cell{doc.S(strings.Join(long, " ")), doc.S("court"), doc.S(strings.Repeat("insécable", 200))}},
			{Cells: []doc.Cell{doc.S("après"), doc.S("x"), doc.S("y")}},
		},
	}}}
	ws := words(t, write(t, d))
	seen := map[string]int{}
	for _, w := range ws {
		seen[w.Text]++
	}
	for _, w := range append(long, "avant", "après") {
		require.Equal(t, 1, seen[w], w)
	}
	letters := 0
	for _, w := range ws {
		if len(w.Text) > 3 && strings.Contains(strings.Repeat("insécable", 30), w.Text) {
			letters += utf8.RuneCountInString(w.Text)
		}
	}
	assert.Equal(t, 200*9, letters, "no letter of an over-long word is lost")
}

func TestFiguresAreNeverCut(t *testing.T) {
	big := decimal.RequireFromString("123456789012.34")
	tab := doc.Table{}
	row := doc.Row{}
	for i := range 14 {
		tab.Columns = append(tab.Columns, doc.Column{Title: fmt.Sprintf("Mois %d", i), Kind: doc.Amount})
		row.Cells = append(row.Cells, doc.Eur(big.Add(decimal.NewFromInt(int64(i)))))
	}
	tab.Rows = []doc.Row{row}
	got := plain(words(t, write(t, doc.Document{Title: "Large", Blocks: []doc.Block{tab}})))
	for i := range 14 {
		assert.Contains(t, got, fmt.Sprintf("123 456 789 %03d,34", 12+i))
	}
}

func TestBoardOf600Strips(t *testing.T) {
	ws := words(t, write(t, doc.Document{Title: "Plan de travail", Page: doc.Landscape, Blocks: []doc.Block{doctest.Board(600)}}))
	ends := 0
	for _, w := range ws {
		if w.Text == "FIN" {
			ends++
		}
	}
	assert.Equal(t, 120, ends)
}

func TestWideGrid(t *testing.T) {
	for _, n := range []int{5, 60, 300} {
		g := doctest.Presence(n)
		content := write(t, doc.Document{Title: "Présences", Blocks: []doc.Block{g}})
		testkit.Save(t, fmt.Sprintf("grid-%d.pdf", n), content)
		got := plain(words(t, content))
		assert.Equal(t, 1, strings.Count(got, "Attente"), "the totals are printed once")
		assert.Equal(t, 3, strings.Count(got, "SW "), "each role starts once")
	}
}

func TestCrowdedCharts(t *testing.T) {
	c := doc.Chart{Kind: doc.Curve, Title: "Dense", Unit: "€", Series: []doc.Series{{Name: "a"}}}
	for i := range 120 {
		c.Labels = append(c.Labels, fmt.Sprintf("semaine %d", i))
		c.Series[0].Values = append(c.Series[0].Values, decimal.NewFromInt(int64((i*7919)%1000-300)))
	}
	for i := range 6 {
		c.Marks = append(c.Marks, doc.Mark{Index: i * 2, Text: fmt.Sprintf("repère numéro %d", i)})
	}
	flat := doc.Chart{Kind: doc.Bars, Title: "Plat", Labels: []string{"a", "b"}, Series: []doc.Series{{Values: []decimal.Decimal{decimal.Zero, decimal.Zero}}}}
	odd := doc.Chart{Kind: doc.Stacked, Title: "Incomplet", Labels: []string{"un libellé très long qui ne tient pas du tout sous sa barre", "b"},
		Series: []doc.Series{{Name: "x"}, {Name: "y", Values: []decimal.Decimal{decimal.New(1, 900)}}}, Marks: []doc.Mark{{Series: 7, Index: -1}}}
	content := write(t, doc.Document{Title: "Courbes", Blocks: []doc.Block{c, flat, odd, doc.Chart{}, doc.Gantt{}, doc.Grid{}, doc.Board{}, doc.Table{}}})
	testkit.Save(t, "charts.pdf", content)
	words(t, content)
}

// TestHeadsAreWhole sets tables of many shapes: no word of a head and no figure is cut, as long as the page has room.
func TestHeadsAreWhole(t *testing.T) {
	words := []string{"Timing", "Interprète", "Convocation", "Minutage", "Pages", "Département", "Montant"}
	for n := 2; n <= len(words); n++ {
		tab := doc.Table{}
		for i := range n {
			tab.Columns = append(tab.Columns, doc.Column{Title: words[i], Width: 0.1 + float64((i*7+n)%5)})
		}
		tab.Rows = []doc.Row{{Cells: []doc.Cell{doc.S(strings.Repeat("un texte ", 60))}}}
		for _, large := range []bool{false, true} {
			got := testkit.Text(testkit.Words(t, write(t, doc.Document{Title: "T", Page: doc.Landscape, Large: large, Blocks: []doc.Block{tab}})))
			for i := range n {
				assert.Contains(t, got, words[i]+" ")
			}
		}
	}
}

// TestSides sets columns side by side, one much longer than the page: nothing is lost, nothing touches, and what follows
// starts under the longest.
func TestSides(t *testing.T) {
	list := func(prefix string, n int) doc.Table {
		t := doc.Table{Columns: []doc.Column{{Title: "Clé"}, {Title: "Texte", Width: 3}}}
		for i := range n {
			t.Rows = append(t.Rows, doc.Row{Cells: []doc.Cell{doc.S(fmt.Sprintf("%s%d", prefix, i)), doc.S("un texte qui passe sur plusieurs lignes dans une colonne étroite")}})
		}
		return t
	}
	for _, dense := range []bool{false, true} {
		d := doc.Document{Title: "Côte à côte", Dense: dense, Blocks: []doc.Block{
			doc.Para{Text: "avant"},
			doc.Side{Weights: []float64{1, 2, 1}, Columns: [][]doc.Block{{list("a", 5)}, {list("b", 120), doc.Bullets{Items: []string{"dernier"}}}, {doc.Fields{Columns: 1, Items: []doc.Field{{Label: "Lever", Value: "07:12"}}}}}},
			doc.Para{Text: "ensuite"}, list("c", 60),
		}}
		content := write(t, d)
		testkit.Save(t, fmt.Sprintf("sides-%v.pdf", dense), content)
		ws := words(t, content)
		seen := map[string]testkit.Word{}
		for _, w := range ws {
			seen[w.Text] = w
		}
		for prefix, n := range map[string]int{"a": 5, "b": 120, "c": 60} {
			for i := range n {
				require.Contains(t, seen, fmt.Sprintf("%s%d", prefix, i))
			}
		}
		last, next := seen["dernier"], seen["ensuite"]
		assert.True(t, next.Page > last.Page || next.Page == last.Page && next.Y1 > last.Y1, "what follows stands under the longest column")
		assert.Equal(t, seen["a0"].Page, seen["b0"].Page)
		assert.InDelta(t, seen["a0"].Y1, seen["b0"].Y1, 0.5)
	}
}

func TestUnknownPaper(t *testing.T) {
	require.Error(t, pdf.Write(&bytes.Buffer{}, doc.Document{Page: 99}))
}

type full struct{}

var errFull = errors.New("full")

func (full) Write([]byte) (int, error) { return 0, errFull }

func TestWriterError(t *testing.T) {
	require.ErrorIs(t, pdf.Write(full{}, doctest.Sample()), errFull)
}
