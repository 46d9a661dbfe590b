package treasury

import (
	"embed"
	"maps"
	"slices"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/financing/credit"
	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/internal/law"
	"github.com/moteur-film/moteur/internal/strict"
)

//go:embed rules/*.json
var rulesFS embed.FS

// tables are bank (bank, VAT and pay, usages included) and curve (courbes de dépense).
var tables = law.Library(rulesFS, "bank", "curve")

func openRules(on moteur.Date, given credit.Given, r *moteur.Report) law.Book {
	return law.Telling(on, r, given, tables)
}

// checkGiven refuses the values given for what no table names: they would be read by nothing.
func checkGiven(given credit.Given, r *moteur.Report) {
	list, err := tables()
	if err != nil {
		return // told by what reads the tables
	}
	var known []strict.Value
	for _, t := range list {
		for _, e := range t.Entries {
			known = append(known, strict.Value{Code: t.ID + "/" + e.ID, Label: e.Label})
		}
	}
	for _, id := range slices.Sorted(maps.Keys(given)) {
		if !slices.ContainsFunc(known, func(v strict.Value) bool { return v.Code == id }) {
			r.Errorf("settings.given."+id, "financing/setting", "Valeur inconnue des tables : %q%s.", fr.Clip(id),
				strict.Suggest(id, known))
		}
	}
}
