package schedule

import (
	"slices"
	"time"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/fr"
)

func hm(min int) string {
	if min < 0 {
		return "aucune heure"
	}
	return fr.Hours(time.Duration(min) * time.Minute)
}

// week is a civil week of work: the Monday and what was worked.
type week struct {
	monday  moteur.Date
	dates   []moteur.Date
	minutes int
}

// byWeek groups the days in which a test holds by civil week; minutes come from the given measure.
func (c *checker) byWeek(keep func(d checkedDay) bool, minutes func(d checkedDay) int) []week {
	var out []week
	for _, d := range c.days {
		if !keep(d) {
			continue
		}
		if m := d.Date.Monday(); len(out) == 0 || out[len(out)-1].monday != m {
			out = append(out, week{monday: m})
		}
		w := &out[len(out)-1]
		if !slices.Contains(w.dates, d.Date) {
			w.dates = append(w.dates, d.Date)
		}
		w.minutes += minutes(d)
	}
	return out
}
