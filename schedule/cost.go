package schedule

import (
	"cmp"
	"fmt"
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
// Roles are paid by shooting day: each day worked at DayRate; each shooting day of the plan between two days worked at the
// hold rate when HoldPaid; WeekRate caps a civil week; one gap of at least DropAfter calendar days may be dropped when the
// travel it adds costs less than the holds; MinDays tops up. Extras of one kind are hired for the day by the largest group.
func Cost(p Problem, plan Plan) (moteur.Step, error) {
	book, err := newRulebook(p)
	if err != nil {
		return moteur.Step{}, err
	}
	c := costing{p: p, x: p.index(), book: book}
	if err := c.read(plan); err != nil {
		return moteur.Step{}, err
	}
	return moteur.Sum("Coût du plan de travail", c.crew(), c.premiums(), c.locations(), c.moves(), c.roles(), c.extras(), c.equipment(),
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

	counted [][]premium // by day: the premiums of its hours
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
		list, err := c.book.premiums(c.p, d)
		if err != nil {
			return fmt.Errorf("coût du plan, jour %d : %w", d.Number, err)
		}
		c.counted = append(c.counted, list)
		if len(c.pos) == 0 || c.pos[len(c.pos)-1] != d.pos {
			c.pos = append(c.pos, d.pos)
		}
	}
	return nil
}

func count(label string, n int) moteur.Step {
	return moteur.Given(label, decimal.NewFromInt(int64(n)))
}

// short names a day in a line of the cost: "Jour 3", with its unit if any.
func (d checkedDay) short() string {
	if d.Unit == "" {
		return fmt.Sprintf("Jour %d", d.Number)
	}
	return fmt.Sprintf("Jour %d (équipe %s)", d.Number, d.Unit)
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
		parts = append(parts, line("Jours ouvrés sans tournage", idle, "jours", c.p.Crew.IdleRate))
	}
	return moteur.Sum("Équipe technique", some(parts...)...)
}

func (c *costing) premiums() moteur.Step {
	if c.book.off || c.p.Crew.HourRate.IsZero() {
		return moteur.Sum("Majorations")
	}
	var parts []moteur.Step
	for i, d := range c.days {
		for _, m := range c.counted[i] {
			pay := moteur.TimesExact("minutes payées au taux horaire", count("minutes", m.minutes),
				moteur.Given("heure de l'équipe", c.p.Crew.HourRate),
				moteur.Given("majoration", decimal.New(int64(m.rate), -4)))
			parts = append(parts, moteur.Ratio(fmt.Sprintf("%s, %s", d.short(), m.name), pay, count("minutes d'une heure", 60), 2))
		}
	}
	return moteur.Sum("Majorations", parts...)
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
			parts = append(parts, line(l.label(), n[id], "jours", l.DayRate))
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
			out = append(out, trip{w, fmt.Sprintf("%s : %s → %s", d.short(), w.From, w.To)})
		}
		if prev := c.before(i); prev != nil && len(prev.scenes) > 0 && len(d.scenes) > 0 {
			a, b := prev.scenes[len(prev.scenes)-1].place(), d.scenes[0].place()
			if baseOf(c.x, a) != baseOf(c.x, b) {
				w := c.p.way(c.x, a, b)
				out = append(out, trip{w, fmt.Sprintf("Avant le %s : %s → %s", strings.ToLower(d.short()[:1])+d.short()[1:], w.From, w.To)})
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

func (c *costing) roles() moteur.Step {
	var parts []moteur.Step
	for i := range c.p.Roles {
		o := &c.p.Roles[i]
		if worked := c.worked(o); len(worked) > 0 {
			parts = append(parts, c.role(o, worked))
		}
	}
	return moteur.Sum("Rôles", some(parts...)...)
}

// paidDays are the days of a role: worked and held, by week, and the drop if any.
type paidDays struct {
	worked, held int
	dropped      [2]int // calendar positions of the last day before and the first day after the drop
	hasDrop      bool
	weeks        []paidWeek
	heldAt       []int // calendar positions of the days held
}

type paidWeek struct{ week, worked, held int }

// paid reads the days of a role from the dates it works and the shooting dates of the plan.
func (o *Role) paid(p Problem, worked map[int]bool, shooting []int) paidDays {
	var out paidDays
	first, last := -1, -1
	for _, d := range shooting {
		if worked[d] {
			if first < 0 {
				first = d
			}
			last = d
		}
	}
	dropFrom, dropTo := -1, -1
	if o.HoldPaid && o.DropAfter > 0 {
		best, prev, holds := o.Stay(), -1, 0
		for _, d := range shooting {
			switch {
			case worked[d]:
				if saved := o.holdRate().Add(p.Wishes.RoleDayCost).Mul(decimal.NewFromInt(int64(holds))); prev >= 0 &&
					d-prev-1 >= o.DropAfter && saved.GreaterThan(best) {
					best, dropFrom, dropTo = saved, prev, d
				}
				prev, holds = d, 0
			case prev >= 0:
				holds++
			}
		}
	}
	out.hasDrop, out.dropped = dropFrom >= 0, [2]int{dropFrom, dropTo}
	for _, d := range shooting {
		held := o.HoldPaid && !worked[d] && d > first && d < last && (!out.hasDrop || d < dropFrom || d > dropTo)
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
		} else {
			out.worked++
			last.worked++
		}
	}
	return out
}

// weekOf numbers the civil weeks of a calendar; a dateless one has weeks of seven days from its first day.
func weekOf(c Calendar, pos int) int {
	if c.Dateless {
		return pos / 7
	}
	return (pos + (int(c.First.Weekday())+6)%7) / 7
}

// Stay is what one continuous stay of the performer adds to its days: the journey there and back, and its days paid.
func (o Role) Stay() decimal.Decimal {
	return o.Travel.Add(o.TravelRate.Mul(decimal.NewFromInt(int64(2 * o.TravelDays))))
}

func (o *Role) holdRate() decimal.Decimal {
	if o.HoldRate.IsZero() {
		return o.DayRate
	}
	return o.HoldRate
}

// salary are the steps of a role's pay: days worked and held, by the week when it has a weekly rate, and what the minimum adds.
func (o *Role) salary(days paidDays) []moteur.Step {
	var parts []moteur.Step
	if o.WeekRate.IsZero() {
		parts = append(parts, line("Jours travaillés", days.worked, "jours", o.DayRate),
			line("Jours de relâche payés", days.held, "jours", o.holdRate()))
	} else {
		for i, w := range days.weeks {
			byDay := moteur.Sum("Jours de la semaine", some(line("Jours travaillés", w.worked, "jours", o.DayRate),
				line("Jours de relâche payés", w.held, "jours", o.holdRate()))...)
			parts = append(parts, moteur.Least(fmt.Sprintf("Semaine %d", i+1), byDay, moteur.Given("tarif de la semaine", o.WeekRate)))
		}
	}
	if missing := o.MinDays - days.worked - days.held; missing > 0 {
		parts = append(parts, line("Complément au minimum de jours", missing, "jours", o.DayRate))
	}
	return parts
}

// stays is the number of continuous stays: two around a drop.
func (d paidDays) stays() int {
	if d.hasDrop {
		return 2
	}
	return 1
}

// journeys are the steps of a role's travel.
func (o *Role) journeys(days paidDays) []moteur.Step {
	return []moteur.Step{line("Voyages", days.stays(), "séjours", o.Travel),
		line("Jours de voyage", 2*days.stays()*o.TravelDays, "jours", o.TravelRate)}
}

func (c *costing) role(o *Role, worked map[int]bool) moteur.Step {
	days := o.paid(c.p, worked, c.pos)
	parts := append(o.salary(days), o.journeys(days)...)
	parts = append(parts, line("Souhait : peu de jours payés", days.worked+days.held, "jours", c.p.Wishes.RoleDayCost))
	return moteur.Sum(o.label(), some(parts...)...)
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
			parts = append(parts, line(e.label(), paid, "jours", e.DayRate))
		}
	}
	return moteur.Sum("Matériel et équipes spéciales", some(parts...)...)
}

