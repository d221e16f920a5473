package mention

import (
	"slices"
	"strings"

	"entente/graph"
)

// sides are the plural nouns by which a text counts the actors it speaks of.
var sides = map[string]bool{"countries": true, "states": true, "nations": true, "sides": true, "parties": true, "capitals": true,
	"governments": true, "leaders": true, "presidents": true, "ministers": true, "neighbours": true, "neighbors": true, "republics": true,
	"powers": true, "delegations": true, "signatories": true, "partners": true, "members": true, "economies": true, "allies": true,
	"premiers": true, "diplomats": true, "foes": true, "rivals": true, "peoples": true, "heads": true}

// groups resolves references to several actors at once: "the five countries of
// Central Asia", "all six countries", "both sides", "the two leaders", "the
// three".
func (r *reader) groups(s *sentence, first int) {
	for k := range s.words {
		count, hi, ok := r.countAt(s, k)
		if !ok {
			continue
		}
		head := headOf(s.tree, k, hi)
		lo, end := phrase(s.tree, head, k, hi)
		if m, inner := r.groupIn(s, first, lo, end, count); m != nil {
			g := *m
			g.Form, g.Modifier = FormGroup, false
			inner.Modifier = true
			r.addReference(s, k, hi, g)
			continue
		}
		if !s.free(k, hi) || r.attributed(s, head) && s.part(k) == "" {
			continue
		}
		if g, ok := r.countedAt(s, k, count); ok && g.Form != "" {
			r.addReference(s, k, hi, g)
		}
	}
}

// countAt reads a count of actors at word k: how many, and the end of the
// words. A bare "both" counts two, and "the parties" or "each side" all whom the document
// is about, or two.
func (r *reader) countAt(s *sentence, k int) (count, hi int, ok bool) {
	w := s.lower(k)
	n, isNum := numeral(w)
	isNum = isNum && !s.endsNumber(k)
	noun := func(i int) int {
		for j := i; j < min(len(s.words), i+4); j++ {
			if sides[s.lower(j)] {
				return j + 1
			}
			if t := s.upos(j); t != "ADJ" && t != "PROPN" && !(t == "NOUN" && j+1 < len(s.words) && sides[s.lower(j+1)]) && !isDash(s.words[j]) {
				return 0
			}
		}
		return 0
	}
	switch {
	case isNum && n >= 2 && n <= 60:
		if end := noun(k + 1); end > 0 {
			return n, end, true
		}
		if k > 0 && (s.lower(k-1) == "the" || s.lower(k-1) == "all" || s.part(k) != "") && s.standsAlone(k) && n <= 30 {
			return n, s.ofThem(k + 1), true
		}
	case w == "both":
		if end := noun(k + 1); end > 0 {
			return 2, end, true
		}
		end := s.ofThem(k + 1)
		if s.standsAlone(k) && (end > k+1 || s.lower(k+1) != "of") && (base(s.tree.Words[k].Rel) == "nsubj" || s.bothOfThem(k)) {
			return 2, end, true
		}
	case (w == "sides" || w == "parties" || w == "leaders") && k > 0 && s.lower(k-1) == "the":
		return max(2, len(r.doc.voice.Sides)), k + 1, true
	case k > 0 && s.lower(k-1) == "the" && capitalised(s.words[k]) && r.meansSides(s, k) && w != "states" && s.lower(k+1) != "of":
		return len(r.doc.voice.Sides), k + 1, true
	case k > 0 && r.everySide(s.lower(k-1), w):
		return len(r.doc.voice.Sides), k + 1, true
	}
	return 0, 0, false
}

// everySide reports "all sides", "each party" in a paper that several make together.
func (r *reader) everySide(before, noun string) bool {
	v := &r.doc.voice
	switch before {
	case "all":
		return len(v.Makers) > 2 && anySide(noun)
	case "each", "every":
		return len(v.Makers) > 1 && len(v.Sides) > 1 && (noun == "side" || noun == "party" || noun == "country")
	}
	return false
}

