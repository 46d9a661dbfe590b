package script

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/moteur-film/moteur/internal/doc"
	"github.com/moteur-film/moteur/internal/doc/pdf"
	"github.com/moteur-film/moteur/internal/fr"
)

// Comparison is what changed between two drafts (versions) of a screenplay.
type Comparison struct {
	// Added, Dropped, Moved and Changed list the scenes; a scene may be both moved and changed.
	Added   []SceneRef    `json:"added,omitempty"`
	Dropped []SceneRef    `json:"dropped,omitempty"`
	Moved   []SceneMove   `json:"moved,omitempty"`
	Changed []SceneChange `json:"changed,omitempty"`
	// Same counts the scenes untouched and in place.
	Same int `json:"same"`
	// Eighths is the change of length of the whole.
	Eighths int `json:"eighths"`
	// RolesAdded and RolesDropped are the roles that came and went.
	RolesAdded   []string `json:"roles_added,omitempty"`
	RolesDropped []string `json:"roles_dropped,omitempty"`
}

// SceneRef names a scene of one draft; Index counts from 0.
type SceneRef struct {
	Index   int    `json:"index"`
	Number  string `json:"number"`
	Heading string `json:"heading"`
	Eighths int    `json:"eighths"`
}

// SceneMove is a scene whose place among the others changed: Before and After are the numbers of the scenes it now stands between.
type SceneMove struct {
	Old    SceneRef `json:"old"`
	New    SceneRef `json:"new"`
	Before string   `json:"before,omitempty"` // number of the scene now before it, in the new draft
	After  string   `json:"after,omitempty"`
}

// SceneChange is a scene whose text, heading, roles, length or elements changed.
type SceneChange struct {
	Old SceneRef `json:"old"`
	New SceneRef `json:"new"`
	// Text tells that words changed, Heading that the heading did.
	Text    bool `json:"text,omitempty"`
	Heading bool `json:"heading,omitempty"`
	// Eighths is the change of length.
	Eighths         int      `json:"eighths"`
	RolesAdded      []string `json:"roles_added,omitempty"`
	RolesDropped    []string `json:"roles_dropped,omitempty"`
	ElementsAdded   []string `json:"elements_added,omitempty"`
	ElementsDropped []string `json:"elements_dropped,omitempty"`
}

// Compare tells what changed from one draft to the next: scenes are matched by their text, then by their written number, then by their
// heading and what happens in them.
func Compare(old, fresh Breakdown) Comparison {
	return compare(old, fresh, matchScenes(old.Scenes, fresh.Scenes))
}

func refOf(i int, s *Scene) SceneRef {
	return SceneRef{Index: i, Number: s.Number, Heading: s.Heading, Eighths: s.Eighths}
}

// compare builds the comparison from the match: for each fresh scene, the old one or -1.
func compare(old, fresh Breakdown, match []int) Comparison {
	c := Comparison{Eighths: fresh.Eighths() - old.Eighths()}
	taken := make([]bool, len(old.Scenes))
	still := stillInOrder(match)
	for i, o := range match {
		f := &fresh.Scenes[i]
		if o < 0 {
			c.Added = append(c.Added, refOf(i, f))
			continue
		}
		taken[o] = true
		s := &old.Scenes[o]
		if !still[i] {
			m := SceneMove{Old: refOf(o, s), New: refOf(i, f)}
			if i > 0 {
				m.Before = fresh.Scenes[i-1].Number
			}
			if i+1 < len(fresh.Scenes) {
				m.After = fresh.Scenes[i+1].Number
			}
			c.Moved = append(c.Moved, m)
		}
		if ch, changed := changeOf(o, s, i, f); changed {
			c.Changed = append(c.Changed, ch)
		} else if still[i] {
			c.Same++
		}
	}
	for o := range old.Scenes {
		if !taken[o] {
			c.Dropped = append(c.Dropped, refOf(o, &old.Scenes[o]))
		}
	}
	c.RolesAdded, c.RolesDropped = differ(roleIDs(old.Roles), roleIDs(fresh.Roles))
	return c
}

