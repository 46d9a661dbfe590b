package film_test

import (
	"path"
	"reflect"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/film"
)

// texts lists every text that a folder may hold and that no type closes: fields of text, of lists and of objects of texts, and the
// names that the keys of an object are, as "budget.Line.Account".
func texts(t reflect.Type, seen map[reflect.Type]bool, tell func(name string)) {
	closed := reflect.TypeFor[moteur.Closed]()
	text := reflect.TypeFor[interface{ UnmarshalText([]byte) error }]()
	if seen[t] || reflect.PointerTo(t).Implements(text) {
		return
	}
	seen[t] = true
	switch t.Kind() {
	case reflect.Pointer, reflect.Slice, reflect.Array:
		texts(t.Elem(), seen, tell)
	case reflect.Map:
		texts(t.Elem(), seen, tell)
	case reflect.Struct:
		for i := range t.NumField() {
			f := t.Field(i)
			if f.Tag.Get("json") == "-" || !f.IsExported() {
				continue
			}
			name := path.Base(t.PkgPath()) + "." + t.Name() + "." + f.Name
			bare := f.Type
			for bare.Kind() == reflect.Pointer || bare.Kind() == reflect.Slice || bare.Kind() == reflect.Array || bare.Kind() == reflect.Map {
				if bare.Kind() == reflect.Map && bare.Key().Kind() == reflect.String && !bare.Key().Implements(closed) {
					tell(name + " (keys)")
				}
				bare = bare.Elem()
			}
			if bare.Kind() == reflect.String && !bare.Implements(closed) && !reflect.PointerTo(bare).Implements(text) &&
				f.Tag.Get("accepts") == "" && f.Tag.Get("code") == "" {
				tell(name)
			}
			texts(f.Type, seen, tell)
		}
	}
}

// free are the texts that people write in their own words: names, addresses, reasons, notes, labels. A rule misspelt in waived waives
// nothing: its finding stays.
var free = strings.Split(`moteur.Film.Title, moteur.Film.Genre, moteur.Film.Logline, moteur.Film.Synopsis, moteur.Company.Name,
moteur.Company.Form, moteur.Company.SIRET, moteur.Company.NAF, moteur.Company.URSSAF, moteur.Address.Street,
moteur.Address.Zip, moteur.Address.City, moteur.Company.Phone, moteur.Company.Email, moteur.Company.Legal,
moteur.Company.Title, moteur.Film.ISAN, moteur.Film.RegisterNo, moteur.Film.VisaNo, moteur.Person.FirstName,
moteur.Person.LastName, moteur.Person.StageName, moteur.Person.Phone, moteur.Person.Email, moteur.Person.Agent,
schedule.Extras.Kind, film.SceneNote.Note, schedule.Location.Name, schedule.Location.Region, film.Location.Reason,
schedule.Role.Name, schedule.PaidDays.Label, schedule.Training.Label, schedule.Training.Who, schedule.Member.Name, schedule.Equipment.Name, schedule.Precedence.Reason, callsheet.CastUsual.From,
callsheet.CastUsual.Driver, callsheet.CastUsual.Note, callsheet.CastUsual.Guardian, callsheet.CastUsual.School,
callsheet.Place.Name, callsheet.Place.Address, callsheet.Place.Permit, callsheet.Place.Parking,
callsheet.Place.Hospital, callsheet.Place.Access, callsheet.Written.Weather, callsheet.Written.Tide,
callsheet.Contact.Role, callsheet.Contact.Name, callsheet.Contact.Phone, callsheet.Contact.Email,
callsheet.Written.Hospital, callsheet.Risk.What, callsheet.Risk.Measure, callsheet.Risk.Who,
callsheet.Written.FirstAid, callsheet.Written.Protocol, callsheet.Written.Eco, callsheet.Written.Access,
callsheet.Menu.Kind, callsheet.Written.Catering, callsheet.Need.Text, callsheet.Need.Supplier, callsheet.Ride.Vehicle,
callsheet.Ride.Driver, callsheet.Ride.Phone, callsheet.Ride.Stops, callsheet.Ride.Passengers, callsheet.Ride.To,
callsheet.Written.Alerts, callsheet.Written.Distribution, callsheet.Written.SpanReason,
callsheet.Written.Waived (keys), callsheet.Written.Waived, budget.Budget.Title, budget.Budget.Company, budget.Budget.Version,
budget.Account.Label, budget.Account.LabelEN, budget.Account.Note, budget.Line.Label, budget.Line.Note,
budget.Percent.Label, budget.Charge.Label, financing.Plan.Title, financing.Resource.Label, financing.Resource.Party,
financing.Resource.Conditions, financing.Resource.Pieces, financing.Instalment.Needs, financing.GlobalPay.Person,
financing.GlobalPay.Role, treasury.Facility.Bank, points.Facts.Treaty, points.Language.Justification,
points.Spend.Supplier, points.Unused.Reason, points.Split.Reason, cnc.Have.Name, cnc.Carbon.Tool,
cnc.CarbonLine.Source, cnc.ChainLink.Work, cnc.ChainLink.From, cnc.ChainLink.To, cnc.ChainLink.Kind,
cnc.ChainLink.Register, cnc.Texts.Director, cnc.Texts.Production, cnc.Texts.Strategy, cnc.Texts.Characters,
cnc.Texts.Places, cnc.Texts.Eco, cnc.Texts.Diversity, cnc.Texts.Equality, cnc.Texts.Accessibility, cnc.Texts.VHSS,
cnc.Texts.References, distribution.Release.Title, distribution.Mode.Label, distribution.PlanReceipt.Name,
distribution.Coproducer.Name, labour.Child.Number, film.Image.Alt, cnc.Comparable.Title,
cnc.Comparable.Director, cnc.Comparable.Source`, ",")

