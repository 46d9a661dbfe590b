package moteur

import "github.com/shopspring/decimal"

// Kind is the nature of the work (genre administratif). It decides which agreement, scales and aids apply.
type Kind string

// The kinds of work.
const (
	Feature     Kind = "feature"     // long métrage de fiction
	Short       Kind = "short"       // court métrage
	Documentary Kind = "documentary" // documentaire
	Series      Kind = "series"      // série audiovisuelle
	TVFilm      Kind = "tvfilm"      // unitaire audiovisuel
	Animation   Kind = "animation"   // animation
	Digital     Kind = "digital"     // contenu numérique
)

// Label returns the French word.
func (k Kind) Label() string {
	switch k {
	case Feature:
		return "long métrage de fiction"
	case Short:
		return "court métrage"
	case Documentary:
		return "documentaire"
	case Series:
		return "série"
	case TVFilm:
		return "unitaire de télévision"
	case Animation:
		return "animation"
	case Digital:
		return "contenu numérique"
	}
	return string(k)
}

// Accepted lists the codes of the kinds.
func (Kind) Accepted() []string {
	return Codes(Feature, Short, Documentary, Series, TVFilm, Animation, Digital)
}

// Event is a date of the film's life on which money, deadlines and documents hang (événement déclencheur).
type Event string

// The events, in their usual order.
const (
	Contract           Event = "contract"            // signature of the contract concerned
	PrepStart          Event = "prep_start"          // début de préparation
	InvestmentApproval Event = "investment_approval" // agrément des investissements (AI)
	ShootStart         Event = "shoot_start"         // premier jour de tournage
	MidShoot           Event = "mid_shoot"           // milieu du tournage
	ShootEnd           Event = "shoot_end"           // dernier jour de tournage
	RoughCut           Event = "rough_cut"           // premier montage
	PictureLock        Event = "picture_lock"        // montage image définitif
	Delivery           Event = "delivery"            // livraison, PAD accepté
	VisaGranted        Event = "visa"                // visa d'exploitation
	Released           Event = "release"             // sortie nationale en salles
	ProductionApproval Event = "production_approval" // agrément de production (AP)
	FiscalYearEnd      Event = "fiscal_year_end"     // clôture de l'exercice
	TaxRefund          Event = "tax_refund"          // remboursement du crédit d'impôt
)

var eventLabels = map[Event]string{
	Contract: "contrat", PrepStart: "début de préparation", InvestmentApproval: "agrément des investissements",
	ShootStart: "premier jour de tournage", MidShoot: "milieu du tournage", ShootEnd: "dernier jour de tournage",
	RoughCut: "premier montage", PictureLock: "montage définitif", Delivery: "livraison", VisaGranted: "visa", Released: "sortie",
	ProductionApproval: "agrément de production", FiscalYearEnd: "clôture de l'exercice", TaxRefund: "remboursement du crédit d'impôt",
}

// Label returns the French words.
func (e Event) Label() string {
	if l, ok := eventLabels[e]; ok {
		return l
	}
	return string(e)
}

// Accepted lists the codes of the events.
func (Event) Accepted() []string { return Codes(Events()...) }

// Events lists the events of a film in their usual order.
func Events() []Event {
	return []Event{Contract, PrepStart, InvestmentApproval, ShootStart, MidShoot, ShootEnd, RoughCut, PictureLock, Delivery, VisaGranted,
		Released, ProductionApproval, FiscalYearEnd, TaxRefund}
}

// Timeline gives the dates of the film's events, planned or real.
type Timeline map[Event]Date

// Film is the identity of a film (fiche d'identité): facts, no computation.
type Film struct {
	Title    string `json:"title"`
	Kind     Kind   `json:"kind"`
	Genre    string `json:"genre,omitempty"`    // comédie dramatique, polar…, as announced
	Logline  string `json:"logline,omitempty"`  // the pitch in at most three lines
	Synopsis string `json:"synopsis,omitempty"` // the user's own words
	// Language is the main language of the original version, ISO 639-1 (fr).
	Language string `json:"language" code:"language"`
	// OtherLanguages are heard in a smaller part.
	OtherLanguages []string `json:"other_languages,omitempty" code:"language"`
	// Minutes is the expected running time of the work (of one episode for a series).
	Minutes  int      `json:"minutes"`
	Episodes int      `json:"episodes,omitempty"`
	Director string   `json:"director"`          // ID of a Person
	Writers  []string `json:"writers,omitempty"` // IDs of persons
	// DirectorRank is 1 for a first feature, 2 for a second one, 0 when unknown.
	DirectorRank int       `json:"director_rank,omitempty"`
	Company      Company   `json:"company"`
	CoProducers  []Company `json:"co_producers,omitempty"`
	Timeline     Timeline  `json:"timeline,omitempty"`
	ISAN         string    `json:"isan,omitempty"`
	RegisterNo   string    `json:"register_no,omitempty"` // numéro RCA (registres du cinéma et de l'audiovisuel)
	VisaNo       string    `json:"visa_no,omitempty"`
}

