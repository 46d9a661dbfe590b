package script

import (
	"embed"
	"encoding/json"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"
)

//go:embed lexicon/*.json
var lexiconFiles embed.FS

// Lexicon is the list of words that propose elements, extras and flags: plain data that a caller can read, cut and extend.
type Lexicon struct {
	// Language is "fr" or "en".
	Language string  `json:"language"`
	Groups   []Group `json:"groups"`
	// Common are nouns that name roles in many screenplays (HOMME, POLICIER, WOMAN): in the description they are proposed as
	// the role only in capitals.
	Common []string `json:"common,omitempty"`
	// Numbers are the words of counts: "une dizaine" is 10.
	Numbers map[string]int `json:"numbers,omitempty"`
}

// Group is a set of terms that mean one category, and perhaps some flags. An empty category with no flag silences the
// terms: "feu rouge" must not propose fire.
type Group struct {
	Category Category   `json:"category,omitempty"`
	Flags    []FlagKind `json:"flags,omitempty"`
	// Terms are written without plural; accents and capitals do not count. "a|b" proposes b under the name a.
	Terms []string `json:"terms"`
}

// DefaultLexicon returns the lexicon of a language ("fr" or "en"), free to be changed by the caller.
func DefaultLexicon(language string) (Lexicon, error) {
	var l Lexicon
	b, err := fs.ReadFile(lexiconFiles, "lexicon/"+language+".json")
	if err != nil {
		return l, fmt.Errorf("script: pas de lexique pour la langue %q", language)
	}
	if err := json.Unmarshal(b, &l); err != nil {
		return l, fmt.Errorf("script: lexique %s : %w", language, err)
	}
	return l, nil
}

// With returns the lexicon with more groups; a term given again takes its new meaning.
func (l Lexicon) With(groups ...Group) Lexicon {
	l.Groups = slices.Concat(l.Groups, groups)
	return l
}

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
		m.common[fold(c)] = true
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
			for _, form := range plurals(fold(words), l.Language) {
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

const (
	fnvOffset = 14695981039346656037
	fnvPrime  = 1099511628211
)

// word is a word of a text: its place, the hash of its folded letters, and how it is written.
type word struct {
	from, to int32
	hash     uint64
	capital  bool // starts with a capital
	upper    bool // two letters or more, all capitals
	digit    bool // digits only
}

// wordClass says, for ASCII, what a byte is in a word: 0 a separator, else its folded form.
const wordClass = "\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00" +
	"\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x000123456789\x00\x00\x00\x00\x00\x00" +
	"\x00abcdefghijklmnopqrstuvwxyz\x00\x00\x00\x00\x00" +
	"\x00abcdefghijklmnopqrstuvwxyz\x00\x00\x00\x00\x00"

// scanWords cuts a text into words: runs of letters and digits, folded and hashed. The buffer is reused.
func scanWords(s string, buf []word) []word {
	buf = buf[:0]
	for i := 0; i < len(s); {
		c := s[i]
		if c < utf8.RuneSelf && wordClass[c] == 0 {
			i++
			continue
		}
		if c >= utf8.RuneSelf {
			r, n := utf8.DecodeRuneInString(s[i:])
			if !wordRune(r) {
				i += n
				continue
			}
		}
		w := word{from: int32(i), hash: fnvOffset}
		letters, uppers, digits, runes := 0, 0, 0, 0
		for i < len(s) {
			c := s[i]
			if c < utf8.RuneSelf {
				f := wordClass[c]
				if f == 0 {
					break
				}
				switch {
				case c <= '9':
					digits++
				case c <= 'Z':
					letters++
					uppers++
				default:
					letters++
				}
				w.hash = (w.hash ^ uint64(f)) * fnvPrime
				i++
				runes++
				continue
			}
			r, n := utf8.DecodeRuneInString(s[i:])
			if !wordRune(r) {
				break
			}
			a, b := foldRune(r)
			letters++
			if a != r && isUpper(r) {
				uppers++
			}
			w.hash = hashRune(w.hash, a)
			if b != 0 {
				w.hash = hashRune(w.hash, b)
			}
			i += n
			runes++
		}
		w.to = int32(i)
		w.upper = letters > 1 && uppers == letters
		w.digit = digits == runes
		if uppers > 0 {
			first := s[w.from]
			w.capital = first >= 'A' && first <= 'Z' || first >= utf8.RuneSelf && isUpper(firstRune(s[w.from:]))
		}
		buf = append(buf, w)
	}
	return buf
}

func hashRune(h uint64, r rune) uint64 {
	if r < utf8.RuneSelf {
		return (h ^ uint64(r)) * fnvPrime
	}
	var b [utf8.UTFMax]byte
	for _, c := range b[:utf8.EncodeRune(b[:], r)] {
		h = (h ^ uint64(c)) * fnvPrime
	}
	return h
}

// hashWords returns the hashes of the words of a term.
func hashWords(s string) []uint64 {
	ws := scanWords(s, nil)
	out := make([]uint64, len(ws))
	for i, w := range ws {
		out[i] = w.hash
	}
	return out
}

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
