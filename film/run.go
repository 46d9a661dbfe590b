package film

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"path"
	"slices"

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
	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/schedule"
	"github.com/moteur-film/moteur/schedule/breakdown"
	"github.com/moteur-film/moteur/schedule/labour"
	"github.com/moteur-film/moteur/schedule/script"
)

// Settings steer Run.
type Settings struct {
	// Moves is the search budget of the plan: with it the same folder gives the same plan on any machine; 0 means 800,000.
	Moves int64
	// Workers is the number of goroutines of the search; 0 means one.
	Workers int
	// Step is called when a stage starts, with its French name.
	Step func(label string)
	// PDF reads a screenplay in PDF (see breakdown.LoadSettings); nil refuses it.
	PDF func(io.Reader, script.Settings) (script.Script, error)
	// Today dates the plan of a film known by its screenplay alone; unset, its first shooting day does.
	Today moteur.Date
}

const defaultMoves = 800_000

// Run walks the whole chain and runs every room's check. It stops, with what it found as error, where nothing can follow (an
// unreadable screenplay, no lawful plan) and where an error makes a figure false (an unknown status in the devis). What is unlawful
// or unfinished without making a figure false (a call sheet that breaks a rest, aid above its limit) is an error of Report.
func Run(ctx context.Context, f Folder, s Settings) (Chain, error) {
	r := runner{Chain: Chain{Folder: f}, set: s}
	if f.Defaults != nil {
		r.issued = s.Today
	}
	r.Report.Merge(folderDocument, f.read)
	for _, stage := range []struct {
		label string
		run   func(context.Context) error
	}{
		{"Lecture et dépouillement du scénario", r.breakDown},
		{"Plan de travail", r.plan},
		{"Devis", r.price},
		{"Plan de financement et crédit d'impôt", r.finance},
		{"Trésorerie", r.cash},
		{"Feuilles de service", r.sheets},
		{"Points", r.points},
		{"Agrément", r.approval},
		{"Recettes", r.receipts},
	} {
		if s.Step != nil {
			s.Step(stage.label)
		}
		if err := stage.run(ctx); err != nil {
			return r.Chain, err
		}
	}
	r.complete = true
	return r.Chain, nil
}

// Problem is what the plan of a folder must respect, read from its screenplay and its film.json.
func (f Folder) Problem() (schedule.Problem, error) {
	r := runner{Chain: Chain{Folder: f}}
	err := r.breakDown(context.Background())
	return r.Chain.Problem, err
}

// runner builds a chain, a stage after the other.
type runner struct {
	Chain
	set Settings
}

// keep adds what a room found under the name of its document. Its errors come back when they make a figure false.
func (r *runner) keep(document string, found moteur.Report) error {
	found = r.located(document, found)
	r.Report.Merge(document, found)
	var stop moteur.Report
	for _, i := range found.Of(moteur.Error) {
		if !slices.Contains(lawful, i.Rule) {
			stop.Add(i)
		}
	}
	if err := stop.Err(); err != nil {
		return fmt.Errorf("%s : %w", document, err)
	}
	return nil
}

// folderDocument is the name of the folder itself among the documents.
const folderDocument = "dossier"

// lawful are the rules whose breach leaves every figure true: the film as described is unlawful or over-financed, a paper cannot be sent.
var lawful = []string{
	"financing/over-financed", "financing/public-intensity", "financing/sofica-share", "financing/sofica-date", "financing/pay-ceiling",
	"financing/treaty-share", "financing/eurimages-share", "financing/eurimages-repayable", "financing/tv-paid", "financing/deadline",
	"financing/own-share",
	"cnc/attachment-open", "cnc/attachment-empty", "cnc/attachment-type", "cnc/attachment-expired", "cnc/attachment-undated",
}

