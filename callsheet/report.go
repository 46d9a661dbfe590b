package callsheet

import (
	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/schedule/labour"
)

// DayReport is a rapport de production: what a day really was, written by the script supervisor and the production.
type DayReport struct {
	Film    string      `json:"film"`
	Company string      `json:"company,omitempty"`
	Day     int         `json:"day"`
	Days    int         `json:"days"`
	Date    moteur.Date `json:"date"`
	Unit    string      `json:"unit,omitempty"`
	// Call, FirstShot, Meal, MealEnd and Wrap are real.
	Call      labour.Clock `json:"call,omitzero"`
	FirstShot labour.Clock `json:"first_shot,omitzero"`
	Meal      labour.Clock `json:"meal,omitzero"`
	MealEnd   labour.Clock `json:"meal_end,omitzero"`
	Wrap      labour.Clock `json:"wrap,omitzero"`
	Scenes    []SceneShot  `json:"scenes"`
	People    []PersonTime `json:"people,omitempty"`
	Waits     []Wait       `json:"waits,omitempty"`
	Shots     int          `json:"shots,omitempty"` // plans tournés
	Extras    int          `json:"extras,omitempty"`
	Accidents []string     `json:"accidents,omitempty"`
	Weather   string       `json:"weather,omitempty"`
	Cards     []Card       `json:"cards,omitempty"`
	Notes     []string     `json:"notes,omitempty"`
}

// SceneState says what became of a scene.
type SceneState string

// The states of a scene.
const (
	Done    SceneState = "done"    // terminée
	Partial SceneState = "partial" // commencée, à finir
	Owing   SceneState = "owing"   // prévue et non tournée
	Dropped SceneState = "dropped" // supprimée
	Retake  SceneState = "retake"  // reprise d'une séquence déjà terminée
	Added   SceneState = "added"   // ajoutée
)

// Label returns the French word.
func (s SceneState) Label() string {
	switch s {
	case Done:
		return "terminée"
	case Partial:
		return "à finir"
	case Owing:
		return "due"
	case Dropped:
		return "supprimée"
	case Retake:
		return "retake"
	case Added:
		return "ajoutée"
	}
	return string(s)
}

// SceneShot is a scene in a report.
type SceneShot struct {
	ID    string     `json:"id"`
	State SceneState `json:"state"`
	// Planned is the pre-minutage, Useful the minutage utile: what will be on screen, in seconds.
	Planned int    `json:"planned"`
	Useful  int    `json:"useful"`
	Eighths int    `json:"eighths"` // eighths done
	Shots   int    `json:"shots,omitempty"`
	Note    string `json:"note,omitempty"`
}

// PersonTime is the real day of a person or a department.
type PersonTime struct {
	Name string       `json:"name"`
	Role string       `json:"role,omitempty"` // ID, for performers
	In   labour.Clock `json:"in"`
	Out  labour.Clock `json:"out"`
	Note string       `json:"note,omitempty"`
}

// Wait is an attente with its cause.
type Wait struct {
	Cause   string `json:"cause"`
	Minutes int    `json:"minutes"`
}

// Card is a card of rushes: its copies are checked by checksum.
type Card struct {
	ID       string `json:"id"`
	Camera   string `json:"camera,omitempty"`
	Gigabyte int    `json:"gigabytes,omitempty"`
	Copies   int    `json:"copies"`
	Offsite  bool   `json:"offsite,omitempty"`
	Checked  string `json:"checked,omitempty"` // who verified the checksums
}

// Planned is the pre-minutage of the day, seconds.
func (r DayReport) Planned() int {
	n := 0
	for _, s := range r.Scenes {
		n += s.planned()
	}
	return n
}

// planned is the pre-minutage that counts: a retake or an added scene was not in the plan of the day.
func (s SceneShot) planned() int {
	if s.State == Retake || s.State == Added {
		return 0
	}
	return s.Planned
}

// Useful is the minutage utile of the day, seconds.
func (r DayReport) Useful() int {
	n := 0
	for _, s := range r.Scenes {
		n += s.Useful
	}
	return n
}

// Owed lists the scenes still to shoot or to finish.
func (r DayReport) Owed() []string {
	var out []string
	for _, s := range r.Scenes {
		if s.State == Owing || s.State == Partial {
			out = append(out, s.ID)
		}
	}
	return out
}

