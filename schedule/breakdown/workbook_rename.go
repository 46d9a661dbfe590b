package breakdown

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/internal/strict"
	"github.com/moteur-film/moteur/schedule/script"
)

const (
	ruleRenamed  = "breakdown/role-renamed"
	ruleRoleGone = "breakdown/role-row-gone"
	ruleRoleNew  = "breakdown/role-new"
	ruleHeading  = "breakdown/heading-changed"
	ruleCategory = "breakdown/category-new"
)

// renames reads the roles whose name a person changed, and gives the rows back their old name: the old name → the new one, for Merge. A
// name that another role has makes one role of the two.
func (x *workbookReader) renames(rows []bookRow[Role]) {
	now := map[string]int{} // folded name → row that has it and keeps it
	was := map[string]bool{}
	for i, r := range rows {
		old := cmp.Or(r.old["Rôle"], r.value.ID)
		if was[fr.Fold(old)] = true; old == r.value.ID {
			for _, name := range append([]string{old}, r.value.Aliases...) {
				now[fr.Fold(name)] = i
			}
		}
	}
	x.renamed, x.printed = map[string]string{}, map[string]string{}
	for i := range rows {
		r := &rows[i].value
		old, typed := rows[i].old["Rôle"], r.ID
		if old == "" || old == typed {
			continue
		}
		r.ID = old
		other, taken := now[fr.Fold(typed)]
		switch {
		case fr.Fold(typed) == fr.Fold(old):
			if r.Name == old {
				r.Name = typed
			}
			x.rep.Notef(rows[i].ref, ruleRenamed, "«\u00a0%s\u00a0» ne change que d'écriture : c'est son nom imprimé.", fr.Clip(typed))
			continue
		case was[fr.Fold(typed)] && !taken:
			x.rep.Warnf(rows[i].ref, ruleRenamed, "Le rôle %s prend le nom d'un autre, lui-même renommé : il reste %s.", fr.Clip(typed),
				fr.Clip(old))
			continue
		case taken:
			typed = rows[other].value.ID
			x.rep.Notef(rows[i].ref, ruleRenamed, "Le rôle %s est réuni au rôle %s, qui avait déjà ce nom.", fr.Clip(old), fr.Clip(typed))
		case r.Name != old:
			x.printed[typed] = r.Name
		}
		x.renamed[fr.Fold(old)] = typed
	}
}

// canonical is the name that a role has in the end.
func (x *workbookReader) canonical(name string) string {
	if to, ok := x.renamed[fr.Fold(name)]; ok {
		return to
	}
	return name
}

// newRole tells a role that a person typed in a scene and that the sheet of roles does not have.
func (x *workbookReader) newRole(name, cell string) {
	var ids []string
	for _, r := range x.out.Roles {
		ids = append(ids, x.canonical(r.ID))
	}
	if name = x.canonical(name); slices.Contains(ids, name) || x.fresh[name] {
		return
	}
	if x.fresh == nil {
		x.fresh = map[string]bool{}
	}
	x.fresh[name] = true
	x.rep.Notef(cell, ruleRoleNew, "«\u00a0%s\u00a0» n'est pas dans la feuille %s : c'est un rôle de plus%s.", fr.Clip(name), sheetRoles,
		strict.SuggestCodes(name, ids))
}

// rename carries the new names of the roles into every scene; the old ones stay among their other names, by which a new draft finds them.
func (x *workbookReader) rename() {
	if len(x.renamed) == 0 {
		return
	}
	*x.out = x.out.Merge(x.renamed)
	for i := range x.out.Roles {
		if r := &x.out.Roles[i]; x.printed[r.ID] != "" {
			r.Name = x.printed[r.ID]
		}
	}
}

