package points_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur/budget/payroll"
	"github.com/moteur-film/moteur/cnc/points"
)

// A job title stands for its post, another one for the other crew; every title of the table is one of the agreement.
func TestPostOf(t *testing.T) {
	for job, want := range map[string]points.Post{
		"Directeur de la photographie cinéma": points.Photography, "Bruiteur": points.Foley, "Mixeur cinéma": points.ReRecordingMixer,
		"Chef monteur cinéma": points.PictureEditor, "Étalonneur cinéma": points.OtherCrew, "": points.OtherCrew,
	} {
		got, err := points.PostOf(job)
		require.NoError(t, err)
		assert.Equal(t, want, got, job)
	}
	jobs, err := payroll.Jobs()
	require.NoError(t, err)
	named := 0
	for _, j := range jobs {
		post, err := points.PostOf(j.Name)
		require.NoError(t, err)
		if post != points.OtherCrew {
			named++
		}
	}
	assert.Equal(t, 11, named)
}

func TestAccountPosts(t *testing.T) {
	list, err := points.AccountPosts()
	require.NoError(t, err)
	assert.Contains(t, list, points.AccountPost{Account: "71", Post: points.CameraHire})
	for _, a := range list {
		assert.Contains(t, a.Post.Accepted(), string(a.Post), a.Account)
	}
}
