package pdf

import (
	"strings"

	"github.com/go-fonts/liberation/liberationmonobold"
	"github.com/go-fonts/liberation/liberationmonoregular"

	"github.com/moteur-film/moteur/internal/doc"
)

// mono is the family of the letters of one width, loaded when a document has a Play.
const mono = "mono"

const (
	playMargin = 7  // characters outside the text, on each side: scene numbers, marks
	playLead   = 12 // points from one line to the next, for letters of 11
	codeSize   = 0.62
)

// hasPlay tells whether some blocks, or columns among them, hold a Play.
func hasPlay(blocks []doc.Block) bool {
	for _, b := range blocks {
		switch b := b.(type) {
		case doc.Play:
			return true
		case doc.Side:
			for _, c := range b.Columns {
				if hasPlay(c) {
					return true
				}
			}
		}
	}
	return false
}

func (p *page) loadMono() {
	p.p.AddUTF8FontFromBytes(mono, "", liberationmonoregular.TTF)
	p.p.AddUTF8FontFromBytes(mono, "B", liberationmonobold.TTF)
}

// token is a word of a run, or a part of it, on a line.
type token struct {
	text  string
	run   int
	space bool // a space stands before it
	code  bool // the code of its run stands behind it
	width float64
}

// playSize is the measures of a Play in the column being filled.
type playSize struct {
	points, char, line float64
	left, right        float64 // where the text stands
}

func (p *page) playSize() playSize {
	const columns = doc.PlayColumns + 2*playMargin
	m := playSize{points: 11}
	if p.d.Large {
		m.points *= 1.5
	}
	m.char = m.points * 0.6 * mm // every letter is 0.6 of the size
	if w := p.width() / columns; w < m.char {
		m.points, m.char = m.points*w/m.char, w
	}
	m.line = m.points * mm * playLead / 11
	m.left = p.left + (p.width()-m.char*doc.PlayColumns)/2
	m.right = m.left + m.char*doc.PlayColumns
	return m
}

// play prints the paragraphs of a Play.
func (p *page) play(b doc.Play) {
	m := p.playSize()
	lines := make([][][]token, len(b.Paras))
	for i := range b.Paras {
		lines[i] = p.playLines(&b.Paras[i], m)
	}
	for i := range b.Paras {
		para := &b.Paras[i]
		if above := float64(para.Above) * m.line; !p.fresh {
			p.y += above
		}
		keep := float64(len(lines[i]))
		for k := i; k < len(b.Paras) && b.Paras[k].Keep; k++ {
			if k+1 < len(b.Paras) {
				keep += float64(b.Paras[k+1].Above + min(len(lines[k+1]), 2))
			}
		}
		if !para.Keep {
			keep = min(keep, 2) // at least two lines of a paragraph stand together
		}
		p.need(min(keep*m.line, p.s.h/3))
		for n, l := range lines[i] {
			p.need(m.line)
			p.playLine(para, l, m, n == 0)
			p.y += m.line
			p.fresh = false
		}
	}
}

// column is where the lines of a paragraph start, and their width.
func (m playSize) column(para *doc.PlayPara) (x, width float64) {
	x = m.left + float64(para.Left)*m.char
	width = m.right - x
	if para.Width > 0 {
		width = min(width, float64(para.Width)*m.char)
	}
	return x, max(width, 4*m.char)
}

