package points

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/money"
)

// ErrTooManyChoices is the error of more than maxLinked choices that bear on the same lines together.
var ErrTooManyChoices = errors.New("trop de choix liés entre eux")

// maxLinked bounds the choices that are tried in all their combinations.
const maxLinked = 14

// Choice is a choix that would change the points: engage someone else, move a spend, shoot elsewhere. Cost is what it adds to the
// devis, in euros; negative when it saves.
type Choice struct {
	ID    string          `json:"id"`
	Label string          `json:"label"`
	Cost  decimal.Decimal `json:"cost"`
	Edits []Edit          `json:"edits"`
	// Excludes are IDs of choices that cannot be taken with it. Two choices that change the same element exclude each other
	// without saying so.
	Excludes []string `json:"excludes,omitempty"`
}

// Edit replaces one element of the facts: the one field that is set says which list, Index says where.
type Edit struct {
	Index       int           `json:"index"`
	Author      *Author       `json:"author,omitempty"`
	Performance *Performance  `json:"performance,omitempty"`
	Technician  *Technician   `json:"technician,omitempty"`
	Spend       *Spend        `json:"spend,omitempty"`
	Shooting    *ShootingDays `json:"shooting,omitempty"`
}

// Goal is the seuil to reach.
type Goal struct {
	// Points to reach: 25 or 64 outside language, 80 in all.
	Points decimal.Decimal `json:"points"`
	// Language counts the language group as well: for the coefficient.
	Language bool `json:"language,omitempty"`
	// Exact refuses the help of rounding: 63.5 does not make 64.
	Exact bool `json:"exact,omitempty"`
}

func (g Goal) score() Score {
	if g.Exact {
		return NewScore(g.Points)
	}
	return NewScore(g.Points.Sub(decimal.New(5, -1)))
}

func (g Goal) of(r Result) Score {
	if g.Language {
		return r.Total
	}
	return r.Outside
}

// Advice is the conseil: the cheapest set of choices that reaches the goal.
type Advice struct {
	Goal    Goal            `json:"goal"`
	Reached bool            `json:"reached"`
	Choices []Choice        `json:"choices"` // to take, in the order given
	Cost    decimal.Decimal `json:"cost"`
	Before  Result          `json:"before"`
	After   Result          `json:"after"` // with the choices; the best that can be done when the goal is out of reach
	// Frontier is every level of points worth paying for: no other set gives as many points for less.
	Frontier []FrontierPoint `json:"frontier"`
}

// FrontierPoint is a number of points with its least cost.
type FrontierPoint struct {
	Points  Score           `json:"points"`
	Cost    decimal.Decimal `json:"cost"`
	Choices []string        `json:"choices"`
}

// Advise finds the cheapest set of choices that reaches a goal, proved: choices that share no line are combined by their
// frontiers, those that share one are tried in all their combinations. Of two sets of equal cost it keeps the one with more
// points, then fewer choices, then the first in the order given. It refuses an edit that points nowhere, an ID given twice,
// and more than 14 linked choices (ErrTooManyChoices).
func Advise(f Facts, choices []Choice, goal Goal, on moteur.Date) (Advice, error) {
	before, err := Count(f, on)
	if err != nil {
		return Advice{}, err
	}
	scale, err := ScaleOf(f.Film.Kind, on)
	if err != nil {
		return Advice{}, err
	}
	b, err := openBook(on, nil)
	if err != nil {
		return Advice{}, err
	}
	if err := checkChoices(f, choices); err != nil {
		return Advice{}, err
	}
	for _, c := range choices { // an edit that makes a figure false is refused, whatever the others
		if _, err := b.points(Take(f, []Choice{c}), scale); err != nil {
			return Advice{}, err
		}
	}
	a := adviser{book: b, f: f, scale: scale, choices: choices, goal: goal, before: before}
	front := []option{{score: goal.of(before)}}
	for _, linked := range a.components() {
		if len(linked) > maxLinked {
			return Advice{}, fmt.Errorf("cnc : %w : %d (%d au plus)", ErrTooManyChoices, len(linked), maxLinked)
		}
		own, err := a.frontier(linked)
		if err != nil {
			return Advice{}, err
		}
		front = prune(combine(front, own))
	}
	out := Advice{Goal: goal, Before: before, Choices: []Choice{}}
	best := front[len(front)-1]
	for _, o := range front {
		if o.score.Cmp(goal.score()) >= 0 {
			best, out.Reached = o, true
			break
		}
	}
	for _, o := range front {
		p := FrontierPoint{Points: o.score, Cost: o.cost, Choices: []string{}}
		for _, i := range o.taken {
			p.Choices = append(p.Choices, choices[i].ID)
		}
		out.Frontier = append(out.Frontier, p)
	}
	out.Cost = best.cost
	for _, i := range best.taken {
		out.Choices = append(out.Choices, choices[i])
	}
	out.After, err = Count(Take(f, out.Choices), on)
	return out, err
}

// Take returns the facts with these choices made; the facts given are not modified.
func Take(f Facts, choices []Choice) Facts {
	f.Authors, f.Cast, f.Crew = slices.Clone(f.Authors), slices.Clone(f.Cast), slices.Clone(f.Crew)
	f.Spend, f.Shooting = slices.Clone(f.Spend), slices.Clone(f.Shooting)
	for _, c := range choices {
		for _, e := range c.Edits {
			switch {
			case e.Index < 0: // it points nowhere, as one beyond its list
			case e.Author != nil && e.Index < len(f.Authors):
				f.Authors[e.Index] = *e.Author
			case e.Performance != nil && e.Index < len(f.Cast):
				f.Cast[e.Index] = *e.Performance
			case e.Technician != nil && e.Index < len(f.Crew):
				f.Crew[e.Index] = *e.Technician
			case e.Spend != nil && e.Index < len(f.Spend):
				f.Spend[e.Index] = *e.Spend
			case e.Shooting != nil && e.Index < len(f.Shooting):
				f.Shooting[e.Index] = *e.Shooting
			}
		}
	}
	return f
}

// element names what an edit replaces.
func (e Edit) element() string {
	for _, x := range []struct {
		list string
		set  bool
	}{{"authors", e.Author != nil}, {"cast", e.Performance != nil}, {"crew", e.Technician != nil}, {"spend", e.Spend != nil},
		{"shooting", e.Shooting != nil}} {
		if x.set {
			return fmt.Sprintf("%s[%d]", x.list, e.Index)
		}
	}
	return ""
}

func checkChoices(f Facts, choices []Choice) error {
	var r moteur.Report
	sizes := map[string]int{"authors": len(f.Authors), "cast": len(f.Cast), "crew": len(f.Crew), "spend": len(f.Spend),
		"shooting": len(f.Shooting)}
	seen := map[string]bool{}
	for i, c := range choices {
		at := fmt.Sprintf("choices[%d]", i)
		if seen[c.ID] {
			r.Errorf(at+".id", "cnc/choice-twice", "Le choix %q est donné deux fois.", c.ID)
		}
		seen[c.ID] = true
		if money.Guard(c.Cost) != nil {
			r.Errorf(at+".cost", "cnc/amount", "Coût hors limites.")
		}
		for k, e := range c.Edits {
			list, _, _ := strings.Cut(e.element(), "[")
			if e.Index < 0 || e.Index >= sizes[list] {
				r.Errorf(fmt.Sprintf("%s.edits[%d]", at, k), "cnc/choice-target", "Le choix %q ne désigne aucun élément du film.", c.ID)
			}
		}
	}
	return r.Err()
}
