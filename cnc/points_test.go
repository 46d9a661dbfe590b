package cnc_test

import (
	"encoding/json"
	"errors"
	"testing"
	"time"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/cnc"
	"github.com/moteur-film/moteur/internal/law"
)

var day = moteur.NewDate(2026, time.March, 2)

func dec(s string) decimal.Decimal { return decimal.RequireFromString(s) }

func decInt(n int64) decimal.Decimal { return decimal.NewFromInt(n) }

func score(s string) cnc.Score { return cnc.NewScore(dec(s)) }

// people of the test films: FR is French, US is not assimilated, and so on.
func people() []moteur.Person {
	return []moteur.Person{
		{ID: "FR", FirstName: "Anne", LastName: "Martin", Nationality: "FR"},
		{ID: "FR2", FirstName: "Paul", LastName: "Petit", Nationality: "FR"},
		{ID: "US", FirstName: "John", LastName: "Doe", Nationality: "US"},
		{ID: "BE", FirstName: "Eva", LastName: "Peeters", Nationality: "BE"},
		{ID: "CN", FirstName: "Li", LastName: "Wei", Nationality: "CN", PermitYears: 10},
	}
}

func producer() cnc.Producer {
	return cnc.Producer{Company: moteur.Company{Name: "Les Films du Phare", Country: "FR", Capital: dec("50000")}, Delegate: true, Rights: true,
		Share: dec("1"), CashPaid: dec("25000"), Officers: []string{"FR"}}
}

// fiction is a French film with every point.
func fiction() cnc.Facts {
	f := cnc.Facts{Film: moteur.Film{Title: "Le Phare", Kind: moteur.Feature, Language: "fr", Minutes: 95}, People: people(), Producers: []cnc.Producer{producer()},
		Authors: []cnc.Author{{Person: "FR", Role: cnc.Director, Law: "FR", WorkLaw: "FR"}, {Person: "FR2", Role: cnc.Writer, Law: "FR"}, {Person: "FR2", Role: cnc.Composer, Law: "FR"}},
		Cast: []cnc.Performance{{Person: "FR", Role: "ANNA", Cachets: dec("20"), Law: "FR", Rank: 1}, {Person: "FR2", Role: "PAUL", Cachets: dec("10"), Law: "FR", Rank: 2},
			{Person: "FR", Role: "LE GARDIEN", Cachets: dec("5"), Law: "FR"}},
		Shooting: []cnc.ShootingDays{{Place: "Brest", Days: 30}}}
	for _, p := range []cnc.Post{cnc.ProductionManager, cnc.Photography, cnc.SoundMixer, cnc.CostumeDesigner, cnc.ProductionDesigner, cnc.PictureEditor, cnc.SoundEditor, cnc.ReRecordingMixer, cnc.Foley, cnc.OtherCrew} {
		f.Crew = append(f.Crew, cnc.Technician{Person: "FR", Post: p, Pay: dec("1000"), Charges: dec("500"), Law: "FR"})
	}
	for _, p := range []cnc.Post{cnc.CameraHire, cnc.LightingHire, cnc.GripHire, cnc.ImagePost, cnc.SoundPost, cnc.VFX, cnc.StudioHire} {
		f.Spend = append(f.Spend, cnc.Spend{Post: p, Supplier: "Prestataire", Amount: dec("10000")})
	}
	return f
}

func documentary() cnc.Facts {
	f := fiction()
	f.Film.Kind = moteur.Documentary
	f.Cast = []cnc.Performance{{Person: "FR", Kind: cnc.Commentary, Cachets: dec("2"), Law: "FR"}}
	f.Spend = append(f.Spend, cnc.Spend{Post: cnc.SoundHire, Supplier: "Prestataire", Amount: dec("10000")})
	return f
}

