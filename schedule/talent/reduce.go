package talent

import (
	"cmp"
	"slices"
)

// part is an independent, reduced piece of a problem: a connected set of
// actors and the scenes they play, scenes alike merged into blocks, actors who
// can never wait left out.
type part struct {
	blocks [][]int // scenes of the problem, by block
	dur    []int64 // by block
	cost   []int64 // by actor, positive
	cast   [][]int // by block, actors in rising order
}

// reduce splits a problem into its parts and the scenes that matter to nobody.
// Laying the parts one after the other, each at its best, is best.
func reduce(p Problem) (parts []part, rest []int) {
	n := len(p.Scenes)
	keep := make([]bool, len(p.Actors))
	for i, a := range p.Actors {
		keep[i] = a.Cost > 0
	}
	blocks := make([][]int, n)
	for s := range blocks {
		blocks[s] = []int{s}
	}
	for again := true; again; {
		again = false
		blocks = alike(p, keep, blocks)
		// An actor within one block never waits.
		for i := range p.Actors {
			if !keep[i] {
				continue
			}
			k := 0
			for _, b := range blocks {
				if p.In[i][b[0]] {
					k++
				}
			}
			if k < 2 {
				keep[i], again = false, true
			}
		}
	}
	// Connect blocks through the actors kept.
	root := make([]int, len(blocks))
	for b := range root {
		root[b] = b
	}
	find := func(b int) int {
		for root[b] != b {
			b = root[b]
		}
		return b
	}
	used := make([]bool, len(blocks))
	for i := range p.Actors {
		first := -1
		for b := range blocks {
			if keep[i] && p.In[i][blocks[b][0]] {
				used[b] = true
				if first < 0 {
					first = b
				}
				x, y := find(first), find(b)
				root[max(x, y)] = min(x, y)
			}
		}
	}
	for b := range blocks {
		if !used[b] {
			rest = append(rest, blocks[b]...)
			continue
		}
		if find(b) == b {
			parts = append(parts, gather(p, keep, blocks, func(c int) bool { return used[c] && find(c) == b }))
		}
	}
	return parts, rest
}

// alike joins the blocks that have the same cast among the actors kept. Blocks
// stay whole, so that an actor found within one block stays so.
func alike(p Problem, keep []bool, blocks [][]int) [][]int {
	var out [][]int
	seen := map[string]int{}
	key := make([]byte, len(p.Actors))
	for _, block := range blocks {
		for i := range p.Actors {
			key[i] = 0
			if keep[i] && p.In[i][block[0]] {
				key[i] = 1
			}
		}
		if b, ok := seen[string(key)]; ok {
			out[b] = append(out[b], block...)
			continue
		}
		seen[string(key)] = len(out)
		out = append(out, block)
	}
	return out
}

// gather builds the part made of some blocks; actors with the same blocks
// become one.
func gather(p Problem, keep []bool, blocks [][]int, in func(int) bool) part {
	var t part
	for b := range blocks {
		if in(b) {
			var d int64
			for _, s := range blocks[b] {
				d += p.Scenes[s].Duration
			}
			t.blocks = append(t.blocks, blocks[b])
			t.dur = append(t.dur, d)
		}
	}
	t.cast = make([][]int, len(t.blocks))
	seen := map[string]int{}
	key := make([]byte, len(t.blocks))
	for i, a := range p.Actors {
		if !keep[i] {
			continue
		}
		plays := false
		for b := range t.blocks {
			key[b] = 0
			if p.In[i][t.blocks[b][0]] {
				key[b], plays = 1, true
			}
		}
		if !plays {
			continue
		}
		if k, ok := seen[string(key)]; ok {
			t.cost[k] += a.Cost
			continue
		}
		k := len(t.cost)
		seen[string(key)] = k
		t.cost = append(t.cost, a.Cost)
		for b := range t.blocks {
			if key[b] == 1 {
				t.cast[b] = append(t.cast[b], k)
			}
		}
	}
	return t
}

// scenes turns an order of blocks into an order of scenes.
func (t *part) scenes(order []int) []int {
	var out []int
	for _, b := range order {
		out = append(out, t.blocks[b]...)
	}
	return out
}

// wait is the idle pay of an order of all blocks.
func (t *part) wait(order []int) int64 {
	var clock, total int64
	own := make([]int64, len(t.cost))
	first := make([]int64, len(t.cost))
	last := make([]int64, len(t.cost))
	for i := range first {
		first[i] = -1
	}
	for _, b := range order {
		for _, i := range t.cast[b] {
			if first[i] < 0 {
				first[i] = clock
			}
			last[i] = clock + t.dur[b]
			own[i] += t.dur[b]
		}
		clock += t.dur[b]
	}
	for i, c := range t.cost {
		total += c * (last[i] - first[i] - own[i])
	}
	return total
}

// dearest keeps the k actors with the highest pay: a relaxation, whose optimum
// is a lower bound of the part's. It tells whether the layered search can take
// all that is left.
func (t *part) dearest(k int) ([]part, bool) {
	weight := make([]int64, len(t.cost))
	for b, cast := range t.cast {
		for _, i := range cast {
			weight[i] += t.cost[i] * t.dur[b]
		}
	}
	rank := identity(len(t.cost))
	slices.SortStableFunc(rank, func(a, b int) int { return cmp.Compare(weight[b], weight[a]) })
	q := Problem{}
	at := map[int]int{}
	for j, i := range rank[:min(k, len(rank))] {
		at[i] = j
		q.Actors = append(q.Actors, Actor{Cost: t.cost[i]})
		q.In = append(q.In, make([]bool, len(t.dur)))
	}
	for b, d := range t.dur {
		q.Scenes = append(q.Scenes, Scene{Duration: d})
		for _, i := range t.cast[b] {
			if j, ok := at[i]; ok {
				q.In[j][b] = true
			}
		}
	}
	parts, _ := reduce(q)
	for _, s := range parts {
		if !s.exact() {
			return nil, false
		}
	}
	return parts, true
}

// exact says that the part is small enough for the layered search.
func (t *part) exact() bool { return len(t.dur) <= 64 && len(t.cost) <= 64 }

func (t *part) model() *model {
	cast := make([]uint64, len(t.cast))
	for b, c := range t.cast {
		for _, i := range c {
			cast[b] |= 1 << i
		}
	}
	return newModel(t.dur, t.cost, cast)
}
