package pdf_test

import (
	"bytes"
	"context"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur/internal/pdftext"
	"github.com/moteur-film/moteur/internal/testkit"
	"github.com/moteur-film/moteur/schedule/script"
	"github.com/moteur-film/moteur/schedule/script/pdf"
)

// feature prints the sample film: some 120 pages.
func feature(b *testing.B) []byte {
	sheets := typeset(sample(b).Elements, style{numbers: "both", more: true, going: true})
	file := testkit.PressPlain.PDF(sheets)
	_, err := pdf.Parse(bytes.NewReader(file), script.Settings{}) // PDFium is compiled before the clock runs
	require.NoError(b, err)
	b.ReportMetric(float64(len(sheets)), "pages")
	return file
}

// BenchmarkParse reads a feature; BenchmarkLetters only its letters: what is above it is the time of the layout.
func BenchmarkParse(b *testing.B) {
	file := feature(b)
	for b.Loop() {
		_, err := pdf.Parse(bytes.NewReader(file), script.Settings{})
		require.NoError(b, err)
	}
}

func BenchmarkLetters(b *testing.B) {
	file := feature(b)
	for b.Loop() {
		_, err := pdftext.Read(context.Background(), file, pdftext.Limits{})
		require.NoError(b, err)
	}
}
