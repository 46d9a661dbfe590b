package cnc_test

import (
	"fmt"
	"sort"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/cnc"
	"github.com/moteur-film/moteur/cnc/points"
	"github.com/moteur-film/moteur/financing"
	"github.com/moteur-film/moteur/internal/law"
	"github.com/moteur-film/moteur/internal/testkit"
)

// twelve are the films of the review: genre, initiative, treaty, SOFICA, television, credit, each with or without.
func twelve() map[string]cnc.Request {
	shoot := date(2026, time.May, 4)
	feature := shotOn(fiction(), shoot)
	plan := func(kinds ...financing.Kind) financing.Plan {
		p := financing.Plan{Cost: dec("3000000")}
		for _, k := range kinds {
			p.Resources = append(p.Resources, resource(k, "100000"))
		}
		return p
	}
	treaty := feature
	foreign(&treaty)
	treaty.Treaty, treaty.TreatyCountries = "France-Belgique", []string{"BE"}
	minority := treaty
	minority.Shooting = []points.ShootingDays{{Place: "Gand", Country: "BE", Days: 30}}
	child := feature
	child.People = append(people(), moteur.Person{ID: "KID", FirstName: "Léo", Nationality: "FR", Birth: date(2014, time.June, 1)})
	child.Cast = append(append([]points.Performance{}, child.Cast...), points.Performance{Person: "KID", Role: "LÉO", Cachets: dec("12"), Law: "FR"})
	arte := plan(financing.TVCoproduction)
	arte.Resources[0].Label = "Arte France Cinéma, part coproducteur"
	second := feature
	second.Film.DirectorRank = 2
	return map[string]cnc.Request{
		"01 fiction with everything": {Facts: feature, Plan: plan(financing.AutomaticSupport, financing.AdvanceOnReceipts, financing.TVPresale, financing.PayTVPresale, financing.Sofica, financing.TaxCredit, financing.CoProducer),
			Situation: cnc.Situation{ApprovalGiven: true, FirstRequest: true, ParityBonus: true}},
		"02 fiction with nothing":            {Facts: feature, Plan: plan(financing.ProducerCash)},
		"03 documentary with television":     {Facts: shotOn(documentary(), shoot), Plan: plan(financing.TVPresale), Situation: cnc.Situation{ApprovalGiven: true}},
		"04 documentary, advance by author":  {Facts: shotOn(documentary(), shoot), Plan: plan(), Situation: cnc.Situation{Individual: true}},
		"05 animation with credit":           {Facts: shotOn(animation(), shoot), Plan: plan(financing.TaxCredit, financing.AutomaticSupport), Situation: cnc.Situation{ApprovalGiven: true}},
		"06 animation without credit":        {Facts: shotOn(animation(), shoot), Plan: plan()},
		"07 treaty, Belgian majority":        {Facts: treaty, Plan: plan(financing.CoProducer), Situation: cnc.Situation{ApprovalGiven: true}},
		"08 minority shot abroad":            {Facts: minority, Plan: plan(), Situation: cnc.Situation{MajorityDeposit: true}},
		"09 children on set":                 {Facts: child, Plan: plan(financing.Sofica), Situation: cnc.Situation{ApprovalGiven: true, FinalDecision: true}},
		"10 Arte France Cinéma alone":        {Facts: feature, Plan: arte},
		"11 foreign producer, C2I":           {Facts: feature, Plan: plan(), Situation: cnc.Situation{Executive: true}},
		"12 second film, CNC asks for proof": {Facts: second, Plan: plan(financing.SelectiveAid), Situation: cnc.Situation{Asked: []string{"com-social", "ap-copie"}, EarlierWorks: true}},
	}
}

// TestTwelveFilms reviews the checklists: each of the 103 pieces of the table is required somewhere, and those with a condition
// are not required somewhere. The golden file holds what each film must give.
func TestTwelveFilms(t *testing.T) {
	required, free, known := map[string]bool{}, map[string]bool{}, map[string]bool{}
	var golden strings.Builder
	films := twelve()
	names := make([]string, 0, len(films))
	for name := range films {
		names = append(names, name)
	}
	sort.Strings(names)
	for _, name := range names {
		fmt.Fprintf(&golden, "# %s\n", name)
		for _, p := range cnc.Procedures() {
			list, err := cnc.Checklist(films[name], p, day)
			require.NoError(t, err, "%s %s", name, p)
			var ids []string
			for _, i := range list.Items {
				known[i.ID] = true
				assert.NotEmpty(t, i.Reason)
				switch {
				case i.Required || i.State == cnc.Optional:
					required[i.ID] = true
					ids = append(ids, i.ID)
				default:
					free[i.ID] = true
				}
			}
			fmt.Fprintf(&golden, "%s: %s\n", p, strings.Join(ids, " "))
		}
	}
	n := 0
	for id := range known {
		if !strings.HasPrefix(id, "as-") && !strings.HasPrefix(id, "ar-region-") {
			n++
		}
		assert.True(t, required[id], "%s is required nowhere", id)
	}
	assert.Equal(t, 103, n, "pieces of the table")
	for _, id := range []string{"com-bank", "com-kbis", "com-statuts", "com-liasse", "com-controle", "com-social", "com-carbone-def", "com-cotis", "com-isan", "com-rpca", "ai-copro", "ai-creances", "ai-invest", "ai-tv",
		"ai-sofica", "ai-sofica-indep", "ai-parite", "ai-remun", "ap-copie", "ap-cac", "ap-generique", "ap-contrats", "ap-indep", "ap-preservation", "ap-access", "ap-repartition", "ap-contrats-all", "ap-vhss-crew", "ap-enfants",
		"av-doc", "av-films", "av-graph", "av-droits", "av-filmo", "ar-lettre", "ar-salaires", "ar-cout-ec", "ar-plan", "c2i-oeuvre", "c2i-decors", "c2i-societe"} {
		assert.True(t, free[id], "%s is required everywhere", id)
	}
	testkit.Golden(t, "twelve.txt", golden.String())
}

