// Command schedule lays the plan de travail of a benchmark case or of a screenplay, and prints what it proved.
//
//	schedule -case tide-turns.case.json -time 10s -json plan.json
//
// Each -case FILE gives one JSON line: name, days, location_days, moves, role_days_paid, hold_days, cost, bound, status and
// seconds. -json writes the plan (of the last case).
package main

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime"
	"time"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur/schedule"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	os.Exit(run(ctx, os.Args[1:], os.Stdout, os.Stderr))
}

// line is the result of one case.
type line struct {
	Name string `json:"name"`
	schedule.Figures
	Cost    decimal.Decimal `json:"cost"`
	Bound   decimal.Decimal `json:"bound"`
	Gap     decimal.Decimal `json:"gap"`
	Status  schedule.Status `json:"status"`
	Seconds float64         `json:"seconds"`
}

var errUsage = errors.New("usage")

func run(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	flags := flag.NewFlagSet("schedule", flag.ContinueOnError)
	flags.SetOutput(stderr)
	caseFile := flags.String("case", "", "benchmark `FILE` (*.case.json)")
	limit := flags.Duration("time", 10*time.Second, "time to search")
	jsonFile := flags.String("json", "", "write the plan to `FILE`")
	workers := flags.Int("workers", runtime.NumCPU(), "goroutines")
	seed := flags.Uint64("seed", 1, "seed of the search")
	if err := flags.Parse(args); err != nil {
		return 2
	}
	files := flags.Args()
	if *caseFile != "" {
		files = append([]string{*caseFile}, files...)
	}
	if len(files) == 0 || *workers < 1 || *limit <= 0 {
		fmt.Fprintln(stderr, "schedule : il faut -case FICHIER, -workers positif et -time positif")
		flags.Usage()
		return 2
	}
	set := schedule.Settings{Workers: *workers, Seed: *seed}
	for _, name := range files {
		if err := solveCase(ctx, name, *limit, set, *jsonFile, stdout); err != nil {
			fmt.Fprintf(stderr, "schedule : %s : %s\n", name, err)
			if errors.Is(err, errUsage) {
				return 2
			}
			return 1
		}
	}
	return 0
}

func solveCase(ctx context.Context, name string, limit time.Duration, set schedule.Settings, jsonFile string, stdout io.Writer) error {
	f, err := os.Open(name)
	if err != nil {
		return fmt.Errorf("%w : %w", errUsage, err)
	}
	defer f.Close()
	c, err := schedule.ReadCase(f)
	if err != nil {
		return fmt.Errorf("%w : %w", errUsage, err)
	}
	ctx, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	start := time.Now()
	res, err := schedule.Solve(ctx, c.Problem, set)
	if err != nil {
		return err
	}
	out := line{Name: c.Name, Figures: res.Plan.Figures(c.Problem), Cost: res.Cost, Bound: res.Bound, Gap: res.Gap, Status: res.Status,
		Seconds: float64(time.Since(start).Milliseconds()) / 1000}
	if err := res.Report.Err(); err != nil {
		return fmt.Errorf("le plan trouvé ne passe pas le contrôle : %w", err)
	}
	if jsonFile != "" {
		b, err := json.MarshalIndent(res.Plan, "", "  ")
		if err != nil {
			return err
		}
		if err := os.WriteFile(jsonFile, append(b, '\n'), 0o644); err != nil {
			return fmt.Errorf("%w : %w", errUsage, err)
		}
	}
	return json.NewEncoder(stdout).Encode(out)
}
