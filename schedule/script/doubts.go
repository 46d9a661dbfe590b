package script

import (
	"strings"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/fr"
)

// Doubts looks again at a screenplay whose file names the kind of each paragraph (FDX, the styles of a word processor). What stands as a
// nom de personnage and names nobody, (SUITE), an hour, a title card, is no role: a bracket goes on with the speech above, the rest is
// action. A speech on one line with its name is read as InlineCues does. A description that reads as an intitulé, or as the name of who
// speaks, stays one. Each is told in Issues.
func (s *Script) Doubts() {
	d := doubter{s: s, times: map[string]int{}}
	for i := range s.Elements {
		if e := &s.Elements[i]; e.Kind == Cue && isWeekday(fr.Fold(e.Name)) {
			d.times[fr.Fold(e.Name)]++
		}
	}
	for i := range s.Elements {
		if s.Elements[i].Kind == Cue {
			d.nobody(i)
		}
	}
	s.inlineCues(&d.rep, true)
	d.names = s.speakers()
	for i := range s.Elements {
		if e := &s.Elements[i]; e.Kind == Action && !e.Forced && e.Type != typeCharacter {
			d.action(i)
		}
	}
	s.Issues = append(s.Issues, d.rep.Issues...)
}

// typeCharacter is the type of the paragraphs of FDX that name who speaks.
const typeCharacter = "Character"

type doubter struct {
	s     *Script
	rep   moteur.Report
	names map[string]bool // folded names of who speaks
	times map[string]int  // speeches of who has the name of a day: VENDREDI, of Robinson
}

// nobody turns cue i into what it is when its words name nobody.
func (d *doubter) nobody(i int) {
	e := &d.s.Elements[i]
	bare := strings.Trim(e.Text, "() \u00a0")
	bracket := strings.HasPrefix(e.Text, "(")
	if e.Forced || e.Dual != "" || bare == "" || !printedWords(bare) || d.times[fr.Fold(bare)] > 2 {
		return
	}
	words := Element{Kind: Action, Text: protect(e.Text), Line: e.Line, Type: e.Type, Marks: e.Marks, Stretches: e.Stretches,
		Attributes: e.Attributes}
	as := "action"
	if bracket && d.speech(i) {
		words.Kind, as = Parenthetical, "suite de la réplique d'avant"
	}
	if words.Type == "" {
		words.Type = typeCharacter
	}
	d.rep.Notef(d.s.Place(e.Line), ruleAlmostCue,
		"«\u00a0%s\u00a0» est à la place d'un nom de personnage mais n'en est pas un : lu comme %s.", fr.Clip(e.Text), as)
	*e = words
}

// speech tells whether the element before i, notes apart, belongs to a speech.
func (d *doubter) speech(i int) bool {
	for i--; i >= 0 && d.s.Elements[i].Kind == Note; i-- {
	}
	if i < 0 {
		return false
	}
	switch d.s.Elements[i].Kind {
	case Cue, Dialogue, Parenthetical, Lyrics:
		return true
	}
	return false
}

// action judges a paragraph of description: a heading, or a name above its words.
func (d *doubter) action(i int) {
	e := &d.s.Elements[i]
	t, rest, lines := strings.Cut(trim(e.Text), "\n")
	if t = trim(Plain(t)); t == "" {
		return
	}
	if !lines && len(t) <= maxHeading && mayHead(t) {
		if _, sure := readHeading(t, frenchEst(t)); sure != NotHeading {
			d.rep.Warnf(d.s.Place(e.Line), ruleAlmost,
				"«\u00a0%s\u00a0» ressemble à un intitulé de séquence mais son paragraphe est de la description : lu comme action.",
				fr.Shorten(t, 60))
			return
		}
	}
	if len(t) > maxLostCue {
		return
	}
	below := trim(rest)
	if !lines && i+1 < len(d.s.Elements) {
		if n := &d.s.Elements[i+1]; n.Kind == Action || n.Kind == Dialogue || n.Kind == Parenthetical {
			below = trim(Plain(n.Text))
		}
	}
	name, _, _ := cutCue(t)
	known := d.names[fr.Fold(name)] && (inCapitals(name) || mixedCue(t))
	if known || below != "" && !inCapitals(below) && isCue(t, true, true) && shortName(name) &&
		!strings.HasSuffix(t, "!") {
		d.rep.Warnf(d.s.Place(e.Line), ruleAlmostCue,
			"«\u00a0%s\u00a0» ressemble au nom de qui parle mais son paragraphe est de la description : lu comme action.", fr.Clip(t))
	}
}
