package schedule_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/schedule"
	"github.com/moteur-film/moteur/schedule/labour"
	"github.com/moteur-film/moteur/schedule/script"
)

// wrong is a value of a problem that Check refuses or tells.
type wrong struct {
	name     string
	spoil    func(p *schedule.Problem)
	severity moteur.Severity
	path     string
	rule     string
	words    string
}

// whole is a problem in which nothing is wrong.
func whole() schedule.Problem {
	p := oneADay(3)
	p.Locations = append(p.Locations, schedule.Location{ID: "phare", Name: "Le phare", Base: "pointe", Country: "FR", Region: "FR-BRE"})
	p.Locations[0].LatMilli, p.Locations[0].LonMilli = 48_000, -4_000
	p.Locations[1].LatMilli, p.Locations[1].LonMilli = 48_100, -4_100
	p.Scenes[1].Location = "phare"
	p.Roles = append(p.Roles, schedule.Role{ID: "LOU", Name: "Lou", DayRate: euros(300), Child: &labour.Child{Age: 11, SchoolZone: "A"}})
	p.Equipment = []schedule.Equipment{{ID: "grue", Name: "Grue"}}
	p.Scenes[2].Needs = []string{"grue"}
	p.Units = []schedule.Unit{{ID: "A"}, {ID: "B"}}
	return p
}

func backwards() []moteur.Span { return []moteur.Span{{From: thursday, To: monday}} }

// check runs the wrong values, one problem each.
func check(t *testing.T, list []wrong) {
	require.Empty(t, whole().Check().Issues)
	for _, c := range list {
		t.Run(c.name, func(t *testing.T) {
			p := whole()
			c.spoil(&p)
			r := p.Check()
			found := false
			for _, i := range r.Issues {
				if i.Rule == c.rule && i.Path == c.path {
					found = true
					assert.Equal(t, c.severity, i.Severity)
					assert.Contains(t, strings.ReplaceAll(i.Message, "\u00a0", " "), c.words)
				}
			}
			require.True(t, found, "%s at %s is not among %v", c.rule, c.path, r.Issues)
		})
	}
}

