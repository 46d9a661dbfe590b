package breakdown

import (
	"slices"
	"strings"
)

// plurals returns the forms of a term: as written, and in the plural. In French the words before the first preposition take its mark
// together ("petites cuillères", "clés à molette"), or the last one alone in a compound ("tire-bouchons").
func plurals(s, language string) []string {
	words := strings.FieldsFunc(s, func(r rune) bool { return r == ' ' })
	if len(words) == 0 {
		return nil
	}
	if language == "en" {
		return pluralsEn(words)
	}
	head := len(words)
	for i, w := range words {
		if i > 0 && slices.Contains([]string{"de", "du", "des", "à", "au", "aux", "en", "dans", "sur", "sous", "pour", "sans", "par"}, w) ||
			i > 0 && (strings.HasPrefix(w, "d'") || strings.HasPrefix(w, "d’")) {
			head = i
			break
		}
	}
	forms := []string{s}
	all := slices.Clone(words)
	for i := range head {
		parts := strings.Split(all[i], "-")
		for k := range parts {
			parts[k] = pluralFr(parts[k])
		}
		all[i] = strings.Join(parts, "-")
	}
	forms = append(forms, strings.Join(all, " "))
	if at := strings.LastIndexByte(words[0], '-'); at > 0 {
		forms = append(forms, words[0][:at+1]+pluralFr(words[0][at+1:])+strings.TrimPrefix(s, words[0]))
	}
	return forms
}

// pluralFr is the plural of a French word.
func pluralFr(w string) string {
	switch {
	case len(w) < 3, strings.ContainsAny(w, "'’"), strings.HasSuffix(w, "s"), strings.HasSuffix(w, "x"), strings.HasSuffix(w, "z"):
		return w
	case w == "monsieur":
		return "messieurs"
	case slices.Contains([]string{"landau", "sarrau", "pneu", "bleu"}, w):
		return w + "s"
	case strings.HasSuffix(w, "au"), strings.HasSuffix(w, "eu"),
		slices.Contains([]string{"bijou", "caillou", "chou", "genou", "hibou", "joujou", "pou"}, w):
		return w + "x"
	case strings.HasSuffix(w, "al") && !slices.Contains([]string{"festival", "carnaval", "bal", "chacal", "étal", "récital", "régal"}, w):
		return w[:len(w)-1] + "ux"
	case w == "vitrail", w == "corail", w == "bail", w == "soupirail":
		return w[:len(w)-2] + "ux"
	}
	return w + "s"
}

// feminine is the feminine of the French name of a trade, "" when it is the same or not known.
func feminine(w string) string {
	for _, p := range [][2]string{{"teur", "trice"}, {"eur", "euse"}, {"ier", "ière"}, {"er", "ère"}, {"ien", "ienne"}, {"éen", "éenne"},
		{"é", "ée"}, {"ant", "ante"}, {"ent", "ente"}, {"if", "ive"}, {"eux", "euse"}, {"at", "ate"}, {"ois", "oise"}, {"ais", "aise"},
		{"in", "ine"}} {
		if s, ok := strings.CutSuffix(w, p[0]); ok && !strings.Contains(w, " ") {
			return s + p[1]
		}
	}
	return ""
}

// pluralsEn returns the forms of an English term: each word with and without its plural mark, up to three words.
func pluralsEn(words []string) []string {
	if len(words) > 3 {
		return []string{strings.Join(words, " ")}
	}
	forms := []string{""}
	for _, w := range words {
		var out []string
		for _, f := range forms {
			for _, x := range append([]string{w}, pluralEn(w)...) {
				out = append(out, strings.TrimSpace(f+" "+x))
			}
		}
		forms = out
	}
	return forms
}

func pluralEn(w string) []string {
	if len(w) < 3 {
		return nil
	}
	last := w[len(w)-1]
	switch {
	case strings.HasSuffix(w, "ss"), last == 'x', strings.HasSuffix(w, "ch"), strings.HasSuffix(w, "sh"):
		return []string{w + "es"}
	case last == 's', last == 'z':
		return nil
	case last == 'y' && !strings.ContainsRune("aeiou", rune(w[len(w)-2])):
		return []string{w[:len(w)-1] + "ies"}
	case strings.HasSuffix(w, "fe"):
		return []string{w + "s", w[:len(w)-2] + "ves"}
	}
	return []string{w + "s"}
}

