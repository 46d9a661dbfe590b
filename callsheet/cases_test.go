package callsheet_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/callsheet"
	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/internal/testkit"
	"github.com/moteur-film/moteur/schedule/labour"
	"github.com/moteur-film/moteur/schedule/script"
)

// documents reads every JSON file of the folder that has a key, whatever its name.
func documents(t *testing.T, keys ...string) map[string]json.RawMessage {
	t.Helper()
	out := map[string]json.RawMessage{}
	for _, path := range testkit.Glob(t, testkit.Cases(t, "labour"), "*.json") {
		b, err := os.ReadFile(path)
		require.NoError(t, err)
		var top map[string]json.RawMessage
		if json.Unmarshal(b, &top) != nil {
			continue
		}
		all := true
		for _, k := range keys {
			_, ok := top[k]
			all = all && ok
		}
		if all {
			out[filepath.Base(path)] = b
		}
	}
	return out
}

// cases reads the items of a list, over all files, that keep accepts.
func cases[T any](t *testing.T, list string, keep func(T) bool) []T {
	t.Helper()
	var out []T
	for _, b := range documents(t, list) {
		var top map[string]json.RawMessage
		require.NoError(t, json.Unmarshal(b, &top))
		var raw []json.RawMessage
		if json.Unmarshal(top[list], &raw) != nil {
			continue
		}
		for _, r := range raw {
			var v T
			if json.Unmarshal(r, &v) == nil && keep(v) {
				out = append(out, v)
			}
		}
	}
	if len(out) == 0 {
		t.Skipf("no case of %q", list)
	}
	return out
}

func clock(t testing.TB, s string) labour.Clock {
	t.Helper()
	c, err := labour.ParseClock(s)
	require.NoError(t, err)
	return c
}

func TestSunCases(t *testing.T) {
	type sun struct {
		Place     string
		Lat, Lon  *float64
		Date      moteur.Date
		Offset    *float64 `json:"utc_offset_h"`
		Sunrise   string
		Sunset    string
		Tolerance int `json:"tolerance_min"`
	}
	for _, c := range cases(t, "cases", func(c sun) bool { return c.Lat != nil && c.Lon != nil && c.Sunrise != "" }) {
		t.Run(fmt.Sprintf("%s %s", c.Place, c.Date), func(t *testing.T) {
			// the zone with that offset all year, "Etc/GMT-2" for two hours east
			zone := labour.TimeZone("Etc/GMT")
			if n := int(*c.Offset); n != 0 {
				zone = labour.TimeZone(fmt.Sprintf("Etc/GMT%+d", -n))
			}
			got, err := callsheet.SunOn(c.Date, int(*c.Lat*1000), int(*c.Lon*1000), zone)
			require.NoError(t, err)
			tolerance := float64(max(c.Tolerance, 1))
			assert.InDelta(t, clock(t, c.Sunrise).Minutes(), got.Rise.Minutes(), tolerance, "rise %s, want %s", got.Rise, c.Sunrise)
			assert.InDelta(t, clock(t, c.Sunset).Minutes(), got.Set.Minutes(), tolerance, "set %s, want %s", got.Set, c.Sunset)
		})
	}
}

func TestReportCases(t *testing.T) {
	type report struct {
		ID    string
		Input struct {
			Planned []int `json:"planned_s"`
			Useful  []int `json:"useful_s"`
			Days    int   `json:"days_total"`
			Script  int   `json:"script_total_s"`
		}
		Expected  map[string]float64
		Tolerance float64 `json:"tolerance_s"`
	}
	for _, c := range cases(t, "cases", func(c report) bool { return len(c.Input.Useful) > 0 }) {
		t.Run(c.ID, func(t *testing.T) {
			f := callsheet.Predict(callsheet.Pace{Planned: c.Input.Planned, Useful: c.Input.Useful, Days: c.Input.Days, Script: c.Input.Script})
			got := map[string]float64{
				"planned_cum_s": float64(f.Planned), "actual_cum_s": float64(f.Actual), "gap_s": float64(f.Gap), "average_per_day_s": f.Average.InexactFloat64(),
				"remaining_s": float64(f.Remaining), "days_left_plan": float64(f.DaysLeft), "needed_per_day_s": f.Needed.InexactFloat64(), "forecast_days": float64(f.Days), "late_days": float64(f.Late),
			}
			for key, want := range c.Expected {
				v, known := got[key]
				require.True(t, known, "unknown figure %s", key)
				assert.InDelta(t, want, v, c.Tolerance+1e-9, key)
			}
		})
	}
}