// Company is an entreprise de production or another firm.
type Company struct {
	Name    string          `json:"name"`
	Form    string          `json:"form,omitempty"` // SARL, SAS…
	Capital decimal.Decimal `json:"capital"`        // capital social, euros
	SIRET   string          `json:"siret,omitempty"`
	NAF     string          `json:"naf,omitempty"`
	URSSAF  string          `json:"urssaf,omitempty"` // code of the URSSAF that receives the DPAE
	Address Address         `json:"address"`
	Phone   string          `json:"phone,omitempty"`
	Email   string          `json:"email,omitempty"`
	// Country is ISO 3166-1 alpha-2.
	Country string `json:"country" code:"country"`
	// Staff is the number of employees (effectif) that decides some charges.
	Staff int `json:"staff,omitempty"`
	// SignatoryUnion tells that the company is a member of a union that signed the collective agreement.
	SignatoryUnion bool   `json:"signatory_union,omitempty"`
	Legal          string `json:"legal_representative,omitempty"` // name of the person who signs
	Title          string `json:"legal_title,omitempty"`          // her or his title: gérante, président
	// FiscalYearEnd is the month of the accounts' closing, 1 to 12; 0 means December.
	FiscalYearEnd int `json:"fiscal_year_end,omitempty" unset:"12"`
}

// Signatory is the line under a signature: "Pour Les Films du Quai : Jeanne Rol, gérante".
func (c Company) Signatory() string {
	switch {
	case c.Legal == "":
		return "Pour " + c.Name
	case c.Title == "":
		return "Pour " + c.Name + " : " + c.Legal
	}
	return "Pour " + c.Name + " : " + c.Legal + ", " + c.Title
}

// Address is a postal address.
type Address struct {
	Street  string `json:"street,omitempty"`
	Zip     string `json:"zip,omitempty"`
	City    string `json:"city,omitempty"`
	Country string `json:"country,omitempty" code:"country"` // ISO 3166-1 alpha-2; empty means FR
}

// Person is someone who works on the film, with the facts that rules ask for. Payroll and bank data live in the
// payroll room, with its own rules of privacy.
type Person struct {
	ID        string `json:"id"`
	FirstName string `json:"first_name"`
	LastName  string `json:"last_name"`
	StageName string `json:"stage_name,omitempty"` // nom d'artiste, printed instead of the civil name
	Birth     Date   `json:"birth,omitzero"`
	// Nationality is ISO 3166-1 alpha-2.
	Nationality string `json:"nationality,omitempty" code:"country"`
	// Residence is the country of fiscal residence, ISO 3166-1 alpha-2.
	Residence string `json:"residence,omitempty" code:"country"`
	// PermitYears is the length of the French or EU residence permit in years; 10 or more assimilates to a French national
	// for the CNC (RGA art. 120-1).
	PermitYears int    `json:"permit_years,omitempty"`
	Phone       string `json:"phone,omitempty"`
	Email       string `json:"email,omitempty"`
	// Agent is the name of the agent, for performers and authors.
	Agent string `json:"agent,omitempty"`
}

// Name returns the name to print: the stage name, else first name and last name.
func (p Person) Name() string {
	switch {
	case p.StageName != "":
		return p.StageName
	case p.FirstName == "":
		return p.LastName
	case p.LastName == "":
		return p.FirstName
	}
	return p.FirstName + " " + p.LastName
}

// AgeOn returns the age in full years on a date, and false when the birth date is unknown.
func (p Person) AgeOn(d Date) (int, bool) {
	if p.Birth.IsZero() || d.IsZero() {
		return 0, false
	}
	years := d.Year() - p.Birth.Year()
	if p.Birth.AddMonths(12 * years).After(d) {
		years--
	}
	return years, true
}
