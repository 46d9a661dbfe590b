package credit_test

import (
	"testing"
	"time"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/financing/credit"
)

// TestHostileAmounts gives 1e1000000000 to everything that takes an amount: nothing computes it, nothing panics, all answer.
func TestHostileAmounts(t *testing.T) {
	bomb := decimal.New(1, 1_000_000_000)
	done := make(chan struct{})
	go func() {
		defer close(done)
		c := credit.Case{Date: day(2026, 6, 1), Budget: bomb, Managed: bomb, Eligible: &bomb, AssignedSubsidies: bomb, OtherAid: bomb, AidBase: bomb, Producers: []credit.ProducerShare{{Spend: bomb}}}
		_, _ = credit.Film(credit.FilmCase{Case: c, Basis: credit.BasisVFX, VFXShots: bomb, VFXPerMinute: bomb, Scale: &credit.ScaleScore{Points: bomb, Total: bomb}})
		_, _ = credit.Audiovisual(credit.AudiovisualCase{Case: c, Genre: credit.GenreFiction, Minutes: 52, ForeignLanguage: true, ForeignShare: bomb})
		_, _ = credit.International(credit.InternationalCase{Case: c, VFXSpend: bomb, VFXShots: bomb, VFXPerMinute: bomb})
		_, _ = credit.EligibleSpend([]credit.SpendLine{{Amount: bomb, Minimum: &bomb, Outside: bomb, Count: bomb, Price: bomb, Unit: credit.Meals}}, bomb, day(2026, 6, 1), moteur.Date{}, nil)
		_, _ = credit.EligibleSpend([]credit.SpendLine{{Amount: one, Category: credit.SpendPerformers, Minimum: &bomb}}, bomb, day(2026, 6, 1), moteur.Date{}, credit.Given{"credit/spend.meal": bomb})
		_, _ = credit.DirectorCeiling(bomb, snapshot)
	}()
	select {
	case <-done:
	case <-time.After(60 * time.Second):
		require.Fail(t, "a hostile amount is being computed")
	}
}
