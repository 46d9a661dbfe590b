package financing_test

import (
	"bytes"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur/financing"
	"github.com/moteur-film/moteur/internal/doc/text"
)

// TestSentDocuments: a piece that is sent shows no internal remark; the figures are the same; the document stays whole.
func TestSentDocuments(t *testing.T) {
	credit, err := financing.FilmCredit(filmCase())
	require.NoError(t, err)
	plan := film()
	before := text.String(plan.Document())
	for name, s := range map[string]string{"plan": text.String(plan.SentDocument()), "credit": text.String(credit.SentDocument())} {
		for _, word := range []string{"confirmer", "Contrôles", "hypothèse", "[?] usage"} {
			assert.NotContains(t, s, word, name)
		}
	}
	assert.Contains(t, text.String(plan.SentDocument()), "Total des ressources")
	assert.Contains(t, text.String(credit.SentDocument()), "CGI art. 220 sexies III 1")
	assert.Contains(t, before, "hypothèse")
	assert.Equal(t, before, text.String(plan.Document()), "Document is not modified")
	var b bytes.Buffer
	require.NoError(t, plan.WriteSentPDF(&b))
	require.NoError(t, credit.WriteSentPDF(&b))
	assert.NotZero(t, b.Len())
}
