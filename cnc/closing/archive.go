package closing

import (
	"fmt"
	"io"
	"slices"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/cnc"
	"github.com/moteur-film/moteur/internal/doc"
	"github.com/moteur-film/moteur/internal/doc/pdf"
	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/internal/law"
)

// Bundle is a paquet of files with their hashes: for an auditor, a bank, a region.
type Bundle struct {
	Film   moteur.Film `json:"film"`
	Title  string      `json:"title"`
	On     moteur.Date `json:"on"`
	Pieces []cnc.Piece `json:"pieces"`
}

// WriteZip writes the bundle as one reproducible ZIP with SHA256SUMS and manifeste.json. It refuses a name that is not plain and
// a name given twice.
func (b Bundle) WriteZip(w io.Writer) error {
	r := cnc.CheckNames(b.Pieces)
	if err := r.Err(); err != nil {
		return err
	}
	a := cnc.NewArchive(w, fr.Slug(b.Film.Title+" "+b.Title), b.On)
	for i, p := range b.Pieces {
		p.Number = fmt.Sprintf("%02d", i+1)
		if p.Label == "" {
			p.Label = p.Name
		}
		if err := a.Add(cnc.ManifestFile{Number: p.Number, Piece: p.ID, Label: p.Label, File: p.File()}, p.Write); err != nil {
			return err
		}
	}
	return a.Close(func(files []cnc.ManifestFile) any {
		return cnc.Manifest{Film: b.Film.Title, On: b.On, Files: files, Missing: []cnc.MissingPiece{}}
	})
}

// ArchiveItem is a document to archive.
type ArchiveItem struct {
	// Category is an entry of the table of retention: accounts, payroll, social, hours, commercial, banking, aid, credit,
	// rights, masters, medical, personal; hours_days for day contracts.
	Category string `json:"category"`
	// From is the day the retention is counted from: closing of the accounts, end of the contract…
	From  moteur.Date `json:"from,omitzero"`
	Piece cnc.Piece   `json:"piece"`
}

// ArchiveEntry is a document with the day until which it is kept.
type ArchiveEntry struct {
	Category string      `json:"category"`
	Label    string      `json:"label"`
	Name     string      `json:"name"`
	Anchor   string      `json:"anchor"` // what the retention is counted from
	From     moteur.Date `json:"from,omitzero"`
	// Until is the last day of retention; unset when there is no fixed term or when From is unknown.
	Until  moteur.Date   `json:"until,omitzero"`
	Source moteur.Source `json:"source"`
}

// ProductionArchive is the archive de la production: documents by retention period, with hashes.
type ProductionArchive struct {
	Film    moteur.Film    `json:"film"`
	On      moteur.Date    `json:"on"`
	Entries []ArchiveEntry `json:"entries"`
	Report  moteur.Report  `json:"report"`
	items   []ArchiveItem
}

