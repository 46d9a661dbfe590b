package points_test

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
	"github.com/moteur-film/moteur/cnc/points"
	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/internal/testkit"
)

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
func caseFacts(t *testing.T, in map[string]json.RawMessage) points.Facts {
	read := func(key string, into any) {
		require.Contains(t, in, key)
		require.NoError(t, json.Unmarshal(in[key], into), key)
	}
	tick := func(key string) (m mark) { read(key, &m); return m }
	f := points.Facts{Film: moteur.Film{Kind: moteur.Feature, Language: "fr"}, People: people(), Producers: []points.Producer{producer()}}
	var lang string
	read("I", &lang)
	switch lang {
	case "20":
	case "10":
		f.Language = points.Language{Spoken: []points.Spoken{{Language: "fr", Share: dec("0.4")}, {Language: "en", Share: dec("0.6")}}, Justification: "le scénario"}
	default:
		f.Language = points.Language{Spoken: []points.Spoken{{Language: "en", Share: dec("1")}}}
	}
	if !tick("company").yes {
		f.Producers[0].CashPaid = dec("0")
	}
	unused := func(p points.UnusedPost) {
		f.Unused = append(f.Unused, points.Unused{Post: p, Reason: "choix artistique"})
	}
	for key, role := range map[string]points.AuthorRole{"director": points.Director, "authors": points.Writer, "composer": points.Composer} {
		if m := tick(key); m.unused {
			unused(points.UnusedPost(role))
		} else {
			f.Authors = append(f.Authors, points.Author{Person: m.who(), Role: role})
		}
	}
	var pair []decimal.Decimal
	read("cachets", &pair)
	if pair[1].IsZero() {
		unused("cast")
	} else { // scaled so that every role keeps three cachets or more; the ratio is the case's
		k := dec("3000")
		f.Cast = []points.Performance{{Person: "FR", Role: "A", Cachets: pair[0].Mul(k), Law: "FR"}, {Person: "US", Role: "B", Cachets: pair[1].Sub(pair[0]).Mul(k), Law: "FR"}}
	}
	var posts []mark
	read("posts", &posts)
	order := []points.Post{points.ProductionManager, points.Photography, points.SoundMixer, points.CostumeDesigner, points.ProductionDesigner, points.PictureEditor, points.SoundEditor, points.ReRecordingMixer, points.Foley}
	require.Len(t, posts, len(order))
	for i, m := range posts {
		if m.unused {
			unused(points.UnusedPost(order[i]))
			continue
		}
		f.Crew = append(f.Crew, points.Technician{Person: m.who(), Post: order[i], Law: "FR", Pay: dec("1")})
	}
	read("crew", &pair)
	if pair[1].IsZero() {
		unused("other")
	} else {
		f.Crew = append(f.Crew, points.Technician{Person: "FR", Pay: pair[0], Law: "FR"}, points.Technician{Person: "US", Pay: pair[1].Sub(pair[0]), Law: "FR"})
	}
	f.Shooting = []points.ShootingDays{{Place: "Brest", Days: 20}}
	if !tick("places").yes {
		f.Shooting = append(f.Shooting, points.ShootingDays{Place: "Ostende", Country: "BE", Days: 20})
	}
	for key, post := range map[string]points.Post{"camera": points.CameraHire, "lighting": points.LightingHire, "grip": points.GripHire, "image": points.ImagePost, "sound": points.SoundPost, "vfx": points.VFX} {
		switch m := tick(key); {
		case m.unused:
			unused(points.UnusedPost(post))
		case m.yes:
			f.Spend = append(f.Spend, points.Spend{Post: post, Amount: dec("50")}, points.Spend{Post: post, Country: "BE", Amount: dec("50")})
		default:
			f.Spend = append(f.Spend, points.Spend{Post: post, Amount: dec("49.99")}, points.Spend{Post: post, Country: "BE", Amount: dec("50")})
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
func sameScore(t *testing.T, want string, got points.Score, what string) {
	t.Helper()
	if strings.Contains(want, "/") {
		var s points.Score
		require.NoError(t, s.UnmarshalText([]byte(want)))
		assert.True(t, s.Equal(got), "%s = %s, want %s", what, got, want)
		return
	}
	d := dec(want)
	places := max(-d.Exponent(), 0)
	if got.Equal(points.NewScore(d)) {
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
				r, err := points.Count(caseFacts(t, c.Inputs), day)
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
			got, err := points.Coefficient(score(c.Points.String()), day)
			require.NoError(t, err)
			assert.True(t, dec(c.Coefficient).Equal(got), "%s points: %s, want %s", c.Points, got, c.Coefficient)
		}
	}
}

// parityWords are stems of the French words of the cases, the longest first.
var parityWords = []struct {
	stem string
	post points.ParityPost
}{
	{"montage son", points.ParityPost(points.SoundEditor)}, {"monteur son", points.ParityPost(points.SoundEditor)}, {"monteuse son", points.ParityPost(points.SoundEditor)},
	{"mont", points.ParityPost(points.PictureEditor)}, {"mix", points.ParityPost(points.ReRecordingMixer)}, {"composit", points.ParityPost(points.Composer)}, {"music", points.ParityPost(points.Composer)}, {"musique", points.ParityPost(points.Composer)},
	{"realis", points.ParityPost(points.Director)}, {"scenar", points.ParityPost(points.Writer)}, {"costum", points.ParityPost(points.CostumeDesigner)}, {"decor", points.ParityPost(points.ProductionDesigner)},
	{"photo", points.ParityPost(points.Photography)}, {"production", points.ParityPost(points.ProductionManager)}, {"produc", points.ParityProducer}, {"son", points.ParityPost(points.SoundMixer)},
}

func parityPost(name string) (points.ParityPost, bool) {
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
				var women []points.ParityPost
				names := c.Women
				if c.Extra != nil && *c.Extra != "" {
					names = append(names, *c.Extra)
				}
				for _, name := range names {
					post, ok := parityPost(name)
					require.True(t, ok, "post %q", name)
					women = append(women, post)
				}
				r, err := points.Parity(kinds[c.Genre], "", women, day)
				require.NoError(t, err)
				assert.Equal(t, c.Expected, r.Passed)
				if c.Points != nil {
					assert.Equal(t, *c.Points, r.Points)
				}
			})
		}
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
				w, err := points.WorthOf(points.Result{On: day, TotalRounded: points.NewScore(c.Inputs.Points).Rounded(), Total: points.NewScore(c.Inputs.Points)}, c.Inputs.Receipts)
				require.NoError(t, err)
				assert.True(t, w.Support.Equal(dec(c.Expected.Support)), "%s, want %s", w.Support, c.Expected.Support)
			})
		}
	}
}
