package schedule

import (
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/doc"
	"github.com/moteur-film/moteur/internal/fr"
)

// ranges names days in a list: those that follow each other in the numbering of a unit are joined, "J3 à J8 (18/05 au 25/05)".
func (b Paper) ranges(days []Day) string {
	var out []string
	for i := 0; i < len(days); {
		k := i
		for k+1 < len(days) && days[k+1].Unit == days[i].Unit && days[k+1].Number == days[k].Number+1 {
			k++
		}
		text, dates := b.dayName(days[i]), fr.DayMonth(days[i].Date)
		if k > i {
			text += " à " + b.dayName(days[k])
			dates += " au " + fr.DayMonth(days[k].Date)
		}
		if !days[i].Date.IsZero() {
			text += " (" + dates + ")"
		}
		out = append(out, text)
		i = k + 1
	}
	return strings.Join(out, ", ")
}

// where lists the days of a plan that hold a scene with a property, and those scenes, in order of shooting; a part of a scene counts
// for its own length.
func (b *printer) where(has func(*Scene) bool) (days []Day, scenes []*Scene) {
	for _, d := range b.days {
		here := false
		for _, s := range d.scenes {
			if has(s) {
				here = true
				scenes = append(scenes, s)
			}
		}
		if here {
			days = append(days, d.Day)
		}
	}
	return days, scenes
}

// sceneList names scenes in the order of the screenplay, each once.
func (b *printer) sceneList(scenes []*Scene) string {
	has := make(map[string]bool, len(scenes))
	for _, s := range scenes {
		has[s.ID] = true
	}
	var out []string
	for _, s := range b.Problem.Scenes {
		if has[s.ID] {
			out = append(out, s.ID)
		}
	}
	return strings.Join(out, ", ")
}

// totalled adds the row of totals of a table: the sum of the amounts of a column, live in the workbook.
func totalled(t doc.Table, column int, amount decimal.Decimal) doc.Table {
	if len(t.Rows) == 0 {
		return t
	}
	key := t.Columns[column].Key
	cells := make([]doc.Cell, len(t.Columns))
	cells[0] = doc.S("Total")
	cells[column] = doc.Eur(amount).With(fmt.Sprintf("ROUND(SUM({%s.%s:%s.%s}),2)", t.Rows[0].Key, key, t.Rows[len(t.Rows)-1].Key, key))
	t.Rows = append(t.Rows, doc.Row{Key: "total", Style: doc.Total, Cells: cells})
	return t
}

// moneyColumns are the keys of the columns that a costed copy alone prints.
var moneyColumns = []string{"paid", "rate", "prep", "cost", "pay", "travel"}

// told is a table as its copy prints it: the plan that is sent has no column of money, and no total of it.
func (b *printer) told(t doc.Table) doc.Table {
	if !b.Costed {
		keep := make([]bool, len(t.Columns))
		for i, c := range t.Columns {
			keep[i] = !slices.Contains(moneyColumns, c.Key)
		}
		t.Columns = kept(t.Columns, keep)
		t.Rows = slices.DeleteFunc(t.Rows, func(r doc.Row) bool { return r.Style == doc.Total })
		for i := range t.Rows {
			t.Rows[i].Cells = kept(t.Rows[i].Cells, keep)
		}
	}
	return withoutBlank(t)
}

