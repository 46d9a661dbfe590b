package labour

import (
	"cmp"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/fr"
)

// Clock is an heure of a working day: minutes after midnight of the day's date, from 00:00 to 47:59, so that a night that ends
// at half past one is 25:30 of the date it began on. The zero Clock is the unknown hour ("à confirmer"); midnight is At(0, 0),
// and they are told apart everywhere. Clocks are comparable with ==. In JSON a Clock is text: "07:30", "27:30", "" when unknown.
type Clock struct {
	n int16 // minutes after midnight plus one; 0 means unknown
}

// lastMinute is 47:59: a working day ends before the second midnight.
const lastMinute = 48*60 - 1

// Unknown is the label of an hour that is not known yet.
const Unknown = "à confirmer"

// ErrClock is the error of a text that is no clock time.
var ErrClock = errors.New("heure illisible, attendu HH:MM jusqu'à 47:59")

// At returns the clock of an hour and a minute: At(25, 30) is half past one the next morning. It is unknown when there is no
// such hour: hours go from 0 to 47, minutes from 0 to 59.
func At(hour, minute int) Clock {
	if hour < 0 || hour > 47 || minute < 0 || minute > 59 {
		return Clock{}
	}
	return ClockOf(hour*60 + minute)
}

// ClockOf returns the clock a number of minutes after midnight; unknown outside 0 to 2879.
func ClockOf(minutes int) Clock {
	if minutes < 0 || minutes > lastMinute {
		return Clock{}
	}
	return Clock{n: int16(minutes + 1)}
}

// ParseClock reads an hour as people write it: "7:30", "07:30", "7h30", "7 h 30", "7h", "27:30", or "03:30+1" for the next
// morning. An empty text and "à confirmer" are the unknown hour. The error wraps ErrClock and quotes the text.
func ParseClock(s string) (Clock, error) {
	if len(s) > 24 {
		return Clock{}, ErrClock
	}
	text := strings.ToLower(strings.Trim(s, blanks))
	if text == "" || text == Unknown {
		return Clock{}, nil
	}
	body, next := cutNextDay(text)
	hours, minutes, ok := strings.Cut(strings.Replace(body, "h", ":", 1), ":")
	hours, minutes = strings.Trim(hours, blanks), strings.Trim(minutes, blanks)
	if minutes == "" && strings.Contains(body, "h") {
		minutes = "00"
	}
	h, known := digits(hours)
	m, full := digits(minutes)
	if !ok || !known || !full || len(minutes) != 2 {
		return Clock{}, fmt.Errorf("%w : %q", ErrClock, s)
	}
	if next {
		h += 24
	}
	c := At(h, m)
	if !c.Known() {
		return Clock{}, fmt.Errorf("%w : %q", ErrClock, s)
	}
	return c, nil
}

// blanks are the spaces people put around "h": plain, no-break and narrow no-break.
const blanks = " \t\u00a0\u202f"

// cutNextDay takes "+1" or "(+1)" off the end of an hour of the next morning.
func cutNextDay(s string) (body string, next bool) {
	for _, mark := range []string{"(+1)", "+1"} {
		if body, next = strings.CutSuffix(s, mark); next {
			return strings.TrimRight(body, blanks), true
		}
	}
	return s, false
}

// digits reads one or two digits.
func digits(s string) (int, bool) {
	if len(s) < 1 || len(s) > 2 {
		return 0, false
	}
	n, err := strconv.ParseUint(s, 10, 8)
	return int(n), err == nil
}

// Known tells whether the hour is set.
func (c Clock) Known() bool { return c.n != 0 }

// Minutes is the number of minutes after midnight of the day's date; 0 for an unknown hour, so ask Known first.
func (c Clock) Minutes() int { return max(0, int(c.n)-1) }

// Add returns the clock a number of minutes later, earlier when negative. It is unknown when c is, and outside 00:00 to 47:59.
func (c Clock) Add(minutes int) Clock {
	if !c.Known() || minutes > lastMinute || minutes < -lastMinute {
		return Clock{}
	}
	return ClockOf(c.Minutes() + minutes)
}

// Sub is the number of minutes on the wall from d to c, negative when c is earlier, 0 when one of them is unknown. What really
// passes on the night of a clock change is TimeZone.Elapsed.
func (c Clock) Sub(d Clock) int {
	if !c.Known() || !d.Known() {
		return 0
	}
	return int(c.n) - int(d.n)
}

// Before tells whether c is strictly earlier than d; never when one of them is unknown.
func (c Clock) Before(d Clock) bool { return c.Known() && d.Known() && c.n < d.n }

// After tells whether c is strictly later than d; never when one of them is unknown.
func (c Clock) After(d Clock) bool { return d.Before(c) }

// Compare orders clocks, the unknown one first.
func (c Clock) Compare(d Clock) int { return cmp.Compare(c.n, d.n) }

// String returns "07:30", "25:30", or "" when unknown.
func (c Clock) String() string {
	if !c.Known() {
		return ""
	}
	return fmt.Sprintf("%02d:%02d", c.Minutes()/60, c.Minutes()%60)
}

// Label prints the hour of a working day as documents show it: "07:30", "01:30 (mer.)" after midnight of the given date,
// "01:30 (+1)" without a date, "à confirmer" when unknown.
func (c Clock) Label(day moteur.Date) string {
	if !c.Known() {
		return Unknown
	}
	hour := fmt.Sprintf("%02d:%02d", c.Minutes()/60%24, c.Minutes()%60)
	switch {
	case c.Minutes() < 24*60:
		return hour
	case day.IsZero():
		return hour + " (+1)"
	}
	return hour + " (" + fr.Weekday(day.AddDays(1).Weekday())[:3] + ".)"
}

// MarshalText writes what String returns.
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
