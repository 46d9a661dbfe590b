package schedule

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/internal/money"
	"github.com/moteur-film/moteur/internal/strict"
	"github.com/moteur-film/moteur/schedule/labour"
	"github.com/moteur-film/moteur/schedule/script"
)

// The largest problem accepted: beyond, Check refuses it.
const (
	maxScenes = 5000
	maxRoles  = 2000
	maxOthers = 5000
	maxMinute = 7 * 24 * 60
)

// index finds the things of a problem by ID.
type index struct {
	scene     map[string]*Scene
	role      map[string]*Role
	location  map[string]*Location
	equipment map[string]*Equipment
	unit      map[string]*Unit
}

func (p *Problem) index() index {
	x := index{map[string]*Scene{}, map[string]*Role{}, map[string]*Location{}, map[string]*Equipment{}, map[string]*Unit{}}
	for i := range p.Scenes {
		x.scene[p.Scenes[i].ID] = &p.Scenes[i]
	}
	for i := range p.Roles {
		x.role[p.Roles[i].ID] = &p.Roles[i]
	}
	for i := range p.Locations {
		x.location[p.Locations[i].ID] = &p.Locations[i]
	}
	for i := range p.Equipment {
		x.equipment[p.Equipment[i].ID] = &p.Equipment[i]
	}
	for i := range p.Units {
		x.unit[p.Units[i].ID] = &p.Units[i]
	}
	return x
}

// place returns the ID of the location a scene is shot in: its Location, or its set when that is empty.
func (s Scene) place() string {
	if s.Location != "" {
		return s.Location
	}
	return s.Set
}

// shootMinutes is the shooting time of a scene: its own, or its eighths at the pace of the shape.
func (p Problem) shootMinutes(s Scene) int {
	if s.Minutes > 0 {
		return s.Minutes
	}
	pace := p.Shape.MinutesPerEighth
	if pace == 0 {
		pace = 15
	}
	return max(s.Eighths, 1) * pace
}

// Check verifies that the problem is well formed: names unique and known, figures in range. It says nothing about whether a
// plan exists.
func (p Problem) Check() moteur.Report {
	var r moteur.Report
	if len(p.Scenes) > maxScenes || len(p.Roles) > maxRoles || len(p.Locations) > maxOthers || len(p.Equipment) > maxOthers ||
		len(p.Precedences) > maxOthers || len(p.Pins) > maxOthers || len(p.Units) > 8 || len(p.Shape.Moves) > maxOthers ||
		len(p.Frozen) > maxHorizon {
		r.Errorf("", "schedule/too-large", "Le problème dépasse les limites (%d séquences, %d rôles, 8 équipes).", maxScenes, maxRoles)
		return r
	}
	x := p.index()
	p.checkScenes(&r, x)
	p.checkRoles(&r)
	p.checkOthers(&r, x)
	p.checkShape(&r)
	return r
}

// near names the identifiers nearest to one that is not known.
func near[V any](id string, known map[string]V) string {
	return strict.SuggestCodes(id, slices.Sorted(maps.Keys(known)))
}

type names map[string]bool

func (n names) add(r *moteur.Report, path, what, id string) {
	switch {
	case id == "":
		r.Errorf(path, "schedule/no-id", "%s sans identifiant.", what)
	case n[id]:
		r.Errorf(path, "schedule/duplicate-id", "%s %q en double.", what, id)
	}
	n[id] = true
}

func amount(r *moteur.Report, path string, d decimal.Decimal) {
	if money.Guard(d) != nil || d.IsNegative() || d.GreaterThan(decimal.New(1, 9)) {
		r.Errorf(path, "schedule/amount", "Montant négatif ou hors limites.")
	}
}

func minutes(r *moteur.Report, path string, m int) {
	if m < 0 || m > maxMinute {
		r.Errorf(path, "schedule/minutes", "Durée ou nombre hors limites : %d.", m)
	}
}

