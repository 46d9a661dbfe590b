package labour

import (
	"embed"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/rickar/cal/v2"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/law"
)

// NoHolidays is the zone without a public holiday, for problems that know no calendar.
const NoHolidays = "none"

// ErrZone is the error of a zone that the table of public holidays does not hold.
var ErrZone = errors.New("zone de jours fériés inconnue")

// Place is what decides the jours fériés of a work place.
type Place struct {
	// Zone is "FR" (the default when empty) or a department or collectivité of France ("FR-29", "FR-2A", "FR-57", "FR-972", "FR-987"),
	// one of BE, CH, DE, ES, IT, GB, CA and LU, or "none".
	Zone string `json:"zone,omitempty"`
	// NoGoodFriday tells that the commune, in Moselle, Bas-Rhin or Haut-Rhin, has neither a Protestant nor a mixed church: Good
	// Friday is not a holiday there.
	NoGoodFriday bool `json:"no_good_friday,omitempty"`
	// Local are days off of the place itself, beside those of its zone.
	Local []moteur.Date `json:"local,omitempty"`
}

// Calendar is the calendrier des jours fériés of a place, built by NewCalendar. It never changes, and many goroutines may read it.
// The zero Calendar has no holiday.
type Calendar struct {
	days  []holiday
	local []moteur.Date
	gaps  []law.Entry
}

// NewCalendar builds the calendar of a place. The error wraps ErrZone and names the accepted zones.
func NewCalendar(p Place) (Calendar, error) {
	table, err := holidayTable()
	if err != nil {
		return Calendar{}, err
	}
	groups, ok := holidayGroups(p.Zone)
	if !ok {
		return Calendar{}, fmt.Errorf("%w : %q ; zones acceptées : FR, FR-01 à FR-95, FR-2A, FR-2B, "+
			"FR-971 à FR-978, FR-984, FR-986 à FR-988, BE, CH, DE, ES, IT, "+
			"GB, CA, LU, none", ErrZone, p.Zone[:min(len(p.Zone), 40)])
	}
	if p.NoGoodFriday && !hasGoodFriday(p.Zone) {
		return Calendar{}, fmt.Errorf("%w : %q ; une commune sans Vendredi saint est en FR-57, FR-67 ou FR-68", ErrZone, p.Zone)
	}
	c := Calendar{local: slices.Clone(p.Local)}
	for _, g := range groups { // the slices of the table are clipped: one group alone is not copied
		if len(c.days) == 0 {
			c.days = table.days[g]
		} else {
			c.days = append(c.days, table.days[g]...)
		}
		c.gaps = append(c.gaps, table.gaps[g]...)
	}
	if p.NoGoodFriday {
		c.days = slices.DeleteFunc(slices.Clone(c.days), func(h holiday) bool { return h.id == alsaceMoselle+".vendredi_saint" })
	}
	return c, nil
}

// Holiday is the French name of the jour férié a date is, "jour chômé local" for a local day off, "" on other dates.
func (c Calendar) Holiday(d moteur.Date) string { return c.Use(d, nil, "") }

// Use is Holiday, and says in the report, at the path, the doubts on the day's rule: a text that was not read, a table applied past
// the day it was last seen in force.
func (c Calendar) Use(d moteur.Date, r *moteur.Report, path string) string {
	if d.IsZero() {
		return ""
	}
	_, month, day := d.Time().Date()
	for _, h := range c.days {
		if v, name, ok := h.on(d, month, day); ok {
			law.Cite(holidaysTitle, "holidays/"+h.id, v.Value, v.Dated, d).Use(r, path)
			return name
		}
	}
	if slices.Contains(c.local, d) {
		return "jour chômé local"
	}
	return ""
}

// Gaps lists the holidays that the table does not hold for the place, in French: those of regions, of agreements, of usage.
func (c Calendar) Gaps() []string {
	out := make([]string, len(c.gaps))
	for i, e := range c.gaps {
		out[i] = e.Label
	}
	return out
}

// Working tells whether a date is a jour ouvré: Monday to Friday, not a holiday.
func (c Calendar) Working(d moteur.Date) bool { return d.Weekday() != time.Saturday && c.Business(d) }

// Business tells whether a date is a jour ouvrable: Monday to Saturday, not a holiday.
func (c Calendar) Business(d moteur.Date) bool {
	return d.Weekday() != time.Sunday && c.Holiday(d) == ""
}

// Back returns the n-th working day (jour ouvré) before a date; n of 0 is the date itself.
func (c Calendar) Back(d moteur.Date, n int) moteur.Date { return stepTo(d, n, -1, c.Working) }

// Ahead returns the n-th working day after a date; n of 0 is the date itself.
func (c Calendar) Ahead(d moteur.Date, n int) moteur.Date { return stepTo(d, n, 1, c.Working) }

// BusinessAhead returns the n-th jour ouvrable after a date; n of 0 is the date itself.
func (c Calendar) BusinessAhead(d moteur.Date, n int) moteur.Date { return stepTo(d, n, 1, c.Business) }

// BusinessBack returns the n-th jour ouvrable before a date; n of 0 is the date itself.
func (c Calendar) BusinessBack(d moteur.Date, n int) moteur.Date { return stepTo(d, n, -1, c.Business) }

// stepTo steps over dates until it has met n that count; ten years at most.
func stepTo(d moteur.Date, n, step int, counts func(moteur.Date) bool) moteur.Date {
	for n = min(n, 3660); n > 0 && !d.IsZero(); {
		if d = d.AddDays(step); counts(d) {
			n--
		}
	}
	return d
}

