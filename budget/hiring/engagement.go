package hiring

import (
	"fmt"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/budget/payroll"
	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/internal/law"
	"github.com/moteur-film/moteur/internal/money"
	"github.com/moteur-film/moteur/schedule/labour"
)

// PayPart is an élément de rémunération beside the base: a bonus, an allowance.
type PayPart struct {
	Label  string          `json:"label"`
	Amount decimal.Decimal `json:"amount"` // euros
	Unit   string          `json:"unit"`   // "par jour", "forfait"
}

// Engagement is the engagement of one person: enough to check it, write its contract and declare it.
type Engagement struct {
	ID       string          `json:"id"`
	Film     moteur.Film     `json:"film"`
	Employer Employer        `json:"employer"`
	Employee Employee        `json:"employee"`
	Job      string          `json:"job"`               // job of the agreement
	Profile  payroll.Profile `json:"profile,omitempty"` // unset: that of the job
	// Agreement is the convention; 0 means Cinema.
	Agreement payroll.Agreement `json:"agreement,omitempty"`
	// Motive is the precise motive of a fixed-term contract; see UsageMotive.
	Motive string `json:"motive,omitempty"`
	// Span is the engagement. Without an end, MinimumDays gives its least length and Object what ends it.
	Span        moteur.Span `json:"span"`
	MinimumDays int         `json:"minimum_days,omitempty"`
	Object      string      `json:"object,omitempty"`
	// StartTime is the hour of hire on the first day, for the DPAE. Place is the usual place of work.
	StartTime labour.Clock `json:"start_time,omitzero"`
	Place     string       `json:"place,omitempty"`
	// Basis and Rate are the agreed gross pay in euros; Rhythm is when it is paid.
	Basis  payroll.Basis   `json:"basis"`
	Rate   decimal.Decimal `json:"rate"`
	Rhythm string          `json:"rhythm,omitempty"`
	Parts  []PayPart       `json:"parts,omitempty"`
	// Hours is the reference time of work, hours a week.
	Hours decimal.Decimal `json:"hours,omitzero"`
	// Trial is the trial period ("aucune" when there is none).
	Trial string `json:"trial,omitempty"`
	// LowBudget tells that annexe III applies: the rate is then its guaranteed part.
	LowBudget bool `json:"low_budget,omitempty"`
	// Performer holds what only a performer's contract says; Rights what only an author's says.
	Performer *PerformerTerms `json:"performer,omitempty"`
	Rights    *AuthorTerms    `json:"rights,omitempty"`
	Clauses   []string        `json:"clauses,omitempty"` // further clauses, one paragraph each
	Signed    moteur.Date     `json:"signed,omitzero"`
	SignedAt  string          `json:"signed_at,omitempty"`
}

// PerformerTerms are the terms of a performer's contract (titre III).
type PerformerTerms struct {
	Role string `json:"role"`
	// Dates are the days of work; Options are days held without being due.
	Dates      []moteur.Date `json:"dates"`
	Options    []moteur.Date `json:"options,omitempty"`
	Rehearsals int           `json:"rehearsals"` // days
	PostSync   int           `json:"post_sync"`  // days of postsynchronisation
	Credit     string        `json:"credit"`
	MakingOf   string        `json:"making_of,omitempty"`
	Travel     string        `json:"travel"`
}

// AuthorTerms are the data of an author's contract, for the film's lawyer: not wages.
type AuthorTerms struct {
	Work         string    `json:"work"`         // script, dialogue, music…
	Contribution string    `json:"contribution"` // what the author writes
	Rights       string    `json:"rights"`       // rights assigned, territory, term
	Modes        []PayPart `json:"modes"`        // pay by mode of exploitation
	Guarantee    PayPart   `json:"guarantee"`    // minimum garanti
	Dispense     bool      `json:"dispense"`     // no précompte: the author gave a dispense
}

