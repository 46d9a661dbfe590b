package cnc

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/cnc/points"
	"github.com/moteur-film/moteur/internal/expr"
	"github.com/moteur-film/moteur/internal/fr"
)

// ErrCondition is the error of a condition of the tables that cannot be read.
var ErrCondition = errors.New("condition illisible")

// evaluator answers the atoms of a condition: names of facts, "since:DATE" (date of the request), "shoot:DATE" (first
// shooting day).
type evaluator struct {
	facts map[string]points.Fact
	piece string
	asked map[string]bool
	on    moteur.Date
	shoot moteur.Date
}

// verdict is the answer of a condition with the facts that made it, in the order read.
type verdict struct {
	holds bool
	why   []string // facts that hold
	not   []string // facts that do not
}

// settle keeps the reasons of the answer alone, each once: what holds when it holds, what fails when it fails.
func (v verdict) settle() verdict {
	once := func(list []string) []string {
		var out []string
		for _, s := range list {
			if !slices.Contains(out, s) {
				out = append(out, s)
			}
		}
		return out
	}
	if v.holds {
		return verdict{holds: true, why: once(v.why)}
	}
	return verdict{not: once(v.not)}
}

func (v verdict) reason() string {
	if v.holds {
		return fr.Capital(strings.Join(v.why, " ; ")) + "."
	}
	return "Sans objet : " + strings.Join(v.not, " ; ") + "."
}

// eval answers a condition: names of facts joined by & (which binds tighter), |, ! and parentheses.
func (e evaluator) eval(text string) (verdict, error) {
	n, err := expr.Parse(text, func(rest string) int {
		if end := strings.IndexAny(rest, "&|!() "); end >= 0 {
			return end
		}
		return len(rest)
	})
	if err != nil {
		return verdict{}, fmt.Errorf("cnc : %w : %w", ErrCondition, err)
	}
	return e.answer(text, n)
}

// doubt makes the source of a rule that applies one to confirm when the fact it names holds, for the reason of the note.
func (e evaluator) doubt(s *moteur.Source, v verdict, fact, note string) {
	if !v.holds || fact == "" || !e.facts[fact].Holds {
		return
	}
	s.Verified = false
	if note != "" {
		s.Note = note
	}
}

func (e evaluator) answer(text string, n expr.Node) (verdict, error) {
	if n.Op == expr.Name {
		return e.atom(n.Text)
	}
	var parts []verdict
	for _, a := range n.Args {
		v, err := e.answer(text, a)
		if err != nil {
			return verdict{}, err
		}
		parts = append(parts, v)
	}
	switch v := parts[0]; n.Op {
	case expr.Group:
		return v, nil
	case expr.Not:
		return verdict{!v.holds, v.not, v.why}, nil // the reasons say what is, whatever is asked
	case expr.And:
		w := parts[1]
		return verdict{v.holds && w.holds, append(v.why, w.why...), append(v.not, w.not...)}.settle(), nil
	case expr.Or:
		w := parts[1]
		return verdict{v.holds || w.holds, append(v.why, w.why...), append(v.not, w.not...)}.settle(), nil
	}
	return verdict{}, fmt.Errorf("cnc : %w : %w", ErrCondition,
		&expr.Error{Text: text, At: n.At, Problem: "faits joints par & et | attendus"})
}

func (e evaluator) atom(name string) (verdict, error) {
	if kind, date, dated := strings.Cut(name, ":"); dated {
		d, err := moteur.ParseDate(date)
		if err != nil {
			return verdict{}, fmt.Errorf("cnc : %w : %w", ErrCondition, err)
		}
		on, what := e.on, "demande"
		switch kind {
		case "since":
		case "shoot":
			on, what = e.shoot, "tournage"
		default:
			return verdict{}, fmt.Errorf("cnc : %w : %q", ErrCondition, name)
		}
		if on.Before(d) {
			return verdict{not: []string{fmt.Sprintf("%s du %s, règle applicable à partir du %s", what, fr.Date(on), fr.Date(d))}}, nil
		}
		return verdict{holds: true, why: []string{fmt.Sprintf("%s du %s, règle applicable depuis le %s", what, fr.Date(on),
			fr.Date(d))}}, nil
	}
	if name == "asked" {
		if e.asked[e.piece] {
			return verdict{holds: true, why: []string{"demandée par le CNC"}}, nil
		}
		return verdict{not: []string{"non demandée par le CNC"}}, nil
	}
	f, ok := e.facts[name]
	switch {
	case !ok:
		return verdict{}, fmt.Errorf("cnc : %w : fait inconnu %q", ErrCondition, name)
	case f.Holds:
		return verdict{holds: true, why: []string{f.Reason}}, nil
	}
	return verdict{not: []string{f.Reason}}, nil
}
