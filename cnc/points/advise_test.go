package points_test

import (
	"errors"
	"fmt"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/cnc/points"
)

// drawChoice draws a choice on the film, of any kind.
func drawChoice(t *rapid.T, f points.Facts, n int) points.Choice {
	c := points.Choice{ID: fmt.Sprint(n), Cost: decimal.New(rapid.Int64Range(-2000, 20000).Draw(t, "cost"), 0)}
	who := rapid.SampledFrom([]string{"FR", "US", "BE"}).Draw(t, "who")
	for range rapid.IntRange(1, 2).Draw(t, "edits") {
		switch rapid.IntRange(0, 4).Draw(t, "list") {
		case 0:
			i := rapid.IntRange(0, len(f.Authors)-1).Draw(t, "author")
			a := f.Authors[i]
			a.Person = who
			c.Edits = append(c.Edits, points.Edit{Index: i, Author: &a})
		case 1:
			i := rapid.IntRange(0, len(f.Cast)-1).Draw(t, "cast")
			p := f.Cast[i]
			p.Person, p.Cachets = who, decimal.NewFromInt(rapid.Int64Range(1, 30).Draw(t, "cachets"))
			c.Edits = append(c.Edits, points.Edit{Index: i, Performance: &p})
		case 2:
			i := rapid.IntRange(0, len(f.Crew)-1).Draw(t, "crew")
			x := f.Crew[i]
			x.Person = who
			if rapid.Bool().Draw(t, "other post") {
				x.Post = rapid.SampledFrom([]points.Post{points.CostumeHead, points.CostumeDesigner, points.OtherCrew, points.Photography, points.SetDecorator, points.AnimMaking1}).Draw(t, "post")
			}
			c.Edits = append(c.Edits, points.Edit{Index: i, Technician: &x})
		case 3:
			i := rapid.IntRange(0, len(f.Spend)-1).Draw(t, "spend")
			s := f.Spend[i]
			s.Country = rapid.SampledFrom([]string{"FR", "BE"}).Draw(t, "country")
			c.Edits = append(c.Edits, points.Edit{Index: i, Spend: &s})
		default:
			i := rapid.IntRange(0, len(f.Shooting)-1).Draw(t, "days")
			s := f.Shooting[i]
			s.Country, s.Reason = rapid.SampledFrom([]string{"FR", "BE"}).Draw(t, "land"), rapid.SampledFrom([]string{"", "le récit"}).Draw(t, "reason")
			c.Edits = append(c.Edits, points.Edit{Index: i, Shooting: &s})
		}
	}
	return c
}

func drawFilm(t *rapid.T) points.Facts {
	f := film(rapid.SampledFrom([]moteur.Kind{moteur.Feature, moteur.Documentary, moteur.Animation}).Draw(t, "kind"))
	spoil := func(n int, set func(int)) {
		for i := range n {
			if rapid.Bool().Draw(t, "spoil") {
				set(i)
			}
		}
	}
	spoil(len(f.Authors), func(i int) { f.Authors[i].Person = "US" })
	spoil(len(f.Cast), func(i int) { f.Cast[i].Person = "US" })
	spoil(len(f.Crew), func(i int) { f.Crew[i].Person = "US" })
	spoil(len(f.Spend), func(i int) { f.Spend[i].Country = "BE" })
	spoil(len(f.Shooting), func(i int) { f.Shooting[i].Country = "BE" })
	if rapid.Bool().Draw(t, "no effects") {
		for i := range f.Spend {
			if f.Spend[i].Post == points.VFX {
				f.Spend[i].Post = points.StudioHire
			}
		}
		f.Unused = append(f.Unused, points.Unused{Post: "vfx", Reason: "aucun effet"})
	}
	return f
}

// sameElement tells whether two choices change the same element.
func sameElement(a, b points.Choice) bool {
	key := func(e points.Edit) string {
		return fmt.Sprint(e.Index, e.Author != nil, e.Performance != nil, e.Technician != nil, e.Spend != nil, e.Shooting != nil)
	}
	for _, x := range a.Edits {
		for _, y := range b.Edits {
			if key(x) == key(y) {
				return true
			}
		}
	}
	return false
}