func animation() cnc.Facts {
	f := fiction()
	f.Film.Kind = moteur.Animation
	f.Authors = append(f.Authors, cnc.Author{Person: "FR", Role: cnc.GraphicAuthor, Law: "FR"})
	f.Cast = []cnc.Performance{{Person: "FR", Kind: cnc.FrenchDub, Cachets: dec("20"), Law: "FR"}}
	f.Crew = nil
	for _, p := range []cnc.Post{cnc.AnimProduction, cnc.AnimPreparation, cnc.AnimMaking1, cnc.AnimMaking2} {
		f.Crew = append(f.Crew, cnc.Technician{Person: "FR", Post: p, Pay: dec("1000"), Charges: dec("500"), Law: "FR"})
		f.Spend = append(f.Spend, cnc.Spend{Post: p, Supplier: "Studio", Amount: dec("10000"), OwnWork: true})
	}
	return f
}

// losing changes the facts so that a line is lost; the key is the scale's kind and the line's code.
type losing func(f *cnc.Facts)

func author(role cnc.AuthorRole, who string) losing {
	return func(f *cnc.Facts) {
		for i := range f.Authors {
			if f.Authors[i].Role == role {
				f.Authors[i].Person = who
			}
		}
	}
}

func crew(post cnc.Post, edit func(*cnc.Technician)) losing {
	return func(f *cnc.Facts) {
		for i := range f.Crew {
			if f.Crew[i].Post == post {
				edit(&f.Crew[i])
			}
		}
	}
}

func abroad(post cnc.Post) losing {
	return func(f *cnc.Facts) {
		for i := range f.Spend {
			if f.Spend[i].Post == post {
				f.Spend[i].Country = "BE"
			}
		}
	}
}

func cast(edit func(*cnc.Performance)) losing {
	return func(f *cnc.Facts) {
		for i := range f.Cast {
			edit(&f.Cast[i])
		}
	}
}

func american(t *cnc.Technician)   { t.Person = "US" }
func belgianLaw(t *cnc.Technician) { t.Law = "BE" }

func english(f *cnc.Facts)   { f.Film.Language = "en" }
func noCompany(f *cnc.Facts) { f.Producers[0].CashPaid = dec("22499.99") }
func belgium(f *cnc.Facts) {
	f.Shooting = append(f.Shooting, cnc.ShootingDays{Place: "Ostende", Country: "BE", Days: 1})
}

func work(post cnc.Post) losing {
	return func(f *cnc.Facts) { crew(post, american)(f); abroad(post)(f) }
}

