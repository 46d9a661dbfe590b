package callsheet

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/internal/law"
	"github.com/moteur-film/moteur/schedule/labour"
	"github.com/moteur-film/moteur/schedule/script"
)

// Settings settle the points that the texts leave open. The zero value is the default named in each comment.
type Settings struct {
	// RestFromPickup counts a performer's rest until the car; the default counts it until HMC.
	RestFromPickup bool `json:"rest_from_pickup,omitempty"`
	// LegalWeek holds a shooting week to the law's 48 hours instead of the agreement's 60, reserved when the text was extended.
	LegalWeek bool `json:"legal_week,omitempty"`
}

// Check reads a sheet as it is, computed or edited by hand, and names all that should be settled before it is sent: rest,
// spans, meals, children, light, permits, sums. Errors forbid sending; warnings deserve a look or a written waiver; notices
// are costs and reminders. An issue waived in the written part becomes a notice that quotes the waiver. Rule ids are those
// of the working-time table ("t3.rest.daily", "minor.night.lt16"…) and "callsheet/…" for the sheet's own coherence.
func Check(s Sheet, o Settings) moteur.Report {
	c := &checker{s: s, o: o, places: map[string]Place{}}
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
	switch err := c.law(); {
	case errors.Is(err, labour.ErrAgreement):
		c.add(moteur.Error, "agreement", "callsheet/agreement", "%s.", fr.Capital(err.Error()))
		return c.r
	case err != nil:
		c.add(moteur.Error, "date", "law/before", "%s.", fr.Capital(err.Error()))
		return c.r
	}
	c.hours()
	c.crew()
	c.cast()
	c.extras()
	c.premiums()
	c.people()
	return c.r
}

type checker struct {
	s      Sheet
	o      Settings
	duties law.Book
	crewOf labour.Limits // of the technicians
	castOf labour.Limits // of the performers
	r      moteur.Report
	places map[string]Place
}

// law reads the limits of the day and the duties that go with it; what is unverified among them is said in the report.
func (c *checker) law() (err error) {
	if c.crewOf, err = labour.LimitsOn(c.regime(labour.Technician), c.s.Date, false); err != nil {
		return err
	}
	if c.castOf, err = labour.LimitsOn(c.regime(labour.Performer), c.s.Date, false); err != nil {
		return err
	}
	c.r.Merge("rules", c.crewOf.Doubts)
	c.r.Merge("rules", c.castOf.Doubts)
	c.duties, err = labour.Duties(c.s.Date, &c.r)
	return err
}

// add notes an issue of the sheet; a waived one becomes a notice.
func (c *checker) add(sev moteur.Severity, path, rule, format string, args ...any) {
	c.note(moteur.Issue{Path: path, Severity: sev, Rule: rule, Message: fmt.Sprintf(format, args...)})
}

// duty notes an issue with the severity and the source of a duty that was read.
func (c *checker) duty(path, rule, format string, args ...any) {
	c.note(moteur.Issue{Path: path, Severity: labour.SeverityOf(rule), Rule: rule, Message: fmt.Sprintf(format, args...),
		Source: c.duties.Source(rule)})
}

