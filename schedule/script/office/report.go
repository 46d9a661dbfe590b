package office

import (
	"fmt"
	"strings"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/decode"
	"github.com/moteur-film/moteur/internal/fr"
)

// The rules of the issues found while reading a document.
const (
	ruleAside   = "script/put-aside"
	ruleTracked = "script/tracked-changes"
	ruleTable   = "script/table"
	ruleStyle   = "script/unknown-style"
	ruleParts   = "script/several-texts"
	ruleLayout  = "script/layout"
	ruleStruck  = "script/struck-text"
	ruleBox     = "script/text-box"
)

// found gathers what a reader has to say about a document.
type found struct {
	name string
	rep  moteur.Report
	seen map[string]bool
	// changes and comments count what was put aside in the text itself, with the first paragraph of each.
	changes, comments, images, numbers tally
	// struck are the passages crossed out, each with its paragraph.
	struck []passage
}

// passage is a text of a paragraph.
type passage struct {
	no   int
	text string
}

type tally struct{ count, first int }

func (t *tally) add(no int) {
	if t.count++; t.count == 1 {
		t.first = no
	}
}

func (f *found) at(no int) string {
	if no == 0 {
		return f.name
	}
	return decode.Place(f.name, no)
}

// aside names a text that the script does not hold; the same text of the same nature is named once.
func (f *found) aside(what string, no int, text string) {
	if text = strings.Join(strings.Fields(text), " "); text == "" || f.seen[what+text] {
		return
	}
	if f.seen == nil {
		f.seen = map[string]bool{}
	}
	f.seen[what+text] = true
	f.rep.Notef(f.at(no), ruleAside, "%s mis de côté : %s", what, fr.Quote(text))
}

// boxed tells that a text box is read after the paragraph it hangs on.
func (f *found) boxed(no int, box *node) {
	if text := box.words(); text != "" {
		f.rep.Notef(f.at(no), ruleBox, "Zone de texte lue à la suite de son paragraphe : %s", fr.Quote(text))
	}
}

// summary adds the sentences that count.
func (f *found) summary() {
	for _, s := range f.struck {
		f.rep.Warnf(f.at(s.no), ruleStruck, "Texte barré mis de côté, non dépouillé : %s",
			fr.Quote(strings.Join(strings.Fields(s.text), " ")))
	}
	if c := f.changes; c.count > 0 {
		f.rep.Warnf(f.at(c.first), ruleTracked, "Suivi des modifications : %s (texte mis de côté, non dépouillé), insertions gardées. "+
			"Accepter ou refuser les modifications avant de lire.", fr.Plural(c.count, "suppression", "suppressions"))
	}
	if c := f.comments; c.count > 0 {
		f.rep.Notef(f.at(c.first), ruleAside, "%s : gardés comme notes, hors du texte.",
			fr.Plural(c.count, "commentaire ou note de bas de page", "commentaires ou notes de bas de page"))
	}
	if c := f.numbers; c.count > 0 {
		f.rep.Notef(f.at(c.first), ruleAside, "%s automatiques de répliques mis de côté.", fr.Plural(c.count, "numéro", "numéros"))
	}
	if c := f.images; c.count > 0 {
		f.rep.Warnf(f.at(c.first), ruleAside, "%s : ce qui y est écrit n'est pas lu.", fr.Plural(c.count, "image", "images"))
	}
}

// once says a sentence once for a document.
func (f *found) once(no int, rule, format string, args ...any) {
	text := fmt.Sprintf(format, args...)
	if f.seen[text] {
		return
	}
	if f.seen == nil {
		f.seen = map[string]bool{}
	}
	f.seen[text] = true
	f.rep.Warnf(f.at(no), rule, "%s", text)
}
