package script_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur/schedule/script"
)

func french(text string) script.Script {
	return script.ParseText(text, script.Settings{French: true})
}

// Headings as French screenplays write them, with what a breakdown must read in each.
func TestFrenchHeadings(t *testing.T) {
	for _, c := range []struct {
		line, number string
		place        script.Place
		set          string
		light        script.Light
	}{
		{"INTÉRIEUR CAFÉ - JOUR", "", script.Interior, "CAFÉ", script.Day},
		{"EXTÉRIEUR PLAGE - NUIT", "", script.Exterior, "PLAGE", script.Night},
		{"INTERIEUR CAFE - JOUR", "", script.Interior, "CAFE", script.Day},
		{"EXTERIEUR PLAGE - SOIR", "", script.Exterior, "PLAGE", script.Evening},
		{"INTÉRIEUR/EXTÉRIEUR VOITURE - JOUR", "", script.Both, "VOITURE", script.Day},
		{"Intérieur café - jour", "", script.Interior, "café", script.Day},
		{"INT. / EXT. VOITURE - JOUR", "", script.Both, "VOITURE", script.Day},
		{"INT. / EXT. VOITURE", "", script.Both, "VOITURE", ""},
		{"EXT./INT. GARAGE - AUBE", "", script.Both, "GARAGE", script.Dawn},
		{"INT./EXT. VOITURE - CRÉPUSCULE", "", script.Both, "VOITURE", script.Dusk},
		{"I/E VOITURE - MATIN", "", script.Both, "VOITURE", script.Morning},
		{"SÉQ. 12 BIS - INT. CUISINE - JOUR", "12 BIS", script.Interior, "CUISINE", script.Day},
		{"SEQ 12 BIS. INT. CUISINE - JOUR", "12 BIS", script.Interior, "CUISINE", script.Day},
		{"SÉQUENCE 3 : EXT. PORT - AUBE", "3", script.Exterior, "PORT", script.Dawn},
		{"SCÈNE 4 – INT. CUISINE – NUIT", "4", script.Interior, "CUISINE", script.Night},
		{"12. INT. CUISINE - JOUR", "12", script.Interior, "CUISINE", script.Day},
		{"12A. INT. CUISINE - JOUR", "12A", script.Interior, "CUISINE", script.Day},
		{"12 - EXTÉRIEUR CUISINE - JOUR", "12", script.Exterior, "CUISINE", script.Day},
		{"INT. CUISINE - JOUR #12 BIS#", "12 BIS", script.Interior, "CUISINE", script.Day},
		{"#12 BIS# INT. CUISINE - JOUR", "12 BIS", script.Interior, "CUISINE", script.Day},
		{"INT. CUISINE - JOUR #12#", "12", script.Interior, "CUISINE", script.Day},
		{"INT. JOUR - CUISINE", "", script.Interior, "CUISINE", script.Day},
		{"INT. CUISINE. NUIT", "", script.Interior, "CUISINE", script.Night},
		{"INT. APPARTEMENT - CUISINE - SOIR", "", script.Interior, "APPARTEMENT - CUISINE", script.Evening},
		{"INT. HÔTEL - SUITE - NUIT", "", script.Interior, "HÔTEL - SUITE", script.Night},
		{"EXT. VILLAGE - JOUR (Crépuscule)", "", script.Exterior, "VILLAGE", script.Dusk},
		{"INT. MAISON - NUIT (00h15)", "", script.Interior, "MAISON", script.Night},
		{"INT. MAISON - JOUR (2 semaines après)", "", script.Interior, "MAISON", script.Day},
		{"INT. MAISON - JOUR/SOIR", "", script.Interior, "MAISON", script.Day},
		{"EXT. AUTRE MAISON, AUTRE VILLAGE - NUIT", "", script.Exterior, "AUTRE MAISON, AUTRE VILLAGE", script.Night},
		{"EXT. BOIS - FIN D’APRÈS-MIDI", "", script.Exterior, "BOIS", script.Day},
		{"INT. BUREAU - PETIT MATIN", "", script.Interior, "BUREAU", script.Morning},
		{"INT. BUREAU - NUIT AMÉRICAINE", "", script.Interior, "BUREAU", script.Night},
	} {
		t.Run(c.line, func(t *testing.T) {
			s := french(c.line + "\n\nIl entre.\n")
			require.NotEmpty(t, s.Elements)
			require.Equal(t, script.Heading, s.Elements[0].Kind)
			assert.Equal(t, c.number, s.Elements[0].Number)
			sc := s.Elements[0].Slugline()
			assert.Equal(t, c.place, sc.Place)
			assert.Equal(t, c.set, sc.Set)
			assert.Equal(t, c.light, sc.Light)
		})
	}
}

