// Package pdf prints a document on paper: A4 upright or lying, A3 for boards, 16:9 slides.
//
// It is the only package that imports fpdf. Same document, same bytes. Nothing is clipped and nothing overlaps: every text
// is measured; words wrap, labels that cannot wrap shrink or end with "…"; figures shrink but are never cut. Characters that
// the embedded font lacks are replaced by readable ones (see clean).
package pdf

import (
	"bytes"
	"errors"
	"fmt"
	"io"

	"github.com/go-fonts/liberation/liberationsansbold"
	"github.com/go-fonts/liberation/liberationsansregular"
	"github.com/go-pdf/fpdf"

	"github.com/moteur-film/moteur/internal/doc"
	"github.com/moteur-film/moteur/internal/fr"
)

// Write prints the document as a PDF file.
func Write(w io.Writer, d doc.Document) error {
	p, err := render(d)
	if err != nil {
		return err
	}
	var b bytes.Buffer // fpdf writes its pages only at Output: an error must leave w untouched
	if err := p.p.Output(&b); err != nil {
		return fmt.Errorf("pdf : %w", err)
	}
	_, err = w.Write(b.Bytes())
	return err
}

// Pages counts the pages that Write prints.
func Pages(d doc.Document) (int, error) {
	p, err := render(d)
	if err != nil {
		return 0, err
	}
	return p.p.PageCount(), nil
}

// alias stands for the count of pages until the file is written. Both runes are of the private use area, which clean
// removes from every text of the document.
const alias = "\ue1e2\ue3e4"

const family = "liberation"

// size is the paper and type of a Page.
type size struct {
	w, h        float64 // millimetres
	margin      float64 // left and right
	top, bottom float64
	body        float64 // points
	table       float64
	compact     float64
	title       float64
	heading     [3]float64
}

var sizes = map[doc.Page]size{
	doc.Portrait:  {210, 297, 17, 15, 17, 9, 8, 6.8, 20, [3]float64{13, 10.5, 9}},
	doc.Landscape: {297, 210, 15, 13, 15, 9, 8, 6.8, 20, [3]float64{13, 10.5, 9}},
	doc.A3:        {420, 297, 15, 14, 16, 10, 8.5, 7, 22, [3]float64{14, 11, 9.5}},
	doc.Slide:     {338, 190, 22, 20, 18, 17, 13, 10.5, 40, [3]float64{28, 19, 16}},
}

// page is a document being printed.
type page struct {
	p     *fpdf.Fpdf
	d     doc.Document
	s     size
	cover coverage

	left, right float64 // the column being filled
	y           float64
	n           int     // page number, from 1
	fresh       bool    // nothing printed yet in the column: no space is left before a block
	firstTop    float64 // where the blocks of the first page start, below its head

	family string
	bold   bool
	points float64
}

func render(d doc.Document) (*page, error) {
	s, ok := sizes[d.Page]
	if !ok {
		return nil, fmt.Errorf("pdf : format de page inconnu (%d)", d.Page)
	}
	if d.Dense && d.Page != doc.Slide {
		s.margin, s.top, s.bottom = 11, 9, 11
		s.body, s.table, s.compact, s.title, s.heading = 8, 7.4, 6.5, 15, [3]float64{10, 9, 8}
	}
	if d.Large {
		const more = 1.5
		s.body, s.table, s.compact, s.title = s.body*more, s.table*more, s.compact*more, s.title*1.2
		for i := range s.heading {
			s.heading[i] *= more
		}
	}
	p, err := open(d, s)
	if err != nil {
		return nil, err
	}
	p.newPage()
	if d.Page == doc.Slide {
		gauge, err := open(d, s)
		if err != nil {
			return nil, err
		}
		p.titleSlide()
		p.slides(d.Blocks, gauge)
	} else {
		p.head()
		p.blocks(d.Blocks)
	}
	if p.p.Err() {
		return nil, fmt.Errorf("pdf : %w", p.p.Error())
	}
	return p, nil
}

// open starts the file of a document, without a page.
func open(d doc.Document, s size) (*page, error) {
	f := fpdf.NewCustom(&fpdf.InitType{OrientationStr: "P", UnitStr: "mm", Size: fpdf.SizeType{Wd: s.w, Ht: s.h}})
	f.SetCreationDate(d.Clock())
	f.SetModificationDate(d.Clock())
	f.SetCatalogSort(true)
	f.SetLang("fr-FR")
	f.SetAutoPageBreak(false, 0)
	f.SetMargins(0, 0, 0)
	f.SetCellMargin(0)
	f.AliasNbPages(alias)
	f.AddUTF8FontFromBytes(family, "", liberationsansregular.TTF)
	f.AddUTF8FontFromBytes(family, "B", liberationsansbold.TTF)
	p := &page{p: f, d: d, s: s, left: s.margin, right: s.w - s.margin, cover: covered(liberationsansregular.TTF)}
	if len(p.cover) == 0 {
		return nil, errors.New("pdf : police illisible")
	}
	if hasPlay(d.Blocks) {
		p.loadMono()
	}
	f.SetTitle(p.clean(d.Title), true)
	f.SetAuthor(p.clean(d.Company), true)
	f.SetSubject(p.clean(d.Film), true)
	f.SetCreator("Moteur", true)
	return p, nil
}

// bottom is the lowest y a block may reach.
func (p *page) bottom() float64 { return p.s.h - p.s.bottom }

// width is the width of the column being filled.
func (p *page) width() float64 { return p.right - p.left }

