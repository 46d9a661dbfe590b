package labour

import (
	"fmt"
	"time"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/fr"
)

// Subject is what a finding is about.
type Subject string

// The subjects.
const (
	AboutSpan     Subject = "span"      // amplitude
	AboutWork     Subject = "work"      // hours of a day, presence of a minor
	AboutHours    Subject = "hours"     // hours of the clock forbidden to work: night of minors, continuous day, studio
	AboutPause    Subject = "pause"     // pauses
	AboutMeal     Subject = "meal"      // meals of artists
	AboutRest     Subject = "rest"      // rest between two days, or between a journey and work
	AboutWeek     Subject = "week"      // hours of a week and of twelve weeks
	AboutWeekDays Subject = "week_days" // days of a week, six-day weeks in a row
	AboutWeekRest Subject = "week_rest" // rest of the week
	AboutPapers   Subject = "papers"    // authorisation and guardian of a child
	AboutTravel   Subject = "travel"    // length of a journey
	AboutPremium  Subject = "premium"   // premiums whose rate is not known, of Counted
)

// Finding is a constat: a rule that the hours of a person break.
type Finding struct {
	Rule  string  `json:"rule"`
	About Subject `json:"about"`
	// Date is the day concerned; Week tells that it is the Monday of a week, and the finding about the whole of it.
	Date     moteur.Date     `json:"date"`
	Week     bool            `json:"week,omitempty"`
	Severity moteur.Severity `json:"severity"`
	// Excess is what passes the limit or lacks: minutes, or days and weeks for the rules that count them; 0 for the rules that do not
	// measure.
	Excess int `json:"excess"`
	// Exceptional tells hours that the texts allow by exception, and that nobody may plan.
	Exceptional bool `json:"exceptional,omitempty"`
	// Message says it in French, without the name of the person and without a full stop: "amplitude de 13 h 30, 13 h au plus".
	Message string        `json:"message"`
	Source  moteur.Source `json:"source"`
}

// Sentence is the message as a sentence, after the name of the person when there is one: "Anna : amplitude de 13 h 30, 13 h au plus."
func (f Finding) Sentence(who string) string {
	if who == "" {
		return fr.Capital(f.Message) + "."
	}
	return who + " : " + f.Message + "."
}

// Issue is the finding at a place of a report.
func (f Finding) Issue(path, who string) moteur.Issue {
	return moteur.Issue{Path: path, Severity: f.Severity, Rule: f.Rule, Message: f.Sentence(who), Source: f.Source}
}

// Check finds what the days of a person break: spans, hours, pauses, meals, rests, weeks, and for a minor presence, hours and rest of
// the week. Days are in order, one a date; before is what is known of those before the first one. Findings of the days come first,
// in order, then those of the weeks. Errors are those of LimitsOn, or wrap ErrDay.
func Check(r Regime, before Before, days []Day) ([]Finding, error) {
	w, err := newWalk(r, before, days)
	if err != nil {
		return nil, err
	}
	c := checker{walk: w}
	for i := range w.days {
		d := &w.days[i]
		switch child := r.minorOn(d.Date); {
		case d.idle():
			c.journey(d)
		case child != nil:
			c.minorDay(d, *child)
		default:
			c.day(d)
		}
	}
	c.weeks()
	return c.out, nil
}

// checker is one run of Check.
type checker struct {
	*walk
	out   []Finding
	short map[moteur.Date]int // short rests taken in each week, by its Monday
}

// add notes that a limit is broken.
func (c *checker) add(l Limit, about Subject, on moteur.Date, excess int, format string, args ...any) *Finding {
	c.out = append(c.out, Finding{Rule: l.Rule, About: about, Date: on, Severity: l.Severity, Excess: excess, Source: l.Source,
		Message: fmt.Sprintf(format, args...)})
	return &c.out[len(c.out)-1]
}

// addWeek notes that a limit is broken in a week.
func (c *checker) addWeek(l Limit, about Subject, monday moteur.Date, excess int, format string, args ...any) {
	c.add(l, about, monday, excess, format, args...).Week = true
}

// long writes a duration in French.
func long(minutes int) string { return fr.Hours(time.Duration(minutes) * time.Minute) }

