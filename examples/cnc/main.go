// Command cnc builds the dossiers of the agrément des investissements and of the agrément de production of a film, and prints what
// still blocks each, by deadline.
//
//	go run ./examples/cnc                    # the sample film, into ./dossier-cnc
//	go run ./examples/cnc -film DIR -out DIR # another film's folder
//	go run ./examples/cnc -on 2027-04-01     # as of another day
//
// Beside the two archives it writes the sworn statements to sign, the internal pages (rules to confirm, never sent), the
// eligibility report, the calendar of deadlines (PDF and ICS), the points with what each is worth, the production note, the
// director's note and the pitch deck.
package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"runtime"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/cnc"
	"github.com/moteur-film/moteur/distribution"
	"github.com/moteur-film/moteur/examples/internal/cli"
	"github.com/moteur-film/moteur/film"
	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/internal/money"
)

func main() { os.Exit(cli.Main(os.Args[1:], os.Stdout, os.Stderr, run)) }

func run(args []string, stdout, stderr io.Writer) error {
	flags := cli.Flags("cnc", "[-film DOSSIER] [-out DOSSIER] [-on AAAA-MM-JJ]", stderr)
	dir := flags.String("film", "", "dossier du film : film.json et le scénario ; vide, le film d'exemple")
	out := flags.String("out", "dossier-cnc", "dossier où écrire")
	day := flags.String("on", "", "date de la demande, AAAA-MM-JJ ; vide, celle du devis")
	moves := flags.Int64("moves", 0, "essais de la recherche du plan de travail ; 0 en fait 400 000")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if flags.NArg() > 0 {
		return fmt.Errorf("argument inattendu : %s", flags.Arg(0))
	}
	var on moteur.Date
	if err := on.UnmarshalText([]byte(*day)); err != nil {
		return fmt.Errorf("-on : %w", err)
	}
	films := film.Sample()
	if *dir != "" {
		films = os.DirFS(*dir)
	}
	folder, err := film.Load(films)
	if err != nil {
		return err
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	progress := cli.NewProgress(stderr)
	defer progress.Done()
	chain, err := film.Run(ctx, folder, film.Settings{Moves: *moves, Workers: runtime.NumCPU(), Step: progress.Step})
	if err != nil {
		return err
	}
	if on.IsZero() {
		on = chain.Estimate.Budget.Date
	}
	return build(chain, on, *out, stdout)
}

// file is a document to write.
type file struct {
	name  string
	write func(io.Writer) error
}

func build(chain film.Chain, on moteur.Date, out string, stdout io.Writer) error {
	request := chain.Request()
	files, err := common(request, chain, on)
	if err != nil {
		return err
	}
	fmt.Fprintf(stdout, "%s, au %s\n", chain.Folder.Film.Title, fr.Date(on))
	for _, step := range []struct {
		procedure cnc.Procedure
		request   cnc.Request
		pieces    []cnc.Piece
	}{
		{cnc.InvestmentApproval, request, []cnc.Piece{
			cnc.Print("ai-devis", "devis.pdf", chain.Estimate.Sent().WritePDF), cnc.Print("", "devis.xlsx",
				chain.Estimate.Sent().WriteXLSX),
			cnc.Print("ai-plan", "plan-de-financement.pdf", chain.Plan.WriteSentPDF)}},
		{cnc.ProductionApproval, approved(request), []cnc.Piece{cnc.Print("ap-plan-def", "plan-de-financement.pdf",
			chain.Plan.WriteSentPDF)}},
	} {
		d, err := cnc.Assemble(step.request, step.procedure, cnc.Complete(step.request, step.procedure, step.pieces, on), on)
		if err != nil {
			return err
		}
		d.Report.Merge("devis", chain.Estimate.Report)
		d.Report.Merge("financement", chain.Summary.Report)
		files = append(files, file{d.Folder() + ".zip", d.WriteZip}, file{d.Folder() + "-pieces.pdf", d.List.WritePDF},
			file{d.Folder() + "-interne.pdf", d.Internal().WritePDF})
		statements, err := cnc.Statements(step.request, step.procedure, on)
		if err != nil {
			return err
		}
		for _, s := range statements {
			files = append(files, file{d.Folder() + "-a-signer-" + s.Name, s.Write})
		}
		if err := blocks(stdout, step.request.With(d.Pieces), d, on); err != nil {
			return err
		}
	}
	if err := os.MkdirAll(out, 0o755); err != nil {
		return err
	}
	for _, f := range files {
		if err := cli.Write(filepath.Join(out, f.name), f.write); err != nil {
			return err
		}
	}
	fmt.Fprintf(stdout, "\n%s dans %s\n", fr.Plural(len(files), "document", "documents"), out)
	return nil
}

// approved is the request once the agrément des investissements is given.
func approved(r cnc.Request) cnc.Request {
	r.Situation.ApprovalGiven = true
	return r
}

// common makes the documents that do not belong to one dossier.
func common(r cnc.Request, chain film.Chain, on moteur.Date) ([]file, error) {
	eligibility, err := cnc.Eligible(r, on)
	if err != nil {
		return nil, err
	}
	calendar, err := cnc.Calendar(r, on)
	if err != nil {
		return nil, err
	}
	points, err := cnc.Points(r.Facts, on)
	if err != nil {
		return nil, err
	}
	files := []file{{"eligibilite.pdf", eligibility.WritePDF}, {"echeances.pdf", calendar.WritePDF}, {"echeances.ics", calendar.WriteICS},
		{"points.pdf", points.WritePDF}, {"points.xlsx", points.WriteXLSX}}
	for name, d := range map[string]cnc.Sheet{"note-de-production.pdf": cnc.ProductionNote(r, on),
		"note-de-realisation.pdf": cnc.DirectorNote(r, on), "presentation.pdf": cnc.PitchDeck(r, on)} {
		files = append(files, file{name, d.WritePDF})
	}
	if receipts := boxOffice(chain.Folder.Release); receipts.IsPositive() {
		worth, err := cnc.WorthOf(points, receipts)
		if err != nil {
			return nil, err
		}
		files = append(files, file{"valeur-des-points.pdf", worth.WritePDF})
	}
	return files, nil
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
