package reading

import (
	"io"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/doc"
	"github.com/moteur-film/moteur/internal/doc/pdf"
	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/schedule/breakdown"
)

// The rules of the issues of a reading.
const (
	rulePitch       = "reading/pitch-too-long"
	ruleCriterion   = "reading/criterion-out-of-range"
	ruleWeight      = "reading/no-weight"
	ruleDeclared    = "reading/unknown-role"
	ruleTwice       = "reading/declared-twice"
	ruleUnmarked    = "reading/criterion-without-mark"
	ruleMissing     = "reading/part-missing"
	maxPitchLines   = 3
	maxPitchLetters = 400
)

// Reading is a fiche de lecture: the evaluation of a screenplay by a reader. Facts are measured; all the rest is the reader's.
type Reading struct {
	Title   string      `json:"title"`
	Author  string      `json:"author,omitempty"`
	Reader  string      `json:"reader,omitempty"`
	Date    moteur.Date `json:"date,omitzero"`
	Version string      `json:"version,omitempty"` // of the screenplay
	Genre   string      `json:"genre,omitempty"`
	// Pitch is the story in three lines at most.
	Pitch    string      `json:"pitch"`
	Synopsis string      `json:"synopsis,omitempty"`
	Criteria []Criterion `json:"criteria"`
	// Strengths, Weaknesses and Diagnosis are the diagnosis; Recommendations say what to rewrite.
	Strengths       []string        `json:"strengths,omitempty"`
	Weaknesses      []string        `json:"weaknesses,omitempty"`
	Diagnosis       string          `json:"diagnosis,omitempty"`
	Recommendations []string        `json:"recommendations,omitempty"`
	Verdict         string          `json:"verdict,omitempty"` // "à développer", "à revoir", "refus"
	Facts           breakdown.Facts `json:"facts"`
	// Declared holds the attributes declared for the roles; Inclusion the shares they give, by attribute.
	Declared  []breakdown.Declared         `json:"declared,omitempty"`
	Inclusion map[string][]breakdown.Share `json:"inclusion,omitempty"`
	// Writing is the suivi d'écriture: the notes on the drafts so far, oldest first.
	Writing []WritingNote `json:"writing,omitempty"`
}

// Criterion is a line of the grid: a mark out of Max, with a weight. Max 0 means 10; a nil Mark is not given yet.
type Criterion struct {
	Name    string `json:"name"`
	Weight  int    `json:"weight"`
	Mark    *int   `json:"mark,omitempty"`
	Max     int    `json:"max,omitempty"`
	Comment string `json:"comment,omitempty"`
}

func (c Criterion) max() int {
	if c.Max <= 0 {
		return 10
	}
	return c.Max
}

// DefaultCriteria is a usual grid, free to be changed.
func DefaultCriteria() []Criterion {
	return []Criterion{
		{Name: "Originalité du sujet", Weight: 2}, {Name: "Structure et progression", Weight: 3},
		{Name: "Personnages", Weight: 3}, {Name: "Dialogues", Weight: 2},
		{Name: "Univers et mise en scène possible", Weight: 2}, {Name: "Public et diffusion", Weight: 1},
		{Name: "Faisabilité de production", Weight: 2},
	}
}

// New starts a fiche de lecture from a breakdown: title, grid and measured facts are filled, the rest waits for the reader.
func New(b breakdown.Breakdown, declared []breakdown.Declared) Reading {
	r := Reading{Title: b.Title, Criteria: DefaultCriteria(), Facts: b.Facts(), Declared: declared}
	for _, d := range declared {
		if r.Inclusion == nil {
			r.Inclusion = map[string][]breakdown.Share{}
		}
		if _, done := r.Inclusion[d.Attribute]; !done {
			r.Inclusion[d.Attribute] = b.Inclusion(declared, d.Attribute)
		}
	}
	return r
}

