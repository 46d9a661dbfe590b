package script

import (
	"strings"

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
	case "by", "written by", "screenplay by", "screenplay", "story by", "teleplay by", "written and directed by", "a film by",
		"a screenplay by",
		"an original screenplay by", "ecrit par", "scenario", "scenario de", "scenario par", "scenario original", "scenario original de",
		"scenario et dialogues", "scenario et dialogues de", "un film de", "un film ecrit par", "un film ecrit et realise par",
		"ecrit et realise par", "de", "par", "un scenario de", "un scenario original de", "une histoire de", "un court metrage de",
		"un long metrage de", "une serie de":
		return true
	}
	return false
}

// TitleOf reads the lines of a title page without keys: the title is the line above the first credit, else the first line; the author
// stands after a credit; what is left is how to reach people.
func TitleOf(lines []TitleEntry) []TitleEntry {
	title := 0
	for i := 1; i < len(lines); i++ {
		if _, _, ok := credit(lines[i].Value); ok {
			title = i - 1
			break
		}
	}
	var out []TitleEntry
	var rest TitleEntry
	author := false
	for i, l := range lines {
		words, name, ok := credit(l.Value)
		switch {
		case i == title:
			out = append(out, TitleEntry{Key: "Title", Value: l.Value, Line: l.Line})
		case ok:
			out = append(out, TitleEntry{Key: "Credit", Value: words, Line: l.Line})
			if author = name == ""; !author {
				out = append(out, TitleEntry{Key: "Author", Value: name, Line: l.Line})
			}
		case author:
			out = append(out, TitleEntry{Key: "Author", Value: l.Value, Line: l.Line})
			author = false
		case rest.Line == 0:
			rest = TitleEntry{Key: "Contact", Value: l.Value, Line: l.Line}
		default:
			rest.Value += "\n" + l.Value
		}
	}
	if rest.Line > 0 {
		out = append(out, rest)
	}
	return out
}