var losers = map[moteur.Kind]map[string]losing{
	moteur.Feature: {
		"I": english, "II.1": noCompany, "II.2.a": author(cnc.Director, "US"), "II.2.b": author(cnc.Writer, "US"), "II.2.c": author(cnc.Composer, "US"),
		"III":    cast(func(p *cnc.Performance) { p.Law = "US" }),
		"IV.1.a": crew(cnc.ProductionManager, american), "IV.1.b": crew(cnc.Photography, belgianLaw), "IV.1.c": crew(cnc.SoundMixer, american),
		"IV.1.d": crew(cnc.CostumeDesigner, american), "IV.1.e": crew(cnc.ProductionDesigner, belgianLaw), "IV.1.f": crew(cnc.PictureEditor, american),
		"IV.1.g": crew(cnc.SoundEditor, american), "IV.1.h": crew(cnc.ReRecordingMixer, american), "IV.1.i": crew(cnc.Foley, american),
		"IV.2": crew(cnc.OtherCrew, american), "V.1": belgium, "V.2.a": abroad(cnc.CameraHire), "V.2.b": abroad(cnc.LightingHire), "V.2.c": abroad(cnc.GripHire),
		"V.3.a": abroad(cnc.ImagePost), "V.3.b": abroad(cnc.SoundPost), "V.3.c": abroad(cnc.VFX),
	},
	moteur.Documentary: {
		"I": english, "II.1": noCompany, "II.2.a": author(cnc.Director, "US"), "II.2.b": author(cnc.Writer, "US"), "II.2.c": author(cnc.Composer, "US"),
		"III":    cast(func(p *cnc.Performance) { p.Person = "US" }),
		"IV.1.a": crew(cnc.ProductionManager, american), "IV.1.b": crew(cnc.Photography, american), "IV.1.c": crew(cnc.SoundMixer, american),
		"IV.1.d": crew(cnc.PictureEditor, belgianLaw), "IV.1.e": crew(cnc.SoundEditor, american), "IV.1.f": crew(cnc.ReRecordingMixer, american),
		"IV.2": func(f *cnc.Facts) {
			for _, p := range []cnc.Post{cnc.OtherCrew, cnc.Foley, cnc.CostumeDesigner, cnc.ProductionDesigner} {
				crew(p, american)(f)
			}
		},
		"V.1.a": abroad(cnc.CameraHire), "V.1.b": abroad(cnc.SoundHire), "V.2.a": abroad(cnc.ImagePost), "V.2.b": abroad(cnc.SoundPost), "V.2.c": abroad(cnc.VFX),
	},
	moteur.Animation: {
		"I.1": noCompany, "I.2.a": author(cnc.Director, "US"), "I.2.b": author(cnc.Writer, "US"), "I.2.c": author(cnc.GraphicAuthor, "US"), "I.2.d": author(cnc.Composer, "US"),
		"II": cast(func(p *cnc.Performance) { p.Law = "" }), "III": work(cnc.AnimProduction), "IV": work(cnc.AnimPreparation), "V.1": work(cnc.AnimMaking1), "V.2": work(cnc.AnimMaking2),
		"VI.a": abroad(cnc.ImagePost), "VI.b": abroad(cnc.SoundPost),
	},
}

func film(kind moteur.Kind) cnc.Facts {
	switch kind {
	case moteur.Documentary:
		return documentary()
	case moteur.Animation:
		return animation()
	}
	return fiction()
}

// TestEveryLine obtains and loses each line of the three scales, and checks that no other line moves.
func TestEveryLine(t *testing.T) {
	for kind, lines := range losers {
		scale, err := cnc.Scale(kind, day)
		require.NoError(t, err)
		full, err := cnc.Points(film(kind), day)
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
					r, err := cnc.Points(f, day)
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
	f.Cast = []cnc.Performance{{Person: "FR", Role: "ANNA", Cachets: dec("180"), Law: "FR"}, {Person: "US", Role: "TOM", Cachets: dec("20"), Law: "FR"},
		{Person: "US", Role: "PASSANT", Cachets: dec("2"), Law: "US"}}
	crew(cnc.Photography, american)(&f)
	f.Crew[9].Pay, f.Crew[9].Charges = dec("900000"), dec("450000")
	f.Crew = append(f.Crew, cnc.Technician{Person: "US", Pay: dec("100000"), Charges: dec("50000"), Law: "FR"})
	author(cnc.Composer, "US")(&f)
	belgium(&f)
	abroad(cnc.LightingHire)(&f)
	abroad(cnc.ImagePost)(&f)
	r, err := cnc.Points(f, day)
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
		_, err := cnc.Points(film(kind), moteur.NewDate(2023, time.January, 31))
		assert.ErrorIs(t, err, law.ErrBefore, kind)
		_, err = cnc.Points(film(kind), moteur.NewDate(2023, time.February, 1))
		assert.NoError(t, err, kind)
	}
	_, err := cnc.Points(cnc.Facts{Film: moteur.Film{Kind: moteur.Digital}}, day)
	assert.ErrorIs(t, err, cnc.ErrNoScale)
	_, err = cnc.EuropeanPoints(fiction(), moteur.NewDate(1992, time.May, 20))
	assert.ErrorIs(t, err, law.ErrBefore)
	_, err = cnc.EuropeanPoints(fiction(), moteur.NewDate(1992, time.May, 21))
	assert.NoError(t, err)
}

