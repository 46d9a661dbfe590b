package callsheet

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/schedule/labour"
	"github.com/moteur-film/moteur/schedule/script"
)

// Options settle the points that the texts leave open. The zero value is the default named in each comment.
type Options struct {
	// RestFromPickup counts a performer's rest until the car; the default counts it until HMC.
	RestFromPickup bool `json:"rest_from_pickup,omitempty"`
	// LegalWeek holds a shooting week to the law's 48 hours instead of the agreement's 60, reserved when the text was extended.
	LegalWeek bool `json:"legal_week,omitempty"`
}

// Check reads a sheet as it is, computed or edited by hand, and names all that should be settled before it is sent: rest,
// spans, meals, children, light, permits, sums. Errors forbid sending; warnings deserve a look or a written waiver; notices
// are costs and reminders. An issue waived in the written part becomes a notice that quotes the waiver. Rule ids are those
// of the working-time table ("t3.rest.daily", "minor.night.lt16"…) and "callsheet/…" for the sheet's own coherence.
func Check(s Sheet, o Options) moteur.Report {
	c := &checker{s: s, o: o, law: newRules(s.Date), places: map[string]Place{}}
	if s.Date.IsZero() {
		c.add(moteur.Error, "date", "callsheet/date", "La feuille de service n'a pas de date.")
		return c.r
	}
	if _, err := s.Zone.Location(); err != nil {
		c.add(moteur.Error, "zone", "callsheet/zone", "%s.", fr.Capital(err.Error()))
		c.s.Zone = ""
	}
	for _, p := range s.Places {
		c.places[p.ID] = p
	}
	c.scenes()
	c.light()
	c.permits()
	c.rides()
	// no rule is guessed: where one is not in force yet, the checks of working time are not run
	for _, id := range []string{"t2.day.span", "t3.span", "law.pause.when_day_reaches_h"} {
		c.law.text(id)
	}
	if c.law.err == nil {
		c.hours()
		c.crew()
		c.cast()
		c.extras()
		c.meal()
		c.premiums()
		c.people()
	}
	if c.law.err != nil {
		c.add(moteur.Error, "date", "law/before", "%s.", c.law.err)
	}
	c.r.Merge("", c.law.report)
	return c.r
}

type checker struct {
	s      Sheet
	o      Options
	law    *rules
	r      moteur.Report
	places map[string]Place
}

// add notes an issue, with the source of its rule; a waived one becomes a notice.
func (c *checker) add(sev moteur.Severity, path, rule, format string, args ...any) {
	i := moteur.Issue{Path: path, Severity: sev, Rule: rule, Message: fmt.Sprintf(format, args...), Source: c.law.source(rule)}
	if why := c.s.Written.Waived[rule]; why != "" && sev != moteur.Notice {
		i.Severity = moteur.Notice
		i.Message += " Accepté : " + why + "."
	}
	c.r.Add(i)
}

// long writes a duration in French.
func long(minutes int) string { return fr.Hours(time.Duration(minutes) * time.Minute) }

// elapsed is the number of minutes that pass between two moments, both set, where the sheet's clocks are.
func (c *checker) elapsed(from, to labour.Moment) int {
	n, _ := c.s.Zone.Elapsed(from, to) // the zone was checked first
	return n
}

