package breakdown_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur/schedule/breakdown"
	"github.com/moteur-film/moteur/schedule/script"
)

// flagsOf lists the signals of a description outside by day, in the order of their codes: "road" when certain, "road?" in doubt.
func flagsOf(t *testing.T, text string) string {
	t.Helper()
	s := script.ParseText("EXT. PLACE - JOUR\n\n"+text+"\n\nPAUL\nBon.\n", script.Settings{French: true})
	b := breakdown.New(s, breakdown.Settings{})
	require.Len(t, b.Scenes, 1, text)
	var out []string
	for _, f := range b.Scenes[0].Flags {
		kind := string(f.Kind)
		if !f.Sure {
			kind += "?"
		}
		if !slices.Contains(out, kind) {
			out = append(out, kind)
		}
	}
	slices.Sort(out)
	return strings.Join(out, " ")
}

// A signal is certain when the text leaves no choice, in doubt when it depends on how the scene is shot, absent when only the words are.
func TestFlagsAreSureWhenTold(t *testing.T) {
	for text, want := range map[string]string{
		// a vehicle that moves, one that stands
		"Une camionnette s'arrête devant l'école.":  "road",
		"Une camionnette est garée devant l'école.": "road?",
		"Un facteur arrête sa fourgonnette.":        "road",
		"Paul conduit. ":                            "road",
		"Paul conduit l'enquête.":                   "",
		"Il la conduit à la porte.":                 "",
		// what is drunk and smoked, what only stands there
		"Elle boit une rasade d'alcool.":      "smoking_drugs",
		"Il allume un cigare.":                "smoking_drugs",
		"Un cigare éteint aux lèvres.":        "smoking_drugs?",
		"Il ouvre une boîte de cigares.":      "smoking_drugs?",
		"Il mange des fruits à l'eau-de-vie.": "smoking_drugs?",
		// fire
		"Ils avancent, des torches à la main.": "fire",
		"Elle brûle ses lettres.":              "fire",
		"Il brûle les étapes.":                 "",
		"Une lanterne pend à la poutre.":       "fire?",
		// music and works
		"Un ivrogne chante La Madelon.":   "protected_works",
		"Un orchestre joue « La Mer ».":   "protected_works",
		"Une fanfare approche.":           "protected_works?",
		"Au mur, le portrait officiel.":   "protected_works?",
		"Une fresque d'enfants.":          "",
		"Une sacoche bourrée de billets.": "",
		// arms
		"Un drap aux armes du roi.":                      "",
		"Paul tire le premier.":                          "weapons",
		"Un sac sur l'autre épaule.":                     "",
		"Paul ouvre la lettre avec un couteau à huître.": "",
		// heights and waters
		"Une gamine juchée sur un mur.": "children height?",
		"Paul, juché sur une caisse.":   "",
		"Un pont de cordes.":            "height",
		"Elle pousse Paul à l'eau.":     "stunts water",
		"Paul rame dans le vide.":       "",
		// stunts
		"Paul saute par-dessus la barrière.":          "stunts",
		"Le choc le soulève.":                         "stunts",
		"Paul se laisse tomber à la renverse.":        "stunts",
		"Paul recule jusqu'au parapet.":               "height stunts",
		"L'échelle vacille.":                          "height? stunts?",
		"Un drone survole la place.":                  "drone",
		"Vu de très haut, ce n'est plus qu'un point.": "drone",
	} {
		assert.Equal(t, want, flagsOf(t, text), text)
	}
}

// The manner of a speech tells a song, and a voice recorded beforehand; other manners tell nothing.
func TestManners(t *testing.T) {
	of := func(manner string) []string {
		s := script.ParseText("INT. SALLE - JOUR\n\nOn attend.\n\nPAUL\n"+manner+"\nBon.\n\nPAUL\n"+manner+"\nBien.\n", script.Settings{French: true})
		sc := breakdown.New(s, breakdown.Settings{}).Scenes[0]
		var out []string
		for _, n := range sc.Elements {
			out = append(out, string(n.Category)+":"+n.Name)
		}
		for _, f := range sc.Flags {
			out = append(out, string(f.Kind))
		}
		return out
	}
	assert.Equal(t, []string{"music:paroles chantées", "protected_works"}, of("(il chante, tout bas)"))
	assert.Equal(t, []string{"sound:voix dans un appareil"}, of("(haut-parleur)"))
	assert.Empty(t, of("(à mi-voix)"))
	assert.Empty(t, of("(cherchant ses mots, penchant la tête)"))
}
