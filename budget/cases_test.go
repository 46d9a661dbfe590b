package budget_test

import (
	"cmp"
	"encoding/csv"
	"encoding/json"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/budget"
	"github.com/moteur-film/moteur/internal/money"
	"github.com/moteur-film/moteur/internal/testkit"
)

func dec(t testing.TB, s string) decimal.Decimal {
	t.Helper()
	d, err := money.Parse(s)
	require.NoError(t, err, "%q", s)
	return d
}

func equal(t testing.TB, want, got decimal.Decimal, what ...any) {
	t.Helper()
	assert.True(t, want.Equal(got), "%v: want %s got %s", what, want, got)
}

type devisFile struct {
	Budgets []struct {
		ID, Title, Minutes, Year string
		Lines                    []struct{ Post, Label, Amount, Quantity, Unit, Rate string }
		Subtotals                map[string]string `json:"post_subtotals"`
		Indirect                 []struct {
			Label, Amount, Percent, Computed string
			Base                             string `json:"base_rule"`
		}
		Total     string `json:"published_total"`
		PerMinute string `json:"published_cost_per_minute"`
		Checks    struct {
			Direct     string            `json:"direct_published"`
			Missing    map[string]string `json:"subtotal_minus_listed_lines"`
			Sum        string
			SumEqual   bool   `json:"sum_equals_published_total"`
			SumRounded string `json:"sum_if_each_indirect_line_rounded_half_up_to_cent"`
			PerMinute  string `json:"cost_per_minute"`
			PerEqual   *bool  `json:"cost_per_minute_equals_published"`
		}
	}
}

