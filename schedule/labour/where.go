package labour

import (
	"slices"
	"strconv"
	"strings"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/strict"
)

// HolidayZone is the zone of the jours fériés of a place, from the codes of its region (ISO 3166-2, or a country) and of its country
// (ISO 3166-1): "FR-57", "FR-974", "BE". Both empty is no zone. known is false when the table holds no holidays for them, and when a
// region is on both sides of a rule: Grand Est, of which three departments have two holidays more.
func HolidayZone(region, country string) (zone string, known bool) {
	for _, code := range []string{region, country} {
		if code == "" {
			continue
		}
		land, part := placed(code)
		switch {
		case land == "FR" && part == "GES":
			return "", false
		case land == "FR" && part == "6AE":
			return "FR-67", true
		case land == "FR" && part != "":
			if _, ok := holidayGroups("FR-" + part); ok {
				return "FR-" + part, true
			}
			return "FR", true // a region of the mainland
		}
		if _, ok := holidayGroups(land); ok && land != NoHolidays {
			return land, true
		}
		return "", false
	}
	return "", true
}

// CalendarOf is the calendar of the jours fériés of a place, from the codes that HolidayZone reads, whose known it returns; one of no
// holiday where both are empty. noGoodFriday tells that its commune has no Vendredi saint, if it is in Moselle, Bas-Rhin or Haut-Rhin.
func CalendarOf(region, country string, noGoodFriday bool) (c Calendar, known bool) {
	zone, known := HolidayZone(region, country)
	if !known || zone == "" {
		return Calendar{}, known
	}
	c, err := NewCalendar(Place{Zone: zone, NoGoodFriday: noGoodFriday && hasGoodFriday(zone)})
	return c, err == nil
}

// hasGoodFriday tells a zone of which some communes have Good Friday off.
func hasGoodFriday(zone string) bool {
	groups, _ := holidayGroups(zone)
	return slices.Contains(groups, alsaceMoselle)
}

// placeKnown tells whether the region of a day is the code of a region or of a country.
func (d Day) placeKnown() bool {
	_, region := strict.Coded("region", d.Region)
	_, country := strict.Coded("country", d.Region)
	return region || country
}

// there is the day with the legal time and the public holidays of its region.
func (d Day) there(r Regime) Day {
	if d.Region == "" {
		return d
	}
	if z, known := TimeZoneOf(d.Region, "", r.Clock); known && d.Clock == "" {
		d.Clock = z
	}
	own, _ := CalendarOf(d.Region, "", r.NoGoodFriday)
	d.Holidays = slices.Clone(d.Holidays)
	for _, on := range []moteur.Date{d.Date, d.Date.AddDays(1)} {
		if own.Holiday(on) != "" {
			d.Holidays = append(d.Holidays, on)
		}
	}
	return d
}

// placed reads the code of a region or a country: the country, and the part of it, that of a collectivité of France by its number.
func placed(code string) (country, part string) {
	country, part, _ = strings.Cut(code, "-")
	if country == "FR" {
		if n, ok := overseas[part]; ok {
			part = n
		}
	} else if n, ok := overseas[country]; ok {
		return "FR", n
	}
	return country, part
}

// overseas are the numbers of the collectivités of France by their codes of letters: those of ISO 3166-1, and the former ones of
// ISO 3166-2.
var overseas = map[string]string{"GP": "971", "GUA": "971", "MQ": "972", "MTQ": "972", "GF": "973", "GUF": "973", "RE": "974",
	"LRE": "974", "PM": "975", "YT": "976", "MAY": "976", "BL": "977", "MF": "978", "TF": "984", "WF": "986", "PF": "987", "NC": "988"}

// TimeZoneOf is the legal time of a place, from the codes that HolidayZone reads. A country of several times has none without a region
// that tells; France without a region has that of the film when it is one of hers, else that of the mainland. known is false when
// nothing tells, and when both codes are empty.
func TimeZoneOf(region, country string, film TimeZone) (z TimeZone, known bool) {
	for _, code := range []string{region, country} {
		if code == "" {
			continue
		}
		land, part := placed(code)
		if land == "FR" && part == "" && film.french() {
			return film, true
		}
		if z, ok := times[land+"-"+part]; ok {
			return z, true
		}
		if n, err := strconv.Atoi(part); land == "FR" && err == nil && n > 95 {
			return "", false // of several times
		}
		z, ok := times[land]
		return z, ok
	}
	return "", false
}

