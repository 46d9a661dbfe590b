package payroll

import (
	"errors"
	"fmt"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/money"
	"github.com/moteur-film/moteur/schedule/labour"
)

// Zone is the région of work; it decides the five- or six-day week.
type Zone string

// The zones.
const (
	ParisRegion Zone = "idf"    // Île-de-France
	Region      Zone = "region" // elsewhere in France
	Abroad      Zone = "abroad"
)

// WorkKind is the nature of a day.
type WorkKind string

// The kinds of day. The zero value is a shooting day.
const (
	Shooting       WorkKind = "shooting"
	Preparation    WorkKind = "preparation"
	PostProduction WorkKind = "post"
	Rehearsal      WorkKind = "rehearsal"
	Travelling     WorkKind = "travel"
	HolidayOff     WorkKind = "holiday_off" // public holiday not worked, paid
)

// Recovery says what becomes of the day off owed for a Sunday, a holiday or a sixth day.
type Recovery string

// The recoveries. The zero value is a day still to be given: the sheet says so with its price.
const (
	ToGive      Recovery = ""
	Given       Recovery = "given"
	Unrecovered Recovery = "unrecovered" // paid instead
)

// Break is a pause inside the day, not worked. Meal marks a meal.
type Break struct {
	From labour.Clock `json:"from"`
	To   labour.Clock `json:"to"`
	Meal bool         `json:"meal,omitempty"`
}

// Workday is a journée of one person, planned or real. Times are clocks of its date, so that a night ends after 24:00. RDV ≤ Start ≤ breaks ≤ End ≤ Back.
type Workday struct {
	Date moteur.Date `json:"date"`
	Kind WorkKind    `json:"kind,omitempty"`
	// RDV is the rendez-vous, Back the return there. Start and End are the work itself, preparation and wrap included; unset
	// they equal RDV and Back. The way from the rendez-vous to the set and back is what lies between.
	RDV   labour.Clock `json:"rdv"`
	Start labour.Clock `json:"start,omitzero"`
	End   labour.Clock `json:"end,omitzero"`
	Back  labour.Clock `json:"back,omitzero"`
	// Prep is the time of HMC (make-up, hair, costume) inside the work of a performer, minutes.
	Prep   int     `json:"prep,omitempty"`
	Breaks []Break `json:"breaks,omitempty"`
	// Continuous is the journée continue: its short break is paid.
	Continuous bool `json:"continuous,omitempty"`
	Studio     bool `json:"studio,omitempty"` // studio, night from 21:00 in winter by agreement
	Zone       Zone `json:"zone,omitempty"`   // unset: the zone of the terms
	// Travel is the time of a journey to or from the place of work, minutes, paid apart. Arrival is when it ended.
	Travel  int          `json:"travel,omitempty"`
	Arrival labour.Clock `json:"arrival,omitzero"`
	// Recovery concerns a Sunday, a holiday or a sixth day.
	Recovery Recovery `json:"recovery,omitempty"`
	// MealsOwed is the number of meals paid in money; 0 when they are served. Away tells that the per diem is due.
	MealsOwed int    `json:"meals_owed,omitempty"`
	Away      bool   `json:"away,omitempty"`
	Note      string `json:"note,omitempty"`
}

// normal fills the unset times.
func (w Workday) normal() Workday {
	if w.Kind == "" {
		w.Kind = Shooting
	}
	if !w.Start.Known() {
		w.Start = w.RDV
	}
	if !w.Back.Known() {
		w.Back = w.End
	}
	if !w.End.Known() {
		w.End = w.Back
	}
	return w
}

// ErrWorkday is the error of a day whose times contradict each other.
var ErrWorkday = errors.New("journée incohérente")

