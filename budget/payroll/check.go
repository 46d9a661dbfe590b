package payroll

import (
	"fmt"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/internal/law"
	"github.com/moteur-film/moteur/internal/money"
	"github.com/moteur-film/moteur/schedule/labour"
)

// CheckMinimum compares a rate, euros gross on a basis, with the minimum: a rate below it is an issue with the gap in
// euros. The annexes of pay do not bind a short film, nor those of extras an employer outside the signatory unions as long as the
// SMIC is paid: there the gap is a warning.
func CheckMinimum(job string, on moteur.Date, b Basis, rate decimal.Decimal, e Bound) (moteur.Report, error) {
	least, rep, err := e.Minimum(job, on, b)
	if err != nil {
		return rep, err
	}
	if gap := least.Value.Sub(rate); gap.IsPositive() {
		j, _ := FindJob(job)
		sev, why := moteur.Error, ""
		switch {
		case e.Kind == moteur.Short:
			sev, why = moteur.Warning, " (les annexes de salaires n'obligent pas un court métrage)"
		case rep.Has("payroll/signatories") && paysSMIC(j, on, b, rate):
			sev, why = moteur.Warning, " (ils n'obligent que les adhérents d'un syndicat signataire)"
		}
		src := moteur.Source{}
		least.Walk(func(_ int, s moteur.Step) {
			if src.Text == "" {
				src = s.Source
			}
		})
		rep.Add(moteur.Issue{Path: "rate", Severity: sev, Rule: "payroll/below-minimum", Source: src,
			Message: fmt.Sprintf("%s : %s pour la base « %s », sous le minimum de %s : il manque %s%s.", j.Name, fr.Euros(rate), b.Label(),
				fr.Euros(least.Value), fr.Euros(gap), why)})
	}
	return rep, nil
}

// paysSMIC tells that a rate of an extra is not under the SMIC of the hours that its basis pays; it is not when the SMIC is not known.
func paysSMIC(j Job, on moteur.Date, b Basis, rate decimal.Decimal) bool {
	m := minimum{job: j, on: on, rep: &moteur.Report{}}
	smic, err := m.quote(chargesTable, "SMIC_hour", "SMIC horaire")
	if err != nil {
		return false
	}
	floor, err := m.smicFloor(smic, b)
	return err == nil && !rate.LessThan(floor.Value)
}

// CheckLowBudget tells whether a film may apply annexe III on a date: one issue a condition that is not met. The 2013
// thresholds are repeated after 2020 as unverified, for want of the text in force.
func CheckLowBudget(f LowBudget, on moteur.Date) (moteur.Report, error) {
	var rep moteur.Report
	t, err := minimaTable()
	if err != nil {
		return rep, err
	}
	b := law.Open(on, &rep, t).At("low_budget")
	read := func(id string) (decimal.Decimal, moteur.Source) { return b.Number(id), b.Source(id) }
	issue := func(path, rule string, src moteur.Source, format string, args ...any) {
		rep.Add(moteur.Issue{Path: path, Severity: moteur.Error, Rule: rule, Source: src, Message: fmt.Sprintf(format, args...)})
	}
	switch f.Kind {
	case moteur.Feature:
		if top, src := read("annex3.spend.fiction"); f.ExternalSpend.GreaterThan(top) {
			issue("external_spend", "annex3.spend", src, "Dépense extérieure de %s, au-dessus de %s.", fr.Euros(f.ExternalSpend),
				fr.Euros(top))
		}
	case moteur.Documentary:
		if top, src := read("annex3.spend.documentary"); !f.ExternalSpend.LessThan(top) {
			issue("external_spend", "annex3.spend", src, "Dépense extérieure de %s : elle doit rester sous %s.", fr.Euros(f.ExternalSpend),
				fr.Euros(top))
		}
	default:
		rep.Errorf("kind", "annex3.kind", "L'annexe III ne vaut que pour un long métrage de fiction ou un documentaire, pas pour : %s.",
			f.Kind.Label())
		return rep, nil
	}
	wages := money.Share(f.TechnicianWages, f.Budget, 6)
	if least, src := read("annex3.wages.share"); f.TechnicianWages.LessThan(least.Mul(f.Budget)) {
		issue("technician_wages", "annex3.wages", src, "Salaires des techniciens à %s du budget ; il en faut %s.", fr.Percent(wages, 1),
			fr.Percent(least, 0))
	}
	if least, src := read("annex3.others"); f.OthersDeferring.LessThan(least) {
		issue("others_deferring", "annex3.others", src, "%s des auteurs, producteurs, rôles et agents diffèrent ; il en faut %s.",
			fr.Percent(f.OthersDeferring, 0), fr.Percent(least, 0))
	}
	if most, src := read("annex3.films"); f.FilmsShare.GreaterThan(most) {
		issue("films_share", "annex3.films", src, "%s des films agréés de l'année sont déjà sous l'annexe III ; le plafond est de %s.",
			fr.Percent(f.FilmsShare, 0), fr.Percent(most, 0))
	}
	if !f.CommissionAsked {
		rep.Errorf("commission_asked", "annex3.commission", "L'avis préalable de la commission paritaire est à demander.")
	}
	if id := (minimum{on: on, signatory: f.Signatory}).bound("annex3.meeting"); b.Has(id) {
		if least := b.Int(id); f.MeetingAttendees < least {
			issue("meeting_attendees", "annex3.meeting", b.Source(id),
				"Réunion préalable : %d technicien(s) ont signé la feuille de présence ; il en faut %d.", f.MeetingAttendees, least)
		}
	}
	if err := b.Err(); err != nil {
		return rep, fmt.Errorf("payroll : %w", err)
	}
	return rep, nil
}

