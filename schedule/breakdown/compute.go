package breakdown

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/schedule/script"
)

// The rules of the issues of a breakdown.
const (
	ruleNoScene     = "breakdown/no-scene"
	ruleNumberTwice = "breakdown/number-twice"
	ruleNoNumber    = "breakdown/number-invented"
	ruleNoLight     = "breakdown/light-unknown"
	ruleLightGuess  = "breakdown/light-guessed"
	ruleTwoLights   = "breakdown/two-lights"
	ruleNoPlace     = "breakdown/place-unknown"
	ruleBefore      = "breakdown/text-before-first-scene"
	ruleSeveral     = "breakdown/several-roles"
	ruleFront       = "breakdown/words-before-place"
	ruleOtherNumber = "breakdown/two-numbers"
	ruleOmittedText = "breakdown/text-in-omitted-scene"
)

// New makes the dépouillement of a screenplay. Nothing of the script is changed; what a rule or the lexicon found is
// proposed with its words and line, for a person to keep or reject. Eighths and screen time are estimates by pagination
// unless the file gives the length.
func New(s script.Script, set Settings) Breakdown {
	d := newBreaker(&s, set)
	d.roles()
	d.scenes()
	d.finish()
	return d.out
}

// breaker is a breakdown being made: the scenes are read one after the other, each from its heading to the next.
type breaker struct {
	s   *script.Script
	set Settings
	m   *matcher // the lexicon, ready for matching
	// accents tells that the screenplay has some: a final é counts in all of it.
	accents bool
	out     Breakdown
	rep     moteur.Report

	tags     tagger         // what the tagger of Final Draft says
	tagCount map[string]int // times that an element is tagged in the scene

	doubts []headingDoubt

	// The roles: by their cue as written, by their folded name, and by the first word of their name in the description.
	index      map[string]int32
	keys       map[string]int32
	roleTable  hashTable
	roleTerms  []roleTerm
	roleScenes []int32 // number of scenes of each role

	// The parts of the screenplay that the next scene stands in.
	section     []string
	sectionPath string

	// The rule of lengths: printed lines of a page, seconds of a page, and its sentence.
	perPage   int
	perSecond int
	rule      string

	// The scene being read. stamp is its number: what another scene left in seen and slots has another stamp.
	stamp       int32
	seen        []seenAt // by role
	slots       []seenAt // by thing of the lexicon
	speaker     int      // place among the presences of who speaks, -1 when nobody does
	words       []word   // of the element being read
	heads       []int32  // what the lexicon knows of each word, plus one
	sentence    sentence
	pets        map[uint64]string   // the animals that have a name
	period      bool                // the heading has a year before 1970, or the film is of one
	era         bool                // a description has told such a year: "Juin 1940."
	severalAges map[int32][]toldAge // the ages of the roles that have several
	children    bool                // the age of a role that is a child was read
	young       bool                // a child was told
	hurt        []bool              // by role: an earlier scene with a stunt or a wound had it
	last        int32               // the role named last, -1 when none was
	inText      []toldRole          // the roles named in the element being read
	marks       []StateMark
	presences   []Presence
	who         []int32 // role of each presence
	needs       []Need
	extras      []Extra
	flags       []Flag

	// The blocks that the lists of finished scenes are cut from.
	presenceArena []Presence
	needArena     []Need
	extraArena    []Extra
	flagArena     []Flag
}

// seenAt is the place of a role, or of a thing of the lexicon, in the lists of the scene of that stamp.
type seenAt struct {
	stamp int32
	at    int32
}

func newBreaker(s *script.Script, set Settings) *breaker {
	d := &breaker{s: s, set: set, index: map[string]int32{}, keys: map[string]int32{}, perPage: set.LinesPerPage,
		perSecond: set.SecondsPerPage, tags: readTagger(s)}
	if d.perPage <= 0 {
		d.perPage = script.PageLines
	}
	if d.perSecond <= 0 {
		d.perSecond = pageSeconds
	}
	d.rule = rulePage
	if d.perPage != script.PageLines || d.perSecond != pageSeconds {
		d.rule = fmt.Sprintf("1 page de %d lignes = %d s", d.perPage, d.perSecond)
	}
	d.accents = slices.ContainsFunc(s.Elements, func(e script.Element) bool { return e.Kind == script.Action && accented(e.Text) })
	language := set.Language
	if language == "" {
		language = "en"
		if s.French || s.ReadsFrench() {
			language = "fr"
		}
	}
	switch {
	case set.Lexicon != nil:
		d.m = compile(set.Lexicon.With(set.Words...))
	case len(set.Words) > 0:
		l, _ := DefaultLexicon(language) // an unknown language leaves the added words alone
		d.m = compile(l.With(set.Words...))
	case language == "fr":
		d.m = compiledFr()
	default:
		d.m = compiledEn()
	}
	d.slots = make([]seenAt, d.m.slots)
	n := 0
	for i := range s.Elements {
		if s.Elements[i].Kind == script.Heading {
			n++
		}
	}
	d.out = Breakdown{Title: s.Title(), Source: s.Format, Language: language, Scenes: make([]Scene, 0, n), Roles: []Role{},
		Issues: []moteur.Issue{}}
	return d
}

