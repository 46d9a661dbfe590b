package breakdown

import (
	"slices"
	"strings"
)

// stateWord is a word of a sentence that may tell a state: folded, with what its letters told.
type stateWord struct {
	text   string
	acute  bool // it may be a past participle in é
	clause bool // a comma stands before it
	role   int32
}

// toldState is a state read at a word of a sentence.
type toldState struct {
	name, thing   string
	at, heals     int
	ends, vehicle bool
}

// Rules of thumb, days: what a small wound, a sprain or a fracture takes to heal. They are proposed, for a person to confirm.
const (
	smallHeals  = 14
	sprainHeals = 28
	boneHeals   = 42
)

// stateReader reads one sentence.
type stateReader struct {
	ws  []stateWord
	out []toldState
}

// readStates reads the states that a sentence tells or ends. What is denied or does not happen is left out.
func readStates(ws []stateWord) []toldState {
	r := stateReader{ws: ws}
	for i := range ws {
		switch {
		case r.support(i) || r.mark(i):
		case r.unreal(i):
		default:
			_ = r.hair(i) || r.wound(i) || r.shot(i) || r.damage(i)
		}
	}
	return r.out
}

func (r *stateReader) tell(i int, name string, heals int) bool {
	r.out = append(r.out, toldState{name: name, at: i, heals: heals})
	return true
}

// is tells whether the word at a place is one of some; a place outside the sentence holds none.
func (r *stateReader) is(i int, words ...string) bool {
	return i >= 0 && i < len(r.ws) && slices.Contains(words, r.ws[i].text)
}

func (r *stateReader) in(i int, set map[string]bool) bool {
	return i >= 0 && i < len(r.ws) && set[r.ws[i].text]
}

// unreal tells that what stands at a word is denied, or only feared or compared.
func (r *stateReader) unreal(i int) bool {
	for k := i - 1; k >= max(0, i-6) && (k == i-1 || !r.ws[k+1].clause); k-- {
		if stateTables.denials[r.ws[k].text] || k >= i-4 && stateTables.unrealised[r.ws[k].text] {
			return true
		}
	}
	return r.is(i+1, "pas", "jamais")
}

// near is the first word of a set between two places, -1 when there is none.
func (r *stateReader) near(from, to int, set map[string]bool) int {
	for i := max(0, from); i < min(to, len(r.ws)); i++ {
		if set[r.ws[i].text] {
			return i
		}
	}
	return -1
}

// formOf tells the stem, of some, that a word is a form of: the participle of a verb in -er shows its é, other forms are asked for apart.
func (r *stateReader) formOf(i int, stems map[string]string, participle bool) (string, bool) {
	w := &r.ws[i]
	for _, ending := range []string{"", "s", "e", "es", "nt", "r", "ent"} {
		stem, ok := strings.CutSuffix(w.text, ending)
		if !ok || stems[stem] == "" || ending == "ent" && strings.HasSuffix(stem, "e") {
			continue
		}
		if verb := strings.HasSuffix(stem, "e"); verb && participle && (!w.acute || ending == "nt" || ending == "r") {
			continue
		}
		return stem, true
	}
	return "", false
}

// support reads what holds or hides a wound: a plaster, a bandage, crutches; taken off, the wound is over.
func (r *stateReader) support(i int) bool {
	name := stateTables.supports[r.ws[i].text]
	if name == "" {
		return false
	}
	body := r.near(i-6, i+6, stateTables.body)
	off := r.near(0, i, stateTables.removals) >= 0 || r.near(i+1, i+5, stateTables.removals) >= 0
	gone := r.is(i-1, "sans") || r.is(i-2, "sans") || r.is(i-2, "plus") && r.is(i-1, "de", "d")
	if name == "plâtre" {
		worn := r.is(i-1, "le") && r.is(i-2, "dans") || r.ws[i].acute && body >= 0 && body < i
		held := r.is(i-1, "un", "son", "le", "de") && (body >= 0 || off || gone || r.is(i-2, "dans", "a"))
		if !worn && !held {
			return false
		}
		name = "plâtre"
		switch {
		case body < 0:
		case stateTables.legs[r.ws[body].text]:
			name = "jambe plâtrée"
		case stateTables.arms[r.ws[body].text]:
			name = "bras plâtré"
		}
	}
	switch {
	case off || gone:
		r.out = append(r.out, toldState{name: "blessure", at: i, ends: true})
		return true
	case r.unreal(i):
		return true
	case strings.Contains(name, "plâtr"):
		return r.tell(i, name, boneHeals)
	}
	return r.tell(i, name, smallHeals)
}

