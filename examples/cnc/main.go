// Command cnc builds the dossiers of the agrément des investissements and of the agrément de production of a film, and prints what
// still blocks each, by deadline.
//
//	go run ./examples/cnc                    # the sample film, into ./dossier-cnc
//	go run ./examples/cnc -film DIR -out DIR # another film's folder
//	go run ./examples/cnc -on 2027-04-01     # as of another day
//	go run ./examples/cnc -advise exemple    # the cheapest choices that reach the points wanted, of a file or of the example
//	go run ./examples/cnc -training          # who must be trained against harassment before the shoot
//
// Beside the two archives it writes the sworn statements to sign, the internal pages (rules to confirm, never sent), the
// eligibility report, the calendar of deadlines (PDF and ICS), the points with what each is worth, the production note, the
// director's note and the pitch deck.
package main

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"io"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/cnc"
	"github.com/moteur-film/moteur/cnc/points"
	"github.com/moteur-film/moteur/distribution"
	"github.com/moteur-film/moteur/examples/internal/cli"
	"github.com/moteur-film/moteur/film"
	"github.com/moteur-film/moteur/internal/doc"
	"github.com/moteur-film/moteur/internal/doc/text"
	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/internal/money"
)

// options are the program's own flags.
type options struct {
	on, advise string
	training   bool
	moves      int64
}

func main() { cli.Main(program()) }

func program() cli.Program {
	var o options
	return cli.Program{
		Name:   "cnc",
		About:  "Assemble les dossiers d'agrément d'un film et dit ce qui les bloque, et pour quand.",
		Common: cli.Film | cli.Out | cli.JSON,
		Flags: func(f *flag.FlagSet) {
			f.StringVar(&o.on, "on", "", "date de la demande, `AAAA-MM-JJ` ; sans elle, celle du devis")
			f.StringVar(&o.advise, "advise", "", "`FICHIER` JSON d'engagements possibles (ou « exemple ») : les moins chers pour les "+
				"points voulus")
			f.BoolVar(&o.training, "training", false, "les personnes à former contre le harcèlement")
			f.Int64Var(&o.moves, "moves", 0, "`ESSAIS` de la recherche du plan de travail ; 0 en fait 800 000")
		},
		Run: func(ctx context.Context, job *cli.Job) error { return run(ctx, job, o) },
	}
}

func run(ctx context.Context, job *cli.Job, o options) error {
	var on moteur.Date
	if err := on.UnmarshalText([]byte(o.on)); err != nil {
		return cli.Input(fmt.Errorf("-on : %w", err))
	}
	chain, err := job.Chain(ctx, o.moves)
	if err != nil {
		return err
	}
	if on.IsZero() {
		on = chain.Date()
	}
	if o.advise != "" || o.training {
		return asked(job, chain, o, on)
	}
	if job.To == "" {
		job.To = "dossier-cnc"
	}
	return build(job, chain, on)
}

// asked prints the advice on the points, and who is to be trained.
func asked(job *cli.Job, chain film.Chain, o options, on moteur.Date) error {
	var docs []film.Document
	var told struct {
		Advice   *points.Advice `json:"advice,omitempty"`
		Training []cnc.Trainee  `json:"training,omitempty"`
	}
	var printed []doc.Document
	if o.advise != "" {
		papers, advice, err := advised(chain, o.advise, on)
		if err != nil {
			return err
		}
		docs, told.Advice, printed = append(docs, papers...), &advice, append(printed, advice.Document())
	}
	if o.training {
		sheet, who, err := trained(chain, on)
		if err != nil {
			return err
		}
		docs = append(docs, film.Both("formation-vhss", sheet)...)
		told.Training, printed = who, append(printed, sheet.Document())
	}
	if err := job.Save(docs...); err != nil {
		return err
	}
	return job.Print(told, func(w io.Writer) error {
		for _, d := range printed {
			if err := text.Write(w, d); err != nil {
				return err
			}
		}
		return nil
	})
}

