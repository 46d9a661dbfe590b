package script

import (
	"bufio"
	"io"
	"slices"
	"strings"

	"github.com/moteur-film/moteur"
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
	head  string // the title page as it is written
	begun bool
	last  Kind
	// inside tells that the last line belongs to a speech: what follows without a blank line goes on with it.
	inside bool
}

func (f *fountainWriter) titlePage() {
	var b strings.Builder
	for _, e := range f.s.TitlePage {
		f.begun = true
		if !strings.Contains(e.Value, "\n") {
			b.WriteString(e.Key + ": " + e.Value + "\n")
			continue
		}
		b.WriteString(e.Key + ":\n")
		for _, l := range strings.Split(e.Value, "\n") {
			b.WriteString("    " + l + "\n")
		}
	}
	f.head = b.String()
	f.w.WriteString(f.head)
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
	switch {
	case e.Kind == Note && f.inside && f.speechAfter(i):
		f.line("[[" + openLines(e.Text) + "]]") // a note between two lines of a speech
		return
	case e.Kind == Lyrics:
		if !f.inside || f.last == Lyrics { // two songs in a row stood apart
			f.gap()
			f.inside = f.inside && f.last != Lyrics
		}
		f.line("~" + text)
	case e.Kind != Dialogue && e.Kind != Parenthetical:
		f.gap()
		f.block(e, text, i)
		f.inside = e.Kind == Cue
	case !f.inside:
		f.rep.Warnf(f.s.Place(e.Line), ruleLost, "Réplique sans personnage : écrite comme action.")
		f.gap()
		f.action(e, text, false)
		f.last = Action
		return
	case e.Kind == Parenthetical:
		if !strings.HasPrefix(e.Text, "(") || !strings.HasSuffix(e.Text, ")") {
			text = "(" + text + ")"
		}
		f.line(text)
	default:
		f.speech(text)
	}
	f.last = e.Kind
}

// speechAfter tells whether a speech goes on after the notes that start at element i.
func (f *fountainWriter) speechAfter(i int) bool {
	for ; i < len(f.s.Elements); i++ {
		switch f.s.Elements[i].Kind {
		case Note:
		case Dialogue, Parenthetical:
			return true
		case Lyrics:
			return f.last != Lyrics
		default:
			return false
		}
	}
	return false
}

// block writes an element that stands alone between blank lines.
func (f *fountainWriter) block(e *Element, text string, i int) {
	switch e.Kind {
	case Heading:
		f.heading(e, text)
	case Cue:
		f.cue(e, i)
	case Transition:
		if e.Forced || !f.reads(text, e) {
			text = "> " + text
		}
		f.line(text)
	case Centred:
		f.line("> " + text + " <")
	case PageBreak:
		f.line("===")
	case Section:
		f.line(strings.Repeat("#", min(max(e.Level, 1), 1000)) + " " + text)
	case Synopsis:
		f.line("= " + text)
	case Note:
		f.line("[[" + openLines(e.Text) + "]]")
	case Boneyard:
		f.line("/*" + e.Text + "*/")
	default:
		if e.Kind == Shot || e.Kind == CastList {
			f.rep.Notef(f.s.Place(e.Line), ruleLost, "Fountain n'a pas de %s : écrit comme action.",
				map[Kind]string{Shot: "plan", CastList: "liste d'acteurs"}[e.Kind])
		}
		f.action(e, text, e.Forced || e.Kind == Shot)
	}
}

func (f *fountainWriter) heading(e *Element, text string) {
	if e.Omitted {
		f.rep.Notef(f.s.Place(e.Line), ruleLost, "Séquence %s omise : «\u00a0(OMIS)\u00a0» est ajouté à son intitulé.",
			e.Number)
		held := *e
		held.Text, held.Omitted = e.Text+" (OMIS)", false
		e, text = &held, text+" (OMIS)"
	}
	if e.Number != "" {
		text += " #" + e.Number + "#"
	}
	if e.After != "" {
		text += " " + e.After
	}
	number := "SÉQ. " + e.Number // a heading that is a number alone
	lines := []string{text, "." + text, number, "." + number, number + " - " + marked(e), "#" + e.Number + "# " + marked(e)}
	if e.Forced {
		lines = lines[1:]
	}
	if i := slices.IndexFunc(lines, func(l string) bool { return f.reads(l, e) }); i >= 0 {
		text = lines[i]
	} else {
		f.rep.Warnf(f.s.Place(e.Line), ruleLost, "L'intitulé «\u00a0%s\u00a0» ne peut pas être forcé en Fountain.",
			fr.Clip(text))
		text = "." + text
	}
	f.line(text)
	if e.Scene != nil {
		f.properties(e)
	}
}

