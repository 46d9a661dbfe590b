package labour

import (
	"fmt"
	"slices"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/fr"
)

// minorDay checks a day of a person under 18: presence, hours of the clock, pauses and rest.
func (c *checker) minorDay(d *workDay, child Child) {
	l, age := d.limits, child.AgeOn(d.Date)
	c.presence(d, age)
	c.minorPauses(d, age)
	if n := d.Start.Minutes(); d.Start.Known() && n < l.Early.Value {
		c.add(l.Early, AboutHours, d.Date, l.Early.Value-n, "%s, présence dès %s, pas avant %s", years(age), d.Start.Label(d.Date),
			ClockOf(l.Early.Value))
	}
	if n := d.End.Minutes(); d.End.Known() && n > l.Late.Value {
		c.add(l.Late, AboutHours, d.Date, n-l.Late.Value, "%s, présence jusqu'à %s, %s au plus tard", years(age), d.End.Label(d.Date),
			ClockOf(l.Late.Value))
	}
	if missing := d.shortRest(); missing > 0 {
		c.add(l.Rest, AboutRest, d.Date, missing, "%s, %s de repos, il en faut %s : il manque %s", years(age), rested(d.rest), long(d.due),
			long(missing))
	}
}

func years(age int) string {
	if age < 2 {
		return fmt.Sprintf("%d an", age)
	}
	return fmt.Sprintf("%d ans", age)
}

// present is the presence of a minor in a day, minutes: HMC, waiting, meal and work, from the beginning to the release, as the call sheet
// shows it. The law of 16 and 17 counts work: meals and pauses are taken off, where the days name them.
func (d *workDay) present() int {
	n := d.elapsed(d.Start, d.End)
	if d.limits.MealsCount {
		return n
	}
	for _, b := range d.Breaks {
		n -= d.elapsed(b.From, b.To)
	}
	return n
}

func (c *checker) presence(d *workDay, age int) {
	if l, n := d.limits.Presence, d.present(); l.Value > 0 && n > l.Value {
		c.add(l, AboutWork, d.Date, n-l.Value, "%s, présence de %s, %s au plus", years(age), long(n), long(l.Value))
	}
}

// minorPauses checks the pause of the code and, for children, how long they stay without one.
func (c *checker) minorPauses(d *workDay, age int) {
	run, longest := 0, 0
	for _, w := range d.work() {
		run = max(run, d.shift(w[1])-d.shift(w[0]))
	}
	for _, b := range d.Breaks {
		longest = max(longest, d.elapsed(b.From, b.To))
	}
	l := d.limits
	if run > l.PauseAfter && longest < l.Pause.Value {
		c.add(l.Pause, AboutPause, d.Date, l.Pause.Value-longest, "%s, %s sans pause de %s, %s au plus", years(age), long(run),
			long(l.Pause.Value), long(l.PauseAfter))
	}
	if l.Stretch.Value > 0 && run > l.Stretch.Value {
		c.add(l.Stretch, AboutPause, d.Date, run-l.Stretch.Value, "%s, %s à la suite, une pause au plus tard après %s", years(age),
			long(run), long(l.Stretch.Value))
	}
}

// minorWeek checks the week of a minor: hours at 16 and 17, and days off in a row.
func (c *checker) minorWeek(monday moteur.Date, week []*workDay) {
	l := week[0].limits
	worked, gap, end := 0, 0, 0
	if monday == c.days[0].Date.Monday() {
		worked = c.before.WeekMinutes
	}
	var busy [7]bool
	for _, d := range week {
		if c.r.minorOn(d.Date) == nil {
			continue
		}
		worked += d.present()
		k := d.Date.Sub(monday)
		busy[k] = true
		gap = max(gap, k*1440+d.RDV.Minutes()-end)
		end = k*1440 + d.Back.Minutes()
	}
	if l.Week.Value > 0 && worked > l.Week.Value {
		c.addWeek(l.Week, AboutWeek, monday, worked-l.Week.Value, "%s de présence dans la semaine, %s au plus", long(worked),
			long(l.Week.Value))
	}
	gap = max(gap, 7*1440-end)
	free, run := 0, 0
	for _, b := range busy {
		if run++; b {
			run = 0
		}
		free = max(free, run)
	}
	if l.FreeDays.Value == 0 || free >= l.FreeDays.Value || l.FreeHours > 0 && gap >= l.FreeHours {
		return
	}
	c.addWeek(l.FreeDays, AboutWeekRest, monday, l.FreeDays.Value-free, "repos hebdomadaire de %s de suite, il en faut %d", fr.Plural(free,
		"jour", "jours"), l.FreeDays.Value)
}

