package testkit

import (
	"html"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// Word is a word of a PDF page with its box, in points from the top left corner.
type Word struct {
	Page           int
	X1, Y1, X2, Y2 float64
	Text           string
}

var wordRE = regexp.MustCompile(`<page width="([\d.]+)" height="([\d.]+)">|` +
	`<word xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">(.*?)</word>`)

// Run runs an outside program and returns what it prints. It skips the test when the program is absent (see Tool).
func Run(t testing.TB, name string, args ...string) string {
	t.Helper()
	out, err := exec.Command(Tool(t, name), args...).CombinedOutput()
	require.NoError(t, err, "%s", out)
	return string(out)
}

// TempFile writes a file for the outside programs and returns its path.
func TempFile(t testing.TB, name string, content []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	require.NoError(t, os.WriteFile(path, content, 0o644))
	return path
}

// Words reads the words of a PDF with pdftotext; it fails the test when a word leaves its page or touches another.
func Words(t testing.TB, pdf []byte) []Word {
	t.Helper()
	in := TempFile(t, "d.pdf", pdf)
	out := filepath.Join(filepath.Dir(in), "words.html")
	Run(t, "pdftotext", "-bbox", in, out)
	b, err := os.ReadFile(out)
	require.NoError(t, err)
	num := func(s string) float64 { f, _ := strconv.ParseFloat(s, 64); return f }
	var ws []Word
	page, w, h := 0, 0.0, 0.0
	for _, m := range wordRE.FindAllStringSubmatch(string(b), -1) {
		if m[1] != "" {
			page, w, h = page+1, num(m[1]), num(m[2])
			continue
		}
		x := Word{page, num(m[3]), num(m[4]), num(m[5]), num(m[6]), html.UnescapeString(m[7])}
		if x.X1 < -0.5 || x.Y1 < -0.5 || x.X2 > w+0.5 || x.Y2 > h+0.5 {
			t.Errorf("page %d: %q leaves the page: %.1f %.1f %.1f %.1f", page, x.Text, x.X1, x.Y1, x.X2, x.Y2)
		}
		ws = append(ws, x)
	}
	const slack = 1.2 // boxes hold the ascent and descent of the font, which letters seldom reach
	for i, a := range ws {
		for _, b := range ws[i+1:] {
			if b.Page != a.Page {
				break
			}
			dx, dy := min(a.X2, b.X2)-max(a.X1, b.X1), min(a.Y2, b.Y2)-max(a.Y1, b.Y1)
			if dx > slack && dy > slack+0.18*min(a.Y2-a.Y1, b.Y2-b.Y1) {
				t.Errorf("page %d: %q and %q overlap (%.1f × %.1f)", a.Page, a.Text, b.Text, dx, dy)
			}
		}
	}
	return ws
}

// unspaced writes every no-break space as a plain one: pdftotext splits words there.
var unspaced = strings.NewReplacer("\u202f", " ", "\u00a0", " ")

// Text joins words with single plain spaces.
func Text(ws []Word) string {
	var b strings.Builder
	for _, w := range ws {
		b.WriteString(w.Text + " ")
	}
	return unspaced.Replace(b.String())
}

// Paper proves that a PDF is sound (qpdf), that every font is embedded and readable (pdffonts), and that no word leaves its page or
// touches another; it returns its words, separated by single spaces.
func Paper(t testing.TB, pdf []byte) string {
	t.Helper()
	path := TempFile(t, "d.pdf", pdf)
	require.Contains(t, Run(t, "qpdf", "--check", path), "No syntax or stream encoding errors")
	lines := strings.Split(strings.TrimSpace(Run(t, "pdffonts", path)), "\n")
	require.Greater(t, len(lines), 2, "no font")
	for _, l := range lines[2:] {
		require.Regexp(t, `yes +(yes|no) +yes +\d+ +\d+$`, l)
	}
	return Text(Words(t, pdf))
}
