package breakdown

import (
	"fmt"
	"slices"
	"strings"

	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/schedule/script"
)

// placeKey is what two spellings of one place have in common: case, accents, apostrophes and dashes aside.
func placeKey(s string) string {
	f := fr.Fold(strings.ReplaceAll(s, "`", "'"))
	if strings.IndexByte(f, '\'') >= 0 {
		f = strings.ReplaceAll(strings.ReplaceAll(f, "' ", "'"), " '", "'")
	}
	return strings.Trim(f, " .,-")
}

// setKey is placeKey for a whole set: its location and the rest, whatever dash stands between.
func setKey(set string) string {
	location, sub := script.CutSet(set)
	if sub == "" {
		return placeKey(set)
	}
	return placeKey(location) + " - " + setKey(sub)
}

// keyedOnce computes a key once for each text: a screenplay comes back to its places.
func keyedOnce(key func(string) string) func(string) string {
	known := map[string]string{}
	return func(s string) string {
		k, ok := known[s]
		if !ok {
			k = key(s)
			known[s] = k
		}
		return k
	}
}

// mergePlaces gives the scenes of one place one spelling, the first; places that a person merged take the name decided.
func mergePlaces(scenes []Scene, merges map[string]string) {
	to := make(map[string]string, len(merges))
	for from, name := range merges {
		to[setKey(from)] = name
	}
	placeKey, setKey := keyedOnce(placeKey), keyedOnce(setKey)
	first := map[string]string{} // key of a location or of a set → its spelling
	spelled := func(key, name string) string {
		if f, ok := first[key]; ok {
			return f
		}
		first[key] = name
		return name
	}
	for i := range scenes {
		s := &scenes[i]
		if s.Set == "" && s.Location == "" {
			continue
		}
		if len(to) > 0 {
			s.moved(to)
		}
		if s.Location != "" {
			name := spelled(placeKey(s.Location), s.Location)
			if head, _ := script.CutSet(s.Set); head != name {
				s.Set = underLocation(s.Set, placeKey(name), name)
			}
			s.Location = name
		}
		s.Set = spelled("set "+setKey(s.Set), s.Set)
	}
}

// moved gives a scene the name decided for its set or for its location; to gives names by the key of a set.
func (s *Scene) moved(to map[string]string) {
	key, location := setKey(s.Set), placeKey(s.Location)
	if name, ok := to[key]; ok && s.Set != "" && setKey(name) != key {
		s.Set = name
		s.Location, _ = script.CutSet(name)
	} else if name, ok := to[location]; ok && placeKey(name) != location {
		s.Set, s.Location = underLocation(s.Set, location, name), name
	}
}

// agree makes the set and the location of a scene agree as those of a heading do: either one alone gives the other, and a location typed
// beside a set that does not say it stands before it (CUISINE in MAISON is MAISON - CUISINE), but where the set has a location of its own.
func (s *Scene) agree(typed bool) {
	location, sub := script.CutSet(s.Set)
	switch {
	case s.Location == "":
		s.Location = location
	case s.Set == "":
		s.Set = s.Location
	case typed && sub == "" && placeKey(location) != placeKey(s.Location):
		s.Set = s.Location + " - " + s.Set
	}
}

// underLocation writes a set that stands in the location of a key under another name of that location.
func underLocation(set, key, name string) string {
	location, sub := script.CutSet(set)
	switch {
	case placeKey(location) != key:
		return set
	case sub == "":
		return name
	}
	return name + " - " + sub
}

// PlaceMerges gives the merges of places that a person kept: what Settings.Places and MergePlaces want.
func (b Breakdown) PlaceMerges() map[string]string { return keptAliases(b.PlaceAliases) }

// MergePlaces merges places: the location, or the whole set, on the left is written as the one on the right in every scene. The
// proposals that a person kept stay in the list.
func (b Breakdown) MergePlaces(merges map[string]string) Breakdown {
	if len(merges) == 0 {
		return b
	}
	out := b
	out.Scenes = slices.Clone(b.Scenes)
	mergePlaces(out.Scenes, merges)
	out.PlaceAliases = carryAliases(b.PlaceAliases, proposePlaces(out.Scenes))
	for _, a := range b.PlaceAliases {
		if a.State == Kept && !slices.Contains(out.PlaceAliases, a) {
			out.PlaceAliases = append(out.PlaceAliases, a)
		}
	}
	for from, to := range merges { // decided elsewhere: kept for the next draft
		known := slices.ContainsFunc(out.PlaceAliases, func(a Alias) bool { return setKey(a.Other) == setKey(from) })
		if !known && setKey(from) != setKey(to) {
			out.PlaceAliases = append(out.PlaceAliases, Alias{Role: to, Other: from, Reason: "décidé", State: Kept})
		}
	}
	slices.SortStableFunc(out.PlaceAliases, func(a, b Alias) int { return strings.Compare(a.Role+"\x00"+a.Other, b.Role+"\x00"+b.Other) })
	return out
}

// namedPlace is a location, or a part of one, with its words.
type namedPlace struct {
	name, in string // in is the key of the location that a part stands in
	words    []string
	joined   string // the words together, in their order
	sorted   string // and in the order of the alphabet
	scenes   int
	same     *namedPlace // a spelling of the same place met before
}