// rowsGone tells the roles of the text that have no row any more in the sheet of roles, and that scenes still name.
func (x *workbookReader) rowsGone() {
	told := map[string]bool{}
	for _, r := range x.out.Roles {
		told[r.ID], told[x.canonical(r.ID)] = true, true
	}
	for i := range x.out.Scenes {
		for _, p := range x.out.Scenes[i].Presences {
			if !told[p.Role] && p.Line > 0 && p.FromRole == "" && p.State != Rejected {
				told[p.Role] = true
				x.rep.Notef(sheetRoles, ruleRoleGone, "Le rôle %s n'a plus sa ligne, mais des séquences le nomment : il est repris. "+
					"Pour l'écarter, le rejeter dans ses séquences.", fr.Clip(p.Role))
			}
		}
	}
}

// reread gives a scene what its heading says now and did not say before, where nobody changed the cell of it, and a location that follows
// its set; old is what the cells held before.
func (x *workbookReader) reread(s *Scene, r bookRow[Scene]) {
	same := func(title, now string) bool {
		was, told := r.old[title]
		return told && held(now) == strings.TrimSpace(was)
	}
	if location, _ := script.CutSet(r.old["Décor"]); !same("Décor", s.Set) && same("Lieu", s.Location) && s.Location == location {
		s.Location, _ = script.CutSet(s.Set)
	}
	if same("Intitulé", s.Heading) || s.Heading == "" {
		return
	}
	was, now := script.ParseHeading(r.old["Intitulé"]), script.ParseHeading(s.Heading)
	var kept []string
	if s.Heading = cmp.Or(now.Text, s.Heading); now.Number != "" && now.Number != s.Number {
		kept = append(kept, "le numéro "+s.Number)
	}
	// part tells whether a part of the heading is to be taken: it changed, and its cell did not.
	part := func(title, what, before, after, cell string) bool {
		if before == after || !same(title, cell) {
			return false
		}
		if after == "" && cell != "" {
			kept = append(kept, what+" "+cell)
		}
		return after != ""
	}
	if now.Omitted != was.Omitted && same("Omise", yes(s.Omitted)) {
		s.Omitted = now.Omitted
	}
	if s.Omitted {
		return
	}
	if part("I/E", "", string(was.Place), string(now.Place), string(s.Place)) {
		s.Place = now.Place
	}
	if part("Décor", "le décor", was.Set, now.Set, s.Set) {
		s.Set = now.Set
	}
	if part("Lieu", "le lieu", was.Location, now.Location, s.Location) {
		s.Location = now.Location
	}
	if part("Effet", "l'effet", was.LightText, now.LightText, s.Light.Label()) && now.Light != "" {
		s.Light, s.MoreLights, s.LightText = now.Light, now.More, now.LightText
	}
	if was.Story != now.Story && same("Temps du récit", s.Story) {
		s.Story = now.Story
	}
	if was.Kind != now.Kind && same("Nature", string(s.Kind)) {
		s.Kind = now.Kind
	}
	if len(kept) > 0 {
		x.rep.Warnf(r.ref, ruleHeading, "L'intitulé «\u00a0%s\u00a0» ne dit plus tout : %s gardé.", fr.Clip(s.Heading),
			strings.TrimSpace(strings.Join(kept, ", ")))
	}
}

// typedCategory is a category that a person typed, and its cell.
type typedCategory struct {
	ref      string
	category Category
}

// newCategories tells the categories that a person typed and nobody had before: the production's own, or a mistake.
func (x *workbookReader) newCategories() {
	for _, t := range x.typed {
		if x.categories[t.category] {
			continue
		}
		x.categories[t.category] = true
		x.rep.Issues = append(x.rep.Issues, newCategory(t.ref, t.category))
	}
}

// newCategory warns of a category that is none of the library's, with the nearest of them.
func newCategory(ref string, c Category) moteur.Issue {
	var accepted []strict.Value
	for _, known := range Categories() {
		accepted = append(accepted, strict.Value{Code: known.Label()})
	}
	return moteur.Issue{Path: ref, Severity: moteur.Warning, Rule: ruleCategory,
		Message: fmt.Sprintf("«\u00a0%s\u00a0» n'est pas une catégorie connue : elle devient une catégorie de la production%s.",
			fr.Clip(string(c)), strict.Suggest(string(c), accepted))}
}

