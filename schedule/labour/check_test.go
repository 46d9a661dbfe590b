package labour_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/law"
	"github.com/moteur-film/moteur/internal/testkit"
	"github.com/moteur-film/moteur/schedule/labour"
)

// said writes findings as "rule severity excess", in order.
func said(t require.TestingT, r labour.Regime, before labour.Before, days ...labour.Day) []string {
	list, err := labour.Check(r, before, days)
	require.NoError(t, err)
	var out []string
	for _, f := range list {
		if f.About == labour.AboutPause && slices.ContainsFunc(days, func(d labour.Day) bool { return d.Date == f.Date && d.Note == unpaused }) {
			continue
		}
		out = append(out, fmt.Sprintf("%s %s %d", f.Rule, f.Severity, f.Excess))
		if f.Source.Text == "" || f.Message == "" || strings.Contains(f.Message, "%!") || f.Date.IsZero() || f.Severity != labour.SeverityOf(f.Rule) {
			require.Fail(t, "ill-formed finding", "%+v", f)
		}
	}
	return out
}

// minute is an hour and some minutes, in hours.
func minute(h float64, m int) float64 { return h + float64(m)/60 }

func TestCheckOfOneDay(t *testing.T) {
	crew, cast, extra, tv := labour.Regime{}, labour.Regime{Scope: labour.Performer}, labour.Regime{Scope: labour.Extra}, labour.Regime{Agreement: labour.Television}
	lunch := meal(12, 13)
	mark := func(d labour.Day, edit func(*labour.Day)) labour.Day { edit(&d); return d }
	prep := func(d labour.Day) labour.Day {
		return mark(d, func(d *labour.Day) { d.Kind = labour.Preparation })
	}
	continuous := func(d labour.Day) labour.Day {
		return mark(d, func(d *labour.Day) { d.Continuous = true })
	}
	studio := func(d labour.Day) labour.Day {
		return mark(d, func(d *labour.Day) { d.Studio = true })
	}
	short := func(h float64, n int) labour.Break { return labour.Break{From: at(h), To: at(minute(h, n))} }
	for _, c := range []struct {
		name string
		r    labour.Regime
		day  labour.Day
		want []string
	}{
		{"thirteen hours", crew, dayOf("2026-06-02", 7, 20, lunch), nil},
		{"a minute more", crew, dayOf("2026-06-02", 7, minute(20, 1), lunch), []string{"t2.day.span error 1", "t2.day.max.exceptional error 1"}},
		{"the way counts in the span", crew, labour.Day{Date: date("2026-06-02"), RDV: at(7), Start: at(8), End: at(19), Back: at(minute(20, 1)), Breaks: []labour.Break{lunch}}, []string{"t2.day.span error 1"}},
		{"a journey counts in the span", crew, mark(dayOf("2026-06-02", 8, 20, lunch), func(d *labour.Day) { d.Travel = 61 }), []string{"t2.day.span error 1"}},
		{"twelve hours of shooting", crew, dayOf("2026-06-02", 7, 20, lunch), nil},
		{"more", crew, dayOf("2026-06-02", 7, 20, meal(12, minute(12, 59))), []string{"t2.day.max.exceptional error 1"}},
		{"ten hours of preparation", crew, prep(dayOf("2026-06-02", 8, 19, lunch)), nil},
		{"more of preparation", crew, prep(dayOf("2026-06-02", 8, minute(19, 1), lunch)), []string{"t2.day.max.common_law error 1"}},
		{"television, twelve hours", tv, dayOf("2026-06-02", 6, 20, meal(11, 13)), nil},
		{"television, more", tv, dayOf("2026-06-02", 6, minute(20, 1), meal(11, 13)), []string{"av.day.max error 1"}},
		{"an extra, twelve hours", extra, dayOf("2026-06-02", 6, 20, meal(11, 13)), nil},
		{"an extra, more", extra, dayOf("2026-06-02", 6, minute(20, 1), meal(11, 13)), []string{"t2.day.max.exceptional error 1"}},

		{"six hours and no pause", crew, dayOf("2026-06-02", 8, 14), []string{"law.pause error 20"}},
		{"a minute less than six hours", crew, dayOf("2026-06-02", 8, minute(13, 59)), nil},
		{"a pause of nineteen minutes", crew, dayOf("2026-06-02", 8, 15, short(12, 19)), []string{"law.pause error 1"}},
		{"a pause of twenty", crew, dayOf("2026-06-02", 8, 15, short(12, 20)), nil},
		{"a pause after six hours", crew, dayOf("2026-06-02", 8, 16, short(14, 20)), nil},
		{"a minute later", crew, dayOf("2026-06-02", 8, 16, short(minute(14, 1), 20)), []string{"law.pause error 1"}},
		{"short pauses do not make one", crew, dayOf("2026-06-02", 8, 16, short(10, 10), short(12, 10), short(minute(14, 21), 30)), []string{"law.pause error 1"}},
		{"short pauses are not work", crew, dayOf("2026-06-02", 8, 16, short(10, 10), short(12, 10), short(minute(14, 20), 30)), nil},
		{"an extra", extra, dayOf("2026-06-02", 8, 14), []string{"law.pause error 20"}},
		{"television", tv, dayOf("2026-06-02", 8, 14), []string{"law.pause error 20"}},
		{"a performer", cast, dayOf("2026-06-02", 15, 21), []string{"t3.pause error 20"}},
		{"a performer called after the meal of the crew", cast, dayOf("2026-06-02", 13, 20.5), []string{"t3.pause error 20"}},
		{"an extra called after it", extra, dayOf("2026-06-02", 13, 20.5), []string{"law.pause error 20"}},
		{"a performer's supper", cast, dayOf("2026-06-02", 14, 22, meal(20, 21)), nil},
		{"a performer's late supper", cast, dayOf("2026-06-02", 13.5, 22, meal(20, 21)), []string{"t3.pause error 30"}},

		{"a continuous day", crew, continuous(dayOf("2026-06-02", 12, 20, short(16, 30))), nil},
		{"too early", crew, continuous(dayOf("2026-06-02", minute(11, 59), 20, short(16, 30))), []string{"t2.continuous_day error 1"}},
		{"too late", crew, continuous(dayOf("2026-06-02", 12, minute(20, 1), short(16, 30))), []string{"t2.continuous_day error 1"}},
		{"too short a break", crew, continuous(dayOf("2026-06-02", 12, 20, short(16, 29))), []string{"t2.continuous_day error 1"}},
		{"a late break", crew, continuous(dayOf("2026-06-02", 12, 20, short(18, 30))), nil},
		{"a minute later", crew, continuous(dayOf("2026-06-02", 12, 20, short(minute(18, 1), 30))), []string{"t2.continuous_day error 1"}},
		{"no break", crew, continuous(dayOf("2026-06-02", 12, 16)), []string{"t2.continuous_day error 30"}},
		{"a performer's continuous day", cast, continuous(dayOf("2026-06-02", 11, 19, short(15, 20))), nil},
		{"a minute more of it", cast, continuous(dayOf("2026-06-02", 11, minute(19, 1), short(15, 20))), []string{"t3.continuous_day error 1"}},
		{"its pause too short", cast, continuous(dayOf("2026-06-02", 11, 18, short(15, 19))), []string{"t3.continuous_day error 1"}},
		{"its pause after six hours", cast, continuous(dayOf("2026-06-02", 11, 18, short(minute(17, 1), 20))), []string{"t3.continuous_day error 1"}},
		{"television has none of its own", tv, continuous(dayOf("2026-06-02", 8, 14, short(10, 20))), nil},

		{"twelve hours of a performer", cast, dayOf("2026-06-02", 7, 19, lunch), nil},
		{"a minute more", cast, dayOf("2026-06-02", 7, minute(19, 1), lunch), []string{"t3.span warning 1"}},
		{"thirteen", cast, dayOf("2026-06-02", 7, 20, lunch), []string{"t3.span warning 60"}},
		{"more than thirteen", cast, mark(dayOf("2026-06-02", 7, minute(20, 1), lunch), func(d *labour.Day) { d.Prep = 60 }), []string{"t3.span.exceptional error 1"}},
		{"an hour of HMC is not the day's work", cast, mark(dayOf("2026-06-02", 6, 19, meal(11.5, 12.5)), func(d *labour.Day) { d.Prep = 60 }), []string{"t3.span warning 60"}},
		{"twelve hours of work", cast, dayOf("2026-06-02", 7, minute(20, 1), meal(12, 13)), []string{"t3.span.exceptional error 1", "t3.day.max.exceptional error 1"}},
		{"an early lunch", cast, dayOf("2026-06-02", 8, 16, meal(11, 12)), nil},
		{"too early", cast, dayOf("2026-06-02", 8, 16, meal(minute(10, 59), 12)), []string{"t3.meal error 1"}},
		{"lunch to the last minute", cast, dayOf("2026-06-02", 8, 16, meal(13.5, 14.5)), nil},
		{"a minute later", cast, dayOf("2026-06-02", 8, 16, meal(13.5, minute(14.5, 1))), []string{"t3.meal error 1"}},
		{"fifty-nine minutes", cast, dayOf("2026-06-02", 8, 16, meal(12, minute(12, 59))), []string{"t3.meal error 1"}},
		{"supper from seven", cast, dayOf("2026-06-02", 15, 23, meal(19, 20)), nil},
		{"supper until half past nine", cast, dayOf("2026-06-02", 15, 23, meal(20.5, 21.5)), nil},
		{"supper at half past five", cast, dayOf("2026-06-02", 15, 23, meal(17.5, 18.5)), []string{"t3.meal error 90"}},
		{"a day over lunch without one", cast, dayOf("2026-06-02", 11, 14.5), []string{"t3.meal error 60"}},
		{"work after the beginning of lunch", cast, dayOf("2026-06-02", minute(11, 1), 14.5), nil},
		{"work before its end", cast, dayOf("2026-06-02", 11, minute(14.5, -1)), nil},
		{"a pause is no meal", cast, dayOf("2026-06-02", 11, 14.5, labour.Break{From: at(12), To: at(13)}), []string{"t3.meal error 60"}},
		{"the crew eats when it can", crew, dayOf("2026-06-02", 8, 16, meal(10, 10.5)), nil},
		{"television says nothing of meals", labour.Regime{Agreement: labour.Television, Scope: labour.Performer}, dayOf("2026-06-02", 8, 16, meal(10, 10.5)), nil},

		{"a studio on Sunday", crew, studio(dayOf("2026-06-07", 8, 12)), []string{"t2.rest.weekly.idf.sunday warning 0", "t2.studio.day_off error 0"}},
		{"a studio on Saturday night", crew, studio(dayOf("2026-06-06", 22, 26)), nil},
		{"a studio on a holiday", labour.Regime{Holidays: []moteur.Date{date("2026-07-14")}}, studio(dayOf("2026-07-14", 8, 12)), []string{"t2.studio.day_off error 0"}},
		{"a place on Sunday", crew, dayOf("2026-06-07", 8, 12), []string{"t2.rest.weekly.idf.sunday warning 0"}},
		{"a place on Sunday in the regions", labour.Regime{Zone: labour.Region}, dayOf("2026-06-07", 8, 12), nil},
		{"a television studio", tv, studio(dayOf("2026-06-07", 8, 12)), nil},
		{"an hour after the journey", crew, mark(dayOf("2026-06-02", 10, 14), func(d *labour.Day) { d.Travel, d.Arrival = 60, at(9) }), nil},
		{"less", crew, mark(dayOf("2026-06-02", 10, 14), func(d *labour.Day) { d.Travel, d.Arrival = 60, at(minute(9, 1)) }), []string{"t2.travel.rest error 1"}},
		{"no journey", crew, mark(dayOf("2026-06-02", 10, 14), func(d *labour.Day) { d.Arrival = at(minute(9, 1)) }), nil},
		{"a day of travel", crew, labour.Day{Date: date("2026-06-02"), Kind: labour.Travelling, RDV: at(6), End: at(19), Travel: 0}, nil},
		{"a longer one", crew, labour.Day{Date: date("2026-06-02"), Kind: labour.Travelling, RDV: at(6), End: at(19), Travel: 10}, []string{"t2.day.span error 10"}},
		{"a holiday off", crew, labour.Day{Date: date("2026-07-14"), Kind: labour.HolidayOff}, nil},

		{"thirteen hours of the longest night", crew, dayOf("2026-10-24", 18, 30, meal(22, 23)), nil},
		{"and a minute", crew, dayOf("2026-10-24", minute(18, -1), 30, meal(22, 23)), []string{"t2.day.span error 1", "t2.day.max.exceptional error 1"}},
		{"fourteen on the clock of the shortest night", crew, dayOf("2027-03-27", 17, 31, meal(22, 23)), nil},
	} {
		t.Run(c.name, func(t *testing.T) { assert.Equal(t, c.want, said(t, c.r, labour.Before{}, c.day)) })
	}
}

