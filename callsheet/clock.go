package callsheet

import (
	"errors"
	"fmt"
	"strings"
	"time"
	_ "time/tzdata" // hours of a call sheet are legal times: the zone table travels with the program

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/budget/payroll"
	"github.com/moteur-film/moteur/internal/fr"
)

// Clock is an heure of a shooting day: minutes after midnight of its date, up to 47:59. Calls after midnight belong to the
// shooting day: half past one in the night is 25:30. Zero is "à confirmer"; midnight itself is 24:00 of the day before.
// In JSON it is text: "07:30", "25:30", "" when unknown.
type Clock int

// ErrClock is the error of a text that is no clock time.
var ErrClock = payroll.ErrClock

// ParseClock reads "7:30", "07h30", "25:30" or "05:00+1" (five in the morning after). An empty text is the unknown hour.
func ParseClock(s string) (Clock, error) {
	if s == "" {
		return 0, nil
	}
	body, next := strings.CutSuffix(s, "+1")
	c, err := payroll.ParseClock(body)
	if err != nil {
		return 0, err
	}
	if next {
		c += 24 * 60
	}
	if c >= 48*60 {
		return 0, fmt.Errorf("%w : %q", ErrClock, s)
	}
	return Clock(c), nil
}

// Known tells whether the hour is set.
func (c Clock) Known() bool { return c > 0 }

// String returns "07:30", "25:30", or "" when unknown.
func (c Clock) String() string {
	if !c.Known() {
		return ""
	}
	return payroll.Clock(c).String()
}

// Label prints the hour of a shooting day: "07:30", "01:30 (mer.)" after midnight, "à confirmer" when unknown.
func (c Clock) Label(day moteur.Date) string {
	if !c.Known() {
		return "à confirmer"
	}
	s := fmt.Sprintf("%02d:%02d", int(c)/60%24, int(c)%60)
	if c >= 24*60 {
		if day.IsZero() {
			return s + " (+1)"
		}
		s += " (" + fr.Weekday(day.AddDays(int(c) / (24 * 60)).Weekday())[:3] + ".)"
	}
	return s
}

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

// sub is the number of minutes from b to a, 0 when one is unknown.
func (c Clock) sub(b Clock) int {
	if !c.Known() || !b.Known() {
		return 0
	}
	return int(c - b)
}

// Moment is an hour of a date: when a sheet was issued, when someone left. In JSON: "2026-06-15T19:10", "" when unset.
type Moment struct {
	Date moteur.Date
	At   Clock
}

// ErrMoment is the error of a text that is no moment.
var ErrMoment = errors.New("moment illisible, attendu AAAA-MM-JJTHH:MM")

// IsZero tells whether the moment is unset.
func (m Moment) IsZero() bool { return m.Date.IsZero() }

// String returns "2026-06-15T19:10", or "".
func (m Moment) String() string {
	if m.IsZero() {
		return ""
	}
	return m.Date.String() + "T" + payroll.Clock(m.At).String()
}

// MarshalText writes the moment.
func (m Moment) MarshalText() ([]byte, error) { return []byte(m.String()), nil }

// UnmarshalText reads the moment.
func (m *Moment) UnmarshalText(b []byte) error {
	if len(b) == 0 {
		*m = Moment{}
		return nil
	}
	day, at, ok := strings.Cut(string(b), "T")
	if !ok || len(b) > 20 {
		return ErrMoment
	}
	d, err := moteur.ParseDate(day)
	if err != nil {
		return fmt.Errorf("%w : %w", ErrMoment, err)
	}
	c, err := payroll.ParseClock(at)
	if err != nil {
		return fmt.Errorf("%w : %w", ErrMoment, err)
	}
	*m = Moment{Date: d, At: Clock(c)}
	return nil
}

// minutes counts from one moment to another; both must be set.
func minutes(from, to Moment) int { return to.Date.Sub(from.Date)*1440 + int(to.At-from.At) }

// Zone is a fuseau horaire of the IANA table; empty means Europe/Paris.
type Zone string

func (z Zone) location() (*time.Location, error) {
	name := string(z)
	if name == "" {
		name = "Europe/Paris"
	}
	l, err := time.LoadLocation(name)
	if err != nil {
		return nil, fmt.Errorf("callsheet : fuseau horaire inconnu : %q", name)
	}
	return l, nil
}

// Instant is the time of an hour of a shooting day in a zone. The clock is the one on the wall: in the night of a clock
// change, 22:00 to 05:00 lasts six or eight hours.
func Instant(d moteur.Date, c Clock, z Zone) (time.Time, error) {
	l, err := z.location()
	if err != nil {
		return time.Time{}, err
	}
	if d.IsZero() || !c.Known() {
		return time.Time{}, fmt.Errorf("callsheet : heure inconnue")
	}
	return time.Date(d.Year(), d.Month(), d.Day(), int(c)/60, int(c)%60, 0, 0, l), nil
}
