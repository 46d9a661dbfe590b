package schedule

import (
	"slices"
	"strings"
	"time"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/schedule/internal/search"
	"github.com/moteur-film/moteur/schedule/labour"
)

// premium is a number of minutes paid with a premium, in hundredths of a percent.
type premium struct {
	name    string
	minutes int
	rate    int
}

// premiums are the premiums of a day of the crew, a line for each name and rate: the minutes that the room of working time counts, at
// the rates of its date.
func (b rulebook) premiums(p Problem, d checkedDay) ([]premium, error) {
	stretches, err := b.count(p, p.onDuty(d, d.Call, max(d.Call, d.Wrap)))
	if err != nil {
		return nil, err
	}
	var out []premium
	for _, s := range stretches {
		m := premiumOf(&d.law.rates, s)
		if m.rate == 0 {
			continue
		}
		if i := slices.IndexFunc(out, func(o premium) bool { return o.name == m.name && o.rate == m.rate }); i >= 0 {
			out[i].minutes += m.minutes
			continue
		}
		out = append(out, m)
	}
	return out, nil
}

// count asks the room of working time for the stretches of one day of the crew. Each day is counted by itself: its price does not
// hang on the others, so that a Saturday is the sixth day of a week of which the calendar works the five days before it, and no rest is
// short, which a lawful plan never is. A calendar without holidays has no Sunday nor sixth day either.
func (b rulebook) count(p Problem, day labour.Day) ([]labour.Stretch, error) {
	as, before := b.as(labour.Technician), labour.Before{}
	holidays, err := p.Calendar.Holidays()
	if err != nil {
		return nil, err
	}
	for _, on := range []moteur.Date{day.Date, day.Date.AddDays(1)} {
		if holidays.Holiday(on) != "" {
			as.Holidays = append(as.Holidays, on)
		}
	}
	if day.Date.Weekday() == time.Saturday {
		for k := 1; k <= 5; k++ {
			if p.Calendar.kindOf(day.Date.AddDays(-k)).ok {
				before.WeekDays++
			}
		}
	}
	list, err := labour.Count(as, before, []labour.Day{day})
	if err != nil {
		return nil, err
	}
	out := list[0].Stretches
	for i := range out {
		if p.Calendar.Zone == labour.NoHolidays {
			out[i].Sunday, out[i].SixthDay = false, false
		}
	}
	return out, nil
}

// premiumOf is the premium of a stretch of work: those of its date, of its hours of night and of the hours beyond the tenth, together
// no more than the cap, which leaves 1 May apart.
func premiumOf(rates *labour.Premiums, s labour.Stretch) premium {
	var names []string
	sum, apart := 0, 0
	add := func(due bool, p labour.Premium, name string) {
		if due && p.Rate != 0 {
			sum += p.Rate
			names = append(names, name)
		}
	}
	add(s.Sunday, rates.Sunday, "dimanche")
	if s.MayDay && rates.Holiday.Rate != 0 {
		apart = rates.Holiday.Rate
		names = append(names, "1er mai")
	} else {
		add(s.Holiday, rates.Holiday, "jour férié")
	}
	add(s.SixthDay, rates.SixthDay, "sixième jour")
	add(s.Night && !s.Beyond, rates.Night, "nuit")
	add(s.Beyond, rates.NightBeyond, "nuit au-delà de huit heures")
	add(s.Over10, rates.Over10, "au-delà de dix heures")
	if rates.Cap > 0 {
		sum = min(sum, rates.Cap)
	}
	return premium{name: strings.Join(names, " et "), minutes: s.Minutes, rate: sum + apart}
}

// tariff is the price of the minutes of a date, on a clock and with the holidays of a place, as the search reads it: the room of working
// time counts the longest day there is, and tells where its nights and its dates begin and end.
func (b rulebook) tariff(p Problem, at labour.Day, l *legal) (search.Tariff, error) {
	t := search.Tariff{Over10After: l.rates.Over10After, NightFirst: l.rates.NightFirst}
	at.RDV, at.Back = labour.ClockOf(0), labour.ClockOf(lastClock)
	list, err := b.count(p, at)
	if err != nil || len(list) == 0 {
		return t, err
	}
	plain := func(s labour.Stretch) labour.Stretch { // what the date alone owes
		s.Minutes, s.Night, s.Beyond, s.Over10 = 0, false, false, false
		return s
	}
	first, last := plain(list[0]), plain(list[len(list)-1])
	// Two dates that owe the same are one line of the price.
	same := premiumOf(&l.rates, first) == premiumOf(&l.rates, last)
	until := 0
	for _, s := range list {
		until += s.Minutes
		run := search.Run{Until: until, Night: s.Night, Next: !same && plain(s) != first}
		if n := t.Len; n > 0 && t.Runs[n-1].Night == run.Night && t.Runs[n-1].Next == run.Next {
			t.Runs[n-1].Until = until
			continue
		}
		t.Runs[t.Len] = run
		t.Len++
	}
	for i, s := range []labour.Stretch{first, last} {
		for stage := range 3 {
			for over := range 2 {
				s.Night, s.Beyond, s.Over10 = stage > 0, stage > 1, over > 0
				t.Rates[i][stage][over] = premiumOf(&l.rates, s).rate
			}
		}
	}
	return t, nil
}
