package breakdown

import (
	"slices"
	"strconv"
	"strings"

	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/schedule/script"
)

// periodBefore is the year before which ordinary clothes are costumes and uniforms are those of the wardrobe.
const periodBefore = 1970

// sentence is what has been read of the current sentence.
type sentence struct {
	e              *script.Element
	lines          liner
	strict         bool      // the text has accents: a final é counts
	named          []mention // the elements named
	walled         bool      // "au mur" was read
	work           bool      // a verb or a noun that a title may follow was read
	capital        bool      // a name in capitals was read
	pictured, road bool      // a picture, a vehicle of the road was read
	worn           int       // the first word behind what somebody is dressed in
	taken          int       // the first word behind the last element
	from           int       // its first word
}

// mention is an element named: its category and its first word.
type mention struct {
	category Category
	at       int
}

// lastOf is the last word that named an element of a category in the sentence, -1 when none did.
func (s *sentence) lastOf(c Category) int {
	for k := len(s.named) - 1; k >= 0; k-- {
		if s.named[k].category == c {
			return s.named[k].at
		}
	}
	return -1
}

// start forgets the sentence before; the next one starts at word i.
func (s *sentence) start(i int) {
	*s = sentence{e: s.e, lines: s.lines, strict: s.strict, named: s.named[:0], from: i}
}

// scan reads the description: names of roles, and the words of the lexicon.
func (d *breaker) scan(sc *Scene, e *script.Element) {
	d.words = scanWords(e.Text, d.words)
	ws := d.words
	heading := e.Kind == script.Heading
	d.sentence = sentence{e: e, lines: lineIn(e), strict: d.accents || accented(e.Text), named: d.sentence.named[:0]}
	if heading {
		d.period = d.era || d.oldYear(e.Text, ws)
	} else if n := sentenceWords(ws); n > 0 && n <= 3 && d.oldYear(e.Text, ws[:n]) {
		d.era, d.period = true, true // "Juin 1940."
	}
	d.lookUp(ws)
	d.inText = d.inText[:0]
	role, roleEnd := int32(-1), -1
	for i := 0; i < len(ws); {
		w := &ws[i]
		if w.gap == stopGap {
			d.sentence.start(i)
		}
		if w.capital && !heading && d.roleTable.mask != 0 {
			if k, n := d.matchRole(e.Text, ws, i); n > 0 {
				at := d.present(k, Silent, e.Text[w.from:ws[i+n-1].to], d.sentence.lines.of(int(w.from)))
				if p := &d.presences[at]; p.Mode == Off {
					p.Mode = Silent
				}
				d.pet(ws, i)
				d.inText = append(d.inText, toldRole{i, k})
				i += n
				role, roleEnd, d.last = k, i, k
				d.sentence.capital = d.sentence.capital || w.upper && w.to-w.from > 2
				continue
			}
		}
		if d.set.NoProposals {
			i++
			continue
		}
		n := d.element(sc, ws, i, role, roleEnd)
		d.sentence.capital = d.sentence.capital || w.upper && w.to-w.from > 2
		i += n
	}
	if heading || len(ws) > 0 && sentenceWords(ws) <= fewWords {
		if stateTables.passed(ws) {
			sc.DaysLater = max(sc.DaysLater, passedIn(e.Text))
		}
	}
	if !heading {
		d.states(e, ws)
	}
}

// sentenceWords counts the words of the first sentence.
func sentenceWords(ws []word) int {
	for k := 1; k < len(ws); k++ {
		if ws[k].gap == stopGap {
			return k
		}
	}
	return len(ws)
}

// lookUp finds what the lexicon knows of each word.
func (d *breaker) lookUp(ws []word) {
	d.heads = slices.Grow(d.heads[:0], len(ws))[:len(ws)]
	for i := range ws {
		d.heads[i] = d.m.table.get(ws[i].hash)
	}
}

// oldYear tells whether a heading names a year before 1970.
func (d *breaker) oldYear(text string, ws []word) bool {
	for _, w := range ws {
		if w.digit && w.to-w.from == 4 {
			if year, err := strconv.Atoi(text[w.from:w.to]); err == nil && year > 1000 && year < periodBefore {
				return true
			}
		}
	}
	return false
}

