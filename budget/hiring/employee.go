package hiring

import (
	"fmt"
	"log/slog"
	"regexp"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/budget/payroll"
	"github.com/moteur-film/moteur/internal/fr"
)

// Sex is the sexe of the civil status, as declarations ask it.
type Sex string

// The sexes.
const (
	Female Sex = "F"
	Male   Sex = "M"
)

// Accepted lists the codes of the sexes.
func (Sex) Accepted() []string { return moteur.Codes(Female, Male) }

// Employee is a personne engaged on the film, with the data that payroll and hiring need. It holds personal data: keep
// it out of budgets, call sheets and logs; Redacted leaves only what a document may show.
type Employee struct {
	Person moteur.Person `json:"person"`
	// BirthName is the nom de naissance, when it differs from the last name.
	BirthName string `json:"birth_name,omitempty"`
	Sex       Sex    `json:"sex,omitempty"`
	// BirthPlace is the town, BirthDepartment its code ("75", "2A", "974"; "99" abroad), BirthCountry ISO 3166-1.
	BirthPlace      string         `json:"birth_place,omitempty"`
	BirthDepartment string         `json:"birth_department,omitempty"`
	BirthCountry    string         `json:"birth_country,omitempty"`
	NIR             NIR            `json:"nir,omitzero"`
	IBAN            IBAN           `json:"iban,omitzero"`
	Address         moteur.Address `json:"address,omitzero"`
	// PermitKind, PermitNumber and PermitUntil describe a residence or work permit.
	PermitKind   string      `json:"permit_kind,omitempty"`
	PermitNumber string      `json:"permit_number,omitempty"`
	PermitUntil  moteur.Date `json:"permit_until,omitzero"`
	// LeaveFundNumber is the numéro Congés Spectacles.
	LeaveFundNumber string `json:"leave_fund_number,omitempty"`
	// Minor holds the authorisation of a person under 18.
	Minor *payroll.Minor `json:"minor,omitempty"`
}

// LogValue gives only the identifier to log/slog.
func (e Employee) LogValue() slog.Value { return slog.StringValue("personne " + e.Person.ID) }

// CivilName is the civil name, "Camille Durand": never the stage name.
func (e Employee) CivilName() string {
	p := e.Person
	p.StageName = ""
	return p.Name()
}

var departmentPattern = regexp.MustCompile(`^(0[1-9]|[1-8][0-9]|9[0-5]|2[AB]|97[1-9]|98[4-8]|99)$`)

// Check checks the identity of a person engaged on a date: what is missing for the papers, and what contradicts
// itself. A missing NIR is a warning: it is lawful, and then the birth data matter. Messages never hold NIR nor account.
func (e Employee) Check(on moteur.Date) moteur.Report {
	var rep moteur.Report
	name := e.CivilName()
	if e.Person.FirstName == "" || e.Person.LastName == "" {
		rep.Errorf("person", "employee/name", "Nom ou prénom manquant (personne %q).", e.Person.ID)
	}
	if e.Sex != Female && e.Sex != Male {
		rep.Errorf("sex", "employee/sex", "%s : sexe manquant pour la DPAE.", name)
	}
	if e.Person.Birth.IsZero() {
		rep.Errorf("person.birth", "employee/birth", "%s : date de naissance manquante.", name)
	} else if !on.IsZero() && e.Person.Birth.After(on) {
		rep.Errorf("person.birth", "employee/birth", "%s : date de naissance après l'engagement.", name)
	}
	if e.BirthPlace == "" {
		rep.Errorf("birth_place", "employee/birth-place", "%s : lieu de naissance manquant pour la DPAE.", name)
	}
	if !departmentPattern.MatchString(e.BirthDepartment) {
		rep.Errorf("birth_department", "employee/birth-department",
			"%s : département de naissance manquant ou inconnu (99 pour l'étranger).", name)
	}
	if e.Person.Nationality == "" {
		rep.Errorf("person.nationality", "employee/nationality", "%s : nationalité manquante.", name)
	}
	if e.Address.Street == "" || e.Address.City == "" {
		rep.Errorf("address", "employee/address", "%s : adresse manquante.", name)
	}
	switch {
	case e.NIR.IsZero():
		rep.Warnf("nir", "employee/nir-absent",
			"%s : numéro de sécurité sociale absent ; licite si la personne n'est pas encore immatriculée.", name)
	case !e.NIR.Matches(e.Sex, e.Person.Birth):
		rep.Errorf("nir", "employee/nir-mismatch",
			"%s : le numéro de sécurité sociale ne correspond pas au sexe ou à la date de naissance.", name)
	}
	if e.IBAN.IsZero() {
		rep.Warnf("iban", "employee/iban-absent", "%s : compte bancaire absent.", name)
	}
	if !e.PermitUntil.IsZero() && e.PermitUntil.Before(on) {
		rep.Errorf("permit_until", "employee/permit-expired", "%s : titre de travail expiré le %s.", name, fr.Date(e.PermitUntil))
	}
	return rep
}

