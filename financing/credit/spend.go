package credit

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/budget"
	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/internal/law"
	"github.com/moteur-film/moteur/internal/money"
)

// SpendCategory is the catégorie de dépense éligible of CGI annexe III art. 46 quater-0 YM.
type SpendCategory string

// The categories.
const (
	SpendAuthors      SpendCategory = "a"   // auteurs
	SpendPerformers   SpendCategory = "b"   // artistes-interprètes, up to the minimum of the agreement
	SpendCrew         SpendCategory = "c"   // techniciens et ouvriers
	SpendSets         SpendCategory = "d1"  // studios, lieux, décors, costumes
	SpendEquipment    SpendCategory = "d2"  // matériel de tournage
	SpendPost         SpendCategory = "d3"  // postproduction
	SpendLaboratory   SpendCategory = "d4"  // supports, laboratoires
	SpendTravel       SpendCategory = "e"   // transport, restauration, hébergement
	SpendDepreciation SpendCategory = "dep" // dotations aux amortissements
)

// Label returns the French words.
func (c SpendCategory) Label() string {
	switch c {
	case SpendAuthors:
		return "auteurs"
	case SpendPerformers:
		return "artistes-interprètes"
	case SpendCrew:
		return "techniciens et ouvriers"
	case SpendSets:
		return "studios, lieux, décors, costumes"
	case SpendEquipment:
		return "matériel de tournage"
	case SpendPost:
		return "postproduction"
	case SpendLaboratory:
		return "supports et laboratoires"
	case SpendTravel:
		return "transport, restauration, hébergement"
	case SpendDepreciation:
		return "amortissements"
	}
	return string(c)
}

// Unit is what a capped travel spend counts.
type Unit string

// The capped units.
const (
	Trips  Unit = "trip"  // trajets, by person
	Meals  Unit = "meal"  // repas, by person
	Nights Unit = "night" // nuitées
)

// SpendLine is a dépense of the devis put forward for a tax credit. Amounts are euros, before any cap.
type SpendLine struct {
	ID       string        `json:"id,omitempty"`
	Label    string        `json:"label"`
	Category SpendCategory `json:"category"`
	// Amount is the spend; unset with Unit, it is Count × Price.
	Amount decimal.Decimal `json:"amount,omitzero"`
	// Unit, Count, Price and Place describe capped travel: Place is a département (name or number) for nights; Abroad tells an
	// overseas or foreign trip that the screenplay imposes.
	Unit   Unit            `json:"unit,omitempty"`
	Count  decimal.Decimal `json:"count,omitzero"`
	Price  decimal.Decimal `json:"price,omitzero"`
	Place  string          `json:"place,omitempty"`
	Abroad bool            `json:"abroad,omitempty"`
	// Minimum is what the collective agreement's minimum gives for a performer, charges included when Amount includes them: the
	// spend is kept up to it. It stands for the whole Amount: a part that leaves for its place or its date takes its share along.
	Minimum *decimal.Decimal `json:"minimum,omitempty"`
	// MinimumPay is how Minimum was counted, when SpendOf did.
	MinimumPay *MinimumPay `json:"minimum_pay,omitempty"`
	// Director marks author and technician pay of the director, capped together.
	Director bool `json:"director,omitempty"`
	// NonEuropean marks the pay of performers of neither France nor Europe; the international credit alone asks.
	NonEuropean bool `json:"non_european,omitempty"`
	// Outside is the part spent outside France or with persons who do not count; it never enters the base.
	Outside decimal.Decimal `json:"outside,omitzero"`
	// Span is when the money is spent; unset means over the film's own dates.
	Span moteur.Span `json:"span,omitzero"`
}

// SpendResult is what a line brings to the base, and what cut it.
type SpendResult struct {
	ID       string          `json:"id,omitempty"`
	Label    string          `json:"label"`
	Category SpendCategory   `json:"category"`
	Amount   decimal.Decimal `json:"amount"`
	Eligible decimal.Decimal `json:"eligible"`
	Lost     decimal.Decimal `json:"lost"` // Amount less Eligible
	// Cuts name what was lost, one by one.
	Cuts []Cut       `json:"cuts,omitempty"`
	Span moteur.Span `json:"span,omitzero"`
}

// Cut is a loss of base with its reason.
type Cut struct {
	Reason string          `json:"reason"`
	Lost   decimal.Decimal `json:"lost"`
	Source moteur.Source   `json:"source,omitzero"`
	// By is how the limit was counted, when the line tells.
	By *moteur.Step `json:"by,omitempty"`
}

