package payroll_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/budget/payroll"
	"github.com/moteur-film/moteur/internal/law"
)

func chargesShape(c labourCase) bool { return c.wants("lines") && c.in("profile") }

func publishedShape(c labourCase) bool {
	return c.wants("points") || c.wants("employer") || c.wants("diffuseur") || c.wants("coef")
}

func TestChargesCases(t *testing.T) {
	for _, c := range labourCases(t, chargesShape) {
		t.Run(c.ID, func(t *testing.T) {
			p := payroll.Pay{
				Profile: payroll.Profile(get[string](t, c.Input, "profile")), Gross: get[decimal.Decimal](t, c.Input, "gross"),
				Date: get[moteur.Date](t, c.Input, "date"), Ceiling: opt[decimal.Decimal](t, c.Input, "ceiling"),
				RetirementCeiling: opt[decimal.Decimal](t, c.Input, "t1_ret"), PayToSMIC: opt[decimal.Decimal](t, c.Input, "pay_to_smic"),
				DeductionRate: opt[decimal.Decimal](t, c.Input, "dfs"),
			}
			// the cases count the short-contract surcharge, and neither the parity levy nor the general reduction
			o := payroll.Settings{Territory: "paris", Staff: 20, FlatDeduction: p.DeductionRate != nil, ShortContractSurcharge: true,
				NoGeneralReduction: true, Skip: []string{"paritarisme_cinema"}}
			if s := opt[[]string](t, c.Input, "skip"); s != nil {
				o.Skip = append(o.Skip, *s...)
			}
			if s := opt[int](t, c.Input, "staff"); s != nil {
				o.Staff = *s
			}
			got, err := payroll.Charges(p, o)
			require.NoError(t, err)
			byID := map[string]payroll.ChargeLine{}
			for _, l := range got.Lines {
				byID[l.ID] = l
			}
			lines := get[[][]json.RawMessage](t, c.Expected, "lines")
			assert.Len(t, got.Lines, len(lines))
			for _, want := range lines {
				var id string
				var v [3]decimal.Decimal
				require.NoError(t, json.Unmarshal(want[0], &id))
				for i := range v {
					require.NoError(t, json.Unmarshal(want[i+1], &v[i]))
				}
				l, ok := byID[id]
				if !assert.True(t, ok, "line %s absent", id) {
					continue
				}
				within(t, v[0], l.Base, dec("0.01"), "base of %s", id)
				within(t, v[1], l.Rate.Shift(2), dec("0.0001"), "rate of %s", id)
				within(t, v[2], l.Amount, dec("0.011"), "amount of %s", id)
			}
			tol := c.Tolerance
			within(t, get[decimal.Decimal](t, c.Expected, "total"), got.Total, tol, "total")
			if pc := opt[decimal.Decimal](t, c.Expected, "percent_of_gross"); pc != nil {
				within(t, *pc, got.Percent().Shift(2), dec("0.02"), "percent of gross")
			}
		})
	}
}