// Work is the crew's real work, break left out, minutes; 0 when an hour is unknown.
func (r DayReport) Work() int { return max(0, r.Wrap.Sub(r.Call)-r.MealEnd.Sub(r.Meal)) }

// End gives the day to the next sheets: real ends feed the rest checks.
func (r DayReport) End() DayEnd {
	e := DayEnd{Date: r.Date, Unit: r.Unit, Wrap: r.Wrap, Minutes: r.Work()}
	for _, p := range r.People {
		if p.Role != "" && p.Out.Known() {
			if e.Out == nil {
				e.Out = map[string]labour.Clock{}
			}
			e.Out[p.Role] = p.Out
		}
	}
	return e
}

// Pace is the useful minutes of the days shot, in order: planned and real, in seconds.
type Pace struct {
	Planned []int `json:"planned"`
	Useful  []int `json:"useful"`
	// Days is the number of days of the plan, Script the minutage of the whole film in seconds.
	Days   int `json:"days"`
	Script int `json:"script"`
}

// PaceOf reads the pace of reports in order.
func PaceOf(reports []DayReport, days, script int) Pace {
	p := Pace{Days: days, Script: script}
	for _, r := range reports {
		p.Planned, p.Useful = append(p.Planned, r.Planned()), append(p.Useful, r.Useful())
	}
	return p
}

// Forecast is the prévision of the end of the shoot, from the useful minutes so far. Seconds.
type Forecast struct {
	Planned   int             `json:"planned"`
	Actual    int             `json:"actual"`
	Gap       int             `json:"gap"`        // actual less planned
	Average   decimal.Decimal `json:"average"`    // per day shot, one decimal
	Remaining int             `json:"remaining"`  // of the script
	DaysLeft  int             `json:"days_left"`  // of the plan
	Needed    decimal.Decimal `json:"needed"`     // per day left to end on time, one decimal
	Days      int             `json:"days"`       // of shooting in all at the average so far; 0 when nothing was shot
	Late      int             `json:"late"`       // days beyond the plan; negative when early
	BestDays  int             `json:"best_days"`  // at the pace of the best five days in a row
	WorstDays int             `json:"worst_days"` // at the pace of the worst five days in a row; 0 when they were blank
	Trend     decimal.Decimal `json:"trend"`      // average of the last five days, one decimal
}

const week = 5 // days of a shooting week, for the range of the forecast

// Predict computes the forecast. A day lost counts as zero. With no day shot, the plan stands and the averages are zero.
func Predict(p Pace) Forecast {
	f := Forecast{Days: p.Days}
	for _, s := range p.Planned {
		f.Planned += s
	}
	for _, s := range p.Useful {
		f.Actual += s
	}
	n := len(p.Useful)
	f.Gap = f.Actual - f.Planned
	f.Remaining, f.DaysLeft = max(0, p.Script-f.Actual), max(0, p.Days-n)
	f.Needed = per(f.Remaining, f.DaysLeft)
	if n == 0 {
		return f
	}
	f.Average = per(f.Actual, n)
	f.Days = total(n, f.Remaining, f.Actual, n)
	if f.Days > 0 {
		f.Late = f.Days - p.Days
	}
	best, worst := -1, -1
	for i := 0; i == 0 || i+week <= n; i++ {
		sum, k := 0, min(week, n-i)
		for _, s := range p.Useful[i : i+k] {
			sum += s
		}
		if best < 0 || sum > best {
			best = sum
		}
		if worst < 0 || sum < worst {
			worst = sum
		}
		f.Trend = per(sum, k)
	}
	f.BestDays, f.WorstDays = total(n, f.Remaining, best, min(week, n)), total(n, f.Remaining, worst, min(week, n))
	return f
}

// total is the days in all: those shot, and the remaining at a pace of so many seconds in so many days; 0 without a pace.
func total(shot, remaining, seconds, days int) int {
	if seconds <= 0 {
		if remaining == 0 {
			return shot
		}
		return 0
	}
	return shot + (remaining*days+seconds-1)/seconds
}

// per divides and rounds to one decimal; by zero gives zero.
func per(a, b int) decimal.Decimal {
	if b == 0 {
		return decimal.Zero
	}
	return decimal.NewFromInt(int64(a)).DivRound(decimal.NewFromInt(int64(b)), 1)
}
