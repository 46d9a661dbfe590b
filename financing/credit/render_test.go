package credit_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur/financing/credit"
	"github.com/moteur-film/moteur/internal/testkit"
)

// printables gives every document of the room, by file name.
func printables(t testing.TB) map[string]testkit.Printable {
	t.Helper()
	tax, err := credit.Film(filmCase())
	require.NoError(t, err)
	return map[string]testkit.Printable{"credit": tax}
}

func TestDocumentsText(t *testing.T) { testkit.Texts(t, printables(t)) }

func TestDocumentsWorkbooks(t *testing.T) { testkit.Workbooks(t, printables(t), 1) }

func TestDocumentsPDF(t *testing.T) { testkit.Papers(t, printables(t)) }
