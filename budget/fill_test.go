package budget_test

import (
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/budget"
	"github.com/moteur-film/moteur/budget/payroll"
	"github.com/moteur-film/moteur/schedule"
	"github.com/moteur-film/moteur/schedule/labour"
)

// shoot is a small shoot: two bases, a night, extras, a crane, a role that waits.
func shoot() (schedule.Problem, schedule.Plan) {
	first := moteur.NewDate(2026, 5, 4)
	p := schedule.Problem{
		Scenes: []schedule.Scene{
			{ID: "1", Set: "phare", Roles: []string{"ANNA", "LUC"}, Eighths: 8},
			{ID: "2", Set: "port", Location: "quai", Roles: []string{"ANNA"}, Extras: []schedule.Extras{{Kind: "marins", Count: 20}, {Kind: "patronne", Count: 1, Featured: true}}},
			{ID: "3", Set: "port", Location: "quai", Extras: []schedule.Extras{{Kind: "marins", Count: 12}}, Needs: []string{"grue"}},
			{ID: "4", Set: "phare", Roles: []string{"LUC"}, Light: "night", Needs: []string{"grue"}},
			{ID: "5", Set: "phare", Roles: []string{"ANNA"}},
		},
		Roles:     []schedule.Role{{ID: "ANNA", DayRate: d("900"), HoldPaid: true}, {ID: "LUC", DayRate: d("500"), MinDays: 4}},
		Locations: []schedule.Location{{ID: "phare", Base: "ile", Away: true, DayRate: d("800")}, {ID: "quai", Base: "ville", DayRate: d("300")}},
		Equipment: []schedule.Equipment{{ID: "grue", DayRate: d("1200"), BySpan: true}},
		Calendar:  schedule.Calendar{First: first, Zone: "none"},
		Shape:     schedule.DayShape{Moves: []schedule.Move{{From: "ile", To: "ville", Km: 40}}},
		Crew:      schedule.Crew{People: 25},
		Rules:     schedule.Rules{Agreement: -1},
	}
	plan := schedule.Plan{Days: []schedule.Day{
		{Number: 1, Date: first, Scenes: []string{"1"}}, {Number: 2, Date: first.AddDays(1), Scenes: []string{"2", "3"}}, {Number: 3, Date: first.AddDays(2), Scenes: []string{"4"}, Night: true},
		{Number: 4, Date: first.AddDays(7), Scenes: []string{"5"}},
	}}
	return p, plan
}

func TestFigures(t *testing.T) {
	p, plan := shoot()
	f := budget.Figures(p, plan)
	for key, want := range map[string]int64{"shoot_days": 4, "unit_days": 4, "shoot_weeks": 2, "nights": 1, "away_days": 3, "role:ANNA": 4, "worked:ANNA": 3, "role:LUC": 4, "worked:LUC": 2,
		"role_days": 5, "extras": 20, "featured": 1, "extras:marins": 20, "meals": 25*4 + 5 + 21, "moves": 2, "km": 80, "location:quai": 1, "location:phare": 3, "equipment:grue": 2} {
		assert.Equal(t, want, f["plan:"+key].IntPart(), key)
	}
	equal(t, d("0.8"), f["plan:crew_weeks"])
	p.Roles[0].DropAfter, p.Roles[0].Travel, p.Roles[0].TravelDays = 3, d("100"), 1
	f = budget.Figures(p, plan)
	assert.Equal(t, int64(3), f["plan:role:ANNA"].IntPart(), "the day held in the gap is dropped")
	assert.Equal(t, int64(2), f["plan:stays:ANNA"].IntPart())
	assert.Equal(t, int64(4), f["plan:travel:ANNA"].IntPart(), "a day each way of each stay")
}

// A day of four hours has no break: nobody is fed on it. A day of eight has one.
func TestMealsOfAShortDay(t *testing.T) {
	p, plan := shoot()
	plan.Days[1].Call, plan.Days[1].Ready, plan.Days[1].Wrap = labour.At(8, 0), labour.At(9, 0), labour.At(12, 0)
	plan.Days[2].Call, plan.Days[2].Ready, plan.Days[2].Meal, plan.Days[2].Wrap = labour.At(16, 0), labour.At(17, 0), labour.At(20, 0), labour.At(24, 0)
	f := budget.Figures(p, plan)
	assert.Equal(t, int64(25*3+4), f["plan:meals"].IntPart(), "neither the crew, nor Anna, nor the extras of the second day")
	assert.Equal(t, int64(4), f["plan:unit_days"].IntPart())
	assert.Equal(t, int64(20), f["plan:extras"].IntPart())
}

// What the plan's own cost pays for roles, locations and equipment is the figures times the rates.
func TestFiguresAgainstThePlansOwnCost(t *testing.T) {
	p, plan := shoot()
	cost, err := schedule.Cost(p, plan)
	require.NoError(t, err)
	f := budget.Figures(p, plan)
	sum := decimal.Zero
	for _, r := range p.Roles {
		sum = sum.Add(f["plan:role:"+r.ID].Mul(r.DayRate))
	}
	for _, l := range p.Locations {
		sum = sum.Add(f["plan:location:"+l.ID].Mul(l.DayRate))
	}
	for _, e := range p.Equipment {
		sum = sum.Add(f["plan:equipment:"+e.ID].Mul(e.DayRate))
	}
	equal(t, cost.Value, sum)
}

