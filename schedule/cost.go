package schedule

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/fr"
)

// Cost is the price of a plan, derived term by term in euros: crew, premiums, locations, moves, roles, extras, equipment,
// wishes. Every line is rounded to the cent, half away from zero; totals are sums of lines. It prices what the plan says,
// lawful or not; scenes and roles it does not know cost nothing.
//
// Roles are paid by shooting day, those of one performer once: each day worked at DayRate, or at that of the option it falls in; each
// shooting day of the plan between two days worked at the hold rate when HoldPaid; WeekRate caps a civil week; one gap of at least
// DropAfter calendar days may be dropped when the travel it adds costs less than the holds; MinDays and Weeks top up. Extras of one
// kind are hired for the day by the largest group. The crew's hours beyond those of a week and its journeys are paid by the hour.
func Cost(p Problem, plan Plan) (moteur.Step, error) {
	c, err := lawfulCosting(p, plan)
	if err != nil {
		return moteur.Step{}, err
	}
	premiums, err := c.premiums()
	if err != nil {
		return moteur.Step{}, err
	}
	return moteur.Sum("Coût du plan de travail", c.crew(), premiums, c.locations(), c.moves(), c.roles(), c.extras(), c.equipment(),
		c.wishes()), nil
}

// Cost is Cost(p, plan).
func (plan Plan) Cost(p Problem) (moteur.Step, error) { return Cost(p, plan) }

type costing struct {
	p    Problem
	x    index
	book rulebook
	days []checkedDay
	pos  []int // the distinct shooting dates, in order
}

// lawfulCosting reads a plan with the rules of its agreement.
func lawfulCosting(p Problem, plan Plan) (*costing, error) {
	book, err := newRulebook(p)
	if err != nil {
		return nil, err
	}
	c := &costing{p: p, x: p.index(), book: book}
	return c, c.read(plan)
}

func (c *costing) read(plan Plan) error {
	for _, d := range plan.Days {
		day := c.p.looked(c.x, d)
		if !c.book.off {
			var err error
			if day.law, err = c.book.on(d.Date, nil); err != nil {
				return fmt.Errorf("coût du plan, jour %d : %w", d.Number, err)
			}
		}
		c.days = append(c.days, day)
	}
	slices.SortStableFunc(c.days, func(a, b checkedDay) int {
		return cmp.Or(cmp.Compare(a.pos, b.pos), strings.Compare(a.Unit, b.Unit))
	})
	for _, d := range c.days {
		if len(c.pos) == 0 || c.pos[len(c.pos)-1] != d.pos {
			c.pos = append(c.pos, d.pos)
		}
	}
	return nil
}

func count(label string, n int) moteur.Step {
	return moteur.Given(label, decimal.NewFromInt(int64(n)))
}

// line is n times a rate.
func line(label string, n int, unit string, rate decimal.Decimal) moteur.Step {
	return moteur.Times(label, count(unit, n), moteur.Given("tarif", rate))
}

// some drops the steps that are worth nothing.
func some(steps ...moteur.Step) []moteur.Step {
	return slices.DeleteFunc(steps, func(s moteur.Step) bool { return s.Value.IsZero() })
}

// unitRate is the day rate of a unit: its own, or the crew's for the first unit.
func (p Problem) unitRate(x index, id string) decimal.Decimal {
	if u := x.unit[id]; u != nil && !u.DayRate.IsZero() {
		return u.DayRate
	}
	if len(p.Units) == 0 || p.Units[0].ID == id {
		return p.Crew.DayRate
	}
	return decimal.Zero
}

func (c *costing) crew() moteur.Step {
	var parts []moteur.Step
	n, away := map[string]int{}, 0
	for _, d := range c.days {
		n[d.Unit]++
		if slices.ContainsFunc(d.scenes, func(s *Scene) bool { l := c.x.location[s.place()]; return l != nil && l.Away }) {
			away++
		}
	}
	units := c.p.Units
	if len(units) == 0 {
		units = []Unit{{Name: "Équipe"}}
	}
	for _, u := range units {
		parts = append(parts, line(u.label(), n[u.ID], "jours de tournage", c.p.unitRate(c.x, u.ID)))
	}
	parts = append(parts, line("Défraiements de l'équipe", away, "jours hors du domicile", c.p.Crew.PerDiem))
	if n := len(c.pos); n > 0 && !c.p.Calendar.Dateless && c.pos[n-1]-c.pos[0] < maxHorizon {
		idle := 0
		for pos := c.pos[0]; pos < c.pos[n-1]; pos++ {
			if !slices.Contains(c.pos, pos) && c.p.Calendar.idles(c.p.Calendar.First.AddDays(pos)) {
				idle++
			}
		}
		parts = append(parts, line("Jours ouvrés sans tournage", idle, "jours", c.p.Crew.idle()))
	}
	return moteur.Sum("Équipe technique", some(parts...)...)
}