// UsageMotive is the usual motive of a fixed-term contract of usage in film production, to adapt to each hire.
func (e Engagement) UsageMotive() string {
	job := strings.TrimSuffix(strings.ToLower(e.Job), " cinéma")
	return fmt.Sprintf("Contrat à durée déterminée d'usage (article L. 1242-2, 3° et article D. 1242-1, 6° du code du travail) : "+
		"emploi %s, par nature temporaire, pour la production du film %s, secteur où il est d'usage constant de ne pas recourir au "+
		"contrat à durée indéterminée.", of(job), fr.Quote(e.Film.Title))
}

// of writes "de scripte", "d'artiste-interprète".
func of(noun string) string {
	if folded := fr.Fold(noun); folded != "" && strings.ContainsRune("aeiouy", rune(folded[0])) {
		return "d'" + noun
	}
	return "de " + noun
}

// JobOf finds the job of the engagement.
func (e Engagement) JobOf() (payroll.Job, error) { return payroll.FindJob(e.Job) }

// ProfileOf is the profile of charges: the given one, else the job's.
func (e Engagement) ProfileOf() payroll.Profile {
	if e.Profile != "" {
		return e.Profile
	}
	if j, err := e.JobOf(); err == nil {
		return j.Profile()
	}
	return ""
}

// form is the scope of mentions and the form of the contract.
func (e Engagement) form() string {
	switch e.ProfileOf() {
	case payroll.Performer, payroll.Musician:
		return "performer"
	case payroll.Extra:
		return "extra"
	case payroll.Director:
		return "director"
	case payroll.Author:
		return "author"
	case payroll.Permanent:
		return "permanent"
	}
	return "technician"
}

func (e Engagement) agreement() payroll.Agreement {
	if e.Agreement == 0 {
		return payroll.Cinema
	}
	return e.Agreement
}

// Split is the partage of a performer's base pay between the performance and the authorisation to exploit it, by mode.
type Split struct {
	Base        decimal.Decimal `json:"base"`
	Performance decimal.Decimal `json:"performance"` // prestation et fixation
	Rights      decimal.Decimal `json:"rights"`      // autorisation d'exploitation: the sum of the modes
	Modes       []SplitMode     `json:"modes"`
}

// SplitMode is one mode of exploitation.
type SplitMode struct {
	ID     string          `json:"id"`
	Label  string          `json:"label"`
	Share  decimal.Decimal `json:"share"` // of the rights
	Amount decimal.Decimal `json:"amount"`
}

// SplitPerformer shares a performer's base pay in euros: 67 % performance, 33 % rights, these by mode; parts add up to
// the cent.
func SplitPerformer(base decimal.Decimal, on moteur.Date) (Split, error) {
	if err := money.Guard(base); err != nil || base.IsNegative() {
		return Split{}, fmt.Errorf("hiring : %w : salaire de base de l'artiste", payroll.ErrPay)
	}
	t, err := performerTable()
	if err != nil {
		return Split{}, err
	}
	b := law.Open(on, nil, t)
	shares := []decimal.Decimal{b.Number("performer.share.performance"), b.Number("performer.share.rights")}
	if err := b.Err(); err != nil {
		return Split{}, fmt.Errorf("hiring : %w", err)
	}
	parts, err := money.Split(base, shares)
	if err != nil {
		return Split{}, fmt.Errorf("hiring : %w", err)
	}
	s := Split{Base: money.Cents(base), Performance: parts[0], Rights: parts[1]}
	var weights []decimal.Decimal
	for _, id := range []string{"salles", "tv", "en_ligne", "video", "autres"} {
		share, label := b.Number("performer.rights."+id), strings.TrimPrefix(b.Label("performer.rights."+id), "Part des droits : ")
		s.Modes = append(s.Modes, SplitMode{ID: id, Label: label, Share: share})
		weights = append(weights, share)
	}
	if err := b.Err(); err != nil {
		return Split{}, fmt.Errorf("hiring : %w", err)
	}
	amounts, err := money.Split(s.Rights, weights)
	if err != nil {
		return Split{}, fmt.Errorf("hiring : %w", err)
	}
	for i := range s.Modes {
		s.Modes[i].Amount = amounts[i]
	}
	return s, nil
}