// element reads what stands at word i of the description and returns how many words it took.
func (d *breaker) element(sc *Scene, ws []word, i int, role int32, roleEnd int) int {
	s := &d.sentence
	w := &ws[i]
	if n := d.age(ws, i, role, roleEnd); n > 0 {
		return n
	}
	c := d.class(i)
	s.work = s.work || c&workWord != 0
	if c&(workWord|verbal) == workWord|verbal {
		d.sung(ws, i)
	}
	if w.quoted {
		return d.title(ws, i)
	}
	if w.italic && w.capital {
		if n := d.italics(ws, i); n > 0 {
			return n
		}
	}
	if d.pet(ws, i) {
		return 1
	}
	if c&wall != 0 && i > 0 && d.class(i-1)&(determiner|preposition) != 0 {
		d.hang(ws, i)
	}
	if d.heads[i] == 0 {
		if d.m.grammar {
			d.player(ws, i)
		}
		return 1
	}
	if c&article != 0 {
		d.littleOne(ws, i)
	}
	if c&using != 0 && i+1 < len(ws) && ws[i+1].gap < clauseGap && d.opensThing(ws, i+1) {
		d.series(ws, i+1)
	}
	if c&handling != 0 {
		d.handled(ws, i)
	}
	if c&wearing != 0 {
		d.worn(ws, i)
	}
	if c&carrying != 0 {
		d.carried(ws, i)
	}
	if c&furniture != 0 {
		d.laid(ws, i)
	}
	if c&human != 0 {
		d.somebody(ws, i)
	}
	n := d.terms(sc, ws, i)
	for k := i; k < i+n; k++ {
		s.pictured = s.pictured || d.class(k)&picture != 0
	}
	return n
}

// terms proposes the longest element at word i, and every flag that words there raise on their own. It returns the words it took.
func (d *breaker) terms(sc *Scene, ws []word, i int) int {
	taken := 0
	for at := d.m.heads[d.heads[i]-1].term; at >= 0; at = d.m.terms[at].next {
		t := &d.m.terms[at]
		n := len(t.words)
		g := &d.m.groups[t.group]
		if g.Category != "" && taken > 0 || !t.at(ws, i, d.sentence.strict) {
			continue
		}
		end, ok := d.holds(ws, i, t)
		if !ok {
			continue
		}
		if silences(g.Group) {
			if taken == 0 {
				return n
			}
			continue
		}
		if g.Category != "" {
			taken = n
		}
		if g.Category == Costumes && g.Near == 1 {
			taken = end + 1 - i // "un turban à aigrette" is no bird
		}
		if d.sentence.e.Kind != script.Heading && d.m.grammar &&
			(t.verb && d.refused(ws, i, n) || !t.verb && !proper(&ws[i], g.Group) && d.away(ws, i, n, g.Category != "")) {
			if g.Category != "" {
				return n
			}
			continue
		}
		d.propose(sc, ws, i, end, t)
	}
	return max(taken, 1)
}

// proper tells whether a word is the name of an author or of a brand: a song by one is there, even as the complement of its noun.
func proper(w *word, g *Group) bool { return w.capital && slices.Contains(g.Flags, FlagProtected) }

