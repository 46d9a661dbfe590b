package financing

import (
	"fmt"
	"reflect"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/internal/money"
	"github.com/moteur-film/moteur/internal/strict"
)

// Check says all that is wrong or weak in a plan: its arithmetic, its limits on the plan's date, its pieces. An Error is a plan
// that is false or unlawful, a Warning a plan that does not hold yet.
//
// Rules: financing/gap, financing/over-financed, financing/public-intensity, financing/sofica-share, financing/sofica-date,
// financing/pay-ceiling, financing/treaty-share, financing/eurimages-share, financing/eurimages-repayable,
// financing/tv-paid, financing/instalments-total, financing/instalment, financing/sub-plan, financing/rights-share,
// financing/id, financing/kind, financing/state, financing/amount, financing/currency, financing/in-kind,
// financing/unregistered, financing/deadline, financing/own-share, financing/hypothesis.
func Check(p Plan) moteur.Report {
	s := Summarize(p)
	r := s.Report
	checkResources(p, &r)
	checkTotals(p, s, &r)
	if p.Treaty != "" && !slices.ContainsFunc(treaties, func(v strict.Value) bool { return v.Code == p.Treaty }) {
		r.Warnf("treaty", "financing/treaty-share",
			"L'accord %q n'est pas dans les tables : ses parts minimales sont à vérifier à la main%s.", fr.Clip(p.Treaty),
			strict.Suggest(p.Treaty, treaties))
	}
	checkShares(p, s, &r)
	checkDates(p, &r)
	return r
}

// treaties are the agreements whose minimum shares the tables hold.
var treaties = []strict.Value{{Code: "conv-2017", Label: "convention du Conseil de l'Europe révisée"},
	{Code: "fr-ca-2021", Label: "France-Canada"}}

func checkTotals(p Plan, s Summary, r *moteur.Report) {
	switch {
	case money.Guard(p.Cost) != nil || p.Cost.IsNegative():
		r.Errorf("cost", "financing/amount", "Le coût du film n'est pas un montant recevable.")
	case s.Gap.IsPositive():
		r.Warnf("resources", "financing/gap", "Reste à trouver : %s, soit %s du coût.", fr.Euros(s.Gap),
			fr.Percent(share(s.Gap, s.Cost), 1))
	case s.Gap.IsNegative():
		r.Errorf("resources", "financing/over-financed", "Les ressources dépassent le coût de %s.", fr.Euros(s.Gap.Neg()))
	}
	if in := s.Intensity; in.Passed() {
		name := in.Breaks
		if x, ok := p.Find(in.Breaks); ok {
			name = x.Label
		}
		r.Add(moteur.Issue{Path: "resources", Severity: moteur.Error, Rule: "financing/public-intensity", Source: in.Step.Parts[1].Source,
			Message: fmt.Sprintf("Les aides publiques atteignent %s (%s de la base) pour un plafond de %s (%s) : %s fait dépasser, de "+
				"%s en tout.",
				fr.Euros(in.Amount), fr.Percent(in.Ratio, 1), fr.Euros(in.Max), fr.Percent(in.Rate, 0), fr.Quote(name),
				fr.Euros(in.Room.Neg()))})
	}
	if s.Sofica.Passed() {
		r.Add(moteur.Issue{Path: "resources", Severity: moteur.Error, Rule: "financing/sofica-share", Source: s.Sofica.Step.Parts[1].Source,
			Message: fmt.Sprintf("Les SOFICA apportent %s pour un plafond de %s.", fr.Euros(s.Sofica.Amount), fr.Euros(s.Sofica.Max))})
	}
	for i, g := range p.Pays {
		if money.Guard(g.Amount) != nil {
			r.Errorf(fmt.Sprintf("pays[%d]", i), "financing/amount", "La rémunération de %s n'est pas un montant recevable.", g.Person)
		} else if s.PayCeiling.Known && g.Amount.GreaterThan(s.PayCeiling.Max) {
			r.Add(moteur.Issue{Path: fmt.Sprintf("pays[%d]", i), Severity: moteur.Error, Rule: "financing/pay-ceiling",
				Source: moteur.Source{Text: "RGA art. 211-19", Verified: true},
				Message: fmt.Sprintf("La rémunération globale de %s (%s) est de %s ; le plafond est de %s : ni soutien ni aide sélective.",
					g.Person, g.Role, fr.Euros(g.Amount), fr.Euros(s.PayCeiling.Max))})
		}
	}
	if !p.Date.IsZero() {
		var scratch moteur.Report
		floor := openRules(p.Date, &scratch).At("resources").Cited("aid/producer.own_share")
		if s.OwnShare.LessThan(floor.Value) {
			r.Add(moteur.Issue{Path: "resources", Severity: moteur.Notice, Rule: "financing/own-share", Source: floor.Source,
				Message: fmt.Sprintf("L'apport en numéraire du producteur est de %s du coût ; l'ancien seuil de %s n'est plus dans le "+
					"RGA, pour information.", fr.Percent(s.OwnShare, 1), fr.Percent(floor.Value, 0))})
		}
	}
}

