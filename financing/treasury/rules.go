package treasury

import (
	"embed"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/financing/credit"
	"github.com/moteur-film/moteur/internal/law"
)

//go:embed rules/*.json
var rulesFS embed.FS

// tables are bank (bank, VAT and pay, usages included) and curve (courbes de dépense).
var tables = law.Library(rulesFS, "bank", "curve")

func openRules(on moteur.Date, given credit.Given, r *moteur.Report) law.Book {
	return law.Telling(on, r, given, tables)
}
