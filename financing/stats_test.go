package financing_test

import (
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur/financing"
	"github.com/moteur-film/moteur/internal/testkit"
)

type marketCase struct {
	Films struct {
		All, Minority, Coproductions int
		FIF                          int `json:"french_initiative"`
		Fully                        int `json:"fully_french"`
		Majority                     int `json:"french_majority_coproduction"`
	} `json:"films"`
	Investment   struct{ French, Foreign string }
	Broadcasters map[string]string `json:"broadcasters_and_platforms"`
	Public       string            `json:"public_support"`
	Over7        int               `json:"fif_over_7m"`
	Expected     map[string]string
}

// TestMarketCases reads the yearly statistics as plans: the broadcasters' money with the platforms' share in it, French money
// with the shares of television and public aid.
func TestMarketCases(t *testing.T) {
	for name, c := range testkit.CaseFiles[marketCase](t, "financing", "market_stats") {
		t.Run(name, func(t *testing.T) {
			f := c.Films
			assert.Equal(t, f.FIF, f.Fully+f.Majority)
			assert.Equal(t, f.All, f.FIF+f.Minority)
			assert.Equal(t, f.Coproductions, f.Majority+f.Minority)
			million := func(s string) decimal.Decimal { return testkit.Amount(t, s).Shift(6) }
			tv := financing.Plan{Cost: million(c.Broadcasters["total"]), Date: snapshot}
			for _, k := range []string{"canal_plus", "france_televisions", "tf1", "m6", "arte", "platforms"} {
				kind := financing.TVPresale
				if k == "platforms" {
					kind = financing.Platform
				}
				tv.Resources = append(tv.Resources, financing.Resource{ID: k, Label: k, Kind: kind, Amount: million(c.Broadcasters[k]), State: financing.Paid})
			}
			s := financing.Summarize(tv)
			first := func(k string) string { return strings.Fields(c.Expected[k] + " -")[0] }
			testkit.Same(t, first("broadcaster_residual"), s.Gap.Shift(-6), "what the other channels bring")
			for _, k := range s.Kinds {
				if k.Kind == financing.Platform {
					testkit.Same(t, first("platform_share_of_broadcasters"), k.Share.Shift(2).Round(1), "platforms")
				}
			}
			all := financing.Summarize(financing.Plan{Cost: million(c.Investment.French), Date: snapshot, Resources: []financing.Resource{
				{ID: "tv", Kind: financing.TVPresale, Amount: tv.Cost, State: financing.Paid}, {ID: "aid", Kind: financing.SelectiveAid, Amount: million(c.Public), State: financing.Paid}}})
			require.Len(t, all.Groups, 2)
			testkit.Same(t, first("tv_share_of_french_money"), all.Groups[0].Share.Shift(2).Round(1), "television")
			testkit.Same(t, first("public_share"), all.Intensity.Ratio.Shift(2).Round(1), "public aid")
			over := decimal.NewFromInt(int64(c.Over7)).Shift(2).DivRound(decimal.NewFromInt(int64(f.FIF)), 1)
			testkit.Same(t, first("over_7m_share"), over, "films over 7 M")
		})
	}
}
