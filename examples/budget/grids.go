package main

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"slices"
	"time"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/budget"
	"github.com/moteur-film/moteur/examples/internal/cli"
	"github.com/moteur-film/moteur/film"
	"github.com/moteur-film/moteur/internal/doc/text"
	"github.com/moteur-film/moteur/internal/strict"
)

// usual is the nomenclature of a devis that names none.
const usual = "cnc-2018"

// others are the nomenclatures that the devis of the CNC can be shown on.
func others() []string {
	return slices.DeleteFunc(budget.GridIDs(), func(id string) bool {
		_, err := budget.LoadGridMap(usual, id)
		return err != nil
	})
}

// regrouped prints the devis on another nomenclature.
func regrouped(job *cli.Job, e budget.Estimate, id string) error {
	if !slices.Contains(others(), id) {
		return cli.Input(fmt.Errorf("-grid : nomenclature %q inconnue%s", id, strict.SuggestCodes(id, others())))
	}
	passage, err := budget.LoadGridMap(cmp.Or(e.Budget.Grid, usual), id)
	if err != nil {
		return cli.Input(err)
	}
	grid, err := budget.LoadGrid(id)
	if err != nil {
		return err
	}
	view, err := budget.Regroup(e, passage, grid)
	if err != nil {
		return err
	}
	if err := job.Save(film.Both("devis-"+id, view)...); err != nil {
		return err
	}
	return job.Print(view, func(w io.Writer) error { return text.Write(w, view.Document()) })
}

// blank makes the devis type of a kind of work: its usual lines, without a price, as a workbook to fill in.
func blank(job *cli.Job, o options) error {
	if o.in != "" || o.rate != "" || o.grid != "" || job.Folder != "" {
		return cli.Input(errors.New("-template fait un devis vide : ni -film, ni -in, ni -rate, ni -grid"))
	}
	kind := moteur.Kind(o.template)
	if !slices.Contains(kind.Accepted(), o.template) {
		return cli.Input(fmt.Errorf("-template : genre %q inconnu%s", o.template, strict.SuggestCodes(o.template, kind.Accepted())))
	}
	made, found, err := budget.Template(kind, moteur.DateOf(time.Now()))
	if err != nil {
		return cli.Input(err)
	}
	made.Title = "Devis type – " + kind.Label()
	e, err := budget.Compute(made)
	if err != nil {
		return err
	}
	if err := job.Save(film.Both("devis-type", e)...); err != nil {
		return err
	}
	return job.Print(made, func(w io.Writer) error {
		findings(w, found)
		return text.Write(w, e.DocumentAt(budget.Full))
	})
}
