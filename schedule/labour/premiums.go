package labour

import (
	"fmt"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
)

// Premium is a majoration: Rate is its fraction of the base hour in ten-thousandths (2500 is 25 %).
type Premium struct {
	Rule   string        `json:"rule"`
	Label  string        `json:"label"`
	Rate   int           `json:"rate"`
	From   moteur.Date   `json:"from,omitzero"`
	Source moteur.Source `json:"source,omitzero"`
	// Unknown tells a premium whose rate was read in no text: it is to be confirmed, and never zero in silence (Counted.Doubts).
	Unknown bool `json:"unknown,omitempty"`
}

// Ratio is the rate as a fraction of the base hour.
func (p Premium) Ratio() decimal.Decimal { return decimal.New(int64(p.Rate), -4) }

// Band is the premium of the hours of a week or a day that come after so many minutes of work.
type Band struct {
	After   int     `json:"after"`
	Premium Premium `json:"premium"`
}

// Premiums are the majorations of a regime on a date, the hours it guarantees and what it owes instead of a day to recover. Durations
// are minutes; a rate of zero does not exist in the texts, or is Unknown.
type Premiums struct {
	// Week are the overtime bands of the week; Day those of an engagement by the day, which pays DayLeast at least; Ad and AdLeast the
	// same for commercials.
	Week     []Band `json:"week,omitempty"`
	Day      []Band `json:"day,omitempty"`
	DayLeast int    `json:"day_least,omitempty"`
	Ad       []Band `json:"ad,omitempty"`
	AdLeast  int    `json:"ad_least,omitempty"`
	// Over10 is due on shooting beyond Over10After in a day; Night on the first NightFirst minutes of night, NightBeyond after them.
	Over10      Premium `json:"over_10"`
	Over10After int     `json:"over_10_after,omitempty"`
	Night       Premium `json:"night"`
	NightBeyond Premium `json:"night_beyond"`
	NightFirst  int     `json:"night_first,omitempty"`
	Sunday      Premium `json:"sunday"`
	Holiday     Premium `json:"holiday"`
	SixthDay    Premium `json:"sixth_day"`
	// ShortRest is due on each hour a rest lacks; Overtime on a performer's hours beyond those the pay covers.
	ShortRest Premium `json:"short_rest"`
	Overtime  Premium `json:"overtime"`
	// Cap bounds the sum of premiums on one hour, in ten-thousandths; 0 means none.
	Cap int `json:"cap,omitempty"`
	// SundayOwed, HolidayOwed and SixthDayOwed are paid when the day to recover is not given; HolidayOff on a holiday not worked.
	SundayOwed   int `json:"sunday_owed,omitempty"`
	HolidayOwed  int `json:"holiday_owed,omitempty"`
	SixthDayOwed int `json:"sixth_day_owed,omitempty"`
	HolidayOff   int `json:"holiday_off,omitempty"`
	// Guaranteed is the guaranteed week, Guaranteed6 that of six days outside Île-de-France; RoundTo what a week is rounded up to.
	Guaranteed  int `json:"guaranteed,omitempty"`
	Guaranteed6 int `json:"guaranteed_6,omitempty"`
	RoundTo     int `json:"round_to,omitempty"`
	// PaidBreak is the paid break of a continuous day; Way and Travel are paid apart, a day and a journey.
	PaidBreak int     `json:"paid_break,omitempty"`
	Way       Premium `json:"way"`
	WayMost   int     `json:"way_most,omitempty"`
	Travel    Premium `json:"travel"`
	TravelMax int     `json:"travel_max,omitempty"`
	// Prep is the HMC inside a performer's day of reference. DoubleUpTo and FreeFrom are the multiples of the minimum up to which the
	// hour of reference is double, and from which premiums are freely negotiated.
	Prep       int             `json:"prep,omitempty"`
	DoubleUpTo decimal.Decimal `json:"double_up_to,omitzero"`
	FreeFrom   decimal.Decimal `json:"free_from,omitzero"`
}

// premiumKey names the premiums of a ruleset.
type premiumKey struct {
	scope Scope
	craft bool
}

