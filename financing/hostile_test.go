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
		in := treasury()
		in.Plan = p
		_, _ = financing.Cash(in)
		in = treasury()
		in.Actuals = []financing.Actual{{Date: day(2026, 1, 1), Key: "canal", In: true, Net: bomb, VAT: bomb}}
		in.Settings.Facility = &financing.Facility{Reference: bomb, Margin: &bomb, Commitment: bomb, Guaranteed: bomb, Keep: bomb, Assigned: []financing.Assignment{{Resource: "canal", Rate: &bomb}}}
		_, _ = financing.Cash(in)
		in.Actuals = nil
		_, _ = financing.Cash(in)
		c := financing.CreditCase{Date: day(2026, 6, 1), Budget: bomb, Managed: bomb, Eligible: &bomb, AssignedSubsidies: bomb, OtherAid: bomb, AidBase: bomb, Producers: []financing.ProducerShare{{Spend: bomb}}}
		_, _ = financing.FilmCredit(financing.FilmCase{CreditCase: c, Basis: financing.BasisVFX, VFXShots: bomb, VFXPerMinute: bomb, Scale: &financing.ScaleScore{Points: bomb, Total: bomb}})
		_, _ = financing.AudiovisualCredit(financing.AudiovisualCase{CreditCase: c, Genre: financing.GenreFiction, Minutes: 52, ForeignLanguage: true, ForeignShare: bomb})
		_, _ = financing.InternationalCredit(financing.ForeignCase{CreditCase: c, VFXSpend: bomb, VFXShots: bomb, VFXPerMinute: bomb})
		_, _ = financing.EligibleSpend([]financing.SpendLine{{Amount: bomb, Minimum: &bomb, Outside: bomb, Count: bomb, Price: bomb, Unit: financing.Meals}}, bomb, day(2026, 6, 1), moteur.Date{}, nil)
		_, _ = financing.EligibleSpend([]financing.SpendLine{{Amount: one, Category: financing.SpendPerformers, Minimum: &bomb}}, bomb, day(2026, 6, 1), moteur.Date{}, financing.Given{"credit/spend.meal": bomb})
		_, _ = financing.CinemaSupport(bomb, bomb, snapshot)
		_, _ = financing.TVSupport(bomb, one, snapshot)
		_, _ = financing.VideoSupport(bomb, one, snapshot)
		_, _ = financing.ExportSupport(bomb, one, snapshot)
		_, _ = financing.DistributorSupport(bomb, snapshot)
		_, _ = financing.DistributorBonus(bomb, bomb, snapshot)
		_, _ = financing.SplitSupport(financing.SplitCase{Support: bomb, DelegateShare: bomb, Date: snapshot})
		_, _ = financing.SplitSupport(financing.SplitCase{Support: eur("400000"), DelegateShare: one, Date: snapshot, Others: []financing.SplitShare{{Weight: bomb}}})
		_, _ = financing.ReinvestmentBonus(financing.BonusCase{Invested: bomb, Date: snapshot})
		_, _ = financing.RepayAdvance(financing.AdvanceCase{Advance: bomb, Support: bomb, Rate: bomb, AlreadyRepaid: bomb, Date: snapshot})
		_, _ = financing.PreparationLimit(bomb, true, snapshot)
		_, _ = financing.PayCeiling(bomb, false, snapshot)
		_, _ = financing.DirectorCeiling(bomb, snapshot)
		_, _ = financing.IFCICFee(bomb, bomb, bomb, snapshot)
		financing.ActualInterest(bomb, bomb, 1, 360)
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
