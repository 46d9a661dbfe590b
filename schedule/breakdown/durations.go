package breakdown

import (
	"strconv"
	"strings"
)

// parseTiming reads a screen time in seconds: 1'30, 1'30", 1:30, 01:01:30, 90, 90 s, 1 min 30.
func parseTiming(s string) (int, bool) {
	f := strings.NewReplacer("’", "'", "′", "'", "″", "\"", "''", "\"", "min", "'", "mn", "'", "s", "", "\"", "", " ", "", "\u00a0",
		"").Replace(strings.ToLower(strings.TrimSpace(s)))
	f = strings.ReplaceAll(f, "'", ":")
	f = strings.TrimSuffix(f, ":")
	minutes := strings.ContainsAny(s, "'’′") || strings.Contains(strings.ToLower(s), "m")
	parts := strings.Split(f, ":")
	if len(parts) > 3 {
		return 0, false
	}
	n := 0
	for _, p := range parts {
		v, err := strconv.Atoi(p)
		if err != nil || v < 0 || v > 36000 {
			return 0, false
		}
		n = n*60 + v
	}
	if len(parts) == 1 && minutes {
		n *= 60
	}
	return n, n <= 360000
}

// parseClock reads a shooting time in minutes: 45, 1:30, 1h30, 45 min.
func parseClock(s string) (int, bool) {
	f := strings.ToLower(strings.TrimSpace(s))
	f = strings.NewReplacer("minutes", "", "min", "", "mn", "", " ", "", "\u00a0", "", "h", ":").Replace(f)
	f = strings.TrimSuffix(f, ":")
	hours := strings.ContainsAny(strings.ToLower(s), "h:")
	head, tail, two := strings.Cut(f, ":")
	h, err := strconv.Atoi(head)
	if err != nil || h < 0 || h > 10000 {
		return 0, false
	}
	if !two {
		if hours {
			h *= 60
		}
		return h, true
	}
	m, err := strconv.Atoi(tail)
	return 60*h + m, err == nil && m >= 0 && m < 60
}
