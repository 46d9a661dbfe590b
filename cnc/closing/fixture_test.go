package closing_test

import (
	"time"

	"github.com/shopspring/decimal"

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

func text(id, name, content string) cnc.Piece { return cnc.Bytes(id, name, []byte(content)) }

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
