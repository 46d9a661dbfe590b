package breakdown

import (
	"cmp"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/doc"
	"github.com/moteur-film/moteur/internal/doc/pdf"
	"github.com/moteur-film/moteur/internal/doc/text"
	"github.com/moteur-film/moteur/internal/doc/xlsx"
	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/schedule/script"
)

// Sheets prints a breakdown as the trade does: a summary, one feuille de dépouillement a scene, lists by role, by set, by category,
// and the steps that the flags start. Rejected proposals are not printed.
type Sheets struct {
	Breakdown Breakdown `json:"breakdown"`
	Company   string    `json:"company,omitempty"`
	// Date is printed in the head of every page; Version beside it.
	Date    moteur.Date `json:"date,omitzero"`
	Version string      `json:"version,omitempty"`
}

// WritePDF prints the sheets for people.
func (s Sheets) WritePDF(w io.Writer) error { return pdf.Write(w, s.Document()) }

// WriteText prints the sheets for a terminal.
func (s Sheets) WriteText(w io.Writer) error { return text.Write(w, s.Document()) }

// WriteXLSX writes the workbook that people edit; ReadXLSX reads it back.
func (s Sheets) WriteXLSX(w io.Writer) error { return xlsx.Write(w, s.Workbook()) }

// WritePDF prints the breakdown without a date nor a company; see Sheets for both.
func (b Breakdown) WritePDF(w io.Writer) error { return Sheets{Breakdown: b}.WritePDF(w) }

// WriteXLSX writes the workbook of the breakdown, to be edited and read back with ReadXLSX.
func (b Breakdown) WriteXLSX(w io.Writer) error { return Sheets{Breakdown: b}.WriteXLSX(w) }

func (s Sheets) frame(title string) doc.Document {
	return doc.Document{Title: title, Film: s.Breakdown.Title, Company: s.Company, Date: s.Date, Version: s.Version,
		Footer: "Les mentions «\u00a0?\u00a0» sont proposées par le lexique : à garder ou à rejeter."}
}

// Document is the breakdown on paper.
func (s Sheets) Document() doc.Document {
	b := &s.Breakdown
	d := s.frame("Dépouillement")
	d.Subtitle = fr.Plural(len(b.Played()), "séquence", "séquences")
	d.Blocks = append(d.Blocks, s.figures(), sceneTable(b))
	if t, ok := dutyTable(b); ok {
		d.Blocks = append(d.Blocks, t)
	}
	for i := range b.Scenes {
		if b.Scenes[i].Omitted {
			continue
		}
		d.Blocks = append(d.Blocks, doc.PageBreak{})
		d.Blocks = append(d.Blocks, sceneSheet(b, &b.Scenes[i])...)
	}
	d.Blocks = append(d.Blocks, doc.PageBreak{}, doc.Heading{Level: 1, Text: "Listes"}, roleTable(b), setTable(b))
	d.Blocks = append(d.Blocks, categoryTables(b)...)
	if len(b.Aliases) > 0 {
		d.Blocks = append(d.Blocks, aliasTable("Rôles à rapprocher ?", "Rôle", b.Aliases))
	}
	if len(b.PlaceAliases) > 0 {
		d.Blocks = append(d.Blocks, aliasTable("Lieux à rapprocher ?", "Lieu ou décor", b.PlaceAliases))
	}
	if len(b.Issues) > 0 {
		d.Blocks = append(d.Blocks, doc.Findings("Points à vérifier", b.Report()))
	}
	return d
}

func (s Sheets) figures() doc.Figures {
	b := s.Breakdown
	b.Scenes = b.Played()
	sets := map[string]bool{}
	night := 0
	for i := range b.Scenes {
		sets[setKey(b.Scenes[i].Set)] = true
		if b.Scenes[i].Light == script.Night {
			night++
		}
	}
	note := "estimation"
	if len(b.Scenes) > 0 && !slices.ContainsFunc(b.Scenes, func(sc Scene) bool { return sc.EighthsFrom == Estimated }) {
		note = "d'après le fichier"
	}
	return doc.Figures{Items: []doc.Figure{
		{Label: "Séquences", Value: fr.Int(len(b.Scenes)), Note: fr.Plural(night, "de nuit", "de nuit")},
		{Label: "Pages", Value: fr.Eighths(b.Eighths()), Note: note},
		{Label: "Minutage", Value: timing(b.Seconds()), Note: "estimation"},
		{Label: "Décors", Value: fr.Int(len(sets))},
		{Label: "Rôles", Value: fr.Int(len(b.Roles))},
	}}
}

func timing(seconds int) string {
	if seconds == 0 {
		return "–"
	}
	return fr.Timing(time.Duration(seconds) * time.Second)
}

// sceneTable is the list of all scenes.
func sceneTable(b *Breakdown) doc.Table {
	t := doc.Table{Title: "Séquences", Compact: true, Columns: []doc.Column{
		{Title: "N°", Width: 1.2, Kind: doc.Centre}, {Title: "I/E", Width: 1.3, Kind: doc.Centre}, {Title: "Décor", Width: 6},
		{Title: "Effet", Width: 1.8, Kind: doc.Centre}, {Title: "Pages", Width: 1.3, Kind: doc.Centre},
		{Title: "Min.", Width: 1.3, Kind: doc.Centre}, {Title: "Rôles", Width: 5}, {Title: "Résumé", Width: 7},
	}}
	for i := range b.Scenes {
		sc := &b.Scenes[i]
		set := sc.Set
		if sc.Omitted {
			set = cmp.Or(set, sc.Heading)
		}
		if len(sc.Revised) > 0 {
			set += " – révisé"
		}
		t.Rows = append(t.Rows, doc.Row{Cells: []doc.Cell{
			doc.C(sc.Number).As(doc.Strong), doc.C(string(sc.Place)), doc.S(set), doc.C(sc.Light.Label()).On(lightFill(sc.Light)),
			doc.C(fr.Eighths(sc.Eighths)), doc.C(timing(sc.Seconds)),
			doc.S(strings.Join(roleNames(sc), ", ")), doc.S(sc.Summary),
		}})
	}
	return t
}

// lightFill is the pale colour of a light: night is blue, day is white, the others stand between.
func lightFill(l script.Light) doc.Colour {
	switch l {
	case script.Night:
		return "#D6E0F0"
	case script.Evening, script.Dusk:
		return "#E8E2F2"
	case script.Dawn, script.Morning:
		return "#FFF4DC"
	}
	return ""
}

// roleNames lists the roles of a scene, with the mention of those heard off or only proposed.
func roleNames(sc *Scene) []string {
	if len(sc.Presences) == 0 {
		return sc.Roles
	}
	var out []string
	for _, p := range sc.Presences {
		if p.State == Rejected {
			continue
		}
		name := p.Role
		switch {
		case p.Mode == Off:
			name += " (off)"
		case p.State == Proposed:
			name += " ?"
		}
		out = append(out, name)
	}
	return out
}