func TestEighthsCases(t *testing.T) {
	type eighths struct {
		ID       string
		Input    []string
		Expected struct {
			Eighths int
			Text    string
		}
	}
	for _, c := range cases(t, "eighths", func(c eighths) bool { return len(c.Input) > 0 }) {
		n := 0
		for _, s := range c.Input {
			e, err := callsheet.ParseEighths(s)
			require.NoError(t, err, c.ID)
			n += e
		}
		assert.Equal(t, c.Expected.Eighths, n, c.ID)
		assert.Equal(t, c.Expected.Text, fr.Eighths(n), c.ID)
	}
}

func TestSMSCases(t *testing.T) {
	type sms struct {
		ID       string
		Input    string
		Expected map[string]any
	}
	for _, c := range cases(t, "sms", func(c sms) bool { return c.Input != "" }) {
		t.Run(c.ID, func(t *testing.T) {
			got := callsheet.SMS(c.Input)
			assert.Equal(t, c.Expected["encoding"], string(got.Encoding))
			assert.EqualValues(t, c.Expected["units"], got.Units)
			assert.EqualValues(t, c.Expected["segments"], got.Segments)
			if r, ok := c.Expected["rewritten"].(string); ok {
				assert.Equal(t, r, callsheet.Rewrite(c.Input))
			}
			assert.Equal(t, callsheet.GSM7, callsheet.SMS(callsheet.Rewrite(c.Input)).Encoding)
		})
	}
}

func TestICSCases(t *testing.T) {
	type invite struct {
		ID    string
		Input struct {
			Film, Who, Start, End, Summary, Place string
			Day, Version                          int
			Date                                  moteur.Date
			Cancelled                             bool
		}
		Expected map[string]any
	}
	for _, c := range cases(t, "ics", func(c invite) bool { return len(c.Expected) > 0 }) {
		t.Run(c.ID, func(t *testing.T) {
			in := c.Input
			v := callsheet.Invitation{Film: in.Film, Domain: "example.org", Day: in.Day, Who: in.Who, Version: in.Version, Date: in.Date, Start: clock(t, in.Start), End: clock(t, in.End),
				Summary: in.Summary, Place: in.Place, Cancelled: in.Cancelled}
			if v.Who == "" {
				v.Film, v.Who, v.Version = "x", "x", 1
			}
			var b bytes.Buffer
			require.NoError(t, v.WriteICS(&b, labour.Moment{}))
			lines := strings.Split(strings.ReplaceAll(b.String(), "\r\n ", ""), "\r\n")
			for key, want := range c.Expected {
				if key == "elapsed_h" {
					from, err := labour.TimeZone("").Instant(labour.Moment{Date: in.Date, At: v.Start})
					require.NoError(t, err)
					to, err := labour.TimeZone("").Instant(labour.Moment{Date: in.Date, At: v.End})
					require.NoError(t, err)
					assert.InDelta(t, want, to.Sub(from).Hours(), 1e-9)
					continue
				}
				assert.Contains(t, lines, fmt.Sprintf("%s:%v", key, want))
			}
			for _, l := range strings.Split(b.String(), "\r\n") {
				assert.LessOrEqual(t, len(l), 75)
			}
		})
	}
}

// day is an empty sheet on a date, with what keeps the reminders quiet.
func day(date string) callsheet.Sheet {
	d, err := moteur.ParseDate(date)
	if err != nil {
		panic(err)
	}
	return callsheet.Sheet{Film: "Essai", Day: 1, Days: 1, Date: d, Version: 1, Call: labour.At(8, 0), Ready: labour.At(9, 0), Meal: labour.At(13, 0), MealEnd: labour.At(14, 0), Wrap: labour.At(18, 0),
		Written: callsheet.Written{Hospital: "h", TrainingDone: true, Contacts: []callsheet.Contact{{Role: "référente VHSS"}, {Role: "délégué de plateau"}}}}
}

// broken lists the rules of the errors and warnings that stem from the law.
func broken(r moteur.Report) []string {
	var out []string
	for _, sev := range []moteur.Severity{moteur.Error, moteur.Warning} {
		for _, i := range r.Of(sev) {
			if !strings.HasPrefix(i.Rule, "callsheet/") {
				out = append(out, i.Rule)
			}
		}
	}
	return out
}

