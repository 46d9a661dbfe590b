package pdf

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"image"
	"math"
	"slices"

	"github.com/go-pdf/fpdf"

	"github.com/moteur-film/moteur/internal/doc"
)

// picture prints a picture as large as its column and the page allow, in the middle of the column.
func (p *page) picture(b doc.Picture) {
	c, kind, err := image.DecodeConfig(bytes.NewReader(b.Data))
	if err != nil {
		p.p.SetError(fmt.Errorf("%w : %q", doc.ErrPicture, b.Alt))
		return
	}
	p.space(3)
	const least = 25
	p.need(least)
	h := p.bottom() - p.y
	if b.Height > 0 {
		h = min(h, max(b.Height, 1))
	}
	w := h * float64(c.Width) / float64(c.Height)
	if w > p.width() {
		w = p.width()
		h = w * float64(c.Height) / float64(c.Width)
	}
	name := fmt.Sprintf("%x", sha256.Sum256(b.Data)) // one object a picture, however often it is shown
	options := fpdf.ImageOptions{ImageType: kind, AllowNegativePosition: true}
	p.p.RegisterImageOptionsReader(name, options, bytes.NewReader(b.Data))
	p.p.ImageOptions(name, p.left+(p.width()-w)/2, p.y, w, h, false, options, 0, "")
	p.y += h
	p.fresh = false
}

// spot is a place of a map on the page: the middle of its disc, and its label.
type spot struct {
	doc.MapPoint
	x, y, r float64
	box     [4]float64 // of the label: left, top, right, bottom
}

// places draws a map in a frame: the scale of the two directions is that of the middle latitude.
func (p *page) places(m doc.Map) {
	if len(m.Points) == 0 {
		return
	}
	p.space(3)
	p.need(60)
	h := p.bottom() - p.y
	if m.Height > 0 {
		h = min(h, max(m.Height, 40))
	}
	p.fill(tinted)
	p.p.Rect(p.left, p.y, p.width(), h, "F")
	points := p.s.compact * 1.05
	spots := p.spots(m, h)
	for i := range spots {
		p.label(spots, i, points, [4]float64{p.left + 1, p.y + 1, p.right - 1, p.y + h - 1})
	}
	for _, s := range spots {
		p.fill(accent)
		p.p.Circle(s.x, s.y, s.r, "F")
		line := points * mm * 1.3
		y := s.box[1]
		for i, t := range []string{s.Label, s.Note} {
			if t == "" {
				continue
			}
			p.font(i == 0, points)
			p.ink([]doc.Colour{black, grey}[i])
			p.text(s.box[0], y, line, p.fit(p.clean(t), p.width()*0.45))
			y += line
		}
	}
	p.y += h
	p.fresh = false
}

// spots puts the places of a map in a frame of a height, with room for the labels around.
func (p *page) spots(m doc.Map, h float64) []spot {
	lat, lon := [2]float64{90, -90}, [2]float64{180, -180}
	heaviest := 1
	for _, q := range m.Points {
		lat = [2]float64{min(lat[0], q.Lat), max(lat[1], q.Lat)}
		lon = [2]float64{min(lon[0], q.Lon), max(lon[1], q.Lon)}
		heaviest = max(heaviest, q.Weight)
	}
	narrow := math.Cos((lat[0] + lat[1]) / 2 * math.Pi / 180)
	const side, edge = 0.22, 0.14 // of the frame, left free for labels
	w := p.width() * (1 - 2*side)
	tall := h * (1 - 2*edge)
	across, down := (lon[1]-lon[0])*narrow, lat[1]-lat[0]
	scale := math.Inf(1)
	if across > 0 {
		scale = w / across
	}
	if down > 0 {
		scale = min(scale, tall/down)
	}
	if math.IsInf(scale, 1) {
		scale = 0
	}
	midX, midY := p.left+p.width()/2, p.y+h/2
	var out []spot
	for _, q := range m.Points {
		s := spot{MapPoint: q, x: midX + (q.Lon-(lon[0]+lon[1])/2)*narrow*scale, y: midY - (q.Lat-(lat[0]+lat[1])/2)*scale}
		s.r = 1.6 + 3*math.Sqrt(float64(max(q.Weight, 0))/float64(heaviest))
		out = append(out, s)
	}
	slices.SortStableFunc(out, func(a, b spot) int { return b.Weight - a.Weight })
	return out
}

// label puts the label of a spot beside it: on the right, on the left, under, over, or lower and lower until it is free of the labels and
// discs before it.
func (p *page) label(spots []spot, i int, points float64, frame [4]float64) {
	s := &spots[i]
	line := points * mm * 1.3
	w, h := 0.0, 0.0
	for k, t := range []string{s.Label, s.Note} {
		if t == "" {
			continue
		}
		p.font(k == 0, points)
		w, h = max(w, p.measure(p.fit(p.clean(t), p.width()*0.45))), h+line
	}
	try := func(x, y float64) bool {
		x = min(max(x, frame[0]), frame[2]-w)
		y = min(max(y, frame[1]), frame[3]-h)
		s.box = [4]float64{x, y, x + w, y + h}
		for k := range spots {
			o := &spots[k]
			if k < i && crossed(s.box, o.box) || crossed(s.box, [4]float64{o.x - o.r, o.y - o.r, o.x + o.r, o.y + o.r}) {
				return false
			}
		}
		return true
	}
	gap := s.r + 1.5
	for step := range 40 {
		off := float64(step) * line
		for _, at := range [][2]float64{{s.x + gap, s.y - h/2 + off}, {s.x - gap - w, s.y - h/2 + off}, {s.x - w/2, s.y + gap + off},
			{s.x - w/2, s.y - gap - h - off}, {s.x + gap, s.y - h/2 - off}} {
			if try(at[0], at[1]) {
				return
			}
		}
	}
}

// crossed tells whether two boxes cover each other in part.
func crossed(a, b [4]float64) bool { return a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3] }
