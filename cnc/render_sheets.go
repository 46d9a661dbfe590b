package cnc

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/cnc/points"
	"github.com/moteur-film/moteur/financing"
	"github.com/moteur-film/moteur/internal/doc"
	"github.com/moteur-film/moteur/internal/doc/pdf"
	"github.com/moteur-film/moteur/internal/fr"
)

// Print makes a piece of a document printed by a room: write is a method value such as result.WritePDF.
func Print(id, name string, write func(io.Writer) error) Piece {
	return Piece{ID: id, Name: name, Write: write}
}

// Sheets prints the pieces of a procedure that this package can make of the request: forms' stand-ins, points, lists of
// performers and technicians, suppliers, places, synopsis, pay ceiling, carbon summary, chain of title, measures against
// harassment. A sheet whose facts or words are missing is left out, never filled with a guess: the checklist says it is missing.
func Sheets(r Request, p Procedure, on moteur.Date) []Piece {
	list, err := Checklist(r, p, on)
	if err != nil {
		return nil
	}
	var out []Piece
	add := func(id, name string, d doc.Document, ok bool) {
		if !ok {
			return
		}
		d.Film, d.Company, d.Date = r.Facts.Film.Title, r.Facts.Film.Company.Name, on
		out = append(out, Print(id, name+".pdf", func(w io.Writer) error { return pdf.Write(w, d) }))
	}
	for _, item := range list.Items {
		if !item.Required && item.State != Optional {
			continue
		}
		d, ok := r.sheet(item.ID, p, on)
		add(item.ID, sheetName(item), d, ok)
	}
	if p == InvestmentApproval || p == ProductionApproval {
		d := r.technicalSheet()
		add("", "fiche-technique", d, true)
		if t := r.Texts.Accessibility; t != "" {
			add("", "plan-d-accessibilite", textSheet("Plan d'accessibilité", t), true)
		}
	}
	return out
}

// Complete adds to the pieces given by other rooms the sheets of this package for what they do not answer.
func Complete(r Request, p Procedure, pieces []Piece, on moteur.Date) []Piece {
	out := slices.Clone(pieces)
	for _, s := range Sheets(r, p, on) {
		same := func(x Piece) bool { return s.ID != "" && x.ID == s.ID || fr.Fold(x.Name) == fr.Fold(s.Name) }
		if !slices.ContainsFunc(pieces, same) {
			out = append(out, s)
		}
	}
	return out
}

// sheet is the document of a piece, and false when this package cannot make it.
func (r Request) sheet(id string, p Procedure, on moteur.Date) (doc.Document, bool) {
	switch id {
	case "com-form":
		return r.formSheet(p), true
	case "com-vhss":
		return r.harassmentSheet(on), r.Texts.VHSS != ""
	case "com-carbone-prev":
		return r.carbonSheet(false)
	case "com-carbone-def":
		return r.carbonSheet(true)
	case "ai-auteurs", "avd-auteurs", "ar-auteurs":
		return r.chainSheet(on), len(r.Chain) > 0
	case "ai-synopsis", "avd-synopsis", "av-synopsis", "ar-synopsis", "as-synopsis", "ar-region-synopsis":
		return Synopsis(r.Facts.Film, on).document, r.Facts.Film.Synopsis != ""
	case "as-notes", "ar-region-notes":
		return DirectorNote(r, on).document, r.Texts.Director != ""
	case "ai-indep", "ap-indep":
		return r.independenceSheet(), true
	case "ai-invest":
		return r.investmentSheet(), true
	case "ai-interpretes", "avd-interpretes", "ar-interpretes", "c2i-interpretes":
		return r.castSheet(), len(r.Facts.Cast) > 0
	case "ai-techniciens", "avd-techniciens", "ar-techniciens", "ci-personnel", "cid-personnel", "c2i-personnel":
		return r.crewSheet(id == "cid-personnel"), len(r.Facts.Crew) > 0
	case "ap-listes-def":
		d := r.castSheet()
		d.Title = "Listes définitives des interprètes et des techniciens"
		d.Blocks = append(append(d.Blocks, r.crewSheet(true).Blocks...), r.placesSheet().Blocks...)
		return d, len(r.Facts.Cast)+len(r.Facts.Crew) > 0
	case "c2i-auteurs":
		return r.authorsSheet(), len(r.Facts.Authors) > 0
	case "ai-lieux":
		return r.placesSheet(), len(r.Facts.Shooting) > 0
	case "ai-prestataires", "ci-indus", "cid-indus", "c2i-indus":
		return r.suppliersSheet(), len(r.Facts.Spend) > 0
	case "ai-points":
		result, err := points.Count(r.Facts, on)
		return result.Document(), err == nil
	case "ai-europe", "avd-europe":
		e, err := points.CountEuropean(r.Facts, on)
		return e.Document(), err == nil
	case "ai-parite":
		parity, err := r.parity(on)
		parity.Film = r.Facts.Film.Title
		return parity.Document(), err == nil && r.parityGiven()
	case "ai-remun":
		return r.paySheet(on)
	}
	return doc.Document{}, false
}