// byPlace lists each location with its days, scenes and price.
func (b *printer) byPlace() doc.Table {
	t := doc.Table{Key: "places", Sheet: "Lieux", Title: "Lieux", Columns: []doc.Column{{Title: "Lieu", Width: 3},
		{Title: "Décors", Width: 4}, {Title: "Disponible", Width: 2.4}, {Title: "Heures", Width: 1.4},
		{Title: "Jours de tournage", Width: 4}, {Title: "Séquences", Width: 3.6}, {Title: "Pages", Width: 1, Kind: doc.Centre},
		{Title: "Jours", Width: 0.8, Kind: doc.Int}, {Key: "paid", Title: "Jours payés", Width: 0.8, Kind: doc.Int},
		{Key: "rate", Title: "Tarif", Width: 1.4, Kind: doc.Amount},
		{Key: "prep", Title: "Préparation", Width: 1.4, Kind: doc.Amount}, {Key: "cost", Title: "Coût", Width: 1.5, Kind: doc.Amount}}}
	var ids []string
	for _, s := range b.Problem.Scenes {
		if !slices.Contains(ids, s.place()) {
			ids = append(ids, s.place())
		}
	}
	total := decimal.Zero
	for i, id := range ids {
		days, scenes := b.where(func(s *Scene) bool { return s.place() == id })
		if len(days) == 0 {
			continue
		}
		var sets []string
		eighths := 0
		for _, s := range scenes {
			eighths += s.Eighths
			if s.Set != "" && !slices.Contains(sets, s.Set) {
				sets = append(sets, s.Set)
			}
		}
		free, hours := "", ""
		if l := b.x.location[id]; l != nil {
			if len(l.Windows) > 0 {
				free = spans(l.Windows)
			}
			if l.Opens.Known() || l.Closes.Known() {
				hours = l.Opens.Label(moteur.Date{}) + " – " + l.Closing().Label(moteur.Date{})
			}
		}
		price, cost := b.rent(id, len(days))
		total = total.Add(cost)
		t.Rows = append(t.Rows, doc.Row{Key: fmt.Sprintf("l%d", i), Cells: append([]doc.Cell{doc.S(placeName(b.x, id)),
			doc.S(strings.Join(sets, " ; ")), doc.S(free), doc.S(hours), doc.S(b.ranges(days)), doc.S(b.sceneList(scenes)),
			doc.C(fr.Eighths(eighths)), doc.N(len(days))}, price...)})
	}
	return b.told(totalled(t, 11, total))
}

// rent prices the days of a place: days paid, rate, preparation, cost.
func (b *printer) rent(id string, days int) (cells []doc.Cell, cost decimal.Decimal) {
	l := b.x.location[id]
	if l == nil {
		l = &Location{}
	}
	paid := l.paidFor(days)
	built := l.PrepRate.Mul(decimal.NewFromInt(int64(staysIn(b.ranked, id) * (l.PrepDays + l.RigDays + l.StrikeDays)))).Round(2)
	cost = l.DayRate.Mul(decimal.NewFromInt(int64(paid))).Round(2).Add(built)
	formula := "ROUND({@.paid}*{@.rate},2)"
	if !built.IsZero() {
		formula += "+{@.prep}"
	}
	return []doc.Cell{doc.N(paid), doc.Eur(l.DayRate), someEuros(built), doc.Eur(cost).With(formula)}, cost
}

