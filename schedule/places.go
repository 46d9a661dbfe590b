package schedule

// PlaceDays gives the jours de tournage of each location of the problem, by its ID. A day spent in several places counts where its
// first scene is shot, whole or in part; a day without any scene that the problem knows counts nowhere.
func (p Plan) PlaceDays(problem Problem) map[string]int {
	x := problem.index()
	days := map[string]int{}
	for _, d := range p.Days {
		for _, id := range d.Scenes {
			if s := x.scene[id]; s != nil {
				days[s.place()]++
				break
			}
		}
	}
	return days
}
