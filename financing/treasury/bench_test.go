package treasury_test

import (
	"fmt"
	"testing"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/budget"
	"github.com/moteur-film/moteur/financing"
	"github.com/moteur-film/moteur/financing/treasury"
)

// bigFilm is a treasury of n lines, each paid over all the months: lines × months payments.
func bigFilm(lines, months int) treasury.Input {
	in := treasury.Input{Plan: film(), Settings: treasury.Settings{Brief: true, PayEvery: treasury.Month}}
	in.Plan.Timeline = moteur.Timeline{moteur.ShootStart: day(2026, 9, 7), moteur.ShootEnd: day(2026, 10, 30)}
	from := day(2026, 1, 1)
	e := &budget.Estimate{}
	for i := range lines {
		id := fmt.Sprint("L", i)
		status := budget.Invoice
		if i%2 == 0 {
			status = budget.Author
		}
		l := budget.Line{ID: id, Account: fmt.Sprint(1+i%9, "111"), Label: id, Status: status, Span: moteur.Span{From: from, To: from.AddMonths(months).AddDays(-1)}}
		amount := decimal.New(int64(1_234_567+i*997), -2)
		e.Budget.Lines = append(e.Budget.Lines, l)
		e.Lines = append(e.Lines, budget.LineAmount{Line: id, Account: l.Account, Amount: amount, Active: true})
		e.Total = e.Total.Add(amount)
	}
	in.Estimate = e
	return in
}

// BenchmarkTreasury draws 200 scenarios (a source changes, the shoot moves) of a treasury of 400 lines over 60 months. The
// smaller sizes show that the time follows lines × months.
func BenchmarkTreasury(b *testing.B) {
	for _, size := range []struct{ lines, months int }{{400, 60}, {200, 60}, {400, 30}, {800, 60}} {
		b.Run(fmt.Sprintf("200x%dlines%dmonths", size.lines, size.months), func(b *testing.B) {
			in := bigFilm(size.lines, size.months)
			for b.Loop() {
				for k := range 200 {
					x := in
					x.Plan.Resources = append([]financing.Resource{}, in.Plan.Resources...)
					x.Plan.Resources[k%len(x.Plan.Resources)].Amount = decimal.New(int64(k)*100, 0)
					c, err := treasury.Cash(x)
					if err != nil || len(c.Rows) < size.months {
						b.Fatal(err, len(c.Rows))
					}
				}
			}
		})
	}
}

// BenchmarkBareAdditions is the rival: the bare decimal additions of the same 200 tables, one a line and a month, without any
// date, tax or split.
func BenchmarkBareAdditions(b *testing.B) {
	const lines, months = 400, 60
	amounts := make([]decimal.Decimal, lines)
	for i := range amounts {
		amounts[i] = decimal.New(int64(1_234_567+i*997), -2).DivRound(decimal.NewFromInt(months), 2)
	}
	for b.Loop() {
		for range 200 {
			var total decimal.Decimal
			for range months {
				for _, a := range amounts {
					total = total.Add(a)
				}
			}
			if total.IsZero() {
				b.Fatal()
			}
		}
	}
}
