package support

import (
	"embed"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/law"
)

//go:embed rules/*.json
var rulesFS embed.FS

var tables = law.Library(rulesFS, "support")

func openRules(on moteur.Date, r *moteur.Report) law.Book {
	return law.Telling(on, r, nil, tables)
}
