package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/examples/internal/cli"
	"github.com/moteur-film/moteur/film"
	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/schedule"
)

// line is the result of one problem.
type line struct {
	Name string `json:"name"`
	schedule.Figures
	Cost    decimal.Decimal `json:"cost"`
	Bound   decimal.Decimal `json:"bound"`
	Gap     decimal.Decimal `json:"gap"`
	Status  schedule.Status `json:"status"`
	First   float64         `json:"first_seconds"`
	Seconds float64         `json:"seconds"`
}

// print prints the line in French words, or as one JSON line.
func (l line) print(job *cli.Job) error {
	if job.JSON {
		return json.NewEncoder(job.Out).Encode(l)
	}
	if l.Status == schedule.Interrupted { // no plan has no price
		_, err := fmt.Fprintf(job.Out, "%s : %s, %.1f s\n", l.Name, l.Status.Label(), l.Seconds)
		return err
	}
	_, err := fmt.Fprintf(job.Out, "%s : plan %s, %s, %s, coût %s, au plus à %s du meilleur possible, %.1f s\n",
		l.Name, l.Status.Label(), fr.Plural(l.Days, "jour", "jours"), fr.Plural(l.Moves, "déplacement", "déplacements"),
		fr.Euros(l.Cost), fr.Percent(l.Gap, 1), l.Seconds)
	return err
}

func solve(ctx context.Context, job *cli.Job, p schedule.Problem, o options) error {
	var base *schedule.Plan
	if o.plan != "" {
		plan, err := readPlan(o.plan)
		if err != nil {
			return err
		}
		o.set.Start, base = plan, &plan
	}
	limited, cancel := context.WithTimeout(ctx, o.limit)
	defer cancel()
	start := time.Now()
	seconds := func() float64 { return float64(time.Since(start).Milliseconds()) / 1000 }
	first := -1.0
	o.set.Progress = func(schedule.Progress) {
		if first < 0 {
			first = seconds()
		}
	}
	res, err := schedule.Solve(limited, p, o.set)
	if err != nil {
		return err
	}
	l := line{Name: p.Title, Figures: res.Plan.Figures(p), Cost: res.Cost, Bound: res.Bound, Gap: res.Gap, Status: res.Status,
		First: max(first, 0), Seconds: seconds()}
	if job.JSON || len(res.Plan.Days) > 0 || len(p.Scenes) == 0 { // without a plan there is nothing but the reason to print
		if err := l.print(job); err != nil {
			return err
		}
	}
	switch {
	case res.Conflict != nil:
		return errors.New(strings.Join(append([]string{res.Conflict.String()}, res.Conflict.Ways()...), "\n  "))
	case res.Status == schedule.Interrupted:
		return errors.New("aucun plan licite n'a été trouvé dans ce temps : lui en donner plus (-time), ou desserrer les dates")
	case res.Report.Err() != nil:
		return fmt.Errorf("le plan trouvé ne passe pas le contrôle : %w", res.Plan.Named(res.Report).Err())
	}
	for _, i := range res.Report.Of(moteur.Warning) {
		if i.Rule == "schedule/put-off" {
			fmt.Fprintln(job.Err, i.Message)
		}
	}
	paper := schedule.Paper{Problem: p, Plan: res.Plan, Result: res, Date: o.issued(p)}
	if o.worth {
		if paper.Worth, err = schedule.Worth(ctx, p, res.Plan); err != nil {
			return err
		}
		for _, r := range paper.Worth {
			fmt.Fprintf(job.Err, "%s Gain : %s €\n", r.Text, r.Saved)
		}
	}
	return save(job, paper, base)
}

// kept is a value written as a JSON file.
func kept(name string, v any) film.Document {
	return film.Document{Name: name, Write: func(w io.Writer) error {
		e := json.NewEncoder(w)
		e.SetIndent("", "  ")
		return e.Encode(v)
	}}
}

// save writes the documents of a plan, as it is sent and costed, beside the one it started from when there is one, and more.
func save(job *cli.Job, paper schedule.Paper, base *schedule.Plan, more ...film.Document) error {
	costed := paper
	costed.Costed = true
	docs := append(film.Both("plan-de-travail", paper), film.Document{Name: "plan-de-travail.ics", Write: paper.WriteICS},
		film.Document{Name: "plan-par-semaines.pdf", Write: paper.WriteWeeksPDF})
	docs = append(append(docs, film.Both("plan-de-travail-chiffre", costed)...), kept("plan.json", paper.Plan))
	if base != nil {
		both, err := schedule.Compare(paper.Problem, *base, paper.Plan)
		if err != nil {
			return err
		}
		both.Names = [2]string{"Avant", "Après"}
		docs = append(docs, film.Document{Name: "avant-apres.pdf", Write: both.WritePDF})
	}
	return job.Save(append(docs, more...)...)
}
