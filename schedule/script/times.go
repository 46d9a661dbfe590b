package script

import (
	"slices"
	"strings"

	"github.com/moteur-film/moteur/internal/fr"
)

// time reads one part of a heading as a time of day, a relation to the scene before, or a mark of story time. It returns
// false, and leaves t as it was, when the part is none of these.
func (t *Slugline) time(part string) bool {
	if len(part) > 96 {
		return false
	}
	f := fr.Fold(part)
	if len(f) > 64 || f == "" {
		return false
	}
	text, note := trim(part), ""
	if strings.HasSuffix(f, "]") {
		f = roundBrackets.Replace(f)
	}
	if strings.HasPrefix(f, "(") && strings.HasSuffix(f, ")") {
		f = strings.Trim(f, "() ")
	} else if i := strings.IndexByte(f, '('); i > 0 && strings.HasSuffix(f, ")") {
		note, f = strings.Trim(f[i:], "() "), strings.TrimSpace(f[:i])
	}
	p, ok := timeOf(strings.TrimRight(f, " ."))
	if !ok {
		return false
	}
	if note != "" && p.Light == Day && DayForNight(text) { // JOUR (POUR NUIT)
		p.Light = Night
	}
	if note != "" { // JOUR (Crépuscule): the words in brackets say it better; JOUR (1979): they are of the story
		n, known := timeOf(note)
		switch {
		case known && opposite(n.Light, p.Light) && !DayForNight(text): // JOUR (NUIT)
			p.addLight(n.Light)
		case known && n.Light != "" && n.Light != p.Light:
			p.Light, p.Relative = n.Light, false
		case p.Story == "" && (known && n.Story != "" || storyStart(note)):
			i := max(strings.IndexAny(text, "(["), 0)
			text, p.Story = trim(text[:i]), strings.Trim(text[i:], "()[] \u00a0")
		}
	}
	if p.Light != "" || p.Relative || p.Story == "" {
		p.LightText = text
	} else {
		p.Story = strings.Trim(text, "() \u00a0")
	}
	t.Light, t.Relative, t.More, t.Story, t.LightText = p.Light, p.Relative, p.More, p.Story, p.LightText
	return true
}

// opposite tells whether of two lights one is of the day and the other of the night.
func opposite(a, b Light) bool {
	day := func(l Light) bool { return l == Day || l == Morning }
	night := func(l Light) bool { return l == Night || l == Evening }
	return day(a) && night(b) || night(a) && day(b)
}

// timeOf reads folded words of time: one, or two lights (JOUR/SOIR, JOUR ET NUIT, DAY-NIGHT). Story is set, to anything, when the words
// are a mark of the story.
func timeOf(f string) (Slugline, bool) {
	light, relative, story, ok := timeWord(f)
	if !ok && strings.IndexByte(f, '-') > 0 {
		light, relative, story, ok = timeWord(strings.ReplaceAll(f, "-", " "))
	}
	p := Slugline{Light: light, Relative: relative}
	if story {
		p.Story = f
	}
	if _, rest := cutWord(f); ok || rest == "" {
		return p, ok
	}
	for _, sep := range [...]string{"/", " et ", " puis ", " ou ", " & ", " and ", "-", "+", ">", "→", " a ", " to ", " comme "} {
		a, b, cut := strings.Cut(f, sep)
		if !cut {
			continue
		}
		if first := lightWord(strings.TrimSpace(a)); first != "" {
			if rest, ok := lightsOf(strings.TrimSpace(b)); ok {
				p.Light = first
				for _, l := range rest {
					p.addLight(l)
				}
				return p, true
			}
		}
	}
	return p, false
}

// lightsOf gives the lights of folded words: one word, a letter, or several (NUIT/AUBE).
func lightsOf(f string) ([]Light, bool) {
	if l := lightWord(f); l != "" {
		return []Light{l}, true
	}
	p, ok := timeOf(f)
	return append([]Light{p.Light}, p.More...), ok && p.Light != ""
}

// addLight adds a light that comes after those there are.
func (t *Slugline) addLight(l Light) {
	switch {
	case l == "" || l == t.Light || slices.Contains(t.More, l):
	case t.Light == "":
		t.Light = l
	default:
		t.More = append(slices.Clone(t.More), l)
	}
}

