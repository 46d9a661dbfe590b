package script_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur/internal/testkit"
	"github.com/moteur-film/moteur/schedule/script"
)

// BenchmarkParse times the 166-scene script: parsing, and its rival (the twin, one regular expression a rule):
//
//	go test -run '^$' -bench Parse -benchmem ./schedule/script
func BenchmarkParse(b *testing.B) {
	dir := testkit.Cases(b, "scripts/full")
	data, err := os.ReadFile(filepath.Join(dir, "gasadadava-second-draft.fountain"))
	require.NoError(b, err)
	text := string(data)
	b.SetBytes(int64(len(data)))
	b.Run("parse", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			script.ParseText(text, script.Settings{})
		}
	})
	b.Run("twin parse", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			twin(text)
		}
	})
}
