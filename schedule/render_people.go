package schedule

import (
	"fmt"
	"slices"

	"github.com/moteur-film/moteur/internal/doc"
	"github.com/moteur-film/moteur/internal/fr"
)

// codesLegend explains the codes of the day-out-of-days.
const codesLegend = "SW premier jour, W jour travaillé, WF dernier jour, SWF jour unique, H relâche, " +
	"T voyage, R repos pendant un séjour, WD dernier jour avant une coupure, PW reprise."

// gridDays is the largest number of days that a page of the day-out-of-days holds.
const gridDays = 49

// gridRows is the largest number of rows of the grids that share a page.
const gridRows = 34

// axis lists the days the day-out-of-days shows: the shooting days; with a calendar every date of the shoot, and those before
// and after it on which somebody travels.
func (b *printer) axis(from, to int) (pos []int, heads []string) {
	numbers := map[int]int{}
	var shooting []int
	for _, d := range b.Plan.Days {
		shooting = append(shooting, d.at(b.Problem.Calendar))
	}
	slices.Sort(shooting)
	shooting = slices.Compact(shooting)
	for i, p := range shooting {
		numbers[p] = i + 1
	}
	if b.Problem.Calendar.Dateless || len(shooting) == 0 || to-from > maxHorizon {
		for _, p := range shooting {
			pos, heads = append(pos, p), append(heads, fmt.Sprintf("J%d", numbers[p]))
		}
		return pos, heads
	}
	for p := from; p <= to; p++ {
		head := fr.DayMonth(b.Problem.Calendar.First.AddDays(p))
		if n := numbers[p]; n > 0 && len(b.Problem.Units) < 2 { // units count their own days
			head = fmt.Sprintf("J%d %s", n, head)
		}
		pos, heads = append(pos, p), append(heads, head)
	}
	return pos, heads
}

// engaged is a performer of the plan, by the engagement of the first role, with its days.
type engaged struct {
	role   *Role
	label  string // of all the roles
	worked map[int]bool
	days   paidDays
	codes  map[int]string
}

// engagements reads the days of every role that works.
func (b *printer) engagements() (roles []engaged, shooting []int) {
	c := costing{p: b.Problem, x: b.Problem.index(), book: rulebook{off: true}}
	if c.read(b.Plan) != nil {
		return nil, nil
	}
	for _, a := range b.Problem.artists() {
		e := engaged{role: a.role, label: a.label(), worked: c.workedBy(a)}
		if len(e.worked) == 0 {
			continue
		}
		e.days = e.role.paid(b.Problem, e.worked, c.pos)
		e.codes = e.role.codes(e.days, e.worked, c.pos, !b.Problem.Calendar.Dateless)
		roles = append(roles, e)
	}
	return roles, c.pos
}

// OutOfDays is the day-out-of-days: for each role, what it does each day. SW starts, W works, WF finishes, SWF does all in one
// day; H is a paid hold, T a day of travel, R a rest between two days of a stay, WD the last day before a drop, PW the pick-up. The
// last row counts the roles of each day. Long shoots take several grids, each with the roles it concerns.
func (b Paper) OutOfDays() []doc.Grid { return b.printer().outOfDays() }

