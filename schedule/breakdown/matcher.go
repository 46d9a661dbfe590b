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

// matcher is a lexicon ready for matching: a hash table from the first word of a term to the terms that start with it.
type matcher struct {
	language string
	terms    []term
	table    hashTable
	common   map[string]bool
	numbers  map[uint64]int
	slots    int // number of different things the terms propose
}

// term is a compiled entry.
type term struct {
	words []uint64 // hashes of the folded words
	name  string
	group *Group
	slot  int32 // number of what it proposes: one for each name of a category
	next  int32 // next term with the same first word, shorter or equal; -1 at the end
}

const maxTermWords = 8

func compile(l Lexicon) *matcher {
	m := &matcher{language: l.Language, common: make(map[string]bool, len(l.Common)), numbers: make(map[uint64]int, len(l.Numbers))}
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
		for _, t := range group.Terms {
			name, words := t, t
			if a, b, ok := strings.Cut(t, "|"); ok {
				name, words = a, b
			}
			for _, form := range plurals(fr.Fold(words), l.Language) {
				ws := hashWords(form)
				if len(ws) == 0 || len(ws) > maxTermWords {
					continue
				}
				key := form
				if at, ok := seen[key]; ok {
					m.terms[at].group, m.terms[at].name = group, name
					continue
				}
				seen[key] = len(m.terms)
				m.terms = append(m.terms, term{words: ws, name: name, group: group})
			}
		}
	}
	// Longest terms first, so that "feu rouge" is met before "feu".
	slices.SortStableFunc(m.terms, func(a, b term) int { return len(b.words) - len(a.words) })
	type thing struct {
		category Category
		name     string
	}
	slots := map[thing]int32{}
	for i := range m.terms {
		t := &m.terms[i]
		key := thing{t.group.Category, t.name}
		slot, ok := slots[key]
		if !ok {
			slot = int32(len(slots))
			slots[key] = slot
		}
		t.slot = slot
	}
	m.slots = len(slots)
	m.table = newHashTable(len(m.terms))
	for i := len(m.terms) - 1; i >= 0; i-- {
		slot := m.table.put(m.terms[i].words[0])
		m.terms[i].next = m.table.vals[slot] - 1
		m.table.vals[slot] = int32(i) + 1
	}
	return m
}

// plurals returns the forms of a folded term: each word with and without its plural mark, up to three words.
func plurals(s, language string) []string {
	words := strings.Fields(strings.ReplaceAll(s, "'", "' "))
	if len(words) == 0 {
		return nil
	}
	if len(words) > 3 {
		return []string{s}
	}
	forms := []string{""}
	for _, w := range words {
		ws := []string{w}
		if len(w) > 2 && !strings.HasSuffix(w, "'") {
			ws = append(ws, plural(w, language)...)
		}
		var out []string
		for _, f := range forms {
			for _, x := range ws {
				out = append(out, strings.TrimSpace(f+" "+x))
			}
		}
		forms = out
	}
	return forms
}

func plural(w, language string) []string {
	last := w[len(w)-1]
	if last == 's' || last == 'x' || last == 'z' {
		if language == "en" && last == 's' && strings.HasSuffix(w, "ss") || language == "en" && last == 'x' {
			return []string{w + "es"}
		}
		return nil
	}
	if language == "en" {
		switch {
		case strings.HasSuffix(w, "ch"), strings.HasSuffix(w, "sh"):
			return []string{w + "es"}
		case last == 'y' && len(w) > 2 && !strings.ContainsRune("aeiou", rune(w[len(w)-2])):
			return []string{w[:len(w)-1] + "ies"}
		case strings.HasSuffix(w, "fe"):
			return []string{w + "s", w[:len(w)-2] + "ves"}
		}
		return []string{w + "s"}
	}
	switch {
	case strings.HasSuffix(w, "eau"), strings.HasSuffix(w, "eu"):
		return []string{w + "x"}
	case strings.HasSuffix(w, "al"):
		return []string{w + "s", w[:len(w)-2] + "aux"}
	case strings.HasSuffix(w, "ou"):
		return []string{w + "s", w + "x"}
	}
	return []string{w + "s"}
}

// hashTable is an open-addressed table from word hashes to numbers; 0 is absent.
type hashTable struct {
	keys []uint64
	vals []int32
	mask uint64
}

func newHashTable(n int) hashTable {
	size := 64
	for size < 4*n {
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

// match finds the longest term that starts at word i; it returns its index and its number of words, or -1.
func (m *matcher) match(ws []word, i int) (at, n int) {
	k := m.table.get(ws[i].hash)
	if k == 0 {
		return -1, 0
	}
	for j := k - 1; j >= 0; j = m.terms[j].next {
		t := &m.terms[j]
		if len(t.words) > len(ws)-i {
			continue
		}
		ok := true
		for x := 1; x < len(t.words); x++ {
			if t.words[x] != ws[i+x].hash {
				ok = false
				break
			}
		}
		if ok {
			return int(j), len(t.words)
		}
	}
	return -1, 0
}
