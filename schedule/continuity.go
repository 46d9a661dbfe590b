package schedule

import (
	"fmt"
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
	// Thing is what of the set is concerned, or the vehicle, when the words tell it: "porte".
	Thing string `json:"thing,omitempty"`
	// Doubt says in French why the state may be over in later scenes, which After leaves out: weeks of the story have passed.
	Doubt string `json:"doubt,omitempty"`

	vehicle bool
	heals   int // days, 0 for what stays
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
		"bras bande": "bandage", "bras bandes": "bandage", "main bandee": "bandage", "mains bandees": "bandage", "tete bandee": "bandage",
		"poignet bande": "bandage", "genou bande": "bandage", "jambe bandee": "bandage", "cheville bandee": "bandage",
		"bras dans le platre": "bras plâtré", "platre au bras": "bras plâtré", "jambe dans le platre": "jambe plâtrée",
		"oeil poche": "œil au beurre noir", "cocard": "œil au beurre noir", "coquard": "œil au beurre noir",
		"arcade fendue": "arcade ouverte", "arcade eclatee": "arcade ouverte",
		"levre eclatee": "lèvre fendue", "levre ouverte": "lèvre fendue",
		"du sang": "sang", "en sang": "sang", "visage en sang": "sang", "couvert de sang": "sang", "couverte de sang": "sang",
		"longue barbe": "barbe", "barbe de trois jours": "barbe"}
	ends = map[string][]string{"barbe": {"rase"}, "beard": {"shaved"}, "brule": repairs, "casse": repairs, "detruit": repairs,
		"saccage": repairs, "inonde": repairs}
	repairs = []string{"repare", "remis a neuf"}
	// healing is the days that the wounds of the lexicon take to heal as a rule of thumb.
	healing = map[string]int{"blessure": 28, "plaie": 14, "hematome": 14, "oeil au beurre noir": 14, "visage tumefie": 14, "bandage": 14,
		"pansement": 14, "platre au bras": 42, "entaille": 14, "coupure": 14, "brulure": 28, "ecchymose": 14, "coquard": 14,
		"jambe platree": 42, "bras platre": 42, "points de suture": 14, "nez casse": 28, "arcade ouverte": 14, "levre fendue": 14,
		"attelle au bras": 28, "bruise": 14, "black eye": 14, "wound": 28, "plaster cast": 42}
)

// stateOf is the state that an element tells, in one word for all those that tell it.
func stateOf(n breakdown.Need) string {
	name, _, _ := strings.Cut(n.Name, " (")
	if s, ok := called[fr.Fold(name)]; ok {
		return s
	}
	return name
}

// ProposeContinuity finds the raccords that the elements of a breakdown and the words of its scenes show, rejected ones left out: of each
// set and each role the first scene of a state, when other scenes of it come before. Nothing is imposed.
func ProposeContinuity(b breakdown.Breakdown) []Continuity {
	var out []Continuity
	seen := map[[4]string][]string{} // the scenes that a state lasts for
	for i, s := range b.Scenes {
		told := textStates(s)
		for _, c := range append(elementStates(s), told...) {
			c.read(told)
			key := c.key()
			again := slices.ContainsFunc(out, func(o Continuity) bool { // one wound told twice in a line
				return o.Scene == s.Number && o.Line == c.Line && o.Role != "" && o.Role == c.Role && o.heals > 0 && c.heals > 0
			})
			lasts, known := seen[key]
			if again || known && (c.heals == 0 || slices.Contains(lasts, s.Number)) {
				continue
			}
			c.Scene = s.Number
			c.sides(b, i)
			seen[key] = c.After
			if len(c.Before) > 0 {
				out = append(out, c)
			}
		}
	}
	return out
}

// read gives an element the thing that the words tell, those of its own sentence first.
func (c *Continuity) read(told []Continuity) {
	best := -1
	for i, t := range told {
		alike := c.Thing == "" && c.Set != "" && t.Set == c.Set && fr.Fold(t.State) == fr.Fold(c.State)
		if alike && (best < 0 || t.Line == c.Line && strings.Contains(t.Text, c.Text) && told[best].Text != c.Text) {
			best = i
		}
	}
	if best >= 0 {
		t := told[best]
		c.State, c.Thing, c.vehicle = t.State, t.Thing, t.vehicle
	}
}

// key tells apart the states of a breakdown: of each thing of a set, of each vehicle wherever it stands, of each role.
func (c *Continuity) key() [4]string {
	set := c.Set
	if c.vehicle {
		set = ""
	}
	return [4]string{fr.Fold(c.State), set, c.Role, c.Thing}
}

