package talent

import (
	"encoding/json"
	"errors"
	"fmt"
	"math/bits"
)

// Limits of a problem. They keep every sum of the search inside an int64.
const (
	MaxScenes = 4096 // scenes in one problem
	MaxActors = 512  // actors in one problem
	// MaxPay bounds (sum of costs) x (sum of durations), the pay of a cast
	// present from the first to the last scene.
	MaxPay = int64(1_000_000_000_000_000)
)

// Scene is a séquence, or a block of séquences shot together.
type Scene struct {
	ID       string `json:"id"`
	Duration int64  `json:"duration"` // in days, or any unit the actors' costs are paid by; not negative
}

// Actor is a comédien paid for every unit of time from the start of the first
// scene to the end of the last one.
type Actor struct {
	ID   string `json:"id"`
	Cost int64  `json:"cost"` // per unit of duration, in any unit of money; not negative
}

// Presence says who plays where: Presence[actor][scene]. Its JSON form is rows
// of 0 and 1.
type Presence [][]bool

// Problem is an ordering problem: which order of the scenes pays the cast the
// least.
type Problem struct {
	Name   string   `json:"name"`
	Scenes []Scene  `json:"scenes"`
	Actors []Actor  `json:"actors"`
	In     Presence `json:"in"`
}

// MarshalJSON writes the rows as arrays of 0 and 1.
func (p Presence) MarshalJSON() ([]byte, error) {
	rows := make([][]int, len(p))
	for i, row := range p {
		rows[i] = make([]int, len(row))
		for j, in := range row {
			if in {
				rows[i][j] = 1
			}
		}
	}
	return json.Marshal(rows)
}

// UnmarshalJSON reads rows of 0 and 1; any other value is an error naming its
// row and column, counted from 1.
func (p *Presence) UnmarshalJSON(data []byte) error {
	var rows [][]int
	if err := json.Unmarshal(data, &rows); err != nil {
		return fmt.Errorf("talent : in : lignes de 0 et de 1 attendues : %w", err)
	}
	out := make(Presence, len(rows))
	for i, row := range rows {
		out[i] = make([]bool, len(row))
		for j, v := range row {
			if v != 0 && v != 1 {
				return fmt.Errorf("talent : in[ligne %d][colonne %d] = %d, 0 ou 1 attendu", i+1, j+1, v)
			}
			out[i][j] = v == 1
		}
	}
	*p = out
	return nil
}

// Validate returns every defect of the problem joined in one error, nil when
// the problem can be solved: shape of the presence table, negative durations
// or costs, sizes beyond the limits of this package.
func (p Problem) Validate() error {
	var errs []error
	bad := func(format string, args ...any) {
		if len(errs) < 20 {
			errs = append(errs, fmt.Errorf("talent : "+format, args...))
		}
	}
	if len(p.Scenes) > MaxScenes {
		bad("%d séquences, %d au plus", len(p.Scenes), MaxScenes)
	}
	if len(p.Actors) > MaxActors {
		bad("%d interprètes, %d au plus", len(p.Actors), MaxActors)
	}
	var days, cost int64
	for i, s := range p.Scenes {
		if s.Duration < 0 || s.Duration > MaxPay {
			bad("scenes[%d] %q : durée %d, de 0 à %d attendue", i, s.ID, s.Duration, MaxPay)
			continue
		}
		days = min(days+s.Duration, MaxPay+1)
	}
	for i, a := range p.Actors {
		if a.Cost < 0 || a.Cost > MaxPay {
			bad("actors[%d] %q : coût %d, de 0 à %d attendu", i, a.ID, a.Cost, MaxPay)
			continue
		}
		cost = min(cost+a.Cost, MaxPay+1)
	}
	if hi, lo := bits.Mul64(uint64(days), uint64(cost)); hi != 0 || lo > uint64(MaxPay) {
		bad("somme des coûts × somme des durées au-delà de %d", MaxPay)
	}
	if len(p.In) != len(p.Actors) {
		bad("in a %d lignes pour %d interprètes", len(p.In), len(p.Actors))
	}
	for i, row := range p.In {
		if len(row) != len(p.Scenes) {
			bad("in[%d] a %d colonnes pour %d séquences", i, len(row), len(p.Scenes))
		}
	}
	return errors.Join(errs...)
}

// Base is the pay of the days played, which no order can change: sum over
// actors of cost x own durations.
func (p Problem) Base() int64 {
	var base int64
	for i, a := range p.Actors {
		for j, s := range p.Scenes {
			if p.In[i][j] {
				base += a.Cost * s.Duration
			}
		}
	}
	return base
}

// Cost is the pay of one order, computed the slow and obvious way: each actor
// gets Cost x (end of the last scene - start of the first one). The order lists
// indexes of p.Scenes, each exactly once; anything else is an error.
func Cost(p Problem, order []int) (int64, error) {
	if err := p.Validate(); err != nil {
		return 0, err
	}
	if len(order) != len(p.Scenes) {
		return 0, fmt.Errorf("talent : ordre de %d séquences pour %d", len(order), len(p.Scenes))
	}
	seen := make([]bool, len(p.Scenes))
	for k, s := range order {
		if s < 0 || s >= len(seen) || seen[s] {
			return 0, fmt.Errorf("talent : order[%d] = %d est hors limites ou répété", k, s)
		}
		seen[s] = true
	}
	var total int64
	for i, a := range p.Actors {
		var clock, first, last int64
		played := false
		for _, s := range order {
			if p.In[i][s] {
				if !played {
					first = clock
				}
				played = true
				last = clock + p.Scenes[s].Duration
			}
			clock += p.Scenes[s].Duration
		}
		if played {
			total += a.Cost * (last - first)
		}
	}
	return total, nil
}
