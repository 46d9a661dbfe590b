package financing

import (
	"slices"

	"github.com/moteur-film/moteur"
)

// Group is a famille de ressources: the block of the plan a kind is printed in.
type Group string

// The groups, in the usual order of a plan.
const (
	GroupProducer   Group = "producteur"
	GroupCoProducer Group = "coproducteurs"
	GroupTV         Group = "television"
	GroupSofica     Group = "sofica"
	GroupPublic     Group = "aides"
	GroupMG         Group = "distribution"
	GroupOther      Group = "autres"
)

var groups = []Group{GroupProducer, GroupCoProducer, GroupTV, GroupSofica, GroupPublic, GroupMG, GroupOther}

// Label returns the French words.
func (g Group) Label() string {
	switch g {
	case GroupProducer:
		return "Producteur délégué"
	case GroupCoProducer:
		return "Coproducteurs"
	case GroupTV:
		return "Télévisions et plateformes"
	case GroupSofica:
		return "SOFICA"
	case GroupPublic:
		return "Aides publiques et fonds"
	case GroupMG:
		return "Minima garantis"
	case GroupOther:
		return "Autres ressources"
	}
	return string(g)
}

// kindFacts is what the room knows of a kind, beside the law.
type kindFacts struct {
	kind   Kind
	label  string
	group  Group
	public bool // counts as public aid unless the resource says otherwise
	rights bool // VAT of rights is due on it
	// kept is the tenths of the amount that are not paid back, used by the search when the resource says nothing.
	kept int64
	// contract tells that a signed contract, registered at the RCA, is expected.
	contract bool
	pieces   []string
}

var kindTable = []kindFacts{
	{ProducerCash, "apport en numéraire du producteur", GroupProducer, false, false, 0, false, []string{"justificatif bancaire"}},
	{ProducerInKind, "apport en industrie du producteur", GroupProducer, false, false, 0, false,
		[]string{"lignes du devis mises en participation"}},
	{AutomaticSupport, "soutien automatique", GroupPublic, true, false, 10, false,
		[]string{"demande d'investissement du soutien (agrément des investissements)"}},
	{SelectiveAid, "aide sélective du CNC", GroupPublic, true, false, 10, false, []string{"décision d'attribution", "convention"}},
	{AdvanceOnReceipts, "avance sur recettes", GroupPublic, true, false, 2, false,
		[]string{"décision d'attribution", "convention d'avance"}},
	{TaxCredit, "crédit d'impôt", GroupPublic, true, false, 10, false, []string{"agrément provisoire (art. 220 sexies)"}},
	{CoProducer, "coproducteur", GroupCoProducer, false, false, 0, true, []string{"contrat de coproduction", "inscription au RCA"}},
	{TVCoproduction, "coproduction d'un diffuseur", GroupTV, false, false, 0, true,
		[]string{"contrat de coproduction", "inscription au RCA"}},
	{TVPresale, "préachat d'une chaîne en clair", GroupTV, false, true, 10, true, []string{"lettre d'engagement", "contrat de préachat"}},
	{PayTVPresale, "préachat d'une chaîne payante", GroupTV, false, true, 10, true, []string{"lettre d'engagement", "contrat de préachat"}},
	{Platform, "plateforme", GroupTV, false, true, 10, true, []string{"lettre d'engagement", "contrat"}},
	{Sofica, "SOFICA", GroupSofica, false, false, 0, true, []string{"contrat d'association", "inscription au RCA", "preuve du versement"}},
	{TheatricalMG, "minimum garanti salles", GroupMG, false, true, 0, true, []string{"mandat de distribution"}},
	{VideoMG, "minimum garanti vidéo", GroupMG, false, true, 0, true, []string{"mandat vidéo"}},
	{SalesMG, "minimum garanti ventes à l'étranger", GroupMG, false, true, 0, true, []string{"mandat de vente"}},
	{Regional, "aide régionale ou locale", GroupPublic, true, false, 10, false, []string{"délibération", "convention"}},
	{Collective, "Procirep-Angoa", GroupOther, false, false, 10, false, []string{"convention"}},
	{Diversity, "fonds diversité, parité, accessibilité, éco-production", GroupPublic, true, false, 10, false,
		[]string{"décision d'attribution"}},
	{Eurimages, "Eurimages", GroupPublic, false, false, 0, false, []string{"contrat Eurimages"}},
	{Media, "MEDIA", GroupPublic, false, false, 10, false, []string{"contrat MEDIA"}},
	{ForeignIncentive, "incitation fiscale étrangère", GroupCoProducer, false, false, 10, true,
		[]string{"contrat", "attestation d'éligibilité"}},
	{InKind, "apport en nature", GroupOther, false, false, 0, true, []string{"contrat de participation"}},
	{Other, "autre ressource", GroupOther, false, false, 10, false, nil},
}

func (k Kind) facts() (kindFacts, bool) {
	for _, f := range kindTable {
		if f.kind == k {
			return f, true
		}
	}
	return kindFacts{kind: k, label: string(k), group: GroupOther}, false
}

// Kinds lists the kinds of resource in the usual order.
func Kinds() []Kind {
	out := make([]Kind, len(kindTable))
	for i, f := range kindTable {
		out[i] = f.kind
	}
	return out
}

// Label returns the French words, or the code itself when the kind is unknown.
func (k Kind) Label() string { f, _ := k.facts(); return f.label }

// Accepted lists the codes of the kinds.
func (Kind) Accepted() []string { return moteur.Codes(Kinds()...) }

// Group returns the block of the plan the kind is printed in; GroupOther when unknown.
func (k Kind) Group() Group { f, _ := k.facts(); return f.group }

// Valid tells whether the kind is one of the constants.
func (k Kind) Valid() bool { _, ok := k.facts(); return ok }

// SellsRights tells whether the money buys rights in France: it bears their VAT.
func (k Kind) SellsRights() bool { f, _ := k.facts(); return f.rights }

// Pieces are the usual pieces (justificatifs) of a resource of the kind, in French.
func (k Kind) Pieces() []string { f, _ := k.facts(); return slices.Clone(f.pieces) }

var states = []State{Expected, Requested, Confirmed, Contracted, Registered, Paid}

// States lists the states in order.
func States() []State { return slices.Clone(states) }

// Accepted lists the codes of the states.
func (State) Accepted() []string { return moteur.Codes(states...) }

// Valid tells whether the state is one of the constants.
func (s State) Valid() bool { return slices.Contains(states, s) }

// Label returns the French word.
func (s State) Label() string {
	switch s {
	case Expected:
		return "pressenti"
	case Requested:
		return "demandé"
	case Confirmed:
		return "confirmé"
	case Contracted:
		return "contrat signé"
	case Registered:
		return "inscrit au RCA"
	case Paid:
		return "payé"
	}
	return string(s)
}

// Secured tells whether the resource is acquis: confirmed by letter or better. A letter is not cash; see Summary.Firm.
func (s State) Secured() bool { return s.rank() >= slices.Index(states, Confirmed) }

// Firm tells whether the money is under contract, registered or paid.
func (s State) Firm() bool { return s == Contracted || s == Registered || s == Paid }

// rank is the place of the state, -1 when unknown.
func (s State) rank() int { return slices.Index(states, s) }
