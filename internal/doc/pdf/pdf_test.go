package pdf_test

import (
	"bytes"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur/internal/doc"
	"github.com/moteur-film/moteur/internal/doc/doctest"
	"github.com/moteur-film/moteur/internal/doc/pdf"
	"github.com/moteur-film/moteur/internal/testkit"
)

func write(t testing.TB, d doc.Document) []byte {
	t.Helper()
	var b bytes.Buffer
	require.NoError(t, pdf.Write(&b, d))
	return b.Bytes()
}

func TestSameBytes(t *testing.T) {
	for _, page := range []doc.Page{doc.Portrait, doc.Landscape, doc.A3, doc.Slide} {
		d := doctest.Sample()
		d.Page = page
		one := write(t, d)
		testkit.Save(t, "sample-"+string(rune('0'+page))+".pdf", one)
		require.True(t, bytes.Equal(one, write(t, d)), "two runs differ")
	}
}
