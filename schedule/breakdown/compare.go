package breakdown

import "github.com/moteur-film/moteur/internal/fr"

// Comparison is what changed between two drafts (versions) of a screenplay.
type Comparison struct {
	// Added, Dropped, Moved and Changed list the scenes; a scene may be both moved and changed.
	Added   []SceneRef    `json:"added,omitempty"`
	Dropped []SceneRef    `json:"dropped,omitempty"`
	Moved   []SceneMove   `json:"moved,omitempty"`
	Changed []SceneChange `json:"changed,omitempty"`
	// Omitted lists the scenes of the new draft that are omitted and were not.
	Omitted []SceneRef `json:"omitted,omitempty"`
	// Renumbered lists the scenes whose written number changed.
	Renumbered []SceneMove `json:"renumbered,omitempty"`
	// Same counts the scenes untouched and in place.
	Same int `json:"same"`
	// Eighths is the change of length of the whole.
	Eighths int `json:"eighths"`
	// RolesAdded and RolesDropped are the roles that came and went.
	RolesAdded   []string `json:"roles_added,omitempty"`
	RolesDropped []string `json:"roles_dropped,omitempty"`
}

// SceneRef names a scene of one draft; Index counts from 0.
type SceneRef struct {
	Index   int    `json:"index"`
	Number  string `json:"number"`
	Heading string `json:"heading"`
	Eighths int    `json:"eighths"`
}

// SceneMove is a scene whose place among the others changed: Before and After are the numbers of the scenes it now stands between.
type SceneMove struct {
	Old    SceneRef `json:"old"`
	New    SceneRef `json:"new"`
	Before string   `json:"before,omitempty"` // number of the scene now before it, in the new draft
	After  string   `json:"after,omitempty"`
}

// SceneChange is a scene whose text, heading, roles, length or elements changed.
type SceneChange struct {
	Old SceneRef `json:"old"`
	New SceneRef `json:"new"`
	// Text tells that words changed, Heading that the heading did.
	Text    bool `json:"text,omitempty"`
	Heading bool `json:"heading,omitempty"`
	// Eighths is the change of length.
	Eighths         int      `json:"eighths"`
	RolesAdded      []string `json:"roles_added,omitempty"`
	RolesDropped    []string `json:"roles_dropped,omitempty"`
	ElementsAdded   []string `json:"elements_added,omitempty"`
	ElementsDropped []string `json:"elements_dropped,omitempty"`
}

// Compare tells what changed from one draft to the next: scenes are matched by their text, then by their written number, then by their
// heading and what happens in them.
func Compare(old, fresh Breakdown) Comparison {
	return compare(old, fresh, matchScenes(old.Scenes, fresh.Scenes))
}

func refOf(i int, s *Scene) SceneRef {
	return SceneRef{Index: i, Number: s.Number, Heading: s.Heading, Eighths: s.Eighths}
}

// compare builds the comparison from the match: for each fresh scene, the old one or -1.
func compare(old, fresh Breakdown, match []int) Comparison {
	c := Comparison{Eighths: fresh.Eighths() - old.Eighths()}
	taken := make([]bool, len(old.Scenes))
	still := stillInOrder(match)
	for i, o := range match {
		f := &fresh.Scenes[i]
		if o < 0 {
			continue // see omittedTogether
		}
		taken[o] = true
		s := &old.Scenes[o]
		if !still[i] {
			m := SceneMove{Old: refOf(o, s), New: refOf(i, f)}
			if i > 0 {
				m.Before = fresh.Scenes[i-1].Number
			}
			if i+1 < len(fresh.Scenes) {
				m.After = fresh.Scenes[i+1].Number
			}
			c.Moved = append(c.Moved, m)
		}
		if !s.Invented && !f.Invented && fr.Fold(s.Number) != fr.Fold(f.Number) {
			c.Renumbered = append(c.Renumbered, SceneMove{Old: refOf(o, s), New: refOf(i, f)})
		}
		if f.Omitted && !s.Omitted {
			c.Omitted = append(c.Omitted, refOf(i, f))
		} else if ch, changed := changeOf(o, s, i, f); changed {
			c.Changed = append(c.Changed, ch)
		} else if still[i] {
			c.Same++
		}
	}
	known := c.omittedTogether(old.Scenes, fresh.Scenes, taken)
	for i, o := range match {
		if o < 0 && !known[i] {
			c.Added = append(c.Added, refOf(i, &fresh.Scenes[i]))
		}
	}
	for o := range old.Scenes {
		if !taken[o] {
			c.Dropped = append(c.Dropped, refOf(o, &old.Scenes[o]))
		}
	}
	c.RolesAdded, c.RolesDropped = differ(roleIDs(old.Roles), roleIDs(fresh.Roles))
	return c
}

