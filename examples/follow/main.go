// Command follow holds what a film costs against its devis: it reads the accounts (FEC), the orders, the invoices and the day reports
// of the set, and prints the cost report, the hot cost of each day, what could be done, the cash to come and the definitive cost.
//
//	go run ./examples/follow -out suivi                        # the sample film, invented accounts
//	go run ./examples/follow -fec FEC.txt -tracking suivi.json # accounts of yours
//	go run ./examples/follow -close -out cloture               # the closing of the film on the day of the report
//
// The file of -tracking is a follow.Tracking: its date, the mapping of accounts to lines, what remains to come, the lines that are
// closed. Files of orders and invoices are CSV. Without any of them, those of the example are used.
package main

import (
	"bytes"
	"context"
	"embed"
	"errors"
	"flag"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/budget"
	"github.com/moteur-film/moteur/budget/follow"
	"github.com/moteur-film/moteur/callsheet"
	"github.com/moteur-film/moteur/cnc/closing"
	"github.com/moteur-film/moteur/examples/internal/cli"
	"github.com/moteur-film/moteur/film"
	"github.com/moteur-film/moteur/internal/doc"
	"github.com/moteur-film/moteur/internal/doc/pdf"
	"github.com/moteur-film/moteur/internal/doc/text"
	"github.com/moteur-film/moteur/internal/doc/xlsx"
	"github.com/moteur-film/moteur/internal/strict"
)

//go:embed sample
var invented embed.FS

// options are the program's own flags.
type options struct {
	fec, orders, invoices, tracking, reports string
	close                                    bool
	moves                                    int64
}

func main() { cli.Main(program()) }

func program() cli.Program {
	var o options
	return cli.Program{
		Name:   "follow",
		About:  "Suit les coûts d'un film : suivi budgétaire, coût de la veille, mesures, trésorerie à venir, coût définitif.",
		Common: cli.Film | cli.Out | cli.JSON,
		Flags: func(f *flag.FlagSet) {
			f.StringVar(&o.fec, "fec", "", "`FICHIER` des écritures comptables (FEC)")
			f.StringVar(&o.orders, "orders", "", "`FICHIER` CSV des commandes")
			f.StringVar(&o.invoices, "invoices", "", "`FICHIER` CSV des factures et autres mouvements, ou export de la comptabilité")
			f.StringVar(&o.tracking, "tracking", "", "`FICHIER` JSON du suivi : date, correspondance, restes à dépenser, lignes soldées")
			f.StringVar(&o.reports, "reports", "", "`FICHIER` JSON des rapports de production, pour le coût de la veille")
			f.BoolVar(&o.close, "close", false, "clore le film : coût certifié, points définitifs, redditions de comptes, archive de la production")
			f.Int64Var(&o.moves, "moves", 0, "`ESSAIS` de la recherche du plan ; 0 en fait 800 000")
		},
		Run: func(ctx context.Context, job *cli.Job) error { return run(ctx, job, o) },
	}
}

// result is what the program makes.
type result struct {
	Report     follow.CostReport   `json:"report"`
	Hot        []follow.HotCost    `json:"hot,omitempty"`
	CashToCome []follow.Instalment `json:"cash_to_come"`
	Final      follow.FinalCost    `json:"final"`
	Closing    *closing.Closing    `json:"closing,omitempty"`
	estimate   budget.Estimate
}

func run(ctx context.Context, job *cli.Job, o options) error {
	if o == (options{moves: o.moves, close: o.close}) {
		if job.Folder != "" {
			return cli.Input(errors.New("-film demande ses fichiers (-fec, -orders…) : ceux de l'exemple sont du film d'exemple"))
		}
		o = options{fec: "sample:fec.txt", orders: "sample:commandes.csv", tracking: "sample:suivi.json", reports: "sample:rapports.json",
			moves: o.moves, close: o.close}
	}
	t, reports, read, err := input(o)
	if err != nil {
		return err
	}
	chain, err := job.Chain(ctx, o.moves)
	if err != nil {
		return err
	}
	r := result{estimate: chain.Estimate}
	if r.Report, err = follow.Track(chain.Estimate, t); err != nil {
		return err
	}
	r.Report.Report.Issues = append(read.Issues, r.Report.Report.Issues...)
	if r.Hot, err = hot(chain, reports); err != nil {
		return err
	}
	due, found := follow.CashToCome(chain.Estimate, r.Report, nil, nil)
	r.CashToCome, r.Final = due, follow.Definitive(chain.Estimate, r.Report)
	if err := errors.Join(found.Err(), r.Final.Report.Err()); err != nil {
		return err
	}
	papers := r.papers()
	if o.close {
		closed, docs, err := shut(chain, r)
		if err != nil {
			return err
		}
		r.Closing, papers = &closed, append(papers, docs...)
	}
	if err := job.Print(r, r.print); err != nil {
		return err
	}
	return job.Save(papers...)
}