// day checks a day of an adult.
func (c *checker) day(d *workDay) {
	c.span(d)
	if d.counts() {
		c.work(d)
		c.pauses(d)
		c.meals(d)
	}
	c.rest(d)
	c.journey(d)
	if l := d.limits.TravelRest; l.Value > 0 && d.Travel > 0 && d.Arrival.Known() {
		if n := d.elapsed(d.Arrival, d.RDV); n < l.Value {
			c.add(l, AboutRest, d.Date, l.Value-n, "arrivée du voyage à %s, %s de repos avant le travail", d.Arrival.Label(d.Date),
				long(l.Value))
		}
	}
	if idf := d.limits.WeekRestParis; idf.Value > 0 && d.zone == ParisRegion && d.counts() && d.sunday[0] {
		c.add(d.rs.sunday, AboutWeekRest, d.Date, 0, "dimanche travaillé en Île-de-France, où le repos de %s à la suite comprend le "+
			"dimanche, sauf circonstances imposées par le scénario, qui ne se tournent que le dimanche (titre II, art. 25)",
			long(idf.Value))
	}
	if d.Studio && d.counts() && d.rs.studio.Rule != "" && (d.sunday[0] || d.holiday[0]) {
		what := "le dimanche"
		if !d.sunday[0] {
			what = "un jour férié"
		}
		c.add(d.rs.studio, AboutHours, d.Date, 0, "tournage en studio %s, interdit", what)
	}
}

// journey warns of a journey longer than what one day pays; a day of nothing else than a journey holds it in the span of a day.
func (c *checker) journey(d *workDay) {
	if l := d.limits.TravelPaid; l.Value > 0 && d.Travel > l.Value {
		c.add(l, AboutTravel, d.Date, d.Travel-l.Value, "voyage de %s dans la journée, %s indemnisées au plus : à répartir sur deux jours",
			long(d.Travel), long(l.Value))
	}
	if l := d.limits.SpanMax; d.idle() && l.Value > 0 && d.Travel > l.Value {
		c.add(l, AboutSpan, d.Date, d.Travel-l.Value, "voyage de %s, l'amplitude est de %s au plus : %s de trop", long(d.Travel),
			long(l.Value), long(d.Travel-l.Value))
	}
}

// span checks the amplitude: beyond the usual limit it needs a reason, beyond the exceptional one it is refused.
func (c *checker) span(d *workDay) {
	usual, most := d.limits.Span, d.limits.SpanMax
	hours := fmt.Sprintf("amplitude de %s (%s – %s)", long(d.span), d.RDV.Label(d.Date), d.Back.Label(d.Date))
	switch {
	case usual.Value == 0 || d.span <= usual.Value:
	case d.span > most.Value:
		c.add(most, AboutSpan, d.Date, d.span-most.Value, "%s, %s au plus : %s de trop", hours, long(most.Value),
			long(d.span-most.Value))
	default:
		c.add(usual, AboutSpan, d.Date, d.span-usual.Value,
			"%s, au-delà de %s : un motif exceptionnel est à noter "+
				"(retard imprévu, fin de séquence, disponibilité limitée, HMC exceptionnel)",
			hours, long(usual.Value)).Exceptional = true
	}
}

// work checks the hours of the day: those of a shoot, or those of common law for technicians elsewhere.
func (c *checker) work(d *workDay) {
	l := d.limits.DayMax
	if d.Kind != Shooting && (c.r.Scope == "" || c.r.Scope == Technician) && d.limits.Day.Value > 0 {
		l = d.limits.Day
	}
	n := d.effective()
	if c.r.Scope == Performer {
		n = max(0, n-min(d.Prep, d.premium.Prep))
	}
	if l.Value > 0 && n > l.Value {
		c.add(l, AboutWork, d.Date, n-l.Value, "%s de travail, %s au plus", long(n), long(l.Value))
	}
}

// pauses checks the break of a continuous day, or the pause due when the work of the day reaches six hours.
func (c *checker) pauses(d *workDay) {
	l := d.limits
	if d.Continuous && l.ContinuousBreak.Value > 0 {
		c.continuous(d)
		return
	}
	worked, longest := 0, 0
	for i, run := range d.work() {
		worked += max(0, d.shift(run[1])-d.shift(run[0]))
		if i == len(d.Breaks) {
			break
		}
		n := d.elapsed(d.Breaks[i].From, d.Breaks[i].To)
		if longest = max(longest, n); n < l.Pause.Value {
			continue
		}
		if worked > l.PauseAfter {
			c.add(l.Pause, AboutPause, d.Date, worked-l.PauseAfter,
				"première pause à %s, après %s de travail : %s au moins, après %s au plus",
				d.Breaks[i].From.Label(d.Date), long(worked), long(l.Pause.Value), long(l.PauseAfter))
		}
		return
	}
	if worked >= l.PauseAfter {
		c.add(l.Pause, AboutPause, d.Date, l.Pause.Value-longest, "%s de travail sans pause de %s", long(worked), long(l.Pause.Value))
	}
}

