package breakdown

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