// EligibleSpend keeps of each line what the law of the date lets in: French spend after the request, performers up to the
// minimum, travel up to its caps, the director up to the ceiling of the cost. The sum of Eligible is the base of the credit.
// The request date is the day the CNC received the provisional request; unset, no line is cut for its date, and it is said.
func EligibleSpend(lines []SpendLine, cost decimal.Decimal, on, request moteur.Date, given Given) ([]SpendResult, moteur.Report) {
	var r moteur.Report
	b := openRules(on, given, &r)
	out := make([]SpendResult, len(lines))
	for i, l := range lines {
		at := fmt.Sprintf("lines[%d]", i)
		for _, v := range []decimal.Decimal{l.Amount, l.Count, l.Price, l.Outside} {
			if money.Guard(v) != nil || v.IsNegative() {
				r.Errorf(at, "financing/amount", "La dépense %s n'est pas un montant recevable.", fr.Quote(l.Label))
				return out, r
			}
		}
		x := SpendResult{ID: l.ID, Label: l.Label, Category: l.Category, Span: l.Span, Amount: l.gross()}
		x.Eligible = x.Amount
		x.cut(l.Outside, "dépense hors de France ou de personnes non assimilées",
			moteur.Source{Text: "CGI art. 220 sexies III 1", Verified: true})
		x.cutBefore(request, l, at, &r)
		x.limit(b, l, at)
		out[i] = x
	}
	capDirector(out, lines, cost, b)
	return out, r
}

// gross is the spend of a line before any cap, euros to the cent; an amount that is not receivable counts for nothing.
func (l SpendLine) gross() decimal.Decimal {
	if l.Unit != "" && l.Amount.IsZero() {
		return money.Times(money.Sane(l.Count), money.Sane(l.Price))
	}
	return money.SaneCents(l.Amount)
}

// cutBefore takes out what was spent before the request: the whole line, or its part by days.
func (x *SpendResult) cutBefore(request moteur.Date, l SpendLine, at string, r *moteur.Report) {
	if request.IsZero() {
		return
	}
	if !l.Span.To.IsZero() && l.Span.To.Before(request) {
		x.cut(x.Eligible, "dépense antérieure à la demande d'agrément provisoire du "+fr.Date(request),
			moteur.Source{Text: "CGI art. 220 sexies IV", Verified: true})
		return
	}
	if l.Span.Days() == 0 || !l.Span.From.Before(request) {
		return
	}
	before := request.Sub(l.Span.From)
	parts, err := money.Split(x.Eligible, []decimal.Decimal{decimal.NewFromInt(int64(before)),
		decimal.NewFromInt(int64(l.Span.Days() - before))})
	if err != nil {
		return
	}
	x.cut(parts[0], "part antérieure à la demande d'agrément provisoire, au prorata des jours",
		moteur.Source{Text: "CGI art. 220 sexies IV", Note: "prorata des jours : hypothèse"})
	r.Notef(at, "financing/spend-prorata",
		"La dépense %s chevauche la demande d'agrément provisoire : part antérieure estimée au prorata des jours.", fr.Quote(l.Label))
}

// limit keeps the line up to the cap of its unit or the minimum of the agreement; a line that neither bounds is said.
func (x *SpendResult) limit(b law.Book, l SpendLine, at string) {
	switch {
	case l.Unit != "":
		x.capUnit(b, l, at)
	case l.Category == SpendTravel:
		b.Report().Notef(at, "financing/spend-uncounted",
			"La dépense %s n'est pas détaillée en trajets, repas ou nuitées : les plafonds unitaires ne lui sont pas appliqués.",
			fr.Quote(l.Label))
	case l.Category == SpendPerformers && l.Minimum != nil:
		x.capPay(l, at, b.Report())
	case l.Category == SpendPerformers:
		b.Report().Notef(at, "financing/spend-minimum",
			"La dépense %s est retenue entière : le minimum de la convention collective n'est pas donné.", fr.Quote(l.Label))
	}
}

// capDirector takes from the director's lines, in proportion, what passes the ceiling of the cost.
func capDirector(out []SpendResult, lines []SpendLine, cost decimal.Decimal, b law.Book) {
	pay := decimal.Zero
	weights := make([]decimal.Decimal, len(lines))
	for i, l := range lines {
		if l.Director {
			pay, weights[i] = pay.Add(out[i].Eligible), out[i].Eligible
		}
	}
	if !pay.IsPositive() {
		return
	}
	ceiling := directorCeiling(cost, b)
	over := pay.Sub(ceiling.Value)
	if !over.IsPositive() || b.Report().Err() != nil {
		return
	}
	parts, err := money.Split(over, weights)
	if err != nil {
		return
	}
	for i := range out {
		out[i].cut(parts[i], "au-delà du plafond de la rémunération du réalisateur ("+fr.Euros(ceiling.Value)+")", ceiling.Source)
	}
}

