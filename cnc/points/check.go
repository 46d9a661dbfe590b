package points

import (
	"fmt"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/internal/money"
)

// checkFacts refuses what would make a figure false and warns of what stands outside the scale.
func checkFacts(f Facts, scale Scale, r *moteur.Report) {
	checkProducers(f, r)
	checkAmounts(f, r)
	checkSplits(f, scale, r)
	checkPeople(f, r)
}

// checkAmount refuses a negative amount and one beyond any amount.
func checkAmount(path string, d decimal.Decimal, r *moteur.Report) {
	if money.Guard(d) != nil || d.IsNegative() {
		r.Errorf(path, "cnc/amount", "Montant ou quantité négatif ou hors limites.")
	}
}

// checkProducers looks at the capital of the producers and at their parts, which make the whole.
func checkProducers(f Facts, r *moteur.Report) {
	for i, p := range f.Producers {
		checkAmount(fmt.Sprintf("producers[%d].share", i), p.Share, r)
		checkAmount(fmt.Sprintf("producers[%d].cash_paid", i), p.CashPaid, r)
		checkAmount(fmt.Sprintf("producers[%d].company.capital", i), p.Company.Capital, r)
	}
	if r.Err() != nil {
		return
	}
	var brought decimal.Decimal
	for _, p := range f.Producers {
		brought = brought.Add(p.Share)
	}
	switch one := decimal.NewFromInt(1); {
	case brought.GreaterThan(one):
		r.Errorf("producers", "cnc/shares", "Les parts des producteurs font %s, plus que le tout.", fr.Percent(brought, 2))
	case len(f.Producers) > 0 && brought.LessThan(one):
		r.Warnf("producers", "cnc/shares", "Les parts des producteurs font %s au lieu de 100 %%.", fr.Percent(brought, 2))
	}
}

// checkAmounts looks at the contracts, the spend, the shares of languages and the days.
func checkAmounts(f Facts, r *moteur.Report) {
	for i, c := range f.Cast {
		checkAmount(fmt.Sprintf("cast[%d].cachets", i), c.Cachets, r)
	}
	for i, c := range f.Crew {
		checkAmount(fmt.Sprintf("crew[%d].pay", i), c.Pay, r)
		checkAmount(fmt.Sprintf("crew[%d].charges", i), c.Charges, r)
	}
	for i, s := range f.Spend {
		checkAmount(fmt.Sprintf("spend[%d].amount", i), s.Amount, r)
	}
	var spoken decimal.Decimal
	for i, s := range f.Language.Spoken {
		checkAmount(fmt.Sprintf("language.spoken[%d].share", i), s.Share, r)
		spoken = spoken.Add(money.Sane(s.Share))
	}
	switch one := decimal.NewFromInt(1); {
	case spoken.GreaterThan(one):
		r.Errorf("language.spoken", "cnc/language-shares", "Les parts des langues dépassent 100 %%.")
	case len(f.Language.Spoken) > 0 && spoken.LessThan(one):
		r.Warnf("language.spoken", "cnc/language-shares", "Les parts des langues font %s au lieu de 100 %%.", fr.Percent(spoken, 2))
	}
	for i, s := range f.Shooting {
		if s.Days < 0 {
			r.Errorf(fmt.Sprintf("shooting[%d].days", i), "cnc/amount", "Nombre de jours négatif.")
		}
	}
}

// checkSplits looks at the parts of lines that the user counts.
func checkSplits(f Facts, scale Scale, r *moteur.Report) {
	codes := map[string]bool{}
	for _, g := range scale.Groups {
		for _, l := range g.Lines {
			codes[l.Code] = true
		}
	}
	for i, s := range f.Splits {
		path := fmt.Sprintf("splits[%d]", i)
		switch {
		case money.Guard(s.Share) != nil || s.Share.IsNegative() || s.Share.GreaterThan(decimal.NewFromInt(1)):
			r.Errorf(path, "cnc/split", "Part comptée hors de 0 à 1.")
		case !codes[s.Line]:
			r.Warnf(path, "cnc/split", "La ligne %q n'existe pas dans le barème.", s.Line)
		}
	}
}

// checkPeople refuses an ID that names two persons and warns of one that names nobody.
func checkPeople(f Facts, r *moteur.Report) {
	known := map[string]bool{}
	for i, p := range f.People {
		if known[p.ID] {
			r.Errorf(fmt.Sprintf("people[%d]", i), "cnc/person-twice", "L'identifiant %q désigne deux personnes.", p.ID)
		}
		known[p.ID] = true
	}
	unknown := func(path, id string) {
		if !known[id] {
			r.Warnf(path, "cnc/person-unknown", "La personne %q n'est pas dans la liste : nationalité inconnue.", id)
		}
	}
	for i, a := range f.Authors {
		unknown(fmt.Sprintf("authors[%d]", i), a.Person)
	}
	for i, c := range f.Cast {
		unknown(fmt.Sprintf("cast[%d]", i), c.Person)
	}
	for i, c := range f.Crew {
		unknown(fmt.Sprintf("crew[%d]", i), c.Person)
	}
}
