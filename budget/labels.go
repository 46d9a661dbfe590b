package budget

import (
	"maps"
	"slices"
	"strings"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/fr"
)

var unitLabels = map[string][2]string{
	"day": {"jour", "jours"}, "half_day": {"demi-journée", "demi-journées"}, "night": {"nuit", "nuits"}, "week": {"semaine", "semaines"},
	"month": {"mois", "mois"}, "hour": {"heure", "heures"}, "flat": {"forfait", "forfaits"}, "km": {"km", "km"}, "meal": {"repas", "repas"},
	"piece": {"pièce", "pièces"}, "episode": {"épisode", "épisodes"}, "minute": {"minute", "minutes"}, "shot": {"plan", "plans"},
	"page": {"page", "pages"}, "kwh": {"kWh", "kWh"}, "kg": {"kg", "kg"}, "litre": {"litre", "litres"}, "reel": {"bobine",
		"bobines"}, "trip": {"trajet", "trajets"},
}

// Units lists the codes of the unités of a line, sorted.
func Units() []string { return slices.Sorted(maps.Keys(unitLabels)) }

// UnitLabel is the French word of a unit, in the singular; a unit of the user's is returned as it is.
func UnitLabel(unit string) string {
	if l, ok := unitLabels[unit]; ok {
		return l[0]
	}
	return unit
}

// unitCode reads a unit typed by a person: its French word, in the singular or plural, or its code.
func unitCode(text string) string {
	folded := fr.Fold(text)
	for code, l := range unitLabels {
		if folded == code || folded == fr.Fold(l[0]) || folded == fr.Fold(l[1]) {
			return code
		}
	}
	return strings.TrimSpace(text)
}

var statusLabels = map[Status]string{
	Salaried: "salarié", Author: "auteur", Invoice: "facture", Foreign: "étranger", FlatRate: "forfait",
}

// Label returns the French word.
func (s Status) Label() string {
	if l, ok := statusLabels[s]; ok {
		return l
	}
	return string(s)
}

// Accepted lists the codes of the statuses.
func (Status) Accepted() []string { return moteur.Codes(Salaried, Author, Invoice, Foreign, FlatRate) }

// statusCode reads a status typed by a person; false when it is none.
func statusCode(text string) (Status, bool) {
	folded := fr.Fold(text)
	if folded == "" {
		return "", true
	}
	for s, l := range statusLabels {
		if folded == string(s) || folded == fr.Fold(l) {
			return s, true
		}
	}
	return "", false
}

// Label says the rounding in French.
func (r Rounding) Label() string {
	unit, mode, level := "au centime", "le demi au plus grand", "à chaque ligne"
	if r.Unit == "euro" {
		unit = "à l'euro"
	}
	if r.Mode == "half-even" {
		mode = "le demi au pair"
	}
	switch r.Level {
	case "account":
		level = "à chaque compte"
	case "total":
		level = "au total seulement"
	}
	return unit + ", " + mode + ", " + level
}