// ofThem is the end of "of them" at word k, k where other words stand.
func (s *sentence) ofThem(k int) int {
	if s.lower(k) == "of" && s.lower(k+1) == "them" {
		return k + 2
	}
	return k
}

// bothOfThem reports "both" at word k as a phrase of its own behind a verb or preposition:
// "reduced supplies to both", "urged both to wait".
func (s *sentence) bothOfThem(k int) bool {
	switch s.upos(k + 1) {
	case "NOUN", "PROPN", "ADJ", "DET", "NUM", "PRON":
		return false
	}
	return s.upos(k-1) == "ADP" || s.upos(k-1) == "VERB"
}

// endsNumber reports a numeral that is the end of a longer one: "fifty-three", "a
// hundred and six".
func (s *sentence) endsNumber(k int) bool {
	if k > 1 && isDash(s.words[k-1]) && tight(s, k-1) {
		return s.upos(k-2) == "NUM" || strings.HasSuffix(s.lower(k-2), "ty")
	}
	before := s.lower(k - 1)
	if before == "and" {
		before = s.lower(k - 2)
	}
	return before == "hundred" || before == "thousand"
}

// standsAlone reports whether a numeral is itself the head of its phrase.
func (s *sentence) standsAlone(k int) bool {
	switch base(s.tree.Words[k].Rel) {
	case "nsubj", "obj", "obl", "conj":
		return true
	case "nmod":
		return true
	}
	return false
}

// attributed reports whether the counted noun is told apart by more words: "25
// countries that ...", "17 neighbouring countries" mean no set that was named.
func (r *reader) attributed(s *sentence, head int) bool {
	children := s.tree.Children(head)
	for _, c := range children {
		if w := s.tree.Words[c]; w.Rel == "nmod" && w.UPOS == "PROPN" && c > head && s.lower(head+1) == "of" {
			return true // "the leaders of Ghana, Togo and Benin"
		}
	}
	for _, c := range children {
		w := s.tree.Words[c]
		switch base(w.Rel) {
		case "acl":
			return true
		case "amod":
			switch w.Lemma {
			case "neighbouring", "neighboring", "other", "more", "new", "foreign", "developing", "third", "further", "different", "additional", "least":
				return true
			}
		case "nmod":
			if w.Rel == "nmod" && s.lower(c) != "them" {
				return true
			}
		case "advmod":
			switch w.Lemma {
			case "about", "nearly", "almost", "over", "some", "least", "more", "around", "roughly", "approximately", "only":
				return true
			}
		case "det":
			if s.lower(c) == "these" || s.lower(c) == "the" || s.lower(c) == "all" || s.lower(c) == "both" {
				return false
			}
		}
	}
	return false
}

// groupIn returns the lexicon's group that the phrase [lo, hi) names and that
// has the count, and that mention itself.
func (r *reader) groupIn(s *sentence, first, lo, hi, count int) (*Mention, *Mention) {
	for i := first; i < len(r.mentions); i++ {
		m := &r.mentions[i]
		if m.Kind == graph.KindGroup && len(m.Members) == count && m.NameStart >= s.Tokens[lo].Start && m.NameEnd <= s.Tokens[hi-1].End {
			return m, m
		}
	}
	return nil, nil
}

// countedNoun returns the noun that the number or "both" at word k counts, k where
// there is none.
func (s *sentence) countedNoun(k int) int {
	for j := k; j < min(len(s.words), k+5); j++ {
		if sides[s.lower(j)] {
			return j
		}
	}
	return k
}

// anySide reports a noun that counts whoever deals with another, companies too.
func anySide(noun string) bool {
	switch noun {
	case "sides", "parties", "partners", "signatories", "members", "rivals", "foes":
		return true
	}
	return false
}

// statesOf leaves the states and international bodies among ids, whose leaders,
// capitals and governments a text counts.
func (r *reader) statesOf(ids, names []string) (states, called []string) {
	for i, id := range ids {
		if o, ok := r.lex.Organization(id); graph.EntityID(id).Kind() != graph.KindOrganization || ok && (o.Role == "IGO" || o.Role == "EUR" || o.Role == "UNO") {
			states = append(states, id)
			if i < len(names) {
				called = append(called, names[i])
			}
		}
	}
	return states, called
}

