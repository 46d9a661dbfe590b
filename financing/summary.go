package financing

import (
	"fmt"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/financing/credit"
	"github.com/moteur-film/moteur/internal/law"
	"github.com/moteur-film/moteur/internal/money"
)

// Summary is the récapitulatif of a Plan: its totals, what is acquired and what is missing, and the live tests of public aid.
// Amounts are euros to the cent; shares are fractions of Cost rounded to six decimals.
type Summary struct {
	Cost  decimal.Decimal `json:"cost"`
	Total decimal.Decimal `json:"total"` // all resources, in euros
	// Gap is the reste à trouver: Cost less Total, negative when the plan is over-financed.
	Gap decimal.Decimal `json:"gap"`
	// Secured is acquis (confirmed by letter or better), Pending is en cours (requested), Expected is pressenti.
	// Secured + Pending + Expected = Total.
	Secured  decimal.Decimal `json:"secured"`
	Pending  decimal.Decimal `json:"pending"`
	Expected decimal.Decimal `json:"expected"`
	// Firm is the part of Secured under contract, registered or paid: a letter is not yet a contract.
	Firm   decimal.Decimal `json:"firm"`
	Paid   decimal.Decimal `json:"paid"`
	Groups []GroupTotal    `json:"groups"`
	Kinds  []KindTotal     `json:"kinds"`
	// French is all that French producers bring (participation française), Foreign what foreign co-producers bring.
	French       decimal.Decimal `json:"french"`
	Foreign      decimal.Decimal `json:"foreign"`
	FrenchShare  decimal.Decimal `json:"french_share"`
	ForeignShare decimal.Decimal `json:"foreign_share"`
	Territories  []SideTotal     `json:"territories"`
	Intensity    Intensity       `json:"intensity"`
	Sofica       Limit           `json:"sofica"`
	// OwnShare is the producer's cash as a fraction of the cost, shown for information.
	OwnShare decimal.Decimal `json:"own_share"`
	// PayCeiling is the global pay ceiling of the plan's cost; Limit.Amount is the highest pay of the plan.
	PayCeiling Limit `json:"pay_ceiling"`
	// Report lists the legal values used that are not verified, and those that could not be read.
	Report moteur.Report `json:"report"`
}

// GroupTotal is the total of a group.
type GroupTotal struct {
	Group  Group           `json:"group"`
	Amount decimal.Decimal `json:"amount"`
	Share  decimal.Decimal `json:"share"`
}

// KindTotal is the total of a kind.
type KindTotal struct {
	Kind   Kind            `json:"kind"`
	Amount decimal.Decimal `json:"amount"`
	Share  decimal.Decimal `json:"share"`
}

// SideTotal is what the producers of one country bring.
type SideTotal struct {
	Country string          `json:"country"`
	Amount  decimal.Decimal `json:"amount"`
	Share   decimal.Decimal `json:"share"`
}

// Limit is a plafond beside the amount it bounds. A zero Max with Known false means that the law could not be read.
type Limit struct {
	Amount decimal.Decimal `json:"amount"`
	Max    decimal.Decimal `json:"max"`
	Room   decimal.Decimal `json:"room"` // Max less Amount, negative when passed
	Known  bool            `json:"known"`
	Step   moteur.Step     `json:"step,omitzero"` // how Max was obtained
}

// Passed tells whether the amount is over the limit.
func (l Limit) Passed() bool { return l.Known && l.Amount.GreaterThan(l.Max) }

// Intensity is the intensité des aides publiques: all public aid over the cost, or over the French share of an
// international co-production (RGA art. 211-20 to 211-22).
type Intensity struct {
	Limit
	Base  decimal.Decimal `json:"base"`
	Ratio decimal.Decimal `json:"ratio"` // aid over base, fraction to six decimals
	Rate  decimal.Decimal `json:"rate"`  // the limit that applies, fraction
	Why   string          `json:"why"`   // why that limit applies, in French
	Aids  []AidLoad       `json:"aids"`  // in the order of the plan
	// Breaks is the ID of the aid that passes the limit, in the order of the plan; empty when none does.
	Breaks string `json:"breaks,omitempty"`
}

