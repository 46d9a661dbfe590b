package points_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/cnc/points"
)

// rulesOf are the rules that a count names.
func rulesOf(t *testing.T, f points.Facts) []string {
	t.Helper()
	r, err := points.Count(f, day)
	var out []string
	for _, i := range r.Report.Issues {
		out = append(out, i.Rule)
	}
	if err != nil {
		out = append(out, "refused")
	}
	return out
}

// Parts that make the whole are not told; a cent less is, a cent more is refused; no part at all is nothing to tell. A place without a day
// is one, with days below zero none.
func TestPartsAtTheWhole(t *testing.T) {
	for share, want := range map[string]string{"1": "", "0.999999": "cnc/shares", "1.000001": "refused"} {
		f := fiction()
		f.Producers[0].Share = dec(share)
		if want == "" {
			assert.NotContains(t, rulesOf(t, f), "cnc/shares")
		} else {
			assert.Contains(t, rulesOf(t, f), want, share)
		}
		f = fiction()
		f.Language.Spoken = []points.Spoken{{Language: "fr", Share: dec(share)}}
		if want == "" {
			assert.NotContains(t, rulesOf(t, f), "cnc/language-shares")
		} else if want == "refused" {
			assert.Contains(t, rulesOf(t, f), want, share)
		} else {
			assert.Contains(t, rulesOf(t, f), "cnc/language-shares", share)
		}
	}
	f := fiction()
	f.Producers = nil
	assert.NotContains(t, rulesOf(t, f), "cnc/shares")
	f = fiction()
	f.Shooting = append(f.Shooting, points.ShootingDays{Place: "ailleurs", Country: "FR"})
	assert.NotContains(t, rulesOf(t, f), "refused", "a place without a day")
	f.Shooting[0].Days = -1
	assert.Contains(t, rulesOf(t, f), "refused")
}

// A score of four decimals is written whole, of five it is rounded and says so.
func TestLabelOfAScore(t *testing.T) {
	assert.Equal(t, "1,2345", score("1.2345").Label())
	assert.Equal(t, "≈\u00a01,2346", score("1.23456").Label())
}

// Two choices that exclude each other are never taken together, in whichever of them it is said; a goal is reached by the very number.
func TestAdviceAtItsEdges(t *testing.T) {
	f := fiction()
	var choices []points.Choice
	for i := range f.Crew[:2] {
		f.Crew[i].Person = "US"
	}
	bare, err := points.Count(f, day)
	require.NoError(t, err)
	for i := range f.Crew[:2] {
		x := f.Crew[i]
		x.Person = "FR"
		choices = append(choices, points.Choice{ID: string(rune('a' + i)), Label: "engager", Cost: dec("100"), Edits: []points.Edit{{Index: i, Technician: &x}}})
	}
	both, err := points.Count(points.Take(f, choices), day)
	require.NoError(t, err)
	one, err := points.Count(points.Take(f, choices[:1]), day)
	require.NoError(t, err)
	require.Positive(t, both.Outside.Cmp(one.Outside))
	require.Positive(t, one.Outside.Cmp(bare.Outside))
	ask := func(goal points.Score) points.Advice {
		a, err := points.Advise(f, choices, points.Goal{Points: goal.Decimal(6), Exact: true}, day)
		require.NoError(t, err)
		return a
	}
	assert.True(t, ask(both.Outside).Reached, "the number itself")
	assert.Len(t, ask(both.Outside).Choices, 2)
	assert.Empty(t, ask(bare.Outside).Choices)
	for i := range choices {
		choices[i].Excludes = []string{choices[1-i].ID}
		a := ask(both.Outside)
		assert.False(t, a.Reached, "excluded by %s", choices[i].ID)
		assert.LessOrEqual(t, len(a.Choices), 1)
		choices[i].Excludes = nil
	}
}

// French is the language most used, or the film is animation: else no direct allocation.
func TestDirectAllocationAsksForFrench(t *testing.T) {
	for kind, want := range map[moteur.Kind]bool{moteur.Feature: false, moteur.Animation: true} {
		f := film(kind)
		english(&f)
		f.Language.Spoken = []points.Spoken{{Language: "en", Share: dec("1")}}
		r, err := points.Count(f, day)
		require.NoError(t, err)
		assert.Equal(t, want, r.Direct.Passed, "%s: %s", kind, r.Direct.Reason)
	}
}

// Half of the cachets of the other roles makes a European line, a cachet less does not.
func TestHalfOfTheOtherCachets(t *testing.T) {
	total := func(foreign string) points.Score {
		f := fiction()
		f.Cast = append(f.Cast, points.Performance{Person: "US", Role: "LE TOURISTE", Cachets: dec(foreign), Law: "FR"})
		e, err := points.CountEuropean(f, day)
		require.NoError(t, err)
		return e.Total
	}
	assert.Zero(t, total("5").Cmp(total("0")), "5 of 10")
	assert.Negative(t, total("5.000001").Cmp(total("5")))
}

// An edit that points nowhere changes nothing, before its list or beyond it.
func TestTakeNowhere(t *testing.T) {
	f := fiction()
	for _, at := range []int{-1, 0, 1 << 20} {
		a, p, c, s, d := f.Authors[0], f.Cast[0], f.Crew[0], f.Spend[0], f.Shooting[0]
		a.Person, p.Person, c.Person, s.Country, d.Country = "US", "US", "US", "BE", "BE"
		for _, e := range []points.Edit{{Author: &a}, {Performance: &p}, {Technician: &c}, {Spend: &s}, {Shooting: &d}} {
			for _, index := range []int{at, at + len(f.Authors), at + len(f.Crew), at + len(f.Shooting)} {
				e.Index = index
				got := points.Take(f, []points.Choice{{ID: "x", Edits: []points.Edit{e}}})
				if index < 0 {
					assert.Equal(t, f, got)
				}
			}
		}
	}
}

// A French share of a half is no minority, a millionth less is one.
func TestFrenchMinority(t *testing.T) {
	for share, minority := range map[string]bool{"0.5": false, "0.55": false, "0.499999": true} {
		f := points.Facts{Film: moteur.Film{Title: "Vuurtoren", Kind: moteur.Feature, Language: "nl"}, People: people(), Producers: []points.Producer{producer()}, Treaty: "France-Belgique"}
		foreign(&f)
		f.Producers[0].Share, f.Producers[1].Share = dec(share), dec("1").Sub(dec(share))
		r, err := points.Count(f, day)
		require.NoError(t, err)
		assert.Equal(t, minority, r.Financial.Holds, "%s: %s", share, r.Financial.Reason)
	}
}
