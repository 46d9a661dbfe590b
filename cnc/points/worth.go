package points

import (
	"fmt"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/financing/support"
)

// Worth is the valeur des points: the support that theatre receipts generate at each level, and what each lost line would bring.
type Worth struct {
	Film     string          `json:"film"`
	On       moteur.Date     `json:"on"`
	Receipts decimal.Decimal `json:"receipts"` // theatre box office, euros
	Points   int             `json:"points"`   // rounded total
	Support  decimal.Decimal `json:"support"`
	Levels   []Level         `json:"levels"` // from the present points to the full coefficient and one below
	Lines    []LineWorth     `json:"lines"`  // lines not wholly obtained, the dearest first
	Report   moteur.Report   `json:"report"`
}

// Level is the support at a number of points.
type Level struct {
	Points      int             `json:"points"`
	Coefficient decimal.Decimal `json:"coefficient"`
	Support     decimal.Decimal `json:"support"`
	Gain        decimal.Decimal `json:"gain"` // against the film as it is
}

// LineWorth is what obtaining a line would bring, the other lines kept.
type LineWorth struct {
	Code    string          `json:"code"`
	Label   string          `json:"label"`
	Missing Score           `json:"missing"`
	Points  int             `json:"points"` // rounded total with the line
	Gain    decimal.Decimal `json:"gain"`
}

// WorthOf computes what points are worth in euros of support for the receipts given, by the rates in force on the date of the
// sheet (package financing). Amounts are to the cent.
func WorthOf(r Result, receipts decimal.Decimal) (Worth, error) {
	w := Worth{Film: r.Film, On: r.On, Receipts: receipts, Points: r.TotalRounded}
	at := func(points int) (support.Support, error) {
		s, err := support.Cinema(receipts, decimal.NewFromInt(int64(points)), r.On)
		if err == nil {
			w.Report.Merge("", s.Report)
		}
		return s, err
	}
	now, err := at(r.TotalRounded)
	if err != nil {
		return Worth{}, fmt.Errorf("cnc : valeur des points : %w", err)
	}
	w.Support = now.Amount
	one := decimal.NewFromInt(1)
	for p := max(r.TotalRounded-1, 0); p <= 100; p++ {
		s, err := at(p)
		if err != nil {
			return Worth{}, fmt.Errorf("cnc : valeur des points : %w", err)
		}
		w.Levels = append(w.Levels, Level{p, s.Coefficient, s.Amount, s.Amount.Sub(now.Amount)})
		if p > r.TotalRounded && s.Coefficient.Equal(one) || p == r.TotalRounded && now.Coefficient.Equal(one) {
			break
		}
	}
	for _, l := range r.Lines {
		if l.Missing().IsZero() {
			continue
		}
		points := r.Total.Plus(l.Missing()).Rounded()
		s, err := at(points)
		if err != nil {
			return Worth{}, fmt.Errorf("cnc : valeur des points : %w", err)
		}
		w.Lines = append(w.Lines, LineWorth{l.Code, l.Label, l.Missing(), points, s.Amount.Sub(now.Amount)})
	}
	sortWorth(w.Lines)
	return w, nil
}

// sortWorth puts the dearest lines first, then those with more points, in the order of the scale.
func sortWorth(lines []LineWorth) {
	slices.SortStableFunc(lines, func(a, b LineWorth) int {
		if c := b.Gain.Cmp(a.Gain); c != 0 {
			return c
		}
		return b.Missing.Cmp(a.Missing)
	})
}
