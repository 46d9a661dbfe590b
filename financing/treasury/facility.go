package treasury

import (
	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/law"
	"github.com/moteur-film/moteur/internal/money"
)

// Facility is a crédit de production (escompte): the bank lends on assigned contracts (cession Dailly) and is repaid by them.
type Facility struct {
	Bank string `json:"bank,omitempty"`
	// Assigned are the contracts assigned to the bank, by the ID of their resource.
	Assigned []Assignment `json:"assigned"`
	// From is the first day of the credit; a contract can be drawn on from its own date at the earliest, or from the usual date of
	// contracts when it has none.
	From moteur.Date `json:"from,omitzero"`
	// Reference and Margin add up to the yearly rate; interest is counted on actual days over 360 and paid at each month end.
	// A nil margin is read in the tables, where its slot is empty: the caller gives it.
	Reference decimal.Decimal  `json:"reference" fraction:"1"`
	Margin    *decimal.Decimal `json:"margin,omitempty" fraction:"1"`
	// Commitment is the total of the credit; unset means the sum of the advances.
	Commitment decimal.Decimal `json:"commitment,omitzero" unset:"la somme des avances"`
	// IFCIC adds the fee of the guarantee; Guaranteed is the guaranteed share, unset means the usual one.
	IFCIC      bool            `json:"ifcic,omitempty"`
	Guaranteed decimal.Decimal `json:"guaranteed,omitzero" unset:"la part usuelle" fraction:"1"`
	// Keep is the cash kept in hand: the credit is drawn when the balance would go under it.
	Keep decimal.Decimal `json:"keep,omitzero"`
}

// Assignment is a contract assigned to the bank. A nil rate takes the usual share of the contract or of the tax credit.
type Assignment struct {
	Resource string           `json:"resource"`
	Rate     *decimal.Decimal `json:"rate,omitempty" fraction:"1"` // fraction advanced
}

// LoanKind is the nature of a LoanMove.
type LoanKind string

// The kinds.
const (
	Draw     LoanKind = "draw"     // tirage
	Repay    LoanKind = "repay"    // remboursement
	Interest LoanKind = "interest" // intérêts
	Fee      LoanKind = "fee"      // commission IFCIC
)

// Label returns the French word.
func (k LoanKind) Label() string {
	switch k {
	case Draw:
		return "tirage"
	case Repay:
		return "remboursement"
	case Interest:
		return "intérêts"
	case Fee:
		return "commission IFCIC"
	}
	return string(k)
}

// LoanMove is a mouvement of the bank credit. A draw names the contract that repays it.
type LoanMove struct {
	Date        moteur.Date     `json:"date"`
	Kind        LoanKind        `json:"kind"`
	Resource    string          `json:"resource,omitempty"`
	Amount      decimal.Decimal `json:"amount"`
	Outstanding decimal.Decimal `json:"outstanding"` // of the whole credit, after the move
}

// IFCICFee is the monthly commission of the guarantee: the yearly rate over twelve × guaranteed share × (amount used + half of
// the undrawn amount), rounded to the cent (IFCIC terms).
func IFCICFee(credit, used, guaranteed decimal.Decimal, on moteur.Date) (moteur.Step, moteur.Report) {
	var r moteur.Report
	return ifcicFee(money.Sane(credit), money.Sane(used), money.Sane(guaranteed), openRules(on, nil, &r)), r
}

func ifcicFee(credit, used, guaranteed decimal.Decimal, b law.Book) moteur.Step {
	undrawn := moteur.Most("montant non tiré", moteur.Minus("montant non tiré", moteur.Given("crédit", credit),
		moteur.Given("montant utilisé", used)), moteur.Given("zéro", decimal.Zero))
	base := moteur.Sum("assiette", moteur.Given("montant utilisé", used),
		moteur.TimesExact("part du non tiré", undrawn, b.At("facility").Quote("part comptée", "bank/ifcic.undrawn")))
	year := moteur.TimesExact("commission d'une année", b.At("facility").Quote("taux annuel", "bank/ifcic.rate"),
		moteur.Given("quotité garantie", guaranteed), base)
	return moteur.Ratio("commission du mois", year, moteur.Given("mois", decimal.NewFromInt(12)), 2)
}

// ActualInterest is interest on an amount over a number of days, actual days over the year's base, to the cent. A base of no days
// is an error.
func ActualInterest(amount, yearly decimal.Decimal, days, base int) (decimal.Decimal, error) {
	return money.Div(money.Sane(amount).Mul(money.Sane(yearly)).Mul(decimal.NewFromInt(int64(days))), decimal.NewFromInt(int64(base)), 2)
}
