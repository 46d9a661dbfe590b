package points

import (
	"fmt"
	"slices"
	"strconv"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/fr"
)

// European is the fiche de qualification européenne (arrêté of 21 May 1992): 18 points for fiction.
type European struct {
	Scale  string        `json:"scale"`
	Title  string        `json:"title"`
	Film   string        `json:"film"`
	On     moteur.Date   `json:"on"`
	Lines  []Line        `json:"lines"`
	Total  Score         `json:"total"`
	Max    Score         `json:"max"`
	Test   Test          `json:"test"`
	Report moteur.Report `json:"report"`
}

// CountEuropean computes the European scale of a film on a date. It refuses animation (ErrIncomplete: the lines of its scale
// could not be read) and kinds without scale (ErrNoScale; the notes hold none for documentary).
func CountEuropean(f Facts, on moteur.Date) (European, error) {
	kind := f.Film.Kind
	need := "european.cinema"
	if kind == moteur.TVFilm || kind == moteur.Series {
		kind, need = moteur.Feature, "european.audiovisuel"
	}
	scale, err := findScale(kind, on, true)
	if err != nil {
		return European{}, err
	}
	if scale.Incomplete {
		return European{}, fmt.Errorf("cnc : %s : %w", scale.Title, ErrIncomplete)
	}
	r := European{Scale: scale.ID, Title: scale.Title, Film: f.Film.Title, On: on, Max: NewScore(scale.Total)}
	checkFacts(f, scale, &r.Report)
	if err := r.Report.Err(); err != nil {
		return European{}, err
	}
	b, err := openBook(on, &r.Report)
	if err != nil {
		return European{}, err
	}
	c := counter{book: b, facts: f, fif: b.initiative(f).Holds, scale: scale}
	c.who = func(p moteur.Person) (bool, string) {
		if ok, why := c.assimilated(p); ok {
			return ok, why
		}
		return c.european(p.Nationality, "nationalité")
	}
	groups, lines, err := c.count()
	if err != nil {
		return European{}, err
	}
	r.Lines = lines
	for _, g := range groups {
		r.Total = r.Total.Plus(g.Obtained)
	}
	threshold := b.Number(need)
	if err := b.Err(); err != nil {
		return European{}, fmt.Errorf("cnc : %w", err)
	}
	r.Test = compareTest("european", "Œuvre européenne", threshold, r.Total, b.Source(need))
	r.Test.Applies, r.Test.Passed = true, r.Test.OnExact
	return r, nil
}

// european tells whether a state counts on the European scale.
func (c *counter) european(country, what string) (bool, string) {
	if country == "" {
		return false, what + " non renseigné(e)"
	}
	if m, ok := c.member(country); ok {
		return true, country + " : " + m.Use(c.report, country)
	}
	if slices.Contains(c.facts.TreatyCountries, country) {
		return true, country + " : partie à l'accord de coproduction (" + c.facts.Treaty + ")"
	}
	return false, what + " " + country + " hors d'Europe"
}

// actor tells whether a performer counts on the European scale.
func (c *counter) actor(p Performance) (bool, string) {
	ok, why := c.who(c.facts.Person(p.Person))
	if !ok && p.NonProfessional && c.fif {
		return true, "non-professionnel dans sa langue, exigé par l'histoire"
	}
	return ok, why
}

func (c *counter) rank(l *Line, s ScaleLine) {
	for _, p := range c.facts.Cast {
		if p.Kind != OnScreen || !slices.Contains(s.On, strconv.Itoa(p.Rank)) {
			continue
		}
		ok, why := c.actor(p)
		l.Basis = append(l.Basis, Basis{Kind: "person", Who: label(c.facts.Person(p.Person).Name(), p.Role), Counts: ok, Reason: why})
	}
	if len(l.Basis) == 0 {
		c.unused(l, s)
		return
	}
	c.holders(l)
}

// others tests the share of the cachets outside the first and second roles.
func (c *counter) others(l *Line) error {
	need, err := c.ratio("european.others")
	if err != nil {
		return err
	}
	var num, den decimal.Decimal
	for _, p := range c.facts.Cast {
		if p.Kind != OnScreen || p.Rank == 1 || p.Rank == 2 {
			continue
		}
		ok, why := c.actor(p)
		den = den.Add(p.Cachets)
		if ok {
			num = num.Add(p.Cachets)
		}
		l.Basis = append(l.Basis, Basis{Kind: "person", Who: label(c.facts.Person(p.Person).Name(), p.Role), Amount: p.Cachets, Counts: ok,
			Reason: why})
	}
	switch {
	case den.IsZero():
		c.unused(l, ScaleLine{Code: l.Code})
	case NewScore(den).times(need).Cmp(NewScore(num)) <= 0:
		l.full()
		l.Reason = fmt.Sprintf("%s cachets retenus sur %s.", fr.Plain(num), fr.Plain(den))
	default:
		l.Reason = fmt.Sprintf("%s cachets retenus sur %s, moins que la part exigée.", fr.Plain(num), fr.Plain(den))
	}
	return nil
}
