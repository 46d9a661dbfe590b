package labour

import (
	"fmt"
	"slices"
	"time"

	"github.com/moteur-film/moteur"
)

// Stretch is a run of work during which the same premiums are due.
type Stretch struct {
	Minutes int `json:"minutes"`
	// Night tells the hours of night, Beyond that they come after the first ones, at the second rate.
	Night    bool `json:"night,omitempty"`
	Beyond   bool `json:"beyond,omitempty"`
	Over10   bool `json:"over_10,omitempty"`
	Sunday   bool `json:"sunday,omitempty"`
	Holiday  bool `json:"holiday,omitempty"`
	MayDay   bool `json:"may_day,omitempty"` // 1 May, a holiday of its own
	SixthDay bool `json:"sixth_day,omitempty"`
	Short    bool `json:"short,omitempty"` // taken from the rest due before the day
}

// Counted is a day counted; durations are minutes.
type Counted struct {
	Date moteur.Date `json:"date"`
	Kind Kind        `json:"kind"`
	Zone Zone        `json:"zone"`
	// Span is the amplitude, from rendez-vous to return, journeys included; Effective the work, breaks left out; Way the time from the
	// rendez-vous to the set and back.
	Span      int `json:"span"`
	Effective int `json:"effective"`
	Way       int `json:"way"`
	// Night and Beyond are the minutes of night at the first and at the second rate.
	Night   int `json:"night"`
	Beyond  int `json:"beyond"`
	Over10  int `json:"over_10"`
	Sunday  int `json:"sunday"`
	Holiday int `json:"holiday"`
	// Off tells that the date is a public holiday, of the regime or of the day.
	Off bool `json:"off,omitempty"`
	// ShortRest is what the rest since the last day lacks.
	ShortRest int       `json:"short_rest"`
	SixthDay  bool      `json:"sixth_day,omitempty"`
	Stretches []Stretch `json:"stretches,omitempty"`
	// Doubts are the premiums due that day whose rate is Unknown, one finding each.
	Doubts []Finding `json:"doubts,omitempty"`
}

// Count counts the days of a person, in order and one a date: work, night, hours beyond ten, Sundays, holidays, sixth days and
// missing rest, cut into stretches. Before is what is known of the days before the first one. A break is not work, whether it is
// paid or not; the way to the set is work beyond what is paid apart. Errors are those of LimitsOn, or wrap ErrDay.
func Count(r Regime, before Before, days []Day) ([]Counted, error) {
	w, err := newWalk(r, before, days)
	if err != nil {
		return nil, err
	}
	out := make([]Counted, 0, len(days))
	for i := range w.days {
		out = append(out, w.days[i].counted())
	}
	return out, nil
}

// walk is the days of a person with what each of them follows.
type walk struct {
	r      Regime
	before Before
	days   []workDay
	last   Moment   // the end of the last day worked
	at     TimeZone // its clock
	left   leaving
}

// workDay is a day of a walk.
type workDay struct {
	Day
	rs      *ruleset
	limits  *Limits
	span    int
	shift   func(int) int // minutes that really pass from midnight to a minute of the clock
	zone    Zone
	rank    int  // its place among the days worked of its week, from 1
	sixth   bool // a sixth day in Île-de-France
	rested  bool // the end of the last day is known
	last    Moment
	rest    int // minutes since then
	due     int // minutes of rest due
	sunday  [2]bool
	holiday [2]bool
	may     [2]bool
	nights  [3][2]int // hours of night that may touch the day, minutes of its own clock
	night   bool      // the last day worked ended by night
	gap     Gap       // what stands between the last day worked and this one
	premium *Premiums
}