// Check tells what is missing or out of shape in a reading: a pitch over three lines, marks out of their scale, a role declared that the
// screenplay does not know.
func (r Reading) Check() moteur.Report {
	var rep moteur.Report
	if n := strings.Count(strings.TrimSpace(r.Pitch), "\n") + 1; n > maxPitchLines || utf8.RuneCountInString(r.Pitch) > maxPitchLetters {
		rep.Errorf("pitch", rulePitch, "Le pitch tient en trois lignes et %d signes au plus : il en a %d et %d.", maxPitchLetters, n,
			utf8.RuneCountInString(r.Pitch))
	}
	if strings.TrimSpace(r.Pitch) == "" {
		rep.Warnf("pitch", ruleMissing, "Le pitch manque.")
	}
	if strings.TrimSpace(r.Synopsis) == "" {
		rep.Warnf("synopsis", ruleMissing, "Le synopsis manque.")
	}
	weight := 0
	for i, c := range r.Criteria {
		path := "criteria[" + fr.Int(i) + "]"
		weight += max(c.Weight, 0)
		switch {
		case c.Weight < 0:
			rep.Errorf(path+".weight", ruleCriterion, "Le poids de «\u00a0%s\u00a0» est négatif.", c.Name)
		case c.Mark == nil:
			rep.Notef(path+".mark", ruleUnmarked, "«\u00a0%s\u00a0» n'a pas de note.", c.Name)
		case *c.Mark < 0 || *c.Mark > c.max():
			rep.Errorf(path+".mark", ruleCriterion, "La note de «\u00a0%s\u00a0» (%d) sort de 0 à %d.", c.Name, *c.Mark, c.max())
		}
	}
	if weight == 0 && len(r.Criteria) > 0 {
		rep.Errorf("criteria", ruleWeight, "Aucun critère n'a de poids.")
	}
	known := map[string]bool{}
	for _, s := range r.Facts.Speaking {
		known[fr.Fold(s.Name)] = true
	}
	seen := map[string]bool{}
	for i, d := range r.Declared {
		path := "declared[" + fr.Int(i) + "]"
		if !known[fr.Fold(d.Role)] {
			rep.Warnf(path, ruleDeclared, "Le rôle déclaré «\u00a0%s\u00a0» ne parle pas dans ce scénario.", d.Role)
		}
		if key := fr.Fold(d.Role) + "\x00" + fr.Fold(d.Attribute); seen[key] {
			rep.Warnf(path, ruleTwice, "«\u00a0%s\u00a0» est déclaré deux fois pour %s.", d.Role, d.Attribute)
		} else {
			seen[key] = true
		}
	}
	return rep
}

// Mark is the weighted mean of the marks given, out of 10, rounded to one decimal; false while no criterion with a weight is marked.
func (r Reading) Mark() (decimal.Decimal, bool) {
	sum, weights := decimal.Zero, int64(0)
	for _, c := range r.Criteria {
		if c.Mark == nil || c.Weight <= 0 {
			continue
		}
		sum = sum.Add(decimal.NewFromInt(int64(10**c.Mark*c.Weight)).DivRound(decimal.NewFromInt(int64(c.max())), 6))
		weights += int64(c.Weight)
	}
	if weights == 0 {
		return decimal.Zero, false
	}
	return sum.DivRound(decimal.NewFromInt(weights), 1), true
}

// WritePDF prints the fiche de lecture.
func (r Reading) WritePDF(w io.Writer) error { return pdf.Write(w, r.Document()) }

// Document is the fiche de lecture on paper.
func (r Reading) Document() doc.Document {
	d := doc.Document{Title: "Fiche de lecture", Film: r.Title, Date: r.Date, Version: r.Version, Footer: "Document confidentiel."}
	d.Blocks = append(d.Blocks, doc.Fields{Columns: 2, Items: []doc.Field{
		{Label: "Titre", Value: dashed(r.Title), Style: doc.Strong}, {Label: "Auteur", Value: dashed(r.Author)},
		{Label: "Genre", Value: dashed(r.Genre)}, {Label: "Lecture", Value: dashed(r.Reader)},
	}})
	section := func(title, body string) {
		if strings.TrimSpace(body) == "" {
			body = "à rédiger"
		}
		d.Blocks = append(d.Blocks, doc.Heading{Level: 2, Text: title}, doc.Para{Text: body})
	}
	section("Pitch", r.Pitch)
	section("Synopsis", r.Synopsis)
	d.Blocks = append(d.Blocks, r.grid())
	section("Diagnostic", r.Diagnosis)
	list := func(title string, items []string) {
		if len(items) > 0 {
			d.Blocks = append(d.Blocks, doc.Heading{Level: 3, Text: title}, doc.Bullets{Items: items})
		}
	}
	list("Points forts", r.Strengths)
	list("Points faibles", r.Weaknesses)
	list("Préconisations", r.Recommendations)
	if r.Verdict != "" {
		d.Blocks = append(d.Blocks, doc.Fields{Columns: 1, Items: []doc.Field{{Label: "Avis", Value: r.Verdict, Style: doc.Strong}}})
	}
	if len(r.Writing) > 0 {
		d.Blocks = append(d.Blocks, doc.Heading{Level: 2, Text: "Suivi de l'écriture"}, writingTable(r.Writing))
	}
	d.Blocks = append(d.Blocks, r.facts()...)
	return d
}

