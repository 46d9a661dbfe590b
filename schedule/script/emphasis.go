package script

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Span is a run of text with one look.
type Span struct {
	Text      string `json:"text"`
	Bold      bool   `json:"bold,omitempty"`
	Italic    bool   `json:"italic,omitempty"`
	Underline bool   `json:"underline,omitempty"`
}

// Spans reads the emphasis of a text: *italic*, **bold**, ***both***, _underline_. An emphasis opens before a character and
// closes after one, on the same line; \* and \_ are the characters themselves.
func Spans(text string) []Span {
	var out []Span
	var b strings.Builder
	var look Span
	flush := func() {
		if b.Len() > 0 {
			look.Text = b.String()
			out = append(out, look)
			b.Reset()
		}
	}
	for n, l := range strings.Split(text, "\n") {
		if n > 0 {
			if look.Bold || look.Italic || look.Underline {
				flush()
				look = Span{}
			}
			b.WriteByte('\n')
		}
		for _, s := range lineSpans(l) {
			if s.Bold != look.Bold || s.Italic != look.Italic || s.Underline != look.Underline {
				flush()
				look = Span{Bold: s.Bold, Italic: s.Italic, Underline: s.Underline}
			}
			b.WriteString(s.Text)
		}
	}
	flush()
	return out
}

// Plain returns a text without its emphasis marks.
func Plain(text string) string {
	if !strings.ContainsAny(text, "*_\\") {
		return text
	}
	var b strings.Builder
	for _, s := range Spans(text) {
		b.WriteString(s.Text)
	}
	return b.String()
}

const maxMarks = 64 // marks read on one line: beyond, they stay in the text

// delim is a run of marks on a line: its place, what it marks, and its partner once found.
type delim struct {
	at, width int
	kind      byte // '_', or '1' to '3' stars
	mate      int  // index of the partner, -1 when none
}

func lineSpans(l string) []Span {
	if !strings.ContainsAny(l, "*_\\") {
		if l == "" {
			return nil
		}
		return []Span{{Text: l}}
	}
	ds := delims(l)
	pair(l, ds)
	var out []Span
	var look Span
	from := 0
	flush := func(to int) {
		if to > from {
			look.Text = unescape(l[from:to])
			if look.Text != "" {
				out = append(out, look)
			}
		}
	}
	for i, d := range ds {
		if d.mate < 0 {
			continue
		}
		flush(d.at)
		from = d.at + d.width
		on := d.mate > i
		switch d.kind {
		case '_':
			look.Underline = on
		case '1':
			look.Italic = on
		case '2':
			look.Bold = on
		case '3':
			look.Bold, look.Italic = on, on
		}
	}
	flush(len(l))
	return out
}

// delims finds the runs of marks that no backslash protects.
func delims(l string) []delim {
	var ds []delim
	for i := 0; i < len(l) && len(ds) < maxMarks; i++ {
		switch l[i] {
		case '\\':
			i++
		case '_':
			ds = append(ds, delim{at: i, width: 1, kind: '_', mate: -1})
		case '*':
			n := 1
			for i+n < len(l) && l[i+n] == '*' {
				n++
			}
			if n <= 3 {
				ds = append(ds, delim{at: i, width: n, kind: byte('0' + n), mate: -1})
			}
			i += n - 1
		}
	}
	return ds
}

// pair finds the partner of each opening mark: the first later mark of the same kind that can close, and that crosses no
// pair already made.
func pair(l string, ds []delim) {
	for i := range ds {
		if ds[i].mate >= 0 || !opens(l, ds[i]) {
			continue
		}
		for j := i + 1; j < len(ds); j++ {
			if ds[j].mate >= 0 {
				if ds[j].mate < i {
					break // the end of an outer pair
				}
				continue
			}
			if ds[j].kind == ds[i].kind && closes(l, ds[j]) && ds[j].at > ds[i].at+ds[i].width {
				ds[i].mate, ds[j].mate = j, i
				break
			}
		}
	}
}

func opens(l string, d delim) bool {
	r, _ := utf8.DecodeRuneInString(l[d.at+d.width:])
	return d.at+d.width < len(l) && !unicode.IsSpace(r)
}

func closes(l string, d delim) bool {
	r, _ := utf8.DecodeLastRuneInString(l[:d.at])
	return d.at > 0 && !unicode.IsSpace(r)
}

func unescape(s string) string {
	if strings.IndexByte(s, '\\') < 0 {
		return s
	}
	return strings.NewReplacer(`\*`, "*", `\_`, "_").Replace(s)
}
