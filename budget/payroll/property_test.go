package payroll_test

import (
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/budget/payroll"
	"github.com/moteur-film/moteur/schedule/labour"
)

// drawDays draws up to three weeks of days, nights, Sundays and holidays included.
func drawDays(t *rapid.T) []labour.Day {
	var out []labour.Day
	d := date(rapid.SampledFrom([]string{"2026-01-12", "2026-04-27", "2026-06-29", "2026-10-26"}).Draw(t, "monday"))
	for range rapid.IntRange(1, 18).Draw(t, "days") {
		rdv := labour.ClockOf(rapid.IntRange(4*60, 20*60).Draw(t, "rdv"))
		way := rapid.IntRange(0, 90).Draw(t, "way")
		long := rapid.IntRange(120, 840).Draw(t, "long")
		w := labour.Day{Date: d, RDV: rdv, Start: rdv.Add(way), End: rdv.Add(way + long), Back: rdv.Add(2*way + long),
			Kind:     rapid.SampledFrom([]labour.Kind{labour.Shooting, labour.Preparation}).Draw(t, "kind"),
			Recovery: rapid.SampledFrom([]labour.Recovery{labour.ToGive, labour.Given, labour.Unrecovered}).Draw(t, "recovery"),
			Studio:   rapid.Bool().Draw(t, "studio")}
		if long > 360 {
			w.Breaks = []labour.Break{{From: w.Start.Add(240), To: w.Start.Add(240 + rapid.IntRange(0, 60).Draw(t, "break")), Meal: true}}
		}
		out = append(out, w)
		d = d.AddDays(rapid.SampledFrom([]int{1, 1, 1, 1, 1, 3}).Draw(t, "next"))
	}
	return out
}

func drawTerms(t *rapid.T) payroll.Terms {
	terms := payroll.Terms{Job: rapid.SampledFrom([]string{"scripte", "machiniste de prise de vues", "1er assistant opérateur", "chef monteur"}).Draw(t, "job"),
		Hourly: decimal.New(rapid.Int64Range(1200, 9000).Draw(t, "hourly"), -2),
		Zone:   rapid.SampledFrom([]labour.Zone{labour.ParisRegion, labour.Region}).Draw(t, "zone"), Daily: rapid.Bool().Draw(t, "daily")}
	if !terms.Daily && rapid.Bool().Draw(t, "span") {
		terms.Span = moteur.Span{From: date("2026-01-01"), To: date("2026-12-31")}
	}
	terms.Advertising = terms.Daily && rapid.Bool().Draw(t, "ads")
	return terms
}

// More hours never cost less, beyond the half cent of each line's rounding.
func TestMoreHoursNeverCostLess(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		terms, days := drawTerms(t), drawDays(t)
		o := payroll.WorkSettings{StackDayOvertime: rapid.Bool().Draw(t, "stack"), RestBreachApart: rapid.Bool().Draw(t, "apart")}
		less, err := payroll.CountTime(terms, days, o)
		if err != nil {
			t.Fatal(err)
		}
		more := slices.Clone(days)
		i := rapid.IntRange(0, len(days)-1).Draw(t, "which")
		extra := rapid.IntRange(1, 120).Draw(t, "extra")
		more[i].End = more[i].End.Add(extra)
		more[i].Back = more[i].Back.Add(extra)
		after, err := payroll.CountTime(terms, more, o)
		if err != nil {
			t.Fatal(err)
		}
		slack := decimal.New(int64(len(less.Lines)+len(after.Lines)), -2).Div(dec("2"))
		if after.Gross.Add(slack).LessThan(less.Gross) {
			t.Fatalf("%d more minutes on %s: %s, was %s", extra, more[i].Date, after.Gross, less.Gross)
		}
	})
}

