package distribution

import (
	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
)

// Release is a sortie and what the contracts say of its receipts: the input of Settle. Amounts are euros excluding VAT
// unless said otherwise; rates are fractions.
type Release struct {
	Title string `json:"title"`
	// Date is the national release date; it fixes the rates of law.
	Date moteur.Date `json:"date"`
	// On is the day of the statement: before Date, its receipts are a forecast.
	On       moteur.Date     `json:"on,omitzero" unset:"la date de sortie"`
	FilmCost decimal.Decimal `json:"film_cost"`
	Weeks    []Week          `json:"weeks"`
	// Theatrical is the mandate of the cinema distributor.
	Theatrical Theatrical `json:"theatrical"`
	// Modes are the other ways of selling: video, television, abroad.
	Modes []Mode `json:"other_modes,omitempty"`
	// PlanReceipts are presales and guarantees already in the financing plan; they count in the RNPP and not in what is shared.
	PlanReceipts []PlanReceipt `json:"plan_receipts,omitempty"`
	Advance      Advance       `json:"avance,omitzero"`
	Amortisation Amortisation  `json:"amortisation,omitzero"`
	Authors      Authors       `json:"authors,omitzero"`
	// PerformersAfterRate is the performers' share of the receipts after amortisation.
	PerformersAfterRate decimal.Decimal `json:"artists_after_rate,omitzero" fraction:"1"`
	Sofica              Sofica          `json:"sofica,omitzero"`
	Region              Region          `json:"region,omitzero"`
	// Points are the film's points on its scale: they give the coefficient of the automatic support.
	Points decimal.Decimal `json:"points,omitzero" unset:"ceux du film, ou le soutien entier"`
	// Coproducers share the pot; the first one, the producteur délégué, takes the residual cent.
	Coproducers []Coproducer `json:"coproducers"`
}

// Week is a semaine de cinéma: entries, average price VAT included, rental rate.
type Week struct {
	Admissions int             `json:"admissions"`
	Price      decimal.Decimal `json:"avg_price_ttc"`
	RentalRate decimal.Decimal `json:"rental_rate" fraction:"1"`
}

// Theatrical is the mandat of the cinema distributor.
type Theatrical struct {
	// Commission is a rate by slice of the distributor's gross receipts (RBD).
	Commission []Tier `json:"commission_tiers"`
	// ReleaseCosts are the frais d'édition spent; CostCap what the contract lets charge, zero for no cap.
	ReleaseCosts decimal.Decimal `json:"pa_actual"`
	CostCap      decimal.Decimal `json:"pa_cap,omitzero" unset:"aucun plafond"`
	Guarantee    decimal.Decimal `json:"mg,omitzero"`
	// CrossWith names the modes whose net also recoups the release costs and the guarantee.
	CrossWith []string `json:"cross_recoup_with,omitempty"`
}

// Tier is a slice: the rate applies up to UpTo; nil means to the end.
type Tier struct {
	UpTo *decimal.Decimal `json:"up_to"`
	Rate decimal.Decimal  `json:"rate" fraction:"1"`
}

// Mode is a mode d'exploitation other than French cinemas.
type Mode struct {
	ID         string          `json:"id"`
	Label      string          `json:"label"`
	Gross      decimal.Decimal `json:"gross"`
	Commission decimal.Decimal `json:"commission_rate" fraction:"1"`
	Costs      decimal.Decimal `json:"costs_actual,omitzero"`
	CostCap    decimal.Decimal `json:"costs_cap,omitzero" unset:"aucun plafond"` // zero means no cap
}

// PlanReceipt is a presale or guarantee of the financing plan.
type PlanReceipt struct {
	Name   string          `json:"name"`
	Amount decimal.Decimal `json:"amount"`
}

// Advance is an avance sur recettes to pay back on cinema receipts above a franchise.
type Advance struct {
	Amount    decimal.Decimal `json:"amount"`
	Franchise decimal.Decimal `json:"franchise"`
	Rate      decimal.Decimal `json:"rate" fraction:"1"`
	CapShare  decimal.Decimal `json:"cap_share" fraction:"1"`
}

// Amortisation says how the cost of the film is recouped.
type Amortisation struct {
	FilmCost decimal.Decimal `json:"film_cost,omitzero"` // zero takes the release's
	// Support is the automatic support that the CNC notified; zero computes it from the box office.
	Support decimal.Decimal `json:"support,omitzero" unset:"calculé sur la recette des salles"`
	// SupportAbatement is the part of the automatic support left out.
	SupportAbatement decimal.Decimal `json:"support_abatement,omitzero"`
}

// Authors is the pay of authors on receipts.
type Authors struct {
	PublicPriceRate decimal.Decimal `json:"public_price_rate,omitzero" fraction:"1"`
	NetRate         decimal.Decimal `json:"rnpp_rate,omitzero" fraction:"1"`
	NetModes        []string        `json:"rnpp_modes,omitempty"`
	AfterRate       decimal.Decimal `json:"after_amortisation_rate,omitzero" fraction:"1"`
	Advance         decimal.Decimal `json:"advance,omitzero"` // à-valoir already paid
}

// Sofica is a couloir de recettes: a share of the net of some modes until the stake is back, then another share.
type Sofica struct {
	Invested  decimal.Decimal `json:"invested,omitzero"`
	Modes     []string        `json:"modes,omitempty"`
	RateUntil decimal.Decimal `json:"rate_until,omitzero" fraction:"1"`
	RateAfter decimal.Decimal `json:"rate_after,omitzero" fraction:"1"`
}

// Region is a regional aid paid back on receipts up to a share of it.
type Region struct {
	Amount   decimal.Decimal `json:"amount,omitzero"`
	Rate     decimal.Decimal `json:"rate,omitzero" fraction:"1"`
	CapShare decimal.Decimal `json:"cap_share,omitzero" fraction:"1"`
}

// Coproducer is a coproducteur's share of the pot.
type Coproducer struct {
	Name  string          `json:"name"`
	Share decimal.Decimal `json:"share" fraction:"1"`
}