func (d *breaker) place(line int) string { return d.s.Place(line) }

// scenes walks the elements and fills one scene after the other. A section inside a scene only names the part of the
// scenes that follow.
func (d *breaker) scenes() {
	open, start, early, earlyLine := false, 0, 0, 0
	for i := range d.s.Elements {
		e := &d.s.Elements[i]
		switch e.Kind {
		case script.Heading:
			if takesOutAbove(d.s.Elements, i) {
				d.takenOut(e)
				start = i
				continue
			}
			if open {
				d.fill(start, i)
			}
			d.open(e)
			open, start = true, i
		case script.Section:
			d.enter(e)
		case script.Note, script.Boneyard, script.PageBreak, script.Synopsis, script.Transition:
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

// takesOutAbove tells whether heading i does nothing but take out the scene whose heading stands right above it: OMIS. It opens none.
func takesOutAbove(es []script.Element, i int) bool {
	if i == 0 || es[i-1].Kind != script.Heading {
		return false
	}
	h := es[i].Slugline()
	return h.Omitted && h.Number+h.Set == "" && h.Place == "" && !es[i-1].Slugline().Omitted
}

// takenOut marks the scene open as omitted by the line e.
func (d *breaker) takenOut(e *script.Element) {
	sc := &d.out.Scenes[len(d.out.Scenes)-1]
	sc.Omitted = true
	d.rep.Notef(d.place(e.Line), ruleOmittedText,
		"«\u00a0%s\u00a0», seul texte sous l'intitulé «\u00a0%s\u00a0», en fait une séquence omise.", fr.Clip(e.Text),
		fr.Shorten(sc.Heading, 60))
}

// enter keeps the path of sections: a section of level n closes those of level n and deeper.
func (d *breaker) enter(e *script.Element) {
	level := min(max(e.Level, 1), 6)
	for len(d.section) < level-1 {
		d.section = append(d.section, "")
	}
	d.section = append(d.section[:level-1], script.Plain(fr.Shorten(e.Text, 120)))
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
func (d *breaker) open(e *script.Element) {
	h := e.Slugline()
	if h.Front != "" || h.Other != "" {
		d.doubts = append(d.doubts, headingDoubt{scene: len(d.out.Scenes), front: h.Front, other: h.Other})
	}
	sc := Scene{
		Number: h.Number, Heading: h.Text, Line: e.Line, Section: d.sectionPath,
		Place: h.Place, Set: h.Set, Location: h.Location,
		Light: h.Light, MoreLights: h.More, LightText: h.LightText, Story: h.Story, Kind: h.Kind, Omitted: h.Omitted,
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
		if s := strings.TrimSpace(e.Scene.Summary); s != "" {
			sc.Summary, sc.SummaryFrom = s, Written
		} else if s := strings.TrimSpace(e.Scene.Title); s != "" {
			sc.Summary, sc.SummaryFrom = s, Written
		}
	}
	d.out.Scenes = append(d.out.Scenes, sc)
}

// fill reads the elements of the last scene opened: from its heading up to the next one.
func (d *breaker) fill(from, to int) {
	sc := &d.out.Scenes[len(d.out.Scenes)-1]
	if sc.Omitted {
		d.omit(sc, from, to)
		return
	}
	d.stamp++
	d.remember()
	d.presences, d.needs, d.extras, d.flags = d.presences[:0], d.needs[:0], d.extras[:0], d.flags[:0]
	d.marks = d.marks[:0]
	d.speaker = -1
	var room room
	digest := uint64(fnvOffset)
	for i := from; i < to; i++ {
		e := &d.s.Elements[i]
		n := e.PrintedLines()
		if n > 0 && i > from { // the heading is compared by itself
			digest = digestOf(digest, e.Text)
		}
		var next *script.Element
		if i+1 < to {
			next = &d.s.Elements[i+1]
		}
		d.read(sc, e, next)
		room.add(e, n, next == nil || !speech(next.Kind))
	}
	sc.Lines = room.lines
	sc.Digest = strconv.FormatUint(digest, 16)
	if sc.EighthsFrom == Written {
		sc.Seconds, sc.SecondsRule = max(1, secondsOf(sc.Eighths, 8, d.perSecond)), fmt.Sprintf(ruleWritten, d.perSecond)
	} else {
		sc.EighthsFrom = Estimated // see lengths
		sc.Seconds, sc.SecondsRule = max(1, secondsOf(room.lines, d.perPage, d.perSecond)), d.rule
	}
	d.tagged(sc, from, to)
	d.close(sc, d.s.Elements[to-1].Line)
}

// omit leaves an omitted scene without length nor roles, and tells the text that still stands under it.
func (d *breaker) omit(sc *Scene, from, to int) {
	sc.Roles, sc.Eighths, sc.EighthsFrom = []string{}, 0, Written
	left, line := 0, 0
	for i := from + 1; i < to; i++ {
		if e := &d.s.Elements[i]; e.PrintedLines() > 0 && e.Kind != script.Transition {
			if left++; line == 0 {
				line = e.Line
			}
		}
	}
	if left > 0 {
		d.doubts = append(d.doubts, headingDoubt{scene: len(d.out.Scenes) - 1, left: left, line: line})
	}
}

// lengths gives the scenes without a written length their share of the pages they fill together, and tells when it is more.
func (d *breaker) lengths() {
	var lines []int
	var at []int
	for i := range d.out.Scenes {
		if sc := &d.out.Scenes[i]; sc.EighthsFrom == Estimated {
			lines, at = append(lines, sc.Lines), append(at, i)
		}
	}
	shares, over := shareEighths(lines, d.perPage)
	short := 0
	for k, n := range shares {
		d.out.Scenes[at[k]].Eighths = n
		if 8*lines[k] < d.perPage {
			short++
		}
	}
	if over > 0 {
		d.rep.Notef(d.s.Name(), ruleShortScenes,
			"%s de moins de 1/8 de page, comptées 1/8 chacune : la somme des longueurs dépasse de %s les pages comptées, "+
				"sans rien prendre aux autres séquences.", fr.Plural(short, "séquence", "séquences"), fr.Eighths(over))
	}
}

// read takes from an element what it tells of its scene: who is there, who speaks, what is needed, the summary.
// next is the element after it in the scene, nil at its end.
func (d *breaker) read(sc *Scene, e, next *script.Element) {
	switch e.Kind {
	case script.Heading:
		d.scan(sc, e)
		if e.Scene != nil {
			for _, name := range e.Scene.Arc {
				d.present(d.role(name, e.Line), Silent, name, e.Line)
			}
		}
	case script.Cue:
		d.speaker = d.cue(e, next)
	case script.Dialogue:
		d.say(sc, e)
	case script.Action, script.Shot, script.Centred:
		d.speaker = -1 // a speech that follows has a name of its own, or none
		d.scan(sc, e)
		sc.ActionWords += len(d.words)
		if sc.Summary == "" {
			sc.Summary, sc.SummaryFrom = firstSentence(e.Text), Estimated
		}
	case script.Parenthetical:
		if !d.set.NoProposals {
			d.manner(e)
		}
	case script.Lyrics:
		if d.speaker >= 0 { // sung by a role; else heard
			d.say(sc, e)
		}
		if !d.set.NoProposals && strings.TrimSpace(e.Text) != "" {
			d.need(-1, Music, sungWords, fr.Shorten(e.Text, 60), e.Line)
			d.flag(FlagProtected, false, fr.Shorten(e.Text, 60), e.Line)
		}
	case script.Synopsis:
		if sc.SummaryFrom != Written {
			sc.Summary, sc.SummaryFrom = script.Plain(e.Text), Written
		}
	}
}

// say counts the words said or sung.
func (d *breaker) say(sc *Scene, e *script.Element) {
	w := countFields(e.Text)
	sc.DialogueWords += w
	if d.speaker >= 0 {
		d.presences[d.speaker].Words += w
		d.out.Roles[d.who[d.speaker]].Words += w
	}
}

// close copies what was gathered into the scene, whose last element starts on line last, and adds what follows from it.
func (d *breaker) close(sc *Scene, last int) {
	sc.Roles = make([]string, 0, len(d.presences))
	for k := range d.presences {
		p := &d.presences[k]
		sc.Roles = append(sc.Roles, p.Role)
		r := &d.out.Roles[d.who[k]]
		if p.Cues > 0 {
			r.Speaking = true
			r.Cues += p.Cues
		}
		d.roleScenes[d.who[k]]++
		if minor, sure := d.minorIn(d.who[k], sc.Line, last); minor && !d.set.NoProposals {
			d.flag(FlagChildren, sure, p.Text, p.Line)
		}
	}
	if sc.Place != script.Interior && sc.Place != "" && !sc.DayForNight() && !d.set.NoProposals {
		switch sc.Light {
		case script.Night:
			d.flag(FlagNightExt, sc.LightFrom != Inherited || d.sameLocation(), sc.Heading, sc.Line)
		case script.Dawn, script.Dusk, script.Evening:
			d.flag(FlagNightExt, false, sc.Heading, sc.Line)
		default:
			if slices.Contains(sc.MoreLights, script.Night) {
				d.flag(FlagNightExt, false, sc.Heading, sc.Line)
			}
		}
	}
	sc.Presences = cloneTail(&d.presenceArena, d.presences)
	sc.Elements = cloneTail(&d.needArena, d.needs)
	sc.Extras = cloneTail(&d.extraArena, d.extras)
	sc.Flags = cloneTail(&d.flagArena, d.flags)
	if len(d.marks) > 0 {
		sc.States = slices.Clone(d.marks)
	}
}

// sameLocation tells whether the scene being read stays where the one before was.
func (d *breaker) sameLocation() bool {
	n := len(d.out.Scenes)
	return n > 1 && placeKey(d.out.Scenes[n-1].Location) == placeKey(d.out.Scenes[n-2].Location)
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

// finish numbers the scenes, lists the scenes of each role, proposes aliases and gathers the issues.
func (d *breaker) finish() {
	d.lengths()
	d.number()
	mergePlaces(d.out.Scenes, d.set.Places)
	d.out.PlaceAliases = proposePlaces(d.out.Scenes)
	d.listScenes()
	d.out.Aliases = proposeAliases(d.out.Roles)
	d.several()
	for i := range d.out.Scenes {
		d.check(&d.out.Scenes[i])
	}
	d.tellDoubts()
	if len(d.out.Scenes) == 0 {
		d.rep.Warnf(d.s.Name(), ruleNoScene, "Aucun intitulé de séquence n'a été trouvé.")
	}
	d.out.Issues = append(d.out.Issues, d.s.Issues...)
	d.out.Issues = append(d.out.Issues, d.rep.Issues...)
}

// several tells the cues that name two roles at once (MARIE ET PAUL) when both are roles of their own.
func (d *breaker) several() {
	cut := strings.NewReplacer(" ET ", "|", " et ", "|", " AND ", "|", " & ", "|", " + ", "|", "/", "|", ", ", "|")
	for i := range d.out.Roles {
		r := &d.out.Roles[i]
		if len(r.Name) > 120 {
			continue
		}
		parts := strings.Split(cut.Replace(r.Name), "|")
		for k, p := range parts {
			parts[k] = strings.TrimSpace(p)
		}
		if len(parts) < 2 {
			continue
		}
		known := true
		for _, p := range parts {
			_, ok := d.keys[roleKey(p)]
			known = known && ok
		}
		if known {
			d.rep.Notef(d.place(r.Line), ruleSeveral, "«\u00a0%s\u00a0» nomme plusieurs rôles (%s) : à répartir entre eux.", r.Name,
				strings.Join(parts, ", "))
		}
	}
}

// check notes what a scene lacks.
func (d *breaker) check(sc *Scene) {
	if sc.Omitted || sc.Kind == script.Carton {
		return
	}
	if sc.Place == "" && sc.Kind != script.Archive {
		d.rep.Notef(d.place(sc.Line), ruleNoPlace, "Séquence %s : ni intérieur ni extérieur (%s).", sc.Number, fr.Shorten(sc.Heading, 60))
	}
	if sc.Place != "" && sc.Set == "" && sc.Kind == "" {
		d.rep.Notef(d.place(sc.Line), ruleNoPlace, "Séquence %s : décor inconnu (%s).", sc.Number, fr.Shorten(sc.Heading, 60))
	}
	switch {
	case sc.Light == "":
		d.rep.Notef(d.place(sc.Line), ruleNoLight, "Séquence %s : effet inconnu (%s).", sc.Number, fr.Shorten(sc.Heading, 60))
	case sc.LightFrom == Guessed:
		d.rep.Notef(d.place(sc.Line), ruleLightGuess, "Séquence %s : effet lu sans tiret (%s).", sc.Number, fr.Shorten(sc.Heading, 60))
	}
	if len(sc.MoreLights) > 0 {
		d.rep.Warnf(d.place(sc.Line), ruleTwoLights, "Séquence %s : deux effets (%s) ; le premier est retenu, à découper si besoin.",
			sc.Number, sc.LightText)
	}
}
