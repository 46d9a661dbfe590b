package financing_test

import (
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur/financing"
	"github.com/moteur-film/moteur/internal/testkit"
)

type planCase struct {
	Film     string          `json:"film"`
	Currency string          `json:"currency"`
	Budget   decimal.Decimal `json:"budget"`
	Sources  []struct {
		Label     string          `json:"label"`
		Amount    decimal.Decimal `json:"amount"`
		Group     string          `json:"group"`
		PublicAid bool            `json:"public_aid"`
	} `json:"sources"`
	Expected struct {
		ListedTotal      decimal.Decimal `json:"listed_total"`
		NotListed        decimal.Decimal `json:"not_listed"`
		PublicAid        decimal.Decimal `json:"public_aid"`
		PublicAidPercent string          `json:"public_aid_percent"`
		TVTotal          decimal.Decimal `json:"tv_total"`
		TVPercent        string          `json:"tv_percent"`
		Intensity50OK    *bool           `json:"intensity_50_ok"`
	} `json:"expected"`
}

func TestPlanCases(t *testing.T) {
	kinds := map[string]financing.Kind{"private": financing.ProducerCash, "public": financing.SelectiveAid, "tv": financing.TVPresale,
		"sofica": financing.Sofica, "mg": financing.TheatricalMG}
	for name, c := range testkit.CaseFiles[planCase](t, "financing", "financing_plan") {
		t.Run(name, func(t *testing.T) {
			p := financing.Plan{Title: c.Film, Cost: c.Budget, Date: snapshot}
			for i, s := range c.Sources {
				k, ok := kinds[s.Group]
				if !ok {
					k = financing.Other
				}
				p.Resources = append(p.Resources, financing.Resource{ID: string(rune('a' + i)), Label: s.Label, Kind: k, Amount: s.Amount,
					Public: &c.Sources[i].PublicAid, State: financing.Confirmed})
			}
			got := financing.Summarize(p)
			e := c.Expected
			testkit.Same(t, e.ListedTotal.String(), got.Total, "total")
			testkit.Same(t, e.NotListed.String(), got.Gap, "gap")
			testkit.Same(t, e.PublicAid.String(), got.Intensity.Amount, "public aid")
			testkit.Same(t, e.PublicAidPercent, got.Intensity.Ratio.Shift(2).Round(1), "intensity")
			for _, g := range got.Groups {
				if g.Group == financing.GroupTV {
					testkit.Same(t, e.TVTotal.String(), g.Amount, "tv")
					testkit.Same(t, e.TVPercent, g.Share.Shift(2).Round(1), "tv share")
				}
			}
			if e.Intensity50OK != nil {
				assert.Equal(t, *e.Intensity50OK, !got.Intensity.Passed())
			}
			require.True(t, got.Intensity.Known)
			testkit.Same(t, "0.5", got.Intensity.Rate, "limit")
		})
	}
}

type ceilingCases struct {
	Director []struct{ Cost, Ceiling string } `json:"director_ceiling_cases"`
}

// TestPayCeilingCases: the ceiling of the global pay has the slices of the ceiling of the director's pay in the tax credit.
func TestPayCeilingCases(t *testing.T) {
	for _, file := range testkit.CaseFiles[ceilingCases](t, "financing", "tax_credit") {
		for _, c := range file.Director {
			pay, rep := financing.PayCeiling(testkit.Amount(t, c.Cost), false, snapshot)
			require.NoError(t, rep.Err())
			require.NoError(t, pay.Verify())
			testkit.Same(t, c.Ceiling, pay.Value, "pay ceiling of "+c.Cost)
		}
	}
}

type tvCases struct {
	TV struct {
		Cases []struct {
			Share    string
			Paid     string `json:"paid_by_last_day"`
			Expected bool
		}
	} `json:"tv_coproduction_check"`
}

func TestTVPaidCases(t *testing.T) {
	for _, f := range testkit.CaseFiles[tvCases](t, "financing", "treasury") {
		for _, c := range f.TV.Cases {
			assert.Equal(t, c.Expected, financing.TVPaid(testkit.Amount(t, c.Share), testkit.Amount(t, c.Paid), snapshot), "%s of %s", c.Paid, c.Share)
		}
	}
}
