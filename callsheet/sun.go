package callsheet

import (
	"fmt"
	"math"
	"time"

	"github.com/moteur-film/moteur"
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

// The zenith angles of rising (refraction and the sun's radius included) and of civil twilight, degrees.
const (
	riseZenith  = 90.833
	civilZenith = 96.0
)

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
	lat, lon := float64(latMilli)/1000, float64(lonMilli)/1000
	local := func(zenith float64, rising bool) Clock {
		m, ok := sunMinutes(d, lat, lon, zenith, rising)
		if !ok {
			return 0
		}
		t := d.Time().Add(time.Duration(math.Round(m*60)) * time.Second).In(l)
		at := moteur.DateOf(t).Sub(d)*1440 + t.Hour()*60 + t.Minute()
		if t.Second() >= 30 {
			at++
		}
		return Clock(max(at, 1))
	}
	return Sun{Dawn: local(civilZenith, true), Rise: local(riseZenith, true), Set: local(riseZenith, false), Dusk: local(civilZenith, false)}, nil
}

// sunMinutes is the time the sun crosses a zenith angle, in minutes UTC after midnight of the date. The equations are run
// twice: the second pass uses the sun's place at the time the first one found.
func sunMinutes(d moteur.Date, lat, lon, zenith float64, rising bool) (float64, bool) {
	const rad = math.Pi / 180
	julian := float64(d.Sub(moteur.NewDate(2000, 1, 1))) + 2451544.5
	at := 720 - 4*lon
	for range 2 {
		t := (julian + at/1440 - 2451545) / 36525 // centuries since J2000
		mean := math.Mod(280.46646+t*(36000.76983+t*0.0003032), 360)
		anomaly := 357.52911 + t*(35999.05029-0.0001537*t)
		ecc := 0.016708634 - t*(0.000042037+0.0000001267*t)
		centre := math.Sin(anomaly*rad)*(1.914602-t*(0.004817+0.000014*t)) +
			math.Sin(2*anomaly*rad)*(0.019993-0.000101*t) + math.Sin(3*anomaly*rad)*0.000289
		omega := 125.04 - 1934.136*t
		apparent := mean + centre - 0.00569 - 0.00478*math.Sin(omega*rad)
		obliquity := 23 + (26+(21.448-t*(46.815+t*(0.00059-t*0.001813)))/60)/60 + 0.00256*math.Cos(omega*rad)
		declination := math.Asin(math.Sin(obliquity*rad) * math.Sin(apparent*rad))
		y := math.Pow(math.Tan(obliquity/2*rad), 2)
		equation := 4 / rad * (y*math.Sin(2*mean*rad) - 2*ecc*math.Sin(anomaly*rad) + 4*ecc*y*math.Sin(anomaly*rad)*math.Cos(2*mean*rad) -
			0.5*y*y*math.Sin(4*mean*rad) - 1.25*ecc*ecc*math.Sin(2*anomaly*rad))
		cos := math.Cos(zenith*rad)/(math.Cos(lat*rad)*math.Cos(declination)) - math.Tan(lat*rad)*math.Tan(declination)
		if !(cos >= -1 && cos <= 1) {
			return 0, false
		}
		hour := math.Acos(cos) / rad
		if !rising {
			hour = -hour
		}
		at = 720 - 4*(lon+hour) - equation
	}
	return at, true
}