// omittedTogether finds the scenes of the old draft that no scene was matched with and whose number a line of the new one takes out with
// others, 14-16 OMISES: they are taken, and omitted unless they were. It tells which scenes of the new draft are such lines.
func (c *Comparison) omittedTogether(old, fresh []Scene, taken []bool) (known []bool) {
	known = make([]bool, len(fresh))
	at := map[string][]int{} // the old scenes left, by number
	for o := range old {
		if !taken[o] {
			for _, n := range numbersOf(&old[o]) {
				at[numberKey(n)] = append(at[numberKey(n)], o)
			}
		}
	}
	for i := range fresh {
		f := &fresh[i]
		if !f.Omitted {
			continue
		}
		for _, n := range numbersOf(f) {
			for _, o := range at[numberKey(n)] {
				known[i] = true
				if !taken[o] && !old[o].Omitted {
					ref := refOf(i, f)
					ref.Number = old[o].Number
					c.Omitted = append(c.Omitted, ref)
				}
				taken[o] = true
			}
		}
	}
	return known
}

func roleIDs(rs []Role) []string {
	var out []string
	for _, r := range rs {
		if r.State != Rejected {
			out = append(out, r.ID)
		}
	}
	return out
}

func changeOf(o int, s *Scene, i int, f *Scene) (SceneChange, bool) {
	c := SceneChange{Old: refOf(o, s), New: refOf(i, f), Eighths: f.Eighths - s.Eighths}
	c.Text = s.Digest != f.Digest && s.Digest != "" && f.Digest != ""
	if s.Digest == f.Digest && s.Digest != "" && s.EighthsFrom == Estimated && f.EighthsFrom == Estimated {
		c.Eighths = 0 // the share of the pages moved with the other scenes: nothing of this one changed
	}
	c.Heading = fr.Fold(s.Heading) != fr.Fold(f.Heading)
	c.RolesAdded, c.RolesDropped = differ(s.Roles, f.Roles)
	c.ElementsAdded, c.ElementsDropped = differ(needNames(s), needNames(f))
	return c, c.Text || c.Heading || c.Eighths != 0 || len(c.RolesAdded)+len(c.RolesDropped)+len(c.ElementsAdded)+len(c.ElementsDropped) > 0
}

// needNames lists the elements that come from the text or are kept; what a person added alone is no change of the draft.
func needNames(s *Scene) []string {
	var out []string
	for _, n := range s.Elements {
		if n.Text != "" {
			out = append(out, n.Category.Label()+" : "+n.Name)
		}
	}
	return out
}

// differ lists what b has and a has not, and the reverse; case and accents do not count.
func differ(a, b []string) (added, dropped []string) {
	has := func(list []string) map[string]bool {
		m := make(map[string]bool, len(list))
		for _, s := range list {
			m[fr.Fold(s)] = true
		}
		return m
	}
	ma, mb := has(a), has(b)
	for _, s := range b {
		if !ma[fr.Fold(s)] {
			added = append(added, s)
		}
	}
	for _, s := range a {
		if !mb[fr.Fold(s)] {
			dropped = append(dropped, s)
		}
	}
	return added, dropped
}
