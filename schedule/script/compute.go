package script

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/moteur-film/moteur"
)

// The rules of the issues of a breakdown.
const (
	ruleNoScene     = "script/no-scene"
	ruleNumberTwice = "script/number-twice"
	ruleNoNumber    = "script/number-invented"
	ruleNoLight     = "script/light-unknown"
	ruleLightGuess  = "script/light-guessed"
	ruleTwoLights   = "script/two-lights"
	ruleNoPlace     = "script/place-unknown"
	ruleBefore      = "script/text-before-first-scene"
	ruleAlias       = "script/alias"
)

// BreakDown makes the dépouillement of a screenplay. Nothing of the script is changed; what a rule or the lexicon found is
// proposed with its words and line, for a person to keep or reject. Eighths and screen time are estimates by pagination
// unless the file gives the length.
func BreakDown(s Script, set Settings) Breakdown {
	d := newBreaker(&s, set)
	d.roles()
	d.scenes()
	d.finish()
	return d.out
}

// breaker holds what BreakDown builds.
type breaker struct {
	s     *Script
	set   Settings
	m     *matcher
	out   Breakdown
	rep   moteur.Report
	index map[string]int32 // cue name as written → role
	keys  map[string]int32 // folded name → role
	// roleTable finds roles by their first word in the description.
	roleTable hashTable
	roleTerms []roleTerm
	words     []word
	seen      []seenRole // by role: what the current scene knows of it
	stamp     int32
	seen2     []int32 // role of each presence of the scene
	slots     []seenRole
	// roleScenes counts the scenes of each role.
	roleScenes  []int32
	section     []string
	sectionPath string
	perPage     int
	perSecond   int
	rule        string
	// What the current scene has so far, and the blocks that finished scenes are cut from.
	presences     []Presence
	needs         []Need
	extras        []Extra
	flags         []Flag
	presenceArena []Presence
	needArena     []Need
	extraArena    []Extra
	flagArena     []Flag
}

type roleTerm struct {
	words  []uint64
	role   int32
	common bool
	next   int32
}

// seenRole is the place of a role, or of a term of the lexicon, in what the scene of that stamp holds.
type seenRole struct {
	stamp int32
	at    int32
}

func newBreaker(s *Script, set Settings) *breaker {
	d := &breaker{s: s, set: set, index: map[string]int32{}, keys: map[string]int32{}, perPage: set.LinesPerPage, perSecond: set.SecondsPerPage}
	if d.perPage <= 0 {
		d.perPage = pageLines
	}
	if d.perSecond <= 0 {
		d.perSecond = pageSeconds
	}
	d.rule = RulePage
	if d.perPage != pageLines || d.perSecond != pageSeconds {
		d.rule = fmt.Sprintf("1 page de %d lignes = %d s", d.perPage, d.perSecond)
	}
	language := set.Language
	if language == "" {
		language = "en"
		if s.French || proseFrench(s) {
			language = "fr"
		}
	}
	switch {
	case set.Lexicon != nil:
		d.m = compile(*set.Lexicon)
	case language == "fr":
		d.m = compiledFr()
	default:
		d.m = compiledEn()
	}
	d.slots = make([]seenRole, d.m.slots)
	n := 0
	for i := range s.Elements {
		if s.Elements[i].Kind == Heading {
			n++
		}
	}
	d.out = Breakdown{Title: s.Title(), Source: s.Format, Language: language, Scenes: make([]Scene, 0, n), Roles: []Role{}, Issues: []moteur.Issue{}}
	return d
}

