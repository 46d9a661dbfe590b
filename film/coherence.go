package film

import (
	"fmt"
	"maps"
	"reflect"
	"slices"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/budget"
	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/internal/strict"
	"github.com/moteur-film/moteur/schedule/breakdown"
)

// coherence checks what no single room sees: a name given to two roles, a role nobody plays, a child whose age is not that of its
// birth, a contribution in kind that pays for nothing of the devis, dates out of order.
func (r *referee) coherence(b breakdown.Breakdown) {
	r.identity()
	r.cast(b)
	r.ownSets()
	r.children()
	r.mirrors()
	r.countries()
	r.missing(b)
	r.owners()
	r.receipts()
	r.plausible()
	r.calendar()
	r.places()
	numbers(&r.found, r.f)
}

// identity checks the title, the date of the documents and the order of the film's events.
func (r *referee) identity() {
	if r.f.Film.Title == "" {
		r.found.Warnf("film.title", "film/title", "Le film n'a pas de titre : ses documents n'en portent pas.")
	}
	if r.f.Budget.Date.IsZero() {
		r.found.Errorf("budget.date", "film/date", "La date du devis manque : c'est celle des documents et des taux de la loi.")
	}
	if r.f.Film.Kind == "" {
		r.found.Errorf("film.kind", "film/kind", "La nature du film manque : elle fixe la convention, les barèmes et les aides%s.",
			strict.Suggest(string(moteur.Feature), strict.Accepted(reflect.TypeFor[moteur.Kind]())))
	}
	const years = 5
	if on, first := r.f.Budget.Date, r.f.Shoot.Calendar.First; !on.IsZero() && !first.IsZero() &&
		max(on.Year()-first.Year(), first.Year()-on.Year()) > years {
		r.found.Errorf("budget.date", "film/date", "Le devis est du %s, à plus de %d ans du tournage, le %s : est-ce bien l'année ?",
			fr.Date(on), years, fr.Date(first))
	}
	var last moteur.Event
	for _, e := range []moteur.Event{moteur.PrepStart, moteur.RoughCut, moteur.PictureLock, moteur.Delivery, moteur.Released} {
		d, given := r.f.Film.Timeline[e]
		if !given {
			continue
		}
		if before := r.f.Film.Timeline[last]; last != "" && d.Before(before) {
			r.found.Warnf("film.timeline."+string(e), "film/timeline", "%s, le %s, précède %s, le %s.", fr.Capital(e.Label()), fr.Date(d),
				last.Label(), fr.Date(before))
		}
		last = e
	}
}

// cast checks that a name of the screenplay belongs to one role, and that each role and each equipment serves.
func (r *referee) cast(b breakdown.Breakdown) {
	owner, number := map[string]string{}, map[int]string{}
	for i, o := range r.f.Shoot.Roles {
		at := fmt.Sprintf("shoot.roles[%d]", i)
		if first := number[o.Number]; o.Number != 0 && first != "" {
			r.found.Warnf(at+".number", "film/role-number", "Le numéro %d est aussi celui du rôle %s.", o.Number, first)
		}
		number[o.Number] = o.ID
		for k, cue := range append([]string{o.ID}, o.Cues...) {
			path := at + ".id"
			if k > 0 {
				path = fmt.Sprintf("%s.cues[%d]", at, k-1)
			}
			if first := owner[fr.Fold(cue)]; first != "" && first != o.ID {
				r.found.Errorf(path, "film/cue-twice", "%s est déjà le nom du rôle %s.", fr.Quote(fr.Clip(cue)), first)
			}
			owner[fr.Fold(cue)] = o.ID
		}
	}
	played, used := r.served(b)
	for i, o := range r.f.Shoot.Roles {
		if !played[o.ID] {
			r.found.Warnf(fmt.Sprintf("shoot.roles[%d]", i), "film/role-absent",
				"Le rôle %s n'est d'aucune séquence : aucun jour ne lui est compté.", fr.Quote(o.ID))
		}
	}
	for i, e := range r.f.Shoot.Equipment {
		if !used[e.ID] {
			r.found.Warnf(fmt.Sprintf("shoot.equipment[%d]", i), "film/equipment-unused", "Le matériel %s ne sert dans aucune séquence.",
				fr.Quote(e.ID))
		}
	}
}

