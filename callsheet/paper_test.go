package callsheet_test

import (
	"bytes"
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur/callsheet"
	"github.com/moteur-film/moteur/internal/doc"
	"github.com/moteur-film/moteur/internal/doc/pdf"
	"github.com/moteur-film/moteur/internal/testkit"
)

// TestPapers prints every paper of every day and looks at the pages with outside programs.
func TestPapers(t *testing.T) {
	in := input()
	var papers []doc.Document
	for day := range in.Plan.Days {
		s := made(t, in, day)
		papers = append(papers, s.Document(), s.Proof(callsheet.Settings{}), s.SignIn(), s.English(), s.LargePrint())
		for _, c := range s.Cast {
			if d, err := s.Slip(c.Role); err == nil {
				papers = append(papers, d)
			}
		}
	}
	papers = append(papers, report().Document(callsheet.Pace{Planned: []int{165, 165}, Useful: []int{150, 170}, Days: 35, Script: 5775}))
	for _, d := range papers {
		var b bytes.Buffer
		require.NoError(t, pdf.Write(&b, d))
		assert.Contains(t, testkit.Paper(t, b.Bytes()), "page 1 /", d.Title)
	}
}

func TestLiveWorkbooks(t *testing.T) {
	in := input()
	files := map[string][]byte{}
	for day := range in.Plan.Days {
		var b bytes.Buffer
		require.NoError(t, made(t, in, day).WriteXLSX(&b))
		files[fmt.Sprintf("day%d.xlsx", day+1)] = b.Bytes()
	}
	testkit.Live(t, files)
}