func (b *printer) outOfDays() []doc.Grid {
	roles, shooting := b.engagements()
	from, to := 0, -1
	if n := len(shooting); n > 0 {
		from, to = shooting[0], shooting[n-1]
	}
	for _, e := range roles {
		for p, code := range e.codes {
			if code != "" {
				from, to = min(from, p), max(to, p)
			}
		}
	}
	pos, heads := b.axis(from, to)
	tails, tail := b.tails(roles)
	var out []doc.Grid
	pages := max((len(pos)+gridDays-1)/gridDays, 1)
	most := (len(pos) + pages - 1) / pages // as many on each page
	for from := 0; from < len(pos) || from == 0; from += most {
		to := min(from+most, len(pos))
		g := doc.Grid{Sheet: "Jours travaillés", Corner: "Rôle", Heads: heads[from:to], TailHeads: tails}
		count := doc.GridRow{Label: "Rôles par jour"}
		for _, p := range pos[from:to] {
			n := 0
			for _, e := range roles {
				if e.worked[p] {
					n++
				}
			}
			cell := doc.GridCell{Text: fmt.Sprint(n)}
			if n == 0 {
				cell = doc.GridCell{Fill: restDay}
			}
			count.Cells = append(count.Cells, cell)
		}
		for _, e := range roles {
			o := e.role
			label := e.label
			if o.Number > 0 {
				label = fmt.Sprintf("%d. %s", o.Number, label)
			}
			row := doc.GridRow{Label: label, Tail: tail(e)}
			for _, p := range pos[from:to] {
				code := e.codes[p]
				fill := codeColour(code)
				if _, shot := slices.BinarySearch(shooting, p); code == "" && !shot {
					fill = restDay
				}
				row.Cells = append(row.Cells, doc.GridCell{Text: code, Fill: fill})
			}
			if pages == 1 || slices.ContainsFunc(row.Cells, func(c doc.GridCell) bool { return c.Text != "" }) {
				g.Rows = append(g.Rows, row)
			}
		}
		g.Rows = append(g.Rows, count)
		out = append(out, g)
		if to == len(pos) {
			break
		}
	}
	return out
}

// tails are the totals of the roles, those that are not zero for all of them: days worked, held, of travel and, on a costed copy, paid.
func (b *printer) tails(roles []engaged) (heads []string, of func(engaged) []string) {
	heads = []string{"Travaillés"}
	var held, travel bool
	trips := func(e engaged) int { return 2 * e.days.stays() * e.role.TravelDays }
	for _, e := range roles {
		held, travel = held || e.days.held > 0, travel || trips(e) > 0
	}
	add := func(yes bool, head string) {
		if yes {
			heads = append(heads, head)
		}
	}
	add(held, "Relâches")
	add(travel, "Voyages")
	add(b.Costed, "Payés")
	return heads, func(e engaged) []string {
		out := []string{fr.Int(e.days.worked)}
		if held {
			out = append(out, fr.Int(e.days.held))
		}
		if travel {
			out = append(out, fr.Int(trips(e)))
		}
		if b.Costed {
			out = append(out, fr.Int(max(e.days.worked+e.days.held, e.days.least)))
		}
		return out
	}
}

// codes are the day-out-of-days codes of a role by calendar position; dated calendars have days of travel and of rest.
func (o *Role) codes(paid paidDays, worked map[int]bool, shooting []int, dated bool) map[int]string {
	out := map[int]string{}
	at := slices.DeleteFunc(slices.Clone(shooting), func(p int) bool { return !worked[p] })
	if len(at) == 0 {
		return out
	}
	first, last := at[0], at[len(at)-1]
	inDrop := func(p int) bool { return paid.hasDrop && p > paid.dropped[0] && p < paid.dropped[1] }
	for _, p := range shooting {
		code := "W"
		switch {
		case !worked[p]:
			if o.HoldPaid && p > first && p < last && !inDrop(p) {
				out[p] = "H"
			}
			continue
		case p == first:
			code = "SW"
		case paid.hasDrop && p == paid.dropped[1]:
			code = "PW"
		}
		if p == last {
			code += "F"
		} else if paid.hasDrop && p == paid.dropped[0] {
			code += "D"
		}
		out[p] = code
	}
	if !dated {
		return out
	}
	if o.HoldPaid || o.TravelDays > 0 {
		for p := first; p <= last; p++ {
			if _, shot := slices.BinarySearch(shooting, p); !shot && !inDrop(p) {
				out[p] = "R"
			}
		}
	}
	ends := []int{first, last}
	if paid.hasDrop {
		ends = []int{first, paid.dropped[0], paid.dropped[1], last}
	}
	for i, p := range ends {
		for k := 1; k <= o.TravelDays; k++ {
			if i%2 == 0 {
				out[p-k] = "T"
			} else {
				out[p+k] = "T"
			}
		}
	}
	return out
}

func codeColour(code string) doc.Colour {
	switch code {
	case "":
		return ""
	case "H":
		return "#EFE3C2"
	case "T":
		return "#CBDDF2"
	case "R":
		return "#E3E3E3"
	case "W":
		return "#BFE0C6"
	}
	return "#7FB58A"
}
