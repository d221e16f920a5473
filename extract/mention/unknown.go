package mention

import (
	"slices"
	"strings"

	"entente/extract/lexicon"
	"entente/extract/names"
	"entente/graph"
)

// readUnknown takes a capitalised run that neither the lexicon nor a head noun
// explains: a place after a preposition of place, an organisation that acts or
// carries an acronym, else nothing. It returns how many words it covers.
func (r *reader) readUnknown(s *sentence, i int) int {
	if !s.starts(i) || s.headline || len(s.words[i]) < 2 {
		return 0
	}
	if s.upos(i) != "PROPN" && !(s.introduced(i) && r.companyBefore(s, i)) {
		return 0
	}
	hi := i + 1
	for hi < len(s.words) && !s.taken[hi] && ((s.upos(hi) == "PROPN" || s.upos(i) != "PROPN") && capitalised(s.words[hi]) ||
		isDash(s.words[hi]) && tight(s, hi) && hi+1 < len(s.words) && (capitalised(s.words[hi+1]) || s.upos(hi+1) == "PROPN") ||
		isDash(s.words[hi-1]) && s.upos(hi) == "PROPN") {
		if len(r.lex.Match(s.words, hi)) > 0 && !isDash(s.words[hi-1]) {
			break
		}
		hi++
	}
	if dateWord(s.lower(i)) || direction(s.lower(i)) && hi == i+1 {
		return 0
	}
	if s.lower(i) == "global" && direction(s.lower(hi-1)) {
		return hi - i // half of the world is no place
	}
	if o, ok := r.lex.OfficeAt(s.words, i); ok && hi <= i+max(1, o.Len) {
		return 0 // "the Secretary-General"
	}
	if sides[s.lower(hi-1)] || s.lower(hi-1) == "party" && hi-i <= 2 || s.lower(hi-1) == "participants" {
		return hi - i // "the Contracting Parties" are nobody's name
	}
	head := headOf(s.tree, i, hi)
	m := Mention{Form: FormName, Name: join(s, i, hi)}
	switch {
	case r.afterDemonym(s, i) && hi-i >= 2:
		// "Kyrgyz Temir Joly": people have an office between
		m.Kind, m.Name = graph.KindOrganization, join(s, i-1, hi)
	case r.whereabouts(s, i, hi, head):
		m.Kind, m.ActsFor = graph.KindPlace, graph.EntityID(names.State(m.Name))
	case r.vessel(s, i, hi):
		return hi - i
	default:
		if n := r.readGuessed(s, i); n > 0 {
			return n
		}
		if !r.organised(s, i, hi, head) {
			return hi - i
		}
		m.Kind = graph.KindOrganization
	}
	if m.Entity = graph.NewEntityID(m.Kind, m.Name); m.Entity == "" {
		return hi - i
	}
	added := r.add(s, i, hi, m)
	added.Modifier = r.modifies(s, added)
	r.remember(m.Name, m)
	return hi - i
}

// afterDemonym reports whether the word before is the adjective of a state.
func (r *reader) afterDemonym(s *sentence, i int) bool {
	if i == 0 || !capitalised(s.words[i-1]) {
		return false
	}
	es := r.lex.Match(s.words, i-1)
	return slices.ContainsFunc(es, func(e lexicon.Entry) bool { return e.Type == lexicon.TypeDemonym && e.Len == 1 })
}

// whereabouts reports whether the word stands behind "in", "at" or "near" and
// says where, or is an end of a way: "from Kashgar to Torugart", "between Sokh
// and Rishtan", "the village of Tash-Kutchu", "a dam on the Naryn".
func (r *reader) whereabouts(s *sentence, lo, hi, head int) bool {
	w := s.tree.Words[head]
	if placeNoun(s.lower(lo-1)) || placeNoun(s.lower(hi)) && s.upos(hi) == "NOUN" {
		return true
	}
	if base(w.Rel) == "conj" && w.Head >= 0 && r.placeAt(s, w.Head) {
		return true
	}
	if w.Rel == "obj" && hi-lo == 1 && w.Head >= 0 && reaches[s.tree.Words[w.Head].Lemma] && !allCaps(s.words[lo]) {
		return true
	}
	if w.Head >= 0 && s.ties(w.Head) && (base(w.Rel) == "obj" || base(w.Rel) == "obl") && hi-lo <= 2 && !allCaps(s.words[lo]) {
		return true
	}
	if b := base(w.Rel); b != "obl" && b != "nmod" && b != "conj" {
		return false
	}
	switch before := s.lower(lo - 1); before {
	case "in", "at", "near", "outside", "around", "via", "across":
		return true
	case "from", "to", "between", "and", "through":
		return s.way(lo)
	case "of":
		return placeNoun(s.lower(lo - 2))
	case "the":
		switch s.lower(lo - 2) {
		case "on", "along", "across", "in", "over":
			return !allCaps(s.words[lo])
		}
	}
	for _, c := range s.tree.Children(head) {
		if s.tree.Words[c].Rel == "case" {
			switch s.lower(c) {
			case "in", "at", "near", "outside", "around":
				return true
			}
		}
	}
	return false
}

