package mention

import (
	"cmp"
	"slices"
	"strings"

	"entente/extract/lexicon"
	"entente/graph"
)

// roles finds actors that are named by what they are: "Indian police",
// "Algeria's foreign ministry", "his Kazakh counterpart", "rebels". A state in
// the phrase, or for the bodies of a government the state spoken of, is the
// actor; one without a state is an actor of its own.
func (r *reader) roles(s *sentence) {
	for k := 0; k < len(s.words); k++ {
		o, ok := r.lex.OfficeAt(s.words, k)
		if !ok || s.headline && capitalised(s.words[k]) && s.upos(k) == "VERB" {
			continue
		}
		end := k + o.Len
		if o.Plural && ruled(o.Phrase) {
			continue // states in the plural are no one state
		}
		if !r.nominal(s, k, end) || !s.free(k, end) {
			continue
		}
		head := headOf(s.tree, k, end)
		lo, hi := phrase(s.tree, head, k, end)
		if r.holdsName(s, lo, hi, head) {
			k = end - 1
			continue
		}
		if m := cmp.Or(r.bodyNamed(s, k, end, lo, o), r.theArmed(s, lo, k, o)); m != nil {
			d := *m
			d.Form, d.Modifier = FormDescription, false
			r.addReference(s, k, end, d)
			k = end - 1
			continue
		}
		if many, names := r.statesBefore(s, k, o); len(many) > 1 {
			m := r.set(many, names)
			m.Role, m.Form, m.Office = o.Code, FormRole, o.Phrase
			r.addReference(s, k, end, m)
			k = end - 1
		} else if many, names, last := r.statesBehind(s, end, o); len(many) > 1 {
			m := r.set(many, names)
			m.Role, m.Form, m.Office = o.Code, FormRole, o.Phrase
			r.addReference(s, k, end, m)
			added := &r.mentions[len(r.mentions)-1]
			added.Hi = max(added.Hi, last)
			added.End = s.Tokens[added.Hi-1].End
			k = end - 1
		} else if m := r.theirBodies(s, lo, end, o); m != nil {
			m.Role, m.Form, m.Modifier, m.Office = o.Code, FormRole, false, o.Phrase
			r.addReference(s, k, end, *m)
			k = end - 1
		} else if m := r.roleOf(s, k, end, lo, hi, o); m.Entity != "" {
			name := m.Name
			added := r.add(s, k, end, m)
			added.Name = name
			added.Modifier = r.modifies(s, added) && base(s.tree.Words[added.Head].Rel) == "compound"
			k = end - 1
		} else {
			k = end - 1 // an opposition leader is no leader besides
		}
	}
}

// theirBodies is the set of the two of whom the text told last, whose bodies "their
// delegations" and "their foreign ministers" are: such as only states have; nil for none.
func (r *reader) theirBodies(s *sentence, lo, end int, o lexicon.Office) *Mention {
	if !o.Plural || s.lower(max(0, lo)) != "their" {
		return nil
	}
	switch s.lower(end - 1) {
	case "delegations", "ministers", "ambassadors", "governments", "presidents":
	default:
		return nil
	}
	set, ok := r.toldLast(&asked{s: s, k: lo, noun: end - 1, count: 2})
	if !ok || len(set.Members) < 2 {
		return nil
	}
	return &set
}

// bodyNamed returns the body of several states that "the court", "the commission" means,
// which the document named last by that word; nil for none.
func (r *reader) bodyNamed(s *sentence, k, end, lo int, o lexicon.Office) *Mention {
	if o.Plural || o.Kind != "body" || end != k+1 || lo != k-1 || s.lower(lo) != "the" || !headsBare(s, k) {
		return nil
	}
	m, ok := r.latest[string(graph.KindOrganization)+" "+s.lower(k)]
	if !ok || m.NameStart >= s.Tokens[k].Start || m.ActsFor.Kind() == graph.KindState {
		return nil
	}
	return m
}