// TestScheduleCases runs the cases of rest, span, meals, children and deadlines. Those about crew lists, pay declarations and
// foreigners belong to the payroll room, which runs them.
func TestScheduleCases(t *testing.T) {
	type schedule struct {
		ID       string
		Source   string
		Input    map[string]any
		Expected map[string]any
	}
	text := func(v any) string { s, _ := v.(string); return s }
	hours := func(minutes int) float64 { return float64(minutes) / 60 }
	ran := 0
	for _, c := range cases(t, "cases", func(c schedule) bool { return c.ID != "" && len(c.Input) > 0 && len(c.Expected) > 0 }) {
		in, want := c.Input, c.Expected
		has := func(keys ...string) bool {
			for _, k := range keys {
				if _, ok := in[k]; !ok {
					return false
				}
			}
			return true
		}
		var violations []string
		if list, ok := want["violations"].([]any); ok {
			for _, v := range list {
				violations = append(violations, text(v))
			}
		}
		s := day("2026-05-18")
		age := func() int { n, _ := in["age"].(float64); return int(n) }
		var got []string
		switch {
		case has("next") && !has("age") && (has("back") || has("wrap") || has("out")):
			performer := has("out") || strings.Contains(c.ID+c.Source, "artist") || strings.Contains(c.Source, "Titre III")
			release := labour.Moment{Date: s.Date.AddDays(-1), At: clock(t, text(in["back"])+text(in["wrap"])+text(in["out"]))}
			if next := clock(t, text(in["next"])); performer {
				s.Cast = []callsheet.CastCall{{Role: "1", Character: "A", Status: callsheet.Works, Prep: next, Ready: next.Add(60), Out: next.Add(300), Previous: release}}
			} else {
				s.PreviousWrap, s.Call, s.Ready, s.Wrap = release, next, next.Add(30), next.Add(8*60)
				s.Meal, s.MealEnd = labour.Clock{}, labour.Clock{}
			}
			r := callsheet.Check(s, callsheet.Settings{})
			got = only(broken(r), "t2.rest", "t3.rest")
			if v, ok := want["missing_h"].(float64); ok && v > 0 {
				found := false
				for _, i := range r.Issues {
					found = found || strings.Contains(i.Rule, ".rest.") && strings.Contains(i.Message, "il manque "+fr.Hours(minutes(v)))
				}
				assert.True(t, found, "%s: missing rest, %v", c.ID, r.Issues)
			}
			if _, ok := want["violations"]; !ok {
				violations = got
			}
		case has("rdv", "back"):
			s.Call, s.Wrap = clock(t, text(in["rdv"])), clock(t, text(in["back"]))
			r := callsheet.Check(s, callsheet.Settings{})
			got = broken(r)
			if x, ok := want["excess_h"].(float64); ok {
				found := false
				for _, i := range r.Issues {
					found = found || i.Rule == "t2.day.span" && strings.Contains(i.Message, fr.Hours(minutes(x))+" de trop")
				}
				assert.True(t, found, "%s: excess", c.ID)
			}
		case has("hmc", "out"):
			k := callsheet.CastCall{Role: "1", Character: "A", Status: callsheet.Works, Prep: clock(t, text(in["hmc"])), Ready: clock(t, text(in["hmc"])).Add(60), Out: clock(t, text(in["out"])),
				Pauses: []labour.Break{{From: labour.At(9, 0), To: labour.At(9, 20)}}}
			s.Cast = []callsheet.CastCall{k}
			got = broken(callsheet.Check(s, callsheet.Settings{}))
			if v, ok := want["span_h"].(float64); ok {
				assert.InDelta(t, v, hours(k.Span()), 1e-9, c.ID)
			}
			if v, ok := want["needs_reason"].(bool); ok {
				assert.Equal(t, v, contains(got, "t3.span"), c.ID)
				got = slices.DeleteFunc(got, func(r string) bool { return r == "t3.span" }) // a reason is asked for: no violation
				s.Written.SpanReason = map[string]string{"1": "fin de séquence"}
				assert.NotContains(t, broken(callsheet.Check(s, callsheet.Settings{})), "t3.span", c.ID)
			}
			if v, ok := want["rest_required_h"].(float64); ok {
				next := day("2026-05-19")
				k.Previous, k.PreviousSpan = labour.Moment{Date: s.Date, At: k.Out}, k.Span()
				for shift, ok := range map[int]bool{0: true, 1: false} {
					k2 := k
					k2.Prep = k.Out.Add(int(v*60) - 24*60 - shift)
					k2.Ready, k2.Out = k2.Prep.Add(60), k2.Prep.Add(300)
					next.Cast = []callsheet.CastCall{k2}
					assert.Equal(t, ok, !contains(broken(callsheet.Check(next, callsheet.Settings{})), "t3.rest.daily"), "%s: rest at %d minutes less", c.ID, shift)
				}
			}
		case has("meal"):
			list, _ := in["meal"].([]any)
			require.Len(t, list, 2, c.ID)
			s.Meal, s.MealEnd = clock(t, text(list[0])), clock(t, text(list[1]))
			got = only(broken(callsheet.Check(s, callsheet.Settings{})), "t3.")
		case has("age", "until"):
			derogation, _ := in["derogation"].(bool)
			child := labour.Child{Age: age(), MaxMinutes: 24 * 60}
			if derogation {
				child.NightUntil = labour.At(24, 0)
			}
			k := callsheet.CastCall{Role: "1", Character: "A", Status: callsheet.Works, Out: clock(t, text(in["until"])), Child: &callsheet.Minor{Child: child, Guardian: "g"}}
			k.Prep = k.Out.Add(-120)
			k.Ready = k.Prep.Add(30)
			s.Cast = []callsheet.CastCall{k}
			got = broken(callsheet.Check(s, callsheet.Settings{}))
			if has("next") {
				next := day("2026-05-19")
				k.Previous = labour.Moment{Date: s.Date, At: k.Out}
				k.Prep = clock(t, text(in["next"]))
				k.Ready, k.Out = k.Prep.Add(30), k.Prep.Add(90)
				next.Cast = []callsheet.CastCall{k}
				r := callsheet.Check(next, callsheet.Settings{})
				got = append(got, broken(r)...)
				for _, i := range r.Issues {
					if i.Rule != "minor.rest.lt16" {
						continue
					}
					if v, ok := want["missing_h"].(float64); ok {
						assert.Contains(t, i.Message, "il manque "+fr.Hours(minutes(v)), c.ID)
					}
					if v, ok := want["rest_required_h"].(float64); ok {
						assert.Contains(t, i.Message, "il en faut "+fr.Hours(minutes(v)), c.ID)
					}
				}
			}
		case has("age", "continuous_h"):
			n, _ := in["continuous_h"].(float64)
			s.Cast = []callsheet.CastCall{{Role: "1", Character: "A", Status: callsheet.Works, Prep: labour.At(9, 0), Ready: labour.At(10, 0), Out: labour.At(15, 0), Child: &callsheet.Minor{Child: labour.Child{Age: age(), MaxMinutes: 24 * 60}, Guardian: "g", Continuous: int(n * 60)}}}
			got = only(broken(callsheet.Check(s, callsheet.Settings{})), "t3.pause")
			violations = only(violations, "t3.pause")
		case has("start") || has("shoot"):
			start, err := moteur.ParseDate(text(in["start"]) + text(in["shoot"]))
			require.NoError(t, err, c.ID)
			list, _, err := callsheet.Deadlines(start, 5, labour.Place{})
			require.NoError(t, err)
			by := map[string]string{}
			for _, d := range list {
				by[d.Rule] = d.By.String()
			}
			office := "agate"
			for _, o := range []string{"prefpolice", "lyon"} {
				if strings.Contains(strings.ToLower(c.ID), o) {
					office = o
				}
			}
			for key, rule := range map[string]string{"delegates_election_by": "t2.delegates", "latest_filing": office, "latest": "cchsct"} {
				if v, ok := want[key]; ok {
					assert.Equal(t, v, by[rule], "%s: %s", c.ID, rule)
					ran++
				}
			}
			continue
		case has("weeks", "zone"):
			t.Logf("%s: run by the room of working time", c.ID)
			continue
		default:
			t.Logf("%s: run by the payroll room", c.ID)
			continue
		}
		ran++
		assert.ElementsMatch(t, violations, only(got, violations...), "%s: found %v", c.ID, got)
	}
	require.NotZero(t, ran)
}

