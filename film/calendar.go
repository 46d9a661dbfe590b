package film

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/internal/strict"
)

// calendar checks the dates of the file against those of the shoot and of the film.
func (r *referee) calendar() {
	cal := r.f.Shoot.Calendar
	for _, p := range []struct {
		key   string
		dates []moteur.Date
	}{{"off", cal.Off}, {"on", cal.On}} {
		for i, d := range p.dates {
			late := !cal.Last.IsZero() && d.After(cal.Last)
			if !d.IsZero() && !cal.First.IsZero() && (d.Before(cal.First) || late) {
				r.found.Warnf(fmt.Sprintf("shoot.calendar.%s[%d]", p.key, i), "film/date-outside",
					"Le %s est hors du calendrier du tournage, qui va du %s %s : cette date ne change rien.", fr.Date(d),
					fr.Date(cal.First), until(cal.Last))
			}
		}
	}
	r.shootSpans()
	r.lineSpans()
	r.events()
	for i, p := range r.f.People {
		at := fmt.Sprintf("people[%d].birth", i)
		switch on := r.f.Budget.Date; {
		case p.Birth.IsZero():
		case p.Birth.Year() < 1900:
			r.found.Warnf(at, "film/birth", "%s serait de %d : est-ce bien l'année ?", fr.Quote(fr.Clip(p.Name())), p.Birth.Year())
		case !on.IsZero() && p.Birth.After(on):
			r.found.Warnf(at, "film/birth", "%s naîtrait le %s, après la date du devis.", fr.Quote(fr.Clip(p.Name())), fr.Date(p.Birth))
		}
	}
}

func until(d moteur.Date) string {
	if d.IsZero() {
		return "jusqu'à sa fin"
	}
	return "au " + fr.Date(d)
}

// shootSpans tells the spans of the shoot that touch no year of its calendar: a year is mistyped.
func (r *referee) shootSpans() {
	cal := r.f.Shoot.Calendar
	if cal.First.IsZero() {
		return
	}
	last := cmp.Or(cal.Last.Year(), cal.First.Year()+1)
	far := func(path string, spans ...moteur.Span) {
		for i, s := range spans {
			at := fmt.Sprintf("%s[%d]", path, i)
			if strings.HasSuffix(path, ".span") || strings.HasSuffix(path, ".date") {
				at = path
			}
			if !s.To.IsZero() && s.To.Year() < cal.First.Year() || !s.From.IsZero() && s.From.Year() > last {
				r.found.Warnf(at, "film/date-outside", "Cette période (%s) est d'une autre année que le tournage, qui commence le %s.",
					spanned(s), fr.Date(cal.First))
			}
		}
	}
	for i, o := range r.f.Shoot.Roles {
		at := fmt.Sprintf("shoot.roles[%d]", i)
		far(at+".free", o.Free...)
		far(at+".busy", o.Busy...)
		for k, x := range o.Options {
			far(fmt.Sprintf("%s.options[%d].span", at, k), x.Span)
		}
		if o.Child != nil {
			far(at+".child.authorised", o.Child.Authorised...)
		}
	}
	for i, l := range r.f.Shoot.Locations {
		far(fmt.Sprintf("shoot.locations[%d].windows", i), l.Windows...)
	}
	for i, e := range r.f.Shoot.Equipment {
		far(fmt.Sprintf("shoot.equipment[%d].windows", i), e.Windows...)
	}
	for i, o := range r.f.Shoot.Forms {
		far(fmt.Sprintf("shoot.forms[%d].span", i), o.Span)
	}
	for i, t := range r.f.Shoot.Trainings {
		far(fmt.Sprintf("shoot.trainings[%d].date", i), moteur.Span{From: t.Date, To: t.Date})
	}
	for i, p := range r.f.Shoot.Pins {
		far(fmt.Sprintf("shoot.pins[%d].span", i), p.Span)
	}
}

func spanned(s moteur.Span) string {
	switch {
	case s.From.IsZero():
		return "jusqu'au " + fr.Date(s.To)
	case s.To.IsZero():
		return "à partir du " + fr.Date(s.From)
	}
	return "du " + fr.Date(s.From) + " au " + fr.Date(s.To)
}

