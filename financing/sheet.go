package financing

import (
	"slices"
	"strings"
	"sync"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/internal/law"
	"github.com/moteur-film/moteur/internal/money"
)

// AidSheet is a fiche d'aide: who gives, on what conditions, how much, by when, with which pieces. Sheets are data: a region's or
// a fund's own sheet is added the same way. A sheet without source waits for the caller's text.
type AidSheet struct {
	ID     string        `json:"id"`
	Label  string        `json:"label"`
	Kind   Kind          `json:"kind"`
	Body   string        `json:"body"`            // who gives it
	From   moteur.Date   `json:"from,omitzero"`   // first day of the text; unset when the sheet waits for one
	To     moteur.Date   `json:"to,omitzero"`     // last day
	Seen   moteur.Date   `json:"seen,omitzero"`   // the last day the text was seen in force
	Source moteur.Source `json:"source,omitzero"` // the text
	Note   string        `json:"note,omitempty"`  // what the conditions do not say
	// StartUnknown tells that the first day of the text is not known: From is then the first day it is known to hold.
	StartUnknown bool `json:"start_unknown,omitempty"`
	// Regions are the ISO 3166-2 codes of the places whose spend counts; empty for a national aid.
	Regions []string `json:"regions,omitempty"`
	// Max is the highest amount; Rate × the figure named Base gives the amount, when set. Both empty: the body decides.
	Max  *decimal.Decimal `json:"max,omitempty"`
	Rate *decimal.Decimal `json:"rate,omitempty"`
	Base string           `json:"base,omitempty"`
	// SpendRatio is the euros to spend in Regions for a euro of aid: the amount is bounded by the spend.
	SpendRatio *decimal.Decimal `json:"spend_ratio,omitempty"`
	// Repayable is the fraction that may have to be paid back.
	Repayable  *decimal.Decimal `json:"repayable,omitempty"`
	Conditions []Condition      `json:"conditions"`
	Deadline   AskBy            `json:"deadline,omitzero"`
	Payment    string           `json:"payment,omitempty"`
	Pieces     []string         `json:"pieces"`
}

// Condition is a question d'éligibilité on a figure or a fact of the film. Exactly one test is set.
type Condition struct {
	Field   string           `json:"field"`
	Is      *bool            `json:"is,omitempty"`
	In      string           `json:"in,omitempty"` // words separated by ";"
	AtLeast *decimal.Decimal `json:"at_least,omitempty"`
	AtMost  *decimal.Decimal `json:"at_most,omitempty"`
	Below   *decimal.Decimal `json:"below,omitempty"`
	Text    string           `json:"text"`
	Source  moteur.Source    `json:"source,omitzero"`
}

// AskBy is when to ask: some days after an event (negative before), or a day of the year ("12-31").
type AskBy struct {
	Event    moteur.Event `json:"event,omitempty"`
	Days     int          `json:"days,omitempty"`
	MonthDay string       `json:"month_day,omitempty"`
	Text     string       `json:"text,omitempty"`
}

// AidSheets returns the sheets of the library, in order.
func AidSheets() ([]AidSheet, error) {
	t, err := sheetsTable()
	return slices.Clone(t.Sheets), err
}

type sheets struct {
	ID, Title string
	Sheets    []AidSheet
}

var sheetsTable = sync.OnceValues(func() (t sheets, err error) { return t, law.Read(rulesFS, "rules/sheets/aids.json", &t) })

// cited is the sheet as a value of law on a date.
func (s AidSheet) cited(table string, on moteur.Date) moteur.Cited[string] {
	return moteur.Cited[string]{ID: "sheets/" + s.ID, Value: s.Label, From: s.From, FromUnknown: s.StartUnknown, To: s.To, Seen: s.Seen,
		On: on, Table: table, Source: s.Source}
}

// Profile is what the finder knows of a film: figures and facts by the names the conditions use (cost, music_share,
// french_expression, carbon_footprint…), the spend by place, the timeline. What is not given is unknown, never false.
type Profile struct {
	Title    string                     `json:"title,omitempty"`
	Words    map[string]string          `json:"words,omitempty"`
	Figures  map[string]decimal.Decimal `json:"figures,omitempty"`
	Facts    map[string]bool            `json:"facts,omitempty"`
	Spend    map[string]decimal.Decimal `json:"spend,omitempty"` // euros by ISO 3166-2 code
	Timeline moteur.Timeline            `json:"timeline,omitempty"`
}