// All that is French is off by default.
func TestFrenchIsOff(t *testing.T) {
	for _, line := range []string{"INTÉRIEUR CAFÉ - JOUR", "SÉQ. 12 BIS - INT. CUISINE - JOUR", "12. INT. CUISINE - JOUR", "FONDU AU NOIR"} {
		s := script.ParseText("Rien.\n\n"+line+"\n\nRien.\n", script.Settings{})
		assert.Equal(t, script.Action, s.Elements[1].Kind, line)
	}
}

func TestFrenchTransitions(t *testing.T) {
	for _, line := range []string{"FONDU AU NOIR", "FONDU AU NOIR.", "FONDU ENCHAÎNÉ", "FONDU ENCHAÎNÉ :", "COUPE À :", "COUPE A :", "CUT TO:", "OUVERTURE AU NOIR", "FERMETURE À L'IRIS", "FONDU AU BLANC"} {
		s := french("Rien.\n\n" + line + "\n\nRien.\n")
		require.Len(t, s.Elements, 3, line)
		assert.Equal(t, script.Transition, s.Elements[1].Kind, line)
	}
	assert.Equal(t, script.Action, french("Rien.\n\nCOUPE SES CHEVEUX\n\nRien.\n").Elements[1].Kind)
}

func TestFrenchCues(t *testing.T) {
	for _, c := range []struct{ line, name, ext string }{
		{"ÉLODIE", "ÉLODIE", ""}, {"ZOÉ", "ZOÉ", ""}, {"JEAN-ÉRIC", "JEAN-ÉRIC", ""}, {"2E POLICIER", "2E POLICIER", ""}, {"L’HÔTESSE", "L’HÔTESSE", ""},
		{"D'ARTAGNAN", "D'ARTAGNAN", ""}, {"MARIE (Voix off)", "MARIE", "Voix off"}, {"MARIE (Off)", "MARIE", "Off"}, {"MARIE (suite)", "MARIE", "suite"},
		{"IRIS", "IRIS", ""}, {"MARIE (VO)", "MARIE", "VO"}, {"MARIE (V.O.) (CONT'D)", "MARIE", "V.O., CONT'D"},
	} {
		for _, opt := range []script.Settings{{}, {French: true}} {
			s := script.ParseText("Rien.\n\n"+c.line+"\nBonjour.\n", opt)
			require.Len(t, s.Elements, 3, c.line)
			assert.Equal(t, script.Cue, s.Elements[1].Kind, c.line)
			assert.Equal(t, c.name, s.Elements[1].Name)
			assert.Equal(t, c.ext, s.Elements[1].Extension)
		}
	}
}

// In French VO is the original version: the role is on screen. V.O. and Voix off are voices off.
func TestFrenchVoices(t *testing.T) {
	for extension, want := range map[string]script.Voice{
		"VO": "", "Voix off": script.OffVoice, "V.O.": script.OffVoice, "hors champ": script.OffVoice, "suite": "", "au téléphone": script.PhoneVoice, "": "",
	} {
		e := script.Element{Kind: script.Cue, Name: "MARIE", Extension: extension}
		assert.Equal(t, want, e.Voice(true), extension)
	}
	e := script.Element{Kind: script.Cue, Name: "MARY", Extension: "VO"}
	assert.Equal(t, script.OffVoice, e.Voice(false))
}

func TestDetectFrench(t *testing.T) {
	d := script.DetectFrench("INTÉRIEUR CAFÉ - JOUR\n\nMarie entre dans le café et regarde les clients.\n\nMARIE (Voix off)\nIl est là.\n\nFONDU AU NOIR\n")
	assert.True(t, d.French)
	assert.Contains(t, d.Reasons[0], "ligne 1")
	assert.GreaterOrEqual(t, len(d.Reasons), 3)

	e := script.DetectFrench("INT. CAFE - DAY\n\nMary walks into the bar and looks at the guests. She sits with her friend.\n\nCUT TO:\n")
	assert.False(t, e.French)
	assert.False(t, script.DetectFrench("").French)
}

