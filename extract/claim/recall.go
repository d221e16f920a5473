package claim

import (
	"slices"
	"sort"
	"strings"

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
		if sl.name != "obj" && sl.name != "noun" {
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
				if ps := r.lastActors(s, w, own, sides, true, e.kind); len(ps) > 0 {
					return ps
				}
				return r.lastActors(s, w, own, sides, false, e.kind)
			}
			if s.grievance(e, w) {
				if ps := r.lastActors(s, w, own, sides, true, e.kind); len(ps) > 0 {
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

// lastActors are those who did the last act before this sentence that the noun
// may stand for: a charge by its maker, a concern for what was just condemned.
// With mine set only acts count that concerned those who speak now, whose sides are given, and
// to which one may react so: nobody condemns the help that he got.
func (r *reader) lastActors(s *sentence, w int, own func(party) bool, sides []graph.EntityID, mine bool, reaction graph.RelationKind) []party {
	n, _ := s.nounOf(w)
	verb := s.rules.nominals[s.lemma(w)]
	span := func(a graph.Actor) party {
		a.Start, a.End = s.Words[w].Start, s.Words[w].End
		a.Role = nil
		return party{Actor: a, head: w, known: true}
	}
	for i := len(r.out) - 1; i >= 0; i-- {
		c := &r.out[i]
		same := verb != "" && strings.HasSuffix(c.Rule, "/"+verb) // the expulsion, of who expelled
		if at := r.sentenceAt(c.Evidence[0].Start); at < r.doc.Began(s.index) || at < s.index-recallLimit && (verb == "" || at < s.index-recallFar) {
			return nil
		} else if at < s.index-recallLimit && !same {
			continue
		}
		if !mine && verb != "" && !same && !s.rules.alike(verb, c.Kind) {
			continue
		}
		if c.To == nil || c.Kind.Quad() == "" || c.Kind.Quad() == graph.Neutral && (c.Kind != graph.Appeal || n.kind != graph.Appeal) || c.Modality != graph.Actual || c.Polarity != graph.Affirmed || c.Via != nil && !together(c) {
			continue
		}
		if n.kind == graph.Accuse && c.Kind != graph.Accuse || !mine && !answersTo(n, c.Kind) {
			continue
		}
		if mine && !(own(span(*c.To)) || slices.Contains(sides, c.To.Party())) {
			continue
		}
		if !mine && c.AssertedBy != nil && c.Kind == graph.Assault {
			continue // what somebody says of another long ago
		}
		if mine && (n.kind == "" && n.class == "" && !conflicts(c.Kind) || !befits(reaction, c.Kind)) {
			continue
		}
		p := span(c.From)
		if n.class == "worry" && (c.Kind == graph.Accuse || c.Kind == graph.Reject) {
			p = span(*c.To)
		}
		p.ID, p.Kind = p.Party(), p.Party().Kind()
		p.Name, p.ActsFor = r.nameOf(p.ID), nil
		if !own(p) && c.From.Kind != graph.KindActor && !slices.Contains(sides, p.ID) {
			return slices.DeleteFunc(r.doersWith(i, p), func(p party) bool { return own(p) || slices.Contains(sides, p.ID) })
		}
	}
	return nil
}

// doersWith are the doer of an act and the others who, by the claims beside that at an index
// of those made, did it together: "both urged X". A group has its members.
func (r *reader) doersWith(at int, doer party) []party {
	act, out := &r.out[at], []party{doer}
	for at+1 < len(r.out) && r.out[at+1].Evidence[0] == act.Evidence[0] {
		at++
	}
	for i := at; i >= 0 && r.out[i].Evidence[0] == act.Evidence[0]; i-- {
		c := &r.out[i]
		if c.Kind != act.Kind || c.Rule != act.Rule || c.To == nil || c.To.ID != act.To.ID && !together(act) {
			continue
		}
		if c.Via != nil && c.Via.Group == doer.ID {
			out[0].members = append(out[0].members, c.From.Party())
			continue
		}
		for _, id := range []graph.EntityID{c.From.Party(), c.To.Party()} {
			if id == c.To.Party() && !together(act) || id.Kind() == graph.KindActor {
				continue
			}
			p := doer
			p.ID, p.Kind, p.Name = id, id.Kind(), r.nameOf(id)
			out = appendParty(out, p)
		}
	}
	return out
}

// together reports an act that its ends do with each other, perhaps as members of a group.
func together(c *graph.Claim) bool {
	return c.Attributes["mutual"] == true && (c.Via == nil || c.Via.Group != "")
}

// befits reports whether somebody may react so to an act that concerned him.
func befits(reaction, act graph.RelationKind) bool {
	switch reaction {
	case graph.Accuse, graph.Reject:
		return act.Quad() != graph.MaterialCooperation
	case graph.Support:
		return act.Quad() != graph.MaterialConflict
	}
	return true
}

// alike reports that a verb tells an act of the kind.
func (r *Rules) alike(verb string, kind graph.RelationKind) bool {
	frames := r.verbs[verb]
	return len(frames) == 0 || slices.ContainsFunc(frames, func(f frame) bool { return f.kind == kind })
}

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
