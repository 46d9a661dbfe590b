// Package law reads the dated tables of legal values that each room carries in its rules/ folder.
//
// A table is a JSON file:
//
//	{"id": "tax_credit", "title": "…", "entries": [
//	  {"id": "film.rate.french", "label": "…", "unit": "ratio", "values": [
//	    {"from": "2016-01-01", "value": "0.20", "source": "CGI 220 sexies III", "verified": true, "seen": "2016-12-31"},
//	    {"from": "2017-01-01", "value": "0.30", "source": "…", "verified": false, "seen": "2023-12-06", "note": "…"}]}]}
//
// Values are text: amounts and rates are decimals written as strings. An entry without values is an empty slot: a value
// that could not be sourced and that the caller must give. The values of an entry follow each other by date: each holds from
// its first day until the day before the next, or until "to".
//
//	from           the first day the value holds
//	start_unknown  the first day is not known: from is then the first day the value is known to hold, or is left out
//	timeless       a definition, a usage or a choice of this library, which holds on any date: neither from, to nor seen
//	to             the last day it holds, when it ends without a successor
//	source         the text it was read in
//	verified       whether it was read there; a recalled, secondary or derived value is not verified
//	checked        the day it was last compared with the text
//	seen           the last day it was seen in force: the date of the consolidated text or of the page it was read in
//	unseen         no day is known when it was seen in force: a recalled, derived or secondary value, never a verified one
//	note           what remains in doubt, or how a derived value was obtained
//
// Asking for a date before the first value is an error, unless its start is unknown: then the answer says its doubt. So does
// an answer for a date past the day the value was seen, unless the value has an end. A Book reads several values on one date
// and keeps its first error.
package law

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/money"
)

//go:generate go run ./page/write ../.. ../../LAW.md

// Errors of a lookup.
var (
	// ErrUnknown is the error of an id that no table holds.
	ErrUnknown = errors.New("valeur légale inconnue")
	// ErrEmpty is the error of a named slot that could not be sourced and waits for the caller's value.
	ErrEmpty = errors.New("valeur légale non renseignée")
	// ErrBefore is the error of a date earlier than the first value.
	ErrBefore = errors.New("aucune valeur légale à cette date")
)

// Table is a dated legal table.
type Table struct {
	ID      string  `json:"id"`
	Title   string  `json:"title"`
	Entries []Entry `json:"entries"`
	index   map[string]int
}

// Entry is one legal value through time.
type Entry struct {
	ID     string  `json:"id"`
	Label  string  `json:"label"`
	Unit   string  `json:"unit,omitempty"`
	Kind   string  `json:"kind,omitempty"` // hard, soft, cost, doc… for rules
	Values []Value `json:"values"`
}

// Value is the value of an entry over a time.
type Value struct {
	Dated
	Value string `json:"value"`
}

// Dated is the time and the source of a legal value, in the words of the package page.
type Dated struct {
	From         moteur.Date `json:"from,omitzero"`
	StartUnknown bool        `json:"start_unknown,omitempty"`
	Timeless     bool        `json:"timeless,omitempty"`
	To           moteur.Date `json:"to,omitzero"`
	Source       string      `json:"source"`
	Verified     bool        `json:"verified"`
	Checked      moteur.Date `json:"checked,omitzero"`
	Seen         moteur.Date `json:"seen,omitzero"`
	Unseen       bool        `json:"unseen,omitempty"`
	Note         string      `json:"note,omitempty"`
}

// Holds tells whether the value answers for a date: not before its first day, unless that is unknown, nor after its last.
func (d Dated) Holds(on moteur.Date) bool {
	if d.Timeless {
		return true
	}
	return !on.IsZero() && (d.StartUnknown || !on.Before(d.From)) && (d.To.IsZero() || !on.After(d.To))
}

// Check refuses a value without source, one whose dates are missing or out of order, one that nobody saw in force and that says
// no doubt, and dates that only fill a hole.
func (d Dated) Check() error {
	if err := d.shape(); err != nil || d.Timeless {
		return err
	}
	switch {
	case d.Seen.IsZero() && !d.Unseen:
		return errors.New("sans jour où elle a été vue en vigueur (seen)")
	case d.Unseen && !d.Seen.IsZero():
		return errors.New("jamais vue en vigueur (unseen) et pourtant vue")
	case !d.Seen.IsZero() && d.Seen.Before(d.From) && !d.Verified && d.Note == "":
		return errors.New("vue en vigueur avant son début, non vérifiée et sans note qui dise ce qu'on en sait")
	case d.Unseen && d.Verified && !(d.StartUnknown && d.From.IsZero()):
		return errors.New("vérifiée, mais jamais vue en vigueur (unseen)")
	}
	for _, day := range []moteur.Date{d.From, d.To, d.Seen, d.Checked} {
		if slices.Contains(placeholders, day.String()) {
			return fmt.Errorf("date de remplissage %s : un début inconnu s'écrit start_unknown", day)
		}
	}
	return nil
}

// shape checks the source and the order of the dates.
func (d Dated) shape() error {
	switch {
	case d.Source == "":
		return errors.New("sans source")
	case d.Timeless && (!d.From.IsZero() || !d.To.IsZero() || !d.Seen.IsZero() || d.StartUnknown || d.Unseen):
		return errors.New("sans date (timeless) et pourtant datée")
	case d.Timeless:
	case d.From.IsZero() && !d.StartUnknown:
		return errors.New("sans date")
	case !d.To.IsZero() && d.To.Before(d.From):
		return errors.New("finie avant de commencer")
	case !d.To.IsZero() && d.To.Before(d.Seen):
		return errors.New("vue en vigueur après sa fin")
	}
	return nil
}

