package treasury

import (
	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/internal/law"
)

// settings are Settings with every default read.
type settings struct {
	Settings
	vatDue, vatRefund, vatDay int
	chargesLag, chargesDay    int
	supplierLag               int
	payEvery                  Period
	employeeShare             decimal.Decimal
	vatNormal, vatRights      rate
	opening                   int64
	month                     bool
	lawDay                    moteur.Date
}

func readSettings(s Settings, b law.Book) settings {
	out := settings{Settings: s, month: s.By != Week, payEvery: s.PayEvery, lawDay: b.On()}
	checkGiven(s.Given, b.Report())
	pick := func(p *int, id string) int {
		if p == nil {
			return b.At("settings").Int("bank/" + id)
		}
		if *p < 0 || *p > 120 {
			b.Report().Errorf("settings", "financing/setting", "Le réglage %s est hors limites : %d.", id, *p)
			return 0
		}
		return *p
	}
	out.vatDue, out.vatRefund = pick(s.VATDueLag, "vat.due_lag"), pick(s.VATRefundLag, "vat.refund_lag")
	out.chargesLag, out.supplierLag = pick(s.ChargesLag, "payroll.charges_lag"), pick(s.SupplierLag, "supplier.lag_days")
	if out.vatDay = s.VATDay; s.VATDay < 1 {
		out.vatDay = b.At("settings").Int("bank/vat.day")
	}
	if out.chargesDay = s.ChargesDay; s.ChargesDay < 1 {
		out.chargesDay = b.At("settings").Int("bank/payroll.charges_day")
	}
	out.employeeShare = b.At("settings").Cited("bank/employee.share").Value
	out.vatNormal, out.vatRights = newRate(b.At("settings").Cited("bank/vat.normal").Value),
		newRate(b.At("settings").Cited("bank/vat.rights").Value)
	var ok bool
	if out.opening, ok = cents(s.Opening); !ok {
		b.Report().Errorf("settings.opening", "financing/amount", "Le solde d'ouverture n'est pas un montant au centime.")
	}
	switch s.By {
	case "", Month, Week:
	default:
		b.Report().Errorf("settings.by", "financing/setting", "Le pas %q est inconnu.", fr.Clip(string(s.By)))
	}
	return out
}
