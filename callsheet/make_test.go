package callsheet_test

import (
	"bytes"
	"encoding/json"
	"slices"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/callsheet"
	"github.com/moteur-film/moteur/internal/doc"
	"github.com/moteur-film/moteur/internal/doc/pdf"
	"github.com/moteur-film/moteur/internal/doc/text"
	"github.com/moteur-film/moteur/internal/testkit"
	"github.com/moteur-film/moteur/schedule"
	"github.com/moteur-film/moteur/schedule/labour"
)

func made(t testing.TB, in callsheet.Input, day int) callsheet.Sheet {
	t.Helper()
	s, err := callsheet.Make(in, day)
	require.NoError(t, err)
	return s
}

func asJSON(t testing.TB, v any) string {
	t.Helper()
	b, err := json.Marshal(v)
	require.NoError(t, err)
	return string(b)
}

func call(t testing.TB, s callsheet.Sheet, role string) callsheet.CastCall {
	t.Helper()
	i := slices.IndexFunc(s.Cast, func(c callsheet.CastCall) bool { return c.Role == role })
	require.GreaterOrEqual(t, i, 0, "role %s is not on the sheet", role)
	return s.Cast[i]
}

func TestDocuments(t *testing.T) {
	in := input()
	for day := range in.Plan.Days {
		s := made(t, in, day)
		s.Issued = labour.Moment{Date: s.Date.AddDays(-1), At: labour.At(17, 0)}
		name := string(rune('1' + day))
		testkit.Golden(t, "day"+name+".txt", text.String(s.Proof(callsheet.Settings{})))
		var one, two bytes.Buffer
		require.NoError(t, s.WritePDF(&one))
		require.NoError(t, s.WritePDF(&two))
		require.Equal(t, one.Bytes(), two.Bytes())
		testkit.Save(t, "callsheet-day"+name+".pdf", one.Bytes())
		testkit.Golden(t, "day"+name+"-english.txt", text.String(s.English()))
		n, err := pdf.Pages(s.Document())
		require.NoError(t, err)
		assert.Equal(t, 1, n, "an ordinary day stands on one page")
		var book bytes.Buffer
		require.NoError(t, s.WriteXLSX(&book))
	}
	slip, err := made(t, in, 0).Slip("elise")
	require.NoError(t, err)
	testkit.Golden(t, "slip.txt", text.String(slip))
	testkit.Golden(t, "sign-in.txt", text.String(made(t, in, 0).SignIn()))
	_, err = made(t, in, 0).Slip("lou")
	require.ErrorIs(t, err, callsheet.ErrNotCalled)
	for name, d := range map[string]doc.Document{"slip": slip, "sign-in": made(t, in, 0).SignIn()} {
		var b bytes.Buffer
		require.NoError(t, pdf.Write(&b, d))
		testkit.Save(t, name+".pdf", b.Bytes())
	}
}

func TestCallsCountBack(t *testing.T) {
	s := made(t, input(), 0)
	elise := call(t, s, "elise")
	assert.Equal(t, "09:00", elise.Ready.String())
	assert.Equal(t, "08:45", elise.Dressed.String())
	assert.Equal(t, "07:15", elise.Prep.String(), "an hour and a half of HMC")
	assert.Equal(t, "06:40", elise.Pickup.String(), "thirty-five minutes of road")
	assert.Equal(t, callsheet.Starts, elise.Status)
	dang := call(t, s, "dang")
	assert.Equal(t, "2", dang.First)
	assert.Equal(t, s.Scenes[1].From, dang.Ready, "the PAT of a later scene is its own")
	assert.Equal(t, s.Scenes[1].To.Add(15), dang.Out)
	assert.False(t, dang.Pickup.Known())
	assert.Equal(t, []string{"régie"}, s.Meals.Snack, "called at 06:30")
	assert.Equal(t, "06:30", s.FirstCall().String())
	assert.Equal(t, 30, s.Meals.Crew)
	assert.Equal(t, 32, s.ExtraCount())
	require.Len(t, s.Rides, 2)
	assert.Equal(t, []string{"Élise"}, s.Rides[0].Passengers)
	require.Len(t, s.Advance, 2)
	assert.Equal(t, []string{"Phare de la Pointe"}, s.Advance[0].Places)
	assert.Empty(t, s.Reserve, "the cover scene needs Lou, who is not called")
}

