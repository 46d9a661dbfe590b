package main

import (
	"bytes"
	"errors"
	"fmt"

	"github.com/moteur-film/moteur/examples/internal/cli"
	"github.com/moteur-film/moteur/schedule"
)

// readPlan reads a plan.json written with -out.
func readPlan(name string) (schedule.Plan, error) {
	var plan schedule.Plan
	err := cli.ReadJSON(name, &plan)
	return plan, err
}

// check reads the workbook whose strips were edited, prints what is wrong with it, and writes the documents of the new plan and the
// problem with the minutes and the roles that were changed.
func check(job *cli.Job, p schedule.Problem, o options) error {
	if o.plan == "" {
		return cli.Input(errors.New("-edited veut -plan"))
	}
	base, err := readPlan(o.plan)
	if err != nil {
		return err
	}
	b, err := cli.Read(o.edited)
	if err != nil {
		return err
	}
	p, plan, report, err := schedule.ReadPlan(bytes.NewReader(b), p, base)
	if err != nil {
		return cli.Input(fmt.Errorf("%s : %w", o.edited, err))
	}
	report = plan.Named(report)
	for _, i := range report.Issues {
		fmt.Fprintln(job.Err, i)
	}
	if err := report.Err(); err != nil {
		return err
	}
	return save(job, schedule.Paper{Problem: p, Plan: plan, Date: o.issued(p)}, &base, kept("problem.json", p))
}