// holds tells whether the conditions of a term hold at word i; end is the last word it speaks of.
func (d *breaker) holds(ws []word, i int, t *term) (end int, ok bool) {
	g := &d.m.groups[t.group]
	n := len(t.words)
	end = i + n - 1
	if d.sentence.e.Kind == script.Heading && g.Category != "" &&
		(g.Category != Vehicles || d.m.grammar && !slices.Contains(g.Doubts, FlagRoad) || !d.opensSet(ws, i)) {
		return end, false
	}
	if d.m.grammar {
		switch {
		case t.verb:
			if t.acts && i > 0 && ws[i].gap < clauseGap && d.class(i-1)&determiner != 0 &&
				(d.class(i-1)&article == 0 || !d.object(ws, i-1)) {
				return end, false
			}
		case n == 1 && t.noun && !proper(&ws[i], g.Group) && d.sentence.e.Kind != script.Heading && !d.isNoun(ws, i):
			return end, false
		}
	}
	if d.m.grammar && (g.Whom && !t.passive && !d.onPeople(ws, i, n) || g.Category == Extras && d.compounded(ws, end)) {
		return end, false
	}
	if g.Category == Stunts && !g.Thing && d.m.grammar && (t.acts || isState(d.sentence.e.Text[ws[i].from:])) &&
		!d.agent(ws, i, !t.bound || slices.Contains(g.After, Animals)) {
		return end, false
	}
	if g.Thing && d.m.grammar && !d.thingDoes(ws, i) || g.unless != nil && d.excepted(ws, i+n, g) {
		return end, false
	}
	for _, c := range g.After {
		if d.sentence.lastOf(c) < 0 {
			return end, false
		}
	}
	if g.with != nil {
		if k := d.within(ws, i, i+n, g); k >= 0 {
			if d.class(k)&(preposition|bareOf) == 0 || k+1 >= len(ws) || ws[k+1].gap >= clauseGap {
				return k, true
			}
			// "une robe de bal", but not "la robe d'Iris"
			return k + 1, g.Category != Costumes || !ws[k+1].capital && d.class(k+1)&determiner == 0
		}
		return end, g.Period && d.period && d.described(ws, i)
	}
	return end, !g.Period || d.period && d.described(ws, i)
}

// liner gives the line of the original text of offsets in an element, fastest when they are asked for in order.
type liner struct {
	e        *script.Element
	at, line int
}

func lineIn(e *script.Element) liner { return liner{e: e, line: e.Line} }

func (l *liner) of(offset int) int {
	if offset < l.at {
		l.at, l.line = 0, l.e.Line
	}
	l.line += strings.Count(l.e.Text[l.at:offset], "\n")
	l.at = offset
	return l.line
}

// opensSet tells whether word i of a heading is the first of its set: "INT. VOITURE".
func (d *breaker) opensSet(ws []word, i int) bool {
	for k := range i {
		if w := strings.ToUpper(d.sentence.e.Text[ws[k].from:ws[k].to]); w != "INT" && w != "EXT" {
			return false
		}
	}
	return true
}

// propose turns a matched term, whose words end at word end, into an element, a group of extras and flags.
func (d *breaker) propose(sc *Scene, ws []word, i, end int, t *term) {
	s := &d.sentence
	g := d.m.groups[t.group].Group
	text := s.e.Text[ws[i].from:ws[end].to]
	line := s.lines.of(int(ws[i].from))
	c := g.Category
	behind := i + len(t.words)
	switch {
	case c == Props && (s.walled && !d.complement(ws, i) || d.class(i)&fitting != 0 && d.damaged(ws, behind)):
		c = SetDress
	case c == Props && i < s.worn && i+len(t.words) == s.worn:
		return // what somebody is dressed in
	case (c == Animals || c == VFX && !t.verb) && (d.cooked(ws, i) || d.toy(ws, behind) || d.preserved(ws, behind)),
		c == Sound && !t.verb && d.inHand(ws, i):
		c, g = Props, &Group{Category: Props}
	case c == Props && len(t.words) == 1 && d.soundsAlone(ws, i), alive(c) && c != Extras && d.heard(ws, behind),
		(alive(c) || c == Vehicles || c == Props) && d.overheard(ws, behind):
		c, g, text = Sound, &Group{Category: Sound}, d.clause(ws, i, end)
	case c == Makeup && len(t.words) > 1 && d.m.grammar && d.phrase(ws, i) == i && d.inanimate(ws, i):
		c, g = SetDress, &Group{Category: SetDress}
	case d.m.grammar && d.unseen(ws, i, t):
		return
	case c == Minors && !t.plural && d.again(ws, i, len(t.words)):
		d.raise(sc, g, text, line)
		return
	}
	switch {
	case t.acts:
		text = d.clause(ws, i, end)
	case t.verb && (c == SetDress && (ws[i].gap >= clauseGap || s.taken == i) || c == Costumes && i < s.taken):
		return // a damaged prop is that prop, and drenched hair no dress
	case t.verb && i > 0 && ws[i].gap < clauseGap:
		text = s.e.Text[ws[i-1].from:ws[end].to]
	}
	switch c {
	case "":
	case Extras:
		if d.person(ws, i, len(t.words), t) {
			d.extra(t.slot, text, t.name, d.countBefore(s.e.Text, ws, i), line)
		}
	case Minors:
		if !d.known(ws, i, text) {
			d.need(t.slot, c, t.name, text, line)
		}
	case Continuity:
		d.need(t.slot, c, t.name, sentenceAt(s.e.Text, int(ws[i].from), int(ws[end].to)), line)
	default:
		if !t.acts || !d.told(c, t.name, ws, i) {
			if c == Stunts && t.acts {
				d.staged(ws, i)
			}
			d.need(t.slot, c, t.name, text, line)
		}
		if g.Lasting && d.healing() {
			d.need(-1, Continuity, t.name, text, line)
		}
	}
	if c != "" {
		s.taken = end + 1
		s.named = append(s.named, mention{c, i})
	}
	d.young = d.young || c == Minors
	if c == Animals {
		d.christen(ws, behind, t.name)
	}
	if slices.Contains(g.Doubts, FlagProtected) && d.titled(ws, behind) {
		return // the title says more
	}
	d.raise(sc, g, text, line)
}

