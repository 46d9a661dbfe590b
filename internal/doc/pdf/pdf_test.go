package pdf_test

import (
	"bytes"
	"errors"
	"fmt"
	"html"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"
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

// saved writes the PDF to a file for the outside programs.
func saved(t testing.TB, content []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "d.pdf")
	require.NoError(t, os.WriteFile(path, content, 0o644))
	return path
}

func run(t testing.TB, name string, args ...string) string {
	t.Helper()
	out, err := exec.Command(testkit.Tool(t, name), args...).CombinedOutput()
	require.NoError(t, err, "%s", out)
	return string(out)
}

// word is a word of a page with its box, in points.
type word struct {
	page           int
	x1, y1, x2, y2 float64
	text           string
}

var wordRE = regexp.MustCompile(`<page width="([\d.]+)" height="([\d.]+)">|<word xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">(.*?)</word>`)

// words reads the words of a PDF; it fails when one leaves the page or touches another.
func words(t testing.TB, content []byte) []word {
	t.Helper()
	out := filepath.Join(t.TempDir(), "w.html")
	run(t, "pdftotext", "-bbox", saved(t, content), out)
	b, err := os.ReadFile(out)
	require.NoError(t, err)
	num := func(s string) float64 { f, _ := strconv.ParseFloat(s, 64); return f }
	var ws []word
	page, w, h := 0, 0.0, 0.0
	for _, m := range wordRE.FindAllStringSubmatch(string(b), -1) {
		if m[1] != "" {
			page, w, h = page+1, num(m[1]), num(m[2])
			continue
		}
		x := word{page, num(m[3]), num(m[4]), num(m[5]), num(m[6]), html.UnescapeString(m[7])}
		if x.x1 < -0.5 || x.y1 < -0.5 || x.x2 > w+0.5 || x.y2 > h+0.5 {
			t.Errorf("page %d: %q leaves the page: %.1f %.1f %.1f %.1f", page, x.text, x.x1, x.y1, x.x2, x.y2)
		}
		ws = append(ws, x)
	}
	const slack = 1.2 // boxes hold the ascent and descent of the font, which letters seldom reach
	for i, a := range ws {
		for _, b := range ws[i+1:] {
			if b.page != a.page {
				break
			}
			dx, dy := min(a.x2, b.x2)-max(a.x1, b.x1), min(a.y2, b.y2)-max(a.y1, b.y1)
			if dx > slack && dy > slack+0.18*min(a.y2-a.y1, b.y2-b.y1) {
				t.Errorf("page %d: %q and %q overlap (%.1f × %.1f)", a.page, a.text, b.text, dx, dy)
			}
		}
	}
	return ws
}

// unspaced writes every no-break space as a plain one: pdftotext splits words there.
var unspaced = strings.NewReplacer("\u202f", " ", "\u00a0", " ")

func plain(ws []word) string {
	var b strings.Builder
	for _, w := range ws {
		b.WriteString(w.text + " ")
	}
	return unspaced.Replace(b.String())
}

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
			content := write(t, d)
			path := saved(t, content)
			assert.Contains(t, run(t, "qpdf", "--check", path), "No syntax or stream encoding errors")
			got := plain(words(t, content))
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

func TestFontsEmbedded(t *testing.T) {
	out := run(t, "pdffonts", saved(t, write(t, doctest.Sample())))
	lines := strings.Split(strings.TrimSpace(out), "\n")[2:]
	require.Len(t, lines, 2)
	for _, l := range lines {
		assert.Regexp(t, `yes +(yes|no) +yes +\d+ +\d+$`, l)
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
	start := time.Now()
	content := write(t, doc.Document{Title: "Longue table", Blocks: []doc.Block{rows(n)}})
	t.Logf("%d rows in %s, %d bytes", n, time.Since(start), len(content))
	assert.Less(t, time.Since(start), 8*time.Second)
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
		seen[w.text]++
	}
	for _, w := range append(long, "avant", "après") {
		require.Equal(t, 1, seen[w], w)
	}
	letters := 0
	for _, w := range ws {
		if len(w.text) > 3 && strings.Contains(strings.Repeat("insécable", 30), w.text) {
			letters += utf8.RuneCountInString(w.text)
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
		if w.text == "FIN" {
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

func TestUnknownPaper(t *testing.T) {
	require.Error(t, pdf.Write(&bytes.Buffer{}, doc.Document{Page: 99}))
}

type full struct{}

var errFull = errors.New("full")

func (full) Write([]byte) (int, error) { return 0, errFull }

func TestWriterError(t *testing.T) {
	require.ErrorIs(t, pdf.Write(full{}, doctest.Sample()), errFull)
}
