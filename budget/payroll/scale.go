package payroll

import (
	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
)

// slot is a kind of paid time: one pay line of a week.
type slot int

const (
	slotBase slot = iota
	slotBand0
	slotBand1
	slotBand2
	slotOver10
	slotNight
	slotNightBeyond
	slotSunday
	slotHoliday
	slotMay1
	slotSixth
	slotRest
	slotRestApart
	slotUnrecovered
	slotHolidayOff
	slotBreak
	slotGuarantee
	slots
)

// scale is how one agreement prices hours: overtime by band of the week or of the day, premiums and their cap.
type scale struct {
	perDay  bool
	bands   []band
	minDay  int // minutes paid at least on a day, with perDay
	over10  premium
	over10h int // minutes of shooting in a day after which over10 is due; 0 means never
	night   func(d moteur.Date, studio bool) nightWindow
	nightA  premium // first nightH minutes
	nightB  premium
	nightH  int
	sunday  premium
	holiday premium
	sixth   premium
	rest    premium
	// flatSixth: the sixth day earns no overtime premium by week.
	flatSixth bool
	cap       int64 // sum of premiums at most, ten-thousandths; 0 means none
	restApart bool
	may1      bool // 1 May doubled outside the cap
}

// tally sums paid time by slot, in minutes × ten-thousandths × den, and the minutes concerned × den.
type tally struct {
	units   [slots]int64
	minutes [slots]int64
	den     int64 // minutes of presence of the equivalence class, or 1
	index   int64 // place in the week or the day, minutes × den
}

func newTally() tally { return tally{den: 1} }

// hoursPaid is the number of base hours that the units of a slot pay, exact to 10 decimals.
func (t *tally) hoursPaid(s slot) decimal.Decimal {
	return decimal.NewFromInt(t.units[s]).DivRound(decimal.NewFromInt(60*10000*t.den), 10)
}

func (t *tally) hoursWorked(s slot) decimal.Decimal {
	return decimal.NewFromInt(t.minutes[s]).DivRound(decimal.NewFromInt(60*t.den), 4)
}

// amount prices a slot: base hour × units, to the cent.
func (t *tally) amount(s slot, hourly decimal.Decimal) decimal.Decimal {
	return hourly.Mul(decimal.NewFromInt(t.units[s])).DivRound(decimal.NewFromInt(60*10000*t.den), 2)
}

// dayState is what changes along a day.
type dayState struct {
	worked    int // minutes of effective work so far
	nightSoFr int
	restLeft  int // anticipated minutes not yet priced
	// equivalence: minutes of presence still paid at the class's ratio
	allowance  int
	ratio      int64 // paid minutes × den per minute of presence within the allowance
	sixth      bool
	shooting   bool
	studio     bool
	date       moteur.Date
	sunday     [2]bool // of the date and of the next day
	holiday    [2]bool
	may1       [2]bool
	window     [2]nightWindow // of the evening before and of the date's own evening
	windowNext nightWindow
	premiums   dayPremiums
}

// dayPremiums counts the minutes of a day under each premium, for its row on the time sheet.
type dayPremiums struct{ night, sunday, holiday, over10 int }

// run prices the work between two minutes after midnight, cut wherever a premium changes.
func (s *scale) run(t *tally, d *dayState, from, to int) {
	for m := from; m < to; {
		n := s.stretch(d, m, to)
		s.price(t, d, m, n)
		m += n
		d.worked += n
	}
}

// stretch is the number of minutes from m during which nothing changes, overtime bands excepted.
func (s *scale) stretch(d *dayState, m, to int) int {
	n := to - m
	upTo := func(edge int) {
		if edge > m && edge-m < n {
			n = edge - m
		}
	}
	upTo(1440)
	w := d.window
	upTo(w[0].to.Minutes())
	upTo(w[1].from.Minutes())
	upTo(1440 + w[1].to.Minutes())
	upTo(1440 + d.windowNext.from.Minutes())
	if s.over10h > 0 && d.worked < s.over10h {
		upTo(m + s.over10h - d.worked)
	}
	if s.nightH > d.nightSoFr {
		upTo(m + s.nightH - d.nightSoFr)
	}
	if d.restLeft > 0 {
		upTo(m + d.restLeft)
	}
	if d.allowance > 0 {
		upTo(m + d.allowance)
	}
	return n
}