// ProfileOf reads in a film, its plan and its devis what they tell: kind, cost, rank of the director, language, French share,
// aids already in the plan, countries.
func ProfileOf(f moteur.Film, p Plan) Profile {
	s := Summarize(p)
	out := Profile{Title: f.Title, Words: map[string]string{"kind": string(f.Kind)}, Figures: map[string]decimal.Decimal{"cost": s.Cost},
		Facts: map[string]bool{}, Timeline: p.Timeline}
	if f.Timeline != nil && out.Timeline == nil {
		out.Timeline = f.Timeline
	}
	if f.DirectorRank > 0 {
		out.Figures["director_rank"] = decimal.NewFromInt(int64(f.DirectorRank))
	}
	if f.Language != "" {
		out.Facts["french_expression"] = f.Language == "fr"
	}
	if !s.Cost.IsZero() && len(p.Resources) > 0 {
		largest := decimal.Zero
		for _, t := range s.Territories {
			largest = decimal.Max(largest, t.Share)
		}
		out.Figures["largest_share"], out.Figures["countries"] = largest, decimal.NewFromInt(int64(len(s.Territories)))
		out.Facts["french_initiative"] = !p.International() || s.French.GreaterThan(s.Foreign)
	}
	out.Facts["has_advance_before"] = slices.ContainsFunc(p.Resources, func(r Resource) bool { return r.Kind == AdvanceOnReceipts })
	return out
}

// Verdict is how an aid fits a film.
type Verdict string

// The verdicts.
const (
	Fits     Verdict = "fits"     // every condition is met
	Unknown  Verdict = "unknown"  // some facts are missing
	Excluded Verdict = "excluded" // a condition is not met, or the day is past
)

// Label returns the French words.
func (v Verdict) Label() string {
	switch v {
	case Fits:
		return "convient"
	case Unknown:
		return "à compléter"
	case Excluded:
		return "exclue"
	}
	return string(v)
}

// AidMatch is the answer of the finder for one aid.
type AidMatch struct {
	Sheet   AidSheet `json:"sheet"`
	Verdict Verdict  `json:"verdict"`
	Met     []string `json:"met,omitempty"`
	Missing []string `json:"missing,omitempty"` // facts to give
	Failed  []string `json:"failed,omitempty"`
	// Amount is what the sheet lets hope, euros; unset when the body decides alone.
	Amount decimal.Decimal `json:"amount,omitzero"`
	By     moteur.Date     `json:"by,omitzero"` // last day to ask
	InPlan bool            `json:"in_plan,omitempty"`
}

// FindAids tells which aids fit a film on a date, what is missing and by when: the library's sheets, then the caller's. Aids that
// fit come first, then those to complete; each group in order of deadline. Sheets whose text could not be sourced are said
// in the report.
func FindAids(p Profile, extra []AidSheet, on moteur.Date) ([]AidMatch, moteur.Report) {
	var r moteur.Report
	table, err := sheetsTable()
	if err != nil {
		r.Errorf("", law.RuleMissing, "%s", err)
		return nil, r
	}
	var out []AidMatch
	for _, s := range slices.Concat(table.Sheets, extra) {
		if on.Before(s.From) && !s.StartUnknown || !s.To.IsZero() && on.After(s.To) {
			r.Notef("sheets."+s.ID, "financing/sheet-date", "La fiche %s n'est pas en vigueur au %s.", fr.Quote(s.Label), fr.Date(on))
			continue
		}
		if s.Source.Text == "" || !s.Source.Verified {
			r.Add(moteur.Issue{Path: "sheets." + s.ID, Severity: moteur.Notice, Rule: moteur.RuleUnverified, Source: s.Source,
				Message: "À confirmer : fiche " + fr.Quote(s.Label) + ", " + s.Note + "."})
		} else {
			s.cited(table.Title, on).Use(&r, "sheets."+s.ID)
		}
		out = append(out, match(s, p, on))
	}
	order := map[Verdict]int{Fits: 0, Unknown: 1, Excluded: 2}
	slices.SortStableFunc(out, func(a, b AidMatch) int {
		if d := order[a.Verdict] - order[b.Verdict]; d != 0 {
			return d
		}
		switch {
		case a.By.IsZero() == b.By.IsZero():
			return a.By.Compare(b.By)
		case a.By.IsZero():
			return 1
		}
		return -1
	})
	return out, r
}

