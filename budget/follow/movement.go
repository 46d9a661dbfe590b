package follow

import (
	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
)

// MovementKind is the nature of a mouvement of the cost report.
type MovementKind string

// The kinds.
const (
	Commitment MovementKind = "commitment" // engagement: order, quote signed, contract
	Invoiced   MovementKind = "invoice"    // facture, avoir when negative
	Paid       MovementKind = "payment"    // règlement: cash, never a cost
	PayrollPay MovementKind = "payroll"    // salaire brut; its charges are computed anew
	PettyCash  MovementKind = "petty_cash" // caisse
	Card       MovementKind = "card"       // carte, prélèvement: a cost that the bank pays at once
	BookedDues MovementKind = "charges"    // charges booked by the accounts: shown beside the computed ones, never added
)

// Accepted lists the kinds.
func (MovementKind) Accepted() []string {
	return []string{string(Commitment), string(Invoiced), string(Paid), string(PayrollPay), string(PettyCash), string(Card),
		string(BookedDues)}
}

// Label returns the French word.
func (k MovementKind) Label() string {
	switch k {
	case Commitment:
		return "engagement"
	case Invoiced:
		return "facture"
	case Paid:
		return "règlement"
	case PayrollPay:
		return "salaire"
	case PettyCash:
		return "caisse"
	case Card:
		return "carte ou prélèvement"
	case BookedDues:
		return "charges comptabilisées"
	}
	return string(k)
}

// Movement is a mouvement: one fact of the cost report, in euros without VAT.
type Movement struct {
	ID   string       `json:"id,omitempty"`
	Date moteur.Date  `json:"date"`
	Kind MovementKind `json:"kind"`
	// Line is the ID of the devis line; Account is the accounting account, which a Mapping turns into a line.
	Line    string `json:"line,omitempty"`
	Account string `json:"account,omitempty"`
	// Against is the account that stands against it in its écriture (contrepartie): the supplier's, the bank's, the till's.
	Against string          `json:"against,omitempty"`
	Journal string          `json:"journal,omitempty"`
	Label   string          `json:"label,omitempty"`
	Party   string          `json:"party,omitempty"` // supplier or employee
	Amount  decimal.Decimal `json:"amount"`
	// Tax is the VAT that a payment paid beside Amount.
	Tax decimal.Decimal `json:"tax,omitzero"`
	// Ref is the supplier's number of the invoice (référence de la pièce): with Party and Amount, it tells an invoice that two files hold.
	Ref string `json:"ref,omitempty"`
	// Settles is the ID of the commitment that an invoice or a payroll answers, or of the commitment or invoice that a payment
	// answers. Without a line of its own, the movement takes theirs.
	Settles string `json:"settles,omitempty"`
	// Abroad tells that the money is spent out of France.
	Abroad bool `json:"abroad,omitempty"`
	// Days is the number of days paid by a payroll movement, for its ceilings; 0 takes the dates of the line.
	Days int `json:"days,omitempty"`
	// Span is the period that a payroll movement pays, for its ceilings; unset takes Days, else the dates of the line.
	Span moteur.Span `json:"span,omitzero"`
	// Place says where the movement was read ("mouvements.csv:12").
	Place string `json:"place,omitempty"`
}

// Mapping is a table de correspondance from accounting to the devis: the first rule that fits wins.
type Mapping struct {
	Rules []MapRule `json:"rules"`
}

// MapRule sends movements to a line. Empty conditions always hold.
type MapRule struct {
	Account string       `json:"account,omitempty"` // prefix of the accounting account: "6135"
	Against string       `json:"against,omitempty"` // prefix of the account that stands against it: "512"
	Journal string       `json:"journal,omitempty"`
	Label   string       `json:"label,omitempty"`  // part of the label or of the party, without case or accents
	Line    string       `json:"line"`             // ID of the devis line; empty leaves the movement out of the cost
	Kind    MovementKind `json:"kind,omitempty"`   // kind to give the movement; empty keeps its own
	Abroad  bool         `json:"abroad,omitempty"` // the money is spent out of France
}

// ToCome is a reste à dépenser decided by a person: a recorded entry with its number, that replaces the computed one.
type ToCome struct {
	Number int             `json:"number"`
	Date   moteur.Date     `json:"date"`
	Line   string          `json:"line"`
	Amount decimal.Decimal `json:"amount"` // what remains to commit, in euros
	Reason string          `json:"reason,omitempty"`
}

// Tracking is all that the suivi budgétaire of a film knows at a date, beside its frozen devis.
type Tracking struct {
	Date      moteur.Date `json:"date"` // movements after it are left out; unset counts all
	Movements []Movement  `json:"movements"`
	Mapping   Mapping     `json:"mapping,omitzero"`
	ToCome    []ToCome    `json:"to_come,omitempty"`
	Closed    []string    `json:"closed,omitempty"` // IDs of lines closed: nothing more will come
}
