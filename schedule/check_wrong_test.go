package schedule_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/schedule"
	"github.com/moteur-film/moteur/schedule/labour"
	"github.com/moteur-film/moteur/schedule/script"
)

func TestTheRightPlan(t *testing.T) {
	b := right()
	require.NoError(t, schedule.Check(b.p, b.plan).Err())
	b.units()
	require.NoError(t, schedule.Check(b.p, b.plan).Err())
}

func TestWrongPlansScenesAndParts(t *testing.T) {
	look(t, []wrongPlan{
		{"a scene missing", func(b *board) { b.plan.Days = b.plan.Days[:5] }, "schedule/scene-missing", []string{"Séquence 6", "absente"}},
		{"a scene shot twice", func(b *board) {
			b.day(5).Scenes = []string{"5", "7", "3"}
			b.hours(5, "09:00 10:00 12:00 19:30", "10:00", "13:00", "14:00")
		}, "schedule/scene-twice",
			[]string{"Séquence 3", "jour 2", "jour 5"}},
		{"a scene twice on one day", func(b *board) {
			b.day(5).Scenes, b.day(5).Starts, b.day(5).Wrap = []string{"5", "7", "7"}, []labour.Clock{at("10:00"), at("13:00"), at("14:00")}, at("15:30")
		}, "schedule/scene-twice", []string{"Séquence 7"}},
		{"a scene nobody knows", func(b *board) { b.day(5).Scenes[1] = "77" }, "schedule/unknown-scene", []string{`"77"`}},
		{"a day without a scene", func(b *board) { b.plan.Days = append(b.plan.Days, shoots(march(9), "09:00 10:00 13:00 14:30")) }, "schedule/empty-day", nil},
		{"two days on one date", func(b *board) { b.day(6).Date = march(5) }, "schedule/day-twice|schedule/journey", []string{"vendredi 5 mars"}},
		{"a date before the calendar", func(b *board) { b.day(1).Date = march(1).AddDays(-3) }, "schedule/day-date", nil},
		{"a day without a date", func(b *board) { b.day(6).Date = moteur.Date{} }, "schedule/day-date", nil},
		{"parts that lack a minute", func(b *board) { b.day(4).Parts[0].Minutes = 299 }, "schedule/part", []string{"Séquence 4", "599 minutes", "600", "jour 4"}},
		{"parts that lack an eighth", func(b *board) { b.day(4).Parts[0].Eighths = 3 }, "schedule/part", []string{"Séquence 4", "7/8", "1"}},
		{"parts in the wrong order", func(b *board) { b.day(3).Parts, b.day(4).Parts = b.day(4).Parts, b.day(3).Parts }, "schedule/part", []string{"partie 2/2, attendu 1/2"}},
		{"parts of another number", func(b *board) { b.day(3).Parts[0].Of = 3 }, "schedule/part", []string{"partie 1/3, attendu 1/2"}},
		{"a part of a scene of another day", func(b *board) { b.day(5).Parts = []schedule.Part{{Scene: "6", Number: 1, Of: 1, Minutes: 1}} }, "schedule/part", []string{`"6"`}},
		{"a part of no minute", func(b *board) { b.day(4).Parts[0].Minutes, b.day(4).Parts[0].Eighths = 0, 4 }, "schedule/part", []string{"4 (2/2)", "au moins une minute"}},
		{"parts with a day between them", func(b *board) {
			b.day(4).Date, b.day(5).Date = march(5), march(4)
			b.plan.Days[3], b.plan.Days[4] = b.plan.Days[4], b.plan.Days[3]
		}, "schedule/part", []string{"Séquence 4", "jour 3", "d'affilée"}},
		{"only one part shot", func(b *board) { b.plan.Days = append(b.plan.Days[:3], b.plan.Days[4:]...) }, "schedule/part", []string{"300 minutes", "600"}},
		{"a scene to be cut, whole", func(b *board) { b.scene("3").Parts = 2 }, "schedule/part", []string{"Séquence 3", "2 parties", "entière"}},
		{"a scene in two of three parts", func(b *board) { b.scene("4").Parts = 3 }, "schedule/part", []string{"2 parties, 3 sont demandées"}},
		{"a scene in parts by need alone", func(b *board) { b.scene("4").Parts = 0 }, "", nil},
		{"a scene in parts that fits a day", func(b *board) {
			b.scene("4").Parts, b.scene("4").Minutes = 0, 480
			b.day(3).Parts[0].Minutes, b.day(4).Parts[0].Minutes = 240, 240
		}, "schedule/part", []string{"Séquence 4", "coupée en 2", "entière"}},
		{"a scene a minute too long for a day", func(b *board) {
			b.scene("4").Parts, b.scene("4").Minutes = 0, 481
			b.day(3).Parts[0].Minutes, b.day(4).Parts[0].Minutes = 240, 241
		}, "", nil},
		{"a scene longer than the day", func(b *board) {
			b.scene("3").Minutes, b.scene("3").Roles = 481, nil
			b.hours(2, "10:00 11:00 13:00 20:31", "11:00")
		}, "schedule/capacity-minutes", []string{"481 minutes", "480"}},
		{"a scene as long as the day", func(b *board) {
			b.scene("3").Minutes, b.scene("3").Roles = 480, nil
			b.hours(2, "10:00 11:00 13:00 20:30", "11:00")
		}, "", nil},
		{"more pages than a day holds", func(b *board) { b.p.Shape.Eighths = 15 }, "schedule/capacity-eighths", []string{"jour 1", "2 pages"}},
		{"pages of the parts, not of the scene", func(b *board) {
			b.p.Shape.Eighths, b.scene("4").Eighths = 16, 32
			b.day(3).Parts[0].Eighths, b.day(4).Parts[0].Eighths = 16, 16
		}, "", nil},
		{"too many moves", func(b *board) {
			b.p.Shape.MaxMoves, b.p.Shape.Moves = 1, nil
			b.scene("7").Location = "port"
			b.scene("6").Location = "bar"
			b.scene("6").Place, b.scene("7").Place = script.Interior, script.Interior
			b.day(5).Scenes, b.plan.Days = []string{"5", "7", "6"}, b.plan.Days[:5]
			b.hours(5, "09:00 10:00 12:00 18:10", "10:00", "13:20", "14:40")
		}, "schedule/max-moves", []string{"2 déplacements, 1 au plus"}},
	})
}

