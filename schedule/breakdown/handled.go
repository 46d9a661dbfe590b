package breakdown

import (
	"slices"
	"strings"
	"unicode"

	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/schedule/script"
)

// handled proposes as props the objects of a verb of handling at word i when the lexicon does not know them: "brandit un aspersoir",
// "sort de sa poche un palpeur et un feutre".
func (d *breaker) handled(ws []word, i int) {
	k := i + 1
	if d.refused(ws, i, 1) || k >= len(ws) || ws[k].gap >= clauseGap {
		return
	}
	if c := d.class(i - 1); ws[i].gap < clauseGap && (c&reflexive != 0 || c&determiner != 0 && (c&article == 0 || !d.object(ws, i-1))) {
		return // "se pose sur un saule", "la branche d'un chêne"
	}
	if d.class(k)&preposition != 0 && d.class(k)&determiner == 0 || d.class(k)&bareOf != 0 {
		for k++; k < len(ws) && k < i+6 && ws[k].gap < clauseGap && !d.opensThing(ws, k); k++ {
		}
	}
	if k < len(ws) && ws[k].gap < clauseGap && d.opensObject(ws, k) {
		d.series(ws, k)
	}
}

// series proposes the nouns of an enumeration that opens at word k: "un palpeur neuf, deux feutres et une équerre".
func (d *breaker) series(ws []word, k int) {
	for {
		for k++; k < len(ws) && ws[k].gap < clauseGap && d.class(k)&adjective != 0; k++ {
		}
		if k >= len(ws) || ws[k].gap >= clauseGap {
			return
		}
		d.hold(ws, k)
		for x := 0; x < 5 && k+1 < len(ws) && ws[k+1].gap < clauseGap && d.class(k+1)&joining == 0; x++ {
			k++
		}
		if k++; k < len(ws) && ws[k].gap < clauseGap && d.class(k)&joining != 0 {
			k++
		}
		if k >= len(ws) || ws[k].gap >= stopGap || d.class(k-1)&joining == 0 && ws[k].gap != clauseGap || !d.opensThing(ws, k) {
			return
		}
	}
}

// laid proposes what an enumeration says to stand on a piece of furniture, whose word is i: "Sur la table, un palpeur, deux feutres."
func (d *breaker) laid(ws []word, i int) {
	from := d.sentence.from
	if i-from > 3 || d.class(from)&placing == 0 || ws[from].gap < clauseGap {
		return
	}
	for k := i + 1; k < len(ws) && k < i+5 && ws[k].gap < stopGap; k++ {
		if ws[k].gap == clauseGap {
			if d.opensThing(ws, k) {
				d.series(ws, k)
			}
			return
		}
	}
}

// opensThing tells whether word k opens the name of a thing that was not named before: "un", "des", "deux".
func (d *breaker) opensThing(ws []word, k int) bool {
	_, number := d.m.numbers[ws[k].hash]
	return number || d.class(k)&(anyone|manyOf) != 0 && d.class(k)&subject == 0
}

// carried proposes as a prop what stands before the place where it is carried, whose word is i: "une houlette à la main".
func (d *breaker) carried(ws []word, i int) {
	k := i - 1
	for k > 0 && k > i-3 && ws[k+1].gap < clauseGap && d.class(k)&(determiner|preposition) != 0 {
		k--
	}
	if k == i-1 || k < 1 || ws[k+1].gap >= clauseGap || ws[k].gap >= clauseGap || d.class(k+1)&ofWord != 0 {
		return
	}
	if d.class(k-1)&article != 0 && d.object(ws, k-1) {
		return // "il la retient par la ceinture"
	}
	if d.opensObject(ws, k-1) {
		d.hold(ws, k)
	} else if k > 1 && ws[k-1].gap < clauseGap && d.heads[k] == 0 && d.opensObject(ws, k-2) {
		d.hold(ws, k-1)
	}
}

// described tells whether the garment at word i is what somebody is described in, "une robe", "son chapeau", rather than one that was told
// of before, or no garment: "il remet la veste", "sur le tablier" of a bridge.
func (d *breaker) described(ws []word, i int) bool {
	start := d.phrase(ws, i)
	return start == i || d.class(start)&article == 0
}

// opensObject tells whether word k opens the name of a thing that there is: "un", "son", "deux", but not "de".
func (d *breaker) opensObject(ws []word, k int) bool {
	_, number := d.m.numbers[ws[k].hash]
	return number || d.class(k)&determiner != 0 && d.class(k)&(bareOf|toWord) == 0
}

