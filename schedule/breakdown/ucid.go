package breakdown

// The universal numbers of the categories.
const (
	ucidSet      = 0
	ucidPlace    = 1
	ucidLight    = 2
	ucidStoryDay = 3
	ucidLocation = 6
	ucidCast     = 100
	ucidExtras   = 101
	ucidOther    = 126
	ucidSpecial  = 127 // from here on the standard names nothing
)

// ucidCategories gives the category of a universal number.
func ucidCategory(n int) Category {
	switch n {
	case 102:
		return Stunts
	case 103:
		return Vehicles
	case 104:
		return Props
	case 105, 122:
		return Effects
	case 106:
		return Costumes
	case 107:
		return Makeup
	case 108, 109:
		return Animals
	case 110, 111, 112, 119:
		return Equipment
	case 113:
		return Sound
	case 114:
		return Music
	case 115, 116, 117:
		return SetDress
	case 121:
		return VFX
	case ucidExtras:
		return Extras
	}
	return Other
}

// ucidOf gives the universal number a category is written under, and its English name there.
func ucidOf(c Category) (int, string) {
	switch c {
	case Stunts:
		return 102, "Stunts"
	case Vehicles:
		return 103, "Vehicles"
	case Props:
		return 104, "Props"
	case Effects:
		return 105, "SFX"
	case Costumes:
		return 106, "Wardrobe"
	case Makeup:
		return 107, "Makeup/Hair"
	case Animals:
		return 108, "Animals"
	case Sound:
		return 113, "Sound"
	case Music:
		return 114, "Music"
	case SetDress:
		return 116, "Set Dressing"
	case Equipment:
		return 119, "Special Equipment"
	case VFX:
		return 121, "VFX"
	case Extras:
		return ucidExtras, "Background"
	case Weapons: // the standard has none of these four: custom numbers, 500 and up
		return 500, "Armes"
	case Minors:
		return 501, "Mineurs"
	case Intimacy:
		return 502, "Intimité"
	case Continuity:
		return 503, "Raccords"
	case Other:
		return ucidOther, "Other"
	}
	return ucidOther, string(c)
}