// continuous checks a journée continue: its hours or the work that an artist's may hold, its break and when it comes.
func (c *checker) continuous(d *workDay) {
	l := d.limits
	rule := l.ContinuousBreak
	if most, n := l.ContinuousWork, d.effective(); most.Value > 0 && n > most.Value {
		c.add(most, AboutWork, d.Date, n-most.Value, "journée continue de %s de travail, %s au plus", long(n), long(most.Value))
	}
	if early, late := l.Continuous.From.Sub(d.Start), d.End.Sub(l.Continuous.To); l.Continuous.To.Known() && (early > 0 || late > 0) {
		c.add(rule, AboutHours, d.Date, max(early, 0)+max(late, 0), "journée continue de %s à %s, elle se tient de %s à %s",
			d.Start.Label(d.Date),
			d.End.Label(d.Date), l.Continuous.From, l.Continuous.To)
	}
	first, n := d.End, 0
	if len(d.Breaks) > 0 {
		first, n = d.Breaks[0].From, d.elapsed(d.Breaks[0].From, d.Breaks[0].To)
	}
	if l.ContinuousWork.Value > 0 && n < rule.Value && d.effective() < l.PauseAfter {
		return // an artist who is there a few hours shares no collective pause
	}
	if n < rule.Value {
		c.add(rule, AboutPause, d.Date, rule.Value-n, "journée continue avec une pause de %s, il en faut une de %s", long(n),
			long(rule.Value))
	} else if after := d.elapsed(d.Start, first); after > l.ContinuousAfter {
		c.add(rule, AboutPause, d.Date, after-l.ContinuousAfter, "journée continue dont la pause vient après %s, %s au plus", long(after),
			long(l.ContinuousAfter))
	}
}

// meals checks that each meal of an artist lasts its hour inside the hours of lunch or dinner, and that a day over the whole of lunch
// has one.
func (c *checker) meals(d *workDay) {
	l := d.limits
	if l.Meal.Value == 0 || d.Continuous {
		return
	}
	meals := 0
	for _, b := range d.Breaks {
		if !b.Meal {
			continue
		}
		meals++
		switch n := d.elapsed(b.From, b.To); {
		case !l.Lunch.holds(b) && !l.Dinner.holds(b):
			c.add(l.Meal, AboutMeal, d.Date, min(l.Lunch.miss(b), l.Dinner.miss(b)),
				"repas de %s à %s, hors des heures du déjeuner (%s – %s) et du dîner (%s – %s)",
				b.From.Label(d.Date), b.To.Label(d.Date), l.Lunch.From, l.Lunch.To, l.Dinner.From, l.Dinner.To)
		case n < l.Meal.Value:
			c.add(l.Meal, AboutMeal, d.Date, l.Meal.Value-n, "repas de %s, il en faut %s", long(n), long(l.Meal.Value))
		}
	}
	if meals == 0 && !d.Start.After(l.Lunch.From) && !d.End.Before(l.Lunch.To) {
		c.add(l.Meal, AboutMeal, d.Date, l.Meal.Value, "aucun repas entre %s et %s", l.Lunch.From, l.Lunch.To)
	}
}

// miss is by how many minutes a break leaves the window.
func (w Window) miss(b Break) int { return max(w.From.Sub(b.From), 0) + max(b.To.Sub(w.To), 0) }

// rest checks the rest since the last day worked; what an exception leaves is warned of, the rest refused.
func (c *checker) rest(d *workDay) {
	missing := d.shortRest()
	if missing == 0 {
		return
	}
	l := d.limits.Rest
	if least := d.limits.RestLeast; least.Value > 0 && d.due-missing >= least.Value && c.excepted(d) {
		c.add(least, AboutRest, d.Date, missing, "%s de repos, par exception, au lieu de %s : il manque %s, à rendre ou à payer",
			long(d.rest), long(d.due),
			long(missing)).Exceptional = true
		return
	}
	c.add(l, AboutRest, d.Date, missing, "%s de repos, il en faut %s : il manque %s", rested(d.rest), long(d.due), long(missing))
}

// rested writes the length of a rest.
func rested(minutes int) string {
	if minutes <= 0 {
		return "aucune heure"
	}
	return long(minutes)
}

// excepted tells whether a short rest may be an exception: after a night, or one of those a week allows.
func (c *checker) excepted(d *workDay) bool {
	if d.limits.ShortRests == 0 {
		return d.night
	}
	if c.short == nil {
		c.short = map[moteur.Date]int{}
	}
	c.short[d.Date.Monday()]++
	return c.short[d.Date.Monday()] <= d.limits.ShortRests
}
