package callsheet

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/moteur-film/moteur/internal/doc"
	"github.com/moteur-film/moteur/internal/doc/pdf"
	"github.com/moteur-film/moteur/internal/doc/xlsx"
	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/schedule"
	"github.com/moteur-film/moteur/schedule/labour"
	"github.com/moteur-film/moteur/schedule/script"
)

// Document prints the sheet as it is sent to the crew: an A4 page or two, the hours first. Ages, authorisations and the full
// names of children, private phones and the checks are left out; they are on the internal proof.
func (s Sheet) Document() doc.Document { return s.document(false) }

// Proof prints the sheet for the direction: the same pages, then what Check found and the children's facts.
func (s Sheet) Proof(o Settings) doc.Document {
	d := s.document(true)
	d.Title += " – épreuve interne"
	d.Footer = "Épreuve interne : ne pas diffuser."
	d.Blocks = append(d.Blocks, doc.Heading{Level: 2, Text: "Contrôles avant envoi"}, doc.Findings("", Check(s, o)))
	if t, ok := s.children(); ok {
		d.Blocks = append(d.Blocks, t)
	}
	return d
}

// WritePDF writes the sheet sent to the crew.
func (s Sheet) WritePDF(w io.Writer) error { return pdf.Write(w, s.Document()) }

// WriteXLSX writes the same tables as a workbook.
func (s Sheet) WriteXLSX(w io.Writer) error { return xlsx.Write(w, s.Document()) }

func (s Sheet) title() string {
	t := "Feuille de service – jour " + strconv.Itoa(s.Day)
	if s.Days > 0 {
		t += " / " + strconv.Itoa(s.Days)
	}
	if s.Unit != "" {
		t += " – " + s.Unit
	}
	return t
}

func (s Sheet) document(internal bool) doc.Document {
	d := doc.Document{
		Title: fr.Capital(fr.LongDate(s.Date)), Subtitle: s.title(), Film: s.Film, Company: s.Company, Date: s.Date, Dense: true,
		Version: s.version(), Footer: "Document de travail confidentiel, réservé à l'équipe.",
	}
	if s.Reason != "" {
		d.Blocks = append(d.Blocks, doc.Para{Text: "Changement : " + s.Reason, Style: doc.Alert})
	}
	d.Blocks = append(d.Blocks, s.hours(), s.context())
	if s.LocalTime != "" {
		d.Blocks = append(d.Blocks, doc.Para{Text: fr.Capital(s.LocalTime) + ".", Style: doc.Alert})
	}
	if s.sunUnknown() {
		d.Blocks = append(d.Blocks, doc.Para{Style: doc.Alert,
			Text: "Heures à fixer : soleil inconnu. Les heures de cette feuille sont provisoires, ses extérieurs attendent leur lumière."})
	}
	d.Blocks = append(d.Blocks, s.sceneTable(), s.castTable(internal))
	if len(s.Extras) > 0 {
		d.Blocks = append(d.Blocks, s.extraTable())
	}
	d.Blocks = append(d.Blocks, doc.Side{Columns: [][]doc.Block{{s.crewTable()}, s.rightSide(internal)}})
	if t, ok := s.needTable(); ok {
		d.Blocks = append(d.Blocks, t)
	}
	d.Blocks = append(d.Blocks, s.safety()...)
	if len(s.Advance) > 0 {
		d.Blocks = append(d.Blocks, s.advanceTable())
	}
	for _, j := range s.Journeys {
		d.Blocks = append(d.Blocks, doc.Para{Style: doc.Warning, Text: fmt.Sprintf("%s de l'équipe, %s : de %s à %s, %s.",
			fr.Capital(j.Title()), fr.LongDate(j.Date), j.From, j.To, join(", ", long(j.Minutes), j.Hours()))})
	}
	for _, a := range s.Written.Alerts {
		d.Blocks = append(d.Blocks, doc.Para{Text: a, Style: doc.Warning})
	}
	var foot []string
	if len(s.Written.Distribution) > 0 {
		foot = append(foot, "Diffusion : "+strings.Join(s.Written.Distribution, ", ")+".")
	}
	if s.Approved != "" {
		foot = append(foot, "Validée par : "+s.Approved+".")
	}
	if len(foot) > 0 {
		d.Blocks = append(d.Blocks, doc.Para{Text: strings.Join(foot, " "), Style: doc.Muted})
	}
	return d
}

