package breakdown

import (
	"embed"
	"encoding/json"
	"fmt"
	"io/fs"
	"slices"
)

//go:embed lexicon
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
	// Grammar holds the words that tell whether a thing named is there. Without any, all that is named is proposed.
	Grammar Grammar `json:"grammar,omitzero"`
}

// Group is a set of terms that mean one category, and perhaps some flags. An empty category with no flag silences the
// terms: "feu rouge" must not propose fire.
type Group struct {
	Category Category `json:"category,omitempty"`
	// Flags are raised as certain, Doubts as possible.
	Flags  []FlagKind `json:"flags,omitempty"`
	Doubts []FlagKind `json:"doubts,omitempty"`
	// Terms are nouns and set phrases, written without plural; capitals do not count, nor accents but a final é. "a|b" proposes b
	// under the name a.
	Terms []string `json:"terms,omitempty"`
	// Verbs are acts, in the infinitive, with what follows: "gifler", "se battre", "chute|tomber du toit". All forms that a
	// description takes are found: present of the third person, infinitive, present participle.
	Verbs []string `json:"verbs,omitempty"`
	// With are words, one of which must come in the words that follow for a term or verb to count: "tomber" with "escalier". Near is how
	// many words that is, 7 when it is 0.
	With []string `json:"with,omitempty"`
	Near int      `json:"near,omitempty"`
	// Unless are words none of which may come within four words after: "tomber" unless "amoureux".
	Unless []string `json:"unless,omitempty"`
	// Whom keeps the verbs to those whose object is a person: "le pousser", "pousser Paul", but not "pousser la porte".
	Whom bool `json:"whom,omitempty"`
	// Thing keeps the verbs to those whose subject is a thing: "le plateau cède", but not "il cède" nor "Paul bascule".
	Thing bool `json:"thing,omitempty"`
	// Lasting says that the terms are also a state of continuity once an earlier scene has had a stunt or a wound: a plaster cast.
	Lasting bool `json:"lasting,omitempty"`
	// After are categories, one of which the sentence must have named before: "rouler" after a vehicle.
	After []Category `json:"after,omitempty"`
	// Period keeps the terms to scenes whose heading has a year before 1970; with With, either is enough.
	Period bool `json:"period,omitempty"`
}

