package financing

import (
	"fmt"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/financing/credit"
	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/internal/money"
)

// BestMix finds the mix that keeps the most net money under every rule, exactly: it examines every mix that it cannot prove to be
// worse. Equal mixes: the first in the order of the options. It refuses a problem of more than MaxMixes mixes.
func BestMix(p MixProblem) (MixResult, error) {
	var out MixResult
	out.Mixes = 1
	for i, c := range p.Choices {
		if len(c.Options) == 0 {
			out.Report.Errorf(fmt.Sprintf("choices[%d]", i), "financing/mix", "Le choix %q n'a pas d'option.", fr.Clip(c.Name))
			return out, out.Report.Err()
		}
		if out.Mixes > MaxMixes/len(c.Options) {
			out.Report.Errorf("choices", "financing/mix", "Le problème a plus de %d montages : la recherche exacte les refuse.", MaxMixes)
			return out, out.Report.Err()
		}
		out.Mixes *= len(c.Options)
		for k, o := range c.Options {
			for _, v := range []decimal.Decimal{o.Cost, o.Eligible, o.GivenUp} {
				if money.Guard(v) != nil {
					out.Report.Errorf(fmt.Sprintf("choices[%d].options[%d]", i, k), "financing/amount",
						"Un montant de l'option %q n'est pas recevable.", fr.Clip(o.Name))
					return out, out.Report.Err()
				}
			}
		}
	}
	best, found, n, err := search(p)
	if err != nil {
		return out, err
	}
	out.Found, out.Best, out.Examined = found, best, n
	if !found {
		for _, x := range best.Proofs {
			if !x.OK && !slices.Contains(out.Conflict, x.Label) {
				out.Conflict = append(out.Conflict, x.Label)
			}
		}
		return out, nil
	}
	for _, r := range mixRules {
		if p.MaxGap == nil && r.id == MixGap || len(p.Obligations) == 0 && r.id == MixObligation {
			continue
		}
		other, ok, _, err := search(p, r.id)
		if err != nil {
			return out, err
		}
		if ok {
			out.Prices = append(out.Prices, Price{Rule: r.id, Label: r.label, Gain: other.Kept.Sub(best.Kept)})
		}
	}
	return out, nil
}

// search is a depth-first search with a bound. When no mix is lawful it returns the one that breaks the fewest rules.
func search(p MixProblem, without ...string) (best Mix, found bool, examined int, err error) {
	// value[i][k] bounds from above what option k of choice i adds to the money kept: its resources, what is removed at its
	// lowest, its costs, and the most tax credit that its spend can bring.
	value := make([][]decimal.Decimal, len(p.Choices))
	rest := make([]decimal.Decimal, len(p.Choices)+1)
	rate, cent := decimal.Zero, decimal.New(1, -2) // a cent covers the rounding of a product in a bound
	if p.Credit != nil {
		rate = decimal.NewFromInt(1) // a euro of spend never brings more than a euro of credit
		if c, err := credit.Film(zeroCase(*p.Credit)); err == nil {
			rate = c.Rate
		}
	}
	for i, c := range p.Choices {
		value[i] = make([]decimal.Decimal, len(c.Options))
		for k, o := range c.Options {
			v := o.Cost.Neg().Sub(o.GivenUp)
			for _, r := range o.Add {
				if r.Kind != TaxCredit || p.Credit == nil {
					v = v.Add(kept(r))
				}
			}
			for _, r := range p.Plan.Resources {
				if slices.Contains(o.Remove, r.ID) {
					// removed at most once: count no loss, for two options may remove it
					v = v.Add(decimal.Max(kept(r).Neg(), decimal.Zero))
				}
			}
			if o.Eligible.IsPositive() {
				v = v.Add(money.Times(o.Eligible, rate)).Add(cent)
			}
			value[i][k] = v
		}
	}
	for i := len(p.Choices) - 1; i >= 0; i-- {
		rest[i] = rest[i+1].Add(slices.MaxFunc(value[i], decimal.Decimal.Cmp))
	}
	base := decimal.Zero
	for _, r := range p.Plan.Resources {
		if r.Kind != TaxCredit || p.Credit == nil {
			base = base.Add(kept(r))
		}
	}
	if p.Credit != nil {
		most := decimal.Zero
		if p.Credit.Eligible != nil {
			most = *p.Credit.Eligible
		} else {
			for _, l := range p.Credit.Lines {
				most = most.Add(l.Amount).Add(l.Count.Mul(l.Price))
			}
		}
		base = base.Add(money.Times(decimal.Max(most, decimal.Zero), rate)).Add(cent)
	}
	picks := make([]int, len(p.Choices))
	fewest := -1
	var walk func(i int, sofar decimal.Decimal) error
	walk = func(i int, sofar decimal.Decimal) error {
		if found && !sofar.Add(rest[i]).GreaterThan(best.Kept) {
			return nil
		}
		if i == len(p.Choices) {
			m, err := EvaluateMix(p, picks, without...)
			if err != nil {
				return err
			}
			examined++
			broken := 0
			for _, x := range m.Proofs {
				if !x.OK {
					broken++
				}
			}
			switch {
			case m.Lawful && (!found || m.Kept.GreaterThan(best.Kept)):
				best, found = m, true
			case !found && (fewest < 0 || broken < fewest):
				best, fewest = m, broken
			}
			return nil
		}
		for k := range p.Choices[i].Options {
			picks[i] = k
			if err := walk(i+1, sofar.Add(value[i][k])); err != nil {
				return err
			}
		}
		return nil
	}
	err = walk(0, base)
	return best, found, examined, err
}

// zeroCase is the credit of a film without spend: it gives the rate.
func zeroCase(f credit.FilmCase) credit.FilmCase {
	zero := decimal.Zero
	f.Lines, f.Eligible, f.Budget, f.Managed, f.OtherAid, f.AidBase = nil, &zero, decimal.NewFromInt(10_000_000), zero, zero, zero
	f.Producers, f.Spending = nil, moteur.Span{}
	return f
}
