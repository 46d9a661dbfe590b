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
	// DifficultFilm (first or second film of the director) opens the derogations on public aid (RGA art. 211-21, 211-22); a
	// small budget opens them by its amount.
	DifficultFilm bool `json:"difficult_film,omitempty"`
	// Treaty names the co-production treaty that applies, if any: "conv-2017" (revised Council of Europe convention),
	// "fr-ca-2021" (France-Canada). Limits of a treaty that the tables do not hold are said to be unchecked.
	Treaty string `json:"treaty,omitempty"`
	// Date is the day whose law applies to the plan: the deposit of the request. Unset, checks that need the law say so.
	Date moteur.Date `json:"date,omitzero"`
	// Timeline gives the events of the film, when they are known: some rules depend on them (SOFICA before the shoot).
	Timeline moteur.Timeline `json:"timeline,omitempty"`
	// Documentary changes the pay ceiling (RGA art. 211-19).
	Documentary bool `json:"documentary,omitempty"`
	// Pays are the global pays compared with the pay ceiling, charges left out.
	Pays []GlobalPay `json:"pays,omitempty"`
}

// GlobalPay is the rémunération globale of a co-author, a leading performer or a person-producer, charges left out,
// direct and through companies, acquired before release (RGA art. 211-19).
type GlobalPay struct {
	Person string          `json:"person"` // the name to print
	Role   string          `json:"role"`   // why the person counts: réalisatrice, premier rôle…
	Amount decimal.Decimal `json:"amount"` // euros
}

// Resource is a ressource.
type Resource struct {
	ID       string          `json:"id"`
	Label    string          `json:"label"`
	Kind     Kind            `json:"kind"`
	Party    string          `json:"party,omitempty"`
	Country  string          `json:"country,omitempty" code:"country"` // ISO 3166-1 alpha-2; empty means FR
	Amount   decimal.Decimal `json:"amount"`                           // in Currency
	Currency string          `json:"currency,omitempty"`
	// Rate is euros for one unit of Currency; unset means 1.
	Rate  decimal.Decimal `json:"rate,omitzero" unset:"1"`
	State State           `json:"state"`
	// Public overrides whether the resource counts as public aid; nil takes the kind's.
	Public     *bool            `json:"public,omitempty"`
	VATRate    *decimal.Decimal `json:"vat_rate,omitempty" fraction:"1"` // nil takes the kind's
	Conditions string           `json:"conditions,omitempty"`
	Pieces     []string         `json:"pieces,omitempty"`
	Date       moteur.Date      `json:"date,omitzero"` // of the contract or award
	// Instalments fall on events of the film; empty takes the kind's template, shown as a hypothesis.
	Instalments []Instalment `json:"instalments,omitempty"`
	// Side is the country of the producer who brings the money (ISO 3166-1 alpha-2). Empty means FR, or Country for the
	// money of a co-producer or a foreign incentive. The French share of a plan is all that French producers bring, wherever
	// it comes from (RGA art. 211-8).
	Side string `json:"side,omitempty" code:"country"`
	// Mirror names the accounts, lines or percent lines of the devis that an in-kind contribution pays for: "FG", "PD".
	Mirror []string `json:"mirror,omitempty"`
	// Sub is the co-producer's own plan; its resources add up to Amount.
	Sub *Plan `json:"sub,omitempty"`
	// Repayable is the fraction of the amount that must be paid back out of receipts or support: 0 for a subsidy, 1 for
	// a loan. Nil takes the kind's usual fraction in the search for the best mix.
	Repayable *decimal.Decimal `json:"repayable,omitempty" fraction:"1"`
	// Deadline is the last day to ask for the aid or to sign, if known.
	Deadline moteur.Date `json:"deadline,omitzero"`
	// RightsShare is the share of rights and receipts the party gets, as a fraction.
	RightsShare decimal.Decimal `json:"rights_share,omitzero" fraction:"1"`
}

// Instalment is an échéance: a share of a resource due some days after an event.
type Instalment struct {
	Event   moteur.Event    `json:"event"`
	Share   decimal.Decimal `json:"share" fraction:"1"` // fraction of the resource
	LagDays int             `json:"lag_days,omitempty"`
	Date    moteur.Date     `json:"date,omitzero"` // replaces event and lag when set
	Needs   string          `json:"needs,omitempty"`
}
