package payroll

import (
	"embed"
	"fmt"
	"strings"
	"sync"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/law"
)

//go:embed rules/*.json
var ruleFiles embed.FS

// chargesTable and profilesTable read the embedded tables once; the result is never modified.
var (
	chargesTable  = sync.OnceValues(func() (law.Table, error) { return law.Load(ruleFiles, "rules/charges.json") })
	profilesTable = sync.OnceValues(func() (law.Table, error) { return law.Load(ruleFiles, "rules/profiles.json") })
)

// Rate is the taux of a charge line in force on a date, as a fraction of its base (0.13 for 13 %): "maladie", "ags",
// "conges_spectacles", "chomage_annexes_8_10.employee"… Errors wrap law.ErrUnknown, law.ErrEmpty or law.ErrBefore.
func Rate(id string, on moteur.Date) (moteur.Cited[decimal.Decimal], error) {
	t, err := chargesTable()
	if err != nil {
		return moteur.Cited[decimal.Decimal]{}, err
	}
	c, err := t.Decimal(id, on)
	if err != nil {
		return c, fmt.Errorf("payroll : %w", err)
	}
	if e, _ := t.Entry(id); e.Unit == "%" {
		c.Value = c.Value.Shift(-2)
	}
	return c, nil
}

// ChargeIDs lists the charge lines of a profile, in the order they are printed.
func ChargeIDs(p Profile) []string {
	t, err := profilesTable()
	if err != nil {
		return nil
	}
	e, _ := t.Entry(string(p))
	if len(e.Values) == 0 {
		return nil
	}
	return strings.Fields(e.Values[len(e.Values)-1].Value)
}

var (
	jobsTable   = sync.OnceValues(func() (law.Table, error) { return law.Load(ruleFiles, "rules/jobs.json") })
	jobs3Table  = sync.OnceValues(func() (law.Table, error) { return law.Load(ruleFiles, "rules/jobs3.json") })
	base39Table = sync.OnceValues(func() (law.Table, error) { return law.Load(ruleFiles, "rules/base39.json") })
	minimaTable = sync.OnceValues(func() (law.Table, error) { return law.Load(ruleFiles, "rules/minima.json") })
)
