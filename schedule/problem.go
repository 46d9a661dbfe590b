package schedule

import (
	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/schedule/labour"
	"github.com/moteur-film/moteur/schedule/script"
)

// Problem is all that a plan de travail must respect and what it costs: plain values, no behaviour.
// Hours are clocks of the shooting day: "08:30"; half past one the next morning is "25:30".
type Problem struct {
	Title       string       `json:"title"`
	Scenes      []Scene      `json:"scenes"`
	Roles       []Role       `json:"roles"`
	Locations   []Location   `json:"locations"`
	Equipment   []Equipment  `json:"equipment,omitempty"`
	Calendar    Calendar     `json:"calendar"`
	Shape       DayShape     `json:"shape"`
	Units       []Unit       `json:"units,omitempty"` // empty means one main unit
	Crew        Crew         `json:"crew"`
	Precedences []Precedence `json:"precedences,omitempty"`
	Pins        []Pin        `json:"pins,omitempty"`
	// Frozen days are already shot or settled: Solve keeps them as they are and plans the rest after or around them.
	Frozen []Day  `json:"frozen,omitempty"`
	Wishes Wishes `json:"wishes"`
	Rules  Rules  `json:"rules"`
}

// Scene is a séquence to shoot. Its ID is the scene number as printed in the screenplay ("12 BIS").
type Scene struct {
	ID       string       `json:"id"`
	Heading  string       `json:"heading,omitempty"`
	Summary  string       `json:"summary,omitempty"`
	Place    script.Place `json:"place,omitempty"`
	Light    script.Light `json:"light,omitempty"`
	Set      string       `json:"set"`      // décor
	Location string       `json:"location"` // ID of a Location; empty means the set is its own location
	Eighths  int          `json:"eighths"`
	// Seconds is the minutage: expected length on screen.
	Seconds int `json:"seconds,omitempty"`
	// Minutes is the shooting time planned for the scene; 0 means eighths × Shape.MinutesPerEighth.
	Minutes int      `json:"minutes,omitempty"`
	Roles   []string `json:"roles,omitempty"` // IDs of roles
	// Extras are groups of figuration.
	Extras []Extras `json:"extras,omitempty"`
	// Needs are IDs of Equipment the scene calls for.
	Needs []string `json:"needs,omitempty"`
	// StoryDay orders the scenes in the story, for continuity wishes; 0 means unknown.
	StoryDay int `json:"story_day,omitempty"`
	// Cover tells that the scene may serve as cover set in bad weather.
	Cover bool   `json:"cover,omitempty"`
	Unit  string `json:"unit,omitempty"` // ID of the unit that must shoot it; empty means any that is not Reserved
}

// Extras is a group of figuration in a scene.
type Extras struct {
	Kind     string          `json:"kind"` // "clients du marché"
	Count    int             `json:"count"`
	Featured bool            `json:"featured,omitempty"` // silhouettes
	DayRate  decimal.Decimal `json:"day_rate"`           // gross, per person
}

// Role is a rôle with its performer's engagement.
type Role struct {
	ID        string `json:"id"`
	Number    int    `json:"number,omitempty"` // number on the board
	Name      string `json:"name"`
	Performer string `json:"performer,omitempty"` // ID of a moteur.Person
	// Free lists the dates the performer is free; empty means always. Busy dates are taken out of it.
	Free []moteur.Span `json:"free,omitempty"`
	Busy []moteur.Span `json:"busy,omitempty"`
	// DayRate is the gross pay of a day worked; HoldRate that of a paid day between two days worked, unset means DayRate
	// when HoldPaid.
	DayRate  decimal.Decimal `json:"day_rate"`
	WeekRate decimal.Decimal `json:"week_rate,omitzero"` // pays the days of one calendar week at most this much; zero means none
	HoldPaid bool            `json:"hold_paid,omitempty"`
	HoldRate decimal.Decimal `json:"hold_rate,omitzero" unset:"le tarif de la journée"`
	// DropAfter allows a drop and pick-up: a gap of at least this many calendar days is not paid, at most once; 0 forbids it.
	DropAfter int `json:"drop_after,omitempty"`
	// MinDays is the minimum number of days paid.
	MinDays int `json:"min_days,omitempty"`
	// MaxDays is the contract's largest number of days worked; 0 means no limit.
	MaxDays int `json:"max_days,omitempty" unset:"aucune limite"`
	// Travel is the cost of bringing the performer for one continuous stay: tickets, hotel of the journey.
	Travel decimal.Decimal `json:"travel,omitzero"`
	// TravelDays are the calendar days the journey takes, before the first day of a stay and again after its last one; the
	// performer must be free on them, and each is paid TravelRate.
	TravelDays int             `json:"travel_days,omitempty"`
	TravelRate decimal.Decimal `json:"travel_rate,omitzero"`
	// RestAfter is the longest run of dates worked in a row: then the performer rests a calendar day at least. 0 means no
	// rule beyond the law.
	RestAfter int `json:"rest_after,omitempty"`
	// Child holds the age and what an individual authorisation allows; nil for adults.
	Child *labour.Child `json:"child,omitempty"`
	Lead  bool          `json:"lead,omitempty"`
}

