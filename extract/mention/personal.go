package mention

import (
	"slices"
	"strings"
	"unicode"

	"entente/extract/lexicon"
	"entente/graph"
)

// ofName weighs what the words of a name themselves say about its being a
// person's: endings of family names, Vietnamese letters, and words that are in no
// dictionary beside a verb of what only people do.
func (r *reader) ofName(s *sentence, lo, hi int) int {
	if hi-lo < 2 || r.companyLike(s, lo, hi) {
		return 0
	}
	score := 0
	if last := s.words[hi-1]; !r.model.Knows(last) && familyEnding(last) || vietnamese(s.words[lo]) || vietnamese(last) {
		score += 2
	}
	if s.words[lo] == "He" && !r.model.Knows(s.words[lo+1]) {
		score += 2
	}
	if r.foreign(s, lo, hi) && hi-lo <= 4 && s.lower(lo-1) != "the" && humane(s, headOf(s.tree, lo, hi)) {
		score += 2
	}
	return score
}

// foreign reports whether no word of the name is an English one that the grammar
// model has met, given names and particles apart.
func (r *reader) foreign(s *sentence, lo, hi int) bool {
	for k := lo; k < hi; k++ {
		w := s.words[k]
		if isDash(w) || particle(w) || r.lex.GivenName(w) || len(r.lex.FamilyName(w)) > 0 {
			continue
		}
		if !isWord(w) || r.model.Knows(w) || len(w) > 2 && allCaps(w) {
			return false
		}
	}
	return true
}

// familyEndings end family names of the languages that they are from, and few
// other words.
var familyEndings = []string{"ov", "ova", "ev", "eva", "yev", "yeva", "sky", "ski", "ska", "cki", "skiy", "enko", "chuk", "yuk", "yan", "dze", "shvili", "zade", "zadeh",
	"zoda", "pour", "oğlu", "oglu", "ić", "vic", "vić", "escu", "sson", "dóttir", "dottir", "akis", "poulos", "idis", "bekov", "bayev", "uulu", "kyzy", "uly", "nen",
	"etti", "elli", "mann", "stein", "czyk", "wicz", "auskas", "ėda", "iņš", "ņš"}

// familyEnding reports whether a word ends as a family name and is longer than
// its ending.
func familyEnding(w string) bool {
	w = strings.ToLower(w)
	return slices.ContainsFunc(familyEndings, func(end string) bool { return strings.HasSuffix(w, end) && len(w) >= len(end)+3 })
}

// vietnamese reports letters that only Vietnamese has.
func vietnamese(w string) bool {
	return strings.ContainsFunc(w, func(c rune) bool {
		return c >= 'Ạ' && c <= 'ỹ' || c == 'ơ' || c == 'ư' || c == 'Ơ' || c == 'Ư'
	})
}

// humane reports whether the word is the subject of a verb for what only people
// do, or the object of one for what is done to people alone.
func humane(s *sentence, i int) bool {
	w := s.tree.Words[i]
	if w.Rel == "conj" && w.Head >= 0 {
		w = s.tree.Words[w.Head]
	}
	if w.Head < 0 {
		return false
	}
	verb := s.tree.Words[w.Head].Lemma
	switch w.Rel {
	case "nsubj":
		switch verb {
		case "meet", "fly", "arrive", "travel", "phone", "telephone", "speak", "thank", "greet", "smile", "resign", "die", "inspect", "preside", "chair", "write", "stress", "recall",
			"add", "say", "tell", "note", "wed", "graduate", "tweet", "apologise", "apologize", "pose", "walk", "sit", "lead", "return", "depart", "succeed", "co-chair", "visit", "receive", "host":
			return true
		}
	case "obj", "nsubj:pass":
		switch verb {
		case "meet", "appoint", "elect", "arrest", "thank", "phone", "telephone", "greet", "jail", "sentence", "sack", "dismiss", "fire", "detain", "summon", "name", "succeed", "receive", "interview", "assassinate":
			return true
		}
	}
	return false
}

// alone reports whether a single capitalised word is a person's name by itself: a
// known given name that names nothing else, or a family name, by its ending, of
// somebody who speaks.
func (r *reader) alone(s *sentence, i int) bool {
	w := s.words[i]
	if s.headline || s.upos(i) != "PROPN" || allCaps(w) || len(w) < 3 || isDash(s.at(i+1)) || i > 0 && (isDash(s.words[i-1]) || s.lower(i-1) == "the") {
		return false
	}
	if i > 0 && capitalised(s.words[i-1]) && s.upos(i-1) == "PROPN" || capitalised(s.at(i+1)) && s.upos(i+1) == "PROPN" {
		return false
	}
	if len(r.lex.Match(s.words, i)) > 0 || len(r.lex.Heads(w)) > 0 || dateWord(s.lower(i)) {
		return false
	}
	switch rel := s.tree.Words[i].Rel; base(rel) {
	case "nsubj", "root", "vocative", "list", "parataxis", "discourse":
	default:
		if rel != "nmod:poss" {
			return false
		}
	}
	switch s.lower(i - 1) {
	case "in", "at", "near", "into", "around", "outside":
		return false
	}
	if r.lex.GivenName(w) {
		return true
	}
	return !r.model.Knows(w) && familyEnding(w) && speaks(s, i)
}

