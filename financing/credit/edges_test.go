package credit_test

import (
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/financing/credit"
)

// plainCase is a film of 4,000,000 €, 2,100,000 of it eligible: a credit of 630,000 €.
func plainCase(edit func(*credit.Case)) credit.FilmCase {
	e := eur("2100000")
	c := credit.Case{Date: snapshot, Request: snapshot, Budget: eur("4000000"), Eligible: &e}
	edit(&c)
	return credit.FilmCase{Case: c}
}

// Two producers at most share a credit.
func TestProducersOfACredit(t *testing.T) {
	for n, refused := range map[int]bool{1: false, 2: false, 3: true, 4: true} {
		got, err := credit.Film(plainCase(func(c *credit.Case) {
			for range n {
				c.Producers = append(c.Producers, credit.ProducerShare{Name: "P", Spend: eur("100")})
			}
		}))
		assert.Equal(t, refused, err != nil, "%d producers", n)
		if !refused {
			assert.Len(t, got.Shares, n)
		}
	}
}

// The claims close with the financial year: in January for month 1, in December for month 12, for none and for a month that is none.
func TestYearEndOfClaims(t *testing.T) {
	for month, want := range map[int]string{1: "2024-01-31", 2: "2024-02-29", 11: "2023-11-30", 12: "2023-12-31", 0: "2023-12-31", 13: "2023-12-31", -1: "2023-12-31"} {
		got, err := credit.Film(plainCase(func(c *credit.Case) {
			c.YearEndMonth, c.Spending = month, moteur.Span{From: moteur.NewDate(2023, 8, 1), To: moteur.NewDate(2023, 9, 30)}
		}))
		if err != nil { // a month that is none may be refused
			continue
		}
		require.NotEmpty(t, got.Claims, "month %d", month)
		assert.Equal(t, want, got.Claims[0].YearEnd.String(), "month %d", month)
	}
}

// A group of the scale counts to its maximum, and says so above it alone; a sub-group has points when one of its lines has some.
func TestScoreAtItsEdges(t *testing.T) {
	scale, err := credit.LoadC2IScale("fiction")
	require.NoError(t, err)
	for _, g := range scale.Groups {
		sum, points := 0, map[string]int{}
		for _, l := range g.Lines {
			n := min(l.Max, g.Max-sum)
			points[l.Code], sum = n, sum+n
		}
		require.Equal(t, g.Max, sum, g.Code)
		got, err := credit.ScoreC2I("fiction", points)
		require.NoError(t, err)
		assert.Empty(t, got.Report.Issues, "%s at its maximum", g.Code)
		for _, l := range g.Lines {
			if points[l.Code] < l.Max {
				points[l.Code]++
				over, err := credit.ScoreC2I("fiction", points)
				require.NoError(t, err)
				assert.Equal(t, g.Max, over.Total, g.Code)
				assert.Len(t, over.Report.Issues, 1, "%s above it", g.Code)
				break
			}
		}
	}
	got, err := credit.ScoreC2I("fiction", map[string]int{"D1a": 1, "D2a": 0, "D4": 0})
	require.NoError(t, err)
	assert.Equal(t, 1, got.Subgroups, "a line without points opens no sub-group")
	got, err = credit.ScoreC2I("fiction", map[string]int{"D1a": 1, "D2a": 1})
	require.NoError(t, err)
	assert.Equal(t, 2, got.Subgroups)
}

// The minima of the scale are met by the number itself: 18 points, 7 dramatic, two sub-groups for a fiction.
func TestMinimaOfTheScale(t *testing.T) {
	ask := func(total, dramatic, subs int) error {
		e := eur("2400000")
		_, err := credit.International(credit.InternationalCase{DaysInFrance: 5, Score: &credit.C2IScore{Kind: "fiction", Total: total, Dramatic: dramatic, Subgroups: subs},
			Case: credit.Case{Date: snapshot, Request: snapshot, Budget: eur("9000000"), Eligible: &e}})
		return err
	}
	require.NoError(t, ask(18, 7, 2))
	require.Error(t, ask(17, 7, 2))
	require.Error(t, ask(18, 6, 2))
	require.Error(t, ask(18, 7, 1))
}

// A budget of 500,000 € asks for 250,000 € of spend, a smaller one for half of it.
func TestFloorOfASmallBudget(t *testing.T) {
	ask := func(budget, eligible string) decimal.Decimal {
		e := eur(eligible)
		got, err := credit.International(credit.InternationalCase{DaysInFrance: 5, Score: &credit.C2IScore{Kind: "fiction", Total: 18, Dramatic: 7, Subgroups: 2},
			Case: credit.Case{Date: snapshot, Request: snapshot, Budget: eur(budget), Eligible: &e}})
		if err != nil {
			return decimal.Zero
		}
		return got.Amount
	}
	assert.True(t, ask("500000", "250000").IsPositive())
	assert.True(t, ask("500000", "249999.99").IsZero())
	assert.True(t, ask("499999.98", "249999.99").IsPositive())
	assert.True(t, ask("499999.98", "249999.98").IsZero())
	assert.True(t, ask("600000", "250000").IsPositive())
}

// What costs nothing is no loss: aid that leaves exactly the room of the credit, spend that is exactly the cap of the base.
func TestNoLossAtTheLimit(t *testing.T) {
	lost := func(other string) []credit.Loss {
		got, err := credit.Film(plainCase(func(c *credit.Case) { c.OtherAid = eur(other) }))
		require.NoError(t, err)
		return got.Losses
	}
	assert.Empty(t, lost("1370000"), "2,000,000 of room, 630,000 of credit")
	assert.NotEmpty(t, lost("1370000.01"))
	order := func(eligible string) int {
		e := eur(eligible)
		got, err := credit.Film(plainCase(func(c *credit.Case) { c.Eligible, c.AssignedSubsidies = &e, eur("1000") }))
		require.NoError(t, err)
		n := 0
		for _, i := range got.Report.Issues {
			if i.Rule == "financing/credit-order" {
				n++
			}
		}
		return n
	}
	assert.Zero(t, order("3200000"), "80 % of 4,000,000")
	assert.Equal(t, 1, order("3200000.01"), "the order of the subsidies then matters")
}

// The ceiling of the director's pay is to the cent: 15 % of 1,010.07 € is 151.51.
func TestDirectorCeilingIsToTheCent(t *testing.T) {
	got, _ := credit.DirectorCeiling(eur("1010.07"), snapshot)
	assert.Equal(t, "151.51", got.Value.String())
}

// Every wrong line of a score is named, not the first alone.
func TestEveryWrongLineOfAScore(t *testing.T) {
	got, err := credit.ScoreC2I("fiction", map[string]int{"D1a": 99, "D2a": -1, "N1": 99})
	require.Error(t, err)
	var paths []string
	for _, i := range got.Report.Of(moteur.Error) {
		paths = append(paths, i.Path)
	}
	assert.ElementsMatch(t, []string{"points.D1a", "points.D2a", "points.N1"}, paths)
}

// Eligible spend below zero is refused, and so is one that no one could write.
func TestEligibleSpendIsAnAmount(t *testing.T) {
	for value, refused := range map[string]bool{"0": false, "2100000": false, "-0.01": true, "1e400": true} {
		_, err := credit.Film(plainCase(func(c *credit.Case) {
			e := eur(value)
			c.Eligible = &e
		}))
		assert.Equal(t, refused, err != nil, value)
	}
}
