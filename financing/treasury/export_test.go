package treasury

import "github.com/moteur-film/moteur"

var firstDay = moteur.NewDate(2026, 1, 1)

// SplitCents is the split of the treasury engine, for its slow twin.
func SplitCents(amount int64, weights []int64) []int64 { return splitCents(nil, amount, weights) }

// SortDays sorts days as the engine sorts flows, and returns the order of the input.
func SortDays(days []int) []int {
	fs := make([]flow, len(days))
	for i, d := range days {
		fs[i] = flow{day: firstDay.AddDays(d), row: int32(i)}
	}
	sortFlows(fs)
	out := make([]int, len(fs))
	for i, f := range fs {
		out[i] = int(f.row)
	}
	return out
}
