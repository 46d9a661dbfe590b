package callsheet_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/callsheet"
	"github.com/moteur-film/moteur/schedule/labour"
	"github.com/moteur-film/moteur/schedule/script"
)

// severity is the gravest severity of a rule in the report, 0 when the rule was not found.
func severity(r moteur.Report, rule string) moteur.Severity {
	var s moteur.Severity
	for _, i := range r.Issues {
		if i.Rule == rule && (s == 0 || i.Severity < s) {
			s = i.Severity
		}
	}
	return s
}

func TestChecks(t *testing.T) {
	const none = moteur.Severity(0)
	working := func(s *callsheet.Sheet) *callsheet.CastCall {
		s.Cast = []callsheet.CastCall{{Role: "1", Character: "Anna", Performer: "Lise", Person: "p1", Status: callsheet.Works, Prep: labour.At(8, 0), Dressed: labour.At(8, 45), Ready: labour.At(9, 0), Out: labour.At(17, 0)}}
		s.Scenes = []callsheet.Scene{{ID: "1", Eighths: 4, Roles: []string{"1"}, From: labour.At(9, 0), To: labour.At(11, 0)}}
		s.Meals = callsheet.Meals{Crew: 1, Cast: 1}
		return &s.Cast[0]
	}
	child := func(s *callsheet.Sheet, age int) *callsheet.CastCall {
		k := working(s)
		k.Prep, k.Dressed, k.Ready, k.Out = labour.At(10, 0), labour.At(10, 15), labour.At(10, 30), labour.At(12, 0)
		k.Child = &callsheet.Minor{Child: labour.Child{Age: age, SchoolHolidays: []moteur.Span{{}}}, Guardian: "g"}
		return k
	}
	outside := func(s *callsheet.Sheet, light script.Light, from, to labour.Clock) {
		s.Sun = callsheet.Sun{Dawn: labour.At(5, 20), Rise: labour.At(6, 0), Set: labour.At(22, 0), Dusk: labour.At(22, 40)}
		s.Scenes = []callsheet.Scene{{ID: "1", Place: script.Exterior, Light: light, Eighths: 4, From: from, To: to}}
	}
	yesterday := func(s callsheet.Sheet, at labour.Clock) labour.Moment {
		return labour.Moment{Date: s.Date.AddDays(-1), At: at}
	}
	for _, tc := range []struct {
		name string
		rule string
		want moteur.Severity
		edit func(s *callsheet.Sheet)
	}{
		{"crew rest of eleven hours", "t2.rest.daily", none, func(s *callsheet.Sheet) { s.PreviousWrap = yesterday(*s, labour.At(21, 0)) }},
		{"crew rest one minute short", "t2.rest.daily", moteur.Error, func(s *callsheet.Sheet) { s.PreviousWrap = yesterday(*s, labour.At(21, 1)) }},
		{"rest waived by name", "t2.rest.daily", moteur.Notice, func(s *callsheet.Sheet) {
			s.PreviousWrap = yesterday(*s, labour.At(23, 0))
			s.Written.Waived = map[string]string{"t2.rest.daily": "la directrice de production, repos rendu"}
		}},
		{"span of thirteen hours", "t2.day.span", none, func(s *callsheet.Sheet) { s.Wrap = labour.At(21, 0) }},
		{"span beyond thirteen hours", "t2.day.span", moteur.Error, func(s *callsheet.Sheet) { s.Wrap = labour.At(21, 1) }},
		{"span of an early department", "t2.day.span", moteur.Error, func(s *callsheet.Sheet) {
			s.Wrap = labour.At(20, 0)
			s.Crew = []callsheet.CrewCall{{Department: "régie", Call: labour.At(6, 30)}, {Department: "tous", Call: labour.At(8, 0)}}
		}},
		{"call at seven", "t2.snack.before", none, func(s *callsheet.Sheet) { s.Crew = []callsheet.CrewCall{{Department: "régie", Call: labour.At(7, 0)}} }},
		{"call before seven", "t2.snack.before", moteur.Warning, func(s *callsheet.Sheet) {
			s.Crew = []callsheet.CrewCall{{Department: "régie", Call: labour.At(6, 59)}}
		}},
		{"week of sixty hours", "t2.week.max.shoot", none, func(s *callsheet.Sheet) { s.WeekMinutes = 51 * 60 }},
		{"week beyond sixty hours", "t2.week.max.shoot", moteur.Error, func(s *callsheet.Sheet) { s.WeekMinutes = 51*60 + 1 }},
		{"ten hours of work", "t2.day.over10", none, func(s *callsheet.Sheet) { s.Wrap = labour.At(19, 0) }},
		{"more than ten hours", "t2.day.over10", moteur.Notice, func(s *callsheet.Sheet) { s.Wrap = labour.At(19, 1) }},
		{"evening in June", "t2.night.first8", none, func(s *callsheet.Sheet) {
			s.Call, s.Ready, s.Meal, s.MealEnd, s.Wrap = labour.At(12, 0), labour.At(13, 0), labour.At(19, 0), labour.At(20, 0), labour.At(22, 0)
		}},
		{"night in June", "t2.night.first8", moteur.Notice, func(s *callsheet.Sheet) {
			s.Call, s.Ready, s.Meal, s.MealEnd, s.Wrap = labour.At(12, 0), labour.At(13, 0), labour.At(19, 0), labour.At(20, 0), labour.At(22, 1)
		}},
		{"early morning", "t2.night.first8", moteur.Notice, func(s *callsheet.Sheet) { s.Call = labour.At(5, 59) }},
		{"Sunday", "t2.sunday", moteur.Notice, func(s *callsheet.Sheet) { s.Date = moteur.NewDate(2026, 6, 21) }},
		{"sixth day in Paris", "t2.sixth_day.idf", moteur.Notice, func(s *callsheet.Sheet) { s.ParisRegion, s.DaysThisWeek = true, 5 }},
		{"seventh day", "t2.days.week.region", moteur.Error, func(s *callsheet.Sheet) { s.DaysThisWeek = 6 }},
		{"performer rest of twelve hours", "t3.rest.daily", none, func(s *callsheet.Sheet) { working(s).Previous = yesterday(*s, labour.At(20, 0)) }},
		{"performer rest one minute short", "t3.rest.daily", moteur.Error, func(s *callsheet.Sheet) { working(s).Previous = yesterday(*s, labour.At(20, 1)) }},
		{"eleven hours after a long day", "t3.rest.daily", none, func(s *callsheet.Sheet) {
			k := working(s)
			k.Previous, k.PreviousSpan = yesterday(*s, labour.At(21, 0)), 13*60
		}},
		{"nine hours after a night", "t3.rest.after_night", moteur.Warning, func(s *callsheet.Sheet) { working(s).Previous = yesterday(*s, labour.At(23, 0)) }},
		{"under nine hours after a night", "t3.rest.daily", moteur.Error, func(s *callsheet.Sheet) { working(s).Previous = yesterday(*s, labour.At(23, 1)) }},
		{"performer twelve hours", "t3.span", none, func(s *callsheet.Sheet) { working(s).Out = labour.At(20, 0) }},
		{"performer beyond twelve hours", "t3.span", moteur.Warning, func(s *callsheet.Sheet) { working(s).Out = labour.At(20, 1) }},
		{"performer beyond thirteen hours", "t3.span.exceptional", moteur.Error, func(s *callsheet.Sheet) { working(s).Out = labour.At(21, 1) }},
		{"lunch to the last minute", "t3.meal", none, func(s *callsheet.Sheet) { s.Meal, s.MealEnd = labour.At(13, 30), labour.At(14, 30) }},
		{"lunch too late", "t3.meal", moteur.Error, func(s *callsheet.Sheet) { s.Meal, s.MealEnd = labour.At(13, 31), labour.At(14, 31) }},
		{"eaten after the last take", "t3.meal", none, func(s *callsheet.Sheet) {
			lastTakeAt(s, labour.At(14, 0))
			s.Meal, s.MealEnd = labour.At(14, 0), labour.At(15, 0)
		}},
		{"interrupting the last take", "t3.meal", moteur.Error, func(s *callsheet.Sheet) {
			lastTakeAt(s, labour.At(14, 1))
			s.Meal, s.MealEnd = labour.At(14, 0), labour.At(15, 0)
		}},
		{"no artist to eat", "t3.meal", none, func(s *callsheet.Sheet) {
			lastTakeAt(s, labour.At(17, 0))
			s.Meal, s.MealEnd, s.Cast, s.Scenes[0].Roles = labour.At(17, 0), labour.At(18, 0), nil, nil
		}},
		{"the whole of lunch without one", "t3.meal", moteur.Error, func(s *callsheet.Sheet) {
			lastTakeAt(s, labour.At(17, 0))
			s.Meal, s.MealEnd = labour.At(17, 0), labour.At(18, 0)
		}},
		{"lunch too short", "t3.meal", moteur.Error, func(s *callsheet.Sheet) { s.MealEnd = s.Meal.Add(59) }},
		{"no break", "law.pause", moteur.Error, func(s *callsheet.Sheet) { s.Meal, s.MealEnd = labour.Clock{}, labour.Clock{} }},
		{"continuous day", "t2.continuous_day", none, func(s *callsheet.Sheet) {
			s.Continuous, s.Call, s.Ready, s.Meal, s.MealEnd, s.Wrap = true, labour.At(12, 0), labour.At(13, 0), labour.At(16, 0), labour.At(16, 30), labour.At(20, 0)
		}},
		{"continuous day too early", "t2.continuous_day", moteur.Error, func(s *callsheet.Sheet) {
			s.Continuous, s.Call, s.Ready, s.Meal, s.MealEnd, s.Wrap = true, labour.At(11, 59), labour.At(13, 0), labour.At(16, 0), labour.At(16, 30), labour.At(20, 0)
		}},
		{"continuous day without its break", "t2.continuous_day", moteur.Error, func(s *callsheet.Sheet) {
			s.Continuous, s.Call, s.Ready, s.Meal, s.MealEnd, s.Wrap = true, labour.At(12, 0), labour.At(13, 0), labour.At(16, 0), labour.At(16, 29), labour.At(20, 0)
		}},
		{"continuous day announced the same day", "t3.continuous_day", moteur.Error, func(s *callsheet.Sheet) {
			s.Continuous, s.Call, s.Ready, s.Meal, s.MealEnd, s.Wrap = true, labour.At(12, 0), labour.At(13, 0), labour.At(16, 0), labour.At(16, 30), labour.At(20, 0)
			s.Issued = labour.Moment{Date: s.Date, At: labour.At(7, 0)}
		}},
		{"sheet after the wrap", "t3.callsheet", moteur.Warning, func(s *callsheet.Sheet) {
			s.PreviousWrap, s.Issued = yesterday(*s, labour.At(18, 0)), yesterday(*s, labour.At(18, 1))
		}},
		{"sheet at the wrap", "t3.callsheet", none, func(s *callsheet.Sheet) {
			s.PreviousWrap, s.Issued = yesterday(*s, labour.At(18, 0)), yesterday(*s, labour.At(18, 0))
		}},
		{"child inside the hours", "minor.hours.6_11", none, func(s *callsheet.Sheet) { k := child(s, 8); k.Prep, k.Out = labour.At(9, 0), labour.At(13, 0) }},
		{"child beyond the hours", "minor.hours.6_11", moteur.Error, func(s *callsheet.Sheet) { k := child(s, 8); k.Prep, k.Out = labour.At(9, 0), labour.At(13, 1) }},
		{"child on a school day", "minor.hours.6_11", moteur.Error, func(s *callsheet.Sheet) {
			k := child(s, 8)
			k.Child.SchoolHolidays, k.Prep, k.Out = nil, labour.At(9, 0), labour.At(12, 1)
		}},
		{"child authorised for less", "minor.authorisation", moteur.Error, func(s *callsheet.Sheet) { child(s, 8).Child.MaxMinutes = 60 }},
		{"child on another day", "minor.authorisation", moteur.Error, func(s *callsheet.Sheet) {
			child(s, 8).Child.Authorised = []moteur.Span{{From: s.Date.AddDays(1), To: s.Date.AddDays(9)}}
		}},
		{"child until eight", "minor.night.lt16", none, func(s *callsheet.Sheet) {
			k := child(s, 12)
			k.Prep, k.Dressed, k.Ready, k.Out = labour.At(17, 0), labour.At(17, 0), labour.At(17, 0), labour.At(20, 0)
		}},
		{"child after eight", "minor.night.lt16", moteur.Error, func(s *callsheet.Sheet) {
			k := child(s, 12)
			k.Prep, k.Dressed, k.Ready, k.Out = labour.At(17, 0), labour.At(17, 0), labour.At(17, 0), labour.At(20, 1)
		}},
		{"child of sixteen until ten", "minor.night.16_17", none, func(s *callsheet.Sheet) {
			k := child(s, 16)
			k.Prep, k.Dressed, k.Ready, k.Out = labour.At(17, 0), labour.At(17, 0), labour.At(17, 0), labour.At(22, 0)
		}},
		{"child rest of fourteen hours", "minor.rest.lt16", none, func(s *callsheet.Sheet) { child(s, 12).Previous = yesterday(*s, labour.At(20, 0)) }},
		{"child rest one minute short", "minor.rest.lt16", moteur.Error, func(s *callsheet.Sheet) { child(s, 12).Previous = yesterday(*s, labour.At(20, 1)) }},
		{"child without a guardian", "minor.guardian", moteur.Error, func(s *callsheet.Sheet) { k := child(s, 12); k.Child.Number, k.Child.Guardian = "12", "" }},
		{"a guardian without an authorisation", "minor.authorisation", moteur.Error, func(s *callsheet.Sheet) { child(s, 12) }},
		{"nothing known of the papers", "minor.authorisation", moteur.Warning, func(s *callsheet.Sheet) { child(s, 12).Child.Guardian = "" }},
		{"nor of a guardian", "minor.guardian", moteur.Warning, func(s *callsheet.Sheet) { child(s, 12).Child.Guardian = "" }},
		{"the day before guardians", "minor.guardian", none, func(s *callsheet.Sheet) { s.Date = moteur.NewDate(2024, 5, 31); child(s, 12).Child.Guardian = "" }},
		{"the first day of guardians", "minor.guardian", moteur.Error, func(s *callsheet.Sheet) {
			s.Date = moteur.NewDate(2024, 6, 1)
			k := child(s, 12)
			k.Child.Number, k.Child.Guardian = "12", ""
		}},
		{"DPAE missing", "dpae.window", moteur.Error, func(s *callsheet.Sheet) { k := working(s); k.Status, k.HasDPAE = callsheet.Starts, true }},
		{"DPAE eight days before", "dpae.window", none, func(s *callsheet.Sheet) {
			k := working(s)
			k.Status, k.HasDPAE, k.Declared = callsheet.Starts, true, s.Date.AddDays(-8)
		}},
		{"DPAE nine days before", "dpae.window", moteur.Error, func(s *callsheet.Sheet) {
			k := working(s)
			k.Status, k.HasDPAE, k.Declared = callsheet.Starts, true, s.Date.AddDays(-9)
		}},
		{"DPAE the day after", "dpae.window", moteur.Error, func(s *callsheet.Sheet) {
			k := working(s)
			k.Status, k.HasDPAE, k.Declared = callsheet.Starts, true, s.Date.AddDays(1)
		}},
		{"DPAE of a running engagement", "dpae.window", none, func(s *callsheet.Sheet) { working(s).HasDPAE = true }},
		{"unavailable", "callsheet/unavailable", moteur.Error, func(s *callsheet.Sheet) { working(s).Unavailable = "indisponible" }},
		{"role without a call", "callsheet/role-not-called", moteur.Error, func(s *callsheet.Sheet) { working(s); s.Scenes[0].Roles = []string{"1", "2"} }},
		{"call without a scene", "callsheet/call-without-scene", moteur.Warning, func(s *callsheet.Sheet) { working(s); s.Scenes[0].Roles = nil }},
		{"car too late", "callsheet/order", moteur.Error, func(s *callsheet.Sheet) { k := working(s); k.Pickup, k.Drive = labour.At(7, 31), 30 }},
		{"car just in time", "callsheet/order", none, func(s *callsheet.Sheet) { k := working(s); k.Pickup, k.Drive = labour.At(7, 30), 30 }},
		{"HMC after PAT", "callsheet/order", moteur.Error, func(s *callsheet.Sheet) { working(s).Prep = labour.At(9, 1) }},
		{"hours to come", "callsheet/hour-unknown", moteur.Warning, func(s *callsheet.Sheet) { working(s).Prep = labour.Clock{} }},
		{"wrap before PAT", "callsheet/order", moteur.Error, func(s *callsheet.Sheet) { s.Wrap = s.Ready }},
		{"day in the sun", "callsheet/light", none, func(s *callsheet.Sheet) { outside(s, script.Day, labour.At(6, 0), labour.At(22, 0)) }},
		{"day after sunset", "callsheet/light", moteur.Error, func(s *callsheet.Sheet) { outside(s, script.Day, labour.At(21, 0), labour.At(22, 1)) }},
		{"night in the sun", "callsheet/light", moteur.Error, func(s *callsheet.Sheet) { outside(s, script.Night, labour.At(21, 0), labour.At(23, 0)) }},
		{"night in the twilight", "callsheet/light", moteur.Error, func(s *callsheet.Sheet) { outside(s, script.Night, labour.At(22, 39), labour.At(26, 0)) }},
		{"night after dusk", "callsheet/light", none, func(s *callsheet.Sheet) { outside(s, script.Night, labour.At(22, 40), labour.At(29, 20)) }},
		{"night until after dawn", "callsheet/light", moteur.Error, func(s *callsheet.Sheet) { outside(s, script.Night, labour.At(22, 40), labour.At(29, 21)) }},
		{"night before dawn", "callsheet/light", none, func(s *callsheet.Sheet) { outside(s, script.Evening, labour.At(4, 0), labour.At(5, 20)) }},
		{"night where only the sun is known", "callsheet/light", none, func(s *callsheet.Sheet) {
			outside(s, script.Night, labour.At(22, 0), labour.At(26, 0))
			s.Sun.Dawn, s.Sun.Dusk = labour.Clock{}, labour.Clock{}
		}},
		{"day for night", "callsheet/light", none, func(s *callsheet.Sheet) {
			outside(s, script.Night, labour.At(6, 0), labour.At(22, 0))
			s.Scenes[0].DayForNight = true
		}},
		{"day inside the hours of the plan", "callsheet/light", none, func(s *callsheet.Sheet) {
			outside(s, script.Day, labour.At(8, 0), labour.At(9, 0))
			s.Scenes[0].Lit = []labour.Window{{From: labour.At(8, 0), To: labour.At(9, 0)}}
		}},
		{"day outside the hours of the plan", "callsheet/light", moteur.Error, func(s *callsheet.Sheet) {
			outside(s, script.Day, labour.At(8, 0), labour.At(9, 0))
			s.Scenes[0].Lit = []labour.Window{{From: labour.At(8, 1), To: labour.At(9, 0)}}
		}},
		{"a light that does not come", "callsheet/light", moteur.Error, func(s *callsheet.Sheet) {
			outside(s, script.Day, labour.At(8, 0), labour.At(9, 0))
			s.Scenes[0].Lit = []labour.Window{{}}
		}},
		{"a day already shot", "callsheet/light", moteur.Warning, func(s *callsheet.Sheet) {
			outside(s, script.Night, labour.At(12, 0), labour.At(13, 0))
			s.Settled = true
		}},
		{"dusk at noon", "callsheet/light", moteur.Error, func(s *callsheet.Sheet) { outside(s, script.Dusk, labour.At(12, 0), labour.At(13, 0)) }},
		{"dusk at sunset", "callsheet/light", none, func(s *callsheet.Sheet) { outside(s, script.Dusk, labour.At(21, 30), labour.At(22, 15)) }},
		{"dusk without its twilight", "callsheet/light", none, func(s *callsheet.Sheet) {
			outside(s, script.Dusk, labour.At(21, 30), labour.At(22, 45))
			s.Sun.Dawn, s.Sun.Dusk = labour.Clock{}, labour.Clock{}
		}},
		{"dawn at noon", "callsheet/light", moteur.Error, func(s *callsheet.Sheet) { outside(s, script.Dawn, labour.At(12, 0), labour.At(13, 0)) }},
		{"no coordinates", "callsheet/sun-unknown", moteur.Notice, func(s *callsheet.Sheet) {
			outside(s, script.Day, labour.At(9, 0), labour.At(10, 0))
			s.Sun = callsheet.Sun{}
		}},
		{"outside the permit", "callsheet/permit-hours", moteur.Warning, func(s *callsheet.Sheet) {
			working(s)
			s.Scenes[0].Where, s.Places = "a", []callsheet.Place{{ID: "a", Name: "rue", Opens: labour.At(9, 1), Closes: labour.At(20, 0)}}
		}},
		{"too many trucks", "callsheet/permit-trucks", moteur.Warning, func(s *callsheet.Sheet) {
			s.Places = []callsheet.Place{{ID: "a", Name: "rue", MaxTrucks: 1}}
			s.Written.Rides = []callsheet.Ride{{Driver: "a", Truck: true}, {Driver: "b", Truck: true}}
		}},
		{"place absent", "callsheet/place-unknown", moteur.Error, func(s *callsheet.Sheet) { working(s); s.Scenes[0].Where = "ailleurs" }},
		{"too few seats", "callsheet/seats", moteur.Error, func(s *callsheet.Sheet) {
			s.Rides = []callsheet.Ride{{Driver: "a", Seats: 1, Passengers: []string{"x", "y"}}}
		}},
		{"too few meals", "callsheet/meals", moteur.Error, func(s *callsheet.Sheet) { working(s); s.Meals.Cast = 0 }},
		{"too many menus", "callsheet/meals", moteur.Error, func(s *callsheet.Sheet) { working(s); s.Written.Menus = []callsheet.Menu{{Kind: "v", Count: 9}} }},
		{"no delegate on day three", "t2.delegates", moteur.Warning, func(s *callsheet.Sheet) { s.Day, s.Days, s.Written.Contacts = 3, 9, nil }},
		{"no delegate on day two", "t2.delegates", none, func(s *callsheet.Sheet) { s.Day, s.Days, s.Written.Contacts = 2, 9, nil }},
		{"no VHSS contact", "callsheet/vhss-contact", moteur.Warning, func(s *callsheet.Sheet) { s.Written.Contacts = nil }},
		{"no hospital", "callsheet/hospital", moteur.Warning, func(s *callsheet.Sheet) { s.Written.Hospital = "" }},
		{"before the agreement", "law/before", moteur.Error, func(s *callsheet.Sheet) { s.Date = moteur.NewDate(2010, 1, 1) }},
		{"scene twice", "callsheet/scene-twice", moteur.Error, func(s *callsheet.Sheet) { working(s); s.Scenes = append(s.Scenes, s.Scenes[0]) }},
		{"overlap", "callsheet/overlap", moteur.Error, func(s *callsheet.Sheet) {
			working(s)
			s.Scenes = append(s.Scenes, callsheet.Scene{ID: "2", Eighths: 1, From: labour.At(11, 9), To: labour.At(12, 0), Move: 10})
		}},
		{"extras without a number", "callsheet/extras", moteur.Error, func(s *callsheet.Sheet) { s.Extras = []callsheet.ExtraCall{{Kind: "passants", Call: labour.At(8, 0)}} }},
		{"no date", "callsheet/date", moteur.Error, func(s *callsheet.Sheet) { s.Date = moteur.Date{} }},
	} {
		t.Run(tc.name, func(t *testing.T) {
			s := day("2026-06-16")
			tc.edit(&s)
			r := callsheet.Check(s, callsheet.Settings{})
			require.Equal(t, tc.want, severity(r, tc.rule), "%v", r.Issues)
			for _, i := range r.Issues {
				assert.NotEmpty(t, i.Path, i.Message)
				assert.NotContains(t, i.Message, "%!")
				if len(i.Rule) > 3 && (i.Rule[:3] == "t2." || i.Rule[:3] == "t3." || i.Rule[:3] == "min") {
					assert.NotEmpty(t, i.Source.Text, "%s has no source", i.Rule)
				}
			}
		})
	}
}

