package financing

import (
	"embed"
	"strconv"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/law"
)

//go:embed rules/*.json rules/sheets/*.json
var rulesFS embed.FS

// tables are aid (encadrement des aides et du plan), template (échéanciers d'usage) and timeline (dates d'usage).
var tables = law.Library(rulesFS, "aid", "template", "timeline")

func openRules(on moteur.Date, r *moteur.Report) law.Book {
	return law.Telling(on, r, nil, tables)
}

// atoi reads a whole number written in a text, or the fallback.
func atoi(s string, fallback int) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		return fallback
	}
	return n
}
