package breakdown

import "strings"

// stateLexicon are the words of the states, folded. A verb is its stem: a past participle, a present and an infinitive tell the same.
type stateLexicon struct {
	body, legs, arms, hair, scalp     map[string]bool
	marks, healed, removals, takes    map[string]bool
	articles, owners, copulas, inside map[string]bool
	denials, unrealised               map[string]bool
	things, vehicles                  map[string]bool
	supports, wounds, damages, mended map[string]string
	only                              map[string]map[string]bool // by verb: the parts of the body that it wounds
	spans                             map[uint64]bool            // those of the words of weeks, months and years
	hints                             map[uint64]bool            // the hashes of the words that may tell a state
	maybe                             [1 << 12]bool              // by the low bits of a hash: whether a word of hints has them
}

// stateTables are the words of the states, made once.
var stateTables = newStateLexicon()

// stateSet is a set of words.
func stateSet(words string) map[string]bool {
	out := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		out[w] = true
	}
	return out
}

// kinds gives to each word the kind that stands before it with a colon.
func kinds(words string) map[string]string {
	out, kind := map[string]string{}, ""
	for w := range strings.FieldsSeq(words) {
		if k, ok := strings.CutSuffix(w, ":"); ok {
			kind = k
		} else {
			out[w] = kind
		}
	}
	return out
}

func newStateLexicon() *stateLexicon {
	l := &stateLexicon{
		legs: stateSet("jambe jambes cuisse genou genoux mollet tibia cheville chevilles pied pieds hanche"),
		arms: stateSet("bras avant-bras main mains poignet poignets coude epaule doigt doigts pouce index"),
		body: stateSet(`bras avant-bras main mains poignet poignets coude epaule doigt doigts pouce index jambe
			jambes cuisse genou genoux mollet tibia
			cheville chevilles pied pieds hanche cou nuque gorge tete front crane visage joue oeil yeux paupiere
			arcade nez levre levres menton
			machoire dent dents oreille dos ventre flanc poitrine torse thorax abdomen cote cotes orteil talon paume
			phalange clavicule poumon
			veines`),
		hair:  stateSet("cheveux chevelure meche meches tignasse nattes tresse tresses"),
		scalp: stateSet("crane tete cheveux chevelure"),
		marks: stateSet(`hematome hematomes ecchymose ecchymoses entaille entailles estafilade egratignure
			egratignures eraflure ecorchure
			ecorchures griffure griffures morsure morsures plaie plaies blessure blessures`),
		healed: stateSet("gueri guerie gueris cicatrise cicatrisee cicatrisees cicatrises disparu disparue retabli retablie remis remise"),
		removals: stateSet(`enleve enlevent enlever retire retirent retirer ote otent oter defait jette jeter
			arrache arracher lache quitte abandonne
			abandonner decoupe scie retiree retirees enlevee enlevees`),
		takes:      stateSet("recoit recoivent recu prend prennent pris encaisse touche touchee atteint atteinte blesse blessee"),
		inside:     stateSet("dans en a au"),
		articles:   stateSet("le la les l un une des du de d au aux deux trois quatre ce cet cette ces plusieurs quelques"),
		owners:     stateSet("son sa ses leur leurs mon ma mes"),
		denials:    stateSet("pas jamais aucun aucune sans ni plus"),
		unrealised: stateSet("failli faillit manque comme presque reve imagine veut voudrait va vont menace menacent pourrait comme"),
		copulas: stateSet(`est sont etait etaient a ont ete semble reste restent encore tout toute completement
			entierement tres trop bien mal
			legerement gravement fraichement et toujours deja moitie en partie finit par qui avait d entree un peu
			salement`),
		supports: map[string]string{"bequille": "béquilles", "bequilles": "béquilles", "attelle": "attelle", "minerve": "minerve",
			"bandage": "bandage", "bandages": "bandage", "pansement": "bandage", "pansements": "bandage", "platre": "plâtre",
			"platree": "plâtre"},
		wounds: kinds(`os: fracture casse brise
			entorse: foule tord tordu tordue luxe demis demise deboite enfle gonfle
			feu: brule
			bande: bande
			oeil: poche
			grave: poignarde transperce perfore sectionne tranche defigure blesse
			membre: ampute
			coupure: coupe entaille ecorche erafle egratigne griffe mord mordu mordue tumefie fendu fendue fend eclate
			ouvert ouverte ouvre taillade
			lacere ecrabouille`),
	}
	l.ofSets()
	l.ofGestures()
	l.hints, l.spans = map[uint64]bool{}, map[uint64]bool{}
	for _, h := range hashWords("semaine semaines mois an ans année années") {
		l.spans[h] = true
	}
	for _, set := range []map[string]bool{l.marks, l.healed} {
		for w := range set {
			l.hint(w)
		}
	}
	for _, set := range []map[string]string{l.supports, l.wounds, l.damages, l.mended} {
		for w := range set {
			l.hint(w)
		}
	}
	for w := range strings.FieldsSeq(`beurre bleu bleus bosse brulure brulures coquard cocard balle balles
			fleche eclat eclats coup coups decharge
		projectile coupe raccourci teint teinte teindre decolore rase feu`) {
		l.hint(w)
	}
	return l
}

