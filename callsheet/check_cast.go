package callsheet

import (
	"fmt"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/schedule/labour"
)

// cast checks the calls of the performers.
func (c *checker) cast() {
	seen, told := map[string]string{}, map[string]bool{}
	for i, k := range c.s.Cast {
		path := fmt.Sprintf("cast[%d]", i)
		who := k.Characters()
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
			if len(k.Also) > 0 {
				c.add(moteur.Notice, path, "callsheet/two-roles", "%s joue %s.", k.Performer, who)
			}
			seen[k.Person] = who
		}
		c.callOrder(path, who, k)
		c.dpae(path, who, k)
		if k.Child != nil {
			c.child(path, who, k)
		} else {
			c.performer(path, who, k)
			c.unpriced(labour.Performer, c.s.workday(k.Prep, k.Out, k.Pauses), func(f labour.Finding) {
				if !told[f.Rule] { // once for all of them
					told[f.Rule] = true
					c.find("cast", "Artistes", f)
				}
			})
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

// dpae checks that the declaration left in its days, where the production keeps them here.
func (c *checker) dpae(path, who string, k CastCall) {
	if !k.HasDPAE || k.Status != Starts && k.Status != OnlyDay {
		return
	}
	early := c.duties.Int("dpae.window.earliest_days_before")
	switch {
	case k.Declared.IsZero():
		c.duty(path, "dpae.window", "%s (%s) commence ce jour : DPAE à envoyer avant la prise de poste.", who, k.Performer)
	case k.Declared.After(c.s.Date):
		c.duty(path, "dpae.window", "%s (%s) : DPAE du %s, après le début du travail.", who, k.Performer,
			fr.ShortDate(k.Declared))
	case c.s.Date.Sub(k.Declared) > early:
		c.duty(path, "dpae.window", "%s (%s) : DPAE du %s, plus de %d jours avant le début du travail.", who, k.Performer,
			fr.ShortDate(k.Declared), early)
	}
}

// extras checks the calls of the figuration: a name, a number, an hour, the legal rest being theirs to keep.
func (c *checker) extras() {
	c.duties.Text("t3x.signin")
	for i, e := range c.s.Extras {
		path := fmt.Sprintf("extras[%d]", i)
		if e.Count <= 0 {
			c.add(moteur.Error, path, "callsheet/extras", "Figuration %s : nombre à confirmer.", e.Kind)
		}
		if !e.Call.Known() {
			c.add(moteur.Warning, path, "callsheet/hour-unknown", "Figuration %s : heure à confirmer.", e.Kind)
		}
		c.working(labour.Regime{Scope: labour.Extra}, labour.Before{}, c.s.workday(e.Call, e.Out, e.Pauses), func(f labour.Finding) {
			c.find(path, "Figuration "+e.Kind, f)
		})
		c.unpriced(labour.Extra, c.s.workday(e.Call, e.Out, e.Pauses), func(f labour.Finding) { c.find(path, "Figuration "+e.Kind, f) })
	}
	if len(c.s.Extras) > 0 {
		c.duty("extras", "t3x.signin",
			"Feuille d'émargement de la figuration à préparer : arrivée et départ, costume rendu.")
	}
}
