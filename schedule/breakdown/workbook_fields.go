package breakdown

import (
	"fmt"
	"slices"
	"strings"

	"github.com/moteur-film/moteur/internal/doc"
	"github.com/moteur-film/moteur/internal/fr"
	"github.com/moteur-film/moteur/schedule/script"
)

// sceneFields are the columns of the scenes. The hidden ones hold what people need not see, so that nothing is lost.
func sceneFields() []field[Scene] { return slices.Concat(shownFields(), hiddenFields()) }

// textField is a column of text that people change.
func textField(title string, width float64, p func(*Scene) *string) field[Scene] {
	return field[Scene]{col(title, width, doc.Text), func(s *Scene) doc.Cell { return in(doc.S(*p(s))) },
		func(s *Scene, c cellReader) { *p(s) = c.text() }}
}

// hiddenField is a column of text that people do not see.
func hiddenField(title string, p func(*Scene) *string) field[Scene] {
	return field[Scene]{hidden(title), func(s *Scene) doc.Cell { return doc.S(*p(s)) },
		func(s *Scene, c cellReader) { *p(s) = c.text() }}
}

// originField is a hidden column that tells where a value comes from.
func originField(title string, p func(*Scene) *Origin) field[Scene] {
	return field[Scene]{hidden(title), func(s *Scene) doc.Cell { return doc.S(string(*p(s))) },
		func(s *Scene, c cellReader) { *p(s) = code[Origin](c, c.text()) }}
}

// countField is a hidden column of a whole number.
func countField(title string, limit int64, p func(*Scene) *int) field[Scene] {
	f := field[Scene]{hidden(title), func(s *Scene) doc.Cell { return number(*p(s)) },
		func(s *Scene, c cellReader) { *p(s) = c.whole(limit) }}
	f.column.Kind = doc.Int
	return f
}

// shownFields are the columns that people read and change.
func shownFields() []field[Scene] {
	return []field[Scene]{
		textField("N°", 1.4, func(s *Scene) *string { return &s.Number }),
		textField("Intitulé", 7, func(s *Scene) *string { return &s.Heading }),
		{col("I/E", 1.6, doc.Centre), func(s *Scene) doc.Cell { return in(doc.C(string(s.Place))) }, func(s *Scene, c cellReader) {
			if s.Place = script.PlaceOf(c.text()); s.Place == "" && c.text() != "" {
				c.bad("INT, EXT ou INT/EXT")
			}
		}},
		textField("Décor", 5, func(s *Scene) *string { return &s.Set }),
		textField("Lieu", 4, func(s *Scene) *string { return &s.Location }),
		{col("Effet", 2, doc.Centre), func(s *Scene) doc.Cell { return in(doc.C(s.Light.Label())).On(lightFill(s.Light)) },
			func(s *Scene, c cellReader) {
				if s.Light = script.LightOf(c.text()); s.Light == "" && c.text() != "" {
					c.bad("un effet (JOUR, NUIT, AUBE…)")
				}
			}},
		{col("Jour récit", 1.4, doc.Int), func(s *Scene) doc.Cell { return in(number(s.StoryDay)) },
			func(s *Scene, c cellReader) { s.StoryDay = c.whole(maxCount) }},
		{doc.Column{Key: "eighths", Title: "Huitièmes", Width: 1.4, Kind: doc.Int}, func(s *Scene) doc.Cell { return in(doc.N(s.Eighths)) },
			func(s *Scene, c cellReader) { s.Eighths = c.eighths() }},
		{doc.Column{Key: "seconds", Title: "Secondes", Width: 1.4, Kind: doc.Int}, func(s *Scene) doc.Cell { return in(doc.N(s.Seconds)) },
			func(s *Scene, c cellReader) { s.Seconds = c.whole(maxSeconds) }},
		{col("Minutes de tournage", 1.6, doc.Int), func(s *Scene) doc.Cell { return in(number(s.Minutes)) },
			func(s *Scene, c cellReader) { s.Minutes = c.whole(maxMinutes) }},
		{col("Rôles", 6, doc.Text), func(s *Scene) doc.Cell { return in(doc.S(joinNames(s.Roles))) }, func(s *Scene, c cellReader) {
			if s.Roles = splitNames(c.text()); s.Roles == nil {
				s.Roles = []string{}
			}
		}},
		textField("Résumé", 8, func(s *Scene) *string { return &s.Summary }),
		textField("Remarques", 5, func(s *Scene) *string { return &s.Comments }),
		textField("Page", 1.2, func(s *Scene) *string { return &s.Page }),
	}
}

