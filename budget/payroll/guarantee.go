package payroll

import (
	"fmt"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/law"
	"github.com/moteur-film/moteur/schedule/labour"
)

// equivalence is the class of a shooting week: minutes of presence, and minutes paid for them.
type equivalence struct{ paid, presence, days int }

func (c *counter) equivalenceOf(shooting int, on moteur.Date) (equivalence, bool, error) {
	if c.terms.Daily || c.terms.NoEquivalence || c.job.Class == "" || shooting == 0 {
		return equivalence{}, false, nil
	}
	least, err := minimaInt("equivalence.min_days", on)
	if err != nil {
		return equivalence{}, false, err
	}
	if n := c.terms.Span.Days(); (n > 0 && n < least) || (n == 0 && shooting < least) {
		return equivalence{}, false, nil
	}
	basis, days := Shoot5, 5
	if shooting > 5 {
		basis, days = Shoot6, 6
	}
	paid, presence, err := c.job.Equivalence(basis, on)
	if err != nil {
		return equivalence{}, false, err
	}
	return equivalence{paid: paid * 60, presence: presence * 60, days: days}, true, nil
}

// Equivalence is the equivalence of a shooting week of five or six days (Shoot5, Shoot6) for the class of a job: the hours paid and
// the hours of presence they stand for. Errors wrap ErrBasis for a job or a basis without equivalence, law.ErrBefore too early.
func (j Job) Equivalence(b Basis, on moteur.Date) (paid, presence int, err error) {
	week, ok := map[Basis]string{Shoot5: "week5", Shoot6: "week6"}[b]
	if !ok || j.Class == "" {
		return 0, 0, fmt.Errorf("payroll : équivalence %s, %s : %w", j.Name, b.Label(), ErrBasis)
	}
	if paid, err = minimaInt("class."+j.Class+"."+week+".effective", on); err != nil {
		return 0, 0, err
	}
	presence, err = minimaInt("class."+j.Class+"."+week+".presence", on)
	return paid, presence, err
}

// minimaInt reads a whole number of the minima table.
func minimaInt(id string, on moteur.Date) (int, error) {
	t, err := minimaTable()
	if err != nil {
		return 0, err
	}
	b := law.Open(on, nil, t)
	n := b.Int(id)
	if err := b.Err(); err != nil {
		return 0, fmt.Errorf("payroll : %w", err)
	}
	return n, nil
}

// missingPay is what a week's pay guarantees beyond the hours worked, in minutes × den: the presence of the equivalence
// class that was not used (the class is a week's pay), then the guaranteed week. These hours take the first ranks of the
// week, so that an hour worked instead of guaranteed never costs less.
func (c *counter) missingPay(t *tally, eq equivalence, allowance int, monday moteur.Date, week []labour.Day, worked weekDays) int64 {
	var shot, other, off int
	for _, day := range week {
		h := c.hours(day.Date)
		switch {
		case h.Kind == labour.HolidayOff:
			off += c.rates.HolidayOff
		case h.SixthDay: // paid apart
		case h.Kind == labour.Shooting && eq.days > 0:
			shot += h.Effective
		default:
			other += h.Effective
		}
	}
	unused := int64(max(0, allowance-shot)) * int64(eq.paid)
	paid := int64(min(shot, allowance))*int64(eq.paid) + int64(max(0, shot-allowance)+other)*t.den + unused
	return unused + max(0, int64(c.guarantee(monday, week, worked)-off)*t.den-paid)
}

// guarantee is the minutes paid at least in a week: 39 h, or 47 h in a six-day week outside Île-de-France, in proportion
// to the days in a week the engagement only touches.
func (c *counter) guarantee(monday moteur.Date, week []labour.Day, worked weekDays) int {
	s := c.terms.Span
	full := s.Days() > 0 && !s.From.After(monday) && !s.To.Before(monday.AddDays(4))
	if worked.worked >= c.limits.WeekDays.Value && worked.region == worked.worked {
		return c.rates.Guaranteed6
	}
	n := len(week)
	if full || n > 5 {
		n = 5
	}
	return c.rates.Guaranteed * n / 5
}