func TestLanguage(t *testing.T) {
	spoken := func(parts ...string) (out []cnc.Spoken) {
		for i := 0; i < len(parts); i += 2 {
			out = append(out, cnc.Spoken{Language: parts[i], Share: dec(parts[i+1])})
		}
		return out
	}
	for _, c := range []struct {
		name string
		kind moteur.Kind
		lang cnc.Language
		want string
		eof  bool
	}{
		{"French", moteur.Feature, cnc.Language{Spoken: spoken("fr", "1")}, "20", true},
		{"Breton counts", moteur.Feature, cnc.Language{Spoken: spoken("br", "0.4", "fr", "0.2", "en", "0.4")}, "20", true},
		{"most used without half", moteur.Feature, cnc.Language{Spoken: spoken("fr", "0.4", "en", "0.3", "de", "0.3")}, "20", false},
		{"tie is not the most used", moteur.Feature, cnc.Language{Spoken: spoken("fr", "0.5", "en", "0.5")}, "0", false},
		{"a third, justified", moteur.Feature, cnc.Language{Spoken: spoken("fr", "0.34", "en", "0.66"), Justification: "l'action se passe à Londres"}, "10", false},
		{"just under a third", moteur.Feature, cnc.Language{Spoken: spoken("fr", "0.3333", "en", "0.6667"), Justification: "l'action se passe à Londres"}, "0", false},
		{"a third without reason", moteur.Feature, cnc.Language{Spoken: spoken("fr", "0.4", "en", "0.6")}, "0", false},
		{"opera", moteur.Feature, cnc.Language{Spoken: spoken("it", "1"), Libretto: "it"}, "20", false},
		{"opera in another language", moteur.Feature, cnc.Language{Spoken: spoken("de", "1"), Libretto: "it"}, "0", false},
		{"documentary subject", moteur.Documentary, cnc.Language{Spoken: spoken("wo", "1"), Justification: "tourné à Dakar"}, "20", false},
		{"documentary without reason", moteur.Documentary, cnc.Language{Spoken: spoken("wo", "1")}, "0", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := film(c.kind)
			f.Language = c.lang
			r, err := cnc.Points(f, day)
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
			got, report, err := cnc.Assimilation(cnc.Facts{People: []moteur.Person{c.p}}, c.on)
			require.NoError(t, err)
			assert.Equal(t, c.want, got[0].Holds, got[0].Reason)
			assert.Equal(t, c.unverified, len(report.Unverified()) > 0)
		})
	}
}

func TestInitiative(t *testing.T) {
	share := func(country, s string, delegate, rights bool) cnc.Producer {
		p := producer()
		p.Company.Country, p.Share, p.Delegate, p.Rights = country, dec(s), delegate, rights
		return p
	}
	installed := share("BE", "1", true, true)
	installed.Installed = true
	for _, c := range []struct {
		name      string
		producers []cnc.Producer
		want      bool
	}{
		{"French alone", []cnc.Producer{share("FR", "1", true, true)}, true},
		{"French alone without rights", []cnc.Producer{share("FR", "1", true, false)}, true},
		{"seat in Belgium, installed in France", []cnc.Producer{installed}, true},
		{"largest share with rights", []cnc.Producer{share("FR", "0.4", true, true), share("BE", "0.3", false, false), share("DE", "0.3", false, false)}, true},
		{"largest share without rights", []cnc.Producer{share("FR", "0.6", true, false), share("BE", "0.4", true, true)}, false},
		{"rights with a coproducer who is not délégué", []cnc.Producer{share("FR", "0.4", true, false), share("FR", "0.2", false, true), share("BE", "0.4", false, false)}, false},
		{"tie", []cnc.Producer{share("FR", "0.5", true, true), share("BE", "0.5", false, false)}, false},
		{"two Belgian shares together are larger", []cnc.Producer{share("FR", "0.4", true, true), share("BE", "0.3", false, false), share("BE", "0.3", false, false)}, false},
		{"nobody", nil, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := fiction()
			f.Producers = c.producers
			r, err := cnc.Points(f, day)
			require.NoError(t, err)
			assert.Equal(t, c.want, r.Initiative.Holds, r.Initiative.Reason)
		})
	}
}

