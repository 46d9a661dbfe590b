package breakdown

import (
	"slices"
	"strings"
)

// class is what the grammar knows of a word, as bits.
type class uint64

const (
	determiner class = 1 << iota
	preposition
	subject
	adjective
	denial
	absence
	comparison
	imaging
	thought
	material
	measuring
	wall
	workWord
	picture
	cooking
	verbal // a form of a verb
	ofWord // de, d', du, des
	bareOf // de, d'
	inWord // en
	neWord // ne, n'
	article
	hardly    // presque, faillir
	joining   // et, ou
	aboutWord // sur
	toWord    // au, aux
	anyone    // on, un, une
	manyOf    // des
	handling  // a verb whose object is in somebody's hands
	unhandled // a noun that such a verb does not make a prop of
	carrying  // where a prop is carried: main, épaule
	crying    // a verb of who is heard
	farWord   // where what is heard is out of sight: loin, dehors
	fitting   // a noun that belongs to the place when something stands there: "sous la couette"
	placing   // a preposition of place
	having    // a form of avoir, trouver, voir
	depicting // a participle of what is only drawn: gravé, peint
	human     // a noun of a person
	abstrait  // what has no body: reproche, silence
	hearing   // entend
	furniture // what things stand on: table, étagère
	telling   // a verb whose object is only spoken of or looked for
	selfWord  // se, ne and what else stands between a subject and its verb
	relative  // qui
	wearing   // a participle before what somebody is dressed in: vêtu, coiffé
	cooked    // a participle that makes food of an animal: grillé, séché
	owned     // son, sa, ses, leur, leurs
	reflexive // se, s'
	kin       // a person told by another one, or by nothing: frère, autre
	sounding  // a thing that is heard when it is told alone: sifflet
	using     // avec
)

// nounly are the classes that only nouns have: what they say of a word does not make it anything else.
const nounly = imaging | furniture | fitting | human | abstrait | material | measuring | wall | picture | unhandled | carrying | sounding

// classes gives the classes of each word of the grammar, by its hash.
func (g Grammar) classes() map[uint64]class {
	out := map[uint64]class{}
	words := func(c class, list []string) {
		for _, w := range list {
			if h := hashWords(w); len(h) == 1 {
				out[h[0]] |= c
			}
		}
	}
	verbs := func(c class, list []string) {
		for _, w := range list {
			words(c, verbForms(w))
		}
	}
	nouns := func(c class, list []string) {
		for _, w := range list {
			words(c, plurals(w, "fr"))
		}
	}
	words(determiner, g.Determiners)
	words(preposition, g.Prepositions)
	words(subject, g.Subjects)
	nouns(adjective, g.Adjectives)
	words(denial, g.Denials)
	words(absence, g.Absence)
	words(comparison, g.Comparisons)
	verbs(comparison, g.Likeness)
	nouns(imaging, g.Images)
	verbs(thought|verbal, g.Thoughts)
	nouns(material, g.Materials)
	nouns(measuring, g.Measures)
	words(wall, g.Walls)
	for _, w := range g.Works {
		if strings.HasSuffix(w, "er") {
			words(workWord|verbal, verbForms(w))
		}
	}
	nouns(workWord, g.Works)
	nouns(picture, g.Pictures)
	verbs(cooking, g.Cooking)
	verbs(telling|verbal, g.Telling)
	verbs(hardly, g.Hardly)
	verbs(verbal, g.Verbs)
	verbs(handling|verbal, g.Handling)
	nouns(unhandled, g.Unhandled)
	words(carrying, g.Carrying)
	verbs(crying, g.Crying)
	words(farWord, g.Far)
	nouns(fitting, g.Fittings)
	nouns(furniture, g.Furniture)
	nouns(human, g.People)
	nouns(kin, g.Kin)
	nouns(sounding, g.Sounding)
	nouns(depicting, g.Depicting)
	nouns(abstrait, g.Abstractions)
	nouns(wearing, g.Wearing)
	nouns(cooked, g.Cooked)
	if len(g.Determiners) > 0 {
		ownWords(words)
	}
	return out
}