// hours checks the hours of the head.
func (c *checker) hours() {
	s := c.s
	for _, h := range []struct {
		at         labour.Clock
		path, name string
	}{{s.Call, "call", "la convocation"}, {s.Ready, "ready", "le PAT"}, {s.Wrap, "wrap", "la fin prévue"}} {
		if !h.at.Known() {
			c.add(moteur.Warning, h.path, "callsheet/hour-unknown", "L'heure de %s est à confirmer.",
				strings.TrimPrefix(strings.TrimPrefix(h.name, "la "), "le "))
		}
	}
	if s.Ready.Before(s.Call) {
		c.add(moteur.Error, "ready", "callsheet/order", "PAT à %s avant la convocation de %s.", s.Ready.Label(s.Date), s.Call.Label(s.Date))
	}
	if s.Wrap.Known() && s.Ready.Known() && !s.Wrap.After(s.Ready) {
		c.add(moteur.Error, "wrap", "callsheet/order", "Fin prévue à %s, avant le PAT de %s.", s.Wrap.Label(s.Date), s.Ready.Label(s.Date))
	}
	if s.Meal.Known() && s.MealEnd.Known() && !s.MealEnd.After(s.Meal) {
		c.add(moteur.Error, "meal", "callsheet/order", "Le repas finit à %s, avant de commencer à %s.", s.MealEnd.Label(s.Date),
			s.Meal.Label(s.Date))
	}
	if s.Days > 0 && s.Day > s.Days {
		c.add(moteur.Error, "day", "callsheet/day", "Jour %d sur %d.", s.Day, s.Days)
	}
	if s.Issued.IsZero() {
		return
	}
	// the sheet is handed over at the end of the day before, and tells a continuous day
	c.law.text("t3.callsheet")
	if !s.Issued.Date.Before(s.Date) {
		if s.Continuous {
			c.law.number("t3.continuous_day.collective_pause_min")
			c.add(moteur.Error, "issued", "t3.continuous_day",
				"Une journée continue s'annonce aux artistes sur la feuille de la veille au plus tard ; celle-ci part le %s.",
				fr.ShortDate(s.Issued.Date))
		}
		c.add(moteur.Warning, "issued", "t3.callsheet",
			"La feuille part le jour même ; les artistes la reçoivent la veille, en fin de journée.")
		return
	}
	if !s.PreviousWrap.IsZero() && c.elapsed(s.PreviousWrap, s.Issued) > 0 && s.PreviousWrap.Date == s.Date.AddDays(-1) {
		c.add(moteur.Warning, "issued", "t3.callsheet", "La feuille part à %s, après la fin de la journée de la veille (%s).",
			s.Issued.At.Label(s.Issued.Date), s.PreviousWrap.At.Label(s.PreviousWrap.Date))
	}
}

// scenes checks the scene table against the calls and the sums.
func (c *checker) scenes() {
	seen := map[string]bool{}
	called := map[string]bool{}
	for _, k := range c.s.Cast {
		called[k.Role] = called[k.Role] || k.Status != HoldsCall
	}
	plays := map[string]bool{}
	for i, s := range c.s.Scenes {
		path := fmt.Sprintf("scenes[%d]", i)
		if seen[s.Name()] {
			c.add(moteur.Error, path, "callsheet/scene-twice", "Séquence %s inscrite deux fois.", s.Name())
		}
		seen[s.Name()] = true
		if s.Eighths < 0 || s.Seconds < 0 || s.Eighths == 0 && s.Seconds == 0 {
			c.add(moteur.Warning, path, "callsheet/scene-length", "Séquence %s : ni pages ni minutage.", s.Name())
		}
		for _, id := range s.Roles {
			plays[id] = true
			if !called[id] {
				c.add(moteur.Error, path+".roles", "callsheet/role-not-called", "Séquence %s : le rôle %s y joue et n'est pas convoqué.",
					s.Name(), c.roleName(id))
			}
		}
		if s.Extras > 0 && c.s.ExtraCount() < s.Extras {
			c.add(moteur.Error, path+".extras", "callsheet/extras", "Séquence %s : %s de figuration, %d convoquées.", s.Name(),
				fr.Plural(s.Extras, "personne", "personnes"), c.s.ExtraCount())
		}
		if i > 0 && s.From.Before(c.s.Scenes[i-1].To.Add(s.Move)) {
			c.add(moteur.Error, path+".from", "callsheet/overlap", "Séquence %s à %s : la séquence %s finit à %s%s.", s.Name(),
				s.From.Label(c.s.Date), c.s.Scenes[i-1].Name(), c.s.Scenes[i-1].To.Label(c.s.Date), moveText(s.Move))
		}
		if s.To.After(c.s.Wrap) {
			c.add(moteur.Warning, path+".to", "callsheet/after-wrap", "Séquence %s : prévue jusqu'à %s, après la fin prévue de %s.",
				s.Name(), s.To.Label(c.s.Date), c.s.Wrap.Label(c.s.Date))
		}
	}
	for i, k := range c.s.Cast {
		if k.Status != HoldsCall && !plays[k.Role] && len(c.s.Scenes) > 0 {
			c.add(moteur.Warning, fmt.Sprintf("cast[%d]", i), "callsheet/call-without-scene", "%s est convoqué sans séquence ce jour.",
				c.roleName(k.Role))
		}
	}
	if len(c.s.Scenes) == 0 {
		c.add(moteur.Notice, "scenes", "callsheet/no-scene", "Aucune séquence : journée de préparation, d'installation ou de voyage.")
	}
}

