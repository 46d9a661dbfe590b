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

// ruleShortScenes is the rule of the notice that the lengths of the scenes are more than the pages counted.
const ruleShortScenes = "breakdown/short-scenes"

// shareEighths gives scenes their length in eighths of a page from their printed lines. Each has the whole eighths of its own lines, and
// one at least; what is left of the pages counted, rounded to the nearest eighth, goes to those with the largest remainders (Hamilton's
// method), so that the lengths add up to the pages. No scene is ever a whole eighth away from its own lines because short ones stand
// beside it: where so many are under an eighth that the others would have to give up one, the lengths add up to more than the pages, over
// eighths more.
func shareEighths(lines []int, perPage int) (out []int, over int) {
	out = make([]int, len(lines))
	order := make([]int, len(lines))
	all, given := 0, 0
	for i, n := range lines {
		out[i], order[i] = max(8*n/perPage, 1), i
		all, given = all+max(n, 0), given+out[i]
	}
	left := (2*8*all+perPage)/(2*perPage) - given
	slices.SortStableFunc(order, func(a, b int) int { return 8*lines[b] - out[b]*perPage - (8*lines[a] - out[a]*perPage) })
	for _, i := range order[:min(max(left, 0), len(order))] {
		out[i]++
	}
	return out, max(-left, 0)
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