func TestWrongPlansHours(t *testing.T) {
	look(t, []wrongPlan{
		{"ready before the preparation", func(b *board) { b.day(2).Ready = at("10:59") }, "schedule/hours", []string{"prêt à tourner à 10:59", "60 minutes", "10:00"}},
		{"a wrap before the work is done", func(b *board) { b.day(2).Wrap = at("17:29") }, "schedule/hours", []string{"17:29", "17:30", "mardi 2 mars"}},
		{"a wrap before the break is over", func(b *board) { b.hours(6, "09:00 10:00 13:30 14:59", "10:00") }, "schedule/hours", []string{"14:59", "15:00"}},
		{"no hours", func(b *board) { b.day(6).Call, b.day(6).Wrap, b.day(6).Starts = labour.Clock{}, labour.Clock{}, nil }, "schedule/hours", []string{"jour 6", "manquent"}},
		{"a beginning for one scene of two", func(b *board) { b.day(5).Starts = b.day(5).Starts[:1] }, "schedule/starts", []string{"1 heures de début pour 2"}},
		{"a beginning unknown", func(b *board) { b.day(5).Starts[1] = labour.Clock{} }, "schedule/starts", []string{"séquence 7", "pas d'heure"}},
		{"a beginning before the crew is ready", func(b *board) { b.day(6).Starts[0] = at("09:59") }, "schedule/starts", []string{"séquence 6", "09:59", "10:00"}},
		{"two scenes at once", func(b *board) { b.scene("5").Minutes = 60; b.day(5).Starts[1] = at("10:59") }, "schedule/starts", []string{"séquence 7", "10:59", "11:00"}},
		{"waiting is allowed", func(b *board) { b.day(6).Starts[0] = at("10:30"); b.day(6).Wrap = at("15:00") }, "", nil},
		{"no room for the break", func(b *board) { b.day(5).Starts[1] = at("12:59") }, "schedule/starts", []string{"séquence 7", "pause de 12:00 (60 minutes)", "13:00"}},
		{"no room for the way", func(b *board) {
			b.scene("7").Location = "port"
			b.day(5).Starts[1] = at("13:19")
			b.day(5).Wrap = at("14:50")
		}, "schedule/starts", []string{"séquence 7", "13:19", "13:20", "20 minutes de route"}},
		{"room for the way and the break", func(b *board) {
			b.scene("7").Location = "port"
			b.day(5).Starts[1] = at("13:20")
			b.day(5).Wrap = at("14:50")
		}, "", nil},
		{"hours that follow each other without being told", func(b *board) {
			for i := range b.plan.Days {
				if i > 0 {
					b.plan.Days[i].Starts = nil
				}
			}
		}, "", nil},
		{"nights that wait for nobody", func(b *board) { b.day(1).Starts = nil }, "schedule/light", []string{"séquence 2", "17:00", "19:05"}},
		{"a half day of half the capacity", func(b *board) {
			b.p.Forms = []schedule.DayForm{{Kind: schedule.HalfDay, Span: moteur.Span{From: march(5), To: march(5)}}}
			b.scene("7").Minutes = 121
			b.hours(5, "09:00 10:00 12:00 15:31", "10:00", "13:00")
		}, "schedule/capacity-minutes", []string{"241 minutes", "240"}},
		{"a half day of more than six hours", func(b *board) {
			b.p.Forms = []schedule.DayForm{{Kind: schedule.HalfDay, Span: moteur.Span{From: march(5), To: march(5)}}}
			b.day(5).Wrap = at("16:01")
		}, "schedule/form", []string{"6 h 01", "demi-journée", "vendredi 5 mars"}},
		{"a half day of six hours", func(b *board) {
			b.p.Forms = []schedule.DayForm{{Kind: schedule.HalfDay, Span: moteur.Span{From: march(5), To: march(5)}}}
			b.day(5).Wrap = at("16:00")
		}, "", nil},
		{"a day of ten hours and a minute", func(b *board) {
			b.p.Forms = []schedule.DayForm{{Kind: schedule.TenHourDay, Span: moteur.Span{From: march(5), To: march(5)}}}
			b.day(5).Wrap = at("20:01")
		}, "schedule/form", []string{"10 h 01", "dix heures"}},
		{"a form of the next day", func(b *board) {
			b.p.Forms = []schedule.DayForm{{Kind: schedule.HalfDay, Span: moteur.Span{From: march(6), To: march(9)}}}
			b.day(5).Wrap = at("16:01")
		}, "", nil},
		{"a split day: three hours between the scenes", func(b *board) {
			b.p.Forms = []schedule.DayForm{{Kind: schedule.SplitDay, Span: moteur.Span{From: march(5), To: march(5)}}}
			b.hours(5, "09:00 10:00 12:00 16:30", "10:00", "15:00")
		}, "", nil},
		{"a split day cut short", func(b *board) {
			b.p.Forms = []schedule.DayForm{{Kind: schedule.SplitDay, Span: moteur.Span{From: march(5), To: march(5)}}}
			b.hours(5, "09:00 10:00 12:00 16:30", "10:00", "14:59")
		}, "schedule/starts", []string{"14:59", "15:00", "180 minutes"}},
		{"a day announced as a night", func(b *board) { b.day(6).Night = true }, "schedule/night", []string{"annoncé comme nuit"}},
	})
}

