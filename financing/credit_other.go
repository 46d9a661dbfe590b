package financing

import (
	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/internal/money"
)

// Genre is the genre of an audiovisual work for its tax credit.
type Genre string

// The genres.
const (
	GenreFiction     Genre = "fiction"
	GenreDocumentary Genre = "documentary"
	GenreAnimation   Genre = "animation"
	GenreLive        Genre = "live" // adaptation audiovisuelle de spectacle
)

// AudiovisualCase is a work for the domestic audiovisual credit. Budget is the cost of the whole work, Minutes its length.
type AudiovisualCase struct {
	CreditCase
	Genre   Genre `json:"genre"`
	Minutes int   `json:"minutes"`
	// Youth is youth fiction with a broadcaster's promise of slot, whose floor is lower.
	Youth bool `json:"youth,omitempty"`
	// ForeignLanguage is a fiction co-production in a foreign language; ForeignShare is its foreign finance.
	ForeignLanguage bool            `json:"foreign_language,omitempty"`
	ForeignShare    decimal.Decimal `json:"foreign_share,omitzero"` // fraction
}

// AudiovisualCreditResult is a Credit with the cost a minute and the ceiling a minute that it gives.
type AudiovisualCreditResult struct {
	Credit
	CostPerMinute decimal.Decimal `json:"cost_per_minute"` // to the cent
	CapPerMinute  decimal.Decimal `json:"cap_per_minute"`
}

// AudiovisualCredit computes the tax credit of an audiovisual work (CGI art. 220 sexies, code du cinéma art. D331-4): 80 % cap,
// rate, ceiling by minute. A work under the floors of length, cost or spend is refused. The ceiling of filmed live shows could
// not be sourced: the caller gives it by minute ("credit/av.cap.live").
func AudiovisualCredit(a AudiovisualCase) (AudiovisualCreditResult, error) {
	out := AudiovisualCreditResult{Credit: Credit{Regime: Audiovisual, Title: a.Title, Date: a.Date}}
	c := &out.Credit
	b := openRules(a.Date, a.Given, &c.Report)
	if a.Minutes <= 0 || a.Minutes > 100_000 {
		c.Report.Errorf("minutes", "financing/credit-minutes", "La durée de l'œuvre n'est pas donnée.")
		return out, c.Report.Err()
	}
	if money.Guard(a.Budget) != nil || !a.Budget.IsPositive() {
		c.Report.Errorf("budget", "financing/amount", "Le coût de l'œuvre n'est pas recevable.")
		return out, c.Report.Err()
	}
	minutes := moteur.Given("minutes", decimal.NewFromInt(int64(a.Minutes)))
	perMinute := moteur.Ratio("coût par minute", moteur.Given("coût", a.Budget), minutes, moteur.Exact)
	out.CostPerMinute = perMinute.Value.Round(2)
	rateID := "credit/av.rate"
	var limit moteur.Step
	switch a.Genre {
	case GenreFiction:
		limit = fictionCap(b, perMinute.Value)
		floor := "credit/av.floor.fiction.cost"
		if a.Youth {
			floor = "credit/av.floor.youth.cost"
		}
		a.floors(b, "credit/av.floor.fiction.minutes", floor, perMinute.Value)
	case GenreDocumentary:
		limit = b.quote("plafond par minute", "credit/av.cap.documentary", "genre")
		a.floors(b, "credit/av.floor.documentary.minutes", "credit/av.floor.documentary.cost", perMinute.Value)
	case GenreAnimation:
		limit = b.quote("plafond par minute", "credit/av.cap.animation", "genre")
		a.floors(b, "credit/av.floor.animation.minutes", "credit/av.floor.animation.cost", perMinute.Value)
	case GenreLive:
		rateID = "credit/av.rate.live"
		limit = b.quote("plafond par minute", "credit/av.cap.live", "genre")
	default:
		c.Report.Errorf("genre", "financing/credit-genre", "Le genre %q est inconnu.", clip(string(a.Genre)))
	}
	if a.ForeignLanguage {
		share, cost := b.dec("credit/av.foreign.share", "foreign_share"), b.dec("credit/av.foreign.cost", "budget")
		if a.Genre != GenreFiction || sane(a.ForeignShare).LessThan(share.Value) || perMinute.Value.LessThan(cost.Value) {
			c.Report.Add(moteur.Issue{Path: "foreign_language", Severity: moteur.Error, Rule: "financing/credit-language",
				Source: share.Source,
				Message: "Une langue étrangère n'est admise que pour une fiction coproduite à " + fr.Percent(share.Value,
					0) + " au moins par l'étranger et coûtant " + fr.Euros(cost.Value) + " la minute au moins."})
		}
	}
	out.CapPerMinute = limit.Value
	k := rules{rate: b.quote("taux", rateID, "genre"), base: "credit/av.base_cap",
		ceiling: moteur.Times("plafond de l'œuvre", limit, minutes)}
	c.compute(b, a.CreditCase, k)
	if a.Genre == GenreDocumentary && c.Report.Err() == nil {
		floor := b.dec("credit/av.floor.documentary.spend", "lines")
		spend, _ := money.Div(c.Eligible, minutes.Value, 2)
		if spend.LessThan(floor.Value) {
			c.floor(floor, "lines", "Les dépenses éligibles sont de "+fr.Euros(spend)+" la minute, sous le minimum de "+
				fr.Euros(floor.Value)+".")
		}
	}
	return out, c.Report.Err()
}

