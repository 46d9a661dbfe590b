package breakdown

import (
	"maps"
	"slices"
	"strings"

	"github.com/moteur-film/moteur/internal/fr"
)

// Merges gives the merges a person decided: aliases kept, and the other names of the roles. It is what Settings.Aliases wants.
func (b Breakdown) Merges() map[string]string {
	m := map[string]string{}
	for _, r := range b.Roles {
		for _, a := range r.Aliases {
			if fr.Fold(a) != fr.Fold(r.ID) {
				m[a] = r.ID
			}
		}
	}
	maps.Copy(m, keptAliases(b.Aliases))
	return m
}

// keptAliases gives the merges that a person kept: a name → what it becomes.
func keptAliases(list []Alias) map[string]string {
	m := map[string]string{}
	for _, a := range list {
		if a.State == Kept {
			m[a.Other] = a.Role
		}
	}
	return m
}

// Merge merges roles: each name on the left becomes the role on the right, in the roles and in every scene.
func (b Breakdown) Merge(merges map[string]string) Breakdown {
	if len(merges) == 0 {
		return b
	}
	m := merger{to: map[string]string{}, old: b.Roles, at: map[string]int{}}
	for from, to := range merges {
		m.to[fr.Fold(from)] = to
	}
	for _, r := range b.Roles {
		m.add(r)
	}
	out := b
	out.Roles = m.roles
	out.Scenes = slices.Clone(b.Scenes)
	for i := range out.Scenes {
		m.scene(&out.Scenes[i])
	}
	one := func(a Alias) bool { return strings.EqualFold(m.name(a.Role), m.name(a.Other)) }
	out.Aliases = slices.DeleteFunc(slices.Clone(b.Aliases), one)
	settle(&out)
	return out
}

// merger makes the roles that are left when some are merged.
type merger struct {
	to    map[string]string // folded name → the role it becomes
	old   []Role
	roles []Role
	at    map[string]int // folded identifier → place in roles
}

// final follows the merges of a name to their end; a ring of names ends after eight steps.
func (m *merger) final(id string) string {
	for range 8 {
		to, ok := m.to[fr.Fold(id)]
		if !ok || fr.Fold(to) == fr.Fold(id) {
			return id
		}
		id = to
	}
	return id
}

// name returns the identifier of the role that a name belongs to.
func (m *merger) name(id string) string {
	if k, ok := m.at[fr.Fold(m.final(id))]; ok {
		return m.roles[k].ID
	}
	return id
}

// add puts a role, or adds it to the one it becomes.
func (m *merger) add(r Role) {
	id := m.final(r.ID)
	k, ok := m.at[fr.Fold(id)]
	if !ok {
		k = len(m.roles)
		m.at[fr.Fold(id)] = k
		m.roles = append(m.roles, m.start(r, id))
	}
	into := &m.roles[k]
	into.Cues, into.Words, into.Speaking = into.Cues+r.Cues, into.Words+r.Words, into.Speaking || r.Speaking
	if into.Age == 0 {
		into.Age, into.AgeLine = r.Age, r.AgeLine
	}
	if r.ID != into.ID {
		for _, name := range append([]string{r.ID}, r.Aliases...) {
			if !slices.Contains(into.Aliases, name) {
				into.Aliases = append(into.Aliases, name)
			}
		}
	}
	if into.Speaking && into.State == Proposed {
		into.State = ""
	}
}

// start makes the role that r becomes, with nothing counted yet. It keeps the name of the role of that identifier, when there is one.
func (m *merger) start(r Role, id string) Role {
	n := r
	n.Cues, n.Words = 0, 0
	if id == r.ID {
		n.Aliases = slices.Clone(r.Aliases)
		return n
	}
	n.ID, n.Name, n.Aliases, n.Scenes = id, id, nil, nil
	for _, o := range m.old {
		if fr.Fold(o.ID) == fr.Fold(id) {
			n.ID, n.Name = o.ID, o.Name
		}
	}
	return n
}

// scene renames the roles of a scene.
func (m *merger) scene(s *Scene) {
	roles := make([]string, 0, len(s.Roles))
	for _, id := range s.Roles {
		if id = m.name(id); !slices.Contains(roles, id) {
			roles = append(roles, id)
		}
	}
	s.Roles = roles
	s.Presences = mergePresences(s.Presences, m.name)
	s.Elements = slices.Clone(s.Elements)
	for k := range s.Elements {
		if s.Elements[k].Category == Minors {
			s.Elements[k].Name = m.name(s.Elements[k].Name)
		}
	}
}

// mergePresences joins the presences of one role in a scene: speaking wins over silent, silent over off.
func mergePresences(in []Presence, name func(string) string) []Presence {
	var out []Presence
	rank := map[Mode]int{Speaking: 3, Silent: 2, Off: 1}
	for _, p := range in {
		p.Role = name(p.Role)
		if p.FromRole != "" {
			p.FromRole = name(p.FromRole)
		}
		i := slices.IndexFunc(out, func(q Presence) bool { return q.Role == p.Role })
		if i < 0 {
			out = append(out, p)
			continue
		}
		q := &out[i]
		q.Cues, q.Words, q.Off, q.Phone = q.Cues+p.Cues, q.Words+p.Words, q.Off || p.Off, q.Phone || p.Phone
		if rank[p.Mode] > rank[q.Mode] {
			q.Mode, q.State = p.Mode, p.State
		}
	}
	return out
}
