package callsheet

import (
	"fmt"
	"slices"
	"strings"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/doc"
	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/schedule"
	"github.com/moteur-film/moteur/schedule/labour"
	"github.com/moteur-film/moteur/schedule/script"
)

// PermitState says where an authorisation stands.
type PermitState string

// The states of a permit.
const (
	ToAsk   PermitState = "to_ask"  // à demander
	Asked   PermitState = "asked"   // demandée
	Granted PermitState = "granted" // accordée
	Refused PermitState = "refused" // refusée
)

// Label returns the French word.
func (s PermitState) Label() string {
	switch s {
	case ToAsk:
		return "à demander"
	case Asked:
		return "demandée"
	case Granted:
		return "accordée"
	case Refused:
		return "refusée"
	}
	return string(s)
}

// Permit is an autorisation de tournage at a place: street, parking, drone, private property.
type Permit struct {
	Place     string       `json:"place"` // ID of a location
	What      string       `json:"what"`
	Authority string       `json:"authority,omitempty"`
	Reference string       `json:"reference,omitempty"`
	State     PermitState  `json:"state"`
	Asked     moteur.Date  `json:"asked,omitzero"`
	Span      moteur.Span  `json:"span,omitzero"` // days it covers
	Opens     labour.Clock `json:"opens,omitzero"`
	Closes    labour.Clock `json:"closes,omitzero"`
	MaxTrucks int          `json:"max_trucks,omitempty"`
	// AskBefore is the authority's delay in calendar days; 0 when unknown.
	AskBefore int `json:"ask_before,omitempty"`
}

// covers tells whether the permit is granted for a date.
func (p Permit) covers(d moteur.Date) bool { return p.State == Granted && p.Span.Contains(d) }

// CheckPermits compares the days of a plan with the permits, as known on a date: every exterior needs a granted permit of
// its place for its day and hours; what is still to ask is measured against the authority's delay. Interiors are checked
// only where a permit of their place exists.
func CheckPermits(p schedule.Problem, plan schedule.Plan, permits []Permit, on moteur.Date) moteur.Report {
	var r moteur.Report
	scenes := map[string]schedule.Scene{}
	for _, s := range p.Scenes {
		scenes[s.ID] = s
	}
	names := map[string]string{}
	for _, l := range p.Locations {
		names[l.ID] = l.Name
	}
	for i, d := range plan.Days {
		if d.Date.IsZero() {
			continue
		}
		slots := map[string]schedule.Slot{}
		for _, s := range p.Timetable(d) {
			slots[s.Scene] = s
		}
		done := map[string]bool{}
		for _, id := range d.Scenes {
			s, ok := scenes[id]
			if !ok {
				continue
			}
			place := placeID(s)
			list := slices.DeleteFunc(slices.Clone(permits), func(x Permit) bool { return x.Place != place })
			name := names[place]
			if name == "" {
				name = place
			}
			path := fmt.Sprintf("days[%d]", i)
			if len(list) == 0 && s.Place == script.Interior {
				continue
			}
			n := slices.IndexFunc(list, func(x Permit) bool { return x.covers(d.Date) })
			if n < 0 {
				if !done[place] {
					missing(&r, path, name, d.Date, list, on)
					done[place] = true
				}
				continue
			}
			from, to := slots[id].From, slots[id].To
			if x := list[n]; from.Before(x.Opens) || to.After(x.Closes) {
				r.Errorf(path, "callsheet/permit-hours", "%s, le %s : séquence %s de %s à %s, l'autorisation va de %s à %s.", name,
					fr.ShortDate(d.Date), id, from.Label(d.Date), to.Label(d.Date), x.Opens.Label(d.Date), x.Closes.Label(d.Date))
			}
		}
	}
	return r
}

