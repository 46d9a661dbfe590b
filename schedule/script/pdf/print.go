package pdf

import (
	"cmp"
	"maps"
	"math"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/internal/pdftext"
	"github.com/moteur-film/moteur/schedule/script"
	"github.com/moteur-film/moteur/schedule/script/internal/layout"
)

// The proportions of a printed text, in parts of the size of its letters.
const (
	sameLine   = 0.3       // two baselines of one line
	raised     = 0.55      // a small letter above or below its line: 2ᵉ
	small      = 0.8       // the size of a small letter
	large      = 1.7       // the size of display type: titles, watermarks
	wordGap    = 0.17      // a space
	pieceGap   = 2.6 * 0.6 // the gap between two pieces of a line: more than two letters and a half
	markGap    = 0.5       // the gap before a revision mark
	stepMin    = 0.9       // the step between two lines
	stepMax    = 1.6       //
	blankSteps = 1.45      // the steps between two lines with a blank between them
)

// print is the text of a document in lines, and what does not stand in them.
type print struct {
	lines []layout.Line
	// slanted and outside are the letters that stand in no line, page by page.
	slanted, outside map[int]string
}

// printed puts letters in lines.
func printed(doc pdftext.Document) *print {
	var outside, slanted []pdftext.Letter
	upright := make([]pdftext.Letter, 0, len(doc.Letters))
	for _, l := range doc.Letters {
		switch {
		case l.Outside:
			outside = append(outside, l)
		case l.Slanted:
			slanted = append(slanted, l)
		default:
			upright = append(upright, l)
		}
	}
	p := &print{slanted: runs(slanted), outside: runs(outside)}
	body := bodySize(upright)
	var lines []line
	for from := 0; from < len(upright); {
		to := from
		for to < len(upright) && upright[to].Page == upright[from].Page {
			to++
		}
		lines = append(lines, pageLines(upright[from:to], body)...)
		from = to
	}
	p.finish(lines, body)
	return p
}

// runs gives the text of each page from its letters in the order they were written, with a space where one jumps.
func runs(letters []pdftext.Letter) map[int]string {
	out := map[int]string{}
	for from := 0; from < len(letters); {
		var b strings.Builder
		page := letters[from].Page
		for i := from; from < len(letters) && letters[from].Page == page; from++ {
			l := letters[from]
			if from > i && (l.Spaced || math.Hypot(l.X-letters[from-1].X, l.Y-letters[from-1].Y) > 1.1*l.Size) {
				b.WriteByte(' ')
			}
			b.WriteRune(l.Rune)
		}
		out[page] = norm.NFC.String(b.String())
	}
	return out
}

// bodySize is the size most letters have.
func bodySize(letters []pdftext.Letter) float64 {
	count := map[int]int{}
	best := 0
	for _, l := range letters {
		half := int(math.Round(2 * l.Size))
		count[half]++
		if count[half] > count[best] || count[half] == count[best] && half < best {
			best = half
		}
	}
	return max(float64(best)/2, 1)
}

// line is a printed line on its way.
type line struct {
	page    int
	y       float64
	large   bool
	letters []pdftext.Letter
}

// pageLines puts the letters of a page in lines, from top to bottom. Display type makes lines of its own: a watermark may cross a line of
// text. Small letters go to the line they are raised above.
func pageLines(letters []pdftext.Letter, body float64) []line {
	var text, display, raisedOnes []pdftext.Letter
	for _, l := range letters {
		switch {
		case l.Size > large*body:
			display = append(display, l)
		case l.Size < small*body:
			raisedOnes = append(raisedOnes, l)
		default:
			text = append(text, l)
		}
	}
	lines := baselines(text, body)
	var apart []pdftext.Letter
	for _, l := range raisedOnes {
		i, _ := slices.BinarySearchFunc(lines, l.Y, func(a line, y float64) int { return cmp.Compare(a.y, y) })
		best := -1
		for _, k := range []int{i - 1, i} {
			if k >= 0 && k < len(lines) && math.Abs(lines[k].y-l.Y) <= raised*body && (best < 0 ||
				math.Abs(lines[k].y-l.Y) < math.Abs(lines[best].y-l.Y)) {
				best = k
			}
		}
		if best < 0 {
			apart = append(apart, l)
		} else {
			lines[best].letters = append(lines[best].letters, l)
		}
	}
	lines = append(lines, baselines(apart, body)...)
	for _, l := range baselines(display, 2*body) {
		l.large = true
		lines = append(lines, l)
	}
	slices.SortStableFunc(lines, func(a, b line) int { return cmp.Compare(a.y, b.y) })
	return lines
}

