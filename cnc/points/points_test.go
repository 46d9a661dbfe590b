package points_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"github.com/moteur-film/moteur/cnc/points"
	"testing"
	"time"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/financing/support"
	"github.com/moteur-film/moteur/internal/law"
)

func TestCoefficientAgreesWithFinancing(t *testing.T) {
	for p := range int64(101) {
		mine, err := points.Coefficient(points.NewScore(decInt(p)), day)
		require.NoError(t, err)
		step, report := support.Coefficient(decInt(p), day)
		require.NoError(t, report.Err())
		assert.True(t, mine.Equal(step.Value), "%d points: %s and %s", p, mine, step.Value)
	}
}

func cast(edit func(*points.Performance)) losing {
	return func(f *points.Facts) {
		for i := range f.Cast {
			edit(&f.Cast[i])
		}
	}
}

func work(post points.Post) losing {
	return func(f *points.Facts) { crew(post, american)(f); abroad(post)(f) }
}

var losers = map[moteur.Kind]map[string]losing{
	moteur.Feature: {
		"I": english, "II.1": noCompany, "II.2.a": author(points.Director, "US"), "II.2.b": author(points.Writer, "US"), "II.2.c": author(points.Composer, "US"),
		"III":    cast(func(p *points.Performance) { p.Law = "US" }),
		"IV.1.a": crew(points.ProductionManager, american), "IV.1.b": crew(points.Photography, belgianLaw), "IV.1.c": crew(points.SoundMixer, american),
		"IV.1.d": crew(points.CostumeDesigner, american), "IV.1.e": crew(points.ProductionDesigner, belgianLaw), "IV.1.f": crew(points.PictureEditor, american),
		"IV.1.g": crew(points.SoundEditor, american), "IV.1.h": crew(points.ReRecordingMixer, american), "IV.1.i": crew(points.Foley, american),
		"IV.2": crew(points.OtherCrew, american), "V.1": belgium, "V.2.a": abroad(points.CameraHire), "V.2.b": abroad(points.LightingHire), "V.2.c": abroad(points.GripHire),
		"V.3.a": abroad(points.ImagePost), "V.3.b": abroad(points.SoundPost), "V.3.c": abroad(points.VFX),
	},
	moteur.Documentary: {
		"I": english, "II.1": noCompany, "II.2.a": author(points.Director, "US"), "II.2.b": author(points.Writer, "US"), "II.2.c": author(points.Composer, "US"),
		"III":    cast(func(p *points.Performance) { p.Person = "US" }),
		"IV.1.a": crew(points.ProductionManager, american), "IV.1.b": crew(points.Photography, american), "IV.1.c": crew(points.SoundMixer, american),
		"IV.1.d": crew(points.PictureEditor, belgianLaw), "IV.1.e": crew(points.SoundEditor, american), "IV.1.f": crew(points.ReRecordingMixer, american),
		"IV.2": func(f *points.Facts) {
			for _, p := range []points.Post{points.OtherCrew, points.Foley, points.CostumeDesigner, points.ProductionDesigner} {
				crew(p, american)(f)
			}
		},
		"V.1.a": abroad(points.CameraHire), "V.1.b": abroad(points.SoundHire), "V.2.a": abroad(points.ImagePost), "V.2.b": abroad(points.SoundPost), "V.2.c": abroad(points.VFX),
	},
	moteur.Animation: {
		"I.1": noCompany, "I.2.a": author(points.Director, "US"), "I.2.b": author(points.Writer, "US"), "I.2.c": author(points.GraphicAuthor, "US"), "I.2.d": author(points.Composer, "US"),
		"II": cast(func(p *points.Performance) { p.Law = "" }), "III": work(points.AnimProduction), "IV": work(points.AnimPreparation), "V.1": work(points.AnimMaking1), "V.2": work(points.AnimMaking2),
		"VI.a": abroad(points.ImagePost), "VI.b": abroad(points.SoundPost),
	},
}

