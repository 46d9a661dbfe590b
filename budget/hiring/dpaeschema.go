package hiring

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strings"

	"github.com/moteur-film/moteur"
)

// dpaeElement is one element of the documented layout: its children in order, or the pattern of its text.
type dpaeElement struct {
	name     string
	least    int // occurrences
	most     int // 0 means any number
	pattern  *regexp.Regexp
	children []dpaeElement
}

func leaf(name string, least int, pattern string) dpaeElement {
	return dpaeElement{name: name, least: least, most: 1, pattern: regexp.MustCompile(`^(` + pattern + `)$`)}
}

func group(name string, least, most int, children ...dpaeElement) dpaeElement {
	return dpaeElement{name: name, least: least, most: most, children: children}
}

// dpaeLayout is the schema of a FR_DUE_Upload file, written from the documented layout.
func dpaeLayout() dpaeElement {
	const employerText = `[a-zA-Z0-9éèêëâàäöôûüîïç°²!#$%&'()*+,\-./:;<=>?@ ]{1,32}`
	const personText, townText = `[A-Z' .&-]{1,32}`, `[A-Z0-9 .'-]{1,32}`
	const day, clock = `\d{4}-\d{2}-\d{2}`, `([01]\d|2[0-3]):[0-5]\d:[0-5]\d`
	return group("FR_DUE_Upload", 1, 1,
		leaf("FR_DUE_Upload.Test.Indicator", 1, `1|120`),
		group("FR_DuesGroup", 1, 0,
			group("FR_Employer", 1, 1,
				group("FR_EmployerIdentity", 1, 1,
					leaf("FR_Organization.SIRET.Identifier", 1, `\d{14}`),
					leaf("FR_Organization.Designation.Text", 1, employerText),
					leaf("FR_Organization.SupplementaryDesignation.Text", 0, employerText),
					leaf("FR_Organization.APE.Code", 1, `\d{4}[A-Z]`)),
				leaf("FR_Employer.URSSAF.Code", 1, `\d{3}`),
				group("FR_EmployerAddress", 1, 1,
					leaf("FR_PostalAddress.StreetDesignation.Text", 1, employerText),
					leaf("FR_PostalAddress.Additional.Text", 0, employerText),
					leaf("FR_PostalAddress.Town.Text", 1, employerText),
					leaf("FR_PostalAddress.Postal.Code", 1, `\d{5}`)),
				group("FR_EmployerContact", 1, 1,
					group("FR_PhoneNumber", 1, 1, leaf("FR_PhoneAddress.PhoneNumber.Text", 1, `\d{4,15}`)))),
			group("FR_EmployeeGroup", 1, 0,
				group("FR_Employee", 1, 1,
					group("FR_EmployeeIdentity", 1, 1,
						leaf("FR_PersonIdentity.Surname.Text", 1, personText),
						leaf("FR_PersonIdentity.UsualName.Text", 0, personText),
						leaf("FR_PersonIdentity.ChristianName.Text", 1, personText),
						leaf("FR_PersonIdentity.Sex.Code", 1, `1|2`),
						group("FR_NNI", 0, 1,
							leaf("FR_NNI.NIR.Identifier", 1, `[1-8]\d{4}(\d{2}|2[AB])\d{6}`),
							leaf("FR_NNI.NIRKey.Text", 1, `\d{2}`)),
						group("FR_Birth", 1, 1,
							leaf("FR_Birth.Date", 1, day),
							leaf("FR_Birth.Town.Text", 1, townText))),
					group("FR_EmployeeComplement", 1, 1, leaf("FR_EmployeeComplement.Birth_Department.Code", 1, `\d{2,3}|2[AB]`))),
				group("FR_Contract", 1, 1,
					leaf("FR_Contract.StartContract.Date", 1, day),
					leaf("FR_Contract.StartContract.Time", 1, clock),
					leaf("FR_Contract.EndContract.Date", 0, day),
					leaf("FR_Contract.Nature.Code", 1, `CDD|CDI|CTT`),
					leaf("FR_Contract.HealthService.Text", 1, `[A-Z0-9 .'-]{1,32}`),
					leaf("FR_Contract.TrialTime.Text", 0, `\d{1,3}`)))))
}