// lineSpans looks for a mistyped year in the lines of the devis: more than three years before it, more than a year after the last date
// of the film.
func (r *referee) lineSpans() {
	on, last := r.f.Budget.Date, r.f.Shoot.Calendar.Last
	for _, d := range r.f.Film.Timeline {
		if d.After(last) {
			last = d
		}
	}
	if on.IsZero() || last.IsZero() {
		return
	}
	first := on
	if d := r.f.Shoot.Calendar.First; !d.IsZero() && d.Before(first) {
		first = d
	}
	for i, l := range r.f.Budget.Lines {
		for _, k := range []struct {
			key string
			day moteur.Date
		}{{"from", l.Span.From}, {"to", l.Span.To}} {
			if !k.day.IsZero() && (k.day.Before(first.AddMonths(-36)) || k.day.After(last.AddMonths(12))) {
				r.found.Warnf(fmt.Sprintf("budget.lines[%d].span.%s", i, k.key), "film/span",
					"La ligne %s est au %s, loin du devis (%s) et de la fin du film (%s) : est-ce bien l'année ?", l.Name(), fr.Date(k.day),
					fr.Date(on), fr.Date(last))
			}
		}
	}
}

// events checks the events that follow or precede the shoot, and tells those that the plan gives.
func (r *referee) events() {
	cal := r.f.Shoot.Calendar
	if cal.First.IsZero() {
		return
	}
	given := r.f.Film.Timeline
	for _, e := range []moteur.Event{moteur.RoughCut, moteur.PictureLock, moteur.Delivery, moteur.VisaGranted, moteur.Released,
		moteur.ProductionApproval, moteur.TaxRefund} {
		if d := given[e]; !d.IsZero() && d.Before(cal.First) {
			r.found.Warnf("film.timeline."+string(e), "film/timeline", "%s, le %s, précède le tournage, le %s.", fr.Capital(e.Label()),
				fr.Date(d), fr.Date(cal.First))
		}
	}
	if d := given[moteur.PrepStart]; d.After(cal.First) {
		r.found.Warnf("film.timeline.prep_start", "film/timeline", "La préparation, le %s, commence après le tournage, le %s.", fr.Date(d),
			fr.Date(cal.First))
	}
	for _, e := range []moteur.Event{moteur.ShootStart, moteur.MidShoot, moteur.ShootEnd} {
		if d := given[e]; !d.IsZero() && !(e == moteur.ShootStart && d == cal.First) {
			r.found.Warnf("film.timeline."+string(e), "film/computed",
				"Le plan de travail donne cette date : celle du fichier, le %s, n'est pas lue.", fr.Date(d))
		}
	}
}

// places checks where the places of the shoot stand, and the ways between them.
func (r *referee) places() {
	for i, l := range r.f.Shoot.Locations {
		at := fmt.Sprintf("shoot.locations[%d]", i)
		_, code, _ := strings.Cut(l.Region, "-")
		if more, ok := strict.Coded("region", l.Region); l.Region != "" && !ok {
			r.found.Warnf(at+".region", "film/region", "%s n'est pas le code d'une région (ISO 3166-2) ni d'un pays%s.",
				fr.Quote(fr.Clip(l.Region)), more)
		}
		if l.Country == "FR" && !slices.Contains(overseas, code) && !strings.HasPrefix(code, "97") {
			r.onMainland(at, l.LatMilli, l.LonMilli)
		}
	}
	if z := r.f.Shoot.Calendar.Clock; z == "" || z == "Europe/Paris" {
		r.onMainland("shoot.home", r.f.Shoot.Home.LatMilli, r.f.Shoot.Home.LonMilli)
	}
	r.moves()
}

// onMainland tells coordinates that are not in metropolitan France, thousandths of a degree.
func (r *referee) onMainland(path string, lat, lon int) {
	const south, north, west, east = 41_300, 51_200, -5_300, 9_700 // its corners, Corsica included
	if (lat != 0 || lon != 0) && (lat < south || lat > north || lon < west || lon > east) {
		r.found.Warnf(path+".lat_milli", "film/coordinates", "%d, %d millièmes de degré : ce lieu n'est pas en France métropolitaine.",
			lat, lon)
	}
}

// moves checks the ways between the bases.
func (r *referee) moves() {
	seen := map[[2]string]bool{}
	for i, m := range r.f.Shoot.Shape.Moves {
		at := fmt.Sprintf("shoot.shape.moves[%d]", i)
		way := [2]string{min(m.From, m.To), max(m.From, m.To)}
		switch {
		case m.From == m.To:
			r.found.Warnf(at+".to", "film/move", "Ce trajet part de %s et y arrive.", fr.Quote(fr.Clip(m.From)))
		case seen[way]:
			r.found.Warnf(at, "film/move", "Le trajet de %s à %s est déjà donné : celui-ci n'est pas lu.", fr.Quote(fr.Clip(m.From)),
				fr.Quote(fr.Clip(m.To)))
		}
		seen[way] = true
	}
}

// overseas are the codes of the French regions and collectivities outside Europe (ISO 3166-2:FR).
var overseas = []string{"971", "972", "973", "974", "976", "GP", "MQ", "GF", "RE", "YT", "GUA", "MTQ", "GUF", "LRE", "MAY", "BL", "MF",
	"PM", "WF", "PF", "NC", "TF", "CP"}