// idle is what a working day costs when nobody shoots on it.
func (c Crew) idle() decimal.Decimal {
	switch {
	case c.IdleFree:
		return decimal.Zero
	case c.IdleRate.IsZero():
		return c.DayRate
	}
	return c.IdleRate
}

// hourly is minutes paid at a fraction of the crew's hour, in hundredths of a percent.
func (c *costing) hourly(label string, minutes, rate int, what string) moteur.Step {
	pay := moteur.TimesExact("minutes payées au taux horaire", count("minutes", minutes),
		moteur.Given("heure de l'équipe", c.p.Crew.HourRate), moteur.Given(what, decimal.New(int64(rate), -4)))
	return moteur.Ratio(label, pay, count("minutes d'une heure", 60), 2)
}

// surplus is a number of minutes that a premium of hours is paid for, in hundredths of a percent.
type surplus struct {
	label         string
	minutes, rate int
}

// surpluses are the premiums of the hours of each day, and those of the hours of each week.
func (c *costing) surpluses() (days, weeks []surplus, err error) {
	if c.book.off {
		return nil, nil, nil
	}
	for _, d := range c.days {
		list, err := c.book.premiums(c.p, d)
		if err != nil {
			return nil, nil, fmt.Errorf("coût du plan, jour %d : %w", d.Number, err)
		}
		for _, m := range list {
			days = append(days, surplus{d.short() + ", " + m.name, m.minutes, m.rate})
		}
	}
	weeks, err = c.overtime()
	return days, weeks, err
}

// premiums are the prices of the surpluses.
func (c *costing) premiums() (moteur.Step, error) {
	if c.p.Crew.HourRate.IsZero() {
		return moteur.Sum("Majorations"), nil
	}
	days, weeks, err := c.surpluses()
	var parts []moteur.Step
	for _, s := range append(days, weeks...) {
		parts = append(parts, c.hourly(s.label, s.minutes, s.rate, "majoration"))
	}
	return moteur.Sum("Majorations", parts...), err
}

// PremiumHours are the heures de majoration of a plan, those that Cost prices, with a line for each: the hours at base pay that premiums
// add to the pay of each person of the crew, to 4 decimals. days are those of the hours of a day (night, Sunday, holiday, sixth day, hours
// beyond the tenth), weeks those of the hours of a week, which a rate for a shooting week pays already up to the hours of its equivalence.
// Both are empty where the problem has no agreement.
func PremiumHours(p Problem, plan Plan) (days, weeks moteur.Step, err error) {
	c, err := lawfulCosting(p, plan)
	if err != nil {
		return days, weeks, err
	}
	byDay, byWeek, err := c.surpluses()
	return inHours("Heures de majoration", byDay), inHours("Heures supplémentaires des semaines", byWeek), err
}

// inHours turns surpluses into hours at base pay.
func inHours(label string, list []surplus) moteur.Step {
	parts := make([]moteur.Step, len(list))
	for i, s := range list {
		paid := moteur.TimesExact("minutes de majoration", count("minutes", s.minutes),
			moteur.Given("majoration", decimal.New(int64(s.rate), -4)))
		parts[i] = moteur.Ratio(s.label, paid, count("minutes d'une heure", 60), 4)
	}
	return moteur.Sum(label, parts...)
}

// paidFor is the number of days a location is paid for when it is used so many days: by whole blocks, its least number at least.
func (l Location) paidFor(days int) int {
	if l.Block > 1 {
		days = (days + l.Block - 1) / l.Block * l.Block
	}
	return max(days, l.MinDays)
}

