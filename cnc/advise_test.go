package cnc_test

import (
	"errors"
	"fmt"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/cnc"
)

// cheapest tries every set of choices: the slow twin of Advise.
func cheapest(f cnc.Facts, choices []cnc.Choice, goal cnc.Goal, clash func(i, j int) bool) (decimal.Decimal, bool) {
	need := cnc.NewScore(goal.Points)
	if !goal.Exact {
		need = cnc.NewScore(goal.Points.Sub(dec("0.5")))
	}
	var best decimal.Decimal
	found := false
	for set := range 1 << len(choices) {
		var taken []cnc.Choice
		var idx []int
		cost, ok := decimal.Zero, true
		for i, c := range choices {
			if set&(1<<i) == 0 {
				continue
			}
			for _, j := range idx {
				ok = ok && !clash(i, j)
			}
			idx = append(idx, i)
			taken = append(taken, c)
			cost = cost.Add(c.Cost)
		}
		if !ok {
			continue
		}
		r, err := cnc.Points(cnc.Take(f, taken), day)
		if err != nil {
			panic(err)
		}
		got := r.Outside
		if goal.Language {
			got = r.Total
		}
		if got.Cmp(need) >= 0 && (!found || cost.LessThan(best)) {
			best, found = cost, true
		}
	}
	return best, found
}

// drawChoice draws a choice on the film, of any kind.
func drawChoice(t *rapid.T, f cnc.Facts, n int) cnc.Choice {
	c := cnc.Choice{ID: fmt.Sprint(n), Cost: decimal.New(rapid.Int64Range(-2000, 20000).Draw(t, "cost"), 0)}
	who := rapid.SampledFrom([]string{"FR", "US", "BE"}).Draw(t, "who")
	for range rapid.IntRange(1, 2).Draw(t, "edits") {
		switch rapid.IntRange(0, 4).Draw(t, "list") {
		case 0:
			i := rapid.IntRange(0, len(f.Authors)-1).Draw(t, "author")
			a := f.Authors[i]
			a.Person = who
			c.Edits = append(c.Edits, cnc.Edit{Index: i, Author: &a})
		case 1:
			i := rapid.IntRange(0, len(f.Cast)-1).Draw(t, "cast")
			p := f.Cast[i]
			p.Person, p.Cachets = who, decimal.NewFromInt(rapid.Int64Range(1, 30).Draw(t, "cachets"))
			c.Edits = append(c.Edits, cnc.Edit{Index: i, Performance: &p})
		case 2:
			i := rapid.IntRange(0, len(f.Crew)-1).Draw(t, "crew")
			x := f.Crew[i]
			x.Person = who
			if rapid.Bool().Draw(t, "other post") {
				x.Post = rapid.SampledFrom([]cnc.Post{cnc.CostumeHead, cnc.CostumeDesigner, cnc.OtherCrew, cnc.Photography, cnc.SetDecorator, cnc.AnimMaking1}).Draw(t, "post")
			}
			c.Edits = append(c.Edits, cnc.Edit{Index: i, Technician: &x})
		case 3:
			i := rapid.IntRange(0, len(f.Spend)-1).Draw(t, "spend")
			s := f.Spend[i]
			s.Country = rapid.SampledFrom([]string{"FR", "BE"}).Draw(t, "country")
			c.Edits = append(c.Edits, cnc.Edit{Index: i, Spend: &s})
		default:
			i := rapid.IntRange(0, len(f.Shooting)-1).Draw(t, "days")
			s := f.Shooting[i]
			s.Country, s.Reason = rapid.SampledFrom([]string{"FR", "BE"}).Draw(t, "land"), rapid.SampledFrom([]string{"", "le récit"}).Draw(t, "reason")
			c.Edits = append(c.Edits, cnc.Edit{Index: i, Shooting: &s})
		}
	}
	return c
}

