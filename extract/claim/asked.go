package claim

import (
	"slices"

	"entente/extract/mention"
	"entente/graph"
)

// whoAsked finds to whom somebody gives an answer that says not to whom: who asked him,
// accused him or offered him something a sentence or two before. "We have not asked China for
// a loan. Beijing offered one in March." No other state may be named beside him.
func (r *reader) whoAsked(s *sentence, e *event, froms []party) []party {
	switch e.kind {
	case graph.Agree, graph.Concede, graph.Reject, graph.Request, graph.Appeal:
	default:
		return nil
	}
	if len(froms) != 1 || e.noun || e.flags["mutual"] && e.kind != graph.Agree || froms[0].Party().Kind() != graph.KindState || !s.tells(e.word) || !r.answering(s, e) {
		return nil
	}
	for _, m := range r.doc.In(s.index) {
		if m.Kind == graph.KindState && m.Entity != froms[0].Party() || len(m.Members) > 0 {
			return nil
		}
	}
	for i := len(r.out) - 1; i >= 0; i-- {
		c := &r.out[i]
		at := r.sentenceAt(c.Evidence[0].Start)
		if at < s.index-recallLimit {
			break
		}
		if at == s.index || c.To == nil || c.Via != nil || c.Kind.Quad() == "" || c.To.Party() != froms[0].Party() && c.From.Party() != froms[0].Party() {
			continue
		}
		id := c.From.Party()
		if c.To.Party() != froms[0].Party() || id == froms[0].Party() || id.Kind() != graph.KindState || !asking[c.Kind] {
			break // what was told of him last was no question
		}
		w := &s.Words[e.word]
		return r.doersWith(i, party{Actor: graph.Actor{ID: id, Kind: graph.KindState, Name: r.nameOf(id), Start: w.Start, End: w.End}, head: e.word, known: true})
	}
	return nil
}

// asking are the kinds of acts to which another answers.
var asking = map[graph.RelationKind]bool{graph.Request: true, graph.Appeal: true, graph.Agree: true, graph.Accuse: true, graph.Reject: true, graph.Threaten: true, graph.Consult: true}

// answered are nouns and pronouns for what is offered, accepted or turned down.
var answered = set([]string{"offer", "request", "proposal", "invitation", "appeal", "demand", "loan", "help", "support", "aid", "assistance", "one", "this", "it", "talk", "compensation", "apology"})

// answering reports an act that says nothing of what it is about, or names it by a word for
// what was asked or offered.
func (r *reader) answering(s *sentence, e *event) bool {
	objects := s.with(e.word, "obj")
	for _, k := range s.kids[e.word] {
		if b := s.base(k); b == "ccomp" || b == "xcomp" || b == "obl" && s.rel(k) != "obl:unmarked" && !r.dated(s, k) {
			return false
		}
	}
	return len(objects) == 0 || len(objects) == 1 && answered[s.lemma(objects[0])]
}

// dated reports a phrase that says when.
func (r *reader) dated(s *sentence, k int) bool {
	return slices.ContainsFunc(r.doc.Times(s.index), func(t mention.Time) bool { return t.Head == k })
}

// wouldThank are words for what one would feel if another did what one asks of him.
var wouldThank = set([]string{"grateful", "thankful", "obliged", "appreciate", "glad", "pleased", "welcome"})

// wished reads what somebody asks by saying how grateful he would be if another did it: "would
// be grateful if the Ministry could open the border".
func (s *sentence) wished(i int) (event, bool) {
	if s.base(i) != "advcl" || s.head(i) < 0 || !s.has(i, "mark", "if") || !s.hopes(s.head(i)) {
		return event{}, false
	}
	h := s.head(i)
	source, subj := s.surfaceSubjects(h, 0), s.with(i, "nsubj", "nsubj:pass")
	if len(source) == 0 || len(subj) == 0 {
		return event{}, false
	}
	e := event{word: h, kind: graph.Request, rule: "if/" + s.lemma(h), source: source, object: -1, slots: []slot{{"obj", subj}},
		ctx: context{modality: graph.Actual, polarity: graph.Affirmed, speaker: -1}, flags: map[string]bool{"into": true}}
	return e, true
}

// hopes reports a clause that says what somebody would feel if another acted.
func (s *sentence) hopes(h int) bool {
	return wouldThank[s.lemma(h)] && s.has(h, "aux", "would", "should") && s.conditioned(h)
}
