package mention

import (
	"entente/extract/lexicon"
	"entente/graph"
)

// takePlace records a capital or place: as the state where it acts, as a place
// where it only says where.
func (r *reader) takePlace(s *sentence, i int, e lexicon.Entry) {
	m := Mention{Entity: graph.EntityID(e.ID), Kind: graph.EntityKind(e.Kind), Name: r.nameOf(e), Form: FormName}
	head := headOf(s.tree, i, i+e.Len)
	if e.Type == lexicon.TypeCapital && (s.dateline(i, i+e.Len) || !r.acts(s, head) || m.Kind != graph.KindState && m.Kind != graph.KindOrganization) {
		place := graph.EntityID(e.Place)
		if place == "" {
			place = graph.NewEntityID(graph.KindPlace, join(s, i, i+e.Len))
		}
		m.Entity, m.Kind, m.Name = place, graph.KindPlace, r.lex.Name(string(place))
		m.ActsFor = graph.EntityID(e.ID)
		if m.Name == "" {
			m.Name = join(s, i, i+e.Len)
		}
	} else if e.Type == lexicon.TypePlace {
		m.ActsFor = graph.EntityID(e.State)
	}
	added := r.add(s, i, i+e.Len, m)
	added.Modifier = r.modifies(s, added)
}

// elsewhere takes a town that bears the name of a state or capital, by the part of
// another state that a comma puts behind it, and returns its length: "Moscow, Idaho",
// "Lebanon, Pennsylvania"; 0 for none.
func (r *reader) elsewhere(s *sentence, i int, e lexicon.Entry) int {
	hi := i + e.Len
	if e.Type != lexicon.TypeName && e.Type != lexicon.TypeCapital && e.Type != lexicon.TypePlace || s.at(hi) != "," {
		return 0
	}
	for _, part := range r.lex.Match(s.words, hi+1) {
		p, ok := r.lex.Place(part.ID)
		own := e.ID
		if e.Type == lexicon.TypePlace {
			own = e.State
		}
		if !ok || p.State == "" || p.State == own || p.Type != "state" && p.Type != "province" && p.Type != "region" {
			continue
		}
		if w := s.lower(hi + 1 + part.Len); w == "and" || w == "or" {
			return 0 // one of a list
		}
		m := Mention{Kind: graph.KindPlace, Name: join(s, i, hi), Form: FormName, ActsFor: graph.EntityID(p.State)}
		m.Entity = graph.NewEntityID(m.Kind, m.Name+" "+p.Name)
		added := r.add(s, i, hi, m)
		added.Modifier = r.modifies(s, added)
		return e.Len
	}
	return 0
}

// dateline reports whether the words [lo, hi) open a dateline: capitals at the
// head of a sentence, and a comma, dash or bracket behind them.
func (s *sentence) dateline(lo, hi int) bool {
	if lo != 0 || !allCaps(s.words[0]) || len(s.words[0]) < 3 {
		return false
	}
	if hi >= len(s.words) {
		return true
	}
	w := s.words[hi]
	return w == "," || w == "(" || isDash(w) && !tight(s, hi)
}

// acts reports whether the word stands where an actor stands: subject, object,
// agent, possessor or partner, not behind a preposition of place.
func (r *reader) acts(s *sentence, head int) bool {
	w := s.tree.Words[head]
	if s.leads(head) {
		return true
	}
	for w.Rel == "conj" && w.Head >= 0 {
		head = w.Head
		w = s.tree.Words[head]
	}
	prep := ""
	for _, c := range s.tree.Children(head) {
		if s.tree.Words[c].Rel == "case" && s.upos(c) == "ADP" {
			prep = s.lower(c)
			break
		}
	}
	if prep == "for" && w.Head >= 0 && leaves[s.tree.Words[w.Head].Lemma] {
		return false
	}
	if w.Head >= 0 && s.ties(w.Head) && (prep == "" && base(w.Rel) == "obj" || prep == "with" || prep == "to" || prep == "and") {
		return false
	}
	switch prep {
	case "in", "at", "near", "outside", "around", "inside", "across", "through", "via", "into", "within", "to", "from", "on", "towards":
		return prep == "from" && w.Rel == "nmod" && r.personal(s, w.Head) || prep == "to" && r.verbal(s, w.Head)
	}
	switch base(w.Rel) {
	case "compound", "amod", "list", "dep", "punct", "appos":
		return false
	case "root":
		return s.headline || len(s.words) == 1
	}
	return true
}

// ties reports a verb by which a line connects places, unless people or states do
// something to one another by it.
func (s *sentence) ties(verb int) bool {
	switch s.tree.Words[verb].Lemma {
	case "link", "connect":
		return true
	}
	return false
}

// leaves are verbs of movement whose "for" says where to.
var leaves = set("leave", "depart", "head", "embark", "sail", "fly", "bind")

// leads reports whether a name opens its clause: no preposition before it, and
// a verb behind it or behind what is joined to it by "and".
func (s *sentence) leads(head int) bool {
	if head > 0 && !s.afterOpening(head) && s.upos(head-1) != "SCONJ" && s.lower(head-1) != "and" {
		return false
	}
	for k := head - 1; k >= 0; k-- {
		if s.upos(k) == "ADP" {
			return false
		}
	}
	for k := head + 1; k < min(len(s.words), head+5); k++ {
		switch t := s.upos(k); {
		case t == "VERB" && s.tree.Words[k].XPOS != "VBG" || t == "AUX":
			return true
		case t != "PROPN" && t != "CCONJ" && t != "ADV" && s.words[k] != ",":
			return false
		}
	}
	return false
}

// personal reports whether the word is an office or force ("envoy from Paris").
func (r *reader) personal(s *sentence, i int) bool {
	if i < 0 {
		return false
	}
	_, ok := r.lex.OfficeAt([]string{s.tree.Words[i].Lemma}, 0)
	return ok
}

// verbal reports whether something is said, given or sent to the place.
func (r *reader) verbal(s *sentence, i int) bool {
	if i < 0 {
		return false
	}
	switch s.tree.Words[i].Lemma {
	case "give", "offer", "sell", "supply", "lend", "appeal", "promise", "deliver", "grant", "support", "pledge", "apologise",
		"apologize", "threat", "warning", "aid", "loan", "demand", "message", "link", "tie":
		return true
	}
	return false
}