func contains(list []string, v string) bool { return len(only(list, v)) > 0 }

// only keeps the texts that start with one of the prefixes, each once; with no prefix, the rules of labour law.
func only(list []string, prefixes ...string) []string {
	if len(prefixes) == 0 {
		prefixes = []string{"t2.", "t3.", "minor."}
	}
	var out []string
	for _, v := range list {
		for _, p := range prefixes {
			if strings.HasPrefix(v, p) && !slices.Contains(out, v) {
				out = append(out, v)
			}
		}
	}
	return out
}

// sampleFile is the shape of the shared feuille de service.
type sampleFile struct {
	Sheet struct {
		Film, Production, Director string
		Day                        int
		DaysTotal                  int `json:"days_total"`
		Date                       moteur.Date
		Weekday                    string
		Version                    int
		Reason                     string        `json:"version_reason"`
		Issued                     labour.Moment `json:"issued"`
		Approved                   string        `json:"approved_by"`
		Night                      bool
		Continuous                 bool `json:"continuous_day"`
		Zone                       string
		Place                      string
		Lat, Lon                   float64
		Sunrise, Sunset            string
		Weather                    string
		Call                       string `json:"crew_call"`
		PAT                        string `json:"pat"`
		Meal                       []string
		Wrap                       string `json:"wrap_expected"`
		Tide                       string `json:"low_tide"`
		Access                     string `json:"accessibility"`
	}
	Scenes []struct {
		Order    int
		ID       string
		IntExt   string `json:"int_ext"`
		Light    string
		Set      string
		Location string
		Summary  string
		Eighths  int
		Minutage int `json:"minutage_s"`
		Roles    []int
		Extras   string
		Needs    []string
	}
	Cast []struct {
		Role                               int
		Character, Performer, Status       string
		Pickup, HMC, Ready, PAT, Out, Prev *string
		PreviousOut                        *string `json:"previous_out"`
		Age                                int
	}
	Extras []struct {
		Label string
		Count int
		Call  string
	}
	Crew []struct {
		Dept string
		Call string
	} `json:"crew_calls"`
	Transport []struct {
		Driver, Phone, Start, To string
		Pickup                   []string
	}
	Emergency map[string]string
	Contacts  []callsheet.Contact
	Advance   []struct {
		Day    int
		Date   moteur.Date
		Scenes []string
		Place  string
	}
	Expected struct {
		Eighths    int    `json:"total_eighths"`
		Pages      string `json:"total_pages"`
		Minutage   string `json:"total_minutage"`
		Scenes     int    `json:"scene_count"`
		Roles      []int  `json:"roles_on_day"`
		Extras     int    `json:"extras_total"`
		FirstCall  string `json:"first_call"`
		Issues     []struct{ Rule, Who, Detail string }
		Spans      map[string]string
		SunriseTol int
	}
}

