package schedule

// PlaceDays gives the jours de tournage of each location of the problem, by its ID: the dates on which something is shot there, whole or in
// part, by one unit or several, as the devis counts them. A day spent in several places counts in each.
func (p Plan) PlaceDays(problem Problem) map[string]int {
	x := problem.index()
	days, seen := map[string]int{}, map[string]map[int]bool{}
	for _, d := range p.Days {
		at := d.at(problem.Calendar)
		for _, id := range d.Scenes {
			s := x.scene[id]
			if s == nil || seen[s.place()][at] {
				continue
			}
			if seen[s.place()] == nil {
				seen[s.place()] = map[int]bool{}
			}
			seen[s.place()][at] = true
			days[s.place()]++
		}
	}
	return days
}
