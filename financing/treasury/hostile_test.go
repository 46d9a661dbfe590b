package treasury_test

import (
	"testing"
	"time"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/financing"
	"github.com/moteur-film/moteur/financing/treasury"
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
		in := cashInput()
		in.Plan = p
		_, _ = treasury.Cash(in)
		in = cashInput()
		in.Actuals = []treasury.Actual{{Date: day(2026, 1, 1), Key: "canal", In: true, Net: bomb, VAT: bomb}}
		in.Settings.Facility = &treasury.Facility{Reference: bomb, Margin: &bomb, Commitment: bomb, Guaranteed: bomb, Keep: bomb, Assigned: []treasury.Assignment{{Resource: "canal", Rate: &bomb}}}
		_, _ = treasury.Cash(in)
		in.Actuals = nil
		_, _ = treasury.Cash(in)
		_, _ = treasury.IFCICFee(bomb, bomb, bomb, snapshot)
		_, _ = treasury.ActualInterest(bomb, bomb, 1, 360)
	}()
	select {
	case <-done:
	case <-time.After(60 * time.Second):
		require.Fail(t, "a hostile amount is being computed")
	}
}
