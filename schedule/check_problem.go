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
	maxUnits  = 8
	maxForms  = 400
)

// maxParts is the most parts a scene is cut into, leastPart the least minutes of one.
const (
	maxParts  = 12
	leastPart = 5
)

// index finds the things of a problem by ID.
type index struct {
	scene     map[string]*Scene
	role      map[string]*Role
	location  map[string]*Location
	equipment map[string]*Equipment
	unit      map[string]*Unit
	clocks    map[string]labour.TimeZone // by location, those that are not that of the film
	feasts    map[string]labour.Calendar // by location, the holidays of its own
}

func (p *Problem) index() index {
	x := index{map[string]*Scene{}, map[string]*Role{}, map[string]*Location{}, map[string]*Equipment{}, map[string]*Unit{},
		p.legalTimes(), p.feasts()}
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

// Check verifies that the problem is well formed: names unique and known, figures in range, periods and hours in order. It says
// nothing about whether a plan exists.
func (p Problem) Check() moteur.Report {
	var r moteur.Report
	if len(p.Scenes) > maxScenes || len(p.Roles) > maxRoles || len(p.Locations) > maxOthers || len(p.Equipment) > maxOthers ||
		len(p.Precedences) > maxOthers || len(p.Pins) > maxOthers || len(p.Units) > maxUnits || len(p.Shape.Moves) > maxOthers ||
		len(p.Frozen) > maxHorizon || len(p.Forms) > maxForms || len(p.Trainings) > maxForms || len(p.Crew.Members) > maxRoles {
		r.Errorf("", "schedule/too-large", "Le problème dépasse les limites (%d séquences, %d rôles, %d équipes).", maxScenes, maxRoles,
			maxUnits)
		return r
	}
	x := p.index()
	p.checkScenes(&r, x)
	p.checkRoles(&r)
	p.checkPerformers(&r)
	p.checkPlaces(&r, x)
	p.checkMeans(&r)
	p.checkOrder(&r, x)
	p.checkPins(&r, x)
	p.checkFrozen(&r, x)
	p.checkShape(&r, x)
	p.checkForms(&r, x)
	p.checkTrainings(&r, x)
	p.checkSun(&r, x)
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

// between refuses a number outside its bounds; unit names what is counted ("jours", "minutes").
func between(r *moteur.Report, path, who string, n, least, most int, unit string) {
	if n < least || n > most {
		r.Errorf(path, "schedule/count", "%s : de %d à %d %s, pas %d.", who, least, most, unit, n)
	}
}

// inOrder refuses hours that end before they begin.
func inOrder(r *moteur.Report, path, who string, from, to labour.Clock) {
	if from.Known() && to.Known() && to.Minutes() <= from.Minutes() {
		r.Errorf(path, "schedule/hours", "%s : %s n'est pas après %s ; après minuit, une heure s'écrit 25:00.", who, to, from)
	}
}

// spansInOrder refuses periods that end before they begin.
func spansInOrder(r *moteur.Report, path, who string, list []moteur.Span) {
	for i, s := range list {
		spanInOrder(r, fmt.Sprintf("%s[%d]", path, i), who, s)
	}
}

// spanInOrder refuses a period that ends before it begins.
func spanInOrder(r *moteur.Report, path, who string, s moteur.Span) {
	if !s.From.IsZero() && !s.To.IsZero() && s.To.Before(s.From) {
		r.Errorf(path, "schedule/span", "%s : la période du %s au %s finit avant de commencer.", who, fr.Date(s.From), fr.Date(s.To))
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
			r.Errorf(at+".location", "schedule/unknown-location", "Séquence %s : lieu %q inconnu%s.", s.ID, s.Location,
				near(s.Location, x.location))
		}
		switch s.Light {
		case "", script.Day, script.Night, script.Dawn, script.Dusk, script.Morning, script.Evening:
		default:
			r.Errorf(at+".light", "schedule/unknown-light", "Séquence %s : effet %q inconnu%s.", s.ID, s.Light,
				strict.SuggestCodes(string(s.Light), s.Light.Accepted()))
		}
		twice := map[string]bool{}
		for _, id := range s.Roles {
			if x.role[id] == nil {
				r.Errorf(at+".roles", "schedule/unknown-role", "Séquence %s : rôle %q inconnu%s.", s.ID, id, near(id, x.role))
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
			r.Errorf(at+".unit", "schedule/unknown-unit", "Séquence %s : équipe %q inconnue%s.", s.ID, s.Unit, near(s.Unit, x.unit))
		}
		p.checkCut(r, at, s)
	}
}

// checkCut checks the parts a scene is cut into, the minutes of its roles, and a night shot by day.
func (p Problem) checkCut(r *moteur.Report, at string, s Scene) {
	whole := p.shootMinutes(s)
	switch {
	case len(s.Shares) > 0 && (len(s.Shares) > maxParts || s.Parts != 0 && s.Parts != len(s.Shares) || sum(s.Shares) != whole ||
		slices.Min(s.Shares) < leastPart):
		r.Errorf(at+".shares", "schedule/shares", "Séquence %s : ses parties (%v) font ses %d minutes, de %d au moins chacune, %d au plus.",
			s.ID, s.Shares, whole, leastPart, maxParts)
	case s.Parts < 0 || s.Parts > maxParts:
		r.Errorf(at+".parts", "schedule/parts", "Séquence %s : une séquence se coupe en 2 à %d parties, pas %d.", s.ID, maxParts, s.Parts)
	case s.Parts > 1 && whole < leastPart*s.Parts:
		r.Errorf(at+".parts", "schedule/parts",
			"Séquence %s : %d minutes de tournage ne se coupent pas en %d parties (%d minutes au moins chacune).",
			s.ID, whole, s.Parts, leastPart)
	}
	for _, id := range slices.Sorted(maps.Keys(s.Present)) {
		to := fmt.Sprintf("%s.present[%q]", at, id)
		switch n := s.Present[id]; {
		case !slices.Contains(s.Roles, id):
			r.Errorf(to, "schedule/present", "Séquence %s : le rôle %q a des minutes de présence sans être de la séquence%s.", s.ID, id,
				strict.SuggestCodes(id, s.Roles))
		case n < 1 || n > whole:
			r.Errorf(to, "schedule/present", "Séquence %s : %q est présent de 1 à %d minutes, la durée de la séquence, pas %d.", s.ID, id,
				whole, n)
		}
	}
	if s.DayForNight && s.Light != script.Night && s.Light != script.Evening {
		r.Warnf(at+".day_for_night", "schedule/day-for-night",
			"Séquence %s : une nuit américaine est une séquence de nuit, son effet est %q.",
			s.ID, s.Light)
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

func (p Problem) checkShape(r *moteur.Report, x index) {
	s := p.Shape
	for _, m := range []struct {
		name string
		n    int
	}{
		{"minutes", s.Minutes}, {"eighths", s.Eighths}, {"minutes_per_eighth", s.MinutesPerEighth}, {"move_minutes", s.MoveMinutes},
		{"max_moves", s.MaxMoves},
		{"prep", s.Prep}, {"meal", s.Meal}, {"meal_after", s.MealAfter}, {"wrap_up", s.WrapUp}, {"early", s.Early}, {"late", s.Late},
		{"journey", s.Journey},
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
	p.checkMoves(r)
	if outside := slices.ContainsFunc(p.Scenes, Scene.outside); s.KeepCover && outside && !slices.ContainsFunc(p.Scenes,
		func(s Scene) bool { return s.cover(x) }) {
		r.Errorf("shape.keep_cover", "schedule/no-cover",
			"Chaque jour d'extérieur doit garder un décor de repli, et aucune séquence ne peut en servir (cover, ou lieu cover_set).")
	}
	p.checkCalendar(r)
	p.checkPrices(r)
	if _, err := newRulebook(p); err != nil {
		r.Errorf("rules.agreement", "schedule/agreement", "%s.", fr.Capital(err.Error()))
	}
}

// checkMoves checks the ways between the bases: a base is that of a place, or the place itself.
func (p Problem) checkMoves(r *moteur.Report) {
	bases := map[string]bool{}
	x := p.index()
	for _, l := range p.Locations {
		bases[baseOf(x, l.ID)] = true
	}
	for _, s := range p.Scenes {
		bases[baseOf(x, s.place())] = true
	}
	for i, m := range p.Shape.Moves {
		at := fmt.Sprintf("shape.moves[%d]", i)
		minutes(r, at+".minutes", m.Minutes)
		minutes(r, at+".km", m.Km)
		amount(r, at+".cost", m.Cost)
		for _, end := range []struct{ name, base string }{{"from", m.From}, {"to", m.To}} {
			if !bases[end.base] {
				r.Errorf(at+"."+end.name, "schedule/unknown-base", "Trajet de %q à %q : base %q inconnue%s.", m.From, m.To, end.base,
					near(end.base, bases))
			}
		}
		twice := func(o Move) bool {
			return o.From == m.From && o.To == m.To || o.From == m.To && o.To == m.From && (o.Minutes != m.Minutes || o.Km != m.Km)
		}
		if k := slices.IndexFunc(p.Shape.Moves[:i], twice); k >= 0 {
			r.Errorf(at, "schedule/move", "Trajet entre %q et %q dit deux fois, déjà dans shape.moves[%d] : il vaut dans les deux sens.",
				m.From, m.To, k)
		}
		if m.From == m.To {
			r.Errorf(at+".to", "schedule/move", "Le trajet de %q y arrive : deux bases sont demandées.", m.From)
		}
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
	if c.FirstDay < 0 || c.FirstDay > 7 {
		r.Errorf("calendar.first_day", "schedule/first-day", "La semaine commence un jour de 1 (lundi) à 7 (dimanche), pas %d.", c.FirstDay)
	}
	if c.MaxDays < 0 || c.MaxDays > maxHorizon {
		r.Errorf("calendar.max_days", "schedule/count", "Nombre de jours hors limites : %d.", c.MaxDays)
	}
	p.checkDaysOff(r)
	if !c.Dateless && !c.Last.IsZero() && (c.Last.Before(c.First) || c.Last.Sub(c.First) >= maxHorizon) {
		r.Errorf("calendar.last", "schedule/last-day", "Le dernier jour précède le premier ou le suit de plus de trois ans.")
	}
}

// checkDaysOff tells the days off and the days allowed that the calendar does not hold, or that it gives twice.
func (p Problem) checkDaysOff(r *moteur.Report) {
	c := p.Calendar
	if c.Dateless {
		return
	}
	for _, list := range []struct {
		name, what string
		days       []moteur.Date
	}{{"off", "chômé", c.Off}, {"on", "permis", c.On}} {
		for i, d := range list.days {
			at := fmt.Sprintf("calendar.%s[%d]", list.name, i)
			switch {
			case d.IsZero():
				r.Errorf(at, "schedule/calendar-date", "Jour %s sans date.", list.what)
			case d.Before(c.First) || !c.Last.IsZero() && d.After(c.Last):
				r.Notef(at, "schedule/calendar-date", "Le %s, jour %s, est hors du calendrier du tournage : il n'y change rien.",
					fr.Date(d),
					list.what)
			case list.name == "on" && slices.Contains(c.Off, d):
				r.Warnf(at, "schedule/calendar-date", "Le %s est à la fois chômé et permis : il est chômé.", fr.Date(d))
			}
		}
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
	if p.Crew.IdleFree && !p.Crew.IdleRate.IsZero() {
		r.Errorf("crew.idle_free", "schedule/idle", "Un jour sans tournage est gratuit ou coûte %s, pas les deux.",
			fr.Euros(p.Crew.IdleRate))
	}
	w := p.Wishes
	for _, d := range []struct {
		name string
		v    decimal.Decimal
	}{
		{"day_cost", w.DayCost}, {"location_day_cost", w.LocationDayCost}, {"role_day_cost", w.RoleDayCost}, {"move_cost", w.MoveCost},
		{"story_order", w.StoryOrder}, {"night_run", w.NightRun}, {"light_switch", w.LightSwitch}, {"kilometre",
			w.Kilometre}, {"cover_less", w.CoverLess},
		{"early_exterior", w.EarlyExterior}, {"child_busy_day", w.ChildBusyDay}, {"late_start", w.LateStart}, {"waiting", w.Waiting},
	} {
		amount(r, "wishes."+d.name, d.v)
	}
}
