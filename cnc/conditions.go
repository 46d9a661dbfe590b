package cnc

import (
	"fmt"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/cnc/points"
	"github.com/moteur-film/moteur/financing"
	"github.com/moteur-film/moteur/internal/fr"
)

// answers are the facts that the conditions of pieces and deadlines name, by name.
type answers map[string]points.Fact

// set answers a condition, with its reason in French.
func (a answers) set(id string, holds bool, reason string, args ...any) {
	a[id] = points.Fact{ID: id, Holds: holds, Reason: fmt.Sprintf(reason, args...)}
}

// either answers a condition with one reason or the other.
func (a answers) either(id string, holds bool, yes, no string) {
	if !holds {
		yes = no
	}
	a.set(id, holds, "%s", yes)
}

// money answers whether some kinds of resource are in the plan.
func (a answers) money(r Request, id, none string, kinds ...financing.Kind) bool {
	names := r.resources(kinds...)
	if len(names) == 0 {
		a.set(id, false, "%s", none)
		return false
	}
	a.set(id, true, "%s au plan de financement", strings.Join(names, ", "))
	return true
}

// conditions computes every fact that the conditions of pieces and deadlines name.
func (b *rulebook) conditions(r Request, p Procedure) map[string]points.Fact {
	facts := answers{}
	facts.set("always", true, "toute demande")
	facts.set("optional", true, "pièce facultative")
	initiative := b.status.Initiative(r.Facts)
	facts.film(r, initiative)
	facts.plan(r, p)
	facts.stage(r, p, initiative)
	b.channels(r, facts.set)
	b.shooting(r, facts.set)
	minutes := r.Facts.Film.Minutes
	facts.set("short_length", minutes > 0 && b.Has("deposit.short") && minutes < b.Int("deposit.short"), "%s",
		fr.Plural(minutes, "minute", "minutes"))
	return facts
}

// film answers what the film is: its kind, its initiative, its coproduction.
func (a answers) film(r Request, initiative points.Fact) {
	kind := r.Facts.Film.Kind
	a.set("fiction", kind == moteur.Feature || kind == moteur.Short || kind == moteur.TVFilm || kind == moteur.Series, "%s", kind.Label())
	a.set("documentary", kind == moteur.Documentary, "%s", kind.Label())
	a.set("animation", kind == moteur.Animation, "%s", kind.Label())
	a.set("fif", initiative.Holds, "%s", strings.TrimSuffix(fr.Uncapital(initiative.Reason), "."))
	partners := len(r.Facts.Producers) - 1
	copro := r.resources(financing.CoProducer, financing.TVCoproduction)
	switch {
	case partners > 0:
		a.set("coproduction", true, "%s", fr.Plural(partners, "coproducteur", "coproducteurs"))
	case len(copro) > 0:
		a.set("coproduction", true, "%s au plan de financement", strings.Join(copro, ", "))
	default:
		a.set("coproduction", false, "aucun coproducteur")
	}
	a.either("earlier_works", r.Situation.EarlierWorks || r.Facts.Film.DirectorRank > 1, "œuvres précédentes", "pas d'œuvre précédente")
}

// plan answers what money the plan holds, and what it asks to be done before the shoot.
func (a answers) plan(r Request, p Procedure) {
	soutien := a.money(r, "soutien", "aucun soutien automatique au plan", financing.AutomaticSupport)
	selective := a.money(r, "selective", "aucune aide sélective au plan", financing.SelectiveAid, financing.AdvanceOnReceipts,
		financing.Diversity)
	advance := a.money(r, "advance", "aucune avance sur recettes au plan", financing.AdvanceOnReceipts)
	if p == AdvanceProvisional || p == AdvanceFinal || p == AdvanceAfter {
		advance = true
		a.set("advance", true, "demande d'avance")
	}
	credit := a.money(r, "credit", "aucun crédit d'impôt au plan", financing.TaxCredit)
	if p == CreditProvisional || p == CreditFinal {
		credit = true
		a.set("credit", true, "demande de crédit d'impôt")
	}
	sofica := a.money(r, "sofica", "aucune SOFICA au plan", financing.Sofica)
	channel := len(r.resources(financing.TVCoproduction, financing.TVPresale)) > 0
	treaty := r.Facts.Treaty != "" || r.Plan.Treaty != ""
	a.either("before_shoot", advance || credit || sofica || channel || treaty || r.Situation.GenreAid,
		"avance, aide aux films de genre, accord de coproduction, crédit d'impôt, chaîne ou SOFICA",
		"ni avance, ni aide aux films de genre, ni accord de coproduction, ni crédit d'impôt, ni chaîne, ni SOFICA")
	a.either("aid_paid", soutien || selective || p == AdvanceFinal || p == AdvanceAfter || p == SelectiveAid, "aide du CNC à verser",
		"aucune aide du CNC à verser")
}

