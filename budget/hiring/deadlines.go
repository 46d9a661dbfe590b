package hiring

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/schedule/labour"
)

// HireFacts are the facts of a film that deadlines of hiring hang on.
type HireFacts struct {
	// ShootDays are the shooting days in order; the first starts most deadlines.
	ShootDays []moteur.Date `json:"shoot_days"`
	Kind      moteur.Kind   `json:"kind"`
	// Paid are the days wages are paid, for the AEM.
	Paid []moteur.Date `json:"paid,omitempty"`
	// SeparateConstruction elects a second pair of delegates from its own first day.
	SeparateConstruction moteur.Date `json:"separate_construction,omitzero"`
}

// Deadlines lists what hiring demands around a shoot, in date order: election of the delegates, prior declaration of the
// shoot, VHSS training, AEM of each payment.
func Deadlines(f HireFacts) ([]moteur.Deadline, error) {
	if len(f.ShootDays) == 0 {
		return nil, errors.New("hiring : aucun jour de tournage")
	}
	start := f.ShootDays[0]
	r := dutiesOn(start, nil)
	var out []moteur.Deadline
	add := func(rule, label string, by moteur.Date) {
		out = append(out, moteur.Deadline{Rule: rule, Label: label, By: by, Source: r.Source(rule)})
	}
	n := r.Int("t2.delegates.election_within_first_days")
	add("t2.delegates", "Élection des délégués de l'équipe de tournage, titulaire et suppléant",
		f.ShootDays[min(n, len(f.ShootDays))-1])
	if d := f.SeparateConstruction; !d.IsZero() {
		france, err := labour.NewCalendar(labour.Place{})
		if err != nil {
			return nil, fmt.Errorf("hiring : %w", err)
		}
		add("t2.delegates", "Élection des délégués de l'équipe de construction, titulaire et suppléant",
			france.Ahead(d, n-1))
	}
	by := start.AddDays(-r.Int("cchsct.days"))
	add("cchsct.days", "Déclaration du tournage au CCHSCT, à la CRAMIF ou à la CARSAT", by)
	if err := r.Err(); err != nil {
		return nil, fmt.Errorf("hiring : %w", err)
	}
	for _, paid := range f.Paid {
		d, err := aemBefore(paid)
		if err != nil {
			return nil, err
		}
		out = append(out, d)
	}
	vhss, err := vhssDeadlines(f.Kind, f.ShootDays)
	if err != nil {
		return nil, err
	}
	out = append(out, vhss...)
	slices.SortStableFunc(out, func(a, b moteur.Deadline) int { return a.By.Compare(b.By) })
	return out, nil
}

// AEMBefore is the day before which the AEM of a payment is sent: the 15th of the month that follows it. By holds that
// day, which is already too late.
func aemBefore(paid moteur.Date) (moteur.Deadline, error) {
	r := dutiesOn(paid, nil)
	n := r.Int("aem.day")
	if err := r.Err(); err != nil {
		return moteur.Deadline{}, fmt.Errorf("hiring : %w", err)
	}
	next := moteur.NewDate(paid.Year(), paid.Month(), 1).AddMonths(1)
	return moteur.Deadline{Rule: "aem.day", Label: fmt.Sprintf("AEM des salaires payés le %s, avant ce jour", fr.Date(paid)),
		By: next.AddDays(n - 1), Source: r.Source("aem.day")}, nil
}

const ruleOnSite = "vhss.training.onsite.latest_day_after_start"

// VHSSDeadlines lists the duties on harassment and gender violence (VHSS) of a shoot, by its date: online module before
// the shoot, on-site module within 15 calendar days of the start. A TV fiction owes them from 2026-05-01 above 15 days.
func vhssDeadlines(kind moteur.Kind, shootDays []moteur.Date) ([]moteur.Deadline, error) {
	if len(shootDays) == 0 {
		return nil, nil
	}
	start := shootDays[0]
	r := dutiesOn(start, nil)
	if kind == moteur.Series || kind == moteur.TVFilm {
		if !r.Has("vhss.training.tv_fiction") || len(shootDays) <= r.Int("vhss.training.tv_fiction") {
			return nil, failed(r)
		}
	}
	var out []moteur.Deadline
	if r.Has("vhss.training.online") {
		c := r.Cited("vhss.training.online")
		out = append(out, moteur.Deadline{Rule: "vhss.training.online",
			Label: fmt.Sprintf("Formation VHSS en ligne (%s h), suivie avant le tournage", fr.Plain(c.Value)), By: start.AddDays(-1),
			Source: c.Source})
	}
	if r.Has(ruleOnSite) {
		c := r.CitedText(ruleOnSite)
		label := "Formation VHSS sur place, équipe réunie"
		if r.Has("vhss.attendees") && r.Text("vhss.attendees") != "" {
			label += ", régisseur général et 1er assistant réalisateur compris"
		}
		by := start.AddDays(r.Int(ruleOnSite))
		out = append(out, moteur.Deadline{Rule: "vhss.training.onsite", Label: label, By: by, Source: c.Source})
	}
	return out, failed(r)
}