// roleOf returns whom the office [k, end) in the phrase [lo, hi) means: the
// state in the phrase, the state spoken of, else an actor without one; nobody
// where a description or nothing is meant.
func (r *reader) roleOf(s *sentence, k, end, lo, hi int, o lexicon.Office) Mention {
	m := Mention{Role: o.Code, Form: FormRole, Office: o.Phrase}
	st := r.ours(s, lo, k)
	if st != "" { // "our consulate in Y" is ours, "our Y partners" are theirs
		st = cmp.Or(r.stateIn(s, lo, end, end), st)
	} else {
		st = r.stateIn(s, lo, hi, end)
	}
	if st == "" && ruled(o.Phrase) && s.lower(k-1) == "this" {
		st = r.thisCountry(s, k)
	}
	if o.Phrase == "counterpart" && (st == "" || r.ours(s, lo, k) == st) {
		st = cmp.Or(r.counterpartOf(s, lo, k), st)
	}
	if o.Phrase == "minority" || o.Phrase == "community" {
		st = cmp.Or(r.livingIn(s, end), st) // "the Chinese community in Indonesia"
	}
	if st == "" {
		st = cmp.Or(r.sharedOf(s, end), r.shipBeside(s, headOf(s.tree, k, end)))
	}
	if st == "" {
		st = r.leader(s, k)
	}
	if st == "" && seated[o.Phrase] {
		st = r.seatedIn(s, end)
	}
	if at := s.politely(k); st == "" && o.Acts && capitalised(s.words[k]) && at > 0 && s.lower(at-1) == "the" && !s.headline {
		st = r.bareOffice(s, at, o)
	}
	if st == "" && o.Acts {
		st = cmp.Or(r.whoseIs(s, k), r.quotedOwn(s, k))
	}
	if st == "" && strings.HasPrefix(o.Phrase, "secretary") && strings.HasSuffix(o.Phrase, "general") {
		st = r.adopterOf(s, lo, k)
	}
	if st == "" {
		st = r.besideOf(s, k, o)
	}
	if st == "" && o.Acts && (k == s.Led() || definite(s, lo, k)) && !r.stateless(s, k, end) {
		st = r.stateHeading(s, k)
	}
	if st == "" && o.Acts && definite(s, lo, k) && o.Kind != "people" && !r.stateless(s, k, end) {
		st = cmp.Or(r.inOffice(s, k, lo, o), r.fitting(s, k, end), r.recentState(s, s.Tokens[k].Start, seated[o.Phrase]))
		switch agent := r.agentState(s, end-1); {
		case st == "" || s.lower(lo) != "the":
		case ruled(o.Phrase) && agent == st:
			st = r.neighbourOf(s, k, st) // nobody thanks himself
		case envoys[o.Phrase] && (agent == st || agent == "") && s.calledIn(end-1):
			st = r.toldBeside(s, k, st) // nor summons his own
		}
	}
	if (o.Phrase == "neighbour" || o.Phrase == "neighbor") && !o.Plural && st != "" && s.owned(lo, k) {
		if st = r.neighbourOf(s, k, st); st == "" {
			return Mention{} // another than whose it is
		}
	}
	if st != "" {
		m.Entity, m.Kind, m.Name = st, st.Kind(), r.lex.Name(string(st))
		if m.Kind == graph.KindOrganization {
			m.ActsFor = r.homeOf(s, st) // "Hezbollah fighters"
		}
		if ruled(o.Phrase) {
			m.Form, m.Role, m.Office = FormDescription, "", "" // "the kingdom" is the state, no part of it
		}
		return m
	}
	if k > 0 && pointed(s.lower(k-1)) && headsBare(s, end-1) && r.described(s, end-1) != nil {
		return Mention{} // left for descriptions
	}
	return r.unresolved(s, k, end, o)
}

// owned reports a possessive at the beginning of the words [lo, k), and no name behind it:
// "its southern neighbour".
func (s *sentence) owned(lo, k int) bool {
	switch s.lower(max(0, lo)) {
	case "its", "his", "her", "their":
		return !capitalised(s.at(k + 1))
	}
	return false
}

// sharedOf returns the state behind a second noun that is joined to the one ending
// before word k: "the Government and the people of Zambia".
func (r *reader) sharedOf(s *sentence, k int) graph.EntityID {
	if s.lower(k) != "and" {
		return ""
	}
	for j := k + 1; j < min(len(s.words), k+4); j++ {
		if s.lower(j) == "of" && j > k+1 && s.upos(j-1) == "NOUN" {
			return r.beside(s, j)
		}
	}
	return ""
}

// ruled reports whether an office phrase only says that something is a state.
func ruled(phrase string) bool {
	switch phrase {
	case "country", "nation", "state", "kingdom", "republic", "island nation", "emirate", "sultanate":
		return true
	}
	return false
}

// nominal reports whether the words [lo, hi) end in a noun that heads a phrase.
func (r *reader) nominal(s *sentence, lo, hi int) bool {
	tag := s.upos(hi - 1)
	if hi-lo > 1 {
		return true
	}
	return tag == "NOUN" || tag == "PROPN" || tag == "ADJ" && base(s.tree.Words[hi-1].Rel) == "nsubj"
}

