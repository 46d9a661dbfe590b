package financing

import (
	"fmt"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/financing/credit"
	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/internal/money"
	"github.com/moteur-film/moteur/internal/strict"
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
	if p.names(&out.Report); out.Report.Err() != nil {
		return out, out.Report.Err()
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

// names refuses what names no resource and no option of the problem.
func (p MixProblem) names(r *moteur.Report) {
	var resources, options []string
	for _, x := range p.Plan.Resources {
		resources = append(resources, x.ID)
	}
	for _, c := range p.Choices {
		for _, o := range c.Options {
			options = append(options, c.Name+"/"+o.Name)
			for _, x := range o.Add {
				resources = append(resources, x.ID)
			}
		}
	}
	known := func(path, what, name string, list []string) {
		if !slices.Contains(list, name) {
			r.Errorf(path, "financing/mix", "%s %s : inconnue%s.", what, fr.Quote(fr.Clip(name)), strict.SuggestCodes(name, list))
		}
	}
	for i, c := range p.Choices {
		for k, o := range c.Options {
			at := fmt.Sprintf("choices[%d].options[%d]", i, k)
			for n, id := range o.Remove {
				known(fmt.Sprintf("%s.remove[%d]", at, n), "La ressource", id, resources)
			}
			for n, need := range o.Needs {
				known(fmt.Sprintf("%s.needs[%d]", at, n), "L'option", need, options)
			}
		}
	}
	for i, o := range p.Obligations {
		known(fmt.Sprintf("obligations[%d].resource", i), "La ressource", o.Resource, resources)
	}
}

// searcher walks the choices depth first (branch and bound): a branch whose bound is not above the best mix found is cut.
type searcher struct {
	p       MixProblem
	without []string
	// value[i][k] bounds from above what option k of choice i adds to the money kept; rest[i] bounds what choices i and after add.
	value [][]decimal.Decimal
	rest  []decimal.Decimal

	picks    []int
	best     Mix
	found    bool
	fewest   int // rules broken by best, when no mix is lawful; -1 before the first one
	examined int
}

// search finds the best lawful mix. When no mix is lawful it returns the one that breaks the fewest rules.
func search(p MixProblem, without ...string) (best Mix, found bool, examined int, err error) {
	s := searcher{p: p, without: without, picks: make([]int, len(p.Choices)), fewest: -1}
	err = s.walk(0, s.bound())
	return s.best, s.found, s.examined, err
}

// bound fills the bounds and returns that of the resources kept in every mix. An option adds at most its resources, what it
// removes at its lowest, its costs, and the most tax credit that its spend can bring.
func (s *searcher) bound() decimal.Decimal {
	p := s.p
	rate, cent := decimal.Zero, decimal.New(1, -2) // a cent covers the rounding of a product in a bound
	if p.Credit != nil {
		rate = decimal.NewFromInt(1) // a euro of spend never brings more than a euro of credit
		if c, err := credit.Film(zeroCase(*p.Credit)); err == nil {
			rate = c.Rate
		}
	}
	s.value, s.rest = make([][]decimal.Decimal, len(p.Choices)), make([]decimal.Decimal, len(p.Choices)+1)
	for i, c := range p.Choices {
		s.value[i] = make([]decimal.Decimal, len(c.Options))
		for k, o := range c.Options {
			v := s.option(o)
			if o.Eligible.IsPositive() {
				v = v.Add(money.Times(o.Eligible, rate)).Add(cent)
			}
			s.value[i][k] = v
		}
	}
	for i := len(p.Choices) - 1; i >= 0; i-- {
		s.rest[i] = s.rest[i+1].Add(slices.MaxFunc(s.value[i], decimal.Decimal.Cmp))
	}
	base := decimal.Zero
	for _, r := range p.Plan.Resources {
		base = base.Add(s.kept(r))
	}
	if p.Credit == nil {
		return base
	}
	most := decimal.Zero
	if p.Credit.Eligible != nil {
		most = *p.Credit.Eligible
	} else {
		for _, l := range p.Credit.Lines {
			most = most.Add(l.Amount).Add(l.Count.Mul(l.Price))
		}
	}
	return base.Add(money.Times(decimal.Max(most, decimal.Zero), rate)).Add(cent)
}

// kept is the money of a resource that is not paid back; the tax credit, computed anew for each mix, is bounded by its spend.
func (s *searcher) kept(r Resource) decimal.Decimal {
	if r.Kind == TaxCredit && s.p.Credit != nil {
		return decimal.Zero
	}
	return kept(r)
}

// option bounds what an option adds, the tax credit left out.
func (s *searcher) option(o Option) decimal.Decimal {
	v := o.Cost.Neg().Sub(o.GivenUp)
	for _, r := range o.Add {
		v = v.Add(s.kept(r))
	}
	for _, r := range s.p.Plan.Resources {
		if slices.Contains(o.Remove, r.ID) {
			// removed at most once: count no loss, for two options may remove it
			v = v.Add(decimal.Max(kept(r).Neg(), decimal.Zero))
		}
	}
	return v
}

func (s *searcher) walk(i int, sofar decimal.Decimal) error {
	if s.found && !sofar.Add(s.rest[i]).GreaterThan(s.best.Kept) {
		return nil
	}
	if i == len(s.p.Choices) {
		return s.examine()
	}
	for k := range s.p.Choices[i].Options {
		s.picks[i] = k
		if err := s.walk(i+1, sofar.Add(s.value[i][k])); err != nil {
			return err
		}
	}
	return nil
}

// examine computes the mix of the picks in full and keeps it when it is better.
func (s *searcher) examine() error {
	m, err := EvaluateMix(s.p, s.picks, s.without...)
	if err != nil {
		return err
	}
	s.examined++
	broken := 0
	for _, x := range m.Proofs {
		if !x.OK {
			broken++
		}
	}
	switch {
	case m.Lawful && (!s.found || m.Kept.GreaterThan(s.best.Kept)):
		s.best, s.found = m, true
	case !s.found && (s.fewest < 0 || broken < s.fewest):
		s.best, s.fewest = m, broken
	}
	return nil
}

// zeroCase is the credit of a film without spend: it gives the rate.
func zeroCase(f credit.FilmCase) credit.FilmCase {
	zero := decimal.Zero
	f.Lines, f.Eligible, f.Budget, f.Managed, f.OtherAid, f.AidBase = nil, &zero, decimal.NewFromInt(10_000_000), zero, zero, zero
	f.Producers, f.Spending = nil, moteur.Span{}
	return f
}
