package payroll_test

import (
	"fmt"
	"github.com/moteur-film/moteur/schedule/labour"
	"testing"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/budget/payroll"
)

// season is n working days of one person, five a week, of uneven hours, with nights and meals.
func season(n, seed int) []labour.Day {
	out := make([]labour.Day, 0, n)
	for d := date("2026-01-05"); len(out) < n; d = d.AddDays(1) {
		if w := d.Weekday(); w == 0 || w == 6 {
			continue
		}
		k := len(out) + seed
		rdv := at(8).Add(k % 5 * 30)
		if k%11 == 0 {
			rdv = at(16)
		}
		out = append(out, labour.Day{Date: d, RDV: rdv, Start: rdv.Add(20), End: rdv.Add(620 + k%7*10), Back: rdv.Add(640 + k%7*10),
			Breaks: []labour.Break{{From: rdv.Add(280), To: rdv.Add(340), Meal: true}}})
	}
	return out
}

// A year of 150 people, 40,050 person-days, into pay lines. The rival is the least that any engine does: the decimal
// products of as many lines.
func BenchmarkCountTime(b *testing.B) {
	for _, people := range []int{15, 150} {
		days := season(267, 1)
		terms := payroll.Terms{Job: "scripte", Hourly: dec("32.77"), Zone: labour.Region, Span: moteur.Span{From: date("2026-01-01"), To: date("2026-12-31")}}
		b.Run(fmt.Sprintf("people=%d", people), func(b *testing.B) {
			b.ReportAllocs()
			lines := 0
			for range b.N {
				for range people {
					s, err := payroll.CountTime(terms, days, payroll.WorkSettings{})
					if err != nil {
						b.Fatal(err)
					}
					lines = len(s.Lines)
				}
			}
			b.ReportMetric(float64(people*len(days)*b.N)/b.Elapsed().Seconds(), "person-days/s")
			b.ReportMetric(float64(lines), "lines/person")
		})
		b.Run(fmt.Sprintf("rival=bare-decimal-lines/people=%d", people), func(b *testing.B) {
			s, err := payroll.CountTime(terms, days, payroll.WorkSettings{})
			if err != nil {
				b.Fatal(err)
			}
			for range b.N {
				for range people {
					var sum decimal.Decimal
					for _, l := range s.Lines {
						sum = sum.Add(l.Hours.Mul(l.Rate).Mul(l.Hourly).Round(2))
					}
				}
			}
			b.ReportMetric(float64(people*len(days)*b.N)/b.Elapsed().Seconds(), "person-days/s")
		})
	}
}

// The charges of one engagement, beside the bare decimal operations that they need.
func BenchmarkCharges(b *testing.B) {
	rates, err := payroll.RatesOn(date("2026-06-30"), payroll.Settings{Territory: "paris", Staff: 20})
	if err != nil {
		b.Fatal(err)
	}
	pay := payroll.Pay{Profile: payroll.Cadre, Gross: dec("5000"), Span: moteur.Span{From: date("2026-06-01"), To: date("2026-06-30")}}
	charged, err := rates.Charge(pay)
	if err != nil {
		b.Fatal(err)
	}
	b.Run("Charge", func(b *testing.B) {
		b.ReportAllocs()
		for range b.N {
			if _, err := rates.Charge(pay); err != nil {
				b.Fatal(err)
			}
		}
		b.ReportMetric(float64(len(charged.Lines)), "lines")
	})
	b.Run("rival=bare-decimal", func(b *testing.B) {
		b.ReportAllocs()
		for range b.N {
			var sum decimal.Decimal
			for i := range charged.Lines {
				sum = sum.Add(charged.Lines[i].Base.Mul(charged.Lines[i].Rate).Round(2))
			}
			if !sum.Equal(charged.Total) {
				b.Fatal(sum)
			}
		}
	})
	b.Run("RatesOn", func(b *testing.B) {
		b.ReportAllocs()
		for range b.N {
			if _, err := payroll.RatesOn(date("2026-06-30"), payroll.Settings{Territory: "paris", Staff: 20}); err != nil {
				b.Fatal(err)
			}
		}
	})
	for _, n := range []int{100, 1000, 10000} {
		b.Run(fmt.Sprintf("linear/lines=%d", n), func(b *testing.B) {
			for range b.N {
				for range n {
					if _, err := rates.Charge(pay); err != nil {
						b.Fatal(err)
					}
				}
			}
			b.ReportMetric(b.Elapsed().Seconds()*1e9/float64(b.N*n), "ns/engagement")
		})
	}
}