// newPage goes to the next page, which exists already when the other columns of a Side reached it.
func (p *page) newPage() {
	p.n++
	p.points = 0
	if p.n <= p.p.PageCount() {
		p.p.SetPage(p.n)
	} else {
		p.p.AddPage()
		p.watermark()
		p.foot()
		if p.n > 1 {
			p.runningHead()
		}
	}
	p.y = p.bodyTop()
	p.fresh = true
}

// bodyTop is where the blocks of the page start.
func (p *page) bodyTop() float64 {
	switch {
	case p.n == 1 && p.firstTop > 0:
		return p.firstTop
	case p.n > 1 && p.d.Page != doc.Slide:
		return p.s.top + 7
	}
	return p.s.top
}

// need goes to the next page unless h millimetres are left, or the page is still blank.
func (p *page) need(h float64) {
	if p.y+h > p.bottom()+0.01 && p.y > p.bodyTop()+0.01 {
		p.newPage()
	}
}

// tight is what a dense document takes back from a space.
func (p *page) tight(h float64) float64 {
	if p.d.Dense {
		return h
	}
	return 0
}

// space leaves h millimetres, but not at the top of a page.
func (p *page) space(h float64) {
	if p.fresh {
		return
	}
	if p.d.Dense {
		h *= 0.6
	}
	p.y += h
}

// head prints the head of the first page: company and date, a rule, the title.
func (p *page) head() {
	y := p.s.top
	p.font(true, 8)
	p.ink(accent)
	who := p.fit(p.clean(join(" · ", p.d.Film, p.d.Company)), p.width()*0.66)
	p.text(p.left, y, 4, who)
	p.font(false, 8)
	p.ink(grey)
	p.textRight(p.right, y, 4, p.fit(p.clean(p.dated()), p.width()*0.32))
	y += 6 - p.tight(1)
	p.rule(p.left, p.right, y, 0.35, accent)
	p.y = y + 5 - p.tight(3)
	p.paragraph(p.d.Title, true, p.s.title, black, 1.15)
	if p.d.Subtitle != "" {
		p.y += 1 - p.tight(1)
		p.paragraph(p.d.Subtitle, false, p.s.body+1.5, grey, 1.3)
	}
	p.y += 4 - p.tight(2.5)
	p.fresh = true
	if p.n == 1 {
		p.firstTop = p.y
	}
}

func (p *page) dated() string {
	date := ""
	if !p.d.Date.IsZero() {
		date = fr.Date(p.d.Date)
	}
	return join(" · ", date, p.d.Version)
}

// runningHead is printed on all pages but the first.
func (p *page) runningHead() {
	if p.d.Page == doc.Slide {
		return
	}
	l, r := p.s.margin, p.s.w-p.s.margin
	y := p.s.top - 3
	p.font(false, 7.5)
	p.ink(grey)
	p.text(l, y, 4, p.fit(p.clean(join(" · ", p.d.Film, p.d.Title)), (r-l)*0.7))
	p.textRight(r, y, 4, p.fit(p.clean(p.dated()), (r-l)*0.28))
	p.rule(l, r, y+5, 0.1, hair)
}

// foot prints the foot of a page: the mention on the left, "page x / y" on the right.
func (p *page) foot() {
	l, r := p.s.margin, p.s.w-p.s.margin
	points, y := 7.5, p.s.h-p.s.bottom+4.5
	if p.d.Page == doc.Slide {
		points, y = 9, p.s.h-p.s.bottom+5
	}
	p.font(false, points)
	p.ink(grey)
	mention := p.d.Footer
	if mention == "" {
		mention = join(" · ", p.d.Film, p.d.Company)
	}
	p.text(l, y, 4, p.fit(p.clean(mention), (r-l)*0.8))
	// The count is not known yet: it is set from a place that leaves room for its usual width.
	place := r - p.measure("00")
	p.p.Text(place, p.base(y, 4), alias)
	p.textRight(place-p.measure(fr.NNBSP), y, 4, fmt.Sprintf("page %d /", p.n))
}

// titleSlide prints the first slide of a deck, then opens the second one.
func (p *page) titleSlide() {
	p.fill(accent)
	p.p.Rect(0, 0, 7, p.s.h, "F")
	p.y = p.s.h * 0.3
	p.paragraph(p.d.Title, true, p.s.title, black, 1.12)
	p.y += 3
	if p.d.Subtitle != "" {
		p.paragraph(p.d.Subtitle, false, 19, grey, 1.3)
	}
	p.y += 5
	p.rule(p.left, p.left+40, p.y, 0.8, accent)
	p.y += 6
	for _, s := range []string{p.d.Film, p.d.Company, p.dated()} {
		if s != "" && s != p.d.Title {
			p.paragraph(s, false, 13, grey, 1.4)
		}
	}
	if len(p.d.Blocks) > 0 {
		p.newPage()
	}
}

func (p *page) blocks(blocks []doc.Block) {
	for i, b := range blocks {
		if h, ok := b.(doc.Heading); ok {
			p.heading(h, i+1 < len(blocks))
			continue
		}
		p.block(b)
	}
}

func (p *page) block(b doc.Block) {
	switch b := b.(type) {
	case doc.Para:
		p.para(b)
	case doc.Bullets:
		p.bullets(b)
	case doc.Fields:
		p.fields(b)
	case doc.Figures:
		p.figures(b)
	case doc.Side:
		p.sides(b)
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
		p.picture(b)
	case doc.Map:
		p.places(b)
	case doc.PageBreak:
		if p.y > p.bodyTop()+0.01 {
			p.newPage()
		}
	}
}

func join(sep string, parts ...string) string {
	s := ""
	for _, part := range parts {
		if part == "" {
			continue
		}
		if s != "" {
			s += sep
		}
		s += part
	}
	return s
}