// newWalk checks the regime and the days, and finds what each day follows.
func newWalk(r Regime, before Before, days []Day) (*walk, error) {
	if err := r.check(); err != nil {
		return nil, fmt.Errorf("labour : %w", err)
	}
	if err := checkDays(days); err != nil {
		return nil, fmt.Errorf("labour : %w", err)
	}
	w := &walk{r: r, before: before, days: make([]workDay, 0, len(days))}
	last, at, lastNight := before.Last, before.Clock, false
	if at == "" {
		at = r.Clock
	}
	if !last.IsZero() {
		rs, err := rulesOn(r.Agreement, last.Date)
		lastNight = err == nil && last.At.After(rs.nights.on(last.Date, false).From)
	}
	left := leaving{span: before.Span, zone: r.zoneOf(Day{}), recovered: before.Recovered, rested: before.Rested}
	rank, monday := before.WeekDays, moteur.Date{}
	for i, day := range days {
		rs, err := rulesOn(r.Agreement, day.Date)
		if err != nil {
			return nil, fmt.Errorf("labour : %s : %w", day.Date, err)
		}
		d := workDay{Day: day.Normal().there(r), rs: rs, limits: rs.limitsOf(r, day.Date), premium: rs.premiumsOf(r), zone: r.zoneOf(day)}
		if m := day.Date.Monday(); m != monday {
			if monday = m; i > 0 {
				rank = 0
			}
		}
		if d.counts() {
			rank++
		}
		d.rank = rank
		if d.Clock == "" {
			d.Clock = r.Clock
		}
		d.facts(r)
		if d.RDV.Known() && !last.IsZero() && d.counts() {
			d.rested, d.last = true, last
			d.rest, _ = Elapsed(at, last, d.Clock, Moment{d.Date, d.RDV})
			d.rest -= d.Journey
			d.due, d.night = d.limits.dueAfter(left.span), lastNight
			d.gap = left.to(&d, days[i:])
		} else if d.RDV.Known() && last.IsZero() && d.counts() && rank == 1 {
			left.rested = d.inside() >= aDay
		}
		if d.counts() && d.Back.Known() {
			last, at = Moment{d.Date, d.Back}, d.Clock
			left.span, left.zone, left.sixth, left.recovery = d.span, d.zone, d.sixth, d.Recovery
			left.known = true
			lastNight = d.End.After(rs.nights.on(d.Date, d.Studio).From)
		}
		w.days = append(w.days, d)
	}
	w.last, w.at, w.left = last, at, left
	return w, nil
}

// dueAfter is the rest due after a day of that span, minutes.
func (l *Limits) dueAfter(span int) int {
	if l.Span.Value > 0 && span > l.Span.Value {
		return l.RestLong.Value
	}
	return l.Rest.Value
}

// facts fills what the calendar and the clock say of a day.
func (d *workDay) facts(r Regime) {
	next := d.Date.AddDays(1)
	d.sunday = [2]bool{d.Date.Weekday() == time.Sunday, next.Weekday() == time.Sunday}
	d.holiday = [2]bool{r.holiday(d.Date) || slices.Contains(d.Holidays, d.Date),
		r.holiday(next) || slices.Contains(d.Holidays, next)}
	d.may = [2]bool{mayDay(d.Date), mayDay(next)}
	zone, _ := d.Clock.Location()
	d.shift = shiftOf(zone, d.Date)
	d.sixth = d.counts() && d.zone == ParisRegion && d.premium.SixthDay.Rate > 0 && d.rank > d.rs.usual
	d.span = d.elapsed(d.RDV, d.Back) + d.Travel
	for k := -1; k <= 1; k++ {
		on := d.Date.AddDays(k)
		n := d.rs.nights.on(on, d.Studio)
		d.nights[k+1] = [2]int{n.From.Minutes() + k*1440, n.To.Minutes() + k*1440}
	}
}

func mayDay(d moteur.Date) bool { return d.Month() == time.May && d.Day() == 1 }

// shiftOf returns the minutes that really pass from the midnight of a date to a minute of its clock. On all but two nights a year they
// are what the clock shows.
func shiftOf(zone *time.Location, d moteur.Date) func(int) int {
	midnight := d.Time()
	if offset(midnight.Add(-14*time.Hour), zone) == offset(midnight.Add(62*time.Hour), zone) {
		return func(m int) int { return m }
	}
	z := TimeZone(zone.String())
	first := Moment{d, At(0, 0)}
	return func(m int) int {
		n, err := z.Elapsed(first, Moment{d, ClockOf(m)})
		if err != nil {
			return m
		}
		return n
	}
}

// elapsed is the number of minutes that really pass between two hours of the day; 0 when one is unknown.
func (d *workDay) elapsed(from, to Clock) int {
	if !from.Known() || !to.Known() {
		return 0
	}
	return max(0, d.shift(to.Minutes())-d.shift(from.Minutes()))
}

