package breakdown

import (
	"slices"
	"strings"
	"sync"

	"github.com/moteur-film/moteur/internal/fr"
)

// compiledFr and compiledEn hold the built-in lexicons ready for matching, made once and never changed.
var (
	compiledFr = sync.OnceValue(func() *matcher { return mustCompile("fr") })
	compiledEn = sync.OnceValue(func() *matcher { return mustCompile("en") })
)

// mustCompile compiles a built-in lexicon; a test checks that both load, so the error cannot happen in a built program.
func mustCompile(language string) *matcher {
	l, err := DefaultLexicon(language)
	if err != nil {
		return compile(Lexicon{Language: language})
	}
	return compile(l)
}

// matcher is a lexicon ready for matching: a hash table from a word to its heading.
type matcher struct {
	language string
	terms    []term
	table    hashTable
	heads    []heading
	groups   []groupRule
	common   map[string]bool
	numbers  map[uint64]int
	slots    int // number of different things the terms propose
	grammar  bool
	years    uint64    // hash of "ans", which makes an age of the number before
	after    [3]uint64 // of "plus", "tard" and "après": years that pass are nobody's age
}

// heading is all that the lexicon knows of a word: the classes of its grammar and the first term that starts with it, -1 when none does.
type heading struct {
	class class
	term  int32
}

// term is a compiled entry.
type term struct {
	words   []uint64 // hashes of the folded words
	acute   uint8    // the words that end with é, as bits
	verb    bool     // of the verbs of a group
	acts    bool     // a form of a verb, not an adjective
	passive bool     // the act is suffered by its subject: "est poussé"
	noun    bool
	plural  bool
	bound   bool // the group has conditions
	name    string
	group   int32 // of matcher.groups
	slot    int32 // number of what it proposes: one for each name of a category
	next    int32 // next term with the same first word, shorter or equal; -1 at the end
}

// groupRule is a group with its conditions ready for matching.
type groupRule struct {
	*Group
	with, unless wordsOf
}

const maxTermWords = 8

func compile(l Lexicon) *matcher {
	m := &matcher{language: l.Language, common: make(map[string]bool, len(l.Common)), numbers: make(map[uint64]int, len(l.Numbers)),
		grammar: len(l.Grammar.Determiners) > 0, groups: make([]groupRule, len(l.Groups))}
	m.years, m.after = hashWords("ans")[0], [...]uint64{hashWords("plus")[0], hashWords("tard")[0], hashWords("après")[0]}
	for _, c := range l.Common {
		m.common[fr.Fold(c)] = true
	}
	for w, n := range l.Numbers {
		ws := hashWords(w)
		if len(ws) > 0 {
			m.numbers[ws[len(ws)-1]] = n
		}
	}
	seen := map[string]int{}
	for g := range l.Groups {
		group := &l.Groups[g]
		m.groups[g] = groupRule{group, wordSet(group.With, l.Language), wordSet(group.Unless, l.Language)}
		for _, t := range group.Terms {
			name, words := nameAndWords(t)
			forms := plurals(words, l.Language)
			if group.Category == Extras && l.Language == "fr" && name == words && !strings.HasPrefix(t, "un") && len(forms) > 1 {
				name = forms[1]
			}
			if f := feminine(words); f != "" && group.Category == Extras && l.Language == "fr" {
				forms = append(forms, plurals(f, l.Language)...)
			}
			for i, form := range forms {
				m.add(seen, form, term{name: name, group: int32(g), plural: i%2 == 1 || pluralized(form),
					noun: namesThings(group.Category) || silences(group)})
			}
		}
		for _, t := range group.Verbs {
			name, words := nameAndWords(t)
			forms := verbForms(words)
			for _, form := range forms {
				m.add(seen, form, term{name: name, group: int32(g), verb: true, acts: len(forms) > 1})
			}
			if group.Whom && l.Language == "fr" {
				for _, form := range passiveForms(words) {
					m.add(seen, form, term{name: name, group: int32(g), verb: true, acts: true, passive: true})
				}
			}
		}
	}
	m.index(l.Grammar)
	return m
}

// wordsOf is a set of words by their hash: whether they are in it without a final é, and with one.
type wordsOf map[uint64][2]bool

// wordSet is the words given and their plurals, nil for none.
func wordSet(words []string, language string) wordsOf {
	if len(words) == 0 {
		return nil
	}
	set := wordsOf{}
	for _, w := range words {
		for _, form := range plurals(w, language) {
			for _, x := range scanWords(form, nil) {
				spelled := set[x.hash]
				spelled[finalAcute(&x)] = true
				set[x.hash] = spelled
			}
		}
	}
	return set
}

// has tells whether a word is in the set. Strict tells a final é from e.
func (s wordsOf) has(w *word, strict bool) bool {
	spelled, ok := s[w.hash]
	return ok && (!strict || w.upper || spelled[finalAcute(w)])
}

// finalAcute is 1 for a word that ends with é.
func finalAcute(w *word) int {
	if w.acute {
		return 1
	}
	return 0
}

// pluralized tells whether the first word of a form has the mark of a plural.
func pluralized(form string) bool {
	first, _, _ := strings.Cut(form, " ")
	return strings.HasSuffix(first, "s") || strings.HasSuffix(first, "x")
}

