package financing

import (
	"strings"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/financing/credit"
	"github.com/moteur-film/moteur/internal/fr"
)

// CompleteTimeline dates every event of the film: the days of shooting, in order, give the shoot, tl gives what is known, usage
// places the rest, and each date placed by usage is a notice (financing/hypothesis). Without any date of shoot it is an error
// (financing/no-shoot-date). yearEndMonth is the month of the closing of the accounts, 0 means December.
func CompleteTimeline(tl moteur.Timeline, shoot []moteur.Date, yearEndMonth int) (moteur.Timeline, moteur.Report) {
	var r moteur.Report
	out := moteur.Timeline{}
	for e, d := range tl {
		if !d.IsZero() {
			out[e] = d
		}
	}
	if len(shoot) > 0 {
		out[moteur.ShootStart], out[moteur.ShootEnd] = shoot[0], shoot[len(shoot)-1]
		out[moteur.MidShoot] = shoot[(len(shoot)-1)/2]
	}
	if out[moteur.ShootStart].IsZero() {
		r.Errorf("timeline", "financing/no-shoot-date", "Aucune date de tournage : ni plan de travail daté, ni premier jour de tournage.")
		return out, r
	}
	b := openRules(moteur.NewDate(2000, 1, 1), &moteur.Report{})
	place := func(e moteur.Event) {
		if _, known := out[e]; known {
			return
		}
		from, lag, _ := strings.Cut(b.At("timeline").Text("timeline/"+string(e)), ":")
		d := out[moteur.Event(from)].AddDays(atoi(lag, 0))
		if d.IsZero() {
			r.Errorf("timeline."+string(e), "financing/timeline", "La date de l'événement %s ne se place pas.", fr.Quote(e.Label()))
			return
		}
		out[e] = d
		r.Notef("timeline."+string(e), "financing/hypothesis", "%s placé par usage au %s.", fr.Capital(e.Label()), fr.Date(d))
	}
	for _, e := range []moteur.Event{moteur.PrepStart, moteur.Contract, moteur.InvestmentApproval, moteur.ShootEnd} {
		place(e)
	}
	if _, known := out[moteur.MidShoot]; !known {
		s, e := out[moteur.ShootStart], out[moteur.ShootEnd]
		out[moteur.MidShoot] = s.AddDays(e.Sub(s) / 2)
	}
	for _, e := range []moteur.Event{moteur.RoughCut, moteur.PictureLock, moteur.Delivery, moteur.VisaGranted, moteur.Released,
		moteur.ProductionApproval} {
		place(e)
	}
	if _, known := out[moteur.FiscalYearEnd]; !known {
		if yearEndMonth < 1 || yearEndMonth > 12 {
			yearEndMonth = 12
		}
		out[moteur.FiscalYearEnd] = credit.YearEnd(out[moteur.ShootEnd], yearEndMonth)
	}
	if _, known := out[moteur.TaxRefund]; !known {
		out[moteur.TaxRefund] = credit.RefundDate(out[moteur.FiscalYearEnd], &moteur.Report{})
		r.Notef("timeline.tax_refund", "financing/hypothesis", "Remboursement du crédit d'impôt placé par usage au %s.",
			fr.Date(out[moteur.TaxRefund]))
	}
	if s, e := out[moteur.ShootStart], out[moteur.ShootEnd]; e.Before(s) {
		r.Errorf("timeline.shoot_end", "financing/timeline", "Le dernier jour de tournage (%s) précède le premier (%s).", fr.Date(e),
			fr.Date(s))
	}
	return out, r
}