func (s Sheet) version() string {
	v := "v" + strconv.Itoa(max(s.Version, 1))
	if !s.Issued.IsZero() {
		v += " du " + fr.DayMonth(s.Issued.Date) + " " + s.Issued.At.Label(s.Issued.Date)
	}
	return v
}

// hours are the figures the eye looks for first.
func (s Sheet) hours() doc.Figures {
	meal := s.Meal.Label(s.Date)
	if !s.hasBreak() {
		meal = "aucun"
	} else if s.Meal.Known() && s.MealEnd.Known() {
		meal += "–" + s.MealEnd.Label(s.Date)
	}
	kind := ""
	switch {
	case s.Continuous:
		kind = "journée continue"
	case s.Form != "":
		kind = formWords[s.Form]
	case s.Night && s.endsAtDusk():
		kind = "crépuscule"
	case s.Night:
		kind = "nuit"
	}
	kind = join(", ", kind, s.Holiday)
	if s.Date.Weekday() == time.Sunday {
		kind = join(", ", kind, "dimanche")
	}
	return doc.Figures{Items: []doc.Figure{
		{Label: "Convocation", Value: s.Call.Label(s.Date), Note: kind},
		{Label: "Prêt à tourner", Value: s.Ready.Label(s.Date)},
		{Label: "Repas", Value: meal, Note: s.Written.Catering},
		{Label: "Fin prévue", Value: s.Wrap.Label(s.Date)},
		{Label: "Soleil", Value: strings.ReplaceAll(s.Sun.Label(), " – ", "–"), Note: twilight(s.Sun)},
	}}
}

// endsAtDusk tells whether the last light of the day outdoors is the dusk.
func (s Sheet) endsAtDusk() bool {
	lit := func(lights ...script.Light) bool {
		return slices.ContainsFunc(s.Scenes, func(x Scene) bool {
			return x.Place != script.Interior && !x.DayForNight && slices.Contains(lights, x.Light)
		})
	}
	return lit(script.Dusk) && !lit(script.Night, script.Evening)
}

// formWords names the forms of a day.
var formWords = map[schedule.FormKind]string{schedule.HalfDay: "demi-journée", schedule.ContinuousDay: "journée continue",
	schedule.TenHourDay: "journée de dix heures", schedule.SplitDay: "journée coupée"}

func twilight(s Sun) string {
	if !s.Dawn.Known() || !s.Dusk.Known() {
		return ""
	}
	return "aube " + s.Dawn.Label(dayZero) + ", nuit " + s.Dusk.Label(dayZero)
}

// context is the places on the left, weather, emergency and contacts on the right.
func (s Sheet) context() doc.Block {
	var left, right []doc.Field
	if s.Director != "" {
		left = append(left, doc.Field{Label: "Réalisation", Value: s.Director})
	}
	for i, p := range s.Places {
		label := "Lieu"
		if len(s.Places) > 1 {
			label = fmt.Sprintf("Lieu %d", i+1)
		}
		left = append(left, doc.Field{Label: label, Value: join(", ", p.Name, p.Address), Style: doc.Strong})
		for _, f := range []doc.Field{{Label: "Parking", Value: p.Parking},
			{Label: "Autorisation", Value: join(", ", p.Permit, permitHours(p))}, {Label: "Accès", Value: p.Access}} {
			if f.Value != "" {
				left = append(left, f)
			}
		}
	}
	if len(s.Places) == 0 {
		left = append(left, doc.Field{Label: "Lieu", Value: "à confirmer", Style: doc.Alert})
	}
	if w := join("\n", s.Written.Weather, prefixed("Marée : ", s.Written.Tide)); w != "" {
		right = append(right, doc.Field{Label: "Météo", Value: w})
	}
	for _, t := range s.Sessions {
		right = append(right, doc.Field{Label: fr.Capital(t.Label), Style: doc.Strong,
			Value: t.From.Label(s.Date) + "–" + t.To.Label(s.Date) + ", " + cmp.Or(t.Who, "toute l'équipe")})
	}
	right = append(right, doc.Field{Label: "Urgence", Value: "15 · 17 · 18 · 112 · 114 (SMS)", Style: doc.Strong})
	hospital := s.Written.Hospital
	for _, p := range s.Places {
		if p.Hospital != "" && p.Hospital != hospital {
			hospital = join("\n", hospital, p.Hospital)
		}
	}
	if hospital == "" {
		right = append(right, doc.Field{Label: "Hôpital", Value: "à confirmer", Style: doc.Alert})
	} else {
		right = append(right, doc.Field{Label: "Hôpital", Value: hospital})
	}
	for _, c := range s.Written.Contacts {
		right = append(right, doc.Field{Label: fr.Capital(c.Role), Value: join(" · ", c.Name, c.Phone, emailIfAlone(c))})
	}
	return doc.Side{Columns: [][]doc.Block{{doc.Fields{Columns: 1, Items: left}}, {doc.Fields{Columns: 1, Items: right}}}}
}

