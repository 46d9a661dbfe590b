package script

import (
	"regexp"
	"strings"
	"unicode"

	"github.com/moteur-film/moteur/internal/fr"
)

// credit reads a line of a title page that announces who wrote ("Écrit par", "Written by"), with the name when it follows on the line.
func credit(s string) (words, name string, ok bool) {
	words = trim(strings.TrimRight(trim(s), ":"))
	if isCredit(words) {
		return trim(s), "", true
	}
	for _, cut := range [...]string{" par ", " by ", " de ", " : ", ": "} {
		// the last of the words that announce may come twice: "Écrit et réalisé par"
		if i := indexFold(s, cut); i > 0 && isCredit(trim(strings.TrimRight(s[:i+len(cut)], " :"))) {
			if cut == " de " && unicode.IsLower(firstRune(trim(s[i+len(cut):]))) { // un film de genre
				continue
			}
			return trim(s[:i+len(cut)]), trim(s[i+len(cut):]), true
		}
	}
	return "", "", false
}

// indexFold finds ASCII letters in a text whatever their case; the offset is in the text as it is.
func indexFold(s, ascii string) int {
	for i := 0; i+len(ascii) <= len(s); i++ {
		if strings.EqualFold(s[i:i+len(ascii)], ascii) {
			return i
		}
	}
	return -1
}

func isCredit(s string) bool {
	switch fr.Fold(s) {
	case "auteur", "auteurs", "autrice", "autrices", "auteurs et autrices", "author", "authors":
		return true
	case "by", "written by", "screenplay by", "screenplay", "story by", "teleplay by", "written and directed by", "a film by",
		"a screenplay by",
		"an original screenplay by", "ecrit par", "scenario", "scenario de", "scenario par", "scenario original", "scenario original de",
		"scenario et dialogues", "scenario et dialogues de", "un film de", "un film ecrit par", "un film ecrit et realise par",
		"ecrit et realise par", "de", "par", "un scenario de", "un scenario original de", "une histoire de", "un court metrage de",
		"un long metrage de", "une serie de", "adaptation et dialogues", "adaptation et dialogues de", "dialogues", "dialogues de",
		"idee originale de", "sur une idee de", "d'apres une idee de", "avec la collaboration de", "en collaboration avec", "scenaristes":
		return true
	}
	return false
}

// TitleOf reads the lines of a title page without keys: the title is the line above the first credit, with the line of capitals right
// above it when both are in capitals, else the first line; the author stands after a credit, with those that "et" or "&" joins; what is
// left is how to reach people.
func TitleOf(lines []TitleEntry) []TitleEntry {
	lines = columns(lines)
	title, top := 0, 0
	for i := 1; i < len(lines); i++ {
		if _, _, ok := credit(lines[i].Value); ok {
			title, top = i-1, i-1
			k := title - 1
			if k >= 0 && (subtitle.MatchString(fr.Fold(lines[title].Value)) ||
				lines[k].Line+1 == lines[title].Line && titleLine(lines[k].Value) && titleLine(lines[title].Value)) {
				top = k
			}
			break
		}
	}
	var out []TitleEntry
	var rest TitleEntry
	wanted, at := false, -1 // an author is wanted; the entry of the last author while nothing else followed
	for i, l := range lines {
		words, name, ok := credit(l.Value)
		switch {
		case i == top:
			e := TitleEntry{Key: "Title", Value: l.Value, Line: l.Line}
			if top < title {
				e.Value += "\n" + lines[title].Value
			}
			out = append(out, e)
		case i == title:
		case ok:
			out = append(out, TitleEntry{Key: "Credit", Value: words, Line: l.Line})
			if wanted, at = name == "", -1; !wanted {
				at, out = len(out), append(out, TitleEntry{Key: "Author", Value: name, Line: l.Line})
			}
		case at >= 0 && (joinsAuthors(l.Value) || joining(out[at].Value)):
			out[at].Value += " " + l.Value
		case wanted:
			at, out = len(out), append(out, TitleEntry{Key: "Author", Value: l.Value, Line: l.Line})
			wanted = false
		case source.MatchString(fr.Fold(l.Value)):
			out, at = append(out, TitleEntry{Key: "Source", Value: l.Value, Line: l.Line}), -1
		case isDate(l.Value), isVersion(l.Value):
			out, at = append(out, TitleEntry{Key: "Draft date", Value: l.Value, Line: l.Line}), -1
		case rest.Line == 0:
			rest, at = TitleEntry{Key: "Contact", Value: l.Value, Line: l.Line}, -1
		default:
			rest.Value += "\n" + l.Value
			at = -1
		}
	}
	if rest.Line > 0 {
		out = append(out, rest)
	}
	return out
}

