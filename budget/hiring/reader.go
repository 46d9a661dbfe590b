package hiring

import (
	"fmt"
	"strconv"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/schedule/labour"
)

// duties reads on one date what labour law demands around a hire: delays, papers, definitions. It keeps its first error.
type duties struct {
	on      moteur.Date
	sources map[string]moteur.Source
	err     error
}

func dutiesOn(on moteur.Date) *duties { return &duties{on: on, sources: map[string]moteur.Source{}} }

func (d *duties) text(id string) string {
	c, err := read(id, d.on)
	if err != nil {
		if d.err == nil {
			d.err = fmt.Errorf("hiring : %w", err)
		}
		return ""
	}
	d.sources[id] = c.Source
	return c.Value
}

func (d *duties) int(id string) int {
	s := d.text(id)
	n, err := strconv.Atoi(s)
	if err != nil && d.err == nil {
		d.err = fmt.Errorf("hiring : règle %s : %w", id, err)
	}
	return n
}

// has reads a rule that may not hold yet on the date: then it is not due.
func (d *duties) has(id string) (moteur.Cited[string], bool) {
	c, err := read(id, d.on)
	return c, err == nil
}

func read(id string, on moteur.Date) (moteur.Cited[string], error) {
	b, err := labour.Duties(on, nil)
	if err != nil {
		return moteur.Cited[string]{}, err
	}
	c := b.CitedText(id)
	return c, b.Err()
}
