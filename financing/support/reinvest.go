package support

import (
	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/internal/money"
)

// SplitCase asks how a support is shared between producers (RGA art. 211-36).
type SplitCase struct {
	Support decimal.Decimal `json:"support"`
	// DelegateShare is the delegate's share by contract of what exceeds the first slice: a half at least.
	DelegateShare decimal.Decimal `json:"delegate_share"`
	// Delegates is 1 or 2; two share equally. 0 means 1.
	Delegates int `json:"delegates,omitempty"`
	// Others are the other producers' weights in what the delegate leaves; TV marks a broadcaster's subsidiary.
	Others []Share     `json:"others,omitempty"`
	Date   moteur.Date `json:"date"`
}

// Share is the share of one producer.
type Share struct {
	Name   string          `json:"name"`
	Weight decimal.Decimal `json:"weight,omitzero"`
	TV     bool            `json:"tv,omitempty"`
	Amount decimal.Decimal `json:"amount,omitzero"` // filled by the computation
}

// SplitResult is a support shared: Delegate + Others = the support, exactly.
type SplitResult struct {
	Delegate  decimal.Decimal   `json:"delegate"`
	Delegates []decimal.Decimal `json:"delegates"`
	Others    decimal.Decimal   `json:"others"`
	Shares    []Share           `json:"shares,omitempty"`
	Step      moteur.Step       `json:"step"`
	Report    moteur.Report     `json:"report"`
}

// Split shares a support: the delegate takes all of the first slice, then its share by contract, a half at least; two
// delegates share equally; broadcasters' subsidiaries take a half at most. It refuses a contract below the minimum.
func Split(c SplitCase) (SplitResult, error) {
	var out SplitResult
	b := openRules(c.Date, &out.Report)
	full, least, tv := b.At("support").Cited("support/split.full"), b.At("delegate_share").Cited("support/split.min"),
		b.At("others").Cited("support/split.tv_max")
	unit := decimal.NewFromInt(1)
	switch {
	case money.Guard(c.Support) != nil || c.Support.IsNegative():
		out.Report.Errorf("support", "financing/amount", "Le soutien à partager n'est pas un montant recevable.")
	case money.Guard(c.DelegateShare) != nil || c.DelegateShare.IsNegative() || c.DelegateShare.GreaterThan(unit):
		out.Report.Errorf("delegate_share", "financing/support-split", "La part du délégué n'est pas une fraction.")
	case c.DelegateShare.LessThan(least.Value):
		out.Report.Add(moteur.Issue{Path: "delegate_share", Severity: moteur.Error, Rule: "financing/support-split", Source: least.Source,
			Message: "La part du délégué au-delà de " + fr.Euros(full.Value) + " doit être d'au moins " + fr.Percent(least.Value,
				0) + " : " + fr.Percent(c.DelegateShare, 2) + " au contrat."})
	case c.Delegates < 0 || c.Delegates > 2:
		out.Report.Errorf("delegates", "financing/support-split", "Un film a deux producteurs délégués au plus.")
	}
	if err := out.Report.Err(); err != nil {
		return out, err
	}
	support := moteur.Given("soutien", money.SaneCents(c.Support))
	first := moteur.Least("première tranche", support, moteur.Quote("première tranche du délégué", full))
	rest := moteur.Minus("au-delà", support, first)
	out.Step = moteur.Sum("part du délégué", first, moteur.Times("part au-delà", rest, moteur.Given("part du contrat", c.DelegateShare)))
	out.Delegate = out.Step.Value
	out.Others = support.Value.Sub(out.Delegate)
	weights := []decimal.Decimal{unit}
	if c.Delegates == 2 {
		weights = append(weights, unit)
	}
	out.Delegates, _ = money.Split(out.Delegate, weights)
	if len(c.Others) == 0 {
		return out, nil
	}
	shares := make([]decimal.Decimal, len(c.Others))
	for i, o := range c.Others {
		shares[i] = money.Sane(o.Weight)
	}
	parts, err := money.Split(out.Others, shares)
	if err != nil {
		out.Report.Errorf("others", "financing/support-split", "Les parts des coproducteurs ne se partagent pas : %v.", err)
		return out, out.Report.Err()
	}
	sum := decimal.Zero
	for i, o := range c.Others {
		o.Amount = parts[i]
		out.Shares = append(out.Shares, o)
		if o.TV {
			sum = sum.Add(o.Amount)
		}
	}
	if limit := money.Times(support.Value, tv.Value); sum.GreaterThan(limit) {
		out.Report.Add(moteur.Issue{Path: "others", Severity: moteur.Error, Rule: "financing/support-split", Source: tv.Source,
			Message: "Les filiales de télévision reçoivent " + fr.Euros(sum) + ", plus que " + fr.Percent(tv.Value, 0) + " du soutien."})
	}
	return out, out.Report.Err()
}

