package testkit

import (
	"bytes"
	"fmt"
	"math"
	"math/rand/v2"
	"strings"

	"golang.org/x/text/encoding/charmap"
)

// Ink is a text printed at a place of a sheet: X from the left and Y, its baseline, from the top, in points.
type Ink struct {
	X, Y, Size float64
	Text       string
	Slant      float64 // degrees, counter-clockwise
}

// Sheet is a page to print, as it is seen, with the turn that the file gives it in degrees (90: it is written lying on its side).
type Sheet struct {
	Width, Height float64
	Turn          int
	Ink           []Ink
}

// Press is a way of writing the same text in a PDF, as the programs of the trade differ in it.
type Press string

// The presses. PressPlain writes each line in one go.
const (
	PressPlain    Press = ""
	PressMatrix   Press = "matrix"   // a font of size 1 under a matrix of 12
	PressWords    Press = "words"    // each word at its place, no space written
	PressLetters  Press = "letters"  // each letter at its place
	PressArray    Press = "array"    // words pushed apart inside an array, no space written
	PressSpaced   Press = "spaced"   // smaller letters, more space between them
	PressNarrow   Press = "narrow"   // letters squeezed to nine tenths
	PressShuffled Press = "shuffled" // lines in any order
)

// Presses lists all ways.
var Presses = []Press{PressPlain, PressMatrix, PressWords, PressLetters, PressArray, PressSpaced, PressNarrow, PressShuffled}

// letterWidth is the width of a letter of Courier, in parts of its size.
const letterWidth = 0.6

// PDF prints sheets in Courier: a small writer of its own, so that tests choose how the text is written.
func (p Press) PDF(sheets []Sheet) []byte {
	font := "<</Type/Font/Subtype/Type1/BaseFont/Courier/Encoding/WinAnsiEncoding>>"
	return p.pdf(sheets, font)
}

// Unmapped prints sheets in a font of nameless glyphs: the letters are seen, and nothing says which they are.
func Unmapped(sheets []Sheet) []byte {
	var names, procs strings.Builder
	for c := 32; c < 256; c++ {
		fmt.Fprintf(&names, "/g%d", c)
		fmt.Fprintf(&procs, "/g%d 4 0 R", c)
	}
	font := fmt.Sprintf("<</Type/Font/Subtype/Type3/FontBBox[0 0 600 700]/FontMatrix[.001 0 0 .001 0 0]/FirstChar 32/LastChar 255"+
		"/Widths[%s]/Encoding<</Type/Encoding/Differences[32%s]>>/CharProcs<<%s>>/Resources<<>>>>",
		strings.TrimSpace(strings.Repeat("600 ", 224)), names.String(), procs.String())
	return PressPlain.pdf(sheets, font)
}

func (p Press) pdf(sheets []Sheet, font string) []byte {
	var bodies []string
	object := func(body string) { bodies = append(bodies, body) }
	stream := func(s string) { object(fmt.Sprintf("<</Length %d>>stream\n%s\nendstream", len(s), s)) }
	object("<</Type/Catalog/Pages 2 0 R>>")
	var kids strings.Builder
	for i := range sheets {
		fmt.Fprintf(&kids, "%d 0 R ", 5+2*i)
	}
	object(fmt.Sprintf("<</Type/Pages/Count %d/Kids[%s]>>", len(sheets), kids.String()))
	object(font)
	stream("600 0 0 0 600 700 d1 100 0 400 600 re f")
	for _, s := range sheets {
		w, h := s.Width, s.Height
		if s.Turn%180 != 0 {
			w, h = h, w
		}
		object(fmt.Sprintf("<</Type/Page/Parent 2 0 R/MediaBox[0 0 %g %g]/Rotate %d/Resources<</Font<</F 3 0 R>>>>/Contents %d 0 R>>",
			w, h, s.Turn, len(bodies)+2))
		stream(p.content(s))
	}
	return Objects(bodies)
}

