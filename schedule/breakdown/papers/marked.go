package papers

import (
	"cmp"
	"io"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/moteur-film/moteur/internal/doc"
	"github.com/moteur-film/moteur/internal/doc/pdf"
	"github.com/moteur-film/moteur/schedule/breakdown"
	"github.com/moteur-film/moteur/schedule/script"
)

// Marked is the scénario dépouillé: the screenplay with the words of its elements underlaid with the colour of their category and
// followed by its letters; a question mark tells what is only proposed. What a person added, which no words name, stands below the
// heading.
type Marked struct{ Book }

// WritePDF prints the marked screenplay.
func (m Marked) WritePDF(w io.Writer) error { return pdf.Write(w, m.Document()) }

// Document is the marked screenplay on paper.
func (m Marked) Document() doc.Document {
	d := m.frame("Scénario dépouillé")
	used := m.categories()
	d.Footer = "Couleurs et lettres : légende en première page. « ? » : proposé."
	d.Blocks = append(append(d.Blocks, doc.Play{Paras: legend(used)}), m.play(marksOf)...)
	return d
}

// play is the text laid out as a screenplay is, with the marks of each scene.
func (b Book) play(marks func(*breakdown.Scene) []mark) (blocks []doc.Block) {
	var paras []doc.PlayPara
	flush := func() {
		if len(paras) > 0 {
			blocks = append(blocks, doc.Play{Paras: paras})
			paras = nil
		}
	}
	for _, s := range b.sections() {
		marks := marks(s.scene)
		found := map[int]bool{}
		var play []doc.PlayPara
		for i := s.from; i < s.to; i++ {
			e := &b.Script.Elements[i]
			if e.Kind == script.PageBreak {
				paras = append(paras, play...)
				play = nil
				flush()
				blocks = append(blocks, doc.PageBreak{})
				continue
			}
			if p, ok := lay(e, s.number(e), underlay(plainRuns(e), place(e, marks, found))); ok {
				play = append(play, p)
			}
		}
		if added, ok := addedPara(marks, found); ok {
			at := min(len(play), 1)
			play = slices.Insert(play, at, added)
		}
		paras = append(paras, play...)
	}
	flush()
	return blocks
}

// categories lists the categories that the scenes use, in the order of documents.
func (m Marked) categories() []breakdown.Category {
	var out []breakdown.Category
	for i := range m.Breakdown.Scenes {
		for _, mark := range marksOf(&m.Breakdown.Scenes[i]) {
			if !slices.Contains(out, mark.category) {
				out = append(out, mark.category)
			}
		}
	}
	order := breakdown.Categories()
	slices.SortStableFunc(out, func(a, b breakdown.Category) int {
		return cmp.Compare(uint(slices.Index(order, a)), uint(slices.Index(order, b))) // the caller's own come last
	})
	return out
}

// legend explains the colours and letters.
func legend(used []breakdown.Category) []doc.PlayPara {
	if len(used) == 0 {
		return []doc.PlayPara{{Runs: []doc.Run{{Text: "Aucun élément dépouillé."}}}}
	}
	var runs []doc.Run
	for i, c := range used {
		if i > 0 {
			runs = append(runs, doc.Run{Text: "  "})
		}
		runs = append(runs, doc.Run{Text: strings.ReplaceAll(c.Label(), " ", "\u00a0"), Fill: c.Fill(), Code: c.Code()})
	}
	return []doc.PlayPara{{Runs: runs}, {Above: 1,
		Runs: []doc.Run{{Text: "« ? » : proposé, à garder ou à rejeter. « * » en marge : révisé."}}}}
}

// mark is words to underlay in a scene.
type mark struct {
	category breakdown.Category
	name     string
	words    string
	line     int
	proposed bool
}

func (m mark) code() string {
	if m.proposed {
		return m.category.Code() + "?"
	}
	return m.category.Code()
}