// proseFrench looks at the first words of description and dialogue.
func proseFrench(s *Script) bool {
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

func (d *breaker) place(line int) string { return place(d.s.name, line) }

// roles lists who speaks, in order of first cue, with the merges the caller decided.
func (d *breaker) roles() {
	for i := range d.s.Elements {
		switch e := &d.s.Elements[i]; e.Kind {
		case Cue:
			d.role(e.Name, e.Line)
		case Heading:
			if e.Scene != nil {
				for _, name := range e.Scene.Arc {
					d.role(name, e.Line)
				}
			}
		case Action:
			d.introduced(e)
		}
	}
	d.compileRoles()
}

// role finds or makes the role of a name.
func (d *breaker) role(name string, line int) int32 {
	if k, ok := d.index[name]; ok {
		return k
	}
	key := roleKey(Plain(name))
	k, ok := d.keys[key]
	if !ok {
		if to, merged := d.alias(name, key); merged {
			k = d.role(to, line)
			r := &d.out.Roles[k]
			if roleKey(to) != key {
				r.Aliases = append(r.Aliases, cleanName(name))
			}
		} else {
			k = int32(len(d.out.Roles))
			id := cleanName(name)
			d.out.Roles = append(d.out.Roles, Role{ID: id, Name: id, Number: int(k) + 1, Line: line})
		}
		d.keys[key] = k
	}
	d.index[name] = k
	return k
}

// alias tells which role a name was merged into. A chain of merges is followed a few steps only.
func (d *breaker) alias(name, key string) (string, bool) {
	if len(d.set.Aliases) == 0 {
		return "", false
	}
	to, ok := d.set.Aliases[name]
	if !ok {
		for a, t := range d.set.Aliases {
			if roleKey(a) == key {
				to, ok = t, true
			}
		}
	}
	return to, ok && roleKey(to) != key && !d.loops(to, key)
}

// loops tells whether the merges starting at a name come back to a key.
func (d *breaker) loops(name, key string) bool {
	for range 8 {
		k := roleKey(name)
		if k == key {
			return true
		}
		next, ok := "", false
		for a, t := range d.set.Aliases {
			if roleKey(a) == k {
				next, ok = t, true
			}
		}
		if !ok {
			return false
		}
		name = next
	}
	return true
}

// cleanName is the name of a role without emphasis, on one line, white space squeezed.
func cleanName(s string) string {
	s = Plain(s)
	if !strings.ContainsAny(s, "\t\n\u00a0") && !strings.Contains(s, "  ") {
		return trim(s)
	}
	return strings.Join(strings.Fields(s), " ")
}

// compileRoles makes the table that finds role names in the description.
func (d *breaker) compileRoles() {
	add := func(name string, k int32) {
		ws := hashWords(name)
		if len(ws) == 0 || len(ws) > maxTermWords {
			return
		}
		d.roleTerms = append(d.roleTerms, roleTerm{words: ws, role: k, common: d.m.common[fold(name)]})
	}
	for k := range d.out.Roles {
		r := &d.out.Roles[k]
		add(r.Name, int32(k))
		for _, a := range r.Aliases {
			add(a, int32(k))
		}
	}
	slices.SortStableFunc(d.roleTerms, func(a, b roleTerm) int { return len(b.words) - len(a.words) })
	d.roleTable = newHashTable(len(d.roleTerms))
	for i := len(d.roleTerms) - 1; i >= 0; i-- {
		slot := d.roleTable.put(d.roleTerms[i].words[0])
		d.roleTerms[i].next = d.roleTable.vals[slot] - 1
		d.roleTable.vals[slot] = int32(i) + 1
	}
	d.seen = make([]seenRole, len(d.out.Roles))
	d.roleScenes = make([]int32, len(d.out.Roles))
}

// scenes walks the elements and fills one scene after the other. A section inside a scene only names the part of the
// scenes that follow.
func (d *breaker) scenes() {
	open, start, early, earlyLine := false, 0, 0, 0
	for i := range d.s.Elements {
		e := &d.s.Elements[i]
		switch e.Kind {
		case Heading:
			if open {
				d.fill(start, i)
			}
			d.open(e)
			open, start = true, i
		case Section:
			d.enter(e)
		case Note, Boneyard, PageBreak, Synopsis, Transition:
		default:
			if !open {
				early++
				if earlyLine == 0 {
					earlyLine = e.Line
				}
			}
		}
	}
	if open {
		d.fill(start, len(d.s.Elements))
	}
	if early > 0 {
		d.rep.Notef(d.place(earlyLine), ruleBefore, "%d élément(s) de texte avant le premier intitulé ne sont dans aucune séquence.", early)
	}
}

// enter keeps the path of sections: a section of level n closes those of level n and deeper.
func (d *breaker) enter(e *Element) {
	level := min(max(e.Level, 1), 6)
	for len(d.section) < level-1 {
		d.section = append(d.section, "")
	}
	d.section = append(d.section[:level-1], Plain(clip(e.Text, 120)))
	d.sectionPath = ""
	for _, p := range d.section {
		if p != "" {
			if d.sectionPath != "" {
				d.sectionPath += " / "
			}
			d.sectionPath += p
		}
	}
}

// open starts a scene from its heading.
func (d *breaker) open(e *Element) {
	text := Plain(e.Text)
	var h Slugline
	if e.Number == "" {
		h = ParseHeading(text) // a number may stand in front, in a file read without French mode
	} else {
		h.split(text)
	}
	sc := Scene{
		Number: e.Number, Heading: text, Place: h.Place, Set: h.Set, Location: h.Location, Light: h.Light, MoreLights: h.More, LightText: h.LightText,
		Story: h.Story, Line: e.Line, Section: d.sectionPath,
	}
	switch {
	case h.Loose:
		sc.LightFrom = Guessed
	case h.Light != "":
		sc.LightFrom = Written
	case h.Relative:
		if n := len(d.out.Scenes); n > 0 && d.out.Scenes[n-1].Light != "" {
			sc.Light, sc.LightFrom = d.out.Scenes[n-1].Light, Inherited
		}
	}
	if e.Scene != nil {
		sc.Page = e.Scene.Page
		if e.Scene.Eighths > 0 {
			sc.Eighths, sc.EighthsFrom = e.Scene.Eighths, Written
		}
		if s := trim(e.Scene.Summary); s != "" {
			sc.Summary, sc.SummaryFrom = s, Written
		} else if s := trim(e.Scene.Title); s != "" {
			sc.Summary, sc.SummaryFrom = s, Written
		}
	}
	d.out.Scenes = append(d.out.Scenes, sc)
}

// fill reads the elements of the last scene opened: from its heading up to the next one.
func (d *breaker) fill(from, to int) {
	sc := &d.out.Scenes[len(d.out.Scenes)-1]
	d.stamp++
	d.presences, d.needs, d.extras, d.flags = d.presences[:0], d.needs[:0], d.extras[:0], d.flags[:0]
	speaker := -1 // place among the presences of who speaks
	lines, left, block := 0, 0, 0
	digest := uint64(fnvOffset)
	var side Side
	for i := from; i < to; i++ {
		e := &d.s.Elements[i]
		n := layout(e)
		if n > 0 {
			digest = digestOf(digest, e.Text)
		}
		switch e.Kind {
		case Heading:
			d.scan(sc, e)
			if e.Scene != nil {
				for _, name := range e.Scene.Arc {
					d.present(d.role(name, e.Line), Silent, name, e.Line)
				}
			}
		case Cue:
			if side == Left && e.Dual == Right {
				left = block
			}
			side, block = e.Dual, 0
			speaker = d.cue(e)
		case Dialogue, Parenthetical:
			if e.Kind == Dialogue {
				w := countFields(e.Text)
				sc.DialogueWords += w
				if speaker >= 0 {
					p := &d.presences[speaker]
					p.Words += w
					d.out.Roles[d.seen2[speaker]].Words += w
				}
			}
		case Action, Shot, Centred:
			d.scan(sc, e)
			sc.ActionWords += len(d.words)
			if sc.Summary == "" {
				sc.Summary, sc.SummaryFrom = firstSentence(e.Text), Estimated
			}
			side = ""
		case Lyrics:
			if !d.set.NoProposals && trim(e.Text) != "" {
				d.need(-1, Music, "paroles chantées", clip(e.Text, 60), e.Line)
				d.flag(FlagProtected, clip(e.Text, 60), e.Line)
			}
		case Synopsis:
			if sc.SummaryFrom != Written {
				sc.Summary, sc.SummaryFrom = Plain(e.Text), Written
			}
		}
		lines += n
		block += n
		if left > 0 && side == Right && (i+1 == to || d.s.Elements[i+1].Kind != Dialogue && d.s.Elements[i+1].Kind != Parenthetical && d.s.Elements[i+1].Kind != Lyrics) {
			lines -= min(left, block) // two voices side by side take the room of the longer
			left = 0
		}
	}
	sc.Lines = lines
	sc.Digest = strconv.FormatUint(digest, 16)
	if sc.EighthsFrom == "" {
		sc.Eighths, sc.EighthsFrom = max(1, eighthsOf(lines, d.perPage)), Estimated
	}
	sc.Seconds, sc.SecondsRule = max(1, secondsOf(lines, d.perPage, d.perSecond)), d.rule
	d.close(sc)
}

// digestOf mixes a text into a digest, eight bytes at a time.
func digestOf(h uint64, s string) uint64 {
	for len(s) >= 8 {
		h = (h ^ (uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 | uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56)) * fnvPrime
		h ^= h >> 32
		s = s[8:]
	}
	for i := 0; i < len(s); i++ {
		h = (h ^ uint64(s[i])) * fnvPrime
	}
	return (h ^ 0xff) * fnvPrime
}

// close copies what was gathered into the scene, and adds what follows from it.
func (d *breaker) close(sc *Scene) {
	sc.Roles = make([]string, 0, len(d.presences))
	for k := range d.presences {
		p := &d.presences[k]
		sc.Roles = append(sc.Roles, p.Role)
		r := &d.out.Roles[d.seen2[k]]
		if p.Cues > 0 {
			r.Speaking = true
			r.Cues += p.Cues
		}
		d.roleScenes[d.seen2[k]]++
		if r.Age > 0 && r.Age < adultAge && !d.set.NoProposals {
			d.need(-1, Minors, r.Name, p.Text, p.Line)
			d.flag(FlagChildren, p.Text, p.Line)
		}
	}
	if sc.Place != Interior && sc.Place != "" && sc.Light == Night && !d.set.NoProposals {
		d.flag(FlagNightExt, sc.Heading, sc.Line)
	}
	sc.Presences = cloneTail(&d.presenceArena, d.presences)
	sc.Elements = cloneTail(&d.needArena, d.needs)
	sc.Extras = cloneTail(&d.extraArena, d.extras)
	sc.Flags = cloneTail(&d.flagArena, d.flags)
}

// adultAge is the age from which a role is not flagged as a minor.
const adultAge = 18

// cloneTail copies items into room taken from a larger block, so that thousands of scenes cost few allocations.
func cloneTail[T any](arena *[]T, items []T) []T {
	n := len(items)
	if n == 0 {
		return nil
	}
	if cap(*arena)-len(*arena) < n {
		*arena = make([]T, 0, max(256, 2*n))
	}
	at := len(*arena)
	*arena = append(*arena, items...)
	return (*arena)[at : at+n : at+n]
}

// present notes a role in the current scene and returns its place among the presences.
func (d *breaker) present(k int32, mode Mode, text string, line int) int {
	for int(k) >= len(d.seen) {
		d.seen = append(d.seen, seenRole{})
		d.roleScenes = append(d.roleScenes, 0)
	}
	if s := d.seen[k]; s.stamp == d.stamp {
		return int(s.at)
	}
	at := len(d.presences)
	d.seen[k] = seenRole{stamp: d.stamp, at: int32(at)}
	if at < len(d.seen2) {
		d.seen2[at] = k
	} else {
		d.seen2 = append(d.seen2, k)
	}
	state := State("")
	if mode == Silent {
		state = Proposed
	}
	d.presences = append(d.presences, Presence{Role: d.out.Roles[k].ID, Mode: mode, Text: text, Line: line, State: state})
	return at
}

// cue notes who speaks.
func (d *breaker) cue(e *Element) int {
	k := d.role(e.Name, e.Line)
	voice := voiceOf(e.Extension, d.s.French)
	if voice == "" && (strings.HasPrefix(e.Name, "VOIX OFF") || strings.HasPrefix(e.Name, "VOICE OVER")) {
		voice = OffVoice // a voice that has no other name
	}
	mode := Speaking
	if voice == OffVoice {
		mode = Off
	}
	at := d.present(k, mode, e.Text, e.Line)
	p := &d.presences[at]
	p.Cues++
	p.State = ""
	switch {
	case voice == OffVoice:
		p.Off = true
		if p.Mode == Silent && p.Cues == 1 && p.Text != e.Text {
			p.State = Proposed // seen in the description, heard off
		}
	case voice == PhoneVoice:
		p.Phone = true
		p.Mode = Speaking
	default:
		p.Mode = Speaking
	}
	return at
}

// scan reads the description: names of roles, and the words of the lexicon.
func (d *breaker) scan(sc *Scene, e *Element) {
	d.words = scanWords(e.Text, d.words)
	ws := d.words
	heading := e.Kind == Heading
	lines := lineIn(e)
	for i := 0; i < len(ws); {
		w := &ws[i]
		if w.capital && !heading && d.roleTable.mask != 0 {
			if k, n := d.matchRole(e.Text, ws, i); n > 0 {
				at := d.present(k, Silent, e.Text[w.from:ws[i+n-1].to], lines.of(int(w.from)))
				if p := &d.presences[at]; p.Mode == Off {
					p.Mode = Silent
				}
				i += n
				continue
			}
		}
		if d.set.NoProposals {
			i++
			continue
		}
		at, n := d.m.match(ws, i)
		if n == 0 {
			i++
			continue
		}
		d.propose(e, ws, i, n, &d.m.terms[at], &lines)
		i += n
	}
}

// matchRole finds the longest role name at word i. A common noun counts only in capitals.
func (d *breaker) matchRole(text string, ws []word, i int) (role int32, n int) {
	k := d.roleTable.get(ws[i].hash)
	if k == 0 {
		return 0, 0
	}
	for j := k - 1; j >= 0; j = d.roleTerms[j].next {
		t := &d.roleTerms[j]
		if len(t.words) > len(ws)-i || t.common && !ws[i].upper {
			continue
		}
		ok := true
		for x := 1; x < len(t.words) && ok; x++ {
			ok = t.words[x] == ws[i+x].hash
		}
		if ok && (len(t.words) > 1 || ws[i].to-ws[i].from > 1) {
			return t.role, len(t.words)
		}
	}
	return 0, 0
}

// liner gives the line of the original text of offsets in an element, asked for in order.
type liner struct {
	e        *Element
	at, line int
}

func lineIn(e *Element) liner { return liner{e: e, line: e.Line} }

func (l *liner) of(offset int) int {
	l.line += strings.Count(l.e.Text[l.at:offset], "\n")
	l.at = offset
	return l.line
}

// propose turns a matched term into an element, a group of extras and flags.
func (d *breaker) propose(e *Element, ws []word, i, n int, t *term, lines *liner) {
	g := t.group
	if g.Category == "" && len(g.Flags) == 0 {
		return
	}
	text := e.Text[ws[i].from:ws[i+n-1].to]
	line := lines.of(int(ws[i].from))
	switch g.Category {
	case "":
	case Extras:
		if _, isRole := d.keys[fold(text)]; isRole {
			break
		}
		d.extra(t.slot, text, t.name, d.countBefore(e.Text, ws, i), line)
	default:
		d.need(t.slot, g.Category, t.name, text, line)
	}
	for _, f := range g.Flags {
		d.flag(f, text, line)
	}
}

// need notes an element; slot numbers what the lexicon proposes, so that each is noted once a scene; -1 always adds.
func (d *breaker) need(slot int32, c Category, name, text string, line int) {
	if at, ok := d.once(slot, len(d.needs)); ok {
		d.needs[at].Count++
		return
	}
	d.needs = append(d.needs, Need{Category: c, Name: name, Text: text, Line: line, Count: 1, State: Proposed})
}

func (d *breaker) extra(slot int32, text, name string, count, line int) {
	if at, ok := d.once(slot, len(d.extras)); ok {
		d.extras[at].Count = max(d.extras[at].Count, count)
		return
	}
	d.extras = append(d.extras, Extra{Kind: name, Count: count, Text: text, Line: line, State: Proposed})
}

// once tells where a slot was noted in the current scene; when it was not, it notes it at the given place.
func (d *breaker) once(slot int32, at int) (int32, bool) {
	if slot < 0 {
		return 0, false
	}
	if s := d.slots[slot]; s.stamp == d.stamp {
		return s.at, true
	}
	d.slots[slot] = seenRole{stamp: d.stamp, at: int32(at)}
	return 0, false
}

// flag notes a signal once a scene; protected works are noted one by one.
func (d *breaker) flag(k FlagKind, text string, line int) {
	if len(d.flags) > maxFlags {
		return
	}
	for i := range d.flags {
		if d.flags[i].Kind == k && (k != FlagProtected || strings.EqualFold(d.flags[i].Text, text)) {
			return
		}
	}
	d.flags = append(d.flags, Flag{Kind: k, Text: text, Line: line, State: Proposed})
}

const maxFlags = 200 // signals noted for one scene

// countBefore reads the number of people before a word: "trois clients", "une dizaine de clients", "20 figurants".
func (d *breaker) countBefore(text string, ws []word, i int) int {
	for back := 1; back <= 3 && i-back >= 0; back++ {
		w := ws[i-back]
		if strings.ContainsAny(text[w.to:ws[i-back+1].from], ".,;:!?()") {
			return 0
		}
		if w.digit {
			n, err := strconv.Atoi(text[w.from:w.to])
			if err != nil || n > 100000 {
				return 0
			}
			return n
		}
		if n, ok := d.m.numbers[w.hash]; ok && (n > 1 || back == 1) {
			return n
		}
	}
	return 0
}

// countFields counts the words of a dialogue.
func countFields(s string) int {
	n, in := 0, false
	for i := 0; i < len(s); i++ {
		space := s[i] == ' ' || s[i] == '\n' || s[i] == '\t'
		if !space && !in {
			n++
		}
		in = !space
	}
	return n
}

// firstSentence cuts a text at its first full stop, without emphasis, at most 160 characters.
func firstSentence(s string) string {
	s = trim(s)
	if i := strings.IndexByte(s, '\n'); i >= 0 {
		s = s[:i]
	}
	s = Plain(s)
	for i := 0; i+1 < len(s); i++ {
		if (s[i] == '.' || s[i] == '!' || s[i] == '?') && s[i+1] == ' ' && i > 3 && !(i >= 2 && s[i-2] == ' ') {
			s = s[:i+1]
			break
		}
	}
	return clip(trim(s), 160)
}

// finish numbers the scenes, lists the scenes of each role, proposes aliases and gathers the issues.
func (d *breaker) finish() {
	d.number()
	d.listScenes()
	d.out.Aliases = proposeAliases(d.out.Roles)
	for i := range d.out.Scenes {
		d.check(&d.out.Scenes[i])
	}
	if len(d.out.Scenes) == 0 {
		d.rep.Warnf(d.s.name, ruleNoScene, "Aucun intitulé de séquence n'a été trouvé.")
	}
	d.out.Issues = append(d.out.Issues, d.s.Issues...)
	d.out.Issues = append(d.out.Issues, d.rep.Issues...)
}

// check notes what a scene lacks.
func (d *breaker) check(sc *Scene) {
	if sc.Place == "" {
		d.rep.Notef(d.place(sc.Line), ruleNoPlace, "Séquence %s : ni intérieur ni extérieur (%s).", sc.Number, clip(sc.Heading, 60))
	}
	switch {
	case sc.Light == "":
		d.rep.Notef(d.place(sc.Line), ruleNoLight, "Séquence %s : effet inconnu (%s).", sc.Number, clip(sc.Heading, 60))
	case sc.LightFrom == Guessed:
		d.rep.Notef(d.place(sc.Line), ruleLightGuess, "Séquence %s : effet lu sans tiret (%s).", sc.Number, clip(sc.Heading, 60))
	}
	if len(sc.MoreLights) > 0 {
		d.rep.Warnf(d.place(sc.Line), ruleTwoLights, "Séquence %s : deux effets (%s) ; le premier est retenu, à découper si besoin.", sc.Number, sc.LightText)
	}
}

// number gives a number to the scenes that have none: 1, 2, 3… when none has any, else the last written number and a
// letter. Written numbers are kept as they are, and told when they come twice.
func (d *breaker) number() {
	used := make(map[string]int, len(d.out.Scenes))
	written := 0
	for i := range d.out.Scenes {
		if n := d.out.Scenes[i].Number; n != "" {
			written++
			if first, twice := used[n]; twice {
				d.rep.Warnf(d.place(d.out.Scenes[i].Line), ruleNumberTwice, "Le numéro de séquence %s sert deux fois (aussi ligne %d).", n, d.out.Scenes[first].Line)
				continue
			}
			used[n] = i
		}
	}
	last, letter := "", 0
	for i := range d.out.Scenes {
		sc := &d.out.Scenes[i]
		if sc.Number != "" {
			last, letter = sc.Number, 0
			continue
		}
		sc.Invented = true
		if written == 0 {
			sc.Number = strconv.Itoa(i + 1)
			continue
		}
		if _, taken := used[strconv.Itoa(i+1)]; last == "" && !taken { // before any written number: its rank
			sc.Number = strconv.Itoa(i + 1)
			used[sc.Number] = i
			continue
		}
		for {
			letter++
			sc.Number = last + letters(letter)
			if _, taken := used[sc.Number]; !taken {
				used[sc.Number] = i
				break
			}
		}
	}
	if invented := len(d.out.Scenes) - written; invented > 0 {
		d.rep.Notef(d.s.name, ruleNoNumber, "%d séquence(s) sans numéro dans le texte : numéro donné par ordre d'apparition.", invented)
	}
}

// letters writes 1, 2… 26, 27 as A, B… Z, AA.
func letters(n int) string {
	s := ""
	for n > 0 {
		n--
		s = string(rune('A'+n%26)) + s
		n /= 26
	}
	return s
}

// listScenes gives each role the numbers of its scenes.
func (d *breaker) listScenes() {
	total := 0
	for _, n := range d.roleScenes {
		total += int(n)
	}
	block := make([]string, 0, total)
	at := make(map[string]int, len(d.out.Roles))
	for k := range d.out.Roles {
		at[d.out.Roles[k].ID] = k
		n := int(d.roleScenes[k])
		d.out.Roles[k].Scenes = block[len(block) : len(block) : len(block)+n][:0:n]
		block = block[:len(block)+n]
	}
	for i := range d.out.Scenes {
		for _, id := range d.out.Scenes[i].Roles {
			r := &d.out.Roles[at[id]]
			r.Scenes = append(r.Scenes, d.out.Scenes[i].Number)
		}
	}
	for k := range d.out.Roles {
		if r := &d.out.Roles[k]; !r.Speaking {
			r.State = Proposed
		}
	}
}
