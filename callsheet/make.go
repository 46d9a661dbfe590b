package callsheet

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/schedule"
	"github.com/moteur-film/moteur/schedule/labour"
)

// Input is all that a sheet is computed from. Only Problem and Plan are needed; the rest makes it fuller.
type Input struct {
	Film    moteur.Film      `json:"film"`
	People  []moteur.Person  `json:"people,omitempty"`
	Problem schedule.Problem `json:"problem"`
	Plan    schedule.Plan    `json:"plan"`
	Usual   Usual            `json:"usual,omitzero"`
	// Crew lists the departments and how long before the general call each comes.
	Crew []Department `json:"crew,omitempty"`
	// Cast gives, by role ID, what a performer needs before the first scene.
	Cast map[string]CastUsual `json:"cast,omitempty"`
	// Places complete the locations of the problem, by ID: address, permit, parking, hospital, access.
	Places []Place `json:"places,omitempty"`
	// NeedDepartments sends each piece of equipment of the problem to a department.
	NeedDepartments map[string]string `json:"need_departments,omitempty"`
	// Ends are the real ends of days already shot, from the production reports; planned ends stand in for the others.
	Ends []DayEnd `json:"ends,omitempty"`
	// Declared gives the date of each DPAE, by person ID; nil means that they are not kept here.
	Declared map[string]moteur.Date `json:"declared,omitempty"`
	// Owed are scenes of earlier days still to shoot.
	Owed    []string        `json:"owed,omitempty"`
	Zone    labour.TimeZone `json:"zone,omitempty"`
	Written Written         `json:"written,omitzero"`
}

// Usual are the habits of a production; zero fields take the default written beside them, in minutes.
type Usual struct {
	Prep         int `json:"prep,omitempty"`          // HMC of a performer: 60
	DressedEarly int `json:"dressed_early,omitempty"` // between the end of HMC and the PAT: 15
	Release      int `json:"release,omitempty"`       // from the last take to the release: 15
	ExtrasEarly  int `json:"extras_early,omitempty"`  // between the call of extras and their first scene: 90
}

func (u Usual) defaults() Usual {
	set := func(v *int, to int) {
		if *v <= 0 {
			*v = to
		}
	}
	set(&u.Prep, 60)
	set(&u.DressedEarly, 15)
	set(&u.Release, 15)
	set(&u.ExtrasEarly, 90)
	return u
}

// Department is a département of the crew.
type Department struct {
	Name   string `json:"name"`
	Early  int    `json:"early,omitempty"` // minutes before the general call
	Late   int    `json:"late,omitempty"`  // minutes after the general wrap
	People int    `json:"people,omitempty"`
}

// CastUsual is what a role needs on a day: minutes of HMC, and the ride.
type CastUsual struct {
	Prep   int    `json:"prep,omitempty" unset:"la préparation usuelle"` // 0 takes Usual.Prep
	Drive  int    `json:"drive,omitempty"`                               // length of the ride, minutes; 0 means no car
	From   string `json:"from,omitempty"`
	Driver string `json:"driver,omitempty"`
	Note   string `json:"note,omitempty"`
	// Guardian and School concern a child.
	Guardian string `json:"guardian,omitempty"`
	School   string `json:"school,omitempty"`
}

// DayEnd is the real end of a day.
type DayEnd struct {
	Date moteur.Date  `json:"date"`
	Unit string       `json:"unit,omitempty"`
	Wrap labour.Clock `json:"wrap,omitzero"`
	// Out gives the release of each role, by ID; Minutes the work of the crew, break left out.
	Out     map[string]labour.Clock `json:"out,omitzero"`
	Minutes int                     `json:"minutes,omitempty"`
}

// Errors of Make.
var (
	// ErrDay is the error of a day the plan does not hold.
	ErrDay = errors.New("journée absente du plan")
	// ErrScene is the error of a scene of the plan that the problem does not hold.
	ErrScene = errors.New("séquence absente du dépouillement")
)

