package callsheet

import (
	"errors"
	"fmt"

	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/schedule/script"
)

// ErrEighths is the error of a text that is no page count.
var ErrEighths = errors.New("nombre de pages illisible, attendu « 2 3/8 »")

// ParseEighths reads a page count as script.ParseEighths does: "2 3/8", "5/8", "1", "2 1/2", "1,375". One page is eight eighths.
func ParseEighths(s string) (int, error) {
	n, ok := script.ParseEighths(s)
	if !ok {
		return 0, fmt.Errorf("%w : %s", ErrEighths, fr.Quote(fr.Clip(s)))
	}
	return n, nil
}
