package search

// Phase is the light a scene asks for; the scenes of a day stand in the order of their phases.
type Phase uint8

// The phases, in their order in a day. A scene of phase Any may stand anywhere in it.
const (
	Dawn Phase = iota
	Day
	Any
	Dusk
	Night
)

// The kinds of shooting day, decided by the lights of their scenes.
const (
	dayUnit   = iota // scenes of the day only
	nightUnit        // scenes of the dusk or the night only
	mixedUnit        // scenes of the day or the dawn, and of the night
	dawnUnit         // scenes of the dawn, and perhaps of the day
	kindCount
)

// lightOfKind tells day from night and from mixed days; a day that begins at dawn has the light of a day.
func lightOfKind(kind int) int { return kind % 3 }

// Problem is a plan de travail to lay, in whole numbers: scenes, roles and places are indices. Money is in cents; times are
// minutes after midnight, lengths minutes; a zero limit means no limit.
type Problem struct {
	Scenes []Scene
	Slots  []Slot // sorted by Date, then Unit: the slot of unit u on date d is d*Units+u
	Dates  []Date // sorted by Pos
	Roles  []Role
	Locs   []Loc
	Equip  []Equip
	Kinds  int // the number of kinds of extras
	Units  int // the number of crews

	// The shape of a day.
	Minutes, Eighths      int        // the most minutes of scenes and moves, and the most eighths of a page
	Oversize              bool       // a scene longer than a day may have a day of its own
	MoveMinutes, MaxMoves int        // the minutes of a change of location; the most changes a day
	Way                   [][]Way    // the ways between bases; nil when every move takes MoveMinutes and costs nothing
	Separate              bool       // no day mixes scenes of the day and of the night
	NoDayAfterNight       bool       // no other day follows a night unit on the next date
	LightOrder            bool       // scenes stand in the order of their phases
	Clocked               bool       // hours matter: those of the law, of permits, of children
	SameDay               bool       // some raccord may stand inside one day
	SixDays               bool       // weeks of six days are possible
	Shift                 int        // (position + Shift) mod 7 is 0 on a Monday
	Call                  [4]int     // the wish for the call of each kind of day, its call when hours do not matter
	Step                  int        // calls are multiples of it, minutes; 0 means 5
	Kids                  [][]Limits // by row and role: the limits of children, when they differ from date to date
	Light                 [][][5]Sky // by sky, location and phase: the hours of that light; sky 0 has none
	Clocks                []Clocks   // by row: the clocks and the holidays of places that are not those of the film
	Prep, WrapUp          int        // minutes before the first scene, after the last one
	Meal                  int        // the minutes of the meal break where hours do not matter; elsewhere that of the law of the slot
	MealAfter             int        // a break that begins sooner after the call interrupts no work, minutes: it is a wait
	Morning               int        // a day that nothing asks to be shot by night has its first take no sooner, minutes after midnight
	Carry                 int        // the minutes of a journey that are paid at most
	MaxDates              int        // the most shooting dates of the plan

	// Prices, in cents.
	UnitDay           []int64 // a day of each unit: its crew and the wish for fewer days
	PerDiem, HourRate int64   // a day of the crew away from home; an hour of the crew, the base of premiums
	LocDay, RoleDay   int64   // the wishes for fewer location-days and fewer role-days
	Move, Km          int64   // the wishes for fewer moves and fewer kilometres
	Idle              int64   // a working day without shooting inside the shoot
	StoryOrder        int64   // a day whose story stands before that of the day before
	NightRun          int64   // a night unit after three others in a row
	LightSwitch       int64   // a change between day, night and mixed units
	LateExt           int64   // an exterior day in the second half of the plan
	ChildBy           int64   // a day on which a child has several scenes
	CoverLess         int64   // an exterior day after the last day with a cover set
	Wait              int64   // an hour of a day that is neither work nor way nor break
	LateStart         int64   // a working day between the date From and the first shooting date
	From              int     // the first date on which some scene may be shot
	KeepCover         bool    // each exterior day keeps a scene that may be shot in bad weather

	Prec []Prec
}

