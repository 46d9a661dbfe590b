package treasury

import (
	"fmt"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/fr"
)

// bucketing places days in rows.
type bucketing struct {
	from, to moteur.Date
	month    bool
	index    []int32 // row of each day from from
	spans    []moteur.Span
}

// maxPeriodDays bounds a treasury to about sixty years.
const maxPeriodDays = 22000

func newBucketing(from, to moteur.Date, month bool) (bucketing, bool) {
	b := bucketing{month: month}
	if month {
		b.from, b.to = moteur.NewDate(from.Year(), from.Month(), 1), to.MonthEnd()
	} else {
		b.from, b.to = from.Monday(), to.Monday().AddDays(6)
	}
	days := b.to.Sub(b.from) + 1
	if b.from.IsZero() || b.to.IsZero() || days <= 0 || days > maxPeriodDays {
		return b, false
	}
	b.index = make([]int32, days)
	for first := b.from; !first.After(b.to); {
		last := first.AddDays(6)
		if month {
			last = first.MonthEnd()
		}
		for k := first.Sub(b.from); k <= last.Sub(b.from); k++ {
			b.index[k] = int32(len(b.spans))
		}
		b.spans = append(b.spans, moteur.Span{From: first, To: last})
		first = last.AddDays(1)
	}
	return b, true
}

// row is the row of a day, false outside the table.
func (b bucketing) row(d moteur.Date) (int, bool) {
	k := d.Sub(b.from)
	if k < 0 || k >= len(b.index) {
		return 0, false
	}
	return int(b.index[k]), true
}

func (b bucketing) label(i int) string {
	if b.month {
		return fr.MonthYear(b.spans[i].From)
	}
	_, w := b.spans[i].From.ISOWeek()
	return fmt.Sprintf("sem. %d (%s)", w, fr.ShortDate(b.spans[i].From))
}

// vatFlows gives the flows with the State: the VAT of each month, received less paid, settled later.
func vatFlows(flows []flow, set settings) (out []flow, ok bool) {
	if len(flows) == 0 {
		return nil, true
	}
	first, last, _ := dayRange(flows)
	months, ok := newBucketing(first, last, true)
	if !ok {
		return nil, false
	}
	net := make([]int64, len(months.spans))
	for k := range flows {
		f := &flows[k]
		if f.vat == 0 {
			continue
		}
		i, _ := months.row(f.day)
		if f.in {
			net[i] += f.vat
		} else {
			net[i] -= f.vat
		}
	}
	for i, v := range net {
		lag := set.vatDue
		if v < 0 {
			lag = set.vatRefund
		}
		day := months.spans[i].To // without lag, VAT is settled when its month ends
		if lag > 0 {
			day = monthDay(months.spans[i].From, lag, set.vatDay)
		}
		if v != 0 {
			out = append(out, flow{day: day, net: -v})
		}
	}
	sortFlows(out)
	return out, true
}

// comparePosts orders digits before letters.
func comparePosts(a, b string) int {
	da, db := a != "" && a[0] <= '9', b != "" && b[0] <= '9'
	switch {
	case da && !db:
		return -1
	case db && !da:
		return 1
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}
