package financing_test

import (
	"bytes"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/financing"
	"github.com/moteur-film/moteur/internal/doc"
	"github.com/moteur-film/moteur/internal/doc/text"
	"github.com/moteur-film/moteur/internal/testkit"
)

type printable interface {
	Document() doc.Document
	WritePDF(io.Writer) error
	WriteXLSX(io.Writer) error
}

// printables gives every document of the room, by file name.
func printables(t testing.TB) map[string]printable {
	t.Helper()
	out := map[string]printable{"plan": film()}
	credit, err := financing.FilmCredit(filmCase())
	require.NoError(t, err)
	out["credit"] = credit
	in := treasury()
	in.Credit = &credit
	month, err := financing.Cash(in)
	require.NoError(t, err)
	out["tresorerie"] = month
	in.Settings.By = financing.Week
	week, err := financing.Cash(in)
	require.NoError(t, err)
	out["semaines"] = week
	margin := eur("0.02")
	in.Settings = financing.CashSettings{Facility: &financing.Facility{Bank: "Banque du cinéma", Reference: eur("0.025"), Margin: &margin, IFCIC: true,
		Assigned: []financing.Assignment{{Resource: "canal"}, {Resource: "region"}, {Resource: "credit"}, {Resource: "avance"}}}}
	loan, err := financing.Cash(in)
	require.NoError(t, err)
	out["credit-bancaire"] = loan
	late := treasury()
	late.AsOf = day(2026, 10, 31)
	late.Actuals = []financing.Actual{{Date: day(2026, 9, 15), In: true, Key: "canal", Label: "Canal+, premier versement", Net: eur("40000"), VAT: eur("4000")}, {Date: day(2026, 10, 2), Key: "2", Label: "Paies de septembre", Net: eur("140000")}}
	arrete, err := financing.Cash(late)
	require.NoError(t, err)
	out["arrete"] = arrete
	bank, err := financing.Bank(in)
	require.NoError(t, err)
	out["dossier-bancaire"] = bank
	cmp, err := financing.Compare(treasury(), financing.Scenario{Name: "Sans Canal+", Lose: []string{"canal"}},
		financing.Scenario{Name: "Grand Est gagné", Add: []financing.Resource{{ID: "ge", Label: "Région Grand Est", Kind: financing.Regional, Amount: eur("33935"), State: financing.Requested}}},
		financing.Scenario{Name: "Tournage en octobre", Shift: 28})
	require.NoError(t, err)
	out["scenarios"] = cmp
	profile := financing.ProfileOf(moteur.Film{Title: "Le Phare", Kind: moteur.Feature, Language: "fr", DirectorRank: 2}, film())
	profile.Spend = map[string]decimal.Decimal{"FR-29": eur("240000"), "FR-67": eur("90000")}
	profile.Facts["carbon_footprint"] = true
	profile.Timeline = moteur.Timeline{moteur.ShootStart: day(2026, 9, 7), moteur.Released: day(2027, 9, 15)}
	out["aides"] = financing.ListAids(profile, film(), nil, day(2026, 6, 1))
	mix, err := financing.BestMix(mixProblem())
	require.NoError(t, err)
	require.True(t, mix.Found)
	out["montage"] = mix
	support, err := financing.CinemaSupport(eur("12000000"), eur("78.5"), day(2026, 6, 1))
	require.NoError(t, err)
	out["soutien"] = support
	return out
}

func TestDocumentsText(t *testing.T) {
	for name, p := range printables(t) {
		testkit.Golden(t, name+".txt", text.String(p.Document()))
	}
}

func TestDocumentsWorkbooks(t *testing.T) {
	files := map[string][]byte{}
	for name, p := range printables(t) {
		var a, b bytes.Buffer
		require.NoError(t, p.WriteXLSX(&a), name)
		require.NoError(t, p.WriteXLSX(&b), name)
		require.True(t, bytes.Equal(a.Bytes(), b.Bytes()), "%s: same input, other bytes", name)
		files[name+".xlsx"] = a.Bytes()
		keep(t, name+".xlsx", a.Bytes())
	}
	testkit.Live(t, files)
}

func TestDocumentsPDF(t *testing.T) {
	qpdf := testkit.Tool(t, "qpdf")
	for name, p := range printables(t) {
		var a, b bytes.Buffer
		require.NoError(t, p.WritePDF(&a), name)
		require.NoError(t, p.WritePDF(&b), name)
		require.True(t, bytes.Equal(a.Bytes(), b.Bytes()), "%s: same input, other bytes", name)
		path := filepath.Join(t.TempDir(), name+".pdf")
		require.NoError(t, os.WriteFile(path, a.Bytes(), 0o644))
		msg, err := exec.Command(qpdf, "--check", path).CombinedOutput()
		require.NoError(t, err, "%s", msg)
		keep(t, name+".pdf", a.Bytes())
	}
}

// keep writes a document in the folder MOTEUR_OUT, for eyes.
func keep(t testing.TB, name string, b []byte) {
	if dir := os.Getenv("MOTEUR_OUT"); dir != "" {
		require.NoError(t, os.WriteFile(filepath.Join(dir, name), b, 0o644))
	}
}
