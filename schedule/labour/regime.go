package labour

import (
	"errors"
	"fmt"
	"slices"

	"github.com/moteur-film/moteur"
)

// Agreement is a convention collective, by its IDCC number. The zero value means Cinema.
type Agreement int

// The agreements whose working time is held.
const (
	Cinema     Agreement = 3097 // production cinématographique
	Television Agreement = 2642 // production audiovisuelle
)

// ErrAgreement is the error of an agreement whose working time is not held.
var ErrAgreement = errors.New("convention collective sans règles de temps de travail")

func (a Agreement) known() (Agreement, error) {
	switch a {
	case 0:
		return Cinema, nil
	case Cinema, Television:
		return a, nil
	}
	return a, fmt.Errorf("%w : %d", ErrAgreement, int(a))
}

// Scope is the group of people whose rules a person follows. The zero value means Technician. Minors keep the scope of their
// work: their age adds its own rules, or replaces it.
type Scope string

// The scopes.
const (
	Technician Scope = "technician" // IDCC 3097 titre II
	Performer  Scope = "performer"  // titre III, statut I
	Extra      Scope = "extra"      // titre III, statut II
)

// Zone is the région of work: it decides between the five-day and the six-day week. The zero value means ParisRegion.
type Zone string

// The zones.
const (
	ParisRegion Zone = "idf"    // Île-de-France
	Region      Zone = "region" // elsewhere in France
	Abroad      Zone = "abroad"
)

// Accepted lists the codes of the zones.
func (Zone) Accepted() []string { return moteur.Codes(ParisRegion, Region, Abroad) }

var zoneLabels = map[Zone]string{ParisRegion: "Île-de-France", Region: "région", Abroad: "étranger"}

// Label returns the French words, "" for a zone that is not set.
func (z Zone) Label() string {
	if l, ok := zoneLabels[z]; ok {
		return l
	}
	return string(z)
}

// Regime is what decides which rules bind a person.
type Regime struct {
	Agreement Agreement `json:"agreement,omitempty"`
	Scope     Scope     `json:"scope,omitempty"`
	Zone      Zone      `json:"zone,omitempty"` // of the days that name none
	// Clock is the time zone of the hours.
	Clock TimeZone `json:"clock,omitempty"`
	// Holidays are the public holidays that fall on the days or on the mornings after them.
	Holidays []moteur.Date `json:"holidays,omitempty"`
	// NoGoodFriday tells that the communes of the regions of days, in Alsace or Moselle, have no Vendredi saint, as in Place.
	NoGoodFriday bool `json:"no_good_friday,omitempty"`
	// LegalWeek holds a shooting week to the maximum of the law (48 h) instead of the agreement's 60 h, reserved when the text
	// was extended.
	LegalWeek bool `json:"legal_week,omitempty"`
	// Craft tells, under IDCC 2642, that the job belongs to grip, electric or art: other premiums.
	Craft bool `json:"craft,omitempty"`
	// Child is set for people under 18: their rules come on top, or in the place of those of the scope.
	Child *Child `json:"child,omitempty"`
}

// Child is a mineur: age, individual authorisation, school. What the authorisation says replaces the tables either way; what the
// law lets no authorisation lift stays.
type Child struct {
	// Birth gives the age on each day; unset, Age does.
	Birth moteur.Date `json:"birth,omitzero"`
	Age   int         `json:"age,omitempty"`
	// MaxMinutes is the presence a day the authorisation allows, meals included, minutes; 0 means the tables. Earliest and Latest
	// are its hours.
	MaxMinutes int   `json:"max_minutes,omitempty"`
	Earliest   Clock `json:"earliest,omitzero"`
	Latest     Clock `json:"latest,omitzero"`
	// NightUntil is the hour until which the labour inspectorate allows work by night, 24:00 at most: unset means no derogation.
	NightUntil Clock `json:"night_until,omitzero"`
	// SchoolZone is the zone scolaire of the child: its dated terms tell the school days. A date that they do not hold is one, and so is
	// every date without a zone, but those of SchoolHolidays.
	SchoolZone     SchoolZone    `json:"school_zone,omitempty"`
	SchoolHolidays []moteur.Span `json:"school_holidays,omitempty"`
	// Number and Issued are the number and the date of the individual authorisation. Authorised are the days it covers; empty means all
	// from Issued on; they bind at any age. Under 16, MaxMinutes, Earliest, Latest and NightUntil hold on those days alone.
	Number     string        `json:"number,omitempty"`
	Issued     moteur.Date   `json:"issued,omitzero"`
	Authorised []moteur.Span `json:"authorised,omitempty"`
	// Before and After are the minutes of presence before the first take (HMC, waiting) and after the last one, for a plan.
	Before int `json:"before,omitempty"`
	After  int `json:"after,omitempty"`
	// WeeklyRest36 tells that 36 hours of weekly rest are allowed by agreement or by the inspectorate.
	WeeklyRest36 bool `json:"weekly_rest_36,omitempty"`
}

