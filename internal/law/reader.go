package law

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"sync"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/money"
)

// Given holds the caller's own values for legal values that the tables leave empty or do not hold on the date, by id
// ("credit/av.cap.live"). Each use is said in the report.
type Given map[string]decimal.Decimal

// Rules of values given by the caller or missing.
const (
	RuleGiven   = "financing/given-value"   // a value came from the caller, not from the tables
	RuleMissing = "financing/missing-value" // a named slot is empty or has no value on the date
)

// Library loads the tables of a room once, by name: rules/name.json.
func Library(fsys fs.FS, names ...string) func() (map[string]Table, error) {
	return sync.OnceValues(func() (map[string]Table, error) {
		out := make(map[string]Table, len(names))
		for _, n := range names {
			t, err := Load(fsys, "rules/"+n+".json")
			if err != nil {
				return nil, err
			}
			out[n] = t
		}
		return out, nil
	})
}

// Reader reads the legal values of one computation on one date, and notes in its report those that are not verified, those
// given by the caller and those that are missing.
type Reader struct {
	Tables map[string]Table
	On     moteur.Date
	Report *moteur.Report
	given  Given
}

// NewReader opens a library on a date. A library that cannot be loaded is an error of the report.
func NewReader(library func() (map[string]Table, error), on moteur.Date, given Given, r *moteur.Report) *Reader {
	t, err := library()
	if err != nil {
		r.Errorf("", RuleMissing, "%s", err)
	}
	return &Reader{Tables: t, On: on, Report: r, given: given}
}

// peek reads a value; nothing is noted.
func (b *Reader) peek(id string) (moteur.Cited[decimal.Decimal], error) {
	if v, ok := b.given[id]; ok {
		if err := money.Guard(v); err != nil {
			return moteur.Cited[decimal.Decimal]{}, fmt.Errorf("%s : %w", id, err)
		}
		return moteur.Cited[decimal.Decimal]{ID: id, Value: v, From: b.On,
			Source: moteur.Source{Text: "valeur fournie par l'appelant"}}, nil
	}
	name, entry, _ := strings.Cut(id, "/")
	return b.Tables[name].Decimal(entry, b.On)
}

// Dec reads a number for use: an unverified one is noted, a missing one is an error of the report and reads as zero.
func (b *Reader) Dec(id, path string) moteur.Cited[decimal.Decimal] {
	c, err := b.peek(id)
	if err != nil {
		b.missing(id, path, err)
		return moteur.Cited[decimal.Decimal]{ID: id, Source: moteur.Source{Text: "valeur manquante"}}
	}
	b.used(id, path, c)
	return c
}

func (b *Reader) used(id, path string, c moteur.Cited[decimal.Decimal]) {
	if _, ok := b.given[id]; ok {
		note := moteur.Issue{Path: path, Severity: moteur.Notice, Rule: RuleGiven, Source: c.Source,
			Message: fmt.Sprintf("%s = %s : valeur fournie par l'appelant, absente ou remplacée dans les tables.", id, c.Value)}
		if !slices.Contains(b.Report.Issues, note) {
			b.Report.Add(note)
		}
		return
	}
	c.Use(b.Report, path)
}

func (b *Reader) missing(id, path string, err error) {
	what := "illisible"
	switch {
	case errors.Is(err, ErrEmpty):
		what = "n'a pas pu être sourcée et attend la valeur de l'appelant"
	case errors.Is(err, ErrBefore):
		what = "n'a pas de valeur à cette date"
	case errors.Is(err, ErrUnknown):
		what = "n'existe pas dans les tables"
	}
	day := b.On.String()
	if day == "" {
		day = "une date non précisée"
	}
	b.Report.Errorf(path, RuleMissing, "La valeur légale %s %s (au %s) : %v.", id, what, day, err)
}

// Quote reads a number as a step of a derivation.
func (b *Reader) Quote(label, id, path string) moteur.Step {
	return moteur.Quote(label, b.Dec(id, path))
}

// Text reads a value as text.
func (b *Reader) Text(id, path string) string { return b.text(id, path).Value }

func (b *Reader) text(id, path string) moteur.Cited[string] {
	name, entry, _ := strings.Cut(id, "/")
	c, err := b.Tables[name].Text(entry, b.On)
	if err != nil {
		b.missing(id, path, err)
		return moteur.Cited[string]{}
	}
	c.Use(b.Report, path)
	return c
}

// Whole reads a number as a whole one.
func (b *Reader) Whole(id, path string) int { return int(b.Dec(id, path).Value.IntPart()) }

// Band is one slice of a scale: its value holds up to a bound; an open band has none.
type Band struct {
	To    decimal.Decimal
	Open  bool
	Value decimal.Decimal
}

// Bands reads a scale written "9225000:1.25;30750000:0.95;:0.10".
func (b *Reader) Bands(id, path string) ([]Band, moteur.Source) {
	c := b.text(id, path)
	if c.ID == "" {
		return nil, moteur.Source{}
	}
	var out []Band
	for part := range strings.SplitSeq(c.Value, ";") {
		to, v, _ := strings.Cut(part, ":")
		n := Band{Open: to == ""}
		var e1, e2 error
		if !n.Open {
			n.To, e1 = money.Parse(to)
		}
		n.Value, e2 = money.Parse(v)
		if err := errors.Join(e1, e2); err != nil {
			b.missing(id, path, err)
			return nil, moteur.Source{}
		}
		out = append(out, n)
	}
	return out, c.Source
}

// SliceSteps gives one step for each slice of an amount: slice × rate × the steps of also, exact; empty slices are left out.
func SliceSteps(amount decimal.Decimal, scale []Band, label string, src moteur.Source, also ...moteur.Step) []moteur.Step {
	var out []moteur.Step
	from := decimal.Zero
	for _, s := range scale {
		top := amount
		if !s.Open && s.To.LessThan(amount) {
			top = s.To
		}
		if !top.GreaterThan(from) {
			break
		}
		part := moteur.Given(fmt.Sprintf("%s de %s à %s €", label, from, top), top.Sub(from))
		rate := moteur.Given("taux de la tranche", s.Value).Because(src)
		out = append(out, moteur.TimesExact(fmt.Sprintf("tranche de %s à %s €", from, top), append([]moteur.Step{part, rate}, also...)...))
		from = top
	}
	return out
}
