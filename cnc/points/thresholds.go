package points

import (
	"fmt"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/financing/support"
	"github.com/moteur-film/moteur/internal/fr"
)

// Test is an épreuve on the points. Passed follows the default reading (rounded); OnExact and OnRounded say both.
type Test struct {
	ID        string          `json:"id"`
	Label     string          `json:"label"`
	Applies   bool            `json:"applies"`
	Threshold decimal.Decimal `json:"threshold"`
	OnExact   bool            `json:"on_exact"`
	OnRounded bool            `json:"on_rounded"`
	Passed    bool            `json:"passed"`
	Reason    string          `json:"reason"`
	Source    moteur.Source   `json:"source"`
}

func (b *book) minimum(f Facts, r *Result) error {
	id, note := "minimum", ""
	if f.Derogations.Minimum != "" {
		switch {
		case r.Initiative.Holds:
			note = " Dérogation réservée aux films d'initiative étrangère."
		case f.Derogations.Minimum == "artistic" || f.Derogations.Minimum == "fragile":
			id, note = "minimum."+f.Derogations.Minimum, " Dérogation après avis de la commission."
		default:
			r.Report.Warnf("derogations.minimum", "cnc/derogation", "Dérogation inconnue : %q.", f.Derogations.Minimum)
		}
	}
	need := b.Number(id)
	if err := b.Err(); err != nil {
		return fmt.Errorf("cnc : %w", err)
	}
	r.Minimum = compareTest("minimum", "Minimum hors langue", need, r.Outside, b.Source(id))
	r.Minimum.Applies = !r.Financial.Holds
	if r.Financial.Holds {
		r.Minimum.Passed = true
		r.Minimum.Reason = "Non exigé d'une coproduction financière."
	} else {
		r.Minimum.Reason += note
	}
	return nil
}

func (b *book) direct(f Facts, r *Result) error {
	id := "direct"
	if f.Derogations.Direct {
		id = "direct.derogation"
	}
	need := b.Number(id)
	if err := b.Err(); err != nil {
		return fmt.Errorf("cnc : %w", err)
	}
	r.Direct = compareTest("direct", "Allocation directe hors langue", need, r.Outside, b.Source(id))
	r.Direct.Applies = true
	_, most, _ := b.frenchShare(f)
	free := f.Film.Kind == moteur.Animation || f.Film.Kind == moteur.Documentary && f.Language.Justification != "" || operaTongue(f)
	if !most && !free {
		r.Direct.Passed = false
		r.Direct.Reason += " Le français n'est pas la langue la plus employée."
	}
	if r.Direct.OnExact != r.Direct.OnRounded {
		r.Report.Warnf("direct", "cnc/points/rounding",
			"Allocation directe : %s points exacts, %d arrondis ; l'arrondi n'est pas écrit à l'article 211-74 et change la réponse.",
			r.Outside.Label(), r.OutsideRounded)
	}
	return nil
}

func compareTest(id, label string, need decimal.Decimal, got Score, src moteur.Source) Test {
	t := Test{ID: id, Label: label, Threshold: need, Source: src,
		OnExact: got.Cmp(NewScore(need)) >= 0, OnRounded: decimal.NewFromInt(int64(got.Rounded())).GreaterThanOrEqual(need)}
	t.Passed = t.OnRounded
	t.Reason = fmt.Sprintf("%s points (%d arrondis) pour %s.", got.Label(), got.Rounded(), fr.Plain(need))
	return t
}

func (b *book) coefficients(r *Result) error {
	var err error
	if r.Coefficient, err = b.coefficient(NewScore(decimal.NewFromInt(int64(r.TotalRounded)))); err != nil {
		return err
	}
	if r.CoefficientExact, err = b.coefficient(r.Total); err != nil {
		return err
	}
	if !r.Coefficient.Equal(r.CoefficientExact) {
		r.Report.Warnf("coefficient", "cnc/points/rounding",
			"Coefficient : %s sur le total arrondi (%d), %s sur le total exact (%s) ; l'arrondi n'est pas écrit à l'article 211-35.",
			fr.Plain(r.Coefficient), r.TotalRounded, fr.Plain(r.CoefficientExact), r.Total.Label())
	}
	return nil
}

// coefficient asks the room of the support for the coefficient of a score (RGA art. 211-35). A score between two points takes the step
// of its whole part; where the coefficient is the points over 100, the score counts whole and the result is kept to six decimals.
func (b *book) coefficient(s Score) (decimal.Decimal, error) {
	c, report := support.Coefficient(decimal.NewFromInt(int64(s.Floor())), b.On())
	b.report.Merge("", report)
	if err := report.Err(); err != nil {
		return decimal.Zero, fmt.Errorf("cnc : %w", err)
	}
	if c.Op == moteur.OpRatio {
		return s.Decimal(4).Shift(-2), nil
	}
	return c.Value, nil
}

// financial computes the coproduction financière: treaty, French minority, and no artistic or technical point.
func (b *book) financial(f Facts, r Result, scale Scale) Fact {
	fact := Fact{ID: "financial", Label: "Coproduction financière", Source: definitions}
	var french decimal.Decimal
	for _, p := range f.Producers {
		if ok, _ := b.established(p.Company.Country, p.Installed); ok {
			french = french.Add(p.Share)
		}
	}
	switch {
	case f.Treaty == "":
		fact.Reason = "Aucun accord de coproduction."
	case french.GreaterThanOrEqual(decimal.New(5, -1)):
		fact.Reason = "La part française n'est pas minoritaire."
	default:
		for i, l := range r.Lines {
			if scale.artistic(i) && !l.Obtained.IsZero() {
				fact.Reason = "Apport artistique ou technique français : " + l.Label + "."
				return fact
			}
		}
		fact.Holds, fact.Reason = true, "Part française minoritaire, sans apport artistique ni technique."
	}
	return fact
}