// hold proposes the noun at word k as a prop, unless the lexicon knows it or it is nothing that a hand can hold.
func (d *breaker) hold(ws []word, k int) {
	w := &ws[k]
	text := d.sentence.e.Text[w.from:w.to]
	if d.sentence.e.Kind == script.Heading || d.meant(ws, k) || w.capital || w.digit || len(text) < 3 || abstract(text) ||
		d.denied(ws, k) || d.known(ws, k, text) {
		return
	}
	if k+1 < len(ws) && ws[k+1].gap < clauseGap && ws[d.phrase(ws, k)].gap >= clauseGap && d.class(k+1)&(verbal|preposition) == verbal {
		return // the subject of a sentence
	}
	name := strings.ToLower(text)
	for n := range d.needs {
		if fr.Fold(d.needs[n].Name) == fr.Fold(name) {
			d.needs[n].Count++
			return
		}
	}
	d.need(-1, Props, name, text, d.sentence.lines.of(int(w.from)))
	d.sentence.named = append(d.sentence.named, mention{Props, k})
}

// meant tells whether the lexicon says of the word k alone what it is, or that no hand holds it.
func (d *breaker) meant(ws []word, k int) bool {
	if d.heads[k] == 0 {
		return false
	}
	if d.class(k)&^measuring != 0 {
		return true
	}
	for at := d.m.heads[d.heads[k]-1].term; at >= 0; at = d.m.terms[at].next {
		if t := &d.m.terms[at]; len(t.words) == 1 {
			return true
		}
	}
	return false
}

// abstract tells by its end a noun that names no thing.
func abstract(noun string) bool {
	noun = strings.TrimSuffix(noun, "s")
	for _, end := range []string{
		"tion", "sion", "ance", "ence", "té", "esse", "tude", "isme", "ement", "ant", "ait", "er", "é", "ée", "ise",
	} {
		if strings.HasSuffix(noun, end) {
			return true
		}
	}
	return false
}

// hang reads the wall at word i: what its sentence names behind it is dressing when it opens it, else what stands just before.
func (d *breaker) hang(ws []word, i int) {
	s := &d.sentence
	if i-s.from < 4 {
		s.walled = true
		return
	}
	at := s.lastOf(Props)
	if at < 0 || at < i-5 || d.class(i-1)&toWord == 0 && d.class(i-2)&aboutWord == 0 {
		return // "contre le mur" is not "au mur"
	}
	for k := at + 1; k <= i; k++ {
		if ws[k].gap >= clauseGap {
			return
		}
	}
	for n := len(d.needs) - 1; n >= 0; n-- {
		if n := &d.needs[n]; n.Category == Props && strings.HasPrefix(s.e.Text[ws[at].from:], n.Text) {
			n.Category = SetDress
			return
		}
	}
}

// again tells whether the n words from word i on speak of a child that was told before: "l'enfant" behind "ILIÈS (7 ans)".
func (d *breaker) again(ws []word, i, n int) bool {
	if !d.children || i == 0 || ws[i].gap >= clauseGap || d.class(i-1)&article == 0 {
		return false
	}
	return i+n >= len(ws) || ws[i+n].gap >= clauseGap || d.class(i+n)&ofWord == 0 || d.class(i+n)&manyOf != 0
}

// worn proposes as a costume what somebody is dressed in, by the participle at word i: "coiffé d'une casserole", "drapé dans un rideau".
func (d *breaker) worn(ws []word, i int) {
	k := i + 1
	if k >= len(ws) || ws[k].gap >= clauseGap || d.class(k)&(bareOf|placing) == 0 ||
		!ws[i].acute && d.class(i)&verbal != 0 { // "une enveloppe de"
		return
	}
	for k++; k < len(ws) && ws[k].gap < clauseGap && (d.class(k)&(determiner|adjective) != 0 || d.m.numbers[ws[k].hash] > 0); k++ {
	}
	if k >= len(ws) || ws[k].gap >= clauseGap || ws[k].capital || d.class(k)&(abstrait|carrying) != 0 || d.refused(ws, i, 1) {
		return
	}
	text := d.sentence.e.Text[ws[i].from:ws[k].to]
	d.need(-1, Costumes, strings.ToLower(d.sentence.e.Text[ws[k].from:ws[k].to]), text, d.sentence.lines.of(int(ws[i].from)))
	d.sentence.named = append(d.sentence.named, mention{Costumes, i})
	d.sentence.worn = k + 1
}