// ArchiveOf sorts documents by retention period on a date. It refuses an unknown category, a name that is not plain and a name given
// twice in a category. A document without the date its term is counted from is a warning.
func ArchiveOf(film moteur.Film, items []ArchiveItem, on moteur.Date) (ProductionArchive, error) {
	out := ProductionArchive{Film: film, On: on}
	table, err := retentionTable()
	if err != nil {
		return out, err
	}
	book := law.Open(on, &out.Report, table).At("retention")
	byCategory := map[string][]cnc.Piece{}
	out.items = slices.Clone(items)
	slices.SortStableFunc(out.items, func(a, b ArchiveItem) int { return rank(table, a.Category) - rank(table, b.Category) })
	for i, x := range out.items {
		entry, ok := table.Entry(x.Category)
		if !ok {
			out.Report.Errorf(fmt.Sprintf("items[%d].category", i), "cnc/archive-category", "Catégorie d'archive inconnue : %q.",
				fr.Shorten(x.Category, 80))
			continue
		}
		byCategory[x.Category] = append(byCategory[x.Category], x.Piece)
		n := book.Int(x.Category)
		if err := book.Err(); err != nil {
			return out, fmt.Errorf("cnc : durée de conservation %s : %w", x.Category, err)
		}
		e := ArchiveEntry{Category: x.Category, Label: entry.Label, Name: x.Piece.Name, Anchor: entry.Kind, From: x.From,
			Source: book.Source(x.Category)}
		if n > 0 {
			e.Until = x.From.AddMonths(n)
			if x.From.IsZero() {
				out.Report.Warnf(fmt.Sprintf("items[%d].from", i), "cnc/archive-date",
					"%s : la durée se compte depuis %s, date non renseignée.", x.Piece.Name, entry.Kind)
			}
		}
		out.Entries = append(out.Entries, e)
	}
	for _, pieces := range byCategory {
		out.Report.Merge("", cnc.CheckNames(pieces))
	}
	if err := out.Report.Err(); err != nil {
		return ProductionArchive{}, err
	}
	return out, nil
}

func rank(t law.Table, id string) int {
	return slices.IndexFunc(t.Entries, func(e law.Entry) bool { return e.ID == id })
}

// Document is the index of the archive.
func (a ProductionArchive) Document() doc.Document {
	d := page("Archives de la production", a.Film, a.On)
	d.Page = doc.Landscape
	t := doc.Table{Sheet: "Archives", Compact: true, Columns: []doc.Column{{Title: "Catégorie", Width: 6}, {Title: "Document", Width: 5},
		{Title: "Compté depuis", Width: 4}, {Title: "Depuis le", Width: 2, Kind: doc.Date}, {Title: "À garder jusqu'au", Width: 3},
		{Title: "Texte", Width: 4}}}
	for _, e := range a.Entries {
		until := doc.S("sans terme fixe")
		switch {
		case !e.Until.IsZero():
			until = doc.S(fr.Date(e.Until))
		case e.From.IsZero():
			until = doc.S("à dater, ou sans terme fixe").As(doc.Warning)
		}
		t.Rows = append(t.Rows, doc.Row{Cells: []doc.Cell{doc.S(e.Label), doc.S(e.Name), doc.S(e.Anchor), doc.D(e.From), until,
			doc.S(e.Source.String()).As(doc.Muted)}})
	}
	if len(t.Rows) == 0 {
		t.Rows = []doc.Row{{Cells: []doc.Cell{doc.S("Aucun document.").Over(6)}}}
	}
	d.Blocks = []doc.Block{t}
	return d
}

// WritePDF prints the index.
func (a ProductionArchive) WritePDF(w io.Writer) error { return pdf.Write(w, a.Document()) }

// WriteZip writes the archive as one reproducible ZIP: a folder for each category, the index, SHA256SUMS and manifeste.json, which
// holds the last day of retention of each document. Documents are streamed.
func (a ProductionArchive) WriteZip(w io.Writer) error {
	z := cnc.NewArchive(w, fr.Slug(a.Film.Title+" archives"), a.On)
	if err := z.Add(cnc.ManifestFile{Number: "00", Label: "Index", File: "00-index.pdf"}, a.WritePDF); err != nil {
		return err
	}
	for i, x := range a.items {
		f := cnc.ManifestFile{Number: fmt.Sprintf("%03d", i+1), Piece: x.Category, Label: a.Entries[i].Label,
			File: x.Category + "/" + x.Piece.Name}
		if err := z.Add(f, x.Piece.Write); err != nil {
			return err
		}
	}
	return z.Close(func(files []cnc.ManifestFile) any {
		return struct {
			Film    string             `json:"film"`
			On      moteur.Date        `json:"on"`
			Files   []cnc.ManifestFile `json:"files"`
			Entries []ArchiveEntry     `json:"entries"`
		}{a.Film.Title, a.On, files, a.Entries}
	})
}
