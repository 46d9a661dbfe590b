package points

import (
	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
)

// Facts are the faits a points sheet is computed from: people, contracts, spend and days, never ticked boxes. Nothing in them
// says "French film": initiative, expression and assimilation are computed, each with its reason.
type Facts struct {
	Film      moteur.Film     `json:"film"`
	People    []moteur.Person `json:"people"`
	Producers []Producer      `json:"producers"`
	// TreatyCountries are the parties to the co-production agreement used, if any (ISO 3166-1 alpha-2); they count on the
	// European scale.
	Treaty          string         `json:"treaty,omitempty"`
	TreatyCountries []string       `json:"treaty_countries,omitempty" code:"country"`
	Language        Language       `json:"language,omitzero"`
	Authors         []Author       `json:"authors"`
	Cast            []Performance  `json:"cast,omitempty"`
	Crew            []Technician   `json:"crew,omitempty"`
	Spend           []Spend        `json:"spend,omitempty"`
	Shooting        []ShootingDays `json:"shooting,omitempty"`
	// ShootDays is the number of jours de tournage, FrenchDays of those shot in part or whole in France: a day in several places
	// counts once. Zero ShootDays takes the days of Shooting one after the other.
	ShootDays  int      `json:"shoot_days,omitempty"`
	FrenchDays int      `json:"french_days,omitempty"`
	Unused     []Unused `json:"unused,omitempty"`
	// Splits settle lines whose holders do not all qualify: the text divides no post, so the user says which part counts.
	Splits      []Split     `json:"splits,omitempty"`
	Derogations Derogations `json:"derogations,omitzero"`
	// Scenes is the number of scenes of the film.
	Scenes int `json:"scenes,omitempty"`
}

// Producer is an entreprise de production with its part in the film.
type Producer struct {
	Company moteur.Company `json:"company"`
	// Delegate marks a producteur délégué.
	Delegate bool `json:"delegate,omitempty"`
	// Share is the part of the finance it brings, as a fraction.
	Share decimal.Decimal `json:"share" fraction:"1"`
	// Rights tells that it acquired the rights in the original work or the screenplay.
	Rights bool `json:"rights,omitempty"`
	// Installed tells that a company whose seat is in another EU or EEA state works in France through a stable, lasting
	// installation. A seat in France needs no mention.
	Installed bool `json:"installed,omitempty"`
	// CashPaid is the part of the capital paid in cash, in euros.
	CashPaid decimal.Decimal `json:"cash_paid,omitzero"`
	// Officers are IDs of the chair and directors, Board those of the members of the board.
	Officers []string `json:"officers,omitempty"`
	Board    []string `json:"board,omitempty"`
	// NonEuropeanControl tells that non-European persons control the company.
	NonEuropeanControl bool `json:"non_european_control,omitempty"`
}

// Seat is the country of the company, FR when none is given.
func (p Producer) Seat() string { return home(p.Company.Country) }

// Language is the langue de tournage.
type Language struct {
	// Spoken are the shares of dialogue and voice-over by language; empty means the film's main language alone, or first.
	Spoken []Spoken `json:"spoken,omitempty"`
	// Justification is the reason of the screenplay or subject for a foreign language.
	Justification string `json:"justification,omitempty"`
	// Libretto is the language of the opera's libretto, for a film taken from an opera.
	Libretto string `json:"libretto,omitempty" code:"language"`
}

// Spoken is the share of a language, ISO 639 code, as a fraction of dialogue and voice-over.
type Spoken struct {
	Language string          `json:"language" code:"language"`
	Share    decimal.Decimal `json:"share" fraction:"1"`
}

// AuthorRole is what an author made.
type AuthorRole string

// The roles of authors.
const (
	Director      AuthorRole = "director" // réalisateur
	Writer        AuthorRole = "writer"   // œuvre originale, scénario, adaptation, dialogues, texte
	Composer      AuthorRole = "composer" // musique originale
	GraphicAuthor AuthorRole = "graphic"  // auteur graphique
)

// Author is an auteur and the law of the contracts. Nationality alone counts; the law matters for the derogation only.
type Author struct {
	Person string     `json:"person"`
	Role   AuthorRole `json:"role"`
	// Law governs the production contract (cession de droits), WorkLaw the director's employment contract; ISO country codes.
	Law     string `json:"law,omitempty" code:"country"`
	WorkLaw string `json:"work_law,omitempty" code:"country"`
	// Opinion tells that the commission d'agrément was favourable to counting a foreign author.
	Opinion bool `json:"opinion,omitempty"`
}

// PerformanceKind is what a performer was engaged for.
type PerformanceKind string

// The kinds of performance.
const (
	OnScreen   PerformanceKind = ""           // rôle
	Commentary PerformanceKind = "commentary" // voix du commentaire
	FrenchDub  PerformanceKind = "voice"      // enregistrement des voix françaises (animation)
)

// Performance is the engagement of an artiste-interprète in a role.
type Performance struct {
	Person string          `json:"person"`
	Role   string          `json:"role"`
	Kind   PerformanceKind `json:"kind,omitempty"`
	// Cachets is the number of paid units of the engagement, not of days on set.
	Cachets decimal.Decimal `json:"cachets"`
	Law     string          `json:"law" code:"country"` // governing law of the contract, ISO country code
	// Rank is 1 for the first role, 2 for the second one, on the European scale.
	Rank int `json:"rank,omitempty"`
	// Scenes is the number of scenes the performer plays, for the training of crews (RGA art. 122-17-1).
	Scenes int `json:"scenes,omitempty"`
	// NonProfessional marks a non-professional speaking her or his mother tongue because the story calls for it.
	NonProfessional bool `json:"non_professional,omitempty"`
}