func TestAdviseAgreesWithBruteForce(t *testing.T) {
	reached := 0
	rapid.Check(t, func(t *rapid.T) {
		f := drawFilm(t)
		var choices []points.Choice
		for i := range rapid.IntRange(0, 6).Draw(t, "choices") {
			choices = append(choices, drawChoice(t, f, i))
		}
		if len(choices) > 2 && rapid.Bool().Draw(t, "exclude") {
			choices[0].Excludes = []string{"2"}
		}
		clash := func(i, j int) bool {
			return sameElement(choices[i], choices[j]) || i+j == 2 && i*j == 0 && i != j && len(choices[0].Excludes) > 0
		}
		goal := points.Goal{Points: decimal.NewFromInt(rapid.Int64Range(20, 90).Draw(t, "goal")), Language: rapid.Bool().Draw(t, "language"), Exact: rapid.Bool().Draw(t, "exact")}
		got, err := points.Advise(f, choices, goal, day)
		if err != nil {
			t.Fatal(err)
		}
		want, ok := cheapest(f, choices, goal, clash)
		if got.Reached != ok || ok && !got.Cost.Equal(want) {
			t.Fatalf("Advise = %v at %s, brute force %v at %s", got.Reached, got.Cost, ok, want)
		}
		if ok {
			reached++
		}
		score := got.After.Outside
		if goal.Language {
			score = got.After.Total
		}
		if want := points.NewScore(goal.Points.Sub(dec("0.5"))); got.Reached && score.Cmp(want) < 0 {
			t.Fatalf("the choices give %s points, goal %s", score, goal.Points)
		}
	})
	assert.Positive(t, reached)
}

func TestAdviseRefuses(t *testing.T) {
	f := fiction()
	var refused *moteur.ReportError
	_, err := points.Advise(f, []points.Choice{{ID: "a", Edits: []points.Edit{{Index: 99, Technician: &points.Technician{}}}}}, points.Goal{}, day)
	assert.True(t, errors.As(err, &refused))
	_, err = points.Advise(f, []points.Choice{{ID: "a", Edits: []points.Edit{{}}}}, points.Goal{}, day)
	assert.True(t, errors.As(err, &refused))
	_, err = points.Advise(f, []points.Choice{{ID: "a"}, {ID: "a"}}, points.Goal{}, day)
	assert.True(t, errors.As(err, &refused))
	var many []points.Choice
	for i := range 15 {
		p := f.Cast[0]
		many = append(many, points.Choice{ID: fmt.Sprint(i), Edits: []points.Edit{{Performance: &p}}})
	}
	_, err = points.Advise(f, many, points.Goal{}, day)
	assert.ErrorIs(t, err, points.ErrTooManyChoices)
}

func TestTakeLeavesTheFactsAlone(t *testing.T) {
	f := fiction()
	x := f.Crew[0]
	x.Person = "US"
	g := points.Take(f, []points.Choice{{Edits: []points.Edit{{Technician: &x}}}})
	assert.Equal(t, "FR", f.Crew[0].Person)
	assert.Equal(t, "US", g.Crew[0].Person)
}

func TestWorthOf(t *testing.T) {
	f := exactly("59", drops["80"]...) // 79 points
	r, err := points.Count(f, day)
	require.NoError(t, err)
	w, err := points.WorthOf(r, dec("3075000"))
	require.NoError(t, err)
	assert.Equal(t, 79, w.Points)
	assert.True(t, w.Support.Equal(dec("340690.48")), w.Support.String()) // 351 227.30 × 0.97
	last := w.Levels[len(w.Levels)-1]
	assert.Equal(t, 80, last.Points)
	assert.True(t, last.Support.Equal(dec("351227.30")), last.Support.String())
	require.NotEmpty(t, w.Lines)
	assert.True(t, w.Lines[0].Gain.Equal(dec("10536.82")), w.Lines[0].Gain.String())
	_, err = points.WorthOf(r, dec("-1"))
	assert.Error(t, err)
}