// Published broadcaster devis: lines, sub-totals, percent chains on their own bases, totals; drifts flagged.
func TestDevisCases(t *testing.T) {
	seen := 0
	for _, file := range testkit.Glob(t, testkit.Cases(t, "budget"), "*.json") {
		raw, err := os.ReadFile(file)
		require.NoError(t, err)
		var f devisFile
		if json.Unmarshal(raw, &f) != nil || len(f.Budgets) == 0 {
			continue
		}
		for _, d := range f.Budgets {
			seen++
			t.Run(filepath.Base(file)+"/"+d.ID, func(t *testing.T) {
				b := budget.Budget{Title: d.Title, Rounding: budget.Rounding{Level: "total"}}
				listed := map[string]decimal.Decimal{}
				differ := map[string]bool{} // lines whose printed amount is not quantity × rate
				for i, l := range d.Lines {
					amount := dec(t, l.Amount)
					line := budget.Line{ID: "l" + string(rune('A'+i/26)) + string(rune('a'+i%26)), Account: l.Post, Label: l.Label, Unit: l.Unit, Entered: &amount}
					if l.Rate != "" {
						line.Quantity, line.Rate = dec(t, l.Quantity), dec(t, l.Rate)
						differ[line.ID] = !line.Quantity.Mul(line.Rate).Equal(amount)
					}
					listed[l.Post] = listed[l.Post].Add(amount)
					b.Lines = append(b.Lines, line)
				}
				published := printedDevis{Accounts: map[string]decimal.Decimal{}, Percents: map[string]decimal.Decimal{}}
				for post, sub := range d.Subtotals {
					code, _, unlisted := strings.Cut(post, "-")
					want := dec(t, sub)
					missing := want.Sub(listed[code])
					if !unlisted {
						said := decimal.Zero
						if s, ok := d.Checks.Missing[post]; ok {
							said = dec(t, s)
						}
						equal(t, said, missing, "post", post, "subtotal minus listed lines")
						published.Accounts[code] = want
					}
					if !missing.IsZero() {
						amount := missing
						b.Lines = append(b.Lines, budget.Line{ID: "missing-" + post, Account: code, Label: "Non détaillé", Entered: &amount})
					}
				}
				ids := map[string]string{}
				for i, p := range d.Indirect {
					ids[p.Label] = "p" + string(rune('a'+i))
				}
				for _, p := range d.Indirect {
					amount := dec(t, p.Amount)
					line := budget.Percent{ID: ids[p.Label], Account: "IM", Label: p.Label}
					if p.Base == "flat" {
						line.Fixed = &amount
					} else {
						line.Rate = dec(t, p.Percent).Shift(-2)
						line.Base = p.Base
						for _, label := range longestFirst(ids) {
							line.Base = strings.ReplaceAll(line.Base, "+"+label, " + "+ids[label])
						}
						if _, err := money.Parse(p.Base); err == nil { // a base that the source only shows by its effect
							b.Lines = append(b.Lines, budget.Line{ID: "base-" + line.ID, Account: "FG", Label: "Base publiée", Group: "hors", Quantity: decimal.NewFromInt(1), Rate: dec(t, p.Base)})
							b.GroupsOff = []string{"hors"}
							line.Base, line.Fixed = "", &amount
						}
					}
					published.Percents[line.ID] = amount
					b.Percents = append(b.Percents, line)
				}
				e, err := budget.Compute(b)
				require.NoError(t, err)
				for _, a := range e.Lines {
					flagged := false
					for _, i := range e.Report.Issues {
						flagged = flagged || i.Rule == "budget/entered-differs" && b.Lines[index(b, a.Line)].ID == a.Line && i.Path == pathOf(b, a.Line)
					}
					assert.Equal(t, differ[a.Line], flagged, "line %s: entered amount differs from quantity × rate", a.Line)
				}
				for post, want := range d.Subtotals {
					if code, _, unlisted := strings.Cut(post, "-"); !unlisted {
						a, _ := e.Account(code)
						equal(t, dec(t, want), a.Amount, "post", post)
					}
				}
				equal(t, dec(t, d.Checks.Direct), e.Direct, "direct")
				drifts := drift(e, published)
				for i, p := range d.Indirect {
					a := e.Percents[i]
					if p.Computed != "" {
						equal(t, dec(t, p.Computed), a.Computed, p.Label)
						require.NoError(t, a.Step.Verify())
					}
					follows := a.Computed.Round(-dec(t, p.Amount).Exponent()).Equal(dec(t, p.Amount))
					assert.Equal(t, !follows, hasPath(drifts, "percents."+a.ID), "%s: published %s computed %s", p.Label, p.Amount, a.Computed)
				}
				// With the published amounts entered over the computed ones, the published total comes out to the last decimal.
				for i, p := range d.Indirect {
					amount := dec(t, p.Amount)
					b.Percents[i].Entered = &amount
				}
				e, err = budget.Compute(b)
				require.NoError(t, err)
				equal(t, dec(t, d.Checks.Sum), e.Exact, "sum")
				total := dec(t, d.Total)
				assert.Equal(t, d.Checks.SumEqual, !drift(e, printedDevis{Total: &total}).Has("budget/drift"), "published total follows")
				if d.Minutes != "" && d.PerMinute != "" {
					perMinute := e.Exact.DivRound(dec(t, d.Minutes), 2)
					if d.Checks.PerMinute != "" {
						equal(t, dec(t, d.Checks.PerMinute), perMinute, "cost per minute")
					}
					if d.Checks.PerEqual != nil {
						assert.Equal(t, *d.Checks.PerEqual, perMinute.Equal(dec(t, d.PerMinute)), "published cost per minute follows")
					}
				}
				if d.Checks.SumRounded != "" {
					b.Rounding = budget.Rounding{}
					e, err = budget.Compute(b)
					require.NoError(t, err)
					equal(t, dec(t, d.Checks.SumRounded), e.Total, "total of rounded lines")
				}
			})
		}
	}
	require.Positive(t, seen)
}

// longestFirst lists labels so that none is replaced inside a longer one.
func longestFirst(ids map[string]string) []string {
	return slices.SortedFunc(maps.Keys(ids), func(a, b string) int { return cmp.Or(len(b)-len(a), strings.Compare(a, b)) })
}

func index(b budget.Budget, id string) int {
	for i := range b.Lines {
		if b.Lines[i].ID == id {
			return i
		}
	}
	return 0
}

func pathOf(b budget.Budget, id string) string {
	return "lines[" + decimal.NewFromInt(int64(index(b, id))).String() + "].entered"
}

func hasPath(r moteur.Report, path string) bool {
	for _, i := range r.Issues {
		if i.Path == path {
			return true
		}
	}
	return false
}

// readCSV reads a commented table into maps by column, and the head's first column name.
func readCSV(t *testing.T, file string) (string, []map[string]string) {
	t.Helper()
	f, err := os.Open(file)
	require.NoError(t, err)
	defer f.Close()
	r := csv.NewReader(f)
	r.Comment = '#'
	rows, err := r.ReadAll()
	require.NoError(t, err, file)
	var out []map[string]string
	for _, row := range rows[1:] {
		m := map[string]string{}
		for i, v := range row {
			m[rows[0][i]] = v
		}
		out = append(out, m)
	}
	return rows[0][0], out
}