// hire counts the dates a piece of equipment is used on, and those it is paid for; both 0 when no scene shot needs it.
func (c *costing) hire(e *Equipment) (used, paid int) {
	on := map[int]bool{}
	first, last := -1, -1
	for _, d := range c.days {
		if slices.ContainsFunc(d.scenes, func(s *Scene) bool { return slices.Contains(s.Needs, e.ID) }) {
			on[d.pos] = true
			if first < 0 {
				first = d.pos
			}
			last = d.pos
		}
	}
	used = len(on)
	if used == 0 {
		return 0, 0
	}
	paid = used
	if e.BySpan {
		paid = 0
		for _, pos := range c.pos {
			if pos >= first && pos <= last {
				paid++
			}
		}
	}
	return used, max(paid, e.MinDays)
}

// wishes prices the named preferences.
func (c *costing) wishes() moteur.Step {
	w := c.p.Wishes
	var inversions, nights, switches, late, busy, bare int
	lastCover := -1
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
		for _, o := range c.p.Roles {
			if o.Child == nil {
				continue
			}
			n := 0
			for _, s := range d.scenes {
				if slices.Contains(s.Roles, o.ID) {
					n++
				}
			}
			if n > 1 {
				busy++
			}
		}
	}
	return moteur.Sum("Souhaits", some(
		line("Un jour de moins", len(c.days), "jours de tournage", w.DayCost),
		line("Ordre de l'histoire", inversions, "inversions", w.StoryOrder),
		line("Pas plus de trois nuits de suite", nights, "nuits", w.NightRun),
		line("Peu de changements entre jour et nuit", switches, "changements", w.LightSwitch),
		line("Extérieurs d'abord", late, "jours d'extérieur tardifs", w.EarlyExterior),
		line("Un décor de repli en réserve", bare, "jours d'extérieur sans repli", w.CoverLess),
		line("Jours légers pour les enfants", busy, "jours chargés", w.ChildBusyDay),
	)...)
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
