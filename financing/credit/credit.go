package credit

import (
	"fmt"
	"maps"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/internal/law"
	"github.com/moteur-film/moteur/internal/money"
)

// Regime is the régime of a tax credit.
type Regime string

// The regimes.
const (
	RegimeCinema        Regime = "cinema"        // CGI 220 sexies
	RegimeAudiovisual   Regime = "audiovisuel"   // CGI 220 sexies
	RegimeInternational Regime = "international" // CGI 220 quaterdecies, C2I
)

// Label returns the French words.
func (g Regime) Label() string {
	switch g {
	case RegimeCinema:
		return "Crédit d'impôt cinéma"
	case RegimeAudiovisual:
		return "Crédit d'impôt audiovisuel"
	case RegimeInternational:
		return "Crédit d'impôt international"
	}
	return string(g)
}

// Credit is a crédit d'impôt computed: each figure of the calculation, its derivation, its claims.
type Credit struct {
	Regime Regime `json:"regime"`
	Title  string `json:"title,omitempty"`
	// Date is the day whose law applies.
	Date     moteur.Date     `json:"date"`
	Eligible decimal.Decimal `json:"eligible"` // E, after the caps of each line
	Lines    []SpendResult   `json:"lines,omitempty"`
	Rate     decimal.Decimal `json:"rate"`
	// BaseCapped is the base after the cap on the budget, BaseNet after the subsidies assigned to the spend.
	BaseCapped decimal.Decimal `json:"base_capped"`
	BaseNet    decimal.Decimal `json:"base_net"`
	// Gross is rate × BaseNet; Ceiling is the ceiling of the work; Room is what public aid still leaves (unset for the audiovisual
	// regime when no room is asked).
	Gross   decimal.Decimal `json:"gross"`
	Ceiling decimal.Decimal `json:"ceiling"`
	Room    decimal.Decimal `json:"room,omitzero"`
	Amount  decimal.Decimal `json:"amount"`
	// Losses say what each limit costs in euros of credit.
	Losses []Loss          `json:"losses,omitempty"`
	Step   moteur.Step     `json:"step"`
	Claims []Claim         `json:"claims,omitempty"`
	Shares []ProducerShare `json:"shares,omitempty"`
	Report moteur.Report   `json:"report"`
}

// Loss is what a limit costs, in euros of spend and in euros of credit.
type Loss struct {
	Limit  string          `json:"limit"`
	Spend  decimal.Decimal `json:"spend,omitzero"`
	Credit decimal.Decimal `json:"credit"`
}

// Claim is the créance of one financial year (exercice): the part of the credit set against the tax of that year.
type Claim struct {
	YearEnd moteur.Date     `json:"year_end"` // closing of the financial year
	Spend   decimal.Decimal `json:"spend"`
	Amount  decimal.Decimal `json:"amount"`
}

// ProducerShare is the part of a producteur délégué in the credit, by the spend each one bears.
type ProducerShare struct {
	Name   string          `json:"name"`
	Spend  decimal.Decimal `json:"spend"`
	Amount decimal.Decimal `json:"amount,omitzero"` // filled by the computation
}

