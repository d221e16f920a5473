package claim

import "entente/graph"

// presupposed reports an act that a noun names as known in the clause of a verb which
// says something of it: whether France will or will not condemn "the Israeli attack on
// Qatar", there was one. top is the noun's phrase as it hangs on the verb.
func (s *sentence) presupposed(noun, top, verb int) bool {
	kind, p := s.saidKind(verb), s.preposition(top)
	blames := kind == graph.Accuse || kind == graph.Protest
	switch s.base(top) {
	case "obj":
	case "obl":
		switch {
		case p == "after" || p == "following":
			return s.definite(noun) && s.harmful(noun)
		case blames && (p == "against" || p == "at"), grievances[p]:
		default:
			return false
		}
	default:
		return false
	}
	if raisings[s.lemma(verb)] {
		return s.definite(noun)
	}
	if g, ok := s.government(verb); ok && !g.speech && (g.modality != "" || g.flip || g.none && kind != graph.Accuse) {
		return false
	}
	if blames && s.Words[noun].XPOS == "NNS" && s.first(noun, "det") < 0 {
		return true
	}
	return s.definite(noun) && (blames || kind == graph.Support || kind == graph.Comment || grievances[p])
}

// grievances are prepositions of what somebody speaks or acts about.
var grievances = set([]string{"over", "about", "despite", "because of", "in response to", "since"})

// raisings are verbs by which some speak of a thing.
var raisings = set([]string{"discuss", "debate", "review", "raise", "address", "investigate", "probe", "mention"})

// definite reports a noun of which the text says that the reader knows it: "the
// attack", "its attack", "Chad's attack".
func (s *sentence) definite(noun int) bool {
	return s.has(noun, "det", "the", "this", "these", "those", "that") || s.first(noun, "nmod:poss") >= 0
}

// harmful reports a noun for an act of material conflict.
func (s *sentence) harmful(noun int) bool {
	return s.nounKind(noun).Quad() == graph.MaterialConflict
}

// nounKind is the kind of act that a noun, or the verb it is made of, names first, "" for
// none.
func (s *sentence) nounKind(noun int) graph.RelationKind {
	if n, _ := s.nounOf(noun); n.kind != "" {
		return n.kind
	}
	if fs := s.rules.verbs[s.rules.nominals[s.lemma(noun)]]; len(fs) > 0 {
		return fs[0].kind
	}
	return ""
}

// saidKind is the kind of act that the verb is by itself, "" where it has none.
func (s *sentence) saidKind(verb int) graph.RelationKind {
	for _, key := range []string{s.lemma(verb) + "_" + s.particle(verb), s.lemma(verb)} {
		if fs := s.rules.verbs[key]; len(fs) > 0 {
			return fs[0].kind
		}
	}
	return ""
}