// onlyStates leaves the states among ids.
func onlyStates(ids, names []string) (states, called []string) {
	for i, id := range ids {
		if graph.EntityID(id).Kind() == graph.KindState {
			states = append(states, id)
			if i < len(names) {
				called = append(called, names[i])
			}
		}
	}
	return states, called
}

// without returns ids and their names without one of them.
func without(ids, names []string, id string) ([]string, []string) {
	i := slices.Index(ids, id)
	if id == "" || i < 0 {
		return ids, names
	}
	ids = slices.Delete(slices.Clone(ids), i, i+1)
	if i < len(names) {
		names = slices.Delete(slices.Clone(names), i, i+1)
	}
	return ids, names
}

// partiesIn returns the states and organisations that a sentence spoke of
// before a code point, groups by their members, in order, and the names by
// which it did.
func (r *reader) partiesIn(sentence, before int) (ids, names []string) {
	for i := r.from(sentence); i < len(r.mentions) && r.mentions[i].Sentence == sentence; i++ {
		m := &r.mentions[i]
		if m.Sentence == sentence && m.NameStart < before {
			ids, names = r.addParty(ids, names, m)
		}
	}
	return ids, names
}

// subjectsIn is partiesIn for subjects and what is coordinated with them.
func (r *reader) subjectsIn(sentence, before int) (ids, names []string) {
	tree := r.doc.Tree(sentence)
	for i := r.from(sentence); i < len(r.mentions) && r.mentions[i].Sentence == sentence; i++ {
		m := &r.mentions[i]
		if m.Sentence != sentence || m.NameStart >= before {
			continue
		}
		h := m.Head
		for base(tree.Words[h].Rel) == "conj" && tree.Words[h].Head >= 0 {
			h = tree.Words[h].Head
		}
		if base(tree.Words[h].Rel) == "nsubj" {
			ids, names = r.addParty(ids, names, m)
		}
	}
	return ids, names
}

func (r *reader) addParty(ids, names []string, m *Mention) ([]string, []string) {
	var add []string
	switch {
	case len(m.Members) > 0:
		add = texts(m.Members)
	case m.Kind == graph.KindState || m.Kind == graph.KindOrganization && !m.Modifier:
		add = []string{string(m.Entity)}
	case (m.Kind == graph.KindPerson || m.Kind == graph.KindPlace && m.Form != FormName) && m.ActsFor != "":
		add = []string{string(m.ActsFor)}
	}
	fresh := false
	for _, id := range add {
		if !slices.Contains(ids, id) {
			ids, fresh = append(ids, id), true
		}
	}
	if fresh {
		name := m.Name
		if m.Kind == graph.KindPerson {
			name = r.lex.Name(string(m.ActsFor))
		}
		names = append(names, name)
	}
	return ids, names
}

func texts(ids []graph.EntityID) []string {
	out := make([]string, len(ids))
	for i, id := range ids {
		out[i] = string(id)
	}
	return out
}

// set makes a mention of a set of actors. Two have no entity of their own;
// three or more are a group named after what the text put together.
func (r *reader) set(ids, names []string) Mention {
	m := Mention{Form: FormGroup, Kind: graph.KindGroup, Members: entityIDs(ids)}
	if len(ids) < 3 {
		m.Name = strings.Join(names, " and ")
		return m
	}
	sorted := slices.Clone(ids)
	slices.Sort(sorted)
	key := strings.Join(sorted, " ")
	if prior, ok := r.sets[key]; ok {
		return prior
	}
	slices.Sort(names)
	m.Name = strings.Join(slices.Compact(names), ", ")
	if n := len(names); n > 1 {
		m.Name = strings.Join(names[:n-1], ", ") + " and " + names[n-1]
	}
	m.Entity = graph.NewEntityID(graph.KindGroup, m.Name)
	r.sets[key] = m
	return m
}
