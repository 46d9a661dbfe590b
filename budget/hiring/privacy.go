package hiring

import (
	"slices"
	"strings"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/internal/doc"
)

// Field is a kind of personal data.
type Field string

// The fields of the privacy table.
const (
	FieldName        Field = "name"
	FieldStageName   Field = "stage_name"
	FieldJob         Field = "job"
	FieldContact     Field = "contact"
	FieldAddress     Field = "address"
	FieldBirth       Field = "birth"
	FieldNationality Field = "nationality"
	FieldSex         Field = "sex"
	FieldPermit      Field = "permit"
	FieldNIR         Field = "nir"
	FieldBank        Field = "bank"
	FieldPay         Field = "pay"
	FieldMinor       Field = "minor"
	FieldLeaveFund   Field = "leave_fund"
)

var fieldLabels = map[Field]string{
	FieldName: "nom", FieldStageName: "nom d'artiste", FieldJob: "fonction", FieldContact: "téléphone, courriel", FieldAddress: "adresse",
	FieldBirth:       "naissance",
	FieldNationality: "nationalité", FieldSex: "sexe", FieldPermit: "titre de travail", FieldNIR: "n° de sécurité sociale",
	FieldBank: "compte bancaire",
	FieldPay:  "rémunération", FieldMinor: "autorisation du mineur", FieldLeaveFund: "n° congés spectacles",
}

// Fields lists the fields in the order of the table.
func fields() []Field {
	return []Field{FieldName, FieldStageName, FieldJob, FieldContact, FieldAddress, FieldBirth, FieldNationality, FieldSex, FieldPermit,
		FieldNIR, FieldBank, FieldPay, FieldMinor, FieldLeaveFund}
}

// Label returns the French words.
func (f Field) Label() string {
	if l, ok := fieldLabels[f]; ok {
		return l
	}
	return string(f)
}

// Paper is a kind of document, as the privacy table names it.
type Paper string

// The papers.
const (
	PaperContract       Paper = "contract"
	PaperAuthorContract Paper = "author_contract"
	PaperDPAE           Paper = "dpae"
	PaperRegister       Paper = "register"
	PaperTimeSheet      Paper = "time_sheet"
	PaperPayrollExport  Paper = "payroll_export"
	PaperPaymentOrder   Paper = "payment_order"
	PaperChildFile      Paper = "child_file"
	PaperExtrasSheet    Paper = "extras_sheet"
	PaperCallSheet      Paper = "call_sheet"
	PaperCrewList       Paper = "crew_list"
	PaperBudget         Paper = "budget"
	PaperDeadlines      Paper = "deadlines"
)

// Shows tells whether a paper may show a field of a person: need to know. A paper the table does not hold shows
// nothing.
func (p Paper) Shows(f Field) bool {
	t, err := privacyTable()
	if err != nil {
		return false
	}
	e, ok := t.Entry(string(p))
	return ok && len(e.Values) > 0 && slices.Contains(strings.Fields(e.Values[len(e.Values)-1].Value), string(f))
}

// Redacted returns what a paper may show of a person: every other field is emptied. Papers of this package are built from
// its result.
func (e Employee) Redacted(p Paper) Employee {
	keep := func(f Field) bool { return p.Shows(f) }
	out := Employee{Person: moteur.Person{ID: e.Person.ID}}
	if keep(FieldName) {
		out.Person.FirstName, out.Person.LastName, out.BirthName = e.Person.FirstName, e.Person.LastName, e.BirthName
	}
	if keep(FieldStageName) {
		out.Person.StageName = e.Person.StageName
	}
	if keep(FieldContact) {
		out.Person.Phone, out.Person.Email, out.Person.Agent = e.Person.Phone, e.Person.Email, e.Person.Agent
	}
	if keep(FieldAddress) {
		out.Address, out.Person.Residence = e.Address, e.Person.Residence
	}
	if keep(FieldBirth) {
		out.Person.Birth, out.BirthPlace, out.BirthDepartment, out.BirthCountry = e.Person.Birth, e.BirthPlace, e.BirthDepartment,
			e.BirthCountry
	}
	if keep(FieldNationality) {
		out.Person.Nationality = e.Person.Nationality
	}
	if keep(FieldSex) {
		out.Sex = e.Sex
	}
	if keep(FieldPermit) {
		out.PermitKind, out.PermitNumber, out.PermitUntil, out.Person.PermitYears = e.PermitKind, e.PermitNumber, e.PermitUntil,
			e.Person.PermitYears
	}
	if keep(FieldNIR) {
		out.NIR = e.NIR
	}
	if keep(FieldBank) {
		out.IBAN = e.IBAN
	}
	if keep(FieldMinor) {
		out.Minor = e.Minor
	}
	if keep(FieldLeaveFund) {
		out.LeaveFundNumber = e.LeaveFundNumber
	}
	return out
}

// PrivacyDocument prints the whole table: who sees what.
func PrivacyDocument(on moteur.Date) doc.Document {
	grid := doc.Grid{Corner: "Document"}
	for _, f := range fields() {
		grid.Heads = append(grid.Heads, f.Label())
	}
	if t, err := privacyTable(); err == nil {
		for _, e := range t.Entries {
			row := doc.GridRow{Label: e.Label}
			for _, f := range fields() {
				cell := doc.GridCell{}
				if Paper(e.ID).Shows(f) {
					cell = doc.GridCell{Text: "oui", Fill: "#DDEFD8"}
				}
				row.Cells = append(row.Cells, cell)
			}
			grid.Rows = append(grid.Rows, row)
		}
	}
	return doc.Document{Title: "Données personnelles : besoin d'en connaître", Date: on, Page: doc.Landscape, Blocks: []doc.Block{
		doc.Para{Text: "Chaque document ne montre que les données marquées. Le numéro de sécurité sociale et le compte bancaire " +
			"n'apparaissent dans aucun document partagé, message d'erreur ou journal."},
		grid,
	}}
}
