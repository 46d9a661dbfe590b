package support_test

import (
	"testing"
	"time"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur/financing/support"
)

// TestHostileAmounts gives 1e1000000000 to everything that takes an amount: nothing computes it, nothing panics, all answer.
func TestHostileAmounts(t *testing.T) {
	bomb := decimal.New(1, 1_000_000_000)
	done := make(chan struct{})
	go func() {
		defer close(done)
		_, _ = support.Cinema(bomb, bomb, snapshot)
		_, _ = support.TV(bomb, one, snapshot)
		_, _ = support.Video(bomb, one, snapshot)
		_, _ = support.Export(bomb, one, snapshot)
		_, _ = support.Distributor(bomb, snapshot)
		_, _ = support.DistributorBonus(bomb, bomb, snapshot)
		_, _ = support.Split(support.SplitCase{Support: bomb, DelegateShare: bomb, Date: snapshot})
		_, _ = support.Split(support.SplitCase{Support: eur("400000"), DelegateShare: one, Date: snapshot, Others: []support.Share{{Weight: bomb}}})
		_, _ = support.ReinvestmentBonus(support.BonusCase{Invested: bomb, Date: snapshot})
		_, _ = support.RepayAdvance(support.AdvanceCase{Advance: bomb, Support: bomb, Rate: bomb, AlreadyRepaid: bomb, Date: snapshot})
		_, _ = support.PreparationLimit(bomb, true, snapshot)
	}()
	select {
	case <-done:
	case <-time.After(60 * time.Second):
		require.Fail(t, "a hostile amount is being computed")
	}
}