// hiddenFields are the columns that ReadXLSX needs and people do not.
func hiddenFields() []field[Scene] {
	return []field[Scene]{
		{hidden("Autres effets"), func(s *Scene) doc.Cell {
			var ls []string
			for _, l := range s.MoreLights {
				ls = append(ls, string(l))
			}
			return doc.S(strings.Join(ls, " "))
		}, func(s *Scene, c cellReader) {
			s.MoreLights = nil
			for _, l := range strings.Fields(c.text()) {
				if light := code[script.Light](c, l); light != "" {
					s.MoreLights = append(s.MoreLights, light)
				}
			}
		}},
		hiddenField("Effet écrit", func(s *Scene) *string { return &s.LightText }),
		originField("Origine effet", func(s *Scene) *Origin { return &s.LightFrom }),
		originField("Origine huitièmes", func(s *Scene) *Origin { return &s.EighthsFrom }),
		originField("Origine résumé", func(s *Scene) *Origin { return &s.SummaryFrom }),
		hiddenField("Règle de minutage", func(s *Scene) *string { return &s.SecondsRule }),
		hiddenField("Temps du récit", func(s *Scene) *string { return &s.Story }),
		hiddenField("Partie", func(s *Scene) *string { return &s.Section }),
		{hidden("Révision"), func(s *Scene) doc.Cell { return doc.S(joinNames(s.Revised)) },
			func(s *Scene, c cellReader) { s.Revised = splitNames(c.text()) }},
		hiddenField("Identifiant", func(s *Scene) *string { return &s.SourceID }),
		countField("Ligne", maxLine, func(s *Scene) *int { return &s.Line }),
		countField("Lignes imprimées", maxCount, func(s *Scene) *int { return &s.Lines }),
		countField("Mots dits", maxCount, func(s *Scene) *int { return &s.DialogueWords }),
		countField("Mots décrits", maxCount, func(s *Scene) *int { return &s.ActionWords }),
		hiddenField("Empreinte", func(s *Scene) *string { return &s.Digest }),
		{hidden("Saisi"), func(s *Scene) doc.Cell { return doc.S(strings.Join(s.ByHand, " ")) },
			func(s *Scene, c cellReader) { s.ByHand = append(s.ByHand, strings.Fields(c.text())...) }},
		{hidden("Numéro donné"), func(s *Scene) doc.Cell { return doc.S(yes(s.Invented)) },
			func(s *Scene, c cellReader) { s.Invented = c.yes() }},
		{hidden("Nature"), func(s *Scene) doc.Cell { return doc.S(string(s.Kind)) },
			func(s *Scene, c cellReader) { s.Kind = code[script.SceneKind](c, c.text()) }},
		{hidden("Omise"), func(s *Scene) doc.Cell { return doc.S(yes(s.Omitted)) },
			func(s *Scene, c cellReader) { s.Omitted = c.yes() }},
	}
}

// noteByHand names the fields that a new draft must keep because a person changed their cell; old is what the cells held before.
func (s *Scene) noteByHand(old map[string]string) {
	for _, f := range []struct {
		name, title string
		now         doc.Cell
	}{
		{"eighths", "Huitièmes", doc.N(s.Eighths)}, {"seconds", "Secondes", doc.N(s.Seconds)}, {"light", "Effet", doc.C(s.Light.Label())},
		{"place", "I/E", doc.C(string(s.Place))}, {"set", "Décor", doc.S(s.Set)}, {"location", "Lieu", doc.S(s.Location)},
		{"heading", "Intitulé", doc.S(s.Heading)}, {"summary", "Résumé", doc.S(s.Summary)}, {"story", "Temps du récit", doc.S(s.Story)},
		{"section", "Partie", doc.S(s.Section)}, {"kind", "Nature", doc.S(string(s.Kind))}, {"omitted", "Omise", doc.S(yes(s.Omitted))},
	} {
		was, told := old[f.title]
		if !told || held(f.now.Label()) == strings.TrimSpace(was) || slices.Contains(s.ByHand, f.name) {
			continue
		}
		s.ByHand = append(s.ByHand, f.name)
		switch f.name {
		case "eighths":
			s.EighthsFrom = ByHand
			if !s.byHand("seconds") && held(doc.N(s.Seconds).Label()) == old["Secondes"] {
				s.timed(pageSeconds)
			}
		case "seconds":
			s.SecondsRule = "saisi"
		case "light":
			s.LightFrom = ByHand
		case "summary":
			s.SummaryFrom = ByHand
		}
	}
}

