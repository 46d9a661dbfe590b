package payroll

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// Clock is an heure of a working day: minutes after midnight of the day's date, up to 47:59, so that a night that ends at
// half past one is 25:30. In JSON it is text: "07:30", "25:30".
type Clock int

// maxClock is 47:59.
const maxClock Clock = 48*60 - 1

// ErrClock is the error of a text that is no clock time.
var ErrClock = errors.New("heure illisible, attendu HH:MM jusqu'à 47:59")

// ParseClock reads "7:30", "07:30", "7h30", "7h" or "25:30".
func ParseClock(s string) (Clock, error) {
	bad := func() (Clock, error) {
		if len(s) > 20 {
			return 0, ErrClock
		}
		return 0, fmt.Errorf("%w : %q", ErrClock, s)
	}
	if len(s) > 7 {
		return bad()
	}
	h, m, ok := strings.Cut(strings.ReplaceAll(strings.ToLower(strings.TrimSpace(s)), "h", ":"), ":")
	if !ok || len(h) == 0 || len(h) > 2 || (len(m) != 2 && len(m) != 0) {
		return bad()
	}
	if m == "" {
		m = "00"
	}
	hour, err1 := strconv.ParseUint(h, 10, 8)
	minute, err2 := strconv.ParseUint(m, 10, 8)
	if err1 != nil || err2 != nil || hour > 47 || minute > 59 {
		return bad()
	}
	return Clock(hour*60 + minute), nil
}

// String returns "07:30", "25:30".
func (c Clock) String() string { return fmt.Sprintf("%02d:%02d", int(c)/60, int(c)%60) }

// MarshalText writes "07:30".
func (c Clock) MarshalText() ([]byte, error) { return []byte(c.String()), nil }

// UnmarshalText reads what ParseClock reads.
func (c *Clock) UnmarshalText(b []byte) error {
	v, err := ParseClock(string(b))
	if err != nil {
		return err
	}
	*c = v
	return nil
}
