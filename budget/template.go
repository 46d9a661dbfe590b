package budget

import (
	"embed"
	"encoding/json"
	"fmt"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/fr"
)

//go:embed templates/*.json
var templateFiles embed.FS

// Template is the devis type of a kind of work: its usual lines, at no price, on the variables and figures of the plan that
// fill them, and its chain of percent lines on a date. The choice of lines is this library's; the report names the flat
// rates to confirm or to give.
func Template(kind moteur.Kind, on moteur.Date) (Budget, moteur.Report, error) {
	name := kind
	switch kind {
	case moteur.TVFilm:
		name = moteur.Feature
	case "":
		name = moteur.Feature
	}
	raw, err := templateFiles.ReadFile("templates/" + string(name) + ".json")
	if err != nil {
		return Budget{}, moteur.Report{}, fmt.Errorf("devis type : aucun pour le genre %q", fr.Clip(string(kind)))
	}
	var t struct {
		Genre     string                     `json:"genre"`
		Variables map[string]decimal.Decimal `json:"variables"`
		Lines     []Line                     `json:"lines"`
	}
	if err := json.Unmarshal(raw, &t); err != nil {
		return Budget{}, moteur.Report{}, fmt.Errorf("devis type %s : %w", kind, err)
	}
	genre := t.Genre
	if kind == moteur.TVFilm {
		genre = GenreFictionUnit
	}
	b := Budget{Kind: kind, Date: on, Variables: t.Variables, Lines: t.Lines}
	var r moteur.Report
	b.Percents, r = Indirects(genre, on)
	return b, r, nil
}
