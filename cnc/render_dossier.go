package cnc

import (
	"fmt"
	"io"
	"strings"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/doc"
	"github.com/moteur-film/moteur/internal/doc/pdf"
	"github.com/moteur-film/moteur/internal/doc/xlsx"
	"github.com/moteur-film/moteur/internal/fr"
)

func head(title string, f moteur.Film, on moteur.Date) doc.Document {
	return doc.Document{Title: title, Film: f.Title, Company: f.Company.Name, Date: on}
}

// Letter is the lettre d'accompagnement.
func (d Dossier) Letter() Sheet {
	out := head("Lettre d'accompagnement", d.Film, d.On)
	c := d.Film.Company
	address := c.Address.Street
	if c.Address.City != "" {
		address += ", " + c.Address.Zip + " " + c.Address.City
	}
	out.Blocks = []doc.Block{
		doc.Fields{Columns: 1, Items: []doc.Field{{Label: "De", Value: c.Name}, {Label: "Adresse", Value: fr.Dash(address)},
			{Label: "SIRET", Value: fr.Dash(c.SIRET)}, {Label: "Objet", Value: d.Label + ", film " + fr.Quote(d.Film.Title)}}},
		doc.Para{Text: "Madame, Monsieur,"},
		doc.Para{Text: fmt.Sprintf("Nous vous adressons la demande suivante : %s, pour le film %s (%s). Le dossier contient %s, dont la "+
			"liste figure au sommaire.",
			fr.Uncapital(d.Label), fr.Quote(d.Film.Title), d.Film.Kind.Label(), fr.Plural(len(d.Pieces), "pièce", "pièces"))},
	}
	if missing := d.List.Missing(); len(missing) > 0 {
		out.Blocks = append(out.Blocks, doc.Para{Text: fmt.Sprintf("%s à remettre ; la liste est jointe.",
			fr.Capital(fr.Plural(len(missing), "pièce reste", "pièces restent")))})
	}
	out.Blocks = append(out.Blocks,
		doc.Para{Text: "L'intégrité des fichiers se vérifie avec le fichier " + hashesFile + "."},
		doc.Para{Text: "Nous vous prions d'agréer, Madame, Monsieur, l'expression de nos salutations distinguées."},
		doc.Signatures{Place: c.Address.City, Date: d.On, Names: []string{c.Signatory()}})
	return Sheet{out}
}

// Document is the sommaire: the figures, then the pieces with their state. It names no rule that remains to be confirmed.
func (d Dossier) Document() doc.Document {
	out := head("Sommaire du dossier", d.Film, d.On)
	out.Subtitle = d.Label
	fields := doc.Fields{Columns: 2}
	for _, a := range d.Amounts {
		fields.Items = append(fields.Items, doc.Field{Label: a.Label, Value: a.Value})
	}
	t := doc.Table{Title: "Pièces jointes", Sheet: "Sommaire", Columns: []doc.Column{{Title: "N°", Width: 1}, {Title: "Pièce", Width: 8},
		{Title: "Fichier", Width: 5}, {Title: "Date", Width: 1.6, Kind: doc.Date}}}
	for _, p := range d.Pieces {
		t.Rows = append(t.Rows, doc.Row{Cells: []doc.Cell{doc.S(p.Number), doc.S(p.Label), doc.S(p.File()), doc.D(p.Issued)}})
	}
	if len(t.Rows) == 0 {
		t.Rows = []doc.Row{{Cells: []doc.Cell{doc.S("Aucune pièce.").Over(len(t.Columns))}}}
	}
	out.Blocks = []doc.Block{fields, t}
	return out
}

// MissingPieces is the list of what is missing, with who must give it.
func (d Dossier) MissingPieces() Sheet {
	out := head("Pièces manquantes", d.Film, d.On)
	out.Subtitle = d.Label
	if due := d.List.Due; !due.IsZero() {
		out.Blocks = append(out.Blocks, doc.Fields{Columns: 1, Items: []doc.Field{{Label: "Demande à faire avant le",
			Value: fr.Date(due.AddDays(1))}}})
	}
	t := doc.Table{Sheet: "Manquantes", Columns: []doc.Column{{Title: "Pièce", Width: 7}, {Title: "État", Width: 2},
		{Title: "À fournir par", Width: 3}, {Title: "Pourquoi", Width: 5}}}
	for _, i := range d.List.Missing() {
		state := i.State.Label()
		if i.State == Expired {
			state += " depuis le " + fr.ShortDate(i.Expires.AddDays(1))
		}
		t.Rows = append(t.Rows, doc.Row{Cells: []doc.Cell{doc.S(i.Label), doc.S(state).As(doc.Alert), doc.S(i.Supplier),
			doc.S(i.Reason).As(doc.Muted)}})
	}
	if len(t.Rows) == 0 {
		out.Blocks = []doc.Block{doc.Para{Text: "Aucune pièce ne manque.", Style: doc.Good}}
		return Sheet{out}
	}
	out.Blocks = append(out.Blocks, t)
	return Sheet{out}
}