// conjugations gives, by the end of an infinitive, what stands in its place in the present of the third person, singular and plural,
// and in the present participle. The longest end that fits is taken.
var conjugations = [][4]string{
	{"cer", "ce", "cent", "çant"}, {"ger", "ge", "gent", "geant"}, {"yer", "ie", "ient", "yant"}, {"er", "e", "ent", "ant"},
	{"eter", "ette", "ettent", "etant"}, {"eler", "elle", "ellent", "elant"}, {"geler", "gèle", "gèlent", "gelant"},
	{"acheter", "achète", "achètent", "achetant"}, {"ir", "it", "issent", "issant"}, {"vrir", "vre", "vrent", "vrant"},
	{"frir", "fre", "frent", "frant"}, {"enir", "ient", "iennent", "enant"}, {"ourir", "ourt", "ourent", "ourant"},
	{"mourir", "meurt", "meurent", "mourant"}, {"ortir", "ort", "ortent", "ortant"}, {"artir", "art", "artent", "artant"},
	{"entir", "ent", "entent", "entant"}, {"dormir", "dort", "dorment", "dormant"}, {"servir", "sert", "servent", "servant"},
	{"fuir", "fuit", "fuient", "fuyant"}, {"cueillir", "cueille", "cueillent", "cueillant"}, {"saillir", "saille", "saillent", "saillant"},
	{"dre", "d", "dent", "dant"}, {"prendre", "prend", "prennent", "prenant"}, {"indre", "int", "ignent", "ignant"},
	{"soudre", "sout", "solvent", "solvant"}, {"coudre", "coud", "cousent", "cousant"}, {"rompre", "rompt", "rompent", "rompant"},
	{"ttre", "t", "ttent", "ttant"}, {"uire", "uit", "uisent", "uisant"}, {"lire", "lit", "lisent", "lisant"},
	{"crire", "crit", "crivent", "crivant"}, {"boire", "boit", "boivent", "buvant"}, {"rire", "rit", "rient", "riant"},
	{"faire", "fait", "font", "faisant"}, {"dire", "dit", "disent", "disant"}, {"vre", "t", "vent", "vant"},
	{"aître", "aît", "aissent", "aissant"}, {"voir", "voit", "voient", "voyant"}, {"cevoir", "çoit", "çoivent", "cevant"},
	{"croire", "croit", "croient", "croyant"}, {"raire", "rait", "raient", "rayant"}, {"vaincre", "vainc", "vainquent", "vainquant"},
	{"asseoir", "assied", "assoient", "asseyant"}, {"taire", "tait", "taisent", "taisant"}, {"avoir", "a", "ont", "ayant"},
	{"être", "est", "sont", "étant"}, {"aller", "va", "vont", "allant"}, {"clore", "clôt", "closent", "closant"},
}

// verbForms returns the forms of a French verb with what follows it: present of the third person, infinitive, present participle.
func verbForms(s string) []string {
	s = strings.ReplaceAll(s, "’", "'")
	self := ""
	for _, p := range []string{"s'y ", "s'en ", "se ", "s'", "ne ", "n'", "lui ", "l'", "la ", "le ", "les "} {
		if rest, ok := strings.CutPrefix(s, p); ok {
			self, s = p, rest
			break
		}
	}
	verb, rest, _ := strings.Cut(s, " ")
	if rest != "" {
		rest = " " + rest
	}
	best := -1
	for i, c := range conjugations {
		if strings.HasSuffix(verb, c[0]) && (best < 0 || len(c[0]) > len(conjugations[best][0])) {
			best = i
		}
	}
	forms := []string{self + verb + rest}
	if best < 0 {
		return forms
	}
	stem := strings.TrimSuffix(verb, conjugations[best][0])
	for _, end := range conjugations[best][1:] {
		forms = append(forms, self+stem+end+rest)
	}
	if strings.HasSuffix(verb, "eter") || strings.HasSuffix(verb, "eler") { // jette, but halète and pèle
		stem = strings.TrimSuffix(verb, "er")
		forms = append(forms, self+stem+"e"+rest, self+stem+"ent"+rest)
	}
	return forms
}

// passiveForms returns what is told of whom a French verb is done to: "est poussé", "se fait pousser". There are none for a verb that has
// its object with it, nor for those whose participle its end does not tell.
func passiveForms(s string) []string {
	verb, rest, _ := strings.Cut(s, " ")
	clitic := slices.Contains([]string{"se", "le", "la", "les", "lui", "leur"}, verb)
	if strings.ContainsAny(verb, "'’") || clitic || strings.HasPrefix(rest, "sur") {
		return nil
	}
	if rest != "" {
		rest = " " + rest
	}
	for _, end := range [][2]string{{"er", "é"}, {"ir", "i"}, {"ttre", "ttu"}, {"rdre", "rdu"}} {
		if stem, ok := strings.CutSuffix(verb, end[0]); ok && verb != "mettre" {
			done := stem + end[1]
			return []string{"est " + done + rest, "est " + done + "e" + rest, "sont " + done + "s" + rest, "sont " + done + "es" + rest,
				"se fait " + s, "se font " + s}
		}
	}
	return nil
}
