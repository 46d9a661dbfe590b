package pdftext

import (
	"math"

	"github.com/klippa-app/go-pdfium/structs"
)

// sight is how a page is seen: its box in the coordinates of the file, and how many quarters it is turned, clockwise, to be read.
type sight struct {
	box      structs.FPDF_FS_RECTF
	quarters int
}

// quarters is how a page is turned so that most of its letters stand upright, whatever the file says of it: a page printed in landscape
// is read all the same.
func quarters(letters []letter) int {
	var count [4]int
	for _, l := range letters {
		if q := math.Round(2 * l.angle / math.Pi); q == q {
			count[int(q)&3]++
		}
	}
	best := 0
	for q, n := range count {
		if n > count[best] {
			best = q
		}
	}
	return best
}

// point gives the place of a point from the top left corner of the page as it is seen.
func (s sight) point(x, y float64) (float64, float64) {
	left, bottom, right, top := float64(s.box.Left), float64(s.box.Bottom), float64(s.box.Right), float64(s.box.Top)
	switch s.quarters {
	case 1:
		return y - bottom, x - left
	case 2:
		return right - x, y - bottom
	case 3:
		return top - y, right - x
	}
	return x - left, top - y
}

// size is the width and height of the page as it is seen.
func (s sight) size() (w, h float64) {
	w, h = float64(s.box.Right-s.box.Left), float64(s.box.Top-s.box.Bottom)
	if s.quarters%2 == 1 {
		return h, w
	}
	return w, h
}

// upright is the angle, in radians, under which a letter counts as upright: a scanned page is seldom straight.
const upright = 0.05

// letter places a letter on the page as it is seen. Numbers that mean nothing, NaN included, put it outside.
func (s sight) letter(l letter, page int) Letter {
	out := Letter{Page: page, Rune: l.code, Size: l.size}
	out.X, out.Y = s.point(l.x, l.y)
	x1, _ := s.point(float64(l.box.Left), float64(l.box.Bottom))
	x2, _ := s.point(float64(l.box.Right), float64(l.box.Top))
	out.Right = max(x1, x2, out.X)
	if !(out.Right-out.X <= 3*l.size) {
		out.Right = out.X + 0.6*l.size
	}
	out.Slanted = !(math.Abs(math.Remainder(l.angle-float64(s.quarters)*math.Pi/2, 2*math.Pi)) <= upright)
	out.Spaced = out.Slanted && l.spaced
	w, h := s.size()
	out.Outside = !(out.X >= -1 && out.X <= w+1 && out.Y >= -1 && out.Y <= h+1 && out.Size > 0 && out.Size < 1e4)
	return out
}
