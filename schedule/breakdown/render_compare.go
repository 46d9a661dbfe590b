package breakdown

import (
	"fmt"
	"io"
	"strings"

	"github.com/moteur-film/moteur/internal/doc"
	"github.com/moteur-film/moteur/internal/doc/pdf"
	"github.com/moteur-film/moteur/internal/fr"
)

// String tells the comparison in a few lines.
func (c Comparison) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s, %s, %s, %s, %s", fr.Plural(len(c.Added), "ajoutée", "ajoutées"),
		fr.Plural(len(c.Dropped), "supprimée", "supprimées"),
		fr.Plural(len(c.Moved), "déplacée", "déplacées"), fr.Plural(len(c.Changed), "modifiée", "modifiées"),
		fr.Plural(c.Same, "inchangée", "inchangées"))
	if len(c.Omitted) > 0 {
		fmt.Fprintf(&b, ", %s", fr.Plural(len(c.Omitted), "omise", "omises"))
	}
	if len(c.Renumbered) > 0 {
		fmt.Fprintf(&b, ", %s", fr.Plural(len(c.Renumbered), "renumérotée", "renumérotées"))
	}
	fmt.Fprintf(&b, " ; longueur %s\n", signedEighths(c.Eighths))
	return b.String()
}

func signedEighths(n int) string {
	if n < 0 {
		return "−" + fr.Eighths(-n)
	}
	return "+" + fr.Eighths(n)
}

// Document prints the comparison.
func (c Comparison) Document() doc.Document {
	d := doc.Document{Title: "Comparaison de deux versions", Page: doc.Landscape}
	d.Blocks = append(d.Blocks, doc.Figures{Items: []doc.Figure{
		{Label: "Ajoutées", Value: fr.Int(len(c.Added))}, {Label: "Supprimées", Value: fr.Int(len(c.Dropped))},
		{Label: "Déplacées", Value: fr.Int(len(c.Moved))}, {Label: "Modifiées", Value: fr.Int(len(c.Changed))},
		{Label: "Inchangées", Value: fr.Int(c.Same)}, {Label: "Longueur", Value: signedEighths(c.Eighths)},
	}})
	if len(c.RolesAdded)+len(c.RolesDropped) > 0 {
		d.Blocks = append(d.Blocks, doc.Fields{Columns: 1, Items: []doc.Field{
			{Label: "Rôles nouveaux", Value: dashed(strings.Join(c.RolesAdded, ", "))},
			{Label: "Rôles disparus", Value: dashed(strings.Join(c.RolesDropped, ", "))},
		}})
	}
	list := func(title string, refs []SceneRef) {
		if len(refs) == 0 {
			return
		}
		t := doc.Table{Title: title, Columns: []doc.Column{{Title: "N°", Width: 1, Kind: doc.Centre}, {Title: "Intitulé", Width: 9},
			{Title: "Pages", Width: 1.5, Kind: doc.Centre}}}
		for _, r := range refs {
			t.Rows = append(t.Rows, doc.Row{Cells: []doc.Cell{doc.C(r.Number), doc.S(r.Heading), doc.C(fr.Eighths(r.Eighths))}})
		}
		d.Blocks = append(d.Blocks, t)
	}
	list("Séquences ajoutées", c.Added)
	list("Séquences supprimées", c.Dropped)
	list("Séquences omises", c.Omitted)
	if len(c.Renumbered) > 0 {
		t := doc.Table{Title: "Séquences renumérotées", Columns: []doc.Column{{Title: "Était", Width: 1, Kind: doc.Centre},
			{Title: "Devient", Width: 1, Kind: doc.Centre}, {Title: "Intitulé", Width: 10}}}
		for _, m := range c.Renumbered {
			t.Rows = append(t.Rows, doc.Row{Cells: []doc.Cell{doc.C(m.Old.Number), doc.C(m.New.Number), doc.S(m.New.Heading)}})
		}
		d.Blocks = append(d.Blocks, t)
	}
	if len(c.Moved) > 0 {
		t := doc.Table{Title: "Séquences déplacées", Columns: []doc.Column{{Title: "Était", Width: 1, Kind: doc.Centre},
			{Title: "Devient", Width: 1, Kind: doc.Centre}, {Title: "Intitulé", Width: 8}, {Title: "Entre", Width: 2}}}
		for _, m := range c.Moved {
			t.Rows = append(t.Rows, doc.Row{Cells: []doc.Cell{doc.C(m.Old.Number), doc.C(m.New.Number), doc.S(m.New.Heading),
				doc.S(dashed(m.Before) + " et " + dashed(m.After))}})
		}
		d.Blocks = append(d.Blocks, t)
	}
	if len(c.Changed) > 0 {
		t := doc.Table{Title: "Séquences modifiées", Columns: []doc.Column{{Title: "Était", Width: 1, Kind: doc.Centre},
			{Title: "Devient", Width: 1, Kind: doc.Centre}, {Title: "Intitulé", Width: 6},
			{Title: "Pages", Width: 1.4, Kind: doc.Centre}, {Title: "Ce qui change", Width: 8}}}
		for _, ch := range c.Changed {
			t.Rows = append(t.Rows, doc.Row{Cells: []doc.Cell{doc.C(ch.Old.Number), doc.C(ch.New.Number), doc.S(ch.New.Heading),
				doc.C(signedEighths(ch.Eighths)), doc.S(ch.what())}})
		}
		d.Blocks = append(d.Blocks, t)
	}
	return d
}

// WritePDF prints the comparison for people.
func (c Comparison) WritePDF(w io.Writer) error { return pdf.Write(w, c.Document()) }

// what says in words what changed in a scene.
func (c SceneChange) what() string {
	var parts []string
	if c.Heading {
		parts = append(parts, "intitulé (était "+c.Old.Heading+")")
	}
	for _, p := range []struct {
		label string
		list  []string
	}{{"rôles +", c.RolesAdded}, {"rôles −", c.RolesDropped}, {"éléments +", c.ElementsAdded}, {"éléments −", c.ElementsDropped}} {
		if len(p.list) > 0 {
			parts = append(parts, p.label+" "+strings.Join(p.list, ", "))
		}
	}
	if c.Text {
		parts = append(parts, "texte")
	}
	return strings.Join(parts, " ; ")
}
