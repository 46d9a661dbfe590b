package cnc_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/cnc"
	"github.com/moteur-film/moteur/financing"
	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/internal/testkit"
)

func fmtFraction(n, d int64) []byte { return fmt.Appendf(nil, "%d/%d", n, d) }

// pointsFile is the documented shape of the cases of the fiction scale.
type pointsFile struct {
	Kind  string `json:"kind"`
	Cases []struct {
		ID       string                     `json:"id"`
		Inputs   map[string]json.RawMessage `json:"inputs"`
		Expected struct {
			Groups    map[string]string `json:"groups"`
			Total     string            `json:"total_exact"`
			Rounded   *int              `json:"total_rounded"`
			Outside   string            `json:"excluding_language_exact"`
			Minimum   *bool             `json:"minimum_25_ok"`
			Coef      string            `json:"coefficient"`
			DirectEx  *bool             `json:"direct_allocation_64_exact"`
			DirectRnd *bool             `json:"direct_allocation_64_if_rounded"`
		} `json:"expected"`
	} `json:"cases"`
	Coefficients []struct {
		Points      json.Number `json:"points"`
		Coefficient string      `json:"coefficient"`
	} `json:"coefficient_table"`
	Parity []struct {
		ID       string   `json:"id"`
		Genre    string   `json:"genre"`
		Women    []string `json:"women"`
		Points   *int     `json:"points"`
		Extra    *string  `json:"extra_post"`
		Expected bool     `json:"expected"`
	} `json:"parity_cases"`
}

// mark is true, false or "unused".
type mark struct{ yes, unused bool }

func (m *mark) UnmarshalJSON(b []byte) error {
	switch s := string(bytes.TrimSpace(b)); s {
	case "true", "false":
		m.yes = s == "true"
	case `"unused"`:
		m.unused = true
	default:
		return fmt.Errorf("mark %s", s)
	}
	return nil
}

func (m mark) who() string {
	if m.yes {
		return "FR"
	}
	return "US"
}

// caseFacts turns the ticks of a case into the plain facts that give them.
func caseFacts(t *testing.T, in map[string]json.RawMessage) cnc.Facts {
	read := func(key string, into any) {
		require.Contains(t, in, key)
		require.NoError(t, json.Unmarshal(in[key], into), key)
	}
	tick := func(key string) (m mark) { read(key, &m); return m }
	f := cnc.Facts{Film: moteur.Film{Kind: moteur.Feature, Language: "fr"}, People: people(), Producers: []cnc.Producer{producer()}}
	var lang string
	read("I", &lang)
	switch lang {
	case "20":
	case "10":
		f.Language = cnc.Language{Spoken: []cnc.Spoken{{Language: "fr", Share: dec("0.4")}, {Language: "en", Share: dec("0.6")}}, Justification: "le scénario"}
	default:
		f.Language = cnc.Language{Spoken: []cnc.Spoken{{Language: "en", Share: dec("1")}}}
	}
	if !tick("company").yes {
		f.Producers[0].CashPaid = dec("0")
	}
	unused := func(p cnc.UnusedPost) { f.Unused = append(f.Unused, cnc.Unused{Post: p, Reason: "choix artistique"}) }
	for key, role := range map[string]cnc.AuthorRole{"director": cnc.Director, "authors": cnc.Writer, "composer": cnc.Composer} {
		if m := tick(key); m.unused {
			unused(cnc.UnusedPost(role))
		} else {
			f.Authors = append(f.Authors, cnc.Author{Person: m.who(), Role: role})
		}
	}
	var pair []decimal.Decimal
	read("cachets", &pair)
	if pair[1].IsZero() {
		unused("cast")
	} else { // scaled so that every role keeps three cachets or more; the ratio is the case's
		k := dec("3000")
		f.Cast = []cnc.Performance{{Person: "FR", Role: "A", Cachets: pair[0].Mul(k), Law: "FR"}, {Person: "US", Role: "B", Cachets: pair[1].Sub(pair[0]).Mul(k), Law: "FR"}}
	}
	var posts []mark
	read("posts", &posts)
	order := []cnc.Post{cnc.ProductionManager, cnc.Photography, cnc.SoundMixer, cnc.CostumeDesigner, cnc.ProductionDesigner, cnc.PictureEditor, cnc.SoundEditor, cnc.ReRecordingMixer, cnc.Foley}
	require.Len(t, posts, len(order))
	for i, m := range posts {
		if m.unused {
			unused(cnc.UnusedPost(order[i]))
			continue
		}
		f.Crew = append(f.Crew, cnc.Technician{Person: m.who(), Post: order[i], Law: "FR", Pay: dec("1")})
	}
	read("crew", &pair)
	if pair[1].IsZero() {
		unused("other")
	} else {
		f.Crew = append(f.Crew, cnc.Technician{Person: "FR", Pay: pair[0], Law: "FR"}, cnc.Technician{Person: "US", Pay: pair[1].Sub(pair[0]), Law: "FR"})
	}
	f.Shooting = []cnc.ShootingDays{{Place: "Brest", Days: 20}}
	if !tick("places").yes {
		f.Shooting = append(f.Shooting, cnc.ShootingDays{Place: "Ostende", Country: "BE", Days: 20})
	}
	for key, post := range map[string]cnc.Post{"camera": cnc.CameraHire, "lighting": cnc.LightingHire, "grip": cnc.GripHire, "image": cnc.ImagePost, "sound": cnc.SoundPost, "vfx": cnc.VFX} {
		switch m := tick(key); {
		case m.unused:
			unused(cnc.UnusedPost(post))
		case m.yes:
			f.Spend = append(f.Spend, cnc.Spend{Post: post, Amount: dec("50")}, cnc.Spend{Post: post, Country: "BE", Amount: dec("50")})
		default:
			f.Spend = append(f.Spend, cnc.Spend{Post: post, Amount: dec("49.99")}, cnc.Spend{Post: post, Country: "BE", Amount: dec("50")})
		}
	}
	var fif bool
	read("fif", &fif)
	if !fif {
		foreign(&f)
	}
	return f
}