func (c *costing) locations() moteur.Step {
	n := map[string]int{}
	var ids []string
	total := 0
	for _, d := range c.days {
		for _, id := range d.places() {
			if n[id] == 0 {
				ids = append(ids, id)
			}
			n[id]++
			total++
		}
	}
	slices.Sort(ids)
	var parts []moteur.Step
	for _, id := range ids {
		if l := c.x.location[id]; l != nil {
			around := staysIn(c.days, id) * (l.PrepDays + l.RigDays + l.StrikeDays)
			parts = append(parts, line(l.label(), l.paidFor(n[id]), "jours", l.DayRate),
				line(l.label()+" : préparation, prélight et remise en état", around, "jours", l.PrepRate))
		}
	}
	parts = append(parts, line("Souhait : peu de lieux par jour", total, "jours de lieu", c.p.Wishes.LocationDayCost))
	return moteur.Sum("Lieux", some(parts...)...)
}

// places lists the distinct locations of a day.
func (d checkedDay) places() []string {
	var out []string
	for _, s := range d.scenes {
		if !slices.Contains(out, s.place()) {
			out = append(out, s.place())
		}
	}
	return out
}

// trip is a way of the company: inside a day, or before its first scene.
type trip struct {
	Move
	label string
}

// ways lists the trips of the company, day by day. Two days of a unit that begin and end in one base have none between them.
func (c *costing) ways() []trip {
	var out []trip
	for i, d := range c.days {
		for _, m := range movesOf(d.scenes) {
			w := c.p.way(c.x, m[0], m[1])
			out = append(out, trip{w, fmt.Sprintf("%s : %s → %s", d.short(), baseOf(c.x, m[0]), baseOf(c.x, m[1]))})
		}
		if prev := c.before(i); prev != nil && len(prev.scenes) > 0 && len(d.scenes) > 0 {
			a, b := prev.scenes[len(prev.scenes)-1].place(), d.scenes[0].place()
			if baseOf(c.x, a) != baseOf(c.x, b) {
				w := c.p.way(c.x, a, b)
				out = append(out, trip{w, fmt.Sprintf("Avant le %s : %s → %s", d.uncapital(), baseOf(c.x, a), baseOf(c.x, b))})
			}
		}
	}
	return out
}

func (c *costing) moves() moteur.Step {
	var parts []moteur.Step
	n, km := 0, 0
	for _, d := range c.days {
		n += len(movesOf(d.scenes))
	}
	for _, w := range c.ways() {
		km += w.Km
		parts = append(parts, moteur.Given(w.label, w.Cost))
	}
	parts = append(parts, c.travelling()...)
	parts = append(parts, line("Souhait : peu de déplacements", n, "déplacements", c.p.Wishes.MoveCost),
		line("Souhait : peu de kilomètres", km, "kilomètres", c.p.Wishes.Kilometre))
	return moteur.Sum("Déplacements", some(parts...)...)
}

// before returns the unit's previous day.
func (c *costing) before(i int) *checkedDay {
	for j := i - 1; j >= 0; j-- {
		if c.days[j].Unit == c.days[i].Unit {
			return &c.days[j]
		}
	}
	return nil
}

func (c *costing) extras() moteur.Step {
	var parts []moteur.Step
	for _, g := range c.groups() {
		parts = append(parts, line(fmt.Sprintf("Jour du %s : %s", g.when, g.kind), g.count, "personnes", g.rate))
	}
	return moteur.Sum("Figuration", some(parts...)...)
}

// hired is a group of extras hired for a date: the largest group of its kind and rate that a unit needs on that day.
type hired struct {
	day   Day
	when  string
	kind  string
	count int
	rate  decimal.Decimal
}

func (c *costing) groups() []hired {
	var out []hired
	for _, d := range c.days {
		first := len(out)
		when := fr.DayMonth(d.Date)
		if d.Date.IsZero() {
			when = fmt.Sprint(d.Number)
		}
		for _, s := range d.scenes {
			for _, e := range s.Extras {
				i := slices.IndexFunc(out[first:], func(g hired) bool { return g.kind == e.Kind && g.rate.Equal(e.DayRate) })
				if i < 0 {
					out = append(out, hired{d.Day, when, e.Kind, e.Count, e.DayRate})
				} else if g := &out[first+i]; e.Count > g.count {
					g.count = e.Count
				}
			}
		}
	}
	return out
}

