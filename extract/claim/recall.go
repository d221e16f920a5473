package claim

import (
	"slices"
	"sort"

	"entente/extract/mention"
	"entente/graph"
)

// recallLimit is how many sentences back an act is remembered.
const recallLimit = 3

// recallFar is how many sentences back it is remembered where the noun is made of its verb.
const recallFar = 20

// recalled finds whom an act concerns whose object points back: "praised the
// decision" concerns who last acted, "denied the charge" who made it,
// "condemned the pact" who signed it.
func (r *reader) recalled(s *sentence, e *event, froms []party, own func(party) bool) []party {
	var sides []graph.EntityID
	for _, f := range froms {
		sides = append(sides, f.Party())
	}
	for _, sl := range e.slots {
		if sl.name != "obj" && sl.name != "noun" && sl.name != "dobj" {
			continue
		}
		for _, w := range sl.words {
			if ps := r.whoCharged(s, e, w, own); len(ps) > 0 {
				return ps
			}
			if ps := r.sameMatter(s, e, w, own); len(ps) > 0 {
				return ps
			}
			if m := r.agreementAt(s, w); m != nil {
				return r.signatories(m.Entity, s.Words[w].Start, s.Words[w].End, own)
			}
			if ps := r.stepTaken(s, w, own); len(ps) > 0 {
				return ps
			}
			if s.pointsBack(w) {
				for _, of := range []reach{mine, called, summed} {
					if ps := r.lastActors(s, w, own, sides, of, e.kind); len(ps) > 0 {
						return ps
					}
				}
				return nil
			}
			if s.grievance(e, w) {
				if ps := r.lastActors(s, w, own, sides, mine, e.kind); len(ps) > 0 {
					return ps
				}
			}
		}
	}
	return nil
}

// whoCharged finds whose charge is rejected by "denied this", "reject these
// allegations": who last accused those who speak, or said of them what would be a
// charge.
func (r *reader) whoCharged(s *sentence, e *event, w int, own func(party) bool) []party {
	if e.kind != graph.Reject || e.noun {
		return nil
	}
	switch l := s.lemma(w); {
	case s.upos(w) == "PRON" && (l == "this" || l == "that" || l == "it"):
	case allegations[l] && s.has(w, "det", "the", "this", "that", "these", "such", "all") && s.first(w, "nmod") < 0:
	default:
		return nil
	}
	for i := len(r.out) - 1; i >= 0; i-- {
		c := &r.out[i]
		if r.sentenceAt(c.Evidence[0].Start) < s.index-recallLimit {
			return nil
		}
		var by graph.Actor
		switch {
		case c.Kind == graph.Accuse && c.To != nil && own(party{Actor: graph.Actor{ID: c.To.ID, Start: s.Words[w].Start}, known: true}):
			by = c.From
		case c.AssertedBy != nil && (c.Kind.Quad() == graph.MaterialConflict || c.Kind == graph.Threaten) && own(party{Actor: graph.Actor{ID: c.From.Party(), Start: s.Words[w].Start}, known: true}):
			by = *c.AssertedBy
		default:
			continue
		}
		p := party{Actor: by, head: w, known: true}
		p.ID, p.Kind = p.Party(), p.Party().Kind()
		p.Name, p.ActsFor, p.Role, p.Start, p.End = r.nameOf(p.ID), nil, nil, s.Words[w].Start, s.Words[w].End
		if p.Kind != graph.KindActor && !own(p) {
			return []party{p}
		}
	}
	return nil
}

// sameMatter finds whose plan or act "it" is, on which the sentence before takes a side or of
// which it tells: "A voted against the Union's plan. B supported it".
func (r *reader) sameMatter(s *sentence, e *event, w int, own func(party) bool) []party {
	if e.kind != graph.Support && e.kind != graph.Reject && e.kind != graph.Accuse || s.upos(w) != "PRON" || s.lemma(w) != "it" || s.index == 0 || !mention.TakesSide(s.lemma(e.word)) {
		return nil
	}
	for i := len(r.out) - 1; i >= 0; i-- {
		c := &r.out[i]
		at := r.sentenceAt(c.Evidence[0].Start)
		if at < s.index-1 {
			return nil
		}
		if at == s.index || c.To == nil || c.Via != nil || c.Kind.Quad() == "" || c.Kind.Quad() == graph.Neutral {
			continue
		}
		p := party{Actor: c.From, head: w, known: true}
		if c.Kind == graph.Support || c.Kind == graph.Reject && e.kind != graph.Accuse || c.Kind == graph.Accuse {
			p.Actor = *c.To
		}
		p.ID, p.Kind = p.Party(), p.Party().Kind()
		p.Name, p.ActsFor, p.Role, p.Start, p.End = r.nameOf(p.ID), nil, nil, s.Words[w].Start, s.Words[w].End
		if p.Kind != graph.KindActor && !own(p) {
			return []party{p}
		}
	}
	return nil
}

