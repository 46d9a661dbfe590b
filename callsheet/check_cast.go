package callsheet

import (
	"fmt"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/schedule/labour"
)

// cast checks the calls of the performers.
func (c *checker) cast() {
	seen := map[string]string{}
	for i, k := range c.s.Cast {
		path := fmt.Sprintf("cast[%d]", i)
		who := k.Character
		if who == "" {
			who = "rôle " + k.Role
		}
		if k.Unavailable != "" {
			c.add(moteur.Error, path, "callsheet/unavailable", "%s (%s) : %s.", who, k.Performer, k.Unavailable)
		}
		if k.Status == HoldsCall {
			continue
		}
		if k.Person != "" {
			if other, twice := seen[k.Person]; twice {
				c.add(moteur.Notice, path, "callsheet/two-roles", "%s joue %s et %s.", k.Performer, other, who)
			}
			seen[k.Person] = who
		}
		c.callOrder(path, who, k)
		c.castRest(path, who, k)
		c.castSpan(path, who, k)
		c.dpae(path, who, k)
		if k.Child != nil {
			c.child(path, who, k)
		}
	}
}

func (c *checker) callOrder(path, who string, k CastCall) {
	if !k.Prep.Known() || !k.Ready.Known() {
		c.add(moteur.Warning, path, "callsheet/hour-unknown", "%s : heures à confirmer.", who)
		return
	}
	bad := func(what string) {
		c.add(moteur.Error, path, "callsheet/order", "%s : %s.", who, what)
	}
	if k.Pickup.Known() && k.Prep.Sub(k.Pickup) < k.Drive {
		bad(fmt.Sprintf("départ à %s et %d minutes de route, HMC à %s", k.Pickup.Label(c.s.Date), k.Drive, k.Prep.Label(c.s.Date)))
	}
	if k.Dressed.Before(k.Prep) || k.Dressed.After(k.Ready) || k.Prep.After(k.Ready) {
		bad(fmt.Sprintf("HMC à %s, prêt à %s, PAT à %s : heures en désordre", k.Prep.Label(c.s.Date), k.Dressed.Label(c.s.Date),
			k.Ready.Label(c.s.Date)))
	}
	if k.Out.Known() && !k.Out.After(k.Ready) {
		bad(fmt.Sprintf("fin à %s avant le PAT de %s", k.Out.Label(c.s.Date), k.Ready.Label(c.s.Date)))
	}
	if !k.Out.Known() {
		c.add(moteur.Warning, path, "callsheet/hour-unknown", "%s : heure de fin à confirmer.", who)
	}
}

// castRest checks the rest of a performer: twelve hours, eleven after a long day, nine after a night followed by a morning.
func (c *checker) castRest(path, who string, k CastCall) {
	if k.Previous.IsZero() || !k.Prep.Known() || k.Child != nil {
		return
	}
	start := k.Prep
	if c.o.RestFromPickup && k.Pickup.Known() {
		start = k.Pickup
	}
	due, rule := c.restDue(k.PreviousSpan), "t3.rest.daily"
	gap := c.elapsed(k.Previous, labour.Moment{Date: c.s.Date, At: start})
	if gap >= due {
		return
	}
	sev := moteur.Error
	if night, _ := newRules(k.Previous.Date).night(); k.Previous.At.After(night) {
		if least := c.law.hours("t3.rest.after_night"); gap >= least {
			sev, rule = moteur.Warning, "t3.rest.after_night"
		}
	}
	c.add(sev, path, rule, "%s : sorti à %s, convoqué à %s : %s de repos au lieu de %s ; il manque %s, à rendre ou à payer.", who,
		k.Previous.At.Label(k.Previous.Date), start.Label(c.s.Date), long(gap), long(due), long(due-gap))
}

// restDue is the rest due after a performer's day of that span, minutes; 0 is an unknown span.
func (c *checker) restDue(span int) int {
	if span > c.law.hours("t3.span") {
		return c.law.hours("t3.rest.exceptional")
	}
	return c.law.hours("t3.rest.daily")
}