// Body is an organisme social named in contracts.
type Body struct {
	Name    string         `json:"name"`
	Address moteur.Address `json:"address"`
}

// Employer is the employeur: the company, and the bodies it is a member of.
type Employer struct {
	Company moteur.Company `json:"company"`
	// ObjectNumber is the numéro d'objet of the production, given by France Travail spectacle before the first hire.
	ObjectNumber string `json:"object_number,omitempty"`
	Retirement   Body   `json:"retirement"` // caisse de retraite complémentaire
	Welfare      Body   `json:"welfare"`    // prévoyance
	PaidLeave    Body   `json:"paid_leave"` // caisse des congés spectacles
	Health       Body   `json:"health"`     // service de santé au travail
	// HealthCode is the code of the health service in the DPAE.
	HealthCode string `json:"health_code,omitempty"`
}

// Check checks what hiring papers need of the employer.
func (e Employer) Check() moteur.Report {
	var rep moteur.Report
	c := e.Company
	if c.Name == "" {
		rep.Errorf("company.name", "employer/name", "Dénomination de l'employeur manquante.")
	}
	if _, err := CheckSIRET(c.SIRET); err != nil || len(c.SIRET) < 14 {
		rep.Errorf("company.siret", "employer/siret", "SIRET de l'employeur absent ou invalide : %q.", c.SIRET)
	}
	if !nafPattern.MatchString(compact(c.NAF)) {
		rep.Errorf("company.naf", "employer/naf", "Code APE absent ou invalide : %q (attendu comme 59.11C).", c.NAF)
	}
	if !urssafPattern.MatchString(c.URSSAF) {
		rep.Errorf("company.urssaf", "employer/urssaf", "Code URSSAF absent ou invalide : %q (attendu trois chiffres).", c.URSSAF)
	}
	if c.Address.Street == "" || c.Address.City == "" || !zipPattern.MatchString(c.Address.Zip) {
		rep.Errorf("company.address", "employer/address", "Adresse de l'employeur incomplète.")
	}
	if e.ObjectNumber == "" {
		rep.Warnf("object_number", "employer/object-number",
			"Numéro d'objet absent : à demander à France Travail spectacle avant la première embauche.")
	}
	if e.Health.Name == "" && e.HealthCode == "" {
		rep.Errorf("health", "employer/health", "Service de santé au travail manquant.")
	}
	return rep
}

var (
	nafPattern    = regexp.MustCompile(`^[0-9]{4}[A-Z]$`)
	urssafPattern = regexp.MustCompile(`^[0-9]{3}$`)
	zipPattern    = regexp.MustCompile(`^[0-9]{5}$`)
)

// compact drops the dots and spaces of a code: "59.11C" gives "5911C".
func compact(s string) string {
	out := make([]byte, 0, len(s))
	for i := range len(s) {
		if c := s[i]; c != '.' && c != ' ' {
			out = append(out, c)
		}
	}
	return string(out)
}

// addressLine writes an address on one line.
func addressLine(a moteur.Address) string {
	s := a.Street
	if city := a.Zip + " " + a.City; city != " " {
		if s != "" {
			s += ", "
		}
		s += city
	}
	if a.Country != "" && a.Country != "FR" {
		s = fmt.Sprintf("%s (%s)", s, a.Country)
	}
	return s
}
