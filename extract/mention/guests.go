package mention

import (
	"slices"

	"entente/graph"
)

// hostsAndGuests resolves "the guest", "the visitor" and "his host" to the states of those of
// whom the text has just told that the one visits or receives the other.
func (r *reader) hostsAndGuests(s *sentence) {
	for k := 1; k < len(s.words); k++ {
		guest := visitors[s.lower(k)]
		if !guest && !hosts[s.lower(k)] || s.taken[k] || s.upos(k) != "NOUN" || !s.unattributed(k) {
			continue
		}
		switch s.lower(k - 1) {
		case "the", "his", "her", "its", "their":
		default:
			continue
		}
		id, visitor := r.visitBefore(s, k)
		if guest {
			id = visitor
		}
		if id != "" {
			r.addReference(s, k, k+1, Mention{Entity: id, Kind: id.Kind(), Name: r.lex.Name(string(id)), Role: "GOV", Form: FormRole, Office: s.lower(k)})
		}
	}
}

// unattributed reports a noun with nothing but an article or a possessive: no "host country".
func (s *sentence) unattributed(k int) bool {
	for _, c := range s.tree.Children(k) {
		switch rel := s.tree.Words[c].Rel; base(rel) {
		case "amod", "compound", "acl", "nummod", "appos", "flat":
			return false
		case "nmod":
			if rel != "nmod:poss" {
				return false
			}
		}
	}
	return base(s.tree.Words[k].Rel) != "compound"
}

// visitors and hosts are the nouns for who visits and for whom he visits.
var (
	visitors = set("guest", "guests", "visitor", "visitors")
	hosts    = set("host", "hosts")
)

// visitBefore returns the host and the guest of the visit of which this sentence before word
// k or one of the two before told, between two states and no third; "" for none.
func (r *reader) visitBefore(s *sentence, k int) (host, guest graph.EntityID) {
	for i := s.index; i >= max(0, s.index-2); i-- {
		ids, _ := r.statesOf(r.partiesIn(i, s.Tokens[k].Start))
		var place graph.EntityID
		for j := r.from(i); j < len(r.mentions) && r.mentions[j].Sentence == i; j++ {
			if m := &r.mentions[j]; m.Kind == graph.KindPlace && m.ActsFor.Kind() == graph.KindState && m.NameStart < s.Tokens[k].Start {
				place = m.ActsFor
				if !slices.Contains(ids, string(place)) {
					ids = append(ids, string(place))
				}
			}
		}
		if len(ids) < 2 {
			continue
		}
		if len(ids) > 2 {
			return "", ""
		}
		one := graph.EntityID(ids[0])
		tree := r.doc.Tree(i)
		root := tree.Root()
		if root < 0 || !contacts[tree.Words[root].Lemma] {
			continue
		}
		if subjects, _ := r.statesOf(r.subjectsIn(i, s.Tokens[k].Start)); len(subjects) == 1 {
			one = graph.EntityID(subjects[0])
		} else if place == "" {
			return "", ""
		}
		other := graph.EntityID(ids[0])
		if other == one {
			other = graph.EntityID(ids[1])
		}
		switch l := tree.Words[root].Lemma; {
		case receives[l], place == one:
			return one, other
		case goes[l] || l == "call" || l == "pay", place == other:
			return other, one
		}
	}
	return "", ""
}

// receives are the verbs of who has a guest.
var receives = set("receive", "host", "welcome", "greet")

// calledIn reports the object of a verb for what a state does to the envoys of others.
func (s *sentence) calledIn(k int) bool {
	h := s.tree.Words[k].Head
	if h < 0 {
		return false
	}
	switch s.tree.Words[h].Lemma {
	case "summon", "expel", "hand", "call", "convoke", "deport", "receive", "present", "give", "deliver", "convey", "protest", "complain", "lecture", "reprimand", "order", "tell", "inform":
		return true
	}
	return false
}

// toldBeside is the one state besides another of which the text told last, in this sentence
// before word k or one of the three before; "" where several are told of there, or none.
func (r *reader) toldBeside(s *sentence, k int, state graph.EntityID) graph.EntityID {
	for back := 0; back <= 3 && s.index-back >= 0; back++ {
		ids, _ := onlyStates(r.statesOf(r.partiesIn(s.index-back, s.Tokens[k].Start)))
		if ids, _ = without(ids, nil, string(state)); len(ids) == 1 {
			return graph.EntityID(ids[0])
		} else if len(ids) > 1 {
			return ""
		}
	}
	return ""
}

// neighbourOf returns the state that "its southern neighbour" at word k means, or one with whom
// the owner has to do there: the only one
// besides the owner of which this sentence before it and the one before tell; "" for none or
// several.
func (r *reader) neighbourOf(s *sentence, k int, owner graph.EntityID) graph.EntityID {
	var found graph.EntityID
	for i := s.index; i >= max(0, s.index-1); i-- {
		ids, _ := r.statesOf(r.partiesIn(i, s.Tokens[k].Start))
		for _, id := range ids {
			if id := graph.EntityID(id); id != owner && id != found {
				if found != "" || id.Kind() != graph.KindState {
					return ""
				}
				found = id
			}
		}
	}
	return found
}