// PremiumsOn gives the premiums of a person on a date. Errors are those of LimitsOn.
func PremiumsOn(r Regime, on moteur.Date) (Premiums, error) {
	if err := r.check(); err != nil {
		return Premiums{}, fmt.Errorf("labour : %w", err)
	}
	a, _ := r.Agreement.known()
	rs, err := rulesOn(a, on)
	if err != nil {
		return Premiums{}, fmt.Errorf("labour : %w", err)
	}
	return *rs.premiumsOf(r), nil
}

func (rs *ruleset) premiumsOf(r Regime) *Premiums {
	s := r.Scope
	if s == "" {
		s = Technician
	}
	return rs.premium[premiumKey{s, r.Craft}]
}

// premiums reads the premiums of every scope of an agreement.
func (b book) premiums(a Agreement) map[premiumKey]*Premiums {
	out := map[premiumKey]*Premiums{}
	for _, s := range []Scope{Technician, Performer, Extra} {
		for _, craft := range []bool{false, true} {
			var p Premiums
			switch {
			case a == Television:
				p = b.televisionPremiums(craft)
			case s == Performer:
				p = b.performerPremiums()
			case s == Extra:
				p = b.extraPremiums()
			default:
				p = b.technicianPremiums()
			}
			out[premiumKey{s, craft}] = &p
		}
	}
	return out
}

// premium reads a rate; rule is the id it is reported under.
func (b book) premium(id, rule string) Premium {
	c := b.Cited(id)
	return Premium{Rule: rule, Label: b.Label(id), Rate: int(c.Value.Shift(4).Round(0).IntPart()), From: c.From, Source: c.Source}
}

// unread is a premium that the table names without a rate.
func (b book) unread(id string) Premium { return Premium{Rule: id, Label: b.Label(id), Unknown: true} }

// named is a premium under another label.
func named(p Premium, label string) Premium {
	p.Label = label
	return p
}

// after reads the first hour of a band ("36" for the 36th hour) as the minutes that come before it.
func (b book) after(id string) int { return b.Hours(id) - 60 }

func (b book) technicianPremiums() Premiums {
	p := Premiums{
		Over10: b.premium("t2.day.over10.premium", "t2.day.over10"), Over10After: b.Hours("t2.day.over10.after"),
		Night: b.premium("t2.night.first8", "t2.night.first8"), NightBeyond: b.premium("t2.night.beyond8", "t2.night.beyond8"),
		NightFirst: b.Hours("t2.night.first_hours"),
		Sunday:     b.premium("t2.sunday.premium", "t2.sunday"), SundayOwed: b.Hours("t2.sunday.unrecovered_h"),
		Holiday: b.premium("t2.holiday.premium", "t2.holiday"), HolidayOwed: b.Hours("t2.holiday.unrecovered_h"),
		HolidayOff: b.Hours("t2.holiday.unworked_h"),
		SixthDay:   b.premium("t2.sixth_day.idf.premium", "t2.sixth_day.idf"), SixthDayOwed: b.Hours("t2.sixth_day.idf.unrecovered_h"),
		ShortRest: b.premium("t2.rest.daily.breach", "t2.rest.daily.breach"), Cap: b.Points("t2.premium.cap"),
		Guaranteed: b.Hours("t2.week.guaranteed"), Guaranteed6: b.Hours("t2.week.guaranteed6"),
		PaidBreak: b.Int("t2.continuous_day.break_min"),
		Way:       b.premium("t2.transport.paid", "t2.transport.paid"), WayMost: b.Hours("t2.transport.paid"),
		Travel: b.premium("t2.travel.paid", "t2.travel.paid"), TravelMax: b.Hours("t2.travel.paid"),
	}
	p.Way.Rate, p.Travel.Rate = 0, 0
	for _, rule := range []string{"t2.ot.25", "t2.ot.50", "t2.ot.75"} {
		p.Week = append(p.Week, Band{b.after(rule + ".from_hour"), b.premium(rule+".premium", rule)})
	}
	p.DayLeast, p.AdLeast = b.Hours("t2.day_engagement.min_paid_h"), b.Hours("t2.day_engagement.ads.min_paid_h")
	p.Day = []Band{
		{0, named(b.premium("t2.day_engagement.base_premium", "t2.day_engagement"), "Engagement à la journée, base majorée")},
		{p.DayLeast, named(b.premium("t2.day_engagement.over_7h", "t2.day_engagement.over_7h"),
			"Engagement à la journée, au-delà de 7 heures")},
		{p.Over10After, named(b.premium("t2.day_engagement.over_10h", "t2.day_engagement.over_10h"),
			"Engagement à la journée, au-delà de 10 heures")},
	}
	p.Ad = []Band{
		{0, named(b.premium("t2.day_engagement.ads.base_premium", "t2.day_engagement.ads"),
			"Engagement à la journée (publicité), base majorée")},
		{p.AdLeast, named(b.premium("t2.day_engagement.ads.over_8h", "t2.day_engagement.ads.over_8h"),
			"Engagement à la journée (publicité), au-delà de 8 heures")},
	}
	return p
}

