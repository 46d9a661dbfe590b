package breakdown

import (
	"embed"
	"encoding/json"
	"fmt"
	"io/fs"
	"slices"
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
		return l, fmt.Errorf("breakdown: pas de lexique pour la langue %q", language)
	}
	if err := json.Unmarshal(b, &l); err != nil {
		return l, fmt.Errorf("breakdown: lexique %s : %w", language, err)
	}
	return l, nil
}

// With returns the lexicon with more groups; a term given again takes its new meaning.
func (l Lexicon) With(groups ...Group) Lexicon {
	l.Groups = slices.Concat(l.Groups, groups)
	return l
}
