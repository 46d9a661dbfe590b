package cnc

import (
	"fmt"
	"slices"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/cnc/points"
	"github.com/moteur-film/moteur/financing"
	"github.com/moteur-film/moteur/internal/doc"
	"github.com/moteur-film/moteur/internal/fr"
)

// prompt is what a note asks where the production's words are missing.
func prompt(question string) doc.Block {
	return doc.Para{Text: "[À écrire] " + question, Style: doc.Warning}
}

// words are the production's own, or the prompt.
func words(text, question string) []doc.Block {
	if text == "" {
		return []doc.Block{prompt(question)}
	}
	return paragraphs(text)
}

// Synopsis prints the synopsis of the film; Sheet.Pages says whether it holds on one page.
func Synopsis(f moteur.Film, on moteur.Date) Sheet {
	d := head("Synopsis", f, on)
	d.Subtitle = f.Title
	d.Blocks = words(f.Synopsis, "Raconter l'histoire du début à la fin, au présent, en une page.")
	return Sheet{d}
}

// DirectorNote is the cadre of the note de réalisation: the director's words, or the questions that a reader of the commission
// asks.
func DirectorNote(r Request, on moteur.Date) Sheet {
	d := head("Note de réalisation", r.Facts.Film, on)
	d.Subtitle = r.names(points.Director)
	if r.Texts.Director != "" {
		d.Blocks = paragraphs(r.Texts.Director)
	} else {
		for _, q := range []string{"D'où vient ce film, et pourquoi maintenant ?",
			"Quel regard sur les personnages : que voit le spectateur qu'eux ne voient pas ?",
			"Quelle image : cadre, lumière, couleurs, format ?",
			"Quel son, quelle musique ?", "Comment travailler avec les interprètes ?", "Quel rythme, quel montage ?"} {
			d.Blocks = append(d.Blocks, prompt(q))
		}
	}
	if r.Texts.References != "" {
		d.Blocks = append(d.Blocks, doc.Heading{Level: 2, Text: "Références"})
		d.Blocks = append(d.Blocks, paragraphs(r.Texts.References)...)
	}
	return Sheet{d}
}

// ProductionNote is the note de production: identity, team, cast, places, financing, calendar, strategy, eco, diversity, equality,
// accessibility. Its figures are computed from the request, as those of the dossier; its words are the production's.
func ProductionNote(r Request, on moteur.Date) Sheet {
	f := r.Facts.Film
	d := head("Note de production", f, on)
	section := func(title string, blocks ...doc.Block) {
		d.Blocks = append(d.Blocks, doc.Heading{Level: 2, Text: title})
		d.Blocks = append(d.Blocks, blocks...)
	}
	d.Blocks = append(d.Blocks, r.identity())
	section("Le film", words(f.Logline, "Résumer le film en trois lignes.")...)
	section("Le projet", words(r.Texts.Production, "Pourquoi ce film, pourquoi cette équipe, où en est-on ?")...)
	section("Les personnages et les interprètes", append(words(r.Texts.Characters, "Présenter les personnages principaux."),
		r.castList()...)...)
	section("Les lieux et le tournage", append(words(r.Texts.Places, "Présenter les décors et le lien avec le territoire."),
		doc.Para{Text: r.shootingLine()})...)
	section("Le financement", r.financingState(on)...)
	section("Le calendrier", r.calendarTable())
	section("La sortie", words(r.Texts.Strategy, "Public visé, festivals, distributeur, ventes à l'étranger.")...)
	section("Éco-production", append(words(r.Texts.Eco, "Mesures prises, responsable, objectif."), r.carbonLines()...)...)
	section("Diversité", words(r.Texts.Diversity, "Devant et derrière la caméra.")...)
	section("Égalité", append(words(r.Texts.Equality, "Équipe, rôles, rémunérations, prévention."), r.parityLine(on)...)...)
	section("Accessibilité",
		words(r.Texts.Accessibility, "Sous-titrage pour sourds et malentendants, audiodescription, séances adaptées.")...)
	return Sheet{d}
}

func (r Request) identity() doc.Fields {
	f := r.Facts.Film
	return doc.Fields{Columns: 2, Items: []doc.Field{{Label: "Genre", Value: f.Kind.Label() + optional(", ", f.Genre)},
		{Label: "Durée", Value: fr.Plural(f.Minutes, "minute", "minutes")},
		{Label: "Réalisation", Value: r.names(points.Director)}, {Label: "Scénario", Value: r.names(points.Writer)},
		{Label: "Production", Value: r.delegates()}, {Label: "Langue", Value: languages(f)}}}
}

// castList names all the roles, in their order.
func (r Request) castList() []doc.Block {
	var items []string
	for _, c := range r.Facts.Cast {
		if c.Kind == points.OnScreen && c.Role != "" {
			items = append(items, c.Role+" : "+r.Facts.Person(c.Person).Name())
		}
	}
	if len(items) == 0 {
		return nil
	}
	return []doc.Block{doc.Bullets{Items: items}}
}

func (r Request) shootingLine() string {
	if len(r.Facts.Shooting) == 0 {
		return "Jours de tournage à préciser."
	}
	days, _, total := r.Facts.Days()
	var places []string
	for _, s := range r.Facts.Shooting {
		places = append(places, fmt.Sprintf("%s (%s)", s.Place, fr.Plural(s.Days, "jour", "jours")))
	}
	note := ""
	if total > days {
		note = " Un jour dans plusieurs lieux compte dans chacun."
	}
	return fmt.Sprintf("%s de tournage : %s.%s", fr.Capital(fr.Plural(days, "jour", "jours")), fr.List(places), note)
}

