package script

import (
	"errors"
	"fmt"

	"github.com/moteur-film/moteur/internal/decode"
)

// ErrFormat is the error of a file that is not what it should be.
var ErrFormat = errors.New("format de fichier non reconnu")

// ErrTooLarge is the error of an input over its bound.
var ErrTooLarge = decode.ErrTooLarge

// FormatError is a fault of form in a file, with its place.
type FormatError struct {
	Format string // "FDX", or a format of schedule/breakdown: "USS", "CSV"
	Place  string // "film.fdx:12"
	Detail string
}

// Error returns the place and the fault in French.
func (e *FormatError) Error() string {
	if e.Place == "" {
		return fmt.Sprintf("%s : %s", e.Format, e.Detail)
	}
	return fmt.Sprintf("%s : %s : %s", e.Format, e.Place, e.Detail)
}

// Unwrap makes the error match ErrFormat.
func (e *FormatError) Unwrap() error { return ErrFormat }