func moveText(n int) string {
	if n == 0 {
		return ""
	}
	return fmt.Sprintf(", puis %d minutes de déplacement", n)
}

func (c *checker) roleName(id string) string {
	for _, k := range c.s.Cast {
		if k.Role == id && k.Character != "" {
			return k.Character
		}
	}
	return id
}

// crew checks rest, span, day and week of the technicians.
func (c *checker) crew() {
	rest, span, day := c.law.hours("t2.rest.daily"), c.law.hours("t2.day.span"), c.law.hours("t2.day.max.exceptional")
	snack, _ := c.law.clock("t2.snack.before")
	calls := c.s.Crew
	var early []string
	if len(calls) == 0 {
		calls = []CrewCall{{Department: "toute l'équipe", Call: c.s.Call}}
	}
	for i, k := range calls {
		path := fmt.Sprintf("crew[%d]", i)
		wrap := k.Wrap
		if !wrap.Known() {
			wrap = c.s.Wrap
		}
		if k.Call.Known() && !c.s.PreviousWrap.IsZero() {
			if gap := c.elapsed(c.s.PreviousWrap, labour.Moment{Date: c.s.Date, At: k.Call}); gap < rest {
				c.add(moteur.Error, path, "t2.rest.daily",
					"%s : %s de repos depuis la fin de la veille (%s), il en faut %s ; il manque %s.", fr.Capital(k.Department), long(gap),
					c.s.PreviousWrap.At.Label(c.s.PreviousWrap.Date), long(rest), long(rest-gap))
			}
		}
		if n := wrap.Sub(k.Call); n > span {
			c.add(moteur.Error, path, "t2.day.span", "%s : amplitude de %s (%s – %s), %s au plus ; %s de trop.", fr.Capital(k.Department),
				long(n), k.Call.Label(c.s.Date), wrap.Label(c.s.Date), long(span), long(n-span))
		} else if work := n - c.pause(); n > 0 && work > day {
			c.add(moteur.Error, path, "t2.day.max.exceptional", "%s : %s de travail, %s au plus.", fr.Capital(k.Department), long(work),
				long(day))
		}
		if k.Call.Before(snack) {
			early = append(early, fmt.Sprintf("%s (%s)", k.Department, k.Call.Label(c.s.Date)))
		}
	}
	if len(early) > 0 {
		c.add(moteur.Warning, "crew", "t2.snack.before", "%s : convocation avant %s, casse-croûte dû.", fr.Capital(fr.List(early)),
			snack.Label(c.s.Date))
	}
	limit, rule := c.law.hours("t2.week.max.shoot"), "t2.week.max.shoot"
	if c.o.LegalWeek {
		limit, rule = c.law.hours("t2.week.max"), "t2.week.max"
	}
	if today := c.s.Wrap.Sub(c.s.Call) - c.pause(); c.s.WeekMinutes > 0 && c.s.WeekMinutes+today > limit {
		c.add(moteur.Error, "week_minutes", rule, "La semaine de l'équipe arriverait à %s, %s au plus.", long(c.s.WeekMinutes+today),
			long(limit))
	}
}

// pause is the length of the meal.
func (c *checker) pause() int { return c.s.MealEnd.Sub(c.s.Meal) }

