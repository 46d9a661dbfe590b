// Package sun tells when the sun rises and sets at a place on a date.
package sun

import (
	"math"
	"time"

	"github.com/moteur-film/moteur"
)

// The zenith angles of rising (refraction and the sun's radius included) and of civil twilight, degrees.
const (
	riseZenith  = 90.833
	civilZenith = 96.0
)

// Times are the hours of the sun in legal time, minutes after midnight of the date, at least 1; 0 for those that do not exist
// that day (polar day and night).
type Times struct {
	Dawn int // civil: the sun six degrees under the horizon
	Rise int
	Set  int
	Dusk int // civil
}

// On computes the sun of a place, to the minute, with the NOAA solar equations; latitude and longitude in thousandths of a
// degree, north and east positive, inside the globe.
func On(d moteur.Date, latMilli, lonMilli int, zone *time.Location) Times {
	lat, lon := float64(latMilli)/1000, float64(lonMilli)/1000
	local := func(zenith float64, rising bool) int {
		m, ok := crossing(d, lat, lon, zenith, rising)
		if !ok {
			return 0
		}
		t := d.Time().Add(time.Duration(math.Round(m*60)) * time.Second).In(zone)
		at := moteur.DateOf(t).Sub(d)*1440 + t.Hour()*60 + t.Minute()
		if t.Second() >= 30 {
			at++
		}
		return max(at, 1)
	}
	return Times{Dawn: local(civilZenith, true), Rise: local(riseZenith, true), Set: local(riseZenith, false),
		Dusk: local(civilZenith, false)}
}

// crossing is the time the sun crosses a zenith angle, in minutes UTC after midnight of the date. The equations are run
// twice: the second pass uses the sun's place at the time the first one found.
func crossing(d moteur.Date, lat, lon, zenith float64, rising bool) (float64, bool) {
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
