package distribution

import (
	"fmt"
	"maps"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/internal/money"
	"github.com/moteur-film/moteur/internal/strict"
)

// Check finds what a release cannot be settled with (errors) and what deserves a look (warnings): a rental rate outside the
// law, a commission above the cap of the transparency protocol, shares that do not add up, unknown modes.
func Check(r Release) moteur.Report {
	var rep moteur.Report
	if r.Date.IsZero() {
		rep.Errorf("date", "distribution/release-date", "La date de sortie nationale manque : elle fixe les taux.")
	}
	if len(r.Weeks) == 0 && len(r.Modes) == 0 {
		rep.Errorf("weeks", "distribution/no-receipts", "Aucune recette : ni semaine de cinéma, ni autre mode d'exploitation.")
	}
	amount(&rep, "film_cost", r.FilmCost)
	amount(&rep, "amortisation.support", r.Amortisation.Support)
	checkWeeks(&rep, r)
	checkMandate(&rep, r)
	modes := checkModes(&rep, r)
	for _, list := range []struct {
		path  string
		names []string
	}{
		{"theatrical.cross_recoup_with", r.Theatrical.CrossWith}, {"authors.rnpp_modes", r.Authors.NetModes}, {"sofica.modes",
			r.Sofica.Modes},
	} {
		for i, m := range list.names {
			if !modes[m] {
				rep.Errorf(fmt.Sprintf("%s[%d]", list.path, i), "distribution/unknown-mode",
					"Le mode d'exploitation « %s » n'existe pas%s.", m,
					strict.SuggestCodes(m, slices.Sorted(maps.Keys(modes))))
			}
		}
	}
	checkShares(&rep, r)
	for _, f := range []struct {
		path string
		rate decimal.Decimal
	}{
		{"avance.rate", r.Advance.Rate}, {"avance.cap_share", r.Advance.CapShare}, {"amortisation.support_abatement",
			r.Amortisation.SupportAbatement},
		{"authors.public_price_rate", r.Authors.PublicPriceRate}, {"authors.rnpp_rate", r.Authors.NetRate},
		{"authors.after_amortisation_rate", r.Authors.AfterRate}, {"artists_after_rate", r.PerformersAfterRate},
		{"sofica.rate_until", r.Sofica.RateUntil}, {"sofica.rate_after", r.Sofica.RateAfter},
		{"region.rate", r.Region.Rate}, {"region.cap_share", r.Region.CapShare},
	} {
		fraction(&rep, f.path, f.rate)
	}
	return rep
}

// dearest is the average price of a ticket above which the price is in doubt, euros.
const dearest = 50

func checkWeeks(rep *moteur.Report, r Release) {
	b, err := openReceipts(r.Date, rep)
	if err != nil {
		rep.Errorf("", "distribution/rules", "%s", err)
		return
	}
	var low, high decimal.Decimal
	ranged := len(r.Weeks) > 0 && b.Has("rental.min") && b.Has("rental.max")
	if ranged {
		low, high = b.At("weeks").Number("rental.min"), b.At("weeks").Number("rental.max")
	}
	for i, w := range r.Weeks {
		path := fmt.Sprintf("weeks[%d]", i)
		if w.Admissions < 0 {
			rep.Errorf(path+".admissions", "distribution/negative", "Semaine %d : %d entrées.", i+1, w.Admissions)
		}
		amount(rep, path+".avg_price_ttc", w.Price)
		if w.Price.GreaterThan(dec(dearest)) {
			rep.Warnf(path+".avg_price_ttc", "distribution/price", "Semaine %d : un billet à %s en moyenne : est-ce bien le prix ?", i+1,
				fr.Euros(w.Price))
		}
		fraction(rep, path+".rental_rate", w.RentalRate)
		if ranged && (w.RentalRate.LessThan(low) || w.RentalRate.GreaterThan(high)) {
			rep.Add(moteur.Issue{Path: path + ".rental_rate", Severity: moteur.Warning, Rule: "distribution/rental-range",
				Source: b.Source("rental.min"),
				Message: fmt.Sprintf("Semaine %d : taux de location de %s, hors de la fourchette légale de %s à %s.", i+1, w.RentalRate,
					low, high)})
		}
	}
}

