// Package doctest holds the documents that the tests of every writer print.
package doctest

import (
	"fmt"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/doc"
)

func eur(s string) decimal.Decimal { return decimal.RequireFromString(s) }

func day(m, d int) moteur.Date { return moteur.NewDate(2026, 3, 1).AddMonths(m - 3).AddDays(d - 1) }

// Sample is a document that holds every block, every style and every kind of cell.
func Sample() doc.Document {
	return doc.Document{
		Title: "Devis et plan de travail", Subtitle: "Version de préparation, établie d'après le découpage du 12 janvier",
		Film: "Le Phare d'Élise", Company: "Les Films du Goéland", Date: moteur.NewDate(2026, 3, 1), Version: "v3",
		Footer: "Document confidentiel : ne pas diffuser hors de la production.",
		Blocks: []doc.Block{
			doc.Figures{Items: []doc.Figure{
				{Label: "Durée du tournage", Value: "32 jours", Note: "du 2 mars au 15 avril"},
				{Label: "Coût", Value: "2\u202f871\u202f450\u00a0€", Note: "imprévus compris"},
				{Label: "Trésorerie la plus basse", Value: "−184\u202f300\u00a0€", Note: "juin 2026", Style: doc.Alert},
				{Label: "Points", Value: "87 / 100", Note: "seuil : 25", Style: doc.Good},
			}},
			doc.Heading{Level: 1, Text: "Identité"},
			doc.Fields{Items: []doc.Field{
				{Label: "Réalisation", Value: "Łukasz Żółkiewski"}, {Label: "Producteur délégué", Value: "Đặng Thị Hạnh"},
				{Label: "Image", Value: "Ελένη Παπαδοπούλου"}, {Label: "Son", Value: "Кирилл Соколов"},
				{Label: "Numéro RCA", Value: "à confirmer", Style: doc.Alert},
				{Label: "Lieux", Value: "Saint-Malo, Cancale, et le studio d'Épinay pour les intérieurs du phare, y compris l'escalier"},
			}},
			doc.Para{Text: "Un paragraphe courant. Seuil ≥ 25 points, écart −3, suite → page 2, " +
				"prix 1\u202f234,50\u00a0€, case ☑ cochée, case ☐ vide."},
			doc.Para{Text: "Un avertissement : deux jours de tournage n'ont pas de lieu.", Style: doc.Warning},
			doc.Para{Text: "Une erreur : le repos quotidien de 11 h n'est pas tenu.", Style: doc.Alert},
			doc.Para{Text: "Tout est en ordre.", Style: doc.Good},
			doc.Para{Text: "Source : convention collective, titre II.", Style: doc.Muted},
			doc.Para{Text: "En gras.", Style: doc.Strong},
			doc.Bullets{Items: []string{"premier point", "deuxième point, plus long,\nsur deux lignes"}},
			doc.Heading{Level: 2, Text: "Devis"},
			Budget(),
			Charges(),
			doc.Heading{Level: 2, Text: "Plan de travail"},
			Board(12),
			doc.Heading{Level: 3, Text: "Présence des comédiens"},
			Presence(24),
			doc.PageBreak{},
			doc.Heading{Level: 1, Text: "Graphiques"},
			Cash(),
			doc.Chart{Kind: doc.Bars, Title: "Jours par lieu", Unit: "jours", Labels: []string{"Saint-Malo", "Cancale", "Studio"},
				Series: []doc.Series{{Name: "Jours", Values: []decimal.Decimal{eur("14"), eur("7.5"), eur("10")}}}, Height: 50},
			doc.Chart{Kind: doc.HBars, Title: "Partage des recettes", Unit: "€",
				Labels: []string{"Distributeur", "Couloir SOFICA", "Producteur", "Reversement"},
				Series: []doc.Series{{Name: "Part", Values: []decimal.Decimal{eur("120000"), eur("45000.50"), eur("310000"),
					eur("-20000")}}}},
			doc.Chart{Kind: doc.Stacked, Title: "Financement par trimestre", Unit: "€", Labels: []string{"T1", "T2", "T3", "T4"},
				Series: []doc.Series{
					{Name: "Acquis", Values: []decimal.Decimal{eur("100000"), eur("250000"), eur("50000"), eur("0")}},
					{Name: "En cours", Values: []decimal.Decimal{eur("20000"), eur("80000"), eur("150000"), eur("90000")}},
				}, Height: 55},
			doc.Gantt{Title: "Post-production", Span: moteur.Span{From: day(4, 1), To: day(9, 30)}, Rows: []doc.GanttRow{
				{Label: "Montage image", Bars: []doc.GanttBar{{Span: moteur.Span{From: day(4, 6), To: day(6, 19)}, Label: "11 semaines"}}},
				{Label: "Montage son", Bars: []doc.GanttBar{{Span: moteur.Span{From: day(6, 22), To: day(7, 24)}, Fill: "#C98A2B",
					Label: "directs et ambiances"}}},
				{Label: "Étalonnage", Bars: []doc.GanttBar{{Span: moteur.Span{From: day(7, 27), To: day(7, 31)}, Label: "une semaine",
					Fill: "#5E8C6A"}}},
				{Label: "Livraison", Style: doc.Strong, Bars: []doc.GanttBar{{Span: moteur.Span{From: day(9, 15), To: day(9, 15)},
					Label: "PAD", Milestone: true}}},
			}},
			doc.Side{Weights: []float64{2, 1}, Columns: [][]doc.Block{
				{doc.Para{Text: "À gauche", Style: doc.Strong}, doc.Bullets{Items: []string{"un", "deux"}}},
				{doc.Fields{Columns: 1, Items: []doc.Field{{Label: "Lever", Value: "07:12"}, {Label: "Coucher", Value: "18:47"}}}},
			}},
			Scene(),
			doc.Signatures{Place: "Saint-Malo", Date: moteur.NewDate(2026, 3, 1),
				Names: []string{"Pour la production :\nÉlise Kermadec", "Le salarié :\nŁukasz Żółkiewski"}},
		},
	}
}

