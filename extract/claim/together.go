package claim

import (
	"slices"

	"entente/graph"
)

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

// topical reports an act that several do together about what is no party to it:
// "discussed the return of refugees", "agreed to build a bridge".
func (e *event) topical(tos []party) bool {
	if !e.flags["mutual"] || e.flags["sign"] || e.object >= 0 && e.found != "noun" {
		return false
	}
	switch {
	case e.kind == graph.Consult && e.flags["into"] && e.found == "obj", e.kind == graph.Consult && e.found == "noun":
		return true
	case e.kind == graph.Agree && (e.found == "comp" || e.found == "on" || e.found == "to"):
		return !slices.ContainsFunc(tos, func(p party) bool { return p.Kind != graph.KindActor })
	}
	return false
}

// theirs reports an act on something that those who act have together: "they
// postponed their meeting".
func (s *sentence) theirs(e *event) bool {
	for _, sl := range e.slots {
		for _, w := range sl.words {
			if n, ok := s.nounOf(w); ok && n.flags["mutual"] && s.has(w, "nmod:poss", "their", "they") {
				return sl.name == "obj" || sl.name == "noun"
			}
		}
	}
	return false
}