// Case is what the three tax credits ask of a film in common.
type Case struct {
	Title string `json:"title,omitempty"`
	// Date is the day whose law applies; Request is the day the CNC received the provisional request.
	Date    moteur.Date `json:"date"`
	Request moteur.Date `json:"request,omitzero"`
	// Budget is the production budget. Managed is the share the French co-producer manages in an international co-production;
	// unset means the whole budget.
	Budget  decimal.Decimal `json:"budget"`
	Managed decimal.Decimal `json:"managed,omitzero"`
	// Lines are the spend put forward; Eligible, when set, is their total after caps, computed elsewhere.
	Lines    []SpendLine      `json:"lines,omitempty"`
	Eligible *decimal.Decimal `json:"eligible,omitempty"`
	// AssignedSubsidies are the public subsidies directly assigned to the eligible spend (non-repayable ones for the domestic
	// credits, all of them for the international one).
	AssignedSubsidies decimal.Decimal `json:"assigned_subsidies,omitzero"`
	// DeductFirst takes the subsidies from the spend before the cap on the budget. The text does not say the order: the
	// default, cap first, gives the lower credit.
	DeductFirst bool `json:"deduct_first,omitempty"`
	// OtherAid is the other public aid of the film, for the intensity limit; AidBase is the amount the limit applies to,
	// unset means Managed or Budget.
	OtherAid decimal.Decimal `json:"other_aid,omitzero"`
	AidBase  decimal.Decimal `json:"aid_base,omitzero"`
	// YearEndMonth is the month of the closing of the accounts, 1 to 12, 0 means December. Spending is the period over
	// which lines without dates are spent; unset, no claim by year is drawn.
	YearEndMonth int         `json:"year_end_month,omitempty"`
	Spending     moteur.Span `json:"spending,omitzero"`
	// Producers are two producteurs délégués who share the credit by their spend; empty means one.
	Producers []ProducerShare `json:"producers,omitempty"`
	// Given fills empty slots of the tables or replaces a value; every use is said in the report.
	Given Given `json:"given,omitempty"`
}

// FilmCase is a film for the domestic cinema credit.
type FilmCase struct {
	Case
	// Kind and Minutes say what the film is: the credit is that of feature films. Unset, they are not checked, and it is said.
	Kind    moteur.Kind `json:"kind,omitempty"`
	Minutes int         `json:"minutes,omitempty"`
	// Basis is why the film is admitted; the zero value is BasisFrench.
	Basis Basis `json:"basis,omitempty"`
	// Difficult is a first or second film of the director; a small budget is seen by its amount.
	Difficult bool `json:"difficult,omitempty"`
	// VFXShots is the share of treated shots and VFXPerMinute their number a minute, for BasisVFX.
	VFXShots     decimal.Decimal `json:"vfx_shots,omitzero"`
	VFXPerMinute decimal.Decimal `json:"vfx_per_minute,omitzero"`
	// Scale is the score of the film on the scale "mainly made in France" of the CNC's deliberation; nil when unknown.
	Scale *ScaleScore `json:"scale,omitempty"`
	// ApprovalGranted tells that the agrément des investissements is given; the credit needs it.
	ApprovalRefused bool `json:"approval_refused,omitempty"`
}

// Basis is the ground on which a film is admitted to the domestic credit.
type Basis string

// The grounds.
const (
	BasisFrench    Basis = "francais"  // mainly in French or a regional language
	BasisAnimation Basis = "animation" // animation
	BasisVFX       Basis = "effets"    // fiction with many treated shots
	BasisForeign   Basis = "etranger"  // foreign language justified by the screenplay
)

// ScaleScore is the score of a film on a points scale: the film needs more than half of the total.
type ScaleScore struct {
	Points decimal.Decimal `json:"points"`
	Total  decimal.Decimal `json:"total"`
}

