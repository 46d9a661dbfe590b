package breakdown

import "strings"

// class is what the grammar knows of a word, as bits.
type class uint32

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
)

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
	verbs(workWord, g.Works)
	nouns(workWord, g.Works)
	nouns(picture, g.Pictures)
	verbs(cooking, g.Cooking)
	verbs(hardly, g.Hardly)
	verbs(verbal, g.Verbs)
	verbs(handling|verbal, g.Handling)
	nouns(unhandled, g.Unhandled)
	words(carrying, g.Carrying)
	verbs(crying, g.Crying)
	words(farWord, g.Far)
	if len(g.Determiners) > 0 {
		words(ofWord, []string{"de", "d", "du", "des"})
		words(bareOf, []string{"de", "d"})
		words(toWord, []string{"au", "aux"})
		words(anyone, []string{"on", "un", "une"})
		words(manyOf, []string{"des"})
		words(aboutWord, []string{"sur"})
		words(joining, []string{"et", "ou", "puis"})
		words(inWord, []string{"en"})
		words(neWord, []string{"ne", "n"})
		words(article, []string{"le", "la", "les", "l"})
	}
	return out
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
		// A verb of the same letters opens a clause without its subject ("et tombe"); a noun alone in its sentence does not.
		alone := i+1 >= len(ws) || ws[i+1].gap >= clauseGap || d.class(i+1)&preposition != 0
		return alone && (ws[i].gap == stopGap || d.class(i+1)&joining != 0)
	}
	if verb && (before&inWord != 0 || before&anyone != 0 && i >= 2 && d.class(i-2)&article != 0) {
		return false // "il en tombe", "l'une tombe"
	}
	if verb && before&article != 0 && i >= 2 && ws[i-1].gap < clauseGap {
		two := d.class(i - 2)
		if two&(subject|neWord) != 0 || two == 0 && (ws[i-2].capital || i >= 3 && ws[i-2].gap < clauseGap && d.class(i-3)&determiner != 0) {
			return false // a pronoun: "il la porte", "une lueur l'enveloppe"
		}
	}
	if _, number := d.m.numbers[ws[i-1].hash]; number || ws[i-1].digit {
		return true
	}
	return before&(determiner|preposition|adjective|absence|denial) != 0
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
	if start > 1 && d.class(start)&(determiner|article) != 0 && d.class(start-1)&(bareOf|aboutWord) != 0 && d.class(start-2)&imaging != 0 {
		return true // "un bruit de l'eau", "une comptine sur la soupe"
	}
	if d.class(i)&material != 0 && i > 0 && d.class(i-1)&inWord != 0 && ws[i].gap < clauseGap {
		return true
	}
	return d.compared(ws, i) || d.thought(ws, i) || d.supposed(ws, start)
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
		if g.with[ws[k].hash] {
			return k
		}
	}
	before := g.Category == Effects || g.Category == VFX
	for k := from; before && k > 0 && k > from-near && ws[k].gap < clauseGap; k-- {
		if g.with[ws[k-1].hash] {
			return to - 1
		}
	}
	return -1
}

// object tells whether the article at word i is a pronoun, the object of the verb that follows: "il la gifle", "Momo le plaque".
func (d *breaker) object(ws []word, i int) bool {
	if i == 0 || ws[i].gap >= clauseGap {
		return true
	}
	before := d.class(i - 1)
	return before&(subject|neWord|joining) != 0 || ws[i-1].capital ||
		before == 0 && i >= 2 && ws[i-1].gap < clauseGap && d.class(i-2)&determiner != 0
}

// complement tells whether the noun at word i only completes another one: "une main d'enfant", but not "une dizaine d'enfants".
func (d *breaker) complement(ws []word, i int) bool {
	start := d.phrase(ws, i)
	if start == 0 || ws[start].gap >= clauseGap || d.class(start)&bareOf == 0 {
		return false
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
