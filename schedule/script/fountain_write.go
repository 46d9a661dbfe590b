package script

import (
	"bufio"
	"io"
	"strings"
	"unicode"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/decode"
	"github.com/moteur-film/moteur/internal/fr"
)

// ruleLost is the rule of what a format cannot hold.
const ruleLost = "script/not-held"

// WriteFountain writes a screenplay as Fountain 1.1. Reading it back gives the same elements: a mark forces the kind wherever the text
// alone would be read otherwise. The report lists what Fountain cannot hold (scene lengths, colours, tagger data).
func WriteFountain(w io.Writer, s Script) (moteur.Report, error) {
	f := &fountainWriter{w: bufio.NewWriter(w), s: &s}
	f.titlePage()
	for i := range s.Elements {
		f.element(i)
	}
	f.lost()
	return f.rep, f.w.Flush()
}

// lost tells what of an FDX file Fountain cannot hold: its parts, its tags and revisions.
func (f *fountainWriter) lost() {
	s := f.s
	for i := range s.Raw {
		if s.Raw[i].Name != rawRoot {
			f.rep.Notef(s.Raw[i].Name, ruleLost, "Fountain ne garde pas la partie <%s> du fichier Final Draft.", s.Raw[i].Name)
		}
	}
	tags, revised := 0, 0
	for i := range s.Elements {
		for _, m := range s.Elements[i].Stretches {
			if m.Tag != "" {
				tags++
			}
			if m.Revision != "" {
				revised++
			}
		}
	}
	if tags+revised > 0 {
		f.rep.Notef(s.name, ruleLost,
			"Fountain ne garde pas les étiquettes (%d) ni les marques de révision (%d) du fichier Final Draft.", tags, revised)
	}
}

type fountainWriter struct {
	w     *bufio.Writer
	s     *Script
	rep   moteur.Report
	begun bool
	last  Kind
}

func (f *fountainWriter) titlePage() {
	for _, e := range f.s.TitlePage {
		f.begun = true
		if !strings.Contains(e.Value, "\n") {
			f.line(e.Key + ": " + e.Value)
			continue
		}
		f.line(e.Key + ":")
		for _, l := range strings.Split(e.Value, "\n") {
			f.line("    " + l)
		}
	}
}

func (f *fountainWriter) line(s string) {
	f.w.WriteString(s)
	f.w.WriteByte('\n')
}

// gap puts a blank line before an element, but for the first one.
func (f *fountainWriter) gap() {
	if f.begun {
		f.w.WriteByte('\n')
	}
	f.begun = true
}

func (f *fountainWriter) element(i int) {
	e := &f.s.Elements[i]
	text := marked(e)
	inside := f.last == Cue || f.last == Dialogue || f.last == Parenthetical || f.last == Lyrics
	switch e.Kind {
	case Dialogue, Parenthetical:
		if !inside {
			f.rep.Warnf(decode.Place(f.s.name, e.Line), ruleLost, "Réplique sans personnage : écrite comme action.")
			f.gap()
			f.action(text, false)
			f.last = Action
			return
		}
		if e.Kind == Parenthetical {
			if !strings.HasPrefix(text, "(") || !strings.HasSuffix(text, ")") {
				text = "(" + text + ")"
			}
			f.line(text)
		} else {
			f.speech(text)
		}
	case Lyrics:
		if !inside || f.last == Lyrics { // two songs in a row stood apart
			f.gap()
		}
		for _, l := range strings.Split(text, "\n") {
			f.line("~" + l)
		}
	default:
		f.gap()
		f.block(e, text, i)
	}
	f.last = e.Kind
}

// block writes an element that stands alone between blank lines.
func (f *fountainWriter) block(e *Element, text string, i int) {
	switch e.Kind {
	case Heading:
		f.heading(e, text)
	case Cue:
		f.cue(e, i)
	case Transition:
		if e.Forced || !transition(text) && !(f.s.French && frenchTransition(text)) {
			text = "> " + text
		}
		f.line(text)
	case Centred:
		for _, l := range strings.Split(text, "\n") {
			f.line("> " + l + " <")
		}
	case PageBreak:
		f.line("===")
	case Section:
		f.line(strings.Repeat("#", min(max(e.Level, 1), 6)) + " " + oneLine(text))
	case Synopsis:
		f.line("= " + oneLine(text))
	case Note:
		f.line("[[" + openLines(e.Text) + "]]")
	case Boneyard:
		f.line("/*" + e.Text + "*/")
	default:
		if e.Kind == Shot || e.Kind == CastList {
			f.rep.Notef(decode.Place(f.s.name, e.Line), ruleLost, "Fountain n'a pas de %s : écrit comme action.",
				map[Kind]string{Shot: "plan", CastList: "liste d'acteurs"}[e.Kind])
		}
		f.action(text, e.Forced || e.Kind == Shot)
	}
}