// TestEveryLine obtains and loses each line of the three scales, and checks that no other line moves.
func TestEveryLine(t *testing.T) {
	for kind, lines := range losers {
		scale, err := points.ScaleOf(kind, day)
		require.NoError(t, err)
		full, err := points.Count(film(kind), day)
		require.NoError(t, err)
		assert.True(t, full.Total.Equal(score("100")), "%s: %s", kind, full.Total)
		for _, g := range scale.Groups {
			for _, l := range g.Lines {
				t.Run(string(kind)+" "+l.Code, func(t *testing.T) {
					lose, ok := lines[l.Code]
					require.True(t, ok, "line without a losing case")
					got, _ := full.Line(l.Code)
					assert.True(t, got.Missing().IsZero(), got.Reason)
					f := film(kind)
					lose(&f)
					r, err := points.Count(f, day)
					require.NoError(t, err)
					lost, _ := r.Line(l.Code)
					assert.True(t, lost.Obtained.IsZero(), lost.Reason)
					assert.NotEmpty(t, lost.Reason)
					assert.True(t, r.Total.Equal(full.Total.Less(score(l.Max))), "total %s", r.Total)
				})
			}
		}
	}
}

func TestWorkedExample(t *testing.T) {
	f := fiction()
	f.Cast = []points.Performance{{Person: "FR", Role: "ANNA", Cachets: dec("180"), Law: "FR"}, {Person: "US", Role: "TOM", Cachets: dec("20"), Law: "FR"},
		{Person: "US", Role: "PASSANT", Cachets: dec("2"), Law: "US"}}
	crew(points.Photography, american)(&f)
	f.Crew[9].Pay, f.Crew[9].Charges = dec("900000"), dec("450000")
	f.Crew = append(f.Crew, points.Technician{Person: "US", Pay: dec("100000"), Charges: dec("50000"), Law: "FR"})
	author(points.Composer, "US")(&f)
	belgium(&f)
	abroad(points.LightingHire)(&f)
	abroad(points.ImagePost)(&f)
	r, err := points.Count(f, day)
	require.NoError(t, err)
	var groups []string
	for _, g := range r.Groups {
		groups = append(groups, g.Obtained.String())
	}
	assert.Equal(t, []string{"20", "19", "18", "17.75", "10"}, groups)
	assert.Equal(t, "84.75", r.Total.String())
	assert.Equal(t, "64.75", r.Outside.String())
	assert.True(t, r.Minimum.Passed && r.Direct.Passed)
	assert.True(t, r.Coefficient.Equal(dec("1")))
}

func TestScaleDates(t *testing.T) {
	for kind := range losers {
		_, err := points.Count(film(kind), moteur.NewDate(2023, time.January, 31))
		assert.ErrorIs(t, err, law.ErrBefore, kind)
		_, err = points.Count(film(kind), moteur.NewDate(2023, time.February, 1))
		assert.NoError(t, err, kind)
	}
	_, err := points.Count(points.Facts{Film: moteur.Film{Kind: moteur.Digital}}, day)
	assert.ErrorIs(t, err, points.ErrNoScale)
	_, err = points.CountEuropean(fiction(), moteur.NewDate(1992, time.May, 20))
	assert.ErrorIs(t, err, law.ErrBefore)
	_, err = points.CountEuropean(fiction(), moteur.NewDate(1992, time.May, 21))
	assert.NoError(t, err)
}

