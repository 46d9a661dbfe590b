package treasury

import (
	"fmt"
	"maps"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur/financing"
	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/internal/money"
	"github.com/moteur-film/moteur/internal/strict"
)

// LineCash is how a line or a percent line of the devis is paid, in place of the usages.
type LineCash struct {
	// VAT is its rate, a fraction (0.055); nil takes that of its account, else of its status.
	VAT *decimal.Decimal `json:"vat,omitempty" fraction:"1"`
	// Instalments are the real ones (a premium of insurance by quarters); none takes the dates of the plan de travail or the curve.
	Instalments []financing.Instalment `json:"instalments,omitempty"`
}

// ownCash is a LineCash once read: no slots, and no rate, when it does not give them.
type ownCash struct {
	slots []slot
	vat   *rate
}

// lines reads the settings of lines; a line that the devis does not have is refused with the nearest.
func (d *dater) lines() {
	known := map[string]string{} // ID → label
	if e := d.in.Estimate; e != nil {
		for i := range e.Budget.Lines {
			known[e.Budget.Lines[i].ID] = e.Budget.Lines[i].Label
		}
		for i := range e.Budget.Percents {
			known[e.Budget.Percents[i].ID] = e.Budget.Percents[i].Label
		}
	}
	ids := slices.Sorted(maps.Keys(known))
	for _, id := range slices.Sorted(maps.Keys(d.in.Settings.Lines)) {
		at := "settings.lines." + id
		if _, ok := known[id]; !ok {
			d.report.Errorf(at, "financing/line", "La ligne %s n'est pas au devis%s.", fr.Quote(fr.Clip(id)), strict.SuggestCodes(id, ids))
			continue
		}
		d.own[id] = d.lineCash(d.in.Settings.Lines[id], known[id], at)
	}
}

func (d *dater) lineCash(c LineCash, label, at string) (own ownCash) {
	if c.VAT != nil {
		if money.Guard(*c.VAT) != nil || c.VAT.IsNegative() {
			d.report.Errorf(at+".vat", "financing/setting", "La TVA de la ligne %s n'est pas recevable.", fr.Quote(label))
			return own
		}
		plausible(d.report, at+".vat", "La TVA de "+fr.Quote(label), *c.VAT)
		v := newRate(*c.VAT)
		own.vat = &v
	}
	if len(c.Instalments) == 0 {
		return own
	}
	weights, ok := d.shares(c.Instalments, label, at)
	if !ok {
		return own
	}
	for k, n := range c.Instalments {
		day := n.DueOn(d.tl, financing.Resource{})
		if day.IsZero() {
			d.report.Errorf(fmt.Sprintf("%s.instalments[%d]", at, k), "financing/instalment", "L'échéance %d de %s (%s) ne se date pas.",
				k+1, fr.Quote(label), n.Event.Label())
			continue
		}
		own.slots = append(own.slots, slot{day: day, weight: weights[k]})
	}
	return own
}

// shares gives the parts of instalments as weights, false when financing.CheckInstalments refuses them.
func (d *dater) shares(list []financing.Instalment, label, at string) ([]int64, bool) {
	found := financing.CheckInstalments(list, label)
	d.report.Merge(at, found)
	weights := make([]int64, len(list))
	for k, n := range list {
		weights[k] = money.Sane(n.Share).Shift(9).Round(0).IntPart()
	}
	return weights, found.Err() == nil
}

// dated gives the dates of a line, its own instalments if it has some.
func (d *dater) dated(id string, slots []slot, why basis) ([]slot, basis, bool) {
	if own := d.own[id].slots; len(own) > 0 {
		return own, basisInstalment, true
	}
	return slots, why, false
}

// taxed gives the VAT rate of a line, its own if it has one.
func (d *dater) taxed(id string, usual rate) rate {
	if own := d.own[id].vat; own != nil {
		return *own
	}
	return usual
}
