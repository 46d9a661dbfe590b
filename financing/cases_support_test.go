package financing_test

import (
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur/financing"
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

func sameSlices(t *testing.T, want []slice, got []financing.SupportSlice) {
	t.Helper()
	require.Len(t, got, len(want))
	for i, w := range want {
		same(t, w.From, got[i].From, "slice from")
		same(t, w.To, got[i].To, "slice to")
		assert.True(t, percent(t, w.Rate).Equal(got[i].Rate), "rate %s, want %s", got[i].Rate, w.Rate)
		same(t, w.Amount, got[i].Amount.Round(2), "slice amount")
	}
}

func TestSupportCases(t *testing.T) {
	for name, f := range caseFiles[supportCases](t, "automatic_support") {
		for _, c := range f.Producer.Cases {
			t.Run(name+"/"+c.ID, func(t *testing.T) {
				got, err := financing.CinemaSupport(dec(t, c.Inputs.Receipts), c.Inputs.Points, snapshot)
				require.NoError(t, err)
				require.NoError(t, got.Step.Verify())
				sameSlices(t, c.Expected.Slices, got.Slices)
				same(t, c.Expected.Before, got.Before, "before coefficient")
				same(t, c.Expected.Coefficient, got.Coefficient, "coefficient")
				same(t, c.Expected.Support, got.Amount, "support")
			})
		}
		for _, c := range f.Distributor.Cases {
			t.Run(name+"/"+c.ID, func(t *testing.T) {
				receipts := c.Inputs.Admissions.Mul(dec(t, "0"+c.Inputs.Price))
				if c.Inputs.Receipts != "" {
					receipts = dec(t, c.Inputs.Receipts)
				}
				same(t, c.Expected.Receipts, receipts, "receipts")
				got, err := financing.DistributorSupport(receipts, snapshot)
				require.NoError(t, err)
				require.NoError(t, got.Step.Verify())
				sameSlices(t, c.Expected.Slices, got.Slices)
				same(t, c.Expected.Support, got.Amount, "support")
			})
		}
		for _, c := range f.TVVideo {
			t.Run(name+"/"+c.ID, func(t *testing.T) {
				var got financing.Support
				var err error
				if c.Inputs.TV != "" {
					got, err = financing.TVSupport(dec(t, c.Inputs.TV), c.Inputs.Points, snapshot)
					same(t, c.Expected.Counted, got.Counted, "counted")
				} else {
					got, err = financing.VideoSupport(dec(t, c.Inputs.Video), c.Inputs.Points, snapshot)
				}
				require.NoError(t, err)
				require.NoError(t, got.Step.Verify())
				same(t, c.Expected.Support, got.Amount, "support")
			})
		}
		for _, c := range f.Bonus {
			t.Run(name+"/"+c.ID, func(t *testing.T) {
				got, err := financing.ReinvestmentBonus(financing.BonusCase{Invested: dec(t, c.Inputs.Invested), Delegate: true, Parity: c.Inputs.Parity, Date: snapshot,
					Animation: dec(t, c.Inputs.Base).Equal(decimal.New(5, -1))})
				require.NoError(t, err)
				same(t, c.Expected.Base, got.Base, "base bonus")
				same(t, c.Expected.Parity, got.Parity, "parity bonus")
			})
		}
		for _, c := range f.Split {
			t.Run(name+"/"+c.ID, func(t *testing.T) {
				got, err := financing.SplitSupport(financing.SplitCase{Support: dec(t, c.Inputs.Support), DelegateShare: dec(t, c.Inputs.Share), Date: snapshot})
				if c.Expected.Error != "" {
					require.Error(t, err)
					return
				}
				require.NoError(t, err)
				same(t, c.Expected.Delegue, got.Delegate, "délégué")
				same(t, c.Expected.Others, got.Others, "others")
			})
		}
		for _, c := range f.Avance {
			t.Run(name+"/"+c.ID, func(t *testing.T) {
				a := financing.AdvanceCase{Advance: dec(t, c.Inputs.Advance), Support: dec(t, c.Inputs.Support), Rate: dec(t, c.Inputs.Rate), Date: snapshot}
				if c.Inputs.Repaid != "" {
					a.AlreadyRepaid = dec(t, c.Inputs.Repaid)
				}
				got, err := financing.RepayAdvance(a)
				require.NoError(t, err)
				same(t, c.Expected.Repaid, got.Repaid, "repaid")
				same(t, c.Expected.Ceiling, got.Ceiling, "ceiling")
			})
		}
	}
}

// TestPublishedRateCases compares the exact rates with the printed ones, cut at two decimals, except the known misprint.
func TestPublishedRateCases(t *testing.T) {
	for name, f := range caseFiles[supportCases](t, "automatic_support") {
		for _, p := range f.Published {
			t.Run(name+"/"+p.Scheme, func(t *testing.T) {
				var got []decimal.Decimal
				switch {
				case strings.HasPrefix(p.Scheme, "producer"):
					s, err := financing.CinemaSupport(decimal.NewFromInt(100_000_000), decimal.NewFromInt(100), snapshot)
					require.NoError(t, err)
					for _, x := range s.Slices {
						got = append(got, x.Rate)
					}
				case p.Scheme == "distributor":
					s, err := financing.DistributorSupport(decimal.NewFromInt(100_000_000), snapshot)
					require.NoError(t, err)
					for _, x := range s.Slices {
						got = append(got, x.Rate)
					}
				case strings.HasPrefix(p.Scheme, "distributor bonus"):
					for i, cost := range []int64{3_999_999, 4_000_000} {
						b, err := financing.DistributorBonus(decimal.NewFromInt(1_000_000), decimal.NewFromInt(cost), snapshot)
						require.NoError(t, err)
						rate, limit, _ := strings.Cut(p.Exact[i], ",")
						assert.True(t, percent(t, rate).Equal(b.Rate), "%s, want %s", b.Rate, rate)
						same(t, strings.TrimSpace(limit), b.Amount, "cap")
					}
					return
				case strings.HasPrefix(p.Scheme, "video"):
					hundred := decimal.NewFromInt(100)
					v, err := financing.VideoSupport(decimal.NewFromInt(1000), hundred, snapshot)
					require.NoError(t, err)
					w, err := financing.TVSupport(decimal.NewFromInt(1000), hundred, snapshot)
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
