package points

import (
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/internal/money"
)

// places is lost by any day abroad that the screenplay does not call for.
func (c *counter) places(l *Line) {
	var lost []string
	for _, d := range c.facts.Shooting {
		country := home(d.Country)
		b := Basis{Kind: "days", Who: d.Place, Amount: decimal.NewFromInt(int64(d.Days)), Counts: true, Reason: "France"}
		switch {
		case country == france || d.Days == 0:
		case d.Reason != "":
			b.Reason = country + ", exigé par le scénario : " + d.Reason
		default:
			b.Counts, b.Reason = false, country+", sans raison artistique tirée du scénario"
			lost = append(lost, fmt.Sprintf("%s (%s)", d.Place, fr.Plural(d.Days, "jour", "jours")))
		}
		l.Basis = append(l.Basis, b)
	}
	switch {
	case len(l.Basis) == 0:
		l.Reason = "Aucun jour de tournage renseigné."
		c.report.Warnf(l.Code, "cnc/points/no-fact", "Ligne %s (%s) : aucun jour de tournage renseigné, points non comptés.", l.Code,
			l.Label)
	case len(lost) > 0:
		l.Reason = "Tournage à l'étranger non justifié par le scénario : " + strings.Join(lost, ", ") + "."
	default:
		l.full()
		l.Reason = "Tournage en France, ou à l'étranger pour des raisons artistiques du scénario."
	}
}

// half tests the share of a post's spend with firms that count.
func (c *counter) half(l *Line, s ScaleLine) (found bool, err error) {
	id := "share.half"
	if c.scale.European {
		id = "european.half"
	}
	need, err := c.ratio(id)
	if err != nil {
		return false, err
	}
	var num, den decimal.Decimal
	for _, p := range c.facts.Spend {
		if !slices.Contains(s.On, string(p.Post)) {
			continue
		}
		ok, why := c.firm(p)
		den = den.Add(p.Amount)
		if ok {
			num = num.Add(p.Amount)
		}
		l.Basis = append(l.Basis, Basis{Kind: "spend", Who: p.Supplier, Amount: p.Amount, Counts: ok, Reason: why})
	}
	if den.IsZero() {
		return false, nil
	}
	share := money.Share(num, den, 6)
	l.Reason = fmt.Sprintf("%s sur %s auprès d'entreprises retenues (%s).", fr.Euros(num), fr.Euros(den), fr.Percent(share, 2))
	if (Score{}).Plus(NewScore(den)).times(need).Cmp(NewScore(num)) <= 0 {
		l.full()
	}
	return true, nil
}

func (c *counter) firm(p Spend) (bool, string) {
	if !c.scale.European {
		return c.established(p.Country, p.Installed)
	}
	return c.european(home(p.Country), "siège")
}

func (c *counter) spend(l *Line, s ScaleLine) error {
	found, err := c.half(l, s)
	if err == nil && !found {
		c.unused(l, s, s.On...)
	}
	return err
}

// effects follows image and sound when the film has no digital effects for a justified reason.
func (c *counter) effects(l *Line, s ScaleLine, done []Line) error {
	found, err := c.half(l, s)
	if err != nil || found {
		return err
	}
	i := slices.IndexFunc(c.facts.Unused, func(u Unused) bool { return slices.Contains(s.On, string(u.Post)) && u.Reason != "" })
	if i < 0 {
		c.unused(l, ScaleLine{Code: s.Code, On: s.On}, s.On...)
		return nil
	}
	var lost []string
	for _, d := range done {
		if !slices.Contains(s.Depends, d.Code) {
			continue
		}
		l.Basis = append(l.Basis, Basis{Kind: "line", Who: d.Label, Counts: d.Missing().IsZero(), Reason: "ligne " + d.Code})
		if !d.Missing().IsZero() {
			lost = append(lost, d.Code)
		}
	}
	if len(lost) > 0 {
		l.Reason = "Effets non utilisés : l'image et le son devaient être obtenus (manque " + strings.Join(lost, ", ") + ")."
		return nil
	}
	l.full()
	l.Deemed, l.Reason = true, "Effets non utilisés, image et son obtenus : "+c.facts.Unused[i].Reason+"."
	return nil
}
