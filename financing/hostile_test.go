package financing_test

import (
	"testing"
	"time"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/financing"
)

// TestHostileAmounts gives 1e1000000000 to everything that takes an amount: nothing computes it, nothing panics, all answer.
func TestHostileAmounts(t *testing.T) {
	bomb := decimal.New(1, 1_000_000_000)
	done := make(chan struct{})
	go func() {
		defer close(done)
		p := film()
		p.Resources = append([]financing.Resource{}, p.Resources...)
		for i := range p.Resources {
			r := &p.Resources[i]
			r.Amount, r.Rate, r.RightsShare, r.VATRate, r.Repayable = bomb, bomb, bomb, &bomb, &bomb
			r.Instalments = []financing.Instalment{{Event: moteur.ShootStart, Share: bomb}}
		}
		p.Cost, p.Pays = bomb, []financing.GlobalPay{{Person: "x", Amount: bomb}}
		financing.Summarize(p)
		financing.Check(p)
		p.Document()
		_, _ = financing.PayCeiling(bomb, false, snapshot)
		financing.TVPaid(bomb, bomb, snapshot)
		m := mixProblem()
		m.Plan.Cost, m.Obligations[0].Ratio = bomb, bomb
		m.Spend = map[string]decimal.Decimal{"FR-BRE": bomb}
		_, _ = financing.BestMix(m)
		m.Choices[0].Options[0].Cost = bomb
		_, _ = financing.BestMix(m)
		_, _ = financing.EvaluateMix(m, []int{0, 0, 0, 0})
	}()
	select {
	case <-done:
	case <-time.After(60 * time.Second):
		require.Fail(t, "a hostile amount is being computed")
	}
}
