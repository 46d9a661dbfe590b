package office

import (
	"regexp"
	"strings"
	"unicode"

	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/schedule/script"
)

// names gives the kind of a paragraph by the name of its style, folded to small letters without accents: the names that writing
// programs give and those of French templates.
var names = map[string]script.Kind{
	"scene heading": script.Heading, "sceneheading": script.Heading, "scene header": script.Heading, "sceneheader": script.Heading,
	"slug line": script.Heading, "slugline": script.Heading, "slug": script.Heading, "scene": script.Heading,
	"scene title": script.Heading, "intitule de scene": script.Heading, "intitule de sequence": script.Heading,
	"intitule": script.Heading, "sequence": script.Heading, "titre de scene": script.Heading, "titre de sequence": script.Heading,
	"titre scene": script.Heading, "titre sequence": script.Heading, "en tete de scene": script.Heading,
	"en tete de sequence": script.Heading, "entete de scene": script.Heading,

	"action": script.Action, "actions": script.Action, "description": script.Action, "descriptions": script.Action,
	"didascalie d action": script.Action, "general": script.Action, "narration": script.Action, "scene action": script.Action,

	"character": script.Cue, "character name": script.Cue, "charactername": script.Cue, "personnage": script.Cue,
	"nom du personnage": script.Cue, "nom de personnage": script.Cue, "nom personnage": script.Cue, "cue": script.Cue, "perso": script.Cue,
	"nom": script.Cue, "noms": script.Cue,

	"dialogue": script.Dialogue, "dialog": script.Dialogue, "dialogues": script.Dialogue, "replique": script.Dialogue,
	"repliques": script.Dialogue,

	"parenthetical": script.Parenthetical, "parentheticals": script.Parenthetical, "parenthese": script.Parenthetical,
	"parentheses": script.Parenthetical, "parenthetique": script.Parenthetical, "wryly": script.Parenthetical,
	"indication de jeu": script.Parenthetical, "jeu": script.Parenthetical, "didascalie": script.Parenthetical,
	"didascalies": script.Parenthetical,

	"transition": script.Transition, "transitions": script.Transition, "raccord": script.Transition, "raccords": script.Transition,
	"shot": script.Shot, "plan": script.Shot, "camera": script.Shot,
	"lyrics": script.Lyrics, "lyric": script.Lyrics, "singing": script.Lyrics, "chanson": script.Lyrics, "paroles": script.Lyrics,
	"centered": script.Centred, "centred": script.Centred, "centered text": script.Centred, "texte centre": script.Centred,
	"act": script.Section, "acte": script.Section, "new act": script.Section, "nouvel acte": script.Section,
	"act break": script.Section, "end of act": script.Centred, "fin d acte": script.Centred,
	"synopsis": script.Synopsis, "outline body": script.Synopsis,
	"note": script.Note, "script note": script.Note, "cast list": script.CastList, "liste des personnages": script.CastList,
}

// sides are the words that follow the name of a kind in the styles of a dual dialogue or of a paragraph that goes on.
var sides = map[string]bool{"gauche": true, "droite": true, "left": true, "right": true, "dual": true, "double": true, "suite": true,
	"cont": true, "contd": true}

// outlineOf reads the level of a title style of a word processor: "heading 1", "Titre 2"; 0 when it is none.
func outlineOf(style string) int {
	f := fr.Fold(style)
	for _, start := range []string{"heading ", "titre "} {
		if rest, ok := strings.CutPrefix(f, start); ok && len(rest) == 1 && rest >= "1" && rest <= "9" {
			return int(rest[0] - '0')
		}
	}
	return 0
}

// kindOf reads the name of a style: "Scene Heading", "SCR - Personnage", "2. Dialogue", "Action1". It is the longest end of the name
// that names a kind; 0 when none does.
func kindOf(style string) script.Kind {
	words := strings.FieldsFunc(fr.Fold(style), func(r rune) bool { return !unicode.IsLetter(r) })
	for len(words) > 1 && sides[words[len(words)-1]] {
		words = words[:len(words)-1]
	}
	for i := range words {
		if k, ok := names[strings.Join(words[i:], " ")]; ok {
			return k
		}
	}
	return 0
}

