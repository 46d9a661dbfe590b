package follow

import (
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/fr"
)

// invoice is what one file says of one invoice: a reference of a supplier, its movements, their sum and their first day.
type invoice struct {
	file string
	rows []int
	sum  decimal.Decimal
	day  moteur.Date
	line bool // one of its movements names a line of the devis
}

// file is where a movement was read, without its place in it; empty when nothing says it.
func (m *Movement) file() string {
	if at := strings.LastIndexAny(m.Place, ":!"); at >= 0 {
		return m.Place[:at]
	}
	return m.Place
}

// twice finds the invoices that two files hold (the accounts and a list of invoices): same reference, supplier and amount. Those of the
// file that names lines of the devis stay, else those of the first; it returns, for each movement that stands aside, the rank of the one
// that is counted, from 1. A reference with two amounts, and two invoices of a supplier alike in day and amount whose references do not
// both stand, are told and counted.
func (k *tracker) twice(list []Movement) map[int]int {
	aside := map[int]int{}
	groups := map[string][]*invoice{}
	var keys []string
	add := func(key string, i int) {
		m := &list[i]
		if _, ok := groups[key]; !ok {
			keys = append(keys, key)
		}
		at := slices.IndexFunc(groups[key], func(v *invoice) bool { return v.file == m.file() })
		if at < 0 {
			at = len(groups[key])
			groups[key] = append(groups[key], &invoice{file: m.file(), day: m.Date})
		}
		v := groups[key][at]
		v.rows, v.sum, v.line = append(v.rows, i), v.sum.Add(m.Amount), v.line || m.Line != ""
	}
	for i := range list {
		m := &list[i]
		if m.Kind != Invoiced && m.Kind != Card && m.Kind != PettyCash || m.file() == "" || m.Party == "" {
			continue
		}
		if m.Ref != "" {
			add("r\x00"+fr.Fold(m.Ref)+"\x00"+fr.Fold(m.Party), i)
		}
		add("d\x00"+m.Date.String()+"\x00"+m.Amount.Round(2).String()+"\x00"+fr.Fold(m.Party), i)
	}
	for _, key := range keys {
		if strings.HasPrefix(key, "r") {
			k.sameReference(list, groups[key], aside)
		}
	}
	for _, key := range keys {
		if strings.HasPrefix(key, "d") {
			k.sameDay(list, groups[key], aside)
		}
	}
	return aside
}

// sameReference puts aside the invoices of one reference and supplier that another file counts.
func (k *tracker) sameReference(list []Movement, found []*invoice, aside map[int]int) {
	if len(found) < 2 {
		return
	}
	kept := found[max(0, slices.IndexFunc(found, func(v *invoice) bool { return v.line }))]
	one := &list[kept.rows[0]]
	for _, v := range found {
		if v == kept {
			continue
		}
		other := &list[v.rows[0]]
		if !v.sum.Equal(kept.sum) {
			k.out.Report.Warnf(movementPath(v.rows[0], other), "budget/track-reference",
				"La facture %s de %s vaut %s ici et %s à %s : les deux sont comptées.", fr.Quote(fr.Clip(other.Ref)),
				fr.Clip(other.Party), fr.Euros(v.sum), fr.Euros(kept.sum), movementPath(kept.rows[0], one))
			continue
		}
		for _, i := range v.rows {
			aside[i] = kept.rows[0] + 1
		}
		k.out.Report.Warnf(movementPath(v.rows[0], other), "budget/track-same-invoice",
			"La facture %s de %s (%s, le %s) est aussi à %s, le %s : elle est comptée une fois.", fr.Quote(fr.Clip(other.Ref)),
			fr.Clip(other.Party), fr.Euros(v.sum), fr.ShortDate(v.day), movementPath(kept.rows[0], one), fr.ShortDate(kept.day))
	}
}

// sameDay tells the invoices of two files that are alike but for a reference that one of them does not give.
func (k *tracker) sameDay(list []Movement, found []*invoice, aside map[int]int) {
	for n, v := range found {
		for _, w := range found[:n] {
			a, b := v.rows[0], w.rows[0]
			if aside[a] > 0 || aside[b] > 0 || list[a].Ref != "" && list[b].Ref != "" {
				continue
			}
			k.out.Report.Warnf(movementPath(a, &list[a]), "budget/track-alike",
				"« %s » de %s (%s, le %s) ressemble à « %s » de %s, sans référence commune : les deux sont comptés.",
				fr.Clip(list[a].Label), fr.Clip(list[a].Party), fr.Euros(list[a].Amount), fr.ShortDate(list[a].Date),
				fr.Clip(list[b].Label), movementPath(b, &list[b]))
		}
	}
}
