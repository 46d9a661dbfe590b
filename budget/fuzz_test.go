package budget_test

import (
	"bytes"
	"testing"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur/budget"
)

func FuzzBase(f *testing.F) {
	for _, s := range []string{"1..8 + direct - (p - 1)", "a-b", "direct-1", "total", "((", "1..", "..1", "p"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		one := decimal.NewFromInt(1)
		b := budget.Budget{Lines: []budget.Line{{ID: "a-b", Account: "71", Quantity: one, Rate: one}},
			Percents: []budget.Percent{{ID: "p", Account: "IM", Rate: one, Base: "direct"}, {ID: "q", Account: "FG", Rate: one, Base: s}}}
		if e, err := budget.Compute(b); err == nil {
			if err := e.Percents[1].Step.Verify(); err != nil {
				t.Fatal(err)
			}
		}
	})
}

func FuzzReadGrid(f *testing.F) {
	f.Add([]byte(`{"id":"x","accounts":[{"code":"1"},{"code":"11","parent":"1"}],"charge_accounts":{"":"1"}}`))
	f.Fuzz(func(t *testing.T, b []byte) {
		if g, err := budget.ReadGrid(bytes.NewReader(b)); err == nil && len(g.Accounts) > 0 && g.Accounts[0].Code == "" {
			t.Fatal("an account without code")
		}
		_, _ = budget.ReadGridMap(bytes.NewReader(b))
	})
}

func FuzzReadWorkbook(f *testing.F) {
	f.Add([]byte("PK\x03\x04"))
	f.Add(workbook(f, budget.Budget{Title: "Vide", Date: sample().Date}))
	f.Fuzz(func(t *testing.T, b []byte) {
		if r, err := budget.ReadWorkbook(bytes.NewReader(b)); err == nil {
			_, _ = budget.Compute(r.Budget)
		}
	})
}
