package script

import (
	"strings"

	"github.com/moteur-film/moteur/internal/fr"
)

// time reads one part of a heading as a time of day, a relation to the scene before, or a mark of story time. It returns
// false, and leaves t as it was, when the part is none of these.
func (t *Slugline) time(part string) bool {
	f := fr.Fold(part)
	if len(f) > 64 {
		return false
	}
	note := ""
	if strings.HasPrefix(f, "(") && strings.HasSuffix(f, ")") {
		f = strings.Trim(f, "() ")
	} else if i := strings.IndexByte(f, '('); i > 0 && strings.HasSuffix(f, ")") {
		note, f = strings.Trim(f[i:], "() "), strings.TrimSpace(f[:i])
	}
	f = strings.TrimRight(f, " .")
	light, relative, story, ok := timeWord(f)
	var more []Light
	if !ok {
		// JOUR/SOIR, JOUR ET NUIT, DAY-NIGHT
		for _, sep := range [...]string{"/", " et ", " puis ", " ou ", " & ", " and ", "-"} {
			a, b, cut := strings.Cut(f, sep)
			if !cut {
				continue
			}
			la, _, _, ok1 := timeWord(strings.TrimSpace(a))
			lb, _, _, ok2 := timeWord(strings.TrimSpace(b))
			if ok1 && ok2 && la != "" && lb != "" {
				light, ok = la, true
				if lb != la {
					more = []Light{lb}
				}
				break
			}
		}
	}
	if !ok {
		return false
	}
	t.Light, t.Relative, t.More = light, relative, more
	if story {
		t.Story = trim(part)
	}
	if note != "" { // JOUR (Crépuscule): the words in brackets say it better
		if l, _, _, ok := timeWord(note); ok && l != "" && l != light {
			t.Light, t.Relative = l, false
		}
	}
	return true
}

// timeWord gives the meaning of a folded time word. light may be empty: relative words go on from the scene before, story
// words say nothing of the light.
func timeWord(f string) (light Light, relative, story, ok bool) {
	if l, ok := plainTime(f); ok {
		return l, false, false, true
	}
	switch f {
	case "continu", "continue", "continuous", "cont", "cont'd", "continuing", "a suivre", "en continu", "enchaine",
		"continuite", "raccord", "plus tard", "un peu plus tard", "later", "moments later", "moment later", "minutes later",
		"seconds later", "a moment later", "a little later", "much later", "shortly after", "shortly later",
		"un instant plus tard", "quelques instants plus tard", "quelques minutes plus tard", "peu apres", "juste apres", "meme",
		"memes", "same", "same time", "meme temps", "en meme temps", "au meme moment", "meme moment", "same moment",
		"meanwhile", "simultaneous", "simultane", "pendant ce temps", "same day", "meme jour", "meme lieu", "idem",
		"heures plus tard", "hours later", "now", "maintenant", "present", "moving", "en mouvement":
		return "", true, false, true
	case "flashback", "flash-back", "flash back", "flashforward", "flash-forward", "flash forward", "flash", "reve", "reverie",
		"dream", "cauchemar", "nightmare", "souvenir", "memory", "fantasme", "fantasy", "imagination", "passe", "past", "futur",
		"future", "retour au present", "back to present", "present day", "de nos jours", "back to scene", "fin du flashback",
		"end flashback":
		return "", false, true, true
	}
	if strings.HasPrefix(f, "flashback") || strings.HasPrefix(f, "flash-back") {
		return "", false, true, true
	}
	if isYear(f) {
		return "", false, true, true
	}
	// NEXT MORNING, LE LENDEMAIN MATIN, EARLY NIGHT, JOUR 3, QUELQUES HEURES PLUS TARD, TWO DAYS LATER
	if w, rest, cut := strings.Cut(f, " "); cut {
		switch w {
		case "early", "late", "next", "the", "le", "la", "petit", "petite", "mid", "meme", "same", "debut", "fin", "tard",
			"that", "this", "lendemain", "following", "de", "du", "d'", "en", "au", "a", "pleine", "plein", "grand", "dans",
			"premier", "tombee", "lever", "coucher", "another", "un", "une", "nouveau", "l'":
			if l, r, s, ok := timeWord(rest); ok {
				return l, r, s, true
			}
		}
	}
	for _, p := range [...]string{"d'", "l'"} {
		if strings.HasPrefix(f, p) {
			return timeWord(f[len(p):])
		}
	}
	if i := strings.LastIndexByte(f, ' '); i > 0 {
		head, tail := f[:i], f[i+1:]
		if isDigits(strings.Trim(tail, "#j")) && tail != "" {
			if l, ok := plainTime(head); ok {
				return l, false, false, true
			}
		}
		switch tail {
		case "later", "earlier":
			return "", true, false, true
		case "tard", "apres", "avant":
			if strings.HasSuffix(head, "plus") || tail != "tard" && len(head) > 0 && head[0] >= '0' && head[0] <= '9' {
				return "", true, false, true
			}
		}
	}
	switch f {
	case "lendemain", "next day", "jour suivant", "day after", "following day":
		return "", true, false, true
	}
	return "", false, false, false
}

// plainTime gives the light of a word of the day.
func plainTime(f string) (Light, bool) {
	switch f {
	case "jour", "jours", "day", "daytime", "midi", "noon", "apres-midi", "apres midi", "afternoon", "journee", "day time",
		"midday", "de jour", "fin d'apres-midi", "fin d'apres midi", "late afternoon", "jour ensoleille", "plein jour",
		"jour gris", "effet jour", "effet de jour":
		return Day, true
	case "nuit", "nuits", "night", "nighttime", "minuit", "midnight", "nuit americaine", "night time", "de nuit", "nuit noire",
		"late night", "pleine nuit", "effet nuit", "effet de nuit", "jour pour nuit", "day for night":
		return Night, true
	case "soir", "soiree", "evening", "early evening", "late evening", "debut de soiree", "fin de soiree":
		return Evening, true
	case "matin", "matinee", "morning", "petit matin", "early morning", "late morning", "tot le matin", "fin de matinee",
		"lendemain matin", "next morning":
		return Morning, true
	case "aube", "aurore", "dawn", "lever du jour", "lever de soleil", "lever du soleil", "sunrise", "point du jour",
		"daybreak", "first light":
		return Dawn, true
	case "crepuscule", "dusk", "coucher de soleil", "coucher du soleil", "sunset", "tombee de la nuit", "tombee du jour",
		"entre chien et loup", "magic hour", "heure magique", "golden hour", "nightfall", "twilight", "fin de jour",
		"fin du jour":
		return Dusk, true
	}
	return "", false
}

func isDigits(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}

// isYear tells whether a text is a year alone: 1944.
func isYear(s string) bool {
	s = strings.Trim(s, "() ")
	return len(s) == 4 && isDigits(s) && s >= "1000" && s <= "2999"
}
