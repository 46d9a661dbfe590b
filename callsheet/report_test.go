package callsheet_test

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/callsheet"
	"github.com/moteur-film/moteur/internal/doc/text"
	"github.com/moteur-film/moteur/internal/testkit"
	"github.com/moteur-film/moteur/schedule/labour"
)

func report() callsheet.DayReport {
	return callsheet.DayReport{Film: "Le Phare d'Élise", Company: "Les Films du Goéland", Day: 5, Days: 35, Date: moteur.NewDate(2026, 6, 19), Call: labour.At(8, 0), FirstShot: labour.At(9, 40), Meal: labour.At(13, 0), MealEnd: labour.At(14, 0), Wrap: labour.At(19, 30), Shots: 21, Extras: 20,
		Scenes: []callsheet.SceneShot{
			{ID: "12", State: callsheet.Done, Planned: 90, Useful: 85, Eighths: 10, Shots: 9},
			{ID: "13", State: callsheet.Partial, Planned: 75, Useful: 50, Eighths: 5, Shots: 8, Note: "manque le contrechamp"},
			{ID: "14", State: callsheet.Owing, Planned: 20}, {ID: "3", State: callsheet.Retake, Planned: 15, Useful: 0, Shots: 4},
		},
		People: []callsheet.PersonTime{{Name: "Lise Exemple", Role: "elise", In: labour.At(7, 0), Out: labour.At(19, 0)}, {Name: "équipe", In: labour.At(8, 0), Out: labour.At(19, 30)}},
		Waits:  []callsheet.Wait{{Cause: "pluie", Minutes: 45}}, Accidents: []string{"aucun"}, Cards: []callsheet.Card{{ID: "A012", Camera: "A", Gigabyte: 480, Copies: 2, Offsite: false}},
	}
}

func TestDayReport(t *testing.T) {
	r := report()
	assert.Equal(t, 185, r.Planned(), "a retake was not planned")
	assert.Equal(t, 135, r.Useful())
	assert.Equal(t, []string{"13", "14"}, r.Owed())
	assert.Equal(t, 10*60+30, r.Work())
	p := callsheet.Pace{Planned: []int{165, 165, 165, 165, 185}, Useful: []int{150, 170, 95, 160, 135}, Days: 35, Script: 5775}
	testkit.Golden(t, "report.txt", text.String(r.Document(p)))
	var one, two bytes.Buffer
	require.NoError(t, r.WritePDF(&one, p))
	require.NoError(t, r.WritePDF(&two, p))
	require.Equal(t, one.Bytes(), two.Bytes())
	testkit.Save(t, "production-report.pdf", one.Bytes())
	var back callsheet.DayReport
	require.NoError(t, json.Unmarshal([]byte(asJSON(t, r)), &back))
	assert.Equal(t, asJSON(t, r), asJSON(t, back))
}

func TestPredictRange(t *testing.T) {
	f := callsheet.Predict(callsheet.Pace{Useful: []int{100, 100, 100, 100, 100, 200, 200, 200, 200, 200}, Days: 20, Script: 3000})
	assert.Equal(t, 20, f.Days, "150 seconds a day")
	assert.Equal(t, 10+8, f.BestDays, "1,500 seconds at 200 a day")
	assert.Equal(t, 10+15, f.WorstDays, "at 100 a day")
	assert.Equal(t, "200", f.Trend.String())
	assert.Zero(t, f.Late)
	none := callsheet.Predict(callsheet.Pace{Days: 20, Script: 3000})
	assert.Equal(t, 20, none.Days)
	lost := callsheet.Predict(callsheet.Pace{Useful: []int{0, 0}, Planned: []int{1, 1}, Days: 20, Script: 3000})
	assert.Zero(t, lost.Days, "no forecast without a minute shot")
	assert.Zero(t, lost.Late)
}

func TestForecastNeverEndsEarlierThanTheDaysShot(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		p := callsheet.Pace{Useful: rapid.SliceOfN(rapid.IntRange(0, 600), 1, 40).Draw(r, "useful"), Days: rapid.IntRange(1, 60).Draw(r, "days"), Script: rapid.IntRange(0, 20000).Draw(r, "script")}
		f := callsheet.Predict(p)
		if f.Days > 0 {
			require.GreaterOrEqual(r, f.Days, len(p.Useful))
			require.Equal(r, f.Days-p.Days, f.Late)
		}
		if f.BestDays > 0 && f.WorstDays > 0 {
			require.LessOrEqual(r, f.BestDays, f.WorstDays)
		}
		require.Equal(r, max(0, p.Script-f.Actual), f.Remaining)
	})
}

