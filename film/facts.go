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
	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/schedule"
)

// toHire is the person of a job or a role that nobody holds yet: of unknown nationality, so that no line of the scale counts it.
const toHire = "à engager"

// facts completes what contracts say with what the plan and the devis tell: cast and cachets, crew pay, spend, days.
func facts(f Folder, p schedule.Problem, plan schedule.Plan, figures map[string]decimal.Decimal, e budget.Estimate,
	financed financing.Plan) (points.Facts, error) {
	out := f.Request.Facts
	out.Film = f.Film
	out.Producers = producers(out.Producers, financed)
	out.People = append(slices.Clone(f.People), moteur.Person{ID: toHire, LastName: toHire})
	out.Scenes = len(p.Scenes)
	out.Cast = cast(p, figures)
	var err error
	if out.Crew, err = crew(e); err != nil {
		return out, err
	}
	accounts, err := points.AccountPosts()
	if err != nil {
		return out, err
	}
	for _, h := range accounts {
		supplier, ok := f.Suppliers[h.Account]
		if a, found := e.Account(h.Account); ok && found {
			out.Spend = append(out.Spend, points.Spend{Post: h.Post, Supplier: supplier[0], Country: supplier[1], Amount: a.Amount})
		}
	}
	out.Shooting = shooting(f, p, plan)
	out.ShootDays, out.FrenchDays = plan.Figures(p).Days, plan.CountryDays(p)["FR"]
	return out, nil
}

// producers are the producers with the part of the cost that each brings, as the plan de financement has it, to six decimals: what the
// party of that name brings for the others, the rest for the first delegate, who answers for what is still to find.
func producers(list []points.Producer, plan financing.Plan) []points.Producer {
	out := slices.Clone(list)
	if !plan.Cost.IsPositive() || len(out) == 0 {
		return out
	}
	first := max(0, slices.IndexFunc(out, func(p points.Producer) bool { return p.Delegate }))
	rest := decimal.NewFromInt(1)
	for i := range out {
		if i == first {
			continue
		}
		brought := decimal.Zero
		for _, x := range plan.Resources {
			if fr.Fold(x.Party) == fr.Fold(out[i].Company.Name) {
				brought = brought.Add(x.Euros())
			}
		}
		out[i].Share = brought.DivRound(plan.Cost, 6)
		rest = rest.Sub(out[i].Share)
	}
	out[first].Share = decimal.Max(rest, decimal.Zero)
	return out
}

// hired are the facts as they would be once every open job and role is held by a French person, and the number of people to hire.
func hired(facts points.Facts) (points.Facts, int) {
	n := 0
	for _, t := range facts.Crew {
		if t.Person == toHire {
			n++
		}
	}
	for _, c := range facts.Cast {
		if c.Person == toHire {
			n++
		}
	}
	facts.People = slices.Clone(facts.People)
	for i := range facts.People {
		if p := &facts.People[i]; p.ID == toHire {
			p.Nationality, p.Residence = "FR", "FR"
		}
	}
	return facts, n
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
		scenes := 0
		for _, s := range p.Scenes {
			if slices.Contains(s.Roles, r.ID) {
				scenes++
			}
		}
		out = append(out, points.Performance{Person: cmp.Or(r.Performer, toHire), Role: r.Name, Cachets: figures["plan:role:"+r.ID],
			Scenes: scenes, Law: "FR"})
	}
	slices.SortStableFunc(out, func(a, b points.Performance) int { return b.Cachets.Cmp(a.Cachets) })
	for i := range out[:min(2, len(out))] {
		out[i].Rank = i + 1
	}
	return out
}

// crew gathers the lines of one person in one job: preparation, shoot and wrap are one engagement.
func crew(e budget.Estimate) ([]points.Technician, error) {
	var out []points.Technician
	for i, l := range e.Budget.Lines {
		if l.From == "plan:premium_hours" || l.From == "plan:overtime_hours" {
			continue // the hours of everybody, not a person's
		}
		if l.Status != budget.Salaried || (l.Profile != payroll.Technician && l.Profile != payroll.Cadre) || !e.Lines[i].Active {
			continue
		}
		post, err := points.PostOf(l.Job)
		if err != nil {
			return nil, err
		}
		t := points.Technician{Person: cmp.Or(l.Person, toHire), Post: post, Job: cmp.Or(l.Job, l.Label), Pay: e.Lines[i].Amount,
			Charges: e.Lines[i].Charges, Law: "FR"}
		same := slices.IndexFunc(out, func(o points.Technician) bool { return o.Person == t.Person && o.Job == t.Job })
		if same < 0 {
			out = append(out, t)
			continue
		}
		out[same].Pay, out[same].Charges = out[same].Pay.Add(t.Pay), out[same].Charges.Add(t.Charges)
	}
	return out, nil
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