// Premiums on worked hours never pass the cap, whatever falls on the same hour; and sums hold.
func TestPremiumsUnderTheCap(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		terms, days := drawTerms(t), drawDays(t)
		s, err := payroll.CountTime(terms, days, payroll.WorkSettings{})
		if err != nil {
			t.Fatal(err)
		}
		var base, premiums, gross, allowances decimal.Decimal
		for _, l := range s.Lines {
			switch {
			case l.Allowance:
				allowances = allowances.Add(l.Amount)
				continue
			case l.Rule == "base" || l.Rule == "t2.week.guaranteed":
				base = base.Add(l.Amount)
			case l.Rule == "law.may1" || l.Rule == "recovery" || l.Rule == "t2.continuous_day" || strings.HasSuffix(l.Rule, ".paid"):
			default:
				premiums = premiums.Add(l.Amount)
			}
			gross = gross.Add(l.Amount)
		}
		if !gross.Equal(s.Gross) || !allowances.Equal(s.Allowances) {
			t.Fatalf("gross %s and allowances %s are not the sums of the lines: %s, %s", s.Gross, s.Allowances, gross, allowances)
		}
		// an hour of presence under equivalence is paid less than an hour: its premiums are on the hour itself
		real := decimal.Zero
		for _, d := range s.Days {
			real = real.Add(decimal.NewFromInt(int64(d.Effective)))
		}
		limit := decimal.Max(base, terms.Hourly.Mul(real).Div(dec("60"))).Add(decimal.New(int64(len(s.Lines)), -2))
		if premiums.GreaterThan(limit) {
			t.Fatalf("premiums %s above the cap %s", premiums, limit)
		}
	})
}

// slowWeighted prices a week of plain hours minute by minute, as the agreement reads: the twin of CountTime without
// equivalence, transport or guarantee.
func slowWeighted(days []labour.Day, zone labour.Zone) decimal.Decimal {
	calendar, err := labour.NewCalendar(labour.Place{})
	if err != nil {
		panic(err)
	}
	var total int64 // hundredths of a minute
	week, nth := 0, 0
	for _, d := range days {
		nth++
		sixth := zone == labour.ParisRegion && nth > 5
		worked, night := 0, 0
		for m := d.RDV.Minutes(); m < d.End.Minutes(); m++ {
			if slices.ContainsFunc(d.Breaks, func(b labour.Break) bool { return m >= b.From.Minutes() && m < b.To.Minutes() }) {
				continue
			}
			on := d.Date.AddDays(m / 1440)
			premium, apart := int64(0), int64(0)
			if calendar.Holiday(on) != "" {
				if on.Month() == time.May && on.Day() == 1 {
					apart = 100
				} else {
					premium += 100
				}
			}
			if on.Weekday() == time.Sunday {
				premium += 100
			}
			if sixth {
				premium += 100
			}
			if d.Kind == labour.Shooting && worked >= 600 {
				premium += 100
			}
			clock, evening := m%1440, on
			start := 20 * 60
			if md := evening.Month(); md >= time.April && md <= time.September {
				start = 22 * 60
			} else if d.Studio {
				start = 21 * 60
			}
			if clock < 6*60 || clock >= start {
				if night < 480 {
					premium += 50
				} else {
					premium += 100
				}
				night++
			}
			if !sixth {
				switch h := week / 60; {
				case h >= 48:
					premium += 75
				case h >= 43:
					premium += 50
				case h >= 35:
					premium += 25
				}
				week++
			}
			total += 100 + min(premium, 100) + apart
			worked++
		}
	}
	return decimal.NewFromInt(total).DivRound(decimal.NewFromInt(6000), 4)
}