// Location is a lieu de tournage. Several sets may stand in one location.
type Location struct {
	ID      string          `json:"id"`
	Name    string          `json:"name"`
	Region  string          `json:"region,omitempty"` // ISO 3166-2 or country code
	Country string          `json:"country,omitempty" code:"country"`
	Windows []moteur.Span   `json:"windows,omitempty"` // dates it can be had; empty means always
	DayRate decimal.Decimal `json:"day_rate"`
	// Opens and Closes bound the permit's hours; unset means no bound.
	Opens  labour.Clock `json:"opens,omitzero"`
	Closes labour.Clock `json:"closes,omitzero"`
	// Base groups locations that are near each other: moving inside a base costs MoveMinutes, elsewhere a travel.
	Base string `json:"base,omitempty"`
	// Latitude and Longitude in thousandths of a degree, for sun tables.
	LatMilli int  `json:"lat_milli,omitempty"`
	LonMilli int  `json:"lon_milli,omitempty"`
	CoverSet bool `json:"cover_set,omitempty"` // usable in bad weather
	// PrepDays are build days needed at the start of each window before the first scene.
	PrepDays int `json:"prep_days,omitempty"`
	// Away places are far from home: the crew's PerDiem is due on days shot there.
	Away      bool `json:"away,omitempty"`
	SundaysOK bool `json:"sundays_ok,omitempty"`
}

// Move is the way between two bases.
type Move struct {
	From    string          `json:"from"`
	To      string          `json:"to"`
	Minutes int             `json:"minutes"`
	Km      int             `json:"km,omitempty"`
	Cost    decimal.Decimal `json:"cost"`
}

// Equipment is matériel or a special team hired by the day: crane, stunt team, animal and handler, VFX supervisor.
type Equipment struct {
	ID      string          `json:"id"`
	Name    string          `json:"name"`
	DayRate decimal.Decimal `json:"day_rate"`
	MinDays int             `json:"min_days,omitempty"`
	// BySpan pays every shooting day from first to last use; otherwise only the days used.
	BySpan  bool          `json:"by_span,omitempty"`
	Windows []moteur.Span `json:"windows,omitempty"`
}

// Calendar is the calendar of the shoot.
type Calendar struct {
	First moteur.Date `json:"first"`
	// Last bounds the shoot; unset means as many days as needed.
	Last moteur.Date `json:"last,omitzero"`
	// MaxDays bounds the number of shooting days; 0 means no bound.
	MaxDays int `json:"max_days,omitempty" unset:"aucune limite"`
	// WorkDays is 5 or 6 shooting days a week; 0 means 5. The days off are the last ones of the week.
	WorkDays int `json:"work_days,omitempty" unset:"5"`
	// Off are days nobody shoots, beside the weekly rest and public holidays.
	Off []moteur.Date `json:"off,omitempty"`
	// On are Sundays, holidays or sixth days on which the shoot is allowed, at its price.
	On []moteur.Date `json:"on,omitempty"`
	// Zone names the rule of holidays, as labour.Place does: "FR" (when empty), "FR-57" (Alsace-Moselle), "BE"… "none" keeps none
	// (benchmark problems). NoGoodFriday tells that the commune, in Alsace or Moselle, has no Vendredi saint.
	Zone         string `json:"zone,omitempty"`
	NoGoodFriday bool   `json:"no_good_friday,omitempty"`
	// Clock is the IANA zone of the legal time, for the sun; "" means Europe/Paris.
	Clock string `json:"clock,omitempty"`
	// Dateless problems count days from 1 and know no calendar rule.
	Dateless bool `json:"dateless,omitempty"`
}

