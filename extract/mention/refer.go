package mention

import (
	"cmp"
	"slices"
	"strings"

	"entente/extract/parse"
	"entente/graph"
)

// referAll resolves what refers back: group references, pronouns, definite
// descriptions of things named before. It runs over the text in order, after
// all names are known, with the mentions before at hand.
func (r *reader) referAll() {
	next := records{strings: r.doc.records.strings}
	r.mentions = nil
	for i := range r.doc.Len() {
		s := newSentence(i, r.doc)
		named := r.doc.records.of(i, s.Start)
		r.settleOffices(named)
		first := len(r.mentions)
		r.mentions = append(r.mentions, sorted(r.bareBodies(s, named))...)
		r.refer(s, first)
		next.add(s.Start, sorted(slices.Clone(r.mentions[first:])))
		r.forget(i)
	}
	r.doc.records = next
	r.doc.close()
}

// What is looked back for lies at most so many sentences or mentions before.
const (
	sentencesBack = 5
	mentionsBack  = 256
)

// forget drops mentions that nothing looks back for any more, now and then.
func (r *reader) forget(sentence int) {
	if n := min(r.from(sentence-sentencesBack), len(r.mentions)-mentionsBack); n > 1<<12 {
		r.mentions = append(r.mentions[:0], r.mentions[n:]...)
	}
}

// refer reads one sentence, whose names are those in work from first on.
func (r *reader) refer(s *sentence, first int) {
	for i := first; i < len(r.mentions); i++ {
		m := &r.mentions[i]
		r.note(m)
		for k := range s.Tokens {
			if s.Tokens[k].Start >= m.NameStart && s.Tokens[k].End <= m.NameEnd {
				s.taken[k] = true
			}
		}
	}
	if s.boilerplate() {
		return
	}
	if r.concerns(s) {
		r.parseNow(s)
	}
	r.groups(s, first)
	r.following(s)
	r.incumbent(s)
	r.hostsAndGuests(s)
	r.roles(s)
	r.pronouns(s)
	r.heldBy(s, first)
	r.fightsFor(s, first)
	r.opposite(s, first)
	r.sharedWith(s, first)
	r.hosted(s, first)
	r.ofPair(s, first)
	r.toldOf(s, first)
	r.formerLatter(s)
	r.descriptions(s)
	r.unnamed(s)
	r.hostedMeetings(s)
}

// note keeps a named thing for descriptions that mean it by a word of its name.
func (r *reader) note(m *Mention) {
	if len(m.Members) > 0 {
		r.counted[len(m.Members)] = *m
	}
	r.noteArmed(m)
	if m.Form != FormName || m.Entity == "" {
		return
	}
	switch m.Kind {
	case graph.KindState, graph.KindPerson, graph.KindPlace:
		return
	}
	kept := *m
	for _, w := range strings.Fields(strings.ToLower(m.Name)) {
		r.latest[string(m.Kind)+" "+w] = &kept
	}
}

// before yields the mentions that begin before a code point, nearest first.
func (r *reader) before(at, sentences int, sentence int, yield func(m *Mention) bool) {
	for i := len(r.mentions) - 1; i >= 0; i-- {
		m := &r.mentions[i]
		if m.Sentence < sentence-sentences {
			return
		}
		if m.NameStart < at && !yield(m) {
			return
		}
	}
}

