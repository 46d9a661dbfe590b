package script

import (
	"strconv"
	"strings"
)

// take takes the notes or boneyards of a line out, and tells whether the line goes on inside one. A mark is left at their
// place: its number between two NUL bytes.
func (p *looseReader) take(kind Kind, opening, closing string, no int) bool {
	if p.open != 0 && p.open != kind {
		return false
	}
	if p.open == 0 {
		var b strings.Builder
		rest := p.line
		for {
			i := strings.Index(rest, opening)
			if i < 0 {
				break
			}
			j := strings.Index(rest[i+2:], closing)
			if j < 0 {
				b.WriteString(rest[:i])
				p.open, p.before, p.openText, p.openLine = kind, b.String(), []string{rest[i+2:]}, no
				return true
			}
			b.WriteString(rest[:i])
			b.WriteString(p.mark(kind, rest[i+2:i+2+j], no))
			rest = rest[i+4+j:]
		}
		if b.Len() > 0 {
			b.WriteString(rest)
			p.line = b.String()
		}
		return false
	}
	i := strings.Index(p.line, closing)
	switch {
	case i >= 0:
		tag := p.mark(kind, strings.Join(append(p.openText, p.line[:i]), "\n"), p.openLine)
		p.line = p.before + tag + p.line[i+2:]
	case kind == Note && p.line == "":
		p.line = p.before + p.mark(kind, strings.Join(p.openText, "\n"), p.openLine)
	default:
		p.openText = append(p.openText, p.line)
		return true
	}
	p.open, p.before = 0, ""
	return false
}

func (p *looseReader) mark(kind Kind, text string, no int) string {
	p.marks = append(p.marks, Mark{Kind: kind, Text: text, Line: no})
	return "\x00" + strconv.Itoa(len(p.marks)-1) + "\x00"
}

// settle turns the marks left in the text of an element into Marks.
func (p *looseReader) settle(e *Element) {
	if e.Kind == Cue {
		for _, s := range []*string{&e.Name, &e.Extension} {
			if t, marks := p.unmark(*s); marks != nil {
				*s, e.Marks = trim(t), append(e.Marks, marks...)
			}
		}
		e.Text, _ = p.unmark(e.Text)
		return
	}
	if t, marks := p.unmark(e.Text); marks != nil {
		e.Text, e.Marks = t, marks
	}
}

func (p *looseReader) unmark(s string) (string, []Mark) {
	if strings.IndexByte(s, 0) < 0 {
		return s, nil
	}
	var b strings.Builder
	var marks []Mark
	for {
		i := strings.IndexByte(s, 0)
		if i < 0 {
			break
		}
		j := strings.IndexByte(s[i+1:], 0)
		if j < 0 {
			break
		}
		b.WriteString(s[:i])
		if n, err := strconv.Atoi(s[i+1 : i+1+j]); err == nil && n >= 0 && n < len(p.marks) {
			m := p.marks[n]
			m.At = b.Len()
			marks = append(marks, m)
		}
		s = s[i+2+j:]
	}
	b.WriteString(s)
	return b.String(), marks
}

// cutTags takes the #tags at the end of a line off it.
func cutTags(s string) (string, []string) {
	var tags []string
	cut := -1
	for i := 0; i+2 < len(s); i++ {
		if s[i] != ' ' && s[i] != '\t' || s[i+1] != '#' {
			continue
		}
		j := i + 2
		for j < len(s) && s[j] != ' ' && s[j] != '\t' && s[j] != '#' {
			j++
		}
		if j == i+2 || j < len(s) && s[j] == '#' {
			continue
		}
		if cut < 0 {
			cut = i
		}
		tags = append(tags, s[i+2:j])
		i = j - 1
	}
	if cut < 0 {
		return s, nil
	}
	return strings.TrimRight(s[:cut], " \t"), tags
}
