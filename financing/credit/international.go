package credit

import (
	"fmt"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/internal/law"
	"github.com/moteur-film/moteur/internal/money"
)

// InternationalCase is a work for the international credit (C2I). The executive producer in France asks for it; the work is not French.
type InternationalCase struct {
	Case
	// Animation, or live action; DaysInFrance counts shooting days, asked of live action only.
	Animation    bool `json:"animation,omitempty"`
	DaysInFrance int  `json:"days_in_france,omitempty"`
	// VFXSpend is eligible spend on treated shots, VFXShots their share and VFXPerMinute their number a minute.
	VFXSpend     decimal.Decimal `json:"vfx_spend,omitzero"`
	VFXShots     decimal.Decimal `json:"vfx_shots,omitzero"`
	VFXPerMinute decimal.Decimal `json:"vfx_per_minute,omitzero"`
	// CNCAided tells that the CNC aids the production: the credit is then closed.
	CNCAided bool `json:"cnc_aided,omitempty"`
	// Score is the result on the scale of D331-41 or D331-47; nil when not yet scored, and said.
	Score *C2IScore `json:"score,omitempty"`
	// Approved is the day of the provisional approval: after the last day of the credit, spend still counts when it came before.
	Approved moteur.Date `json:"approved,omitzero"`
}

// International computes the international tax credit (CGI art. 220 quaterdecies): minimum spend, minimum days, rate of
// 30 or 40 %, 80 % cap, every public subsidy out of the base, ceiling of the work, limit of public aid. After the last day of
// the tables it is refused, not guessed, unless the provisional approval came before. A work that is refused has a zero amount.
func International(f InternationalCase) (Credit, error) {
	c := Credit{Regime: RegimeInternational, Title: f.Title, Date: f.Date}
	f.Date = f.lawDay(&c.Report)
	b := openRules(f.Date, f.Given, &c.Report)
	f.Lines = f.countedLines(b)
	if f.CNCAided {
		c.Report.Errorf("cnc_aided", "financing/credit-excluded",
			"L'œuvre est aidée par le CNC en production : le crédit d'impôt international lui est fermé.")
	}
	rateID := "credit/c2i.rate"
	manyShots := !money.Sane(f.VFXShots).LessThan(b.At("vfx_shots").Cited("credit/c2i.vfx.share").Value) ||
		!money.Sane(f.VFXPerMinute).LessThan(b.At("vfx_per_minute").Cited("credit/c2i.vfx.per_minute").Value)
	if !f.Animation && manyShots && money.Sane(f.VFXSpend).GreaterThan(b.At("vfx_spend").Cited("credit/c2i.vfx.spend").Value) {
		rateID = "credit/c2i.rate.vfx"
	}
	if days := b.At("days_in_france").Cited("credit/c2i.min_days"); !f.Animation &&
		decimal.NewFromInt(int64(f.DaysInFrance)).LessThan(days.Value) {
		c.floor(days, "days_in_france", "Le tournage en France dure "+fr.Plural(f.DaysInFrance, "jour",
			"jours")+" ; il en faut "+days.Value.String()+".")
	}
	f.checkScore(b)
	c.compute(b, f.Case, rules{
		rate: b.At("vfx_spend").Quote("taux", rateID), base: "credit/c2i.base_cap",
		ceiling: b.At("budget").Quote("plafond du crédit par œuvre", "credit/c2i.cap"),
		limit:   b.At("other_aid").Quote("intensité maximale", "credit/c2i.intensity"), hasLimit: true,
	})
	least := b.At("lines").Cited("credit/c2i.min_spend")
	floor := least.Value
	if money.Sane(f.Budget).LessThan(b.At("budget").Cited("credit/c2i.small_budget").Value) {
		floor = money.Times(money.Sane(f.Budget), b.At("budget").Cited("credit/c2i.min_share").Value)
	}
	if c.Report.Err() == nil && c.Eligible.LessThan(floor) {
		c.floor(least, "lines", "Les dépenses éligibles sont de "+fr.Euros(c.Eligible)+", sous le minimum de "+fr.Euros(floor)+".")
	}
	return c, c.refused()
}

// lawDay is the day whose law applies: that of the case, or that of the provisional approval when the credit has ended since.
func (f InternationalCase) lawDay(r *moteur.Report) moteur.Date {
	in := func(on moteur.Date) bool {
		t, err := tables()
		return err == nil && law.Open(on, nil, t...).Has("credit/c2i.rate")
	}
	if f.Approved.IsZero() || !f.Approved.Before(f.Date) || in(f.Date) || !in(f.Approved) {
		return f.Date
	}
	r.Notef("approved", "financing/credit-end",
		"Le crédit d'impôt a pris fin avant le %s ; l'agrément provisoire du %s est antérieur : les dépenses comptent encore, par les "+
			"règles de ce jour.",
		fr.Date(f.Date), fr.Date(f.Approved))
	return f.Approved
}

// countedLines puts outside the base the pay of performers of neither France nor Europe, on the dates when it does not count.
func (f InternationalCase) countedLines(b law.Book) []SpendLine {
	out := slices.Clone(f.Lines)
	for i := range out {
		l := &out[i]
		if l.Category != SpendPerformers || !l.NonEuropean {
			continue
		}
		if at := fmt.Sprintf("lines[%d]", i); b.Has("credit/c2i.performers") {
			b.At(at).Text("credit/c2i.performers")
		} else {
			l.Outside = l.gross()
			b.Report().Notef(at, "financing/spend-performers",
				"La dépense %s est hors de l'assiette : artistes-interprètes ni français ni européens.", fr.Quote(l.Label))
		}
	}
	return out
}
