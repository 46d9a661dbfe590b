package cnc

// postLabel returns the French words of a post or of an author's role; the identifier itself when unknown.
func postLabel(id string) string {
	switch id {
	case string(Director):
		return "réalisation"
	case string(Writer):
		return "scénario, œuvre originale, dialogues"
	case string(Composer):
		return "musique originale"
	case string(GraphicAuthor):
		return "création graphique"
	case string(ParityProducer):
		return "production"
	}
	switch Post(id) {
	case ProductionManager:
		return "direction de production"
	case Photography:
		return "direction de la photographie"
	case SoundMixer:
		return "chef opérateur du son"
	case CostumeDesigner:
		return "création de costumes"
	case CostumeHead:
		return "chef costumier"
	case ProductionDesigner:
		return "chef décorateur"
	case SetDecorator:
		return "ensemblier décorateur"
	case PictureEditor:
		return "montage image"
	case SoundEditor:
		return "montage son"
	case ReRecordingMixer:
		return "mixage"
	case Foley:
		return "bruitage"
	case UnitManager:
		return "régie générale"
	case FirstAssistant:
		return "1er assistant réalisateur"
	case CameraHire:
		return "matériel de prise de vues"
	case LightingHire:
		return "matériel d'éclairage"
	case GripHire:
		return "machinerie et autres matériels"
	case SoundHire:
		return "matériel de son et autres"
	case ImagePost:
		return "post-production image"
	case SoundPost:
		return "post-production son"
	case VFX:
		return "effets visuels numériques"
	case StudioHire:
		return "studio"
	case AnimProduction:
		return "animation : production"
	case AnimPreparation:
		return "animation : préparation"
	case AnimMaking1:
		return "animation : fabrication, première étape"
	case AnimMaking2:
		return "animation : fabrication, seconde étape"
	case OtherCrew, "":
		return "autres techniciens et ouvriers"
	}
	return id
}

// Label returns the French words of the post.
func (p Post) Label() string { return postLabel(string(p)) }

// Label returns the French words of the role.
func (r AuthorRole) Label() string { return postLabel(string(r)) }
