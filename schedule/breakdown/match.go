package breakdown

import (
	"slices"
	"strings"

	"github.com/moteur-film/moteur/internal/fr"
)

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
		if s.Digest == "" || s.Omitted {
			return ""
		}
		return s.Digest + fr.Fold(s.Heading)
	})
	pass(func(s *Scene) string {
		if s.Invented {
			return ""
		}
		return fr.Fold(s.Number)
	})
	unless := func(key func(*Scene) string) func(*Scene) string { // nothing but its number tells an omitted scene
		return func(s *Scene) string {
			if s.Omitted {
				return ""
			}
			return key(s)
		}
	}
	likeness(old, fresh, match, taken, 0.3, unless(func(s *Scene) string { return fr.Fold(s.Heading) }))
	likeness(old, fresh, match, taken, 0.4, unless(func(s *Scene) string { return setKey(s.Set) }))
	likeness(old, fresh, match, taken, 0.75, unless(func(*Scene) string { return "*" }))
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
	score += 0.25 * jaccard(strings.Fields(fr.Fold(a.Summary)), strings.Fields(fr.Fold(b.Summary)))
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