// inOrder refuses hours that end before they begin.
func inOrder(r *moteur.Report, path, who string, from, to labour.Clock) {
	if from.Known() && to.Known() && to.Minutes() <= from.Minutes() {
		r.Errorf(path, "schedule/hours", "%s : %s n'est pas après %s ; après minuit, une heure s'écrit 25:00.", who, to, from)
	}
}

func (p Problem) checkScenes(r *moteur.Report, x index) {
	seen := names{}
	for i, s := range p.Scenes {
		at := fmt.Sprintf("scenes[%d]", i)
		seen.add(r, at, "Séquence", s.ID)
		minutes(r, at+".minutes", s.Minutes)
		minutes(r, at+".eighths", s.Eighths)
		if s.place() == "" {
			r.Errorf(at+".set", "schedule/no-set", "Séquence %s : ni décor ni lieu.", s.ID)
		}
		if s.Location != "" && x.location[s.Location] == nil {
			r.Errorf(at+".location", "schedule/unknown-location", "Séquence %s : lieu %q inconnu.", s.ID, s.Location)
		}
		switch s.Light {
		case "", script.Day, script.Night, script.Dawn, script.Dusk, script.Morning, script.Evening:
		default:
			r.Errorf(at+".light", "schedule/unknown-light", "Séquence %s : effet %q inconnu.", s.ID, s.Light)
		}
		twice := map[string]bool{}
		for _, id := range s.Roles {
			if x.role[id] == nil {
				r.Errorf(at+".roles", "schedule/unknown-role", "Séquence %s : rôle %q inconnu.", s.ID, id)
			}
			if twice[id] {
				r.Errorf(at+".roles", "schedule/duplicate-id", "Séquence %s : rôle %q en double.", s.ID, id)
			}
			twice[id] = true
		}
		for _, id := range s.Needs {
			if x.equipment[id] == nil {
				r.Errorf(at+".needs", "schedule/unknown-equipment", "Séquence %s : matériel %q inconnu%s.", s.ID, id, near(id, x.equipment))
			}
		}
		for k, e := range s.Extras {
			amount(r, fmt.Sprintf("%s.extras[%d].day_rate", at, k), e.DayRate)
			if e.Count < 0 || e.Count > 100000 {
				r.Errorf(fmt.Sprintf("%s.extras[%d].count", at, k), "schedule/count", "Effectif de figuration hors limites : %d.", e.Count)
			}
		}
		if s.Unit != "" && x.unit[s.Unit] == nil {
			r.Errorf(at+".unit", "schedule/unknown-unit", "Séquence %s : équipe %q inconnue.", s.ID, s.Unit)
		}
	}
}

func (p Problem) checkRoles(r *moteur.Report) {
	seen := names{}
	for i, o := range p.Roles {
		at := fmt.Sprintf("roles[%d]", i)
		seen.add(r, at, "Rôle", o.ID)
		amount(r, at+".day_rate", o.DayRate)
		amount(r, at+".week_rate", o.WeekRate)
		amount(r, at+".hold_rate", o.HoldRate)
		amount(r, at+".travel", o.Travel)
		amount(r, at+".travel_rate", o.TravelRate)
		if o.TravelDays < 0 || o.TravelDays > 7 {
			r.Errorf(at+".travel_days", "schedule/count", "Rôle %s : un voyage dure de zéro à sept jours, pas %d.", o.ID, o.TravelDays)
		}
		for _, n := range []int{o.DropAfter, o.MinDays, o.MaxDays, o.RestAfter} {
			if n < 0 || n > maxHorizon {
				r.Errorf(at, "schedule/count", "Rôle %s : nombre de jours hors limites.", o.ID)
				break
			}
		}
		if o.Child != nil && (o.Child.Age < 0 || o.Child.Age > 17) {
			r.Errorf(at+".child.age", "schedule/child-age", "Rôle %s : un enfant a de 0 à 17 ans, pas %d.", o.ID, o.Child.Age)
		}
		if o.Child != nil {
			minutes(r, at+".child.max_minutes", o.Child.MaxMinutes)
			inOrder(r, at+".child.latest", "Rôle "+o.ID, o.Child.Earliest, o.Child.Latest)
		}
	}
}