func (r Reading) grid() doc.Table {
	t := doc.Table{Title: "Grille", Columns: []doc.Column{{Title: "Critère", Width: 5}, {Title: "Poids", Width: 1, Kind: doc.Int},
		{Title: "Note", Width: 1.4, Kind: doc.Centre}, {Title: "Commentaire", Width: 7}}}
	for _, c := range r.Criteria {
		mark := "–"
		if c.Mark != nil {
			mark = fr.Int(*c.Mark) + "/" + fr.Int(c.max())
		}
		t.Rows = append(t.Rows, doc.Row{Cells: []doc.Cell{doc.S(c.Name), doc.N(c.Weight), doc.C(mark), doc.S(c.Comment)}})
	}
	total := "à noter"
	if m, ok := r.Mark(); ok {
		total = fr.Number(m, 1) + "/10"
	}
	t.Rows = append(t.Rows, doc.Row{Style: doc.Total, Cells: []doc.Cell{doc.S("Moyenne pondérée"), {}, doc.C(total), {}}})
	return t
}

// facts prints what was measured.
func (r Reading) facts() []doc.Block {
	f := r.Facts
	blocks := []doc.Block{doc.Heading{Level: 2, Text: "Ce que le texte mesure"}, doc.Figures{Items: []doc.Figure{
		{Label: "Séquences", Value: fr.Int(f.Scenes)}, {Label: "Pages", Value: fr.Eighths(f.Eighths)},
		{Label: "Durée", Value: fr.Timing(time.Duration(f.Seconds) * time.Second), Note: "estimation"},
		{Label: "Nuit", Value: fr.Percent(f.NightShare, 0)}, {Label: "Extérieur", Value: fr.Percent(f.ExteriorShare, 0)},
	}}, doc.Fields{Columns: 3, Items: []doc.Field{
		{Label: "Décors", Value: fr.Int(f.Sets)}, {Label: "Lieux", Value: fr.Int(f.Locations)},
		{Label: "Rôles", Value: fr.Int(f.Roles)}, {Label: "Rôles parlants", Value: fr.Int(f.SpeakingRoles)},
		{Label: "Mineurs (âge écrit)", Value: fr.Int(f.Minors)},
		{Label: "Part des dialogues", Value: fr.Percent(f.DialogueShare, 0) + " des mots"},
	}}}
	if len(f.Drivers) > 0 {
		t := doc.Table{Title: "Facteurs de coût", Columns: []doc.Column{{Title: "Facteur", Width: 4},
			{Title: "Séq.", Width: 1, Kind: doc.Int}, {Title: "Séquences", Width: 6}, {Title: "Note", Width: 6}}}
		for _, dr := range f.Drivers {
			t.Rows = append(t.Rows, doc.Row{Cells: []doc.Cell{doc.S(dr.Label), doc.N(len(dr.Scenes)), doc.S(someOf(dr.Scenes, 20)),
				doc.S(dr.Note).As(doc.Muted)}})
		}
		blocks = append(blocks, t)
	}
	if len(f.Speaking) > 0 {
		t := shareTable("Temps de parole par rôle", f.Speaking[:min(len(f.Speaking), 20)], "Rôle", false)
		blocks = append(blocks, t)
	}
	for _, a := range sortedKeys(r.Inclusion) {
		blocks = append(blocks, shareTable("Diversité et inclusion – "+a+" (déclaré)", r.Inclusion[a], fr.Capital(a), true))
	}
	if len(r.Inclusion) == 0 {
		blocks = append(blocks,
			doc.Para{Text: "Diversité et inclusion : aucun attribut n'est déclaré pour les rôles, et rien n'est déduit des noms.",
				Style: doc.Muted})
	}
	return blocks
}

func shareTable(title string, shares []breakdown.Share, head string, roles bool) doc.Table {
	t := doc.Table{Title: title, Columns: []doc.Column{{Title: head, Width: 5}, {Title: "Mots", Width: 1.5, Kind: doc.Int},
		{Title: "Répliques", Width: 1.5, Kind: doc.Int}, {Title: "Part", Width: 1.5, Kind: doc.Percent}}}
	if roles {
		t.Columns = append(t.Columns, doc.Column{Title: "Rôles", Width: 1.2, Kind: doc.Int})
	}
	for _, s := range shares {
		row := doc.Row{Cells: []doc.Cell{doc.S(s.Name), doc.N(s.Words), doc.N(s.Cues), doc.Pct(s.Share, 1)}}
		if roles {
			row.Cells = append(row.Cells, doc.N(s.Roles))
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// someOf joins the first names of a long list and counts the others.
func someOf(list []string, n int) string {
	if len(list) <= n {
		return strings.Join(list, ", ")
	}
	return strings.Join(list[:n], ", ") + "… (+" + fr.Int(len(list)-n) + ")"
}

func dashed(s string) string {
	if s == "" {
		return "–"
	}
	return s
}
