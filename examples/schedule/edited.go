package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/moteur-film/moteur/schedule"
)

// readPlan reads a plan written with -json.
func readPlan(name string) (schedule.Plan, error) {
	var plan schedule.Plan
	f, err := os.Open(name)
	if err != nil {
		return plan, unreadable(err)
	}
	defer f.Close()
	if err := json.NewDecoder(io.LimitReader(f, 16<<20)).Decode(&plan); err != nil {
		return plan, unreadable(err)
	}
	return plan, nil
}

// check reads the workbook whose strips were moved, prints what is wrong with it, and writes the documents of the new plan.
func check(p schedule.Problem, o options, stderr io.Writer) error {
	if o.plan == "" {
		return unreadable(errors.New("-edited veut -plan"))
	}
	base, err := readPlan(o.plan)
	if err != nil {
		return err
	}
	f, err := os.Open(o.edited)
	if err != nil {
		return unreadable(err)
	}
	defer f.Close()
	plan, report, err := schedule.ReadPlan(f, p, base)
	if err != nil {
		return unreadable(err)
	}
	for _, i := range report.Issues {
		fmt.Fprintln(stderr, i)
	}
	if err := write(schedule.Paper{Problem: p, Plan: plan, Date: p.Calendar.First}, o); err != nil {
		return err
	}
	return report.Err()
}