// Make computes the feuille de service of a day of the plan (its index in Plan.Days): scenes in shooting order with their
// totals, calls counted back from the first scene of each performer, departments, extras, transport, meals, sun, and the
// forecast of the two next days. The written part is copied as it is. Nothing is checked: see Check.
func Make(in Input, day int) (Sheet, error) {
	if day < 0 || day >= len(in.Plan.Days) {
		return Sheet{}, fmt.Errorf("callsheet : %w : numéro %d sur %d", ErrDay, day+1, len(in.Plan.Days))
	}
	m, err := newMaker(in, day)
	if err != nil {
		return Sheet{}, err
	}
	d := in.Plan.Days[day]
	form, _ := in.Problem.FormOf(d)
	s := Sheet{
		Film: in.Film.Title, Company: in.Film.Company.Name, Director: m.person(in.Film.Director),
		Day: d.Number, Days: m.days, Unit: m.unit(d.Unit), Date: d.Date, Zone: m.clock(d), LocalTime: in.Problem.ClockLabel(d), Version: 1,
		Night: d.Night, Continuous: in.Problem.Shape.Continuous, Form: form.Kind, Settled: m.settled(d),
		Holiday: in.Problem.HolidayOf(d, d.Date), HolidayNext: in.Problem.HolidayOf(d, d.Date.AddDays(1)),
		Call: d.Call, Ready: d.Ready, Meal: d.Meal, Wrap: d.Wrap,
		Agreement: agreementOf(in.Problem), ParisRegion: in.Problem.Rules.ParisRegion, Owed: slices.Clone(in.Owed), Written: in.Written,
	}
	if s.Film == "" {
		s.Film = in.Problem.Title
	}
	s.Continuous = s.Continuous || s.Form == schedule.ContinuousDay
	from := d.Call
	for _, t := range in.Problem.TrainingsOn(d) {
		session := Session{Label: t.Title(), From: from, Who: t.Who}
		if from.Known() {
			from = from.Add(t.Minutes)
			session.To = from
		}
		s.Sessions = append(s.Sessions, session)
	}
	if n := in.Problem.PauseOf(d); s.Meal.Known() && n > 0 {
		s.MealEnd = s.Meal.Add(n)
	}
	if s.Scenes, err = m.scenes(d); err != nil {
		return Sheet{}, err
	}
	s.Places = m.places(s.Scenes)
	if len(s.Places) > 0 {
		p := s.Places[0]
		if p.LatMilli == 0 && p.LonMilli == 0 {
			at := in.Problem.SunOf(p.ID)
			p.LatMilli, p.LonMilli = at.LatMilli, at.LonMilli
		}
		if s.Sun, err = SunOn(s.Date, p.LatMilli, p.LonMilli, s.Zone); err != nil {
			return Sheet{}, err
		}
	}
	s.Cast = m.cast(day, s)
	s.Extras = m.extras(d, s.Scenes)
	s.Crew = m.crew(s)
	s.Needs = m.needs(d)
	s.Rides = rides(s.Cast)
	s.Reserve = m.reserve(day, s)
	if s.Meals, err = m.meals(s); err != nil {
		return Sheet{}, err
	}
	s.Advance = m.advance(day)
	s.Journeys = m.journeys(day)
	s.Travelled = m.travelled(d, m.voyages)
	m.past(day, &s)
	s.pauses()
	return s, nil
}

// agreementOf is the agreement of a plan; one that knows no labour law has a sheet of the cinema all the same.
func agreementOf(p schedule.Problem) labour.Agreement {
	if p.Rules.Agreement == schedule.NoLaw {
		return labour.Cinema
	}
	return labour.Agreement(p.Rules.Agreement)
}

// maker holds the lookups of one Make.
type maker struct {
	in    Input
	usual Usual
	scene map[string]schedule.Scene
	role  map[string]schedule.Role
	place map[string]schedule.Location
	facts map[string]Place
	ends  map[string]DayEnd
	paid  map[string]schedule.RoleDays
	order []int // indexes of the plan's days in time
	days  int   // days of the unit
	zone  labour.TimeZone
	parts map[string][]schedule.Part // of the scenes that the plan cuts, in order
	// called are the calls of earlier days, by index, as they are asked for.
	called map[int][]CastCall
	// voyages are the journeys of the units, trips those of the performers, by role.
	voyages []schedule.Journey
	trips   map[string][]schedule.Journey
}

