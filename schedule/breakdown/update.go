package breakdown

import (
	"cmp"
	"slices"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/fr"
)

// The rules of the issues of an update.
const (
	ruleUpdateGone    = "breakdown/kept-but-gone"
	ruleUpdateDropped = "breakdown/decisions-dropped"
)

// Update brings the decisions made by hand on a breakdown to the breakdown of a new draft, and tells what changed. In each
// scene found again, what was kept stays kept, what was rejected stays rejected, what was added or typed is carried over; a scene that
// a person added comes back after the one it followed. Scene numbers that were made up stay those of the scene. What was kept although
// its words are gone is told. Roles merged by hand are merged again.
func Update(old, fresh Breakdown) (Breakdown, Comparison) {
	fresh = fresh.Merge(old.Merges()).MergePlaces(old.PlaceMerges())
	match := matchScenes(old.Scenes, fresh.Scenes)
	out := fresh
	out.Scenes = slices.Clone(fresh.Scenes)
	out.Roles = slices.Clone(fresh.Roles)
	var rep moteur.Report
	found := make([]bool, len(old.Scenes))
	for i, o := range match {
		if o >= 0 && old.Scenes[o].byHand(addedByHand) && fr.Fold(old.Scenes[o].Set) != fr.Fold(fresh.Scenes[i].Set) {
			match[i], o = -1, -1 // another scene has taken its number
		}
		if o >= 0 {
			found[o] = true
			out.Scenes[i] = carry(old.Scenes[o], out.Scenes[i], &rep)
		}
	}
	renumber(out.Scenes, match, old.Scenes)
	out.Scenes, match = putBack(out.Scenes, match, old.Scenes, found)
	if old.TitleFrom == ByHand {
		out.Title, out.TitleFrom = old.Title, ByHand
	}
	for o := range old.Scenes {
		if !found[o] && decided(&old.Scenes[o]) {
			rep.Warnf("scenes", ruleUpdateDropped, "La séquence %s (%s) a disparu : ses choix faits à la main ne sont pas repris.",
				old.Scenes[o].Number, fr.Shorten(old.Scenes[o].Heading, 60))
		}
	}
	carryRoles(old.Roles, &out)
	out.Aliases = carryAliases(old.Aliases, out.Aliases)
	out.PlaceAliases = carryAliases(old.PlaceAliases, out.PlaceAliases)
	settle(&out)
	c := compare(old, out, match)
	if out.USS == nil {
		out.USS = old.USS
	}
	out.Issues = slices.Concat(fresh.Issues, rep.Issues)
	return out, c
}

// putBack puts the scenes that a person added, and that the new draft does not have, after the one they followed, and notes them as
// found. Their number is another one when the new draft has it.
func putBack(scenes []Scene, match []int, old []Scene, found []bool) ([]Scene, []int) {
	used := map[string]bool{}
	for i := range scenes {
		used[scenes[i].Number] = true
	}
	for o := range old {
		if found[o] || !old[o].byHand(addedByHand) {
			continue
		}
		at := 0
		for before := o - 1; at == 0 && before >= 0; before-- {
			at = slices.Index(match, before) + 1
		}
		s := old[o]
		if used[s.Number] {
			before, after := "", ""
			if at > 0 {
				before = scenes[at-1].Number
			}
			if at < len(scenes) {
				after = scenes[at].Number
			}
			s.Number, s.Invented = numberBetween(before, after, used), true
		}
		used[s.Number], found[o] = true, true
		scenes, match = slices.Insert(scenes, at, s), slices.Insert(match, at, o)
	}
	return scenes, match
}

