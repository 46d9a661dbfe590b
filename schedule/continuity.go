package schedule

import (
	"slices"
	"strings"

	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/schedule/breakdown"
)

// Continuity is a possible raccord that the words of a screenplay show: a state of a set (repainted, burnt, broken) or of a person (a
// wound, a beard), the scenes of the story before it and those from it on. It is a proposal: a precedence is written by a person.
type Continuity struct {
	State string `json:"state"` // "repeint"
	// Set is the set, or Role the ID of the role, whose state it is.
	Set  string `json:"set,omitempty"`
	Role string `json:"role,omitempty"`
	// Scene is the first scene of the screenplay that shows it, Text the words and Line where they stand.
	Scene string `json:"scene"`
	Text  string `json:"text"`
	Line  int    `json:"line,omitempty"`
	// Before are the scenes of the set or of the role that come earlier in the screenplay, After those from Scene on: two lists of scene
	// numbers, none empty. A state that passes (wet clothes, blood) concerns the scenes beside it alone.
	Before []string `json:"before"`
	After  []string `json:"after"`
}

// The names, folded, of the elements that tell a state of a person or of a set, and of those that pass from one scene to another. What
// a name has between brackets are the words it was read in.
var (
	setStates  = []string{"brule", "casse", "detruit", "saccage", "inonde"}
	bodyStates = []string{"cicatrice", "blessure", "plaie", "hematome", "oeil au beurre noir", "tatouage", "visage tumefie", "bandage",
		"pansement", "platre au bras", "crane rase", "sang", "boue", "vetements mouilles", "vetements dechires", "barbe", "rase",
		"cheveux coupes", "cheveux teints", "grossesse", "scar", "wound", "bruise", "black eye", "tattoo", "plaster cast", "blood", "mud",
		"balafre", "entaille", "coupure", "brulure", "ecchymose", "coquard", "jambe platree", "bras platre", "points de suture",
		"nez casse", "arcade ouverte", "levre fendue", "attelle au bras", "beard", "shaved", "haircut", "dyed hair", "pregnancy"}
	passing = []string{"sang", "boue", "vetements mouilles", "blood", "mud"}
	// called are the states that some elements tell in other words, ends the states that end some of them.
	called = map[string]string{"blesse a": "blessure", "blessee a": "blessure", "blessure au front": "blessure",
		"bras dans le platre": "bras plâtré", "platre au bras": "bras plâtré", "jambe dans le platre": "jambe plâtrée",
		"oeil poche": "œil au beurre noir", "cocard": "œil au beurre noir", "coquard": "œil au beurre noir",
		"arcade fendue": "arcade ouverte", "arcade eclatee": "arcade ouverte",
		"levre eclatee": "lèvre fendue", "levre ouverte": "lèvre fendue",
		"du sang": "sang", "en sang": "sang", "visage en sang": "sang", "couvert de sang": "sang", "couverte de sang": "sang",
		"longue barbe": "barbe", "barbe de trois jours": "barbe"}
	ends = map[string][]string{"barbe": {"rase"}, "beard": {"shaved"}, "brule": repairs, "casse": repairs, "detruit": repairs,
		"saccage": repairs, "inonde": repairs}
	repairs = []string{"repare", "remis a neuf"}
)

// stateOf is the state that an element tells, in one word for all those that tell it.
func stateOf(n breakdown.Need) string {
	name, _, _ := strings.Cut(n.Name, " (")
	if s, ok := called[fr.Fold(name)]; ok {
		return s
	}
	return name
}

// ProposeContinuity finds the raccords that the elements of a breakdown show, rejected ones left out: of each set and each role the
// first scene of a state, when other scenes of it come before. Nothing is imposed.
func ProposeContinuity(b breakdown.Breakdown) []Continuity {
	var out []Continuity
	type subject struct{ state, set, role string }
	seen := map[subject]bool{}
	for i, s := range b.Scenes {
		for _, n := range s.Elements {
			state := stateOf(n)
			who := subject{state: state}
			switch body := slices.Contains(bodyStates, fr.Fold(state)); {
			case n.State == breakdown.Rejected,
				!body && n.Category != breakdown.Continuity && !slices.Contains(setStates, fr.Fold(state)):
				continue
			case body:
				who.role = bearer(s, n)
			default:
				who.set = s.Set
			}
			if who.set == "" && who.role == "" || seen[who] {
				continue
			}
			seen[who] = true
			c := Continuity{State: state, Set: who.set, Role: who.role, Scene: s.Number, Text: n.Text, Line: n.Line}
			c.sides(b, i)
			if len(c.Before) > 0 {
				out = append(out, c)
			}
		}
	}
	return out
}

// bearer is the role whose state an element is: the one named on its line, else the only one on camera; "" when none is sure.
func bearer(s breakdown.Scene, n breakdown.Need) string {
	camera := s.OnCamera()
	var named []string
	for _, p := range s.Presences {
		if p.Line == n.Line && slices.Contains(camera, p.Role) {
			named = append(named, p.Role)
		}
	}
	switch {
	case len(named) == 1:
		return named[0]
	case len(camera) == 1:
		return camera[0]
	}
	return ""
}

// sides fills the scenes before and after the state that begins at scene i, until one that ends it.
func (c *Continuity) sides(b breakdown.Breakdown, i int) {
	over := false
	for k, s := range b.Scenes {
		over = over || k > i && c.endsIn(s)
		if c.Role != "" && !slices.Contains(s.OnCamera(), c.Role) || c.Set != "" && fr.Fold(s.Set) != fr.Fold(c.Set) {
			continue
		}
		if k < i {
			c.Before = append(c.Before, s.Number)
		} else if !over {
			c.After = append(c.After, s.Number)
		}
	}
	if slices.Contains(passing, fr.Fold(c.State)) {
		c.Before, c.After = c.Before[max(0, len(c.Before)-1):], c.After[:min(1, len(c.After))]
	}
}

// endsIn tells whether a scene ends the state: what was broken is repaired, a beard is shaved.
func (c *Continuity) endsIn(s breakdown.Scene) bool {
	return slices.ContainsFunc(s.Elements, func(n breakdown.Need) bool {
		if n.State == breakdown.Rejected || !slices.Contains(ends[fr.Fold(c.State)], fr.Fold(stateOf(n))) {
			return false
		}
		return c.Role != "" && bearer(s, n) == c.Role || c.Set != "" && fr.Fold(s.Set) == fr.Fold(c.Set)
	})
}
