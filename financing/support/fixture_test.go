package support_test

import (
	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
)

var (
	snapshot = moteur.NewDate(2023, 12, 6) // the day of the texts the cases were derived from
	one      = decimal.NewFromInt(1)
)

func eur(s string) decimal.Decimal { return decimal.RequireFromString(s) }

func day(y, m, d int) moteur.Date { return moteur.NewDate(y, 1, 1).AddMonths(m - 1).AddDays(d - 1) }