// ownWords gives the classes of the French words that the code itself knows.
func ownWords(words func(class, []string)) {
	words(ofWord, []string{"de", "d", "du", "des"})
	words(bareOf, []string{"de", "d"})
	words(toWord, []string{"au", "aux"})
	words(anyone, []string{"on", "un", "une"})
	words(manyOf, []string{"des"})
	words(aboutWord, []string{"sur"})
	words(using, []string{"avec"})
	words(joining, []string{"et", "ou", "puis"})
	words(hearing, []string{"entend", "entendent", "entendre", "travers"})
	words(inWord, []string{"en"})
	words(placing, []string{"sur", "dans", "sous", "contre", "derrière", "devant", "entre", "vers", "à", "par", "jusque", "jusqu",
		"parmi", "hors"})
	words(having, []string{"a", "ont", "avait", "avaient", "trouve", "trouvent", "retrouve", "retrouvent", "voit", "voient", "est",
		"sont", "était", "étaient"})
	words(selfWord, []string{"se", "s", "ne", "n", "y", "en", "le", "la", "les", "l", "lui", "leur"})
	words(relative, []string{"qui"})
	words(reflexive, []string{"se", "s"})
	words(owned, []string{"son", "sa", "ses", "leur", "leurs"})
	words(neWord, []string{"ne", "n"})
	words(article, []string{"le", "la", "les", "l"})
}

// isNoun tells whether a word that may also be a verb stands as a noun: behind a determiner, a preposition, an adjective or a number, or
// first of its clause.
func (d *breaker) isNoun(ws []word, i int) bool {
	verb := d.class(i)&verbal != 0
	before := d.class(i - 1)
	if ws[i].gap >= clauseGap || before&joining != 0 {
		if !verb {
			return true
		}
		if ws[i].gap == clauseGap && d.apposed(ws, i) {
			return true
		}
		// A verb of the same letters opens a clause without its subject ("et tombe"); a noun alone in its sentence does not.
		alone := i+1 >= len(ws) || ws[i+1].gap >= clauseGap || d.class(i+1)&preposition != 0
		return alone && (ws[i].gap == stopGap || d.class(i+1)&joining != 0)
	}
	if verb && !ws[i].acute && (before&inWord != 0 || before&anyone != 0 && i >= 2 && d.class(i-2)&article != 0) {
		return false // "il en tombe", "l'une tombe"
	}
	if verb && before&article != 0 && (ws[i-1].gap == clauseGap || d.class(i-2)&joining != 0) && i+1 < len(ws) && ws[i+1].gap < clauseGap &&
		d.class(i+1)&verbal != 0 {
		return false // "elle dégoupille une grenade, la laisse rouler"
	}
	them := before&(owned|selfWord) == owned|selfWord // "il leur montre un fusil"
	if verb && (before&article != 0 || them) && i >= 2 && ws[i-1].gap < clauseGap {
		two := d.class(i - 2)
		if two&(subject|neWord) != 0 || two&^nounly == 0 &&
			(ws[i-2].capital || i >= 3 && ws[i-2].gap < clauseGap && d.class(i-3)&determiner != 0) {
			return false // a pronoun: "il la porte", "une lueur l'enveloppe"
		}
	}
	if _, number := d.m.numbers[ws[i-1].hash]; number || ws[i-1].digit {
		return true
	}
	return before&(determiner|preposition|adjective|absence|denial) != 0
}

// apposed tells whether the word i, first of its clause, is a noun beside the one before: "toque aplatie", "plume à la main".
func (d *breaker) apposed(ws []word, i int) bool {
	if i+1 >= len(ws) || ws[i+1].gap >= clauseGap {
		return i > 0 && i+1 < len(ws) && ws[i+1].gap == clauseGap && ws[i-1].hash == d.m.years // "ODILE (61 ans), blouse, bottes"
	}
	if d.toy(ws, i+1) {
		return true // "toque en plastique"
	}
	if d.class(i+1)&determiner == 0 && (ws[i+1].acute || participle(d.sentence.e.Text[ws[i+1].from:ws[i+1].to])) {
		return true
	}
	for k := i + 2; k < len(ws) && k < i+4 && ws[k].gap < clauseGap; k++ {
		if d.class(k)&carrying != 0 {
			return d.class(i+1)&(toWord|placing) != 0
		}
	}
	return false
}

// participle tells by its end a participle in the feminine that has no é: aplatie, perdue.
func participle(word string) bool {
	word = strings.TrimSuffix(word, "s")
	return len(word) > 4 && (strings.HasSuffix(word, "ie") || strings.HasSuffix(word, "ue"))
}

