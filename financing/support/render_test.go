package support_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur/financing/support"
	"github.com/moteur-film/moteur/internal/testkit"
)

// printables gives every document of the room, by file name.
func printables(t testing.TB) map[string]testkit.Printable {
	t.Helper()
	got, err := support.Cinema(eur("12000000"), eur("78.5"), day(2026, 6, 1))
	require.NoError(t, err)
	return map[string]testkit.Printable{"soutien": got}
}

func TestDocumentsText(t *testing.T) { testkit.Texts(t, printables(t)) }

func TestDocumentsWorkbooks(t *testing.T) { testkit.Workbooks(t, printables(t), 1) }

func TestDocumentsPDF(t *testing.T) { testkit.Papers(t, printables(t)) }
