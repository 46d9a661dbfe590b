package papers

import (
	"cmp"
	"slices"
	"strings"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/doc"
	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/schedule/breakdown"
	"github.com/moteur-film/moteur/schedule/script"
)

// Book is a screenplay with its breakdown, to be printed.
type Book struct {
	Script    script.Script       `json:"script"`
	Breakdown breakdown.Breakdown `json:"breakdown"`
	Company   string              `json:"company,omitempty"`
	// Date is printed in the head of every page; Version beside it.
	Date    moteur.Date `json:"date,omitzero"`
	Version string      `json:"version,omitempty"`
}

func (b Book) frame(title string) doc.Document {
	return doc.Document{Title: title, Film: cmp.Or(b.Breakdown.Title, b.Script.Title()), Company: b.Company, Date: b.Date,
		Version: b.Version}
}

// section is a scene of the script: its elements, from its heading on, and its scene of the breakdown.
type section struct {
	scene *breakdown.Scene // nil for what stands before the first heading, and for a heading that the breakdown does not have
	from  int
	to    int
}

// sections cuts the script into scenes, and finds the scene of the breakdown of each: that of the same line and heading, else of the same
// number, else of the same line when a person wrote another heading.
func (b Book) sections() []section {
	byPlace, byNumber, byLine := map[string]*breakdown.Scene{}, map[string]*breakdown.Scene{}, map[int]*breakdown.Scene{}
	for i := range b.Breakdown.Scenes {
		sc := &b.Breakdown.Scenes[i]
		byPlace[placeKey(sc.Line, sc.Heading)] = sc
		if sc.Line > 0 && slices.Contains(sc.ByHand, "heading") {
			byLine[sc.Line] = sc
		}
		if byNumber[sc.Number] == nil {
			byNumber[sc.Number] = sc
		}
	}
	var out []section
	es := b.Script.Elements
	for i := 0; i < len(es); {
		end := i + 1
		for end < len(es) && es[end].Kind != script.Heading {
			end++
		}
		s := section{from: i, to: end}
		if e := &es[i]; e.Kind == script.Heading {
			if s.scene = byPlace[placeKey(e.Line, script.Plain(e.Text))]; s.scene == nil && e.Number != "" {
				s.scene = byNumber[e.Number]
			}
			if s.scene == nil {
				s.scene = byLine[e.Line]
			}
		}
		out = append(out, s)
		i = end
	}
	return out
}

func placeKey(line int, heading string) string { return zeroBlank(line) + "\x00" + fr.Fold(heading) }

func zeroBlank(n int) string {
	if n == 0 {
		return ""
	}
	return fr.Int(n)
}

// The columns of a screenplay, in characters from the left of the text.
const (
	cueLeft, speechLeft, asideLeft = 22, 11, 17
	speechWidth, asideWidth        = 35, 26
)

// lay sets an element as a screenplay does; false for what is not printed. The runs are those of its text, already underlaid.
func lay(e *script.Element, number string, runs []doc.Run) (doc.PlayPara, bool) {
	p := doc.PlayPara{Above: 1, Runs: runs}
	if revised(e) {
		p.Edge = "*"
	}
	switch e.Kind {
	case script.Heading:
		p.Above, p.Keep, p.Margin, p.Edge = 2, true, number, strings.TrimSpace(number+" "+p.Edge)
		for i := range p.Runs {
			p.Runs[i].Strong = true
		}
	case script.Action, script.CastList:
	case script.Shot:
		p.Keep = true
	case script.Cue:
		p.Left, p.Keep = cueLeft, true
	case script.Parenthetical:
		p.Above, p.Left, p.Width, p.Keep = 0, asideLeft, asideWidth, true
	case script.Dialogue, script.Lyrics:
		p.Above, p.Left, p.Width = 0, speechLeft, speechWidth
	case script.Transition:
		p.Side = doc.FromRight
	case script.Centred:
		p.Side = doc.Centred
	case script.Section:
		p.Above, p.Side, p.Keep = 2, doc.Centred, true
	default:
		return p, false
	}
	return p, true
}

// revised tells whether some words of an element belong to a revision.
func revised(e *script.Element) bool {
	for _, m := range e.Stretches {
		if m.Revision != "" {
			return true
		}
	}
	return false
}

// number is the number printed beside a heading: as written, else as the breakdown gave it.
func (s section) number(e *script.Element) string {
	if s.scene != nil {
		return s.scene.Number
	}
	return e.Number
}

// plainRuns is the text of an element as runs, strong where it is bold.
func plainRuns(e *script.Element) []doc.Run {
	if e.Kind == script.Heading || e.Kind == script.Cue {
		return []doc.Run{{Text: e.Printed()}}
	}
	var out []doc.Run
	for _, s := range script.Spans(e.Text) {
		out = append(out, doc.Run{Text: s.Text, Strong: s.Bold})
	}
	return out
}