// meal checks the break of the day for performers and technicians.
func (c *checker) meal() {
	s := c.s
	if s.Continuous {
		c.continuous()
		return
	}
	after, pause := c.law.hours("law.pause.when_day_reaches_h"), c.law.number("law.pause.min")
	if s.Wrap.Sub(s.Call) > after && !s.Meal.Known() {
		c.add(moteur.Error, "meal", "law.pause", "Plus de %s de travail sans repas ni pause de %d minutes.", long(after), pause)
		return
	}
	if last := lastTake(s); !last.Known() || !s.Meal.Known() || s.Meal.Before(last) { // eaten after the last take, it is nobody's break
		c.checkMeal("meal", s.Meal, s.MealEnd)
	}
	if n := s.Meal.Sub(s.Call); n > after {
		c.add(moteur.Warning, "meal", "law.pause", "Le repas vient %s après la convocation : prévoir une pause de %d minutes avant %s.",
			long(n), pause, long(after))
	}
}

// lastTake is the planned end of the last scene, unknown when no scene has its times.
func lastTake(s Sheet) labour.Clock {
	var last labour.Clock
	for _, sc := range s.Scenes {
		if sc.To.Known() && (!last.Known() || sc.To.After(last)) {
			last = sc.To
		}
	}
	return last
}

// checkMeal checks that a meal lasts its hour inside the hours of lunch or dinner. Unknown hours say nothing.
func (c *checker) checkMeal(path string, from, to labour.Clock) {
	least := c.law.number("t3.meal.min")
	lunchFrom, lunchTo := c.law.window("t3.meal.lunch")
	dinnerFrom, dinnerTo := c.law.window("t3.meal.dinner")
	if !from.Known() || !to.Known() || !to.After(from) {
		return
	}
	inside := func(a, b labour.Clock) bool { return !from.Before(a) && !to.After(b) }
	switch {
	case !inside(lunchFrom, lunchTo) && !inside(dinnerFrom, dinnerTo):
		c.add(moteur.Error, path, "t3.meal", "Repas des artistes de %s à %s, hors des heures du déjeuner (%s – %s) et du dîner (%s – %s).",
			from, to, lunchFrom, lunchTo, dinnerFrom, dinnerTo)
	case to.Sub(from) < least:
		c.add(moteur.Error, path, "t3.meal", "Repas de %s, il en faut %s.", long(to.Sub(from)), long(least))
	}
}

// continuous checks a journée continue.
func (c *checker) continuous() {
	s := c.s
	from, to := c.law.window("t2.continuous_day.window")
	least, after := c.law.number("t2.continuous_day.break_min"), c.law.hours("t2.continuous_day.after_h_max")
	if s.Call.Known() && s.Wrap.Known() && (s.Call.Before(from) || s.Wrap.After(to)) {
		c.add(moteur.Error, "call", "t2.continuous_day", "Journée continue de %s à %s : elle se tient entre %s et %s.", s.Call, s.Wrap,
			from, to)
	}
	if n := c.pause(); n < least {
		c.add(moteur.Error, "meal", "t2.continuous_day", "Journée continue : pause de %s, il en faut %s.", long(n), long(least))
	} else if w := s.Meal.Sub(s.Call); w > after {
		c.add(moteur.Error, "meal", "t2.continuous_day", "Journée continue : la pause vient après %s, %s au plus.", long(w), long(after))
	}
}

