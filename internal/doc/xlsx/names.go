package xlsx

import (
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"strconv"
)

// sheetName makes a name that spreadsheets accept and that no other sheet of the workbook has: at most 31 units, none of
// : \ / ? * [ ], no quote at either end, not "History".
func (b *book) sheetName(wish string) string {
	base := strings.Map(func(r rune) rune {
		switch {
		case strings.ContainsRune(`:\/?*[]`, r):
			return '-'
		case unicode.IsControl(r) || unicode.Is(unicode.Cf, r):
			return -1
		}
		return r
	}, strings.ToValidUTF8(wish, ""))
	base = strings.Trim(strings.TrimSpace(base), "'")
	base = strings.Trim(clip(base, 31), "' ")
	if base == "" {
		base = "Feuille"
	}
	if strings.EqualFold(base, "history") {
		base += "_"
	}
	name := base
	for n := 2; b.taken[strings.ToLower(name)]; n++ {
		suffix := " (" + strconv.Itoa(n) + ")"
		name = strings.TrimSpace(clip(base, 31-len(suffix))) + suffix
	}
	b.taken[strings.ToLower(name)] = true
	return name
}

// clip cuts a text to n UTF-16 units.
func clip(s string, n int) string {
	used := 0
	for i, r := range s {
		used += max(utf16.RuneLen(r), 1)
		if used > n {
			return s[:i]
		}
	}
	return s
}

// quoted writes a sheet name for a formula: 'L”Œuvre'.
func quoted(name string) string { return "'" + strings.ReplaceAll(name, "'", "''") + "'" }

// cleanText removes what a workbook's XML cannot hold.
func cleanText(s string) string {
	plain := true
	for i := 0; i < len(s); i++ {
		if c := s[i]; c < ' ' && c != '\n' || c >= utf8.RuneSelf {
			plain = false
			break
		}
	}
	if plain {
		return s
	}
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t':
			return r
		case r == 0xfffe || r == 0xffff || unicode.IsControl(r):
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, "\uFFFD"))
}

// risky tells whether a spreadsheet might run a text as a formula once it is typed again or exported.
func risky(s string) bool {
	return s != "" && strings.IndexByte("=+-@\t\r", s[0]) >= 0
}
