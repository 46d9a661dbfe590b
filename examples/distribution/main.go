// Command distribution settles the receipts of a release, from the cinema ticket to each party, and gives the windows of the
// chronologie des médias.
//
//	go run ./examples/distribution                        # the sample film's release
//	go run ./examples/distribution -out releve release.json
package main

import (
	"context"
	"fmt"
	"io"

	"github.com/moteur-film/moteur/distribution"
	"github.com/moteur-film/moteur/examples/internal/cli"
	"github.com/moteur-film/moteur/film"
	"github.com/moteur-film/moteur/internal/doc/text"
	"github.com/moteur-film/moteur/internal/fr"
)

func main() { cli.Main(program()) }

func program() cli.Program {
	return cli.Program{
		Name:   "distribution",
		Args:   "[release.json]",
		About:  "Partage les recettes d'une sortie, du billet à chaque ayant droit, et donne la chronologie des médias.",
		Common: cli.Film | cli.Out | cli.JSON,
		Run:    run,
	}
}

func run(_ context.Context, job *cli.Job) error {
	release, err := load(job)
	if err != nil {
		return err
	}
	statement, err := distribution.Settle(release)
	if err != nil {
		return err
	}
	windows, found, chronology := distribution.Windows(release.Date, -1)
	err = job.Print(statement, func(w io.Writer) error {
		if err := text.Write(w, statement.Document()); err != nil {
			return err
		}
		fmt.Fprintf(w, "\nChronologie des médias, sortie le %s\n", fr.Date(release.Date))
		for _, x := range windows {
			fmt.Fprintf(w, "  %s  %s\n", fr.ShortDate(x.Opens), x.Label)
		}
		if chronology != nil { // the receipts stand without the windows
			fmt.Fprintf(w, "  non calculée : %s\n", chronology)
		}
		for _, i := range found.Issues {
			fmt.Fprintf(w, "  – %s\n", i)
		}
		return nil
	})
	if err != nil {
		return err
	}
	return job.Save(film.Both("releve", statement)...)
}

// load reads the release of the file given, else that of the film.
func load(job *cli.Job) (distribution.Release, error) {
	var release distribution.Release
	if len(job.Args) > 0 {
		err := cli.ReadJSON(job.Args[0], &release)
		return release, err
	}
	folder, err := job.Film()
	return folder.Release, err
}
