// Package text prints a document as plain text, for terminals and for the golden files of tests.
//
// Nothing is lost: every word and figure of the document is in the text, tables are aligned by counting runes, charts and
// Gantt rows are drawn with block characters. Colours are not printed.
package text

import (
	"io"
	"strings"
	"unicode/utf8"

	"github.com/moteur-film/moteur/internal/doc"
	"github.com/moteur-film/moteur/internal/fr"
)

// Write prints the document. The only errors are those of w.
func Write(w io.Writer, d doc.Document) error {
	p := &printer{}
	p.head(d)
	p.blocks(d.Blocks)
	if d.Footer != "" {
		p.gap()
		p.line(d.Footer)
	}
	_, err := io.WriteString(w, p.b.String())
	return err
}

// String returns the text of a document.
func String(d doc.Document) string {
	var b strings.Builder
	_ = Write(&b, d) // a Builder never fails
	return b.String()
}

type printer struct{ b strings.Builder }

// line writes one line, without blanks at its end.
func (p *printer) line(s string) {
	p.b.WriteString(strings.TrimRight(s, " "))
	p.b.WriteByte('\n')
}

// lines writes a text of several lines, each behind the prefix; the first line takes the lead instead.
func (p *printer) lines(lead, prefix, s string) {
	for i, l := range strings.Split(s, "\n") {
		if i == 0 {
			p.line(lead + l)
		} else {
			p.line(prefix + l)
		}
	}
}

// gap leaves one blank line, unless there is one already.
func (p *printer) gap() {
	s := p.b.String()
	if s != "" && !strings.HasSuffix(s, "\n\n") {
		p.b.WriteByte('\n')
	}
}

func (p *printer) head(d doc.Document) {
	p.line(d.Title)
	if d.Subtitle != "" {
		p.lines("", "", d.Subtitle)
	}
	var facts []string
	for _, s := range []string{d.Film, d.Company} {
		if s != "" {
			facts = append(facts, s)
		}
	}
	if !d.Date.IsZero() {
		facts = append(facts, fr.Date(d.Date))
	}
	if d.Version != "" {
		facts = append(facts, d.Version)
	}
	if d.Watermark != "" {
		facts = append(facts, "exemplaire de "+d.Watermark)
	}
	if len(facts) > 0 {
		p.line(strings.Join(facts, " · "))
	}
	p.line(strings.Repeat("=", max(width(d.Title), 8)))
}

func (p *printer) blocks(blocks []doc.Block) {
	for _, b := range blocks {
		p.block(b)
	}
}

func (p *printer) block(b doc.Block) {
	p.gap()
	switch b := b.(type) {
	case doc.Heading:
		p.heading(b)
	case doc.Para:
		p.lines(marks[b.Style], strings.Repeat(" ", width(marks[b.Style])), b.Text)
	case doc.Bullets:
		for _, item := range b.Items {
			p.lines("– ", "  ", item)
		}
	case doc.Fields:
		p.fields(b.Items)
	case doc.Figures:
		p.figures(b)
	case doc.Side:
		for _, c := range b.Columns {
			p.blocks(c)
		}
	case doc.Table:
		p.table(b)
	case doc.Board:
		p.board(b)
	case doc.Grid:
		p.grid(b)
	case doc.Chart:
		p.chart(b)
	case doc.Gantt:
		p.gantt(b)
	case doc.Play:
		p.play(b)
	case doc.Signatures:
		p.signatures(b)
	case doc.Picture:
		p.lines("", "", "[Image : "+b.Alt+"]")
	case doc.Map:
		for _, q := range b.Points {
			p.lines("– ", "  ", strings.TrimSuffix(q.Label+" : "+q.Note, " : "))
		}
	case doc.PageBreak:
		p.line(strings.Repeat("·", 40))
	}
}

// marks open the paragraphs and cells whose style says something.
var marks = map[doc.Style]string{doc.Warning: "[?] ", doc.Alert: "[!] ", doc.Good: "[ok] "}

func (p *printer) heading(h doc.Heading) {
	p.lines("", "", h.Text)
	switch {
	case h.Level <= 1:
		p.line(strings.Repeat("=", width(h.Text)))
	case h.Level == 2:
		p.line(strings.Repeat("-", width(h.Text)))
	}
}

func (p *printer) fields(items []doc.Field) {
	label := 0
	for _, f := range items {
		label = max(label, min(width(f.Label), 32))
	}
	for _, f := range items {
		p.lines(pad(f.Label, label, false)+" : "+marks[f.Style], strings.Repeat(" ", label+3), f.Value)
	}
}

func (p *printer) figures(f doc.Figures) {
	items := make([]doc.Field, len(f.Items))
	for i, it := range f.Items {
		items[i] = doc.Field{Label: it.Label, Value: it.Value, Style: it.Style}
		if it.Note != "" {
			items[i].Value += " (" + it.Note + ")"
		}
	}
	p.fields(items)
}

func (p *printer) signatures(s doc.Signatures) {
	if s.Place != "" || !s.Date.IsZero() {
		place := s.Place
		if place == "" {
			place = "…"
		}
		p.line("Fait à " + place + ", le " + signDate(s))
		p.gap()
	}
	for _, n := range s.Names {
		p.line("[ " + strings.ReplaceAll(n, "\n", " / ") + " ]  ____________________")
	}
}

// play prints the paragraphs of a Play in their columns; a run underlaid with a colour is followed by its code.
func (p *printer) play(b doc.Play) {
	for _, para := range b.Paras {
		for range para.Above {
			p.gap()
		}
		lead := pad(para.Margin, 8, false) + strings.Repeat(" ", max(para.Left, 0))
		edge := ""
		if para.Edge != "" {
			edge = "  " + para.Edge
		}
		p.lines(lead, strings.Repeat(" ", width(lead)), para.Text()+edge)
	}
}

func signDate(s doc.Signatures) string {
	if s.Date.IsZero() {
		return "…"
	}
	return fr.Date(s.Date)
}

// width counts the runes of the longest line.
func width(s string) int {
	w := 0
	for l := range strings.SplitSeq(s, "\n") {
		w = max(w, utf8.RuneCountInString(l))
	}
	return w
}

// pad fills a text with blanks to n runes, on the left when right is asked for.
func pad(s string, n int, right bool) string {
	fill := n - utf8.RuneCountInString(s)
	switch {
	case fill <= 0:
		return s
	case right:
		return strings.Repeat(" ", fill) + s
	}
	return s + strings.Repeat(" ", fill)
}
