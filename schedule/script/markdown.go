package script

import (
	"strings"

	"github.com/moteur-film/moteur/internal/decode"
)

// fromMarkdown takes the "**" off the lines that hold a heading or a cue and nothing else. Lines keep their numbers.
func fromMarkdown(text string) string {
	var b strings.Builder
	b.Grow(len(text))
	for n, l := range strings.Split(decode.UnixLines(text), "\n") {
		if n > 0 {
			b.WriteByte('\n')
		}
		t := trim(l)
		if len(t) > 4 && strings.HasPrefix(t, "**") && strings.HasSuffix(t, "**") {
			if bare := trim(t[2 : len(t)-2]); bare != "" && !strings.Contains(bare, "**") {
				if _, sure := ReadHeading(bare); sure == SureHeading || isCue(bare, true, true) {
					l = bare
				}
			}
		}
		b.WriteString(l)
	}
	return b.String()
}