// Post is a poste of the scales: a technician's, or one of spend.
type Post string

// The named posts of technicians. A technician whose post has no line in the scale counts with the others.
const (
	ProductionManager  Post = "production_manager"  // directeur de production
	Photography        Post = "photography"         // directeur de la photographie
	SoundMixer         Post = "sound"               // chef opérateur du son
	CostumeDesigner    Post = "costume_designer"    // créateur de costumes
	CostumeHead        Post = "costume_head"        // chef costumier
	ProductionDesigner Post = "production_designer" // chef décorateur
	SetDecorator       Post = "set_decorator"       // ensemblier décorateur
	PictureEditor      Post = "picture_editor"      // chef monteur image
	SoundEditor        Post = "sound_editor"        // chef monteur son
	ReRecordingMixer   Post = "mixer"               // mixeur
	Foley              Post = "foley"               // bruiteur
	UnitManager        Post = "unit_manager"        // régisseur général
	FirstAssistant     Post = "first_assistant"     // 1er assistant réalisateur
	OtherCrew          Post = "other"               // ouvriers, autres techniciens
)

// The posts of spend, and those of animation, which hold technicians and studios together.
const (
	CameraHire      Post = "camera"
	LightingHire    Post = "lighting"
	GripHire        Post = "grip"            // machinerie et autres
	SoundHire       Post = "sound_equipment" // son et autres (documentaire)
	ImagePost       Post = "image_post"
	SoundPost       Post = "sound_post"
	VFX             Post = "vfx"
	StudioHire      Post = "studio"
	AnimProduction  Post = "anim_production"
	AnimPreparation Post = "anim_preparation"
	AnimMaking1     Post = "anim_making_1"
	AnimMaking2     Post = "anim_making_2"
)

// Technician is the engagement of a technicien or an ouvrier.
type Technician struct {
	Person string `json:"person"`
	Post   Post   `json:"post"`
	Job    string `json:"job,omitempty"` // the job as the contract names it
	// Pay and Charges are the gross pay and the employer's charges, in euros.
	Pay     decimal.Decimal `json:"pay"`
	Charges decimal.Decimal `json:"charges"`
	Law     string          `json:"law" code:"country"` // governing law of the contract, ISO country code
}

// Spend is a dépense with a firm.
type Spend struct {
	Post     Post   `json:"post"`
	Supplier string `json:"supplier"`
	Country  string `json:"country,omitempty" code:"country"` // of the seat, ISO 3166-1 alpha-2; empty means FR
	// Installed tells that a firm seated in another EU or EEA state works in France through a stable, lasting installation.
	Installed bool `json:"installed,omitempty"`
	// OwnWork tells that a specialised animation studio does the work itself.
	OwnWork bool            `json:"own_work,omitempty"`
	Amount  decimal.Decimal `json:"amount"` // euros, VAT left out
}

// Seat is the country of the firm, FR when none is given.
func (s Spend) Seat() string { return home(s.Country) }

// ShootingDays are jours de tournage in one place.
type ShootingDays struct {
	Place   string `json:"place"`
	Country string `json:"country,omitempty" code:"country"` // ISO 3166-1 alpha-2; empty means FR
	Days    int    `json:"days"`
	Studio  bool   `json:"studio,omitempty"`
	// Reason is the artistic reason of the screenplay for days abroad; empty means none.
	Reason string `json:"reason,omitempty"`
}

// In is the country of the days, FR when none is given.
func (d ShootingDays) In() string { return home(d.Country) }

// Days are the jours de tournage of the film and those of them in France, and the sum of the days of each place: more, when a day is
// shot in several.
func (f Facts) Days() (all, french, places int) {
	for _, s := range f.Shooting {
		places += s.Days
		if s.In() == "FR" {
			french += s.Days
		}
	}
	if f.ShootDays > 0 {
		return f.ShootDays, f.FrenchDays, places
	}
	return places, french, places
}

// Unused is a poste the film did not call on, with the artistic or technical reason.
type Unused struct {
	Post   UnusedPost `json:"post"`
	Reason string     `json:"reason"`
}

// UnusedPost is a Post, an AuthorRole, "cast", "commentary" or "voice".
type UnusedPost string

// Split is the part of a line that the user counts when several holders share it.
type Split struct {
	Line   string          `json:"line"` // code of the scale
	Share  decimal.Decimal `json:"share" fraction:"1"`
	Reason string          `json:"reason"`
}

// Derogations are the dérogations granted after the commission's opinion.
type Derogations struct {
	// Minimum is "artistic" (20 points) or "fragile" (15 points), for a film d'initiative étrangère only.
	Minimum string `json:"minimum,omitempty" accepts:"artistic,fragile"`
	// Direct lowers the points of the direct allocation because of the screenplay.
	Direct bool `json:"direct,omitempty"`
}

// Fact is a fait computed from the facts, with its reason.
type Fact struct {
	ID     string        `json:"id"`
	Label  string        `json:"label"`
	Holds  bool          `json:"holds"`
	Reason string        `json:"reason"` // one French sentence
	Source moteur.Source `json:"source,omitzero"`
}
