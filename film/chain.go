package film

import (
	"context"
	"fmt"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/budget"
	"github.com/moteur-film/moteur/callsheet"
	"github.com/moteur-film/moteur/cnc"
	"github.com/moteur-film/moteur/distribution"
	"github.com/moteur-film/moteur/financing"
	"github.com/moteur-film/moteur/financing/credit"
	"github.com/moteur-film/moteur/financing/treasury"
	"github.com/moteur-film/moteur/internal/fr"
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
	Facts     cnc.Facts
	Points    cnc.Result
	Statement distribution.Statement
	// Report gathers what each room found, under its name.
	Report moteur.Report
}

// Settings steer Run.
type Settings struct {
	// Moves is the search budget of the plan: with it the same folder gives the same plan on any machine; 0 means 400,000.
	Moves int64
	// Workers is the number of goroutines of the search.
	Workers int
	// Step is called when a stage starts.
	Step func(label string)
}

// Run walks the whole chain. It stops with an error only where nothing can follow: an unreadable screenplay, no lawful plan,
// a devis that cannot be computed. What a room could not compute otherwise is in the Report.
func Run(ctx context.Context, f Folder, o Settings) (Chain, error) {
	c := Chain{Folder: f}
	for _, stage := range []struct {
		label string
		run   func(context.Context, Settings) error
	}{
		{"Lecture et dépouillement du scénario", c.read}, {"Plan de travail", c.schedule}, {"Devis",
			c.price}, {"Plan de financement et crédit d'impôt", c.finance},
		{"Trésorerie", c.cash}, {"Feuilles de service", c.sheets}, {"Points", c.points}, {"Recettes", c.receipts},
	} {
		if o.Step != nil {
			o.Step(stage.label)
		}
		if err := stage.run(ctx, o); err != nil {
			return c, err
		}
	}
	return c, nil
}

// Problem is what the plan of a folder must respect, read from its screenplay and its film.json.
func (f Folder) Problem() (schedule.Problem, error) {
	c := Chain{Folder: f}
	err := c.read(context.Background(), Settings{})
	return c.Problem, err
}

func (c *Chain) read(context.Context, Settings) error {
	var err error
	if c.Breakdown, err = Screenplay(c.Folder.Screenplay, c.Folder.Text, c.Folder.Shoot.aliases()); err != nil {
		return err
	}
	if c.Folder.Defaults != nil {
		if t := c.Breakdown.Title; t != "" {
			c.Folder.Film.Title, c.Folder.Budget.Title, c.Folder.Financing.Title = t, t, t
		}
		c.Problem = schedule.FromBreakdown(c.Breakdown, *c.Folder.Defaults)
		return nil
	}
	c.Breakdown.Scenes = c.Folder.Shoot.timed(c.Breakdown.Scenes)
	var rep moteur.Report
	c.Problem, rep = c.Folder.Shoot.Problem(c.Folder.Film.Title, c.Breakdown)
	c.Report.Merge("", rep)
	return rep.Err()
}

func (c *Chain) schedule(ctx context.Context, o Settings) error {
	moves := o.Moves
	if moves == 0 {
		moves = 400_000
	}
	var err error
	c.Result, err = schedule.Solve(ctx, c.Problem, schedule.Settings{Moves: moves, Chains: 2, Workers: max(o.Workers, 1), Seed: 1})
	if err != nil {
		return err
	}
	c.Report.Merge("plan", c.Result.Report)
	if k := c.Result.Conflict; k != nil {
		ways := ""
		for _, r := range k.Relaxations {
			ways += fmt.Sprintf("\n  possible si : %s (plan à %s)", r.Text, fr.WholeEuros(r.Cost))
		}
		return fmt.Errorf("plan de travail : %s. %s%s", c.Result.Status.Label(), k, ways)
	}
	if len(c.Result.Plan.Days) == 0 {
		return fmt.Errorf("plan de travail : %s", c.Result.Status.Label())
	}
	return schedule.Check(c.Problem, c.Result.Plan).Err()
}

func (c *Chain) price(context.Context, Settings) error {
	c.Figures = budget.Figures(c.Problem, c.Result.Plan)
	b := budget.FillFrom(c.Folder.Budget, c.Figures)
	var err error
	c.Estimate, err = budget.Compute(b)
	c.Report.Merge("devis", c.Estimate.Report)
	return err
}

// timeline is the film's with the dates of the plan.
func (c *Chain) timeline() moteur.Timeline {
	out := moteur.Timeline{}
	for e, d := range c.Folder.Film.Timeline {
		out[e] = d
	}
	days := c.Result.Plan.Days
	out[moteur.ShootStart], out[moteur.ShootEnd] = days[0].Date, days[len(days)-1].Date
	out[moteur.MidShoot] = days[len(days)/2].Date
	return out
}

