package fr

import "strings"

// Clip shortens a text that a message repeats: its first 40 characters, then an ellipsis.
func Clip(s string) string { return Shorten(s, 40) }

// Shorten cuts a text to n characters and ends what it cut with "…". The result is valid UTF-8.
func Shorten(s string, n int) string {
	for i := range s {
		if n == 0 {
			return strings.ToValidUTF8(s[:i], "?") + "…"
		}
		n--
	}
	return strings.ToValidUTF8(s, "?")
}