// marksOf lists the elements and extras of a scene that are not rejected.
func marksOf(sc *breakdown.Scene) []mark {
	if sc == nil {
		return nil
	}
	var out []mark
	for _, n := range sc.Elements {
		if n.State != breakdown.Rejected {
			out = append(out, mark{n.Category, n.Name, script.Plain(n.Text), n.Line, n.State == breakdown.Proposed})
		}
	}
	for _, x := range sc.Extras {
		if x.State != breakdown.Rejected {
			out = append(out, mark{breakdown.Extras, x.Kind, script.Plain(x.Text), x.Line, x.State == breakdown.Proposed})
		}
	}
	return out
}

// spot is the place of a mark in the printed text of an element.
type spot struct {
	from, to int
	mark     mark
}

// place finds the words of the marks in an element: everywhere in a description, at their line in what is said. found notes the marks
// that have a place.
func place(e *script.Element, marks []mark, found map[int]bool) []spot {
	printed := e.Printed()
	last := e.Line + strings.Count(printed, "\n")
	described := e.Kind == script.Action || e.Kind == script.Shot || e.Kind == script.Centred
	var out []spot
	for i, m := range marks {
		here := m.line >= e.Line && m.line <= last
		if m.words == "" || !here && !described {
			continue
		}
		for _, from := range occurrences(printed, m.words) {
			out = append(out, spot{from, from + len(m.words), m})
			found[i] = true
		}
	}
	slices.SortStableFunc(out, func(a, b spot) int { return cmp.Or(a.from-b.from, b.to-a.to) })
	all := slices.Clone(out)
	return slices.DeleteFunc(out, func(s spot) bool { // words of one category inside others of it need no mark of their own
		return slices.ContainsFunc(all, func(o spot) bool {
			return o.mark.category == s.mark.category && o.from <= s.from && s.to <= o.to && s.to-s.from < o.to-o.from
		})
	})
}

// occurrences lists where whole words stand in a text, whatever their case.
func occurrences(text, words string) []int {
	low, want := strings.ToLower(text), strings.ToLower(words)
	if len(low) != len(text) || len(want) != len(words) { // rare letters whose two cases have not the same length
		low, want = text, words
	}
	var out []int
	for at := 0; ; {
		i := strings.Index(low[at:], want)
		if i < 0 {
			return out
		}
		from := at + i
		at = from + len(want)
		before, _ := utf8.DecodeLastRuneInString(low[:from])
		after, _ := utf8.DecodeRuneInString(low[at:])
		if !wordRune(before) && !wordRune(after) {
			out = append(out, from)
		}
	}
}

func wordRune(r rune) bool { return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r)) }

// underlay cuts runs at the places of the marks. Where several overlap, each has its letters at its last word, and the words take the
// colour of the shortest.
func underlay(runs []doc.Run, spots []spot) []doc.Run {
	if len(spots) == 0 {
		return runs
	}
	var out []doc.Run
	at := 0
	for _, r := range runs {
		for r.Text != "" {
			end := at + len(r.Text)
			for _, s := range spots {
				for _, edge := range [...]int{s.from, s.to} {
					if edge > at {
						end = min(end, edge)
					}
				}
			}
			piece := r
			piece.Text = r.Text[:end-at]
			over := 0
			var codes []string
			for _, s := range spots {
				if s.from > at || s.to < end {
					continue
				}
				if wide := s.to - s.from; over == 0 || wide < over {
					piece.Fill, over = s.mark.category.Fill(), wide
				}
				if s.to == end && !slices.Contains(codes, s.mark.code()) {
					codes = append(codes, s.mark.code())
				}
			}
			piece.Code = strings.Join(codes, " ")
			out = append(out, piece)
			r.Text = r.Text[end-at:]
			at = end
		}
	}
	return out
}

// addedPara lists the elements that no words of the scene name.
func addedPara(marks []mark, found map[int]bool) (doc.PlayPara, bool) {
	var runs []doc.Run
	for i, m := range marks {
		if found[i] {
			continue
		}
		lead := "Aussi : "
		if len(runs) > 0 {
			lead = ", "
		}
		runs = append(runs, doc.Run{Text: lead}, doc.Run{Text: m.name, Fill: m.category.Fill(), Code: m.code()})
	}
	return doc.PlayPara{Above: 1, Runs: runs}, len(runs) > 0
}
