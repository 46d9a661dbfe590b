package script_test

import (
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur/internal/testkit"
	"github.com/moteur-film/moteur/schedule/script"
)

func TestCues(t *testing.T) {
	cues(t, filepath.Join("testdata", "cues.tsv"))
}

func TestCuesCases(t *testing.T) {
	cues(t, filepath.Join(testkit.Cases(t, "found"), "cues.tsv"))
}

// cues reads each line of a table above a line of dialogue, in a French screenplay.
func cues(t *testing.T, path string) {
	for _, c := range rows(t, path, "line", "role", "note") {
		t.Run(c["line"], func(t *testing.T) {
			s := french("INT. RUE - JOUR\n\nIl entre.\n\n" + c["line"] + "\nBonjour.\n\nElle sort.\n")
			e := s.Elements[2]
			ok := script.KindOf(c["line"], true) == script.Cue
			if c["role"] == "" {
				assert.NotEqual(t, script.Cue, e.Kind)
				assert.False(t, ok)
				assert.Contains(t, e.Text, "Bonjour.", "nothing is lost")
				return
			}
			require.Equal(t, script.Cue, e.Kind)
			assert.Equal(t, c["role"], e.Name)
			assert.Equal(t, c["line"], e.Text, "the line is kept as written")
			if age, said := strings.CutPrefix(c["note"], "age "); said {
				want, err := strconv.Atoi(age[:strings.IndexFunc(age+" ", func(r rune) bool { return r < '0' || r > '9' })])
				require.NoError(t, err)
				assert.Equal(t, want, script.AgeOf(e.Extension))
			}
			require.True(t, ok)
			assert.Equal(t, e, script.CueOf(c["line"], e.Line), "another format reads the same")
		})
	}
}

// What was meant to name who speaks and is read as description is told, with its line.
func TestLostCues(t *testing.T) {
	for name, c := range map[string]struct{ text, want string }{
		"no blank line before":  {"Il entre.\nMARIE\nBonjour.\n", "«\u00a0MARIE\u00a0» ressemble au nom de qui parle mais n'a pas de ligne vide avant"},
		"a blank line after":    {"MARIE\nOui.\n\nElle sort.\n\nMARIE\n\nBonjour.\n", "est suivi d'une ligne vide"},
		"small letters":         {"MARIE\nOui.\n\nElle sort.\n\nMarie\nBonjour.\n", "n'est pas en capitales"},
		"a title card":          {"Elle sort.\n\nPLUS TARD\nIl pleut.\n", "«\u00a0PLUS TARD\u00a0» est lu comme un carton"},
		"a shout in the middle": {"Il crie.\nAU SECOURS !\nIl court.\n", ""},
		"a name that acts":      {"MARIE\nOui.\n\nMarie sort.\nMarie revient.\n", ""},
		"a name not met before": {"Elle sort.\n\nMarie\nTu m'as fait attendre.\n", "«\u00a0Marie\u00a0» ressemble au nom de qui parle"},
		"a trade":               {"Elle sort.\n\nLe gardien\nQui est là ?\n", "«\u00a0Le gardien\u00a0»"},
		"half in capitals":      {"Elle sort.\n\nJean-Claude VAN DAMME\nOui.\n", "«\u00a0Jean-Claude VAN DAMME\u00a0»"},
		"a particle":            {"Elle sort.\n\nde GAULLE\n…\n", "«\u00a0de GAULLE\u00a0»"},
		"a manner":              {"Elle sort.\n\nMARIE, bas\nToi.\n", "«\u00a0MARIE, bas\u00a0»"},
		"a manner under":        {"Elle sort.\n\nMarie\n(bas)\nToi.\n", "«\u00a0Marie\u00a0»"},
		"two lines that act":    {"Marie entre et pose son sac\nsur la table.\n\nLa nuit\nIl pleut.\n\nUn long silence\nIls attendent.\n", ""},
		"words on the screen":   {"Elle sort.\n\nÉCRAN NOIR\nOn entend la mer.\n", "«\u00a0ÉCRAN NOIR\u00a0» est lu comme un carton"},
		"a message":             {"Elle sort.\n\nSMS DE MARIE\nJe t'attends.\n", "«\u00a0SMS DE MARIE\u00a0» est lu comme un carton"},
		"a day":                 {"Elle sort.\n\nMARDI 12 MAI\nIl pleut.\n", "«\u00a0MARDI 12 MAI\u00a0» est lu comme un carton"},
		"a title":               {"Elle sort.\n\nLE PONT\nÉcrit par Anne Test\n", "«\u00a0LE PONT\u00a0» est lu comme un titre"},
		"an article, a name":    {"Elle sort.\n\nLe petit GARÇON\nOui.\n", "«\u00a0Le petit GARÇON\u00a0»"},
		"a name that says more": {"Elle sort.\n\nLA FEMME en rouge\nOui.\n", "«\u00a0LA FEMME en rouge\u00a0»"},
		"a number":              {"Elle sort.\n\n47\nOui.\n", "«\u00a047\u00a0» ressemble au nom de qui parle mais n'a pas de lettre"},
		"a name that moves":     {"Elle sort.\n\nPAUL entre\nIl rit.\n", ""},
		"a transition":          {"Elle sort.\n\nFONDU\nOui.\n", "«\u00a0FONDU\u00a0» ressemble à un raccord"},
		"a name in brackets":    {"Elle sort.\n\n[ROSA]\nOui.\n", "«\u00a0[ROSA]\u00a0» ressemble au nom de qui parle mais est entre"},
		"a shout":               {"Elle sort.\n\nCRAC !\nLa branche cède.\n", "«\u00a0CRAC !\u00a0» est lu comme le nom de qui parle"},
		"a place and a year":    {"Elle sort.\n\nLILLE, 1951\nIl pleut.\n", "«\u00a0LILLE, 1951\u00a0» est lu comme un carton"},
		"an hour in figures":    {"Elle sort.\n\n23:40\nIl pleut.\n", "«\u00a023:40\u00a0» est lu comme un carton"},
		"another film":          {"Elle sort.\n\nANNA\nUn film de Truffaut.\n", ""},
	} {
		t.Run(name, func(t *testing.T) {
			s := french("INT. RUE - JOUR\n\n" + c.text)
			if c.want == "" {
				assert.Empty(t, s.Issues)
				return
			}
			require.Len(t, s.Issues, 1)
			assert.Contains(t, []string{"script/almost-cue", "script/almost-transition"}, s.Issues[0].Rule)
			assert.Contains(t, s.Issues[0].Message, c.want)
		})
	}
}

