package mention

import "entente/graph"

// readTrader takes a name that nothing introduces for that of a company or of a thing
// which is built, by what its clause says of it: "Yapkin will build the port", "a
// contract awarded to Yapkin", "Poland is financing Rail Baltica". It returns how many
// words it covers.
func (r *reader) readTrader(s *sentence, i int) int {
	hi := r.nameless(s, i)
	if hi == i || s.index >= 0 && !r.doc.Parsed(s.index) {
		return 0
	}
	m := Mention{Name: join(s, i, hi), Form: FormName}
	known := r.names[graph.Fold(m.Name)]
	switch head := headOf(s.tree, i, hi); {
	case known != nil && (known.Kind == graph.KindProject || known.Kind == graph.KindOrganization):
		m = *known
	case r.vessel(s, i, hi):
		return 0
	case r.trades(s, i, hi, head):
		m.Kind = graph.KindOrganization
	case r.isBuilt(s, i, hi, head):
		m.Kind = graph.KindProject
	default:
		return 0
	}
	if m.Entity = graph.NewEntityID(m.Kind, m.Name); m.Entity == "" {
		return 0
	}
	added := r.add(s, i, hi, m)
	added.Modifier = r.modifies(s, added)
	r.remember(m.Name, m)
	return hi - i
}

// nameless returns the end of a run of capitals from word i that may name anything but
// a person, a place or a body that the lexicon or the document knows; i for none.
func (r *reader) nameless(s *sentence, i int) int {
	if s.headline || !s.starts(i) || s.upos(i) != "PROPN" && r.model.Knows(s.words[i]) || r.titleBefore(s, i) < i || s.courtesy(i) > 0 {
		return i
	}
	hi := i
	for ; hi < len(s.words) && !s.taken[hi]; hi++ {
		w := s.words[hi]
		if hi > i && (isDash(w) || w == "&") && hi+1 < len(s.words) && capitalised(s.words[hi+1]) && (w == "&" || tight(s, hi)) {
			continue
		}
		if !capitalised(w) {
			break
		}
		if !isWord(w) || len(w) < 2 || r.lex.GivenName(w) || r.people[graph.Fold(w)] != nil || dateWord(s.lower(hi)) || nobody[s.lower(hi)] || sides[s.lower(hi)] || len(r.lex.Match(s.words, hi)) > 0 {
			return i
		}
		if _, ok := r.lex.OfficeAt(s.words, hi); ok {
			return i
		}
	}
	last := s.words[hi-1]
	if hi == i || hi-i > 4 || len(r.lex.FamilyName(last)) > 0 || familyEnding(last) || vietnamese(last) || r.lex.FamilyFirst(s.words[i]) || direction(s.lower(hi-1)) {
		return i
	}
	if hi-i == 1 && (len(last) < 3 || len(r.lex.Heads(last)) > 0 || s.tree.Words[i].XPOS == "NNPS" && s.lower(i) != s.tree.Words[i].Lemma) {
		return i // "Ottomans built the bridge", "Parliament"
	}
	return hi
}

// traders are nouns for companies by what they do.
var traders = set("company", "firm", "subsidiary", "affiliate", "operator", "contractor", "utility", "shipbuilder", "manufacturer", "conglomerate", "consortium", "airline", "carrier", "refiner",
	"miner", "producer", "supplier", "corporation", "enterprise", "multinational", "startup", "lender", "bank", "shipowner", "steelmaker", "carmaker", "venture", "retailer", "insurer", "exporter")

// made are verbs for what is done to things that are built.
var made = set("build", "construct", "operate", "finance", "co-finance", "rebuild", "electrify", "commission", "co-fund", "lay", "dredge", "excavate")

// deals are verbs for what companies do to things: whoever does it to one of these is one.
var deals = set("build", "construct", "operate", "own", "co-own", "supply", "finance", "co-finance", "manufacture", "acquire", "install", "commission", "lay", "dredge", "lease", "develop",
	"electrify", "rebuild", "design", "equip", "drill", "mine", "refine", "produce")