// AidLoad is a public aid with the running total it brings the plan to.
type AidLoad struct {
	Resource string          `json:"resource"`
	Label    string          `json:"label"`
	Amount   decimal.Decimal `json:"amount"`
	Running  decimal.Decimal `json:"running"`
	// Over is how much of the running total is over the limit.
	Over decimal.Decimal `json:"over"`
}

// Euros is the amount of the resource in euros, to the cent.
func (r Resource) Euros() decimal.Decimal {
	if money.Guard(r.Amount) != nil || money.Guard(r.Rate) != nil {
		return decimal.Zero
	}
	if r.Rate.IsZero() {
		return money.SaneCents(r.Amount)
	}
	return money.Times(r.Amount, r.Rate)
}

// IsPublic tells whether the resource counts as public aid: its own word, else its kind's; an aid of a foreign part never
// counts in the French intensity.
func (r Resource) IsPublic() bool {
	if r.Public != nil {
		return *r.Public
	}
	f, _ := r.Kind.facts()
	return f.public && r.BroughtBy() == "FR"
}

// BroughtBy is the country of the producer who brings the money: Side, or Country for a co-producer's money and a foreign
// incentive, else FR.
func (r Resource) BroughtBy() string {
	switch {
	case r.Side != "":
		return r.Side
	case r.Country != "" && (r.Kind.Group() == GroupCoProducer || r.Kind == InKind):
		return r.Country
	}
	return "FR"
}

// International tells whether foreign co-producers bring part of the money.
func (p Plan) International() bool {
	return slices.ContainsFunc(p.Resources, func(r Resource) bool { return r.BroughtBy() != "FR" })
}

// Find returns the resource of that ID.
func (p Plan) Find(id string) (Resource, bool) {
	i := slices.IndexFunc(p.Resources, func(r Resource) bool { return r.ID == id })
	if i < 0 {
		return Resource{}, false
	}
	return p.Resources[i], true
}

func share(part, whole decimal.Decimal) decimal.Decimal { return money.Share(part, whole, 6) }

// Share is an amount as a fraction of the cost, to six decimals.
func (s Summary) Share(amount decimal.Decimal) decimal.Decimal { return share(amount, s.Cost) }

// Summarize totals a plan. It never refuses: what cannot be computed is said in Summary.Report; use Check for the verdict.
func Summarize(p Plan) Summary {
	p.Cost = money.Sane(p.Cost)
	s := Summary{Cost: money.SaneCents(p.Cost)}
	byGroup, byKind, bySide := map[Group]decimal.Decimal{}, map[Kind]decimal.Decimal{}, map[string]decimal.Decimal{}
	var sides []string
	own := decimal.Zero
	for _, r := range p.Resources {
		v := r.Euros()
		s.Total = s.Total.Add(v)
		byGroup[r.Kind.Group()] = byGroup[r.Kind.Group()].Add(v)
		byKind[r.Kind] = byKind[r.Kind].Add(v)
		side := r.BroughtBy()
		if _, seen := bySide[side]; !seen {
			sides = append(sides, side)
		}
		bySide[side] = bySide[side].Add(v)
		switch {
		case r.State.Secured():
			s.Secured = s.Secured.Add(v)
		case r.State == Requested:
			s.Pending = s.Pending.Add(v)
		default:
			s.Expected = s.Expected.Add(v)
		}
		if r.State.Firm() {
			s.Firm = s.Firm.Add(v)
		}
		if r.State == Paid {
			s.Paid = s.Paid.Add(v)
		}
		if r.Kind == ProducerCash && side == "FR" {
			own = own.Add(v)
		}
		if side == "FR" {
			s.French = s.French.Add(v)
		} else {
			s.Foreign = s.Foreign.Add(v)
		}
	}
	s.Gap = s.Cost.Sub(s.Total)
	s.FrenchShare, s.ForeignShare, s.OwnShare = share(s.French, s.Cost), share(s.Foreign, s.Cost), share(own, s.Cost)
	for _, g := range groups {
		if v, ok := byGroup[g]; ok {
			s.Groups = append(s.Groups, GroupTotal{g, v, share(v, s.Cost)})
		}
	}
	for _, k := range kindTable {
		if v, ok := byKind[k.kind]; ok {
			s.Kinds = append(s.Kinds, KindTotal{k.kind, v, share(v, s.Cost)})
		}
	}
	slices.Sort(sides)
	for _, c := range sides {
		s.Territories = append(s.Territories, SideTotal{c, bySide[c], share(bySide[c], s.Cost)})
	}
	s.limits(p, byKind)
	return s
}

