package script

import "github.com/moteur-film/moteur"

// Place is the INT/EXT of a scene.
type Place string

// The places.
const (
	Interior Place = "INT"
	Exterior Place = "EXT"
	Both     Place = "INT/EXT"
)

// Accepted lists the codes of the places.
func (Place) Accepted() []string { return moteur.Codes(Interior, Exterior, Both) }

// Light is the effet of a scene: the light the story asks for.
type Light string

// The lights. Dawn and Dusk are the short natural lights; Morning and Evening are shot as day and night unless said otherwise.
const (
	Day     Light = "day"
	Night   Light = "night"
	Dawn    Light = "dawn"
	Dusk    Light = "dusk"
	Morning Light = "morning"
	Evening Light = "evening"
)

// Accepted lists the codes of the lights.
func (Light) Accepted() []string { return moteur.Codes(Day, Night, Dawn, Dusk, Morning, Evening) }

// Label returns the French word in capitals, as headings print it.
func (l Light) Label() string {
	switch l {
	case Day:
		return "JOUR"
	case Night:
		return "NUIT"
	case Dawn:
		return "AUBE"
	case Dusk:
		return "CRÉPUSCULE"
	case Morning:
		return "MATIN"
	case Evening:
		return "SOIR"
	}
	return string(l)
}
