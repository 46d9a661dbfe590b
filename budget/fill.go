package budget

import (
	"maps"
	"regexp"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/budget/payroll"
	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/schedule"
)

// Figures reads in a plan de travail the quantities that a devis takes from it. The keys:
//
//	plan:shoot_days      dates with at least one unit at work     plan:unit_days     days of all units together
//	plan:unit:ID         days of a unit                           plan:shoot_weeks   civil weeks with a shooting day
//	plan:nights          days of night units                      plan:away_days     days on a location away from home
//	plan:role:ID         days paid to a role (worked and held)    plan:worked:ID     days worked by a role
//	plan:travel:ID       days of travel of a role                plan:stays:ID      stays of a role, one more once dropped
//	plan:role_days       days worked by all roles together        plan:extras        days of figuration, all persons
//	plan:featured        days of silhouettes                      plan:extras:KIND   days of one kind of figuration
//	plan:meals           those at work on the days with a meal    plan:moves         moves between locations
//	plan:km              kilometres of company moves              plan:location:ID   days of a location
//	plan:crew_weeks      shooting days over the days of a week, which may be fractional
//	plan:week_days       days of a working week, 5 or 6       plan:equipment:ID    days paid of an equipment
//	plan:premium_hours   hours at base pay that the premiums of the days (night, Sunday, holiday…) add to the pay of each person
//	plan:overtime_hours  those that the overtime of the weeks adds; a shooting week pays them up to the hours of its equivalence
//
// Extras of one kind are hired for a day by the largest group a unit needs, as the plan's own cost counts them.
func Figures(p schedule.Problem, plan schedule.Plan) map[string]decimal.Decimal {
	f := newFigures(p, plan)
	out := make(map[string]decimal.Decimal, len(f.n))
	for _, k := range []string{"shoot_days", "unit_days", "shoot_weeks", "nights", "away_days", "role_days", "extras", "featured", "meals",
		"moves", "km"} {
		out["plan:"+k] = decimal.NewFromInt(int64(f.n[k]))
	}
	for k, n := range f.n {
		out["plan:"+k] = decimal.NewFromInt(int64(n))
	}
	week := int64(p.Calendar.WorkDays)
	if week <= 0 {
		week = 5
	}
	out["plan:week_days"] = decimal.NewFromInt(week)
	out[crewWeeks] = decimal.NewFromInt(int64(f.n["shoot_days"])).DivRound(decimal.NewFromInt(week), 4)
	if days, weeks, err := schedule.PremiumHours(p, plan); err == nil { // else Unfilled names the lines that want them
		out["plan:premium_hours"], out["plan:overtime_hours"] = days.Value, weeks.Value
	}
	return out
}

// Fill gives the lines that name a figure of the plan (Line.From) its quantity, and sets the variables shoot_days,
// shoot_weeks, nights, extras, meals and km. The figures are those of Figures, or others under the same keys. It returns a new
// Budget; lines whose figure is not among them keep their quantity (see Unfilled). Crew weeks of six days take the base of such weeks
// where the line names none.
func Fill(b Budget, figures map[string]decimal.Decimal) Budget {
	b.Lines = slices.Clone(b.Lines)
	b.Variables = maps.Clone(b.Variables)
	if b.Variables == nil {
		b.Variables = map[string]decimal.Decimal{}
	}
	for _, name := range filled {
		if v, ok := figures["plan:"+name]; ok {
			b.Variables[name] = v
		}
	}
	for i := range b.Lines {
		if v, ok := figures[b.Lines[i].From]; ok {
			b.Lines[i].Quantity, b.Lines[i].QuantityFormula = v, ""
		}
		if figures["plan:week_days"].Equal(sixDays) {
			b.Lines[i].sixDayWeek()
		}
	}
	return b
}

var sixDays = decimal.NewFromInt(6)

// sixDayWeek makes the weeks that count shooting days weeks of six days.
func (l *Line) sixDayWeek() {
	if l.Basis != "" || l.From != crewWeeks {
		return
	}
	switch l.RateBasis() {
	case payroll.Shoot5:
		l.Basis = payroll.Shoot6
	case payroll.Week5:
		l.Basis = payroll.Week6
	}
}

