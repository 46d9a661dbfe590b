package payroll

import (
	"fmt"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/internal/law"
	"github.com/moteur-film/moteur/internal/money"
)

// Deferred is the intéressement of annexe III: the share of receipts owed against the part of the reference wage that is
// not guaranteed, in euros for the same basis (Week39, Shoot5 or Shoot6), with its derivation.
func Deferred(job string, on moteur.Date, b Basis) (moteur.Step, moteur.Report, error) {
	var rep moteur.Report
	j, err := FindJob(job)
	if err != nil {
		return moteur.Step{}, rep, err
	}
	if j.Title != 2 || (b != Week39 && b != Shoot5 && b != Shoot6) {
		return moteur.Step{}, rep, fmt.Errorf("payroll : intéressement %s, %s : %w", j.Name, b.Label(), ErrBasis)
	}
	m := minimum{job: j, on: on, rep: &rep}
	ref, err := m.step(b)
	if err != nil {
		return ref, rep, fmt.Errorf("payroll : %w", err)
	}
	_, deferred, err := m.low(ref)
	if err != nil {
		return deferred, rep, fmt.Errorf("payroll : %w", err)
	}
	return deferred, rep, nil
}

// low gives the guaranteed part of a reference wage, floor + share × (reference − floor), and twice the rest. The
// guaranteed part is left unrounded inside the deferred share, as the printed table does.
func (m minimum) low(ref moteur.Step) (guaranteed, deferred moteur.Step, err error) {
	floor, err := m.quote(minimaTable, "annex3.floor", "")
	if err != nil {
		return floor, deferred, err
	}
	share, err := m.quote(minimaTable, "annex3.share", "")
	if err != nil {
		return share, deferred, err
	}
	twice, err := m.quote(minimaTable, "annex3.deferred", "")
	if err != nil {
		return twice, deferred, err
	}
	exact := moteur.Least("minimum garanti", ref, moteur.Sum("socle et part garantie", floor,
		moteur.TimesExact("part garantie au-dessus du socle", share, moteur.Most("au-dessus du socle", moteur.Given("zéro", decimal.Zero),
			moteur.Minus("référence moins socle", ref, floor)))))
	guaranteed = moteur.Round("salaire garanti, annexe III", exact, 2)
	deferred = moteur.Times("intéressement", twice, moteur.Minus("part différée", ref, exact))
	return guaranteed, deferred, nil
}

// LowBudget are the facts of a film that asks for annexe III (films à budget limité). Shares are fractions; a zero or
// unset fact is taken as said.
type LowBudget struct {
	Kind moteur.Kind `json:"kind"`
	// ExternalSpend is the spend outside the production company's own, without contingency, euros.
	ExternalSpend   decimal.Decimal `json:"external_spend"`
	Budget          decimal.Decimal `json:"budget"`
	TechnicianWages decimal.Decimal `json:"technician_wages"`
	// OthersDeferring is the share of authors, producers, lead performers and agents who defer too.
	OthersDeferring decimal.Decimal `json:"others_deferring"`
	// FilmsShare is the share of such films among the films approved in the year, when known.
	FilmsShare decimal.Decimal `json:"films_share,omitzero"`
	// MeetingAttendees is the number of technicians who signed the sheet of the prior meeting.
	MeetingAttendees int  `json:"meeting_attendees,omitempty"`
	CommissionAsked  bool `json:"commission_asked,omitempty"` // opinion of the joint commission
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
	if b.Has("annex3.meeting") {
		if least := b.Int("annex3.meeting"); f.MeetingAttendees < least {
			issue("meeting_attendees", "annex3.meeting", b.Source("annex3.meeting"),
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
