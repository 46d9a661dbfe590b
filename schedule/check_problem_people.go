package schedule

import (
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/internal/strict"
)

// The longest preparation before a first take, presence and rest that a person may ask for, minutes.
const (
	maxBefore = 12 * 60
	maxDay    = 24 * 60
	maxTurn   = 48 * 60
)

func (p Problem) checkRoles(r *moteur.Report) {
	seen := names{}
	for i, o := range p.Roles {
		at := fmt.Sprintf("roles[%d]", i)
		who := "Rôle " + o.ID
		seen.add(r, at, "Rôle", o.ID)
		for _, d := range []struct {
			name string
			v    decimal.Decimal
		}{{"day_rate", o.DayRate}, {"week_rate", o.WeekRate}, {"hold_rate", o.HoldRate}, {"travel", o.Travel}, {"travel_rate",
			o.TravelRate}} {
			amount(r, at+"."+d.name, d.v)
		}
		if o.TravelDays < 0 || o.TravelDays > 7 {
			r.Errorf(at+".travel_days", "schedule/count", "Rôle %s : un voyage dure de zéro à sept jours, pas %d.", o.ID, o.TravelDays)
		}
		for _, n := range []struct {
			name string
			n    int
		}{{"drop_after", o.DropAfter}, {"min_days", o.MinDays}, {"max_days", o.MaxDays}, {"rest_after", o.RestAfter}} {
			between(r, at+"."+n.name, who, n.n, 0, maxHorizon, "jours")
		}
		if o.MaxDays > 0 && o.MinDays > o.MaxDays {
			r.Warnf(at+".min_days", "schedule/min-days", "Rôle %s : %d jours sont garantis, et %d au plus tournés.", o.ID, o.MinDays,
				o.MaxDays)
		}
		spansInOrder(r, at+".free", who, o.Free)
		spansInOrder(r, at+".busy", who, o.Busy)
		p.checkChild(r, at+".child", o)
		checkWindow(r, at, o)
		checkDeal(r, at, o)
	}
}

// checkChild checks the age of a child on the first day, its school and what its authorisation says.
func (p Problem) checkChild(r *moteur.Report, at string, o Role) {
	if o.Child == nil {
		return
	}
	who := "Rôle " + o.ID
	if o.Child.Age < 0 || o.Child.Age > 17 {
		r.Errorf(at+".age", "schedule/child-age", "Rôle %s : un enfant a de 0 à 17 ans, pas %d.", o.ID, o.Child.Age)
	}
	if z := o.Child.SchoolZone; z != "" && !slices.Contains(z.Accepted(), string(z)) {
		r.Errorf(at+".school_zone", "schedule/school-zone", "Rôle %s : zone scolaire %q inconnue%s.", o.ID, z,
			strict.SuggestCodes(string(z), z.Accepted()))
	}
	if c := o.Child; c.SchoolZone == "" && len(c.SchoolHolidays) == 0 && c.MaxMinutes == 0 && c.AgeOn(p.Calendar.First) < 16 {
		r.Notef(at+".school_zone", "schedule/school-zone", "Rôle %s : sans zone scolaire, chaque jour est compté comme un jour d'école, "+
			"aux durées les plus courtes.", o.ID)
	}
	if first, birth := p.Calendar.First, o.Child.Birth; !birth.IsZero() && !first.IsZero() {
		if age := o.Child.AgeOn(first); birth.After(first) {
			r.Errorf(at+".birth", "schedule/child-age", "Rôle %s : né le %s, après le premier jour, le %s.", o.ID, fr.Date(birth),
				fr.Date(first))
		} else if age > 17 {
			r.Warnf(at+".birth", "schedule/child-age", "Rôle %s : %d ans le premier jour, les règles des mineurs ne valent pas.", o.ID, age)
		}
	}
	o.Child.CheckHours(r, at, who)
	between(r, at+".max_minutes", who, o.Child.MaxMinutes, 0, maxDay, "minutes")
	inOrder(r, at+".latest", who, o.Child.Earliest, o.Child.Latest)
	spansInOrder(r, at+".authorised", who+", autorisation individuelle", o.Child.Authorised)
	spansInOrder(r, at+".school_holidays", who+", vacances scolaires", o.Child.SchoolHolidays)
	between(r, at+".before", who, o.Child.Before, 0, maxBefore, "minutes")
	between(r, at+".after", who, o.Child.After, 0, maxBefore, "minutes")
}

// checkWindow checks the hours of a performer's own.
func checkWindow(r *moteur.Report, at string, o Role) {
	who := "Rôle " + o.ID
	inOrder(r, at+".until", who, o.From, o.Until)
	between(r, at+".before", who, o.Before, 0, maxBefore, "minutes")
	between(r, at+".after", who, o.After, 0, maxBefore, "minutes")
	between(r, at+".turnaround", who, o.Turnaround, 0, maxTurn, "minutes")
	between(r, at+".max_minutes", who, o.MaxMinutes, 0, maxDay, "minutes")
	left := o.MaxMinutes // of the day for takes
	if n := o.Until.Minutes() - o.From.Minutes(); o.From.Known() && n > 0 && (left == 0 || n < left) {
		left = n
	}
	if left > 0 && o.Before+o.After >= left {
		r.Errorf(at+".before", "schedule/hours",
			"Rôle %s : %d minutes de présence ne laissent aucune prise entre %d minutes avant et %d après.",
			o.ID, left, o.Before, o.After)
	}
}

