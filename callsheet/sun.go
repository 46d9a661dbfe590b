package callsheet

import (
	"fmt"
	"slices"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/sun"
	"github.com/moteur-film/moteur/schedule"
	"github.com/moteur-film/moteur/schedule/labour"
	"github.com/moteur-film/moteur/schedule/script"
)

// Sun is the soleil of a place on a date, in the place's legal time.
type Sun struct {
	Dawn labour.Clock `json:"dawn,omitzero"` // civil: the sun six degrees under the horizon
	Rise labour.Clock `json:"rise,omitzero"`
	Set  labour.Clock `json:"set,omitzero"`
	Dusk labour.Clock `json:"dusk,omitzero"` // civil
}

// Known tells whether the sun rises and sets that day and the place is known.
func (s Sun) Known() bool { return s.Rise.Known() && s.Set.Known() }

// Label prints "06:04 – 22:12", or "à confirmer".
func (s Sun) Label() string {
	if !s.Known() {
		return "à confirmer"
	}
	return s.Rise.Label(moteur.Date{}) + " – " + s.Set.Label(moteur.Date{})
}

// sunUnknown tells whether hours of the day wait for a sun that nobody knows.
func (s Sheet) sunUnknown() bool {
	return slices.ContainsFunc(s.Scenes, func(x Scene) bool { return x.SunUnknown })
}

// lit are the hours of a light under the sun of a sheet, for scenes that no plan has placed.
func (s Sun) lit(l script.Light) []labour.Window {
	return schedule.LightMargins{}.Under(l, s.Dawn, s.Rise, s.Set, s.Dusk)
}

// SunOn computes the sun of a place, to the minute, with the NOAA solar equations; latitude and longitude in thousandths of
// a degree, north and east positive. Hours that do not exist (polar day and night) stay unknown. Both zero means that the
// place is unknown.
func SunOn(d moteur.Date, latMilli, lonMilli int, z labour.TimeZone) (Sun, error) {
	if d.IsZero() || latMilli == 0 && lonMilli == 0 {
		return Sun{}, nil
	}
	if latMilli < -90_000 || latMilli > 90_000 || lonMilli < -180_000 || lonMilli > 180_000 {
		return Sun{}, fmt.Errorf("callsheet : coordonnées hors du globe : %d, %d millièmes de degré", latMilli, lonMilli)
	}
	l, err := z.Location()
	if err != nil {
		return Sun{}, err
	}
	hour := func(minutes int, c sun.Course) labour.Clock {
		if c != sun.Crosses {
			return labour.Clock{}
		}
		return labour.ClockOf(minutes)
	}
	t := sun.On(d, latMilli, lonMilli, l)
	return Sun{Dawn: hour(t.Dawn, t.Twilight), Rise: hour(t.Rise, t.Day), Set: hour(t.Set, t.Day), Dusk: hour(t.Dusk, t.Twilight)}, nil
}