func TestLanguage(t *testing.T) {
	spoken := func(parts ...string) (out []points.Spoken) {
		for i := 0; i < len(parts); i += 2 {
			out = append(out, points.Spoken{Language: parts[i], Share: dec(parts[i+1])})
		}
		return out
	}
	for _, c := range []struct {
		name string
		kind moteur.Kind
		lang points.Language
		want string
		eof  bool
	}{
		{"French", moteur.Feature, points.Language{Spoken: spoken("fr", "1")}, "20", true},
		{"Breton counts", moteur.Feature, points.Language{Spoken: spoken("br", "0.4", "fr", "0.2", "en", "0.4")}, "20", true},
		{"most used without half", moteur.Feature, points.Language{Spoken: spoken("fr", "0.4", "en", "0.3", "de", "0.3")}, "20", false},
		{"tie is not the most used", moteur.Feature, points.Language{Spoken: spoken("fr", "0.5", "en", "0.5")}, "0", false},
		{"a third, justified", moteur.Feature, points.Language{Spoken: spoken("fr", "0.34", "en", "0.66"), Justification: "l'action se passe à Londres"}, "10", false},
		{"just under a third", moteur.Feature, points.Language{Spoken: spoken("fr", "0.3333", "en", "0.6667"), Justification: "l'action se passe à Londres"}, "0", false},
		{"a third without reason", moteur.Feature, points.Language{Spoken: spoken("fr", "0.4", "en", "0.6")}, "0", false},
		{"opera", moteur.Feature, points.Language{Spoken: spoken("it", "1"), Libretto: "it"}, "20", false},
		{"opera in another language", moteur.Feature, points.Language{Spoken: spoken("de", "1"), Libretto: "it"}, "0", false},
		{"documentary subject", moteur.Documentary, points.Language{Spoken: spoken("wo", "1"), Justification: "tourné à Dakar"}, "20", false},
		{"documentary without reason", moteur.Documentary, points.Language{Spoken: spoken("wo", "1")}, "0", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := film(c.kind)
			f.Language = c.lang
			r, err := points.Count(f, day)
			require.NoError(t, err)
			l, _ := r.Line("I")
			assert.Equal(t, c.want, l.Obtained.String(), l.Reason)
			assert.Equal(t, c.eof, r.Expression.Holds, r.Expression.Reason)
		})
	}
}

func TestAssimilation(t *testing.T) {
	p := func(nat string, years int) moteur.Person {
		return moteur.Person{ID: nat, Nationality: nat, PermitYears: years}
	}
	for _, c := range []struct {
		name       string
		p          moteur.Person
		on         moteur.Date
		want       bool
		unverified bool
	}{
		{"French", p("FR", 0), day, true, false},
		{"European Union", p("BE", 0), day, true, false},
		{"Croatia the day of its accession", p("HR", 0), moteur.NewDate(2023, time.February, 1), true, false},
		{"EEA", p("IS", 0), day, true, false},
		{"television convention", p("CH", 0), day, true, false},
		{"United Kingdom by convention", p("GB", 0), day, true, false},
		{"coproduction convention", p("GE", 0), day, true, false},
		{"recalled member", p("AM", 0), day, true, true},
		{"United States", p("US", 0), day, false, false},
		{"permit of nine years", p("US", 9), day, false, false},
		{"permit of ten years", p("US", 10), day, true, false},
		{"permit settles a doubtful member", p("AM", 10), day, true, false},
		{"unknown", p("", 0), day, false, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, report, err := points.Assimilation(points.Facts{People: []moteur.Person{c.p}}, c.on)
			require.NoError(t, err)
			assert.Equal(t, c.want, got[0].Holds, got[0].Reason)
			assert.Equal(t, c.unverified, len(report.Unverified()) > 0)
		})
	}
}

func TestInitiative(t *testing.T) {
	share := func(country, s string, delegate, rights bool) points.Producer {
		p := producer()
		p.Company.Country, p.Share, p.Delegate, p.Rights = country, dec(s), delegate, rights
		return p
	}
	installed := share("BE", "1", true, true)
	installed.Installed = true
	for _, c := range []struct {
		name      string
		producers []points.Producer
		want      bool
	}{
		{"French alone", []points.Producer{share("FR", "1", true, true)}, true},
		{"French alone without rights", []points.Producer{share("FR", "1", true, false)}, true},
		{"seat in Belgium, installed in France", []points.Producer{installed}, true},
		{"largest share with rights", []points.Producer{share("FR", "0.4", true, true), share("BE", "0.3", false, false), share("DE", "0.3", false, false)}, true},
		{"largest share without rights", []points.Producer{share("FR", "0.6", true, false), share("BE", "0.4", true, true)}, false},
		{"rights with a coproducer who is not délégué", []points.Producer{share("FR", "0.4", true, false), share("FR", "0.2", false, true), share("BE", "0.4", false, false)}, false},
		{"tie", []points.Producer{share("FR", "0.5", true, true), share("BE", "0.5", false, false)}, false},
		{"two Belgian shares together are larger", []points.Producer{share("FR", "0.4", true, true), share("BE", "0.3", false, false), share("BE", "0.3", false, false)}, false},
		{"nobody", nil, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := fiction()
			f.Producers = c.producers
			r, err := points.Count(f, day)
			require.NoError(t, err)
			assert.Equal(t, c.want, r.Initiative.Holds, r.Initiative.Reason)
		})
	}
}