// holdsName reports whether the office belongs to a person named beside it,
// whose own mention covers it.
func (r *reader) holdsName(s *sentence, lo, hi, head int) bool {
	for i := r.from(s.index); i < len(r.mentions); i++ {
		m := &r.mentions[i]
		if m.Sentence != s.index || m.Kind != graph.KindPerson || m.Modifier {
			continue
		}
		if m.Lo <= head && head < m.Hi || m.Head >= lo && m.Head < hi && base(s.tree.Words[m.Head].Rel) != "nmod" {
			return true
		}
		if w := s.tree.Words[head]; base(w.Rel) == "appos" && w.Head == m.Head {
			return true
		}
		if w := s.tree.Words[m.Head]; (base(w.Rel) == "appos" || base(w.Rel) == "flat") && w.Head == head {
			return true
		}
	}
	return false
}

// stateIn returns the state, or organisation, that the phrase names for its
// head: before it as adjective or possessor, a state before an organisation
// ("Kenya's U.N. envoy"), else behind it by "of" or "from".
func (r *reader) stateIn(s *sentence, lo, hi, end int) graph.EntityID {
	var behind, body graph.EntityID
	for i := len(r.mentions) - 1; i >= 0; i-- {
		m := &r.mentions[i]
		if m.Sentence != s.index {
			break
		}
		if s.benchAt(m, end) {
			continue // courts there are of many
		}
		if m.Lo < lo && m.NameStart < s.Tokens[lo].Start || m.NameEnd > s.Tokens[hi-1].End || r.helps(s, m) {
			continue
		}
		id := m.Entity
		switch {
		case m.Kind == graph.KindPlace && m.ActsFor != "", m.ActsFor.Kind() == graph.KindState && m.Kind == graph.KindOrganization && governing[m.Role]:
			id = m.ActsFor
		case m.Kind == graph.KindPerson && m.ActsFor != "" && m.NameStart < s.Tokens[end-1].Start:
			id = m.ActsFor
		case m.Kind == graph.KindPerson && m.ActsFor != "" && (helpers[s.lower(end-1)] && (s.wordBefore(m.Start) == "to" || s.wordBefore(m.Start) == "of") || s.headedBy(m, end)):
			behind = m.ActsFor // "an aide to President X", "the government of X"
			continue
		case m.Kind != graph.KindState && m.Kind != graph.KindOrganization:
			continue
		}
		if m.NameStart < s.Tokens[end-1].Start {
			if id.Kind() != graph.KindOrganization {
				return id
			}
			if body == "" {
				body = id
			}
			continue
		}
		if before := s.wordBefore(m.NameStart); before == "of" || before == "from" || before == "in" || before == "the" || before == "for" && strings.HasPrefix(s.lower(end-1), "spokes") {
			behind = id
		}
	}
	return cmp.Or(body, behind)
}

// benches are those who judge between states.
var benches = set("tribunal", "court", "judge", "panel", "prosecutor", "arbitrator")

// benchAt reports those who judge, in the noun before word k, at The Hague, where courts of many
// states sit.
func (s *sentence) benchAt(m *Mention, k int) bool {
	name := s.wordAt(m.NameStart)
	return (s.lower(name) == "hague" || s.lower(name+1) == "hague") && s.lower(name-1) == "in" && benches[strings.TrimSuffix(s.lower(k-1), "s")]
}

// statesBehind returns the states and organisations that a plural office
// belongs to, and where their names end: "the foreign ministers of France,
// Germany and Poland".
func (r *reader) statesBehind(s *sentence, end int, o lexicon.Office) (ids, names []string, last int) {
	if w := s.lower(end); !o.Plural || !o.Acts && o.Kind != "office" || w != "of" && w != "in" && w != "from" {
		return nil, nil, 0
	}
	at := end
	last = end
	for i := r.from(s.index); i < len(r.mentions); i++ {
		m := &r.mentions[i]
		if m.Sentence != s.index || m.NameStart < s.Tokens[end].Start {
			continue
		}
		for at < len(s.words) && s.Tokens[at].Start < m.NameStart {
			switch w := s.lower(at); w {
			case "of", "in", "from", ",", "and", "the":
			default:
				return ids, names, last
			}
			at++
		}
		if m.Kind != graph.KindState && m.Kind != graph.KindOrganization && len(m.Members) == 0 {
			return ids, names, last
		}
		ids, names = r.addParty(ids, names, m)
		for at < len(s.words) && s.Tokens[at].End <= m.NameEnd {
			at++
		}
		last = at
	}
	return ids, names, last
}

