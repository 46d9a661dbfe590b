package office

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/moteur-film/moteur/schedule/script"
	"github.com/moteur-film/moteur/schedule/script/internal/layout"
)

// The column of text of a page, in points: 60 letters of Courier 12.
const (
	columnWidth = 60 * layout.Width
	tabWidth    = 36.0 // between two tabs when the writer set none
	// centred text stands on one column, whatever its length: names and speeches that are all centred belong together
	centredAt = columnWidth / 3
	wideGap   = 4 // spaces that part a line in two
)

// unstyled reads a document whose styles do not name its elements: by where its paragraphs stand on the page. Those whose style does say
// (headings in "Titre 1") are what it says.
func (t *text) unstyled(s *script.Script) {
	var plain, known []paragraph
	var rest []script.Element // what goes between the elements of the layout
	for i := range t.paragraphs {
		p := t.paragraphs[i]
		if p.page && i > 0 {
			rest = append(rest, script.Element{Kind: script.PageBreak, Line: p.no})
		}
		switch {
		case p.kind != 0 && p.printed():
			p.page = false
			known = append(known, p)
			rest = append(rest, t.known(known[len(known)-1:])...)
			plain = append(plain, paragraph{no: p.no}) // a blank between what stands before and after
		default:
			rest = append(rest, p.alone()...)
			plain = append(plain, p)
		}
	}
	read := layout.Read(lines(plain), layout.Settings{French: true, Place: t.at})
	if s.TitlePage == nil {
		s.TitlePage = read.TitlePage
	}
	t.rep.Issues = append(t.rep.Issues, read.Issues...)
	for _, e := range read.Elements {
		n := slices.IndexFunc(rest, func(o script.Element) bool {
			return o.Line > e.Line || o.Line == e.Line && o.Kind != script.PageBreak
		})
		if n < 0 {
			n = len(rest)
		}
		s.Elements = append(append(s.Elements, rest[:n]...), e)
		rest = rest[n:]
	}
	s.Elements = append(s.Elements, rest...)
	if len(read.Elements) > 0 {
		t.rep.Notef(t.at(0), ruleLayout, "Aucun style ne nomme les éléments du scénario : reconnus à leur place et à leurs capitales.")
	}
}

// lines lays paragraphs out: where each line starts, and whether a blank parts it from the one above.
func lines(paragraphs []paragraph) []layout.Line {
	var out []layout.Line
	var gaps []float64 // above each line
	gap := 0.0
	for i := range paragraphs {
		p := &paragraphs[i]
		if !p.printed() {
			gap += 12 + max(p.before, p.after)
			continue
		}
		gap = max(gap, p.before)
		if i > 0 {
			gap = max(gap, paragraphs[i-1].after)
		}
		if p.cell || p.page {
			gap += 12
		}
		for n, l := range strings.Split(strings.ReplaceAll(p.plain(), string(anchor), ""), "\n") {
			pieces := p.pieces(l)
			if len(pieces) == 0 {
				gap += 12
				continue
			}
			if n > 0 && gap < 12 {
				gap = -1 // a line of the same paragraph
			}
			out = append(out, layout.Line{At: p.no, Hard: true, Pieces: pieces})
			gaps = append(gaps, gap)
			gap = 0
		}
	}
	blanks(out, gaps)
	return out
}

// blanks tells which lines stand after a blank. The usual step is the smallest one; when all are equal, each paragraph stands alone.
func blanks(out []layout.Line, gaps []float64) {
	least, most := 1e9, -1.0
	for i, g := range gaps {
		if i > 0 && g >= 0 {
			least, most = min(least, g), max(most, g)
		}
	}
	for i, g := range gaps {
		out[i].Blank = g >= 0 && most <= least+3 || g > least+3
	}
}

// pieces cuts a line at its tabs and its wide gaps, and gives each piece its place.
func (p *paragraph) pieces(line string) []layout.Piece {
	text := strings.TrimSpace(line)
	width := layout.Width * float64(utf8.RuneCountInString(text))
	switch {
	case text == "":
		return nil
	case p.align == "center":
		return []layout.Piece{{X: centredAt, Right: columnWidth - centredAt, Text: text}}
	case p.align == "right":
		return []layout.Piece{{X: max(columnWidth-width, 0), Right: columnWidth, Text: text}}
	}
	var out []layout.Piece
	x := p.left
	for line != "" {
		word, after, tab := strings.Cut(line, "\t")
		for word != "" {
			lead := utf8.RuneCountInString(word) - utf8.RuneCountInString(strings.TrimLeft(word, " \u00a0"))
			x += layout.Width * float64(lead)
			word = strings.TrimLeft(word, " \u00a0")
			cut := strings.Index(word, strings.Repeat(" ", wideGap))
			if cut < 0 {
				cut = len(word)
			}
			if piece := strings.TrimSpace(word[:cut]); piece != "" {
				w := layout.Width * float64(utf8.RuneCountInString(piece))
				out = append(out, layout.Piece{X: x, Right: min(x+w, max(columnWidth, x+layout.Width)), Text: piece})
				x += w
			}
			word = word[cut:]
		}
		if line = after; tab {
			x = p.tab(x)
		}
	}
	return out
}

// tab gives the next tab after x: one that the writer set, else the next multiple of the usual width.
func (p *paragraph) tab(x float64) float64 {
	best := 0.0
	for _, t := range p.tabs {
		if t > x+1 && (best == 0 || t < best) {
			best = t
		}
	}
	if best > 0 {
		return best
	}
	return float64(int(x/tabWidth)+1) * tabWidth
}
