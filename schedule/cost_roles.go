package schedule

import (
	"fmt"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
)

// roles prices the performers, each once under the name of the first role.
func (c *costing) roles() moteur.Step {
	var parts []moteur.Step
	for _, a := range c.p.artists() {
		if worked := c.workedBy(a); len(worked) > 0 || a.role.engaged() {
			parts = append(parts, c.artist(a, worked))
		}
	}
	return moteur.Sum("Rôles", some(parts...)...)
}

// engaged tells that a performer is paid something even without any scene: days or weeks guaranteed, days paid beside the shoot.
func (o *Role) engaged() bool { return o.MinDays > 0 || o.Weeks > 0 || len(o.Paid) > 0 }

// artist is the price of a performer: the pay, the journeys, the wish.
func (c *costing) artist(a artist, worked map[int]bool) moteur.Step {
	days := a.role.paid(c.p, worked, c.pos)
	parts := append(a.role.salary(days), a.role.journeys(days)...)
	parts = append(parts, line("Souhait : peu de jours payés", days.worked+days.held, "jours", c.p.Wishes.RoleDayCost))
	return moteur.Sum(a.label(), some(parts...)...)
}

// workedBy are the dates a performer works, as positions in the calendar.
func (c *costing) workedBy(a artist) map[int]bool {
	out := map[int]bool{}
	for _, d := range c.days {
		if a.works(d) {
			out[d.pos] = true
		}
	}
	return out
}

// engagement are the days of the performer of a role, told at the first of the performer's roles; false for the others, and for a
// performer who neither works nor is paid without working.
func (c *costing) engagement(o *Role) (paidDays, bool) {
	for _, a := range c.p.artists() {
		if worked := c.workedBy(a); a.role.ID == o.ID && (len(worked) > 0 || a.role.engaged()) {
			return o.paid(c.p, worked, c.pos), true
		}
	}
	return paidDays{}, false
}

// paidDays are the days of a role: worked and held, by week, and the drop if any.
type paidDays struct {
	worked, held int
	dropped      [2]int // calendar positions of the last day before and the first day after the drop
	hasDrop      bool
	weeks        []paidWeek
	heldAt       []int       // calendar positions of the days held
	rate         moteur.Step // of a day worked
	hold         moteur.Step // of a day held
	least        int         // days paid at least
	floor        moteur.Step // of the weeks of a weekly rate, all together
}

// paidWeek are the days of a civil week; options are those of its days worked that are paid at the rate of an option.
type paidWeek struct {
	week, worked, held int
	options            []optionDays
}

// optionDays are days worked in an option, at its rate.
type optionDays struct {
	rate decimal.Decimal
	days int
}

// paid reads the days of a role from the dates it works and the shooting dates of the plan.
func (o *Role) paid(p Problem, worked map[int]bool, shooting []int) paidDays {
	out := paidDays{rate: o.dayStep(p.Calendar), least: o.guaranteed(p.Calendar), floor: o.guarantee(p.Calendar)}
	out.hold = out.rate
	if !o.HoldRate.IsZero() {
		out.hold = moteur.Given("tarif de relâche", o.HoldRate)
	}
	at := slices.DeleteFunc(slices.Clone(shooting), func(d int) bool { return !worked[d] })
	if len(at) == 0 {
		return out
	}
	out.drop(o, p, worked, shooting)
	for _, d := range shooting {
		held := o.HoldPaid && !worked[d] && d > at[0] && d < at[len(at)-1] &&
			(!out.hasDrop || d < out.dropped[0] || d > out.dropped[1])
		if !worked[d] && !held {
			continue
		}
		w := weekOf(p.Calendar, d)
		if len(out.weeks) == 0 || out.weeks[len(out.weeks)-1].week != w {
			out.weeks = append(out.weeks, paidWeek{week: w})
		}
		last := &out.weeks[len(out.weeks)-1]
		if held {
			out.held++
			out.heldAt = append(out.heldAt, d)
			last.held++
			continue
		}
		out.worked++
		if rate, option := o.optionOn(p.Calendar, d); option {
			last.option(rate, 1)
		} else {
			last.worked++
		}
	}
	return out
}

// drop finds the gap that saves most, when its holds cost more than a second stay.
func (out *paidDays) drop(o *Role, p Problem, worked map[int]bool, shooting []int) {
	if !o.HoldPaid || o.DropAfter == 0 {
		return
	}
	best, holds, began, prev := o.Stay(), 0, false, 0
	for _, d := range shooting {
		switch {
		case worked[d]:
			saved := out.hold.Value.Add(p.Wishes.RoleDayCost).Mul(decimal.NewFromInt(int64(holds)))
			if began && d-prev-1 >= o.DropAfter && saved.GreaterThan(best) {
				best, out.dropped, out.hasDrop = saved, [2]int{prev, d}, true
			}
			began, prev, holds = true, d, 0
		case began:
			holds++
		}
	}
}

// option adds days worked at the rate of an option.
func (w *paidWeek) option(rate decimal.Decimal, days int) {
	if i := slices.IndexFunc(w.options, func(o optionDays) bool { return o.rate.Equal(rate) }); i >= 0 {
		w.options[i].days += days
		return
	}
	w.options = append(w.options, optionDays{rate, days})
}

// dayStep is the pay of a day worked: DayRate, or WeekRate shared among the working days of a week.
func (o *Role) dayStep(c Calendar) moteur.Step {
	if !o.DayRate.IsZero() || o.WeekRate.IsZero() {
		return moteur.Given("tarif", o.DayRate)
	}
	_, days := c.week()
	return moteur.Ratio("tarif", moteur.Given("tarif de la semaine", o.WeekRate), count("jours de la semaine", days), 2)
}

