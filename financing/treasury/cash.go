package treasury

import (
	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/budget"
	"github.com/moteur-film/moteur/financing"
	"github.com/moteur-film/moteur/financing/credit"
	"github.com/moteur-film/moteur/schedule"
)

// Period is the pas of a treasury.
type Period string

// The periods. The zero value means Month.
const (
	Month Period = "month"
	Week  Period = "week"
)

// Accepted lists the codes of the periods.
func (Period) Accepted() []string { return moteur.Codes(Month, Week) }

// Label returns the French word.
func (p Period) Label() string {
	if p == Week {
		return "semaine"
	}
	return "mois"
}

// Movement is a mouvement de trésorerie: money received or paid on a date. Net is without VAT; VAT is its amount.
type Movement struct {
	Date moteur.Date `json:"date"`
	In   bool        `json:"in,omitempty"`
	// Key groups movements in rows: the ID of a resource, the code of a post.
	Key   string          `json:"key"`
	Label string          `json:"label"`
	Net   decimal.Decimal `json:"net"`
	VAT   decimal.Decimal `json:"vat,omitzero"`
	// Line is the line of the devis, Instalment the rank of the instalment from 1.
	Line       string `json:"line,omitempty"`
	Instalment int    `json:"instalment,omitempty"`
	// Basis says in French where the date comes from: the plan, a contract, a curve.
	Basis string `json:"basis,omitempty"`
	// Actual is a movement that happened; Late a forecast that did not come on its day and was put off.
	Actual bool `json:"actual,omitempty"`
	Late   bool `json:"late,omitempty"`
}

// Actual is a mouvement réel: it replaces the forecasts of its key, oldest first.
type Actual struct {
	Date  moteur.Date     `json:"date"`
	In    bool            `json:"in,omitempty"`
	Key   string          `json:"key"` // the ID of the resource, the code of the post
	Label string          `json:"label,omitempty"`
	Net   decimal.Decimal `json:"net"`
	VAT   decimal.Decimal `json:"vat,omitzero"`
}

// Input is all that a treasury is drawn from. Plan and Estimate may be left empty when Extra holds dated movements.
type Input struct {
	Title   string         `json:"title,omitempty"`
	Company string         `json:"company,omitempty"`
	Plan    financing.Plan `json:"plan"`
	// Estimate gives the payments; Schedule and Problem their real dates (crew weeks, cast days, locations).
	Estimate *budget.Estimate  `json:"estimate,omitempty"`
	Schedule *schedule.Plan    `json:"schedule,omitempty"`
	Problem  *schedule.Problem `json:"problem,omitempty"`
	// Timeline adds to the plan's own; events that nobody gives are placed by usage, and said.
	Timeline moteur.Timeline `json:"timeline,omitempty"`
	// Credit gives the claims by financial year of the plan's tax credit, when computed.
	Credit *credit.Credit `json:"credit,omitempty"`
	Extra  []Movement     `json:"extra,omitempty"`
	// Actuals replace forecasts up to AsOf; forecasts due by AsOf that did not come are late.
	Actuals  []Actual    `json:"actuals,omitempty"`
	AsOf     moteur.Date `json:"as_of,omitzero"`
	Settings Settings    `json:"settings,omitzero"`
}

// Settings are the réglages of a treasury. The zero value takes the usages of the tables, each said in the report.
type Settings struct {
	By Period `json:"by,omitempty"`
	// From and To bound the table; unset means from the first movement to the last one, VAT included.
	From    moteur.Date     `json:"from,omitzero"`
	To      moteur.Date     `json:"to,omitzero"`
	Opening decimal.Decimal `json:"opening,omitzero"`
	// VATDueLag and VATRefundLag are months between the VAT of a month and its payment or its refund.
	VATDueLag    *int `json:"vat_due_lag,omitempty"`
	VATRefundLag *int `json:"vat_refund_lag,omitempty"`
	VATDay       int  `json:"vat_day,omitempty"`
	// ChargesLag is months between pay and its charges, ChargesDay the day of that month.
	ChargesLag *int `json:"charges_lag,omitempty"`
	ChargesDay int  `json:"charges_day,omitempty"`
	// SupplierLag is days between the work and the payment of an invoice.
	SupplierLag *int `json:"supplier_lag,omitempty"`
	// Lines gives the VAT and the instalments of lines and percent lines of the devis, by their ID.
	Lines map[string]LineCash `json:"lines,omitempty"`
	// PayEvery is the pay period of crew and cast and the step of payments spread over time; the zero value means Week.
	PayEvery Period `json:"pay_every,omitempty"`
	// LateLag is the days after AsOf at which late forecasts are expected; 0 means 30.
	LateLag int `json:"late_lag,omitempty" unset:"30"`
	// AnnualRate, when set, gives a memo of interest: a twelfth of the rate on each negative monthly closing, not fed back.
	AnnualRate decimal.Decimal `json:"annual_rate,omitzero" fraction:"1"`
	// Facility is the bank credit that discounts contracts; nil means none.
	Facility *Facility `json:"facility,omitempty"`
	// YearEndMonth is the month of the closing of the accounts, 0 means December.
	YearEndMonth int `json:"year_end_month,omitempty" unset:"12"`
	// Date is the day of the law used for rates; unset means the plan's date, else the first movement.
	Date  moteur.Date  `json:"date,omitzero"`
	Given credit.Given `json:"given,omitempty"`
	// Brief leaves out the movements, for searches over many scenarios.
	Brief bool `json:"brief,omitempty"`
}

