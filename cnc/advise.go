package cnc

import (
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/doc"
	"github.com/moteur-film/moteur/internal/doc/pdf"
	"github.com/moteur-film/moteur/internal/doc/xlsx"
	"github.com/moteur-film/moteur/internal/fr"
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
	before, err := Points(f, on)
	if err != nil {
		return Advice{}, err
	}
	scale, err := Scale(f.Film.Kind, on)
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
	out.After, err = Points(Take(f, out.Choices), on)
	return out, err
}

// Take returns the facts with these choices made; the facts given are not modified.
func Take(f Facts, choices []Choice) Facts {
	f.Authors, f.Cast, f.Crew = slices.Clone(f.Authors), slices.Clone(f.Cast), slices.Clone(f.Crew)
	f.Spend, f.Shooting = slices.Clone(f.Spend), slices.Clone(f.Shooting)
	for _, c := range choices {
		for _, e := range c.Edits {
			switch {
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
	}{{"authors", e.Author != nil}, {"cast", e.Performance != nil}, {"crew", e.Technician != nil}, {"spend", e.Spend != nil}, {"shooting", e.Shooting != nil}} {
		if x.set {
			return fmt.Sprintf("%s[%d]", x.list, e.Index)
		}
	}
	return ""
}

func checkChoices(f Facts, choices []Choice) error {
	var r moteur.Report
	sizes := map[string]int{"authors": len(f.Authors), "cast": len(f.Cast), "crew": len(f.Crew), "spend": len(f.Spend), "shooting": len(f.Shooting)}
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

type adviser struct {
	*book
	f       Facts
	scale   PointScale
	choices []Choice
	goal    Goal
	before  Result
}

// option is a set of choices with its cost and the points it brings.
type option struct {
	cost  decimal.Decimal
	score Score
	taken []int
}

// lines are the codes of the lines that a choice may move.
func (a *adviser) lines(c Choice) map[string]bool {
	out := map[string]bool{}
	for _, e := range c.Edits {
		for _, g := range a.scale.Groups {
			for _, l := range g.Lines {
				if moves(e, a.f, l) {
					out[l.Code] = true
				}
			}
		}
	}
	return out
}

// moves tells whether an edit may move a line; it may say yes for nothing, never no for something.
func moves(e Edit, f Facts, l ScaleLine) bool {
	on := func(keys ...string) bool {
		return slices.ContainsFunc(keys, func(k string) bool { return slices.Contains(l.On, k) })
	}
	switch {
	case e.Author != nil:
		return l.Kind == "author" && on(string(e.Author.Role), string(f.Authors[e.Index].Role))
	case e.Performance != nil:
		return l.Kind == "cast" || l.Kind == "voices" || l.Kind == "commentary"
	case e.Technician != nil:
		old, next := f.Crew[e.Index].Post, e.Technician.Post
		switch l.Kind {
		case "crew", "work":
			return on(string(old), string(next))
		case "crew_rest":
			return old != next || !singlePost(old)
		}
	case e.Spend != nil:
		return (l.Kind == "spend" || l.Kind == "work" || l.Kind == "vfx") && (on(string(e.Spend.Post), string(f.Spend[e.Index].Post)) || l.Kind == "vfx")
	case e.Shooting != nil:
		return l.Kind == "places"
	}
	return false
}

// singlePost tells that every scale that names the post gives it a line of its own, so that another holder of the same post
// leaves the other technicians alone.
func singlePost(p Post) bool {
	return slices.Contains([]Post{ProductionManager, Photography, SoundMixer, PictureEditor, SoundEditor, ReRecordingMixer}, p)
}

// components groups the choices that share a line, an element or an exclusion.
func (a *adviser) components() [][]int {
	parent := make([]int, len(a.choices))
	for i := range parent {
		parent[i] = i
	}
	var find func(int) int
	find = func(i int) int {
		if parent[i] != i {
			parent[i] = find(parent[i])
		}
		return parent[i]
	}
	lines := make([]map[string]bool, len(a.choices))
	for i, c := range a.choices {
		lines[i] = a.lines(c)
		for j := range i {
			if overlap(lines[i], lines[j]) || a.exclusive(i, j) {
				parent[find(i)] = find(j)
			}
		}
	}
	groups := map[int][]int{}
	for i := range a.choices {
		groups[find(i)] = append(groups[find(i)], i)
	}
	keys := slices.Sorted(maps.Keys(groups))
	var out [][]int
	for _, k := range keys {
		out = append(out, groups[k])
	}
	return out
}

func overlap(a, b map[string]bool) bool {
	for k := range a {
		if b[k] {
			return true
		}
	}
	return false
}

func (a *adviser) exclusive(i, j int) bool {
	x, y := a.choices[i], a.choices[j]
	if slices.Contains(x.Excludes, y.ID) || slices.Contains(y.Excludes, x.ID) {
		return true
	}
	for _, e := range x.Edits {
		if slices.ContainsFunc(y.Edits, func(o Edit) bool { return o.element() == e.element() }) {
			return true
		}
	}
	return false
}

// frontier tries every combination of linked choices and keeps those worth paying for; scores are gains on the film as it is.
func (a *adviser) frontier(linked []int) ([]option, error) {
	base := a.goal.of(a.before)
	var out []option
	for set := range 1 << len(linked) {
		o := option{}
		var taken []Choice
		allowed := true
		for k, i := range linked {
			if set&(1<<k) == 0 {
				continue
			}
			for _, j := range o.taken {
				allowed = allowed && !a.exclusive(i, j)
			}
			o.taken = append(o.taken, i)
			o.cost = o.cost.Add(a.choices[i].Cost)
			taken = append(taken, a.choices[i])
		}
		if !allowed {
			continue
		}
		if len(taken) > 0 {
			r, err := a.points(Take(a.f, taken), a.scale)
			if err != nil {
				return nil, err
			}
			o.score = a.goal.of(r).Less(base)
		}
		out = append(out, o)
	}
	return prune(out), nil
}

func combine(a, b []option) []option {
	out := make([]option, 0, len(a)*len(b))
	for _, x := range a {
		for _, y := range b {
			taken := slices.Concat(x.taken, y.taken)
			slices.Sort(taken)
			out = append(out, option{cost: x.cost.Add(y.cost), score: x.score.Plus(y.score), taken: taken})
		}
	}
	return out
}

// prune keeps the options that no other beats, by rising cost and points.
func prune(options []option) []option {
	slices.SortFunc(options, func(a, b option) int {
		if c := a.cost.Cmp(b.cost); c != 0 {
			return c
		}
		if c := b.score.Cmp(a.score); c != 0 {
			return c
		}
		if len(a.taken) != len(b.taken) {
			return len(a.taken) - len(b.taken)
		}
		return slices.Compare(a.taken, b.taken)
	})
	var out []option
	for _, o := range options {
		if len(out) == 0 || o.score.Cmp(out[len(out)-1].score) > 0 {
			out = append(out, o)
		}
	}
	return out
}

// Document is the advice: what to change, its cost, the points before and after, and the frontier.
func (a Advice) Document() doc.Document {
	d := doc.Document{Title: "Ce qui changerait la réponse", Film: a.Before.Film, Date: a.Before.On}
	words := "hors langue"
	if a.Goal.Language {
		words = "langue comprise"
	}
	verdict := doc.Field{Label: "Seuil de " + fr.Plain(a.Goal.Points) + " points, " + words, Value: "atteint pour " + fr.Euros(a.Cost), Style: doc.Good}
	if !a.Reached {
		verdict.Value, verdict.Style = "hors d'atteinte avec les choix proposés", doc.Alert
	}
	t := doc.Table{Key: "choices", Title: "Choix à faire", Sheet: "Choix", Columns: []doc.Column{{Title: "Choix", Width: 8}, {Key: "cost", Title: "Coût", Width: 3, Kind: doc.Amount}}}
	for i, c := range a.Choices {
		t.Rows = append(t.Rows, doc.Row{Key: fmt.Sprintf("c%d", i), Cells: []doc.Cell{doc.S(c.Label), doc.Eur(c.Cost)}})
	}
	if n := len(a.Choices); n > 0 {
		t.Rows = append(t.Rows, doc.Row{Style: doc.Total, Cells: []doc.Cell{doc.S("Total"), doc.Eur(a.Cost).With(fmt.Sprintf("ROUND(SUM({c0.cost:c%d.cost}),2)", n-1))}})
	} else {
		t.Rows = []doc.Row{{Cells: []doc.Cell{doc.S("Aucun."), doc.Eur(decimal.Zero)}}}
	}
	front := doc.Table{Title: "Le moins cher à chaque niveau de points", Sheet: "Choix", Columns: []doc.Column{{Title: "Points", Width: 2, Kind: doc.Number}, {Title: "Coût", Width: 3, Kind: doc.Amount}, {Title: "Choix", Width: 8}}}
	for _, p := range a.Frontier {
		front.Rows = append(front.Rows, doc.Row{Cells: []doc.Cell{pointCell(p.Points), doc.Eur(p.Cost), doc.S(dash(strings.Join(p.Choices, ", ")))}})
	}
	d.Blocks = []doc.Block{doc.Fields{Items: []doc.Field{verdict, {Label: "Points avant et après", Value: a.Goal.of(a.Before).Label() + " et " + a.Goal.of(a.After).Label()}}}, t, front}
	return d
}

// WritePDF prints the advice.
func (a Advice) WritePDF(w io.Writer) error { return pdf.Write(w, a.Document()) }

// WriteXLSX writes the advice as a workbook.
func (a Advice) WriteXLSX(w io.Writer) error { return xlsx.Write(w, a.Document()) }
