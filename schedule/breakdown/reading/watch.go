package reading

import (
	"cmp"
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/decode"
	"github.com/moteur-film/moteur/internal/doc"
	"github.com/moteur-film/moteur/internal/doc/pdf"
	"github.com/moteur-film/moteur/internal/doc/xlsx"
	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/internal/strict"
)

// Watch is a journal de veille: what someone saw, read or heard that may feed a film, dated and sourced.
type Watch struct {
	Title string      `json:"title"`
	Notes []WatchNote `json:"notes"`
}

// WatchNote is a note of the log. A note may serve several themes.
type WatchNote struct {
	Date   moteur.Date `json:"date"`
	Source string      `json:"source"` // newspaper, film, festival, person
	Link   string      `json:"link,omitempty"`
	Title  string      `json:"title,omitempty"`
	Text   string      `json:"text"`
	Tags   []string    `json:"tags,omitempty"`
	Themes []string    `json:"themes,omitempty"`
	// Viewing tells what was seen, of a note de visionnage.
	Viewing *Viewing `json:"viewing,omitempty"`
}

// Viewing is the œuvre that a note de visionnage is about, where it was seen, and what was marked while watching.
type Viewing struct {
	Work     string        `json:"work"` // title
	Director string        `json:"director,omitempty"`
	Year     int           `json:"year,omitempty"`
	Where    string        `json:"where,omitempty"` // cinema, festival, platform
	Marks    []ViewingMark `json:"marks,omitempty"`
}

// ViewingMark is a remark at a time of the film: "12:30", "1:02:45".
type ViewingMark struct {
	At   string `json:"at"`
	Text string `json:"text"`
}

// String names the work: "Le Phare (A. Morel, 1999), vu à la Cinémathèque".
func (v Viewing) String() string {
	s := v.Work
	var by []string
	if v.Director != "" {
		by = append(by, v.Director)
	}
	if v.Year > 0 {
		by = append(by, strconv.Itoa(v.Year))
	}
	if len(by) > 0 {
		s += " (" + strings.Join(by, ", ") + ")"
	}
	if v.Where != "" {
		s += ", vu : " + v.Where
	}
	return s
}

// from is where a note comes from: its source, else the work seen.
func (n WatchNote) from() string {
	if strings.TrimSpace(n.Source) == "" && n.Viewing != nil {
		return n.Viewing.Work
	}
	return n.Source
}

// NoTheme groups the notes that name no theme.
const NoTheme = "Sans thème"

// ThemeView is the synthesis of a theme: its notes, its span, its sources and tags by number of notes.
type ThemeView struct {
	Theme   string      `json:"theme"`
	Notes   []WatchNote `json:"notes"` // oldest first
	Span    moteur.Span `json:"span"`
	Sources []Count     `json:"sources"`
	Tags    []Count     `json:"tags,omitempty"`
	// Near are the themes that share notes with this one.
	Near []Count `json:"near,omitempty"`
}

// Count is a name and how many times it comes.
type Count struct {
	Name string `json:"name"`
	N    int    `json:"n"`
}

// ReadWatch reads a log written as JSON by hand: every fault of the file is in the report, with its line and key. The error is about
// reading alone.
func ReadWatch(r io.Reader, name string) (Watch, moteur.Report, error) {
	var w Watch
	b, err := decode.All(r, maxJSONBytes)
	if err != nil {
		return w, moteur.Report{}, fmt.Errorf("reading: %w", err)
	}
	rep := strict.Decode(name, b, &w)
	return w, rep, nil
}

// Check tells the notes without date, source or text.
func (w Watch) Check() moteur.Report {
	var rep moteur.Report
	for i, n := range w.Notes {
		path := fmt.Sprintf("notes[%d]", i)
		if n.Date.IsZero() {
			rep.Errorf(path+".date", "watch/no-date", "La note %d n'est pas datée.", i+1)
		}
		if strings.TrimSpace(n.from()) == "" {
			rep.Errorf(path+".source", "watch/no-source", "La note %d ne dit pas d'où elle vient.", i+1)
		}
		if strings.TrimSpace(n.Text) == "" && strings.TrimSpace(n.Title) == "" && (n.Viewing == nil || len(n.Viewing.Marks) == 0) {
			rep.Warnf(path+".text", "watch/empty", "La note %d est vide.", i+1)
		}
		if n.Viewing != nil {
			n.Viewing.check(path+".viewing", i+1, &rep)
		}
	}
	return rep
}