// pronouns resolves "it", "its", "he", "she", "they" to what the text spoke of.
func (r *reader) pronouns(s *sentence) {
	for k := range s.words {
		if s.taken[k] || s.upos(k) != "PRON" {
			continue
		}
		var m *Mention
		switch s.lower(k) {
		case "it", "its", "itself":
			if rel := s.tree.Words[k].Rel; rel == "expl" || r.thingBefore(s, k) || r.planBefore(s, k) || s.upTo(k) {
				continue
			}
			agent := r.agentOf(s, k)
			if m = r.thingMeant(s, k); m != nil {
				break
			}
			if s.thingAlone(k) {
				continue
			}
			fits := func(m *Mention) bool {
				return (m.Kind == graph.KindState || m.Kind == graph.KindOrganization) && m.Entity != agent && !r.firstPersonal(m) && !r.individual(m)
			}
			if m = r.controller(s, k); m == nil || !fits(m) {
				if m = r.antecedent(s, k, fits); m != nil && r.oneOfSeveral(m) {
					m = nil
				}
			}
		case "he", "she", "his", "her", "him":
			if s.at(k+1) == "Excellency" {
				continue
			}
			agent := r.agentOf(s, k)
			if m = r.thingMeant(s, k); m != nil {
				break
			}
			wrong := s.notBy(k)
			m = r.antecedent(s, k, func(m *Mention) bool {
				return (m.Kind == graph.KindPerson && r.bearer(m) != wrong || r.individual(m)) && m.Entity != agent && !r.firstPersonal(m) && !r.speaks(m, s.index)
			})
		case "they", "their", "them":
			m = r.theirs(s, k)
		default:
			if m = r.self(s, k); m != nil {
				if excellent[s.at(k+1)] {
					p := *m
					p.Form = FormPronoun
					r.addReference(s, k, k+2, p) // "Your Excellency"
					continue
				}
				if both := r.bothOf(s, k, m); both != nil {
					m = both
				} else if !r.promises(s.Sentence) && !r.concerning(s) {
					m = nil // nobody else is there to do anything with
				}
			}
		}
		if m == nil {
			continue
		}
		p := *m
		p.Form, p.Modifier = FormPronoun, s.tree.Words[k].Rel == "nmod:poss"
		r.addReference(s, k, k+1, p)
	}
}

// individual reports one person described by his office: "the Kenyan foreign minister".
func (r *reader) individual(m *Mention) bool {
	if m.Form != FormRole || m.Modifier || m.Kind == graph.KindGroup {
		return false
	}
	w := &r.doc.Tree(m.Sentence).Words[m.Head]
	o, ok := r.lex.OfficeAt([]string{w.Text}, 0)
	return ok && !o.Plural && w.XPOS != "NNS" && (o.Title || o.Kind == "office")
}

// oneOfSeveral reports one of several subjects that a clause joins, none of whom "it" means:
// "Malta and Tonga want the mine to be opened. Samoa opposes it".
func (r *reader) oneOfSeveral(m *Mention) bool {
	t := r.doc.Tree(m.Sentence)
	w := &t.Words[m.Head]
	first := m.Head
	if base(w.Rel) == "conj" && w.Head >= 0 && t.Words[w.Head].UPOS == "PROPN" {
		first = w.Head
	}
	if t.Words[first].UPOS != "PROPN" || base(t.Words[first].Rel) != "nsubj" {
		return false
	}
	c := childWith(t, first, "conj")
	return c >= 0 && t.Words[c].UPOS == "PROPN"
}

// firstPersonal reports a mention by "we", "our" or "I", which "it" does not mean.
func (r *reader) firstPersonal(m *Mention) bool {
	if m.Form != FormPronoun {
		return false
	}
	text, _ := r.doc.Text.Slice(m.NameStart, m.NameEnd)
	switch strings.ToLower(text) {
	case "we", "our", "us", "ours", "i", "my", "me":
		return true
	}
	return false
}

// agentOf returns who does to the object at word k what its verb says, "" where
// the word is no object: nobody acts on "it" who is it.
func (r *reader) agentOf(s *sentence, k int) graph.EntityID {
	w := s.tree.Words[k]
	switch base(w.Rel) {
	case "obj", "iobj", "obl":
	default:
		return ""
	}
	if strings.HasSuffix(s.lower(k), "self") {
		return ""
	}
	verb := w.Head
	for n := 0; n < 4 && base(s.tree.Words[verb].Rel) == "conj" && childWith(s.tree, verb, "nsubj") < 0; n++ {
		verb = s.tree.Words[verb].Head // "spoke with X and thanked him"
	}
	for i := len(r.mentions) - 1; i >= 0 && r.mentions[i].Sentence == s.index; i-- {
		m := &r.mentions[i]
		if h := s.tree.Words[m.Head]; h.Head == verb && base(h.Rel) == "nsubj" {
			return m.Entity
		}
	}
	return ""
}

