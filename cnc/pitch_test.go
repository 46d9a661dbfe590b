package cnc_test

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur/cnc"
	"github.com/moteur-film/moteur/cnc/points"
	plain "github.com/moteur-film/moteur/internal/doc/text"
)

// The times of the slides told add up to the length of the talk, the longer ones tell more slides, and no other length is known.
func TestNotesOfATalk(t *testing.T) {
	p := cnc.Pitch{Request: full()}
	last := 0
	for _, minutes := range []int{5, 10, 20} {
		notes, err := p.Notes(minutes, day)
		require.NoError(t, err)
		printed := plain.String(notes.Document())
		sum, told := 0, 0
		for _, m := range regexp.MustCompile(`(?m)^\S.*\d+'\d\d +(\d+)'(\d\d)$`).FindAllStringSubmatch(printed, -1) {
			a, _ := strconv.Atoi(m[1])
			b, _ := strconv.Atoi(m[2])
			sum, told = sum+60*a+b, told+1
		}
		assert.Equal(t, 60*minutes, sum, printed)
		assert.Contains(t, printed, fmt.Sprintf("%d'00", minutes))
		assert.GreaterOrEqual(t, told, last)
		last = told
	}
	for _, minutes := range []int{0, -5, 7, 1 << 40} {
		_, err := p.Notes(minutes, day)
		require.ErrorIs(t, err, cnc.ErrTalk)
	}
	empty, err := cnc.Pitch{}.Notes(5, day)
	require.NoError(t, err)
	assert.NotEmpty(t, plain.String(empty.Document()))
}

// Every role and every sentence of the production stand in the deck, however many; pictures change none of it.
func TestDeckIsWhole(t *testing.T) {
	r := full()
	r.Texts.Production = strings.Repeat("Une phrase de la production, longue comme un jour sans pain. ", 60) + "La dernière phrase."
	for i := range 25 {
		r.Facts.Cast = append(r.Facts.Cast, points.Performance{Role: fmt.Sprintf("Rôle %d", i), Kind: points.OnScreen})
	}
	p := cnc.Pitch{Request: r, Comparables: []cnc.Comparable{{Title: "Un autre film", Year: 2023, Entries: 1234, Source: "essai"}},
		Places: []cnc.PitchPlace{{Name: "Brest", Days: 3, Lat: 48.4, Lon: -4.5}}}
	printed := plain.String(p.Deck(day).Document())
	for _, want := range []string{"La dernière phrase.", "Rôle 0", "Rôle 24", "Un autre film", "Brest : 3"} {
		assert.Contains(t, printed, want)
	}
	assert.NotContains(t, printed, "[…]")
	_, err := p.Deck(day).Pages()
	require.NoError(t, err)
}
