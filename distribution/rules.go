package distribution

import (
	"embed"
	"sync"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/law"
)

//go:embed rules/*.json
var rulesFS embed.FS

var receiptRules = sync.OnceValues(func() (law.Table, error) { return law.Load(rulesFS, "rules/receipts.json") })

var windowRules = sync.OnceValues(func() (law.Table, error) { return law.Load(rulesFS, "rules/chronology.json") })

// rate reads a legal value on a date as a step, and notes in the report when it is not verified.
func rate(t law.Table, id, label string, on moteur.Date, r *moteur.Report) (moteur.Step, error) {
	c, err := t.Decimal(id, on)
	if err != nil {
		return moteur.Step{}, err
	}
	c.Use(r, id)
	return moteur.Quote(label, c), nil
}

func dec(n int64) decimal.Decimal { return decimal.NewFromInt(n) }
