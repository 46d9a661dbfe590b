package callsheet

import (
	"fmt"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/sun"
)

// Sun is the soleil of a place on a date, in the place's legal time.
type Sun struct {
	Dawn Clock `json:"dawn,omitempty"` // civil: the sun six degrees under the horizon
	Rise Clock `json:"rise,omitempty"`
	Set  Clock `json:"set,omitempty"`
	Dusk Clock `json:"dusk,omitempty"` // civil
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

// SunOn computes the sun of a place, to the minute, with the NOAA solar equations; latitude and longitude in thousandths of
// a degree, north and east positive. Hours that do not exist (polar day and night) stay unknown. Both zero means that the
// place is unknown.
func SunOn(d moteur.Date, latMilli, lonMilli int, z Zone) (Sun, error) {
	if d.IsZero() || latMilli == 0 && lonMilli == 0 {
		return Sun{}, nil
	}
	if latMilli < -90_000 || latMilli > 90_000 || lonMilli < -180_000 || lonMilli > 180_000 {
		return Sun{}, fmt.Errorf("callsheet : coordonnées hors du globe : %d, %d millièmes de degré", latMilli, lonMilli)
	}
	l, err := z.location()
	if err != nil {
		return Sun{}, err
	}
	t := sun.On(d, latMilli, lonMilli, l)
	return Sun{Dawn: Clock(t.Dawn), Rise: Clock(t.Rise), Set: Clock(t.Set), Dusk: Clock(t.Dusk)}, nil
}
