package hiring

import (
	"bytes"
	"fmt"
	"io"
	"strings"

	"github.com/moteur-film/moteur"
)

// WriteXML writes the file of the layout FR_DUE_Upload, in ISO-8859-1. It refuses, with ErrDPAE and the errors of the
// report, a declaration that the URSSAF would refuse. The sending window alone does not stop the writing.
func (d DPAE) WriteXML(w io.Writer) error {
	blocking := moteur.Report{}
	for _, i := range d.Report.Of(moteur.Error) {
		if i.Rule != "dpae.window" {
			blocking.Add(i)
		}
	}
	if err := blocking.Err(); err != nil {
		return fmt.Errorf("%w : %w", ErrDPAE, err)
	}
	var b bytes.Buffer
	b.WriteString(`<?xml version="1.0" encoding="ISO-8859-1"?>` + "\n" + dpaeRoot + "\n")
	x := xmlWriter{b: &b, depth: 1}
	indicator := "120"
	if d.Test {
		indicator = "1"
	}
	x.leaf("FR_DUE_Upload.Test.Indicator", indicator)
	x.open("FR_DuesGroup")
	d.writeEmployer(&x)
	for _, h := range d.Hires {
		d.writeHire(&x, h)
	}
	x.close("FR_DuesGroup")
	b.WriteString("</FR_DUE_Upload>\n")
	latin, err := toLatin1(b.Bytes())
	if err != nil {
		return err
	}
	if rep := ValidateDPAE(bytes.NewReader(latin)); rep.Err() != nil {
		return fmt.Errorf("%w : %w", ErrDPAE, rep.Err())
	}
	_, err = w.Write(latin)
	return err
}

const dpaeRoot = `<FR_DUE_Upload xmlns:cct="urn:oasis:names:tc:ubl:CoreComponentTypes:1.0:0.70" ` +
	`xmlns:rxdt="http://www.repxml.org/DataTypes" xmlns:rxorg="http://www.repxml.org/Organization" ` +
	`xmlns:rxpadr="http://www.repxml.org/PostalAddress" xmlns:rxpers="http://www.repxml.org/Person_Identity" ` +
	`xmlns:rxphadr="http://www.repxml.org/PhoneAddress" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">`

func (d DPAE) writeEmployer(x *xmlWriter) {
	c := d.Employer.Company
	t := transformer{}
	siret, _ := CheckSIRET(c.SIRET)
	x.open("FR_Employer")
	x.open("FR_EmployerIdentity")
	x.leaf("rxorg:FR_Organization.SIRET.Identifier", siret)
	x.leaf("rxorg:FR_Organization.Designation.Text", t.employer("", c.Name))
	x.leaf("rxorg:FR_Organization.APE.Code", compact(c.NAF))
	x.close("FR_EmployerIdentity")
	x.leaf("FR_Employer.URSSAF.Code", c.URSSAF)
	x.open("FR_EmployerAddress")
	x.leaf("rxpadr:FR_PostalAddress.StreetDesignation.Text", t.employer("", c.Address.Street))
	x.leaf("rxpadr:FR_PostalAddress.Town.Text", t.employer("", c.Address.City))
	x.leaf("rxpadr:FR_PostalAddress.Postal.Code", c.Address.Zip)
	x.close("FR_EmployerAddress")
	x.open("FR_EmployerContact")
	x.open("FR_PhoneNumber")
	x.leaf("rxphadr:FR_PhoneAddress.PhoneNumber.Text", phoneDigits(c.Phone))
	x.close("FR_PhoneNumber")
	x.close("FR_EmployerContact")
	x.close("FR_Employer")
}

func (d DPAE) writeHire(x *xmlWriter, h Hire) {
	p := h.Employee.Redacted(PaperDPAE)
	t := transformer{}
	surname := p.BirthName
	if surname == "" {
		surname = p.Person.LastName
	}
	x.open("FR_EmployeeGroup")
	x.open("FR_Employee")
	x.open("FR_EmployeeIdentity")
	x.leaf("rxpers:FR_PersonIdentity.Surname.Text", t.name("", surname))
	if usual := t.name("", p.Person.LastName); usual != t.name("", surname) {
		x.leaf("rxpers:FR_PersonIdentity.UsualName.Text", usual)
	}
	x.leaf("rxpers:FR_PersonIdentity.ChristianName.Text", t.name("", p.Person.FirstName))
	sex := "1"
	if p.Sex == Female {
		sex = "2"
	}
	x.leaf("rxpers:FR_PersonIdentity.Sex.Code", sex)
	if !p.NIR.IsZero() {
		x.open("rxpers:FR_NNI")
		x.leaf("rxpers:FR_NNI.NIR.Identifier", p.NIR.Body())
		x.leaf("rxpers:FR_NNI.NIRKey.Text", p.NIR.Key())
		x.close("rxpers:FR_NNI")
	}
	x.open("rxpers:FR_Birth")
	x.leaf("rxpers:FR_Birth.Date", p.Person.Birth.String())
	x.leaf("rxpers:FR_Birth.Town.Text", t.town("", p.BirthPlace))
	x.close("rxpers:FR_Birth")
	x.close("FR_EmployeeIdentity")
	x.open("FR_EmployeeComplement")
	x.leaf("FR_EmployeeComplement.Birth_Department.Code", p.BirthDepartment)
	x.close("FR_EmployeeComplement")
	x.close("FR_Employee")
	x.open("FR_Contract")
	x.leaf("FR_Contract.StartContract.Date", h.Start.String())
	x.leaf("FR_Contract.StartContract.Time", h.Time.String()+":00")
	if h.Nature != "CDI" {
		x.leaf("FR_Contract.EndContract.Date", h.End.String())
	}
	x.leaf("FR_Contract.Nature.Code", h.Nature)
	x.leaf("FR_Contract.HealthService.Text", d.Employer.HealthCode)
	if h.Trial > 0 {
		x.leaf("FR_Contract.TrialTime.Text", fmt.Sprint(h.Trial))
	}
	x.close("FR_Contract")
	x.close("FR_EmployeeGroup")
}

// xmlText escapes what XML text must; the values hold no control character.
var xmlText = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;")

// xmlWriter writes elements with two-space indents.
type xmlWriter struct {
	b     *bytes.Buffer
	depth int
}

func (x *xmlWriter) indent() {
	for range x.depth {
		x.b.WriteString("  ")
	}
}

func (x *xmlWriter) open(name string) {
	x.indent()
	x.b.WriteString("<" + name + ">\n")
	x.depth++
}

func (x *xmlWriter) close(name string) {
	x.depth--
	x.indent()
	x.b.WriteString("</" + name + ">\n")
}

func (x *xmlWriter) leaf(name, text string) {
	x.indent()
	x.b.WriteString("<" + name + ">")
	x.b.WriteString(xmlText.Replace(text))
	x.b.WriteString("</" + name + ">\n")
}