func emailIfAlone(c Contact) string {
	if c.Phone != "" {
		return ""
	}
	return c.Email
}

func permitHours(p Place) string {
	if !p.Opens.Known() && !p.Closes.Known() {
		return ""
	}
	return "de " + p.Opens.Label(dayZero) + " à " + p.Closes.Label(dayZero)
}

func prefixed(prefix, s string) string {
	if s == "" {
		return ""
	}
	return prefix + s
}

// tints are the pale colours of the effects: white interiors by day, yellow exteriors, blue and green nights.
func tint(s Scene) doc.Colour {
	night := s.Light == script.Night || s.Light == script.Evening
	switch {
	case s.Light == script.Dawn || s.Light == script.Dusk:
		return "#F8DDE2"
	case s.Place == script.Interior && night:
		return "#DCE8F5"
	case s.Place == script.Interior:
		return ""
	case night:
		return "#D5E8D5"
	}
	return "#FFF6C9"
}

func (s Sheet) sceneTable() doc.Table {
	t := doc.Table{Key: "scenes", Sheet: "Séquences", Columns: []doc.Column{
		{Title: "Heure", Width: 1.4}, {Title: "Séq.", Width: 1.2}, {Title: "Effet", Width: 1.6}, {Title: "Décor, lieu",
			Width: 4}, {Title: "Résumé", Width: 5.5},
		{Title: "Pages", Kind: doc.Centre, Width: 1}, {Title: "Min.", Kind: doc.Centre, Width: 1}, {Title: "Rôles", Width: 1.6,
			Kind: doc.Centre}, {Title: "Fig.", Kind: doc.Centre, Width: .8},
		{Key: "eighths", Title: "Huitièmes", Kind: doc.Int, SheetOnly: true}, {Key: "seconds", Title: "Secondes", Kind: doc.Int,
			SheetOnly: true},
	}}
	if !slices.ContainsFunc(s.Scenes, func(x Scene) bool { return x.From.Known() }) {
		t.Columns[0].SheetOnly = true // a sheet without hours a scene does not print their column
	}
	for i, x := range s.Scenes {
		if i > 0 && x.Move > 0 {
			t.Rows = append(t.Rows, doc.Row{Cells: []doc.Cell{doc.S(fmt.Sprintf("Déplacement : %d minutes, vers %s", x.Move,
				s.placeName(x.Where))).Over(len(t.Columns)).As(doc.Muted)}})
		}
		row := s.sceneRow(x)
		row.Key = fmt.Sprintf("s%d", i)
		t.Rows = append(t.Rows, row)
	}
	eighths, seconds := doc.N(s.Eighths()), doc.N(s.Seconds())
	if n := len(s.Scenes); n > 0 {
		eighths, seconds = eighths.With(fmt.Sprintf("SUM({s0.eighths:s%d.eighths})",
			n-1)), seconds.With(fmt.Sprintf("SUM({s0.seconds:s%d.seconds})", n-1))
	}
	t.Rows = append(t.Rows, doc.Row{Style: doc.Subtotal, Cells: []doc.Cell{
		doc.S(fr.Plural(len(s.Scenes), "séquence", "séquences")).Over(4), doc.S("Total"), doc.C(fr.Eighths(s.Eighths())),
		doc.C(timing(s.Seconds())), doc.S(""), doc.C(count(s.ExtraCount())),
		eighths, seconds,
	}})
	if len(s.Reserve) > 0 {
		t.Rows = append(t.Rows,
			doc.Row{Style: doc.Section, Cells: []doc.Cell{doc.S("En réserve, si le temps tourne").Over(len(t.Columns))}})
		for _, x := range s.Reserve {
			t.Rows = append(t.Rows, s.sceneRow(x))
		}
	}
	if len(s.Owed) > 0 {
		t.Rows = append(t.Rows, doc.Row{Cells: []doc.Cell{doc.S("Séquences dues : " + strings.Join(s.Owed,
			", ")).Over(len(t.Columns)).As(doc.Warning)}})
	}
	return t
}

