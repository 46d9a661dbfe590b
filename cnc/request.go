package cnc

import (
	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/cnc/points"
	"github.com/moteur-film/moteur/financing"
)

// Request is a demande: the film's facts, its financing plan, where the file stands, and what is already in hand.
type Request struct {
	Facts points.Facts   `json:"facts"`
	Plan  financing.Plan `json:"plan"`
	// Devis is the total of the devis joined, in euros; when given it must be the cost of the plan.
	Devis     decimal.Decimal `json:"devis,omitzero"`
	Situation Situation       `json:"situation,omitzero"`
	Have      []Have          `json:"have,omitempty"`
	// Women are the posts held by women, for the parity sheet; ParityVariant is "2d" or "3d" for animation.
	Women         []points.ParityPost `json:"women,omitempty"`
	ParityVariant string              `json:"parity_variant,omitempty" accepts:"2d,3d"`
	// ParityCount is the production's own count where the posts of the grid are not known (animation).
	ParityCount *points.ParityCount `json:"parity_count,omitempty"`
	// Carbon are the carbon accounts, forecast and final.
	Carbon []Carbon `json:"carbon,omitempty"`
	// Chain are the contracts that make up the chain of title.
	Chain []ChainLink `json:"chain,omitempty"`
	Texts Texts       `json:"texts,omitzero"`
}

// ChainLink is a contract of the chaîne des droits.
type ChainLink struct {
	Work string `json:"work"` // what is assigned: œuvre originale, scénario, réalisation, musique
	From string `json:"from"` // who assigns
	To   string `json:"to"`   // who acquires
	Kind string `json:"kind"` // option, cession, contrat d'auteur, coproduction
	// Signed and Until bound the contract; Register is its registration number at the RPCA.
	Signed   moteur.Date `json:"signed,omitzero"`
	Until    moteur.Date `json:"until,omitzero"`
	Register string      `json:"register,omitempty"`
}

// Texts are the words of the production; what is empty stays a prompt in notes, and is left out of the pieces sent.
type Texts struct {
	Director      string `json:"director,omitempty"`      // note de réalisation
	Production    string `json:"production,omitempty"`    // pourquoi ce film
	Strategy      string `json:"strategy,omitempty"`      // sortie, festivals, public
	Characters    string `json:"characters,omitempty"`    // personnages
	Places        string `json:"places,omitempty"`        // décors et territoire
	Eco           string `json:"eco,omitempty"`           // plan d'éco-production
	Diversity     string `json:"diversity,omitempty"`     // diversité
	Equality      string `json:"equality,omitempty"`      // égalité et parité
	Accessibility string `json:"accessibility,omitempty"` // sous-titrage, audiodescription
	VHSS          string `json:"vhss,omitempty"`          // prévention des violences et du harcèlement
	References    string `json:"references,omitempty"`    // références visuelles
}

// Situation is what the film and the plan do not tell.
type Situation struct {
	// ApprovalGiven tells that an agrément des investissements was given.
	ApprovalGiven bool `json:"approval_given,omitempty"`
	// Individual is a request by an author alone, without a company.
	Individual bool `json:"individual,omitempty"`
	// FirstRequest tells that the CNC does not know the bank account yet.
	FirstRequest bool `json:"first_request,omitempty"`
	// Asked lists the IDs of pieces that the CNC asked for.
	Asked []string `json:"asked,omitempty"`
	// ParityBonus, GenreAid, VFXAid and MusicAid are claimed.
	ParityBonus bool `json:"parity_bonus,omitempty"`
	GenreAid    bool `json:"genre_aid,omitempty"`
	VFXAid      bool `json:"vfx_aid,omitempty"`
	MusicAid    bool `json:"music_aid,omitempty"`
	// Minors tells that children under 16 work on the film, when the births of the cast are not known.
	Minors bool `json:"minors,omitempty"`
	// EarlierWorks exist; a director who is not at a first film has some.
	EarlierWorks bool `json:"earlier_works,omitempty"`
	// FinalDecision is the second step of the avance après réalisation.
	FinalDecision bool `json:"final_decision,omitempty"`
	// MajorityDeposit tells that the country of the majority share has a legal deposit.
	MajorityDeposit bool `json:"majority_deposit,omitempty"`
	// Executive is a production exécutive for a foreign producer.
	Executive bool `json:"executive,omitempty"`
	// Dates that the film's timeline does not hold: "avance_notice", "prep_notice", "last_french_work", "first_showing".
	Dates map[string]moteur.Date `json:"dates,omitempty"`
}

// Have is a piece in hand. Name is its file, in a film's folder a path beside film.json; without it the piece is in hand and not joined.
// Issued is the date of the paper; pieces of limited validity need it.
type Have struct {
	Piece  string      `json:"piece"`
	Name   string      `json:"name,omitempty"`
	Issued moteur.Date `json:"issued,omitzero"`
	// Generated tells that another room prints it into the dossier.
	Generated bool `json:"generated,omitempty"`
}

func (r Request) shootStart() moteur.Date { return r.Facts.Film.Timeline[moteur.ShootStart] }

// resources lists the resources of some kinds, as "label (amount)".
func (r Request) resources(kinds ...financing.Kind) []string {
	var out []string
	for _, res := range r.Plan.Resources {
		for _, k := range kinds {
			if res.Kind == k {
				name := res.Label
				if name == "" {
					name = res.Party
				}
				out = append(out, name)
			}
		}
	}
	return out
}
