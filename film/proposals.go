package film

import (
	"slices"
	"strings"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/schedule"
	"github.com/moteur-film/moteur/schedule/breakdown"
)

// proposals are the elements of the breakdown that ask for special gear or a special team and that film.json does not answer.
type proposals struct {
	added  []schedule.Equipment
	doubts []doubt
}

// doubt is an element that the words of the screenplay propose, in scenes that ask for nothing alike.
type doubt struct {
	category breakdown.Category
	name     string
	scenes   []string
}

// join adds to a scene what the elements that a person kept call for, from the equipment of the plan when it has it, else at a default
// rate, and notes the elements that are only proposed.
func (x *proposals) join(p *schedule.Problem, out *schedule.Scene, sc breakdown.Scene) {
	for _, n := range sc.Elements {
		e, ok := schedule.SpecialOf(n, schedule.Defaults{})
		if !ok || n.State == breakdown.Rejected || slices.ContainsFunc(p.Equipment, func(o schedule.Equipment) bool {
			return slices.Contains(out.Needs, o.ID) && (o.Provides(n) || o.ID == e.ID)
		}) {
			continue
		}
		if n.State != breakdown.Kept {
			x.note(n, sc.Number)
			continue
		}
		if i := slices.IndexFunc(p.Equipment, func(o schedule.Equipment) bool { return o.Provides(n) || o.ID == e.ID }); i >= 0 {
			e = p.Equipment[i]
		} else {
			p.Equipment = append(p.Equipment, e)
			x.added = append(x.added, e)
		}
		out.Needs = append(slices.Clone(out.Needs), e.ID)
	}
}

func (x *proposals) note(n breakdown.Need, scene string) {
	i := slices.IndexFunc(x.doubts, func(d doubt) bool { return d.category == n.Category && d.name == n.Name })
	if i < 0 {
		i = len(x.doubts)
		x.doubts = append(x.doubts, doubt{category: n.Category, name: n.Name})
	}
	if !slices.Contains(x.doubts[i].scenes, scene) {
		x.doubts[i].scenes = append(x.doubts[i].scenes, scene)
	}
}

// tell says what was added at a default rate, and by category what is only proposed.
func (x *proposals) tell(r *moteur.Report) {
	for _, e := range x.added {
		r.Warnf("shoot.equipment", "film/special", "%s, gardé au dépouillement, n'est pas du matériel de film.json : "+
			"compté %s la journée, tarif par défaut.", fr.Quote(e.Name), fr.Euros(e.DayRate))
	}
	for _, c := range breakdown.Categories() {
		var names []string
		for _, d := range x.doubts {
			if d.category == c {
				names = append(names, fr.Quote(d.name)+" ("+scenes(d.scenes)+")")
			}
		}
		if len(names) > 0 {
			r.Notef("shoot.scenes", "film/special", "%s à confirmer : le scénario propose %s, que les besoins de ces séquences "+
				"ne demandent pas.", c.Label(), fr.List(names))
		}
	}
}

// scenes names scenes: "séquence 3", "séquences 3, 20 et 22", the first eight of a long list.
func scenes(numbers []string) string {
	const most = 8
	switch {
	case len(numbers) == 1:
		return "séquence " + numbers[0]
	case len(numbers) > most:
		return "séquences " + strings.Join(numbers[:most], ", ") + "…"
	}
	return "séquences " + fr.List(numbers)
}

// raccords proposes the precedences that states of sets and persons show in the screenplay and that no precedence of the plan orders.
func raccords(b breakdown.Breakdown, given []schedule.Precedence) moteur.Report {
	var r moteur.Report
	for _, c := range schedule.ProposeContinuity(b) {
		if slices.ContainsFunc(given, func(p schedule.Precedence) bool {
			return slices.Contains(c.Before, p.Before) && slices.Contains(c.After, p.After)
		}) {
			continue
		}
		whose := "décor " + c.Set
		if c.Role != "" {
			whose = "rôle " + c.Role
		}
		doubt := ""
		if c.Thing != "" {
			whose += " (" + c.Thing + ")"
		}
		if c.Doubt != "" {
			doubt = " (" + c.Doubt + ")"
		}
		r.Notef("séquence "+c.Scene, "film/continuity", "Raccord à confirmer, %s : %s dans le texte (%s). Si l'état demeure, "+
			"%s d'abord, %s ensuite%s : à écrire dans « shoot.precedences ».", whose, fr.Quote(c.State), fr.Quote(c.Text),
			scenes(c.Before), scenes(c.After), doubt)
	}
	return r
}
