package reading

import (
	"fmt"
	"io"
	"strings"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/decode"
	"github.com/moteur-film/moteur/internal/doc"
	"github.com/moteur-film/moteur/internal/doc/pdf"
	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/internal/strict"
	"github.com/moteur-film/moteur/schedule/breakdown"
)

// The rules of the issues of a suivi d'écriture.
const (
	ruleNoVersion = "writing/no-version"
	ruleNoDate    = "writing/no-date"
	ruleNoReader  = "writing/no-reader"
	ruleEmptyNote = "writing/empty"
	ruleOrder     = "writing/order"
	ruleNoteTwice = "writing/note-twice"
	ruleUnread    = "writing/draft-unknown"
	ruleTwoDrafts = "writing/two-drafts"
	ruleOtherFilm = "writing/other-film"
)

// Writing is a suivi d'écriture: what readers noted of each draft of a screenplay, and what they asked next.
type Writing struct {
	Title string        `json:"title"`
	Notes []WritingNote `json:"notes"` // oldest first
}

// WritingNote is a note on a draft (version). Several readers may note the same one.
type WritingNote struct {
	Version string      `json:"version"` // "V1", "traitement", "continuité dialoguée 3"
	Date    moteur.Date `json:"date"`
	Reader  string      `json:"reader"`
	// Draft names the screenplay of that version for the program that reads it; the library opens no file.
	Draft string   `json:"draft,omitempty"`
	Text  string   `json:"text,omitempty"`
	Asked []string `json:"asked,omitempty"` // of the next draft
	// Changes is measured from the draft noted before; nil when one of the two is not at hand.
	Changes *Changes `json:"changes,omitempty"`
}

// Changes is what changed from the draft of Since to this one, in scenes; Eighths is the change of length in eighths of a page.
type Changes struct {
	Since        string   `json:"since"`
	Added        int      `json:"added"`
	Dropped      int      `json:"dropped"`
	Moved        int      `json:"moved"`
	Changed      int      `json:"changed"`
	Same         int      `json:"same"`
	Eighths      int      `json:"eighths"`
	RolesAdded   []string `json:"roles_added,omitempty"`
	RolesDropped []string `json:"roles_dropped,omitempty"`
}

// String tells the changes in a French line or two.
func (c Changes) String() string {
	length := "+" + fr.Eighths(c.Eighths)
	if c.Eighths < 0 {
		length = "−" + fr.Eighths(-c.Eighths)
	}
	s := fmt.Sprintf("Depuis %s : %s, %s, %s, %s, %s ; longueur %s", c.Since, fr.Plural(c.Added, "séquence ajoutée", "séquences ajoutées"),
		fr.Plural(c.Dropped, "supprimée", "supprimées"), fr.Plural(c.Moved, "déplacée", "déplacées"),
		fr.Plural(c.Changed, "modifiée", "modifiées"), fr.Plural(c.Same, "inchangée", "inchangées"), length)
	if len(c.RolesAdded) > 0 {
		s += " ; rôles + " + strings.Join(c.RolesAdded, ", ")
	}
	if len(c.RolesDropped) > 0 {
		s += " ; rôles − " + strings.Join(c.RolesDropped, ", ")
	}
	return s
}

// ReadWriting reads a suivi written as JSON by hand: every fault of the file is in the report, with its line and key. The error is about
// reading alone.
func ReadWriting(r io.Reader, name string) (Writing, moteur.Report, error) {
	var w Writing
	b, err := decode.All(r, maxJSONBytes)
	if err != nil {
		return w, moteur.Report{}, fmt.Errorf("reading: %w", err)
	}
	return w, strict.Decode(name, b, &w), nil
}