// ageOld are those of them that emperors and architects do, too.
var ageOld = set("build", "construct", "own", "finance", "design", "commission", "develop", "rebuild", "lay")

// titles are nouns for what companies hold or win.
var titles = set("stake", "share", "shareholding", "concession", "licence", "license", "contract", "tender", "order", "majority", "bid", "lease")

// held are verbs for getting or having these.
var held = set("hold", "have", "win", "acquire", "buy", "sell", "secure", "land", "take", "obtain", "own", "receive", "get", "retain")

// given are verbs by which these are given.
var given = set("award", "grant", "give", "hand", "sell", "transfer", "issue", "go", "let", "lease")

// owning are nouns for what belongs to companies or is made of them.
var owning = set("subsidiary", "affiliate", "shareholder", "share", "stake", "shareholding", "consortium", "venture")

// role returns the relation by which a name stands in its clause and the word on which it
// hangs; a name in a list stands as the first does.
func (s *sentence) role(head int) (word int, rel string, on int) {
	word = head
	for n := 0; n < 8 && base(s.tree.Words[word].Rel) == "conj" && s.tree.Words[word].Head >= 0; n++ {
		word = s.tree.Words[word].Head
	}
	w := s.tree.Words[word]
	return word, w.Rel, w.Head
}

// marked returns the preposition of a word, "" for none.
func (s *sentence) marked(word int) string {
	for _, c := range s.tree.Children(word) {
		if base(s.tree.Words[c].Rel) == "case" {
			return s.lower(c)
		}
	}
	return ""
}

// beneath returns a word that hangs on another by the first of the relations by which one
// does, -1 for none.
func (s *sentence) beneath(word int, rels ...string) int {
	for _, rel := range rels {
		for _, c := range s.tree.Children(word) {
			if s.tree.Words[c].Rel == rel {
				return c
			}
		}
	}
	return -1
}

// done returns what a participle is said of: its subject or the noun on which it hangs, -1
// for none.
func (s *sentence) done(verb int) int {
	if k := s.beneath(verb, "nsubj:pass"); k >= 0 {
		return k
	}
	return s.tree.Words[verb].Head
}

// lemmaOf returns the lemma of a word, "" outside the sentence.
func (s *sentence) lemmaOf(i int) string {
	if i < 0 || i >= len(s.tree.Words) {
		return ""
	}
	return s.tree.Words[i].Lemma
}

// trades reports whether the clause says of the name what is said of companies.
func (r *reader) trades(s *sentence, lo, hi, head int) bool {
	if k := s.described(head); k >= 0 {
		return traders[s.lemmaOf(k)] && r.apart(s, k)
	}
	if s.lower(lo-1) == "the" {
		return false // a ship, a paper, a body of some other kind
	}
	switch s.lower(lo - 1) {
	case "subsidiary", "affiliate", "operator", "contractor", "utility":
		return true
	}
	word, rel, on := s.role(head)
	if on < 0 {
		return false
	}
	verb, prep := s.lemmaOf(on), s.marked(word)
	switch base(rel) {
	case "nsubj":
		if rel != "nsubj" || s.upos(on) != "VERB" {
			return false
		}
		obj := s.beneath(on, "obj")
		if obj >= 0 && s.tree.Words[on].Rel == "acl:relcl" && (s.lower(obj) == "which" || s.lower(obj) == "that") {
			obj = s.tree.Words[on].Head
		}
		return obj >= 0 && (held[verb] && titles[s.lemmaOf(obj)] || deals[verb] && r.buildable(s, obj))
	case "obl":
		if prep == "by" {
			return deals[verb] && s.tree.Words[on].XPOS == "VBN" && (hi-lo > 1 || !ageOld[verb] || r.buildable(s, s.done(on)))
		}
		return prep == "to" && given[verb] && titles[s.lemmaOf(s.beneath(on, "obj", "nsubj:pass", "nsubj"))]
	case "iobj":
		return given[verb] && titles[s.lemmaOf(s.beneath(on, "obj"))]
	case "nmod":
		if rel == "nmod:poss" {
			return verb == "subsidiary" || verb == "affiliate" || verb == "shareholder"
		}
		return (prep == "of" || prep == "between" || prep == "in") && owning[verb] || prep == "to" && titles[verb] && given[s.lemmaOf(s.tree.Words[on].Head)]
	}
	return false
}