// denied tells whether the thing named at word i is not there: denied, absent, compared, thought of or only pictured.
func (d *breaker) denied(ws []word, i int) bool {
	start := d.phrase(ws, i)
	if start > 0 && ws[start].gap < clauseGap {
		p := d.class(start - 1)
		if p&absence != 0 {
			return true
		}
	}
	if start < i && d.class(start)&absence != 0 {
		return true
	}
	if d.class(start)&bareOf != 0 && start > 0 && ws[start].gap < clauseGap {
		p := d.class(start - 1)
		switch {
		case p&denial != 0, d.without(ws, start):
			return true
		case d.class(i)&material != 0 && i == start+1 && p&measuring == 0:
			return true
		}
	}
	if d.class(start)&ofWord != 0 && start > 0 && ws[start].gap < clauseGap && d.class(start-1)&imaging != 0 {
		return true
	}
	if start > 1 && d.class(start)&(determiner|article) != 0 && d.class(start)&owned == 0 && d.class(start-1)&(bareOf|aboutWord) != 0 &&
		d.class(start-2)&imaging != 0 {
		return true // "un bruit de l'eau", "une comptine sur la soupe"
	}
	if d.class(i)&material != 0 && i > 0 && d.class(i-1)&inWord != 0 && ws[i].gap < clauseGap {
		return true
	}
	return d.compared(ws, i) || d.thought(ws, i) || d.supposed(ws, start) || d.lacking(ws, start) || d.spoken(ws, start)
}

// away tells whether the n words from word i on name nothing that is there: denied, only an image or, for an element, of the place.
func (d *breaker) away(ws []word, i, n int, element bool) bool {
	return d.denied(ws, i) || element && n == 1 && (d.fixed(ws, i) || d.tooled(ws, d.phrase(ws, i))) || d.figured(ws, i+n)
}

// fixed tells whether the noun at word i is a fitting of the place where something stands or falls: "sous la couette", "au volant".
func (d *breaker) fixed(ws []word, i int) bool {
	if d.class(i)&fitting == 0 || i == 0 || ws[i].gap >= clauseGap {
		return false
	}
	start := d.phrase(ws, i)
	c := d.class(start)
	if start == i {
		return d.class(i-1)&placing != 0 // "sous verre"
	}
	if c&toWord != 0 {
		return true
	}
	if start > 0 && d.class(start-1)&bareOf != 0 && ws[start-1].gap >= clauseGap {
		return false // "Un soupirail, de la paille"
	}
	return c&(anyone|manyOf|bareOf) == 0 && c&determiner != 0 && start > 0 && ws[start].gap < clauseGap &&
		(c&article != 0 || d.class(start-1)&placing != 0)
}

// lacking tells whether somebody does not have what the phrase at word start names: "il n'a pas les alliances".
func (d *breaker) lacking(ws []word, start int) bool {
	if start == 0 || ws[start].gap >= clauseGap || d.class(start)&determiner == 0 || d.class(start-1)&denial == 0 {
		return false
	}
	return ws[start-1].gap >= clauseGap && d.class(start)&anyone != 0 || // "Plus une brebis."
		start > 2 && d.class(start-2)&having != 0 && d.class(start-3)&neWord != 0
}

// spoken tells whether the phrase at word start is the object of a verb that only speaks of it or looks for it: "il cherche une serviette".
func (d *breaker) spoken(ws []word, start int) bool {
	if start == 0 || ws[start].gap >= clauseGap || d.class(start)&determiner == 0 || d.class(start-1)&telling == 0 {
		return false
	}
	return !strings.HasSuffix(d.sentence.e.Text[ws[start-1].from:ws[start-1].to], "er") // "il court chercher un seau" brings it
}

// tooled tells whether a tool only says how a thing was made: "coupée à la cisaille", "annoté au crayon".
func (d *breaker) tooled(ws []word, start int) bool {
	if start == 0 || ws[start].gap >= clauseGap {
		return false
	}
	if d.class(start)&toWord != 0 {
		return ws[start-1].acute
	}
	return start > 1 && d.class(start)&article != 0 && d.class(start-1)&placing != 0 && ws[start-1].to-ws[start-1].from <= 2 &&
		ws[start-2].acute
}

// drawn tells whether what is named before word i is only drawn or carved: "une flèche gravée".
func (d *breaker) drawn(ws []word, i int) bool {
	return i < len(ws) && ws[i].gap < clauseGap && d.class(i)&depicting != 0
}