func TestPreviousDayFeedsTheNext(t *testing.T) {
	in := input()
	s := made(t, in, 1)
	assert.Equal(t, labour.Moment{Date: in.Plan.Days[0].Date, At: labour.At(17, 0)}, s.PreviousWrap)
	assert.Equal(t, 1, s.DaysThisWeek)
	assert.Equal(t, 8*60, s.WeekMinutes)
	before := call(t, s, "elise").Previous
	assert.Equal(t, in.Plan.Days[0].Date, before.Date)
	assert.Equal(t, call(t, made(t, in, 0), "elise").Out, before.At)
	r := callsheet.DayReport{Date: in.Plan.Days[0].Date, Call: labour.At(8, 0), Meal: labour.At(13, 0), MealEnd: labour.At(14, 0), Wrap: labour.At(19, 0), People: []callsheet.PersonTime{{Name: "Élise", Role: "elise", In: labour.At(7, 0), Out: labour.At(19, 20)}}}
	in.Ends = []callsheet.DayEnd{r.End()}
	s = made(t, in, 1)
	assert.Equal(t, "19:20", call(t, s, "elise").Previous.At.String(), "the real end replaces the planned one")
	assert.Equal(t, 10*60, s.WeekMinutes)
}

func TestNightPastMidnight(t *testing.T) {
	s := made(t, input(), 1)
	yann := call(t, s, "yann")
	assert.True(t, yann.Out.After(labour.At(24, 0)))
	assert.Regexp(t, `^0\d:\d\d \(mer\.\)$`, yann.Out.Label(s.Date))
	assert.Contains(t, text.String(s.Document()), "04:00 (mer.)")
	r := callsheet.Check(s, callsheet.Settings{})
	assert.True(t, r.Has("t2.night.first8"))
}

func TestHoldAndSecondRoleOfAPerson(t *testing.T) {
	in := input()
	in.Problem.Scenes[3].Roles = []string{"dang"} // Yann has nothing on the night, between two days of work
	s := made(t, in, 1)
	yann := call(t, s, "yann")
	assert.Equal(t, callsheet.HoldsCall, yann.Status)
	assert.False(t, yann.Prep.Known())
	in.Problem.Roles[3].Performer, in.Problem.Roles[3].Child = "p3", nil // one performer for two roles
	assert.Equal(t, in.Plan.Days[1].Date, call(t, made(t, in, 2), "lou").Previous.Date, "rest follows the person, not the role")
}

func TestWrittenPartSurvives(t *testing.T) {
	in := input()
	old := made(t, in, 0)
	old.Written.Weather = "grand beau"
	old.Written.Notes = []callsheet.Need{{Department: "son", Text: "HF pour Élise"}}
	frozen := asJSON(t, old)
	in.Plan.Days[0].Scenes = []string{"2", "1"}
	in.Written = callsheet.Written{Weather: "autre"}
	s, changes, err := callsheet.Revise(old, in, 0, "pluie", labour.Moment{Date: in.Plan.Days[0].Date.AddDays(-1), At: labour.At(19, 0)})
	require.NoError(t, err)
	assert.Equal(t, 2, s.Version)
	assert.Equal(t, asJSON(t, old.Written), asJSON(t, s.Written))
	assert.Equal(t, frozen, asJSON(t, old), "the old version is not touched")
	what := map[string]callsheet.Change{}
	for _, c := range changes {
		what[c.What] = c
	}
	assert.Equal(t, "1, 2", what["Ordre des séquences"].Before)
	assert.Equal(t, "2, 1", what["Ordre des séquences"].After)
	assert.Equal(t, []string{"dang"}, what["Đặng"].Roles)
	assert.NotContains(t, what, "PAT")
	assert.Empty(t, callsheet.Changes(s, s))
}

func TestChildrenStayPrivate(t *testing.T) {
	s := made(t, input(), 3)
	sent, proof := text.String(s.Document())+text.String(s.English())+text.String(s.LargePrint()), text.String(s.Proof(callsheet.Settings{}))
	for _, secret := range []string{"Secrète", "10 ans", "leçons"} {
		assert.NotContains(t, sent, secret)
		assert.Contains(t, proof, secret)
	}
	s.Rides[0].Phone = "06 39 98 09 99"
	assert.NotContains(t, text.String(s.Document()), "06 39 98 09 99")
}

func TestInputIsNotModified(t *testing.T) {
	in := input()
	before := asJSON(t, in)
	for day := range in.Plan.Days {
		s := made(t, in, day)
		_ = callsheet.Check(s, callsheet.Settings{})
		_ = s.Proof(callsheet.Settings{})
	}
	assert.Equal(t, before, asJSON(t, in))
}

func TestJSON(t *testing.T) {
	for day := range input().Plan.Days {
		s := made(t, input(), day)
		s.Issued = labour.Moment{Date: s.Date, At: labour.At(19, 10)}
		var back callsheet.Sheet
		require.NoError(t, json.Unmarshal([]byte(asJSON(t, s)), &back))
		assert.Equal(t, asJSON(t, s), asJSON(t, back))
	}
	in := input()
	var back callsheet.Input
	require.NoError(t, json.Unmarshal([]byte(asJSON(t, in)), &back))
	assert.Equal(t, asJSON(t, in), asJSON(t, back))
}

