package cnc_test

import (
	"bytes"
	"encoding/json"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/cnc"
	"github.com/moteur-film/moteur/financing"
	"github.com/moteur-film/moteur/internal/doc"
	"github.com/moteur-film/moteur/internal/doc/pdf"
	doctext "github.com/moteur-film/moteur/internal/doc/text"
	"github.com/moteur-film/moteur/internal/doc/xlsx"
	"github.com/moteur-film/moteur/internal/testkit"
)

// full is a request with every word and figure given.
func full() cnc.Request {
	r := request()
	belgium(&r.Facts)
	crew(cnc.Photography, american)(&r.Facts)
	r.Facts.Scenes = 60
	r.Facts.Cast[0].Scenes = 50
	r.Facts.Film.Timeline[moteur.Released] = date(2027, time.March, 3)
	r.Facts.Film.Logline = "Une gardienne de phare attend une relève qui ne vient pas."
	r.Plan.Pays = []financing.GlobalPay{{Person: "Anne Martin", Role: "réalisatrice", Amount: dec("120000")}}
	r.Situation = cnc.Situation{ParityBonus: true, Minors: true, FirstRequest: true}
	r.Women = []cnc.ParityPost{cnc.ParityProducer, cnc.ParityPost(cnc.Director), cnc.ParityPost(cnc.Photography), cnc.ParityPost(cnc.PictureEditor)}
	r.Carbon = []cnc.Carbon{{Tool: "Carbon'Clap", Lines: []cnc.CarbonLine{{Source: "transport", KgCO2e: dec("12000")}, {Source: "énergie", KgCO2e: dec("3400.5")}}}}
	r.Chain = []cnc.ChainLink{{Work: "scénario", From: "Paul Petit", To: "Les Films du Phare", Kind: "cession", Signed: day, Register: "2026.1234"}}
	r.Texts = cnc.Texts{Director: "Filmer l'attente.", Production: "Un premier film en mer.", Strategy: "Sortie en mars.", Characters: "Anna, quarante ans.", Places: "Le phare de la Vieille.", Eco: "Train et vélo.",
		Diversity: "Casting ouvert.", Equality: "Cheffes de poste.", Accessibility: "SME et audiodescription.", VHSS: "Charte et cellule d'écoute.", References: "La mer, de près."}
	return r
}

// everyDocument builds every document of the package.
func everyDocument(t *testing.T) map[string]doc.Document {
	t.Helper()
	r := full()
	points, err := cnc.Points(r.Facts, day)
	require.NoError(t, err)
	european, err := cnc.EuropeanPoints(r.Facts, day)
	require.NoError(t, err)
	eligibility, err := cnc.Eligible(r, day)
	require.NoError(t, err)
	calendar, err := cnc.Calendar(r, day)
	require.NoError(t, err)
	d, err := cnc.Assemble(r, cnc.InvestmentApproval, cnc.Complete(r, cnc.InvestmentApproval, nil, day), day)
	require.NoError(t, err)
	parity, err := cnc.Parity(moteur.Feature, "", r.Women, day)
	require.NoError(t, err)
	parity.Film = r.Facts.Film.Title
	worth, err := cnc.WorthOf(points, dec("3000000"))
	require.NoError(t, err)
	french := r.Facts.Crew[1]
	french.Person = "FR"
	advice, err := cnc.Advise(r.Facts, []cnc.Choice{{ID: "photo", Label: "engager ailleurs", Cost: dec("2500.50"), Edits: []cnc.Edit{{Index: 1, Technician: &french}}}}, cnc.Goal{Points: dec("74")}, day)
	require.NoError(t, err)
	closed, err := cnc.Close(closing(t), date(2027, time.June, 1))
	require.NoError(t, err)
	compared, err := cnc.PointsSideBySide(closed.Provisional, closed.Final)
	require.NoError(t, err)
	archived, err := cnc.ArchiveOf(r.Facts.Film, []cnc.ArchiveItem{{Category: "accounts", From: day, Piece: text("", "livre.txt", "x")}}, day)
	require.NoError(t, err)
	return map[string]doc.Document{"points": points.Document(), "europe": european.Document(), "eligibilite": eligibility.Document(), "echeances": calendar.Document(), "sommaire": d.Document(), "lettre": d.Letter().Document(),
		"manquantes": d.MissingPieces().Document(), "interne": d.Internal().Document(), "pieces": d.List.Document(), "parite": parity.Document(), "valeur": worth.Document(), "conseil": advice.Document(), "cloture": closed.Document(),
		"certifie": closed.CertifiedCost().Document(), "comparaison": compared.Document(), "archives": archived.Document(), "production": cnc.ProductionNote(r, day).Document(), "realisation": cnc.DirectorNote(r, day).Document(), "synopsis": cnc.Synopsis(r.Facts.Film, day).Document(),
		"presentation": cnc.PitchDeck(r, day).Document(), "production-vide": cnc.ProductionNote(cnc.Request{}, day).Document(), "presentation-vide": cnc.PitchDeck(cnc.Request{}, day).Document()}
}

