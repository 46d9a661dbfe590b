package labour

import (
	"errors"
	"fmt"

	"github.com/moteur-film/moteur"
)

// Kind is the nature of a day. The zero value is a shooting day.
type Kind string

// The kinds of day.
const (
	Shooting       Kind = "shooting"
	Preparation    Kind = "preparation"
	PostProduction Kind = "post"
	Rehearsal      Kind = "rehearsal"
	Travelling     Kind = "travel"
	HolidayOff     Kind = "holiday_off" // public holiday not worked, paid
)

// Accepted lists the codes of the kinds.
func (Kind) Accepted() []string {
	return moteur.Codes(Shooting, Preparation, PostProduction, Rehearsal, Travelling, HolidayOff)
}

var kindLabels = map[Kind]string{Shooting: "tournage", Preparation: "préparation", PostProduction: "postproduction",
	Rehearsal:  "répétition",
	Travelling: "voyage", HolidayOff: "férié chômé"}

// Label returns the French words.
func (k Kind) Label() string {
	if k == "" {
		k = Shooting
	}
	if l, ok := kindLabels[k]; ok {
		return l
	}
	return string(k)
}

// Recovery says what becomes of the day off owed for a Sunday, a holiday or a sixth day. The zero value is a day still to be given.
type Recovery string

// The recoveries.
const (
	ToGive      Recovery = ""
	Given       Recovery = "given"
	Unrecovered Recovery = "unrecovered" // paid instead
)

// Accepted lists the codes of the recoveries; one still to be given has none.
func (Recovery) Accepted() []string { return moteur.Codes(Given, Unrecovered) }

var recoveryLabels = map[Recovery]string{Given: "donnée", Unrecovered: "payée"}

// Label returns the French word, "" for a day still to be given.
func (r Recovery) Label() string {
	if l, ok := recoveryLabels[r]; ok {
		return l
	}
	return string(r)
}

// Break is a pause inside the day, not worked. Meal marks a meal.
type Break struct {
	From Clock `json:"from"`
	To   Clock `json:"to"`
	Meal bool  `json:"meal,omitempty"`
}

// Day is a journée of one person, planned or real, as a line of the relevé d'heures. Hours are those of its date, so that a night
// ends after 24:00: RDV ≤ Start ≤ breaks ≤ End ≤ Back.
type Day struct {
	Date moteur.Date `json:"date"`
	Kind Kind        `json:"kind,omitempty"`
	// RDV is the rendez-vous, Back the return there. Start and End are the work itself, preparation and wrap included; unset they
	// equal RDV and Back. The way from the rendez-vous to the set and back is what lies between.
	RDV   Clock `json:"rdv"`
	Start Clock `json:"start,omitzero"`
	End   Clock `json:"end,omitzero"`
	Back  Clock `json:"back,omitzero"`
	// Prep is the time of HMC (make-up, hair, costume) inside the work of a performer, minutes.
	Prep   int     `json:"prep,omitempty"`
	Breaks []Break `json:"breaks,omitempty"`
	// Continuous is the journée continue: its short break is paid.
	Continuous bool `json:"continuous,omitempty"`
	Studio     bool `json:"studio,omitempty"` // studio, night from 21:00 in winter by agreement
	Zone       Zone `json:"zone,omitempty"`   // unset: the zone of the regime
	// Clock is the time zone of the hours of the day; unset: that of the regime. Holidays are the public holidays of the place of the
	// day, beside those of the regime.
	Clock    TimeZone      `json:"clock,omitempty"`
	Holidays []moteur.Date `json:"holidays,omitempty"`
	// Region is the code of the region or of the country of the place of the day (ISO 3166: "FR-67", "BE"), for days that no plan tells:
	// its public holidays are among those of the day, and its legal time is that of the hours when Clock is unset.
	Region string `json:"region,omitempty"`
	// Travel is the time of a journey to or from the place of work, minutes, paid apart. Arrival is when it ended.
	Travel  int   `json:"travel,omitempty"`
	Arrival Clock `json:"arrival,omitzero"`
	// Journey is the time since the day worked before that is no rest, minutes: a journey between the two, and the rest due after it.
	Journey int `json:"journey,omitempty"`
	// Recovery concerns a Sunday, a holiday or a sixth day.
	Recovery Recovery `json:"recovery,omitempty"`
	// MealsOwed is the number of meals paid in money; 0 when they are served. Away tells that the per diem is due.
	MealsOwed int    `json:"meals_owed,omitempty"`
	Away      bool   `json:"away,omitempty"`
	Note      string `json:"note,omitempty"`
}

