package schedule

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/fr"
)

// longPause is the number of working days without shooting that a plan is asked about: a whole week. mostPauses bounds those explained.
const (
	longPause  = 5
	mostPauses = 3
)

// putOff warns of a start, or of a day after others, that waits for a week or more, with what the scenes of that day wait for and the ways
// to shoot sooner.
func (c *compiled) putOff(plan Plan, r *moteur.Report) {
	if c.p.Calendar.Dateless {
		return
	}
	from, started, told := c.p.Calendar.First, false, 0
	for i, d := range plan.Days {
		if d.Date.Before(from) {
			started = true
			continue
		}
		idle := 0
		for on := from; on.Before(d.Date); on = on.AddDays(1) {
			if c.p.Calendar.idles(on) {
				idle++
			}
		}
		if idle >= longPause && told < mostPauses && !d.Locked {
			told++
			said := fmt.Sprintf("Le tournage, demandé le %s, ne commence que le %s", fr.LongDate(from), fr.LongDate(d.Date))
			if started {
				said = fmt.Sprintf("Le tournage s'arrête après le %s et ne reprend que le %s", fr.LongDate(from.AddDays(-1)),
					fr.LongDate(d.Date))
			}
			r.Warnf(fmt.Sprintf("days[%d].date", i), "schedule/put-off", "%s, %d jours ouvrés plus tard%s", said, idle,
				c.whyPutOff(plan.Days[i:], from, d.Date))
		}
		from, started = d.Date.AddDays(1), true
	}
}

// whyPutOff says what keeps a scene of some days, the first of them first, from being shot between a date and another, and what would let
// it be; where no scene alone explains it, it says so.
func (c *compiled) whyPutOff(days []Day, from, to moteur.Date) string {
	ctx, e := within(context.Background(), lonely(c.in.Step), aloneDays, &spending{})
	defer e.stop()
	for _, d := range days {
		if d.Date.After(to) {
			break
		}
		for _, id := range d.Scenes {
			alone, ok := c.sooner(id, days, from, to)
			if !ok {
				continue
			}
			if !e.proves(ctx, alone, 0, 0) {
				continue
			}
			reasons, ways := alone.soonerWays(ctx, shrunk(ctx, alone, e), e)
			said := fmt.Sprintf(" : la séquence %s (%s) ne peut se tourner avant", id, c.p.lengthOf(alone.Scenes[0]))
			if len(reasons) > 0 {
				said += ", car : " + strings.Join(reasons, " ; ")
			}
			if said += "."; len(ways) > 0 {
				said += " Possible plus tôt si : " + strings.Join(ways, " ; ") + "."
			}
			return said
		}
	}
	return " : aucune séquence ne l'impose à elle seule, d'autres dates coûtent plus cher ou ne vont pas ensemble."
}

// sooner is the problem of one scene of some days, in its parts of the plan, on the dates before one of them.
func (c *compiled) sooner(id string, days []Day, from, to moteur.Date) (Problem, bool) {
	p := only(c.p, id)
	if len(p.Scenes) == 0 || slices.ContainsFunc(p.Frozen, func(d Day) bool { return slices.Contains(d.Scenes, id) }) {
		return p, false
	}
	p.Frozen, p.Calendar.First, p.Calendar.Last, p.Calendar.MaxDays = nil, from, to.AddDays(-1), 0
	s := &p.Scenes[0]
	plays := func(o Role) bool { return slices.Contains(s.Roles, o.ID) }
	p.Roles = slices.DeleteFunc(p.Roles, func(o Role) bool {
		return !plays(o) && !slices.ContainsFunc(c.p.Roles, func(r Role) bool {
			return plays(r) && r.Performer != "" && r.Performer == o.Performer
		})
	})
	s.Parts, s.Shares = 0, nil
	for _, d := range days {
		if part, cut := d.part(id); cut {
			s.Shares = append(s.Shares, part.Minutes)
		}
	}
	if len(s.Shares) == 0 {
		s.Shares = []int{p.shootMinutes(*s)}
	}
	return p, true
}

// soonerWays are the constraints that an impossible problem of one scene needs, in French, those of the calendar left out, and the least
// steps of their ways that free it: from its first dates on, else at all.
func (p Problem) soonerWays(ctx context.Context, needed []string, e *effort) (reasons, ways []string) {
	child := slices.ContainsFunc(needed, func(id string) bool { return strings.HasPrefix(id, "child/") })
	early := p
	if soon := p.Calendar.First.AddDays(2 * 7); soon.Before(p.Calendar.Last) {
		early.Calendar.Last = soon
	}
	var late []string
	for _, l := range levers(p) {
		if !slices.Contains(needed, l.ID) || slices.ContainsFunc([]string{"last-day", "week", "sundays", "days-off", "holiday/", "parts/"},
			func(id string) bool { return strings.HasPrefix(l.ID, id) }) || l.ID == "law" && child {
			continue
		}
		if l.told != nil {
			l.Text = l.told(p.Scenes)
		}
		reasons = append(reasons, strings.TrimSuffix(l.Text, "."))
		for _, w := range l.ways {
			if w.last || w.resort {
				continue
			}
			if text, frees := early.freedBy(ctx, w, e); frees {
				ways = append(ways, text)
			} else if text, frees := p.freedBy(ctx, w, e); frees {
				late = append(late, text)
			}
		}
	}
	if len(ways) == 0 {
		ways = late
	}
	return reasons, ways[:min(len(ways), mostPauses)]
}

// freedBy is the least step of a way that a proof shows to free a problem of one scene, in French: by halves, each step is looser than the
// one before.
func (p Problem) freedBy(ctx context.Context, w way, e *effort) (text string, frees bool) {
	try := func(n int) (string, bool) {
		q := copyOf(p)
		said := w.do(&q, n)
		whole := q
		if len(whole.Scenes[0].Shares) == 1 { // a scene shot whole is no part
			whole.Scenes = []Scene{whole.Scenes[0]}
			whole.Scenes[0].Shares = nil
		}
		frees := whole.Check().Err() == nil && !e.proves(ctx, q, 0, 0)
		return strings.TrimSuffix(said, "."), frees && ctx.Err() == nil
	}
	low, high := 1, w.steps
	if w.uneven || w.steps < 1 {
		high = 1
	}
	if text, frees = try(high); !frees {
		return "", false
	}
	for low < high {
		n := (low + high) / 2
		if said, ok := try(n); ok {
			text, high = said, n
		} else {
			low = n + 1
		}
	}
	return text, true
}