// BonusCase asks for the majorations of a support invested in a film.
type BonusCase struct {
	Invested decimal.Decimal `json:"invested"`
	Delegate bool            `json:"delegate"` // else another producer
	// Conditions tells that another producer meets the conditions of the higher bonus.
	Conditions bool `json:"conditions,omitempty"`
	Animation  bool `json:"animation,omitempty"`
	// Preparation is an investment in preparation, FrenchWriting that the writing is in French.
	Preparation   bool        `json:"preparation,omitempty"`
	FrenchWriting bool        `json:"french_writing,omitempty"`
	Parity        bool        `json:"parity,omitempty"` // the parity test is passed, on a French-initiative film
	Date          moteur.Date `json:"date"`
}

// Bonus is the majorations: Base and Parity, to the cent; Total is their sum.
type Bonus struct {
	Base   decimal.Decimal `json:"base"`
	Parity decimal.Decimal `json:"parity"`
	Total  decimal.Decimal `json:"total"`
	Step   moteur.Step     `json:"step"`
	Report moteur.Report   `json:"report"`
}

// ReinvestmentBonus is what investing a support adds to it (RGA art. 211-75, 211-82, 211-85, 810-1): the bonus of the delegate, of
// another producer or of preparation, and the parity bonus of the delegate, each with the cut of art. 810-1.
func ReinvestmentBonus(c BonusCase) (Bonus, error) {
	var out Bonus
	b := openRules(c.Date, &out.Report)
	if money.Guard(c.Invested) != nil || c.Invested.IsNegative() {
		out.Report.Errorf("invested", "financing/amount", "Le soutien investi n'est pas un montant recevable.")
		return out, out.Report.Err()
	}
	id, what := "support/bonus.other", "majoration d'un autre producteur"
	switch {
	case c.Preparation && c.FrenchWriting:
		id, what = "support/bonus.preparation.french", "majoration de la préparation, écriture en français"
	case c.Preparation:
		id, what = "support/bonus.preparation", "majoration de la préparation"
	case c.Delegate && c.Animation:
		id, what = "support/bonus.delegate.animation", "majoration du délégué, animation"
	case c.Delegate:
		id, what = "support/bonus.delegate", "majoration du délégué"
	case c.Conditions:
		id, what = "support/bonus.other.high", "majoration d'un autre producteur, sous conditions"
	}
	invested, cut := moteur.Given("soutien investi", money.SaneCents(c.Invested)), b.At("invested").Quote("coefficient de l'article 810-1",
		"support/general.cut")
	base := moteur.Times(what, invested, b.At("invested").Quote("taux", id), cut)
	parts := []moteur.Step{base}
	out.Base = base.Value
	if c.Parity {
		if !c.Delegate {
			out.Report.Warnf("parity", "financing/parity", "La majoration de parité revient au délégué : elle n'est pas comptée.")
		} else {
			p := moteur.Times("majoration de parité", invested, b.At("parity").Quote("taux", "support/bonus.parity"), cut)
			parts, out.Parity = append(parts, p), p.Value
		}
	}
	out.Step = moteur.Sum("majorations", parts...)
	out.Total = out.Step.Value
	return out, out.Report.Err()
}

// DistributorBoost is the majoration of a distributor's support by the cost of the film, within a yearly cap.
type DistributorBoost struct {
	Rate   decimal.Decimal `json:"rate"` // effective, 0 above the second threshold of cost
	Amount decimal.Decimal `json:"amount"`
	Step   moteur.Step     `json:"step"`
	Report moteur.Report   `json:"report"`
}

// DistributorBonus is the bonus on a distributor's invested support (RGA art. 222-15, 810-1): the cost of the film below the first
// threshold, or between the two.
func DistributorBonus(invested, cost decimal.Decimal, on moteur.Date) (DistributorBoost, error) {
	var out DistributorBoost
	b := openRules(on, &out.Report)
	if money.Guard(invested) != nil || money.Guard(cost) != nil || invested.IsNegative() || cost.IsNegative() {
		out.Report.Errorf("invested", "financing/amount", "Le soutien investi ou le coût n'est pas un montant recevable.")
		return out, out.Report.Err()
	}
	level := ""
	switch {
	case cost.LessThan(b.At("cost").Cited("support/distributor.bonus.low.cost").Value):
		level = "low"
	case !cost.GreaterThan(b.At("cost").Cited("support/distributor.bonus.mid.cost").Value):
		level = "mid"
	}
	if level == "" || out.Report.Err() != nil {
		out.Step = moteur.Given("sans majoration", decimal.Zero)
		return out, out.Report.Err()
	}
	cut := b.At("invested").Quote("coefficient de l'article 810-1", "support/general.cut")
	rate := b.At("cost").Quote("taux", "support/distributor.bonus."+level)
	out.Rate = rate.Value.Mul(cut.Value)
	out.Step = moteur.Least("majoration du distributeur", moteur.Times("majoration",
		moteur.Given("soutien investi", money.SaneCents(invested)),
		rate, cut),
		moteur.Times("plafond annuel", b.At("cost").Quote("plafond", "support/distributor.bonus."+level+".cap"), cut))
	out.Amount = out.Step.Value
	return out, out.Report.Err()
}

