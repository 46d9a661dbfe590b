package schedule

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/internal/strict"
	"github.com/moteur-film/moteur/schedule/labour"
)

// maxBuild is the most days of building, rigging or striking of a place, and of preparation or way of a piece of equipment.
const maxBuild = 120

func (p Problem) checkPlaces(r *moteur.Report, x index) {
	seen := names{}
	for i, l := range p.Locations {
		at := fmt.Sprintf("locations[%d]", i)
		who := "Lieu " + l.ID
		seen.add(r, at, "Lieu", l.ID)
		amount(r, at+".day_rate", l.DayRate)
		amount(r, at+".prep_rate", l.PrepRate)
		for _, n := range []struct {
			name string
			n    int
			most int
		}{{"prep_days", l.PrepDays, maxBuild}, {"rig_days", l.RigDays, maxBuild}, {"strike_days", l.StrikeDays, maxBuild},
			{"min_days", l.MinDays, maxHorizon}, {"block", l.Block, maxHorizon}} {
			between(r, at+"."+n.name, who, n.n, 0, n.most, "jours")
		}
		onGlobe(r, at, who, Position{l.LatMilli, l.LonMilli})
		if c := l.Closing(); c != l.Closes {
			r.Notef(at+".closes", "schedule/hours", "%s : ouvert de %s à %s, compris jusqu'au matin du lendemain (%s).", who,
				l.Opens, l.Closes, c)
		} else {
			inOrder(r, at+".closes", who, l.Opens, c)
		}
		if l.Region != "" {
			if more, ok := strict.Coded("region", l.Region); !ok {
				r.Errorf(at+".region", "schedule/unknown-region", "Lieu %s : région %q inconnue (ISO 3166-2, ou code de pays)%s.", l.ID,
					l.Region, more)
			}
		}
		if l.Country != "" {
			if more, ok := strict.Coded("country", l.Country); !ok {
				r.Errorf(at+".country", "schedule/unknown-country", "Lieu %s : pays %q inconnu (ISO 3166-1)%s.", l.ID, l.Country, more)
			}
		}
		spansInOrder(r, at+".windows", who, l.Windows)
		checkBuild(r, at, l)
		p.checkWhere(r, x, at, l)
	}
	onGlobe(r, "home", "Base du film", p.Home)
	if !p.Calendar.Dateless {
		p.checkBases(r)
	}
}

// checkWhere checks that the region of a place is in its country, and tells the place whose public holidays or legal time nothing tells.
func (p Problem) checkWhere(r *moteur.Report, x index, at string, l Location) {
	land, _, _ := strings.Cut(l.Region, "-")
	if zone, french := labour.HolidayZone("", l.Country); land == "FR" && french && strings.HasPrefix(zone, "FR-") {
		land = l.Country // a collectivité has a code of its own
	}
	if l.Region != "" && l.Country != "" && land != l.Country {
		r.Errorf(at+".region", "schedule/region-country", "Lieu %s : la région %s n'est pas dans le pays %s.", l.ID, l.Region, l.Country)
		return
	}
	if l.Clock != "" {
		if _, err := labour.TimeZone(l.Clock).Location(); err != nil {
			r.Errorf(at+".clock", "schedule/clock", "Lieu %s : fuseau horaire inconnu : %q ; un fuseau s'écrit comme « Europe/Paris ».",
				l.ID, l.Clock)
		}
	}
	if p.Calendar.Dateless || !slices.ContainsFunc(p.Scenes, func(s Scene) bool { return s.place() == l.ID }) {
		return
	}
	where := cmp.Or(l.Region, l.Country)
	if _, known := labour.HolidayZone(l.Region, l.Country); !known && p.Calendar.Zone != labour.NoHolidays {
		why := "seuls ceux du film sont comptés"
		if where == "FR-GES" {
			why = "ils ne sont pas les mêmes dans tous ses départements (FR-57, FR-67, FR-68) : donner celui du lieu"
		}
		r.Warnf(at+".region", "schedule/holidays-unknown", "%s : les jours fériés de %s ne sont pas connus, %s.", l.label(), where, why)
	}
	p.checkLegalTime(r, x, at, l, where)
}

// checkLegalTime tells a place that has the legal time of the film for want of its own: one whose codes tell none, or whose sun is hours
// away from that time.
func (p Problem) checkLegalTime(r *moteur.Report, x index, at string, l Location, where string) {
	film := labour.TimeZone(p.Calendar.Clock)
	if _, known := labour.TimeZoneOf(l.Region, l.Country, film); known || l.Clock != "" || x.clocks[l.ID] != "" {
		return
	}
	if where != "" {
		r.Warnf(at+".clock", "schedule/clock-place", "%s : le fuseau horaire de %s n'est pas connu, ses heures sont celles du film (%s).",
			l.label(), where, zoneName(film))
		return
	}
	const far = 150 // minutes between the sun and the clock, summer time included: nobody in Europe lives so far from both
	noon := labour.Moment{Date: p.Calendar.First, At: labour.At(12, 0)}
	ahead, err := labour.Elapsed(film, noon, "UTC", noon)
	if sun := l.LonMilli * 4 / 1000; err == nil && (l.LatMilli != 0 || l.LonMilli != 0) && max(ahead-sun, sun-ahead) > far {
		r.Warnf(at+".clock", "schedule/clock-place", "%s : ses coordonnées sont loin de l'heure du film (%s), qui est la sienne faute de "+
			"région, de pays ou de fuseau.", l.label(), zoneName(film))
	}
}

