package schedule

// PlaceDays gives the jours de tournage of each location of the problem, by its ID. A day spent in several places counts where its
// first scene is shot.
func (p Plan) PlaceDays(problem Problem) map[string]int {
	at := make(map[string]string, len(problem.Scenes))
	for _, s := range problem.Scenes {
		at[s.ID] = s.Location
	}
	days := map[string]int{}
	for _, d := range p.Days {
		if len(d.Scenes) > 0 {
			days[at[d.Scenes[0]]]++
		}
	}
	return days
}
