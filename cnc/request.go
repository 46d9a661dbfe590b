package cnc

import (
	"fmt"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/financing"
	"github.com/moteur-film/moteur/internal/fr"
)

// Request is a demande: the film's facts, its financing plan, where the file stands, and what is already in hand.
type Request struct {
	Facts Facts          `json:"facts"`
	Plan  financing.Plan `json:"plan"`
	// Devis is the total of the devis joined, in euros; when given it must be the cost of the plan.
	Devis     decimal.Decimal `json:"devis,omitzero"`
	Situation Situation       `json:"situation,omitzero"`
	Have      []Have          `json:"have,omitempty"`
	// Women are the posts held by women, for the parity sheet; ParityVariant is "2d" or "3d" for animation.
	Women         []ParityPost `json:"women,omitempty"`
	ParityVariant string       `json:"parity_variant,omitempty"`
	// Carbon are the carbon accounts, forecast and final.
	Carbon []Carbon `json:"carbon,omitempty"`
	// Chain are the contracts that make up the chain of title.
	Chain []ChainLink `json:"chain,omitempty"`
	Texts Texts       `json:"texts,omitzero"`
}

// Carbon is a bilan carbone as an approved tool gives it; this package computes no emission.
type Carbon struct {
	Final bool   `json:"final,omitempty"`
	Tool  string `json:"tool"` // SeCO2, Carbon'Clap, Carbon Stage
	// Lines are kilograms of CO2 equivalent by source of emission.
	Lines []CarbonLine `json:"lines"`
}

