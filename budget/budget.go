package budget

import (
	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/budget/payroll"
)

// Budget is a devis: lines on the accounts of a nomenclature, percent lines, and the settings that price them.
type Budget struct {
	Title   string      `json:"title"`
	Version string      `json:"version,omitempty"`
	Date    moteur.Date `json:"date"`           // rates of law are those of this date where a line has none
	Grid    string      `json:"grid,omitempty"` // nomenclature; empty means cnc-2018
	Kind    moteur.Kind `json:"kind,omitempty"`
	// Variables are named numbers that formulas use: shoot_days, prep_weeks, episodes.
	Variables map[string]decimal.Decimal `json:"variables,omitempty"`
	Lines     []Line                     `json:"lines"`
	Percents  []Percent                  `json:"percents,omitempty"` // in order
	// Groups switched off are left out of the totals (scenarios).
	GroupsOff []string `json:"groups_off,omitempty"`
	// Currencies gives euros for one unit of each foreign currency, frozen with the version.
	Currencies map[string]decimal.Decimal `json:"currencies,omitempty"`
	Rounding   Rounding                   `json:"rounding,omitzero"`
	// Staff is the company's effectif, which decides some charges; AccidentRate the notified accident rate, if any.
	Staff        int              `json:"staff,omitempty"`
	AccidentRate *decimal.Decimal `json:"accident_rate,omitempty"`
	Territory    string           `json:"territory,omitempty"` // where the payroll is run, for versement mobilité: "paris"
}

// Status is the statut de paie of a line: it decides whether charges are due, never the group it stands in.
type Status string

// The statuses.
const (
	Salaried Status = "salarie"
	Author   Status = "auteur"
	Invoice  Status = "facture"
	Foreign  Status = "etranger"
	FlatRate Status = "forfait"
)

// Line is a ligne of the devis: number × quantity × rate.
type Line struct {
	ID      string `json:"id"`
	Account string `json:"account"` // code of the nomenclature at any depth
	Label   string `json:"label"`
	// Number is how many people or things; unset means 1. Quantity is how many units; QuantityFormula, when set, gives it from
	// the variables ("shoot_weeks + 2").
	Number          decimal.Decimal `json:"number,omitzero"`
	Quantity        decimal.Decimal `json:"quantity,omitzero"`
	QuantityFormula string          `json:"quantity_formula,omitempty"`
	Unit            string          `json:"unit,omitempty"` // day, week, month, hour, flat, km, meal, night…
	Rate            decimal.Decimal `json:"rate"`
	Currency        string          `json:"currency,omitempty"` // ISO 4217; empty means EUR
	// Entered overrides the computed amount; both are kept, and the difference is flagged.
	Entered *decimal.Decimal `json:"entered,omitempty"`
	Status  Status           `json:"status,omitempty"`
	// Profile chooses the charges of a salaried line; empty takes the account's.
	Profile payroll.Profile `json:"profile,omitempty"`
	Job     string          `json:"job,omitempty"`    // job of the agreement, to check minimum pay
	Person  string          `json:"person,omitempty"` // ID of a moteur.Person
	Role    string          `json:"role,omitempty"`   // ID of a schedule role
	Span    moteur.Span     `json:"span,omitzero"`    // when the work is done or the thing paid
	Group   string          `json:"group,omitempty"`
	// Shares splits the line on named axes: axis → value → fraction; each axis adds up to 1.
	// Usual axes: territory (FR, BE…), region, credit (eligible, out), coproducer, eco, access, vhss, inclusion.
	Shares map[string]map[string]decimal.Decimal `json:"shares,omitempty"`
	// From tells which figure of the plan fills the quantity: "plan:shoot_days", "plan:role:ANNA"; see Fill.
	From string `json:"from,omitempty"`
	Note string `json:"note,omitempty"`
}

// Percent is a ligne en pourcentage: overheads, contingency, insurance, producer's pay.
type Percent struct {
	ID      string          `json:"id"`
	Account string          `json:"account"`
	Label   string          `json:"label"`
	Rate    decimal.Decimal `json:"rate"` // fraction: 0.07
	// Base is an expression over accounts, lines and earlier percents: "1..8", "direct + insurance", "direct - 1".
	Base   string           `json:"base"`
	Except []string         `json:"except,omitempty"` // accounts, lines or groups left out of the base
	Cap    *decimal.Decimal `json:"cap,omitempty"`
}

// Rounding declares how printed amounts are rounded. The zero value is to the cent, half away from zero, at each line.
type Rounding struct {
	Unit  string `json:"unit,omitempty"`  // "cent" (default) or "euro"
	Mode  string `json:"mode,omitempty"`  // "half-up" (default, away from zero) or "half-even"
	Level string `json:"level,omitempty"` // "line" (default), "account" or "total"
}

// Estimate is a devis chiffré: every amount of a Budget, computed.
type Estimate struct {
	Budget   Budget          `json:"budget"`
	Lines    []LineAmount    `json:"lines"`
	Accounts []AccountAmount `json:"accounts"` // in the order of the nomenclature, parents before children
	Percents []PercentAmount `json:"percents"`
	Direct   decimal.Decimal `json:"direct"` // posts 1 to 9
	Total    decimal.Decimal `json:"total"`
	Report   moteur.Report   `json:"report"`
}

// LineAmount is the amount of a line, with its charges (charged to post 4).
type LineAmount struct {
	Line     string          `json:"line"`
	Account  string          `json:"account"`
	Computed decimal.Decimal `json:"computed"`
	Amount   decimal.Decimal `json:"amount"` // entered, else computed; euros
	Charges  decimal.Decimal `json:"charges"`
	Active   bool            `json:"active"`
}

// AccountAmount is the total of a poste or sous-poste, with its split between France and abroad.
type AccountAmount struct {
	Code   string          `json:"code"`
	Label  string          `json:"label"`
	Parent string          `json:"parent,omitempty"`
	Depth  int             `json:"depth"` // 1 post, 2 sub-post, 3 line
	Amount decimal.Decimal `json:"amount"`
	France decimal.Decimal `json:"france"`
	Abroad decimal.Decimal `json:"abroad"`
}

// PercentAmount is a computed percent line.
type PercentAmount struct {
	ID     string          `json:"id"`
	Base   decimal.Decimal `json:"base"`
	Amount decimal.Decimal `json:"amount"`
	Step   moteur.Step     `json:"step"`
}
