package budget

import (
	"fmt"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/fr"
)

// Explain derives an amount of the devis: an account by its code, a line or a percent line by its ID, or "" for the total.
// The derivation goes down to what was typed: number, quantity, rate, exchange rate, and each contribution of the charges.
// It verifies, and its value is the printed amount; an unknown name is an error.
func (e Estimate) Explain(name string) (moteur.Step, error) {
	if err := e.Report.Err(); err != nil {
		return moteur.Step{}, fmt.Errorf("devis refusé : %w", err)
	}
	x := explainer{e: e, t: e.tree(), lines: map[string]int{}}
	x.round, _ = newRounder(e.Budget.Rounding)
	for i, a := range e.Lines {
		x.lines[a.Line] = i
	}
	if name == "" {
		var parts []moteur.Step
		for _, a := range e.At(1) {
			if !a.Amount.IsZero() {
				parts = append(parts, x.account(a))
			}
		}
		return x.rounded("Total hors taxes", moteur.Sum("Total hors taxes", parts...), e.Total), nil
	}
	if i, ok := x.lines[name]; ok {
		return x.line(i), nil
	}
	for k, p := range e.Percents {
		if p.ID == name {
			return e.Percents[k].Step, nil
		}
	}
	if a, ok := e.Account(name); ok {
		return x.account(a), nil
	}
	return moteur.Step{}, fmt.Errorf("devis : ni compte, ni ligne, ni pourcentage nommé %q", fr.Clip(name))
}

type explainer struct {
	e     Estimate
	t     *tree
	lines map[string]int
	round rounder
}

// rounded brings a step to the amount the devis holds, when rounding stands between the two.
func (x *explainer) rounded(label string, s moteur.Step, want decimal.Decimal) moteur.Step {
	switch {
	case s.Value.Equal(want):
		return s
	case s.Value.Round(x.round.places).Equal(want):
		return moteur.Round(label, s, x.round.places)
	}
	return moteur.Sum(label, s, moteur.Given("arrondi", want.Sub(s.Value)))
}

// line is number × quantity × rate, or what was entered.
func (x *explainer) line(i int) moteur.Step {
	l, a := &x.e.Budget.Lines[i], x.e.Lines[i]
	if l.Entered != nil {
		return x.rounded(l.Label, x.foreign(l, moteur.Given(l.Label+", montant saisi", *l.Entered)), a.Amount)
	}
	factors := []moteur.Step{moteur.Given("quantité ("+UnitLabel(l.Unit)+")", a.Quantity), moteur.Given("tarif", l.Rate)}
	if !l.Number.IsZero() {
		factors = append([]moteur.Step{moteur.Given("nombre", l.Number)}, factors...)
	}
	return x.rounded(l.Label, x.foreign(l, moteur.TimesExact(l.Label, factors...)), a.Amount)
}

func (x *explainer) foreign(l *Line, s moteur.Step) moteur.Step {
	if fx := x.e.Budget.ExchangeRate(l.Currency); !fx.Equal(one) {
		return moteur.TimesExact(s.Label, s, moteur.Given("cours "+l.Currency, fx))
	}
	return s
}

// account adds the accounts below, the lines, charges and percent lines that stand on it.
func (x *explainer) account(a AccountAmount) moteur.Step {
	var parts []moteur.Step
	for _, b := range x.e.Accounts {
		if b.Parent == a.Code && b.Depth == a.Depth+1 && !b.Amount.IsZero() {
			parts = append(parts, x.account(b))
		}
	}
	for i, l := range x.e.Lines {
		if l.Account == a.Code && l.Active && !l.Amount.IsZero() {
			parts = append(parts, x.line(i))
		}
	}
	for _, c := range x.e.Charges {
		if c.Account == a.Code && !c.Amount.IsZero() {
			parts = append(parts, x.charge(c))
		}
	}
	for k, p := range x.e.Percents {
		if x.e.Budget.Percents[k].Account == a.Code && !p.Amount.IsZero() {
			parts = append(parts, p.Step)
		}
	}
	label := a.Code + " " + a.Label
	return x.rounded(label, moteur.Sum(label, parts...), a.Amount)
}

// charge details the contributions of a line, or the user's own rate.
func (x *explainer) charge(c ChargeAmount) moteur.Step {
	i := x.lines[c.Line]
	label := "charges de " + x.e.Budget.Lines[i].Label
	if c.Charge != "" {
		for k := range x.e.Budget.Charges {
			if ch := &x.e.Budget.Charges[k]; ch.ID == c.Charge {
				return x.rounded(label, moteur.TimesExact(label+", "+ch.Label, moteur.Given("assiette", c.Base),
					moteur.Given("taux", ch.Rate)), c.Amount)
			}
		}
	}
	one, people, err := x.e.ChargesOf(i)
	if err != nil || len(one.Lines) == 0 {
		return moteur.Given(label, c.Amount)
	}
	parts := make([]moteur.Step, len(one.Lines))
	for k, l := range one.Lines {
		parts[k] = x.rounded(l.Label, moteur.TimesExact(l.Label, moteur.Given("assiette", l.Base),
			moteur.Given("taux", l.Rate).Because(l.Source)), l.Amount)
	}
	each := moteur.Sum("charges d'une personne", parts...)
	if people == 1 {
		each.Label = label
		return x.rounded(label, each, c.Amount)
	}
	return x.rounded(label, moteur.TimesExact(label, moteur.Given("personnes", decimal.NewFromInt(int64(people))), each), c.Amount)
}