// sameScore compares with an expected decimal text, to the decimals it has when the score does not end.
func sameScore(t *testing.T, want string, got cnc.Score, what string) {
	t.Helper()
	if strings.Contains(want, "/") {
		var s cnc.Score
		require.NoError(t, s.UnmarshalText([]byte(want)))
		assert.True(t, s.Equal(got), "%s = %s, want %s", what, got, want)
		return
	}
	d := dec(want)
	places := max(-d.Exponent(), 0)
	if got.Equal(cnc.NewScore(d)) {
		return
	}
	assert.True(t, places >= 4 && got.Decimal(places).Equal(d), "%s = %s, want %s", what, got, want)
}

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

// pointsFiles reads every file of that shape, whatever its name.
func pointsFiles(t *testing.T) map[string]pointsFile {
	files := map[string]pointsFile{}
	for _, path := range testkit.Glob(t, testkit.Cases(t, "financing"), "*.json") {
		b, err := os.ReadFile(path)
		require.NoError(t, err)
		if kindOf(b) == "points_fiction" {
			var f pointsFile
			require.NoError(t, json.Unmarshal(b, &f), path)
			files[path] = f
		}
	}
	require.NotEmpty(t, files)
	return files
}

func TestPointsCases(t *testing.T) {
	for _, file := range pointsFiles(t) {
		for _, c := range file.Cases {
			t.Run(c.ID, func(t *testing.T) {
				r, err := cnc.Points(caseFacts(t, c.Inputs), day)
				require.NoError(t, err)
				for _, g := range r.Groups {
					if want, ok := c.Expected.Groups[g.Code]; ok {
						sameScore(t, want, g.Obtained, "group "+g.Code)
					}
				}
				sameScore(t, c.Expected.Total, r.Total, "total")
				sameScore(t, c.Expected.Outside, r.Outside, "outside language")
				if c.Expected.Rounded != nil {
					assert.Equal(t, *c.Expected.Rounded, r.TotalRounded)
				}
				if c.Expected.Minimum != nil {
					assert.Equal(t, *c.Expected.Minimum, r.Minimum.Passed)
				}
				if c.Expected.DirectEx != nil {
					assert.Equal(t, *c.Expected.DirectEx, r.Direct.OnExact)
				}
				if c.Expected.DirectRnd != nil {
					assert.Equal(t, *c.Expected.DirectRnd, r.Direct.OnRounded)
				}
				if c.Expected.Coef != "" {
					want := dec(c.Expected.Coef)
					assert.True(t, want.Equal(r.Coefficient) || want.Equal(r.CoefficientExact), "coefficient %s or %s, want %s", r.Coefficient, r.CoefficientExact, want)
				}
			})
		}
		for _, c := range file.Coefficients {
			got, err := cnc.Coefficient(score(c.Points.String()), day)
			require.NoError(t, err)
			assert.True(t, dec(c.Coefficient).Equal(got), "%s points: %s, want %s", c.Points, got, c.Coefficient)
		}
	}
}

