package cnc_test

import (
	"encoding/json"
	"fmt"
	"os"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur/cnc"
	"github.com/moteur-film/moteur/financing"
	"github.com/moteur-film/moteur/internal/testkit"
)

// kindOf reads the kind that a case file declares.
func kindOf(b []byte) string {
	var f struct {
		Kind string `json:"kind"`
	}
	if json.Unmarshal(b, &f) != nil {
		return ""
	}
	return f.Kind
}

// TestIntensityCases reads the published financing plans and looks at the condition that names the aid's share.
func TestIntensityCases(t *testing.T) {
	found := 0
	for _, path := range testkit.Glob(t, testkit.Cases(t, "financing"), "*.json") {
		b, err := os.ReadFile(path)
		require.NoError(t, err)
		var file struct {
			Film    string          `json:"film"`
			Budget  decimal.Decimal `json:"budget"`
			Sources []struct {
				Label  string          `json:"label"`
				Amount decimal.Decimal `json:"amount"`
				Public bool            `json:"public_aid"`
			} `json:"sources"`
			Expected struct {
				Percent string `json:"public_aid_percent"`
				OK      *bool  `json:"intensity_50_ok"`
			} `json:"expected"`
		}
		if kindOf(b) != "financing_plan" {
			continue
		}
		require.NoError(t, json.Unmarshal(b, &file), path)
		found++
		r := request()
		r.Plan = financing.Plan{Cost: file.Budget}
		for i, s := range file.Sources {
			public := s.Public
			r.Plan.Resources = append(r.Plan.Resources, financing.Resource{ID: fmt.Sprint(i), Label: s.Label, Kind: financing.Other, Amount: s.Amount, Public: &public, State: financing.Confirmed})
		}
		c := condition(t, r, day, "intensity")
		if file.Expected.OK != nil {
			assert.Equal(t, *file.Expected.OK, c.Verdict == cnc.Met, c.Detail)
		}
		if file.Expected.Percent != "" {
			ratio := financing.Summarize(r.Plan).Intensity.Ratio
			want := dec(file.Expected.Percent)
			assert.True(t, ratio.Shift(2).Round(max(-want.Exponent(), 0)).Equal(want), "%s: %s, want %s", file.Film, ratio, want)
		}
	}
	if found == 0 {
		t.Skip("no financing plan among the cases")
	}
}