// The rest between two days, or since what is known before the first one.
func TestRests(t *testing.T) {
	lunch := meal(12, 13)
	for _, c := range []struct {
		name string
		r    labour.Regime
		days []labour.Day
		want []string
	}{
		{"eleven hours", labour.Regime{}, []labour.Day{dayOf("2026-06-02", 17, 21), dayOf("2026-06-03", 8, 12)}, nil},
		{"a minute less", labour.Regime{}, []labour.Day{dayOf("2026-06-02", 17, minute(21, 1)), dayOf("2026-06-03", 8, 12)}, []string{"t2.rest.daily error 1"}},
		{"from the return to the rendez-vous", labour.Regime{}, []labour.Day{{Date: date("2026-06-02"), RDV: at(17), End: at(21), Back: at(21.5)}, {Date: date("2026-06-03"), RDV: at(8), Start: at(9), End: at(12)}}, []string{"t2.rest.daily error 30"}},
		{"two days later", labour.Regime{}, []labour.Day{dayOf("2026-06-02", 17, 27), dayOf("2026-06-04", 8, 12)}, []string{"law.pause error 20"}},
		{"a journey in between rests nobody", labour.Regime{}, []labour.Day{dayOf("2026-06-02", 17, 27.5, meal(22, 23)), {Date: date("2026-06-03"), Kind: labour.Travelling, RDV: at(14), End: at(18)}, dayOf("2026-06-04", 8, 12)}, nil},
		{"clocks forward: a wrap at 02:00 and a call at 13:00", labour.Regime{}, []labour.Day{dayOf("2027-03-27", 20.5, 26), dayOf("2027-03-28", 13, 17)}, []string{"t2.rest.daily error 60", "t2.rest.weekly.idf.sunday warning 0"}},
		{"clocks back: twelve hours", labour.Regime{Scope: labour.Performer}, []labour.Day{dayOf("2026-10-24", 22, 26), dayOf("2026-10-25", 13, 17)}, nil},
		{"elsewhere the clock is the time", labour.Regime{Clock: "Indian/Reunion", Zone: labour.Region}, []labour.Day{dayOf("2027-03-27", 20.5, 26), dayOf("2027-03-28", 13, 17)}, nil},
		{"extras, eleven hours", labour.Regime{Scope: labour.Extra}, []labour.Day{dayOf("2026-06-02", 17, 21), dayOf("2026-06-03", 8, 12)}, nil},
		{"extras, less", labour.Regime{Scope: labour.Extra}, []labour.Day{dayOf("2026-06-02", 17, minute(21, 1)), dayOf("2026-06-03", 8, 12)}, []string{"law.rest.daily error 1"}},
		{"performers, twelve hours", labour.Regime{Scope: labour.Performer}, []labour.Day{dayOf("2026-06-02", 16, 20), dayOf("2026-06-03", 8, 10)}, nil},
		{"performers, less", labour.Regime{Scope: labour.Performer}, []labour.Day{dayOf("2026-06-02", 16, minute(20, 1)), dayOf("2026-06-03", 8, 10)}, []string{"t3.rest.daily error 1"}},
		{"eleven after a long day", labour.Regime{Scope: labour.Performer}, []labour.Day{dayOf("2026-06-02", 8, minute(20, 1), lunch), dayOf("2026-06-03", minute(7, 1), 10)}, []string{"t3.span warning 1"}},
		{"less after a long day", labour.Regime{Scope: labour.Performer}, []labour.Day{dayOf("2026-06-02", 8, minute(20, 1), lunch), dayOf("2026-06-03", 7, 10)}, []string{"t3.span warning 1", "t3.rest.daily error 1"}},
		{"nine after a night", labour.Regime{Scope: labour.Performer}, []labour.Day{dayOf("2026-06-02", 18, 23), dayOf("2026-06-03", 8, 10)}, []string{"t3.rest.after_night warning 180"}},
		{"less than nine", labour.Regime{Scope: labour.Performer}, []labour.Day{dayOf("2026-06-02", 18, minute(23, 1)), dayOf("2026-06-03", 8, 10)}, []string{"t3.rest.daily error 181"}},
		{"an end at ten in summer is no night", labour.Regime{Scope: labour.Performer}, []labour.Day{dayOf("2026-06-02", 18, 22), dayOf("2026-06-03", 8, 10)}, []string{"t3.rest.daily error 120"}},
		{"an end at half past eight in winter is one", labour.Regime{Scope: labour.Performer}, []labour.Day{dayOf("2026-01-13", 18, 20.5), dayOf("2026-01-14", 8, 10)}, []string{"t3.rest.after_night warning 30"}},
		{"television, eleven hours", labour.Regime{Agreement: labour.Television}, []labour.Day{dayOf("2026-06-02", 17, 21), dayOf("2026-06-03", 8, 12)}, nil},
		{"nine, twice a week", labour.Regime{Agreement: labour.Television}, []labour.Day{dayOf("2026-06-02", 19, 23), dayOf("2026-06-03", 8, 12), dayOf("2026-06-04", 19, 23), dayOf("2026-06-05", 8, 12)},
			[]string{"av.rest.short warning 120", "av.rest.short warning 120"}},
		{"less than nine, television", labour.Regime{Agreement: labour.Television}, []labour.Day{dayOf("2026-06-02", 19, minute(23, 1)), dayOf("2026-06-03", 8, 12)}, []string{"av.rest.daily error 121"}},
		{"a third time", labour.Regime{Agreement: labour.Television}, []labour.Day{dayOf("2026-06-01", 19, 23), dayOf("2026-06-02", 8, 23, meal(12, 15)), dayOf("2026-06-03", 8, 23, meal(12, 15)), dayOf("2026-06-04", 8, 12)},
			[]string{"av.rest.short warning 120", "av.rest.short warning 120", "av.rest.daily error 120"}},
		{"a new week", labour.Regime{Agreement: labour.Television}, []labour.Day{dayOf("2026-06-05", 19, 23), dayOf("2026-06-06", 8, 23, meal(12, 15)), dayOf("2026-06-07", 8, 23, meal(12, 15)), dayOf("2026-06-08", 8, 12)},
			[]string{"av.rest.short warning 120", "av.rest.short warning 120", "av.rest.short warning 120"}},
	} {
		t.Run(c.name, func(t *testing.T) { assert.Equal(t, c.want, said(t, c.r, labour.Before{}, c.days...)) })
	}
	night := labour.Before{Last: labour.Moment{Date: date("2026-06-02"), At: at(23)}}
	assert.Equal(t, []string{"t2.rest.daily error 120"}, said(t, labour.Regime{}, night, dayOf("2026-06-03", 8, 12)))
	assert.Equal(t, []string{"t3.rest.after_night warning 180"}, said(t, labour.Regime{Scope: labour.Performer}, night, dayOf("2026-06-03", 8, 10)))
	long := labour.Before{Last: labour.Moment{Date: date("2026-06-02"), At: at(21)}, Span: 721}
	assert.Empty(t, said(t, labour.Regime{Scope: labour.Performer}, long, dayOf("2026-06-03", 8, 10)))
	long.Span = 720
	assert.Equal(t, []string{"t3.rest.daily error 60"}, said(t, labour.Regime{Scope: labour.Performer}, long, dayOf("2026-06-03", 8, 10)))
	overlap := said(t, labour.Regime{}, labour.Before{Last: labour.Moment{Date: date("2026-06-02"), At: at(33)}}, dayOf("2026-06-03", 8, 12))
	assert.Equal(t, []string{"t2.rest.daily error 660"}, overlap, "a day that began before the other ended has no rest at all")
}

