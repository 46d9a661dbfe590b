package cnc

import (
	"fmt"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/cnc/points"
	"github.com/moteur-film/moteur/internal/doc"
	"github.com/moteur-film/moteur/internal/fr"
)

// names lists the authors of a role.
func (r Request) names(role points.AuthorRole) string {
	var out []string
	for _, a := range r.Facts.Authors {
		if a.Role == role {
			out = append(out, r.Facts.Person(a.Person).Name())
		}
	}
	return fr.Dash(fr.List(out))
}

func (r Request) castSheet() doc.Document {
	d := doc.Document{Title: "Liste des interprètes"}
	t := doc.Table{Key: "cast", Sheet: "Interprètes", Columns: []doc.Column{{Title: "Rôle", Width: 4}, {Title: "Interprète", Width: 4},
		{Title: "Nationalité", Width: 2, Kind: doc.Centre}, {Key: "n", Title: "Cachets", Width: 1.6, Kind: doc.Number},
		{Title: "Loi du contrat", Width: 2, Kind: doc.Centre}}}
	total := decimal.Zero
	for i, c := range r.Facts.Cast {
		p := r.Facts.Person(c.Person)
		role := c.Role
		switch c.Kind {
		case points.Commentary:
			role = "commentaire"
		case points.FrenchDub:
			role += " (voix)"
		}
		total = total.Add(c.Cachets)
		t.Rows = append(t.Rows, doc.Row{Key: fmt.Sprintf("c%d", i), Cells: []doc.Cell{doc.S(role), doc.S(p.Name()),
			doc.C(fr.Dash(p.Nationality)), doc.Num(c.Cachets, -1), doc.C(fr.Dash(c.Law))}})
	}
	if n := len(t.Rows); n > 0 {
		t.Rows = append(t.Rows, doc.Row{Style: doc.Total, Cells: []doc.Cell{doc.S("Total"), doc.S(""), doc.S(""),
			doc.Num(total, -1).With(fmt.Sprintf("SUM({c0.n:c%d.n})", n-1)), doc.S("")}})
	}
	d.Blocks = []doc.Block{t}
	return d
}

// crewSheet lists technicians; amounts are printed with the final lists only.
func (r Request) crewSheet(amounts bool) doc.Document {
	d := doc.Document{Title: "Liste des techniciens"}
	t := doc.Table{Key: "crew", Sheet: "Techniciens", Columns: []doc.Column{{Title: "Poste", Width: 4}, {Title: "Nom", Width: 4},
		{Title: "Nationalité", Width: 2, Kind: doc.Centre}, {Title: "Loi du contrat", Width: 2, Kind: doc.Centre}}}
	if amounts {
		t.Columns = append(t.Columns, doc.Column{Key: "pay", Title: "Salaires", Width: 2.2, Kind: doc.Amount},
			doc.Column{Key: "charges", Title: "Charges", Width: 2.2, Kind: doc.Amount})
	}
	var pay, charges decimal.Decimal
	for i, c := range r.Facts.Crew {
		p := r.Facts.Person(c.Person)
		post := c.Job
		if post == "" {
			post = c.Post.Label()
		}
		row := doc.Row{Key: fmt.Sprintf("t%d", i), Cells: []doc.Cell{doc.S(post), doc.S(p.Name()), doc.C(fr.Dash(p.Nationality)),
			doc.C(fr.Dash(c.Law))}}
		if amounts {
			row.Cells = append(row.Cells, doc.Eur(c.Pay), doc.Eur(c.Charges))
			pay, charges = pay.Add(c.Pay), charges.Add(c.Charges)
		}
		t.Rows = append(t.Rows, row)
	}
	if n := len(t.Rows); amounts && n > 0 {
		t.Rows = append(t.Rows, doc.Row{Style: doc.Total, Cells: []doc.Cell{doc.S("Total"), doc.S(""), doc.S(""), doc.S(""),
			doc.Eur(pay).With(fmt.Sprintf("ROUND(SUM({t0.pay:t%d.pay}),2)", n-1)),
			doc.Eur(charges).With(fmt.Sprintf("ROUND(SUM({t0.charges:t%d.charges}),2)", n-1))}})
	}
	d.Blocks = []doc.Block{t}
	return d
}

func (r Request) authorsSheet() doc.Document {
	t := doc.Table{Sheet: "Auteurs", Columns: []doc.Column{{Title: "Fonction", Width: 4}, {Title: "Nom", Width: 4},
		{Title: "Nationalité", Width: 2, Kind: doc.Centre}}}
	for _, a := range r.Facts.Authors {
		p := r.Facts.Person(a.Person)
		t.Rows = append(t.Rows, doc.Row{Cells: []doc.Cell{doc.S(a.Role.Label()), doc.S(p.Name()), doc.C(fr.Dash(p.Nationality))}})
	}
	return doc.Document{Title: "Liste des auteurs", Blocks: []doc.Block{t}}
}