func TestPublishedRatesCases(t *testing.T) {
	for _, c := range labourCases(t, publishedShape) {
		t.Run(c.ID, func(t *testing.T) {
			switch {
			case c.wants("points"): // rise of a performer's cost between 2025 and 2026 under the reduced rates
				ratio := dec("2")
				cost := func(day string) decimal.Decimal {
					got, err := payroll.Charges(payroll.Pay{Profile: payroll.Performer, Gross: dec("10000"), Date: date(day), PayToSMIC: &ratio}, payroll.Settings{})
					require.NoError(t, err)
					var sum decimal.Decimal
					for _, l := range got.Lines {
						if l.ID == "maladie" || l.ID == "famille" {
							sum = sum.Add(l.Rate)
						}
					}
					return sum
				}
				within(t, get[decimal.Decimal](t, c.Expected, "points"), cost("2026-01-01").Sub(cost("2025-12-31")).Shift(2), dec("0.005"), "rise")
			case c.wants("employer"):
				on := date("2018-10-01")
				sum := func(suffix string) decimal.Decimal {
					var s decimal.Decimal
					for _, id := range []string{"chomage_commun", "chomage_annexes_8_10"} {
						r, err := payroll.Rate(id+suffix, on)
						require.NoError(t, err)
						s = s.Add(r.Value.Shift(2))
					}
					return s
				}
				within(t, get[decimal.Decimal](t, c.Expected, "employer"), sum(""), decimal.Zero, "employer")
				within(t, get[decimal.Decimal](t, c.Expected, "employee"), sum(".employee"), decimal.Zero, "employee")
				within(t, get[decimal.Decimal](t, c.Expected, "total"), sum("").Add(sum(".employee")), decimal.Zero, "total")
			case c.wants("diffuseur"):
				gross := dec("1000")
				if g := opt[decimal.Decimal](t, c.Input, "gross"); g != nil {
					gross = *g
				}
				got, err := payroll.Charges(payroll.Pay{Profile: payroll.Author, Gross: gross, Date: date("2026-06-30")}, payroll.Settings{})
				require.NoError(t, err)
				within(t, get[decimal.Decimal](t, c.Expected, "diffuseur"), got.Total, decimal.Zero, "diffuseur")
			case c.wants("coef"):
				got, err := payroll.Reduction(get[decimal.Decimal](t, c.Input, "pay"), get[decimal.Decimal](t, c.Input, "smic"), date("2026-06-30"), 20)
				require.NoError(t, err)
				within(t, get[decimal.Decimal](t, c.Expected, "coef"), got, decimal.Zero, "coefficient")
			}
		})
	}
}

// The rates of one profile in percent of gross, all in tranche 1 or at the margin in tranche 2, as the domain notes sum
// them for 2026.
func TestChargesTotals2026(t *testing.T) {
	for _, c := range []struct {
		name             string
		profile          payroll.Profile
		territory, t1    string
		t2               string
		withoutPaidLeave string
	}{
		{"technician", payroll.Technician, "", "66.046", "63.296", "50.546"},
		{"technician in Paris", payroll.Technician, "paris", "69.246", "66.496", "53.746"},
		{"cadre", payroll.Cadre, "", "66.082", "65.482", "50.582"},
		{"cadre in Paris", payroll.Cadre, "paris", "69.282", "68.682", "53.782"},
		{"performer", payroll.Performer, "", "56.293", "56.708", "40.793"},
		{"performer in Paris", payroll.Performer, "paris", "58.533", "58.948", "43.033"},
		{"director", payroll.Director, "", "56.899", "58.894", "41.399"},
		{"director in Paris", payroll.Director, "paris", "59.139", "61.134", "43.639"},
	} {
		t.Run(c.name, func(t *testing.T) {
			rates, err := payroll.RatesOn(date("2026-06-30"), payroll.Settings{Territory: c.territory, Staff: 20, ShortContractSurcharge: true, Skip: []string{"paritarisme_cinema"}})
			require.NoError(t, err)
			ceiling := dec("1000000")
			charge := func(gross string, ceiling decimal.Decimal) payroll.Charged {
				got, err := rates.Charge(payroll.Pay{Profile: c.profile, Gross: dec(gross), Ceiling: &ceiling})
				require.NoError(t, err)
				return got
			}
			got := charge("1000000", ceiling)
			// the domain notes sum the artists' rates before rounding them: a hundredth of a point at most
			within(t, dec(c.t1), got.Total.Shift(-4), dec("0.0251"), "tranche 1")
			for _, l := range got.Lines {
				if l.ID == "conges_spectacles" {
					within(t, dec(c.withoutPaidLeave), got.Total.Sub(l.Amount).Shift(-4), dec("0.0251"), "tranche 1 without paid leave")
				}
			}
			margin := charge("3000000", ceiling).Total.Sub(charge("2000000", ceiling).Total)
			within(t, dec(c.t2), margin.Shift(-4), dec("0.0251"), "tranche 2")
		})
	}
}