// figured tells whether the noun that ends before word i is only an image: "une pluie de reproches", "la clé du mystère".
func (d *breaker) figured(ws []word, i int) bool {
	if i+1 >= len(ws) || ws[i].gap >= clauseGap || d.class(i)&ofWord == 0 {
		return false
	}
	for i++; i < len(ws) && ws[i].gap < clauseGap && d.class(i)&(article|adjective|determiner) != 0; i++ {
	}
	return i < len(ws) && ws[i].gap < clauseGap && d.class(i)&abstrait != 0
}

// content tells whether the noun at word i is what a thing just named holds: "une brouette de fumier".
func (d *breaker) content(ws []word, i int) bool {
	start := d.phrase(ws, i)
	if start == 0 || ws[start].gap >= clauseGap || d.class(start)&bareOf == 0 {
		return false
	}
	for _, m := range d.sentence.named {
		if m.at == start-1 {
			return true
		}
	}
	return false
}

// damaged tells whether a state of dressing follows before word i: "pompes éventrées".
func (d *breaker) damaged(ws []word, i int) bool {
	if i >= len(ws) || ws[i].gap >= clauseGap || d.heads[i] == 0 {
		return false
	}
	for at := d.m.heads[d.heads[i]-1].term; at >= 0; at = d.m.terms[at].next {
		if t := &d.m.terms[at]; t.verb && d.m.groups[t.group].Category == SetDress && t.at(ws, i, d.sentence.strict) {
			return true
		}
	}
	return false
}

// toy tells whether what ends before word i is made of a material: "un canard en plastique".
func (d *breaker) toy(ws []word, i int) bool {
	return i+1 < len(ws) && ws[i].gap < clauseGap && ws[i+1].gap < clauseGap && d.class(i)&(inWord|bareOf) != 0 &&
		d.class(i+1)&material != 0
}

// inanimate tells whether the state at word i is that of a place or a thing rather than of somebody: "le sol est trempé".
func (d *breaker) inanimate(ws []word, i int) bool {
	for k := i; k > 0 && k > i-4 && ws[k].gap < clauseGap; k-- {
		if d.class(k-1)&(fitting|wall) != 0 {
			return true
		}
		if n := len(d.sentence.named); n > 0 && d.sentence.named[n-1].at == k-1 &&
			(d.sentence.named[n-1].category == Animals || d.sentence.named[n-1].category == Vehicles) {
			return true
		}
		if d.class(k-1)&(determiner|preposition|subject) != 0 {
			return false
		}
	}
	return false
}

// onPeople tells whether the object of the verb whose n words start at word i is a person: "le pousse", "pousse Paul", "pousse le garde".
func (d *breaker) onPeople(ws []word, i, n int) bool {
	if i > 0 && ws[i].gap < clauseGap && d.class(i-1)&article != 0 && d.object(ws, i-1) {
		return true
	}
	k := i + n
	for x := 0; x < 2 && k < len(ws) && ws[k].gap < clauseGap && d.class(k)&(determiner|preposition) == 0 && !ws[k].capital; x++ {
		k++ // an adverb
	}
	for k < len(ws) && ws[k].gap < clauseGap && d.class(k)&(determiner|adjective) != 0 && d.class(k)&(bareOf|toWord) == 0 {
		k++
	}
	named := k < len(ws) && ws[k].capital && d.class(k-1)&anyone == 0 // but "une Clio"
	return k > i+n-1 && k < len(ws) && ws[k].gap < clauseGap && (named || d.class(k)&human != 0 || d.isPerson(k))
}

// isPerson tells whether the lexicon names people by the one word k.
func (d *breaker) isPerson(k int) bool { return d.names(k, Extras, Minors) }

// names tells whether the lexicon names by the one word k a thing of one of some categories.
func (d *breaker) names(k int, categories ...Category) bool {
	if d.heads[k] == 0 {
		return false
	}
	for at := d.m.heads[d.heads[k]-1].term; at >= 0; at = d.m.terms[at].next {
		if t := &d.m.terms[at]; len(t.words) == 1 && slices.Contains(categories, d.m.groups[t.group].Category) {
			return true
		}
	}
	return false
}

