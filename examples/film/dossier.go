package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"sync"
	"sync/atomic"

	"github.com/moteur-film/moteur/cnc"
	"github.com/moteur-film/moteur/examples/internal/cli"
	"github.com/moteur-film/moteur/film"
	"github.com/moteur-film/moteur/schedule"
	"github.com/moteur-film/moteur/schedule/breakdown"
)

// file is a document of the dossier, written when asked.
type file struct {
	name  string
	write func(io.Writer) error
}

// printable is what every room's result can do.
type printable interface {
	WritePDF(io.Writer) error
}

type workbook interface {
	printable
	WriteXLSX(io.Writer) error
}

// both names the PDF and the workbook of a result.
func both(name string, r workbook) []file {
	return []file{{name + ".pdf", r.WritePDF}, {name + ".xlsx", r.WriteXLSX}}
}

// documents lists the documents of a film, in the order of the work; agreement is the dossier of the agrément, when there are points.
func documents(c film.Chain, agreement cnc.Dossier) ([]file, error) {
	plan := paper(c)
	files := both("01-depouillement", breakdown.Sheets{Breakdown: c.Breakdown, Date: c.Estimate.Budget.Date})
	files = append(append(files, both("02-plan-de-travail", plan)...), file{"02-plan-de-travail.ics", plan.WriteICS})
	files = append(files, both("03-devis", c.Estimate)...)
	files = append(files, both("04-plan-de-financement", c.Plan)...)
	if c.Credit.Amount.IsPositive() {
		files = append(files, both("05-credit-d-impot", c.Credit)...)
	}
	files = append(files, both("06-tresorerie", c.Cash)...)
	for i, sheet := range c.Sheets {
		files = append(files, file{fmt.Sprintf("07-feuilles-de-service/J%02d.pdf", i+1), sheet.WritePDF})
	}
	if c.HasPoints() {
		approval, err := approvals(c, agreement)
		if err != nil {
			return nil, err
		}
		files = append(append(files, both("08-points", c.Points)...), approval...)
	}
	if c.HasReceipts() {
		files = append(files, both("10-recettes", c.Statement)...)
	}
	return files, nil
}

// approvals are the dossier of the agrément des investissements with the other rooms' documents, its list of pieces, its
// internal page, and what goes with it: deadlines, notes, presentation.
func approvals(c film.Chain, d cnc.Dossier) ([]file, error) {
	on := c.Estimate.Budget.Date
	deadlines, err := cnc.Calendar(c.Request(), on)
	if err != nil {
		return nil, err
	}
	return []file{
		{"09-agrement-des-investissements.zip", d.WriteZip}, {"09-pieces.pdf", d.List.WritePDF}, {"09-page-interne.pdf",
			d.Internal().WritePDF},
		{"09-echeances.pdf", deadlines.WritePDF}, {"09-echeances.ics", deadlines.WriteICS},
		{"11-note-de-production.pdf", cnc.ProductionNote(c.Request(), on).WritePDF}, {"11-presentation.pdf",
			cnc.PitchDeck(c.Request(), on).WritePDF},
	}, nil
}

// approval assembles the dossier of the agrément des investissements.
func approval(c film.Chain) (cnc.Dossier, error) {
	pieces := []cnc.Piece{
		cnc.Print("ai-devis", "devis.pdf", c.Estimate.Sent().WritePDF), cnc.Print("", "devis.xlsx",
			c.Estimate.Sent().WriteXLSX), cnc.Print("ai-plan", "plan-de-financement.pdf", c.Plan.WriteSentPDF),
		cnc.Print("", "plan-de-travail.pdf", paper(c).WritePDF), cnc.Print("", "scenario"+filepath.Ext(c.Folder.Screenplay),
			func(w io.Writer) error { _, err := w.Write(c.Folder.Text); return err }),
	}
	on, p := c.Estimate.Budget.Date, cnc.InvestmentApproval
	return cnc.Assemble(c.Request(), p, cnc.Complete(c.Request(), p, pieces, on), on)
}

// paper is the plan de travail ready to print.
func paper(c film.Chain) schedule.Paper {
	return schedule.Paper{Film: c.Folder.Film, Problem: c.Problem, Plan: c.Result.Plan, Result: c.Result, Date: c.Estimate.Budget.Date}
}

// write makes every document in a folder beside the target, on all cores, then moves them in: a failure leaves the target as
// it was.
func write(out string, files []file, progress *cli.Progress) error {
	out = filepath.Clean(out)
	if info, err := os.Stat(out); err == nil && !info.IsDir() {
		return fmt.Errorf("-out : %s n'est pas un dossier", out)
	}
	parent := filepath.Dir(out)
	if err := os.MkdirAll(parent, 0o755); err != nil {
		return err
	}
	temp, err := os.MkdirTemp(parent, ".dossier-*")
	if err != nil {
		return err
	}
	defer os.RemoveAll(temp)
	if err := each(files, progress, func(f file) error { return save(temp, f) }); err != nil {
		return err
	}
	for _, f := range files {
		to := filepath.Join(out, filepath.FromSlash(f.name))
		if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
			return err
		}
		if err := os.Rename(filepath.Join(temp, filepath.FromSlash(f.name)), to); err != nil {
			return err
		}
	}
	return nil
}

func save(dir string, f file) error {
	var b bytes.Buffer
	if err := f.write(&b); err != nil {
		return fmt.Errorf("%s : %w", f.name, err)
	}
	name := filepath.Join(dir, filepath.FromSlash(f.name))
	return errors.Join(os.MkdirAll(filepath.Dir(name), 0o755), os.WriteFile(name, b.Bytes(), 0o644))
}

// each runs do on every file, a goroutine a core, and returns the first error in the order of the files.
func each(files []file, progress *cli.Progress, do func(file) error) error {
	errs := make([]error, len(files))
	var next, done atomic.Int64
	var wait sync.WaitGroup
	var show sync.Mutex
	for range min(runtime.NumCPU(), len(files)) {
		wait.Go(func() {
			for i := int(next.Add(1)) - 1; i < len(files); i = int(next.Add(1)) - 1 {
				errs[i] = do(files[i])
				show.Lock()
				progress.Count("Documents", int(done.Add(1)), len(files))
				show.Unlock()
			}
		})
	}
	wait.Wait()
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}