// DirectorCeiling is the plafond of the director's pay kept in the base, author and technician together: slices of the
// film's cost, to the cent (CGI art. 220 sexies III 1).
func DirectorCeiling(cost decimal.Decimal, on moteur.Date) (moteur.Step, moteur.Report) {
	var r moteur.Report
	s := directorCeiling(cost, openRules(on, nil, &r))
	return s, r
}

func directorCeiling(cost decimal.Decimal, b law.Book) moteur.Step {
	scale, src := b.At("lines").Bands("credit/film.director.slices")
	return moteur.Round("plafond de la rémunération du réalisateur", moteur.Sum("somme des tranches",
		law.SliceSteps(money.Sane(cost), scale, "coût", src)...), 2).Because(src)
}

// cut takes a loss from the line, never below zero.
func (x *SpendResult) cut(lost decimal.Decimal, reason string, src moteur.Source) {
	if lost = decimal.Min(lost, x.Eligible); !lost.IsPositive() {
		return
	}
	x.Eligible, x.Lost = x.Eligible.Sub(lost), x.Lost.Add(lost)
	x.Cuts = append(x.Cuts, Cut{Reason: reason, Lost: lost, Source: src})
}

// capPay keeps a performer's pay up to the minimum: what is left of the line, up to the same part of its minimum.
func (x *SpendResult) capPay(l SpendLine, at string, r *moteur.Report) {
	least, pay := money.SaneCents(*l.Minimum), l.MinimumPay
	if pay != nil && !money.SaneCents(pay.Step.Value).Equal(least) {
		pay = nil // the caller has put another minimum
	}
	if x.Eligible.LessThan(x.Amount) {
		least = money.Share(least.Mul(x.Eligible), x.Amount, 2) // the amount is above what is left of it: never zero
	}
	cuts := len(x.Cuts)
	x.cut(x.Eligible.Sub(least), "au-delà du minimum de la convention collective",
		pay.source(moteur.Source{Text: "CGI annexe III art. 46 quater-0 YM 1 b", Verified: true}))
	if pay == nil {
		return
	}
	r.Merge(at, moteur.Report{Issues: pay.Report.Doubts()})
	for i := range x.Cuts[cuts:] {
		x.Cuts[cuts+i].By = &pay.Step
	}
}

// capUnit applies the cap of a trip, a meal or a night.
func (x *SpendResult) capUnit(b law.Book, l SpendLine, at string) {
	id, what := "", ""
	switch l.Unit {
	case Trips:
		id, what = "credit/spend.trip.mainland", "par trajet"
		if l.Abroad {
			id = "credit/spend.trip.other"
		}
	case Meals:
		id, what = "credit/spend.meal", "par repas"
	case Nights:
		id, what = "credit/spend.hotel.other", "par nuitée"
		places := strings.Split(b.At(at).Text("credit/spend.hotel.capital.places"), ";")
		if slices.ContainsFunc(places, func(p string) bool { return fr.Fold(p) == fr.Fold(strings.TrimSpace(l.Place)) }) {
			id = "credit/spend.hotel.capital"
		}
	default:
		b.Report().Errorf(at, "financing/spend-unit", "L'unité %q de la dépense %s est inconnue.", fr.Clip(string(l.Unit)),
			fr.Quote(l.Label))
		return
	}
	limit := b.At(at).Cited(id)
	x.cut(x.Amount.Sub(money.Times(l.Count, limit.Value)), fmt.Sprintf("au-delà de %s %s", fr.Euros(limit.Value), what), limit.Source)
}

// Marked gives the lines that do not say what counts for the tax credit (axis "credit") the usual answer: the French part of a line
// whose account has a category of dépense éligible, before any cap. It returns a new Budget: computed, its column of eligible spend adds
// up to what SpendOf puts forward less what is spent outside France. The report holds what cannot be read of the tables.
func Marked(b budget.Budget) (budget.Budget, moteur.Report) {
	var r moteur.Report
	byAccount := prefixes(&r, "credit/spend.accounts")
	b.Lines = slices.Clone(b.Lines)
	for i := range b.Lines {
		l := &b.Lines[i]
		if l.Shares[budget.CreditAxis] != nil || l.Split[budget.CreditAxis] != nil || l.Status == budget.Foreign ||
			longest(byAccount, l.Account) == "" {
			continue
		}
		if split := l.Split[budget.TerritoryAxis]; split != nil {
			l.Split = with(l.Split, split)
			continue
		}
		l.Shares = with(l.Shares, l.Shares[budget.TerritoryAxis])
	}
	return b, r
}

