// Package law reads the dated tables of legal values that each room carries in its rules/ folder.
//
// A table is a JSON file:
//
//	{"id": "tax_credit", "title": "…", "entries": [
//	  {"id": "film.rate.french", "label": "…", "unit": "ratio", "values": [
//	    {"from": "2016-01-01", "value": "0.20", "source": "CGI 220 sexies III", "verified": true},
//	    {"from": "2017-01-01", "value": "0.30", "source": "…", "verified": false, "note": "start date recalled"}]}]}
//
// Values are text: amounts and rates are decimals written as strings. An entry without values is an empty slot: a value
// that could not be sourced and that the caller must give. Asking for a date before the first value is an error.
package law

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strconv"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/money"
)

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

// Value is the value of an entry from a date on, until To when it ends without a successor.
type Value struct {
	From     moteur.Date `json:"from"`
	To       moteur.Date `json:"to,omitzero"`
	Value    string      `json:"value"`
	Source   string      `json:"source"`
	Verified bool        `json:"verified"`
	Checked  moteur.Date `json:"checked,omitzero"`
	Note     string      `json:"note,omitempty"`
}

// Load reads one table and checks its shape: ids unique, values sorted by date, each with a date and a source.
func Load(fsys fs.FS, name string) (Table, error) {
	b, err := fs.ReadFile(fsys, name)
	if err != nil {
		return Table{}, fmt.Errorf("table légale %s : %w", name, err)
	}
	var t Table
	if err := json.Unmarshal(b, &t); err != nil {
		return Table{}, fmt.Errorf("table légale %s : %w", name, err)
	}
	t.index = make(map[string]int, len(t.Entries))
	for i, e := range t.Entries {
		if _, twice := t.index[e.ID]; twice || e.ID == "" {
			return Table{}, fmt.Errorf("table légale %s : entrée %q en double ou sans nom", name, e.ID)
		}
		t.index[e.ID] = i
		for k, v := range e.Values {
			if v.From.IsZero() || v.Source == "" {
				return Table{}, fmt.Errorf("table légale %s : %s, valeur %d sans date ou sans source", name, e.ID, k+1)
			}
		}
		if !slices.IsSortedFunc(e.Values, func(a, b Value) int { return a.From.Compare(b.From) }) {
			return Table{}, fmt.Errorf("table légale %s : %s, dates en désordre", name, e.ID)
		}
	}
	return t, nil
}

// Entry returns the entry of that id.
func (t Table) Entry(id string) (Entry, bool) {
	i, ok := t.index[id]
	if !ok {
		return Entry{}, false
	}
	return t.Entries[i], true
}

// Text returns the value in force on a date. Errors wrap ErrUnknown, ErrEmpty or ErrBefore and name the table and entry.
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
		if on.Before(v.From) {
			continue
		}
		if !v.To.IsZero() && on.After(v.To) {
			break
		}
		return moteur.Cited[string]{ID: t.ID + "/" + id, Value: v.Value, From: v.From, To: v.To,
			Source: moteur.Source{Text: v.Source, Verified: v.Verified, Checked: v.Checked, Note: v.Note}}, nil
	}
	return moteur.Cited[string]{}, fmt.Errorf("%w : %s/%s au %s", ErrBefore, t.ID, id, on)
}

// Decimal returns the value in force on a date as a decimal.
func (t Table) Decimal(id string, on moteur.Date) (moteur.Cited[decimal.Decimal], error) {
	return convert(t, id, on, money.Parse)
}

// Int returns the value in force on a date as a whole number.
func (t Table) Int(id string, on moteur.Date) (moteur.Cited[int], error) {
	return convert(t, id, on, strconv.Atoi)
}

// Bool returns the value in force on a date as true or false.
func (t Table) Bool(id string, on moteur.Date) (moteur.Cited[bool], error) {
	return convert(t, id, on, strconv.ParseBool)
}

func convert[T any](t Table, id string, on moteur.Date, parse func(string) (T, error)) (moteur.Cited[T], error) {
	c, err := t.Text(id, on)
	if err != nil {
		return moteur.Cited[T]{}, err
	}
	v, err := parse(c.Value)
	if err != nil {
		return moteur.Cited[T]{}, fmt.Errorf("table légale %s/%s : %w", t.ID, id, err)
	}
	return moteur.Cited[T]{ID: c.ID, Value: v, From: c.From, To: c.To, Source: c.Source}, nil
}
