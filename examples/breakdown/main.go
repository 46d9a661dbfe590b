// Breakdown reads a screenplay (Fountain, Final Draft, PDF, Word, OpenDocument, Fade In, Celtx) or a schedule (USS, CSV, JSON) and
// makes its breakdown. With -out it writes the screenplay in each format that the library writes (Fountain, Final Draft with its tags,
// PDF) and the breakdown as workbook, PDF, USS, CSV and JSON.
//
//	go run ./examples/breakdown film.fountain                                  # the breakdown as text
//	go run ./examples/breakdown -json film.fdx                                 # the same as JSON
//	go run ./examples/breakdown -out dossier film.fdx                          # its papers, workbook and exchange files
//	go run ./examples/breakdown -update depouillement.xlsx -out nouveau film-v2.fountain
//	go run ./examples/breakdown -compare film-v1.fountain -out nouveau film-v2.fdx   # two drafts compared
//	go run ./examples/breakdown -sides "MARIE=Anna K." -out dossier film.fdx         # her scenes, under the name of who plays her
//	go run ./examples/breakdown -writing suivi.json -watch veille.json -out dossier film-v2.fountain
//
// Without a file it takes the screenplay of -film, or of the sample film.
package main

import (
	"bytes"
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/examples/internal/cli"
	"github.com/moteur-film/moteur/film"
	"github.com/moteur-film/moteur/internal/doc/text"
	"github.com/moteur-film/moteur/schedule/breakdown"
	"github.com/moteur-film/moteur/schedule/breakdown/papers"
	"github.com/moteur-film/moteur/schedule/script"
	"github.com/moteur-film/moteur/schedule/script/pdf"
	"github.com/moteur-film/moteur/schedule/uss"
)

// options are the program's own flags.
type options struct {
	french, edited, mapping, lexicon, company, date, older, role, writing, watch string
}

func main() { cli.Main(program()) }

func program() cli.Program {
	var o options
	return cli.Program{
		Name: "breakdown",
		Args: "[FICHIER]",
		About: "Dépouille un scénario (.fountain, .fdx, .pdf, .docx, .odt, .fadein, .osf, .celtx, .html)\n" +
			"ou un plan (.uss, .csv, .json, ou un classeur .xlsx de dépouillement).\n" +
			"Avec -out, écrit le scénario dans chaque format que la bibliothèque écrit (.fountain, .fdx avec ses étiquettes, .pdf)\n" +
			"et le dépouillement en .xlsx, .pdf, .uss, .csv et .json.",
		Common: cli.Film | cli.Out | cli.JSON,
		Flags: func(f *flag.FlagSet) {
			f.StringVar(&o.french, "french", "", "`OUI` ou NON (yes, no) : texte français ; reconnu tout seul sans cette option")
			f.StringVar(&o.edited, "update", "", "garder les décisions de ce `CLASSEUR` corrigé")
			f.StringVar(&o.older, "compare", "", "comparer avec cette version d'avant, `FICHIER`")
			f.StringVar(&o.role, "sides", "", "imprimer les séquences de ce `RÔLE`, au nom de qui le joue avec RÔLE=INTERPRÈTE")
			f.StringVar(&o.mapping, "mapping", "", "lire un tableau avec cette correspondance de ses colonnes, `FICHIER` JSON")
			f.StringVar(&o.lexicon, "lexicon", "",
				"ajouter ces groupes de mots au lexique, `FICHIER` JSON : [{category, flags, doubts, terms, verbs, with}]")
			f.StringVar(&o.writing, "writing", "",
				"imprimer ce suivi d'écriture avec la fiche de lecture, `FICHIER` JSON ; ses versions sont comparées")
			f.StringVar(&o.watch, "watch", "", "imprimer cette veille et ses visionnages, `FICHIER` JSON")
			f.StringVar(&o.company, "company", "", "`SOCIÉTÉ` imprimée sur les fiches")
			f.StringVar(&o.date, "date", "", "date imprimée sur les fiches, `AAAA-MM-JJ`")
		},
		Run: func(_ context.Context, job *cli.Job) error { return run(job, o) },
	}
}

func run(job *cli.Job, o options) error {
	set, err := o.settings()
	if err != nil {
		return err
	}
	var written *script.Script
	set.Screenplay = func(s script.Script) { written = &s }
	b, err := read(job, set)
	if err != nil {
		return err
	}
	set.Screenplay = nil
	if len(b.Scenes) == 0 {
		tell(job, "aucune séquence", moteur.Report{Issues: b.Issues})
	}
	if o.edited != "" {
		old, err := load(job, o.edited, breakdown.LoadSettings{})
		if err != nil {
			return err
		}
		var changes breakdown.Comparison
		b, changes = breakdown.Update(old, b)
		fmt.Fprint(job.Err, changes)
	}
	s := breakdown.Sheets{Breakdown: b, Company: o.company}
	if o.date != "" {
		if s.Date, err = moteur.ParseDate(o.date); err != nil {
			return cli.Input(fmt.Errorf("-date : %w", err))
		}
	}
	docs, err := readings(job, o, s, set, written)
	if err != nil {
		return err
	}
	docs = append(docs, sheets(s)...)
	if o.older != "" {
		old, err := load(job, o.older, set)
		if err != nil {
			return err
		}
		changes := breakdown.Compare(old, b)
		fmt.Fprint(job.Err, changes)
		docs = append(docs, film.Document{Name: "comparaison.pdf", Write: changes.WritePDF})
	}
	if written != nil {
		docs = append(docs, fromText(job, papers.Book{Script: *written, Breakdown: b, Company: o.company, Date: s.Date}, o.role)...)
	}
	if err := job.Save(docs...); err != nil {
		return err
	}
	return job.Print(b, func(w io.Writer) error { return text.Write(w, s.Document()) })
}