// ChildPapers are the papers of a minor: a child under 16 needs them.
type ChildPapers struct {
	// Missing tells that no individual authorisation was given. Issued is its date; Authorised and Dates are its periods and its list of
	// days; empty ones do not restrict.
	Missing bool
	// Unknown tells that nothing is known of the papers yet: what lacks is to be got before First, the child's first day (unset: the day
	// checked), and is no fault until then.
	Unknown    bool
	First      moteur.Date
	Issued     moteur.Date
	Authorised []moteur.Span
	Dates      []moteur.Date
	Guardian   bool // a responsable des enfants is there
}

// Check finds what a minor lacks to work on a date: under 16, the individual authorisation for that day and a responsable des enfants;
// from 16 on none is needed, and the days of one that was given bind all the same.
func (p ChildPapers) Check(c Child, on moteur.Date) ([]Finding, error) {
	b, err := open(on, nil)
	if err != nil {
		return nil, err
	}
	below := b.Int("minor.authorisation.below")
	child := c.AgeOn(on) < below
	if b.Err() == nil && !child && p.Issued.IsZero() && len(p.Authorised)+len(p.Dates) == 0 {
		return nil, nil
	}
	b.CitedText(ruleAuthorisation)
	if err := b.Err(); err != nil {
		return nil, fmt.Errorf("labour : %w", err)
	}
	permit := b.limit(ruleAuthorisation, 0)
	k := checker{}
	inside := slices.ContainsFunc(p.Authorised, func(s moteur.Span) bool { return s.Contains(on) })
	before := on
	if !p.First.IsZero() {
		before = p.First
	}
	switch {
	case child && p.Unknown:
		k.add(permit, AboutPapers, on, 0, "moins de %d ans, autorisation individuelle du préfet à obtenir avant le %s", below,
			fr.Date(before)).Severity = moteur.Warning
	case child && p.Missing:
		k.add(permit, AboutPapers, on, 0, "moins de %d ans, aucune autorisation individuelle du préfet", below)
	case on.Before(p.Issued):
		k.add(permit, AboutPapers, on, 0, "l'autorisation individuelle du %s vient après ce jour", fr.ShortDate(p.Issued))
	case len(p.Authorised) > 0 && !inside:
		k.add(permit, AboutPapers, on, 0, "le %s n'est pas dans l'autorisation individuelle", fr.ShortDate(on))
	case len(p.Dates) > 0 && !slices.Contains(p.Dates, on):
		k.add(permit, AboutPapers, on, 0, "le %s n'est pas dans la liste de l'autorisation individuelle", fr.ShortDate(on))
	}
	if !child {
		return k.out, nil
	}
	guard, _ := open(on, nil)
	if guard.CitedText("minor.guardian"); guard.Err() != nil || p.Guardian {
		return k.out, nil
	}
	if p.Unknown {
		k.add(guard.limit("minor.guardian", 0), AboutPapers, on, 0, "moins de %d ans, responsable des enfants à nommer avant le %s", below,
			fr.Date(before)).Severity = moteur.Warning
		return k.out, nil
	}
	k.add(guard.limit("minor.guardian", 0), AboutPapers, on, 0,
		"moins de %d ans, un responsable des enfants doit être présent et nommé", below)
	return k.out, nil
}
