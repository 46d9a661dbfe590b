package budget

import (
	"encoding/json"
	"fmt"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur/internal/money"
)

// Freeze returns a deep copy of a devis under a version name: later changes to the original reach nothing of it. Its
// currencies are those of the day, and stay.
func Freeze(b Budget, version string) (Budget, error) {
	if !b.sound() {
		return Budget{}, fmt.Errorf("devis %s : %w", version, money.ErrRange)
	}
	raw, err := json.Marshal(b)
	if err != nil {
		return Budget{}, fmt.Errorf("devis %s : %w", version, err)
	}
	var out Budget
	if err := json.Unmarshal(raw, &out); err != nil {
		return Budget{}, fmt.Errorf("devis %s : %w", version, err)
	}
	out.Version = version
	return out, nil
}

// Cause says why an amount changed between two versions.
type Cause string

// The causes.
const (
	CauseAdded    Cause = "added"    // the line is new, or switched on
	CauseDropped  Cause = "dropped"  // the line is gone, or switched off
	CauseQuantity Cause = "quantity" // number or quantity
	CauseRate     Cause = "rate"     // price of the unit
	CauseCurrency Cause = "currency" // exchange rate
	CauseEntered  Cause = "entered"  // an amount entered by hand
	CauseCharges  Cause = "charges"  // charges of the line, whatever moved them
	CauseBase     Cause = "base"     // base of a percent line
	CausePercent  Cause = "percent"  // rate, cap or flat amount of a percent line
	CauseMoved    Cause = "moved"    // the line stands on another account: what one loses, the other gains
	CauseRounding Cause = "rounding" // what rounding accounts or the total leaves
)

// Label returns the French word.
func (c Cause) Label() string {
	switch c {
	case CauseAdded:
		return "ajout"
	case CauseDropped:
		return "suppression"
	case CauseQuantity:
		return "quantité"
	case CauseRate:
		return "tarif"
	case CauseCurrency:
		return "cours de change"
	case CauseEntered:
		return "montant saisi"
	case CauseCharges:
		return "charges"
	case CauseBase:
		return "base du pourcentage"
	case CausePercent:
		return "taux du pourcentage"
	case CauseMoved:
		return "changement de compte"
	case CauseRounding:
		return "arrondi"
	}
	return string(c)
}

// Difference is one movement between two versions, in euros: positive when the second costs more.
type Difference struct {
	Cause   Cause           `json:"cause"`
	Account string          `json:"account"`
	Line    string          `json:"line"` // ID of the line or percent line
	Label   string          `json:"label"`
	Before  string          `json:"before,omitempty"` // what changed, as people read it
	After   string          `json:"after,omitempty"`
	Amount  decimal.Decimal `json:"amount"`
}

// AccountChange is an account in two versions.
type AccountChange struct {
	Code   string          `json:"code"`
	Label  string          `json:"label"`
	Depth  int             `json:"depth"`
	Before decimal.Decimal `json:"before"`
	After  decimal.Decimal `json:"after"`
	Change decimal.Decimal `json:"change"` // after less before
}