// Film computes the domestic tax credit of a cinema film (CGI art. 220 sexies): eligible spend, 80 % cap, assigned
// subsidies, rate, ceiling of the work, room left under the limit of public aid. Every figure is rounded to the cent, half away
// from zero, once. It refuses with a *moteur.ReportError when the film is not admitted or a value of law is missing.
func Film(f FilmCase) (Credit, error) {
	c := Credit{Regime: RegimeCinema, Title: f.Title, Date: f.Date}
	b := openRules(f.Date, f.Given, &c.Report)
	rateID := "credit/film.rate.french"
	switch f.Basis {
	case "", BasisFrench:
	case BasisAnimation:
		rateID = "credit/film.rate.animation"
	case BasisVFX:
		rateID = "credit/film.rate.animation"
		if money.Sane(f.VFXShots).LessThan(b.At("vfx_shots").Cited("credit/film.vfx.share").Value) &&
			money.Sane(f.VFXPerMinute).LessThan(b.At("vfx_per_minute").Cited("credit/film.vfx.per_minute").Value) {
			c.Report.Errorf("vfx_shots", "financing/credit-vfx",
				"Les plans traités ne sont pas assez nombreux pour l'admission au titre des effets visuels.")
		}
	case BasisForeign:
		rateID = "credit/film.rate.foreign"
	default:
		c.Report.Errorf("basis", "financing/credit-basis", "Le motif d'admission %q est inconnu.", fr.Clip(string(f.Basis)))
	}
	if f.ApprovalRefused {
		c.Report.Errorf("approval_refused", "financing/credit-approval",
			"Le film n'est pas admis au soutien : pas d'agrément des investissements, pas de crédit d'impôt.")
	}
	f.checkFeature(b)
	checkScale(f, b)
	limit, _ := aidLimit(money.Sane(f.Budget), f.Difficult, true, b, "other_aid")
	c.compute(b, f.Case, rules{
		rate: b.At("basis").Quote("taux", rateID), base: "credit/film.base_cap",
		ceiling: b.At("budget").Quote("plafond du crédit par œuvre", "credit/film.cap"),
		limit:   limit, hasLimit: true,
	})
	return c, c.refused()
}

// refused is the error of the report; a credit that is refused has no amount and no claim.
func (c *Credit) refused() error {
	err := c.Report.Err()
	if err != nil {
		c.Amount, c.Step, c.Claims, c.Shares = decimal.Zero, moteur.Step{}, nil, nil
	}
	return err
}

// FeatureMinutes is the length, in minutes, over which a film is a long métrage on a date (RGA art. 211-6). The report says the
// doubts of the value; a date before it is an error that wraps law.ErrBefore.
func FeatureMinutes(on moteur.Date, r *moteur.Report) (decimal.Decimal, error) {
	t, err := tables()
	if err != nil {
		return decimal.Zero, err
	}
	b := law.Open(on, r, t...).At("minutes")
	return b.Number("credit/film.minutes"), b.Err()
}

// checkFeature refuses what is no feature film: another kind, or a length that is not over the threshold.
func (f FilmCase) checkFeature(b law.Book) {
	switch f.Kind {
	case moteur.Feature, moteur.Documentary, moteur.Animation:
	case "":
		b.Report().Notef("kind", "financing/credit-kind", "Le genre du film n'est pas donné : long métrage supposé.")
	default:
		b.Report().Errorf("kind", "financing/credit-kind",
			"Le crédit d'impôt cinéma est celui des longs métrages ; l'œuvre est : %s.", f.Kind.Label())
		return
	}
	if f.Minutes == 0 {
		if f.Kind != "" {
			b.Report().Notef("minutes", "financing/credit-kind", "La durée du film n'est pas donnée : long métrage supposé.")
		}
		return
	}
	if least := b.At("minutes").Cited("credit/film.minutes"); !decimal.NewFromInt(int64(f.Minutes)).GreaterThan(least.Value) {
		b.Report().Add(moteur.Issue{Path: "minutes", Severity: moteur.Error, Rule: "financing/credit-kind", Source: least.Source,
			Message: fmt.Sprintf("Le film dure %s : un long métrage dure plus de %s minutes.", fr.Plural(f.Minutes, "minute", "minutes"),
				least.Value)})
	}
}

// checkScale tests the condition "mainly made in France", whose scale could not be sourced.
func checkScale(f FilmCase, b law.Book) {
	if f.Scale == nil {
		b.Report().Warnf("scale", "financing/credit-scale",
			"La condition de réalisation principalement en France n'est pas vérifiée : le barème de la délibération du CNC (art. "+
				"D331-5) n'est pas dans les tables ; fournir les points et le total.")
		return
	}
	if money.Guard(f.Scale.Points) != nil || money.Guard(f.Scale.Total) != nil {
		b.Report().Errorf("scale", "financing/amount", "Les points du barème ne sont pas des nombres recevables.")
		return
	}
	if !f.Scale.Points.Mul(decimal.NewFromInt(2)).GreaterThan(f.Scale.Total) {
		b.Report().Errorf("scale", "financing/credit-scale",
			"Le film obtient %s points sur %s : la majorité n'est pas atteinte (art. D331-5).", f.Scale.Points, f.Scale.Total)
	}
}

