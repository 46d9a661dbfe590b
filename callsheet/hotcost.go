package callsheet

import (
	"errors"
	"fmt"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/budget"
	"github.com/moteur-film/moteur/budget/follow"
	"github.com/moteur-film/moteur/budget/payroll"
	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/internal/money"
	"github.com/moteur-film/moteur/schedule/labour"
)

// HotDay is the day that follow.Hot prices: the report beside the sheet s of its day, line by line of the devis e. It reads the
// lines that the plan fills: roles paid by the day, figuration, silhouettes, meals, weeks of the crew; a line of the crew with a job of
// the agreement adds what the real hours are paid beyond those of the sheet, over the civil week so far. earlier are the reports of
// the days before, of which those of the same week count. Lines that the report says nothing of (equipment, places) are left out.
//
// A sheet and a report of two dates are an error. Hours that the agreement cannot count and roles that no line expects are warnings;
// hours that nothing prices (those of performers, of people named apart) are noticed.
func (r DayReport) HotDay(s Sheet, earlier []DayReport, e budget.Estimate) (follow.HotDay, moteur.Report) {
	h := hotDay{sheet: s, report: r, days: e.Budget.Variables["shoot_days"], out: follow.HotDay{Date: r.Date, Number: r.Day}}
	if s.Date != r.Date || s.Unit != r.Unit {
		h.found.Errorf("date", "callsheet/hot-day", "La feuille est du %s (équipe « %s ») et le rapport du %s (équipe « %s »).",
			fr.ShortDate(s.Date), fr.Clip(s.Unit), fr.ShortDate(r.Date), fr.Clip(r.Unit))
		return h.out, h.found
	}
	for _, d := range earlier {
		if d.Unit == r.Unit && d.Date.Before(r.Date) && d.Date.Monday() == r.Date.Monday() {
			h.week = append(h.week, d.worked())
		}
	}
	h.cast()
	for i := range e.Lines {
		if e.Lines[i].Active {
			h.line(&e.Budget.Lines[i], e.Lines[i].Quantity, e.Budget.Date)
		}
	}
	if !h.days.IsPositive() {
		h.found.Warnf("variables.shoot_days", "callsheet/hot-days",
			"Le devis n'a pas la variable shoot_days : la part d'un jour dans les semaines de l'équipe est inconnue.")
	}
	h.strangers()
	return h.out, h.found
}

type hotDay struct {
	sheet  Sheet
	report DayReport
	days   decimal.Decimal // of shooting, in the devis
	week   []labour.Day    // of the crew, before today
	called map[string]bool // roles of the sheet, then whether they worked
	worked map[string]bool
	read   map[string]bool // roles that a line expects
	out    follow.HotDay
	found  moteur.Report
}

// cast notes the roles that the sheet calls and those that worked.
func (h *hotDay) cast() {
	h.called, h.worked, h.read = map[string]bool{}, map[string]bool{}, map[string]bool{}
	for _, c := range h.sheet.Cast {
		h.called[c.Role] = true
	}
	for _, p := range h.report.People {
		if p.Role != "" {
			h.worked[p.Role] = true
		}
	}
}

// line adds the item of a line that the day concerns.
func (h *hotDay) line(l *budget.Line, quantity decimal.Decimal, on moteur.Date) {
	item := follow.HotItem{Line: l.ID}
	switch {
	case l.Role != "" && l.Unit == "day":
		if !h.called[l.Role] && !h.worked[l.Role] {
			return
		}
		h.read[l.Role] = true
		item.Planned, item.Used = once(h.called[l.Role]), once(h.worked[l.Role])
		switch {
		case !h.worked[l.Role]:
			item.Note = "convoqué, absent du rapport"
		case !h.called[l.Role]:
			item.Note = "non prévu à la feuille"
		}
	case l.From == "plan:extras":
		item.Planned, item.Used = whole(h.sheet.ExtraCount()-h.featured()), whole(max(0, h.report.Extras-h.featured()))
	case l.From == "plan:featured":
		item.Planned, item.Used = whole(h.featured()), whole(min(h.featured(), h.report.Extras))
	case l.From == "plan:meals":
		served := h.sheet.Meals.Total()
		more := len(h.worked) - len(h.sheet.Cast) + h.report.Extras - h.sheet.ExtraCount()
		item.Planned, item.Used = whole(served), whole(max(0, served+more))
	case l.From == "plan:crew_weeks":
		item.Planned = money.Share(quantity, h.days, 4)
		item.Used = item.Planned
		item.Extra = h.overtime(l, on)
	default:
		return
	}
	if item.Planned.IsZero() && item.Used.IsZero() {
		return
	}
	h.out.Items = append(h.out.Items, item)
}

