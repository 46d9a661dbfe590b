package budget

import (
	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/budget/payroll"
)

// Budget is a devis: lines on the accounts of a nomenclature, percent lines, and the settings that price them.
type Budget struct {
	Title   string      `json:"title"`
	Company string      `json:"company,omitempty"` // société de production, in the head of the paper and beside its signature
	Version string      `json:"version,omitempty"`
	Date    moteur.Date `json:"date"`           // rates of law are those of this date where a line has none
	Grid    string      `json:"grid,omitempty"` // nomenclature; empty means cnc-2018, "none" keeps Accounts alone
	Kind    moteur.Kind `json:"kind,omitempty"`
	Minutes int         `json:"minutes,omitempty"` // length of the work, for the cost per minute
	// Accounts are the user's own accounts, added to the nomenclature under any of its nodes (or at its root).
	Accounts []Account `json:"accounts,omitempty"`
	// Variables are named numbers that formulas use: shoot_days, prep_weeks, episodes.
	Variables map[string]decimal.Decimal `json:"variables,omitempty"`
	Lines     []Line                     `json:"lines"`
	Percents  []Percent                  `json:"percents,omitempty"` // in order
	// Charges are charge rates given by the user, beside the legal ones; lines name those that apply to them.
	Charges []Charge `json:"charges,omitempty"`
	// GroupsOff lists the groups left out of the totals (scenarios).
	GroupsOff []string `json:"groups_off,omitempty"`
	// Currencies gives euros for one unit of each foreign currency, frozen with the version.
	Currencies map[string]decimal.Decimal `json:"currencies,omitempty"`
	Rounding   Rounding                   `json:"rounding,omitzero"`
	// Staff is the company's effectif, which decides some charges; AccidentRate the notified accident rate, if any.
	Staff        int              `json:"staff,omitempty"`
	AccidentRate *decimal.Decimal `json:"accident_rate,omitempty" fraction:"1"`
	Territory    string           `json:"territory,omitempty"` // where the payroll is run, for versement mobilité: "paris"
	// Payroll holds the other options of charges; Staff, AccidentRate and Territory win over its own when set.
	Payroll payroll.Settings `json:"payroll,omitzero"`
}

// Status is the statut de paie of a line: it decides whether charges are due, never the group it stands in.
type Status string

// The statuses. A line without status is a purchase or a rental: no charges.
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
	// the variables ("shoot_weeks + 2", "max(ceil(minutes / 5), 2)", "(shoot_days > 20) * 3"): + - * /, comparisons (1 or 0), & | !,
	// min, max, ceil, floor; at most 256 characters.
	Number          decimal.Decimal `json:"number,omitzero" unset:"1"`
	Quantity        decimal.Decimal `json:"quantity,omitzero"`
	QuantityFormula string          `json:"quantity_formula,omitempty"`
	Unit            string          `json:"unit,omitempty"` // day, week, month, hour, flat, km, meal, night…
	Rate            decimal.Decimal `json:"rate"`
	Currency        string          `json:"currency,omitempty"` // ISO 4217; empty means EUR
	// Entered overrides the computed amount, in the line's currency; both are kept, and the difference is flagged.
	Entered *decimal.Decimal `json:"entered,omitempty"`
	Status  Status           `json:"status,omitempty"`
	// Profile chooses the charges of a salaried line; empty takes the account's.
	Profile payroll.Profile `json:"profile,omitempty"`
	// Charges names the Budget's own charge rates that apply to the line, in place of the legal ones.
	Charges []string `json:"charges,omitempty"`
	Job     string   `json:"job,omitempty"` // job of the agreement: minimum pay, and the profile when none is given
	// Basis is the base of the rate, to check minimum pay; empty takes the usual one of the unit (week: 39 hours).
	Basis  payroll.Basis `json:"basis,omitempty"`
	Person string        `json:"person,omitempty"` // ID of a moteur.Person
	Role   string        `json:"role,omitempty"`   // ID of a schedule role
	Span   moteur.Span   `json:"span,omitzero"`    // when the work is done or the thing paid
	Group  string        `json:"group,omitempty"`
	// PerEpisode multiplies the line by the variable "episodes": it belongs to the pattern of a series. Other lines are
	// amortised over the whole series.
	PerEpisode bool `json:"per_episode,omitempty"`
	// Shares splits the line on named axes: axis → value → fraction; each axis adds up to 1.
	// Usual axes: territory (FR, BE…), region, credit (eligible, out), coproducer, eco, access, vhss, inclusion.
	Shares map[string]map[string]decimal.Decimal `json:"shares,omitempty"`
	// Split splits the line on named axes by amounts in euros, which add up to the line's amount. An axis is either in
	// Shares or in Split.
	Split map[string]map[string]decimal.Decimal `json:"split,omitempty"`
	// From tells which figure of the plan fills the quantity: "plan:shoot_days", "plan:role:ANNA"; see Fill.
	From string `json:"from,omitempty"`
	Note string `json:"note,omitempty"`
}