func TestCompany(t *testing.T) {
	for _, c := range []struct {
		name string
		edit func(*cnc.Producer)
		want bool
	}{
		{"as required", func(p *cnc.Producer) { p.Company.Capital, p.CashPaid = dec("45000"), dec("22500") }, true},
		{"capital a cent short", func(p *cnc.Producer) { p.Company.Capital = dec("44999.99") }, false},
		{"cash a cent short", func(p *cnc.Producer) { p.CashPaid = dec("22499.99") }, false},
		{"seat abroad", func(p *cnc.Producer) { p.Company.Country = "US" }, false},
		{"foreign officer", func(p *cnc.Producer) { p.Officers = []string{"FR", "US"} }, false},
		{"no officer known", func(p *cnc.Producer) { p.Officers = nil }, false},
		{"half of the board", func(p *cnc.Producer) { p.Board = []string{"FR", "US"} }, false},
		{"most of the board", func(p *cnc.Producer) { p.Board = []string{"FR", "BE", "US"} }, true},
		{"controlled from outside Europe", func(p *cnc.Producer) { p.NonEuropeanControl = true }, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := fiction()
			c.edit(&f.Producers[0])
			r, err := cnc.Points(f, day)
			require.NoError(t, err)
			l, _ := r.Line("II.1")
			assert.Equal(t, c.want, !l.Obtained.IsZero(), l.Basis[0].Reason)
		})
	}
}

func TestForeignAuthorDerogation(t *testing.T) {
	for _, c := range []struct {
		name   string
		author cnc.Author
		fif    bool
		want   string
	}{
		{"opinion, both contracts French", cnc.Author{Law: "FR", WorkLaw: "FR", Opinion: true}, true, "5"},
		{"no opinion", cnc.Author{Law: "FR", WorkLaw: "FR"}, true, "0"},
		{"production contract abroad", cnc.Author{Law: "US", WorkLaw: "FR", Opinion: true}, true, "0"},
		{"employment contract abroad", cnc.Author{Law: "FR", WorkLaw: "US", Opinion: true}, true, "0"},
		{"foreign initiative", cnc.Author{Law: "FR", WorkLaw: "FR", Opinion: true}, false, "0"},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := fiction()
			c.author.Person, c.author.Role = "US", cnc.Director
			f.Authors[0] = c.author
			if !c.fif {
				foreign(&f)
			}
			r, err := cnc.Points(f, day)
			require.NoError(t, err)
			l, _ := r.Line("II.2.a")
			assert.Equal(t, c.want, l.Obtained.String(), l.Reason)
		})
	}
}

// foreign makes the initiative foreign by a larger Belgian share.
func foreign(f *cnc.Facts) {
	f.Producers[0].Share = dec("0.3")
	f.Producers = append(f.Producers, cnc.Producer{Company: moteur.Company{Name: "Vuurtoren", Country: "BE"}, Delegate: true, Rights: true, Share: dec("0.7")})
}

func TestSharedPost(t *testing.T) {
	f := fiction()
	f.Authors = append(f.Authors, cnc.Author{Person: "US", Role: cnc.Writer, Law: "FR"})
	r, err := cnc.Points(f, day)
	require.NoError(t, err)
	l, _ := r.Line("II.2.b")
	assert.True(t, l.Obtained.IsZero())
	assert.True(t, r.Report.Has("cnc/points/shared-post"))
	f.Splits = []cnc.Split{{Line: "II.2.b", Share: dec("0.5"), Reason: "deux scénaristes à parts égales"}}
	r, err = cnc.Points(f, day)
	require.NoError(t, err)
	l, _ = r.Line("II.2.b")
	assert.Equal(t, "2.5", l.Obtained.String())
	assert.Contains(t, l.Reason, "deux scénaristes")
	f.Splits[0].Share = dec("1.1")
	_, err = cnc.Points(f, day)
	var refused *moteur.ReportError
	assert.True(t, errors.As(err, &refused))
}

