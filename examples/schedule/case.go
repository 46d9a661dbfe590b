package main

import (
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur/internal/money"
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
	Name      string          `json:"name"`
	Scenes    []caseScene     `json:"scenes"`
	Day       caseDay         `json:"day"`
	MaxDays   int             `json:"max_days"`
	Roles     json.RawMessage `json:"roles"`
	Weights   caseWeights     `json:"weights"`
	Objective []string        `json:"objective"`
	// The remarks of published files are passed over.
	Source    any `json:"source"`
	Rules     any `json:"rules"`
	Published any `json:"published"`
	Hand      any `json:"bound_by_hand"`
}

type caseScene struct {
	ID       json.RawMessage   `json:"id"`
	Eighths  int               `json:"eighths"`
	Minutes  int               `json:"minutes"`
	Location string            `json:"location"`
	Set      string            `json:"set"`
	Place    string            `json:"place"`
	Light    string            `json:"light"`
	Roles    []json.RawMessage `json:"roles"`
}

type caseDay struct {
	Minutes         int    `json:"capacity_minutes"`
	Eighths         int    `json:"capacity_eighths"`
	MoveMinutes     int    `json:"move_minutes"`
	Units           string `json:"units"`
	NoDayAfterNight bool   `json:"no_day_unit_right_after_night_unit"`
}

type caseRole struct {
	ID      json.RawMessage `json:"id"`
	Name    string          `json:"name"`
	DayRate json.RawMessage `json:"day_rate"`
}

type caseWeights struct {
	Day         json.RawMessage `json:"day"`
	LocationDay json.RawMessage `json:"location_day"`
	RoleDay     json.RawMessage `json:"role_day"`
	Move        json.RawMessage `json:"move"`
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
	switch f.Day.Units {
	case "", "mixed":
	case "day-or-night":
		p.Shape.Separate = true
	default:
		return benchmark{}, fmt.Errorf("cas %q : day.units %q inconnu", f.Name, f.Day.Units)
	}
	if err := f.roles(p); err != nil {
		return benchmark{}, err
	}
	if err := f.scenes(p); err != nil {
		return benchmark{}, err
	}
	if err := f.weigh(p); err != nil {
		return benchmark{}, err
	}
	return c, p.Check().Err()
}

// text reads an ID written as a text or a number.
func text(raw json.RawMessage) string {
	var s string
	if json.Unmarshal(raw, &s) == nil {
		return s
	}
	return strings.TrimSpace(string(raw))
}

// figure reads an amount written as a number or a text; absent is zero.
func figure(raw json.RawMessage) (decimal.Decimal, error) {
	if len(raw) == 0 || string(raw) == "null" {
		return decimal.Zero, nil
	}
	return money.Parse(text(raw))
}

// roles reads the roles, given as a list of objects or of names, or as an object by ID.
func (f caseFile) roles(p *schedule.Problem) error {
	if len(f.Roles) == 0 || string(f.Roles) == "null" {
		return nil
	}
	var list []json.RawMessage
	if json.Unmarshal(f.Roles, &list) != nil {
		var byID map[string]json.RawMessage
		if err := json.Unmarshal(f.Roles, &byID); err != nil {
			return fmt.Errorf("cas %q : roles : %w", f.Name, err)
		}
		for _, id := range slices.Sorted(maps.Keys(byID)) {
			var o caseRole
			if json.Unmarshal(byID[id], &o) != nil {
				o = caseRole{DayRate: byID[id]}
			}
			if err := addRole(p, id, o); err != nil {
				return fmt.Errorf("cas %q : rôle %q : %w", f.Name, id, err)
			}
		}
		return nil
	}
	for _, raw := range list {
		var o caseRole
		if json.Unmarshal(raw, &o) != nil || len(o.ID) == 0 {
			o.ID = raw
		}
		if err := addRole(p, text(o.ID), o); err != nil {
			return fmt.Errorf("cas %q : rôle %q : %w", f.Name, text(o.ID), err)
		}
	}
	return nil
}

func addRole(p *schedule.Problem, id string, o caseRole) error {
	rate, err := figure(o.DayRate)
	if err != nil {
		return err
	}
	p.Roles = append(p.Roles, schedule.Role{ID: id, Name: o.Name, DayRate: rate, HoldPaid: true})
	return nil
}

func (f caseFile) scenes(p *schedule.Problem) error {
	known := map[string]bool{}
	for _, o := range p.Roles {
		known[o.ID] = true
	}
	places := map[string]bool{}
	for i, s := range f.Scenes {
		sc := schedule.Scene{ID: text(s.ID), Eighths: s.Eighths, Minutes: s.Minutes, Location: s.Location, Set: s.Set}
		switch strings.ToUpper(s.Place) {
		case "INT":
			sc.Place = script.Interior
		case "EXT":
			sc.Place = script.Exterior
		case "":
		default:
			sc.Place = script.Both
		}
		switch s.Light {
		case "day":
			sc.Light = script.Day
		case "night":
			sc.Light = script.Night
		case "":
		default:
			return fmt.Errorf("cas %q : scenes[%d].light %q inconnu", f.Name, i, s.Light)
		}
		if sc.Location == "" {
			sc.Location = sc.Set
		}
		if !places[sc.Location] {
			places[sc.Location] = true
			p.Locations = append(p.Locations, schedule.Location{ID: sc.Location, Name: sc.Location})
		}
		seen := map[string]bool{}
		for _, raw := range s.Roles {
			id := text(raw)
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
	return nil
}

// weigh sets the prices: the weights, or those that keep the order of the objective.
func (f caseFile) weigh(p *schedule.Problem) error {
	for _, w := range []struct {
		raw json.RawMessage
		to  *decimal.Decimal
	}{
		{f.Weights.Day, &p.Wishes.DayCost}, {f.Weights.LocationDay, &p.Wishes.LocationDayCost},
		{f.Weights.RoleDay, &p.Wishes.RoleDayCost}, {f.Weights.Move, &p.Wishes.MoveCost},
	} {
		v, err := figure(w.raw)
		if err != nil {
			return fmt.Errorf("cas %q : weights : %w", f.Name, err)
		}
		*w.to = v
	}
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
		default:
			continue // "earliest": days are numbered without gaps anyway
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