func (c *checker) castSpan(path, who string, k CastCall) {
	span, usual, most := k.Span(), c.law.hours("t3.span"), c.law.hours("t3.span.exceptional")
	switch {
	case span > most:
		c.add(moteur.Error, path, "t3.span.exceptional", "%s : amplitude de %s, %s au plus.", who, long(span), long(most))
	case span > usual && c.s.Written.SpanReason[k.Role] == "":
		c.add(moteur.Warning, path, "t3.span",
			"%s : amplitude de %s, au-delà de %s : un motif est à noter (retard imprévu, fin de séquence, disponibilité limitée, HMC exceptionnel).", who, long(span), long(usual))
	case span > usual:
		c.add(moteur.Notice, path, "t3.span", "%s : amplitude de %s, motif : %s.", who, long(span), c.s.Written.SpanReason[k.Role])
	}
}

// dpae checks that the declaration left in its days, where the production keeps them here.
func (c *checker) dpae(path, who string, k CastCall) {
	if !k.HasDPAE || k.Status != Starts && k.Status != OnlyDay {
		return
	}
	early := c.law.number("dpae.window.earliest_days_before")
	switch {
	case k.Declared.IsZero():
		c.add(moteur.Error, path, "dpae.window", "%s (%s) commence ce jour : DPAE à envoyer avant la prise de poste.", who, k.Performer)
	case k.Declared.After(c.s.Date):
		c.add(moteur.Error, path, "dpae.window", "%s (%s) : DPAE du %s, après le début du travail.", who, k.Performer,
			fr.ShortDate(k.Declared))
	case c.s.Date.Sub(k.Declared) > early:
		c.add(moteur.Error, path, "dpae.window", "%s (%s) : DPAE du %s, plus de %d jours avant le début du travail.", who, k.Performer,
			fr.ShortDate(k.Declared), early)
	}
}

// child checks what the law and the individual authorisation ask for a child.
func (c *checker) child(path, who string, k CastCall) {
	ch := *k.Child
	young := ch.Age < 16
	band := "16_17"
	if young {
		band = "lt16"
	}
	if len(ch.Authorised) > 0 {
		ok := false
		for _, s := range ch.Authorised {
			ok = ok || s.Contains(c.s.Date)
		}
		if !ok {
			c.law.number("minor.authorisation.lead_days_min")
			c.add(moteur.Error, path, "minor.authorisation", "%s : le %s n'est pas dans l'autorisation individuelle.", who,
				fr.ShortDate(c.s.Date))
		}
	}
	c.childHours(path, who, k, young)
	c.childNight(path, who, k, band)
	c.childRest(path, who, k, band, young)
	if young && ch.Guardian == "" && c.law.holds("minor.guardian") {
		c.add(moteur.Error, path, "minor.guardian", "%s : le nom du responsable des enfants manque.", who)
	}
	c.childPause(path, who, ch)
}

func (c *checker) childHours(path, who string, k CastCall, young bool) {
	rule := "minor.day.16_17"
	limit := 0
	switch {
	case k.Child.MaxMinutes > 0:
		limit, rule = k.Child.MaxMinutes, "minor.authorisation"
		c.law.number("minor.authorisation.lead_days_min")
	case young:
		rule = "minor.hours." + ageBand(k.Child.Age)
		when := ".holidays"
		if k.Child.SchoolDay {
			when = ".school"
		}
		limit = c.law.hours(rule + when)
	default:
		limit = c.law.hours(rule)
	}
	n := k.Span()
	if rule != "minor.authorisation" && !k.Prep.After(c.s.Meal) && !c.s.MealEnd.After(k.Out) && c.s.Meal.Known() && c.s.MealEnd.Known() {
		n -= c.s.MealEnd.Sub(c.s.Meal) // the tables count hours of work; an authorisation counts presence
	}
	if n > limit && limit > 0 {
		c.add(moteur.Error, path, rule, "%s (%d ans) : %s de présence, %s au plus.", who, k.Child.Age, long(n), long(limit))
	}
}