// reaches are verbs whose object, where it is one unknown name, is a place.
var reaches = set("visit", "reach", "enter", "capture", "recapture", "seize", "shell", "bomb", "bombard", "besiege", "liberate", "storm")

// placeAt reports whether a word of the sentence has been read as a place.
func (r *reader) placeAt(s *sentence, word int) bool {
	for i := len(r.mentions) - 1; i >= 0; i-- {
		m := &r.mentions[i]
		if m.Sentence != s.index {
			return false
		}
		if m.Head == word {
			return m.Kind == graph.KindPlace
		}
	}
	return false
}

// way reports whether the name at lo is an end of a way told by two ends: "from
// ... to ..." or "between ... and ...", both capitalised.
func (s *sentence) way(lo int) bool {
	ends := map[string]string{"from": "to", "to": "from", "between": "and", "and": "between"}
	other := ends[s.lower(lo-1)]
	for k := max(0, lo-7); k < min(len(s.words)-1, lo+7); k++ {
		if k != lo-1 && s.lower(k) == other && capitalised(s.words[k+1]) {
			return true
		}
	}
	return false
}

// placeNoun reports whether a noun says what kind of place its name is.
func placeNoun(w string) bool {
	switch strings.TrimSuffix(w, "s") {
	case "crossing", "checkpoint", "pass", "plateau", "steppe", "oasis", "harbour", "harbor",
		"village", "town", "city", "district", "province", "region", "island", "port", "valley", "county", "settlement", "area", "suburb",
		"oblast", "municipality", "peninsula", "archipelago", "governorate", "prefecture", "outskirts", "river", "lake", "gulf", "strait":
		return true
	}
	return false
}

// organised reports whether a run of capitals is the name of an organisation:
// written in capitals, followed by an acronym in brackets, or the subject of a
// verb while it is more than one word.
func (r *reader) organised(s *sentence, lo, hi, head int) bool {
	if hi-lo == 1 && len(s.words[lo]) >= 3 && len(s.words[lo]) <= 8 && strings.ToUpper(s.words[lo]) == s.words[lo] && isWord(s.words[lo]) {
		return !nobody[s.lower(lo)]
	}
	if hi+1 < len(s.words) && s.words[hi] == "(" && strings.ToUpper(s.words[hi+1]) == s.words[hi+1] && isWord(s.words[hi+1]) {
		return true
	}
	if r.companyBefore(s, lo) || r.joinsCompany(s, lo) {
		return true
	}
	rel := base(s.tree.Words[head].Rel)
	if hi-lo > 1 && companyWords[s.lower(hi-1)] {
		return true
	}
	return hi-lo > 1 && (rel == "nsubj" || rel == "obj") && len(r.lex.FamilyName(s.words[hi-1])) == 0
}

// introduced reports whether a comma or nothing parts word i from a noun before it.
func (s *sentence) introduced(i int) bool {
	return i > 1 && (s.words[i-1] == "," || s.upos(i-1) == "NOUN")
}

// companyBefore reports whether a noun for a body introduces the name at word
// i: "an American company, Cove Kaz Capital", "the oil firm Tethys Petroleum".
func (r *reader) companyBefore(s *sentence, i int) bool {
	if i > 2 && (s.lower(i-1) == "of" || s.lower(i-1) == "between" || s.lower(i-1) == "by" && s.lower(i-2) == "led" || s.lower(i-1) == "as" && s.lower(i-2) == "such" || s.lower(i-1) == "including") {
		for k := i - 2; k >= max(0, i-4); k-- {
			if w := s.lower(k); consortia[w] || s.lower(i-1) != "of" && business[strings.TrimSuffix(w, "s")] && strings.HasSuffix(w, "s") {
				return true // "a consortium of A, B and C", "companies such as A"
			}
		}
	}
	if i > 0 && s.words[i-1] == "," {
		i--
	}
	if i == 0 || s.upos(i-1) != "NOUN" || capitalised(s.words[i-1]) {
		return false
	}
	for _, h := range r.lex.Heads(s.words[i-1]) {
		if graph.EntityKind(h.Kind) == graph.KindOrganization && !h.Loose && (!h.Plural || business[h.Phrase]) {
			return true
		}
	}
	return false
}