func checkResources(p Plan, r *moteur.Report) {
	seen := map[string]int{}
	rights := decimal.Zero
	for i, x := range p.Resources {
		at := fmt.Sprintf("resources[%d]", i)
		name := fr.Quote(x.Label)
		if prev, twice := seen[x.ID]; twice || x.ID == "" {
			if x.ID == "" {
				r.Warnf(at+".id", "financing/id", "La ressource %s n'a pas d'identifiant.", name)
			} else {
				r.Errorf(at+".id", "financing/id", "L'identifiant %q sert aussi à la ressource %d.", x.ID, prev+1)
			}
		}
		seen[x.ID] = i
		if !x.Kind.Valid() {
			r.Errorf(at+".kind", "financing/kind", "La nature %q de %s est inconnue%s.", fr.Clip(string(x.Kind)), name,
				strict.Suggest(string(x.Kind), strict.Accepted(reflect.TypeFor[Kind]())))
		}
		if !x.State.Valid() {
			r.Errorf(at+".state", "financing/state", "L'état %q de %s est inconnu%s.", fr.Clip(string(x.State)), name,
				strict.Suggest(string(x.State), strict.Accepted(reflect.TypeFor[State]())))
		}
		if money.Guard(x.Amount) != nil || money.Guard(x.Rate) != nil || x.Amount.IsNegative() || x.Rate.IsNegative() {
			r.Errorf(at+".amount", "financing/amount", "Le montant de %s n'est pas recevable.", name)
			continue
		}
		if c := x.Currency; c != "" && c != "EUR" && x.Rate.IsZero() {
			r.Errorf(at+".rate", "financing/currency", "%s est en %s sans taux de change daté.", name, fr.Clip(c))
		}
		r.Merge(at, CheckInstalments(x.Instalments, x.Label))
		checkSub(x, at, r)
		if money.Guard(x.RightsShare) != nil || x.RightsShare.IsNegative() || x.RightsShare.GreaterThan(decimal.NewFromInt(1)) {
			r.Errorf(at+".rights_share", "financing/rights-share", "La part de droits de %s n'est pas une fraction entre 0 et 1.", name)
		}
		rights = rights.Add(money.Sane(x.RightsShare))
		if f, _ := x.Kind.facts(); f.contract && x.State == Contracted {
			r.Warnf(at+".state", "financing/unregistered", "Le contrat de %s n'est pas inscrit au RCA : il reste fragile.", name)
		}
	}
	if rights.GreaterThan(decimal.NewFromInt(1)) {
		r.Errorf("resources", "financing/rights-share", "Les parts de droits cédées font %s, plus que le tout.", fr.Percent(rights, 2))
	}
}

// CheckInstalments says what is wrong with the instalments of a thing named by its label: a part that is no fraction, an instalment
// without event nor date, parts that do not make the whole. Paths begin at "instalments". No instalment is right.
func CheckInstalments(list []Instalment, label string) moteur.Report {
	var r moteur.Report
	sum := decimal.Zero
	for k, n := range list {
		at := fmt.Sprintf("instalments[%d]", k)
		if money.Guard(n.Share) != nil || n.Share.IsNegative() {
			r.Errorf(at+".share", "financing/instalment", "L'échéance %d de %s n'a pas une part recevable.", k+1, fr.Quote(label))
			return r
		}
		if n.Event == "" && n.Date.IsZero() {
			r.Errorf(at+".event", "financing/instalment", "L'échéance %d de %s n'a ni événement ni date.", k+1, fr.Quote(label))
		}
		sum = sum.Add(n.Share)
	}
	if len(list) > 0 && !sum.Equal(decimal.NewFromInt(1)) {
		r.Errorf("instalments", "financing/instalments-total", "Les échéances de %s font %s au lieu de 100 %%.", fr.Quote(label),
			fr.Percent(sum, 2))
	}
	return r
}