// Check tells the notes without version, date or reader, those that say nothing, and those out of order.
func (w Writing) Check() moteur.Report {
	var rep moteur.Report
	seen, drafts := map[string]bool{}, map[string]string{}
	for i, n := range w.Notes {
		path := fmt.Sprintf("notes[%d]", i)
		if strings.TrimSpace(n.Version) == "" {
			rep.Errorf(path+".version", ruleNoVersion, "La note %d ne dit pas de quelle version elle parle.", i+1)
		}
		if n.Date.IsZero() {
			rep.Errorf(path+".date", ruleNoDate, "La note %d n'est pas datée.", i+1)
		}
		if strings.TrimSpace(n.Reader) == "" {
			rep.Errorf(path+".reader", ruleNoReader, "La note %d ne dit pas qui a lu.", i+1)
		}
		if strings.TrimSpace(n.Text) == "" && len(n.Asked) == 0 {
			rep.Warnf(path+".text", ruleEmptyNote, "La note %d ne dit rien et ne demande rien.", i+1)
		}
		if i > 0 && !n.Date.IsZero() && n.Date.Before(w.Notes[i-1].Date) {
			rep.Warnf(path+".date", ruleOrder, "La note %d est d'avant la note %d : l'ordre des versions est celui des notes.", i+1, i)
		}
		if key := fr.Fold(n.Version) + "\x00" + fr.Fold(n.Reader) + "\x00" + n.Date.String(); seen[key] {
			rep.Warnf(path, ruleNoteTwice, "%s est noté deux fois par %s le même jour.", n.Version, n.Reader)
		} else {
			seen[key] = true
		}
		if first := drafts[fr.Fold(n.Version)]; first == "" {
			drafts[fr.Fold(n.Version)] = n.Draft
		} else if n.Draft != "" && n.Draft != first {
			rep.Warnf(path+".draft", ruleTwoDrafts, "La version %s a deux scénarios, %s et %s : le dernier est comparé.", n.Version, first,
				n.Draft)
		}
	}
	return rep
}

// Measured returns the suivi with the changes of each draft since the one noted before it, measured by the comparison of drafts. Drafts are
// given by version; a version noted several times is measured once, and one without its draft is told in the report.
func (w Writing) Measured(drafts map[string]breakdown.Breakdown) (Writing, moteur.Report) {
	var rep moteur.Report
	byVersion := make(map[string]breakdown.Breakdown, len(drafts))
	for v, b := range drafts {
		byVersion[fr.Fold(v)] = b
	}
	out := Writing{Title: w.Title, Notes: make([]WritingNote, len(w.Notes))}
	copy(out.Notes, w.Notes)
	before := ""
	for i := range out.Notes {
		n := &out.Notes[i]
		if fr.Fold(n.Version) == fr.Fold(before) {
			continue
		}
		b, ok := byVersion[fr.Fold(n.Version)]
		if ok && w.Title != "" && b.Title != "" && fr.Fold(b.Title) != fr.Fold(w.Title) {
			rep.Warnf(fmt.Sprintf("notes[%d].version", i), ruleOtherFilm,
				"Le suivi est celui de « %s », le scénario de %s s'intitule « %s ».",
				fr.Clip(w.Title), n.Version, fr.Clip(b.Title))
		}
		if !ok {
			rep.Notef(fmt.Sprintf("notes[%d].version", i), ruleUnread, "La version %s n'a pas de scénario à comparer.", n.Version)
			before = n.Version
			continue
		}
		if old, known := byVersion[fr.Fold(before)]; known && before != "" {
			c := breakdown.Compare(old, b)
			n.Changes = &Changes{Since: before, Added: len(c.Added), Dropped: len(c.Dropped), Moved: len(c.Moved), Changed: len(c.Changed),
				Same: c.Same, Eighths: c.Eighths, RolesAdded: c.RolesAdded, RolesDropped: c.RolesDropped}
		}
		before = n.Version
	}
	return out, rep
}

// Document is the suivi on paper.
func (w Writing) Document() doc.Document {
	return doc.Document{Title: "Suivi de l'écriture", Film: w.Title, Page: doc.Landscape, Footer: "Document confidentiel.",
		Blocks: []doc.Block{writingTable(w.Notes)}}
}

// WritePDF prints the suivi for people.
func (w Writing) WritePDF(out io.Writer) error { return pdf.Write(out, w.Document()) }

func writingTable(notes []WritingNote) doc.Table {
	t := doc.Table{Title: "Versions", Columns: []doc.Column{{Title: "Version", Width: 2}, {Title: "Date", Width: 1.7, Kind: doc.Date},
		{Title: "Lecture", Width: 2}, {Title: "Ce qui change", Width: 5}, {Title: "Notes", Width: 5}, {Title: "Demandé ensuite", Width: 5}}}
	for _, n := range notes {
		changes := "–"
		if n.Changes != nil {
			changes = n.Changes.String()
		}
		var asked []string
		for _, a := range n.Asked {
			asked = append(asked, "– "+a)
		}
		t.Rows = append(t.Rows, doc.Row{Cells: []doc.Cell{doc.S(n.Version).As(doc.Strong), doc.D(n.Date), doc.S(n.Reader), doc.S(changes),
			doc.S(n.Text), doc.S(dashed(strings.Join(asked, "\n")))}})
	}
	return t
}
