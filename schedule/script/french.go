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
		"cut sur", "noir", "retour a", "volet", "iris", "raccord", "raccord sur", "coupe franche sur", "coupe seche",
		"fondu rapide", "fondu sonore", "fin du fondu", "fondu enchaine a", "fondu-enchaine":
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
}

const detectBytes = 256 << 10 // how much of a text DetectFrench looks at

// DetectFrench looks for the marks of a French screenplay: words of headings, transitions, cue extensions, and the common
// words of the language. It says why it believes so; the caller decides, with Settings.French.
func DetectFrench(text string) Detection {
	if len(text) > detectBytes {
		text = text[:detectBytes]
	}
	var d Detection
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
		switch {
		case frenchStart(t):
			mark(int(l.no), "intitulé en toutes lettres", t)
		case headingStart(t):
			switch h := ParseHeading(t); fr.Fold(h.LightText) {
			case "jour", "nuit", "soir", "matin", "aube", "crepuscule", "continu", "plus tard", "meme", "meme temps", "en meme temps":
				mark(int(l.no), "effet français", t)
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
				case "voix off", "suite", "hors champ", "off", "au telephone":
					mark(int(l.no), "extension française", t)
				}
			}
		}
		f, e := countWords(t)
		d.FrenchWords += f
		d.EnglishWords += e
	}
	prose := d.FrenchWords > 2*d.EnglishWords && d.FrenchWords >= 5
	if prose {
		d.Reasons = append(d.Reasons, fmt.Sprintf("%d mots courants du français contre %d de l'anglais", d.FrenchWords, d.EnglishWords))
	}
	// Marks of form convince alone unless the prose is plainly in English.
	d.French = prose || len(marks) > 0 && d.EnglishWords <= 2*d.FrenchWords+4
	return d
}

// countWords counts the commonest words of French and of English in a line.
func countWords(t string) (french, english int) {
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
		case "le", "la", "les", "des", "du", "une", "un", "et", "est", "dans", "qui", "pas", "sur", "elle", "il", "avec", "au",
			"aux", "ne", "ce", "sa", "son", "ses", "que", "se", "par", "pour", "Le", "La", "Les", "Il", "Elle", "Un", "Une",
			"je", "tu", "vous", "nous", "mais", "leur":
			french++
		case "the", "and", "of", "to", "is", "his", "her", "he", "she", "with", "that", "it", "at", "from", "by", "they", "you",
			"The", "He", "She", "They", "are", "was", "this", "as", "for", "into", "their", "It", "then", "has":
			english++
		}
	}
	return french, english
}

// ReadsFrench tells whether the first words of description and dialogue are French, whatever the marks of the format.
func (s Script) ReadsFrench() bool {
	f, e := 0, 0
	for i := range s.Elements {
		if k := s.Elements[i].Kind; k != Action && k != Dialogue {
			continue
		}
		a, b := countWords(s.Elements[i].Text)
		f, e = f+a, e+b
		if f+e > 200 {
			break
		}
	}
	return f > 2*e
}