// ChildFileDeadline counts back the filing of a child's authorisation: the file is due a month (some préfectures: three
// weeks) before the commission sits, which is before the child's first day.
func childFileDeadline(commission moteur.Date) (moteur.Deadline, error) {
	r := dutiesOn(commission, nil)
	most, least := r.Int("minor.authorisation.lead_days_max"), r.Int("minor.authorisation.lead_days_min")
	if err := r.Err(); err != nil {
		return moteur.Deadline{}, fmt.Errorf("hiring : %w", err)
	}
	return moteur.Deadline{Rule: "minor.authorisation",
		Label: fmt.Sprintf("Dépôt du dossier de l'enfant (un mois avant la commission ; au plus tard le %s là où trois semaines suffisent)",
			fr.Date(commission.AddDays(-least))),
		By: commission.AddDays(-most), Source: r.Source("minor.authorisation.lead_days_min")}, nil
}

// Permit tells whether a person needs a work permit.
type Permit struct {
	Needed  bool          `json:"needed"`
	Rule    string        `json:"rule"`
	Message string        `json:"message"`
	Source  moteur.Source `json:"source"`
	// CheckBy is the last day to ask the préfet about a permit the person already holds: two working days before the hire.
	CheckBy moteur.Date `json:"check_by,omitzero"`
}

// WorkPermit tells whether a national of a country needs a work permit for a stay; crew tells performers and technical
// staff attached to the production, exempt up to three months.
func WorkPermit(nationality string, stay moteur.Span, crew bool, c labour.Calendar) (Permit, error) {
	if nationality == "" || stay.Days() == 0 {
		return Permit{}, fmt.Errorf("hiring : autorisation de travail : nationalité et dates du séjour requises")
	}
	r := dutiesOn(stay.From, nil)
	free := r.Text("foreign.free")
	months, days := r.Int("foreign.exempt3m"), r.Int("foreign.check")
	if err := r.Err(); err != nil {
		return Permit{}, fmt.Errorf("hiring : %w", err)
	}
	src := func(id string) moteur.Source { return r.Source(id) }
	switch {
	case slices.Contains(strings.Fields(free), nationality):
		return Permit{Rule: "foreign.free",
			Message: "Ressortissant de l'Union européenne, de l'Espace économique européen ou de la Suisse : aucune autorisation.",
			Source:  src("foreign.free")}, nil
	case crew && stay.To.Before(stay.From.AddMonths(months)):
		return Permit{Rule: "foreign.exempt3m",
			Message: fmt.Sprintf("Séjour de %d mois au plus, personnel artistique ou technique de la production : aucune autorisation "+
				"de travail.", months), Source: src("foreign.exempt3m")}, nil
	}
	return Permit{Needed: true, Rule: "foreign.check",
		Message: "Autorisation de travail à demander par l'employeur, une par contrat ; si la personne détient déjà un titre, le " +
			"préfet est interrogé au moins deux jours ouvrables avant l'embauche.",
		Source: src("foreign.check"), CheckBy: c.BusinessBack(stay.From, days)}, nil
}

// Penalty is what the missing DPAE of a hire costs, 300 times the minimum garanti in force, in euros.
func (h Hire) Penalty() (moteur.Step, error) {
	r := dutiesOn(h.Start, nil)
	least, multiple := r.Number("minimum_garanti"), r.Quote("multiple", "dpae.penalty.multiple")
	if err := r.Err(); err != nil {
		return moteur.Step{}, fmt.Errorf("hiring : %w", err)
	}
	return moteur.Times("pénalité d'absence de DPAE", moteur.Given("minimum garanti", least), multiple), nil
}