// CheckSmallFiction tells, for a long fiction under one million euros of external spend, that the annexes I to III are
// not compulsory there, and checks what replaces them. ok is false when the film is too large for that regime.
func CheckSmallFiction(f LowBudget, on moteur.Date) (ok bool, rep moteur.Report, err error) {
	t, err := minimaTable()
	if err != nil {
		return false, rep, err
	}
	b := law.Open(on, &rep, t).At("low_budget")
	if f.Kind != moteur.Feature || f.ExternalSpend.GreaterThan(b.Number("small.spend")) {
		return false, rep, b.Err()
	}
	least := b.Number("small.wages")
	if err := b.Err(); err != nil {
		return false, rep, fmt.Errorf("payroll : %w", err)
	}
	wages := money.Share(f.TechnicianWages, f.Budget, 6)
	if f.TechnicianWages.LessThan(least.Mul(f.Budget)) {
		rep.Add(moteur.Issue{Path: "technician_wages", Severity: moteur.Error, Rule: "small.wages", Source: b.Source("small.wages"),
			Message: fmt.Sprintf("Salaires des techniciens à %s du budget ; il en faut %s.", fr.Percent(wages, 1),
				fr.Percent(least, 0))})
	}
	rep.Notef("low_budget", "small.duties", "Annexes I à III non obligatoires ; intéressement et comptes ouverts aux techniciens requis.")
	return true, rep, nil
}

// CheckMinor checks the days of a person under 18: authorisation, presence by age, night, rest, pauses, guardian. Days from
// the 18th birthday on are left aside. The limits come from the individual authorisation first, then from the tables.
func CheckMinor(m Minor, days []labour.Day) (moteur.Report, error) {
	var rep moteur.Report
	if m.Birth.IsZero() {
		return rep, fmt.Errorf("payroll : %w : date de naissance du mineur manquante", labour.ErrDay)
	}
	child, papers := m.child()
	child.CheckHours(&rep, "authorisation", "Mineur")
	regime := labour.Regime{Scope: labour.Performer, Clock: m.Clock, Child: &child}
	var young []labour.Day
	for _, d := range days {
		if child.AgeOn(d.Date) < 18 {
			young = append(young, d)
		}
	}
	found, err := labour.Check(regime, labour.Before{}, young)
	if err != nil {
		return rep, fmt.Errorf("payroll : %w", err)
	}
	for _, d := range young {
		if d.Kind == labour.HolidayOff {
			continue
		}
		lacks, err := papers.Check(child, d.Date)
		if err != nil {
			return rep, fmt.Errorf("payroll : %w", err)
		}
		l, err := labour.LimitsOn(regime, d.Date, d.Studio)
		if err != nil {
			return rep, fmt.Errorf("payroll : %w", err)
		}
		found = append(found, lacks...)
		rep.Merge("minor", l.Doubts)
		l.Stretch.Say(&rep, "minor")
	}
	for _, f := range found {
		rep.Add(f.Issue(f.Date.String(), ""))
	}
	return rep, nil
}
