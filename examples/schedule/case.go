package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/internal/strict"
	"github.com/moteur-film/moteur/schedule"
	"github.com/moteur-film/moteur/schedule/script"
)

// maxCase bounds the bytes read from a case file.
const maxCase = 16 << 20

// benchmark is a problem read from a *.case.json file.
type benchmark struct {
	Name    string
	Problem schedule.Problem
	// Objective is the strict order of aims the file asks for, empty when it gives weights.
	Objective []string
}

type caseFile struct {
	Name      string      `json:"name"`
	Scenes    []caseScene `json:"scenes"`
	Day       caseDay     `json:"day"`
	MaxDays   int         `json:"max_days"`
	Roles     caseRoles   `json:"roles"`
	Weights   caseWeights `json:"weights"`
	Objective []string    `json:"objective"`
	// The remarks of published files are passed over.
	Source    any `json:"source"`
	Rules     any `json:"rules"`
	Published any `json:"published"`
	Hand      any `json:"bound_by_hand"`
}

type caseScene struct {
	ID       caseName   `json:"id"`
	Eighths  int        `json:"eighths"`
	Minutes  int        `json:"minutes"`
	Location string     `json:"location"`
	Set      string     `json:"set"`
	Place    string     `json:"place" accepts:"INT,EXT,INT/EXT,EXT/INT"`
	Light    string     `json:"light" accepts:"day,night"`
	Roles    []caseName `json:"roles"`
}

type caseDay struct {
	Minutes         int    `json:"capacity_minutes"`
	Eighths         int    `json:"capacity_eighths"`
	MoveMinutes     int    `json:"move_minutes"`
	Units           string `json:"units" accepts:"mixed,day-or-night"`
	NoDayAfterNight bool   `json:"no_day_unit_right_after_night_unit"`
}

type caseRole struct {
	ID      caseName        `json:"id"`
	Name    string          `json:"name"`
	DayRate decimal.Decimal `json:"day_rate"`
}

type caseWeights struct {
	Day         decimal.Decimal `json:"day"`
	LocationDay decimal.Decimal `json:"location_day"`
	RoleDay     decimal.Decimal `json:"role_day"`
	Move        decimal.Decimal `json:"move"`
}

// caseName is an ID written as a text or as a number.
type caseName string

// UnmarshalJSON reads a text or a number.
func (n *caseName) UnmarshalJSON(b []byte) error {
	var s string
	var number json.Number
	switch {
	case string(b) == "null":
		return errors.New("un nom ou un numéro est attendu")
	case json.Unmarshal(b, &s) == nil:
	case json.Unmarshal(b, &number) == nil:
		s = number.String()
	default:
		return errors.New("un nom ou un numéro est attendu")
	}
	*n = caseName(s)
	return nil
}

// caseRoles are the roles of a case, written as a list of objects or of names, or as an object by ID whose values are roles or day
// rates.
type caseRoles []caseRole

// UnmarshalJSON reads any of these forms; the keys that a role does not have are refused.
func (r *caseRoles) UnmarshalJSON(b []byte) error {
	*r = nil
	if string(b) == "null" {
		return nil
	}
	if b[0] != '{' {
		var list []json.RawMessage
		if err := told(b, &list); err != nil {
			return err
		}
		for i, raw := range list {
			var o caseRole
			var err error
			if raw[0] == '{' {
				err = told(raw, &o)
			} else {
				err = told(raw, &o.ID)
			}
			if err != nil {
				return fmt.Errorf("rôle %d : %s", i+1, err)
			}
			*r = append(*r, o)
		}
		return nil
	}
	var byID map[string]json.RawMessage
	if err := told(b, &byID); err != nil {
		return err
	}
	for _, id := range slices.Sorted(maps.Keys(byID)) {
		var o caseRole
		var err error
		if raw := byID[id]; raw[0] == '{' {
			err = told(raw, &o)
		} else {
			err = told(raw, &o.DayRate)
		}
		if err == nil && o.ID != "" && o.ID != caseName(id) {
			err = fmt.Errorf("son id est %q", o.ID)
		}
		if err != nil {
			return fmt.Errorf("rôle %q : %s", id, err)
		}
		o.ID = caseName(id)
		*r = append(*r, o)
	}
	return nil
}

// told reads a part of a file strictly; the error is the first fault.
func told(part []byte, into any) error {
	if faults := strict.Decode("", part, into).Of(moteur.Error); len(faults) > 0 {
		return errors.New(faults[0].Message)
	}
	return nil
}