// alive tells whether a category is one of people or animals.
func alive(c Category) bool { return c == Animals || c == Extras || c == Minors }

// raise notes the flags of a group.
func (d *breaker) raise(sc *Scene, g *Group, text string, line int) {
	s := &d.sentence
	for _, f := range g.Flags {
		switch f {
		case FlagRoad:
			if len(g.After) == 0 || s.road {
				d.flag(f, true, text, line)
			}
		case FlagHeight:
			if g.Category != "" || s.lastOf(Vehicles) < 0 {
				d.flag(f, true, text, line)
			}
		default:
			d.flag(f, f != FlagUniformPol || !d.period, text, line)
		}
	}
	for _, f := range g.Doubts {
		if f == FlagRoad {
			s.road = true
		}
		if f == FlagRoad && sc.Place == script.Interior || f == FlagHeight && g.Category == "" && s.lastOf(Vehicles) >= 0 {
			continue // luggage "sur le toit" of a car
		}
		d.flag(f, false, text, line)
	}
}

// clause is the words of an act: from the start of its clause, five words at most, to its end, five words at most behind the act.
func (d *breaker) clause(ws []word, i, end int) string {
	from := i
	for from > 0 && from > i-5 && ws[from].gap < clauseGap {
		from--
	}
	to := end
	for to+1 < len(ws) && to < end+5 && ws[to+1].gap < clauseGap {
		to++
	}
	return d.sentence.e.Text[ws[from].from:ws[to].to]
}

// told tells whether an act of a category is part of what was already proposed: the fall after the fall of the same sentence, or an effect
// that a noun of the same clause names.
func (d *breaker) told(c Category, name string, ws []word, i int) bool {
	last := d.sentence.lastOf(c)
	if last < 0 {
		return false
	}
	if c == Stunts {
		kind, _, _ := strings.Cut(name, " (")
		for k := len(d.needs) - 1; k >= 0; k-- {
			if d.needs[k].Category == Stunts {
				before, _, _ := strings.Cut(d.needs[k].Name, " (")
				return before == kind
			}
		}
	}
	for k := i; k > last; k-- {
		if ws[k].gap >= clauseGap {
			return false
		}
	}
	return true
}

