package budget

import (
	"fmt"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
)

// FlatRateID names a taux forfaitaire of the agreements on indirect costs.
type FlatRateID string

// The rates: overheads, finance costs of the devis, the cap of real finance costs, contingency, and the delegate
// producer's pay by length.
const (
	OverheadsRate   FlatRateID = "frais_generaux"
	FinanceRate     FlatRateID = "frais_financiers_devis"
	FinanceCap      FlatRateID = "frais_financiers_reel_plafond"
	ContingencyRate FlatRateID = "imprevus_devis"
	ProducerPay     FlatRateID = "remuneration_producteur_delegue"
)

// Genres of the audiovisual agreement, and the usages of cinema.
const (
	GenreFictionUnit = "fiction_unit" // single fiction, amendment 3
	GenreFiction70   = "fiction_70"   // fiction financed over 70 %, before amendment 3
	GenreFiction     = "fiction"
	GenreAnimation   = "animation"
	GenreDocumentary = "documentary"
	GenreLiveShow    = "live_show"
	GenreFeature     = "feature" // usage, not a rule
)

// IndirectRate returns the flat rate of a genre on a date: a percentage (10 for 10 %) or, for the producer's pay, euros.
// The texts do not say of which base: that is the devis' own choice. Unknown, empty or out of date slots are errors.
func IndirectRate(genre string, id FlatRateID, on moteur.Date) (moteur.Cited[decimal.Decimal], error) {
	t, err := indirectTable()
	if err != nil {
		return moteur.Cited[decimal.Decimal]{}, err
	}
	c, err := t.Decimal(genre+"."+string(id), on)
	if err != nil {
		return c, fmt.Errorf("taux forfaitaires : %w", err)
	}
	return c, nil
}

// ProducerPayOf returns the delegate producer's flat pay for a length in minutes, in euros.
func ProducerPayOf(genre string, minutes int, on moteur.Date) (moteur.Cited[decimal.Decimal], error) {
	return IndirectRate(genre, FlatRateID(fmt.Sprintf("%s.%d", ProducerPay, minutes)), on)
}

// Indirects is the chain of percent lines of a genre on a date, each on direct spending: insurance is left to the
// producer's contract. Slots that no source fills are named in the report and left out.
func Indirects(genre string, on moteur.Date) ([]Percent, moteur.Report) {
	var r moteur.Report
	var out []Percent
	for _, l := range []struct {
		id, account, label string
		rate               FlatRateID
	}{
		{"frais-financiers", "94", "Frais financiers", FinanceRate},
		{"frais-generaux", "FG", "Frais généraux", OverheadsRate},
		{"imprevus", "IM", "Imprévus", ContingencyRate},
	} {
		c, err := IndirectRate(genre, l.rate, on)
		if err != nil {
			r.Warnf("percents."+l.id, "budget/flat-rate", "« %s » : taux à donner (%s).", l.label, err)
			continue
		}
		out = append(out, Percent{ID: l.id, Account: l.account, Label: l.label, Rate: c.Use(&r, "percents."+l.id).Shift(-2),
			Base: "direct"})
	}
	return out, r
}
