package points_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/moteur-film/moteur/cnc/points"
)

func TestScoreText(t *testing.T) {
	for in, want := range map[string]string{"84.75": "84.75", "20": "20", "253/3": "253/3", "0.5": "0.5", "6/4": "1.5", "-1/3": "-1/3"} {
		var s points.Score
		require.NoError(t, s.UnmarshalText([]byte(in)), in)
		assert.Equal(t, want, s.String())
	}
	var third points.Score
	require.NoError(t, third.UnmarshalText([]byte("253/3")))
	assert.Equal(t, "≈\u00a084,3333", third.Label())
	assert.Equal(t, 84, third.Floor())
	for _, bad := range []string{"", "1/0", "1/-3", "1e999999999", "a/b", "1/1e999999"} {
		var s points.Score
		assert.Error(t, s.UnmarshalText([]byte(bad)), bad)
	}
}

func TestScoreRounding(t *testing.T) {
	for in, want := range map[string]int{"24.5": 25, "24.4999": 24, "63.5": 64, "0": 0} {
		assert.Equal(t, want, score(in).Rounded(), in)
	}
	var zero points.Score
	assert.Equal(t, "0", zero.String())
	assert.Equal(t, 0, zero.Rounded())
}

func TestScoreReadsBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n, d := rapid.Int64Range(-1e6, 1e6).Draw(t, "n"), rapid.Int64Range(1, 5000).Draw(t, "d")
		var s, back points.Score
		if err := s.UnmarshalText(fmtFraction(n, d)); err != nil {
			t.Fatal(err)
		}
		text, _ := s.MarshalText()
		if err := back.UnmarshalText(text); err != nil || !back.Equal(s) {
			t.Fatalf("%s read back as %s (%v)", text, back, err)
		}
	})
}

func FuzzScore(f *testing.F) {
	for _, s := range []string{"84.75", "253/3", "1/0", "1e999999", "-1/2", "1/1e-20"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, in string) {
		var s, back points.Score
		if s.UnmarshalText([]byte(in)) != nil {
			return
		}
		_, _, _ = s.Label(), s.Rounded(), s.Floor()
		text, err := s.MarshalText()
		if err != nil {
			t.Fatal(err)
		}
		if len(text) < 60 { // longer than what the reader of amounts accepts
			if err := back.UnmarshalText(text); err != nil || !back.Equal(s) {
				t.Fatalf("%q wrote %s, read back %s (%v)", in, text, back, err)
			}
		}
	})
}
