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