// hint notes the forms of a word.
func (l *stateLexicon) hint(w string) {
	for _, ending := range []string{"", "s", "e", "es", "nt", "r", "ent"} {
		for _, h := range hashWords(w + ending) {
			l.hints[h], l.maybe[h%uint64(len(l.maybe))] = true, true
		}
	}
}

// tells whether a word may tell a state.
func (l *stateLexicon) tells(hash uint64) bool {
	return l.maybe[hash%uint64(len(l.maybe))] && l.hints[hash]
}

// ofSets are the words of the sets and of the vehicles, and of what happens to them.
func (l *stateLexicon) ofSets() {
	l.things = stateSet(`porte portes portail fenetre fenetres vitre vitres vitrine vitrines carreau carreaux
			mur murs facade facades plafond toit
			toiture plancher parquet escalier cuisine chambre appartement maison grange hangar atelier boutique
			magasin salle salon cave caves
			piece bureau cabane ferme eglise chapelle ecole usine immeuble batiment baraque meuble meubles table
			armoire miroir glace lustre
			comptoir volet volets grille cloture barriere pont serre tente kiosque panneau enseigne baie verriere
			lavabo cheminee statue mobilier
			garage couloir hall bibliotheque entrepot gare villa chalet moulin phare`)
	l.vehicles = stateSet(`voiture voitures auto camionnette camion fourgon fourgonnette moto scooter mobylette
			velo bicyclette bus autocar taxi
			ambulance bateau barque voilier avion tracteur caravane berline limousine pare-brise capot carrosserie
			retroviseur remorque`)
	l.damages = kinds(`cassé: brise casse fracasse defonce enfonce demoli demolit detruit arrache eventre
			explose souffle pulverise
			fele lezarde
			effondre ecroule disloque crible
			saccagé: saccage devaste ravage vandalise
			accidenté: accidente cabosse embouti emboutit crashe
			brûlé: brule calcine carbonise incendie noirci
			inondé: inonde
			repeint: repeint repeinte repeigne peint peinte peignent badigeonne
			tagué: tague graffe barbouille
			barricadé: barricade mure
			retapissé: retapisse`)
	l.mended = kinds(`réparé: repare remplace reconstruit reconstruite rebouche restaure renove nettoye neuf
		neuve debarricade efface change releve`)
}

// ofGestures bounds the verbs that are gestures or images on other parts of the body.
func (l *stateLexicon) ofGestures() {
	only := func(stems, parts string) {
		for stem := range strings.FieldsSeq(stems) {
			l.only[stem] = stateSet(parts)
		}
	}
	l.only = map[string]map[string]bool{}
	only("ouvert ouverte", "arcade levre crane")
	only("ouvre", "arcade levre crane front main doigt genou cuisse joue menton tete poignet veines")
	only("fendu fendue fend eclate", "arcade levre levres crane menton front nez")
	only("mord mordu mordue griffe", "main bras jambe mollet cuisse visage cheville poignet cou")
	only("tord tordu tordue", "cheville poignet genou pied bras")
	only("enfle gonfle", "cheville oeil paupiere genou main visage levre nez pied")
	only("coupe", "doigt doigts main pouce index bras poignet poignets joue levre pied jambe oreille gorge veines paume")
	only("poche", "oeil yeux")
	only("casse brise",
		"bras jambe nez cheville poignet cote cotes dent dents pied genou doigt main epaule clavicule machoire hanche cou dos")
}
