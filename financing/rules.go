package financing

import (
	"embed"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/law"
	"github.com/moteur-film/moteur/internal/money"
)

//go:embed rules/*.json rules/scales/*.json rules/sheets/*.json
var rulesFS embed.FS

// The legal tables of the room: credit (crédits d'impôt), aid (encadrement), support (soutien automatique), bank (usages of
// treasury), template (échéanciers), curve (courbes de dépense), sheet (fiches d'aide).
var tableNames = []string{"aid", "bank", "credit", "curve", "support", "template"}

var tables = sync.OnceValues(func() (map[string]law.Table, error) {
	out := make(map[string]law.Table, len(tableNames))
	for _, n := range tableNames {
		t, err := law.Load(rulesFS, "rules/"+n+".json")
		if err != nil {
			return nil, fmt.Errorf("financing : %w", err)
		}
		out[n] = t
	}
	return out, nil
})

// Given holds the caller's own values for legal values that the tables leave empty or do not hold on the date, by id
// ("credit/av.cap.live"). Each use is said in the report.
type Given map[string]decimal.Decimal

// Rules of values given by the caller or missing.
const (
	RuleGiven   = "financing/given-value"   // a value came from the caller, not from the tables
	RuleMissing = "financing/missing-value" // a named slot is empty or has no value on the date
)

// rulebook reads the legal values of one computation on one date, and notes in its report those that are not verified,
// those given by the caller and those that are missing.
type rulebook struct {
	tables map[string]law.Table
	on     moteur.Date
	given  Given
	report *moteur.Report
}

func openRules(on moteur.Date, given Given, r *moteur.Report) *rulebook {
	t, err := tables()
	if err != nil {
		r.Errorf("", RuleMissing, "%s", err)
	}
	return &rulebook{tables: t, on: on, given: given, report: r}
}

// peek reads a value; nothing is noted.
func (b *rulebook) peek(id string) (moteur.Cited[decimal.Decimal], error) {
	if v, ok := b.given[id]; ok {
		if err := money.Guard(v); err != nil {
			return moteur.Cited[decimal.Decimal]{}, fmt.Errorf("%s : %w", id, err)
		}
		return moteur.Cited[decimal.Decimal]{ID: id, Value: v, From: b.on,
			Source: moteur.Source{Text: "valeur fournie par l'appelant"}}, nil
	}
	name, entry, _ := strings.Cut(id, "/")
	return b.tables[name].Decimal(entry, b.on)
}

// dec reads a value for use: an unverified one is noted, a missing one is an error of the report and reads as zero.
func (b *rulebook) dec(id, path string) moteur.Cited[decimal.Decimal] {
	c, err := b.peek(id)
	if err != nil {
		b.missing(id, path, err)
		return moteur.Cited[decimal.Decimal]{ID: id, Source: moteur.Source{Text: "valeur manquante"}}
	}
	b.used(id, path, c)
	return c
}

func (b *rulebook) used(id, path string, c moteur.Cited[decimal.Decimal]) {
	if _, ok := b.given[id]; ok {
		note := moteur.Issue{Path: path, Severity: moteur.Notice, Rule: RuleGiven, Source: c.Source,
			Message: fmt.Sprintf("%s = %s : valeur fournie par l'appelant, absente ou remplacée dans les tables.", id, c.Value)}
		if !slices.Contains(b.report.Issues, note) {
			b.report.Add(note)
		}
		return
	}
	c.Use(b.report, path)
}

func (b *rulebook) missing(id, path string, err error) {
	what := "illisible"
	switch {
	case errors.Is(err, law.ErrEmpty):
		what = "n'a pas pu être sourcée et attend la valeur de l'appelant"
	case errors.Is(err, law.ErrBefore):
		what = "n'a pas de valeur à cette date"
	case errors.Is(err, law.ErrUnknown):
		what = "n'existe pas dans les tables"
	}
	day := b.on.String()
	if day == "" {
		day = "une date non précisée"
	}
	b.report.Errorf(path, RuleMissing, "La valeur légale %s %s (au %s) : %v.", id, what, day, err)
}

// quote reads a value as a step of a derivation.
func (b *rulebook) quote(label, id, path string) moteur.Step {
	return moteur.Quote(label, b.dec(id, path))
}

// sane gives a decimal from outside, or zero when its digits or exponent are beyond any amount: no arithmetic is done on it.
func sane(d decimal.Decimal) decimal.Decimal {
	if money.Guard(d) != nil {
		return decimal.Zero
	}
	return d
}

// rounded is an amount from outside to the cent, zero when it is not one.
func rounded(d decimal.Decimal) decimal.Decimal { return money.Cents(sane(d)) }

// band is one slice of a scale: the value holds up to the bound; an open band has no bound.
type band struct {
	to    decimal.Decimal
	open  bool
	value decimal.Decimal
}

// bands reads a scale written "9225000:1.25;30750000:0.95;:0.10".
func (b *rulebook) bands(id, path string) ([]band, moteur.Source) {
	name, entry, _ := strings.Cut(id, "/")
	c, err := b.tables[name].Text(entry, b.on)
	if err != nil {
		b.missing(id, path, err)
		return nil, moteur.Source{}
	}
	c.Use(b.report, path)
	var out []band
	for part := range strings.SplitSeq(c.Value, ";") {
		to, v, _ := strings.Cut(part, ":")
		n := band{open: to == ""}
		var e1, e2 error
		if !n.open {
			n.to, e1 = money.Parse(to)
		}
		n.value, e2 = money.Parse(v)
		if err := errors.Join(e1, e2); err != nil {
			b.missing(id, path, err)
			return nil, moteur.Source{}
		}
		out = append(out, n)
	}
	return out, c.Source
}

// text reads a value as text.
func (b *rulebook) text(id, path string) string {
	name, entry, _ := strings.Cut(id, "/")
	c, err := b.tables[name].Text(entry, b.on)
	if err != nil {
		b.missing(id, path, err)
		return ""
	}
	return c.Use(b.report, path)
}

// whole reads a value as a whole number.
func (b *rulebook) whole(id, path string) int { return int(b.dec(id, path).Value.IntPart()) }

// scaleSteps gives one step for each slice of an amount: slice × rate, exact; empty slices are left out.
func scaleSteps(amount decimal.Decimal, scale []band, label string, src moteur.Source, also ...moteur.Step) []moteur.Step {
	var out []moteur.Step
	from := decimal.Zero
	for _, s := range scale {
		top := amount
		if !s.open && s.to.LessThan(amount) {
			top = s.to
		}
		if !top.GreaterThan(from) {
			break
		}
		part := moteur.Given(fmt.Sprintf("%s de %s à %s €", label, from, top), top.Sub(from))
		rate := moteur.Given("taux de la tranche", s.value).Because(src)
		out = append(out, moteur.TimesExact(fmt.Sprintf("tranche de %s à %s €", from, top), append([]moteur.Step{part, rate}, also...)...))
		from = top
	}
	return out
}

// yearDay reads a whole number written in a text, or the fallback.
func atoi(s string, fallback int) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		return fallback
	}
	return n
}
