package points

import (
	"slices"

	"github.com/moteur-film/moteur"
)

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

// Accepted lists the codes of the posts.
func (Post) Accepted() []string {
	return moteur.Codes(ProductionManager, Photography, SoundMixer, CostumeDesigner, CostumeHead, ProductionDesigner, SetDecorator,
		PictureEditor, SoundEditor, ReRecordingMixer, Foley, UnitManager, FirstAssistant, OtherCrew, CameraHire, LightingHire, GripHire,
		SoundHire, ImagePost, SoundPost, VFX, StudioHire, AnimProduction, AnimPreparation, AnimMaking1, AnimMaking2)
}

// Accepted lists the codes of the roles of authors.
func (AuthorRole) Accepted() []string { return moteur.Codes(Director, Writer, Composer, GraphicAuthor) }

// Accepted lists the codes of the kinds of performance; a role on screen has none.
func (PerformanceKind) Accepted() []string { return moteur.Codes(Commentary, FrenchDub) }

// Label returns the French words of the kind.
func (k PerformanceKind) Label() string {
	switch k {
	case Commentary:
		return "voix du commentaire"
	case FrenchDub:
		return "voix françaises"
	}
	return "rôle"
}

// Accepted lists the codes of posts, of roles of authors, and the three kinds of performers.
func (UnusedPost) Accepted() []string {
	return slices.Concat(Post("").Accepted(), AuthorRole("").Accepted(), []string{"cast", "commentary", "voice"})
}

// Label returns the French words of the post.
func (p UnusedPost) Label() string { return postLabel(string(p)) }

// Label returns the French words of the post.
func (p ParityPost) Label() string { return postLabel(string(p)) }

// Accepted lists the posts of all parity grids.
func (ParityPost) Accepted() []string {
	table, _ := parityTable() // a table of this library that cannot be read accepts no post
	out := []string{string(ParityProducer)}
	for _, g := range table.Grids {
		for _, p := range slices.Concat(g.Posts, g.Extras) {
			if id := string(p.ID); !slices.Contains(out, id) {
				out = append(out, id)
			}
		}
	}
	return out
}
