package film

import (
	"cmp"
	"fmt"
	"maps"
	"slices"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/cnc/points"
	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/internal/strict"
	"github.com/moteur-film/moteur/schedule/breakdown"
)

// references checks the names that one part of film.json gives to things of another part, or of the screenplay: persons, roles,
// places, scenes, equipment, resources, posts of the devis. A name nobody bears is an error with the nearest ones: what it should
// have joined would be left out in silence. What the chain computes and the file gives all the same is a warning.
func (f Folder) references(b breakdown.Breakdown) moteur.Report {
	r := referee{f: f}
	r.index(b)
	if r.found.Err() != nil {
		return r.found // what follows from an identifier given twice would hide it
	}
	r.film()
	r.shoot()
	r.sheets()
	r.money()
	r.computed()
	r.coherence(b)
	slices.SortStableFunc(r.found.Issues, func(a, b moteur.Issue) int { return cmp.Compare(a.Path, b.Path) })
	return r.found
}

// referee holds the names of a folder.
type referee struct {
	f     Folder
	found moteur.Report
	// IDs, each list in the order of the folder; scenes are the numbers of the screenplay, sets the first parts of its headings, cues
	// the names it gives to roles.
	people, roles, locations, bases, equipment, resources, scenes, sets, cues []string
}

func (r *referee) index(b breakdown.Breakdown) {
	for i, p := range r.f.People {
		r.people = r.once(r.people, fmt.Sprintf("people[%d].id", i), "de la personne", p.ID)
	}
	for i, o := range r.f.Shoot.Roles {
		r.roles = r.once(r.roles, fmt.Sprintf("shoot.roles[%d].id", i), "du rôle", o.ID)
		r.cues = append(append(r.cues, o.ID), o.Cues...)
	}
	for i, l := range r.f.Shoot.Locations {
		r.locations = r.once(r.locations, fmt.Sprintf("shoot.locations[%d].id", i), "du lieu", l.ID)
		r.bases = append(r.bases, cmp.Or(l.Base, l.ID))
	}
	for i, e := range r.f.Shoot.Equipment {
		r.equipment = r.once(r.equipment, fmt.Sprintf("shoot.equipment[%d].id", i), "du matériel", e.ID)
	}
	for i, x := range r.f.Financing.Resources {
		r.resources = r.once(r.resources, fmt.Sprintf("financing.resources[%d].id", i), "de la ressource", x.ID)
	}
	for _, sc := range b.Scenes {
		r.scenes = append(r.scenes, sc.Number)
		if !sc.Omitted && !slices.Contains(r.sets, sc.Location) {
			r.sets = append(r.sets, sc.Location)
		}
	}
}

// once adds an ID to its list, and tells one that is empty or taken.
func (r *referee) once(ids []string, path, what, id string) []string {
	if id == "" || slices.Contains(ids, id) {
		r.found.Errorf(path, "film/id", "L'identifiant %s est vide ou déjà pris : %s.", what, fr.Quote(fr.Clip(id)))
	}
	return append(ids, id)
}

// known tells a name that is not of its list. The empty name says nothing.
func (r *referee) known(path, what, name string, names []string) {
	if name == "" || slices.Contains(names, name) {
		return
	}
	r.found.Errorf(path, "film/reference", "%s n'est %s%s.", strict.Quote(name), what, strict.SuggestCodes(name, names))
}

const (
	noPerson   = "l'identifiant d'aucune personne (« people »)"
	noRole     = "l'identifiant d'aucun rôle (« shoot.roles »)"
	noLocation = "l'identifiant d'aucun lieu (« shoot.locations »)"
	noScene    = "le numéro d'aucune séquence du scénario"
)

func (r *referee) film() {
	r.known("film.director", noPerson, r.f.Film.Director, r.people)
	for i, w := range r.f.Film.Writers {
		r.known(fmt.Sprintf("film.writers[%d]", i), noPerson, w, r.people)
	}
	for i, l := range r.f.Budget.Lines {
		r.known(fmt.Sprintf("budget.lines[%d].person", i), noPerson, l.Person, r.people)
		r.known(fmt.Sprintf("budget.lines[%d].role", i), noRole, l.Role, r.roles)
	}
	for i, p := range r.f.Request.Facts.Producers {
		for k, id := range p.Officers {
			r.known(fmt.Sprintf("request.facts.producers[%d].officers[%d]", i, k), noPerson, id, r.people)
		}
		for k, id := range p.Board {
			r.known(fmt.Sprintf("request.facts.producers[%d].board[%d]", i, k), noPerson, id, r.people)
		}
	}
	for i, a := range r.f.Request.Facts.Authors {
		r.known(fmt.Sprintf("request.facts.authors[%d].person", i), noPerson, a.Person, r.people)
	}
}