func (p Problem) checkOthers(r *moteur.Report, x index) {
	seen := names{}
	for i, l := range p.Locations {
		at := fmt.Sprintf("locations[%d]", i)
		seen.add(r, at, "Lieu", l.ID)
		amount(r, at+".day_rate", l.DayRate)
		minutes(r, at+".prep_days", l.PrepDays)
		if l.LatMilli < -90_000 || l.LatMilli > 90_000 || l.LonMilli < -180_000 || l.LonMilli > 180_000 {
			r.Errorf(at+".lat_milli", "schedule/coordinates", "Lieu %s : coordonnées hors du globe.", l.ID)
		}
		inOrder(r, at+".closes", "Lieu "+l.ID, l.Opens, l.Closes)
	}
	seen = names{}
	for i, e := range p.Equipment {
		at := fmt.Sprintf("equipment[%d]", i)
		seen.add(r, at, "Matériel", e.ID)
		amount(r, at+".day_rate", e.DayRate)
		minutes(r, at+".min_days", e.MinDays)
	}
	seen = names{}
	for i, u := range p.Units {
		seen.add(r, fmt.Sprintf("units[%d]", i), "Équipe", u.ID)
		amount(r, fmt.Sprintf("units[%d].day_rate", i), u.DayRate)
	}
	for i, c := range p.Precedences {
		at := fmt.Sprintf("precedences[%d]", i)
		if x.scene[c.Before] == nil || x.scene[c.After] == nil {
			wrong := c.Before
			if x.scene[wrong] != nil {
				wrong = c.After
			}
			r.Errorf(at, "schedule/unknown-scene", "Raccord entre les séquences %q et %q : séquence %q inconnue%s.", c.Before, c.After,
				wrong,
				near(wrong, x.scene))
		}
		minutes(r, at+".gap_days", c.GapDays)
	}
	for i, c := range p.Pins {
		if x.scene[c.Scene] == nil {
			r.Errorf(fmt.Sprintf("pins[%d]", i), "schedule/unknown-scene", "Séquence fixée %q inconnue%s.", c.Scene, near(c.Scene, x.scene))
		}
		if p.Calendar.Dateless {
			r.Errorf(fmt.Sprintf("pins[%d]", i), "schedule/pin-dateless", "Une séquence ne peut être fixée à une date sans calendrier.")
		}
	}
	for i, d := range p.Frozen {
		at := fmt.Sprintf("frozen[%d]", i)
		if !p.Calendar.Dateless && (d.Date.IsZero() || d.Date.Before(p.Calendar.First)) {
			r.Errorf(at+".date", "schedule/frozen-date", "Journée figée sans date, ou avant le premier jour.")
		}
		if p.Calendar.Dateless && (d.Number < 1 || d.Number > maxHorizon) {
			r.Errorf(at+".number", "schedule/frozen-date", "Journée figée sans numéro.")
		}
		for _, id := range d.Scenes {
			if x.scene[id] == nil {
				r.Errorf(at+".scenes", "schedule/unknown-scene", "Journée figée : séquence %q inconnue.", id)
			}
		}
	}
}

// continuousBreak is the break a continuous day has at least on the first day; its value is 0 where no rule asks for one.
func (p Problem) continuousBreak() labour.Limit {
	book, err := newRulebook(p)
	if err != nil {
		return labour.Limit{}
	}
	l, err := book.on(p.Calendar.First, nil)
	if err != nil {
		return labour.Limit{}
	}
	return l.crew.ContinuousBreak
}

