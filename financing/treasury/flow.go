package treasury

import (
	"math/bits"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/money"
)

// Inside the treasury amounts are whole cents in an int64: exact, and fast enough for thousands of scenarios. They come in and go
// out as decimals; the largest amount accepted is maxCents.
const maxCents = int64(1_000_000_000_000_00) // a thousand billion euros

// cents converts an amount; false when it has more than two decimals or is out of bounds.
func cents(d decimal.Decimal) (int64, bool) {
	if money.Guard(d) != nil {
		return 0, false
	}
	if d.Exponent() == -2 && d.NumDigits() <= 17 {
		v := d.CoefficientInt64()
		return v, v <= maxCents && v >= -maxCents
	}
	s := d.Shift(2)
	if !s.IsInteger() || s.Abs().GreaterThan(decimal.NewFromInt(maxCents)) {
		return 0, false
	}
	return s.IntPart(), true
}

func euros(c int64) decimal.Decimal { return decimal.New(c, -2) }

// splitCents shares an amount in proportion to the weights by largest remainder, ties to the earlier part: the parts add
// up exactly, as money.Split does on decimals. Weights are not negative; when all are zero the last part takes all.
func splitCents(dst []int64, amount int64, weights []int64) []int64 {
	dst = dst[:0]
	var total uint64
	for _, w := range weights {
		total += uint64(w)
	}
	if len(weights) == 0 {
		return dst
	}
	if total == 0 {
		for range weights {
			dst = append(dst, 0)
		}
		dst[len(dst)-1] = amount
		return dst
	}
	neg := amount < 0
	abs := uint64(amount)
	if neg {
		abs = uint64(-amount)
	}
	left := abs
	var buf [64]uint64
	rest := buf[:0]
	for _, w := range weights {
		hi, lo := bits.Mul64(abs, uint64(w))
		q, r := bits.Div64(hi, lo, total) // hi < total because w <= total and abs < 2^63
		dst = append(dst, int64(q))
		rest = append(rest, r)
		left -= q
	}
	if left > 0 { // the cents left go to the largest remainders; fewer cents than parts with a remainder
		var buf2 [64]uint64
		order := append(buf2[:0], rest...)
		slices.Sort(order)
		floor := order[uint64(len(order))-left]
		for i, r := range rest {
			if r > floor {
				dst[i]++
				left--
			}
		}
		for i, r := range rest {
			if left > 0 && r == floor {
				dst[i]++
				left--
			}
		}
	}
	if neg {
		for i := range dst {
			dst[i] = -dst[i]
		}
	}
	return dst
}

// flow is a movement inside the engine.
type flow struct {
	day      moteur.Date
	net, vat int64
	row      int32 // index in ledger.rows
	line     int32 // index in ledger.notes, -1 for none
	instal   int32
	basis    basis
	in       bool
	actual   bool
	late     bool
	noncash  bool // both sides of an in-kind contribution: settled on its day, never late
}

// basis is where the date of a flow comes from.
type basis uint8

const (
	basisGiven basis = iota
	basisInstalment
	basisTemplate
	basisClaim
	basisShoot
	basisRole
	basisLocation
	basisNeed
	basisSpan
	basisCurve
	basisCharges
	basisMirror
	basisActual
)

var basisTexts = [...]string{"", "échéance du contrat", "échéancier d'usage", "créance par exercice",
	"jours de tournage du plan de travail",
	"jours du rôle au plan de travail", "jours du lieu au plan de travail", "jours du matériel au plan de travail", "dates de la ligne",
	"courbe du poste", "charges de la paie", "contrepartie des lignes du devis", "réalisé"}

// ledger is the list of flows with the tables they point into.
type ledger struct {
	rows  []ledgerRow
	index map[rowKey]int32
	notes []note
	flows []flow
	vats  []flow // flows with the State
	loans []flow // moves of the bank credit
	// replaced is what the devis counts of finance costs that the bank credit stands for, cents.
	replaced int64
}

type rowKey struct {
	key string
	in  bool
}

type ledgerRow struct {
	rowKey
	label string
}

// note is the label and line of flows of one origin.
type note struct{ label, line string }

func newLedger(capacity int) *ledger {
	return &ledger{index: map[rowKey]int32{}, flows: make([]flow, 0, capacity)}
}

func (l *ledger) row(key, label string, in bool) int32 {
	k := rowKey{key, in}
	if i, ok := l.index[k]; ok {
		return i
	}
	i := int32(len(l.rows))
	l.rows = append(l.rows, ledgerRow{k, label})
	l.index[k] = i
	return i
}

func (l *ledger) note(label, line string) int32 {
	l.notes = append(l.notes, note{label, line})
	return int32(len(l.notes) - 1)
}

func (l *ledger) movement(f flow) Movement {
	m := Movement{Date: f.day, In: f.in, Key: l.rows[f.row].key, Label: l.rows[f.row].label, Net: euros(f.net), VAT: euros(f.vat),
		Instalment: int(f.instal), Basis: basisTexts[f.basis], Actual: f.actual, Late: f.late}
	if f.line >= 0 {
		m.Label, m.Line = l.notes[f.line].label, l.notes[f.line].line
	}
	return m
}
