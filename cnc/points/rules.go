package points

import (
	"embed"
	"errors"
	"fmt"
	"math/big"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/law"
	"github.com/moteur-film/moteur/internal/money"
)

//go:embed rules/*.json
var rulesFS embed.FS

// The tables, read once and never modified.
var (
	scalesTable = law.Rows[struct {
		ID, Title string
		Scales    []Scale
	}](rulesFS, "scales")
	parityTable = law.Rows[struct {
		ID, Title string
		Grids     []parityGrid
	}](rulesFS, "parity")
	countriesTable  = law.Rows[countryTable](rulesFS, "countries")
	thresholdsTable = law.Entries(rulesFS, "thresholds")
)

// Errors of the scales.
var (
	// ErrNoScale is the error of a kind of work that no scale covers.
	ErrNoScale = errors.New("aucun barème de points pour ce genre")
	// ErrIncomplete is the error of a scale whose lines could not all be read in its text.
	ErrIncomplete = errors.New("barème incomplet : lignes non lues dans le texte")
)

// Scale is a barème de points in force from a date.
type Scale struct {
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
	Seen       moteur.Date     `json:"seen,omitzero"` // the last day it was seen in force
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
func (s Scale) artistic(i int) bool {
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

// ScaleOf returns the scale of 100 points of a kind of work on a date. It refuses a kind without scale (ErrNoScale) and a date
// before the first scale (law.ErrBefore).
func ScaleOf(kind moteur.Kind, on moteur.Date) (Scale, error) { return findScale(kind, on, false) }

func findScale(kind moteur.Kind, on moteur.Date, european bool) (Scale, error) {
	file, err := scalesTable()
	if err != nil {
		return Scale{}, err
	}
	var found *Scale
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
		return Scale{}, fmt.Errorf("cnc : barème (%s) : %w au %s", kind.Label(), law.ErrBefore, on)
	}
	return Scale{}, fmt.Errorf("cnc : %w : %s", ErrNoScale, kind.Label())
}

// book is what one computation reads: the thresholds on its date, the assimilated countries, and the report of its doubts.
type book struct {
	law.Book
	limits    law.Table
	countries countryTable
	report    *moteur.Report
}

func openBook(on moteur.Date, report *moteur.Report) (*book, error) {
	limits, err := thresholdsTable()
	if err != nil {
		return nil, err
	}
	countries, err := countriesTable()
	return &book{Book: law.Open(on, report, limits), limits: limits, countries: countries, report: report}, err
}

// reporting is the same book for another report.
func (b *book) reporting(report *moteur.Report) *book {
	return &book{Book: law.Open(b.On(), report, b.limits), limits: b.limits, countries: b.countries, report: report}
}

// ratio is a fraction written "1/3" or "0.25".
func (b *book) ratio(id string) (*big.Rat, error) {
	var s Score
	text := b.Text(id)
	if err := b.Err(); err != nil {
		return nil, err
	}
	if err := s.UnmarshalText([]byte(text)); err != nil {
		return nil, err
	}
	return s.rat(), nil
}

// countryTable is the table of assimilated nationalities.
type countryTable struct {
	ID, Title string
	Groups    []countryGroup `json:"groups"`
	Regional  struct {
		law.Dated
		Codes []string `json:"codes"`
	} `json:"regional_languages"`
}

type countryGroup struct {
	ID      string          `json:"id"`
	Label   string          `json:"label"`
	Source  string          `json:"source"`
	Seen    moteur.Date     `json:"seen"` // of the members that do not say their own
	Members []countryMember `json:"members"`
}

type countryMember struct {
	law.Dated
	Country string `json:"country"`
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
				if m.Country == country && m.Verified == verified && m.Holds(b.On()) {
					d := m.Dated
					if d.Source = g.Source; d.Seen.IsZero() && !d.Unseen {
						d.Seen = g.Seen
					}
					return law.Cite(b.countries.Title, "countries/"+g.ID+"/"+country, g.Label, d, b.On()), true
				}
			}
		}
	}
	return moteur.Cited[string]{}, false
}