// CashFlow is a plan de trésorerie: periods in rows, receipts by source and payments by post beside them. Amounts are euros to
// the cent, TTC unless said. In every row Opening + In − Out + VAT + Draws − Repaid − Interest − Fees = Closing.
type CashFlow struct {
	Title   string      `json:"title,omitempty"`
	Company string      `json:"company,omitempty"`
	Date    moteur.Date `json:"date,omitzero"`
	By      Period      `json:"by"`
	// VATDueLag and VATRefundLag are the months used between VAT and its settlement.
	VATDueLag    int    `json:"vat_due_lag"`
	VATRefundLag int    `json:"vat_refund_lag"`
	Rows         []Row  `json:"rows"`
	Receipts     []Line `json:"receipts"`
	Payments     []Line `json:"payments"`
	// Opening and Closing are the ends of the table.
	Opening decimal.Decimal `json:"opening"`
	Closing decimal.Decimal `json:"closing"`
	// Lowest is the period that ends lowest, LowestDay the lowest end of day.
	Lowest    Low `json:"lowest"`
	LowestDay Low `json:"lowest_day"`
	// PeakNeed is the besoin de trésorerie: how far below zero Lowest goes; 0 when never.
	PeakNeed decimal.Decimal `json:"peak_need"`
	// Interest, Fees and MemoInterest are the cost of money over the table. MemoInterest is rounded once over the whole table: it
	// may differ by a cent from the sum of its rows.
	Interest     decimal.Decimal `json:"interest"`
	Fees         decimal.Decimal `json:"fees"`
	MemoInterest decimal.Decimal `json:"memo_interest"`
	// VATPending is VAT not yet settled at the end of the table: positive when the State owes it.
	VATPending decimal.Decimal `json:"vat_pending"`
	// Movements are all the movements in order of date; empty when Brief.
	Movements []Movement `json:"movements,omitempty"`
	Loans     []LoanMove `json:"loans,omitempty"`
	Late      []Movement `json:"late,omitempty"`
	// Sources are the resources as of the day of the accounts; empty without one.
	Sources  []SourceState   `json:"sources,omitempty"`
	Timeline moteur.Timeline `json:"timeline,omitempty"`
	Report   moteur.Report   `json:"report"`
	credit   *creditBook     // the bank credit for the workbook; nil without one
	yearly   decimal.Decimal // the rate of the memo of interest
}

// Row is a period of a treasury.
type Row struct {
	Label   string          `json:"label"`
	Span    moteur.Span     `json:"span"`
	Opening decimal.Decimal `json:"opening"`
	In      decimal.Decimal `json:"in"`
	Out     decimal.Decimal `json:"out"`
	// Operations is In less Out.
	Operations decimal.Decimal `json:"operations"`
	// VAT is the flow with the State: negative when paid, positive when refunded.
	VAT decimal.Decimal `json:"vat"`
	// VATNet is the VAT of the period's movements, received less paid; it is settled later, in VAT.
	VATNet   decimal.Decimal `json:"vat_net"`
	Draws    decimal.Decimal `json:"draws"`
	Repaid   decimal.Decimal `json:"repaid"`
	Interest decimal.Decimal `json:"interest"`
	Fees     decimal.Decimal `json:"fees"`
	Closing  decimal.Decimal `json:"closing"`
	// MemoInterest is a memo, not a flow.
	MemoInterest decimal.Decimal `json:"memo_interest"`
	// InHT, OutHT and ClosingHT are the same treasury without any VAT.
	InHT      decimal.Decimal `json:"in_ht"`
	OutHT     decimal.Decimal `json:"out_ht"`
	ClosingHT decimal.Decimal `json:"closing_ht"`
}

// SourceState is a source on the day of the accounts, TTC: Received + Late + ToCome = Due.
type SourceState struct {
	Key      string          `json:"key"`
	Label    string          `json:"label"`
	Due      decimal.Decimal `json:"due"`
	Received decimal.Decimal `json:"received"`
	Late     decimal.Decimal `json:"late"`
	ToCome   decimal.Decimal `json:"to_come"`
}

// Line is a source of receipts or a post of payments over the periods, TTC, with the VAT in it.
type Line struct {
	Key     string            `json:"key"`
	Label   string            `json:"label"`
	Amounts []decimal.Decimal `json:"amounts"` // one a row
	VAT     []decimal.Decimal `json:"vat"`     // one a row
	Total   decimal.Decimal   `json:"total"`
}

// Low is a point bas of the treasury.
type Low struct {
	Row    int             `json:"row"`
	Date   moteur.Date     `json:"date"`
	Amount decimal.Decimal `json:"amount"`
	Cause  string          `json:"cause"`
}