func (w Workday) check() error {
	bad := func(format string, args ...any) error {
		return fmt.Errorf("payroll : %w : %s : %s", ErrWorkday, w.Date, fmt.Sprintf(format, args...))
	}
	switch {
	case w.Date.IsZero():
		return fmt.Errorf("payroll : %w : date manquante", ErrWorkday)
	case w.Kind == HolidayOff:
		return nil
	case w.Prep < 0 || w.Travel < 0 || w.Travel > 1440 || w.MealsOwed < 0 || w.MealsOwed > 5:
		return bad("valeur hors limites")
	case w.Kind != Travelling && !(w.RDV.Known() && w.End.Known()):
		return bad("heure de rendez-vous ou de fin inconnue")
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

// Terms are the conditions of an engagement that price its hours. Amounts are euros gross.
type Terms struct {
	Agreement Agreement `json:"agreement,omitempty"` // 0 means Cinema
	Job       string    `json:"job"`
	// Span is the engagement; it decides which weeks are guaranteed in full. Unset: each week is guaranteed in proportion to
	// its days.
	Span moteur.Span `json:"span,omitzero"`
	// Hourly is the base hour of a technician or extra: the week of 39 h divided by 40. Unset: the job's minimum on each date.
	Hourly decimal.Decimal `json:"hourly,omitzero"`
	// Daily engages by the day: fewer than 5 consecutive days in a civil week.
	Daily bool `json:"daily,omitempty"`
	// Advertising applies the day engagement of commercials.
	Advertising bool `json:"advertising,omitempty"`
	// DayPay or WeekPay is a performer's agreed pay; WeekDays is 5 or 6. Unset: the minimum.
	DayPay   decimal.Decimal `json:"day_pay,omitzero"`
	WeekPay  decimal.Decimal `json:"week_pay,omitzero"`
	WeekDays int             `json:"week_days,omitempty"`
	Zone     Zone            `json:"zone,omitempty"` // 0 means ParisRegion
	PerDiem  decimal.Decimal `json:"per_diem,omitzero"`
	// NoEquivalence switches the equivalence hours of annexe II off for this person.
	NoEquivalence bool `json:"no_equivalence,omitempty"`
	// Craft tells, under IDCC 2642, that the job belongs to grip, electric or art.
	Craft bool `json:"craft,omitempty"`
}

// WorkOptions settle the points that the texts leave open. The zero value is the default named in each comment.
type WorkOptions struct {
	// StackDayOvertime adds the overtime of a day engagement to its uplifted base (25 + 50 %). Default: it replaces it.
	StackDayOvertime bool `json:"stack_day_overtime,omitempty"`
	// RoundRates rounds each uplifted hourly rate to the cent before multiplying, as some printed examples do. Default: the
	// rate is exact and the line is rounded.
	RoundRates bool `json:"round_rates,omitempty"`
	// RestBreachApart pays anticipated hours outside the cap of premiums (the agreement calls them independent). Default:
	// inside, since article 36 lists article 35.
	RestBreachApart bool `json:"rest_breach_apart,omitempty"`
	// RestFromPrep counts a performer's rest from the end of work to the HMC. Default: from release to rendez-vous.
	RestFromPrep bool `json:"rest_from_prep,omitempty"`
	// LegalWeek holds a shooting week to the maximum of the law (48 h) instead of the agreement's 60 h, reserved when the text
	// was extended.
	LegalWeek bool `json:"legal_week,omitempty"`
	// SnackServed tells that the early snack is served, not paid.
	SnackServed bool `json:"snack_served,omitempty"`
	// Holidays adds local days off; Alsace adds those of Alsace-Moselle.
	Holidays []moteur.Date `json:"holidays,omitempty"`
	Alsace   bool          `json:"alsace,omitempty"`
	// ShootAdministered tells that the labour inspectorate authorised exceptional weeks, so that LegalWeek allows 60 h.
	ShootAdministered bool `json:"shoot_administered,omitempty"`
}

func (t Terms) check() error {
	for _, d := range []decimal.Decimal{t.Hourly, t.DayPay, t.WeekPay, t.PerDiem} {
		if err := money.Guard(d); err != nil {
			return fmt.Errorf("payroll : conditions : %w", err)
		}
		if d.IsNegative() {
			return fmt.Errorf("payroll : conditions : montant négatif (%s)", d)
		}
	}
	return nil
}

func (t Terms) zoneOf(w Workday) Zone {
	switch {
	case w.Zone != "":
		return w.Zone
	case t.Zone != "":
		return t.Zone
	}
	return ParisRegion
}