// AgeOn is the age on a date, in full years; 0 when it is not known.
func (c Child) AgeOn(d moteur.Date) int {
	if c.Birth.IsZero() {
		return max(c.Age, 0)
	}
	age, _ := moteur.Person{Birth: c.Birth}.AgeOn(d)
	return age
}

// Papers are the papers that a child's limits tell of: an authorisation of which nothing is known, neither its number, its days nor its
// hours, is missing. Guardian tells that a responsable des enfants is there; while neither is known, they are to be got.
func (c Child) Papers(guardian bool) ChildPapers {
	return ChildPapers{Missing: !c.held(), Unknown: !c.held() && !guardian, Issued: c.Issued, Authorised: c.Authorised, Guardian: guardian}
}

// CheckHours reports the hours of the papers that no paper can give: a child is home at midnight. Path names the child, who says it.
func (c Child) CheckHours(r *moteur.Report, path, who string) {
	for _, h := range []struct {
		name string
		at   Clock
	}{{"latest", c.Latest}, {"night_until", c.NightUntil}} {
		if h.at.Known() && h.at.Minutes() > 24*60 {
			r.Errorf(path+"."+h.name, "labour/child-hours",
				"%s : aucune autorisation ne mène un enfant au-delà de 24:00, pas à %s.", who, h.at)
		}
	}
}

// held tells that the child has an individual authorisation: something is known of it.
func (c Child) held() bool {
	return c.Number != "" || !c.Issued.IsZero() || len(c.Authorised) > 0 || c.MaxMinutes > 0 || c.Earliest.Known() || c.Latest.Known()
}

// authorised tells that the individual authorisation covers a date.
func (c Child) authorised(d moteur.Date) bool {
	inside := func(s moteur.Span) bool { return s.Contains(d) }
	return c.held() && !d.Before(c.Issued) && (len(c.Authorised) == 0 || slices.ContainsFunc(c.Authorised, inside))
}

// school tells whether the hours of a school day hold on a date: they do without a zone, and where the terms of the zone say nothing, which
// the report, that may be nil, then says.
func (c Child) school(d moteur.Date, r *moteur.Report) bool {
	if slices.ContainsFunc(c.SchoolHolidays, func(s moteur.Span) bool { return s.Contains(d) }) {
		return false
	}
	if c.SchoolZone == "" {
		return true
	}
	school, known, err := SchoolDay(c.SchoolZone, d, r, "school")
	return school || !known || err != nil
}

// minorOn gives the child of a regime on a date, nil for an adult.
func (r Regime) minorOn(d moteur.Date) *Child {
	if r.Child == nil || r.Child.AgeOn(d) >= 18 {
		return nil
	}
	return r.Child
}

func (r Regime) zoneOf(d Day) Zone {
	switch {
	case d.Zone != "":
		return d.Zone
	case r.Zone != "":
		return r.Zone
	}
	return ParisRegion
}

func (r Regime) holiday(d moteur.Date) bool { return slices.Contains(r.Holidays, d) }

func (r Regime) check() error {
	if _, err := r.Agreement.known(); err != nil {
		return err
	}
	switch r.Scope {
	case "", Technician, Performer, Extra:
	default:
		return fmt.Errorf("%w : régime inconnu : %q", ErrDay, r.Scope)
	}
	switch r.Zone {
	case "", ParisRegion, Region, Abroad:
	default:
		return fmt.Errorf("%w : zone inconnue : %q", ErrDay, r.Zone)
	}
	if r.Child != nil && r.Child.SchoolZone != "" {
		if err := r.Child.SchoolZone.check(); err != nil {
			return err
		}
	}
	_, err := r.Clock.Location()
	return err
}
