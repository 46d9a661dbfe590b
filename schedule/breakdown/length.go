package breakdown

import "github.com/moteur-film/moteur/schedule/script"

// rulePage names the estimate of screen time: a page lasts a minute, in proportion to the printed lines.
const (
	rulePage    = "1 page de 56 lignes = 60 s"
	pageSeconds = 60
)

// eighthsOf turns printed lines into eighths of a page, rounded up as the trade counts: no scene is under 1/8.
func eighthsOf(lines, perPage int) int {
	if lines <= 0 {
		return 0
	}
	return (lines*8 + perPage - 1) / perPage
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
