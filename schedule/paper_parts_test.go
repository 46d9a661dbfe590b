package schedule_test

import (
	"bytes"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/doc/pdf"
	"github.com/moteur-film/moteur/internal/doc/text"
	"github.com/moteur-film/moteur/internal/doc/xlsx"
	"github.com/moteur-film/moteur/internal/testkit"
	"github.com/moteur-film/moteur/schedule"
	"github.com/moteur-film/moteur/schedule/labour"
	"github.com/moteur-film/moteur/schedule/script"
)

// handmade is a plan laid by hand, with hours, a scene in three parts, a night, a nuit américaine, forms of days and two skies.
func handmade() (schedule.Problem, schedule.Plan) {
	on := func(day int) moteur.Date { return moteur.NewDate(2027, 3, day) }
	one := func(day int) moteur.Span { return moteur.Span{From: on(day), To: on(day)} }
	p := schedule.Problem{
		Title: "La Marée", Home: schedule.Position{LatMilli: 48857, LonMilli: 2352},
		Calendar: schedule.Calendar{First: on(8), Off: []moteur.Date{on(15)}},
		Shape:    schedule.DayShape{Minutes: 600, MinutesPerEighth: 15, Prep: 60, Meal: 60, WrapUp: 30, MoveMinutes: 30, Moves: []schedule.Move{{From: "Brest", To: "Paris", Minutes: 330, Km: 590, Cost: euros(700)}}},
		Crew:     schedule.Crew{DayRate: euros(15000), HourRate: euros(1000)},
		Forms: []schedule.DayForm{{Kind: schedule.HalfDay, Span: one(16)}, {Kind: schedule.SplitDay, Span: one(19)},
			{Kind: schedule.ContinuousDay, Span: one(17)}, {Kind: schedule.TenHourDay, Span: one(18)}},
		Locations: []schedule.Location{
			{ID: "studio", Base: "Paris", Name: "Studio d'Aubervilliers", DayRate: euros(900), MinDays: 2, Block: 3, PrepDays: 1, RigDays: 1, StrikeDays: 1, PrepRate: euros(400)},
			{ID: "greve", Base: "Brest", Name: "Grève de Brest", LatMilli: 48390, LonMilli: -4486, Opens: labour.At(7, 0), Closes: labour.At(24, 0), DayRate: euros(300)},
			{ID: "rue", Name: "Rue de Paris"}},
		Roles: []schedule.Role{{ID: "NORA", Number: 2, Name: "Nora", DayRate: euros(500), Performer: "nora"}, {ID: "YANN", Number: 1, Name: "Yann", DayRate: euros(450)},
			{ID: "LOU", Name: "Lou", DayRate: euros(100)}},
		Scenes: []schedule.Scene{
			{ID: "1", Set: "RUE", Location: "rue", Place: script.Exterior, Light: script.Day, Eighths: 6, Minutes: 90, Seconds: 45, Roles: []string{"NORA", "YANN"}},
			{ID: "2", Set: "GRÈVE", Location: "greve", Place: script.Exterior, Light: script.Night, Eighths: 8, Minutes: 120, Seconds: 60, Roles: []string{"YANN"}},
			{ID: "12", Set: "SALON", Location: "studio", Place: script.Interior, Light: script.Night, Eighths: 66, Minutes: 1000, Shares: []int{420, 400, 180}, Seconds: 500, Summary: "La longue dispute.", Roles: []string{"NORA", "YANN", "LOU"}},
			{ID: "13", Set: "VOITURE", Location: "rue", Place: script.Interior, Light: script.Night, DayForNight: true, Eighths: 4, Minutes: 60, Seconds: 20, Roles: []string{"LOU"}},
		},
	}
	part := func(n, minutes, eighths int) []schedule.Part {
		return []schedule.Part{{Scene: "12", Number: n, Of: 3, Minutes: minutes, Eighths: eighths}}
	}
	day := func(n, d int, scenes ...string) schedule.Day {
		return schedule.Day{Number: n, Date: on(d), Scenes: scenes, Call: labour.At(8, 0), Ready: labour.At(9, 0), Meal: labour.At(12, 30), Wrap: labour.At(18, 0)}
	}
	days := []schedule.Day{day(1, 9, "1", "2"), day(2, 11, "12"), day(3, 12, "12"), day(4, 16, "12", "13")}
	days[0].Call, days[0].Ready, days[0].Meal, days[0].Wrap = labour.At(14, 0), labour.At(15, 0), labour.At(19, 0), labour.At(22, 30)
	days[0].Starts = []labour.Clock{labour.At(15, 30), labour.At(20, 0)}
	for i, wrap := range []labour.Clock{labour.At(20, 0), labour.At(20, 0), labour.At(17, 0)} {
		days[1+i].Call, days[1+i].Ready, days[1+i].Meal, days[1+i].Wrap = labour.At(10, 0), labour.At(11, 0), labour.At(13, 0), wrap
	}
	days[1].Call, days[1].Ready = labour.At(10, 30), labour.At(11, 30)
	days[1].Parts, days[2].Parts, days[3].Parts = part(1, 420, 27), part(2, 400, 27), part(3, 180, 12)
	return p, schedule.Plan{Days: days}
}