// rules is what changes from one regime to another.
type rules struct {
	rate     moteur.Step
	base     string // id of the cap on the budget
	ceiling  moteur.Step
	limit    moteur.Step
	hasLimit bool
}

// compute runs the algorithm common to the three regimes.
func (c *Credit) compute(b law.Book, in Case, k rules) {
	c.amounts(in)
	if c.Report.Err() != nil {
		return
	}
	zero := moteur.Given("zéro", decimal.Zero)
	c.Rate = k.rate.Value
	spend := c.spend(b, in)
	if c.Report.Err() != nil {
		return
	}
	managed, what := in.Budget, "budget de production"
	if in.Managed.IsPositive() {
		managed, what = in.Managed, "part gérée par le coproducteur français"
	}
	cap80 := moteur.Times("plafond de l'assiette", moteur.Given(what, managed), b.At("budget").Quote("part du budget", k.base))
	aid := moteur.Given("subventions affectées aux dépenses", money.SaneCents(in.AssignedSubsidies))
	capped := moteur.Least("assiette plafonnée", spend, cap80)
	net := moteur.Most("assiette nette", moteur.Minus("assiette moins subventions", capped, aid), zero)
	if in.DeductFirst {
		net = moteur.Least("assiette nette", moteur.Most("dépenses moins subventions",
			moteur.Minus("dépenses moins subventions", spend, aid), zero), cap80)
		c.Report.Notef("deduct_first", "financing/credit-order",
			"Les subventions sont retirées avant le plafond de l'assiette : l'ordre n'est pas écrit dans le texte.")
	} else if aid.Value.IsPositive() && spend.Value.GreaterThan(cap80.Value) {
		c.Report.Notef("deduct_first", "financing/credit-order",
			"Les subventions sont retirées après le plafond de l'assiette : l'ordre n'est pas écrit dans le texte, l'autre ordre "+
				"donnerait davantage.")
	}
	gross := moteur.Times("crédit brut", net, k.rate)
	c.BaseCapped, c.BaseNet, c.Gross, c.Ceiling = capped.Value, net.Value, gross.Value, k.ceiling.Value
	result := moteur.Least("crédit après plafond de l'œuvre", gross, k.ceiling)
	c.loss("plafond de l'assiette, "+fr.Percent(cap80.Parts[1].Value, 0)+" du budget", spend.Value.Sub(capped.Value), k.rate.Value)
	if gross.Value.GreaterThan(k.ceiling.Value) {
		c.Losses = append(c.Losses, Loss{Limit: "plafond du crédit de l'œuvre", Credit: gross.Value.Sub(k.ceiling.Value)})
	}
	if k.hasLimit {
		room := c.room(in, managed, k.limit)
		before := result
		result = moteur.Least("crédit d'impôt", before, room)
		if before.Value.GreaterThan(room.Value) {
			c.Losses = append(c.Losses, Loss{Limit: "plafond des aides publiques", Credit: before.Value.Sub(room.Value)})
		}
	} else {
		result.Label = "crédit d'impôt"
	}
	c.Amount, c.Step = result.Value, result
	c.share(in)
	c.claims(in)
}

