package cnc

import (
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/cnc/points"
	"github.com/moteur-film/moteur/financing"
	"github.com/moteur-film/moteur/internal/doc"
	"github.com/moteur-film/moteur/internal/fr"
)

// Pitch is the présentation d'un film: the request, whose words and figures it shows, and what is shown beside them. What is missing leaves
// no hole.
type Pitch struct {
	Request Request
	Poster  *PitchPicture
	Mood    []PitchPicture
	// Cast are pictures of performers, by role.
	Cast        map[string]PitchPicture
	Places      []PitchPlace
	Comparables []Comparable
}

// PitchPicture is a picture of the deck, as doc.ReadPicture gives it, and what it shows.
type PitchPicture struct {
	Data []byte
	Alt  string
}

// PitchPlace is a place of the map: its name, the days shot there, its position in degrees, a picture when there is one.
type PitchPlace struct {
	Name     string
	Days     int
	Lat, Lon float64
	Picture  *PitchPicture
}

// Comparable is a film that the production compares its own with (film comparable): amounts in euros, entries in French theatres, as a
// source tells them.
type Comparable struct {
	Title    string          `json:"title"`
	Director string          `json:"director,omitempty"`
	Year     int             `json:"year"`
	Cost     decimal.Decimal `json:"cost,omitzero"`
	Entries  int             `json:"entries,omitempty"`
	Source   string          `json:"source"`
}

// slide is a page of the deck, and what is said beside it: how much of the time it deserves, and the least minutes of a talk that tells it.
type slide struct {
	title  string
	blocks []doc.Block
	say    string
	weight int
	from   int
}

// Deck is the dossier de présentation in slides (16:9): one idea a page, the words of the production, the figures of the dossier, its
// pictures. Texts are whole: a long one goes on to the next page.
func (p Pitch) Deck(on moteur.Date) Sheet {
	f := p.Request.Facts.Film
	d := head(f.Title, f, on)
	d.Page, d.Subtitle = doc.Slide, "Un film de "+p.Request.names(points.Director)
	for i, s := range p.slides(on) {
		if i > 0 {
			d.Blocks = append(d.Blocks, doc.PageBreak{})
		}
		d.Blocks = append(append(d.Blocks, doc.Heading{Level: 1, Text: s.title}), s.blocks...)
	}
	return Sheet{d}
}

func (p Pitch) slides(on moteur.Date) []slide {
	r, f := p.Request, p.Request.Facts.Film
	var out []slide
	add := func(title, say string, weight, from int, blocks ...doc.Block) {
		out = append(out, slide{title, blocks, say, weight, from})
	}
	film := append(words(f.Logline, "Le film en trois lignes."), r.identity())
	add("Le film", f.Logline, 3, 5, beside(film, p.Poster, 2)...)
	add("L'histoire", f.Synopsis, 5, 5, words(f.Synopsis, "L'histoire en dix lignes.")...)
	add("Le regard", r.Texts.Director, 5, 5, beside(words(r.Texts.Director, "Le regard du réalisateur."), p.mood(0), 1.3)...)
	if r.Texts.References != "" || len(p.Mood) > 1 {
		add("L'image et le son", r.Texts.References, 2, 20, append(paragraphs(r.Texts.References), gallery(rest(p.Mood, 1), 3)...)...)
	}
	add("Les personnages", r.Texts.Characters, 4, 10, append(words(r.Texts.Characters, "Les personnages."), p.cast()...)...)
	places := append(words(r.Texts.Places, "Les décors et le territoire."), doc.Para{Text: r.shootingLine()})
	add("Les lieux", r.Texts.Places, 2, 10, p.places(places)...)
	add("La production", r.Texts.Production, 2, 10, words(r.Texts.Production, "La société, l'équipe, l'état du projet.")...)
	if len(p.Comparables) > 0 {
		add("Films comparables", p.compared(), 1, 20, p.comparables())
	}
	add("Le financement", r.financingSaid(), 3, 5, r.financingSlide(on)...)
	add("Le calendrier", r.calendarSaid(), 1, 10, r.calendarSlide())
	add("Le public", r.Texts.Strategy, 2, 10, words(r.Texts.Strategy, "Le public et la sortie.")...)
	add("Nos engagements", r.pledged(), 2, 5, r.pledges()...)
	return out
}

// beside sets a picture on the right of some blocks, that many times narrower than they are.
func beside(blocks []doc.Block, picture *PitchPicture, weight float64) []doc.Block {
	if picture == nil {
		return blocks
	}
	return []doc.Block{doc.Side{Columns: [][]doc.Block{blocks, {picture.block(0)}}, Weights: []float64{weight, 1}}}
}

func (x PitchPicture) block(height float64) doc.Picture {
	return doc.Picture{Data: x.Data, Alt: x.Alt, Height: height}
}

// mood is the i-th picture of the mood, nil when there is none.
func (p Pitch) mood(i int) *PitchPicture {
	if i >= len(p.Mood) {
		return nil
	}
	return &p.Mood[i]
}

func rest(list []PitchPicture, from int) []PitchPicture { return list[min(from, len(list)):] }

// gallery lays pictures in rows, each with its words under it.
func gallery(list []PitchPicture, across int) []doc.Block {
	height := 62.0 // millimetres: two rows on a page
	if len(list) <= across {
		height = 96
	}
	var out []doc.Block
	for row := range slices.Chunk(list, across) {
		side := doc.Side{}
		for _, x := range row {
			side.Columns = append(side.Columns, []doc.Block{x.block(height), doc.Para{Text: x.Alt, Style: doc.Muted}})
		}
		for len(side.Columns) < across && len(list) > across {
			side.Columns = append(side.Columns, nil)
		}
		out = append(out, side)
	}
	return out
}

