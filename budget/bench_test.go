package budget_test

import (
	"bytes"
	"fmt"
	"io"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/budget"
	"github.com/moteur-film/moteur/budget/payroll"
)

// large is a devis of n lines over the accounts of the nomenclature, half of them with a share abroad.
func large(n int) budget.Budget {
	g, err := budget.LoadGrid("")
	if err != nil {
		panic(err)
	}
	var accounts []string
	for _, a := range g.Accounts {
		if len(a.Code) == 4 && a.Code[0] >= '5' {
			accounts = append(accounts, a.Code)
		}
	}
	r := rand.New(rand.NewPCG(1, uint64(n)))
	b := budget.Budget{Title: "Grand devis", Date: moteur.NewDate(2026, 3, 2), Percents: []budget.Percent{
		{ID: "assurances", Account: "9111", Label: "Assurances", Rate: d("0.0185"), Base: "direct - 1"},
		{ID: "fg", Account: "FG", Label: "Frais généraux", Rate: d("0.07"), Base: "1..9"},
		{ID: "imprevus", Account: "IM", Label: "Imprévus", Rate: d("0.1"), Base: "1..9"},
	}}
	for i := range n {
		b.Lines = append(b.Lines, budget.Line{ID: fmt.Sprintf("l%d", i), Account: accounts[r.IntN(len(accounts))], Label: "Ligne", Unit: "day",
			Number: decimal.NewFromInt(int64(1 + r.IntN(4))), Quantity: decimal.New(int64(1+r.IntN(600)), -1), Rate: decimal.New(int64(1000+r.IntN(900000)), -2)})
	}
	return b
}

// bare does the decimal operations of the same lines and nothing else: two products and a rounding a line, one addition to
// its account, the accounts added upward, the percents.
func bare(b budget.Budget, at []int, parents []int) decimal.Decimal {
	sums := make([]decimal.Decimal, len(parents))
	for i := range b.Lines {
		l := &b.Lines[i]
		sums[at[i]] = sums[at[i]].Add(l.Quantity.Mul(l.Rate).Mul(l.Number).Round(2))
	}
	var total decimal.Decimal
	for i := len(sums) - 1; i >= 0; i-- {
		if parents[i] >= 0 {
			sums[parents[i]] = sums[parents[i]].Add(sums[i])
		} else {
			total = total.Add(sums[i])
		}
	}
	base := total
	for _, p := range b.Percents {
		amount := base.Mul(p.Rate).Round(2)
		total = total.Add(amount)
	}
	return total
}

// shape gives the account of each line and the parent of each account, outside the measured time.
func shape(b budget.Budget) (at, parents []int) {
	g, _ := budget.LoadGrid("")
	index := map[string]int{}
	for i, a := range g.Accounts {
		index[a.Code] = i
		if a.Parent == "" {
			parents = append(parents, -1)
		} else {
			parents = append(parents, index[a.Parent])
		}
	}
	for i := range b.Lines {
		at = append(at, index[b.Lines[i].Account])
	}
	return at, parents
}

var sizes = []int{500, 5_000, 100_000}

// BenchmarkCompute recomputes a whole devis.
func BenchmarkCompute(b *testing.B) {
	for _, n := range sizes {
		devis := large(n)
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			for b.Loop() {
				if _, err := budget.Compute(devis); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkBare is the rival (a): the bare decimal operations of the same lines.
func BenchmarkBare(b *testing.B) {
	for _, n := range sizes {
		devis := large(n)
		at, parents := shape(devis)
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			for b.Loop() {
				bare(devis, at, parents)
			}
		})
	}
}

// BenchmarkExcelize is the rival (b): excelize computes the total of the workbook of the same devis.
func BenchmarkExcelize(b *testing.B) {
	for _, n := range sizes[:2] {
		content := plain(b, large(n))
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			for b.Loop() {
				excelizeTotal(b, content)
			}
		})
	}
}

