package mention

import (
	"slices"

	"entente/graph"
)

// bothOf returns the two for whom "we" at word k does what takes two ("we signed", "we
// agreed") where it means the speaker's state; nil for none.
func (r *reader) bothOf(s *sentence, k int, own *Mention) *Mention {
	w := s.tree.Words[k]
	if s.lower(k) != "we" || base(w.Rel) != "nsubj" || w.Head < 0 || own.Kind != graph.KindState {
		return nil
	}
	switch s.tree.Words[w.Head].Lemma {
	case "sign", "agree", "discuss", "decide", "conclude", "settle":
	default:
		return nil
	}
	if m, ok := r.sides(&asked{s: s, k: k, noun: k, count: 2, speaker: own.Entity}, waysOfWe); ok {
		return &m
	}
	return nil
}

// inTurns is the set of the two who speak in turn in a document, where the sentence names no
// third with whom the speaker did it.
func (r *reader) inTurns(q *asked) (Mention, bool) {
	v := &r.doc.voice
	other := r.otherThan(q.speaker)
	if !v.Joint || other == "" {
		return Mention{}, false
	}
	for i := r.from(q.s.index); i < len(r.mentions); i++ {
		if id := r.mentions[i].Entity; id.Kind() == graph.KindState && !slices.Contains(v.Sides, id) {
			return Mention{}, false
		}
	}
	return r.pairOf(q.speaker, other), true
}

// metWithSpeaker is the set of the speaker's state and that of somebody whom, as this sentence
// or the one before tells, another met.
func (r *reader) metWithSpeaker(q *asked) (Mention, bool) {
	for i := len(r.mentions) - 1; i >= 0; i-- {
		m := &r.mentions[i]
		if m.Sentence < q.s.index-1 {
			break
		}
		if m.NameStart > q.at() || !r.metAt(m) {
			continue
		}
		id := m.Entity
		if m.ActsFor != "" {
			id = m.ActsFor
		}
		if id.Kind() == graph.KindState && id != q.speaker && m.Entity != q.speaker {
			return r.pairOf(q.speaker, id), true
		}
	}
	return Mention{}, false
}

// metAt reports somebody whom another met, by the verb of which he is no subject or by the
// noun that he stands behind: "held talks with the Minister".
func (r *reader) metAt(m *Mention) bool {
	words := r.doc.Tree(m.Sentence).Words
	k := m.Head
	if base(words[k].Rel) == "nsubj" {
		return false
	}
	for n := 0; n < 4 && words[k].Head >= 0; n++ {
		if k = words[k].Head; meets[words[k].Lemma] || meetings[words[k].Lemma] {
			return true
		}
		if words[k].UPOS == "VERB" {
			return false
		}
	}
	return false
}

// meetings are nouns for coming together with somebody.
var meetings = set("talk", "meeting", "conversation", "discussion", "consultation", "negotiation", "exchange")

// meets are verbs for coming together with somebody.
var meets = map[string]bool{"meet": true, "receive": true, "welcome": true, "visit": true, "talk": true, "speak": true, "host": true, "join": true, "sit": true}

// theirs returns the set that "they", "their" or "them" at word k means: those who do
// together what its own clause tells, else the set or the two named last, among whom is
// nobody who acts on "them"; nil for none.
func (r *reader) theirs(s *sentence, k int) *Mention {
	m, ok := r.sides(&asked{s: s, k: k, noun: k, count: 2, agent: r.agentState(s, k)}, waysOfThey)
	if !ok || m.Form == "" {
		return nil
	}
	return &m
}

// doersTogether are those who do together what the clause of "their" tells.
func (r *reader) doersTogether(q *asked) (Mention, bool) {
	if q.s.tree.Words[q.k].Rel == "nmod:poss" {
		if ids, names := r.doersIn(q.s, q.s.clauseOf(q.k)); len(ids) > 1 {
			return r.set(ids, names), true
		}
	}
	return Mention{}, false
}

// manyUnnamed tells that people or things without a name are meant.
func (r *reader) manyUnnamed(q *asked) (Mention, bool) { return Mention{}, r.manyBefore(q.s, q.k) }

// setBefore is the set of which the text told last: by a word for it, or as subjects together
// of this sentence or the one before.
func (r *reader) setBefore(q *asked) (Mention, bool) {
	m := r.antecedent(q.s, q.k, func(m *Mention) bool { return len(m.Members) > 1 && !slices.Contains(m.Members, q.agent) })
	if m != nil && m.Sentence >= q.s.index-1 {
		return *m, true
	}
	for back := 0; back <= 1 && q.s.index-back >= 0; back++ {
		ids, names := r.subjectsIn(q.s.index-back, q.at())
		ids, names = without(ids, names, string(q.agent))
		if ids, names = without(ids, names, string(r.speakersOwn(q.s, q.k))); len(ids) > 1 { // who speaks is none of "them"
			return r.set(ids, names), true // those told of since
		}
	}
	if m == nil {
		return Mention{}, false
	}
	return *m, true
}

// contacts are verbs of which both sides do what is said next: "X received Y. They".
var contacts = map[string]bool{"meet": true, "receive": true, "host": true, "welcome": true, "visit": true, "call": true, "telephone": true, "greet": true, "hold": true,
	"speak": true, "talk": true, "confer": true, "pay": true, "arrive": true, "join": true, "travel": true, "fly": true}

// metBefore are the two states that the sentence before says to have met, none of whom acts
// on "them"; none where it names another number or tells something else.
func (r *reader) metBefore(q *asked) (Mention, bool) {
	if q.s.index == 0 {
		return Mention{}, false
	}
	tree := r.doc.Tree(q.s.index - 1)
	root := tree.Root()
	if root < 0 || !contacts[tree.Words[root].Lemma] {
		return Mention{}, false
	}
	ids, names := r.partiesIn(q.s.index-1, q.s.Start)
	if ids, names = r.statesOf(ids, names); len(ids) != 2 || slices.Contains(ids, string(q.agent)) {
		return Mention{}, false
	}
	return r.set(ids, names), true
}
