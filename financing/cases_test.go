package financing_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/financing"
	"github.com/moteur-film/moteur/internal/money"
	"github.com/moteur-film/moteur/internal/testkit"
)

// The shared cases are files of documented shapes, told by their "kind"; every file of a shape is run whatever its name.

var (
	snapshot = moteur.NewDate(2023, 12, 6) // the day of the texts the cases were derived from
	spendDay = moteur.NewDate(2026, 4, 3)  // the day of the text of the spend caps
	one      = decimal.NewFromInt(1)
)

// caseFiles decodes every file of one kind into fresh values of T.
func caseFiles[T any](t *testing.T, kind string) map[string]T {
	t.Helper()
	out := map[string]T{}
	for _, f := range testkit.Glob(t, testkit.Cases(t, "financing"), "*.json") {
		b, err := os.ReadFile(f)
		require.NoError(t, err)
		var head struct {
			Kind string `json:"kind"`
		}
		if json.Unmarshal(b, &head) != nil || head.Kind != kind {
			continue
		}
		var v T
		require.NoError(t, json.Unmarshal(b, &v), f)
		out[filepath.Base(f)] = v
	}
	require.NotEmpty(t, out, "no case of kind %s", kind)
	return out
}

func same(t *testing.T, want string, got decimal.Decimal, what string) {
	t.Helper()
	if want == "" {
		return
	}
	w, err := money.Parse(want)
	require.NoError(t, err, what)
	assert.True(t, w.Equal(got), "%s = %s, want %s", what, got, want)
}

func dec(t *testing.T, s string) decimal.Decimal {
	t.Helper()
	v, err := money.Parse(s)
	require.NoError(t, err)
	return v
}

func percent(t *testing.T, s string) decimal.Decimal {
	t.Helper()
	return dec(t, strings.TrimSpace(strings.TrimSuffix(s, "%"))).Shift(-2)
}

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
	for name, c := range caseFiles[planCase](t, "financing_plan") {
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
			same(t, e.ListedTotal.String(), got.Total, "total")
			same(t, e.NotListed.String(), got.Gap, "gap")
			same(t, e.PublicAid.String(), got.Intensity.Amount, "public aid")
			same(t, e.PublicAidPercent, got.Intensity.Ratio.Shift(2).Round(1), "intensity")
			for _, g := range got.Groups {
				if g.Group == financing.GroupTV {
					same(t, e.TVTotal.String(), g.Amount, "tv")
					same(t, e.TVPercent, g.Share.Shift(2).Round(1), "tv share")
				}
			}
			if e.Intensity50OK != nil {
				assert.Equal(t, *e.Intensity50OK, !got.Intensity.Passed())
			}
			require.True(t, got.Intensity.Known)
			same(t, "0.5", got.Intensity.Rate, "limit")
		})
	}
}

type creditCases struct {
	Film []struct {
		ID       string                     `json:"id"`
		Inputs   map[string]json.RawMessage `json:"inputs"`
		Expected map[string]string          `json:"expected"`
	} `json:"film_cases"`
	Director []struct{ Cost, Ceiling string } `json:"director_ceiling_cases"`
	Spend    []struct {
		ID, Kind, Place, Area, Price string
		Count, Nights                decimal.Decimal
		Eligible                     string `json:"expected_eligible"`
	} `json:"spend_cap_cases"`
	TV []struct {
		ID, Genre, Cost, Eligible, Rate string
		Minutes                         int
		Expected                        map[string]string
	} `json:"tv_cases"`
}

func TestFilmCreditCases(t *testing.T) {
	for name, file := range caseFiles[creditCases](t, "tax_credit") {
		for _, c := range file.Film {
			t.Run(name+"/"+c.ID, func(t *testing.T) {
				f := financing.FilmCase{CreditCase: financing.CreditCase{Date: snapshot}}
				for k, raw := range c.Inputs {
					v := dec(t, strings.Trim(string(raw), `"`))
					switch k {
					case "E":
						f.Eligible = &v
					case "bud":
						f.Budget = v
					case "rate":
						if v.Equal(decimal.New(20, -2)) {
							f.Basis = financing.BasisForeign
						}
					case "other":
						f.OtherAid = v
					case "limit":
						f.Difficult = v.Equal(decimal.New(6, -1))
					case "sub", "subsidy", "assigned", "assigned_subsidy", "assigned_non_repayable_subsidy":
						f.AssignedSubsidies = v
					case "managed", "french_share", "share":
						f.Managed = v
					default:
						t.Fatalf("input %q of the case is not known", k)
					}
				}
				got, err := financing.FilmCredit(f)
				require.NoError(t, err)
				require.NoError(t, got.Step.Verify())
				for k, want := range c.Expected {
					v, known := map[string]decimal.Decimal{"base_capped": got.BaseCapped, "base_net": got.BaseNet, "credit_gross": got.Gross,
						"room_under_intensity": got.Room, "credit": got.Amount}[k]
					require.True(t, known, "expected %q", k)
					same(t, want, v, k)
				}
			})
		}
	}
}

