package strict

import (
	"bytes"
	"encoding/binary"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

var bom = []byte("\ufeff")

// text turns the bytes of a file into UTF-8. UTF-8 with or without its mark and UTF-16 are read as they are; bytes of an
// old Windows file (Windows-1252, the superset of Latin-1) are read as such, with a warning, when nothing in the file is UTF-8
// beyond ASCII.
// A file that mixes both is refused, line by line: guessing would corrupt a name.
func (r *reader) text(data []byte) []byte {
	if out, ok := r.wide(data); ok {
		return out
	}
	data = bytes.TrimPrefix(data, bom)
	if utf8.Valid(data) {
		return data
	}
	first, mixed := -1, false
	for i := 0; i < len(data); {
		c, n := utf8.DecodeRune(data[i:])
		switch {
		case c == utf8.RuneError && n == 1 && first < 0:
			first = i
		case n > 1:
			mixed = true
		}
		i += n
	}
	if !mixed {
		out, err := charmap.Windows1252.NewDecoder().Bytes(data)
		if err == nil {
			line := 1 + bytes.Count(data[:first], []byte("\n"))
			r.warn(line, "", RuleEncoding, "fichier écrit en Windows-1252 et lu comme tel (%s) ; enregistrez-le en UTF-8",
				quote(word(out, line)))
			return out
		}
	}
	for i, line := range bytes.Split(data, []byte("\n")) {
		if !utf8.Valid(line) {
			r.fault(i+1, "", RuleEncoding, "un caractère n'est pas en UTF-8, d'autres du fichier le sont : %s ; enregistrez tout en UTF-8",
				quote(string(bytes.TrimSpace(line))))
		}
	}
	return nil
}

// word is the first word with an accent of a line, to show how the file was read.
func word(text []byte, line int) string {
	lines := bytes.SplitN(text, []byte("\n"), line+1)
	for _, w := range bytes.FieldsFunc(lines[line-1], func(c rune) bool { return strings.ContainsRune(" \t\",:", c) }) {
		if bytes.ContainsFunc(w, func(c rune) bool { return c >= utf8.RuneSelf }) {
			return string(w)
		}
	}
	return string(bytes.TrimSpace(lines[line-1]))
}

// wide reads UTF-16, with its mark or recognised by the zero byte beside the first sign; ok is false for any other file.
func (r *reader) wide(data []byte) (out []byte, ok bool) {
	var order binary.ByteOrder
	switch {
	case len(data) < 2:
		return nil, false
	case data[0] == 0xff && data[1] == 0xfe, data[0] != 0 && data[1] == 0:
		order = binary.LittleEndian
	case data[0] == 0xfe && data[1] == 0xff, data[0] == 0 && data[1] != 0:
		order = binary.BigEndian
	default:
		return nil, false
	}
	if len(data)%2 != 0 {
		r.fault(0, "", RuleEncoding, "fichier UTF-16 tronqué ; enregistrez-le en UTF-8")
		return nil, true
	}
	out = make([]byte, 0, len(data)/2)
	unit := func(i int) rune { return rune(order.Uint16(data[i:])) }
	for i := 0; i < len(data); i += 2 {
		c := unit(i)
		if utf16.IsSurrogate(c) {
			pair := rune(utf8.RuneError)
			if i+2 < len(data) {
				pair = utf16.DecodeRune(c, unit(i+2))
			}
			if pair == utf8.RuneError {
				r.fault(1+bytes.Count(out, []byte("\n")), "", RuleEncoding, "fichier UTF-16 abîmé ; enregistrez-le en UTF-8")
				return nil, true
			}
			c, i = pair, i+2
		}
		out = utf8.AppendRune(out, c)
	}
	return bytes.TrimPrefix(out, bom), true
}