func (p Problem) checkShape(r *moteur.Report) {
	s := p.Shape
	for _, m := range []struct {
		name string
		n    int
	}{
		{"minutes", s.Minutes}, {"eighths", s.Eighths}, {"minutes_per_eighth", s.MinutesPerEighth}, {"move_minutes", s.MoveMinutes},
		{"max_moves", s.MaxMoves},
		{"prep", s.Prep}, {"meal", s.Meal}, {"wrap_up", s.WrapUp}, {"early", s.Early}, {"late", s.Late},
	} {
		minutes(r, "shape."+m.name, m.n)
	}
	if s.Minutes == 0 && s.Eighths == 0 {
		r.Errorf("shape", "schedule/no-capacity", "La journée n'a pas de capacité : ni minutes ni huitièmes.")
	}
	if least := p.continuousBreak(); s.Continuous && s.Meal < least.Value {
		r.Add(moteur.Issue{Path: "shape.meal", Severity: least.Severity, Rule: least.Rule, Source: least.Source,
			Message: fmt.Sprintf("Une journée continue comporte une pause de %d minutes, %d sont prévues.", least.Value, s.Meal)})
	}
	if s.CarbonGrams < 0 || s.CarbonGrams > 1_000_000 {
		r.Errorf("shape.carbon_grams", "schedule/count", "Émissions par kilomètre hors limites : %d g.", s.CarbonGrams)
	}
	for i, m := range s.Moves {
		at := fmt.Sprintf("shape.moves[%d]", i)
		minutes(r, at+".minutes", m.Minutes)
		minutes(r, at+".km", m.Km)
		amount(r, at+".cost", m.Cost)
	}
	p.checkCalendar(r)
	p.checkPrices(r)
	if _, err := newRulebook(p); err != nil {
		r.Errorf("rules.agreement", "schedule/agreement", "%s.", err)
	}
}

// checkCalendar checks the dates, the days off and the time zone of the shoot.
func (p Problem) checkCalendar(r *moteur.Report) {
	c := p.Calendar
	if !c.Dateless && c.First.IsZero() {
		r.Errorf("calendar.first", "schedule/no-first-day", "Le premier jour de tournage n'est pas donné.")
	}
	if _, err := c.clock(); err != nil {
		r.Errorf("calendar.clock", "schedule/clock", "Fuseau horaire inconnu : %q ; un fuseau s'écrit comme « Europe/Paris ».", c.Clock)
	}
	if _, err := c.Holidays(); err != nil {
		r.Errorf("calendar.zone", "schedule/zone", "%s.", fr.Capital(strings.TrimPrefix(err.Error(), "schedule : ")))
	}
	if c.WorkDays != 0 && c.WorkDays != 5 && c.WorkDays != 6 && (c.WorkDays != 7 || c.Zone != "none") {
		r.Errorf("calendar.work_days", "schedule/work-days", "Une semaine de tournage a cinq ou six jours, pas %d.", c.WorkDays)
	}
	if c.MaxDays < 0 || c.MaxDays > maxHorizon {
		r.Errorf("calendar.max_days", "schedule/count", "Nombre de jours hors limites : %d.", c.MaxDays)
	}
	if !c.Dateless && !c.Last.IsZero() && (c.Last.Before(c.First) || c.Last.Sub(c.First) >= maxHorizon) {
		r.Errorf("calendar.last", "schedule/last-day", "Le dernier jour précède le premier ou le suit de plus de trois ans.")
	}
}

// checkPrices checks the prices of the crew and of the wishes.
func (p Problem) checkPrices(r *moteur.Report) {
	for _, d := range []struct {
		name string
		v    decimal.Decimal
	}{
		{"crew.day_rate", p.Crew.DayRate}, {"crew.hour_rate", p.Crew.HourRate}, {"crew.per_diem", p.Crew.PerDiem}, {"crew.idle_rate",
			p.Crew.IdleRate},
	} {
		amount(r, d.name, d.v)
	}
	w := p.Wishes
	for _, d := range []struct {
		name string
		v    decimal.Decimal
	}{
		{"day_cost", w.DayCost}, {"location_day_cost", w.LocationDayCost}, {"role_day_cost", w.RoleDayCost}, {"move_cost", w.MoveCost},
		{"story_order", w.StoryOrder}, {"night_run", w.NightRun}, {"light_switch", w.LightSwitch}, {"kilometre",
			w.Kilometre}, {"cover_less", w.CoverLess},
		{"early_exterior", w.EarlyExterior}, {"child_busy_day", w.ChildBusyDay},
	} {
		amount(r, "wishes."+d.name, d.v)
	}
}