// CarbonLine is the emission of one source.
type CarbonLine struct {
	Source string          `json:"source"` // transport, hébergement, énergie…
	KgCO2e decimal.Decimal `json:"kg_co2e"`
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

// Have is a piece in hand. Issued is the date of the paper; pieces of limited validity need it.
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

// conditions computes every fact that the conditions of pieces and deadlines name.
func (b *book) conditions(r Request, p Procedure) map[string]Fact {
	f := r.Facts
	facts := map[string]Fact{}
	set := func(id string, holds bool, reason string, args ...any) {
		facts[id] = Fact{ID: id, Holds: holds, Reason: fmt.Sprintf(reason, args...)}
	}
	money := func(id, none string, kinds ...financing.Kind) bool {
		names := r.resources(kinds...)
		if len(names) == 0 {
			set(id, false, "%s", none)
			return false
		}
		set(id, true, "%s au plan de financement", strings.Join(names, ", "))
		return true
	}
	kind := f.Film.Kind
	set("always", true, "toute demande")
	set("optional", true, "pièce facultative")
	set("fiction", kind == moteur.Feature || kind == moteur.Short || kind == moteur.TVFilm || kind == moteur.Series, "%s", kind.Label())
	set("documentary", kind == moteur.Documentary, "%s", kind.Label())
	set("animation", kind == moteur.Animation, "%s", kind.Label())
	initiative := b.initiative(f)
	set("fif", initiative.Holds, "%s", strings.TrimSuffix(lower(initiative.Reason), "."))
	partners := len(f.Producers) - 1
	copro := r.resources(financing.CoProducer, financing.TVCoproduction)
	switch {
	case partners > 0:
		set("coproduction", true, "%s", fr.Plural(partners, "coproducteur", "coproducteurs"))
	case len(copro) > 0:
		set("coproduction", true, "%s au plan de financement", strings.Join(copro, ", "))
	default:
		set("coproduction", false, "aucun coproducteur")
	}
	soutien := money("soutien", "aucun soutien automatique au plan", financing.AutomaticSupport)
	selective := money("selective", "aucune aide sélective au plan", financing.SelectiveAid, financing.AdvanceOnReceipts, financing.Diversity)
	advance := money("advance", "aucune avance sur recettes au plan", financing.AdvanceOnReceipts)
	if p == AdvanceProvisional || p == AdvanceFinal || p == AdvanceAfter {
		advance = true
		set("advance", true, "demande d'avance")
	}
	credit := money("credit", "aucun crédit d'impôt au plan", financing.TaxCredit)
	if p == CreditProvisional || p == CreditFinal {
		credit = true
		set("credit", true, "demande de crédit d'impôt")
	}
	sofica := money("sofica", "aucune SOFICA au plan", financing.Sofica)
	b.channels(r, set)
	channel := len(r.resources(financing.TVCoproduction, financing.TVPresale)) > 0
	set("before_shoot", advance || credit || sofica || channel || f.Treaty != "" || r.Plan.Treaty != "" || r.Situation.GenreAid,
		"avance, aide aux films de genre, accord de coproduction, crédit d'impôt, chaîne ou SOFICA")
	set("aid_paid", soutien || selective || p == AdvanceFinal || p == AdvanceAfter || p == SelectiveAid, "aide du CNC à verser")
	set("approval", p == InvestmentApproval || p == ProductionApproval, "demande d'agrément")
	set("final_cost", p == ProductionApproval || p == AdvanceAfter, "coût définitif établi")
	set("has_budget", p == InvestmentApproval || p == AdvanceFinal || p == SelectiveAid, "devis remis avec la demande")
	s := r.Situation
	set("first_request", s.FirstRequest, "première demande ou changement de compte")
	set("company", !s.Individual, "demande d'une société")
	set("parity_bonus", s.ParityBonus, "majoration de parité demandée")
	set("ai_given", s.ApprovalGiven, "agrément des investissements délivré")
	set("minority_deposit", s.MajorityDeposit && !initiative.Holds, "part française minoritaire et dépôt légal dans le pays majoritaire")
	set("earlier_works", s.EarlierWorks || f.Film.DirectorRank > 1, "œuvres précédentes")
	set("final_decision", s.FinalDecision, "décision définitive")
	set("executive", s.Executive, "production exécutive pour un producteur étranger")
	set("vfx_aid", s.VFXAid, "aide aux effets visuels demandée")
	set("music_aid", s.MusicAid, "aide à la musique demandée")
	b.shooting(r, set)
	return facts
}

// channels sets "tv": a letter is due from each channel, Arte France Cinéma excepted.
func (b *book) channels(r Request, set func(string, bool, string, ...any)) {
	var names []string
	for _, res := range r.Plan.Resources {
		switch res.Kind {
		case financing.TVCoproduction, financing.TVPresale, financing.PayTVPresale:
			if !strings.Contains(fr.Fold(res.Label+" "+res.Party), "arte france cinema") {
				names = append(names, res.Label)
			}
		}
	}
	if len(names) == 0 {
		set("tv", false, "aucune chaîne au plan, Arte France Cinéma exceptée")
		return
	}
	set("tv", true, "%s au plan de financement", strings.Join(names, ", "))
}

func (b *book) shooting(r Request, set func(string, bool, string, ...any)) {
	home, abroad := 0, 0
	for _, d := range r.Facts.Shooting {
		if countryOf(d) == france {
			home += d.Days
		} else {
			abroad += d.Days
		}
	}
	switch {
	case home+abroad == 0:
		set("shot_in_france", true, "jours de tournage non renseignés, France supposée")
	default:
		set("shot_in_france", home > abroad, "%d jours en France sur %d", home, home+abroad)
	}
	start := r.shootStart()
	if start.IsZero() {
		start = b.on
	}
	age, _, err := b.decimal("minors.age")
	var young []string
	for _, c := range r.Facts.Cast {
		p := r.Facts.person(c.Person)
		if years, ok := p.AgeOn(start); ok && err == nil && decimal.NewFromInt(int64(years)).LessThan(age) {
			young = append(young, p.Name())
		}
	}
	switch {
	case len(young) > 0:
		set("minors", true, "moins de 16 ans au tournage : %s", strings.Join(young, ", "))
	default:
		set("minors", r.Situation.Minors, "mineur de moins de 16 ans")
	}
}

func countryOf(d ShootingDays) string { return home(d.Country) }

func lower(s string) string {
	for i, r := range s {
		return strings.ToLower(string(r)) + s[i+len(string(r)):]
	}
	return s
}
