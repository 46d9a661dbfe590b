package script

import (
	"fmt"
	"strings"

	"github.com/moteur-film/moteur/internal/fr"
)

// frenchTransition tells whether a line is a transition as French screenplays write it: FONDU AU NOIR, COUPE À :, with or
// without its dot or colon.
func frenchTransition(t string) bool {
	if len(t) > 60 || len(t) < 3 {
		return false
	}
	switch t[0] {
	case 'F', 'C', 'N', 'O', 'R', 'V', 'I':
	default:
		return false
	}
	if strings.ToUpper(t) != t {
		return false
	}
	f := strings.TrimRight(fr.Fold(t), " .:")
	switch f {
	case "fondu", "fondu au noir", "fondu au blanc", "fondu enchaine", "fondu enchaine sur", "fondu a", "fondu sur", "fondu au",
		"fondu a l'ouverture", "fondu a la fermeture", "ouverture au noir", "fermeture au noir", "ouverture en fondu",
		"fermeture en fondu", "coupe a", "coupe franche", "coupe au noir", "coupe sur", "coupe", "cut", "cut a", "cut au noir",
		"cut sur", "noir", "retour a", "volet", "ouverture a l'iris", "fermeture a l'iris", "raccord", "raccord sur",
		"coupe franche sur", "coupe seche", "fondu rapide", "fondu sonore", "fin du fondu", "fondu enchaine a", "fondu-enchaine":
		return true
	}
	return strings.HasPrefix(f, "fondu ") && strings.HasSuffix(t, ":") || strings.HasPrefix(f, "coupe ") && strings.HasSuffix(t, ":")
}

// Detection is what DetectFrench found.
type Detection struct {
	French bool `json:"french"`
	// Reasons says why, each with a line of the text: "ligne 12 : intitulé INTÉRIEUR".
	Reasons []string `json:"reasons"`
	// FrenchWords and EnglishWords count the common words found on each side.
	FrenchWords  int `json:"french_words"`
	EnglishWords int `json:"english_words"`
	// OtherWords counts those of Spanish, Italian and Portuguese, which share many with French.
	OtherWords int `json:"other_words,omitempty"`
}

// The reasons that French headings give.
const (
	frenchLight = "effet français"
	frenchWords = "intitulé en toutes lettres"
)

// otherLight tells a heading whose light is a word of Spanish, Italian, Portuguese or German.
func otherLight(t string) bool {
	if len(t) > maxHeading || !inCapitals(t) {
		return false
	}
	_, light, _ := lastPart(strings.TrimRight(t, " .0123456789"))
	switch fr.Fold(light) {
	case "notte", "giorno", "sera", "mattina", "tramonto", "noche", "dia", "tarde", "amanecer", "atardecer", "madrugada", "noite", "manha",
		"nacht", "tag", "abend":
		return true
	}
	return false
}

const detectBytes = 256 << 10 // how much of a text DetectFrench looks at