// sheetName is the file name of a sheet, without extension: short, and that of what it is.
func sheetName(i PieceItem) string {
	switch i.ID {
	case "com-form":
		return "fiche-de-demande"
	case "com-vhss":
		return "prevention-du-harcelement"
	case "ai-auteurs", "avd-auteurs", "ar-auteurs":
		return "chaine-des-droits"
	case "ai-synopsis", "av-synopsis":
		return "synopsis"
	case "ai-indep", "ap-indep":
		return "oeuvre-independante"
	case "ap-listes-def":
		return "listes-definitives"
	case "ai-points":
		return "points"
	}
	return fr.Slug(shorten(i.Label))
}

func textSheet(title, text string) doc.Document {
	return doc.Document{Title: title, Blocks: paragraphs(text)}
}

func paragraphs(text string) []doc.Block {
	var out []doc.Block
	for p := range strings.SplitSeq(strings.TrimSpace(text), "\n\n") {
		if p = strings.TrimSpace(p); p != "" {
			out = append(out, doc.Para{Text: p})
		}
	}
	return out
}

func (r Request) formSheet(p Procedure) doc.Document {
	f, c := r.Facts.Film, r.Facts.Film.Company
	d := doc.Document{Title: "Fiche de demande", Subtitle: p.Label()}
	producers := doc.Table{Title: "Producteurs", Sheet: "Producteurs",
		Columns: []doc.Column{{Title: "Société", Width: 5}, {Title: "Pays", Width: 1.2, Kind: doc.Centre},
			{Title: "Délégué", Width: 1.4, Kind: doc.Centre}, {Title: "Part", Width: 1.6, Kind: doc.Percent},
			{Title: "Capital", Width: 2.4, Kind: doc.Amount}}}
	for _, x := range r.Facts.Producers {
		producers.Rows = append(producers.Rows, doc.Row{Cells: []doc.Cell{doc.S(x.Company.Name), doc.C(x.Seat()),
			doc.C(fr.YesNo(x.Delegate)), doc.Pct(x.Share, 2), doc.Eur(x.Company.Capital)}})
	}
	s := financing.Summarize(r.Plan)
	d.Blocks = []doc.Block{doc.Para{Text: points.OwnSheet, Style: doc.Muted},
		doc.Fields{Columns: 2, Items: []doc.Field{{Label: "Titre", Value: f.Title}, {Label: "Genre", Value: f.Kind.Label()},
			{Label: "Durée prévue", Value: fr.Plural(f.Minutes, "minute", "minutes")}, {Label: "Langue", Value: languages(f)},
			{Label: "Réalisation", Value: r.names(points.Director)}, {Label: "Auteurs",
				Value: r.names(points.Writer)}, {Label: "Numéro RPCA",
				Value: fr.Dash(f.RegisterNo)}, {Label: "ISAN", Value: fr.Dash(f.ISAN)},
			{Label: "Début du tournage", Value: dateText(f.Timeline[moteur.ShootStart])}, {Label: "Fin du tournage",
				Value: dateText(f.Timeline[moteur.ShootEnd])},
			{Label: "Coût", Value: fr.Euros(s.Cost)}, {Label: "Ressources", Value: fr.Euros(s.Total)},
			{Label: "Accord de coproduction", Value: fr.Dash(r.Facts.Treaty)}, {Label: "Visa", Value: fr.Dash(f.VisaNo)}}},
		doc.Fields{Columns: 2, Items: []doc.Field{{Label: "Société", Value: c.Name}, {Label: "Forme", Value: fr.Dash(c.Form)},
			{Label: "SIRET", Value: fr.Dash(c.SIRET)}, {Label: "Représentant", Value: fr.Dash(c.Legal)},
			{Label: "Téléphone", Value: fr.Dash(c.Phone)}, {Label: "Courriel", Value: fr.Dash(c.Email)}}},
		producers}
	return d
}

