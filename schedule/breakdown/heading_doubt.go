package breakdown

import (
	"strings"

	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/schedule/script"
)

// headingDoubt is what the heading of a scene says without leaving no choice; scene is its place in the breakdown.
type headingDoubt struct {
	scene        int
	front, other string // see script.Slugline
	left, line   int    // elements of text under an omitted scene, and the line of the first
}

// tellDoubts says what was made of each. The décors that are all written in front of INT or EXT are told together.
func (d *breaker) tellDoubts() {
	var whole []string
	for _, h := range d.doubts {
		sc := &d.out.Scenes[h.scene]
		location, _ := script.CutSet(sc.Set)
		switch {
		case h.front == "":
		case h.front == sc.Story:
			d.front(sc, h.front, "lu comme une année du récit, pas comme un numéro")
		case !strings.HasPrefix(sc.Set, h.front):
			d.front(sc, h.front, "laissé hors du décor")
		case sc.Set == h.front || location == sc.Set:
			whole = append(whole, sc.Number)
		default:
			d.front(sc, h.front, "lu comme le début du décor")
		}
		if h.left > 0 {
			d.rep.Warnf(d.place(h.line), ruleOmittedText, "La séquence %s est omise, mais %s sous son intitulé, hors de toute séquence.",
				sc.Number, fr.Plural(h.left, "élément de texte reste", "éléments de texte restent"))
		}
		if h.other != "" {
			d.rep.Warnf(d.place(sc.Line), ruleOtherNumber, "Séquence %s : l'intitulé porte un autre numéro, %s, qui n'est pas retenu.",
				sc.Number, fr.Shorten(h.other, 24))
		}
	}
	if len(whole) > 0 {
		d.rep.Notef(d.s.Name(), ruleFront, "%s : le décor est lu devant INT ou EXT (%s).",
			fr.Plural(len(whole), "séquence", "séquences"), fr.Shorten(strings.Join(whole, ", "), 120))
	}
}

// front tells what was made of the words in front of INT or EXT.
func (d *breaker) front(sc *Scene, words, as string) {
	d.rep.Notef(d.place(sc.Line), ruleFront, "Séquence %s : «\u00a0%s\u00a0», devant INT ou EXT, est %s.", sc.Number, fr.Shorten(words, 60),
		as)
}
