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
	// Frozen days are already shot or settled: Solve keeps them as they are, whatever they break, and plans the rest after or around
	// them. A scene that a frozen day left unfinished stands in its Parts.
	Frozen []Day  `json:"frozen,omitempty"`
	Wishes Wishes `json:"wishes"`
	Rules  Rules  `json:"rules"`
	// Home is the base of the film: its sun is that of the places without coordinates.
	Home  Position     `json:"home,omitzero"`
	Light LightMargins `json:"light,omitzero"`
	// Forms give some days a form of their own.
	Forms []DayForm `json:"forms,omitempty"`
	// Trainings are sessions the crew follows on shooting days.
	Trainings []Training `json:"trainings,omitempty"`
}

// Training is a formation that the crew follows between its call and the preparation of a shooting day, the formation VHSS sur place: its
// minutes are part of the span and of the work of that day.
type Training struct {
	Label   string      `json:"label,omitempty" unset:"formation VHSS"`
	Date    moteur.Date `json:"date"`
	Minutes int         `json:"minutes"`
	Unit    string      `json:"unit,omitempty"` // ID of a unit; empty means all
	// Who follows it, in words, for the documents.
	Who string `json:"who,omitempty" unset:"toute l'équipe"`
}

// Position is a position on the globe, in thousandths of a degree; zero means unknown.
type Position struct {
	LatMilli int `json:"lat_milli,omitempty"`
	LonMilli int `json:"lon_milli,omitempty"`
}

// LightMargins say which hours of the sun each effet of an outdoor scene may use, in minutes. By day between sunrise and sunset, by
// night between the end of civil twilight and its beginning, at dawn from the beginning of civil twilight to some time after sunrise,
// at dusk from some time before sunset to the end of civil twilight.
type LightMargins struct {
	// Off lifts the constraint: scenes stand in the order of their lights, at any hour.
	Off bool `json:"off,omitempty"`
	// Day is kept after sunrise and before sunset, Night after the end of twilight and before its beginning.
	Day   int `json:"day,omitempty"`
	Night int `json:"night,omitempty"`
	// DawnAfter is how long after sunrise the dawn lasts, DuskBefore how long before sunset the dusk begins.
	DawnAfter  int `json:"dawn_after,omitempty" unset:"45"`
	DuskBefore int `json:"dusk_before,omitempty" unset:"45"`
}

// FormKind is the form of a day of work.
type FormKind string

// The forms of a day.
const (
	HalfDay       FormKind = "half"       // demi-journée: half the capacity, six hours of work at most
	ContinuousDay FormKind = "continuous" // journée continue, as DayShape.Continuous: the break lasts Pause minutes
	TenHourDay    FormKind = "ten_hours"  // journée de dix heures: ten hours of work at most
	SplitDay      FormKind = "split"      // journée coupée: the break lasts Pause minutes
)

// Accepted lists the codes of the forms.
func (FormKind) Accepted() []string {
	return moteur.Codes(HalfDay, ContinuousDay, TenHourDay, SplitDay)
}

// Label returns the French words.
func (k FormKind) Label() string {
	switch k {
	case HalfDay:
		return "demi-journée"
	case ContinuousDay:
		return "journée continue"
	case TenHourDay:
		return "journée de dix heures"
	case SplitDay:
		return "journée coupée"
	}
	return string(k)
}