// Percent is a ligne en pourcentage: overheads, contingency, insurance, producer's pay.
type Percent struct {
	ID      string          `json:"id"`
	Account string          `json:"account"`
	Label   string          `json:"label"`
	Rate    decimal.Decimal `json:"rate" fraction:"1"` // fraction: 0.07
	// Base is an expression over accounts, lines and earlier percents: "1..8", "direct + insurance", "direct - 1".
	Base   string           `json:"base"`
	Except []string         `json:"except,omitempty"` // accounts, lines or groups left out of the base
	Cap    *decimal.Decimal `json:"cap,omitempty"`
	// Fixed is a flat amount (forfait) in place of rate × base: it keeps its place in the chain.
	Fixed *decimal.Decimal `json:"fixed,omitempty"`
	// Entered overrides the computed amount; both are kept and the difference is flagged.
	Entered *decimal.Decimal `json:"entered,omitempty"`
	// Shares splits the amount on axes as a line's do; without them it is spent in France.
	Shares map[string]map[string]decimal.Decimal `json:"shares,omitempty"`
}

// Charge is a charge rate given by the user (a fringe): a fraction of pay up to a ceiling.
type Charge struct {
	ID      string          `json:"id"`
	Label   string          `json:"label"`
	Account string          `json:"account,omitempty"` // where it is charged; empty means the line's own account
	Rate    decimal.Decimal `json:"rate" fraction:"1"` // fraction: 0.062
	// Ceiling is the largest pay counted, in euros; unset means none. Scope says of what: "line" (default), "account" or "person".
	Ceiling *decimal.Decimal `json:"ceiling,omitempty"`
	Scope   string           `json:"scope,omitempty" accepts:"line,account,person"`
}

// Rounding declares how printed amounts are rounded. The zero value is to the cent, half away from zero, at each line.
// At level "account" lines stay exact, each account that holds lines is rounded once and each percent line too; parents add
// rounded accounts. At
// level "total" everything stays exact and only the total is rounded; printed rows may then differ from it by a gap.
type Rounding struct {
	Unit  string `json:"unit,omitempty" accepts:"cent,euro"`           // "cent" (default) or "euro"
	Mode  string `json:"mode,omitempty" accepts:"half-up,half-even"`   // "half-up" (default, away from zero) or "half-even"
	Level string `json:"level,omitempty" accepts:"line,account,total"` // "line" (default), "account" or "total"
}

// Estimate is a devis chiffré: every amount of a Budget, computed.
type Estimate struct {
	Budget   Budget          `json:"budget"`
	Lines    []LineAmount    `json:"lines"`
	Charges  []ChargeAmount  `json:"charges,omitempty"`
	Accounts []AccountAmount `json:"accounts"` // in the order of the nomenclature, parents before children
	Percents []PercentAmount `json:"percents"`
	Direct   decimal.Decimal `json:"direct"` // posts 1 to 9, percent lines that stand on them included
	Total    decimal.Decimal `json:"total"`
	// Exact is the total before any rounding at level "total"; elsewhere it equals Total.
	Exact decimal.Decimal `json:"exact"`
	// Gap is what the printed total exceeds the sum of the printed posts by; zero at level "line" and "account".
	Gap decimal.Decimal `json:"gap,omitzero"`
	// Axes gives the total of each value of each axis in use; "" holds what no line splits. Each axis adds up to Total.
	Axes   map[string]map[string]decimal.Decimal `json:"axes,omitempty"`
	Report moteur.Report                         `json:"report"`
}

// LineAmount is the amount of a line, with its charges (charged to post 4).
type LineAmount struct {
	Line     string          `json:"line"`
	Account  string          `json:"account"`
	Quantity decimal.Decimal `json:"quantity"` // as given or by formula, times the episodes of a pattern line
	Computed decimal.Decimal `json:"computed"`
	Amount   decimal.Decimal `json:"amount"` // entered, else computed; euros
	Charges  decimal.Decimal `json:"charges"`
	Active   bool            `json:"active"`
}

// ChargeAmount is an amount of charges on one account: of one line, or of the lines a ceiling counts together.
type ChargeAmount struct {
	Account string          `json:"account"`
	Charge  string          `json:"charge,omitempty"` // ID of the user's charge; empty for legal charges
	Line    string          `json:"line"`             // the line, or the first of the lines counted together
	Base    decimal.Decimal `json:"base"`
	Amount  decimal.Decimal `json:"amount"`
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
	// Proposed marks a label of the nomenclature that this library proposes and did not read in the official text.
	Proposed bool `json:"proposed,omitempty"`
	// Gap is what the printed account exceeds the sum of its printed rows by (accounts below, lines, charges, percents).
	Gap decimal.Decimal `json:"gap,omitzero"`
	// Percents is the part of Amount that comes from percent lines.
	Percents decimal.Decimal `json:"percents,omitzero"`
	// Axes gives the amount of each value of the other axes in use; "" holds what no line splits.
	Axes map[string]map[string]decimal.Decimal `json:"axes,omitempty"`
}

// PercentAmount is a computed percent line.
type PercentAmount struct {
	ID       string          `json:"id"`
	Base     decimal.Decimal `json:"base"`
	Computed decimal.Decimal `json:"computed"`
	Amount   decimal.Decimal `json:"amount"` // entered, else computed
	Step     moteur.Step     `json:"step"`
}

// Account returns the amount of an account by its code, and false when no line, charge or percent reaches it.
func (e Estimate) Account(code string) (AccountAmount, bool) {
	for _, a := range e.Accounts {
		if a.Code == code {
			return a, true
		}
	}
	return AccountAmount{}, false
}

// At returns the accounts down to a depth: 1 gives the posts, 2 the sub-posts too. The total is the same at every depth.
func (e Estimate) At(depth int) []AccountAmount {
	var out []AccountAmount
	for _, a := range e.Accounts {
		if a.Depth <= depth {
			out = append(out, a)
		}
	}
	return out
}
