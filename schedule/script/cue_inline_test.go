package script_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur/schedule/script"
)

// kindsOf prints the elements of a script from one on, one a line.
func kindsOf(s script.Script, from int) string {
	var b strings.Builder
	for _, e := range s.Elements[from:] {
		fmt.Fprintf(&b, "%s: %s", e.Kind, e.Text)
		if e.Kind == script.Cue {
			fmt.Fprintf(&b, " [%s|%s]", e.Name, e.Extension)
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// A speech on one line with its name is a cue and its dialogue where the name is sure.
func TestInlineCues(t *testing.T) {
	const open = "INT. GRANGE - JOUR\n\nDu foin.\n\n"
	for name, c := range map[string]struct{ text, want string }{
		"a conversation": {"IRIS : Qui est là ?\nLUC : Moi.\nIRIS (bas) : Entre.\n",
			"cue: IRIS : [IRIS|]\ndialogue: Qui est là ?\ncue: LUC : [LUC|]\ndialogue: Moi.\ncue: IRIS (bas) : [IRIS|bas]\ndialogue: Entre.\n"},
		"a known role": {"IRIS\nOui.\n\nIris : Tu dors ?\n\nIRIS. — Non !\n\nIRIS – Viens.\n\nIRIS : VITE !\n",
			"cue: IRIS [IRIS|]\ndialogue: Oui.\ncue: Iris : [Iris|]\ndialogue: Tu dors ?\ncue: IRIS. — [IRIS|]\ndialogue: Non !\n" +
				"cue: IRIS – [IRIS|]\ndialogue: Viens.\ncue: IRIS : [IRIS|]\ndialogue: VITE !\n"},
		"a manner behind a comma": {"Mme ROUX\nOui.\n\nMme ROUX, très doucement : Sortez.\n",
			"cue: Mme ROUX [Mme ROUX|]\ndialogue: Oui.\ncue: Mme ROUX, très doucement : [Mme ROUX|très doucement]\ndialogue: Sortez.\n"},
		"a bracket before the words": {"IRIS\nOui.\n\nIRIS : (off) Je t'attends.\n",
			"cue: IRIS [IRIS|]\ndialogue: Oui.\ncue: IRIS : [IRIS|]\nparenthetical: (off)\ndialogue: Je t'attends.\n"},
		"a voice":             {"NARRATRICE : C'était en juin.\n", "cue: NARRATRICE : [NARRATRICE|]\ndialogue: C'était en juin.\n"},
		"in bold":             {"IRIS\nOui.\n\n**IRIS :** *Viens* donc.\n", "cue: IRIS [IRIS|]\ndialogue: Oui.\ncue: IRIS : [IRIS|]\ndialogue: *Viens* donc.\n"},
		"small letters":       {"Iris : Qui est là ?\n\nLuc : Moi.\n\nIris : Entre.\n\nLuc : Oui.\n", "cue: Iris : [Iris|]\ndialogue: Qui est là ?\ncue: Luc : [Luc|]\ndialogue: Moi.\ncue: Iris : [Iris|]\ndialogue: Entre.\ncue: Luc : [Luc|]\ndialogue: Oui.\n"},
		"around descriptions": {"Le vent.\nIRIS : Qui\nest là ?\nElle écoute.\nIRIS : Toi ?\n", "action: Le vent.\ncue: IRIS : [IRIS|]\ndialogue: Qui\nest là ?\naction: Elle écoute.\ncue: IRIS : [IRIS|]\ndialogue: Toi ?\n"},
		"a chat without marks": {"IRIS : qui est là\n\nLUC : moi\n\nIRIS : ah\n",
			"cue: IRIS : [IRIS|]\ndialogue: qui est là\ncue: LUC : [LUC|]\ndialogue: moi\ncue: IRIS : [IRIS|]\ndialogue: ah\n"},
		"a book of theatre": {"IRIS, à part. — Tiens !\n\nLUC. — Quoi ?\n\nIRIS. — Rien.\n",
			"cue: IRIS, à part. — [IRIS|à part]\ndialogue: Tiens !\ncue: LUC. — [LUC|]\ndialogue: Quoi ?\ncue: IRIS. — [IRIS|]\ndialogue: Rien.\n"},
		"tabs": {"IRIS\tQui est là ?\n\nLUC\tMoi.\n\nIRIS\tEntre.\n\nLUC\tOui.\n",
			"cue: IRIS [IRIS|]\ndialogue: Qui est là ?\ncue: LUC [LUC|]\ndialogue: Moi.\ncue: IRIS [IRIS|]\ndialogue: Entre.\ncue: LUC [LUC|]\ndialogue: Oui.\n"},
		"an age, a label, a place": {"IRIS\nOui.\n\nIRIS : 35 ans, brune.\n\nGROS PLAN : Iris.\n\nSON : Un cri.\n\nINT/JOUR : un texte\n",
			"cue: IRIS [IRIS|]\ndialogue: Oui.\naction: IRIS : 35 ans, brune.\naction: GROS PLAN : Iris.\naction: SON : Un cri.\naction: INT/JOUR : un texte\n"},
		"labels beside ordinary names": {"IRIS\nOui.\n\nOBJECTIFS VISÉS : Le Nord.\n\nOBJECTIFS VISÉS : Le Sud.\n",
			"cue: IRIS [IRIS|]\ndialogue: Oui.\naction: OBJECTIFS VISÉS : Le Nord.\naction: OBJECTIFS VISÉS : Le Sud.\n"},
	} {
		t.Run(name, func(t *testing.T) {
			s := french(open + c.text)
			assert.Equal(t, c.want, kindsOf(s, 2))
			assert.Equal(t, strings.Count(c.want, "cue: ") > strings.Count(c.text, "\nOui.\n\n"),
				strings.Contains(strings.Join(rules(s), " "), "script/cue-on-the-line"), rules(s))
			var b strings.Builder
			_, err := script.WriteFountain(&b, s)
			require.NoError(t, err)
			assert.Equal(t, c.want, kindsOf(french(b.String()), 2), "written and read again:\n%s", b.String())
		})
	}
}

// What only looks like a speech on the line of its name is told, whatever the sign.
func TestInlineCuesAreTold(t *testing.T) {
	for _, line := range []string{"IRIS : Bonsoir.", "IRIS : BONSOIR !", "Iris : Bonsoir.", "IRIS - Bonsoir.", "IRIS. — Bonsoir.",
		"Mme ROUX, bas : Bonsoir.", "LE 2e GARDE : Halte !", "1er GARDE : Halte !", "IRIS (bas) Bonsoir.", "IRIS\tBonsoir.", "IRIS (off) : Bonsoir.", "D'ARTAGNAN : En garde !"} {
		s := french("INT. GRANGE - JOUR\n\nDu foin.\n\n" + line + "\n")
		assert.Equal(t, []string{"ligne 5 script/almost-cue"}, rules(s), line)
	}
	for _, line := range []string{"Il dit : « Bonsoir. »", "Soudain : Un cri.", "GÉNÉRIQUE : Un film de Paul.", "À 12:30 il dort.", "http://a.fr",
		"Paul - son frère - dort.", "Le vieux : il dort.", "TRAVELLING - Paul court.", "Elle entre. — Oui.", "IRIS (30 ans) Brune.", "IRIS (bas) s'en va."} {
		assert.Empty(t, rules(french("INT. GRANGE - JOUR\n\nDu foin.\n\n"+line+"\n")), line)
	}
}

// In a file whose paragraphs have kinds, the tags and the parts around follow their words.
func TestInlineCuesOfFDX(t *testing.T) {
	s := fdx(t, film(heading+typed("Character", "IRIS")+typed("Dialogue", "Oui.")+
		`<Paragraph Type="Action"><Text>Un pas. </Text></Paragraph>`+
		`<Paragraph Type="Action"><Text>IRIS : Prends le </Text><Text TagNumber="4">couteau</Text><Text>.</Text><Odd/></Paragraph>`+
		typed("Action", "LUC (bas) : Oui.")+typed("Action", "Il sort."),
		`<TagData><Tags><Tag Number="4"/></Tags></TagData>`))
	assert.Equal(t, "action: Un pas. \ncue: IRIS : [IRIS|]\ndialogue: Prends le couteau.\ncue: LUC (bas) : [LUC|bas]\ndialogue: Oui.\n"+
		"action: Il sort.\n", kindsOf(s, 3))
	assert.Equal(t, []script.Stretch{{From: 10, To: 17, Text: "couteau", Tag: "4"}}, s.Elements[5].Stretches)
	for _, r := range s.Raw {
		if strings.Contains(r.XML, "Odd") {
			assert.Equal(t, 4, r.Element)
		}
	}
	roundFDX(t, s)
}
