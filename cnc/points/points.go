package points

import (
	"errors"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
)

// Result is the fiche de points of a film on a date: every line with its basis, the exact and rounded totals, the tests.
type Result struct {
	Scale  string      `json:"scale"`
	Title  string      `json:"title"`
	Film   string      `json:"film"`
	On     moteur.Date `json:"on"`
	Groups []Group     `json:"groups"`
	Lines  []Line      `json:"lines"`
	// Total counts every line, Outside leaves the language group out; both exact.
	Total        Score `json:"total"`
	TotalRounded int   `json:"total_rounded"`
	Outside      Score `json:"outside"`
	// OutsideRounded is Outside to the nearest point, .5 up.
	OutsideRounded int `json:"outside_rounded"`
	// Coefficient multiplies the support: of the rounded total, which is the default reading, and of the exact one.
	Coefficient      decimal.Decimal `json:"coefficient"`
	CoefficientExact decimal.Decimal `json:"coefficient_exact"`
	Initiative       Fact            `json:"initiative"`
	Expression       Fact            `json:"expression"`
	// Financial tells that the film is a coproduction financière: French minority under a treaty, nothing artistic or technical.
	Financial Fact          `json:"financial"`
	Minimum   Test          `json:"minimum"`
	Direct    Test          `json:"direct"`
	Report    moteur.Report `json:"report"`
}

// Group is the subtotal of a groupe.
type Group struct {
	Code     string          `json:"code"`
	Label    string          `json:"label"`
	Max      decimal.Decimal `json:"max"`
	Obtained Score           `json:"obtained"`
	Language bool            `json:"language,omitempty"`
}

// Line is a ligne of the points sheet.
type Line struct {
	Group    string          `json:"group"`
	Code     string          `json:"code"`
	Label    string          `json:"label"`
	Max      decimal.Decimal `json:"max"`
	Obtained Score           `json:"obtained"`
	// Deemed tells that the post is unused and counts as obtained.
	Deemed bool    `json:"deemed,omitempty"`
	Reason string  `json:"reason"` // one French sentence
	Basis  []Basis `json:"basis"`
	Rule   string  `json:"rule"`
	// Source of the rule of the line.
	Source moteur.Source `json:"source"`
}

// Missing is what the line lost.
func (l Line) Missing() Score { return NewScore(l.Max).Less(l.Obtained) }

// Basis is an élément of a line: a person, a contract, a spend, days. Amount is cachets, euros or days.
type Basis struct {
	Kind   string          `json:"kind"` // person, company, spend, days, language, line
	Who    string          `json:"who"`
	Amount decimal.Decimal `json:"amount,omitzero"`
	Counts bool            `json:"counts"`
	Reason string          `json:"reason"`
}

// Line returns the line of that code.
func (r Result) Line(code string) (Line, bool) {
	for _, l := range r.Lines {
		if l.Code == code {
			return l, true
		}
	}
	return Line{}, false
}

// Count computes the points sheet of a film on a date, on the scale of its kind (RGA art. 211-10 to 211-13, 211-35, 211-74).
// Missing facts lose their points and say so; impossible figures (negative or unbounded amounts, a split outside 0 to 1) are
// refused with the report as error.
func Count(f Facts, on moteur.Date) (Result, error) {
	scale, err := ScaleOf(f.Film.Kind, on)
	if err != nil {
		return Result{}, err
	}
	b, err := openBook(on, nil)
	if err != nil {
		return Result{}, err
	}
	return b.points(f, scale)
}

func (b *book) points(f Facts, scale Scale) (Result, error) {
	r := Result{Scale: scale.ID, Title: scale.Title, Film: f.Film.Title, On: b.On()}
	checkFacts(f, scale, &r.Report)
	if err := r.Report.Err(); err != nil {
		return Result{}, err
	}
	b = b.reporting(&r.Report)
	r.Initiative, r.Expression = b.initiative(f), b.expression(f)
	c := counter{book: b, facts: f, fif: r.Initiative.Holds, scale: scale, local: true, who: b.assimilated}
	var err error
	if r.Groups, r.Lines, err = c.count(); err != nil {
		return Result{}, err
	}
	for _, g := range r.Groups {
		r.Total = r.Total.Plus(g.Obtained)
		if !g.Language {
			r.Outside = r.Outside.Plus(g.Obtained)
		}
	}
	r.TotalRounded, r.OutsideRounded = r.Total.Rounded(), r.Outside.Rounded()
	r.Financial = b.financial(f, r, scale)
	return r, errors.Join(b.minimum(f, &r), b.direct(f, &r), b.coefficients(&r))
}
