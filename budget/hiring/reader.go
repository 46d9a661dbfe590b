package hiring

import (
	"fmt"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/law"
	"github.com/moteur-film/moteur/schedule/labour"
)

// dutiesOn opens what labour law demands around a hire on a date: delays, papers, definitions. Doubts are said in the report, nowhere
// when it is nil: then they stand in the source of each duty.
func dutiesOn(on moteur.Date, report *moteur.Report) law.Book {
	b, _ := labour.Duties(on, report) // a table that cannot be read holds no value: each reading is then an error
	return b
}

// failed is the first error of the readings, under the name of the room.
func failed(b law.Book) error {
	if err := b.Err(); err != nil {
		return fmt.Errorf("hiring : %w", err)
	}
	return nil
}