// preserved tells whether the animal that ends before word i is food: "un poisson séché".
func (d *breaker) preserved(ws []word, i int) bool {
	return i < len(ws) && ws[i].gap < clauseGap && d.class(i)&cooked != 0
}

// soundsAlone tells whether the noun at word i makes a sentence alone and is of a thing that is heard then: "Un sifflet."
func (d *breaker) soundsAlone(ws []word, i int) bool {
	start := d.phrase(ws, i)
	return d.class(i)&sounding != 0 && start < i && (ws[start].gap == stopGap || start == 0) && (i+1 >= len(ws) || ws[i+1].gap == stopGap)
}

// overheard tells whether what ends before word i is only heard by the words before it: "on entend passer un train".
func (d *breaker) overheard(ws []word, i int) bool {
	for k := i; k > d.sentence.from && k > i-7 && ws[k-1].gap < clauseGap; k-- {
		if d.class(k-1)&hearing != 0 && d.class(k-1)&verbal != 0 {
			return true
		}
	}
	from := d.sentence.from // "À travers le mur, un bébé"
	return i > from+3 && d.class(from)&placing != 0 && d.class(from+1)&hearing != 0 && d.class(from+3)&wall != 0
}

// heard tells whether the animal or the baby that ends before word i cries out of sight: "un chien aboie au loin".
func (d *breaker) heard(ws []word, i int) bool {
	cries := false
	for k := i; k < len(ws) && k < i+3 && ws[k].gap < clauseGap; k++ {
		cries = cries || d.class(k)&crying != 0
	}
	if !cries {
		return false
	}
	for k := d.sentence.from; k < len(ws) && k < i+8 && (k == d.sentence.from || ws[k].gap < stopGap); k++ {
		if d.class(k)&farWord != 0 {
			return true
		}
	}
	return false
}

// littleOne proposes the child told before whom an adjective alone names behind the article at word i: "tient le petit par la main".
func (d *breaker) littleOne(ws []word, i int) {
	if !d.young && !d.children || i+1 >= len(ws) || ws[i+1].gap >= clauseGap || d.object(ws, i) && ws[i].gap < clauseGap {
		return
	}
	switch d.sentence.e.Text[ws[i+1].from:ws[i+1].to] {
	case "petit", "petite", "petits", "petites":
	default:
		return
	}
	if k := i + 2; k < len(ws) && ws[k].gap < clauseGap && d.class(k)&(verbal|preposition|joining|subject|selfWord|having) == 0 {
		return // "le petit train"
	}
	text, line := d.sentence.e.Text[ws[i].from:ws[i+1].to], d.sentence.lines.of(int(ws[i].from))
	d.need(-1, Minors, "enfant", text, line)
	d.flag(FlagChildren, true, text, line)
}

// owner tells whether the people named at word i only own what stands before them: "les bottes des hommes".
func (d *breaker) owner(ws []word, i int) bool {
	start := d.phrase(ws, i)
	if start < 2 || ws[start].gap >= clauseGap || ws[start-1].gap >= clauseGap || d.class(start)&manyOf == 0 {
		return false
	}
	if slices.ContainsFunc(d.sentence.named, func(m mention) bool { return m.at == start-1 }) {
		return true // "le camion des pompiers"
	}
	return d.class(start-1)&(measuring|preposition|joining) == 0 && d.class(start-2)&determiner != 0 &&
		(d.class(start-2)&toWord == 0 || d.heads[start-1] != 0 && d.m.heads[d.heads[start-1]-1].term >= 0)
}

// player proposes as figuration the people that the lexicon does not know, told by the end of their name: "deux accordéonistes", "une
// trentaine de coupeurs".
func (d *breaker) player(ws []word, i int) {
	w := &ws[i]
	if i == 0 || w.capital || w.gap >= clauseGap || w.to-w.from < 8 || d.sentence.e.Kind == script.Heading {
		return
	}
	text := d.sentence.e.Text[w.from:w.to]
	switch named := trade(text); {
	case strings.HasSuffix(strings.TrimSuffix(text, "s"), "iste") && d.opensObject(ws, i-1):
	case named && d.m.numbers[ws[i-1].hash] > 1:
	case named && i > 1 && d.class(i-1)&bareOf != 0 && ws[i-1].gap < clauseGap && d.m.numbers[ws[i-2].hash] > 1:
	default:
		return
	}
	if d.denied(ws, i) || d.known(ws, i, text) {
		return
	}
	t := term{plural: text[len(text)-1] == 's'}
	if d.person(ws, i, 1, &t) {
		d.extra(-1, text, text, d.countBefore(d.sentence.e.Text, ws, i), d.sentence.lines.of(int(w.from)))
		d.sentence.named = append(d.sentence.named, mention{Extras, i})
	}
}