// independenceSheet sets out what links the film to broadcasters: the criteria of the décret are not read, the facts are shown.
func (r Request) independenceSheet() doc.Document {
	t := doc.Table{Title: "Chaînes et plateformes au plan de financement", Sheet: "Chaînes",
		Columns: []doc.Column{{Title: "Ressource", Width: 5}, {Title: "Nature", Width: 4}, {Title: "Montant", Width: 2.4, Kind: doc.Amount},
			{Title: "Part des droits", Width: 2, Kind: doc.Percent}}}
	for _, x := range r.Plan.Resources {
		if x.Kind.Group() == financing.GroupTV {
			t.Rows = append(t.Rows, doc.Row{Cells: []doc.Cell{doc.S(x.Label), doc.S(x.Kind.Label()), doc.Eur(x.Euros()),
				doc.Pct(x.RightsShare, 2)}})
		}
	}
	if len(t.Rows) == 0 {
		t.Rows = []doc.Row{{Cells: []doc.Cell{doc.S("Aucune chaîne ni plateforme.").Over(4)}}}
	}
	capital := doc.Table{Title: "Producteurs", Sheet: "Chaînes", Columns: []doc.Column{{Title: "Société", Width: 5},
		{Title: "Contrôle non européen", Width: 3, Kind: doc.Centre}, {Title: "Part du financement", Width: 3, Kind: doc.Percent}}}
	for _, p := range r.Facts.Producers {
		capital.Rows = append(capital.Rows, doc.Row{Cells: []doc.Cell{doc.S(p.Company.Name), doc.C(fr.YesNo(p.NonEuropeanControl)),
			doc.Pct(p.Share, 2)}})
	}
	return doc.Document{Title: "Fiche « œuvre indépendante »", Subtitle: "Décret n° 2021-1926, art. 13 II",
		Blocks: []doc.Block{doc.Para{Text: points.OwnSheet, Style: doc.Muted}, t, capital}}
}

func (r Request) investmentSheet() doc.Document {
	t := doc.Table{Key: "invest", Sheet: "Soutien", Columns: []doc.Column{{Title: "Producteur", Width: 5}, {Title: "Ressource", Width: 5},
		{Key: "amount", Title: "Montant", Width: 2.4, Kind: doc.Amount}}}
	total := decimal.Zero
	for _, x := range r.Plan.Resources {
		if x.Kind == financing.AutomaticSupport {
			who := x.Party
			if who == "" {
				who = r.Facts.Film.Company.Name
			}
			total = total.Add(x.Euros())
			t.Rows = append(t.Rows, doc.Row{Key: fmt.Sprintf("i%d", len(t.Rows)),
				Cells: []doc.Cell{doc.S(who), doc.S(x.Label), doc.Eur(x.Euros())}})
		}
	}
	if n := len(t.Rows); n > 0 {
		t.Rows = append(t.Rows, doc.Row{Style: doc.Total, Cells: []doc.Cell{doc.S("Total"), doc.S(""),
			doc.Eur(total).With(fmt.Sprintf("ROUND(SUM({i0.amount:i%d.amount}),2)", n-1))}})
	}
	return doc.Document{Title: "Demande d'investissement du soutien automatique",
		Blocks: []doc.Block{doc.Para{Text: points.OwnSheet, Style: doc.Muted}, t,
			doc.Fields{Items: []doc.Field{{Label: "Majoration de parité demandée", Value: fr.YesNo(r.Situation.ParityBonus)}}}}}
}

