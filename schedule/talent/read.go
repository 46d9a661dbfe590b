package talent

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
)

// MaxFile is the size, in bytes, of the largest file Read accepts.
const MaxFile = 16 << 20

// Read reads a problem in JSON: name, scenes [{id, duration}], actors
// [{id, cost}], in (one row an actor, one column a scene, 1 = plays). Other
// fields are ignored. Errors name the place: the line for broken JSON or a
// value of the wrong kind, the scene, the actor or the row otherwise.
func Read(r io.Reader) (Problem, error) {
	data, err := io.ReadAll(io.LimitReader(r, MaxFile+1))
	if err != nil {
		return Problem{}, fmt.Errorf("talent : lecture : %w", err)
	}
	if len(data) > MaxFile {
		return Problem{}, fmt.Errorf("talent : lecture : plus de %d octets", MaxFile)
	}
	var p Problem
	if err := json.Unmarshal(data, &p); err != nil {
		return Problem{}, fmt.Errorf("talent : lecture : %w", place(data, err))
	}
	if p.Scenes == nil || p.Actors == nil || p.In == nil {
		return Problem{}, errors.New("talent : lecture : scenes, actors et in sont obligatoires")
	}
	if err := p.Validate(); err != nil {
		return Problem{}, err
	}
	return p, nil
}

// place adds the line to the errors that know their byte.
func place(data []byte, err error) error {
	var at int64
	var syntax *json.SyntaxError
	var kind *json.UnmarshalTypeError
	switch {
	case errors.As(err, &syntax):
		at = syntax.Offset
	case errors.As(err, &kind):
		at = kind.Offset
	default:
		return err
	}
	at = min(max(at, 0), int64(len(data)))
	return fmt.Errorf("ligne %d : %w", 1+bytes.Count(data[:at], []byte("\n")), err)
}
