package script_test

import (
	"fmt"
	"os"
	"strings"

	"github.com/moteur-film/moteur/schedule/script"
)

const short = `Titre: Le Phare

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

func ExampleParse() {
	s, err := script.Parse(strings.NewReader(short), script.Options{Name: "phare.fountain", French: true})
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
	d := script.DetectFrench(short)
	fmt.Println(d.French)
	fmt.Println(d.Reasons[0])
	// Output:
	// true
	// ligne 3 : effet français (INT. PHARE - CUISINE - JOUR)
}

func ExampleBreakDown() {
	s, _ := script.Parse(strings.NewReader(short), script.Options{French: true})
	b := script.BreakDown(s, script.Settings{})
	for _, sc := range b.Scenes {
		fmt.Printf("%s %s | %s | %s | %d/8 | %s\n", sc.Number, sc.Place, sc.Set, sc.Light.Label(), sc.Eighths, strings.Join(sc.Roles, ", "))
		for _, n := range sc.Elements {
			fmt.Printf("  %s : %s (l. %d, %s)\n", n.Category.Label(), n.Name, n.Line, n.State.Label())
		}
		for _, x := range sc.Extras {
			fmt.Printf("  figuration : %d %s\n", x.Count, x.Kind)
		}
	}
	// Output:
	// 1 INT | PHARE - CUISINE | JOUR | 2/8 | ÉLISE
	//   Armes : couteau (l. 5, proposé)
	// 2 BIS EXT | PORT | NUIT | 2/8 | MARC
	//   figuration : 10 pêcheurs
}

func ExampleParseHeading() {
	h := script.ParseHeading("SÉQ. 12 BIS - INT. / EXT. VOITURE DE PAUL - JOUR (Crépuscule)")
	fmt.Println(h.Number, "|", h.Place, "|", h.Set, "|", h.Light, "|", h.LightText)
	// Output: 12 BIS | INT/EXT | VOITURE DE PAUL | dusk | JOUR (Crépuscule)
}

func ExampleCompare() {
	first := script.BreakDown(script.ParseText("INT. BAR - DAY\n\nPaul waits.\n\nEXT. STREET - NIGHT\n\nPaul runs.\n", script.Options{}), script.Settings{})
	second := script.BreakDown(script.ParseText("INT. BAR - DAY\n\nPaul waits.\n\nINT. CAR - NIGHT\n\nPaul sleeps.\n", script.Options{}), script.Settings{})
	c := script.Compare(first, second)
	fmt.Println("added:", c.Added[0].Heading)
	fmt.Println("dropped:", c.Dropped[0].Heading)
	// Output:
	// added: INT. CAR - NIGHT
	// dropped: EXT. STREET - NIGHT
}

func ExampleLexicon_With() {
	lexicon, _ := script.DefaultLexicon("fr")
	lexicon = lexicon.With(script.Group{Category: script.Props, Terms: []string{"casier à homards"}})
	s := script.ParseText("EXT. PORT - JOUR\n\nDes casiers à homards sèchent.\n", script.Options{})
	b := script.BreakDown(s, script.Settings{Lexicon: &lexicon})
	fmt.Println(b.Scenes[0].Elements[0].Text)
	// Output: casiers à homards
}

func ExampleReadCSV() {
	table := "Séq;Décor;Effet;Pages\n12 BIS;CAFÉ;NUIT;1,375\n"
	b, err := script.ReadCSV(strings.NewReader(table), "plan.csv", script.Mapping{Number: "séq", Set: "décor", Light: "effet", Eighths: "pages"})
	fmt.Println(b.Scenes[0].Number, b.Scenes[0].Set, b.Scenes[0].Light, b.Scenes[0].Eighths, err)
	// Output: 12 BIS CAFÉ night 11 <nil>
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