// need adds an element. One that a person renamed, or put in another category, keeps its words, and what the text proposed.
func (x *workbookReader) need(s *Scene, r bookRow[needRow]) {
	n := r.value.Need
	name, told := r.old["Élément"]
	category := r.old["Catégorie"]
	if changed := category != held(n.Category.Label()); !told || changed {
		if !slices.Contains(Categories(), n.Category) {
			x.typed = append(x.typed, typedCategory{r.at("Catégorie"), n.Category})
		}
	} else {
		x.categories[n.Category] = true
	}
	if told && (name != held(n.Name) || category != held(n.Category.Label())) {
		if n.FromName == "" {
			n.FromCategory, n.FromName = categoryLabelled(category), name
		}
		n.State = chosen(n.State)
	}
	if r.from != nil { // its words stand in the other scene, which is not to propose it again
		left := n
		left.Category, left.Name, left.State = cmp.Or(n.FromCategory, n.Category), cmp.Or(n.FromName, n.Name), Rejected
		left.FromCategory, left.FromName = "", ""
		r.from.Elements = append(r.from.Elements, left)
		n = Need{Category: n.Category, Name: n.Name, State: chosen(n.State)}
	}
	s.Elements = append(s.Elements, n)
}

// addExtra adds a group of figuration, as need an element.
func addExtra(s *Scene, r bookRow[extraRow]) {
	g := r.value.Extra
	if was, told := r.old["Groupe"]; told && was != held(g.Kind) {
		g.FromKind, g.State = cmp.Or(g.FromKind, was), chosen(g.State)
	}
	if r.from != nil {
		left := g
		left.Kind, left.FromKind, left.State = cmp.Or(g.FromKind, g.Kind), "", Rejected
		r.from.Extras = append(r.from.Extras, left)
		g = Extra{Kind: g.Kind, Count: g.Count, State: chosen(g.State)}
	}
	s.Extras = append(s.Extras, g)
}

// stays returns the scene of a row that goes with the words of its scene, which a person cannot give to another: it is told.
func (x *workbookReader) stays(s, from *Scene, cell string) *Scene {
	if from == nil {
		return s
	}
	x.rep.Warnf(cell, ruleScene,
		"Cette ligne vient du texte de la séquence %s et y reste : la rejeter là, en ajouter une pour la séquence %s.",
		fr.Shorten(from.Number, 24), fr.Shorten(s.Number, 24))
	return from
}

// flag adds a signal, as need an element.
func (x *workbookReader) flag(s *Scene, r bookRow[flagRow]) {
	s = x.stays(s, r.from, r.ref)
	f := r.value.Flag
	if was, told := r.old["Signal"]; told && was != held(f.Kind.Label()) {
		f.FromKind, f.State = cmp.Or(f.FromKind, flagLabelled(was)), chosen(f.State)
	}
	s.Flags = append(s.Flags, f)
}

// people reads the presences. A mode that a person changed is kept; a role taken out of the list of its scene is rejected there.
func (x *workbookReader) people() {
	addRows(x, sheetPeople, presenceFields(), func(r *presenceRow) bool { return r.Role != "" },
		func(s *Scene, r bookRow[presenceRow]) {
			s = x.stays(s, r.from, r.ref)
			p := r.value.Presence
			was, told := r.old["Présence"]
			changed := told && was != p.Mode.Label()
			if role := r.old["Rôle"]; role != "" && x.canonical(role) != x.canonical(p.Role) {
				p.FromRole, changed = cmp.Or(p.FromRole, role), true
			}
			if r.old["Rôle"] != r.value.Role {
				x.newRole(r.value.Role, r.at("Rôle"))
			}
			if changed {
				p.State = chosen(p.State)
			}
			s.Presences = append(s.Presences, p)
		})
	for i := range x.out.Scenes {
		s := &x.out.Scenes[i]
		for k := range s.Presences {
			if x.gone[i][x.canonical(s.Presences[k].Role)] {
				s.Presences[k].State = Rejected
			}
		}
		s.replaced()
	}
}