// amounts refuses the amounts of a case that are not receivable.
func (c *Credit) amounts(in Case) {
	for _, x := range []struct {
		name string
		v    decimal.Decimal
	}{{"budget", in.Budget}, {"managed", in.Managed}, {"assigned_subsidies", in.AssignedSubsidies}, {"other_aid", in.OtherAid},
		{"aid_base", in.AidBase}} {
		if money.Guard(x.v) != nil || x.v.IsNegative() {
			c.Report.Errorf(x.name, "financing/amount", "Le montant %s n'est pas recevable.", x.name)
		}
	}
	if in.Eligible != nil && (money.Guard(*in.Eligible) != nil || in.Eligible.IsNegative()) {
		c.Report.Errorf("eligible", "financing/amount", "Les dépenses éligibles ne sont pas un montant recevable.")
	}
}

// room is what the limit of public aid leaves to the credit; aid that passes the limit by itself is said.
func (c *Credit) room(in Case, base decimal.Decimal, limit moteur.Step) moteur.Step {
	if in.AidBase.IsPositive() {
		base = in.AidBase
	}
	left := moteur.Minus("plafond moins les autres aides",
		moteur.Times("plafond des aides publiques", moteur.Given("base des aides", base), limit),
		moteur.Given("autres aides publiques", money.SaneCents(in.OtherAid)))
	if left.Value.IsNegative() {
		c.Report.Warnf("other_aid", "financing/credit-aid",
			"Les autres aides publiques passent à elles seules de %s le plafond des aides (%s).",
			fr.Euros(left.Value.Neg()), fr.Percent(limit.Value, 0))
	}
	room := moteur.Most("place laissée par les aides publiques", left, moteur.Given("zéro", decimal.Zero))
	c.Room = room.Value
	return room
}

// spend gives the eligible spend as a step: the lines after their caps, or the total typed by the caller.
func (c *Credit) spend(b law.Book, in Case) moteur.Step {
	if in.Eligible != nil {
		if len(in.Lines) > 0 {
			c.Report.Errorf("eligible", "financing/credit-spend", "Donner soit les lignes, soit le total des dépenses éligibles.")
		}
		c.Eligible = money.SaneCents(*in.Eligible)
		return moteur.Given("dépenses éligibles", c.Eligible)
	}
	lines, rep := EligibleSpend(in.Lines, in.Budget, b.On(), in.Request, in.Given)
	c.Report.Merge("", rep)
	c.Lines = lines
	if in.Request.IsZero() && len(lines) > 0 {
		c.Report.Notef("request", "financing/credit-request",
			"La date de la demande d'agrément provisoire n'est pas donnée : les dépenses antérieures ne sont pas retirées.")
	}
	byCat := map[SpendCategory]decimal.Decimal{}
	lost := map[string]decimal.Decimal{}
	var reasons []string
	for _, l := range lines {
		c.Eligible = c.Eligible.Add(l.Eligible)
		byCat[l.Category] = byCat[l.Category].Add(l.Eligible)
		for _, x := range l.Cuts {
			if _, seen := lost[x.Reason]; !seen {
				reasons = append(reasons, x.Reason)
			}
			lost[x.Reason] = lost[x.Reason].Add(x.Lost)
		}
	}
	var parts []moteur.Step
	for _, k := range []SpendCategory{SpendAuthors, SpendPerformers, SpendCrew, SpendSets, SpendEquipment, SpendPost, SpendLaboratory,
		SpendTravel, SpendDepreciation} {
		if v, ok := byCat[k]; ok {
			parts = append(parts, moteur.Given(fmt.Sprintf("%s) %s", k, k.Label()), v))
			delete(byCat, k)
		}
	}
	for _, k := range slices.Sorted(maps.Keys(byCat)) {
		c.Report.Errorf("lines", "financing/spend-category", "La catégorie de dépense %q est inconnue.", fr.Clip(string(k)))
	}
	for _, why := range reasons {
		c.loss(why, lost[why], c.Rate)
	}
	return moteur.Sum("dépenses éligibles", parts...)
}

func (c *Credit) loss(limit string, spend, rate decimal.Decimal) {
	if spend.IsPositive() {
		c.Losses = append(c.Losses, Loss{Limit: limit, Spend: spend, Credit: money.Times(spend, rate)})
	}
}