// dpaeNode is an element read from a file.
type dpaeNode struct {
	name     string
	text     strings.Builder
	children []*dpaeNode
	line     int
}

const (
	maxDPAEBytes = 16 << 20
	maxDPAEDepth = 16
	maxDPAENodes = 2_000_000
)

// ValidateDPAE checks a DPAE file against the documented layout: elements, their order, their number, the shape of each
// text, and what the texts say together (SIRET, NIR, dates, end of a fixed term). Messages name the element and its line,
// and never quote a NIR. Size and depth are bounded.
func ValidateDPAE(r io.Reader) moteur.Report {
	var rep moteur.Report
	root, err := readDPAE(r)
	if err != nil {
		rep.Errorf("", "dpae/xml", "Fichier illisible : %s.", err)
		return rep
	}
	layout := dpaeLayout()
	if root.name != layout.name {
		rep.Errorf(root.name, "dpae/layout", "Racine %q, attendu %q.", root.name, layout.name)
		return rep
	}
	layout.check(root, root.name, &rep)
	if rep.Err() == nil {
		checkDPAEValues(root, &rep)
	}
	return rep
}

func readDPAE(r io.Reader) (*dpaeNode, error) {
	limited := &io.LimitedReader{R: r, N: maxDPAEBytes + 1}
	d := xml.NewDecoder(limited)
	d.CharsetReader = func(label string, in io.Reader) (io.Reader, error) {
		if !strings.EqualFold(label, "ISO-8859-1") {
			return nil, fmt.Errorf("encodage %q, attendu ISO-8859-1", label)
		}
		return &latin1Reader{in: in}, nil
	}
	var stack []*dpaeNode
	var root *dpaeNode
	nodes := 0
	for {
		tok, err := d.Token()
		if limited.N <= 0 {
			return nil, errors.New("plus de 16 Mo")
		}
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, err
		}
		switch v := tok.(type) {
		case xml.Directive:
			return nil, errors.New("déclaration de type interdite")
		case xml.StartElement:
			if nodes++; len(stack) >= maxDPAEDepth || nodes > maxDPAENodes {
				return nil, errors.New("trop d'éléments ou trop de niveaux")
			}
			line, _ := d.InputPos()
			n := &dpaeNode{name: v.Name.Local, line: line}
			if len(stack) > 0 {
				parent := stack[len(stack)-1]
				parent.children = append(parent.children, n)
			} else if root == nil {
				root = n
			} else {
				return nil, errors.New("deux racines")
			}
			stack = append(stack, n)
		case xml.EndElement:
			stack = stack[:len(stack)-1]
		case xml.CharData:
			if len(stack) > 0 {
				stack[len(stack)-1].text.Write(v)
			}
		}
	}
	if root == nil {
		return nil, errors.New("aucun élément")
	}
	return root, nil
}

// latin1Reader turns ISO-8859-1 into UTF-8.
type latin1Reader struct {
	in   io.Reader
	rest []byte
}

func (l *latin1Reader) Read(p []byte) (int, error) {
	if len(l.rest) == 0 {
		buf := make([]byte, 4096)
		n, err := l.in.Read(buf)
		for _, c := range buf[:n] {
			l.rest = append(l.rest, string(rune(c))...)
		}
		if n == 0 {
			return 0, err
		}
	}
	n := copy(p, l.rest)
	l.rest = l.rest[n:]
	return n, nil
}

