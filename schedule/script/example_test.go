package script_test

import (
	"fmt"
	"os"
	"strings"

	"github.com/moteur-film/moteur/schedule/script"
)

func ExampleParse() {
	short := `Titre: Le Phare

INT. PHARE - CUISINE - JOUR

Élise pose un couteau sur la table.

ÉLISE
Tu rentres quand ?

SÉQ. 2 BIS - EXTÉRIEUR PORT - NUIT

Marc attend. Une dizaine de pêcheurs passent.

MARC (Voix off)
Demain.

FONDU AU NOIR
`
	s, err := script.Parse(strings.NewReader(short), script.Settings{Name: "phare.fountain", French: true})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, e := range s.Elements {
		fmt.Printf("%2d %s %s\n", e.Line, e.Kind, e.Text)
	}
	// Output:
	//  3 heading INT. PHARE - CUISINE - JOUR
	//  5 action Élise pose un couteau sur la table.
	//  7 cue ÉLISE
	//  8 dialogue Tu rentres quand ?
	// 10 heading EXTÉRIEUR PORT - NUIT
	// 12 action Marc attend. Une dizaine de pêcheurs passent.
	// 14 cue MARC (Voix off)
	// 15 dialogue Demain.
	// 17 transition FONDU AU NOIR
}

func ExampleDetectFrench() {
	short := `Titre: Le Phare

INT. PHARE - CUISINE - JOUR

Élise pose un couteau sur la table.

ÉLISE
Tu rentres quand ?

SÉQ. 2 BIS - EXTÉRIEUR PORT - NUIT

Marc attend. Une dizaine de pêcheurs passent.

MARC (Voix off)
Demain.

FONDU AU NOIR
`
	d := script.DetectFrench(short)
	fmt.Println(d.French)
	fmt.Println(d.Reasons[0])
	// Output:
	// true
	// ligne 3 : effet français (INT. PHARE - CUISINE - JOUR)
}

func ExampleParseHeading() {
	h := script.ParseHeading("SÉQ. 12 BIS - INT. / EXT. VOITURE DE PAUL - JOUR (Crépuscule)")
	fmt.Println(h.Number, "|", h.Place, "|", h.Set, "|", h.Light, "|", h.LightText)
	// Output: 12 BIS | INT/EXT | VOITURE DE PAUL | dusk | JOUR (Crépuscule)
}

func ExampleWriteFountain() {
	s := script.Script{Elements: []script.Element{
		{Kind: script.Heading, Text: "Dans la tête de Paul", Number: "3"},
		{Kind: script.Cue, Name: "McCoy"},
		{Kind: script.Dialogue, Text: "Silence."},
	}}
	lost, err := script.WriteFountain(os.Stdout, s)
	fmt.Println(len(lost.Issues), err)
	// Output:
	// .Dans la tête de Paul #3#
	//
	// @McCoy
	// Silence.
	// 0 <nil>
}
