package credit

import (
	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/internal/law"
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
	Case
	Genre   Genre `json:"genre"`
	Minutes int   `json:"minutes"`
	// Youth is youth fiction with a broadcaster's promise of slot, whose floor is lower.
	Youth bool `json:"youth,omitempty"`
	// ForeignLanguage is a fiction co-production in a foreign language; ForeignShare is its foreign finance.
	ForeignLanguage bool            `json:"foreign_language,omitempty"`
	ForeignShare    decimal.Decimal `json:"foreign_share,omitzero"` // fraction
}

// AudiovisualResult is a Credit with the cost a minute and the ceiling a minute that it gives.
type AudiovisualResult struct {
	Credit
	CostPerMinute decimal.Decimal `json:"cost_per_minute"` // to the cent
	CapPerMinute  decimal.Decimal `json:"cap_per_minute"`
}

// Audiovisual computes the tax credit of an audiovisual work (CGI art. 220 sexies, code du cinéma art. D331-4): 80 % cap,
// rate, ceiling by minute. A work under the floors of length, cost or spend is refused, with a zero amount. Filmed live shows have
// their rate, ceiling and floors until 2024-12-31.
func Audiovisual(a AudiovisualCase) (AudiovisualResult, error) {
	out := AudiovisualResult{Credit: Credit{Regime: RegimeAudiovisual, Title: a.Title, Date: a.Date}}
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
		limit = b.At("genre").Quote("plafond par minute", "credit/av.cap.documentary")
		a.floors(b, "credit/av.floor.documentary.minutes", "credit/av.floor.documentary.cost", perMinute.Value)
	case GenreAnimation:
		limit = b.At("genre").Quote("plafond par minute", "credit/av.cap.animation")
		a.floors(b, "credit/av.floor.animation.minutes", "credit/av.floor.animation.cost", perMinute.Value)
	case GenreLive:
		rateID = "credit/av.rate.live"
		limit = b.At("genre").Quote("plafond par minute", "credit/av.cap.live")
		a.liveFloors(b, perMinute.Value)
	default:
		c.Report.Errorf("genre", "financing/credit-genre", "Le genre %q est inconnu.", fr.Clip(string(a.Genre)))
	}
	if a.ForeignLanguage {
		share, cost := b.At("foreign_share").Cited("credit/av.foreign.share"), b.At("budget").Cited("credit/av.foreign.cost")
		if a.Genre != GenreFiction || money.Sane(a.ForeignShare).LessThan(share.Value) || perMinute.Value.LessThan(cost.Value) {
			c.Report.Add(moteur.Issue{Path: "foreign_language", Severity: moteur.Error, Rule: "financing/credit-language",
				Source: share.Source,
				Message: "Une langue étrangère n'est admise que pour une fiction coproduite à " + fr.Percent(share.Value,
					0) + " au moins par l'étranger et coûtant " + fr.Euros(cost.Value) + " la minute au moins."})
		}
	}
	out.CapPerMinute = limit.Value
	k := rules{rate: b.At("genre").Quote("taux", rateID), base: "credit/av.base_cap",
		ceiling: moteur.Times("plafond de l'œuvre", limit, minutes)}
	c.compute(b, a.Case, k)
	if c.Report.Err() == nil {
		a.spendFloor(c, b)
	}
	return out, c.refused()
}

// spendFloor refuses a documentary or a filmed show whose eligible spend a minute is under the minimum.
func (a AudiovisualCase) spendFloor(c *Credit, b law.Book) {
	floor := moteur.Cited[decimal.Decimal]{}
	switch a.Genre {
	case GenreDocumentary:
		floor = b.At("lines").Cited("credit/av.floor.documentary.spend")
	case GenreLive:
		floor = a.byLength(b.At("lines"), "credit/av.floor.live.spend")
	}
	if spend := c.Eligible.DivRound(decimal.NewFromInt(int64(a.Minutes)), 2); spend.LessThan(floor.Value) {
		c.floor(floor, "lines", "Les dépenses éligibles sont de "+fr.Euros(spend)+" la minute, sous le minimum de "+
			fr.Euros(floor.Value)+".")
	}
}

// byLength is the value a minute of a filmed show by its length: bounds are "below".
func (a AudiovisualCase) byLength(b law.Book, id string) moteur.Cited[decimal.Decimal] {
	scale, src := b.Bands(id)
	for _, s := range scale {
		if s.Open || decimal.NewFromInt(int64(a.Minutes)).LessThan(s.To) {
			return moteur.Cited[decimal.Decimal]{ID: id, Value: s.Value, On: b.On(), Source: src}
		}
	}
	return moteur.Cited[decimal.Decimal]{}
}

// liveFloors refuses a filmed show under the minimum length or the minimum cost a minute of its length.
func (a AudiovisualCase) liveFloors(b law.Book, perMinute decimal.Decimal) {
	a.atLeast(b, b.At("minutes").Cited("credit/av.floor.live.minutes"), a.byLength(b.At("budget"), "credit/av.floor.live.cost"), perMinute)
}

// floors refuses a work under the minimum length or the minimum cost a minute.
func (a AudiovisualCase) floors(b law.Book, minutesID, costID string, perMinute decimal.Decimal) {
	a.atLeast(b, b.At("minutes").Cited(minutesID), b.At("budget").Cited(costID), perMinute)
}

func (a AudiovisualCase) atLeast(b law.Book, least, cost moteur.Cited[decimal.Decimal], perMinute decimal.Decimal) {
	c := Credit{}
	if decimal.NewFromInt(int64(a.Minutes)).LessThan(least.Value) {
		c.floor(least, "minutes", "L'œuvre dure moins de "+least.Value.String()+" minutes.")
	}
	if perMinute.LessThan(cost.Value) {
		c.floor(cost, "budget", "Le coût est de "+fr.Euros(perMinute.Round(2))+" la minute, sous le minimum de "+fr.Euros(cost.Value)+".")
	}
	b.Report().Merge("", c.Report)
}

func (c *Credit) floor(v moteur.Cited[decimal.Decimal], path, message string) {
	c.Report.Add(moteur.Issue{Path: path, Severity: moteur.Error, Rule: "financing/credit-floor", Message: message, Source: v.Source})
}

// fictionCap is the ceiling a minute of a fiction, by its cost a minute: bounds are "below".
func fictionCap(b law.Book, perMinute decimal.Decimal) moteur.Step {
	scale, src := b.At("genre").Bands("credit/av.caps.fiction")
	for _, s := range scale {
		if s.Open || perMinute.LessThan(s.To) {
			return moteur.Given("plafond par minute, coût de "+fr.Euros(perMinute.Round(2))+" la minute", s.Value).Because(src)
		}
	}
	return moteur.Step{}
}