// properties writes the summary of a scene as its synopsis, and tells what else of its properties Fountain cannot hold.
func (f *fountainWriter) properties(e *Element) {
	p, at := e.Scene, f.s.Place(e.Line)
	if s := oneLine(trim(p.Summary)); s != "" {
		f.gap()
		f.line("= " + s)
	}
	if p.Eighths > 0 || p.Colour != "" {
		f.rep.Notef(at, ruleLost, "Fountain ne garde pas la longueur ni la couleur de la séquence %s.", e.Number)
	}
	if p.Title != "" {
		f.rep.Notef(at, ruleLost, "Fountain ne garde pas le titre de la séquence %s : «\u00a0%s\u00a0».", e.Number, fr.Clip(p.Title))
	}
	if len(p.Arc) > 0 {
		f.rep.Notef(at, ruleLost, "Fountain ne garde pas les rôles notés dans les propriétés de la séquence %s : %s.", e.Number,
			fr.Shorten(strings.Join(p.Arc, ", "), 120))
	}
}

// reads tells whether a text that stands alone between blank lines is read as an element, without a mark that forces it.
func (f *fountainWriter) reads(text string, e *Element) bool {
	es, ok := f.read(text)
	return ok && len(es) == 1 && es[0].Kind == e.Kind && es[0].Text == e.Text && es[0].Number == e.Number && es[0].After == e.After &&
		len(es[0].Marks) == len(e.Marks)
}

// readsCue tells whether a line above a speech is read as a cue.
func (f *fountainWriter) readsCue(text string) bool {
	es, ok := f.read(text + "\n…")
	return ok && len(es) == 2 && es[0].Kind == Cue && es[1].Kind == Dialogue
}

// read reads a text as it will be read after what is already written; false when the title page takes some of it.
func (f *fountainWriter) read(text string) ([]Element, bool) {
	set := Settings{French: f.s.French, AnyHeading: f.s.AnyHeading}
	if f.last != 0 {
		s := ParseText("!…\n\n"+text+"\n", set) // the mark: no title page starts here
		return s.Elements[1:], true
	}
	if f.head == "" {
		s := ParseText(text+"\n", set)
		return s.Elements, len(s.TitlePage) == 0
	}
	s := ParseText(f.head+"\n"+text+"\n", set)
	return s.Elements, slices.Equal(s.TitlePage, ParseText(f.head, set).TitlePage)
}

func (f *fountainWriter) cue(e *Element, i int) {
	text := marked(e)
	if n, x, _ := cutCue(e.Text); e.Text == "" || n != e.Name || x != e.Extension {
		text = e.Name
		if e.Extension != "" {
			text += " (" + e.Extension + ")"
		}
	}
	speaks, credited := false, false
	if i+1 < len(f.s.Elements) {
		switch next := &f.s.Elements[i+1]; next.Kind {
		case Dialogue, Parenthetical, Lyrics:
			speaks = true
			first, _, _ := strings.Cut(next.Text, "\n")
			_, _, credited = credit(trim(first)) // without a mark, the name would be a title
		}
	}
	if e.Dual == Right {
		text += " ^"
	}
	if e.Forced || !speaks || credited || !f.readsCue(text) {
		text = "@" + text
	}
	f.line(text)
}

// speech writes the lines of a dialogue; an empty one at an end of it, or alone, needs two spaces too.
func (f *fountainWriter) speech(text string) {
	if text == "" || text[0] == '\n' {
		text = "  " + text
	}
	f.line(text)
}

// action writes a paragraph, forced when it would be read as something else: what only looks like a heading is not.
func (f *fountainWriter) action(e *Element, text string, forced bool) {
	if forced || !f.reads(text, &Element{Kind: Action, Text: e.Text, Marks: e.Marks}) {
		if strings.HasPrefix(text, "!") { // one mark before it would make it the mark of a shot
			text = "!" + text
		}
		text = "!" + text
	}
	for i, l := range strings.Split(text, "\n") {
		if i > 0 && e.Marks == nil && breaksAction(l) {
			l = "!" + l
		}
		f.line(l)
	}
}

// marks tells whether a line starts with a mark of the format.
func marks(t string) bool {
	return t != "" && strings.IndexByte("#=!.@~>[/", t[0]) >= 0
}

// marked puts the notes and boneyards of an element back into its text. The empty lines of a speech are kept open, each line of a song
// has its mark, and what stands on one line is put on one.
func marked(e *Element) string {
	piece := func(s string) string { return s }
	switch e.Kind {
	case Dialogue:
		piece = openLines
	case Lyrics:
		piece = func(s string) string { return strings.ReplaceAll(s, "\n", "\n~") }
	case Centred:
		piece = func(s string) string { return strings.ReplaceAll(s, "\n", " <\n> ") }
	case Heading, Cue, Parenthetical, Transition, Section, Synopsis:
		piece = oneLine
	}
	var b strings.Builder
	from := 0
	for _, m := range e.Marks {
		at := min(max(m.At, from), len(e.Text))
		b.WriteString(piece(e.Text[from:at]))
		from = at
		if m.Kind == Boneyard {
			b.WriteString("/*" + m.Text + "*/")
		} else {
			b.WriteString("[[" + openLines(m.Text) + "]]")
		}
	}
	b.WriteString(piece(e.Text[from:]))
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