// fromText are the papers made from the text itself: the marked copy, the continuity, the scenes and roles, the sides of a role; and the
// screenplay in each format, with the elements kept tagged in that of Final Draft.
func fromText(job *cli.Job, book papers.Book, role string) []film.Document {
	write := func(name string, s script.Script, to func(io.Writer, script.Script) (moteur.Report, error)) film.Document {
		return film.Document{Name: name, Write: func(w io.Writer) error {
			rep, err := to(w, s)
			tell(job, name, rep)
			return err
		}}
	}
	tagged, rep := book.Breakdown.Tag(book.Script)
	tell(job, "scenario.fdx", rep)
	tell(job, "scenario.pdf", book.Unprinted())
	tell(job, "depouillement.uss", book.Breakdown.OutsideUSS())
	docs := []film.Document{
		write("scenario.fountain", book.Script, script.WriteFountain), write("scenario.fdx", tagged, script.WriteFDX),
		{Name: "scenario.pdf", Write: papers.Screenplay{Book: book}.WritePDF},
		{Name: "scenario-depouille.pdf", Write: papers.Marked{Book: book}.WritePDF},
	}
	docs = append(docs, film.Both("continuite", papers.Continuity{Book: book})...)
	docs = append(docs, film.Both("sequences-roles", papers.Cross{Book: book})...)
	if role != "" {
		role, performer, _ := strings.Cut(role, "=")
		sides := papers.Sides{Book: book, Role: strings.TrimSpace(role), Performer: strings.TrimSpace(performer)}
		docs = append(docs, film.Document{Name: "sides.pdf", Write: sides.WritePDF})
	}
	return docs
}

// tell shows what a report says of a file.
func tell(job *cli.Job, name string, rep moteur.Report) {
	for _, i := range rep.Issues {
		fmt.Fprintf(job.Err, "%s : %s : %s\n", name, i.Path, i.Message)
	}
}

// sheets are the sheets, the workbook to edit and the exchange files.
func sheets(s breakdown.Sheets) []film.Document {
	b := s.Breakdown
	return append(film.Both("depouillement", s),
		film.Document{Name: "depouillement.json", Write: func(w io.Writer) error {
			e := json.NewEncoder(w)
			e.SetIndent("", "  ")
			return e.Encode(b)
		}},
		film.Document{Name: "depouillement.uss", Write: func(w io.Writer) error {
			return uss.Write(w, breakdown.ToUSS(b, breakdown.USSHead{Created: s.Date}))
		}},
		film.Document{Name: "depouillement.csv", Write: func(w io.Writer) error {
			return b.WriteCSV(w, breakdown.CSVSettings{French: true})
		}})
}

// read reads the file given, else the screenplay of the film.
func read(job *cli.Job, set breakdown.LoadSettings) (breakdown.Breakdown, error) {
	if len(job.Args) > 0 {
		return load(job, job.Args[0], set)
	}
	f, err := job.Film()
	if err != nil {
		return breakdown.Breakdown{}, err
	}
	set.Name = f.Screenplay
	b, err := breakdown.Load(bytes.NewReader(f.Text), set)
	return b, cli.Input(err)
}

// load reads a file of any known format.
func load(job *cli.Job, path string, set breakdown.LoadSettings) (breakdown.Breakdown, error) {
	f, err := os.Open(path)
	if err != nil {
		return breakdown.Breakdown{}, cli.Unreadable(path, err)
	}
	defer f.Close()
	if filepath.Ext(path) == ".xlsx" {
		b, rep, err := breakdown.ReadXLSX(f)
		if err == nil {
			if err = rep.Err(); err == nil {
				tell(job, filepath.Base(path), rep) // what could not be applied, cell by cell
			}
		}
		if err != nil {
			return b, cli.Input(fmt.Errorf("%s : %w", path, err))
		}
		return b, nil
	}
	set.Name = filepath.Base(path)
	b, err := breakdown.Load(f, set)
	return b, cli.Input(err)
}

// settings reads the mapping of a table and the words added to the lexicon.
func (o options) settings() (breakdown.LoadSettings, error) {
	set := breakdown.LoadSettings{French: o.french, PDF: pdf.Parse}
	if o.mapping != "" {
		set.Mapping = &breakdown.Mapping{}
		if err := cli.ReadJSON(o.mapping, set.Mapping); err != nil {
			return set, err
		}
	}
	if o.lexicon == "" {
		return set, nil
	}
	err := cli.ReadJSON(o.lexicon, &set.Breakdown.Words)
	return set, err
}
