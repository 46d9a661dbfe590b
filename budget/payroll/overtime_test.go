package payroll_test

import (
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/budget/payroll"
	"github.com/moteur-film/moteur/schedule/labour"
)

// mondayOf is a Monday of a plain week of June.
var plainMonday = date("2026-06-01")

const hour = 60

func at(h float64) labour.Clock { return labour.ClockOf(int(h * 60)) }

// spread builds consecutive days that share minutes of work, from eight in the morning.
func spread(monday moteur.Date, total, days int, kind labour.Kind, zone labour.Zone) []labour.Day {
	var out []labour.Day
	for i := range days {
		n := total / days
		if i < total%days {
			n++
		}
		out = append(out, labour.Day{Date: monday.AddDays(i), Kind: kind, Zone: zone, RDV: at(8), End: at(8).Add(n)})
	}
	return out
}

func count(t *testing.T, terms payroll.Terms, days []labour.Day, o payroll.WorkSettings) payroll.TimeSheet {
	t.Helper()
	s, err := payroll.CountTime(terms, days, o)
	require.NoError(t, err)
	return s
}

func sumOf(s payroll.TimeSheet, rules ...string) decimal.Decimal {
	var sum decimal.Decimal
	for _, l := range s.Lines {
		for _, r := range rules {
			if strings.HasPrefix(l.Rule, r) {
				sum = sum.Add(l.Amount)
			}
		}
	}
	return sum
}

func inMinutes(hours decimal.Decimal) int {
	return int(hours.Mul(decimal.NewFromInt(60)).Round(0).IntPart())
}

func overtimeShape(c labourCase) bool {
	return c.in("effective_hours") || c.in("night_hours") || c.in("premiums") || c.in("recovered") || c.in("night_h") || (c.in("hourly") && c.in("hours"))
}