// begins is when a scene begins, "" when no hour is known.
func (s Sheet) begins(x Scene) string {
	if x.SunUnknown {
		return "à fixer"
	}
	return dashless(s, x.From)
}

func (s Sheet) sceneRow(x Scene) doc.Row {
	set := x.Set
	if p := s.placeName(x.Where); p != "" && p != x.Set {
		set += " → " + p
	}
	var roles []string
	for _, id := range x.Roles {
		roles = append(roles, s.roleNumber(id))
	}
	slices.SortStableFunc(roles, func(a, b string) int { return cmp.Or(cmp.Compare(len(a), len(b)), cmp.Compare(a, b)) })
	return doc.Row{Cells: []doc.Cell{
		doc.S(s.begins(x)).As(doc.Muted), doc.S(x.Name()).As(doc.Strong), doc.S(x.Effect()).On(tint(x)), doc.S(set), doc.S(x.Summary),
		doc.C(fr.Eighths(x.Eighths)), doc.C(timing(x.Seconds)),
		doc.C(strings.Join(roles, ", ")), doc.C(count(x.Extras)), doc.N(x.Eighths), doc.N(x.Seconds),
	}}
}

func timing(seconds int) string {
	if seconds <= 0 {
		return "–"
	}
	return fr.Timing(time.Duration(seconds) * time.Second)
}

func count(n int) string {
	if n == 0 {
		return "–"
	}
	return fr.Int(n)
}

func (s Sheet) placeName(id string) string {
	if p, ok := s.place(id); ok {
		return p.Name
	}
	return id
}

// roleNumber is the number of a role, or its ID when it has none.
func (s Sheet) roleNumber(id string) string {
	for _, c := range s.Cast {
		if c.Role == id && c.Number > 0 {
			return strconv.Itoa(c.Number)
		}
		for _, a := range c.Also {
			if a.Role == id && a.Number > 0 {
				return strconv.Itoa(a.Number)
			}
		}
	}
	return id
}

func (s Sheet) castTable(internal bool) doc.Table {
	t := doc.Table{Key: "cast", Sheet: "Artistes", Columns: []doc.Column{
		{Title: "N°", Width: .8, Kind: doc.Centre}, {Title: "Rôle", Width: 3}, {Title: "Interprète", Width: 3.4}, {Title: "Départ",
			Width: 1.3, Kind: doc.Centre}, {Title: "HMC", Width: 1.3, Kind: doc.Centre},
		{Title: "Prêt", Width: 1.3, Kind: doc.Centre}, {Title: "PAT", Width: 1.3, Kind: doc.Centre}, {Title: "Fin", Width: 1.3,
			Kind: doc.Centre}, {Title: "Statut", Width: 1.6}, {Title: "Note", Width: 3.4},
	}}
	for _, c := range s.Cast {
		number := c.numbers()
		name := c.Performer
		if c.Child != nil && !internal {
			name = "mineur, voir la régie"
		}
		if c.Status == HoldsCall {
			t.Rows = append(t.Rows, doc.Row{Cells: []doc.Cell{doc.C(number), doc.S(c.Characters()).As(doc.Muted), doc.S(name).As(doc.Muted),
				{}, {}, {}, {}, {}, doc.S(c.Status.Label()).As(doc.Muted), doc.S(c.Note)}})
			continue
		}
		pickup := "–"
		if c.Pickup.Known() {
			pickup = c.Pickup.Label(s.Date)
		}
		note := join(" ; ", prefixed("départ : ", c.From), s.pausesText(c.Pauses), c.Note)
		t.Rows = append(t.Rows, doc.Row{Cells: []doc.Cell{
			doc.C(number), doc.S(c.Characters()).As(doc.Strong), doc.S(name), doc.C(pickup), hourCell(s,
				c.Prep), doc.C(dash(s, c.Dressed)), hourCell(s, c.Ready), doc.C(c.Out.Label(s.Date)),
			doc.S(c.Status.Label()), doc.S(note).As(doc.Muted),
		}})
	}
	if len(s.Cast) == 0 {
		t.Rows = []doc.Row{{Cells: []doc.Cell{doc.S("Aucun artiste convoqué.").Over(len(t.Columns))}}}
	}
	return t
}

// numbers are those of the roles of a call: "3, 7".
func (c CastCall) numbers() string {
	var out []string
	if c.Number > 0 {
		out = append(out, strconv.Itoa(c.Number))
	}
	for _, a := range c.Also {
		if a.Number > 0 {
			out = append(out, strconv.Itoa(a.Number))
		}
	}
	return strings.Join(out, ", ")
}

