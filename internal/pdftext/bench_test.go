package pdftext_test

import (
	"context"
	"io"
	"strings"
	"testing"

	"github.com/klippa-app/go-pdfium/requests"
	"github.com/klippa-app/go-pdfium/webassembly"
	"github.com/stretchr/testify/require"
	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/experimental"

	"github.com/moteur-film/moteur/internal/pdftext"
	"github.com/moteur-film/moteur/internal/testkit"
)

// pages prints as many pages of text, a thousand letters each.
func pages(n int) []byte {
	sheets := make([]testkit.Sheet, n)
	for i := range sheets {
		sheets[i] = testkit.Sheet{Width: 612, Height: 792}
		for row := range 40 {
			sheets[i].Ink = append(sheets[i].Ink, testkit.Ink{X: 108, Y: 72 + 16*float64(row), Size: 12, Text: strings.Repeat("Lou court. ", 3)})
		}
	}
	return testkit.PressPlain.PDF(sheets)
}

// BenchmarkRead reads the letters of 120 pages and where they stand.
func BenchmarkRead(b *testing.B) {
	file := pages(120)
	_, err := pdftext.Read(context.Background(), file, pdftext.Limits{})
	require.NoError(b, err)
	for b.Loop() {
		_, err := pdftext.Read(context.Background(), file, pdftext.Limits{})
		require.NoError(b, err)
	}
}

// BenchmarkRaw asks PDFium for the text of the same pages without positions: the least any reader of it takes.
func BenchmarkRaw(b *testing.B) {
	file := pages(120)
	pool, err := webassembly.Init(webassembly.Config{
		RuntimeConfig: wazero.NewRuntimeConfig().WithCoreFeatures(api.CoreFeaturesV2 | experimental.CoreFeaturesExceptionHandling),
		FSConfig:      wazero.NewFSConfig(), MaxTotal: 1, MaxIdle: 1, Stdout: io.Discard, Stderr: io.Discard})
	require.NoError(b, err)
	defer pool.Close()
	for b.Loop() {
		instance, err := pool.GetInstanceWithContext(context.Background())
		require.NoError(b, err)
		doc, err := instance.OpenDocument(&requests.OpenDocument{File: &file})
		require.NoError(b, err)
		for i := range 120 {
			page := requests.Page{ByIndex: &requests.PageByIndex{Document: doc.Document, Index: i}}
			text, err := instance.FPDFText_LoadPage(&requests.FPDFText_LoadPage{Page: page})
			require.NoError(b, err)
			n, err := instance.FPDFText_CountChars(&requests.FPDFText_CountChars{TextPage: text.TextPage})
			require.NoError(b, err)
			_, err = instance.FPDFText_GetText(&requests.FPDFText_GetText{TextPage: text.TextPage, Count: n.Count})
			require.NoError(b, err)
			_, err = instance.FPDFText_ClosePage(&requests.FPDFText_ClosePage{TextPage: text.TextPage})
			require.NoError(b, err)
		}
		require.NoError(b, instance.Close())
	}
}