// farApart is the distance from which two bases without a way between them are warned of, kilometres: that from which the agreement
// lodges its people.
const farApart = 50

// checkBases warns of two bases whose places are used and which no way joins, when they are far from each other or one of them is
// nowhere: the way takes what any change of place does.
func (p Problem) checkBases(r *moteur.Report) {
	at := map[string]*Location{} // by base: the first of its places, one with coordinates if there is
	var bases, lost []string
	for i := range p.Locations {
		l := &p.Locations[i]
		if l.Base == "" || !slices.ContainsFunc(p.Scenes, func(s Scene) bool { return s.place() == l.ID }) {
			continue
		}
		if at[l.Base] == nil {
			bases = append(bases, l.Base)
		}
		if at[l.Base] == nil || at[l.Base].nowhere() {
			at[l.Base] = l
		}
	}
	for i, a := range bases {
		for _, b := range bases[:i] {
			joined := slices.ContainsFunc(p.Shape.Moves, func(m Move) bool {
				return m.From == a && m.To == b || m.From == b && m.To == a
			})
			if !joined && (at[a].nowhere() || at[b].nowhere() || at[a].kilometres(at[b]) > farApart) {
				lost = append(lost, b+" – "+a)
			}
		}
	}
	const most = 5
	if len(lost) > most {
		lost = append(lost[:most], fmt.Sprintf("et %s", fr.Plural(len(lost)-most, "autre", "autres")))
	}
	if len(lost) > 0 {
		r.Warnf("shape.moves", "schedule/no-way", "Aucune route n'est donnée entre ces bases (%s) : leur trajet compte pour un "+
			"déplacement ordinaire (%d minutes).", strings.Join(lost, ", "), p.Shape.MoveMinutes)
	}
}

// nowhere tells a place without coordinates.
func (l *Location) nowhere() bool { return l.LatMilli == 0 && l.LonMilli == 0 }

// kilometres is the distance between two places as the crow flies: the angle of their directions on a sphere of 6,371 km.
func (l *Location) kilometres(o *Location) float64 {
	rad := func(milli int) float64 { return float64(milli) / 1000 * math.Pi / 180 }
	a, b := rad(l.LatMilli), rad(o.LatMilli)
	return 6371 * math.Acos(min(1, max(-1, math.Sin(a)*math.Sin(b)+math.Cos(a)*math.Cos(b)*math.Cos(rad(l.LonMilli-o.LonMilli)))))
}

// onGlobe refuses coordinates that are none.
func onGlobe(r *moteur.Report, at, who string, pos Position) {
	if pos.LatMilli < -90_000 || pos.LatMilli > 90_000 || pos.LonMilli < -180_000 || pos.LonMilli > 180_000 {
		r.Errorf(at+".lat_milli", "schedule/coordinates", "%s : coordonnées hors du globe (%d, %d millièmes de degré).", who, pos.LatMilli,
			pos.LonMilli)
	}
}

// checkBuild tells the windows of a place that its days of building, rigging and striking fill: an error when none is left.
func checkBuild(r *moteur.Report, at string, l Location) {
	need := l.PrepDays + l.RigDays + l.StrikeDays + 1
	short := make([]bool, len(l.Windows))
	for i, w := range l.Windows {
		short[i] = w.Days() > 0 && w.Days() < need
	}
	every := len(short) > 0 && !slices.Contains(short, false)
	for i, w := range l.Windows {
		if !short[i] {
			continue
		}
		is := moteur.Issue{Path: fmt.Sprintf("%s.windows[%d]", at, i), Severity: moteur.Warning, Rule: "schedule/short-window",
			Message: fmt.Sprintf("Lieu %s : disponible %s (%s), et %s avant et après le tournage : il n'en reste aucun pour tourner.", l.ID,
				spans(l.Windows[i:i+1]), fr.Plural(w.Days(), "jour", "jours"), fr.Plural(need-1,
					"jour de construction, de prémontage ou de remise en état",
					"jours de construction, de prémontage ou de remise en état"))}
		if every {
			is.Severity = moteur.Error
		}
		r.Add(is)
	}
}

// checkMeans checks the equipment, the units and the people of the crew.
func (p Problem) checkMeans(r *moteur.Report) {
	seen := names{}
	for i, e := range p.Equipment {
		at := fmt.Sprintf("equipment[%d]", i)
		who := "Matériel " + e.ID
		seen.add(r, at, "Matériel", e.ID)
		amount(r, at+".day_rate", e.DayRate)
		between(r, at+".min_days", who, e.MinDays, 0, maxHorizon, "jours")
		between(r, at+".copies", who, e.Copies, 0, 100, "exemplaires")
		between(r, at+".prep_days", who, e.PrepDays, 0, maxBuild, "jours")
		between(r, at+".travel_days", who, e.TravelDays, 0, maxBuild, "jours")
		spansInOrder(r, at+".windows", who, e.Windows)
	}
	seen = names{}
	for i, u := range p.Units {
		seen.add(r, fmt.Sprintf("units[%d]", i), "Équipe", u.ID)
		amount(r, fmt.Sprintf("units[%d].day_rate", i), u.DayRate)
	}
	p.checkMembers(r)
}

