package closing_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur/cnc"
	"github.com/moteur-film/moteur/cnc/closing"
	"github.com/moteur-film/moteur/internal/testkit"
)

// everyDocument gives every document of the room, by golden name.
func everyDocument(t *testing.T) map[string]testkit.Printable {
	t.Helper()
	closed, err := closing.Close(closingInput(t), date(2027, time.June, 1))
	require.NoError(t, err)
	archived, err := closing.ArchiveOf(request().Facts.Film, []closing.ArchiveItem{{Category: "accounts", From: day, Piece: text("", "livre.txt", "x")}}, day)
	require.NoError(t, err)
	return map[string]testkit.Printable{"doc-cloture": closed, "doc-certifie": closed.CertifiedCost(), "doc-archives": cnc.NewSheet(archived.Document())}
}

func TestDocuments(t *testing.T) { testkit.Texts(t, everyDocument(t)) }

func TestWorkbooks(t *testing.T) { testkit.Workbooks(t, everyDocument(t), 2) }

func TestPapers(t *testing.T) { testkit.Papers(t, everyDocument(t)) }