// byRole lists each role with its days, scenes, pay and travel.
func (b *printer) byRole() doc.Table {
	t := doc.Table{Key: "roles", Sheet: "Rôles", Title: "Rôles", Columns: []doc.Column{{Title: "N°", Width: 0.8, Kind: doc.Centre},
		{Title: "Rôle", Width: 3}, {Title: "Jours de tournage", Width: 6}, {Title: "Séquences", Width: 5},
		{Title: "Travaillés", Width: 1, Kind: doc.Int}, {Title: "Relâches", Width: 1, Kind: doc.Int}, {Title: "Voyages", Width: 1,
			Kind: doc.Int}, {Key: "paid", Title: "Payés", Width: 0.9, Kind: doc.Int},
		{Key: "pay", Title: "Salaires bruts", Width: 1.8, Kind: doc.Amount},
		{Key: "travel", Title: "Voyages (prix)", Width: 1.6, Kind: doc.Amount}}}
	c := costing{p: b.Problem, x: b.Problem.index(), book: rulebook{off: true}}
	if c.read(b.Plan) != nil {
		return t
	}
	pay, travel := decimal.Zero, decimal.Zero
	for i := range b.Problem.Roles {
		o := &b.Problem.Roles[i]
		days, scenes := b.where(func(s *Scene) bool { return slices.Contains(s.Roles, o.ID) })
		n, paid := c.engagement(o)
		if len(days) == 0 && !paid {
			continue
		}
		var salary, journeys decimal.Decimal
		stays, least, pays := 0, 0, doc.S("")
		if paid {
			salary, journeys = moteur.Sum("", o.salary(n)...).Value, moteur.Sum("", o.journeys(n)...).Value
			stays, least, pays = n.stays(), o.paidDays(n), doc.Eur(salary)
		}
		pay, travel = pay.Add(salary), travel.Add(journeys)
		number := doc.C("")
		if o.Number > 0 {
			number = doc.C(fmt.Sprint(o.Number))
		}
		t.Rows = append(t.Rows, doc.Row{Key: fmt.Sprintf("r%d", i), Cells: []doc.Cell{number, doc.S(o.label()), doc.S(b.ranges(days)),
			doc.S(b.sceneList(scenes)),
			some0(len(c.worked(o))), some0(n.held), some0(2 * stays * o.TravelDays), some0(least), pays,
			someEuros(journeys)}})
	}
	first, last := "", ""
	if len(t.Rows) > 0 {
		first, last = t.Rows[0].Key, t.Rows[len(t.Rows)-1].Key
	}
	t = totalled(t, 8, pay)
	if n := len(t.Rows); n > 0 {
		t.Rows[n-1].Cells[1], t.Rows[n-1].Cells[0] = t.Rows[n-1].Cells[0], doc.Cell{}
		t.Rows[n-1].Cells[9] = doc.Eur(travel).With(fmt.Sprintf("ROUND(SUM({%s.travel:%s.travel}),2)", first, last))
	}
	return b.told(t)
}

// some0 is a number that is left blank when zero.
func some0(n int) doc.Cell {
	if n == 0 {
		return doc.S("")
	}
	return doc.N(n)
}

func someEuros(d decimal.Decimal) doc.Cell {
	if d.IsZero() {
		return doc.S("")
	}
	return doc.Eur(d)
}

// byEquipment lists the equipment and special teams with their days and price.
func (b *printer) byEquipment() doc.Table {
	t := doc.Table{Key: "equipment", Sheet: "Matériel", Title: "Matériel et équipes spéciales",
		Columns: []doc.Column{{Title: "Matériel ou équipe", Width: 3}, {Title: "Disponible", Width: 2.4},
			{Title: "Jours de tournage", Width: 5},
			{Title: "Séquences", Width: 4}, {Title: "Jours", Width: 1, Kind: doc.Int}, {Key: "paid", Title: "Jours payés", Width: 1,
				Kind: doc.Int}, {Key: "rate", Title: "Tarif", Width: 1.4, Kind: doc.Amount},
			{Key: "cost", Title: "Coût", Width: 1.5, Kind: doc.Amount}}}
	c := costing{p: b.Problem, x: b.Problem.index(), book: rulebook{off: true}}
	if c.read(b.Plan) != nil {
		return t
	}
	total := decimal.Zero
	for i := range b.Problem.Equipment {
		e := &b.Problem.Equipment[i]
		days, scenes := b.where(func(s *Scene) bool { return slices.Contains(s.Needs, e.ID) })
		if len(days) == 0 {
			continue
		}
		used, paid := c.hire(e)
		free := ""
		if len(e.Windows) > 0 {
			free = spans(e.Windows)
		}
		cost := e.DayRate.Mul(decimal.NewFromInt(int64(paid))).Round(2)
		total = total.Add(cost)
		t.Rows = append(t.Rows, doc.Row{Key: fmt.Sprintf("e%d", i), Cells: []doc.Cell{doc.S(e.label()), doc.S(free), doc.S(b.ranges(days)),
			doc.S(b.sceneList(scenes)), doc.N(used), doc.N(paid),
			doc.Eur(e.DayRate), doc.Eur(cost).With("ROUND({@.paid}*{@.rate},2)")}})
	}
	return b.told(totalled(t, 7, total))
}

