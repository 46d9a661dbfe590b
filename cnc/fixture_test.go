package cnc_test

import (
	"os"
	"testing"
	"time"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/cnc"
	"github.com/moteur-film/moteur/cnc/points"
	"github.com/moteur-film/moteur/financing"
)

func request() cnc.Request {
	f := shotOn(fiction(), date(2026, time.May, 4))
	f.Film.Company = f.Producers[0].Company
	f.Film.Company.Legal, f.Film.Company.Title, f.Film.Company.Address = "Anne Martin", "gérante", moteur.Address{Street: "1 rue du Phare", Zip: "29200", City: "Brest"}
	f.Film.Synopsis = "Une gardienne de phare attend une relève qui ne vient pas."
	return cnc.Request{Facts: f, Plan: financing.Plan{Cost: dec("2500000"), Resources: []financing.Resource{resource(financing.AutomaticSupport, "200000"), resource(financing.TaxCredit, "400000")}}}
}

func writeFile(t *testing.T, name string, b []byte) {
	t.Helper()
	require.NoError(t, os.WriteFile(name, b, 0o644))
}

func condition(t *testing.T, r cnc.Request, on moteur.Date, id string) cnc.Condition {
	t.Helper()
	e, err := cnc.Eligible(r, on)
	require.NoError(t, err)
	c, ok := e.Condition(id)
	require.True(t, ok, "condition %s", id)
	return c
}

func resource(kind financing.Kind, amount string) financing.Resource {
	return financing.Resource{ID: string(kind), Label: string(kind), Kind: kind, Amount: dec(amount), State: financing.Confirmed}
}

func shotOn(f points.Facts, d moteur.Date) points.Facts {
	f.Film.Timeline = moteur.Timeline{moteur.ShootStart: d}
	return f
}

func date(y int, m time.Month, d int) moteur.Date { return moteur.NewDate(y, m, d) }

var day = moteur.NewDate(2026, time.March, 2)

func dec(s string) decimal.Decimal { return decimal.RequireFromString(s) }

func decInt(n int64) decimal.Decimal { return decimal.NewFromInt(n) }

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

func producer() points.Producer {
	return points.Producer{Company: moteur.Company{Name: "Les Films du Phare", Country: "FR", Capital: dec("50000")}, Delegate: true, Rights: true,
		Share: dec("1"), CashPaid: dec("25000"), Officers: []string{"FR"}}
}

// fiction is a French film with every point.
func fiction() points.Facts {
	f := points.Facts{Film: moteur.Film{Title: "Le Phare", Kind: moteur.Feature, Language: "fr", Minutes: 95}, People: people(), Producers: []points.Producer{producer()},
		Authors: []points.Author{{Person: "FR", Role: points.Director, Law: "FR", WorkLaw: "FR"}, {Person: "FR2", Role: points.Writer, Law: "FR"}, {Person: "FR2", Role: points.Composer, Law: "FR"}},
		Cast: []points.Performance{{Person: "FR", Role: "ANNA", Cachets: dec("20"), Law: "FR", Rank: 1}, {Person: "FR2", Role: "PAUL", Cachets: dec("10"), Law: "FR", Rank: 2},
			{Person: "FR", Role: "LE GARDIEN", Cachets: dec("5"), Law: "FR"}},
		Shooting: []points.ShootingDays{{Place: "Brest", Days: 30}}}
	for _, p := range []points.Post{points.ProductionManager, points.Photography, points.SoundMixer, points.CostumeDesigner, points.ProductionDesigner, points.PictureEditor, points.SoundEditor, points.ReRecordingMixer, points.Foley, points.OtherCrew} {
		f.Crew = append(f.Crew, points.Technician{Person: "FR", Post: p, Pay: dec("1000"), Charges: dec("500"), Law: "FR"})
	}
	for _, p := range []points.Post{points.CameraHire, points.LightingHire, points.GripHire, points.ImagePost, points.SoundPost, points.VFX, points.StudioHire} {
		f.Spend = append(f.Spend, points.Spend{Post: p, Supplier: "Prestataire", Amount: dec("10000")})
	}
	return f
}