// isDate tells a line that is a date and nothing else: "12 mars 2026", "March 12, 2026", "12/03/2026", "mars 2026".
func isDate(s string) bool {
	words := strings.FieldsFunc(fr.Fold(s), func(r rune) bool { return strings.ContainsRune(" \u00a0,./-", r) })
	if len(words) > 0 && words[0] == "le" {
		words = words[1:]
	}
	year, month, others := 0, 0, 0
	for _, w := range words {
		switch {
		case len(w) == 4 && isDigits(w) && (w[:2] == "19" || w[:2] == "20"):
			year++
		case isMonth(w):
			month++
		case w == "1er", len(w) <= 2 && isDigits(w):
			others++
		default:
			return false
		}
	}
	return year == 1 && (month == 1 && others <= 1 || month == 0 && others == 2)
}

// columns parts the lines that hold two: how to reach people at the left, the version at the right.
func columns(lines []TitleEntry) []TitleEntry {
	out := make([]TitleEntry, 0, len(lines))
	for _, l := range lines {
		for _, part := range wideGap.Split(l.Value, -1) {
			if part = trim(part); part != "" {
				out = append(out, TitleEntry{Key: l.Key, Value: part, Line: l.Line})
			}
		}
	}
	return out
}

var (
	wideGap = regexp.MustCompile(`\t+| {4,}`)
	// subtitle is a line under the title that is no title, folded: "(titre provisoire)", "Épisode 3", "Saison 1".
	subtitle = regexp.MustCompile(`^\(.*\)$|^(episode|saison|pilote|chapitre|partie|season|pilot)\b`)
	// source is a line that names what the screenplay comes from, folded.
	source = regexp.MustCompile(`^(librement )?(d['’]apres|adapte (de|du|d['’])|inspire (de|du|d['’]|par)|based on|adapted from)\b`)
)

// version is a line that names a version, folded: "Version 4", "V2", "2e version dialoguée", "Dernière mouture", "First draft".
var version = regexp.MustCompile(`^(([0-9]+(re|er|e|eme|st|nd|rd|th)?|premiere?|deuxieme|seconde?|troisieme|quatrieme|cinquieme|` +
	`derniere?|nouvelle|first|second|third|final|shooting|revised) )?(version|draft|revision|mouture|jet)\b|^v\.? ?[0-9]`)

// isVersion tells a short line that names the version of the text.
func isVersion(s string) bool { return len(s) <= 60 && version.MatchString(fr.Fold(s)) }

// titleLine tells a line of capitals without a number, as titles are written.
func titleLine(s string) bool { return inCapitals(s) && !holdsDigit(s) && !strings.Contains(s, ":") }

// joinsAuthors tells a line that names one more author: "et Paul Essai", "& Paul Essai", or the sign alone.
func joinsAuthors(s string) bool {
	w, _, _ := strings.Cut(fr.Fold(s), " ")
	return w == "et" || w == "&" || w == "and"
}

// joining tells the names that another one must follow: "Anne Test &".
func joining(names string) bool {
	return joinsAuthors(names[strings.LastIndexAny(names, " \u00a0")+1:])
}