func TestCountTimeAgainstSlowTwin(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		monday := date(rapid.SampledFrom([]string{"2026-01-12", "2026-03-30", "2026-04-27", "2026-07-13", "2026-09-28"}).Draw(t, "monday"))
		zone := rapid.SampledFrom([]labour.Zone{labour.ParisRegion, labour.Region}).Draw(t, "zone")
		var days []labour.Day
		for i := range rapid.IntRange(5, 7).Draw(t, "n") {
			rdv := labour.ClockOf(rapid.IntRange(0, 1080).Draw(t, "rdv"))
			long := rapid.IntRange(480, 900).Draw(t, "long")
			days = append(days, labour.Day{Date: monday.AddDays(i), RDV: rdv, End: rdv.Add(long), Studio: rapid.Bool().Draw(t, "studio"), Recovery: labour.Given,
				Kind: rapid.SampledFrom([]labour.Kind{labour.Shooting, labour.Preparation}).Draw(t, "kind"), Breaks: []labour.Break{{From: rdv.Add(200), To: rdv.Add(230)}}})
		}
		s, err := payroll.CountTime(payroll.Terms{Job: "scripte", Hourly: dec("30"), Zone: zone, NoEquivalence: true}, days, payroll.WorkSettings{RestBreachApart: true})
		if err != nil {
			t.Fatal(err)
		}
		apart := decimal.Zero // anticipated hours are another matter here
		guarantee := false
		for _, l := range s.Lines {
			if l.Rule == "t2.rest.daily.breach" {
				apart = apart.Add(l.Hours)
			}
			guarantee = guarantee || l.Rule == "t2.week.guaranteed"
		}
		if guarantee {
			t.Skip("a short week is topped up")
		}
		want := slowWeighted(days, zone)
		if got := s.Weeks[0].Weighted.Sub(apart); got.Sub(want).Abs().GreaterThan(dec("0.0002")) {
			t.Fatalf("weighted hours %s, want %s", got, want)
		}
	})
}

func drawPay(t *rapid.T) (payroll.Pay, payroll.Settings) {
	from := date("2024-03-01").AddDays(rapid.IntRange(0, 1200).Draw(t, "from"))
	p := payroll.Pay{Profile: rapid.SampledFrom(payroll.Profiles()).Draw(t, "profile"), Gross: decimal.New(rapid.Int64Range(0, 50_000_00).Draw(t, "gross"), -2),
		Span: moteur.Span{From: from, To: from.AddDays(rapid.IntRange(0, 200).Draw(t, "days"))}}
	if rapid.Bool().Draw(t, "hours") {
		p.Hours = decimal.NewFromInt(rapid.Int64Range(1, 2000).Draw(t, "n"))
	}
	o := payroll.Settings{Territory: rapid.SampledFrom([]string{"", "paris", "alsace-moselle"}).Draw(t, "territory"), Staff: rapid.SampledFrom([]int{0, 5, 20, 60, 300}).Draw(t, "staff"),
		FlatDeduction: rapid.Bool().Draw(t, "deduction"), NoGeneralReduction: rapid.Bool().Draw(t, "reduction"), ExactRates: rapid.Bool().Draw(t, "exact")}
	return p, o
}

// Charges are the sum of their lines; a line is its base times its rate; the cost is gross and charges.
func TestChargesAreTheirLines(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p, o := drawPay(t)
		c, err := payroll.Charges(p, o)
		if err != nil {
			t.Fatal(err)
		}
		var sum decimal.Decimal
		for _, l := range c.Lines {
			sum = sum.Add(l.Amount)
			if l.ID != "rgdu" && l.ID != "fillon" && !l.Base.Mul(l.Rate).Round(2).Equal(l.Amount) {
				t.Fatalf("%s is not its base times its rate", l)
			}
			if l.Base.GreaterThan(p.Gross) {
				t.Fatalf("%s: base above the gross %s", l, p.Gross)
			}
		}
		if !sum.Equal(c.Total) || !c.Cost.Equal(p.Gross.Add(c.Total)) {
			t.Fatalf("total %s, lines %s, cost %s", c.Total, sum, c.Cost)
		}
		if c.Cost.LessThan(p.Gross) && c.Reduction.IsZero() {
			t.Fatal("a cost below the gross without a reduction")
		}
	})
}

