package credit_test

import (
	"bytes"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur/financing/credit"
	"github.com/moteur-film/moteur/internal/doc/text"
)

// TestSentDocument: a piece that is sent shows no internal remark; the figures are the same; the document stays whole.
func TestSentDocument(t *testing.T) {
	tax, err := credit.Film(filmCase())
	require.NoError(t, err)
	before := text.String(tax.Document())
	sent := text.String(tax.SentDocument())
	for _, word := range []string{"confirmer", "Contrôles", "hypothèse", "[?] usage"} {
		assert.NotContains(t, sent, word)
	}
	assert.Contains(t, sent, "CGI art. 220 sexies III 1")
	assert.Equal(t, before, text.String(tax.Document()), "Document is not modified")
	var b bytes.Buffer
	require.NoError(t, tax.WriteSentPDF(&b))
	assert.NotZero(t, b.Len())
}