// check tells a viewing without its work, and the marks that are at no time or out of order.
func (v Viewing) check(path string, note int, rep *moteur.Report) {
	if strings.TrimSpace(v.Work) == "" {
		rep.Errorf(path+".work", "watch/no-work", "Le visionnage de la note %d ne dit pas quelle œuvre a été vue.", note)
	}
	if v.Year < 0 || v.Year > 0 && (v.Year < 1888 || v.Year > 9999) {
		rep.Errorf(path+".year", "watch/year", "Le visionnage de la note %d est d'un film de l'année %d.", note, v.Year)
	}
	last := -1
	for i, m := range v.Marks {
		at, ok := secondsAt(m.At)
		switch {
		case !ok:
			rep.Errorf(fmt.Sprintf("%s.marks[%d].at", path, i), "watch/mark-time",
				"Visionnage de la note %d : «\u00a0%s\u00a0» n'est pas un temps du film (12:30 ou 1:02:45).", note, m.At)
		case at < last:
			rep.Warnf(fmt.Sprintf("%s.marks[%d].at", path, i), "watch/mark-order",
				"Visionnage de la note %d : le repère %s vient après un repère plus tardif.", note, m.At)
		}
		last = max(last, at)
	}
}

// secondsAt reads a time of a film, "12:30" or "1:02:45", as seconds.
func secondsAt(s string) (int, bool) {
	parts := strings.Split(strings.TrimSpace(s), ":")
	if len(parts) < 2 || len(parts) > 3 {
		return 0, false
	}
	total := 0
	for i, p := range parts {
		n, err := strconv.Atoi(p)
		if err != nil || n < 0 || len(p) > 3 || i > 0 && (n > 59 || len(p) != 2) {
			return 0, false
		}
		total = total*60 + n
	}
	return total, true
}

// Synthesis groups the notes of a period by theme, the theme with most notes first. An unset span keeps all notes.
func (w Watch) Synthesis(span moteur.Span) []ThemeView {
	at := map[string]int{}
	var out []ThemeView
	for _, n := range w.Notes {
		if span != (moteur.Span{}) && !within(span, n.Date) {
			continue
		}
		for _, t := range themesOf(n) {
			k, ok := at[fr.Fold(t)]
			if !ok {
				k = len(out)
				at[fr.Fold(t)] = k
				out = append(out, ThemeView{Theme: t})
			}
			out[k].Notes = append(out[k].Notes, n)
		}
	}
	for i := range out {
		v := &out[i]
		slices.SortStableFunc(v.Notes, func(a, b WatchNote) int { return cmp.Compare(a.Date.String(), b.Date.String()) })
		v.Span = moteur.Span{From: v.Notes[0].Date, To: v.Notes[len(v.Notes)-1].Date}
		v.Sources = counts(v.Notes, func(n WatchNote) []string { return []string{n.from()} })
		v.Tags = counts(v.Notes, func(n WatchNote) []string { return n.Tags })
		v.Near = counts(v.Notes, func(n WatchNote) []string {
			return slices.DeleteFunc(themesOf(n), func(t string) bool { return fr.Fold(t) == fr.Fold(v.Theme) })
		})
	}
	slices.SortStableFunc(out, func(a, b ThemeView) int {
		return cmp.Or(len(b.Notes)-len(a.Notes), cmp.Compare(fr.Fold(a.Theme), fr.Fold(b.Theme)))
	})
	return out
}

func within(s moteur.Span, d moteur.Date) bool {
	return (s.From.IsZero() || !d.Before(s.From)) && (s.To.IsZero() || !d.After(s.To))
}

// themesOf lists the themes of a note, each once.
func themesOf(n WatchNote) []string {
	var out []string
	for _, t := range n.Themes {
		if t = strings.TrimSpace(t); t != "" && !slices.ContainsFunc(out, func(o string) bool { return fr.Fold(o) == fr.Fold(t) }) {
			out = append(out, t)
		}
	}
	if len(out) == 0 {
		return []string{NoTheme}
	}
	return out
}