// premiums says what the hours of the day cost: hours beyond ten, night, Sunday, holiday, sixth day.
func (c *checker) premiums() {
	s := c.s
	if !s.Call.Known() || !s.Wrap.Known() {
		return
	}
	from10 := c.law.hours("t2.day.over10.from_hour") - 60
	if n := s.Wrap.Sub(s.Call) - c.pause(); n > from10 && from10 > 0 {
		c.add(moteur.Notice, "wrap", "t2.day.over10", "%s au-delà de %s : heures majorées de %s.", long(n-from10), long(from10),
			c.percent("t2.day.over10.premium"))
	}
	from, to := c.law.night()
	call, wrap, dusk, dawn := s.Call.Minutes(), s.Wrap.Minutes(), from.Minutes(), to.Minutes()
	night := max(0, min(wrap, dawn)-max(call, dusk)) + max(0, min(wrap, dawn-24*60)-call)
	if night > 0 {
		c.add(moteur.Notice, "wrap", "t2.night", "%s de nuit (%s – %s), majorées de %s.", long(night), from.Label(s.Date), to.Label(s.Date),
			c.percent("t2.night.first8"))
	}
	if s.Date.Weekday() == time.Sunday {
		c.add(moteur.Notice, "date", "t2.sunday", "Dimanche travaillé : majoration de %s et jour de récupération.",
			c.percent("t2.sunday.premium"))
	}
	if s.Holiday != "" {
		c.add(moteur.Notice, "date", "t2.holiday", "Jour férié (%s) : majoration de %s.", s.Holiday, c.percent("t2.holiday.premium"))
	}
	days := c.law.number("t2.days.week.idf")
	if s.ParisRegion && s.DaysThisWeek >= days {
		c.add(moteur.Notice, "date", "t2.sixth_day.idf", "Sixième jour de la semaine en Île-de-France : majoration de %s et récupération.",
			c.percent("t2.sixth_day.idf.premium"))
	}
	if most := c.law.number("t2.days.week.region.days"); !s.ParisRegion && s.DaysThisWeek >= most && most > 0 {
		c.add(moteur.Error, "date", "t2.days.week.region", "Septième jour de travail de la semaine, %d au plus.", most)
	}
}

func (c *checker) percent(id string) string {
	return fmt.Sprintf("%d%s%%", c.law.hours(id)*100/60, fr.NBSP)
}

// light compares the effect of the exteriors with the sun.
func (c *checker) light() {
	const near = 60 // minutes around sunrise or sunset that a dawn or dusk scene may take
	if !c.s.Sun.Known() {
		for _, s := range c.s.Scenes {
			if s.Place != script.Interior && s.Place != "" {
				c.add(moteur.Notice, "sun", "callsheet/sun-unknown",
					"Lever et coucher du soleil à confirmer : aucun lieu du jour n'a de coordonnées.")
				return
			}
		}
		return
	}
	sun := c.s.Sun
	for i, s := range c.s.Scenes {
		if s.Place == script.Interior || s.Place == "" || !s.From.Known() || !s.To.Known() {
			continue
		}
		path := fmt.Sprintf("scenes[%d]", i)
		when := fmt.Sprintf("de %s à %s", s.From.Label(c.s.Date), s.To.Label(c.s.Date))
		switch s.Light {
		case script.Day, script.Morning:
			if s.From.Before(sun.Rise) || s.To.After(sun.Set) {
				c.add(moteur.Warning, path, "callsheet/light", "Séquence %s, %s, prévue %s : le soleil se lève à %s et se couche à %s.",
					s.Name(), s.Effect(), when, sun.Rise, sun.Set)
			}
		case script.Night:
			if s.From.Before(sun.Set) && s.To.After(sun.Rise) {
				c.add(moteur.Warning, path, "callsheet/light", "Séquence %s, %s, prévue %s : il fait jour de %s à %s.", s.Name(),
					s.Effect(), when, sun.Rise, sun.Set)
			}
		case script.Dusk, script.Evening:
			if s.Light == script.Dusk && (s.To.Sub(sun.Set) < -near || s.From.Sub(sun.Set) > near) {
				c.add(moteur.Warning, path, "callsheet/light", "Séquence %s, %s, prévue %s : le soleil se couche à %s.", s.Name(),
					s.Effect(), when, sun.Set)
			}
		case script.Dawn:
			if s.To.Sub(sun.Rise) < -near || s.From.Sub(sun.Rise) > near {
				c.add(moteur.Warning, path, "callsheet/light", "Séquence %s, %s, prévue %s : le soleil se lève à %s.", s.Name(), s.Effect(),
					when, sun.Rise)
			}
		}
	}
}

