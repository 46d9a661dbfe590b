package script

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/fr"
)

// ruleInline is the rule of the speeches read on the line of their name.
const ruleInline = "script/cue-on-the-line"

// inlineCue is a line of description that may hold a name and what it says: "PAUL (bas) : Je reste."
type inlineCue struct {
	element, scene int
	line           int    // in the element, from 0
	from, to       int    // bytes of the line in the text of the element
	said, end      int    // bytes of what is said, which may go on under the line
	cue            string // the words up to the sign, without emphasis
	key            string // the name, folded
	dash           bool   // the sign is a dash alone, or a tab
	unsigned       bool   // a bracket alone parts them: ANNA (off) Bonjour.
	small          bool   // the name has small letters: Anna
	loud           bool   // what is said is in capitals too
	reads          bool   // it is written as a speech is
	sure           bool
}

// InlineCues reads the speeches that stand on one line with the name of who speaks, in the description of a script whose reader knows
// nothing of them: "ANNA : Bonjour.", "PAUL (bas) : Non.", "ANNA. — Oui." A name in capitals that is a role, that speaks so twice or that
// answers one that does is a nom de personnage with its réplique; what only looks like one stays description. Both are told in Issues.
func (s *Script) InlineCues() {
	var rep moteur.Report
	s.inlineCues(&rep, true)
	s.Issues = append(s.Issues, rep.Issues...)
}

// inlineCues is InlineCues; without read, everything is only told.
func (s *Script) inlineCues(rep *moteur.Report, read bool) {
	all := s.maybeSpoken()
	if len(all) == 0 {
		return
	}
	if read {
		decideSpoken(all, s.speakers())
	}
	told := map[string]bool{}
	var names []string
	sure, first := 0, 0
	for i := range all {
		c := &all[i]
		e := &s.Elements[c.element]
		at := s.lineAt(e, c.line)
		switch {
		case c.sure:
			if sure++; first == 0 {
				first = at
			}
			if !told["sure "+c.key] {
				told["sure "+c.key] = true
				names = append(names, CueOf(c.cue, 0).Name)
			}
		case !told[c.key] && c.worthTelling():
			told[c.key] = true // once a name: a theatre layout has hundreds of such lines
			rep.Warnf(s.Place(at), ruleAlmostCue, "«\u00a0%s\u00a0» ressemble à une réplique avec son nom sur la même ligne : lu comme "+
				"action, comme ses semblables (mettre le nom au-dessus).", fr.Shorten(trim(Plain(e.Text[c.from:c.to])), 60))
		}
	}
	if sure == 0 {
		return
	}
	rep.Notef(s.Place(first), ruleInline, "%s sur la même ligne (%s).",
		fr.Plural(sure, "réplique lue avec son nom", "répliques lues avec leur nom"), fr.Shorten(strings.Join(names, ", "), 120))
	s.splitSpoken(all)
}

// lineAt is the Element.Line of a line of an element, from 0; a format of paragraphs has one for all of them.
func (s *Script) lineAt(e *Element, n int) int {
	if s.Format == "fountain" || s.Format == "pdf" {
		return e.Line + n
	}
	return e.Line
}

// maybeSpoken finds the lines of description that may hold a name and what it says. Scene is the number of headings before.
func (s *Script) maybeSpoken() []inlineCue {
	var out []inlineCue
	scene, headed := 0, slices.ContainsFunc(s.Elements, func(e Element) bool { return e.Kind == Heading })
	for i := range s.Elements {
		e := &s.Elements[i]
		if e.Kind == Heading {
			scene++
		}
		if e.Kind != Action || e.Forced || e.Type == typeCharacter || headed && scene == 0 {
			continue
		}
		for from, line := 0, 0; from < len(e.Text); line++ {
			to := len(e.Text)
			if n := strings.IndexByte(e.Text[from:], '\n'); n >= 0 {
				to = from + n
			}
			if c, ok := spokenLine(e.Text[from:to]); ok {
				c.element, c.scene, c.line, c.from, c.to, c.said = i, scene, line, from, to, c.said+from
				c.end = goesOn(e.Text, to)
				c.reads = reads(trim(Plain(e.Text[c.said:c.end])))
				out = append(out, c)
			}
			from = to + 1
		}
	}
	return out
}

