package schedule

import "slices"

// KeepOnly is the problem freed of every named constraint but those given.
func KeepOnly(p Problem, ids []string) Problem {
	q := copyOf(p)
	for _, l := range levers(p) {
		if !slices.Contains(ids, l.ID) {
			l.without(&q)
		}
	}
	return q
}
