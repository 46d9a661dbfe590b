package financing

import (
	"maps"
	"slices"
	"strings"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/schedule"
)

// Events lists the events of a film in their usual order.
func Events() []moteur.Event {
	return []moteur.Event{moteur.Contract, moteur.PrepStart, moteur.InvestmentApproval, moteur.ShootStart, moteur.MidShoot, moteur.ShootEnd,
		moteur.RoughCut,
		moteur.PictureLock, moteur.Delivery, moteur.VisaGranted, moteur.Released, moteur.ProductionApproval, moteur.FiscalYearEnd,
		moteur.TaxRefund}
}

// EventLabel is the French name of an event.
func EventLabel(e moteur.Event) string {
	switch e {
	case moteur.Contract:
		return "contrat"
	case moteur.PrepStart:
		return "début de préparation"
	case moteur.InvestmentApproval:
		return "agrément des investissements"
	case moteur.ShootStart:
		return "premier jour de tournage"
	case moteur.MidShoot:
		return "milieu du tournage"
	case moteur.ShootEnd:
		return "dernier jour de tournage"
	case moteur.RoughCut:
		return "premier montage"
	case moteur.PictureLock:
		return "montage définitif"
	case moteur.Delivery:
		return "livraison"
	case moteur.VisaGranted:
		return "visa"
	case moteur.Released:
		return "sortie"
	case moteur.ProductionApproval:
		return "agrément de production"
	case moteur.FiscalYearEnd:
		return "clôture de l'exercice"
	case moteur.TaxRefund:
		return "remboursement du crédit d'impôt"
	}
	return string(e)
}

// shootDays gives the dated shooting days in order, each date once.
func shootDays(p *schedule.Plan) []moteur.Date {
	if p == nil {
		return nil
	}
	var out []moteur.Date
	for _, d := range p.Days {
		if !d.Date.IsZero() {
			out = append(out, d.Date)
		}
	}
	slices.SortFunc(out, moteur.Date.Compare)
	return slices.Compact(out)
}

// CompleteTimeline dates every event of the film: the plan de travail gives the shoot, tl gives what is known, usage places the
// rest, and each date placed by usage is a notice (financing/hypothesis). Without any date of shoot it is an error
// (financing/no-shoot-date). yearEndMonth is the month of the closing of the accounts, 0 means December.
func CompleteTimeline(tl moteur.Timeline, plan *schedule.Plan, yearEndMonth int) (moteur.Timeline, moteur.Report) {
	var r moteur.Report
	out := moteur.Timeline{}
	for e, d := range tl {
		if !d.IsZero() {
			out[e] = d
		}
	}
	if days := shootDays(plan); len(days) > 0 {
		out[moteur.ShootStart], out[moteur.ShootEnd] = days[0], days[len(days)-1]
		out[moteur.MidShoot] = days[(len(days)-1)/2]
	}
	if out[moteur.ShootStart].IsZero() {
		r.Errorf("timeline", "financing/no-shoot-date", "Aucune date de tournage : ni plan de travail daté, ni premier jour de tournage.")
		return out, r
	}
	b := openRules(moteur.NewDate(2000, 1, 1), nil, &moteur.Report{})
	place := func(e moteur.Event) {
		if _, known := out[e]; known {
			return
		}
		from, lag, _ := strings.Cut(b.text("bank/lag."+string(e), "timeline"), ":")
		d := out[moteur.Event(from)].AddDays(atoi(lag, 0))
		if d.IsZero() {
			r.Errorf("timeline."+string(e), "financing/timeline", "La date de l'événement %s ne se place pas.", fr.Quote(EventLabel(e)))
			return
		}
		out[e] = d
		r.Notef("timeline."+string(e), "financing/hypothesis", "%s placé par usage au %s.", fr.Capital(EventLabel(e)), fr.Date(d))
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
		out[moteur.FiscalYearEnd] = yearEnd(out[moteur.ShootEnd], yearEndMonth)
	}
	if _, known := out[moteur.TaxRefund]; !known {
		out[moteur.TaxRefund] = refundDate(out[moteur.FiscalYearEnd], b)
		r.Notef("timeline.tax_refund", "financing/hypothesis", "Remboursement du crédit d'impôt placé par usage au %s.",
			fr.Date(out[moteur.TaxRefund]))
	}
	if s, e := out[moteur.ShootStart], out[moteur.ShootEnd]; e.Before(s) {
		r.Errorf("timeline.shoot_end", "financing/timeline", "Le dernier jour de tournage (%s) précède le premier (%s).", fr.Date(e),
			fr.Date(s))
	}
	return out, r
}

// refundDate is when the credit of a financial year is paid back, by usage.
func refundDate(yearEnd moteur.Date, b *rulebook) moteur.Date {
	first := yearEnd.AddDays(1)
	return first.AddMonths(b.whole("bank/credit.refund_months", "timeline")).AddDays(-1)
}

// Shift moves a film by a number of days: the shooting days and every event that hangs on them, the first day of
// preparation included. Contracts, fixed instalments and payments already made do not move. The input is not modified.
func Shift(in CashInput, days int) CashInput {
	out := in
	out.Plan.Timeline, out.Timeline = shiftTimeline(in.Plan.Timeline, days), shiftTimeline(in.Timeline, days)
	if in.Schedule != nil {
		p := *in.Schedule
		p.Days = slices.Clone(p.Days)
		for i := range p.Days {
			p.Days[i].Date = p.Days[i].Date.AddDays(days)
		}
		out.Schedule = &p
	}
	if in.Estimate != nil {
		est := *in.Estimate
		est.Budget.Lines = slices.Clone(est.Budget.Lines)
		for i := range est.Budget.Lines {
			s := &est.Budget.Lines[i].Span
			s.From, s.To = s.From.AddDays(days), s.To.AddDays(days)
		}
		out.Estimate = &est
	}
	return out
}

func shiftTimeline(tl moteur.Timeline, days int) moteur.Timeline {
	if tl == nil {
		return nil
	}
	out := maps.Clone(tl)
	for e, d := range out {
		switch e {
		case moteur.Contract, moteur.FiscalYearEnd, moteur.TaxRefund:
			if e != moteur.Contract {
				delete(out, e) // recomputed from the new last day
			}
		default:
			out[e] = d.AddDays(days)
		}
	}
	return out
}