// Model is a problem with all that the searches derive from it. New builds it whole and nothing changes it afterwards: any number
// of goroutines may search one model.
type Model struct {
	Problem

	kid      []int    // by role: its rank among those with hours of their own
	next     []int    // the raccords whose second scene is shot on the next day of the unit
	hold     hold     // what the frozen days alone break
	rank     []int    // by scene: how many raccords must come before it in a day
	picky    bool     // the order of a day may break a rule that another order keeps
	leaves   bool     // some place that is hired is left for good
	returns  bool     // coming back to some location on the day it was left has a price or breaks a rule
	works    []uint64 // the dates that cost when they stand idle, one bit each
	sundays  bool     // some Sunday may be worked
	weekAt   []int    // by date: the rank of its civil week
	weekFrom []int    // by civil week: its first date
	laws     [][]Law  // by slot: its law by clock and holidays of places, nil when they are those of the film
	class    []int    // by slot: two slots of a class price any scenes alike; -1 for a frozen day
}

// New builds the model of a problem. The slices of the problem belong to the model from then on.
func New(p Problem) *Model {
	m := &Model{Problem: p}
	if m.Step <= 0 {
		m.Step = 5
	}
	m.rankChildren()
	m.rankRaccords()
	m.readDates()
	m.readClocks()
	m.classify()
	m.readFrozen()
	return m
}

// rankChildren numbers the children, and tells whether the order of a day may break a rule.
func (m *Model) rankChildren() {
	m.kid = make([]int, len(m.Roles))
	n := 0
	for r := range m.Roles {
		if m.Roles[r].Child != nil {
			m.kid[r] = n
			n++
		}
	}
	m.picky = m.SameDay || n > 0 && m.Clocked || len(m.Light) > 1
	for i := range m.Locs {
		l := &m.Locs[i]
		m.returns = m.returns || l.NoReturn || l.Return > 0
		m.picky = m.picky || l.NoReturn || m.Clocked && (l.Opens > 0 || l.Closes > 0)
	}
	for i := range m.Equip {
		m.leaves = m.leaves || m.Equip[i].leaves()
	}
	for i, p := range m.Prec {
		if p.Next {
			m.next = append(m.next, i)
		}
	}
}

// rankRaccords gives each scene a rank above those of all scenes that must precede it in one day. Circles stop at the number of
// scenes.
func (m *Model) rankRaccords() {
	m.rank = make([]int, len(m.Scenes))
	for range m.Scenes {
		changed := false
		for _, p := range m.Prec {
			if p.SameDay && p.Gap == 0 && m.rank[p.After] <= m.rank[p.Before] && m.rank[p.Before] < len(m.Scenes) {
				m.rank[p.After] = m.rank[p.Before] + 1
				changed = true
			}
		}
		if !changed {
			break
		}
	}
}

// readDates notes the working dates, the Sundays that may be worked, and numbers the civil weeks.
func (m *Model) readDates() {
	m.works = make([]uint64, m.words())
	m.weekAt = make([]int, len(m.Dates))
	for d, at := range m.Dates {
		if at.Works {
			m.works[d>>6] |= 1 << (d & 63)
		}
		if d == 0 || at.Week != m.Dates[d-1].Week {
			m.weekFrom = append(m.weekFrom, d)
		}
		m.weekAt[d] = len(m.weekFrom) - 1
		m.sundays = m.sundays || m.weekDay(d) == 6
	}
}

// classify puts the slots of one unit and one law in a class.
func (m *Model) classify() {
	type likeness struct {
		unit int
		law  Law
	}
	classes := map[likeness]int{}
	m.class = make([]int, len(m.Slots))
	for i, sl := range m.Slots {
		k := likeness{sl.Unit, sl.Law}
		if _, ok := classes[k]; !ok {
			classes[k] = len(classes)
		}
		m.class[i] = classes[k]
		if sl.Fixed {
			m.class[i] = -1
		}
	}
}

// Scene is a scene to place.
type Scene struct {
	Minutes, Eighths int
	Loc              int
	Phase            Phase
	Side             Phase // Day, Night or Any: the side of a day that mixes none, for Separate
	Sun              bool  // it keeps to the hours of a light
	Effet            Phase // that light
	Roles            []int
	Equip            []int
	Extras           []Extra
	Story            int    // the day of the story, 0 when it is not known
	Outside          bool   // an exterior
	Cover            bool   // may be shot in bad weather
	Child            bool   // a child plays in it
	Watched          bool   // an adult with hours of their own plays in it
	Short            []Stay // the roles that are needed for less than the scene
	Allowed          []bool // by slot
	Covers           []bool // by slot: it may serve there in bad weather; nil for none
	ByNight          bool   // something in it asks for the night: it may be shot after midnight for the larger part
	Nights           []bool // by Law.Next: it must be over by NightEnds; nil for never
	Fixed            int    // the slot of a frozen day, or -1
}

// Stay is the time a role is needed in a scene, from its beginning, in minutes.
type Stay struct{ Role, Minutes int }

