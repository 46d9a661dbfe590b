package search

import "math/bits"

// memo is a table of days already evaluated, found by Zobrist hashing: where evaluating a day is long, the same days come back again
// and again. Each place of the table holds the last day of its hash; the scenes are compared, so that no day is taken for another.
type memo struct {
	keys []uint64  // by scene: a random number; the hash of a day is made of those of its scenes
	rows []memoRow // a power of two of them
}

// memoMost is the most scenes of a day that is remembered.
const memoMost = 14

// memoRow is a day of a class of slots with n scenes.
type memoRow struct {
	class  int32
	n      int32
	scenes [memoMost]int32
	day    dayEval
}

// newMemo makes an empty table: a few places for each scene and slot, 65 536 at most.
func newMemo(m *Model) *memo {
	n := max(1, min(len(m.Scenes)*len(m.Slots)*16, 1<<16))
	k := &memo{keys: make([]uint64, len(m.Scenes)), rows: make([]memoRow, 1<<bits.Len(uint(n-1)))}
	x := uint64(0x9e3779b97f4a7c15)
	for i := range k.keys {
		x ^= x << 13
		x ^= x >> 7
		x ^= x << 17
		k.keys[i] = x
	}
	return k
}

// price is evalDay, from the table when the day is there.
func (k *memo) price(m *Model, slot int, scenes []int, w *scratch) dayEval {
	class := m.class[slot]
	if len(scenes) == 0 || len(scenes) > memoMost || class < 0 {
		return m.evalDay(slot, scenes, w)
	}
	h := uint64(class) * 0x9e3779b97f4a7c15
	for _, s := range scenes {
		h ^= k.keys[s]
	}
	row := &k.rows[(h^h>>32)&uint64(len(k.rows)-1)]
	if row.class == int32(class) && int(row.n) == len(scenes) {
		same := true
		for i, s := range scenes {
			same = same && row.scenes[i] == int32(s)
		}
		if same {
			return row.day
		}
	}
	row.day = m.evalDay(slot, scenes, w)
	row.class, row.n = int32(class), int32(len(scenes))
	for i, s := range scenes {
		row.scenes[i] = int32(s)
	}
	return row.day
}