// readJoined takes the capitals behind "member of the" for a body's name, unless the
// lexicon knows what they begin with: "a member of the Colombo Security Conclave".
func (r *reader) readJoined(s *sentence, i int) int {
	if s.headline || s.taken[i] || !capitalised(s.words[i]) || s.lower(i-1) != "the" || s.lower(i-2) != "of" || !strings.HasPrefix(s.lower(i-3), "member") {
		return 0
	}
	hi := i
	for hi < len(s.words) && !s.taken[hi] && capitalised(s.words[hi]) && s.upos(hi) != "PRON" && !dateWord(s.lower(hi)) {
		hi++
	}
	if es := r.lex.Match(s.words, i); hi-i < 2 || direction(s.lower(hi-1)) || len(es) > 0 && (es[0].Len > 1 || es[0].Type != lexicon.TypeCapital && es[0].Type != lexicon.TypePlace) {
		return 0
	}
	return r.addOrganization(s, i, hi)
}

// addOrganization adds an organisation whose name are the words from i to hi, and returns
// its length, 0 where they are no name.
func (r *reader) addOrganization(s *sentence, i, hi int) int {
	m := Mention{Kind: graph.KindOrganization, Name: join(s, i, hi), Form: FormName}
	if m.Entity = graph.NewEntityID(m.Kind, m.Name); m.Entity == "" {
		return 0
	}
	r.add(s, i, hi, m)
	r.remember(m.Name, m)
	return hi - i
}

// consortia are nouns for what companies form together.
var consortia = map[string]bool{"consortium": true, "venture": true, "syndicate": true}

// business are the nouns that introduce several names at once: "the companies A and B".
var business = map[string]bool{"company": true, "firm": true, "airline": true, "bank": true, "newspaper": true, "shipyard": true, "broadcaster": true}

// joinsCompany reports a name that "and" or a comma joins to one before it that a noun
// for companies introduces.
func (r *reader) joinsCompany(s *sentence, lo int) bool {
	if w := s.lower(lo - 1); w != "and" && w != "," {
		return false
	}
	for i := len(r.mentions) - 1; i >= 0 && r.mentions[i].Sentence == s.index; i-- {
		m := &r.mentions[i]
		if m.Kind != graph.KindOrganization || s.wordAt(m.NameEnd) != lo-1 {
			continue
		}
		at := s.wordAt(m.NameStart)
		return r.companyBefore(s, at) || r.joinsCompany(s, at)
	}
	return false
}

func dateWord(w string) bool {
	_, month := months[strings.TrimSuffix(w, ".")]
	_, day := weekdays[strings.TrimSuffix(w, ".")]
	return month || day
}

// readAgain finds the document's own names wherever their words recur, also in
// lower case and without quotes, and bracketed acronyms of them.
func (r *reader) readAgain(s *sentence) {
	for i := range r.mentions {
		if m := &r.mentions[i]; !m.Modifier {
			for k := range s.Tokens {
				if s.Tokens[k].Start >= m.NameStart && s.Tokens[k].End <= m.NameEnd {
					s.taken[k] = true
				}
			}
		}
	}
	folds := make([]string, len(s.words))
	for i, w := range s.words {
		folds[i] = graph.Fold(w)
	}
	for i := 0; i < len(s.words); i++ {
		if folds[i] == "" || s.taken[i] {
			continue
		}
		key := ""
		var best *Mention
		end := 0
		for k := i; k < min(len(s.words), i+14) && !s.taken[k]; k++ {
			if folds[k] == "" {
				continue
			}
			key = strings.TrimSpace(key + " " + folds[k])
			if m, ok := r.names[key]; ok && (k > i || capitalised(s.words[i])) {
				best, end = m, k+1
			}
		}
		if end > 0 {
			r.parseNow(s)
			added := r.add(s, i, end, *best)
			added.Modifier = r.modifies(s, added)
			i = end - 1
		}
	}
}

func direction(w string) bool {
	switch w {
	case "north", "south", "east", "west":
		return true
	}
	return false
}
