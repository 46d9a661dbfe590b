package cnc_test

import (
	"bytes"
	"encoding/json"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur/cnc"
	"github.com/moteur-film/moteur/internal/doc"
	doctext "github.com/moteur-film/moteur/internal/doc/text"
	"github.com/moteur-film/moteur/internal/testkit"
)

// everyDocument gives every document of the room, by golden name.
func everyDocument(t *testing.T) map[string]testkit.Printable {
	t.Helper()
	r := full()
	eligibility, err := cnc.Eligible(r, day)
	require.NoError(t, err)
	calendar, err := cnc.Calendar(r, day)
	require.NoError(t, err)
	d, err := cnc.Assemble(r, cnc.InvestmentApproval, cnc.Complete(r, cnc.InvestmentApproval, nil, day), day)
	require.NoError(t, err)
	return map[string]testkit.Printable{"doc-eligibilite": eligibility, "doc-echeances": calendar, "doc-sommaire": d, "doc-lettre": d.Letter(),
		"doc-manquantes": d.MissingPieces(), "doc-interne": d.Internal(), "doc-pieces": d.List, "doc-production": cnc.ProductionNote(r, day),
		"doc-realisation": cnc.DirectorNote(r, day), "doc-synopsis": cnc.Synopsis(r.Facts.Film, day), "doc-presentation": cnc.Pitch{Request: r}.Deck(day),
		"doc-production-vide": cnc.ProductionNote(cnc.Request{}, day), "doc-presentation-vide": cnc.Pitch{}.Deck(day)}
}

func TestDocuments(t *testing.T) { testkit.Texts(t, everyDocument(t)) }

func TestWorkbooks(t *testing.T) { testkit.Workbooks(t, everyDocument(t), 1) }

func TestPapers(t *testing.T) { testkit.Papers(t, everyDocument(t)) }

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
