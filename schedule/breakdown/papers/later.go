package papers

import (
	"strconv"
	"strings"

	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/schedule/breakdown"
	"github.com/moteur-film/moteur/schedule/script"
)

// nextDay tells whether a light can only follow another one on the next day.
func nextDay(last, light script.Light) bool {
	switch light {
	case script.Dawn:
		return last != "" && last != script.Dawn
	case script.Morning, script.Day:
		return last == script.Evening || last == script.Dusk || last == script.Night
	}
	return false
}

// nextMorning tells whether a morning follows what was written of a noon or an afternoon: MIDI, then MATIN.
func nextMorning(lastText string, light script.Light) bool {
	if light != script.Morning {
		return false
	}
	f := fr.Fold(lastText)
	return strings.Contains(f, "midi") || strings.Contains(f, "noon") && !strings.Contains(f, "before")
}

// weekdayOf gives the day of the week that the words of a light name, from 0 for Monday; -1 when they name none or several.
func weekdayOf(light string) int {
	found := -1
	for w := range strings.FieldsFuncSeq(fr.Fold(light), func(r rune) bool { return r < 'a' || r > 'z' }) {
		for i, names := range [...]string{"lundi monday", "mardi tuesday", "mercredi wednesday", "jeudi thursday", "vendredi friday",
			"samedi saturday", "dimanche sunday"} {
			if french, english, _ := strings.Cut(names, " "); w == french || w == english {
				if found >= 0 {
					return -1
				}
				found = i
			}
		}
	}
	return found
}

// later reads what tells in the script that days pass: an action, a title or a transition that says it alone, or first. It gives the days
// to the scene that opens with it, else to the next one.
func (c Continuity) later() map[*breakdown.Scene]int {
	out := map[*breakdown.Scene]int{}
	carried := 0
	for _, s := range c.sections() {
		if s.scene == nil {
			continue
		}
		out[s.scene], carried = carried, 0
		played := false
		for i := s.from + 1; i < s.to; i++ {
			e := &c.Script.Elements[i]
			switch e.Kind {
			case script.Action, script.Centred, script.Shot, script.Transition, script.Cue:
				if n := daysLater(opening(e.Printed())); played {
					carried += n
				} else {
					out[s.scene] += n
					played = n == 0 && e.Kind != script.Transition
				}
			case script.Dialogue, script.Parenthetical, script.Lyrics:
				played = true
			}
		}
	}
	return out
}

// opening is what a text says up to its first stop, when that is short.
func opening(text string) string {
	text = strings.TrimSpace(text)
	if at := strings.IndexAny(text, ".,!?\n"); at >= 0 {
		text = text[:at]
	}
	const few = 6
	if len(strings.Fields(text)) > few {
		return ""
	}
	return text
}

// maxPhrase is the longest text looked at, in bytes.
const maxPhrase = 120

// daysLater reads how many days pass in a heading or a line: LE LENDEMAIN, LE SURLENDEMAIN, TROIS JOURS PLUS TARD, UNE SEMAINE APRÈS, THE
// NEXT DAY. Months and years, which nobody counts in days, are the next day of the story. 0 is none.
func daysLater(text string) int {
	if len(text) > maxPhrase {
		return 0
	}
	words := strings.FieldsFunc(fr.Fold(text), func(r rune) bool { return strings.ContainsRune(" \u00a0\t.,:;!-–—'()[]/>*\"«»", r) })
	for i, w := range words {
		switch {
		case w == "lendemain":
			return 1
		case w == "surlendemain":
			return 2
		case w == "next" && i+1 < len(words) && (words[i+1] == "day" || words[i+1] == "morning"):
			return 1
		}
		if i == 0 || i+1 == len(words) || words[i+1] != "plus" && words[i+1] != "apres" && words[i+1] != "later" {
			continue
		}
		if n := count(words[i-1]); n > 0 {
			switch w {
			case "jour", "jours", "day", "days":
				return n
			case "semaine", "semaines", "week", "weeks":
				return 7 * n
			case "mois", "an", "ans", "annee", "annees", "month", "months", "year", "years":
				return 1
			}
		}
	}
	return 0
}

// count reads a number of one word.
func count(word string) int {
	for i, names := range [...]string{"un une one a quelques several",
		"deux two", "trois three", "quatre four", "cinq five", "six", "sept seven",
		"huit eight", "neuf nine", "dix ten", "onze eleven", "douze twelve"} {
		for name := range strings.FieldsSeq(names) {
			if name == word {
				return i + 1
			}
		}
	}
	for name, n := range map[string]int{"quinze": 15, "vingt": 20, "trente": 30, "cent": 100, "fifteen": 15, "twenty": 20, "thirty": 30} {
		if name == word {
			return n
		}
	}
	n, err := strconv.Atoi(word)
	if err != nil || n < 1 || n > 10_000 {
		return 0
	}
	return n
}