// filled are the variables that Fill sets.
var filled = []string{"shoot_days", "shoot_weeks", "nights", "extras", "meals", "km"}

// Unfilled refuses the lines that name a figure the plan does not hold (a role cut from the script, a misspelt key): they would
// keep a quantity that is not the plan's. It tells the quantities and variables that nobody reads because the plan, or a formula,
// gives others; a quantity of 1 stands for one that the plan gives.
func Unfilled(b Budget, figures map[string]decimal.Decimal) moteur.Report {
	var r moteur.Report
	for i := range b.Lines {
		if from := b.Lines[i].From; from != "" {
			if _, ok := figures[from]; !ok {
				r.Errorf(linePath(i)+".from", "budget/unfilled", "La ligne %s attend %q du plan de travail, qui ne le donne pas%s.",
					b.Lines[i].Name(), fr.Clip(from), nearFigure(from, figures))
			}
		}
	}
	unread(b, figures, &r)
	return r
}

// unread tells the quantities that the plan or a formula replaces, and the variables that the plan replaces or no formula names.
func unread(b Budget, figures map[string]decimal.Decimal, r *moteur.Report) {
	formulas, episodes := "", false
	for i := range b.Lines {
		l := &b.Lines[i]
		formulas, episodes = formulas+" "+l.QuantityFormula, episodes || l.PerEpisode
		v, planned := figures[l.From]
		placed := l.Quantity.IsZero() || l.Quantity.Equal(one)
		switch {
		case planned && l.QuantityFormula != "":
			r.Warnf(linePath(i)+".quantity_formula", "budget/unread",
				"La formule de la ligne %s n'est pas lue : le plan de travail donne %s.", l.Name(), fr.Plain(v))
		case planned && !placed && !l.Quantity.Equal(v):
			r.Warnf(linePath(i)+".quantity", "budget/unread",
				"La quantité de la ligne %s, %s, n'est pas lue : le plan de travail donne %s.", l.Name(), fr.Plain(l.Quantity), fr.Plain(v))
		case !planned && !l.Quantity.IsZero() && l.QuantityFormula != "":
			r.Warnf(linePath(i)+".quantity", "budget/unread", "La quantité de la ligne %s, %s, n'est pas lue : sa formule en donne une.",
				l.Name(), fr.Plain(l.Quantity))
		}
	}
	named := variableName.FindAllString(formulas, -1)
	for _, name := range sortedKeys(b.Variables) {
		v, planned := figures["plan:"+name]
		switch {
		case planned && slices.Contains(filled, name):
			if !v.Equal(b.Variables[name]) {
				r.Warnf("variables."+name, "budget/unread",
					"La variable %q, %s, n'est pas lue : le plan de travail donne %s.", fr.Clip(name), fr.Plain(b.Variables[name]),
					fr.Plain(v))
			}
		case !slices.Contains(named, name) && !(name == "episodes" && episodes):
			r.Warnf("variables."+name, "budget/unread", "Aucune formule ne lit la variable %q.", fr.Clip(name))
		}
	}
}

// variableName matches the names in a formula.
var variableName = regexp.MustCompile(`[\pL_][\pL\pN_]*`)

// figures counts over a plan. Positions are days since the first day of the calendar.
type figures struct {
	p         schedule.Problem
	n         map[string]int
	scenes    map[string]*schedule.Scene
	locations map[string]*schedule.Location
	dates     []int // shooting dates, in order
}

// newFigures counts a plan. Those at work have a meal on the days that have one: a day whose hours leave no break has none, one without
// hours has its own.
func newFigures(p schedule.Problem, plan schedule.Plan) figures {
	f := counted(p, plan)
	plan.Days = slices.DeleteFunc(slices.Clone(plan.Days), func(d schedule.Day) bool { return d.Call.Known() && !d.Meal.Known() })
	n := counted(p, plan).n
	f.n["meals"] = p.Crew.People*n["unit_days"] + n["role_days"] + n["extras"] + n["featured"]
	return f
}