// and makes an edit of two.
func and(edits ...func(b *board)) func(b *board) {
	return func(b *board) {
		for _, e := range edits {
			e(b)
		}
	}
}

func span(from, to moteur.Date) []moteur.Span { return []moteur.Span{{From: from, To: to}} }

func TestWrongPlansPlaces(t *testing.T) {
	look(t, []wrongPlan{
		{"a place not open yet", func(b *board) { b.place("bar").Opens = at("10:01") }, "schedule/location-hours", []string{"séquence 5", "10:00", "10:01", "Le bar"}},
		{"a place open at that minute", func(b *board) { b.place("bar").Opens = at("10:00") }, "", nil},
		{"a place already closed", func(b *board) { b.place("bar").Closes = at("16:59") }, "schedule/location-hours", []string{"séquence 3", "17:00", "16:59"}},
		{"a place closed whatever the agreement", func(b *board) { b.place("bar").Closes, b.p.Rules.Agreement = at("16:59"), schedule.NoLaw }, "schedule/location-hours", nil},
		{"a supermarket of the night", func(b *board) { b.place("bar").Opens, b.place("bar").Closes = at("21:00"), at("30:00") }, "schedule/location-hours", []string{"séquence 3", "séquence 5"}},
		{"the same, closing in the morning", func(b *board) { b.place("bar").Opens, b.place("bar").Closes = at("21:00"), at("06:00") }, "schedule/location-hours",
			[]string{"séquence 3", "séquence 5", "de 21:00 à 06:00 (+1)"}},
		{"a place that is not free", func(b *board) { b.place("phare").Windows = span(march(9), march(12)) }, "schedule/location-window", []string{"Le phare", "séquence 6"}},
		{"the last day of its period", func(b *board) { b.place("phare").Windows = span(march(1), march(8)) }, "", nil},
		{"no room for the building", func(b *board) {
			b.place("phare").Windows, b.place("phare").PrepDays, b.place("phare").RigDays = span(march(6), march(12)), 1, 2
		}, "schedule/location-window", []string{"3 jours"}},
		{"room for the building", func(b *board) {
			b.place("phare").Windows, b.place("phare").PrepDays, b.place("phare").RigDays = span(march(5), march(12)), 1, 2
		}, "", nil},
		{"no room to strike", func(b *board) { b.place("phare").Windows, b.place("phare").StrikeDays = span(march(1), march(9)), 2 }, "schedule/location-window", []string{"2 jours"}},
		{"room to strike", func(b *board) { b.place("phare").Windows, b.place("phare").StrikeDays = span(march(1), march(10)), 2 }, "", nil},
		{"a place that closes on Sundays", func(b *board) {
			b.day(6).Date, b.p.Calendar.On = march(7), []moteur.Date{march(7)}
		}, "schedule/location-sunday", []string{"Le phare", "séquence 6", "dimanche 7 mars"}},
		{"a place with a holiday of its own", func(b *board) {
			b.place("phare").Region = "FR-57"
			b.day(6).Date = march(26) // Good Friday in Moselle
		}, "schedule/location-holiday", []string{"Le phare", "Vendredi saint", "26 mars"}},
		{"a country with a holiday of its own", func(b *board) {
			b.place("phare").Region, b.place("phare").Country = "DE-BY", "DE"
			b.day(6).Date = march(26)
		}, "schedule/location-holiday", []string{"Le phare"}},
		{"that holiday worked", func(b *board) {
			b.place("phare").Region, b.p.Calendar.On = "FR-57", []moteur.Date{march(26)}
			b.day(6).Date = march(26)
		}, "", nil},
		{"the day after that holiday", func(b *board) { b.place("phare").Region = "FR-57"; b.day(6).Date = march(30) }, "", nil},
		{"days in a row with another place between", func(b *board) { b.place("bar").Contiguous = true }, "schedule/contiguous", []string{"Le bar", "2 jours ouvrés", "séquence 5"}},
		{"days in a row over a weekend", func(b *board) {
			b.place("phare").Contiguous = true
			b.scene("7").Location = "phare"
			b.day(5).Scenes = []string{"5"}
			b.plan.Days = append(b.plan.Days, shoots(march(9), "09:00 10:00 12:00 13:30", "7 10:00"))
			b.hours(5, "09:00 10:00 12:00 13:30", "10:00")
			b.day(7).Number = 7
		}, "", nil},
		{"a return to a place left for good", func(b *board) { b.place("bar").NoReturn = true }, "schedule/no-return", []string{"Le bar", "jour 5", "jour 2", "séquence 5"}},
		{"a return on one day", func(b *board) { b.thereAndBack() }, "", nil},
		{"a return on one day to a place left for good", func(b *board) { b.thereAndBack(); b.place("port").NoReturn = true }, "schedule/no-return",
			[]string{"jour 1, lundi 1er mars 2027 : retour à Le port (séquence 2), quitté le même jour"}},
		{"a place left for good at noon, and seen again the day after", func(b *board) { b.left(3, "4 09:00", "7 15:20") }, "schedule/no-return",
			[]string{"jour 4", "retour à Le port (séquence 4 (2/2)), quitté avant la fin du jour 3"}},
		{"a place left for good in the evening, and come back to at noon", func(b *board) { b.left(4, "7 09:00", "4 10:20") }, "schedule/no-return",
			[]string{"jour 4", "Le port (séquence 4 (2/2)), où la journée ne commence pas"}},
		{"a place left for good that a day comes to", func(b *board) { b.left(3, "7 09:00", "4 10:20") }, "", nil},
		{"a place left for good that a day leaves", func(b *board) { b.left(4, "4 09:00", "7 15:20") }, "", nil},
		{"a place left for good and not seen again", func(b *board) { b.place("phare").NoReturn = true }, "", nil},
		{"a place nobody in a wheelchair can reach", func(b *board) { b.role("TOM").Access = true; b.place("port").Accessible = true }, "schedule/access",
			[]string{"Tom", "Le bar", "séquence 3"}},
		{"a place that can be reached", func(b *board) { b.role("LOU").Access = true; b.place("bar").Accessible = true }, "", nil},
		{"a member of the crew in a place out of reach", func(b *board) {
			b.p.Crew.Members = []schedule.Member{{Name: "Ana", Access: true}}
			b.place("port").Accessible, b.place("bar").Accessible = true, true
		}, "schedule/access", []string{"Ana", "Le phare", "séquence 6"}},
		{"gear that is not free", func(b *board) {
			b.scene("3").Needs = []string{"grue"}
			b.p.Equipment[0].Windows = span(march(3), march(9))
		}, "schedule/equipment-window",
			[]string{"Grue", "séquence 3"}},
		{"no cover set after the first day", func(b *board) { b.p.Shape.KeepCover, b.scene("3").Cover = true, true }, "schedule/cover", []string{"séquence 6", "séquence 4", "mercredi 3 mars"}},
		{"a cover set on each day", func(b *board) {
			b.p.Shape.KeepCover = true
			b.scene("7").Cover, b.day(5).Scenes, b.day(6).Scenes = true, []string{"5"}, []string{"6", "7"}
			b.scene("7").Location, b.scene("7").Roles = "phare", nil
			b.hours(5, "09:00 10:00 12:00 13:30", "10:00")
			b.hours(6, "09:00 10:00 13:00 15:30", "10:00", "14:00")
		}, "", nil},
		{"a cover set whose actor is away", func(b *board) {
			b.p.Shape.KeepCover = true
			b.scene("7").Cover, b.day(5).Scenes, b.day(6).Scenes = true, []string{"5"}, []string{"6", "7"}
			b.scene("7").Location = "phare"
			b.role("TOM").Busy = span(march(1), march(1))
			b.hours(5, "09:00 10:00 12:00 13:30", "10:00")
			b.hours(6, "09:00 10:00 13:00 15:30", "10:00", "14:00")
		}, "schedule/cover", []string{"lundi 1er mars"}},
	})
}