// holiday is one entry of the table: a name, and the rule of its day through time.
type holiday struct {
	id, name string
	values   []law.Value
	rules    []*cal.Holiday // one a value; never modified
}

// near tells whether a rule may fall on a day of a month at all: in its own month or in the first week of the next one, and between
// March and July for those that count from Easter.
func (h holiday) near(rule int, month time.Month, day int) bool {
	own := h.rules[rule].Month
	if own == 0 {
		return time.March <= month && month <= time.July
	}
	return month == own || day <= 7 && month == own%12+1
}

// on tells whether the holiday falls on a date, of a day of a month, with the value that says so. A holiday put off from a
// weekend is named so.
func (h holiday) on(d moteur.Date, month time.Month, of int) (law.Value, string, bool) {
	for i, v := range h.values {
		if !v.Holds(d) || !h.near(i, month, of) {
			continue
		}
		day, observed := h.rules[i].Calc(d.Year())
		switch d {
		case moteur.NewDate(observed.Date()):
			if observed.Equal(day) {
				return v, h.name, true
			}
			return v, h.name + " (report)", true
		case moteur.NewDate(day.Date()):
			return v, h.name, true
		}
	}
	return law.Value{}, "", false
}

//go:embed rules/holidays.json
var holidayFiles embed.FS

const (
	holidaysTitle = "Jours fériés"
	alsaceMoselle = "alsace-moselle"
)

// holidayLists are the holidays of the table by group, the part of their id before the dot; gaps are its entries without a value.
type holidayLists struct {
	days map[string][]holiday
	gaps map[string][]law.Entry
}

// holidayTable reads the table of public holidays once; it is never modified.
var holidayTable = sync.OnceValues(func() (holidayLists, error) {
	l := holidayLists{map[string][]holiday{}, map[string][]law.Entry{}}
	t, err := law.Load(holidayFiles, "rules/holidays.json")
	if err != nil {
		return l, err
	}
	for _, e := range t.Entries {
		group, _, _ := strings.Cut(e.ID, ".")
		if len(e.Values) == 0 {
			l.gaps[group] = append(l.gaps[group], e)
			continue
		}
		h := holiday{id: e.ID, name: e.Label, values: e.Values}
		for _, v := range e.Values {
			rule, err := dayRule(v.Value, e.Kind == "substitute")
			if err != nil {
				return l, fmt.Errorf("%s : %w", e.ID, err)
			}
			h.rules = append(h.rules, rule)
		}
		l.days[group] = append(l.days[group], h)
	}
	for group, list := range l.days {
		l.days[group] = slices.Clip(list)
	}
	return l, nil
})

// dayRule reads the rule of a holiday's day: "07-14" is a day of every year, "easter+39" counts from Easter Sunday,
// "05/monday/-1" is the last Monday of May and "10/monday/2" the second of October, "05-24/monday" the last Monday up to 24 May. A
// day with a substitute is put off to the first day after the weekend it falls on that no other holiday takes.
func dayRule(s string, substitute bool) (*cal.Holiday, error) {
	h := &cal.Holiday{Weekday: time.Monday}
	if substitute {
		sunday := 1
		if strings.HasPrefix(s, "12-") { // 25 and 26 December take two days after the weekend
			sunday = 2
		}
		h.Observed = []cal.AltDay{{Day: time.Saturday, Offset: 2}, {Day: time.Sunday, Offset: sunday}}
	}
	var err error
	if offset, ok := strings.CutPrefix(s, "easter"); ok {
		h.Func = cal.CalcEasterOffset
		h.Offset, err = strconv.Atoi(offset)
		return h, err
	}
	day, weekday, ranked := strings.Cut(s, "/")
	month, date, dated := strings.Cut(day, "-")
	n, err := strconv.Atoi(month)
	if err != nil || n < 1 || n > 12 {
		return nil, fmt.Errorf("règle de jour férié illisible : %q", s)
	}
	h.Month = time.Month(n)
	if dated {
		if h.Day, err = strconv.Atoi(date); err != nil || h.Day < 1 || h.Day > 31 {
			return nil, fmt.Errorf("règle de jour férié illisible : %q", s)
		}
	}
	switch name, rank, numbered := strings.Cut(weekday, "/"); {
	case dated && !ranked:
		h.Func = cal.CalcDayOfMonth
	case dated && name == "monday" && !numbered:
		h.Func, h.Offset = cal.CalcWeekdayFrom, -1
	case !dated && name == "monday" && numbered:
		h.Func = cal.CalcWeekdayOffset
		h.Offset, err = strconv.Atoi(rank)
	default:
		err = fmt.Errorf("règle de jour férié illisible : %q", s)
	}
	return h, err
}

// holidayGroups are the groups of the table that make the holidays of a zone; false when the zone is unknown.
func holidayGroups(zone string) ([]string, bool) {
	department, french := strings.CutPrefix(zone, "FR-")
	switch zone {
	case NoHolidays:
		return nil, true
	case "", "FR":
		return []string{"fr"}, true
	case "FR-57", "FR-67", "FR-68":
		return []string{"fr", alsaceMoselle}, true
	case "BE", "CH", "DE", "ES", "IT", "GB", "CA", "LU":
		return []string{strings.ToLower(zone)}, true
	}
	if n, err := strconv.ParseUint(department, 10, 16); french && err == nil {
		metropolitan := len(department) == 2 && 1 <= n && n <= 95 && n != 20
		overseas := 971 <= n && n <= 978 || n == 984 || 986 <= n && n <= 988
		if metropolitan || overseas && len(department) == 3 {
			return []string{"fr", strings.ToLower(zone)}, true
		}
	}
	return []string{"fr"}, zone == "FR-2A" || zone == "FR-2B"
}