// counted counts all of a plan but its meals.
func counted(p schedule.Problem, plan schedule.Plan) figures {
	f := figures{p: p, n: map[string]int{}}
	f.index()
	f.days(plan)
	f.roles(plan)
	return f
}

func (f *figures) index() {
	f.scenes = make(map[string]*schedule.Scene, len(f.p.Scenes))
	for i := range f.p.Scenes {
		f.scenes[f.p.Scenes[i].ID] = &f.p.Scenes[i]
	}
	f.locations = make(map[string]*schedule.Location, len(f.p.Locations))
	for i := range f.p.Locations {
		f.locations[f.p.Locations[i].ID] = &f.p.Locations[i]
	}
}

func (f *figures) at(d schedule.Day) int {
	if f.p.Calendar.Dateless || d.Date.IsZero() {
		return d.Number - 1
	}
	return d.Date.Sub(f.p.Calendar.First)
}

// week numbers civil weeks; a dateless calendar has weeks of seven days.
func (f *figures) week(at int) int {
	if f.p.Calendar.Dateless || f.p.Calendar.First.IsZero() {
		return at / 7
	}
	return f.p.Calendar.First.AddDays(at).Monday().Sub(moteur.NewDate(1, 1, 1))
}

func (f *figures) base(location string) string {
	if l := f.locations[location]; l != nil && l.Base != "" {
		return l.Base
	}
	return location
}

func place(s *schedule.Scene) string {
	if s.Location != "" {
		return s.Location
	}
	return s.Set
}

func (f *figures) way(from, to string) int {
	for _, m := range f.p.Shape.Moves {
		if a, b := f.base(from), f.base(to); m.From == a && m.To == b || m.From == b && m.To == a {
			return m.Km
		}
	}
	return 0
}

func (f *figures) days(plan schedule.Plan) {
	days := slices.Clone(plan.Days)
	slices.SortStableFunc(days, func(a, b schedule.Day) int {
		if d := f.at(a) - f.at(b); d != 0 {
			return d
		}
		return strings.Compare(a.Unit, b.Unit)
	})
	last := map[string]string{} // unit → last location
	weeks := map[int]bool{}
	for _, d := range days {
		at := f.at(d)
		if len(f.dates) == 0 || f.dates[len(f.dates)-1] != at {
			f.dates = append(f.dates, at)
		}
		weeks[f.week(at)] = true
		f.n["unit_days"]++
		if d.Unit != "" {
			f.n["unit:"+d.Unit]++
		}
		if d.Night {
			f.n["nights"]++
		}
		away := false
		groups := map[schedule.Extras]int{}
		for _, id := range d.Scenes {
			s := f.scenes[id]
			if s == nil {
				continue
			}
			here := place(s)
			if l := f.locations[here]; l != nil && l.Away {
				away = true
			}
			if from, ok := last[d.Unit]; ok && from != here {
				f.n["moves"]++
				f.n["km"] += f.way(from, here)
			}
			last[d.Unit] = here
			for _, e := range s.Extras {
				key := schedule.Extras{Kind: e.Kind, Featured: e.Featured}
				groups[key] = max(groups[key], e.Count)
			}
		}
		if away {
			f.n["away_days"]++
		}
		for g, count := range groups {
			if g.Featured {
				f.n["featured"] += count
			} else {
				f.n["extras"] += count
			}
			f.n["extras:"+g.Kind] += count
		}
	}
	for id, n := range plan.PlaceDays(f.p) {
		f.n["location:"+id] = n
	}
	f.n["shoot_days"], f.n["shoot_weeks"] = len(f.dates), len(weeks)
}

// roles and equipment are counted by the plan, as its own cost counts them.
func (f *figures) roles(plan schedule.Plan) {
	for id, days := range plan.RoleDays(f.p) {
		f.n["role_days"] += days.Worked
		f.n["worked:"+id], f.n["role:"+id], f.n["stays:"+id], f.n["travel:"+id] = days.Worked, days.Paid, days.Stays, days.Travel
	}
	for id, n := range plan.EquipmentDays(f.p) {
		f.n["equipment:"+id] = n
	}
}