// served are the roles that play in a scene and the equipment that a scene needs.
func (r *referee) served(b breakdown.Breakdown) (played, used map[string]bool) {
	owner := map[string]string{}
	for _, o := range r.f.Shoot.Roles {
		for _, cue := range append([]string{o.ID}, o.Cues...) {
			owner[fr.Fold(cue)] = o.ID
		}
	}
	played, used = map[string]bool{}, map[string]bool{}
	for _, s := range b.Scenes {
		for _, name := range append(slices.Clone(s.Roles), r.f.Shoot.Scenes[s.Number].With...) {
			played[owner[fr.Fold(name)]] = true
		}
	}
	for _, note := range r.f.Shoot.Scenes {
		for _, need := range note.Needs {
			used[need] = true
		}
	}
	return played, used
}

// ownSets checks that each set has one place.
func (r *referee) ownSets() {
	owner := map[string]string{}
	for i, l := range r.f.Shoot.Locations {
		for k, set := range l.Sets {
			if first, twice := owner[fr.Fold(set)]; twice {
				r.found.Errorf(fmt.Sprintf("shoot.locations[%d].sets[%d]", i, k), "film/set-twice",
					"Le décor %s est déjà donné au lieu %q.",
					fr.Quote(fr.Clip(set)), first)
			}
			owner[fr.Fold(set)] = l.ID
		}
	}
}

// childAge is the age from which a performer is no child for labour law.
const childAge = 16

// children checks that the law of children applies to those it protects, at their age.
func (r *referee) children() {
	for i, o := range r.f.Shoot.Roles {
		at := fmt.Sprintf("shoot.roles[%d]", i)
		age, born := 0, false
		for _, p := range r.f.People {
			if p.ID == o.Performer {
				age, born = p.AgeOn(r.f.Shoot.Calendar.First)
			}
		}
		switch {
		case o.Child == nil && born && age < childAge:
			r.found.Errorf(at, "film/child", "%s a %s au premier jour : le rôle %s demande « child », sans quoi les règles des enfants ne "+
				"sont pas appliquées.", o.Performer, fr.Plural(age, "an", "ans"), fr.Quote(o.ID))
		case o.Child != nil && !born && o.Child.Age == 0:
			r.found.Errorf(at+".child.age", "film/child-age", "L'âge de l'enfant du rôle %s manque.", fr.Quote(o.ID))
		case o.Child != nil && born && o.Child.Age != age:
			r.found.Errorf(at+".child.age", "film/child-age",
				"L'enfant du rôle %s a %s au premier jour d'après sa naissance, « age » dit %d.",
				fr.Quote(o.ID), fr.Plural(age, "an", "ans"), o.Child.Age)
		}
	}
}

// mirrors checks that what a contribution in kind pays for is of the devis.
func (r *referee) mirrors() {
	var costs []strict.Value
	grid, _ := budget.LoadGrid(r.f.Budget.Grid) // an unknown grid is told by the devis
	for _, a := range append(slices.Clone(grid.Accounts), r.f.Budget.Accounts...) {
		costs = append(costs, strict.Value{Code: a.Code, Label: a.Label})
	}
	for _, l := range r.f.Budget.Lines {
		costs = append(costs, strict.Value{Code: l.ID, Label: l.Label})
	}
	for _, p := range r.f.Budget.Percents {
		costs = append(costs, strict.Value{Code: p.ID, Label: p.Label})
	}
	for i, x := range r.f.Financing.Resources {
		for k, m := range x.Mirror {
			if !slices.ContainsFunc(costs, func(v strict.Value) bool { return v.Code == m }) {
				r.found.Errorf(fmt.Sprintf("financing.resources[%d].mirror[%d]", i, k), "film/reference",
					"%s n'est ni un compte, ni une ligne, ni un pourcentage du devis%s.", strict.Quote(m), strict.Suggest(m, costs))
			}
		}
	}
}

// countries checks the countries of the suppliers.
func (r *referee) countries() {
	for _, account := range slices.Sorted(maps.Keys(r.f.Suppliers)) {
		if country := r.f.Suppliers[account][1]; country != "" {
			if near, ok := strict.Coded("country", country); !ok {
				r.found.Errorf("suppliers."+account+"[1]", "film/country", "%s n'est pas un code de pays%s.", strict.Quote(country), near)
			}
		}
	}
}