func ageBand(age int) string {
	switch {
	case age < 3:
		return "0_2"
	case age < 6:
		return "3_5"
	case age < 12:
		return "6_11"
	}
	return "12_15"
}

func (c *checker) childNight(path, who string, k CastCall, band string) {
	rule := "minor.night." + band
	from, _ := c.law.clock(rule + ".from")
	to, _ := c.law.clock(rule + ".to")
	if k.Child.Derogation {
		from, _ = c.law.clock("minor.derogation.until")
	}
	if k.Child.Latest.Known() {
		from, rule = k.Child.Latest, "minor.authorisation"
		c.law.number("minor.authorisation.lead_days_min")
	}
	if k.Out.After(from) {
		c.add(moteur.Error, path, rule, "%s (%d ans) : présent jusqu'à %s, %s au plus tard.", who, k.Child.Age, k.Out.Label(c.s.Date),
			from.Label(c.s.Date))
	}
	if k.Prep.Before(to) {
		c.add(moteur.Error, path, "minor.night."+band, "%s (%d ans) : convoqué à %s, pas avant %s.", who, k.Child.Age,
			k.Prep.Label(c.s.Date), to.Label(c.s.Date))
	}
}

func (c *checker) childRest(path, who string, k CastCall, band string, young bool) {
	rule := "minor.rest." + band
	due := c.law.hours(rule)
	if k.Child.Derogation && young {
		due = c.law.hours("minor.derogation.rest")
	}
	if k.Previous.IsZero() || !k.Prep.Known() {
		return
	}
	if gap := c.elapsed(k.Previous, labour.Moment{Date: c.s.Date, At: k.Prep}); gap < due {
		c.add(moteur.Error, path, rule, "%s (%d ans) : %s de repos, il en faut %s ; il manque %s.", who, k.Child.Age, long(gap), long(due),
			long(due-gap))
	}
}

func (c *checker) childPause(path, who string, ch Child) {
	if ch.Continuous <= 0 {
		return
	}
	if ch.Age < 16 {
		rule := "minor.hours." + ageBand(ch.Age)
		if n := c.law.hours(rule + ".pause_after_h"); ch.Continuous > n {
			c.add(moteur.Error, path, rule, "%s (%d ans) : %s sans pause, %s au plus.", who, ch.Age, long(ch.Continuous), long(n))
		}
	}
	after, least := c.law.hours("t3.pause.minor.after_h"), c.law.number("t3.pause.minor.min")
	if ch.Continuous > after {
		c.add(moteur.Error, path, "t3.pause.minor", "%s (%d ans) : %s sans interruption ; une pause de %d minutes est due après %s.", who,
			ch.Age, long(ch.Continuous), least, long(after))
	}
}

// extras checks the calls of the figuration: a name, a number, an hour, the legal rest being theirs to keep.
func (c *checker) extras() {
	span := c.law.hours("t2.day.span")
	c.law.text("t3x.signin")
	for i, e := range c.s.Extras {
		path := fmt.Sprintf("extras[%d]", i)
		if e.Count <= 0 {
			c.add(moteur.Error, path, "callsheet/extras", "Figuration %s : nombre à confirmer.", e.Kind)
		}
		if !e.Call.Known() {
			c.add(moteur.Warning, path, "callsheet/hour-unknown", "Figuration %s : heure à confirmer.", e.Kind)
		}
		if n := e.Out.Sub(e.Call); n > span && span > 0 {
			c.add(moteur.Warning, path, "callsheet/extras-span", "Figuration %s : présente %s.", e.Kind, long(n))
		}
	}
	if len(c.s.Extras) > 0 {
		c.add(moteur.Notice, "extras", "t3x.signin", "Feuille d'émargement de la figuration à préparer : arrivée et départ, costume rendu.")
	}
}
