package mention

import "slices"

// predicateOffice reads the office that the person's clause says he holds: "X is the
// ambassador of Y", "X, who is Y's minister", "X was appointed envoy of Y", "X serves as
// Y's consul".
func (r *reader) predicateOffice(s *sentence, m *Mention) {
	h := m.Head
	if h >= len(s.tree.Words) {
		return
	}
	var at []int
	if w := s.tree.Words[h]; w.Head >= 0 && (w.Rel == "nsubj" || w.Rel == "nsubj:pass" || w.Rel == "obj") {
		at = s.offered(w.Head, w.Rel)
	}
	for _, c := range s.tree.Children(h) {
		if s.tree.Words[c].Rel == "acl:relcl" && s.aboutWho(c) {
			at = append(at, s.offered(c, "nsubj")...)
		}
	}
	for _, p := range at {
		lo, hi := phrase(s.tree, p, p, p+1)
		for k := lo; k < hi && k <= p; k++ {
			o, ok := r.lex.OfficeAt(s.words, k)
			if !ok || k+o.Len <= p || o.Kind != "office" || o.Plural || isFormer(o) || s.denied(k) {
				continue
			}
			party := r.partyNear(s, lo, hi, k, k+o.Len, notOwn)
			if party == "" {
				break
			}
			m.Office, m.Role, m.ActsFor = o.Phrase, o.Code, party
			return
		}
	}
}

// offered are the words of a clause that say what its subject or object is or has
// become, none where that is past, denied or only possible.
func (s *sentence) offered(p int, rel string) []int {
	var out []int
	copula := false
	for _, c := range s.tree.Children(p) {
		w := s.tree.Words[c]
		switch base(w.Rel) {
		case "cop":
			copula = s.lower(c) != "was" && s.lower(c) != "were"
		case "xcomp", "obj":
			if w.UPOS == "NOUN" || w.UPOS == "PROPN" {
				out = append(out, c)
			}
		case "obl":
			if cased(s, c, "as") {
				out = append(out, c)
			}
		case "advmod":
			if l := s.lower(c); l == "not" || l == "n't" || l == "never" || l == "no" {
				return nil
			}
		case "aux":
			switch s.lower(c) {
			case "is", "are", "was", "has", "have", "had", "'s", "been":
			default:
				return nil
			}
		}
	}
	w := s.tree.Words[p]
	if w.UPOS != "VERB" {
		if !copula || rel != "nsubj" {
			return nil
		}
		return []int{p}
	}
	switch verb := w.Lemma; {
	case slices.Contains([]string{"appoint", "name", "elect", "re-elect", "nominate", "accredit"}, verb) && rel != "nsubj":
	case slices.Contains([]string{"become", "serve", "act", "work"}, verb) && rel == "nsubj":
	default:
		return nil
	}
	return out
}

// aboutWho reports a relative clause whose subject is "who".
func (s *sentence) aboutWho(c int) bool {
	return slices.ContainsFunc(s.tree.Children(c), func(k int) bool {
		return base(s.tree.Words[k].Rel) == "nsubj" && s.lower(k) == "who"
	})
}

// cased reports whether a phrase has a preposition.
func cased(s *sentence, k int, prep string) bool {
	return slices.ContainsFunc(s.tree.Children(k), func(c int) bool {
		return s.tree.Words[c].Rel == "case" && s.lower(c) == prep
	})
}
