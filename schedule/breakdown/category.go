package breakdown

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