func (f sampleFile) sheet(t *testing.T) callsheet.Sheet {
	t.Helper()
	at := func(s *string) labour.Clock {
		if s == nil {
			return labour.Clock{}
		}
		return clock(t, *s)
	}
	h := f.Sheet
	s := callsheet.Sheet{Film: h.Film, Company: h.Production, Director: h.Director, Day: h.Day, Days: h.DaysTotal, Date: h.Date, Version: h.Version, Reason: h.Reason, Issued: h.Issued, Approved: h.Approved,
		Night: h.Night, Continuous: h.Continuous, Call: clock(t, h.Call), Ready: clock(t, h.PAT), Wrap: clock(t, h.Wrap), ParisRegion: h.Zone == "idf"}
	if len(h.Meal) == 2 {
		s.Meal, s.MealEnd = clock(t, h.Meal[0]), clock(t, h.Meal[1])
	}
	sun, err := callsheet.SunOn(h.Date, int(h.Lat*1000), int(h.Lon*1000), "")
	require.NoError(t, err)
	s.Sun = sun
	places := map[string]bool{}
	lights := map[string]script.Light{"JOUR": script.Day, "NUIT": script.Night, "SOIR": script.Evening, "MATIN": script.Morning, "AUBE": script.Dawn, "CRÉPUSCULE": script.Dusk}
	for _, x := range f.Scenes {
		id, part := x.ID, ""
		if a, b, ok := strings.Cut(x.ID, " ("); ok {
			id, part = a, strings.TrimSuffix(b, ")")
		}
		row := callsheet.Scene{ID: id, Part: part, Place: script.Place(x.IntExt), Light: lights[x.Light], Set: x.Set, Where: x.Location, Summary: x.Summary, Eighths: x.Eighths, Seconds: x.Minutage, Needs: x.Needs}
		for _, r := range x.Roles {
			row.Roles = append(row.Roles, fmt.Sprint(r))
		}
		fmt.Sscanf(x.Extras, "%d", &row.Extras)
		s.Scenes = append(s.Scenes, row)
		if !places[x.Location] {
			places[x.Location] = true
			s.Places = append(s.Places, callsheet.Place{ID: x.Location, Name: x.Location})
		}
	}
	for _, k := range f.Cast {
		c := callsheet.CastCall{Role: fmt.Sprint(k.Role), Number: k.Role, Character: k.Character, Performer: k.Performer, Status: callsheet.Status(k.Status), Pickup: at(k.Pickup), Prep: at(k.HMC), Dressed: at(k.Ready), Ready: at(k.PAT), Out: at(k.Out)}
		if k.PreviousOut != nil {
			c.Previous = labour.Moment{Date: h.Date.AddDays(-1), At: at(k.PreviousOut)}
		}
		s.Cast = append(s.Cast, c)
	}
	for _, e := range f.Extras {
		s.Extras = append(s.Extras, callsheet.ExtraCall{Kind: e.Label, Count: e.Count, Call: clock(t, e.Call)})
	}
	for _, c := range f.Crew {
		s.Crew = append(s.Crew, callsheet.CrewCall{Department: c.Dept, Call: clock(t, c.Call)})
	}
	for _, r := range f.Transport {
		s.Rides = append(s.Rides, callsheet.Ride{Driver: r.Driver, Phone: r.Phone, Start: clock(t, r.Start), Stops: r.Pickup, To: r.To})
	}
	for _, a := range f.Advance {
		s.Advance = append(s.Advance, callsheet.Advance{Day: a.Day, Date: a.Date, Scenes: a.Scenes, Places: []string{a.Place}})
	}
	s.Written = callsheet.Written{Weather: h.Weather, Tide: h.Tide, Access: h.Access, Contacts: f.Contacts, Hospital: f.Emergency["hospital"]}
	return s
}