func (r Request) paySheet(on moteur.Date) (doc.Document, bool) {
	if len(r.Plan.Pays) == 0 {
		return doc.Document{}, false
	}
	ceiling, report := financing.PayCeiling(r.Plan.Cost, r.Facts.Film.Kind == moteur.Documentary, on)
	if report.Err() != nil {
		return doc.Document{}, false
	}
	t := doc.Table{Sheet: "Rémunérations", Columns: []doc.Column{{Title: "Personne", Width: 5}, {Title: "Qualité", Width: 4},
		{Title: "Rémunération globale", Width: 3, Kind: doc.Amount}, {Title: "Sous le plafond", Width: 2, Kind: doc.Centre}}}
	for _, p := range r.Plan.Pays {
		under := doc.C("oui").As(doc.Good)
		if p.Amount.GreaterThan(ceiling.Value) {
			under = doc.C("non").As(doc.Alert)
		}
		t.Rows = append(t.Rows, doc.Row{Cells: []doc.Cell{doc.S(p.Person), doc.S(p.Role), doc.Eur(p.Amount), under}})
	}
	return doc.Document{Title: "Fiche du plafond de rémunération", Subtitle: "RGA art. 211-19",
		Blocks: []doc.Block{doc.Para{Text: points.OwnSheet, Style: doc.Muted},
			doc.Fields{Items: []doc.Field{{Label: "Coût du film", Value: fr.Euros(r.Plan.Cost)},
				{Label: "Plafond", Value: fr.Euros(ceiling.Value)}}}, t}}, true
}

func (r Request) chainSheet(on moteur.Date) doc.Document {
	t := doc.Table{Sheet: "Chaîne des droits", Columns: []doc.Column{{Title: "Objet", Width: 4}, {Title: "Cédant", Width: 4},
		{Title: "Cessionnaire", Width: 4}, {Title: "Contrat", Width: 3}, {Title: "Signé", Width: 1.8, Kind: doc.Date},
		{Title: "Fin", Width: 1.8, Kind: doc.Date}, {Title: "RPCA", Width: 2}}}
	for _, l := range r.Chain {
		style := doc.Normal
		if !l.Until.IsZero() && on.After(l.Until) || l.Signed.IsZero() {
			style = doc.Alert
		}
		t.Rows = append(t.Rows, doc.Row{Cells: []doc.Cell{doc.S(l.Work), doc.S(l.From), doc.S(l.To), doc.S(l.Kind).As(style),
			doc.D(l.Signed), doc.D(l.Until), doc.S(fr.Dash(l.Register))}})
	}
	return doc.Document{Title: "Chaîne des droits", Page: doc.Landscape, Blocks: []doc.Block{t}}
}

func (r Request) harassmentSheet(on moteur.Date) doc.Document {
	d := textSheet("Mesures contre les violences et le harcèlement sexuels", r.Texts.VHSS)
	shoot := r.shootStart()
	if shoot.IsZero() {
		shoot = on
	}
	trainees, _, err := Training(r.Facts, shoot)
	if err != nil || len(trainees) == 0 {
		return d
	}
	t := doc.Table{Title: "Personnes à former", Sheet: "Formation", Columns: []doc.Column{{Title: "Nom", Width: 5},
		{Title: "Fonction", Width: 6}}}
	for _, x := range trainees {
		t.Rows = append(t.Rows, doc.Row{Cells: []doc.Cell{doc.S(x.Name), doc.S(x.Why)}})
	}
	d.Blocks = append(d.Blocks, t)
	return d
}

// dateText is a date in full, or "non fixé": a sheet that is sent says nothing "à confirmer".
func dateText(d moteur.Date) string {
	if d.IsZero() {
		return "non fixé"
	}
	return fr.Date(d)
}
