package payroll_test

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/budget/payroll"
	"github.com/moteur-film/moteur/internal/law"
	"github.com/moteur-film/moteur/internal/testkit"
)

// Every change of every table: the value of the day before, the value of the day, and nothing before the first day. The
// golden list is what a human reads again when a table changes.
func TestBoundaries(t *testing.T) {
	var golden strings.Builder
	for _, id := range []string{"charges", "base39", "minima", "jobs", "jobs3", "profiles"} {
		_, changes := testkit.Boundaries(t, "rules/"+id+".json")
		if id == "base39" { // 103 jobs: their printed amounts are tested one by one
			continue
		}
		for _, c := range changes {
			fmt.Fprintln(&golden, c)
		}
	}
	testkit.Golden(t, "boundaries.txt", golden.String())
}

// The charges of 100 000 € the day before and the day of each change of a line: exactly that line's rate moves.
func TestChargesBoundaries(t *testing.T) {
	tab := all(t, "charges")
	changes := 0
	for _, e := range tab.Entries {
		if e.Kind == "" || e.Kind == "ceiling" || strings.Contains(e.ID, ".") {
			continue
		}
		profile, ok := profileWith(e.ID)
		if !ok {
			continue
		}
		for i := 1; i < len(e.Values); i++ {
			day := e.Values[i].From
			if day.AddDays(-1).Before(date("2024-02-01")) { // some line has no value before
				continue
			}
			changes++
			line := func(on moteur.Date) payroll.ChargeLine {
				ceiling := dec("1000000")
				got, err := payroll.Charges(payroll.Pay{Profile: profile, Gross: dec("100000"), Date: on, Ceiling: &ceiling}, payroll.Settings{Territory: "paris", Staff: 20, ShortContractSurcharge: true})
				require.NoError(t, err)
				k := slices.IndexFunc(got.Lines, func(l payroll.ChargeLine) bool { return l.ID == e.ID })
				require.GreaterOrEqual(t, k, 0, e.ID)
				return got.Lines[k]
			}
			for k, on := range []moteur.Date{day.AddDays(-1), day} {
				want := dec(e.Values[i-1+k].Value).Shift(-2)
				got := line(on)
				assert.True(t, got.Rate.Equal(want), "%s on %s: %s, want %s", e.ID, on, got.Rate, want)
				assert.True(t, got.Amount.Equal(want.Mul(dec("100000"))), "%s on %s: %s", e.ID, on, got.Amount)
				r, err := payroll.Rate(e.ID, on)
				require.NoError(t, err)
				assert.True(t, r.Value.Equal(want))
			}
		}
	}
	assert.GreaterOrEqual(t, changes, 6)
}

func all(t *testing.T, id string) law.Table {
	t.Helper()
	tab, err := law.Load(os.DirFS("."), "rules/"+id+".json")
	require.NoError(t, err)
	return tab
}

// profileWith finds a profile without artists' reduced rates that has the line.
func profileWith(id string) (payroll.Profile, bool) {
	for _, p := range []payroll.Profile{payroll.Technician, payroll.Cadre} {
		if slices.Contains(payroll.ChargeIDs(p), id) {
			return p, true
		}
	}
	return "", false
}

// The 103 grids at each of their dates, through Minimum.
func TestMinimumBoundaries(t *testing.T) {
	for _, e := range all(t, "base39").Entries {
		require.Len(t, e.Values, 3, e.ID)
		for i, v := range e.Values {
			got, _, err := payroll.Minimum(e.ID, v.From, payroll.Week39)
			require.NoError(t, err)
			assert.True(t, got.Value.Equal(dec(v.Value)), "%s on %s", e.ID, v.From)
			if i > 0 {
				got, _, err = payroll.Minimum(e.ID, v.From.AddDays(-1), payroll.Week39)
				require.NoError(t, err)
				assert.True(t, got.Value.Equal(dec(e.Values[i-1].Value)), "%s the day before %s", e.ID, v.From)
			}
		}
		// the derivation of the notes: 2019 × 1.015 + 20, then + 23
		second := dec(e.Values[0].Value).Mul(dec("1.015")).Add(dec("20"))
		within(t, second, dec(e.Values[1].Value), dec("0.005"), "%s in 2023", e.ID)
		within(t, second.Add(dec("23")), dec(e.Values[2].Value), dec("0.005"), "%s in 2024", e.ID)
	}
}