func checkSub(x Resource, at string, r *moteur.Report) {
	if x.Sub == nil {
		return
	}
	sum := decimal.Zero
	for _, y := range x.Sub.Resources {
		sum = sum.Add(y.Euros())
	}
	if !sum.Equal(x.Euros()) {
		r.Errorf(at+".sub", "financing/sub-plan", "Le plan de %s fait %s pour un apport de %s.", fr.Quote(x.Label), fr.Euros(sum),
			fr.Euros(x.Euros()))
	}
	if x.Sub.depth(0) > maxDepth {
		r.Errorf(at+".sub", "financing/sub-plan", "Les plans de coproducteurs s'emboîtent sur plus de %d niveaux.", maxDepth)
		return
	}
	sub := *x.Sub
	if sub.Cost.IsZero() {
		sub.Cost = x.Euros()
	}
	var inner moteur.Report
	checkResources(sub, &inner)
	r.Merge(at+".sub", inner)
}

// maxDepth bounds plans inside plans.
const maxDepth = 4

func (p *Plan) depth(n int) int {
	most := n
	if n > maxDepth {
		return n
	}
	for i := range p.Resources {
		if s := p.Resources[i].Sub; s != nil {
			most = max(most, s.depth(n+1))
		}
	}
	return most
}

// checkShares tests the minimum shares of the treaty and of Eurimages.
func checkShares(p Plan, s Summary, r *moteur.Report) {
	if p.Date.IsZero() || !p.International() {
		return
	}
	b := openRules(p.Date, r)
	bilateral := len(s.Territories) == 2
	word := "multilateral"
	if bilateral {
		word = "bilateral"
	}
	test := func(rule, minID, maxID string) {
		var low, high moteur.Cited[decimal.Decimal]
		if minID != "" {
			low = b.At("treaty").Cited(minID)
		}
		if maxID != "" {
			high = b.At("treaty").Cited(maxID)
		}
		for _, t := range s.Territories {
			if low.ID != "" && t.Amount.LessThan(s.Cost.Mul(low.Value)) {
				r.Add(moteur.Issue{Path: "resources", Severity: moteur.Error, Rule: rule, Source: low.Source,
					Message: fmt.Sprintf("La part de %s est de %s du coût, sous le minimum de %s.", t.Country, fr.Percent(t.Share, 2),
						fr.Percent(low.Value, 0))})
			}
			if high.ID != "" && t.Amount.GreaterThan(s.Cost.Mul(high.Value)) {
				r.Add(moteur.Issue{Path: "resources", Severity: moteur.Error, Rule: rule, Source: high.Source,
					Message: fmt.Sprintf("La part de %s est de %s du coût, au-dessus du maximum de %s.", t.Country, fr.Percent(t.Share, 2),
						fr.Percent(high.Value, 0))})
			}
		}
	}
	switch p.Treaty {
	case "":
		r.Warnf("treaty", "financing/treaty-share",
			"Coproduction internationale sans accord désigné : les parts minimales ne sont pas vérifiées.")
	case "conv-2017":
		test("financing/treaty-share", "aid/treaty.conv-2017."+word, "aid/treaty.conv-2017."+word+".max")
	case "fr-ca-2021":
		test("financing/treaty-share", "aid/treaty.fr-ca-2021.bilateral", "")
	}
	if !slices.ContainsFunc(p.Resources, func(x Resource) bool { return x.Kind == Eurimages }) {
		return
	}
	low := "aid/eurimages." + word + ".min"
	high := "aid/eurimages." + word + ".max"
	if bilateral && p.Cost.GreaterThan(b.At("cost").Cited("aid/eurimages.bilateral.large").Value) {
		low, high = "aid/eurimages.bilateral.large.min", ""
	}
	test("financing/eurimages-share", low, high)
	grant := b.At("resources").Cited("aid/eurimages.grant")
	for i, x := range p.Resources {
		if x.Kind == Eurimages && x.Euros().GreaterThan(grant.Value) {
			r.Add(moteur.Issue{Path: fmt.Sprintf("resources[%d]", i), Severity: moteur.Notice, Rule: "financing/eurimages-repayable",
				Source:  grant.Source,
				Message: fmt.Sprintf("Eurimages dépasse %s : l'aide est remboursable dès le premier euro.", fr.Euros(grant.Value))})
		}
	}
}

