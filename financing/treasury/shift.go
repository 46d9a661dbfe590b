package treasury

import (
	"maps"
	"slices"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/schedule"
)

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

// Shift moves a film by a number of days: the shooting days and every event that hangs on them, the first day of
// preparation included. Contracts, fixed instalments and payments already made do not move. The input is not modified.
func Shift(in Input, days int) Input {
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
