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

// MixProblem asks for the best montage financier within stated choices: regions, spend moved between territories, companies,
// sources. One option of each choice is taken; the answer maximises the net money kept under every rule.
type MixProblem struct {
	// Plan holds the cost and the resources kept in every mix.
	Plan Plan `json:"plan"`
	// Credit, when set, is the film's tax credit case: the credit is computed anew for each mix, with the aid and the spend of
	// the mix, and its amount is that of the plan's resource of kind TaxCredit (added when the plan has none).
	Credit *credit.FilmCase `json:"credit,omitempty"`
	// Spend is the spend by territory before any choice, ISO 3166 codes.
	Spend   map[string]decimal.Decimal `json:"spend,omitempty"`
	Choices []Choice                   `json:"choices"`
	// Obligations tie an aid to spend in a territory: Ratio euros spent for a euro of aid.
	Obligations []Obligation `json:"obligations,omitempty"`
	// MaxGap is the largest part of the cost that may stay without resource, euros; nil means that it does not bind.
	MaxGap *decimal.Decimal `json:"max_gap,omitempty"`
}

// Choice is a decision to take.
type Choice struct {
	Name    string   `json:"name"`
	Options []Option `json:"options"`
}

// Option is a branch of a Choice.
type Option struct {
	Name   string     `json:"name"`
	Add    []Resource `json:"add,omitempty"`
	Remove []string   `json:"remove,omitempty"` // IDs of resources of the plan
	// Cost changes the cost of the film: travel, another studio, a local company's fee. May be negative.
	Cost decimal.Decimal `json:"cost,omitzero"`
	// Eligible changes the eligible spend of the tax credit.
	Eligible decimal.Decimal `json:"eligible,omitzero"`
	// Spend changes the spend by territory.
	Spend map[string]decimal.Decimal `json:"spend,omitempty"`
	// GivenUp is receipts given up to the party, euros: a share of rights, a corridor.
	GivenUp decimal.Decimal `json:"given_up,omitzero"`
	// Needs are options of other choices without which this one is not open, "choice/option".
	Needs []string `json:"needs,omitempty"`
}

// Obligation is a dépense territoriale that an aid asks.
type Obligation struct {
	Resource  string          `json:"resource"`
	Territory string          `json:"territory"`
	Ratio     decimal.Decimal `json:"ratio"`
	Source    moteur.Source   `json:"source,omitzero"`
}

// Mix is a montage: one option of each choice, its plan, its credit, the money it keeps and the proof of every rule.
type Mix struct {
	Picks  []int          `json:"picks"` // one option a choice
	Names  []string       `json:"names"`
	Plan   Plan           `json:"plan"`
	Credit *credit.Credit `json:"credit,omitempty"`
	// Kept is the net money kept: each resource less the fraction to be repaid, less the change of cost and what is given up.
	Kept decimal.Decimal `json:"kept"`
	// Step is the derivation of Kept.
	Step   moteur.Step `json:"step"`
	Proofs []Proof     `json:"proofs"`
	Lawful bool        `json:"lawful"`
}

// Proof is a rule tested on a mix: Value on the lawful side of Limit, by Slack.
type Proof struct {
	Rule   string          `json:"rule"`
	Label  string          `json:"label"`
	Value  decimal.Decimal `json:"value"`
	Limit  decimal.Decimal `json:"limit"`
	Slack  decimal.Decimal `json:"slack"` // negative when broken
	OK     bool            `json:"ok"`
	Source moteur.Source   `json:"source,omitzero"`
}

// MixResult is the answer of BestMix.
type MixResult struct {
	// Found is false when no mix respects every rule; Conflict then names the rules broken by the mix that breaks the fewest.
	Found    bool     `json:"found"`
	Best     Mix      `json:"best"`
	Conflict []string `json:"conflict,omitempty"`
	// Prices say what each rule costs: the net money that the best mix would gain if the rule did not exist.
	Prices []Price `json:"prices"`
	// Mixes is the number of mixes of the problem, Examined how many were computed in full; the others were proved worse.
	Mixes    int           `json:"mixes"`
	Examined int           `json:"examined"`
	Report   moteur.Report `json:"report"`
}

