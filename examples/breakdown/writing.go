package main

import (
	"cmp"
	"errors"
	"io"
	"os"
	"path/filepath"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/examples/internal/cli"
	"github.com/moteur-film/moteur/film"
	"github.com/moteur-film/moteur/schedule/breakdown"
	"github.com/moteur-film/moteur/schedule/breakdown/reading"
	"github.com/moteur-film/moteur/schedule/script"
)

// readings are the fiche de lecture, with the suivi d'écriture when there is one, and the veille.
func readings(job *cli.Job, o options, s breakdown.Sheets, set breakdown.LoadSettings, written *script.Script) ([]film.Document, error) {
	r := reading.New(s.Breakdown, nil)
	if written != nil {
		for _, key := range []string{"author", "authors", "auteur", "autrice", "auteurs", "auteurs et autrices", "écrit par"} {
			r.Author = cmp.Or(r.Author, written.TitleValue(key))
		}
	}
	if o.writing != "" {
		var err error
		if r.Writing, err = writing(job, o.writing, s.Breakdown, set); err != nil {
			return nil, err
		}
	}
	docs := []film.Document{{Name: "fiche-de-lecture.pdf", Write: r.WritePDF}}
	if o.watch == "" {
		return docs, nil
	}
	w, err := readFile(job, o.watch, reading.ReadWatch, reading.Watch.Check)
	if err != nil {
		return nil, err
	}
	return append(docs, film.Both("veille", reading.WatchSheets{Watch: w, Date: s.Date})...), nil
}

// writing reads a suivi d'écriture and measures what changed from draft to draft. A note's draft is a file beside the suivi; the last
// version, when its notes name none, is the screenplay broken down.
func writing(job *cli.Job, path string, b breakdown.Breakdown, set breakdown.LoadSettings) ([]reading.WritingNote, error) {
	w, err := readFile(job, path, reading.ReadWriting, reading.Writing.Check)
	if err != nil {
		return nil, err
	}
	drafts := map[string]breakdown.Breakdown{}
	for i, n := range w.Notes {
		switch {
		case n.Draft != "":
			if drafts[n.Version], err = load(job, filepath.Join(filepath.Dir(path), n.Draft), set); err != nil {
				return nil, err
			}
		case i == len(w.Notes)-1:
			if _, ok := drafts[n.Version]; !ok {
				drafts[n.Version] = b
			}
		}
	}
	w, rep := w.Measured(drafts)
	tell(job, filepath.Base(path), rep)
	return w.Notes, nil
}

// readFile reads a file that people write, shows what deserves a look and refuses its faults.
func readFile[T any](job *cli.Job, path string, read func(io.Reader, string) (T, moteur.Report, error),
	check func(T) moteur.Report) (T, error) {
	var none T
	f, err := os.Open(path)
	if err != nil {
		return none, cli.Unreadable(path, err)
	}
	defer f.Close()
	v, rep, err := read(f, filepath.Base(path))
	checked := check(v)
	if err = errors.Join(err, rep.Err(), checked.Err()); err != nil {
		return none, cli.Input(err)
	}
	tell(job, filepath.Base(path), rep)
	tell(job, filepath.Base(path), checked)
	return v, nil
}