// parityWords are stems of the French words of the cases, the longest first.
var parityWords = []struct {
	stem string
	post cnc.ParityPost
}{
	{"montage son", cnc.ParityPost(cnc.SoundEditor)}, {"monteur son", cnc.ParityPost(cnc.SoundEditor)}, {"monteuse son", cnc.ParityPost(cnc.SoundEditor)},
	{"mont", cnc.ParityPost(cnc.PictureEditor)}, {"mix", cnc.ParityPost(cnc.ReRecordingMixer)}, {"composit", cnc.ParityPost(cnc.Composer)}, {"music", cnc.ParityPost(cnc.Composer)}, {"musique", cnc.ParityPost(cnc.Composer)},
	{"realis", cnc.ParityPost(cnc.Director)}, {"scenar", cnc.ParityPost(cnc.Writer)}, {"costum", cnc.ParityPost(cnc.CostumeDesigner)}, {"decor", cnc.ParityPost(cnc.ProductionDesigner)},
	{"photo", cnc.ParityPost(cnc.Photography)}, {"production", cnc.ParityPost(cnc.ProductionManager)}, {"produc", cnc.ParityProducer}, {"son", cnc.ParityPost(cnc.SoundMixer)},
}

func parityPost(name string) (cnc.ParityPost, bool) {
	word := fr.Fold(name)
	for _, w := range parityWords {
		if strings.Contains(word, w.stem) {
			return w.post, true
		}
	}
	return "", false
}

func TestParityCases(t *testing.T) {
	kinds := map[string]moteur.Kind{"fiction": moteur.Feature, "documentaire": moteur.Documentary, "documentary": moteur.Documentary}
	for _, file := range pointsFiles(t) {
		for _, c := range file.Parity {
			t.Run(c.ID, func(t *testing.T) {
				var women []cnc.ParityPost
				names := c.Women
				if c.Extra != nil && *c.Extra != "" {
					names = append(names, *c.Extra)
				}
				for _, name := range names {
					post, ok := parityPost(name)
					require.True(t, ok, "post %q", name)
					women = append(women, post)
				}
				r, err := cnc.Parity(kinds[c.Genre], "", women, day)
				require.NoError(t, err)
				assert.Equal(t, c.Expected, r.Passed)
				if c.Points != nil {
					assert.Equal(t, *c.Points, r.Points)
				}
			})
		}
	}
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

// TestWorthCases checks that the worth of points is the support of the cases: one level at a time.
func TestWorthCases(t *testing.T) {
	for _, path := range testkit.Glob(t, testkit.Cases(t, "financing"), "*.json") {
		b, err := os.ReadFile(path)
		require.NoError(t, err)
		var file struct {
			Producer struct {
				Cases []struct {
					ID     string `json:"id"`
					Inputs struct {
						Receipts decimal.Decimal `json:"receipts"`
						Points   decimal.Decimal `json:"points"`
					} `json:"inputs"`
					Expected struct {
						Support string `json:"support"`
					} `json:"expected"`
				} `json:"cases"`
			} `json:"producer_cases"`
		}
		if kindOf(b) != "automatic_support" {
			continue
		}
		require.NoError(t, json.Unmarshal(b, &file), path)
		for _, c := range file.Producer.Cases {
			t.Run(c.ID, func(t *testing.T) {
				w, err := cnc.WorthOf(cnc.Result{On: day, TotalRounded: cnc.NewScore(c.Inputs.Points).Rounded(), Total: cnc.NewScore(c.Inputs.Points)}, c.Inputs.Receipts)
				require.NoError(t, err)
				assert.True(t, w.Support.Equal(dec(c.Expected.Support)), "%s, want %s", w.Support, c.Expected.Support)
			})
		}
	}
}
