package papers

import (
	"io"
	"slices"
	"strings"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/doc"
	"github.com/moteur-film/moteur/internal/doc/pdf"
	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/schedule/breakdown"
	"github.com/moteur-film/moteur/schedule/script"
)

// Screenplay is the scénario: the text laid out as a screenplay is, behind its title page, with the numbers of the scenes in both margins
// and nothing of the breakdown.
type Screenplay struct{ Book }

// WritePDF prints the screenplay.
func (s Screenplay) WritePDF(w io.Writer) error { return pdf.Write(w, s.Document()) }

// Document is the screenplay on paper.
func (s Screenplay) Document() doc.Document {
	d := doc.Document{Date: s.Date} // no head: a page has nothing but the text and its number
	if page := titlePage(s.Script.TitlePage); len(page) > 0 {
		d.Blocks = append(d.Blocks, doc.Play{Paras: page}, doc.PageBreak{})
	}
	d.Blocks = append(d.Blocks, s.play(func(*breakdown.Scene) []mark { return nil })...)
	return d
}

// titlePage lays the title page: the title, who wrote, and how to reach people, in the order of the file.
func titlePage(entries []script.TitleEntry) []doc.PlayPara {
	var out []doc.PlayPara
	for i, e := range entries {
		strong := fr.Fold(e.Key) == "title" || fr.Fold(e.Key) == "titre"
		if key := fr.Fold(e.Key); strings.HasPrefix(key, "aut") { // what announces an author, as a reader looks for it
			if !slices.ContainsFunc(entries[:i], func(o script.TitleEntry) bool { return fr.Fold(o.Key) == "credit" }) {
				out = append(out, doc.PlayPara{Above: 1, Side: doc.Centred, Runs: []doc.Run{{Text: "Écrit par"}}})
			}
		}
		for k, line := range strings.Split(script.Plain(e.Value), "\n") {
			p := doc.PlayPara{Above: 1, Side: doc.Centred, Runs: []doc.Run{{Text: line, Strong: strong}}}
			if k > 0 {
				p.Above = 0
			} else if len(out) == 0 {
				p.Above = 8
			}
			out = append(out, p)
		}
	}
	return out
}

// Unprinted tells what of the screenplay the papers do not print as it is: the signs that their letters do not draw, each with its first
// line, printed "□", and the two speeches of a dual dialogue, printed one under the other.
func (b Book) Unprinted() moteur.Report {
	var rep moteur.Report
	seen := map[rune]bool{}
	tell := func(text string, line int) {
		for _, r := range pdf.Missing(text) {
			if !seen[r] {
				seen[r] = true
				rep.Warnf(b.Script.Place(line), ruleUnprinted,
					"Le signe «\u00a0%c\u00a0» (U+%04X) n'est pas dans la police : imprimé □.", r, r)
			}
		}
	}
	for _, e := range b.Script.TitlePage {
		tell(e.Value, e.Line)
	}
	for i := range b.Script.Elements {
		e := &b.Script.Elements[i]
		tell(e.Text, e.Line)
		if e.Kind == script.Cue && e.Dual == script.Right {
			rep.Notef(b.Script.Place(e.Line), ruleDual, "Dialogue simultané : la réplique de «\u00a0%s\u00a0» est imprimée sous "+
				"celle qu'elle accompagne.", fr.Clip(e.Name))
		}
	}
	return rep
}

// The rules of what is not printed as it is.
const (
	ruleUnprinted = "papers/sign-missing"
	ruleDual      = "papers/dual-dialogue"
)
