package financing_test

import (
	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/financing"
)

var (
	snapshot = moteur.NewDate(2023, 12, 6) // the day of the texts the cases were derived from
	one      = decimal.NewFromInt(1)
)

func eur(s string) decimal.Decimal { return decimal.RequireFromString(s) }

func day(y, m, d int) moteur.Date { return moteur.NewDate(y, 1, 1).AddMonths(m - 1).AddDays(d - 1) }

func ptr[T any](v T) *T { return &v }

// film is the plan of a film of 1 000 000 €.
func film() financing.Plan {
	return financing.Plan{Title: "Le Phare", Cost: eur("1000000"), Date: day(2026, 6, 1), DifficultFilm: true, Treaty: "conv-2017",
		Timeline: moteur.Timeline{moteur.PrepStart: day(2026, 7, 6), moteur.Delivery: day(2027, 3, 15), moteur.VisaGranted: day(2027, 3, 30), moteur.Released: day(2027, 9, 15)},
		Resources: []financing.Resource{
			{ID: "cash", Label: "Apport en numéraire", Kind: financing.ProducerCash, Party: "Les Films du Goéland", Amount: eur("60000"), State: financing.Confirmed},
			{ID: "industrie", Label: "Apport en industrie", Kind: financing.ProducerInKind, Amount: eur("90000"), State: financing.Confirmed, Mirror: []string{"FG", "PD"}},
			{ID: "coprod", Label: "Coproduction belge", Kind: financing.CoProducer, Party: "Noordzee", Country: "BE", Amount: eur("120000"), State: financing.Registered, Date: day(2026, 5, 11),
				RightsShare: eur("0.12"), Sub: &financing.Plan{Resources: []financing.Resource{
					{ID: "vaf", Label: "Fonds flamand", Kind: financing.Other, Amount: eur("80000"), State: financing.Confirmed},
					{ID: "tax", Label: "Tax shelter", Kind: financing.ForeignIncentive, Country: "BE", Amount: eur("40000"), State: financing.Confirmed}}}},
			{ID: "canal", Label: "Canal+", Kind: financing.PayTVPresale, Amount: eur("200000"), State: financing.Contracted, Date: day(2026, 5, 20)},
			{ID: "us", Label: "Mandat de vente", Kind: financing.SalesMG, Country: "US", Amount: eur("50000"), Currency: "USD", Rate: eur("0.9213"), State: financing.Requested, Date: day(2026, 6, 1)},
			{ID: "sofica", Label: "SOFICA", Kind: financing.Sofica, Amount: eur("80000"), State: financing.Confirmed, Date: day(2026, 6, 1)},
			{ID: "avance", Label: "Avance sur recettes", Kind: financing.AdvanceOnReceipts, Amount: eur("150000"), State: financing.Confirmed, Conditions: "convention après l'agrément"},
			{ID: "region", Label: "Région Bretagne", Kind: financing.Regional, Amount: eur("100000"), State: financing.Requested,
				Instalments: []financing.Instalment{{Event: moteur.ShootStart, Share: eur("0.7")}, {Event: moteur.Delivery, Share: eur("0.3"), LagDays: 60, Needs: "justificatifs"}}},
			{ID: "credit", Label: "Crédit d'impôt", Kind: financing.TaxCredit, Amount: eur("120000"), State: financing.Expected},
		}}
}
