package fr

// Clip shortens a text that a message repeats: its first 40 characters, then an ellipsis.
func Clip(s string) string { return Shorten(s, 40) }

// Shorten cuts a text to n characters and ends what it cut with "…".
func Shorten(s string, n int) string {
	if len(s) <= n {
		return s
	}
	r := []rune(s)
	if len(r) <= n {
		return s
	}
	return string(r[:n]) + "…"
}
