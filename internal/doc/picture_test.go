package doc_test

import (
	"bytes"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur/internal/doc"
)

// A picture is a JPEG, which stays as it is, or a PNG of any kind, which becomes a plain one; all else is refused.
func TestReadPicture(t *testing.T) {
	m := image.NewPaletted(image.Rect(0, 0, 400, 300), color.Palette{color.Black, color.Transparent})
	var jpg, pal, deep, anim bytes.Buffer
	require.NoError(t, jpeg.Encode(&jpg, m, nil))
	require.NoError(t, png.Encode(&pal, m))
	require.NoError(t, png.Encode(&deep, image.NewNRGBA64(image.Rect(0, 0, 2, 2))))
	require.NoError(t, gif.Encode(&anim, m, nil))
	got, err := doc.ReadPicture(jpg.Bytes())
	require.NoError(t, err)
	assert.Equal(t, jpg.Bytes(), got)
	for _, b := range [][]byte{pal.Bytes(), deep.Bytes()} {
		got, err := doc.ReadPicture(b)
		require.NoError(t, err)
		c, err := png.DecodeConfig(bytes.NewReader(got))
		require.NoError(t, err)
		assert.Contains(t, []color.Model{color.NRGBAModel, color.RGBAModel}, c.ColorModel)
	}
	for want, b := range map[string][]byte{"ni JPEG ni PNG": anim.Bytes(), "fichier abîmé": jpg.Bytes()[:jpg.Len()*9/10], "16 Mio": make([]byte, 16<<20+1)} {
		_, err := doc.ReadPicture(b)
		require.ErrorIs(t, err, doc.ErrPicture, want)
		assert.ErrorContains(t, err, want)
	}
	_, err = doc.ReadPicture(nil)
	require.ErrorIs(t, err, doc.ErrPicture)
	wide := append([]byte(nil), pal.Bytes()...)
	wide[18], wide[19] = 0xff, 0xff // of the width, whose checksum is then wrong
	_, err = doc.ReadPicture(wide)
	require.ErrorIs(t, err, doc.ErrPicture)
}

// A picture too large is refused by its size, before it is unpacked.
func TestPictureTooLarge(t *testing.T) {
	var b bytes.Buffer
	require.NoError(t, png.Encode(&b, image.NewGray(image.Rect(0, 0, 10_001, 1))))
	_, err := doc.ReadPicture(b.Bytes())
	require.ErrorContains(t, err, "10001 × 1 points")
	b.Reset()
	require.NoError(t, png.Encode(&b, image.NewGray(image.Rect(0, 0, 6_400, 6_400))))
	_, err = doc.ReadPicture(b.Bytes())
	require.ErrorContains(t, err, "40 millions en tout")
}

func FuzzReadPicture(f *testing.F) {
	var b bytes.Buffer
	require.NoError(f, png.Encode(&b, image.NewGray(image.Rect(0, 0, 3, 3))))
	f.Add(b.Bytes())
	b.Reset()
	require.NoError(f, jpeg.Encode(&b, image.NewGray(image.Rect(0, 0, 9, 9)), nil))
	f.Add(b.Bytes())
	f.Fuzz(func(t *testing.T, content []byte) {
		got, err := doc.ReadPicture(content)
		if err != nil {
			require.ErrorIs(t, err, doc.ErrPicture)
			return
		}
		_, err = doc.ReadPicture(got)
		require.NoError(t, err, "a picture read is one")
	})
}