// spokenLine reads a line as a name, a sign and a speech.
func spokenLine(l string) (inlineCue, bool) {
	start := len(l) - len(strings.TrimLeft(l, " \t*_"))
	bare := l[start:]
	if bare == "" || bare[0] < 'A' || bare[0] > 'Z' && bare[0] < utf8.RuneSelf && (bare[0] < 'a' || bare[1:] == "" || bare[1] != '\'') {
		if bare == "" || bare[0] < '0' || bare[0] > '9' { // 1er POLICIER
			return inlineCue{}, false
		}
	}
	sign, end, dash := spokenSign(bare)
	unsigned := sign > 1 && bare[sign] == ')'
	if sign < 2 || unsigned && AgeOf(bare[strings.IndexByte(bare, '(')+1:sign]) > 0 {
		return inlineCue{}, false
	}
	marks := trim(l[:start])
	if after, ok := strings.CutPrefix(bare[end:], marks); ok && marks != "" && !strings.Contains(bare[:sign], marks) { // **ANNA :** Oui.
		end = len(bare) - len(after)
	}
	said := end + len(bare[end:]) - len(strings.TrimLeft(bare[end:], " \t\u00a0\u202f"))
	speech := trim(bare[said:])
	c := inlineCue{said: start + said, dash: dash, unsigned: unsigned, cue: trim(strings.Trim(Plain(l[:start]+bare[:end]), "*_ "))}
	if speech == "" || strings.IndexByte("@!~=", speech[0]) >= 0 || startsWithAge(speech) {
		return inlineCue{}, false
	}
	name, _, _ := cutCue(c.cue)
	if !namesRole(name) {
		return inlineCue{}, false
	}
	c.key, c.loud = fr.Fold(name), inCapitals(speech)
	c.small = !inCapitals(name) && !mixedCue(name)
	return c, !titleCard(bare) && !(c.small && unsigned)
}

// startsWithAge tells the words of a list of roles: "ANNA : 8 ans, sa fille."
func startsWithAge(s string) bool {
	comma, _, _ := strings.Cut(s, ",")
	dot, _, _ := strings.Cut(s, ".")
	return AgeOf(comma) > 0 || AgeOf(dot) > 0
}

// spokenSign finds the sign that parts a name from what it says: a colon, a dot with a dash, a dash between blanks, a tab, or a bracket
// that a capital follows. It gives the bytes before and after it; -1 when there is none near the start of the line.
func spokenSign(s string) (at, end int, dash bool) {
	depth := 0
	for i := 0; i < len(s) && i <= maxLostCue; i++ {
		switch c := s[i]; {
		case c == '(' || c == '[':
			depth++
		case c == ')' || c == ']':
			depth--
			if depth == 0 && c == ')' && i+2 < len(s) && s[i+1] == ' ' && unicode.IsUpper(firstRune(s[i+2:])) && inCapitals(s[:i]) {
				return i, i + 1, false
			}
		case depth > 0:
		case c == '\t':
			return i, i + 1, true
		case c == ':':
			if i+1 < len(s) && (s[i+1] == '/' || isDigits(s[i+1:i+2]) && isDigits(s[max(i-1, 0):i])) {
				return -1, 0, false
			}
			return i, i + 1, false
		case c == '-' || c == 0xE2:
			n := 1
			if c == 0xE2 {
				if r, w := utf8.DecodeRuneInString(s[i:]); r == '–' || r == '—' || r == '―' {
					n = w
				} else {
					continue
				}
			}
			after := i+n < len(s) && (s[i+n] == ' ' || s[i+n] == 0xC2 || n > 1 && s[i+n] != ' ')
			if i > 0 && (s[i-1] == ' ' || s[i-1] == 0xA0) && after {
				dot := strings.HasSuffix(strings.TrimRight(s[:i], " \u00a0\u202f"), ".")
				return i, i + n, !dot
			}
		}
	}
	return -1, 0, false
}

// namesRole tells whether the words before the sign can name who speaks.
func namesRole(name string) bool {
	if n := utf8.RuneCountInString(name); n < 2 || n > 40 || len(strings.Fields(name)) > 4 ||
		!strings.ContainsFunc(name, unicode.IsLetter) {
		return false
	}
	if strings.ContainsAny(name, "«»“”\";!?…=%€@<>|") || technicalWords(name) || printedWords(name) || storyStart(name) ||
		titleCard(name) {
		return false
	}
	if inCapitals(name) || mixedCue(name) {
		return isCue(name, true, true)
	}
	return len(strings.Fields(name)) <= 3 && namesSpeaker(name, nil) && !article(strings.Fields(name)[0])
}

// worthTelling keeps the warnings for what is written as a speech is; a name in small letters opens many a sentence.
func (c *inlineCue) worthTelling() bool {
	return c.reads || (c.loud || !c.small) && !c.dash && !c.unsigned
}