// compounded tells whether word i is the first part of a compound: "une dame-jeanne", but not "cette femme-là".
func (d *breaker) compounded(ws []word, i int) bool {
	rest := d.sentence.e.Text[ws[i].to:]
	return strings.HasPrefix(rest, "-") && !strings.HasPrefix(rest, "-là") && !strings.HasPrefix(rest, "-ci")
}

// trade tells by its end a plural that names people by what they do: coupeurs, tragédiennes.
func trade(plural string) bool {
	for _, end := range []string{"eurs", "euses", "iens", "iennes"} {
		if strings.HasSuffix(plural, end) {
			return true
		}
	}
	return false
}

// somebody proposes as figuration the people that a noun of the grammar names at word i: "une grosse femme", "trois cousins".
func (d *breaker) somebody(ws []word, i int) {
	start := d.phrase(ws, i)
	n, counted := d.m.numbers[ws[start].hash]
	if start == i || !counted || ws[i].capital || d.class(i)&kin != 0 && n < 2 || d.sentence.e.Kind == script.Heading || d.denied(ws, i) {
		return
	}
	text := d.sentence.e.Text[ws[i].from:ws[i].to]
	t := term{plural: n > 1}
	if d.isPerson(i) || d.sentence.pictured || d.overheard(ws, i+1) || !d.person(ws, i, 1, &t) {
		return
	}
	d.extra(-1, text, text, d.countBefore(d.sentence.e.Text, ws, i), d.sentence.lines.of(int(ws[i].from)))
	d.sentence.named = append(d.sentence.named, mention{Extras, i})
}

// staged takes back the figuration whom the stunt at word i has just told: "un matelot passe par-dessus bord" is the stunt's performer.
func (d *breaker) staged(ws []word, i int) {
	named := d.sentence.named
	if len(named) == 0 || len(d.extras) == 0 {
		return
	}
	last := named[len(named)-1]
	if last.category != Extras || last.at < i-3 || last.at >= i || d.class(d.phrase(ws, last.at))&anyone == 0 {
		return
	}
	for k := last.at + 1; k <= i; k++ {
		if ws[k].gap >= clauseGap {
			return
		}
	}
	x := &d.extras[len(d.extras)-1]
	if x.Count <= 1 && strings.HasPrefix(d.sentence.e.Text[ws[last.at].from:], x.Text) {
		d.extras = d.extras[:len(d.extras)-1]
	}
}

// shouted tells whether a text is written in capitals all along, which say nothing then.
func (s *sentence) shouted() bool { return s.e.Text == strings.ToUpper(s.e.Text) }

// inHand tells whether what is named at word i is the object of a verb of handling: "agite une sonnette".
func (d *breaker) inHand(ws []word, i int) bool {
	start := d.phrase(ws, i)
	return start > 0 && start < i && ws[start].gap < clauseGap && d.class(start-1)&handling != 0
}

// thrown tells whether the fall at word i is that of a thing just named in its clause: "un bouquet tombe du pont".
func (d *breaker) thrown(ws []word, i int) bool {
	named := d.sentence.named
	if len(named) == 0 {
		return false
	}
	last := named[len(named)-1]
	if last.category != Props && last.category != SetDress && last.category != Weapons || i-last.at > 2 {
		return false
	}
	for k := last.at + 1; k <= i; k++ {
		if ws[k].gap >= clauseGap || d.class(k)&joining != 0 { // "ôte son gant et le gifle"
			return false
		}
	}
	return true
}

