package script

import (
	"strings"
	"unicode/utf8"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/fr"
)

// SceneKind tells a scene that is not shot as the others are. The empty kind is an ordinary scene.
type SceneKind string

// The kinds of scenes.
const (
	Archive SceneKind = "archive" // images d'archives
	Carton  SceneKind = "carton"  // words on the screen
	Insert  SceneKind = "insert"  // a detail shot apart
	Montage SceneKind = "montage" // a run of short shots
)

// Accepted lists the codes of the kinds.
func (SceneKind) Accepted() []string { return moteur.Codes(Archive, Carton, Insert, Montage) }

// Label returns the French word.
func (k SceneKind) Label() string {
	switch k {
	case Archive:
		return "archives"
	case Carton:
		return "carton"
	case Insert:
		return "insert"
	case Montage:
		return "montage"
	}
	return string(k)
}

// kinds are the words that open a heading of each kind, the longer first.
var kinds = [...]struct {
	words string
	kind  SceneKind
}{
	{"images d'archives", Archive}, {"image d'archives", Archive}, {"images d'archive", Archive}, {"archives", Archive},
	{"archive", Archive},
	{"stock shots", Archive}, {"stock shot", Archive}, {"stock-shots", Archive}, {"stock-shot", Archive}, {"stockshot", Archive},
	{"archive footage", Archive}, {"stock footage", Archive},
	{"cartons", Carton}, {"carton", Carton}, {"intertitre", Carton}, {"intertitle", Carton}, {"title card", Carton},
	{"inserts", Insert}, {"insert", Insert},
	{"sequence montage", Montage}, {"montage sequence", Montage}, {"montage", Montage}, {"serie de plans", Montage},
	{"suite de plans", Montage}, {"series of shots", Montage},
}

// kindOf tells the kind that a text opens with.
func kindOf(s string) SceneKind {
	k, _ := cutKind(s)
	return k
}

// cutKind reads the words of a kind in front of a text, and gives what follows them.
func cutKind(s string) (SceneKind, string) {
	if s == "" || !strings.ContainsRune("aAcCiIsSmMtT", rune(s[0])) {
		return "", s
	}
	f := fr.Fold(s)
	for _, k := range kinds {
		rest, ok := strings.CutPrefix(f, k.words)
		if !ok || rest != "" && !strings.ContainsRune(" -:.,/()", rune(rest[0])) {
			continue
		}
		// The words hold no letter that folding makes longer or shorter, but for accents: count characters.
		n := 0
		for i := range s {
			if n == len(k.words) {
				return k.kind, strings.TrimLeft(s[i:], " \t\u00a0-–—―:./,")
			}
			n++
		}
		return k.kind, ""
	}
	return "", s
}

// kindFirst takes a kind in front of a heading without a place: ARCHIVES - MANIFESTATION - JOUR.
func (t *Slugline) kindFirst(s string) string {
	if k, rest := cutKind(s); k != "" {
		t.Kind = k
		return rest
	}
	return s
}

// storyStart tells whether a text opens with a word of the story's time or mode: RÊVE DE MARIE, FLASHBACK 2, or holds a dream.
func storyStart(s string) bool {
	f := fr.Fold(strings.Trim(s, "() "))
	if len(f) > 64 {
		return false
	}
	for _, w := range [...]string{"flash", "flashback", "flashforward", "reve", "cauchemar", "souvenir", "fantasme", "vision", "dream",
		"nightmare", "memory", "fin du flash", "fin du flashback", "fin de reve", "fin du reve", "retour au present", "imagination"} {
		if rest, ok := strings.CutPrefix(f, w); ok {
			if rest = strings.TrimPrefix(rest, "s"); rest == "" || !letterByte(rest[0]) {
				return true
			}
		}
	}
	return strings.HasSuffix(f, " dream") || strings.HasSuffix(f, " nightmare") || strings.HasSuffix(f, " memory")
}

func letterByte(c byte) bool { return c >= 'a' && c <= 'z' }

