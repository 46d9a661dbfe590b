package film

import (
	"cmp"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/budget"
	"github.com/moteur-film/moteur/budget/payroll"
	"github.com/moteur-film/moteur/cnc/points"
	"github.com/moteur-film/moteur/financing"
	"github.com/moteur-film/moteur/schedule"
)

// unknown is the person of a job nobody holds yet.
const unknown = "a-engager"

// posts gives the posts of the points scale that the agreement's job titles stand for.
var posts = map[string]points.Post{
	"Directeur de production cinéma":      points.ProductionManager,
	"Directeur de la photographie cinéma": points.Photography,
	"Chef opérateur du son cinéma":        points.SoundMixer,
	"Créateur de costumes cinéma":         points.CostumeDesigner,
	"Chef costumier cinéma":               points.CostumeHead,
	"Chef décorateur cinéma":              points.ProductionDesigner,
	"Ensemblier décorateur cinéma":        points.SetDecorator,
	"Chef monteur cinéma":                 points.PictureEditor,
	"Chef monteur son cinéma":             points.SoundEditor,
	"Mixeur cinéma":                       points.ReRecordingMixer,
	"Bruiteur":                            points.Foley,
}

// hires gives the posts of spend that sub-posts of the devis stand for.
var hires = []struct {
	account string
	post    points.Post
}{
	{"71", points.CameraHire}, {"72", points.GripHire}, {"73", points.LightingHire}, {"81", points.ImagePost}, {"82", points.ImagePost}, {"84",
		points.ImagePost},
	{"85", points.SoundPost}, {"86", points.SoundPost}, {"83", points.VFX},
}

// facts completes what contracts say with what the plan and the devis tell: cast and cachets, crew pay, spend, days.
func facts(f Folder, p schedule.Problem, plan schedule.Plan, figures map[string]decimal.Decimal, e budget.Estimate) (points.Facts,
	moteur.Report) {
	var rep moteur.Report
	out := f.Request.Facts
	out.Film = f.Film
	out.People = append(slices.Clone(f.People), moteur.Person{ID: unknown, LastName: "à engager", Nationality: "FR", Residence: "FR"})
	out.Scenes = len(p.Scenes)
	out.Cast = cast(p, figures)
	out.Crew = crew(e)
	if slices.ContainsFunc(out.Crew, func(t points.Technician) bool { return t.Person == unknown }) {
		rep.Notef("facts.crew", "film/a-engager", "Les techniciens qui ne sont pas encore engagés sont comptés comme français.")
	}
	for _, h := range hires {
		supplier, ok := f.Suppliers[h.account]
		if a, found := e.Account(h.account); ok && found {
			out.Spend = append(out.Spend, points.Spend{Post: h.post, Supplier: supplier[0], Country: supplier[1], Amount: a.Amount})
		}
	}
	out.Shooting = shooting(f, p, plan)
	return out, rep
}

// shooting are the shooting days of each place, with the artistic reason for those abroad.
func shooting(f Folder, p schedule.Problem, plan schedule.Plan) []points.ShootingDays {
	days := plan.PlaceDays(p)
	var out []points.ShootingDays
	for _, l := range p.Locations {
		if days[l.ID] > 0 {
			out = append(out, points.ShootingDays{Place: l.Name, Country: l.Country, Days: days[l.ID], Reason: abroad(f, l.ID)})
		}
	}
	return out
}

// abroad is the artistic reason for shooting days in a foreign place.
func abroad(f Folder, id string) string {
	for _, l := range f.Shoot.Locations {
		if l.ID == id {
			return l.Reason
		}
	}
	return ""
}

func cast(p schedule.Problem, figures map[string]decimal.Decimal) []points.Performance {
	var out []points.Performance
	for _, r := range p.Roles {
		person := r.Performer
		if person == "" {
			person = unknown
		}
		scenes := 0
		for _, s := range p.Scenes {
			if slices.Contains(s.Roles, r.ID) {
				scenes++
			}
		}
		out = append(out, points.Performance{Person: person, Role: r.Name, Cachets: figures["plan:role:"+r.ID], Scenes: scenes, Law: "FR"})
	}
	slices.SortStableFunc(out, func(a, b points.Performance) int { return b.Cachets.Cmp(a.Cachets) })
	for i := range out[:min(2, len(out))] {
		out[i].Rank = i + 1
	}
	return out
}

// crew gathers the lines of one person in one job: preparation, shoot and wrap are one engagement.
func crew(e budget.Estimate) []points.Technician {
	var out []points.Technician
	for i, l := range e.Budget.Lines {
		if l.Status != budget.Salaried || (l.Profile != payroll.Technician && l.Profile != payroll.Cadre) || !e.Lines[i].Active {
			continue
		}
		post, ok := posts[l.Job]
		if !ok {
			post = points.OtherCrew
		}
		t := points.Technician{Person: cmp.Or(l.Person, unknown), Post: post, Job: l.Job, Pay: e.Lines[i].Amount, Charges: e.Lines[i].Charges,
			Law: "FR"}
		same := slices.IndexFunc(out, func(o points.Technician) bool { return o.Person == t.Person && o.Job == t.Job })
		if same < 0 {
			out = append(out, t)
			continue
		}
		out[same].Pay, out[same].Charges = out[same].Pay.Add(t.Pay), out[same].Charges.Add(t.Charges)
	}
	return out
}

// pays are the global pays of co-authors and leading performers, as the devis has them, charges left out.
func pays(f Folder, p schedule.Problem, e budget.Estimate) []financing.GlobalPay {
	roles := map[string]string{}
	var order []string
	add := func(person, role string) {
		if person != "" && roles[person] == "" {
			roles[person] = role
			order = append(order, person)
		}
	}
	add(f.Film.Director, "réalisation et scénario")
	for _, w := range f.Film.Writers {
		add(w, "scénario")
	}
	for _, r := range p.Roles {
		if r.Lead {
			add(r.Performer, r.Name)
		}
	}
	sums := map[string]decimal.Decimal{}
	for i, l := range e.Budget.Lines {
		if l.Person != "" && e.Lines[i].Active {
			sums[l.Person] = sums[l.Person].Add(e.Lines[i].Amount)
		}
	}
	names := map[string]string{}
	for _, x := range f.People {
		names[x.ID] = x.Name()
	}
	var out []financing.GlobalPay
	for _, id := range order {
		if sums[id].IsPositive() {
			out = append(out, financing.GlobalPay{Person: cmp.Or(names[id], id), Role: roles[id], Amount: sums[id]})
		}
	}
	return out
}