func TestWrongScenesAndOrder(t *testing.T) {
	check(t, []wrong{
		{"a place misspelt", func(p *schedule.Problem) { p.Scenes[0].Location = "porte" }, moteur.Error, "scenes[0].location",
			"schedule/unknown-location", `lieu "porte" inconnu ; valeurs acceptées : port, phare`},
		{"a role misspelt", func(p *schedule.Problem) { p.Scenes[0].Roles = []string{"NORRA"} }, moteur.Error, "scenes[0].roles",
			"schedule/unknown-role", `rôle "NORRA" inconnu ; valeurs acceptées : NORA, LOU`},
		{"a light misspelt", func(p *schedule.Problem) { p.Scenes[0].Light = "JOURR" }, moteur.Error, "scenes[0].light", "schedule/unknown-light",
			"valeurs acceptées les plus proches : "},
		{"a unit misspelt", func(p *schedule.Problem) { p.Scenes[0].Unit = "C" }, moteur.Error, "scenes[0].unit", "schedule/unknown-unit",
			`équipe "C" inconnue ; valeurs acceptées : A, B`},
		{"parts below zero", func(p *schedule.Problem) { p.Scenes[0].Parts = -1 }, moteur.Error, "scenes[0].parts", "schedule/parts", "2 à 12 parties, pas -1"},
		{"forty parts", func(p *schedule.Problem) { p.Scenes[0].Parts = 40 }, moteur.Error, "scenes[0].parts", "schedule/parts", "pas 40"},
		{"parts of two minutes", func(p *schedule.Problem) { p.Scenes[0].Minutes, p.Scenes[0].Parts = 20, 10 }, moteur.Error, "scenes[0].parts",
			"schedule/parts", "20 minutes de tournage ne se coupent pas en 10 parties"},
		{"present without being there", func(p *schedule.Problem) { p.Scenes[0].Present = map[string]int{"LOU": 30} }, moteur.Error,
			`scenes[0].present["LOU"]`, "schedule/present", `"LOU" a des minutes de présence sans être de la séquence ; valeurs acceptées : NORA`},
		{"present longer than the scene", func(p *schedule.Problem) { p.Scenes[0].Present = map[string]int{"NORA": 401} }, moteur.Error,
			`scenes[0].present["NORA"]`, "schedule/present", "de 1 à 400 minutes"},
		{"a day for night by day", func(p *schedule.Problem) { p.Scenes[0].DayForNight = true }, moteur.Warning, "scenes[0].day_for_night",
			"schedule/day-for-night", "une nuit américaine est une séquence de nuit"},
		{"before itself", func(p *schedule.Problem) { p.Precedences = []schedule.Precedence{{Before: "1", After: "1"}} }, moteur.Error, "precedences[0]",
			"schedule/precedence-self", "La séquence 1 ne peut se tourner avant elle-même."},
		{"a circle", func(p *schedule.Problem) {
			p.Precedences = []schedule.Precedence{{Before: "1", After: "2"}, {Before: "2", After: "3"}, {Before: "3", After: "1", SameDay: true}}
		}, moteur.Error, "precedences[0]", "schedule/precedence-circle", "Les raccords tournent en rond : 1 avant 2, 2 avant 3, 3 avant 1."},
		{"a circle behind a tail", func(p *schedule.Problem) {
			p.Precedences = []schedule.Precedence{{Before: "1", After: "2"}, {Before: "2", After: "3"}, {Before: "3", After: "2"}}
		}, moteur.Error, "precedences[1]", "schedule/precedence-circle", "2 avant 3, 3 avant 2."},
		{"a raccord of nothing", func(p *schedule.Problem) { p.Precedences = []schedule.Precedence{{Before: "1", After: "12"}} }, moteur.Error,
			"precedences[0].after", "schedule/unknown-scene", `séquence "12" inconnue ; valeurs acceptées : 1`},
		{"a pin backwards", func(p *schedule.Problem) { p.Pins = []schedule.Pin{{Scene: "1", Span: backwards()[0]}} }, moteur.Error, "pins[0].span",
			"schedule/span", "Séquence 1 fixée : la période du 10 juin 2027 au 7 juin 2027 finit avant de commencer."},
		{"two pins apart", func(p *schedule.Problem) {
			p.Pins = []schedule.Pin{{Scene: "1", Span: on(monday)}, {Scene: "1", Span: on(thursday)}}
		}, moteur.Error, "pins[1].span", "schedule/pin-twice", "aucune date commune"},
		{"a pin of nothing", func(p *schedule.Problem) { p.Pins = []schedule.Pin{{Scene: "9", Span: on(monday)}} }, moteur.Error, "pins[0].scene",
			"schedule/unknown-scene", `"9" inconnue`},
	})
}