// Accounts of a Movie Magic budget: fringes with cut-offs, half-even print, rounded accounts added upward.
func TestMMBCases(t *testing.T) {
	seen := 0
	for _, file := range testkit.Glob(t, testkit.Cases(t, "budget"), "*.csv") {
		head, rows := readCSV(t, file)
		if head != "account" {
			continue
		}
		b := budget.Budget{Grid: budget.NoGrid, Rounding: budget.Rounding{Unit: "euro", Mode: "half-even", Level: "account"}}
		var waiting []string // accounts whose category total has not come yet
		names := map[string]string{}
		byAccount := map[string][]map[string]string{}
		want := map[string]decimal.Decimal{}
		type printed struct {
			id     string
			amount decimal.Decimal
		}
		var lines, fringes []printed
		for _, row := range rows {
			code := row["account"]
			switch row["row_type"] {
			case "account_total":
				waiting = append(waiting, code)
				names[code] = row["account_name"]
				want[code] = dec(t, row["amount"])
			case "category_total":
				want[code] = dec(t, row["amount"])
				b.Accounts = append(b.Accounts, budget.Account{Code: code, Label: code})
				for _, a := range waiting {
					b.Accounts = append(b.Accounts, budget.Account{Code: a, Label: names[a], Parent: code})
				}
				waiting = nil
			default:
				byAccount[code] = append(byAccount[code], row)
			}
		}
		for _, a := range waiting {
			b.Accounts = append(b.Accounts, budget.Account{Code: a, Label: names[a]})
		}
		for _, a := range b.Accounts {
			var details []int
			top := decimal.Zero
			for k, row := range byAccount[a.Code] {
				if row["row_type"] == "detail" {
					id := a.Code + "/" + row["label"] + "/" + string(rune('a'+k))
					details = append(details, len(b.Lines))
					lines = append(lines, printed{id, dec(t, row["amount"])})
					b.Lines = append(b.Lines, budget.Line{ID: id, Account: a.Code, Label: row["label"], Number: dec(t, row["multiplier"]),
						Quantity: dec(t, row["quantity"]), Unit: row["unit"], Rate: dec(t, row["rate"])})
				} else if base := dec(t, row["base"]); base.GreaterThan(top) {
					top = base
				}
			}
			paid := linesThatMake(b, details, top)
			for k, row := range byAccount[a.Code] {
				if row["row_type"] != "fringe" {
					continue
				}
				seen++
				ch := budget.Charge{ID: a.Code + "/" + row["label"] + "/" + string(rune('a'+k)), Label: row["label"], Rate: dec(t, row["rate"]).Shift(-2)}
				if base := dec(t, row["base"]); !base.Equal(top) {
					ceiling, scope := cutOff(b, paid, base)
					require.NotEmpty(t, scope, "%s %s: no cut-off gives the base %s", a.Code, row["label"], base)
					ch.Ceiling, ch.Scope = &ceiling, scope
				}
				fringes = append(fringes, printed{ch.ID, dec(t, row["amount"])})
				b.Charges = append(b.Charges, ch)
				for _, i := range paid {
					b.Lines[i].Charges = append(b.Lines[i].Charges, ch.ID)
				}
			}
		}
		e, err := budget.Compute(b)
		require.NoError(t, err, file)
		for i, p := range lines {
			equal(t, p.amount, e.Lines[i].Computed, p.id)
		}
		sums := map[string]decimal.Decimal{}
		for _, c := range e.Charges {
			sums[c.Charge] = sums[c.Charge].Add(c.Amount)
		}
		for _, p := range fringes {
			equal(t, p.amount, b.Rounding.Print(sums[p.id]), p.id)
		}
		for code, amount := range want {
			a, ok := e.Account(code)
			require.True(t, ok, code)
			equal(t, amount, a.Amount, "account", code)
		}
	}
	require.Positive(t, seen)
}

// linesThatMake returns the largest set of lines whose amounts add up to a base.
func linesThatMake(b budget.Budget, details []int, base decimal.Decimal) []int {
	var best []int
	for set := 0; set < 1<<min(len(details), 12); set++ {
		var sum decimal.Decimal
		var in []int
		for k, i := range details {
			if set>>k&1 == 1 {
				l := b.Lines[i]
				sum = sum.Add(l.Number.Mul(l.Quantity).Mul(l.Rate))
				in = append(in, i)
			}
		}
		if sum.Equal(base) && len(in) > len(best) {
			best = in
		}
	}
	return best
}