// build assembles both dossiers and tells what blocks them.
func build(job *cli.Job, chain film.Chain, on moteur.Date) error {
	request := chain.Request()
	docs, err := common(request, chain, on)
	if err != nil {
		return err
	}
	var told bytes.Buffer
	var dossiers []cnc.Dossier
	fmt.Fprintf(&told, "%s, au %s\n", chain.Folder.Film.Title, fr.Date(on))
	for _, step := range []struct {
		procedure cnc.Procedure
		request   cnc.Request
	}{{cnc.InvestmentApproval, request}, {cnc.ProductionApproval, approved(request)}} {
		d, err := cnc.Assemble(step.request, step.procedure, chain.Pieces(step.request, step.procedure, on), on)
		if err != nil {
			return err
		}
		d.Report.Merge("devis", chain.Estimate.Report)
		d.Report.Merge("financement", chain.Summary.Report)
		dossiers = append(dossiers, d)
		docs = append(docs, film.Document{Name: d.Folder() + ".zip", Write: d.WriteZip},
			film.Document{Name: d.Folder() + "-pieces.pdf", Write: d.List.WritePDF},
			film.Document{Name: d.Folder() + "-interne.pdf", Write: d.Internal().WritePDF})
		statements, err := cnc.Statements(step.request, step.procedure, on)
		if err != nil {
			return err
		}
		for _, s := range statements {
			docs = append(docs, film.Document{Name: d.Folder() + "-a-signer-" + s.Name, Write: s.Write})
		}
		if err := blocks(&told, step.request.With(d.Pieces), d, on); err != nil {
			return err
		}
	}
	fmt.Fprintf(&told, "\n%s dans %s\n", fr.Plural(len(docs), "document", "documents"), job.To)
	if err := job.Save(docs...); err != nil {
		return err
	}
	return job.Print(dossiers, func(w io.Writer) error {
		_, err := w.Write(told.Bytes())
		return err
	})
}

// approved is the request once the agrément des investissements is given.
func approved(r cnc.Request) cnc.Request {
	r.Situation.ApprovalGiven = true
	return r
}

// common makes the documents that do not belong to one dossier.
func common(r cnc.Request, chain film.Chain, on moteur.Date) ([]film.Document, error) {
	eligibility, err := cnc.Eligible(r, on)
	if err != nil {
		return nil, err
	}
	calendar, err := cnc.Calendar(r, on)
	if err != nil {
		return nil, err
	}
	sheet, err := points.Count(r.Facts, on)
	if err != nil {
		return nil, err
	}
	docs := append(film.Both("points", sheet),
		film.Document{Name: "eligibilite.pdf", Write: eligibility.WritePDF},
		film.Document{Name: "echeances.pdf", Write: calendar.WritePDF},
		film.Document{Name: "echeances.ics", Write: calendar.WriteICS},
		film.Document{Name: "note-de-production.pdf", Write: cnc.ProductionNote(r, on).WritePDF},
		film.Document{Name: "note-de-realisation.pdf", Write: cnc.DirectorNote(r, on).WritePDF},
		film.Document{Name: "presentation.pdf", Write: chain.Pitch().Deck(on).WritePDF})
	for _, minutes := range []int{5, 10, 20} {
		notes, err := chain.Pitch().Notes(minutes, on)
		if err != nil {
			return nil, err
		}
		docs = append(docs, film.Document{Name: fmt.Sprintf("presentation-%d-min.pdf", minutes), Write: notes.WritePDF})
	}
	if receipts := boxOffice(chain.Folder.Release); receipts.IsPositive() {
		worth, err := points.WorthOf(sheet, receipts)
		if err != nil {
			return nil, err
		}
		docs = append(docs, film.Document{Name: "valeur-des-points.pdf", Write: worth.WritePDF})
	}
	return docs, nil
}

// boxOffice is the recettes guichet expected in theatres, VAT included.
func boxOffice(r distribution.Release) decimal.Decimal {
	var sum decimal.Decimal
	for _, week := range r.Weeks {
		sum = sum.Add(week.Price.Mul(decimal.NewFromInt(int64(week.Admissions))))
	}
	return money.Cents(sum)
}

// blocks prints the conditions that are not met, by deadline, then the pieces that are missing.
func blocks(w io.Writer, r cnc.Request, d cnc.Dossier, on moteur.Date) error {
	eligibility, err := cnc.Eligible(r, on)
	if err != nil {
		return err
	}
	fmt.Fprintf(w, "\n%s : %s jointes, %s\n", d.Label, fr.Plural(len(d.Pieces), "pièce", "pièces"),
		fr.Plural(len(d.List.Missing()), "manquante", "manquantes"))
	for _, c := range eligibility.Blocking(d.Procedure) {
		fmt.Fprintf(w, "  bloque, %s : %s (%s)\n", by(c.Deadline), c.Label, c.Source.Text)
		fmt.Fprintf(w, "      %s %s.\n", c.Detail, c.Todo)
	}
	if missing := d.List.Missing(); len(missing) > 0 {
		fmt.Fprintf(w, "  pièces à réunir, %s :\n", by(d.List.Due))
		for _, m := range missing {
			fmt.Fprintf(w, "      %s : %s (%s)\n", m.State.Label(), m.Label, m.Supplier)
		}
	}
	return nil
}

// by says a deadline.
func by(d moteur.Date) string {
	if d.IsZero() {
		return "sans échéance datée"
	}
	return "au plus tard le " + fr.Date(d)
}