func (f *fountainWriter) heading(e *Element, text string) {
	text = oneLine(text)
	natural := f.natural(text)
	if e.Forced || !natural {
		if r := firstRune(text); !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			f.rep.Warnf(decode.Place(f.s.name, e.Line), ruleLost,
				"L'intitulé «\u00a0%s\u00a0» ne commence pas par une lettre : Fountain ne peut pas le forcer.", fr.Clip(text))
		}
		text = "." + text
	}
	if e.Number != "" {
		text += " #" + e.Number + "#"
	}
	if e.After != "" {
		text += " " + e.After
	}
	if e.Scene != nil && (e.Scene.Eighths > 0 || e.Scene.Colour != "") {
		f.rep.Notef(decode.Place(f.s.name, e.Line), ruleLost, "Fountain ne garde pas la longueur ni la couleur de la séquence %s.",
			e.Number)
	}
	f.line(text)
}

func (f *fountainWriter) cue(e *Element, i int) {
	text := marked(e)
	if n, x, _ := cutCue(text); e.Text == "" || n != e.Name || x != e.Extension {
		text = e.Name
		if e.Extension != "" {
			text += " (" + e.Extension + ")"
		}
	}
	text = oneLine(text)
	speaks := false
	if i+1 < len(f.s.Elements) {
		switch f.s.Elements[i+1].Kind {
		case Dialogue, Parenthetical, Lyrics:
			speaks = true
		}
	}
	if e.Forced || !speaks || !isCue(text, f.s.French, f.any()) || marks(text) {
		text = "@" + text
	}
	if e.Dual == Right {
		text += " ^"
	}
	f.line(text)
}

// speech writes the lines of a dialogue; an empty one needs two spaces.
func (f *fountainWriter) speech(text string) {
	for _, l := range strings.Split(text, "\n") {
		if blank(l) {
			l = "  "
		}
		f.line(l)
	}
}

// action writes a paragraph, forced when its first line would be read as something else.
func (f *fountainWriter) action(text string, forced bool) {
	lines := strings.Split(text, "\n")
	t := trim(lines[0])
	alone := len(lines) == 1
	if forced || t == "" || marks(t) || alone && (f.natural(t) || transition(t) || f.s.French && frenchTransition(t)) ||
		!alone && isCue(t, f.s.French, f.any()) || !f.titled() && titleLike(t) {
		lines[0] = "!" + lines[0]
	}
	for i, l := range lines {
		if i > 0 && breaksAction(l) {
			l = "!" + l
		}
		f.line(l)
	}
}

// titled tells whether something already stands before this line, so that it cannot open a title page.
func (f *fountainWriter) titled() bool { return len(f.s.TitlePage) > 0 || f.last != 0 }

func titleLike(t string) bool { _, _, ok := titleKey(t); return ok }

// any tells whether headings and cues are read in every form the trade writes.
func (f *fountainWriter) any() bool { return f.s.French || f.s.AnyHeading }

// natural tells whether a line alone is read as a heading without a mark.
func (f *fountainWriter) natural(t string) bool {
	if t == "" {
		return false
	}
	p := parser{french: f.s.French, any: f.any(), s: f.s}
	_, sure := p.readHeading(t, true, true)
	return sure == SureHeading
}

// marks tells whether a line starts with a mark of the format.
func marks(t string) bool {
	return t != "" && strings.IndexByte("#=!.@~>[/", t[0]) >= 0
}

// marked puts the notes and boneyards of an element back into its text.
func marked(e *Element) string {
	if len(e.Marks) == 0 {
		return e.Text
	}
	var b strings.Builder
	from := 0
	for _, m := range e.Marks {
		at := min(max(m.At, from), len(e.Text))
		b.WriteString(e.Text[from:at])
		from = at
		if m.Kind == Boneyard {
			b.WriteString("/*" + m.Text + "*/")
		} else {
			b.WriteString("[[" + openLines(m.Text) + "]]")
		}
	}
	b.WriteString(e.Text[from:])
	return b.String()
}

// openLines gives the empty lines of a note the two spaces that keep it open.
func openLines(s string) string {
	if !strings.Contains(s, "\n\n") {
		return s
	}
	lines := strings.Split(s, "\n")
	for i, l := range lines {
		if l == "" && i > 0 && i < len(lines)-1 {
			lines[i] = "  "
		}
	}
	return strings.Join(lines, "\n")
}

func oneLine(s string) string {
	if strings.IndexByte(s, '\n') < 0 {
		return s
	}
	return strings.Join(strings.Fields(s), " ")
}
