package callsheet

import (
	"slices"
	"strings"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/doc"
	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/schedule/labour"
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