// baselines groups letters by baseline, from top to bottom.
func baselines(letters []pdftext.Letter, body float64) []line {
	slices.SortStableFunc(letters, func(a, b pdftext.Letter) int { return cmp.Compare(a.Y, b.Y) })
	var lines []line
	for _, l := range letters {
		if n := len(lines); n > 0 && l.Y-lines[n-1].y <= sameLine*body {
			lines[n-1].letters = append(lines[n-1].letters, l)
			continue
		}
		lines = append(lines, line{page: l.Page, y: l.Y, letters: []pdftext.Letter{l}})
	}
	return lines
}

// finish cuts the lines in pieces and measures the blanks between them.
func (p *print) finish(lines []line, body float64) {
	step := pitch(lines, body)
	page, row, above := 0, 0, 0.0
	for _, l := range lines {
		if l.page != page {
			page, row, above = l.page, 0, math.Inf(-1)
		}
		pieces := l.pieces()
		if len(pieces) == 0 {
			continue
		}
		row++
		p.lines = append(p.lines, layout.Line{
			At: script.PageLine(page, row), Page: page, Y: l.y, Blank: l.large || l.y-above > blankSteps*step, Large: l.large,
			Pieces: pieces,
		})
		if !l.large {
			above = l.y
		}
	}
}

// pitch is the step between two lines that follow each other: the smallest that holds one step in twenty. The most frequent one would be
// the blank line of an airy text.
func pitch(lines []line, body float64) float64 {
	steps := map[int]int{}
	total := 0
	for i := 1; i < len(lines); i++ {
		s := lines[i].y - lines[i-1].y
		if lines[i].page == lines[i-1].page && !lines[i].large && !lines[i-1].large && s >= stepMin*body && s <= stepMax*body {
			steps[int(math.Round(2*s))]++
			total++
		}
	}
	best := 0
	for s, n := range steps {
		if 20*(n+steps[s+1]) >= total && (best == 0 || s < best) {
			best = s
		}
	}
	if best == 0 {
		return 1.2 * body
	}
	return float64(best) / 2
}

// pieces cuts a line where the gaps are wide. Spaces come from the gaps alone: many programs write none. A star stands apart sooner: the
// mark of a revision touches the number of its scene.
func (l *line) pieces() []layout.Piece {
	slices.SortStableFunc(l.letters, func(a, b pdftext.Letter) int { return cmp.Compare(a.X, b.X) })
	var out []layout.Piece
	var b strings.Builder
	start, end := 0.0, 0.0
	last := pdftext.Letter{Rune: ' '}
	flush := func() {
		if t := strings.TrimSpace(norm.NFC.String(b.String())); t != "" {
			out = append(out, layout.Piece{X: start, Right: end, Text: t})
		}
		b.Reset()
	}
	for _, c := range l.letters {
		if unicode.IsSpace(c.Rune) && b.Len() == 0 {
			continue
		}
		gap, fresh := c.X-end, b.Len() == 0
		switch star := c.Rune == '*' != (last.Rune == '*'); {
		case fresh:
		case gap > pieceGap*c.Size, star && gap > markGap*c.Size:
			flush()
			fresh = true
		case gap > wordGap*c.Size && !unicode.IsSpace(last.Rune) && !unicode.IsSpace(c.Rune):
			b.WriteByte(' ')
		}
		if fresh {
			start, end = c.X, c.Right
		}
		b.WriteRune(c.Rune)
		end, last = max(end, c.Right), c
	}
	flush()
	return out
}

// The rules of what stands in no line.
const (
	ruleSlanted = "script/watermark"
	ruleOutside = "script/outside-page"
)

// asides names the letters that stand in no line.
func (p *print) asides(s script.Script) []moteur.Issue {
	var rep moteur.Report
	for _, a := range []struct {
		texts      map[int]string
		rule, what string
	}{
		{p.slanted, ruleSlanted, "Texte en biais (filigrane)"},
		{p.outside, ruleOutside, "Texte hors de la page"},
	} {
		pages := map[string][]int{}
		for page, text := range a.texts {
			pages[text] = append(pages[text], page)
		}
		for _, text := range slices.SortedFunc(maps.Keys(pages), func(x, y string) int {
			return cmp.Or(cmp.Compare(slices.Min(pages[x]), slices.Min(pages[y])), cmp.Compare(x, y))
		}) {
			on := pages[text]
			rep.Notef(s.Place(script.PageLine(slices.Min(on), 0)), a.rule, "%s mis de côté, sur %d page(s) : %s.", a.what, len(on),
				fr.Quote(text))
		}
	}
	return rep.Issues
}