// formerLatter resolves "the former" and "the latter" to the first and second of
// the two that the text spoke of last.
func (r *reader) formerLatter(s *sentence) {
	for k := 1; k < len(s.words); k++ {
		w := s.lower(k)
		if s.taken[k] || s.lower(k-1) != "the" || w != "former" && w != "latter" || k+1 < len(s.words) && (s.upos(k+1) == "NOUN" || s.upos(k+1) == "PROPN" || s.upos(k+1) == "ADJ") {
			continue
		}
		for back := 0; back <= 2 && s.index-back >= 0; back++ {
			ids, _ := r.partiesIn(s.index-back, s.Tokens[k].Start)
			if len(ids) != 2 {
				continue
			}
			id := graph.EntityID(ids[0])
			if w == "latter" {
				id = graph.EntityID(ids[1])
			}
			name := r.lex.Name(string(id))
			r.addReference(s, k, k+1, Mention{Entity: id, Kind: id.Kind(), Name: name, Form: FormDescription})
			break
		}
	}
}

// antecedent returns the mention that a pronoun at word k most likely means:
// the nearest subject that fits in this or the two sentences before, in those before
// the subject of the sentence rather than that of a clause in it, else the nearest that
// fits.
func (r *reader) antecedent(s *sentence, k int, fits func(*Mention) bool) *Mention {
	var nearest, subject, lower *Mention
	r.before(s.Tokens[k].Start, 2, s.index, func(m *Mention) bool {
		if !fits(m) {
			return true
		}
		if nearest != nil && m.Sentence < nearest.Sentence && nearest.Sentence < s.index || lower != nil && m.Sentence < lower.Sentence {
			return false
		}
		if m.Modifier && m.Kind != graph.KindPerson {
			return true
		}
		if nearest == nil {
			nearest = m
		}
		rel := r.place(m)
		if rel == "nsubj" && m.Sentence < s.index && subordinate(r.doc.Tree(m.Sentence), m.Head) {
			lower = cmp.Or(lower, m)
			return true
		}
		if rel == "nsubj" || rel == "root" || rel == "conj" && m.Sentence < s.index {
			subject = m
			return false
		}
		return true
	})
	return cmp.Or(subject, lower, nearest)
}

// place is the relation by which a mention stands in its sentence: that of what it is put
// beside, for a person's name beside his office; "conj" for the second of several subjects.
func (r *reader) place(m *Mention) string {
	words := r.doc.Tree(m.Sentence).Words
	w := words[m.Head]
	if m.Kind == graph.KindPerson && base(w.Rel) == "appos" && w.Head >= 0 {
		w = words[w.Head]
	}
	if base(w.Rel) != "conj" {
		return base(w.Rel)
	}
	for n := 0; n < 40 && base(w.Rel) == "conj" && w.Head >= 0; n++ {
		w = words[w.Head]
	}
	if b := base(w.Rel); b != "nsubj" && b != "root" {
		return b
	}
	return "conj"
}

// subordinate reports the subject of a clause that only tells when or why: "since Russia
// invaded Y".
func subordinate(t *parse.Tree, head int) bool {
	v := t.Words[head].Head
	return v >= 0 && base(t.Words[v].Rel) == "advcl" && childWith(t, v, "mark") >= 0
}

// addReference records a mention by other words than a name.
func (r *reader) addReference(s *sentence, lo, hi int, m Mention) {
	modifier, name := m.Modifier, m.Name
	added := r.add(s, lo, hi, m)
	added.Modifier, added.Name = modifier, name
	if len(m.Members) > 0 {
		r.counted[len(m.Members)] = *added
	}
}