// nobody are words in capitals that name no body: time zones, titles, things.
var nobody = set("est", "edt", "cst", "cdt", "mst", "mdt", "pst", "pdt", "gmt", "utc", "cet", "cest", "bst", "msk", "ist", "ceo", "cfo", "coo", "cto", "pm", "fm", "mp", "mps", "vip",
	"gdp", "gnp", "gni", "fdi", "vat", "usd", "eur", "gbp", "cny", "rmb", "jpy", "inr", "rub", "kzt", "lng", "lpg", "pvc", "co2", "ghg", "uav", "uavs", "wmd", "icbm", "icbms", "slbm", "ied", "ieds",
	"rpg", "mou", "mous", "loi", "nda", "fta", "ftas", "ppp", "sez", "bri", "ngo", "ngos", "igo", "pow", "pows", "idp", "idps", "hiv", "aids", "covid", "sars", "mers", "dna", "rna", "pcr",
	"tv", "dvd", "cd", "pc", "pdf", "url", "html", "http", "www", "faq", "fyi", "asap", "rsvp", "lol", "lmao", "omg", "btw", "imo", "imho", "atm", "gps", "suv", "usb", "ict", "gsm", "lte",
	"id", "ok", "etc", "am", "ad", "bc", "bce", "phd", "mba", "ba", "ma", "md", "rip", "sos", "diy", "kpi", "roi", "esg", "sdg", "sdgs", "mdg", "mdgs", "ldc", "ldcs", "sme", "smes", "qr",
	"yes", "not", "the", "and", "for", "all", "new", "breaking", "update", "urgent", "note", "summary", "annex", "draft", "video", "photo", "live", "exclusive", "watch", "read")

// set makes a set of words.
func set(words ...string) map[string]bool {
	m := make(map[string]bool, len(words))
	for _, w := range words {
		m[w] = true
	}
	return m
}

// companyWords end the names of companies, papers and broadcasters.
var companyWords = set("tv", "television", "radio", "energy", "railways", "railway", "airlines", "airways", "petroleum", "oil", "gas", "steel", "motors", "holdings", "industries", "ltd",
	"limited", "inc", "inc.", "corp", "corp.", "plc", "gmbh", "llc", "telecom", "mining", "pharma", "pharmaceuticals", "systems", "technologies", "electronics", "shipping", "insurance",
	"times", "herald", "tribune", "gazette", "daily", "news", "media", "logistics", "aerospace", "shipyard", "refinery", "securities", "ventures", "partners", "capital")

// company returns the end of a run of capitals from word i that ends in a word for
// a company, 0 for none: "Kenya Railways", "Citizen TV".
func (r *reader) company(s *sentence, i int) int {
	if s.headline || !s.starts(i) {
		return 0
	}
	end := 0
	for k := i; k < len(s.words) && k < i+5 && !s.taken[k] && (capitalised(s.words[k]) || isNumber(s.words[k])); k++ {
		if k > i && companyWords[s.lower(k)] && s.upos(k) == "PROPN" {
			end = k + 1
		}
	}
	if end == 0 || end < len(s.words) && capitalised(s.words[end]) && s.upos(end) == "PROPN" {
		return 0
	}
	for _, e := range r.lex.Match(s.words, i) {
		if i+e.Len >= end || e.Type == lexicon.TypeDemonym {
			return 0 // known as it is, or only described: "Russian Oil"
		}
	}
	if !unicode.IsLetter([]rune(s.words[i])[0]) {
		return 0
	}
	return end
}

// readCompany takes the name of a company at word i and returns its length.
func (r *reader) readCompany(s *sentence, i int) int {
	hi := r.company(s, i)
	if hi == 0 {
		return 0
	}
	m := Mention{Kind: graph.KindOrganization, Name: join(s, i, hi), Form: FormName}
	if m.Entity = graph.NewEntityID(m.Kind, m.Name); m.Entity == "" {
		return 0
	}
	r.nestedStates(s, i, hi)
	added := r.add(s, i, hi, m)
	added.Modifier = r.modifies(s, added)
	r.remember(m.Name, m)
	return hi - i
}
