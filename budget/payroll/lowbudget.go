package payroll

import (
	"fmt"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/law"
)

// Deferred is the intéressement of annexe III: the share of receipts owed against the part of the reference wage that is
// not guaranteed, in euros for the same basis (Week39, Shoot5 or Shoot6), with its derivation.
func Deferred(job string, on moteur.Date, b Basis) (moteur.Step, moteur.Report, error) {
	return Bound{}.Deferred(job, on, b)
}

// Deferred is that of the function, for this employer.
func (e Bound) Deferred(job string, on moteur.Date, b Basis) (moteur.Step, moteur.Report, error) {
	var rep moteur.Report
	j, err := FindJob(job)
	if err != nil {
		return moteur.Step{}, rep, err
	}
	if j.Title != 2 || (b != Week39 && b != Shoot5 && b != Shoot6) {
		return moteur.Step{}, rep, fmt.Errorf("payroll : intéressement %s, %s : %w", j.Name, b.Label(), ErrBasis)
	}
	m := minimum{job: j, on: on, rep: &rep, signatory: e.Signatory}
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
	floor, err := m.quote(minimaTable, m.bound("annex3.floor"), "")
	if err != nil {
		return floor, deferred, err
	}
	share, err := m.quote(minimaTable, m.bound("annex3.share"), "")
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

// bound is the id of a value for this employer: that of the members of the signatory unions where the table has one on the date.
func (m minimum) bound(id string) string {
	if t, err := minimaTable(); err == nil && m.signatory && law.Open(m.on, nil, t).Has(id+".signatory") {
		return id + ".signatory"
	}
	return id
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
	// Signatory tells that the employer is a member of a union that signed the agreement.
	Signatory bool `json:"signatory,omitempty"`
}
