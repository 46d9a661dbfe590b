package cnc

import (
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"
	"unicode"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/internal/money"
	"github.com/moteur-film/moteur/internal/strict"
)

// RuleName is the rule id of a file name that is refused.
const RuleName = "cnc/piece-name"

// CheckNames refuses names that are not plain file names and names given twice, case and accents apart.
func CheckNames(pieces []Piece) moteur.Report {
	var r moteur.Report
	seen := map[string]int{}
	for i, p := range pieces {
		at := fmt.Sprintf("pieces[%d].name", i)
		if why := badName(p.Name); why != "" {
			r.Errorf(at, RuleName, "Nom de fichier %q refusé : %s.", fr.Shorten(p.Name, 80), why)
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

// checkRequest refuses figures that are no amounts or that contradict each other.
func checkRequest(r Request) moteur.Report {
	var report moteur.Report
	r.checkNamed(&report)
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

// checkNamed refuses the pieces and dates that no table knows: they would be left out in silence.
func (r Request) checkNamed(report *moteur.Report) {
	table, err := piecesTable()
	if err != nil {
		return // told by the checklist
	}
	var pieces, dates []strict.Value
	for _, p := range table.Pieces {
		pieces = append(pieces, strict.Value{Code: p.ID, Label: p.Label})
	}
	known := func(path, rule, what, given string, list []strict.Value) {
		if !slices.ContainsFunc(list, func(v strict.Value) bool { return v.Code == given }) {
			report.Errorf(path, rule, "%s : %q%s.", what, fr.Clip(given), strict.Suggest(given, list))
		}
	}
	for i, h := range r.Have {
		known(fmt.Sprintf("have[%d].piece", i), "cnc/piece-unknown", "Pièce inconnue", h.Piece, pieces)
	}
	for i, id := range r.Situation.Asked {
		known(fmt.Sprintf("situation.asked[%d]", i), "cnc/piece-unknown", "Pièce inconnue", id, pieces)
	}
	if rules, err := deadlinesTable(); err == nil {
		dates = append(dates, strict.Value{Code: "first_showing"})
		for _, d := range rules.Deadlines {
			dates = append(dates, strict.Value{Code: d.Anchor})
		}
		for _, name := range slices.Sorted(maps.Keys(r.Situation.Dates)) {
			known("situation.dates."+name, "cnc/date-unknown", "Date inconnue", name, dates)
		}
	}
}