// The words of the parts of a story, and those that count them, folded.
var (
	partNames = wordSet("acte act partie part chapitre chapter episode livre volet mouvement tableau saison season")
	partRanks = wordSet("premier premiere deuxieme second seconde troisieme quatrieme cinquieme sixieme dernier derniere " +
		"un une deux trois quatre cinq six first third fourth fifth last one two three four five")
	partAlone = wordSet("prologue epilogue teaser")
	partRank  = regexp.MustCompile(`^([0-9]+(er|re|e|eme|st|nd|rd|th)?|[ivx]+)$`)
)

func wordSet(words string) map[string]bool {
	out := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		out[w] = true
	}
	return out
}

// part tells whether a text names a part of the story, and no place: ACTE I, DEUXIÈME PARTIE, FIN DE L'ÉPISODE 2, PROLOGUE.
func part(text string) bool {
	words := strings.FieldsFunc(fr.Fold(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	for len(words) > 1 {
		switch words[0] {
		case "fin", "de", "du", "la", "l", "le", "end", "of", "the":
			words = words[1:]
			continue
		}
		break
	}
	counts := func(w string) bool { return partRanks[w] || partRank.MatchString(w) }
	switch {
	case script.ParseHeading(text).Place != "":
		return false
	case len(words) == 1:
		return partAlone[words[0]]
	}
	return len(words) > 1 && (partNames[words[0]] && counts(words[1]) || counts(words[0]) && partNames[words[1]])
}

// props are the properties of a style or a run, under the same keys for Word and OpenDocument; "" and an absent key say nothing.
type props map[string]string

// over gives the properties of base with those of p on top.
func (p props) over(base props) props {
	out := make(props, len(base)+len(p))
	for k, v := range base {
		out[k] = v
	}
	for k, v := range p {
		out[k] = v
	}
	return out
}

func (p props) put(key, value string) {
	if value != "" {
		p[key] = value
	}
}

const maxTabs = 500 // letters of the tab stops of a style, as written

// tab adds a tab stop, as written.
func (p props) tab(at string) {
	if len(p["tabs"])+len(at) < maxTabs {
		p["tabs"] += at + " "
	}
}

// tabs reads the tab stops of a paragraph, in points.
func tabs(p props, length func(string) float64) []float64 {
	var out []float64
	for at := range strings.FieldsSeq(p["tabs"]) {
		out = append(out, length(at))
	}
	return out
}

func (p props) on(key string) bool { return p[key] == "1" }

// style is a named style of a document.
type style struct {
	id, name, parent string
	own              props
}

// sheet is the styles of a document.
type sheet struct {
	styles map[string]*style
	base   props            // what holds for all
	done   map[string]props // properties resolved so far
}

const maxParents = 50 // styles above a style

// props gives the properties of a paragraph style, with those it inherits and those that hold for all.
func (s *sheet) props(id string) props {
	p, ok := s.done[id]
	if !ok {
		p = s.chain(id, s.base)
		s.done[id] = p
	}
	return p
}

// chain gives the properties of a style, with those of the styles it comes from, on top of base.
func (s *sheet) chain(id string, base props) props {
	var chain []*style
	for st := s.styles[id]; st != nil && len(chain) < maxParents; st = s.styles[st.parent] {
		chain = append(chain, st)
	}
	for i := len(chain) - 1; i >= 0; i-- {
		base = chain[i].own.over(base)
	}
	return base
}

// kind gives the kind that a style names, itself or by the styles it comes from, and the name people see.
func (s *sheet) kind(id string) (script.Kind, string) {
	name := ""
	st := s.styles[id]
	for n := 0; st != nil && n < maxParents; n++ {
		if name == "" {
			name = st.name
		}
		if k := kindOf(st.name); k != 0 {
			return k, name
		}
		st = s.styles[st.parent]
	}
	return 0, name
}