func TestOvertimeCases(t *testing.T) {
	technician := payroll.Terms{Job: "scripte", Zone: labour.Region}
	for _, c := range labourCases(t, overtimeShape) {
		t.Run(c.ID, func(t *testing.T) {
			terms := technician
			if c.in("hourly") {
				terms.Hourly = get[decimal.Decimal](t, c.Input, "hourly")
			}
			tol := c.Tolerance
			switch {
			case c.in("base35_week_eur"):
				terms.Hourly = get[decimal.Decimal](t, c.Input, "base35_week_eur").DivRound(dec("35"), 10)
				n := inMinutes(get[decimal.Decimal](t, c.Input, "effective_hours"))
				s := count(t, terms, spread(plainMonday, n, 5, labour.Preparation, labour.Region), payroll.WorkSettings{RoundRates: true})
				within(t, get[decimal.Decimal](t, c.Expected, "total"), s.Gross, tol, "total")
				if c.wants("pay35") {
					base, over := sumOf(s, "base", "t2.week.guaranteed"), sumOf(s, "t2.ot.25")
					at39 := count(t, terms, spread(plainMonday, 39*60, 5, labour.Preparation, labour.Region), payroll.WorkSettings{RoundRates: true})
					pay35 := terms.Hourly.Mul(dec("35"))
					within(t, get[decimal.Decimal](t, c.Expected, "pay35"), pay35, tol, "35 hours")
					first := at39.Gross.Sub(pay35)
					within(t, get[decimal.Decimal](t, c.Expected, "h36_39"), first, tol, "36th to 39th hour")
					within(t, get[decimal.Decimal](t, c.Expected, "h40_43"), base.Add(over).Sub(pay35).Sub(first), tol, "40th to 43rd hour")
				}
			case c.in("effective_hours"):
				effective := get[decimal.Decimal](t, c.Input, "effective_hours")
				n := inMinutes(effective)
				terms.Daily = effective.LessThanOrEqual(dec("13")) // a day, not a week
				if id := opt[int](t, c.Input, "idcc"); id != nil {
					terms.Agreement = payroll.Agreement(*id)
				}
				if a := opt[bool](t, c.Input, "craft"); a != nil {
					terms.Craft = *a
				}
				days := 5
				if terms.Daily {
					days = 1
				}
				s := count(t, terms, spread(plainMonday, n, days, labour.Preparation, labour.Region), payroll.WorkSettings{})
				within(t, get[decimal.Decimal](t, c.Expected, "total"), s.Gross, tol, "total")
				if w := opt[decimal.Decimal](t, c.Expected, "weighted_hours"); w != nil {
					within(t, *w, s.Weeks[0].Weighted, dec("0.001"), "weighted hours")
				}
			case c.in("night_hours"):
				n := inMinutes(get[decimal.Decimal](t, c.Input, "night_hours")) // the night of winter holds ten hours, from 20:00
				day := labour.Day{Date: date("2026-01-13"), Kind: labour.Preparation, RDV: at(20), End: at(20).Add(n)}
				s := count(t, terms, []labour.Day{day}, payroll.WorkSettings{})
				within(t, get[decimal.Decimal](t, c.Expected, "premium"), sumOf(s, "t2.night"), tol, "premium")
				var hours decimal.Decimal
				for _, l := range s.Lines {
					if strings.HasPrefix(l.Rule, "t2.night") {
						hours = hours.Add(l.Hours.Mul(l.Rate))
					}
				}
				if h := opt[decimal.Decimal](t, c.Expected, "premium_hours_equivalent"); h != nil {
					within(t, *h, hours, dec("0.001"), "hours")
				}
			case c.in("premiums"):
				regime := labour.Regime{}
				if strings.Contains(c.ID+c.Source, "artist") || strings.Contains(c.Source, "Titre III") {
					regime.Scope = labour.Performer
				}
				rates, err := labour.PremiumsOn(regime, plainMonday)
				require.NoError(t, err)
				var sum decimal.Decimal
				for _, p := range get[[]decimal.Decimal](t, c.Input, "premiums") {
					sum = sum.Add(p)
				}
				within(t, get[decimal.Decimal](t, c.Expected, "premium_after_cap"), decimal.Min(sum, decimal.New(int64(rates.Cap), -4)), tol, "premium")
			case c.in("recovered"):
				n := inMinutes(get[decimal.Decimal](t, c.Input, "hours"))
				recovery := labour.Given
				if !get[bool](t, c.Input, "recovered") {
					recovery = labour.Unrecovered
				}
				var got decimal.Decimal
				if strings.Contains(c.Source, "art. 39") { // what the sixth day adds to a week of five
					days := spread(plainMonday, 39*60, 5, labour.Preparation, labour.ParisRegion)
					five := count(t, terms, days, payroll.WorkSettings{})
					sixth := spread(plainMonday.AddDays(5), n, 1, labour.Preparation, labour.ParisRegion)
					sixth[0].Recovery = recovery
					got = count(t, terms, append(days, sixth...), payroll.WorkSettings{}).Gross.Sub(five.Gross)
				} else {
					on := plainMonday.AddDays(6)
					if strings.Contains(c.Source, "art. 42") {
						on = date("2026-07-14")
					}
					day := spread(on, n, 1, labour.Preparation, labour.Region)
					day[0].Recovery = recovery
					got = count(t, terms, day, payroll.WorkSettings{}).Gross
				}
				within(t, get[decimal.Decimal](t, c.Expected, "pay"), got, tol, "pay")
			case c.in("night_h"):
				least := get[decimal.Decimal](t, c.Input, "hourly_min")
				multiple := get[decimal.Decimal](t, c.Input, "pay_multiple_of_min")
				n := inMinutes(get[decimal.Decimal](t, c.Input, "night_h"))
				minDay, _, err := payroll.Minimum("artiste-interprète", date("2019-06-03"), payroll.DayBasis)
				require.NoError(t, err)
				day := labour.Day{Date: date("2019-06-03"), RDV: at(19), End: at(22).Add(n)}
				s := count(t, payroll.Terms{Job: "artiste-interprète", Hourly: least, DayPay: minDay.Value.Mul(multiple).Round(2)}, []labour.Day{day}, payroll.WorkSettings{})
				within(t, get[decimal.Decimal](t, c.Expected, "supplement"), sumOf(s, "t3.night"), tol, "supplement")
			default: // an extra's day
				n := inMinutes(get[decimal.Decimal](t, c.Input, "hours"))
				s := count(t, payroll.Terms{Job: "figuration", Hourly: terms.Hourly}, spread(plainMonday, n, 1, labour.Shooting, labour.Region), payroll.WorkSettings{})
				within(t, get[decimal.Decimal](t, c.Expected, "total"), s.Gross, tol, "total")
			}
		})
	}
}
