package film

import (
	"cmp"
	"fmt"
	"io"
	"path"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/cnc"
	"github.com/moteur-film/moteur/schedule"
	"github.com/moteur-film/moteur/schedule/breakdown"
)

// Document is a paper of the dossier: its name ("03-devis.pdf", with "/" between folders) and what writes it.
type Document struct {
	Name  string
	Write func(io.Writer) error
}

// workbook is what most results can do.
type workbook interface {
	WritePDF(io.Writer) error
	WriteXLSX(io.Writer) error
}

// Both are the PDF and the workbook of a result, under one name.
func Both(name string, r workbook) []Document {
	return []Document{{name + ".pdf", r.WritePDF}, {name + ".xlsx", r.WriteXLSX}}
}

// Documents lists the papers of a film in the order of the work: what the checks found, the breakdown, the plan, the devis, the
// money, the call sheets, the dossier of the agrément. A paper that would be empty (no receipts, no points) is left out. Writers
// may run side by side; each writes the same bytes each time. Of a chain that Run returned with an error, it lists the controls, and
// the breakdown where there is one.
func Documents(c Chain) []Document {
	plan := c.Paper()
	docs := Both("00-controles", c.Controls())
	if len(c.Breakdown.Scenes) > 0 {
		docs = append(docs, Both("01-depouillement", breakdown.Sheets{Breakdown: c.Breakdown, Date: c.Date()})...)
	}
	if !c.complete {
		return docs
	}
	costed := plan
	costed.Costed = true
	docs = append(append(docs, Both("02-plan-de-travail", plan)...), Document{"02-plan-de-travail.ics", plan.WriteICS},
		Document{"02-plan-par-semaines.pdf", plan.WriteWeeksPDF})
	docs = append(docs, Both("02-plan-de-travail-chiffre", costed)...)
	docs = append(docs, Both("03-devis", c.Estimate)...)
	docs = append(docs, Both("04-plan-de-financement", c.Plan)...)
	if c.Credit.Amount.IsPositive() {
		docs = append(docs, Both("05-credit-d-impot", c.Credit)...)
	}
	docs = append(docs, Both("06-tresorerie", c.Cash)...)
	for i, sheet := range c.Sheets {
		docs = append(docs, Document{fmt.Sprintf("07-feuilles-de-service/J%02d.pdf", i+1), sheet.WritePDF})
	}
	if c.HasPoints() {
		docs = append(append(docs, Both("08-points", c.Points)...), approval(c)...)
	}
	if c.HasReceipts() {
		docs = append(docs, Both("10-recettes", c.Statement)...)
	}
	return docs
}

// approval are the dossier of the agrément des investissements with the other rooms' documents, its list of pieces, its
// internal page, and what goes with it: deadlines, notes, presentation.
func approval(c Chain) []Document {
	d, on := c.Approval, c.Date()
	return []Document{
		{"09-agrement-des-investissements.zip", d.WriteZip},
		{"09-pieces.pdf", d.List.WritePDF},
		{"09-page-interne.pdf", d.Internal().WritePDF},
		{"09-echeances.pdf", c.Deadlines.WritePDF},
		{"09-echeances.ics", c.Deadlines.WriteICS},
		{"11-note-de-production.pdf", cnc.ProductionNote(c.Request(), on).WritePDF},
		{"11-presentation.pdf", c.Pitch().Deck(on).WritePDF},
		{"11-presentation-10-min.pdf", spoken(c, 10)},
	}
}

// spoken writes the notes of a talk of so many minutes.
func spoken(c Chain, minutes int) func(io.Writer) error {
	return func(w io.Writer) error {
		notes, err := c.Pitch().Notes(minutes, c.Date())
		if err != nil {
			return err
		}
		return notes.WritePDF(w)
	}
}

// Paper is the plan de travail ready to print, as it is sent; its costed copy is for the production.
func (c Chain) Paper() schedule.Paper {
	return schedule.Paper{Film: c.Folder.Film, Problem: c.Problem, Plan: c.Result.Plan, Result: c.Result, Date: cmp.Or(c.issued, c.Date())}
}

// Pieces are the pieces of a request that the other rooms print and the folder gives, with those of package cnc.
func (c Chain) Pieces(r cnc.Request, p cnc.Procedure, on moteur.Date) []cnc.Piece {
	devis, plan := "", ""
	switch p {
	case cnc.InvestmentApproval:
		devis, plan = "ai-devis", "ai-plan"
	case cnc.ProductionApproval:
		plan = "ap-plan-def"
	}
	out := []cnc.Piece{
		cnc.Print(plan, "plan-de-financement.pdf", c.Plan.WriteSentPDF),
		cnc.Print("", "plan-de-travail.pdf", c.Paper().WritePDF),
	}
	if devis != "" {
		screenplay := func(w io.Writer) error { _, err := w.Write(c.Folder.Text); return err }
		out = append([]cnc.Piece{cnc.Print(devis, "devis.pdf", c.Estimate.Sent().WritePDF),
			cnc.Print("", "devis.xlsx", c.Estimate.Sent().WriteXLSX)}, append(out,
			cnc.Print("", "scenario"+path.Ext(c.Folder.Screenplay), screenplay))...)
	}
	return cnc.Complete(r, p, append(out, c.Folder.attached()...), on)
}
