package schedule

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/doc"
	"github.com/moteur-film/moteur/internal/fr"
)

// byPlace lists each location with its days and scenes.
func (b Paper) byPlace() doc.Table {
	x := b.Problem.index()
	t := doc.Table{Sheet: "Lieux", Title: "Lieux", Columns: []doc.Column{{Title: "Lieu", Width: 3}, {Title: "Décors", Width: 4}, {Title: "Jours", Width: 1, Kind: doc.Int},
		{Title: "Dates", Width: 5}, {Title: "Séquences", Width: 4}, {Title: "Pages", Width: 1}}}
	var ids []string
	for _, s := range b.Problem.Scenes {
		if !slices.Contains(ids, s.place()) {
			ids = append(ids, s.place())
		}
	}
	for _, id := range ids {
		var sets, dates, scenes []string
		eighths, n := 0, 0
		for _, d := range b.Plan.Days {
			here := false
			for _, s := range b.look(x, d).scenes {
				if s.place() != id {
					continue
				}
				here = true
				eighths += s.Eighths
				scenes = append(scenes, s.ID)
				if !slices.Contains(sets, s.Set) {
					sets = append(sets, s.Set)
				}
			}
			if here {
				n++
				dates = append(dates, b.short(d))
			}
		}
		t.Rows = append(t.Rows, doc.Row{Cells: []doc.Cell{doc.S(placeName(x, id)), doc.S(strings.Join(sets, " ; ")), doc.N(n), doc.S(strings.Join(dates, ", ")),
			doc.S(strings.Join(scenes, ", ")), doc.S(fr.Eighths(eighths))}})
	}
	return t
}

// short names a day in a list.
func (b Paper) short(d Day) string {
	if d.Date.IsZero() {
		return fmt.Sprintf("J%d", d.Number)
	}
	return fmt.Sprintf("J%d (%s)", d.Number, fr.DayMonth(d.Date))
}

// byRole lists each role with its days, scenes and pay.
func (b Paper) byRole() doc.Table {
	x := b.Problem.index()
	t := doc.Table{Key: "roles", Sheet: "Rôles", Title: "Rôles", Columns: []doc.Column{{Title: "N°", Width: 0.6, Kind: doc.Int}, {Title: "Rôle", Width: 3}, {Title: "Jours", Width: 1, Kind: doc.Int},
		{Title: "Dates", Width: 6}, {Title: "Séquences", Width: 5}, {Key: "pay", Title: "Salaires bruts", Width: 2, Kind: doc.Amount}}}
	c := costing{p: b.Problem, x: x, book: rulebook{off: true}}
	if c.read(b.Plan) != nil {
		return t
	}
	total := decimal.Zero
	for i := range b.Problem.Roles {
		o := &b.Problem.Roles[i]
		worked := map[int]bool{}
		var dates, scenes []string
		for _, d := range b.Plan.Days {
			day := b.look(x, d)
			for _, s := range day.scenes {
				if !slices.Contains(s.Roles, o.ID) {
					continue
				}
				scenes = append(scenes, s.ID)
				if !worked[day.pos] {
					worked[day.pos] = true
					dates = append(dates, b.short(d))
				}
			}
		}
		if len(worked) == 0 {
			continue
		}
		pay := c.role(o, worked).Value
		total = total.Add(pay)
		number := doc.S("")
		if o.Number > 0 {
			number = doc.N(o.Number)
		}
		t.Rows = append(t.Rows, doc.Row{Key: fmt.Sprintf("r%d", i), Cells: []doc.Cell{number, doc.S(o.label()), doc.N(len(worked)), doc.S(strings.Join(dates, ", ")), doc.S(strings.Join(scenes, ", ")), doc.Eur(pay)}})
	}
	if n := len(t.Rows); n > 0 {
		first, last := t.Rows[0].Key, t.Rows[n-1].Key
		t.Rows = append(t.Rows, doc.Row{Key: "total", Style: doc.Total, Cells: []doc.Cell{doc.S(""), doc.S("Total"), doc.S(""), doc.S(""), doc.S(""),
			doc.Eur(total).With(fmt.Sprintf("ROUND(SUM({%s.pay:%s.pay}),2)", first, last))}})
	}
	return t
}

// calendar shows the months of the shoot, a week a row.
func (b Paper) calendar() []doc.Block {
	on := map[moteur.Date][]Day{}
	var first, last moteur.Date
	for _, d := range b.Plan.Days {
		if d.Date.IsZero() {
			return nil
		}
		on[d.Date] = append(on[d.Date], d)
		if first.IsZero() || d.Date.Before(first) {
			first = d.Date
		}
		if d.Date.After(last) {
			last = d.Date
		}
	}
	if first.IsZero() {
		return nil
	}
	x := b.Problem.index()
	t := doc.Table{Sheet: "Calendrier", Columns: []doc.Column{{Title: "Semaine du", Width: 1.2, Kind: doc.Date}}}
	for i := range 7 {
		t.Columns = append(t.Columns, doc.Column{Title: fr.Capital(fr.Weekday(time.Weekday((i + 1) % 7))), Width: 2})
	}
	for monday := first.Monday(); !monday.IsZero() && !monday.After(last) && len(t.Rows) < 200; monday = monday.AddDays(7) {
		row := doc.Row{Cells: []doc.Cell{doc.D(monday)}}
		for i := range 7 {
			date := monday.AddDays(i)
			text := fmt.Sprint(date.Day())
			cell := doc.S(text)
			for _, d := range on[date] {
				day := b.look(x, d)
				var names []string
				for _, id := range day.places() {
					names = append(names, placeName(x, id))
				}
				text += fmt.Sprintf("\nJ%d %s", d.Number, strings.Join(names, ", "))
				fill := dayExterior
				if d.Night {
					fill = nightInterior
				}
				cell = doc.S(text).On(fill)
			}
			if k := b.Problem.Calendar.kindOf(date); k.holiday != "" && len(on[date]) == 0 {
				cell = doc.S(text + "\n" + k.holiday).As(doc.Muted)
			}
			row.Cells = append(row.Cells, cell)
		}
		t.Rows = append(t.Rows, row)
	}
	return []doc.Block{t}
}
