package breakdown

import (
	"slices"

	"github.com/moteur-film/moteur/schedule/script"
)

// rulePage names the estimate of screen time: a page lasts a minute, in proportion to the printed lines.
const (
	rulePage    = "1 page de 56 lignes = 60 s"
	ruleWritten = "longueur écrite, 1 page = %d s"
	pageSeconds = 60
)

// shareEighths gives scenes their length in eighths of a page from their printed lines, so that the sum is the length of all of them,
// rounded to the nearest eighth (largest remainder). No scene is under an eighth: the short ones take what they lack from the others,
// in proportion; when there are more scenes than eighths, each has one.
func shareEighths(lines []int, perPage int) []int {
	out := make([]int, len(lines))
	order := make([]int, len(lines)) // shortest first
	all := 0
	for i, n := range lines {
		order[i] = i
		all += max(n, 0)
	}
	slices.SortStableFunc(order, func(a, b int) int { return lines[a] - lines[b] })
	// left are the eighths still to give, all the lines that wait for them
	left := (2*8*all + perPage) / (2 * perPage)
	for len(order) > 0 && (all <= 0 || lines[order[0]]*left < all) {
		i := order[0]
		out[i], order = 1, order[1:]
		all, left = all-max(lines[i], 0), max(left-1, 0)
	}
	if len(order) == 0 {
		return out
	}
	spare := left
	for _, i := range order {
		out[i] = lines[i] * left / all
		spare -= out[i]
	}
	slices.Sort(order)
	slices.SortStableFunc(order, func(a, b int) int { return lines[b]*left%all - lines[a]*left%all })
	for _, i := range order[:spare] {
		out[i]++
	}
	return out
}

// secondsOf turns printed lines into seconds, rounded to the nearest.
func secondsOf(lines, perPage, perPageSeconds int) int {
	return (lines*perPageSeconds*2 + perPage) / (2 * perPage)
}

// room counts the printed lines of a scene. Two voices side by side take the room of the longer.
type room struct {
	lines int
	block int // lines since the last cue
	left  int // lines of the first of two voices
	side  script.Side
}

// add counts an element of n lines; last tells that no speech follows.
func (r *room) add(e *script.Element, n int, last bool) {
	switch e.Kind {
	case script.Cue:
		if r.side == script.Left && e.Dual == script.Right {
			r.left = r.block
		}
		r.side, r.block = e.Dual, 0
	case script.Action, script.Shot, script.Centred:
		r.side = ""
	}
	r.lines += n
	r.block += n
	if last && r.left > 0 && r.side == script.Right {
		r.lines -= min(r.left, r.block)
		r.left = 0
	}
}

// speech tells the kinds that go on with what a role says.
func speech(k script.Kind) bool {
	return k == script.Dialogue || k == script.Parenthetical || k == script.Lyrics
}
