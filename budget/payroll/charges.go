package payroll

import (
	"errors"
	"fmt"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/money"
)

// Pay is a rémunération: the gross pay of one engagement, with what the charges depend on. Amounts are euros.
type Pay struct {
	Profile Profile         `json:"profile"`
	Gross   decimal.Decimal `json:"gross"` // for an author: gross rights, without VAT
	// Span is the engagement; it gives the ceilings month by month. Date is the day of payment, which gives the rates; unset
	// means the end of the span.
	Span moteur.Span `json:"span,omitzero"`
	Date moteur.Date `json:"date,omitzero"`
	// Days is the number of days paid. A performer of fewer than 5 days has a ceiling by day; Isolated says so for more days
	// that never make 5 days in a row.
	Days     int  `json:"days,omitempty"`
	Isolated bool `json:"isolated,omitempty"`
	// Hours is the number of hours paid: with it, the ratio of pay to SMIC is known (reduced rates, general reduction).
	Hours decimal.Decimal `json:"hours,omitzero"`
	// PayToSMIC is the ratio of pay to SMIC when it is known otherwise.
	PayToSMIC *decimal.Decimal `json:"pay_to_smic,omitempty"`
	// Ceiling and RetirementCeiling override the ceilings computed from Span and Days (régularisation, several contracts in a
	// month). RetirementCeiling alone unset takes Ceiling.
	Ceiling           *decimal.Decimal `json:"ceiling,omitempty"`
	RetirementCeiling *decimal.Decimal `json:"retirement_ceiling,omitempty"`
	// Deduction is the group of the flat expense deduction; unset takes the profile's (performers 25, musicians 20, others
	// none). DeductionRate overrides the rate, a fraction. DeductionUsed is what the year has already used of the cap.
	Deduction     DeductionGroup   `json:"deduction,omitempty"`
	DeductionRate *decimal.Decimal `json:"deduction_rate,omitempty"`
	DeductionUsed decimal.Decimal  `json:"deduction_used,omitzero"`
}

// DeductionGroup is the group of the déduction forfaitaire spécifique (DFS).
type DeductionGroup string

// The groups, named by their rate before the decrease that started in 2024.
const (
	NoDeduction DeductionGroup = "none"
	Deduction25 DeductionGroup = "25" // performers of drama, song, cinema, dance
	Deduction20 DeductionGroup = "20" // musicians, conductors, some creative staff of cinema
)

// Settings are what charges depend on besides the pay. The zero value is sound: no territory, staff unknown, placeholder
// accident rate, no deduction, the general reduction where it is due, rates of artists rounded to two decimals of a percent.
type Settings struct {
	// Territory is where the work is done: "paris" and "alsace-moselle" are known; for any other, MobilityRate says what the
	// place asks. Unset: no versement mobilité, and the report says so.
	Territory string `json:"territory,omitempty"`
	// Staff is the employer's effectif; 0 is unknown: counted as fewer than 50 and as 11 or more, and the report says so.
	Staff int `json:"staff,omitempty"`
	// TraineeShare is the share of trainees (alternants) in the staff, a fraction: it gives the extra apprenticeship levy of large firms.
	TraineeShare *decimal.Decimal `json:"trainee_share,omitempty" fraction:"1"`
	// AccidentRate is the rate notified for the establishment, a fraction (0.016 for 1,6 %). It replaces the placeholder.
	AccidentRate *decimal.Decimal `json:"accident_rate,omitempty" fraction:"1"`
	// MobilityRate is the versement mobilité of the place of work, a fraction.
	MobilityRate *decimal.Decimal `json:"mobility_rate,omitempty" fraction:"1"`
	// FlatDeduction tells that the employees agree to the flat expense deduction (DFS). Without consent it is never applied.
	FlatDeduction bool `json:"flat_deduction,omitempty"`
	// NoGeneralReduction leaves the réduction générale out. Default: it is applied to everybody but artists and authors, when Hours
	// are known, and the report says so.
	NoGeneralReduction bool `json:"no_general_reduction,omitempty"`
	// ShortContractSurcharge counts the unemployment surcharge of short contracts where it is no longer confirmed (from 2025-05-01
	// on). Default: it is left out there, and the report says so.
	ShortContractSurcharge bool `json:"short_contract_surcharge,omitempty"`
	// FlatExtraBase takes the assiette forfaitaire for extras paid by the day under its limit. Default: charges on the real pay.
	FlatExtraBase bool `json:"flat_extra_base,omitempty"`
	// ExactRates keeps the reduced rates of artists unrounded. Default: rounded to two decimals of a percent, as published.
	ExactRates bool `json:"exact_rates,omitempty"`
	// ProratedRetirement limits retirement tranche 1 to the prorated ceiling for everyone. Default: the full month's ceiling
	// for non-cadre intermittents, as mon-entreprise does; cadres are always prorated.
	ProratedRetirement bool `json:"prorated_retirement,omitempty"`
	// PaidLeaveCap limits the base of congés spectacles, in euros for the whole engagement (three times the daily minimum).
	PaidLeaveCap *decimal.Decimal `json:"paid_leave_cap,omitempty"`
	// SignatoryUnion tells that the employer is a member of a union that signed the collective agreement: some minima bind no other.
	// It changes no charge.
	SignatoryUnion bool `json:"signatory_union,omitempty"`
	// Rates overrides lines by id with fractions, or fills the empty slots of the table ("paritarisme_cinema",
	// "retraite_t1_permanent"…). The report names each.
	Rates map[string]decimal.Decimal `json:"rates,omitempty"`
	// Skip leaves lines out by id.
	Skip []string `json:"skip,omitempty"`
}

