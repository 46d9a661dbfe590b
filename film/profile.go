package film

import (
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur/cnc/points"
	"github.com/moteur-film/moteur/financing"
	"github.com/moteur-film/moteur/schedule"
)

// Profile is what the finder of aids knows of the film: what financing.ProfileOf reads in the plan de financement, and what the other rooms
// tell: the bilan carbone joined, the days overseas, the points of parity. What they do not tell stays unknown.
func (c Chain) Profile() financing.Profile {
	out := financing.ProfileOf(c.Folder.Film, c.Plan)
	if len(c.Folder.Request.Carbon) > 0 {
		out.Facts["carbon_footprint"] = true
	}
	if places := c.Problem.Locations; len(places) > 0 && !slices.ContainsFunc(places, nowhere) {
		days, of := 0, c.Result.Plan.PlaceDays(c.Problem)
		for _, l := range places {
			if outreMer(l) {
				days += of[l.ID]
			}
		}
		out.Figures["overseas_days"] = decimal.NewFromInt(int64(days))
	}
	if women := c.Folder.Request.Women; len(women) > 0 {
		if got, err := points.Parity(c.Folder.Film.Kind, c.Folder.Request.ParityVariant, women, c.Date()); err == nil {
			out.Figures["parity_points"] = decimal.NewFromInt(int64(got.Points))
		}
	}
	return out
}

// nowhere tells a place of which neither the region nor the country is known.
func nowhere(l schedule.Location) bool { return l.Region == "" && l.Country == "" }

// outreMer tells a place of a collectivité d'outre-mer, by its region or by the code that ISO 3166-1 gives it as a country.
func outreMer(l schedule.Location) bool {
	return slices.Contains(overseas, strings.TrimPrefix(l.Region, "FR-")) || slices.Contains(overseas, l.Country)
}