func (r *referee) shoot() {
	s := r.f.Shoot
	for i, o := range s.Roles {
		r.known(fmt.Sprintf("shoot.roles[%d].performer", i), noPerson, o.Performer, r.people)
	}
	for i, l := range s.Locations {
		for k, set := range l.Sets {
			if !slices.ContainsFunc(r.sets, func(x string) bool { return fr.Fold(x) == fr.Fold(set) }) {
				r.found.Warnf(fmt.Sprintf("shoot.locations[%d].sets[%d]", i, k), "film/set",
					"%s n'est le décor d'aucune séquence du scénario%s.", strict.Quote(set), strict.SuggestCodes(set, r.sets))
			}
		}
	}
	for i, m := range s.Shape.Moves {
		r.known(fmt.Sprintf("shoot.shape.moves[%d].from", i), "la base d'aucun lieu", m.From, r.bases)
		r.known(fmt.Sprintf("shoot.shape.moves[%d].to", i), "la base d'aucun lieu", m.To, r.bases)
	}
	for number, note := range s.Scenes {
		at := "shoot.scenes." + number
		for i, name := range note.With {
			r.cue(fmt.Sprintf("%s.with[%d]", at, i), name)
		}
		for i, id := range note.Without {
			r.known(fmt.Sprintf("%s.without[%d]", at, i), noRole, id, r.roles)
		}
		for id := range note.Present {
			r.known(at+".present."+id, noRole, id, r.roles)
		}
		for i, need := range note.Needs {
			r.known(fmt.Sprintf("%s.needs[%d]", at, i), "aucun matériel (« shoot.equipment »)", need, r.equipment)
		}
	}
	for i, o := range s.Forms {
		r.known(fmt.Sprintf("shoot.forms[%d].unit", i), "l'identifiant d'aucune équipe (le film n'en a qu'une)", o.Unit, nil)
	}
	for i, t := range s.Trainings {
		r.known(fmt.Sprintf("shoot.trainings[%d].unit", i), "l'identifiant d'aucune équipe (le film n'en a qu'une)", t.Unit, nil)
	}
	for i, p := range s.Pins {
		r.known(fmt.Sprintf("shoot.pins[%d].scene", i), noScene, p.Scene, r.scenes)
	}
	for i, p := range s.Precedences {
		r.known(fmt.Sprintf("shoot.precedences[%d].before", i), noScene, p.Before, r.scenes)
		r.known(fmt.Sprintf("shoot.precedences[%d].after", i), noScene, p.After, r.scenes)
	}
}

// cue tells a name of the screenplay that belongs to no role.
func (r *referee) cue(path, name string) {
	if !slices.ContainsFunc(r.cues, func(x string) bool { return fr.Fold(x) == fr.Fold(name) }) {
		r.known(path, noRole, name, r.cues)
	}
}

func (r *referee) sheets() {
	s := r.f.Sheets
	for id := range s.Cast {
		r.known("sheets.cast."+id, noRole, id, r.roles)
	}
	for i, p := range s.Places {
		r.known(fmt.Sprintf("sheets.places[%d].id", i), noLocation, p.ID, r.locations)
	}
	for id := range s.NeedDepartments {
		r.known("sheets.need_departments."+id, "aucun matériel (« shoot.equipment »)", id, r.equipment)
	}
	for id := range s.Written.SpanReason {
		r.known("sheets.written.span_reason."+id, noRole, id, r.roles)
	}
	for i, n := range s.Written.Notes {
		for k, scene := range n.Scenes {
			r.known(fmt.Sprintf("sheets.written.notes[%d].scenes[%d]", i, k), noScene, scene, r.scenes)
		}
	}
}

func (r *referee) money() {
	if bank := r.f.Cash.Facility; bank != nil {
		for i, a := range bank.Assigned {
			r.known(fmt.Sprintf("cash.facility.assigned[%d].resource", i), "l'identifiant d'aucune ressource (« financing.resources »)",
				a.Resource, r.resources)
		}
	}
	var accounts []string
	posts, _ := points.AccountPosts() // a table that cannot be read is told by the points
	for _, p := range posts {
		accounts = append(accounts, p.Account)
	}
	for _, account := range slices.Sorted(maps.Keys(r.f.Suppliers)) {
		r.known("suppliers."+account, "aucun des comptes dont le fournisseur compte pour les points", account, accounts)
	}
}

// computed tells what the file gives and the chain computes: it is not read.
func (r *referee) computed() {
	facts, plan := r.f.Request.Facts, r.f.Request.Plan
	shared := slices.IndexFunc(facts.Producers, func(p points.Producer) bool { return !p.Share.IsZero() })
	for _, k := range []struct {
		path  string
		given bool
	}{
		{"financing.cost", !r.f.Financing.Cost.IsZero()}, {"financing.timeline", len(r.f.Financing.Timeline) > 0},
		{"cash.year_end_month", r.f.Cash.YearEndMonth != 0}, {"cash.date", !r.f.Cash.Date.IsZero()},
		{"request.facts.film", facts.Film.Title != ""}, {"request.facts.people", len(facts.People) > 0},
		{"request.facts.cast", len(facts.Cast) > 0}, {"request.facts.crew", len(facts.Crew) > 0},
		{"request.facts.shooting", len(facts.Shooting) > 0}, {"request.facts.shoot_days", facts.ShootDays+facts.FrenchDays > 0},
		{"request.facts.scenes", facts.Scenes != 0},
		{"request.plan", plan.Title != "" || len(plan.Resources) > 0},
		{fmt.Sprintf("request.facts.producers[%d].share", shared), shared >= 0},
	} {
		if k.given {
			r.found.Warnf(k.path, "film/computed", "Le dossier calcule cette valeur : celle du fichier n'est pas lue.")
		}
	}
}
