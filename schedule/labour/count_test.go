package labour_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/schedule/labour"
)

func date(s string) moteur.Date {
	d, err := moteur.ParseDate(s)
	if err != nil {
		panic(err)
	}
	return d
}

// at is an hour of the day in decimals: 25.5 is half past one the next morning.
func at(h float64) labour.Clock { return labour.ClockOf(int(h*60 + 0.5)) }

// dayOf is a day of work without a way to the set.
func dayOf(on string, from, to float64, breaks ...labour.Break) labour.Day {
	return labour.Day{Date: date(on), RDV: at(from), End: at(to), Breaks: breaks}
}

func meal(from, to float64) labour.Break { return labour.Break{From: at(from), To: at(to), Meal: true} }

func countOne(t require.TestingT, r labour.Regime, days ...labour.Day) labour.Counted {
	out, err := labour.Count(r, labour.Before{}, days)
	require.NoError(t, err)
	return out[len(out)-1]
}

func TestCountOfOneDay(t *testing.T) {
	tv := labour.Regime{Agreement: labour.Television}
	for _, c := range []struct {
		name string
		r    labour.Regime
		day  labour.Day
		// span, effective, night, beyond, over ten, Sunday, holiday
		want [7]int
	}{
		{"a day", labour.Regime{}, dayOf("2026-06-02", 8, 18, meal(12, 13)), [7]int{600, 540}},
		{"the night of 16 October", labour.Regime{}, dayOf("2026-10-16", 20, 30, meal(24.5, 25.5)), [7]int{600, 540, 480, 60}},
		{"eight hours of night and not a minute more", labour.Regime{}, dayOf("2026-10-16", 20, 29, meal(24.5, 25.5)), [7]int{540, 480, 480, 0}},
		{"the last night of winter", labour.Regime{}, dayOf("2026-03-31", 19, 23), [7]int{240, 240, 180}},
		{"the first night of summer", labour.Regime{}, dayOf("2026-04-01", 19, 23), [7]int{240, 240, 60}},
		{"the last night of summer", labour.Regime{}, dayOf("2026-09-30", 19, 23), [7]int{240, 240, 60}},
		{"the first night of winter", labour.Regime{}, dayOf("2026-10-01", 19, 23), [7]int{240, 240, 180}},
		{"a studio in winter", labour.Regime{}, labour.Day{Date: date("2026-03-31"), RDV: at(19), End: at(23), Studio: true}, [7]int{240, 240, 120}},
		{"a studio in summer", labour.Regime{}, labour.Day{Date: date("2026-04-01"), RDV: at(19), End: at(23), Studio: true}, [7]int{240, 240, 60}},
		{"an early morning", labour.Regime{}, dayOf("2026-06-02", 4, 8), [7]int{240, 240, 120}},
		{"ten hours of shooting", labour.Regime{}, dayOf("2026-06-02", 8, 19, meal(12, 13)), [7]int{660, 600}},
		{"eleven", labour.Regime{}, dayOf("2026-06-02", 8, 20, meal(12, 13)), [7]int{720, 660, 0, 0, 60}},
		{"eleven of preparation", labour.Regime{}, labour.Day{Date: date("2026-06-02"), Kind: labour.Preparation, RDV: at(8), End: at(20), Breaks: []labour.Break{meal(12, 13)}}, [7]int{720, 660}},
		{"a performer has no tenth hour", labour.Regime{Scope: labour.Performer}, dayOf("2026-06-02", 8, 20, meal(12, 13)), [7]int{720, 660}},
		{"Saturday night", labour.Regime{}, dayOf("2026-06-06", 20, 26), [7]int{360, 360, 240, 0, 0, 120}},
		{"Sunday night", labour.Regime{}, dayOf("2026-06-07", 20, 26), [7]int{360, 360, 240, 0, 0, 240}},
		{"the eve of a holiday", labour.Regime{Holidays: []moteur.Date{date("2026-07-14")}}, dayOf("2026-07-13", 20, 26), [7]int{360, 360, 240, 0, 0, 0, 120}},
		{"a holiday", labour.Regime{Holidays: []moteur.Date{date("2026-07-14")}}, dayOf("2026-07-14", 20, 26), [7]int{360, 360, 240, 0, 0, 0, 240}},
		{"the way to the set, two hours", labour.Regime{}, labour.Day{Date: date("2026-06-02"), RDV: at(7), Start: at(8), End: at(12), Back: at(13)}, [7]int{360, 240}},
		{"the way beyond two hours is work", labour.Regime{}, labour.Day{Date: date("2026-06-02"), RDV: at(7), Start: at(8), End: at(12), Back: at(13.5)}, [7]int{390, 270}},
		{"no such rule on television", tv, labour.Day{Date: date("2026-06-02"), RDV: at(7), Start: at(8), End: at(12), Back: at(13.5)}, [7]int{390, 240}},
		{"a journey counts in the span", labour.Regime{}, labour.Day{Date: date("2026-06-02"), RDV: at(8), End: at(12), Travel: 90}, [7]int{330, 240}},
		{"television, the last winter night", tv, dayOf("2026-03-20", 19, 31, meal(24, 25)), [7]int{720, 660, 540}},
		{"television, the first of the others", tv, dayOf("2026-03-21", 19, 31, meal(24, 25)), [7]int{720, 660, 480, 0, 0, 360}},
		{"television, the last of the others", tv, dayOf("2026-12-20", 19, 23), [7]int{240, 240, 60, 0, 0, 240}},
		{"television, the first winter night", tv, dayOf("2026-12-21", 19, 23), [7]int{240, 240, 180}},
		{"television, a morning", tv, dayOf("2026-06-02", 6, 9), [7]int{180, 180, 60}},
		{"an hour more: clocks go back", labour.Regime{}, dayOf("2026-10-24", 20, 28), [7]int{540, 540, 480, 60, 0, 300}},
		{"an hour less: clocks go forward", labour.Regime{}, dayOf("2027-03-27", 20, 28), [7]int{420, 420, 420, 0, 0, 180}},
		{"no change in La Réunion", labour.Regime{Clock: "Indian/Reunion"}, dayOf("2026-10-24", 20, 28), [7]int{480, 480, 480, 0, 0, 240}},
		{"a meal in the hour that comes twice", labour.Regime{}, dayOf("2026-10-24", 20, 28, meal(25.5, 27)), [7]int{540, 390, 390, 0, 0, 150}},
		{"a holiday off", labour.Regime{}, labour.Day{Date: date("2026-07-14"), Kind: labour.HolidayOff}, [7]int{}},
	} {
		t.Run(c.name, func(t *testing.T) {
			n := countOne(t, c.r, c.day)
			assert.Equal(t, c.want, [7]int{n.Span, n.Effective, n.Night, n.Beyond, n.Over10, n.Sunday, n.Holiday})
			sum := 0
			for _, s := range n.Stretches {
				assert.Positive(t, s.Minutes)
				sum += s.Minutes
			}
			assert.Equal(t, n.Effective, sum)
		})
	}
}