// mark reads a wound that is named.
func (r *stateReader) mark(i int) bool {
	if stateTables.healed[r.ws[i].text] && !r.unreal(i) && !r.is(i+1, "a", "au") {
		if strings.HasPrefix(r.ws[i].text, "remis") && !(r.is(i+1, "de") && r.near(i, i+4, stateTables.marks) >= 0) {
			return false
		}
		r.out = append(r.out, toldState{name: "blessure", at: i, ends: true})
		return true
	}
	body := func(from int) bool {
		return r.is(from, "au", "a", "sur", "sous", "aux") && r.near(from, from+4, stateTables.body) >= 0
	}
	switch w := r.ws[i].text; {
	case w == "beurre" && r.is(i+1, "noir") && r.is(i-1, "au"):
		return r.unreal(i) || r.tell(i, "œil au beurre noir", smallHeals)
	case w == "coquard" || w == "cocard":
		return r.unreal(i) || r.tell(i, "œil au beurre noir", smallHeals)
	case (w == "bleu" || w == "bleus" || w == "bosse") && body(i+1):
		return r.unreal(i) || r.tell(i, "hématome", smallHeals)
	case (w == "brulure" || w == "brulures") && body(i+1):
		return r.unreal(i) || r.tell(i, "brûlure", sprainHeals)
	case stateTables.marks[w] && !r.is(i+1, "narcissique", "secrete", "interieure"):
		if r.near(i+1, i+5, stateTables.healed) >= 0 {
			return true
		}
		return r.unreal(i) || r.tell(i, "blessure", smallHeals)
	}
	return false
}

// wound reads a wound that a verb tells: "se coupe le doigt", "la cheville foulée", "il est blessé".
func (r *stateReader) wound(i int) bool {
	stem, ok := r.formOf(i, stateTables.wounds, false)
	if !ok {
		return false
	}
	name, heals := woundOf(stateTables.wounds[stem])
	_, participle := r.formOf(i, stateTables.wounds, true)
	reflexive := r.is(i-1, "s", "se", "m", "me") || r.is(i-1, "est", "sont", "fait") && r.is(i-2, "s", "se")
	switch {
	case stem == "blesse":
		if r.in(i-1, stateTables.articles) && !reflexive || !participle && !reflexive {
			return false // "un blessé", "ces mots le blessent"
		}
		return r.tell(i, name, heals)
	case reflexive:
		if at := r.near(i+1, i+5, stateTables.body); at >= 0 && fits(stem, r.ws[at].text) {
			return r.tell(i, name, heals)
		}
		return false
	case !participle:
		return false
	case stem == "poignarde" || stem == "ampute" || stem == "defigure":
		return !r.in(i-1, stateTables.articles) && r.tell(i, name, heals)
	}
	for k := i - 1; k >= max(0, i-6); k-- {
		if stateTables.body[r.ws[k].text] {
			return fits(stem, r.ws[k].text) && r.tell(i, name, heals)
		}
		if !stateTables.copulas[r.ws[k].text] || r.ws[k+1].clause {
			return false
		}
	}
	return false
}

// woundOf is the state of a kind of wound, and the days it takes to heal.
func woundOf(kind string) (name string, heals int) {
	switch kind {
	case "os":
		return "fracture", boneHeals
	case "entorse":
		return "foulure", sprainHeals
	case "feu":
		return "brûlure", sprainHeals
	case "bande":
		return "bandage", smallHeals
	case "oeil":
		return "œil au beurre noir", smallHeals
	case "grave":
		return "blessure", boneHeals
	case "membre":
		return "amputation", 0
	}
	return "blessure", smallHeals
}

// fits tells whether a verb wounds a part of the body: many are gestures elsewhere (se mordre les lèvres, se tordre les mains).
func fits(stem, body string) bool {
	only, bound := stateTables.only[stem]
	return !bound || only[body]
}

