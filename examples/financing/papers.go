package main

import (
	"context"
	"embed"
	"errors"
	"fmt"
	"maps"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur/examples/internal/cli"
	"github.com/moteur-film/moteur/film"
	"github.com/moteur-film/moteur/financing"
	"github.com/moteur-film/moteur/financing/credit"
	"github.com/moteur-film/moteur/financing/support"
	"github.com/moteur-film/moteur/financing/treasury"
	"github.com/moteur-film/moteur/internal/strict"
)

//go:embed mix.json credits.json
var invented embed.FS

// asked makes the papers of the options; without any, the money of the film.
func (o options) asked(ctx context.Context, job *cli.Job) ([]result, error) {
	if o == (options{credits: o.credits, moves: o.moves}) && o.credits != "" { // no film is needed
		return otherCredits(o.credits)
	}
	c, err := job.Chain(ctx, o.moves)
	if err != nil {
		return nil, err
	}
	if o == (options{moves: o.moves}) {
		return []result{{"plan-de-financement", c.Plan}, {"credit-d-impot", c.Credit}, {"tresorerie", c.Cash}}, nil
	}
	var out []result
	for _, paper := range []struct {
		wanted bool
		make   func() ([]result, error)
	}{
		{o.lose != "" || o.shift != 0, func() ([]result, error) { return scenarios(c, o.lose, o.shift) }},
		{o.bank, func() ([]result, error) { return bank(c) }},
		{o.aids, func() ([]result, error) { return aids(c) }},
		{o.support, func() ([]result, error) { return earned(c) }},
		{o.mix != "", func() ([]result, error) { return mixed(c, o.mix) }},
		{o.credits != "", func() ([]result, error) { return otherCredits(o.credits) }},
	} {
		if !paper.wanted {
			continue
		}
		made, err := paper.make()
		if err != nil {
			return nil, err
		}
		out = append(out, made...)
	}
	return out, nil
}

// scenarios sets a lost source and a shoot put off beside the plan as it stands.
func scenarios(c film.Chain, lose string, shift int) ([]result, error) {
	s, err := scenario(c.Plan, lose, shift)
	if err != nil {
		return nil, cli.Input(err)
	}
	compared, err := treasury.Compare(c.CashInput(), s)
	return []result{{"scenarios", compared}}, err
}

// bank is the file for the bank that lends on the contracts of the plan.
func bank(c film.Chain) ([]result, error) {
	in := c.CashInput()
	if in.Settings.Facility == nil {
		return nil, cli.Input(errors.New("le film n'a pas de crédit de banque : le décrire dans film.json, « cash.facility »"))
	}
	file, err := treasury.Bank(in)
	return []result{{"dossier-de-banque", file}}, err
}

// aids are those that the film may ask for, by what its plan and its devis tell.
func aids(c film.Chain) ([]result, error) {
	list := financing.ListAids(c.Profile(), c.Plan, nil, c.Date())
	return []result{{"aides", list}}, list.Report.Err()
}

// earned is the support that the entries awaited in theatres generate, at the points of the film.
func earned(c film.Chain) ([]result, error) {
	if !c.HasReceipts() {
		return nil, cli.Input(errors.New("le film n'a pas de sortie : la décrire dans film.json, « release »"))
	}
	r := c.Folder.Release
	receipts := decimal.Zero
	for _, w := range r.Weeks {
		receipts = receipts.Add(w.Price.Mul(decimal.NewFromInt(int64(w.Admissions))))
	}
	points := r.Points
	if points.IsZero() && c.HasPoints() {
		points = c.Points.Total.Decimal(6) // as the receipts count them
	}
	made, err := support.Cinema(receipts, points, r.Date)
	return []result{{"soutien-automatique", made}}, err
}

// mixChoices are the decisions to take on the plan of a film, and what binds them.
type mixChoices struct {
	Choices     []financing.Choice         `json:"choices"`
	Spend       map[string]decimal.Decimal `json:"spend,omitempty"`
	Obligations []financing.Obligation     `json:"obligations,omitempty"`
	MaxGap      *decimal.Decimal           `json:"max_gap,omitempty"`
}

// mixed is the best montage of the film within the choices of a file.
func mixed(c film.Chain, name string) ([]result, error) {
	var m mixChoices
	if err := cli.ReadSample(name, invented, "mix.json", &m); err != nil {
		return nil, err
	}
	p := financing.MixProblem{Plan: c.Plan, Spend: m.Spend, Choices: m.Choices, Obligations: m.Obligations, MaxGap: m.MaxGap}
	if c.Credit.Amount.IsPositive() {
		asked, _ := c.CreditCase()
		p.Credit = &asked
	}
	best, err := financing.BestMix(p)
	return []result{{"meilleur-montage", best}}, cli.Input(err)
}

// works are works of other credits than that of the film, by the name of their papers.
type works struct {
	Audiovisual   map[string]credit.AudiovisualCase   `json:"audiovisual,omitempty"`
	International map[string]credit.InternationalCase `json:"international,omitempty"`
	// C2I are the points of the foreign works on the scale of their kind, by line.
	C2I map[string]map[string]int `json:"c2i,omitempty"`
}

// otherCredits are the credits of the works of a file: one paper each, in the order of their names.
func otherCredits(name string) ([]result, error) {
	var w works
	if err := cli.ReadSample(name, invented, "credits.json", &w); err != nil {
		return nil, err
	}
	var out []result
	for _, id := range slices.Sorted(maps.Keys(w.Audiovisual)) {
		made, err := credit.Audiovisual(w.Audiovisual[id])
		if err != nil {
			return nil, cli.Input(fmt.Errorf("audiovisual.%s : %w", id, err))
		}
		out = append(out, result{"credit-audiovisuel-" + id, made})
	}
	for _, id := range slices.Sorted(maps.Keys(w.International)) {
		x := w.International[id]
		if lines, ok := w.C2I[id]; ok {
			kind := "fiction"
			if x.Animation {
				kind = "animation"
			}
			score, err := credit.ScoreC2I(kind, lines)
			if err := errors.Join(err, score.Report.Err()); err != nil {
				return nil, cli.Input(fmt.Errorf("c2i.%s : %w", id, err))
			}
			x.Score = &score
		}
		made, err := credit.International(x)
		if err != nil {
			return nil, cli.Input(fmt.Errorf("international.%s : %w", id, err))
		}
		out = append(out, result{"credit-international-" + id, made})
	}
	for id := range w.C2I {
		if _, ok := w.International[id]; !ok {
			return nil, cli.Input(fmt.Errorf("c2i.%s : aucune œuvre étrangère de ce nom%s", id,
				strict.SuggestCodes(id, slices.Sorted(maps.Keys(w.International)))))
		}
	}
	if len(out) == 0 {
		return nil, cli.Input(fmt.Errorf("%s : aucune œuvre (clés « audiovisual » et « international »)", name))
	}
	return out, nil
}