func TestUnusedPosts(t *testing.T) {
	drop := func(f *cnc.Facts, post cnc.Post) {
		for i := range f.Crew {
			if f.Crew[i].Post == post {
				f.Crew = append(f.Crew[:i], f.Crew[i+1:]...)
				break
			}
		}
		var kept []cnc.Spend
		for _, s := range f.Spend {
			if s.Post != post {
				kept = append(kept, s)
			}
		}
		f.Spend = kept
	}
	for _, c := range []struct {
		name   string
		post   cnc.Post
		reason string
		fif    bool
		also   losing
		code   string
		want   string
		deemed bool
	}{
		{"foley, French initiative", cnc.Foley, "pas de bruitage", true, nil, "IV.1.i", "1", true},
		{"foley, foreign initiative", cnc.Foley, "pas de bruitage", false, nil, "IV.1.i", "0", false},
		{"foley without reason", cnc.Foley, "", true, nil, "IV.1.i", "0", false},
		{"lighting", cnc.LightingHire, "lumière naturelle", true, nil, "V.2.b", "1.5", true},
		{"effects, image and sound kept", cnc.VFX, "aucun effet", true, nil, "V.3.c", "3.5", true},
		{"effects, foreign initiative", cnc.VFX, "aucun effet", false, nil, "V.3.c", "3.5", true},
		{"effects, sound lost", cnc.VFX, "aucun effet", true, abroad(cnc.SoundPost), "V.3.c", "0", false},
		{"effects without reason", cnc.VFX, "", true, nil, "V.3.c", "0", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := fiction()
			drop(&f, c.post)
			f.Unused = []cnc.Unused{{Post: cnc.UnusedPost(c.post), Reason: c.reason}}
			if !c.fif {
				foreign(&f)
			}
			if c.also != nil {
				c.also(&f)
			}
			r, err := cnc.Points(f, day)
			require.NoError(t, err)
			l, _ := r.Line(c.code)
			assert.Equal(t, c.want, l.Obtained.String(), l.Reason)
			assert.Equal(t, c.deemed, l.Deemed)
		})
	}
	t.Run("only small roles", func(t *testing.T) {
		f := fiction()
		f.Cast = []cnc.Performance{{Person: "US", Role: "PASSANT", Cachets: dec("2"), Law: "US"}}
		r, err := cnc.Points(f, day)
		require.NoError(t, err)
		l, _ := r.Line("III")
		assert.True(t, l.Deemed && l.Missing().IsZero())
		foreign(&f)
		r, err = cnc.Points(f, day)
		require.NoError(t, err)
		l, _ = r.Line("III")
		assert.True(t, l.Obtained.IsZero())
	})
	t.Run("three cachets count", func(t *testing.T) {
		f := fiction()
		f.Cast = []cnc.Performance{{Person: "FR", Role: "ANNA", Cachets: dec("3"), Law: "FR"}, {Person: "US", Role: "TOM", Cachets: dec("3"), Law: "US"}}
		r, err := cnc.Points(f, day)
		require.NoError(t, err)
		l, _ := r.Line("III")
		assert.Equal(t, "10", l.Obtained.String())
	})
	t.Run("fallback posts", func(t *testing.T) {
		f := fiction()
		crew(cnc.CostumeDesigner, func(c *cnc.Technician) { c.Post = cnc.CostumeHead })(&f)
		r, err := cnc.Points(f, day)
		require.NoError(t, err)
		l, _ := r.Line("IV.1.d")
		assert.True(t, l.Missing().IsZero())
		f = fiction()
		f.Crew = append(f.Crew, cnc.Technician{Person: "US", Post: cnc.CostumeHead, Pay: dec("1000"), Charges: dec("500"), Law: "FR"})
		r, err = cnc.Points(f, day)
		require.NoError(t, err)
		l, _ = r.Line("IV.1.d")
		assert.True(t, l.Missing().IsZero(), "the designer holds the post")
		l, _ = r.Line("IV.2")
		assert.Equal(t, "5", l.Obtained.String(), "the head costumier counts with the others")
	})
}