// checkForms checks the forms of days: known kinds, periods in order, one form a day and a unit.
func (p Problem) checkForms(r *moteur.Report, x index) {
	for i, f := range p.Forms {
		at := fmt.Sprintf("forms[%d]", i)
		who := "Forme de journée : " + f.Kind.Label()
		if !slices.Contains(f.Kind.Accepted(), string(f.Kind)) {
			r.Errorf(at+".kind", "schedule/unknown-form", "Forme de journée %q inconnue%s.", f.Kind,
				strict.SuggestCodes(string(f.Kind), f.Kind.Accepted()))
		}
		if p.Calendar.Dateless {
			r.Errorf(at+".span", "schedule/form-dateless", "Une forme de journée ne peut être donnée à des dates sans calendrier.")
		}
		spanInOrder(r, at+".span", who, f.Span)
		if f.Unit != "" && x.unit[f.Unit] == nil {
			r.Errorf(at+".unit", "schedule/unknown-unit", "%s : équipe %q inconnue%s.", who, f.Unit, near(f.Unit, x.unit))
		}
		between(r, at+".pause", who, f.Pause, 0, 8*60, "minutes")
		if f.Pause != 0 && f.Kind != SplitDay && f.Kind != ContinuousDay {
			r.Warnf(at+".pause", "schedule/form-pause", "%s : seules une journée coupée (%s) et une journée continue (%s) ont une "+
				"pause propre, celle-ci n'est pas lue.", who, SplitDay, ContinuousDay)
		}
		for k, o := range p.Forms[:i] {
			if (f.Unit == "" || o.Unit == "" || f.Unit == o.Unit) && f.Span.Overlaps(o.Span) {
				r.Errorf(at+".span", "schedule/form-overlap",
					"Deux formes de journée pour les mêmes dates : %s (%s) et forms[%d], %s (%s).", f.Kind,
					spans([]moteur.Span{f.Span}), k, o.Kind, spans([]moteur.Span{o.Span}))
				break
			}
		}
	}
}

// The widest margin of the sun a problem may ask for, minutes.
const maxMargin = 180

// checkSun checks the margins of the light, and tells the places whose sun is that of another: all of them when no place has
// coordinates.
func (p Problem) checkSun(r *moteur.Report, x index) {
	for _, m := range []struct {
		name string
		n    int
	}{{"day", p.Light.Day}, {"night", p.Light.Night}, {"dawn_after", p.Light.DawnAfter}, {"dusk_before", p.Light.DuskBefore}} {
		between(r, "light."+m.name, "Marge de lumière", m.n, 0, maxMargin, "minutes")
	}
	if p.Light.Off || p.Calendar.Dateless {
		return
	}
	told, lost := map[string]bool{}, map[string]bool{}
	for _, s := range p.Scenes {
		at := s.place()
		if told[at] || !p.waitsForLight(x, s) {
			continue
		}
		told[at] = true
		switch from, known := p.sunFrom(x, at); {
		case !known:
			lost[at] = true
		case from != "":
			r.Notef(p.pathOf(at), "schedule/light-place", "%s n'a pas de coordonnées : son soleil est celui de %s.", placeName(x, at),
				from)
		}
	}
	if len(lost) > 0 {
		r.Warnf("locations", "schedule/light-unknown",
			"Aucun lieu n'a de coordonnées, ni la base du film : les extérieurs sont rangés par effet, sans regarder le soleil.")
	}
}

// waitsForLight tells whether a scene is bound to the hours of the sun, where the sun is known.
func (p Problem) waitsForLight(x index, s Scene) bool { return sky{known: true}.effet(x, &s) != "" }

// sunFrom names the place whose sun a place has, "" for its own; known is false when no place of the problem has coordinates.
func (p Problem) sunFrom(x index, place string) (from string, known bool) {
	located := func(l *Location) bool { return l != nil && (l.LatMilli != 0 || l.LonMilli != 0) }
	if located(x.location[place]) {
		return "", true
	}
	first := ""
	for i := range p.Locations {
		l := &p.Locations[i]
		if !located(l) {
			continue
		}
		if baseOf(x, l.ID) == baseOf(x, place) {
			return l.label(), true
		}
		if first == "" {
			first = l.label()
		}
	}
	if p.Home != (Position{}) {
		return "la base du film", true
	}
	return first, first != ""
}

// pathOf is the path of a place in the problem: its Location, else the scenes shot in its set.
func (p Problem) pathOf(place string) string {
	if i := slices.IndexFunc(p.Locations, func(l Location) bool { return l.ID == place }); i >= 0 {
		return fmt.Sprintf("locations[%d].lat_milli", i)
	}
	return "scenes"
}
