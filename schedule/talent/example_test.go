package talent_test

import (
	"context"
	"fmt"
	"strings"

	"github.com/moteur-film/moteur/schedule/talent"
)

// Three scenes, two actors: shooting the two scenes of Ana together spares her
// two days of waiting.
func ExampleSolve() {
	p := talent.Problem{
		Name:   "short film",
		Scenes: []talent.Scene{{ID: "1", Duration: 1}, {ID: "2", Duration: 2}, {ID: "3", Duration: 1}},
		Actors: []talent.Actor{{ID: "Ana", Cost: 300}, {ID: "Bob", Cost: 200}},
		In: talent.Presence{
			{true, false, true},
			{false, true, true},
		},
	}
	asWritten, _ := talent.Cost(p, []int{0, 1, 2})
	s, err := talent.Solve(context.Background(), p, talent.Settings{})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println("as written:", asWritten)
	fmt.Println("best:", s.Cost, s.Status, "of which waiting", s.Wait)
	// Output:
	// as written: 1800
	// best: 1200 optimal of which waiting 0
}

func ExampleRead() {
	_, err := talent.Read(strings.NewReader(`{
  "name": "short film",
  "scenes": [{"id": "1", "duration": 1}],
  "actors": [{"id": "Ana", "cost": 300}],
  "in": [[1, 0]]
}`))
	fmt.Println(err)
	// Output:
	// talent : in[0] a 2 colonnes pour 1 séquences
}
