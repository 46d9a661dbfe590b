package schedule

import (
	"slices"
	"strings"

	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/schedule/breakdown"
)

// team says what the elements of a category ask of a plan: one team for all of them, or when it has no name a thing for each.
type team struct {
	category breakdown.Category
	id, name string
	with     string // follows the name of a thing
	// stems are the words, folded, by which the equipment of a production is known to answer the whole category.
	stems []string
	// usual are the elements, folded, that the usual departments bring: nobody is hired for them.
	usual []string
}

var teams = []team{
	{category: breakdown.Stunts, id: "cascades", name: "Équipe cascades", stems: []string{"cascade", "stunt"},
		usual: []string{"falaise", "cliff", "ledge"}},
	{category: breakdown.Effects, id: "effets", name: "Effets spéciaux de plateau", stems: []string{"effets speciaux", "special effects"},
		usual: []string{"tonnerre", "eclair", "coupure de courant", "vapeur", "etincelles", "sang", "impact de balle", "gyrophare",
			"goutte", "buee", "bave", "encens", "lumiere tournante", "faisceau de lampe", "thunder",
			"lightning", "power cut", "steam", "sparks", "blood", "bullet hole"}},
	{category: breakdown.Weapons, id: "armes", name: "Armurier", stems: []string{"armurier", "armes", "armourer", "weapons"},
		usual: []string{"couteau", "rasoir", "cutter", "matraque", "batte de baseball", "arme blanche", "knife", "razor", "box cutter",
			"baton", "baseball bat"}},
	{category: breakdown.Makeup, id: "maquillage", name: "Maquillage d'effets spéciaux", stems: []string{"maquillage", "makeup"},
		usual: []string{"maquillage", "perruque", "pansement", "boue", "sueur", "en sueur", "livide", "blafard", "cernes", "tatouage",
			"barbe", "moustache ciree", "cheveux longs", "cheveux courts", "cheveux gris", "mal rase", "chignon", "grime", "wig", "bandage",
			"mud"}},
	{category: breakdown.Intimacy, id: "intimite", name: "Coordination d'intimité", stems: []string{"intimite", "intimacy"},
		usual: []string{"baiser", "etreinte", "caresse", "sous-vetements", "draps", "kiss", "caress", "underwear", "sheets"}},
	{category: breakdown.Animals, with: " et dresseur", stems: []string{"dresseu", "animaux"},
		usual: []string{"mouette", "goeland", "oiseau", "pigeon", "corbeau", "gull", "bird", "crow"}},
	{category: breakdown.Vehicles, with: " de jeu"},
	{category: breakdown.Equipment, usual: []string{"travelling", "plan-sequence", "camera a l'epaule", "camera portee", "dolly", "camera",
		"camera au poing", "camera subjective", "camera au ras du sol", "au ras du sol", "plan sequence", "plan subjectif",
		"vision subjective", "point de vue subjectif", "travelling avant", "travelling arriere", "travelling lateral", "panoramique",
		"zoom avant", "zoom arriere", "contre-plongee", "handheld camera", "tracking shot", "long take"}},
}

// teamFor finds what an element asks for; false when the usual departments bring it.
func teamFor(n breakdown.Need) (team, bool) {
	i := slices.IndexFunc(teams, func(t team) bool { return t.category == n.Category })
	if i < 0 || n.Name == "" || slices.Contains(teams[i].usual, fr.Fold(n.Name)) {
		return team{}, false
	}
	return teams[i], true
}

// SpecialOf makes the matériel or the special team that an element of the breakdown calls for, at the default rates: a team for stunts,
// effects, arms, special make-up and intimacy, a thing by name for animals, vehicles and equipment of the camera. False tells that
// nobody is hired for it: the usual departments bring it.
func SpecialOf(n breakdown.Need, d Defaults) (Equipment, bool) {
	t, ok := teamFor(n)
	if !ok {
		return Equipment{}, false
	}
	d = d.filled()
	if t.id != "" {
		return Equipment{ID: t.id, Name: t.name, DayRate: d.TeamDay}, true
	}
	name := n.Name
	if t.category == breakdown.Vehicles {
		name = strings.TrimSuffix(name, " qui roule")
	}
	return Equipment{ID: name, Name: fr.Capital(name) + t.with, DayRate: d.GearDay}, true
}

// Provides tells whether an equipment answers an element of the breakdown: it bears its name, or that of its kind of team.
func (e Equipment) Provides(n breakdown.Need) bool {
	words := func(s string) string {
		cut := func(r rune) bool { return strings.ContainsRune(" '-,.:()/", r) }
		return " " + strings.Join(strings.FieldsFunc(fr.Fold(s), cut), " ") + " "
	}
	all, name := words(e.ID+" "+e.Name), strings.TrimSuffix(words(n.Name), " ")
	if name != "" && (strings.Contains(all, name+" ") || strings.Contains(all, name+"s ")) {
		return true
	}
	t, ok := teamFor(n)
	return ok && slices.ContainsFunc(t.stems, func(stem string) bool { return strings.Contains(all, " "+stem) })
}

// specials gathers the equipment of a breakdown.
type specials struct {
	list    []Equipment
	kept    map[string]bool // by ID: a person kept one of its elements
	animals []string        // the names of those of the breakdown
}

// newSpecials reads the animals of some scenes.
func newSpecials(scenes []breakdown.Scene) specials {
	x := specials{kept: map[string]bool{}}
	for _, s := range scenes {
		for _, n := range s.Elements {
			if n.Category == breakdown.Animals && n.State != breakdown.Rejected {
				x.animals = append(x.animals, n.Name)
			}
		}
	}
	return x
}

// called is an element under the name that the whole breakdown gives its animal: the "chat noir" of a film that also says "chat" is that
// cat.
func (x *specials) called(n breakdown.Need) breakdown.Need {
	if n.Category == breakdown.Animals {
		for _, name := range x.animals {
			if strings.HasPrefix(fr.Fold(n.Name), fr.Fold(name)+" ") {
				n.Name = name
			}
		}
	}
	return n
}

// needs lists what the elements of a scene call for, rejected ones left out.
func (x *specials) needs(s breakdown.Scene, d Defaults) []string {
	var ids []string
	for _, n := range s.Elements {
		e, ok := SpecialOf(x.called(n), d)
		if !ok || n.State == breakdown.Rejected {
			continue
		}
		if !slices.Contains(ids, e.ID) {
			ids = append(ids, e.ID)
		}
		if _, known := x.kept[e.ID]; !known {
			x.list = append(x.list, e)
		}
		x.kept[e.ID] = x.kept[e.ID] || n.State == breakdown.Kept
	}
	return ids
}

// named returns the equipment, with the doubt in the name of what the screenplay alone proposes.
func (x *specials) named() []Equipment {
	for i := range x.list {
		if !x.kept[x.list[i].ID] {
			x.list[i].Name += " (à confirmer)"
		}
	}
	return x.list
}
