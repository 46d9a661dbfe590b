package papers

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/moteur-film/moteur/internal/doc"
	"github.com/moteur-film/moteur/internal/doc/pdf"
	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/schedule/breakdown"
	"github.com/moteur-film/moteur/schedule/script"
)

// Sides are the scenes of a performer (sides): the text of each scene the role is in, with what the role says underlaid and barred, and
// the performer's name across every page, so that each copy tells whose it is.
type Sides struct {
	Book
	// Role is the identifier of a role, its printed name or one of its other names.
	Role string `json:"role"`
	// Performer is printed across the pages; empty takes the name of the role.
	Performer string `json:"performer,omitempty"`
	// Scenes keeps these scenes only, by their numbers: those of a day. Empty keeps all.
	Scenes []string `json:"scenes,omitempty"`
}

// spoken is the colour under what the role says.
const spoken doc.Colour = "#FFF08A"

// WritePDF prints the sides.
func (s Sides) WritePDF(w io.Writer) error {
	d, err := s.Document()
	if err != nil {
		return err
	}
	return pdf.Write(w, d)
}

// Document is the sides on paper. A role that the breakdown does not have, or a scene that the role is not in, is an error that names it.
func (s Sides) Document() (doc.Document, error) {
	role, err := s.find()
	if err != nil {
		return doc.Document{}, err
	}
	names := map[string]bool{}
	for _, n := range append([]string{role.ID, role.Name}, role.Aliases...) {
		names[fr.Fold(n)] = true
	}
	who := cmp.Or(s.Performer, role.Name)
	d := s.frame("Sides – " + role.Name)
	d.Watermark = who
	d.Footer = "Exemplaire de " + who + ", à ne pas diffuser"
	var paras []doc.PlayPara
	var numbers []string
	cues := 0
	for _, sec := range s.sections() {
		if sec.scene == nil || !in(sec.scene, role.ID) || len(s.Scenes) > 0 && !slices.Contains(s.Scenes, sec.scene.Number) {
			continue
		}
		numbers = append(numbers, sec.scene.Number)
		mine := false
		for i := sec.from; i < sec.to; i++ {
			e := &s.Script.Elements[i]
			if e.Kind == script.Cue {
				if mine = names[fr.Fold(script.Plain(e.Name))]; mine {
					cues++
				}
			}
			p, ok := lay(e, sec.scene.Number, plainRuns(e))
			if !ok {
				continue
			}
			if mine = mine && (e.Kind == script.Cue || speech(e.Kind)); mine {
				p.Bar = doc.Colour("#1F3F5B")
				for k := range p.Runs {
					p.Runs[k].Fill, p.Runs[k].Strong = spoken, e.Kind == script.Cue
				}
			}
			paras = append(paras, p)
		}
	}
	for _, n := range s.Scenes {
		if !slices.Contains(numbers, n) {
			return doc.Document{}, fmt.Errorf("papers : la séquence « %s » n'a pas le rôle %s, ou n'est pas dans le scénario", n, role.Name)
		}
	}
	d.Blocks = []doc.Block{doc.Fields{Items: []doc.Field{
		{Label: "Rôle", Value: role.Name, Style: doc.Strong}, {Label: "Interprète", Value: cmp.Or(s.Performer, "–")},
		{Label: "Séquences", Value: cmp.Or(strings.Join(numbers, ", "), "aucune")}, {Label: "Répliques", Value: fr.Int(cues)},
	}}, doc.Play{Paras: paras}}
	return d, nil
}

func speech(k script.Kind) bool {
	return k == script.Dialogue || k == script.Parenthetical || k == script.Lyrics
}

// in tells whether a role is in a scene, not rejected there.
func in(sc *breakdown.Scene, id string) bool {
	for _, p := range sc.Presences {
		if p.Role == id {
			return p.State != breakdown.Rejected
		}
	}
	return slices.Contains(sc.Roles, id)
}

// find finds the role asked for.
func (s Sides) find() (breakdown.Role, error) {
	var all []string
	for _, r := range s.Breakdown.Roles {
		for _, n := range append([]string{r.ID, r.Name}, r.Aliases...) {
			if fr.Fold(n) == fr.Fold(s.Role) {
				return r, nil
			}
		}
		all = append(all, r.Name)
	}
	return breakdown.Role{}, fmt.Errorf("papers : le rôle « %s » n'est pas dans le dépouillement (rôles : %s)", s.Role,
		fr.Shorten(strings.Join(all, ", "), 300))
}