func (c *costing) equipment() moteur.Step {
	var parts []moteur.Step
	for i := range c.p.Equipment {
		e := &c.p.Equipment[i]
		if _, paid := c.hire(e); paid > 0 {
			around := e.PrepDays + e.TravelDays
			parts = append(parts, line(e.label(), paid-around, "jours", e.DayRate),
				line(e.label()+" : préparation et transport", around, "jours", e.DayRate))
		}
	}
	return moteur.Sum("Matériel et équipes spéciales", some(parts...)...)
}

// hire counts the days of use of a piece of equipment, one for each unit, and those it is paid for, preparation and transport
// included; both 0 when no scene shot needs it.
func (c *costing) hire(e *Equipment) (used, paid int) {
	on := map[int]int{}
	first, last := 0, 0
	for _, d := range c.days {
		if d.needs(e.ID) {
			if len(on) == 0 {
				first = d.pos
			}
			on[d.pos]++
			last = d.pos
			used++
		}
	}
	if used == 0 {
		return 0, 0
	}
	paid = used
	if e.BySpan {
		paid = 0
		for _, pos := range c.pos {
			if pos >= first && pos <= last {
				paid += max(on[pos], 1)
			}
		}
	}
	return used, max(paid, e.MinDays) + e.PrepDays + e.TravelDays
}

// wishes prices the named preferences.
func (c *costing) wishes() moteur.Step {
	w := c.p.Wishes
	var inversions, nights, switches, late, busy, bare int
	artists := c.p.artists()
	lastCover := math.MinInt // frozen days may stand before the calendar
	for _, d := range c.days {
		if slices.ContainsFunc(d.scenes, func(s *Scene) bool { return s.cover(c.x) }) {
			lastCover = d.pos
		}
	}
	for i, d := range c.days {
		prev := c.before(i)
		if prev != nil {
			if a, b := storyDay(prev.scenes), storyDay(d.scenes); a > 0 && b > 0 && b < a {
				inversions++
			}
			if c.p.typeOf(prev.scenes).light() != c.p.typeOf(d.scenes).light() {
				switches++
			}
		}
		if c.nightsInRow(i) > 3 {
			nights++
		}
		if d.pos > lastCover && slices.ContainsFunc(d.scenes, func(s *Scene) bool { return s.outside() }) {
			bare++
		}
		if k := slices.Index(c.pos, d.pos); 2*k >= len(c.pos) && slices.ContainsFunc(d.scenes, func(s *Scene) bool { return s.outside() }) {
			late++
		}
		for _, a := range artists {
			n := 0
			for _, s := range d.scenes {
				if a.in(s) {
					n++
				}
			}
			if a.child() != nil && n > 1 {
				busy++
			}
		}
	}
	return moteur.Sum("Souhaits", some(append(c.waits(),
		line("Un jour de moins", len(c.days), "jours de tournage", w.DayCost),
		line("Ordre de l'histoire", inversions, "inversions", w.StoryOrder),
		line("Pas plus de trois nuits de suite", nights, "nuits", w.NightRun),
		line("Peu de changements entre jour et nuit", switches, "changements", w.LightSwitch),
		line("Extérieurs d'abord", late, "jours d'extérieur tardifs", w.EarlyExterior),
		line("Un décor de repli en réserve", bare, "jours d'extérieur sans repli", w.CoverLess),
		line("Jours légers pour les enfants", busy, "jours chargés", w.ChildBusyDay),
		line("Commencer à la date demandée", c.lateStart(), "jours ouvrés", c.p.lateRate()),
	)...)...)
}

// nightsInRow counts the night units that end with day i, on dates that follow each other in the plan.
func (c *costing) nightsInRow(i int) int {
	n := 0
	for d := &c.days[i]; d != nil && c.p.typeOf(d.scenes) == nightUnit; d = c.before(i) {
		n++
		i = slices.IndexFunc(c.days, func(e checkedDay) bool { return e.pos == d.pos && e.Unit == d.Unit })
	}
	return n
}

// storyDay is the earliest day of the story among scenes, 0 when none is known.
func storyDay(scenes []*Scene) int {
	n := 0
	for _, s := range scenes {
		if s.StoryDay > 0 && (n == 0 || s.StoryDay < n) {
			n = s.StoryDay
		}
	}
	return n
}