// french tells whether a zone is the legal time of a collectivité of France.
func (z TimeZone) french() bool {
	for code, own := range times {
		if strings.HasPrefix(code, "FR-") && z == own {
			return true
		}
	}
	return z == "Pacific/Tahiti" || z == "Pacific/Marquesas" || z == "Pacific/Gambier"
}

// times are the zones of the IANA table by region and by country: those of one legal time, and the regions apart of Spain and Portugal.
var times = map[string]TimeZone{
	"FR": "Europe/Paris", "FR-971": "America/Guadeloupe", "FR-972": "America/Martinique", "FR-973": "America/Cayenne",
	"FR-974": "Indian/Reunion", "FR-975": "America/Miquelon", "FR-976": "Indian/Mayotte", "FR-977": "America/St_Barthelemy",
	"FR-978": "America/Marigot", "FR-984": "Indian/Kerguelen", "FR-986": "Pacific/Wallis", "FR-988": "Pacific/Noumea",
	"AD": "Europe/Andorra", "AT": "Europe/Vienna", "BE": "Europe/Brussels", "BG": "Europe/Sofia", "CH": "Europe/Zurich",
	"CZ": "Europe/Prague", "DE": "Europe/Berlin", "DK": "Europe/Copenhagen", "EE": "Europe/Tallinn", "FI": "Europe/Helsinki",
	"GB": "Europe/London", "GR": "Europe/Athens", "HR": "Europe/Zagreb", "HU": "Europe/Budapest", "IE": "Europe/Dublin",
	"IS": "Atlantic/Reykjavik", "IT": "Europe/Rome", "LT": "Europe/Vilnius", "LU": "Europe/Luxembourg", "LV": "Europe/Riga",
	"MC": "Europe/Monaco", "MT": "Europe/Malta", "NL": "Europe/Amsterdam", "NO": "Europe/Oslo", "PL": "Europe/Warsaw",
	"RO": "Europe/Bucharest", "RS": "Europe/Belgrade", "SE": "Europe/Stockholm", "SI": "Europe/Ljubljana", "SK": "Europe/Bratislava",
	"TR": "Europe/Istanbul", "CY": "Asia/Nicosia", "MA": "Africa/Casablanca", "DZ": "Africa/Algiers", "TN": "Africa/Tunis",
	"EG": "Africa/Cairo", "SN": "Africa/Dakar", "CI": "Africa/Abidjan", "CM": "Africa/Douala", "ML": "Africa/Bamako",
	"BF": "Africa/Ouagadougou", "BJ": "Africa/Porto-Novo", "TG": "Africa/Lome", "GA": "Africa/Libreville", "MG": "Indian/Antananarivo",
	"MU": "Indian/Mauritius", "ZA": "Africa/Johannesburg", "KE": "Africa/Nairobi", "LB": "Asia/Beirut", "IL": "Asia/Jerusalem",
	"JO": "Asia/Amman", "GE": "Asia/Tbilisi", "AM": "Asia/Yerevan", "IN": "Asia/Kolkata", "JP": "Asia/Tokyo", "KR": "Asia/Seoul",
	"TH": "Asia/Bangkok", "VN": "Asia/Ho_Chi_Minh", "KH": "Asia/Phnom_Penh", "CN": "Asia/Shanghai", "CU": "America/Havana",
	"HT": "America/Port-au-Prince", "CO": "America/Bogota", "PE": "America/Lima", "UY": "America/Montevideo",
	"CA-QC": "America/Toronto", "CA-NB": "America/Moncton", "CA-NS": "America/Halifax", "CA-MB": "America/Winnipeg",
	"CA-AB": "America/Edmonton", "US-NY": "America/New_York", "US-CA": "America/Los_Angeles", "US-HI": "Pacific/Honolulu",
	"ES-CN": "Atlantic/Canary", "PT-20": "Atlantic/Azores", "PT-30": "Atlantic/Madeira", "ES": "Europe/Madrid", "PT": "Europe/Lisbon",
}

// Elapsed is the number of minutes that really pass between a moment of a zone and a moment of another. It is negative when to is
// earlier. The error wraps ErrTimeZone, or ErrMoment when a moment is not set.
func Elapsed(z TimeZone, from Moment, there TimeZone, to Moment) (int, error) {
	a, err := z.Instant(from)
	if err != nil {
		return 0, err
	}
	b, err := there.Instant(to)
	if err != nil {
		return 0, err
	}
	return int(b.Sub(a).Minutes()), nil
}