func TestInvitations(t *testing.T) {
	s := made(t, input(), 1)
	v, ok := s.Invite("yann", "example.org")
	require.True(t, ok)
	var b bytes.Buffer
	require.NoError(t, v.WriteICS(&b, labour.Moment{Date: s.Date.AddDays(-1), At: labour.At(19, 0)}))
	got := b.String()
	assert.Contains(t, got, "UID:le-phare-d-elise-j2-role-yann@example.org")
	assert.Contains(t, got, "DTSTAMP:20260615T170000Z")
	_, ok = s.Invite("lou", "example.org")
	assert.False(t, ok)
	sms := s.Text("yann")
	assert.Equal(t, callsheet.SMSSize{Encoding: callsheet.GSM7, Units: utf8.RuneCountInString(sms), Segments: 1}, callsheet.SMS(sms), sms)
	assert.Empty(t, s.Text("lou"))
	require.Error(t, callsheet.Invitation{Film: "x", Who: "y"}.WriteICS(&b, labour.Moment{}))
}

func TestSMSBoundaries(t *testing.T) {
	for _, tc := range []struct {
		text     string
		units    int
		segments int
		encoding callsheet.Encoding
	}{
		{"", 0, 0, callsheet.GSM7}, {strings.Repeat("a", 160), 160, 1, callsheet.GSM7}, {strings.Repeat("a", 161), 161, 2, callsheet.GSM7},
		{strings.Repeat("a", 306), 306, 2, callsheet.GSM7}, {strings.Repeat("a", 307), 307, 3, callsheet.GSM7}, {strings.Repeat("€", 80), 160, 1, callsheet.GSM7},
		{strings.Repeat("€", 153), 306, 3, callsheet.GSM7}, // 76 euros a part: none is cut in half
		{strings.Repeat("ê", 70), 70, 1, callsheet.UCS2}, {strings.Repeat("ê", 71), 71, 2, callsheet.UCS2}, {"🎬", 2, 1, callsheet.UCS2},
	} {
		assert.Equal(t, callsheet.SMSSize{Encoding: tc.encoding, Units: tc.units, Segments: tc.segments}, callsheet.SMS(tc.text), "%.20s", tc.text)
	}
	assert.Equal(t, "l'oeuvre \"a\" 12 €? foret ?odz", callsheet.Rewrite("l’œuvre «\u00a0a\u00a0» 12\u202f€🎬 forêt Łódź"))
}

func TestDeadlinesBeforeTheShoot(t *testing.T) {
	list, r, err := callsheet.Deadlines(moteur.NewDate(2026, 5, 18), 5, labour.Place{})
	require.NoError(t, err)
	require.NotEmpty(t, list)
	for _, d := range list {
		assert.False(t, d.By.IsZero())
		assert.NotEmpty(t, d.Source.Text)
		assert.NotEmpty(t, d.Label)
	}
	assert.NotEmpty(t, r.Unverified(), "the delay of Lyon is à confirmer")
	early, _, err := callsheet.Deadlines(moteur.NewDate(2016, 10, 27), 5, labour.Place{})
	require.NoError(t, err)
	late, _, err := callsheet.Deadlines(moteur.NewDate(2016, 10, 28), 5, labour.Place{})
	require.NoError(t, err)
	assert.Len(t, late, len(early)+1, "the declaration to the CCHSCT starts on 28 October 2016")
}

func FuzzTexts(f *testing.F) {
	for _, s := range []string{"2 3/8", "7/8", "1 2 3", "l’œuvre 🎬", "\xff"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if n, err := callsheet.ParseEighths(s); err == nil {
			require.GreaterOrEqual(t, n, 0)
		}
		size := callsheet.SMS(s)
		require.LessOrEqual(t, size.Segments, size.Units)
		if len(s) < 10_000 {
			require.Equal(t, callsheet.GSM7, callsheet.SMS(callsheet.Rewrite(s)).Encoding)
		}
	})
}

// The pace of several reports is theirs in order.
func TestPaceOf(t *testing.T) {
	shot := func(planned, useful int) callsheet.DayReport {
		return callsheet.DayReport{Scenes: []callsheet.SceneShot{{ID: "1", Planned: planned, Useful: useful, State: callsheet.Done}}}
	}
	p := callsheet.PaceOf([]callsheet.DayReport{shot(100, 90), shot(120, 130)}, 20, 3000)
	assert.Equal(t, callsheet.Pace{Planned: []int{100, 120}, Useful: []int{90, 130}, Days: 20, Script: 3000}, p)
}
