package breakdown_test

import (
	"fmt"
	"strings"

	"github.com/moteur-film/moteur/schedule/breakdown"
	"github.com/moteur-film/moteur/schedule/script"
)

func ExampleNew() {
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
	s, _ := script.Parse(strings.NewReader(short), script.Settings{French: true})
	b := breakdown.New(s, breakdown.Settings{})
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
	// 1 INT | PHARE - CUISINE | JOUR | 1/8 | ÉLISE
	//   Accessoires : couteau (l. 5, proposé)
	// 2 BIS EXT | PORT | NUIT | 2/8 | MARC
	//   figuration : 10 pêcheurs
}

func ExampleCompare() {
	first := breakdown.New(script.ParseText("INT. BAR - DAY\n\nPaul waits.\n\nEXT. STREET - NIGHT\n\nPaul runs.\n", script.Settings{}), breakdown.Settings{})
	second := breakdown.New(script.ParseText("INT. BAR - DAY\n\nPaul waits.\n\nINT. CAR - NIGHT\n\nPaul sleeps.\n", script.Settings{}), breakdown.Settings{})
	c := breakdown.Compare(first, second)
	fmt.Println("added:", c.Added[0].Heading)
	fmt.Println("dropped:", c.Dropped[0].Heading)
	// Output:
	// added: INT. CAR - NIGHT
	// dropped: EXT. STREET - NIGHT
}

func ExampleLexicon_With() {
	lexicon, _ := breakdown.DefaultLexicon("fr")
	lexicon = lexicon.With(breakdown.Group{Category: breakdown.Props, Terms: []string{"casier à homards"}})
	s := script.ParseText("EXT. PORT - JOUR\n\nDes casiers à homards sèchent.\n", script.Settings{})
	b := breakdown.New(s, breakdown.Settings{Lexicon: &lexicon})
	fmt.Println(b.Scenes[0].Elements[0].Text)
	// Output: casiers à homards
}

func ExampleReadCSV() {
	table := "Séq;Décor;Effet;Pages\n12 BIS;CAFÉ;NUIT;1,375\n"
	b, err := breakdown.ReadCSV(strings.NewReader(table), "plan.csv", breakdown.Mapping{Number: "séq", Set: "décor", Light: "effet", Eighths: "pages"})
	fmt.Println(b.Scenes[0].Number, b.Scenes[0].Set, b.Scenes[0].Light, b.Scenes[0].Eighths, err)
	// Output: 12 BIS CAFÉ night 11 <nil>
}