// DayShape is how a shooting day is built and what it may hold.
type DayShape struct {
	// Minutes of shooting in a day (capacity); Eighths, when set, bounds the pages instead or as well.
	Minutes          int `json:"minutes,omitempty"`
	Eighths          int `json:"eighths,omitempty"`
	MinutesPerEighth int `json:"minutes_per_eighth,omitempty" unset:"15"` // 0 means 15
	// Oversize lets a scene longer than the capacity stand alone on a day.
	Oversize bool `json:"oversize,omitempty"`
	// MoveMinutes is taken from the capacity for each further location of the same day, unless Moves gives the way.
	MoveMinutes int    `json:"move_minutes,omitempty"`
	MaxMoves    int    `json:"max_moves,omitempty" unset:"aucune limite"` // 0 means no bound
	Moves       []Move `json:"moves,omitempty"`
	// CarbonGrams is what the convoy of the company emits by kilometre, grams of CO2 equivalent: a figure of the production,
	// for the documents; Wishes.Kilometre prices it.
	CarbonGrams int `json:"carbon_grams,omitempty"`
	// Separate forbids day and night scenes on the same day.
	Separate bool `json:"separate,omitempty"`
	// NoDayAfterNight forbids a day unit on the calendar day that follows a night unit.
	NoDayAfterNight bool `json:"no_day_after_night,omitempty"`
	// Calls, Prep, Meal and WrapUp build the hours of a day: crew call, minutes before the first take, meal break, minutes after.
	// A day with a scene at dawn is called at DawnCall, one with outdoor scenes by day and by night (or at dusk) at MixedCall.
	// When one of the last three is unset, that call follows the sun of the date and place, if its location has coordinates: the
	// first scene at dawn begins at first light, the first scene by night at sunset (at dusk, half an hour before), the call put
	// to the next five minutes and the performers' meal in its hours all the same; never before DayCall for the last two. A
	// continuous day does not.
	DayCall   labour.Clock `json:"day_call,omitzero"`   // unset means 08:00
	NightCall labour.Clock `json:"night_call,omitzero"` // unset means the sun, else 18:00
	MixedCall labour.Clock `json:"mixed_call,omitzero"` // unset means the sun, else 13:00
	DawnCall  labour.Clock `json:"dawn_call,omitzero"`  // unset means the sun, else 05:00
	Prep      int          `json:"prep,omitempty"`
	Meal      int          `json:"meal,omitempty"`
	WrapUp    int          `json:"wrap_up,omitempty"`
	// Early and Late are how long before the crew call the first department comes, and how long after the wrap the last one
	// leaves: daily rest is counted with them.
	Early int `json:"early,omitempty"`
	Late  int `json:"late,omitempty"`
	// Continuous is the journée continue: hours between 12:00 and 20:00 and a short break in place of the meal.
	Continuous bool `json:"continuous,omitempty"`
}

// Unit is an équipe: the main unit, a second unit.
type Unit struct {
	ID      string          `json:"id"`
	Name    string          `json:"name"`
	DayRate decimal.Decimal `json:"day_rate"`
	// Reserved units shoot only the scenes that name them: a second unit for stunts, inserts, under water.
	Reserved bool `json:"reserved,omitempty"`
}

// Crew is what the crew costs by the day, in the devis' own euros: gross and charges together.
type Crew struct {
	DayRate decimal.Decimal `json:"day_rate"`
	// HourRate prices overtime and premiums: the crew's basic hour, all together.
	HourRate decimal.Decimal `json:"hour_rate,omitzero"`
	People   int             `json:"people,omitempty"`
	// IdleRate is what a working day of the calendar costs when nobody shoots on it between the first and the last shooting day
	// (wages and hires go on); zero means nothing. Weekly rest, days off and days allowed by Calendar.On never cost it.
	IdleRate decimal.Decimal `json:"idle_rate,omitzero"`
	// PerDiem is paid per day on a location away from home, all together.
	PerDiem decimal.Decimal `json:"per_diem,omitzero"`
}

// Precedence says that Before must be shot earlier than After (raccord: beard, damage, season).
type Precedence struct {
	Before string `json:"before"`
	After  string `json:"after"`
	Reason string `json:"reason,omitempty"`
	// GapDays is the least number of calendar days between the two.
	GapDays int `json:"gap_days,omitempty"`
	// SameDay allows both on one day, in order.
	SameDay bool `json:"same_day,omitempty"`
}

// Pin fixes a scene on a date or in a period.
type Pin struct {
	Scene string      `json:"scene"`
	Span  moteur.Span `json:"span"`
}

// Wishes are preferences with their price in euros; zero means indifferent.
type Wishes struct {
	// DayCost, LocationDayCost and RoleDayCost are added per day, per location-day and per role-day paid (benchmarks use them alone).
	DayCost         decimal.Decimal `json:"day_cost,omitzero"`
	LocationDayCost decimal.Decimal `json:"location_day_cost,omitzero"`
	RoleDayCost     decimal.Decimal `json:"role_day_cost,omitzero"`
	MoveCost        decimal.Decimal `json:"move_cost,omitzero"`      // per move inside a day
	StoryOrder      decimal.Decimal `json:"story_order,omitzero"`    // per inversion of story days between consecutive shooting days
	NightRun        decimal.Decimal `json:"night_run,omitzero"`      // per night beyond three in a row
	LightSwitch     decimal.Decimal `json:"light_switch,omitzero"`   // per change between day and night units
	Kilometre       decimal.Decimal `json:"kilometre,omitzero"`      // per kilometre of company travel: what it costs, its carbon included
	CoverLess       decimal.Decimal `json:"cover_less,omitzero"`     // per exterior day after the last day with a cover set
	EarlyExterior   decimal.Decimal `json:"early_exterior,omitzero"` // per exterior day shot after the middle of the plan
	ChildBusyDay    decimal.Decimal `json:"child_busy_day,omitzero"` // per child day with more than one scene
}

// Rules chooses the agreement and the options whose wording is unclear; the values themselves are dated law.
type Rules struct {
	// Agreement is the IDCC: 3097 (cinema, the default when 0) or 2642; -1 switches labour law off (benchmark problems).
	Agreement int `json:"agreement,omitempty" accepts:"3097,2642,-1"`
	// ParisRegion applies the five-day week of Île-de-France to days shot there.
	ParisRegion bool `json:"paris_region,omitempty"`
}
