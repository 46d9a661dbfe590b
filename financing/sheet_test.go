package financing_test

import (
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/financing"
	"github.com/moteur-film/moteur/internal/testkit"
)

func TestFindAids(t *testing.T) {
	profile := financing.ProfileOf(moteur.Film{Kind: moteur.Feature, Language: "fr"}, financing.Plan{Cost: eur("3000000")})
	profile.Timeline = moteur.Timeline{moteur.ShootStart: day(2026, 9, 7), moteur.Released: day(2027, 9, 15)}
	find := func(id string, on moteur.Date, extra ...financing.AidSheet) financing.AidMatch {
		list, rep := financing.FindAids(profile, extra, on)
		require.NoError(t, rep.Err())
		for _, m := range list {
			if m.Sheet.ID == id {
				return m
			}
		}
		t.Fatalf("no sheet %s", id)
		return financing.AidMatch{}
	}
	m := find("avance-avant", day(2026, 9, 6))
	assert.Equal(t, financing.Unknown, m.Verdict)
	assert.Len(t, m.Missing, 1, "the number of requests is not given")
	assert.Equal(t, day(2026, 9, 6), m.By)
	profile.Figures["requests"] = decimal.Zero
	assert.Equal(t, financing.Fits, find("avance-avant", day(2026, 9, 6)).Verdict)
	assert.Equal(t, financing.Excluded, find("avance-avant", day(2026, 9, 7)).Verdict, "the first shooting day is too late")
	profile.Figures["requests"] = decimal.NewFromInt(3)
	assert.Equal(t, financing.Excluded, find("avance-avant", day(2026, 9, 6)).Verdict)
	profile.Figures["vfx_spend_france"] = eur("2000000")
	testkit.Same(t, "400000", find("vfx", day(2026, 6, 1)).Amount, "20 % of VFX")
	profile.Figures["vfx_spend_france"] = eur("9000000")
	testkit.Same(t, "500000", find("vfx", day(2026, 6, 1)).Amount, "capped")
	profile.Figures["vfx_spend_france"] = eur("999999.99")
	assert.Equal(t, financing.Excluded, find("vfx", day(2026, 6, 1)).Verdict)
	profile.Spend = map[string]decimal.Decimal{"FR-67": eur("180000"), "FR-29": eur("500000")}
	profile.Facts["carbon_footprint"] = true
	testkit.Same(t, "180000", find("grand-est", day(2026, 6, 1)).Amount, "no more than what is spent there")
	profile.Spend["FR-57"] = eur("200000")
	testkit.Same(t, "300000", find("grand-est", day(2026, 6, 1)).Amount, "no more than the sheet")
	own := financing.AidSheet{ID: "moi", Label: "Fonds local", Kind: financing.Regional, From: day(2026, 6, 1), Source: moteur.Source{Text: "règlement", Verified: true}, Max: ptr(eur("10000"))}
	m = find("moi", day(2026, 6, 1), own)
	assert.Equal(t, financing.Fits, m.Verdict)
	r := m.Resource()
	assert.Equal(t, financing.Expected, r.State)
	testkit.Same(t, "10000", r.Amount, "resource")
	list, rep := financing.FindAids(profile, []financing.AidSheet{own}, day(2026, 5, 31))
	for _, x := range list {
		assert.NotEqual(t, "moi", x.Sheet.ID, "a sheet is not used before its first day")
	}
	assert.True(t, rep.Has("financing/sheet-date"))
	assert.NotEmpty(t, rep.Unverified(), "sheets without source are said")
	sheets, err := financing.AidSheets()
	require.NoError(t, err)
	for _, s := range sheets {
		assert.True(t, s.Kind.Valid(), s.ID)
		if s.Source.Text != "" {
			assert.False(t, s.From.IsZero() || s.Seen.IsZero(), "%s: a text has its days", s.ID)
		}
		for _, c := range s.Conditions {
			assert.NotEmpty(t, c.Text)
		}
	}
}