// Every line of the file of rests: an end, a next call, the minutes between.
func TestRestFile(t *testing.T) {
	b, err := os.ReadFile(filepath.Join(testkit.Cases(t, "found"), "rest.tsv"))
	if err != nil {
		t.Skip(err)
	}
	n := 0
	for _, line := range strings.Split(strings.TrimSpace(string(b)), "\n")[1:] {
		f := strings.Split(line, "\t")
		require.Len(t, f, 3)
		end, next := wall(t, f[0]), wall(t, f[1])
		var want int
		_, err := fmt.Sscan(f[2], &want)
		require.NoError(t, err)
		list, err := labour.Check(labour.Regime{Scope: labour.Performer, Zone: labour.Region}, labour.Before{Last: end}, []labour.Day{{Date: next.Date, RDV: next.At, End: next.At.Add(60)}})
		require.NoError(t, err)
		missing := 0
		for _, f := range list {
			missing += f.Excess
		}
		assert.Equal(t, max(0, 720-want), missing, line)
		n++
	}
	assert.Positive(t, n)
}

// wall reads the date and the hour on the clock of an instant written with its offset.
func wall(t *testing.T, s string) labour.Moment {
	t.Helper()
	return moment(t, s[:len("2006-01-02T15:04")])
}

func TestWeeks(t *testing.T) {
	const monday = "2026-06-01"
	// week is so many days in a row from a Monday that share minutes of work, an hour of meal each.
	week := func(n, days, minutes int, kind labour.Kind, zone labour.Zone) []labour.Day {
		var out []labour.Day
		for w := range n {
			for i := range days {
				m := minutes / days
				if i < minutes%days {
					m++
				}
				out = append(out, labour.Day{Date: date(monday).AddDays(7*w + i), Kind: kind, Zone: zone, RDV: at(9), End: at(10).Add(m), Breaks: []labour.Break{meal(12, 13)}})
			}
		}
		return out
	}
	six := func(weeks int, r labour.Regime) []string {
		return said(t, r, labour.Before{}, week(weeks, 6, 40*60, "", "")...)
	}
	repeat := func(s string, n int) []string {
		var out []string
		for range n {
			out = append(out, s)
		}
		return out
	}
	region, cast := labour.Regime{Zone: labour.Region}, labour.Regime{Zone: labour.Region, Scope: labour.Performer}
	abroad := labour.Regime{Zone: labour.Abroad, Scope: labour.Performer}
	for _, c := range []struct {
		name string
		got  []string
		want []string
	}{
		{"sixty hours of shooting", said(t, region, labour.Before{}, week(1, 6, 3600, "", "")...), nil},
		{"a minute more", said(t, region, labour.Before{}, week(1, 6, 3601, "", "")...), []string{"t2.week.max.shoot error 1"}},
		{"forty-eight of preparation", said(t, region, labour.Before{}, week(1, 6, 2880, labour.Preparation, "")...), nil},
		{"a minute more", said(t, region, labour.Before{}, week(1, 6, 2881, labour.Preparation, "")...), []string{"t2.week.max error 1"}},
		{"the week of the law", said(t, labour.Regime{Zone: labour.Region, LegalWeek: true}, labour.Before{}, week(1, 6, 2881, "", "")...), []string{"t2.week.max error 1"}},
		{"television", said(t, labour.Regime{Agreement: labour.Television}, labour.Before{}, week(1, 6, 2881, "", "")...), []string{"av.week.max error 1"}},
		{"television, forty-eight", said(t, labour.Regime{Agreement: labour.Television}, labour.Before{}, week(1, 6, 2880, "", "")...), nil},
		{"what was worked before", said(t, region, labour.Before{WeekMinutes: 3600 - 480}, dayOf("2026-06-05", 9, 18, meal(12, 13))), nil},
		{"and a minute", said(t, region, labour.Before{WeekMinutes: 3601 - 480}, dayOf("2026-06-05", 9, 18, meal(12, 13))), []string{"t2.week.max.shoot error 1"}},
		{"another week", said(t, region, labour.Before{WeekMinutes: 3000}, dayOf("2026-06-07", 9, 18, meal(12, 13)), dayOf("2026-06-08", 9, 18, meal(12, 13))), nil},
		{"performers have no week", said(t, cast, labour.Before{}, week(1, 6, 3601, "", "")...), nil},

		{"twelve weeks of forty-six hours", said(t, region, labour.Before{}, week(12, 5, 2760, "", "")...), nil},
		{"a minute more", said(t, region, labour.Before{}, append(week(11, 5, 2760, "", ""), shift(week(1, 5, 2761, "", ""), 77)...)...), []string{"t2.week.avg12 warning 1"}},
		{"the first of thirteen weeks is out", said(t, region, labour.Before{}, append(week(1, 5, 3000, "", ""), shift(week(12, 5, 2740, "", ""), 7)...)...), []string{"t2.week.avg12 warning 20"}},
		{"eleven weeks", said(t, region, labour.Before{}, week(11, 5, 2900, "", "")...), nil},
		{"television", said(t, labour.Regime{Agreement: labour.Television}, labour.Before{}, week(12, 5, 2761, "", "")...), []string{"av.week.avg12 warning 12"}},

		{"five days in Île-de-France", said(t, labour.Regime{}, labour.Before{}, week(1, 5, 2400, "", "")...), nil},
		{"six", said(t, labour.Regime{}, labour.Before{}, week(1, 6, 2400, "", "")...), []string{"t2.days.week.idf warning 1"}},
		{"seven", said(t, labour.Regime{}, labour.Before{}, week(1, 7, 2400, "", "")...), []string{"t2.rest.weekly.idf.sunday warning 0", "t2.days.week.region error 1"}},
		{"six elsewhere", said(t, region, labour.Before{}, week(1, 6, 2400, "", "")...), nil},
		{"seven elsewhere", said(t, region, labour.Before{}, week(1, 7, 2400, "", "")...), []string{"t2.days.week.region error 1"}},
		{"seven on television", said(t, labour.Regime{Agreement: labour.Television}, labour.Before{}, week(1, 7, 2400, "", "")...), []string{"law.week.days error 1"}},
		{"five days and one before", said(t, labour.Regime{}, labour.Before{WeekDays: 5}, dayOf("2026-06-06", 9, 12)), []string{"t2.days.week.idf warning 1"}},
		{"one day elsewhere is enough", said(t, labour.Regime{}, labour.Before{}, append(week(1, 5, 2000, "", ""), labour.Day{Date: date("2026-06-06"), Zone: labour.Region, RDV: at(9), End: at(12)})...), nil},
		{"a day of travel does not count", said(t, labour.Regime{}, labour.Before{}, append(week(1, 5, 2000, "", ""), labour.Day{Date: date("2026-06-06"), Kind: labour.Travelling, Travel: 60})...), nil},

		{"four six-day weeks", six(4, region), nil},
		{"five", six(5, region), []string{"t2.weeks6.consecutive.max error 1"}},
		{"six", six(6, region), []string{"t2.weeks6.consecutive.max error 1", "t2.weeks6.consecutive.max error 2"}},
		{"three of a performer", six(3, cast), nil},
		{"four", six(4, cast), []string{"t3.weeks6.region error 1"}},
		{"six abroad", six(6, abroad), nil},
		{"seven abroad", six(7, abroad), []string{"t3.weeks6.abroad error 1"}},
		{"the crew abroad", six(5, labour.Regime{Zone: labour.Abroad}), []string{"t2.weeks6.consecutive.max error 1"}},
		{"a week off begins anew", said(t, region, labour.Before{}, append(week(4, 6, 2400, "", ""), shift(week(4, 6, 2400, "", ""), 35)...)...), nil},
		{"a five-day week begins anew", said(t, region, labour.Before{}, append(append(week(4, 6, 2400, "", ""), shift(week(1, 5, 2400, "", ""), 28)...), shift(week(4, 6, 2400, "", ""), 35)...)...), nil},
		{"television has none", six(9, labour.Regime{Agreement: labour.Television}), nil},
		{"twelve weeks of six days in Paris", six(2, labour.Regime{}), []string{"t2.rest.weekly.idf error 460", "t2.days.week.idf warning 1", "t2.days.week.idf warning 1"}},
		{"nothing", said(t, region, labour.Before{}), nil},
		{"five weeks", said(t, region, labour.Before{}, week(5, 5, 2400, "", "")...), repeat("", 0)},
	} {
		if c.name == "twelve weeks of six days in Paris" {
			assert.ElementsMatch(t, c.want, c.got, c.name)
			continue
		}
		assert.Equal(t, c.want, c.got, c.name)
	}
}