// stage answers where the request stands.
func (a answers) stage(r Request, p Procedure, initiative points.Fact) {
	s := r.Situation
	a.either("approval", p == InvestmentApproval || p == ProductionApproval, "demande d'agrément", "ce n'est pas une demande d'agrément")
	a.either("final_cost", p == ProductionApproval || p == AdvanceAfter, "coût définitif établi", "pas de coût définitif à ce stade")
	a.either("has_budget", p == InvestmentApproval || p == AdvanceFinal || p == SelectiveAid, "devis remis avec la demande",
		"aucun devis n'accompagne cette demande")
	a.either("first_request", s.FirstRequest, "première demande ou changement de compte", "compte bancaire déjà connu du CNC")
	a.either("company", !s.Individual, "demande d'une société", "demande d'un auteur seul")
	a.either("parity_bonus", s.ParityBonus, "majoration de parité demandée", "majoration de parité non demandée")
	a.either("ai_given", s.ApprovalGiven, "agrément des investissements délivré", "aucun agrément des investissements délivré")
	a.either("minority_deposit", s.MajorityDeposit && !initiative.Holds,
		"part française minoritaire et dépôt légal dans le pays majoritaire",
		"pas de part minoritaire avec dépôt légal dans le pays majoritaire")
	a.either("final_decision", s.FinalDecision, "décision définitive", "décision provisoire")
	a.either("executive", s.Executive, "production exécutive pour un producteur étranger",
		"pas de production exécutive pour un producteur étranger")
	a.either("vfx_aid", s.VFXAid, "aide aux effets visuels demandée", "aide aux effets visuels non demandée")
	a.either("music_aid", s.MusicAid, "aide à la musique demandée", "aide à la musique non demandée")
}

// channels sets "tv": a letter is due from each channel, Arte France Cinéma excepted.
func (b *rulebook) channels(r Request, set func(string, bool, string, ...any)) {
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

func (b *rulebook) shooting(r Request, set func(string, bool, string, ...any)) {
	days, home, _ := r.Facts.Days()
	if days == 0 {
		set("shot_in_france", true, "jours de tournage non renseignés, France supposée")
	} else {
		set("shot_in_france", 2*home > days, "%d jours en France sur %d", home, days)
	}
	start := r.shootStart()
	if start.IsZero() {
		start = b.On()
	}
	trained, why := b.crewTraining(r, start, days)
	set("vhss_crew", trained, "%s", why)
	age := decimal.Zero // before the text nobody counts as a minor to guard
	if b.Has("minors.age") {
		age = b.Number("minors.age")
	}
	var young []string
	for _, c := range r.Facts.Cast {
		p := r.Facts.Person(c.Person)
		if years, ok := p.AgeOn(start); ok && decimal.NewFromInt(int64(years)).LessThan(age) {
			young = append(young, p.Name())
		}
	}
	switch {
	case len(young) > 0:
		set("minors", true, "moins de 16 ans au tournage : %s", strings.Join(young, ", "))
	case r.Situation.Minors:
		set("minors", true, "mineurs de moins de 16 ans au tournage")
	default:
		set("minors", false, "aucun mineur de moins de 16 ans connu")
	}
}
