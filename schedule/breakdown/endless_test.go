package breakdown_test

import (
	"io"
	"runtime"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur/schedule/breakdown"
	"github.com/moteur-film/moteur/schedule/script"
	"github.com/moteur-film/moteur/schedule/uss"
)

// endless gives the same bytes for ever, without any line end.
type endless struct{ text string }

func (e endless) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = e.text[i%len(e.text)]
	}
	return len(p), nil
}

// A file without end is refused once its bound is passed, and costs no more than a few times the bound.
func TestEndlessInputs(t *testing.T) {
	readers := map[string]func(io.Reader) error{
		"uss":  func(r io.Reader) error { _, _, err := uss.Read(r, ""); return err },
		"json": func(r io.Reader) error { _, err := breakdown.ReadJSON(r, ""); return err },
		"csv": func(r io.Reader) error {
			_, err := breakdown.ReadCSV(r, "", breakdown.Mapping{Number: "a"})
			return err
		},
	}
	for name, read := range readers {
		t.Run(name, func(t *testing.T) {
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			require.ErrorIs(t, read(endless{"<[{(a;"}), script.ErrTooLarge)
			runtime.ReadMemStats(&after)
			assert.Less(t, after.TotalAlloc-before.TotalAlloc, uint64(256<<20))
		})
	}
}