// silences tells whether a group proposes nothing.
func silences(g *Group) bool { return g.Category == "" && len(g.Flags)+len(g.Doubts) == 0 }

// namesThings tells whether the terms of a category are nouns; those of the others may be adjectives and participles.
func namesThings(c Category) bool {
	switch c {
	case Props, SetDress, Vehicles, Animals, Weapons, Extras, Minors, Music, Effects, Equipment, Costumes:
		return true
	}
	return false
}

// nameAndWords parts an entry "a|b": b is proposed under the name a.
func nameAndWords(entry string) (name, words string) {
	if a, b, ok := strings.Cut(entry, "|"); ok {
		return a, b
	}
	return entry, entry
}

// add keeps one form of an entry; the same words given again take their new meaning.
func (m *matcher) add(seen map[string]int, form string, t term) {
	ws := scanWords(form, nil)
	if len(ws) == 0 || len(ws) > maxTermWords {
		return
	}
	for i, w := range ws {
		t.words = append(t.words, w.hash)
		if w.acute {
			t.acute |= 1 << i
		}
	}
	key := fr.Fold(form)
	if g := m.groups[t.group]; len(g.With)+len(g.After)+len(g.Unless) > 0 || g.Period || g.Whom || g.Thing {
		key += "\x01" + string(rune(t.group)) // the same words count in each of their conditions
		t.bound = true
	}
	if t.verb {
		key += "\x02"
	}
	if g := m.groups[t.group]; g.Category == "" && !silences(g.Group) {
		key += "\x03" // flags add to what else the words mean
	}
	if t.acute != 0 {
		key += "\x00" + string(rune('0'+t.acute))
	}
	if at, ok := seen[key]; ok {
		t.plural = t.plural && m.terms[at].plural
		m.terms[at] = t
		return
	}
	seen[key] = len(m.terms)
	m.terms = append(m.terms, t)
}

// index numbers what the terms propose and makes the table of their first words, with the classes of the grammar.
func (m *matcher) index(g Grammar) {
	// Longest terms first, so that "feu rouge" is met before "feu".
	// Among equals, those that have conditions come first.
	slices.SortStableFunc(m.terms, func(a, b term) int {
		if d := len(b.words) - len(a.words); d != 0 || a.bound == b.bound {
			return d
		}
		if a.bound {
			return -1
		}
		return 1
	})
	type thing struct {
		category Category
		name     string
	}
	slots := map[thing]int32{}
	for i := range m.terms {
		t := &m.terms[i]
		key := thing{m.groups[t.group].Category, t.name}
		slot, ok := slots[key]
		if !ok {
			slot = int32(len(slots))
			slots[key] = slot
		}
		t.slot = slot
	}
	m.slots = len(slots)
	classes := g.classes()
	m.table = newHashTable(len(m.terms) + len(classes))
	for i := len(m.terms) - 1; i >= 0; i-- {
		h := m.heading(m.terms[i].words[0])
		m.terms[i].next = h.term
		h.term = int32(i)
	}
	for hash, c := range classes {
		m.heading(hash).class |= c
	}
}

// heading finds or makes the heading of a word.
func (m *matcher) heading(hash uint64) *heading {
	slot := m.table.put(hash)
	if m.table.vals[slot] == 0 {
		m.heads = append(m.heads, heading{term: -1})
		m.table.vals[slot] = int32(len(m.heads))
	}
	return &m.heads[m.table.vals[slot]-1]
}

// hashTable is an open-addressed table from word hashes to numbers; 0 is absent.
type hashTable struct {
	keys []uint64
	vals []int32
	mask uint64
}

func newHashTable(n int) hashTable {
	size := 64
	for size < 2*n {
		size *= 2
	}
	return hashTable{keys: make([]uint64, size), vals: make([]int32, size), mask: uint64(size - 1)}
}

// put finds or makes the slot of a key.
func (t *hashTable) put(key uint64) int {
	i := mix(key) & t.mask
	for t.vals[i] != 0 && t.keys[i] != key {
		i = (i + 1) & t.mask
	}
	t.keys[i] = key
	return int(i)
}

// get returns the value of a key, 0 when absent.
func (t *hashTable) get(key uint64) int32 {
	i := mix(key) & t.mask
	for t.vals[i] != 0 {
		if t.keys[i] == key {
			return t.vals[i]
		}
		i = (i + 1) & t.mask
	}
	return 0
}

func mix(h uint64) uint64 { return h ^ h>>29 }

// at tells whether the words of a term stand at word i. Strict tells a final é from e.
func (t *term) at(ws []word, i int, strict bool) bool {
	if len(t.words) > len(ws)-i {
		return false
	}
	for x := range t.words {
		w := &ws[i+x]
		if t.words[x] != w.hash || strict && w.acute != (t.acute>>x&1 == 1) && !w.upper || x > 0 && w.gap >= clauseGap {
			return false
		}
	}
	return true
}

// passed tells whether word i says that what was counted has passed: DIX ANS PLUS TARD, dix ans après.
func (m *matcher) passed(ws []word, i int) bool {
	if i >= len(ws) || ws[i].gap >= clauseGap {
		return false
	}
	return ws[i].hash == m.after[2] || ws[i].hash == m.after[0] && i+1 < len(ws) && ws[i+1].hash == m.after[1]
}