// computed are those that the chain computes: a folder that gives them is warned that they are not read.
var computed = strings.Split("points.Performance.Person, points.Performance.Role, points.Technician.Person, points.Technician.Job, points.ShootingDays.Place, points.ShootingDays.Reason", ",")

// checked are the names, codes and formulas that a check holds against the folder, the screenplay or a table: the broken folder of each
// is in testdata.
var checked = map[string]string{
	"moteur.Film.Director":                "director-unknown",
	"moteur.Film.Writers":                 "writer-unknown",
	"moteur.Person.ID":                    "person-twice",
	"film.Folder.Screenplay":              "screenplay-unknown",
	"film.Shoot.Scenes (keys)":            "scene-unknown",
	"film.SceneNote.With":                 "role-unknown-with",
	"film.SceneNote.Without":              "role-unknown-without",
	"film.SceneNote.Needs":                "equipment-unknown",
	"film.SceneNote.Present (keys)":       "role-unknown-present",
	"schedule.DayForm.Unit":               "form-unit-unknown",
	"schedule.Training.Unit":              "training-unit-unknown",
	"schedule.Location.ID":                "location-twice",
	"schedule.Location.Base":              "base-crew-move-unknown",
	"schedule.Location.Clock":             "place-time-zone-unknown",
	"film.Location.Sets":                  "set-unknown",
	"schedule.Role.ID":                    "role-twice",
	"schedule.Role.Performer":             "performer-unknown",
	"film.Role.Cues":                      "cue-twice",
	"schedule.Equipment.ID":               "equipment-twice",
	"schedule.Calendar.Zone":              "holiday-zone-unknown",
	"schedule.Calendar.Clock":             "time-zone-unknown",
	"schedule.Move.From":                  "base-crew-move-unknown",
	"schedule.Move.To":                    "base-crew-move-unknown",
	"schedule.Precedence.Before":          "scene-unknown-precedence",
	"schedule.Precedence.After":           "scene-unknown-precedence",
	"schedule.Pin.Scene":                  "scene-unknown-pin",
	"callsheet.Department.Name":           "department-twice",
	"film.Sheets.Cast (keys)":             "role-unknown-cast",
	"callsheet.Place.ID":                  "place-unknown",
	"film.Sheets.NeedDepartments (keys)":  "equipment-unknown-department",
	"film.Sheets.NeedDepartments":         "department-unknown",
	"callsheet.Need.Department":           "department-unknown",
	"callsheet.Need.Scenes":               "scene-unknown-note",
	"callsheet.Written.SpanReason (keys)": "span-reason-role-unknown",
	"budget.Budget.Grid":                  "grid-unknown",
	"budget.Account.Code":                 "account-twice",
	"budget.Account.Parent":               "account-parent-unknown",
	"budget.Budget.Variables (keys)":      "formula-variable-unknown",
	"budget.Line.ID":                      "line-twice",
	"budget.Line.Account":                 "account-unknown",
	"budget.Line.QuantityFormula":         "formula-variable-unknown",
	"budget.Line.Unit":                    "unit-unknown",
	"budget.Line.Currency":                "currency-unknown",
	"budget.Line.Charges":                 "charge-unknown",
	"budget.Line.Job":                     "job-unknown",
	"budget.Line.Person":                  "person-unknown",
	"budget.Line.Role":                    "role-unknown-line",
	"budget.Line.Group":                   "group-unknown",
	"budget.Line.Shares (keys)":           "axis-name-unknown",
	"budget.Line.Split (keys)":            "axis-name-unknown",
	"budget.Line.From":                    "from-unknown",
	"budget.Percent.ID":                   "percent-twice",
	"budget.Percent.Account":              "percent-account-unknown",
	"budget.Percent.Base":                 "percent-base-unknown",
	"budget.Percent.Except":               "percent-except-unknown",
	"budget.Percent.Shares (keys)":        "percent-axis-unknown",
	"budget.Charge.ID":                    "charge-unknown",
	"budget.Charge.Account":               "charge-account-unknown",
	"budget.Budget.GroupsOff":             "group-unknown",
	"budget.Budget.Currencies (keys)":     "currency-unknown",
	"budget.Budget.Territory":             "territory-unknown",
	"payroll.Settings.Territory":          "territory-unknown",
	"payroll.Settings.Rates (keys)":       "charge-rate-unknown",
	"payroll.Settings.Skip":               "charge-rate-unknown",
	"financing.Resource.ID":               "resource-twice",
	"financing.Resource.Currency":         "currency-resource-unknown",
	"financing.Resource.Mirror":           "mirror-unknown",
	"financing.Plan.Treaty":               "treaty-unknown",
	"treasury.Assignment.Resource":        "resource-unknown-assigned",
	"treasury.Settings.Given (keys)":      "given-unknown",
	"treasury.Settings.Lines (keys)":      "cash-line-unknown",
	"points.Producer.Officers":            "officer-unknown",
	"points.Producer.Board":               "officer-unknown",
	"points.Author.Person":                "author-person-unknown",
	"points.Split.Line":                   "split-line-unknown",
	"cnc.Situation.Asked":                 "request-situation-asked-unknown",
	"cnc.Situation.Dates (keys)":          "situation-date-unknown",
	"cnc.Have.Piece":                      "piece-unknown",
	"film.Image.File":                     "picture-missing",
	"film.Showing.Cast (keys)":            "picture-role-unknown",
	"film.Showing.Places (keys)":          "picture-place-unknown",
	"film.Folder.Suppliers (keys)":        "supplier-account-unknown",
	"film.Folder.Suppliers":               "supplier-country-unknown",
	"distribution.Theatrical.CrossWith":   "mode-unknown-cross",
	"distribution.Mode.ID":                "mode-twice",
	"distribution.Authors.NetModes":       "mode-unknown-cross",
	"distribution.Sofica.Modes":           "mode-unknown-cross",
}

// A text of the folder is of a closed list, of a format, free, computed or checked: a new field is none until it is said here.
func TestEveryTextIsClassified(t *testing.T) {
	class := map[string]string{}
	for name, list := range map[string][]string{"free": free, "computed": computed} {
		for _, text := range list {
			class[strings.TrimSpace(text)] = name
		}
	}
	for text, folder := range checked {
		assert.Empty(t, class[text], text)
		class[text] = "checked"
		assert.FileExists(t, "testdata/broken/"+folder+"/want.txt", text)
	}
	seen := map[string]bool{}
	texts(reflect.TypeFor[film.Folder](), map[reflect.Type]bool{}, func(name string) {
		seen[name] = true
		assert.NotEmpty(t, class[name], "%s: say whether it is free, computed or checked", name)
	})
	for name := range class {
		assert.True(t, seen[name], "%s is no longer a text of the folder", name)
	}
}
