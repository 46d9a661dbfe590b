package search

// maxRuns is the number of runs a tariff is cut into at most: the midnight between its two dates, and the ends of the nights before, of
// and after the first.
const maxRuns = 8

// lastMinute is 47:59, the last minute of a working day.
const lastMinute = 48*60 - 1

// Run is a run of minutes of a date that the law of premiums sees alike.
type Run struct {
	Until int  // minutes that really pass from the midnight of the date to its end
	Night bool // hours of night
	Next  bool // the premiums of the next date are due
}

// Tariff is the price of the minutes of a date and of the morning after it. Rates are in hundredths of a percent of the hour of the
// crew: by date (0 the first one, 1 the next), by stage of night (0 outside the night, 1 its first minutes, 2 those beyond) and by side
// of the work after which overtime is paid (0 before, 1 after). A date without premiums has no run.
type Tariff struct {
	Runs        [maxRuns]Run
	Len         int // the runs in use; what comes after the last is like it
	Over10After int // minutes of work; 0 when no overtime is paid
	NightFirst  int // minutes of night; 0 when all have one rate
	Rates       [2][3][2]int
}

// counted are the minutes of a day by date, stage of night and side of overtime.
type counted [2][3][2]int

// count adds the work from a minute to another, in minutes that really pass. worked and dark are the minutes of work and of night so
// far; count returns what they become.
func (t *Tariff) count(n *counted, from, to, worked, dark int) (int, int) {
	for k := 0; k < t.Len && from < to; {
		run := &t.Runs[k]
		end := to
		if k < t.Len-1 {
			end = min(end, run.Until)
		}
		if end <= from {
			k++
			continue
		}
		d, date, stage, over := end-from, 0, 0, 0 // the next minutes that are all of one date, stage and side
		if run.Next {
			date = 1
		}
		if run.Night {
			stage = 1
			if t.NightFirst > 0 {
				if dark >= t.NightFirst {
					stage = 2
				} else {
					d = min(d, t.NightFirst-dark)
				}
			}
		}
		if t.Over10After > 0 {
			if worked >= t.Over10After {
				over = 1
			} else {
				d = min(d, t.Over10After-worked)
			}
		}
		n[date][stage][over] += d
		worked, from = worked+d, from+d
		if run.Night {
			dark += d
		}
	}
	return worked, dark
}

// price is the price in cents of the minutes of a day at an hourly rate in cents: the minutes of one date, stage and side are a line,
// rounded to the cent.
func (t *Tariff) price(n *counted, hour int64) int64 {
	var sum int64
	for date := range n {
		for stage := range n[date] {
			for over, minutes := range n[date][stage] {
				if minutes > 0 {
					sum += roundDiv(int64(minutes)*hour*int64(t.Rates[date][stage][over]), 600000)
				}
			}
		}
	}
	return sum
}

// broken is the price in cents of a day from a minute to another with a break of some length, in minutes that really pass.
func (t *Tariff) broken(hour int64, from, pause, length, to int) int64 {
	var n counted
	worked, dark := t.count(&n, from, pause, 0, 0)
	t.count(&n, pause+length, to, worked, dark)
	return t.price(&n, hour)
}

// premiums is the price in cents of the premiums of a day's hours. The break is not work when it stands inside them.
func (m *Model) premiums(l *Law, h Hours) int64 {
	t := &l.Tariff
	if t.Len == 0 {
		return 0
	}
	clock := func(at int) int { return l.real(min(max(at, 0), lastMinute)) }
	call, wrap := clock(h.Call), clock(h.Wrap)
	if h.Break <= 0 || h.Meal < h.Call || h.Meal+h.Break > h.Wrap {
		return t.broken(m.HourRate, call, call, 0, wrap)
	}
	meal, back := clock(h.Meal), clock(h.Meal+h.Break)
	return t.broken(m.HourRate, call, meal, back-meal, wrap)
}

// roundDiv divides two positive numbers and rounds half up.
func roundDiv(a, b int64) int64 { return (a + b/2) / b }