// proposePlaces finds the places that may be one: the same words but for articles and their order, or one letter apart.
func proposePlaces(scenes []Scene) []Alias {
	var all []*namedPlace
	placeKey, setKey := keyedOnce(placeKey), keyedOnce(setKey)
	at := map[string]*namedPlace{}
	add := func(name, in, words string) {
		key := in + "\x00" + setKey(name)
		p := at[key]
		if p == nil {
			p = &namedPlace{name: name, in: in, words: placeWords(words)}
			p.joined, p.sorted = strings.Join(p.words, ""), strings.Join(slices.Sorted(slices.Values(p.words)), " ")
			at[key], all = p, append(all, p)
		}
		p.scenes++
	}
	for i := range scenes {
		s := &scenes[i]
		location, sub := script.CutSet(s.Set)
		if s.Location != "" {
			add(s.Location, "", s.Location)
		}
		if sub != "" {
			add(s.Set, placeKey(location), sub)
		}
	}
	if len(all) > maxAliasRoles {
		return nil
	}
	out := otherSigns(scenes)
	var parts []nearPair // a place inside another
	for i, p := range all {
		for _, q := range all[i+1:] {
			switch reason, part := nearPlaces(p, q); {
			case part:
				parts = append(parts, nearPair{p, q, reason})
			case reason != "" && p.first() != q.first():
				out = append(out, nearPair{p, q, reason}.alias())
				q.first().same = p.first()
			}
		}
	}
	told := map[[2]*namedPlace]bool{}
	for _, n := range parts {
		pair := [2]*namedPlace{n.a.first(), n.b.first()}
		if pair[0] == pair[1] || told[pair] || told[[2]*namedPlace{pair[1], pair[0]}] {
			continue
		}
		told[pair] = true
		out = append(out, n.alias())
	}
	return out
}

// first is the first of the spellings of one place: each other one is proposed once, not with every other.
func (p *namedPlace) first() *namedPlace {
	for p.same != nil {
		p = p.same
	}
	return p
}

// nearPair is two places that may be one, and why.
type nearPair struct {
	a, b   *namedPlace
	reason string
}

// alias proposes the place of fewer scenes as another name of the other.
func (n nearPair) alias() Alias {
	a, b := n.a, n.b
	if b.scenes > a.scenes {
		a, b = b, a
	}
	return Alias{Role: a.name, Other: b.name, Reason: n.reason, State: Proposed}
}

// otherSigns finds the sets that name their location and the rest with other signs than a dash, or in the other order, beside those that
// have the dash: CHÂTEAU (CAVE), CHÂTEAU : CAVE and HÔTEL, HALL; CAVE - CHÂTEAU.
func otherSigns(scenes []Scene) []Alias {
	words := map[string]string{}  // of each set
	dashed := map[string]string{} // words of a set → the set with a dash
	for i := range scenes {
		set := scenes[i].Set
		if _, done := words[set]; done {
			continue
		}
		w := strings.Join(slices.Sorted(slices.Values(placeWords(set))), " ")
		words[set] = w
		if _, sub := script.CutSet(set); sub != "" && dashed[w] == "" {
			dashed[w] = set
		}
	}
	var out []Alias
	seen := map[string]bool{}
	for i := range scenes {
		set := scenes[i].Set
		role := dashed[words[set]]
		head, sub := script.CutSet(set)
		if role == "" || role == set || seen[setKey(set)] {
			continue
		}
		reason := "mêmes mots, aux signes près"
		if sub != "" {
			if _, last := script.CutSet(role); !slices.Equal(placeWords(head), placeWords(last)) { // not the other way round
				continue
			}
			reason = "mêmes mots, dans un autre ordre"
		}
		seen[setKey(set)] = true
		out = append(out, Alias{Role: role, Other: set, Reason: reason, State: Proposed})
	}
	return out
}

// nearPlaces tells why two places may be one, or nothing; part tells that one is inside the other.
func nearPlaces(a, b *namedPlace) (reason string, part bool) {
	if a.in != b.in || len(a.words) == 0 || len(b.words) == 0 {
		return "", false
	}
	switch {
	case a.sorted == b.sorted:
		return "mêmes mots, à l'ordre et aux articles près", false
	case a.joined == b.joined:
		return "même nom à un espace ou un trait d'union près", false
	case len(a.joined) >= 5 && len(b.joined) >= 5 && oneApart(a.joined, b.joined):
		return "une lettre d'écart", false
	}
	short, long := a, b
	if len(short.words) > len(long.words) {
		short, long = long, short
	}
	if len(short.words) > 1 && inside(short.words, long.words) && !numbered(short.words, long.words) {
		return fmt.Sprintf("«\u00a0%s\u00a0» est dans «\u00a0%s\u00a0»", short.name, long.name), true
	}
	return "", false
}

// placeWords are the words of a place, without articles nor the small words between.
func placeWords(s string) []string {
	words := strings.FieldsFunc(placeKey(s), func(r rune) bool { return strings.ContainsRune(" -'./,():;", r) })
	for i, w := range words {
		switch w {
		case "st":
			words[i] = "saint"
		case "ste":
			words[i] = "sainte"
		}
	}
	return slices.DeleteFunc(words, func(w string) bool {
		switch w {
		case "le", "la", "les", "l", "de", "du", "des", "d", "un", "une", "a", "au", "aux", "en", "et", "chez", "the", "of", "s":
			return true
		}
		return false
	})
}