// Scene is a page of a screenplay with words underlaid.
func Scene() doc.Play {
	return doc.Play{Paras: []doc.PlayPara{
		{Margin: "12 BIS", Edge: "12 BIS", Keep: true, Runs: []doc.Run{{Text: "INT. PHARE - NUIT", Strong: true}}},
		{Above: 1, Edge: "*", Runs: []doc.Run{{Text: "Élise pose le "}, {Text: "couteau de cuisine", Fill: "#FF9E9E", Code: "AR"},
			{Text: " près de la lanterne qui éclaire toute la pièce, puis s'assied."}}},
		{Above: 1, Left: 22, Width: 33, Keep: true, Bar: "#1F3F5B", Runs: []doc.Run{{Text: "ÉLISE"}}},
		{Left: 11, Width: 35, Runs: []doc.Run{{Text: "Tu rentres quand, dis-moi, avec toute cette mer ?", Fill: "#FFF08A"}}},
		{Above: 1, Side: doc.FromRight, Runs: []doc.Run{{Text: "FONDU AU NOIR"}}},
	}}
}

// Budget is a table with sections, sub-totals, a total, live formulas, inputs, and columns for the sheet or the paper only.
func Budget() doc.Table {
	line := func(key, label string, qty int, rate string, indent int) doc.Row {
		r := eur(rate)
		return doc.Row{Key: key, Indent: indent, Cells: []doc.Cell{
			doc.S(key), doc.S(label), doc.N(qty).Editable(), doc.Eur(r).Editable(),
			doc.Eur(r.Mul(decimal.NewFromInt(int64(qty))).Round(2)).With("ROUND({@.qty}*{@.rate},2)"), doc.S("id-" + key),
			doc.S("").As(doc.Muted),
		}}
	}
	return doc.Table{Key: "devis", Sheet: "Devis", Title: "Devis par postes", Protected: true, Columns: []doc.Column{
		{Key: "no", Title: "N°", Width: 1}, {Key: "label", Title: "Libellé", Width: 5}, {Key: "qty", Title: "Quantité", Kind: doc.Int},
		{Key: "rate", Title: "Prix unitaire", Kind: doc.Amount, Width: 1.6}, {Key: "amount", Title: "Montant (€)", Kind: doc.Amount,
			Width: 1.8},
		{Key: "id", Title: "Clé", SheetOnly: true}, {Key: "visa", Title: "Visa", PaperOnly: true},
	}, Rows: []doc.Row{
		{Style: doc.Section, Cells: []doc.Cell{doc.S("1. Droits artistiques").Over(5)}},
		line("a11", "Scénario", 1, "45000", 1),
		line("a12", "Adaptation, dialogues", 2, "12500.55", 1),
		{Key: "t1", Style: doc.Subtotal, Cells: []doc.Cell{doc.S("").Over(2), doc.S("Sous-total").Over(2),
			doc.Eur(eur("70001.10")).With("ROUND(SUM({a11.amount:a12.amount}),2)")}},
		{Style: doc.Section, Cells: []doc.Cell{doc.S("2. Personnel").Over(5)}},
		line("b21", "Chef opérateur", 32, "412.37", 1),
		line("b22", "Assistante caméra, avec un libellé assez long pour passer sur deux lignes du tableau imprimé", 32, "287.10", 2),
		{Key: "t2", Style: doc.Subtotal, Cells: []doc.Cell{doc.S("").Over(2), doc.S("Sous-total").Over(2),
			doc.Eur(eur("22383.04")).With("ROUND(SUM({b21.amount:b22.amount}),2)")}},
		{Key: "total", Style: doc.Total, Cells: []doc.Cell{doc.S(""), doc.S("TOTAL"), {}, {},
			doc.Eur(eur("92384.14")).With("ROUND({t1.amount}+{t2.amount},2)")}},
	}}
}