// limits adds what depends on the law of the plan's date.
func (s *Summary) limits(p Plan, byKind map[Kind]decimal.Decimal) {
	s.Intensity = intensityOf(p, s)
	s.Sofica.Amount = byKind[Sofica]
	if p.Date.IsZero() {
		return
	}
	b := openRules(p.Date, &s.Report)
	if !s.Sofica.Amount.IsZero() {
		s.Sofica.Step = moteur.Times("plafond des SOFICA", moteur.Given("coût", s.Cost),
			b.At("resources").Quote("part du coût", "aid/sofica.share"))
		s.Sofica.close(s.Sofica.Step.Value)
	}
	for _, g := range p.Pays {
		s.PayCeiling.Amount = decimal.Max(s.PayCeiling.Amount, money.Sane(g.Amount))
	}
	if len(p.Pays) > 0 {
		step, rep := PayCeiling(s.Cost, p.Documentary, p.Date)
		s.Report.Merge("", rep)
		if rep.Err() == nil {
			s.PayCeiling.Step = step
			s.PayCeiling.close(step.Value)
		}
	}
}

func (l *Limit) close(limit decimal.Decimal) {
	l.Max, l.Room, l.Known = limit, limit.Sub(l.Amount), true
}

// PayCeiling is the plafond of the highest global pay of a film of that cost, on a date (RGA art. 211-19): slices of the
// cost, or one amount for a documentary. Rounded to the cent.
func PayCeiling(cost decimal.Decimal, documentary bool, on moteur.Date) (moteur.Step, moteur.Report) {
	var r moteur.Report
	b := openRules(on, &r)
	if documentary {
		return b.At("pays").Quote("plafond de rémunération, documentaire", "aid/pay.documentary"), r
	}
	scale, src := b.At("pays").Bands("aid/pay.slices")
	return moteur.Round("plafond de rémunération", moteur.Sum("somme des tranches",
		law.SliceSteps(money.Sane(cost), scale, "coût", src)...),
		2).Because(src), r
}

func intensityOf(p Plan, s *Summary) Intensity {
	in := Intensity{Base: s.Cost, Why: "le coût du film"}
	base := moteur.Given("coût du film", s.Cost)
	if p.International() {
		base = moteur.Most("part française", moteur.Minus("coût moins part étrangère", base,
			moteur.Given("part des coproducteurs étrangers", s.Foreign)), moteur.Given("zéro", decimal.Zero))
		in.Base = base.Value
		in.Why = "la part française d'une coproduction internationale"
	}
	for i, r := range p.Resources {
		if r.IsPublic() {
			in.Amount = in.Amount.Add(r.Euros())
			in.Aids = append(in.Aids, AidLoad{Resource: r.Key(i), Label: r.Label, Amount: r.Euros(), Running: in.Amount})
		}
	}
	in.Ratio = share(in.Amount, in.Base)
	if p.Date.IsZero() {
		s.Report.Notef("date", "financing/no-date",
			"Le plan n'a pas de date : le plafond des aides publiques et les autres règles datées ne sont pas vérifiés.")
		return in
	}
	withCredit := slices.ContainsFunc(p.Resources, func(r Resource) bool { return r.Kind == TaxCredit && r.BroughtBy() == "FR" })
	rate, why, rep := credit.AidLimit(p.Cost, p.DifficultFilm, withCredit, p.Date)
	s.Report.Merge("resources", rep)
	in.Rate, in.Why = rate.Value, why+", sur "+in.Why
	in.Step = moteur.Times("plafond des aides publiques", base, rate)
	if rate.Value.IsPositive() {
		in.close(in.Step.Value)
	}
	for i := range in.Aids {
		a := &in.Aids[i]
		if over := a.Running.Sub(in.Max); in.Known && over.IsPositive() {
			a.Over = over
			if in.Breaks == "" {
				in.Breaks = a.Resource
			}
		}
	}
	return in
}

// Key is what the resource of rank i of a plan is called by: its ID, else its rank from 1 ("#2").
func (r Resource) Key(i int) string {
	if r.ID != "" {
		return r.ID
	}
	return fmt.Sprintf("#%d", i+1)
}
