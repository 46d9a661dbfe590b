package treasury

import (
	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/internal/law"
	"github.com/moteur-film/moteur/internal/money"
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
	bound := func(id string, v, most int) {
		if v < 0 || v > most {
			b.Report().Errorf("settings."+id, "financing/setting", "Le réglage %s est hors limites : %d, attendu de 0 (l'usage) à %d.",
				id, v, most)
		}
	}
	bound("year_end_month", s.YearEndMonth, 12)
	bound("vat_day", s.VATDay, 31)
	bound("charges_day", s.ChargesDay, 31)
	bound("late_lag", s.LateLag, 3660)
	if money.Guard(s.AnnualRate) != nil || s.AnnualRate.IsNegative() {
		b.Report().Errorf("settings.annual_rate", "financing/setting", "Le taux annuel n'est pas recevable.")
	} else {
		plausible(b.Report(), "settings.annual_rate", "Le taux annuel", s.AnnualRate)
	}
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

// plausible names a rate that no bank or State asks: a fraction above thirty per cent, most often a percentage typed for a fraction.
func plausible(r *moteur.Report, path, what string, v decimal.Decimal) {
	if v.GreaterThan(decimal.New(30, -2)) {
		r.Warnf(path, "financing/implausible", "%s de %s se lit %s : est-ce bien le nombre (une fraction, 0,05 pour 5 %%) ?", what,
			fr.Plain(v), fr.Percent(v, 0))
	}
}