func (r *runner) breakDown(context.Context) error {
	r.Folder = ratesOnce(r.Folder)
	f := &r.Folder
	var err error
	set := breakdown.LoadSettings{Name: f.Screenplay, PDF: r.set.PDF, Breakdown: breakdown.Settings{Aliases: f.Shoot.aliases()}}
	if r.Breakdown, err = Screenplay(f.Text, set); err != nil {
		return err
	}
	if err := r.keep("dépouillement", r.Breakdown.Report()); err != nil {
		return err
	}
	if f.Defaults != nil {
		if t := r.Breakdown.Title; t != "" {
			f.Film.Title, f.Budget.Title, f.Financing.Title = t, t, t
		}
		r.Chain.Problem = schedule.FromBreakdown(r.Breakdown, *f.Defaults)
		shoot := moteur.Span{From: f.Defaults.First, To: f.Defaults.First.AddMonths(2)}
		f.Budget.Lines = append(slices.Clone(f.Budget.Lines), specialLines(r.Breakdown, r.Chain.Problem, shoot)...)
		return r.keep(folderDocument, raccords(r.Breakdown, nil))
	}
	if err := r.keep(folderDocument, f.references(r.Breakdown)); err != nil {
		return err
	}
	if err := distribution.Check(f.Release).Err(); f.hasRelease() && err != nil { // now, not after the plan and the devis
		return r.refused("recettes", err)
	}
	r.Breakdown.Scenes = f.Shoot.timed(r.Breakdown.Scenes)
	var found moteur.Report
	r.Chain.Problem, found = f.Shoot.Problem(f.Film.Title, r.Breakdown)
	found.Merge("", raccords(r.Breakdown, f.Shoot.Precedences))
	return r.keep(folderDocument, found)
}

func (r *runner) plan(ctx context.Context) error {
	moves := r.set.Moves
	if moves == 0 {
		moves = defaultMoves
	}
	var err error
	r.Result, err = schedule.Solve(ctx, r.Chain.Problem,
		schedule.Settings{Moves: moves, Chains: 2, Workers: max(r.set.Workers, 1), Seed: 1})
	if err != nil {
		return r.refused("plan de travail", err)
	}
	if k := r.Result.Conflict; k != nil {
		ways := ""
		for _, w := range k.Ways() {
			ways += "\n  " + w
		}
		return fmt.Errorf("plan de travail : %s. %s%s", r.Result.Status.Label(), k, ways)
	}
	if len(r.Result.Plan.Days) == 0 {
		return fmt.Errorf("plan de travail : %s", r.Result.Status.Label())
	}
	return r.keep("plan de travail", r.Result.Plan.Named(r.Result.Report))
}

func (r *runner) price(context.Context) error {
	r.Figures = budget.Figures(r.Chain.Problem, r.Result.Plan)
	b, found := r.filled()
	var err error
	r.Estimate, err = budget.Compute(b)
	found.Merge("", r.Estimate.Report) // holds the errors of err
	found.Merge("", budget.Unfilled(r.Folder.Budget, r.Figures))
	if kept := r.keep("devis", found); kept != nil {
		return kept
	}
	if err != nil {
		return r.refused("devis", err)
	}
	r.Report.Merge("devis", r.located("devis", budget.Check(r.Estimate))) // a reader's questions: they change no figure
	return nil
}

func (r *runner) finance(context.Context) error {
	f := r.Folder
	r.Plan = f.Financing
	r.Plan.Cost, r.Plan.Timeline = r.Estimate.Total, r.timeline()
	r.Plan.Pays = append(slices.Clone(r.Plan.Pays), pays(f, r.Chain.Problem, r.Estimate)...)
	r.Plan.Resources = slices.Clone(r.Plan.Resources)
	awaited := slices.IndexFunc(r.Plan.Resources, func(x financing.Resource) bool {
		return x.Kind == financing.TaxCredit && x.Amount.IsZero()
	})
	if err := r.credit(awaited >= 0); err != nil {
		return err
	}
	if awaited >= 0 {
		r.Plan.Resources[awaited].Amount = r.Credit.Amount
	}
	r.Summary = financing.Summarize(r.Plan)
	return r.keep("plan de financement", financing.Check(r.Plan))
}

// filled is the devis with the figures of the plan, the countries and the eligible part of its lines, and what binds the film's company.
func (r *runner) filled() (budget.Budget, moteur.Report) {
	b := budget.Fill(r.Folder.Budget, r.Figures)
	b.Payroll.SignatoryUnion = b.Payroll.SignatoryUnion || r.Folder.Film.Company.SignatoryUnion
	b.Company = cmp.Or(b.Company, r.Folder.Film.Company.Name)
	suppliers := map[string]string{}
	for account, s := range r.Folder.Suppliers {
		suppliers[account] = s[1]
	}
	return credit.Marked(budget.Placed(b, r.Chain.Problem, r.Result.Plan, suppliers))
}

