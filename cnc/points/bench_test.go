package points_test

import (
	"fmt"
	"testing"

	"github.com/moteur-film/moteur/cnc/points"
)

func BenchmarkPoints(b *testing.B) {
	f := fiction()
	for b.Loop() {
		if _, err := points.Count(f, day); err != nil {
			b.Fatal(err)
		}
	}
}

// linked are choices on the cast, which all bear on one line and must be tried in all their combinations.
func linked(n int) (points.Facts, []points.Choice) {
	f := fiction()
	var choices []points.Choice
	f.Cast = nil
	for i := range n {
		f.Cast = append(f.Cast, points.Performance{Person: "US", Role: fmt.Sprint(i), Cachets: decInt(int64(3 + i)), Law: "FR"})
		p := f.Cast[i]
		p.Person = "FR"
		choices = append(choices, points.Choice{ID: fmt.Sprint(i), Cost: decInt(int64(1000 + 37*i)), Edits: []points.Edit{{Index: i, Performance: &p}}})
	}
	return f, choices
}

// BenchmarkAdvise stands beside its rival, BenchmarkBruteForce: the same film, 8 choices on the cast and 4 on lines of their own.
func BenchmarkAdvise(b *testing.B) {
	f, choices := mixed()
	for b.Loop() {
		if _, err := points.Advise(f, choices, points.Goal{Points: dec("78")}, day); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkBruteForce(b *testing.B) {
	f, choices := mixed()
	for b.Loop() {
		cheapest(f, choices, points.Goal{Points: dec("78")}, func(int, int) bool { return false })
	}
}

// BenchmarkAdviseAtItsBound has 14 linked choices, the most that Advise accepts.
func BenchmarkAdviseAtItsBound(b *testing.B) {
	f, choices := linked(14)
	for b.Loop() {
		if _, err := points.Advise(f, choices, points.Goal{Points: dec("78")}, day); err != nil {
			b.Fatal(err)
		}
	}
}

func mixed() (points.Facts, []points.Choice) {
	f, choices := linked(8)
	for i := range 4 {
		s := f.Spend[i]
		f.Spend[i].Country = "BE"
		choices = append(choices, points.Choice{ID: fmt.Sprint("s", i), Cost: decInt(int64(500 * (i + 1))), Edits: []points.Edit{{Index: i, Spend: &s}}})
	}
	return f, choices
}