func match(s AidSheet, p Profile, on moteur.Date) AidMatch {
	m := AidMatch{Sheet: s, Verdict: Fits, By: s.Deadline.date(p.Timeline, on)}
	fig := regionFigures(s, p)
	for _, c := range s.Conditions {
		ok, known := c.test(p, fig)
		switch {
		case !known:
			m.Missing = append(m.Missing, c.Text)
		case ok:
			m.Met = append(m.Met, c.Text)
		default:
			m.Failed = append(m.Failed, c.Text)
		}
	}
	if !m.By.IsZero() && m.By.Before(on) {
		m.Failed = append(m.Failed, "date limite passée ("+fr.Date(m.By)+")")
	}
	if s.Source.Text == "" {
		m.Missing = append(m.Missing, "texte à fournir : "+s.Note)
	}
	switch {
	case len(m.Failed) > 0:
		m.Verdict = Excluded
	case len(m.Missing) > 0:
		m.Verdict = Unknown
	}
	if s.Rate != nil {
		if v, ok := fig[s.Base]; ok {
			m.Amount = money.Times(v, *s.Rate)
		}
	}
	if s.Max != nil && (m.Amount.GreaterThan(*s.Max) || s.Rate == nil) {
		m.Amount = *s.Max
	}
	if spend, ok := fig["region_spend"]; ok && s.SpendRatio != nil && s.SpendRatio.IsPositive() {
		if most := spend.DivRound(*s.SpendRatio, 2); most.LessThan(m.Amount) {
			m.Amount = most
		}
	}
	return m
}

// regionFigures gives the figures a sheet reads: those of the film, and the spend in the sheet's own region.
func regionFigures(s AidSheet, p Profile) map[string]decimal.Decimal {
	out := make(map[string]decimal.Decimal, len(p.Figures)+2)
	for k, v := range p.Figures {
		out[k] = v
	}
	if len(s.Regions) == 0 || p.Spend == nil {
		return out
	}
	sum := decimal.Zero
	for _, code := range s.Regions {
		sum = sum.Add(p.Spend[code])
	}
	out["region_spend"] = sum
	return out
}

func (c Condition) test(p Profile, fig map[string]decimal.Decimal) (ok, known bool) {
	switch {
	case c.Is != nil:
		v, known := p.Facts[c.Field]
		return v == *c.Is, known
	case c.In != "":
		w, known := p.Words[c.Field]
		return slices.Contains(strings.Split(c.In, ";"), w), known
	}
	v, known := fig[c.Field]
	switch {
	case !known:
		return false, false
	case c.AtLeast != nil:
		return !v.LessThan(*c.AtLeast), true
	case c.AtMost != nil:
		return !v.GreaterThan(*c.AtMost), true
	case c.Below != nil:
		return v.LessThan(*c.Below), true
	}
	return false, false
}

// date is the last day to ask: from the event, or the next such day of the year.
func (d AskBy) date(tl moteur.Timeline, on moteur.Date) moteur.Date {
	if d.MonthDay != "" {
		m, day, _ := strings.Cut(d.MonthDay, "-")
		t := moteur.NewDate(on.Year(), 1, 1).AddMonths(atoi(m, 1) - 1).AddDays(atoi(day, 1) - 1)
		if t.Before(on) {
			t = t.AddMonths(12)
		}
		return t
	}
	if d.Event == "" {
		return moteur.Date{}
	}
	return tl[d.Event].AddDays(d.Days)
}

// Resource makes of a match a resource to add to a plan, state pressenti: the amount hoped, the conditions, the pieces, the
// deadline.
func (m AidMatch) Resource() Resource {
	return Resource{ID: m.Sheet.ID, Label: m.Sheet.Label, Kind: m.Sheet.Kind, Party: m.Sheet.Body, Amount: m.Amount, State: Expected,
		Pieces:     slices.Clone(m.Sheet.Pieces),
		Conditions: strings.Join(append(slices.Clone(m.Met), m.Missing...), " ; "), Deadline: m.By, Repayable: m.Sheet.Repayable}
}