// cutOff finds the ceiling and the scope that give a base: the ceiling of the example budget first, else the base itself.
func cutOff(b budget.Budget, lines []int, base decimal.Decimal) (decimal.Decimal, string) {
	for _, ceiling := range []decimal.Decimal{decimal.NewFromInt(7000), base} {
		var byLine, all decimal.Decimal
		for _, i := range lines {
			amount := b.Lines[i].Number.Mul(b.Lines[i].Quantity).Mul(b.Lines[i].Rate)
			all = all.Add(amount)
			byLine = byLine.Add(decimal.Min(amount, ceiling))
		}
		switch {
		case byLine.Equal(base):
			return ceiling, "line"
		case decimal.Min(all, ceiling).Equal(base):
			return ceiling, "account"
		}
	}
	return base, ""
}

// The other published tables: the pay cap, the flat rates, an aggregate whose printed share does not follow.
func TestTablesCases(t *testing.T) {
	seen := map[string]int{}
	for _, file := range testkit.Glob(t, testkit.Cases(t, "budget"), "*.csv") {
		head, rows := readCSV(t, file)
		seen[head]++
		for _, row := range rows {
			switch head {
			case "production_cost_eur":
				s, _, err := budget.PayCap(dec(t, row["production_cost_eur"]), moteur.NewDate(2015, 7, 1))
				require.NoError(t, err)
				equal(t, dec(t, row["cap_eur"]), s.Value, "cost", row["production_cost_eur"])
			case "genre":
				checkFlatRate(t, row)
			}
		}
		if head == "indicator" {
			checkAggregate(t, rows)
		}
	}
	assert.Positive(t, seen["production_cost_eur"]+seen["genre"]+seen["indicator"])
}

var genres = map[string]string{"fiction unitaire (incl. 2x45')": budget.GenreFictionUnit, "fiction financed over 70 %": budget.GenreFiction70, "fiction other": budget.GenreFiction,
	"animation": budget.GenreAnimation, "documentaire": budget.GenreDocumentary, "adaptation de spectacle": budget.GenreLiveShow, "long métrage cinéma": budget.GenreFeature,
	"Eurimages": "eurimages", "développement franco-allemand (CNC-FFA)": "cnc_ffa"}

// checkFlatRate holds one row of the published rates against the dated table, with its status.
func checkFlatRate(t *testing.T, row map[string]string) {
	genre, ok := genres[row["genre"]]
	if !ok || row["line"] == "all" {
		return
	}
	id := row["line"]
	if minutes, _, found := strings.Cut(row["condition"], " min"); found {
		id += "." + minutes
	}
	on := moteur.NewDate(2025, 1, 1)
	if strings.Contains(row["condition"], "before avenant 3") || strings.Contains(row["condition"], "historical") {
		on = moteur.NewDate(2024, 11, 7)
	}
	c, err := budget.IndirectRate(genre, budget.FlatRateID(id), on)
	require.NoError(t, err, "%s %s", row["genre"], row["line"])
	equal(t, dec(t, row["percent"]+row["amount_eur"]), c.Value, row["genre"], row["line"])
	assert.Equal(t, row["status"] == "verified", c.Source.Verified, "%s %s: status", row["genre"], row["line"])
}

// checkAggregate computes the share abroad from the printed amounts: the printed share is flagged when it does not follow.
func checkAggregate(t *testing.T, rows []map[string]string) {
	values := map[string]decimal.Decimal{}
	for _, row := range rows {
		values[row["indicator"]] = dec(t, row["value"])
	}
	total, abroad := values["total_cost"], values["spend_abroad"]
	if total.IsZero() || abroad.IsZero() {
		return
	}
	b := budget.Budget{Grid: budget.NoGrid, Accounts: []budget.Account{{Code: "T", Label: "Coût"}}, Rounding: budget.Rounding{Level: "total"},
		Lines: []budget.Line{{ID: "cost", Account: "T", Entered: &total, Split: map[string]map[string]decimal.Decimal{budget.TerritoryAxis: {budget.Abroad: abroad, budget.France: total.Sub(abroad)}}}}}
	e, err := budget.Compute(b)
	require.NoError(t, err)
	printed := values["share_abroad"].Shift(-2)
	follows := abroad.DivRound(total, 12).Round(-printed.Exponent()).Equal(printed)
	report := drift(e, printedDevis{Axes: map[string]map[string]decimal.Decimal{budget.TerritoryAxis: {budget.Abroad: printed}}})
	assert.Equal(t, !follows, report.Has("budget/drift"), "share %s of %s in %s", printed, abroad, total)
}