func TestSpendCases(t *testing.T) {
	for name, file := range caseFiles[creditCases](t, "tax_credit") {
		for _, c := range file.Director {
			got, rep := financing.DirectorCeiling(dec(t, c.Cost), snapshot)
			require.NoError(t, rep.Err())
			require.NoError(t, got.Verify())
			same(t, c.Ceiling, got.Value, "director ceiling of "+c.Cost)
			pay, rep := financing.PayCeiling(dec(t, c.Cost), false, snapshot)
			require.NoError(t, rep.Err())
			same(t, c.Ceiling, pay.Value, "pay ceiling of "+c.Cost)
		}
		for _, c := range file.Spend {
			t.Run(name+"/"+c.ID, func(t *testing.T) {
				l := financing.SpendLine{Label: c.ID, Category: financing.SpendTravel, Price: dec(t, c.Price), Count: c.Count, Place: c.Place}
				switch c.Kind {
				case "hotel":
					l.Unit, l.Count = financing.Nights, c.Nights
				case "meal":
					l.Unit = financing.Meals
				case "trip":
					l.Unit, l.Abroad = financing.Trips, c.Area != "" && !strings.Contains(c.Area, "mainland")
				default:
					t.Fatalf("kind %q", c.Kind)
				}
				got, rep := financing.EligibleSpend([]financing.SpendLine{l}, decimal.Zero, spendDay, moteur.Date{}, nil)
				require.NoError(t, rep.Err())
				same(t, c.Eligible, got[0].Eligible, "eligible")
				assert.True(t, got[0].Amount.Equal(got[0].Eligible.Add(got[0].Lost)))
			})
		}
	}
}

func TestAudiovisualCases(t *testing.T) {
	for name, file := range caseFiles[creditCases](t, "tax_credit") {
		for _, c := range file.TV {
			t.Run(name+"/"+c.ID, func(t *testing.T) {
				e := dec(t, c.Eligible)
				got, err := financing.AudiovisualCredit(financing.AudiovisualCase{Genre: financing.Genre(c.Genre), Minutes: c.Minutes,
					CreditCase: financing.CreditCase{Date: snapshot, Budget: dec(t, c.Cost), Eligible: &e}})
				require.NoError(t, err)
				require.NoError(t, got.Step.Verify())
				same(t, c.Rate, got.Rate, "rate")
				for k, want := range c.Expected {
					v, known := map[string]decimal.Decimal{"cost_per_minute": got.CostPerMinute, "cap": got.Ceiling, "credit": got.Amount,
						"eligible_after_80": got.BaseCapped}[k]
					require.True(t, known, "expected %q", k)
					same(t, want, v, k)
				}
			})
		}
	}
}

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

type treasuryCases struct {
	Cases []struct {
		ID      string
		Months  int
		Refund  int             `json:"vat_credit_refund_lag_months"`
		Due     int             `json:"vat_due_lag_months"`
		Annual  decimal.Decimal `json:"annual_rate"`
		Opening decimal.Decimal
		Lines   []struct {
			Month                 int
			Label, Net, Direction string
			VAT                   string `json:"vat_rate"`
		}
		Expected struct {
			Rows []struct {
				Month      int
				Operations string `json:"operations_ttc"`
				VAT        string `json:"vat_flow"`
				Balance    string
				Interest   string `json:"interest_memo"`
			}
			Deepest  string `json:"deepest_balance"`
			Interest string `json:"interest_memo_total"`
		}
	}
	IFCIC struct {
		Cases []struct{ Credit, Used, Share, Expected string }
	} `json:"ifcic_commission"`
	TV struct {
		Cases []struct {
			Share    string
			Paid     string `json:"paid_by_last_day"`
			Expected bool
		}
	} `json:"tv_coproduction_check"`
}

