// Command financing prints the money of a film: plan de financement, tax credit with its derivation, treasury.
//
//	go run ./examples/financing                      # the sample film
//	go run ./examples/financing -lose canal          # what a lost source does to the gap, the lowest cash, the intensity of aid
//	go run ./examples/financing -shift 30 -out money # what moving the first shooting day does, as PDF and workbooks
//	go run ./examples/financing -bank -aids -support # the file for the bank, the aids that fit, the automatic support awaited
//	go run ./examples/financing -mix exemple         # the best montage within some choices, those of a file or of the example
//	go run ./examples/financing -credits exemple     # the credits of audiovisual and foreign works, of a file or of the example
package main

import (
	"cmp"
	"context"
	"flag"
	"fmt"
	"io"
	"strings"

	"github.com/moteur-film/moteur/examples/internal/cli"
	"github.com/moteur-film/moteur/film"
	"github.com/moteur-film/moteur/financing"
	"github.com/moteur-film/moteur/financing/treasury"
	"github.com/moteur-film/moteur/internal/doc"
	"github.com/moteur-film/moteur/internal/doc/text"
)

// options are the program's own flags.
type options struct {
	lose                string
	shift               int
	bank, aids, support bool
	mix, credits        string
	moves               int64
}

func main() { cli.Main(program()) }

func program() cli.Program {
	var o options
	return cli.Program{
		Name: "financing",
		About: "Imprime l'argent d'un film : plan de financement, crédit d'impôt, trésorerie ; " +
			"ou ce que changent une source perdue, un décalage.",
		Common: cli.Film | cli.Out | cli.JSON,
		Flags: func(f *flag.FlagSet) {
			f.StringVar(&o.lose, "lose", "", "`SOURCE` perdue, par son identifiant ou le début de son nom")
			f.IntVar(&o.shift, "shift", 0, "décaler le premier jour de tournage de ce nombre de `JOURS`")
			f.BoolVar(&o.bank, "bank", false, "le dossier d'escompte pour la banque")
			f.BoolVar(&o.aids, "aids", false, "les aides auxquelles le film peut prétendre")
			f.BoolVar(&o.support, "support", false, "le soutien automatique que les entrées attendues engendrent")
			f.Int64Var(&o.moves, "moves", 0, "`ESSAIS` de la recherche du plan ; 0 en fait 800 000")
			f.StringVar(&o.mix, "mix", "", "`FICHIER` JSON de choix de montage (ou « exemple ») : le meilleur montage, prouvé")
			f.StringVar(&o.credits, "credits", "", "`FICHIER` JSON d'œuvres audiovisuelles ou étrangères (ou « exemple ») : leurs crédits "+
				"d'impôt")
		},
		Run: func(ctx context.Context, job *cli.Job) error { return run(ctx, job, o) },
	}
}

// result is a paper to print.
type result struct {
	Name string    `json:"name"`
	What printable `json:"result"`
}

type printable interface {
	Document() doc.Document
	WritePDF(io.Writer) error
	WriteXLSX(io.Writer) error
}

func run(ctx context.Context, job *cli.Job, o options) error {
	results, err := o.asked(ctx, job)
	if err != nil {
		return err
	}
	var docs []film.Document
	for _, r := range results {
		docs = append(docs, film.Both(r.Name, r.What)...)
	}
	if err := job.Save(docs...); err != nil {
		return err
	}
	return job.Print(results, func(w io.Writer) error {
		for _, r := range results {
			if err := text.Write(w, r.What.Document()); err != nil {
				return err
			}
		}
		return nil
	})
}

// scenario finds the source to lose, by its ID or by the start of its label.
func scenario(p financing.Plan, lose string, shift int) (treasury.Scenario, error) {
	s := treasury.Scenario{Shift: shift}
	var names []string
	if shift != 0 {
		names = append(names, fmt.Sprintf("Tournage décalé de %d j", shift))
	}
	if lose == "" {
		s.Name = names[0]
		return s, nil
	}
	var known []string
	for _, r := range p.Resources {
		known = append(known, r.ID)
		if r.ID == lose || strings.HasPrefix(strings.ToLower(r.Label), strings.ToLower(lose)) && len(s.Lose) == 0 {
			s.Lose = []string{r.ID}
			names = []string{"Sans " + cmp.Or(r.Label, r.ID)}
		}
	}
	if len(s.Lose) == 0 {
		return s, fmt.Errorf("le plan n'a pas de source %q ; il a : %s", lose, strings.Join(known, ", "))
	}
	s.Name = strings.Join(names, ", ")
	return s, nil
}