func TestMakeRefuses(t *testing.T) {
	in := input()
	for _, day := range []int{-1, 4} {
		_, err := callsheet.Make(in, day)
		require.ErrorIs(t, err, callsheet.ErrDay)
	}
	in.Plan.Days[0].Scenes = []string{"99"}
	_, err := callsheet.Make(in, 1)
	require.ErrorIs(t, err, callsheet.ErrScene)
	_, err = callsheet.Make(callsheet.Input{}, 0)
	require.ErrorIs(t, err, callsheet.ErrDay)
	in = input()
	in.Zone = "Mars/Olympus"
	_, err = callsheet.Make(in, 0)
	require.Error(t, err)
}

// TestAnyPlan makes sheets of plans laid at random: a made sheet is coherent, whatever the order of the scenes and the hours.
func TestAnyPlan(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		in := input()
		in.Written.Menus = nil
		ids := []string{"1", "2", "3", "4", "5", "6"}
		in.Plan.Days = nil
		for n := 1; len(ids) > 0; n++ {
			k := rapid.IntRange(1, len(ids)).Draw(r, "scenes")
			take := rapid.Permutation(ids).Draw(r, "order")
			ready := labour.ClockOf(rapid.IntRange(5*60, 20*60).Draw(r, "ready"))
			in.Plan.Days = append(in.Plan.Days, schedule.Day{Number: n, Date: moteur.NewDate(2026, 6, 15).AddDays(n), Scenes: take[:k], Ready: ready, Call: ready.Add(-60), Meal: ready.Add(240), Wrap: ready.Add(900)})
			ids = take[k:]
		}
		in.Usual = callsheet.Usual{Prep: rapid.IntRange(0, 200).Draw(r, "prep"), Release: rapid.IntRange(0, 60).Draw(r, "release")}
		roles := map[string]bool{}
		for day := range in.Plan.Days {
			s, err := callsheet.Make(in, day)
			require.NoError(r, err)
			report := callsheet.Check(s, callsheet.Settings{})
			for _, rule := range []string{"callsheet/order", "callsheet/role-not-called", "callsheet/call-without-scene", "callsheet/overlap", "callsheet/meals", "callsheet/extras", "callsheet/scene-twice", "callsheet/place-unknown"} {
				require.False(r, report.Has(rule), "%s: %v", rule, report.Issues)
			}
			for _, c := range s.Cast {
				if c.Status == callsheet.Finishes || c.Status == callsheet.OnlyDay {
					require.False(r, roles[c.Role], "%s finishes twice", c.Role)
					roles[c.Role] = true
				}
				if c.Drive > 0 {
					require.Equal(r, c.Prep, c.Pickup.Add(c.Drive))
				}
			}
		}
		require.Len(r, roles, 4, "every role finishes once")
	})
}

// A role is on hold on the days the plan pays as held, and on no other: one dropped and picked up again is not.
func TestHoldsAreThoseOfThePlan(t *testing.T) {
	day := func(n int) moteur.Date { return moteur.NewDate(2026, 6, 15).AddDays(n) }
	in := callsheet.Input{Film: moteur.Film{Title: "Essai"}, Problem: schedule.Problem{
		Roles: []schedule.Role{{ID: "a", Name: "Anna", HoldPaid: true}, {ID: "b", Name: "Bruno", HoldPaid: true, DropAfter: 2, DayRate: decimal.NewFromInt(500)}},
		Scenes: []schedule.Scene{{ID: "1", Location: "p", Minutes: 60, Roles: []string{"a", "b"}}, {ID: "2", Location: "p", Minutes: 60},
			{ID: "3", Location: "p", Minutes: 60}, {ID: "4", Location: "p", Minutes: 60, Roles: []string{"a", "b"}}},
		Locations: []schedule.Location{{ID: "p", Name: "Le port"}}, Shape: schedule.DayShape{Minutes: 480, Meal: 60}}}
	for i, s := range in.Problem.Scenes {
		in.Plan.Days = append(in.Plan.Days, schedule.Day{Number: i + 1, Date: day(i), Scenes: []string{s.ID},
			Call: labour.At(8, 0), Ready: labour.At(9, 0), Meal: labour.At(13, 0), Wrap: labour.At(17, 0)})
	}
	held := map[string]int{}
	for i := range in.Plan.Days {
		s, err := callsheet.Make(in, i)
		require.NoError(t, err)
		for _, c := range s.Cast {
			if c.Status == callsheet.HoldsCall {
				held[c.Role]++
			}
		}
	}
	days := in.Plan.RoleDays(in.Problem)
	assert.Equal(t, map[string]int{"a": days["a"].Held}, held)
	assert.Equal(t, 2, held["a"])
	assert.Zero(t, days["b"].Held)
}