// note adds an issue, as a notice with its reason when somebody accepted it by name.
func (c *checker) note(i moteur.Issue) {
	if why := c.s.Written.Waived[i.Rule]; why != "" && i.Severity != moteur.Notice {
		i.Severity = moteur.Notice
		i.Message += " Accepté : " + why + "."
	}
	if c.s.Settled && i.Severity == moteur.Error {
		i.Severity = moteur.Warning
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
	c.duties.Text("t3.callsheet")
	if !s.Issued.Date.Before(s.Date) {
		if rule := c.castOf.Announced; s.Continuous && rule.Rule != "" {
			c.note(moteur.Issue{Path: "issued", Severity: rule.Severity, Rule: rule.Rule, Source: rule.Source, Message: fmt.Sprintf(
				"Une journée continue s'annonce aux artistes sur la feuille de la veille au plus tard ; celle-ci part le %s.",
				fr.ShortDate(s.Issued.Date))})
		}
		c.duty("issued", "t3.callsheet",
			"La feuille part le jour même ; les artistes la reçoivent la veille, en fin de journée.")
		return
	}
	if !s.PreviousWrap.IsZero() && c.elapsed(s.PreviousWrap, s.Issued) > 0 && s.PreviousWrap.Date == s.Date.AddDays(-1) {
		c.duty("issued", "t3.callsheet", "La feuille part à %s, après la fin de la journée de la veille (%s).",
			s.Issued.At.Label(s.Issued.Date), s.PreviousWrap.At.Label(s.PreviousWrap.Date))
	}
}

// scenes checks the scene table against the calls and the sums.
func (c *checker) scenes() {
	seen := map[string]bool{}
	called := map[string]bool{}
	for _, k := range c.s.Cast {
		called[k.Role] = called[k.Role] || k.Status != HoldsCall
		for _, a := range k.Also {
			called[a.Role] = true
		}
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
		works := plays[k.Role] || slices.ContainsFunc(k.Also, func(a AlsoRole) bool { return plays[a.Role] })
		if k.Status != HoldsCall && !works && len(c.s.Scenes) > 0 {
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
		if k.Plays(id) && k.Character != "" {
			return k.character(id)
		}
	}
	return id
}

// light compares the hours of the scenes with those of their light: that of the plan, else that of the sun of the sheet.
func (c *checker) light() {
	unknown := false
	for i, s := range c.s.Scenes {
		hours := s.Lit
		if s.SunUnknown {
			unknown = true
			continue
		}
		if outdoors := s.Place == script.Exterior || s.Place == script.Both; len(hours) == 0 && outdoors {
			if unknown = unknown || !c.s.Sun.Known(); unknown {
				continue
			}
			light := s.Light
			if s.DayForNight {
				light = script.Day
			}
			hours = c.s.Sun.lit(light)
		}
		if len(hours) == 0 || !s.From.Known() || !s.To.Known() {
			continue
		}
		inside := func(w labour.Window) bool {
			return w.From.Known() && w.To.Known() && !s.From.Before(w.From) && !s.To.After(w.To)
		}
		if !slices.ContainsFunc(hours, inside) {
			c.add(moteur.Error, fmt.Sprintf("scenes[%d]", i), "callsheet/light", "Séquence %s, %s, prévue de %s à %s : %s.", s.Name(),
				s.Effect(), s.From.Label(c.s.Date), s.To.Label(c.s.Date), c.lightText(hours))
		}
	}
	if unknown {
		if c.s.sunUnknown() {
			c.add(moteur.Warning, "sun", "callsheet/sun-unknown", "Heures des extérieurs à fixer : soleil inconnu, aucun lieu du film n'a "+
				"de coordonnées, ni sa base.")
			return
		}
		c.add(moteur.Notice, "sun", "callsheet/sun-unknown",
			"Lever et coucher du soleil à confirmer : aucun lieu du jour n'a de coordonnées.")
	}
}

// lightText says when the light of a scene is there: "sa lumière va de 21:36 à 06:02 (mer.)".
func (c *checker) lightText(hours []labour.Window) string {
	var parts []string
	for _, w := range hours {
		if w.From.Known() && w.To.Known() {
			parts = append(parts, "de "+w.From.Label(c.s.Date)+" à "+w.To.Label(c.s.Date))
		}
	}
	if len(parts) == 0 {
		return "sa lumière ne vient pas ce jour-là"
	}
	return "sa lumière va " + strings.Join(parts, " ou ")
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
	by := c.duties.Int("t2.delegates.election_within_first_days")
	if s.Day >= by && !has("delegue") {
		c.duty("written.contacts", "t2.delegates",
			"Aucun délégué de plateau sur la feuille : l'élection se tient dans les %d premiers jours de tournage.", by)
	}
	if !has("vhss", "harcelement") {
		c.add(moteur.Warning, "written.contacts", "callsheet/vhss-contact", "Aucun référent VHSS sur la feuille.")
	}
	if id := "vhss.training.onsite.latest_day_after_start"; !s.Written.TrainingDone && c.duties.Has(id) {
		c.duty("written.training_done", "vhss.training.onsite",
			"Module VHSS sur place : au plus tard dans les %s du tournage.",
			fr.Plural(c.duties.Int(id), "premier jour", "premiers jours"))
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
