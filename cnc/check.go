package cnc

import (
	"fmt"
	"path"
	"slices"
	"strings"
	"unicode"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/internal/money"
)

// checkFacts refuses what would make a figure false and warns of what stands outside the scale.
func checkFacts(f Facts, scale PointScale, r *moteur.Report) {
	amount := func(path string, d decimal.Decimal) {
		if money.Guard(d) != nil || d.IsNegative() {
			r.Errorf(path, "cnc/amount", "Montant ou quantité négatif ou hors limites.")
		}
	}
	for i, p := range f.Producers {
		amount(fmt.Sprintf("producers[%d].share", i), p.Share)
		amount(fmt.Sprintf("producers[%d].cash_paid", i), p.CashPaid)
		amount(fmt.Sprintf("producers[%d].company.capital", i), p.Company.Capital)
	}
	if r.Err() == nil {
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
	for i, c := range f.Cast {
		amount(fmt.Sprintf("cast[%d].cachets", i), c.Cachets)
	}
	for i, c := range f.Crew {
		amount(fmt.Sprintf("crew[%d].pay", i), c.Pay)
		amount(fmt.Sprintf("crew[%d].charges", i), c.Charges)
	}
	for i, s := range f.Spend {
		amount(fmt.Sprintf("spend[%d].amount", i), s.Amount)
	}
	var spoken decimal.Decimal
	for i, s := range f.Language.Spoken {
		amount(fmt.Sprintf("language.spoken[%d].share", i), s.Share)
		if money.Guard(s.Share) == nil {
			spoken = spoken.Add(s.Share)
		}
	}
	one := decimal.NewFromInt(1)
	if spoken.GreaterThan(one) {
		r.Errorf("language.spoken", "cnc/language-shares", "Les parts des langues dépassent 100 %%.")
	}
	for i, s := range f.Shooting {
		if s.Days < 0 {
			r.Errorf(fmt.Sprintf("shooting[%d].days", i), "cnc/amount", "Nombre de jours négatif.")
		}
	}
	codes := map[string]bool{}
	for _, g := range scale.Groups {
		for _, l := range g.Lines {
			codes[l.Code] = true
		}
	}
	for i, s := range f.Splits {
		path := fmt.Sprintf("splits[%d]", i)
		switch {
		case money.Guard(s.Share) != nil || s.Share.IsNegative() || s.Share.GreaterThan(one):
			r.Errorf(path, "cnc/split", "Part comptée hors de 0 à 1.")
		case !codes[s.Line]:
			r.Warnf(path, "cnc/split", "La ligne %q n'existe pas dans le barème.", s.Line)
		}
	}
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

// RuleName is the rule id of a file name that is refused.
const RuleName = "cnc/piece-name"

// checkNames refuses names that are not plain file names and names given twice, case and accents apart.
func checkNames(pieces []Piece) moteur.Report {
	var r moteur.Report
	seen := map[string]int{}
	for i, p := range pieces {
		at := fmt.Sprintf("pieces[%d].name", i)
		if why := badName(p.Name); why != "" {
			r.Errorf(at, RuleName, "Nom de fichier %q refusé : %s.", clip(p.Name), why)
			continue
		}
		if p.Write == nil {
			r.Errorf(fmt.Sprintf("pieces[%d]", i), "cnc/piece-content", "La pièce %q n'a pas de contenu.", p.Name)
		}
		key := fr.Fold(p.Name)
		if first, twice := seen[key]; twice {
			r.Errorf(at, "cnc/piece-twice", "Le nom %q est donné deux fois (pièces %d et %d).", p.Name, first+1, i+1)
		}
		seen[key] = i
	}
	return r
}

func badName(name string) string {
	switch {
	case name == "":
		return "nom vide"
	case len(name) > 120:
		return "plus de 120 octets"
	case strings.ContainsAny(name, `/\:*?"<>|`):
		return "chemin ou caractère interdit"
	case strings.HasPrefix(name, ".") || strings.HasSuffix(name, ".") || strings.HasSuffix(name, " ") || strings.HasPrefix(name, " "):
		return "point ou espace au bord"
	case strings.ContainsFunc(name, func(r rune) bool {
		return unicode.IsControl(r) || r == unicode.ReplacementChar || unicode.Is(unicode.Cf, r)
	}):
		return "caractère invisible"
	case path.Ext(name) == "":
		return "extension absente"
	}
	base := strings.ToLower(strings.TrimSuffix(name, path.Ext(name)))
	base, _, _ = strings.Cut(base, ".")
	if slices.Contains([]string{"con", "prn", "aux", "nul"}, base) || len(base) == 4 &&
		(strings.HasPrefix(base, "com") || strings.HasPrefix(base, "lpt")) && base[3] >= '0' && base[3] <= '9' {
		return "nom réservé par Windows"
	}
	return ""
}

func clip(s string) string {
	if len(s) > 80 {
		return s[:80] + "…"
	}
	return s
}

// checkRequest refuses figures that are no amounts or that contradict each other.
func checkRequest(r Request) moteur.Report {
	var report moteur.Report
	amount := func(path, what string, d decimal.Decimal) {
		if money.Guard(d) != nil || d.IsNegative() {
			report.Errorf(path, "cnc/amount", "%s : montant négatif ou hors limites.", what)
		}
	}
	amount("plan.cost", "Coût", r.Plan.Cost)
	for i, x := range r.Plan.Resources {
		amount(fmt.Sprintf("plan.resources[%d].amount", i), x.Label, x.Amount)
	}
	for i, x := range r.Plan.Pays {
		amount(fmt.Sprintf("plan.pays[%d].amount", i), x.Person, x.Amount)
	}
	for i, c := range r.Carbon {
		for k, l := range c.Lines {
			amount(fmt.Sprintf("carbon[%d].lines[%d]", i, k), l.Source, l.KgCO2e)
		}
	}
	amount("devis", "Devis", r.Devis)
	if report.Err() == nil && r.Devis.IsPositive() && !r.Devis.Equal(r.Plan.Cost) {
		report.Errorf("devis", "cnc/devis-differs", "Le devis joint est de %s, le plan de financement porte un coût de %s.",
			fr.Euros(r.Devis), fr.Euros(r.Plan.Cost))
	}
	return report
}
