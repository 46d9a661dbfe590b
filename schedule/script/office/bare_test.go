package office_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

// A text that stands in no paragraph of a page is read once, wherever it stands.
func TestBareText(t *testing.T) {
	const heading, action = `<p class="sceneheading">INT. SERRE - NUIT</p>`, `<p class="action">Une goutte.</p>`
	for name, c := range map[string]struct{ body, want string }{
		"between":    {heading + `Un arrosoir.` + action, "action: Un arrosoir.\naction: Une goutte.\n"},
		"at the end": {heading + action + "\nUn arrosoir.\n", "action: Une goutte.\naction: Un arrosoir.\n"},
		"twice":      {heading + `Un.` + action + `Deux.` + action, "action: Un.\naction: Une goutte.\naction: Deux.\naction: Une goutte.\n"},
		"in a div":   {heading + `<div>Un arrosoir.` + action + `</div>`, "action: Un arrosoir.\naction: Une goutte.\n"},
	} {
		t.Run(name, func(t *testing.T) {
			s := parse(t, []byte("<html><body>"+c.body+"</body></html>"))
			assert.Equal(t, "heading: INT. SERRE - NUIT\n"+c.want, listing(s))
		})
	}
}
