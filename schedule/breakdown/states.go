package breakdown

import (
	"slices"
	"strings"

	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/schedule/script"
)

// StateMark is an état that the description shows or ends, for the raccords: of a person (a wound, a plaster cast, a shaved head) or of a
// set or a vehicle (broken, painted, burnt, flooded). It is no element: nothing is to bring.
type StateMark struct {
	// Name is the state in one word for all those that tell it: "blessure", "bras plâtré", "cassé".
	Name string `json:"name"`
	// Role is the ID of the role whose state it is, empty when the sentence tells none; Thing is what of the set is concerned, or the
	// vehicle: "porte". A state of a person has no Thing.
	Role  string `json:"role,omitempty"`
	Thing string `json:"thing,omitempty"`
	// Vehicle tells a Thing that goes from set to set.
	Vehicle bool `json:"vehicle,omitempty"`
	// Heals is the days that a wound takes to heal as a rule of thumb; 0 for what stays.
	Heals int `json:"heals,omitempty"`
	// Ends tells that the text ends the state: the plaster is taken off, the door is mended. Name is then that of the states it ends,
	// "blessure" for every wound.
	Ends bool `json:"ends,omitempty"`
	// Text is the sentence, Line where it stands.
	Text string `json:"text"`
	Line int    `json:"line"`
}

// maxStates bounds the states noted for one scene, maxSentence the words of a sentence that is read for them.
const (
	maxStates   = 50
	maxSentence = 60
)

// toldRole is a role named among the words of an element.
type toldRole struct {
	at   int
	role int32
}

// states reads the states that a description tells, a sentence at a time, once its roles are known. Most sentences hold no word of a
// state and are left at once.
func (d *breaker) states(e *script.Element, ws []word) {
	if d.out.Language != "fr" || d.set.NoProposals {
		return
	}
	for from := 0; from < len(ws); {
		to := from + 1
		for to < len(ws) && ws[to].gap != stopGap {
			to++
		}
		told := false
		for i := from; i < to && !told; i++ {
			told = stateTables.tells(ws[i].hash)
		}
		if told && to-from <= maxSentence {
			d.stateSentence(e, ws, from, to)
		}
		from = to
	}
}

// stateSentence reads the states of one sentence.
func (d *breaker) stateSentence(e *script.Element, ws []word, from, to int) {
	list := make([]stateWord, 0, to-from)
	for _, w := range ws[from:to] {
		list = append(list, stateWord{text: fr.Fold(e.Text[w.from:w.to]), acute: w.acute || w.upper, clause: w.gap == clauseGap, role: -1})
	}
	for _, r := range d.inText {
		if r.at >= from && r.at < to {
			list[r.at-from].role = r.role
		}
	}
	for _, s := range readStates(list) {
		if len(d.marks) == maxStates {
			return
		}
		at := int(ws[from+s.at].from)
		m := StateMark{Name: s.name, Thing: s.thing, Vehicle: s.vehicle, Heals: s.heals, Ends: s.ends, Line: d.sentence.lines.of(at),
			Text: sentenceAt(e.Text, at, int(ws[from+s.at].to))}
		if k := d.stateOwner(list, s.at, from); s.thing == "" && k >= 0 {
			m.Role = d.out.Roles[k].ID
		}
		if !slices.ContainsFunc(d.marks, func(o StateMark) bool {
			return o.Name == m.Name && o.Role == m.Role && o.Thing == m.Thing && o.Ends == m.Ends
		}) {
			d.marks = append(d.marks, m)
		}
	}
}

// stateOwner is the role of a state told at a word of a sentence: the last one named before it in the sentence, else the first one after
// it, else the last one named before the sentence in the same element; -1 when none is.
func (d *breaker) stateOwner(list []stateWord, at, from int) int32 {
	for i := at; i >= 0; i-- {
		if list[i].role >= 0 {
			return list[i].role
		}
	}
	for _, w := range list[at:] {
		if w.role >= 0 {
			return w.role
		}
	}
	owner := int32(-1)
	for _, r := range d.inText {
		if r.at < from {
			owner = r.role
		}
	}
	return owner
}

// passedIn is the days that a text says have passed, in whole weeks: "trois semaines plus tard", "un mois après"; 0 for less.
func passedIn(text string) int {
	const week, month, year = 7, 30, 365
	words := strings.FieldsFunc(fr.Fold(text), func(r rune) bool { return strings.ContainsRune(" \u00a0\t.,:;!-–—'’()[]/>*\"«»", r) })
	for i := 1; i+1 < len(words); i++ {
		after := words[i+1]
		if after != "plus" && after != "apres" || after == "plus" && (i+2 == len(words) || words[i+2] != "tard") {
			continue
		}
		n := smallNumber(words[i-1])
		switch words[i] {
		case "semaine", "semaines":
			return n * week
		case "mois":
			return n * month
		case "an", "ans", "annee", "annees":
			return n * year
		}
	}
	return 0
}

// fewWords is the longest first sentence that tells by itself that time passes.
const fewWords = 6

// passed tells whether some words may say that weeks, months or years pass.
func (l *stateLexicon) passed(ws []word) bool {
	return slices.ContainsFunc(ws[:min(len(ws), 16)], func(w word) bool { return l.spans[w.hash] })
}

// smallNumber is a number in words or in digits, 0 when it is none.
func smallNumber(w string) int {
	for i, names := range [...]string{"un une", "deux quelques", "trois plusieurs", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix",
		"onze", "douze"} {
		if slices.Contains(strings.Fields(names), w) {
			return i + 1
		}
	}
	n := 0
	for _, r := range w {
		if r < '0' || r > '9' || n > 100 {
			return 0
		}
		n = 10*n + int(r-'0')
	}
	return n
}
