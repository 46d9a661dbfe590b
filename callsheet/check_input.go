package callsheet

import (
	"fmt"
	"maps"
	"slices"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/internal/strict"
)

// Check verifies what the sheets are made of, beside the names of roles, places and scenes: departments and places given once, hours in
// order. A department that no crew list and no usage knows is a warning.
func (in Input) Check() moteur.Report {
	var r moteur.Report
	crew := in.checkCrew(&r)
	in.checkPlaces(&r)
	for _, id := range slices.Sorted(maps.Keys(in.NeedDepartments)) {
		department(&r, "need_departments."+id, in.NeedDepartments[id], crew)
	}
	for i, n := range in.Written.Notes {
		department(&r, fmt.Sprintf("written.notes[%d].department", i), n.Department, crew)
	}
	return r
}

// checkCrew checks the departments and returns the names a need may be sent to.
func (in Input) checkCrew(r *moteur.Report) []strict.Value {
	var known []strict.Value
	seen := map[string]bool{}
	for i, d := range in.Crew {
		if key := fr.Fold(d.Name); key == "" || seen[key] {
			r.Errorf(fmt.Sprintf("crew[%d].name", i), "callsheet/department-twice", "Le département %s est sans nom ou donné deux fois.",
				fr.Quote(fr.Clip(d.Name)))
		}
		seen[fr.Fold(d.Name)] = true
		known = append(known, strict.Value{Code: d.Name})
	}
	for _, d := range departments {
		if !seen[d] {
			known = append(known, strict.Value{Code: fr.Capital(d)})
		}
	}
	return known
}

func (in Input) checkPlaces(r *moteur.Report) {
	seen := map[string]bool{}
	for i, p := range in.Places {
		at := fmt.Sprintf("places[%d]", i)
		if seen[p.ID] {
			r.Errorf(at+".id", "callsheet/place-twice", "Le lieu %q est donné deux fois.", fr.Clip(p.ID))
		}
		seen[p.ID] = true
		if p.Opens.Known() && p.Closes.Known() && p.Closes.Minutes() <= p.Opens.Minutes() {
			r.Errorf(at+".closes", "callsheet/hours", "Le lieu %q ferme à %s et ouvre à %s : après minuit, une heure s'écrit 25:00.",
				fr.Clip(p.ID), p.Closes, p.Opens)
		}
	}
}

// department warns of a department that neither the crew list nor usage knows.
func department(r *moteur.Report, path, given string, known []strict.Value) {
	if !slices.ContainsFunc(known, func(v strict.Value) bool { return fr.Fold(v.Code) == fr.Fold(given) }) {
		r.Warnf(path, "callsheet/unknown-department", "Département inconnu : %q%s.", fr.Clip(given), strict.Suggest(given, known))
	}
}
