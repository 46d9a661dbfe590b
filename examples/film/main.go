// Command film walks the whole chain on one film: from the screenplay to the dossier of the agrément and the receipts.
//
//	go run ./examples/film                    # the sample film, into ./dossier
//	go run ./examples/film -film DIR -out DIR # another film's folder
//	go run ./examples/film -script FILE       # a screenplay alone, with default rates that it states
//
// It ends with a summary: days, cost, what is still to finance, lowest month, points, what blocks the agrément. A wrong flag, an
// unreadable file or an empty screenplay gives a message and the exit code 2, and writes nothing.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"runtime"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/cnc"
	"github.com/moteur-film/moteur/examples/internal/cli"
	"github.com/moteur-film/moteur/film"
)

func main() { os.Exit(cli.Main(os.Args[1:], os.Stdout, os.Stderr, run)) }

// firstDay is the first shooting day of a film known by its screenplay alone.
var firstDay = moteur.NewDate(2027, 3, 1)

func run(args []string, stdout, stderr io.Writer) error {
	flags := cli.Flags("film", "[-film DOSSIER | -script FICHIER] [-out DOSSIER]", stderr)
	dir := flags.String("film", "", "dossier du film : film.json et le scénario ; vide, le film d'exemple")
	screenplay := flags.String("script", "", "un scénario seul (.fountain, .fdx, .md, .uss, .csv), aux tarifs par défaut")
	out := flags.String("out", "dossier", "dossier où écrire")
	first := flags.String("start", firstDay.String(), "avec -script : premier jour de tournage, AAAA-MM-JJ")
	moves := flags.Int64("moves", 0, "essais de la recherche du plan ; 0 en fait 400 000")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if flags.NArg() > 0 {
		return fmt.Errorf("argument inattendu : %s", flags.Arg(0))
	}
	folder, err := load(*dir, *screenplay, *first)
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
	var agreement cnc.Dossier
	if chain.HasPoints() {
		if agreement, err = approval(chain); err != nil {
			return err
		}
	}
	files, err := documents(chain, agreement)
	if err != nil {
		return err
	}
	if err := write(*out, files, progress); err != nil {
		return err
	}
	progress.Done()
	summary(stdout, chain, agreement, *out, len(files))
	return nil
}

func load(dir, screenplay, first string) (film.Folder, error) {
	switch {
	case dir != "" && screenplay != "":
		return film.Folder{}, errors.New("-film et -script ne vont pas ensemble")
	case dir != "":
		return film.Load(os.DirFS(dir))
	case screenplay == "":
		return film.Load(film.Sample())
	}
	start, err := moteur.ParseDate(first)
	if err != nil {
		return film.Folder{}, fmt.Errorf("-start : %w", err)
	}
	text, err := os.ReadFile(screenplay)
	if err != nil {
		return film.Folder{}, fmt.Errorf("scénario illisible : %w", err)
	}
	return film.Alone(filepath.Base(screenplay), text, start), nil
}
