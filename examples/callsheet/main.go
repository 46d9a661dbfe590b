// Command callsheet makes the feuille de service of a shooting day: the sheet for the crew, the internal proof with its
// checks, each performer's call and calendar entry, the sign-in sheet of the extras.
//
//	go run ./examples/callsheet                      # day 3 of the sample film, as text
//	go run ./examples/callsheet -day 5 -out feuille  # its files, in a folder
//	go run ./examples/callsheet -day 1 input.json    # a callsheet.Input of yours
package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/moteur-film/moteur/callsheet"
	"github.com/moteur-film/moteur/examples/internal/cli"
	"github.com/moteur-film/moteur/film"
	"github.com/moteur-film/moteur/internal/doc/pdf"
	"github.com/moteur-film/moteur/internal/doc/text"
	"github.com/moteur-film/moteur/internal/fr"
)

func main() { os.Exit(cli.Main(os.Args[1:], os.Stdout, os.Stderr, run)) }

func run(args []string, stdout, stderr io.Writer) error {
	flags := cli.Flags("callsheet", "[-day N] [-out DOSSIER] [input.json]", stderr)
	day := flags.Int("day", 3, "numéro du jour de tournage")
	out := flags.String("out", "", "dossier où écrire les documents")
	moves := flags.Int64("moves", 0, "essais de la recherche du plan du film d'exemple ; 0 en fait 400 000")
	if err := flags.Parse(args); err != nil {
		return err
	}
	sheet, err := sheetOf(flags.Arg(0), *day, *moves)
	if err != nil {
		return err
	}
	if err := text.Write(stdout, sheet.Proof(callsheet.Options{})); err != nil {
		return err
	}
	if *out == "" {
		return nil
	}
	return write(*out, sheet, stdout)
}

// sheetOf makes the sheet of a day: of the input file, or of the sample film and its plan.
func sheetOf(name string, day int, moves int64) (callsheet.Sheet, error) {
	if name != "" {
		in, err := load(name)
		if err != nil {
			return callsheet.Sheet{}, err
		}
		return callsheet.Make(in, day-1)
	}
	folder, err := film.Load(film.Sample())
	if err != nil {
		return callsheet.Sheet{}, err
	}
	chain, err := film.Run(context.Background(), folder, film.Settings{Moves: moves})
	if err != nil {
		return callsheet.Sheet{}, err
	}
	if day < 1 || day > len(chain.Sheets) {
		return callsheet.Sheet{}, fmt.Errorf("le plan compte %d jours, le jour %d n'en est pas", len(chain.Sheets), day)
	}
	return chain.Sheets[day-1], nil
}

// load reads a callsheet.Input.
func load(name string) (callsheet.Input, error) {
	var in callsheet.Input
	f, err := os.Open(name)
	if err != nil {
		return in, err
	}
	defer f.Close()
	d := json.NewDecoder(f)
	d.DisallowUnknownFields()
	if err := d.Decode(&in); err != nil {
		return in, fmt.Errorf("%s : %w", filepath.Base(name), err)
	}
	return in, nil
}

// write writes every paper of the day in a folder.
func write(dir string, s callsheet.Sheet, stdout io.Writer) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	base := fmt.Sprintf("j%02d-", s.Day)
	var failed error
	save := func(name string, to func(io.Writer) error) {
		if err := cli.Write(filepath.Join(dir, base+name), to); err != nil {
			failed = errors.Join(failed, err)
			return
		}
		fmt.Fprintln(stdout, "écrit :", base+name)
	}
	save("feuille-de-service.pdf", s.WritePDF)
	save("feuille-de-service.xlsx", s.WriteXLSX)
	save("feuille-de-service.txt", func(w io.Writer) error { return text.Write(w, s.Document()) })
	save("call-sheet-english.pdf", func(w io.Writer) error { return pdf.Write(w, s.English()) })
	save("grands-caracteres.pdf", func(w io.Writer) error { return pdf.Write(w, s.LargePrint()) })
	save("epreuve-interne.pdf", func(w io.Writer) error { return pdf.Write(w, s.Proof(callsheet.Options{})) })
	if len(s.Extras) > 0 {
		save("emargement-figuration.pdf", func(w io.Writer) error { return pdf.Write(w, s.SignIn()) })
	}
	for _, c := range s.Cast {
		if c.Status == callsheet.HoldsCall {
			continue
		}
		who := fr.Slug(c.Character)
		save("convocation-"+who+".pdf", func(w io.Writer) error { return s.WriteSlip(w, c.Role) })
		if v, ok := s.Invite(c.Role, "films-du-goulet.example"); ok {
			save("convocation-"+who+".ics", func(w io.Writer) error { return v.WriteICS(w, s.Issued) })
		}
		save("sms-"+who+".txt", func(w io.Writer) error { _, err := fmt.Fprintln(w, s.Text(c.Role)); return err })
	}
	return failed
}
