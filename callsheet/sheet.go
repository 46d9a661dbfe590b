package callsheet

import (
	"slices"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/schedule"
	"github.com/moteur-film/moteur/schedule/labour"
	"github.com/moteur-film/moteur/schedule/script"
)

// Sheet is a feuille de service: one shooting day of one unit. Its computed part comes from Make; its Written part is typed
// by the assistants and survives every new computation.
type Sheet struct {
	Film     string `json:"film"`
	Company  string `json:"company"`
	Director string `json:"director,omitempty"`
	// Day counts the unit's shooting days from 1, of Days.
	Day  int             `json:"day"`
	Days int             `json:"days"`
	Unit string          `json:"unit,omitempty"`
	Date moteur.Date     `json:"date"`
	Zone labour.TimeZone `json:"zone,omitempty"`
	// LocalTime tells hours that are not those of the film, "" when they are.
	LocalTime string `json:"local_time,omitempty"`
	// Version counts from 1; Reason says why there is a new one; Issued is when it was sent, unset for a draft.
	Version int           `json:"version"`
	Reason  string        `json:"reason,omitempty"`
	Issued  labour.Moment `json:"issued,omitzero"`
	// Approved names who validated it: the directeur de production.
	Approved string `json:"approved,omitempty"`

	Night      bool `json:"night,omitempty"`
	Continuous bool `json:"continuous,omitempty"` // journée continue
	// Sessions are the trainings that the day begins with, before the preparation.
	Sessions []Session `json:"sessions,omitempty"`
	// Form is the form of the day when it has one of its own: half a day, a continuous, ten-hour or split day.
	Form schedule.FormKind `json:"form,omitempty"`
	// Holiday names the jour férié, "" on other days.
	Holiday string `json:"holiday,omitempty"`
	// HolidayNext names the jour férié of the morning after, "" when it is an ordinary one.
	HolidayNext string `json:"holiday_next,omitempty"`
	// Call is the general call, Ready the PAT, Meal and MealEnd the break, Wrap the expected end.
	Call    labour.Clock `json:"call"`
	Ready   labour.Clock `json:"ready"`
	Meal    labour.Clock `json:"meal,omitzero"`
	MealEnd labour.Clock `json:"meal_end,omitzero"`
	Wrap    labour.Clock `json:"wrap"`
	Sun     Sun          `json:"sun,omitzero"`

	Places []Place `json:"places"`
	Scenes []Scene `json:"scenes"`
	// Reserve are the scenes to shoot if the weather turns (cover set), Owed those of earlier days that are still to shoot.
	Reserve []Scene     `json:"reserve,omitempty"`
	Owed    []string    `json:"owed,omitempty"`
	Cast    []CastCall  `json:"cast"`
	Extras  []ExtraCall `json:"extras,omitempty"`
	Crew    []CrewCall  `json:"crew"`
	Needs   []Need      `json:"needs,omitempty"`
	Rides   []Ride      `json:"rides,omitempty"`
	Meals   Meals       `json:"meals"`
	Advance []Advance   `json:"advance,omitempty"`
	// Journeys are the ways of the company, voyages and trajets, between this day and the last or the next one: a day of travel has no
	// sheet of its own.
	Journeys []schedule.Journey `json:"journeys,omitempty"`

	// PreviousWrap is the end of the crew's last day, real or planned; unset on the first day. WeekMinutes is what the crew
	// has worked in the week before today, DaysThisWeek how many days. WeekRested tells that the week of PreviousWrap had its rest in
	// a row before that day, SixthRecovered that it was an exceptional sixth day in Île-de-France whose recovery is given.
	PreviousWrap labour.Moment `json:"previous_wrap,omitzero"`
	// PreviousZone is the time zone of PreviousWrap, that of the sheet when unset; Travelled what a journey since then, with the rest due
	// after it, takes from the rest, minutes.
	PreviousZone   labour.TimeZone `json:"previous_zone,omitempty"`
	Travelled      int             `json:"travelled,omitempty"`
	WeekMinutes    int             `json:"week_minutes,omitempty"`
	DaysThisWeek   int             `json:"days_this_week,omitempty"`
	WeekRested     bool            `json:"week_rested,omitempty"`
	SixthRecovered bool            `json:"sixth_recovered,omitempty"`
	// Agreement is the convention collective whose hours the day keeps; unset, that of the cinema.
	Agreement labour.Agreement `json:"agreement,omitempty"`
	// Settled tells that the day is already shot or settled: what it breaks is warned of, and forbids nothing any more.
	Settled bool `json:"settled,omitempty"`
	// ParisRegion tells that the week of Île-de-France (five days) applies.
	ParisRegion bool `json:"paris_region,omitempty"`

	Written Written `json:"written"`
}