// Sky is the hours of a light at a place on a date: what ends by Early, or begins at From and ends by To. To is 0 when there are
// none but Early.
type Sky struct {
	From, To, Early int
	open            int // what ends by Early does not begin before
}

// Extra is a group of extras: its kind, the number of people and the cents each is paid a day.
type Extra struct {
	Kind, Count int
	Rate        int64
}

// Slot is a possible day of a unit.
type Slot struct {
	Date, Unit int
	Law        Law
	Fixed      bool  // a frozen day
	Order      []int // the scenes of a frozen day, in their order
	Hours      Hours // the hours of a frozen day, when HasHours
	HasHours   bool
	Begin, End []int // when HasHours: when each of its scenes begins and ends
	Kept       []int // until when those who play in each of its scenes may have been kept; nil when the scenes tell it
}

// Date is a calendar day the shoot may use.
type Date struct {
	Pos, Week int  // days since the first date of the calendar; the number of its civil week
	Works     bool // a working day: it costs when it stands idle inside the shoot
}

// Law holds the limits and premiums of a slot: minutes, days, weeks, and rates in hundredths of a percent.
type Law struct {
	Room, Pages        int       // the most minutes of scenes and moves, and the most eighths of a page
	Break              int       // the minutes of the meal break of a day that has one
	Always             bool      // a day has its break however short it is
	Span, Work, Rest   int       // of the crew: from call to wrap, of work, between two days
	CastSpan, CastRest int       // of performers
	CastWork           int       // of performers, the work of a day
	CastWeek           int       // of performers, the rest in a row of each civil week
	WeekWork, WeekDays int       // of the crew in a civil week
	WeekRest, Sunday   int       // the rest in a row of each civil week; that around its end, 0 for none
	LateRest, LateAt   int       // what a last day of the week that ends after LateAt adds to both
	Bands              [4]Band   // the overtime of a civil week
	Weeks6, CastWeeks6 int       // the most weeks of six days in a row
	ContFrom, ContTo   int       // the hours of a continuous day; ContTo 0 for another day
	PauseAfter, Pause  int       // a day of PauseAfter minutes of work has a break of Pause minutes at least
	PauseBy            int       // the break begins after so many minutes of work at the latest
	Tariff             Tariff    // the premiums
	Sky                int       // the row of Problem.Light
	Kids               int       // the row of Problem.Kids
	Next               int       // the rank of the next date in Scene.Nights
	Most               int       // from call to wrap, for those of the crew who work shorter days
	Meals              [2][2]int // the hours a break of lunch or of dinner stands in
	Lunch              [2]int    // a day of performers over the whole of it has a meal
	MealLeast          int       // the shortest meal of the performers
	Session            int       // minutes of a training between the call and the preparation
	Apart              int       // the rest due after a way with a day of its own
	TravelRest         int       // between a long way inside the day and the work after it
	TurnAt, TurnBy     int       // on the night of a clock change: the hour of the clock, and the minutes the night gains
	UTC                int       // the minutes the clock is ahead of UTC, after its change if there is one
	Row                int       // the row of Problem.Clocks, 0 where the clock and the holidays of all places are those of the film
}

// Band is the minutes of a civil week beyond After, at a rate in hundredths of a percent, up to the next band; 0 for none.
type Band struct{ After, Rate int }

// passed is the number of minutes that really pass between two hours of the date.
func (l *Law) passed(from, to int) int {
	if l.TurnBy != 0 && from < l.TurnAt && l.TurnAt <= to {
		return to - from + l.TurnBy
	}
	return to - from
}

// real is the number of minutes that really pass from the midnight of the date to an hour of its clock.
func (l *Law) real(at int) int {
	if l.TurnBy != 0 && at >= l.TurnAt {
		return at + l.TurnBy
	}
	return at
}

// instant is an hour of the date on a clock that never changes, that of UTC: what lies between two of them is a real rest.
func (l *Law) instant(at int) int {
	if at < l.TurnAt {
		at -= l.TurnBy
	}
	return at - l.UTC
}

// Role is a role's pay, in cents, and its limits, in days.
type Role struct {
	Rate, Hold, Week, Travel int64   // a day worked, a day held, a civil week at most, a stay
	Once                     int64   // what is paid once
	HoldPaid                 bool    // the days between two days worked are paid
	Drop, MinDays, MaxDays   int     // the calendar days of a gap that may be dropped; the fewest days paid by the day; the most worked
	Due                      int64   // a day that lacks to MinDays
	Floor                    int64   // the least that all the weeks of a weekly rate pay
	RestAfter                int     // the most dates worked in a row
	Dear                     []int64 // by date: what a day worked costs beside Rate; nil for nothing
	Apart                    []bool  // by date: a day worked is paid beside the week; nil for none
	Child                    *Child
}