// byHand tells whether a person set a field.
func (s *Scene) byHand(field string) bool { return slices.Contains(s.ByHand, field) }

// timed gives a scene the screen time of its written length.
func (s *Scene) timed(perPage int) {
	if s.Seconds, s.SecondsRule = 0, ""; s.Eighths > 0 {
		s.Seconds, s.SecondsRule = max(1, secondsOf(s.Eighths, 8, perPage)), fmt.Sprintf(ruleWritten, perPage)
	}
}

func yes(b bool) string {
	if b {
		return "oui"
	}
	return ""
}

// The rows of the other sheets carry the number of their scene.
type presenceRow struct {
	scene string
	Presence
}

func (r presenceRow) number() string { return r.scene }

type needRow struct {
	scene string
	Need
}

func (r needRow) number() string { return r.scene }

type extraRow struct {
	scene string
	Extra
}

func (r extraRow) number() string { return r.scene }

type flagRow struct {
	scene string
	Flag
}

func (r flagRow) number() string { return r.scene }

func stateColumn() doc.Column { return col("État", 1.8, doc.Centre) }

func presenceFields() []field[presenceRow] {
	type R = presenceRow
	return []field[R]{
		{col("Séquence", 1.5, doc.Centre), func(r *R) doc.Cell { return doc.C(r.scene) }, func(r *R, c cellReader) { r.scene = c.text() }},
		{col("Rôle", 4, doc.Text), func(r *R) doc.Cell { return in(doc.S(r.Role)) }, func(r *R, c cellReader) { r.Role = c.text() }},
		{col("Présence", 2, doc.Centre), func(r *R) doc.Cell { return in(doc.C(r.Mode.Label())) }, func(r *R, c cellReader) {
			switch fr.Fold(c.text()) {
			case "parlant", "":
				r.Mode = Speaking
			case "muet":
				r.Mode = Silent
			case "off":
				r.Mode = Off
			default:
				c.bad("parlant, muet ou off")
			}
		}},
		{col("Répliques", 1.4, doc.Int), func(r *R) doc.Cell { return number(r.Cues) },
			func(r *R, c cellReader) { r.Cues = c.whole(maxCount) }},
		{col("Mots dits", 1.4, doc.Int), func(r *R) doc.Cell { return number(r.Words) },
			func(r *R, c cellReader) { r.Words = c.whole(maxCount) }},
		{col("Mots du texte", 5, doc.Text), func(r *R) doc.Cell { return doc.S(r.Text) }, func(r *R, c cellReader) { r.Text = c.text() }},
		{col("Ligne", 1.2, doc.Int), func(r *R) doc.Cell { return number(r.Line) },
			func(r *R, c cellReader) { r.Line = c.whole(maxLine) }},
		{stateColumn(), func(r *R) doc.Cell { return in(doc.C(r.State.Label())) }, func(r *R, c cellReader) { r.State = c.state() }},
		{hidden("Voix off"), func(r *R) doc.Cell { return doc.S(yes(r.Off)) }, func(r *R, c cellReader) { r.Off = c.yes() }},
		{hidden("Téléphone"), func(r *R) doc.Cell { return doc.S(yes(r.Phone)) }, func(r *R, c cellReader) { r.Phone = c.yes() }},
		{hidden("Rôle lu"), func(r *R) doc.Cell { return doc.S(r.FromRole) }, func(r *R, c cellReader) { r.FromRole = c.text() }},
	}
}

