package support_test

import (
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur/financing/support"
	"github.com/moteur-film/moteur/internal/testkit"
)

type slice struct {
	From, To, Amount string
	Rate             string `json:"effective_rate"`
}

type supportCases struct {
	TSA       string `json:"tsa_rate"`
	Published []struct {
		Scheme  string
		Printed []string
		Exact   []string
	} `json:"published_rates"`
	Producer struct {
		Cases []struct {
			ID     string
			Inputs struct {
				Receipts string
				Points   decimal.Decimal
			}
			Expected struct {
				Slices      []slice
				Before      string `json:"before_coefficient"`
				Coefficient string
				Support     string
			}
		}
	} `json:"producer_cases"`
	Distributor struct {
		Cases []struct {
			ID     string
			Inputs struct {
				Admissions decimal.Decimal
				Price      string `json:"average_price"`
				Receipts   string
			}
			Expected struct {
				Receipts string
				Slices   []slice
				Support  string
			}
		}
	} `json:"distributor_cases"`
	TVVideo []struct {
		ID     string
		Inputs struct {
			TV     string `json:"tv_sale_ex_vat"`
			Video  string `json:"video_turnover"`
			Points decimal.Decimal
		}
		Expected struct{ Counted, Support string }
	} `json:"tv_video_cases"`
	Bonus []struct {
		ID     string
		Inputs struct {
			Invested string `json:"invested_by_delegue"`
			Base     string `json:"base_bonus"`
			Parity   bool
		}
		Expected struct {
			Base   string `json:"base_bonus"`
			Parity string `json:"parity_bonus"`
		}
	} `json:"bonus_cases"`
	Split []struct {
		ID     string
		Inputs struct {
			Support string
			Share   string `json:"delegue_contract_share_above_150000"`
		}
		Expected struct{ Delegue, Others, Error string }
	} `json:"split_cases"`
	Avance []struct {
		ID       string
		Inputs   struct{ Advance, Support, Rate, Repaid string }
		Expected struct{ Repaid, Ceiling string }
	} `json:"avance_repayment_cases"`
}

func percent(t *testing.T, s string) decimal.Decimal {
	t.Helper()
	return testkit.Amount(t, strings.TrimSpace(strings.TrimSuffix(s, "%"))).Shift(-2)
}

func sameSlices(t *testing.T, want []slice, got []support.Slice) {
	t.Helper()
	require.Len(t, got, len(want))
	for i, w := range want {
		testkit.Same(t, w.From, got[i].From, "slice from")
		testkit.Same(t, w.To, got[i].To, "slice to")
		assert.True(t, percent(t, w.Rate).Equal(got[i].Rate), "rate %s, want %s", got[i].Rate, w.Rate)
		testkit.Same(t, w.Amount, got[i].Amount.Round(2), "slice amount")
	}
}