func TestChargesRefusals(t *testing.T) {
	bad := dec("1.6")
	for _, c := range []struct {
		name string
		pay  payroll.Pay
		opts payroll.Settings
		want error
	}{
		{"no date", payroll.Pay{Profile: payroll.Technician, Gross: dec("10")}, payroll.Settings{}, payroll.ErrPay},
		{"unknown profile", payroll.Pay{Profile: "stagiaire", Gross: dec("10"), Date: date("2026-01-01")}, payroll.Settings{}, payroll.ErrProfile},
		{"negative gross", payroll.Pay{Profile: payroll.Technician, Gross: dec("-1"), Date: date("2026-01-01")}, payroll.Settings{}, payroll.ErrPay},
		{"huge exponent", payroll.Pay{Profile: payroll.Technician, Gross: decimal.New(1, 1_000_000), Date: date("2026-01-01")}, payroll.Settings{}, payroll.ErrPay},
		{"before the first rate", payroll.Pay{Profile: payroll.Technician, Gross: dec("10"), Date: date("2023-12-31")}, payroll.Settings{}, law.ErrBefore},
		{"before the mobility rate", payroll.Pay{Profile: payroll.Technician, Gross: dec("10"), Date: date("2024-01-31")}, payroll.Settings{Territory: "paris"}, law.ErrBefore},
		{"rate in percent", payroll.Pay{Profile: payroll.Technician, Gross: dec("10"), Date: date("2026-01-01")}, payroll.Settings{AccidentRate: &bad}, nil},
		{"unknown territory", payroll.Pay{Profile: payroll.Technician, Gross: dec("10"), Date: date("2026-01-01")}, payroll.Settings{Territory: "lyon"}, nil},
		{"ends before it starts", payroll.Pay{Profile: payroll.Technician, Gross: dec("10"), Span: moteur.Span{From: date("2026-02-02"), To: date("2026-02-01")}}, payroll.Settings{}, payroll.ErrPay},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := payroll.Charges(c.pay, c.opts)
			require.Error(t, err)
			if c.want != nil {
				assert.True(t, errors.Is(err, c.want), "err = %v, want %v", err, c.want)
			}
		})
	}
	_, err := payroll.Charges(payroll.Pay{Profile: payroll.Technician, Gross: dec("10"), Date: date("2024-02-01")}, payroll.Settings{Territory: "paris"})
	require.NoError(t, err, "the day of the mobility rate")
}

func TestCeilings(t *testing.T) {
	rates, err := payroll.RatesOn(date("2026-07-01"), payroll.Settings{})
	require.NoError(t, err)
	for _, c := range []struct{ name, from, to, prorated, full string }{
		{"whole month", "2026-06-01", "2026-06-30", "4005", "4005"},
		{"half of June", "2026-06-01", "2026-06-15", "2002.5", "4005"},
		{"two months", "2026-06-16", "2026-07-31", "6007.5", "8010"},
		{"across the year", "2025-12-31", "2026-01-01", "255.80", "7930"}, // 3925/31 + 4005/31
	} {
		t.Run(c.name, func(t *testing.T) {
			p, f, err := rates.Ceilings(moteur.Span{From: date(c.from), To: date(c.to)})
			require.NoError(t, err)
			within(t, dec(c.prorated), p, decimal.Zero, "prorated")
			within(t, dec(c.full), f, decimal.Zero, "full")
		})
	}
}

