package labour

import "iter"

// Overtime is what a band of hours beyond the legal week owes: minutes of work, and their premium.
type Overtime struct {
	Minutes int     `json:"minutes"`
	Premium Premium `json:"premium"`
}

// WeekOvertime cuts the minutes of effective work of a civil week into its overtime bands: nothing up to 35 hours, then one line a band
// that they reach. IDCC 2642 rounds the week up to RoundTo. Left out by the caller are the minutes of a sixth day in Île-de-France, whose
// own premium excludes those of the week, and what the equivalence of a job does not pay. A rate adds to the base hour; with other
// premiums it is bounded by Cap.
func (p *Premiums) WeekOvertime(minutes int) []Overtime {
	if n := p.RoundTo; n > 0 {
		minutes = (minutes + n - 1) / n * n
	}
	var out []Overtime
	for i, n := range InBands(p.Week, 0, int64(minutes), 1) {
		out = append(out, Overtime{Minutes: int(n), Premium: p.Week[i].Premium})
	}
	return out
}

// InBands shares a run of paid work between overtime bands: the index of each band that it crosses, and how much of it lies there. From
// and to are places in the week or in the day, in fractions of a minute, den of them to one.
func InBands(bands []Band, from, to, den int64) iter.Seq2[int, int64] {
	return func(yield func(int, int64) bool) {
		for i, b := range bands {
			low, high := max(from, int64(b.After)*den), to
			if i+1 < len(bands) {
				high = min(to, int64(bands[i+1].After)*den)
			}
			if high > low && !yield(i, high-low) {
				return
			}
		}
	}
}