func TestWrongPlansPeople(t *testing.T) {
	look(t, []wrongPlan{
		{"a performer who is not free", func(b *board) { b.role("LOU").Free = span(march(1), march(4)) }, "schedule/role-unavailable", []string{"Lou", "séquence 5"}},
		{"a performer who is busy", func(b *board) { b.role("LOU").Busy = span(march(5), march(5)) }, "schedule/role-unavailable", []string{"Lou"}},
		{"a performer on option", func(b *board) {
			b.role("LOU").Free, b.role("LOU").Options = span(march(1), march(4)), []schedule.RoleOption{{Span: span(march(5), march(5))[0]}}
		}, "", nil},
		{"a performer busy on an option", func(b *board) {
			b.role("LOU").Options, b.role("LOU").Busy = []schedule.RoleOption{{Span: span(march(5), march(5))[0]}}, span(march(5), march(5))
		}, "schedule/role-unavailable", []string{"Lou"}},
		{"no day to travel", func(b *board) { b.role("LOU").TravelDays, b.role("LOU").Busy = 1, span(march(6), march(6)) }, "schedule/role-unavailable", []string{"Lou"}},
		{"the other role is not free", func(b *board) {
			b.role("NORA").Performer, b.role("TOM").Performer = "p", "p"
			b.role("TOM").Busy = span(march(8), march(8))
		}, "schedule/role-unavailable", []string{"Nora et Tom", "séquence 6"}},
		{"too many days", func(b *board) { b.role("TOM").MaxDays = 3 }, "schedule/role-max-days", []string{"Tom", "4 jours", "3 au plus"}},
		{"too many days in two roles", func(b *board) {
			b.role("NORA").Performer, b.role("TOM").Performer, b.role("NORA").MaxDays = "p", "p", 5
		}, "schedule/role-max-days", []string{"Nora et Tom", "6 jours", "5 au plus"}},
		{"days in a row", func(b *board) { b.role("TOM").RestAfter = 3 }, "schedule/role-rest", []string{"Tom", "4 jours de suite"}},
		{"as many days in a row as allowed", func(b *board) { b.role("TOM").RestAfter = 4 }, "", nil},
		{"there before the own hours", func(b *board) { b.role("NORA").From, b.role("NORA").Before = at("09:01"), 60 }, "schedule/role-hours", []string{"Nora", "09:00", "09:01", "séquences 6"}},
		{"on stage in the evening", func(b *board) { b.role("NORA").Until = at("21:59") }, "schedule/role-hours", []string{"Nora", "22:00", "21:59", "lundi 1er mars"}},
		{"the way to the theatre", func(b *board) { b.role("NORA").Until, b.role("NORA").After, b.scene("3").Roles = at("22:29"), 30, nil }, "schedule/role-hours", []string{"22:30"}},
		{"time enough for the theatre", func(b *board) { b.role("NORA").Until, b.role("NORA").After, b.scene("3").Roles = at("22:30"), 30, nil }, "", nil},
		{"needed for the first hour alone", func(b *board) { b.role("NORA").Until = at("21:00"); b.scene("2").Present = map[string]int{"NORA": 60} }, "", nil},
		{"needed for a minute too long", func(b *board) { b.role("NORA").Until = at("21:00"); b.scene("2").Present = map[string]int{"NORA": 61} }, "schedule/role-hours", []string{"21:01"}},
		{"a long presence", func(b *board) { b.role("NORA").MaxMinutes = 479 }, "schedule/role-presence", []string{"Nora", "14:00", "22:00", "8 h", "7 h 59"}},
		{"a presence as long as allowed", func(b *board) { b.role("NORA").MaxMinutes = 480 }, "", nil},
		{"a short turnaround", func(b *board) { b.role("NORA").Turnaround = 781 }, "schedule/role-turnaround", []string{"Nora", "13 h", "13 h 01", "22:00"}},
		{"a turnaround as long as asked", func(b *board) { b.role("NORA").Turnaround = 780 }, "", nil},
		{"own hours without the law", func(b *board) { b.role("NORA").Until, b.p.Rules.Agreement = at("21:59"), schedule.NoLaw }, "schedule/role-hours", nil},
		{"a long preparation eats the rest", func(b *board) { b.role("NORA").Before = 61 }, "schedule/exceptional-hours", []string{"Nora", "mardi 2 mars"}},
		{"a preparation that leaves the rest", func(b *board) { b.role("NORA").Before = 60 }, "", nil},
		{"a child too long there", func(b *board) { b.role("LOU").Child.MaxMinutes = 164 }, "minor.authorisation", []string{"Lou", "2 h 45", "2 h 44"}},
		{"a child as long as authorised", func(b *board) { b.role("LOU").Child.MaxMinutes = 165 }, "", nil},
		{"a child needed for a part of the scene", func(b *board) { b.role("LOU").Child.MaxMinutes, b.scene("5").Present = 105, map[string]int{"LOU": 60} }, "", nil},
		{"a child too late", func(b *board) { b.role("LOU").Child.Latest = at("12:14") }, "minor.authorisation", []string{"Lou", "12:15", "12:14"}},
		{"a child too early", func(b *board) { b.role("LOU").Child.Earliest = at("09:31") }, "minor.authorisation", []string{"Lou", "09:30", "09:31"}},
		{"a child outside the authorisation", func(b *board) { b.role("LOU").Child.Authorised = span(march(1), march(4)) }, "minor.authorisation", []string{"Lou", "autorisation"}},
		{"sixteen, outside the authorisation", func(b *board) {
			b.role("LOU").Child.Birth, b.role("LOU").Child.Age = moteur.Date{}, 16
			b.role("LOU").Child.Authorised = span(march(1), march(4))
		}, "minor.authorisation", []string{"Lou", "autorisation"}},
		{"a child by night", func(b *board) {
			b.scene("2").Roles = []string{"LOU"}
			b.role("LOU").Child.MaxMinutes = 480
		}, "minor.night.lt16", []string{"Lou", "22:15", "20:00"}},
		{"a child in two roles", func(b *board) {
			b.role("TOM").Performer, b.role("LOU").Performer, b.role("TOM").Child = "p", "p", b.role("LOU").Child
			b.role("LOU").DayRate = b.role("TOM").DayRate
		}, "minor.authorisation|minor.rest.weekly", []string{"Tom et Lou", "mercredi 3 mars"}},
		{"the shooting time of a child without the law", func(b *board) { b.role("LOU").Child.MaxMinutes, b.p.Rules.Agreement = 119, schedule.NoLaw }, "schedule/child", []string{"120 minutes, 119"}},
		{"a short day of a member of the crew", func(b *board) { b.p.Crew.Members = []schedule.Member{{Name: "Ana", MaxMinutes: 569}} }, "schedule/member-hours",
			[]string{"Ana", "9 h 30", "9 h 29", "lundi 1er mars"}},
		{"a day short enough", func(b *board) { b.p.Crew.Members = []schedule.Member{{Name: "Ana", MaxMinutes: 570}} }, "", nil},
		{"a member who comes early", func(b *board) { b.p.Crew.Members = []schedule.Member{{Name: "Ana", Before: 31}} }, "t2.rest.daily", []string{"10 h 59", "mardi 2 mars"}},
		{"a member who comes half an hour early", func(b *board) { b.p.Crew.Members = []schedule.Member{{Name: "Ana", Before: 30}} }, "", nil},
	})
}