// guaranteed is the least number of days paid: the greater of MinDays and of the weeks guaranteed.
func (o *Role) guaranteed(c Calendar) int {
	_, days := c.week()
	return max(o.MinDays, o.Weeks*days)
}

// guarantee is what the days guaranteed pay at a weekly rate: whole weeks, and the days beyond them up to a week.
func (o *Role) guarantee(c Calendar) moteur.Step {
	_, days := c.week()
	n, week := o.guaranteed(c), moteur.Given("tarif de la semaine", o.WeekRate)
	return moteur.Sum("Garantie", some(moteur.Times("Semaines garanties", count("semaines", n/days), week),
		moteur.Least("Jours garantis au-delà", moteur.Times("Jours garantis", count("jours", n%days), o.dayStep(c)), week))...)
}

// optionOn is the rate of a date worked in an option and outside the free dates; false for a date at the usual rate.
func (o *Role) optionOn(c Calendar, pos int) (decimal.Decimal, bool) {
	if c.Dateless {
		return decimal.Zero, false
	}
	d := c.First.AddDays(pos)
	if inSpans(o.Free, d) {
		return decimal.Zero, false
	}
	for _, option := range o.Options {
		if option.Span.Contains(d) && !option.DayRate.IsZero() {
			return option.DayRate, true
		}
	}
	return decimal.Zero, false
}

// weekOf numbers the civil weeks of a calendar; a dateless one has weeks of seven days from its first day.
func weekOf(c Calendar, pos int) int {
	if !c.Dateless {
		pos += (int(c.First.Weekday()) + 6) % 7
	}
	if pos < 0 {
		return (pos - 6) / 7
	}
	return pos / 7
}

// Stay is what one continuous stay of the performer adds to its days: the journey there and back, and its days paid.
func (o Role) Stay() decimal.Decimal {
	return o.Travel.Add(o.TravelRate.Mul(decimal.NewFromInt(int64(2 * o.TravelDays))))
}

// salary are the steps of a role's pay: days worked and held, by the week when it has a weekly rate, what the guarantee adds, the days
// worked in an option and those paid beside the shoot.
func (o *Role) salary(days paidDays) []moteur.Step {
	parts, options := o.byDay(days), paidWeek{}
	if !o.WeekRate.IsZero() {
		parts = o.byWeek(days)
	}
	for _, w := range days.weeks {
		for _, option := range w.options {
			options.option(option.rate, option.days)
		}
	}
	for _, option := range options.options {
		parts = append(parts, line("Jours travaillés en option", option.days, "jours", option.rate))
	}
	for _, paid := range o.Paid {
		rate := days.rate
		if !paid.DayRate.IsZero() {
			rate = moteur.Given("tarif", paid.DayRate)
		}
		parts = append(parts, moteur.Times(paid.Label, count("jours", paid.Days), rate))
	}
	return parts
}

// byDay prices the days of a daily rate, and those that lack to the days guaranteed.
func (o *Role) byDay(days paidDays) []moteur.Step {
	all := paidWeek{}
	for _, w := range days.weeks {
		all.worked, all.held = all.worked+w.worked, all.held+w.held
	}
	parts := days.steps(all)
	if missing := days.least - days.worked - days.held; missing > 0 {
		parts = append(parts, moteur.Times("Complément au minimum de jours", count("jours", missing), days.rate))
	}
	return parts
}

// byWeek prices the weeks of a weekly rate, each at most the rate, and what lacks to the guarantee of them all.
func (o *Role) byWeek(days paidDays) []moteur.Step {
	var parts []moteur.Step
	for i, w := range days.weeks {
		byDay := moteur.Sum("Jours de la semaine", some(days.steps(w)...)...)
		parts = append(parts, moteur.Least(fmt.Sprintf("Semaine %d", i+1), byDay, moteur.Given("tarif de la semaine", o.WeekRate)))
	}
	if lacks := moteur.Minus("Complément à la garantie", days.floor, parts...); lacks.Value.IsPositive() {
		parts = append(parts, lacks)
	}
	return parts
}

// steps price the days of a week at the usual rates.
func (p paidDays) steps(w paidWeek) []moteur.Step {
	return []moteur.Step{moteur.Times("Jours travaillés", count("jours", w.worked), p.rate),
		moteur.Times("Jours de relâche payés", count("jours", w.held), p.hold)}
}

// stays is the number of continuous stays: two around a drop, none without a day worked.
func (p paidDays) stays() int {
	switch {
	case p.worked == 0:
		return 0
	case p.hasDrop:
		return 2
	}
	return 1
}

// paidDays is the number of days paid: by the week those of an option are paid beside the days guaranteed.
func (o *Role) paidDays(n paidDays) int {
	if o.WeekRate.IsZero() {
		return max(n.worked+n.held, n.least)
	}
	apart := 0
	for _, w := range n.weeks {
		for _, option := range w.options {
			apart += option.days
		}
	}
	return apart + max(n.worked+n.held-apart, n.least)
}

// journeys are the steps of a role's travel.
func (o *Role) journeys(days paidDays) []moteur.Step {
	return []moteur.Step{line("Voyages", days.stays(), "séjours", o.Travel),
		line("Jours de voyage", 2*days.stays()*o.TravelDays, "jours", o.TravelRate)}
}