func TestCompany(t *testing.T) {
	for _, c := range []struct {
		name string
		edit func(*points.Producer)
		want bool
	}{
		{"as required", func(p *points.Producer) { p.Company.Capital, p.CashPaid = dec("45000"), dec("22500") }, true},
		{"capital a cent short", func(p *points.Producer) { p.Company.Capital = dec("44999.99") }, false},
		{"cash a cent short", func(p *points.Producer) { p.CashPaid = dec("22499.99") }, false},
		{"seat abroad", func(p *points.Producer) { p.Company.Country = "US" }, false},
		{"foreign officer", func(p *points.Producer) { p.Officers = []string{"FR", "US"} }, false},
		{"no officer known", func(p *points.Producer) { p.Officers = nil }, false},
		{"half of the board", func(p *points.Producer) { p.Board = []string{"FR", "US"} }, false},
		{"most of the board", func(p *points.Producer) { p.Board = []string{"FR", "BE", "US"} }, true},
		{"controlled from outside Europe", func(p *points.Producer) { p.NonEuropeanControl = true }, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := fiction()
			c.edit(&f.Producers[0])
			r, err := points.Count(f, day)
			require.NoError(t, err)
			l, _ := r.Line("II.1")
			assert.Equal(t, c.want, !l.Obtained.IsZero(), l.Basis[0].Reason)
		})
	}
}

func TestForeignAuthorDerogation(t *testing.T) {
	for _, c := range []struct {
		name   string
		author points.Author
		fif    bool
		want   string
	}{
		{"opinion, both contracts French", points.Author{Law: "FR", WorkLaw: "FR", Opinion: true}, true, "5"},
		{"no opinion", points.Author{Law: "FR", WorkLaw: "FR"}, true, "0"},
		{"production contract abroad", points.Author{Law: "US", WorkLaw: "FR", Opinion: true}, true, "0"},
		{"employment contract abroad", points.Author{Law: "FR", WorkLaw: "US", Opinion: true}, true, "0"},
		{"foreign initiative", points.Author{Law: "FR", WorkLaw: "FR", Opinion: true}, false, "0"},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := fiction()
			c.author.Person, c.author.Role = "US", points.Director
			f.Authors[0] = c.author
			if !c.fif {
				foreign(&f)
			}
			r, err := points.Count(f, day)
			require.NoError(t, err)
			l, _ := r.Line("II.2.a")
			assert.Equal(t, c.want, l.Obtained.String(), l.Reason)
		})
	}
}

func TestSharedPost(t *testing.T) {
	f := fiction()
	f.Authors = append(f.Authors, points.Author{Person: "US", Role: points.Writer, Law: "FR"})
	r, err := points.Count(f, day)
	require.NoError(t, err)
	l, _ := r.Line("II.2.b")
	assert.True(t, l.Obtained.IsZero())
	assert.True(t, r.Report.Has("cnc/points/shared-post"))
	f.Splits = []points.Split{{Line: "II.2.b", Share: dec("0.5"), Reason: "deux scénaristes à parts égales"}}
	r, err = points.Count(f, day)
	require.NoError(t, err)
	l, _ = r.Line("II.2.b")
	assert.Equal(t, "2.5", l.Obtained.String())
	assert.Contains(t, l.Reason, "deux scénaristes")
	f.Splits[0].Share = dec("1.1")
	_, err = points.Count(f, day)
	var refused *moteur.ReportError
	assert.True(t, errors.As(err, &refused))
}