// A change of plan is a difference in euros, by line and by cause.
func TestFillAndCompare(t *testing.T) {
	p, plan := shoot()
	b := budget.Budget{Date: moteur.NewDate(2026, 3, 2), Lines: []budget.Line{
		{ID: "anna", Account: "3111", Label: "Anna", Unit: "day", Rate: d("900"), Status: budget.Salaried, From: "plan:role:ANNA"},
		{ID: "grue", Account: "7211", Label: "Grue", Unit: "day", Rate: d("1200"), From: "plan:equipment:grue"},
		{ID: "camera", Account: "7111", Label: "Caméra", QuantityFormula: "shoot_weeks", Unit: "week", Rate: d("7000")},
		{ID: "paul", Account: "3111", Label: "Paul", Quantity: d("2"), Unit: "day", Rate: d("500"), Status: budget.Invoice, From: "plan:role:PAUL"},
	}}
	first := budget.Fill(b, budget.Figures(p, plan))
	require.Equal(t, "budget/unfilled", budget.Unfilled(b, budget.Figures(p, plan)).Issues[0].Rule)
	before, err := budget.Compute(first)
	require.NoError(t, err)
	equal(t, d("3600"), before.Lines[0].Amount)
	equal(t, d("2400"), before.Lines[1].Amount)
	equal(t, d("14000"), before.Lines[2].Amount)
	equal(t, d("1000"), before.Lines[3].Amount, "a figure the plan does not hold leaves the quantity")
	plan.Days = plan.Days[:3] // scene 5 is cut: one week less
	after, err := budget.Compute(budget.Fill(b, budget.Figures(p, plan)))
	require.NoError(t, err)
	c := budget.Compare(before, after)
	by := c.ByCause()
	equal(t, d("-8800"), by[budget.CauseQuantity], "two paid days of Anna and a week of camera")
	equal(t, after.Lines[0].Charges.Sub(before.Lines[0].Charges), by[budget.CauseCharges])
	equal(t, after.Total.Sub(before.Total), by[budget.CauseQuantity].Add(by[budget.CauseCharges]))
}

func TestCompareCauses(t *testing.T) {
	e := frozen(t)
	b := sample()
	b.Lines[4].Rate = d("1050")                                                                                                         // electricians: rate, then charges
	b.Lines[8].Quantity, b.Currencies = d("8"), map[string]decimal.Decimal{"CHF": d("1.05")}                                            // fixer: quantity and currency
	b.Lines[5].Entered = ptr("14000")                                                                                                   // entered
	b.Lines = append(b.Lines[:10], b.Lines[11:]...)                                                                                     // costumes dropped
	b.Lines = append(b.Lines, budget.Line{ID: "drone", Account: "7118", Label: "Drone", Quantity: d("2"), Unit: "day", Rate: d("900")}) // added
	b.GroupsOff = nil                                                                                                                   // the crane comes in
	b.Percents[4].Rate = d("0.08")
	after, err := budget.Compute(b)
	require.NoError(t, err)
	by := budget.Compare(e, after).ByCause()
	equal(t, d("714.06"), by[budget.CauseRate], "18 weeks at 39,67 more")
	equal(t, d("371.03"), by[budget.CauseQuantity])
	equal(t, d("17.92"), by[budget.CauseCurrency])
	equal(t, d("500"), by[budget.CauseEntered])
	equal(t, d("-18250"), by[budget.CauseDropped])
	equal(t, d("6000"), by[budget.CauseAdded])
	assert.True(t, by[budget.CausePercent].IsNegative())
	assert.False(t, by[budget.CauseBase].IsZero())
	assert.False(t, by[budget.CauseCharges].IsZero())
	_, err = budget.Apply(budget.Budget{}, budget.Diff(sample(), b))
	require.Error(t, err, "a patch on another devis is refused")
}

// What is typed and not read is told: the plan or a formula gives another quantity, a variable has no formula.
func TestUnread(t *testing.T) {
	figures := map[string]decimal.Decimal{"plan:shoot_days": d("30"), "plan:role:ANNA": d("12")}
	b := budget.Budget{Variables: map[string]decimal.Decimal{"shoot_days": d("31"), "prep_weeks": d("4"), "wagons": d("2")}, Lines: []budget.Line{
		{ID: "a", Quantity: d("1"), From: "plan:role:ANNA"},
		{ID: "b", Quantity: d("12"), From: "plan:role:ANNA"},
		{ID: "c", Quantity: d("20"), From: "plan:role:ANNA"},
		{ID: "d", QuantityFormula: "prep_weeks * 2", From: "plan:role:ANNA"},
		{ID: "e", Quantity: d("3"), QuantityFormula: "prep_weeks * 2"},
	}}
	var paths []string
	for _, i := range budget.Unfilled(b, figures).Issues {
		require.Equal(t, moteur.Warning, i.Severity, i.Message)
		paths = append(paths, i.Path)
	}
	assert.Equal(t, []string{"lines[2].quantity", "lines[3].quantity_formula", "lines[4].quantity", "variables.shoot_days", "variables.wagons"}, paths)
}

