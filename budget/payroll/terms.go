package payroll

import (
	"fmt"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/money"
	"github.com/moteur-film/moteur/schedule/labour"
)

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
	Zone     labour.Zone     `json:"zone,omitempty"` // 0 means ParisRegion
	// Clock is the time zone of the hours: Europe/Paris when empty.
	Clock   labour.TimeZone `json:"clock,omitempty"`
	PerDiem decimal.Decimal `json:"per_diem,omitzero"`
	// NoEquivalence switches the equivalence hours of annexe II off for this person.
	NoEquivalence bool `json:"no_equivalence,omitempty"`
	// Craft tells, under IDCC 2642, that the job belongs to grip, electric or art.
	Craft bool `json:"craft,omitempty"`
}

// WorkSettings settle the points that the texts leave open. The zero value is the default named in each comment.
type WorkSettings struct {
	// StackDayOvertime adds the overtime of a day engagement to its uplifted base (25 + 50 %). Default: it replaces it.
	StackDayOvertime bool `json:"stack_day_overtime,omitempty"`
	// RoundRates rounds each uplifted hourly rate to the cent before multiplying, as some printed examples do. Default: the
	// rate is exact and the line is rounded.
	RoundRates bool `json:"round_rates,omitempty"`
	// RestBreachApart pays anticipated hours outside the cap of premiums (the agreement calls them independent). Default:
	// inside, since article 36 lists article 35.
	RestBreachApart bool `json:"rest_breach_apart,omitempty"`
	// LegalWeek holds a shooting week to the maximum of the law (48 h) instead of the agreement's 60 h, reserved when the text
	// was extended.
	LegalWeek bool `json:"legal_week,omitempty"`
	// SnackServed tells that the early snack is served, not paid.
	SnackServed bool `json:"snack_served,omitempty"`
	// Place gives the public holidays of the work: France when empty.
	Place labour.Place `json:"place,omitzero"`
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

// regime gives the regime of working time of the person, with the days off among the days and the mornings after them.
func (c *counter) regime(days []labour.Day) labour.Regime {
	r := labour.Regime{Agreement: labour.Agreement(c.terms.Agreement), Zone: c.terms.Zone, Clock: c.terms.Clock, Craft: c.terms.Craft,
		LegalWeek: c.opts.LegalWeek && !c.opts.ShootAdministered, NoGoodFriday: c.opts.Place.NoGoodFriday}
	job := c.job
	if job.ID == "" { // under IDCC 2642 the job is a name; one of the performers or the extras says the scope all the same
		job, _ = FindJob(c.terms.Job)
	}
	switch job.Category {
	case PerformerCategory:
		r.Scope = labour.Performer
	case ExtraCategory:
		r.Scope = labour.Extra
	}
	for _, d := range days {
		film := c.cal.Use(d.Date, &c.out.Report, d.Date.String())
		own, known := labour.CalendarOf(d.Region, "", r.NoGoodFriday)
		if film == "" {
			own.Use(d.Date, &c.out.Report, d.Date.String())
		}
		if !known {
			c.out.Report.Notef(d.Date.String(), "hours/holidays",
				"À confirmer : les jours fériés de %s ne sont pas connus, ou diffèrent d'un département à l'autre.", d.Region)
		}
		for _, on := range []moteur.Date{d.Date, d.Date.AddDays(1)} {
			if c.cal.Holiday(on) != "" && !slices.Contains(r.Holidays, on) {
				r.Holidays = append(r.Holidays, on)
			}
		}
	}
	return r
}