func TestWrongPeople(t *testing.T) {
	role := func(change func(o *schedule.Role)) func(p *schedule.Problem) {
		return func(p *schedule.Problem) { change(&p.Roles[0]) }
	}
	child := func(change func(c *labour.Child)) func(p *schedule.Problem) {
		return func(p *schedule.Problem) { change(p.Roles[1].Child) }
	}
	check(t, []wrong{
		{"free backwards", role(func(o *schedule.Role) { o.Free = backwards() }), moteur.Error, "roles[0].free[0]", "schedule/span", "Rôle NORA : la période"},
		{"busy backwards", role(func(o *schedule.Role) { o.Busy = backwards() }), moteur.Error, "roles[0].busy[0]", "schedule/span", "finit avant de commencer"},
		{"an option backwards", role(func(o *schedule.Role) { o.Options = []schedule.RoleOption{{Span: backwards()[0]}} }), moteur.Error,
			"roles[0].options[0].span", "schedule/span", "Rôle NORA, option"},
		{"an option without dates", role(func(o *schedule.Role) { o.Options = []schedule.RoleOption{{}} }), moteur.Error, "roles[0].options[0].span",
			"schedule/span", "option sans dates"},
		{"authorised backwards", child(func(c *labour.Child) { c.Authorised = backwards() }), moteur.Error, "roles[1].child.authorised[0]", "schedule/span",
			"Rôle LOU, autorisation individuelle"},
		{"school holidays backwards", child(func(c *labour.Child) { c.SchoolHolidays = backwards() }), moteur.Error, "roles[1].child.school_holidays[0]",
			"schedule/span", "vacances scolaires"},
		{"a child's hours backwards", child(func(c *labour.Child) { c.Earliest, c.Latest = labour.At(18, 0), labour.At(9, 0) }), moteur.Error,
			"roles[1].child.latest", "schedule/hours", "n'est pas après"},
		{"a child made up for a day", child(func(c *labour.Child) { c.Before = 800 }), moteur.Error, "roles[1].child.before", "schedule/count", "de 0 à 720 minutes, pas 800"},
		{"a child born after the first day", child(func(c *labour.Child) { c.Age, c.Birth = 0, moteur.NewDate(2030, 2, 1) }), moteur.Error,
			"roles[1].child.birth", "schedule/child-age", "né le 1er février 2030, après le premier jour"},
		{"a child of twenty-seven", child(func(c *labour.Child) { c.Age, c.Birth = 0, moteur.NewDate(2000, 1, 1) }), moteur.Warning,
			"roles[1].child.birth", "schedule/child-age", "27 ans"},
		{"a night after midnight", child(func(c *labour.Child) { c.NightUntil = labour.At(26, 0) }), moteur.Error, "roles[1].child.night_until",
			"labour/child-hours", "au-delà de 24:00"},
		{"an authorisation until two", child(func(c *labour.Child) { c.Latest = labour.At(26, 0) }), moteur.Error, "roles[1].child.latest",
			"labour/child-hours", "au-delà de 24:00"},
		{"a child there for three days", child(func(c *labour.Child) { c.MaxMinutes = 5000 }), moteur.Error, "roles[1].child.max_minutes",
			"schedule/count", "pas 5000"},
		{"a way told twice", func(p *schedule.Problem) {
			p.Shape.Moves = []schedule.Move{{From: "port", To: "pointe", Minutes: 30}, {From: "port", To: "pointe", Minutes: 300}}
		}, moteur.Error, "shape.moves[1]", "schedule/move", "dit deux fois, déjà dans shape.moves[0]"},
		{"a way back that is another", func(p *schedule.Problem) {
			p.Shape.Moves = []schedule.Move{{From: "port", To: "pointe", Minutes: 30}, {From: "pointe", To: "port", Minutes: 300}}
		}, moteur.Error, "shape.moves[1]", "schedule/move", "dans les deux sens"},
		{"no school zone", child(func(c *labour.Child) { c.SchoolZone = "" }), moteur.Notice, "roles[1].child.school_zone", "schedule/school-zone",
			"sans zone scolaire, chaque jour est compté comme un jour d'école"},
		{"an unknown school zone", child(func(c *labour.Child) { c.SchoolZone = "D" }), moteur.Error, "roles[1].child.school_zone", "schedule/school-zone",
			`zone scolaire "D" inconnue ; valeurs acceptées les plus proches : `},
		{"hours backwards", role(func(o *schedule.Role) { o.From, o.Until = labour.At(20, 0), labour.At(1, 0) }), moteur.Error, "roles[0].until",
			"schedule/hours", "après minuit, une heure s'écrit 25:00"},
		{"no time for a take", role(func(o *schedule.Role) { o.From, o.Until, o.Before = labour.At(10, 0), labour.At(12, 0), 120 }), moteur.Error,
			"roles[0].before", "schedule/hours", "120 minutes de présence ne laissent aucune prise"},
		{"a preparation below zero", role(func(o *schedule.Role) { o.Before = -1 }), moteur.Error, "roles[0].before", "schedule/count", "pas -1"},
		{"a turnaround of three days", role(func(o *schedule.Role) { o.Turnaround = 72 * 60 }), moteur.Error, "roles[0].turnaround", "schedule/count", "pas 4320"},
		{"a presence of two days", role(func(o *schedule.Role) { o.MaxMinutes = 2880 }), moteur.Error, "roles[0].max_minutes", "schedule/count", "pas 2880"},
		{"weeks without their rate", role(func(o *schedule.Role) { o.Weeks = 2 }), moteur.Error, "roles[0].weeks", "schedule/weeks",
			"2 semaines garanties sans tarif de la semaine"},
		{"weeks below zero", role(func(o *schedule.Role) { o.Weeks, o.WeekRate = -2, euros(1000) }), moteur.Error, "roles[0].weeks", "schedule/count", "pas -2"},
		{"paid days below zero", role(func(o *schedule.Role) { o.Paid = []schedule.PaidDays{{Label: "Essayages", Days: -1}} }), moteur.Error,
			"roles[0].paid[0].days", "schedule/count", "Essayages : de 1 à"},
		{"paid days of nothing", role(func(o *schedule.Role) { o.Paid = []schedule.PaidDays{{Days: 1}} }), moteur.Error, "roles[0].paid[0].label",
			"schedule/no-label", "jours payés sans libellé"},
		{"more guaranteed than shot", role(func(o *schedule.Role) { o.MinDays, o.MaxDays = 5, 3 }), moteur.Warning, "roles[0].min_days", "schedule/min-days",
			"5 jours sont garantis, et 3 au plus tournés"},
		{"two engagements of one performer", func(p *schedule.Problem) {
			p.Roles[1].Child = nil
			p.Roles[0].Performer, p.Roles[1].Performer = "anna", "anna"
		}, moteur.Warning, "roles[1]", "schedule/performer-terms", "Nora et Lou sont joués par anna, dont l'engagement diffère d'un rôle à l'autre (tarif de la journée) : celui de Nora compte."},
		{"a performer child in one role only", func(p *schedule.Problem) {
			p.Roles[1].DayRate = p.Roles[0].DayRate
			p.Roles[0].Performer, p.Roles[1].Performer = "anna", "anna"
		}, moteur.Error, "roles[1].child", "schedule/performer-terms", "enfant dans un rôle et pas dans l'autre"},
		{"a member without a name", func(p *schedule.Problem) { p.Crew.Members = []schedule.Member{{Access: true}} }, moteur.Error, "crew.members[0].name",
			"schedule/no-id", "sans nom"},
		{"a member twice", func(p *schedule.Problem) { p.Crew.Members = []schedule.Member{{Name: "Ali"}, {Name: "Ali"}} }, moteur.Error, "crew.members[1].name",
			"schedule/duplicate-id", "Ali"},
		{"a member's preparation as long as the day", func(p *schedule.Problem) {
			p.Crew.Members = []schedule.Member{{Name: "Ali", Before: 300, MaxMinutes: 300}}
		}, moteur.Error, "crew.members[0].before", "schedule/hours", "ne laissent rien"},
		{"idle days free and paid", func(p *schedule.Problem) { p.Crew.IdleFree, p.Crew.IdleRate = true, euros(500) }, moteur.Error, "crew.idle_free",
			"schedule/idle", "gratuit ou coûte 500,00 €"},
	})
}