func hourCell(s Sheet, c labour.Clock) doc.Cell {
	if !c.Known() {
		return doc.C("à confirmer").As(doc.Alert)
	}
	return doc.C(c.Label(s.Date)).As(doc.Strong)
}

func dash(s Sheet, c labour.Clock) string {
	if !c.Known() {
		return "–"
	}
	return c.Label(s.Date)
}

func (s Sheet) extraTable() doc.Table {
	t := doc.Table{Key: "extras", Sheet: "Figuration", Columns: []doc.Column{
		{Title: "Figuration", Width: 4}, {Title: "Nombre", Kind: doc.Int, Width: 1.2}, {Title: "Convocation", Kind: doc.Centre,
			Width: 1.8}, {Title: "Fin", Kind: doc.Centre, Width: 1.4}, {Title: "Lieu", Width: 3},
		{Title: "Séq.", Width: 2}, {Title: "Costume, encadrement", Width: 4},
	}}
	for _, e := range s.Extras {
		kind := e.Kind
		if e.Featured {
			kind += " (silhouettes)"
		}
		t.Rows = append(t.Rows, doc.Row{Cells: []doc.Cell{
			doc.S(kind).As(doc.Strong), doc.N(e.Count), hourCell(s, e.Call), doc.C(dash(s,
				e.Out)), doc.S(s.placeName(e.Where)), doc.S(strings.Join(e.Scenes, ", ")),
			doc.S(join(" ; ", s.pausesText(e.Pauses), e.Costume, e.Leader)).As(doc.Muted),
		}})
	}
	return t
}