// unseen tells whether what a term names at word i is no element there: the complement, the content or the picture of something else, an
// act that nobody does, the state of a place.
func (d *breaker) unseen(ws []word, i int, t *term) bool {
	c, text := d.m.groups[t.group].Category, d.sentence.e.Text[ws[i].from:]
	alive := alive(c)
	if (alive || c == Vehicles || c == Weapons || c == Sound && !t.verb) && d.drawn(ws, i+len(t.words)) ||
		d.sentence.pictured && (alive || c == Vehicles || c == Costumes || c == Stunts) {
		return true
	}
	if (alive || c == Props) && t.noun && len(t.words) == 1 && i > 0 && ws[i].gap < clauseGap && d.class(i-1)&inWord != 0 {
		return true // "marcher en crabe"
	}
	if (alive || c == Vehicles || c == Props || c == Costumes) && t.plural && len(t.words) == 1 && i > 1 && ws[i].gap < clauseGap &&
		d.sentence.e.Text[ws[i-1].from:ws[i-1].to] == "à" {
		return true // "un caleçon à canards"
	}
	switch c {
	case Sound:
		if t.verb && i > 0 && ws[i].gap < clauseGap && d.class(i-1)&inWord != 0 {
			return true // "recule en bipant"
		}
		start := d.phrase(ws, i)
		return !t.verb && start > 0 && ws[start].gap < clauseGap && d.class(start-1)&placing != 0 // "dans un fracas d'inox"
	case Music:
		if t.acts {
			return d.titled(ws, i+len(t.words)) || !d.agent(ws, i, false)
		}
		return !ws[i].capital && d.complement(ws, i) // but "une chanson de Piaf"
	case Animals, Vehicles:
		return !t.verb && d.complement(ws, i) // "un sourire de requin"
	case Minors:
		return d.complement(ws, i) || !t.plural && d.class(d.phrase(ws, i))&bareOf != 0
	case SetDress:
		return !t.verb && (d.content(ws, i) || len(t.words) == 1 && !t.bound && d.trodden(ws, i))
	case VFX:
		return len(t.words) == 1 && !t.verb && d.complement(ws, i) // "des têtes de dinosaures"
	case Costumes, Makeup:
		return (t.verb || len(t.words) == 1 && d.phrase(ws, i) == i) && d.inanimate(ws, i)
	case Stunts:
		return (t.acts || isState(text)) && d.thrown(ws, i)
	}
	return false
}

// isState tells whether a text starts with a form of être: "est projeté".
func isState(text string) bool {
	return strings.HasPrefix(text, "est ") || strings.HasPrefix(text, "sont ")
}

// trodden tells whether the noun at word i is a known one where something stands: "dans la boue", but not "dans une tranchée".
func (d *breaker) trodden(ws []word, i int) bool {
	start := d.phrase(ws, i)
	return start > 0 && start < i && ws[start].gap < clauseGap && d.class(start)&article != 0 && d.class(start-1)&placing != 0 &&
		ws[start-1].to-ws[start-1].from <= 4 // but "derrière la buvette"
}

// remember notes, when the scene just read had a stunt or a wound, the roles that were in it: what heals later is theirs.
func (d *breaker) remember() {
	d.last = -1
	if !slices.ContainsFunc(d.needs, func(n Need) bool { return n.Category == Stunts || n.Category == Makeup }) {
		return
	}
	for at := range d.presences {
		for int(d.who[at]) >= len(d.hurt) {
			d.hurt = append(d.hurt, false)
		}
		d.hurt[d.who[at]] = true
	}
}

// healing tells whether the role named last was in such a scene.
func (d *breaker) healing() bool { return d.last >= 0 && int(d.last) < len(d.hurt) && d.hurt[d.last] }

// sungWords is the name of the music that a speech sung calls for.
const sungWords = "paroles chantées"

// manner reads how a speech is said: "(il chante)" is a song, "(dans le haut-parleur)" a voice that is recorded beforehand.
func (d *breaker) manner(e *script.Element) {
	for w := range strings.FieldsFuncSeq(e.Text, func(r rune) bool { return !unicode.IsLetter(r) }) {
		switch strings.ToLower(w) {
		case "chante", "chantent", "chantant", "chantonne", "chantonnant", "fredonne", "fredonnant", "singing", "sings":
			d.spokenAs(Music, sungWords, e)
			d.flag(FlagProtected, false, e.Text, e.Line)
		case "parleur", "parleurs", "interphone", "répondeur", "mégaphone", "loudspeaker", "intercom":
			d.spokenAs(Sound, "voix dans un appareil", e)
		}
	}
}

// spokenAs proposes once a scene what the manner of a speech calls for.
func (d *breaker) spokenAs(c Category, name string, e *script.Element) {
	if !slices.ContainsFunc(d.needs, func(n Need) bool { return n.Category == c && n.Name == name }) {
		d.need(-1, c, name, e.Text, e.Line)
	}
}
