package labour

import (
	"errors"
	"fmt"
	"strings"
	"sync"
	"time"
	_ "time/tzdata" // hours of work are legal times: the table of time zones travels with the program

	"github.com/moteur-film/moteur"
)

// TimeZone is a fuseau horaire of the IANA table ("America/Cayenne"); empty means Europe/Paris.
type TimeZone string

// ErrTimeZone is the error of a name that is not in the IANA table.
var ErrTimeZone = errors.New("fuseau horaire inconnu")

// Location is the zone's table of legal times. The error wraps ErrTimeZone and quotes the name. "Local" is refused: a film's
// hours do not depend on the machine that reads them.
func (z TimeZone) Location() (*time.Location, error) {
	name := string(z)
	if name == "" {
		name = "Europe/Paris"
	}
	if l, ok := locations.Load(name); ok {
		return l.(*time.Location), nil
	}
	l, err := time.LoadLocation(name)
	if err != nil || name == "Local" || len(name) > 64 {
		return nil, fmt.Errorf("%w : %q", ErrTimeZone, name[:min(len(name), 64)])
	}
	locations.Store(name, l)
	return l, nil
}

// UnmarshalText reads the name of a zone of the IANA table; the error wraps ErrTimeZone.
func (z *TimeZone) UnmarshalText(b []byte) error {
	read := TimeZone(b)
	if _, err := read.Location(); err != nil {
		return err
	}
	*z = read
	return nil
}

// locations keeps the zones read so far, by name: a zone is never modified.
var locations sync.Map

// Moment is an hour of a date: when a sheet was issued, when someone left. In JSON: "2026-06-15T19:10", "" when unset.
type Moment struct {
	Date moteur.Date
	At   Clock
}

// ErrMoment is the error of a text that is no moment, and of a moment that is not set.
var ErrMoment = errors.New("moment illisible, attendu AAAA-MM-JJTHH:MM")

// IsZero tells whether the moment is unset: its date or its hour is not known.
func (m Moment) IsZero() bool { return m.Date.IsZero() || !m.At.Known() }

// String returns "2026-06-15T19:10", or "" when unset.
func (m Moment) String() string {
	if m.IsZero() {
		return ""
	}
	return m.Date.String() + "T" + m.At.String()
}

// MarshalText writes what String returns.
func (m Moment) MarshalText() ([]byte, error) { return []byte(m.String()), nil }

// UnmarshalText reads the moment; an empty text is the unset one.
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
	c, err := ParseClock(at)
	if err != nil {
		return fmt.Errorf("%w : %w", ErrMoment, err)
	}
	if !c.Known() {
		return fmt.Errorf("%w : %q", ErrMoment, b)
	}
	*m = Moment{Date: d, At: c}
	return nil
}

// Instant is the time of a moment read on the clocks of a zone. An hour that comes twice, when clocks go back, is its first
// passage; an hour that clocks jump over, when they go forward, is counted by the clock that was not moved yet: 02:00 on the
// night of 28 March 2027 in Paris is 03:00 of the new time. The error wraps ErrTimeZone or ErrMoment.
func (z TimeZone) Instant(m Moment) (time.Time, error) {
	l, err := z.Location()
	if err != nil {
		return time.Time{}, err
	}
	if m.IsZero() {
		return time.Time{}, ErrMoment
	}
	wall := m.Date.Time().Add(time.Duration(m.At.Minutes()) * time.Minute)
	// No zone changes its clock twice in two days: the hour is read by the clock before any change, else by the one after it.
	before, after := offset(wall.Add(-26*time.Hour), l), offset(wall.Add(26*time.Hour), l)
	early, late := wall.Add(-before), wall.Add(-after)
	if offset(early, l) != before && offset(late, l) == after {
		return late.In(l), nil
	}
	return early.In(l), nil
}

// offset is how far a zone's clocks are ahead of UTC at an instant.
func offset(t time.Time, l *time.Location) time.Duration {
	_, seconds := t.In(l).Zone()
	return time.Duration(seconds) * time.Second
}

// Elapsed is the number of minutes that really pass between two moments of a zone, the nights when clocks change included:
// from 02:00 to 13:00 on 28 March 2027 in Paris is 600. It is negative when to is earlier. The error wraps ErrTimeZone, or
// ErrMoment when a moment is not set.
func (z TimeZone) Elapsed(from, to Moment) (int, error) {
	return Elapsed(z, from, z, to)
}
