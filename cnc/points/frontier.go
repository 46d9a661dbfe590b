package points

import (
	"maps"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
)

// adviser searches the choices of one film.
type adviser struct {
	*book
	f       Facts
	scale   Scale
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
		return (l.Kind == "spend" || l.Kind == "work" || l.Kind == "vfx") &&
			(on(string(e.Spend.Post), string(f.Spend[e.Index].Post)) || l.Kind == "vfx")
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

// moved are the lines that linked choices may move, with those they depend on.
func (a *adviser) moved(linked []int) map[string]bool {
	out := map[string]bool{}
	for _, i := range linked {
		maps.Copy(out, a.lines(a.choices[i]))
	}
	for _, g := range a.scale.Groups {
		for _, l := range g.Lines {
			if out[l.Code] {
				for _, code := range l.Depends {
					out[code] = true
				}
			}
		}
	}
	return out
}

// score counts some lines of a film; choices change neither the initiative nor the language.
func (a *adviser) score(f Facts, only map[string]bool) (Score, error) {
	var report moteur.Report
	b := a.reporting(&report)
	c := counter{book: b, facts: f, fif: a.before.Initiative.Holds, scale: a.scale, local: true, who: b.assimilated, only: only}
	groups, _, err := c.count()
	var sum Score
	for _, g := range groups {
		sum = sum.Plus(g.Obtained)
	}
	return sum, err
}

// frontier tries every combination of linked choices and keeps those worth paying for; scores are gains on the film as it is.
func (a *adviser) frontier(linked []int) ([]option, error) {
	only := a.moved(linked)
	base, err := a.score(a.f, only)
	if err != nil {
		return nil, err
	}
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
			score, err := a.score(Take(a.f, taken), only)
			if err != nil {
				return nil, err
			}
			o.score = score.Less(base)
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
