package film

import (
	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/budget"
	"github.com/moteur-film/moteur/callsheet"
	"github.com/moteur-film/moteur/cnc"
	"github.com/moteur-film/moteur/cnc/points"
	"github.com/moteur-film/moteur/distribution"
	"github.com/moteur-film/moteur/financing"
	"github.com/moteur-film/moteur/financing/credit"
	"github.com/moteur-film/moteur/financing/treasury"
	"github.com/moteur-film/moteur/schedule"
	"github.com/moteur-film/moteur/schedule/breakdown"
)

// Chain is all that follows from a film's folder, from the screenplay to the receipts.
type Chain struct {
	Folder    Folder
	Breakdown breakdown.Breakdown
	Problem   schedule.Problem
	Result    schedule.Result
	Sheets    []callsheet.Sheet          // one a shooting day
	Figures   map[string]decimal.Decimal // the plan's figures that the devis takes
	Estimate  budget.Estimate
	Plan      financing.Plan
	Credit    credit.Credit
	Summary   financing.Summary
	Cash      treasury.CashFlow
	Facts     points.Facts
	Points    points.Result
	// Approval is the dossier of the agrément des investissements, Deadlines what the CNC awaits by when.
	Approval  cnc.Dossier
	Deadlines cnc.Deadlines
	Statement distribution.Statement
	// Report gathers what every room's check found, each path under the name of its document ("devis.lines[3].status").
	Report moteur.Report
	// complete tells that Run went through every stage.
	complete bool
	// issued is the date of the plan of a film known by its screenplay alone.
	issued moteur.Date
}

// HasPoints tells that the points were computed.
func (c Chain) HasPoints() bool { return len(c.Points.Lines) > 0 }

// HasReceipts tells that the folder holds a release.
func (c Chain) HasReceipts() bool { return len(c.Statement.Steps) > 0 }

// Date is the date of the documents: that of the devis.
func (c Chain) Date() moteur.Date { return c.Folder.Budget.Date }

// timeline is the film's with the dates of the plan.
func (c Chain) timeline() moteur.Timeline {
	out := moteur.Timeline{}
	for e, d := range c.Folder.Film.Timeline {
		out[e] = d
	}
	days := c.Result.Plan.Days
	if len(days) == 0 { // the chain stopped before the plan
		return out
	}
	out[moteur.ShootStart], out[moteur.ShootEnd] = days[0].Date, days[len(days)-1].Date
	out[moteur.MidShoot] = days[len(days)/2].Date
	return out
}

// Request is the request to the CNC: the folder's, with the facts and the plan of the chain.
func (c Chain) Request() cnc.Request {
	r := c.Folder.Request
	r.Facts, r.Plan = c.Facts, c.Plan
	return r
}
