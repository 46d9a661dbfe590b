package cnc

import (
	"embed"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/cnc/points"
	"github.com/moteur-film/moteur/internal/law"
)

//go:embed rules/*.json
var rulesFS embed.FS

// The tables, read once and never modified.
var (
	trainingTable = law.Rows[struct {
		ID, Title string
		Values    []trainingRule
	}](rulesFS, "training")
	conditionsTable = law.Rows[struct {
		ID, Title  string
		Conditions []conditionRule
	}](rulesFS, "conditions")
	deadlinesTable = law.Rows[struct {
		ID, Title string
		Deadlines []deadlineRule
	}](rulesFS, "deadlines")
	piecesTable = law.Rows[pieceTable](rulesFS, "pieces")
	limitsTable = law.Entries(rulesFS, "limits")
)

// rulebook is what one computation of a procedure reads: the limits on its date, who counts as French, and the report of its doubts.
type rulebook struct {
	law.Book
	status points.Status
	report *moteur.Report
}

func openRules(on moteur.Date, report *moteur.Report) (*rulebook, error) {
	limits, err := limitsTable()
	if err != nil {
		return nil, err
	}
	status, err := points.Open(on, report)
	return &rulebook{Book: law.Open(on, report, limits), status: status, report: report}, err
}