// statesBefore returns the states that a plural office belongs to by the names or
// adjectives joined before it: "the Russian and Turkish presidents", "Chad and
// Niger's foreign ministers".
func (r *reader) statesBefore(s *sentence, k int, o lexicon.Office) (ids, names []string) {
	if !o.Plural && !strings.HasSuffix(s.lower(k+o.Len-1), "s") {
		return nil, nil
	}
	for at := k; at > 0; at-- {
		if w := s.lower(at - 1); w == "'s" || w == "’s" {
			at--
		}
		m := r.stateEnding(s, at)
		if m == nil {
			return nil, nil
		}
		ids, names = r.addParty(ids, names, m)
		for at > 0 && s.Tokens[at-1].Start >= m.NameStart {
			at--
		}
		if w := s.lower(at - 1); w != "and" && w != "," {
			break
		}
	}
	slices.Reverse(ids)
	slices.Reverse(names)
	return ids, names
}

// stateEnding returns the mention of a state whose name ends before the word at,
// nil for none.
func (r *reader) stateEnding(s *sentence, at int) *Mention {
	if at == 0 {
		return nil
	}
	for i := len(r.mentions) - 1; i >= 0 && r.mentions[i].Sentence == s.index; i-- {
		if m := &r.mentions[i]; m.Kind == graph.KindState && m.NameEnd == s.Tokens[at-1].End && m.Form != FormPronoun {
			return m
		}
	}
	return nil
}

// wordBefore returns the lower-case word before a code point.
func (s *sentence) wordBefore(at int) string {
	for k := len(s.Tokens) - 1; k >= 0; k-- {
		if s.Tokens[k].End <= at {
			return s.lower(k)
		}
	}
	return ""
}

// definite reports whether the phrase begins with "the" or a possessive, so
// that it means a body already in view.
func definite(s *sentence, lo, k int) bool {
	for i := max(0, lo); i < k; i++ {
		switch s.lower(i) {
		case "the", "its", "his", "their", "her":
			return true
		case "a", "an", "some", "two", "three", "four", "several", "many":
			return false
		}
	}
	return false
}

// recentState returns the state or organisation that the text spoke of last
// before a code point, subjects first within a sentence; where only a state can be meant,
// as by "the army", no body of several.
func (r *reader) recentState(s *sentence, before int, state bool) graph.EntityID {
	var best graph.EntityID
	sentence, subject := -1, false
	for i := len(r.mentions) - 1; i >= 0; i-- {
		m := &r.mentions[i]
		if m.NameStart >= before || m.Sentence == s.index && r.helps(s, m) {
			continue
		}
		if len(r.mentions)-i > 200 {
			break // what was spoken of so long ago is not meant
		}
		if sentence >= 0 && m.Sentence < sentence {
			break
		}
		id := m.Entity
		if m.Kind == graph.KindPerson || m.Kind == graph.KindPlace {
			id = m.ActsFor
		}
		if state && id.Kind() == graph.KindOrganization {
			id = m.ActsFor
		}
		if k := id.Kind(); k != graph.KindState && k != graph.KindOrganization {
			continue
		}
		sentence = m.Sentence
		words := r.doc.Tree(m.Sentence).Words
		w := words[m.Head]
		if base(w.Rel) == "appos" && w.Head >= 0 {
			w = words[w.Head] // "Chad's minister, X, said his government"
		}
		isSubject := base(w.Rel) == "nsubj"
		if best == "" || isSubject && !subject {
			best, subject = id, isSubject
		}
	}
	return best
}

// unresolved makes an actor of its own out of people and forces without a
// state; offices without one stay unsaid.
func (r *reader) unresolved(s *sentence, lo, hi int, o lexicon.Office) Mention {
	if o.Code == "UNK" || o.Kind == "office" && o.Code != "OPP" || o.Kind == "body" && o.Code != "BUS" && o.Code != "REB" || !takesPart(s, headOf(s.tree, lo, hi)) {
		return Mention{}
	}
	if s.idiom(lo, hi) {
		return Mention{}
	}
	name := strings.ToLower(join(s, lo, hi))
	return Mention{Entity: graph.NewEntityID(graph.KindActor, name), Kind: graph.KindActor, Name: name, Role: o.Code, Form: FormRole, Office: o.Phrase}
}

// idiom reports whether a bare singular noun belongs to a phrase that names no
// actor: "into force", "in person", "by force", "in public".
func (s *sentence) idiom(lo, hi int) bool {
	if hi-lo != 1 || lo == 0 || s.tree.Words[lo].XPOS != "NN" {
		return false
	}
	switch s.lower(lo - 1) {
	case "in", "into", "at", "on":
		return true
	case "by", "of", "with":
		return s.lower(lo) == "force" || s.lower(lo) == "person"
	}
	return false
}

// takesPart reports whether the word stands where participants stand.
func takesPart(s *sentence, i int) bool {
	switch base(s.tree.Words[i].Rel) {
	case "nsubj", "obj", "iobj", "obl", "conj", "nmod", "root", "appos":
		return true
	}
	return false
}
