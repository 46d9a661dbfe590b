package labour_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/schedule/labour"
)

// The bands of a week begin with the 36th, the 44th and the 49th hour of technicians.
func TestWeekOvertime(t *testing.T) {
	ask := func(r labour.Regime, minutes int) string {
		p, err := labour.PremiumsOn(r, date("2026-06-02"))
		require.NoError(t, err)
		var out []string
		for _, o := range p.WeekOvertime(minutes) {
			out = append(out, fmt.Sprintf("%d×%d", o.Minutes, o.Premium.Rate))
		}
		return strings.Join(out, " ")
	}
	tv := labour.Regime{Agreement: labour.Television}
	for _, c := range []struct {
		r       labour.Regime
		minutes int
		want    string
	}{
		{labour.Regime{}, 0, ""}, {labour.Regime{}, 35 * 60, ""}, {labour.Regime{}, 35*60 + 1, "1×2500"}, {labour.Regime{}, 43 * 60, "480×2500"},
		{labour.Regime{}, 43*60 + 1, "480×2500 1×5000"}, {labour.Regime{}, 48 * 60, "480×2500 300×5000"}, {labour.Regime{}, 60 * 60, "480×2500 300×5000 720×7500"},
		{tv, 35*60 + 1, "30×2500"}, {tv, 35*60 + 30, "30×2500"}, {tv, 44 * 60, "480×2500 60×5000"},
		{labour.Regime{Agreement: labour.Television, Craft: true}, 48 * 60, "480×2500 240×5000 60×10000"},
		{labour.Regime{Scope: labour.Performer}, 60 * 60, ""},
	} {
		assert.Equal(t, c.want, ask(c.r, c.minutes), "%+v", c)
	}
}

// Whatever the cuts, the runs of a week share the minutes of its bands.
func TestBandsAddUp(t *testing.T) {
	p, err := labour.PremiumsOn(labour.Regime{}, date("2026-06-02"))
	require.NoError(t, err)
	rapid.Check(t, func(t *rapid.T) {
		den := int64(rapid.IntRange(1, 60).Draw(t, "den"))
		at, sum := int64(0), map[int]int64{}
		for range rapid.IntRange(1, 6).Draw(t, "runs") {
			to := at + int64(rapid.IntRange(0, 900).Draw(t, "run"))*den
			for i, n := range labour.InBands(p.Week, at, to, den) {
				sum[i] += n
			}
			at = to
		}
		for i, o := range p.WeekOvertime(int(at / den)) {
			assert.Equal(t, int64(o.Minutes)*den, sum[i])
		}
	})
}

// A journey is paid up to seven hours: a longer one is laid over two days; it counts in the span, alone or beside work.
func TestJourneys(t *testing.T) {
	on := "2026-06-02"
	travel := func(n int) labour.Day {
		return labour.Day{Date: date(on), Kind: labour.Travelling, Travel: n}
	}
	work := func(n int) labour.Day {
		d := dayOf(on, 16, 18)
		d.Travel, d.Arrival = n, at(15)
		return d
	}
	for _, c := range []struct {
		day  labour.Day
		want []string
	}{
		{travel(420), nil}, {travel(421), []string{"t2.travel.paid warning 1"}}, {travel(780), []string{"t2.travel.paid warning 360"}},
		{travel(781), []string{"t2.travel.paid warning 361", "t2.day.span error 1"}},
		{work(420), nil}, {work(421), []string{"t2.travel.paid warning 1"}}, {work(660), []string{"t2.travel.paid warning 240"}}, {work(661), []string{"t2.day.span error 1", "t2.travel.paid warning 241"}},
	} {
		assert.Equal(t, c.want, said(t, labour.Regime{}, labour.Before{}, c.day), "%+v", c.day)
		assert.Empty(t, said(t, labour.Regime{Agreement: labour.Television}, labour.Before{}, c.day), "television says nothing of journeys")
	}
	l, err := labour.LimitsOn(labour.Regime{}, date(on), false)
	require.NoError(t, err)
	assert.Equal(t, []int{420, 60}, []int{l.TravelPaid.Value, l.TravelRest.Value})
}

// A premium whose rate no text read gives is told on the days that owe it, never zero in silence.
func TestUnknownPremiums(t *testing.T) {
	ask := func(r labour.Regime, d labour.Day) string {
		r.Holidays = []moteur.Date{date("2026-07-14")}
		list, err := labour.Count(r, labour.Before{}, []labour.Day{d})
		require.NoError(t, err)
		var out []string
		for _, f := range list[0].Doubts {
			assert.Equal(t, labour.SeverityOf(f.Rule), f.Severity)
			assert.Contains(t, f.Message, "à confirmer")
			out = append(out, fmt.Sprintf("%s %s %d", f.Rule, f.Severity, f.Excess))
		}
		return strings.Join(out, ", ")
	}
	holiday, sunday, night := dayOf("2026-07-14", 9, 12), dayOf("2026-07-12", 9, 12), dayOf("2026-07-15", 21, 25)
	eve := dayOf("2026-07-13", 20, 26)
	for _, scope := range scopes {
		tv := labour.Regime{Agreement: labour.Television, Scope: scope}
		assert.Equal(t, "av.holiday warning 180", ask(tv, holiday))
		assert.Equal(t, "av.holiday warning 120", ask(tv, eve), "the morning of the holiday")
		assert.Empty(t, ask(tv, sunday))
		assert.Empty(t, ask(tv, night))
		p, err := labour.PremiumsOn(tv, date("2026-07-14"))
		require.NoError(t, err)
		assert.True(t, p.Holiday.Unknown)
	}
	for _, scope := range []labour.Scope{labour.Technician, labour.Performer} {
		for _, d := range []labour.Day{holiday, sunday, night} {
			assert.Empty(t, ask(labour.Regime{Scope: scope}, d), "the agreement of the cinema prices it")
		}
	}
	extra := labour.Regime{Scope: labour.Extra}
	assert.Equal(t, "t3x.holiday warning 180", ask(extra, holiday))
	assert.Equal(t, "t3x.sunday warning 180", ask(extra, sunday))
	assert.Equal(t, "t3x.night warning 180", ask(extra, night))
}