func (c *Chain) finance(context.Context, Settings) error {
	c.Plan = c.Folder.Financing
	c.Plan.Cost, c.Plan.Timeline = c.Estimate.Total, c.timeline()
	c.Plan.Pays = append(slices.Clone(c.Plan.Pays), pays(c.Folder, c.Problem, c.Estimate)...)
	c.Plan.Resources = slices.Clone(c.Plan.Resources)
	slot := -1
	for i, r := range c.Plan.Resources {
		if r.Kind == financing.TaxCredit && r.Amount.IsZero() {
			slot = i
		}
	}
	before := financing.Summarize(c.Plan) // the credit itself is still at zero
	managed := decimal.Zero               // all of the cost, unless foreign co-producers bring a part
	if before.Foreign.IsPositive() {
		managed = c.Estimate.Total.Sub(before.Foreign)
	}
	lines, rep := credit.SpendOf(c.Estimate, c.Folder.Film.Director)
	c.Report.Merge("credit", rep)
	tl := c.timeline()
	var err error
	c.Credit, err = credit.Film(credit.FilmCase{Difficult: c.Plan.DifficultFilm, Case: credit.Case{
		Title: c.Folder.Film.Title, Date: c.Estimate.Budget.Date, Request: c.Estimate.Budget.Date, Budget: c.Estimate.Total,
		Managed: managed, Lines: lines,
		OtherAid: before.Intensity.Amount, YearEndMonth: c.Folder.Film.Company.FiscalYearEnd,
		Spending: moteur.Span{From: tl[moteur.PrepStart], To: tl[moteur.Delivery]}}})
	c.Report.Merge("credit", c.Credit.Report)
	if err != nil {
		c.Report.Merge("credit", moteur.AsReport(err, "", "film/credit"))
	} else if slot >= 0 {
		c.Plan.Resources[slot].Amount = c.Credit.Amount
	}
	c.Report.Merge("financement", financing.Check(c.Plan))
	c.Summary = financing.Summarize(c.Plan)
	c.Report.Merge("financement", c.Summary.Report)
	return nil
}

func (c *Chain) cash(context.Context, Settings) error {
	set := c.Folder.Cash
	set.YearEndMonth, set.Date = c.Folder.Film.Company.FiscalYearEnd, c.Estimate.Budget.Date
	if f := set.Facility; f != nil { // what is not in the plan, or not computed, is lent on nothing
		kept := *f
		kept.Assigned = slices.DeleteFunc(slices.Clone(f.Assigned), func(a treasury.Assignment) bool {
			return !slices.ContainsFunc(c.Plan.Resources, func(r financing.Resource) bool {
				return r.ID == a.Resource &&
					r.Amount.IsPositive()
			})
		})
		set.Facility = &kept
	}
	in := treasury.Input{Title: c.Folder.Film.Title, Company: c.Folder.Film.Company.Name, Plan: c.Plan, Estimate: &c.Estimate,
		Schedule: &c.Result.Plan, Problem: &c.Problem,
		Timeline: c.timeline(), Settings: set}
	if c.Credit.Amount.IsPositive() {
		in.Credit = &c.Credit
	}
	var err error
	c.Cash, err = treasury.Cash(in)
	c.Report.Merge("trésorerie", c.Cash.Report)
	return err
}

func (c *Chain) sheets(context.Context, Settings) error {
	n := c.Folder.Sheets
	in := callsheet.Input{Film: c.Folder.Film, People: c.Folder.People, Problem: c.Problem, Plan: c.Result.Plan, Crew: n.Crew, Cast: n.Cast,
		Places:          n.Places,
		NeedDepartments: n.NeedDepartments, Written: n.Written}
	for day := range c.Result.Plan.Days {
		s, err := callsheet.Make(in, day)
		if err != nil {
			return err
		}
		c.Sheets = append(c.Sheets, s)
		c.Report.Merge(fmt.Sprintf("feuille de service J%d", c.Result.Plan.Days[day].Number), callsheet.Check(s, callsheet.Options{}))
	}
	return nil
}

func (c *Chain) points(context.Context, Settings) error {
	var rep moteur.Report
	c.Facts, rep = facts(c.Folder, c.Problem, c.Result.Plan, c.Figures, c.Estimate)
	c.Facts.Film.Timeline = c.timeline()
	c.Report.Merge("points", rep)
	if len(c.Facts.Producers) == 0 {
		c.Report.Notef("points", "film/points", "Points non calculés : film.json ne dit rien des producteurs et des auteurs (« request »).")
		return nil
	}
	var err error
	c.Points, err = cnc.Points(c.Facts, c.Estimate.Budget.Date)
	c.Report.Merge("points", c.Points.Report)
	if err != nil {
		c.Report.Merge("points", moteur.AsReport(err, "", "film/points"))
	}
	return nil
}

func (c *Chain) receipts(context.Context, Settings) error {
	r := c.Folder.Release
	if len(r.Weeks) == 0 && len(r.Modes) == 0 {
		return nil
	}
	if r.FilmCost.IsZero() {
		r.FilmCost = c.Estimate.Total
	}
	var err error
	c.Statement, err = distribution.Settle(r)
	c.Report.Merge("recettes", c.Statement.Report)
	if err != nil {
		return fmt.Errorf("recettes : %w", err)
	}
	return nil
}

// HasPoints tells that the points were computed.
func (c Chain) HasPoints() bool { return len(c.Points.Lines) > 0 }

// HasReceipts tells that the folder holds a release.
func (c Chain) HasReceipts() bool { return len(c.Statement.Steps) > 0 }

// Request is the request to the CNC: the folder's, with the facts and the plan of the chain.
func (c Chain) Request() cnc.Request {
	r := c.Folder.Request
	r.Facts, r.Plan = c.Facts, c.Plan
	return r
}