// Child holds the hours of a child, or of an adult with hours of their own: minutes and hours of the day. Its Limits are the loosest of
// all dates; those of a date stand in Problem.Kids when they differ from date to date.
type Child struct {
	Limits
	Adult         bool
	ByShot        bool // Work counts the minutes of the scenes, not the presence
	Before, After int  // presence around the takes
	Most          int  // the longest presence, the break inside it included
}

// Limits are those of a child on a date, in minutes and hours of the day; 0 for none.
type Limits struct {
	Work, Latest, Earliest, Rest int
	Breaks                       bool // the meal break does not count in Work
	WeekWork, WeekFree           int  // minutes of work a week; days of rest in a row a week
}

// kidOn are the limits of a role with hours of its own on a date.
func (p *Problem) kidOn(l *Law, r int) *Limits {
	if len(p.Kids) == 0 {
		return &p.Roles[r].Child.Limits
	}
	return &p.Kids[l.Kids][r]
}

// shot is the most minutes a child's scenes of one day can last: what presence leaves beside the time around the takes.
func (c *Child) shot(clocked bool) int {
	if clocked && !c.ByShot {
		return max(1, c.Work-c.Before-c.After)
	}
	return c.Work
}

// Loc is a location: its price a day, its base, the hours of its permit (0 for none), whether the crew sleeps away from home, and the
// rank of its clock, 0 for that of the film.
//
// A unit that leaves the location for another one and comes back to it on the same day pays Return, and breaks a rule when NoReturn is set.
type Loc struct {
	Day, Return    int64
	Base, Clock    int
	Opens, Closes  int
	Away, NoReturn bool
}

// Equip is what is hired by the day, equipment or a place: MinDays at least, by blocks of Block days; from its first to its last day
// when BySpan. Stay is due for each run of shooting dates with it, and Once for the whole. NoReturn allows one run, in which no day but
// the first begins elsewhere and no day but the last ends elsewhere; Tight one without a working date off. Place is the rank of the
// place that is hired, counted from 1, 0 for equipment. Copies is how many units may use it on one date, each paid; 0 means any number,
// paid once.
type Equip struct {
	Rate, Stay, Once int64
	MinDays, Block   int
	Copies, Place    int
	BySpan           bool
	NoReturn, Tight  bool
}

// leaves tells a place that is left for good.
func (q *Equip) leaves() bool { return q.NoReturn && q.Place > 0 }

// Way is the way between two bases: its length and its price in cents.
type Way struct {
	Minutes, Km int
	Cost        int64
	Road, Rest  int // what it takes between two days, 0 where nobody goes that way then, and the rest due between it and work
}

// Prec asks for Before at least Gap days earlier than After, or on the same slot and in order when SameDay; on two days in a row of one
// unit when Next.
type Prec struct {
	Before, After, Gap int
	SameDay, Next      bool
}

// Hours are the hours of a day, in minutes after midnight; Break is the length of the break that begins at Meal, 0 for a day without one.
type Hours struct {
	Call, Ready, Meal, Break, Wrap int
	at                             breakAt // where the break stands among the scenes
}

// Plan gives the slot of each scene.
type Plan []int

// byLoc lists the scenes of each location, in their order.
func (m *Model) byLoc() [][]int {
	out := make([][]int, len(m.Locs))
	for i := range m.Scenes {
		l := m.Scenes[i].Loc
		out[l] = append(out[l], i)
	}
	return out
}

// byRole lists the scenes of each role, in their order.
func (m *Model) byRole() [][]int {
	return m.scenesOf(len(m.Roles), func(s *Scene) []int { return s.Roles })
}

// byEquip lists the scenes of each piece of equipment, in their order.
func (m *Model) byEquip() [][]int {
	return m.scenesOf(len(m.Equip), func(s *Scene) []int { return s.Equip })
}

// scenesOf lists the scenes that ask for each of n things, each scene once.
func (m *Model) scenesOf(n int, asked func(*Scene) []int) [][]int {
	out := make([][]int, n)
	for i := range m.Scenes {
		for _, k := range asked(&m.Scenes[i]) {
			if l := out[k]; len(l) == 0 || l[len(l)-1] != i {
				out[k] = append(l, i)
			}
		}
	}
	return out
}