// Charges is a table whose formulas read another table.
func Charges() doc.Table {
	return doc.Table{Key: "charges", Sheet: "Devis", Title: "Charges sociales", Columns: []doc.Column{
		{Key: "label", Title: "Libellé", Width: 4}, {Key: "rate", Title: "Taux", Kind: doc.Percent}, {Key: "since", Title: "Depuis",
			Kind: doc.Date},
		{Key: "weeks", Title: "Semaines", Kind: doc.Number}, {Key: "state", Title: "État", Kind: doc.Centre}, {Key: "amount",
			Title: "Montant (€)", Kind: doc.Amount},
	}, Rows: []doc.Row{
		{Key: "c", Cells: []doc.Cell{doc.S("=HYPERLINK(\"x\") n'est pas une formule"), doc.Pct(eur("0.485"), 1),
			doc.D(moteur.NewDate(2026, 1, 1)), doc.Num(eur("6.4"), -1),
			doc.C("à confirmer").As(doc.Warning), doc.Eur(eur("10855.77")).With("ROUND({devis!t2.amount}*{@.rate},2)")}},
		{Cells: []doc.Cell{doc.S("Congés spectacles").On("#FFF3C4"), doc.Pct(eur("0.158"), 1), doc.D(moteur.Date{}), doc.Num(eur("6.4"), 2),
			doc.C("acquis").As(doc.Good),
			doc.Eur(eur("-12.5")).As(doc.Alert)}},
	}}
}

// Board is a stripboard of n scenes, a day's end after every five.
func Board(n int) doc.Board {
	b := doc.Board{Sheet: "Plan de travail", Columns: []doc.Column{
		{Title: "Séq.", Width: 1}, {Title: "Effet", Width: 1.3}, {Title: "Décor", Width: 4}, {Title: "Rôles", Width: 2}, {Title: "Pages",
			Width: 1, Kind: doc.Centre}, {Title: "Minutage", Kind: doc.Number},
	}}
	looks := []struct {
		effect string
		fill   doc.Colour
	}{{"INT/JOUR", "#FFFFFF"}, {"EXT/JOUR", "#FFF3A6"}, {"INT/NUIT", "#B9D3EE"}, {"EXT/NUIT", "#9CCB9C"}, {"EXT/AUBE", "#F6C6D0"}}
	for i := range n {
		l := looks[i%len(looks)]
		b.Strips = append(b.Strips, doc.Strip{Fill: l.fill, Cells: []string{
			fmt.Sprint(i + 1), l.effect, "PHARE – escalier, palier et lanterne", "1, 2, 7", "1 3/8", "1'20\"",
		}})
		if i%5 == 4 {
			d := day(3, 2).AddDays(i / 5)
			b.Strips = append(b.Strips, doc.Strip{Fill: "#2B2F36", Banner: fmt.Sprintf("FIN DU JOUR %d – %s – 6 7/8 pages", i/5+1, d)})
		}
	}
	return b
}

// Presence is a grid of n days for three roles.
func Presence(n int) doc.Grid {
	g := doc.Grid{Sheet: "Présences", Corner: "Rôle", TailHeads: []string{"Jours", "Attente"}}
	for i := range n {
		g.Heads = append(g.Heads, fmt.Sprintf("lun. %02d/03", i+1))
	}
	for r, name := range []string{"1. Élise", "2. Le gardien", "7. Đặng"} {
		row := doc.GridRow{Label: name}
		work := 0
		for i := range n {
			switch {
			case i == r*2:
				row.Cells, work = append(row.Cells, doc.GridCell{Text: "SW", Fill: "#7FB58A"}), work+1
			case i > r*2 && i%(r+2) == 0:
				row.Cells, work = append(row.Cells, doc.GridCell{Text: "W", Fill: "#A9D1B2"}), work+1
			case i > r*2:
				row.Cells = append(row.Cells, doc.GridCell{Text: "H", Fill: "#EFE3C2"})
			default:
				row.Cells = append(row.Cells, doc.GridCell{})
			}
		}
		row.Tail = []string{fmt.Sprint(work), fmt.Sprint(n - work)}
		g.Rows = append(g.Rows, row)
	}
	return g
}

// Cash is a curve that goes under zero, with its lowest point marked.
func Cash() doc.Chart {
	c := doc.Chart{Kind: doc.Curve, Title: "Solde de trésorerie", Unit: "€",
		Marks: []doc.Mark{{Series: 0, Index: 5, Text: "point bas : −184\u202f300\u00a0€ (juin 2026)"}}}
	for i, v := range []string{"120000", "80000", "210000", "60000", "-90000", "-184300", "-20000", "45000", "150000", "90000", "130000",
		"160000"} {
		c.Labels = append(c.Labels, moteur.NewDate(2026, 1, 1).AddMonths(i).Time().Format("01/06"))
		if i == 0 {
			c.Series = []doc.Series{{Name: "Solde"}}
		}
		c.Series[0].Values = append(c.Series[0].Values, eur(v))
	}
	return c
}