func TestPaperOfHoursAndParts(t *testing.T) {
	p, plan := handmade()
	b := schedule.Paper{Problem: p, Plan: plan, Date: moteur.NewDate(2027, 2, 1)}
	printed := text.String(b.Document())
	testkit.Golden(t, "parts.txt", printed)
	testkit.Golden(t, "parts-weeks.txt", text.String(b.Weeks()))
	for _, want := range []string{
		"JOUR 1, MARDI 9 MARS 2027 – MIXTE – convocation 14:00, PAT 15:00, repas 19:00 – 20:00, fin 22:30",
		"Rue de Paris – soleil 07:", "Grève de Brest – soleil 07:", "aube dès", "nuit dès", "demi-journée",
		"Voyage mercredi 10 mars 2027 : Brest → Paris, ", "12 (1/3)", "12 (2/3)", "12 (3/3)", "11:30 – 19:30", "INT/NUIT AMÉRICAINE",
	} {
		assert.Contains(t, printed, want)
	}
	assert.Contains(t, printed, "4, 10 4/8 pages", "a scene in parts counts once")
	assert.Regexp(t, `Total +10 4/8 +10'25" +1\x{202f}270`, printed)

	var w bytes.Buffer
	require.NoError(t, b.WriteICS(&w))
	assert.Contains(t, strings.ReplaceAll(w.String(), "\r\n ", ""), "Séquences 12 (3/3)\\, 13.")
}

// What leaves for the crew says nothing of money, of wishes or of the search, in print and in the workbook; the costed copy does.
func TestPlanThatIsSent(t *testing.T) {
	p, plan := handmade()
	p.Wishes.StoryOrder = euros(100)
	p.Roles[0].HoldPaid, p.Roles[0].TravelDays, p.Roles[0].Travel = true, 1, euros(80)
	p.Roles[0].Free = []moteur.Span{{From: moteur.NewDate(2027, 3, 8), To: moteur.NewDate(2027, 3, 18)}}
	p.Scenes[0].Extras = []schedule.Extras{{Kind: "passants", Count: 20, DayRate: euros(112)}}
	p.Equipment = []schedule.Equipment{{ID: "grue", Name: "Grue", DayRate: euros(2900)}}
	p.Scenes[1].Needs = []string{"grue"}
	b := schedule.Paper{Problem: p, Plan: plan, Result: schedule.Result{Status: schedule.Optimal, Cost: euros(99), Bound: euros(99)},
		Worth: []schedule.Relaxation{{Text: "Un jour de plus.", Cost: euros(10), Saved: euros(5)}}}
	secret := regexp.MustCompile(`(?i)€|coût|salaire|tarif|pay[ée]|souhait|prouvé|optimal|écart|recherche|marge|valeur d'un jour|112,00|900,00`)
	assert.Empty(t, secret.FindAllString(text.String(b.Document())+text.String(b.Weeks()), -1))
	cells := func(b schedule.Paper) string {
		var w bytes.Buffer
		require.NoError(t, b.WriteXLSX(&w))
		wb, err := xlsx.Read(&w, xlsx.Limits{})
		require.NoError(t, err)
		var all []string
		for _, s := range wb.Sheets {
			all = append(all, s.Name)
			for _, row := range s.Rows {
				all = append(all, row...)
			}
		}
		return strings.Join(all, "\n")
	}
	assert.Empty(t, secret.FindAllString(cells(b), -1))
	b.Costed = true
	for _, want := range []string{"Salaires bruts", "Souhaits", "Coût minimal prouvé", "optimal (prouvé)", "Valeur d'un jour"} {
		assert.Contains(t, cells(b), want)
	}
	assert.Contains(t, text.String(b.Document()), "ne pas diffuser")
	assert.Contains(t, cells(b), "1500", "three days of the studio by blocks of three, and one stay built, rigged and struck: 2 700 € and 1 200 €")
}