// While nothing is known of a child's papers they are to be got: told once, with the date; the tables hold meanwhile.
func TestPapersToGet(t *testing.T) {
	b := right()
	b.role("LOU").Child.MaxMinutes = 0
	b.scene("7").Roles = []string{"LOU"}
	var told []string
	for _, i := range schedule.Check(b.p, b.plan).Issues {
		if i.Rule == "minor.authorisation" {
			told = append(told, i.Message)
			assert.Equal(t, moteur.Warning, i.Severity)
		}
	}
	require.Len(t, told, 1)
	assert.Contains(t, told[0], "Lou")
	assert.Contains(t, told[0], "à obtenir avant le 5 mars 2027")
	b.hours(5, "14:00 15:00 17:00 20:45", "15:00", "19:00")
	assert.True(t, slices.ContainsFunc(schedule.Check(b.p, b.plan).Of(moteur.Error), func(i moteur.Issue) bool { return i.Rule == "minor.night.lt16" }))
}

// A session of the crew stands between its call and its preparation; one that misses, is short or late is told.
func TestTrainings(t *testing.T) {
	session := func(date moteur.Date, minutes int) []schedule.Training {
		return []schedule.Training{{Date: date, Minutes: minutes}}
	}
	look(t, []wrongPlan{
		{"no time for the session", func(b *board) { b.p.Trainings = session(march(5), 150) }, "schedule/hours", []string{"210 minutes", "dont 150 de formation VHSS"}},
		{"a minute short", func(b *board) {
			b.p.Trainings = session(march(5), 150)
			b.hours(5, "06:31 10:00 12:00 14:30", "10:00", "13:00")
		}, "schedule/hours", nil},
		{"time for it", func(b *board) {
			b.p.Trainings = session(march(5), 150)
			b.hours(5, "06:30 10:00 12:00 14:30", "10:00", "13:00")
		}, "", nil},
		{"another unit's", func(b *board) {
			b.units()
			b.p.Trainings = session(march(5), 150)
			b.p.Trainings[0].Unit = "B"
		}, "", nil},
		{"the span counts it", func(b *board) {
			b.p.Trainings = session(march(5), 150)
			b.p.Trainings[0].Minutes = 480
			b.hours(5, "01:00 10:00 12:00 14:30", "10:00", "13:00")
		}, "t2.day.span|t2.rest.daily|t3.rest.daily|t2.day.max.exceptional|law.pause|schedule/exceptional-hours", nil},
	})
	for _, c := range []struct {
		name      string
		trainings []schedule.Training
		words     string
	}{
		{"none", nil, "aucune n'est prévue, 2 h 30 au plus tard le 16 mars 2027"},
		{"too short", session(march(1), 149), "2 h 29, il en faut 2 h 30"},
		{"too late", session(march(17), 150), "le 17 mars 2027, au plus tard le 16 mars 2027 (15 jours"},
		{"on the last day", session(march(16), 150), ""},
		{"before the shoot", session(march(1).AddDays(-3), 150), ""},
	} {
		b := right()
		b.p.Trainings = c.trainings
		told := ""
		for _, i := range schedule.Check(b.p, b.plan).Of(moteur.Warning) {
			if i.Rule == "vhss.training.onsite" {
				told = strings.ReplaceAll(i.Message, "\u00a0", " ")
			}
		}
		if assert.Contains(t, told, c.words, c.name); c.words == "" {
			assert.Empty(t, told, c.name)
		}
	}
	b := right()
	b.p.Trainings = session(march(9), 150)
	assert.True(t, schedule.Check(b.p, b.plan).Has("schedule/training"), "nobody shoots on that day")
}