// decideSpoken decides which lines are speeches: known are the folded names that speak elsewhere. A name in capitals with a colon that
// speaks twice is sure; one with a dash or in small letters wants another that does the same, as a conversation has. Where names stand
// above their words elsewhere, what comes twice on the line may be a label (AMBIANCE :): one of those names must speak so too.
func decideSpoken(all []inlineCue, known map[string]bool) {
	type manner struct {
		key         string
		dash, small bool
	}
	times := map[manner]int{} // of the lines that are written as a speech is
	labels := len(known) > 0
	for i := range all {
		if c := &all[i]; c.reads {
			times[manner{c.key, c.dash, c.small}]++
			labels = labels && !known[c.key]
		}
	}
	partners := map[manner]int{} // the names that speak twice in that manner
	for m, n := range times {
		if n > 1 {
			partners[manner{"", m.dash, m.small}]++
		}
	}
	chat := !labels && chats(all) // without marks of sentences
	talks := map[int]bool{}       // the scenes where somebody surely speaks so
	for i := range all {
		c := &all[i]
		m := manner{c.key, c.dash, c.small}
		plain := !c.dash && !c.small
		speaks := known[c.key] || tells(c.key)
		if c.dash && c.small || c.unsigned { // Paul - Le fils de Marie.
			continue
		}
		twice := times[m] > 1 && !labels && (plain || partners[manner{"", c.dash, c.small}] > 1)
		if c.sure = (speaks || twice) && (c.reads || plain && !c.loud) || plain && chat; c.sure {
			talks[c.scene] = true
			known[c.key] = true
		}
	}
	for i := range all {
		if c := &all[i]; c.reads && !c.sure && !(c.dash && c.small) && !c.unsigned {
			c.sure = known[c.key] || talks[c.scene] && !c.dash && !c.small
		}
	}
}

// chats tells whether the lines with a colon are a conversation, however they are written: two names at least, one of which comes back
// after another.
func chats(all []inlineCue) bool {
	last, seen := "", map[string]bool{}
	for i := range all {
		c := &all[i]
		if c.dash || c.small || c.unsigned || c.loud {
			continue
		}
		if seen[c.key] && last != c.key {
			return true
		}
		last, seen[c.key] = c.key, true
	}
	return false
}

// tells tells the folded names of a voice without a face, which needs no other line to be sure of.
func tells(key string) bool {
	switch w, rest, _ := strings.Cut(key, " "); w {
	case "voix", "narrateur", "narratrice", "narrator", "voice":
		return rest == "" || rest == "off" || rest == "over"
	}
	return false
}

// splitSpoken cuts the descriptions at the lines that are speeches: a cue, its parenthetical, its dialogue.
func (s *Script) splitSpoken(all []inlineCue) {
	sure := map[int][]inlineCue{}
	for _, c := range all {
		if c.sure {
			sure[c.element] = append(sure[c.element], c)
		}
	}
	out := make([]Element, 0, len(s.Elements)+3*len(all))
	first, last := make([]int, len(s.Elements)), make([]int, len(s.Elements))
	for i := range s.Elements {
		first[i] = len(out)
		if cues := sure[i]; cues != nil {
			cutter := spokenCutter{s: s, e: &s.Elements[i]}
			cutter.cut(cues)
			out = append(out, cutter.out...)
		} else {
			out = append(out, s.Elements[i])
		}
		last[i] = len(out) - 1
	}
	for i := range s.Raw {
		switch r := &s.Raw[i]; {
		case r.Element < 0 || r.Element >= len(first):
		case r.After:
			r.Element = last[r.Element]
		default:
			r.Element = first[r.Element]
		}
	}
	s.Elements = out
}

// spokenCutter cuts one description.
type spokenCutter struct {
	s   *Script
	e   *Element
	out []Element
}

// cut makes the elements of a description that holds speeches.
func (k *spokenCutter) cut(cues []inlineCue) {
	text, at := k.e.Text, 0
	for _, c := range cues {
		k.action(at, c.from)
		k.piece(Cue, c.from, c.said)
		cue := &k.out[len(k.out)-1]
		cue.Text = c.cue
		cue.Name, cue.Extension, _ = cutCue(c.cue)
		from := c.said
		if inner := text[from:c.to]; inner[0] == '(' {
			if i := strings.IndexByte(inner, ')'); i > 0 && trim(inner[i+1:]) != "" {
				k.piece(Parenthetical, from, from+i+1)
				from += i + 1
			}
		}
		k.dialogue(from, c.end)
		at = c.end
	}
	k.action(at, len(text))
	for i := range k.out {
		if k.out[i].Kind == Action {
			k.out[i].Type = k.e.Type
		}
	}
	k.out[0].Attributes = k.e.Attributes
}

