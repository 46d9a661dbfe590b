package hiring_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/budget/hiring"
	"github.com/moteur-film/moteur/internal/doc/text"
	"github.com/moteur-film/moteur/internal/testkit"
)

func TestChildFile(t *testing.T) {
	child := sampleEmployee(t)
	child.Person.Birth = date("2013-05-18")
	f := hiring.ChildFile{Film: sampleFilm(), Child: child, FirstDay: date("2026-05-18"), Commission: date("2026-05-04"), Held: map[string]string{"medical": "certificat du 2 avril"}}
	rep, err := f.Check(date("2026-04-04"))
	require.NoError(t, err)
	require.NoError(t, rep.Err())
	assert.Len(t, rep.Of(moteur.Warning), 5, "four papers and the child's own opinion, at 13: %v", rep)
	assert.False(t, rep.Has("minor.authorisation"))
	rep, err = f.Check(date("2026-04-05"))
	require.NoError(t, err)
	assert.True(t, rep.Has("minor.authorisation"), "the day after the filing day")
	testkit.Golden(t, "childfile.txt", text.String(f.Document()))

	f.Child.Person.Birth = date("2013-05-19") // twelve on the first day
	papers, err := f.Papers()
	require.NoError(t, err)
	assert.Len(t, papers, 5)
	f.Commission = f.FirstDay
	rep, err = f.Check(date("2026-04-04"))
	require.NoError(t, err)
	require.Error(t, rep.Err())
}