// Splitting a pay in two never lowers the charges that know no ceiling, beyond the rounding of their lines.
func TestSplittingNeverLowersCharges(t *testing.T) {
	ceilings := []string{"vieillesse_plafonnee", "fnal_lt50", "retraite_t1_technicien", "retraite_t1_artiste", "retraite_t2_non_cadre", "retraite_t2_cadre", "ceg_t1", "ceg_t2", "cet", "apec",
		"prevoyance_cadre", "prevoyance_non_cadre_cinema", "prevoyance_artiste", "chomage_commun", "chomage_annexes_8_10", "chomage_cddu_court", "ags", "retraite_t1_permanent", "retraite_t2_permanent"}
	rapid.Check(t, func(t *rapid.T) {
		p, o := drawPay(t)
		o.NoGeneralReduction, o.FlatDeduction = true, false
		p.Hours = decimal.Zero
		o.Skip = ceilings
		whole, err := payroll.Charges(p, o)
		if err != nil {
			t.Fatal(err)
		}
		first, second := p, p
		first.Gross = p.Gross.Mul(decimal.New(rapid.Int64Range(0, 100).Draw(t, "share"), -2)).Round(2)
		second.Gross = p.Gross.Sub(first.Gross)
		a, err := payroll.Charges(first, o)
		if err != nil {
			t.Fatal(err)
		}
		b, err := payroll.Charges(second, o)
		if err != nil {
			t.Fatal(err)
		}
		slack := decimal.New(int64(len(whole.Lines)), -2)
		if a.Total.Add(b.Total).Add(slack).LessThan(whole.Total) {
			t.Fatalf("split %s + %s below the whole %s", a.Total, b.Total, whole.Total)
		}
	})
}

// The general reduction falls with pay, stays under its cap, and vanishes at three SMIC.
func TestReduction(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		smic := decimal.New(rapid.Int64Range(10_00, 5000_00).Draw(t, "smic"), -2)
		pay := smic.Mul(decimal.New(rapid.Int64Range(100, 350).Draw(t, "ratio"), -2))
		a, err := payroll.Reduction(pay, smic, date("2026-06-30"), 20)
		if err != nil {
			t.Fatal(err)
		}
		b, err := payroll.Reduction(pay.Add(smic.Mul(dec("0.01"))), smic, date("2026-06-30"), 20)
		if err != nil {
			t.Fatal(err)
		}
		if b.GreaterThan(a) || a.GreaterThan(dec("0.3981")) || a.IsNegative() {
			t.Fatalf("coefficients %s then %s", a, b)
		}
		if !pay.LessThan(smic.Mul(dec("3"))) && !a.IsZero() {
			t.Fatalf("%s at three SMIC", a)
		}
	})
}

// The terms of the reduction give, by their formula, the reduction of the charges: for any pay, staff, hours and date.
func TestReductionTerms(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		on := date("2024-03-01").AddDays(rapid.IntRange(0, 1200).Draw(t, "on"))
		rates, err := payroll.RatesOn(on, payroll.Settings{Staff: rapid.SampledFrom([]int{10, 60}).Draw(t, "staff"), NoGeneralReduction: rapid.Bool().Draw(t, "none")})
		if err != nil {
			t.Fatal(err)
		}
		p := payroll.Pay{Profile: rapid.SampledFrom(payroll.Profiles()).Draw(t, "profile"), Gross: decimal.New(rapid.Int64Range(100_00, 9000_00).Draw(t, "gross"), -2),
			Hours: decimal.NewFromInt(rapid.Int64Range(0, 300).Draw(t, "hours"))}
		charged, err := rates.Charge(p)
		if err != nil {
			t.Fatal(err)
		}
		terms := rates.ReductionTerms(p)
		want := 0.0
		if gross := p.Gross.InexactFloat64(); terms.Pays.GreaterThan(p.Gross) {
			x := math.Min(1, (terms.Pays.InexactFloat64()/gross-1)/(terms.Limit.InexactFloat64()-1))
			c := (terms.Minimum.InexactFloat64() + terms.Slope.InexactFloat64()*math.Pow(x, terms.Exponent.InexactFloat64())) * terms.Fund.InexactFloat64()
			want = -gross * math.Min(c, terms.Minimum.Add(terms.Slope).InexactFloat64())
		}
		if got := charged.Reduction.InexactFloat64(); math.Abs(got-want) > 0.0001*p.Gross.InexactFloat64()+0.01 {
			t.Fatalf("%s of %s, %s h: reduction %v, by its terms %v", p.Profile, p.Gross, p.Hours, got, want)
		}
	})
}
