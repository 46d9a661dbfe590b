package script_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur/schedule/script"
)

// rulesOf lists the rules of the issues of a text between two ordinary scenes.
func rulesOf(text string, opt script.Settings) (script.Script, []string) {
	s := script.ParseText("INT. RUE - JOUR\n\nIl entre.\n\n"+text+"\n\nElle sort.\n", opt)
	var rules []string
	for _, i := range s.Issues {
		rules = append(rules, i.Rule)
	}
	return s, rules
}

func TestStyledOrMarkedHeadingsAreTold(t *testing.T) {
	for _, line := range []string{"**12. INT. CAVE - NUIT**", "**SÉQUENCE 12 - INT. CAVE - NUIT**", "**CAVE - INT. NUIT**",
		"_1. INT. CAVE_",
		"**5. INT. ATTIC - NIGHT**", "**INT. CAVE - NUIT**", "*EXT. COUR - JOUR*", "**_12. EXT. COUR_**", "> INT. CAVE - NUIT",
		"> INT. CAVE - NUIT <", "#12 INT. CAVE - NUIT", "## EXT. COUR - JOUR"} {
		for _, french := range []bool{true, false} {
			_, rules := rulesOf(line, script.Settings{French: french})
			assert.Equal(t, []string{"script/almost-heading"}, rules, "%s %v", line, french)
		}
	}
	for _, line := range []string{"**Il entre.**", "_Est-ce vrai ?_", "> FONDU AU NOIR", "# ACTE 1", "> 1979 <"} {
		_, rules := rulesOf(line, script.Settings{French: true})
		assert.Empty(t, rules, line)
	}
}

func TestHeadingUnderANameIsTold(t *testing.T) {
	for _, text := range []string{"PAUL\nINT. SALON - JOUR", "PAUL\nOui.\n12. EXT. COUR - NUIT", "PAUL\n(bas)\nINT/JOUR - CUISINE"} {
		s, rules := rulesOf(text, script.Settings{French: true})
		assert.Equal(t, []string{"script/almost-heading"}, rules, text)
		assert.Equal(t, script.Cue, s.Elements[2].Kind, text)
	}
	for _, text := range []string{"PAUL\nINTÉRESSANT !", "PAUL\nSORS !", "PAUL\nInt. cave ?", "PAUL\nLE TEXTE EXTÉRIEUR"} {
		_, rules := rulesOf(text, script.Settings{French: true})
		assert.Empty(t, rules, text)
	}
}

// A line with a summary under it is a heading that was not forced, and nobody who speaks.
func TestSummaryUnderAlmostHeading(t *testing.T) {
	for _, text := range []string{"RUE DES LILAS - NUIT\n= Paul attend.", "CHAMBRE 12\n# Acte 2"} {
		s, rules := rulesOf(text, script.Settings{French: true})
		require.Equal(t, []string{"script/almost-heading"}, rules, text)
		assert.Equal(t, script.Action, s.Elements[2].Kind, text)
		assert.Contains(t, []script.Kind{script.Synopsis, script.Section}, s.Elements[3].Kind, text)
	}
	s, _ := rulesOf("PAUL\n= moi.", script.Settings{French: true})
	assert.Equal(t, script.Cue, s.Elements[2].Kind)
}

func TestSpeechesOfTheatreAreRead(t *testing.T) {
	s, rules := rulesOf("PAUL : Il fait noir.\n\nMARIE (bas) : Oui.\n\nPAUL : Viens.\n\nMme LEROUX : Non.", script.Settings{French: true})
	assert.Equal(t, []string{"script/cue-on-the-line"}, rules)
	assert.Len(t, s.Elements, 2+8+1)
	_, rules = rulesOf("PAUL : Il fait noir.\n\nPAUL : Viens.", script.Settings{})
	assert.Equal(t, []string{"script/almost-cue"}, rules, "the letter of Fountain: told, once a name")
	for _, line := range []string{"CARTON : Trois ans plus tard.",
		"SON : un cri.", "TITRE : « Le mur »", "Paul : un homme.", "NB : à revoir.",
		"COUPE SUR : Paul.", "MONTAGE : Paul court.", "20H : il dort.", "UN HOMME QUI MARCHE VITE : Paul."} {
		_, rules := rulesOf(line, script.Settings{French: true})
		assert.Empty(t, rules, line)
	}
}
