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
		"twice": {heading + `Un.` + action + `Deux.` + action,
			"action: Un.\naction: Une goutte.\naction: Deux.\naction: Une goutte.\n"},
		"in a div": {heading + `<div>Un arrosoir.` + action + `</div>`, "action: Un arrosoir.\naction: Une goutte.\n"},
	} {
		t.Run(name, func(t *testing.T) {
			s := parse(t, []byte("<html><body>"+c.body+"</body></html>"))
			assert.Equal(t, "heading: INT. SERRE - NUIT\n"+c.want, listing(s))
		})
	}
}

// Headings and names typed in paragraphs of description stay there, and each is told, whatever the styles leave unnamed.
func TestStyledDoubts(t *testing.T) {
	const open = `<p class="sceneheading">INT. SERRE - NUIT</p><p class="action">Une goutte.</p>`
	for name, c := range map[string]struct{ body, said string }{
		"a heading, no cue": {`<p class="action">EXT. VERGER - JOUR</p><p class="dialog">Oui.</p>`, "EXT. VERGER - JOUR"},
		"a name, no cue":    {`<p class="action">IRÈNE</p><p class="action">Qui est là ?</p><p class="dialog">Oui.</p>`, "IRÈNE"},
		"a name, a speech":  {`<p class="action">IRÈNE</p><p class="dialog">Qui est là ?</p>`, "IRÈNE"},
		"a name, a bracket": {`<p class="action">IRÈNE</p><p class="parenthetical">(bas)</p><p class="dialog">Oui.</p>`, "IRÈNE"},
		"a heading, cues": {`<p class="character">IRÈNE</p><p class="dialog">Oui.</p><p class="action">12 EXT. VERGER - JOUR</p>`,
			"12 EXT. VERGER"},
		"the name of a role": {`<p class="character">IRÈNE</p><p class="dialog">Oui.</p><p>IRÈNE</p><p>Non.</p>`, "IRÈNE"},
	} {
		t.Run(name, func(t *testing.T) {
			s := parse(t, []byte("<html><body>"+open+c.body+"</body></html>"))
			told := 0
			for _, i := range s.Issues {
				if i.Rule == "script/almost-heading" || i.Rule == "script/almost-cue" {
					told++
					assert.Contains(t, i.Message, c.said)
				}
			}
			assert.Equal(t, 1, told)
		})
	}
}