// lightWord gives the light of a folded word or of the letters J and N.
func lightWord(f string) Light {
	if l, _, _, ok := timeWord(f); ok {
		return l
	}
	var t Slugline
	t.letter(f)
	return t.Light
}

// letter reads the letters that stand for a light: J, N, D, and the days of the story J3, N2.
func (t *Slugline) letter(part string) bool {
	if len(part) > 12 {
		return false
	}
	f := strings.Trim(fr.Fold(part), "(). ")
	if f == "" || len(f) > 4 || len(f) > 1 && (f[0] == 'd' || !isDigits(f[1:])) {
		return false
	}
	switch f[0] {
	case 'j':
		t.Light = Day
	case 'd':
		t.Light, t.Loose = Day, true
	case 'n':
		t.Light = Night
	default:
		return false
	}
	t.LightText = trim(part)
	return true
}

// roundBrackets writes every bracket round, bareLight takes brackets and dashes out of the words of a light.
var (
	roundBrackets = strings.NewReplacer("[", "(", "]", ")")
	bareLight     = strings.NewReplacer("-", " ", "(", "", ")", "")
)

// DayForNight tells whether the words of a light ask for a nuit américaine: NUIT AMÉRICAINE, JOUR POUR NUIT, JOUR (EFFET NUIT).
func DayForNight(light string) bool {
	if light == "" {
		return false
	}
	f := fr.Fold(light)
	if strings.ContainsAny(f, "-()") {
		f = bareLight.Replace(f)
	}
	if bare := strings.Trim(f, ". "); bare == "n.a" || bare == "n/a" {
		return true
	}
	for _, words := range [...]string{"nuit americaine", "effet nuit", "effet de nuit", "pour nuit", "pour la nuit", "for night",
		"american night", "nuit us", "nuit am", "tournee de jour", "tournee jour"} {
		if strings.Contains(f, words) {
			return true
		}
	}
	return false
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
		"heures plus tard", "hours later", "now", "maintenant", "present", "moving", "en mouvement", "plus tot", "temps reel",
		"real time", "au meme instant", "dans la foulee":
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
	if isYear(f) || isAge(f) || clock(f) || calendarDay(f) {
		return "", false, true, true
	}
	if l := timeOfHour(f); l != "" {
		return l, false, false, true
	}
	if isWeekday(f) { // it says neither the light nor another time of the story
		return "", false, false, true
	}
	if delay(f) { // the same time of the story goes on
		return "", true, false, true
	}
	// NEXT MORNING, LE LENDEMAIN MATIN, EARLY NIGHT, JOUR 3, QUELQUES HEURES PLUS TARD, TWO DAYS LATER
	if w, rest, cut := strings.Cut(f, " "); cut {
		switch w {
		case "early", "late", "next", "the", "le", "la", "petit", "petite", "mid", "meme", "same", "debut", "fin", "tard",
			"that", "this", "lendemain", "following", "de", "du", "d'", "en", "au", "a", "pleine", "plein", "grand", "dans",
			"premier", "tombee", "lever", "coucher", "milieu", "coeur", "vers", "avant", "apres", "juste", "mi", "cette", "cet", "ce",
			"puis",
			"then", "another", "un", "une", "nouveau", "l'":
			if l, r, s, ok := timeWord(rest); ok {
				return l, r, s, true
			}
		}
	}
	for _, p := range [...]string{"d'", "l'", "plus tard "} {
		if strings.HasPrefix(f, p) {
			return timeWord(f[len(p):])
		}
	}
	if i := strings.LastIndexByte(f, ' '); i > 0 {
		head, tail := f[:i], f[i+1:]
		if isDigits(strings.Trim(tail, "#j")) && tail != "" || clock(tail) {
			if l, ok := plainTime(head); ok {
				return l, false, false, true
			}
		}
	}
	switch f {
	case "lendemain", "surlendemain", "next day", "day after", "following day":
		return "", true, false, true
	}
	return "", false, false, false
}

