package callsheet

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// ErrEighths is the error of a text that is no page count.
var ErrEighths = errors.New("nombre de pages illisible, attendu « 2 3/8 »")

// maxPages bounds a page count.
const maxPages = 10_000

// ParseEighths reads a page count: "2 3/8", "5/8", "1", "2 1/2". One page is eight eighths.
func ParseEighths(s string) (int, error) {
	bad := fmt.Errorf("%w : %q", ErrEighths, s)
	if len(s) > 20 {
		return 0, ErrEighths
	}
	fields := strings.Fields(s)
	if len(fields) == 0 || len(fields) > 2 {
		return 0, bad
	}
	total := 0
	for i, f := range fields {
		num, den, part := strings.Cut(f, "/")
		n, err := strconv.ParseUint(num, 10, 16)
		if err != nil || n > maxPages {
			return 0, bad
		}
		if !part {
			if i != 0 {
				return 0, bad
			}
			total += 8 * int(n)
			continue
		}
		if i != len(fields)-1 || den != "2" && den != "4" && den != "8" {
			return 0, bad
		}
		d, _ := strconv.Atoi(den)
		if len(fields) == 2 && int(n) >= d {
			return 0, bad
		}
		total += int(n) * 8 / d
	}
	return total, nil
}