func counts(notes []WatchNote, names func(WatchNote) []string) []Count {
	at := map[string]int{}
	var out []Count
	for _, n := range notes {
		for _, s := range names(n) {
			if s = strings.TrimSpace(s); s == "" {
				continue
			}
			k, ok := at[fr.Fold(s)]
			if !ok {
				k = len(out)
				at[fr.Fold(s)] = k
				out = append(out, Count{Name: s})
			}
			out[k].N++
		}
	}
	slices.SortStableFunc(out, func(a, b Count) int { return cmp.Or(b.N-a.N, cmp.Compare(fr.Fold(a.Name), fr.Fold(b.Name))) })
	return out
}

// Document prints the synthesis by theme, then the notes of each.
func (w Watch) Document(span moteur.Span, date moteur.Date) doc.Document {
	d := doc.Document{Title: "Veille", Subtitle: w.Title, Date: date}
	views := w.Synthesis(span)
	t := doc.Table{Sheet: "Synthèse", Title: "Synthèse par thème", Columns: []doc.Column{{Title: "Thème", Width: 4},
		{Title: "Notes", Width: 1, Kind: doc.Int}, {Title: "Du", Width: 1.7, Kind: doc.Date},
		{Title: "Au", Width: 1.7, Kind: doc.Date}, {Title: "Sources", Width: 5}, {Title: "Mots-clés", Width: 5},
		{Title: "Thèmes voisins", Width: 4}}}
	for _, v := range views {
		t.Rows = append(t.Rows, doc.Row{Cells: []doc.Cell{doc.S(v.Theme).As(doc.Strong), doc.N(len(v.Notes)), doc.D(v.Span.From),
			doc.D(v.Span.To), doc.S(countList(v.Sources)), doc.S(countList(v.Tags)), doc.S(countList(v.Near))}})
	}
	d.Blocks = append(d.Blocks, t)
	for _, v := range views {
		n := doc.Table{Sheet: "Notes", Title: v.Theme, Columns: []doc.Column{{Title: "Date", Width: 1.7, Kind: doc.Date},
			{Title: "Source", Width: 3}, {Title: "Note", Width: 9}, {Title: "Mots-clés", Width: 3}}}
		for _, note := range v.Notes {
			body := note.Text
			if note.Title != "" {
				body = strings.TrimSpace(note.Title + "\n" + body)
			}
			source := note.from()
			if v := note.Viewing; v != nil {
				body = strings.TrimSpace(v.String() + "\n" + body)
				for _, m := range v.Marks {
					body += "\n" + m.At + " – " + m.Text
				}
			}
			if note.Link != "" {
				source += "\n" + note.Link
			}
			n.Rows = append(n.Rows, doc.Row{
				Cells: []doc.Cell{doc.D(note.Date), doc.S(source), doc.S(body), doc.S(strings.Join(note.Tags, ", "))},
			})
		}
		d.Blocks = append(d.Blocks, n)
	}
	return d
}

// WatchSheets prints a log for a period.
type WatchSheets struct {
	Watch Watch       `json:"watch"`
	Span  moteur.Span `json:"span,omitzero"`
	Date  moteur.Date `json:"date,omitzero"`
}

// Document is the log on paper.
func (w WatchSheets) Document() doc.Document { return w.Watch.Document(w.Span, w.Date) }

// WritePDF prints the log for people.
func (w WatchSheets) WritePDF(out io.Writer) error { return pdf.Write(out, w.Document()) }

// WriteXLSX writes the log as a workbook.
func (w WatchSheets) WriteXLSX(out io.Writer) error { return xlsx.Write(out, w.Document()) }

func countList(cs []Count) string {
	var parts []string
	for _, c := range cs[:min(len(cs), 8)] {
		if c.N > 1 {
			parts = append(parts, fmt.Sprintf("%s (%s)", c.Name, fr.Int(c.N)))
		} else {
			parts = append(parts, c.Name)
		}
	}
	return strings.Join(parts, ", ")
}

// sortedKeys lists the keys of a map in order.
func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }

const maxJSONBytes = 16 << 20
