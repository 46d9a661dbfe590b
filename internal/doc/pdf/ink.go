package pdf

import "github.com/moteur-film/moteur/internal/doc"

// The few colours of the page: one accent, two greys, three states.
const (
	black  doc.Colour = "#1B1F24"
	grey   doc.Colour = "#646C75"
	hair   doc.Colour = "#D5D9DD"
	band   doc.Colour = "#EEF1F4"
	paper  doc.Colour = "#FFFFFF"
	accent doc.Colour = "#1F3F5B"
	amber  doc.Colour = "#9A5B00"
	red    doc.Colour = "#B3261E"
	green  doc.Colour = "#256B3E"
	tinted doc.Colour = "#F6F8FA"

	watermarkInk doc.Colour = "#E3E6EA"
)

// palette gives colours to the series and bars that have none.
var palette = []doc.Colour{"#2F5D82", "#C98A2B", "#5E8C6A", "#A4493D", "#7A6A9B", "#8A8F96"}

// inkOf is the ink of a style on white paper.
func inkOf(s doc.Style) doc.Colour {
	switch s {
	case doc.Muted:
		return grey
	case doc.Warning:
		return amber
	case doc.Alert:
		return red
	case doc.Good:
		return green
	}
	return black
}

func (p *page) ink(c doc.Colour) {
	r, g, b, _ := c.RGB()
	p.p.SetTextColor(int(r), int(g), int(b))
}

func (p *page) fill(c doc.Colour) {
	r, g, b, ok := c.RGB()
	if !ok {
		r, g, b = 255, 255, 255
	}
	p.p.SetFillColor(int(r), int(g), int(b))
}

func (p *page) pen(c doc.Colour, width float64) {
	r, g, b, _ := c.RGB()
	p.p.SetDrawColor(int(r), int(g), int(b))
	p.p.SetLineWidth(width)
}

// rule draws a horizontal line.
func (p *page) rule(x1, x2, y, width float64, c doc.Colour) {
	p.pen(c, width)
	p.p.Line(x1, y, x2, y)
}

// box fills a rectangle.
func (p *page) box(x, y, w, h float64, c doc.Colour) {
	p.fill(c)
	p.p.Rect(x, y, w, h, "F")
}
