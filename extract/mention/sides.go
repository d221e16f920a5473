package mention

import (
	"slices"

	"entente/graph"
)

// asked is what a text asks for by words that mean several of those it tells of: "the two
// sides", "both countries", "our two peoples", "the leaders", "we signed", "they".
type asked struct {
	s *sentence
	// k is the first of the words, noun the one that is counted, k where there is none, and
	// count how many are meant.
	k, noun, count int
	// agent is who does to them what their verb says and so is none of them, speaker the state
	// for which the one speaks in whose turn they stand, "" for nobody.
	agent, speaker graph.EntityID
}

// A way tells who is meant, false where it does not know. A mention without a form is
// nobody known.
type way func(*reader, *asked) (Mention, bool)

// The ways to know who is meant by a count, by "we" of what takes two, and by "they". The
// first that knows counts.
var (
	waysOfCount = []way{(*reader).namedBehind, (*reader).theRest, (*reader).namedByCapital, (*reader).subjectOfPaper, (*reader).withSpeaker, (*reader).speakerAnd, (*reader).toldLast}
	waysOfWe    = []way{(*reader).inTurns, (*reader).metWithSpeaker}
	waysOfThey  = []way{(*reader).doersTogether, (*reader).manyUnnamed, (*reader).setBefore, (*reader).metBefore}
)

// sides returns the set of those whom the words mean, by the first of the ways that knows.
func (r *reader) sides(q *asked, ways []way) (Mention, bool) {
	for _, tell := range ways {
		if m, ok := tell(r, q); ok {
			return m, true
		}
	}
	return Mention{}, false
}

// countedAt returns the set of actors that a count at word k means.
func (r *reader) countedAt(s *sentence, k, count int) (Mention, bool) {
	q := asked{s: s, k: k, noun: s.countedNoun(k), count: count, speaker: r.speakersOwn(s, k)}
	q.agent = r.agentState(s, headOf(s.tree, k, k+1))
	if count == 2 && q.noun > k {
		q.agent = r.agentState(s, q.noun)
	}
	if q.agent == "" && q.bareBoth() && base(s.tree.Words[k].Rel) != "nsubj" {
		if ids, _ := r.subjectsIn(s.index, q.at()); len(ids) == 1 {
			q.agent = graph.EntityID(ids[0]) // who does something to both is neither
		}
	}
	return r.sides(&q, waysOfCount)
}

// at is the code point where the words begin.
func (q *asked) at() int { return q.s.Tokens[q.k].Start }

// bareBoth reports "both" without a noun.
func (q *asked) bareBoth() bool { return q.s.lower(q.k) == "both" && q.noun == q.k }

// pairOf is the set of two, by the names that the lexicon has.
func (r *reader) pairOf(a, b graph.EntityID) Mention {
	return r.set([]string{string(a), string(b)}, []string{r.lex.Name(string(a)), r.lex.Name(string(b))})
}

// all is the set of the sides of a sentence's document or section, unless they are of another number or one of them
// is who acts on the set.
func (r *reader) all(sentence, count int, agent graph.EntityID) (Mention, bool) {
	sides := r.doc.Sides(sentence)
	if len(sides) != count || slices.Contains(sides, agent) {
		return Mention{}, false
	}
	names := make([]string, count)
	for i, id := range sides {
		names[i] = r.lex.Name(string(id))
	}
	return r.set(texts(sides), names), true
}

// namedByCapital are the document's sides, where a noun with a capital calls them.
func (r *reader) namedByCapital(q *asked) (Mention, bool) {
	if !r.meansSides(q.s, q.noun) {
		return Mention{}, false
	}
	return r.all(q.s.index, q.count, q.agent)
}

// subjectOfPaper are those who make a joint text, as subject of a main clause in it.
func (r *reader) subjectOfPaper(q *asked) (Mention, bool) {
	if !r.jointSubject(q) {
		return Mention{}, false
	}
	return r.all(q.s.index, q.count, q.agent)
}

// withSpeaker is the set of a speaker's state and the other whom he means by "our two
// countries": the last state told of before, else the other of the document's two.
func (r *reader) withSpeaker(q *asked) (Mention, bool) {
	if q.count != 2 || q.speaker == "" || q.agent != "" || q.s.lower(q.k-1) != "our" {
		return Mention{}, false
	}
	other := r.otherThan(q.speaker)
	r.before(q.at(), 2, q.s.index, func(m *Mention) bool {
		if other == "" && m.Kind == graph.KindState && m.Entity != q.speaker {
			other = m.Entity
		}
		return other == ""
	})
	if other == "" {
		return Mention{}, false
	}
	return r.pairOf(q.speaker, other), true
}