// The controls name days, scenes and people, never a place in the data.
func TestControlsInWords(t *testing.T) {
	p, plan := handmade()
	plan.Days[1].Scenes = append(plan.Days[1].Scenes, "1")
	plan.Days[3].Wrap = labour.At(12, 0)
	printed := text.String(schedule.Paper{Problem: p, Plan: plan, Costed: true}.Document())
	sent := text.String(schedule.Paper{Problem: p, Plan: plan}.Document())
	for _, s := range []string{printed, sent} {
		assert.NotRegexp(t, `(days|scenes|roles|locations|frozen)\[\d`, s)
		assert.NotContains(t, s, "calendar.")
		assert.Regexp(t, `Jour 4, mardi 16 mars 2027 +Fin annoncée à 12:00`, s)
		assert.Regexp(t, `\d+.erreurs`, s)
	}
	assert.Regexp(t, `(?s)erreurs?\n.*information`, printed)
	assert.NotRegexp(t, `\d+.informations?\n`, sent, "what is for the production stays there")
	for path, want := range map[string]string{
		"days[3].meal": "Jour 4, mardi 16 mars 2027", "days[9]": "Plan", "roles[1].free[0]": "Yann", "locations[0]": "Studio d'Aubervilliers",
		"scenes[2].light": "Séquence 12", "calendar.zone": "Calendrier", "rules": "Convention", "": "Ensemble du plan",
		"Bandes à déplacer!B6": "Bandes à déplacer!B6", "days[x]": "Plan", "roles[-1]": "Rôles",
	} {
		assert.Equal(t, want, plan.Where(p, path), path)
	}
}

// Texts that a spreadsheet might run stay texts.
func TestPaperRunsNothing(t *testing.T) {
	formulas := func(p schedule.Problem, plan schedule.Plan, costed bool) (int, []byte) {
		var w bytes.Buffer
		require.NoError(t, schedule.Paper{Problem: p, Plan: plan, Costed: costed}.WriteXLSX(&w))
		return testkit.Formulas(t, w.Bytes()), w.Bytes()
	}
	p, plan := handmade()
	p.Scenes[0].Extras = []schedule.Extras{{Kind: "passants", Count: 2}}
	tame := [2]int{}
	tame[0], _ = formulas(p, plan, false)
	tame[1], _ = formulas(p, plan, true)
	evil := `=HYPERLINK("http://example.org","ici")`
	p.Title, p.Roles[2].Name, p.Locations[0].Name, p.Scenes[2].Set, p.Scenes[2].Summary = evil, evil, evil, "+"+evil, "@"+evil
	p.Scenes[2].ID = "-12"
	p.Scenes[0].Extras = []schedule.Extras{{Kind: evil, Count: 2}}
	for i := range plan.Days {
		for k, s := range plan.Days[i].Scenes {
			if s == "12" {
				plan.Days[i].Scenes[k], plan.Days[i].Parts[0].Scene = "-12", "-12"
			}
		}
	}
	for _, costed := range []bool{false, true} {
		n, content := formulas(p, plan, costed)
		assert.Equal(t, tame[map[bool]int{true: 1}[costed]], n)
		_, back, report, err := schedule.ReadPlan(bytes.NewReader(content), p, plan)
		require.NoError(t, err)
		assert.False(t, report.Has("schedule/cell"), "%v", report)
		assert.Equal(t, plan.Days, back.Days)
	}
}

// The plan by weeks stands on one page, whatever the length of the shoot up to a year.
func TestWeeksOnOnePage(t *testing.T) {
	for _, n := range []int{1, 20, 90, 200, 250} {
		p := bigProblem(8 * n)
		p.Calendar = schedule.Calendar{First: moteur.NewDate(2027, 1, 4)}
		var plan schedule.Plan
		date := p.Calendar.First
		for k := range n {
			d := schedule.Day{Number: k + 1, Date: date, Call: labour.At(8, 0), Wrap: labour.At(18, 0)}
			for i := range 8 {
				d.Scenes = append(d.Scenes, p.Scenes[8*k+i].ID)
			}
			plan.Days = append(plan.Days, d)
			if date = date.AddDays(1); date.Weekday() == 6 {
				date = date.AddDays(2)
			}
		}
		pages, err := pdf.Pages(schedule.Paper{Problem: p, Plan: plan}.Weeks())
		require.NoError(t, err)
		assert.Equal(t, 1, pages, "%d days", n)
	}
}
