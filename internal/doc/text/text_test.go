package text_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur/internal/doc"
	"github.com/moteur-film/moteur/internal/doc/doctest"
	"github.com/moteur-film/moteur/internal/doc/text"
	"github.com/moteur-film/moteur/internal/testkit"
)

func TestSample(t *testing.T) {
	testkit.Golden(t, "sample.txt", text.String(doctest.Sample()))
}

func TestAlignment(t *testing.T) {
	lines := strings.Split(text.String(doc.Document{Title: "T", Blocks: []doc.Block{doctest.Budget()}}), "\n")
	end := 0
	for _, l := range lines {
		if strings.HasSuffix(strings.TrimSuffix(l, "  Visa"), "Montant (€)") {
			end = len([]rune(strings.TrimSuffix(l, "  Visa")))
		}
	}
	require.NotZero(t, end)
	for _, l := range lines {
		if strings.HasSuffix(l, ",84") || strings.HasSuffix(l, ",14") {
			assert.Equal(t, end, len([]rune(l)), l)
		}
	}
}

type full struct{}

var errFull = errors.New("full")

func (full) Write([]byte) (int, error) { return 0, errFull }

func TestWriterError(t *testing.T) {
	require.ErrorIs(t, text.Write(full{}, doctest.Sample()), errFull)
}
