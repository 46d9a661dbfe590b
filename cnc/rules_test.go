package cnc_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/cnc"
	"github.com/moteur-film/moteur/financing"
	"github.com/moteur-film/moteur/internal/law"
)

func rules(t *testing.T, name string, into any) {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("rules", name))
	require.NoError(t, err)
	require.NoError(t, json.Unmarshal(b, into))
}

// dated is a row of a table with its first day.
type dated struct {
	ID        string        `json:"id"`
	Procedure cnc.Procedure `json:"procedure"`
	Common    bool          `json:"common"`
	NotFor    []string      `json:"not_for"`
	Anchor    string        `json:"anchor"`
	law.Dated
}

// first is the day a row is first asked for: its own, else that of the recast of the texts.
func (d dated) first() moteur.Date {
	if d.From.IsZero() {
		return moteur.NewDate(2023, 2, 1)
	}
	return d.From
}

// before checks what a row answers the day before its first day: nothing, unless that day is unknown, and then it says so.
func (d dated) before(t *testing.T, there bool, r moteur.Report) {
	t.Helper()
	switch {
	case d.Timeless:
	case d.StartUnknown:
		assert.True(t, there && (r.Has(moteur.RuleStart) || r.Has(moteur.RuleUnverified)), "%s: its start is unknown, it is said", d.ID)
	default:
		assert.False(t, there, "%s present before its first day", d.ID)
	}
}

// everything is a request that no condition of the tables leaves out.
func everything(on moteur.Date) cnc.Request {
	r := full()
	r.Facts = shotOn(r.Facts, on)
	for _, e := range moteur.Events() {
		if _, ok := r.Facts.Film.Timeline[e]; !ok {
			r.Facts.Film.Timeline[e] = on
		}
	}
	r.Situation.Executive, r.Situation.MusicAid, r.Situation.VFXAid, r.Situation.Minors = true, true, true, true
	r.Situation.Dates = map[string]moteur.Date{"avance_notice": on, "prep_notice": on, "last_french_work": on, "first_showing": on}
	for _, k := range financing.Kinds() {
		r.Plan.Resources = append(r.Plan.Resources, resource(k, "0"))
	}
	return r
}

// TestEveryRuleHasItsFirstDay looks for each dated row of the pieces, conditions and deadlines the day before its first day and
// that day.
func TestEveryRuleHasItsFirstDay(t *testing.T) {
	var pieces struct{ Pieces []dated }
	rules(t, "pieces.json", &pieces)
	for _, p := range pieces.Pieces {
		require.NoError(t, p.Check(), p.ID)
		proc := p.Procedure
		if p.Common {
			proc = cnc.InvestmentApproval
			if len(p.NotFor) == 0 && p.ID == "com-carbone-def" {
				proc = cnc.ProductionApproval
			}
		}
		list, err := cnc.Checklist(everything(p.first()), proc, p.first())
		if err != nil { // the procedure itself starts later than the piece
			require.ErrorIs(t, err, law.ErrBefore, p.ID)
			continue
		}
		_, ok := list.Item(p.ID)
		assert.True(t, ok, "%s absent on its first day", p.ID)
		list, err = cnc.Checklist(everything(p.first()), proc, p.first().AddDays(-1))
		if err != nil {
			require.ErrorIs(t, err, law.ErrBefore, p.ID)
			continue
		}
		_, ok = list.Item(p.ID)
		p.before(t, ok, list.Report)
	}
	var deadlines struct{ Deadlines []dated }
	rules(t, "deadlines.json", &deadlines)
	for _, d := range deadlines.Deadlines {
		require.NoError(t, d.Check(), d.ID)
		r := everything(d.From)
		if strings.HasSuffix(d.ID, "-animation") {
			r.Facts.Film.Kind = moteur.Animation
		}
		if strings.HasSuffix(d.ID, "-short") {
			r.Facts.Film.Minutes = 59
		}
		c, err := cnc.Calendar(r, d.From)
		require.NoError(t, err)
		_, ok := c.Find(d.ID)
		assert.True(t, ok, "%s absent on its first day", d.ID)
		if c, err = cnc.Calendar(r, d.From.AddDays(-1)); err == nil {
			_, ok = c.Find(d.ID)
			d.before(t, ok, c.Report)
		}
	}
	var conditions struct{ Conditions []dated }
	rules(t, "conditions.json", &conditions)
	for _, x := range conditions.Conditions {
		require.NoError(t, x.Check(), x.ID)
		for k, on := range []moteur.Date{x.From, x.From.AddDays(-1)} {
			e, err := cnc.Eligible(everything(on), on)
			if err != nil {
				require.ErrorIs(t, err, law.ErrBefore, x.ID)
				continue
			}
			_, ok := e.Condition(x.ID)
			if k == 0 {
				assert.True(t, ok, "%s on %s", x.ID, on)
			} else {
				x.before(t, ok, e.Report)
			}
			assert.NotContains(t, conditionDetail(e, x.ID), "sans contrôle automatique")
		}
	}
}

func conditionDetail(e cnc.Eligibility, id string) string {
	c, _ := e.Condition(id)
	return c.Detail
}
