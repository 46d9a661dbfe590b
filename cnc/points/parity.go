package points

import (
	"fmt"
	"slices"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/law"
)

// ParityPost is a poste of the parity grid: ParityProducer, an AuthorRole or a Post.
type ParityPost string

// ParityProducer is the producer's post of the parity grid.
const ParityProducer ParityPost = "producer"

// ParityResult is the fiche de parité (RGA art. 211-78 to 211-81).
type ParityResult struct {
	Film      string        `json:"film,omitempty"` // printed in the head of the sheet; the caller sets it
	Kind      moteur.Kind   `json:"kind"`
	On        moteur.Date   `json:"on"`
	Lines     []ParityLine  `json:"lines"`
	Points    int           `json:"points"`
	Total     int           `json:"total"`
	Threshold int           `json:"threshold"`
	Reduced   int           `json:"reduced"`
	Extra     string        `json:"extra,omitempty"` // the extra post that opens the reduced threshold
	Passed    bool          `json:"passed"`
	Source    moteur.Source `json:"source"`
	Report    moteur.Report `json:"report"`
}

// ParityLine is a post of the grid; Extra posts give no point.
type ParityLine struct {
	Post   ParityPost `json:"post"`
	Label  string     `json:"label"`
	Points int        `json:"points"`
	Woman  bool       `json:"woman"`
	Extra  bool       `json:"extra,omitempty"`
}

type parityGrid struct {
	law.Dated
	Kind      moteur.Kind `json:"kind"`
	Variant   string      `json:"variant"`
	Total     int         `json:"total"`
	Threshold int         `json:"threshold"`
	Reduced   int         `json:"reduced"`
	Posts     []parityRow `json:"posts"`
	Extras    []parityRow `json:"extras"`
}

type parityRow struct {
	ID     ParityPost `json:"id"`
	Label  string     `json:"label"`
	Points int        `json:"points"`
}

// Parity computes the parity points of a film from the posts held by women: the bonus is open at the threshold, or one point
// below it when a woman holds an extra post. Variant is "2d" or "3d" for animation, whose posts were not found: it refuses with
// ErrIncomplete, and a ParityCount answers. A post the grid does not know is a warning.
func Parity(kind moteur.Kind, variant string, women []ParityPost, on moteur.Date) (ParityResult, error) {
	g, r, err := openParity(kind, variant, on)
	switch {
	case err != nil:
		return ParityResult{}, err
	case len(g.Posts) == 0:
		return ParityResult{}, fmt.Errorf("cnc : parité (%s %s) : %w", kind.Label(), variant, ErrIncomplete)
	}
	known := map[ParityPost]bool{}
	for _, p := range g.Posts {
		known[p.ID] = true
		held := slices.Contains(women, p.ID)
		if held {
			r.Points += p.Points
		}
		r.Lines = append(r.Lines, ParityLine{Post: p.ID, Label: p.Label, Points: p.Points, Woman: held})
	}
	for _, p := range g.Extras {
		known[p.ID] = true
		held := slices.Contains(women, p.ID)
		if held && r.Extra == "" {
			r.Extra = p.Label
		}
		r.Lines = append(r.Lines, ParityLine{Post: p.ID, Label: p.Label, Woman: held, Extra: true})
	}
	for k, w := range women {
		if !known[w] {
			r.Report.Warnf(fmt.Sprintf("women[%d]", k), "cnc/parity/post", "Le poste %q n'est pas dans la grille.", w)
		}
	}
	r.Passed = g.passes(r.Points, r.Extra != "")
	return r, nil
}

// openParity finds the grid of a film on a date, and begins its result with the doubts on it.
func openParity(kind moteur.Kind, variant string, on moteur.Date) (parityGrid, ParityResult, error) {
	file, err := parityTable()
	if err != nil {
		return parityGrid{}, ParityResult{}, err
	}
	i := slices.IndexFunc(file.Grids, func(g parityGrid) bool { return g.Kind == kind && g.Variant == variant })
	switch {
	case i < 0:
		return parityGrid{}, ParityResult{}, fmt.Errorf("cnc : parité : %w : %s %s", ErrNoScale, kind.Label(), variant)
	case !file.Grids[i].Holds(on):
		return parityGrid{}, ParityResult{}, fmt.Errorf("cnc : parité : %w au %s", law.ErrBefore, on)
	}
	g := file.Grids[i]
	cited := law.Cite(file.Title, "parity/"+string(kind), g.Threshold, g.Dated, on)
	r := ParityResult{Kind: kind, On: on, Total: g.Total, Threshold: g.Threshold, Reduced: g.Reduced, Source: cited.Source}
	cited.Use(&r.Report, "parity")
	return g, r, nil
}

// passes tells whether the bonus is open at that many points, an extra post held by a woman or not.
func (g parityGrid) passes(points int, extra bool) bool {
	return points >= g.Threshold || points >= g.Reduced && extra
}

// ParityCount is what the production counts itself where the posts of the grid are not known: its points, and whether a woman holds an
// extra post (poste complémentaire).
type ParityCount struct {
	Points int  `json:"points"`
	Extra  bool `json:"extra,omitempty"`
}

// Answer compares the count with the thresholds of the grid, and says that the posts behind it were not checked. It refuses a count
// outside the grid, and a grid whose posts are known: Parity counts them.
func (c ParityCount) Answer(kind moteur.Kind, variant string, on moteur.Date) (ParityResult, error) {
	g, r, err := openParity(kind, variant, on)
	switch {
	case err != nil:
		return ParityResult{}, err
	case len(g.Posts) > 0:
		return ParityResult{}, fmt.Errorf("cnc : parité (%s) : les postes de la grille sont connus, les donner plutôt qu'un compte",
			kind.Label())
	case c.Points < 0 || c.Points > g.Total:
		return ParityResult{}, fmt.Errorf("cnc : parité (%s %s) : %d points, attendu de 0 à %d", kind.Label(), variant, c.Points,
			g.Total)
	}
	r.Points, r.Passed = c.Points, g.passes(c.Points, c.Extra)
	if c.Extra {
		r.Extra = "donné par la production"
	}
	r.Report.Notef("parity", "cnc/parity/count",
		"Points de parité comptés par la production : les postes de la grille n'ont pas été trouvés.")
	return r, nil
}