// answered finds against whom somebody acts "in response", "as a reprisal", or retaliates,
// where it does not say so: who acted last on him, a few sentences before.
func (r *reader) answered(s *sentence, e *event, froms []party) []party {
	if len(froms) != 1 || froms[0].Kind == graph.KindActor || !s.replying(e.word) {
		return nil
	}
	for i := len(r.out) - 1; i >= 0; i-- {
		c := &r.out[i]
		if r.sentenceAt(c.Evidence[0].Start) < s.index-recallLimit {
			return nil
		}
		if c.To == nil || c.Kind.Quad() == "" || c.Kind.Quad() == graph.Neutral || c.Modality != graph.Actual || c.Polarity != graph.Affirmed || c.To.Party() != froms[0].Party() {
			continue
		}
		if conflicts(e.kind) != conflicts(c.Kind) || c.From.Kind == graph.KindActor || c.From.Party() == froms[0].Party() {
			return nil
		}
		w, id := &s.Words[e.word], c.From.Party()
		return []party{{Actor: graph.Actor{ID: id, Kind: id.Kind(), Name: r.nameOf(id), Start: w.Start, End: w.End}, head: e.word, known: true}}
	}
	return nil
}

// replying reports a verb that says by itself, or by "in response" and the like with
// nothing that says to what, that it answers another act.
func (s *sentence) replying(verb int) bool {
	if l := s.lemma(verb); l == "retaliate" {
		return true
	}
	for _, k := range s.with(verb, "obl") {
		if p := s.preposition(k); (p == "in" || p == "as") && reactions[s.lemma(k)] && s.first(k, "nmod", "acl") < 0 {
			return true
		}
	}
	return false
}

// reactions are nouns for an act that answers another.
var reactions = set([]string{"response", "retaliation", "reply", "reprisal", "revenge", "return", "answer", "countermove"})

// fromOther finds from where one of the two states that a document is about recalls its
// envoy, where it does not say so: from the other.
func (r *reader) fromOther(s *sentence, e *event, froms []party) (party, bool) {
	if e.object < 0 || s.lemma(e.word) != "recall" || len(froms) != 1 {
		return party{}, false
	}
	if o := s.lemma(e.object); o != "ambassador" && o != "envoy" && o != "commissioner" && o != "consul" {
		return party{}, false
	}
	pair := r.doc.Sides(s.index)
	i := slices.Index(pair, froms[0].Party())
	if len(pair) != 2 || i < 0 || pair[1-i].Kind() != graph.KindState {
		return party{}, false
	}
	id := pair[1-i]
	return party{Actor: graph.Actor{ID: id, Kind: graph.KindState, Name: r.nameOf(id), Start: s.Words[e.object].Start, End: s.Words[e.object].End}, head: e.object, known: true}, true
}

// entryOther finds the other of the two whose chronology a document is, for what an entry
// of it says that the one demanded, ceded, gave or withdrew and not to whom: "1981: Nigeria
// demands an apology". In a text that two states make together it is so wherever the one
// acts: "The Omani side offered ten scholarships". Nobody else may be named.
func (r *reader) entryOther(s *sentence, e *event, froms []party) (party, bool) {
	if len(froms) != 1 || e.noun || froms[0].Kind == graph.KindActor || !s.tells(e.word) {
		return party{}, false
	}
	entry := r.doc.Entry(s.index) != "" || r.doc.Headed(s.index)
	switch e.kind {
	case graph.Consult:
		if !entry || s.lemma(e.word) != "visit" && (e.object < 0 || s.lemma(e.object) != "visit") {
			return party{}, false
		}
	case graph.Request, graph.Retreat, graph.Concede, graph.Protest, graph.Aid:
	case graph.Sanction:
		if !entry {
			return party{}, false
		}
	case graph.Agree, graph.Support:
		if entry || !s.offers(e) {
			return party{}, false
		}
	default:
		return party{}, false
	}
	if !entry {
		if len(r.declarers()) != 2 {
			return party{}, false
		}
	}
	return r.otherOf(s, e.word, froms[0])
}

