package points_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/cnc/points"
	"github.com/moteur-film/moteur/internal/testkit"
)

// everyDocument gives every document of the room, by golden name.
func everyDocument(t *testing.T) map[string]testkit.Printable {
	t.Helper()
	r := full()
	sheet, err := points.Count(r, day)
	require.NoError(t, err)
	european, err := points.CountEuropean(r, day)
	require.NoError(t, err)
	parity, err := points.Parity(moteur.Feature, "", []points.ParityPost{points.ParityProducer, points.ParityPost(points.Director),
		points.ParityPost(points.Photography), points.ParityPost(points.PictureEditor)}, day)
	require.NoError(t, err)
	parity.Film = r.Film.Title
	worth, err := points.WorthOf(sheet, dec("3000000"))
	require.NoError(t, err)
	french := r.Crew[1]
	french.Person = "FR"
	advice, err := points.Advise(r, []points.Choice{{ID: "photo", Label: "engager ailleurs", Cost: dec("2500.50"), Edits: []points.Edit{{Index: 1, Technician: &french}}}}, points.Goal{Points: dec("74")}, day)
	require.NoError(t, err)
	provisional, final := fiction(), fiction()
	author(points.Composer, "US")(&provisional)
	before, err := points.Count(provisional, day)
	require.NoError(t, err)
	after, err := points.Count(final, date(2027, time.June, 1))
	require.NoError(t, err)
	compared, err := points.Compare(before, after)
	require.NoError(t, err)
	return map[string]testkit.Printable{"doc-points": sheet, "doc-europe": european, "doc-parite": parity, "doc-valeur": worth,
		"doc-conseil": advice, "doc-comparaison": compared}
}

// full is a film that lost a line of its crew and a day abroad.
func full() points.Facts {
	f := fiction()
	belgium(&f)
	crew(points.Photography, american)(&f)
	f.Scenes = 60
	f.Cast[0].Scenes = 50
	return f
}

func TestDocuments(t *testing.T) { testkit.Texts(t, everyDocument(t)) }

func TestWorkbooks(t *testing.T) { testkit.Workbooks(t, everyDocument(t), 4) }

func TestPapers(t *testing.T) { testkit.Papers(t, everyDocument(t)) }