func needFields() []field[needRow] {
	type R = needRow
	return []field[R]{
		{col("Séquence", 1.5, doc.Centre), func(r *R) doc.Cell { return doc.C(r.scene) }, func(r *R, c cellReader) { r.scene = c.text() }},
		{col("Catégorie", 3, doc.Text), func(r *R) doc.Cell { return in(doc.S(r.Category.Label())) },
			func(r *R, c cellReader) {
				if r.Category = categoryLabelled(c.text()); r.Category == "" {
					c.bad("une catégorie (accessoires, véhicules…)")
				}
			}},
		{col("Élément", 5, doc.Text), func(r *R) doc.Cell { return in(doc.S(r.Name)) }, func(r *R, c cellReader) { r.Name = c.text() }},
		{col("Mots du texte", 5, doc.Text), func(r *R) doc.Cell { return doc.S(r.Text) }, func(r *R, c cellReader) { r.Text = c.text() }},
		{col("Ligne", 1.2, doc.Int), func(r *R) doc.Cell { return number(r.Line) },
			func(r *R, c cellReader) { r.Line = c.whole(maxLine) }},
		{col("Fois", 1, doc.Int), func(r *R) doc.Cell { return number(r.Count) },
			func(r *R, c cellReader) { r.Count = c.whole(maxCount) }},
		{stateColumn(), func(r *R) doc.Cell { return in(doc.C(r.State.Label())) }, func(r *R, c cellReader) { r.State = kept(c.state()) }},
		{hidden("Catégorie lue"), func(r *R) doc.Cell { return doc.S(string(r.FromCategory)) },
			func(r *R, c cellReader) { r.FromCategory = Category(c.text()) }},
		{hidden("Élément lu"), func(r *R) doc.Cell { return doc.S(r.FromName) }, func(r *R, c cellReader) { r.FromName = c.text() }},
	}
}

func extraFields() []field[extraRow] {
	type R = extraRow
	return []field[R]{
		{col("Séquence", 1.5, doc.Centre), func(r *R) doc.Cell { return doc.C(r.scene) }, func(r *R, c cellReader) { r.scene = c.text() }},
		{col("Groupe", 5, doc.Text), func(r *R) doc.Cell { return in(doc.S(r.Kind)) }, func(r *R, c cellReader) { r.Kind = c.text() }},
		{col("Nombre", 1.4, doc.Int), func(r *R) doc.Cell { return in(number(r.Count)) },
			func(r *R, c cellReader) { r.Count = c.whole(maxCount) }},
		{col("Mots du texte", 5, doc.Text), func(r *R) doc.Cell { return doc.S(r.Text) }, func(r *R, c cellReader) { r.Text = c.text() }},
		{col("Ligne", 1.2, doc.Int), func(r *R) doc.Cell { return number(r.Line) },
			func(r *R, c cellReader) { r.Line = c.whole(maxLine) }},
		{stateColumn(), func(r *R) doc.Cell { return in(doc.C(r.State.Label())) }, func(r *R, c cellReader) { r.State = kept(c.state()) }},
		{hidden("Groupe lu"), func(r *R) doc.Cell { return doc.S(r.FromKind) }, func(r *R, c cellReader) { r.FromKind = c.text() }},
	}
}

func flagFields() []field[flagRow] {
	type R = flagRow
	return []field[R]{
		{col("Séquence", 1.5, doc.Centre), func(r *R) doc.Cell { return doc.C(r.scene) }, func(r *R, c cellReader) { r.scene = c.text() }},
		{col("Signal", 3, doc.Text), func(r *R) doc.Cell { return in(doc.S(r.Kind.Label())) }, func(r *R, c cellReader) {
			if r.Kind = flagLabelled(c.text()); r.Kind == "" {
				c.bad("un signal connu")
			}
		}},
		{col("Démarche", 7, doc.Text), func(r *R) doc.Cell { return doc.S(r.Kind.Duty()) }, nil},
		{col("Mots du texte", 5, doc.Text), func(r *R) doc.Cell { return doc.S(r.Text) }, func(r *R, c cellReader) { r.Text = c.text() }},
		{col("Ligne", 1.2, doc.Int), func(r *R) doc.Cell { return number(r.Line) },
			func(r *R, c cellReader) { r.Line = c.whole(maxLine) }},
		{hidden("Certain"), func(r *R) doc.Cell { return doc.S(yes(r.Sure)) }, func(r *R, c cellReader) { r.Sure = c.yes() }},
		{stateColumn(), func(r *R) doc.Cell { return in(doc.C(r.State.Label())) }, func(r *R, c cellReader) { r.State = kept(c.state()) }},
		{hidden("Signal lu"), func(r *R) doc.Cell { return doc.S(string(r.FromKind)) },
			func(r *R, c cellReader) { r.FromKind = code[FlagKind](c, c.text()) }},
	}
}