// readBenchmark reads a whole-plan benchmark problem. A role's day_rate and the weight of a role_day are both paid from its first
// to its last day worked; a strict objective becomes weights so far apart that their sum keeps the order.
func readBenchmark(r io.Reader) (benchmark, error) {
	b, err := io.ReadAll(io.LimitReader(r, maxCase+1))
	if err != nil {
		return benchmark{}, fmt.Errorf("cas de plan de travail : %w", err)
	}
	if len(b) > maxCase {
		return benchmark{}, fmt.Errorf("cas de plan de travail : plus de %d octets", maxCase)
	}
	var f caseFile
	if err := strict.Decode("", b, &f).Err(); err != nil {
		return benchmark{}, fmt.Errorf("cas de plan de travail : %w", err)
	}
	if len(f.Scenes) == 0 {
		return benchmark{}, fmt.Errorf("cas de plan de travail %q : aucune séquence", f.Name)
	}
	c := benchmark{Name: f.Name, Objective: f.Objective}
	p := &c.Problem
	p.Title = f.Name
	p.Rules.Agreement = schedule.NoLaw
	p.Calendar = schedule.Calendar{Dateless: true, MaxDays: f.MaxDays, Zone: "none"}
	p.Shape = schedule.DayShape{Minutes: f.Day.Minutes, Eighths: f.Day.Eighths, MoveMinutes: f.Day.MoveMinutes, Oversize: true,
		NoDayAfterNight: f.Day.NoDayAfterNight}
	p.Shape.Separate = f.Day.Units == "day-or-night"
	for _, o := range f.Roles {
		p.Roles = append(p.Roles, schedule.Role{ID: string(o.ID), Name: o.Name, DayRate: o.DayRate, HoldPaid: true})
	}
	f.scenes(p)
	if err := f.weigh(p); err != nil {
		return benchmark{}, err
	}
	return c, p.Check().Err()
}

func (f caseFile) scenes(p *schedule.Problem) {
	known := map[string]bool{}
	for _, o := range p.Roles {
		known[o.ID] = true
	}
	places := map[string]bool{}
	for _, s := range f.Scenes {
		sc := schedule.Scene{ID: string(s.ID), Eighths: s.Eighths, Minutes: s.Minutes, Location: s.Location, Set: s.Set}
		sc.Light = script.Light(s.Light)
		if sc.Place = script.Place(s.Place); s.Place == "EXT/INT" {
			sc.Place = script.Both
		}
		if sc.Location == "" {
			sc.Location = sc.Set
		}
		if !places[sc.Location] {
			places[sc.Location] = true
			p.Locations = append(p.Locations, schedule.Location{ID: sc.Location, Name: sc.Location})
		}
		seen := map[string]bool{}
		for _, name := range s.Roles {
			id := string(name)
			if seen[id] {
				continue
			}
			seen[id] = true
			if !known[id] {
				known[id] = true
				p.Roles = append(p.Roles, schedule.Role{ID: id, HoldPaid: true})
			}
			sc.Roles = append(sc.Roles, id)
		}
		if sc.Minutes == 0 && p.Shape.Minutes == 0 {
			sc.Minutes = max(sc.Eighths, 1) // the case counts eighths alone
		}
		p.Scenes = append(p.Scenes, sc)
	}
}

// weigh sets the prices: the weights, or those that keep the order of the objective.
func (f caseFile) weigh(p *schedule.Problem) error {
	p.Wishes.DayCost, p.Wishes.LocationDayCost = f.Weights.Day, f.Weights.LocationDay
	p.Wishes.RoleDayCost, p.Wishes.MoveCost = f.Weights.RoleDay, f.Weights.Move
	if len(f.Objective) == 0 {
		return nil
	}
	// The last aim weighs 1; each one before outweighs all that those after it can add up to.
	p.Wishes.DayCost, p.Wishes.LocationDayCost, p.Wishes.RoleDayCost, p.Wishes.MoveCost = decimal.Zero, decimal.Zero, decimal.Zero,
		decimal.Zero
	for i := range p.Roles {
		p.Roles[i].DayRate = decimal.Zero
	}
	n := int64(len(f.Scenes))
	weight := int64(1)
	for i := len(f.Objective) - 1; i >= 0; i-- {
		aim := strings.ToLower(f.Objective[i])
		var to *decimal.Decimal
		most := n
		switch {
		case strings.Contains(aim, "location"):
			to = &p.Wishes.LocationDayCost
		case strings.Contains(aim, "role"), strings.Contains(aim, "cast"), strings.Contains(aim, "hold"):
			to, most = &p.Wishes.RoleDayCost, n*int64(max(len(p.Roles), 1))
		case strings.Contains(aim, "move"):
			to = &p.Wishes.MoveCost
		case strings.Contains(aim, "day"):
			to = &p.Wishes.DayCost
		case strings.Contains(aim, "earliest"):
			continue // days are numbered without gaps anyway
		default:
			return fmt.Errorf("cas %q : objective[%d] : but inconnu %s ; un but parle de day, location, role, cast, hold, move ou earliest",
				f.Name, i, fr.Quote(f.Objective[i]))
		}
		*to = decimal.NewFromInt(weight)
		for next := weight; next <= weight*most; next *= 10 {
			if next*10 > weight*most {
				weight = next * 10
				break
			}
		}
	}
	return nil
}