// Price is the prix d'une limite.
type Price struct {
	Rule  string          `json:"rule"`
	Label string          `json:"label"`
	Gain  decimal.Decimal `json:"gain"`
}

// The rules of a mix.
const (
	MixIntensity  = "financing/public-intensity"
	MixSofica     = "financing/sofica-share"
	MixOver       = "financing/over-financed"
	MixGap        = "financing/gap"
	MixObligation = "financing/territorial-spend"
	MixTreaty     = "financing/treaty-share"
	MixPay        = "financing/pay-ceiling"
)

var mixRules = []struct{ id, label string }{
	{MixIntensity, "intensité des aides publiques"}, {MixSofica, "part des SOFICA"}, {MixOver,
		"ressources au plus égales au coût"}, {MixGap, "reste à trouver admis"},
	{MixObligation, "dépenses territoriales"}, {MixTreaty, "parts minimales des accords"}, {MixPay, "plafond des rémunérations"},
}

// MaxMixes bounds the size of a problem: the search is exact, so it must stay small.
const MaxMixes = 1 << 20

// keptShare is the fraction of a resource that is not paid back: its own, else its kind's.
func keptShare(r Resource) decimal.Decimal {
	if r.Repayable != nil {
		return decimal.NewFromInt(1).Sub(money.Sane(*r.Repayable))
	}
	f, _ := r.Kind.facts()
	return decimal.New(f.kept, -1)
}

// kept is the money of a resource that is not paid back, to the cent.
func kept(r Resource) decimal.Decimal { return money.Times(r.Euros(), keptShare(r)) }

// EvaluateMix computes one mix in full: one option a choice, by rank. Rules whose id is in without are left out.
func EvaluateMix(p MixProblem, picks []int, without ...string) (Mix, error) {
	if len(picks) != len(p.Choices) {
		return Mix{}, fmt.Errorf("financing : %d options pour %d choix", len(picks), len(p.Choices))
	}
	m := Mix{Picks: slices.Clone(picks), Plan: p.Plan, Lawful: true}
	m.Plan.Resources = slices.Clone(p.Plan.Resources)
	spend := map[string]decimal.Decimal{}
	for k, v := range p.Spend {
		spend[k] = money.Sane(v)
	}
	eligible := decimal.Zero
	taken := map[string]bool{}
	var costs []moteur.Step
	for i, n := range picks {
		if n < 0 || n >= len(p.Choices[i].Options) {
			return Mix{}, fmt.Errorf("financing : le choix %q n'a pas d'option %d", fr.Clip(p.Choices[i].Name), n)
		}
		o := p.Choices[i].Options[n]
		m.Names = append(m.Names, o.Name)
		taken[p.Choices[i].Name+"/"+o.Name] = true
		m.Plan.Resources = slices.DeleteFunc(m.Plan.Resources, func(r Resource) bool { return slices.Contains(o.Remove, r.ID) })
		m.Plan.Resources = append(m.Plan.Resources, o.Add...)
		m.Plan.Cost = money.Sane(m.Plan.Cost).Add(money.Sane(o.Cost))
		eligible = eligible.Add(money.Sane(o.Eligible))
		for k, v := range o.Spend {
			spend[k] = spend[k].Add(money.Sane(v))
		}
		if !o.Cost.IsZero() {
			costs = append(costs, moteur.Given("coût de "+o.Name, money.Sane(o.Cost)))
		}
		if !o.GivenUp.IsZero() {
			costs = append(costs, moteur.Given("recettes cédées, "+o.Name, money.Sane(o.GivenUp)))
		}
	}
	for i, n := range picks {
		for _, need := range p.Choices[i].Options[n].Needs {
			if !taken[need] {
				m.Lawful = false
				m.Proofs = append(m.Proofs, Proof{Rule: "financing/option-needs", Label: p.Choices[i].Options[n].Name + " suppose " + need})
			}
		}
	}
	if p.Credit != nil {
		if err := m.computeCredit(*p.Credit, eligible, slices.Contains(without, MixIntensity)); err != nil {
			return m, err
		}
	}
	var parts []moteur.Step
	for _, r := range m.Plan.Resources {
		parts = append(parts, moteur.Times("conservé, "+r.Label, moteur.Given(r.Label, r.Euros()),
			moteur.Given("part conservée", keptShare(r))))
	}
	m.Step = moteur.Minus("argent conservé, net", moteur.Sum("ressources conservées", parts...), costs...)
	m.Kept = m.Step.Value
	m.prove(p, spend, without)
	return m, nil
}