// permits compares the hours and the trucks of the day with the permits.
func (c *checker) permits() {
	trucks := 0
	for _, r := range c.allRides() {
		if r.Truck {
			trucks++
		}
	}
	for i, s := range c.s.Scenes {
		p, ok := c.places[s.Where]
		if !ok {
			if s.Where != "" {
				c.add(moteur.Error, fmt.Sprintf("scenes[%d].where", i), "callsheet/place-unknown",
					"Séquence %s : lieu %s absent de la feuille.", s.Name(), s.Where)
			}
			continue
		}
		if s.From.Before(p.Opens) || s.To.After(p.Closes) {
			c.add(moteur.Warning, fmt.Sprintf("scenes[%d]", i), "callsheet/permit-hours",
				"Séquence %s de %s à %s : l'autorisation de %s va de %s à %s.", s.Name(), s.From.Label(c.s.Date), s.To.Label(c.s.Date),
				p.Name, p.Opens.Label(c.s.Date), p.Closes.Label(c.s.Date))
		}
	}
	for i, p := range c.s.Places {
		if p.MaxTrucks > 0 && trucks > p.MaxTrucks {
			c.add(moteur.Warning, fmt.Sprintf("places[%d]", i), "callsheet/permit-trucks", "%s : %s prévus, %d autorisés.", p.Name,
				fr.Plural(trucks, "véhicule technique", "véhicules techniques"), p.MaxTrucks)
		}
	}
}

func (c *checker) allRides() []Ride {
	return append(slices.Clone(c.s.Rides), c.s.Written.Rides...)
}

// rides checks seats and arrivals.
func (c *checker) rides() {
	for i, r := range c.allRides() {
		path := fmt.Sprintf("rides[%d]", i)
		if r.Seats > 0 && len(r.Passengers) > r.Seats {
			c.add(moteur.Error, path, "callsheet/seats", "%s à %s : %s pour %s.", r.Driver, r.Start.Label(c.s.Date),
				fr.Plural(len(r.Passengers), "passager", "passagers"), fr.Plural(r.Seats, "place", "places"))
		}
		if r.Start.Known() && r.Arrival.Known() && r.Arrival.Before(r.Start) {
			c.add(moteur.Error, path, "callsheet/order", "%s : arrivée à %s avant le départ de %s.", r.Driver, r.Arrival.Label(c.s.Date),
				r.Start.Label(c.s.Date))
		}
	}
}

// people checks that those who must be on the sheet are on it, and the meals.
func (c *checker) people() {
	s := c.s
	has := func(words ...string) bool {
		return slices.ContainsFunc(s.Written.Contacts, func(k Contact) bool {
			role := fr.Fold(k.Role)
			return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(role, w) })
		})
	}
	by := c.law.number("t2.delegates.election_within_first_days")
	if s.Day >= by && !has("delegue") {
		c.add(moteur.Warning, "written.contacts", "t2.delegates",
			"Aucun délégué de plateau sur la feuille : l'élection se tient dans les %d premiers jours de tournage.", by)
	}
	if !has("vhss", "harcelement") {
		c.add(moteur.Warning, "written.contacts", "callsheet/vhss-contact", "Aucun référent VHSS sur la feuille.")
	}
	if !s.Written.TrainingDone && c.law.holds("vhss.training.onsite.latest_day_after_start") {
		c.add(moteur.Notice, "written.training_done", "vhss.training.onsite",
			"Module VHSS sur place : au plus tard dans les %s du tournage.",
			fr.Plural(c.law.number("vhss.training.onsite.latest_day_after_start"), "premier jour", "premiers jours"))
	}
	if s.Written.Hospital == "" && !slices.ContainsFunc(s.Places, func(p Place) bool { return p.Hospital != "" }) {
		c.add(moteur.Warning, "written.hospital", "callsheet/hospital", "L'hôpital le plus proche est à confirmer.")
	}
	special := 0
	for _, m := range s.Written.Menus {
		special += m.Count
	}
	if special > s.Meals.Total() {
		c.add(moteur.Error, "meals", "callsheet/meals", "%s demandés, %d repas en tout.",
			fr.Plural(special, "repas particulier", "repas particuliers"), s.Meals.Total())
	}
	called := 0
	for _, k := range s.Cast {
		if k.Status != HoldsCall {
			called++
		}
	}
	if s.Meals.Total() > 0 && (s.Meals.Cast != called || s.Meals.Extras != s.ExtraCount()) {
		c.add(moteur.Error, "meals", "callsheet/meals", "Repas comptés : %d artistes et %d de figuration ; convoqués : %d et %d.",
			s.Meals.Cast, s.Meals.Extras, called, s.ExtraCount())
	}
}