func (r Request) placesSheet() doc.Document {
	t := doc.Table{Key: "places", Sheet: "Lieux", Columns: []doc.Column{{Title: "Lieu", Width: 4},
		{Title: "Pays", Width: 1.4, Kind: doc.Centre}, {Title: "Nature", Width: 2.4},
		{Key: "days", Title: "Jours", Width: 1.4, Kind: doc.Int}, {Title: "Raison tirée du scénario", Width: 5}}}
	days, french, total := r.Facts.Days()
	for i, s := range r.Facts.Shooting {
		nature := "décor naturel"
		if s.Studio {
			nature = "studio"
		}
		t.Rows = append(t.Rows, doc.Row{Key: fmt.Sprintf("d%d", i), Cells: []doc.Cell{doc.S(s.Place), doc.C(s.In()), doc.S(nature),
			doc.N(s.Days), doc.S(fr.Dash(s.Reason))}})
	}
	if n := len(t.Rows); n > 0 {
		t.Rows = append(t.Rows, doc.Row{Style: doc.Total, Cells: []doc.Cell{doc.S("Total"), doc.S(""), doc.S(""),
			doc.N(total).With(fmt.Sprintf("SUM({d0.days:d%d.days})", n-1)),
			doc.S("Un jour dans plusieurs lieux compte dans chacun.").As(doc.Muted)}})
	}
	tl := r.Facts.Film.Timeline
	return doc.Document{Title: "Lieux et jours de tournage", Blocks: []doc.Block{
		doc.Fields{Items: []doc.Field{{Label: "Début du tournage", Value: dateText(tl[moteur.ShootStart])},
			{Label: "Fin du tournage", Value: dateText(tl[moteur.ShootEnd])},
			{Label: "Jours de tournage", Value: fmt.Sprintf("%d, dont %d en France", days, french)}}}, t}}
}

func (r Request) suppliersSheet() doc.Document {
	t := doc.Table{Key: "suppliers", Sheet: "Prestataires", Columns: []doc.Column{{Title: "Poste", Width: 4},
		{Title: "Prestataire", Width: 4}, {Title: "Pays du siège", Width: 2, Kind: doc.Centre},
		{Key: "amount", Title: "Montant HT", Width: 2.4, Kind: doc.Amount}}}
	total := decimal.Zero
	for i, s := range r.Facts.Spend {
		total = total.Add(s.Amount)
		t.Rows = append(t.Rows, doc.Row{Key: fmt.Sprintf("s%d", i), Cells: []doc.Cell{doc.S(s.Post.Label()), doc.S(s.Supplier),
			doc.C(s.Seat()), doc.Eur(s.Amount)}})
	}
	if n := len(t.Rows); n > 0 {
		t.Rows = append(t.Rows, doc.Row{Style: doc.Total, Cells: []doc.Cell{doc.S("Total"), doc.S(""), doc.S(""),
			doc.Eur(total).With(fmt.Sprintf("ROUND(SUM({s0.amount:s%d.amount}),2)", n-1))}})
	}
	return doc.Document{Title: "Industries techniques et prestataires", Blocks: []doc.Block{t}}
}

func (r Request) technicalSheet() doc.Document {
	f := r.Facts.Film
	days, french, _ := r.Facts.Days()
	d := doc.Document{Title: "Fiche technique", Blocks: []doc.Block{doc.Fields{Columns: 1, Items: []doc.Field{
		{Label: "Titre", Value: f.Title}, {Label: "Genre", Value: f.Kind.Label() + optional(", ", f.Genre)}, {Label: "Durée",
			Value: fr.Plural(f.Minutes, "minute", "minutes")},
		{Label: "Langue", Value: languages(f)}, {Label: "Réalisation",
			Value: r.names(points.Director)}, {Label: "Scénario", Value: r.names(points.Writer)},
		{Label: "Musique", Value: r.names(points.Composer)},
		{Label: "Production déléguée", Value: r.delegates()}, {Label: "Tournage",
			Value: fmt.Sprintf("%s, dont %d en France, à partir du %s", fr.Plural(days, "jour", "jours"), french,
				dateText(f.Timeline[moteur.ShootStart]))},
	}}}}
	t := doc.Table{Title: "Équipe", Sheet: "Équipe", Columns: []doc.Column{{Title: "Poste", Width: 4}, {Title: "Nom", Width: 6}}}
	for _, c := range r.Facts.Crew {
		if c.Post != points.OtherCrew && c.Post != "" {
			t.Rows = append(t.Rows, doc.Row{Cells: []doc.Cell{doc.S(fr.Capital(c.Post.Label())), doc.S(r.Facts.Person(c.Person).Name())}})
		}
	}
	if len(t.Rows) > 0 {
		d.Blocks = append(d.Blocks, t)
	}
	return d
}

func optional(sep, s string) string {
	if s == "" {
		return ""
	}
	return sep + s
}

func (r Request) delegates() string {
	var out []string
	for _, p := range r.Facts.Producers {
		if p.Delegate {
			out = append(out, p.Company.Name)
		}
	}
	return fr.Dash(fr.List(out))
}

// languageNames are the French names of the languages most heard in films; another code prints as it is.
var languageNames = map[string]string{"fr": "français", "en": "anglais", "de": "allemand", "nl": "néerlandais", "it": "italien",
	"es": "espagnol", "pt": "portugais", "ar": "arabe", "br": "breton", "oc": "occitan",
	"co": "corse", "eu": "basque", "ca": "catalan", "gsw": "alsacien", "ru": "russe", "uk": "ukrainien", "pl": "polonais", "ro": "roumain",
	"el": "grec", "tr": "turc", "he": "hébreu", "fa": "persan", "ja": "japonais",
	"zh": "chinois", "ko": "coréen", "wo": "wolof", "sv": "suédois", "da": "danois", "no": "norvégien", "hu": "hongrois", "cs": "tchèque"}

// languages names the languages of a film, the main one first.
func languages(f moteur.Film) string {
	var out []string
	for _, c := range append([]string{f.Language}, f.OtherLanguages...) {
		if l, ok := languageNames[c]; ok {
			c = l
		}
		if c != "" {
			out = append(out, c)
		}
	}
	return fr.Dash(fr.List(out))
}
