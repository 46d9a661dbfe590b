package schedule

import (
	"slices"

	"github.com/moteur-film/moteur"
)

// RoleDays are the days of a role in a plan, as its cost counts them: the one count that the devis, the papers and the figures
// share. The roles of one performer are one engagement, told at the first of them; the others have their days worked alone.
type RoleDays struct {
	Worked int `json:"worked"` // dates worked in the role
	Held   int `json:"held"`   // shooting days paid between two days worked
	// Paid is the days worked in all the roles of the performer and those held, at least the days guaranteed, even without any scene.
	Paid   int `json:"paid"`
	Stays  int `json:"stays"`  // continuous stays: two around a drop and pick-up
	Travel int `json:"travel"` // days of travel, there and back of each stay
	// Holds are the dates held, in order.
	Holds []moteur.Date `json:"holds,omitempty"`
}

// RoleDays counts the days of every role of a problem; scenes that the problem does not know count for nothing.
func (plan Plan) RoleDays(p Problem) map[string]RoleDays {
	c := costing{p: p, x: p.index(), book: rulebook{off: true}}
	out := make(map[string]RoleDays, len(p.Roles))
	if c.read(plan) != nil {
		return out
	}
	dates := map[int]moteur.Date{}
	for _, d := range c.days {
		dates[d.pos] = d.Date
	}
	for _, o := range p.Roles {
		out[o.ID] = RoleDays{Worked: len(c.worked(&o))}
	}
	for _, a := range p.artists() {
		days := a.role.paid(p, c.workedBy(a), c.pos)
		first := out[a.role.ID]
		first.Held, first.Paid = days.held, a.role.paidDays(days)
		first.Stays, first.Travel = days.stays(), 2*days.stays()*a.role.TravelDays
		for _, pos := range days.heldAt {
			first.Holds = append(first.Holds, dates[pos])
		}
		out[a.role.ID] = first
	}
	return out
}

// EquipmentDays counts the days that each piece of equipment is paid for; 0 when no scene shot needs it.
func (plan Plan) EquipmentDays(p Problem) map[string]int {
	c := costing{p: p, x: p.index(), book: rulebook{off: true}}
	out := make(map[string]int, len(p.Equipment))
	if c.read(plan) != nil {
		return out
	}
	for i := range p.Equipment {
		_, out[p.Equipment[i].ID] = c.hire(&p.Equipment[i])
	}
	return out
}

// worked are the dates a role works, as positions in the calendar.
func (c *costing) worked(o *Role) map[int]bool {
	out := map[int]bool{}
	for _, d := range c.days {
		if slices.ContainsFunc(d.scenes, func(s *Scene) bool { return slices.Contains(s.Roles, o.ID) }) {
			out[d.pos] = true
		}
	}
	return out
}