// floors refuses a work under the minimum length or the minimum cost a minute.
func (a AudiovisualCase) floors(b *rulebook, minutesID, costID string, perMinute decimal.Decimal) {
	least, cost := b.dec(minutesID, "minutes"), b.dec(costID, "budget")
	c := Credit{}
	if decimal.NewFromInt(int64(a.Minutes)).LessThan(least.Value) {
		c.floor(least, "minutes", "L'œuvre dure moins de "+least.Value.String()+" minutes.")
	}
	if perMinute.LessThan(cost.Value) {
		c.floor(cost, "budget", "Le coût est de "+fr.Euros(perMinute.Round(2))+" la minute, sous le minimum de "+fr.Euros(cost.Value)+".")
	}
	b.report.Merge("", c.Report)
}

func (c *Credit) floor(v moteur.Cited[decimal.Decimal], path, message string) {
	c.Report.Add(moteur.Issue{Path: path, Severity: moteur.Error, Rule: "financing/credit-floor", Message: message, Source: v.Source})
}

// fictionCap is the ceiling a minute of a fiction, by its cost a minute: bounds are "below".
func fictionCap(b *rulebook, perMinute decimal.Decimal) moteur.Step {
	scale, src := b.bands("credit/av.caps.fiction", "genre")
	for _, s := range scale {
		if s.open || perMinute.LessThan(s.to) {
			return moteur.Given("plafond par minute, coût de "+fr.Euros(perMinute.Round(2))+" la minute", s.value).Because(src)
		}
	}
	return moteur.Step{}
}

// ForeignCase is a work for the international credit (C2I). The executive producer in France asks for it; the work is not French.
type ForeignCase struct {
	CreditCase
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
}

// InternationalCredit computes the international tax credit (CGI art. 220 quaterdecies): minimum spend, minimum days, rate of
// 30 or 40 %, 80 % cap, every public subsidy out of the base, ceiling of the work, limit of public aid. After the last day of
// the tables it is refused, not guessed.
func InternationalCredit(f ForeignCase) (Credit, error) {
	c := Credit{Regime: International, Title: f.Title, Date: f.Date}
	b := openRules(f.Date, f.Given, &c.Report)
	if f.CNCAided {
		c.Report.Errorf("cnc_aided", "financing/credit-excluded",
			"L'œuvre est aidée par le CNC en production : le crédit d'impôt international lui est fermé.")
	}
	rateID := "credit/c2i.rate"
	manyShots := !sane(f.VFXShots).LessThan(b.dec("credit/c2i.vfx.share", "vfx_shots").Value) ||
		!sane(f.VFXPerMinute).LessThan(b.dec("credit/c2i.vfx.per_minute", "vfx_per_minute").Value)
	if !f.Animation && manyShots && sane(f.VFXSpend).GreaterThan(b.dec("credit/c2i.vfx.spend", "vfx_spend").Value) {
		rateID = "credit/c2i.rate.vfx"
	}
	if days := b.dec("credit/c2i.min_days", "days_in_france"); !f.Animation &&
		decimal.NewFromInt(int64(f.DaysInFrance)).LessThan(days.Value) {
		c.floor(days, "days_in_france", "Le tournage en France dure "+fr.Plural(f.DaysInFrance, "jour",
			"jours")+" ; il en faut "+days.Value.String()+".")
	}
	f.checkScore(b)
	c.compute(b, f.CreditCase, rules{
		rate: b.quote("taux", rateID, "vfx_spend"), base: "credit/c2i.base_cap", ceiling: b.quote("plafond du crédit par œuvre",
			"credit/c2i.cap", "budget"),
		limit: b.quote("intensité maximale", "credit/c2i.intensity", "other_aid"), hasLimit: true,
	})
	least := b.dec("credit/c2i.min_spend", "lines")
	floor := least.Value
	if sane(f.Budget).LessThan(b.dec("credit/c2i.small_budget", "budget").Value) {
		floor = money.Times(sane(f.Budget), b.dec("credit/c2i.min_share", "budget").Value)
	}
	if c.Report.Err() == nil && c.Eligible.LessThan(floor) {
		c.floor(least, "lines", "Les dépenses éligibles sont de "+fr.Euros(c.Eligible)+", sous le minimum de "+fr.Euros(floor)+".")
	}
	return c, c.Report.Err()
}
