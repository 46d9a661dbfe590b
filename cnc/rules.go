package cnc

import (
	"embed"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"math/big"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/law"
	"github.com/moteur-film/moteur/internal/money"
)

//go:embed rules/*.json
var rulesFS embed.FS

// Errors of the scales.
var (
	// ErrNoScale is the error of a kind of work that no scale covers.
	ErrNoScale = errors.New("aucun barème de points pour ce genre")
	// ErrIncomplete is the error of a scale whose lines could not all be read in its text.
	ErrIncomplete = errors.New("barème incomplet : lignes non lues dans le texte")
)

// PointScale is a barème de points in force from a date.
type PointScale struct {
	ID         string          `json:"id"`
	Title      string          `json:"title"`
	Kind       moteur.Kind     `json:"kind"`
	From       moteur.Date     `json:"from"`
	To         moteur.Date     `json:"to,omitzero"`
	Total      decimal.Decimal `json:"total"`
	European   bool            `json:"european,omitempty"`
	Incomplete bool            `json:"incomplete,omitempty"`
	Source     string          `json:"source"`
	Verified   bool            `json:"verified"`
	Groups     []ScaleGroup    `json:"groups"`
}

// ScaleGroup is a groupe of a scale. The language group is left out of the minimum and of the direct allocation.
type ScaleGroup struct {
	Code     string          `json:"code"`
	Label    string          `json:"label"`
	Max      decimal.Decimal `json:"max"`
	Language bool            `json:"language,omitempty"`
	Lines    []ScaleLine     `json:"lines"`
}

// ScaleLine is a ligne of a scale.
type ScaleLine struct {
	Code  string   `json:"code"`
	Label string   `json:"label"`
	Max   string   `json:"max"` // empty when the text could not be read
	Kind  string   `json:"kind"`
	On    []string `json:"on,omitempty"`
	// Points are the points of each option of a language line, in the order of On.
	Points  []string `json:"points,omitempty"`
	Depends []string `json:"depends,omitempty"`
	// Deemed tells that an unused post counts as obtained for a film d'initiative française.
	Deemed   bool   `json:"deemed,omitempty"`
	Rule     string `json:"rule"`
	Source   string `json:"source"`
	Verified bool   `json:"verified"`
	Note     string `json:"note,omitempty"`
}

// artistic tells whether the i-th line of the scale is neither of the language group nor the company's.
func (s PointScale) artistic(i int) bool {
	for _, g := range s.Groups {
		if i < len(g.Lines) {
			return !g.Language && g.Lines[i].Kind != "company"
		}
		i -= len(g.Lines)
	}
	return false
}

func (l ScaleLine) max() (decimal.Decimal, error) {
	if l.Max == "" {
		return decimal.Decimal{}, fmt.Errorf("%w : %s", ErrIncomplete, l.Label)
	}
	return money.Parse(l.Max)
}

// Scale returns the scale of 100 points of a kind of work on a date. It refuses a kind without scale (ErrNoScale) and a date
// before the first scale (law.ErrBefore).
func Scale(kind moteur.Kind, on moteur.Date) (PointScale, error) { return findScale(kind, on, false) }

func findScale(kind moteur.Kind, on moteur.Date, european bool) (PointScale, error) {
	var file struct {
		Scales []PointScale `json:"scales"`
	}
	if err := readRules("scales.json", &file); err != nil {
		return PointScale{}, err
	}
	var found *PointScale
	known := false
	for i, s := range file.Scales {
		if s.Kind != kind || s.European != european {
			continue
		}
		known = true
		if !on.Before(s.From) && (s.To.IsZero() || !on.After(s.To)) {
			found = &file.Scales[i]
		}
	}
	switch {
	case found != nil:
		return *found, nil
	case known:
		return PointScale{}, fmt.Errorf("cnc : barème (%s) : %w au %s", kind.Label(), law.ErrBefore, on)
	}
	return PointScale{}, fmt.Errorf("cnc : %w : %s", ErrNoScale, kind.Label())
}

func readRules(name string, into any) error {
	b, err := fs.ReadFile(rulesFS, "rules/"+name)
	if err != nil {
		return fmt.Errorf("cnc : %w", err)
	}
	if err := json.Unmarshal(b, into); err != nil {
		return fmt.Errorf("cnc : table %s : %w", name, err)
	}
	return nil
}

// book is the set of tables one computation reads, with the report where unverified values are listed.
type book struct {
	on        moteur.Date
	limits    law.Table
	countries countryTable
	report    *moteur.Report
}

func openBook(on moteur.Date, report *moteur.Report) (*book, error) {
	b := &book{on: on, report: report}
	var err error
	if b.limits, err = law.Load(rulesFS, "rules/thresholds.json"); err != nil {
		return nil, err
	}
	return b, readRules("countries.json", &b.countries)
}

// reporting is the same book for another report.
func (b *book) reporting(report *moteur.Report) *book {
	return &book{on: b.on, limits: b.limits, countries: b.countries, report: report}
}

func (b *book) decimal(id string) (decimal.Decimal, moteur.Source, error) {
	c, err := b.limits.Decimal(id, b.on)
	if err != nil {
		return decimal.Decimal{}, moteur.Source{}, fmt.Errorf("cnc : %w", err)
	}
	return c.Use(b.report, ""), c.Source, nil
}

func (b *book) ratio(id string) (*big.Rat, error) {
	c, err := b.limits.Text(id, b.on)
	if err != nil {
		return nil, fmt.Errorf("cnc : %w", err)
	}
	var s Score
	if err := s.UnmarshalText([]byte(c.Use(b.report, ""))); err != nil {
		return nil, err
	}
	return s.rat(), nil
}

// countryTable is the table of assimilated nationalities.
type countryTable struct {
	Groups   []countryGroup `json:"groups"`
	Regional struct {
		Source   string      `json:"source"`
		Verified bool        `json:"verified"`
		From     moteur.Date `json:"from"`
		Codes    []string    `json:"codes"`
	} `json:"regional_languages"`
}

type countryGroup struct {
	ID      string `json:"id"`
	Label   string `json:"label"`
	Source  string `json:"source"`
	Members []struct {
		Country  string      `json:"country"`
		From     moteur.Date `json:"from"`
		To       moteur.Date `json:"to,omitzero"`
		Verified bool        `json:"verified"`
		Note     string      `json:"note,omitempty"`
	} `json:"members"`
}

// member finds the first group, in the order of the text, that holds a country on the date. Verified memberships are looked
// for before those that remain to be confirmed.
func (b *book) member(country string, groups ...string) (moteur.Cited[string], bool) {
	for _, verified := range []bool{true, false} {
		for _, g := range b.countries.Groups {
			if len(groups) > 0 && !slices.Contains(groups, g.ID) {
				continue
			}
			for _, m := range g.Members {
				if m.Country == country && m.Verified == verified && (moteur.Span{From: m.From, To: m.To}).Contains(b.on) {
					return moteur.Cited[string]{ID: "countries/" + g.ID + "/" + country, Value: g.Label, From: m.From, To: m.To,
						Source: moteur.Source{Text: g.Source, Verified: m.Verified, Note: m.Note}}, true
				}
			}
		}
	}
	return moteur.Cited[string]{}, false
}