func newMaker(in Input, day int) (*maker, error) {
	m := &maker{in: in, usual: in.Usual.defaults(), paid: in.Plan.RoleDays(in.Problem), trips: in.Plan.RoleJourneys(in.Problem),
		voyages: in.Plan.Journeys(in.Problem), scene: map[string]schedule.Scene{},
		role:  map[string]schedule.Role{},
		place: map[string]schedule.Location{},
		facts: map[string]Place{}, ends: map[string]DayEnd{}, zone: in.Zone, parts: map[string][]schedule.Part{},
		called: map[int][]CastCall{}}
	if m.zone == "" {
		m.zone = labour.TimeZone(in.Problem.Calendar.Clock)
	}
	var err error
	if _, err = in.Problem.Calendar.Holidays(); err != nil {
		return nil, fmt.Errorf("callsheet : %w", err)
	}
	if _, err := m.zone.Location(); err != nil {
		return nil, fmt.Errorf("callsheet : %w", err)
	}
	for _, s := range in.Problem.Scenes {
		m.scene[s.ID] = s
	}
	for _, r := range in.Problem.Roles {
		m.role[r.ID] = r
	}
	for _, l := range in.Problem.Locations {
		m.place[l.ID] = l
	}
	for _, p := range in.Places {
		m.facts[p.ID] = p
	}
	for _, e := range in.Ends {
		m.ends[endKey(e.Date, e.Unit)] = e
	}
	for i, d := range in.Plan.Days {
		m.order = append(m.order, i)
		if d.Unit == in.Plan.Days[day].Unit {
			m.days++
		}
		for _, id := range d.Scenes {
			if _, ok := m.scene[id]; !ok {
				return nil, fmt.Errorf("callsheet : %w : %q (jour %d)", ErrScene, id, d.Number)
			}
		}
		for _, part := range d.Parts {
			m.parts[part.Scene] = append(m.parts[part.Scene], part)
		}
	}
	for _, list := range m.parts {
		slices.SortStableFunc(list, func(a, b schedule.Part) int { return a.Number - b.Number })
	}
	slices.SortStableFunc(m.order, func(a, b int) int {
		x, y := in.Plan.Days[a], in.Plan.Days[b]
		if c := x.Date.Compare(y.Date); c != 0 {
			return c
		}
		return x.Number - y.Number
	})
	return m, nil
}

func endKey(d moteur.Date, unit string) string { return d.String() + "/" + unit }

// person is the name to print of a person, or the ID when nobody has it.
func (m *maker) person(id string) string {
	for _, p := range m.in.People {
		if p.ID == id {
			return p.Name()
		}
	}
	return id
}

func (m *maker) unit(id string) string {
	for _, u := range m.in.Problem.Units {
		if u.ID == id && u.Name != "" {
			return u.Name
		}
	}
	return id
}

func placeID(s schedule.Scene) string {
	if s.Location != "" {
		return s.Location
	}
	return s.Set
}

func (m *maker) scenes(d schedule.Day) ([]Scene, error) {
	slots := m.in.Problem.Timetable(d)
	lit, unknown := m.in.Problem.LightHours(d), m.in.Problem.SunUnknown(d)
	out := make([]Scene, 0, len(slots))
	for _, slot := range slots {
		s := m.scene[slot.Scene]
		row := Scene{
			ID: s.ID, Place: s.Place, Light: s.Light, Set: s.Set, Where: placeID(s), Summary: s.Synopsis(), Eighths: s.Eighths,
			Seconds: s.Seconds,
			Roles:   slices.Clone(s.Roles), From: slot.From, To: slot.To, Move: slot.Move, DayForNight: s.DayForNight, Lit: lit[s.ID],
			SunUnknown: slices.Contains(unknown, s.ID),
		}
		if i := slices.IndexFunc(d.Parts, func(part schedule.Part) bool { return part.Scene == s.ID }); i >= 0 {
			m.cut(&row, d.Parts[i])
		}
		for _, e := range s.Extras {
			row.Extras += e.Count
		}
		for _, n := range s.Needs {
			row.Needs = append(row.Needs, m.need(n))
		}
		out = append(out, row)
	}
	return out, nil
}

// cut makes a scene of the table one of its parts: its number, its pages, its share of the minutage.
func (m *maker) cut(row *Scene, part schedule.Part) {
	row.Part = fmt.Sprintf("%d/%d", part.Number, part.Of)
	row.Eighths = part.Eighths
	before, total := 0, 0
	for _, x := range m.parts[row.ID] {
		if x.Number < part.Number {
			before += x.Minutes
		}
		total += x.Minutes
	}
	if total > 0 {
		row.Seconds = row.Seconds*(before+part.Minutes)/total - row.Seconds*before/total
	}
}