func TestWrongPlacesAndMeans(t *testing.T) {
	place := func(change func(l *schedule.Location)) func(p *schedule.Problem) {
		return func(p *schedule.Problem) { change(&p.Locations[1]) }
	}
	means := func(change func(e *schedule.Equipment)) func(p *schedule.Problem) {
		return func(p *schedule.Problem) { change(&p.Equipment[0]) }
	}
	check(t, []wrong{
		{"an unknown region", place(func(l *schedule.Location) { l.Region = "FR-BZH" }), moteur.Error, "locations[1].region", "schedule/unknown-region",
			`région "FR-BZH" inconnue (ISO 3166-2, ou code de pays) ; valeurs acceptées les plus proches : `},
		{"a region by its name", place(func(l *schedule.Location) { l.Region = "Bretagne" }), moteur.Error, "locations[1].region",
			"schedule/unknown-region", "FR-BRE (Bretagne)"},
		{"an unknown country", place(func(l *schedule.Location) { l.Country = "France" }), moteur.Error, "locations[1].country", "schedule/unknown-country", "FR (France)"},
		{"a window backwards", place(func(l *schedule.Location) { l.Windows = backwards() }), moteur.Error, "locations[1].windows[0]", "schedule/span",
			"Lieu phare : la période"},
		{"no day left to shoot", place(func(l *schedule.Location) {
			l.Windows, l.PrepDays, l.RigDays, l.StrikeDays = []moteur.Span{on(monday, thursday)}, 2, 1, 1
		}), moteur.Error, "locations[1].windows[0]", "schedule/short-window", "4 jours), et 4 jours de construction"},
		{"one window of two is too short", place(func(l *schedule.Location) {
			l.Windows, l.PrepDays = []moteur.Span{on(monday), on(monday, thursday)}, 1
		}), moteur.Warning, "locations[1].windows[0]", "schedule/short-window", "il n'en reste aucun pour tourner"},
		{"a shop of the night", place(func(l *schedule.Location) { l.Opens, l.Closes = labour.At(21, 0), labour.At(6, 0) }), moteur.Notice, "locations[1].closes",
			"schedule/hours", "jusqu'au matin du lendemain (30:00)"},
		{"a morning backwards", place(func(l *schedule.Location) { l.Opens, l.Closes = labour.At(11, 59), labour.At(6, 0) }), moteur.Error, "locations[1].closes",
			"schedule/hours", "06:00 n'est pas après 11:59"},
		{"hours backwards", place(func(l *schedule.Location) { l.Opens, l.Closes = labour.At(21, 0), labour.At(12, 0) }), moteur.Error, "locations[1].closes",
			"schedule/hours", "après minuit, une heure s'écrit 25:00"},
		{"a block below zero", place(func(l *schedule.Location) { l.Block = -5 }), moteur.Error, "locations[1].block", "schedule/count", "Lieu phare : de 0 à"},
		{"a year of rigging", place(func(l *schedule.Location) { l.RigDays = 365 }), moteur.Error, "locations[1].rig_days", "schedule/count", "de 0 à 120 jours, pas 365"},
		{"days to strike below zero", place(func(l *schedule.Location) { l.StrikeDays = -1 }), moteur.Error, "locations[1].strike_days", "schedule/count", "pas -1"},
		{"least days below zero", place(func(l *schedule.Location) { l.MinDays = -1 }), moteur.Error, "locations[1].min_days", "schedule/count", "pas -1"},
		{"a base off the globe", func(p *schedule.Problem) { p.Home.LatMilli = 91_000 }, moteur.Error, "home.lat_milli", "schedule/coordinates", "Base du film"},
		{"a way to nowhere", func(p *schedule.Problem) { p.Shape.Moves = []schedule.Move{{From: "port", To: "poite"}} }, moteur.Error,
			"shape.moves[0].to", "schedule/unknown-base", `base "poite" inconnue ; valeurs acceptées : pointe, port`},
		{"a way to itself", func(p *schedule.Problem) { p.Shape.Moves = []schedule.Move{{From: "port", To: "port"}} }, moteur.Error, "shape.moves[0].to",
			"schedule/move", `Le trajet de "port" y arrive`},
		{"no copies", means(func(e *schedule.Equipment) { e.Copies = -1 }), moteur.Error, "equipment[0].copies", "schedule/count", "exemplaires, pas -1"},
		{"a rental backwards", means(func(e *schedule.Equipment) { e.Windows = backwards() }), moteur.Error, "equipment[0].windows[0]", "schedule/span", "Matériel grue"},
		{"days of preparation below zero", means(func(e *schedule.Equipment) { e.PrepDays = -1 }), moteur.Error, "equipment[0].prep_days", "schedule/count", "pas -1"},
		{"days of way below zero", means(func(e *schedule.Equipment) { e.TravelDays = -1 }), moteur.Error, "equipment[0].travel_days", "schedule/count", "pas -1"},
		{"no cover set to keep", func(p *schedule.Problem) { p.Shape.KeepCover = true }, moteur.Error, "shape.keep_cover", "schedule/no-cover",
			"aucune séquence ne peut en servir"},
		{"a journey below zero", func(p *schedule.Problem) { p.Shape.Journey = -1 }, moteur.Error, "shape.journey", "schedule/minutes", "-1"},
		{"a wish below zero", func(p *schedule.Problem) { p.Wishes.LateStart = euros(-1) }, moteur.Error, "wishes.late_start", "schedule/amount", "négatif"},
	})
}

