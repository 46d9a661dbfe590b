package hiring

import (
	"fmt"
	"strings"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/budget/payroll"
	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/schedule/labour"
)

// CheckCrew checks that jobs which presuppose others are not hired without them (titre II art. 2): one issue
// "t2.crew.dependency" a job. Names that are no job of the agreement are left aside.
func CheckCrew(jobs []string, kind moteur.Kind, on moteur.Date) (moteur.Report, error) {
	var rep moteur.Report
	have := map[string]bool{}
	var list []payroll.Job
	for _, name := range jobs {
		if j, err := payroll.FindJob(name); err == nil && !have[j.ID] {
			have[j.ID] = true
			list = append(list, j)
		}
	}
	b := dutiesOn(on, &rep).At("crew")
	for _, j := range list {
		id := "t2.crew.dependency." + j.ID
		if kind == moteur.Documentary {
			id += ".documentary"
		}
		if b.Label(id) == "" { // nothing is demanded for this job
			continue
		}
		c := b.CitedText(id)
		if err := failed(b); err != nil {
			return rep, err
		}
		var missing []string
		for _, need := range strings.Fields(c.Value) {
			if !have[need] {
				n, err := payroll.FindJob(need)
				if err != nil {
					return rep, err
				}
				missing = append(missing, strings.TrimSuffix(n.Name, " cinéma"))
			}
		}
		if len(missing) > 0 {
			rep.Add(moteur.Issue{Path: "crew", Severity: labour.SeverityOf("t2.crew.dependency"),
				Rule: "t2.crew.dependency", Source: c.Source,
				Message: fmt.Sprintf("%s : la fonction suppose %s dans l'équipe.", strings.TrimSuffix(j.Name, " cinéma"),
					fr.List(missing))})
		}
	}
	return rep, nil
}