// placeholders are the dates that people and programs write when they know none.
var placeholders = []string{"0001-01-01", "1900-01-01", "1970-01-01", "2000-01-01", "9999-12-31"}

// Cite is a value as the rooms use it: asked for on a date, in the table of that title.
func Cite[T any](table, id string, v T, d Dated, on moteur.Date) moteur.Cited[T] {
	return moteur.Cited[T]{ID: id, Value: v, From: d.From, FromUnknown: d.StartUnknown, To: d.To, Seen: d.Seen, On: on, Table: table,
		Source: moteur.Source{Text: d.Source, Verified: d.Verified, Checked: d.Checked, Note: d.Note}}
}

// Load reads one table and checks its shape: no key twice, ids unique, values sorted by date, each with a source, its dates in order,
// a number where its unit is that of a number.
func Load(fsys fs.FS, name string) (Table, error) {
	b, err := fs.ReadFile(fsys, name)
	if err != nil {
		return Table{}, fmt.Errorf("table légale %s : %w", name, err)
	}
	t, err := parse(b)
	if err != nil {
		return Table{}, fmt.Errorf("table légale %s : %w", name, err)
	}
	return t, nil
}

func parse(b []byte) (Table, error) {
	var t Table
	if err := strict(b, &t); err != nil {
		return Table{}, err
	}
	t.index = make(map[string]int, len(t.Entries))
	for i, e := range t.Entries {
		if _, twice := t.index[e.ID]; twice || e.ID == "" {
			return Table{}, fmt.Errorf("entrée %q en double ou sans nom", e.ID)
		}
		t.index[e.ID] = i
		for k, v := range e.Values {
			if err := v.Check(); err != nil {
				return Table{}, fmt.Errorf("%s, valeur %d %w", e.ID, k+1, err)
			}
			if err := measured(e.Unit, v.Value); err != nil {
				return Table{}, fmt.Errorf("%s, valeur %d %w", e.ID, k+1, err)
			}
			if err := follows(e.Values[:k], v.Dated); err != nil {
				return Table{}, fmt.Errorf("%s, valeur %d %w", e.ID, k+1, err)
			}
		}
	}
	return t, nil
}

// follows checks a value against those before it in its entry.
func follows(before []Value, v Dated) error {
	if len(before) == 0 {
		return nil
	}
	last := before[len(before)-1]
	switch {
	case last.Timeless || v.Timeless:
		return errors.New("sans date (timeless) à côté d'une autre valeur")
	case v.StartUnknown:
		return errors.New("de début inconnu après une autre valeur")
	case !last.From.Before(v.From):
		return errors.New("en désordre : dates en double ou décroissantes")
	case !last.To.IsZero() && !last.To.Before(v.From):
		return errors.New("en désordre : commence avant la fin de la précédente")
	case !last.Seen.Before(v.From):
		return errors.New("en désordre : la précédente a été vue en vigueur après le début de celle-ci")
	}
	return nil
}

// Entry returns the entry of that id.
func (t Table) Entry(id string) (Entry, bool) {
	i, ok := t.index[id]
	if !ok {
		return Entry{}, false
	}
	return t.Entries[i], true
}

// Only is the table with the entries that keep accepts, in their order.
func (t Table) Only(keep func(Entry) bool) Table {
	out := Table{ID: t.ID, Title: t.Title, index: map[string]int{}}
	for _, e := range t.Entries {
		if keep(e) {
			out.index[e.ID] = len(out.Entries)
			out.Entries = append(out.Entries, e)
		}
	}
	return out
}

// Text returns the value in force on a date. Errors wrap ErrUnknown, ErrEmpty or ErrBefore and name the table and entry.
// A value that another follows ends on the day before it.
func (t Table) Text(id string, on moteur.Date) (moteur.Cited[string], error) {
	e, ok := t.Entry(id)
	switch {
	case !ok:
		return moteur.Cited[string]{}, fmt.Errorf("%w : %s/%s", ErrUnknown, t.ID, id)
	case len(e.Values) == 0:
		return moteur.Cited[string]{}, fmt.Errorf("%w : %s/%s (%s)", ErrEmpty, t.ID, id, e.Label)
	}
	for i := len(e.Values) - 1; i >= 0; i-- {
		v := e.Values[i]
		if v.Holds(on) {
			if i+1 < len(e.Values) && v.To.IsZero() {
				v.To = e.Values[i+1].From.AddDays(-1)
			}
			return Cite(t.Title, t.ID+"/"+id, v.Value, v.Dated, on), nil
		}
		if !on.Before(v.From) {
			break
		}
	}
	return moteur.Cited[string]{}, fmt.Errorf("%w : %s/%s au %s", ErrBefore, t.ID, id, on)
}

// Decimal returns the value in force on a date as a decimal.
func (t Table) Decimal(id string, on moteur.Date) (moteur.Cited[decimal.Decimal], error) {
	return convert(t, id, on, money.Parse)
}

func convert[T any](t Table, id string, on moteur.Date, parse func(string) (T, error)) (moteur.Cited[T], error) {
	c, err := t.Text(id, on)
	if err != nil {
		return moteur.Cited[T]{}, err
	}
	return converted(c, parse)
}

// converted is the same citation with its text read.
func converted[T any](c moteur.Cited[string], parse func(string) (T, error)) (moteur.Cited[T], error) {
	v, err := parse(c.Value)
	if err != nil {
		return moteur.Cited[T]{}, fmt.Errorf("table légale %s : %w", c.ID, err)
	}
	return moteur.Cited[T]{ID: c.ID, Value: v, From: c.From, FromUnknown: c.FromUnknown, To: c.To, Seen: c.Seen, On: c.On,
		Table: c.Table, Source: c.Source}, nil
}