// cast are all the roles, with their pictures where there are some.
func (p Pitch) cast() []doc.Block {
	r := p.Request
	var shown []PitchPicture
	fields := doc.Fields{Columns: 2}
	for _, c := range r.Facts.Cast {
		if c.Kind != points.OnScreen || c.Role == "" {
			continue
		}
		who := r.Facts.Person(c.Person).Name()
		if x, ok := p.Cast[c.Role]; ok {
			x.Alt = c.Role + " – " + who
			shown = append(shown, x)
			continue
		}
		fields.Items = append(fields.Items, doc.Field{Label: c.Role, Value: who})
	}
	out := gallery(shown, 4)
	if len(fields.Items) > 0 {
		out = append(out, fields)
	}
	return out
}

// places are the map of the places beside what is said of them, then their pictures.
func (p Pitch) places(said []doc.Block) []doc.Block {
	var m doc.Map
	var shown []PitchPicture
	for _, x := range p.Places {
		m.Points = append(m.Points, doc.MapPoint{Label: x.Name, Note: fr.Plural(x.Days, "jour", "jours"), Lat: x.Lat, Lon: x.Lon,
			Weight: x.Days})
		if x.Picture != nil {
			shown = append(shown, *x.Picture)
		}
	}
	out := said
	if len(m.Points) > 0 {
		out = []doc.Block{doc.Side{Columns: [][]doc.Block{said, {m}}, Weights: []float64{1, 1.1}}}
	}
	if len(shown) > 0 {
		out = append(append(out, doc.PageBreak{}, doc.Heading{Level: 1, Text: "Les lieux, en images"}), gallery(shown, 3)...)
	}
	return out
}

func (p Pitch) comparables() doc.Block {
	t := doc.Table{Sheet: "Comparables", Columns: []doc.Column{{Title: "Film", Width: 4}, {Title: "Réalisation", Width: 3},
		{Title: "Année", Width: 1.2, Kind: doc.Centre}, {Title: "Coût", Width: 2, Kind: doc.Amount},
		{Title: "Entrées", Width: 1.8, Kind: doc.Int}, {Title: "Source", Width: 3}}}
	for _, c := range p.Comparables {
		cost, entries := doc.S("–"), doc.S("–")
		if !c.Cost.IsZero() {
			cost = doc.Eur(c.Cost)
		}
		if c.Entries > 0 {
			entries = doc.N(c.Entries)
		}
		t.Rows = append(t.Rows, doc.Row{Cells: []doc.Cell{doc.S(c.Title), doc.S(c.Director), doc.C(fmt.Sprint(c.Year)), cost, entries,
			doc.S(c.Source).As(doc.Muted)}})
	}
	return t
}

// compared says the comparable films in a sentence.
func (p Pitch) compared() string {
	var list []string
	for _, c := range p.Comparables {
		list = append(list, fmt.Sprintf("%s (%d)", c.Title, c.Year))
	}
	return "Le film se compare à " + fr.List(list) + "."
}

// financingSaid says the plan de financement in a sentence, with the figures of the dossier.
func (r Request) financingSaid() string {
	s := financing.Summarize(r.Plan)
	return fmt.Sprintf("Le film coûte %s. %s sont acquis. Il reste %s à trouver.", fr.WholeEuros(s.Cost), fr.WholeEuros(s.Secured),
		fr.WholeEuros(s.Gap))
}

// calendarSaid says the dates of the film in a sentence.
func (r Request) calendarSaid() string {
	tl := r.Facts.Film.Timeline
	var said []string
	for _, e := range []moteur.Event{moteur.ShootStart, moteur.ShootEnd, moteur.Delivery, moteur.Released} {
		if !tl[e].IsZero() {
			said = append(said, e.Label()+" le "+fr.LongDate(tl[e]))
		}
	}
	if len(said) == 0 {
		return ""
	}
	return fr.Capital(fr.List(said)) + "."
}

// pledges are the commitments of the production, in its words.
func (r Request) pledges() []doc.Block {
	all := r.commitments()
	if len(all) == 0 {
		return []doc.Block{prompt("Éco-production, diversité, égalité, accessibilité, prévention des violences.")}
	}
	side := doc.Side{Columns: make([][]doc.Block, min(2, len(all)))}
	for i, x := range all {
		column := &side.Columns[i*len(side.Columns)/len(all)]
		*column = append(*column, doc.Para{Text: x.Label, Style: doc.Strong}, doc.Para{Text: x.Value})
	}
	return []doc.Block{side}
}

// pledged says what the commitments are about.
func (r Request) pledged() string {
	var said []string
	for _, x := range r.commitments() {
		said = append(said, x.Label+" : "+x.Value)
	}
	return strings.Join(said, " ")
}

func (r Request) commitments() []doc.Field {
	all := []doc.Field{{Label: "Éco-production", Value: r.Texts.Eco}, {Label: "Diversité", Value: r.Texts.Diversity},
		{Label: "Égalité", Value: r.Texts.Equality}, {Label: "Accessibilité", Value: r.Texts.Accessibility},
		{Label: "Prévention des violences et du harcèlement", Value: r.Texts.VHSS}}
	return slices.DeleteFunc(all, func(x doc.Field) bool { return x.Value == "" })
}
