package film

import (
	"fmt"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/financing"
	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/internal/strict"
)

// receipts checks the release against the plan de financement and the dates of the film.
func (r *referee) receipts() {
	if !r.f.hasRelease() {
		return
	}
	x, first := r.f.Release, r.f.Shoot.Calendar.First
	r.agreed("release.theatrical.mg", "Le minimum garanti", x.Theatrical.Guarantee, true, financing.TheatricalMG, financing.VideoMG)
	r.agreed("release.avance.amount", "L'avance sur recettes", x.Advance.Amount, true, financing.AdvanceOnReceipts)
	r.agreed("release.sofica.invested", "L'apport des SOFICA", x.Sofica.Invested, false, financing.Sofica)
	r.agreed("release.region.amount", "L'aide des régions", x.Region.Amount, false, financing.Regional)
	if told := r.f.Film.Timeline[moteur.Released]; !told.IsZero() && !x.Date.IsZero() && told != x.Date {
		r.found.Warnf("release.date", "film/release-date", "La sortie est le %s ici, et le %s dans « film.timeline.release ».",
			fr.Date(x.Date), fr.Date(told))
	}
	if !x.Date.IsZero() && !first.IsZero() && x.Date.Before(first) {
		r.found.Warnf("release.date", "film/release-date", "La sortie, le %s, précède le tournage, le %s.", fr.Date(x.Date), fr.Date(first))
	}
	names := r.partners()
	for i, c := range x.Coproducers {
		if !slices.Contains(names, c.Name) {
			r.found.Warnf(fmt.Sprintf("release.coproducers[%d].name", i), "film/coproducer",
				"%s n'est ni la société du film, ni une partie du plan de financement%s.", fr.Quote(fr.Clip(c.Name)),
				strict.SuggestCodes(c.Name, names))
		}
		if sold := r.rights(c.Name); !sold.IsZero() && !sold.Equal(c.Share) {
			r.found.Warnf(fmt.Sprintf("release.coproducers[%d].share", i), "film/coproducer-share",
				"La part de %s est de %s dans les recettes, et de %s dans le plan de financement (« rights_share »).",
				fr.Quote(fr.Clip(c.Name)), fr.Percent(c.Share, 2), fr.Percent(sold, 2))
		}
	}
}

// rights is the share of the rights that the plan de financement gives to a party, zero when it says none.
func (r *referee) rights(party string) decimal.Decimal {
	var sum decimal.Decimal
	for _, x := range r.f.Financing.Resources {
		if fr.Fold(x.Party) == fr.Fold(party) {
			sum = sum.Add(x.RightsShare)
		}
	}
	return sum
}

// agreed compares an amount of the release with the resources of its kinds: with one of them, or their sum. An amount left out is told
// when the receipts always pay it back (owed).
func (r *referee) agreed(path, what string, given decimal.Decimal, owed bool, kinds ...financing.Kind) {
	var sum decimal.Decimal
	for _, x := range r.f.Financing.Resources {
		if slices.Contains(kinds, x.Kind) {
			if x.Euros().Equal(given) && !given.IsZero() {
				return
			}
			sum = sum.Add(x.Euros())
		}
	}
	if sum.Equal(given) || given.IsZero() && !owed {
		return
	}
	r.found.Warnf(path, "film/release-plan", "%s est de %s pour les recettes, et de %s dans le plan de financement.", what, fr.Euros(given),
		fr.Euros(sum))
}

// partners are the names of the firms of the film: its own, co-producers, producers of the request, parties of the financing.
func (r *referee) partners() []string {
	out := []string{r.f.Film.Company.Name}
	add := func(name string) {
		if name != "" && !slices.Contains(out, name) {
			out = append(out, name)
		}
	}
	for _, c := range r.f.Film.CoProducers {
		add(c.Name)
	}
	for _, p := range r.f.Request.Facts.Producers {
		add(p.Company.Name)
	}
	for _, x := range r.f.Financing.Resources {
		add(x.Party)
	}
	return out
}
