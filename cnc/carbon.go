package cnc

import (
	"fmt"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur/internal/doc"
	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/internal/money"
)

// Carbon is a bilan carbone as an approved tool gives it; this package computes no emission.
type Carbon struct {
	Final bool   `json:"final,omitempty"`
	Tool  string `json:"tool"` // SeCO2, Carbon'Clap, Carbon Stage
	// Lines are kilograms of CO2 equivalent by source of emission.
	Lines []CarbonLine `json:"lines"`
}

// CarbonLine is the emission of one source.
type CarbonLine struct {
	Source string          `json:"source"` // transport, hébergement, énergie…
	KgCO2e decimal.Decimal `json:"kg_co2e"`
}

func (r Request) carbonSheet(final bool) (doc.Document, bool) {
	for _, c := range r.Carbon {
		if c.Final != final || len(c.Lines) == 0 {
			continue
		}
		title := "Bilan carbone prévisionnel"
		if final {
			title = "Bilan carbone définitif"
		}
		return doc.Document{Title: title, Blocks: []doc.Block{doc.Fields{Items: []doc.Field{{Label: "Outil", Value: fr.Dash(c.Tool)}}},
			carbonTable(c)}}, true
	}
	return doc.Document{}, false
}

func carbonTable(c Carbon) doc.Table {
	t := doc.Table{Key: "carbon", Sheet: "Carbone", Columns: []doc.Column{{Title: "Poste d'émission", Width: 6},
		{Key: "kg", Title: "kg éq. CO2", Width: 2.4, Kind: doc.Number}}}
	for i, l := range c.Lines {
		t.Rows = append(t.Rows, doc.Row{Key: fmt.Sprintf("e%d", i), Cells: []doc.Cell{doc.S(l.Source), doc.Num(l.KgCO2e, -1)}})
	}
	t.Rows = append(t.Rows, doc.Row{Style: doc.Total, Cells: []doc.Cell{doc.S("Total"),
		doc.Num(c.Total(), -1).With(fmt.Sprintf("SUM({e0.kg:e%d.kg})", len(c.Lines)-1))}})
	return t
}

// Total adds the emissions, in kilograms of CO2 equivalent; a figure beyond any measure is left out (the dossier refuses it).
func (c Carbon) Total() decimal.Decimal {
	var sum decimal.Decimal
	for _, l := range c.Lines {
		if money.Guard(l.KgCO2e) == nil {
			sum = sum.Add(l.KgCO2e)
		}
	}
	return sum
}
