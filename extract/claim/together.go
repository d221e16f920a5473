package claim

import "entente/graph"

// together makes one party of people without a name who are counted together: "40
// politicians and activists" are one crowd and one phrase.
func (r *reader) together(s *sentence, ps []party) []party {
	var out []party
	for _, p := range ps {
		if n := len(out); n > 0 && s.crowd(out[n-1], p) {
			out[n-1] = r.join(out[n-1], p)
			continue
		}
		out = append(out, p)
	}
	return out
}

// crowd reports two nameless parties of which the second, a common noun, shares
// the number of the first.
func (s *sentence) crowd(a, b party) bool {
	if a.Kind != graph.KindActor || b.Kind != graph.KindActor || b.Start < a.End || a.head < 0 || b.head < 0 || s.upos(b.head) != "NOUN" {
		return false
	}
	if s.first(a.head, "nummod") < 0 || s.first(b.head, "nummod", "det", "nmod:poss") >= 0 {
		return false
	}
	return s.rel(b.head) == "conj" && (s.head(b.head) == a.head || s.head(b.head) == s.head(a.head) && s.rel(a.head) == "conj")
}

// join makes one party of two, named by the text from the first to the second.
func (r *reader) join(a, b party) party {
	name := a.Name + " and " + b.Name
	id := graph.NewEntityID(graph.KindActor, name)
	if id == "" {
		return a
	}
	a.ID, a.Name, a.End, a.head = id, name, b.End, b.head
	return a
}