// load returns the bytes of a file: of the example's when its name begins with "sample:".
func load(name string) ([]byte, error) {
	if inner, ok := strings.CutPrefix(name, "sample:"); ok {
		return invented.ReadFile("sample/" + inner)
	}
	return cli.Read(name)
}

// loadJSON reads a JSON file; every fault is named by line and key.
func loadJSON(name string, into any) (moteur.Report, error) {
	b, err := load(name)
	if err != nil {
		return moteur.Report{}, err
	}
	found := strict.Decode(filepath.Base(strings.TrimPrefix(name, "sample:")), b, into)
	return found, cli.Input(found.Err())
}

// input reads the files: the movements of all of them in one tracking, the day reports, and what reading them tells.
func input(o options) (t follow.Tracking, reports []callsheet.DayReport, read moteur.Report, err error) {
	if o.tracking != "" {
		if read, err = loadJSON(o.tracking, &t); err != nil {
			return t, nil, read, err
		}
	}
	if o.reports != "" {
		found, err := loadJSON(o.reports, &reports)
		if err != nil {
			return t, nil, read, err
		}
		read.Issues = append(read.Issues, found.Issues...)
	}
	for _, f := range []struct {
		name string
		read func(io.Reader, string, follow.Columns) ([]follow.Movement, moteur.Report, error)
	}{{o.orders, follow.ReadOrders}, {o.invoices, follow.ReadMovements}, {o.fec, fec}} {
		if f.name == "" {
			continue
		}
		b, err := load(f.name)
		if err != nil {
			return t, nil, read, err
		}
		list, found, err := f.read(bytes.NewReader(b), filepath.Base(strings.TrimPrefix(f.name, "sample:")), nil)
		if err = errors.Join(err, found.Err()); err != nil {
			return t, nil, read, cli.Input(err)
		}
		t.Movements, read.Issues = append(t.Movements, list...), append(read.Issues, found.Issues...)
	}
	return t, reports, read, nil
}

func fec(r io.Reader, name string, _ follow.Columns) ([]follow.Movement, moteur.Report, error) {
	return follow.ReadFEC(r, name)
}

// hot prices each day that has a report beside its sheet, in the order of dates.
func hot(chain film.Chain, reports []callsheet.DayReport) ([]follow.HotCost, error) {
	slices.SortStableFunc(reports, func(a, b callsheet.DayReport) int { return a.Date.Compare(b.Date) })
	var out []follow.HotCost
	for i, r := range reports {
		at := slices.IndexFunc(chain.Sheets, func(s callsheet.Sheet) bool { return s.Date == r.Date && s.Unit == r.Unit })
		if at < 0 {
			return nil, cli.Input(fmt.Errorf("le rapport du %s n'a pas de feuille au plan de travail", r.Date))
		}
		day, found := r.HotDay(chain.Sheets[at], reports[:i], chain.Estimate)
		if err := found.Err(); err != nil {
			return nil, err
		}
		h, err := follow.Hot(chain.Estimate, day)
		if err != nil {
			return nil, err
		}
		h.Report.Issues = append(found.Issues, h.Report.Issues...)
		out = append(out, h)
	}
	return out, nil
}

// documents are the papers by the names of their files.
func (r result) documents() (names []string, docs []doc.Document) {
	add := func(name string, d doc.Document) { names, docs = append(names, name), append(docs, d) }
	add("suivi-budgetaire", r.Report.Document())
	for _, h := range r.Hot {
		add(fmt.Sprintf("cout-de-la-veille-j%02d", h.Number), h.Document())
	}
	add("tresorerie-a-venir", follow.CashToComeDocument(r.estimate, r.Report, r.CashToCome))
	add("cout-definitif", r.Final.Document())
	if r.Closing != nil {
		add("cloture", r.Closing.Document())
	}
	return names, docs
}

func (r result) print(w io.Writer) error {
	_, docs := r.documents()
	for _, d := range docs {
		if err := text.Write(w, d); err != nil {
			return err
		}
	}
	return nil
}

// papers are all papers, on paper and as workbooks.
func (r result) papers() []film.Document {
	var out []film.Document
	names, docs := r.documents()
	for i, d := range docs {
		out = append(out, film.Document{Name: names[i] + ".pdf", Write: func(w io.Writer) error { return pdf.Write(w, d) }},
			film.Document{Name: names[i] + ".xlsx", Write: func(w io.Writer) error { return xlsx.Write(w, d) }})
	}
	return out
}