// settled tells whether a day is one of those already shot or settled.
func (m *maker) settled(d schedule.Day) bool {
	return slices.ContainsFunc(m.in.Problem.Frozen, func(f schedule.Day) bool {
		return f.Date == d.Date && f.Unit == d.Unit && (!d.Date.IsZero() || f.Number == d.Number)
	})
}

func (m *maker) need(id string) string {
	for _, e := range m.in.Problem.Equipment {
		if e.ID == id && e.Name != "" {
			return e.Name
		}
	}
	return id
}

// places lists the places of the day in order, each once.
func (m *maker) places(scenes []Scene) []Place {
	var out []Place
	seen := map[string]bool{}
	for _, s := range scenes {
		if seen[s.Where] {
			continue
		}
		seen[s.Where] = true
		p := m.facts[s.Where]
		l, ok := m.place[s.Where]
		p.ID = s.Where
		if p.Name == "" {
			if p.Name = l.Name; p.Name == "" {
				p.Name = s.Where
			}
		}
		if ok {
			if p.LatMilli == 0 && p.LonMilli == 0 {
				p.LatMilli, p.LonMilli = l.LatMilli, l.LonMilli
			}
			if !p.Opens.Known() {
				p.Opens = l.Opens
			}
			if !p.Closes.Known() {
				p.Closes = l.Closing()
			}
		}
		out = append(out, p)
	}
	return out
}

// extras calls each kind of figuration once, before its first scene.
func (m *maker) extras(d schedule.Day, rows []Scene) []ExtraCall {
	var out []ExtraCall
	at := map[string]int{}
	for _, row := range rows {
		for _, e := range m.scene[row.ID].Extras {
			i, ok := at[e.Kind]
			if !ok {
				i = len(out)
				at[e.Kind] = i
				call := ExtraCall{Kind: e.Kind, Featured: e.Featured, Where: row.Where}
				if row.From.Known() {
					call.Call = row.From.Add(-m.usual.ExtrasEarly)
				}
				out = append(out, call)
			}
			out[i].Count = max(out[i].Count, e.Count)
			out[i].Scenes = append(out[i].Scenes, row.ID)
			if row.To.Known() {
				out[i].Out = row.To.Add(m.usual.Release)
			}
		}
	}
	return out
}

// crew calls the departments, earliest first; without a list, the whole crew comes at the general call.
func (m *maker) crew(s Sheet) []CrewCall {
	if len(m.in.Crew) == 0 {
		return []CrewCall{{Department: "toute l'équipe", Call: s.Call, People: m.in.Problem.Crew.People}}
	}
	out := make([]CrewCall, 0, len(m.in.Crew))
	for _, d := range m.in.Crew {
		c := CrewCall{Department: d.Name, People: d.People}
		if s.Call.Known() {
			c.Call = s.Call.Add(-d.Early)
		}
		if s.Wrap.Known() && d.Late > 0 {
			c.Wrap = s.Wrap.Add(d.Late)
		}
		out = append(out, c)
	}
	slices.SortStableFunc(out, func(a, b CrewCall) int { return a.Call.Compare(b.Call) })
	return out
}

// needs gathers what the scenes ask of the departments, in the usual order of departments.
func (m *maker) needs(d schedule.Day) []Need {
	var out []Need
	at := map[string]int{}
	for _, id := range d.Scenes {
		for _, n := range m.scene[id].Needs {
			i, ok := at[n]
			if !ok {
				i = len(out)
				at[n] = i
				dep := m.in.NeedDepartments[n]
				if dep == "" {
					dep = "besoins particuliers"
				}
				out = append(out, Need{Department: dep, Text: m.need(n)})
			}
			out[i].Scenes = append(out[i].Scenes, id)
		}
	}
	slices.SortStableFunc(out, func(a, b Need) int { return departmentRank(a.Department) - departmentRank(b.Department) })
	return out
}

// departments is the usual order of department notes.
var departments = [...]string{
	"mise en scène", "script", "image", "machinerie", "électricité", "son", "décoration", "accessoires", "costumes", "maquillage",
	"coiffure", "régie", "transports",
	"effets spéciaux", "vfx", "cascades", "armurerie", "animaux", "véhicules de jeu", "coordination d'intimité", "production", "stagiaires",
}

func departmentRank(name string) int {
	low := strings.ToLower(name)
	for i, d := range departments {
		if strings.HasPrefix(low, d) {
			return i
		}
	}
	return len(departments)
}

