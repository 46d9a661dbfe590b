package schedule

import (
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/schedule/labour"
)

// overtime are the premiums of the hours that each unit works in a civil week beyond those its agreement pays: a line for each band.
func (c *costing) overtime() ([]surplus, error) {
	var out []surplus
	for _, unit := range c.p.unitIDs() {
		for i := 0; i < len(c.days); {
			monday, worked := c.days[i].Date.Monday(), 0
			var law *legal
			for ; i < len(c.days) && c.days[i].Date.Monday() == monday; i++ {
				d := c.days[i]
				if d.Unit != unit {
					continue
				}
				if law == nil {
					law = d.law
				}
				n, err := c.book.effective(c.p, d)
				if err != nil {
					return nil, fmt.Errorf("coût du plan, jour %d : %w", d.Number, err)
				}
				worked += n
			}
			if law != nil {
				out = append(out, weekly(law.rates.Week, unit, monday, worked)...)
			}
		}
	}
	return out, nil
}

// effective is the work of the crew in a day, minutes that really pass, the break left out.
func (b rulebook) effective(p Problem, d checkedDay) (int, error) {
	list, err := labour.Count(b.as(labour.Technician), labour.Before{}, []labour.Day{p.onDuty(d, d.Call, max(d.Call, d.Wrap))})
	if err != nil || len(list) == 0 {
		return 0, err
	}
	return list[0].Effective, nil
}

// weekly are the minutes of a week that fall in each band of overtime.
func weekly(list []labour.Band, unit string, monday moteur.Date, worked int) []surplus {
	var out []surplus
	who := ""
	if unit != "" {
		who = " (équipe " + unit + ")"
	}
	for k, n := range labour.InBands(list, 0, int64(worked), 1) {
		if p := list[k].Premium; p.Rate > 0 {
			label := fmt.Sprintf("Semaine du %s%s, heures supplémentaires de la semaine à %s", fr.DayMonth(monday), who,
				fr.Percent(p.Ratio(), 0))
			out = append(out, surplus{label, int(n), p.Rate})
		}
	}
	return out
}

// travelling are the hours of the journeys of the units, long and short, paid up to what the agreement pays; none where it says nothing.
func (c *costing) travelling() []moteur.Step {
	var out []moteur.Step
	if c.book.off || c.p.Crew.HourRate.IsZero() {
		return nil
	}
	for _, whole := range c.book.journeys(c.p, c.x, c.days) {
		for _, j := range whole.legs() {
			if n := min(j.Minutes, c.days[j.until].law.rates.TravelMax); n > 0 {
				label := fmt.Sprintf("%s du %s : %s → %s, heures de %s", fr.Capital(j.Title()), fr.DayMonth(j.Date), j.From, j.To,
					j.Title())
				out = append(out, c.hourly(label, n, 10_000, "part de l'heure"))
			}
		}
	}
	return out
}

// waitRate is the price of an hour of waiting; none where hours do not matter.
func (p Problem) waitRate() decimal.Decimal {
	if p.Calendar.Dateless {
		return decimal.Zero
	}
	if p.Wishes.Waiting.IsZero() {
		return p.Crew.HourRate
	}
	return p.Wishes.Waiting
}

// waits are the hours that the days wait for a light or a place, beside their work, their ways and their breaks.
func (c *costing) waits() []moteur.Step {
	var out []moteur.Step
	rate := c.p.waitRate()
	if rate.IsZero() || !c.p.hoursMatter(c.x, c.p.sky(), c.book) {
		return nil
	}
	for _, d := range c.days {
		wait := d.Wrap - d.Call - c.p.sessions(d.Day) - c.p.Shape.Prep - c.p.Shape.WrapUp
		if !d.breakTooSoon(c.p.Shape) {
			wait -= d.pause
		}
		for _, n := range d.length {
			wait -= n
		}
		for _, m := range movesOf(d.scenes) {
			wait -= c.p.way(c.x, m[0], m[1]).Minutes
		}
		if wait > 0 && d.timed() {
			pay := moteur.TimesExact("minutes au prix de l'heure", count("minutes", wait), moteur.Given("heure", rate))
			out = append(out, moteur.Ratio("Souhait : peu d'attente, "+d.uncapital(), pay, count("minutes d'une heure", 60), 2))
		}
	}
	return out
}

// lateRate is the price of a working day on which something could be shot before the first shooting day.
func (p Problem) lateRate() decimal.Decimal {
	if p.Wishes.LateStart.IsZero() {
		return p.Crew.DayRate
	}
	return p.Wishes.LateStart
}

// lateStart counts the working days between the first date on which some scene may be shot and the first shooting day.
func (c *costing) lateStart() int {
	if c.p.Calendar.Dateless || len(c.pos) == 0 || c.p.lateRate().IsZero() {
		return 0
	}
	n, possible, artists := 0, false, c.p.artists()
	for pos := 0; pos < min(c.pos[0], maxHorizon); pos++ {
		d := c.p.Calendar.First.AddDays(pos)
		possible = possible || c.p.shootable(c.x, artists, d)
		if possible && c.p.Calendar.idles(d) {
			n++
		}
	}
	return n
}

// shootable tells whether some scene may be shot on a date: a day of the calendar, with its place, people, equipment and pins.
func (p Problem) shootable(x index, artists []artist, d moteur.Date) bool {
	if !p.Calendar.kindOf(d).ok {
		return false
	}
	return slices.ContainsFunc(p.Scenes, func(s Scene) bool {
		pinned := slices.ContainsFunc(p.Pins, func(pin Pin) bool { return pin.Scene == s.ID && !pin.Span.Contains(d) })
		return !pinned && p.couldBeShot(x, artists, &s, d)
	})
}

// short names a day in a line of the cost: "Jour 3", with its unit if any.
func (d checkedDay) short() string {
	if d.Unit == "" {
		return fmt.Sprintf("Jour %d", d.Number)
	}
	return fmt.Sprintf("Jour %d (équipe %s)", d.Number, d.Unit)
}

// uncapital is the name of a day inside a line: "jour 3".
func (d checkedDay) uncapital() string {
	name := d.short()
	return strings.ToLower(name[:1]) + name[1:]
}