// carry brings the decisions of a scene to its new version.
func carry(old, s Scene, rep *moteur.Report) Scene {
	s.StoryDay, s.Comments, s.Minutes, s.SourceID = old.StoryDay, old.Comments, old.Minutes, old.SourceID
	s.ByHand = slices.DeleteFunc(slices.Clone(old.ByHand), func(f string) bool { return f == addedByHand }) // it is in the text now
	for _, f := range s.ByHand {
		switch f {
		case "heading":
			s.Heading = old.Heading
		case "summary":
			s.Summary, s.SummaryFrom = old.Summary, ByHand
		case "story":
			s.Story = old.Story
		case "section":
			s.Section = old.Section
		case "kind":
			s.Kind = old.Kind
		case "omitted":
			s.Omitted = old.Omitted
		case "eighths":
			s.Eighths, s.EighthsFrom = old.Eighths, ByHand
			s.Seconds, s.SecondsRule = old.Seconds, old.SecondsRule
		case "seconds":
			s.Seconds, s.SecondsRule = old.Seconds, old.SecondsRule
		case "light":
			s.Light, s.LightFrom, s.MoreLights = old.Light, ByHand, old.MoreLights
		case "place":
			s.Place = old.Place
		case "set":
			s.Set = old.Set
		case "location":
			s.Location = old.Location
		}
	}
	gone := func(what string) {
		rep.Notef("scenes."+s.Number, ruleUpdateGone, "Séquence %s : %s reste gardé, mais ses mots ne sont plus dans le texte.", s.Number,
			what)
	}
	s.Elements = carryList(old.Elements, s.Elements, (*Need).proposal, func(n *Need) { n.Line, n.Count = 0, 0 },
		func(n *Need) { gone(n.Name) }, (*Need).takeName)
	s.Extras = carryList(old.Extras, s.Extras, (*Extra).proposal, func(x *Extra) { x.Line = 0 }, func(x *Extra) { gone(x.Kind) },
		func(to, from *Extra) {
			if from.State == Kept && from.Count > 0 {
				to.Count = from.Count
			}
			if from.FromKind != "" {
				to.Kind, to.FromKind = from.Kind, from.FromKind
			}
		})
	s.Flags = carryList(old.Flags, s.Flags, (*Flag).proposal, func(f *Flag) { f.Line = 0 }, func(f *Flag) { gone(f.Kind.Label()) },
		func(to, from *Flag) {
			if from.FromKind != "" {
				to.Kind, to.FromKind = from.Kind, from.FromKind
			}
		})
	s.Presences = carryList(old.Presences, s.Presences, (*Presence).proposal, func(p *Presence) { p.Line = 0 },
		func(p *Presence) { gone(p.Role) }, func(to, from *Presence) {
			if from.State == Kept {
				to.Mode = from.Mode
			}
			if from.FromRole != "" {
				to.Role, to.FromRole = from.Role, from.FromRole
			}
		})
	s.replaced()
	return s
}

// proposal tells what a draft proposed: under which key, and under which one a person has put it.
type proposal struct {
	from, now string
	state     *State
	text      bool // it came from the text
}

func needKey(c Category, name string) string { return string(c) + "\x00" + fr.Fold(name) }

func (n *Need) proposal() proposal {
	p := proposal{now: needKey(n.Category, n.Name), state: &n.State, text: n.Text != ""}
	if p.from = p.now; n.FromName != "" {
		p.from = needKey(n.FromCategory, n.FromName)
	}
	return p
}

// takeName gives an element the name and category that a person gave to it in the draft before.
func (n *Need) takeName(from *Need) {
	if from.FromName != "" {
		n.Category, n.Name, n.FromCategory, n.FromName = from.Category, from.Name, from.FromCategory, from.FromName
	}
}

func (x *Extra) proposal() proposal {
	return proposal{fr.Fold(cmp.Or(x.FromKind, x.Kind)), fr.Fold(x.Kind), &x.State, x.Text != ""}
}

func (f *Flag) proposal() proposal {
	key := func(k FlagKind) string {
		if k == FlagProtected {
			return string(k) + fr.Fold(f.Text)
		}
		return string(k)
	}
	return proposal{key(cmp.Or(f.FromKind, f.Kind)), key(f.Kind), &f.State, f.Text != ""}
}

func (p *Presence) proposal() proposal {
	return proposal{cmp.Or(p.FromRole, p.Role), p.Role, &p.State, p.Text != ""}
}

