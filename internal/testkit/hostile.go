package testkit

import "strings"

// Hostile gives texts on which a naive reader of screenplays takes quadratic time, by what they hold too much of.
func Hostile() map[string]string {
	const n = 80_000
	return map[string]string{
		"open notes": strings.Repeat("[[", n), "open boneyards": strings.Repeat("/*", n), "mixed marks": strings.Repeat("[[/*",
			n/2), "one long line": strings.Repeat("x", 4*n), "stars": strings.Repeat("*a ", n),
		"title": "Title:\n" + strings.Repeat("   a\n", n), "lyrics": strings.Repeat("~a\n", n), "capitals": strings.Repeat("A\nb\n\n",
			n/4), "headings": strings.Repeat("INT. A - DAY\n\n", n/4),
		"dialogue": "A\n" + strings.Repeat("b\n  \n", n), "sections": "# " + strings.Repeat("a", n) + "\n" + strings.Repeat("## b\n",
			n/4), "brackets": "INT. " + strings.Repeat("(", n) + "\n\n",
		"dashes": "INT. " + strings.Repeat(" - DAY", n/4) + "\n\n", "names": manyCues(20_000), "dogs": "INT. A - DAY\n\n" +
			strings.Repeat("dog cat car ", n/4), "ages": "INT. A - DAY\n\n" + strings.Repeat("BOB (8) ", n/8),
		"words in capitals": "INT. A - DAY\n\n" + strings.Repeat("AB ", n) + "8 ans", "closed notes": strings.Repeat("[[a]]",
			n/2), "cr": strings.Repeat("\r", n), "hash": "INT. " + strings.Repeat("#", n) + "\n\n",
		"accents": strings.Repeat("e\u0301", n/2), "nul": strings.Repeat("\x00", n), "invalid": strings.Repeat("\xff", n),
	}
}

// manyCues makes a screenplay with many roles, all different.
func manyCues(n int) string {
	var b strings.Builder
	b.WriteString("INT. A - DAY\n\n")
	for i := range n {
		b.WriteString("ROLE " + strings.Repeat("I", i%7) + string(rune('A'+i%26)) + strings.Repeat("X", i%11) + strings.Repeat("V",
			i/1000) + "\nHi.\n\n")
	}
	return b.String()
}
