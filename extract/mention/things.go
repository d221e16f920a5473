package mention

import "entente/graph"

// works are nouns that mean the project which a text named last, whatever its name
// calls it.
var works = map[string]bool{"line": true, "road": true, "route": true, "link": true, "plant": true, "facility": true, "scheme": true, "complex": true, "works": true,
	"track": true, "railway": true, "pipeline": true, "bridge": true, "highway": true, "dam": true, "port": true, "corridor": true, "terminal": true, "station": true}

// doneToThings are verbs that say what is done to what is built, signed or held, and
// thingsDo those that say what such things do; attributes of things are thingHas.
var (
	doneToThings = map[string]bool{"build": true, "finance": true, "fund": true, "construct": true, "complete": true, "open": true, "inaugurate": true, "sign": true,
		"adopt": true, "ratify": true, "conclude": true, "hold": true, "attend": true, "host": true, "launch": true, "locate": true, "extend": true, "rebuild": true,
		"modernise": true, "modernize": true, "upgrade": true, "operate": true, "terminate": true, "initial": true, "co-finance": true, "chair": true}
	thingsDo = map[string]bool{"connect": true, "link": true, "run": true, "cross": true, "cost": true, "stretch": true, "carry": true, "pass": true, "lead": true,
		"enter": true, "expire": true, "lapse": true, "gather": true, "bring": true, "span": true, "traverse": true}
	thingHas = map[string]bool{"cost": true, "length": true, "construction": true, "capacity": true, "financing": true, "completion": true, "route": true,
		"ratification": true, "signature": true, "signing": true, "signatory": true, "participant": true, "contractor": true}
)

// onlyAgreements and onlyWorks are verbs whose object "it" is no actor but an agreement or
// what is built.
var (
	onlyAgreements = set("ratify", "sign", "implement", "conclude", "adopt", "denounce", "amend", "renegotiate")
	onlyWorks      = set("build", "construct", "inaugurate", "complete", "finance", "co-finance", "fund")
)

// thingAlone reports that "it" at word k is the object of a verb that is done to agreements or
// works alone, whether the text has named one or not: "B will ratify it".
func (s *sentence) thingAlone(k int) bool {
	w := s.tree.Words[k]
	if w.Rel != "obj" || w.Head < 0 || s.lower(k) != "it" {
		return false
	}
	l := s.tree.Words[w.Head].Lemma
	return onlyAgreements[l] && l != "denounce" || onlyWorks[l] && l != "finance" && l != "fund"
}

// takes reports a kind of thing that the verb above word k, its object, is done to.
func (s *sentence) takes(k int, kind graph.EntityKind) bool {
	w := s.tree.Words[k]
	if w.Rel != "obj" {
		return true
	}
	if onlyAgreements[s.tree.Words[w.Head].Lemma] {
		return kind == graph.KindAgreement
	}
	return kind == graph.KindProject
}

// thingMeant returns the project, agreement or meeting that was the subject of the
// sentence before, or is of the clause before, where "it" or "its" at word k is said of
// what is no actor: "It was built by", "its cost"; nil for none.
func (r *reader) thingMeant(s *sentence, k int) *Mention {
	w := s.tree.Words[k]
	if w.Head < 0 {
		return nil
	}
	h := s.tree.Words[w.Head]
	if w.Rel == "nmod:poss" && s.actsOn(w.Head) {
		return nil // "its ratification of the Protocol" is a state's
	}
	switch {
	case w.Rel == "nsubj:pass" && doneToThings[h.Lemma], w.Rel == "nsubj" && thingsDo[h.Lemma], w.Rel == "nmod:poss" && thingHas[h.Lemma],
		w.Rel == "obj" && s.lower(k) == "it" && (onlyAgreements[h.Lemma] || onlyWorks[h.Lemma]):
	default:
		return nil
	}
	var found *Mention
	r.before(s.Tokens[k].Start, 1, s.index, func(m *Mention) bool {
		switch m.Kind {
		case graph.KindProject, graph.KindAgreement, graph.KindMeeting, graph.KindInitiative:
		default:
			return true
		}
		if m.Modifier || m.Entity == "" || !s.takes(k, m.Kind) {
			return true
		}
		if found == nil {
			found = m
		}
		if base(r.doc.Tree(m.Sentence).Words[m.Head].Rel) == "nsubj" {
			found = m
			return false
		}
		return true
	})
	return found
}

// actsOn reports a noun with what it is done to behind "of".
func (s *sentence) actsOn(noun int) bool {
	for _, c := range s.tree.Children(noun) {
		if w := s.tree.Words[c]; base(w.Rel) == "nmod" && c > noun {
			if k := childWith(s.tree, c, "case"); k >= 0 && s.lower(k) == "of" {
				return true
			}
		}
	}
	return false
}

// thingBefore says whether the object "it" of a clause with a subject of its own rather
// means a thing that the clause before has last, which is nobody else than who acts on it
// there: "A has paid for the mission; B and C support it".
func (r *reader) thingBefore(s *sentence, k int) bool {
	words := s.tree.Words
	verb := words[k].Head
	if words[k].Rel != "obj" || verb < 0 || words[verb].Rel != "parataxis" && words[verb].Rel != "conj" || childWith(s.tree, verb, "nsubj") < 0 {
		return false
	}
	for i := verb - 1; i > words[verb].Head; i-- {
		w := &words[i]
		if w.Head == words[verb].Head && (w.Rel == "obj" || w.Rel == "obl") && w.UPOS == "NOUN" {
			return w.XPOS == "NN" && childWith(s.tree, i, "det") >= 0 && (!s.taken[i] || r.agentOf(s, i) == r.entityAt(s, i))
		}
	}
	return false
}

// entityAt returns whom the mention with its head at word i means, "" for none.
func (r *reader) entityAt(s *sentence, i int) graph.EntityID {
	for j := len(r.mentions) - 1; j >= 0 && r.mentions[j].Sentence == s.index; j-- {
		if r.mentions[j].Head == i {
			return r.mentions[j].Entity
		}
	}
	return ""
}