func TestDocuments(t *testing.T) {
	for name, d := range everyDocument(t) {
		var out, again bytes.Buffer
		require.NoError(t, doctext.Write(&out, d), name)
		testkit.Golden(t, "doc-"+name+".txt", out.String())
		out.Reset()
		require.NoError(t, pdf.Write(&out, d), name)
		require.NoError(t, pdf.Write(&again, d), name)
		assert.True(t, bytes.Equal(out.Bytes(), again.Bytes()), "%s: two prints differ", name)
		testkit.Save(t, name+".pdf", out.Bytes())
		require.NoError(t, xlsx.Write(&out, d), name)
	}
}

func TestDocumentsOpen(t *testing.T) {
	qpdf := testkit.Tool(t, "qpdf")
	dir := t.TempDir()
	for name, d := range everyDocument(t) {
		var out bytes.Buffer
		require.NoError(t, pdf.Write(&out, d))
		file := filepath.Join(dir, name+".pdf")
		writeFile(t, file, out.Bytes())
		msg, err := exec.Command(qpdf, "--check", file).CombinedOutput()
		require.NoError(t, err, "%s: %s", name, msg)
	}
}

// TestWorkbooksRecompute opens the workbooks in a spreadsheet program and compares every cell.
func TestWorkbooksRecompute(t *testing.T) {
	files := map[string][]byte{}
	for name, d := range everyDocument(t) {
		var out bytes.Buffer
		require.NoError(t, xlsx.Write(&out, d))
		if testkit.Formulas(t, out.Bytes()) > 0 {
			files[name+".xlsx"] = out.Bytes()
		}
	}
	require.GreaterOrEqual(t, len(files), 7)
	testkit.Live(t, files)
}

// TestNothingToConfirmIsSent looks for the rules to confirm in every file of the archive: they are on the internal page alone.
func TestNothingToConfirmIsSent(t *testing.T) {
	r := full()
	for _, p := range cnc.Procedures() {
		d, err := cnc.Assemble(r, p, cnc.Complete(r, p, nil, day), day)
		require.NoError(t, err)
		listed := map[string]bool{}
		for _, i := range d.Unverified() {
			listed[i.Message] = true
		}
		var internal bytes.Buffer
		require.NoError(t, doctext.Write(&internal, d.Internal().Document()))
		flat := strings.Join(strings.Fields(internal.String()), " ")
		for _, item := range d.List.Items {
			if item.Required && !item.Source.Verified {
				assert.Contains(t, strings.ReplaceAll(flat, " ", ""), item.ID, "%s is not on the internal page", item.ID)
			}
		}
		sent := []doc.Document{d.Letter().Document(), d.Document(), d.MissingPieces().Document()}
		for _, s := range sent {
			var out bytes.Buffer
			require.NoError(t, doctext.Write(&out, s))
			assert.NotContains(t, strings.ToLower(out.String()), "à confirmer", "%s of %s", s.Title, p)
		}
		b, err := json.Marshal(d.Pieces)
		require.NoError(t, err)
		assert.NotContains(t, strings.ToLower(string(b)), "confirmer")
	}
	// The printed sheets are checked through their PDF text.
	pdftotext := testkit.Tool(t, "pdftotext")
	for _, p := range []cnc.Procedure{cnc.InvestmentApproval, cnc.ProductionApproval} {
		for _, s := range cnc.Sheets(r, p, day) {
			file := filepath.Join(t.TempDir(), "x.pdf")
			var out bytes.Buffer
			require.NoError(t, s.Write(&out))
			writeFile(t, file, out.Bytes())
			words, err := exec.Command(pdftotext, file, "-").Output()
			require.NoError(t, err)
			for _, forbidden := range []string{"confirmer", "vérifi", "À écrire"} {
				assert.NotContains(t, string(words), forbidden, s.Name)
			}
		}
	}
}