// exactly builds a fiction with that many points outside language, by the ratio of cachets (20 points).
func exactly(outside string, drop ...losing) cnc.Facts {
	f := fiction()
	for _, d := range drop {
		d(&f)
	}
	r, err := cnc.Points(f, day)
	if err != nil {
		panic(err)
	}
	base := r.Outside.Decimal(6).Sub(dec("20"))
	good := dec(outside).Sub(base).Mul(dec("1000"))
	f.Cast = []cnc.Performance{{Person: "FR", Role: "ANNA", Cachets: good, Law: "FR"}, {Person: "US", Role: "TOM", Cachets: dec("20000").Sub(good), Law: "US"}}
	return f
}

var drops = map[string][]losing{
	"25": {noCompany, author(cnc.Director, "US"), author(cnc.Writer, "US"), crew(cnc.OtherCrew, american), belgium, abroad(cnc.ImagePost), abroad(cnc.SoundPost), abroad(cnc.VFX)},
	"64": {crew(cnc.OtherCrew, american)},
	"80": {crew(cnc.OtherCrew, american)},
	"70": {crew(cnc.OtherCrew, american), belgium},
}

func TestBoundaries(t *testing.T) {
	points := func(outside string, drop []losing) cnc.Result {
		r, err := cnc.Points(exactly(outside, drop...), day)
		require.NoError(t, err)
		require.True(t, r.Outside.Equal(score(outside)), "%s", r.Outside)
		return r
	}
	t.Run("25", func(t *testing.T) {
		for outside, want := range map[string]bool{"25": true, "24.5": true, "24.499": false, "24": false} {
			assert.Equal(t, want, points(outside, drops["25"]).Minimum.Passed, outside)
		}
	})
	t.Run("64", func(t *testing.T) {
		for outside, want := range map[string][2]bool{"64": {true, true}, "63.5": {true, false}, "63.499": {false, false}, "63": {false, false}} {
			r := points(outside, drops["64"])
			assert.Equal(t, want[0], r.Direct.OnRounded, outside)
			assert.Equal(t, want[1], r.Direct.OnExact, outside)
			assert.Equal(t, want[0] != want[1], r.Report.Has("cnc/points/rounding"), outside)
		}
	})
	t.Run("coefficient", func(t *testing.T) {
		for outside, want := range map[string][2]string{"60": {"1", "1"}, "59.5": {"1", "0.97"}, "59.499": {"0.97", "0.97"}, "59": {"0.97", "0.97"}, "58.999": {"0.97", "0.94"}} {
			r := points(outside, drops["80"])
			assert.Equal(t, want[0], r.Coefficient.String(), outside)
			assert.Equal(t, want[1], r.CoefficientExact.String(), outside)
		}
		for outside, want := range map[string][2]string{"50": {"0.7", "0.7"}, "49.999": {"0.7", "0.69999"}, "49.5": {"0.7", "0.695"}, "49.499": {"0.69", "0.69499"}, "49": {"0.69", "0.69"}} {
			r := points(outside, drops["70"])
			assert.Equal(t, want[0], r.Coefficient.String(), outside)
			assert.Equal(t, want[1], r.CoefficientExact.String(), outside)
		}
	})
	t.Run("language left out of 64", func(t *testing.T) {
		f := exactly("70", drops["64"]...)
		english(&f)
		r, err := cnc.Points(f, day)
		require.NoError(t, err)
		assert.True(t, r.Direct.OnExact)
		assert.False(t, r.Direct.Passed, "French is not the most used")
		assert.True(t, r.Total.Equal(score("70")))
	})
}