// DayForm is the form of the days of a period, for one unit or for all.
type DayForm struct {
	Kind FormKind    `json:"kind"`
	Span moteur.Span `json:"span"`
	Unit string      `json:"unit,omitempty"` // ID of a unit; empty means all
	// Pause is the break of a split or a continuous day, minutes; unset means three hours, or half an hour.
	Pause int `json:"pause,omitempty" unset:"180, ou 30 en journée continue"`
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
	// DayForNight is the nuit américaine: a scene of the night shot by day.
	DayForNight bool `json:"day_for_night,omitempty"`
	// Parts cuts the scene into so many parts of equal length (to the minute and the eighth, the last the longest), shot on shooting days
	// in a row; 0 leaves it whole, unless it is longer than a lawful day: then the fewest parts that a day can hold.
	Parts int `json:"parts,omitempty" unset:"entière si elle tient dans une journée"`
	// Shares are the minutes of each part, in order, when they are not equal; the pages follow them.
	Shares []int `json:"shares,omitempty"`
	// Present gives the minutes some roles are needed, from the beginning of the scene; the others stay for all of it.
	Present map[string]int `json:"present,omitempty"`
	// Note is what the direction team says of the shooting of the scene, for the papers: "pont reconstitué dans la halle, noir fait".
	Note string `json:"note,omitempty"`
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
	// DayRate is the gross pay of a day worked, unset means WeekRate divided by the working days of a week; HoldRate that of a paid
	// day between two days worked, unset means DayRate when HoldPaid. Roles of one Performer are one engagement: that of the first of
	// them, paid once a day.
	DayRate decimal.Decimal `json:"day_rate"`
	// WeekRate pays the days of one calendar week at most this much, pro rata below; zero means none. All the weeks together pay the
	// guarantee at least: MinDays and Weeks, whole weeks at WeekRate and days beyond them.
	WeekRate decimal.Decimal `json:"week_rate,omitzero"`
	HoldPaid bool            `json:"hold_paid,omitempty"`
	HoldRate decimal.Decimal `json:"hold_rate,omitzero" unset:"le tarif de la journée"`
	// DropAfter allows a drop and pick-up: a gap of at least this many calendar days is not paid, at most once; 0 forbids it.
	DropAfter int `json:"drop_after,omitempty"`
	// MinDays is the minimum number of days paid, even without any scene.
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
	// From and Until bound the performer's presence on any day (a play at 20:00); Before and After are the minutes of presence before
	// the first take (ride, HMC) and after the last one; Turnaround is the least rest between two presences, minutes, beside the law;
	// MaxMinutes the longest presence of a day. A child's own Before and After stand in Child.
	From       labour.Clock `json:"from,omitzero"`
	Until      labour.Clock `json:"until,omitzero"`
	Before     int          `json:"before,omitempty"`
	After      int          `json:"after,omitempty"`
	Turnaround int          `json:"turnaround,omitempty"`
	MaxMinutes int          `json:"max_minutes,omitempty" unset:"aucune limite"`
	// Access asks for accessible places.
	Access bool `json:"access,omitempty"`
	// Weeks is the number of weeks guaranteed, each paid WeekRate at least.
	Weeks int `json:"weeks,omitempty"`
	// Options are dates the performer holds beside Free, each day worked on them paid its own rate, beside the week and its guarantee.
	Options []RoleOption `json:"options,omitempty"`
	// Paid are days paid beside the shoot: rehearsals, fittings, camera tests.
	Paid []PaidDays `json:"paid,omitempty"`
}

// RoleOption is an option on dates of a performer. DayRate replaces Role.DayRate on them; unset means Role.DayRate.
type RoleOption struct {
	Span    moteur.Span     `json:"span"`
	DayRate decimal.Decimal `json:"day_rate,omitzero" unset:"le tarif de la journée"`
}

// PaidDays are days of a performer paid beside the shoot: répétitions, essayages, essais.
type PaidDays struct {
	Label   string          `json:"label"`
	Days    int             `json:"days"`
	DayRate decimal.Decimal `json:"day_rate,omitzero" unset:"le tarif de la journée"`
}