// A day of the week that speaks again and again is a name, whatever the format.
func TestNamesOfDays(t *testing.T) {
	text := "INT. ÎLE - JOUR\n\nLa mer.\n" + strings.Repeat("\nVENDREDI\nOui, maître.\n", 3)
	assert.Equal(t, 3, strings.Count(kindsOf(french(text), 0), "[VENDREDI|]"))
	assert.Empty(t, french(text).Issues)
	s := fdx(t, film(heading+strings.Repeat(typed("Character", "VENDREDI")+typed("Dialogue", "Oui."), 3)))
	assert.Equal(t, 3, strings.Count(kindsOf(s, 0), "[VENDREDI|]"))
}

// The age that a cue writes, in whole years.
func TestAgeOf(t *testing.T) {
	for text, want := range map[string]int{
		"8 ans": 8, "8 ans et demi": 8, "âgé de 7 ans": 7, "âgée de 12 ans, off": 12, "18 mois": 1, "6 mois": 1, "17": 17, "35": 35, "(17)": 17,
		"2": 0, "100": 0, "8": 0, "12e": 0, "off": 0, "": 0, "environ 40 ans": 40,
	} {
		assert.Equal(t, want, script.AgeOf(text), text)
	}
}

// What follows a name without brackets is no part of it: an age, a voice, a dash.
func TestCueWithoutBrackets(t *testing.T) {
	for line, want := range map[string][2]string{
		"JULES, 12 ANS, OFF": {"JULES", "12 ANS, OFF"}, "JULES, 12 ans": {"JULES", "12 ans"}, "PAUL -": {"PAUL", ""}, "-- PAUL": {"PAUL", ""},
		"— PAUL (off)": {"PAUL", "off"}, "POLICIER, 12": {"POLICIER, 12", ""},
	} {
		e := script.CueOf(line, 1)
		assert.Equal(t, want, [2]string{e.Name, e.Extension}, line)
		assert.Equal(t, line, e.Text)
	}
	assert.Equal(t, 12, script.AgeOf(script.CueOf("JULES, 12 ANS, OFF", 1).Extension))
}

// A voice is read with its hyphen and shortened.
func TestVoicesUnderTheCue(t *testing.T) {
	for text, want := range map[string]script.Voice{
		"(voix-off)": script.OffVoice, "(Voix off)": script.OffVoice, "(au tél.)": script.PhoneVoice, "(il tel.)": "", "(bas)": "",
	} {
		e := script.Element{Kind: script.Parenthetical, Text: text}
		assert.Equal(t, want, e.Voice(true), text)
	}
	e := script.Element{Kind: script.Cue, Name: "PAUL", Extension: "AU TÉL."}
	assert.Equal(t, script.PhoneVoice, e.Voice(true))
}