// speakerAnd is the set of a speaker's side and the one other of whom he, or who asks him,
// spoke last; what somebody does to them makes him none of them. It is none where that
// sentence names several others, who may be the two.
func (r *reader) speakerAnd(q *asked) (Mention, bool) {
	if q.count != 2 || q.speaker == "" || q.agent == q.speaker {
		return Mention{}, false
	}
	t := r.doc.Turn(q.s.index)
	for back := 0; back <= 5 && q.s.index-back >= 0; back++ {
		if p := r.doc.Turn(q.s.index - back); p != nil && p != t && !p.Asks {
			break // what another said
		}
		ids, _ := r.statesOf(r.partiesIn(q.s.index-back, q.at()))
		for _, id := range []graph.EntityID{q.speaker, q.agent} {
			ids, _ = without(ids, nil, string(id))
		}
		if len(ids) == 1 {
			return r.pairOf(q.speaker, graph.EntityID(ids[0])), true
		}
		if len(ids) > 1 {
			break
		}
	}
	return Mention{}, false
}

// toldLast is the set of the size that the text spoke of last: in one sentence, going
// back; then a group that the text named; then what several sentences named together.
func (r *reader) toldLast(q *asked) (Mention, bool) {
	var union, names []string
	var together *Mention
	for back := 0; back <= 4 && q.s.index-back >= 0; back++ {
		own, ownNames := r.countable(q, back)
		if q.count == 2 && back == 2 && together == nil { // too far for a pair told in passing
			if m, ok := r.all(q.s.index, 2, q.agent); ok {
				return m, true
			}
		}
		if m, ok := r.setIn(q, back, own, ownNames); ok {
			return m, true
		}
		for _, id := range own {
			if !slices.Contains(union, id) {
				union = append(union, id)
			}
		}
		names = append(names, ownNames...)
		if len(union) == q.count && together == nil {
			together = new(r.set(slices.Clone(union), slices.Clone(names)))
		}
	}
	if g, ok := r.namedGroup(q); ok || together == nil {
		return g, ok
	}
	if q.count == 2 {
		if m, ok := r.otherPair(texts(together.Members), -1, 1, q.agent); ok {
			return m, true
		}
	}
	return *together, true
}

// countable are those of whom the sentence so many before spoke whom the noun counts.
func (r *reader) countable(q *asked, back int) (ids, names []string) {
	ids, names = r.partiesIn(q.s.index-back, q.at())
	switch noun := q.s.lower(q.noun); {
	case noun == "countries" || noun == "nations" || noun == "republics":
		ids, names = onlyStates(ids, names)
	case !anySide(noun):
		ids, names = r.statesOf(ids, names)
	}
	if q.count == 2 {
		ids, names = without(ids, names, string(q.agent))
	}
	return ids, names
}

// setIn is the set of those whom the sentence so many before told of together: all of them,
// those that it joins by "and", or its subjects.
func (r *reader) setIn(q *asked, back int, own, names []string) (Mention, bool) {
	if len(own) == q.count {
		if ids, n := r.officialsBefore(q.s, q.k, back, own); q.count == 2 && len(ids) == 2 {
			return r.set(ids, n), true
		}
		if m, ok := r.otherPair(own, q.s.index-back, back, q.agent); ok && q.count == 2 {
			return m, true
		}
		return r.set(own, names), true
	}
	if back == 0 && len(own) > q.count {
		if ids, n := r.coordinated(q.s, q.at(), q.count); ids != nil {
			return r.set(ids, n), true
		}
	}
	if back == 1 && q.bareBoth() {
		if ids, n := r.coordinated(newSentence(q.s.index-1, r.doc), q.at(), q.count); ids != nil {
			return r.set(ids, n), true
		}
	}
	if q.count == 2 && len(own) > 2 {
		if subjects, n := r.subjectsIn(q.s.index-back, q.at()); len(subjects) == 2 {
			return r.set(subjects, n), true
		}
	}
	return Mention{}, false
}

// namedGroup returns the group with so many members that the text named last.
func (r *reader) namedGroup(q *asked) (Mention, bool) {
	if q.count == 2 {
		return Mention{}, false
	}
	g, ok := r.counted[q.count]
	if !ok || g.NameStart >= q.at() {
		return Mention{}, false
	}
	g.Form, g.Modifier = FormGroup, false
	return g, true
}