// Location is a lieu de tournage. Several sets may stand in one location.
type Location struct {
	ID      string `json:"id"`
	Name    string `json:"name"`
	Region  string `json:"region,omitempty"` // ISO 3166-2 or country code
	Country string `json:"country,omitempty" code:"country"`
	// Clock is the IANA zone of the place's legal time, when its region and country do not tell it; else that of another place of its
	// base, or of the film. Hours of a day are those of the place where it begins: its light, its permit, its night.
	Clock   string          `json:"clock,omitempty"`
	Windows []moteur.Span   `json:"windows,omitempty"` // dates it can be had; empty means always
	DayRate decimal.Decimal `json:"day_rate"`
	// Opens and Closes bound the hours of the takes, those of a permit or of a shop; the crew prepares and wraps up around them. Unset
	// means no bound. 21:00 to 06:00 is 21:00 to 30:00, as Closing says.
	Opens  labour.Clock `json:"opens,omitzero"`
	Closes labour.Clock `json:"closes,omitzero"`
	// Base groups locations that are near each other: moving inside a base costs MoveMinutes, elsewhere a travel.
	Base string `json:"base,omitempty"`
	// Latitude and Longitude in thousandths of a degree, for sun tables.
	LatMilli int  `json:"lat_milli,omitempty"`
	LonMilli int  `json:"lon_milli,omitempty"`
	CoverSet bool `json:"cover_set,omitempty"` // usable in bad weather
	// PrepDays are build days needed at the start of each window before the first scene, RigDays days of pre-rigging between them and
	// the first scene, StrikeDays days to strike and restore after the last one, still inside the window. Each is paid
	// PrepRate, once a stay: days in a place with shooting elsewhere between them are two stays, and so are the takes of a day before and
	// after those of a unit elsewhere.
	PrepDays   int             `json:"prep_days,omitempty"`
	RigDays    int             `json:"rig_days,omitempty"`
	StrikeDays int             `json:"strike_days,omitempty"`
	PrepRate   decimal.Decimal `json:"prep_rate,omitzero"`
	// MinDays is the least number of days paid, Block the number of days the place is let by: both at DayRate.
	MinDays int `json:"min_days,omitempty"`
	Block   int `json:"block,omitempty" unset:"à la journée"`
	// Contiguous days follow each other on the working days of the calendar; NoReturn lets the unit shoot elsewhere but never come back,
	// on the same day or later.
	Contiguous bool `json:"contiguous,omitempty"`
	NoReturn   bool `json:"no_return,omitempty"`
	// Daylight tells that interiors see the daylight: their scenes keep to their light as exteriors do.
	Daylight bool `json:"daylight,omitempty"`
	// Accessible places can be reached and worked in with a disability.
	Accessible bool `json:"accessible,omitempty"`
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
	// Copies is how many units may use it on one date; each pays its own day.
	Copies int `json:"copies,omitempty" unset:"1"`
	// PrepDays and TravelDays are paid beside the days of use, once, at DayRate.
	PrepDays   int `json:"prep_days,omitempty"`
	TravelDays int `json:"travel_days,omitempty"`
}

