package budget

import (
	"maps"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/internal/money"
)

// Rescaled brings the splits by amounts (Line.Split) back to the amounts of their lines, in proportion and to the cent by largest
// remainder: what a changed rate, quantity or quote asks for. Each line rescaled is told by the report. It returns a new Budget.
func (b Budget) Rescaled() (Budget, moteur.Report) {
	var r moteur.Report
	c := newComputer(&b)
	c.lines()
	lines := slices.Clone(b.Lines)
	for i := range lines {
		l := &lines[i]
		for _, axis := range sortedKeys(l.Split) {
			parts, was := rescaled(l.Split[axis], c.e.Lines[i].Amount)
			if parts == nil {
				continue
			}
			l.Split = maps.Clone(l.Split)
			l.Split[axis] = parts
			r.Warnf(linePath(i)+".split."+axis, "budget/rescaled", "La répartition de la ligne %s sur l'axe %q, de %s, est ramenée à %s.",
				l.Name(), fr.Clip(axis), fr.Euros(was), fr.Euros(c.e.Lines[i].Amount))
		}
	}
	b.Lines = lines
	return b, r
}

// rescaled shares an amount in proportion to the parts of a split, nil when they already make it or nothing can be shared.
func rescaled(split values, amount decimal.Decimal) (parts values, was decimal.Decimal) {
	keys := sortedKeys(split)
	weights := make([]decimal.Decimal, len(keys))
	for k, key := range keys {
		if money.Guard(split[key]) != nil {
			return nil, was
		}
		weights[k], was = split[key].Abs(), was.Add(split[key])
	}
	if was.Equal(amount) {
		return nil, was
	}
	shared, err := money.Split(amount, weights)
	if err != nil {
		return nil, was
	}
	parts = values{}
	for k, key := range keys {
		parts[key] = shared[k]
	}
	return parts, was
}