// Objects writes a PDF made of these objects, numbered from 1; the first is its catalogue.
func Objects(bodies []string) []byte {
	var b bytes.Buffer
	var at []int
	b.WriteString("%PDF-1.4\n")
	for i, body := range bodies {
		at = append(at, b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, body)
	}
	start := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(at)+1)
	for _, o := range at {
		fmt.Fprintf(&b, "%010d 00000 n \n", o)
	}
	fmt.Fprintf(&b, "trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n", len(at)+1, start)
	return b.Bytes()
}

// content writes what is printed on a sheet.
func (p Press) content(s Sheet) string {
	var b strings.Builder
	switch s.Turn {
	case 90:
		fmt.Fprintf(&b, "0 1 -1 0 %g 0 cm\n", s.Height)
	case 180:
		fmt.Fprintf(&b, "-1 0 0 -1 %g %g cm\n", s.Width, s.Height)
	case 270:
		fmt.Fprintf(&b, "0 -1 1 0 0 %g cm\n", s.Width)
	}
	ink := s.Ink
	if p == PressShuffled {
		ink = append([]Ink(nil), ink...)
		rand.New(rand.NewPCG(1, uint64(len(ink)))).Shuffle(len(ink), func(i, k int) { ink[i], ink[k] = ink[k], ink[i] })
	}
	for _, i := range ink {
		p.show(&b, i, s.Height)
	}
	return b.String()
}

// show writes one text.
func (p Press) show(b *strings.Builder, i Ink, height float64) {
	sin, cos := math.Sincos(i.Slant * math.Pi / 180)
	set := func(x, scale float64) {
		fmt.Fprintf(b, "%.4f %.4f %.4f %.4f %.3f %.3f Tm ", scale*cos, scale*sin, -scale*sin, scale*cos, i.X+x*cos, height-i.Y+x*sin)
	}
	step := letterWidth * i.Size
	fmt.Fprintf(b, "BT ")
	switch p {
	case PressMatrix:
		fmt.Fprintf(b, "/F 1 Tf ")
		set(0, i.Size)
		fmt.Fprintf(b, "%s Tj", quoted(i.Text))
	case PressWords, PressLetters:
		fmt.Fprintf(b, "/F %g Tf ", i.Size)
		n := 0
		for _, word := range strings.SplitAfter(i.Text, " ") {
			parts := []string{strings.TrimSuffix(word, " ")}
			if p == PressLetters {
				parts = strings.Split(parts[0], "")
			}
			x := n
			for _, part := range parts {
				set(float64(x)*step, 1)
				fmt.Fprintf(b, "%s Tj ", quoted(part))
				x += len([]rune(part))
			}
			n += len([]rune(word))
		}
	case PressArray:
		fmt.Fprintf(b, "/F %g Tf ", i.Size)
		set(0, 1)
		var parts []string
		for _, word := range strings.Split(i.Text, " ") {
			parts = append(parts, quoted(word))
		}
		fmt.Fprintf(b, "[%s] TJ", strings.Join(parts, " -600 "))
	case PressSpaced:
		fmt.Fprintf(b, "/F %g Tf %g Tc ", i.Size*10/12, step-letterWidth*i.Size*10/12)
		set(0, 1)
		fmt.Fprintf(b, "%s Tj 0 Tc", quoted(i.Text))
	case PressNarrow:
		fmt.Fprintf(b, "/F %g Tf 90 Tz ", i.Size)
		set(0, 1)
		fmt.Fprintf(b, "%s Tj 100 Tz", quoted(i.Text))
	default:
		fmt.Fprintf(b, "/F %g Tf ", i.Size)
		set(0, 1)
		fmt.Fprintf(b, "%s Tj", quoted(i.Text))
	}
	b.WriteString(" ET\n")
}

// quoted writes a text as a PDF string in the encoding of the font; what the encoding lacks becomes "?".
func quoted(s string) string {
	var b strings.Builder
	b.WriteByte('<')
	for _, r := range s {
		c, ok := charmap.Windows1252.EncodeRune(r)
		if !ok {
			c = '?'
		}
		fmt.Fprintf(&b, "%02X", c)
	}
	b.WriteByte('>')
	return b.String()
}
