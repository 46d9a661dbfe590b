package pdftext_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur/internal/pdftext"
	"github.com/moteur-film/moteur/internal/testkit"
)

// drawn makes a PDF of one page on which these operators draw.
func drawn(operators string) []byte {
	return testkit.Objects([]string{
		"<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Count 1/Kids[3 0 R]>>",
		"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Resources<</Font<</F 4 0 R>>/XObject<</X 6 0 R>>>>/Contents 5 0 R>>",
		"<</Type/Font/Subtype/Type1/BaseFont/Courier/Encoding/WinAnsiEncoding>>",
		fmt.Sprintf("<</Length %d>>stream\n%s\nendstream", len(operators), operators),
		"<</Type/XObject/Subtype/Form/BBox[0 0 612 792]/Resources<</Font<</F 4 0 R>>>>/Length 36>>stream\nBT /F 12 Tf 100 100 Td (forme) Tj ET\nendstream",
	})
}

// Whatever draws on a page, the letters that are read stand on one page and have a size, or are told to stand outside it:
//
//	go test -run '^$' -fuzz FuzzPage -fuzztime 10m -fuzzminimizetime 1x ./internal/pdftext
func FuzzPage(f *testing.F) {
	for _, s := range []string{"BT /F 12 Tf 108 700 Td (INT. CUISINE) Tj 0 -12 Td [(Ma) -600 (rie)] TJ ET", "q 0 1 -1 0 612 0 cm BT /F 1 Tf 12 0 0 12 90 90 Tm 2 Tc 50 Tz (a) ' ET Q",
		"/X Do q 1e9 0 0 1e-9 0 0 cm /X Do Q", "BT /F -12 Tf 3 Tr 1 0 0 -1 0 0 Tm <41424> Tj T* (b) Tj ET", "/Span <</ActualText (x)>> BDC BT /F 9 Tf (\\255\\002) Tj ET EMC"} {
		f.Add(s)
	}
	_, err := pdftext.Read(context.Background(), drawn(""), pdftext.Limits{}) // PDFium is compiled before the clock of the first input runs
	require.NoError(f, err)
	f.Fuzz(func(t *testing.T, operators string) {
		doc, err := pdftext.Read(context.Background(), drawn(operators), pdftext.Limits{Time: 4 * time.Second})
		if err != nil {
			return
		}
		for _, l := range doc.Letters {
			require.Equal(t, 1, l.Page)
			require.True(t, l.Outside || l.Size > 0 && l.Right >= l.X && l.X >= -1 && l.Y >= -1, "%+v", l)
		}
	})
}