// person tells whether the name of a trade at word i is a person of the figuration: no role, no apposition to the name of a role, nobody's
// mother, not the owner of something named.
func (d *breaker) person(ws []word, i, n int, t *term) bool {
	s := &d.sentence
	if d.known(ws, i, s.e.Text[ws[i].from:ws[i+n-1].to]) {
		return false
	}
	if !d.m.grammar {
		return true
	}
	if d.complement(ws, i) || ws[i+n-1].upper && ws[i+n-1].to-ws[i+n-1].from > 3 && !t.plural && !d.sentence.shouted() {
		return false
	}
	if t.plural && d.class(d.phrase(ws, i))&anyone == 0 {
		return !d.owner(ws, i)
	}
	if k := i + n; k+1 < len(ws) && ws[k].gap == clauseGap && ws[k].digit && ws[k+1].hash == d.m.years {
		return false // "le curé (55 ans)" is a role
	}
	for k := i + n; k < len(ws) && k < i+n+6 && ws[k].gap < stopGap; k++ {
		if ws[k].gap == clauseGap && ws[k].capital && s.e.Text[ws[k-1].to] != ',' {
			return false // "une silhouette se dresse : Brassart"
		}
		if k >= i+n+3 && ws[i+n].gap != clauseGap {
			continue
		}
		if ws[k].upper && ws[k].to-ws[k].from > 1 {
			return false // "un commis, ANTON"
		}
		if ws[k].capital && k == i+n && ws[k].gap < clauseGap {
			return false
		}
	}
	start := d.phrase(ws, i)
	if s.capital && ws[start].gap == clauseGap || start == i && ws[i].gap == clauseGap && d.class(i)&determiner == 0 {
		return false // "Louise, demoiselle d'honneur", "il attend, patient"
	}
	word := strings.ToLower(s.e.Text[ws[start].from:ws[start].to])
	if slices.Contains([]string{"son", "sa", "leur", "mon", "ma"}, word) {
		return false
	}
	if ws[start].gap >= clauseGap || start == 0 {
		return true
	}
	return d.class(start)&ofWord == 0 && (d.class(start-1)&bareOf == 0 || start >= 2 && d.class(start-2)&measuring != 0)
}

// known tells whether words name a role, with or without an article.
func (d *breaker) known(ws []word, i int, text string) bool {
	key := fr.Fold(text)
	if _, is := d.keys[key]; is {
		return true
	}
	if i > 0 && d.class(i-1)&(article|toWord) != 0 {
		for _, a := range []string{"le ", "la ", "l'", "les "} {
			if _, is := d.keys[a+key]; is {
				return true
			}
		}
	}
	return false
}

// christen notes the name that stands beside an animal: "le chien, Gaston,", "sa chienne Lila".
func (d *breaker) christen(ws []word, i int, animal string) {
	if i >= len(ws) || ws[i-1].upper {
		return
	}
	if i+1 < len(ws) && !ws[i].capital && ws[i].gap < clauseGap { // "un chien roux, BOSCO", but not "l'âne porte Malo"
		if i++; ws[i].gap < clauseGap && !ws[i].upper {
			return
		}
	}
	if i >= len(ws) || !ws[i].capital || ws[i].gap >= stopGap || ws[i].to-ws[i].from < 3 {
		return
	}
	if ws[i].gap == clauseGap && i+1 < len(ws) && ws[i+1].gap < clauseGap {
		return
	}
	if d.pets == nil {
		d.pets = map[uint64]string{}
	}
	d.pets[ws[i].hash] = animal
}

// pet proposes the animal whose name stands at word i.
func (d *breaker) pet(ws []word, i int) bool {
	if len(d.pets) == 0 || !ws[i].capital {
		return false
	}
	animal, ok := d.pets[ws[i].hash]
	if !ok {
		return false
	}
	name := d.sentence.e.Text[ws[i].from:ws[i].to]
	line := d.sentence.lines.of(int(ws[i].from))
	for k := range d.needs {
		if d.needs[k].Category == Animals && d.needs[k].Name == animal {
			return true
		}
	}
	d.need(-1, Animals, animal, name, line)
	d.flag(FlagAnimals, true, name, line)
	return true
}

// title reads the words between quotation marks from word i on: beside a word of music they are a work.
func (d *breaker) title(ws []word, i int) int {
	n := 1
	for i+n < len(ws) && ws[i+n].quoted {
		n++
	}
	d.work(ws, i, n)
	return n
}