// The sixth day of a week in Île-de-France, the rest a day was called too early for, and 1 May.
func TestCountOfTheWeek(t *testing.T) {
	six := func(r labour.Regime, before labour.Before, kinds ...labour.Kind) []bool {
		var days []labour.Day
		for i, k := range kinds {
			d := labour.Day{Date: date("2026-06-01").AddDays(i), Kind: k, RDV: at(8), End: at(12)}
			days = append(days, d)
		}
		out, err := labour.Count(r, before, days)
		require.NoError(t, err)
		var sixth []bool
		for _, n := range out {
			sixth = append(sixth, n.SixthDay)
		}
		return sixth
	}
	all := []labour.Kind{"", "", "", "", "", ""}
	none := []bool{false, false, false, false, false, false}
	last := []bool{false, false, false, false, false, true}
	assert.Equal(t, last, six(labour.Regime{}, labour.Before{}, all...))
	assert.Equal(t, last, six(labour.Regime{Scope: labour.Performer}, labour.Before{}, all...))
	assert.Equal(t, none, six(labour.Regime{Scope: labour.Extra}, labour.Before{}, all...), "no such premium was found for extras")
	assert.Equal(t, none, six(labour.Regime{Zone: labour.Region}, labour.Before{}, all...))
	assert.Equal(t, none, six(labour.Regime{Agreement: labour.Television}, labour.Before{}, all...))
	assert.Equal(t, none, six(labour.Regime{}, labour.Before{}, "", "", labour.HolidayOff, "", "", ""))
	assert.Equal(t, none, six(labour.Regime{}, labour.Before{}, "", "", labour.Travelling, "", "", ""))
	assert.Equal(t, []bool{true}, six(labour.Regime{}, labour.Before{WeekDays: 5}, ""))
	assert.Equal(t, []bool{false}, six(labour.Regime{}, labour.Before{WeekDays: 4}, ""))
	next, err := labour.Count(labour.Regime{}, labour.Before{WeekDays: 5}, []labour.Day{dayOf("2026-06-07", 8, 12), dayOf("2026-06-08", 8, 12)})
	require.NoError(t, err)
	assert.Equal(t, []bool{true, false}, []bool{next[0].SixthDay, next[1].SixthDay}, "a new week begins")

	short := countOne(t, labour.Regime{}, dayOf("2026-06-01", 12, 22), dayOf("2026-06-02", 8, 12))
	assert.Equal(t, 60, short.ShortRest)
	assert.Equal(t, []labour.Stretch{{Minutes: 60, Short: true}, {Minutes: 180}}, short.Stretches)
	assert.Zero(t, countOne(t, labour.Regime{}, dayOf("2026-06-01", 12, 21), dayOf("2026-06-02", 8, 12)).ShortRest)
	may := countOne(t, labour.Regime{Holidays: []moteur.Date{date("2026-05-01")}}, dayOf("2026-04-30", 22, 25))
	assert.Equal(t, []labour.Stretch{{Minutes: 120, Night: true}, {Minutes: 60, Night: true, Holiday: true, MayDay: true}}, may.Stretches)
	other := countOne(t, labour.Regime{Holidays: []moteur.Date{date("2026-05-08")}}, dayOf("2026-05-08", 8, 9))
	assert.Equal(t, []labour.Stretch{{Minutes: 60, Holiday: true}}, other.Stretches)
}

