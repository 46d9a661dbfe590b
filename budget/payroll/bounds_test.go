package payroll_test

import (
	"testing"
	"time"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/budget/payroll"
)

// Options out of bounds are refused by name, and nothing is computed with them.
func TestSettingsOutOfBounds(t *testing.T) {
	pay := payroll.Pay{Profile: payroll.Performer, Gross: dec("2000"), Date: moteur.NewDate(2026, 5, 4)}
	huge, tiny, negative := decimal.New(1, 1_000_000_000), decimal.New(1, -1_000_000_000), dec("-1")
	for name, list := range map[string][]payroll.Settings{
		"paid_leave_cap": {{PaidLeaveCap: &huge}, {PaidLeaveCap: &tiny}, {PaidLeaveCap: &negative}},
		"trainee_share":  {{TraineeShare: &huge}, {TraineeShare: &tiny}, {TraineeShare: &negative}},
		"staff":          {{Staff: -1}},
	} {
		for _, o := range list {
			done := make(chan error, 1)
			go func() {
				_, err := payroll.Charges(pay, o)
				done <- err
			}()
			select {
			case err := <-done:
				require.ErrorContains(t, err, name)
			case <-time.After(30 * time.Second):
				require.Fail(t, name+" is being computed")
			}
		}
	}
}
