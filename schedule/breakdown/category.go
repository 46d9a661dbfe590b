package breakdown

import "github.com/moteur-film/moteur/internal/doc"

// Category is a catégorie d'éléments of the breakdown. A caller may use others.
type Category string

// The categories of the trade.
const (
	Props     Category = "props"
	SetDress  Category = "set_dressing"
	Vehicles  Category = "vehicles"
	Animals   Category = "animals"
	Stunts    Category = "stunts"
	Effects   Category = "effects" // effets spéciaux de plateau
	VFX       Category = "vfx"
	Costumes  Category = "costumes"
	Makeup    Category = "makeup"
	Music     Category = "music"
	Sound     Category = "sound"
	Weapons   Category = "weapons"
	Minors    Category = "minors"
	Intimacy  Category = "intimacy"
	Equipment Category = "equipment" // matériel spécial de prise de vues
	Extras    Category = "extras"
	// Continuity holds the states of sets and persons that other scenes must match: repainted, burnt, a beard.
	Continuity Category = "continuity"
	Other      Category = "other"
)

// Categories lists the categories in the order documents print them.
func Categories() []Category {
	return []Category{Props, SetDress, Vehicles, Animals, Weapons, Stunts, Effects, VFX, Costumes, Makeup, Music, Sound, Minors, Intimacy,
		Equipment, Extras, Continuity, Other}
}

// Label returns the French name of the category.
func (c Category) Label() string {
	switch c {
	case Props:
		return "Accessoires"
	case SetDress:
		return "Décoration"
	case Vehicles:
		return "Véhicules de jeu"
	case Animals:
		return "Animaux"
	case Stunts:
		return "Cascades"
	case Effects:
		return "Effets spéciaux"
	case VFX:
		return "Effets visuels"
	case Costumes:
		return "Costumes"
	case Makeup:
		return "Maquillage et coiffure"
	case Music:
		return "Musique"
	case Sound:
		return "Son"
	case Weapons:
		return "Armes"
	case Minors:
		return "Mineurs"
	case Intimacy:
		return "Intimité"
	case Equipment:
		return "Matériel spécial"
	case Extras:
		return "Figuration"
	case Continuity:
		return "Raccords"
	case Other:
		return "Divers"
	}
	return string(c)
}

// Code is the letter or two that stand for the category where colour alone would not be read: on a grey copy, to those who see no
// colours.
func (c Category) Code() string {
	for _, look := range looks {
		if look.category == c {
			return look.code
		}
	}
	return "•"
}

// Fill is the pale colour of the category: black text is read on it.
func (c Category) Fill() doc.Colour {
	for _, look := range looks {
		if look.category == c {
			return look.fill
		}
	}
	return "#E4E4E4"
}

// looks gives each category its code and colour.
var looks = [...]struct {
	category Category
	code     string
	fill     doc.Colour
}{
	{Props, "A", "#E3C7F2"}, {SetDress, "D", "#CFE8B8"}, {Vehicles, "V", "#F7C6D0"}, {Animals, "AN", "#E9D3AE"}, {Stunts, "C", "#FFC58F"},
	{Effects, "FX", "#A9D4FF"}, {VFX, "VF", "#C9C9F7"}, {Costumes, "CO", "#FFD9EC"}, {Makeup, "M", "#F4B8A8"}, {Music, "MU", "#B9EDE4"},
	{Sound, "S", "#D2E4E8"}, {Weapons, "AR", "#FF9E9E"}, {Minors, "E", "#FFF08A"}, {Intimacy, "I", "#F2A9DC"}, {Equipment, "MS", "#D9D2C3"},
	{Extras, "F", "#CDEFA0"}, {Continuity, "R", "#B7C9D9"}, {Other, "X", "#E4E4E4"},
}
