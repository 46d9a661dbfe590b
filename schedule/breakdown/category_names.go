package breakdown

import (
	"strings"

	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/schedule/script"
)

// CategoryOf finds our category of a category of the Final Draft tagger: by its identifier, the same in all files, else by its
// name. Empty means unknown, or the cast and the notes, which are not elements.
func CategoryOf(t script.TagCategory) Category {
	switch strings.ToLower(t.ID) {
	case "028a4e2b-b507-4d09-88ab-90e3edae9071":
		return Extras
	case "0377dbe6-77a3-41af-bda8-86eb2468fdbf":
		return Stunts
	case "04721a56-f54b-49c8-80ad-d53887d6b851":
		return Vehicles
	case "05c556eb-6bc1-4a3a-b09f-f8b5ba1b6afa":
		return Props
	case "069e18b8-2109-4f3d-94e7-d802027a60a8", "135cc9d1-c4d5-4d00-83d9-571f584ea9cd":
		return Effects
	case "0726fa85-1e65-4ab8-87de-bf21d09b01f0":
		return Costumes
	case "08ae1eef-32ce-415f-9a9b-0982d2453ec4":
		return Makeup
	case "09cb0d1c-ce01-4f22-bb64-b5f2e6c491c6", "0ae40617-cc7c-48e6-ae2b-5aaecc09986f":
		return Animals
	case "0b0b44c9-aa4b-4c40-88b1-d94472ad7a26":
		return Music
	case "0ce7d308-096d-4603-8fe8-349f72cd89ff":
		return Sound
	case "0debb71b-5743-4c53-80cc-e17e841ce645", "0e7a8fc5-5441-4bad-a9bf-5ddd3fe51c69":
		return SetDress
	case "0ff5cda4-4d43-4cfe-940f-91380c46fdad", "47b02ff1-5161-4137-b736-f36eebba7643":
		return Equipment
	case "12ab0932-e3b9-4b4a-bcd0-3da1b4e61d5e":
		return VFX
	case "01fc9642-84ff-4366-b37c-a3068dee57e8", "15b6f4fd-4e74-4ad8-9971-b239d88c2997":
		return "" // cast and notes are not elements
	case "109d0eaa-0334-4823-ac0c-b44d3f209dc4", "1179a4b1-70ee-4011-b4a2-809a0af09e92", "148267ae-50ae-4746-8202-659fb7447b55":
		return Other
	}
	return categoryNamed(t.Name)
}

// categoryNamed finds the category that a column or a category of another program means, in French or English.
func categoryNamed(name string) Category {
	switch fr.Fold(name) {
	case "props", "prop", "accessoires", "accessoire", "hand props":
		return Props
	case "set dressing", "set_dressing", "decoration", "deco", "greenery", "art department", "meubles", "ensembliage", "greens":
		return SetDress
	case "vehicles", "vehicle", "vehicules", "vehicules de jeu", "vehicule", "picture vehicles":
		return Vehicles
	case "animals", "animal", "animaux", "animal handler", "animal wrangler", "livestock":
		return Animals
	case "weapons", "armes", "armory", "armurerie":
		return Weapons
	case "stunts", "stunt", "cascades", "cascade":
		return Stunts
	case "effects", "sfx", "special effects", "effets speciaux", "mechanical effects", "mfx", "effets", "fx":
		return Effects
	case "vfx", "visual effects", "effets visuels", "trucages", "effets numeriques":
		return VFX
	case "wardrobe", "costumes", "costume", "habillage":
		return Costumes
	case "makeup", "makeup/hair", "make-up", "hair", "maquillage", "coiffure", "maquillage et coiffure",
		"maquillage / coiffure", "hair & makeup", "makeup & hair":
		return Makeup
	case "music", "musique":
		return Music
	case "sound", "son":
		return Sound
	case "minors", "mineurs", "enfants", "children":
		return Minors
	case "intimacy", "intimite":
		return Intimacy
	case "equipment", "special equipment", "materiel special", "materiel", "camera", "grip", "electric", "machinerie", "camera equipment":
		return Equipment
	case "extras", "background", "background actors", "figuration", "figurants", "atmosphere":
		return Extras
	case "continuity", "raccords", "raccord":
		return Continuity
	case "other", "divers", "misc", "misc.", "miscellaneous", "autres", "autre", "security", "additional labor":
		return Other
	}
	return ""
}

// taggerCategory gives the identifier and the name of the category of the Final Draft tagger that one of ours is written under; no
// identifier for those that it does not have.
func taggerCategory(c Category) (id, name string) {
	switch c {
	case Props:
		return "05c556eb-6bc1-4a3a-b09f-f8b5ba1b6afa", "Props"
	case SetDress:
		return "0debb71b-5743-4c53-80cc-e17e841ce645", "Set Dressing"
	case Vehicles:
		return "04721a56-f54b-49c8-80ad-d53887d6b851", "Vehicles"
	case Animals:
		return "09cb0d1c-ce01-4f22-bb64-b5f2e6c491c6", "Animals"
	case Stunts:
		return "0377dbe6-77a3-41af-bda8-86eb2468fdbf", "Stunts"
	case Effects:
		return "069e18b8-2109-4f3d-94e7-d802027a60a8", "Special Effects"
	case VFX:
		return "12ab0932-e3b9-4b4a-bcd0-3da1b4e61d5e", "Visual Effects"
	case Costumes:
		return "0726fa85-1e65-4ab8-87de-bf21d09b01f0", "Wardrobe"
	case Makeup:
		return "08ae1eef-32ce-415f-9a9b-0982d2453ec4", "Makeup/Hair"
	case Music:
		return "0b0b44c9-aa4b-4c40-88b1-d94472ad7a26", "Music"
	case Sound:
		return "0ce7d308-096d-4603-8fe8-349f72cd89ff", "Sound"
	case Equipment:
		return "0ff5cda4-4d43-4cfe-940f-91380c46fdad", "Special Equipment"
	case Extras:
		return "028a4e2b-b507-4d09-88ab-90e3edae9071", "Background Actors"
	case Other:
		return "148267ae-50ae-4746-8202-659fb7447b55", "Miscellaneous"
	}
	return "", c.Label()
}
