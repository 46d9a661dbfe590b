package credit

import (
	"embed"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/law"
)

//go:embed rules/*.json rules/scales/*.json
var rulesFS embed.FS

// tables are credit (crédits d'impôt) and intensity (intensité des aides publiques).
var tables = law.Library(rulesFS, "credit", "intensity")

func openRules(on moteur.Date, given Given, r *moteur.Report) law.Book {
	return law.Telling(on, r, given, tables)
}

// Given holds the caller's own values for legal values that the tables leave empty or do not hold on the date, by id
// ("credit/av.cap.live"). Each use is said in the report.
type Given = law.Given

// Rules of values given by the caller or missing.
const (
	RuleGiven   = law.RuleGiven   // a value came from the caller, not from the tables
	RuleMissing = law.RuleMissing // a named slot is empty or has no value on the date
)
