package points

import (
	"github.com/moteur-film/moteur/internal/law"
)

// postTable joins the words of other rooms to the posts of the scales.
type postTable struct {
	ID, Title string
	Jobs      []struct {
		Job  string `json:"job"`
		Post Post   `json:"post"`
		law.Dated
	} `json:"jobs"`
	Accounts []struct {
		AccountPost
		law.Dated
	} `json:"accounts"`
}

var postsTable = law.Rows[postTable](rulesFS, "posts")

// PostOf gives the poste of the scale that a job title of the agreement stands for; a title the scale does not name is of the other
// crew.
func PostOf(job string) (Post, error) {
	t, err := postsTable()
	if err != nil {
		return "", err
	}
	for _, j := range t.Jobs {
		if j.Job == job {
			return j.Post, nil
		}
	}
	return OtherCrew, nil
}

// AccountPost is the poste of spend that a sub-post of the devis stands for.
type AccountPost struct {
	Account string `json:"account"`
	Post    Post   `json:"post"`
}

// AccountPosts lists the sub-posts of the devis whose spend counts in a poste of the scales, in the order of the scales.
func AccountPosts() ([]AccountPost, error) {
	t, err := postsTable()
	out := make([]AccountPost, len(t.Accounts))
	for i, a := range t.Accounts {
		out[i] = a.AccountPost
	}
	return out, err
}