// Ceilings, reduced rates, deduction and general reduction around their dates.
func TestOtherBoundaries(t *testing.T) {
	ratio := func(s string) *decimal.Decimal { d := dec(s); return &d }
	rate := func(on, id, smic string) string {
		got, err := payroll.Charges(payroll.Pay{Profile: payroll.Technician, Gross: dec("1000"), Date: date(on), PayToSMIC: ratio(smic)}, payroll.Settings{})
		require.NoError(t, err)
		for _, l := range got.Lines {
			if l.ID == id {
				return l.Rate.String()
			}
		}
		return ""
	}
	for _, c := range []struct{ name, on, id, smic, want string }{
		{"2024, at the limit", "2024-06-30", "maladie", "2.5", "0.07"}, {"2024, above", "2024-06-30", "maladie", "2.51", "0.13"},
		{"2024, last day", "2024-12-31", "maladie", "2.4", "0.07"}, {"2025, first day", "2025-01-01", "maladie", "2.4", "0.13"},
		{"2025, at the limit", "2025-12-31", "maladie", "2.25", "0.07"}, {"2026, first day", "2026-01-01", "maladie", "1", "0.13"},
		{"family, 2024", "2024-12-31", "famille", "3.5", "0.0345"}, {"family, 2025", "2025-01-01", "famille", "3.5", "0.0525"},
		{"family, 2025, at the limit", "2025-12-31", "famille", "3.3", "0.0345"}, {"family, 2026", "2026-01-01", "famille", "1", "0.0525"},
	} {
		t.Run(c.name, func(t *testing.T) { assert.Equal(t, c.want, rate(c.on, c.id, c.smic)) })
	}

	base := func(on string) string {
		got, err := payroll.Charges(payroll.Pay{Profile: payroll.Performer, Gross: dec("1000"), Date: date(on), Days: 1}, payroll.Settings{FlatDeduction: true})
		require.NoError(t, err)
		return got.Lines[0].Base.String()
	}
	for on, want := range map[string]string{"2024-12-31": "770", "2025-01-01": "790", "2025-12-31": "790", "2026-01-01": "820", "2027-01-01": "850", "2031-12-31": "970", "2032-01-01": "1000"} {
		assert.Equal(t, want, base(on), on)
	}

	reduced := func(on, gross string) string {
		got, err := payroll.Charges(payroll.Pay{Profile: payroll.Technician, Gross: dec(gross), Date: date(on), Hours: dec("151.67")}, payroll.Settings{Staff: 20})
		require.NoError(t, err)
		return got.Reduction.String()
	}
	// Until 2026, T / 0.6 × (1.6 × SMIC / pay − 1) with T 0.3194 then 0.3193 and the SMIC of the date; then the RGDU with the SMIC of
	// 1 January all the year, and its 100/90 of the leave funds.
	for _, c := range []struct{ on, gross, want string }{
		{"2024-10-31", "1801.84", "-545.78"}, {"2024-11-01", "1801.84", "-575.51"},
		{"2025-04-30", "1801.84", "-575.51"}, {"2025-05-01", "1801.84", "-575.33"},
		{"2025-12-31", "1801.84", "-575.33"}, {"2026-01-01", "1801.84", "-717.31"},
		{"2025-12-31", "3000", "0"}, {"2026-01-01", "3000", "-333.3"},
		{"2026-05-31", "3000", "-333.3"}, {"2026-06-01", "3000", "-333.3"}, {"2026-12-31", "3000", "-333.3"},
		{"2027-01-01", "3000", "-358.5"},
	} {
		assert.Equal(t, c.want, reduced(c.on, c.gross), c)
	}

	day := func(on string) string { // a performer's ceiling by day follows the hourly ceiling
		got, err := payroll.Charges(payroll.Pay{Profile: payroll.Performer, Gross: dec("1000"), Date: date(on), Days: 1}, payroll.Settings{})
		require.NoError(t, err)
		for _, l := range got.Lines {
			if l.ID == "vieillesse_plafonnee" {
				return l.Base.String()
			}
		}
		return ""
	}
	assert.Equal(t, "348", day("2025-12-31")) // 12 × 29
	assert.Equal(t, "360", day("2026-01-01")) // 12 × 30
}