func roleIDs(rs []Role) []string {
	var out []string
	for _, r := range rs {
		if r.State != Rejected {
			out = append(out, r.ID)
		}
	}
	return out
}

func changeOf(o int, s *Scene, i int, f *Scene) (SceneChange, bool) {
	c := SceneChange{Old: refOf(o, s), New: refOf(i, f), Eighths: f.Eighths - s.Eighths}
	c.Text = s.Digest != f.Digest && s.Digest != "" && f.Digest != ""
	c.Heading = fold(s.Heading) != fold(f.Heading)
	c.RolesAdded, c.RolesDropped = differ(s.Roles, f.Roles)
	c.ElementsAdded, c.ElementsDropped = differ(needNames(s), needNames(f))
	return c, c.Text || c.Heading || c.Eighths != 0 || len(c.RolesAdded)+len(c.RolesDropped)+len(c.ElementsAdded)+len(c.ElementsDropped) > 0
}

// needNames lists the elements that come from the text or are kept; what a person added alone is no change of the draft.
func needNames(s *Scene) []string {
	var out []string
	for _, n := range s.Elements {
		if n.Text != "" {
			out = append(out, n.Category.Label()+" : "+n.Name)
		}
	}
	return out
}

// differ lists what b has and a has not, and the reverse; case and accents do not count.
func differ(a, b []string) (added, dropped []string) {
	has := func(list []string) map[string]bool {
		m := make(map[string]bool, len(list))
		for _, s := range list {
			m[fold(s)] = true
		}
		return m
	}
	ma, mb := has(a), has(b)
	for _, s := range b {
		if !ma[fold(s)] {
			added = append(added, s)
		}
	}
	for _, s := range a {
		if !mb[fold(s)] {
			dropped = append(dropped, s)
		}
	}
	return added, dropped
}

// maxPairs bounds the last pass of the match, which compares all that is left with all that is left.
const maxPairs = 250_000

// matchScenes pairs the scenes of two drafts: for each fresh scene, the index of the old one or -1.
func matchScenes(old, fresh []Scene) []int {
	match := make([]int, len(fresh))
	for i := range match {
		match[i] = -1
	}
	taken := make([]bool, len(old))
	// pass pairs in order the scenes that share a key.
	pass := func(key func(*Scene) string) {
		queue := map[string][]int{}
		for o := range old {
			if k := key(&old[o]); !taken[o] && k != "" {
				queue[k] = append(queue[k], o)
			}
		}
		for i := range fresh {
			k := key(&fresh[i])
			if match[i] >= 0 || k == "" || len(queue[k]) == 0 {
				continue
			}
			match[i], taken[queue[k][0]] = queue[k][0], true
			queue[k] = queue[k][1:]
		}
	}
	pass(func(s *Scene) string {
		if s.Digest == "" {
			return ""
		}
		return s.Digest + fold(s.Heading)
	})
	pass(func(s *Scene) string {
		if s.Invented {
			return ""
		}
		return fold(s.Number)
	})
	likeness(old, fresh, match, taken, 0.3, func(s *Scene) string { return fold(s.Heading) })
	likeness(old, fresh, match, taken, 0.4, func(s *Scene) string { return fold(s.Set) })
	likeness(old, fresh, match, taken, 0.75, func(*Scene) string { return "*" })
	return match
}