// CreditCase is what the crédit d'impôt of the chain is computed from, and what is found in its spend: the aid of the plan but the credit
// itself, the lines of the devis, the share that the French side manages.
func (c Chain) CreditCase() (credit.FilmCase, moteur.Report) {
	f, plan := c.Folder, c.Plan
	plan.Resources = slices.Clone(plan.Resources)
	for i, x := range plan.Resources {
		if x.Kind == financing.TaxCredit && x.Amount.Equal(c.Credit.Amount) {
			plan.Resources[i].Amount = decimal.Zero
		}
	}
	before := financing.Summarize(plan)
	managed := decimal.Zero // all of the cost, unless foreign co-producers bring a part
	if before.Foreign.IsPositive() {
		managed = c.Estimate.Total.Sub(before.Foreign)
	}
	lines, found := credit.SpendOf(c.Estimate, f.Film.Director)
	tl, on := c.timeline(), c.Date()
	return credit.FilmCase{Difficult: plan.DifficultFilm, Kind: f.Film.Kind, Minutes: f.Film.Minutes,
		Case: credit.Case{
			Title: f.Film.Title, Date: on, Request: on, Budget: c.Estimate.Total, Managed: managed, Lines: lines,
			OtherAid: before.Intensity.Amount, YearEndMonth: f.Film.Company.FiscalYearEnd,
			Spending: moteur.Span{From: tl[moteur.PrepStart], To: tl[moteur.Delivery]}}}, found
}

// credit computes the tax credit; a plan that awaits it cannot do without.
func (r *runner) credit(awaited bool) error {
	asked, found := r.CreditCase()
	var err error
	r.Credit, err = credit.Film(asked)
	found.Merge("", r.Credit.Report)
	if err == nil {
		return r.keep("crédit d'impôt", found)
	}
	if awaited {
		r.Report.Merge("crédit d'impôt", found)
		return r.refused("crédit d'impôt", err)
	}
	r.Report.Notef("crédit d'impôt", "film/credit", "Crédit d'impôt non calculé : %s.", err)
	return nil
}

func (r *runner) cash(context.Context) error {
	var err error
	r.Cash, err = treasury.Cash(r.CashInput())
	if err != nil {
		r.Report.Merge("trésorerie", r.Cash.Report)
		return r.refused("trésorerie", err)
	}
	return r.keep("trésorerie", r.Cash.Report)
}

// CashInput is what the treasury of the chain is drawn from: what a scenario changes.
func (c Chain) CashInput() treasury.Input {
	f := c.Folder
	set := f.Cash
	set.YearEndMonth, set.Date = f.Film.Company.FiscalYearEnd, c.Date()
	if bank := set.Facility; bank != nil { // what is not in the plan, or not computed, is lent on nothing
		kept := *bank
		kept.Assigned = slices.DeleteFunc(slices.Clone(bank.Assigned), func(a treasury.Assignment) bool {
			return !slices.ContainsFunc(c.Plan.Resources, func(x financing.Resource) bool {
				return x.ID == a.Resource &&
					x.Amount.IsPositive()
			})
		})
		set.Facility = &kept
	}
	in := treasury.Input{Title: f.Film.Title, Company: f.Film.Company.Name, Plan: c.Plan, Estimate: &c.Estimate,
		Schedule: &c.Result.Plan, Problem: &c.Problem, Timeline: c.timeline(), Settings: set}
	if c.Credit.Amount.IsPositive() {
		in.Credit = &c.Credit
	}
	return in
}

