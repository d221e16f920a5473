package mention

import "entente/graph"

// clauseOf is the verb of the clause in which word k stands, -1 for none.
func (s *sentence) clauseOf(k int) int {
	for n := 0; n < len(s.words); n++ {
		if k = s.tree.Words[k].Head; k < 0 || s.upos(k) == "VERB" {
			return k
		}
	}
	return -1
}

// headed returns the mention of this sentence whose head is a word, nil for none.
func (r *reader) headed(s *sentence, word int) *Mention {
	for i := len(r.mentions) - 1; word >= 0 && i >= 0 && r.mentions[i].Sentence == s.index; i-- {
		if r.mentions[i].Head == word {
			return &r.mentions[i]
		}
	}
	return nil
}

// controller returns who "its" at word k means by grammar where its clause has no subject
// of its own and is what somebody is asked, told or helped to do: "urged Berlin to open
// its market"; nil for none.
func (r *reader) controller(s *sentence, k int) *Mention {
	if s.tree.Words[k].Rel != "nmod:poss" {
		return r.reporter(s, k)
	}
	verb := s.clauseOf(k)
	if verb < 0 || childWith(s.tree, verb, "nsubj") >= 0 {
		return nil
	}
	w := s.tree.Words[verb]
	if w.Head < 0 || w.Rel != "xcomp" && w.Rel != "ccomp" && w.Rel != "advcl" || s.upos(w.Head) != "VERB" {
		return nil
	}
	for _, rel := range []string{"obj", "iobj", "obl"} {
		for _, c := range s.tree.Children(w.Head) {
			if base(s.tree.Words[c].Rel) != rel || c > verb || rel == "obl" && s.lower(c-1) != "on" && s.lower(c-2) != "on" {
				continue
			}
			if m := r.headed(s, c); m != nil {
				return m
			}
		}
	}
	return nil
}

// reporter returns who says, of himself, what "it" at word k is said to do: the subject of
// the verb whose clause has "it" as its own subject, "A, whose B ..., said that it would".
func (r *reader) reporter(s *sentence, k int) *Mention {
	w := s.tree.Words[k]
	if w.Rel != "nsubj" || w.Head < 0 || s.tree.Words[w.Head].Rel != "ccomp" {
		return nil
	}
	says := s.tree.Words[w.Head].Head
	if says < 0 || says > k {
		return nil
	}
	if c := childWith(s.tree, says, "nsubj"); c >= 0 && c < says {
		return r.headed(s, c)
	}
	return nil
}

// doersIn returns the states and organisations that are subjects of a verb together.
func (r *reader) doersIn(s *sentence, verb int) (ids, names []string) {
	for i := r.from(s.index); verb >= 0 && i < len(r.mentions) && r.mentions[i].Sentence == s.index; i++ {
		m := &r.mentions[i]
		h := m.Head
		for base(s.tree.Words[h].Rel) == "conj" && s.tree.Words[h].Head >= 0 {
			h = s.tree.Words[h].Head
		}
		if w := s.tree.Words[h]; w.Head == verb && base(w.Rel) == "nsubj" && !m.Modifier {
			ids, names = r.addParty(ids, names, m)
		}
	}
	return ids, names
}

// speaks reports the one in whose turn a sentence stands, whom he does not call "him".
func (r *reader) speaks(m *Mention, sentence int) bool {
	t := r.doc.Turn(sentence)
	return t != nil && t.Speaker != nil && m.Kind == graph.KindPerson && t.Speaker.Entity == m.Entity
}