func documentary() points.Facts {
	f := fiction()
	f.Film.Kind = moteur.Documentary
	f.Cast = []points.Performance{{Person: "FR", Kind: points.Commentary, Cachets: dec("2"), Law: "FR"}}
	f.Spend = append(f.Spend, points.Spend{Post: points.SoundHire, Supplier: "Prestataire", Amount: dec("10000")})
	return f
}

func animation() points.Facts {
	f := fiction()
	f.Film.Kind = moteur.Animation
	f.Authors = append(f.Authors, points.Author{Person: "FR", Role: points.GraphicAuthor, Law: "FR"})
	f.Cast = []points.Performance{{Person: "FR", Kind: points.FrenchDub, Cachets: dec("20"), Law: "FR"}}
	f.Crew = nil
	for _, p := range []points.Post{points.AnimProduction, points.AnimPreparation, points.AnimMaking1, points.AnimMaking2} {
		f.Crew = append(f.Crew, points.Technician{Person: "FR", Post: p, Pay: dec("1000"), Charges: dec("500"), Law: "FR"})
		f.Spend = append(f.Spend, points.Spend{Post: p, Supplier: "Studio", Amount: dec("10000"), OwnWork: true})
	}
	return f
}

// losing changes the facts so that a line is lost; the key is the scale's kind and the line's code.
type losing func(f *points.Facts)

func author(role points.AuthorRole, who string) losing {
	return func(f *points.Facts) {
		for i := range f.Authors {
			if f.Authors[i].Role == role {
				f.Authors[i].Person = who
			}
		}
	}
}

func crew(post points.Post, edit func(*points.Technician)) losing {
	return func(f *points.Facts) {
		for i := range f.Crew {
			if f.Crew[i].Post == post {
				edit(&f.Crew[i])
			}
		}
	}
}

func cast(edit func(*points.Performance)) losing {
	return func(f *points.Facts) {
		for i := range f.Cast {
			edit(&f.Cast[i])
		}
	}
}

func american(t *points.Technician) { t.Person = "US" }
func belgium(f *points.Facts) {
	f.Shooting = append(f.Shooting, points.ShootingDays{Place: "Ostende", Country: "BE", Days: 1})
}

// foreign makes the initiative foreign by a larger Belgian share.
func foreign(f *points.Facts) {
	f.Producers[0].Share = dec("0.3")
	f.Producers = append(f.Producers, points.Producer{Company: moteur.Company{Name: "Vuurtoren", Country: "BE"}, Delegate: true, Rights: true, Share: dec("0.7")})
}

// full is a request with every word and figure given.
func full() cnc.Request {
	r := request()
	belgium(&r.Facts)
	crew(points.Photography, american)(&r.Facts)
	r.Facts.Scenes = 60
	r.Facts.Cast[0].Scenes = 50
	r.Facts.Film.Timeline[moteur.Released] = date(2027, time.March, 3)
	r.Facts.Film.Logline = "Une gardienne de phare attend une relève qui ne vient pas."
	r.Plan.Pays = []financing.GlobalPay{{Person: "Anne Martin", Role: "réalisatrice", Amount: dec("120000")}}
	r.Situation = cnc.Situation{ParityBonus: true, Minors: true, FirstRequest: true}
	r.Women = []points.ParityPost{points.ParityProducer, points.ParityPost(points.Director), points.ParityPost(points.Photography), points.ParityPost(points.PictureEditor)}
	r.Carbon = []cnc.Carbon{{Tool: "Carbon'Clap", Lines: []cnc.CarbonLine{{Source: "transport", KgCO2e: dec("12000")}, {Source: "énergie", KgCO2e: dec("3400.5")}}}}
	r.Chain = []cnc.ChainLink{{Work: "scénario", From: "Paul Petit", To: "Les Films du Phare", Kind: "cession", Signed: day, Register: "2026.1234"}}
	r.Texts = cnc.Texts{Director: "Filmer l'attente.", Production: "Un premier film en mer.", Strategy: "Sortie en mars.", Characters: "Anna, quarante ans.", Places: "Le phare de la Vieille.", Eco: "Train et vélo.",
		Diversity: "Casting ouvert.", Equality: "Cheffes de poste.", Accessibility: "SME et audiodescription.", VHSS: "Charte et cellule d'écoute.", References: "La mer, de près."}
	return r
}
