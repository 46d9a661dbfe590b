// Command callsheet makes the feuille de service of a shooting day: the sheet for the crew, the internal proof with its
// checks, each performer's call and calendar entry, the sign-in sheet of the extras.
//
//	go run ./examples/callsheet                      # day 1 of the sample film, as text
//	go run ./examples/callsheet -day 5 -out feuille  # its files, in a folder
//	go run ./examples/callsheet -day 1 input.json    # a callsheet.Input of yours
package main

import (
	"context"
	"flag"
	"fmt"
	"io"

	"github.com/moteur-film/moteur/callsheet"
	"github.com/moteur-film/moteur/examples/internal/cli"
	"github.com/moteur-film/moteur/film"
	"github.com/moteur-film/moteur/internal/doc/pdf"
	"github.com/moteur-film/moteur/internal/doc/text"
	"github.com/moteur-film/moteur/internal/fr"
)

// options are the program's own flags.
type options struct {
	day    int
	moves  int64
	domain string
}

func main() { cli.Main(program()) }

func program() cli.Program {
	var o options
	return cli.Program{
		Name:   "callsheet",
		Args:   "[input.json]",
		About:  "Fait la feuille de service d'un jour, son épreuve avec ses contrôles, les convocations et les SMS.",
		Common: cli.Film | cli.Out | cli.JSON,
		Flags: func(f *flag.FlagSet) {
			f.IntVar(&o.day, "day", 1, "`NUMÉRO` du jour de tournage")
			f.Int64Var(&o.moves, "moves", 0, "`ESSAIS` de la recherche du plan ; 0 en fait 800 000")
			f.StringVar(&o.domain, "domaine", "moteur.example", "`DOMAINE` de la production, dans les identifiants des agendas")
		},
		Run: func(ctx context.Context, job *cli.Job) error { return run(ctx, job, o) },
	}
}

func run(ctx context.Context, job *cli.Job, o options) error {
	sheet, err := sheetOf(ctx, job, o)
	if err != nil {
		return err
	}
	proof := func(w io.Writer) error { return text.Write(w, sheet.Proof(callsheet.Settings{})) }
	if err := job.Print(sheet, proof); err != nil {
		return err
	}
	return job.Save(papers(sheet, o.domain)...)
}

// sheetOf makes the sheet of a day: of the input file, or of the film and its plan.
func sheetOf(ctx context.Context, job *cli.Job, o options) (callsheet.Sheet, error) {
	if len(job.Args) > 0 {
		var in callsheet.Input
		if err := cli.ReadJSON(job.Args[0], &in); err != nil {
			return callsheet.Sheet{}, err
		}
		sheet, err := callsheet.Make(in, o.day-1)
		return sheet, cli.Input(err)
	}
	chain, err := job.Chain(ctx, o.moves)
	if err != nil {
		return callsheet.Sheet{}, err
	}
	if o.day < 1 || o.day > len(chain.Sheets) {
		return callsheet.Sheet{}, cli.Input(fmt.Errorf("le plan compte %d jours, le jour %d n'en est pas", len(chain.Sheets), o.day))
	}
	return chain.Sheets[o.day-1], nil
}

// papers are all papers of the day.
func papers(s callsheet.Sheet, domain string) []film.Document {
	var out []film.Document
	add := func(name string, write func(io.Writer) error) {
		out = append(out, film.Document{Name: fmt.Sprintf("j%02d-%s", s.Day, name), Write: write})
	}
	add("feuille-de-service.pdf", s.WritePDF)
	add("feuille-de-service.xlsx", s.WriteXLSX)
	add("feuille-de-service.txt", func(w io.Writer) error { return text.Write(w, s.Document()) })
	add("call-sheet-english.pdf", func(w io.Writer) error { return pdf.Write(w, s.English()) })
	add("grands-caracteres.pdf", func(w io.Writer) error { return pdf.Write(w, s.LargePrint()) })
	add("epreuve-interne.pdf", func(w io.Writer) error { return pdf.Write(w, s.Proof(callsheet.Settings{})) })
	if len(s.Extras) > 0 {
		add("emargement-figuration.pdf", func(w io.Writer) error { return pdf.Write(w, s.SignIn()) })
	}
	for _, c := range s.Cast {
		if c.Status == callsheet.HoldsCall {
			continue
		}
		who := fr.Slug(c.Character)
		add("convocation-"+who+".pdf", func(w io.Writer) error { return s.WriteSlip(w, c.Role) })
		if v, ok := s.Invite(c.Role, domain); ok {
			add("convocation-"+who+".ics", func(w io.Writer) error { return v.WriteICS(w, s.Issued) })
		}
		add("sms-"+who+".txt", func(w io.Writer) error { _, err := fmt.Fprintln(w, s.Text(c.Role)); return err })
	}
	return out
}