// AdvanceCase asks what an avance sur recettes takes from the support of its film.
type AdvanceCase struct {
	Advance decimal.Decimal `json:"advance"`
	Support decimal.Decimal `json:"support"` // generated so far
	// Rate is the share of the support set by the agreement, a quarter at least.
	Rate          decimal.Decimal `json:"rate"`
	AlreadyRepaid decimal.Decimal `json:"already_repaid,omitzero"`
	Date          moteur.Date     `json:"date"`
}

// AdvanceRepayment is the remboursement of an advance: Repaid now, at most Ceiling over its life.
type AdvanceRepayment struct {
	Repaid  decimal.Decimal `json:"repaid"`
	Ceiling decimal.Decimal `json:"ceiling"`
	Left    decimal.Decimal `json:"left"` // still to be repaid before the rest becomes a subsidy
	Step    moteur.Step     `json:"step"`
	Report  moteur.Report   `json:"report"`
}

// RepayAdvance computes the repayment of an advance out of support (RGA art. 211-109): the support over the franchise × the rate,
// up to the ceiling, less what is already repaid. The franchise is read as taken off the support before the rate.
func RepayAdvance(c AdvanceCase) (AdvanceRepayment, error) {
	var out AdvanceRepayment
	b := openRules(c.Date, &out.Report)
	least := b.At("rate").Cited("support/avance.rate")
	for _, v := range []decimal.Decimal{c.Advance, c.Support, c.AlreadyRepaid, c.Rate} {
		if money.Guard(v) != nil || v.IsNegative() {
			out.Report.Errorf("advance", "financing/amount", "Un montant de l'avance n'est pas recevable.")
			return out, out.Report.Err()
		}
	}
	if c.Rate.LessThan(least.Value) || c.Rate.GreaterThan(decimal.NewFromInt(1)) {
		out.Report.Add(moteur.Issue{Path: "rate", Severity: moteur.Error, Rule: "financing/advance-rate", Source: least.Source,
			Message: "La part du soutien affectée au remboursement est d'au moins " + fr.Percent(least.Value, 0) + "."})
		return out, out.Report.Err()
	}
	zero := moteur.Given("zéro", decimal.Zero)
	over := moteur.Most("soutien au-delà de la franchise", moteur.Minus("soutien moins franchise",
		moteur.Given("soutien", money.SaneCents(c.Support)), b.At("support").Quote("franchise", "support/avance.franchise")), zero)
	due := moteur.Times("part du soutien", over, moteur.Given("taux de la convention", c.Rate))
	ceiling := moteur.Times("plafond du remboursement", moteur.Given("avance", money.SaneCents(c.Advance)),
		b.At("advance").Quote("part remboursable", "support/avance.ceiling"))
	done := moteur.Given("déjà remboursé", money.SaneCents(c.AlreadyRepaid))
	out.Step = moteur.Most("remboursement", moteur.Minus("dû moins déjà remboursé", moteur.Least("dû à ce jour", due, ceiling), done), zero)
	out.Repaid, out.Ceiling = out.Step.Value, ceiling.Value
	out.Left = decimal.Max(ceiling.Value.Sub(done.Value).Sub(out.Repaid), decimal.Zero)
	return out, out.Report.Err()
}

// PreparationLimit is the most support that may be invested in preparation (RGA art. 211-64): a share of the budget, up to a cap.
func PreparationLimit(cost decimal.Decimal, animation bool, on moteur.Date) (moteur.Step, moteur.Report) {
	var r moteur.Report
	b := openRules(on, &r)
	id := "support/preparation.cap"
	if animation {
		id = "support/preparation.cap.animation"
	}
	return moteur.Least("soutien investi en préparation", moteur.Times("part du budget", moteur.Given("budget", money.SaneCents(cost)),
		b.At("cost").Quote("part", "support/preparation.share")),
		b.At("cost").Quote("plafond", id)), r
}