// Scene is a line of the scene table, in shooting order.
type Scene struct {
	ID    string       `json:"id"`
	Part  string       `json:"part,omitempty"` // "1/3", "fin": a scene shot over several days
	Place script.Place `json:"place,omitempty"`
	Light script.Light `json:"light,omitempty"`
	// DayForNight is the nuit américaine: a night shot by day.
	DayForNight bool   `json:"day_for_night,omitempty"`
	Set         string `json:"set"`
	// Where is the ID of the sheet's Place; in Reserve, the name of the place.
	Where   string   `json:"where,omitempty"`
	Summary string   `json:"summary,omitempty"` // with the note of the direction team
	Eighths int      `json:"eighths"`
	Seconds int      `json:"seconds,omitempty"` // minutage
	Roles   []string `json:"roles,omitempty"`   // IDs
	Extras  int      `json:"extras,omitempty"`  // people
	Needs   []string `json:"needs,omitempty"`   // in words
	// From and To are the planned times; Move is the way from the place before, minutes.
	From labour.Clock `json:"from,omitzero"`
	To   labour.Clock `json:"to,omitzero"`
	Move int          `json:"move,omitempty"`
	// Lit are the hours that give the scene its light, as the plan holds them; none for a scene free of it. A window without hours tells
	// that the light does not come that day.
	Lit []labour.Window `json:"lit,omitempty"`
	// SunUnknown tells that the scene waits for a light and that nobody knows the sun of its place: its hours are to be fixed.
	SunUnknown bool `json:"sun_unknown,omitempty"`
}

// Name prints "17 (2/3)".
func (s Scene) Name() string {
	if s.Part == "" {
		return s.ID
	}
	return s.ID + " (" + s.Part + ")"
}

// Effect prints "EXT JOUR".
func (s Scene) Effect() string {
	light := "effet à confirmer"
	if s.Light != "" {
		light = s.Light.Label()
	}
	if s.DayForNight {
		light = "NUIT AMÉRICAINE"
	}
	if s.Place == "" {
		return light
	}
	return string(s.Place) + " " + light
}

// Place is a lieu of the day.
type Place struct {
	ID       string `json:"id"`
	Name     string `json:"name"`
	Address  string `json:"address,omitempty"`
	LatMilli int    `json:"lat_milli,omitempty"`
	LonMilli int    `json:"lon_milli,omitempty"`
	// Opens and Closes bound the permit's hours.
	Opens  labour.Clock `json:"opens,omitzero"`
	Closes labour.Clock `json:"closes,omitzero"`
	Permit string       `json:"permit,omitempty"` // its reference
	// MaxTrucks is the number of vehicles the permit allows to park; 0 means not stated.
	MaxTrucks int    `json:"max_trucks,omitempty"`
	Parking   string `json:"parking,omitempty"`
	Hospital  string `json:"hospital,omitempty"` // name, kilometres, minutes
	Access    string `json:"access,omitempty"`   // step-free path, toilets, distance
}

// Status is a performer's place in her or his engagement, in the letters of the day-out-of-days.
type Status string

