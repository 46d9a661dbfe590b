package payroll_test

import (
	"os"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur/internal/law"
	"github.com/moteur-film/moteur/schedule/labour"
)

// The plan stands on a lower floor and carries its own short table of working time; this test keeps the two from drifting
// apart: same value for every rule they share, whatever way it is written.
func TestSameRulesAsThePlan(t *testing.T) {
	plan, err := law.Load(os.DirFS("../../schedule"), "rules/working_time.json")
	require.NoError(t, err)
	mine := all(t, "working_time")
	renamed := map[string]string{
		"t2.days.week.region": "t2.days.week.region.days", "t2.sixth_day.idf": "t2.sixth_day.idf.premium", "t2.sunday": "t2.sunday.premium", "t2.holiday": "t2.holiday.premium",
		"t2.continuous_day.break": "t2.continuous_day.break_min", "law.pause.break": "law.pause.min", "law.pause.after": "law.pause.when_day_reaches_h", "av.week.max.hours": "av.week.max.max",
	}
	on := date("2026-06-01")
	shared := 0
	for _, e := range plan.Entries {
		id := e.ID
		if r, ok := renamed[id]; ok {
			id = r
		}
		if _, ok := mine.Entry(id); !ok || len(e.Values) == 0 {
			continue
		}
		shared++
		theirs, err := plan.Text(e.ID, on)
		require.NoError(t, err, e.ID)
		ours, err := mine.Text(id, on)
		require.NoError(t, err, id)
		assert.Equal(t, ours.Source.Verified, theirs.Source.Verified, "%s: one table calls it verified", id)
		if strings.ContainsAny(ours.Value, "/-") {
			assert.Equal(t, ours.Value, theirs.Value, id)
			continue
		}
		want := ours.Value
		if c, err := labour.ParseClock(want); err == nil && !strings.Contains(theirs.Value, ":") {
			assert.True(t, dec(theirs.Value).Equal(decimal.NewFromInt(int64(c.Minutes()))), "%s: %s here, %s in the plan", id, want, theirs.Value)
			continue
		}
		assert.True(t, dec(want).Equal(dec(theirs.Value)), "%s: %s here, %s in the plan", id, want, theirs.Value)
	}
	assert.GreaterOrEqual(t, shared, 25, "the two tables still share their rules")
}
