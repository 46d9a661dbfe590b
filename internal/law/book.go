package law

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/money"
)

// Book reads the values of a few tables on one date, for one computation. It keeps its first error and the source of every value
// it read, and says in its report the doubts on each. A value it cannot read is the zero value: Err is looked at once, at the end.
// A Book is not safe for use by two goroutines at once.
type Book struct {
	*readings
	path string
}

// readings are what the views of one Book share.
type readings struct {
	tables  []Table
	on      moteur.Date
	report  *moteur.Report
	given   Given
	tell    bool // failures are errors of the report too
	err     error
	sources map[string]moteur.Source
}

// Given holds the caller's own values for legal values that the tables leave empty or do not hold on the date, by id
// ("credit/av.cap.live"). Each use is said in the report.
type Given map[string]decimal.Decimal

// Rules of values given by the caller or missing.
const (
	RuleGiven   = "financing/given-value"   // a value came from the caller, not from the tables
	RuleMissing = "financing/missing-value" // a named slot is empty or has no value on the date
)

// Open opens tables on a date. The report may be nil: then doubts are said nowhere, and the caller answers for it.
func Open(on moteur.Date, report *moteur.Report, tables ...Table) Book {
	return Book{readings: &readings{tables: tables, on: on, report: report, sources: map[string]moteur.Source{}}}
}

// Telling opens tables on a date for a computation that finds all it can: the caller's own values come first, and what cannot be
// read is an error of the report, at the path of the reading. A library that cannot be loaded is one as well.
func Telling(on moteur.Date, report *moteur.Report, given Given, library func() ([]Table, error)) Book {
	tables, err := library()
	b := Open(on, report, tables...)
	b.given, b.tell = given, true
	if err != nil {
		b.err = err
		report.Errorf("", RuleMissing, "%s", err)
	}
	return b
}

// Library loads the tables of a room once, by name: rules/name.json.
func Library(fsys fs.FS, names ...string) func() ([]Table, error) {
	return sync.OnceValues(func() ([]Table, error) {
		var out []Table
		for _, n := range names {
			t, err := Load(fsys, "rules/"+n+".json")
			if err != nil {
				return nil, err
			}
			out = append(out, t)
		}
		return out, nil
	})
}

// At is the same book, whose doubts are said at that path of the report.
func (b Book) At(path string) Book { return Book{b.readings, path} }

// On is the date of the book.
func (b Book) On() moteur.Date { return b.on }

// Report is where the book says its doubts.
func (b Book) Report() *moteur.Report { return b.report }

// Err is the first error of the readings; it wraps ErrUnknown, ErrEmpty or ErrBefore when the value was not found.
func (b Book) Err() error { return b.err }

// Source is the source of a value that was read: of that id, else of the first in order whose id starts with it and a dot.
func (b Book) Source(id string) moteur.Source {
	if s, ok := b.sources[id]; ok {
		return s
	}
	for _, k := range slices.Sorted(maps.Keys(b.sources)) {
		if strings.HasPrefix(k, id+".") {
			return b.sources[k]
		}
	}
	return moteur.Source{}
}

// Label is the label of an entry, empty when no table holds it.
func (b Book) Label(id string) string {
	t, entry := b.table(id)
	e, _ := t.Entry(entry)
	return e.Label
}

// Has tells whether an entry has a value on the date. It reads nothing: no doubt is said.
func (b Book) Has(id string) bool {
	_, err := b.find(id)
	return err == nil
}

// table finds the table of an id and the entry in it: "credit/film.rate" names its table when the book has one of that id; a bare
// id is that of the first table that holds the entry.
func (b Book) table(id string) (Table, string) {
	if name, rest, ok := strings.Cut(id, "/"); ok {
		if n := slices.IndexFunc(b.tables, func(t Table) bool { return t.ID == name }); n >= 0 {
			return b.tables[n], rest
		}
	}
	for _, t := range b.tables {
		if _, ok := t.Entry(id); ok {
			return t, id
		}
	}
	return Table{}, id
}

// find looks a value up: the caller's own, else that of the tables on the date.
func (b Book) find(id string) (moteur.Cited[string], error) {
	if v, ok := b.given[id]; ok {
		if err := money.Guard(v); err != nil {
			return moteur.Cited[string]{}, fmt.Errorf("%s : %w", id, err)
		}
		return moteur.Cited[string]{ID: id, Value: v.String(), From: b.on, On: b.on, Source: givenSource}, nil
	}
	t, entry := b.table(id)
	if t.ID == "" {
		return moteur.Cited[string]{}, fmt.Errorf("%w : %s", ErrUnknown, id)
	}
	return t.Text(entry, b.on)
}

var givenSource = moteur.Source{Text: "valeur fournie par l'appelant"}

// read finds a value, reads its text and notes its source and its doubts.
func read[T any](b Book, id string, parse func(string) (T, error)) moteur.Cited[T] {
	found, err := b.find(id)
	var c moteur.Cited[T]
	if err == nil {
		c, err = converted(found, parse)
	}
	if err != nil {
		b.fail(id, err)
		return moteur.Cited[T]{ID: id, On: b.on, Source: moteur.Source{Text: "valeur manquante"}}
	}
	b.sources[id] = c.Source
	if _, given := b.given[id]; given {
		b.tellGiven(id, found.Value)
	} else {
		c.Use(b.report, b.path)
	}
	return c
}

// tellGiven says once that a value came from the caller.
func (b Book) tellGiven(id, value string) {
	note := moteur.Issue{Path: b.path, Severity: moteur.Notice, Rule: RuleGiven, Source: givenSource,
		Message: fmt.Sprintf("%s = %s : valeur fournie par l'appelant, absente ou remplacée dans les tables.", id, value)}
	if b.report != nil && !slices.Contains(b.report.Issues, note) {
		b.report.Add(note)
	}
}