func TestUnusedPosts(t *testing.T) {
	drop := func(f *points.Facts, post points.Post) {
		for i := range f.Crew {
			if f.Crew[i].Post == post {
				f.Crew = append(f.Crew[:i], f.Crew[i+1:]...)
				break
			}
		}
		var kept []points.Spend
		for _, s := range f.Spend {
			if s.Post != post {
				kept = append(kept, s)
			}
		}
		f.Spend = kept
	}
	for _, c := range []struct {
		name   string
		post   points.Post
		reason string
		fif    bool
		also   losing
		code   string
		want   string
		deemed bool
	}{
		{"foley, French initiative", points.Foley, "pas de bruitage", true, nil, "IV.1.i", "1", true},
		{"foley, foreign initiative", points.Foley, "pas de bruitage", false, nil, "IV.1.i", "0", false},
		{"foley without reason", points.Foley, "", true, nil, "IV.1.i", "0", false},
		{"lighting", points.LightingHire, "lumière naturelle", true, nil, "V.2.b", "1.5", true},
		{"effects, image and sound kept", points.VFX, "aucun effet", true, nil, "V.3.c", "3.5", true},
		{"effects, foreign initiative", points.VFX, "aucun effet", false, nil, "V.3.c", "3.5", true},
		{"effects, sound lost", points.VFX, "aucun effet", true, abroad(points.SoundPost), "V.3.c", "0", false},
		{"effects without reason", points.VFX, "", true, nil, "V.3.c", "0", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := fiction()
			drop(&f, c.post)
			f.Unused = []points.Unused{{Post: points.UnusedPost(c.post), Reason: c.reason}}
			if !c.fif {
				foreign(&f)
			}
			if c.also != nil {
				c.also(&f)
			}
			r, err := points.Count(f, day)
			require.NoError(t, err)
			l, _ := r.Line(c.code)
			assert.Equal(t, c.want, l.Obtained.String(), l.Reason)
			assert.Equal(t, c.deemed, l.Deemed)
		})
	}
	t.Run("only small roles", func(t *testing.T) {
		f := fiction()
		f.Cast = []points.Performance{{Person: "US", Role: "PASSANT", Cachets: dec("2"), Law: "US"}}
		r, err := points.Count(f, day)
		require.NoError(t, err)
		l, _ := r.Line("III")
		assert.True(t, l.Obtained.IsZero() && !l.Deemed, "nothing is deemed obtained without its reason")
		assert.True(t, r.Report.Has("cnc/points/reason"), "the reason is asked for")
		f.Unused = []points.Unused{{Post: "cast", Reason: "film sans rôle parlé"}}
		r, err = points.Count(f, day)
		require.NoError(t, err)
		l, _ = r.Line("III")
		assert.True(t, l.Deemed && l.Missing().IsZero())
		assert.Contains(t, l.Reason, "film sans rôle parlé")
		assert.False(t, r.Report.Has("cnc/points/reason"))
		foreign(&f)
		r, err = points.Count(f, day)
		require.NoError(t, err)
		l, _ = r.Line("III")
		assert.True(t, l.Obtained.IsZero())
	})
	t.Run("three cachets count", func(t *testing.T) {
		f := fiction()
		f.Cast = []points.Performance{{Person: "FR", Role: "ANNA", Cachets: dec("3"), Law: "FR"}, {Person: "US", Role: "TOM", Cachets: dec("3"), Law: "US"}}
		r, err := points.Count(f, day)
		require.NoError(t, err)
		l, _ := r.Line("III")
		assert.Equal(t, "10", l.Obtained.String())
	})
	t.Run("fallback posts", func(t *testing.T) {
		f := fiction()
		crew(points.CostumeDesigner, func(c *points.Technician) { c.Post = points.CostumeHead })(&f)
		r, err := points.Count(f, day)
		require.NoError(t, err)
		l, _ := r.Line("IV.1.d")
		assert.True(t, l.Missing().IsZero())
		f = fiction()
		f.Crew = append(f.Crew, points.Technician{Person: "US", Post: points.CostumeHead, Pay: dec("1000"), Charges: dec("500"), Law: "FR"})
		r, err = points.Count(f, day)
		require.NoError(t, err)
		l, _ = r.Line("IV.1.d")
		assert.True(t, l.Missing().IsZero(), "the designer holds the post")
		l, _ = r.Line("IV.2")
		assert.Equal(t, "5", l.Obtained.String(), "the head costumier counts with the others")
	})
}

