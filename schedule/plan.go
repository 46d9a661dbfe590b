package schedule

import (
	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/schedule/labour"
)

// Plan is a plan de travail: which scenes are shot on which day, in which order.
type Plan struct {
	Title string `json:"title"`
	Days  []Day  `json:"days"`
}

// Day is a jour de tournage of one unit.
type Day struct {
	// Number counts the shooting days of the unit from 1. In a dateless problem it is the day of the shoot, so that a gap
	// between two numbers is a day nobody shoots.
	Number int         `json:"number"`
	Date   moteur.Date `json:"date,omitzero"`
	Unit   string      `json:"unit,omitempty"`
	// Scenes are the IDs of the scenes in shooting order.
	Scenes []string `json:"scenes"`
	// Starts are the hours at which the scenes begin, one each, when the plan tells them; without them the scenes follow each other
	// from Ready on.
	Starts []labour.Clock `json:"starts,omitempty"`
	// Parts are those of the scenes of the day that are not shot whole.
	Parts []Part `json:"parts,omitempty"`
	// Call and Wrap are the crew's first and last rendez-vous, hours of Date; Ready is the PAT, Meal the start of the break. A day has its
	// break when its work reaches six hours (Code du travail, L3121-16), or when somebody is there for the whole of the hours of lunch
	// (IDCC 3097, titre III); a shorter day has none, its Meal is unset and it ends without it.
	Call  labour.Clock `json:"call"`
	Ready labour.Clock `json:"ready"`
	Meal  labour.Clock `json:"meal,omitzero"`
	Wrap  labour.Clock `json:"wrap"`
	Night bool         `json:"night,omitempty"` // a night unit
	// Locked days are kept by Solve.
	Locked bool `json:"locked,omitempty"`
}

// Part is a part of a scene, shot on one day: the Number-th of Of parts. Minutes are its shooting time, Eighths its pages; the parts of a
// scene add up to it. A scene that a frozen day left unfinished has there a part with the minutes really shot, and owes the rest.
type Part struct {
	Scene   string `json:"scene"`
	Number  int    `json:"number"`
	Of      int    `json:"of"`
	Minutes int    `json:"minutes"`
	Eighths int    `json:"eighths,omitempty"`
}

// Status says how a search ended. Its zero value means that no search ran.
type Status string

// The statuses.
const (
	Optimal     Status = "optimal"     // proved the cheapest
	Feasible    Status = "feasible"    // lawful, with a proved bound and gap
	Infeasible  Status = "infeasible"  // proved that no plan exists; see Conflict
	Interrupted Status = "interrupted" // stopped before a first lawful plan
)

// Label returns the French word.
func (s Status) Label() string {
	switch s {
	case Optimal:
		return "optimal (prouvé)"
	case Feasible:
		return "réalisable"
	case Infeasible:
		return "impossible (prouvé)"
	case Interrupted:
		return "interrompu avant un plan licite"
	}
	return string(s)
}

// day returns the day's place on the calendar axis: days since the first day of the calendar, or its number less one.
func (d Day) at(c Calendar) int {
	if c.Dateless || d.Date.IsZero() {
		return d.Number - 1
	}
	return d.Date.Sub(c.First)
}