// omittedLine tells a line, or a part of one, that says that its scene is taken out: OMIS, SÉQUENCE SUPPRIMÉE, SCENE OMITTED.
func omittedLine(s string) bool {
	if s == "" || len(s) > 120 || s[0] < utf8.RuneSelf && strings.IndexByte("oOsSaAcCdDrRlLnNtT(0123456789", s[0]) < 0 {
		return false // no word below starts so
	}
	said := false
	for w := range strings.FieldsFuncSeq(s, omittedCut) {
		if len(w) > 16 {
			return false
		}
		switch f := fr.Fold(w); f {
		case "coupee", "coupees", "retiree", "retirees", "retire":
			said = true
		case "coupe":
			if said = said || strings.EqualFold(w, "coupé"); !said { // COUPE is a cut
				return false
			}
		case "sequence", "sequences", "seq", "scene", "scenes", "sc", "la", "les", "est", "sont", "a", "to", "et", "and", "numero", "n°":
		default:
			switch {
			case takesOut(f):
				said = true
			case !lettered(f):
				return false
			}
		}
	}
	return said
}

func omittedCut(r rune) bool {
	switch r {
	case ' ', '\t', '\u00a0', '.', ',', '-', '–', '—', '―', ':', ';', '(', ')', '[', ']', '/':
		return true
	}
	return false
}

// saysScene tells an omission that names a scene or is the word of the trade, so that it needs no number.
func saysScene(s string) bool {
	f := fr.Fold(strings.TrimLeft(s, listSigns+"(["))
	return strings.HasPrefix(f, "omi") || strings.Contains(f, "sequence") || strings.Contains(f, "scene") || strings.Contains(f, "seq")
}

// spanOfNumbers gives the last number of an omission of several scenes: "À 15 OMIS" after 12.
func spanOfNumbers(s string) string {
	last := ""
	if !omittedLine(s) {
		return ""
	}
	for w := range strings.FieldsFuncSeq(s, omittedCut) {
		if lettered(w) {
			last = w
		}
	}
	return last
}

// withoutSpan leaves the words of an omission of several scenes, between the numbers of both margins: OMIS of "À 15 OMIS 12-15".
func withoutSpan(s string) string {
	number := func(w string) bool { // of a span, or between two of them
		return lettered(w) || fr.Fold(w) == "a" || strings.EqualFold(w, "to") || strings.EqualFold(w, "et") || strings.EqualFold(w, "and")
	}
	words := strings.FieldsFunc(s, omittedCut)
	for len(words) > 0 && number(words[0]) {
		s = s[strings.Index(s, words[0])+len(words[0]):]
		words = words[1:]
	}
	for len(words) > 0 && number(words[len(words)-1]) {
		s = s[:strings.LastIndex(s, words[len(words)-1])]
		words = words[:len(words)-1]
	}
	return strings.TrimFunc(s, omittedCut)
}

// lettered tells a number, with a letter behind it or not: 15, 15A.
func lettered(w string) bool {
	if n := len(w) - 1; n > 0 && letterByte(w[n]|0x20) {
		w = w[:n]
	}
	return isDigits(w)
}

// titleCard tells a line that is words to read on the screen: TITRE : « LE MUR », SUPER: 1979, CARTON.
func titleCard(s string) bool {
	w, rest := cutWord(s)
	switch fr.Fold(w) {
	case "titre", "titres", "carton", "cartons", "surtitre", "intertitre", "title", "super", "superimpose", "chyron", "caption", "subtitle",
		"insert", "generique", "texte", "surimpression", "superposition", "incrustation", "bandeau", "legende", "sous":
	default:
		return false
	}
	if fr.Fold(w) == "sous" {
		if rest = strings.TrimPrefix(strings.TrimLeft(rest, "- "), "TITRE"); strings.HasPrefix(rest, "S") {
			rest = rest[1:]
		}
	}
	rest = trim(rest)
	return rest == "" || strings.ContainsRune(":«\"“(-–—―", firstRune(rest)) || fr.Fold(w) == "generique" ||
		strings.HasPrefix(fr.Fold(rest), "a l'ecran")
}