func checkMandate(rep *moteur.Report, r Release) {
	t := r.Theatrical
	amount(rep, "theatrical.pa_actual", t.ReleaseCosts)
	amount(rep, "theatrical.pa_cap", t.CostCap)
	amount(rep, "theatrical.mg", t.Guarantee)
	var last decimal.Decimal
	for i, tier := range t.Commission {
		path := fmt.Sprintf("theatrical.commission_tiers[%d]", i)
		fraction(rep, path+".rate", tier.Rate)
		if tier.UpTo == nil {
			if i < len(t.Commission)-1 {
				rep.Errorf(path, "distribution/tier-order", "Une tranche sans plafond doit être la dernière.")
			}
			continue
		}
		if !tier.UpTo.GreaterThan(last) {
			rep.Errorf(path, "distribution/tier-order", "Les plafonds des tranches doivent croître.")
		}
		last = *tier.UpTo
		if i == len(t.Commission)-1 {
			rep.Errorf(path+".up_to", "distribution/tier-order",
				"La dernière tranche s'arrête à %s : au-delà, aucune commission n'est dite. Retirez « up_to ».", fr.Euros(last))
		}
	}
	if len(r.Weeks) > 0 && len(t.Commission) == 0 {
		rep.Errorf("theatrical.commission_tiers", "distribution/commission", "La commission du distributeur manque.")
	}
	b, err := openReceipts(r.Date, rep)
	if err != nil {
		return
	}
	id := "commission.cap"
	if t.Guarantee.IsPositive() {
		id = "commission.cap.mg"
	}
	if len(t.Commission) > 0 && b.Has(id) {
		limit := b.At("theatrical.commission_tiers").Number(id)
		for i, tier := range t.Commission {
			if tier.Rate.GreaterThan(limit) {
				rep.Add(moteur.Issue{Path: fmt.Sprintf("theatrical.commission_tiers[%d]", i), Severity: moteur.Warning,
					Rule: "distribution/commission-cap", Source: b.Source(id),
					Message: fmt.Sprintf("Commission de %s : au-delà de %s elle ne vient pas en déduction "+
						"des recettes nettes part producteur.", tier.Rate, limit)})
			}
		}
	}
}

func checkModes(rep *moteur.Report, r Release) map[string]bool {
	seen := map[string]bool{}
	for i, m := range r.Modes {
		path := fmt.Sprintf("other_modes[%d]", i)
		if m.ID == "" || seen[m.ID] {
			rep.Errorf(path+".id", "distribution/mode-id", "Le mode %d n'a pas d'identifiant, ou il en répète un (« %s »).", i+1, m.ID)
		}
		seen[m.ID] = true
		amount(rep, path+".gross", m.Gross)
		amount(rep, path+".costs_actual", m.Costs)
		fraction(rep, path+".commission_rate", m.Commission)
	}
	return seen
}

func checkShares(rep *moteur.Report, r Release) {
	var total decimal.Decimal
	for i, c := range r.Coproducers {
		fraction(rep, fmt.Sprintf("coproducers[%d].share", i), c.Share)
		total = total.Add(c.Share)
	}
	if !total.Equal(dec(1)) {
		rep.Errorf("coproducers", "distribution/shares",
			"Les parts des coproducteurs font %s et non 1 : un euro serait perdu ou promis deux fois.", total)
	}
}

func amount(rep *moteur.Report, path string, d decimal.Decimal) {
	if err := money.Guard(d); err != nil {
		rep.Errorf(path, "distribution/number", "%s.", err)
	} else if d.IsNegative() {
		rep.Errorf(path, "distribution/negative", "Montant négatif : %s.", d)
	}
}

func fraction(rep *moteur.Report, path string, d decimal.Decimal) {
	if err := money.Guard(d); err != nil {
		rep.Errorf(path, "distribution/number", "%s.", err)
	} else if d.IsNegative() || d.GreaterThan(dec(1)) {
		rep.Errorf(path, "distribution/rate", "Le taux %s n'est pas entre 0 et 1.", d)
	}
}
