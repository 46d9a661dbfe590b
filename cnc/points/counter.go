package points

import (
	"fmt"
	"math/big"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/internal/law"
)

// counter fills the lines of one scale.
type counter struct {
	*book
	facts Facts
	fif   bool
	scale Scale
	local bool // contracts must be under French law
	who   func(moteur.Person) (bool, string)
	// only, when set, names the lines to count; the others are left out.
	only map[string]bool
}

func (c *counter) count() ([]Group, []Line, error) {
	var groups []Group
	var lines []Line
	for _, g := range c.scale.Groups {
		sum := Group{Code: g.Code, Label: g.Label, Max: g.Max, Language: g.Language}
		for _, l := range g.Lines {
			if c.only != nil && !c.only[l.Code] {
				continue
			}
			max, err := l.max()
			if err != nil {
				return nil, nil, err
			}
			cited := law.Cite(c.scale.Title, c.scale.ID+"/"+l.Code, l.Max, law.Dated{From: c.scale.From, To: c.scale.To, Seen: c.scale.Seen,
				Source: l.Source, Verified: l.Verified, Note: l.Note}, c.On())
			cited.Use(c.report, l.Code)
			line := Line{Group: g.Code, Code: l.Code, Label: l.Label, Max: max, Rule: l.Rule, Source: cited.Source}
			if err := c.fill(&line, l, lines); err != nil {
				return nil, nil, err
			}
			sum.Obtained = sum.Obtained.Plus(line.Obtained)
			lines = append(lines, line)
		}
		groups = append(groups, sum)
	}
	return groups, lines, nil
}

func (c *counter) fill(l *Line, s ScaleLine, done []Line) error {
	switch s.Kind {
	case "language":
		return c.language(l, s)
	case "company":
		return c.companies(l)
	case "author":
		c.authors(l, s)
	case "cast":
		return c.cast(l, s)
	case "crew":
		c.named(l, s)
	case "crew_rest":
		c.rest(l, s)
	case "commentary":
		c.voice(l, s, Commentary)
	case "voices":
		c.voice(l, s, FrenchDub)
	case "work":
		c.work(l, s)
	case "places":
		c.places(l)
	case "spend":
		return c.spend(l, s)
	case "vfx":
		return c.effects(l, s, done)
	case "rank":
		c.rank(l, s)
	case "cast_others":
		return c.others(l)
	default:
		return fmt.Errorf("cnc : ligne %s : %w", s.Code, ErrIncomplete)
	}
	return nil
}

func (l *Line) full() { l.Obtained = NewScore(l.Max) }

// share gives max × num / den.
func (l *Line) share(num, den decimal.Decimal) {
	l.Obtained = NewScore(l.Max).times(new(big.Rat).Quo(num.Rat(), den.Rat()))
}

// unused settles a line nobody holds: deemed obtained for a film d'initiative française when the user says why.
func (c *counter) unused(l *Line, s ScaleLine, keys ...string) {
	for _, u := range c.facts.Unused {
		if !slices.Contains(keys, string(u.Post)) {
			continue
		}
		switch {
		case u.Reason == "":
			l.Reason = "Poste déclaré sans objet, sans justification."
		case !s.Deemed:
			l.Reason = "Poste sans objet : le texte ne le répute pas obtenu."
		case !c.fif:
			l.Reason = "Poste sans objet : réputé obtenu pour les seuls films d'initiative française."
		default:
			l.full()
			l.Deemed, l.Reason = true, "Poste non utilisé, réputé obtenu : "+u.Reason+"."
		}
		return
	}
	l.Reason = "Aucun fait renseigné."
	c.report.Warnf(l.Code, "cnc/points/no-fact", "Ligne %s (%s) : aucun fait renseigné, points non comptés.", l.Code, l.Label)
}

// holders settles an all-or-nothing line: all count, none counts, or the split that the user entered.
func (c *counter) holders(l *Line) {
	var yes, no []string
	for _, b := range l.Basis {
		if b.Counts {
			yes = append(yes, b.Who)
		} else {
			no = append(no, b.Who+" ("+b.Reason+")")
		}
	}
	switch {
	case len(no) == 0:
		l.full()
		l.Reason = "Retenu : " + strings.Join(yes, ", ") + "."
	case len(yes) == 0:
		l.Reason = "Non retenu : " + strings.Join(no, ", ") + "."
	default:
		for _, s := range c.facts.Splits {
			if s.Line == l.Code {
				l.Obtained = NewScore(l.Max).times(s.Share.Rat())
				l.Reason = fmt.Sprintf("Poste partagé, part retenue de %s saisie par la production : %s.", fr.Percent(s.Share, 2), s.Reason)
				c.report.Notef(l.Code, "cnc/points/split", "Ligne %s : part de %s saisie, le texte ne divise pas un poste.", l.Code,
					fr.Percent(s.Share, 2))
				return
			}
		}
		l.Reason = "Poste partagé, non divisé par le texte : " + strings.Join(no, ", ") + "."
		c.report.Warnf(l.Code, "cnc/points/shared-post",
			"Ligne %s (%s) : titulaires retenus et non retenus ; les points sont comptés nuls tant que la part retenue n'est pas saisie.",
			l.Code, l.Label)
	}
}

// engaged tells whether a person under a contract counts.
func (c *counter) engaged(id, law string) (bool, string) {
	ok, why := c.who(c.facts.Person(id))
	if !ok || !c.local || law == france {
		return ok, why
	}
	if law == "" {
		return false, why + ", mais loi du contrat non renseignée"
	}
	return false, why + ", mais contrat sous une autre loi (" + law + ")"
}