func (r *runner) sheets(context.Context) error {
	n := r.Folder.Sheets
	in := callsheet.Input{Zone: labour.TimeZone(r.Chain.Problem.Calendar.Clock), Film: r.Folder.Film, People: r.Folder.People,
		Problem: r.Chain.Problem, Plan: r.Result.Plan, Crew: n.Crew,
		Cast: n.Cast, Places: n.Places, NeedDepartments: n.NeedDepartments, Written: n.Written}
	if err := r.keep("feuilles de service", in.Check()); err != nil {
		return err
	}
	for day := range r.Result.Plan.Days {
		s, err := callsheet.Make(in, day)
		if err != nil {
			return fmt.Errorf("%s%d : %w", sheetName, r.Result.Plan.Days[day].Number, err)
		}
		r.Sheets = append(r.Sheets, s)
		found := r.located(sheetName, callsheet.Check(s, callsheet.Settings{}))
		r.Report.Merge(fmt.Sprintf("%s%d", sheetName, r.Result.Plan.Days[day].Number), found)
	}
	return nil
}

func (r *runner) points(context.Context) error {
	var err error
	if r.Facts, err = facts(r.Folder, r.Chain.Problem, r.Result.Plan, r.Figures, r.Estimate, r.Plan); err != nil {
		return fmt.Errorf("points : %w", err)
	}
	r.Facts.Film.Timeline = r.timeline()
	if len(r.Facts.Producers) == 0 {
		r.Report.Notef("points", "film/points",
			"Points non calculés : film.json ne dit rien des producteurs et des auteurs (« request »).")
		return nil
	}
	if r.Points, err = points.Count(r.Facts, r.Date()); err != nil {
		return r.refused("points", err)
	}
	if err := r.keep("points", r.Points.Report); err != nil {
		return err
	}
	r.Report.Notef("points.crew", "film/law", "Contrats des artistes et des techniciens supposés de droit français.")
	full, n := hired(r.Facts)
	if n == 0 {
		return nil
	}
	then, err := points.Count(full, r.Date())
	if err != nil {
		return fmt.Errorf("points : %w", err)
	}
	r.Report.Warnf("points.crew", "film/to-hire", "%s sans personne engagée : de nationalité inconnue, comptés pour rien. "+
		"Tenus par des Français, le film aurait %d points au lieu de %d.", fr.Plural(n, "poste ou rôle", "postes ou rôles"),
		then.TotalRounded, r.Points.TotalRounded)
	return nil
}

func (r *runner) approval(context.Context) error {
	if err := r.keep(folderDocument, r.showing()); err != nil {
		return err
	}
	if !r.HasPoints() {
		return nil
	}
	on, p := r.Date(), cnc.InvestmentApproval
	var err error
	if r.Approval, err = cnc.Assemble(r.Request(), p, r.Pieces(r.Request(), p, on), on); err != nil {
		return r.refused("agrément", err)
	}
	if r.Deadlines, err = cnc.Calendar(r.Request(), on); err != nil {
		return r.refused("agrément", err)
	}
	return r.keep("agrément", r.papersAt(r.news(r.Approval.Report)))
}

// papersAt gives what was found of a paper of the folder its place in film.json.
func (r *runner) papersAt(found moteur.Report) moteur.Report {
	for k, i := range found.Issues {
		for n, h := range r.Folder.Request.Have {
			if i.Path != "" && (i.Path == h.Piece || i.Path == path.Base(h.Name)) {
				found.Issues[k].Path = fmt.Sprintf("have[%d]", n)
			}
		}
	}
	return found
}

// news leaves out of a report what an earlier document already told: the dossier of the agrément repeats what the points found.
func (r *runner) news(found moteur.Report) moteur.Report {
	found.Issues = slices.DeleteFunc(slices.Clone(found.Issues), func(i moteur.Issue) bool {
		return slices.ContainsFunc(r.Report.Issues, func(told moteur.Issue) bool {
			return told.Rule == i.Rule &&
				told.Message == i.Message
		})
	})
	return found
}

func (f Folder) hasRelease() bool { return len(f.Release.Weeks) > 0 || len(f.Release.Modes) > 0 }

func (r *runner) receipts(context.Context) error {
	if !r.Folder.hasRelease() {
		return nil
	}
	release := r.Folder.Release
	if release.FilmCost.IsZero() {
		release.FilmCost = r.Estimate.Total
	}
	if release.On.IsZero() {
		release.On = r.Date()
	}
	if release.Points.IsZero() {
		release.Points = r.Points.Total.Decimal(6)
	}
	var err error
	if r.Statement, err = distribution.Settle(release); err != nil {
		return r.refused("recettes", err)
	}
	return r.keep("recettes", r.Statement.Report)
}
