// Command film walks the whole chain on one film: from the screenplay to the dossier of the agrément and the receipts.
//
//	go run ./examples/film                    # the sample film, into ./dossier
//	go run ./examples/film -film DIR -out DIR # another film's folder
//	go run ./examples/film -script FILE       # a screenplay alone, with default rates that it states
//	go run ./examples/film -script FILE -base 48.857,2.352  # the same, under the sun of its base
//	go run ./examples/film -aide status       # the values that a key of film.json may take
//	go run ./examples/film -schema            # the JSON Schema of film.json, for editors
//
// It ends with a summary: days, cost, what is still to finance, lowest month, points, what blocks the agrément, every error and
// every warning. The exit code is 0 when all is made, 1 when what the files say does not hold, 2 when the command line is wrong or a
// file cannot be read; nothing is written then.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"time"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/examples/internal/cli"
	"github.com/moteur-film/moteur/film"
	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/schedule/script/pdf"
)

// options are the program's own flags.
type options struct {
	script, start, base, help string
	moves                     int64
	schema                    bool
}

func main() { cli.Main(program()) }

func program() cli.Program {
	var o options
	return cli.Program{
		Name:   "film",
		About:  "Fait le dossier d'un film, du scénario aux recettes, et en imprime le résumé.",
		Common: cli.Film | cli.Out | cli.JSON,
		Flags: func(f *flag.FlagSet) {
			f.StringVar(&o.script, "script", "", "un scénario seul aux tarifs par défaut : `FICHIER` Fountain, Final Draft, PDF, Word, "+
				"OpenDocument, Fade In, Celtx, USS ou CSV")
			f.StringVar(&o.start, "start", "2027-03-01", "avec -script : premier jour de tournage, `AAAA-MM-JJ`")
			f.StringVar(&o.base, "base", "", "avec -script : base du film, dont le soleil éclaire les extérieurs, `LAT,LONG` en degrés")
			f.Int64Var(&o.moves, "moves", 0, "`ESSAIS` de la recherche du plan ; 0 en fait 800 000")
			f.StringVar(&o.help, "aide", "", "imprimer ce qu'une `CLÉ` de film.json peut contenir (status, budget.lines.unit, clés…)")
			f.BoolVar(&o.schema, "schema", false, "imprimer le schéma JSON de film.json, pour les éditeurs de texte")
		},
		Run: func(ctx context.Context, job *cli.Job) error { return run(ctx, job, o) },
	}
}

func run(ctx context.Context, job *cli.Job, o options) error {
	switch {
	case o.schema:
		return film.WriteSchema(job.Out)
	case o.help != "":
		return cli.Input(film.WriteHelp(job.Out, o.help))
	}
	folder, err := open(job, o)
	if err != nil {
		return err
	}
	c, err := film.Run(ctx, folder, film.Settings{Moves: o.moves, Workers: runtime.NumCPU(), Step: job.Progress.Step, PDF: pdf.Parse,
		Today: moteur.DateOf(time.Now())})
	if err != nil {
		job.Progress.Done()
		return errors.Join(err, c.WriteFindings(job.Err))
	}
	if job.To == "" {
		job.To = "dossier"
	}
	docs := film.Documents(c)
	if err := job.Save(docs...); err != nil {
		return err
	}
	job.Progress.Done()
	if err := job.Print(c, c.WriteSummary); err != nil {
		return err
	}
	fmt.Fprintf(job.Err, "%s dans %s\n", fr.Plural(len(docs), "document", "documents"), job.To)
	return nil
}

// open opens the folder of -film, the screenplay of -script, or the sample film.
func open(job *cli.Job, o options) (film.Folder, error) {
	if o.script == "" {
		return job.Film()
	}
	if job.Folder != "" {
		return film.Folder{}, cli.Input(errors.New("-film et -script ne vont pas ensemble"))
	}
	start, err := moteur.ParseDate(o.start)
	if err != nil {
		return film.Folder{}, cli.Input(fmt.Errorf("-start : %w", err))
	}
	base, err := cli.ParsePosition(o.base)
	if err != nil {
		return film.Folder{}, cli.Input(fmt.Errorf("-base : %w", err))
	}
	text, err := os.ReadFile(o.script)
	if err != nil {
		return film.Folder{}, cli.Input(fmt.Errorf("scénario illisible : %w", err))
	}
	f := film.Alone(filepath.Base(o.script), text, start)
	f.Defaults.Home = base
	return f, nil
}
