// Command budget makes the devis of a film, changes one rate and prints what it changes, by cause.
//
//	budget [-rate LINE=RATE] [-in devis.xlsx] [-out FOLDER] [FILM FOLDER]
//
// Without a folder it takes the sample film, whose plan de travail fills the quantities. -in takes the devis of a workbook
// that was written here and edited elsewhere: every problem is named by its cell, and what the workbook computed is held
// against the library. Without -rate, the dearest line asks five per cent more. -out writes the devis as PDF, live
// workbook, Movie Magic text and carbon quantities, and the comparison as PDF and workbook.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/budget"
	"github.com/moteur-film/moteur/examples/internal/cli"
	"github.com/moteur-film/moteur/film"
	"github.com/moteur-film/moteur/internal/doc/text"
	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/internal/money"
)

func main() { os.Exit(cli.Main(os.Args[1:], os.Stdout, os.Stderr, run)) }

func run(args []string, stdout, stderr io.Writer) error {
	flags := cli.Flags("budget", "[-rate LIGNE=TARIF] [-in devis.xlsx] [-out DOSSIER] [DOSSIER DU FILM]", stderr)
	rate := flags.String("rate", "", "change a rate: `LINE=RATE`, a line by its ID")
	in := flags.String("in", "", "read the devis of an edited `WORKBOOK`")
	out := flags.String("out", "", "write the documents in `FOLDER`")
	if err := flags.Parse(args); err != nil {
		return err
	}
	var first budget.Budget
	var err error
	switch {
	case *in != "" && flags.NArg() > 0, flags.NArg() > 1:
		return errors.New("un seul devis à la fois : un classeur ou un dossier de film")
	case *in != "":
		first, err = workbook(*in, stdout)
	default:
		first, err = devisOf(flags.Args(), stderr)
	}
	if err != nil {
		return err
	}
	before, err := budget.Compute(first)
	if err != nil {
		return err
	}
	second, err := change(before, *rate)
	if err != nil {
		return err
	}
	after, err := budget.Compute(second)
	if err != nil {
		return err
	}
	compared := budget.Compare(before, after)
	fmt.Fprintln(stdout, text.String(before.DocumentAt(budget.Posts)))
	findings(stdout, budget.Check(before))
	fmt.Fprintln(stdout, text.String(compared.Document()))
	if *out == "" {
		return nil
	}
	return write(*out, before, compared)
}

// devisOf computes the devis of a film's folder, its quantities filled from the plan.
func devisOf(args []string, stderr io.Writer) (budget.Budget, error) {
	var dir fs.FS = film.Sample()
	if len(args) > 0 {
		dir = os.DirFS(args[0])
	}
	f, err := film.Load(dir)
	if err != nil {
		return budget.Budget{}, err
	}
	c, err := film.Run(context.Background(), f, film.Settings{Workers: runtime.NumCPU(),
		Step: func(label string) { fmt.Fprintln(stderr, label+"…") }})
	return c.Estimate.Budget, err
}

// workbook reads an edited workbook: a problem in a cell stops here, a figure that the library computes otherwise is said.
func workbook(name string, stdout io.Writer) (budget.Budget, error) {
	file, err := os.Open(name)
	if err != nil {
		return budget.Budget{}, err
	}
	defer file.Close()
	r, err := budget.ReadWorkbook(file)
	if err != nil {
		return budget.Budget{}, fmt.Errorf("%s : %w", name, err)
	}
	if err := r.Report.Err(); err != nil {
		return budget.Budget{}, fmt.Errorf("%s : %w", name, err)
	}
	e, err := budget.Compute(r.Budget)
	if err != nil {
		return budget.Budget{}, fmt.Errorf("%s : %w", name, err)
	}
	agree := budget.Agree(r, e)
	if len(agree.Issues) == 0 {
		fmt.Fprintf(stdout, "%s : le classeur et la bibliothèque donnent le même total, %s.\n", filepath.Base(name), fr.Euros(e.Total))
	}
	findings(stdout, agree)
	return r.Budget, nil
}

// change gives the second version: a rate typed by the user, or five per cent more on the dearest line.
func change(e budget.Estimate, rate string) (budget.Budget, error) {
	b := e.Budget
	if len(b.Lines) == 0 {
		return b, errors.New("le devis n'a pas de ligne")
	}
	b.Lines = slices.Clone(b.Lines)
	b.Version = strings.TrimSpace(b.Version + ", un tarif changé")
	if rate == "" {
		dearest := 0
		for i, a := range e.Lines {
			if a.Active && b.Lines[i].Entered == nil && a.Amount.GreaterThan(e.Lines[dearest].Amount) {
				dearest = i
			}
		}
		b.Lines[dearest].Rate = money.Times(b.Lines[dearest].Rate, decimal.New(105, -2))
		return b, nil
	}
	id, value, ok := strings.Cut(rate, "=")
	if !ok {
		return b, fmt.Errorf("-rate %s : attendu LIGNE=TARIF", rate)
	}
	v, err := money.Parse(value)
	if err != nil {
		return b, fmt.Errorf("-rate %s : %w", rate, err)
	}
	i := slices.IndexFunc(b.Lines, func(l budget.Line) bool { return l.ID == id })
	if i < 0 {
		return b, fmt.Errorf("-rate %s : aucune ligne %q dans le devis", rate, id)
	}
	b.Lines[i].Rate = v
	return b, nil
}

// findings prints what a check found, values to confirm counted together.
func findings(w io.Writer, r moteur.Report) {
	confirm := 0
	for _, i := range r.Issues {
		if i.Doubt() {
			confirm++
			continue
		}
		fmt.Fprintln(w, "–", i)
	}
	if confirm > 0 {
		fmt.Fprintf(w, "– %s à confirmer.\n", fr.Plural(confirm, "valeur légale", "valeurs légales"))
	}
	fmt.Fprintln(w)
}

// write writes the documents in a folder.
func write(folder string, e budget.Estimate, c budget.Comparison) error {
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return err
	}
	for _, f := range []struct {
		name  string
		write func(io.Writer) error
	}{
		{"devis.pdf", e.WritePDF}, {"devis.xlsx", e.WriteXLSX}, {"devis-mmb.txt", e.WriteMMB}, {"comparaison.pdf",
			c.WritePDF}, {"comparaison.xlsx", c.WriteXLSX},
		{"carbone.csv", func(w io.Writer) error { return budget.WriteCarbon(w, budget.Carbon(e)) }},
	} {
		if err := cli.Write(filepath.Join(folder, f.name), f.write); err != nil {
			return err
		}
	}
	return nil
}