// ChargeLine is one ligne de charges.
type ChargeLine struct {
	ID     string          `json:"id"`
	Label  string          `json:"label"`
	Base   decimal.Decimal `json:"base"`   // euros, to the cent
	Rate   decimal.Decimal `json:"rate"`   // fraction: 0.13
	Amount decimal.Decimal `json:"amount"` // euros, to the cent; negative for a reduction
	Source moteur.Source   `json:"source"`
}

// Charged is the result: the employer charges of one Pay.
type Charged struct {
	Gross decimal.Decimal `json:"gross"`
	Lines []ChargeLine    `json:"lines"`
	Total decimal.Decimal `json:"total"` // sum of the lines
	Cost  decimal.Decimal `json:"cost"`  // gross + total: what the company pays in all
	// Reduction is the part of Total that the general reduction takes off, zero or negative.
	Reduction decimal.Decimal `json:"reduction"`
	// Report names the unverified rates, the empty slots and the assumptions.
	Report moteur.Report `json:"report"`
}

// Percent is the total as a fraction of the gross, to 4 decimals; zero for a zero gross.
func (c Charged) Percent() decimal.Decimal {
	return money.Share(c.Total, c.Gross, 4)
}

// Errors of Charges.
var (
	ErrProfile = errors.New("profil social inconnu")
	ErrPay     = errors.New("rémunération refusée")
)

// Charges computes the employer charges of one pay with the rates of its date of payment. To charge many lines, resolve
// the rates once with RatesOn and call Rates.Charge.
func Charges(p Pay, o Settings) (Charged, error) {
	on := p.payDate()
	if on.IsZero() {
		return Charged{}, fmt.Errorf("payroll : %w : ni date de paiement ni fin d'engagement", ErrPay)
	}
	r, err := RatesOn(on, o)
	if err != nil {
		return Charged{}, err
	}
	return r.Charge(p)
}

func (p Pay) payDate() moteur.Date {
	switch {
	case !p.Date.IsZero():
		return p.Date
	case !p.Span.To.IsZero():
		return p.Span.To
	}
	return p.Span.From
}

func (p Pay) check() error {
	for _, d := range []decimal.Decimal{p.Gross, p.Hours, p.DeductionUsed} {
		if err := money.Guard(d); err != nil {
			return fmt.Errorf("payroll : %w : %w", ErrPay, err)
		}
		if d.IsNegative() {
			return fmt.Errorf("payroll : %w : montant négatif (%s)", ErrPay, d)
		}
	}
	for _, d := range []*decimal.Decimal{p.PayToSMIC, p.Ceiling, p.RetirementCeiling, p.DeductionRate} {
		if d == nil {
			continue
		}
		if err := money.Guard(*d); err != nil {
			return fmt.Errorf("payroll : %w : %w", ErrPay, err)
		}
		if d.IsNegative() {
			return fmt.Errorf("payroll : %w : valeur négative (%s)", ErrPay, d)
		}
	}
	if p.DeductionRate != nil && p.DeductionRate.GreaterThan(one) {
		return fmt.Errorf("payroll : %w : déduction forfaitaire de plus de 100 %% (%s)", ErrPay, p.DeductionRate)
	}
	if !p.Profile.Valid() {
		return fmt.Errorf("payroll : %w : %q", ErrProfile, p.Profile)
	}
	if !p.Span.From.IsZero() && !p.Span.To.IsZero() && p.Span.Days() == 0 {
		return fmt.Errorf("payroll : %w : la fin de l'engagement (%s) précède son début (%s)", ErrPay, p.Span.To, p.Span.From)
	}
	if p.Days < 0 || p.Days > 36600 || p.Span.Days() > 36600 {
		return fmt.Errorf("payroll : %w : durée hors limites", ErrPay)
	}
	return nil
}

// AuthorWithholding is the précompte taken from an author's gross rights when the author gives no dispense: old-age,
// CSG, CRDS, training. The old-age base stops at the yearly ceiling (PASS) where it is known. Lines are the author's own
// contributions, never a cost of the producer.
func AuthorWithholding(gross decimal.Decimal, on moteur.Date) ([]ChargeLine, error) {
	if err := money.Guard(gross); err != nil {
		return nil, fmt.Errorf("payroll : %w : %w", ErrPay, err)
	}
	share, err := Rate("author_base", on)
	if err != nil {
		return nil, err
	}
	var out []ChargeLine
	t, _ := chargesTable()
	for _, id := range []string{"precompte_vieillesse_plafonnee", "precompte_csg", "precompte_crds", "precompte_formation"} {
		rate, err := Rate(id, on)
		if err != nil {
			return nil, err
		}
		e, _ := t.Entry(id)
		base := money.Cents(gross)
		if e.Kind == "author_98" {
			base = money.Times(gross, share.Value)
		}
		if pass, err := t.Decimal("PASS", on); err == nil && id == "precompte_vieillesse_plafonnee" {
			base = decimal.Min(base, pass.Value)
		}
		out = append(out, ChargeLine{ID: id, Label: e.Label, Base: base, Rate: rate.Value, Amount: money.Times(base, rate.Value),
			Source: rate.Source})
	}
	return out, nil
}
