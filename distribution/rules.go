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

// openReceipts opens the rates of the receipts on a date; doubts are said in the report, nowhere when it is nil.
func openReceipts(on moteur.Date, r *moteur.Report) (law.Book, error) {
	t, err := receiptRules()
	return law.Open(on, r, t), err
}

func dec(n int64) decimal.Decimal { return decimal.NewFromInt(n) }
