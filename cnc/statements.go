package cnc

import (
	"fmt"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/doc"
	"github.com/moteur-film/moteur/internal/fr"
)

// statements are the attestations sur l'honneur, in our own words, after the text it answers.
var statements = map[string]struct{ title, text, source string }{
	"com-controle": {"Attestation relative au contrôle de la société",
		"la société n'est contrôlée, directement ou indirectement, par aucune personne physique ou morale ressortissante d'un État non " +
			"européen.", "RGA art. 122-9 II"},
	"ai-creances": {"Attestation relative aux créances privilégiées",
		"les créances privilégiées nées de la production des films précédents de la société (salaires, cotisations, industries " +
			"techniques) sont payées.", "RGA annexe II-1.1 I B 1° ; code du cinéma L312-2"},
	"ar-salaires": {"Attestation relative au paiement des salaires",
		"toutes les rémunérations dues aux personnes qui ont travaillé au film sont payées.", "RGA annexe II-2.2 I"},
	"ci-cddu": {"Attestation relative aux contrats à durée déterminée d'usage",
		"la société n'a pas recours à des contrats à durée déterminée d'usage pour des emplois qui ne sont pas liés à la production " +
			"d'une œuvre déterminée.", "Code du cinéma D331-11"},
	"c2i-cddu": {"Attestation relative aux contrats à durée déterminée d'usage",
		"la société n'a pas recours à des contrats à durée déterminée d'usage pour des emplois qui ne sont pas liés à la production " +
			"d'une œuvre déterminée.", "Code du cinéma D331-58"},
}

// Statements prints the sworn statements that a procedure asks for, ready to be read, signed and attached: a statement is not in
// the dossier until it comes back signed. One that the facts contradict (a company under non-European control) is not
// printed.
func Statements(r Request, p Procedure, on moteur.Date) ([]Piece, error) {
	list, err := Checklist(r, p, on)
	if err != nil {
		return nil, err
	}
	controlled := false
	for _, x := range r.Facts.Producers {
		controlled = controlled || x.NonEuropeanControl
	}
	c := r.Facts.Film.Company
	var out []Piece
	for _, item := range list.Items {
		s, ok := statements[item.ID]
		if !ok || !item.Required || item.ID == "com-controle" && controlled {
			continue
		}
		d := head(s.title, r.Facts.Film, on)
		d.Subtitle = s.source
		who := "Le représentant légal"
		if c.Legal != "" {
			who = c.Legal + optional(", ", c.Title)
		}
		d.Blocks = []doc.Block{
			doc.Para{Text: fmt.Sprintf("%s, agissant pour la société %s%s, atteste sur l'honneur, pour le film %s, que %s", who,
				fr.Dash(c.Name), optional(", SIRET ", c.SIRET), fr.Quote(r.Facts.Film.Title), s.text)},
			doc.Para{Text: "Texte proposé par la production, à relire et à signer.", Style: doc.Muted},
			doc.Signatures{Place: c.Address.City, Date: on, Names: []string{c.Signatory()}}}
		out = append(out, Print(item.ID, fr.Slug(s.title)+".pdf", Sheet{d}.WritePDF))
	}
	return out, nil
}