func (b book) performerPremiums() Premiums {
	return Premiums{
		Night: b.premium("t3.night.first8", "t3.night"), NightBeyond: b.premium("t3.night.beyond8", "t3.night"),
		NightFirst: b.Hours("t3.night.first_hours"),
		Sunday:     b.premium("t3.sunday", "t3.sunday"), Holiday: b.premium("t3.holiday", "t3.holiday"),
		SixthDay:  b.premium("t3.sixth_day.idf", "t3.sixth_day.idf"),
		ShortRest: b.premium("t3.rest.breach", "t3.rest.breach"), Overtime: b.premium("t3.ot", "t3.ot"), Cap: b.Points("t3.premium.cap"),
		Prep: b.Int("t3.prep"), DoubleUpTo: b.Cited("t3.reference.double_up_to").Value, FreeFrom: b.Cited("t3.reference.free_from").Value,
	}
}

// extraPremiums knows no rate of night, Sunday and holiday: none was found. The first band of the day, the uplift of its eight hours,
// has no rate here: it is part of the minimum pay.
func (b book) extraPremiums() Premiums {
	p := Premiums{DayLeast: b.Hours("t3x.day"), Night: b.unread("t3x.night"), Sunday: b.unread("t3x.sunday"),
		Holiday: b.unread("t3x.holiday")}
	p.Day = []Band{
		{0, Premium{Rule: "t3x.day", Label: "Journée de l'acteur de complément, base majorée"}},
		{p.DayLeast, b.premium("t3x.ot.9_10", "t3x.ot.9_10")},
		{p.DayLeast + 120, b.premium("t3x.ot.11_12", "t3x.ot.11_12")},
	}
	p.Week = []Band{{b.after("t2.ot.25.from_hour"), b.premium("t3x.week.ot.to_48", "t3x.week.ot")},
		{b.after("t2.ot.75.from_hour"), b.premium("t3x.week.ot.from_49", "t3x.week.ot.from_49")}}
	return p
}

func (b book) televisionPremiums(craft bool) Premiums {
	p := Premiums{
		Sunday: b.premium("av.sunday", "av.sunday"), Holiday: b.unread("av.holiday"),
		ShortRest:  b.premium("av.rest.breach", "av.rest.breach"),
		RoundTo:    b.Int("av.half_hour"),
		NightFirst: maxNight, Night: b.premium("av.night.default", "av.night.default"),
	}
	band := func(after, rate, label string) Band { return Band{b.after(after), named(b.premium(rate, rate), label)} }
	p.Week = []Band{band("av.ot.cddu.from_hour_25", "av.ot.cddu.premium_25", "Heures supplémentaires, 36e à 43e heure"),
		band("av.ot.cddu.from_hour_50", "av.ot.cddu.premium_50", "Heures supplémentaires, à partir de la 44e heure")}
	if craft {
		p.Night = b.premium("av.night.grip_electric_art", "av.night.grip_electric_art")
		p.Week = append(p.Week, band("av.ot.cddu.from_hour_100_grip", "av.ot.cddu.premium_100_grip",
			"Heures supplémentaires, à partir de la 48e heure (machinerie, électricité, décoration)"))
	}
	p.NightBeyond = p.Night
	p.Day = []Band{band("av.ot.short.from_hour_25", "av.ot.short.premium_25", "9e à 11e heure de la journée"),
		band("av.ot.short.from_hour_50", "av.ot.short.premium_50", "12e heure de la journée")}
	return p
}

// maxNight is longer than any night: every minute of it is at the first rate.
const maxNight = 2880
