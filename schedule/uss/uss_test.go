package uss_test

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur/internal/testkit"
	"github.com/moteur-film/moteur/schedule/script"
	"github.com/moteur-film/moteur/schedule/uss"
)

const ussSample = `{"universalScheduleStandard": {"id":"s","name":"Plan","created":"2026-01-01T00:00:00.000+0000","source":"x","ussVersion":"1.0.0","_mine":{"a":1},
"breakdowns":[{"id":"b1","type":"strip","scene":12,"pages":1.375,"duration":5400000,"elements":["e1","e2","e3","e4","e5","nowhere"],"_x":[1,2]},
 {"id":"b2","type":"banner","bannerText":"Jour 1","elements":[]}],
"categories":[{"id":"c0","name":"Décors","ucid":0},{"id":"c1","name":"whatever","ucid":1},{"id":"c2","name":"T","ucid":"2"},{"id":"c3","name":"Cast","ucid":100},{"id":"c4","name":"Cascades","ucid":102}],
"elements":[{"id":"e1","category":"c0","name":"CAFÉ - SALLE"},{"id":"e2","category":"c1","name":"INT/EXT"},{"id":"e3","category":"c2","name":"Nuit"},
 {"id":"e4","category":"c3","name":"MARIE","elementId":3,"doodDayCount":10,"events":[{"id":"v","type":"event","name":"doodTravel","date":"2026-01-02T00:00:00.000Z"},{"id":"v","type":"event","name":"fitting","date":"2026-01-03T00:00:00.000Z"}]},
 {"id":"e5","category":"c4","name":"Chute"}],
"stripboards":[{"id":"sb","name":"A","calendar":"k","boards":[{"id":"bd","name":"stripboard","breakdownArrays":[["b2","b1"],[]]}]}],
"calendars":[{"id":"k","name":"C","daysOff":[0,6],"events":[{"id":"w","type":"start","name":null,"date":"2026-02-01T00:00:00.000+0000"}]}]}}`

// Faults of published files are forgiven and told; what is written back is to the letter.
func TestReadForgives(t *testing.T) {
	u, rep, err := uss.Read(strings.NewReader(ussSample), "p.uss")
	require.NoError(t, err)
	for _, rule := range []string{"uss/type", "uss/key", "uss/unknown-reference", "uss/id-twice"} {
		assert.True(t, rep.Has(rule), rule)
	}
	var out, twice bytes.Buffer
	require.NoError(t, uss.Write(&out, u))
	back, rep, err := uss.Read(bytes.NewReader(out.Bytes()), "")
	require.NoError(t, err)
	assert.Empty(t, rep.Of(1))
	assert.NotContains(t, out.String(), "doodDayCount")
	assert.JSONEq(t, `{"a":1}`, string(back.Foreign["_mine"]))
	assert.JSONEq(t, `[1,2]`, string(back.Breakdowns[0].Foreign["_x"]))
	require.NoError(t, uss.Write(&twice, back))
	assert.Equal(t, out.String(), twice.String())
}

func TestReadRefuses(t *testing.T) {
	for name, text := range map[string]string{"not json": "{", "other": `{"a":1}`, "list": `{"universalScheduleStandard":[]}`, "deep": strings.Repeat("[", 5000)} {
		_, _, err := uss.Read(strings.NewReader(text), "p.uss")
		require.ErrorIs(t, err, script.ErrFormat, name)
	}
}

func TestReadCases(t *testing.T) {
	dir := testkit.Cases(t, "scripts/schedule")
	for _, path := range testkit.Glob(t, dir, "*.uss") {
		t.Run(filepath.Base(path), func(t *testing.T) {
			content, err := os.ReadFile(path)
			require.NoError(t, err)
			u, rep, err := uss.Read(bytes.NewReader(content), filepath.Base(path))
			require.NoError(t, err)
			assert.Empty(t, rep.Of(1))
			var out bytes.Buffer
			require.NoError(t, uss.Write(&out, u))
			back, rep, err := uss.Read(bytes.NewReader(out.Bytes()), "back.uss")
			require.NoError(t, err)
			assert.Empty(t, rep.Issues, "what we write is to the letter")
			assert.Len(t, back.Breakdowns, len(u.Breakdowns))
			assert.Len(t, back.Elements, len(u.Elements))
		})
	}
}

// endless gives the same byte for ever.
type endless byte

func (e endless) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = byte(e)
	}
	return len(p), nil
}

func TestReadIsBounded(t *testing.T) {
	_, _, err := uss.Read(endless('{'), "")
	require.ErrorIs(t, err, script.ErrTooLarge)
}

// The reader is fuzzed ten minutes:
//
//	go test -run '^$' -fuzz FuzzRead -fuzztime 10m -fuzzminimizetime 1x ./schedule/uss
func FuzzRead(f *testing.F) {
	f.Add([]byte(ussSample))
	f.Add([]byte(`{"universalScheduleStandard":{"breakdowns":[{"scene":null,"pages":"1/8","type":1}],"elements":[null],"calendars":[[]]}}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		u, _, err := uss.Read(bytes.NewReader(data), "f.uss")
		if err != nil {
			return
		}
		var b bytes.Buffer
		require.NoError(t, uss.Write(&b, u))
		back, _, err := uss.Read(bytes.NewReader(b.Bytes()), "f.uss")
		require.NoError(t, err)
		require.Len(t, back.Breakdowns, len(u.Breakdowns))
		require.Len(t, back.Elements, len(u.Elements))
		require.NoError(t, uss.Write(io.Discard, back))
	})
}