func TestBoundaries(t *testing.T) {
	sheet := func(outside string, drop []losing) points.Result {
		r, err := points.Count(exactly(outside, drop...), day)
		require.NoError(t, err)
		require.True(t, r.Outside.Equal(score(outside)), "%s", r.Outside)
		return r
	}
	t.Run("25", func(t *testing.T) {
		for outside, want := range map[string]bool{"25": true, "24.5": true, "24.499": false, "24": false} {
			assert.Equal(t, want, sheet(outside, drops["25"]).Minimum.Passed, outside)
		}
	})
	t.Run("64", func(t *testing.T) {
		for outside, want := range map[string][2]bool{"64": {true, true}, "63.5": {true, false}, "63.499": {false, false}, "63": {false, false}} {
			r := sheet(outside, drops["64"])
			assert.Equal(t, want[0], r.Direct.OnRounded, outside)
			assert.Equal(t, want[1], r.Direct.OnExact, outside)
			assert.Equal(t, want[0] != want[1], r.Report.Has("cnc/points/rounding"), outside)
		}
	})
	t.Run("coefficient", func(t *testing.T) {
		for outside, want := range map[string][2]string{"60": {"1", "1"}, "59.5": {"1", "0.97"}, "59.499": {"0.97", "0.97"}, "59": {"0.97", "0.97"}, "58.999": {"0.97", "0.94"}} {
			r := sheet(outside, drops["80"])
			assert.Equal(t, want[0], r.Coefficient.String(), outside)
			assert.Equal(t, want[1], r.CoefficientExact.String(), outside)
		}
		for outside, want := range map[string][2]string{"50": {"0.7", "0.7"}, "49.999": {"0.7", "0.69999"}, "49.5": {"0.7", "0.695"}, "49.499": {"0.69", "0.69499"}, "49": {"0.69", "0.69"}} {
			r := sheet(outside, drops["70"])
			assert.Equal(t, want[0], r.Coefficient.String(), outside)
			assert.Equal(t, want[1], r.CoefficientExact.String(), outside)
		}
	})
	t.Run("language left out of 64", func(t *testing.T) {
		f := exactly("70", drops["64"]...)
		english(&f)
		r, err := points.Count(f, day)
		require.NoError(t, err)
		assert.True(t, r.Direct.OnExact)
		assert.False(t, r.Direct.Passed, "French is not the most used")
		assert.True(t, r.Total.Equal(score("70")))
	})
}

func TestDerogations(t *testing.T) {
	f := exactly("60", drops["64"]...)
	r, err := points.Count(f, day)
	require.NoError(t, err)
	assert.False(t, r.Direct.Passed)
	f.Derogations.Direct = true
	r, err = points.Count(f, day)
	require.NoError(t, err)
	assert.True(t, r.Direct.Passed)
	f.Derogations.Minimum = "fragile"
	r, err = points.Count(f, day)
	require.NoError(t, err)
	assert.True(t, r.Minimum.Threshold.Equal(dec("25")), "not open to a French initiative")
	foreign(&f)
	for kind, want := range map[string]string{"fragile": "15", "artistic": "20", "": "25"} {
		f.Derogations.Minimum = kind
		r, err = points.Count(f, day)
		require.NoError(t, err)
		assert.True(t, r.Minimum.Threshold.Equal(dec(want)), kind)
	}
}

func TestFinancialCoproduction(t *testing.T) {
	f := points.Facts{Film: moteur.Film{Title: "Vuurtoren", Kind: moteur.Feature, Language: "nl"}, People: people(), Producers: []points.Producer{producer()}, Treaty: "France-Belgique"}
	foreign(&f)
	r, err := points.Count(f, day)
	require.NoError(t, err)
	assert.True(t, r.Financial.Holds, r.Financial.Reason)
	assert.False(t, r.Minimum.Applies)
	assert.True(t, r.Minimum.Passed)
	f.Crew = []points.Technician{{Person: "FR", Post: points.Photography, Law: "FR"}}
	r, err = points.Count(f, day)
	require.NoError(t, err)
	assert.False(t, r.Financial.Holds)
	assert.False(t, r.Minimum.Passed)
}