// likeness pairs, inside each group of one key, the scenes that look most alike, best first, above a threshold. A scene alone in its
// group on both sides needs no more than its key.
func likeness(old, fresh []Scene, match []int, taken []bool, least float64, key func(*Scene) string) {
	groups := map[string][2][]int{}
	for o := range old {
		if k := key(&old[o]); !taken[o] && k != "" {
			g := groups[k]
			g[0] = append(g[0], o)
			groups[k] = g
		}
	}
	for i := range fresh {
		if k := key(&fresh[i]); match[i] < 0 && k != "" {
			g := groups[k]
			g[1] = append(g[1], i)
			groups[k] = g
		}
	}
	type pair struct {
		o, i  int
		score float64
	}
	for k, g := range groups {
		if len(g[0])*len(g[1]) > maxPairs || len(g[0]) == 0 || len(g[1]) == 0 {
			continue
		}
		single := k != "*" && len(g[0]) == 1 && len(g[1]) == 1
		var pairs []pair
		for _, o := range g[0] {
			for _, i := range g[1] {
				if s := alike(&old[o], &fresh[i]); s >= least || single && s > 0 {
					pairs = append(pairs, pair{o, i, s})
				}
			}
		}
		slices.SortFunc(pairs, func(a, b pair) int {
			switch {
			case a.score > b.score:
				return -1
			case a.score < b.score:
				return 1
			case a.o != b.o:
				return a.o - b.o
			}
			return a.i - b.i
		})
		for _, p := range pairs {
			if !taken[p.o] && match[p.i] < 0 {
				match[p.i], taken[p.o] = p.o, true
			}
		}
	}
}

// alike scores from 0 to 1 how much two scenes have in common: roles, summary, elements, length.
func alike(a, b *Scene) float64 {
	score := 0.45 * jaccard(a.Roles, b.Roles)
	score += 0.25 * jaccard(strings.Fields(fold(a.Summary)), strings.Fields(fold(b.Summary)))
	score += 0.1 * jaccard(needNames(a), needNames(b))
	la, lb := a.DialogueWords+a.ActionWords, b.DialogueWords+b.ActionWords
	if la+lb == 0 {
		la, lb = a.Eighths, b.Eighths
	}
	if la+lb > 0 {
		score += 0.2 * float64(2*min(la, lb)) / float64(la+lb)
	}
	return score
}

// jaccard is the share of what two lists have in common; two empty lists are half alike.
func jaccard(a, b []string) float64 {
	if len(a) == 0 && len(b) == 0 {
		return 0.5
	}
	set := make(map[string]bool, len(a))
	for _, s := range a {
		set[s] = true
	}
	common, union := 0, len(set)
	seen := map[string]bool{}
	for _, s := range b {
		if seen[s] {
			continue
		}
		seen[s] = true
		if set[s] {
			common++
		} else {
			union++
		}
	}
	return float64(common) / float64(union)
}

// stillInOrder tells, for each fresh scene, whether it belongs to the longest run of scenes that kept their order: the others moved.
func stillInOrder(match []int) []bool {
	out := make([]bool, len(match))
	var tails []int // index in match of the smallest end of an increasing run of each length
	prev := make([]int, len(match))
	for i, o := range match {
		if o < 0 {
			continue
		}
		k, _ := slices.BinarySearchFunc(tails, o, func(t, o int) int { return match[t] - o })
		prev[i] = -1
		if k > 0 {
			prev[i] = tails[k-1]
		}
		if k == len(tails) {
			tails = append(tails, i)
		} else {
			tails[k] = i
		}
	}
	if len(tails) > 0 {
		for i := tails[len(tails)-1]; i >= 0; i = prev[i] {
			out[i] = true
		}
	}
	return out
}

// String tells the comparison in a few lines.
func (c Comparison) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s, %s, %s, %s, %s ; longueur %s\n", fr.Plural(len(c.Added), "ajoutée", "ajoutées"), fr.Plural(len(c.Dropped), "supprimée", "supprimées"),
		fr.Plural(len(c.Moved), "déplacée", "déplacées"), fr.Plural(len(c.Changed), "modifiée", "modifiées"), fr.Plural(c.Same, "inchangée", "inchangées"), signedEighths(c.Eighths))
	return b.String()
}

func signedEighths(n int) string {
	if n < 0 {
		return "−" + fr.Eighths(-n)
	}
	return "+" + fr.Eighths(n)
}

