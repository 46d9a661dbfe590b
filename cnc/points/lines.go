package points

import (
	"fmt"
	"slices"
	"strconv"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/internal/money"
)

func operaTongue(f Facts) bool {
	return f.Language.Libretto != "" && f.Language.Libretto == mainLanguage(f)
}

// mainLanguage is the language with the largest share, the film's own when shares are not given.
func mainLanguage(f Facts) string {
	best, share := f.Film.Language, decimal.Zero
	for _, s := range f.Language.Spoken {
		if s.Share.GreaterThan(share) {
			best, share = s.Language, s.Share
		}
	}
	return best
}

func (c *counter) language(l *Line, s ScaleLine) error {
	share, most, known := c.frenchShare(c.facts)
	third, err := c.ratio("language.third")
	if err != nil {
		return err
	}
	if known {
		l.Basis = append(l.Basis, Basis{Kind: "language", Who: "français et langues régionales", Amount: share, Counts: most,
			Reason: "part des dialogues et de la voix hors champ"})
	}
	for i, option := range s.On {
		var ok bool
		var why string
		switch option {
		case "french":
			ok, why = most, "Le français ou une langue régionale est la langue la plus employée."
		case "third":
			ok = !most && known && c.facts.Language.Justification != "" && share.Rat().Cmp(third) >= 0
			why = "Langue étrangère justifiée par le scénario (" + c.facts.Language.Justification + "), français sur " + fr.Percent(share,
				1) + "."
		case "opera":
			ok, why = operaTongue(c.facts), "Opéra dans la langue du livret."
		case "subject":
			ok, why = c.facts.Language.Justification != "", "Langue justifiée par le sujet : "+c.facts.Language.Justification+"."
		}
		points, err := money.Parse(s.Points[i])
		if err != nil {
			return fmt.Errorf("cnc : ligne %s : %w", s.Code, err)
		}
		if ok && NewScore(points).Cmp(l.Obtained) > 0 {
			l.Obtained, l.Reason = NewScore(points), why
		}
	}
	if l.Reason == "" {
		l.Reason = "Le français n'est pas la langue la plus employée, et aucune autre voie du barème n'est ouverte."
	}
	return nil
}

func (c *counter) companies(l *Line) error {
	for _, p := range c.facts.Producers {
		ok, why, err := c.company(c.facts, p)
		if err != nil {
			return err
		}
		l.Basis = append(l.Basis, Basis{Kind: "company", Who: p.Company.Name, Counts: ok, Reason: why})
		if ok && l.Obtained.IsZero() {
			l.full()
			l.Reason = p.Company.Name + " " + why + "."
		}
	}
	if l.Obtained.IsZero() {
		l.Reason = "Aucun producteur ne répond aux conditions de l'article 211-3."
	}
	return nil
}

func (c *counter) authors(l *Line, s ScaleLine) {
	for _, a := range c.facts.Authors {
		if !slices.Contains(s.On, string(a.Role)) {
			continue
		}
		p := c.facts.Person(a.Person)
		ok, why := c.who(p)
		if !ok && c.local && c.fif && a.Opinion {
			switch {
			case a.Law != france:
				why += ", dérogation refusée : contrat de production hors loi française"
			case a.Role == Director && a.WorkLaw != france:
				why += ", dérogation refusée : contrat de travail hors loi française"
			default:
				ok, why = true, why+", retenu par dérogation après avis de la commission"
			}
		}
		l.Basis = append(l.Basis, Basis{Kind: "person", Who: p.Name(), Counts: ok, Reason: why})
	}
	if len(l.Basis) == 0 {
		c.unused(l, s, s.On...)
		return
	}
	c.holders(l)
}

// cast counts the cachets of the roles of three cachets or more.
func (c *counter) cast(l *Line, s ScaleLine) error {
	least := c.Number("cast.min_cachets")
	if err := c.Err(); err != nil {
		return fmt.Errorf("cnc : %w", err)
	}
	var roles []string
	cachets := map[string]decimal.Decimal{}
	key := func(i int) string {
		if r := c.facts.Cast[i].Role; r != "" {
			return r
		}
		return "#" + strconv.Itoa(i)
	}
	for i, p := range c.facts.Cast {
		if p.Kind != OnScreen {
			continue
		}
		if _, ok := cachets[key(i)]; !ok {
			roles = append(roles, key(i))
		}
		cachets[key(i)] = cachets[key(i)].Add(p.Cachets)
	}
	var num, den decimal.Decimal
	small := 0
	for i, p := range c.facts.Cast {
		if p.Kind != OnScreen {
			continue
		}
		if cachets[key(i)].LessThan(least) {
			small++
			continue
		}
		ok, why := c.engaged(p.Person, p.Law)
		den = den.Add(p.Cachets)
		if ok {
			num = num.Add(p.Cachets)
		}
		l.Basis = append(l.Basis, Basis{Kind: "person", Who: label(c.facts.Person(p.Person).Name(), p.Role), Amount: p.Cachets, Counts: ok,
			Reason: why})
	}
	if den.IsZero() {
		said := slices.ContainsFunc(c.facts.Unused, func(u Unused) bool { return u.Post == "cast" })
		if len(roles) > 0 && c.fif && s.Deemed && !said {
			l.Reason = fmt.Sprintf("Aucun rôle de %s cachets au moins : réputé obtenu quand la production en donne la raison.",
				fr.Plain(least))
			c.report.Warnf(l.Code, "cnc/points/reason",
				"Ligne %s (%s) : aucun rôle de %s cachets au moins ; donner la raison artistique ou technique (poste non utilisé "+
					"« cast ») : sans elle les points ne sont pas comptés.", l.Code, l.Label, fr.Plain(least))
			return nil
		}
		c.unused(l, s, "cast")
		return nil
	}
	l.share(num, den)
	l.Reason = fmt.Sprintf("%s cachets retenus sur %s", fr.Plain(num), fr.Plain(den))
	if small > 0 {
		l.Reason += fmt.Sprintf(" (%s de moins de %s cachets écarté(s))", fr.Plural(small, "engagement", "engagements"), fr.Plain(least))
	}
	l.Reason += "."
	return nil
}