// The statuses of a day worked.
const (
	Starts    Status = "SW"  // first day
	Works     Status = "W"   // between the first and the last
	Finishes  Status = "WF"  // last day
	OnlyDay   Status = "SWF" // first and last day
	HoldsCall Status = "H"   // not called, kept at disposal
)

// Label prints the status in French.
func (s Status) Label() string {
	switch s {
	case Starts:
		return "début"
	case Works:
		return "travaille"
	case Finishes:
		return "fin de rôle"
	case OnlyDay:
		return "jour unique"
	case HoldsCall:
		return "en attente"
	}
	return string(s)
}

// CastCall is the convocation of a performer.
type CastCall struct {
	Role      string `json:"role"` // ID
	Number    int    `json:"number,omitempty"`
	Character string `json:"character"`
	Performer string `json:"performer"` // name to print
	Person    string `json:"person,omitempty"`
	Status    Status `json:"status"`
	// Pickup is the car's departure; unset when the performer comes by herself. Prep is the start of HMC (costume, make-up,
	// hair), Dressed its end, Ready the PAT of the first scene, Out the expected release.
	Pickup  labour.Clock `json:"pickup,omitzero"`
	From    string       `json:"from,omitempty"` // where the car stops
	Driver  string       `json:"driver,omitempty"`
	Prep    labour.Clock `json:"prep"`
	Dressed labour.Clock `json:"dressed,omitzero"`
	Ready   labour.Clock `json:"ready"`
	Out     labour.Clock `json:"out"`
	First   string       `json:"first,omitempty"` // first scene
	// Drive is the length of the ride, minutes.
	Drive int `json:"drive,omitempty"`
	// Pauses are those of the performer alone, beside the meal of the sheet.
	Pauses []labour.Break `json:"pauses,omitempty"`
	Note   string         `json:"note,omitempty"`
	// Previous is when the performer left on the last day worked, PreviousSpan the length of that day in minutes. Week are the days
	// worked since the Monday of the week before, for the rest and the days of the week; without them Previous alone is known.
	Previous     labour.Moment `json:"previous,omitzero"`
	PreviousSpan int           `json:"previous_span,omitempty"`
	Week         []labour.Day  `json:"week,omitempty"`
	// PreviousZone is the time zone of Previous, that of the sheet when unset; Travelled what a journey since then, with the rest due
	// after it, takes from the rest, minutes.
	PreviousZone labour.TimeZone `json:"previous_zone,omitempty"`
	Travelled    int             `json:"travelled,omitempty"`
	// Unavailable says why the engagement or the dates forbid the day, "" when they allow it.
	Unavailable string `json:"unavailable,omitempty"`
	// Declared is the date of the DPAE; HasDPAE tells that the production keeps these dates here.
	Declared moteur.Date `json:"declared,omitzero"`
	HasDPAE  bool        `json:"has_dpae,omitempty"`
	Child    *Minor      `json:"child,omitempty"`
	// Also are the further roles that the performer plays that day: one person has one call.
	Also []AlsoRole `json:"also,omitempty"`
}

// AlsoRole is a second rôle of a performer.
type AlsoRole struct {
	Role      string `json:"role"` // ID
	Number    int    `json:"number,omitempty"`
	Character string `json:"character"`
}

// Plays tells whether the call is that of a role, by its ID.
func (c CastCall) Plays(role string) bool {
	return c.Role == role || slices.ContainsFunc(c.Also, func(a AlsoRole) bool { return a.Role == role })
}

// character is the name of one of the roles of the call.
func (c CastCall) character(role string) string {
	for _, a := range c.Also {
		if a.Role == role {
			return a.Character
		}
	}
	return c.Character
}

// Characters names the roles of the call: "Élise et Rose".
func (c CastCall) Characters() string {
	names := []string{c.Character}
	for _, a := range c.Also {
		names = append(names, a.Character)
	}
	return fr.List(names)
}