// agent tells whether somebody does the act at word i: a role, people, a pronoun, a vehicle, or a subject named before the clause. A thing
// that falls, "une assiette tombe", needs no stunt, nor does an animal that jumps, unless the act is one of animals.
func (d *breaker) agent(ws []word, i int, animals bool) bool {
	from := i
	for from > 0 && ws[from].gap < clauseGap {
		from--
	}
	last := i - 1
	for last > from && d.class(last)&selfWord != 0 {
		last--
	}
	if last >= from && d.class(last)&joining != 0 && d.class(from)&determiner == 0 {
		return true // "arrache une cocarde et saute", but "une pierre traverse la vitre et roule"
	}
	thing := false
	for k := from; k < i; k++ {
		c := d.class(k)
		switch {
		case c&selfWord != 0 && (k > from || k == i-1) || c&preposition != 0:
		case c&(subject|human) != 0, d.isPerson(k), ws[k].capital && c&(determiner|adjective|absence) == 0:
			return true
		case c&determiner != 0:
			thing = true
		}
	}
	for _, m := range d.sentence.named {
		c := m.category
		if m.at >= from && m.at < i && (c == Extras || c == Minors || c == Vehicles || animals && c == Animals) {
			return true
		}
	}
	return !thing
}

// thingDoes tells whether the subject of the verb at word i is a thing: a noun that is neither a person nor an animal.
func (d *breaker) thingDoes(ws []word, i int) bool {
	k := i
	for k > 0 && ws[k].gap < clauseGap && d.class(k-1)&selfWord != 0 {
		k--
	}
	if k == 0 || ws[k].gap == stopGap {
		return false
	}
	if d.class(k-1)&(subject|selfWord) == subject { // "la planche, qui cède", but not "il cède"
		if k--; k == 0 || ws[k].gap == stopGap || d.class(k)&relative == 0 {
			return false
		}
	}
	from := k - 1
	for from > 0 && ws[from].gap < clauseGap {
		from--
	}
	noun := false
	for x := from; x < k; x++ {
		c := d.class(x)
		if c&(subject|selfWord) == subject || c&human != 0 || d.isPerson(x) ||
			ws[x].capital && c&(determiner|adjective|absence|preposition) == 0 {
			return false
		}
		noun = noun || c&determiner != 0 && c&preposition == 0
	}
	for _, m := range d.sentence.named {
		if m.at >= from && m.at < k && (m.category == Extras || m.category == Minors || m.category == Animals) {
			return false
		}
	}
	return noun
}

// supposed tells whether the word before word i, or before its denial, is a verb in the conditional: what "elle ne toucherait" has behind
// it is not there.
func (d *breaker) supposed(ws []word, i int) bool {
	if i > 0 && d.class(i-1)&denial != 0 {
		i--
	}
	if i == 0 {
		return false
	}
	text := d.sentence.e.Text[ws[i-1].from:ws[i-1].to]
	return len(text) > 6 && (strings.HasSuffix(text, "erait") || strings.HasSuffix(text, "eraient") || strings.HasSuffix(text, "irait"))
}

// phrase is the first word of the noun phrase of word i: its adjectives, numbers, determiner, and "de" alone.
func (d *breaker) phrase(ws []word, i int) int {
	for i > 0 && ws[i].gap < clauseGap {
		c := d.class(i - 1)
		_, number := d.m.numbers[ws[i-1].hash]
		if c&(adjective|bareOf|determiner|article) == 0 && !number && !ws[i-1].digit {
			break
		}
		i--
		if c&(bareOf|determiner|article) != 0 {
			break
		}
	}
	return i
}

// without tells whether a "de" at word i belongs to a denial before it in the clause: "n'a pas pris de".
func (d *breaker) without(ws []word, i int) bool {
	denied := false
	for k := i; k > 0 && k > i-10; k-- {
		c := d.class(k - 1)
		switch {
		case c&denial != 0:
			denied = true
		case denied && c&neWord != 0:
			return true
		}
		if ws[k-1].gap >= stopGap {
			return denied && k-1 == 0
		}
	}
	return false
}

// compared tells whether word i belongs to what a comparison names.
func (d *breaker) compared(ws []word, i int) bool {
	for k := i; k > 0 && k > i-7; k-- {
		if ws[k].gap >= clauseGap {
			return false
		}
		c := d.class(k - 1)
		if c&comparison != 0 {
			return d.class(k)&subject == 0 && !(ws[k].capital && d.class(k) == 0)
		}
		if c&subject != 0 {
			return c&anyone != 0 && k > 1 && d.class(k-2)&comparison != 0 // "comme on dompte un tigre"
		}
		if c&preposition != 0 && c&(ofWord|inWord) == 0 && k < i && d.class(k)&comparison == 0 && !d.opens(ws, k-1) {
			return false
		}
	}
	return false
}

// opens tells whether the preposition at word k is the one of the comparison itself: "ressemble à".
func (d *breaker) opens(ws []word, k int) bool {
	return k > 0 && ws[k].gap < clauseGap && d.class(k-1)&comparison != 0
}