func TestCallSheetCases(t *testing.T) {
	files := documents(t, "sheet", "scenes", "cast")
	if len(files) == 0 {
		t.Skip("no shared feuille de service")
	}
	for name, b := range files {
		t.Run(name, func(t *testing.T) {
			var f sampleFile
			require.NoError(t, json.Unmarshal(b, &f))
			s, want := f.sheet(t), f.Expected
			assert.Equal(t, f.Sheet.Weekday, fr.Weekday(s.Date.Weekday()))
			assert.Equal(t, want.Eighths, s.Eighths())
			assert.Equal(t, want.Pages, fr.Eighths(s.Eighths()))
			assert.Equal(t, want.Minutage, fr.Timing(time.Duration(s.Seconds())*time.Second))
			assert.Len(t, s.Scenes, want.Scenes)
			assert.Len(t, s.Cast, len(want.Roles))
			assert.Equal(t, want.Extras, s.ExtraCount())
			assert.Equal(t, want.FirstCall, s.FirstCall().String())
			assert.InDelta(t, clock(t, f.Sheet.Sunrise).Minutes(), s.Sun.Rise.Minutes(), 2)
			assert.InDelta(t, clock(t, f.Sheet.Sunset).Minutes(), s.Sun.Set.Minutes(), 2)
			for _, k := range s.Cast {
				if span := want.Spans[k.Role]; span != "" {
					assert.Equal(t, clock(t, span).Minutes(), k.Span(), "span of role %s", k.Role)
				}
			}
			var rules []string
			for _, i := range want.Issues {
				rules = append(rules, i.Rule)
			}
			r := callsheet.Check(s, callsheet.Settings{})
			assert.ElementsMatch(t, rules, only(broken(r)), "%v", r.Issues)
			for _, i := range r.Issues {
				if !strings.HasPrefix(i.Path, "cast[") {
					continue
				}
				var n int
				fmt.Sscanf(i.Path, "cast[%d]", &n)
				found := false
				for _, w := range want.Issues {
					found = found || w.Rule == i.Rule && w.Who == "rôle "+s.Cast[n].Role
				}
				assert.True(t, found || i.Severity == moteur.Notice || strings.HasPrefix(i.Rule, "callsheet/"), "unexpected: %s", i)
			}
			var pdf bytes.Buffer
			require.NoError(t, s.WritePDF(&pdf))
			testkit.Save(t, "callsheet-"+name+".pdf", pdf.Bytes())
		})
	}
}

// minutes is a number of hours as a duration.
func minutes(hours float64) time.Duration { return time.Duration(hours * float64(time.Hour)) }