// Span is the length of the performer's day, from HMC to release, minutes; 0 when an hour is unknown.
func (c CastCall) Span() int { return c.Out.Sub(c.Prep) }

// Session is a formation of the crew: the formation VHSS sur place.
type Session struct {
	Label string       `json:"label"`
	From  labour.Clock `json:"from"`
	To    labour.Clock `json:"to"`
	Who   string       `json:"who,omitempty"` // toute l'équipe when empty
}

// Minor is what a sheet says of a mineur: need-to-know facts, never printed on the sheet sent to the crew.
type Minor struct {
	labour.Child
	Guardian string `json:"guardian,omitempty"` // responsable des enfants
	School   string `json:"school,omitempty"`   // hours and place of lessons
	// Continuous is the longest stretch without a pause, minutes; 0 when not planned.
	Continuous int `json:"continuous,omitempty"`
	// FirstDay is the child's first day in the plan, before which the papers are got; unset means the day of the sheet.
	FirstDay moteur.Date `json:"first_day,omitzero"`
	// Takes are the scenes of the day that the child plays, with the hours at which it is needed: pauses stand between them.
	Takes []labour.Take `json:"takes,omitempty"`
}

// ExtraCall is the convocation of a group of figuration.
type ExtraCall struct {
	Kind     string       `json:"kind"` // "mareyeurs"
	Count    int          `json:"count"`
	Featured bool         `json:"featured,omitempty"` // silhouettes
	Call     labour.Clock `json:"call"`
	Out      labour.Clock `json:"out,omitzero"`
	Where    string       `json:"where,omitempty"`
	Scenes   []string     `json:"scenes,omitempty"`
	Costume  string       `json:"costume,omitempty"`
	// Pauses are those of the group alone, beside the meal of the sheet.
	Pauses []labour.Break `json:"pauses,omitempty"`
	Leader string         `json:"leader,omitempty"`
}

// CrewCall is the convocation of a department.
type CrewCall struct {
	Department string       `json:"department"`
	Call       labour.Clock `json:"call"`
	Wrap       labour.Clock `json:"wrap,omitzero"` // unset: the sheet's
	People     int          `json:"people,omitempty"`
}

// Need is a note of a department: what the day asks of it.
type Need struct {
	Department string       `json:"department"`
	Text       string       `json:"text"`
	Scenes     []string     `json:"scenes,omitempty"`
	Supplier   string       `json:"supplier,omitempty"`
	Delivery   labour.Clock `json:"delivery,omitzero"`
}

// Ride is a line of the transport table.
type Ride struct {
	Vehicle    string       `json:"vehicle,omitempty"`
	Driver     string       `json:"driver"`
	Phone      string       `json:"phone,omitempty"`
	Start      labour.Clock `json:"start"`
	Stops      []string     `json:"stops,omitempty"`
	Passengers []string     `json:"passengers,omitempty"` // role IDs or names
	Seats      int          `json:"seats,omitempty"`      // 0 means not stated
	To         string       `json:"to,omitempty"`
	Arrival    labour.Clock `json:"arrival,omitzero"`
	Truck      bool         `json:"truck,omitempty"`
}

// hasBreak tells whether the day has a break: a day short enough has none, and ends without its meal.
func (s Sheet) hasBreak() bool { return s.Meal.Known() || !s.Wrap.Known() }

// Meals counts the meals of the day, all zero on a day without a break.
type Meals struct {
	Crew   int `json:"crew"`
	Cast   int `json:"cast"`
	Extras int `json:"extras"`
	// Snack lists the departments and roles called early enough for the casse-croûte.
	Snack []string `json:"snack,omitempty"`
}

// Total is the number of meals.
func (m Meals) Total() int { return m.Crew + m.Cast + m.Extras }