// fail keeps the first error, and tells each in the report of a book that does.
func (b Book) fail(id string, err error) {
	if b.err == nil {
		b.err = err
	}
	if !b.tell {
		return
	}
	what := "illisible"
	switch {
	case errors.Is(err, ErrEmpty):
		what = "n'a pas pu être sourcée et attend la valeur de l'appelant"
	case errors.Is(err, ErrBefore):
		what = "n'a pas de valeur à cette date"
	case errors.Is(err, ErrUnknown):
		what = "n'existe pas dans les tables"
	}
	day := b.on.String()
	if day == "" {
		day = "une date non précisée"
	}
	b.report.Errorf(b.path, RuleMissing, "La valeur légale %s %s (au %s) : %v.", id, what, day, err)
}

func text(s string) (string, error) { return s, nil }

// Cited is a number with its dates and its source.
func (b Book) Cited(id string) moteur.Cited[decimal.Decimal] { return read(b, id, money.Parse) }

// Quote is a number as a step of a derivation.
func (b Book) Quote(label, id string) moteur.Step { return moteur.Quote(label, b.Cited(id)) }

// Number is a number: an amount, a ratio (0.25 for 25 %), a count.
func (b Book) Number(id string) decimal.Decimal { return b.Cited(id).Value }

// Int is a whole number: days, minutes, months.
func (b Book) Int(id string) int { return read(b, id, strconv.Atoi).Value }

// CitedText is a text with its dates and its source.
func (b Book) CitedText(id string) moteur.Cited[string] { return read(b, id, text) }

// Text is a text as the table writes it.
func (b Book) Text(id string) string { return b.CitedText(id).Value }

// Hours is a number of hours, in minutes: "11.5" is 690.
func (b Book) Hours(id string) int { return read(b, id, parseHours).Value }

// Points is a ratio in ten-thousandths: "0.25" is 2500.
func (b Book) Points(id string) int { return read(b, id, parsePoints).Value }

// Clock is a time of the day, "07:00", in minutes after midnight; hours past 24 are those of the next morning.
func (b Book) Clock(id string) int { return read(b, id, ParseClock).Value }

// Window is a stretch of the day, "11:00-14:30", in minutes after midnight.
func (b Book) Window(id string) (from, to int) {
	w := read(b, id, parseWindow).Value
	return w[0], w[1]
}

// Bands is a scale written "9225000:1.25;30750000:0.95;:0.10", with its source.
func (b Book) Bands(id string) ([]Band, moteur.Source) {
	c := read(b, id, parseBands)
	return c.Value, c.Source
}

// Period is a part of every year, "04-01/10-31".
func (b Book) Period(id string) Period { return read(b, id, parsePeriod).Value }

// Period is a part of every year, both ends included, as month × 100 + day. One that ends before it starts runs over the new year.
type Period struct{ First, Last int }

// Contains tells whether a date is in the period.
func (p Period) Contains(d moteur.Date) bool {
	if p == (Period{}) || d.IsZero() {
		return false
	}
	day := int(d.Month())*100 + d.Day()
	if p.First <= p.Last {
		return p.First <= day && day <= p.Last
	}
	return day >= p.First || day <= p.Last
}

func parseHours(s string) (int, error) { return scaled(s, 60, 1e4) }

func parsePoints(s string) (int, error) { return scaled(s, 1e4, 1e9) }

// scaled reads a number, times a factor, rounded to a whole one; the number must be below the limit.
func scaled(s string, factor, limit int64) (int, error) {
	v, err := money.Parse(s)
	if err != nil {
		return 0, err
	}
	if v.Abs().GreaterThan(decimal.NewFromInt(limit)) {
		return 0, fmt.Errorf("%w : %q", money.ErrRange, s)
	}
	return int(v.Mul(decimal.NewFromInt(factor)).Round(0).IntPart()), nil
}

// ParseClock reads "07:00" or "27:30" as minutes after midnight, up to 48:00.
func ParseClock(s string) (int, error) {
	h, m, ok := strings.Cut(s, ":")
	hours, err1 := two(h)
	minutes, err2 := two(m)
	if !ok || err1 != nil || err2 != nil || minutes > 59 || hours*60+minutes > 48*60 {
		return 0, fmt.Errorf("heure illisible : %q", s)
	}
	return hours*60 + minutes, nil
}

// two reads exactly two digits.
func two(s string) (int, error) {
	n, err := strconv.ParseUint(s, 10, 8)
	if err != nil || len(s) != 2 {
		return 0, fmt.Errorf("deux chiffres attendus : %q", s)
	}
	return int(n), nil
}

func parseWindow(s string) ([2]int, error) {
	a, b, _ := strings.Cut(s, "-")
	from, err1 := ParseClock(a)
	to, err2 := ParseClock(b)
	if err1 != nil || err2 != nil {
		return [2]int{}, fmt.Errorf("plage illisible : %q", s)
	}
	return [2]int{from, to}, nil
}

func parsePeriod(s string) (Period, error) {
	a, b, _ := strings.Cut(s, "/")
	first, err1 := monthDay(a)
	last, err2 := monthDay(b)
	if err1 != nil || err2 != nil {
		return Period{}, fmt.Errorf("période de l'année illisible : %q", s)
	}
	return Period{first, last}, nil
}

// monthDay reads "04-01" as 401.
func monthDay(s string) (int, error) {
	m, d, _ := strings.Cut(s, "-")
	month, err1 := two(m)
	day, err2 := two(d)
	if err1 != nil || err2 != nil || month < 1 || month > 12 || day < 1 || day > 31 {
		return 0, fmt.Errorf("jour illisible : %q", s)
	}
	return month*100 + day, nil
}