func (d *dayState) night(m int) bool {
	return m < d.window[0].to.Minutes() || (m >= d.window[1].from.Minutes() && m < 1440+d.window[1].to.Minutes()) ||
		m >= 1440+d.windowNext.from.Minutes()
}

// price adds n like minutes: base pay, premiums in the order of their law under the cap, then overtime under what is left.
func (s *scale) price(t *tally, d *dayState, m, n int) {
	room := s.cap
	if room == 0 {
		room = 1 << 40
	}
	den := t.den
	add := func(k slot, bp int64) {
		if bp == 0 {
			return
		}
		take := min(bp, room)
		room -= take
		t.units[k] += take * int64(n) * den
		t.minutes[k] += int64(n) * den
	}
	day := 0
	if m >= 1440 {
		day = 1
	}
	if d.holiday[day] {
		d.premiums.holiday += n
		if s.may1 && d.may1[day] {
			t.units[slotMay1] += s.holiday.bp * int64(n) * den
			t.minutes[slotMay1] += int64(n) * den
		} else {
			add(slotHoliday, s.holiday.bp)
		}
	}
	if d.sunday[day] {
		d.premiums.sunday += n
		add(slotSunday, s.sunday.bp)
	}
	if d.sixth {
		add(slotSixth, s.sixth.bp)
	}
	if s.over10h > 0 && d.shooting && d.worked >= s.over10h {
		d.premiums.over10 += n
		add(slotOver10, s.over10.bp)
	}
	if d.restLeft > 0 {
		d.restLeft -= n
		if s.restApart {
			t.units[slotRestApart] += s.rest.bp * int64(n) * den
			t.minutes[slotRestApart] += int64(n) * den
		} else {
			add(slotRest, s.rest.bp)
		}
	}
	if s.nightA.bp > 0 && d.night(m) {
		if d.nightSoFr < s.nightH {
			add(slotNight, s.nightA.bp)
		} else {
			add(slotNightBeyond, s.nightB.bp)
		}
		d.nightSoFr += n
		d.premiums.night += n
	}
	s.base(t, d, n, room)
}

// base adds n minutes of base pay and their overtime premium, limited to the room left under the cap.
func (s *scale) base(t *tally, d *dayState, n int, room int64) {
	paid := int64(n) * t.den
	if d.allowance > 0 {
		d.allowance -= n
		paid = int64(n) * d.ratio
	}
	t.units[slotBase] += paid * 10000
	t.minutes[slotBase] += paid
	if d.sixth && s.flatSixth {
		return
	}
	s.bandsOver(t, paid, room)
}

// bandsOver moves the index by paid minutes × den and adds the premium of each band crossed.
func (s *scale) bandsOver(t *tally, paid, room int64) {
	from, to := t.index, t.index+paid
	for i, b := range s.bands {
		lo := int64(b.start()) * t.den
		hi := int64(1) << 60
		if i+1 < len(s.bands) {
			hi = int64(s.bands[i+1].start()) * t.den
		}
		lo, hi = max(lo, from), min(hi, to)
		if hi > lo {
			t.units[slotBand0+slot(i)] += (hi - lo) * min(b.premium.bp, room)
			t.minutes[slotBand0+slot(i)] += hi - lo
		}
	}
	t.index = to
}

// topUp pays minutes × den that were guaranteed and not worked: base and overtime of their rank.
func (s *scale) topUp(t *tally, missing int64) {
	if missing <= 0 {
		return
	}
	t.units[slotGuarantee] += missing * 10000
	t.minutes[slotGuarantee] += missing
	room := s.cap
	if room == 0 {
		room = 1 << 40
	}
	s.bandsOver(t, missing, room)
}