// financingState prints the groups of the plan and the points, from the same computation as the dossier.
func (r Request) financingState(on moteur.Date) []doc.Block {
	s := financing.Summarize(r.Plan)
	t := doc.Table{Key: "plan", Sheet: "Financement", Columns: []doc.Column{{Title: "Ressources", Width: 5},
		{Key: "amount", Title: "Montant", Width: 2.4, Kind: doc.Amount}, {Title: "Part du coût", Width: 1.8, Kind: doc.Percent}}}
	for i, g := range s.Groups {
		t.Rows = append(t.Rows, doc.Row{Key: fmt.Sprintf("g%d", i), Cells: []doc.Cell{doc.S(g.Group.Label()), doc.Eur(g.Amount),
			doc.Pct(g.Share, 1)}})
	}
	if n := len(s.Groups); n > 0 {
		total := doc.Eur(s.Total).With(fmt.Sprintf("ROUND(SUM({g0.amount:g%d.amount}),2)", n-1))
		t.Rows = append(t.Rows, doc.Row{Style: doc.Total, Cells: []doc.Cell{doc.S("Total"), total, doc.S("")}})
	}
	fields := doc.Fields{Columns: 2, Items: []doc.Field{{Label: "Coût", Value: fr.Euros(s.Cost)},
		{Label: "Acquis", Value: fr.Euros(s.Secured)}, {Label: "Reste à trouver", Value: fr.Euros(s.Gap)}}}
	if result, err := points.Count(r.Facts, on); err == nil {
		fields.Items = append(fields.Items, doc.Field{Label: "Points",
			Value: fmt.Sprintf("%s (coefficient %s)", result.Total.Label(), fr.Plain(result.Coefficient))})
	}
	if len(t.Rows) == 0 {
		return []doc.Block{fields, prompt("Renseigner le plan de financement.")}
	}
	return []doc.Block{fields, t}
}

// financingSlide draws the groups of the plan.
func (r Request) financingSlide(on moteur.Date) []doc.Block {
	s := financing.Summarize(r.Plan)
	blocks := r.financingState(on)
	if len(s.Groups) == 0 {
		return blocks
	}
	chart := doc.Chart{Kind: doc.HBars, Title: "Ressources", Unit: "€", Series: []doc.Series{{Name: "Ressources"}}, Height: 90}
	for _, g := range s.Groups {
		chart.Labels = append(chart.Labels, g.Group.Label())
		chart.Series[0].Values = append(chart.Series[0].Values, g.Amount)
	}
	return []doc.Block{blocks[0], chart}
}

// calendarSlide draws the stages of the film.
func (r Request) calendarSlide() doc.Block {
	tl := r.Facts.Film.Timeline
	g := doc.Gantt{Title: "Étapes"}
	add := func(label string, from, to moteur.Date, fill doc.Colour) {
		if from.IsZero() || to.IsZero() || to.Before(from) {
			return
		}
		if g.Span.From.IsZero() || from.Before(g.Span.From) {
			g.Span.From = from
		}
		if to.After(g.Span.To) {
			g.Span.To = to
		}
		g.Rows = append(g.Rows, doc.GanttRow{Label: label, Bars: []doc.GanttBar{{Span: moteur.Span{From: from, To: to}, Label: label,
			Fill: fill, Milestone: from == to}}})
	}
	add("Préparation", tl[moteur.PrepStart], tl[moteur.ShootStart].AddDays(-1), "#8FB3C9")
	add("Tournage", tl[moteur.ShootStart], tl[moteur.ShootEnd], "#1F3A56")
	add("Post-production", tl[moteur.ShootEnd].AddDays(1), tl[moteur.Delivery], "#C9A66B")
	add("Sortie", tl[moteur.Released], tl[moteur.Released], "#B5462F")
	if len(g.Rows) == 0 {
		return prompt("Dater la préparation, le tournage, la livraison et la sortie.")
	}
	return g
}

// calendarTable lists the stages of the film in the order of their dates; those of one day in the order of the work.
func (r Request) calendarTable() doc.Block {
	t := doc.Table{Sheet: "Calendrier", Columns: []doc.Column{{Title: "Étape", Width: 5}, {Title: "Date", Width: 3}}}
	tl := r.Facts.Film.Timeline
	stages := slices.DeleteFunc(moteur.Events(), func(e moteur.Event) bool { return tl[e].IsZero() })
	slices.SortStableFunc(stages, func(a, b moteur.Event) int { return tl[a].Compare(tl[b]) })
	for _, e := range stages {
		t.Rows = append(t.Rows, doc.Row{Cells: []doc.Cell{doc.S(fr.Capital(e.Label())), doc.S(fr.Date(tl[e]))}})
	}
	if len(t.Rows) == 0 {
		return prompt("Dater la préparation, le tournage, la livraison et la sortie.")
	}
	return t
}

func (r Request) carbonLines() []doc.Block {
	var items []string
	for _, c := range r.Carbon {
		stage := "Bilan prévisionnel"
		if c.Final {
			stage = "Bilan définitif"
		}
		items = append(items, fmt.Sprintf("%s (%s) : %s kg équivalent CO2", stage, fr.Dash(c.Tool), fr.Plain(c.Total())))
	}
	if len(items) == 0 {
		return nil
	}
	return []doc.Block{doc.Bullets{Items: items}}
}

func (r Request) parityLine(on moteur.Date) []doc.Block {
	if len(r.Women) == 0 {
		return nil
	}
	p, err := r.parity(on)
	if err != nil {
		return nil
	}
	return []doc.Block{doc.Para{Text: fmt.Sprintf("Points de parité : %d sur %d, seuil de %d.", p.Points, p.Total, p.Threshold)}}
}