// checkDeal checks the weeks, the options and the days paid beside the shoot of an engagement.
func checkDeal(r *moteur.Report, at string, o Role) {
	who := "Rôle " + o.ID
	between(r, at+".weeks", who, o.Weeks, 0, maxHorizon/7, "semaines")
	if o.Weeks > 0 && o.WeekRate.IsZero() {
		r.Errorf(at+".weeks", "schedule/weeks", "Rôle %s : %s sans tarif de la semaine (week_rate).", o.ID,
			fr.Plural(o.Weeks, "semaine garantie", "semaines garanties"))
	}
	for k, op := range o.Options {
		to := fmt.Sprintf("%s.options[%d]", at, k)
		spanInOrder(r, to+".span", who+", option", op.Span)
		amount(r, to+".day_rate", op.DayRate)
		if op.Span == (moteur.Span{}) {
			r.Errorf(to+".span", "schedule/span", "Rôle %s : option sans dates.", o.ID)
		}
	}
	for k, d := range o.Paid {
		to := fmt.Sprintf("%s.paid[%d]", at, k)
		between(r, to+".days", who+", "+d.Label, d.Days, 1, maxHorizon, "jours")
		amount(r, to+".day_rate", d.DayRate)
		if strings.TrimSpace(d.Label) == "" {
			r.Errorf(to+".label", "schedule/no-label", "Rôle %s : jours payés sans libellé (répétitions, essayages, essais).", o.ID)
		}
	}
}

// checkPerformers tells the roles of one performer whose engagements differ: the first one counts.
func (p Problem) checkPerformers(r *moteur.Report) {
	first := map[string]int{}
	for i, o := range p.Roles {
		if o.Performer == "" {
			continue
		}
		k, twice := first[o.Performer]
		if !twice {
			first[o.Performer] = i
			continue
		}
		one := p.Roles[k]
		at := fmt.Sprintf("roles[%d]", i)
		if (one.Child == nil) != (o.Child == nil) {
			r.Errorf(at+".child", "schedule/performer-terms", "%s et %s sont joués par %s, enfant dans un rôle et pas dans l'autre.",
				one.label(),
				o.label(), o.Performer)
		}
		if other := otherTerms(one, o); len(other) > 0 {
			r.Warnf(at, "schedule/performer-terms",
				"%s et %s sont joués par %s, dont l'engagement diffère d'un rôle à l'autre (%s) : celui de %s compte.",
				one.label(), o.label(), o.Performer, fr.List(other), one.label())
		}
	}
}

// otherTerms names in French the terms of a second role of one performer that are given and differ from those of the first.
func otherTerms(one, o Role) []string {
	var out []string
	rate := func(what string, a, b decimal.Decimal) {
		if !b.IsZero() && !a.Equal(b) {
			out = append(out, what)
		}
	}
	number := func(what string, a, b int) {
		if b != 0 && a != b {
			out = append(out, what)
		}
	}
	rate("tarif de la journée", one.DayRate, o.DayRate)
	rate("tarif de la semaine", one.WeekRate, o.WeekRate)
	rate("tarif de la relâche", one.HoldRate, o.HoldRate)
	rate("voyage", one.Travel, o.Travel)
	rate("journée de voyage", one.TravelRate, o.TravelRate)
	number("jours de voyage", one.TravelDays, o.TravelDays)
	number("jours garantis", one.MinDays, o.MinDays)
	number("semaines garanties", one.Weeks, o.Weeks)
	number("jours au plus", one.MaxDays, o.MaxDays)
	number("jours de suite", one.RestAfter, o.RestAfter)
	number("interruption", one.DropAfter, o.DropAfter)
	if o.HoldPaid && !one.HoldPaid {
		out = append(out, "relâche payée")
	}
	if len(o.Options) > 0 && !slices.EqualFunc(one.Options, o.Options, func(a, b RoleOption) bool {
		return a.Span == b.Span && a.DayRate.Equal(b.DayRate)
	}) {
		out = append(out, "options")
	}
	return out
}

// checkMembers checks the people of the crew with needs of their own.
func (p Problem) checkMembers(r *moteur.Report) {
	seen := names{}
	between(r, "crew.people", "Équipe technique", p.Crew.People, 0, 10_000, "personnes")
	for i, m := range p.Crew.Members {
		at := fmt.Sprintf("crew.members[%d]", i)
		who := "Membre de l'équipe " + m.Name
		if strings.TrimSpace(m.Name) == "" {
			r.Errorf(at+".name", "schedule/no-id", "Membre de l'équipe sans nom.")
		} else {
			seen.add(r, at+".name", "Membre de l'équipe", m.Name)
		}
		between(r, at+".before", who, m.Before, 0, maxBefore, "minutes")
		between(r, at+".max_minutes", who, m.MaxMinutes, 0, maxDay, "minutes")
		if m.MaxMinutes > 0 && m.Before >= m.MaxMinutes {
			r.Errorf(at+".before", "schedule/hours", "%s : %d minutes de préparation ne laissent rien d'une journée de %d minutes.", who,
				m.Before,
				m.MaxMinutes)
		}
	}
}
