package doc

import (
	"math"
	"strconv"
)

// RGB returns the three parts of a colour, and false when the text is not of the form "#RRGGBB".
func (c Colour) RGB() (r, g, b uint8, ok bool) {
	if len(c) != 7 || c[0] != '#' {
		return 0, 0, 0, false
	}
	v, err := strconv.ParseUint(string(c[1:]), 16, 32)
	if err != nil {
		return 0, 0, 0, false
	}
	return uint8(v >> 16), uint8(v >> 8), uint8(v), true
}

// luminance is the relative luminance of WCAG 2, 0 for black to 1 for white; a colour that cannot be read counts as white.
func (c Colour) luminance() float64 {
	r, g, b, ok := c.RGB()
	if !ok {
		return 1
	}
	part := func(v uint8) float64 {
		f := float64(v) / 255
		if f <= 0.03928 {
			return f / 12.92
		}
		return math.Pow((f+0.055)/1.055, 2.4)
	}
	return 0.2126*part(r) + 0.7152*part(g) + 0.0722*part(b)
}

// Contrast is the contrast ratio of WCAG 2 between two colours, from 1 to 21.
func Contrast(a, b Colour) float64 {
	x, y := a.luminance(), b.luminance()
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

// Readable returns the ink to print on a background: the wished one when it can be read there (contrast of 4.5 or more),
// else black or white, whichever reads better. An empty wish means black.
func Readable(fill, wish Colour) Colour {
	if wish == "" {
		wish = "#000000"
	}
	if Contrast(fill, wish) >= 4.5 {
		return wish
	}
	if Contrast(fill, "#000000") >= Contrast(fill, "#FFFFFF") {
		return "#000000"
	}
	return "#FFFFFF"
}