// otherOf is the other of the two whom a sentence is about; for somebody else in the
// chronology of one state, or where nobody says whose he is, that state.
func (r *reader) otherOf(s *sentence, word int, from party) (party, bool) {
	pair := r.theTwo(s, word)
	for n, p := range pair {
		if p.ID == from.Party() && pair[1-n].Kind == graph.KindState {
			return pair[1-n], true
		}
	}
	own := r.doc.Voice().Subject
	if own == "" || own == from.Party() || from.Kind == graph.KindActor || len(pair) == 2 && from.Party().Kind() != graph.KindPerson {
		return party{}, false
	}
	for _, m := range r.doc.In(s.index) {
		if m.Kind == graph.KindState && m.Entity != own && m.Entity != from.Party() {
			return party{}, false
		}
	}
	w := &s.Words[word]
	return party{Actor: graph.Actor{ID: own, Kind: graph.KindState, Name: r.nameOf(own), Start: w.Start, End: w.End}, head: word, known: true}, true
}

// offers reports an offer of help, or thanks for it, which one side of a text makes to the
// other.
func (s *sentence) offers(e *event) bool {
	switch s.lemma(e.word) {
	case "offer", "express", "thank", "appreciate", "voice", "convey":
		return e.object >= 0 || len(s.roles(e.word).obj) > 0
	}
	return false
}

// tells reports a verb that heads its sentence or is joined to such a one.
func (s *sentence) tells(w int) bool {
	for n := 0; n < 8 && (s.base(w) == "conj" || s.base(w) == "parataxis") && s.head(w) >= 0; n++ {
		w = s.head(w)
	}
	return s.head(w) < 0
}

// allegations are nouns for what somebody says against another.
var allegations = set([]string{"allegation", "accusation", "charge", "claim", "assertion", "insinuation", "report"})

// stepTaken finds who took "a step that", where the noun sums up its sentence.
func (r *reader) stepTaken(s *sentence, w int, own func(party) bool) []party {
	n, ok := s.nounOf(w)
	h := s.governor(s.head(w))
	if !ok || n.class != "bench" || h < 0 || s.base(w) != "parataxis" && s.base(w) != "appos" && s.base(w) != "dep" && s.base(w) != "conj" {
		return nil
	}
	return slices.DeleteFunc(r.parties(s, s.roles(h).subj, false, false), own)
}

// pointsBack reports "the decision", "this move": a definite noun for an act
// with nothing that says whose.
func (s *sentence) pointsBack(w int) bool {
	n, ok := s.nounOf(w)
	if s.upos(w) != "NOUN" || !s.has(w, "det", "the", "this", "that", "these") && n.class != "worry" {
		return false
	}
	for _, k := range s.kids[w] {
		switch s.base(k) {
		case "nmod", "acl":
			return false
		case "compound":
			if n.class != "worry" {
				return false
			}
		}
	}
	return ok && (n.kind != "" && !doers[n.class] || n.class == "bench")
}

// doers are classes of nouns for who or what acts, which sum up no act.
var doers = set([]string{"troops", "peacekeeper", "arms", "envoy", "hostvisit"})

// grievance reports a definite noun for a thing of which somebody complains, without
// anything that says whose it is: "called the surcharge illegal", "denounced the sale".
func (s *sentence) grievance(e *event, w int) bool {
	if e.kind != graph.Accuse && e.kind != graph.Reject || s.upos(w) != "NOUN" || !s.has(w, "det", "the", "this", "these") {
		return false
	}
	return s.first(w, "nmod", "acl", "compound", "acl:relcl", "nmod:poss", "amod") < 0 && s.base(w) == "obj"
}

// answersTo reports whether a noun may sum up an act of the kind: a release is no truce,
// restrictions are no praise.
func answersTo(n noun, kind graph.RelationKind) bool {
	switch n.class {
	case "sanction", "restriction":
		return kind == graph.Sanction || kind == graph.Coerce
	case "attack", "war":
		return kind == graph.Assault
	case "pullback", "truce":
		return kind == graph.Retreat || kind == graph.Concede || kind == graph.Agree
	}
	return true
}

// sentenceAt is the sentence that begins at a place of the text.
func (r *reader) sentenceAt(start int) int {
	return sort.Search(r.doc.Len(), func(i int) bool {
		at, _ := r.doc.Span(i)
		return at >= start
	})
}

// signatories are those who signed the agreement as far as the text has said.
func (r *reader) signatories(agreement graph.EntityID, start, end int, own func(party) bool) []party {
	var out []party
	for _, a := range r.signed[agreement] {
		a.Start, a.End, a.Role = start, end, nil
		if p := (party{Actor: a, known: true}); !own(p) {
			if !slices.ContainsFunc(out, func(q party) bool { return q.ID == p.ID }) {
				out = append(out, p)
			}
		}
	}
	return out
}