func once(b bool) decimal.Decimal {
	if b {
		return decimal.NewFromInt(1)
	}
	return decimal.Zero
}

func whole(n int) decimal.Decimal { return decimal.NewFromInt(int64(n)) }

// featured is the number of silhouettes that the sheet calls. The report counts them with the extras.
func (h *hotDay) featured() int {
	n := 0
	for _, x := range h.sheet.Extras {
		if x.Featured {
			n += x.Count
		}
	}
	return n
}

// overtime is what the hours of the crew are paid beyond those of the sheet, gross, for the persons of a line of weeks: the pay of the
// week up to today as it was less the same with today as planned.
func (h *hotDay) overtime(l *budget.Line, on moteur.Date) decimal.Decimal {
	if l.Job == "" || l.Unit != "week" || !h.report.Call.Known() || !h.report.Wrap.Known() {
		return decimal.Zero
	}
	hourly, err := payroll.HourlyOf(l.Rate, l.Job, l.RateBasis(), on)
	if err != nil {
		h.fail(l, err)
		return decimal.Zero
	}
	terms := payroll.Terms{Job: l.Job, Hourly: hourly.Value}
	pay := func(today labour.Day) (decimal.Decimal, bool) {
		t, err := payroll.CountTime(terms, append(append([]labour.Day{}, h.week...), today), payroll.WorkSettings{})
		if err != nil && !errors.Is(err, payroll.ErrBasis) { // a director is paid without hours
			h.fail(l, err)
		}
		return t.Gross, err == nil
	}
	planned, ok := pay(h.sheet.planned())
	if !ok {
		return decimal.Zero
	}
	worked, ok := pay(h.report.worked())
	if !ok {
		return decimal.Zero
	}
	n := l.Number
	if n.IsZero() {
		n = decimal.NewFromInt(1)
	}
	return worked.Sub(planned).Mul(n)
}

func (h *hotDay) fail(l *budget.Line, err error) {
	h.found.Warnf("lines."+l.ID, "callsheet/hot-hours", "Les heures de « %s » ne sont pas chiffrées : %s.", fr.Clip(l.Label),
		strings.TrimPrefix(err.Error(), "payroll : "))
}

// strangers tells the people of the report whose hours nothing counts.
func (h *hotDay) strangers() {
	for i, p := range h.report.People {
		switch {
		case p.Role != "" && !h.read[p.Role]:
			h.found.Warnf(fmt.Sprintf("people[%d].role", i), "callsheet/hot-role",
				"Le rôle « %s » du rapport n'a pas de ligne à la journée au devis.", fr.Clip(p.Role))
		case p.Role != "" && p.Out.After(h.due(p.Role)):
			h.found.Notef(fmt.Sprintf("people[%d].out", i), "callsheet/hot-person",
				"« %s » est sorti après l'heure de la feuille : ses heures au-delà ne sont pas chiffrées.", fr.Clip(p.Name))
		case p.Role == "" && p.In.Known() && (p.In != h.report.Call || p.Out != h.report.Wrap):
			h.found.Notef(fmt.Sprintf("people[%d]", i), "callsheet/hot-person",
				"Les heures de « %s » ne sont pas comptées à part : l'équipe l'est aux heures du rapport.", fr.Clip(p.Name))
		}
	}
}

// due is the release of a role on the sheet, unknown when it is not called.
func (h *hotDay) due(role string) labour.Clock {
	for _, c := range h.sheet.Cast {
		if c.Role == role {
			return c.Out
		}
	}
	return labour.Clock{}
}

// worked is the day of the crew as it was, planned as the sheet foresees it.
func (r DayReport) worked() labour.Day { return crewDay(r.Date, r.Call, r.Wrap, r.Meal, r.MealEnd) }

func (s Sheet) planned() labour.Day { return crewDay(s.Date, s.Call, s.Wrap, s.Meal, s.MealEnd) }

func crewDay(date moteur.Date, from, to, meal, mealEnd labour.Clock) labour.Day {
	d := labour.Day{Date: date, Kind: labour.Shooting, RDV: from, Back: to}
	if meal.Known() && mealEnd.Known() {
		d.Breaks = []labour.Break{{From: meal, To: mealEnd, Meal: true}}
	}
	return d
}