// Calendar is the calendar of the shoot.
type Calendar struct {
	First moteur.Date `json:"first"`
	// Last bounds the shoot; unset means as many days as needed.
	Last moteur.Date `json:"last,omitzero"`
	// MaxDays bounds the number of shooting days; 0 means no bound.
	MaxDays int `json:"max_days,omitempty" unset:"aucune limite"`
	// WorkDays is 5 or 6 shooting days a week; 0 means 5. The week begins on FirstDay, 1 a Monday to 7 a Sunday, 0 means 1: with 2 and
	// five days it runs from Tuesday to Saturday. Sundays are worked only when On lists them.
	WorkDays int `json:"work_days,omitempty" unset:"5"`
	FirstDay int `json:"first_day,omitempty" unset:"1"`
	// Off are days nobody shoots, beside the weekly rest and public holidays.
	Off []moteur.Date `json:"off,omitempty"`
	// On are Sundays, holidays or sixth days on which the shoot is allowed, at its price.
	On []moteur.Date `json:"on,omitempty"`
	// Zone names the rule of holidays, as labour.Place does: "FR" (when empty), "FR-57" (Alsace-Moselle), "BE"… "none" keeps none
	// (benchmark problems). NoGoodFriday tells that the commune, in Alsace or Moselle, has no Vendredi saint.
	Zone         string `json:"zone,omitempty"`
	NoGoodFriday bool   `json:"no_good_friday,omitempty"`
	// Clock is the IANA zone of the legal time of the film, that of the places that do not tell their own; "" means Europe/Paris.
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
	// The calls are wishes, by the kind of day: of the lawful calls of one price the nearest to the wish is taken. A day with a scene at
	// dawn is called at DawnCall, one with outdoor scenes by day and by night (or at dusk) at MixedCall. Where hours do not matter (no
	// dates, or no law, no light and no hours of places) they are facts.
	DayCall   labour.Clock `json:"day_call,omitzero"`   // unset means 08:00
	NightCall labour.Clock `json:"night_call,omitzero"` // unset means 18:00
	MixedCall labour.Clock `json:"mixed_call,omitzero"` // unset means 13:00
	DawnCall  labour.Clock `json:"dawn_call,omitzero"`  // unset means 05:00
	Prep      int          `json:"prep,omitempty"`
	Meal      int          `json:"meal,omitempty"`
	WrapUp    int          `json:"wrap_up,omitempty"`
	// MealAfter is how long after its call a day has its break at the soonest, minutes; unset means an hour and a half. One that comes
	// sooner, a lunch at the PAT, interrupts no work: it is priced as a wait.
	MealAfter int `json:"meal_after,omitempty" unset:"90"`
	// Early and Late are how long before the crew call the first department comes, and how long after the wrap the last one
	// leaves: daily rest is counted with them.
	Early int `json:"early,omitempty"`
	Late  int `json:"late,omitempty"`
	// Continuous is the journée continue: hours between 12:00 and 20:00 and a short break in place of the meal.
	Continuous bool `json:"continuous,omitempty"`
	// KeepCover asks that each exterior day keeps a possible cover set: a scene that may be shot in bad weather, on that day or later in
	// the plan, whose place, roles and equipment are free that day.
	KeepCover bool `json:"keep_cover,omitempty"`
	// Journey is how long a way between two bases is a voyage, minutes; unset means two hours. A shorter one that Moves gives is a trajet:
	// it takes its time from the rest between two days and is paid as a voyage is, but asks for no rest before work.
	Journey int `json:"journey,omitempty" unset:"120"`
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
	// (wages and hires go on); unset means DayRate. Weekly rest, days off and days allowed by Calendar.On never cost it.
	IdleRate decimal.Decimal `json:"idle_rate,omitzero" unset:"le tarif de la journée"`
	// IdleFree makes such days cost nothing.
	IdleFree bool `json:"idle_free,omitempty"`
	// PerDiem is paid per day on a location away from home, all together.
	PerDiem decimal.Decimal `json:"per_diem,omitzero"`
	// Members are people of the crew with needs of their own.
	Members []Member `json:"members,omitempty"`
}

// Member is a person of the crew with needs of their own: an accessible place on every day, minutes of preparation before the call of
// the others, a shorter day, minutes from call to release.
type Member struct {
	Name       string `json:"name"`
	Access     bool   `json:"access,omitempty"`
	Before     int    `json:"before,omitempty"`
	MaxMinutes int    `json:"max_minutes,omitempty" unset:"aucune limite"`
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
	// Waiting is per hour that a day waits for a light or a place, beside its work, its ways and its break; unset means the crew's hour.
	Waiting decimal.Decimal `json:"waiting,omitzero" unset:"l'heure de l'équipe"`
	// LateStart is per working day between the first date on which some scene may be shot and the first shooting day; unset means the
	// crew's day rate, so that the start asked for is the start.
	LateStart decimal.Decimal `json:"late_start,omitzero" unset:"le tarif d'une journée d'équipe"`
}

// Rules chooses the agreement and the options whose wording is unclear; the values themselves are dated law.
type Rules struct {
	// Agreement is the IDCC: 3097 (cinema, the default when 0) or 2642; -1 switches labour law off (benchmark problems).
	Agreement int `json:"agreement,omitempty" accepts:"3097,2642,-1"`
	// ParisRegion applies the five-day week of Île-de-France to days shot there.
	ParisRegion bool `json:"paris_region,omitempty"`
}