// Caps: four ceilings for unemployment and APEC, eight for retirement, 7 600 € a year for the flat deduction, 130 % for
// the general reduction under it.
func TestChargesCaps(t *testing.T) {
	ceiling := dec("4005")
	charge := func(p payroll.Pay, o payroll.Settings) map[string]payroll.ChargeLine {
		p.Date, p.Ceiling = date("2026-06-30"), &ceiling
		got, err := payroll.Charges(p, o)
		require.NoError(t, err)
		out := map[string]payroll.ChargeLine{}
		for _, l := range got.Lines {
			out[l.ID] = l
		}
		return out
	}
	high := charge(payroll.Pay{Profile: payroll.Cadre, Gross: dec("40000")}, payroll.Settings{})
	for id, want := range map[string]string{"maladie": "40000", "vieillesse_plafonnee": "4005", "chomage_commun": "16020", "ags": "16020", "apec": "16020", "retraite_t2_cadre": "28035", "ceg_t2": "28035", "cet": "32040", "conges_spectacles": "40000"} {
		within(t, dec(want), high[id].Base, decimal.Zero, "base of %s", id)
	}
	at := charge(payroll.Pay{Profile: payroll.Cadre, Gross: dec("4005")}, payroll.Settings{})
	assert.NotContains(t, at, "cet", "at the ceiling")
	assert.Contains(t, charge(payroll.Pay{Profile: payroll.Cadre, Gross: dec("4005.01")}, payroll.Settings{}), "cet", "above it")

	cap := dec("1000")
	assert.Equal(t, "1000", charge(payroll.Pay{Profile: payroll.Performer, Gross: dec("2000")}, payroll.Settings{PaidLeaveCap: &cap})["conges_spectacles"].Base.String())

	deduct := payroll.Settings{FlatDeduction: true}
	assert.Equal(t, "92400", charge(payroll.Pay{Profile: payroll.Performer, Gross: dec("100000")}, deduct)["maladie"].Base.String())
	assert.Equal(t, "99400", charge(payroll.Pay{Profile: payroll.Performer, Gross: dec("100000"), DeductionUsed: dec("7000")}, deduct)["maladie"].Base.String())
	assert.Equal(t, "100000", charge(payroll.Pay{Profile: payroll.Performer, Gross: dec("100000")}, payroll.Settings{})["maladie"].Base.String(), "never without consent")
	assert.Equal(t, "840", charge(payroll.Pay{Profile: payroll.Musician, Gross: dec("1000")}, deduct)["maladie"].Base.String())
	assert.Equal(t, "1000", charge(payroll.Pay{Profile: payroll.Technician, Gross: dec("1000")}, deduct)["maladie"].Base.String(), "a technician has none unless the group is given")
	assert.Equal(t, "840", charge(payroll.Pay{Profile: payroll.Cadre, Gross: dec("1000"), Deduction: payroll.Deduction20}, deduct)["maladie"].Base.String())

	fifth := dec("0.2") // 2.5 SMIC of 1 January, 2 SMIC after deduction
	pay := payroll.Pay{Profile: payroll.Technician, Gross: dec("4557.68"), Hours: dec("151.67"), DeductionRate: &fifth}
	plain := charge(payroll.Pay{Profile: payroll.Technician, Gross: pay.Gross, Hours: pay.Hours}, payroll.Settings{})["rgdu"]
	within(t, dec("-135.36"), plain.Amount, decimal.Zero, "4557.68 × 0.0297")
	within(t, dec("-175.97"), charge(pay, payroll.Settings{FlatDeduction: true})["rgdu"].Amount, decimal.Zero, "130 %% of it, below 3646.14 × 0.0594")
	assert.NotContains(t, charge(payroll.Pay{Profile: payroll.Performer, Gross: dec("1000"), Hours: dec("80")}, payroll.Settings{}), "rgdu", "performers have none")
	coef, err := payroll.Reduction(dec("1000"), dec("1000"), date("2026-06-30"), 20)
	require.NoError(t, err)
	within(t, dec("0.3981"), coef, decimal.Zero, "Tmin + Tdelta at the SMIC")
	coef, err = payroll.Reduction(dec("1000"), dec("1000"), date("2026-06-30"), 50)
	require.NoError(t, err)
	within(t, dec("0.4021"), coef, decimal.Zero, "from fifty staff")
}