func drawFilm(t *rapid.T) cnc.Facts {
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
			if f.Spend[i].Post == cnc.VFX {
				f.Spend[i].Post = cnc.StudioHire
			}
		}
		f.Unused = append(f.Unused, cnc.Unused{Post: "vfx", Reason: "aucun effet"})
	}
	return f
}

// sameElement tells whether two choices change the same element.
func sameElement(a, b cnc.Choice) bool {
	key := func(e cnc.Edit) string {
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
		var choices []cnc.Choice
		for i := range rapid.IntRange(0, 6).Draw(t, "choices") {
			choices = append(choices, drawChoice(t, f, i))
		}
		if len(choices) > 2 && rapid.Bool().Draw(t, "exclude") {
			choices[0].Excludes = []string{"2"}
		}
		clash := func(i, j int) bool {
			return sameElement(choices[i], choices[j]) || i+j == 2 && i*j == 0 && i != j && len(choices[0].Excludes) > 0
		}
		goal := cnc.Goal{Points: decimal.NewFromInt(rapid.Int64Range(20, 90).Draw(t, "goal")), Language: rapid.Bool().Draw(t, "language"), Exact: rapid.Bool().Draw(t, "exact")}
		got, err := cnc.Advise(f, choices, goal, day)
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
		if want := cnc.NewScore(goal.Points.Sub(dec("0.5"))); got.Reached && score.Cmp(want) < 0 {
			t.Fatalf("the choices give %s points, goal %s", score, goal.Points)
		}
	})
	assert.Positive(t, reached)
}

func TestAdviseRefuses(t *testing.T) {
	f := fiction()
	var refused *moteur.ReportError
	_, err := cnc.Advise(f, []cnc.Choice{{ID: "a", Edits: []cnc.Edit{{Index: 99, Technician: &cnc.Technician{}}}}}, cnc.Goal{}, day)
	assert.True(t, errors.As(err, &refused))
	_, err = cnc.Advise(f, []cnc.Choice{{ID: "a", Edits: []cnc.Edit{{}}}}, cnc.Goal{}, day)
	assert.True(t, errors.As(err, &refused))
	_, err = cnc.Advise(f, []cnc.Choice{{ID: "a"}, {ID: "a"}}, cnc.Goal{}, day)
	assert.True(t, errors.As(err, &refused))
	var many []cnc.Choice
	for i := range 15 {
		p := f.Cast[0]
		many = append(many, cnc.Choice{ID: fmt.Sprint(i), Edits: []cnc.Edit{{Performance: &p}}})
	}
	_, err = cnc.Advise(f, many, cnc.Goal{}, day)
	assert.ErrorIs(t, err, cnc.ErrTooManyChoices)
}

func TestTakeLeavesTheFactsAlone(t *testing.T) {
	f := fiction()
	x := f.Crew[0]
	x.Person = "US"
	g := cnc.Take(f, []cnc.Choice{{Edits: []cnc.Edit{{Technician: &x}}}})
	assert.Equal(t, "FR", f.Crew[0].Person)
	assert.Equal(t, "US", g.Crew[0].Person)
}

func TestWorthOf(t *testing.T) {
	f := exactly("59", drops["80"]...) // 79 points
	r, err := cnc.Points(f, day)
	require.NoError(t, err)
	w, err := cnc.WorthOf(r, dec("3075000"))
	require.NoError(t, err)
	assert.Equal(t, 79, w.Points)
	assert.True(t, w.Support.Equal(dec("340690.48")), w.Support.String()) // 351 227.30 × 0.97
	last := w.Levels[len(w.Levels)-1]
	assert.Equal(t, 80, last.Points)
	assert.True(t, last.Support.Equal(dec("351227.30")), last.Support.String())
	require.NotEmpty(t, w.Lines)
	assert.True(t, w.Lines[0].Gain.Equal(dec("10536.82")), w.Lines[0].Gain.String())
	_, err = cnc.WorthOf(r, dec("-1"))
	assert.Error(t, err)
}