// with adds to the axes of a line that of the credit: France is eligible, other countries are out; a line of no territory is in France.
func with(axes map[string]map[string]decimal.Decimal, territory map[string]decimal.Decimal) map[string]map[string]decimal.Decimal {
	credit := map[string]decimal.Decimal{}
	for country, part := range territory {
		value := "out"
		if country == budget.France {
			value = budget.Eligible
		}
		credit[value] = credit[value].Add(part)
	}
	if territory == nil {
		credit[budget.Eligible] = decimal.NewFromInt(1)
	}
	out := map[string]map[string]decimal.Decimal{}
	maps.Copy(out, axes)
	out[budget.CreditAxis] = credit
	return out
}

// SpendOf reads the dépenses of a devis: each active line with its charges, its category by account, its French part by
// the axis "territory" (FR) and its eligible part by the axis "credit" (eligible), by fractions or by amounts. A line without the axis
// "credit" takes the usual category of its account; accounts without category (agents, producer's pay, overheads, insurance) stay out.
// Of a line with both axes, what is eligible beyond the French part is spent outside France.
// The director's lines are those of that person.
//
// A salaried line of performers or extras counted by the day or by the week has its Minimum: number × quantity × the minimum
// of the agreement for that unit on the first day of the line's Span, else on the date of the devis. Performers of a short
// film have their own grid; a week has five days unless the line's Basis says six; the job is the line's, else the usual one
// of its account. Charges stand in the line's amount (the devis prints them on post 4) and follow the kept pay in proportion,
// an estimate: the minimum alone would bear a little more or less where a charge has a ceiling or a reduction. A line whose job,
// unit, quantity, date or agreement gives no minimum (rehearsals, dubbing, flat fees, television) has none, and EligibleSpend
// keeps it whole with a notice.
func SpendOf(est budget.Estimate, director string) ([]SpendLine, moteur.Report) {
	var r moteur.Report
	byAccount := prefixes(&r, "credit/spend.accounts")
	lines := make(map[string]int, len(est.Budget.Lines))
	for i, l := range est.Budget.Lines {
		lines[l.ID] = i
	}
	least := minima{est: &est, report: &r}
	var out []SpendLine
	for _, a := range est.Lines {
		at, ok := lines[a.Line]
		total := a.Amount.Add(a.Charges)
		if !ok || !a.Active || total.IsZero() {
			continue
		}
		l := est.Budget.Lines[at]
		category := SpendCategory(longest(byAccount, a.Account))
		parts := est.LineShares(at)
		kept, french := total, parts[budget.TerritoryAxis][budget.France]
		if axis, has := parts[budget.CreditAxis]; has {
			kept = axis[budget.Eligible]
			if category == "" && kept.IsPositive() {
				category = SpendCrew
				r.Warnf("lines."+a.Line, "financing/spend-category",
					"La ligne %s est déclarée éligible mais son poste %s n'a pas de catégorie : comptée avec les techniciens.",
					fr.Quote(l.Label), a.Account)
			}
			if kept.Equal(french) {
				kept = total // put forward whole: what is spent abroad is cut by its name
			}
		}
		if category == "" || kept.IsZero() {
			continue
		}
		s := SpendLine{ID: a.Line, Label: l.Label, Category: category, Amount: kept, Span: l.Span, Director: director != "" &&
			l.Person == director, Outside: decimal.Max(decimal.Zero, kept.Sub(french))}
		if category == SpendTravel {
			s.Unit, s.Count, s.Price = travelUnit(l, a)
			if !money.Times(s.Count, s.Price).Equal(kept) {
				s.Unit = ""
			}
		}
		if category == SpendPerformers {
			if pay := least.of(at, a, kept); pay != nil {
				value := pay.Step.Value
				s.Minimum, s.MinimumPay = &value, pay
			}
		}
		out = append(out, s)
	}
	return out, r
}

// travelUnit reads a line counted in trips, meals or nights: how many, at what price.
func travelUnit(l budget.Line, a budget.LineAmount) (Unit, decimal.Decimal, decimal.Decimal) {
	for _, u := range []Unit{Trips, Meals, Nights} {
		if l.Unit == string(u) && l.Rate.IsPositive() && l.Currency == "" {
			return u, a.Amount.DivRound(l.Rate, 4), l.Rate
		}
	}
	return "", decimal.Zero, decimal.Zero
}
