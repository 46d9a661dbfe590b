package breakdown_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/moteur-film/moteur/schedule/breakdown"
	"github.com/moteur-film/moteur/schedule/script"
)

// The states of persons and of sets are told by families of words, for whom they are, and what is denied, feared or a gesture is none.
func TestStatesOfTheText(t *testing.T) {
	for _, c := range []struct{ action, want string }{
		{"LÉA se coupe le doigt.", "blessure LÉA"},
		{"LÉA s'est entaillé la paume.", "blessure LÉA"},
		{"LÉA reçoit une balle dans l'épaule.", "blessure LÉA"},
		{"LÉA encaisse un coup de couteau.", "blessure LÉA"},
		{"LÉA est touchée par une flèche à la cuisse.", "blessure LÉA"},
		{"LÉA a la main bandée.", "bandage LÉA"},
		{"LÉA, la tête bandée, sourit.", "bandage LÉA"},
		{"LÉA boite, la cheville foulée, sur des béquilles.", "foulure LÉA|béquilles LÉA"},
		{"LÉA se tord la cheville.", "foulure LÉA"},
		{"LÉA s'est cassé le bras.", "fracture LÉA"},
		{"LÉA, le bras cassé, grimace.", "fracture LÉA"},
		{"LÉA a un œil au beurre noir.", "œil au beurre noir LÉA"},
		{"LÉA, un coquard énorme.", "œil au beurre noir LÉA"},
		{"LÉA a l'arcade ouverte.", "blessure LÉA"},
		{"LÉA a un bleu sur la joue.", "hématome LÉA"},
		{"LÉA s'est brûlé la main.", "brûlure LÉA"},
		{"LÉA est blessée.", "blessure LÉA"},
		{"LÉA, la jambe dans le plâtre, lit.", "jambe plâtrée LÉA"},
		{"LÉA porte une minerve.", "minerve LÉA"},
		{"LÉA se coupe les cheveux.", "cheveux coupés LÉA"},
		{"LÉA, les cheveux teints en rouge.", "cheveux teints LÉA"},
		{"LÉA rase ses cheveux.", "crâne rasé LÉA"},
		{"LÉA, crâne rasé.", "crâne rasé LÉA"},
		{"On enlève le plâtre de LÉA.", "fin de blessure LÉA"},
		{"LÉA marche, sans son pansement.", "fin de blessure LÉA"},
		{"LÉA n'a plus de béquilles.", "fin de blessure LÉA"},
		{"La plaie de LÉA est cicatrisée.", "fin de blessure LÉA"},
		{"La vitre est brisée.", "cassé/vitre"},
		{"LÉA brise la vitre d'un coup de coude.", "cassé/vitre"},
		{"La vitrine vole en éclats.", "cassé/vitrine"},
		{"La porte est fracassée.", "cassé/porte"},
		{"LÉA défonce la porte.", "cassé/porte"},
		{"La voiture accidentée fume.", "accidenté/voiture"},
		{"Le camion est cabossé.", "accidenté/camion"},
		{"Le mur a été peint en rouge.", "repeint/mur"},
		{"LÉA repeint la cuisine.", "repeint/cuisine"},
		{"La façade est taguée.", "tagué/facade"},
		{"La grange a entièrement brûlé.", "brûlé/grange"},
		{"La cave est inondée.", "inondé/cave"},
		{"La porte est réparée.", "fin de réparé/porte"},
		{"Le mur s'est effondré.", "cassé/mur"},

		{"LÉA n'est pas blessée.", ""},
		{"LÉA manque de se couper le doigt.", ""},
		{"LÉA se mord les lèvres.", ""},
		{"LÉA se tord les mains.", ""},
		{"LÉA ouvre la bouche, les yeux ouverts.", ""},
		{"Les blessés arrivent. On emporte un blessé.", ""},
		{"LÉA coupe le pain. Elle casse la croûte.", ""},
		{"LÉA prend la balle et joue.", ""},
		{"Un sac de plâtre. LÉA porte des sacs de plâtre.", ""},
		{"LÉA ouvre la porte et allume le feu.", ""},
		{"Ces mots le blessent. LÉA sort sans une égratignure.", ""},
		{"LÉA range la voiture au garage. La porte est fermée.", ""},
		{"LÉA frappe à la vitre. Elle coupe le moteur de la voiture.", ""},
		{"Ils brûlent de se revoir. LÉA brûle les étapes, la tête haute.", ""},
		{"LÉA est remise à sa place.", ""},
	} {
		text := "INT. SALON - JOUR\n\nLÉA entre.\n\nLÉA\nOui.\n\n" + c.action + "\n"
		b := breakdown.New(script.ParseText(text, script.Settings{French: true}), breakdown.Settings{})
		var got []string
		for _, s := range b.Scenes[0].States {
			said := s.Name
			if s.Ends {
				said = "fin de " + said
			}
			if s.Role != "" {
				said += " " + s.Role
			}
			if s.Thing != "" {
				said += "/" + s.Thing
			}
			got = append(got, said)
			assert.NotEmpty(t, s.Text)
			assert.Positive(t, s.Line)
		}
		assert.Equal(t, c.want, strings.Join(got, "|"), c.action)
	}
}

// The weeks that a heading or a first line says have passed.
func TestDaysLater(t *testing.T) {
	for text, want := range map[string]int{"INT. SALON - JOUR - TROIS SEMAINES PLUS TARD\n\nLÉA lit.": 21, "INT. SALON - JOUR\n\nDeux mois plus tard.\n\nLÉA lit.": 60,
		"INT. SALON - JOUR\n\nUn an après.": 365, "INT. SALON - JOUR\n\nLÉA lit.": 0, "INT. SALON - JOUR\n\nElle dort deux heures plus tard.": 0} {
		b := breakdown.New(script.ParseText(text+"\n", script.Settings{French: true}), breakdown.Settings{})
		assert.Equal(t, want, b.Scenes[0].DaysLater, fmt.Sprint(text))
	}
}