// Grammar is the grammar a breakdown needs: it tells what is there from what is denied, compared, thought of or only pictured, and a
// noun from a verb of the same letters. Verbs are given in the infinitive.
type Grammar struct {
	Determiners  []string `json:"determiners,omitempty"`
	Prepositions []string `json:"prepositions,omitempty"`
	// Subjects are words that a verb follows: il, qui, se.
	Subjects []string `json:"subjects,omitempty"`
	// Adjectives are those that stand before their noun.
	Adjectives []string `json:"adjectives,omitempty"`
	// Denials deny with "de" behind them (pas, plus, jamais); Absence before a noun says that it is not there (sans, aucun, ni).
	Denials []string `json:"denials,omitempty"`
	Absence []string `json:"absence,omitempty"`
	// Comparisons open a comparison: comme, tel.
	Comparisons []string `json:"comparisons,omitempty"`
	// Likeness are verbs that do: ressembler.
	Likeness []string `json:"likeness,omitempty"`
	// Images are nouns whose complement is not there: "une odeur de poulet", "une photo d'enfants".
	Images []string `json:"images,omitempty"`
	// Thoughts are verbs whose object is not there: "songer à la neige".
	Thoughts []string `json:"thoughts,omitempty"`
	// Materials are no things after "en" and "de": "une forêt en carton".
	Materials []string `json:"materials,omitempty"`
	// Measures are nouns that only measure out what follows: "un tas de papier".
	Measures []string `json:"measures,omitempty"`
	// Walls are words of the places where a thing is dressing rather than a prop: "au mur".
	Walls []string `json:"walls,omitempty"`
	// Works are verbs and nouns after which a title between quotation marks is a work: jouer, chanson.
	Works []string `json:"works,omitempty"`
	// Pictures are nouns after which, in a sentence, people, animals and vehicles are only pictured: photo, écran.
	Pictures []string `json:"pictures,omitempty"`
	// Telling are verbs whose object is only spoken of or looked for: raconter, chercher, réclamer.
	Telling []string `json:"telling,omitempty"`
	// Cooking are verbs that make food of an animal.
	Cooking []string `json:"cooking,omitempty"`
	// Hardly are words beside a verb that say that the act does not happen: presque, faillir, refuser.
	Hardly []string `json:"hardly,omitempty"`
	// Handling are verbs whose object, when the lexicon does not know it, is a prop: brandir, déplier. Unhandled are the nouns that they do
	// not make a prop of: parts of the body, of the house, people, what cannot be held. Carrying are the words behind a thing carried,
	// which make a prop of it as well: "à la main", "sur l'épaule".
	Handling  []string `json:"handling,omitempty"`
	Unhandled []string `json:"unhandled,omitempty"`
	Carrying  []string `json:"carrying,omitempty"`
	// Crying are verbs of who is heard, Far the words that say that he is out of sight: both make a sound of it, "un chien aboie au loin".
	Crying []string `json:"crying,omitempty"`
	Far    []string `json:"far,omitempty"`
	// Sounding are nouns of things that are heard when they make a sentence alone: "Un sifflet."
	Sounding []string `json:"sounding,omitempty"`
	// Fittings are nouns that belong to the place when something stands or falls there, "sous la couette", "au volant": elements only
	// when they are named otherwise.
	Fittings []string `json:"fittings,omitempty"`
	// Furniture are the pieces on which things stand: what an enumeration behind one of them names are props, "Sur la table, un palpeur".
	Furniture []string `json:"furniture,omitempty"`
	// People are nouns of persons who are no figuration, and who can fall or fight: vieux, blessé, autre.
	People []string `json:"people,omitempty"`
	// Kin are those of People who are told by somebody else, or by nothing: frère, autre. Several of them are figuration, one is none.
	Kin []string `json:"kin,omitempty"`
	// Abstractions are nouns whose complement makes an image of what stands before them: "une pluie de reproches".
	Abstractions []string `json:"abstractions,omitempty"`
	// Depicting are participles behind what is only drawn: gravé, peint.
	Depicting []string `json:"depicting,omitempty"`
	// Wearing are participles before what somebody is dressed in, "coiffé d'une casserole"; Cooked those that make food of an animal.
	Wearing []string `json:"wearing,omitempty"`
	Cooked  []string `json:"cooked,omitempty"`
	// Verbs are other verbs some of whose forms look like nouns of the lexicon.
	Verbs []string `json:"verbs,omitempty"`
}

// DefaultLexicon returns the lexicon of a language ("fr" or "en"), free to be changed by the caller. The file lexicon/fr.json holds its
// grammar, and those of lexicon/fr its groups, in the order of their names: a term given again takes its new meaning.
func DefaultLexicon(language string) (Lexicon, error) {
	var l Lexicon
	b, err := fs.ReadFile(lexiconFiles, "lexicon/"+language+".json")
	if err != nil {
		return l, fmt.Errorf("breakdown: pas de lexique pour la langue %q", language)
	}
	if err := json.Unmarshal(b, &l); err != nil {
		return l, fmt.Errorf("breakdown: lexique %s : %w", language, err)
	}
	files, err := fs.Glob(lexiconFiles, "lexicon/"+language+"/*.json")
	if err != nil {
		return l, fmt.Errorf("breakdown: lexique %s : %w", language, err)
	}
	for _, name := range files {
		var groups []Group
		b, err := fs.ReadFile(lexiconFiles, name)
		if err == nil {
			err = json.Unmarshal(b, &groups)
		}
		if err != nil {
			return l, fmt.Errorf("breakdown: lexique %s : %w", name, err)
		}
		l = l.With(groups...)
	}
	return l, nil
}

// With returns the lexicon with more groups; a term given again takes its new meaning.
func (l Lexicon) With(groups ...Group) Lexicon {
	l.Groups = slices.Concat(l.Groups, groups)
	return l
}