// byExtras lists the extras to hire day by day.
func (b *printer) byExtras() doc.Table {
	t := doc.Table{Key: "extras", Sheet: "Figuration", Title: "Figuration à engager", Compact: true,
		Columns: []doc.Column{{Title: "Jour", Width: 3}, {Title: "Figuration", Width: 6},
			{Key: "n", Title: "Personnes", Width: 1.2, Kind: doc.Int},
			{Key: "rate", Title: "Tarif", Width: 1.5, Kind: doc.Amount}, {Key: "cost", Title: "Coût", Width: 1.8, Kind: doc.Amount}}}
	c := costing{p: b.Problem, x: b.Problem.index(), book: rulebook{off: true}}
	if c.read(b.Plan) != nil {
		return t
	}
	total := decimal.Zero
	for i, g := range c.groups() {
		cost := g.rate.Mul(decimal.NewFromInt(int64(g.count))).Round(2)
		total = total.Add(cost)
		t.Rows = append(t.Rows, doc.Row{Key: fmt.Sprintf("x%d", i), Cells: []doc.Cell{doc.S(b.ranges([]Day{g.day})), doc.S(g.kind),
			doc.N(g.count), doc.Eur(g.rate), doc.Eur(cost).With("ROUND({@.n}*{@.rate},2)")}})
	}
	return b.told(totalled(t, 4, total))
}

// covers lists, for each exterior day, the cover sets planned later that could be shot that day: their location is open, their
// roles are free. Those whose roles are all called that day come first.
func (b *printer) covers() doc.Table {
	x := b.x
	t := doc.Table{Sheet: "Repli", Title: "Décors de repli en cas d'intempérie", Compact: true,
		Columns: []doc.Column{{Title: "Jour d'extérieur", Width: 2}, {Title: "Extérieurs", Width: 4},
			{Title: "Repli, rôles déjà convoqués", Width: 5}, {Title: "Repli, rôles à appeler", Width: 5}}}
	var all []*Scene
	on := map[string]Day{}
	for _, d := range b.days {
		for _, s := range d.scenes {
			if s.cover(x) {
				all, on[s.ID] = append(all, s), d.Day
			}
		}
	}
	if len(all) == 0 {
		return t
	}
	for _, day := range b.days {
		d := day.Day
		var out []string
		called := map[string]bool{}
		for _, s := range day.scenes {
			if s.outside() {
				out = append(out, s.ID)
			}
			for _, r := range s.Roles {
				called[r] = true
			}
		}
		if len(out) == 0 {
			continue
		}
		var ready, other []string
		for _, s := range all {
			later := on[s.ID]
			l := x.location[s.place()]
			if later.at(b.Problem.Calendar) <= day.pos || s.Unit != "" && s.Unit != d.Unit || l != nil && !l.openOn(d.Date) ||
				slices.ContainsFunc(s.Roles, func(r string) bool { return !x.role[r].freeOn(d.Date) }) {
				continue
			}
			text := fmt.Sprintf("%s %s (%s)", s.ID, s.Set, b.dayName(later))
			if slices.ContainsFunc(s.Roles, func(r string) bool { return !called[r] }) {
				other = append(other, text)
			} else {
				ready = append(ready, text)
			}
		}
		row := doc.Row{Cells: []doc.Cell{doc.S(b.ranges([]Day{d})), doc.S(strings.Join(out, ", ")), doc.S(few(ready)), doc.S(few(other))}}
		if len(ready)+len(other) == 0 {
			row.Cells[2] = doc.S("aucun").As(doc.Warning)
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// few lists at most six texts and counts the others.
func few(list []string) string {
	const most = 6
	if len(list) > most {
		return fmt.Sprintf("%s et %d autres", strings.Join(list[:most], " ; "), len(list)-most)
	}
	return strings.Join(list, " ; ")
}