// missing says what is wanting at a place on a day, and how late it is; the first permit of the place speaks for it.
func missing(r *moteur.Report, path, name string, day moteur.Date, list []Permit, on moteur.Date) {
	if len(list) == 0 {
		r.Warnf(path, "callsheet/permit-none", "%s, le %s : aucune autorisation pour un tournage en extérieur.", name, fr.ShortDate(day))
		return
	}
	x := list[0]
	by := day.AddDays(-x.AskBefore)
	what := join(", ", x.What, x.Authority)
	switch x.State {
	case Refused:
		r.Errorf(path, "callsheet/permit-refused", "%s, le %s : autorisation refusée (%s).", name, fr.ShortDate(day), what)
	case Asked:
		r.Warnf(path, "callsheet/permit-asked", "%s, le %s : autorisation demandée le %s, pas encore accordée (%s).", name,
			fr.ShortDate(day), fr.ShortDate(x.Asked), what)
	case Granted:
		r.Errorf(path, "callsheet/permit-dates", "%s, le %s : l'autorisation accordée va du %s au %s.", name, fr.ShortDate(day),
			fr.ShortDate(x.Span.From), fr.ShortDate(x.Span.To))
	default:
		if x.AskBefore > 0 && on.After(by) {
			r.Errorf(path, "callsheet/permit-late", "%s, le %s : autorisation à demander avant le %s (%s).", name, fr.ShortDate(day),
				fr.ShortDate(by), what)
			return
		}
		r.Warnf(path, "callsheet/permit-to-ask", "%s, le %s : autorisation à demander%s (%s).", name, fr.ShortDate(day), before(x, by),
			what)
	}
}

func before(x Permit, by moteur.Date) string {
	if x.AskBefore == 0 {
		return ""
	}
	return " avant le " + fr.ShortDate(by)
}

// PermitTable prints the permits, for a document.
func PermitTable(permits []Permit) doc.Table {
	t := doc.Table{Title: "Autorisations", Key: "permits", Sheet: "Autorisations", Columns: []doc.Column{
		{Title: "Lieu", Width: 3}, {Title: "Objet", Width: 3}, {Title: "Autorité", Width: 3}, {Title: "Référence",
			Width: 2.4}, {Title: "État", Width: 1.6}, {Title: "Demandée", Kind: doc.Date, Width: 1.5},
		{Title: "Jours", Width: 2.8}, {Title: "Heures", Width: 1.8}, {Title: "Véhicules", Kind: doc.Int, Width: 1.2},
	}}
	for _, x := range permits {
		state := doc.S(x.State.Label())
		switch x.State {
		case Granted:
			state = state.As(doc.Good)
		case Refused:
			state = state.As(doc.Alert)
		default:
			state = state.As(doc.Warning)
		}
		var days, hours []string
		if !x.Span.From.IsZero() {
			days = []string{fr.ShortDate(x.Span.From), fr.ShortDate(x.Span.To)}
		}
		if x.Opens.Known() || x.Closes.Known() {
			hours = []string{x.Opens.Label(dayZero), x.Closes.Label(dayZero)}
		}
		trucks := doc.Cell{}
		if x.MaxTrucks > 0 {
			trucks = doc.N(x.MaxTrucks)
		}
		t.Rows = append(t.Rows, doc.Row{Cells: []doc.Cell{doc.S(x.Place).As(doc.Strong), doc.S(x.What), doc.S(x.Authority),
			doc.S(x.Reference), state, doc.D(x.Asked), doc.S(strings.Join(days, " – ")), doc.S(strings.Join(hours, "–")), trucks}})
	}
	return t
}

// DeadlineTable prints the last days of the formalities, for a document.
func DeadlineTable(list []moteur.Deadline) doc.Table {
	t := doc.Table{Title: "Échéances", Key: "deadlines", Sheet: "Échéances",
		Columns: []doc.Column{{Title: "Au plus tard", Kind: doc.Date, Width: 1.4}, {Title: "Formalité", Width: 6},
			{Title: "Texte", Width: 4}}}
	sorted := slices.Clone(list)
	slices.SortStableFunc(sorted, func(a, b moteur.Deadline) int { return a.By.Compare(b.By) })
	for _, d := range sorted {
		t.Rows = append(t.Rows, doc.Row{Cells: []doc.Cell{doc.D(d.By), doc.S(d.Label), doc.S(d.Source.String()).As(doc.Muted)}})
	}
	return t
}