func TestSupportCases(t *testing.T) {
	for name, f := range testkit.CaseFiles[supportCases](t, "financing", "automatic_support") {
		for _, c := range f.Producer.Cases {
			t.Run(name+"/"+c.ID, func(t *testing.T) {
				got, err := support.Cinema(testkit.Amount(t, c.Inputs.Receipts), c.Inputs.Points, snapshot)
				require.NoError(t, err)
				require.NoError(t, got.Step.Verify())
				sameSlices(t, c.Expected.Slices, got.Slices)
				testkit.Same(t, c.Expected.Before, got.Before, "before coefficient")
				testkit.Same(t, c.Expected.Coefficient, got.Coefficient, "coefficient")
				testkit.Same(t, c.Expected.Support, got.Amount, "support")
			})
		}
		for _, c := range f.Distributor.Cases {
			t.Run(name+"/"+c.ID, func(t *testing.T) {
				receipts := c.Inputs.Admissions.Mul(testkit.Amount(t, "0"+c.Inputs.Price))
				if c.Inputs.Receipts != "" {
					receipts = testkit.Amount(t, c.Inputs.Receipts)
				}
				testkit.Same(t, c.Expected.Receipts, receipts, "receipts")
				got, err := support.Distributor(receipts, snapshot)
				require.NoError(t, err)
				require.NoError(t, got.Step.Verify())
				sameSlices(t, c.Expected.Slices, got.Slices)
				testkit.Same(t, c.Expected.Support, got.Amount, "support")
			})
		}
		for _, c := range f.TVVideo {
			t.Run(name+"/"+c.ID, func(t *testing.T) {
				var got support.Support
				var err error
				if c.Inputs.TV != "" {
					got, err = support.TV(testkit.Amount(t, c.Inputs.TV), c.Inputs.Points, snapshot)
					testkit.Same(t, c.Expected.Counted, got.Counted, "counted")
				} else {
					got, err = support.Video(testkit.Amount(t, c.Inputs.Video), c.Inputs.Points, snapshot)
				}
				require.NoError(t, err)
				require.NoError(t, got.Step.Verify())
				testkit.Same(t, c.Expected.Support, got.Amount, "support")
			})
		}
		for _, c := range f.Bonus {
			t.Run(name+"/"+c.ID, func(t *testing.T) {
				got, err := support.ReinvestmentBonus(support.BonusCase{Invested: testkit.Amount(t, c.Inputs.Invested), Delegate: true, Parity: c.Inputs.Parity, Date: snapshot,
					Animation: testkit.Amount(t, c.Inputs.Base).Equal(decimal.New(5, -1))})
				require.NoError(t, err)
				testkit.Same(t, c.Expected.Base, got.Base, "base bonus")
				testkit.Same(t, c.Expected.Parity, got.Parity, "parity bonus")
			})
		}
		for _, c := range f.Split {
			t.Run(name+"/"+c.ID, func(t *testing.T) {
				got, err := support.Split(support.SplitCase{Support: testkit.Amount(t, c.Inputs.Support), DelegateShare: testkit.Amount(t, c.Inputs.Share), Date: snapshot})
				if c.Expected.Error != "" {
					require.Error(t, err)
					return
				}
				require.NoError(t, err)
				testkit.Same(t, c.Expected.Delegue, got.Delegate, "délégué")
				testkit.Same(t, c.Expected.Others, got.Others, "others")
			})
		}
		for _, c := range f.Avance {
			t.Run(name+"/"+c.ID, func(t *testing.T) {
				a := support.AdvanceCase{Advance: testkit.Amount(t, c.Inputs.Advance), Support: testkit.Amount(t, c.Inputs.Support), Rate: testkit.Amount(t, c.Inputs.Rate), Date: snapshot}
				if c.Inputs.Repaid != "" {
					a.AlreadyRepaid = testkit.Amount(t, c.Inputs.Repaid)
				}
				got, err := support.RepayAdvance(a)
				require.NoError(t, err)
				testkit.Same(t, c.Expected.Repaid, got.Repaid, "repaid")
				testkit.Same(t, c.Expected.Ceiling, got.Ceiling, "ceiling")
			})
		}
	}
}

// TestPublishedRateCases compares the exact rates with the printed ones, cut at two decimals, except the known misprint.
func TestPublishedRateCases(t *testing.T) {
	for name, f := range testkit.CaseFiles[supportCases](t, "financing", "automatic_support") {
		for _, p := range f.Published {
			t.Run(name+"/"+p.Scheme, func(t *testing.T) {
				var got []decimal.Decimal
				switch {
				case strings.HasPrefix(p.Scheme, "producer"):
					s, err := support.Cinema(decimal.NewFromInt(100_000_000), decimal.NewFromInt(100), snapshot)
					require.NoError(t, err)
					for _, x := range s.Slices {
						got = append(got, x.Rate)
					}
				case p.Scheme == "distributor":
					s, err := support.Distributor(decimal.NewFromInt(100_000_000), snapshot)
					require.NoError(t, err)
					for _, x := range s.Slices {
						got = append(got, x.Rate)
					}
				case strings.HasPrefix(p.Scheme, "distributor bonus"):
					for i, cost := range []int64{3_999_999, 4_000_000} {
						b, err := support.DistributorBonus(decimal.NewFromInt(1_000_000), decimal.NewFromInt(cost), snapshot)
						require.NoError(t, err)
						rate, limit, _ := strings.Cut(p.Exact[i], ",")
						assert.True(t, percent(t, rate).Equal(b.Rate), "%s, want %s", b.Rate, rate)
						testkit.Same(t, strings.TrimSpace(limit), b.Amount, "cap")
					}
					return
				case strings.HasPrefix(p.Scheme, "video"):
					hundred := decimal.NewFromInt(100)
					v, err := support.Video(decimal.NewFromInt(1000), hundred, snapshot)
					require.NoError(t, err)
					w, err := support.TV(decimal.NewFromInt(1000), hundred, snapshot)
					require.NoError(t, err)
					got = []decimal.Decimal{v.Slices[0].Rate, w.Slices[0].Rate}
				default:
					t.Fatalf("scheme %q", p.Scheme)
				}
				require.Len(t, got, len(p.Exact))
				for i := range got {
					assert.True(t, percent(t, p.Exact[i]).Equal(got[i]), "rate %d = %s, want %s", i, got[i], p.Exact[i])
					gap := percent(t, p.Printed[i]).Sub(got[i]).Abs()
					assert.True(t, gap.LessThanOrEqual(decimal.New(1, -4)), "printed %s, exact %s", p.Printed[i], got[i])
				}
			})
		}
	}
}