// Staff decides lines: FNAL and construction at 50, mobility at 11.
func TestChargesByStaff(t *testing.T) {
	ids := func(staff int) map[string]bool {
		got, err := payroll.Charges(payroll.Pay{Profile: payroll.Technician, Gross: dec("1000"), Date: date("2026-06-30")}, payroll.Settings{Territory: "paris", Staff: staff})
		require.NoError(t, err)
		out := map[string]bool{}
		for _, l := range got.Lines {
			out[l.ID] = true
		}
		return out
	}
	assert.False(t, ids(10)["mobilite_paris"])
	assert.True(t, ids(11)["mobilite_paris"])
	assert.True(t, ids(0)["mobilite_paris"], "unknown staff is counted prudently")
	assert.True(t, ids(49)["fnal_lt50"] && !ids(49)["fnal_ge50"] && !ids(49)["peec"])
	assert.True(t, !ids(50)["fnal_lt50"] && ids(50)["fnal_ge50"] && ids(50)["peec"])

	rate := dec("0.02")
	given, err := payroll.Charges(payroll.Pay{Profile: payroll.Permanent, Gross: dec("1000"), Date: date("2026-06-30")}, payroll.Settings{Staff: 5, Rates: map[string]decimal.Decimal{"retraite_t1_permanent": rate}, AccidentRate: &rate})
	require.NoError(t, err)
	found := 0
	for _, l := range given.Lines {
		if l.ID == "retraite_t1_permanent" || l.ID == "atmp_technicien" {
			found++
			assert.True(t, l.Rate.Equal(rate))
		}
	}
	assert.Equal(t, 2, found)
	assert.True(t, given.Report.Has("payroll/rate-given"))
	assert.False(t, given.Report.Has("payroll/rate-missing"), "a permanent has no empty slot")
	long := payroll.Pay{Profile: payroll.Technician, Gross: dec("1000"), Span: moteur.Span{From: date("2026-01-01"), To: date("2026-03-31")}}
	short, err := payroll.Charges(long, payroll.Settings{ShortContractSurcharge: true})
	require.NoError(t, err)
	assert.True(t, short.Report.Has("payroll/rate-missing"), "the empty slots are named")
	long.Span.To = date("2026-04-01")
	over, err := payroll.Charges(long, payroll.Settings{ShortContractSurcharge: true})
	require.NoError(t, err)
	assert.Len(t, over.Lines, len(short.Lines)-1, "beyond three months, no surcharge on a short contract")
}

// The surcharge of short contracts was confirmed until 2025-04-30; from the day after it is counted when asked for, or when its
// rate is given, and its absence is said.
func TestShortContractSurcharge(t *testing.T) {
	half := dec("0.005")
	for _, c := range []struct {
		on            string
		opts          payroll.Settings
		counted, said bool
	}{
		{"2025-04-30", payroll.Settings{}, true, false},
		{"2025-05-01", payroll.Settings{}, false, true},
		{"2026-07-01", payroll.Settings{}, false, true},
		{"2025-05-01", payroll.Settings{ShortContractSurcharge: true}, true, false},
		{"2025-05-01", payroll.Settings{Rates: map[string]decimal.Decimal{"chomage_cddu_court": half}}, true, false},
		{"2025-05-01", payroll.Settings{Skip: []string{"chomage_cddu_court"}}, false, false},
	} {
		got, err := payroll.Charges(payroll.Pay{Profile: payroll.Performer, Gross: dec("1000"), Date: date(c.on)}, c.opts)
		require.NoError(t, err)
		assert.Equal(t, c.counted, strings.Contains(fmt.Sprint(got.Lines), "Majoration chômage"), "%s %+v", c.on, c.opts)
		assert.Equal(t, c.said, got.Report.Has("payroll/short-contract"), "%s %+v", c.on, c.opts)
	}
}

// A permanent non-cadre of 3 000 € in January 2026, 151.67 h, ten staff, accidents at 1.6 %: 972.48 € without occupational health
// and parity levy, 300.00 of general reduction taken off without the 100/90 of the leave funds; 973.83 € with the levy.
func TestPermanents(t *testing.T) {
	accident := dec("0.016")
	pay := payroll.Pay{Profile: payroll.Permanent, Gross: dec("3000"), Hours: dec("151.67"), Span: moteur.Span{From: date("2026-01-01"), To: date("2026-01-31")}}
	charge := func(staff int, skip ...string) payroll.Charged {
		got, err := payroll.Charges(pay, payroll.Settings{Staff: staff, AccidentRate: &accident, Skip: skip})
		require.NoError(t, err)
		return got
	}
	got := charge(10, "medecine_travail", "paritarisme_cinema")
	assert.Equal(t, "972.48", got.Total.String())
	assert.Equal(t, "-300", got.Reduction.String())
	assert.True(t, got.Report.Has("payroll/reduction-applied"))
	assert.Equal(t, "973.83", charge(10, "medecine_travail").Total.String())
	// 0.55 % of training under eleven staff, 1 % from eleven on: 13.50 € more
	assert.Equal(t, "986", charge(11, "medecine_travail", "paritarisme_cinema").Total.Round(0).String())
	assert.Equal(t, "13.5", charge(11, "medecine_travail").Total.Sub(charge(10, "medecine_travail").Total).String())
	given := dec("0.007")
	own, err := payroll.Charges(pay, payroll.Settings{Staff: 20, AccidentRate: &accident, Rates: map[string]decimal.Decimal{"formation_permanent": given}})
	require.NoError(t, err)
	assert.Contains(t, fmt.Sprint(own.Lines), "3000 × 0.007 = 21")
}