// italics reads the words in italics from word i on, which are a work beside a word of music: "chante *La Bohème*". It returns the words
// it took, 0 when they are none.
func (d *breaker) italics(ws []word, i int) int {
	n := 1
	for i+n < len(ws) && ws[i+n].italic {
		n++
	}
	if !d.work(ws, i, n) {
		return 0
	}
	return n
}

// work proposes the n words from word i on as a work when its sentence speaks of music.
func (d *breaker) work(ws []word, i, n int) bool {
	work := d.sentence.work
	for k := i + n; k < len(ws) && k < i+n+3 && ws[k].gap < stopGap; k++ {
		work = work || d.class(k)&workWord != 0
	}
	if work {
		text := d.sentence.e.Text[ws[i].from:ws[i+n-1].to]
		line := d.sentence.lines.of(int(ws[i].from))
		d.need(-1, Music, fr.Shorten(text, 60), text, line)
		d.flag(FlagProtected, true, text, line)
	}
	return work
}

// sung proposes as a work the title without any mark behind a verb of music at word i: "chante La Madelon".
func (d *breaker) sung(ws []word, i int) {
	k := i + 1
	if k+1 >= len(ws) || ws[k].gap >= clauseGap || !ws[k].capital || ws[k].upper || ws[k].italic || d.class(k)&article == 0 ||
		d.names(k+1, Music) {
		return
	}
	for k++; k < len(ws) && ws[k].gap < clauseGap; k++ {
		if ws[k].capital {
			continue
		}
		if d.class(k)&ofWord == 0 || k+1 >= len(ws) || ws[k+1].gap >= clauseGap {
			break
		}
		k++ // "Le Temps des cerises"
	}
	if k > i+2 {
		d.work(ws, i+1, k-i-1)
	}
}

// titled tells whether a title between marks follows from word i on in its sentence.
func (d *breaker) titled(ws []word, i int) bool {
	for k := i; k < len(ws) && ws[k].gap < stopGap; k++ {
		if ws[k].quoted || ws[k].italic && ws[k].capital {
			return k > 0 && !strings.Contains(d.sentence.e.Text[ws[k-1].to:ws[k].from], ":") // but what is said
		}
	}
	return false
}

// age reads at word i the age of a child: "(8 ans)", "de dix ans", "LOU, 11 ans". It returns the words it took.
func (d *breaker) age(ws []word, i int, role int32, roleEnd int) int {
	if !d.m.grammar || i == 0 {
		return 0
	}
	text := d.sentence.e.Text
	bare := ws[i].digit && roleEnd == i && text[ws[i-1].to:ws[i].from] == " (" && strings.HasPrefix(text[ws[i].to:], ")") // "ZOÉ (11)"
	if !bare && (i+1 >= len(ws) || ws[i+1].hash != d.m.years) {
		return 0
	}
	years, ok := d.m.numbers[ws[i].hash]
	if ws[i].digit {
		n, err := strconv.Atoi(text[ws[i].from:ws[i].to])
		years, ok = n, err == nil
	}
	if !bare && i+2 < len(ws) && ws[i+2].gap < clauseGap && d.class(i+2)&ofWord != 0 {
		return 0 // "douze ans de poussière"
	}
	if !ok || years <= 0 || years >= adultAge || ws[i].gap < clauseGap && d.class(i-1)&bareOf == 0 || d.m.passed(ws, i+2) {
		return 0
	}
	from, name := int(ws[i].from), ""
	switch {
	case roleEnd == i:
		name = d.out.Roles[role].Name
	case ws[i].gap < clauseGap && i >= 2:
		from = int(ws[i-2].from)
	}
	last := i + 1
	if bare {
		last, from = i, int(ws[i-1].from)
	}
	words := text[from:ws[last].to]
	if name == "" {
		name = words
	}
	d.children = true
	line := d.sentence.lines.of(int(ws[i].from))
	d.need(-1, Minors, name, words, line)
	d.flag(FlagChildren, true, words, line)
	return last + 1 - i
}
