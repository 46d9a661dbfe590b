package fr

// Clip shortens a text that a message repeats: its first 40 characters, then an ellipsis.
func Clip(s string) string {
	const most = 40
	r := []rune(s)
	if len(r) <= most {
		return s
	}
	return string(r[:most]) + "…"
}
