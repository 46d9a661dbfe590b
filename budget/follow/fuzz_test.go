package follow_test

import (
	"strings"
	"testing"

	"github.com/moteur-film/moteur/budget/follow"
	"github.com/moteur-film/moteur/internal/money"
)

func FuzzMovements(f *testing.F) {
	f.Add(movementsCSV)
	f.Add(fecText)
	f.Add("date;montant\n2026-01-01;1e99\n")
	f.Fuzz(func(t *testing.T, s string) {
		for _, read := range []func() ([]follow.Movement, error){
			func() ([]follow.Movement, error) {
				list, _, err := follow.ReadMovements(strings.NewReader(s), "f", nil)
				return list, err
			},
			func() ([]follow.Movement, error) {
				list, _, err := follow.ReadFEC(strings.NewReader(s), "f")
				return list, err
			},
		} {
			list, err := read()
			for _, m := range list {
				if err != nil || money.Guard(m.Amount) != nil || m.Date.IsZero() {
					t.Fatalf("movement %+v, error %v", m, err)
				}
			}
		}
	})
}