// computeCredit sets the amount of the tax credit for the mix.
func (m *Mix) computeCredit(f credit.FilmCase, eligible decimal.Decimal, free bool) error {
	at := slices.IndexFunc(m.Plan.Resources, func(r Resource) bool { return r.Kind == TaxCredit })
	if at < 0 {
		m.Plan.Resources = append(m.Plan.Resources, Resource{ID: "credit", Label: "Crédit d'impôt", Kind: TaxCredit, State: Expected})
		at = len(m.Plan.Resources) - 1
	}
	m.Plan.Resources[at].Amount, m.Plan.Resources[at].Currency = decimal.Zero, ""
	s := Summarize(m.Plan)
	f.Budget = s.Cost
	if m.Plan.International() {
		f.Managed = s.Cost.Sub(s.Foreign)
	}
	f.OtherAid = s.Intensity.Amount
	f.AidBase = s.Intensity.Base
	if free {
		f.OtherAid, f.AidBase = decimal.Zero, decimal.New(1, 13)
	}
	base := decimal.Zero
	if f.Eligible != nil {
		base = *f.Eligible
	} else {
		lines, rep := credit.EligibleSpend(f.Lines, f.Budget, f.Date, f.Request, f.Given)
		if err := rep.Err(); err != nil {
			return err
		}
		for _, l := range lines {
			base = base.Add(l.Eligible)
		}
		f.Lines = nil
	}
	base = decimal.Max(base.Add(eligible), decimal.Zero)
	f.Eligible = &base
	c, err := credit.Film(f)
	if err != nil {
		return err
	}
	m.Credit = &c
	m.Plan.Resources[at].Amount = c.Amount
	return nil
}

// prove tests every rule on the mix.
func (m *Mix) prove(p MixProblem, spend map[string]decimal.Decimal, without []string) {
	s := Summarize(m.Plan)
	add := func(rule, label string, value, limit decimal.Decimal, src moteur.Source) {
		if slices.Contains(without, rule) {
			return
		}
		x := Proof{Rule: rule, Label: label, Value: value, Limit: limit, Slack: limit.Sub(value), Source: src}
		x.OK = !x.Slack.IsNegative()
		m.Lawful = m.Lawful && x.OK
		m.Proofs = append(m.Proofs, x)
	}
	if s.Intensity.Known {
		add(MixIntensity, "aides publiques, "+s.Intensity.Why, s.Intensity.Amount, s.Intensity.Max, s.Intensity.Step.Parts[1].Source)
	}
	if s.Sofica.Known {
		add(MixSofica, "SOFICA", s.Sofica.Amount, s.Sofica.Max, s.Sofica.Step.Parts[1].Source)
	}
	add(MixOver, "ressources au plus égales au coût", s.Total, s.Cost, moteur.Source{})
	if p.MaxGap != nil {
		add(MixGap, "reste à trouver", s.Gap, *p.MaxGap, moteur.Source{})
	}
	if s.PayCeiling.Known {
		add(MixPay, "rémunération la plus forte", s.PayCeiling.Amount, s.PayCeiling.Max, s.PayCeiling.Step.Source)
	}
	for _, o := range p.Obligations {
		if r, ok := m.Plan.Find(o.Resource); ok {
			// the obligation is met when what must be spent is at most what is spent
			add(MixObligation, "dépenses en "+o.Territory+" pour "+r.Label, money.Times(r.Euros(), money.Sane(o.Ratio)), spend[o.Territory],
				o.Source)
		}
	}
	if !slices.Contains(without, MixTreaty) {
		var rep moteur.Report
		checkShares(m.Plan, s, &rep)
		for _, i := range rep.Of(moteur.Error) {
			m.Lawful = false
			m.Proofs = append(m.Proofs, Proof{Rule: MixTreaty, Label: i.Message, Source: i.Source})
		}
	}
}