func label(name, role string) string {
	if role == "" {
		return name
	}
	return name + " (" + role + ")"
}

// titular returns the posts of a named line that are held: the first of the list that someone holds.
func (c *counter) titular(on []string) Post {
	for _, post := range on {
		for _, t := range c.facts.Crew {
			if string(t.Post) == post {
				return t.Post
			}
		}
	}
	return ""
}

func (c *counter) named(l *Line, s ScaleLine) {
	post := c.titular(s.On)
	for _, t := range c.facts.Crew {
		if post == "" || t.Post != post {
			continue
		}
		ok, why := c.engaged(t.Person, t.Law)
		l.Basis = append(l.Basis, Basis{Kind: "person", Who: label(c.facts.Person(t.Person).Name(), t.Job), Counts: ok, Reason: why})
	}
	if len(l.Basis) == 0 {
		c.unused(l, s, s.On...)
		return
	}
	c.holders(l)
}

// rest counts pay and charges of the technicians who hold no named post of the scale.
func (c *counter) rest(l *Line, s ScaleLine) {
	held := map[Post]bool{}
	for _, g := range c.scale.Groups {
		for _, other := range g.Lines {
			if other.Kind == "crew" {
				if post := c.titular(other.On); post != "" {
					held[post] = true
				}
			}
		}
	}
	var num, den decimal.Decimal
	for _, t := range c.facts.Crew {
		if held[t.Post] {
			continue
		}
		cost := t.Pay.Add(t.Charges)
		ok, why := c.engaged(t.Person, t.Law)
		den = den.Add(cost)
		if ok {
			num = num.Add(cost)
		}
		l.Basis = append(l.Basis, Basis{Kind: "person", Who: label(c.facts.Person(t.Person).Name(), t.Job), Amount: cost, Counts: ok,
			Reason: why})
	}
	c.ratioLine(l, s, num, den, "de salaires et charges", string(OtherCrew))
}

// work counts technicians and studios of one stage of animation.
func (c *counter) work(l *Line, s ScaleLine) {
	var num, den decimal.Decimal
	add := func(b Basis) {
		den = den.Add(b.Amount)
		if b.Counts {
			num = num.Add(b.Amount)
		}
		l.Basis = append(l.Basis, b)
	}
	for _, t := range c.facts.Crew {
		if slices.Contains(s.On, string(t.Post)) {
			ok, why := c.engaged(t.Person, t.Law)
			add(Basis{Kind: "person", Who: label(c.facts.Person(t.Person).Name(), t.Job), Amount: t.Pay.Add(t.Charges), Counts: ok,
				Reason: why})
		}
	}
	for _, p := range c.facts.Spend {
		if slices.Contains(s.On, string(p.Post)) {
			ok, why := c.established(p.Country, p.Installed)
			if ok && !p.OwnWork {
				ok, why = false, why+", mais travaux sous-traités"
			}
			add(Basis{Kind: "spend", Who: p.Supplier, Amount: p.Amount, Counts: ok, Reason: why})
		}
	}
	c.ratioLine(l, s, num, den, "de salaires, charges et dépenses", s.On...)
}

func (c *counter) ratioLine(l *Line, s ScaleLine, num, den decimal.Decimal, what string, keys ...string) {
	if den.IsZero() {
		c.unused(l, s, keys...)
		return
	}
	l.share(num, den)
	l.Reason = fmt.Sprintf("%s %s retenus sur %s.", fr.Euros(num), what, fr.Euros(den))
}

// voice settles the commentary (all holders) and the French voices (most of the cachets).
func (c *counter) voice(l *Line, s ScaleLine, kind PerformanceKind) {
	var num, den decimal.Decimal
	for _, p := range c.facts.Cast {
		if p.Kind != kind {
			continue
		}
		ok, why := c.engaged(p.Person, p.Law)
		den = den.Add(p.Cachets)
		if ok {
			num = num.Add(p.Cachets)
		}
		l.Basis = append(l.Basis, Basis{Kind: "person", Who: label(c.facts.Person(p.Person).Name(), p.Role), Amount: p.Cachets, Counts: ok,
			Reason: why})
	}
	switch {
	case len(l.Basis) == 0:
		c.unused(l, s, string(kind))
	case kind == Commentary:
		c.holders(l)
	case num.Add(num).GreaterThan(den):
		l.full()
		l.Reason = fmt.Sprintf("%s cachets retenus sur %s : majorité.", fr.Plain(num), fr.Plain(den))
	default:
		l.Reason = fmt.Sprintf("%s cachets retenus sur %s : pas de majorité.", fr.Plain(num), fr.Plain(den))
	}
}
