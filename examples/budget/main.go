// Command budget makes the devis of a film, changes one rate and prints what it changes, by cause.
//
//	go run ./examples/budget -out devis                                 # the sample film's, its dearest line five per cent dearer
//	go run ./examples/budget -in devis/devis.xlsx -rate 'L167=2 400,00' # a workbook edited elsewhere, another rate
//	go run ./examples/budget -grid broadcaster                          # the devis on another nomenclature
//	go run ./examples/budget -template documentary -out devis-type      # the usual lines of a kind of work, to be priced
//
// -in takes the devis of a workbook that was written here and edited elsewhere: every problem is named by its cell, and what the
// workbook computed is held against the library. -out writes the devis as PDF, live workbook, Movie Magic text and carbon
// quantities, and the comparison as PDF and workbook.
package main

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"path/filepath"
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

// options are the program's own flags.
type options struct {
	rate, in, grid, template string
	moves                    int64
}

func main() { cli.Main(program()) }

func program() cli.Program {
	var o options
	return cli.Program{
		Name:   "budget",
		About:  "Fait le devis d'un film, change un tarif et imprime ce que cela change, par cause.",
		Common: cli.Film | cli.Out | cli.JSON,
		Flags: func(f *flag.FlagSet) {
			f.StringVar(&o.rate, "rate", "", "changer un tarif, `LIGNE=TARIF` (ligne par son identifiant) ; sinon la plus chère prend 5 %")
			f.StringVar(&o.grid, "grid", "", "imprimer le devis sur une autre `NOMENCLATURE` : "+strings.Join(others(), ", "))
			f.StringVar(&o.template, "template", "", "faire le devis type d'un `GENRE` d'œuvre : "+
				strings.Join(moteur.Kind("").Accepted(), ", "))
			f.Int64Var(&o.moves, "moves", 0, "`ESSAIS` de la recherche du plan ; 0 en fait 800 000")
			f.StringVar(&o.in, "in", "", "lire le devis d'un `CLASSEUR` corrigé")
		},
		Run: func(ctx context.Context, job *cli.Job) error { return run(ctx, job, o) },
	}
}

func run(ctx context.Context, job *cli.Job, o options) error {
	switch {
	case o.template != "":
		return blank(job, o)
	case o.grid != "" && o.rate != "":
		return cli.Input(errors.New("-grid montre le devis tel qu'il est : sans -rate"))
	}
	first, notes, err := devis(ctx, job, o)
	if err != nil {
		return err
	}
	before, err := budget.Compute(first)
	if err != nil {
		return err
	}
	if o.grid != "" {
		return regrouped(job, before, o.grid)
	}
	second, err := change(before, o.rate)
	if err != nil {
		return cli.Input(err)
	}
	after, err := budget.Compute(second)
	if err != nil {
		return err
	}
	compared := budget.Compare(before, after)
	err = job.Print(compared, func(w io.Writer) error {
		fmt.Fprint(w, notes)
		fmt.Fprintln(w, text.String(before.DocumentAt(budget.Posts)))
		findings(w, budget.Check(before))
		_, err := fmt.Fprintln(w, text.String(compared.Document()))
		return err
	})
	if err != nil {
		return err
	}
	return job.Save(papers(before, compared)...)
}

// devis is that of the workbook given, with what reading it tells; else the film's, its quantities filled from the plan.
func devis(ctx context.Context, job *cli.Job, o options) (budget.Budget, string, error) {
	in := o.in
	switch {
	case in == "":
		c, err := job.Chain(ctx, o.moves)
		return c.Estimate.Budget, "", err
	case job.Folder != "":
		return budget.Budget{}, "", cli.Input(errors.New("un seul devis à la fois : -in ou -film"))
	}
	b, err := cli.Read(in)
	if err != nil {
		return budget.Budget{}, "", err
	}
	r, err := budget.ReadWorkbook(bytes.NewReader(b))
	if err == nil {
		err = r.Report.Err()
	}
	if err != nil {
		return budget.Budget{}, "", cli.Input(fmt.Errorf("%s : %w", in, err))
	}
	e, _ := budget.Compute(r.Budget) // its report holds what refuses it
	if err := r.Named(e.Report).Err(); err != nil {
		return budget.Budget{}, "", cli.Input(fmt.Errorf("%s : %w", in, err))
	}
	var notes strings.Builder
	agree := r.Named(budget.Agree(r, e))
	if len(agree.Issues) == 0 {
		fmt.Fprintf(&notes, "%s : le classeur et la bibliothèque donnent le même total, %s.\n", filepath.Base(in), fr.Euros(e.Total))
	}
	findings(&notes, agree)
	findings(&notes, r.Report)
	return r.Budget, notes.String(), nil
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
	for _, i := range r.Issues {
		if !i.Doubt() {
			fmt.Fprintln(w, "–", i)
		}
	}
	if n := len(r.Doubts()); n > 0 {
		fmt.Fprintf(w, "– %s à confirmer.\n", fr.Plural(n, "valeur légale", "valeurs légales"))
	}
	fmt.Fprintln(w)
}

// papers are the devis in every form, and the comparison.
func papers(e budget.Estimate, c budget.Comparison) []film.Document {
	return slices.Concat(film.Both("devis", e), film.Both("comparaison", c), []film.Document{
		{Name: "devis-mmb.txt", Write: e.WriteMMB},
		{Name: "carbone.csv", Write: func(w io.Writer) error { return budget.WriteCarbon(w, budget.Carbon(e)) }},
	})
}