// Advance is the forecast of a following day.
type Advance struct {
	Day    int          `json:"day"`
	Date   moteur.Date  `json:"date"`
	Call   labour.Clock `json:"call,omitzero"`
	Scenes []string     `json:"scenes"`
	Places []string     `json:"places,omitempty"`
	Roles  []string     `json:"roles,omitempty"`
	Night  bool         `json:"night,omitempty"`
}

// Written is the part of a sheet that people type. Make copies it from the input and never changes it.
type Written struct {
	Weather  string    `json:"weather,omitempty"`
	Tide     string    `json:"tide,omitempty"`
	Contacts []Contact `json:"contacts,omitempty"`
	Hospital string    `json:"hospital,omitempty"` // name, kilometres, minutes
	// Risks are the day's risks, each with its measure and who answers for it.
	Risks        []Risk   `json:"risks,omitempty"`
	FirstAid     string   `json:"first_aid,omitempty"` // first-aiders, defibrillator, assembly point
	Protocol     string   `json:"protocol,omitempty"`  // intimacy protocol, VHSS helpline
	Eco          string   `json:"eco,omitempty"`
	Access       string   `json:"access,omitempty"`
	Menus        []Menu   `json:"menus,omitempty"`
	Catering     string   `json:"catering,omitempty"` // where and when
	Notes        []Need   `json:"notes,omitempty"`    // department notes beside the computed needs
	Rides        []Ride   `json:"rides,omitempty"`    // rides beside the computed pick-ups
	Alerts       []string `json:"alerts,omitempty"`   // later: night, travel day, rest day
	Distribution []string `json:"distribution,omitempty"`
	// SpanReason is the motif of a performer's day beyond twelve hours, by role ID.
	SpanReason map[string]string `json:"span_reason,omitempty"`
	// Waived names who accepted an issue and why, by rule id: "t3.rest.daily" → "M. Exemple : repos rendu le 18".
	Waived map[string]string `json:"waived,omitempty"`
	// TrainingDone tells that the VHSS module of the crew took place.
	TrainingDone bool `json:"training_done,omitempty"`
}

// Contact is a key contact of the day.
type Contact struct {
	Role  string `json:"role"` // "référente VHSS"
	Name  string `json:"name,omitempty"`
	Phone string `json:"phone,omitempty"`
	Email string `json:"email,omitempty"`
}

// Risk is a risk of the day.
type Risk struct {
	What    string `json:"what"`
	Measure string `json:"measure"`
	Who     string `json:"who,omitempty"`
}

// Menu is a count of meals of a kind: "végétarien", "sans gluten".
type Menu struct {
	Kind  string `json:"kind"`
	Count int    `json:"count"`
}

// Eighths is the total of pages, in eighths.
func (s Sheet) Eighths() int {
	n := 0
	for _, x := range s.Scenes {
		n += x.Eighths
	}
	return n
}

// Seconds is the total minutage.
func (s Sheet) Seconds() int {
	n := 0
	for _, x := range s.Scenes {
		n += x.Seconds
	}
	return n
}

// ExtraCount is the number of extras called.
func (s Sheet) ExtraCount() int {
	n := 0
	for _, x := range s.Extras {
		n += x.Count
	}
	return n
}

// FirstCall is the earliest call of the crew, the general call included; unknown when none is known.
func (s Sheet) FirstCall() labour.Clock {
	first := s.Call
	for _, c := range s.Crew {
		if c.Call.Known() && (!first.Known() || c.Call.Before(first)) {
			first = c.Call
		}
	}
	return first
}

// place finds a place of the sheet.
func (s Sheet) place(id string) (Place, bool) {
	for _, p := range s.Places {
		if p.ID == id {
			return p, true
		}
	}
	return Place{}, false
}

// name names the sheet in messages: "feuille de service J 12, mardi 16 juin 2026".
func (s Sheet) name() string {
	return "J\u00a0" + fr.Int(s.Day) + ", " + fr.LongDate(s.Date)
}