// elementStates are the states that the elements of a scene tell.
func elementStates(s breakdown.Scene) []Continuity {
	var out []Continuity
	for _, n := range s.Elements {
		state := stateOf(n)
		c := Continuity{State: state, Text: n.Text, Line: n.Line, heals: healing[fr.Fold(state)]}
		switch body := slices.Contains(bodyStates, fr.Fold(state)); {
		case n.State == breakdown.Rejected || !isState(n):
			continue
		case body:
			c.Role = bearer(s, n.Line)
		default:
			c.Set = s.Set
		}
		if c.Set != "" || c.Role != "" {
			out = append(out, c)
		}
	}
	return out
}

// isState tells whether an element tells a state.
func isState(n breakdown.Need) bool {
	state := fr.Fold(stateOf(n))
	return slices.Contains(bodyStates, state) || n.Category == breakdown.Continuity || slices.Contains(setStates, state)
}

// textStates are the states that the words of a scene tell, but those of a line whose element somebody rejected.
func textStates(s breakdown.Scene) []Continuity {
	var out []Continuity
	for _, m := range s.States {
		rejected := slices.ContainsFunc(s.Elements, func(n breakdown.Need) bool {
			return n.State == breakdown.Rejected && n.Line == m.Line && isState(n)
		})
		if m.Ends || rejected {
			continue
		}
		c := Continuity{State: m.Name, Text: m.Text, Line: m.Line, Thing: m.Thing, vehicle: m.Vehicle, heals: m.Heals}
		if m.Thing != "" {
			c.Set = s.Set
		} else {
			c.Role = wearer(s, m)
		}
		if c.Set != "" || c.Role != "" {
			out = append(out, c)
		}
	}
	return out
}

// wearer is the role of a state of a person: the one told when it is on camera, else the one of its line.
func wearer(s breakdown.Scene, m breakdown.StateMark) string {
	if slices.Contains(s.OnCamera(), m.Role) {
		return m.Role
	}
	return bearer(s, m.Line)
}

// bearer is the role whose state a line tells: the one named on it, else the only one on camera; "" when none is sure.
func bearer(s breakdown.Scene, line int) string {
	camera := s.OnCamera()
	var named []string
	for _, p := range s.Presences {
		if p.Line == line && slices.Contains(camera, p.Role) {
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

// sides fills the scenes before and after the state that begins at scene i, until one that ends it, or that comes weeks later in the story
// than a wound lasts.
func (c *Continuity) sides(b breakdown.Breakdown, i int) {
	over, days := false, 0
	for k, s := range b.Scenes {
		if k > i {
			days += s.DaysLater
			if from := b.Scenes[i].StoryDay; from > 0 && s.StoryDay > from {
				days = max(days, s.StoryDay-from)
			}
			over = over || c.endsIn(s)
		}
		if !c.concerns(s) {
			continue
		}
		switch {
		case k < i:
			c.Before = append(c.Before, s.Number)
		case over:
		case k > i && c.heals > 0 && days >= c.heals:
			c.Doubt = fmt.Sprintf("à confirmer : %s plus tard à la séquence %s, l'état peut avoir disparu",
				fr.Plural(days, "jour", "jours"), s.Number)
			over = true
		default:
			c.After = append(c.After, s.Number)
		}
	}
	if slices.Contains(passing, fr.Fold(c.State)) {
		c.Before, c.After = c.Before[max(0, len(c.Before)-1):], c.After[:min(1, len(c.After))]
	}
}

// concerns tells whether a scene is one of the role, of the set, or of the vehicle that has the state.
func (c *Continuity) concerns(s breakdown.Scene) bool {
	switch {
	case c.Role != "":
		return slices.Contains(s.OnCamera(), c.Role)
	case fr.Fold(s.Set) == fr.Fold(c.Set):
		return true
	}
	return c.vehicle && slices.ContainsFunc(s.Elements, func(n breakdown.Need) bool {
		return n.State != breakdown.Rejected && n.Category == breakdown.Vehicles &&
			slices.Contains(strings.Fields(fr.Fold(n.Name)), c.Thing)
	})
}

// endsIn tells whether a scene ends the state: what was broken is repaired, a beard is shaved, a plaster is taken off.
func (c *Continuity) endsIn(s breakdown.Scene) bool {
	mine := func(role string) bool {
		return c.Role != "" && role == c.Role || c.Set != "" && fr.Fold(s.Set) == fr.Fold(c.Set)
	}
	return slices.ContainsFunc(s.Elements, func(n breakdown.Need) bool {
		return n.State != breakdown.Rejected && slices.Contains(ends[fr.Fold(c.State)], fr.Fold(stateOf(n))) && mine(bearer(s, n.Line))
	}) || slices.ContainsFunc(s.States, func(m breakdown.StateMark) bool {
		switch {
		case !m.Ends:
			return false
		case c.Role != "":
			return c.heals > 0 && m.Thing == "" && wearer(s, m) == c.Role
		}
		return m.Thing != "" && (c.Thing == "" || m.Thing == c.Thing) && c.concerns(s)
	})
}