func TestQuietSheet(t *testing.T) {
	r := callsheet.Check(day("2026-06-16"), callsheet.Settings{})
	assert.Empty(t, r.Of(moteur.Error))
	assert.Empty(t, r.Of(moteur.Warning), "%v", r.Issues)
}

func TestRestReadings(t *testing.T) {
	s := day("2026-06-16")
	s.Cast = []callsheet.CastCall{{Role: "1", Character: "Anna", Status: callsheet.Works, Pickup: labour.At(7, 0), Prep: labour.At(8, 0), Ready: labour.At(9, 0), Out: labour.At(12, 0), Previous: labour.Moment{Date: s.Date.AddDays(-1), At: labour.At(19, 30)}}}
	assert.False(t, callsheet.Check(s, callsheet.Settings{}).Has("t3.rest.daily"), "until HMC")
	assert.True(t, callsheet.Check(s, callsheet.Settings{RestFromPickup: true}).Has("t3.rest.daily"), "until the car")
	s.WeekMinutes = 40 * 60
	assert.False(t, callsheet.Check(s, callsheet.Settings{}).Has("t2.week.max"))
	assert.True(t, callsheet.Check(s, callsheet.Settings{LegalWeek: true}).Has("t2.week.max"))
}

func TestUnverifiedValuesAreSaid(t *testing.T) {
	s := day("2026-06-16")
	s.Cast = []callsheet.CastCall{{Role: "1", Character: "Lou", Status: callsheet.Works, Prep: labour.At(9, 0), Ready: labour.At(10, 0), Out: labour.At(11, 0), Child: &callsheet.Minor{Child: labour.Child{Age: 8}, Guardian: "g"}}}
	require.NotEmpty(t, callsheet.Check(s, callsheet.Settings{}).Unverified(), "the hours of children are à confirmer")
}

// lastTakeAt gives the day a last scene that ends at a time, and an artist in it from the call on.
func lastTakeAt(s *callsheet.Sheet, end labour.Clock) {
	s.Scenes = append(s.Scenes, callsheet.Scene{ID: "99", Set: "Quai", From: end.Add(-60), To: end, Roles: []string{"1"}})
	s.Cast = []callsheet.CastCall{{Role: "1", Character: "Anna", Status: callsheet.Works, Prep: s.Call, Ready: end.Add(-60), Out: s.Wrap}}
}