// Before is what is known of the days before the first one: the return on the last day worked and its span in minutes, and in the
// civil week of the first day, the minutes and the days already worked. Rested tells that the civil week of that last day had its rest
// in a row already (Gap), Recovered that the day was an exceptional sixth one in Île-de-France whose recovery is given. The zero value
// is a person who did not work before. Past fills it from the days themselves.
type Before struct {
	Last Moment `json:"last,omitzero"`
	// Clock is the time zone of Last; unset: that of the regime.
	Clock       TimeZone `json:"clock,omitempty"`
	Span        int      `json:"span,omitempty"`
	WeekMinutes int      `json:"week_minutes,omitempty"`
	WeekDays    int      `json:"week_days,omitempty"`
	Rested      bool     `json:"rested,omitempty"`
	Recovered   bool     `json:"recovered,omitempty"`
}

// ErrDay is the error of a day whose hours contradict each other.
var ErrDay = errors.New("journée incohérente")

// maxDays bounds the days of one call, fifty years of them.
const maxDays = 20000

// Normal returns the day with its unset kind and hours filled: shooting, Start at RDV, End at Back or Back at End.
func (d Day) Normal() Day {
	if d.Kind == "" {
		d.Kind = Shooting
	}
	if !d.Start.Known() {
		d.Start = d.RDV
	}
	if !d.RDV.Known() {
		d.RDV = d.Start
	}
	if !d.Back.Known() {
		d.Back = d.End
	}
	if !d.End.Known() {
		d.End = d.Back
	}
	return d
}

// Check tells whether the hours of a day agree. The error wraps ErrDay, names the date and says what is wrong, in French.
func (d Day) Check() error {
	bad := func(format string, args ...any) error {
		return fmt.Errorf("%w : %s : %s", ErrDay, d.Date, fmt.Sprintf(format, args...))
	}
	w := d.Normal()
	switch {
	case w.Date.IsZero():
		return fmt.Errorf("%w : date manquante", ErrDay)
	case w.clockErr() != nil:
		return bad("%s", w.clockErr())
	case w.Region != "" && !w.placeKnown():
		return bad("région ou pays inconnu : %q", w.Region[:min(len(w.Region), 40)])
	case w.Prep < 0 || w.Travel < 0 || w.Travel > 1440 || w.Journey < 0 || w.MealsOwed < 0 || w.MealsOwed > 5:
		return bad("valeur hors limites")
	case w.idle():
		return nil
	case !w.RDV.Known() || !w.Back.Known():
		return bad("heure de rendez-vous ou de retour manquante")
	case w.Start.Before(w.RDV) || w.End.Before(w.Start) || w.Back.Before(w.End):
		return bad("l'ordre rendez-vous %s, début %s, fin %s, retour %s n'est pas croissant", w.RDV, w.Start, w.End, w.Back)
	case len(w.Breaks) > 20:
		return bad("%d pauses", len(w.Breaks))
	}
	at := w.Start
	for _, b := range w.Breaks {
		if !b.From.Known() || !b.To.Known() || b.From.Before(at) || b.To.Before(b.From) || b.To.After(w.End) {
			return bad("pause de %s à %s hors du travail ou en désordre", b.From, b.To)
		}
		at = b.To
	}
	return nil
}

// clockErr is the error of the time zone of the day.
func (d Day) clockErr() error {
	_, err := d.Clock.Location()
	return err
}

// idle tells a day without work: a holiday off, or a journey whose hours are not given.
func (d Day) idle() bool { return d.Kind == HolidayOff || d.Kind == Travelling && !d.RDV.Known() }

// counts tells whether the day is one of the days worked in its week.
func (d Day) counts() bool { return d.Kind != HolidayOff && d.Kind != Travelling }

// checkDays tells whether days follow each other, one a date, each of them coherent.
func checkDays(days []Day) error {
	if len(days) > maxDays {
		return fmt.Errorf("%w : %d jours", ErrDay, len(days))
	}
	for i, d := range days {
		if err := d.Check(); err != nil {
			return err
		}
		if i > 0 && !days[i-1].Date.Before(d.Date) {
			return fmt.Errorf("%w : %s après %s : les jours se suivent, un par date", ErrDay, d.Date, days[i-1].Date)
		}
	}
	return nil
}