// crewTable lists the departments, in two columns when they are many.
func (s Sheet) crewTable() doc.Table {
	const most = 6
	t := doc.Table{Key: "crew", Sheet: "Équipe", Columns: []doc.Column{{Title: "Département", Width: 4},
		{Title: "Convoc.", Width: 1.6, Kind: doc.Centre}}}
	rows := len(s.Crew)
	if rows > most {
		t.Columns = append(t.Columns, t.Columns...)
		rows = (rows + 1) / 2
	}
	for i := range rows {
		var row doc.Row
		for _, k := range []int{i, i + rows} {
			if k < len(s.Crew) && len(row.Cells) < len(t.Columns) {
				row.Cells = append(row.Cells, doc.S(fr.Capital(s.Crew[k].Department)), hourCell(s, s.Crew[k].Call))
			}
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// rightSide is the transport and the meals.
func (s Sheet) rightSide(internal bool) []doc.Block {
	var out []doc.Block
	if rides := append(append([]Ride{}, s.Rides...), s.Written.Rides...); len(rides) > 0 {
		t := doc.Table{Key: "rides", Sheet: "Transports", Columns: []doc.Column{
			{Title: "Transport", Width: 3}, {Title: "Départ", Width: 1.5, Kind: doc.Centre}, {Title: "Passagers, étapes",
				Width: 4}, {Title: "Arrivée", Width: 2.6},
		}}
		for _, r := range rides {
			driver := join(", ", r.Vehicle, r.Driver)
			if internal {
				driver = join(" · ", driver, r.Phone)
			}
			t.Rows = append(t.Rows, doc.Row{Cells: []doc.Cell{
				doc.S(driver), hourCell(s, r.Start), doc.S(join(" – ", strings.Join(r.Passengers, ", "),
					strings.Join(r.Stops, ", "))), doc.S(join(" ", r.To, dashless(s, r.Arrival))),
			}})
		}
		out = append(out, t)
	}
	meals := "à confirmer"
	switch {
	case !s.hasBreak():
		meals = "aucun, la journée n'a pas de pause"
	case s.Meals.Total() > 0:
		meals = fmt.Sprintf("%d : %d équipe, %d artistes, %d figuration", s.Meals.Total(), s.Meals.Crew, s.Meals.Cast, s.Meals.Extras)
	}
	items := []doc.Field{{Label: "Repas", Value: meals}}
	if len(s.Written.Menus) > 0 {
		var menus []string
		for _, m := range s.Written.Menus {
			menus = append(menus, fmt.Sprintf("%d %s", m.Count, m.Kind))
		}
		items = append(items, doc.Field{Label: "dont", Value: strings.Join(menus, ", ")})
	}
	if len(s.Meals.Snack) > 0 {
		items = append(items, doc.Field{Label: "Casse-croûte", Value: s.snack()})
	}
	return append(out, doc.Fields{Columns: 1, Items: items})
}

// snack names who is owed the casse-croûte.
func (s Sheet) snack() string {
	if len(s.Crew) > 1 && len(s.Meals.Snack) == len(s.Crew) {
		return "toute l'équipe"
	}
	return strings.Join(s.Meals.Snack, ", ")
}

func dashless(s Sheet, c labour.Clock) string {
	if !c.Known() {
		return ""
	}
	return c.Label(s.Date)
}

func (s Sheet) needTable() (doc.Table, bool) {
	t := doc.Table{Key: "needs", Sheet: "Besoins", Columns: []doc.Column{{Title: "Département", Width: 2},
		{Title: "Besoins du jour", Width: 7}, {Title: "Séq.", Width: 1.4}, {Title: "Fournisseur, livraison", Width: 2.6}}}
	var needs []Need
	needs = append(append(needs, s.Needs...), s.Written.Notes...)
	for rank := 0; rank <= len(departments); rank++ {
		for _, n := range needs {
			if departmentRank(n.Department) == rank {
				t.Rows = append(t.Rows, doc.Row{Cells: []doc.Cell{
					doc.S(fr.Capital(n.Department)).As(doc.Strong), doc.S(n.Text), doc.S(strings.Join(n.Scenes, ", ")), doc.S(join(", ",
						n.Supplier, dashless(s, n.Delivery))).As(doc.Muted),
				}})
			}
		}
	}
	return t, len(t.Rows) > 0
}

// safety is risks, first aid, conduct, environment and access.
func (s Sheet) safety() []doc.Block {
	w := s.Written
	var items []doc.Field
	for _, r := range w.Risks {
		items = append(items, doc.Field{Label: "Risque", Value: join(" – ", r.What, r.Measure, r.Who), Style: doc.Warning})
	}
	for _, f := range []doc.Field{{Label: "Premiers secours", Value: w.FirstAid}, {Label: "VHSS, intimité", Value: w.Protocol},
		{Label: "Éco-production", Value: w.Eco}, {Label: "Accessibilité", Value: w.Access}} {
		if f.Value != "" {
			items = append(items, f)
		}
	}
	if len(items) == 0 {
		return nil
	}
	return []doc.Block{doc.Fields{Columns: 2, Items: items}}
}

func (s Sheet) advanceTable() doc.Table {
	t := doc.Table{Key: "advance", Sheet: "Prévisions", Columns: []doc.Column{{Title: "Prévision", Width: 2.6},
		{Title: "Séquences", Width: 3}, {Title: "Lieux", Width: 3.4}, {Title: "Rôles", Width: 4},
		{Title: "Convocation", Width: 1.7, Kind: doc.Centre}}}
	for i, a := range s.Advance {
		call := a.Call.Label(a.Date)
		if a.Night {
			call += ", nuit"
		}
		t.Rows = append(t.Rows, doc.Row{Cells: []doc.Cell{
			doc.S(fmt.Sprintf("J+%d, %s (jour %d)", i+1, fr.DayMonth(a.Date), a.Day)), doc.S(strings.Join(a.Scenes,
				", ")), doc.S(strings.Join(a.Places, ", ")), doc.S(strings.Join(a.Roles, ", ")), doc.C(call),
		}})
	}
	return t
}

// children are the facts of the internal proof.
func (s Sheet) children() (doc.Table, bool) {
	t := doc.Table{Title: "Enfants", Key: "children", Sheet: "Enfants",
		Columns: []doc.Column{{Title: "Rôle", Width: 2}, {Title: "Interprète", Width: 3}, {Title: "Âge", Kind: doc.Int},
			{Title: "Présence", Kind: doc.Centre}, {Title: "Fin au plus tard", Kind: doc.Centre, Width: 1.6},
			{Title: "Responsable", Width: 3}, {Title: "École", Width: 3}}}
	for _, c := range s.Cast {
		if c.Child == nil {
			continue
		}
		latest := "selon les tables"
		if c.Child.Latest.Known() {
			latest = c.Child.Latest.Label(s.Date)
		}
		guardian := c.Child.Guardian
		if guardian == "" {
			guardian = "à confirmer"
		}
		t.Rows = append(t.Rows, doc.Row{Cells: []doc.Cell{doc.S(c.Characters()), doc.S(c.Performer), doc.N(c.Child.AgeOn(s.Date)),
			doc.C(long(c.Span())), doc.C(latest), doc.S(guardian), doc.S(c.Child.School)}})
	}
	return t, len(t.Rows) > 0
}