// twin counts the minutes of a day one by one, from the text of the agreements and the clock on the wall.
func twin(r labour.Regime, d labour.Day) (n labour.Counted) {
	zone, err := r.Clock.Location()
	if err != nil {
		panic(err)
	}
	instant := func(c labour.Clock) time.Time {
		t, err := r.Clock.Instant(labour.Moment{Date: d.Date, At: c})
		if err != nil {
			panic(err)
		}
		return t
	}
	day := d.Normal()
	for t := instant(day.Start); t.Before(instant(day.End)); t = t.Add(time.Minute) {
		resting := false
		for _, b := range day.Breaks {
			resting = resting || !t.Before(instant(b.From)) && t.Before(instant(b.To))
		}
		if resting {
			continue
		}
		wall := t.In(zone)
		evening := moteur.NewDate(wall.Date())
		if wall.Hour() < 12 {
			evening = evening.AddDays(-1)
		}
		from, to := 20, 6
		summer := evening.Month() >= time.April && evening.Month() <= time.September
		if r.Agreement == labour.Television {
			mmdd := evening.String()[5:]
			if winter := mmdd >= "12-21" || mmdd <= "03-20"; !winter {
				from, to = 22, 7
			}
		} else if summer {
			from = 22
		} else if d.Studio {
			from = 21
		}
		if wall.Hour() >= from || wall.Hour() < to {
			if r.Agreement != labour.Television && r.Scope != labour.Extra && n.Night == 8*60 { // no second rate was found for extras
				n.Beyond++
			} else {
				n.Night++
			}
		}
		if r.Agreement != labour.Television && r.Scope == "" && day.Kind == labour.Shooting && n.Effective >= 600 {
			n.Over10++
		}
		if wall.Weekday() == time.Sunday {
			n.Sunday++
		}
		n.Effective++
	}
	return n
}

func TestCountIsThatOfTheSlowTwin(t *testing.T) {
	special := []string{"2026-10-24", "2026-10-25", "2027-03-27", "2027-03-28", "2026-03-31", "2026-04-01", "2026-09-30", "2026-10-01", "2026-12-20", "2026-12-21", "2027-03-20", "2027-03-21"}
	rapid.Check(t, func(t *rapid.T) {
		r := labour.Regime{Agreement: rapid.SampledFrom([]labour.Agreement{labour.Cinema, labour.Television}).Draw(t, "agreement"),
			Scope: rapid.SampledFrom([]labour.Scope{"", labour.Performer, labour.Extra}).Draw(t, "scope"),
			Clock: rapid.SampledFrom([]labour.TimeZone{"", "Indian/Reunion", "America/Miquelon"}).Draw(t, "zone")}
		on := date("2026-01-05").AddDays(rapid.IntRange(0, 700).Draw(t, "date"))
		if rapid.Bool().Draw(t, "special") {
			on = date(rapid.SampledFrom(special).Draw(t, "on"))
		}
		from := rapid.IntRange(0, 23*60).Draw(t, "from")
		d := labour.Day{Date: on, RDV: labour.ClockOf(from), Studio: rapid.Bool().Draw(t, "studio"), Kind: rapid.SampledFrom([]labour.Kind{"", labour.Preparation}).Draw(t, "kind")}
		end := from
		for range rapid.IntRange(0, 3).Draw(t, "breaks") {
			a := end + rapid.IntRange(1, 300).Draw(t, "work")
			b := a + rapid.IntRange(1, 90).Draw(t, "break")
			if b >= 2870 {
				break
			}
			if a/60 == 26 || b/60 == 26 || a/60 == 25 || b/60 == 25 || a/60 == 1 || b/60 == 1 || a/60 == 2 || b/60 == 2 || a/60 == 24 || b/60 == 24 || a/60 == 0 || b/60 == 0 {
				continue // an hour that does not exist, or exists twice, begins and ends no break
			}
			d.Breaks, end = append(d.Breaks, labour.Break{From: labour.ClockOf(a), To: labour.ClockOf(b)}), b
		}
		d.End = labour.ClockOf(min(end+rapid.IntRange(1, 600).Draw(t, "last"), 2879))
		want, got := twin(r, d), countOne(t, r, d)
		if fmt.Sprint(want.Effective, want.Night, want.Beyond, want.Over10, want.Sunday) != fmt.Sprint(got.Effective, got.Night, got.Beyond, got.Over10, got.Sunday) {
			t.Fatalf("%+v\ncounted %+v\nwanted  %+v", d, got, want)
		}
	})
}