func TestTreasuryCases(t *testing.T) {
	for name, f := range caseFiles[treasuryCases](t, "treasury") {
		for _, c := range f.Cases {
			t.Run(name+"/"+c.ID, func(t *testing.T) {
				first := moteur.NewDate(2024, 1, 1)
				in := financing.CashInput{Title: c.ID, Settings: financing.CashSettings{VATDueLag: &c.Due, VATRefundLag: &c.Refund, AnnualRate: c.Annual, Opening: c.Opening,
					From: first, To: first.AddMonths(c.Months).AddDays(-1), Date: first}}
				for _, l := range c.Lines {
					net := dec(t, l.Net)
					in.Extra = append(in.Extra, financing.Movement{Date: first.AddMonths(l.Month - 1).AddDays(9), In: l.Direction == "in", Key: l.Label, Label: l.Label,
						Net: net, VAT: money.Times(net, dec(t, l.VAT))})
				}
				got, err := financing.Cash(in)
				require.NoError(t, err)
				require.Len(t, got.Rows, len(c.Expected.Rows))
				for i, w := range c.Expected.Rows {
					same(t, w.Operations, got.Rows[i].Operations, "operations")
					same(t, w.VAT, got.Rows[i].VAT, "vat")
					same(t, w.Balance, got.Rows[i].Closing, "balance")
					same(t, w.Interest, got.Rows[i].MemoInterest, "interest")
				}
				same(t, c.Expected.Deepest, got.Lowest.Amount, "deepest")
				same(t, c.Expected.Interest, got.MemoInterest, "interest total")
				conserved(t, got)
			})
		}
		for _, c := range f.IFCIC.Cases {
			got, rep := financing.IFCICFee(dec(t, c.Credit), dec(t, c.Used), dec(t, c.Share), snapshot)
			require.NoError(t, rep.Err())
			require.NoError(t, got.Verify())
			same(t, c.Expected, got.Value, "IFCIC")
		}
		for _, c := range f.TV.Cases {
			assert.Equal(t, c.Expected, financing.TVPaid(dec(t, c.Share), dec(t, c.Paid), snapshot), "%s of %s", c.Paid, c.Share)
		}
	}
}

// conserved checks that cash is conserved in every row, TTC and without VAT, and that rows, receipts and payments agree.
func conserved(t require.TestingT, c financing.CashFlow) {
	open, openHT := c.Opening, c.Opening
	for i, r := range c.Rows {
		require.True(t, r.Opening.Equal(open), "row %d opening %s, want %s", i, r.Opening, open)
		open = open.Add(r.In).Sub(r.Out).Add(r.VAT).Add(r.Draws).Sub(r.Repaid).Sub(r.Interest).Sub(r.Fees)
		openHT = openHT.Add(r.InHT).Sub(r.OutHT)
		require.True(t, r.Closing.Equal(open), "row %d closing %s, want %s", i, r.Closing, open)
		require.True(t, r.ClosingHT.Equal(openHT), "row %d closing HT %s, want %s", i, r.ClosingHT, openHT)
		in, out := decimal.Zero, decimal.Zero
		for _, l := range c.Receipts {
			in = in.Add(l.Amounts[i])
		}
		for _, l := range c.Payments {
			out = out.Add(l.Amounts[i])
		}
		require.True(t, in.Equal(r.In), "row %d in", i)
		require.True(t, out.Equal(r.Out), "row %d out", i)
	}
	require.True(t, c.Closing.Equal(open), "closing %s, want %s", c.Closing, open)
	last := c.Opening
	if n := len(c.Rows); n > 0 {
		last = c.Rows[n-1].ClosingHT
		loans := decimal.Zero
		for _, r := range c.Rows {
			loans = loans.Add(r.Draws).Sub(r.Repaid).Sub(r.Interest).Sub(r.Fees)
		}
		// what is in the bank less what the State owes or is owed is the treasury without VAT
		require.True(t, c.Closing.Sub(c.VATPending).Sub(loans).Equal(last), "closing %s less VAT %s less loans %s, want %s", c.Closing, c.VATPending, loans, last)
	}
}
