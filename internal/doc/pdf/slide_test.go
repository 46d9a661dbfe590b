package pdf_test

import (
	"bytes"
	"image"
	"image/png"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur/internal/doc"
	"github.com/moteur-film/moteur/internal/doc/pdf"
	"github.com/moteur-film/moteur/internal/testkit"
)

func pages(t *testing.T, blocks ...doc.Block) int {
	t.Helper()
	n, err := pdf.Pages(doc.Document{Title: "Essai", Page: doc.Slide, Blocks: blocks})
	require.NoError(t, err)
	return n
}

// A slide is a page, whatever the room that its words leave; words that do not stand on one go on to the next, and none is lost.
func TestSlides(t *testing.T) {
	title := doc.Heading{Level: 1, Text: "Titre"}
	assert.Equal(t, 2, pages(t, title, doc.Para{Text: "Peu de mots."}))
	assert.Equal(t, 3, pages(t, title, doc.Para{Text: "Un."}, doc.PageBreak{}, title, doc.Para{Text: "Deux."}))
	assert.Equal(t, 3, pages(t, title, doc.PageBreak{}, doc.PageBreak{}, title), "an empty slide is none")
	long := strings.Repeat("Une phrase de dix mots qui se répète bien des fois. ", 60)
	assert.Greater(t, pages(t, title, doc.Para{Text: long}), 2)
}

// A picture and a map take the room that is left and no more: the page holds them with any text that leaves some.
func TestPicturesAndMaps(t *testing.T) {
	var b bytes.Buffer
	require.NoError(t, png.Encode(&b, image.NewNRGBA(image.Rect(0, 0, 30, 90))))
	picture := doc.Picture{Data: b.Bytes(), Alt: "une affiche"}
	where := doc.Map{Points: []doc.MapPoint{{Label: "Douarnenez", Note: "23 jours", Lat: 48.09, Lon: -4.33, Weight: 23}, {Label: "Ostende", Lat: 51.2, Lon: 2.9, Weight: 3},
		{Label: "Ostende, le port", Lat: 51.2, Lon: 2.9, Weight: 1}}}
	for _, shape := range []doc.Document{{Page: doc.Slide}, {Page: doc.Portrait}} {
		for _, block := range []doc.Block{picture, where, doc.Map{Points: where.Points[:1]}, doc.Side{Columns: [][]doc.Block{{picture}, {where}}}} {
			shape.Blocks = []doc.Block{doc.Para{Text: strings.Repeat("Des mots. ", 40)}, block}
			n, err := pdf.Pages(shape)
			require.NoError(t, err)
			assert.LessOrEqual(t, n, 2)
		}
	}
	_, err := pdf.Pages(doc.Document{Blocks: []doc.Block{doc.Picture{Data: []byte("rien"), Alt: "x"}}})
	require.ErrorIs(t, err, doc.ErrPicture)
}

// A picture shown twice is in the file once.
func TestPictureTwice(t *testing.T) {
	var b, once, twice bytes.Buffer
	m := image.NewNRGBA(image.Rect(0, 0, 64, 64))
	for i := range m.Pix {
		m.Pix[i] = byte(i * i >> 3)
	}
	require.NoError(t, png.Encode(&b, m))
	picture := doc.Picture{Data: b.Bytes(), Alt: "x", Height: 30}
	require.NoError(t, pdf.Write(&once, doc.Document{Blocks: []doc.Block{picture}}))
	require.NoError(t, pdf.Write(&twice, doc.Document{Blocks: []doc.Block{picture, picture}}))
	assert.Equal(t, bytes.Count(once.Bytes(), []byte("/Subtype /Image")), bytes.Count(twice.Bytes(), []byte("/Subtype /Image")))
	assert.Less(t, twice.Len()-once.Len(), b.Len()/2)
}

// No line of French begins with the sign that follows a word, nor ends with the one that opens a quotation.
func TestSignsStayWithTheirWords(t *testing.T) {
	testkit.Tool(t, "pdftotext")
	for n := range 40 {
		var b bytes.Buffer
		text := strings.Repeat("mot ", n) + "la ligne : un pont ; il dit « bonjour » et rit !"
		require.NoError(t, pdf.Write(&b, doc.Document{Title: "x", Blocks: []doc.Block{doc.Side{Columns: [][]doc.Block{{doc.Para{Text: text}}, nil, nil, nil}}}}))
		printed := testkit.Run(t, "pdftotext", "-layout", testkit.TempFile(t, "x.pdf", b.Bytes()), "-")
		assert.NotRegexp(t, `(?m)^\s*[:;!»]`, printed)
		assert.NotRegexp(t, `(?m)«\s*$`, printed)
	}
}
