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

// Course tells whether the sun crosses a height on a day: its zero value means that it rises over it and sets under it.
type Course uint8

// The courses.
const (
	Crosses Course = iota
	Always         // over it all day long: polar day, white night
	Never          // under it all day long: polar night
)

// Times are the hours of the sun on the civil day of a place: those of the course of the sun whose noon falls on that day. They are
// legal time, minutes after midnight of the date: a sunset after midnight is over 1440, a dawn before it is under 0. Where the sun does
// not cross, Day or Twilight says on which side it stays and both hours are 0.
type Times struct {
	Dawn int // civil: the sun six degrees under the horizon
	Rise int
	Set  int
	Dusk int // civil
	// Day tells whether Rise and Set exist: Always is the midnight sun.
	Day Course
	// Twilight tells whether Dawn and Dusk exist: Always has no dark hour.
	Twilight Course
}

// On computes the sun of a place, to the minute, with the NOAA solar equations; latitude and longitude in thousandths of a
// degree, north and east positive, inside the globe.
func On(d moteur.Date, latMilli, lonMilli int, zone *time.Location) Times {
	lat, lon := float64(latMilli)/1000, float64(lonMilli)/1000
	t := d.Time()
	noon := time.Date(t.Year(), t.Month(), t.Day(), 12, 0, 0, 0, zone).Sub(t).Minutes()
	noon = 720 - 4*lon + 1440*math.Round((noon-(720-4*lon))/1440) // that of the sun, nearest to that of the clock
	local := func(minutes float64) int {
		t := t.Add(time.Duration(math.Round(minutes*60)) * time.Second).In(zone)
		at := moteur.DateOf(t).Sub(d)*1440 + t.Hour()*60 + t.Minute()
		if t.Second() >= 30 {
			at++
		}
		return at
	}
	both := func(zenith float64) (int, int, Course) {
		rise, up := crossing(d, lat, noon, zenith, 1)
		set, down := crossing(d, lat, noon, zenith, -1)
		switch {
		case up != Crosses:
			return 0, 0, up
		case down != Crosses:
			return 0, 0, down
		}
		return local(rise), local(set), Crosses
	}
	var s Times
	s.Dawn, s.Dusk, s.Twilight = both(civilZenith)
	s.Rise, s.Set, s.Day = both(riseZenith)
	return s
}

// crossing is the time the sun crosses a zenith angle before (side 1) or after (side -1) a mean noon, in minutes UTC after midnight of
// the date. The equations are run twice: the second pass uses the sun's place at the time the first one found.
func crossing(d moteur.Date, lat, noon, zenith, side float64) (float64, Course) {
	const rad = math.Pi / 180
	julian := float64(d.Sub(moteur.NewDate(2000, 1, 1))) + 2451544.5
	at := noon
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
		switch {
		case cos < -1:
			return 0, Always
		case !(cos <= 1): // at the poles it is no number when the sun stands at the angle itself
			return 0, Never
		}
		at = noon - 4*side*math.Acos(cos)/rad - equation
	}
	return at, Crosses
}