func TestWrongDatesAndLight(t *testing.T) {
	check(t, []wrong{
		{"a week that begins on an eighth day", func(p *schedule.Problem) { p.Calendar.FirstDay = 8 }, moteur.Error, "calendar.first_day",
			"schedule/first-day", "de 1 (lundi) à 7 (dimanche), pas 8"},
		{"a day off before the shoot", func(p *schedule.Problem) { p.Calendar.Off = []moteur.Date{monday.AddDays(-1)} }, moteur.Notice, "calendar.off[0]",
			"schedule/calendar-date", "Le 6 juin 2027, jour chômé, est hors du calendrier"},
		{"a day allowed after the shoot", func(p *schedule.Problem) {
			p.Calendar.Last, p.Calendar.On = thursday, []moteur.Date{sunday}
		}, moteur.Notice, "calendar.on[0]", "schedule/calendar-date", "Le 13 juin 2027, jour permis, est hors du calendrier"},
		{"a day off and allowed", func(p *schedule.Problem) {
			p.Calendar.Off, p.Calendar.On = []moteur.Date{sunday}, []moteur.Date{sunday}
		}, moteur.Warning, "calendar.on[0]", "schedule/calendar-date", "à la fois chômé et permis"},
		{"an unknown zone", func(p *schedule.Problem) { p.Calendar.Zone = "FR-99" }, moteur.Error, "calendar.zone", "schedule/zone", "FR-99"},
		{"a margin of a day", func(p *schedule.Problem) { p.Light.Day = 1440 }, moteur.Error, "light.day", "schedule/count", "de 0 à 180 minutes, pas 1440"},
		{"a margin below zero", func(p *schedule.Problem) { p.Light.DuskBefore = -1 }, moteur.Error, "light.dusk_before", "schedule/count", "pas -1"},
		{"a place without coordinates", func(p *schedule.Problem) { p.Locations[1].LatMilli, p.Locations[1].LonMilli = 0, 0 }, moteur.Notice,
			"locations[1].lat_milli", "schedule/light-place", "Le phare n'a pas de coordonnées : son soleil est celui de Le port."},
		{"the sun of the film's base", func(p *schedule.Problem) {
			p.Home = schedule.Position{LatMilli: 48_850, LonMilli: 2_350}
			p.Locations[1].LatMilli, p.Locations[1].LonMilli = 0, 0
		}, moteur.Notice, "locations[1].lat_milli", "schedule/light-place", "celui de la base du film"},
		{"no coordinates anywhere", func(p *schedule.Problem) {
			for i := range p.Locations {
				p.Locations[i].LatMilli, p.Locations[i].LonMilli = 0, 0
			}
		}, moteur.Warning, "locations", "schedule/light-unknown", "Aucun lieu n'a de coordonnées"},
		{"an unknown form", func(p *schedule.Problem) { p.Forms = []schedule.DayForm{{Kind: "halff"}} }, moteur.Error, "forms[0].kind",
			"schedule/unknown-form", `"halff" inconnue ; valeurs acceptées les plus proches : half`},
		{"a form backwards", func(p *schedule.Problem) {
			p.Forms = []schedule.DayForm{{Kind: schedule.HalfDay, Span: backwards()[0]}}
		}, moteur.Error,
			"forms[0].span", "schedule/span", "Forme de journée : demi-journée"},
		{"two forms on one day", func(p *schedule.Problem) {
			p.Forms = []schedule.DayForm{{Kind: schedule.HalfDay, Span: on(monday, thursday)}, {Kind: schedule.SplitDay, Span: on(thursday), Unit: "A"}}
		}, moteur.Error, "forms[1].span", "schedule/form-overlap", "Deux formes de journée pour les mêmes dates"},
		{"a session without a date", func(p *schedule.Problem) { p.Trainings = []schedule.Training{{Minutes: 150}} }, moteur.Error, "trainings[0].date",
			"schedule/training", "la date manque"},
		{"a session of no minute", func(p *schedule.Problem) { p.Trainings = []schedule.Training{{Date: monday}} }, moteur.Error, "trainings[0].minutes",
			"schedule/count", "Formation VHSS : de 1 à 720 minutes"},
		{"a session of an unknown unit", func(p *schedule.Problem) { p.Trainings = []schedule.Training{{Date: monday, Minutes: 150, Unit: "Z"}} }, moteur.Error,
			"trainings[0].unit", "schedule/unknown-unit", `"Z" inconnue`},
		{"a form of an unknown unit", func(p *schedule.Problem) { p.Forms = []schedule.DayForm{{Kind: schedule.HalfDay, Unit: "Z"}} }, moteur.Error,
			"forms[0].unit", "schedule/unknown-unit", `"Z" inconnue`},
		{"a pause of a half day", func(p *schedule.Problem) { p.Forms = []schedule.DayForm{{Kind: schedule.HalfDay, Pause: 60}} }, moteur.Warning,
			"forms[0].pause", "schedule/form-pause", "celle-ci n'est pas lue"},
		{"a pause of a day", func(p *schedule.Problem) { p.Forms = []schedule.DayForm{{Kind: schedule.SplitDay, Pause: 1440}} }, moteur.Error,
			"forms[0].pause", "schedule/count", "pas 1440"},
	})
}

