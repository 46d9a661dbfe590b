package schedule

import (
	"fmt"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/schedule/labour"
)

// checkTrainings checks the sessions of a problem: a date, a length, a known unit.
func (p Problem) checkTrainings(r *moteur.Report, x index) {
	for i, t := range p.Trainings {
		at := fmt.Sprintf("trainings[%d]", i)
		who := fr.Capital(t.Title())
		switch {
		case p.Calendar.Dateless:
			r.Errorf(at+".date", "schedule/training", "%s : une formation ne peut être datée sans calendrier.", who)
		case t.Date.IsZero():
			r.Errorf(at+".date", "schedule/training", "%s : la date manque.", who)
		}
		between(r, at+".minutes", who, t.Minutes, 1, maxBefore, "minutes")
		if t.Unit != "" && x.unit[t.Unit] == nil {
			r.Errorf(at+".unit", "schedule/unknown-unit", "%s : équipe %q inconnue%s.", who, t.Unit, near(t.Unit, x.unit))
		}
	}
}

// The formation VHSS sur place, as the texts tell it: its hours, and the day after the start by which it is given.
const (
	ruleTraining = "vhss.training.onsite"
	trainingTV   = "vhss.training.tv_fiction"
)

// trainings tells a session on a day without shooting, and a formation VHSS that misses, is too short, or comes too late: it is asked of
// the production by the rules of its aids, so that nothing here is refused.
func (c *checker) trainings() {
	if c.p.Calendar.Dateless || len(c.days) == 0 {
		return
	}
	first := c.days[0].Date
	longest, soonest := 0, moteur.Date{}
	for i, t := range c.p.Trainings {
		held := false
		for _, d := range c.days {
			held = held || d.Date == t.Date && (t.Unit == "" || t.Unit == d.Unit)
		}
		if !held && !t.Date.Before(first) {
			c.r.Warnf(fmt.Sprintf("trainings[%d]", i), "schedule/training",
				"%s du %s : personne ne tourne ce jour-là, ses heures ne sont dans aucune journée et restent à convoquer.",
				fr.Capital(t.Title()), fr.Date(t.Date))
		}
		longest = max(longest, t.Minutes)
		if soonest.IsZero() || t.Date.Before(soonest) {
			soonest = t.Date
		}
	}
	c.vhss(first, soonest, longest)
}

// vhss compares the first session and the longest one with what the texts ask of a shoot that begins on a date.
func (c *checker) vhss(first, soonest moteur.Date, longest int) {
	book, err := labour.Duties(first, nil)
	if err != nil || c.book.off || !book.Has(ruleTraining+".hours") {
		return
	}
	if c.p.Rules.Agreement == Television && (!book.Has(trainingTV) || len(c.days) <= book.Int(trainingTV)) {
		return
	}
	hours, days := book.Hours(ruleTraining+".hours"), book.Int(ruleTraining+".latest_day_after_start")
	by := first.AddDays(days)
	warn := func(format string, args ...any) {
		c.r.Add(moteur.Issue{Path: "trainings", Severity: moteur.Warning, Rule: ruleTraining, Source: book.Source(ruleTraining + ".hours"),
			Message: fmt.Sprintf(format, args...)})
	}
	switch {
	case len(c.p.Trainings) == 0:
		warn("Formation VHSS sur place : aucune n'est prévue, %s au plus tard le %s.", hm(hours), fr.Date(by))
	case soonest.After(by):
		warn("Formation VHSS sur place : le %s, au plus tard le %s (%d jours après le début du tournage).", fr.Date(soonest),
			fr.Date(by), days)
	case longest < hours:
		warn("Formation VHSS sur place : %s, il en faut %s.", hm(longest), hm(hours))
	}
}
