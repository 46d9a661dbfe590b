package payroll

import (
	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur/schedule/labour"
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

// scale is how a regime prices hours: its premiums, and the overtime bands of its weeks or of its days.
type scale struct {
	labour.Premiums
	perDay bool
	bands  []labour.Band
	minDay int // minutes paid at least on a day, with perDay
	// flatSixth: the sixth day earns no overtime premium by week.
	flatSixth bool
	restApart bool
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

// allowance is the presence of the equivalence class that is still to use: minutes, paid at the ratio of the class.
type allowance struct {
	minutes int
	ratio   int64 // paid minutes × den per minute of presence
}

// price adds a stretch: base pay, premiums in the order of their law under the cap, then overtime under what is left. It is cut where
// the allowance ends.
func (s *scale) price(t *tally, a *allowance, st labour.Stretch) {
	for st.Minutes > 0 {
		n := st.Minutes
		if a.minutes > 0 {
			n = min(n, a.minutes)
		}
		s.priceRun(t, a, st, n)
		st.Minutes -= n
	}
}

func (s *scale) priceRun(t *tally, a *allowance, st labour.Stretch, n int) {
	room := s.room()
	add := func(k slot, p labour.Premium) {
		if p.Rate == 0 {
			return
		}
		take := min(int64(p.Rate), room)
		room -= take
		t.units[k] += take * int64(n) * t.den
		t.minutes[k] += int64(n) * t.den
	}
	apart := func(k slot, p labour.Premium) { // outside the cap
		t.units[k] += int64(p.Rate) * int64(n) * t.den
		t.minutes[k] += int64(n) * t.den
	}
	switch {
	case st.MayDay && s.Holiday.Rate > 0:
		apart(slotMay1, s.Holiday)
	case st.Holiday:
		add(slotHoliday, s.Holiday)
	}
	if st.Sunday {
		add(slotSunday, s.Sunday)
	}
	if st.SixthDay {
		add(slotSixth, s.SixthDay)
	}
	if st.Over10 {
		add(slotOver10, s.Over10)
	}
	switch {
	case st.Short && s.restApart:
		apart(slotRestApart, s.ShortRest)
	case st.Short:
		add(slotRest, s.ShortRest)
	}
	switch {
	case st.Beyond:
		add(slotNightBeyond, s.NightBeyond)
	case st.Night:
		add(slotNight, s.Night)
	}
	s.base(t, a, st.SixthDay, n, room)
}

// room is what the cap leaves to the premiums of an hour.
func (s *scale) room() int64 {
	if s.Cap == 0 {
		return 1 << 40
	}
	return int64(s.Cap)
}

// base adds n minutes of base pay and their overtime premium, limited to the room left under the cap.
func (s *scale) base(t *tally, a *allowance, sixth bool, n int, room int64) {
	paid := int64(n) * t.den
	if a.minutes > 0 {
		a.minutes -= n
		paid = int64(n) * a.ratio
	}
	t.units[slotBase] += paid * 10000
	t.minutes[slotBase] += paid
	if sixth && s.flatSixth {
		return
	}
	s.bandsOver(t, paid, room)
}

// bandsOver moves the index by paid minutes × den and adds the premium of each band crossed.
func (s *scale) bandsOver(t *tally, paid, room int64) {
	to := t.index + paid
	for i, n := range labour.InBands(s.bands, t.index, to, t.den) {
		t.units[slotBand0+slot(i)] += n * min(int64(s.bands[i].Premium.Rate), room)
		t.minutes[slotBand0+slot(i)] += n
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
	s.bandsOver(t, missing, s.room())
}