// shift moves days by some days.
func shift(days []labour.Day, by int) []labour.Day {
	for i := range days {
		days[i].Date = days[i].Date.AddDays(by)
	}
	return days
}

func TestRestOfTheWeek(t *testing.T) {
	around := func(r labour.Regime, from, to float64) []string {
		return said(t, r, labour.Before{}, dayOf("2026-06-05", from, to), dayOf("2026-06-08", 8, 12))
	}
	paris, region := labour.Regime{}, labour.Regime{Zone: labour.Region}
	assert.Empty(t, around(paris, 20, 24), "fifty-six hours, and the day ended at midnight")
	assert.Equal(t, []string{"t2.lastday.after24h error 121"}, around(paris, 20.0, minute(24, 1)), "a minute after midnight: ten hours more are due")
	assert.Equal(t, []string{"t2.lastday.after24h error 600"}, around(paris, 29, 32))
	late := func(to float64) []string {
		return said(t, paris, labour.Before{}, dayOf("2026-06-05", 20, minute(24, 1)), dayOf("2026-06-08", to, 12))
	}
	assert.Empty(t, late(minute(10, 2)), "fifty-eight hours and a minute")
	assert.Empty(t, late(minute(10, 1)), "fifty-eight hours after the last day")
	assert.Equal(t, []string{"t2.lastday.after24h error 1"}, late(10))
	assert.Equal(t, []string{"t2.rest.weekly.idf error 1", "t2.lastday.after24h error 601"}, around(paris, 29, minute(32, 1)))
	assert.Empty(t, around(region, 29, minute(32, 1)), "47 h 59 are 35 h and 10 h")
	assert.Empty(t, around(labour.Regime{Agreement: labour.Television}, 29, minute(32, 1)))
	assert.Empty(t, around(labour.Regime{Scope: labour.Performer}, 29, minute(32, 1)))
	assert.Empty(t, said(t, paris, labour.Before{}, dayOf("2026-06-05", 18, 22), dayOf("2026-06-08", 8, 12)))
	assert.Empty(t, said(t, paris, labour.Before{}, dayOf("2026-06-04", 18, 26, meal(22, 23)), dayOf("2026-06-05", 14, 18)), "no Sunday between")
	exception := []string{"t2.rest.weekly.idf.sunday warning 0"}
	assert.Equal(t, exception, said(t, paris, labour.Before{}, dayOf("2026-06-07", 8, 12), dayOf("2026-06-08", 8, 12)), "a Sunday worked")
	assert.Equal(t, exception, said(t, paris, labour.Before{}, dayOf("2026-06-06", 8, 12), dayOf("2026-06-07", 8, 12)))
	ten := said(t, paris, labour.Before{}, dayOf("2026-06-04", 22, 26), dayOf("2026-06-08", 12, 16))
	assert.Empty(t, ten, "ten hours and forty-eight")
	elsewhere := dayOf("2026-06-08", 8, 12)
	elsewhere.Zone = labour.Region
	assert.Empty(t, said(t, paris, labour.Before{}, dayOf("2026-06-06", 8, 18, meal(12, 13)), elsewhere))
	assert.Equal(t, []string{"t2.rest.weekly.idf error 600"}, said(t, paris, labour.Before{Last: labour.Moment{Date: date("2026-06-06"), At: at(18)}}, dayOf("2026-06-08", 8, 12)))
	assert.Equal(t, []string{"t2.rest.weekly.idf error 600"}, said(t, paris, labour.Before{}, dayOf("2026-06-06", 8, 18, meal(12, 13)), labour.Day{Date: date("2026-06-07"), Kind: labour.Travelling, Travel: 60}, dayOf("2026-06-08", 8, 12)))
	spring := said(t, paris, labour.Before{}, dayOf("2027-03-27", 5, 9), dayOf("2027-03-29", 9, 12))
	assert.Equal(t, []string{"t2.rest.weekly.idf error 60"}, spring, "clocks go forward on that Sunday")
}