// Spanish, Italian and Portuguese share words with French and are not French.
func TestDetectFrenchAmongItsSisters(t *testing.T) {
	for language, text := range map[string]string{
		"Spanish": "INT. COCINA - DÍA\n\nLa mujer entra en la cocina y mira a los niños que juegan. Se sienta con un vaso de agua. Un hombre que no la " +
			"conoce abre la puerta del patio y se va por la calle.\n\nMARÍA\n¿Que haces? Se que la quieres.\n",
		"Italian": "INT. CUCINA - GIORNO\n\nLa donna entra in cucina e guarda il bambino che gioca. Il padre si siede con un bicchiere. Un uomo che non " +
			"la conosce apre la porta della strada, il cane ne esce.\n\nMARIA\nChe fai? Se ne va.\n",
		"Portuguese": "INT. COZINHA - DIA\n\nUma mulher entra e olha o menino que brinca. Ela se senta com um copo. Um homem que não a conhece abre a porta.\n",
	} {
		assert.False(t, script.DetectFrench(text).French, language)
		s := script.ParseText(text, script.Settings{})
		assert.False(t, s.ReadsFrench(), language)
	}
	d := script.DetectFrench("INT. CUISINE - JOUR\n\nIl y a un homme de dos. Non, tu es là, elle lui parle et il alla vers la mer sans os.\n")
	assert.True(t, d.French)
	assert.Zero(t, d.OtherWords)
}

// What other languages say too, (OFF), decides nothing among few words; a light of theirs does.
func TestDetectFrenchAmongFewWords(t *testing.T) {
	for text, want := range map[string]bool{
		"INT. KÜCHE - NACHT\n\nAnna sitzt am Tisch.\n\nANNA (OFF)\nDu hast des Nachts geschlafen.\n":                                             false,
		"INT. KELLER\n\nAnna sitzt am Tisch.\n\nANNA (OFF)\nDu hast des Nachts geschlafen.\n":                                                    false,
		"INT. BAR - DÍA\n\nANA (OFF)\nTe quiero.\n\nSe van.\n":                                                                                   false,
		"INTERIORE - BAR - NOTTE\n\nLe amiche la guardano. Le porte si aprono.\n\nANNA (off)\nChe fai? Le mani su.\n":                            false,
		"INT. CUINA - DIA\n\nLa mare la mira des de la finestra. El gos dorm. Les claus són a la taula de la casa.\n":                            false,
		"INT. PARIS APARTMENT - NIGHT\n\nMarie pours un verre de vin. Le Monde on the table.\n\nMARIE (OFF)\nC'est la vie.\n\nPAUL\nShe left.\n": false,
		"INT. CAFÉ\n\nMARIE (OFF)\nElle est dans la rue.\n":                                                                                      true,
		"INT. CAFÉ - NUIT\n\nMARIE (OFF)\nViens.\n":                                                                                              true,
		"INT. CAFÉ - NUIT\n\nUn écran montre INT. BAR - NOTTE.\n\nINT. BAR - NOTTE\n\nElle est là, les mains sur la table.\n":                    true,
	} {
		assert.Equal(t, want, script.DetectFrench(text).French, text)
	}
}

// Whatever prints nothing makes no other name, and every line separator ends a line: numbers of lines stay those of the file.
func TestInvisibleCharacters(t *testing.T) {
	for _, name := range []string{"LOU", "L\u200bOU", "L\u00adOU", "LOU\u200e", "\u2066LOU\u2069", "\ufeffLOU", "LO\u2060U", "L\u200dOU"} {
		s := french("INT. RUE - JOUR\n\n" + name + "\nBonjour.\n")
		require.Len(t, s.Elements, 3, "%q", name)
		assert.Equal(t, "LOU", s.Elements[1].Name, "%q", name)
		assert.Equal(t, "LOU", script.CueOf(name, 1).Name)
	}
	for _, end := range []string{"\u2028", "\u2029", "\u0085", "\v", "\f", "\r", "\n", "\r\n"} {
		s := french("INT. RUE - JOUR" + end + end + "Il entre." + end + end + "LOU" + end + "Bonjour.\n\nEXT. PORT - NUIT\n")
		require.Len(t, s.Elements, 5, "%q", end)
		assert.Equal(t, script.Heading, s.Elements[4].Kind, "%q", end)
		want := 8
		if end != "\r" && end != "\n" && end != "\r\n" {
			want = 3 // editors count the others in no line
		}
		assert.Equal(t, want, s.Elements[4].Line, "%q", end)
	}
	assert.Equal(t, "می\u200cخواهم", french("می\u200cخواهم\n").Elements[0].Text, "a joiner that shapes letters stays")
}