// rides gathers the pick-ups of the cast by driver and hour.
func rides(cast []CastCall) []Ride {
	var out []Ride
	for _, c := range cast {
		if !c.Pickup.Known() {
			continue
		}
		i := slices.IndexFunc(out, func(r Ride) bool { return c.Driver != "" && r.Driver == c.Driver && r.Start == c.Pickup })
		if i < 0 {
			driver := c.Driver
			if driver == "" {
				driver = "à confirmer"
			}
			out = append(out, Ride{Driver: driver, Start: c.Pickup, To: "loges", Arrival: c.Pickup.Add(c.Drive)})
			i = len(out) - 1
		}
		if c.From != "" && !slices.Contains(out[i].Stops, c.From) {
			out[i].Stops = append(out[i].Stops, c.From)
		}
		out[i].Passengers = append(out[i].Passengers, c.Characters())
		if at := c.Pickup.Add(c.Drive); at.After(out[i].Arrival) {
			out[i].Arrival = at
		}
	}
	slices.SortStableFunc(out, func(a, b Ride) int { return a.Start.Compare(b.Start) })
	return out
}

// reserve proposes cover scenes of later days, near the places of today, whose roles are all called.
func (m *maker) reserve(day int, s Sheet) []Scene {
	const most = 3
	called := map[string]bool{}
	for _, c := range s.Cast {
		called[c.Role] = c.Status != HoldsCall
		for _, a := range c.Also {
			called[a.Role] = true
		}
	}
	near := map[string]bool{}
	for _, x := range s.Scenes {
		near[m.base(x.Where)] = true
	}
	var out []Scene
	after := false
	for _, i := range m.order {
		if i == day {
			after = true
			continue
		}
		if !after {
			continue
		}
		for _, id := range m.in.Plan.Days[i].Scenes {
			x := m.scene[id]
			if x.Cover && len(out) < most && near[m.base(placeID(x))] &&
				!slices.ContainsFunc(x.Roles, func(r string) bool { return !called[r] }) {
				out = append(out, Scene{ID: x.ID, Place: x.Place, Light: x.Light, Set: x.Set, Where: m.placeName(x), Summary: x.Synopsis(),
					Eighths: x.Eighths, Seconds: x.Seconds, Roles: slices.Clone(x.Roles)})
			}
		}
	}
	return out
}

// base is the base of a location: locations of one base are near each other.
func (m *maker) base(id string) string {
	if b := m.place[id].Base; b != "" {
		return b
	}
	return id
}

// meals counts the meals of a day: none on a day without a break.
func (m *maker) meals(s Sheet) (Meals, error) {
	var out Meals
	if s.hasBreak() {
		people := 0
		for _, c := range s.Crew {
			people += c.People
		}
		out.Crew, out.Extras = max(m.in.Problem.Crew.People, people), s.ExtraCount()
		for _, c := range s.Cast {
			if c.Status != HoldsCall {
				out.Cast++
			}
		}
	}
	if s.Date.IsZero() {
		return out, nil
	}
	limits, err := labour.LimitsOn(labour.Regime{Agreement: s.Agreement}, s.Date, false)
	if err != nil {
		return out, err
	}
	for _, c := range s.Crew {
		if c.Call.Known() && c.Call.Minutes() < limits.Snack.Value {
			out.Snack = append(out.Snack, c.Department)
		}
	}
	return out, nil
}

// advance is the forecast of the two next days of the unit.
func (m *maker) advance(day int) []Advance {
	var out []Advance
	after := false
	for _, i := range m.order {
		d := m.in.Plan.Days[i]
		if i == day {
			after = true
			continue
		}
		if !after || d.Unit != m.in.Plan.Days[day].Unit || len(out) == 2 {
			continue
		}
		a := Advance{Day: d.Number, Date: d.Date, Call: d.Call, Scenes: slices.Clone(d.Scenes), Night: d.Night}
		for _, id := range d.Scenes {
			x := m.scene[id]
			if name := m.placeName(x); !slices.Contains(a.Places, name) {
				a.Places = append(a.Places, name)
			}
			for _, r := range x.Roles {
				if n := m.roleName(r); !slices.Contains(a.Roles, n) {
					a.Roles = append(a.Roles, n)
				}
			}
		}
		out = append(out, a)
	}
	return out
}

// placeName is the name of a scene's location, for scenes of other days, whose places are not on the sheet.
func (m *maker) placeName(s schedule.Scene) string {
	if n := m.place[placeID(s)].Name; n != "" {
		return n
	}
	return placeID(s)
}