func TestDerogations(t *testing.T) {
	f := exactly("60", drops["64"]...)
	r, err := cnc.Points(f, day)
	require.NoError(t, err)
	assert.False(t, r.Direct.Passed)
	f.Derogations.Direct = true
	r, err = cnc.Points(f, day)
	require.NoError(t, err)
	assert.True(t, r.Direct.Passed)
	f.Derogations.Minimum = "fragile"
	r, err = cnc.Points(f, day)
	require.NoError(t, err)
	assert.True(t, r.Minimum.Threshold.Equal(dec("25")), "not open to a French initiative")
	foreign(&f)
	for kind, want := range map[string]string{"fragile": "15", "artistic": "20", "": "25"} {
		f.Derogations.Minimum = kind
		r, err = cnc.Points(f, day)
		require.NoError(t, err)
		assert.True(t, r.Minimum.Threshold.Equal(dec(want)), kind)
	}
}

func TestFinancialCoproduction(t *testing.T) {
	f := cnc.Facts{Film: moteur.Film{Title: "Vuurtoren", Kind: moteur.Feature, Language: "nl"}, People: people(), Producers: []cnc.Producer{producer()}, Treaty: "France-Belgique"}
	foreign(&f)
	r, err := cnc.Points(f, day)
	require.NoError(t, err)
	assert.True(t, r.Financial.Holds, r.Financial.Reason)
	assert.False(t, r.Minimum.Applies)
	assert.True(t, r.Minimum.Passed)
	f.Crew = []cnc.Technician{{Person: "FR", Post: cnc.Photography, Law: "FR"}}
	r, err = cnc.Points(f, day)
	require.NoError(t, err)
	assert.False(t, r.Financial.Holds)
	assert.False(t, r.Minimum.Passed)
}

func TestPointsRefuses(t *testing.T) {
	for name, edit := range map[string]losing{
		"negative pay":   func(f *cnc.Facts) { f.Crew[0].Pay = dec("-1") },
		"enormous spend": func(f *cnc.Facts) { f.Spend[0].Amount = decimal.New(1, 1_000_000_000) },
		"languages > 1": func(f *cnc.Facts) {
			f.Language.Spoken = []cnc.Spoken{{Language: "fr", Share: dec("0.7")}, {Language: "en", Share: dec("0.4")}}
		},
		"negative days":   func(f *cnc.Facts) { f.Shooting[0].Days = -1 },
		"person twice":    func(f *cnc.Facts) { f.People = append(f.People, f.People[0]) },
		"negative share":  func(f *cnc.Facts) { f.Producers[0].Share = dec("-0.1") },
		"capital beyond":  func(f *cnc.Facts) { f.Producers[0].Company.Capital = decimal.New(1, 1_000_000_000) },
		"shares over 1":   func(f *cnc.Facts) { f.Producers = append(f.Producers, producer()) },
		"negative amount": func(f *cnc.Facts) { f.Cast[0].Cachets = dec("-3") },
	} {
		t.Run(name, func(t *testing.T) {
			f := fiction()
			edit(&f)
			_, err := cnc.Points(f, day)
			var refused *moteur.ReportError
			assert.True(t, errors.As(err, &refused), "%v", err)
		})
	}
}

func TestFactsJSON(t *testing.T) {
	for _, kind := range []moteur.Kind{moteur.Feature, moteur.Documentary, moteur.Animation} {
		r, err := cnc.Points(film(kind), day)
		require.NoError(t, err)
		b, err := json.Marshal(r)
		require.NoError(t, err)
		var back cnc.Result
		require.NoError(t, json.Unmarshal(b, &back))
		again, err := json.Marshal(back)
		require.NoError(t, err)
		assert.JSONEq(t, string(b), string(again))
		b, err = json.Marshal(film(kind))
		require.NoError(t, err)
		var facts cnc.Facts
		require.NoError(t, json.Unmarshal(b, &facts))
		r2, err := cnc.Points(facts, day)
		require.NoError(t, err)
		assert.True(t, r.Total.Equal(r2.Total))
	}
}