// The flat deduction never takes the base of charges under the SMIC of the hours paid, nor above the pay.
func TestDeductionFloor(t *testing.T) {
	for _, c := range []struct {
		name, gross, hours, want string
		said                     bool
	}{
		{"far above the SMIC", "500", "8", "420", false},                 // 500 × 0.84
		{"the deduction would pass under it", "100", "8", "98.48", true}, // 8 × 12.31
		{"a pay under the SMIC", "90", "8", "90", true},
		{"hours not known", "100", "0", "84", true},
	} {
		got, err := payroll.Charges(payroll.Pay{Profile: payroll.Musician, Gross: dec(c.gross), Hours: dec(c.hours), Date: date("2026-07-01")}, payroll.Settings{FlatDeduction: true})
		require.NoError(t, err)
		assert.Equal(t, c.want, got.Lines[0].Base.String(), c.name)
		assert.Equal(t, c.said, got.Report.Has("payroll/deduction-floor"), c.name)
	}
}

// Extras paid by the day under 6 % of the monthly ceiling (240.30 € in 2026) may be charged on nine hours of SMIC a day, for
// illness, autonomy, family, accidents, FNAL, social dialogue and apprenticeship; the rest stays on the real pay.
func TestFlatBaseOfExtras(t *testing.T) {
	bases := func(gross string, days int, o payroll.Settings) map[string]string {
		got, err := payroll.Charges(payroll.Pay{Profile: payroll.Extra, Gross: dec(gross), Days: days, Date: date("2026-07-01")}, o)
		require.NoError(t, err)
		out := map[string]string{}
		for _, l := range got.Lines {
			out[l.ID] = l.Base.String()
		}
		return out
	}
	flat := payroll.Settings{FlatExtraBase: true}
	day := bases("107", 1, flat)
	for id, want := range map[string]string{"maladie": "110.79", "csa": "110.79", "famille": "110.79", "atmp_artiste": "110.79", "fnal_lt50": "110.79",
		"dialogue_social": "110.79", "taxe_apprentissage": "110.79", "vieillesse_plafonnee": "107", "chomage_commun": "107", "retraite_t1_artiste": "107", "conges_spectacles": "107"} {
		assert.Equal(t, want, day[id], id)
	}
	assert.Equal(t, "221.58", bases("214", 2, flat)["maladie"])
	assert.Equal(t, "110.79", bases("240.29", 1, flat)["maladie"])
	assert.Equal(t, "240.3", bases("240.30", 1, flat)["maladie"], "from the limit on, the real pay")
	assert.Equal(t, "107", bases("107", 1, payroll.Settings{})["maladie"], "an option, never by default")
	assert.Equal(t, "107", bases("107", 0, flat)["maladie"], "days not known")
	performer, err := payroll.Charges(payroll.Pay{Profile: payroll.Performer, Gross: dec("107"), Days: 1, Date: date("2026-07-01")}, flat)
	require.NoError(t, err)
	assert.Equal(t, "107", performer.Lines[0].Base.String(), "extras only")
}