// delay tells folded words that say how much later or earlier a scene comes: TROIS SEMAINES AVANT, QUELQUES JOURS APRÈS, TWO DAYS LATER,
// LA SEMAINE SUIVANTE.
func delay(f string) bool {
	i := strings.LastIndexByte(f, ' ')
	if i < 0 {
		return false
	}
	head, tail := f[:i], f[i+1:]
	switch tail {
	case "later", "earlier":
		return true
	case "tard", "tot":
		return strings.HasSuffix(head, "plus")
	case "apres", "avant", "auparavant", "suivant", "suivante", "suivants", "suivantes", "d'apres", "d'avant", "precedent", "precedente":
		return unitOfTime(head[strings.LastIndexAny(head, " '")+1:])
	}
	return false
}

// cutDelay takes off the end of a décor the words that say how much later it comes, which no sign parts from it: RUE 2 JOURS PLUS TARD,
// PLAGE LE LENDEMAIN.
func (t *Slugline) cutDelay(body *string) {
	s := *body
	end := fr.Fold(s[strings.LastIndexAny(s, " \u00a0")+1:])
	switch end {
	case "lendemain", "surlendemain":
		head := strings.TrimRight(s[:len(s)-len(end)], " ")
		if article := head[strings.LastIndexByte(head, ' ')+1:]; fr.Fold(article) == "le" {
			head = head[:len(head)-len(article)]
		}
		if head = tidySet(head); head != "" && !belongs(head[strings.LastIndexByte(head, ' ')+1:]) {
			*body = head
			t.takeTime(Slugline{Relative: true, LightText: trim(strings.TrimLeft(s[len(head):], " -–—,"))})
		}
		return
	case "tard", "tot", "apres", "avant", "later", "earlier", "suivant", "suivante":
	default:
		return
	}
	at := len(s)
	for range 5 {
		if at = strings.LastIndexAny(s[:at], " \u00a0"); at <= 0 {
			return
		}
		words := trim(s[at:])
		w, _, _ := strings.Cut(fr.Fold(words), " ")
		if (isDigits(w) || wordOfNumber(w) || w == "quelques" || w == "plusieurs" || w == "la" || w == "le") && delay(fr.Fold(words)) {
			if head := tidySet(s[:at]); head != "" {
				*body = head
				t.takeTime(Slugline{Relative: true, LightText: words})
			}
			return
		}
	}
}

// weather tells folded words of the weather, which name no décor behind a light: JOUR - PLUIE, NUIT, NEIGE.
func weather(f string) bool {
	for _, w := range [...]string{"sous la ", "sous le ", "sous l'", "temps de ", "grosse ", "forte ", "grand ", "plein ", "fort "} {
		f = strings.TrimPrefix(f, w)
	}
	f, _, _ = strings.Cut(f, " ")
	switch f {
	case "pluie", "pluies", "neige", "brouillard", "brume", "orage", "orages", "vent", "tempete", "soleil", "grele", "canicule", "averse",
		"averses", "verglas", "bruine", "crachin", "pluvieux", "orageux", "brumeux", "ensoleille", "nuageux", "couvert", "rain", "snow",
		"fog", "storm", "wind", "sunny", "rainy", "gel", "givre", "blizzard", "hiver", "ete", "printemps", "automne", "noel":
		return true
	}
	return false
}

// noLight tells folded words that say of the light that there is none, or that it is not decided: NOIR, PÉNOMBRE, SANS EFFET, ?
func noLight(f string) bool {
	switch f {
	case "noir", "penombre", "obscurite", "sans effet", "neutre", "indifferent", "indetermine", "indeterminee", "a definir", "a preciser",
		"nc", "?", "??", "???", "tbd", "xxx", "effet indifferent", "jour/nuit indifferent":
		return true
	}
	return false
}

// aboutShooting tells folded words that say, behind a light, how a scene is shot and not where: DRONE, RALENTI, 1'30, 2e ÉQUIPE.
func aboutShooting(f string) bool {
	f = strings.TrimRight(f, ". ")
	w, _ := cutWord(f)
	switch w {
	case "suite":
		return f == w
	case "drone", "ralenti", "vfx", "pov", "subjectif", "subjective", "timelapse", "accelere", "playback", "multicam":
		return true
	}
	switch f {
	case "split screen", "noir et blanc", "n&b", "n & b", "plan sequence", "plan-sequence", "vue subjective", "camera subjective",
		"fond vert",
		"fond bleu", "second unit", "hors champ", "camera embarquee", "super 8", "vue aerienne", "plan aerien", "deuxieme equipe",
		"seconde equipe":
		return true
	}
	minutes, seconds, timed := strings.Cut(strings.Trim(f, "\"' "), "'")
	return timed && isDigits(minutes) && (seconds == "" || isDigits(seconds)) || strings.HasSuffix(f, "e equipe")
}

