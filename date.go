package moteur

import (
	"cmp"
	"errors"
	"fmt"
	"time"
)

// Date is a civil date (date civile): a day of the Gregorian calendar from year 1 to 9999, without clock or zone.
// The zero value means "unset". Dates are comparable with == and written in ISO form (2026-03-02) in JSON.
type Date struct {
	n int32 // days since 0000-12-31; 0 means unset
}

// maxDay is the day number of 9999-12-31.
const maxDay = 3652059

// ErrDate is the error of a text that is not a date of the calendar.
var ErrDate = errors.New("date invalide, attendu AAAA-MM-JJ")

// NewDate returns the date of a year, month and day of month, or the zero Date when no such day exists.
func NewDate(year int, month time.Month, day int) Date {
	t := time.Date(year, month, day, 0, 0, 0, 0, time.UTC)
	if y, m, d := t.Date(); y != year || m != month || d != day || y < 1 || y > 9999 {
		return Date{}
	}
	return fromTime(t)
}

// DateOf returns the civil date of a time, in the time's own zone.
func DateOf(t time.Time) Date { return NewDate(t.Date()) }

// unixDay is the day number of 1970-01-01.
const unixDay = 719163

func fromTime(t time.Time) Date {
	return Date{n: int32(floorDiv(t.Unix(), 86400) + unixDay)}
}

func floorDiv(a, b int64) int64 {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}

// ParseDate reads an ISO date, AAAA-MM-JJ. The error wraps ErrDate and quotes the text.
func ParseDate(s string) (Date, error) {
	if len(s) != len("2006-01-02") {
		return Date{}, fmt.Errorf("%w : %q", ErrDate, clip(s, 40))
	}
	t, err := time.Parse("2006-01-02", s)
	if err != nil || t.Year() < 1 {
		return Date{}, fmt.Errorf("%w : %q", ErrDate, s)
	}
	return fromTime(t), nil
}

func clip(s string, n int) string {
	if len(s) <= n {
		return s
	}
	return s[:n] + "…"
}

// IsZero tells whether the date is unset.
func (d Date) IsZero() bool { return d.n == 0 }

// Time returns midnight UTC of the date; the zero time for an unset date.
func (d Date) Time() time.Time {
	if d.IsZero() {
		return time.Time{}
	}
	return time.Unix(int64(d.n-unixDay)*86400, 0).UTC()
}

// Year returns the year, 0 when unset.
func (d Date) Year() int {
	if d.IsZero() {
		return 0
	}
	return d.Time().Year()
}

// Month returns the month, 0 when unset.
func (d Date) Month() time.Month {
	if d.IsZero() {
		return 0
	}
	return d.Time().Month()
}

// Day returns the day of the month, 0 when unset.
func (d Date) Day() int {
	if d.IsZero() {
		return 0
	}
	return d.Time().Day()
}

// Weekday returns the day of the week; of an unset date it means nothing.
func (d Date) Weekday() time.Weekday { return time.Weekday(d.n % 7) }

// ISOWeek returns the ISO 8601 year and week number.
func (d Date) ISOWeek() (year, week int) { return d.Time().ISOWeek() }

// Monday returns the Monday of the date's week.
func (d Date) Monday() Date { return d.AddDays(-(int(d.Weekday()) + 6) % 7) }

// AddDays returns the date n days later (earlier when n is negative). An unset date stays unset; a result outside
// years 1 to 9999 is unset.
func (d Date) AddDays(n int) Date {
	if d.IsZero() || n > maxDay || n < -maxDay {
		return Date{}
	}
	r := int(d.n) + n
	if r < 1 || r > maxDay {
		return Date{}
	}
	return Date{n: int32(r)}
}

// AddMonths returns the same day n months later, or the last day of that month when the day does not exist there
// (the rule of article 641 of the code de procédure civile).
func (d Date) AddMonths(n int) Date {
	if d.IsZero() || n > 120000 || n < -120000 {
		return Date{}
	}
	y, m, day := d.Time().Date()
	first := time.Date(y, m+time.Month(n), 1, 0, 0, 0, 0, time.UTC)
	last := first.AddDate(0, 1, -1).Day()
	return NewDate(first.Year(), first.Month(), min(day, last))
}

// MonthEnd returns the last day of the date's month; an unset date stays unset.
func (d Date) MonthEnd() Date {
	if d.IsZero() {
		return Date{}
	}
	return DateOf(time.Date(d.Year(), d.Month()+1, 0, 0, 0, 0, 0, time.UTC))
}

// Sub returns the number of days from e to d (negative when d is earlier).
func (d Date) Sub(e Date) int { return int(d.n) - int(e.n) }

// Before tells whether d is strictly earlier than e.
func (d Date) Before(e Date) bool { return d.n < e.n }

// After tells whether d is strictly later than e.
func (d Date) After(e Date) bool { return d.n > e.n }

// Compare orders dates, the unset one first.
func (d Date) Compare(e Date) int { return cmp.Compare(d.n, e.n) }

// String returns the ISO form, or "" when unset.
func (d Date) String() string {
	if d.IsZero() {
		return ""
	}
	return d.Time().Format("2006-01-02")
}

// MarshalText writes the ISO form.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads the ISO form; an empty text is the unset date.
func (d *Date) UnmarshalText(b []byte) error {
	if len(b) == 0 {
		*d = Date{}
		return nil
	}
	v, err := ParseDate(string(b))
	if err != nil {
		return err
	}
	*d = v
	return nil
}

// Span is a period (période), both ends included. An unset end leaves that side open.
type Span struct {
	From Date `json:"from"`
	To   Date `json:"to"`
}

// Days counts the days of the span, 0 when an end is open or when it ends before it starts.
func (s Span) Days() int {
	if s.From.IsZero() || s.To.IsZero() || s.To.Before(s.From) {
		return 0
	}
	return s.To.Sub(s.From) + 1
}

// Contains tells whether the date is inside the span. An unset date is in no span.
func (s Span) Contains(d Date) bool {
	return !d.IsZero() && (s.From.IsZero() || !d.Before(s.From)) && (s.To.IsZero() || !d.After(s.To))
}

// Overlaps tells whether the two spans share at least one day.
func (s Span) Overlaps(t Span) bool {
	return (s.To.IsZero() || t.From.IsZero() || !s.To.Before(t.From)) &&
		(t.To.IsZero() || s.From.IsZero() || !t.To.Before(s.From))
}

// String returns "2026-03-02/2026-04-10".
func (s Span) String() string { return s.From.String() + "/" + s.To.String() }
