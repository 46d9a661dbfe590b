package financing_test

import (
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/financing"
	"github.com/moteur-film/moteur/internal/testkit"
)

// printables gives every document of the room, by file name.
func printables(t testing.TB) map[string]testkit.Printable {
	t.Helper()
	out := map[string]testkit.Printable{"plan": film()}
	profile := financing.ProfileOf(moteur.Film{Title: "Le Phare", Kind: moteur.Feature, Language: "fr", DirectorRank: 2}, film())
	profile.Spend = map[string]decimal.Decimal{"FR-29": eur("240000"), "FR-67": eur("90000")}
	profile.Facts["carbon_footprint"] = true
	profile.Timeline = moteur.Timeline{moteur.ShootStart: day(2026, 9, 7), moteur.Released: day(2027, 9, 15)}
	out["aides"] = financing.ListAids(profile, film(), nil, day(2026, 6, 1))
	mix, err := financing.BestMix(mixProblem())
	require.NoError(t, err)
	require.True(t, mix.Found)
	out["montage"] = mix
	return out
}

func TestDocumentsText(t *testing.T) { testkit.Texts(t, printables(t)) }

func TestDocumentsWorkbooks(t *testing.T) { testkit.Workbooks(t, printables(t), 3) }

func TestDocumentsPDF(t *testing.T) { testkit.Papers(t, printables(t)) }