// goesOn gives the end of a speech whose first line ends at byte to: the lines under it belong to it while its sentence does not end.
func goesOn(text string, to int) int {
	for to < len(text) {
		next := len(text)
		if i := strings.IndexByte(text[to+1:], '\n'); i >= 0 {
			next = to + 1 + i
		}
		line := text[to+1 : next]
		_, another := spokenLine(line)
		ended := strings.ContainsRune(".!?…»”\")", lastRune(strings.TrimRight(text[:to], " *_\u00a0\u202f")))
		if another || ended || blank(line) || breaksDialogue(trim(line)) {
			break
		}
		to = next
	}
	return to
}

// dialogue adds what is said, from the bytes from to to: a line that brackets hold whole is a parenthetical.
func (k *spokenCutter) dialogue(from, to int) {
	start := from
	for at := from; at < to; {
		end := to
		if i := strings.IndexByte(k.e.Text[at:to], '\n'); i >= 0 {
			end = at + i
		}
		if line := trim(k.e.Text[at:end]); strings.HasPrefix(line, "(") && strings.HasSuffix(line, ")") {
			if start < at {
				k.piece(Dialogue, start, at-1)
			}
			k.piece(Parenthetical, at, end)
			start = end + 1
		}
		at = end + 1
	}
	if start < to {
		k.piece(Dialogue, start, to)
	}
}

// action keeps the lines that are no speech.
func (k *spokenCutter) action(from, to int) {
	for from < to && k.e.Text[from] == '\n' {
		from++
	}
	for from < to && k.e.Text[to-1] == '\n' {
		to--
	}
	if trim(k.e.Text[from:to]) != "" {
		k.piece(Action, from, to)
	}
}

// piece adds an element made of the bytes from to to of the description, with the marks and stretches that stand in them.
func (k *spokenCutter) piece(kind Kind, from, to int) {
	text := k.e.Text
	if kind != Action {
		for from < to && (text[from] == ' ' || text[from] == '\n') {
			from++
		}
	}
	p := Element{Kind: kind, Text: text[from:to], Line: k.s.lineAt(k.e, strings.Count(text[:from], "\n"))}
	if kind != Action {
		p.Text = trim(p.Text)
	}
	for _, m := range k.e.Marks {
		if len(k.out) > 0 && m.At < from || m.At > to || m.At == to && to < len(text) {
			continue
		}
		m.At = max(min(m.At-from, len(p.Text)), 0)
		p.Marks = append(p.Marks, m)
	}
	if len(k.e.Stretches) > 0 {
		start := len(Plain(text[:from]))
		end := start + len(Plain(text[from:to]))
		for _, m := range k.e.Stretches {
			a, b := max(m.From, start), min(m.To, end)
			if a >= b {
				continue
			}
			m.Text = m.Text[min(a-m.From, len(m.Text)):min(b-m.From, len(m.Text))]
			m.From, m.To = a-start, b-start
			p.Stretches = append(p.Stretches, m)
		}
	}
	k.out = append(k.out, p)
}

// technicalWords tells the words that open a line with a sign and are no name: SON :, MUSIQUE :, GROS PLAN SUR ANNA :, NOTE :, MONTAGE :.
func technicalWords(name string) bool {
	for w := range strings.FieldsFuncSeq(name, func(r rune) bool { return !unicode.IsLetter(r) }) {
		switch fr.Fold(w) {
		case "son", "sons", "bruit", "bruits", "musique", "plan", "plans", "note", "notes", "nb", "attention", "voir",
			"sequence", "seq", "scene", "decor", "decors", "effet", "effets", "sound", "music", "sfx", "vfx", "fx",
			"series", "angle", "pov", "fondu", "coupe", "cut", "retour", "raccord", "duree", "lieu", "lieux", "date",
			"heure", "ellipse", "acte", "chapitre", "episode", "partie", "zoom", "travelling", "panoramique", "camera",
			"contrechamp", "champ", "image", "images", "video", "audio", "vue", "suite", "personnages", "personnage",
			"costumes", "costume", "accessoires", "accessoire", "maquillage", "lumiere", "resume", "synopsis", "pitch",
			"version", "ambiance", "ambiances", "transition", "detail", "details", "affichage", "titre", "genre", "format",
			"langue", "ratio", "palette", "auteur", "contact", "tel", "email", "mail", "remarque", "ps", "exemple",
			"resultat", "conclusion", "objectif", "soudain", "puis", "enfin", "alors", "bref", "dehors", "dedans",
			"ailleurs", "ensuite", "silence", "noir", "rien", "post-scriptum", "nota", "banderole", "panneau", "affiche",
			"enseigne", "pancarte", "plaque", "etiquette", "inscription":
			return true
		}
	}
	return kindOf(name) != ""
}
