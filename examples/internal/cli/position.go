package cli

import (
	"fmt"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/schedule"
)

// ParsePosition reads a latitude and a longitude in degrees, north and east positive, rounded to the thousandth: "48.857,2.352", or with
// decimal commas "48,857 2,352". An empty text is an unknown position.
func ParsePosition(text string) (schedule.Position, error) {
	if text == "" {
		return schedule.Position{}, nil
	}
	parts := strings.FieldsFunc(text, func(r rune) bool { return r == ' ' || r == ';' })
	if len(parts) == 1 {
		parts = strings.Split(text, ",")
	}
	var degrees [2]int
	for i, most := range []int64{90, 180} {
		var v decimal.Decimal
		var err error
		if len(parts) == 2 {
			number := strings.ReplaceAll(strings.TrimRight(parts[i], ","), ",", ".")
			if v, err = decimal.NewFromString(number); err == nil && !v.Abs().GreaterThan(decimal.NewFromInt(most)) {
				degrees[i] = int(v.Shift(3).Round(0).IntPart())
				continue
			}
		}
		return schedule.Position{}, fmt.Errorf("%s : latitude et longitude attendues, en degrés de −90 à 90 et de −180 à 180 "+
			"(48.857,2.352 pour Paris)", fr.Quote(fr.Clip(text)))
	}
	return schedule.Position{LatMilli: degrees[0], LonMilli: degrees[1]}, nil
}
