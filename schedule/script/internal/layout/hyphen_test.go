package layout_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/moteur-film/moteur/schedule/script/internal/layout"
)

// A hyphen at the end of a line goes where it cuts a word, and stays in a compound.
func TestHyphens(t *testing.T) {
	const shown1 = "          INT. FORGE - JOUR\n\n          On y voit X\n          Y. La suite vient après.\n"
	for line, c := range map[string]struct{ more, want string }{
		"des visa-/ges":          {"", "visages"},
		"une répéti-/tion":       {"", "répétition"},
		"un mar-/teau":           {"", "marteau"},
		"peut-/être":             {"", "peut-être"},
		"va-/t'en":               {"", "va-t'en"},
		"un porte-/manteau":      {"", "porte-manteau"},
		"Jean-/Pierre":           {"", "Jean-Pierre"},
		"une lampe-/tempête":     {"", "lampe-tempête"},
		"est-/ce":                {"", "est-ce"},
		"un ping-/pong":          {"", "ping-pong"},
		"a-/t-il":                {"", "a-t-il"},
		"un cerf-/volant":        {"", "cerf-volant"},
		"un sous-/main":          {"", "sous-main"},
		"une incompréhen-/sible": {"\n          Un incompréhensible.\n", "incompréhensible"},
		"un tau-/lard":           {"\n          Un lard.\n", "tau-lard"},
		"des mena-/çants":        {"\n          Ils tour-\n          naient et mar-\n          chaient sur la rou-\n          te.\n", "menaçants"},
	} {
		t.Run(line, func(t *testing.T) {
			head, tail, _ := strings.Cut(line, "/")
			text := strings.NewReplacer("X", head, "Y", tail).Replace(shown1) + c.more
			assert.Contains(t, shown(layout.Read(typed(text), layout.Settings{French: true}).Elements), c.want)
		})
	}
}
