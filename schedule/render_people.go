package schedule

import (
	"fmt"
	"slices"

	"github.com/moteur-film/moteur/internal/doc"
	"github.com/moteur-film/moteur/internal/fr"
)

// axis lists the shooting dates of the plan with their heads.
func (b Paper) axis() (pos []int, heads []string) {
	for _, d := range b.Plan.Days {
		p := d.at(b.Problem.Calendar)
		if slices.Contains(pos, p) {
			continue
		}
		pos = append(pos, p)
	}
	slices.Sort(pos)
	for i, p := range pos {
		head := fmt.Sprintf("J%d", i+1)
		if !b.Problem.Calendar.Dateless {
			head += " " + fr.DayMonth(b.Problem.Calendar.First.AddDays(p))
		}
		heads = append(heads, head)
	}
	return pos, heads
}

// gridDays is the number of days that a page of the day-out-of-days holds.
const gridDays = 45

// OutOfDays is the day-out-of-days: for each role, what it does each shooting day. SW starts, W works, WF finishes, SWF does
// all in one day; H is a paid hold, D the first day of a drop, P the pick-up. Long shoots take several grids.
func (b Paper) OutOfDays() []doc.Grid {
	x := b.Problem.index()
	pos, heads := b.axis()
	var out []doc.Grid
	for from := 0; from < len(pos) || from == 0; from += gridDays {
		to := min(from+gridDays, len(pos))
		g := doc.Grid{Sheet: "Jours travaillés", Corner: "Rôle", Heads: heads[from:to], TailHeads: []string{"Travaillés", "Relâches", "Payés"}}
		for i := range b.Problem.Roles {
			o := &b.Problem.Roles[i]
			worked := map[int]bool{}
			for _, d := range b.Plan.Days {
				day := b.look(x, d)
				if slices.ContainsFunc(day.scenes, func(s *Scene) bool { return slices.Contains(s.Roles, o.ID) }) {
					worked[day.pos] = true
				}
			}
			if len(worked) == 0 {
				continue
			}
			paid := o.paid(b.Problem, worked, pos)
			label := o.label()
			if o.Number > 0 {
				label = fmt.Sprintf("%d. %s", o.Number, label)
			}
			row := doc.GridRow{Label: label, Tail: []string{fr.Int(paid.worked), fr.Int(paid.held), fr.Int(max(paid.worked+paid.held, o.MinDays))}}
			codes := o.codes(paid, worked, pos)
			for _, code := range codes[from:to] {
				row.Cells = append(row.Cells, doc.GridCell{Text: code, Fill: codeColour(code)})
			}
			g.Rows = append(g.Rows, row)
		}
		out = append(out, g)
		if to == len(pos) {
			break
		}
	}
	return out
}

// codes are the day-out-of-days codes of a role.
func (o *Role) codes(paid paidDays, worked map[int]bool, pos []int) []string {
	first, last := -1, -1
	for i, p := range pos {
		if worked[p] {
			if first < 0 {
				first = i
			}
			last = i
		}
	}
	out := make([]string, len(pos))
	dropped := false
	for i, p := range pos {
		switch {
		case i == first && i == last:
			out[i] = "SWF"
		case i == first:
			out[i] = "SW"
		case i == last:
			out[i] = "WF"
		case worked[p]:
			out[i] = "W"
		case i < first || i > last || !o.HoldPaid:
		case paid.hasDrop && p > paid.dropped[0] && p < paid.dropped[1]:
			if !dropped {
				out[i], dropped = "D", true
			}
		default:
			out[i] = "H"
		}
		if paid.hasDrop && p == paid.dropped[1] && i != last {
			out[i] = "P" + out[i]
		}
	}
	return out
}

func codeColour(code string) doc.Colour {
	switch {
	case code == "":
		return ""
	case code == "H":
		return "#EFE3C2"
	case code == "D":
		return "#E3E3E3"
	case code == "W":
		return "#BFE0C6"
	}
	return "#7FB58A"
}