// shot reads what is received: a bullet in the shoulder, a blow of a knife.
func (r *stateReader) shot(i int) bool {
	if !r.is(i, "balle", "balles", "fleche", "eclat", "eclats", "coup", "coups", "decharge", "projectile") {
		return false
	}
	if r.is(i, "coup", "coups") &&
		!(r.is(i+1, "de") && r.is(i+2, "couteau", "feu", "hache", "sabre", "poignard", "baionnette", "machette")) {
		return false
	}
	taken := r.near(i-5, i, stateTables.takes) >= 0
	in := r.near(i+1, i+3, stateTables.inside)
	if taken && (r.is(i, "coup", "coups") || in >= 0 && r.near(in+1, in+5, stateTables.body) >= 0) {
		return r.tell(i, "blessure", boneHeals)
	}
	return false
}

// hair reads hair that is cut, dyed or shaved.
func (r *stateReader) hair(i int) bool {
	verb := func(words ...string) bool { return r.is(i, words...) }
	around := func(set map[string]bool) bool { return r.near(i+1, i+6, set) >= 0 || r.near(i-5, i, set) >= 0 }
	told := r.ws[i].acute || r.is(i-1, "s", "se", "lui", "leur") || r.is(i-1, "fait", "est") || r.near(i+1, i+4, stateTables.hair) >= 0
	switch {
	case verb("coupe", "coupes", "couper", "coupent", "raccourcis", "raccourci") && told && around(stateTables.hair):
		return r.tell(i, "cheveux coupés", 0)
	case verb("teint", "teints", "teinte", "teindre", "teignent", "decolore", "decolores", "decolorer") && around(stateTables.hair):
		return r.tell(i, "cheveux teints", 0)
	case verb("rase", "rasee", "rases", "raser", "rasent") && around(stateTables.scalp):
		return r.tell(i, "crâne rasé", 0)
	}
	return false
}

// damage reads what happens to a set or to a vehicle, or that it is mended.
func (r *stateReader) damage(i int) bool {
	if stem, ok := r.formOf(i, stateTables.mended, true); ok && stem != "" {
		if at := r.thingBefore(i); at >= 0 {
			return r.change(i, at, "réparé", true)
		}
	}
	stem, ok := r.formOf(i, stateTables.damages, false)
	if !ok && !r.is(i, "eclats", "feu") {
		return false
	}
	name := stateTables.damages[stem]
	if _, participle := r.formOf(i, stateTables.damages, true); participle {
		if at := r.thingBefore(i); at >= 0 {
			return r.change(i, at, name, false)
		}
	}
	if r.is(i-1, "se", "s") || r.is(i, "brule", "brulent") && !r.is(i+2, "feu", "feux", "stop", "priorite") {
		if at := r.thingBefore(i); at >= 0 && i-at <= 3 {
			return r.change(i, at, name, false)
		}
	}
	if r.is(i, "eclats") && r.is(i-1, "en") && r.is(i-2, "vole", "volent", "vola") ||
		r.is(i, "feu") && r.is(i-1, "prend", "prennent") {
		if at := r.thingBefore(i - 2); at >= 0 {
			return r.change(i, at, map[bool]string{true: "brûlé", false: "cassé"}[r.is(i, "feu")], false)
		}
		return false
	}
	if ok && !r.is(i-1, "se", "s") {
		for k := i + 1; k < min(i+5, len(r.ws)) && !r.ws[k].clause; k++ {
			if stateTables.things[r.ws[k].text] || stateTables.vehicles[r.ws[k].text] {
				return r.change(i, k, name, false)
			}
			if !stateTables.articles[r.ws[k].text] && !stateTables.owners[r.ws[k].text] && !stateTables.copulas[r.ws[k].text] {
				return false
			}
		}
	}
	return false
}

// thingBefore is the thing of a set, or the vehicle, that stands before a word with nothing but small words between, -1 when none does.
func (r *stateReader) thingBefore(i int) int {
	for k := i - 1; k >= max(0, i-8); k-- {
		if stateTables.things[r.ws[k].text] || stateTables.vehicles[r.ws[k].text] {
			return k
		}
		if !stateTables.copulas[r.ws[k].text] && !r.is(k, "s", "se", "de", "d", "la", "l", "du", "entree") {
			return -1
		}
	}
	return -1
}

func (r *stateReader) change(i, thing int, name string, ends bool) bool {
	what := strings.TrimSuffix(r.ws[thing].text, "s")
	r.out = append(r.out, toldState{name: name, thing: what, at: i, ends: ends, vehicle: stateTables.vehicles[r.ws[thing].text]})
	return true
}