func (m *maker) roleName(id string) string {
	if r := m.role[id]; r.Name != "" {
		return r.Name
	}
	return id
}

// journeys are those of the unit that leave a day, or that end on its morning.
func (m *maker) journeys(day int) []schedule.Journey {
	d := m.in.Plan.Days[day]
	var last, next schedule.Day // of the unit, around the day
	for _, i := range m.order {
		switch x := m.in.Plan.Days[i]; {
		case x.Unit != d.Unit || len(x.Scenes) == 0:
		case x.Date.Before(d.Date):
			last = x
		case x.Date.After(d.Date) && next.Date.IsZero():
			next = x
		}
	}
	first := func(x schedule.Day) string {
		if len(x.Scenes) == 0 {
			return ""
		}
		return m.base(placeID(m.scene[x.Scenes[0]]))
	}
	end := func(x schedule.Day) string {
		if len(x.Scenes) == 0 {
			return ""
		}
		return m.base(placeID(m.scene[x.Scenes[len(x.Scenes)-1]]))
	}
	var out []schedule.Journey
	for _, j := range m.voyages {
		arrives := j.Date == d.Date && j.From == end(last) && j.To == first(d)
		leaves := !j.Date.Before(d.Date) && !j.Date.After(next.Date) && j.From == end(d) && j.To == first(next)
		if j.Unit == d.Unit && (arrives || leaves) {
			out = append(out, j)
		}
	}
	return out
}

// clock is the time zone of the hours of a day: that of its places, else that of the sheets.
func (m *maker) clock(d schedule.Day) labour.TimeZone {
	if z := m.in.Problem.ClockOf(d); z != labour.TimeZone(m.in.Problem.Calendar.Clock) {
		return z
	}
	return m.zone
}

// travelled is what the journeys that end before a day take from the rest before it, minutes: their length and the rest due after them.
func (m *maker) travelled(d schedule.Day, list []schedule.Journey) int {
	n, last := 0, schedule.Journey{}
	for _, j := range list {
		if j.Next == d.Date && j.Unit == d.Unit {
			n, last = n+j.Minutes, j
		}
	}
	if n == 0 || m.in.Problem.Rules.Agreement == schedule.NoLaw {
		return n
	}
	limits, err := labour.LimitsOn(labour.Regime{Agreement: agreementOf(m.in.Problem)}, d.Date, false)
	if err != nil {
		return n
	}
	return n + last.RestAfter(limits)
}

// past fills what the checks need to know of the days before, and of those after for the recovery of a sixth day.
func (m *maker) past(day int, s *Sheet) {
	unit := m.in.Plan.Days[day].Unit
	var days []labour.Day
	for _, i := range m.order {
		d := m.in.Plan.Days[i]
		if d.Unit != unit || d.Date.IsZero() {
			continue
		}
		end, real := m.ends[endKey(d.Date, unit)]
		wrap := d.Wrap
		if real && end.Wrap.Known() {
			wrap = end.Wrap
		}
		w := labour.Day{Date: d.Date, RDV: d.Call, Back: wrap, Clock: m.clock(d), Journey: m.travelled(d, m.voyages)}
		if w.Check() == nil && !follows(days, w) {
			days = append(days, w)
		}
		if !d.Date.Before(s.Date) {
			continue
		}
		if wrap.Known() {
			s.PreviousWrap, s.PreviousZone = labour.Moment{Date: d.Date, At: wrap}, m.clock(d)
		}
		if d.Date.Monday() == s.Date.Monday() {
			work := wrap.Sub(d.Call) - m.in.Problem.PauseOf(d)
			if real && end.Minutes > 0 {
				work = end.Minutes
			}
			s.WeekMinutes += max(work, 0)
			s.DaysThisWeek++
		}
	}
	as := labour.Regime{Agreement: s.Agreement, Zone: labour.Region, Clock: s.Zone}
	if s.ParisRegion {
		as.Zone = labour.ParisRegion
	}
	if b, err := labour.Past(as, days, s.Date); err == nil { // an agreement without law leaves nothing to tell
		s.WeekRested, s.SixthRecovered = b.Rested, b.Recovered
	}
}

// follows tells that the last of the days has the date of another.
func follows(days []labour.Day, d labour.Day) bool {
	return len(days) > 0 && !days[len(days)-1].Date.Before(d.Date)
}
