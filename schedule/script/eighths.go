package script

import (
	"strconv"
	"strings"
)

// MaxEighths is the longest length read: a thousand pages; more is a mistake.
const MaxEighths = 8000

// ParseEighths reads a length in pages: "3/8", "1 3/8", "12/8", "1", and the decimals of spreadsheets and schedules in steps of an
// eighth: "0.25", "1,375". It counts in whole eighths, never through a float. False means the text is not a length.
func ParseEighths(s string) (int, bool) {
	s = strings.TrimSpace(strings.NewReplacer("\u00a0", " ", "\u202f", " ", "⅛", " 1/8", "¼", " 2/8", "⅜", " 3/8", "½", " 4/8", "⅝", " 5/8",
		"¾", " 6/8", "⅞", " 7/8").Replace(s))
	if s == "" || len(s) > 24 || s[0] == '-' {
		return 0, false
	}
	whole, frac := s, ""
	if i := strings.IndexByte(s, '/'); i >= 0 {
		head := strings.TrimSpace(s[:i])
		whole = ""
		if j := strings.LastIndexAny(head, " +-"); j >= 0 {
			whole, head = strings.TrimRight(head[:j], " +-"), head[j+1:]
		}
		num, err1 := strconv.Atoi(strings.TrimSpace(head))
		den, err2 := strconv.Atoi(strings.TrimSpace(s[i+1:]))
		if err1 != nil || err2 != nil || den <= 0 || num < 0 || num > MaxEighths || num*8%den != 0 {
			return 0, false
		}
		n := num * 8 / den
		if whole != "" {
			w, err := strconv.Atoi(whole)
			if err != nil || w < 0 || w > MaxEighths/8 {
				return 0, false
			}
			n += 8 * w
		}
		return n, n <= MaxEighths
	}
	if i := strings.IndexAny(s, ".,"); i >= 0 {
		whole, frac = s[:i], strings.TrimRight(s[i+1:], "0")
	}
	w, err := strconv.Atoi(strings.TrimSpace(whole))
	if whole == "" {
		w, err = 0, nil
	}
	if err != nil || w < 0 || w > MaxEighths/8 {
		return 0, false
	}
	if frac == "" {
		return 8 * w, true
	}
	if len(frac) > 3 || !isDigits(frac) {
		return 0, false
	}
	for len(frac) < 3 {
		frac += "0"
	}
	f, _ := strconv.Atoi(frac)
	if f%125 != 0 {
		return 0, false
	}
	return 8*w + f/125, true
}
