package breakdown

import "github.com/moteur-film/moteur"

// FlagKind names a signal that starts a duty elsewhere: a permit, a person, a contract, a safety measure.
type FlagKind string

// The flags.
const (
	FlagChildren   FlagKind = "children"
	FlagAnimals    FlagKind = "animals"
	FlagWeapons    FlagKind = "weapons"
	FlagDrone      FlagKind = "drone"
	FlagFire       FlagKind = "fire"
	FlagRoad       FlagKind = "road"
	FlagNightExt   FlagKind = "night_exterior"
	FlagIntimacy   FlagKind = "intimacy"
	FlagProtected  FlagKind = "protected_works"
	FlagStunts     FlagKind = "stunts"
	FlagWater      FlagKind = "water"
	FlagHeight     FlagKind = "height"
	FlagDrugs      FlagKind = "smoking_drugs"
	FlagUniformPol FlagKind = "uniforms"
)

// Accepted lists the codes of the flags.
func (FlagKind) Accepted() []string {
	return moteur.Codes(FlagChildren, FlagAnimals, FlagWeapons, FlagDrone, FlagFire, FlagRoad, FlagNightExt, FlagIntimacy, FlagProtected,
		FlagStunts, FlagWater, FlagHeight, FlagDrugs, FlagUniformPol)
}

// Label returns the French name of the flag.
func (k FlagKind) Label() string {
	switch k {
	case FlagChildren:
		return "Enfants"
	case FlagAnimals:
		return "Animaux"
	case FlagWeapons:
		return "Armes"
	case FlagDrone:
		return "Drone"
	case FlagFire:
		return "Feu"
	case FlagRoad:
		return "Route"
	case FlagNightExt:
		return "Extérieur nuit"
	case FlagIntimacy:
		return "Intimité"
	case FlagProtected:
		return "Œuvres protégées"
	case FlagStunts:
		return "Cascades"
	case FlagWater:
		return "Eau"
	case FlagHeight:
		return "Hauteur"
	case FlagDrugs:
		return "Tabac, alcool, stupéfiants"
	case FlagUniformPol:
		return "Uniformes officiels"
	}
	return string(k)
}

// Duty says, in one French sentence, what the flag starts. It names the step, not the law: dates and values live in the
// rooms that do it.
func (k FlagKind) Duty() string {
	switch k {
	case FlagChildren:
		return "Autorisation individuelle d'emploi de l'enfant et horaires limités."
	case FlagAnimals:
		return "Dresseur et conditions de bien-être des animaux."
	case FlagWeapons:
		return "Armurier, déclaration et consignes de sécurité des armes."
	case FlagDrone:
		return "Exploitant de drone et protocole de vol en préfecture."
	case FlagFire:
		return "Artificier ou pompier, plan de prévention incendie."
	case FlagRoad:
		return "Arrêté de circulation ou de stationnement, voiture-travelling si besoin."
	case FlagNightExt:
		return "Travail de nuit, éclairage et information des riverains."
	case FlagIntimacy:
		return "Accord écrit des interprètes, coordination d'intimité, plateau réduit."
	case FlagProtected:
		return "Droits à demander : musique, marque, œuvre ou image."
	case FlagStunts:
		return "Coordinateur de cascades et évaluation des risques."
	case FlagWater:
		return "Sécurité aquatique et sauveteur."
	case FlagHeight:
		return "Travail en hauteur : protections et personnel formé."
	case FlagDrugs:
		return "Produits factices et mentions éventuelles de diffusion."
	case FlagUniformPol:
		return "Déclaration des uniformes et véhicules officiels."
	}
	return ""
}

// Flag is a signal of a scene, with the words and the line it came from. Sure means that the text leaves no choice (a shot is fired); the
// others depend on how the scene is shot (candles, a car that stands) and are printed with a question mark until a person keeps them.
type Flag struct {
	Kind  FlagKind `json:"kind"`
	Text  string   `json:"text,omitempty"`
	Line  int      `json:"line,omitempty"`
	State State    `json:"state"`
	Sure  bool     `json:"sure,omitempty"`
	// FromKind is what the text proposed, when a person made another signal of it.
	FromKind FlagKind `json:"from_kind,omitempty"`
}