// descriptions resolves "the declaration", "the summit", "the document" to the
// last thing named whose head or kind fits, and "the North" to its Korea.
func (r *reader) descriptions(s *sentence) {
	for k := 1; k < len(s.words); k++ {
		if s.taken[k] || !pointed(s.lower(k-1)) || s.upos(k) != "NOUN" && s.upos(k) != "PROPN" {
			continue
		}
		if id := r.korea(s, k); id != "" {
			r.addReference(s, k, k+1, Mention{Entity: id, Kind: graph.KindState, Name: r.lex.Name(string(id)), Form: FormDescription})
			continue
		}
		if !headsBare(s, k) {
			continue
		}
		if m := r.described(s, k); m != nil {
			if r.meansItself(s, k) && m.Sentence > 3 {
				continue // the text itself, not what it named last
			}
			d := *m
			d.Form, d.Modifier = FormDescription, false
			r.addReference(s, k, k+1, d)
		}
	}
}

func pointed(w string) bool { return w == "the" || w == "this" || w == "that" }

// headsBare reports whether the noun stands without attributes of its own that
// would make it another one.
func headsBare(s *sentence, k int) bool {
	for _, c := range s.tree.Children(k) {
		switch base(s.tree.Words[c].Rel) {
		case "amod", "compound", "nmod", "acl", "nummod":
			return false
		}
	}
	return base(s.tree.Words[k].Rel) != "compound"
}

func (r *reader) described(s *sentence, k int) *Mention {
	word := strings.ToLower(s.words[k])
	kinds := map[graph.EntityKind]bool{}
	switch word {
	case "document", "text", "pact", "deal", "accord":
		kinds[graph.KindAgreement] = true
	case "bloc", "alliance", "organisation", "organization", "body", "union":
		kinds[graph.KindOrganization] = true
	}
	for _, h := range r.lex.Heads(word) {
		if !h.Plural {
			kinds[graph.EntityKind(h.Kind)] = true
		}
	}
	if works[word] {
		kinds[graph.KindProject] = true
	}
	if len(kinds) == 0 {
		return nil
	}
	var byWord, byKind *Mention
	for kind := range kinds {
		m, ok := r.latest[string(kind)+" "+word]
		if ok && m.NameStart < s.Tokens[k].Start && (byWord == nil || m.NameStart > byWord.NameStart) {
			byWord = m
		}
	}
	if byWord != nil {
		return byWord
	}
	r.before(s.Tokens[k].Start, 3, s.index, func(m *Mention) bool {
		if m.Form == FormName && kinds[m.Kind] {
			byKind = m
		}
		return byKind == nil
	})
	switch word {
	case "document", "text", "pact", "deal", "accord", "agreement", "bloc", "alliance", "union", "organisation", "organization", "project", "initiative", "meeting":
		return byKind
	}
	if byKind != nil && works[word] && s.index-byKind.Sentence <= 2 {
		return byKind // "the line", of a railway
	}
	return nil
}

// korea returns the Korea that "the North" or "the South" means in a text that
// names one.
func (r *reader) korea(s *sentence, k int) graph.EntityID {
	if s.lower(k-1) != "the" || len(s.tree.Children(k)) > 1 && s.lower(k+1) == "of" {
		return ""
	}
	if !r.named("state:KOR") && !r.named("state:PRK") {
		return ""
	}
	switch s.words[k] {
	case "North":
		return "state:PRK"
	case "South":
		return "state:KOR"
	}
	return ""
}

// childWith returns the first word that hangs on word i by the relation, subtypes
// included, -1 for none.
func childWith(t *parse.Tree, i int, rel string) int {
	for _, c := range t.Children(i) {
		if base(t.Words[c].Rel) == rel {
			return c
		}
	}
	return -1
}