func TestPointsRefuses(t *testing.T) {
	for name, edit := range map[string]losing{
		"negative pay":   func(f *points.Facts) { f.Crew[0].Pay = dec("-1") },
		"enormous spend": func(f *points.Facts) { f.Spend[0].Amount = decimal.New(1, 1_000_000_000) },
		"languages > 1": func(f *points.Facts) {
			f.Language.Spoken = []points.Spoken{{Language: "fr", Share: dec("0.7")}, {Language: "en", Share: dec("0.4")}}
		},
		"negative days":   func(f *points.Facts) { f.Shooting[0].Days = -1 },
		"person twice":    func(f *points.Facts) { f.People = append(f.People, f.People[0]) },
		"negative share":  func(f *points.Facts) { f.Producers[0].Share = dec("-0.1") },
		"capital beyond":  func(f *points.Facts) { f.Producers[0].Company.Capital = decimal.New(1, 1_000_000_000) },
		"shares over 1":   func(f *points.Facts) { f.Producers = append(f.Producers, producer()) },
		"negative amount": func(f *points.Facts) { f.Cast[0].Cachets = dec("-3") },
	} {
		t.Run(name, func(t *testing.T) {
			f := fiction()
			edit(&f)
			_, err := points.Count(f, day)
			var refused *moteur.ReportError
			assert.True(t, errors.As(err, &refused), "%v", err)
		})
	}
}

func TestFactsJSON(t *testing.T) {
	for _, kind := range []moteur.Kind{moteur.Feature, moteur.Documentary, moteur.Animation} {
		r, err := points.Count(film(kind), day)
		require.NoError(t, err)
		b, err := json.Marshal(r)
		require.NoError(t, err)
		var back points.Result
		require.NoError(t, json.Unmarshal(b, &back))
		again, err := json.Marshal(back)
		require.NoError(t, err)
		assert.JSONEq(t, string(b), string(again))
		b, err = json.Marshal(film(kind))
		require.NoError(t, err)
		var facts points.Facts
		require.NoError(t, json.Unmarshal(b, &facts))
		r2, err := points.Count(facts, day)
		require.NoError(t, err)
		assert.True(t, r.Total.Equal(r2.Total))
	}
}

// The parity of an animation is answered from the production's count: 7 of 14 in 2D, 8 of 16 in 3D, a point less with an extra post.
func TestParityOfAnimation(t *testing.T) {
	for _, c := range []struct {
		variant string
		count   points.ParityCount
		passed  bool
	}{
		{"2d", points.ParityCount{Points: 7}, true}, {"2d", points.ParityCount{Points: 6}, false}, {"2d", points.ParityCount{}, false}, {"2d", points.ParityCount{Points: 6, Extra: true}, true},
		{"2d", points.ParityCount{Points: 5, Extra: true}, false}, {"2d", points.ParityCount{Points: 14}, true},
		{"3d", points.ParityCount{Points: 8}, true}, {"3d", points.ParityCount{Points: 7}, false}, {"3d", points.ParityCount{Points: 7, Extra: true}, true},
		{"3d", points.ParityCount{Points: 6, Extra: true}, false},
	} {
		r, err := c.count.Answer(moteur.Animation, c.variant, day)
		require.NoError(t, err)
		assert.Equal(t, c.passed, r.Passed, "%+v", c)
		assert.NotEmpty(t, r.Report.Unverified())
		assert.True(t, r.Report.Has("cnc/parity/count"))
		var out bytes.Buffer
		require.NoError(t, r.WriteXLSX(&out))
	}
	for name, f := range map[string]func() error{
		"over the total":  func() error { _, err := points.ParityCount{Points: 15}.Answer(moteur.Animation, "2d", day); return err },
		"negative":        func() error { _, err := points.ParityCount{Points: -1}.Answer(moteur.Animation, "2d", day); return err },
		"posts are known": func() error { _, err := points.ParityCount{Points: 5}.Answer(moteur.Feature, "", day); return err },
		"no such grid":    func() error { _, err := points.ParityCount{Points: 5}.Answer(moteur.Animation, "4d", day); return err },
		"before the grid": func() error {
			_, err := points.ParityCount{Points: 7}.Answer(moteur.Animation, "2d", moteur.NewDate(2023, 1, 31))
			return err
		},
		"without any count": func() error { _, err := points.Parity(moteur.Animation, "2d", nil, day); return err },
	} {
		assert.Error(t, f(), name)
	}
}