// replaced takes out of the list of the scene the roles whose presence a person gave to another one.
func (s *Scene) replaced() {
	for _, p := range s.Presences {
		if p.FromRole != "" && !slices.ContainsFunc(s.Presences, func(o Presence) bool { return o.Role == p.FromRole }) {
			s.Roles = slices.DeleteFunc(slices.Clone(s.Roles), func(id string) bool { return id == p.FromRole })
		}
	}
}

// carryList brings the states of old proposals to the same fresh ones, and adds what was kept and is not proposed any more. what tells a
// proposal, both brings to a fresh one what else a person decided of the old one.
func carryList[T any](old, fresh []T, what func(*T) proposal, blank func(*T), gone func(*T), both func(to, from *T)) []T {
	out := slices.Clone(fresh)
	at := make(map[string]int, len(out))
	note := func(key string, i int) {
		if _, twice := at[key]; !twice {
			at[key] = i
		}
	}
	for i := range out {
		p := what(&out[i])
		note(p.from, i)
		note(p.now, i)
	}
	for o := range old {
		p := what(&old[o])
		i, ok := at[p.from]
		if !ok {
			i, ok = at[p.now] // a draft whose tags have the person's name
		}
		switch {
		case ok:
			if *p.state != Proposed && *p.state != "" {
				*what(&out[i]).state = *p.state
			}
			both(&out[i], &old[o])
		case *p.state == Kept:
			v := old[o]
			blank(&v)
			if p.text {
				gone(&v)
			}
			note(p.from, len(out))
			out = append(out, v)
		}
	}
	return out
}

// decided tells whether a person decided something in a scene.
func decided(s *Scene) bool {
	by := func(st State) bool { return st == Kept || st == Rejected }
	return len(s.ByHand) > 0 || s.Comments != "" || slices.ContainsFunc(s.Elements, func(n Need) bool { return by(n.State) }) ||
		slices.ContainsFunc(s.Extras, func(x Extra) bool { return by(x.State) }) ||
		slices.ContainsFunc(s.Flags, func(f Flag) bool { return by(f.State) }) ||
		slices.ContainsFunc(s.Presences, func(p Presence) bool { return by(p.State) })
}

// carryAliases brings what was decided about proposals to the same fresh ones.
func carryAliases(old, fresh []Alias) []Alias {
	out := slices.Clone(fresh)
	for i := range out {
		for _, a := range old {
			if a.Role == out[i].Role && a.Other == out[i].Other {
				out[i].State = a.State
			}
		}
	}
	return out
}

// renumber keeps the numbers that were made up: a scene found again keeps its own, a new one takes a number between those beside it. The
// number of a dropped scene is not used again.
func renumber(scenes []Scene, match []int, old []Scene) {
	fresh := false
	used := map[string]bool{}
	for _, s := range old {
		used[s.Number] = true
	}
	for i := range scenes {
		switch {
		case !scenes[i].Invented:
			used[scenes[i].Number] = true
		case match[i] >= 0:
			scenes[i].Number = old[match[i]].Number
		default:
			scenes[i].Number, fresh = "", true
		}
	}
	if fresh {
		fillNumbers(scenes, used)
	}
}

// carryRoles brings board numbers, printed names, ages and states over, and numbers new roles after the others.
func carryRoles(old []Role, out *Breakdown) {
	at := make(map[string]int, len(old))
	top := 0
	for i, r := range old {
		at[r.ID] = i
		top = max(top, r.Number)
	}
	for i := range out.Roles {
		r := &out.Roles[i]
		o, ok := at[r.ID]
		if !ok {
			top++
			r.Number = top
			continue
		}
		r.Number, r.Name = old[o].Number, old[o].Name
		for _, a := range old[o].Aliases {
			if !slices.Contains(r.Aliases, a) {
				r.Aliases = append(slices.Clip(r.Aliases), a)
			}
		}
		if old[o].Age > 0 {
			r.Age = old[o].Age
		}
		if s := old[o].State; s == Kept || s == Rejected {
			r.State = s
		}
	}
}