// work lists the work of a day as runs of the clock, in minutes: breaks are left out, and the way to the set beyond what is paid
// apart is worked at the end.
func (d *workDay) work() [][2]int {
	if d.idle() || !d.Start.Known() || !d.End.Known() {
		return nil
	}
	var out [][2]int
	at := d.Start.Minutes()
	for _, b := range d.Breaks {
		out = append(out, [2]int{at, b.From.Minutes()})
		at = b.To.Minutes()
	}
	end := d.End.Minutes()
	if extra := d.way() - d.rs.way; d.rs.way >= 0 && extra > 0 {
		end += extra
	}
	return append(out, [2]int{at, end})
}

// way is the time from the rendez-vous to the set and back, minutes.
func (d *workDay) way() int { return d.elapsed(d.RDV, d.Start) + d.elapsed(d.End, d.Back) }

// effective is the work of the day, minutes that really pass.
func (d *workDay) effective() int {
	n := 0
	for _, run := range d.work() {
		n += max(0, d.shift(run[1])-d.shift(run[0]))
	}
	return n
}

// shortRest is what the rest before the day lacks.
func (d *workDay) shortRest() int {
	if !d.rested {
		return 0
	}
	return max(0, d.due-max(0, d.rest))
}

// counted cuts the work of the day wherever a premium begins or ends.
func (d *workDay) counted() Counted {
	c := Counted{Date: d.Date, Kind: d.Kind, Zone: d.zone, SixthDay: d.sixth, Off: d.holiday[0]}
	if d.idle() {
		return c
	}
	c.Span, c.Way, c.ShortRest = d.span, d.way(), d.shortRest()
	for _, run := range d.work() {
		from, to := d.shift(run[0]), d.shift(run[1])
		for from < to {
			s := d.flags(&c, from)
			s.Minutes = d.until(&c, from, to) - from
			c.add(s)
			from += s.Minutes
		}
	}
	c.doubt(c.Night+c.Beyond, d.premium.Night, "heures de nuit")
	c.doubt(c.Sunday, d.premium.Sunday, "dimanche travaillé")
	c.doubt(c.Holiday, d.premium.Holiday, "jour férié travaillé")
	return c
}

// doubt notes hours whose premium has no known rate.
func (c *Counted) doubt(minutes int, p Premium, what string) {
	if minutes > 0 && p.Unknown {
		c.Doubts = append(c.Doubts, Finding{Rule: p.Rule, About: AboutPremium, Date: c.Date, Severity: SeverityOf(p.Rule), Excess: minutes,
			Source: p.Source, Message: what + " : majoration à confirmer, aucune valeur n'en est connue"})
	}
}

// flags are the premiums due on the minute that begins at a time of the day.
func (d *workDay) flags(c *Counted, at int) Stretch {
	k := 0
	if at >= d.shift(1440) {
		k = 1
	}
	s := Stretch{Sunday: d.sunday[k], Holiday: d.holiday[k], MayDay: d.holiday[k] && d.may[k], SixthDay: d.sixth,
		Over10: d.Kind == Shooting && d.premium.Over10After > 0 && c.Effective >= d.premium.Over10After, Short: c.Effective < c.ShortRest}
	for _, n := range d.nights {
		if at >= d.shift(n[0]) && at < d.shift(n[1]) {
			s.Night = true
		}
	}
	s.Beyond = s.Night && d.premium.NightFirst > 0 && c.Night+c.Beyond >= d.premium.NightFirst
	return s
}

// until is the first time after at, and to at the latest, at which some premium may begin or end.
func (d *workDay) until(c *Counted, at, to int) int {
	edge := func(t int) {
		if t > at && t < to {
			to = t
		}
	}
	edge(d.shift(1440))
	for _, n := range d.nights {
		edge(d.shift(n[0]))
		edge(d.shift(n[1]))
	}
	edge(at + d.premium.Over10After - c.Effective)
	edge(at + d.premium.NightFirst - c.Night - c.Beyond)
	edge(at + c.ShortRest - c.Effective)
	return to
}

// add adds a stretch to the day.
func (c *Counted) add(s Stretch) {
	n := s.Minutes
	c.Effective += n
	for _, f := range []struct {
		on  bool
		sum *int
	}{{s.Night && !s.Beyond, &c.Night}, {s.Beyond, &c.Beyond}, {s.Over10, &c.Over10}, {s.Sunday, &c.Sunday}, {s.Holiday, &c.Holiday}} {
		if f.on {
			*f.sum += n
		}
	}
	c.Stretches = append(c.Stretches, s)
}
