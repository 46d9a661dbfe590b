package main

import (
	"io"
	"path"
	"strings"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/cnc"
	"github.com/moteur-film/moteur/cnc/closing"
	"github.com/moteur-film/moteur/film"
)

// shut closes the film on the day of its cost report: the closing, the cost that the auditor certifies and the package for them, the
// accounts to send, and the archive of the papers made here.
func shut(chain film.Chain, r result) (closing.Closing, []film.Document, error) {
	on, request := r.Report.Date, chain.Request()
	request.Situation.ApprovalGiven = true
	closed, err := closing.Close(closing.Input{Request: request, Provisional: chain.Facts, ProvisionalOn: chain.Date(), Devis: chain.Estimate,
		Cost: r.Report}, on)
	if err != nil {
		return closed, nil, err
	}
	kept := archived(chain, r)
	archive, err := closing.ArchiveOf(chain.Folder.Film, kept, on)
	if err != nil {
		return closed, nil, err
	}
	returns := func(w io.Writer) error {
		return closing.WriteReturnsICS(w, chain.Folder.Film.Title, closed.Returns, on)
	}
	return closed, append(film.Both("cloture", closed), film.Document{Name: "cout-certifie.pdf", Write: closed.CertifiedCost().WritePDF},
		film.Document{Name: "commissaire-aux-comptes.zip", Write: closed.AuditBundle(nil).WriteZip},
		film.Document{Name: "redditions.ics", Write: returns},
		film.Document{Name: "archive-index.pdf", Write: archive.WritePDF}, film.Document{Name: "archive.zip", Write: archive.WriteZip}), nil
}

// archived are the papers of the film and of its following, by the kind of paper that the table of retention knows.
func archived(chain film.Chain, r result) []closing.ArchiveItem {
	ended := chain.Folder.Film.Timeline[moteur.ProductionApproval]
	var out []closing.ArchiveItem
	add := func(category string, from moteur.Date, d film.Document) {
		name := strings.ReplaceAll(d.Name, "/", "-")
		out = append(out, closing.ArchiveItem{Category: category, From: from, Piece: cnc.Print("", path.Base(name), d.Write)})
	}
	for _, d := range r.papers() {
		add("accounts", r.Report.Date, d)
	}
	for _, d := range film.Documents(chain) {
		switch {
		case strings.HasPrefix(d.Name, "03-devis"), strings.HasPrefix(d.Name, "04-"):
			add("aid", ended, d)
		case strings.HasPrefix(d.Name, "05-"):
			add("credit", ended, d)
		case strings.HasPrefix(d.Name, "06-"):
			add("banking", ended, d)
		case strings.HasPrefix(d.Name, "07-"):
			add("hours_days", r.Report.Date, d)
		}
	}
	return out
}