// checkDates tests the rules that hang on dates of the film.
func checkDates(p Plan, r *moteur.Report) {
	start, end := p.Timeline[moteur.ShootStart], p.Timeline[moteur.ShootEnd]
	for i, x := range p.Resources {
		at := fmt.Sprintf("resources[%d]", i)
		if !x.Deadline.IsZero() && !p.Date.IsZero() && x.Deadline.Before(p.Date) && !x.State.Secured() {
			r.Warnf(at+".deadline", "financing/deadline", "La date limite de %s est passée (%s).", fr.Quote(x.Label), fr.Date(x.Deadline))
		}
		if x.Kind == Sofica && !start.IsZero() {
			if !x.Date.IsZero() && !x.Date.Before(start) {
				r.Add(moteur.Issue{Path: at + ".date", Severity: moteur.Error, Rule: "financing/sofica-date",
					Source: moteur.Source{Text: "CGI art. 238 bis HG b", Verified: true},
					Message: fmt.Sprintf("Le contrat de %s est daté du %s, le tournage commence le %s : contrat et versement doivent "+
						"précéder.", fr.Quote(x.Label), fr.Date(x.Date), fr.Date(start))})
			}
			for k, n := range x.due() {
				if d := n.DueOn(p.Timeline, x); !d.IsZero() && !d.Before(start) {
					r.Add(moteur.Issue{Path: fmt.Sprintf("%s.instalments[%d]", at, k), Severity: moteur.Error,
						Rule: "financing/sofica-date", Source: moteur.Source{Text: "CGI art. 238 bis HG b", Verified: true},
						Message: fmt.Sprintf("L'échéance %d de %s tombe le %s, après le début du tournage.", k+1, fr.Quote(x.Label),
							fr.Date(d))})
				}
			}
		}
		if x.Kind == TVCoproduction && !end.IsZero() && !p.Date.IsZero() {
			if paid := paidBy(x, p, end); !TVPaid(x.Euros(), paid, p.Date) {
				r.Notef(at+".instalments", "financing/tv-paid",
					"%s verse %s au dernier jour de tournage, moins de 90 %% de sa part (règle historique du décret 2002-140).",
					fr.Quote(x.Label), fr.Euros(paid))
			}
		}
		inKind := x.Kind == ProducerInKind || x.Kind == InKind
		if inKind && len(x.Mirror) == 0 {
			r.Warnf(at+".mirror", "financing/in-kind", "L'apport en nature %s ne dit pas quelles lignes du devis il paie.",
				fr.Quote(x.Label))
		}
		if len(x.Instalments) == 0 && x.State != Paid && !inKind {
			r.Notef(at+".instalments", "financing/hypothesis",
				"L'échéancier de %s est une hypothèse d'usage, à remplacer par celui du contrat.", fr.Quote(x.Label))
		}
	}
}

// TVPaid tells whether a broadcaster pays enough of its co-production share by the last shooting day (décret 2002-140
// art. 10, a historic rule shown for information). Before the rule's first day, or when it cannot be read, it is true.
func TVPaid(share, paid decimal.Decimal, on moteur.Date) bool {
	var r moteur.Report
	rate := openRules(on, &r).Cited("aid/tv.coproduction.paid")
	return !money.Sane(paid).LessThan(money.Times(money.Sane(share), rate.Value))
}

// paidBy is what the instalments due by a date add up to.
func paidBy(x Resource, p Plan, by moteur.Date) decimal.Decimal {
	sum := decimal.Zero
	for _, n := range x.due() {
		if d := n.DueOn(p.Timeline, x); !d.IsZero() && !d.After(by) {
			sum = sum.Add(money.Times(x.Euros(), money.Sane(n.Share)))
		}
	}
	return sum
}
