package financing_test

import (
	"bytes"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur/internal/doc/text"
)

// TestSentDocument: a piece that is sent shows no internal remark; the figures are the same; the document stays whole.
func TestSentDocument(t *testing.T) {
	plan := film()
	before := text.String(plan.Document())
	sent := text.String(plan.SentDocument())
	for _, word := range []string{"confirmer", "Contrôles", "hypothèse", "[?] usage"} {
		assert.NotContains(t, sent, word)
	}
	assert.Contains(t, sent, "Total des ressources")
	assert.Contains(t, before, "hypothèse")
	assert.Equal(t, before, text.String(plan.Document()), "Document is not modified")
	var b bytes.Buffer
	require.NoError(t, plan.WriteSentPDF(&b))
	assert.NotZero(t, b.Len())
}
