package talent

import (
	"errors"
	"fmt"
	"io"

	"github.com/moteur-film/moteur/internal/strict"
)

// MaxFile is the size, in bytes, of the largest file Read accepts.
const MaxFile = 16 << 20

// Read reads a problem in JSON: name, scenes [{id, duration}], actors
// [{id, cost}], in (one row an actor, one column a scene, 1 = plays). What
// published instances add is passed over; any other key is refused. Errors
// name the place: the line for what cannot be read, the scene, the actor or
// the row otherwise.
func Read(r io.Reader) (Problem, error) {
	data, err := io.ReadAll(io.LimitReader(r, MaxFile+1))
	if err != nil {
		return Problem{}, fmt.Errorf("talent : lecture : %w", err)
	}
	if len(data) > MaxFile {
		return Problem{}, fmt.Errorf("talent : lecture : plus de %d octets", MaxFile)
	}
	var p struct {
		Problem
		published
	}
	if err := strict.Decode("", data, &p).Err(); err != nil {
		return Problem{}, fmt.Errorf("talent : lecture : %w", err)
	}
	if p.Scenes == nil || p.Actors == nil || p.In == nil {
		return Problem{}, errors.New("talent : lecture : scenes, actors et in sont obligatoires")
	}
	if err := p.Validate(); err != nil {
		return Problem{}, err
	}
	return p.Problem, nil
}

// published is what the instances of the literature say beside the problem.
type published struct {
	Source    any `json:"source"`
	Optimum   any `json:"optimum"`
	Wait      any `json:"optimum_wait"`
	Best      any `json:"best_known"`
	BestWait  any `json:"best_known_wait"`
	ProvenBy  any `json:"proven_by"`
	Heuristic any `json:"published_heuristic_wait"`
}
