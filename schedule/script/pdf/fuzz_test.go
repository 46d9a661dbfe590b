package pdf_test

import (
	"bytes"
	"context"
	"testing"
	"time"

	"github.com/moteur-film/moteur/internal/testkit"
	"github.com/moteur-film/moteur/schedule/script"
	"github.com/moteur-film/moteur/schedule/script/pdf"
)

// Any bytes give an error or a screenplay.
func FuzzParse(f *testing.F) {
	f.Add(testkit.PressPlain.PDF(short()))
	f.Add(testkit.Unmapped(short()))
	f.Add([]byte("%PDF-1.4\n"))
	parse(f, testkit.PressPlain.PDF(short())) // PDFium is compiled before the clock of the first input runs
	f.Fuzz(func(t *testing.T, file []byte) {
		ctx, stop := context.WithTimeout(context.Background(), 4*time.Second)
		defer stop()
		_, _ = pdf.ParseContext(ctx, bytes.NewReader(file), script.Settings{Name: "film.pdf"})
	})
}