func state(t *testing.T, r cnc.Request, p cnc.Procedure, on moteur.Date, id string) cnc.PieceItem {
	list, err := cnc.Checklist(r, p, on)
	require.NoError(t, err)
	i, _ := list.Item(id)
	return i
}

func TestChecklistDates(t *testing.T) {
	r := cnc.Request{Facts: fiction()}
	ask := date(2026, time.October, 1)
	t.Run("crew training, shoots from 2025-01-01", func(t *testing.T) {
		for d, want := range map[moteur.Date]bool{date(2024, time.December, 31): false, date(2025, time.January, 1): true} {
			r.Facts = shotOn(r.Facts, d)
			assert.Equal(t, want, state(t, r, cnc.ProductionApproval, ask, "ap-vhss-crew").Required, d)
		}
	})
	t.Run("children, shoots from 2024-07-14", func(t *testing.T) {
		r := cnc.Request{Facts: fiction(), Situation: cnc.Situation{Minors: true}}
		for d, want := range map[moteur.Date]bool{date(2024, time.July, 13): false, date(2024, time.July, 14): true} {
			r.Facts = shotOn(r.Facts, d)
			assert.Equal(t, want, state(t, r, cnc.ProductionApproval, ask, "ap-enfants").Required, d)
		}
	})
	t.Run("a child of sixteen", func(t *testing.T) {
		shoot := date(2026, time.May, 4)
		for birth, want := range map[moteur.Date]bool{date(2010, time.May, 4): false, date(2010, time.May, 5): true} {
			f := shotOn(fiction(), shoot)
			f.People = append(people(), moteur.Person{ID: "KID", Nationality: "FR", Birth: birth})
			f.Cast = append(f.Cast, points.Performance{Person: "KID", Role: "LÉO", Cachets: dec("3"), Law: "FR"})
			assert.Equal(t, want, state(t, cnc.Request{Facts: f}, cnc.ProductionApproval, ask, "ap-enfants").Required, birth)
		}
	})
	t.Run("carbon, requests from 2023-03-31", func(t *testing.T) {
		r := cnc.Request{Facts: fiction()}
		for d, want := range map[moteur.Date]bool{date(2023, time.March, 30): false, date(2023, time.March, 31): true} {
			assert.Equal(t, want, state(t, r, cnc.InvestmentApproval, d, "com-carbone-prev").Required, d)
		}
		r.Facts = animation()
		for d, want := range map[moteur.Date]bool{date(2025, time.February, 28): false, date(2025, time.March, 1): true} {
			assert.Equal(t, want, state(t, r, cnc.InvestmentApproval, d, "com-carbone-prev").Required, d)
		}
	})
	t.Run("Kbis of less than three months", func(t *testing.T) {
		r := cnc.Request{Facts: fiction(), Have: []cnc.Have{{Piece: "com-kbis", Issued: date(2026, time.January, 15)}}}
		for d, want := range map[moteur.Date]cnc.PieceState{date(2026, time.April, 14): cnc.Ready, date(2026, time.April, 15): cnc.Expired} {
			i := state(t, r, cnc.InvestmentApproval, d, "com-kbis")
			assert.Equal(t, want, i.State, d)
			assert.Equal(t, date(2026, time.April, 14), i.Expires)
		}
		r.Have[0].Issued = moteur.Date{}
		assert.Equal(t, cnc.Undated, state(t, r, cnc.InvestmentApproval, day, "com-kbis").State)
	})
	for p, first := range map[cnc.Procedure]moteur.Date{cnc.InvestmentApproval: date(2023, time.February, 1), cnc.VisaRequest: date(2023, time.January, 1), cnc.ForeignCreditDemand: date(2021, time.November, 1)} {
		_, err := cnc.Checklist(r, p, first.AddDays(-1))
		assert.ErrorIs(t, err, law.ErrBefore, p)
		_, err = cnc.Checklist(r, p, first)
		assert.NoError(t, err, p)
	}
	_, err := cnc.Checklist(r, "inconnue", day)
	assert.Error(t, err)
}

func TestUnverifiedPiecesAreListed(t *testing.T) {
	list, err := cnc.Checklist(cnc.Request{Facts: fiction()}, cnc.InvestmentApproval, day)
	require.NoError(t, err)
	assert.NotEmpty(t, list.Report.Unverified())
	list, err = cnc.Checklist(cnc.Request{Facts: fiction()}, cnc.VisaRequest, day)
	require.NoError(t, err)
	assert.Empty(t, list.Report.Unverified())
}