// A week that counts shooting days is a shooting week: 43 hours are paid to a 1er assistant in five days, 52 in six (title II art. 30),
// and its minimum is that of these hours.
func TestShootingWeeks(t *testing.T) {
	b := budget.Budget{Date: moteur.NewDate(2026, 3, 2), Lines: []budget.Line{{ID: "as", Account: "2311", Label: "1er assistant", Unit: "week",
		Rate: d("1500"), Quantity: d("2"), Status: budget.Salaried, Job: "1er assistant réalisateur cinéma", From: "plan:crew_weeks"}}}
	below := func(b budget.Budget) bool {
		e, err := budget.Compute(b)
		require.NoError(t, err)
		return budget.Check(e).Has("payroll/below-minimum")
	}
	assert.True(t, below(b), "1 500 € are enough for 39 hours, not for 43")
	b.Lines[0].Rate = d("1664.43")
	assert.False(t, below(b))
	figures := map[string]decimal.Decimal{"plan:crew_weeks": d("2"), "plan:week_days": d("5")}
	assert.False(t, below(budget.Fill(b, figures)))
	figures["plan:week_days"] = d("6")
	assert.True(t, below(budget.Fill(b, figures)), "a week of six days")
	b.Lines[0].Basis = payroll.Shoot5
	assert.False(t, below(budget.Fill(b, figures)), "the base that the line names is the base")

	b.Lines[0].From, b.Lines[0].Basis, b.Lines[0].Rate = "", "", d("1500")
	assert.False(t, below(b), "a week of preparation has 39 hours")
	b.Lines[0].Basis = payroll.Shoot5
	assert.True(t, below(b))
}

// The hours of a shooting week are those that its charges are computed with.
func TestHoursOfShootingWeeks(t *testing.T) {
	line := budget.Line{ID: "regie", Account: "2511", Label: "Auxiliaire de régie", Unit: "week", Rate: d("605"), Quantity: d("2"),
		Status: budget.Salaried, Job: "Auxiliaire de régie cinéma", From: "plan:crew_weeks"}
	b := budget.Budget{Date: moteur.NewDate(2026, 3, 2)}
	rates, err := payroll.RatesOn(b.Date, b.Payroll)
	require.NoError(t, err)
	for _, c := range []struct {
		from  string
		basis payroll.Basis
		hours string
	}{{"plan:crew_weeks", "", "86"}, {"plan:crew_weeks", payroll.Shoot6, "104"}, {"", "", "78"}, {"", payroll.Shoot5, "86"}} {
		line.From, line.Basis = c.from, c.basis
		b.Lines = []budget.Line{line}
		e, err := budget.Compute(b)
		require.NoError(t, err)
		want, err := rates.Charge(payroll.Pay{Profile: payroll.Technician, Gross: d("1210"), Date: b.Date, Days: 10, Hours: d(c.hours)})
		require.NoError(t, err)
		equal(t, want.Total, e.Lines[0].Charges, c)
	}
}

// The premiums of the plan are hours of the devis.
func TestPremiumFigures(t *testing.T) {
	p, plan := shoot()
	p.Rules.Agreement = 0
	plan.Days[2].Call, plan.Days[2].Wrap = labour.At(18, 0), labour.At(28, 0)
	days, weeks, err := schedule.PremiumHours(p, plan)
	require.NoError(t, err)
	require.True(t, days.Value.IsPositive())
	f := budget.Figures(p, plan)
	equal(t, days.Value, f["plan:premium_hours"])
	equal(t, weeks.Value, f["plan:overtime_hours"])
	equal(t, d("5"), f["plan:week_days"])
}

// Extras whose meals stand in those of everybody are fed once.
func TestMealsTwice(t *testing.T) {
	b := budget.Budget{Date: moteur.NewDate(2026, 3, 2), Lines: []budget.Line{
		{ID: "all", Account: "6611", Label: "Cantine", Unit: "meal", Rate: d("19"), Quantity: d("100"), From: "plan:meals"},
		{ID: "extras", Account: "6614", Label: "Repas de figuration", Unit: "meal", Rate: d("17"), Quantity: d("20"), From: "plan:extras"},
	}}
	rules := func() (out []string) {
		e, err := budget.Compute(b)
		require.NoError(t, err)
		for _, i := range budget.Check(e).Issues {
			out = append(out, i.Rule)
		}
		return out
	}
	assert.Contains(t, rules(), "budget/meals-twice")
	b.Lines[1].Unit = "day"
	assert.NotContains(t, rules(), "budget/meals-twice", "a day of extras is no meal")
	b.Lines = b.Lines[1:]
	b.Lines[0].Unit = "meal"
	assert.NotContains(t, rules(), "budget/meals-twice")
}
