package breakdown

import (
	"slices"
	"strings"

	"github.com/moteur-film/moteur/internal/doc"
	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/schedule/script"
)

// dutyTable lists the flags with the scenes that raise them.
func dutyTable(b *Breakdown) (doc.Table, bool) {
	t := doc.Table{
		Title:   "Démarches à ouvrir",
		Columns: []doc.Column{{Title: "Signal", Width: 3}, {Title: "Démarche", Width: 7}, {Title: "Séquences", Width: 6}},
	}
	var order []FlagKind
	scenes := map[FlagKind][]string{}
	for i := range b.Scenes {
		for _, f := range b.Scenes[i].Flags {
			if f.State == Rejected {
				continue
			}
			if scenes[f.Kind] == nil {
				order = append(order, f.Kind)
			}
			if l := scenes[f.Kind]; len(l) == 0 || l[len(l)-1] != b.Scenes[i].Number {
				scenes[f.Kind] = append(l, b.Scenes[i].Number)
			}
		}
	}
	slices.SortStableFunc(order, func(a, c FlagKind) int { return strings.Compare(a.Label(), c.Label()) })
	for _, k := range order {
		t.Rows = append(t.Rows, doc.Row{
			Cells: []doc.Cell{doc.S(k.Label()).As(doc.Strong), doc.S(k.Duty()), doc.S(strings.Join(scenes[k], ", "))},
		})
	}
	return t, len(t.Rows) > 0
}

func roleTable(b *Breakdown) doc.Table {
	t := doc.Table{Title: "Par rôle", Columns: []doc.Column{
		{Title: "N°", Width: 1, Kind: doc.Centre}, {Title: "Rôle", Width: 5}, {Title: "Âge", Width: 1, Kind: doc.Centre},
		{Title: "Séq.", Width: 1, Kind: doc.Int}, {Title: "Répliques", Width: 1.6, Kind: doc.Int},
		{Title: "Mots", Width: 1.4, Kind: doc.Int}, {Title: "Séquences", Width: 7},
	}}
	for _, r := range b.Roles {
		if r.State == Rejected {
			continue
		}
		name := r.Name + mark(r.State)
		if len(r.Aliases) > 0 {
			name += " (" + strings.Join(r.Aliases, ", ") + ")"
		}
		t.Rows = append(t.Rows, doc.Row{Cells: []doc.Cell{
			doc.C(zeroBlank(r.Number)), doc.S(name), doc.C(zeroBlank(r.Age)), doc.N(len(r.Scenes)), doc.N(r.Cues), doc.N(r.Words),
			doc.S(strings.Join(r.Scenes, ", ")),
		}})
	}
	return t
}

func setTable(b *Breakdown) doc.Table {
	t := doc.Table{Title: "Par décor", Columns: []doc.Column{
		{Title: "Lieu", Width: 4}, {Title: "Décor", Width: 5}, {Title: "I/E", Width: 1.4, Kind: doc.Centre},
		{Title: "Séq.", Width: 1, Kind: doc.Int}, {Title: "Pages", Width: 1.4, Kind: doc.Centre},
		{Title: "Séquences", Width: 7},
	}}
	type group struct {
		location, set string
		place         script.Place
		eighths       int
		scenes        []string
	}
	var groups []*group
	at := map[string]*group{}
	for i := range b.Scenes {
		sc := &b.Scenes[i]
		if sc.Omitted {
			continue
		}
		key := setKey(sc.Set)
		g := at[key]
		if g == nil {
			g = &group{location: sc.Location, set: sc.Set, place: sc.Place}
			at[key] = g
			groups = append(groups, g)
		}
		if g.place != sc.Place && sc.Place != "" {
			g.place = script.Both
		}
		g.eighths += sc.Eighths
		g.scenes = append(g.scenes, sc.Number)
	}
	slices.SortStableFunc(groups, func(a, c *group) int {
		if n := strings.Compare(fr.Fold(a.location), fr.Fold(c.location)); n != 0 {
			return n
		}
		return strings.Compare(fr.Fold(a.set), fr.Fold(c.set))
	})
	last := ""
	for _, g := range groups {
		location := g.location
		if fr.Fold(location) == last {
			location = ""
		}
		last = fr.Fold(g.location)
		t.Rows = append(t.Rows, doc.Row{Cells: []doc.Cell{
			doc.S(location).As(doc.Strong), doc.S(g.set), doc.C(string(g.place)), doc.N(len(g.scenes)), doc.C(fr.Eighths(g.eighths)),
			doc.S(strings.Join(g.scenes, ", ")),
		}})
	}
	return t
}

// categoryTables lists the elements of each category with their scenes.
func categoryTables(b *Breakdown) []doc.Block {
	type item struct {
		name   string
		scenes []string
		kept   bool
	}
	var all []Need
	items := map[Category][]*item{}
	at := map[string]*item{}
	add := func(c Category, name, scene string, s State) {
		if s == Rejected {
			return
		}
		key := string(c) + "\x00" + fr.Fold(name)
		it := at[key]
		if it == nil {
			it = &item{name: name}
			at[key] = it
			items[c] = append(items[c], it)
			all = append(all, Need{Category: c})
		}
		it.kept = it.kept || s != Proposed
		if n := len(it.scenes); n == 0 || it.scenes[n-1] != scene {
			it.scenes = append(it.scenes, scene)
		}
	}
	for i := range b.Scenes {
		sc := &b.Scenes[i]
		for _, n := range sc.Elements {
			add(n.Category, n.Name, sc.Number, n.State)
		}
		for _, x := range sc.Extras {
			add(Extras, x.Kind, sc.Number, x.State)
		}
	}
	var blocks []doc.Block
	for _, c := range categoriesOf(all) {
		t := doc.Table{Title: "Par catégorie – " + c.Label(), Columns: []doc.Column{{Title: "Élément", Width: 5},
			{Title: "Séq.", Width: 1, Kind: doc.Int}, {Title: "Séquences", Width: 9}}}
		list := items[c]
		slices.SortStableFunc(list, func(a, d *item) int { return strings.Compare(fr.Fold(a.name), fr.Fold(d.name)) })
		for _, it := range list {
			name := it.name
			if !it.kept {
				name += " ?"
			}
			t.Rows = append(t.Rows, doc.Row{Cells: []doc.Cell{doc.S(name), doc.N(len(it.scenes)), doc.S(strings.Join(it.scenes, ", "))}})
		}
		blocks = append(blocks, t)
	}
	return blocks
}

func aliasTable(title, what string, list []Alias) doc.Table {
	t := doc.Table{Title: title, Columns: []doc.Column{{Title: what, Width: 4}, {Title: "Autre nom", Width: 4},
		{Title: "Pourquoi", Width: 6}, {Title: "État", Width: 2}}}
	for _, a := range list {
		t.Rows = append(t.Rows, doc.Row{Cells: []doc.Cell{doc.S(a.Role), doc.S(a.Other), doc.S(a.Reason), doc.S(a.State.Label())}})
	}
	return t
}