func roleFields() []field[Role] {
	return []field[Role]{
		{col("N°", 1, doc.Int), func(r *Role) doc.Cell { return in(number(r.Number)) },
			func(r *Role, c cellReader) { r.Number = c.whole(maxCount) }},
		{col("Rôle", 4, doc.Text), func(r *Role) doc.Cell { return in(doc.S(r.ID)) }, func(r *Role, c cellReader) { r.ID = c.text() }},
		{col("Nom imprimé", 4, doc.Text), func(r *Role) doc.Cell { return in(doc.S(r.Name)) }, func(r *Role, c cellReader) {
			if r.Name = c.text(); r.Name == "" {
				r.Name = r.ID
			}
		}},
		{col("Âge", 1, doc.Int), func(r *Role) doc.Cell { return in(number(r.Age)) },
			func(r *Role, c cellReader) { r.Age = c.whole(maxAge) }},
		{col("Parlant", 1.2, doc.Centre), func(r *Role) doc.Cell { return in(doc.C(yes(r.Speaking))) },
			func(r *Role, c cellReader) { r.Speaking = c.yes() }},
		{col("Répliques", 1.4, doc.Int), func(r *Role) doc.Cell { return number(r.Cues) },
			func(r *Role, c cellReader) { r.Cues = c.whole(maxCount) }},
		{col("Mots", 1.4, doc.Int), func(r *Role) doc.Cell { return number(r.Words) },
			func(r *Role, c cellReader) { r.Words = c.whole(maxWords) }},
		{col("Autres noms", 4, doc.Text), func(r *Role) doc.Cell { return in(doc.S(joinNames(r.Aliases))) },
			func(r *Role, c cellReader) {
				r.Aliases = splitNames(c.text())
				if c.old != nil && held(c.text()) != *c.old && !strings.Contains(c.text(), ";") { // typed: ANNE, NANA
					r.Aliases = splitNames(c.text(), ',')
				}
			}},
		{col("Ligne", 1.2, doc.Int), func(r *Role) doc.Cell { return number(r.Line) },
			func(r *Role, c cellReader) { r.Line = c.whole(maxLine) }},
		{stateColumn(), func(r *Role) doc.Cell { return in(doc.C(r.State.Label())) }, func(r *Role, c cellReader) { r.State = c.state() }},
		{hidden("Ligne âge"), func(r *Role) doc.Cell { return number(r.AgeLine) },
			func(r *Role, c cellReader) { r.AgeLine = c.whole(maxLine) }},
	}
}

// aliasFields are the columns of what may be one and the same: roles, or places.
func aliasFields(what string) []field[Alias] {
	return []field[Alias]{
		{col(what, 4, doc.Text), func(a *Alias) doc.Cell { return doc.S(a.Role) }, func(a *Alias, c cellReader) { a.Role = c.text() }},
		{col("Autre nom", 4, doc.Text), func(a *Alias) doc.Cell { return doc.S(a.Other) },
			func(a *Alias, c cellReader) { a.Other = c.text() }},
		{col("Pourquoi", 6, doc.Text), func(a *Alias) doc.Cell { return doc.S(a.Reason) },
			func(a *Alias, c cellReader) { a.Reason = c.text() }},
		{stateColumn(), func(a *Alias) doc.Cell { return in(doc.C(a.State.Label())) },
			func(a *Alias, c cellReader) { a.State = kept(c.state()) }},
	}
}

// categoryLabelled finds a category from its French label or its code; another word is the caller's own category.
func categoryLabelled(s string) Category {
	for _, c := range Categories() {
		if fr.Fold(c.Label()) == fr.Fold(s) || string(c) == s {
			return c
		}
	}
	if c := categoryNamed(s); c != "" {
		return c
	}
	return Category(s)
}

// flagKinds lists the flags.
func flagKinds() []FlagKind {
	return []FlagKind{FlagChildren, FlagAnimals, FlagWeapons, FlagDrone, FlagFire, FlagRoad, FlagNightExt, FlagIntimacy, FlagProtected,
		FlagStunts, FlagWater, FlagHeight, FlagDrugs, FlagUniformPol}
}

func flagLabelled(s string) FlagKind {
	for _, k := range flagKinds() {
		if fr.Fold(k.Label()) == fr.Fold(s) || string(k) == s {
			return k
		}
	}
	return ""
}