// thought tells whether word i is what somebody thinks or speaks of, in its sentence.
func (d *breaker) thought(ws []word, i int) bool {
	for k := i; k > 0 && k > i-12; k-- {
		if ws[k].gap >= stopGap {
			return false
		}
		if d.class(k-1)&thought != 0 {
			return d.class(k)&(ofWord|preposition) != 0
		}
	}
	return false
}

// cooked tells whether the animal at word i is the object of a verb of the kitchen: "découpe un lapin".
func (d *breaker) cooked(ws []word, i int) bool {
	start := d.phrase(ws, i)
	return start > 0 && ws[start].gap < clauseGap && d.class(start-1)&cooking != 0 && d.class(start)&(article|determiner) != 0 &&
		d.class(start)&toWord == 0
}

// refused tells whether the act at word i is denied: "ne tire pas", but not "ne tire que".
func (d *breaker) refused(ws []word, i, n int) bool {
	for k := i; k > 0 && k > i-4 && ws[k].gap < clauseGap; k-- {
		if d.class(k-1)&neWord != 0 {
			for x := i + n; x < len(ws) && x < i+n+3 && ws[x].gap < clauseGap; x++ {
				if d.class(x)&(denial|absence) != 0 {
					return true
				}
			}
			for x := k; x < i; x++ {
				if d.class(x)&denial != 0 {
					return true
				}
			}
		}
	}
	if k := i + n; k < len(ws) && ws[k].gap < clauseGap && d.class(k)&hardly != 0 {
		return true
	}
	for k := i; k > 0 && k > i-3 && ws[k].gap < clauseGap; k-- {
		if d.class(k-1)&(absence|hardly) != 0 {
			return true
		}
	}
	return false
}

// within finds the first word that a group asks for among those after the words from one place to another, else, for an effect, among
// those before, in the same clause; -1 when there is none.
func (d *breaker) within(ws []word, from, to int, g *groupRule) int {
	near := g.Near
	if near == 0 {
		near = 7
	}
	for k := to; k < len(ws) && k < to+near && ws[k].gap < clauseGap; k++ {
		if g.with.has(&ws[k], d.sentence.strict) {
			return k
		}
		if g.Category == Costumes && len(g.Verbs) == 0 && d.class(k)&(anyone|manyOf|owned) != 0 {
			break // "sort de sa poche une rose séchée"
		}
	}
	before := g.Category == Effects || g.Category == VFX || g.Category == Sound
	for k := from; before && k > 0 && k > from-near && ws[k].gap < clauseGap; k-- {
		if g.with.has(&ws[k-1], d.sentence.strict) {
			return to - 1
		}
	}
	return -1
}

// excepted tells whether one of the words that a group excepts follows within four words from word i on, in the same clause.
func (d *breaker) excepted(ws []word, i int, g *groupRule) bool {
	for k := i; k < len(ws) && k < i+4 && ws[k].gap < clauseGap; k++ {
		if g.unless.has(&ws[k], d.sentence.strict) {
			return true
		}
	}
	return false
}

// object tells whether the article at word i is a pronoun, the object of the verb that follows: "il la gifle", "Momo le plaque".
func (d *breaker) object(ws []word, i int) bool {
	if i == 0 || ws[i].gap >= clauseGap {
		return true
	}
	before := d.class(i - 1)
	return before&(subject|neWord|joining) != 0 || ws[i-1].capital ||
		before&^nounly == 0 && i >= 2 && ws[i-1].gap < clauseGap && d.class(i-2)&determiner != 0
}

// complement tells whether the noun at word i only completes another one: "une main d'enfant", but not "une dizaine d'enfants".
func (d *breaker) complement(ws []word, i int) bool {
	start := d.phrase(ws, i)
	if start == 0 || ws[start].gap >= clauseGap || d.class(start)&bareOf == 0 {
		return false
	}
	if _, counted := d.m.numbers[ws[start+1].hash]; counted && start+1 < i {
		return false // "les carcasses de deux voitures"
	}
	_, number := d.m.numbers[ws[start-1].hash]
	return !number && d.class(start-1)&measuring == 0
}

// class is the class of word i of the element being read.
func (d *breaker) class(i int) class {
	if i < 0 || i >= len(d.heads) || d.heads[i] == 0 {
		return 0
	}
	return d.m.heads[d.heads[i]-1].class
}
