package film_test

import (
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur/budget"
	"github.com/moteur-film/moteur/film"
)

// The days in Ostende pay their hotels, per diem, meals and crew in Belgium, as the effects house of Ostende; the eligible spend of the
// devis is the French spend that the credit is asked for, before its caps.
func TestSampleSpendsAbroad(t *testing.T) {
	f, err := film.Open(film.Sample())
	require.NoError(t, err)
	c, err := film.Run(t.Context(), f, film.Settings{Moves: 2000})
	require.NoError(t, err)
	days, all := c.Figures["plan:location:ostende"], c.Figures["plan:shoot_days"]
	require.True(t, days.IsPositive())
	share := days.DivRound(all, 10)
	for i, l := range c.Estimate.Budget.Lines {
		abroad := c.Estimate.LineShares(i)[budget.TerritoryAxis]["BE"]
		whole := c.Estimate.Lines[i].Amount.Add(c.Estimate.Lines[i].Charges)
		switch l.ID {
		case "L157", "L159", "L012", "L202": // hotels, per diem, crew, premiums
			assert.True(t, whole.Mul(share).Sub(abroad).Abs().LessThan(decimal.New(5, -2)), "%s: %s of %s", l.Label, abroad, whole)
		case "L180": // the effects house
			assert.True(t, whole.Equal(abroad), "%s: %s of %s", l.Label, abroad, whole)
		case "L167": // the camera of a French house
			assert.True(t, abroad.IsZero(), "%s: %s", l.Label, abroad)
		}
	}
	french := decimal.Zero
	for _, l := range c.Credit.Lines {
		french = french.Add(l.Amount)
		for _, cut := range l.Cuts {
			if cut.Source.Text == "CGI art. 220 sexies III 1" && cut.Reason == "dépense hors de France ou de personnes non assimilées" {
				french = french.Sub(cut.Lost)
			}
		}
	}
	eligible := c.Estimate.Axes[budget.CreditAxis][budget.Eligible]
	assert.True(t, french.Equal(eligible), "devis %s, crédit %s", eligible, french)
	assert.True(t, eligible.IsPositive())
}