// described returns the noun that says what the name is, in apposition or as a
// predicate, -1 for none: "Plinora, the network operator", "Rail Baltica is a railway".
func (s *sentence) described(head int) int {
	if k := s.beneath(head, "appos"); k >= 0 && k > head && s.upos(k) == "NOUN" {
		return k
	}
	w := s.tree.Words[head]
	if w.Rel == "nsubj" && w.Head > head && s.upos(w.Head) == "NOUN" && s.beneath(w.Head, "cop") >= 0 && s.beneath(w.Head, "det") >= 0 {
		return w.Head
	}
	return -1
}

// apart reports a noun that describes one thing: with an article or a possessor before it.
func (r *reader) apart(s *sentence, k int) bool {
	return s.tree.Words[k].XPOS == "NN" && s.beneath(k, "det", "nmod:poss") >= 0
}

// buildable reports a noun for a thing that companies build, own or run, or a name in
// the place of one.
func (r *reader) buildable(s *sentence, k int) bool {
	if k < 0 {
		return false
	}
	for _, h := range r.lex.Heads(s.words[k]) {
		if graph.EntityKind(h.Kind) == graph.KindProject {
			return true
		}
	}
	return traders[s.lemmaOf(k)] || s.upos(k) == "PROPN" && capitalised(s.words[k])
}

// armed open the names of armed groups, which are financed, too.
var armed = set("ansar", "jabhat", "jaysh", "jaish", "harakat", "hizb", "lashkar", "hayat", "liwa", "kataib", "saraya", "jund", "asaib", "al", "boko", "free", "people", "liberation")

// isBuilt reports whether the clause says of the name what is said of things that are
// built: that it is one, or that somebody builds, operates or finances it.
func (r *reader) isBuilt(s *sentence, lo, hi, head int) bool {
	if k := s.described(head); k >= 0 {
		return r.apart(s, k) && s.upos(k) == "NOUN" && r.buildable(s, k) && !traders[s.lemmaOf(k)]
	}
	_, rel, on := s.role(head)
	if on < 0 || hi-lo < 2 || s.upos(on) != "VERB" || !made[s.lemmaOf(on)] || armed[s.lower(lo)] || s.lower(lo-1) == "the" && s.lemmaOf(on) == "operate" {
		return false
	}
	switch rel {
	case "obj":
		return s.beneath(on, "nsubj") >= 0 || s.tree.Words[on].XPOS != "VBN"
	case "nsubj:pass":
		return true
	}
	return false
}

// shipWords are said of ships and on board of them.
var shipWords = set("ship", "vessel", "boat", "frigate", "destroyer", "corvette", "cruiser", "tanker", "trawler", "freighter", "submarine", "crew", "captain", "aboard", "aground", "grounded",
	"hull", "sail", "sails", "sailed", "sailing", "sank", "sunk", "sinking", "dock", "docked", "moored", "anchored", "coastguard", "navy", "warship", "outpost", "shoal", "reef", "resupply")

// vessel reports a name behind "the" in a sentence that tells of ships: "the crew of the
// Sierra Madre".
func (r *reader) vessel(s *sentence, lo, hi int) bool {
	if s.lower(lo-1) != "the" {
		return false
	}
	for k := range s.words {
		if (k < lo || k >= hi) && shipWords[s.lower(k)] {
			return true
		}
	}
	return false
}