func TestBeforeTheLaw(t *testing.T) {
	for _, c := range []struct {
		r        labour.Regime
		last, on string
	}{
		{labour.Regime{}, "2016-08-09", "2016-08-10"},
		{labour.Regime{Scope: labour.Performer}, "2016-08-09", "2016-08-10"},
		{labour.Regime{Agreement: labour.Television}, "2017-08-24", "2017-08-25"},
	} {
		for _, ask := range []func(on moteur.Date) error{
			func(on moteur.Date) error { _, err := labour.LimitsOn(c.r, on, false); return err },
			func(on moteur.Date) error { _, err := labour.PremiumsOn(c.r, on); return err },
			func(on moteur.Date) error {
				_, err := labour.Check(c.r, labour.Before{}, []labour.Day{{Date: on, RDV: at(8), End: at(12)}})
				return err
			},
			func(on moteur.Date) error {
				_, err := labour.Count(c.r, labour.Before{}, []labour.Day{{Date: on, RDV: at(8), End: at(12)}})
				return err
			},
		} {
			require.ErrorIs(t, ask(date(c.last)), law.ErrBefore)
			require.NoError(t, ask(date(c.on)))
		}
	}
}

func TestSentences(t *testing.T) {
	cast := labour.Regime{Scope: labour.Performer}
	baby := labour.Regime{Scope: labour.Performer, Child: &labour.Child{Age: 1}}
	for _, c := range []struct {
		r    labour.Regime
		days []labour.Day
		want string
	}{
		{labour.Regime{}, []labour.Day{dayOf("2026-06-02", 7, 20.5, meal(12, 14))},
			"amplitude de 13 h 30 (07:00 – 20:30), 13 h au plus : 0 h 30 de trop"},
		{cast, []labour.Day{dayOf("2026-06-02", 7, 19.5, meal(12, 13.5))},
			"amplitude de 12 h 30 (07:00 – 19:30), au-delà de 12 h : un motif exceptionnel est à noter (retard imprévu, fin de séquence, disponibilité limitée, HMC exceptionnel)"},
		{labour.Regime{}, []labour.Day{dayOf("2026-06-05", 29, 32), dayOf("2026-06-08", 8, 12)},
			"48 h de repos après un dernier jour de la semaine fini après minuit, 10 h précèdent les 48 h du repos hebdomadaire : il manque 10 h"},
		{baby, []labour.Day{dayOf("2026-06-02", 10, 12)}, "1 an, présence de 2 h, 1 h au plus"},
		{labour.Regime{}, []labour.Day{dayOf("2026-06-02", 17, 21), dayOf("2026-06-03", 7, 11)},
			"10 h de repos, il en faut 11 h : il manque 1 h"},
		{labour.Regime{}, []labour.Day{dayOf("2026-06-02", 27, 31), dayOf("2026-06-03", 7, 11)},
			"aucune heure de repos, il en faut 11 h : il manque 11 h"},
	} {
		list, err := labour.Check(c.r, labour.Before{}, c.days)
		require.NoError(t, err)
		var found []string
		for _, f := range list {
			found = append(found, strings.ReplaceAll(f.Message, "\u00a0", " "))
		}
		assert.Contains(t, found, c.want)
	}
	var weeks []labour.Day
	for w := range 12 {
		for d := range 5 {
			weeks = append(weeks, dayOf(date("2026-03-02").AddDays(7*w+d).String(), 8, 18.5, meal(12, 13)))
		}
	}
	list, err := labour.Check(labour.Regime{}, labour.Before{}, weeks)
	require.NoError(t, err)
	require.NotEmpty(t, list)
	assert.Equal(t, "47 h 30 de travail en moyenne sur douze semaines, 46 h au plus", strings.ReplaceAll(list[len(list)-1].Message, "\u00a0", " "))
}
