package pdftext_test

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur/internal/pdftext"
	"github.com/moteur-film/moteur/internal/testkit"
)

func read(t *testing.T, file []byte) pdftext.Document {
	t.Helper()
	doc, err := pdftext.Read(context.Background(), file, pdftext.Limits{})
	require.NoError(t, err)
	return doc
}

func text(letters []pdftext.Letter) string {
	s := ""
	for _, l := range letters {
		s += string(l.Rune)
	}
	return s
}

// Letters stand where they were printed, whatever the way of writing and the turn of the page.
func TestPlaces(t *testing.T) {
	for _, turn := range []int{0, 90, 180, 270} {
		for _, press := range testkit.Presses {
			if turn > 0 && press != testkit.PressPlain {
				continue
			}
			sheet := testkit.Sheet{Width: 612, Height: 792, Turn: turn, Ink: []testkit.Ink{{X: 108, Y: 72, Size: 12, Text: "Été à Brest"}}}
			doc := read(t, press.PDF([]testkit.Sheet{sheet, {Width: 612, Height: 792}}))
			assert.Equal(t, 2, doc.Pages)
			assert.Equal(t, 1, doc.Empty)
			require.Equal(t, "ÉtéàBrest", text(doc.Letters))
			first, last := doc.Letters[0], doc.Letters[8]
			assert.InDelta(t, 108, first.X, 0.1, "%s %d", press, turn)
			assert.InDelta(t, 72, first.Y, 0.1, "%s %d", press, turn)
			assert.False(t, first.Slanted || first.Outside, "%s %d", press, turn)
			if press != testkit.PressNarrow && press != testkit.PressSpaced {
				assert.InDelta(t, 115.2, first.Right, 0.1, "%s %d", press, turn)
				assert.InDelta(t, 108+11*7.2, last.Right, 0.1, "%s %d", press, turn)
				assert.InDelta(t, 12, last.Size, 0.1, "%s %d", press, turn)
			}
		}
	}
}

// Words of one line at any distance, and letters of another size among them, stand where they were printed.
func TestUneven(t *testing.T) {
	ink := []testkit.Ink{{X: 108, Y: 72, Size: 12, Text: "MARIE ENTRE DANS LA CUISINE"}, {X: 305, Y: 72, Size: 12, Text: "SANS UN BRUIT"},
		{X: 108, Y: 96, Size: 12, Text: "IL Y A LE 2"}, {X: 187.2, Y: 96, Size: 7, Text: "EME"}, {X: 199.8, Y: 96, Size: 12, Text: " HOMME ET LUI"},
		{X: 108, Y: 120, Size: 12, Text: "UN MOT"}, {X: 151.2, Y: 120, Size: 12, Text: "UN MOT COLLE"}}
	letters := read(t, testkit.PressPlain.PDF([]testkit.Sheet{{Width: 612, Height: 792, Ink: ink}})).Letters
	for _, i := range ink {
		for k, r := range i.Text {
			if r == ' ' {
				continue
			}
			require.NotEmpty(t, letters)
			l := letters[0]
			letters = letters[1:]
			assert.Equal(t, string(r), string(l.Rune))
			assert.InDelta(t, i.X+0.6*i.Size*float64(k), l.X, 0.05, "%s", i.Text)
			assert.InDelta(t, i.Size, l.Size, 0.01, "%s", i.Text)
			assert.InDelta(t, l.X+0.6*i.Size, l.Right, 0.05, "%s", i.Text)
		}
	}
	assert.Empty(t, letters)
}

// What stands askew or off the page is told; bold made by striking twice is read once; a font without a table is counted.
func TestMarks(t *testing.T) {
	doc := read(t, testkit.PressPlain.PDF([]testkit.Sheet{{Width: 612, Height: 792, Ink: []testkit.Ink{
		{X: 108, Y: 72, Size: 12, Text: "MARIE"}, {X: 108.3, Y: 72, Size: 12, Text: "MARIE"},
		{X: 150, Y: 600, Size: 60, Text: "COPIE", Slant: 50}, {X: 700, Y: 72, Size: 12, Text: "HORS"},
	}}}))
	var lines, slanted, outside []pdftext.Letter
	for _, l := range doc.Letters {
		switch {
		case l.Outside:
			outside = append(outside, l)
		case l.Slanted:
			slanted = append(slanted, l)
		default:
			lines = append(lines, l)
		}
	}
	assert.Equal(t, "MARIE", text(lines))
	assert.Equal(t, "COPIE", text(slanted))
	assert.Equal(t, "HORS", text(outside))
	assert.Zero(t, doc.Unmapped)
	lost := read(t, testkit.Unmapped([]testkit.Sheet{{Width: 612, Height: 792, Ink: []testkit.Ink{{X: 108, Y: 72, Size: 12, Text: "MARIE"}}}}))
	assert.Equal(t, len(lost.Letters), lost.Unmapped)
}

// The spaces of a watermark are told: the boxes of its letters do not measure them.
func TestSlantedSpaces(t *testing.T) {
	doc := read(t, drawn("BT /F 30 Tf 0.7 0.7 -0.7 0.7 100 100 Tm (COPIE 7) Tj ET"))
	said := ""
	for _, l := range doc.Letters {
		if l.Spaced {
			said += " "
		}
		said += string(l.Rune)
	}
	assert.Equal(t, "COPIE 7", said)
	for _, l := range read(t, pages(1)).Letters {
		require.False(t, l.Spaced)
	}
}

// The bounds of pages, letters and time are refusals.
func TestLimits(t *testing.T) {
	file := pages(3)
	for name, lim := range map[string]pdftext.Limits{"pages": {Pages: 2}, "letters": {Letters: 100}, "time": {Time: time.Nanosecond}} {
		_, err := pdftext.Read(context.Background(), file, lim)
		assert.ErrorIs(t, err, pdftext.ErrHeavy, name)
	}
}