// The step of the calls divides an hour.
func TestStepOfTheCalls(t *testing.T) {
	b := right()
	for _, step := range []int{-5, 7, 45, 61, 120} {
		_, err := schedule.Solve(context.Background(), b.p, schedule.Settings{Moves: 1, Step: step})
		assert.ErrorContains(t, err, "diviseur d'une heure", step)
	}
	for _, step := range []int{0, 5, 60} {
		_, err := schedule.Solve(context.Background(), b.p, schedule.Settings{Moves: 1, Step: step})
		assert.NoError(t, err, step)
	}
}

func TestWrongPlansUnits(t *testing.T) {
	second := func(edit func(b *board)) func(b *board) { return and((*board).units, edit) }
	look(t, []wrongPlan{
		{"two units, nothing in common", second(func(*board) {}), "", nil},
		{"a unit nobody knows", second(func(b *board) { b.day(6).Unit = "C" }), "schedule/unknown-unit", []string{`"C"`}},
		{"a scene of the other unit", second(func(b *board) { b.scene("6").Unit = "B" }), "schedule/unit", []string{"Séquence 6", "équipe B"}},
		{"a reserved unit", second(func(b *board) { b.p.Units[1].Reserved = true }), "schedule/unit", []string{"Séquence 8", "équipe B"}},
		{"a performer in two units at once", second(func(b *board) {
			b.scene("8").Roles = []string{"NORA"}
			b.hours(7, "13:00 14:00 19:00 20:30", "14:30")
		}), "schedule/role-twice", []string{"Nora", "équipe A", "équipe B", "14:30", "15:30"}},
		{"a performer in two roles in two units at once", second(func(b *board) {
			b.scene("8").Roles, b.role("NORA").Performer, b.role("TOM").Performer = []string{"TOM"}, "p", "p"
			b.hours(7, "13:00 14:00 19:00 20:30", "14:30")
		}), "schedule/role-twice", []string{"Nora et Tom"}},
		{"a performer with time to go", second(func(b *board) { b.scene("8").Roles = []string{"NORA"}; b.hours(7, "11:40 12:40 14:00 15:30", "12:40") }), "", nil},
		{"a performer without the time to go", second(func(b *board) { b.scene("8").Roles = []string{"NORA"}; b.hours(7, "11:41 12:41 14:00 15:30", "12:41") }), "schedule/role-twice",
			[]string{"13:41", "14:00", "20 minutes de route"}},
		{"a performer whose two halves make a day too long", second(func(b *board) { b.scene("8").Roles = []string{"NORA"} }), "schedule/exceptional-hours", []string{"Nora", "lundi 1er mars"}},
		{"gear in two units", second(func(b *board) { b.scene("8").Needs, b.scene("1").Needs = []string{"grue"}, []string{"grue"} }), "schedule/equipment-twice",
			[]string{"Grue", "2 équipes", "1 exemplaire"}},
		{"gear in two copies", second(func(b *board) {
			b.scene("8").Needs, b.scene("1").Needs, b.p.Equipment[0].Copies = []string{"grue"}, []string{"grue"}, 2
		}), "", nil},
		{"parts in two units", second(func(b *board) { b.day(4).Unit = "B" }), "schedule/part", []string{"Séquence 4", "une même équipe"}},
		{"rental of the place of both: no return", second(func(b *board) { b.place("bar").NoReturn = true }), "schedule/no-return", []string{"Le bar"}},
	})
}

