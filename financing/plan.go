package financing

import (
	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
)

// Kind is the nature of a ressource of the plan de financement.
type Kind string

// The kinds of resource.
const (
	ProducerCash      Kind = "numeraire"       // producer's cash
	ProducerInKind    Kind = "industrie"       // producer's pay and overheads in participation
	AutomaticSupport  Kind = "soutien"         // soutien automatique investi
	SelectiveAid      Kind = "selectif"        // CNC selective aid other than the advance
	AdvanceOnReceipts Kind = "avance"          // avance sur recettes
	TaxCredit         Kind = "credit_impot"    // crédit d'impôt
	CoProducer        Kind = "coproducteur"    // company co-producing, in cash
	TVCoproduction    Kind = "coproduction_tv" // broadcaster's subsidiary
	TVPresale         Kind = "preachat_tv"
	PayTVPresale      Kind = "preachat_payant"
	Platform          Kind = "plateforme"
	Sofica            Kind = "sofica"
	TheatricalMG      Kind = "mg_salles"
	VideoMG           Kind = "mg_video"
	SalesMG           Kind = "mg_ventes"
	Regional          Kind = "region"
	Collective        Kind = "procirep_angoa"
	Diversity         Kind = "diversite" // images de la diversité, inclusion, parity, accessibility, eco funds
	Eurimages         Kind = "eurimages"
	Media             Kind = "media"
	ForeignIncentive  Kind = "incitation_etrangere" // tax shelter and others
	InKind            Kind = "apport_nature"        // a supplier's participation
	Other             Kind = "autre"
)

// State is how far a resource is secured.
type State string

// The states, in order.
const (
	Expected   State = "pressenti"
	Requested  State = "demande"
	Confirmed  State = "confirme"
	Contracted State = "contrat"
	Registered State = "inscrit" // registered at the RCA
	Paid       State = "paye"
)

// Plan is a plan de financement: the resources that pay for a cost.
type Plan struct {
	Title     string          `json:"title"`
	Cost      decimal.Decimal `json:"cost"` // total of the devis
	Resources []Resource      `json:"resources"`
	// DifficultFilm and SmallBudget open the derogations on public aid (RGA art. 211-21, 211-22).
	DifficultFilm bool `json:"difficult_film,omitempty"`
	// Treaty names the co-production treaty that applies, if any.
	Treaty string `json:"treaty,omitempty"`
}

// Resource is a ressource.
type Resource struct {
	ID       string          `json:"id"`
	Label    string          `json:"label"`
	Kind     Kind            `json:"kind"`
	Party    string          `json:"party,omitempty"`
	Country  string          `json:"country,omitempty"` // ISO 3166-1 alpha-2; empty means FR
	Amount   decimal.Decimal `json:"amount"`            // in Currency
	Currency string          `json:"currency,omitempty"`
	// Rate is euros for one unit of Currency; unset means 1.
	Rate  decimal.Decimal `json:"rate,omitzero"`
	State State           `json:"state"`
	// Public overrides whether the resource counts as public aid; nil takes the kind's.
	Public     *bool            `json:"public,omitempty"`
	VATRate    *decimal.Decimal `json:"vat_rate,omitempty"` // nil takes the kind's
	Conditions string           `json:"conditions,omitempty"`
	Pieces     []string         `json:"pieces,omitempty"`
	Date       moteur.Date      `json:"date,omitzero"` // of the contract or award
	// Instalments fall on events of the film; empty takes the kind's template, shown as a hypothesis.
	Instalments []Instalment `json:"instalments,omitempty"`
	// RightsShare is the share of rights and receipts the party gets, as a fraction.
	RightsShare decimal.Decimal `json:"rights_share,omitzero"`
}

// Instalment is an échéance: a share of a resource due some days after an event.
type Instalment struct {
	Event   moteur.Event    `json:"event"`
	Share   decimal.Decimal `json:"share"` // fraction of the resource
	LagDays int             `json:"lag_days,omitempty"`
	Date    moteur.Date     `json:"date,omitzero"` // replaces event and lag when set
	Needs   string          `json:"needs,omitempty"`
}
