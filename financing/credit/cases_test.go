package credit_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/financing/credit"
	"github.com/moteur-film/moteur/internal/testkit"
)

// spendDay is the day of the text of the spend caps.
var spendDay = moteur.NewDate(2026, 4, 3)

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
	for name, file := range testkit.CaseFiles[creditCases](t, "financing", "tax_credit") {
		for _, c := range file.Film {
			t.Run(name+"/"+c.ID, func(t *testing.T) {
				f := credit.FilmCase{Case: credit.Case{Date: snapshot}}
				for k, raw := range c.Inputs {
					v := testkit.Amount(t, strings.Trim(string(raw), `"`))
					switch k {
					case "E":
						f.Eligible = &v
					case "bud":
						f.Budget = v
					case "rate":
						if v.Equal(decimal.New(20, -2)) {
							f.Basis = credit.BasisForeign
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
				got, err := credit.Film(f)
				require.NoError(t, err)
				require.NoError(t, got.Step.Verify())
				for k, want := range c.Expected {
					v, known := map[string]decimal.Decimal{"base_capped": got.BaseCapped, "base_net": got.BaseNet, "credit_gross": got.Gross,
						"room_under_intensity": got.Room, "credit": got.Amount}[k]
					require.True(t, known, "expected %q", k)
					testkit.Same(t, want, v, k)
				}
			})
		}
	}
}

func TestSpendCases(t *testing.T) {
	for name, file := range testkit.CaseFiles[creditCases](t, "financing", "tax_credit") {
		for _, c := range file.Director {
			got, rep := credit.DirectorCeiling(testkit.Amount(t, c.Cost), snapshot)
			require.NoError(t, rep.Err())
			require.NoError(t, got.Verify())
			testkit.Same(t, c.Ceiling, got.Value, "director ceiling of "+c.Cost)
		}
		for _, c := range file.Spend {
			t.Run(name+"/"+c.ID, func(t *testing.T) {
				l := credit.SpendLine{Label: c.ID, Category: credit.SpendTravel, Price: testkit.Amount(t, c.Price), Count: c.Count, Place: c.Place}
				switch c.Kind {
				case "hotel":
					l.Unit, l.Count = credit.Nights, c.Nights
				case "meal":
					l.Unit = credit.Meals
				case "trip":
					l.Unit, l.Abroad = credit.Trips, c.Area != "" && !strings.Contains(c.Area, "mainland")
				default:
					t.Fatalf("kind %q", c.Kind)
				}
				got, rep := credit.EligibleSpend([]credit.SpendLine{l}, decimal.Zero, spendDay, moteur.Date{}, nil)
				require.NoError(t, rep.Err())
				testkit.Same(t, c.Eligible, got[0].Eligible, "eligible")
				assert.True(t, got[0].Amount.Equal(got[0].Eligible.Add(got[0].Lost)))
			})
		}
	}
}

func TestAudiovisualCases(t *testing.T) {
	for name, file := range testkit.CaseFiles[creditCases](t, "financing", "tax_credit") {
		for _, c := range file.TV {
			t.Run(name+"/"+c.ID, func(t *testing.T) {
				e := testkit.Amount(t, c.Eligible)
				got, err := credit.Audiovisual(credit.AudiovisualCase{Genre: credit.Genre(c.Genre), Minutes: c.Minutes,
					Case: credit.Case{Date: snapshot, Budget: testkit.Amount(t, c.Cost), Eligible: &e}})
				require.NoError(t, err)
				require.NoError(t, got.Step.Verify())
				testkit.Same(t, c.Rate, got.Rate, "rate")
				for k, want := range c.Expected {
					v, known := map[string]decimal.Decimal{"cost_per_minute": got.CostPerMinute, "cap": got.Ceiling, "credit": got.Amount,
						"eligible_after_80": got.BaseCapped}[k]
					require.True(t, known, "expected %q", k)
					testkit.Same(t, want, v, k)
				}
			})
		}
	}
}