func TestWrongPlansRestAndJourneys(t *testing.T) {
	saturday := func(b *board) { // a Saturday until half past five of the Sunday, then a Monday at eight
		b.p.Calendar.WorkDays, b.p.Roles = 6, b.p.Roles[:1]
		s := *b.scene("2")
		s.Minutes = 300
		b.p.Scenes = []schedule.Scene{s, *b.scene("3")}
		b.p.Scenes[1].Roles = nil
		d := shoots(march(6), "19:00 20:00 24:00 29:30", "2 20:00")
		d.Night = true
		days := []schedule.Day{}
		for k := range 5 { // the week before the night: no rest of 35 hours in it
			s := *b.scene("3")
			s.ID, s.Roles = string(rune('a'+k)), nil
			b.p.Scenes = append(b.p.Scenes, s)
			days = append(days, shoots(march(1+k), "08:00 09:00 12:00 15:30", s.ID+" 09:00"))
		}
		b.plan = numbered(append(days, d, shoots(march(8), "08:00 09:00 12:00 15:30", "3 09:00"))...)
		b.p.Scenes[0].Roles = nil
	}
	weekend := func(place string) func(b *board) { // a Saturday until half past eight, then a Monday at nine in a place
		return func(b *board) {
			b.p.Scenes[0].Place, b.p.Scenes[1].Location, b.day(6).Night = script.Interior, place, false
			b.hours(6, "13:00 14:00 19:00 20:30", "14:00")
			b.hours(7, "09:00 10:00 12:00 16:30", "10:00")
		}
	}
	look(t, []wrongPlan{
		{"a minute less than the rest of the crew", func(b *board) { b.p.Shape.Late = 31 }, "t2.rest.daily", []string{"10 h 59", "11 h", "mardi 2 mars"}},
		{"the rest of the crew", func(b *board) { b.p.Shape.Late = 30 }, "", nil},
		{"a minute less than the rest of the artists", func(b *board) { b.hours(2, "09:59 10:59 13:00 17:30", "11:00") }, "schedule/exceptional-hours", []string{"Nora"}},
		{"a night of Saturday, a Monday at eight", saturday, "law.rest.weekly|t2.lastday.after24h", []string{"26 h 30", "35 h"}},
		{"a Saturday, a Monday at eight in Île-de-France", func(b *board) {
			b.p.Calendar.WorkDays, b.p.Rules.ParisRegion = 6, true
			b.day(5).Date = march(6)
			b.hours(6, "08:00 09:00 12:00 13:30", "09:00")
			b.scene("6").Location, b.scene("6").Place = "port", script.Exterior
		}, "t2.rest.weekly.idf", []string{"41 h 30", "48 h"}},
		{"a journey the night before", func(b *board) { b.day(6).Date = march(6); b.p.Calendar.WorkDays = 6 }, "", nil},
		{"no rest after a journey", func(b *board) {
			b.p.Calendar.WorkDays = 6
			b.day(6).Date = march(6)
			b.hours(6, "07:29 08:29 11:30 13:00", "08:30")
		}, "schedule/journey", []string{"Paris", "Brest", "5 h", "10 h 59", "11 h", "14:30", "07:29"}},
		{"the rest after a journey", func(b *board) {
			b.p.Calendar.WorkDays = 6
			b.day(6).Date = march(6)
			b.hours(6, "07:30 08:30 11:30 13:00", "08:30")
		}, "", nil},
		{"eleven hours of road before a morning", func(b *board) {
			b.p.Calendar.WorkDays, b.p.Shape.Moves[0].Minutes = 6, 660
			b.day(5).Wrap, b.day(6).Date = at("17:30"), march(6)
			b.hours(6, "08:00 09:00 12:00 13:30", "09:00")
		}, "schedule/journey", []string{"11 h", "17:30", "08:00"}},
		{"a journey in nobody's hours", func(b *board) {
			b.p.Calendar.WorkDays, b.p.Shape.Moves[0].Minutes = 6, 420
			b.day(5).Wrap, b.day(6).Date = at("15:01"), march(6)
			b.hours(6, "12:00 13:00 17:00 19:00", "13:00")
		}, "schedule/journey", []string{"7 h", "15:01", "12:00", "13 h"}},
		{"a journey in the hours of the evening", func(b *board) {
			b.p.Calendar.WorkDays, b.p.Shape.Moves[0].Minutes = 6, 420
			b.day(5).Wrap, b.day(6).Date = at("15:00"), march(6)
			b.hours(6, "12:00 13:00 17:00 19:00", "13:00")
		}, "", nil},
		{"a journey for a performer of both days", func(b *board) {
			b.p.Calendar.WorkDays = 6
			b.scene("7").Roles, b.day(6).Date = []string{"NORA"}, march(6)
			b.hours(6, "07:59 08:59 12:00 13:30", "09:00")
		}, "schedule/journey", []string{"Nora", "11 h 59", "12 h"}},
		{"a way of two hours asks for no rest after it", func(b *board) {
			b.p.Calendar.WorkDays, b.p.Shape.Moves[0].Minutes = 6, 120
			b.day(5).Wrap, b.day(6).Date = at("19:00"), march(6)
			b.hours(6, "08:00 09:00 12:00 14:00", "09:00")
		}, "", nil},
		{"a way of two hours is no rest", func(b *board) {
			b.p.Calendar.WorkDays, b.p.Shape.Moves[0].Minutes = 6, 120
			b.day(5).Wrap, b.day(6).Date = at("19:00"), march(6)
			b.hours(6, "07:59 08:59 12:00 13:59", "08:59")
		}, "schedule/journey", []string{"trajet de Paris à Brest de 2 h", "10 h 59", "11 h"}},
		{"a way of an hour in nobody's hours", func(b *board) {
			b.p.Calendar.WorkDays, b.p.Shape.Moves[0].Minutes = 6, 60
			b.day(5).Call, b.day(5).Wrap, b.day(6).Date = at("08:00"), at("20:01"), march(6)
			b.hours(6, "10:00 11:00 15:00 22:01", "11:00")
		}, "schedule/journey", []string{"trajet", "1 h", "20:01", "10:00", "13 h"}},
		{"a way of two hours and a minute", func(b *board) {
			b.p.Calendar.WorkDays, b.p.Shape.Moves[0].Minutes = 6, 121
			b.day(5).Wrap, b.day(6).Date = at("19:59"), march(6)
			b.hours(6, "07:30 08:30 12:00 13:30", "08:30")
		}, "schedule/journey", []string{"2 h 01"}},
		{"a journey taken from the rest of the week", and(saturday, weekend("phare")), "law.rest.weekly", []string{"30 h 30", "35 h", "lundi 8 mars"}},
		{"a journey with a day of its own in the weekend of Île-de-France", func(b *board) {
			b.p.Rules.ParisRegion = true
			b.day(5).Wrap = at("17:01")
			b.hours(6, "09:00 10:00 13:00 19:00", "10:00")
		}, "t2.rest.weekly.idf", []string{"47 h 59", "48 h"}},
		{"the same a minute later", func(b *board) {
			b.p.Rules.ParisRegion = true
			b.day(5).Wrap = at("17:01")
			b.hours(6, "09:01 10:01 13:00 19:00", "10:01")
		}, "", nil},
		{"the same rest without a journey", and(saturday, weekend("port")), "", nil},
		{"a span of thirteen hours and a minute", func(b *board) { b.scene("5").Roles, b.scene("7").Roles = nil, nil; b.day(5).Wrap = at("22:01") }, "t2.day.span|t2.day.max.exceptional",
			[]string{"13 h 01", "vendredi 5 mars"}},
	})
}