// Document prints the comparison.
func (c Comparison) Document() doc.Document {
	d := doc.Document{Title: "Comparaison de deux versions", Page: doc.Landscape}
	d.Blocks = append(d.Blocks, doc.Figures{Items: []doc.Figure{
		{Label: "Ajoutées", Value: fr.Int(len(c.Added))}, {Label: "Supprimées", Value: fr.Int(len(c.Dropped))}, {Label: "Déplacées", Value: fr.Int(len(c.Moved))},
		{Label: "Modifiées", Value: fr.Int(len(c.Changed))}, {Label: "Inchangées", Value: fr.Int(c.Same)}, {Label: "Longueur", Value: signedEighths(c.Eighths)},
	}})
	if len(c.RolesAdded)+len(c.RolesDropped) > 0 {
		d.Blocks = append(d.Blocks, doc.Fields{Columns: 1, Items: []doc.Field{{Label: "Rôles nouveaux", Value: dashed(strings.Join(c.RolesAdded, ", "))}, {Label: "Rôles disparus", Value: dashed(strings.Join(c.RolesDropped, ", "))}}})
	}
	list := func(title string, refs []SceneRef) {
		if len(refs) == 0 {
			return
		}
		t := doc.Table{Title: title, Columns: []doc.Column{{Title: "N°", Width: 1, Kind: doc.Centre}, {Title: "Intitulé", Width: 9}, {Title: "Pages", Width: 1.5, Kind: doc.Centre}}}
		for _, r := range refs {
			t.Rows = append(t.Rows, doc.Row{Cells: []doc.Cell{doc.C(r.Number), doc.S(r.Heading), doc.C(fr.Eighths(r.Eighths))}})
		}
		d.Blocks = append(d.Blocks, t)
	}
	list("Séquences ajoutées", c.Added)
	list("Séquences supprimées", c.Dropped)
	if len(c.Moved) > 0 {
		t := doc.Table{Title: "Séquences déplacées", Columns: []doc.Column{{Title: "Était", Width: 1, Kind: doc.Centre}, {Title: "Devient", Width: 1, Kind: doc.Centre}, {Title: "Intitulé", Width: 8}, {Title: "Entre", Width: 2}}}
		for _, m := range c.Moved {
			t.Rows = append(t.Rows, doc.Row{Cells: []doc.Cell{doc.C(m.Old.Number), doc.C(m.New.Number), doc.S(m.New.Heading), doc.S(dashed(m.Before) + " et " + dashed(m.After))}})
		}
		d.Blocks = append(d.Blocks, t)
	}
	if len(c.Changed) > 0 {
		t := doc.Table{Title: "Séquences modifiées", Columns: []doc.Column{{Title: "Était", Width: 1, Kind: doc.Centre}, {Title: "Devient", Width: 1, Kind: doc.Centre}, {Title: "Intitulé", Width: 6},
			{Title: "Pages", Width: 1.4, Kind: doc.Centre}, {Title: "Ce qui change", Width: 8}}}
		for _, ch := range c.Changed {
			t.Rows = append(t.Rows, doc.Row{Cells: []doc.Cell{doc.C(ch.Old.Number), doc.C(ch.New.Number), doc.S(ch.New.Heading), doc.C(signedEighths(ch.Eighths)), doc.S(ch.what())}})
		}
		d.Blocks = append(d.Blocks, t)
	}
	return d
}

// WritePDF prints the comparison for people.
func (c Comparison) WritePDF(w io.Writer) error { return pdf.Write(w, c.Document()) }

// what says in words what changed in a scene.
func (c SceneChange) what() string {
	var parts []string
	if c.Heading {
		parts = append(parts, "intitulé (était "+c.Old.Heading+")")
	}
	for _, p := range []struct {
		label string
		list  []string
	}{{"rôles +", c.RolesAdded}, {"rôles −", c.RolesDropped}, {"éléments +", c.ElementsAdded}, {"éléments −", c.ElementsDropped}} {
		if len(p.list) > 0 {
			parts = append(parts, p.label+" "+strings.Join(p.list, ", "))
		}
	}
	if c.Text && len(parts) == 0 {
		parts = append(parts, "texte")
	}
	return strings.Join(parts, " ; ")
}
