package budget

import (
	"errors"
	"maps"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur/budget/payroll"
	"github.com/moteur-film/moteur/internal/expr"
	"github.com/moteur-film/moteur/internal/strict"
)

// The end of the sentences that refuse a name: the nearest ones known, by code or label.

func (t *tree) near(account string) string {
	values := make([]strict.Value, len(t.nodes))
	for i, n := range t.nodes {
		values[i] = strict.Value{Code: n.Code, Label: n.Label}
	}
	return strict.Suggest(account, values)
}

// near names the accounts, lines and percents nearest to a name of a base.
func (s *scope) near(name string) string {
	var values []strict.Value
	for _, n := range s.tree.nodes {
		values = append(values, strict.Value{Code: n.Code, Label: n.Label})
	}
	for _, ids := range []map[string]int{s.lines, s.percents} {
		for _, id := range slices.Sorted(maps.Keys(ids)) {
			values = append(values, strict.Value{Code: id})
		}
	}
	return strict.Suggest(name, values)
}

// nearVariable names the variables nearest to the one that a formula does not find.
func (b *Budget) nearVariable(err error) string {
	var wrong *expr.Error
	if !errors.As(err, &wrong) || wrong.Unknown == "" {
		return ""
	}
	return strict.SuggestCodes(wrong.Unknown, slices.Sorted(maps.Keys(b.Variables)))
}

func nearUnit(unit string) string {
	var values []strict.Value
	for _, code := range Units() {
		values = append(values, strict.Value{Code: code, Label: unitLabels[code][1]})
	}
	return strict.Suggest(unit, values)
}

func nearJob(text string) string {
	var values []strict.Value
	for _, list := range []func() ([]payroll.Job, error){payroll.Jobs, payroll.JobsOfTitle3} {
		jobs, _ := list() // a table that cannot be read is told by the minimum of the line
		for _, j := range jobs {
			values = append(values, strict.Value{Code: j.Name})
		}
	}
	return strict.Suggest(text, values)
}

func nearFigure(from string, figures map[string]decimal.Decimal) string {
	return strict.SuggestCodes(from, slices.Sorted(maps.Keys(figures)))
}

func (c *computer) nearGroup(name string) string {
	var groups []string
	for i := range c.b.Lines {
		if g := c.b.Lines[i].Group; g != "" && !slices.Contains(groups, g) {
			groups = append(groups, g)
		}
	}
	return strict.SuggestCodes(name, groups)
}