func TestWrongPlansCalendarAndOrder(t *testing.T) {
	look(t, []wrongPlan{
		{"a Saturday of a week of five days", func(b *board) { b.day(5).Date = march(6) }, "schedule/day-off", []string{"samedi"}},
		{"a week from Tuesday to Saturday", func(b *board) {
			b.p.Calendar.FirstDay = 2
			for i, d := range []int{2, 3, 4, 5, 6, 9} {
				b.day(i + 1).Date = march(d)
			}
		}, "", nil},
		{"the Monday of that week", func(b *board) { b.p.Calendar.FirstDay = 2 }, "schedule/day-off", []string{"lundi", "mardi à samedi"}},
		{"a Sunday", func(b *board) { b.day(6).Date, b.place("phare").SundaysOK = march(7), true }, "schedule/day-off", []string{"dimanche 7 mars"}},
		{"a Sunday allowed", func(b *board) {
			b.day(6).Date, b.place("phare").SundaysOK, b.p.Calendar.On = march(7), true, []moteur.Date{march(7)}
		}, "", nil},
		{"a day off", func(b *board) { b.p.Calendar.Off = []moteur.Date{march(8)} }, "schedule/day-off", []string{"jour chômé"}},
		{"Easter Monday", func(b *board) { b.day(6).Date = march(29) }, "schedule/day-off", []string{"férié"}},
		{"after the last day", func(b *board) { b.p.Calendar.Last = march(5) }, "schedule/after-last", []string{"5 mars"}},
		{"too many days", func(b *board) { b.p.Calendar.MaxDays = 5 }, "schedule/max-days", []string{"6 jours", "5 au plus"}},
		{"a day after a night", func(b *board) {
			b.p.Shape.NoDayAfterNight = true
			b.day(1).Scenes, b.day(6).Scenes = []string{"2"}, []string{"6", "1"}
			b.hours(1, "13:00 14:00 19:00 22:30", "20:00")
			b.day(1).Night = true
			b.scene("1").Location = "phare"
			b.hours(6, "09:00 10:00 13:00 17:30", "10:00", "14:00")
		}, "schedule/day-after-night", []string{"mardi 2 mars"}},
		{"day and night kept apart", func(b *board) { b.p.Shape.Separate = true }, "schedule/light-mix", []string{"lundi 1er mars"}},
		{"a raccord broken", func(b *board) { b.p.Precedences = []schedule.Precedence{{Before: "5", After: "3", Reason: "barbe"}} }, "schedule/precedence",
			[]string{"Séquence 5", "séquence 3", "barbe"}},
		{"a raccord a day too short", func(b *board) { b.p.Precedences = []schedule.Precedence{{Before: "3", After: "5", GapDays: 4}} }, "schedule/precedence", []string{"4 jours"}},
		{"a raccord of three days", func(b *board) { b.p.Precedences = []schedule.Precedence{{Before: "3", After: "5", GapDays: 3}} }, "", nil},
		{"a raccord after the last part", func(b *board) { b.p.Precedences = []schedule.Precedence{{Before: "4", After: "5", GapDays: 2}} }, "schedule/precedence", []string{"jour 4"}},
		{"a raccord on one day, backwards", func(b *board) { b.p.Precedences = []schedule.Precedence{{Before: "7", After: "5", SameDay: true}} }, "schedule/precedence", []string{"séquence 7", "séquence 5"}},
		{"a scene off its pin", func(b *board) { b.p.Pins = []schedule.Pin{{Scene: "6", Span: span(march(1), march(5))[0]}} }, "schedule/pin", []string{"Séquence 6", "8 mars"}},
		{"the second part off the pin: the training within its days", func(b *board) { b.p.Pins = []schedule.Pin{{Scene: "4", Span: span(march(1), march(3))[0]}} }, "schedule/pin",
			[]string{"4 (2/2)"}},
	})
}
