// Command distribution settles the receipts of a release, from the cinema ticket to each party, and gives the windows of the
// chronologie des médias.
//
//	go run ./examples/distribution                     # the sample film's release
//	go run ./examples/distribution -pdf releve.pdf release.json
package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/moteur-film/moteur/distribution"
	"github.com/moteur-film/moteur/examples/internal/cli"
	"github.com/moteur-film/moteur/film"
	"github.com/moteur-film/moteur/internal/doc/text"
	"github.com/moteur-film/moteur/internal/fr"
)

func main() { os.Exit(cli.Main(os.Args[1:], os.Stdout, os.Stderr, run)) }

func run(args []string, stdout, stderr io.Writer) error {
	flags := cli.Flags("distribution", "[-pdf FICHIER] [-xlsx FICHIER] [release.json]", stderr)
	pdf := flags.String("pdf", "", "écrire le relevé en PDF")
	xlsx := flags.String("xlsx", "", "écrire le relevé en classeur")
	if err := flags.Parse(args); err != nil {
		return err
	}
	release, err := load(flags)
	if err != nil {
		return err
	}
	statement, err := distribution.Settle(release)
	if err != nil {
		return err
	}
	if err := text.Write(stdout, statement.Document()); err != nil {
		return err
	}
	windows, _, err := distribution.Windows(release.Date, -1)
	if err != nil {
		return err
	}
	fmt.Fprintf(stdout, "\nChronologie des médias, sortie le %s\n", fr.Date(release.Date))
	for _, w := range windows {
		fmt.Fprintf(stdout, "  %s  %s\n", fr.ShortDate(w.Opens), w.Label)
	}
	return errors.Join(cli.Write(*pdf, statement.WritePDF), cli.Write(*xlsx, statement.WriteXLSX))
}

func load(flags cli.FlagSet) (distribution.Release, error) {
	if flags.NArg() == 0 {
		folder, err := film.Load(film.Sample())
		return folder.Release, err
	}
	var release distribution.Release
	b, err := os.ReadFile(flags.Arg(0))
	if err != nil {
		return release, err
	}
	if err := json.Unmarshal(b, &release); err != nil {
		return release, fmt.Errorf("%s : %w", flags.Arg(0), err)
	}
	return release, nil
}