func TestWrongPast(t *testing.T) {
	frozen := func(change func(d *schedule.Day)) func(p *schedule.Problem) {
		return func(p *schedule.Problem) {
			d := schedule.Day{Number: 1, Date: monday, Unit: "A", Scenes: []string{"1"}}
			change(&d)
			p.Frozen = []schedule.Day{d}
		}
	}
	part := func(is schedule.Part) func(p *schedule.Problem) {
		return frozen(func(d *schedule.Day) { d.Parts = []schedule.Part{is} })
	}
	check(t, []wrong{
		{"no date", frozen(func(d *schedule.Day) { d.Date = moteur.Date{} }), moteur.Error, "frozen[0].date", "schedule/frozen-date", "sans date"},
		{"ten years ago", frozen(func(d *schedule.Day) { d.Date = monday.AddMonths(-120) }), moteur.Error, "frozen[0].date", "schedule/frozen-date",
			"à plus de trois ans du premier jour"},
		{"an unknown unit", frozen(func(d *schedule.Day) { d.Unit = "Z" }), moteur.Error, "frozen[0].unit", "schedule/unknown-unit", `"Z"`},
		{"no scene", frozen(func(d *schedule.Day) { d.Scenes = nil }), moteur.Error, "frozen[0].scenes", "schedule/empty-day", "sans séquence"},
		{"an unknown scene", frozen(func(d *schedule.Day) { d.Scenes = []string{"9"} }), moteur.Error, "frozen[0].scenes", "schedule/unknown-scene", `"9" inconnue`},
		{"one hour for two scenes", frozen(func(d *schedule.Day) {
			d.Scenes, d.Starts = []string{"1", "2"}, []labour.Clock{labour.At(9, 0)}
		}), moteur.Error, "frozen[0].starts", "schedule/starts", "1 heures pour 2 séquences"},
		{"without its hours", frozen(func(d *schedule.Day) {}), moteur.Warning, "frozen[0].wrap", "schedule/frozen-hours", "sans ses heures"},
		{"without its wrap", frozen(func(d *schedule.Day) { d.Call, d.Ready = labour.At(8, 0), labour.At(9, 0) }), moteur.Warning, "frozen[0].wrap",
			"schedule/frozen-hours", "Journée figée du"},
		{"a wrap before the call", frozen(func(d *schedule.Day) { d.Call, d.Wrap = labour.At(9, 0), labour.At(8, 0) }), moteur.Error, "frozen[0].wrap",
			"schedule/hours", "n'est pas après"},
		{"a part of nothing", part(schedule.Part{Scene: "9", Number: 1, Of: 2}), moteur.Error, "frozen[0].parts[0].scene", "schedule/unknown-scene", `"9"`},
		{"a part of another day", part(schedule.Part{Scene: "2", Number: 1, Of: 2, Minutes: 10}), moteur.Error, "frozen[0].parts[0].scene", "schedule/part",
			"n'est pas de cette journée"},
		{"a third part of two", part(schedule.Part{Scene: "1", Number: 3, Of: 2, Minutes: 10}), moteur.Error, "frozen[0].parts[0].number", "schedule/part",
			"partie 3 sur 2"},
		{"a part longer than the scene", part(schedule.Part{Scene: "1", Number: 1, Of: 2, Minutes: 401}), moteur.Error, "frozen[0].parts[0].minutes",
			"schedule/part", "401 minutes tournées en parties, la séquence en compte 400"},
		{"more pages than the scene", part(schedule.Part{Scene: "1", Number: 1, Of: 2, Minutes: 4, Eighths: 9}), moteur.Error, "frozen[0].parts[0].eighths",
			"schedule/part", "1 1/8"},
	})
	p := whole()
	p.Frozen = []schedule.Day{{Number: 1, Date: monday.AddDays(-6), Unit: "A", Scenes: []string{"1"}, Parts: []schedule.Part{{Scene: "1", Number: 1, Of: 2, Minutes: 100}}}}
	assert.NoError(t, p.Check().Err(), "the past may stand before the calendar")
}

// Interiors wait for no sun, unless their place sees the daylight.
func TestLightOfInteriors(t *testing.T) {
	p := whole()
	for i := range p.Scenes {
		p.Scenes[i].Place = script.Interior
	}
	p.Locations[0].LatMilli, p.Locations[0].LonMilli = 0, 0
	assert.False(t, p.Check().Has("schedule/light-place"))
	p.Locations[0].Daylight = true
	assert.True(t, p.Check().Has("schedule/light-place"))
}