// From 250 staff on, the extra apprenticeship levy follows the share of trainees: 0.4 % under 1 % (0.6 % from 2 000 staff on), 0.2, 0.1
// and 0.05 % under 2, 3 and 5 %, nothing from 5 % on; about half of it in Alsace-Moselle.
func TestExtraApprenticeship(t *testing.T) {
	for _, c := range []struct {
		staff              int
		share, place, want string
	}{
		{249, "0", "", ""}, {250, "0", "", "0.004"}, {250, "0.0099", "", "0.004"}, {250, "0.01", "", "0.002"}, {250, "0.02", "", "0.001"}, {250, "0.03", "", "0.0005"},
		{250, "0.0499", "", "0.0005"}, {250, "0.05", "", ""}, {1999, "0", "", "0.004"}, {2000, "0", "", "0.006"}, {2000, "0.01", "", "0.002"},
		{250, "0", "alsace-moselle", "0.00208"}, {2000, "0", "alsace-moselle", "0.00312"}, {250, "0.03", "alsace-moselle", "0.00026"},
	} {
		share := dec(c.share)
		got, err := payroll.Charges(payroll.Pay{Profile: payroll.Permanent, Gross: dec("1000"), Date: date("2026-07-01")}, payroll.Settings{Staff: c.staff, TraineeShare: &share, Territory: c.place})
		require.NoError(t, err)
		rate := ""
		for _, l := range got.Lines {
			if l.ID == "csa_apprentissage" {
				rate = l.Rate.String()
			}
		}
		assert.Equal(t, c.want, rate, "%+v", c)
		assert.False(t, got.Report.Has("payroll/rate-missing"), "%+v", c)
	}
	asked, err := payroll.Charges(payroll.Pay{Profile: payroll.Permanent, Gross: dec("1000"), Date: date("2026-07-01")}, payroll.Settings{Staff: 250})
	require.NoError(t, err)
	assert.True(t, asked.Report.Has("payroll/rate-missing"), "the share of trainees is asked for")
	own, err := payroll.Charges(payroll.Pay{Profile: payroll.Permanent, Gross: dec("1000"), Date: date("2026-07-01")}, payroll.Settings{Staff: 250, Rates: map[string]decimal.Decimal{"csa_apprentissage": dec("0.003")}})
	require.NoError(t, err)
	assert.Contains(t, fmt.Sprint(own.Lines), "1000 × 0.003 = 3")
	for _, bad := range []decimal.Decimal{dec("5"), dec("-0.01"), decimal.New(1, -1_000_000)} {
		_, err = payroll.RatesOn(date("2026-07-01"), payroll.Settings{TraineeShare: &bad})
		require.Error(t, err, "not a share")
	}
}

// At three SMIC exactly there is no reduction, a cent under it there is one; before 2026 the limit is 1.6.
func TestReductionLimits(t *testing.T) {
	for _, c := range []struct{ on, pay, want string }{
		{"2026-06-30", "3000", "0"}, {"2026-06-30", "2999.99", "0.0222"}, {"2025-12-31", "1600", "0"}, {"2025-12-31", "1599", "0.0003"}, // 0.5322 × 0.000625
	} {
		got, err := payroll.Reduction(dec(c.pay), dec("1000"), date(c.on), 20)
		require.NoError(t, err)
		assert.Equal(t, c.want, got.String(), "%s on %s", c.pay, c.on)
	}
	many, err := payroll.Reduction(dec("1000"), dec("1000"), date("2025-12-31"), 50)
	require.NoError(t, err)
	assert.Equal(t, "0.3233", many.String())
	_, err = payroll.Reduction(dec("1000"), dec("1000"), date("2023-12-31"), 20)
	require.ErrorIs(t, err, law.ErrBefore)
}

// The cap of the flat deduction is said when it takes something, not when the deduction is just the cap.
func TestDeductionCapIsSaid(t *testing.T) {
	fifth := dec("0.2")
	for gross, said := range map[string]bool{"38000": false, "38000.05": true} {
		got, err := payroll.Charges(payroll.Pay{Profile: payroll.Performer, Gross: dec(gross), Date: date("2026-07-01"), DeductionRate: &fifth}, payroll.Settings{FlatDeduction: true})
		require.NoError(t, err)
		assert.Equal(t, said, got.Report.Has("payroll/deduction-cap"), gross)
	}
}
