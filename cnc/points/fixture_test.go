package points_test

import (
	"fmt"
	"time"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/cnc/points"
)

// cheapest tries every set of choices: the slow twin of Advise.
func cheapest(f points.Facts, choices []points.Choice, goal points.Goal, clash func(i, j int) bool) (decimal.Decimal, bool) {
	need := points.NewScore(goal.Points)
	if !goal.Exact {
		need = points.NewScore(goal.Points.Sub(dec("0.5")))
	}
	var best decimal.Decimal
	found := false
	for set := range 1 << len(choices) {
		var taken []points.Choice
		var idx []int
		cost, ok := decimal.Zero, true
		for i, c := range choices {
			if set&(1<<i) == 0 {
				continue
			}
			for _, j := range idx {
				ok = ok && !clash(i, j)
			}
			idx = append(idx, i)
			taken = append(taken, c)
			cost = cost.Add(c.Cost)
		}
		if !ok {
			continue
		}
		r, err := points.Count(points.Take(f, taken), day)
		if err != nil {
			panic(err)
		}
		got := r.Outside
		if goal.Language {
			got = r.Total
		}
		if got.Cmp(need) >= 0 && (!found || cost.LessThan(best)) {
			best, found = cost, true
		}
	}
	return best, found
}

func fmtFraction(n, d int64) []byte { return fmt.Appendf(nil, "%d/%d", n, d) }

func date(y int, m time.Month, d int) moteur.Date { return moteur.NewDate(y, m, d) }

var day = moteur.NewDate(2026, time.March, 2)

func dec(s string) decimal.Decimal { return decimal.RequireFromString(s) }

func decInt(n int64) decimal.Decimal { return decimal.NewFromInt(n) }

func score(s string) points.Score { return points.NewScore(dec(s)) }

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

func abroad(post points.Post) losing {
	return func(f *points.Facts) {
		for i := range f.Spend {
			if f.Spend[i].Post == post {
				f.Spend[i].Country = "BE"
			}
		}
	}
}

func american(t *points.Technician)   { t.Person = "US" }
func belgianLaw(t *points.Technician) { t.Law = "BE" }

func english(f *points.Facts)   { f.Film.Language = "en" }
func noCompany(f *points.Facts) { f.Producers[0].CashPaid = dec("22499.99") }
func belgium(f *points.Facts) {
	f.Shooting = append(f.Shooting, points.ShootingDays{Place: "Ostende", Country: "BE", Days: 1})
}

func film(kind moteur.Kind) points.Facts {
	switch kind {
	case moteur.Documentary:
		return documentary()
	case moteur.Animation:
		return animation()
	}
	return fiction()
}

// foreign makes the initiative foreign by a larger Belgian share.
func foreign(f *points.Facts) {
	f.Producers[0].Share = dec("0.3")
	f.Producers = append(f.Producers, points.Producer{Company: moteur.Company{Name: "Vuurtoren", Country: "BE"}, Delegate: true, Rights: true, Share: dec("0.7")})
}

// exactly builds a fiction with that many points outside language, by the ratio of cachets (20 points).
func exactly(outside string, drop ...losing) points.Facts {
	f := fiction()
	for _, d := range drop {
		d(&f)
	}
	r, err := points.Count(f, day)
	if err != nil {
		panic(err)
	}
	base := r.Outside.Decimal(6).Sub(dec("20"))
	good := dec(outside).Sub(base).Mul(dec("1000"))
	f.Cast = []points.Performance{{Person: "FR", Role: "ANNA", Cachets: good, Law: "FR"}, {Person: "US", Role: "TOM", Cachets: dec("20000").Sub(good), Law: "US"}}
	return f
}

var drops = map[string][]losing{
	"25": {noCompany, author(points.Director, "US"), author(points.Writer, "US"), crew(points.OtherCrew, american), belgium, abroad(points.ImagePost), abroad(points.SoundPost), abroad(points.VFX)},
	"64": {crew(points.OtherCrew, american)},
	"80": {crew(points.OtherCrew, american)},
	"70": {crew(points.OtherCrew, american), belgium},
}