func (e dpaeElement) check(n *dpaeNode, path string, rep *moteur.Report) {
	text := strings.TrimSpace(n.text.String())
	if e.pattern != nil {
		if len(n.children) > 0 {
			rep.Errorf(path, "dpae/layout", "Ligne %d : %s contient des éléments.", n.line, n.name)
		}
		if !e.pattern.MatchString(text) {
			rep.Errorf(path, "dpae/value", "Ligne %d : la valeur de %s n'a pas la forme demandée.", n.line, n.name)
		}
		return
	}
	if text != "" {
		rep.Errorf(path, "dpae/layout", "Ligne %d : texte inattendu dans %s.", n.line, n.name)
	}
	i := 0
	for _, want := range e.children {
		count := 0
		for i < len(n.children) && n.children[i].name == want.name {
			count++
			child := path + "/" + want.name
			if want.most == 0 {
				child = fmt.Sprintf("%s[%d]", child, count)
			}
			want.check(n.children[i], child, rep)
			i++
		}
		if count < want.least {
			rep.Errorf(path, "dpae/layout", "Ligne %d : %s manque dans %s, ou n'est pas à sa place.", n.line, want.name, n.name)
		}
		if want.most > 0 && count > want.most {
			rep.Errorf(path, "dpae/layout", "Ligne %d : %s répété %d fois.", n.line, want.name, count)
		}
	}
	if i < len(n.children) {
		rep.Errorf(path, "dpae/layout", "Ligne %d : %s inattendu dans %s.", n.children[i].line, n.children[i].name, n.name)
	}
}

// find returns the text of the first element of that name below a node.
func (n *dpaeNode) find(name string) string {
	for _, c := range n.children {
		if c.name == name {
			return strings.TrimSpace(c.text.String())
		}
		if s := c.find(name); s != "" {
			return s
		}
	}
	return ""
}

func (n *dpaeNode) all(name string) []*dpaeNode {
	var out []*dpaeNode
	for _, c := range n.children {
		if c.name == name {
			out = append(out, c)
		}
		out = append(out, c.all(name)...)
	}
	return out
}

func checkDPAEValues(root *dpaeNode, rep *moteur.Report) {
	for _, n := range root.all("FR_Employer") {
		if _, err := CheckSIRET(n.find("FR_Organization.SIRET.Identifier")); err != nil {
			rep.Errorf("FR_Employer", "dpae/siret", "Ligne %d : la clé du SIRET ne correspond pas.", n.line)
		}
	}
	for i, n := range root.all("FR_EmployeeGroup") {
		path := fmt.Sprintf("FR_EmployeeGroup[%d]", i+1)
		if body := n.find("FR_NNI.NIR.Identifier"); body != "" {
			if _, err := ParseNIR(body + n.find("FR_NNI.NIRKey.Text")); err != nil {
				rep.Errorf(path, "dpae/nir", "Ligne %d : %s.", n.line, err)
			}
		}
		birth, err1 := moteur.ParseDate(n.find("FR_Birth.Date"))
		start, err2 := moteur.ParseDate(n.find("FR_Contract.StartContract.Date"))
		if err1 != nil || err2 != nil {
			rep.Errorf(path, "dpae/date", "Ligne %d : date hors du calendrier.", n.line)
			continue
		}
		if !birth.Before(start) {
			rep.Errorf(path, "dpae/date", "Ligne %d : naissance après l'embauche.", n.line)
		}
		end := n.find("FR_Contract.EndContract.Date")
		switch nature := n.find("FR_Contract.Nature.Code"); {
		case nature == "CDI" && end != "":
			rep.Errorf(path, "dpae/end", "Ligne %d : un CDI n'a pas de fin.", n.line)
		case nature != "CDI" && end == "":
			rep.Errorf(path, "dpae/end", "Ligne %d : fin de contrat manquante.", n.line)
		case end != "":
			if d, err := moteur.ParseDate(end); err != nil || d.Before(start) {
				rep.Errorf(path, "dpae/end", "Ligne %d : fin de contrat avant le début, ou hors du calendrier.", n.line)
			}
		}
	}
}