// Internal is the page for the production alone: every rule to confirm that the dossier leans on, warnings, and the pieces that
// stand in for a form. It is never part of the archive.
func (d Dossier) Internal() Sheet {
	out := head("Page interne : à confirmer avant l'envoi", d.Film, d.On)
	out.Subtitle, out.Footer = d.Label, "Document interne, à ne pas transmettre au CNC"
	out.Page = doc.Landscape
	t := doc.Table{Title: "Règles à confirmer", Sheet: "Interne", Columns: []doc.Column{{Title: "Source", Width: 5},
		{Title: "Doute", Width: 4}, {Title: "Valeurs", Width: 6}, {Title: "Où", Width: 5}}}
	type doubt struct{ text, note string }
	places, values := map[doubt][]string{}, map[doubt][]string{}
	var order []doubt
	for _, i := range d.Unverified() {
		k := doubt{i.Source.Text, i.Source.Note}
		if _, ok := places[k]; !ok {
			order = append(order, k)
		}
		places[k] = append(places[k], i.Path)
		value, _, _ := strings.Cut(strings.TrimPrefix(i.Message, "À confirmer : "), " (")
		if i.Rule == moteur.RuleSeen {
			value = "toute la table"
		}
		values[k] = append(values[k], value)
	}
	for _, k := range order {
		said := strings.Join(values[k], " ; ")
		if n := len(values[k]); n > 3 {
			said = fr.Plural(n, "valeur", "valeurs")
		}
		t.Rows = append(t.Rows, doc.Row{Cells: []doc.Cell{doc.S(k.text), doc.S(k.note), doc.S(said), doc.S(strings.Join(places[k], ", "))}})
	}
	if len(t.Rows) == 0 {
		t.Rows = []doc.Row{{Cells: []doc.Cell{doc.S("Aucune règle à confirmer.").Over(len(t.Columns)).As(doc.Good)}}}
	}
	var rest moteur.Report
	for _, i := range d.Report.Issues {
		if !i.Doubt() {
			rest.Add(i)
		}
	}
	out.Blocks = []doc.Block{t, doc.Findings("Constats", rest)}
	return Sheet{out}
}

// WritePDF prints the summary.
func (d Dossier) WritePDF(w io.Writer) error { return pdf.Write(w, d.Document()) }

// WriteXLSX writes the summary as a workbook.
func (d Dossier) WriteXLSX(w io.Writer) error { return xlsx.Write(w, d.Document()) }

// Document is the checklist: every piece of the procedure, required or not, with its reason.
func (l PieceList) Document() doc.Document {
	out := doc.Document{Title: "Liste des pièces", Subtitle: l.Label, Film: l.Film, Date: l.On, Page: doc.Landscape}
	t := doc.Table{Sheet: "Pièces", Columns: []doc.Column{{Title: "Pièce", Width: 7}, {Title: "Exigée", Width: 1.4, Kind: doc.Centre},
		{Title: "État", Width: 2}, {Title: "Pourquoi", Width: 5},
		{Title: "Fournie par", Width: 3}, {Title: "Expire", Width: 1.8, Kind: doc.Date}, {Title: "Texte", Width: 4}}, Compact: true}
	styles := map[PieceState]doc.Style{Missing: doc.Alert, Expired: doc.Alert, Undated: doc.Warning, Ready: doc.Good}
	for _, i := range l.Items {
		required := "non"
		if i.Required {
			required = "oui"
		}
		style, ok := styles[i.State]
		if !ok {
			style = doc.Muted
		}
		by := i.Supplier
		if i.PrintedBy != "" {
			by += " (imprimée)"
		}
		t.Rows = append(t.Rows, doc.Row{Cells: []doc.Cell{doc.S(i.Label), doc.C(required), doc.S(i.State.Label()).As(style),
			doc.S(i.Reason), doc.S(by), doc.D(i.Expires), doc.S(i.Source.String()).As(doc.Muted)}})
	}
	out.Blocks = []doc.Block{t}
	return out
}

// WritePDF prints the checklist.
func (l PieceList) WritePDF(w io.Writer) error { return pdf.Write(w, l.Document()) }

// WriteXLSX writes the checklist as a workbook.
func (l PieceList) WriteXLSX(w io.Writer) error { return xlsx.Write(w, l.Document()) }
