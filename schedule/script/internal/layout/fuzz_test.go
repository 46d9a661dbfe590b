package layout_test

import (
	"strings"
	"testing"

	"github.com/moteur-film/moteur/schedule/script/internal/layout"
)

// Lines at any place give elements that hold every word of them, or issues that quote it.
func FuzzRead(f *testing.F) {
	f.Add(first, uint8(0), true)
	f.Add(strings.ReplaceAll(first, "\n\n", "\n"), uint8(3), false)
	f.Add(strings.Repeat(first+"\f", 4), uint8(7), true)
	f.Fuzz(func(t *testing.T, text string, seed uint8, french bool) {
		lines := typed(text)
		for i := range lines { // some lines stand elsewhere than a machine types them
			if seed > 0 && i%int(seed) == 1 {
				lines[i].Blank, lines[i].Large, lines[i].Hard = !lines[i].Blank, seed%2 == 0, seed%3 == 0
				lines[i].Pieces[0].X += float64(seed)
			}
			if seed == 255 {
				lines[i].Page = 0
			}
		}
		kept(t, lines, layout.Read(lines, layout.Settings{French: french}))
	})
}