// playLines breaks a paragraph into lines: at spaces and line ends; a word wider than its column is cut.
func (p *page) playLines(para *doc.PlayPara, m playSize) [][]token {
	_, width := m.column(para)
	var lines [][]token
	var line []token
	used := 0.0
	flush := func() {
		lines = append(lines, line)
		line, used = nil, 0
	}
	add := func(t token) {
		t.width = p.tokenWidth(para, t, m)
		space := 0.0
		if t.space && len(line) > 0 {
			space = m.char
		}
		for used+space+t.width > width+0.01 {
			if len(line) > 0 {
				flush()
				space = 0
				continue
			}
			head := t
			n := max(1, int(width/m.char+0.01))
			runes := []rune(t.text)
			if len(runes) <= n {
				break
			}
			head.text, head.code = string(runes[:n]), false
			head.width = p.tokenWidth(para, head, m)
			line = append(line, head)
			flush()
			t.text, t.space = string(runes[n:]), false
			t.width = p.tokenWidth(para, t, m)
		}
		line, used = append(line, t), used+space+t.width
	}
	space := false
	for i, r := range para.Runs {
		text := p.clean(r.Text)
		left := len(strings.Fields(text)) // words of the run still to come: the code stands behind the last one
		for k, part := range strings.Split(text, "\n") {
			if k > 0 {
				flush()
				space = false
			}
			for w, word := range strings.Split(part, " ") {
				space = space || w > 0
				if word == "" {
					continue
				}
				left -= len(strings.Fields(word))
				add(token{text: word, run: i, space: space, code: r.Code != "" && left == 0})
				space = false
			}
		}
	}
	if line != nil || len(lines) == 0 {
		flush()
	}
	return lines
}

func (p *page) tokenWidth(para *doc.PlayPara, t token, m playSize) float64 {
	p.face(mono, para.Runs[t.run].Strong, m.points)
	w := p.measure(t.text)
	if t.code {
		p.face(mono, true, m.points*codeSize)
		w += p.measure(p.clean(para.Runs[t.run].Code))
	}
	return w
}

// playLine prints one line: the colours first, then the words over them.
func (p *page) playLine(para *doc.PlayPara, line []token, m playSize, first bool) {
	x, width := m.column(para)
	total := 0.0
	for i, t := range line {
		if i > 0 && t.space {
			total += m.char
		}
		total += t.width
	}
	switch para.Side {
	case doc.Centred:
		x += (width - total) / 2
	case doc.FromRight:
		x += width - total
	}
	if _, _, _, ok := para.Bar.RGB(); ok {
		p.box(x-1.6*m.char, p.y, 0.9, m.line, para.Bar)
	}
	at := make([]float64, len(line))
	for i, t := range line {
		space := 0.0
		if i > 0 && t.space {
			space = m.char
		}
		x += space
		at[i] = x
		if fill := para.Runs[t.run].Fill; fill != "" {
			from := x
			if i > 0 && line[i-1].run == t.run {
				from -= space // the colour goes on under the space between two words of one run
			}
			p.box(from, p.y+m.line*0.06, x+t.width-from, m.line*0.9, fill)
		}
		x += t.width
	}
	for i, t := range line {
		r := para.Runs[t.run]
		p.face(mono, r.Strong, m.points)
		p.ink(doc.Readable(orWhite(r.Fill), black))
		p.text(at[i], p.y, m.line, t.text)
		if t.code {
			w := p.measure(t.text)
			p.face(mono, true, m.points*codeSize)
			p.text(at[i]+w, p.y-m.line*0.12, m.line, p.clean(r.Code))
		}
	}
	if first {
		p.face(mono, true, m.points)
		p.ink(black)
		p.text(m.left-float64(playMargin)*m.char, p.y, m.line, p.fit(p.clean(para.Margin), float64(playMargin-1)*m.char))
		p.textRight(m.right+float64(playMargin)*m.char, p.y, m.line, p.fit(p.clean(para.Edge), float64(playMargin-1)*m.char))
	}
}

func orWhite(c doc.Colour) doc.Colour {
	if c == "" {
		return paper
	}
	return c
}

// watermark prints a name across the page, pale and under the text: whose copy it is.
func (p *page) watermark() {
	name := p.clean(p.d.Watermark)
	if name == "" {
		return
	}
	points, text := p.shrink(name, true, 60, 18, p.s.w*0.85)
	p.font(true, points)
	p.ink(watermarkInk)
	for _, h := range [...]float64{0.3, 0.72} {
		x, y := p.s.w/2, p.s.h*h
		p.p.TransformBegin()
		p.p.TransformRotate(32, x, y)
		p.p.Text(x-p.measure(text)/2, y+points*mm*0.35, text)
		p.p.TransformEnd()
	}
}
