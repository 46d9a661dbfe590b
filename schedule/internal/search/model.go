// Package search looks for the cheapest plan of a compiled problem: whole numbers, no names, no dates.
//
// Model is the problem; state holds a plan with its cost kept up to date move by move; try.go prices moves without making
// them; anneal.go improves the plan; exact.go enumerates small problems; bound.go proves how cheap a plan can be at all. The
// package knows nothing of the rules' texts: the schedule package compiles them into figures, and checks what comes out with code
// of its own.
package search

// Phase orders the scenes of a day by the light they ask for.
type Phase uint8

// The phases, in their order in a day. Any may stand anywhere.
const (
	Dawn Phase = iota
	Day
	Any
	Dusk
	Night
)

// Model is a compiled problem. Money is in cents; times are minutes; a zero limit means no limit.
type Model struct {
	Scenes []Scene
	Slots  []Slot // sorted by Date, then Unit
	Dates  []Date // sorted by Pos
	Roles  []Role
	Locs   []Loc
	Equip  []Equip
	Kinds  int // kinds of extras
	Units  int

	// Day shape.
	Minutes, Eighths      int
	Oversize              bool
	MoveMinutes, MaxMoves int
	Way                   [][]Way // between bases; nil when every move takes MoveMinutes and costs nothing
	Separate              bool
	NoDayAfterNight       bool
	LightOrder            bool
	Clocked               bool       // hours matter: law, permits, children
	SameDay               bool       // some raccord may stand inside one day
	SixDays               bool       // weeks of six days are possible
	Shift                 int        // (position + Shift) mod 7 is 0 on a Monday
	Call                  [4]int     // by kind of day
	Sunny                 [4]bool    // the call of this kind of day follows the sun
	Light                 [][][5]int // by sky and location: when the light of each phase begins, 0 unknown; sky 0 has none
	Prep, Meal, WrapUp    int
	MaxDates              int

	// Prices.
	UnitDay                       []int64 // crew and wish of a day, by unit
	PerDiem, HourRate             int64
	LocDay, RoleDay, Move, Km     int64
	Idle                          int64 // a working day without shooting inside the shoot
	StoryOrder, NightRun          int64
	LightSwitch, LateExt, ChildBy int64
	CoverLess                     int64 // an exterior day after the last day with a cover set

	Prec []Prec

	kid   []int // by role: its rank among the children
	rank  []int // by scene: how many raccords must come before it in a day
	picky bool  // the order of a day may break a rule that another keeps

	works    []uint64 // mask of the dates that cost when they stand idle
	weekAt   []int    // by date: the rank of its civil week
	weekFrom []int    // by civil week: its first date
	class    []int    // by slot: the slots of a class price any scenes alike; -1 for a frozen day
}

// prepare fills what the search derives from the model, once.
func (m *Model) prepare() {
	if m.kid != nil {
		return
	}
	kid := make([]int, len(m.Roles))
	n := 0
	for r := range m.Roles {
		if m.Roles[r].Child != nil {
			kid[r] = n
			n++
		}
	}
	m.picky = m.SameDay || n > 0 && m.Clocked
	for i := range m.Locs {
		m.picky = m.picky || m.Clocked && (m.Locs[i].Opens > 0 || m.Locs[i].Closes > 0)
	}
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
	}
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
	m.kid = kid
}

// Scene is a scene to place.
type Scene struct {
	Minutes, Eighths int
	Loc              int
	Phase            Phase
	Side             Phase // Day, Night or Any, for Separate
	Roles            []int
	Equip            []int
	Extras           []Extra
	Story            int
	Outside          bool
	Cover            bool   // may be shot in bad weather
	Child            bool   // a child plays in it
	Allowed          []bool // by slot
	Fixed            int    // slot of a frozen day, or -1
}

// Extra is a group of extras: its kind and count.
type Extra struct {
	Kind, Count int
	Rate        int64
}

// Slot is a possible day of a unit.
type Slot struct {
	Date, Unit int
	Law        Law
	Fixed      bool  // a frozen day
	Order      []int // its scenes, in their order
	Hours      Hours // its hours
	HasHours   bool
}

// Date is a calendar day the shoot may use.
type Date struct {
	Pos, Week int
	Works     bool // a working day: it costs when it stands idle inside the shoot
}

// Law are the limits and premiums of a slot, in minutes and hundredths of a percent.
type Law struct {
	Span, Work, Rest, CastSpan, CastRest int
	WeekWork, WeekDays                   int
	Weeks6, CastWeeks6                   int
	ContFrom, ContTo                     int
	PauseAfter, Pause                    int // a day of that much work has a break of that length at least
	Over10After, Over10                  int
	NightFrom, NightTo                   int
	NightFirst, NightMore                int
	DateRate, Cap                        int
	Sky                                  int       // row of Model.Light
	Meals                                [2][2]int // hours of lunch and dinner
}

// Role is a role's pay and limits.
type Role struct {
	Rate, Hold, Week, Travel int64
	HoldPaid                 bool
	Drop, MinDays, MaxDays   int
	RestAfter                int // dates in a row, then a rest
	Child                    *Child
}

// Child are a child's limits.
type Child struct {
	Work, Latest, Earliest, Rest int
	Before, After                int  // presence around the takes
	Breaks                       bool // the meal break does not count in Work
	WeekWork, WeekFree           int
}

// shot is the most a child's scenes of one day can last: what presence leaves beside the time around the takes.
func (c *Child) shot(clocked bool) int {
	if clocked {
		return max(1, c.Work-c.Before-c.After)
	}
	return c.Work
}

// Loc is a location.
type Loc struct {
	Day           int64
	Base          int
	Opens, Closes int
	Away          bool
}

// Equip is equipment hired by the day.
type Equip struct {
	Rate    int64
	MinDays int
	BySpan  bool
}

// Way is the way between two bases.
type Way struct {
	Minutes, Km int
	Cost        int64
}

// Prec asks for Before at least Gap days earlier than After, or on the same slot and in order when SameDay.
type Prec struct {
	Before, After, Gap int
	SameDay            bool
}

// Hours are the hours of a day.
type Hours struct{ Call, Ready, Meal, Wrap int }

// Plan gives the slot of each scene.
type Plan []int

// byLoc, byRole and byEquip are the scenes of each location, role and piece of equipment, in their order.
func (m *Model) byLoc() [][]int {
	out := make([][]int, len(m.Locs))
	for i := range m.Scenes {
		l := m.Scenes[i].Loc
		out[l] = append(out[l], i)
	}
	return out
}

func (m *Model) byRole() [][]int {
	return m.scenesOf(len(m.Roles), func(s *Scene) []int { return s.Roles })
}

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
