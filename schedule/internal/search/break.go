package search

// Break says how the meal break of a day is placed. Times are minutes after midnight, lengths minutes.
type Break struct {
	Call, Ready int
	Length      int
	After       int       // the longest time from the call to the break
	Meals       [2][2]int // hours of lunch and dinner; zero means none
}

// At returns the start of the break of a day whose scenes would begin at starts and end at end without it. The break stands inside
// the hours of the first meal that can be reached within After: at the last change of scene there, else inside a scene. Work that
// ends before the break would begin is not interrupted. When no meal can be reached, the break comes at the last change of
// scene within After.
func (b Break) At(starts []int, end int) int {
	latest := b.Call + b.After
	for _, m := range b.Meals {
		low, high := max(m[0], b.Ready), min(m[1]-b.Length, latest)
		if m[1] == 0 || high < low {
			continue
		}
		if end <= high {
			return end
		}
		at := -1
		for _, t := range starts[min(1, len(starts)):] {
			if low <= t && t <= high {
				at = t
			}
		}
		if at >= 0 {
			return at
		}
		return min(high, max(low, latest-60))
	}
	at := latest
	for i, t := range starts {
		if i > 0 && t <= latest {
			at = t
		}
	}
	if end <= latest {
		return end
	}
	return at
}

// Outside is the number of minutes by which a break that starts at a time misses the hours of the nearest meal, 0 when it stands inside
// those of one.
func (b Break) Outside(at int) int {
	miss := 0
	for _, m := range b.Meals {
		if m[1] == 0 {
			continue
		}
		d := max(m[0]-at, at+b.Length-m[1], 0)
		if d == 0 {
			return 0
		}
		if miss == 0 || d < miss {
			miss = d
		}
	}
	return miss
}
