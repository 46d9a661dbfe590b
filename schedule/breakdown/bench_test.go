package breakdown_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur/internal/testkit"
	"github.com/moteur-film/moteur/schedule/breakdown"
	"github.com/moteur-film/moteur/schedule/script"
)

// BenchmarkNew times the 166-scene script, parsed and broken down:
//
//	go test -run '^$' -bench New -benchmem ./schedule/breakdown
func BenchmarkNew(b *testing.B) {
	dir := testkit.Cases(b, "scripts/full")
	data, err := os.ReadFile(filepath.Join(dir, "gasadadava-second-draft.fountain"))
	require.NoError(b, err)
	text := string(data)
	b.SetBytes(int64(len(data)))
	b.Run("parse+breakdown", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			breakdown.New(script.ParseText(text, script.Settings{}), breakdown.Settings{})
		}
	})
}

// scenes makes a screenplay of n scenes.
func scenes(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "INT. LIEU %d - CUISINE - %s\n\nMarie pose un couteau sur la table. Une dizaine de clients regardent la pluie tomber sur la voiture de police.\n\n", i%40, []string{"JOUR", "NUIT", "SOIR"}[i%3])
		for k := range 6 {
			fmt.Fprintf(&b, "%s\n(bas)\nTu sais bien que je ne peux pas revenir avant la fin de la saison.\n\n", []string{"MARIE", "PAUL", "ÉLODIE", "LE VOISIN"}[(i+k)%4])
		}
		b.WriteString("Paul sort. Un chien aboie dans la cour. Le téléphone sonne.\n\n")
	}
	return b.String()
}

// BenchmarkScenes shows the cost by scene from 15 to 10,000 scenes, for parsing and breaking down:
//
//	go test -run '^$' -bench Scenes -benchmem ./schedule/breakdown
func BenchmarkScenes(b *testing.B) {
	for _, n := range []int{15, 150, 1500, 10000} {
		text := scenes(n)
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			b.ReportAllocs()
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				breakdown.New(script.ParseText(text, script.Settings{French: true}), breakdown.Settings{})
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(n), "ns/scene")
		})
	}
}