// BenchmarkCharges computes a devis whose lines are all salaried, at different pays: the legal charges of each are computed.
// Its rival is the charges alone, computed one pay after the other with rates already resolved.
func BenchmarkCharges(b *testing.B) {
	devis := large(5_000)
	span := moteur.Span{From: moteur.NewDate(2026, 5, 4), To: moteur.NewDate(2026, 6, 12)}
	for i := range devis.Lines {
		l := &devis.Lines[i]
		l.Account, l.Status, l.Number, l.Rate, l.Span = "2611", budget.Salaried, decimal.Zero, l.Rate.Div(decimal.NewFromInt(10)).Round(2), span
	}
	b.Run("devis", func(b *testing.B) {
		for b.Loop() {
			if _, err := budget.Compute(devis); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("charges alone", func(b *testing.B) {
		rates, err := payroll.RatesOn(span.To, payroll.Settings{})
		if err != nil {
			b.Fatal(err)
		}
		for b.Loop() {
			for i := range devis.Lines {
				l := &devis.Lines[i]
				if _, err := rates.Charge(payroll.Pay{Profile: payroll.Technician, Gross: l.Quantity.Mul(l.Rate).Round(2), Span: span, Date: span.To}); err != nil {
					b.Fatal(err)
				}
			}
		}
	})
}

// BenchmarkWorkbook writes the live workbook of 10,000 lines; its first part only lays the document out, the rest is the
// writer, which has its own rival.
func BenchmarkWorkbook(b *testing.B) {
	e, err := budget.Compute(large(10_000))
	require.NoError(b, err)
	b.Run("document", func(b *testing.B) {
		for b.Loop() {
			_ = e.Workbook()
		}
	})
	b.Run("xlsx", func(b *testing.B) {
		for b.Loop() {
			require.NoError(b, e.WriteXLSX(io.Discard))
		}
	})
	b.Run("pdf", func(b *testing.B) {
		for b.Loop() {
			require.NoError(b, e.WritePDF(io.Discard))
		}
	})
}

// BenchmarkAgainstRivals computes the same devis in turn with the library and with each rival, and reports the ratios of the
// best times: x-bare is how many times the bare decimals the library takes, x-faster how many times faster than excelize's
// calculation alone (opening the file left out) it is.
func BenchmarkAgainstRivals(b *testing.B) {
	best := func(times int, run func()) time.Duration {
		least := time.Duration(1<<63 - 1)
		for range times {
			start := time.Now()
			run()
			least = min(least, time.Since(start))
		}
		return least
	}
	for _, n := range sizes {
		devis := large(n)
		at, parents := shape(devis)
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			for b.Loop() {
				times := max(5, 20_000/n)
				var ours, rival time.Duration
				ours = best(times, func() { _, _ = budget.Compute(devis) })
				rival = best(times, func() { bare(devis, at, parents) })
				b.ReportMetric(float64(ours)/float64(rival), "x-bare")
				b.ReportMetric(float64(ours.Nanoseconds())/float64(n), "ns/line")
				if n > sizes[1] {
					continue
				}
				f, err := excelize.OpenReader(bytes.NewReader(plain(b, devis)))
				require.NoError(b, err)
				slow := best(1, func() { _, err = f.CalcCellValue("Sheet1", "G1") })
				require.NoError(b, err)
				require.NoError(b, f.Close())
				b.ReportMetric(float64(slow)/float64(ours), "x-faster")
			}
		})
	}
}

// plain is the plainest workbook of the devis: a column of line formulas, one range sum an account, one total.
func plain(t testing.TB, devis budget.Budget) []byte {
	t.Helper()
	at, parents := shape(devis)
	f := excelize.NewFile()
	defer f.Close()
	lines := make([][]int, len(parents))
	for i := range devis.Lines {
		lines[at[i]] = append(lines[at[i]], i)
	}
	row := 1
	var accounts []string
	for _, list := range lines {
		if len(list) == 0 {
			continue
		}
		first := row
		for _, i := range list {
			l := devis.Lines[i]
			for col, v := range map[string]decimal.Decimal{"A": l.Number, "B": l.Quantity, "C": l.Rate} {
				require.NoError(t, f.SetCellValue("Sheet1", fmt.Sprint(col, row), v.InexactFloat64()))
			}
			require.NoError(t, f.SetCellFormula("Sheet1", fmt.Sprint("D", row), fmt.Sprintf("ROUND(A%d*B%d*C%d,2)", row, row, row)))
			row++
		}
		accounts = append(accounts, fmt.Sprintf("E%d", len(accounts)+1))
		require.NoError(t, f.SetCellFormula("Sheet1", accounts[len(accounts)-1], fmt.Sprintf("SUM(D%d:D%d)", first, row-1)))
	}
	require.NoError(t, f.SetCellFormula("Sheet1", "F1", fmt.Sprintf("SUM(E1:E%d)", len(accounts))))
	require.NoError(t, f.SetCellFormula("Sheet1", "G1", "ROUND(F1*(1+0.07+0.1),2)"))
	var out bytes.Buffer
	require.NoError(t, f.Write(&out))
	return out.Bytes()
}

func excelizeTotal(t testing.TB, content []byte) string {
	f, err := excelize.OpenReader(bytes.NewReader(content))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	start := time.Now()
	v, err := f.CalcCellValue("Sheet1", "G1")
	if err != nil {
		t.Fatal(err)
	}
	if b, ok := t.(*testing.B); ok {
		b.ReportMetric(float64(time.Since(start).Nanoseconds()), "ns-calc")
	}
	return v
}