func TestCountRefuses(t *testing.T) {
	for name, c := range map[string]struct {
		r    labour.Regime
		days []labour.Day
		want error
	}{
		"an unknown agreement":       {labour.Regime{Agreement: 2412}, nil, labour.ErrAgreement},
		"an unknown scope":           {labour.Regime{Scope: "robot"}, nil, labour.ErrDay},
		"an unknown zone":            {labour.Regime{Zone: "lune"}, nil, labour.ErrDay},
		"an unknown time zone":       {labour.Regime{Clock: "Lune/Mer"}, nil, labour.ErrTimeZone},
		"no date":                    {labour.Regime{}, []labour.Day{{RDV: at(8), End: at(9)}}, labour.ErrDay},
		"no hours":                   {labour.Regime{}, []labour.Day{{Date: date("2026-06-01")}}, labour.ErrDay},
		"an end before the start":    {labour.Regime{}, []labour.Day{dayOf("2026-06-01", 9, 8)}, labour.ErrDay},
		"a break outside":            {labour.Regime{}, []labour.Day{dayOf("2026-06-01", 8, 12, meal(11.5, 12.5))}, labour.ErrDay},
		"breaks in disorder":         {labour.Regime{}, []labour.Day{dayOf("2026-06-01", 8, 16, meal(12, 13), meal(10, 11))}, labour.ErrDay},
		"a break that ends first":    {labour.Regime{}, []labour.Day{dayOf("2026-06-01", 8, 16, meal(12, 11))}, labour.ErrDay},
		"a break without its end":    {labour.Regime{}, []labour.Day{dayOf("2026-06-01", 8, 16, labour.Break{From: at(12)})}, labour.ErrDay},
		"a start before the call":    {labour.Regime{}, []labour.Day{{Date: date("2026-06-01"), RDV: at(8), Start: at(7), End: at(9)}}, labour.ErrDay},
		"a return before the end":    {labour.Regime{}, []labour.Day{{Date: date("2026-06-01"), RDV: at(8), End: at(10), Back: at(9)}}, labour.ErrDay},
		"too long a journey":         {labour.Regime{}, []labour.Day{{Date: date("2026-06-01"), RDV: at(8), End: at(10), Travel: 1441}}, labour.ErrDay},
		"minutes below zero":         {labour.Regime{}, []labour.Day{{Date: date("2026-06-01"), RDV: at(8), End: at(10), Prep: -1}}, labour.ErrDay},
		"the same date twice":        {labour.Regime{}, []labour.Day{dayOf("2026-06-01", 8, 9), dayOf("2026-06-01", 10, 11)}, labour.ErrDay},
		"too many breaks":            {labour.Regime{}, []labour.Day{{Date: date("2026-06-01"), RDV: at(8), End: at(10), Breaks: make([]labour.Break, 21)}}, labour.ErrDay},
		"six meals owed in a day":    {labour.Regime{}, []labour.Day{{Date: date("2026-06-01"), RDV: at(8), End: at(10), MealsOwed: 6}}, labour.ErrDay},
		"more days than fifty years": {labour.Regime{}, make([]labour.Day, 20001), labour.ErrDay},
	} {
		_, err := labour.Count(c.r, labour.Before{}, c.days)
		require.ErrorIs(t, err, c.want, name)
		_, err = labour.Check(c.r, labour.Before{}, c.days)
		require.ErrorIs(t, err, c.want, name)
	}
}