// plainTime gives the light of a word of the day.
func plainTime(f string) (Light, bool) {
	switch f {
	case "jour", "jours", "day", "daytime", "midi", "noon", "apres-midi", "apres midi", "afternoon", "journee", "day time",
		"midday", "de jour", "fin d'apres-midi", "fin d'apres midi", "late afternoon", "jour ensoleille", "plein jour",
		"jour gris", "jour j", "diurne", "effet jour", "effet de jour", "nuit effet jour":
		return Day, true
	case "nuit", "nuits", "night", "nighttime", "minuit", "midnight", "nuit americaine", "american night", "night time", "de nuit",
		"nuit noire", "late night", "pleine nuit", "effet nuit", "effet de nuit", "jour pour nuit", "day for night", "jour effet nuit",
		"jour pour la nuit", "pleine lune", "nocturne", "nuit us", "nuit am", "n.a", "n/a", "nuit tournee de jour", "nuit tournee jour":
		return Night, true
	case "soir", "soiree", "evening", "early evening", "late evening", "debut de soiree", "fin de soiree":
		return Evening, true
	case "matin", "matinee", "morning", "petit matin", "early morning", "late morning", "tot le matin", "fin de matinee",
		"lendemain matin", "next morning":
		return Morning, true
	case "aube", "aurore", "dawn", "petit jour", "lever du jour", "lever de soleil", "lever du soleil", "sunrise", "point du jour",
		"daybreak", "soleil levant", "first light", "jour naissant", "fin de nuit", "sunup", "pre dawn", "predawn":
		return Dawn, true
	case "crepuscule", "dusk", "soleil couchant", "coucher de soleil", "coucher du soleil", "sunset", "tombee de la nuit", "tombee du jour",
		"entre chien et loup", "magic hour", "heure magique", "golden hour", "nightfall", "twilight", "fin de jour",
		"fin du jour", "fin de journee", "jour tombant", "nuit tombante", "heure bleue", "heure doree", "sundown", "blue hour":
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

// isAge tells a period of years: ANNÉES 70, 1970S, ÉTÉ 1944, MARS 1979.
func isAge(f string) bool {
	if y, ok := strings.CutSuffix(f, "s"); ok && (isYear(y) || isYear(strings.TrimSuffix(y, "'"))) {
		return true
	}
	head, tail, ok := strings.Cut(f, " ")
	if !ok {
		return false
	}
	switch head {
	case "annees", "annee", "les":
		return isYear(tail) || len(tail) == 2 && isDigits(tail) || isAge(tail)
	case "printemps", "ete", "automne", "hiver", "noel", "spring", "summer", "autumn", "fall", "winter", "christmas", "en":
		return isYear(tail)
	}
	return isMonth(head) && isYear(tail)
}

// calendarDay tells a day of the calendar: 12 MARS, LUNDI 12 MARS 1979, 1ER MAI.
func calendarDay(f string) bool {
	if !holdsDigit(f) {
		return false
	}
	n, month := 0, false
	for w := range strings.FieldsSeq(f) {
		day := len(w) <= 2 && isDigits(w) || w == "1er"
		switch {
		case n == 0 && (isWeekday(w) || w == "le"):
		case day && !month:
			n++
		case n > 0 && !month && isMonth(w):
			month = true
		case month && isYear(w):
			return true
		default:
			return false
		}
	}
	return month
}

// isWeekday tells the folded name of a day of the week.
func isWeekday(f string) bool {
	switch f {
	case "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche", "monday", "tuesday", "wednesday", "thursday", "friday",
		"saturday", "sunday":
		return true
	}
	return false
}

// isMonth tells the folded name of a month.
func isMonth(f string) bool {
	switch f {
	case "janvier", "fevrier", "mars", "avril", "mai", "juin", "juillet", "aout", "septembre", "octobre", "novembre", "decembre", "january",
		"february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december":
		return true
	}
	return false
}
