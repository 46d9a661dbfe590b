package labour

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/law"
)

// book reads values of the table on one date and keeps its first error.
type book struct {
	t       law.Table
	on      moteur.Date
	report  *moteur.Report
	err     error
	until   moteur.Date
	sources map[string]moteur.Source
}

func openBook(on moteur.Date, report *moteur.Report, t law.Table) *book {
	return &book{t: t, on: on, report: report, sources: map[string]moteur.Source{}}
}

func (b *book) Err() error { return b.err }

func (b *book) Until() moteur.Date { return b.until }

func (b *book) fail(err error) {
	if b.err == nil {
		b.err = err
	}
}

func (b *book) CitedText(id string) moteur.Cited[string] {
	c, err := b.t.Text(id, b.on)
	if err != nil {
		b.fail(err)
		return c
	}
	b.sources[id] = c.Source
	e, _ := b.t.Entry(id)
	for _, v := range e.Values {
		if v.From.After(b.on) && (b.until.IsZero() || v.From.Before(b.until)) {
			b.until = v.From
		}
	}
	c.Use(b.report, "rules")
	return c
}

func (b *book) Cited(id string) moteur.Cited[decimal.Decimal] {
	c := b.CitedText(id)
	out := moteur.Cited[decimal.Decimal]{ID: c.ID, From: c.From, To: c.To, Source: c.Source}
	if c.Value == "" {
		return out
	}
	v, err := decimal.NewFromString(c.Value)
	if err != nil {
		b.fail(fmt.Errorf("%s : %w", id, err))
	}
	out.Value = v
	return out
}

func (b *book) Hours(id string) int {
	return int(b.Cited(id).Value.Mul(decimal.NewFromInt(60)).Round(0).IntPart())
}

func (b *book) Points(id string) int { return int(b.Cited(id).Value.Shift(4).Round(0).IntPart()) }

func (b *book) Int(id string) int { return int(b.Cited(id).Value.IntPart()) }

func (b *book) Clock(id string) int {
	c, err := ParseClock(b.CitedText(id).Value)
	if err != nil {
		b.fail(fmt.Errorf("%s : %w", id, err))
	}
	return c.Minutes()
}

func (b *book) Window(id string) (from, to int) {
	x, y, _ := strings.Cut(b.CitedText(id).Value, "-")
	p, err1 := ParseClock(x)
	q, err2 := ParseClock(y)
	if err1 != nil || err2 != nil {
		b.fail(fmt.Errorf("%s : plage illisible", id))
	}
	return p.Minutes(), q.Minutes()
}

type period struct{ First, Last int }

func (b *book) Period(id string) period {
	x, y, _ := strings.Cut(b.CitedText(id).Value, "/")
	day := func(s string) int {
		m, d, _ := strings.Cut(s, "-")
		n, err1 := strconv.Atoi(m)
		k, err2 := strconv.Atoi(d)
		if (err1 != nil || err2 != nil) && b.err == nil {
			b.fail(fmt.Errorf("%s : période illisible", id))
		}
		return n*100 + k
	}
	return period{day(x), day(y)}
}

func (p period) Contains(d moteur.Date) bool {
	day := int(d.Month())*100 + d.Day()
	if p.First <= p.Last {
		return p.First <= day && day <= p.Last
	}
	return day >= p.First || day <= p.Last
}

func (b *book) Source(id string) moteur.Source {
	if s, ok := b.sources[id]; ok {
		return s
	}
	var keys []string
	for k := range b.sources {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	for _, k := range keys {
		if strings.HasPrefix(k, id+".") {
			return b.sources[k]
		}
	}
	return moteur.Source{}
}
