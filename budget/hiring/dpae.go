package hiring

import (
	"errors"
	"fmt"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/budget/payroll"
	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/schedule/labour"
)

// DPAE is a déclaration préalable à l'embauche: one file for one employer and its hires. It is written, never sent.
type DPAE struct {
	Test     bool     `json:"test"` // test file: checked by the URSSAF, nothing is recorded
	Employer Employer `json:"employer"`
	Hires    []Hire   `json:"hires"`
	// Changes lists what the layout made of the names: capitals, accents, cuts.
	Changes []Change      `json:"changes"`
	Report  moteur.Report `json:"report"`
}

// Hire is one embauche.
type Hire struct {
	Employee Employee `json:"employee"`
	// Start and Time are the day and hour of hire, End the last day of a fixed term.
	Start moteur.Date  `json:"start"`
	Time  labour.Clock `json:"time"`
	End   moteur.Date  `json:"end,omitzero"`
	// Nature is CDD, CDI or CTT.
	Nature string `json:"nature"`
	// Trial is the length of the trial period in days, 0 when there is none.
	Trial int `json:"trial,omitempty"`
}

// Change is a text that the layout transforms.
type Change struct {
	Path   string `json:"path"`
	Before string `json:"before"`
	After  string `json:"after"`
	Cut    bool   `json:"cut,omitempty"` // letters were lost beyond the allowed length
	// Romanised tells that the text was in another alphabet: compare with the identity paper.
	Romanised bool `json:"romanised,omitempty"`
}

// dpaeLimit is the longest name or address of the layout.
const dpaeLimit = 32

// NewDPAE prepares the declaration of hires of one employer, on the day it is meant to be sent, and checks what the
// layout demands, the sending window and the deadline.
func NewDPAE(employer Employer, hires []Hire, test bool, sending moteur.Date) DPAE {
	d := DPAE{Test: test, Employer: employer, Hires: hires}
	d.Report.Merge("employer", employer.Check())
	if employer.HealthCode == "" {
		d.Report.Errorf("employer.health_code", "dpae/health-code", "Code du service de santé au travail manquant.")
	}
	if employer.Company.Phone == "" {
		d.Report.Errorf("employer.company.phone", "dpae/phone", "Téléphone de l'employeur manquant.")
	}
	if len(hires) == 0 {
		d.Report.Errorf("hires", "dpae/empty", "Aucune embauche à déclarer.")
	}
	t := transformer{changes: &d.Changes}
	t.employer("employer.name", employer.Company.Name)
	t.employer("employer.street", employer.Company.Address.Street)
	t.employer("employer.city", employer.Company.Address.City)
	for i, h := range hires {
		path := fmt.Sprintf("hires[%d]", i)
		p := h.Employee.Redacted(PaperDPAE)
		surname := p.BirthName
		if surname == "" {
			surname = p.Person.LastName
		}
		for _, f := range []struct{ field, text string }{{"surname", surname}, {"first_name", p.Person.FirstName}} {
			if t.name(path+"."+f.field, f.text) == "" {
				d.Report.Errorf(path+"."+f.field, "dpae/name", "Nom ou prénom sans lettre que la DPAE admette.")
			}
		}
		if p.Person.LastName != surname {
			t.name(path+".usual_name", p.Person.LastName)
		}
		t.town(path+".birth_place", p.BirthPlace)
		d.checkHire(path, h, sending)
	}
	sortChanges(d.Changes)
	for _, c := range d.Changes {
		sev, more := moteur.Notice, ""
		if c.Cut {
			sev, more = moteur.Warning, " (coupé à la longueur permise)"
		}
		if c.Romanised {
			sev, more = moteur.Warning, more+" (à comparer à la pièce d'identité)"
		}
		d.Report.Add(moteur.Issue{Path: c.Path, Severity: sev, Rule: "dpae/transformed",
			Message: fmt.Sprintf("%s devient %s dans la déclaration%s.", fr.Quote(c.Before), fr.Quote(c.After), more)})
	}
	return d
}

func (d *DPAE) checkHire(path string, h Hire, sending moteur.Date) {
	rep := &d.Report
	check := h.Employee.Check(h.Start)
	for _, i := range check.Issues {
		switch i.Rule { // what the declaration itself carries
		case "employee/name", "employee/sex", "employee/birth", "employee/birth-place", "employee/birth-department", "employee/nir-absent",
			"employee/nir-mismatch":
			i.Path = path + "." + i.Path
			rep.Add(i)
		}
	}
	switch h.Nature {
	case "CDD", "CTT":
		if h.End.IsZero() {
			rep.Errorf(path+".end", "dpae/end", "Fin de contrat manquante pour un %s.", h.Nature)
		}
	case "CDI":
	default:
		rep.Errorf(path+".nature", "dpae/nature", "Nature de contrat %q inconnue : CDD, CDI ou CTT.", h.Nature)
	}
	if !h.End.IsZero() && h.End.Before(h.Start) {
		rep.Errorf(path+".end", "dpae/end", "La fin du contrat précède son début.")
	}
	if h.Start.IsZero() {
		rep.Errorf(path+".start", "dpae/start", "Date d'embauche manquante.")
		return
	}
	switch {
	case !h.Time.Known():
		rep.Errorf(path+".time", "dpae/time", "Heure d'embauche manquante.")
	case h.Time.Minutes() >= 24*60:
		rep.Errorf(path+".time", "dpae/time", "Heure d'embauche hors de la journée.")
	}
	w, err := h.Window()
	if err != nil {
		rep.Errorf(path+".start", "dpae/window", "%s", err)
		return
	}
	switch {
	case sending.IsZero():
		rep.Notef(path+".start", "dpae/send", "À envoyer du %s au %s, avant l'heure d'embauche.", fr.Date(w.From), fr.Date(w.To))
	case sending.Before(w.From):
		rep.Errorf(path+".start", "dpae.window", "Envoi le %s : trop tôt, au plus huit jours avant l'embauche, soit à partir du %s.",
			fr.Date(sending), fr.Date(w.From))
	case sending.After(w.To):
		rep.Errorf(path+".start", "dpae.window", "Envoi le %s : après l'embauche du %s%s.", fr.Date(sending), fr.Date(h.Start),
			h.penaltyText())
	case sending == h.Start:
		rep.Warnf(path+".start", "dpae/send", "Envoi le jour de l'embauche : avant %s, heure de début.", h.Time)
	}
}

// penaltyText says what a declaration that comes too late costs, nothing when the law of the date is not known.
func (h Hire) penaltyText() string {
	p, err := h.Penalty()
	if err != nil {
		return ""
	}
	return " (pénalité : " + fr.Euros(p.Value) + ")"
}

// Window is the period in which the declaration of a hire may be sent: the eight days before it, up to its hour.
func (h Hire) Window() (moteur.Span, error) {
	r := dutiesOn(h.Start, nil)
	n := r.Int("dpae.window.earliest_days_before")
	return moteur.Span{From: h.Start.AddDays(-n), To: h.Start}, failed(r)
}

// Hire is what a DPAE declares of the engagement.
func (e Engagement) Hire() Hire {
	h := Hire{Employee: e.Employee, Start: e.Span.From, Time: e.StartTime, End: e.Span.To, Nature: "CDD"}
	if e.ProfileOf() == payroll.Permanent {
		h.Nature = "CDI"
	}
	return h
}

// ErrDPAE is the error of a declaration that is not complete.
var ErrDPAE = errors.New("hiring : DPAE incomplète")
