package payroll

import (
	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/schedule/labour"
)

// Authorisation is the autorisation individuelle of a child, given by the préfet, and the night derogation of the labour
// inspectorate. What it says wins over any table.
type Authorisation struct {
	Ref    string      `json:"ref,omitempty"` // its number
	Issued moteur.Date `json:"issued,omitzero"`
	Span   moteur.Span `json:"span"`
	Hours  int         `json:"hours,omitempty"` // presence a day, meals included, minutes; 0 means the table
	// Earliest and Latest bound the hours of presence; unset means the table.
	Earliest labour.Clock `json:"earliest,omitzero"`
	Latest   labour.Clock `json:"latest,omitzero"`
	// Dates restricts the days, when the authorisation lists them.
	Dates []moteur.Date `json:"dates,omitempty"`
	// NightUntil is the hour the inspectorate allows, 24:00 at most; unset means no derogation.
	NightUntil labour.Clock `json:"night_until,omitzero"`
	// WeeklyRest36 tells that 36 hours of weekly rest are allowed by agreement or inspectorate.
	WeeklyRest36 bool `json:"weekly_rest_36,omitempty"`
	// ParentsShare is the share of the pay that the commission leaves to the parents, a fraction; the rest goes to the Caisse des
	// dépôts. Nil when it is not known.
	ParentsShare *decimal.Decimal `json:"parents_share,omitempty" fraction:"1"`
}

// Minor is a child or teenager at work.
type Minor struct {
	Birth moteur.Date `json:"birth"`
	// Representatives are the représentants légaux, with what they are: "Claire Durand, mère".
	Representatives []string       `json:"representatives,omitempty"`
	Authorisation   *Authorisation `json:"authorisation,omitempty"`
	// SchoolZone tells the school days by its dated terms; without it every day is one. SchoolHolidays are the periods without school;
	// outside them the shorter hours apply.
	SchoolZone     labour.SchoolZone `json:"school_zone,omitempty"`
	SchoolHolidays []moteur.Span     `json:"school_holidays,omitempty"`
	// Guardian tells that a responsable des enfants is present.
	Guardian bool `json:"guardian,omitempty"`
	// Clock is the time zone of the hours: Europe/Paris when empty.
	Clock labour.TimeZone `json:"clock,omitempty"`
}

// child gives the limits of working time that the minor keeps, and the papers of one under 16.
func (m Minor) child() (labour.Child, labour.ChildPapers) {
	c := labour.Child{Birth: m.Birth, SchoolZone: m.SchoolZone, SchoolHolidays: m.SchoolHolidays}
	p := labour.ChildPapers{Missing: m.Authorisation == nil, Guardian: m.Guardian}
	if a := m.Authorisation; a != nil {
		c.MaxMinutes, c.NightUntil, c.WeeklyRest36 = a.Hours, a.NightUntil, a.WeeklyRest36
		c.Earliest, c.Latest, c.Number, c.Issued = a.Earliest, a.Latest, a.Ref, a.Issued
		p.Issued, p.Authorised, p.Dates = a.Issued, []moteur.Span{a.Span}, a.Dates
		c.Authorised = p.Authorised
		if len(a.Dates) > 0 {
			c.Authorised = nil
			for _, d := range a.Dates {
				c.Authorised = append(c.Authorised, moteur.Span{From: d, To: d})
			}
		}
	}
	return c, p
}
