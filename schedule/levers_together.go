package schedule

import (
	"fmt"
	"slices"

	"github.com/moteur-film/moteur/internal/fr"
)

// togetherLevers are what one person cannot do: be played by the same performer on dates of another role, be in two units at once. They
// come last of all, so that a conflict names them rather than what would only hold once the units are mixed.
func togetherLevers(p Problem) []lever {
	var out []lever
	for _, a := range p.artists() {
		name := a.role.Performer
		if len(a.roles) > 1 {
			text := fmt.Sprintf("%s ont le même interprète, à un seul endroit à la fois.", fr.Capital(a.label()))
			out = append(out, bound("performer/"+name, text, func(q *Problem) {
				for i := range q.Roles {
					if q.Roles[i].Performer == name {
						q.Roles[i].Performer = ""
					}
				}
			}, p.recast(a)...))
			continue
		}
		if units := p.unitsOf(a.role.ID); len(units) > 1 {
			text := fmt.Sprintf("%s est demandé par les équipes %s, et n'est qu'à un endroit à la fois.", fr.Capital(a.role.label()),
				fr.List(units))
			out = append(out, bound("one-place/"+a.role.ID, text, func(q *Problem) { q.double(a.role.ID, units[1:]) },
				p.oneUnit(a.role.ID, units)...))
		}
	}
	return out
}

// recast are the ways out of one performer for several roles: another one for each role but the first.
func (p Problem) recast(a artist) []way {
	var out []way
	for _, o := range a.roles[1:] {
		out = append(out, once("recast/"+o.ID, func(q *Problem) string {
			for i := range q.Roles {
				if q.Roles[i].ID == o.ID {
					q.Roles[i].Performer = ""
				}
			}
			return fmt.Sprintf("Confier %s à un autre interprète.", o.label())
		}))
	}
	return out
}

// unitsOf are the units that the scenes of a role are kept for.
func (p Problem) unitsOf(role string) []string {
	var out []string
	for _, s := range p.Scenes {
		if s.Unit != "" && slices.Contains(s.Roles, role) && !slices.Contains(out, s.Unit) {
			out = append(out, s.Unit)
		}
	}
	return out
}

// double gives each of some units a role of its own in place of one they share.
func (p *Problem) double(role string, units []string) {
	k := slices.IndexFunc(p.Roles, func(o Role) bool { return o.ID == role })
	p.Roles = slices.Clone(p.Roles)
	for _, u := range units {
		other := p.Roles[k]
		other.ID += "\x00" + u
		p.Roles = append(p.Roles, other)
		for i := range p.Scenes {
			s := &p.Scenes[i]
			at := slices.Index(s.Roles, role)
			if s.Unit != u || at < 0 {
				continue
			}
			s.Roles = slices.Clone(s.Roles)
			s.Roles[at] = other.ID
			if n, short := s.Present[role]; short {
				present := map[string]int{other.ID: n}
				for id, n := range s.Present {
					present[id] = n
				}
				delete(present, role)
				s.Present = present
			}
		}
	}
}

// oneUnit are the ways out of a role that two units ask for: its scenes all with one of them.
func (p Problem) oneUnit(role string, units []string) []way {
	var out []way
	for _, u := range units {
		out = append(out, once("one-unit/"+role+"/"+u, func(q *Problem) string {
			for i := range q.Scenes {
				if s := &q.Scenes[i]; s.Unit != "" && slices.Contains(s.Roles, role) {
					s.Unit = u
				}
			}
			return fmt.Sprintf("Tourner les séquences de %s avec la seule équipe %s.", p.index().role[role].label(), u)
		}))
	}
	return out
}

// shortWay is the longest way between two bases that no conflict names, minutes: the capacity of a day does.
const shortWay = 60

// wayLevers are the journeys between the bases of the scenes.
func wayLevers(p Problem) []lever {
	x := p.index()
	used := map[string]bool{}
	for _, s := range p.Scenes {
		used[baseOf(x, s.place())] = true
	}
	var out []lever
	for i, m := range p.Shape.Moves {
		if !used[m.From] || !used[m.To] || m.Minutes <= shortWay {
			continue
		}
		id := "way/" + m.From + "/" + m.To
		set := func(q *Problem, minutes int) {
			q.Shape.Moves = slices.Clone(q.Shape.Moves)
			q.Shape.Moves[i].Minutes = minutes
		}
		text := fmt.Sprintf("Le voyage entre %s et %s prend %s.", m.From, m.To, hm(m.Minutes))
		steps := (m.Minutes - 1) / shortWay
		out = append(out, bound(id, text, func(q *Problem) { set(q, 0) }, way{id: id, steps: steps, do: func(q *Problem, n int) string {
			set(q, m.Minutes-n*shortWay)
			return fmt.Sprintf("Ramener à %s le voyage entre %s et %s (train, avion ; son prix est à revoir).", hm(m.Minutes-n*shortWay),
				m.From, m.To)
		}}))
	}
	return out
}