// DetectFrench looks for the marks of a French screenplay: words of headings, transitions, cue extensions, and the common
// words of the language. It says why it believes so; the caller decides, with Settings.French.
func DetectFrench(text string) Detection {
	if len(text) > detectBytes {
		text = text[:detectBytes]
	}
	var d Detection
	var n wordCount
	elsewhere, weak := false, false
	marks := map[string]bool{}
	mark := func(no int, what, text string) {
		if !marks[what] && len(d.Reasons) < 12 {
			d.Reasons = append(d.Reasons, fmt.Sprintf("ligne %d : %s (%s)", no, what, fr.Clip(text)))
		}
		marks[what] = true
	}
	for _, l := range splitPlain(text) {
		t := trim(l.text)
		if t == "" {
			continue
		}
		elsewhere = elsewhere || otherLight(t)
		switch {
		case frenchStart(t):
			mark(int(l.no), frenchWords, t)
		case headingStart(t):
			switch h := ParseHeading(t); fr.Fold(h.LightText) {
			case "jour", "nuit", "soir", "matin", "aube", "crepuscule", "continu", "plus tard", "meme", "meme temps", "en meme temps":
				mark(int(l.no), frenchLight, t)
			}
		case frenchTransition(t) && !strings.HasPrefix(t, "CUT"):
			mark(int(l.no), "raccord français", t)
		default:
			if _, rest, word, ok := leadNumber(t); ok && word && (headingStart(rest) || frenchStart(rest)) && (t[0] == 'S' || t[0] == 's') {
				mark(int(l.no), "numéro annoncé par un mot", t)
			}
			if isCue(t, false, false) && strings.IndexByte(t, '(') > 0 {
				_, ext, _ := cutCue(t)
				switch fr.Fold(ext) {
				case "off": // said in German, Spanish and Italian too
					weak = true
				case "voix off", "suite", "hors champ", "au telephone":
					mark(int(l.no), "extension française", t)
				}
			}
		}
		n.add(countWords(t))
	}
	d.FrenchWords, d.EnglishWords, d.OtherWords = n.french, n.english, n.other
	prose := n.isFrench() && n.french >= 5
	if prose {
		d.Reasons = append(d.Reasons, fmt.Sprintf("%d mots courants du français contre %d de l'anglais", d.FrenchWords, d.EnglishWords))
	}
	if weak && n.french > n.shared && n.french >= 3 && n.french > 2*n.english {
		d.Reasons = append(d.Reasons, "extension (OFF) et mots du français")
		marks["off"] = true
	}
	// Marks of form convince alone unless the prose is plainly in English.
	d.French = prose || len(marks) > 0 && n.english <= 2*n.french+4 && n.own()
	if elsewhere && !marks[frenchLight] && !marks[frenchWords] {
		d.French, d.Reasons = false, nil
	}
	return d
}

// wordCount counts the commonest words of French, of English, and of Spanish, Italian and Portuguese; shared are the French ones that
// those three have too.
type wordCount struct{ french, english, other, shared int }

func (n *wordCount) add(o wordCount) {
	n.french, n.english, n.other, n.shared = n.french+o.french, n.english+o.english, n.other+o.other, n.shared+o.shared
}

// own tells whether the words can be French: a sister language has words in common with French, not its own.
func (n wordCount) own() bool { return n.french-n.shared >= n.other }

// isFrench tells whether the words are French.
func (n wordCount) isFrench() bool { return n.french > 2*n.english && n.own() }

// countWords counts the commonest words of each language in a line.
func countWords(t string) wordCount {
	var n wordCount
	for t != "" {
		i := strings.IndexAny(t, " '’,.;:!?()\"")
		w := t
		if i >= 0 {
			w, t = t[:i], strings.TrimLeft(t[i:], " '’,.;:!?()\"\u00a0")
		} else {
			t = ""
		}
		if len(w) > 5 {
			continue
		}
		switch w {
		case "le", "la", "un", "il", "ne", "sa", "son", "que", "se", "tu", "Le", "La", "Il", "Un":
			n.french++
			n.shared++
		case "les", "des", "du", "une", "et", "est", "dans", "qui", "pas", "sur", "elle", "avec", "au", "aux", "ce", "ses", "par", "pour",
			"Les", "Elle", "Une", "je", "vous", "nous", "mais", "leur":
			n.french++
		case "the", "and", "of", "to", "is", "his", "her", "he", "she", "with", "that", "it", "at", "from", "by", "they", "you",
			"The", "He", "She", "They", "are", "was", "this", "as", "for", "into", "their", "It", "then", "has":
			n.english++
		case "el", "los", "una", "con", "por", "para", "del", "está", "lo", "El", "Los", "Una", "al", "muy", "como",
			"pero", // Spanish
			"che", "di", "è", "gli", "della", "nel", "nella", "sono", "dei", "dal", "sul",
			"per", "anche", "lei", "suo", "delle", "nello", "dove", "hai", "Dove", // Italian
			"o", "uma", "e", "com", "não", "ao", "ele", "ela", "em", "O", "um", "na": // Portuguese
			n.other++
		}
	}
	return n
}

// ReadsFrench tells whether the first words of description and dialogue are French, whatever the marks of the format, and no heading
// above them has its light in another language.
func (s Script) ReadsFrench() bool {
	var n wordCount
	for i := range s.Elements {
		k := s.Elements[i].Kind
		if k == Heading && otherLight(Plain(s.Elements[i].Text)) {
			return false
		}
		if k != Action && k != Dialogue {
			continue
		}
		n.add(countWords(s.Elements[i].Text))
		if n.french+n.english+n.other > 200 {
			break
		}
	}
	return n.isFrench()
}
